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

    Better is first the verdict, then how well the quote is located, then the share of the statement's words that
    stand in the passage, so that what is shown of an unsupported statement is what it comes nearest to.
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
    best: tuple[tuple[float, ...], Held] | None = None
    for source in sources:
        checked = check_statement(statement.words, source, actor=statement.actor, quote=statement.quote)
        rank = _rank(checked)
        if best is None or rank > best[0]:
            best = rank, Held(statement, checked, source.article_id, len(sources))
        if checked.verdict == "supported":
            break  # no later source can be better than the first that supports it
    if best is None:
        raise InputError("no source to hold statements against", "give one with --source")
    return best[1]


def _rank(checked: CheckedStatement) -> tuple[float, ...]:
    return _VERDICTS[checked.verdict], _MATCHES[checked.location.match], _share(checked)


def _share(checked: CheckedStatement) -> float:
    """The share of a statement's words that its passage has."""
    wanted = {word.low for word in words(checked.statement) if word.is_word}
    there = {word.low for word in words(checked.location.words or "") if word.is_word}
    return len(wanted & there) / len(wanted) if wanted else 0.0
