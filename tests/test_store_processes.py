"""The store between real processes: two that write at once, one that is killed, many that open an old file at once."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from summarizer import Answer, InputError, Outcome
from summarizer.engines import NOTHING
from summarizer.models import ArticleRecord, Provenance, Summary
from summarizer.runs import ArticleRun
from summarizer.store import Store

MADE = Provenance(engine="openai/m", engine_version="1")
LONG = "x" * 10_000
PATIENCE = 60.0  # s until a process that hangs fails the test

_processes = multiprocessing.get_context("spawn")


def answer(key: str) -> Answer:
    return Answer(Outcome(kind="ok", message=f"{key} {LONG}"), MADE, NOTHING)


def summary(key: str) -> Summary:
    return Summary(
        article=ArticleRecord(article_id=key), outcome=Outcome(kind="ok"), provenance=MADE, checks_version="1"
    )


def note(key: str) -> ArticleRun:
    return ArticleRun(article_id=key, outcome=Outcome(kind="ok"), engine="openai/m", requests=1, tokens_out=10)


# --- what the other processes do -------------------------------------------------------------------------------------


def write_all(path: Path, name: str, number: int, together: Barrier) -> None:
    together.wait(PATIENCE)
    with Store(path) as store:
        run = store.start_run(f"openai/{name}", number)
        for i in range(number):
            key = f"{name}{i}"
            store.put(key, answer(key))
            store.put_summary(key, summary(key))
            store.note(run, note(key))
            store.put_made(key, key)
        store.end_run(run, "complete")


def write_on(path: Path, name: str, written: Connection) -> None:
    """Write until killed; each key is told once its put has returned."""
    store = Store(path)
    run = store.start_run(f"openai/{name}", 0)
    for i in range(1_000_000):
        key = f"{name}-{i}"
        store.put(key, answer(key))
        store.put_summary(key, summary(key))
        store.note(run, note(key))
        written.send(key)


def open_each(folder: Path, number: int, together: Barrier, faults: Connection) -> None:
    for i in range(number):
        together.wait(PATIENCE)
        try:
            with Store(folder / f"{i}.sqlite") as store:
                store.start_run("openai/m", 1)
        except InputError as error:
            faults.send(f"{i}: {error}")
    faults.send(None)


def hold(path: Path, seconds: float, held: Connection) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        held.send("held")
        time.sleep(seconds)
        connection.execute("ROLLBACK")


def write_until_full(path: Path, limit: int, told: Connection) -> None:
    """Write until the file may not grow any further; the number of puts that returned, and what the next one said."""
    import resource

    store = Store(path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    for i in range(10_000):
        try:
            store.put(str(i), answer(str(i)))
        except InputError as error:
            told.send((i, str(error)))
            return


# --- how they are run ------------------------------------------------------------------------------------------------


@contextmanager
def started(*works: tuple[Callable[..., None], tuple[Any, ...]]) -> Iterator[list[BaseProcess]]:
    """Processes that do these works; none outlives the block."""
    processes = [_processes.Process(target=work, args=given, daemon=True) for work, given in works]
    for process in processes:
        process.start()
    try:
        yield list(processes)
    finally:
        for process in processes:
            process.kill()
            process.join()


def received(pipe: Connection) -> Any:
    assert pipe.poll(PATIENCE), "the other process hangs"
    return pipe.recv()


def sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def version_1(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for table, column in (("answers", "extraction"), ("mends", "mends")):
            connection.execute(
                f"CREATE TABLE {table} (content_key TEXT PRIMARY KEY, outcome TEXT NOT NULL, "
                f"provenance TEXT NOT NULL, {column} TEXT NOT NULL) STRICT"
            )
        kept = (answer("old").outcome.model_dump_json(), MADE.model_dump_json(), NOTHING.model_dump_json())
        connection.execute("INSERT INTO answers VALUES ('old', ?, ?, ?)", kept)
        connection.execute("PRAGMA user_version = 1")


# --- the tests -------------------------------------------------------------------------------------------------------


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path, number = tmp_path / "s.sqlite", 200
    together = _processes.Barrier(2)
    with started(*((write_all, (path, name, number, together)) for name in "ab")) as processes:
        for process in processes:
            process.join(PATIENCE)
        assert [process.exitcode for process in processes] == [0, 0]
    with Store(path) as store:
        for key in (f"{name}{i}" for name in "ab" for i in range(number)):
            assert store.get(key) == answer(key)
            assert store.get_summary(key) == summary(key)
        records = sorted(store.runs(), key=lambda record: record.engine)
        assert [(r.engine, r.status, r.outcomes, r.requests, r.tokens_out) for r in records] == [
            ("openai/a", "complete", {"ok": 200}, 200, 2000),
            ("openai/b", "complete", {"ok": 200}, 200, 2000),
        ]
        for record in records:
            name = record.engine[-1]
            assert store.articles_of(record.run_id) == [note(f"{name}{i}") for i in range(number)]
    assert sound(path)


def test_a_process_that_is_killed_while_it_writes_leaves_all_it_had_put(tmp_path: Path) -> None:
    path, choice, keys = tmp_path / "s.sqlite", random.Random(5), list[str]()
    for name in "abcd":
        listening, telling = _processes.Pipe(duplex=False)
        with started((write_on, (path, name, telling))) as (process,):
            telling.close()
            keys.extend(received(listening) for _ in range(choice.randint(1, 200)))
            process.kill()
            process.join()
            assert process.exitcode == -9
            keys.extend(until_closed(listening))
        with Store(path) as store:
            assert [key for key in keys if store.get(key) != answer(key)] == []
            assert [key for key in keys if store.get_summary(key) != summary(key)] == []
            (record,) = store.runs(1)
            noted = {article.article_id for article in store.articles_of(record.run_id)}
            assert (record.engine, record.status, record.ended) == (f"openai/{name}", "running", None)
            assert {key for key in keys if key.startswith(name)} <= noted
        assert sound(path)


def until_closed(pipe: Connection) -> Iterator[str]:
    """What was told before the other end died; a message cut in its middle was not told."""
    try:
        while pipe.poll(0):
            yield pipe.recv()
    except (EOFError, OSError):
        return


@pytest.mark.parametrize("kind", ["new", "old"])
def test_processes_that_open_one_file_at_once_bring_it_up_to_date_once(tmp_path: Path, kind: str) -> None:
    processes, number = 4, 20
    if kind != "new":
        for i in range(number):
            version_1(tmp_path / f"{i}.sqlite")
    together = _processes.Barrier(processes)
    pipes = [_processes.Pipe(duplex=False) for _ in range(processes)]
    with started(*((open_each, (tmp_path, number, together, telling)) for _, telling in pipes)):
        faults = [received(listening) for listening, _ in pipes]
        assert faults == [None] * processes
    for i in range(number):
        with Store(tmp_path / f"{i}.sqlite") as store:
            assert len(store.runs()) == processes
            assert store.get("old") == (answer("old") if kind != "new" else None)
        with closing(sqlite3.connect(tmp_path / f"{i}.sqlite")) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_put_waits_for_another_process_that_is_writing(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    listening, telling = _processes.Pipe(duplex=False)
    with Store(path) as store, started((hold, (path, 0.5, telling))):
        assert received(listening) == "held"
        store.put("k", answer("k"))
        assert store.get("k") == answer("k")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size there")
def test_a_disk_that_is_full_is_an_error_that_names_the_file_and_costs_no_earlier_answer(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    listening, telling = _processes.Pipe(duplex=False)
    with started((write_until_full, (path, 1_000_000, telling))):
        number, words = received(listening)
    assert words.startswith(f"the store {path} can not be used: ")
    assert words.endswith("name another file with --store")
    assert number > 20
    with Store(path) as store:
        assert all(store.get(str(i)) == answer(str(i)) for i in range(number))
    assert sound(path)
