"""Finds the small words that make another claim of the same content words: last or next week, deputy, our or their."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import TypeVar

from summarizer.merge.amounts import amounts_in
from summarizer.merge.stems import base, lexicon, words_in
from summarizer.text.offices import office_of

__all__ = ["Shades", "shades_in"]

_Key = TypeVar("_Key")

_UNITS = (
    "second|minute|hour|day|night|morning|afternoon|evening|week|weekend|month|quarter|year|decade|century|spring|summer"
    "|autumn|fall|winter|term|season|mon|tues|wednes|thurs|fri|satur|sun"
)
_RELATIVE = re.compile(
    rf"\b(?P<rel>last|past|previous|this|current|next|coming|following)\s+(?P<unit>(?:{_UNITS})(?:day)?)s?\b"
    rf"|\b(?P<day>yesterday|today|tonight|tomorrow)\b"
    rf"|\b(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|few|several)\s+(?P<ago>{_UNITS})s?\s+"
    r"(?P<way>ago|earlier|later|from now)\b",
    re.IGNORECASE,
)
_TURNS = {"past": "last", "previous": "last", "current": "this", "coming": "next", "following": "next"}
_DAYS = {"yesterday": "last", "today": "this", "tonight": "this", "tomorrow": "next"}
_TURN = {"last": -1.0, "this": 0.0, "next": 1.0}
_LENGTHS = {"day": 1.0, "week": 7.0, "weekend": 7.0, "month": 31.0, "quarter": 92.0, "year": 366.0, "decade": 3660.0}
_COUNTS = {"a": "1", "an": "1", "one": "1"}
_PARTS = frozenset({"night", "morning", "afternoon", "evening"})
_HABIT = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bis )(?<!\bare )(?<!\bget )(?<!\bgot )\bused\s+to\s+(?!the\b|an?\b)", re.IGNORECASE
)
_REPUTED = re.compile(
    r"\b(?:is|are|was|were|be|been)\s+(?:widely\s+|also\s+)?"
    r"(?:said|believed|thought|reported|rumou?red|alleged|understood|supposed|claimed|considered)\s+to\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?=\b([^\W\d_]+)\s+(and|or|nor)\s+(?:(?:the|an?|its|his|her|their|our|of|to|in|by|on)\s+)*([^\W\d_]+))",
    re.IGNORECASE,
)
_AGAINST = (("by", "to"), ("to", "from"), ("for", "against"), ("with", "without"), ("with", "against"))
"""Words before one and the same noun that give it another part in what happened."""
_ARTICLES = frozenset({"the", "a", "an"})


class Shades:
    """What a text says besides its content words; each found when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tuple(word.casefold() for word in words_in(text))

    @cached_property
    def times(self) -> frozenset[tuple[str, str]]:
        """The days, weeks, … that are told as seen from the day of writing: ("week", "last"), ("week", "2 ago")."""
        return frozenset(_time(match) for match in _RELATIVE.finditer(self.text))

    @cached_property
    def offices(self) -> Mapping[str, frozenset[str]]:
        """For each office the words before or behind it that make it another one, "" where it stands without."""
        found: dict[str, set[str]] = defaultdict(set)
        for number, word in enumerate(self.words):
            if _is_office(word):
                near = [*self.words[max(0, number - 2) : number], *self.words[number + 1 : number + 2]]
                ranks = {_rank(w) for w in near} - {""}
                found[base(word)] |= ranks or {""}
        return {office: frozenset(ranks) for office, ranks in found.items()}

    @cached_property
    def persons(self) -> Mapping[str, frozenset[str]]:
        """Which persons its pronouns stand for, by their part in the sentence: who acts, upon whom, whose."""
        parts = lexicon()["pronouns"]
        return {
            part: frozenset(person for word in self.words if (person := pronouns.get(word)))
            for part, pronouns in parts.items()
        }

    @cached_property
    def joined(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """For two neighbouring words what joins them, "and" or "or"."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one, joint, other in _JOINED.findall(self.text):
            found[base(one), base(other)].add("and" if joint.casefold() == "and" else "or")
        return {pair: frozenset(joints) for pair, joints in found.items()}

    @cached_property
    def led(self) -> Mapping[str, frozenset[str]]:
        """For each word that a preposition leads that preposition: `sold to Norway by Denmark`."""
        found: dict[str, set[str]] = defaultdict(set)
        leads = {word for pair in _AGAINST for word in pair}
        plain = [word for word in self.words if word not in _ARTICLES]
        for lead, word in pairwise(plain):
            if lead in leads:
                found[base(word)].add(lead)
        return {word: frozenset(words) for word, words in found.items()}

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The bases of those of its words that exclude others of their kind: `brother`, `father`."""
        return frozenset(key for key in map(base, self.words) if key in _others_of_a_kind())

    @cached_property
    def repute(self) -> tuple[bool, bool]:
        """Whether it tells what used to be, and what is said to be."""
        return bool(_HABIT.search(self.text)), bool(_REPUTED.search(self.text))

    def tells_another_time(self, other: Shades) -> bool:
        """Whether both tell when, as seen from the day of writing, and neither all that the other tells."""
        return not (self.times <= other.times or other.times <= self.times)

    def exclude(self, other: Shades, *, of_one_day: bool = True) -> bool:
        """Whether the two can be no one claim; `of_one_day`: "today" means the same day in both."""
        if amounts_in(self.text).exclude(amounts_in(other.text)):
            return True
        if of_one_day and self.tells_another_time(other) and _are_apart(self.times, other.times):
            return True
        if _disjoint(self.offices, other.offices) or _disjoint(self.joined, other.joined):
            return True
        if self._parts_change(other) or self._led_otherwise(other):
            return True
        return self._another_of_its_kind(other)

    def _parts_change(self, other: Shades) -> bool:
        """Whether "we" and "they" change places, or what is ours is theirs.

        "He will keep his word" is "I will keep my word" in reported speech, and with one of them no one else's.
        """
        (acts, upon, whose), (acts_too, upon_too, whose_too) = (
            [of.persons[part] for part in ("acts", "upon", "whose")] for of in (self, other)
        )
        if {"m", "f"} == acts | acts_too and len(acts) == len(acts_too) == 1:
            return True
        if acts and acts_too and upon and upon_too and acts.isdisjoint(acts_too) and upon.isdisjoint(upon_too):
            return True
        reported = bool(acts and acts_too)
        return not reported and bool(whose and whose_too) and whose.isdisjoint(whose_too)

    def _led_otherwise(self, other: Shades) -> bool:
        return any((self.led[word], other.led[word]) in _EXCLUSIVE for word in self.led.keys() & other.led.keys())

    def _another_of_its_kind(self, other: Shades) -> bool:
        left, right, known = self.kinds - other.kinds, other.kinds - self.kinds, _others_of_a_kind()
        return any(not right.isdisjoint(known[word]) for word in left)


_EXCLUSIVE = {(frozenset({a}), frozenset({b})) for one, other in _AGAINST for a, b in ((one, other), (other, one))}


@lru_cache(maxsize=16384)
def shades_in(text: str) -> Shades:
    """The shades of a text, kept for the next time."""
    return Shades(text)


def _time(match: re.Match[str]) -> tuple[str, str]:
    if match["day"]:
        return "day", _DAYS[match["day"].casefold()]
    if match["ago"]:
        count = match["count"].casefold()
        way = "on" if match["way"].casefold() in ("later", "from now") else "ago"
        return match["ago"].casefold(), f"{_COUNTS.get(count) or lexicon()['numbers'].get(count, count)} {way}"
    turn, unit = match["rel"].casefold(), match["unit"].casefold()
    return "day" if unit in _PARTS else unit, _TURNS.get(turn, turn)


def _are_apart(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> bool:
    """Whether the times are of one unit but others, or have no day in common."""
    if any(unit == unit_too and which != which_too for unit, which in a - b for unit_too, which_too in b - a):
        return True
    return all(_span(*one)[1] < _span(*other)[0] or _span(*other)[1] < _span(*one)[0] for one in a for other in b)


def _span(unit: str, which: str) -> tuple[float, float]:
    """The first and last day that can be meant, counted from the day of writing; all days where that is not known."""
    days = _LENGTHS.get(unit)
    if days is None:
        return -math.inf, math.inf
    count, _, way = which.partition(" ")
    if way:
        middle = float(count) * days * (1 if way == "on" else -1) if count.isdigit() else 0.0
        return (middle - days / 2, middle + days / 2) if count.isdigit() else (-math.inf, math.inf)
    if unit == "day":
        return _TURN[which], _TURN[which]
    return {"last": (-2 * days, -1), "this": (-days, days), "next": (1, 2 * days)}[which]


def _disjoint(a: Mapping[_Key, frozenset[str]], b: Mapping[_Key, frozenset[str]]) -> bool:
    return any(a[key].isdisjoint(b[key]) for key in a.keys() & b.keys())


def _rank(word: str) -> str:
    return str(lexicon()["ranks"].get(word, ""))


@lru_cache(maxsize=16384)
def _is_office(word: str) -> bool:
    return not _rank(word) and office_of(word) is not None


@cache
def _others_of_a_kind() -> Mapping[str, frozenset[str]]:
    """For each base the others that it excludes where all else is the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for words in lexicon()["kinds"]:
        keys = {base(word) for word in words.split()}
        for key in keys:
            found[key] |= keys - {key}
    return {key: frozenset(others) for key, others in found.items()}
