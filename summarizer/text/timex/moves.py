"""Tells which days of a text are those that an event was moved to, or from: "put off from Friday until Monday"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from summarizer.text.timex.tokens import Tokens

__all__ = ["Move", "Side", "is_retold", "move_before", "side_of_move"]

Side = Literal["target", "source", "source_of_sooner"]
"""The new day; the day it was; the day it was of an event that is brought forward."""

_REACH = 24
"""How many tokens before a day the verb may stand that moves an event to it; a bound, so that reading stays linear."""
_SAID_WITHIN = 60
"""How many tokens from it the verb may stand of who says so; for the same reason."""

_CLOCK = r"(?:(?:at )?\d[\d:.]*(?: ?[ap]\.? ?m\.?)?,? on )?"
_TO = re.compile(rf"\b(?:to|until|till|for) (?:at (?:least|the earliest) |late |later )?{_CLOCK}(?:the )?$")
_FROM = re.compile(r"\bfrom (?:the )?$")
_WORD = r"(?: (?!(?:but|after|before|because|when|while|which|who|that|said|to|until|till) )[^\s,.;:!?]+)"
_BETWEEN = rf"{_WORD}{{0,10}}(?: ?,[^,]{{1,60}},{_WORD}{{0,4}})?(?: ?from [^,]{{1,40}})? ?$"
_HAD = re.compile(r"\bhad(?: (?!been )\w+)?(?: been)?(?: \w+ly)? $")
_POSSESSIVE = re.compile(r"['’]s\b")
_BE = "(?:be|been|is|are|was|were)"


@dataclass(frozen=True)
class Move:
    """What moves an event to or from a day: the words that say so, and where they begin in those ahead of the day."""

    side: Side
    verb: str
    start: int


def move_before(ahead: str) -> Move | None:
    """What the words ahead of a day move there; they have one blank between them and one at their end.

    >>> move_before("They put the vote off until ")
    Move(side='target', verb='put the vote off', start=5)
    """
    to, away = _TO.search(ahead), _FROM.search(ahead)
    link = to or away
    found = _moving().search(ahead[: link.start()]) if link else None
    if link is None or found is None or (found["plain"] and link[0].startswith("for")):
        return None
    side: Side = "target" if to else "source_of_sooner" if found["sooner"] else "source"
    return Move(side, found[0], found.start())


def side_of_move(tokens: Tokens, first: int, last: int) -> Side | None:
    """Whether the expression of tokens `first` to `last` is a day that its clause moves an event to, or from.

    "Had been moved to Friday" says so only in somebody's words of today: otherwise that Friday may be over.
    """
    start, _ = tokens.sentence_bounds(first)
    ahead = _text(tokens, max(start, first - _REACH), first)
    move = None if _POSSESSIVE.match(tokens.text, tokens.ends[last]) else move_before(ahead)
    if move and _HAD.search(ahead[: move.start]) and not _telling().search(_around(tokens, first)):
        return None
    return move.side if move else None


def is_retold(tokens: Tokens, verb: int) -> bool:
    """Whether the participle at token `verb` ("planned") is told of a time before: "it had been planned for Friday"."""
    start, _ = tokens.sentence_bounds(verb)
    ahead = _text(tokens, max(start, verb - 4), verb)
    if not ahead.endswith("been ") or not _HAD.search(ahead):
        return False
    words = _around(tokens, verb)
    # "Which had been planned for Friday, has been postponed" is of a Friday to come.
    return not (_telling().search(words) or re.search(rf"\b(?:have|has|was|were|is|are)\b.*\b{_any('verbs')}\b", words))


def _around(tokens: Tokens, index: int) -> str:
    """The words of the sentence of token `index`, as far as who says it may stand."""
    start, end = tokens.sentence_bounds(index)
    return _text(tokens, max(start, index - _SAID_WITHIN), min(end, index + _SAID_WITHIN))


def _text(tokens: Tokens, start: int, end: int) -> str:
    """The words of tokens `start` to `end` with one blank between them, and one behind them."""
    stretch = tokens.text[tokens.starts[start] : tokens.starts[end] if end < len(tokens.starts) else None]
    return " ".join(stretch.split()) + " " if start < end else ""


@cache
def _moving() -> re.Pattern[str]:
    """A moving verb up to the preposition before a day; the group `sooner` where it brings the event forward."""
    particle = rf"(?:(?P<sooner>{_any('sooner')})|{_any('later')})"
    apart = rf"{_any('with_particle')}{_WORD}{{0,8}}? {particle}"
    passive = rf"{_BE} {_any('passive')}"
    verb = rf"(?:{_any('verbs')}|{apart}|(?P<plain>{_any('to_day')})|{passive})"
    return re.compile(rf"\b{verb}\b(?={_BETWEEN})", re.IGNORECASE)


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"\b{_any('telling')}\b", re.IGNORECASE)


def _any(name: str) -> str:
    return f"(?:{'|'.join(_lists()[name])})"


@cache
def _lists() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(files(__package__).joinpath("moves.toml").read_text(encoding="utf-8"))
