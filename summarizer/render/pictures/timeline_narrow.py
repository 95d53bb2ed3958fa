"""A timeline down a phone: days from top to bottom at the left, a thin line from each mark to its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.render.pictures.axis import Axis, axis_of
from summarizer.render.pictures.lettering import cut, wrapped
from summarizer.render.pictures.moments import LINE, MARK, SIZE, Moment, day_words, days_of, mark, marked, timeline
from summarizer.render.pictures.svg import element, linked, text

__all__ = ["narrow_timeline"]

NARROW = 320
AT = 10
"""How far from the edge of a phone the line of days runs down."""
LANE = 15
MOST_LANES = 4


@dataclass(frozen=True)
class _Label:
    """Words beside the line of days: a moment's, or where there is none those of the day of the brief.

    `y` is where they would stand by scale, `lane` which of the lines side by side holds the mark.
    """

    y: int
    start: int
    end: int
    lane: int
    moment: Moment | None
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        return LINE * len(self.lines) + 10


def narrow_timeline(moments: Sequence[Moment], today: dt.date, key: str) -> str:
    """The moments, in order of time, as an SVG for a phone."""
    lanes = _lanes(moments)
    left = AT + LANE * max(lanes) + 26
    words = [_words(moment, NARROW - left) for moment in moments]
    length = max(160, sum(LINE * len(lines) + 10 for lines in words))
    axis = axis_of(days_of(moments, today), 10, 10 + length)
    labels = [
        _Label((start + end) // 2, start, end, lane, moment, lines)
        for moment, lane, lines in zip(moments, lanes, words, strict=True)
        for start, end in (marked(moment, axis),)
    ]
    y = axis.middle(today)
    labels.append(_Label(y, y, y, 0, None, (f"{day_words(today)}: this brief",)))
    labels.sort(key=lambda label: label.y)
    tops = _spread(labels, length + 20)
    drawn = (_label(label, top, left) for label, top in zip(labels, tops, strict=True))
    size = (NARROW, max(length + 20, tops[-1] + labels[-1].height))
    return timeline(key, moments, axis, size, _line_down(axis), *drawn, class_="narrow-only")


def _words(moment: Moment, width: int) -> tuple[str, ...]:
    return (cut(moment.when, width * 9 // 10, SIZE), *wrapped(moment.what, width, SIZE, 2))


def _lanes(moments: Sequence[Moment]) -> list[int]:
    """Points on the line itself, spans of days beside it, each in the first lane that is free then."""
    free: list[dt.date] = []
    lanes: list[int] = []
    for moment in moments:
        if moment.first == moment.last:
            lanes.append(0)
            continue
        lane = next((n for n, last in enumerate(free) if last < moment.first), len(free))
        free[lane : lane + 1] = [moment.last]
        lanes.append(min(lane + 1, MOST_LANES))
    return lanes


def _spread(labels: Sequence[_Label], length: int) -> list[int]:
    """The tops of the labels: as near to their own height as can be without one over another."""
    tops: list[int] = []
    for label in labels:
        least = tops[-1] + labels[len(tops) - 1].height if tops else 0
        tops.append(max(least, label.y - LINE // 2 - 2))
    floor = max(length, sum(label.height for label in labels))
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], floor - labels[index].height)
        floor = tops[index]
    return tops


def _label(label: _Label, top: int, left: int) -> str:
    x, y, first = AT + LANE * label.lane, label.y, top + 13
    leader = element("path", d=f"M{x + MARK + 1} {y}L{left - 7} {first - 4}h3", class_="stem")
    if label.moment is None:
        line = element("path", d=f"M{x - 10} {y}H{x + MARK + 1}")
        return element("g", leader, line, text(label.lines[0], left, first), class_="today")
    words = (text(line, left, first + LINE * n, "" if n else "when") for n, line in enumerate(label.lines))
    drawn = mark(label.moment, x - MARK, label.start, 2 * MARK, label.end - label.start)
    return linked(label.moment.href, label.moment.name, leader, drawn, *words, class_=f"e-{label.moment.status}")


def _line_down(axis: Axis) -> str:
    parts = [element("path", d=f"M{AT} {s.start}V{s.end}", class_="axis") for s in axis.stretches]
    for before, after in axis.breaks:
        middle = (before + after) // 2
        parts.append(element("path", d=f"M{AT} {before}V{after}", class_="axis gap"))
        parts.extend(element("path", d=f"M{AT - 6} {middle + y + 3}l12 -6", class_="axis") for y in (-3, 3))
    return "".join(parts)
