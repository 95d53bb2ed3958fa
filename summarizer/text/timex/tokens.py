"""Turns a text into tokens with the classes of `dates.toml`, so that date rules are patterns over words.

`lex("on Feb. 7th")` has the words "on", "Feb", ".", "7th" and the classes on, month, dot, ordinal. A class is one
character of `Tokens.classes`, so that a pattern over classes is an ordinary regular expression; `compile_pattern`
turns `<month><dot>?<day>` into one.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from operator import add

__all__ = ["TAKEN", "Lexicon", "Tokens", "class_code", "compile_pattern", "lex", "lexicon", "needed_classes"]

_TOKEN = re.compile(
    r"[A-Za-z]{2,}+(?!\w)"
    r"|\d{4}([-/.])\d{2}\1\d{2}(?:T\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?(?!\w)"
    r"|\d{1,2}([/.])\d{1,2}\2\d{4}(?!\w)"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?![\d:])"
    r"|\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+"
    r"|(?<!\w)[AaPp]\.\s?[Mm]\b\.?"
    r"|\w+|\n[^\S\n]*\n|[^\w\s]"
)
_SHAPES = {
    "iso": r"[0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2}(?:T.*)?",
    "numeric": r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}",
    "clock": r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?",
    "clock12": r"(?i:[0-9]{1,2}[ap]m)",
    "meridiem": r"(?i:[ap]\.\s?m\.?)",
    "day": r"0?[1-9]|[12][0-9]|3[01]",
    "ordinal": r"(?i:(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th))",
    "round_year": "2000",
    "year": r"(?:19|20)[0-9][0-9]",
    "far_year": r"1[0-8][0-9][0-9]|21[0-9][0-9]",
    "decade": r"(?:1[6-9]|20)[0-9]0s|[2-9]0s",
    "nth_number": r"(?i:[0-9]+(?:st|nd|rd|th))",
    "quarter_code": r"[QqHh][1-4]",
    "clock_digits": r"[01][0-9][0-5][0-9]|2[0-3][0-5][0-9]",
    "number": r"[0-9]{1,4}",
    "break": r"\n[^\S\n]*\n",
    "dot": r"\.",
    "stop": r"[!?]",
    "mark": r"[^\w\s]",
    "figure": r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?",
    "name": r"[^\W\d_a-z].*",
    "past": r"[a-z]{3,}ed",
    "ing": r"[a-z]{2,}ing",
    "plural": r"[a-z]{3,}s",
}
"""The classes that a token has by its form, tried in this order where the lexicon does not know it."""
_SHAPE = re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items()))
_WORD = "word"
TAKEN = "taken"
"""Class of the tokens that an earlier rule has used up."""


@dataclass(frozen=True)
class Lexicon:
    """`dates.toml`: the class and the meaning of each word, and the words with a condition on them."""

    classes: Mapping[str, tuple[str, str | int]]
    modal: Mapping[str, tuple[str, str | int]]
    needs_capital: frozenset[str]
    dotted: frozenset[str]

    def meaning(self, word: str) -> str | int:
        """What a word of the lexicon means, such as 1 for "January"; KeyError for another."""
        return self.classes[word.lower()][1]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once. A word of two tables takes the second class when it lacks the capital it needs."""
    tables = tomllib.loads(files(__package__).joinpath("dates.toml").read_text(encoding="utf-8"))
    needs_capital, dotted = frozenset(tables.pop("needs_capital")), frozenset(tables.pop("dotted"))
    classes: dict[str, tuple[str, str | int]] = {}
    modal: dict[str, tuple[str, str | int]] = {}
    for name, words in tables.items():
        for word, meaning in words.items():
            (modal if word in classes else classes)[word] = (name, meaning)
    return Lexicon(classes, modal, needs_capital, dotted)


@cache
def _code_points() -> Mapping[str, str]:
    names = [TAKEN, _WORD, *_SHAPES, *(name for name, _ in lexicon().classes.values())]
    return {name: chr(0x4E00 + number) for number, name in enumerate(dict.fromkeys(names))}


