"""Finds the tellings that one can be a telling of the same claim as, without comparing each with each.

Three ways lead from one to another, for each way in which `tellings.are_one` can hold: the words of one statement are
all among the words of the other; long statements in the first person share most words; a sentence is quoted by both.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from functools import lru_cache

from summarizer.merge.sameness import LONG, OVERLAP
from summarizer.merge.stems import synonym_key
from summarizer.merge.tellings import Telling
from summarizer.text.romanisation import romanised

__all__ = ["COMMON", "Nearness", "statement_key"]

COMMON = 200
"""So many tellings are looked at for each key, the first ones; more have it only where all of a day says the same.

What is missed then stays two claims, and none is lost.
"""
SENTENCE = 4
"""Content words that a sentence must have to be known again."""


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    return romanised(word)


def statement_key(telling: Telling, own: Collection[str]) -> frozenset[str]:
    """The content words of a statement, synonyms by one key, without the words that name its speaker."""
    return frozenset(synonym_key(word) for word in telling.stated.carried if _sound(word) not in own)


class Nearness:
    """The tellings of one block, found again by their words.

    They must be added in the order of the size of their keys: then of two statements of which one has all words of the
    other the one with fewer is there when the other one comes, and one entry in the index, at its rarest word, is
    enough (as in prefix filtering, Chaudhuri et al. 2006).
    """

    def __init__(self, keys: Iterable[frozenset[str]]) -> None:
        self._rarity = Counter(word for key in keys for word in key)
        self._stated: dict[Hashable, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        self._found: dict[Hashable, list[int]] = defaultdict(list)

    def add(self, number: int, telling: Telling, key: frozenset[str]) -> None:
        """Enter a telling under its number."""
        rarest = min(key, key=self._rank, default="")
        for numbers in (telling.stated.numbers, None):
            stated = self._stated[rarest, numbers]
            if len(stated) < COMMON:
                stated.append((number, key))
        for entered in self._others(telling):
            found = self._found[entered]
            if len(found) < COMMON and (not found or found[-1] != number):
                found.append(number)

    def near(self, telling: Telling, key: frozenset[str]) -> frozenset[int]:
        """The numbers of the tellings that may be of the same claim."""
        asked = (asked for asked in self._asked(telling.stated.numbers, key) if asked in self._stated)
        stated = (number for at in asked for number, words in self._stated[at] if words <= key)
        others = (number for at in self._others(telling) if at in self._found for number in self._found[at])
        return frozenset((*stated, *others))

    def _asked(self, numbers: frozenset[str], key: frozenset[str]) -> Iterator[Hashable]:
        # Statements with other numbers are opposed; one without a number may go with any.
        for word in (*key, ""):
            yield from ((word, numbers), (word, frozenset())) if numbers else ((word, None),)

    def _others(self, telling: Telling) -> Iterator[Hashable]:
        stated = telling.stated
        if stated.in_first_person and len(stated.carried) >= LONG:
            yield from (("long", word) for word in self._prefix(stated.carried))
        sentences = (part for part in telling.quoted.stretches if len(part.content) >= SENTENCE)
        yield from ((part.content, part.numbers) for part in sentences)

    def _prefix(self, words: frozenset[str]) -> list[str]:
        """The rarest words, one of which two sets must share to have a Dice coefficient of `OVERLAP`."""
        shared = math.ceil(OVERLAP * len(words) / (2 - OVERLAP))
        return sorted(words, key=self._rank)[: len(words) - shared + 1]

    def _rank(self, word: str) -> tuple[int, str]:
        return self._rarity[word], word
