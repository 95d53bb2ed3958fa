"""Faults that other checkers of summaries have let pass, each as a claim held against an article."""

from __future__ import annotations

import datetime as dt

import pytest
from claim_builder import checked, event, position

from summarizer.models import Article
from summarizer.read import article_from_text

STORY = (
    "Fifteen ships lay in the bay of Corda, and 15 crews had no water, harbour master Nils Aho said. "
    "“We did not turn a single ship away,” Aho said. Three tugs burned.\n\n"
    "The minister, Rita Sand, opened the new pier on Tuesday. The fire brigade was there within 12 minutes. "
)
TAIL = "Sand later apologised to the crews of all vessels and promised free water for the whole season."
ARTICLE = article_from_text(STORY + TAIL, "harbour", published=dt.date(2024, 4, 18))
CUT = article_from_text(STORY.strip(), "harbour", published=dt.date(2024, 4, 18))

CREWS = "15 crews had no water"
AWAY = "We did not turn a single ship away"
PIER = "The minister, Rita Sand, opened the new pier on Tuesday"


def verdict(actor: str, statement: str, quote: str, article: Article = ARTICLE) -> str:
    return checked(article, position(actor, statement, quote)).verdict


@pytest.mark.parametrize(
    "statement", ["50 crews had no water.", "Some 15,000 crews had no water.", "12 crews had no water."]
)
def test_a_real_reference_under_an_invented_value(statement: str) -> None:
    assert verdict("Nils Aho", statement, CREWS) == "unsupported"


@pytest.mark.parametrize("quote", ["", " ", "\n\t", "\u00a0", "…", "“”", "..."])
def test_an_empty_reference(quote: str) -> None:
    assert verdict("Nils Aho", "15 crews had no water.", quote) == "unsupported"
    assert checked(ARTICLE, event("The pier was opened", "on Tuesday", None, quote)).verdict == "unsupported"


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("5 crews had no water.", "5 crews had no water"),  # the quote begins inside 15
        ("5 crews had no water.", CREWS),
        ("The fire brigade was there within 2 minutes.", "within 12 minutes"),
        ("The brigade came within 1 minute.", "The fire brigade was there within 1"),  # and ends inside 12
    ],
)
def test_a_number_that_only_stands_inside_a_larger_one(statement: str, quote: str) -> None:
    assert verdict("Nils Aho", statement, quote) == "unsupported"


@pytest.mark.parametrize(
    "statement",
    [
        "We did turn a single ship away.",
        "Aho turned ships away.",
        "The harbour turned a single ship away.",
        "A single ship was turned away.",
    ],
)
def test_a_negated_sentence_that_holds_the_same_words(statement: str) -> None:
    assert verdict("Nils Aho", statement, AWAY) == "unsupported"


def test_a_quote_that_leaves_its_negation_out() -> None:
    assert verdict("Nils Aho", "The harbour turned ships away.", "turn a single ship away") == "unsupported"


def test_a_claim_from_beyond_a_cut() -> None:
    beyond = ("Rita Sand", "Sand apologised to the crews.", "Sand later apologised to the crews of all vessels")
    assert verdict(*beyond) == "supported"
    assert verdict(*beyond, article=CUT) == "unsupported"


def test_a_claim_that_begins_before_a_cut_and_ends_beyond() -> None:
    quote = "The fire brigade was there within 12 minutes. Sand later apologised to the crews of all vessels"
    statement = "Sand apologised to the crews of all vessels."
    assert verdict("Rita Sand", statement, quote) == "supported"
    assert verdict("Rita Sand", statement, quote, article=CUT) == "unsupported"


@pytest.mark.parametrize("phrase", ["", "2024-04-18", "18 April 2024", "today", "Thursday"])
def test_an_event_without_a_date_given_the_publication_date(phrase: str) -> None:
    assert (
        checked(ARTICLE, event("Three tugs burned", phrase, "2024-04-18", "Three tugs burned")).verdict == "unsupported"
    )


def test_an_event_without_a_date_given_its_own_words_for_one() -> None:
    found = checked(ARTICLE, event("Three tugs burned", "burned", "2024-04-18", "Three tugs burned"))
    assert found.verdict == "doubtful"
    assert [finding.code for finding in found.findings] == ["date_invented"]


@pytest.mark.parametrize(
    "between", ["\n\n", "\n\nThe day was hot. Nobody slept in the town. It was Nils Aho who called.\n\n"]
)
def test_an_event_without_a_date_given_the_article_s_dateline(between: str) -> None:
    article = article_from_text(
        f"Fire in the bay\n\nApril 18, 2024{between}Three tugs burned. Nobody was hurt.", "fire"
    )
    found = checked(article, event("Three tugs burned", "April 18, 2024", "2024-04-18", "Three tugs burned"))
    assert found.verdict != "supported"


def test_an_event_with_a_date_of_its_own() -> None:
    right = event("The minister opened the new pier", "on Tuesday", "2024-04-16", PIER)
    assert checked(ARTICLE, right).verdict == "supported"
    published = event("The minister opened the new pier", "on Tuesday", "2024-04-18", PIER)
    assert checked(ARTICLE, published).verdict == "doubtful"
