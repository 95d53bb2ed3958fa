"""Finds what became of planned events: told as past by now, put off to another day, or called off."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from summarizer.merge.strength import ALIKE_WITHOUT_PLACES, Compared, lexicon, without_places, words_of
from summarizer.merge.wording import dice, negations, numbers_in
from summarizer.models import Claim, DatedEvent, MergedClaim
from summarizer.text.timex.calendar import bounds

__all__ = ["became_of", "days_of", "moving_word"]

ALIKE = 0.5
"""Share of words (Dice) that a plan and what is told of its day have in common."""
NAMED = 0.6
"""Share of the shorter one's words, where the words say that the event was moved or is off."""


def became_of(then: MergedClaim, now: MergedClaim) -> Compared | None:
    """What a claim of today tells of an event that was planned: it has happened, is off, or is on another day now.

    The event must be named in both; a plan for another day is another event unless the words say that it was moved.
    """
    if not (isinstance(then.claim, DatedEvent) and isinstance(now.claim, DatedEvent)):
        return None
    if then.claim.status != "planned" or now.claim.status == "alleged":
        return None
    off = _off().search(now.claim.event)
    if off:
        return ("withdrawn", f"“{off[0]}”") if _names_it(then.claim, now.claim) else None
    return _moved(then, now) if now.claim.status == "planned" else _happened(then, now)


def days_of(claim: MergedClaim) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that the date of an event or a deadline can mean; None where they are not known."""
    if claim.when is not None:
        first, last = claim.when.earliest, claim.when.latest
        return (first, last) if first and last else None
    value = claim.claim.value if isinstance(claim.claim, DatedEvent) else None
    return bounds(value) if value else None


def _happened(then: MergedClaim, now: MergedClaim) -> Compared | None:
    planned, told = days_of(then), days_of(now)
    if planned is None or told is None or not planned[0] <= told[0] <= told[1] <= planned[1]:
        return None
    one, other = _event(then.claim), _event(now.claim)
    if negations(one) != negations(other) or moving_word(now.claim) or not _is_one_event(one, other):
        return None
    numbers = numbers_in(one), numbers_in(other)
    return None if all(numbers) and numbers[0] != numbers[1] else ("happened", "planned then, told as past now")


def _is_one_event(one: str, other: str) -> bool:
    left, right = words_of(one), words_of(other)
    own = without_places(left), without_places(right)
    return dice(left, right) >= ALIKE and dice(*own) >= ALIKE_WITHOUT_PLACES and len(own[0] & own[1]) > 1


def _moved(then: MergedClaim, now: MergedClaim) -> Compared | None:
    before, after = days_of(then), days_of(now)
    word = moving_word(now.claim)
    if not word or before is None or after is None or (before[0] <= after[1] and after[0] <= before[1]):
        return None
    if not _names_it(then.claim, now.claim):
        return None
    return "moved", f"“{word}”: {before[0].isoformat()} then, {after[0].isoformat()} now"


def _names_it(then: Claim, now: Claim) -> bool:
    """Whether what is said to be off, or on another day, is the event that was planned."""
    left, right = words_of(_event(then)), words_of(_event(now)) - _ending()
    shared = left & right
    return len(shared) >= NAMED * min(len(left), len(right)) and len(without_places(shared)) > 1


def _event(claim: Claim) -> str:
    return claim.event if isinstance(claim, DatedEvent) else ""


def moving_word(claim: Claim) -> str:
    """The words of a claim's quote that put an event off or bring it forward; "" where it has none."""
    found = _moving().search(claim.quote)
    return found[0] if found else ""


@cache
def _moving() -> re.Pattern[str]:
    return _any_of("moved")


@cache
def _off() -> re.Pattern[str]:
    return _any_of("called_off")


def _any_of(group: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon()[group]))})\b", re.IGNORECASE)


@cache
def _ending() -> frozenset[str]:
    return frozenset(word for phrase in lexicon()["called_off"] for word in words_of(phrase))
