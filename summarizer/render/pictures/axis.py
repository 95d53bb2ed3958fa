"""Days to places on a line: to scale, except where a long empty stretch is left out and a break says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise

__all__ = ["Axis", "Stretch", "axis_of", "ticks"]

LONG = 60
"""Only gaps of more days than this are left out."""
MOST_BREAKS = 5
BREAK = 34
"""How much of the line a break takes."""


@dataclass(frozen=True)
class Stretch:
    """Days without a break, `first` to `last`, and the part of the line they take."""

    first: dt.date
    last: dt.date
    start: int
    end: int

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    def at(self, day: dt.date) -> int:
        """Where a day begins."""
        return self.start + (day - self.first).days * (self.end - self.start) // self.days


@dataclass(frozen=True)
class Axis:
    """Stretches in order with a break between each two; one scale holds for all of them."""

    stretches: tuple[Stretch, ...]

    @property
    def breaks(self) -> tuple[tuple[int, int], ...]:
        """From where to where the line is broken."""
        return tuple((before.end, after.start) for before, after in pairwise(self.stretches))

    def begins(self, day: dt.date) -> int:
        """Where a day begins; the end of the stretch before it, where a break leaves it out."""
        for stretch in self.stretches:
            if day <= stretch.last:
                return stretch.at(max(day, stretch.first))
        return self.stretches[-1].end

    def ends(self, day: dt.date) -> int:
        """Where a day ends."""
        for stretch in self.stretches:
            if day <= stretch.last:
                return stretch.at(day + dt.timedelta(days=1)) if day >= stretch.first else stretch.start
        return self.stretches[-1].end

    def middle(self, day: dt.date) -> int:
        """The middle of a day."""
        return (self.begins(day) + self.ends(day)) // 2


def axis_of(days: Iterable[dt.date], start: int, end: int) -> Axis:
    """The line from `start` to `end` for these days.

    The longest gaps are left out one by one until the closest half of the days has two fifths of the line.
    """
    points = sorted(set(days))
    broken = _broken(points)
    edges = [0, *(index + 1 for index in sorted(broken)), len(points)]
    runs = [(points[first], points[last - 1]) for first, last in pairwise(edges)]
    lengths = [(last - first).days + 1 for first, last in runs]
    scale = end - start - BREAK * len(broken)
    ends = [total * scale // sum(lengths) for total in accumulate(lengths)]
    return Axis(
        tuple(
            Stretch(first, last, start + before + BREAK * index, start + after + BREAK * index)
            for index, ((first, last), before, after) in enumerate(zip(runs, [0, *ends], ends, strict=False))
        )
    )


def _broken(points: Sequence[dt.date]) -> set[int]:
    """The indexes of the days after which the line is broken."""
    gaps = [(later - earlier).days for earlier, later in pairwise(points)]
    longest = sorted((index for index, gap in enumerate(gaps) if gap > LONG), key=lambda index: (-gaps[index], index))
    broken: set[int] = set()
    for index in longest[:MOST_BREAKS]:
        if _roomy(gaps, broken):
            break
        broken.add(index)
    return broken


def _roomy(gaps: Sequence[int], broken: set[int]) -> bool:
    places = [0, *accumulate(0 if index in broken else gap for index, gap in enumerate(gaps))]
    half = len(places) // 2
    closest = min(places[index + half] - places[index] for index in range(len(places) - half))
    return 5 * closest >= 2 * places[-1]


def ticks(stretch: Stretch, apart: int) -> tuple[dt.date, ...]:
    """Days to be named on the line: the stretch's first, then those of the finest step that stand `apart`."""
    for step in _STEPS:
        days = [day for day in step(stretch) if stretch.first < day <= stretch.last]
        places = [stretch.at(day) for day in days]
        if all(later - earlier >= apart for earlier, later in pairwise(places)):
            return (stretch.first, *(day for day in days if stretch.at(day) - stretch.start >= apart))
    return (stretch.first,)


def _days(stretch: Stretch, every: int) -> Iterator[dt.date]:
    first = stretch.first.toordinal()
    yield from map(dt.date.fromordinal, range(first - first % every, stretch.last.toordinal() + 1, every))


def _weeks(stretch: Stretch) -> Iterator[dt.date]:
    monday = stretch.first - dt.timedelta(days=stretch.first.weekday())
    yield from (monday + dt.timedelta(weeks=n) for n in range(stretch.days // 7 + 2))


def _months(stretch: Stretch, every: int = 1) -> Iterator[dt.date]:
    first = stretch.first.year * 12 + stretch.first.month - 1
    last = stretch.last.year * 12 + stretch.last.month - 1
    yield from (dt.date(n // 12, n % 12 + 1, 1) for n in range(first // every * every, last + 1, every) if n >= 12)


_STEPS: tuple[Callable[[Stretch], Iterator[dt.date]], ...] = (
    partial(_days, every=1),
    partial(_days, every=2),
    _weeks,
    _months,
    partial(_months, every=3),
    partial(_months, every=12),
    partial(_months, every=60),
    partial(_months, every=240),
)
