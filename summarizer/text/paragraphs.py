"""Tells the line breaks that end a sentence (blank lines, headings, list entries) from those of wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

__all__ = ["line_breaks", "list_entry", "paragraph_gaps"]

_END = r"(?:\r\n?+|[\n\x0b\x0c\x85\u2028\u2029])"
_BREAK = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]\s*+")
_BLANK = re.compile(rf"{_END}[^\S\r\n\x0b\x0c\x85\u2028\u2029]*{_END}|\u2029")
_LIST_ENTRY = re.compile(r"[•·▪◦‣●■*–—-]\s|\(?(?:\d{1,3}|[A-Za-z])[.)]\s")
_WORD = re.compile(r"\S+")

_SHORT = 50
"""Characters; a line below this is a heading or a list entry where its text is not wrapped."""
_WRAPPED_AT = range(50, 101)
"""Where texts are wrapped, in characters a line."""
_MOSTLY = 0.6
"""The share of lines without a full stop that are as full as they can be in a wrapped text."""
_STOPS = ".!?:"


@lru_cache(maxsize=8)
def line_breaks(text: str) -> tuple[re.Match[str], ...]:
    """The line breaks at which a sentence ends, each with the white space behind it: all but those of wrapped lines."""
    runs = list(_BREAK.finditer(text))
    width = _wrapped_at(text, runs)
    starts = (0, *(run.end() for run in runs))
    return tuple(
        run for start, run in zip(starts, runs, strict=False) if _is_blank(run) or not _goes_on(text, start, run, width)
    )


@lru_cache(maxsize=8)
def paragraph_gaps(text: str) -> tuple[re.Match[str], ...]:
    """What parts the paragraphs of a text: blank lines, or line breaks where it has no blank line between its words."""
    breaks = line_breaks(text)
    blank = tuple(run for run in breaks if _is_blank(run))
    return blank if any(run.start() > 0 and run.end() < len(text) for run in blank) else breaks


def list_entry(text: str, position: int) -> bool:
    """Whether the mark or number of a list entry stands here: `- `, `• `, `2. `, `a) `."""
    return _LIST_ENTRY.match(text, position) is not None


def _is_blank(run: re.Match[str]) -> bool:
    return run.end() - run.start() > 1 and _BLANK.match(run.string, run.start()) is not None


def _goes_on(text: str, start: int, run: re.Match[str], width: int) -> bool:
    """Whether the sentence goes on in the next line: a full line of a wrapped text, or long before a small letter."""
    following = text[run.end() : run.end() + 1]
    if not following or (not width and not (following.islower() and run.start() - start >= _SHORT)):
        return False
    line = text[start : run.start()].rstrip()
    if list_entry(text, run.end()):
        return False
    if width:
        return not _indented(run) and _is_full(text, line, run, width)
    return len(line) >= _SHORT and line[-1] not in _STOPS


def _wrapped_at(text: str, runs: Sequence[re.Match[str]]) -> int:
    """The width at which the text is wrapped, or 0: the longest line, where the others have no room for a word more."""
    lines = list(_lines(text, runs))
    width = max((end - start for start, end, _ in lines), default=0)
    if width not in _WRAPPED_AT:
        return 0
    going_on = [
        _is_full(text, text[start:end].rstrip(), run, width)
        for start, end, run in lines
        if run and not _is_blank(run) and text[end - 1] not in _STOPS
    ]
    return width if sum(going_on) >= max(2, _MOSTLY * len(going_on)) else 0


def _lines(text: str, runs: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    start = 0
    for run in runs:
        yield start, run.start(), run
        start = run.end()
    yield start, len(text), None


def _is_full(text: str, line: str, run: re.Match[str], width: int) -> bool:
    word = _WORD.match(text, run.end())
    return len(line) + 1 + (word.end() - word.start() if word else 0) > width


def _indented(run: re.Match[str]) -> bool:
    return run.group().endswith(("\t", "  "))
