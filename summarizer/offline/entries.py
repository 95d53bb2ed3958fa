"""Reads JSON as entries that know their place in the file: a list, JSON lines, or one object."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from summarizer.errors import InputError

__all__ = ["Entry", "entries_of"]

_NEWLINE = re.compile(r"\r\n|\n|\r")  # a JSON string may hold the other line ends of Unicode


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a file, and its place there for people: "entry 3", or "line 7" of JSON lines."""

    place: str
    value: Any


def entries_of(text: str) -> tuple[Entry, ...]:
    """The entries of a JSON text in order; one object alone is one entry.

    Raises:
        InputError: The text is not JSON, or neither a list nor an object; says where.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise InputError("an empty file", "give a Summary, a Brief, a list of statements or notes")
    lines = [(number, line) for number, line in enumerate(_NEWLINE.split(text), 1) if line.strip()]
    if len(lines) > 1 and isinstance(_parsed_or_none(lines[0][1]), dict):
        return tuple(Entry(f"line {number}", _parsed(line, number)) for number, line in lines)
    whole = _parsed(text, None)
    if isinstance(whole, list):
        return tuple(Entry(f"entry {number}", value) for number, value in enumerate(whole, 1))
    return (Entry("entry 1", whole),)


def _parsed(text: str, line: int | None) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {line}" if line else f"line {error.lineno}, column {error.colno}"
        raise InputError(f"not JSON: {place}: {error.msg}", "mend it there, or write the file again") from error
    except (ValueError, RecursionError) as error:
        place = f"line {line}: " if line else ""
        raise InputError(f"not JSON that can be read: {place}{error}", "write the file again") from error


def _parsed_or_none(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
