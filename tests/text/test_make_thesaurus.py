"""The table made from a WordNet of a few words, in the format of wndb(5WN)."""

from __future__ import annotations

from pathlib import Path

import make_thesaurus
import pytest

LICENCE = "  1 This software and database is made for a test.  \n"

DATA = {
    "noun": """\
00000001 06 n 03 ship 0 vessel 0 Mayflower 0 001 @ 00000002 n 0000 | a boat for the sea
00000002 06 n 01 craft 0 000 | what carries you
00000003 04 n 01 sale 0 001 + 00000011 v 0101 | the act of selling
00000004 15 n 01 Paris 0 000 | a city
00000005 06 n 01 fire_ship 0 001 @ 00000001 n 0000 | a ship on fire
""",
    "verb": """\
00000011 40 v 01 sell 0 002 ! 00000012 v 0101 + 00000003 n 0101 01 + 08 00 | give for money
00000012 40 v 02 buy 0 purchase 0 001 ! 00000011 v 0101 01 + 08 00 | get for money
""",
    "adj": """\
00000021 00 a 01 hot(a) 0 002 ! 00000022 a 0101 & 00000023 s 0000 | of high temperature
00000022 00 a 01 cold 0 001 ! 00000021 a 0101 | of low temperature
00000023 00 s 01 torrid 0 001 & 00000021 a 0000 | very hot
""",
    "adv": "00000031 02 r 01 hotly 0 001 \\ 00000021 a 0101 | in a hot way\n",
}
INDEX = {
    "noun": """\
craft n 1 1 ~ 1 0 00000002
fire_ship n 1 1 @ 1 0 00000005
paris n 1 1 @ 1 0 00000004
sale n 1 1 + 1 0 00000003
ship n 1 1 @ 1 0 00000001
vessel n 1 1 @ 1 0 00000001
""",
    "verb": "buy v 1 1 ! 1 0 00000012\npurchase v 1 1 ! 1 0 00000012\nsell v 1 2 ! + 1 0 00000011\n",
    "adj": "cold a 1 1 ! 1 0 00000022\nhot a 1 2 ! & 1 0 00000021\ntorrid a 1 1 & 1 0 00000023\n",
    "adv": "hotly r 1 1 \\ 1 0 00000031\n",
}
EXCEPTIONS = {"noun": "", "verb": "bought buy\nsold sell\nbuy buy\n", "adj": "hotter hot\n", "adv": ""}


@pytest.fixture
def table(tmp_path: Path) -> dict[str, list[list[str]]]:
    """The columns of each word: senses, kinds, derived words, opposites, base forms."""
    for part in ("noun", "verb", "adj", "adv"):
        (tmp_path / f"data.{part}").write_text(LICENCE + DATA[part], encoding="latin-1")
        (tmp_path / f"index.{part}").write_text(LICENCE + INDEX[part], encoding="latin-1")
        (tmp_path / f"{part}.exc").write_text(EXCEPTIONS[part], encoding="latin-1")
    make_thesaurus.main(tmp_path, tmp_path / "made.tsv")
    lines = (tmp_path / "made.tsv").read_text("utf-8").split("\n")
    assert lines[0] == lines[-1] == ""
    assert lines[1:-1] == sorted(lines[1:-1])
    rows = [line.split("\t") for line in lines[1:-1]]
    return {word: [column.split() for column in (*columns, *[""] * (5 - len(columns)))] for word, *columns in rows}


Table = dict[str, list[list[str]]]
SENSES, KINDS, DERIVED, OPPOSITES, BASE = range(5)


def test_single_words_in_lower_case_are_kept(table: Table) -> None:
    assert set(table) == {
        *("bought", "buy", "cold", "craft", "hot", "hotly", "hotter", "purchase", "sale", "sell", "ship", "sold"),
        *("torrid", "vessel"),
    }


def test_synonyms_share_a_sense_that_tells_the_part_of_speech(table: Table) -> None:
    assert table["ship"][SENSES] == table["vessel"][SENSES]
    assert [sense[0] for sense in table["ship"][SENSES]] == ["n"]
    assert table["buy"][SENSES] == table["purchase"][SENSES] != table["sell"][SENSES]


def test_a_kind_is_the_sense_of_the_wider_word(table: Table) -> None:
    assert table["ship"][KINDS] == table["craft"][SENSES]
    assert table["craft"][KINDS] == []


def test_derived_words_point_at_each_other_across_parts_of_speech(table: Table) -> None:
    assert (table["sale"][DERIVED], table["sell"][DERIVED]) == (["sell"], ["sale"])
    assert table["hotly"][DERIVED] == ["hot"]


def test_an_opposite_belongs_to_the_word_that_has_it_and_not_to_its_synonyms(table: Table) -> None:
    assert (table["sell"][OPPOSITES], table["buy"][OPPOSITES]) == (["buy"], ["sell"])
    assert table["purchase"][OPPOSITES] == []


def test_an_adjective_has_the_opposites_of_the_one_its_group_is_named_after(table: Table) -> None:
    assert table["hot"][OPPOSITES] == ["cold"]
    assert table["torrid"][OPPOSITES] == ["cold"]
    assert table["torrid"][KINDS] == table["hot"][SENSES]


def test_an_irregular_form_has_its_base_with_the_part_of_speech(table: Table) -> None:
    assert (table["bought"][BASE], table["hotter"][BASE]) == (["v:buy"], ["a:hot"])
    assert table["buy"][BASE] == []
