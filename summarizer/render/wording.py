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
    "UNSPOKEN",
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
    "withdrawn": "withdrawn",
}
UNSPOKEN = "open when last told"
"""What is said of a demand that was open in an earlier brief and that today's articles do not tell of."""
OUTCOMES: dict[OutcomeKind, str] = {
    "ok": "complete",
    "partial": "in part",
    "empty": "read, and nothing found",
    "refused": "no answer was given",
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


def headline(counts: Counts, disputed: int = 0) -> tuple[str, ...]:
    """The bottom line in parts: the articles with their outlets, the claims, what failed, the demands.

    The last is how many matters are `disputed`.

    "12 articles from 9 outlets", "31 claims supported, 4 doubtful", "2 articles failed", "12 demands: 3 open …".
    """
    failed = _failed(counts)
    if counts.articles and counts.failed == counts.articles:
        none = f"{counted(counts.articles, 'article')}, {'no' if counts.articles == 1 else 'none with a'} result"
        return (none, failed) if counts.ended.get("not_asked") else (none,)
    matters = f"{counted(disputed, 'matter')} disputed" if disputed else ""
    parts = (_articles(counts), _claims(counts), failed, _demands(counts), _carried(counts), matters)
    return tuple(part for part in parts if part)


def _articles(counts: Counts) -> str:
    """How many, of how many of them no other is a copy, and of how many outlets; an unnamed outlet is not counted."""
    with_result = counts.articles - counts.failed
    copies = f" ({counts.origins:,} independent)" if 0 < counts.origins < with_result else ""
    stories = f", {counts.stories:,} stories" if counts.stories > 1 else ""
    return f"{counted(counts.articles, 'article')}{copies}{_outlets(counts)}{stories}"


def _outlets(counts: Counts) -> str:
    without = counts.articles_without_outlet
    if counts.outlets:
        unnamed = f" ({without:,} {'names' if without == 1 else 'name'} none)" if without else ""
        return f" from {counted(counts.outlets, 'outlet')}{unnamed}"
    return f", {'its outlet' if without == 1 else 'their outlets'} not named" if without else ""


def _failed(counts: Counts) -> str:
    not_asked = counts.ended.get("not_asked", 0)
    failed = counts.failed - not_asked
    parts = (f"{counted(failed, 'article')} failed" if failed else "", f"{not_asked:,} not asked about")
    return ", ".join(parts if failed and not_asked else parts[:1] if failed else parts[1:] if not_asked else ())


def _claims(counts: Counts) -> str:
    parts = [f"{counted(counts.supported, 'claim')} supported", f"{counts.doubtful:,} doubtful"]
    if counts.set_aside:
        parts.append(f"{counts.set_aside:,} set aside")
    return ", ".join(parts)


def _carried(counts: Counts) -> str:
    """The demands of earlier days: "5 open from earlier days, and not spoken of"."""
    carried = counts.demands_carried
    return f"{counted(carried, 'demand')} open from earlier days, and not spoken of" if carried else ""


def _demands(counts: Counts) -> str:
    """How the demands stand: "4 demands: 1 open, 2 rejected, 1 answered; 1 newly answered"."""
    if not counts.demands:
        return ""
    demands = counted(counts.demands, "demand")
    if counts.demands_open == counts.demands:
        return f"{demands}, {'not' if counts.demands == 1 else 'none'} answered in these articles"
    states = (
        (counts.demands_open, "open"),
        (counts.demands_rejected, "rejected"),
        (counts.demands_partly, "partly answered"),
        (counts.demands_answered, "answered"),
        (counts.demands_withdrawn, "withdrawn"),
    )
    shown = ", ".join(f"{number:,} {word}" for number, word in states if number)
    newly = counts.demands_newly_answered
    return f"{demands}: {shown}" + (f"; {newly:,} newly answered" if newly else "")
