"""Stretches of a text asked for a span: held whole, touched, or neither."""

from itertools import product

from summarizer.models import Span
from summarizer.text.cover import Cover

STRETCHES = (Span(start=2, end=9), Span(start=3, end=4), Span(start=9, end=9), Span(start=12, end=14))


def test_a_span_is_held_or_touched_as_by_trying_each_stretch() -> None:
    cover = Cover(STRETCHES)
    for start, length in product(range(16), range(5)):
        span = Span(start=start, end=start + length)
        assert cover.overlaps(span) == any(span.overlaps(each) for each in STRETCHES)
        assert cover.holds(span) == any(span.within(each) for each in STRETCHES)


def test_a_long_stretch_counts_behind_a_short_one_inside_it() -> None:
    assert Cover(STRETCHES).overlaps(Span(start=6, end=7))
    assert Cover(STRETCHES).holds(Span(start=6, end=7))


def test_no_stretches_hold_nothing() -> None:
    assert not Cover(()).overlaps(Span(start=0, end=5))
    assert not Cover(()).holds(Span(start=0, end=0))
