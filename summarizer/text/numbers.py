"""Reads the numbers of a text as values, in figures and in English words: 1,000 and "a thousand" are one number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

__all__ = ["Number", "find_numbers", "number_values"]

_UNDER_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_SMALL = {word: value for value, word in enumerate(_UNDER_TWENTY.split())}
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_WORDS = "|".join([*_SMALL, *_TENS, *_SCALES])
_PERCENT = r"%|per\s?cent\b|percentage\s+points?\b"
_CURRENCIES = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble", "ruble": "rouble",
    **{name: name for name in ("dollar", "euro", "pound", "yen", "rouble", "crown", "yuan", "franc", "rupee")},
}  # fmt: skip
_FIGURE = re.compile(
    r"(?<![\w.,])[-−]?\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?(?![\w])|(?<![A-Za-z])(?<![A-Z]-)\d+(?:[.,]\d+)*",
    re.UNICODE,
)
_IN_WORDS = re.compile(rf"\b(?:{_WORDS})\b(?:(?:[\s-]|\sand\s)(?:{_WORDS})\b)*", re.I)
_SCALE_BEHIND = re.compile(rf"[\s\u00a0-]?({'|'.join(_SCALES)}|bn|mn|m|k)\b", re.I)
_SHORT = {"bn": 10**9, "mn": 10**6, "m": 10**6, "k": 1000}
_FEW = "a|an|one|two|three|four|five|seven|nine"
_SHARE = re.compile(
    r"\b(?:(?<!first )(?<!second )(?<!latter )(?<!other )half(?=\s+(?:of|the|its|their|his|her|our|a\b))"
    rf"|(?:({_FEW})[\s-])({'|'.join(_PARTS)})s?\b(?=\s+of\b|s\b)"
    rf"|(two|three|four)[\s-]({'|'.join(_PARTS)})s\b)",
    re.I,
)
_OUT_OF = re.compile(
    rf"\b(\d{{1,2}}|{'|'.join(_SMALL)})\s(?:in|of|out of)\s(?:every\s)?(3|4|5|10|100|three|four|five|ten)\b", re.I
)
_BEHIND = re.compile(
    rf"\s?(?:({_PERCENT})|(?:US\s)?({'|'.join(re.escape(name) for name in _CURRENCIES)})(?:s|es)?(?!\w))", re.I
)
_YEARS = re.compile(r"\b(\d{2})(\d{2})[-–/](\d{2})\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text with its place; `unit` is percent, a currency, or None. Half of something is 50 percent."""

    start: int
    end: int
    value: Decimal
    unit: str | None = None


@lru_cache(maxsize=4_096)
def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text in order; the word "one" is left out, for it is a pronoun more often than a number."""
    return tuple(sorted(_found(text), key=lambda number: number.start))


def number_values(text: str) -> frozenset[Decimal]:
    """The values of the numbers in a text; "2014-15" gives 2015 too, and "1.5 million" 1.5 and 1500000."""
    values = {Decimal(century + year) for century, _, year in _YEARS.findall(text)}
    bare = (_figure(match.group()) for match in _FIGURE.finditer(text))
    return frozenset(values.union((number.value for number in find_numbers(text)), filter(None, bare)))


def _found(text: str) -> Iterator[Number]:
    taken: list[tuple[int, int]] = []
    for share in _SHARE.finditer(text):
        parts = share[2] or share[4]
        count = _SMALL.get((share[1] or share[3] or "one").lower(), 1)
        value = Decimal(100 * count) / _PARTS[parts.lower() if parts else "half"]
        taken.append(share.span())
        yield Number(share.start(), share.end(), round(value, 6).normalize(), "percent")
    for share in _OUT_OF.finditer(text):
        part, whole = (_SMALL.get(word.lower()) or int(word) for word in share.groups())
        taken.append(share.span())
        yield Number(share.start(), share.end(), (Decimal(100 * part) / whole).normalize(), "percent")
    for match, value in (*_figures(text), *_words(text)):
        start, end, unit = _measured(text, match[0], match[1])
        if not any(a < end and start < b for a, b in taken):
            yield Number(start, end, value, unit)


def _figures(text: str) -> Iterator[tuple[tuple[int, int], Decimal]]:
    for match in _FIGURE.finditer(text):
        value = _figure(match.group())
        if value is None:
            continue
        scale = _SCALE_BEHIND.match(text, match.end())
        if scale:
            value *= _SCALES.get(scale[1].lower()) or _SHORT[scale[1].lower()]
        yield (match.start(), scale.end() if scale else match.end()), value.normalize()


def _words(text: str) -> Iterator[tuple[tuple[int, int], Decimal]]:
    """Numbers in words that do not belong to a figure before them, as "million" in "1.5 million" does."""
    for match in _IN_WORDS.finditer(text):
        value = _in_words(match.group())
        if value != 1 and not re.search(r"\d[\s\u00a0-]?$", text[max(0, match.start() - 3) : match.start()]):
            yield match.span(), Decimal(value)


def _measured(text: str, start: int, end: int) -> tuple[int, int, str | None]:
    """Where a number reaches with its unit, and the unit."""
    behind = _BEHIND.match(text, end)
    if behind:
        unit = "percent" if behind[1] else _CURRENCIES.get((behind[2] or "").lower())
        return start, behind.end(), unit
    sign = text[start - 1 : start]
    return (start - 1, end, _CURRENCIES[sign]) if sign in _CURRENCIES else (start, end, None)


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
