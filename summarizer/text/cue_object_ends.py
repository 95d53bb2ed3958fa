"""Tells where an object or an action ends behind its cue: at another thought, a time, an occasion or a dash."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from summarizer.text.clauses import noun_phrase_end
from summarizer.text.cue_parts import DASHES
from summarizer.text.units import QUOTE
from summarizer.text.verbs import common_forms
from summarizer.text.words import Word, in_class, lexicon

__all__ = ["action_end", "before_main_verb", "object_end"]

_NEXT_THOUGHT = frozenset(
    {"but", "yet", "which", "who", "when", "where", "because", "as", "so", "after", "before", "since"}
)


def object_end(items: Sequence[Word], after: int, end: int) -> int:
    """An object ends where a comma leads on to another thought: ", but", ", which", ", when"."""
    for position in range(after + 1, end - 1):
        item, following = items[position], items[position + 1]
        if item.text == "," and (following.low in _NEXT_THOUGHT or _is_participle(following)):
            return position
        if item.low == QUOTE and item.text[-2:-1] == "," and following.low in _NEXT_THOUGHT:
            return position + 1
        if item.low in {"and", "but"} and (following.low in _FINITE or _is_past(following)):
            return position
        if (
            item.low in _TIMED
            or _is_last_dash(items, position, end)
            or (item.low == "on" and in_class(following.low, "weekdays"))
        ):
            return position
        if item.low in {"in", "at", "on"} and _is_occasion(items, position + 1, end):
            return position
        if item.low == "by" and following.low.endswith("ing"):
            return position
    return end


def _is_occasion(items: Sequence[Word], start: int, end: int) -> bool:
    """Whether a phrase is the occasion on which something is said: "in an interview", "at a rally on Friday"."""
    stop = noun_phrase_end(items, start)
    return any(w.low in _occasions() for w in items[start : min(stop, end)])


@cache
def _occasions() -> frozenset[str]:
    return frozenset(lexicon("reporting_verbs")["occasions"])


def action_end(items: Sequence[Word], start: int, end: int) -> int:
    """Where what somebody is to do ends: at ", but", ", which", a dash, or the verb that it is the subject of."""
    for position in range(start + 2, end - 1):
        item, following = items[position], items[position + 1]
        if item.text == "," and following.low in _NEXT_THOUGHT:
            return position
        if _is_last_dash(items, position, end) or (item.low == "but" and _is_past(following)):
            return position
    return end


def before_main_verb(items: Sequence[Word], start: int, end: int) -> int:
    """Where the verb stands whose subject holds the cue: "a statement attacking Lind was read out"."""
    for position in range(start + 1, end):
        item = items[position]
        if item.low in {"that", "who"} or in_class(item.low, "subordinators", "pronouns"):
            return end
        if in_class(item.low, "auxiliaries") and item.low != "'s":
            return position
    return end


def _is_last_dash(items: Sequence[Word], position: int, end: int) -> bool:
    """Whether a dash leads on to another thought: not the hyphen of "28-nation", and no second one closes an aside."""
    mark = items[position].text
    if mark not in DASHES or items[position - 1].end == items[position].start:
        return False
    after = position + 1 if items[position + 1].text != mark else position + 2
    return all(items[i].text != mark or items[i - 1].end == items[i].start for i in range(after, end))


_TIMED = frozenset({"since", "during", "while", "when", "after", "before", "until", "because", "although", "amid"})
"""Words that lead from an object to when or why it is spoken of."""

_FINITE = frozenset({"has", "have", "had", "is", "are", "was", "were", "will", "would", "did", "does", "said", "says"})


def _is_participle(item: Word) -> bool:
    spelled = item.low.endswith("ing") and not item.capital and len(item.low) > _SHORTEST_PARTICIPLE
    return spelled and not in_class(item.low, "prepositions")


_SHORTEST_PARTICIPLE = 5
"""Letters of words in -ing that are no participles: "thing", "king"."""


def _is_past(item: Word) -> bool:
    return item.low.endswith("ed") and "past" in common_forms().get(item.low, frozenset())
