"""SQLite: the answers that were already paid for, what was made of them, and the record of each run.

Answers are kept by what they depend on (text, prompt, schema, model, parameters: the engine's content key). Any number
of processes may use one file at once; what was put is there after a kill.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import platform
import sqlite3
import weakref
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticSerializationError

from summarizer.engines import Answer, Mended, Mends
from summarizer.errors import InputError
from summarizer.models import Brief, Extraction, Outcome, OutcomeKind, Provenance, Summary
from summarizer.runs import ArticleRun, RunRecord, RunStatus

__all__ = ["KEPT_BRIEFS", "KEPT_DAYS", "KEPT_SUMMARIES", "KeptBrief", "Store", "default_path"]

M = TypeVar("M", bound=BaseModel)

_log = logging.getLogger("summarizer.store")

KEPT_BRIEFS = 12
"""How many rendered briefs stay; they can be made again from the Summaries."""
KEPT_DAYS = 60
"""How many days' briefs of a series stay, for those of later days to say what is new since."""
KEPT_SUMMARIES = 20_000
"""How many checked Summaries stay (about 300 MB); they can be made again from the answers."""

_BUSY = 30.0  # s to wait for another process that is writing
_TRIES = 100  # at the change of a new file's mode, which other processes try too
_RANK: dict[OutcomeKind, int] = {"ok": 2, "empty": 2, "partial": 1, "refused": 0, "truncated": 0, "invalid": 0}
"""The outcomes that are kept, and which is better; the others say nothing of the article, and it is asked again."""
_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
_LATELY = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-10 minutes')"

