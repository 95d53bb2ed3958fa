"""Finds the stretches of a text that are most like a quote; both folded, without white space.

Seeds (short stretches that both share) vote for where the quote would begin; only the best windows are compared whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

__all__ = ["NEAR_ENOUGH", "nearest", "without_strangers"]

NEAR_ENOUGH = 75.0
"""rapidfuzz ratio (0 to 100) of the folded quote to the folded words from which on a quote counts as altered."""
SEED = 4
"""The length of the stretches, without white space, that an altered quote must share with the text to be sought."""
SEEDS_FOLLOWED = 3_000
"""How many places of a quote's seeds are looked at, the rarest seeds first."""
WINDOWS = 4
"""The places that share most seeds with an altered quote, and are compared with it in full."""
WORTH_A_LOOK = 0.2
"""A place is compared in full if it shares at least this part of the seeds that the best place shares."""
STRANGERS = 4
"""So many words at most are taken from either end of a match to which they do not belong."""
SHORT_TEXT = 20_000
"""A text of at most this many characters has fewer seeds noted, and is searched in full for a short quote."""
SHORT_QUOTE = 64
"""A quote of at most this many characters, without white space, is sought in full in a short text."""

_STOP = re.compile(r"[.!?](?!\d)")


def nearest(wanted: str, folded: str) -> list[tuple[int, int]]:
    """The stretches (start, end) of `folded` that are about as like `wanted` as the best, best first."""
    return _likeliest(wanted, folded, _likely(wanted, folded))


def without_strangers(wanted: str, folded: str, words: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The stretch without the words at its ends that make it less like the quote; `words` is where words begin."""
    from rapidfuzz.distance import Indel

    def likeness(low: int, high: int) -> float:
        return Indel.normalized_similarity(wanted, folded[low:high])

    if folded[start : start + SEED] != wanted[:SEED]:
        at = bisect_right(words, start)
        starts = [start, *(place for place in words[at : at + STRANGERS] if place < end)]
        start = max(starts, key=lambda place: likeness(place, end))
    if folded[end - SEED : end] != wanted[-SEED:]:
        at = bisect_left(words, end)
        ends = [end, *(place for place in words[max(0, at - STRANGERS) : at] if place > start)]
        end = max(ends, key=lambda place: likeness(start, place))
    return start, end


def _likely(wanted: str, folded: str) -> list[tuple[int, int]]:
    """The stretches of the text (folded, without white space) that share most seeds with the quote, best first."""
    votes = _votes(wanted, folded)
    if len(wanted) <= SHORT_QUOTE and len(folded) <= SHORT_TEXT:
        return [*_by_full_search(wanted, folded), *_by_votes(votes, wanted)]
    return _by_votes(votes, wanted)


def _by_votes(shifts: Sequence[int], wanted: str) -> list[tuple[int, int]]:
    """The stretches that would begin where most votes are, best first."""
    if not shifts:
        return []
    width = max(8, len(wanted) // 8)
    votes = Counter([shift // width for shift in shifts])
    # A place counts with the one behind it, for the seeds of one match may fall to either side of a boundary.
    likely = [place for place, _ in votes.most_common(16 * WINDOWS)] if len(votes) > 16 * WINDOWS else list(votes)
    shares = {at: votes[at] + votes[at + 1] for place in likely for at in (place, place - 1)}
    least = max(shares.values()) * WORTH_A_LOOK
    best: list[int] = []
    for place in sorted((place for place in shares if shares[place] >= least), key=lambda at: (-shares[at], at)):
        if place - 1 not in best and place + 1 not in best:
            best.append(place)
        if len(best) == WINDOWS:
            break
    ordered = sorted(shifts)
    return [_reach(ordered, place * width, (place + 2) * width, len(wanted)) for place in best]


def _reach(shifts: Sequence[int], low: int, high: int, length: int) -> tuple[int, int]:
    """From where the quote would begin by the first of the votes between, to where it would end by the last."""
    return max(0, shifts[bisect_left(shifts, low)]), shifts[bisect_left(shifts, high) - 1] + length


def _votes(wanted: str, folded: str) -> list[int]:
    """Where each seed that the quote and the text share would put the beginning of the quote."""
    index = _seeds(folded)
    hits = [(at, places) for at in range(len(wanted) - SEED + 1) if (places := index.get(wanted[at : at + SEED]))]
    if sum([len(places) for _, places in hits]) > SEEDS_FOLLOWED:
        hits = _rarest(hits)
    return [place - at for at, places in hits for place in places]


def _rarest(hits: list[tuple[int, list[int]]]) -> list[tuple[int, list[int]]]:
    """The rarest of the seeds, as many as are followed, and at least one."""
    ordered = sorted(hits, key=lambda hit: len(hit[1]))
    reached = accumulate(len(places) for _, places in ordered)
    followed = sum(1 for total in reached if total <= SEEDS_FOLLOWED)
    return [(at, places[:SEEDS_FOLLOWED]) for at, places in ordered[: max(1, followed)]]


@lru_cache(maxsize=16)
def _seeds(folded: str) -> dict[str, list[int]]:
    """Where each seed stands, without white space; only every fourth position is kept, of a short text every eighth."""
    step = SEED * 2 if len(folded) <= SHORT_TEXT else SEED
    index: dict[str, list[int]] = {}
    for at in range(0, len(folded) - SEED + 1, step):
        index.setdefault(folded[at : at + SEED], []).append(at)
    return index


def _by_full_search(wanted: str, folded: str) -> list[tuple[int, int]]:
    """The stretch of the quote's length that is most like it: a short quote may share too few seeds."""
    from rapidfuzz import fuzz

    near = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=NEAR_ENOUGH * 0.8)
    return [(near.dest_start, near.dest_end)] if near else []


