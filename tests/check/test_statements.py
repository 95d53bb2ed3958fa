"""Statements held against a text without words given for them: the passage is found, and judged by."""

from __future__ import annotations

import pytest

from summarizer import check_statement
from summarizer.read import article_from_text

TEXT = """Harbour stays open

March 12, 2023

Mayor Ann Cho said on Friday that the harbour of Torr will stay open in winter. “We will not close it,” she said.

The ferry company, Nordlinje, carried 41,000 passengers last year, a third more than the year before. Its director, \
Tom Becker, denied that tickets would become dearer.

The council may sell the old dock. A committee of nine members is to report by June.
"""
ARTICLE = article_from_text(TEXT, "harbour")


def codes(statement: str, actor: str | None = None) -> tuple[str, set[str]]:
    held = check_statement(statement, ARTICLE, actor=actor)
    return held.verdict, {finding.code for finding in held.findings}


@pytest.mark.parametrize(
    "statement",
    [
        "The harbour of Torr will stay open in winter.",
        "Ann Cho said that the harbour will remain open this winter.",
        "Nordlinje carried 41,000 passengers last year.",
        "The council may sell the old dock.",
        "A committee with nine members will report by June.",
        "The harbour stays open. Nordlinje carried 41,000 passengers last year.",
    ],
)
def test_what_the_text_says_is_supported(statement: str) -> None:
    assert codes(statement) == ("supported", set())


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("The harbour of Torr will not stay open in winter.", "negation_differs"),
        ("Nordlinje carried 14,000 passengers last year.", "number_absent"),
        ("Nordlinje carried 41,000 passengers to Oslo last year.", "name_absent"),
        ("The council sold the old dock.", "certainty_differs"),
        ("A committee of nine members is to report by July.", "day_differs"),
        ("The harbour of Torr will stay closed in winter.", "opposite"),
        ("Penguins juggle umbrellas.", "passage_absent"),
        ("The harbour stays open. Nordlinje carried 14,000 passengers last year.", "number_absent"),
        ("?!", "statement_empty"),
    ],
)
def test_what_the_text_does_not_say_is_unsupported_and_says_why(statement: str, code: str) -> None:
    verdict, found = codes(statement)
    assert (verdict, code in found) == ("unsupported", True)


def test_the_passage_is_shown_with_its_place_in_the_text() -> None:
    held = check_statement("The ferry company had 41,000 passengers last year.", TEXT)
    assert held.location.span is not None
    assert TEXT[held.location.span.start : held.location.span.end] == held.location.words
    assert held.location.words is not None
    assert held.location.words.startswith("The ferry company, Nordlinje")


def test_how_much_of_the_statement_the_passage_has_words_for_is_said() -> None:
    near = check_statement("The council may sell the old dock.", TEXT).held
    far = check_statement("The council may buy a big crane for the new pier.", TEXT).held
    assert near == 1.0
    assert far is not None
    assert far < 0.5


def test_words_said_by_another_are_not_the_actors() -> None:
    verdict, found = codes("The harbour of Torr will stay open in winter.", actor="Tom Becker")
    assert "speaker_differs" in found
    assert verdict == "unsupported"


def test_who_says_it_may_stand_in_the_statement() -> None:
    assert "speaker_differs" in codes("Becker said that the harbour of Torr will stay open in winter.")[1]


def test_with_a_quote_the_quote_is_what_counts() -> None:
    held = check_statement("The harbour will be closed.", TEXT, actor="Ann Cho", quote="We will not close it")
    assert held.verdict == "unsupported"
    assert held.location.words == "We will not close it"
    assert held.held is None


def test_without_an_actor_nothing_is_said_of_one() -> None:
    held = check_statement("The old dock may be sold.", TEXT, quote="The council may sell the old dock.")
    assert (held.verdict, held.findings) == ("supported", ())


def test_a_quote_that_stands_twice_is_taken_where_the_claim_fits_and_that_is_said() -> None:
    text = (
        "“It is too late,” said Ann Cho of the harbour.\n\nOn Monday Tom Becker wrote of the ferry: “It is too late.”"
    )
    first = check_statement("It is too late for the harbour.", text, actor="Ann Cho", quote="It is too late")
    second = check_statement("It is too late for the ferry.", text, actor="Tom Becker", quote="It is too late")
    assert (first.location.start, second.location.start) == (text.index("It is"), text.rindex("It is"))
    assert [finding.code for finding in first.findings] == ["quote_repeated"]
    assert (first.verdict, second.verdict) == ("supported", "supported")


def test_no_statement_and_no_text_break_it() -> None:
    assert check_statement("", "").verdict == "unsupported"
    assert check_statement("Something is said.", "").verdict == "unsupported"
    assert check_statement("", TEXT).verdict == "unsupported"
