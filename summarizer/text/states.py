"""Gives the states of the world with their capitals and the names of their peoples, as a maintained library has them.

The library is countryinfo (MIT; names, capitals and demonyms of the states of ISO 3166-1); places.toml says what of it
is not taken. It is read on first use only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.text.words import lexicon

if TYPE_CHECKING:
    from countryinfo import CountryInfo

__all__ = ["State", "states"]


class State(NamedTuple):
    """One state as the library has it: further names, capitals, and what its people are called."""

    names: tuple[str, ...]
    capitals: tuple[str, ...]
    peoples: tuple[str, ...]


@cache
def states() -> Mapping[str, State]:
    """The states by their names in common use; no territories, and no capital that stands for another."""
    from countryinfo import all_countries

    choice = lexicon("places")["library"]
    left_out, renamed = frozenset(choice["no_states"]), choice["renamed"]
    found: dict[str, State] = {}
    for country in all_countries():
        called = country.name()
        if called in left_out:
            continue
        name = renamed.get(called, called)
        found[name] = _joined(found.get(name), _state(country, name))
    return found


def _state(country: CountryInfo, name: str) -> State:
    choice = lexicon("places")["library"]
    capital = country.capital() or ()
    capitals = (capital,) if isinstance(capital, str) else tuple(capital)
    peoples = re.split(r"\s*[,/]\s*", country.demonym() or "")
    return State(
        tuple(_with_plain(_official(country, name))),
        tuple(_with_plain(c for c in capitals if c not in choice["no_seats"])),
        tuple(p for p in peoples if p and p not in choice["no_adjectives"]),
    )


def _official(country: CountryInfo, name: str) -> Iterator[str]:
    """The library's own name, where another is in use, and the official ones: `Hellenic Republic`."""
    forms = frozenset(lexicon("places")["library"]["official"])
    if country.name() != name:
        yield country.name()
    for spelling in map(str.strip, country.alt_spellings()):
        if len(spelling) > 3 and forms & set(spelling.casefold().split()):
            yield spelling


def _with_plain(names: Iterable[str]) -> Iterator[str]:
    """Names, and those with accents without them too; none that a library writes upside down (`Gambia, The`)."""
    for name in names:
        if "," in name or "(" in name:
            continue
        yield name
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        if plain != name:
            yield plain


def _joined(one: State | None, other: State) -> State:
    """Two entries of the library for one state as one."""
    if one is None:
        return other
    return State(*(tuple(dict.fromkeys(a + b)) for a, b in zip(one, other, strict=True)))
