"""The user's file of names is read as it is meant, and what makes no sense in it is named with the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.aliases_file import load_aliases
from summarizer.errors import InputError
from summarizer.models import ActorNames


def write(folder: Path, text: str) -> Path:
    path = folder / "names.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_both_tables_make_one_decision_for_each_name_in_order_of_the_alphabet(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """
[apart]
"John Smith" = "Jon Smith"
"Anna  Lind" = ["Anna Lindt"]

[actors]
OSCE = "Organization for Security"
"Anna Lind" = [" Lind ", "the envoy", "Lind"]
""",
    )
    assert load_aliases(path) == (
        ActorNames(name="Anna Lind", aliases=("Lind", "the envoy"), apart=("Anna Lindt",), by="names.toml"),
        ActorNames(name="John Smith", apart=("Jon Smith",), by="names.toml"),
        ActorNames(name="OSCE", aliases=("Organization for Security",), by="names.toml"),
    )


def test_an_empty_file_and_one_with_a_byte_order_mark_are_files_too(tmp_path: Path) -> None:
    assert load_aliases(write(tmp_path, "")) == ()
    assert load_aliases(write(tmp_path, '\ufeff[actors]\nA = "B"\n')) == (
        ActorNames(name="A", aliases=("B",), by="names.toml"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[actors]\n"A" = B\n', "no TOML: .*line 2"),
        ('[actors]\n"A" = 5', r"\[actors\] 'A' .* no list of names"),
        ('[actors]\n"A" = ["B", ""]', r"\[actors\] 'A' .* no list of names"),
        ('[apart]\n"" = ["B"]', "without a name"),
        ('"A" = ["B"]', "'A' outside of its tables"),
        ("actors = 5", "'actors' .* is no table"),
        ('[actors]\n"A" = ["B"]\n"C" = ["b"]', "'b' is a name of 'A' and of 'C'"),
        ('[actors]\n"A" = ["B"]\n[apart]\n"A" = ["b"]', "'b' is a name of 'A' and kept apart"),
    ],
)
def test_what_makes_no_sense_is_named_with_the_file_and_a_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        load_aliases(write(tmp_path, text))
    assert "names.toml" in raised.value.message
    assert raised.value.remedy


def test_a_file_that_is_not_there_or_not_in_utf_8_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no aliases file"):
        load_aliases(tmp_path / "none.toml")
    with pytest.raises(InputError, match="can not be read"):
        load_aliases(tmp_path)
    (tmp_path / "latin.toml").write_bytes('[actors]\nA = "Müller"'.encode("latin-1"))
    with pytest.raises(InputError, match="not in UTF-8"):
        load_aliases(tmp_path / "latin.toml")
