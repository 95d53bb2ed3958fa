"""Files claims by party and word, to find those that share words without comparing all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, islice

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
        self._claims: list[Folded] = []
        self._words: list[frozenset[str]] = []
        self._of_party: dict[str, list[int]] = defaultdict(list)
        self._index: dict[str, dict[str, list[int]]] = {}
        for number, (claim, parties, words) in enumerate(filed):
            for party in frozenset(parties):
                self._of_party[party].append(number)
            self._claims.append(claim)
            self._words.append(words)
        ids = [claim.merged.merged_id for claim in self._claims]
        self._rank = [0] * len(ids)
        """The place of each claim in the order of merged ids."""
        for rank, number in enumerate(sorted(range(len(ids)), key=ids.__getitem__)):
            self._rank[number] = rank

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
        best = sorted((-count, self._rank[number], number) for number, count in shared.items())[:COUNTED]
        near = sorted((-dice(self._words[number], words), rank, number) for _, rank, number in best)
        enough = (number for *_, number in near if self._overlap(number, words) >= OVERLAP)
        return [self._claims[number] for number in islice(enough, LOOKED_AT)]

    def _by_word(self, party: str) -> dict[str, list[int]]:
        """The claims of a party by word, filed so when the party is first looked up."""
        if party not in self._index and party in self._of_party:
            index = self._index[party] = {}
            for number in self._of_party[party]:
                for word in self._words[number]:
                    index.setdefault(word, []).append(number)
        return self._index.get(party, {})

    def _overlap(self, number: int, words: frozenset[str]) -> float:
        others = self._words[number]
        return len(others & words) / min(len(others), len(words))
