"""Statements to be held against sources: the entries of a list, or the sentences of notes, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from summarizer.check.statements import check_statement
from summarizer.errors import InputError
from summarizer.models import Article, CheckedStatement, Match, Verdict
from summarizer.offline.entries import Entry
from summarizer.text.words import words

__all__ = ["Held", "Statement", "hold_all", "statements_of"]

_REMEDY = 'give each entry a "statement"; "actor" and "quote" are texts too, or left out'
_VERDICTS: Mapping[Verdict, int] = {"unsupported": 0, "doubtful": 1, "supported": 2}
_MATCHES: Mapping[Match, int] = {"absent": 0, "altered": 1, "normalised": 2, "verbatim": 3}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its place in the file, and the keys that its entry has (for notes: its line and words)."""

    place: str
    words: str
    actor: str | None = None
    quote: str | None = None
    own: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """A statement, how it stands up to the source that bears it out best, that source's id, and how many there were."""

    statement: Statement
    checked: CheckedStatement
    source: str
    sources: int


def statements_of(entries: Iterable[Entry]) -> tuple[Statement, ...]:
    """The statements of a list's entries, in order.

    Raises:
        InputError: An entry is no {actor, statement, quote}; names its place and the remedy.
    """
    return tuple(map(_statement, entries))


def hold_all(statements: Iterable[Statement], sources: Sequence[Article]) -> list[Held]:
    """Hold each statement against each source, at least one; the best result wins, the first source on ties.

    A statement without a quote is judged by the sources that have words for about as much of it as any. Better is first
    the verdict, then how well the quote is located, then the share of the statement's words that stand in the passage,
    so that what is shown of an unsupported statement is what it comes nearest to.
    """
    return [_held(statement, sources) for statement in statements]


def _statement(entry: Entry) -> Statement:
    value = entry.value
    if not isinstance(value, dict):
        raise InputError(f"{entry.place}: not an object but {_kind(value)}", _REMEDY)
    for key in ("statement", "actor", "quote"):
        if not isinstance(value.get(key), str | None):
            raise InputError(f'{entry.place}: "{key}" is {_kind(value[key])}, no text', _REMEDY)
    words = value.get("statement")
    if not words or not words.strip():
        missing = "is empty" if "statement" in value and words is not None else "is missing"
        raise InputError(f'{entry.place}: "statement" {missing}', _REMEDY)
    return Statement(entry.place, words, _given(value.get("actor")), _given(value.get("quote")), value)


def _given(words: str | None) -> str | None:
    """The words, or None where they are blank: a table's empty cell is no quote."""
    return words if words and words.strip() else None


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


def _held(statement: Statement, sources: Sequence[Article]) -> Held:
    if not sources:
        raise InputError("no source to hold statements against", "give one with --source")
    checked = [
        check_statement(statement.words, source, actor=statement.actor, quote=statement.quote) for source in sources
    ]
    most = max(each.held or 0.0 for each in checked)
    speaking = [i for i, each in enumerate(checked) if (each.held or 0.0) >= most - AS_WELL]
    best = max(speaking, key=lambda i: (*_rank(checked[i]), -i))
    return Held(statement, checked[best], sources[best].article_id, len(sources))


AS_WELL = 0.15
"""A source that holds less of a statement than another one, by more than this share, does not speak of it as well."""


def _rank(checked: CheckedStatement) -> tuple[float, ...]:
    held = checked.held if checked.held is not None else _share(checked)
    return _VERDICTS[checked.verdict], _MATCHES[checked.location.match], held


def _share(checked: CheckedStatement) -> float:
    """The share of a statement's words that its passage has."""
    wanted = {word.low for word in words(checked.statement) if word.is_word}
    there = {word.low for word in words(checked.location.words or "") if word.is_word}
    return len(wanted & there) / len(wanted) if wanted else 0.0
