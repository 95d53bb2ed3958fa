"""Finds the stretches of a text that are most like a quote; both folded, without white space.

Seeds (short stretches that both share) vote for where the quote would begin; only the best windows are compared whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

__all__ = ["NEAR_ENOUGH", "nearest"]

NEAR_ENOUGH = 75.0
"""rapidfuzz ratio (0 to 100) of the folded quote to the folded words from which on a quote counts as altered."""
SEED = 4
"""The length of the stretches, without white space, that an altered quote must share with the text to be sought."""
SEEDS_FOLLOWED = 1_500
"""How many places of a quote's seeds are looked at, the rarest seeds first."""
WINDOWS = 4
"""The places that share most seeds with an altered quote, and are compared with it in full."""
SHORT_TEXT = 20_000
"""A text of at most this many characters is searched in full for an altered quote that shares no seed with it."""

_STOP = re.compile(r"[.!?](?!\d)")


def nearest(wanted: str, folded: str) -> list[tuple[int, int]]:
    """The stretches (start, end) of `folded` that are about as like `wanted` as the best, best first."""
    return _likeliest(wanted, folded, _likely(wanted, folded))


def _likely(wanted: str, folded: str) -> list[tuple[int, int]]:
    """The stretches of the text (folded, without white space) that share most seeds with the quote, best first."""
    votes = _votes(wanted, folded)
    if not votes:
        return _likely_in_full(wanted, folded)
    width = _bucket(wanted)
    near = {bucket - before for bucket, _ in votes.most_common(4 * WINDOWS) for before in (0, 1)}
    best = sorted(near, key=lambda bucket: (-votes[bucket] - votes[bucket + 1], bucket))[:WINDOWS]
    return [(max(0, bucket * width), (bucket + 2) * width + len(wanted)) for bucket in best]


def _bucket(wanted: str) -> int:
    return max(8, len(wanted) // 8)


def _votes(wanted: str, folded: str) -> Counter[int]:
    """How many seeds of the quote would put its beginning at about the same place, by that place over `_bucket`."""
    index, width = _seeds(folded), _bucket(wanted)
    hits = [(at, index.get(wanted[at : at + SEED], ())) for at in range(len(wanted) - SEED + 1)]
    votes: Counter[int] = Counter()
    followed = 0
    for at, places in sorted(hits, key=lambda hit: len(hit[1])):
        followed += len(places)
        if followed > SEEDS_FOLLOWED and votes:
            break
        votes.update([(place - at) // width for place in places[:SEEDS_FOLLOWED]])
    return votes


@lru_cache(maxsize=16)
def _seeds(folded: str) -> dict[str, list[int]]:
    """Where each seed stands, without white space; only every fourth position (fewer in a very long text) is kept."""
    index: dict[str, list[int]] = {}
    for at in range(0, len(folded) - SEED + 1, max(SEED, len(folded) // 1_000_000)):
        index.setdefault(folded[at : at + SEED], []).append(at)
    return index


def _likely_in_full(wanted: str, folded: str) -> list[tuple[int, int]]:
    from rapidfuzz import fuzz

    if len(folded) > SHORT_TEXT or len(wanted) > 8 * SEED:
        return []
    near = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=NEAR_ENOUGH * 0.8)
    return [(near.dest_start, near.dest_end)] if near else []


def _likeliest(wanted: str, folded: str, windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The matches in the windows that are about as good as the best, best first."""
    margins = (max(8, len(wanted) // 5), max(8, len(wanted) // 2))
    found = {_shared(wanted, folded, start, end, margin) for start, end in windows for margin in margins}
    best = max((score for score, _, _ in found), default=0.0)
    settled = {_settled(wanted, folded, start, end) for score, start, end in found if 0 < score >= best * 0.8}
    ranked = sorted((-_gain(wanted, folded[start:end]), start, end) for start, end in settled)
    return [(start, end) for gain, start, end in ranked if gain <= ranked[0][0] * 0.95]


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
