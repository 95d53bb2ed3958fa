"""Tells apart the matters that an article on several of them has joined: a day in brief, a summary, a live page.

Such an article is as like the one matter as the other, and so it makes one group of two. It tells them one after the
other, though: where its claims, in the order of the text, are cut in two, other articles tell what stands before than
what stands behind. Each stretch is then gathered as if it were an article. Where the stretches come to lie in different
groups, each beside other articles, they stay there; an article whose stretches come together is whole again. So an
article on one wide matter stays whole: the others tell it from end to end, or belong together without it. An article
that comes back to a matter after another, or that was gathered with one of its matters alone, is not taken apart.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from summarizer.merge.gathering import gathered, unlike, weighed

__all__ = ["LARGEST", "SMALLEST", "Part", "Said", "told_apart"]

SMALLEST, LARGEST = 3, 100
"""Groups of so many articles are looked at: without one of two nothing falls apart, and the time is bounded."""
LEAST = 2
"""A stretch has at least so many claims."""
OVERLAP = 0.4
"""A text is cut where its two sides are near the same articles by no more than that (cosine over the articles)."""
PURE = 0.75
"""So large a share of a stretch's claims is nearest to the group that the stretch lies in."""

_Likeness = Mapping[str, float]


@dataclass(frozen=True)
class Said:
    """A claim of an article: its merged id and its terms."""

    claim: str
    terms: Collection[str]


@dataclass(frozen=True)
class Part:
    """An article in a group: those of its claims, by merged id, that are of the group; None for the whole article."""

    origin: str
    claims: tuple[str, ...] | None = None


@dataclass(frozen=True)
class _Piece:
    """An article, or a stretch of one: its claims in order, and how like each is to every other article."""

    origin: str
    said: tuple[Said, ...] = ()
    likeness: tuple[_Likeness, ...] = ()


_Group = tuple[_Piece, ...]
_Cut = dict[str, tuple[_Piece, ...]]


def told_apart(
    counts: Mapping[str, Counter[str]], rare: Mapping[str, float], said: Callable[[str], Sequence[Said]]
) -> list[tuple[Part, ...]]:
    """The groups that a group falls into where articles on several matters are cut; the group alone where none is.

    Args:
        counts: For each article of the group how many of its claims have a term.
        rare: For each term how rare it is.
        said: Gives the claims of an article in the order of its text; one of which it gives none is not cut.
    """
    cut = _cut(counts, rare, said) if SMALLEST <= len(counts) <= LARGEST else {}
    while cut:
        groups = _gathered(counts, rare, cut)
        stays = {origin: pieces for origin, pieces in cut.items() if _lies_apart(pieces, groups)}
        if len(stays) == len(cut):
            return _parts(groups, cut)
        cut = stays
    return [tuple(Part(origin) for origin in sorted(counts))]


# --- where a text is cut ---------------------------------------------------------------------------------------------


def _cut(counts: Mapping[str, Counter[str]], rare: Mapping[str, float], said: Callable[[str], Sequence[Said]]) -> _Cut:
    """The articles that can be cut, each in its stretches."""
    bridges = _bridges(counts, rare)
    places = _places(counts, rare) if bridges else {}
    found = {}
    for origin in bridges:
        told = tuple(said(origin))
        likeness = tuple(_likeness(each.terms, rare, places, origin) for each in told)
        found[origin] = _stretches(_Piece(origin, told, likeness))
    return {origin: pieces for origin, pieces in found.items() if len(pieces) > 1}


def _bridges(counts: Mapping[str, Counter[str]], rare: Mapping[str, float]) -> list[str]:
    """The articles without which the group may fall apart: of the others, some two are not alike."""
    pairs = unlike(counts, rare)
    own = Counter(origin for pair in pairs for origin in pair)
    return [origin for origin in sorted(counts) if own[origin] < len(pairs)]


def _places(counts: Mapping[str, Counter[str]], rare: Mapping[str, float]) -> dict[str, list[tuple[str, float]]]:
    """For each term the articles that have it, with what it weighs in each (the article's length being 1)."""
    places: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for origin in sorted(counts):
        weights = {term: weighed(number, rare[term]) for term, number in counts[origin].items()}
        length = math.sqrt(math.fsum(value**2 for value in weights.values())) or 1.0
        for term, value in weights.items():
            places[term].append((origin, value / length))
    return places


def _likeness(
    terms: Iterable[str], rare: Mapping[str, float], places: Mapping[str, Sequence[tuple[str, float]]], own: str
) -> _Likeness:
    """How like a claim is to each article but its own."""
    found: dict[str, list[float]] = defaultdict(list)
    for term in terms:
        for origin, value in places.get(term, ()):
            if origin != own:
                found[origin].append(rare[term] * value)
    return {origin: round(math.fsum(values), 6) for origin, values in found.items()}


