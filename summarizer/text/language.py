"""Tells the language of a text, or that it can not be told: English by its words, the others by the library eld."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Any, cast

from summarizer.text.words import lexicon

__all__ = ["are_close", "has_english_words", "is_unspaced", "language_name", "language_of", "language_shares"]

PIECE = 240
"""Characters of a piece that is judged on its own, about two sentences; eld reads no more than 350 bytes."""
PIECES = 32
"""So many pieces, spread evenly, are asked for the language of a long text."""
MAJORITY = 0.75
"""A text is in a language if so much of what could be told of it is."""
SURE_OF_FEW, SURE = 0.35, 0.15
"""How far the best guess must lead the next one, as a share of its own score: up to five words, and from six on."""
FEW = 5

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_PLAIN = re.compile("[a-z]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of the scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


def language_of(text: str) -> str | None:
    """The language that a text is written in, as an ISO 639-1 code; None where it can not be told with good certainty.

    A few words, names alone and numbers tell none; neither does a text in two languages.
    """
    if _mostly_plain_english(_pieces(text)):
        return "en"
    shares = language_shares(text)
    best = next(iter(shares), None)
    return best if best and shares[best] >= MAJORITY else None


def has_english_words(text: str) -> bool:
    """Whether a text that stands among English ones is one of them by the look of its words; for the doubtful, ask.

    One word that only English has is enough beside another common one; the library is not needed.
    """
    own, held, count = _common_words(text)
    return (own >= 1 and held >= 2 and 8 * held >= count) or (held >= 3 and 4 * held >= count)


def language_shares(text: str) -> dict[str, float]:
    """The languages of a text with their shares of what could be told of it, the largest first."""
    told: Counter[str] = Counter()
    for piece in _pieces(text):
        language = _language_of_piece(piece)
        if language:
            told[language] += len(piece)
    return {code: told[code] / told.total() for code in sorted(told, key=lambda code: (-told[code], code))}


def language_name(code: str) -> str:
    """The English name of a language: "German" for "de"."""
    return str(lexicon("languages")["names"].get(code, code))


def are_close(one: str, other: str) -> bool:
    """Whether two codes are the same language or two that a short text does not tell apart."""
    return one == other or any(one in group and other in group for group in lexicon("languages")["close"])


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that puts no spaces between words: Chinese, Japanese, Thai …"""
    return not word.isascii() and _UNSPACED.search(word) is not None


# --- pieces ---


def _pieces(text: str) -> list[str]:
    """At most `PIECES` stretches of a text, spread evenly over it; no stretch reaches over a line's end."""
    found = [piece for line in text.splitlines() if line.strip() for piece in _cut(line.strip())]
    if len(found) <= PIECES:
        return found
    return [found[i * len(found) // PIECES] for i in range(PIECES)]


def _cut(line: str) -> list[str]:
    """A line in stretches of about `PIECE` characters, cut at spaces where there are any."""
    pieces, start = [], 0
    while len(line) - start > PIECE:
        end = line.rfind(" ", start + 1, start + PIECE)
        end = start + PIECE if end < 0 else end
        pieces.append(line[start:end])
        start = end
    return [*pieces, line[start:]]


def _mostly_plain_english(pieces: list[str]) -> bool:
    """Whether a text is English whatever the library might say of the rest; so it need not be loaded."""
    wanted, plain = MAJORITY * sum(map(len, pieces)), 0
    for piece in pieces:
        plain += len(piece) if _plainly_english(piece) else 0
        if plain >= wanted:
            return True
    return False


@lru_cache(maxsize=4_096)
def _language_of_piece(piece: str) -> str | None:
    if _plainly_english(piece):
        return "en"
    words = _WORD.findall(piece)
    telling = _telling(words)
    if telling < 3:
        return None
    best, lead = _guess(piece)
    if best is None or best == "en":
        return best
    settled = _by_letters(piece)
    if settled:
        return settled
    return best if lead >= (SURE_OF_FEW if telling <= FEW else SURE) or not _latin(words) else None


def _telling(words: list[str]) -> int:
    """How many words tell a language: those in small letters where the script has them, and no names.

    Two characters of a script without spaces count as a word; fewer than eight of them may be a name.
    """
    unspaced = sum(len(_UNSPACED.findall(word)) for word in words)
    if unspaced:
        return unspaced // 2 if unspaced >= 8 else 0
    small = sum(_is_small(word) for word in words)
    if small or any(word[0].isupper() for word in words):
        return small
    return len(words) if len(words) >= 4 else 0


def _is_small(word: str) -> bool:
    """Whether a word is no name: not "iPhone", and "l'Europe" is one for its article."""
    return re.split("['’ʼ]", word, maxsplit=1)[0].islower()


@lru_cache(maxsize=4_096)
def _plainly_english(piece: str) -> bool:
    """Whether a quarter of the words, three at least, are common in English, one of them in no other language."""
    own, held, count = _common_words(piece)
    if not own or held < 3 or 4 * held < count:
        return False
    own_letters = (word for word in _WORD.findall(piece) if not word.replace("’", "'").isascii())
    return piece.isascii() or not any(map(_is_small, own_letters))


def _common_words(text: str) -> tuple[int, int, int]:
    """How many words only English has, how many are common in English, and how many there are."""
    low = _PLAIN.findall(text.lower())
    own = sum(map(_english("english").__contains__, low))
    return own, own + sum(map(_english("english_too").__contains__, low)), len(low)


def _latin(words: list[str]) -> bool:
    return any("a" <= letter <= "\u024f" for word in words for letter in word)


def _by_letters(piece: str) -> str | None:
    """The language that has letters of its own in the text: "ы" is Russian, "ї" Ukrainian."""
    letters = set(piece.lower())
    for rule in lexicon("languages")["letters"]:
        if letters & set(rule["of"]) and not letters & set(rule["without"]):
            return str(rule["language"])
    return None


def _guess(piece: str) -> tuple[str | None, float]:
    """The library's best guess, and how far it leads the next one, as a share of its score."""
    scores = cast(dict[str, float] | None, _detector().detect(piece).scores())
    if not scores:
        return None, 0.0
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    behind = ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0], (ranked[0][1] - behind) / ranked[0][1]


@cache
def _english(words: str) -> frozenset[str]:
    return frozenset(lexicon("languages")[words])


@cache
def _detector() -> Any:
    """The library's detector; loading it takes a tenth of a second, which a run over English texts never needs."""
    from eld import LanguageDetector  # type: ignore[import-untyped] # it ships no types

    return LanguageDetector()
