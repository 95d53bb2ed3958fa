"""Tells which days of a text are those that an event was moved to, or from: "put off from Friday until Monday"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from summarizer.text.timex.tokens import Tokens

__all__ = ["Side", "is_retold", "side_of_move"]

Side = Literal["target", "source", "source_of_sooner"]
"""The new day; the day it was; the day it was of an event that is brought forward."""

_REACH = 24
"""How many tokens before a day the verb may stand that moves an event to it; a bound, so that reading stays linear."""

_CLOCK = r"(?:(?:at )?\d[\d:.]*(?: ?[ap]\.? ?m\.?)?,? on )?"
_TO = re.compile(rf"\b(?:to|until|till|for) (?:at (?:least|the earliest) |late |later )?{_CLOCK}(?:the )?$")
_FROM = re.compile(r"\bfrom (?:the )?$")
_WORD = r"(?: (?!(?:but|after|before|because|when|while|which|who|that|said|to|until|till) )[^\s,.;:!?]+)"
_BETWEEN = rf"{_WORD}{{0,10}}(?: ?,[^,]{{1,60}},{_WORD}{{0,4}})?(?: ?from [^,]{{1,40}})? ?$"
_HAD = re.compile(r"\bhad(?: (?!been )\w+)?(?: been)?(?: \w+ly)? $")
_POSSESSIVE = re.compile(r"['’]s\b")
_BE = "(?:be|been|is|are|was|were)"


@cache
def _lists() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(files(__package__).joinpath("moves.toml").read_text(encoding="utf-8"))


def _any(name: str) -> str:
    return f"(?:{'|'.join(_lists()[name])})"


@cache
def _moving() -> re.Pattern[str]:
    """A moving verb up to the preposition before a day; the group `sooner` where it brings the event forward."""
    particle = rf"(?:(?P<sooner>{_any('sooner')})|{_any('later')})"
    apart = rf"{_any('with_particle')}{_WORD}{{0,8}}? {particle}"
    passive = rf"{_BE} {_any('passive')}"
    return re.compile(rf"\b(?:{_any('verbs')}|{apart}|(?P<plain>{_any('to_day')})|{passive})\b(?={_BETWEEN})")


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"\b{_any('telling')}\b")


def side_of_move(tokens: Tokens, first: int, last: int) -> Side | None:
    """Whether the expression of tokens `first` to `last` is a day that its clause moves an event to, or from.

    "Had been moved to Friday" says so only in somebody's words of today: otherwise that Friday may be over.
    """
    if first == 0 or _POSSESSIVE.match(tokens.text, tokens.ends[last]):
        return None
    start, end = tokens.sentence_bounds(first)
    before = _text(tokens, max(start, first - _REACH), first)
    to, away = _TO.search(before), _FROM.search(before)
    link = to or away
    if link is None:
        return None
    found = _moving().search(before[: link.start()])
    if found is None or (found["plain"] and link[0].startswith("for")):
        return None
    if _HAD.search(before[: found.start()]) and not _telling().search(_text(tokens, start, end)):
        return None
    return "target" if to else "source_of_sooner" if found["sooner"] else "source"


def is_retold(tokens: Tokens, verb: int) -> bool:
    """Whether the participle at token `verb` ("planned") is told of a time before: "it had been planned for Friday"."""
    start, end = tokens.sentence_bounds(verb)
    before = _text(tokens, max(start, verb - 4), verb)
    return before.endswith("been ") and bool(_HAD.search(before)) and not _is_told(tokens, start, end)


def _is_told(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a sentence says who says it, or moves something to a day after all."""
    words = _text(tokens, start, end)
    return bool(_telling().search(words) or re.search(rf"\b(?:have|has|was|were|is|are)\b.*\b{_any('verbs')}\b", words))


def _text(tokens: Tokens, start: int, end: int) -> str:
    """The words of tokens `start` to `end` in lower case with one blank between them, and one behind them."""
    stretch = tokens.text[tokens.starts[start] : tokens.starts[end] if end < len(tokens.starts) else None]
    return " ".join(stretch.lower().split()) + " " if start < end else ""
