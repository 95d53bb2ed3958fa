"""Tells from the words in which two wordings differ whether they say something else; lexicon in `meaning.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

__all__ = ["changed_meaning", "group", "opposed"]

Change = tuple[tuple[str, ...], tuple[str, ...]]


def changed_meaning(changes: Iterable[Change]) -> str | None:
    """What the changes of an altered quote touch: negation, number, modal, opposite or name; None if nothing.

    `changes` are pairs (words only in the article, words only in the quote), as `word_diff` gives them.
    """
    for change in changes:
        for what, touches in _KINDS:
            if touches(change):
                return what
    return None


def opposed(ours: set[str], theirs: set[str]) -> tuple[str, str] | None:
    """A word of ours and its opposite among theirs, where neither side holds both; None if there is no such pair."""
    for one, other in _opposites():
        for mine, thine in ((one, other), (other, one)):
            if _has(ours, mine) and _has(theirs, thine) and not _has(ours, thine) and not _has(theirs, mine):
                return mine, thine
    return None


def group(kind: str) -> frozenset[str]:
    """The words of one kind in the lexicon."""
    return _words(kind)


def _negation(change: Change) -> bool:
    return any(_plain(word) in _words("negation") or word.casefold().endswith(("n't", "n’t")) for word in _both(change))


def _number(change: Change) -> bool:
    return any(any(c.isdigit() for c in word) or _plain(word) in _words("number") for word in _both(change))


def _modal(change: Change) -> bool:
    return any(_plain(word) in _words("modal") for word in _both(change))


def _opposite(change: Change) -> bool:
    ours, theirs = ({_plain(word) for word in side} for side in change)
    pairs = (pair for pair in _opposites() if _has(ours, pair[0]) or _has(ours, pair[1]))
    return any(
        (_has(ours, one) and _has(theirs, other)) or (_has(ours, other) and _has(theirs, one)) for one, other in pairs
    )


def _name(change: Change) -> bool:
    """A capitalised word on either side that the other side does not have in another case."""
    ours, theirs = ({_plain(word) for word in side} for side in change)
    return any(
        word[:1].isupper() and word != "I" and (_plain(word) in ours) != (_plain(word) in theirs)
        for word in _both(change)
    )


_KINDS = (
    ("a negation", _negation),
    ("a number", _number),
    ("how certain it is", _modal),
    ("a word into its opposite", _opposite),
    ("a name", _name),
)


def _both(change: Change) -> tuple[str, ...]:
    return (*change[0], *change[1])


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def _has(words: Iterable[str], stem: str) -> bool:
    return any(
        word == stem or (len(stem) > 3 and word.startswith(stem[:-1]) and len(word) <= len(stem) + 4) for word in words
    )


@cache
def _lexicon() -> dict[str, list[str] | list[list[str]]]:
    return tomllib.loads(files("summarizer.check").joinpath("meaning.toml").read_text("utf-8"))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for word in _lexicon()[kind] if isinstance(word, str))


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple((pair[0], pair[1]) for pair in _lexicon()["opposite"] if isinstance(pair, list))
