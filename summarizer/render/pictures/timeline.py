"""A timeline drawn to scale: days along a line, each event where it stands in time, the day of the brief among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from summarizer.render.pictures.moments import Moment
from summarizer.render.pictures.svg import Picture
from summarizer.render.pictures.timeline_narrow import narrow_timeline
from summarizer.render.pictures.timeline_wide import wide_timeline

__all__ = ["MOST_MARKS", "Moment", "timeline_picture"]

MOST_MARKS = 24
"""More events than these are not drawn: those nearest to the day of the brief are."""


def timeline_picture(moments: Sequence[Moment], today: dt.date, key: str) -> Picture | None:
    """The moments on a line; None where there are fewer than two. `key` begins every id in it."""
    drawn = _nearest(moments, today)
    if len(drawn) < 2:
        return None
    left_out = len(moments) - len(drawn)
    return Picture(wide_timeline(drawn, today, f"{key}-w"), narrow_timeline(drawn, today, f"{key}-n"), left_out)


def _nearest(moments: Sequence[Moment], today: dt.date) -> list[Moment]:
    """The moments to be drawn, in order of time."""

    def away(index: int) -> tuple[int, int]:
        moment = moments[index]
        return (max((moment.first - today).days, (today - moment.last).days, 0), index)

    nearest = sorted(range(len(moments)), key=away)[:MOST_MARKS]
    return sorted((moments[index] for index in sorted(nearest)), key=lambda moment: (moment.first, moment.last))
