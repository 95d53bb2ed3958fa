"""What a date rule is: a pattern over token classes, and a function that reads a match in its context."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from summarizer.text.timex.calendar import bounds, narrow
from summarizer.text.timex.tense import Tense, tense_at
from summarizer.text.timex.tokens import Tokens, compile_pattern, lexicon

__all__ = [
    "NO_PUBLICATION",
    "Context",
    "Found",
    "Part",
    "Reading",
    "Rule",
    "rule",
    "value_reading",
]

NO_PUBLICATION = "unresolved: no publication date"


@dataclass(frozen=True)
class Reading:
    """What an expression means: a TIMEX3 value, the days it can mean, and the rule that says so."""

    value: str | None
    rule: str
    earliest: dt.date | None = None
    latest: dt.date | None = None

    def part(self, part: str) -> Reading:
        """This reading narrowed to its `early`, `mid` or `late` part; the value stays."""
        if self.earliest is None or self.latest is None:
            return self
        first, last = narrow((self.earliest, self.latest), part)
        return replace(self, earliest=first, latest=last, rule=f"{self.rule}, {part} part")


@dataclass(frozen=True)
class Found:
    """A rule's match in a text; `first` and `last` are the indices of its outermost tokens."""

    tokens: Tokens
    match: re.Match[str]

    @property
    def first(self) -> int:
        """Index of the first token."""
        return self.match.start()

    @property
    def last(self) -> int:
        """Index of the last token."""
        return self.match.end() - 1

    def has(self, group: str) -> bool:
        """Whether the pattern has this group and it took part."""
        return group in self.match.re.groupindex and self.match[group] is not None

    def at(self, group: str) -> int:
        """Index of the group's first token."""
        return self.match.start(group)

    def words(self, group: str) -> list[str]:
        """The group's tokens as written; none where it took no part."""
        return [self.tokens.word(index) for index in range(*self.match.span(group))] if self.has(group) else []

    def word(self, group: str) -> str:
        """The group's first token as written, in lower case; empty where it took no part."""
        return next(iter(self.words(group)), "").lower()

    def number(self, group: str) -> int:
        """The number that the group's first token is: 16 for "16th", 5 for "five", 1 for "January"."""
        word = self.word(group)
        digits = re.match(r"\d+", word)
        return int(digits[0]) if digits else int(lexicon().meaning(word))

    def meaning(self, group: str) -> str:
        """What the lexicon says of the group's first token."""
        return str(lexicon().meaning(self.word(group)))


@dataclass(frozen=True)
class Context:
    """What a reading may rest on besides the words themselves.

    `told` are the TIMEX3 values of the days, months and years that the same and the preceding sentence gave so far.
    """

    found: Found
    published: dt.date | None
    told: tuple[str, ...]

    def told_last(self, unit: str = "D") -> dt.date | None:
        """The last day that the text spoke of, or the first of the last month or year where `unit` is as coarse."""
        length = {"M": 7, "Q": 7, "Y": 4, "10Y": 4, "100Y": 4}.get(unit, 10)
        value = next((value for value in reversed(self.told) if len(value) >= length), None)
        return dt.date.fromisoformat(value + "-01-01"[len(value) - 4 :]) if value else None

    @cached_property
    def tense(self) -> Tense:
        """The tense of the verb that the expression hangs on."""
        return tense_at(self.found.tokens, self.found.first, self.found.last)


@dataclass(frozen=True)
class Part:
    """One expression of a match: its outermost tokens and its reading."""

    first: int
    last: int
    reading: Reading


Reader = Callable[[Found, Context], Sequence[Part]]


@dataclass(frozen=True)
class Rule:
    """A pattern over token classes and the function that reads its matches."""

    pattern: str
    read: Reader

    def find(self, tokens: Tokens, classes: str) -> Iterator[Found]:
        """The matches in `classes`, which are the tokens' own but for those that are taken."""
        return (Found(tokens, match) for match in compile_pattern(self.pattern).finditer(classes))


def rule(pattern: str, read: Callable[[Found, Context], Reading]) -> Rule:
    """A rule whose whole match is one expression; a group `edge` in it narrows the reading."""

    def whole(found: Found, context: Context) -> Sequence[Part]:
        reading = read(found, context)
        reading = reading.part(found.meaning("edge")) if found.has("edge") else reading
        return (Part(found.first, found.last, reading),)

    return Rule(pattern, whole)


def value_reading(value: str | None, name: str) -> Reading:
    """A reading with the days that its value spans."""
    days = bounds(value) if value else None
    return Reading(value, name, *days) if days else Reading(value, name)
