"""A timeline across a page: days from left to right, the words beside their marks in as few rows as they need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.render.pictures.axis import Axis, axis_of, ticks
from summarizer.render.pictures.lettering import room, wrapped
from summarizer.render.pictures.moments import LINE, MARK, SIZE, Moment, day_words, days_of, mark, marked, timeline
from summarizer.render.pictures.svg import element, linked, text

__all__ = ["wide_timeline"]

WIDE = 736
LABEL = 260
"""How wide the words of one event may be, in the units of the picture."""
Side = Literal["after", "before", "below"]


@dataclass(frozen=True)
class _Placed:
    """A moment with its mark from `start` to `end`, its words from or up to `x`, and how much of the line both take."""

    moment: Moment
    start: int
    end: int
    x: int
    side: Side
    lines: tuple[str, ...]
    takes: tuple[int, int]

    @property
    def height(self) -> int:
        return LINE * (1 + len(self.lines)) + 10 + (LINE - 3 if self.side == "below" else 0)


def wide_timeline(moments: Sequence[Moment], today: dt.date, key: str) -> str:
    """The moments, in order of time, as an SVG for a page."""
    axis = axis_of(days_of(moments, today), 12, WIDE - 12)
    top = 30
    drawn: list[str] = []
    for row in _rows(moments, axis):
        drawn.extend(_beside(placed, top) for placed in row)
        top += max(placed.height for placed in row)
    behind = (_line(axis, top), _today(axis, today, top))
    return timeline(key, moments, axis, (WIDE, top + 26), *behind, *drawn, class_="wide-only")


def _rows(moments: Iterable[Moment], axis: Axis) -> list[list[_Placed]]:
    """Each in the first row that has room for it, with its words after the mark or before it."""
    rows: list[list[_Placed]] = []
    for moment in moments:
        ways = _ways(moment, axis)
        free = ((row, way) for row in rows for way in ways if all(_apart(way, other) for other in row))
        row, way = next(free, (None, ways[0]))
        if row is None:
            rows.append([way])
        else:
            row.append(way)
    return rows


def _apart(one: _Placed, other: _Placed) -> bool:
    return one.takes[1] + 14 <= other.takes[0] or other.takes[1] + 14 <= one.takes[0]


def _ways(moment: Moment, axis: Axis) -> list[_Placed]:
    """Where the words can stand: under a long bar, else after the mark or before it, as far as the page has room."""
    start, end = marked(moment, axis)
    lines = wrapped(moment.what, LABEL, SIZE, 2)
    width = max(room(words, SIZE) for words in (f"{moment.when}mm", *lines))
    if end - start > 6 * MARK:
        x = max(0, min(start, WIDE - width))
        return [_Placed(moment, start, end, x, "below", lines, (min(start, x), max(end, x + width)))]
    after = _Placed(moment, start, end, end + 5, "after", lines, (start, end + 5 + width))
    before = _Placed(moment, start, end, start - 5, "before", lines, (start - 5 - width, end))
    return [way for way in (after, before) if way.takes[0] >= 0 and way.takes[1] <= WIDE] or [after]


def _beside(placed: _Placed, top: int) -> str:
    moment, anchor = placed.moment, "end" if placed.side == "before" else "start"
    first = top + 12 + (LINE - 3 if placed.side == "below" else 0)
    words = (text(line, placed.x, first + LINE * n, "", anchor) for n, line in enumerate(placed.lines, start=1))
    return linked(
        moment.href,
        moment.name,
        mark(moment, placed.start, top + 2, placed.end - placed.start, 2 * MARK),
        text(moment.when, placed.x, first, "when", anchor),
        *words,
        class_=f"e-{moment.status}",
    )


def _line(axis: Axis, y: int) -> str:
    parts = [element("path", d=f"M{s.start} {y}H{s.end}", class_="axis") for s in axis.stretches]
    for before, after in axis.breaks:
        parts.append(element("path", d=f"M{before} {y}H{after}", class_="axis gap"))
        parts.extend(
            element("path", d=f"M{(before + after) // 2 + x - 3} {y + 6}l6 -12", class_="axis") for x in (-3, 3)
        )
    return "".join((*parts, *_named(axis, y)))


def _named(axis: Axis, y: int) -> Iterable[str]:
    """The days under the line, as many as have room; the year where it is another than the one before."""
    free, year = -1, 0
    for stretch in axis.stretches:
        for day in ticks(stretch, 78):
            words = day_words(day) + (f" {day.year}" if day.year != year else "")
            x, half = stretch.at(day), room(words, 12) // 2
            x_words = min(max(x, half), WIDE - half)
            yield element("path", d=f"M{x} {y}v5", class_="axis")
            if x_words - half > free:
                yield text(words, x_words, y + 19, "tick", "middle")
                free, year = x_words + half + 6, day.year


def _today(axis: Axis, today: dt.date, y: int) -> str:
    x, words = axis.middle(today), f"{day_words(today)}: this brief"
    half = room(words, SIZE) // 2
    return element(
        "g",
        element("path", d=f"M{x} 20V{y + 5}"),
        text(words, min(max(x, half), WIDE - half), 13, "", "middle"),
        class_="today",
    )
