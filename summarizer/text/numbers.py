"""Reads the numbers of a text as values, in figures and in English words: 1,000 and "a thousand" are one number."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

__all__ = ["number_values"]

_UNDER_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_SMALL = {word: value for value, word in enumerate(_UNDER_TWENTY.split())}
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_WORDS = "|".join([*_SMALL, *_TENS, *_SCALES])
_FIGURE = re.compile(r"(?<![\w.,])[-−]?\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?(?![\w])|\d+(?:[.,]\d+)*", re.UNICODE)
_IN_WORDS = re.compile(rf"\b(?:{_WORDS})(?:(?:[\s-]|\sand\s)(?:{_WORDS})\b)*", re.I)
_SCALE_BEHIND = re.compile(rf"[\s\u00a0-]?({'|'.join(_SCALES)})\b", re.I)
_YEARS = re.compile(r"\b(\d{2})(\d{2})[-–/](\d{2})\b")


def number_values(text: str) -> frozenset[Decimal]:
    """The values of the numbers in a text; "2014-15" gives 2015 too, and "1.5 million" 1.5 and 1500000.

    The word "one" is left out: it is a pronoun more often than a number.
    """
    values = {Decimal(century + year) for century, _, year in _YEARS.findall(text)}
    for match in _FIGURE.finditer(text):
        value = _figure(match.group())
        if value is not None:
            values.add(value)
            scale = _SCALE_BEHIND.match(text, match.end())
            values.update([value * _SCALES[scale[1].lower()]] if scale else [])
    values.update(Decimal(value) for value in map(_in_words, _IN_WORDS.findall(text)) if value != 1)
    return frozenset(values)


def _figure(figure: str) -> Decimal | None:
    """A figure's value: marks before three digits part thousands, another comma or point a fraction."""
    bare = re.sub(r"[,\u00a0\u202f ](?=\d{3}(?:\D|$))", "", figure).replace("−", "-").replace(",", ".")
    try:
        return Decimal(bare).normalize()
    except InvalidOperation:
        return None


def _in_words(words: str) -> int:
    total = current = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        else:
            current += _SMALL.get(word, _TENS.get(word, 0))
    return total + current
