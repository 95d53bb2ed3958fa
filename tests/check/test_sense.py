"""What a statement may and may not make of its quote, on sentences made for it."""

from __future__ import annotations

import pytest

from summarizer.check import check_extraction
from summarizer.models import Extraction, Outcome, Position, Provenance
from summarizer.read import article_from_text

ARTICLE = article_from_text(
    "Mayor Ann Cho said: “We will not close the harbour before the summer.” She added that the ferry was safe.\n\n"
    "“The costs are high, and no ship has left this week,” said harbour master Tom Becker. "
    "The union's leader, Lisa Wong, rejected the plan and said that the workers always wanted talks.\n\n"
    "Wong will not only strike but also go to court, she said. 1.5 million crowns are missing from the port's books, "
    "Becker told the council on behalf of the French officials in the room.",
    "harbour",
)


def found(actor: str, statement: str, quote: str, reported_by: str | None = None) -> tuple[str, list[str]]:
    position = Position(
        actor=actor, topic="", stance="none", act="states", statement=statement, reported_by=reported_by, quote=quote
    )
    extraction = Extraction(positions=(position,), demands=(), responses=(), dates=())
    made = Provenance(engine="test", engine_version="1")
    summary = check_extraction(ARTICLE, extraction, Outcome(kind="ok"), made)
    (only,) = (*summary.claims, *summary.set_aside)
    return only.verdict, [finding.code for finding in only.findings]


CLOSE = "We will not close the harbour before the summer."
MISSING = "1.5 million crowns are missing"
COSTS = "The costs are high, and no ship has left this week"


@pytest.mark.parametrize(
    ("actor", "statement", "quote"),
    [
        ("Ann Cho", "The harbour will not be closed before the summer.", CLOSE),
        ("Ann Cho", "Cho rules out closing the harbour before the summer.", CLOSE),
        ("Tom Becker", "The costs are high.", COSTS),
        ("Tom Becker", "No ship has left the harbour this week.", COSTS),
        ("Lisa Wong", "The workers always wanted talks.", "the workers always wanted talks"),
        ("Lisa Wong", "Wong will strike and go to court.", "Wong will not only strike but also go to court"),
        ("Becker", "1,500,000 crowns are missing from the port's books.", "1.5 million crowns are missing"),
    ],
)
def test_a_faithful_paraphrase_is_supported(actor: str, statement: str, quote: str) -> None:
    assert found(actor, statement, quote) == ("supported", [])


@pytest.mark.parametrize(
    ("actor", "statement", "quote", "verdict", "code"),
    [
        ("Ann Cho", "The city will close the harbour before the summer.", CLOSE, "unsupported", "negation_differs"),
        ("Ann Cho", "The ferry was not safe.", "the ferry was safe", "unsupported", "negation_differs"),
        ("Tom Becker", "A ship has left this week.", COSTS, "unsupported", "negation_differs"),
        ("Tom Becker", "The costs are low.", COSTS, "unsupported", "opposite"),
        ("Lisa Wong", "The workers never wanted talks.", "the workers always wanted talks", "unsupported", "opposite"),
        ("Ann Cho", "The tunnel needs better lamps and doors.", CLOSE, "doubtful", "statement_strays"),
        ("Tom Becker", "The harbour stays open until the summer.", CLOSE, "unsupported", "speaker_differs"),
        ("Becker", "15 million crowns are missing.", MISSING, "unsupported", "number_absent"),
        ("France", "Crowns are missing.", MISSING, "doubtful", "actor_partly"),
        ("Ann Becker", "The ferry was safe.", "the ferry was safe", "doubtful", "speaker_differs"),
        ("Tom Beck", "The costs are high.", COSTS, "doubtful", "actor_partly"),
        ("he", "The costs are high.", COSTS, "doubtful", "actor_pronoun"),
        ("Ann Cho", "The city will close it.", "We will … close the harbour", "unsupported", "quote_changed"),
    ],
)  # fmt: skip
def test_a_statement_that_says_something_else_is_not_supported(
    actor: str, statement: str, quote: str, verdict: str, code: str
) -> None:
    found_verdict, codes = found(actor, statement, quote)
    assert code in codes
    assert found_verdict == verdict


def test_words_that_another_reports_are_theirs_too() -> None:
    assert found("Lisa Wong", "The costs are high.", COSTS, reported_by="Tom Becker")[0] == "supported"
