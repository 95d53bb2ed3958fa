"""Dated events and deadlines stand in order of time, and what has no day stands last."""

from __future__ import annotations

import datetime as dt

from summary_builder import DAY, checked, demand, event, summary, when

from summarizer.merge import merge_summaries
from summarizer.models import CheckedClaim, DatedEvent, TimelineEntry, statement_of


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
