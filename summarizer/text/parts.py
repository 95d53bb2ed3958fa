"""Finds a quote with an ellipsis by its parts: all of them, in order, and near enough to be one quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from summarizer.models import Span
from summarizer.text.folding import QUOTATION_MARKS, SPACES
from summarizer.text.matching import Place, is_plausible, normalised_places, verbatim_places
from summarizer.text.sentences import sentences_within

__all__ = ["ELLIPSIS", "Chain", "chains", "left_out"]

Chain = tuple[Place, ...]
"""The places of a quote's parts, in order."""

PARTS_APART = 300
"""The parts of a quote with an ellipsis stand at most this many characters from each other."""
MOST_PARTS = 12
"""A quote of more parts is none."""
MOST_PART_PLACES = 1_000
"""At most so many places of a part are looked at."""

_DOTS = r"(?:…|⋯|\.{3,}|\.(?:\s\.){2,3})++"
ELLIPSIS = rf"\[\s?{_DOTS}\s?\]|\(\s?{_DOTS}\s?\)|<\s?{_DOTS}\s?>|{_DOTS}"
_PARTED = re.compile(ELLIPSIS)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\n\r]*\r")
_EDGES = "".join(sorted(QUOTATION_MARKS)) + SPACES
_WORD = re.compile(r"\w")


def chains(quote: str, text: str) -> list[Chain]:
    """Where the parts of a quote with an ellipsis stand in order and near each other, in the order of the text.

    No two of them overlap; of two that end alike the shorter one counts.
    """
    parts = [part.strip(_EDGES) for part in _PARTED.split(quote) if _WORD.search(part)]
    if not 2 <= len(parts) <= MOST_PARTS:
        return []
    places = [_part_places(part, text) for part in parts]
    if not all(places):
        return []
    found: list[Chain] = []
    for chain in _linked(places, text):
        if found and found[-1][-1][1] > chain[0][0]:
            if chain[1:] == found[-1][1:]:
                found[-1] = chain
        else:
            found.append(chain)
    return found


def left_out(chain: Chain, text: str) -> list[str]:
    """What the ellipses of a quote leave out of the text, where it has a word."""
    gaps = (text[before[1] : after[0]] for before, after in pairwise(chain))
    return [gap for gap in gaps if _WORD.search(gap)]


def _part_places(part: str, text: str) -> list[Place]:
    """Where a part stands, verbatim or but for typography; no number is cut, and no word of a short part."""
    verbatim = [place for place in verbatim_places(part, text) if is_plausible(place, text)]
    return sorted({*verbatim, *normalised_places(part, text)})[:MOST_PART_PLACES]


def _linked(places: Sequence[Sequence[Place]], text: str) -> list[Chain]:
    """For each place of the first part the chain that goes on at the nearest place of each next part, if there is one.

    Worked out from the last part to the first, so that a part is never tied to a place from which nothing goes on.
    """
    behind: list[Chain] = [(place,) for place in places[-1]]
    for firsts in reversed(places[:-1]):
        starts = [chain[0][0] for chain in behind]
        behind = [chain for first in firsts if (chain := _extended(first, behind, starts, text))]
    return behind


def _extended(first: Place, behind: Sequence[Chain], starts: Sequence[int], text: str) -> Chain | None:
    for chain in behind[bisect_left(starts, first[1]) :]:
        if chain[0][0] - first[1] > PARTS_APART:
            return None
        if _neighbours(first, chain[0], text):
            return (first, *chain)
    return None


def _neighbours(a: Place, b: Place, text: str) -> bool:
    """Whether `b` goes on where `a` ends: the same sentence or the next one, in the same paragraph."""
    if _BLANK_LINE.search(text, a[1], b[0]):
        return False
    ends = [sentence.end for sentence in sentences_within(text, Span(start=a[0], end=b[1]))]
    return bisect_left(ends, b[0] + 1) - bisect_left(ends, a[1]) <= 1
