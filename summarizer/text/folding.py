"""Folds a text for comparison (case, quotation marks, dashes, white space) and remembers where each character stood."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from summarizer.models import Span

__all__ = ["QUOTATION_MARKS", "Folded", "View", "fold"]

QUOTATION_MARKS = frozenset("\"'`´‘’‚‛“”„‟«»‹›「」『』＂＇′″")
_DASHES = frozenset("-‐‑‒–—―−﹘﹣－")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DOUBLED = re.compile(r"\b([^\W\d]+)((?: \1\b)+)")
_SPACES = rf"[\s{_INVISIBLE}]{{2,}}"


@dataclass(frozen=True)
class View:
    """A folded text with some stretches left out of what it is a view of: of another view, or of the folded text.

    `places[i]` is the position in this view from which on `shifts[i]` characters were left out before it.
    A `closed` view has no white space.
    """

    text: str
    places: array[int]
    shifts: array[int]
    of: View | None = None
    closed: bool = False

    def above(self, at: int) -> int:
        """The position of a character of this view in what it is a view of."""
        return at + self.shifts[bisect_right(self.places, at) - 1]

    def folded(self, at: int) -> int:
        """The position of a character of this view in the folded text."""
        return self.of.folded(self.above(at)) if self.of else self.above(at)

    @cached_property
    def close(self) -> View:
        """Without any white space."""
        words = self.text.split(" ")
        places = array("Q", accumulate(map(len, words[:-1]), initial=0))
        return View("".join(words), places, array("Q", range(len(words))), self, closed=True)


@dataclass(frozen=True)
class Folded:
    """A text without its differences of typography, white space as one space.

    It is made of runs: run i begins at `places[i]` here and at `starts[i]` in the original. A run either maps
    character by character (`ends[i]` is 0), or stands as a whole for the original's characters up to `ends[i]`.
    """

    text: str
    places: array[int]
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> Span:
        """Where the folded characters from `start` to `end` (exclusive, not empty) stand in the original."""
        return Span(start=self._source(start)[0], end=self._source(end - 1)[1])

    def _source(self, at: int) -> tuple[int, int]:
        run = bisect_right(self.places, at) - 1
        if self.ends[run]:
            return self.starts[run], self.ends[run]
        source = self.starts[run] + at - self.places[run]
        return source, source + 1

    @cached_property
    def whole(self) -> View:
        """With nothing left out."""
        return View(self.text, array("Q", [0]), array("Q", [0]))

    @cached_property
    def once(self) -> View:
        """With a word that is at once repeated only once."""
        kept: list[str] = []
        places, shifts = array("Q", [0]), array("Q", [0])
        at = size = 0
        for match in _DOUBLED.finditer(self.text):
            kept.append(self.text[at : match.start(2)])
            size += match.start(2) - at
            at = match.end(2)
            places.append(size)
            shifts.append(at - size)
        return View("".join((*kept, self.text[at:])), places, shifts, self.whole)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter(re.findall(r"\w+", self.text))


def fold(text: str) -> Folded:
    """Fold a text: case, quotation marks, dashes, compatibility forms, accents written apart, invisible characters.

    White space of any kind and length is one space. Fractions and superscripts are left alone: 10² is not 102.
    """
    pieces: list[str] = []
    places, starts, ends = array("Q"), array("Q"), array("Q")
    at = size = 0
    irregular = _irregular(text)
    for match in irregular.finditer(text) if irregular else ():
        stretches = ((text[at : match.start()].translate(_TABLE), at, 0), _fold_whole(match))
        for piece, start, end in stretches:
            if piece:
                pieces.append(piece)
                places.append(size)
                starts.append(start)
                ends.append(end)
                size += len(piece)
        at = match.end()
    places.append(size)
    starts.append(at)
    ends.append(0)
    return Folded("".join((*pieces, text[at:].translate(_TABLE))), places, starts, ends)


def _irregular(text: str) -> re.Pattern[str]:
    """What in a text does not fold one character to one: runs of white space, accents written apart, ligatures …"""
    if text.isascii():
        return re.compile(_SPACES)
    used = sorted(set(text))
    marks = "".join(c for c in used if unicodedata.category(c)[0] == "M" or "\u1160" <= c <= "\u11ff")
    others = "".join(c for c in used if len(_TABLE[ord(c)]) != 1)
    patterns = [_SPACES]
    if marks:
        patterns.insert(0, rf"[^\s{_INVISIBLE}{re.escape(marks)}][{re.escape(marks)}]+")
    if others:
        patterns.append(f"[{re.escape(others)}]")
    return re.compile("|".join(patterns))


def _fold_whole(match: re.Match[str]) -> tuple[str, int, int]:
    """A stretch that folds as a whole, with its place in the original."""
    found = match.group()
    if found[0].isspace() or found[0] in _INVISIBLE:
        return " " if any(map(str.isspace, found)) else "", match.start(), match.end()
    return _folded_characters(found), match.start(), match.end()


def _folded_characters(characters: str) -> str:
    folded = unicodedata.normalize("NFKC", characters).casefold()
    return "".join("'" if c in QUOTATION_MARKS else c for c in folded if not c.isspace())


class _Table(dict[int, str]):
    """What each code point folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    if character in _INVISIBLE:
        return ""
    if character in QUOTATION_MARKS:
        return "'"
    if character in _DASHES:
        return "-"
    if unicodedata.category(character) == "No":
        return character
    return _folded_characters(character)


_TABLE = _Table()
