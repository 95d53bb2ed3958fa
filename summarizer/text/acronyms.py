"""Finds the organisations that a text introduces with their acronym in brackets: "United Transport Workers (UTW)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.models import Span
from summarizer.text.cover import Cover
from summarizer.text.places import canonical_place

__all__ = ["Acronym", "acronyms"]

_BRACKET = re.compile(r"\s\([“\"']?([A-Z]{3,8})[”\"']?\)")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_INNER = frozenset({"of", "for", "the", "and", "in", "on", "de", "to"})
_REACH = 160
"""A name that an acronym stands for is at most this many characters long."""


class Acronym(NamedTuple):
    """An organisation's name where its acronym follows it, and all the forms of the acronym that the text has."""

    span: Span
    name: str
    forms: tuple[str, ...]


def acronyms(text: str, furniture: tuple[Span, ...] = ()) -> tuple[Acronym, ...]:
    """The organisations that stand ahead of their acronym, each once; none that the lexicon of places knows."""
    found: dict[str, Acronym] = {}
    apart = Cover(furniture)
    for match in _BRACKET.finditer(text):
        letters = match.group(1)
        span = _spelt_out(text, match.start(), letters)
        if letters in found or span is None or apart.overlaps(span):
            continue
        name = " ".join(text[span.start : span.end].split())
        if canonical_place(name) is None:
            found[letters] = Acronym(span, name, ())
    forms = _forms(text, found)
    return tuple(one._replace(forms=tuple(sorted(forms[letters]))) for letters, one in found.items())


def _forms(text: str, letters: dict[str, Acronym]) -> dict[str, set[str]]:
    """Each acronym as it stands in the text, with and without "the"."""
    forms: dict[str, set[str]] = {key: set() for key in letters}
    for article, word in re.findall(r"(?<!\w)([Tt]he\s)?([A-Z]{3,8})(?!\w)", text) if letters else ():
        if word in forms:
            forms[word].add(f"{article.strip()} {word}" if article else word)
    return forms


def _spelt_out(text: str, end: int, letters: str) -> Span | None:
    """The words right before `end` whose capitals are the letters, in order and without one too many."""
    words = list(_WORD.finditer(text, max(0, end - _REACH), end))
    left = len(letters)
    for first, word in reversed(list(_capitals(words))):
        if word.group()[0] != letters[left - 1] or not _unbroken(text, words[first:], end):
            return None
        left -= 1
        if left == 0:
            return Span(start=word.start(), end=words[-1].end())
    return None


def _capitals(words: list[re.Match[str]]) -> Iterator[tuple[int, re.Match[str]]]:
    """The capitalised words at the end of a list, up to one that belongs to no name."""
    for index, word in enumerate(words):
        if word.group()[0].isupper():
            yield index, word


def _unbroken(text: str, words: list[re.Match[str]], end: int) -> bool:
    """Whether only spaces and small words stand between the capitalised ones up to `end`."""
    small = all(w.group()[0].isupper() or w.group() in _INNER for w in words)
    return small and not re.search(r"[.,;:!?()“”\"]\s", text[words[0].start() : end])
