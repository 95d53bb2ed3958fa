"""Finds where the words of a quote stand in a text: verbatim, normalised, altered, or not at all.

Whether the words bear out a claim is another question, and not answered here: an altered quote is located and may
say the opposite, and an ellipsis may leave out a "never"; the diff of both is what a check judges.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, groupby

from summarizer.models import Location, Match, Span
from summarizer.text.edges import cuts_number, is_whole, to_whole_words
from summarizer.text.folding import QUOTATION_MARKS, SPACES, fold
from summarizer.text.matching import Place, folded_page, folded_quote, normalised_places, place_of, verbatim_places
from summarizer.text.near import NEAR_ENOUGH, nearest, without_strangers
from summarizer.text.parts import ELLIPSIS, chains, left_out
from summarizer.text.word_diff import shortened, with_exchanged, word_diff, written_diff

__all__ = ["cuts_number", "locate", "occurrences", "word_diff"]

ALTERED_LENGTH = 2_000
"""An altered match is sought for quotes of at most this many characters: nobody quotes more, and it takes its time."""

_EDGES = "".join(sorted(QUOTATION_MARKS)) + SPACES
_PAIRED = re.compile('["“”„«»‹›「」『』]')
_LEADING = re.compile(rf"\A(?:[{re.escape(_EDGES)}]|{ELLIPSIS})++")
_TRAILING = re.compile(rf"(?:{ELLIPSIS})\Z")

Prefer = Callable[[Span], float]
_Found = tuple[Match, list[Place], dict[Place, str]]


def locate(
    quote: str,
    text: str,
    others: Mapping[str, str] | None = None,
    *,
    avoid: Sequence[Span] = (),
    prefer: Prefer | None = None,
) -> Location:
    """Where `quote` stands in `text`, as offsets in code points into `text` as it is.

    The words at a verbatim location are the quote, white space at its ends included if it stands there too. A quote of
    nothing but white space, quotation marks and ellipses quotes no words, and is absent. `occurrences` counts the
    places of the match without those that overlap. A normalised match that has a diff is a quote with an ellipsis; its
    diff is what the ellipsis leaves out.

    Args:
        quote: The words to find.
        text: The article's text.
        others: Texts of the run's other articles by id, looked at for a quote that is absent here.
        avoid: Spans (the page's furniture) whose occurrences come last.
        prefer: How well an occurrence fits; of equally good ones (outside `avoid`, whole words) the highest is taken,
            and of those the first.
    """
    found = _standing(quote, text)
    if found is None:
        words = _bare(quote)
        return _altered(words, text, avoid, prefer) or Location(match="absent", elsewhere=_elsewhere(words, others))
    match, places, gaps = found
    ranked = _ranked(places, text, avoid)
    best = _best(ranked[0], prefer)
    return _location(match, best, text, sum(map(len, ranked)), gaps.get(best))


def occurrences(quote: str, text: str, *, avoid: Sequence[Span] = ()) -> tuple[Span, ...]:
    """All places where a quote stands: verbatim, or else but for typography, or else its parts around an ellipsis.

    None overlaps another. Those outside `avoid` come first, then whole words before parts of words, then the order of
    the text. Empty for altered and absent quotes.
    """
    found = _standing(quote, text)
    groups = _ranked(found[1], text, avoid) if found else []
    return tuple(Span(start=start, end=end) for group in groups for start, end in group)


def _standing(quote: str, text: str) -> _Found | None:
    """The places where a quote stands, with what an ellipsis leaves out at each of them."""
    words = _bare(quote)
    if not words:
        return None
    for wording in dict.fromkeys((quote, quote.strip(), words)):
        if places := verbatim_places(wording, text):
            return "verbatim", places, {}
    for wording in (quote.strip(), words) if _unpaired(words) and not _unpaired(quote) else (words,):
        if places := normalised_places(wording, text):
            return "normalised", places, {}
    if found := chains(words, text):
        reach = {(chain[0][0], chain[-1][1]): left_out(chain, text) for chain in found}
        gaps = {place: " ".join(f"[-{shortened(gap)}-]" for gap in gaps) for place, gaps in reach.items() if gaps}
        return "normalised", list(reach), gaps
    return None


def _bare(quote: str) -> str:
    """The quote without white space, marks and ellipses at its ends."""
    bare = _LEADING.sub("", quote, count=1).rstrip(_EDGES)
    while edge := _TRAILING.search(bare, max(0, len(bare) - 8)):
        bare = bare[: edge.start()].rstrip(_EDGES)
    return bare


def _unpaired(words: str) -> bool:
    """Whether a quotation mark lacks its partner, as where `he said “yes”` has lost its last."""
    return len(_PAIRED.findall(words)) % 2 == 1


# --- which of several places ----------------------------------------------------------------------------------------


def _ranked(places: Sequence[Place], text: str, avoid: Sequence[Span]) -> list[list[Place]]:
    """The places without overlap, in groups that are equally good, the best group first, each in order of the text."""
    if len(places) == 1:
        return [list(places)]
    furniture = _merged(tuple(avoid))

    def rank(place: Place) -> tuple[bool, bool]:
        return _touches(place, furniture), not is_whole(*place, text)

    ranks = {place: rank(place) for place in places}
    taken: list[Place] = []
    groups = [list(group) for _, group in groupby(sorted(places, key=ranks.__getitem__), key=ranks.__getitem__)]
    return [kept for group in groups if (kept := _apart(group, taken))]


def _apart(places: Sequence[Place], taken: list[Place]) -> list[Place]:
    """Those of the places that overlap none taken before; `taken` grows by them, and stays in order."""
    kept = []
    for place in places:
        at = bisect_left(taken, place)
        clear = (at == 0 or taken[at - 1][1] <= place[0]) and (at == len(taken) or place[1] <= taken[at][0])
        if clear:
            taken.insert(at, place)
            kept.append(place)
    return kept


def _best(places: Sequence[Place], prefer: Prefer | None) -> Place:
    if prefer is None or len(places) == 1:
        return places[0]
    return max(places, key=lambda place: prefer(Span(start=place[0], end=place[1])))


@lru_cache(maxsize=64)
def _merged(spans: tuple[Span, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The starts of spans in order, and behind each the furthest end so far."""
    ordered = sorted((span.start, span.end) for span in spans)
    return tuple(start for start, _ in ordered), tuple(accumulate((end for _, end in ordered), max))


def _touches(place: Place, furniture: tuple[tuple[int, ...], tuple[int, ...]]) -> bool:
    starts, ends = furniture
    before = bisect_left(starts, place[1])
    return before > 0 and ends[before - 1] > place[0]


def _location(match: Match, place: Place, text: str, count: int = 1, diff: str | None = None) -> Location:
    start, end = place
    return Location(match=match, span=Span(start=start, end=end), words=text[start:end], diff=diff, occurrences=count)


# --- altered, and elsewhere ------------------------------------------------------------------------------------------


def _altered(words: str, text: str, avoid: Sequence[Span], prefer: Prefer | None) -> Location | None:
    """The stretch of the text that is most like the quote, whole words, if it is like enough."""
    if not words or len(words) > ALTERED_LENGTH:
        return None
    from rapidfuzz import fuzz

    page, wanted = folded_page(text), folded_quote(words).whole.close.text
    view = page.whole.close
    if not wanted or not view.text:
        return None
    edges = [without_strangers(wanted, view.text, view.places, *edge) for edge in nearest(wanted, view.text)]
    folded = {to_whole_words(*place_of(page, view, *edge), text): view.text[slice(*edge)] for edge in edges}
    if not folded:
        return None
    best = _best(_ranked(list(folded), text, avoid)[0], prefer)
    found = folded[best]
    if found[:4] != wanted[:4] or found[-4:] != wanted[-4:]:
        best = with_exchanged(best, words, text)
        found = fold(text[best[0] : best[1]]).whole.close.text
    if fuzz.ratio(wanted, found) < NEAR_ENOUGH:
        return None
    return _location("altered", best, text, diff=written_diff(text[best[0] : best[1]], words))


def _elsewhere(words: str, others: Mapping[str, str] | None) -> str | None:
    """The first other article where the words stand verbatim, or else but for typography."""
    if not words or not others:
        return None
    verbatim = (name for name, text in others.items() if words in text)
    return next(verbatim, None) or next((name for name, text in others.items() if normalised_places(words, text)), None)
