"""Cuts a text into what is parsed at once: sentences with each quotation, and speech that a dash opens, as one word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from summarizer.models import Span
from summarizer.text.datelines import behind_dateline
from summarizer.text.quotations import Quotation, quotations
from summarizer.text.sentences import sentences
from summarizer.text.verbs import reporting_forms
from summarizer.text.words import Word, in_class, words

__all__ = ["QUOTE", "Unit", "units"]

QUOTE = "<quote>"
"""What a whole quotation reads like among the words of a unit."""

_DASHES = "–—-"

_INDENT = 20
"""Characters; no line is indented more."""
_DASHED_LINE = re.compile(r"(?:\A|[\n\r])[^\S\n\r]*+[–—-]")
_OPENS_LINE = re.compile(r"[\n\r\u2028\u2029]\s*\Z")

_LONGEST = 5000
"""Characters; what is longer without a full stop is a list, a table or code, and no sentence."""


class Unit(NamedTuple):
    """A sentence with its quotations as single words: what is parsed at once."""

    span: Span
    items: tuple[Word, ...]
    quotes: tuple[Quotation, ...]


def units(text: str, start: int = 0, end: int | None = None, *, quoted: bool = True) -> list[Unit]:
    """The sentences of a text, quotations folded; speech that a dash opens is folded like a quotation."""
    stop = len(text) if end is None else end
    part = text if stop - start == len(text) else text[start:stop]
    marked = _moved(quotations(part), start) if quoted else ()
    spans = sentences(part)
    if start:
        spans = tuple(Span(start=span.start + start, end=span.end + start) for span in spans)
    elif quoted:
        spans = tuple(behind_dateline(text, span) for span in spans)
    found: list[Unit] = []
    for is_long, run in groupby(spans, key=_is_long):
        if not is_long:
            found += _folded_sentences(text, list(run), marked)
    return _with_dash_speech(text, found)


def _is_long(span: Span) -> bool:
    return span.end - span.start > _LONGEST


def _moved(quotes: Sequence[Quotation], by: int) -> Sequence[Quotation]:
    return [quote.moved(by) for quote in quotes] if by else quotes


def _folded_sentences(text: str, spans: Sequence[Span], marked: Sequence[Quotation]) -> Iterator[Unit]:
    """The units of sentences that follow each other; their words are found at once, for a call a sentence is slow."""
    tokens = words(text, spans[0].start, spans[-1].end)
    starts = [word.start for word in tokens]
    position = bisect_right(marked, spans[0].start, key=lambda q: q.end)
    token = 0
    for span in spans:
        while position < len(marked) and marked[position].end <= span.start:
            position += 1
        last = position
        while last < len(marked) and marked[last].start < span.end:
            last += 1
        token = bisect_left(starts, span.start, token)  # a dateline is no part of its sentence
        behind = bisect_left(starts, span.end, token)
        if last == position:
            yield Unit(span, tuple(tokens[token:behind]), ())
        else:
            inner = tuple(marked[position:last])
            yield Unit(span, _items(text, span, inner, tokens, starts), inner)
        token = behind


def _items(
    text: str, span: Span, inner: Sequence[Quotation], tokens: Sequence[Word], starts: Sequence[int]
) -> tuple[Word, ...]:
    """The words of a sentence between its quotations, and each quotation as one word."""
    found: list[Word] = []
    position = span.start
    for quote in inner:
        found += tokens[bisect_left(starts, position) : bisect_left(starts, quote.start)]
        end = min(quote.end, span.end)
        found.append(Word(quote.start, end, text[quote.start : end], QUOTE))
        position = end
    return (*found, *tokens[bisect_left(starts, position) : bisect_left(starts, span.end)])


# --- speech opened by a dash ---


def _with_dash_speech(text: str, found: Sequence[Unit]) -> list[Unit]:
    """Fold "– Words, he said." into quotations: a dash opens a paragraph, a dash or comma ends the speech."""
    if not (any(_opens_with_dash(unit) for unit in found) and _has_dashed_line(text)):
        return list(found)
    done: list[Unit] = []
    for paragraph in _by_paragraph(text, found):
        done += _as_speech(text, paragraph) if _is_speech(paragraph) else paragraph
    return done


@lru_cache(maxsize=8)
def _has_dashed_line(text: str) -> bool:
    return _DASHED_LINE.search(text) is not None


def _opens_with_dash(unit: Unit) -> bool:
    return len(unit.items) > 1 and unit.items[0].text in _DASHES


def _by_paragraph(text: str, found: Sequence[Unit]) -> Iterator[list[Unit]]:
    paragraph: list[Unit] = []
    for unit in found:
        if paragraph and _OPENS_LINE.search(text, max(0, unit.span.start - _INDENT), unit.span.start):
            yield paragraph
            paragraph = []
        paragraph.append(unit)
    if paragraph:
        yield paragraph


def _is_speech(paragraph: Sequence[Unit]) -> bool:
    """Whether a dash opens it; a hyphen does so only where somebody is named who speaks, else it marks a list entry."""
    if not _opens_with_dash(paragraph[0]):
        return False
    return paragraph[0].items[0].text != "-" or any(_speech_tag(unit) is not None for unit in paragraph)


def _as_speech(text: str, paragraph: Sequence[Unit]) -> Iterator[Unit]:
    """The sentences of a paragraph, each stretch of speech folded with the tag that ends it: "– …, he said. – …"."""
    speech: int | None = None
    for unit in paragraph:
        if speech is None and _opens_with_dash(unit):
            speech = unit.items[1].start
        if speech is None:
            yield unit
            continue
        tag = _speech_tag(unit)
        if tag is not None:
            yield _folded(text, speech, unit.items[tag - 1].end, unit)
            speech = None
        elif unit is paragraph[-1]:
            yield _folded(text, speech, unit.items[-1].end, unit)


def _speech_tag(unit: Unit) -> int | None:
    """The item at which the words of the speaker's tag begin: the comma or dash before "he said"."""
    items = unit.items
    for index in range(1, len(items) - 1):
        if items[index].text not in {",", *_DASHES}:
            continue
        ahead = items[index + 1 : index + 4]
        if _is_tag_verb(ahead[0]) or (len(ahead) > 1 and _is_tag_subject(ahead[0]) and _is_tag_verb(ahead[1])):
            return index
    return None


def _is_tag_verb(word: Word) -> bool:
    return any(s.act("clause") and not s.rest and s.forms & {"past", "s"} for s in reporting_forms().get(word.low, ()))


def _is_tag_subject(word: Word) -> bool:
    return word.low in {"he", "she", "they"} or (word.capital and not in_class(word.low, "determiners", "pronouns"))


def _folded(text: str, start: int, end: int, unit: Unit) -> Unit:
    """A unit whose speech from `start` to `end` is one quotation, followed by the rest of the unit's items."""
    stop = start + len(text[start:end].rstrip(" ,–—-"))
    rest = tuple(item for item in unit.items if item.start >= end)
    item = Word(start, stop, text[start:stop], QUOTE)
    whole = Span(start=start, end=max(unit.span.end, stop))
    quotation = Quotation(start, start, stop, stop)
    return Unit(whole, (item, *rest), (quotation, *(q for q in unit.quotes if q.start >= end)))
