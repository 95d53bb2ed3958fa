"""The store: answers by content, Summaries, briefs and the record of runs, in a real SQLite file."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import os
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from summarizer import Answer, Extraction, InputError, Outcome, merge_summaries
from summarizer.engines import NOTHING, Mend, Mended, Usage
from summarizer.models import ArticleRecord, Brief, Model, OutcomeKind, Position, Provenance, Summary
from summarizer.runs import ArticleRun
from summarizer.store import KEPT_BRIEFS, KEPT_DAYS, Store, default_path

MADE = Provenance(engine="openai/m", engine_version="1")
POSITION = Position(actor="Ann", topic="tea", stance="supports", act="states", statement="Tea is good.", quote="Tea")

VERSION_1 = """
CREATE TABLE answers (
    content_key TEXT PRIMARY KEY,
    outcome     TEXT NOT NULL,
    provenance  TEXT NOT NULL,
    extraction  TEXT NOT NULL
) STRICT;
CREATE TABLE mends (
    content_key TEXT PRIMARY KEY,
    outcome     TEXT NOT NULL,
    provenance  TEXT NOT NULL,
    mends       TEXT NOT NULL
) STRICT;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
INSERT INTO answers VALUES (
    'a',
    '{"kind":"ok","message":null,"remedy":null}',
    '{"engine":"openai/m","engine_version":"1","model":null,"level":null,"prompt":null,"prompt_sha256":null,
      "schema_sha256":null,"dropped_parameters":[]}',
    '{"positions":[{"actor":"Ann","topic":"tea","stance":"supports","act":"states","statement":"Tea is good.",
      "quote":"Tea"}],"demands":[],"responses":[],"dates":[]}'
);
INSERT INTO answers VALUES (
    'b', '{"kind":"empty"}', '{"engine":"openai/m","engine_version":"1"}',
    '{"positions":[],"demands":[],"responses":[],"dates":[]}'
);
INSERT INTO mends VALUES (
    'c', '{"kind":"ok"}', '{"engine":"openai/m","engine_version":"1"}', '{"mends":[{"number":1,"claim":null}]}'
);
"""


class Person(Model):
    """A type of one's own."""

    name: str


class OwnPosition(Position):
    """A claim with a field of one's own."""

    confidence: float


class OwnExtraction(Extraction):
    """An Extraction with a list of one's own."""

    positions: tuple[OwnPosition, ...]
    people: tuple[Person, ...]


def answer(kind: OutcomeKind = "ok", message: str | None = None, usage: Usage | None = None) -> Answer:
    return Answer(Outcome(kind=kind, message=message), MADE, NOTHING, usage or Usage())


def summary(article_id: str = "a.txt", kind: OutcomeKind = "ok") -> Summary:
    article = ArticleRecord(article_id=article_id, text_sha256="ab")
    return Summary(article=article, outcome=Outcome(kind=kind), provenance=MADE, checks_version="1")


def note(article_id: str = "a.txt", kind: OutcomeKind = "ok", **values: Any) -> ArticleRun:
    return ArticleRun(article_id=article_id, outcome=Outcome(kind=kind), **{"engine": "openai/m", **values})


def execute(path: Path, *commands: str) -> Sequence[Any]:
    """Run SQL beside the store; the rows of the last command."""
    rows: Sequence[Any] = ()
    with closing(sqlite3.connect(path)) as connection, connection:
        for command in commands:
            rows = connection.execute(command).fetchall()
    return rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.sqlite"


