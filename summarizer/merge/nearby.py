"""Files claims by party and word, to find those that share words without comparing all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from summarizer.merge.entries import Folded
from summarizer.merge.wording import dice

__all__ = ["Nearby"]

RAREST = 8
"""By so many of its words, the rarest of those that are filed, is a claim looked up."""
CROWD = 400
"""A word that more claims of one party have is passed over: those alike enough to matter share a rarer one."""
COUNTED = 64
"""Of so many claims, those that share most of these rarest words, all words are compared."""
LOOKED_AT = 16
"""So many claims at most come of a look-up."""
OVERLAP = 0.4
"""Share of the words of the one with fewer that two claims have in common, for one to come of a look-up."""


class Nearby:
    """Claims by party and word. A look-up costs the same however many are filed."""

    def __init__(self, filed: Iterable[tuple[Folded, Iterable[str], frozenset[str]]]) -> None:
        self._claims: list[tuple[Folded, frozenset[str]]] = []
        self._index: dict[tuple[str, str], list[int]] = defaultdict(list)
        for claim, parties, words in filed:
            for key in {(party, word) for party in parties for word in words}:
                self._index[key].append(len(self._claims))
            self._claims.append((claim, words))

    def near(self, parties: Collection[str], words: frozenset[str]) -> Sequence[Folded]:
        """The claims of one of the parties that share words: those most alike first (Dice), then by merged id."""
        keys = ((party, word) for party in sorted(parties) for word in sorted(words))
        filed = [(len(self._index[key]), key) for key in keys if key in self._index]
        rarest = [key for size, key in sorted(filed) if size <= CROWD][: RAREST * len(parties)]
        shared = Counter(number for key in rarest for number in self._index[key])
        best = sorted(shared, key=lambda number: (-shared[number], self._id(number)))[:COUNTED]
        near = [number for number in best if self._overlap(number, words) >= OVERLAP]
        near.sort(key=lambda number: (-dice(self._claims[number][1], words), self._id(number)))
        return [self._claims[number][0] for number in near[:LOOKED_AT]]

    def _id(self, number: int) -> str:
        return self._claims[number][0].merged.merged_id

    def _overlap(self, number: int, words: frozenset[str]) -> float:
        others = self._claims[number][1]
        return len(others & words) / min(len(others), len(words))
