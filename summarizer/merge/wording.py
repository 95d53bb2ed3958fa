"""Compares the wording of two claims: how much of it they share, and whether one says the opposite of the other.

The words are English. Of another language no negation, antonym or stop word is known here: what differs by such a
word alone is not seen as opposed, and only `sameness` keeps it apart, by asking for the same content words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from summarizer.merge.stems import WORD, antonyms, base, group, lexicon, plain_phrases, stem, stems, words_in
from summarizer.text.aliases import office_of, places_in, romanised
from summarizer.text.places import parts_between_places, split_at_places

__all__ = [
    "Wording",
    "carries",
    "concept_words",
    "content_words",
    "dice",
    "is_place",
    "lexicon",
    "names_in",
    "negations",
    "numbers_in",
    "opposed_words",
    "phrases",
    "plain_phrases",
    "stem",
    "worded",
    "words_in",
]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SCALED = re.compile(r"[$€£¥]\s?\d[\d.,]*(k|m|mn|bn|tn)\b")
_SCALES = {"k": "1000", "m": "1000000", "mn": "1000000", "bn": "1000000000", "tn": "1000000000000"}
_THOUSANDS = re.compile(r"[.,](?=\d{3}\b)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]\s+|[“\"„«]\s*|[–—-]\s+)(?=\w)")


class Wording:
    """A text with what is known of its words, each found when it is first asked for, and once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_in(text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(map(stem, self.words))

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of the words that carry the meaning: no stop words, no reporting verbs, no numbers."""
        return frozenset(filter(None, map(_carried, self.words)))

    @cached_property
    def bases(self) -> frozenset[str]:
        """The bases of all words."""
        return frozenset(map(base, self.words))

    @cached_property
    def carried(self) -> frozenset[str]:
        """The bases of the content words outside the names of places."""
        parts = (part for part, place in split_at_places(plain_phrases(self.text)) if not place)
        words = {word for part in parts for word in words_in(part)}
        return frozenset(base(word) for word in words if _carried(word))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers, in digits or words; "€3bn" is 3 and a billion."""
        digits = (_THOUSANDS.sub("", found) for found in _NUMBER.findall(self.text))
        scales = (_SCALES[found] for found in _SCALED.findall(self.text))
        return frozenset((*digits, *scales, *filter(None, map(_number, self.words))))

    @cached_property
    def negations(self) -> int:
        """How often it negates or refuses; "neither … nor" is once."""
        return sum(map(_negates, self.words))

    @cached_property
    def is_merely_possible(self) -> bool:
        """Whether it says that something may be; "May" with its capital is the month."""
        return not group("possible").isdisjoint(self.words)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names in order, places by their state's name: capitalised words that begin no sentence."""
        return _names(self.text)


def carries(word: str) -> bool:
    """Whether a word carries meaning: no stop word, no reporting verb, no single letter."""
    return _carried(word) is not None


@lru_cache(maxsize=65536)
def _carried(word: str) -> str | None:
    """The stem of a word that carries meaning."""
    key = stem(word)
    return key if len(key) > 1 and key not in stems("stop") else None


@lru_cache(maxsize=65536)
def _negates(word: str) -> bool:
    plain = word.casefold().replace("’", "'")
    return plain.endswith("n't") or plain in group("negations") or stem(plain) in stems("refusals")


@lru_cache(maxsize=65536)
def _number(word: str) -> str | None:
    numbers: dict[str, str] = lexicon()["numbers"]
    return numbers.get(word.casefold())


@cache
def _concepts() -> dict[str, str]:
    return {stem(word): concept for concept, words in lexicon()["concepts"].items() for word in words.split()}


@lru_cache(maxsize=32768)
def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry the meaning: no stop words, no reporting verbs, no numbers."""
    return Wording(text).content


@lru_cache(maxsize=16384)
def concept_words(text: str) -> frozenset[str]:
    """The content words with synonyms brought to one concept and places to their state: `Kyiv` -> `=ukraine`."""
    places = {f"={place.casefold()}" for place in places_in(text)}
    # A place counts once, by its name, and not by the word for it too.
    words = (word for part in parts_between_places(plain_phrases(text)) for word in content_words(part))
    return frozenset({_concepts().get(word, word) for word in words} | places)


@lru_cache(maxsize=8192)
def phrases(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of neighbouring content words (`security guarantee`), and of a place and a concept (`=nato membership`)."""
    concepts = sorted(concept_words(text) & set(_concepts().values()))
    places = [f"={place.casefold()}" for place in places_in(text)]
    pairs = {pair for part in parts_between_places(text) for pair in _neighbours(part)}
    return frozenset(pairs | {(place, concept) for place in places for concept in concepts})


@lru_cache(maxsize=8192)
def _neighbours(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of neighbouring content words, concepts by their name; an office is no subject that two demands share."""
    words = [(word, _concepts().get(stem(word), stem(word))) for word in words_in(plain_phrases(text)) if carries(word)]
    return frozenset(
        (a, b) for (one, a), (two, b) in pairwise(words) if a != b and not office_of(one) and not office_of(two)
    )


def is_place(word: str) -> bool:
    """Whether a word of `concept_words` or `phrases` stands for a state or organisation."""
    return word.startswith("=")


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    """Sørensen's coefficient of two sets of words: 0 nothing in common, 1 the same; 0 for two empty sets."""
    total = len(a) + len(b)
    return 2 * len(a & b) / total if total else 0.0


@lru_cache(maxsize=65536)
def numbers_in(text: str) -> frozenset[str]:
    """The numbers a text gives in digits or words, without separators of thousands: `5,000`, `two` -> 5000, 2."""
    return Wording(text).numbers


@lru_cache(maxsize=65536)
def negations(text: str) -> int:
    """How often a text negates or refuses; "neither … nor" is once."""
    return Wording(text).negations


@lru_cache(maxsize=8192)
def names_in(text: str) -> tuple[str, ...]:
    """The names in a text in order, places by their state's name: capitalised words that begin no sentence."""
    return _names(text)


def _names(text: str) -> tuple[str, ...]:
    starts = {match.end() for match in _SENTENCE_START.finditer(text)}
    words = [m.group() for m in WORD.finditer(text) if m.group()[0].isupper() and m.start() not in starts]
    persons = [romanised(word.replace("’", "'").removesuffix("'s")) for word in words if not places_in(word)]
    places = [place.casefold() for place in places_in(text)]
    inside = {romanised(part) for place in places for part in place.split()}
    return tuple(dict.fromkeys([*places, *(p for p in persons if p not in inside)]))


def opposed_words(a: str | Wording, b: str | Wording, own: Collection[str] = ()) -> str | None:
    """Why two wordings can not be one claim: "negation", "number", "possibility", "antonym" or "name"; else None.

    Numbers and names differ where each side has what the other lacks, and for numbers where the sets differ at all;
    one side alone may be the less exact. `own` are names that both may use for their speaker. Names in another order
    ("A attacks B", "B attacks A") differ too.
    """
    left, right = worded(a), worded(b)
    if left.negations != right.negations:
        return "negation"
    if left.numbers != right.numbers and left.numbers and right.numbers:
        return "number"
    if left.is_merely_possible != right.is_merely_possible:
        return "possibility"
    if _antonym_between(left.stems, right.stems):
        return "antonym"
    return "name" if _names_differ(left.names, right.names, own) else None


def worded(text: str | Wording) -> Wording:
    """A text as a Wording; a Wording as it is."""
    return Wording(text) if isinstance(text, str) else text


def _antonym_between(a: frozenset[str], b: frozenset[str]) -> bool:
    left, right, known = a - b, b - a, antonyms()
    return any(not right.isdisjoint(known[word]) for word in left if word in known)


def _names_differ(a: Iterable[str], b: Iterable[str], own: Collection[str]) -> bool:
    left = [name for name in a if name not in own]
    right = [name for name in b if name not in own]
    if set(left) - set(right) and set(right) - set(left):
        return True
    return [n for n in left if n in right] != [n for n in right if n in left]
