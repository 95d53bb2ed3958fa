"""Institutions are known under their spellings, word orders and acronyms, and different ones stay different."""

from __future__ import annotations

import pytest

from summarizer.text.institution_names import (
    bracketed,
    head_noun,
    institution_key,
    is_acronym_of,
    is_firm,
    plain_name,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Norwegian Foreign Ministry", "Norway's Foreign Ministry"),
        ("Norwegian Foreign Ministry", "Ministry of Foreign Affairs of Norway"),
        ("the House Trade Committee", "Trade Committee of the House"),
        ("World Labour Organisation", "the World Labor Organization"),
        ("Harbour Workers (HW)", "the Harbour Workers"),
        ("the nonpartisan Budget Office", "Budget Office"),
        ("Fish & Coal Board", "Fish and Coal Board"),
        ("Harbour Motors Corp.", "Harbour Motors"),
    ],
)
def test_spellings_of_one_institution_share_a_key(one: str, other: str) -> None:
    assert institution_key(one) == institution_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oslo University", "University of Oslo"),
        ("Norwegian Foreign Ministry", "Danish Foreign Ministry"),
        ("Harbour Board", "Harbour Union"),
        ("Broadcasting Corporation", "Broadcasting"),
    ],
)
def test_other_institutions_have_other_keys(one: str, other: str) -> None:
    assert institution_key(one) != institution_key(other)


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("UTW", "United Transport Workers", True),
        ("the U.T.W.", "the United Transport Workers", True),
        ("DOJ", "Department of Justice", True),
        ("BHP", "Bergen-Harbour Police", True),
        ("AROS", "Alliance to Reclaim Our Schools", True),
        ("UTW", "United Transport Union", False),
        ("UT", "United Transport Workers", False),
        ("Oslo", "Organisation of Sailors and Lumbermen of Oslo", False),
    ],
)
def test_an_acronym_is_the_initials_of_a_name(short: str, name: str, *, fits: bool) -> None:
    assert is_acronym_of(short, name) is fits


def test_only_an_acronym_of_its_own_is_taken_from_behind_a_name() -> None:
    assert bracketed("United Transport Workers (UTW)") == ("United Transport Workers", "UTW")
    assert bracketed("United Transport Workers (Oslo)") is None
    assert plain_name("the United Transport Workers (UTW)") == "United Transport Workers"


def test_the_short_form_of_an_institution_is_its_head_noun() -> None:
    assert head_noun("the Commission on Fish") == "commission"
    assert head_noun("the Oslo Harbour Board") == "board"
    assert head_noun("Anna Lind") is None


@pytest.mark.parametrize(
    "name",
    [
        "Harbour Rail",
        "the Harbour Motors",
        "Harbour Rail's",
        "United Fish Workers (UFW)",
        "Goldman Sachs",
        "General Motors",
    ],
)
def test_a_company_or_union_is_told_by_its_last_word_or_is_a_firm_of_the_list(name: str) -> None:
    assert is_firm(name)


@pytest.mark.parametrize(
    "name",
    [
        "Anna Rail",
        "A. Rail",
        "Rail",
        "Striking Workers",
        "Ambassador Power",
        "Samantha Power",
        "Anna Lind",
        "Motors",
        "",
    ],
)
def test_a_person_or_a_heading_with_such_a_word_is_no_firm(name: str) -> None:
    assert not is_firm(name)
