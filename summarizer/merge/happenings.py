"""Finds what became of planned events: told as past by now, put off to another day, or called off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from summarizer.merge.entries import Folded
from summarizer.merge.strength import ALIKE_WITHOUT_PLACES, Compared, lexicon, without_places, words_of
from summarizer.merge.wording import dice, negations, numbers_in, words_in
from summarizer.models import Claim, DatedEvent, MergedClaim, TimeExpression
from summarizer.text.find_dates import find_dates
from summarizer.text.timex.calendar import bounds
from summarizer.text.timex.moves import move_before
from summarizer.text.timex.tokens import lexicon as date_words

__all__ = ["became_of", "days_of", "moving_word", "replanned"]

ALIKE = 0.5
"""Share of words (Dice) that a plan and what is told of its day have in common."""
NAMED = 0.6
"""Share of the shorter one's words, where the words say that the event was moved or is off."""
FULLY = 3
"""So many words name an event well enough to know it again by them alone."""
NOT_FAR = 60
"""Days; what was planned for a day farther off may be the next of its kind."""
LOOSELY = 0.6
"""Share of words (Dice) from which on a third event may be another of a row."""


_REACH = 200
"""Characters before a day in which the verb is looked for that moves something there."""

_Days = tuple[dt.date, dt.date]


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


def days_of(claim: MergedClaim) -> _Days | None:
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
    if before is None or after is None or _overlap(before, after):
        return None
    word = moving_word(now.claim)
    away = _named_day(now.claim, before, after, "is_not_on")
    if not (word or away) or not (_names_it(then.claim, now.claim) or (word and _names_its_day(then, now))):
        return None
    return "moved", f"“{word or away}”: {before[0].isoformat()} then, {after[0].isoformat()} now"


def _overlap(one: _Days, other: _Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _names_it(then: Claim, now: Claim) -> bool:
    """Whether what is said to be off, or on another day, is the event that was planned."""
    left, right = _matter(_event(then)), _matter(_event(now))
    shared = left & right
    return len(shared) >= NAMED * min(len(left), len(right)) and len(without_places(shared)) > 1


def _names_its_day(then: MergedClaim, now: MergedClaim) -> bool:
    """Whether the words tell the day that it was planned for, and in its sentence what else is known of it."""
    before, after = days_of(then), days_of(now)
    if before is None or after is None or not _named_day(now.claim, before, after, "was_for"):
        return False
    shared = _matter(_event(then.claim)) & _matter(now.claim.quote)
    return len(shared) > 2 and len(without_places(shared)) > 1


def _named_day(claim: Claim, before: _Days, after: _Days, group: str) -> str:
    """The words of a quote that name a day, behind one of the words of a group ("for Thursday"); "" without them."""
    ahead = _behind(group)
    for time in find_dates(claim.quote):
        link = ahead.search(claim.quote, 0, time.start)
        if link and _is_day(time, before, after):
            return claim.quote[link.start() : time.end]
    return ""


def _is_day(time: TimeExpression, day: _Days, near: _Days) -> bool:
    """Whether a date without its year, or a weekday next to another day, can be this one."""
    if time.value:
        return time.value[:10].replace("XXXX", f"{day[0].year:04}") == day[0].isoformat() == day[1].isoformat()
    kind, number = date_words().classes.get(time.text.lower(), ("", 0))
    return kind == "weekday" and number == day[0].isoweekday() and abs(day[0] - near[0]) <= dt.timedelta(days=7)


# --- the same plan with another day ----------------------------------------------------------------------------------


def replanned(then: Folded, now: Folded, events: Iterable[Folded]) -> Compared | None:
    """Whether a plan is told with another day than before, though no word says that it was moved.

    Its words must be the same and of something that happens once, the first day still ahead, and none of all the
    `events` may tell the first day today, or something like it of a third day.
    """
    before, after = days_of(then.merged), days_of(now.merged)
    if before is None or after is None or _overlap(before, after) or not _is_one_plan(then.merged, now.merged):
        return None
    day = max((entry.article.published for entry in now.told if entry.article.published), default=None)
    if day is None or before[0] <= day or after[0] <= day or abs(after[0] - before[0]).days > NOT_FAR:
        return None
    if any(_speaks_against(other, then, now) for other in events):
        return None
    return "moved", f"{before[0].isoformat()} then, {after[0].isoformat()} now"


def _is_one_plan(then: MergedClaim, now: MergedClaim) -> bool:
    one, other = _event(then.claim), _event(now.claim)
    if not (_is_planned(then.claim) and _is_planned(now.claim) and _happens_once(one) and _happens_once(other)):
        return False
    if negations(one) or negations(other) or numbers_in(one) != numbers_in(other):
        return False
    left, right = _matter(one), _matter(other)
    alike = without_places(left) == without_places(right) and (left <= right or right <= left)
    return alike and len(left) >= FULLY and len(without_places(left)) > 1


def _is_planned(claim: Claim) -> bool:
    return isinstance(claim, DatedEvent) and claim.status == "planned"


def _happens_once(event: str) -> bool:
    words = {word.casefold() for word in words_in(event)}
    return bool(words & _words("happens_once")) and not words & _words("happens_again")


def _speaks_against(other: Folded, then: Folded, now: Folded) -> bool:
    """Whether a third event is of the same kind and of a third day, or of the first day and told today."""
    days, before, after = (days_of(claim.merged) for claim in (other, then, now))
    if other.merged.merged_id in (then.merged.merged_id, now.merged.merged_id) or not (days and before and after):
        return False
    if dice(_matter(_event(other.merged.claim)), _matter(_event(now.merged.claim))) < LOOSELY:
        return False
    return (other.today and _overlap(days, before)) or not (_overlap(days, before) or _overlap(days, after))


# --- words -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _matter(text: str) -> frozenset[str]:
    """What an event is, without its dates and without the words that say that it is planned, moved or off."""
    without = text
    for time in reversed(find_dates(text)):
        without = f"{without[: time.start]} {without[time.end :]}"
    return words_of(without) - _of_plans()


def _event(claim: Claim) -> str:
    return claim.event if isinstance(claim, DatedEvent) else ""


def moving_word(claim: Claim) -> str:
    """The words of a claim's quote that put an event off or bring it forward; "" where it has none."""
    return _moving_words(claim.quote)


@lru_cache(maxsize=8192)
def _moving_words(quote: str) -> str:
    found = _moving().search(quote)
    if found or not _may_move().search(quote):
        return found[0] if found else ""
    ahead = (" ".join(quote[max(0, time.start - _REACH) : time.start].split()) + " " for time in find_dates(quote))
    return next((move.verb for move in map(move_before, ahead) if move), "")


@cache
def _moving() -> re.Pattern[str]:
    return _any_of("moved")


@cache
def _may_move() -> re.Pattern[str]:
    return _any_of("may_move")


@cache
def _off() -> re.Pattern[str]:
    return _any_of("called_off")


@cache
def _behind(group: str) -> re.Pattern[str]:
    """One of the words of a group and nothing more than "the" up to where the search ends."""
    return re.compile(rf"{_any_of(group).pattern}\s+(?:the\s+)?\Z", re.IGNORECASE)


def _any_of(group: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon()[group]))})\b", re.IGNORECASE)


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(lexicon()[group].split())


@cache
def _of_plans() -> frozenset[str]:
    phrases = (*lexicon()["called_off"], *lexicon()["moved"], *lexicon()["planned_for"])
    return frozenset(word for phrase in phrases for word in words_of(phrase))
