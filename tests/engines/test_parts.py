"""Articles that are too long are asked about in parts, and the answers for the parts are one answer."""

from __future__ import annotations

import hashlib
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from summarizer.engines import Answer, Usage
from summarizer.engines.parts import OTHER_PART, join, split
from summarizer.models import (
    Article,
    DatedEvent,
    Demand,
    Extraction,
    Furniture,
    Model,
    Outcome,
    OutcomeKind,
    Position,
    Provenance,
    Response,
)
from summarizer.read import article_from_text
from summarizer.text.locate import locate
from summarizer.text.paragraphs import paragraph_gaps
from summarizer.text.sentences import sentences

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def article_of(text: str, furniture: tuple[Furniture, ...] = ()) -> Article:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(article_id="a.txt", text_sha256=digest, text=text, furniture=furniture)


def bodies(text: str, fits: int) -> list[str]:
    return [part.body() for part in split(article_of(text), fits)]


def shown_at(article: Article) -> list[bool]:
    """For each character of the text whether no furniture hides it."""
    shown = [True] * len(article.text)
    for piece in article.furniture:
        shown[piece.start : piece.end] = [False] * (min(piece.end, len(shown)) - piece.start)
    return shown


# --- splitting -------------------------------------------------------------------------------------------------------


def test_an_article_that_fits_stays_as_it_is() -> None:
    article = article_of("Ten chars.\n")
    assert split(article, 10) == (article,)
    assert split(article_of(""), 1) == (article_of(""),)


def test_a_part_is_the_article_with_the_rest_hidden() -> None:
    article = article_of("One is here.\n\nTwo is here.\n\nSix is here.")
    first, second = split(article, 26)
    assert (first.body(), second.body()) == ("One is here.\n\nTwo is here.", "Six is here.")
    assert second.model_copy(update={"furniture": ()}) == article
    assert [piece.kind for piece in second.furniture] == [OTHER_PART]


def test_cuts_are_between_paragraphs_and_a_short_one_stands_on_both_sides() -> None:
    # Three of 10 characters take 34 with their blank lines, four take 46; one is less than 30 % of 40.
    a, b, c, d, e = (f"{letter * 9}." for letter in "ABCDE")
    assert bodies("\n\n".join((a, b, c, d, e)), 40) == [f"{a}\n\n{b}\n\n{c}", f"{c}\n\n{d}\n\n{e}"]


def test_a_paragraph_that_would_take_too_much_of_the_next_part_is_not_repeated() -> None:
    long = "A" * 39 + "."
    assert bodies(f"{long}\n\n{long}\n\n{long}", 90) == [f"{long}\n\n{long}", long]


def test_a_short_paragraph_is_not_repeated_where_the_next_would_no_longer_fit_behind_it() -> None:
    a, b, c = "A" * 59 + ".", "B" * 24 + ".", "C" * 79 + "."  # b is less than 30 % of 90, and b with c takes 107
    assert bodies(f"{a}\n\n{b}\n\n{c}", 90) == [f"{a}\n\n{b}", c]


def test_several_short_paragraphs_make_up_a_tenth() -> None:
    text = "\n\n".join(f"{number:03}" for number in range(100))  # 5 characters each with the blank line
    first, second = bodies(text, 300)[:2]
    # A tenth are 30 characters: six numbers take 6 * 3 + 5 * 2 = 28, seven take 33.
    assert second.split("\n\n")[:6] == first.split("\n\n")[-6:]
    assert second.split("\n\n")[6] not in first


def test_parts_are_as_few_as_can_be_and_then_even() -> None:
    paragraphs = [f"{letter * 99}." for letter in "abcdefg"]  # with the blank lines 7 * 100 + 6 * 2 = 712 characters
    lengths = [len(body) for body in bodies("\n\n".join(paragraphs), 650)]
    # Two parts: greedily six paragraphs (610) and then the last two (the overlap takes one of 100 < 195); evenly four
    # and four, with the fourth in both: 4 * 100 + 3 * 2 = 406.
    assert lengths == [406, 406]


def test_a_long_paragraph_is_cut_between_its_sentences() -> None:
    # 31, 27 and 26 characters; two of them with the space between take 59 or 54, and none is 30 % of 60 or less.
    sentences_of_it = ["The first sentence stands here.", "The second one stands here.", "The third one stands here."]
    assert bodies(" ".join(sentences_of_it), 60) == [" ".join(sentences_of_it[:1]), " ".join(sentences_of_it[1:])]


