"""Reads the user's file of names: which names mean one actor, and which never do.

The file is TOML with two tables, both optional. On the left stands the name that the brief shows, on the right the
other names, one or a list; case, spaces and a leading "the" do not matter:

    [actors]
    "Dmitry Peskov" = ["Peskow", "the Kremlin spokesman"]
    "OSCE" = "Organization for Security and Co-operation in Europe"

    [apart]
    "John Smith" = ["Jon Smith"]

`[actors]` makes one actor of the names, whatever the rules say; `[apart]` names what is never the actor on the left.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summarizer.errors import InputError
from summarizer.models import ActorNames

__all__ = ["load_aliases"]

_TABLES = ("actors", "apart")
_FORM = '`"Name to show" = ["other name", "another"]` under [actors] or [apart]'


def load_aliases(path: Path) -> tuple[ActorNames, ...]:
    """The decisions of an aliases file, one for each name on the left, in the order of the alphabet.

    Raises:
        InputError: The file is not there or no TOML, or an entry makes no sense; names it, and what to write.
    """
    tables = _tables(path)
    actors, apart = (_names(path, table, tables.get(table, {})) for table in _TABLES)
    _without_contradiction(path, actors, apart)
    return tuple(
        ActorNames(name=name, aliases=actors.get(name, ()), apart=apart.get(name, ()), by=path.name)
        for name in sorted({*actors, *apart})
    )


def _tables(path: Path) -> Mapping[str, Any]:
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(f"there is no aliases file {path}", "name one with --aliases, or leave it out") from None
    except OSError as error:
        raise InputError(f"the aliases file {path} can not be read: {error.strerror}", "name another") from error
    except UnicodeDecodeError as error:
        raise InputError(f"the aliases file {path} is not in UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        remedy = f"mend that line; an entry is {_FORM}, and each name stands in quotation marks"
        raise InputError(f"the aliases file {path} is no TOML: {error}", remedy) from error
    unknown = sorted(set(read) - set(_TABLES))
    if unknown:
        raise InputError(f"the aliases file {path} has {unknown[0]!r} outside of its tables", f"write {_FORM}")
    return read


def _names(path: Path, table: str, entries: object) -> dict[str, tuple[str, ...]]:
    """The names on the right of one table by that on the left, without spaces around them and each once."""
    if not isinstance(entries, Mapping):
        raise InputError(f"{table!r} in the aliases file {path} is no table", f"write [{table}] on a line of its own")
    found: dict[str, tuple[str, ...]] = {}
    for name, value in entries.items():
        others = [value] if isinstance(value, str) else value
        if not isinstance(others, list) or not all(isinstance(other, str) and other.strip() for other in others):
            raise InputError(f"[{table}] {name!r} in the aliases file {path} has no list of names", f"write {_FORM}")
        if not name.strip():
            raise InputError(f"[{table}] in the aliases file {path} has an entry without a name", f"write {_FORM}")
        kept = (" ".join(other.split()) for other in others)
        left = " ".join(name.split())
        found[left] = tuple(dict.fromkeys((*found.get(left, ()), *kept)))
    return found


def _without_contradiction(
    path: Path, actors: Mapping[str, tuple[str, ...]], apart: Mapping[str, tuple[str, ...]]
) -> None:
    """Refuse a name that is said to mean two actors, or to mean one and never to mean it."""
    meant: dict[str, str] = {}
    for name, aliases in sorted(actors.items()):
        for alias in aliases:
            other = meant.setdefault(alias.casefold(), name)
            if other.casefold() != name.casefold():
                what = f"{alias!r} is a name of {other!r} and of {name!r} in the aliases file {path}"
                raise InputError(what, f"take it out of one of the two, or list {name!r} under {other!r}")
    for name, others in sorted(apart.items()):
        ours = {alias.casefold() for alias in (name, *actors.get(name, ()))}
        for other in others:
            if other.casefold() in ours:
                what = f"{other!r} is a name of {name!r} and kept apart from it in the aliases file {path}"
                raise InputError(what, "take it out of [actors] or out of [apart]")
