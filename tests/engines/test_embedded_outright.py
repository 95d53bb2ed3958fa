"""What nobody says, what is only supposed and what is taken back gives no claim; nothing is said too strongly."""

import datetime as dt

import pytest

from summarizer.engines.embedded import extract
from summarizer.models import Extraction
from summarizer.read import article_from_text


def read(text: str, published: dt.date | None = None) -> Extraction:
    return extract(article_from_text(text, "a.txt", published=published))


@pytest.mark.parametrize(
    "text",
    [
        "Neither Russia nor Ukraine demanded a ceasefire.",
        "No minister called for sanctions.",
        "Few countries demanded that Hungary pay.",
        "Norway demanded nothing of Sweden.",
        "Minister Ann Lee stopped short of demanding that Russia leave.",
        "France denied that it had asked Germany to send tanks.",
        "If Russia demanded that Norway leave NATO, there would be war.",
        "Russia reportedly demanded that Norway leave NATO.",
        "Russia almost demanded that Norway leave NATO.",
        "Congress has three ways, by asking prosecutors to charge someone among them.",
        "Norway ordered what he called a special operation.",
    ],
)
def test_what_nobody_outright_demands_is_no_demand(text: str) -> None:
    assert read(text).demands == ()


def test_a_demand_keeps_the_but_that_limits_it() -> None:
    (found,) = read("Minister Ann Lee urged Norway to pay, but not before May 3.").demands
    assert "but not before" in found.what


def test_no_clause_ends_in_is_without_its_date() -> None:
    published = dt.date(2021, 4, 1)
    events = [e.event for e in read("No talks will be held on Monday.", published).dates]
    assert events == ["No talks will be held."]
    assert all("answer is." not in e.event for e in read("The deadline to answer is Friday.", published).dates)


def test_a_place_that_is_also_a_common_word_keeps_its_capital() -> None:
    text = "They ate turkey and other birds. “Turkey has many good friends in the world,” Minister Ann Lee said."
    assert [p.statement for p in read(text).positions] == ["Ann Lee: “Turkey has many good friends in the world”"]


def test_a_condition_is_no_accusation_and_only_if_stays() -> None:
    (found,) = read("Minister Ann Lee said Norway would pay only if Sweden did so first.").positions
    assert found.condition == "only if Sweden did so first"
    assert all(
        p.act != "accuses" for p in read("“If Russia attacks, Norway will help,” Minister Ann Lee said.").positions
    )


def test_an_offer_accepted_in_part_is_partly_accepted() -> None:
    assert [r.kind for r in read("Norway partly accepted the offer of the union.").responses] == ["partly accepts"]


def test_who_passes_words_on_is_not_their_speaker() -> None:
    text = "“Russia will never attack Ukraine,” President Karl Berg told Emma Holm, according to the Elysee."
    (found,) = read(text).positions
    assert (found.actor, found.reported_by) == ("Karl Berg", "Elysee")


def test_what_is_set_for_a_day_in_the_present_tense_is_planned() -> None:
    published = dt.date(2021, 4, 1)
    assert [e.status for e in read("Norway has until Friday to answer.", published).dates] == ["planned"]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The army left the town on May 3, not on May 5.", ["The army left the town on May 3, not on May 5."]),
        ("Minister Ann Lee refused to say whether talks would be held on Friday.", []),
        ("The fleet of Norway, however, sailed on Friday.", ["The fleet of Norway sailed."]),
    ],
)
def test_no_event_is_dated_by_a_day_on_which_it_is_not_said_to_happen(text: str, events: list[str]) -> None:
    assert [e.event for e in read(text, dt.date(2021, 6, 2)).dates] == events
