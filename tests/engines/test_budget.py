"""The budget of a run: what is spent and what is in flight stay within it together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.budget import Budget, BudgetSpent, Reservation
from summarizer.errors import SettingsError
from summarizer.prices import Price

DOLLARS = Price(1_000_000.0, 2_000_000.0)
"""One USD a token in, two a token out: costs that can be read off."""

T = TypeVar("T")


def in_a_loop(work: Callable[[], Awaitable[T]]) -> T:
    """What the work gives; it fails where it waits for what never comes."""

    async def within_five_seconds() -> T:
        return await asyncio.wait_for(work(), 5)

    return asyncio.run(within_five_seconds())


async def waiting(budget: Budget, tokens_in: int, tokens_out: int) -> asyncio.Task[Reservation]:
    """A request that has come as far as it can for now."""
    task = asyncio.ensure_future(budget.reserve(tokens_in, tokens_out))
    await rounds()
    return task


async def rounds() -> None:
    """A few turns of the loop: whoever can go on does."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_the_last_token_may_be_spent() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=10)
        budget.settle(await budget.reserve(6, 4), 6, 4)
        assert budget.tokens == 10
        with pytest.raises(BudgetSpent):
            await budget.reserve(0, 1)

    in_a_loop(work)


def test_what_was_reserved_too_much_is_free_again_once_settled() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        budget.settle(await budget.reserve(50, 50), 10, 20)
        assert budget.tokens == 30
        await budget.reserve(35, 35)

    in_a_loop(work)


def test_more_than_was_reserved_is_counted_truthfully() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        budget.settle(await budget.reserve(10, 10), 60, 70)
        assert budget.tokens == 130
        with pytest.raises(BudgetSpent) as spent:
            await budget.reserve(1, 1)
        assert spent.value.message == (
            "the budget of 100 tokens leaves too little: 130 are used, and about 2 more would be"
        )

    in_a_loop(work)


def test_a_request_without_an_answer_gives_back_what_it_reserved() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        budget.release(await budget.reserve(50, 50))
        assert budget.tokens == 0
        await budget.reserve(50, 50)

    in_a_loop(work)


def test_a_server_that_counts_nothing_is_charged_with_the_estimate() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        budget.settle(await budget.reserve(30, 20))
        assert budget.tokens == 50
        budget.settle(await budget.reserve(30, 20), 7, None)
        assert budget.tokens == 50 + 7 + 20

    in_a_loop(work)


def test_a_server_that_counts_below_zero_gives_nothing_back() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        budget.settle(await budget.reserve(10, 10), 20, -1_000)
        assert budget.tokens == 20

    in_a_loop(work)


def test_a_request_that_took_nothing_is_charged_with_nothing() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        budget.settle(await budget.reserve(50, 50), 0, 0)
        assert budget.tokens == 0
        await budget.reserve(50, 50)

    in_a_loop(work)


def test_a_reservation_counts_once_however_often_it_is_closed() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        reservation = await budget.reserve(40, 40)
        budget.settle(reservation, 10, 10)
        budget.settle(reservation, 10, 10)
        budget.release(reservation)
        assert budget.tokens == 20
        full = await budget.reserve(40, 40)
        over = await waiting(budget, 1, 0)
        assert not over.done(), "20 are used and 80 reserved: nothing was given back twice"
        budget.settle(full)
        with pytest.raises(BudgetSpent):
            await over

    in_a_loop(work)


def test_cost_weighs_what_comes_out_by_its_own_price() -> None:
    async def work() -> None:
        budget = Budget(max_cost=10.0, price=DOLLARS)
        budget.settle(await budget.reserve(4, 2), 4, 2)
        assert budget.cost == pytest.approx(8.0)
        with pytest.raises(BudgetSpent) as spent:
            await budget.reserve(1, 1)
        assert spent.value.message == (
            "the budget of $10.00 leaves too little: $8.00 are used, and about $3.00 more would be"
        )
        assert spent.value.remedy == "take a larger budget; what was answered is kept"
        assert str(spent.value) == spent.value.message
        await budget.reserve(0, 1)

    in_a_loop(work)


def test_the_tighter_of_two_limits_holds() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=1_000, max_cost=10.0, price=DOLLARS)
        with pytest.raises(BudgetSpent, match=r"\$10\.00"):
            await budget.reserve(11, 0)
        budget = Budget(max_tokens=5, max_cost=1_000.0, price=DOLLARS)
        with pytest.raises(BudgetSpent, match="5 tokens"):
            await budget.reserve(6, 0)

    in_a_loop(work)


def test_without_limits_all_is_counted_and_nothing_refused() -> None:
    async def work() -> None:
        budget = Budget()
        budget.settle(await budget.reserve(10**9, 10**9), 10**9, 10**9)
        assert (budget.tokens, budget.cost) == (2 * 10**9, 0.0)

    in_a_loop(work)


