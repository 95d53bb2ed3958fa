"""Finds the places where words stand in a text: as they are, or but for their typography."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from summarizer.text.edges import cuts_number, is_whole, written_unspaced
from summarizer.text.folding import Folded, View, fold
from summarizer.text.words import in_class, lexicon

__all__ = ["Place", "folded_page", "folded_quote", "is_plausible", "normalised_places", "place_of", "verbatim_places"]

Place = tuple[int, int]
"""Where words stand in the original text: start and end in code points, end exclusive."""

MOST_PLACES = 10_000
"""At most so many places of a quote are looked at: a single letter stands in more."""
SURE_LENGTH = 20
"""A normalised match that begins or ends inside a word, or joins words, must have this many characters."""
JOINED_LENGTH = 10
"""Two words written as one of at least this many characters lack a space between them; a shorter one may be a word."""

_LAST_WORD, _FIRST_WORD = re.compile(r"\w+$"), re.compile(r"\w+")
_ZERO_WIDTH_SPACE = "\u200b"


@lru_cache(maxsize=64)
def folded_page(text: str) -> Folded:
    """A text folded, kept for the quotes that follow."""
    return fold(text)


@lru_cache(maxsize=64)
def folded_quote(words: str) -> Folded:
    """A quote folded; kept apart from the texts, so that many quotes drive none of them out."""
    return fold(words)


def verbatim_places(words: str, text: str) -> list[Place]:
    """Where the words stand as they are, in order; those that cut words or numbers only if all do."""
    places = [(at, at + len(words)) for at in islice(_occurrences(words, text), MOST_PLACES)]
    if len(places) < 2:
        return places
    return [place for place in places if is_plausible(place, text)] or places


def normalised_places(words: str, text: str) -> list[Place]:
    """Where the words stand but for typography, in order.

    With their spaces before without them, with doubled words before with each of them once, and words that are
    hyphenated at the end of a line last. No number is cut.
    """
    page, wanted = folded_page(text), folded_quote(words)
    for quote, view in _views(wanted, page):
        found = islice(_occurrences(quote.text, view.text), MOST_PLACES)
        same = (at for at in found if _same_words(quote, view, at, wanted, page))
        spans = (place_of(page, view, at, at + len(quote.text)) for at in same)
        places = [place for place in spans if is_plausible(place, text)]
        if places:
            return places
    return []


def place_of(page: Folded, view: View, start: int, end: int) -> Place:
    """Where a stretch of a view of a text stands in the original."""
    return page.span(view.folded(start), view.folded(end - 1) + 1)


def is_plausible(place: Place, text: str) -> bool:
    """No number is cut, and a word is cut only at the end of a long quote, where a space may be missing."""
    start, end = place
    if cuts_number(text, start) or cuts_number(text, end):
        return False
    return end - start >= SURE_LENGTH or is_whole(start, end, text)


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _views(wanted: Folded, page: Folded) -> Iterator[tuple[View, View]]:
    """The views in which a quote is sought, each made only when it is asked for."""
    yield wanted.whole, page.whole
    doubled = wanted.once is not wanted.whole or page.once is not page.whole
    if doubled:
        yield wanted.once, page.once
    yield wanted.whole.close, page.whole.close
    if doubled:
        yield wanted.once.close, page.once.close
    if wanted.whole.breaks_words or page.whole.breaks_words:
        yield wanted.whole.unhyphened, page.whole.unhyphened


# --- spaces and hyphens that only one of the two has ----------------------------------------------------------------


class _Seam(NamedTuple):
    """A place in a closed view where something may have been left out."""

    view: View
    of: Folded
    place: int

    def around(self) -> tuple[str, str]:
        """What stands before and behind it, without white space at it."""
        spaced, at = self.view.of.text if self.view.of else "", self.view.above(self.place)
        return spaced[max(0, at - 41) : at].removesuffix(" "), spaced[at : at + 40]

    def is_space(self) -> bool:
        """Whether the original has a space without width there."""
        return _ZERO_WIDTH_SPACE in self.of.between(self.view.folded(self.place))


def _same_words(quote: View, view: View, at: int, wanted: Folded, page: Folded) -> bool:
    """Whether no place where only one of the two has a space or hyphen makes other words or numbers of them.

    `at` is where the quote begins in the view of the text.
    """
    if not quote.closed:
        return True
    ours = _left_out(view, at, at + len(quote.text))
    theirs = {place + at: gap for place, gap in _left_out(quote, 0, len(quote.text)).items()}
    for place in sorted({place for place, _ in ours.items() ^ theirs.items()}):
        page_seam, quote_seam = _Seam(view, page, place), _Seam(quote, wanted, place - at)
        if not _harmless(ours.get(place, ""), theirs.get(place, ""), page_seam, quote_seam):
            return False
    return True


def _left_out(view: View, start: int, end: int) -> dict[int, str]:
    """What a closed view leaves out between the characters from `start` to `end`, by place."""
    above = view.of.text if view.of else ""
    inside = range(bisect_right(view.places, start), bisect_left(view.places, end))
    return {
        view.places[i]: above[view.places[i] + view.shifts[i - 1] : view.places[i] + view.shifts[i]] for i in inside
    }


def _harmless(ours: str, theirs: str, page: _Seam, quote: _Seam) -> bool:
    """Whether it is the same to leave out `ours` in the text and `theirs` in the quote.

    A hyphen with white space behind it may be one that a line ends with: "nego- tiations", "well- known".
    """
    if {ours, theirs} in ({"", "- "}, {"-", "- "}):
        return True
    if {ours, theirs} != {"", " "}:
        return False
    spaced, other = (page, quote) if ours else (quote, page)
    return other.is_space() or _space_harmless(*spaced.around(), page.of.words, ours=bool(ours))


def _space_harmless(left: str, right: str, known: Counter[str], *, ours: bool) -> bool:
    """Whether a space between what stands left and right of it may be missing; `ours` where it is the text's."""
    if cuts_number(left + right, len(left)):
        return False
    before, after = _LAST_WORD.search(left), _FIRST_WORD.match(right)
    if not before or not after or written_unspaced(left[-1]) or written_unspaced(right[0]):
        return True
    if left[-1].isdigit() or right[0].isdigit():
        return False
    return _lacks_space(before.group(), after.group(), known, ours)


def _lacks_space(left: str, right: str, known: Counter[str], ours: bool) -> bool:
    """Whether two words written as one are a slip and no word of their own, as "nowhere" is.

    The one word is not used elsewhere in the text, and it is long, or else both halves are used elsewhere and it does
    not begin as a negation does ("nowhere"); a negation itself ("no table") is never taken for a slip.
    """
    joined, here = left + right, (0, 1) if ours else (1, 0)
    if known[joined] > here[0] or in_class(left, "negations") or in_class(right, "negations"):
        return False
    if len(joined) >= JOINED_LENGTH:
        return True
    negated = joined.startswith(tuple(lexicon("function_words")["negations"]))
    return not negated and known[left] > here[1] and known[right] > here[1]
