"""Finds what demands, allegations and their answers are about: the words and phrases that tell one matter's subject."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from summarizer.merge.wording import concept_words, dice, is_place, negations, phrases, stem, words_in
from summarizer.text.places import split_at_places

__all__ = [
    "ALIKE",
    "Subject",
    "agent_of",
    "is_generic",
    "is_light",
    "lets_go",
    "likeness",
    "looks_ahead",
    "place_matters",
    "speaks_for",
    "subject_of",
    "subject_phrases",
    "subject_words",
]

ALIKE = 0.5
"""Share of subject words (Dice) that makes two wordings one matter where they have no phrase in common."""

Phrases = frozenset[tuple[str, str]]


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(files("summarizer.merge").joinpath("threads.toml").read_text(encoding="utf-8"))


@cache
def _stems(group: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _lexicon()[group].split())


@lru_cache(maxsize=8192)
def subject_words(text: str) -> frozenset[str]:
    """The words that tell what a text is about: no "demand" or "reply"; places are on every line, but go with others.

    >>> sorted(subject_words("Norway’s demand for fishing rights"))
    ['=norway', 'fish', 'right']
    """
    words = concept_words(text) - _stems("generic")
    return words if any(not is_place(word) for word in words) else frozenset()


@lru_cache(maxsize=8192)
def subject_phrases(text: str) -> Phrases:
    """The phrases of a text that only one matter has: none with a word such as "demand", "million" or "people"."""
    common = _stems("generic") | _stems("light")
    return frozenset(pair for pair in phrases(text) if not common & set(pair))


def is_light(word: str) -> bool:
    """Whether a word, as a stem, stands in so many matters that it tells of none."""
    return word in _stems("light")


def is_generic(word: str) -> bool:
    """Whether a word, as a stem, names a demand, an allegation or an answer, and not what it is about."""
    return word in _stems("generic")


def speaks_for(word: str) -> bool:
    """Whether a word is of those who speak for another: spokesman, campaign."""
    return stem(word) in _stems("speaks_for")


@lru_cache(maxsize=65536)
def asks_for_reply(text: str) -> bool:
    """Whether what is demanded is a reply: "a written response to …"."""
    return any(stem(word) in _stems("replies") for word in words_in(text)[:3])


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text is about, ready to be compared: its phrases and its words, without those that name persons."""

    phrases: Phrases
    words: frozenset[str]


def subject_of(text: str, names: Collection[str] = frozenset()) -> Subject:
    """The subject of a text; `names` are the stems of names of persons, whom many matters have in common."""
    found = frozenset(pair for pair in subject_phrases(text) if not (pair[0] in names and pair[1] in names))
    return Subject(found, frozenset(word for word in subject_words(text) if word not in names))


def likeness(a: Subject, b: Subject) -> float:
    """How much two texts have one subject: 0 where they have no phrase in common and too few words."""
    shared = len(a.phrases & b.phrases)
    covered = dice(a.words, b.words)
    return shared + covered if shared or covered >= ALIKE else 0.0


@lru_cache(maxsize=8192)
def place_matters(text: str) -> Phrases:
    """The pairs of a place and a concept in a text: `=russia attack`."""
    return frozenset(pair for pair in phrases(text) if is_place(pair[0]))


@lru_cache(maxsize=8192)
def agent_of(text: str, concept: str) -> str | None:
    """The place that does what a concept says: before its word, or behind it with "by"; None where that is open.

    >>> agent_of("A Russian invasion of Ukraine", "attack"), agent_of("an invasion of Ukraine by Russia", "attack")
    ('Russia', 'Russia')
    """
    before, told = None, False
    last: list[str] = []
    for piece, place in split_at_places(text):
        if place is None:
            last = piece.split()[-2:]
            told = told or concept in concept_words(piece)
        elif not told:
            before = place
        elif "by" in last:
            return place
    return before


def agents_fit(a: str, b: str) -> bool:
    """Whether two texts can tell of one deed: not one of an attack on the other, and the other of one on the first."""
    ours, theirs = ({concept for _, concept in place_matters(text)} for text in (a, b))
    return all(_fit(agent_of(a, concept), agent_of(b, concept)) for concept in sorted(ours & theirs))


def _fit(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left == right


@lru_cache(maxsize=65536)
def looks_ahead(text: str) -> bool:
    """Whether a text tells of what may come, and not of what has happened."""
    words = _lexicon()["ahead"].split()
    return any(word in words for word in words_in(text))


@lru_cache(maxsize=65536)
def lets_go(text: str) -> bool:
    """Whether a text says that a demand is not made any longer: "no longer insists", "drops its request"."""
    words = words_in(text)
    for index, word in enumerate(map(stem, words)):
        before, behind = words[max(index - 3, 0) : index], words[index + 1 : index + 5]
        if word in _stems("asked") and "no longer" in " ".join(before).casefold():
            return True
        if word in _stems("let_go") and any(stem(other) in _stems("let_go_of") for other in behind):
            return not negations(" ".join(before))
    return False
