"""Dated events and deadlines stand in order of time, and what has no day stands last."""

from __future__ import annotations

import datetime as dt

import pytest
from summary_builder import DAY, checked, demand, event, summary, when

from summarizer.merge import merge_summaries
from summarizer.models import CheckedClaim, DatedEvent, TimeExpression, TimelineEntry, statement_of
from summarizer.text.timex.calendar import bounds


def rows(*claims: DatedEvent | CheckedClaim) -> list[tuple[str, TimelineEntry]]:
    brief = merge_summaries([summary(str(number), claim) for number, claim in enumerate(claims)], DAY)
    words = {claim.merged_id: statement_of(claim.claim) for claim in brief.claims}
    return [(words[entry.merged_id], entry) for entry in brief.timeline]


def test_events_stand_by_first_day_then_by_last_day_and_unknown_ones_last() -> None:
    found = rows(
        event("Undated fair", None),
        event("Yearless feast", "XXXX-12-24"),
        event("Earlier yearless feast", "XXXX-01-06"),
        event("Council week", "2030-W19"),
        event("Monday vote", "2030-05-06"),
        event("Old treaty", "1999"),
        event("Port month", "2030-05"),
    )
    assert [words for words, _ in found] == [
        "Old treaty",
        "Port month",
        "Monday vote",
        "Council week",
        "Earlier yearless feast",
        "Yearless feast",
        "Undated fair",
    ]


def test_a_week_reaches_from_monday_to_sunday_and_a_month_from_first_to_last() -> None:
    (_, month), (_, week) = rows(event("Council week", "2030-W19"), event("Port month", "2030-02"))
    assert (month.earliest, month.latest) == (dt.date(2030, 2, 1), dt.date(2030, 2, 28))
    assert (week.earliest, week.latest) == (dt.date(2030, 5, 6), dt.date(2030, 5, 12))


def test_the_programs_reading_goes_before_the_models_value_even_where_it_knows_less() -> None:
    read = when("2030-05-07", dt.date(2030, 5, 7))
    found = dict(
        rows(
            checked(event("Vote", "2030-05-06"), "x", when=read),
            checked(event("Feast", "2030-12-24"), "y", when=when(None)),
        )
    )
    assert (found["Vote"].value, found["Vote"].earliest) == ("2030-05-07", dt.date(2030, 5, 7))
    assert (found["Feast"].value, found["Feast"].earliest) == (None, None)


def test_a_known_deadline_is_on_the_timeline_and_an_unknown_one_is_not() -> None:
    day = dt.date(2030, 6, 1)
    found = rows(
        checked(demand("Oslo", "open the port", deadline="by 1 June"), "x", when=when("2030-06-01", day)),
        checked(demand("Oslo", "pay the men", deadline="soon"), "y", when=when(None)),
    )
    assert [(words, entry.status, entry.earliest) for words, entry in found] == [("open the port", "planned", day)]


def test_an_event_that_can_not_be_a_date_stays_without_days() -> None:
    assert rows(event("Odd feast", "2030-02-31"))[0][1].earliest is None


def test_an_event_of_two_articles_is_one_row() -> None:
    assert (
        len(rows(event("The council met in Bergen", "2030-05-06"), event("Council met in Bergen", "2030-05-06"))) == 1
    )


# --- stretches of days -----------------------------------------------------------------------------------------------


def dated(text: str, start: int, value: str) -> TimeExpression:
    days = bounds(value)
    return TimeExpression(
        start=start,
        end=start + len(text),
        text=text,
        value=value,
        earliest=days and days[0],
        latest=days and days[1],
        rule="test",
    )


def two_dates(quote: str, first: tuple[str, str], last: tuple[str, str]) -> list[TimelineEntry]:
    """The rows of an event of which one sentence gives two dates, each as its words and its value."""
    claims = [
        checked(
            event("The fair", value, phrase=words, quote=quote),
            words,
            when=dated(words, 100 + quote.index(words), value),
        )
        for words, value in (first, last)
    ]
    return list(merge_summaries([summary("a", *claims)], DAY).timeline)


