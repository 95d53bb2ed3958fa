"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import InputError
from summarizer.write import write_whole


def test_the_folder_is_made_and_the_text_written_as_utf_8_with_its_newlines(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_whole(path, "“one”\r\ntwo\n")
    assert path.read_bytes() == "“one”\r\ntwo\n".encode()


def test_a_write_that_fails_leaves_what_was_there_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("before")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half of it" * 10_000 + "\ud800")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_path_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"file/b\.txt can not be written.*--out"):
        write_whole(tmp_path / "file" / "b.txt", "text")
