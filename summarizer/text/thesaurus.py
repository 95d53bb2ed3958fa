"""What English words have to do with each other: forms of one word, synonyms, kinds, opposites.

The table `thesaurus.tsv` is made from Princeton WordNet 3.0 by tests/make_thesaurus.py; its licence is beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

__all__ = ["Relation", "base_forms", "is_known", "parts_of_speech", "relation"]

Relation = Literal["same", "synonym", "broader", "narrower", "opposite", "sister"]
"""What one word is to another: a form of it, a synonym, a word for more or for fewer things, its opposite; sisters are
two kinds of one thing."""

_ENDINGS = {
    "n": "ies:y ches:ch shes:sh ses:s xes:x zes:z men:man s:",
    "v": "ies:y ied:y es:e es: s: ed:e ed: ing:e ing:",
    "a": "ier:y iest:y er: est: er:e est:e",
}
"""By part of speech the endings of inflected forms, each with what stands in its place in the base form."""
_DOUBLING = ("ed", "ing", "er", "est")
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


@dataclass(frozen=True, slots=True)
class _Entry:
    senses: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    derived: frozenset[str] = frozenset()
    opposites: frozenset[str] = frozenset()
    base: tuple[str, ...] = ()


@lru_cache(maxsize=16_384)
def relation(one: str, other: str) -> Relation | None:
    """What lower-case word `one` is to `other`, the closest relation first; None where the table knows of none.

    >>> relation("walked", "walks"), relation("buy", "purchase"), relation("rise", "fall")
    ('same', 'synonym', 'opposite')
    """
    if one == other:
        return "same"
    ours, theirs = _family(one), _family(other)
    if not ours or not theirs:
        return None
    if ours.bases & theirs.bases:
        return "same"
    if ours.opposites & theirs.bases or theirs.opposites & ours.bases:
        return "opposite"
    if ours.derived & theirs.bases or theirs.derived & ours.bases:
        return "same"
    if ours.senses & theirs.senses:
        return "synonym"
    if theirs.kinds & ours.senses:
        return "broader"
    if ours.kinds & theirs.senses:
        return "narrower"
    return "sister" if ours.kinds & theirs.kinds else None


def is_known(word: str) -> bool:
    """Whether a lower-case word, or a base form of it, stands in the table."""
    return bool(base_forms(word))


@lru_cache(maxsize=16_384)
def base_forms(word: str) -> tuple[str, ...]:
    """The base forms that a lower-case word may be a form of, or be itself; () for an unknown word."""
    own = _entry(word)
    found = [word] if own and own.senses else []
    found += [base.partition(":")[2] for base in own.base] if own else []
    for part, endings in _ENDINGS.items():
        for ending, instead in (pair.split(":") for pair in endings.split()):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                found += _bases(word[: len(word) - len(ending)], instead, part, double=ending in _DOUBLING)
    return tuple(dict.fromkeys(found))


def _bases(stem: str, instead: str, part: str, *, double: bool) -> list[str]:
    """The words of the part of speech that a stem gives.

    `double` says that the ending doubles a short stem's last letter: "stopped" is of "stop", "hoped" not of "hop".
    """
    candidates = [] if double and not instead and _SHORT.fullmatch(stem) else [stem + instead]
    if double and not instead and len(stem) > 2 and stem[-1] == stem[-2]:
        candidates.append(stem[:-1])
    return [word for word in candidates if part in parts_of_speech(word)]


@lru_cache(maxsize=16_384)
def parts_of_speech(word: str) -> frozenset[str]:
    """Of which parts of speech a base form is: n, v, a, r."""
    entry = _entry(word)
    return frozenset(sense[0] for sense in entry.senses) if entry else frozenset()


@lru_cache(maxsize=16_384)
def _family(word: str) -> _Family | None:
    bases = base_forms(word)
    if not bases:
        return None
    entries = [entry for base in bases if (entry := _entry(base))]
    return _Family(
        bases=frozenset(bases),
        senses=frozenset().union(*(entry.senses for entry in entries)),
        kinds=frozenset().union(*(entry.kinds for entry in entries)),
        derived=frozenset().union(*(entry.derived for entry in entries)),
        opposites=frozenset().union(*(entry.opposites for entry in entries)),
    )


@dataclass(frozen=True, slots=True)
class _Family:
    """All that is known of the words that a word may be a form of."""

    bases: frozenset[str]
    senses: frozenset[str]
    kinds: frozenset[str]
    derived: frozenset[str]
    opposites: frozenset[str]


@lru_cache(maxsize=16_384)
def _entry(word: str) -> _Entry | None:
    """A word's line, found by halving: the table is sorted, and reading all of it would take longer than a run."""
    table, wanted = _table(), word.encode("utf-8", "replace")
    low, high = 0, len(table) - 1
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2 + 1) + 1
        end = table.find(b"\n", start)
        line = table[start:end]
        found = line.partition(b"\t")[0]
        if found == wanted:
            return _parsed(line.decode())
        low, high = (end, high) if found < wanted else (low, start - 1)
    return None


def _parsed(line: str) -> _Entry:
    columns = [column.split() for column in line.split("\t")[1:]]
    columns += [[]] * (5 - len(columns))
    senses, kinds, derived, opposites = map(frozenset, columns[:4])
    return _Entry(senses, kinds, derived, opposites, tuple(columns[4]))


@cache
def _table() -> bytes:
    return files("summarizer.text").joinpath("thesaurus.tsv").read_bytes()
