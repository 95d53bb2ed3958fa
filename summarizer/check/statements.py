"""Holds a statement against a text: by the words that are given with it, or by the best passage that the text has."""

from __future__ import annotations

from summarizer.check import check_extraction
from summarizer.ids import content_hash
from summarizer.models import Article, CheckedStatement, Extraction, Outcome, Position, Provenance

__all__ = ["check_statement"]


def check_statement(
    statement: str, text: str | Article, *, actor: str | None = None, quote: str | None = None
) -> CheckedStatement:
    """Hold one statement against a text; without a quote, against the passage of it that fits best.

    Args:
        statement: A sentence.
        text: The source; an Article brings its furniture and its date along.
        actor: Whose statement it is said to be, if that is known.
        quote: The words of the text that it is said to rest on.
    """
    article = text if isinstance(text, Article) else _article(text)
    claim = Position(
        actor=actor or "", topic="", stance="none", act="states", statement=statement, quote=quote or statement
    )
    summary = check_extraction(
        article,
        Extraction(positions=(claim,), demands=(), responses=(), dates=()),
        Outcome(kind="ok"),
        Provenance(engine="none", engine_version=""),
    )
    checked = (*summary.claims, *summary.set_aside)[0]
    return CheckedStatement(
        statement=statement,
        actor=actor,
        quote=quote,
        location=checked.location,
        findings=checked.findings,
        verdict=checked.verdict,
    )


def _article(text: str) -> Article:
    return Article(article_id="text", text_sha256=content_hash(text), text=text)