def test_a_long_sentence_is_cut_between_its_words() -> None:
    assert bodies("alpha beta gamma delta", 11) == ["alpha beta", "gamma delta"]


def test_a_long_word_is_cut_anywhere_with_a_tenth_in_both_parts() -> None:
    # Pieces of two characters; ten of them fit, and one is repeated: 20 + 20 - 2 = 38.
    word = "".join(chr(ord("A") + at) for at in range(38))
    assert bodies(word, 20) == [word[:20], word[18:]]


def test_furniture_of_the_page_stays_hidden_and_keeps_its_kind() -> None:
    text = "One is here.\n\nAlso read: this\n\nTwo is here."
    start = text.index("Also")
    teaser = Furniture(start=start, end=start + len("Also read: this"), kind="teaser")
    parts = split(article_of(text, (teaser,)), 14)
    assert [part.body() for part in parts] == ["One is here.", "Two is here."]
    assert all(teaser in part.furniture for part in parts)


def test_furniture_in_furniture_is_no_text() -> None:
    text = "x" * 50 + "\n\nOne is here.\n\nTwo is here."
    nested = (Furniture(start=0, end=50, kind="teaser"), Furniture(start=10, end=20, kind="clock"))
    assert [part.body() for part in split(article_of(text, nested), 14)] == ["One is here.", "Two is here."]


def test_nothing_fits_in_nothing() -> None:
    with pytest.raises(ValueError, match="no parts of 0"):
        split(article_of("a"), 0)


PROSE = st.lists(
    st.sampled_from(
        ["word", "Ann", "said", "“Yes.”", "end.", "A", "\n", "\n\n", "\r\n", " ", "  ", "x" * 30, "。", "é"]
    ),
    max_size=60,
).map(" ".join)
TEXTS = st.one_of(PROSE, st.text(max_size=200), st.text(alphabet=" a.\n“”\u2028\x1d\ud800", max_size=120))


@st.composite
def pages(draw: st.DrawFn) -> Article:
    """A text with any stretches marked as furniture, which may overlap, touch or be empty."""
    text = draw(TEXTS)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    marked = draw(st.lists(places, max_size=4))
    return article_of(text, tuple(Furniture(start=start, end=end, kind="teaser") for start, end in marked))


@settings(max_examples=400, deadline=None)
@given(pages(), st.integers(1, 90))
def test_each_part_fits_and_no_character_of_the_body_is_lost(article: Article, fits: int) -> None:
    parts = split(article, fits)
    assert all(len(part.body()) <= fits for part in parts)
    assert all(part.body() for part in parts) or not article.body()
    shown = [shown_at(part) for part in parts]
    for at, of_article in enumerate(shown_at(article)):
        in_parts = any(of_part[at] for of_part in shown)
        assert of_article or not in_parts
        assert in_parts or not of_article or article.text[at].isspace()


@settings(max_examples=200, deadline=None)
@given(pages(), st.integers(1, 90))
def test_each_part_is_a_stretch_of_the_body_and_begins_and_ends_behind_the_one_before(
    article: Article, fits: int
) -> None:
    shown = [[at for at, is_shown in enumerate(shown_at(part)) if is_shown] for part in split(article, fits)]
    of_article = [at for at, is_shown in enumerate(shown_at(article)) if is_shown]
    for places in shown[: len(shown) if len(shown) > 1 else 0]:
        first = of_article.index(places[0])
        assert places == of_article[first : first + len(places)]
    assert all(a[0] < b[0] and a[-1] < b[-1] for a, b in pairwise(shown))


def long_article() -> Article:
    return article_from_text("\n\n".join(path.read_text("utf-8") for path in SEEDS), "long.txt")


@settings(max_examples=25, deadline=None)
@given(st.integers(400, 15_000))
def test_what_is_quoted_from_a_part_is_found_inside_it_in_the_whole_text(fits: int) -> None:
    article = long_article()
    quoted = 0
    for part in split(article, fits):
        shown, body = shown_at(part), part.body()
        for span in sentences(body):
            quote = body[span.start : span.end]
            if article.text.count(quote) == 1:
                found = locate(quote, article.text, avoid=article.furniture).span
                assert found is not None
                assert all(shown[found.start : found.end])
                quoted += 1
    assert quoted >= 80


