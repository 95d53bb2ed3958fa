"""Finds the other article of a run where a quote does stand that its own article has not: a hint for the reviewer.

Thousands of texts are not read for each quote. A table says for each word which texts may hold it (one bit a text, in
a fixed number of rows that words share by their hash; superimposed coding, Mooers 1947), and only the texts that may
hold all words of a quote are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from zlib import crc32

from summarizer.text.folding import QUOTATION_MARKS
from summarizer.text.language import is_unspaced
from summarizer.text.matching import normalised_places

__all__ = ["Texts", "stands_elsewhere"]

ROWS = 4096
"""Rows of the table: of 5,000 texts they take 2.5 MB, and an article of 350 words has a bit in a twelfth of them."""
MOST_SQUEEZED = 100
"""A quote is looked for but for its typography in so many texts that have its words; each takes about 0.06 ms."""
_WORD = re.compile(r"\w+")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_EDGES = "".join(QUOTATION_MARKS) + "….,;: \t\r\n\u00a0"


class Texts(Mapping[str, str]):
    """The texts of a run by article id, with the table of their words, which is made when it is first asked for.

    The table of 5,000 texts of 4 KB takes about a second, once; without it every absent quote takes a tenth of one.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        # In the order of the ids, so that a hint does not depend on the order of the articles.
        self._texts = dict(sorted(texts.items()))

    def __getitem__(self, article_id: str) -> str:
        return self._texts[article_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def holding(self, words: Iterable[str]) -> Iterator[str]:
        """The ids of the texts that may hold all of some words, in their order; all where there are no words."""
        rows, ids = self._rows, list(self._texts)
        both = (1 << len(ids)) - 1
        for word in words:
            both &= int.from_bytes(rows[_row(word)], "little")
        while both:
            lowest = both & -both
            yield ids[lowest.bit_length() - 1]
            both ^= lowest

    @cached_property
    def _rows(self) -> list[bytearray]:
        rows = [bytearray(len(self._texts) // 8 + 1) for _ in range(ROWS)]
        known: dict[str, int] = {}
        for i, text in enumerate(self._texts.values()):
            byte, bit = i >> 3, 1 << (i & 7)
            for word in set(_words(text)):
                row = known.get(word)
                if row is None:
                    row = known[word] = _row(word)
                rows[row][byte] |= bit
        return rows


def stands_elsewhere(quote: str, article_id: str, others: Mapping[str, str] | None) -> str | None:
    """The first text by id, but for the article's own, where a quote stands verbatim, or else but for typography.

    Texts that are looked at for many quotes are given as `Texts`.
    """
    words = quote.strip(_EDGES)
    if not words or not others:
        return None
    held = _candidates(words, article_id, others)
    verbatim = next((name for name in held if words in others[name]), None)
    if verbatim is not None or is_unspaced(words):
        return verbatim
    squeezed = _squeezed(words)
    alike = (name for name in held[:MOST_SQUEEZED] if squeezed in _squeezed(others[name]))
    return next((name for name in alike if normalised_places(words, others[name])), None)


def _candidates(words: str, article_id: str, others: Mapping[str, str]) -> list[str]:
    """The other texts that may hold the words; the outer ones do not count, where a quote may cut a word."""
    inner = [] if is_unspaced(words) else _words(words)[1:-1]
    found = others.holding(inner) if isinstance(others, Texts) else _holding(inner, others)
    return [name for name in found if name != article_id]


def _holding(words: Sequence[str], texts: Mapping[str, str]) -> Iterator[str]:
    """The same as `Texts.holding` without a table, for a few texts."""
    longest_first = sorted(words, key=len, reverse=True)
    for name in sorted(texts):
        text = texts[name].casefold() if words else ""
        if all(word in text for word in longest_first):
            yield name


def _squeezed(text: str) -> str:
    """Letters and digits alone: what of the words no typography changes, or hardly any."""
    return _BETWEEN_WORDS.sub("", text.casefold())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _row(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % ROWS
