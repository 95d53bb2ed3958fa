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
    "LIMITS",
    "MATCHES",
    "OUTCOMES",
    "STATUSES",
    "counted",
    "engine_name",
    "headline",
    "listed",
    "maker",
    "one_line",
    "sentence",
    "stood_in_for",
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
    "empty": "read, and nothing found",
    "refused": "an answer was refused",
    "truncated": "the answer was cut off",
    "invalid": "no valid answer",
    "http_error": "the server failed",
    "not_asked": "not asked about",
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

LIMITS: dict[str, str] = {
    "failed": "no result",
    "partial": "in part only",
    "fallback": "answered by another engine than the one that was named",
    "summarised-twice": "several results that differ",
    "same-text": "a text that came more than once",
    "undated-article": "no date of publication",
    "unresolved-times": "times that could not be put at a day",
    "set-aside": "claims set aside",
}
"""What articles have in common whose limits are too many to be read one by one, by the code of the limits."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: (1, "article") → "1 article", (2000, "article") → "2,000 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def one_line(words: str) -> str:
    """The words with every run of white space as one space."""
    return " ".join(words.split())


def sentence(words: str) -> str:
    """The words as a sentence of their own; what begins or ends with a command or an option stays as it is typed.

    "try again" → "Try again.", "set SUMMARIZER_TIMEOUT higher" → "Set SUMMARIZER_TIMEOUT higher."
    """
    plain = one_line(words)
    typed = plain.startswith("summarizer ")
    first = plain[:1] if typed else plain[:1].upper()
    return first + plain[1:] + ("." if plain[-1:].isalnum() else "")


LISTED = 3
"""So many names are listed in a sentence; the sources' table has them all."""


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "001", "001 and 002", "001, 002 and 003", "001, 002, 003 and 9 more"."""
    if len(names) > LISTED + 1:
        return f"{', '.join(names[:LISTED])} and {len(names) - LISTED:,} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def engine_name(provenance: Provenance) -> str:
    """What made an extraction, as a reader should hear it: rules are never to be taken for a model."""
    if provenance.engine == "embedded":
        return "rules, no language model"
    named = provenance.model
    return f"{provenance.engine} (as {named})" if named and not provenance.engine.endswith(named) else provenance.engine


def stood_in_for(provenance: Provenance) -> tuple[str, str] | None:
    """The engine that another stands in for, and how it had ended: "openai/m: http_error: …", the server failed."""
    if not provenance.fallback_for:
        return None
    named, _, ended = one_line(provenance.fallback_for).partition(": ")
    kind = ended.partition(": ")[0]
    return named, next((words for each, words in OUTCOMES.items() if each == kind), ended)


def maker(provenances: Iterable[Provenance]) -> str:
    """Every engine that had a part, those that stood in last, with its number of articles where there are several."""
    asked_first = sorted(provenances, key=lambda provenance: bool(provenance.fallback_for))
    names = [_maker(provenance) for provenance in asked_first]
    each = list(dict.fromkeys(names))
    return each[0] if len(each) == 1 else listed([f"{name} ({counted(names.count(name), 'article')})" for name in each])


def _maker(provenance: Provenance) -> str:
    named = stood_in_for(provenance)
    return engine_name(provenance) + (f", standing in for {named[0]}" if named else "")


def headline(counts: Counts) -> tuple[str, ...]:
    """The bottom line in parts: the articles, the outlets of those that have a result, the claims, the demands."""
    articles, outlets = counted(counts.articles, "article"), counted(counts.outlets, "named outlet")
    without = counts.articles_without_outlet
    if not counts.failed:
        unnamed = f", {without:,} without" if without else ""
        return (f"{articles}, {outlets}{unnamed}", _claims(counts), _demands(counts))
    ended = f"{articles}: {_endings(counts)}"
    if counts.failed == counts.articles:
        return (ended,)
    unnamed = f", {counted(without, 'article')} without" if without else ""
    return (ended, f"{outlets}{unnamed}", _claims(counts), _demands(counts))


def _endings(counts: Counts) -> str:
    not_asked = counts.ended.get("not_asked", 0)
    states = (
        (counts.articles - counts.failed, "with a result"),
        (counts.failed - not_asked, "failed"),
        (not_asked, "not asked about"),
    )
    return ", ".join(f"{number:,} {words}" for number, words in states if number)


def _claims(counts: Counts) -> str:
    parts = [f"{counted(counts.supported, 'claim')} supported", f"{counts.doubtful:,} doubtful"]
    if counts.set_aside:
        parts.append(f"{counts.set_aside:,} set aside")
    return ", ".join(parts)


def _demands(counts: Counts) -> str:
    states = (
        (counts.demands_open, "open"),
        (counts.demands_rejected, "rejected"),
        (counts.demands_partly, "partly answered"),
        (counts.demands_answered, "answered"),
    )
    shown = ", ".join(f"{number:,} {word}" for number, word in states if number)
    return counted(counts.demands, "demand") + (f": {shown}" if shown else "")
