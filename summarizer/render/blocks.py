"""Blocks of words with no markup yet, in which a brief is laid out before Markdown or plain text is written."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Block", "Fold", "Heading", "Item", "Notes", "Paragraph", "Run", "Runs", "Strong", "Table", "Words"]


@dataclass(frozen=True)
class Words:
    """Plain words; a writer escapes them."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Words that stand out; a writer escapes them."""

    text: str


@dataclass(frozen=True)
class Notes:
    """Footnote markers."""

    numbers: tuple[int, ...]


Run = Words | Strong | Notes
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Words that stand alone."""

    runs: Runs


@dataclass(frozen=True)
class Item:
    """One item of a list."""

    runs: Runs


@dataclass(frozen=True)
class Table:
    """A table; every row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Fold:
    """Items that stay folded away, where a format can, under what they are."""

    summary: str
    items: tuple[Item, ...]


Block = Heading | Paragraph | Item | Table | Fold
