"""SQLite: the answers that were already paid for, and the mends, kept by what they depend on.

Only answers that fit the schema are kept; a failure is asked again. Two processes may use one file.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from summarizer.errors import InputError

if TYPE_CHECKING:
    from summarizer.engines import Answer, Mended

__all__ = ["Store", "default_path"]

_log = logging.getLogger("summarizer.store")
_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (
    content_key TEXT PRIMARY KEY,
    outcome     TEXT NOT NULL,
    provenance  TEXT NOT NULL,
    extraction  TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS mends (
    content_key TEXT PRIMARY KEY,
    outcome     TEXT NOT NULL,
    provenance  TEXT NOT NULL,
    mends       TEXT NOT NULL
) STRICT;
"""


def default_path() -> Path:
    """The command line's store, in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("summarizer", appauthor=False) / "store.sqlite"


class Store:
    """Answers by content key. Each call opens and closes the file, so that nothing is held while a server thinks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(error) from error
        with self._open() as connection:
            self._prepare(connection)

    def get(self, key: str) -> Answer | None:
        """The answer kept under a key, with no usage: it costs nothing this time."""
        from summarizer.engines import Answer
        from summarizer.models import Extraction, Outcome, Provenance

        query = "SELECT outcome, provenance, extraction FROM answers WHERE content_key = ?"
        kept = self._get(query, key, Outcome, Provenance, Extraction)
        return Answer(*kept) if kept else None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer that is whole; one that failed or is partial is not kept."""
        if answer.outcome.kind in ("ok", "empty"):
            command = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)"
            self._put(command, key, answer.outcome, answer.provenance, answer.extraction)

    def get_mended(self, key: str) -> Mended | None:
        """The mends kept under a key, with no usage."""
        from summarizer.engines import Mended, Mends
        from summarizer.models import Outcome, Provenance

        query = "SELECT outcome, provenance, mends FROM mends WHERE content_key = ?"
        kept = self._get(query, key, Outcome, Provenance, Mends)
        return Mended(kept[0], kept[1], kept[2].mends) if kept else None

    def put_mended(self, key: str, mended: Mended) -> None:
        """Keep the mends of an answer that is whole."""
        from summarizer.engines import Mends

        if mended.outcome.kind == "ok":
            command = "INSERT OR REPLACE INTO mends VALUES (?, ?, ?, ?)"
            self._put(command, key, mended.outcome, mended.provenance, Mends(mends=mended.mends))

    def _get(self, query: str, key: str, *types: type[BaseModel]) -> list[Any] | None:
        """The columns of a row, each read as its type."""
        with self._open() as connection:
            row = connection.execute(query, (key,)).fetchone()
        if row is None:
            return None
        try:
            return [kind.model_validate_json(column) for kind, column in zip(types, row, strict=True)]
        except ValidationError:
            _log.warning("%s: an answer that can not be read any more is asked for again", self._path)
            return None

    def _put(self, command: str, key: str, *parts: BaseModel) -> None:
        with self._open() as connection:
            connection.execute(command, (key, *(part.model_dump_json() for part in parts)))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """One transaction on the file."""
        try:
            with closing(sqlite3.connect(self._path, timeout=30)) as connection, connection:
                yield connection
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> InputError:
        return InputError(f"the store {self._path} can not be used: {error}", "name another file with --store")

    def _prepare(self, connection: sqlite3.Connection) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise InputError(f"the store {self._path} is of a newer version ({version})", "update the program")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version = {_VERSION}")
