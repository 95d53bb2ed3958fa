"""Tells how somebody judges an offer, a proposal or an answer: "does not satisfy us", "is constructive"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.engines.embedded.reading import cues_of, has_any
from summarizer.models import ResponseKind
from summarizer.text.aliases import canonical_place
from summarizer.text.words import Word, in_class, words

__all__ = ["Verdict", "verdict_in"]

_HEDGES = 5
"""So many words may stand between "is" and "constructive"."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it is judged, what is judged in the words' own phrase (None for "the second part"), and whose it is."""

    kind: ResponseKind
    judged: str | None = None
    owner: str | None = None


def verdict_in(words_: str) -> Verdict | None:
    """The verdict of one sentence or clause on an offer or an answer; None where it passes none.

    >>> verdict_in("The Danish reply is not acceptable").kind
    'rejects'
    """
    if not has_any(words_, "unwelcome", "welcome", "contenting"):
        return None
    tokens = words(words_)
    for index, token in enumerate(tokens):
        kind = _kind(tokens, index) if index else None
        if kind is None or in_class(token.low, "determiners"):
            continue
        subject = [t for t in tokens[:index] if t.is_word]
        noun = next((t for t in reversed(subject) if t.low in cues_of("answers") | cues_of("offered")), None)
        if noun is not None:
            judged = _phrase(words_, subject, noun)
            return Verdict(kind, judged, _owner(judged))
        return Verdict(kind) if any(t.low in cues_of("portions") for t in subject) else None
    return None


def _kind(tokens: Sequence[Word], index: int) -> ResponseKind | None:
    """What the verb at `index` says of the subject before it."""
    low = tokens[index].low
    ahead = [t.low for t in tokens[index + 1 : index + 2 + _HEDGES]]
    if low.endswith(("n't", "not")) and ahead[:1] and ahead[0] in cues_of("contenting"):
        return "rejects"
    if not in_class(low, "be_forms"):
        return None
    stop = next((i for i, word in enumerate(ahead) if not word[:1].isalpha()), len(ahead))
    ahead = ahead[:stop]
    negated = low.endswith("n't") or any(in_class(word, "negations") for word in ahead)
    if any(word in cues_of("unwelcome") for word in ahead):
        return None if negated else "rejects"
    if any(word in cues_of("welcome") for word in ahead):
        return "rejects" if negated else "acknowledges"
    return None


def _phrase(words_: str, subject: Sequence[Word], noun: Word) -> str:
    """The noun with what stands before it, back to its article or to "of"."""
    start = noun.start
    for word in reversed([w for w in subject if w.end <= noun.start]):
        if in_class(word.low, "prepositions", "auxiliaries", "pronouns", "subordinators", "coordinators"):
            break
        start = word.start
        if in_class(word.low, "determiners", "possessives"):
            break
    return " ".join(words_[start : noun.end].split())


def _owner(judged: str) -> str | None:
    """The state or organisation whose answer it is: "the US response" -> "US"."""
    for match in re.finditer(r"[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*", judged):
        if canonical_place(match.group()) is not None:
            return match.group()
    return None
