"""Compares the wording of two claims: how much of it they share, and whether one says the opposite of the other.

The words are English. Of another language no negation, antonym or stop word is known here: what differs by such a
word alone is not seen as opposed, and only `sameness` keeps it apart, by asking for the same content words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from summarizer.text.aliases import office_of, places_in, romanised
from summarizer.text.places import parts_between_places

__all__ = [
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
    "words_in",
]

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]\s+|[“\"„«]\s*|[–—-]\s+)(?=\w)")


@cache
def lexicon() -> dict[str, Any]:
    """The words of `wording.toml`."""
    return tomllib.loads(files("summarizer.merge").joinpath("wording.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=65536)
def words_in(text: str) -> tuple[str, ...]:
    """The words of a text as they stand, apostrophes inside included, no numbers."""
    return tuple(_WORD.findall(text))


@cache
def _stems(group: str) -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon()[group].split())


@cache
def _concepts() -> dict[str, str]:
    return {stem(word): concept for concept, words in lexicon()["concepts"].items() for word in words.split()}


@cache
def _phrase_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {phrase: word for word, phrases in lexicon()["concept_phrases"].items() for phrase in phrases}
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE), words


def plain_phrases(text: str) -> str:
    """A text with expressions of several words replaced by the one word that says the same."""
    pattern, words = _phrase_pattern()
    return pattern.sub(lambda match: words[match.group().casefold()], text)


@cache
def _antonyms() -> dict[str, frozenset[str]]:
    pairs = [tuple(stem(word) for word in pair.split()) for pair in lexicon()["antonyms"]]
    found: dict[str, set[str]] = {}
    for left, right in pairs:
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return {word: frozenset(others) for word, others in found.items()}


# One inflection goes, then what tells British from American spelling and a stem from its silent end.
_INFLECTION = re.compile(
    r"(?<=..)(?P<y>ies|ied)$|(?<=...)(?:ing|ed)(?:ly)?$|(?:(?<=[sxz])|(?<=ch)|(?<=sh))es$|(?<=..[^su])s$"
)
_SPELLING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), ending)
    for pattern, ending in (
        (r"(?<=...)ly$", ""),
        (r"(?<=...)our$", "or"),
        (r"(?<=..)e+$", ""),
        (r"(?<=...)is$", "iz"),
        (r"([^aeiouls])\1$", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its English endings and British spelling: `prevails` -> `prevail`, `neighbours` -> `neighbor`."""
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    key = _INFLECTION.sub(lambda match: "y" if match["y"] else "", plain)
    for pattern, ending in _SPELLING:
        key = pattern.sub(ending, key)
    return key


@lru_cache(maxsize=65536)
def _content(text: str) -> tuple[tuple[str, str], ...]:
    """The words that carry the meaning with their stems, in order."""
    stems = ((word, stem(word)) for word in _WORD.findall(text))
    return tuple((word, key) for word, key in stems if key not in _stems("stop") and len(key) > 1)


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry the meaning: no stop words, no reporting verbs, no numbers."""
    return frozenset(key for _, key in _content(text))


@lru_cache(maxsize=65536)
def concept_words(text: str) -> frozenset[str]:
    """The content words with synonyms brought to one concept and places to their state: `Kyiv` -> `=ukraine`."""
    places = {f"={place.casefold()}" for place in places_in(text)}
    return frozenset({_concepts().get(word, word) for word in content_words(plain_phrases(text))} | places)


@lru_cache(maxsize=65536)
def phrases(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of neighbouring content words (`security guarantee`), and of a place and a concept (`=nato membership`)."""
    concepts = sorted(concept_words(text) & set(_concepts().values()))
    places = [f"={place.casefold()}" for place in places_in(text)]
    pairs = {pair for part in parts_between_places(text) for pair in _neighbours(part)}
    return frozenset(pairs | {(place, concept) for place in places for concept in concepts})


@lru_cache(maxsize=65536)
def _neighbours(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of neighbouring content words, concepts by their name; an office is no subject that two demands share."""
    words = [(word, _concepts().get(key, key)) for word, key in _content(plain_phrases(text))]
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
    digits = {re.sub(r"[.,](?=\d{3}\b)", "", found) for found in _NUMBER.findall(text)}
    words = lexicon()["numbers"]
    return frozenset(digits | {words[w] for w in (m.casefold() for m in _WORD.findall(text)) if w in words})


@lru_cache(maxsize=65536)
def negations(text: str) -> int:
    """How often a text negates or refuses; "neither … nor" is once."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    small = lexicon()["negations"].split()
    return sum(word.endswith("n't") or word in small or stem(word) in _stems("refusals") for word in words)


@lru_cache(maxsize=65536)
def _merely_possible(text: str) -> bool:
    """Whether a text says that something may be; "May" with its capital is the month."""
    small = lexicon()["possible"].split()
    return any(word in small for word in _WORD.findall(text))


@lru_cache(maxsize=65536)
def names_in(text: str) -> tuple[str, ...]:
    """The names in a text in order, places by their state's name: capitalised words that begin no sentence."""
    starts = {match.end() for match in _SENTENCE_START.finditer(text)}
    words = [m.group() for m in _WORD.finditer(text) if m.group()[0].isupper() and m.start() not in starts]
    persons = [romanised(word.replace("’", "'").removesuffix("'s")) for word in words if not places_in(word)]
    places = [place.casefold() for place in places_in(text)]
    inside = {romanised(part) for place in places for part in place.split()}
    return tuple(dict.fromkeys([*places, *(p for p in persons if p not in inside)]))


def opposed_words(a: str, b: str, own: Collection[str] = ()) -> str | None:
    """Why two wordings can not be one claim: "negation", "number", "possibility", "antonym" or "name"; else None.

    Numbers and names differ where each side has what the other lacks, and for numbers where the sets differ at all;
    one side alone may be the less exact. `own` are names that both may use for their speaker. Names in another order
    ("A attacks B", "B attacks A") differ too.
    """
    if negations(a) != negations(b):
        return "negation"
    if numbers_in(a) != numbers_in(b) and numbers_in(a) and numbers_in(b):
        return "number"
    if _merely_possible(a) != _merely_possible(b):
        return "possibility"
    if _antonym_between(_all_stems(a), _all_stems(b)):
        return "antonym"
    return "name" if _names_differ(names_in(a), names_in(b), own) else None


@lru_cache(maxsize=65536)
def _all_stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text))


def _antonym_between(a: frozenset[str], b: frozenset[str]) -> bool:
    antonyms = _antonyms()
    return any(other in b - a for word in a - b for other in antonyms.get(word, ()))


def _names_differ(a: Iterable[str], b: Iterable[str], own: Collection[str]) -> bool:
    left = [name for name in a if name not in own]
    right = [name for name in b if name not in own]
    if set(left) - set(right) and set(right) - set(left):
        return True
    return [n for n in left if n in right] != [n for n in right if n in left]
