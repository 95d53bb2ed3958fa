"""Marks what stands on a page beside the article: navigation, teasers, biographies, forms, captions, the page's clock.

Rules for plain text, line by line; the wordings are in `furniture.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

from summarizer.models import Furniture

__all__ = ["Line", "find_furniture", "page_lines"]

BOX_PARAGRAPH = 400
"""A box (related posts, a biography) ends where a paragraph of more characters than this begins."""
HEAD_LINES = 8
"""How far down the lines above a title may reach."""
TITLE_WORDS = 4
"""A line of fewer words above the title is a site's name or a section's."""

_CLOCK = re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)day,? [\w,. ]{4,20}\b\d{4}\b.{0,12}", re.I)
_BIOGRAPHY = re.compile(r"\s+(is|was|has|writes|covers|reports|joined|studied|lives|works|began|entered)\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: `start` and `end` of its trimmed text, and whether a blank line stands before it."""

    start: int
    end: int
    text: str
    opens: bool


def page_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, trimmed, with their offsets."""
    lines, offset, blank = [], 0, True
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            start = offset + raw.index(words[0])
            lines.append(Line(start, start + len(words), words, blank))
        blank = not words
        offset += len(raw)
    return tuple(lines)


def find_furniture(text: str) -> tuple[Furniture, ...]:
    """Spans of `text` that are not the article, sorted and apart, each with its kind."""
    lines = page_lines(text)
    kinds: dict[int, str] = dict(_clock(lines))
    kinds |= dict(_sections(lines))
    kinds |= dict(_announced(lines))
    kinds |= dict(_single_lines(lines))
    kinds |= dict(_above_title(lines, kinds))
    return tuple(Furniture(start=lines[i].start, end=lines[i].end, kind=kind) for i, kind in sorted(kinds.items()))


def _single_lines(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    for i, line in enumerate(lines):
        kind = _kind("line", line.text)
        if kind:
            yield i, kind


def _announced(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """A line such as "Also read:", and the line under it."""
    for i, line in enumerate(lines):
        kind = _kind("announces", line.text)
        if kind:
            yield i, kind
            if i + 1 < len(lines) and not lines[i + 1].opens:
                yield i + 1, kind


def _sections(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Headed boxes, and an author's name followed by a paragraph that begins with it."""
    current: str | None = None
    for i, line in enumerate(lines):
        heading = _kind("heading", line.text)
        if heading or _opens_biography(lines, i):
            current = heading or "biography"
        elif current and len(line.text) > BOX_PARAGRAPH:
            current = None
        if current:
            yield i, current


def _opens_biography(lines: Sequence[Line], i: int) -> bool:
    name = lines[i].text
    if not name.istitle() or not 2 <= len(name.split()) <= 4 or i + 1 >= len(lines):
        return False
    follows = lines[i + 1].text
    return follows.startswith(name) and bool(_BIOGRAPHY.match(follows, len(name)))


def _clock(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """A weekday and date as the page's first line is the page's clock, not the article's date."""
    if len(lines) > 1 and _CLOCK.fullmatch(lines[0].text):
        yield 0, "clock"


def _above_title(lines: Sequence[Line], kinds: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Short lines between other furniture at the page's head: the site's name, a section's name."""
    head = takewhile(lambda i: len(lines[i].text) <= BOX_PARAGRAPH // 2, range(min(HEAD_LINES, len(lines))))
    last = max((i for i in head if kinds.get(i) in ("clock", "navigation")), default=0)
    for i in range(last):
        if i not in kinds and len(lines[i].text.split()) < TITLE_WORDS:
            yield i, "navigation"


def _kind(table: str, line: str) -> str | None:
    return next((kind for kind, pattern in _patterns()[table] if pattern.fullmatch(line)), None)


@cache
def _patterns() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    source = files("summarizer.read").joinpath("furniture.toml").read_text("utf-8")
    return {
        table: tuple(
            (kind, re.compile("|".join(f"(?:{p})" for p in wordings), re.I)) for kind, wordings in kinds.items()
        )
        for table, kinds in tomllib.loads(source).items()
    }
