"""The values of numbers, however they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarizer.text.numbers import number_values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 ships", "three ships"),
        ("1,000 men", "1000 men"),
        ("10 000 men", "10,000 men"),
        ("a sum of 1,500,000", "a sum of 1.5 million"),
        ("206", "two hundred and six"),
        ("25 percent", "twenty-five percent"),
        ("2500 crowns", "two thousand five hundred crowns"),
        ("2,5 percent", "2.5 percent"),
        ("in 2015", "in 2014-15"),
    ],
)
def test_a_value_is_the_same_in_another_way_of_writing(one: str, other: str) -> None:
    assert number_values(one) & number_values(other)


@pytest.mark.parametrize(
    ("one", "other"), [("5", "15"), ("17", "71"), ("six ships", "five ships"), ("1.5", "15"), ("15,000", "15")]
)
def test_other_values_stay_other(one: str, other: str) -> None:
    assert not number_values(one) & number_values(other)


def test_a_sentence_gives_all_its_values_and_the_word_one_is_none() -> None:
    assert number_values("One of the two said that 40 of 120 had left.") == {Decimal(2), Decimal(40), Decimal(120)}
    assert number_values("No one said so.") == frozenset()
