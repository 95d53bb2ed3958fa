"""The parts that cues are made of, as items of a unit: subjects, verbs, complements, and the cue itself as Spans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from summarizer.models import Span
from summarizer.text.verb_groups import Group
from summarizer.text.words import Word

__all__ = ["COMMAS", "DASHES", "QUESTION_WORDS", "Complement", "Cue", "FoundVerb", "Subject", "item_span"]

DASHES = frozenset({"-", "–", "—", "―"})
"""Dashes; two hyphens in a row are two of them."""

COMMAS = DASHES | {",", ";"}
"""Marks that part clauses."""

QUESTION_WORDS = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})
"""Words that open an indirect question."""


class Cue(NamedTuple):
    """A cue with its parts as Spans; `nominal`: it is a noun; `relayed_by`: "quoted by X as saying"."""

    source: Span | None
    span: Span
    content: tuple[Span, ...]
    act: str
    frame: str
    lemma: str
    addressee: Span | None = None
    relayed_by: str | None = None
    negated: bool = False
    hedged: bool = False
    future: bool = False
    relative: bool = False
    nominal: bool = False


class Subject(NamedTuple):
    """Items of the source; `inverted`: behind the verb; `shared`: with a cue before; `relative`: behind "which"."""

    start: int
    end: int
    inverted: bool = False
    shared: bool = False
    relative: bool = False


class FoundVerb(NamedTuple):
    """A reporting verb with its subject."""

    group: Group
    subject: Subject


class Complement(NamedTuple):
    """What a cue governs: ranges of items, the construction, and the items of the one addressed."""

    ranges: tuple[tuple[int, int], ...]
    frame: str
    addressee: tuple[int, int] | None = None


def item_span(items: Sequence[Word], start: int, end: int) -> Span:
    """The stretch of text that items `start` to `end`, end exclusive, take up."""
    return Span(start=items[start].start, end=items[end - 1].end)