def _likeliest(wanted: str, folded: str, windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The matches in the windows that are about as good as the best, best first."""
    found = {match for start, end in windows for match in _shared_around(wanted, folded, start, end)}
    best = max((score for score, _, _ in found), default=0.0)
    settled = {_settled(wanted, folded, start, end) for score, start, end in found if 0 < score >= best * 0.8}
    ranked = sorted((-_gain(wanted, folded[start:end]), start, end) for start, end in settled)
    return [(start, end) for gain, start, end in ranked if gain <= ranked[0][0] * 0.95]


def _shared_around(wanted: str, folded: str, start: int, end: int) -> Iterator[tuple[float, int, int]]:
    """What the quote and the window share with a narrow margin, and with a wide one where that is not nearly all."""
    narrow = _shared(wanted, folded, start, end, max(8, len(wanted) // 5))
    yield narrow
    if narrow[0] < len(wanted) * 0.9:
        yield _shared(wanted, folded, start, end, max(8, len(wanted) // 2))


def _shared(wanted: str, folded: str, start: int, end: int, margin: int) -> tuple[float, int, int]:
    """From the first to the last stretch that both share, `margin` around the window, behind its score."""
    from rapidfuzz.distance import Indel

    low, high = max(0, start - margin), min(len(folded), end + margin)
    blocks = [b for b in Indel.opcodes(wanted, folded[low:high]) if b.tag == "equal" and b.src_end - b.src_start > 2]
    if not blocks:
        return 0.0, start, end
    first, last = blocks[0].dest_start, blocks[-1].dest_end
    shared = sum(block.src_end - block.src_start for block in blocks)
    return shared - (last - first - shared) / 4, low + first, low + last


def _gain(wanted: str, article: str) -> float:
    """The characters of the quote that stand in order in a stretch, less a quarter of those not of the quote."""
    from rapidfuzz.distance import LCSseq

    shared = LCSseq.similarity(wanted, article)
    return shared - (len(article) - shared) / 4


def _settled(wanted: str, folded: str, first: int, last: int) -> tuple[int, int]:
    """The edges of a match where they gain most.

    Tried are those of the shared stretches, and those where the quote would begin and end if nothing but the words of
    the longest (or the outermost) shared stretch stood as it has them.
    """
    from rapidfuzz.distance import Indel

    blocks = [block for block in Indel.opcodes(wanted, folded[first:last]) if block.tag == "equal"]
    longest = max(blocks, key=lambda block: block.src_end - block.src_start)
    shifts = [first + block.dest_start - block.src_start for block in (blocks[0], longest, blocks[-1])]
    starts = dict.fromkeys([first, *(max(0, shift) for shift in shifts[:2])])
    ends = dict.fromkeys([last, *(min(len(folded), shift + len(wanted)) for shift in shifts[1:])])
    begins = [s for s in starts if s >= first or _belongs(wanted[: first - s], folded[s:first])]
    finishes = [e for e in ends if e <= last or _belongs(wanted[last - e :], folded[last:e])]
    edges = [(start, end) for start in begins for end in finishes if start < end]
    return max(edges, key=lambda edge: _gain(wanted, folded[edge[0] : edge[1]]))


def _belongs(quoted: str, article: str) -> bool:
    """Whether what stands at an edge belongs to the match: half alike, and no other sentence's."""
    from rapidfuzz import fuzz

    if _STOP.search(article) and not _STOP.search(quoted):
        return False
    a, b = ("".join(filter(str.isalnum, words)) for words in (quoted, article))
    return bool(a and b) and fuzz.ratio(a, b) >= 50.0
