"""Knows single English words for the merge: their stems, irregular forms, synonyms and opposites (`wording.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from summarizer.text.romanisation import romanised

__all__ = [
    "WORD",
    "antonyms",
    "base",
    "group",
    "is_past",
    "lexicon",
    "plain_phrases",
    "stem",
    "stems",
    "synonym_key",
    "synonymous",
    "words_in",
]

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@cache
def lexicon() -> dict[str, Any]:
    """The words of `wording.toml`."""
    return tomllib.loads(files("summarizer.merge").joinpath("wording.toml").read_text(encoding="utf-8"))


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text as they stand, apostrophes inside included, no numbers."""
    return tuple(WORD.findall(text))


@cache
def group(name: str) -> frozenset[str]:
    """The words of a list of the lexicon."""
    return frozenset(lexicon()[name].split())


@cache
def stems(name: str) -> frozenset[str]:
    """The stems of the words of a list of the lexicon."""
    return frozenset(stem(word) for word in group(name))


@cache
def _phrase_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {phrase: word for word, phrases in lexicon()["concept_phrases"].items() for phrase in phrases}
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE), words


def plain_phrases(text: str) -> str:
    """A text with expressions of several words replaced by the one word that says the same."""
    pattern, words = _phrase_pattern()
    return pattern.sub(lambda match: words[match.group().casefold()], text)


# --- stems -----------------------------------------------------------------------------------------------------------

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
_CONTRACTED = re.compile(r"(?:'(?:s|ve|re|ll|d|m)|n't)$")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its English endings and British spelling: `prevails` -> `prevail`, `we've` -> `we`."""
    plain = word.casefold().replace("’", "'")
    whole = lexicon()["contracted"].get(plain)
    key = _INFLECTION.sub(lambda match: "y" if match["y"] else "", whole or _CONTRACTED.sub("", plain) or plain)
    for pattern, ending in _SPELLING:
        key = pattern.sub(ending, key)
    return key


@cache
def _irregular() -> dict[str, str]:
    """Irregular forms with the stem of their base: `met` -> `meet`."""
    entries = (entry.split() for entry in lexicon()["irregular"])
    return {form: stem(first) for first, *forms in entries for form in forms}


@lru_cache(maxsize=65536)
def base(word: str) -> str:
    """The stem of a word, of an irregular form that of its base: `met`, `meets` -> `meet`."""
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    return _irregular().get(plain) or stem(plain)


def is_past(word: str) -> bool:
    """Whether a word can be a past form or a participle."""
    plain = word.casefold()
    return plain in _irregular() or (len(plain) > 4 and plain.endswith("ed"))


# --- what one word is to another -------------------------------------------------------------------------------------


@cache
def antonyms() -> dict[str, frozenset[str]]:
    """For each stem those that say the opposite."""
    found: dict[str, set[str]] = {}
    for left, right in ([stem(word) for word in pair.split()] for pair in lexicon()["antonyms"]):
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _synonyms() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, words in enumerate(lexicon()["synonyms"]):
        for word in words.split():
            found.setdefault(base(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=65536)
def synonymous(a: str, b: str) -> bool:
    """Whether two bases can stand in one another's place, or are two spellings of a name."""
    groups = _synonyms()
    return bool(groups.get(a, frozenset()) & groups.get(b, frozenset())) or (
        min(len(a), len(b)) >= 5 and romanised(a) == romanised(b)
    )


@cache
def _synonym_keys() -> dict[str, str]:
    """The first word of all that are synonyms of each other over any number of steps, by sound."""
    keys: dict[str, str] = {}
    for words in lexicon()["synonyms"]:
        sounds = [romanised(base(word)) for word in words.split()]
        merged = {keys[sound] for sound in sounds if sound in keys} | {sounds[0]}
        first = min(merged)
        keys = {sound: first if key in merged else key for sound, key in keys.items()}
        keys.update(dict.fromkeys(sounds, first))
    return keys


@lru_cache(maxsize=65536)
def synonym_key(word: str) -> str:
    """A key that a base and all that `synonymous` finds for it have in common."""
    sound = romanised(word)
    return _synonym_keys().get(sound, sound)
