"""What the two forms of a timeline share: the events, their marks, and the frame that they are drawn in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.models import EventStatus
from summarizer.render.pictures.axis import Axis
from summarizer.render.pictures.svg import element, picture

__all__ = ["LINE", "MARK", "SIZE", "Moment", "day_words", "days_of", "mark", "marked", "timeline"]

SIZE = 13
LINE = 16
"""From one line of words to the next."""
MARK = 5
"""Half of the size of a mark."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Moment:
    """An event with the days it can mean, both inclusive; `when` says them, `href` is its line."""

    first: dt.date
    last: dt.date
    when: str
    what: str
    status: EventStatus
    href: str

    @property
    def name(self) -> str:
        """The event in one sentence, for those who do not see the picture."""
        return f"{self.when}, {self.status}: {self.what}"


def day_words(day: dt.date) -> str:
    """A day as short as it goes without its year: 15 Feb."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def days_of(moments: Iterable[Moment], today: dt.date) -> list[dt.date]:
    """The days that a line of days is made for: the first and last of each moment, and the day of the brief."""
    return [today, *(day for moment in moments for day in (moment.first, moment.last))]


def marked(moment: Moment, axis: Axis) -> tuple[int, int]:
    """Where the mark begins and ends: never narrower than a point."""
    start, end = axis.begins(moment.first), axis.ends(moment.last)
    if moment.first != moment.last and end - start > 2 * MARK:
        return start, end
    middle = (start + end) // 2
    return middle - MARK, middle + MARK


def mark(moment: Moment, x: int, y: int, width: int, height: int) -> str:
    """A dot for a day, a bar for days; full if past, hollow if planned, dashed if alleged."""
    if width == height and moment.status == "alleged":
        side = MARK + 1
        diamond = f"M{x + MARK} {y - 1}l{side} {side}l-{side} {side}l-{side} -{side}z"
        return element("path", d=diamond, class_="mark")
    thin = 2 if width != height else 0
    if width > height:
        y, height = y + thin, height - 2 * thin
    else:
        x, width = x + thin, width - 2 * thin
    return element("rect", x=x, y=y, width=width, height=height, rx=MARK, class_="mark")


def timeline(
    key: str, moments: Sequence[Moment], axis: Axis, size: tuple[int, int], *children: str, class_: str
) -> str:
    """The whole picture, from what is drawn in it."""
    return picture(key, "Timeline", _describe(moments, axis), size, *children, class_=f"picture timeline {class_}")


def _describe(moments: Sequence[Moment], axis: Axis) -> str:
    broken = ", with long empty stretches left out where the line is broken" if axis.breaks else ""
    return f"{len(moments)} events along a line of days{broken}. The list of dates after it says the same in words."
