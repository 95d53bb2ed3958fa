"""How much room words take in a picture, without a font at hand: an estimate on the wide side, in whole units."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import accumulate, takewhile

__all__ = ["cut", "room", "wrapped"]

_NARROW = frozenset("ijlI.,:;'’‘|!()[]/ ")
_WIDE = frozenset("mwMW@%—…")


@cache
def _hundredths(letter: str) -> int:
    """The advance of a letter in hundredths of the font size, after the widest of the usual sans-serif faces."""
    if unicodedata.combining(letter):
        return 0
    if letter in _WIDE or unicodedata.east_asian_width(letter) in "WF":
        return 100
    if letter in _NARROW:
        return 37
    return 73 if letter.isupper() else 62


def room(words: str, size: int) -> int:
    """The width of the words in a font of this size."""
    return sum(map(_hundredths, words)) * size // 100 + 1


def cut(words: str, width: int, size: int) -> str:
    """The words, or as many of their letters as fit with an ellipsis."""
    if room(words, size) <= width:
        return words
    limit = width * 100 // size - _hundredths("…")
    taken = list(takewhile(lambda reached: reached <= limit, accumulate(map(_hundredths, words))))
    return words[: len(taken)].rstrip() + "…"


def wrapped(words: str, width: int, size: int, lines: int) -> tuple[str, ...]:
    """The words in at most so many lines of this width; what does not fit ends in an ellipsis.

    They part at spaces alone; a no-break space keeps two together.
    """
    rows: list[str] = []
    rest = words.split(" ")
    while rest and len(rows) < lines - 1:
        taken = 1
        while taken < len(rest) and room(" ".join(rest[: taken + 1]), size) <= width:
            taken += 1
        rows.append(cut(" ".join(rest[:taken]), width, size))
        rest = rest[taken:]
    return (*rows, cut(" ".join(rest), width, size)) if rest else tuple(rows)
