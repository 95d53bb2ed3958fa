"""Samples the word sequences of a text, so that copies of it are known by short lists of hashes.

A FracMinHash or scaled MinHash (Irber et al. 2022, doi:10.1101/2022.01.11.475838) of shingles (Broder 1997): of all
sequences of `SHINGLE` words the hashes below 2³² / scale are kept. What share of one text stands in another can be
told from two such samples even where one text is much longer, which samples of a fixed size do not allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from summarizer.text.quotations import quotations

__all__ = ["FEWEST", "MOST", "SHINGLE", "Sketch", "containment", "read_sketch", "sketch_of"]

SHINGLE = 5
"""Words in a sequence: independent reports of one event share some of four words and hardly any of five."""
MOST = 256
"""The scale is doubled while a sample is larger: articles have 128 to 256 hashes, a short text all that it has."""
FEWEST = 12
"""With fewer hashes to compare by, a share says little: then texts count as alike only where it is all of them."""

_RANGE = 1 << 32
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WRITTEN = re.compile(rf"w{SHINGLE}/(\d+):((?:[0-9a-f]{{8}})*)\+((?:[0-9a-f]{{8}})*)")


class Sketch(NamedTuple):
    """The hashes below 2³² / `scale` of a text's sequences of words: its `own`, and those inside quotation marks."""

    scale: int
    own: frozenset[int]
    quoted: frozenset[int]

    @property
    def hashes(self) -> frozenset[int]:
        """All hashes of the sample."""
        return self.own | self.quoted

    def at(self, scale: int) -> Sketch:
        """The sample of a larger scale."""
        if scale <= self.scale:
            return self
        top = _RANGE // scale
        own, quoted = (frozenset(number for number in part if number < top) for part in (self.own, self.quoted))
        return Sketch(scale, own, quoted)


def sketch_of(text: str) -> str | None:
    """The sample of a text as "w5/SCALE:OWN+QUOTED", eight hexadecimal digits a hash, ascending; None for few words."""
    words = [(match.start(), match.group().casefold().replace("’", "'")) for match in _WORD.finditer(text)]
    inside = _inside(text, [start for start, _ in words])
    quoted: dict[int, bool] = {}
    for first in range(len(words) - SHINGLE + 1):
        number = _hash(" ".join(word for _, word in words[first : first + SHINGLE]))
        quoted[number] = quoted.get(number, True) and inside[first] and inside[first + SHINGLE - 1]
    scale = 1
    while len(quoted) > MOST:
        scale *= 2
        quoted = {number: own for number, own in quoted.items() if number < _RANGE // scale}
    return f"w{SHINGLE}/{scale}:{_written(quoted, False)}+{_written(quoted, True)}" if quoted else None


@lru_cache(maxsize=65536)
def read_sketch(written: str | None) -> Sketch | None:
    """A sample out of its text form; None where there is none, or one of another kind."""
    match = _WRITTEN.fullmatch(written or "")
    if match is None or int(match[1]) < 1:
        return None
    own, quoted = (
        frozenset(int(digits[start : start + 8], 16) for start in range(0, len(digits), 8))
        for digits in (match[2], match[3])
    )
    return Sketch(int(match[1]), own, quoted)


def containment(one: Sketch, other: Sketch, besides: frozenset[int] = frozenset()) -> float:
    """What share of the text with fewer sequences stands in the other, from 0 to 1, without the hashes `besides`.

    The lesser of two shares: of all its words, and of those outside its quotations. Two reporters who were at one
    press conference quote the same words and are no copies of each other.
    """
    scale = max(one.scale, other.scale)
    smaller, larger = sorted((one.at(scale), other.at(scale)), key=lambda s: (len(s.hashes - besides), sorted(s.own)))
    there = larger.hashes - besides
    return min(_share(smaller.hashes - besides, there), _share(smaller.own - besides, there, empty=1.0))


def _share(part: frozenset[int], whole: frozenset[int], empty: float = 0.0) -> float:
    if not part:
        return empty
    return float(part <= whole) if len(part) < FEWEST else len(part & whole) / len(part)


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


def _written(quoted: dict[int, bool], wanted: bool) -> str:
    return "".join(f"{number:08x}" for number in sorted(n for n, inside in quoted.items() if inside is wanted))


def _inside(text: str, starts: list[int]) -> list[bool]:
    """For each place whether it is inside quotation marks; `starts` ascend."""
    found: list[bool] = []
    stretches = _stretches(text)
    end, start = -1, -1
    for place in starts:
        while end <= place and (following := next(stretches, None)):
            start, end = following
        found.append(start <= place < end)
    return found


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The outer quotations of a text, one after the other."""
    end = 0
    for quotation in sorted(quotations(text)):
        if quotation.start >= end:
            yield quotation.start, quotation.end
            end = quotation.end
