"""The brief as plain text for mail: no markup, no line longer than 78 characters where a word can be broken off."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from itertools import pairwise

from summarizer.models import Article, Brief
from summarizer.render.blocks import Block, Fold, Heading, Item, Notes, Paragraph, Run, Table
from summarizer.render.outline import outline_of
from summarizer.render.plan import WHOLE, Page
from summarizer.render.shown import visible
from summarizer.render.view import view_of

__all__ = ["WIDTH", "text"]

WIDTH = 78
"""Characters to a line: what RFC 5322, section 2.1.1, asks of mail."""


def text(brief: Brief, articles: Mapping[str, Article], page: Page = WHOLE) -> str:
    """The brief as plain text, footnotes at the end."""
    blocks = [Paragraph(()), *outline_of(view_of(brief, articles, page))]
    return "".join(_gap(before, block) + _block(block) for before, block in pairwise(blocks))


def _gap(before: Block, block: Block) -> str:
    if isinstance(before, Paragraph) and not before.runs:
        return ""
    close = isinstance(block, Item) and isinstance(before, Item | Paragraph)
    return "" if close else "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, words):
            return _heading(level, words)
        case Paragraph(runs):
            return _wrapped(_runs(runs))
        case Item(runs):
            return _wrapped(_runs(runs), first="  - ", rest="    ")
        case Table(_, rows):
            return "".join(_row(row) for row in rows)
        case Fold(summary, items):
            return _wrapped(summary) + "".join(map(_block, items))


def _heading(level: int, words: str) -> str:
    lines = _wrapped(words)
    return lines + "=-~"[level - 1] * max(map(len, lines.splitlines())) + "\n"


def _row(cells: Iterable[Iterable[Run]]) -> str:
    """A table's row as an item: the first cell, then the others beneath it."""
    first, *others = (_runs(cell) for cell in cells)
    beneath = " · ".join(cell for cell in others if cell)
    return _wrapped(first, first="  ", rest="  ") + _wrapped(beneath, first="      ", rest="      ")


def _wrapped(words: str, first: str = "", rest: str = "") -> str:
    return (
        "\n".join(
            textwrap.wrap(
                visible(words),
                WIDTH,
                initial_indent=first,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
            or [first.rstrip()]
        )
        + "\n"
    )


def _runs(runs: Iterable[Run]) -> str:
    return " ".join("".join(map(_run, runs)).split())


def _run(run: Run) -> str:
    return " ".join(f"[{number}]" for number in run.numbers) if isinstance(run, Notes) else run.text
