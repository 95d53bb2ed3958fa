"""The hint at the other article of a run where an absent quote does stand."""

from __future__ import annotations

import pytest

from summarizer.check import Texts, check_extraction
from summarizer.check.elsewhere import stands_elsewhere
from summarizer.models import Article, Extraction, Outcome, Provenance
from summarizer.read import article_from_text

TEXTS = {
    "c": "The mayor said that the old bridge will be closed for repairs until May.",
    "b": "The mayor said: “Nobody’s  bridge is closed for\u00a0ever.” She left.",
    "a": "Nothing of the kind stands here.",
    "d": "A bridge will be closed for repairs until May, it was said elsewhere.",
}


@pytest.fixture(params=[Texts, dict])
def texts(request: pytest.FixtureRequest) -> Texts | dict[str, str]:
    """The texts as the pipeline gives them, and as a plain mapping."""
    made: Texts | dict[str, str] = request.param(TEXTS)
    return made


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("the old bridge will be closed for repairs", "c"),
        ("bridge will be closed for repairs", "c"),  # also in d, which is behind c by its id
        ("idge will be closed for repairs until M", "c"),  # words cut at the quote's ends
        ('"Nobody\'s bridge is closed for ever."', "b"),  # other marks and spaces
        ("NOBODY’S BRIDGE IS CLOSED FOR EVER", "b"),
        ("the old bridge will be open for repairs", None),
        ("repairs closed be will bridge", None),  # the words alone do not make the quote
        ("repairs until May", "c"),
        ("kind", "a"),
        ("…", None),
        ("", None),
    ],
)
def test_the_first_other_text_by_id_that_has_the_words_is_named(
    texts: Texts | dict[str, str], quote: str, found: str | None
) -> None:
    assert stands_elsewhere(quote, "none of these", texts) == found


def test_the_article_itself_is_no_other_though_the_texts_hold_it(texts: Texts | dict[str, str]) -> None:
    assert stands_elsewhere("bridge will be closed for repairs", "c", texts) == "d"
    assert stands_elsewhere("Nothing of the kind", "a", texts) is None


def test_the_hint_does_not_depend_on_the_order_of_the_articles() -> None:
    backwards = dict(reversed(TEXTS.items()))
    for mapping in (backwards, Texts(backwards)):
        assert stands_elsewhere("bridge will be closed for repairs", "a", mapping) == "c"


def test_words_that_are_written_without_spaces_are_found() -> None:
    texts = {"zh": "市长周三表示，旧桥将关闭十七天，直到检查结束。"}
    for mapping in (texts, Texts(texts)):
        assert stands_elsewhere("旧桥将关闭十七天", "a", mapping) == "zh"


def test_without_other_texts_there_is_no_hint() -> None:
    assert stands_elsewhere("closed for repairs", "a", None) is None
    assert stands_elsewhere("closed for repairs", "a", {}) is None
    assert stands_elsewhere("closed for repairs", "a", Texts({})) is None


def test_texts_are_a_mapping_of_what_they_were_made_of() -> None:
    texts = Texts(TEXTS)
    assert list(texts) == ["a", "b", "c", "d"]
    assert dict(texts) == TEXTS
    assert len(texts) == 4


def test_a_claim_carries_the_hint_and_one_mapping_serves_all_articles() -> None:
    texts = Texts(TEXTS)
    quote = "the old bridge will be closed for repairs"
    answer = Extraction.model_validate(
        {
            "positions": [
                {
                    "actor": "The mayor",
                    "topic": "bridge",
                    "stance": "none",
                    "act": "states",
                    "statement": "The old bridge will be closed.",
                    "quote": quote,
                }
            ],
            "demands": [],
            "responses": [],
            "dates": [],
        }
    )

    def checked(article: Article) -> str | None:
        made = Provenance(engine="test", engine_version="1")
        summary = check_extraction(article, answer, Outcome(kind="ok"), made, texts)
        (claim,) = (*summary.claims, *summary.set_aside)
        return claim.location.elsewhere

    assert checked(article_from_text(TEXTS["a"], "a")) == "c"
    assert checked(article_from_text(TEXTS["c"], "c")) is None


class Counting(Texts):
    """Texts that count how often one of them is read."""

    read = 0

    def __getitem__(self, article_id: str) -> str:
        self.read += 1
        return super().__getitem__(article_id)


def test_for_an_absent_quote_only_texts_that_have_its_words_are_read() -> None:
    texts = Counting({f"{i:04}": f"The bridge over river{i} is closed, said mayor{i % 50}." for i in range(2_000)})
    assert stands_elsewhere("The bridge over river7 is open, said mayor7.", "x", texts) is None
    assert stands_elsewhere("over river700 is closed, said nobody at all", "x", texts) is None
    assert texts.read < 20  # of the few that share their rows by chance
    assert stands_elsewhere("bridge over river700 is closed", "x", texts) == "0700"
    assert texts.read < 40