def test_a_long_text_is_cut_between_paragraphs_only_where_they_fit() -> None:
    article = long_article()
    body, fits = article.body(), 3_000
    edges = {0, len(body)} | {edge for gap in paragraph_gaps(body) for edge in gap.span()}
    parts = [part.body() for part in split(article, fits)]
    assert len(parts) >= len(body) / fits
    assert all(body.count(part) == 1 for part in parts)
    assert all({body.index(part), body.index(part) + len(part)} <= edges for part in parts)


def test_a_long_text_has_paragraphs_in_common_at_its_cuts() -> None:
    parts = [part.body() for part in split(long_article(), 3_000)]
    shared = [common(a, b) for a, b in pairwise(parts)]
    assert all(length <= 900 for length in shared)
    assert sum(length > 0 for length in shared) >= len(shared) - 1


def common(before: str, behind: str) -> int:
    """How many characters `behind` begins with that `before` ends with."""
    return max(length for length in range(min(len(before), len(behind))) if before.endswith(behind[:length]))


def test_the_longest_article_that_is_read_is_split_fast() -> None:
    text = " ".join(re.split(r"\s+", long_article().text)) * 60
    article = article_of(text[:1_000_000])
    started = time.perf_counter()
    parts = split(article, 20_000)
    assert time.perf_counter() - started < 2
    assert len(parts) >= 50


# --- joining ---------------------------------------------------------------------------------------------------------

ARTICLE = article_of("The text.")


def position(
    statement: str = "The bridge stays closed.", quote: str = "stays closed", actor: str = "Ann Cho"
) -> Position:
    return Position(actor=actor, topic="the bridge", stance="none", act="states", statement=statement, quote=quote)


def demand(key: str, what: str = "Open the bridge.", quote: str = "open it") -> Demand:
    return Demand(key=key, by="Ann Cho", what=what, force="demand", quote=quote)


def response(answers_key: str | None, statement: str = "The bridge stays closed.", quote: str = "it stays") -> Response:
    return Response(
        by="Bo Day", answers="the demand", answers_key=answers_key, kind="rejects", statement=statement, quote=quote
    )


def event(key: str | None, quote: str = "on Monday") -> DatedEvent:
    return DatedEvent(key=key, event="The bridge closes.", phrase="Monday", status="planned", quote=quote)


def extraction(
    positions: tuple[Position, ...] = (),
    demands: tuple[Demand, ...] = (),
    responses: tuple[Response, ...] = (),
    dates: tuple[DatedEvent, ...] = (),
) -> Extraction:
    return Extraction(positions=positions, demands=demands, responses=responses, dates=dates)


def answer(
    told: Extraction | None = None,
    kind: OutcomeKind = "ok",
    message: str | None = None,
    remedy: str | None = None,
    model: str = "m",
) -> Answer:
    made = Provenance(engine="openai/m", engine_version="1", model=model)
    return Answer(
        Outcome(kind=kind, message=message, remedy=remedy), made, told or extraction(), Usage(1, 100, 10, 0.5)
    )


def joined(*told: Extraction) -> Extraction:
    return join(ARTICLE, [answer(each) for each in told]).extraction


def test_the_answer_for_a_single_part_is_the_answer() -> None:
    only = answer(extraction((position(),)))
    assert join(ARTICLE, [only]) is only


def test_without_an_answer_nothing_can_be_joined() -> None:
    with pytest.raises(ValueError, match=r"a\.txt: no answer"):
        join(ARTICLE, [])


def test_claims_of_all_parts_stand_in_the_order_of_the_parts() -> None:
    first, second = position("One.", "one"), position("Two.", "two")
    assert joined(extraction((first,)), extraction((second,))).positions == (first, second)


def test_keys_of_later_parts_begin_with_the_number_of_the_part() -> None:
    told = joined(
        extraction(demands=(demand("d1"),), responses=(response("d1"),)),
        extraction(demands=(demand("d1", "Close it.", "close it"),), dates=(event("t1"), event(None, "on Tuesday"))),
        extraction(responses=(response("d1", "No.", "no"), response(None, "Yes.", "yes"))),
    )
    assert [claim.key for claim in told.demands] == ["d1", "2:d1"]
    assert [claim.key for claim in told.dates] == ["2:t1", None]
    # Part 3 has no demand d1 of its own, and that of part 1 is not what it answers.
    assert [claim.answers_key for claim in told.responses] == ["d1", "3:d1", None]


