"""Finds where noun phrases begin and end among the words of a sentence, and whether a stretch holds a finite verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.text.units import QUOTE
from summarizer.text.verbs import common_forms
from summarizer.text.words import Word, any_in_class, in_class, office_words

__all__ = ["has_finite_verb", "is_nominal", "noun_phrase_end", "noun_phrase_start"]

_CROSSING = frozenset({"of", "for", "to", "in", "at", "from", "with", "on", "by", "behind", "against"})


def is_nominal(item: Word) -> bool:
    """Whether an item can be the head of a noun phrase: a word that no closed class and no mark claims."""
    return item.is_word and not in_class(
        item.low,
        "auxiliaries",
        "prepositions",
        "coordinators",
        "subordinators",
        "adverbs",
        "determiners",
        "possessives",
    )


def noun_phrase_start(items: Sequence[Word], end: int, floor: int = 0) -> int:
    """Where the noun phrase begins whose last item is `end - 1`; `end` itself where there is none."""
    position = end - 1
    while position >= floor and _extends_left(items, position, floor):
        position = _opening(items, position, floor) - 1
    start = position + 1
    while start < end and (
        in_class(items[start].low, "prepositions", "coordinators", "adverbs")
        or items[start].text in ",)]:;"
        or items[start].low == "'s"
    ):
        start += 1
    return start


def _opening(items: Sequence[Word], position: int, floor: int) -> int:
    """The bracket that a closing one at `position` belongs to, as in "Meeks (D-N.Y.)"; else `position` itself."""
    if items[position].text != ")":
        return position
    return next((i for i in range(position, max(floor, position - _BRACKETED), -1) if items[i].text == "("), position)


_BRACKETED = 12
"""Words between brackets at most."""


def _extends_left(items: Sequence[Word], position: int, floor: int) -> bool:
    item = items[position]
    before = items[position - 1] if position > floor else None
    after = items[position + 1] if position + 1 < len(items) else None
    if item.low in {"'s", "'", "’"}:
        return True
    if item.text in "()&":
        return True
    if item.low == QUOTE:
        return bool(
            before
            and in_class(before.low, "determiners", "possessives")
            and item.text[-2:-1] not in {",", ".", "!", "?"}
        )
    if not item.is_word:
        return False
    if item.low in {"and", "or"}:
        return bool(before and after and before.capital and after.capital and not in_class(after.low, "determiners"))
    if item.low in _CROSSING:
        return bool(
            before and before.low != QUOTE and is_nominal(before) and not _is_finite(items, position - 1, floor)
        )
    if in_class(item.low, "determiners", "possessives"):
        return item.low != "that"
    if in_class(
        item.low, "pronouns", "object_pronouns", "auxiliaries", "subordinators", "prepositions", "coordinators"
    ):
        return False
    if in_class(item.low, "adverbs") or (item.low.endswith("ly") and not item.capital):
        return bool(before and in_class(before.low, "determiners"))
    return not _is_finite(items, position, floor)


def _is_finite(items: Sequence[Word], position: int, floor: int) -> bool:
    """Whether a lower-case word is a finite verb here and no noun: no determiner or adjective stands before it."""
    item = items[position]
    if item.capital:
        return False
    forms = common_forms().get(item.low)
    if forms is None or any(item.low in office_words(name) for name in ("offices", "groups", "adjectives")):
        return False
    if not forms & {"s", "past", "base"}:
        return False
    before = items[position - 1] if position > floor else None
    if before is not None and before.low == "to":
        return "base" in forms
    if "past" not in forms and position + 1 < len(items) and _is_verb_form(items[position + 1].low):
        return False
    if before is None or in_class(before.low, "determiners", "possessives", "prepositions") or before.low == "'s":
        return False
    if in_class(before.low, "adverbs", "negations") and "past" in forms:
        return True
    return bool(
        before.is_word
        and (before.capital or in_class(before.low, "pronouns", "auxiliaries") or is_nominal(before))
        and "past" in forms
    ) or (before.is_word and (before.capital or in_class(before.low, "pronouns")))


def _is_verb_form(low: str) -> bool:
    return in_class(low, "auxiliaries") or bool(common_forms().get(low, frozenset()) & {"past", "s"})


def noun_phrase_end(items: Sequence[Word], start: int) -> int:
    """Where the noun phrase ends that begins at `start`; `start` itself where there is none."""
    position = start
    while position < len(items) and _extends_right(items, position, start):
        position += 1
    while position > start and (
        items[position - 1].low in _CROSSING or items[position - 1].low in {"and", "or", "the", "a"}
    ):
        position -= 1
    return position


def _extends_right(items: Sequence[Word], position: int, start: int) -> bool:
    item = items[position]
    before = items[position - 1] if position > start else None
    after = items[position + 1] if position + 1 < len(items) else None
    if item.low == "'s":
        return position > start
    if not item.is_word or item.low == QUOTE or in_class(item.low, "weekdays"):
        return False
    if in_class(item.low, "pronouns", "object_pronouns"):
        return position == start
    if before is not None and in_class(before.low, "pronouns", "object_pronouns"):
        return False
    if item.low in {"and", "or"}:
        return bool(after and before and after.capital and before.capital)
    if item.low in {"of", "for"}:
        return position > start and bool(after and after.is_word)
    if in_class(item.low, "determiners", "possessives"):
        return item.low != "that" and (
            before is None or in_class(before.low, "prepositions", "determiners") or before.low in {"and", "or"}
        )
    if in_class(item.low, "auxiliaries", "subordinators", "prepositions", "coordinators", "adverbs"):
        return False
    return before is None or not _is_finite(items, position, start)


def has_finite_verb(items: Sequence[Word], start: int, end: int) -> bool:
    """Whether a stretch of items holds a finite verb, as a clause does and a phrase does not."""
    for position in range(start, end):
        low = items[position].low
        if low == QUOTE and position > start and _holds_verb(items[position].text):
            return True
        if in_class(low, "auxiliaries") and not (
            low == "'s" and position > start and not in_class(items[position - 1].low, "pronouns")
        ):
            return True
        forms = common_forms().get(low, frozenset()) if low != "'s" else frozenset()
        past = low.endswith("ed") and not items[position].capital and position > start
        if (forms & {"s", "past", "base"} or past) and position > start and _verb_position(items, position, start):
            return True
    return False


def _holds_verb(quotation: str) -> bool:
    """Whether a quotation holds the verb of the clause around it: 'fraud "would be a crime"'."""
    if len(quotation) < _LONG_ENOUGH:
        return False
    lows = re.findall(r"[a-z']+", quotation.replace("’", "'"))
    return any_in_class(lows, "auxiliaries") or bool(lows and common_forms().get(lows[0], frozenset()) & {"s", "past"})


_LONG_ENOUGH = 15
"""Characters of a quotation that holds more than a word."""


def _verb_position(items: Sequence[Word], position: int, start: int) -> bool:
    before = items[position - 1]
    return (
        before.is_word and not in_class(before.low, "determiners", "possessives", "prepositions") and before.low != "'s"
    )
