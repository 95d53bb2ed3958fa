"""Makes claims for the tests of the checks, and tells what the checks find of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from summarizer.check import check_extraction
from summarizer.models import (
    Article,
    CheckedClaim,
    Claim,
    DatedEvent,
    Demand,
    Extraction,
    Outcome,
    Position,
    Provenance,
    Response,
    Severity,
)

__all__ = ["answer_of", "checked", "demand", "event", "position", "response", "severities"]

_MADE = Provenance(engine="test", engine_version="1")


def position(actor: str, statement: str, quote: str, **more: Any) -> Position:
    """A position that states something."""
    given = {"actor": actor, "topic": "", "stance": "none", "act": "states", "statement": statement, "quote": quote}
    return Position.model_validate(given | more)


def demand(by: str, to: str | None, what: str, quote: str, **more: Any) -> Demand:
    """A demand under the key d1."""
    given = {"key": "d1", "by": by, "to": to, "what": what, "force": "demand", "quote": quote}
    return Demand.model_validate(given | more)


def response(by: str, statement: str, quote: str, **more: Any) -> Response:
    """A response that rejects something and answers no key."""
    given = {"by": by, "answers": "", "kind": "rejects", "statement": statement, "quote": quote}
    return Response.model_validate(given | more)


def event(event: str, phrase: str, value: str | None, quote: str, **more: Any) -> DatedEvent:
    """A past event on the article's own word."""
    given = {"event": event, "phrase": phrase, "value": value, "status": "past", "quote": quote}
    return DatedEvent.model_validate(given | more)


def answer_of(claims: Iterable[Claim]) -> Extraction:
    """The answer of an engine that gives these claims."""
    held = tuple(claims)
    return Extraction(
        positions=tuple(claim for claim in held if isinstance(claim, Position)),
        demands=tuple(claim for claim in held if isinstance(claim, Demand)),
        responses=tuple(claim for claim in held if isinstance(claim, Response)),
        dates=tuple(claim for claim in held if isinstance(claim, DatedEvent)),
    )


def checked(article: Article, *claims: Claim) -> CheckedClaim:
    """The last of the claims as it is checked in an answer that holds them all."""
    summary = check_extraction(article, answer_of(claims), Outcome(kind="ok"), _MADE)
    return next(found for found in (*summary.claims, *summary.set_aside) if found.claim == claims[-1])


def severities(article: Article, *claims: Claim) -> dict[str, Severity]:
    """What is found of the last of the claims: each code with its gravest severity."""
    order: tuple[Severity, ...] = ("note", "doubt", "refute")
    findings = sorted(checked(article, *claims).findings, key=lambda finding: order.index(finding.severity))
    return {finding.code: finding.severity for finding in findings}