def test_a_cost_can_not_be_limited_where_the_price_is_not_known() -> None:
    with pytest.raises(SettingsError) as caught:
        Budget(max_cost=1.0)
    assert "--max-cost" in caught.value.message
    assert "prices" in (caught.value.remedy or "")
    assert "--max-tokens" in (caught.value.remedy or "")


# --- waiting for what is in flight -----------------------------------------------------------------------------------


def test_what_goes_over_only_with_what_is_in_flight_waits_and_goes_when_that_took_less() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        first = await budget.reserve(30, 30)
        second = await waiting(budget, 40, 20)  # 60 reserved and 60 more: 20 too many
        assert not second.done()
        budget.settle(first, 25, 15)
        reservation = await second  # 40 spent and 60 more: the last token
        assert budget.tokens == 40
        budget.settle(reservation)
        assert budget.tokens == 100

    in_a_loop(work)


def test_what_waited_is_refused_when_what_was_in_flight_took_all_that_was_estimated() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        first = await budget.reserve(30, 20)
        second = await budget.reserve(30, 20)
        third = await waiting(budget, 1, 0)
        budget.settle(first, 30, 20)
        await rounds()
        assert not third.done(), "the second may yet take less"
        budget.settle(second, 30, 20)
        with pytest.raises(BudgetSpent, match="100 are used, and about 1 more would be"):
            await third

    in_a_loop(work)


def test_what_waited_goes_when_what_was_in_flight_was_not_answered() -> None:
    async def work() -> None:
        budget = Budget(max_cost=10.0, price=DOLLARS)
        first = await budget.reserve(2, 4)
        second = await waiting(budget, 1, 0)  # 2 + 2 · 4 = 10 USD are reserved
        assert not second.done()
        budget.release(first)
        assert (await second).open

    in_a_loop(work)


def test_of_several_that_wait_as_many_go_as_fit_in_their_order_and_the_rest_is_refused_at_the_end() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        first = await budget.reserve(60, 20)
        waiters = [await waiting(budget, 20, 10) for _ in range(4)]
        budget.settle(first, 20, 10)  # 30 spent: two more of 30 fit, and a third does not
        await rounds()
        assert [waiter.done() for waiter in waiters] == [True, True, False, False]
        budget.settle(waiters[0].result(), 10, 10)
        await rounds()
        assert not waiters[2].done(), "50 spent, 30 reserved: 30 more do not fit yet"
        budget.settle(waiters[1].result(), 10, 10)
        budget.settle(await waiters[2], 20, 10)  # 70 spent, 30 more: the last token
        with pytest.raises(BudgetSpent, match="100 are used, and about 30 more would be"):
            await waiters[3]
        assert budget.tokens == 100

    in_a_loop(work)


def test_a_smaller_request_goes_past_one_that_waits() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        await budget.reserve(60, 20)
        large = await waiting(budget, 30, 0)
        small = await waiting(budget, 20, 0)
        assert (large.done(), small.done()) == (False, True)
        large.cancel()

    in_a_loop(work)


def test_one_that_gives_up_waiting_has_reserved_nothing() -> None:
    async def work() -> None:
        budget = Budget(max_tokens=100)
        first = await budget.reserve(100, 0)
        given_up = await waiting(budget, 100, 0)
        given_up.cancel()
        await rounds()
        assert given_up.cancelled()
        budget.release(first)
        await budget.reserve(100, 0)

    in_a_loop(work)


def test_with_nothing_in_flight_it_is_refused_at_once() -> None:
    async def work() -> None:
        for budget in (Budget(max_tokens=0), Budget(max_cost=0.0, price=DOLLARS)):
            refused = await waiting(budget, 1, 0)
            assert refused.done()
            with pytest.raises(BudgetSpent):
                await refused

    in_a_loop(work)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["settle", "release"]))))
def test_honest_estimates_never_run_over_in_any_order(steps: list[tuple[int, int, str]]) -> None:
    async def request(budget: Budget, tokens_in: int, tokens_out: int, step: str) -> None:
        reservation = await budget.reserve(tokens_in, tokens_out)
        for _ in range(tokens_out % 4):
            await asyncio.sleep(0)
        if step == "settle":
            budget.settle(reservation, tokens_in, tokens_out)
        else:
            budget.release(reservation)

    async def work() -> None:
        budget = Budget(max_tokens=100, max_cost=150.0, price=DOLLARS)
        every = [request(budget, *step) for step in steps]
        ended = await asyncio.gather(*every, return_exceptions=True)
        assert all(each is None or isinstance(each, BudgetSpent) for each in ended)
        assert budget.tokens <= 100
        assert budget.cost <= 150.0

    in_a_loop(work)
