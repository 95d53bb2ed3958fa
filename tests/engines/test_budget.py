"""The budget of a run: what is spent and what is in flight stay within it together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.budget import Budget, BudgetSpent, Reservation
from summarizer.errors import SettingsError
from summarizer.prices import Price

DOLLARS = Price(1_000_000.0, 2_000_000.0)
"""One USD a token in, two a token out: costs that can be read off."""


def test_requests_in_flight_count_against_the_budget() -> None:
    budget = Budget(max_tokens=100)
    budget.reserve(30, 20)
    budget.reserve(30, 20)
    with pytest.raises(BudgetSpent):
        budget.reserve(1, 0)


def test_the_last_token_may_be_spent() -> None:
    budget = Budget(max_tokens=10)
    budget.settle(budget.reserve(6, 4), 6, 4)
    assert budget.tokens == 10
    with pytest.raises(BudgetSpent):
        budget.reserve(0, 1)


def test_what_was_reserved_too_much_is_free_again_once_settled() -> None:
    budget = Budget(max_tokens=100)
    budget.settle(budget.reserve(50, 50), 10, 20)
    assert budget.tokens == 30
    budget.reserve(35, 35)


def test_more_than_was_reserved_is_counted_truthfully() -> None:
    budget = Budget(max_tokens=100)
    budget.settle(budget.reserve(10, 10), 60, 70)
    assert budget.tokens == 130
    with pytest.raises(BudgetSpent, match="100 tokens is spent: 130 used, 0 reserved, about 2 more wanted"):
        budget.reserve(1, 1)


def test_a_request_without_an_answer_gives_back_what_it_reserved() -> None:
    budget = Budget(max_tokens=100)
    budget.release(budget.reserve(50, 50))
    assert budget.tokens == 0
    budget.reserve(50, 50)


def test_a_server_that_counts_nothing_is_charged_with_the_estimate() -> None:
    budget = Budget(max_tokens=100)
    budget.settle(budget.reserve(30, 20))
    assert budget.tokens == 50
    budget.settle(budget.reserve(30, 20), 7, None)
    assert budget.tokens == 50 + 7 + 20


def test_a_server_that_counts_below_zero_gives_nothing_back() -> None:
    budget = Budget(max_tokens=100)
    budget.settle(budget.reserve(10, 10), 20, -1_000)
    assert budget.tokens == 20


def test_a_request_that_took_nothing_is_charged_with_nothing() -> None:
    budget = Budget(max_tokens=100)
    budget.settle(budget.reserve(50, 50), 0, 0)
    assert budget.tokens == 0
    budget.reserve(50, 50)


def test_a_reservation_counts_once_however_often_it_is_closed() -> None:
    budget = Budget(max_tokens=100)
    reservation = budget.reserve(40, 40)
    budget.settle(reservation, 10, 10)
    budget.settle(reservation, 10, 10)
    budget.release(reservation)
    assert budget.tokens == 20
    budget.reserve(40, 40)
    with pytest.raises(BudgetSpent):
        budget.reserve(1, 0)


def test_cost_weighs_what_comes_out_by_its_own_price() -> None:
    budget = Budget(max_cost=10.0, price=DOLLARS)
    budget.settle(budget.reserve(4, 2), 4, 2)
    assert budget.cost == pytest.approx(8.0)
    with pytest.raises(BudgetSpent) as spent:
        budget.reserve(1, 1)
    assert spent.value.message == "the budget of $10.00 is spent: $8.00 used, $0 reserved, about $3.00 more wanted"
    assert spent.value.remedy == "take a larger budget; what was answered is kept"
    assert str(spent.value) == spent.value.message
    budget.reserve(0, 1)


def test_the_tighter_of_two_limits_holds() -> None:
    budget = Budget(max_tokens=1_000, max_cost=10.0, price=DOLLARS)
    with pytest.raises(BudgetSpent, match=r"\$10\.00"):
        budget.reserve(11, 0)
    budget = Budget(max_tokens=5, max_cost=1_000.0, price=DOLLARS)
    with pytest.raises(BudgetSpent, match="5 tokens"):
        budget.reserve(6, 0)


def test_without_limits_all_is_counted_and_nothing_refused() -> None:
    budget = Budget()
    budget.settle(budget.reserve(10**9, 10**9), 10**9, 10**9)
    assert (budget.tokens, budget.cost) == (2 * 10**9, 0.0)


def test_a_cost_can_not_be_limited_where_the_price_is_not_known() -> None:
    with pytest.raises(SettingsError) as caught:
        Budget(max_cost=1.0)
    assert "max_cost" in caught.value.message
    assert "prices" in (caught.value.remedy or "")


def test_a_budget_of_nothing_allows_nothing() -> None:
    with pytest.raises(BudgetSpent):
        Budget(max_tokens=0).reserve(1, 0)
    with pytest.raises(BudgetSpent):
        Budget(max_cost=0.0, price=DOLLARS).reserve(1, 0)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["settle", "release", "keep"]))))
def test_honest_estimates_never_run_over_in_any_order(steps: list[tuple[int, int, str]]) -> None:
    budget, kept = Budget(max_tokens=100, max_cost=150.0, price=DOLLARS), list[Reservation]()
    for tokens_in, tokens_out, step in steps:
        try:
            reservation = budget.reserve(tokens_in, tokens_out)
        except BudgetSpent:
            continue
        if step == "settle":
            budget.settle(reservation, tokens_in, tokens_out)
        elif step == "release":
            budget.release(reservation)
        else:
            kept.append(reservation)
    for reservation in kept:
        budget.settle(reservation, reservation.tokens_in, reservation.tokens_out)
    assert budget.tokens <= 100
    assert budget.cost <= 150.0
