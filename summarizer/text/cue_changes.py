"""Tells a change of what somebody demands, claims or estimates from any other act of the same verb: "cut its claim"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from summarizer.text.cue_parts import Complement, FoundVerb
from summarizer.text.words import Word, in_class, lexicon

__all__ = ["is_raised", "is_told"]

_TO_A_NUMBER = frozenset({"put", "increase", "double", "halve", "cut", "reduce", "revise"})
"""Verbs that change what is said only where a number goes with them: "put the toll at 9", "cut its claim to 4"."""
_LONGEST_HEAD = 7
"""Words of an object up to its noun, at the most."""
_REACH = 8
"""Words behind the noun in which its number stands."""


def is_told(items: Sequence[Word], each: FoundVerb, complement: Complement) -> bool:
    """Whether a verb says something here: one that changes things does so only to a demand, a claim or a figure."""
    if each.group.sense.act(complement.frame) != "changes":
        return True
    if each.group.passive or each.subject.inverted:
        return False
    start, end = complement.ranges[0]
    head = _head(items, start, end)
    if head is None:
        return False
    if each.group.sense.lemma not in _TO_A_NUMBER:
        return items[head].low in _nouns("changed")
    return items[head].low in _nouns("measured") and _is_numbered(items, head + 1)


def is_raised(items: Sequence[Word], each: FoundVerb, complement: Complement) -> bool:
    """Whether something is raised to a number, "raised the toll to 19", and not to be spoken of."""
    if each.group.sense.lemma != "raise" or complement.frame != "object" or each.group.passive:
        return False
    head = _head(items, *complement.ranges[0])
    return head is not None and items[head].low in _nouns("measured") and _is_numbered(items, head + 1)


def _head(items: Sequence[Word], start: int, end: int) -> int | None:
    """The noun of an object that begins with whose it is: "its pay demand", "the accusation"."""
    if not in_class(items[start].low, "determiners", "possessives") and not items[start].capital:
        return None
    stop = start
    while stop < min(end, start + _LONGEST_HEAD) and items[stop].is_word:
        if stop > start and in_class(items[stop].low, "prepositions", "subordinators", "pronouns", "auxiliaries"):
            break
        if items[stop].low in {"that", "to", "and", "or"} and stop > start:
            break
        stop += 1
    return stop - 1 if stop > start + 1 else None


def _is_numbered(items: Sequence[Word], behind: int) -> bool:
    """Whether "to", "at", "by" or "from" with a number stands behind the noun."""
    ahead = items[behind : behind + _REACH]
    return any(
        w.low in {"to", "at", "by", "from"} and any(n.text[:1].isdigit() for n in ahead[i + 1 : i + 4])
        for i, w in enumerate(ahead)
    )


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(lexicon("reporting_verbs")[name])