def _stretches(piece: _Piece) -> tuple[_Piece, ...]:
    """The stretches that a text falls into, each cut where its two sides overlap least."""
    if len(piece.said) < 2 * LEAST:
        return (piece,)
    before = list(accumulate(piece.likeness, _sum))
    behind = list(accumulate(reversed(piece.likeness), _sum))[::-1]
    places = range(LEAST, len(piece.said) - LEAST + 1)
    overlap, at = min((_overlap(before[at - 1], behind[at]), at) for at in places)
    if overlap > OVERLAP:
        return (piece,)
    one, other = (_Piece(piece.origin, piece.said[part], piece.likeness[part]) for part in (slice(at), slice(at, None)))
    return *_stretches(one), *_stretches(other)


def _sum(one: _Likeness, other: _Likeness) -> _Likeness:
    return {origin: one.get(origin, 0.0) + other.get(origin, 0.0) for origin in {**one, **other}}


def _overlap(one: _Likeness, other: _Likeness) -> float:
    """The cosine of two likenesses to the other articles; 1 where one is like none of them."""
    length = math.sqrt(math.fsum(v**2 for v in one.values()) * math.fsum(v**2 for v in other.values()))
    shared = math.fsum(one[origin] * other[origin] for origin in one if origin in other)
    return round(shared / length, 6) if length else 1.0


# --- the groups with the stretches -----------------------------------------------------------------------------------


def _gathered(counts: Mapping[str, Counter[str]], rare: Mapping[str, float], cut: _Cut) -> list[_Group]:
    """The groups of the articles, and of the stretches of those that are cut."""
    pieces = {origin: _Piece(origin) for origin in counts if origin not in cut}
    counted = {origin: counts[origin] for origin in pieces}
    for origin in cut:
        for number, piece in enumerate(cut[origin]):
            name = f"{origin}\0{number}"
            pieces[name] = piece
            counted[name] = Counter(term for each in piece.said for term in each.terms)
    return [tuple(pieces[name] for name in names) for names in gathered(counted, rare)]


def _homes(pieces: Sequence[_Piece], groups: Sequence[_Group]) -> dict[int, int]:
    """For each stretch of an article, by number, the number of the group where it lies beside other articles."""
    return {
        number: place
        for number, piece in enumerate(pieces)
        for place, group in enumerate(groups)
        if any(member is piece for member in group) and any(member.origin != piece.origin for member in group)
    }


def _lies_apart(pieces: Sequence[_Piece], groups: Sequence[_Group]) -> bool:
    """Whether the stretches lie in different groups, and most claims of each are nearest to the group it lies in."""
    homes = _homes(pieces, groups)
    return len(set(homes.values())) > 1 and all(
        _is_pure(pieces[number], groups[home], [groups[other] for other in set(homes.values()) - {home}])
        for number, home in homes.items()
    )


def _is_pure(piece: _Piece, home: _Group, others: Iterable[_Group]) -> bool:
    told = [each for each in piece.likeness if each]
    nearest = sum(_mean(each, home, piece) >= max(_mean(each, other, piece) for other in others) for each in told)
    return nearest >= PURE * len(told)


def _mean(likeness: _Likeness, group: _Group, piece: _Piece) -> float:
    """How like a claim is to the articles of a group."""
    origins = {member.origin for member in group} - {piece.origin}
    return round(math.fsum(likeness.get(origin, 0.0) for origin in sorted(origins)) / len(origins), 9)


def _parts(groups: Sequence[_Group], cut: _Cut) -> list[tuple[Part, ...]]:
    """The groups as articles and parts of articles; a stretch that lies alone goes where most of its article is."""
    held: dict[tuple[int, str], list[str]] = defaultdict(list)
    for origin, pieces in cut.items():
        homes = _homes(pieces, groups)
        sizes = Counter(dict.fromkeys(homes.values(), 0))
        for number, home in homes.items():
            sizes[home] += len(pieces[number].said)
        most = max(sorted(sizes), key=sizes.__getitem__)
        for number, piece in enumerate(pieces):
            held[homes.get(number, most), origin].extend(each.claim for each in piece.said)
    found = [
        (
            *(Part(member.origin) for member in group if member.origin not in cut),
            *(Part(origin, tuple(held[number, origin])) for origin in sorted(cut) if (number, origin) in held),
        )
        for number, group in enumerate(groups)
    ]
    return [parts for parts in found if parts]
