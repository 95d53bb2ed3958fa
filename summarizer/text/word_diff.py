"""Shows in which words two wordings differ: an altered quote and the article, word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from summarizer.text.edges import UNSPACED, written_unspaced
from summarizer.text.folding import fold, irregular_kinds, not_ascii, without_invisible

__all__ = ["shortened", "with_exchanged", "word_diff", "written_diff"]

_EXCHANGED = 3
"""So many words at an edge of a quote may stand for others of the article."""
_REACH = 60
_EDGE_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…](?=\W*\s\W*(?:$|(?![a-zß-öø-ÿа-я])[^\W\d_]))|\n\s*\n")


def word_diff(ours: str, theirs: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The words in which two wordings differ, as pairs (words only in `ours`, words only in `theirs`), in order.

    Compared without case; `will attend` and `will not attend` give `((), ("not",))`. In a script without spaces each
    character is a word.
    """
    a, b = _tokens(ours), _tokens(theirs)
    first = _alike(a, b)
    last = _alike(a[first:][::-1], b[first:][::-1])
    a, b = a[first : len(a) - last], b[first : len(b) - last]
    if not a or not b:
        return ((a, b),) if a or b else ()
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [_fold_token(word) for word in a], [_fold_token(word) for word in b], False)
    return tuple((a[i1:i2], b[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words the two begin with alike."""
    at = 0
    for ours, theirs in zip(a, b, strict=False):
        if ours != theirs and _fold_token(ours) != _fold_token(theirs):
            break
        at += 1
    return at


def written_diff(found: str, quote: str) -> str:
    """The changes of an altered quote, such as `{+not+}` or `[-17-]{+71+}`; the article's words in the brackets."""
    changes = word_diff(found, quote) or (((found,), (quote,)),)
    return " ".join(
        (f"[-{_joined(article)}-]" if article else "") + (f"{{+{_joined(quoted)}+}}" if quoted else "")
        for article, quoted in changes
    )


def with_exchanged(place: tuple[int, int], quote: str, text: str) -> tuple[int, int]:
    """The place of an altered quote with the words at its edges for which the quote has others of their kind.

    Of "17 ships left" quoted as "71 ships left", "ships left" is what both share; the 17 belongs to it.
    """
    start, end = place
    words, found = _tokens(quote), _tokens(text[start:end])
    before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    low, high = _last_stop(before), _first_stop(behind)
    ahead = [match.span() for match in _EDGE_WORD.finditer(before, low)][::-1]
    after = [match.span() for match in _EDGE_WORD.finditer(behind, 0, high)]
    lead = _exchanged(_outside(words, found), [before[a:b] for a, b in ahead])
    tail = _exchanged(_outside(words[::-1], found[::-1]), [behind[a:b] for a, b in after])
    return (start - len(before) + ahead[lead - 1][0] if lead else start), (end + after[tail - 1][1] if tail else end)


def _outside(words: Sequence[str], found: Sequence[str]) -> Sequence[str]:
    """The first words of the quote that the found ones have no place for, the nearest to them first.

    Both are compared from their first shared word on: of `He 71 went` and `went` it is `71 He`.
    """
    ours = [_fold_token(word) for word in words[: _EXCHANGED + 1]]
    theirs = [_fold_token(word) for word in found[:_EXCHANGED]]
    shared = next(((ours.index(word), at) for at, word in enumerate(theirs) if word in ours), (0, 0))
    return [word for word in words[: max(0, shared[0] - shared[1])] if word[0].isalnum()][::-1]


def _exchanged(quoted: Sequence[str], standing: Sequence[str]) -> int:
    """Up to which of the words that stand outside the place, the nearest first, they match the quote's in kind."""
    known = {_fold_token(word) for word in quoted}
    pairs = enumerate(zip(quoted, standing, strict=False), 1)
    return max(
        (at for at, (ours, theirs) in pairs if _fold_token(theirs) in known or _same_kind(ours, theirs)), default=0
    )


def _same_kind(a: str, b: str) -> bool:
    """Whether one word may stand for the other: two numbers, or two words with a capital."""
    numbers = any(map(str.isdigit, a)), any(map(str.isdigit, b))
    return all(numbers) or (not any(numbers) and a[0].isupper() and b[0].isupper())


def _last_stop(words: str) -> int:
    return max((match.end() for match in _SENTENCE_END.finditer(words)), default=0)


def _first_stop(words: str) -> int:
    stop = _SENTENCE_END.search(words)
    return stop.start() if stop else len(words)


def shortened(gap: str) -> str:
    """The words of a stretch of text, of a long one the first and the last six."""
    words = _tokens(gap)
    return _joined(words if len(words) <= 14 else (*words[:6], "…", *words[-6:]))


def _joined(words: Sequence[str]) -> str:
    line = ""
    for word in words:
        unspaced = line and written_unspaced(line[-1]) and written_unspaced(word[0])
        line += word if unspaced or not line else f" {word}"
    return line


@lru_cache(maxsize=64)
def _tokens(words: str) -> tuple[str, ...]:
    marks, _, blank = irregular_kinds(not_ascii(words))
    words = unicodedata.normalize("NFC", without_invisible(words) if blank else words)
    return tuple(_pattern(marks).findall(words))


@lru_cache(maxsize=64)
def _pattern(marks: str) -> re.Pattern[str]:
    """A word with its marks and the signs inside it, a character of a script without spaces, or a sign."""
    marks = re.escape(marks)
    letters = f"(?:[^\\W{UNSPACED}][{marks}]*)+" if marks else f"[^\\W{UNSPACED}]+"
    single = rf"\S[{marks}]*" if marks else r"\S"
    return re.compile(f"{letters}(?:[.,’'-]{letters})*|{single}")


@lru_cache(maxsize=4_096)
def _fold_token(word: str) -> str:
    return fold(word).text
