"""The gate: order, places, pace, what a busy server changes; and whole runs against simulated servers."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from virtual_time import run

from summarizer.engines.pace import Gate
from summarizer.engines.stop import Stop, Stopped

LONG = 3600.0


def now() -> float:
    return asyncio.get_running_loop().time()


async def starts(gate: Gate, tokens: list[int], seconds: float = 0.0) -> list[float]:
    """When requests that ask at once start, each in flight for some seconds."""

    async def one(amount: int) -> float:
        async with gate.slot(amount):
            began = now()
            await asyncio.sleep(seconds)
            return began

    return list(await asyncio.gather(*(one(amount) for amount in tokens)))


# --- places -----------------------------------------------------------------------------------------------------------


def test_no_more_in_flight_than_the_concurrency_and_each_place_is_taken_again_at_once() -> None:
    assert run(starts(Gate(2), [0] * 5, seconds=1)) == pytest.approx([0, 0, 1, 1, 2], abs=1e-6)


def test_requests_start_in_the_order_in_which_they_ask() -> None:
    async def main() -> list[int]:
        gate, order = Gate(1), []

        async def one(number: int) -> None:
            async with gate.slot():
                order.append(number)
                await asyncio.sleep(random.Random(number).random())

        await asyncio.gather(*(one(number) for number in range(30)))
        return order

    assert run(main()) == list(range(30))


def test_a_place_is_free_again_after_an_error() -> None:
    async def main() -> None:
        gate = Gate(1)
        for _ in range(3):
            with pytest.raises(ValueError, match="broken"):
                async with gate.slot():
                    raise ValueError("broken")
        assert gate.in_flight == 0

    run(main())


# --- a busy server ----------------------------------------------------------------------------------------------------


def test_a_wave_of_refusals_halves_the_limit_once() -> None:
    async def main() -> list[float]:
        gate, limits = Gate(8), []
        async with gate.slot() as first, gate.slot() as second:
            gate.busy(first)
            limits.append(gate.limit)
            gate.busy(second)
            gate.busy(first)
            limits.append(gate.limit)
            async with gate.slot() as later:
                gate.busy(second)
                limits.append(gate.limit)
                gate.busy(later)
                limits.append(gate.limit)
        return limits

    assert run(main()) == [4, 4, 4, 2]


def test_the_limit_never_falls_below_one_and_refusals_there_are_told_apart() -> None:
    async def main() -> list[tuple[bool, float]]:
        gate, seen = Gate(4), []
        for _ in range(4):
            async with gate.slot() as slot:
                seen.append((gate.busy(slot), gate.limit))
        return seen

    assert run(main()) == [(False, 2), (False, 1), (True, 1), (True, 1)]


def test_a_straggler_of_a_wave_does_not_count_as_refused_at_the_lowest_limit() -> None:
    async def main() -> list[bool]:
        gate = Gate(2)
        async with gate.slot() as first, gate.slot() as second:
            return [gate.busy(first), gate.busy(second)]

    assert run(main()) == [False, False]


def test_answers_add_one_to_the_limit_in_a_round() -> None:
    async def main() -> list[float]:
        gate, limits = Gate(16), []
        async with gate.slot() as slot:
            gate.busy(slot)
            for _ in range(2):
                gate.answered(slot)
                limits.append(gate.limit)
            for _ in range(1000):
                gate.answered(slot)
        return [*limits, gate.limit]

    assert run(main()) == pytest.approx([8.125, 8.125 + 1 / 8.125, 16])


def test_the_limit_that_was_too_much_is_tried_again_only_after_many_rounds() -> None:
    async def main() -> tuple[int, int]:
        gate = Gate(6)
        async with gate.slot() as slot:
            gate.busy(slot)  # 6 was too much: 3
            answers = [0, 0]
            while gate.limit < 5:
                gate.answered(slot)
                answers[0] += 1
            while gate.limit < 6:
                gate.answered(slot)
                answers[1] += 1
        return answers[0], answers[1]

    # From 3 to 5 the square of the limit grows by 16, by a little over 2 an answer: 8 answers at the most.
    # From there to 6 it grows by at most 11 at 1/16 of that: 11 · 8 = 88, less what the step to 5 went beyond it.
    quick, slow = run(main())
    assert 7 <= quick <= 8
    assert 60 <= slow <= 88


def test_fewer_start_after_a_refusal_and_more_as_the_limit_grows() -> None:
    async def main() -> int:
        gate = Gate(4)
        async with gate.slot() as slot:
            gate.busy(slot)
            gate.busy(slot)
        async with gate.slot() as first, gate.slot():
            waiting = asyncio.ensure_future(starts(gate, [0]))
            await asyncio.sleep(1)
            assert not waiting.done()
            for _ in range(3):  # 2, 2.5, 2.9, 3.24
                gate.answered(first)
            assert await waiting == pytest.approx([1], abs=1e-6)
        return gate.in_flight

    assert run(main()) == 0


def test_a_server_that_is_busy_for_one_at_a_time_is_asked_ever_more_slowly() -> None:
    async def main() -> list[float]:
        gate, began = Gate(1), []
        for _ in range(8):
            async with gate.slot() as slot:
                began.append(now())
                gate.busy(slot)
        return began

    # Rests of 0.5, 1, 2, 4, 8, 8, 8 s.
    assert run(main()) == pytest.approx([0, 0.5, 1.5, 3.5, 7.5, 15.5, 23.5, 31.5], abs=1e-6)


def test_each_answer_shortens_the_rest_until_there_is_none() -> None:
    async def main() -> list[float]:
        gate, began = Gate(1), []
        async with gate.slot() as slot:
            gate.busy(slot)  # a rest of 0.5 s
        async with gate.slot() as slot:
            gate.busy(slot)  # 1 s, from 0.5 s on
        for _ in range(8):
            async with gate.slot() as slot:
                began.append(now())
                gate.answered(slot)
        return began

    # The rest after a start is what it was at that start: 1, 0.8, 0.64, 0.512, 0.4096; then under 0.4, which is none.
    expected = [1.5, 2.5, 3.3, 3.94, 4.452, 4.8616, 4.8616, 4.8616]
    assert run(main()) == pytest.approx(expected, abs=1e-6)


# --- pace -------------------------------------------------------------------------------------------------------------


def test_requests_a_minute_are_spaced_evenly() -> None:
    assert run(starts(Gate(10, rpm=60), [0] * 4)) == pytest.approx([0, 1, 2, 3], abs=1e-6)


def test_a_pause_saves_up_no_more_than_one_request() -> None:
    async def main() -> list[float]:
        gate = Gate(10, rpm=60)
        first = await starts(gate, [0])
        await asyncio.sleep(100)
        return first + await starts(gate, [0] * 3)

    assert run(main()) == pytest.approx([0, 100, 101, 102], abs=1e-6)


def test_tokens_a_minute_are_spaced_by_the_estimates() -> None:
    # 6,000 a minute are 100 a second; a request of more than a minute's tokens passes, and the next waits for it.
    assert run(starts(Gate(10, tpm=6000), [500, 7000, 100])) == pytest.approx([0, 5, 75], abs=1e-6)


def test_the_slower_of_both_paces_holds() -> None:
    assert run(starts(Gate(10, rpm=30, tpm=6000), [300, 100, 0])) == pytest.approx([0, 3, 5], abs=1e-6)


@pytest.mark.parametrize(("actual", "second"), [(100, 1.0), (300, 3.0), (800, 8.0)])
def test_the_token_pace_is_corrected_by_what_was_used(actual: int, second: float) -> None:
    async def main() -> float:
        gate = Gate(10, tpm=6000)
        async with gate.slot(500) as slot:
            waiting = asyncio.ensure_future(starts(gate, [500]))
            await asyncio.sleep(1)
            gate.used(slot, 450)
            gate.used(slot, actual)  # said twice, only the last holds
            return (await waiting)[0]

    assert run(main()) == pytest.approx(second, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(
    rpm=st.sampled_from([7, 60, 300]),
    tpm=st.sampled_from([None, 1000, 20_000]),
    asks=st.lists(st.tuples(st.floats(0, 30), st.integers(0, 3000)), min_size=1, max_size=40),
)
def test_no_minute_holds_more_than_is_allowed_and_one_request(
    rpm: int, tpm: int | None, asks: list[tuple[float, int]]
) -> None:
    async def one(gate: Gate, pause: float, tokens: int) -> tuple[float, int]:
        await asyncio.sleep(pause)
        async with gate.slot(tokens):
            return now(), tokens

    async def main() -> list[tuple[float, int]]:
        gate = Gate(5, rpm, tpm)
        return sorted(await asyncio.gather(*(one(gate, *ask) for ask in asks)))

    began = run(main())
    for first, _ in began:
        minute = [tokens for at, tokens in began if first <= at < first + 60 - 1e-6]
        assert len(minute) <= rpm + 1
        assert tpm is None or sum(minute) <= tpm + max(minute)


# --- cancelled and stopped --------------------------------------------------------------------------------------------


def test_a_request_cancelled_while_it_waits_takes_no_place_and_no_pace() -> None:
    async def main() -> list[float]:
        gate = Gate(1, rpm=60)
        async with gate.slot():
            head = asyncio.ensure_future(starts(gate, [0]))
            behind = asyncio.ensure_future(starts(gate, [0]))
            last = asyncio.ensure_future(starts(gate, [0]))
            await asyncio.sleep(0.5)
            head.cancel()
            behind.cancel()
        return await last

    assert run(main()) == pytest.approx([1], abs=1e-6)


def test_a_stop_brings_out_who_waits_and_leaves_what_is_in_flight() -> None:
    async def main() -> tuple[list[object], float]:
        stop = Stop()
        gate = Gate(2, stop=stop)
        asyncio.get_running_loop().call_later(1, stop.request)
        ends = await asyncio.gather(*(starts(gate, [0], seconds=5) for _ in range(6)), return_exceptions=True)
        assert gate.in_flight == 0
        with pytest.raises(Stopped):
            async with gate.slot():
                pass
        return [type(end) for end in ends], now()

    kinds, ended = run(main())
    assert kinds == [list, list, Stopped, Stopped, Stopped, Stopped]
    assert ended == pytest.approx(5, abs=1e-6)


@pytest.mark.parametrize("gate", [lambda stop: Gate(9, rpm=1, stop=stop), lambda stop: Gate(9, tpm=1, stop=stop)])
def test_a_stop_ends_the_wait_for_the_pace(gate: Callable[[Stop], Gate]) -> None:
    async def main() -> float:
        stop = Stop()
        asyncio.get_running_loop().call_later(1, stop.request)
        ends = await asyncio.gather(*(starts(gate(stop), [5, 5]) for _ in range(2)), return_exceptions=True)
        assert [type(end) for end in ends] == [Stopped, Stopped]
        return now()

    assert run(main()) == pytest.approx(1, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), concurrency=st.integers(1, 5), rpm=st.sampled_from([None, 600]))
def test_cancelled_at_any_moment_nothing_is_left_behind(seed: int, concurrency: int, rpm: int | None) -> None:
    async def main() -> None:
        chance, gate = random.Random(seed), Gate(concurrency, rpm, tpm=100_000)
        tasks = [asyncio.ensure_future(starts(gate, [chance.randrange(50)], chance.random())) for _ in range(30)]
        for task in chance.sample(tasks, 20):
            for _ in range(chance.randrange(4)):  # some turns of the loop: also between being woken and going on
                await asyncio.sleep(0)
            await asyncio.sleep(chance.choice([0, 0, 0.05, 0.3]))
            task.cancel()
        await asyncio.wait(tasks)
        assert gate.in_flight == 0
        assert all(task.cancelled() or task.exception() is None for task in tasks)
        assert len(await starts(gate, [0] * 3)) == 3

    run(main(), hours=1)


# --- whole runs -------------------------------------------------------------------------------------------------------


class Refused(Exception):
    """The simulated server has no place."""


@dataclass
class Server:
    """`places` requests at once, each for about `seconds`; one more is refused at once."""

    places: int
    seconds: float
    chance: random.Random
    busy: int = 0
    refused: int = 0

    async def ask(self) -> None:
        if self.busy >= self.places:
            self.refused += 1
            await asyncio.sleep(0.02)
            raise Refused
        self.busy += 1
        try:
            await asyncio.sleep(self.seconds * self.chance.uniform(0.7, 1.3))
        finally:
            self.busy -= 1


@dataclass
class Window:
    """`count` requests from each full minute on, each for a second; one more is refused at once."""

    count: int
    left: dict[int, int] = field(default_factory=dict)
    refused: int = 0

    async def ask(self) -> None:
        minute = int(now() // 60)
        self.left.setdefault(minute, self.count)
        if not self.left[minute]:
            self.refused += 1
            await asyncio.sleep(0.02)
            raise Refused
        self.left[minute] -= 1
        await asyncio.sleep(1)


async def article(gate: Gate, ask: Callable[[], Awaitable[None]], chance: random.Random) -> int | None:
    """The attempts that an article took, of 6; None where they were not enough."""
    for attempt in range(6):
        async with gate.slot() as slot:
            assert gate.in_flight <= max(1, slot.limit)
            try:
                await ask()
            except Refused:
                gate.busy(slot)
            else:
                gate.answered(slot)
                return attempt + 1
        await asyncio.sleep(chance.uniform(0, min(20.0, 0.5 * 2**attempt)))
    return None


async def articles(gate: Gate, ask: Callable[[], Awaitable[None]], count: int, workers: int) -> list[int | None]:
    """What became of each article, asked about by so many workers."""
    chance = random.Random(1)

    async def worker(left: Iterator[int]) -> list[int | None]:
        return [await article(gate, ask, chance) for _ in left]

    left = iter(range(count))
    ended = await asyncio.gather(*(worker(left) for _ in range(workers)))
    return [attempts for each in ended for attempts in each]


def test_no_article_runs_out_of_attempts_at_a_server_with_an_eighth_of_the_places() -> None:
    async def main() -> float:
        server = Server(4, 1.0, random.Random(2))
        ended = await articles(Gate(32), server.ask, 500, workers=32)
        assert len(ended) == 500
        assert None not in ended
        assert server.refused < 60
        return now()

    assert run(main()) < 1.1 * 500 / 4


def test_no_article_runs_out_of_attempts_at_a_server_with_a_quota_for_each_minute() -> None:
    async def main() -> float:
        server = Window(60)
        ended = await articles(Gate(32), server.ask, 300, workers=32)
        assert None not in ended
        assert server.refused < 100
        return now()

    # The fifth minute's 60 are asked for from 240 s on; a quota of one a second, and some of it is missed.
    assert run(main()) < 1.3 * 300


@settings(max_examples=25, deadline=None)
@given(
    places=st.integers(1, 12), concurrency=st.integers(1, 24), seconds=st.sampled_from([0.1, 3.0]), seed=st.integers(0)
)
def test_against_any_number_of_places_every_article_ends_and_the_places_are_used(
    places: int, concurrency: int, seconds: float, seed: int
) -> None:
    async def main() -> float:
        gate, server = Gate(concurrency), Server(places, seconds, random.Random(seed))
        ended = await articles(gate, server.ask, 100, workers=concurrency)
        assert len(ended) == 100
        assert 1 <= gate.limit <= concurrency
        assert gate.in_flight == server.busy == 0
        return now()

    # Nothing waits without need: half the places are in use in the mean, or more, but for waits after refusals.
    assert run(main(), hours=2) < 40 + 2 * 1.3 * seconds * 100 / min(places, concurrency)
