"""Cuts a text into what is parsed at once: sentences with each quotation, and speech that a dash opens, as one word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.models import Span
from summarizer.text.quotations import Quotation, quotations
from summarizer.text.sentences import sentences
from summarizer.text.verbs import reporting_forms
from summarizer.text.words import Word, in_class, words

__all__ = ["QUOTE", "Unit", "units"]

QUOTE = "<quote>"
"""What a whole quotation reads like among the words of a unit."""

_DASHES = "–—-"

_LONGEST = 5000
"""Characters; what is longer without a full stop is a list, a table or code, and no sentence."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence with its quotations as single words: what is parsed at once."""

    span: Span
    items: tuple[Word, ...]
    quotes: tuple[Quotation, ...]


def units(text: str, start: int = 0, end: int | None = None, *, quoted: bool = True) -> list[Unit]:
    """The sentences of a text, quotations folded; speech that a dash opens is folded like a quotation."""
    stop = len(text) if end is None else end
    part = text[start:stop]
    marked = [_moved(q, start) for q in quotations(part)] if quoted else []
    found: list[Unit] = []
    position = 0
    for sentence in sentences(part):
        span = Span(start=sentence.start + start, end=sentence.end + start)
        while position < len(marked) and marked[position].whole.end <= span.start:
            position += 1
        if span.end - span.start > _LONGEST:
            continue
        inner = []
        for quote in marked[position:]:
            if quote.whole.start >= span.end:
                break
            inner.append(quote)
        found.append(Unit(span, _items(text, span, inner), tuple(inner)))
    return _with_dash_speech(text, found)


def _moved(quote: Quotation, by: int) -> Quotation:
    inner = Span(start=quote.inner.start + by, end=quote.inner.end + by)
    return Quotation(inner, Span(start=quote.whole.start + by, end=quote.whole.end + by), quote.closed)


def _items(text: str, span: Span, inner: Sequence[Quotation]) -> tuple[Word, ...]:
    found: list[Word] = []
    position = span.start
    for quote in inner:
        found += words(text, position, quote.whole.start)
        end = min(quote.whole.end, span.end)
        found.append(Word(quote.whole.start, end, text[quote.whole.start : end], QUOTE))
        position = end
    return (*found, *words(text, position, span.end))


# --- speech opened by a dash ---


def _with_dash_speech(text: str, found: list[Unit]) -> list[Unit]:
    """Fold "– Words, he said." into quotations: a dash opens a paragraph, a dash or comma ends the speech."""
    done: list[Unit] = []
    speech: int | None = None
    for unit in found:
        if _opens_paragraph(text, unit.span.start):
            speech = None
            if unit.items[0].text in _DASHES and len(unit.items) > 1:
                speech = unit.items[1].start
        elif speech is not None and speech < 0:
            speech = unit.items[1].start if unit.items[0].text in _DASHES and len(unit.items) > 1 else None
        if speech is None:
            done.append(unit)
            continue
        tag = _speech_tag(unit)
        if tag is None:
            if _closes_paragraph(text, unit.span.end):
                done.append(_folded(text, speech, unit.items[-1].end, unit))
            continue
        done.append(_folded(text, speech, unit.items[tag - 1].end, unit))
        speech = -1
    return done


def _opens_paragraph(text: str, start: int) -> bool:
    before = text[max(0, start - 80) : start].rstrip(" \t")
    return not before or before.endswith("\n")


def _closes_paragraph(text: str, end: int) -> bool:
    after = text[end : end + 80].lstrip(" \t")
    return not after or after.startswith(("\n", "\r"))


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
    span = Span(start=start, end=stop)
    rest = tuple(item for item in unit.items if item.start >= end)
    item = Word(start, stop, text[start:stop], QUOTE)
    whole = Span(start=start, end=max(unit.span.end, stop))
    return Unit(whole, (item, *rest), (Quotation(span, span), *(q for q in unit.quotes if q.whole.start >= end)))
