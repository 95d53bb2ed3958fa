"""The words a brief uses of its own: figures, verbs and states as a reader reads them, one table for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from summarizer.models import (
    Act,
    Counts,
    Force,
    FormatLevel,
    Match,
    OutcomeKind,
    Provenance,
    ResponseKind,
    ThreadStatus,
)

__all__ = [
    "ACTS",
    "ANSWERS",
    "FORCES",
    "LEVELS",
    "MATCHES",
    "OUTCOMES",
    "STATUSES",
    "counted",
    "engine_name",
    "headline",
    "listed",
    "maker",
]

ACTS: dict[Act, str] = {act: act for act in get_args(Act)} | {"states": "says"}
FORCES: dict[Force, str] = {"demand": "demands", "request": "requests", "appeal": "appeals"}
ANSWERS: dict[ResponseKind, str] = {kind: kind for kind in get_args(ResponseKind)}
STATUSES: dict[ThreadStatus, str] = {
    "open": "open",
    "answered": "answered",
    "partly": "partly answered",
    "rejected": "rejected",
}
OUTCOMES: dict[OutcomeKind, str] = {
    "ok": "complete",
    "partial": "in part",
    "empty": "a valid answer without claims",
    "refused": "the model refused",
    "truncated": "the answer was cut off",
    "invalid": "no valid answer",
    "http_error": "the server failed",
    "unreadable": "could not be read",
}
LEVELS: dict[FormatLevel, str] = {
    "json_schema": "strict JSON schema",
    "json_object": "JSON mode, schema in the prompt",
    "prompt": "JSON asked for in the prompt",
}
MATCHES: dict[Match, str] = {
    "verbatim": "verbatim",
    "normalised": "same words, other spacing or signs",
    "altered": "altered",
    "absent": "not in the text",
}


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: (1, "article") → "1 article", (2, "article") → "2 articles"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


LISTED = 3
"""So many names are listed in a sentence; the sources' table has them all."""


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "001", "001 and 002", "001, 002 and 003", "001, 002, 003 and 9 more"."""
    if len(names) > LISTED + 1:
        return f"{', '.join(names[:LISTED])} and {len(names) - LISTED} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def engine_name(provenance: Provenance) -> str:
    """What made an extraction, as a reader should hear it: rules are never to be taken for a model."""
    if provenance.engine == "embedded":
        return "rules, no language model"
    named = provenance.model
    return f"{provenance.engine} (as {named})" if named and not provenance.engine.endswith(named) else provenance.engine


def maker(provenances: Iterable[Provenance]) -> str:
    """Every engine that had a part, in the order met, with its number of articles where there are several."""
    names = [engine_name(provenance) for provenance in provenances]
    each = list(dict.fromkeys(names))
    return each[0] if len(each) == 1 else listed([f"{name} ({counted(names.count(name), 'article')})" for name in each])


def headline(counts: Counts) -> tuple[str, ...]:
    """The bottom line in parts: the articles, the claims, the demands."""
    return (_articles(counts), _claims(counts), _demands(counts))


def _articles(counts: Counts) -> str:
    parts = [counted(counts.articles, "article"), counted(counts.outlets, "named outlet")]
    if counts.articles_without_outlet:
        parts.append(f"{counts.articles_without_outlet} without")
    if counts.failed:
        parts.append(f"{counts.failed} without a result")
    return ", ".join(parts)


def _claims(counts: Counts) -> str:
    parts = [f"{counted(counts.supported, 'claim')} supported", f"{counts.doubtful} doubtful"]
    if counts.set_aside:
        parts.append(f"{counts.set_aside} set aside")
    return ", ".join(parts)


def _demands(counts: Counts) -> str:
    states = (
        (counts.demands_open, "open"),
        (counts.demands_rejected, "rejected"),
        (counts.demands_partly, "partly answered"),
        (counts.demands_answered, "answered"),
    )
    shown = ", ".join(f"{number} {word}" for number, word in states if number)
    return counted(counts.demands, "demand") + (f": {shown}" if shown else "")
