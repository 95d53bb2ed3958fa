"""What stands around a number: its bound, sign, scale and unit, whether it is "by" or "to", scores and shares."""

from __future__ import annotations

import pytest

from summarizer.merge.amounts import Amount, amounts_in


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("More than 30 people", Amount("30", bound="low")),
        ("no fewer than thirty people", Amount("30", bound="low")),
        ("up to 30 people", Amount("30", bound="high")),
        ("30 people or more", Amount("30")),
        ("30 or more people", Amount("30", bound="low")),
        ("It cost €40m", Amount("40", scale="million", unit="euro")),
        ("It cost 40 million euros", Amount("40", scale="million", unit="euro")),
        ("It was -5 degrees", Amount("5", negative=True, unit="degree")),
        ("It was minus 5 degrees", Amount("5", negative=True, unit="degree")),
        ("rose to 2.5 percent", Amount("2.5", unit="%", step="to")),
        ("rose by 5 percentage points", Amount("5", unit="points", step="by")),
        ("at 9 p.m. in Oslo", Amount("9", unit="pm")),
        ("a B-52 landed", Amount("52")),
        ("2,500 barrels", Amount("2500", unit="barrel")),
    ],
)
def test_an_amount_is_read_with_what_tells_it_from_others(text: str, amount: Amount) -> None:
    assert amounts_in(text).found == (amount,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("More than 30 men", "Fewer than 30 men"),
        ("More than 30 men", "30 men"),
        ("about 30 men", "exactly 30 men"),
        ("$3bn", "£3bn"),
        ("£3bn", "£3m"),
        ("by 5 percent", "to 5 percent"),
        ("5 percent", "to 5 percent"),
        ("won 3-1", "won 1-3"),
        ("52 to 48", "48–52"),
        ("two of the four", "four of the two"),
        ("Ten people were hurt and three killed", "Three people were hurt and ten killed"),
    ],
)
def test_two_amounts_of_one_number_exclude_each_other(one: str, other: str) -> None:
    assert amounts_in(one).exclude(amounts_in(other))
    assert amounts_in(other).exclude(amounts_in(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("More than 30 men", "Over thirty men"),
        ("some 30 men", "30 men"),
        ("$40 million", "40 million dollars"),
        ("40 million", "40 million euros"),
        ("by 5 percent", "5 percent"),
        ("52 to 48", "52–48"),
        ("Ten people were hurt and three killed", "Three were killed and ten people hurt"),
        ("at least 30 men", "at least 12 men"),
        ("no number", "30 men"),
    ],
)
def test_what_can_be_one_amount_excludes_nothing(one: str, other: str) -> None:
    assert not amounts_in(one).exclude(amounts_in(other))
    assert not amounts_in(other).exclude(amounts_in(one))


def test_numbers_in_another_order_are_known() -> None:
    assert amounts_in("10 hurt, 3 dead").in_another_order(amounts_in("3 dead, 10 hurt"))
    assert not amounts_in("10 hurt, 3 dead").in_another_order(amounts_in("10 were hurt, 5 lost, 3 died"))
