"""Dates are worded as far as they are known and no further."""

from __future__ import annotations

import datetime as dt

import pytest

from summarizer.render.dates import date_words, machine_date, says_all, worded


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022-02-16", "16 February 2022"),
        ("XXXX-02-16", "16 February, no year"),
        ("XXXX-02-29", "29 February, no year"),
        ("2022-02", "February 2022"),
        ("XXXX-02", "February, no year"),
        ("2022", "2022"),
        ("202X", "2020s"),
        ("2022-W07", "week of 14 February 2022"),
        ("2022-W07-WE", "weekend of 19 February 2022"),
        ("2022-W07-3", "16 February 2022"),
        ("XXXX-WXX-1", "a Monday, no date"),
        ("2022-Q1", "first quarter of 2022"),
        ("2022-H2", "second half of 2022"),
        ("2022-WI", "winter 2022"),
        ("2022-02-16T14:30", "16 February 2022, 14:30"),
        ("2022-02-16TNI", "16 February 2022"),
        ("2022-02-16/2022-02-17", "16 February 2022 to 17 February 2022"),
    ],
)
def test_a_value_keeps_its_precision_in_words(value: str, words: str) -> None:
    assert date_words(value) == words


@pytest.mark.parametrize("value", [None, "", "P2Y", "PRESENT_REF", "2022-02-30", "2022-13", "XXXX-00-01", "soon", "//"])
def test_what_is_no_date_has_no_words(value: str | None) -> None:
    assert date_words(value) is None


def test_bounds_speak_where_the_value_does_not() -> None:
    first, last = dt.date(2022, 2, 14), dt.date(2022, 2, 20)
    assert date_words(None, first, last) == "14 February 2022 to 20 February 2022"
    assert date_words("P1W", first, first) == "14 February 2022"
    assert date_words(None, first) == "14 February 2022 or later"
    assert date_words(None, None, last) == "20 February 2022 or earlier"


def test_a_day_that_may_be_another_names_the_other() -> None:
    first, last = dt.date(2022, 1, 21), dt.date(2022, 1, 28)
    assert date_words("2022-01-21", first, last) == "21 January 2022, at the latest 28 January 2022"
    assert date_words("2022-01-28", first, last) == "28 January 2022, at the earliest 21 January 2022"


def test_a_day_with_wider_bounds_is_only_about_that_day() -> None:
    first, last = dt.date(2022, 2, 5), dt.date(2022, 2, 11)
    assert date_words("2022-02-08", first, last) == "about 8 February 2022"
    assert date_words("2022-W06", first, last) == "week of 7 February 2022"
    assert machine_date("2022-02-08", first, last) is None


@pytest.mark.parametrize(("value", "machine"), [("2022-02-16", "2022-02-16"), ("2022-02-30", None), ("2022-02", None)])
def test_only_a_real_full_day_is_machine_readable(value: str, machine: str | None) -> None:
    assert machine_date(value) == machine


def test_a_phrase_says_all_only_when_it_holds_every_number_of_the_date() -> None:
    assert says_all("February 16, 2022", "16 February 2022")
    assert not says_all("February 16", "16 February 2022")
    assert not says_all("Wednesday", "no date")


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("2022-02-16 then, 2022-02-18 now", "16 February 2022 then, 18 February 2022 now"),
        (
            "“put off”: 2022-W07 then, XXXX-02-16 now",
            "“put off”: week of 14 February 2022 then, 16 February, no year now",
        ),
        ("“2022-02-16” is 2022-02-08TEV by the rules", "“2022-02-16” is 8 February 2022 (evening) by the rules"),
        ("it stands in days/2022-02-14.txt, 2022-02-14.txt", "it stands in days/2022-02-14.txt, 2022-02-14.txt"),
        ("between 2022-02-16/2022-02-18.", "between 16 February 2022 to 18 February 2022."),
        (
            "5 then, 2022 now; A-2022-02-16; 2022-13-40; +44-2022-02",
            "5 then, 2022 now; A-2022-02-16; 2022-13-40; +44-2022-02",
        ),
    ],
)
def test_values_in_a_message_are_worded_and_what_it_quotes_is_not(message: str, words: str) -> None:
    assert worded(message) == words
