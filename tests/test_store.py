"""The store: whole answers only, by content, in a real SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from summarizer import Answer, InputError, Outcome
from summarizer.engines import NOTHING, Mend, Mended
from summarizer.models import OutcomeKind, Provenance
from summarizer.store import Store

MADE = Provenance(engine="openai/m", engine_version="1")


def answer(kind: OutcomeKind = "ok") -> Answer:
    return Answer(Outcome(kind=kind), MADE, NOTHING)


def test_an_answer_comes_back_under_its_key_and_costs_nothing(tmp_path: Path) -> None:
    Store(tmp_path / "new" / "s.sqlite").put("k", answer())
    again = Store(tmp_path / "new" / "s.sqlite")
    assert again.get("k") == answer()
    assert again.get("another") is None


@pytest.mark.parametrize("kind", ["partial", "truncated", "refused", "invalid", "http_error"])
def test_what_failed_or_is_partial_is_not_kept(tmp_path: Path, kind: OutcomeKind) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.put("k", answer(kind))
    assert store.get("k") is None


def test_an_empty_answer_is_an_answer_and_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.put("k", answer("empty"))
    assert store.get("k") == answer("empty")


def test_mends_have_a_key_of_their_own_and_only_whole_ones_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    mended = Mended(Outcome(kind="ok"), MADE, (Mend(number=1, claim=None),))
    store.put_mended("k", mended)
    store.put_mended("l", Mended(Outcome(kind="refused"), MADE))
    assert store.get_mended("k") == mended
    assert store.get("k") is None
    assert store.get_mended("l") is None


def test_a_store_made_before_there_were_mends_takes_them(tmp_path: Path) -> None:
    Store(tmp_path / "s.sqlite").put("k", answer())
    with closing(sqlite3.connect(tmp_path / "s.sqlite")) as connection, connection:
        connection.execute("DROP TABLE mends")
    store = Store(tmp_path / "s.sqlite")
    assert store.get_mended("k") is None
    assert store.get("k") == answer()


def test_a_file_that_is_no_store_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").write_text("This is no database, and it is longer than a header of one.\n" * 40)
    with pytest.raises(InputError, match=r"s\.sqlite can not be used.*--store"):
        Store(tmp_path / "s.sqlite")


def test_an_answer_that_can_not_be_read_any_more_is_asked_for_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.put("k", answer())
    with closing(sqlite3.connect(tmp_path / "s.sqlite")) as connection, connection:
        connection.execute("UPDATE answers SET extraction = '{}'")
    assert store.get("k") is None


def test_a_store_that_loses_its_table_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    with closing(sqlite3.connect(tmp_path / "s.sqlite")) as connection, connection:
        connection.execute("DROP TABLE answers")
    with pytest.raises(InputError, match="no such table"):
        store.get("k")


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "s.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(InputError, match="newer version"):
        Store(tmp_path / "s.sqlite")


def test_two_stores_on_one_file_see_each_others_answers(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "s.sqlite"), Store(tmp_path / "s.sqlite")
    one.put("a", answer())
    other.put("b", answer())
    assert one.get("b") == other.get("a") == answer()
