"""Reads the numbers of a text as values, in figures and in English words: 1,000 and "a thousand" are one number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

__all__ = ["Number", "find_numbers"]

_UNDER_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_SMALL = {word: value for value, word in enumerate(_UNDER_TWENTY.split())}
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_SHORT = {"bn": 10**9, "mn": 10**6, "m": 10**6, "k": 1000}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_CURRENCIES = {
    "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₽": "rouble", "ruble": "rouble",
    "usd": "dollar", "eur": "euro", "gbp": "pound", "jpy": "yen", "rub": "rouble",
    **{name: name for name in ("dollar", "euro", "pound", "yen", "rouble", "crown", "yuan", "franc", "rupee")},
}  # fmt: skip

_BIG = "|".join(_SCALES)
_CURRENCY = "|".join(map(re.escape, _CURRENCIES))
_TEN = rf"(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_UNDER_TWENTY.split()[1:10])})\b)?|(?:{'|'.join(_SMALL)})"
_HUNDRED = rf"(?:(?:{_TEN})[\s-])?hundred\b(?:[\s-](?:and\s)?(?:{_TEN})\b)?|(?:{_TEN})\b"
_SCALED = rf"(?:(?:{_HUNDRED})[\s-])?(?:{_BIG})\b"

_FIGURE = re.compile(
    r"(?:(?<![\w.,)%])[-−])?(?:(?<![\w.,])\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?(?!\w)"
    r"|(?<![A-Za-z\d])(?<!\d[.,])\d+(?:[.,]\d+)*)"
)
_CODE = re.compile(r"\b(?!(?:Mid|Pre|Post|Early|Late)-)[A-Z][A-Za-z]*-\d+[A-Za-z]*\b")
"""A name with a number in it: "COVID-19", "F-16"."""
_IN_WORDS = re.compile(
    rf"\b(?=[zotfsentdhmb])(?<!few\s)(?<!several\s)(?<!many\s)(?:{_SCALED}(?:[\s-](?:and\s)?{_SCALED})*(?:[\s-](?:and\s)?(?:{_HUNDRED}))?"
    rf"|{_HUNDRED})",
    re.I,
)
_SCALE_BEHIND = re.compile(rf"(?:[\s\u00a0-]?({_BIG}|bn|mn)|(m|k))\b", re.I)
_SUFFIX = re.compile(r"(?:['’]?s|st|nd|rd|th)\b")
_AND_A_HALF = re.compile(rf"\sand\sa\shalf\b(?:\s({_BIG})\b)?", re.I)
_SHARE = re.compile(
    r"\b(?:(?<!first )(?<!second )(?<!latter )(?<!other )(?P<half>half)"
    rf"(?=\s+(?:of|the|its|their|his|her|our|a)\b|-(?:{_BIG})\b)"
    rf"|(?P<count>two|three|four|five|seven|nine)[\s-](?P<parts>{'|'.join(_PARTS)})s\b"
    rf"|(?:an?|one)[\s-](?P<part>{'|'.join(_PARTS)})(?=\s+of\b)|one-(?P<one>{'|'.join(_PARTS)}))\b"
    rf"(?P<scale>[\s-](?:of\s)?(?:an?\s)?(?:{_BIG})\b)?",
    re.I,
)
_OUT_OF = re.compile(
    rf"\b(\d{{1,2}}|{'|'.join(_SMALL)})\s(?:in|of|out\sof)\s(?:every\s)?([3-9]|10|20|100|{'|'.join(_SMALL)})\b", re.I
)
_UNIT_BEHIND = re.compile(
    rf"[\s\u00a0-]?(?:(%|per\s?cent\b|percentage\s+points?\b)|(?:US\s)?({_CURRENCY})(?:s|es)?(?!\w))", re.I
)
_UNIT_BEFORE = re.compile(rf"(?:\b(?:US|AU?|CA?|HK|NZ))?({_CURRENCY})\s?$", re.I)
_YEARS = re.compile(r"\b(1\d|20)(\d{2})[-–/](\d{2})\b")


LONGEST = 28
"""A figure of more characters is a code and no number: no sum of money or men has so many."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: its place in code points, end exclusive, its value, and its unit.

    The unit is "percent", a currency in the singular, or None; it belongs to the place. Half of something is 50
    percent, "$1.5bn" are 1500000000 dollars, and the second year of "2014-15" is 2015.
    """

    start: int
    end: int
    value: Decimal
    unit: str | None = None


@lru_cache(maxsize=4_096)
def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text in order; the word "one" is left out, for it is a pronoun more often than a number."""
    found: list[Number] = []
    taken = {place for match in _CODE.finditer(text) for place in range(*match.span())}
    for number in (*_shares(text), *_years(text), *_figures(text), *_words(text)):
        places = range(number.start, number.end)
        if taken.isdisjoint(places):
            found.append(number)
            taken.update(places)
    return tuple(sorted(found, key=lambda number: number.start))


