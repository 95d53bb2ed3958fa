"""Asks of many stretches of a text at once whether one of them holds or touches a span, without trying each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from summarizer.models import Span

__all__ = ["Cover"]


class Cover:
    """Stretches of a text, such as its furniture: sorted by start, with the furthest end so far."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def holds(self, span: Span) -> bool:
        """Whether one of the stretches holds the span whole."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and self._ends[index] >= span.end

    def overlaps(self, span: Span) -> bool:
        """Whether one of the stretches shares a character with the span."""
        index = bisect_left(self._starts, span.end) - 1
        return index >= 0 and self._ends[index] > span.start
