"""Cuts news text into sentences, and leaves quotations, abbreviations, initials and dates whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from summarizer.models import Span
from summarizer.text.paragraphs import line_breaks
from summarizer.text.quotations import Quotation, quotations
from summarizer.text.stops import STOP, ends_sentence

__all__ = ["sentences", "sentences_among", "sentences_within"]

_NEAR = 12
"""Characters before a full stop in which it must have a word, for a sentence to end there."""
_WORD = re.compile(r"\w")
_NO_WORD = re.compile(r"(?s:.*\n|)\W*(?:\d{1,3}|[A-Za-z])?")


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without the white space around them.

    A blank line ends a sentence, and so does a line break that is not one of wrapped prose (a headline, a list entry).
    A quotation is never cut: what stands in one pair of marks lies in one sentence.
    """
    return tuple(sentences_among(text, quotations(text)))


def sentences_among(text: str, marked: Sequence[Quotation]) -> Iterator[Span]:
    """The sentences of a text whose quotations are known."""
    return _cut(text, 0, len(text), marked)


def sentences_within(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of one stretch of text, cut inside quotations too: for a quotation's own sentences."""
    return tuple(_cut(text, span.start, span.end, ()))


def _cut(text: str, start: int, end: int, marked: Sequence[Quotation]) -> Iterator[Span]:
    breaks = line_breaks(text)
    first, last = (bisect_left(breaks, place, key=lambda b: b.start()) for place in (start, end))
    lines = _outside((b.start() for b in breaks[first:last]), marked)
    edges = sorted([start, *lines, *_stops(text, start, end, marked), end])
    for a, b in pairwise(edges):
        span = _trimmed(text, a, b)
        if span is not None:
            yield span


def _outside(places: Iterable[int], marked: Sequence[Quotation]) -> Iterator[int]:
    """The places that lie in no quotation."""
    index = 0
    for place in places:
        while index < len(marked) and marked[index].end <= place:
            index += 1
        if index == len(marked) or place <= marked[index].start:
            yield place


def _stops(text: str, start: int, end: int, marked: Sequence[Quotation]) -> Iterator[int]:
    """Where full stops end sentences outside quotations, behind the marks that close with them."""
    last, index = start, 0
    for stop in STOP.finditer(text, start, end):
        while index < len(marked) and marked[index].end < stop.end():
            index += 1
        quotation = marked[index] if index < len(marked) else None
        position = _position(stop, quotation)
        if position and _has_word(text, last, stop.start()) and ends_sentence(text, stop, position, end):
            yield position
            last = position


def _position(stop: re.Match[str], quotation: Quotation | None) -> int | None:
    """Where a sentence can end at a full stop: behind its marks, before one that opens; nowhere in a quotation."""
    if quotation is None or stop.end() <= quotation.start:
        return stop.end()
    if stop.start() < quotation.start:
        return quotation.start
    return quotation.end if stop.end() >= quotation.last else None


def _has_word(text: str, start: int, stop: int) -> bool:
    """Whether more than a list entry's number stands before a full stop."""
    near = text[max(start, stop - _NEAR) : stop]
    return _NO_WORD.fullmatch(near) is None if stop - start <= _NEAR or "\n" in near else _WORD.search(near) is not None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip())
    return Span(start=first, end=last) if first < last else None
