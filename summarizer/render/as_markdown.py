"""The brief as Markdown (CommonMark with tables), in which nothing from an article or a model is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from summarizer.models import Article, Brief
from summarizer.render.blocks import Block, Fold, Heading, Item, Notes, Paragraph, Run, Strong, Table
from summarizer.render.outline import outline_of
from summarizer.render.plan import WHOLE, Page
from summarizer.render.shown import visible
from summarizer.render.view import view_of

__all__ = ["escape", "markdown"]


def markdown(brief: Brief, articles: Mapping[str, Article], page: Page = WHOLE) -> str:
    """The brief as Markdown, footnotes at the end."""
    blocks = [Paragraph(()), *outline_of(view_of(brief, articles, page))]
    return "".join(_gap(before, block) + _block(block) for before, block in pairwise(blocks))


def escape(text: str) -> str:
    """The text as CommonMark shows it unchanged, wherever in a line it stands; line breaks become spaces.

    "a*b" → "a\\*b", "1. x" → "1\\. x", "https://x" → "https:\\//x" (so that no renderer makes a link of it).
    """
    flat = visible(re.sub(r"\s+", " ", text))
    inline = re.sub(r"([\\`*_{}\[\]<>|~&$@^])", r"\\\1", flat)
    linkless = re.sub(r"(?i)(:)(//)|(www)(\.)", lambda m: f"{m[1] or m[3]}\\{m[2] or m[4]}", inline)
    return re.sub(r"^(\s*)(?:([-+=#:])|(\d+)([.)]))", _block_marker, linkless)


def _block_marker(found: re.Match[str]) -> str:
    space, mark, number, dot = found.groups()
    return f"{space}\\{mark}" if mark else f"{space}{number}\\{dot}"


def _gap(before: Block, block: Block) -> str:
    """A blank line between blocks, none between the items of one list and none before the first block."""
    first = isinstance(before, Paragraph) and not before.runs
    return "" if first or (isinstance(before, Item) and isinstance(block, Item)) else "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {escape(text)}\n"
        case Paragraph(runs):
            return f"{_runs(runs)}\n"
        case Item(runs):
            return f"- {_runs(runs)}\n"
        case Table():
            return _table(block)
        case Fold(summary, items):
            folded = "".join(map(_block, items))
            return f"<details>\n<summary>{escape(summary)}</summary>\n\n{folded}\n</details>\n"


def _table(table: Table) -> str:
    rows = [table.header, ("---",) * len(table.header)]
    cells = [tuple(_runs(cell) for cell in row) for row in table.rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in (*rows, *cells))


def _runs(runs: Iterable[Run]) -> str:
    return re.sub(r" +", " ", "".join(map(_run, runs))).strip()


def _run(run: Run) -> str:
    match run:
        case Notes(numbers):
            return " ".join(f"[{number}]" for number in numbers)
        case Strong(text):
            return f"**{escape(text.strip())}**" if text.strip() else ""
        case _:
            return escape(run.text)