# Each tuple takes a file from the version of its index to the next, in one transaction. Never change one: add one.
_MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE IF NOT EXISTS answers (
            content_key TEXT PRIMARY KEY,
            outcome     TEXT NOT NULL,
            provenance  TEXT NOT NULL,
            extraction  TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE IF NOT EXISTS mends (
            content_key TEXT PRIMARY KEY,
            outcome     TEXT NOT NULL,
            provenance  TEXT NOT NULL,
            mends       TEXT NOT NULL
        ) STRICT""",
    ),
    (
        # The first files of version 1 were made before there were mends.
        """CREATE TABLE IF NOT EXISTS mends (
            content_key TEXT PRIMARY KEY,
            outcome     TEXT NOT NULL,
            provenance  TEXT NOT NULL,
            mends       TEXT NOT NULL
        ) STRICT""",
        # Version 1 kept whole answers only: rank 2.
        "ALTER TABLE answers ADD COLUMN rank INTEGER NOT NULL DEFAULT 2",
        "ALTER TABLE answers ADD COLUMN requests INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE answers ADD COLUMN tokens_in INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE answers ADD COLUMN tokens_out INTEGER NOT NULL DEFAULT 0",
        "CREATE TABLE summaries (content_key TEXT PRIMARY KEY, summary TEXT NOT NULL) STRICT",
        "CREATE TABLE made (content_key TEXT PRIMARY KEY, text BLOB NOT NULL) STRICT",
        f"""CREATE TABLE runs (
            run_id   INTEGER PRIMARY KEY AUTOINCREMENT,
            started  TEXT NOT NULL DEFAULT ({_NOW}),
            ended    TEXT,
            engine   TEXT NOT NULL,
            status   TEXT NOT NULL DEFAULT 'running',
            process  TEXT NOT NULL DEFAULT '',
            message  TEXT,
            articles INTEGER NOT NULL
        ) STRICT""",
        f"""CREATE TABLE notes (
            note_id      INTEGER PRIMARY KEY,
            run_id       INTEGER NOT NULL,
            noted        TEXT NOT NULL DEFAULT ({_NOW}),
            note         TEXT NOT NULL,
            engine       TEXT NOT NULL AS (json_extract(note, '$.engine')) STORED,
            kind         TEXT NOT NULL AS (json_extract(note, '$.outcome.kind')) STORED,
            fallback_for TEXT AS (json_extract(note, '$.fallback_for')) STORED,
            stored       INTEGER NOT NULL AS (json_extract(note, '$.stored')) STORED,
            requests     INTEGER NOT NULL AS (json_extract(note, '$.requests')) STORED,
            tokens_in    INTEGER NOT NULL AS (json_extract(note, '$.tokens_in')) STORED,
            tokens_out   INTEGER NOT NULL AS (json_extract(note, '$.tokens_out')) STORED
        ) STRICT""",
        # The sums of a run are read from the index alone.
        """CREATE INDEX notes_by_run
            ON notes (run_id, kind, noted, stored, fallback_for, requests, tokens_in, tokens_out)""",
        """CREATE INDEX notes_answered ON notes (engine)
            WHERE kind IN ('ok', 'partial', 'empty') AND tokens_out > 0 AND fallback_for IS NULL""",
    ),
    (
        """CREATE TABLE briefs (
            series   TEXT NOT NULL,
            day      TEXT NOT NULL,
            made_key TEXT NOT NULL,
            brief    BLOB NOT NULL,
            PRIMARY KEY (series, day)
        ) STRICT""",
        """CREATE TABLE judgements (
            content_key TEXT PRIMARY KEY,
            judgement   TEXT NOT NULL
        ) STRICT""",
    ),
)

_FOREIGN = "SELECT 1 FROM sqlite_master WHERE tbl_name NOT IN ('answers', 'mends')"
_PUT_ANSWER = """
    INSERT INTO answers (content_key, outcome, provenance, extraction, rank, requests, tokens_in, tokens_out)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (content_key) DO UPDATE SET
        outcome = excluded.outcome, provenance = excluded.provenance, extraction = excluded.extraction,
        rank = excluded.rank, requests = excluded.requests, tokens_in = excluded.tokens_in,
        tokens_out = excluded.tokens_out
    WHERE excluded.rank >= answers.rank OR ?
"""
_RUNS = """
    SELECT run_id, started, ended, engine, status, message, articles, round(max(0.0, 86400 * (julianday(
        coalesce(ended, (SELECT max(noted) FROM notes WHERE notes.run_id = runs.run_id), started)
    ) - julianday(started))), 3) AS seconds
    FROM runs
"""
_SUMS = """
    SELECT kind, count(*) AS number, sum(stored) AS stored, count(fallback_for) AS stood_in,
        sum(requests) AS requests, sum(tokens_in) AS tokens_in, sum(tokens_out) AS tokens_out
    FROM notes WHERE run_id = ? GROUP BY kind
"""
_TOTALS = ("stored", "stood_in", "requests", "tokens_in", "tokens_out")
# Of the newest thousand, so that it stays quick, and follows what the model does now.
_TOKENS_OUT = """
    SELECT avg(tokens_out) FROM (
        SELECT tokens_out FROM notes
        WHERE engine = ? AND kind IN ('ok', 'partial', 'empty') AND tokens_out > 0 AND fallback_for IS NULL
        ORDER BY note_id DESC LIMIT 1000
    )
"""


def default_path() -> Path:
    """The command line's store, in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("summarizer", appauthor=False) / "store.sqlite"


@dataclass(frozen=True, slots=True)
class KeptBrief:
    """The brief of a day as it is kept; `made_key` says what it was made of."""

    day: dt.date
    made_key: str
    compressed: bytes

    def brief(self) -> Brief:
        """The Brief itself.

        Raises:
            ValueError: It is of another version of the program, or damaged.
        """
        try:
            return _read(Brief, zlib.decompress(self.compressed))
        except zlib.error as error:
            raise ValueError(str(error)) from error


class Store:
    """One SQLite file, opened and brought up to date at once, so that what is wrong with it shows before any spending.

    One connection is kept open until `close()`, and opened again where the store is used after that. To be used by one
    thread at a time.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._close: weakref.finalize[..., Store] | None = None
        self._unreadable: set[str] = set()
        self._warned: set[str] = set()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(error) from error
        with self._opened():
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was put is in it."""
        if self._close:
            self._close()
        self._connection = self._close = None

    # --- answers -----------------------------------------------------------------------------------------------------

    def get(self, key: str, form: type[Extraction] = Extraction) -> Answer | None:
        """The answer kept under a key, also one that failed, with no usage: it costs nothing this time.

        Args:
            key: The engine's content key.
            form: The type of its Extraction. One that failed or is partial may be of the base type all the same.
        """
        row = self._row("SELECT outcome, provenance, extraction FROM answers WHERE content_key = ?", key)
        if row is None:
            return None
        try:
            outcome, made = _read(Outcome, row["outcome"]), _read(Provenance, row["provenance"])
            return Answer(outcome, made, _extraction(row["extraction"], form, outcome.kind))
        except ValueError:
            self._ask_again(key)
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, also a refusal or one that was truncated or invalid; one that is worse replaces none.

        Not kept: what says nothing of the article itself (http_error, not_asked, unreadable).
        """
        rank = _RANK.get(answer.outcome.kind)
        if rank is None:
            return
        usage = answer.usage
        counts = [min(count, 2**63 - 1) for count in (usage.requests, usage.tokens_in, usage.tokens_out)]
        parts = (_json(part) for part in (answer.outcome, answer.provenance, answer.extraction))
        self._write(_PUT_ANSWER, key, *parts, rank, *counts, key in self._unreadable)
        self._unreadable.discard(key)

    def get_mended(self, key: str) -> Mended | None:
        """The mends kept under a key, with no usage."""
        row = self._row("SELECT outcome, provenance, mends FROM mends WHERE content_key = ?", key)
        if row is None:
            return None
        try:
            outcome, made = _read(Outcome, row["outcome"]), _read(Provenance, row["provenance"])
            return Mended(outcome, made, _read(Mends, row["mends"]).mends)
        except ValueError:
            self._ask_again(key)
            return None

    def put_mended(self, key: str, mended: Mended) -> None:
        """Keep the mends of an answer, and one without any that says so of the article itself."""
        if mended.outcome.kind in _RANK:
            parts = (_json(part) for part in (mended.outcome, mended.provenance, Mends(mends=mended.mends)))
            self._write("INSERT OR REPLACE INTO mends VALUES (?, ?, ?, ?)", key, *parts)

    # --- what was made of them ---------------------------------------------------------------------------------------

    def get_summary(self, key: str) -> Summary | None:
        """The checked Summary kept under a key of the caller's."""
        row = self._row("SELECT CAST(summary AS BLOB) FROM summaries WHERE content_key = ?", key)
        try:
            return _read(Summary, row[0]) if row else None
        except ValueError:
            return None

    def put_summary(self, key: str, summary: Summary) -> None:
        """Keep a checked Summary, so that the same need not be checked again."""
        self._write("INSERT OR REPLACE INTO summaries VALUES (?, ?)", key, _json(summary))

    def get_made(self, key: str) -> str | None:
        """The rendered brief kept under a key of the caller's."""
        row = self._row("SELECT text FROM made WHERE content_key = ?", key)
        return row[0].decode("utf-8", "surrogatepass") if row else None

    def put_made(self, key: str, text: str) -> None:
        """Keep a rendered brief; the newest twelve stay."""
        kept = text.encode("utf-8", "surrogatepass")
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO made VALUES (?, ?)", (key, kept))
            _keep_newest(connection, "made", KEPT_BRIEFS)

    # --- the briefs of earlier days ----------------------------------------------------------------------------------

    def latest_brief(self, series: str, before: dt.date) -> KeptBrief | None:
        """The brief of the latest day before a day, of those of one series."""
        query = "SELECT day, made_key, brief FROM briefs WHERE series = ? AND day < ? ORDER BY day DESC LIMIT 1"
        row = self._row(query, series, before.isoformat())
        return KeptBrief(dt.date.fromisoformat(row["day"]), row["made_key"], row["brief"]) if row else None

    def has_brief(self, series: str, day: dt.date, made_key: str) -> bool:
        """Whether the brief that was kept last for a day is the one that goes by a key."""
        query = "SELECT 1 FROM briefs WHERE series = ? AND day = ? AND made_key = ?"
        return self._row(query, series, day.isoformat(), made_key) is not None

    def put_brief(self, series: str, brief: Brief, made_key: str) -> None:
        """Keep the brief of a day in place of what was kept for it; those of the latest sixty days stay."""
        kept = zlib.compress(_json(brief).encode())
        with self._transaction() as connection:
            row = (series, brief.day.isoformat(), made_key, kept)
            connection.execute("INSERT OR REPLACE INTO briefs VALUES (?, ?, ?, ?)", row)
            oldest = "SELECT day FROM briefs WHERE series = ? ORDER BY day DESC LIMIT 1 OFFSET ?"
            connection.execute(
                f"DELETE FROM briefs WHERE series = ? AND day <= ({oldest})",  # noqa: S608
                (series, series, KEPT_DAYS),
            )

    # --- judgements on pairs of claims -------------------------------------------------------------------------------

    def get_judgement(self, key: str) -> str | None:
        """What was judged under a key of the caller's."""
        row = self._row("SELECT judgement FROM judgements WHERE content_key = ?", key)
        return row[0] if row else None

    def put_judgement(self, key: str, judgement: str) -> None:
        """Keep a judgement the moment it was made."""
        self._write("INSERT OR REPLACE INTO judgements VALUES (?, ?)", key, judgement)

    # --- runs --------------------------------------------------------------------------------------------------------

    def start_run(self, engine: str, articles: int) -> int:
        """Begin the record of a run with so many articles; its number."""
        command = "INSERT INTO runs (engine, articles, process) VALUES (?, ?, ?)"
        return self._write(command, _printable(engine), articles, f"{platform.node()} {os.getpid()}")

    def others_run(self, run_id: int) -> bool:
        """Whether another run has begun or noted an article in the last ten minutes, and was not ended or killed."""
        query = f"""SELECT process FROM runs WHERE run_id != ? AND ended IS NULL AND {_LATELY} < coalesce(
            (SELECT max(noted) FROM notes WHERE notes.run_id = runs.run_id), started)"""  # noqa: S608
        with self._opened() as connection:
            return any(_is_alive(row["process"]) for row in connection.execute(query, (run_id,)))

    def note(self, run_id: int, article: ArticleRun) -> None:
        """Add how an article ended to the record of its run."""
        self._write("INSERT INTO notes (run_id, note) VALUES (?, ?)", run_id, _json(article))

    def end_run(self, run_id: int, status: RunStatus, message: str | None = None) -> None:
        """Close the record of a run."""
        with self._transaction() as connection:
            command = f"UPDATE runs SET ended = {_NOW}, status = ?, message = ? WHERE run_id = ?"  # noqa: S608
            connection.execute(command, (status, message and _printable(message), run_id))
            _keep_newest(connection, "summaries", KEPT_SUMMARIES)

    def runs(self, limit: int = 20) -> list[RunRecord]:
        """The newest runs, the newest first."""
        with self._transaction("DEFERRED") as connection:
            rows = connection.execute(f"{_RUNS} ORDER BY run_id DESC LIMIT ?", (limit,)).fetchall()
            return [_record(row, connection.execute(_SUMS, (row["run_id"],)).fetchall()) for row in rows]

    def run(self, run_id: int) -> RunRecord | None:
        """The record of one run."""
        with self._transaction("DEFERRED") as connection:
            row = connection.execute(f"{_RUNS} WHERE run_id = ?", (run_id,)).fetchone()
            return _record(row, connection.execute(_SUMS, (run_id,)).fetchall()) if row else None

    def articles_of(self, run_id: int) -> list[ArticleRun]:
        """How each article of a run ended, in the order in which they did."""
        with self._opened() as connection:
            rows = connection.execute("SELECT note FROM notes WHERE run_id = ? ORDER BY note_id", (run_id,)).fetchall()
        return [note for row in rows if (note := self._note(row[0]))]

    def tokens_out_of(self, engine: str) -> float | None:
        """Mean tokens of an engine's answer for an article, from the notes; None where there are none."""
        row = self._row(_TOKENS_OUT, engine)
        return row[0] if row else None

    # --- the file ----------------------------------------------------------------------------------------------------

    def _row(self, query: str, *values: Any) -> sqlite3.Row | None:
        with self._opened() as connection:
            row: sqlite3.Row | None = connection.execute(query, values).fetchone()
            return row

    def _write(self, command: str, *values: Any) -> int:
        """One command, which is in the file when this returns; the number of the row it made."""
        with self._opened() as connection:
            return connection.execute(command, values).lastrowid or 0

    @contextmanager
    def _transaction(self, kind: str = "IMMEDIATE") -> Iterator[sqlite3.Connection]:
        with self._opened() as connection, _transaction(connection, kind):
            yield connection

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """The connection; what SQLite has to say against it names the file."""
        try:
            yield self._connection or self._open()
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._connection, self._close = connection, weakref.finalize(self, connection.close)
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = sqlite3.Row
        with _transaction(connection, "DEFERRED"):
            self._refuse_foreign(connection)
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        while self._migrate(connection):
            pass
        _try_to_write(connection)

    def _migrate(self, connection: sqlite3.Connection) -> bool:
        """Bring the file to its next version; whether there was one.

        The version is read inside the transaction, as another process may have changed it meanwhile.
        """
        with _transaction(connection):
            self._refuse_foreign(connection)
            version = _version(connection)
            if version == len(_MIGRATIONS):
                return False
            for command in _MIGRATIONS[version]:
                connection.execute(command)
            connection.execute(f"PRAGMA user_version = {version + 1}")
            return True

    def _refuse_foreign(self, connection: sqlite3.Connection) -> None:
        version = _version(connection)
        if version > len(_MIGRATIONS):
            raise InputError(f"the store {self._path} is of a newer version ({version})", "update the program")
        if version == 0 and connection.execute(_FOREIGN).fetchone():
            raise InputError(f"{self._path} is a database of another program", "name another file with --store")

    def _unusable(self, error: Exception) -> InputError:
        return InputError(f"the store {self._path} can not be used: {error}", "name another file with --store")

    def _note(self, kept: str) -> ArticleRun | None:
        try:
            return _read(ArticleRun, kept)
        except ValueError:
            self._warn("notes of runs that can not be read any more are left out")
            return None

    def _ask_again(self, key: str) -> None:
        """An answer that can not be read makes way for the next one, whatever that is."""
        self._warn("answers that can not be read any more are asked for again")
        self._unreadable.add(key)

    def _warn(self, message: str) -> None:
        """Say a thing once, however often it happens."""
        if message not in self._warned:
            self._warned.add(message)
            _log.warning("%s: %s", self._path, message)


def _extraction(kept: str, form: type[Extraction], kind: OutcomeKind) -> Extraction:
    """An Extraction as its form; what failed or is partial may lack the fields that a subclass adds."""
    try:
        return _read(form, kept)
    except ValueError:
        if form is Extraction or kind in ("ok", "empty"):
            raise
        return _read(Extraction, kept)


def _json(part: BaseModel) -> str:
    """A model as JSON; half of a surrogate pair, which UTF-8 can not say, as an escape."""
    try:
        return part.model_dump_json()
    except PydanticSerializationError:
        return json.dumps(part.model_dump(mode="json"))


def _read(kind: type[M], kept: str | bytes) -> M:
    """A model from its JSON.

    Raises:
        ValueError: It is none of that kind, or no JSON.
    """
    try:
        return kind.model_validate_json(kept)
    except ValidationError:
        text = kept if isinstance(kept, str) else kept.decode()
        if "\\ud" not in text:
            raise
        return kind.model_validate(json.loads(text))


def _is_alive(process: str) -> bool:
    """Whether a process ("host 4711") goes on, as far as can be told; on another host it may."""
    host, _, number = process.rpartition(" ")
    if host != platform.node() or not number.isdecimal():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        return True
    return True


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _record(row: sqlite3.Row, sums: list[sqlite3.Row]) -> RunRecord:
    """A run with the sums over its articles, which come one row an outcome."""
    ended = {each["kind"]: each["number"] for each in sums}
    totals = {name: sum(each[name] for each in sums) for name in _TOTALS}
    return RunRecord(
        **dict(row), **totals, outcomes={kind: ended[kind] for kind in get_args(OutcomeKind) if kind in ended}
    )


def _keep_newest(connection: sqlite3.Connection, table: str, number: int) -> None:
    """Delete the oldest rows of a table; a row that is replaced counts as new."""
    oldest = f"SELECT rowid FROM {table} ORDER BY rowid DESC LIMIT 1 OFFSET {number}"  # noqa: S608
    connection.execute(f"DELETE FROM {table} WHERE rowid <= ({oldest})")  # noqa: S608


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers then never wait for a writer; the file remembers it.

    Of two processes that change a new file at once one is told at once that it is busy, whatever the time-out. The lock
    for writing does wait, and then the file has been changed.
    """
    for _ in range(_TRIES):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            with _transaction(connection):
                pass
        else:
            return


def _try_to_write(connection: sqlite3.Connection) -> None:
    """Write the file's version as it is, and take it back: a file that can not be written shows here."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA user_version = {_version(connection)}")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def _transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise
