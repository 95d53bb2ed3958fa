"""Gathers articles into groups of one matter, by the rare words, pairs of words and actors that they share.

Each article is a vector: a term counts by how often the article's claims and its headline have it (1 + log), and by how
few articles of the run have it: log((articles + `UNSEEN`) / articles with it). Without `UNSEEN`, five articles of one
matter would have nothing rare to share. Two articles are as like as the cosine of their vectors; two groups as the mean
over all pairs of theirs (average linkage, Sokal and Michener 1958), so that one pair of articles, or one name that
everybody has, chains no two matters. Articles that have but one word in common are not alike at all: of two short ones
it may be a tenth of all words.

To stay close to linear only so many occurrences of an article's terms are looked up, its rarest terms first
(`LOOKED_UP`): what is left out are the terms that most articles have, which tell least.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain, combinations, count, islice, pairwise

from summarizer.merge.wording import carries, stem, words_in

__all__ = ["GATHERED", "gathered", "rarity", "terms", "unlike", "weighed"]

UNSEEN = 50
"""Articles of other matters that are thought beside those of the run, to tell which words are rare."""
GATHERED = 0.07
"""The mean cosine from which two groups are one. 0.05 to 0.1 give much the same on days of one to forty matters."""
HALF = 0.5
"""What a pair of neighbouring words, or an actor at either end of a claim, weighs against a word."""
LOOKED_UP = 1000
"""So many places of its terms are looked up for each article."""
FAINT = 0.02
"""A cosine below this counts as none."""


def terms(text: str) -> frozenset[str]:
    """The content words of a text, as stems, and the pairs of those that follow one another: `tax`, `tax return`."""
    words = [stem(word) for word in words_in(text) if carries(word)]
    return frozenset((*words, *map(" ".join, pairwise(words))))


def rarity(counts: Mapping[str, Counter[str]]) -> dict[str, float]:
    """How rare each term of a run is: log((articles + `UNSEEN`) / articles with it), a pair or an actor by half."""
    of_all = len(counts) + UNSEEN
    return {term: _part(term) * _log(of_all / number) for term, number in _articles_with(counts).items()}


def _part(term: str) -> float:
    return HALF if " " in term or term.startswith("=") else 1.0


def _articles_with(counts: Mapping[str, Counter[str]]) -> Counter[str]:
    return Counter(chain.from_iterable(counts.values()))


@lru_cache(maxsize=65536)
def _log(value: float) -> float:
    """The logarithm, rounded: the last digits of a machine's own must not decide what belongs together."""
    return round(math.log(value), 6)


def gathered(counts: Mapping[str, Counter[str]], rare: Mapping[str, float]) -> list[tuple[str, ...]]:
    """The groups that the articles fall into, each in order, by its first article.

    Args:
        counts: For each article how many of its claims have a term.
        rare: For each term how rare it is, as `rarity` has it.
    """
    names = sorted(counts)
    linked = _Linked.of(_likenesses([counts[name] for name in names], rare, _articles_with(counts)), len(names))
    return sorted(tuple(names[number] for number in sorted(group)) for group in linked.groups())


def unlike(counts: Mapping[str, Counter[str]], rare: Mapping[str, float]) -> list[tuple[str, str]]:
    """The pairs of articles that by themselves would be two groups; where there are none, all are one group."""
    names = sorted(counts)
    cosines = _likenesses([counts[name] for name in names], rare, _articles_with(counts))
    alike = {(one, other) for one, other, cosine in cosines if cosine >= GATHERED}
    return [
        (names[one], names[other]) for one, other in combinations(range(len(names)), 2) if (one, other) not in alike
    ]


def _likenesses(
    counts: Sequence[Counter[str]], rare: Mapping[str, float], common: Mapping[str, int]
) -> Iterator[tuple[int, int, float]]:
    """The pairs of articles that have something in common, with their cosine."""
    shared = sorted((term for term in common if common[term] > 1), key=lambda term: (common[term], term))
    order = {term: number for number, term in enumerate(shared)}
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, counted in enumerate(counts):
        length = math.sqrt(math.fsum(weighed(n, rare[term]) ** 2 for term, n in counted.items())) or 1.0
        likeness: dict[int, float] = defaultdict(float)
        for term in _looked_up(counted, common, order):
            weight = weighed(counted[term], rare[term]) / length
            for other, its in index[term]:
                likeness[other] += weight * its
            index[term].append((number, weight))
        for other, value in likeness.items():
            if value >= FAINT and _share_enough(counted, counts[other]):
                yield other, number, value


def _share_enough(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two articles have more in common than one word or one actor: two words, or a thread or the like (`#`)."""
    shorter, longer = sorted((one, other), key=len)
    shared = (term for term in shorter if term in longer and not term.startswith("="))
    first = list(islice(shared, 2))
    return len(first) > 1 or any(term.startswith("#") for term in first)


def weighed(number: int, rare: float) -> float:
    """What a term weighs in an article of which so many claims have it."""
    return (1 + _log(number)) * rare


def _looked_up(counted: Iterable[str], common: Mapping[str, int], order: Mapping[str, int]) -> list[str]:
    """The terms of an article that others have too, the rarest first, as many as may be looked up."""
    rarest = sorted((term for term in counted if term in order), key=order.__getitem__)
    places = accumulate(common[term] for term in rarest)
    return [term for term, so_far in zip(rarest, places, strict=True) if so_far <= LOOKED_UP]


@dataclass
class _Linked:
    """Groups while they are joined: `near` holds, for each living group, the sum of the cosines with each other one."""

    members: dict[int, list[int]]
    near: dict[int, dict[int, float]]
    numbers: Iterator[int]
    queue: list[tuple[float, int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int, float]], size: int) -> _Linked:
        linked = cls({number: [number] for number in range(size)}, {number: {} for number in range(size)}, count(size))
        for a, b, value in pairs:
            linked.near[a][b] = value
            linked.near[b][a] = value
            linked._offer(a, b, value)
        heapq.heapify(linked.queue)
        return linked

    def groups(self) -> list[list[int]]:
        """The groups that are left when no two are alike enough."""
        while self.queue:
            _, a, b = heapq.heappop(self.queue)
            if a in self.members and b in self.members:
                self._join(a, b)
        return list(self.members.values())

    def _join(self, a: int, b: int) -> None:
        """Makes one group of two, under a number of its own; what was queued for them is then passed over."""
        joined = next(self.numbers)
        self.members[joined] = self.members.pop(a) + self.members.pop(b)
        sums = self.near.pop(a)
        for other, value in self.near.pop(b).items():
            sums[other] = sums.get(other, 0.0) + value
        self.near[joined] = {other: value for other, value in sums.items() if other in self.members}
        for other, value in self.near[joined].items():
            theirs = self.near[other]
            theirs.pop(a, None)
            theirs.pop(b, None)
            theirs[joined] = value
            self._offer(other, joined, value, push=True)

    def _offer(self, a: int, b: int, total: float, *, push: bool = False) -> None:
        mean = total / (len(self.members[a]) * len(self.members[b]))
        if mean < GATHERED:
            return
        item = (-round(mean, 9), a, b)
        if push:
            heapq.heappush(self.queue, item)
        else:
            self.queue.append(item)
