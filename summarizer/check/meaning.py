"""What the words of `meaning.toml` are to each other, and what the words touch in which two wordings differ."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz

from summarizer.text.thesaurus import base_forms, is_known, relation

__all__ = [
    "changed_meaning",
    "group",
    "has_opposite",
    "listed_opposites",
    "pull_apart",
    "pulls",
    "same_group",
]

Change = tuple[tuple[str, ...], tuple[str, ...]]


def changed_meaning(changes: Iterable[Change]) -> str | None:
    """What the changes of an altered quote touch: negation, number, modal, opposite, name, word; None if nothing.

    `changes` are pairs (words only in the article, words only in the quote), as `word_diff` gives them.
    """
    for change in changes:
        for what, touches in _KINDS:
            if touches(change):
                return what
    return None


@cache
def group(kind: str) -> frozenset[str]:
    """The words of one kind in the lexicon."""
    return frozenset(_lexicon()[kind])


@lru_cache(maxsize=8_192)
def listed_opposites(one: str, other: str) -> bool:
    """Whether two lower-case words, in any of their forms, are opposites in the lexicon or by a prefix ("un-")."""
    ours, theirs = ({word, *base_forms(word)} for word in (one, other))
    if any(opposite in theirs for word in ours for opposite in _opposites().get(word, ())):
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 3 and any(longer == prefix + shorter for prefix in group("contrary_prefix"))


@lru_cache(maxsize=8_192)
def pull_apart(one: str, other: str) -> bool:
    """Whether of two lower-case words one makes a thing more or better and the other makes it less or worse."""
    ours, theirs = pulls(one), pulls(other)
    return ours | theirs == {"up", "down"} and len(ours) == len(theirs) == 1


@lru_cache(maxsize=8_192)
def pulls(word: str) -> frozenset[str]:
    """Whether a lower-case word makes a thing more ("up") or less ("down"); both or neither for most."""
    forms = {word, *base_forms(word)}
    return frozenset(way for way in ("up", "down") if not group(way).isdisjoint(forms))


def has_opposite(word: str) -> bool:
    """Whether a lower-case word, as it stands, has an opposite in the lexicon."""
    return word in _opposites()


@lru_cache(maxsize=8_192)
def same_group(one: str, other: str) -> bool:
    """Whether news uses two lower-case words, in any of their forms, for one thing."""
    ours, theirs = (
        frozenset().union(*(_groups().get(word, frozenset()) for word in (w, *base_forms(w)))) for w in (one, other)
    )
    return not ours.isdisjoint(theirs)


def _negation(change: Change) -> bool:
    return any(_plain(word) in group("negation") or word.casefold().endswith(("n't", "n’t")) for word in _both(change))


def _number(change: Change) -> bool:
    return any(any(c.isdigit() for c in word) or _plain(word) in group("number") for word in _both(change))


def _modal(change: Change) -> bool:
    return any(_plain(word) in group("modal") for word in _both(change))


def _opposite(change: Change) -> bool:
    ours, theirs = ({_plain(word) for word in side} for side in change)
    return any(_are_opposites(one, other) for one in ours - theirs for other in theirs - ours)


def _are_opposites(one: str, other: str) -> bool:
    return listed_opposites(one, other) or (relation(one, other) == "opposite" and not same_group(one, other))


def _name(change: Change) -> bool:
    """A capitalised word on either side that the other side does not have in another case."""
    ours, theirs = ({_plain(word) for word in side} for side in change)
    return any(
        word[:1].isupper() and word != "I" and (_plain(word) in ours) != (_plain(word) in theirs)
        for word in _both(change)
    )


def _word(change: Change) -> bool:
    """One or two known words stand for others that are no kin of them, nor slips of the pen."""
    ours, theirs = ([_plain(word) for word in side if len(word) > 3 and is_known(_plain(word))] for side in change)
    if not ours or not theirs or len(ours) > 2 or len(theirs) > 2:
        return False
    pairs = [(one, other) for one in ours for other in theirs]
    return not any(
        same_group(one, other) or relation(one, other) in _SAME or fuzz.ratio(one, other) > ALIKE
        for one, other in pairs
    )


ALIKE = 70
"""From this likeness in percent on two words may be one with a slip of the pen."""
_SAME = frozenset({"same", "synonym", "broader", "narrower", "sister"})

_KINDS = (
    ("a negation", _negation),
    ("a number", _number),
    ("how certain it is", _modal),
    ("a word into its opposite", _opposite),
    ("a name", _name),
    ("a word into another", _word),
)


def _both(change: Change) -> tuple[str, ...]:
    return (*change[0], *change[1])


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(files("summarizer.check").joinpath("meaning.toml").read_text("utf-8"))


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """The opposites of a word, both ways."""
    found: dict[str, set[str]] = {}
    for one, other in _lexicon()["opposite"]:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _groups() -> dict[str, frozenset[int]]:
    """The numbers of the groups of like words that a word stands in."""
    found: dict[str, set[int]] = {}
    for number, alike in enumerate(_lexicon()["alike"]):
        for word in alike:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