def class_code(name: str) -> str:
    """The character of `Tokens.classes` that stands for a class."""
    return _code_points()[name]


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern over classes, `<month|maybe_month><dot>?(?P<day><day>)`; spaces in it mean nothing.

    It needs the lexicon, so it is called when a text is read and not on import.
    """
    codes = _code_points()

    def code(match: re.Match[str]) -> str:
        return "[" + "".join(codes[name] for name in match[1].split("|")) + "]"

    return re.compile(re.sub(r"(?<!\?P)<([\w|]+)>", code, pattern.replace(" ", "")))


_PIECE = re.compile(
    r"(?P<open>\((?P<around>\?<?[=!])?(?:\?:|\?P<\w+>)?)|(?P<close>\))|(?P<either>\|)"
    r"|<(?P<classes>[\w|]+)>(?P<maybe>\?|\*|\{0,\d*\})?"
)
_MAYBE = re.compile(r"\?|\*|\{0,")


@cache
def needed_classes(pattern: str) -> tuple[frozenset[str], ...]:
    """Sets of class characters, of each of which a match of `pattern` has one: what makes most rules needless to try.

    >>> needs = needed_classes("<the>?(?P<month><month|maybe_month>)(?:<comma><year>)?")
    >>> needs == (frozenset({class_code("month"), class_code("maybe_month")}),)
    True
    """
    plain = pattern.replace(" ", "")
    groups: list[list[frozenset[str]]] = [[]]
    either = [False]
    around = [False]
    for piece in _PIECE.finditer(plain):
        if piece["open"]:
            groups.append([])
            either.append(False)
            around.append(piece["around"] is not None)
        elif piece["close"]:
            inner, dropped = groups.pop(), either.pop() | around.pop()
            if not dropped and not _MAYBE.match(plain, piece.end()):
                groups[-1] += inner
        elif piece["either"]:
            either[-1] = True
        elif not piece["maybe"]:
            groups[-1].append(frozenset(class_code(name) for name in piece["classes"].split("|")))
    return () if either[0] else tuple(groups[0])


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text: where each starts and ends in code points, and their classes, one character each."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    classes: str

    def word(self, index: int) -> str:
        """The characters of token `index`."""
        return self.text[self.starts[index] : self.ends[index]]

    @cached_property
    def _stops(self) -> tuple[int, ...]:
        return tuple(match.end() for match in compile_pattern("<stop|break>").finditer(self.classes))

    def sentence(self, index: int) -> int:
        """The number of the sentence that token `index` stands in."""
        return bisect_right(self._stops, index)

    def sentence_bounds(self, index: int) -> tuple[int, int]:
        """The first token of the sentence that token `index` stands in, and the first token after it."""
        number = self.sentence(index)
        first = self._stops[number - 1] if number else 0
        return first, self._stops[number] if number < len(self._stops) else len(self.starts)


@lru_cache(maxsize=1 << 15)
def _code_of(word: str) -> str:
    known = lexicon()
    lower = word.lower()
    table = known.modal if lower in known.needs_capital and word == lower else known.classes
    if lower in table:
        return class_code(table[lower][0])
    shape = _SHAPE.fullmatch(word)
    return class_code(shape.lastgroup if shape and shape.lastgroup else _WORD)


def _ends_sentence(text: str, end: int, before: str) -> bool:
    """Whether the full stop that ends at `end` closes a sentence: a short form before it, or a small letter after."""
    if before.lower() in lexicon().dotted or (len(before) == 1 and before.isalpha()):
        return False
    following = text[end : end + 2].strip()
    return not following[:1].islower() and (end == len(text) or not text[end].isalnum())


def lex(text: str) -> Tokens:
    """The tokens of `text`, in order. White space is no token, but an empty line is one, of class break."""
    starts: list[int] = []
    written: list[str] = []
    for match in _TOKEN.finditer(text):
        starts.append(match.start())
        written.append(match[0])
    ends = tuple(map(add, starts, map(len, written)))
    codes = list(map(_code_of, written))
    stop = class_code("stop")
    for index in [index for index, word in enumerate(written) if word == "."]:
        if _ends_sentence(text, ends[index], written[index - 1] if index else ""):
            codes[index] = stop
    return Tokens(text, tuple(starts), ends, "".join(codes))
