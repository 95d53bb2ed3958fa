"""Lists the pairs of claims that the rules leave apart though they are near, for a model or a person to judge."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop
from itertools import combinations, islice, product
from math import log

from summarizer.merge.actors import resolve_actors
from summarizer.merge.duplicates import fold
from summarizer.merge.entries import Entry, Folded, Names, distinct, entries_of
from summarizer.merge.origins import origins_of
from summarizer.merge.stems import synonym_key
from summarizer.merge.tellings import Telling, are_apart, block_of, own_words, telling_of
from summarizer.models import ClaimJudgement, ClaimKind, Decision, Summary, statement_of
from summarizer.text.aliases import places_in
from summarizer.text.romanisation import romanised

__all__ = ["Candidate", "candidates_of"]

LIKE = 0.1
"""Likeness from which on two claims are asked about; low, for `limit` keeps the nearest, and who judges the rest."""
COMMON = 20
"""A word that more claims of one actor or day have brings no two of them together."""


@dataclass(frozen=True)
class Candidate:
    """Two claims that may be one: their ids in ascending order, and statements and quotes in the same order.

    `actor` is the actor's name; None for an event that nobody is named for. `likeness`, from 0 to 1, is what share of
    the content words and places of one the other has, the mean of both ways (Kulczyński 1927), where rare words weigh
    far more: a remark is known again by its odd word ("cowboy").
    """

    claims: tuple[str, str]
    kind: ClaimKind
    actor: str | None
    statements: tuple[str, str]
    quotes: tuple[str, str]
    likeness: float


def candidates_of(
    summaries: Iterable[Summary], decisions: Iterable[Decision] = (), limit: int = 200
) -> tuple[Candidate, ...]:
    """The pairs that the rules leave apart though they are near and nothing opposes them, the nearest first.

    They are of one kind and actor, for events of one status and day; of two texts, for what an article states as two
    claims its reader takes for two. A claim of several sources is spoken for by the best of them.

    Args:
        summaries: One for each article.
        decisions: Names of actors, and judgements made before; a pair that was judged is not asked about again.
        limit: How many pairs at most.
    """
    kept, decided = distinct(summaries), tuple(decisions)
    actors, names = resolve_actors(kept, decided)
    folded = fold(entries_of(kept, names, origins_of(kept)), names, decided)
    shown = {actor.actor_id: actor.name for actor in actors}
    found = islice(_nearest_first(folded, names, decided), limit)
    return tuple(_candidate(*pair, shown) for pair in found)


def _candidate(one: Entry, other: Entry, likeness: float, shown: Mapping[str, str]) -> Candidate:
    first, second = sorted((one, other), key=lambda entry: entry.checked.claim_id)
    left, right = first.checked, second.checked
    return Candidate(
        claims=(left.claim_id, right.claim_id),
        kind=left.kind,
        actor=shown.get(first.actor or second.actor or ""),
        statements=(statement_of(left.claim), statement_of(right.claim)),
        quotes=(left.claim.quote, right.claim.quote),
        likeness=likeness,
    )


def _nearest_first(
    folded: Sequence[Folded], names: Names, decisions: Iterable[Decision]
) -> Iterator[tuple[Entry, Entry, float]]:
    judged = frozenset(frozenset(decision.claims) for decision in decisions if isinstance(decision, ClaimJudgement))
    spoken = [_Spoken.of(item, names) for item in folded]
    # Only as many pairs are looked at closely as are asked for.
    heap = list(_near(spoken))
    heapify(heap)
    while heap:
        far, _, a, b = heappop(heap)
        one, other = spoken[a], spoken[b]
        if one.is_open(other, judged) and not are_apart(one.telling, other.telling, names):
            yield one.entry, other.entry, -far


def _near(spoken: Sequence[_Spoken]) -> Iterator[tuple[float, tuple[str, ...], int, int]]:
    """The pairs of claims of one block that are alike enough: the negative likeness, their ids, and their places."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in enumerate(spoken):
        blocks[block_of(one.entry)].append(number)
    weights = _weights(spoken)
    totals = [_total(one.words, weights) for one in spoken]
    for block in blocks.values():
        for a, b in _sharing_a_word(block, spoken):
            both = _total(spoken[a].words & spoken[b].words, weights)
            likeness = round((both / totals[a] + both / totals[b]) / 2, 3)
            if likeness >= LIKE:
                yield -likeness, tuple(sorted(spoken[n].entry.checked.claim_id for n in (a, b))), a, b


@dataclass(frozen=True)
class _Spoken:
    """A claim as its best source tells it; `words` are content words and places, without the speaker's name."""

    item: Folded
    telling: Telling
    words: frozenset[str]

    @classmethod
    def of(cls, item: Folded, names: Names) -> _Spoken:
        """A claim with the words of its best source."""
        telling = telling_of(item.entries[0])
        own = own_words(names, item.entries[0])
        told = (telling.stated, telling.quoted)
        words = {synonym_key(word) for one in told for word in one.carried if romanised(word) not in own}
        places = {f"={place.casefold()}" for one in told for place in places_in(one.text)}
        return cls(item, telling, frozenset(words | places))

    @property
    def entry(self) -> Entry:
        """The best source."""
        return self.item.entries[0]

    def is_open(self, other: _Spoken, judged: frozenset[frozenset[str]]) -> bool:
        """Whether the two stand in different texts, and nobody has judged them yet."""
        if not self.item.texts.isdisjoint(other.item.texts):
            return False
        left, right = ([entry.checked.claim_id for entry in item.entries] for item in (self.item, other.item))
        return not judged or not any(frozenset(pair) in judged for pair in product(left, right))


def _weights(spoken: Iterable[_Spoken]) -> dict[str, float]:
    """What a word counts: the square of the logarithm of how many times rarer it is than a word of every claim."""
    words = [one.words for one in spoken]
    return {word: log(1 + len(words) / count) ** 2 for word, count in Counter(w for own in words for w in own).items()}


def _total(words: Iterable[str], weights: Mapping[str, float]) -> float:
    # The same order whatever the order of the set, for the sum of floating-point numbers depends on it.
    return sum(sorted(weights[word] for word in words))


def _sharing_a_word(block: Iterable[int], spoken: Sequence[_Spoken]) -> list[tuple[int, int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number in block:
        for word in spoken[number].words:
            places[word].append(number)
    pairs = {pair for found in places.values() if 1 < len(found) <= COMMON for pair in combinations(found, 2)}
    return sorted(pairs)
