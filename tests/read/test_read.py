"""Files and folders become articles, or a reason why not."""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
from pathlib import Path

import pytest

from summarizer.models import Article, Unreadable
from summarizer.read import MAX_BYTES, article_from_text, read_articles


def one(path: Path) -> Article | Unreadable:
    (entry,) = read_articles([path])
    return entry


def reason(path: Path) -> str:
    entry = one(path)
    assert isinstance(entry, Unreadable)
    assert entry.remedy
    return entry.message


def test_the_text_is_the_file_decoded_with_its_newlines_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffOne.\r\nTwo – “three”.\n".encode())
    entry = one(path)
    assert isinstance(entry, Article)
    assert entry.text == "One.\r\nTwo – “three”.\n"
    assert entry.reader == "text/1 utf-8"


@pytest.mark.parametrize(
    ("encoding", "reader"), [("utf-16", r"text/1 utf-16-le"), ("cp1252", r"text/1 cp125\d, guessed")]
)
def test_other_encodings_are_read_and_said(tmp_path: Path, encoding: str, reader: str) -> None:
    text = "Der Präsident sagte, die Verhandlungen müssten „bald“ beginnen – über Zölle für Stahl. " * 5
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    entry = one(path)
    assert isinstance(entry, Article)
    assert entry.text == text
    assert entry.reader is not None
    assert re.fullmatch(reader, entry.reader)


def test_what_can_not_be_read_says_why_and_costs_the_others_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("  \n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "good.txt").write_text("A line of text.")
    (tmp_path / "large.txt").write_text("x" * (MAX_BYTES + 1))
    (tmp_path / "half.txt").write_bytes(b"\xff\xfeA\x00B")
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7")
    assert reason(tmp_path / "empty.txt") == "an empty file"
    assert reason(tmp_path / "binary.txt") == "a binary file, no text"
    assert reason(tmp_path / "large.txt") == "1.0 MB, and an article may have 1 MB"
    assert "utf-16-le" in reason(tmp_path / "half.txt")
    (tmp_path / "page.txt").write_text("\n<!DOCTYPE html><html><body>A page</body></html>")
    (tmp_path / "printed.txt").write_bytes(b"%PDF-1.7 and so on")
    assert reason(tmp_path / "page.txt") == "a web page, no plain text"
    assert reason(tmp_path / "printed.txt") == "a PDF, no plain text"
    assert reason(tmp_path / "page.pdf") == "no reader for files of the kind .pdf"
    assert reason(tmp_path / "nowhere.txt") == "no such file"
    assert [type(entry).__name__ for entry in read_articles([tmp_path])].count("Article") == 1


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a,b")
    assert reason(tmp_path) == "a folder without articles"


def test_one_path_may_be_given_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.")
    assert read_articles(str(tmp_path)) == read_articles(tmp_path) == read_articles([tmp_path])


def test_a_folder_gives_its_files_by_name_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "README.md"):
        (tmp_path / name).write_text("Text of " + name)
    assert [Path(entry.article_id).name for entry in read_articles([tmp_path])] == ["a.txt", "b.txt"]


def test_an_id_is_the_path_below_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "a.txt").write_text("Text.")
    monkeypatch.chdir(tmp_path)
    assert read_articles(["day"])[0].article_id == read_articles([tmp_path / "day"])[0].article_id == "day/a.txt"
    monkeypatch.chdir("/")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert read_articles([tmp_path / "day" / "a.txt"])[0].article_id == "day/a.txt"


def test_one_file_named_twice_is_one_article_and_two_files_of_one_id_stay_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("x/day", "y/day", "z"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "x/day/a.txt").write_text("One text.")
    (tmp_path / "y/day/a.txt").write_text("Another text.")
    monkeypatch.chdir(tmp_path / "z")
    assert len(read_articles([tmp_path / "x/day", tmp_path / "x/day/a.txt"])) == 1
    assert len({entry.article_id for entry in read_articles([tmp_path / "x/day", tmp_path / "y/day"])}) == 2


def test_a_date_given_by_hand_fills_in_only_where_the_text_has_none() -> None:
    by_hand = dt.date(2024, 5, 1)
    without = article_from_text("The council met and voted on the budget for the year.", "a", published=by_hand)
    with_date = article_from_text("March 3, 2023 (NWS) — The council met.", "a", published=by_hand)
    assert (without.published, without.published_rule) == (by_hand, "given")
    assert (with_date.published, with_date.published_rule) == (dt.date(2023, 3, 3), "dateline")


# --- faults of the program, and of the file system -------------------------------------------------------------------


def _fails_on(text: str, words: str) -> str:
    if words in text:
        raise ValueError(f"no title in {text}")
    return "A title"


def test_a_fault_of_the_program_costs_one_file_and_is_named_and_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"The words of {name}.")
    monkeypatch.setattr("summarizer.read.find_title", lambda text, furniture: _fails_on(text, "of b."))
    caplog.set_level(logging.INFO, "summarizer.read")
    first, fault, last = read_articles([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(fault, Unreadable)
    # The fault arises outside the package, below the line of it that is named.
    assert re.fullmatch(r"the program failed: ValueError in summarizer\.read:\d+", fault.message)
    assert (fault.article_id, fault.remedy) == (first.article_id.replace("a.txt", "b.txt"), "report it, with the file")
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("summarizer.read", "INFO")
    assert record.exc_info
    assert record.exc_info[0] is ValueError


def test_a_fault_names_the_module_in_which_it_arose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("The words.")
    monkeypatch.setattr("summarizer.read.furniture.is_sentence", None)
    assert re.fullmatch(r"the program failed: TypeError in summarizer\.read\.furniture:\d+", reason(tmp_path / "a.txt"))


def test_a_folder_that_can_not_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    assert reason(tmp_path) == "it can not be read: Permission denied"


def test_a_name_that_no_file_can_have_is_an_unreadable_file(tmp_path: Path) -> None:
    assert "too long" in reason(tmp_path / ("x" * 300 + ".txt"))
    assert reason(tmp_path / "a\0b.txt") == "no such file"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_in_a_circle_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert reason(tmp_path / "a.txt") == "no such file"


def test_a_name_that_is_no_unicode_can_be_written_down(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"a\xff.txt")).write_text("Text.")
    except OSError:
        pytest.skip("this file system has Unicode names only")
    (entry,) = read_articles([tmp_path])
    assert entry.article_id.endswith("a\\udcff.txt")
    assert entry.model_dump_json()
