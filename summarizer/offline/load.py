"""Tells what a file to be checked is, by its content: Summaries, a list of statements, or notes in prose."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePath

from summarizer.errors import InputError
from summarizer.ids import content_hash
from summarizer.models import Brief, Summary
from summarizer.offline.claims import is_summary, summaries_of
from summarizer.offline.entries import Entry, entries_of
from summarizer.offline.notes import Unchecked, read_notes
from summarizer.offline.statements import Statement, statements_of
from summarizer.read.plain import decode_text

__all__ = ["Loaded", "Statements", "Summaries", "load"]

_JSON_KINDS = frozenset({".json", ".jsonl", ".ndjson"})
_PLAIN_KINDS = frozenset({".txt", ".text"})
_BEGINS_JSON = re.compile(r'\{\s*(?:"|\Z)|\[\s*(?:\{|\Z)')
"""How a list of objects or an object begins, and no Markdown does: where it then does not parse, it is broken JSON."""


@dataclass(frozen=True, slots=True)
class Summaries:
    """Summaries to be checked again; `edited` says of each Brief among them that it is not what they merge to.

    `earlier` are those that Briefs carry from earlier days, whose articles may be gone.
    """

    summaries: tuple[Summary, ...]
    earlier: tuple[Summary, ...] = ()
    edited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements to be held against sources: of a list, or the sentences of notes with what is not among them.

    `text_hash` identifies the text that they come from: it is no source for itself.
    """

    statements: tuple[Statement, ...]
    text_hash: str
    notes: bool = False
    unchecked: tuple[Unchecked, ...] = ()


Loaded = Summaries | Statements


def load(raw: bytes, name: str, previous: Brief | None = None) -> Loaded:
    """What a file holds. Its content decides; its name's ending helps where that could be either.

    Args:
        raw: The file's bytes.
        name: Its name, or - for standard input.
        previous: The brief that a Brief was made since.

    Raises:
        InputError: It is no text, empty, broken JSON, or JSON of another kind; says where, and what to do.
    """
    text, _ = decode_text(raw)
    if not text.strip():
        raise InputError("an empty file", "give a Summary, a Brief, a list of statements or notes")
    if _is_json(text, PurePath(name).suffix.lower()):
        return _of_entries(entries_of(text), text, previous)
    notes = read_notes(text, markdown=PurePath(name).suffix.lower() not in _PLAIN_KINDS)
    statements = tuple(
        Statement(f"line {sentence.line}", sentence.words, own={"line": sentence.line, "statement": sentence.words})
        for sentence in notes.sentences
    )
    return Statements(statements, content_hash(text), notes=True, unchecked=notes.unchecked)


def _is_json(text: str, kind: str) -> bool:
    start = text.lstrip()
    return kind in _JSON_KINDS or bool(_BEGINS_JSON.match(start)) or (start[0] in "{[" and _parses(text))


def _parses(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _of_entries(entries: tuple[Entry, ...], text: str, previous: Brief | None) -> Loaded:
    meant = [is_summary(entry.value) for entry in entries]
    if not any(meant):
        return Statements(statements_of(entries), content_hash(text))
    if not all(meant):
        odd = entries[meant.index(False)]
        raise InputError(f"{odd.place}: no Summary among Summaries", "give each kind in a file of its own")
    found = summaries_of(entries, previous)
    return Summaries(found.summaries, found.earlier, found.edited)
