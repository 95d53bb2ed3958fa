"""Tells a remark that denies a hostile act, "we do not see an invasion", from one that alleges it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.engines.embedded.reading import cues_of, has_any, is_hostile
from summarizer.text.words import in_class, words

__all__ = ["Denial", "denial_in", "rumour_in"]

_REACH = 8
"""So many words behind a negation the denied act stands, at the most."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A denied act: `start` is where its noun phrase begins in the words, None where it is a verb."""

    start: int | None


def denial_in(words_: str) -> Denial | None:
    """The hostile act that the words deny; None where they deny none.

    Denied are what is "not seen" or "not expected", what there are "no plans" for, and what somebody "did not" do or
    "will not" do. "Will not rule out an attack" denies nothing.
    """
    if not has_any(words_, "hostile"):
        return None
    tokens = [t for t in words(words_) if t.is_word or t.text in ".;!?"]
    lows = [t.low for t in tokens]
    for index, token in enumerate(tokens):
        if not in_class(token.low, "negations"):
            continue
        ahead = tokens[index + 1 : index + 1 + _REACH]
        for offset, act in enumerate(ahead):
            between = [t.low for t in ahead[:offset]]
            if is_hostile(act.low, lows) and not any(t.text in ".;!?" for t in ahead[:offset]):
                return _denial(token.low, between, [t.start for t in ahead[:offset]], act.start)
    return None


def _denial(negation: str, between: list[str], starts: list[int], act: int) -> Denial | None:
    verbal = all(in_class(low, "auxiliaries", "adverbs") or low in cues_of("plotting") for low in between)
    if verbal and negation not in {"no", "without", "neither", "nor"}:
        return Denial(None)
    unseen = any(low in cues_of("unseen") for low in between)
    if not unseen or any(low in cues_of("affirming") for low in between):
        return None
    opener = next((s for low, s in zip(between, starts, strict=True) if in_class(low, "determiners")), None)
    return Denial(opener if opener is not None else act)


def rumour_in(text: str) -> tuple[int, int] | None:
    """Where a text last speaks of an act as only possible: "a possible invasion"; None where it does not."""
    found = list(_rumour().finditer(text))
    return found[-1].span() if found else None


@cache
def _rumour() -> re.Pattern[str]:
    acts = "|".join(sorted(cues_of("hostile"), key=lambda word: (-len(word), word)))
    rumoured = "|".join(sorted(cues_of("rumoured")))
    return re.compile(rf"(?:\b(?:an?|the)\s+)?\b(?:{rumoured})\s+(?:[A-Z]\w+\s+)?(?:{acts})")
