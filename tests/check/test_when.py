"""The date of an event against the words that date it: which findings a wrong one gets, and a right one none."""

from __future__ import annotations

import datetime as dt

import pytest
from claim_builder import demand, event, position, severities

from summarizer.models import Article, Severity
from summarizer.read import article_from_text

TEXT = (
    "The council of Ebra met on Monday and voted for the tram. The first rails were laid in 1998. The shop burned.\n\n"
    "It was a long evening. Nobody left the room. The works begin on May 3 and last until the autumn. “We want an "
    "answer by Friday,” said Olga Brandt, the head of the shopkeepers."
)
DATED = article_from_text(TEXT, "tram", published=dt.date(2024, 4, 18))  # a Thursday
UNDATED = article_from_text(TEXT, "tram")

MET = "The council of Ebra met on Monday and voted for the tram"
RAILS = "The first rails were laid in 1998"
BURNED = "The shop burned"
WORKS = "The works begin on May 3"
ANSWER = "We want an answer by Friday"


def found(what: str, phrase: str, value: str | None, quote: str, article: Article = DATED) -> dict[str, Severity]:
    return severities(article, event(what, phrase, value, quote, status="planned"))


@pytest.mark.parametrize("phrase", ["on Tuesday", "Monday morning", "April 15", "", "  "])
def test_words_that_do_not_stand_in_the_article_date_nothing(phrase: str) -> None:
    assert found("The council met", phrase, None, MET)["date_absent"] == "refute"


@pytest.mark.parametrize("phrase", ["on Monday", "Monday", "ON MONDAY"])
def test_words_that_stand_there_date_an_event(phrase: str) -> None:
    assert found("The council met", phrase, "2024-04-15", MET) == {}


def test_words_from_far_away_date_nothing() -> None:
    assert found("The works begin", "Monday", None, WORKS) == {"date_elsewhere": "doubt"}


@pytest.mark.parametrize("value", ["2024-04-16", "2024-04-22", "2024-W17", "2023-04-15", "2024-05", "2023"])
def test_a_date_that_the_words_do_not_mean_is_doubtful(value: str) -> None:
    assert found("The council met", "on Monday", value, MET) == {"date_differs": "doubt"}


@pytest.mark.parametrize("value", ["2024-04-15", "2024-W16", "2024-04", "2024", None])
def test_a_date_that_the_words_mean_or_a_coarser_one_is_right(value: str | None) -> None:
    assert found("The council met", "on Monday", value, MET) == {}


@pytest.mark.parametrize("value", ["1998-06", "1998-06-01", "1989"])
def test_a_finer_or_another_date_than_the_year_given_is_doubtful(value: str) -> None:
    assert found("The first rails were laid", "in 1998", value, RAILS) == {"date_differs": "doubt"}


@pytest.mark.parametrize(
    ("what", "phrase", "value", "quote"),
    [
        ("The council met", "on Monday", "2024-04-15", MET),
        ("The works begin", "on May 3", "2024-05-03", WORKS),
        ("The council voted", "voted", "2024-04-15", MET),  # these words give no date at all
    ],
)
def test_a_date_that_the_article_leaves_open_is_invented(what: str, phrase: str, value: str, quote: str) -> None:
    assert found(what, phrase, value, quote, UNDATED)["date_invented"] == "doubt"


@pytest.mark.parametrize(
    ("what", "phrase", "value", "quote"),
    [
        ("The works begin", "on May 3", "XXXX-05-03", WORKS),
        ("The works begin", "on May 3", None, WORKS),
        ("The first rails were laid", "in 1998", "1998", RAILS),
    ],
)
def test_a_date_that_keeps_open_what_the_article_does_is_right(
    what: str, phrase: str, value: str | None, quote: str
) -> None:
    assert found(what, phrase, value, quote, UNDATED) == {}


def test_a_wrong_day_of_a_year_left_open_differs() -> None:
    assert found("The works begin", "on May 3", "XXXX-05-04", WORKS, UNDATED) == {"date_differs": "doubt"}


@pytest.mark.parametrize(
    ("deadline", "expected"), [("by Friday", {}), ("by Sunday", {"date_absent": "refute"}), (None, {})]
)
def test_a_deadline_stands_in_the_article(deadline: str | None, expected: dict[str, Severity]) -> None:
    asked = demand("Olga Brandt", None, "The shopkeepers want an answer", ANSWER, deadline=deadline)
    assert severities(DATED, asked) == expected


def test_a_position_has_no_date_to_check() -> None:
    assert severities(DATED, position("Olga Brandt", "The shopkeepers want an answer by Friday.", ANSWER)) == {}