def test_keys_stay_unique_where_the_first_part_has_keys_with_numbers_of_its_own() -> None:
    told = joined(extraction(demands=(demand("2:d1"),)), extraction(demands=(demand("d1", "Close it.", "close it"),)))
    assert [claim.key for claim in told.demands] == ["2:d1", "2::d1"]


def test_a_claim_told_on_both_sides_of_a_cut_stands_once() -> None:
    told = joined(
        extraction((position("Ann Cho said that the bridge stays closed for now.", "stays\n closed"),)),
        extraction((position("Ann Cho said the bridge stays closed for now.", "stays closed"),)),
    )
    assert [claim.statement for claim in told.positions] == ["Ann Cho said that the bridge stays closed for now."]


@pytest.mark.parametrize(
    "other",
    [
        position("The bridge over the river Ems will not stay closed until the 17th of March."),
        position("The bridge over the river Ems will stay closed until the 19th of March."),
        position("The bridge over the river Ens will stay closed until the 17th of March."),
        position("The bridge over the river Ems may stay closed until the 17th of March."),
        position("The bridge over the river Ems will stay closed until the 17th of March.", actor="Bo Day"),
        position("The bridge over the river Ems will stay closed until the 17th of March.", quote="stays shut"),
        position("Nothing opens."),
    ],
)
def test_a_claim_that_says_another_thing_stands_beside(other: Position) -> None:
    first = position("The bridge over the river Ems will stay closed until the 17th of March.")
    assert joined(extraction((first,)), extraction((other,))).positions == (first, other)


def test_claims_of_one_part_are_never_folded() -> None:
    twice = (position(), position())
    assert joined(extraction(twice), extraction()).positions == twice
    assert len(joined(extraction((position(),)), extraction(twice)).positions) == 2


def test_what_answers_a_folded_demand_answers_the_one_that_stands() -> None:
    told = joined(
        extraction(demands=(demand("a"),)),
        extraction(demands=(demand("d1"),)),
        extraction(demands=(demand("d7"),), responses=(response("d7"),)),
    )
    assert [claim.key for claim in told.demands] == ["a"]
    assert [claim.answers_key for claim in told.responses] == ["a"]


def test_what_answers_a_demand_that_stands_goes_on_answering_it_where_another_answer_is_folded() -> None:
    told = joined(
        extraction(demands=(demand("d1"),), responses=(response("d1"),)),
        extraction(
            demands=(demand("d1", "Close it.", "close it"),), responses=(response("d1"), response("d1", "No.", "no"))
        ),
    )
    assert [claim.answers_key for claim in told.responses] == ["d1", "2:d1"]


def test_an_event_without_a_key_takes_that_of_its_second_telling() -> None:
    told = joined(extraction(dates=(event(None),)), extraction(dates=(event("t1"),), responses=(response("t1"),)))
    assert [claim.key for claim in told.dates] == ["2:t1"]
    assert [claim.answers_key for claim in told.responses] == ["2:t1"]


def test_a_response_that_answers_nothing_takes_what_its_second_telling_answers() -> None:
    told = joined(
        extraction(responses=(response(None),)), extraction(demands=(demand("d1"),), responses=(response("d1"),))
    )
    assert [claim.answers_key for claim in told.responses] == ["2:d1"]


def test_what_was_spent_is_summed_up_and_the_first_provenance_says_how_many_parts() -> None:
    whole = join(ARTICLE, [answer(kind="http_error", model="a"), answer(model="b"), answer(model="c")])
    assert whole.usage == Usage(3, 300, 30, 1.5)
    assert (whole.provenance.model, whole.provenance.parts) == ("b", 3)


@pytest.mark.parametrize(
    ("kinds", "kind"), [(("ok", "ok"), "ok"), (("empty", "ok"), "ok"), (("empty", "empty"), "empty")]
)
def test_parts_that_are_all_answered_make_an_answer(kinds: tuple[OutcomeKind, ...], kind: OutcomeKind) -> None:
    assert join(ARTICLE, [answer(kind=each) for each in kinds]).outcome == Outcome(kind=kind)


