"""The values, units and places of numbers, however they are written."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.numbers import find_numbers


def values(text: str) -> list[str]:
    return [f"{number.value:f}" for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 ships", "3"),
        ("three ships", "3"),
        ("1,000 men", "1000"),
        ("1000 men", "1000"),
        ("10 000 men", "10000"),
        ("10\u00a0000 men", "10000"),
        ("a thousand men", "1000"),
        ("1,500,000 crowns", "1500000"),
        ("1.5 million crowns", "1500000"),
        ("one and a half million crowns", "1500000"),
        ("two hundred and six", "206"),
        ("twenty-five", "25"),
        ("forty two", "42"),
        ("two thousand five hundred", "2500"),
        ("fifteen hundred men", "1500"),
        ("three million, as he said", "3000000"),
        ("2,5 percent", "2.5"),
        ("three and a half years", "3.5"),
        ("half a million people", "500000"),
        ("half a dozen ships", "6"),
        ("three quarters of a million", "750000"),
        ("two dozen ships", "24"),
        ("the 1990s", "1990"),
        ("the 15th", "15"),
        ("a 5-year plan", "5"),
        ("mid-2014", "2014"),
        ("-5 degrees", "-5"),
        ("−5 degrees", "-5"),
        ("zero cases", "0"),
        ("10km away", "10"),
        ("5 m wide", "5"),
    ],
)
def test_a_number_has_its_value_in_any_way_of_writing(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("half of the voters", "50"),
        ("half the country", "50"),
        ("two thirds of the voters", "66.666667"),
        ("a two-thirds majority", "66.666667"),
        ("a third of them", "33.333333"),
        ("one in three", "33.333333"),
        ("a quarter of the budget", "25"),
        ("three-quarters of it", "75"),
        ("a tenth of it", "10"),
        ("one in ten", "10"),
        ("one in 10 workers", "10"),
        ("one in six workers", "16.666667"),
        ("three out of four", "75"),
        ("Sixty-three percent", "63"),
        ("63 per cent", "63"),
        ("63%", "63"),
        ("10 percentage points", "10"),
        ("a five-percent rise", "5"),
    ],
)
def test_a_share_is_its_percentage(text: str, share: str) -> None:
    assert [(f"{number.value:f}", number.unit) for number in find_numbers(text)] == [(share, "percent")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$5 million", "5000000", "dollar"),
        ("US$5", "5", "dollar"),
        ("US$ 3.5 billion", "3500000000", "dollar"),
        ("5 million dollars", "5000000", "dollar"),
        ("5 US dollars", "5", "dollar"),
        ("5m USD", "5000000", "dollar"),
        ("a $5-million plan", "5000000", "dollar"),
        ("€1,000", "1000", "euro"),
        ("3 bn euros", "3000000000", "euro"),
        ("£20m", "20000000", "pound"),
        ("¥100", "100", "yen"),
        ("ten rubles", "10", "rouble"),
        ("10 roubles", "10", "rouble"),
        ("twelve crowns", "12", "crown"),
        ("12 ships", "12", None),
    ],
)
def test_a_sum_has_its_currency_before_or_behind_it(text: str, value: str, unit: str | None) -> None:
    (number,) = find_numbers(text)
    assert (f"{number.value:f}", number.unit) == (value, unit)


def test_the_place_of_a_number_takes_in_its_unit() -> None:
    text = "It cost US$5 million, or sixty-three percent of it, in the 1990s."
    words = [text[number.start : number.end] for number in find_numbers(text)]
    assert words == ["US$5 million", "sixty-three percent", "1990s"]


@pytest.mark.parametrize(
    "text",
    [
        "Q2 revenue", "COVID-19 cases", "Covid-19", "F-16 jets", "B-52", "G7", "MH17", "A380", "no one said so",
        "One of them", "hundreds of people", "tens of thousands", "several hundred people",
        "the first half of the year", "the second quarter", "a half-hour", "a third party", "both halves",
        "a few thousand", "",
    ],
)  # fmt: skip
def test_what_is_no_number_of_things_gives_none(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two and three ships", ["2", "3"]),
        ("five to ten", ["5", "10"]),
        ("5-10 ships", ["5", "10"]),
        ("20 000-30 000", ["20000", "30000"]),
        ("in 2014-15", ["2014", "2015"]),
        ("in 1914–18", ["1914", "1918"]),
        ("2014 to 2015", ["2014", "2015"]),
        ("5 of 15 ships", ["5", "15"]),
        ("two of the three", ["2", "3"]),
        ("five quarters of growth", ["5"]),
        ("five ships in seven days", ["5", "7"]),
        ("One of the two said that 40 of 120 had left.", ["2", "40", "120"]),
    ],
)
def test_each_number_of_a_text_stands_for_itself(text: str, found: list[str]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("one", "other"), [("5", "15"), ("17", "71"), ("six ships", "five ships"), ("1.5", "15"), ("15,000", "15")]
)
def test_other_values_stay_other(one: str, other: str) -> None:
    assert set(values(one)).isdisjoint(values(other))


@given(st.integers(min_value=0, max_value=10**9))
def test_a_figure_with_and_without_marks_between_thousands_is_one_number(number: int) -> None:
    assert [n.value for n in find_numbers(f"some {number:,} ships")] == [Decimal(number)]
    assert [n.value for n in find_numbers(f"some {number} ships")] == [Decimal(number)]


@given(st.text(max_size=60))
def test_the_numbers_of_any_text_are_in_order_and_do_not_overlap(text: str) -> None:
    found = find_numbers(text)
    assert all(0 <= number.start < number.end <= len(text) for number in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
