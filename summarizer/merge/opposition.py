"""What the kinds of disputes have in common: whose word a claim is, what it is about, and how sides come together."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from summarizer.merge.entries import Folded
from summarizer.merge.matters import first_day
from summarizer.merge.parties import Parties
from summarizer.merge.wording import is_place, stem
from summarizer.models import DisputeKind
from summarizer.text.places import is_organisation

__all__ = [
    "Blocks",
    "Opposition",
    "components",
    "days_apart",
    "lexicon",
    "phrases_pattern",
    "places_fit",
    "sides_of",
    "stems",
    "voices_differ",
]

COMMON = 60
"""A word that more claims share is no reason to hold them against each other; they still meet at their rarer words."""
RAREST = 4
"""By so many of its rarest words a claim looks for those that it can contradict."""


@cache
def lexicon() -> dict[str, Any]:
    """The words of `disputes.toml`."""
    return tomllib.loads(files("summarizer.merge").joinpath("disputes.toml").read_text(encoding="utf-8"))


@cache
def stems(group: str, within: str | None = None) -> frozenset[str]:
    """The words of a group of the lexicon, or of one of its tables, as stems."""
    table = lexicon()[within] if within else lexicon()
    return frozenset(stem(word) for word in table[group].split())


@cache
def phrases_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the first of the phrases that is there, as whole words in any case."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Opposition:
    """A dispute before it has its id: the sides with what they hold, in order."""

    kind: DisputeKind
    title: str
    why: str
    sides: tuple[tuple[str, tuple[Folded, ...]], ...]


def voices_differ(a: Folded, b: Folded, parties: Parties) -> bool:
    """Whether two claims are of two parties, or where an article itself says it, of independent articles."""
    if a.merged.actor and b.merged.actor:
        return not parties.of(a.merged.actor) & parties.of(b.merged.actor)
    return not a.origins & b.origins and not a.texts & b.texts


def days_apart(a: Folded, b: Folded) -> int:
    """How many days lie between the first articles of two claims; 0 where that is not known."""
    left, right = first_day([a]), first_day([b])
    return abs((left - right).days) if left and right else 0


def places_fit(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether two matters can be of the same states, and of the same organisations; a text need not name them."""
    for organisations in (True, False):
        ours, theirs = ({place for place in places if is_organisation(place) == organisations} for places in (a, b))
        if ours and theirs and not ours & theirs:
            return False
    return True


_Item = TypeVar("_Item")


class Blocks(Generic[_Item]):
    """Items by the words that few of them have, so that what can be of one matter is found without comparing all."""

    def __init__(self, items: Sequence[_Item], words: Callable[[_Item], Iterable[str]]) -> None:
        self._words = words
        self._index: dict[str, list[_Item]] = defaultdict(list)
        for item in items:
            for word in sorted(set(words(item))):
                self._index[word].append(item)
        self._frequency = Counter({word: len(found) for word, found in self._index.items()})

    def near(self, item: _Item) -> Iterator[_Item]:
        """The items that share one of the rarest words of an item; some of them may come twice."""
        return self.near_words(self._words(item))

    def near_words(self, words: Iterable[str]) -> Iterator[_Item]:
        """The items that have one of the rarest of some words; some of them may come twice."""
        known = [word for word in set(words) if not is_place(word) and word in self._index]
        for word in sorted(known, key=lambda word: (self._frequency[word], word))[:RAREST]:
            if self._frequency[word] <= COMMON:
                yield from self._index[word]


def components(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers that pairs connect, each group in order, the groups in the order of their smallest."""
    parent: dict[int, int] = {}

    def root(number: int) -> int:
        parent.setdefault(number, number)
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for number in sorted(parent):
        groups[root(number)].append(number)
    return list(groups.values())


def sides_of(
    held: Mapping[str, Sequence[Folded]], order: Mapping[str, int], parties: Parties
) -> tuple[tuple[str, tuple[Folded, ...]], ...] | None:
    """The sides, each claim once and in order, without the voices that stand on two of them; None if one is left."""
    voices = {holds: {voice for claim in claims for voice in _voices(claim, parties)} for holds, claims in held.items()}
    shared = Counter(voice for found in voices.values() for voice in found)
    sides = []
    for holds, claims in held.items():
        own = {c.merged.merged_id: c for c in claims if not any(shared[v] > 1 for v in _voices(c, parties))}
        if own:
            sides.append((holds, tuple(sorted(own.values(), key=lambda claim: order[claim.merged.merged_id]))))
    return tuple(sides) if len(sides) > 1 else None


def _voices(claim: Folded, parties: Parties) -> frozenset[Hashable]:
    return parties.of(claim.merged.actor) or claim.origins