def _shares(text: str) -> Iterator[Number]:
    """Shares in words as percent, "half of", "two thirds", "one in ten"; "half a million" as the number it is."""
    for share in _SHARE.finditer(text):
        count = _SMALL[(share["count"] or "one").lower()]
        whole = _PARTS[(share["half"] or share["parts"] or share["part"] or share["one"]).lower()]
        if count < whole:
            scale = _SCALES[re.split(r"[\s-]", share["scale"])[-1].lower()] if share["scale"] else 100
            value = round(Decimal(scale * count) / whole, 6)
            yield _measured(text, *share.span(), value) if share["scale"] else _percent(*share.span(), value)
    for share in _OUT_OF.finditer(text):
        part, out_of = (int(word) if word.isdigit() else _SMALL[word.lower()] for word in share.groups())
        if 0 < part < out_of:
            yield _percent(*share.span(), round(Decimal(100 * part) / out_of, 6))


def _percent(start: int, end: int, value: Decimal) -> Number:
    return Number(start, end, value.normalize(), "percent")


def _years(text: str) -> Iterator[Number]:
    """Both years of a span such as "2014-15"."""
    for match in _YEARS.finditer(text):
        century, first, last = match.groups()
        if first < last:
            yield Number(match.start(), match.end(2), Decimal(century + first))
            yield Number(match.start(3), match.end(), Decimal(century + last))


def _figures(text: str) -> Iterator[Number]:
    for match in _FIGURE.finditer(text):
        value = _figure(match.group())
        if value is not None:
            end = match.end()
            if scale := _SCALE_BEHIND.match(text, end):
                value *= _SCALES.get((scale[1] or "").lower()) or _SHORT[(scale[1] or scale[2]).lower()]
                end = scale.end()
            elif suffix := _SUFFIX.match(text, end):
                end = suffix.end()
            yield _measured(text, match.start(), end, value)


def _words(text: str) -> Iterator[Number]:
    """Numbers in words."""
    for match in _IN_WORDS.finditer(text):
        value = Decimal(_in_words(match.group()))
        if value != 1 or _AND_A_HALF.match(text, match.end()):
            yield _measured(text, *match.span(), value)


def _measured(text: str, start: int, end: int, value: Decimal) -> Number:
    """A number with the half that follows it and the unit on one of its sides."""
    if half := _AND_A_HALF.match(text, end):
        value = (value + Decimal("0.5")) * _SCALES.get((half[1] or "").lower(), 1)
        end = half.end()
    if behind := _UNIT_BEHIND.match(text, end):
        unit = "percent" if behind[1] else _CURRENCIES[behind[2].lower()]
        return Number(start, behind.end(), value.normalize(), unit)
    if before := _UNIT_BEFORE.search(text, max(0, start - 5), start):
        return Number(before.start(), end, value.normalize(), _CURRENCIES[before[1].lower()])
    return Number(start, end, value.normalize())


def _figure(figure: str) -> Decimal | None:
    """A figure's value: marks before three digits part thousands, another comma or point a fraction."""
    if len(figure) > LONGEST:
        return None
    bare = re.sub(r"[,\u00a0\u202f ](?=\d{3}(?:\D|$))", "", figure).replace("−", "-").replace(",", ".")
    try:
        return Decimal(bare)
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
