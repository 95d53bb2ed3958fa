"""Files claims by party and word, to find those that share words without comparing all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from summarizer.merge.entries import Folded

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
        # A claim's number is its place in the order of merged ids, so that of equals the smaller number goes first.
        in_order = sorted(filed, key=lambda one: one[0].merged.merged_id)
        self._claims = [claim for claim, _, _ in in_order]
        self._words = [words for _, _, words in in_order]
        self._of_party: dict[str, list[int]] = defaultdict(list)
        for number, (_, parties, _) in enumerate(in_order):
            for party in frozenset(parties):
                self._of_party[party].append(number)
        self._index: dict[str, dict[str, list[int]]] = {}

    def near(self, parties: Collection[str], words: frozenset[str]) -> Sequence[Folded]:
        """The claims of one of the parties that share words: those most alike first (Dice), then by merged id."""
        filed = [
            (len(found), party, word)
            for party in parties
            if (of_party := self._by_word(party))
            for word in words
            if (found := of_party.get(word))
        ]
        rarest = sorted(key for key in filed if key[0] <= CROWD)[: RAREST * len(parties)]
        shared = Counter(chain.from_iterable(self._index[party][word] for _, party, word in rarest))
        # One number for count and claim, because most of the time of a look-up would go into comparing pairs.
        size = len(self._claims)
        best = sorted([number - count * size for number, count in shared.items()])[:COUNTED]
        return [self._claims[number] for _, number in self._alike((each % size for each in best), words)[:LOOKED_AT]]

    def _alike(self, numbers: Iterable[int], words: frozenset[str]) -> list[tuple[float, int]]:
        """The claims that share enough words, most alike first, each with its likeness as a negative number."""
        found = []
        for number in numbers:
            others = self._words[number]
            common = len(others & words)
            if common / min(len(others), len(words)) >= OVERLAP:
                found.append((-2 * common / (len(others) + len(words)), number))
        return sorted(found)

    def _by_word(self, party: str) -> dict[str, list[int]]:
        """The claims of a party by word, filed so when the party is first looked up."""
        if party not in self._index and party in self._of_party:
            index = self._index[party] = {}
            for number in self._of_party[party]:
                for word in self._words[number]:
                    index.setdefault(word, []).append(number)
        return self._index.get(party, {})
