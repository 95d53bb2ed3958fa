"""Finds content around or behind a cue that is an aside in it: "Talks, he said, go on"; "As he put it, talks go on"."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.text.clauses import noun_phrase_end
from summarizer.text.cue_ends import clause_end
from summarizer.text.cue_parts import COMMAS, QUESTION_WORDS, FoundVerb
from summarizer.text.words import Word, in_class

__all__ = ["comparison", "rest_behind"]

_NARRATED = frozenset({"who", "which", "whose", "according", "adding", "although", "though", "while", "whereas"})
"""Words behind the comma after a cue with which the writer goes on."""


def rest_behind(items: Sequence[Word], after: int, index: int, found: list[FoundVerb]) -> tuple[int, int] | None:
    """The second half of a clause that its cue interrupts: "Talks, he told Bonn on Friday, go on"."""
    comma = _closing_comma(items, after)
    if comma is None or comma + 2 >= len(items):
        return None
    first = items[comma + 1]
    if not first.is_word or first.low in _NARRATED or (first.low.endswith("ing") and not first.capital):
        return None
    if in_class(first.low, "coordinators") and _has_own_cue(items, comma, index, found):
        return None
    end = clause_end(items, comma + 1, index, found)
    return (comma + 1, end) if comma + 1 < end else None


def _closing_comma(items: Sequence[Word], after: int) -> int | None:
    """The comma right behind a cue, or behind the one it speaks to and the day."""
    position = after
    while position < len(items) and position < after + 5 and items[position].text != ",":
        low = items[position].low
        if not (in_class(low, "object_pronouns", "weekdays", "adverbs") or low in {"on", "reporters"}):
            return None
        position += 1
    return position if position < len(items) and items[position].text == "," else None


def _has_own_cue(items: Sequence[Word], comma: int, index: int, found: list[FoundVerb]) -> bool:
    return any(each.group.start <= comma + 6 and each.group.sense.act("clause") for each in found[index + 1 :])


def comparison(items: Sequence[Word], each: FoundVerb, index: int, found: list[FoundVerb]) -> tuple[int, int] | None:
    """What "as X put it" stands for: the rest behind its comma, or what stands before it."""
    first = min(each.subject.start, each.group.start)
    opening = first - 1
    if opening < 0 or items[opening].low != "as" or each.subject.shared:
        return None
    if opening and items[opening - 1].text not in COMMAS and not in_class(items[opening - 1].low, "coordinators"):
        return None
    comma = next((i for i in range(each.group.end, len(items)) if items[i].text == ","), None)
    if _opens(items, opening):
        end = clause_end(items, comma + 1, index, found) if comma is not None else 0
        return (comma + 1, end) if comma is not None and comma + 1 < end and _only_aside(items, each, comma) else None
    return (0, opening - 1) if opening > 2 and comma is None else None


def _opens(items: Sequence[Word], opening: int) -> bool:
    return all(not w.is_word or in_class(w.low, "coordinators", "adverbs") for w in items[:opening])


def _only_aside(items: Sequence[Word], each: FoundVerb, comma: int) -> bool:
    """Whether only a phrase of time or place stands between the verb and the comma, and no content of its own."""
    position = each.group.end
    while position < comma:
        low = items[position].low
        if low == "that" or low in QUESTION_WORDS or in_class(low, "auxiliaries", "pronouns"):
            return False
        stop = noun_phrase_end(items, position)
        position = max(position + 1, stop)
    return True
