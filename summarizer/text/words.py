"""Cuts text into words and marks and tells the closed classes of English apart; the ground of the language layer."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import Any, NamedTuple

__all__ = ["Word", "any_in_class", "in_class", "lexicon", "office_words", "words"]

# Marks and words in the order they are tried: plain words (most are), two-part marks, abbreviations, numbers, words,
# single marks.
_WORD = re.compile(
    r"[a-z]{2,}(?![\w’'‑&-])|\.{2,}|''|``|(?:[A-Za-z]\.){2,}|[’'](?:s|ve|re|m|d|ll)\b|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?\b"
    r"|[^\W\d_]\.(?=\s*[A-Z])|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Prof|St|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Jr|Sr)\."
    r"|[^\W_]+(?:[’'](?!(?:s|ve|re|m|d|ll)\b)[^\W_]+|[-‑&][^\W_]+)*|\S",
    re.UNICODE,
)


class Word(NamedTuple):
    """A word or mark with its place in the text; `low` is what lexicons are asked for."""

    start: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number and no mark."""
        return self.text[0].isalnum() or (len(self.text) > 1 and self.text[1].isalpha())


_word = partial(tuple.__new__, Word)
"""Makes a Word of its four parts; calling the class takes half as long again."""


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words and marks of `text[start:end]` in order; a possessive 's is a word of its own.

    >>> [w.text for w in words("The U.S.’s reply, Mr. O'Neil said")]
    ['The', 'U.S.', '’s', 'reply', ',', 'Mr.', "O'Neil", 'said']
    """
    if len(text) >= _PHRASE:
        return _with_months(_between(text, start, len(text) if end is None else end))
    if start == 0 and end is None:
        return list(_in_phrase(text))
    return _with_months(_cut(text, start, len(text) if end is None else end))


_PHRASE = 600
"""Characters; shorter texts are phrases and sentences that several rules look at, one after another."""


@lru_cache(maxsize=256)
def _in_phrase(text: str) -> tuple[Word, ...]:
    return tuple(_with_months(_cut(text, 0, len(text))))


@lru_cache(maxsize=4)
def _in_text(text: str) -> tuple[Word, ...]:
    return tuple(_cut(text, 0, len(text)))


def _between(text: str, start: int, stop: int) -> list[Word]:
    """The words of a stretch, out of those of the whole text; what stands before its end can read otherwise there."""
    whole = _in_text(text)
    first = bisect_left(whole, (start,))
    if first and whole[first - 1].end > start:
        return _cut(text, start, stop)
    edge = start + len(text[start:stop].rstrip())
    while edge > start and not text[edge - 1].isspace():
        edge -= 1
    return [*whole[first : bisect_left(whole, (edge,), first)], *_cut(text, edge, stop)]


def _cut(text: str, start: int, stop: int) -> list[Word]:
    return [_word((*m.span(), found := m.group(), _low(found))) for m in _WORD.finditer(text, start, stop)]


def _with_months(found: list[Word]) -> list[Word]:
    """The words with "May" as a month where it is one; that depends on what stands beside it in the stretch."""
    for index in [i for i, word in enumerate(found) if word[2] == "May"]:
        if _is_month(found, index):
            found[index] = found[index]._replace(low="May")
    return found


_BEFORE_MONTH = frozenset(
    {"in", "of", "by", "until", "till", "since", "before", "after", "from", "last", "next", "late", "early", "mid"}
)


def _is_month(found: list[Word], index: int) -> bool:
    """Whether the "May" at `index` stands beside a number or behind "in" and the like: a month and no modal."""
    before = found[index - 1] if index else None
    after = found[index + 1] if index + 1 < len(found) else None
    dated = after is not None and after.text[0].isdigit()
    return dated or (before is not None and (before.text[0].isdigit() or before.low in _BEFORE_MONTH))


@lru_cache(maxsize=1 << 15)
def _low(word: str) -> str:
    """Lower case with straight apostrophes; "US" and "WHO" stay as they are, for they are no pronouns."""
    return word if word in {"US", "WHO", "IT"} else word.lower().replace("’", "'")


@cache
def lexicon(name: str) -> dict[str, Any]:
    """A TOML lexicon of this package, by the name of its file without the suffix."""
    return tomllib.loads(files("summarizer.text").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _classes(*names: str) -> frozenset[str]:
    return frozenset(word.replace("’", "'") for name in names for word in lexicon("function_words")[name])


def in_class(word: str, *names: str) -> bool:
    """Whether a lower-case word belongs to one of the named closed classes of function_words.toml."""
    return word in _classes(*names)


def any_in_class(lows: Iterable[str], *names: str) -> bool:
    """Whether one of some lower-case words belongs to one of the named closed classes."""
    return not _classes(*names).isdisjoint(lows)


@cache
def office_words(name: str) -> frozenset[str]:
    """One list of offices.toml: `offices`, `groups`, `adjectives` or `media`."""
    return frozenset(lexicon("offices")[name])