@pytest.fixture
def version_1(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(VERSION_1)
    return path


# --- answers ---------------------------------------------------------------------------------------------------------


def test_an_answer_comes_back_under_its_key_and_costs_nothing(tmp_path: Path) -> None:
    Store(tmp_path / "new" / "s.sqlite").put("k", answer(usage=Usage(2, 900, 80, 1.5, "stop")))
    again = Store(tmp_path / "new" / "s.sqlite")
    assert again.get("k") == answer(usage=Usage())
    assert again.get("another") is None


def test_what_an_answer_cost_is_kept_with_it(path: Path) -> None:
    Store(path).put("k", answer(usage=Usage(2, 900, 80, 1.5, "stop")))
    assert execute(path, "SELECT requests, tokens_in, tokens_out FROM answers") == [(2, 900, 80)]


def test_a_token_count_that_no_server_can_mean_costs_no_answer(path: Path) -> None:
    store = Store(path)
    store.put("k", answer(usage=Usage(1, 10**30, 1)))
    assert store.get("k") == answer()


@pytest.mark.parametrize("kind", ["partial", "truncated", "refused", "invalid"])
def test_what_failed_on_the_article_itself_is_kept_with_its_words(path: Path, kind: OutcomeKind) -> None:
    store = Store(path)
    store.put("k", answer(kind, "the server's words"))
    assert store.get("k") == answer(kind, "the server's words")


@pytest.mark.parametrize("kind", ["http_error", "not_asked", "unreadable"])
def test_a_failure_that_says_nothing_of_the_article_is_not_kept(path: Path, kind: OutcomeKind) -> None:
    store = Store(path)
    store.put("k", answer(kind))
    assert store.get("k") is None


def test_an_empty_answer_is_an_answer_and_is_kept(path: Path) -> None:
    store = Store(path)
    store.put("k", answer("empty"))
    assert store.get("k") == answer("empty")


@pytest.mark.parametrize(
    ("first", "second", "stays"),
    [
        ("ok", "partial", "ok"),
        ("ok", "refused", "ok"),
        ("empty", "invalid", "empty"),
        ("partial", "truncated", "partial"),
        ("partial", "ok", "ok"),
        ("refused", "partial", "partial"),
        ("invalid", "empty", "empty"),
        ("ok", "empty", "empty"),
        ("refused", "truncated", "truncated"),
        ("ok", "http_error", "ok"),
    ],
)
def test_a_worse_answer_never_replaces_a_better_one_and_one_as_good_does(
    path: Path, first: OutcomeKind, second: OutcomeKind, stays: OutcomeKind
) -> None:
    store = Store(path)
    store.put("k", answer(first))
    store.put("k", answer(second))
    assert store.get("k") == answer(stays)


def test_fields_of_ones_own_come_back_in_their_form(path: Path) -> None:
    own = OwnPosition(**POSITION.model_dump(), confidence=0.5)
    made = OwnExtraction(positions=(own,), demands=(), responses=(), dates=(), people=(Person(name="Ann"),))
    store = Store(path)
    store.put("k", Answer(Outcome(kind="ok"), MADE, made))
    kept = store.get("k", OwnExtraction)
    assert kept is not None
    assert kept.extraction == made


@pytest.mark.parametrize("kind", ["refused", "partial"])
def test_a_failure_without_the_fields_of_ones_own_is_still_read(path: Path, kind: OutcomeKind) -> None:
    store = Store(path)
    store.put("k", answer(kind))
    assert store.get("k", OwnExtraction) == answer(kind)


def test_a_whole_answer_without_the_fields_of_ones_own_is_asked_for_again(path: Path) -> None:
    store = Store(path)
    store.put("k", answer("ok"))
    assert store.get("k", OwnExtraction) is None


def test_mends_have_a_key_of_their_own_and_those_that_a_server_did_not_give_are_not_kept(path: Path) -> None:
    store = Store(path)
    mended = Mended(Outcome(kind="ok"), MADE, (Mend(number=1, claim=POSITION),))
    store.put_mended("k", mended)
    refused = Mended(Outcome(kind="refused"), MADE)
    store.put_mended("l", refused)
    store.put_mended("m", Mended(Outcome(kind="http_error"), MADE))
    store.put_mended("n", Mended(Outcome(kind="not_asked"), MADE))
    assert store.get_mended("k") == mended
    assert store.get("k") is None
    assert store.get_mended("l") == refused
    assert store.get_mended("m") is store.get_mended("n") is None


def test_half_of_a_surrogate_pair_is_kept_as_it_is(path: Path) -> None:
    store = Store(path)
    store.put("k", answer("invalid", "a \udcff b"))
    store.put_summary("k", summary("caf\udce9.txt"))
    store.put_made("k", "caf\udce9.txt, café")
    run = store.start_run("openai/\udcff", 1)
    store.note(run, note("caf\udce9.txt"))
    store.end_run(run, "stopped", "caf\udce9.txt")
    assert store.get("k") == answer("invalid", "a \udcff b")
    assert store.get_summary("k") == summary("caf\udce9.txt")
    assert store.get_made("k") == "caf\udce9.txt, café"
    assert store.articles_of(run) == [note("caf\udce9.txt")]
    record = store.run(run)
    assert record is not None
    assert (record.engine, record.message) == ("openai/\\udcff", "caf\\udce9.txt")


# --- answers that can not be read any more ---------------------------------------------------------------------------


def test_answers_that_can_not_be_read_any_more_are_asked_for_again_with_one_warning(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(path)
    for key in ("a", "b"):
        store.put(key, answer())
    store.put_mended("c", Mended(Outcome(kind="ok"), MADE))
    execute(path, "UPDATE answers SET extraction = '{}'", "UPDATE mends SET mends = 'x'")
    assert store.get("a") is None
    store.put("a", answer("empty"))
    assert [store.get("b"), store.get_mended("c"), store.get("a")] == [None, None, answer("empty")]
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


@pytest.mark.parametrize("broken", ["", "{", "null", '{"positions": "\\ud800', "\\ud800"])
def test_an_answer_that_is_no_json_is_asked_for_again(path: Path, broken: str) -> None:
    store = Store(path)
    store.put("k", answer())
    execute(path, f"UPDATE answers SET extraction = '{broken}'")
    assert store.get("k") is None


def test_an_answer_that_can_not_be_read_makes_way_for_a_worse_one(path: Path) -> None:
    store = Store(path)
    store.put("k", answer("ok"))
    execute(path, "UPDATE answers SET extraction = '{}'")
    assert store.get("k") is None
    store.put("k", answer("partial"))
    assert store.get("k") == answer("partial")
    store.put("k", answer("refused"))
    assert store.get("k") == answer("partial")


# --- Summaries and briefs --------------------------------------------------------------------------------------------


def test_a_summary_comes_back_under_its_key_and_the_newest_replaces_it(path: Path) -> None:
    store = Store(path)
    store.put_summary("k", summary("a.txt"))
    store.put_summary("k", summary("é.txt"))
    assert Store(path).get_summary("k") == summary("é.txt")
    assert store.get_summary("l") is None


def test_a_summary_that_can_not_be_read_any_more_is_made_again_without_a_word(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(path)
    store.put_summary("k", summary())
    execute(path, "UPDATE summaries SET summary = '{}'")
    assert store.get_summary("k") is None
    assert not caplog.records


def test_only_the_newest_summaries_stay_when_a_run_ends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.store.KEPT_SUMMARIES", 2)
    store = Store(path)
    run = store.start_run("openai/m", 3)
    for key in ("a", "b", "c"):
        store.put_summary(key, summary())
    store.put_summary("a", summary())  # is the newest now
    store.end_run(run, "complete")
    assert [bool(store.get_summary(key)) for key in ("a", "b", "c")] == [True, False, True]


def test_the_newest_twelve_briefs_stay(path: Path) -> None:
    store = Store(path)
    for number in range(1, 14):
        store.put_made(str(number), f"brief {number}\r\n")
    assert KEPT_BRIEFS == 12
    assert store.get_made("1") is None
    assert store.get_made("2") == "brief 2\r\n"
    assert store.get_made("13") == "brief 13\r\n"
    store.put_made("2", "made again")
    store.put_made("14", "brief 14")
    assert store.get_made("3") is None
    assert store.get_made("2") == "made again"


# --- runs ------------------------------------------------------------------------------------------------------------


def test_a_run_that_ended_has_its_articles_by_outcome_and_what_they_cost(path: Path) -> None:
    store = Store(path)
    run = store.start_run("openai/m", 4)
    store.note(run, note("a", "refused", requests=1, tokens_in=900, tokens_out=5, seconds=0.5))
    store.note(run, note("b", "ok", requests=3, tokens_in=1200, tokens_out=80, seconds=2.5))
    store.note(run, note("c", "ok", stored=True))
    store.note(run, note("d", "unreadable", engine="none"))
    store.end_run(run, "complete")
    record = store.run(run)
    assert record is not None
    assert list(record.outcomes.items()) == [("ok", 2), ("refused", 1), ("unreadable", 1)]
    assert (record.engine, record.status, record.message, record.articles) == ("openai/m", "complete", None, 4)
    assert (record.stored, record.requests, record.tokens_in, record.tokens_out) == (1, 4, 2100, 85)


def test_the_times_of_a_run_are_utc_and_its_seconds_lie_between_them(path: Path) -> None:
    store = Store(path)
    run = store.start_run("openai/m", 0)
    store.end_run(run, "complete")
    execute(
        path,
        "UPDATE runs SET started = '2025-11-04T05:59:58.250Z', ended = '2025-11-04T06:01:00.000Z'",
    )
    record = store.run(run)
    assert record is not None
    assert record.seconds == pytest.approx(61.75)
    assert (record.started, record.ended) == ("2025-11-04T05:59:58.250Z", "2025-11-04T06:01:00.000Z")


def test_the_times_are_sqlites_own(path: Path) -> None:
    store = Store(path)
    before = execute(path, "SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')")[0][0]
    run = store.start_run("openai/m", 0)
    store.end_run(run, "complete")
    after = execute(path, "SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')")[0][0]
    record = store.run(run)
    assert record is not None
    assert record.ended is not None
    assert before <= record.started <= record.ended <= after
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", record.started)


def test_a_run_that_never_ended_counts_what_was_noted_up_to_the_last_article(path: Path) -> None:
    store = Store(path)
    run = store.start_run("openai/m", 200)
    for article in ("a", "b"):
        store.note(run, note(article, requests=1))
    execute(
        path,
        "UPDATE runs SET started = '2025-11-04T06:00:00.000Z'",
        "UPDATE notes SET noted = '2025-11-04T06:00:0' || note_id || '.500Z'",
    )
    record = store.run(run)
    assert record is not None
    assert (record.status, record.ended, record.articles, record.outcomes) == ("running", None, 200, {"ok": 2})
    assert record.seconds == pytest.approx(2.5)


def test_a_run_without_any_article_has_sums_of_zero(path: Path) -> None:
    store = Store(path)
    record = store.run(store.start_run("embedded", 0))
    assert record is not None
    assert (record.outcomes, record.requests, record.tokens_in, record.seconds) == ({}, 0, 0, 0.0)


def test_a_clock_that_was_set_back_gives_no_negative_seconds(path: Path) -> None:
    store = Store(path)
    run = store.start_run("openai/m", 0)
    store.end_run(run, "interrupted", "Ctrl-C")
    execute(path, "UPDATE runs SET ended = '2001-01-01T00:00:00.000Z'")
    record = store.run(run)
    assert record is not None
    assert (record.seconds, record.status, record.message) == (0.0, "interrupted", "Ctrl-C")


def test_runs_come_newest_first_and_as_many_as_asked_for(path: Path) -> None:
    store = Store(path)
    numbers = [store.start_run(f"openai/{name}", 1) for name in "abc"]
    store.note(numbers[1], note(requests=7))
    assert [(record.run_id, record.engine, record.requests) for record in store.runs(2)] == [
        (numbers[2], "openai/c", 0),
        (numbers[1], "openai/b", 7),
    ]
    assert len(store.runs()) == 3
    assert store.run(99) is None


def test_a_run_counts_the_articles_that_another_engine_answered_for(path: Path) -> None:
    store = Store(path)
    run, other = store.start_run("openai/m", 4), store.start_run("openai/m", 1)
    store.note(run, note("a"))
    store.note(run, note("b", "empty", engine="embedded", fallback_for="openai/m: refused"))
    store.note(run, note("c", engine="embedded", fallback_for="openai/m: http_error: 500"))
    store.note(run, note("d", engine="embedded", fallback_for="openai/m: http_error: 500"))
    store.note(other, note("a"))
    assert [record.stood_in for record in store.runs()] == [0, 3]


def test_the_articles_of_a_run_come_in_the_order_they_ended_and_of_that_run_alone(path: Path) -> None:
    store = Store(path)
    one, other = store.start_run("openai/m", 2), store.start_run("openai/m", 1)
    first = note("b", "truncated", finish_reason="length", level="prompt", parts=2, seconds=0.125)
    store.note(one, first)
    store.note(other, note("x"))
    store.note(one, note("a"))
    assert store.articles_of(one) == [first, note("a")]
    assert store.articles_of(99) == []


def test_a_note_that_can_not_be_read_any_more_is_left_out_with_a_warning(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(path)
    run = store.start_run("openai/m", 2)
    store.note(run, note("a"))
    store.note(run, note("b"))
    store.note(run, note("c"))
    execute(path, """UPDATE notes SET note = json_set(note, '$.new', 1) WHERE note_id IN (1, 3)""")
    assert store.articles_of(run) == [note("b")]
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_the_mean_tokens_of_an_answer_are_those_of_articles_that_were_asked_about_and_answered(path: Path) -> None:
    store = Store(path)
    run = store.start_run("openai/m", 9)
    store.note(run, note("a", "ok", tokens_out=100))
    store.note(run, note("b", "empty", tokens_out=20))
    store.note(run, note("c", "partial", tokens_out=60))
    store.note(run, note("d", "refused", tokens_out=7))  # no answer
    store.note(run, note("e", "ok", stored=True))  # nothing was spent
    store.note(run, note("f", "ok", engine="openai/other", tokens_out=5000))
    store.note(run, note("g", "ok", engine="embedded", tokens_out=9, fallback_for="openai/m: refused"))
    assert store.tokens_out_of("openai/m") == 60.0
    assert store.tokens_out_of("embedded") is None
    assert store.tokens_out_of("openai/unknown") is None


# --- the file --------------------------------------------------------------------------------------------------------


def test_a_file_of_version_1_keeps_its_answers_and_takes_all_that_is_new(version_1: Path) -> None:
    store = Store(version_1)
    positions = Extraction(positions=(POSITION,), demands=(), responses=(), dates=())
    assert store.get("a") == Answer(Outcome(kind="ok"), MADE, positions)
    assert store.get("b") == answer("empty")
    assert store.get_mended("c") == Mended(Outcome(kind="ok"), MADE, (Mend(number=1, claim=None),))
    store.put("a", answer("partial"))
    assert store.get("a") == Answer(Outcome(kind="ok"), MADE, positions)
    store.put_summary("k", summary())
    store.put_made("k", "brief")
    store.note(store.start_run("openai/m", 1), note())
    assert (store.get_summary("k"), store.get_made("k")) == (summary(), "brief")
    assert execute(version_1, "PRAGMA user_version") == [(3,)]


def test_a_file_of_version_1_from_before_there_were_mends_takes_them(version_1: Path) -> None:
    execute(version_1, "DROP TABLE mends")
    store = Store(version_1)
    assert store.get_mended("c") is None
    store.put_mended("c", Mended(Outcome(kind="ok"), MADE))
    assert store.get_mended("c") == Mended(Outcome(kind="ok"), MADE)
    assert store.get("b") == answer("empty")


def test_a_file_of_version_1_ends_up_like_a_new_one(version_1: Path, tmp_path: Path) -> None:
    tables = "SELECT name FROM sqlite_master WHERE sql NOT NULL ORDER BY name"
    columns = "SELECT name, type, \"notnull\", dflt_value FROM pragma_table_info('answers')"
    Store(version_1).close()
    Store(tmp_path / "new.sqlite").close()
    for query in (tables, columns):
        assert execute(version_1, query) == execute(tmp_path / "new.sqlite", query)


def test_a_migration_that_fails_leaves_the_file_as_it_was(version_1: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (("-- never run",), ("ALTER TABLE answers ADD COLUMN half INTEGER", "INSERT INTO nowhere VALUES (1)"))
    with monkeypatch.context() as patched:
        patched.setattr("summarizer.store._MIGRATIONS", broken)
        with pytest.raises(InputError, match="nowhere"):
            Store(version_1)
    assert execute(version_1, "PRAGMA user_version") == [(1,)]
    assert Store(version_1).get("b") == answer("empty")


def test_a_file_that_is_no_store_is_named_with_the_remedy(path: Path) -> None:
    path.write_text("This is no database, and it is longer than a header of one.\n" * 40)
    with pytest.raises(InputError, match=r"s\.sqlite can not be used.*--store"):
        Store(path)


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    execute(path, "CREATE TABLE bookmarks (url TEXT)", "INSERT INTO bookmarks VALUES ('x')")
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"s\.sqlite is a database of another program — .*--store"):
        Store(path)
    assert path.read_bytes() == before


def test_a_folder_in_the_files_place_is_named_with_the_remedy(path: Path) -> None:
    path.mkdir()
    with pytest.raises(InputError, match=r"s\.sqlite can not be used: unable to open.*--store"):
        Store(path)


def test_a_file_in_the_folders_place_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("")
    with pytest.raises(InputError, match=r"s\.sqlite can not be used.*--store"):
        Store(tmp_path / "folder" / "s.sqlite")


def test_a_file_that_can_not_be_written_shows_before_anything_is_spent(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(path).put("k", answer())
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda at, **options: connect(f"file:{at}?mode=ro", uri=True, **options))
    with pytest.raises(InputError, match=r"s\.sqlite can not be used: attempt to write a readonly.*--store"):
        Store(path)


def test_a_full_disk_is_named_with_the_remedy_and_costs_no_earlier_answer(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Small(sqlite3.Connection):
        def __init__(self, *given: Any, **options: Any) -> None:
            super().__init__(*given, **options)
            self.execute("PRAGMA max_page_count = 40")

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda at, **options: connect(at, factory=Small, **options))
    store = Store(path)
    store.put("k", answer())
    full = pytest.raises(InputError, match=r"s\.sqlite can not be used: database or disk is full — .*--store")
    with full:
        store.put("l", answer("invalid", "x" * 200_000))
    with full:
        store.put_made("m", "x" * 200_000)
    store.put("n", answer("empty"))
    assert (store.get("k"), store.get("l"), store.get("n")) == (answer(), None, answer("empty"))


def test_a_store_that_loses_its_table_says_so(path: Path) -> None:
    store = Store(path)
    execute(path, "DROP TABLE answers")
    with pytest.raises(InputError, match="no such table"):
        store.get("k")


def test_what_fails_half_way_is_taken_back_and_holds_nobody_up(path: Path) -> None:
    store = Store(path)
    run = store.start_run("openai/m", 1)
    execute(path, "DROP TABLE summaries")
    with pytest.raises(InputError, match="no such table: summaries"):
        store.end_run(run, "complete")
    record = store.run(run)
    assert record is not None
    assert record.status == "running"
    Store(path).put("k", answer())
    assert store.get("k") == answer()


def test_a_store_of_a_newer_version_is_left_alone(path: Path) -> None:
    execute(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(InputError, match="newer version"):
        Store(path)
    assert path.read_bytes() == before


def test_two_stores_on_one_file_see_each_others_answers(path: Path) -> None:
    one, other = Store(path), Store(path)
    one.put("a", answer())
    other.put("b", answer())
    assert one.get("b") == other.get("a") == answer()


def test_a_reader_does_not_wait_for_a_writer(path: Path) -> None:
    store = Store(path)
    store.put("k", answer())
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert store.get("k") == answer()
        assert store.runs() == []


def test_a_store_that_was_closed_opens_again_where_it_is_used(path: Path) -> None:
    with Store(path) as store:
        store.put("k", answer())
    assert not path.with_name("s.sqlite-wal").exists()
    assert store.get("k") == answer()
    store.close()
    store.close()


def test_a_store_that_is_let_go_of_closes_its_file(path: Path) -> None:
    store = Store(path)
    store.put("k", answer())
    assert path.with_name("s.sqlite-wal").exists()
    del store
    gc.collect()
    assert not path.with_name("s.sqlite-wal").exists()


def test_a_path_is_a_path_and_no_uri(tmp_path: Path) -> None:
    odd = tmp_path / "ä b?mode=ro#%20.sqlite"
    Store(odd).put("k", answer())
    assert odd.is_file()


def test_the_default_store_lies_in_the_users_data_folder() -> None:
    assert default_path() == Path(os.environ["XDG_DATA_HOME"], "summarizer", "store.sqlite")


def test_another_run_that_goes_on_is_known_of_until_it_ends_or_is_silent_for_long(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    first = store.start_run("openai/m", 2)
    assert not store.others_run(first)
    second = store.start_run("openai/m", 2)
    assert store.others_run(first)
    assert store.others_run(second)
    store.end_run(first, "complete")
    assert not store.others_run(second)
    with closing(sqlite3.connect(tmp_path / "s.sqlite")) as connection, connection:
        connection.execute("UPDATE runs SET started = '2020-01-01T00:00:00.000Z' WHERE run_id = ?", (second,))
    assert not store.others_run(store.start_run("openai/m", 2)), "it was killed long ago"


# --- briefs and judgements -------------------------------------------------------------------------------------------


def brief_of(day: dt.date, articles: int = 0) -> Brief:
    nothing = merge_summaries([], day)
    return nothing.model_copy(update={"counts": nothing.counts.model_copy(update={"articles": articles})})


def test_the_latest_brief_before_a_day_is_found_in_its_series(path: Path) -> None:
    store = Store(path)
    days = [dt.date(2030, 5, day) for day in (20, 22, 24)]
    for day in days:
        store.put_brief("default", brief_of(day), f"made {day}")
    store.put_brief("sports", brief_of(dt.date(2030, 5, 23)), "made")
    found = store.latest_brief("default", days[2])
    assert found is not None
    assert (found.day, found.made_key, found.brief()) == (days[1], "made 2030-05-22", brief_of(days[1]))
    assert store.latest_brief("default", days[0]) is None
    assert store.latest_brief("economy", days[2]) is None


def test_of_a_day_the_brief_that_was_made_last_is_kept(path: Path) -> None:
    store = Store(path)
    day = dt.date(2030, 5, 20)
    for articles in (1, 2):
        store.put_brief("default", brief_of(day, articles), f"made of {articles}")
    found = store.latest_brief("default", dt.date(2030, 5, 21))
    assert found is not None
    assert found.brief().counts.articles == 2
    assert store.has_brief("default", day, "made of 2")
    assert not store.has_brief("default", day, "made of 1")


def test_the_briefs_of_the_latest_sixty_days_stay(path: Path) -> None:
    store = Store(path)
    days = [dt.date(2030, 1, 1) + dt.timedelta(days=number) for number in range(KEPT_DAYS + 2)]
    for day in reversed(days):
        store.put_brief("default", brief_of(day), "made")
        store.put_brief("sports", brief_of(days[0]), "made")
    kept = [row[0] for row in execute(path, "SELECT day FROM briefs WHERE series = 'default' ORDER BY day")]
    assert kept == [str(day) for day in days[2:]]
    assert execute(path, "SELECT count(*) FROM briefs WHERE series = 'sports'") == [(1,)]


def test_a_judgement_is_kept_and_the_newer_one_replaces_it(path: Path) -> None:
    store = Store(path)
    assert store.get_judgement("k") is None
    store.put_judgement("k", "same")
    store.put_judgement("k", "unsure")
    assert Store(path).get_judgement("k") == "unsure"
