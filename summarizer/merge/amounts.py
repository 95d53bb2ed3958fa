"""Reads what stands around the numbers of a text: bounds, signs, scales, units, "by" or "to", scores, their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product

from summarizer.merge.stems import base, group, lexicon

__all__ = ["Amount", "Amounts", "amounts_in"]

_NEAR = 40
"""So many characters before a number can tell its bound."""


@dataclass(frozen=True)
class Amount:
    """A number with what tells it from the same number elsewhere; "" where nothing is told.

    `bound` is `low` ("more than"), `high` ("fewer than"), `exact` or `about`; `step` the "by", "to" or "from" before.
    """

    value: str
    negative: bool = False
    scale: str = ""
    unit: str = ""
    bound: str = ""
    step: str = ""

    def excludes(self, other: Amount) -> bool:
        """Whether the two, of one number, tell two amounts."""
        if self.negative != other.negative or _differ(self.scale, other.scale) or _differ(self.unit, other.unit):
            return True
        bounds = {self.bound, other.bound}
        if len(bounds) > 1 and (bounds & {"low", "high"} or bounds == {"about", "exact"}):
            return True
        return _differ(self.step, other.step) or ("%" in {self.unit, other.unit} and self._level != other._level)

    @property
    def _level(self) -> bool:
        """Whether it is what something came to, or from, and not by how much: "rose to 5 percent"."""
        return self.step in ("to", "from")


@dataclass(frozen=True)
class Amounts:
    """The amounts of a text in order, and its pairs of numbers as in scores and shares: `3-1`, `two of the four`."""

    found: tuple[Amount, ...] = ()
    pairs: frozenset[tuple[str, str]] = frozenset()
    counted: dict[str, frozenset[str]] = field(default_factory=dict)

    def exclude(self, other: Amounts) -> bool:
        """Whether a number that two texts have in common is another amount in each, or pairs are turned round."""
        turned = {(b, a) for a, b in self.pairs} - self.pairs
        if turned & other.pairs or self._swapped(other):
            return True
        values = {amount.value for amount in self.found} & {amount.value for amount in other.found}
        return any(
            all(one.excludes(two) for one, two in product(self._of(value), other._of(value))) for value in values
        )

    def in_another_order(self, other: Amounts) -> bool:
        """Whether the numbers that two texts have in common come one after the other in another order."""
        ours, theirs = ([amount.value for amount in amounts.found] for amounts in (self, other))
        return [n for n in ours if n in theirs] != [n for n in theirs if n in ours]

    def _of(self, value: str) -> Iterator[Amount]:
        return (amount for amount in self.found if amount.value == value)

    def _swapped(self, other: Amounts) -> bool:
        """Whether a number counts on one side what another number counts on the other: ten hurt and three dead."""
        for value, words in self.counted.items():
            theirs = other.counted.get(value, frozenset())
            if words and theirs and not words & theirs:
                others = (of for number, of in other.counted.items() if number != value and number in self.counted)
                if any(words & of for of in others):
                    return True
        return False


def _differ(a: str, b: str) -> bool:
    return bool(a and b) and a != b


@lru_cache(maxsize=8192)
def amounts_in(text: str) -> Amounts:
    """The amounts of a text.

    >>> amounts_in("More than 30 people paid €40m").found[0].bound
    'low'
    """
    plain = _in_digits(text)
    matches = list(_amount().finditer(plain))
    if not matches:
        return Amounts()
    ends = [*(match.start() for match in matches[1:]), len(plain)]
    behind = [plain[match.end() : end] for match, end in zip(matches, ends, strict=True)]
    starts = [0, *(match.end() for match in matches)]
    found = tuple(
        _read(match, plain[max(start, match.start() - _NEAR) : match.start()], rest)
        for match, start, rest in zip(matches, starts, behind, strict=False)
    )
    pairs = frozenset((_plain(match[1]), _plain(match[2])) for match in _PAIR.finditer(plain))
    counted = {amount.value: _words(rest) for amount, rest in zip(found, behind, strict=True)}
    return Amounts(found, pairs, counted if len(found) > 1 else {})


def _read(match: re.Match[str], before: str, behind: str) -> Amount:
    unit = _CURRENCIES.get(match["money"] or "", "") or _unit(behind)
    scale = match["scale"] or (match["word"] or "")
    bound = _bound(before, behind)
    step = _STEP.search(before)
    return Amount(
        value=_plain(match["digits"]),
        negative=bool(match["sign"]),
        scale=_SCALES.get(scale.casefold(), scale.casefold()),
        unit=unit,
        bound=bound,
        step=step[1].casefold() if step and bound not in ("low", "high") else "",
    )


def _plain(digits: str) -> str:
    return _THOUSANDS.sub("", digits)


_THOUSANDS = re.compile(r",(?=\d{3}\b)")
_AMOUNT = (
    r"(?P<sign>(?<![\w)\]])[-−–](?=[$€£¥]?\d)|\bminus\s)?(?:(?P<money>[$€£¥])\s?)?(?<![\w.,])"
    r"(?P<digits>\d+(?:,\d{3})*(?:[.,]\d+)*)(?:(?P<scale>tn|bn|mn|m|k)\b|[\s-]?(?P<word>SCALES)\b)?"
)
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_STEP = re.compile(r"\b(by|to|from)\s+(?:about\s+|around\s+|some\s+|just\s+|only\s+|[$€£¥])*$", re.IGNORECASE)
_PAIR = re.compile(
    r"(?<![\w.,])(\d[\d,]*)(?:\s?[-–—:]\s?|\s+to\s+|\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+)?)(\d[\d,]*)(?!\w|[.,]\d)"
)
_HALF_DAY = re.compile(r"\s?([ap])\.?\s?m\b", re.IGNORECASE)
_UNIT = re.compile(r"[\s-]*(%|[^\W\d_]+)(?:\s+(points?)\b)?", re.IGNORECASE)


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(_AMOUNT.replace("SCALES", "|".join(_SCALE_WORDS)), re.IGNORECASE)


_SCALE_WORDS = ("hundred", "thousand", "million", "billion", "trillion", "dozen")


@cache
def _small_numbers() -> tuple[re.Pattern[str], dict[str, str]]:
    numbers: dict[str, str] = lexicon()["numbers"]
    words = {word: value for word, value in numbers.items() if value.isdigit() and word not in _SCALE_WORDS}
    words["half"] = "0.5"
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE), words


def _in_digits(text: str) -> str:
    pattern, words = _small_numbers()
    return pattern.sub(lambda match: words[match.group().casefold()], text)


@cache
def _units() -> dict[str, str]:
    return {word: unit for unit, words in lexicon()["units"].items() for word in words.split()}


def _unit(behind: str) -> str:
    half = _HALF_DAY.match(behind)
    if half:
        return f"{half[1].casefold()}m"
    match = _UNIT.match(behind)
    if match is None:
        return ""
    unit = _units().get(match[1].casefold(), "")
    return "points" if unit == "%" and match[2] else unit


@cache
def _bounds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each bound with what tells it at the end of the words before a number."""
    return tuple(
        (bound, re.compile(rf"\b(?:{'|'.join(phrases)})\s+(?:[$€£¥]|an?\s)?\s*$", re.IGNORECASE))
        for bound, phrases in lexicon()["bounds"].items()
    )


def _bound(before: str, behind: str) -> str:
    # The longest one: "no fewer than" is not "fewer than".
    near = ((match.start(), bound) for bound, pattern in _bounds() if (match := pattern.search(before)))
    _, found = min(near, default=(0, ""))
    later = _BOUND_BEHIND.match(behind)
    return found or ({"more": "low", "least": "low"}.get(later[1].casefold(), "high") if later else "")


_BOUND_BEHIND = re.compile(r"\s+(?:or|at)\s+(more|fewer|less|least|most)\b", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    words = (word for word in re.findall(r"[^\W\d_]+", text) if word.casefold() not in group("stop"))
    return frozenset(base(word) for word in words)
