"""Finds the runs of capitalised words in a text, in which the names are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from summarizer.models import Span
from summarizer.text.aliases import is_given_name
from summarizer.text.paragraphs import paragraph_gaps
from summarizer.text.words import Word, in_class, lexicon, office_words, words

__all__ = ["is_common", "is_office", "runs", "stretches"]

_PREFIXED = re.compile(r"(?:al|el|ar|as|ash|at|ul|d|l|de|ben|bin|abu)[-’'‑][A-Z]")
"""A name part that begins with a small letter: `al-Assad`, `d'Estaing`."""
_OPENING = frozenset({"van", "von", "de", "al", "bin", "dos", "di", "da", "ter"})
"""Particles with which a bare surname begins in the middle of a sentence."""
_NAMES_TOO = frozenset({"sen.", "will"})
_PERSONAL = frozenset({"said", "says", "told", "added", "has", "had", "was", "replied", "’s", "'s"})
_COMMON = (
    "determiners", "pronouns", "possessives", "prepositions", "auxiliaries", "coordinators", "subordinators",
    "adverbs", "object_pronouns", "months", "weekdays",
)  # fmt: skip


@lru_cache(maxsize=4)
def stretches(text: str, furniture: tuple[Span, ...]) -> tuple[list[Word], ...]:
    """The words of the text between furniture and paragraph ends."""
    return tuple(_stretches(text, furniture))


def _stretches(text: str, furniture: tuple[Span, ...]) -> Iterator[list[Word]]:
    gaps = {edge for gap in paragraph_gaps(text) for edge in gap.span()}
    edges = sorted({0, len(text), *gaps, *(f.start for f in furniture), *(f.end for f in furniture)})
    starts = sorted((f.start, f.end) for f in furniture)
    for start, end in pairwise(edges):
        index = bisect_right(starts, (start, len(text))) - 1
        if (index < 0 or start >= starts[index][1]) and text[start:end].strip():
            yield words(text, start, end)


def is_common(low: str) -> bool:
    """Whether a word belongs to the closed classes, or is a month or a day: no name begins or goes on with it."""
    return low in _common()


@cache
def _common() -> frozenset[str]:
    table = lexicon("function_words")
    return frozenset(word.replace("’", "'") for name in _COMMON for word in table[name])


@lru_cache(maxsize=1 << 15)
def is_office(low: str) -> bool:
    """Whether a word names an office, also with another before or behind it: `co-host`, `minister-designate`."""
    offices = office_words("offices")
    return low in offices or ("-" in low and not offices.isdisjoint(low.split("-")))


def runs(tokens: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of capitalised words; particles may stand inside and begin one: `van der Berg`."""
    end = 0
    for index in [i for i, (_, _, text, _) in enumerate(tokens) if not text.islower() or text in _OPENING]:
        if index >= end and _begins(tokens, index):
            end = _run_end(tokens, index)
            if end > index:
                yield index, end


def _begins(tokens: Sequence[Word], index: int) -> bool:
    token = tokens[index]
    if token.text[0].isupper():
        return token.is_word and (token.low in _NAMES_TOO or not is_common(token.low) or _is_surname(tokens, index))
    if token.low in _OPENING:
        return _behind_particles(tokens, index) > index
    return _PREFIXED.match(token.text) is not None


def _run_end(tokens: Sequence[Word], start: int) -> int:
    index = start
    while index < len(tokens):
        token = tokens[index]
        if token.text[0].isupper() or _PREFIXED.match(token.text):
            if not token.is_word or (index > start and _ends_run(tokens, index)):
                break
            index += 1
            continue
        behind = _behind_particles(tokens, index) if token.low in _particles() else index
        if behind == index:
            break
        index = behind
    return index


def _ends_run(tokens: Sequence[Word], index: int) -> bool:
    low = tokens[index].low
    return is_common(low) and low not in _particles() and not _is_surname(tokens, index)


def _is_surname(tokens: Sequence[Word], index: int) -> bool:
    """Whether "May" is a name: behind a given name or a title, or ahead of what persons do; neither month nor modal."""
    if tokens[index].text != "May" or tokens[index].low == "May":
        return False
    before = tokens[index - 1] if index else None
    behind = tokens[index + 1].low if index + 1 < len(tokens) else ""
    named = before is not None and (
        is_given_name(before.text) or in_class(before.low, "titles") or is_office(before.low)
    )
    return named or behind in _PERSONAL


def _behind_particles(tokens: Sequence[Word], index: int) -> int:
    """Behind the particles from `index` where a capitalised word that is none of the closed classes follows them."""
    end = index
    while end < len(tokens) and end - index < 3 and tokens[end].low in _particles() and tokens[end].text.islower():
        end += 1
    follows = end < len(tokens) and tokens[end].text[0].isupper() and not is_common(tokens[end].low)
    return end if follows and tokens[end].is_word else index


@cache
def _particles() -> frozenset[str]:
    return frozenset(lexicon("function_words")["name_particles"]) | {"das", "do", "zu"}