@pytest.mark.parametrize(
    ("quote", "first", "last"),
    [
        ("The fair lasts from 14 to 16 February.", ("14", "2030-02-14"), ("16 February", "2030-02-16")),
        ("The fair lasts 14–16 February.", ("14", "2030-02-14"), ("16 February", "2030-02-16")),
        (
            "The fair is between the 14th and the 16th of February",
            ("14th", "2030-02-14"),
            ("16th of February", "2030-02-16"),
        ),
        ("The fair begins on 14 or 16 February", ("14", "2030-02-14"), ("16 February", "2030-02-16")),
    ],
)
def test_two_dates_that_are_the_ends_of_a_stretch_stand_for_the_whole_stretch(
    quote: str, first: tuple[str, str], last: tuple[str, str]
) -> None:
    rows = two_dates(quote, first, last)
    days = (dt.date(2030, 2, 14), dt.date(2030, 2, 16))
    assert [(row.value, row.earliest, row.latest) for row in rows] == [(None, *days), (None, *days)]


@pytest.mark.parametrize(
    "quote",
    [
        "The fair opened on 14 February and closed on 16 February.",
        "The fair was on 14 February and 16 February.",
        "The fair went from 16 February back to 14 February.",
        "The council put off the fair planned for 14 February until 16 February.",
        "The fair was moved from 14 February to 16 February.",
    ],
)
def test_two_dates_that_are_no_ends_of_a_stretch_stay_two_days(quote: str) -> None:
    rows = two_dates(quote, ("14 February", "2030-02-14"), ("16 February", "2030-02-16"))
    assert [(row.value, row.earliest, row.latest) for row in rows] == [
        ("2030-02-14", dt.date(2030, 2, 14), dt.date(2030, 2, 14)),
        ("2030-02-16", dt.date(2030, 2, 16), dt.date(2030, 2, 16)),
    ]


def test_a_stretch_from_month_to_month_reaches_from_the_first_day_to_the_last() -> None:
    rows = two_dates("The fair lasts from April to June", ("April", "2030-04"), ("June", "2030-06"))
    assert {(row.earliest, row.latest) for row in rows} == {(dt.date(2030, 4, 1), dt.date(2030, 6, 30))}


# --- one event, more and less exactly --------------------------------------------------------------------------------


def test_an_event_told_less_exactly_stands_behind_the_same_event_told_with_its_day() -> None:
    found = rows(
        event("The fish market in Bergen burned down", "2030-02"),
        event("Bergen council met", "2030-02-10"),
        event("Bergen fish market burned down at night", "2030-02-16"),
        event("The storm broke a pier", "2030-02-20"),
    )
    assert [(words, entry.value) for words, entry in found] == [
        ("Bergen council met", "2030-02-10"),
        ("Bergen fish market burned down at night", "2030-02-16"),
        ("The fish market in Bergen burned down", "2030-02"),
        ("The storm broke a pier", "2030-02-20"),
    ]


def test_it_stays_in_its_place_where_the_days_or_the_statuses_do_not_fit() -> None:
    found = rows(
        event("The fish market in Bergen burned down", "2030-01"),
        event("Bergen fish market burned down at night", "2030-02-16"),
        event("The fish market in Bergen burned down again", "2030-02", status="alleged"),
    )
    assert [entry.value for _, entry in found] == ["2030-01", "2030-02", "2030-02-16"]


def test_two_dates_of_one_article_stay_two_events_in_order() -> None:
    brief = merge_summaries(
        [
            summary(
                "a",
                event("The fish market in Bergen burned down", "2030-02"),
                event("Bergen fish market burned down at night", "2030-02-16"),
            )
        ],
        DAY,
    )
    assert [entry.value for entry in brief.timeline] == ["2030-02", "2030-02-16"]


def test_a_day_that_may_be_another_stands_at_the_day_that_is_shown() -> None:
    about = TimeExpression(
        start=0,
        end=5,
        text="a week",
        value="2030-05-08",
        earliest=dt.date(2030, 5, 5),
        latest=dt.date(2030, 5, 11),
        rule="t",
    )
    found = rows(
        checked(event("Storm", "2030-05-08"), "x", when=about),
        event("Vote", "2030-05-06"),
        event("Fair", "2030-05-09"),
    )
    assert [words for words, _ in found] == ["Vote", "Storm", "Fair"]