def test_a_failed_part_is_named_and_the_others_are_kept() -> None:
    whole = join(
        ARTICLE,
        [answer(extraction((position(),))), answer(kind="truncated", message="cut at 900 tokens", remedy="--more")],
    )
    assert whole.extraction == extraction((position(),))
    assert whole.outcome == Outcome(
        kind="partial", message="part 2 of 2: truncated: cut at 900 tokens", remedy="--more"
    )


def test_parts_to_which_the_same_happened_are_named_together() -> None:
    failed = answer(kind="http_error", message="503", remedy="try again")
    faulty = answer(kind="partial", message="1 fault", remedy="none needed")
    outcome = join(ARTICLE, [failed, answer(), faulty, failed, failed]).outcome
    assert outcome.message == "parts 1, 4 and 5 of 5: http_error: 503; part 3 of 5: partial: 1 fault"
    assert (outcome.kind, outcome.remedy) == ("partial", "try again; none needed")


def test_where_all_parts_failed_the_article_failed_as_the_first_did() -> None:
    outcome = join(ARTICLE, [answer(kind="refused", message="no"), answer(kind="refused", message="no")]).outcome
    assert outcome == Outcome(kind="refused", message="all 2 parts: refused: no")
    mixed = join(ARTICLE, [answer(kind="not_asked"), answer(kind="refused", message="no")]).outcome
    assert mixed == Outcome(kind="not_asked", message="part 1 of 2: not_asked; part 2 of 2: refused: no")


def test_what_a_failed_part_holds_is_no_answer() -> None:
    failed = answer(extraction((position(),)), kind="truncated")
    assert join(ARTICLE, [failed, answer(kind="empty")]).extraction == extraction()


# --- fields of the user's own ----------------------------------------------------------------------------------------


class Person(Model):
    """An entry of a field of the user's own."""

    name: str


class SurePosition(Position):
    """A claim with a field of the user's own."""

    confidence: float


class OwnExtraction(Extraction):
    """An Extraction as a user of the library may ask for it."""

    positions: tuple[SurePosition, ...]
    people: tuple[Person, ...] = Field(max_length=3)
    mood: str | None = None
    pages: int = 0


class RetypedExtraction(Extraction):
    """One whose only difference is a claim with a field more."""

    positions: tuple[SurePosition, ...]


def own(name: str, mood: str | None = None, people: int = 1) -> OwnExtraction:
    sure = SurePosition(**position(name, name).model_dump(), confidence=0.5)
    return OwnExtraction(
        positions=(sure,), demands=(), responses=(), dates=(), people=(Person(name=name),) * people, mood=mood
    )


def test_lists_of_the_users_own_are_put_together_and_of_other_values_the_first_is_taken() -> None:
    told = join(ARTICLE, [answer(kind="refused"), answer(own("A")), answer(own("B", "glad")), answer(own("C", "sad"))])
    assert isinstance(told.extraction, OwnExtraction)
    assert told.extraction.people == (Person(name="A"), Person(name="B"), Person(name="C"))
    assert (told.extraction.mood, told.extraction.pages) == ("glad", 0)
    assert [type(claim) for claim in told.extraction.positions] == [SurePosition] * 3
    assert told.outcome.kind == "partial"


def test_a_part_whose_own_fields_were_lost_keeps_its_claims() -> None:
    sure = own("B").positions
    told = joined(extraction(sure), own("A"))
    assert isinstance(told, OwnExtraction)
    assert [claim.statement for claim in told.positions] == ["B", "A"]


def test_the_users_own_type_is_kept_where_the_first_part_failed() -> None:
    told = RetypedExtraction(positions=own("A").positions, demands=(), responses=(), dates=())
    assert join(ARTICLE, [answer(kind="refused"), answer(told)]).extraction == told


def test_own_fields_that_do_not_fit_together_are_left_out_and_that_is_said() -> None:
    whole = join(ARTICLE, [answer(own("A", people=2)), answer(own("B", people=2))])
    assert type(whole.extraction) is Extraction
    assert len(whole.extraction.positions) == 2
    assert whole.outcome.kind == "partial"
    assert whole.outcome.message
    assert whole.outcome.message.startswith("the parts' own fields do not fit together and are left out: people: ")
