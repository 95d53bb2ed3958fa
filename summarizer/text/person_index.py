"""Finds among many names those that can mean the same person, without comparing each with each."""

from __future__ import annotations

from functools import lru_cache
from typing import Generic, TypeVar

from summarizer.text.aliases import person_name, surname_spelling

__all__ = ["PersonIndex"]

Value = TypeVar("Value")

_REACH = 40
"""So many of the last entries under one key are looked at, so that a text full of one surname stays linear."""
_SLIPS_FROM = 4
"""Letters of a surname in which a slip of one letter is forgiven."""


class PersonIndex(Generic[Value]):
    """Values under the surnames of persons' names; a name is near those of its surname, with a letter more or less."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[Value]] = {}

    def add(self, name: str, value: Value) -> None:
        """Enter a value under the surname of a name."""
        for key in _keys(name):
            self._by_key.setdefault(key, []).append(value)

    def near(self, name: str) -> list[Value]:
        """The values entered last under this surname and those that differ from it by a slip, each once."""
        found: dict[Value, None] = {}
        for key in _keys(name):
            found |= dict.fromkeys(self._by_key.get(key, ())[-_REACH:])
        return list(found)


@lru_cache(maxsize=65536)
def _keys(name: str) -> tuple[str, ...]:
    """The surname, its spelling in other languages, and both with any one letter gone."""
    person = person_name(name)
    if person is None:
        return ()
    whole = {person.surname, surname_spelling(person.surname)}
    slips = {word[:i] + word[i + 1 :] for word in whole if len(word) >= _SLIPS_FROM for i in range(len(word))}
    return tuple(sorted(whole | slips))
