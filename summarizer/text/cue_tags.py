"""Joins a question or exclamation in quotation marks to the tag behind it that has become a sentence of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summarizer.models import Span
from summarizer.text.clauses import noun_phrase_end
from summarizer.text.units import QUOTE, Unit
from summarizer.text.verb_groups import verb_group
from summarizer.text.words import Word, in_class

__all__ = ["with_tags"]

_LONGEST_NAME = 6
"""Words of a speaker in a tag at most."""


def with_tags(text: str, found: Iterable[Unit]) -> Iterator[Unit]:
    """The units with "“Why?” Lind asked." as one; a mark that ends the quotation's sentence does not end the tag's."""
    before: Unit | None = None
    for unit in found:
        if before is not None and _is_asked(text, before, unit) and _is_tag(unit.items):
            span = Span(start=before.span.start, end=unit.span.end)
            before = Unit(span, before.items + unit.items, before.quotes + unit.quotes)
            continue
        if before is not None:
            yield before
        before = unit
    if before is not None:
        yield before


def _is_asked(text: str, before: Unit, unit: Unit) -> bool:
    last = before.items[-1]
    ended = last.low == QUOTE and any(mark in last.text[-3:] for mark in "?!")
    return ended and "\n" not in text[before.span.end : unit.span.start]


def _is_tag(items: Sequence[Word]) -> bool:
    """Whether a sentence is no more than a speaker and a verb of saying with its time and place."""
    end = noun_phrase_end(items, 0)
    if not 0 < end <= _LONGEST_NAME or end >= len(items):
        return False
    group = verb_group(items, end)
    if group is None or group.start != end or not (group.sense.act("clause") or group.sense.act("quote")):
        return False
    behind = items[group.end] if group.end < len(items) else None
    return behind is None or not behind.is_word or in_class(behind.low, "prepositions", "weekdays", "adverbs")
