"""The circuit: open after failures in a row, one probe for all, given up after three; nobody waits for ever."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from virtual_time import run

from summarizer.engines.circuit import PATIENCE, PROBES, Circuit, CircuitOpen
from summarizer.engines.stop import Stop, Stopped


def now() -> float:
    return asyncio.get_running_loop().time()


def opened(stop: Stop | None = None) -> Circuit:
    """A circuit that has just opened, its first probe 10 s away, at an endpoint that answered once."""
    circuit = Circuit(after=3, wait=10, stop=stop)
    circuit.answered()
    for _ in range(3):
        circuit.failed("503: gone")
    return circuit


async def attempt(circuit: Circuit, seconds: float, answers: bool) -> float:
    """When a request was let through; it takes some seconds and then answers or fails."""
    await circuit.ready()
    began = now()
    await asyncio.sleep(seconds)
    if answers:
        circuit.answered()
    else:
        circuit.failed("504: still gone")
    return began


async def passes(circuit: Circuit) -> float:
    await circuit.ready()
    return now()


async def ends(*tasks: Coroutine[object, object, float]) -> list[float | type[BaseException]]:
    """What became of each: its time, or the kind of its error."""
    return [
        type(end) if isinstance(end, BaseException) else end
        for end in await asyncio.gather(*tasks, return_exceptions=True)
    ]


# --- opening ----------------------------------------------------------------------------------------------------------


def test_it_stays_closed_while_failures_are_not_in_a_row() -> None:
    async def main() -> float:
        circuit = Circuit(after=3, wait=10)
        for _ in range(5):
            circuit.failed("500")
            circuit.failed("500")
            assert circuit.closed
            circuit.answered()
        return await passes(circuit)

    assert run(main()) == pytest.approx(0, abs=1e-6)


def test_it_opens_with_the_last_failure_of_the_row() -> None:
    async def main() -> list[bool]:
        circuit, closed = Circuit(after=3, wait=10), []
        circuit.answered()
        for _ in range(3):
            circuit.failed("500")
            closed.append(circuit.closed)
        return closed

    assert run(main()) == [True, True, False]


def test_an_endpoint_that_never_answered_is_given_up_without_a_probe() -> None:
    async def main() -> float:
        circuit = Circuit(after=2, wait=10)
        circuit.failed("connection refused")
        circuit.failed("connection refused by 127.0.0.1")
        with pytest.raises(CircuitOpen) as raised:
            await circuit.ready()
        assert raised.value.words == "connection refused by 127.0.0.1"
        return now()

    assert run(main()) == pytest.approx(0, abs=1e-6)


# --- probing ----------------------------------------------------------------------------------------------------------


def test_one_probe_after_the_wait_and_all_others_after_its_answer() -> None:
    async def main() -> list[float | type[BaseException]]:
        circuit = opened()
        return await ends(attempt(circuit, 2, True), *(passes(circuit) for _ in range(20)))

    assert run(main()) == pytest.approx([10.0] + [12.0] * 20, abs=1e-6)


def test_three_probes_each_after_twice_the_wait_then_it_is_given_up() -> None:
    async def main() -> list[float | type[BaseException]]:
        circuit = opened()
        found = await ends(*(attempt(circuit, 1, False) for _ in range(6)))
        with pytest.raises(CircuitOpen, match="504: still gone"):
            await circuit.ready()
        return [*found, now()]

    # Probes at 10, at 11 + 20 and at 32 + 40; the last fails at 73.
    assert PROBES == 3
    assert run(main()) == [*(pytest.approx(at, abs=1e-6) for at in (10, 31, 72)), *[CircuitOpen] * 3, pytest.approx(73)]


def test_a_probe_that_answers_makes_the_next_opening_begin_anew() -> None:
    async def main() -> list[float]:
        circuit = opened()
        began = [await attempt(circuit, 0, False), await attempt(circuit, 0, True)]
        for _ in range(3):
            circuit.failed("503")
        return began + [await attempt(circuit, 0, False) for _ in range(PROBES)]

    # Probes at 10 and 10 + 20; open again at 30: 40, 60, 100.
    assert run(main()) == pytest.approx([10, 30, 40, 60, 100], abs=1e-6)


def test_failures_of_requests_that_were_under_way_are_not_the_probes() -> None:
    async def main() -> list[float | type[BaseException]]:
        circuit = opened()

        async def straggler() -> float:
            await asyncio.sleep(15)
            circuit.failed("time-out")
            return now()

        return await ends(attempt(circuit, 60, True), passes(circuit), *(straggler() for _ in range(9)))

    assert run(main())[:2] == pytest.approx([10, 70], abs=1e-6)


def test_an_answer_to_a_request_that_was_under_way_closes_it() -> None:
    async def main() -> list[float | type[BaseException]]:
        circuit = opened()
        asyncio.get_running_loop().call_later(4, circuit.answered)
        return await ends(passes(circuit), passes(circuit))

    assert run(main()) == pytest.approx([4, 4], abs=1e-6)


# --- probes that nobody reports on ------------------------------------------------------------------------------------


def test_the_next_probe_takes_the_place_of_one_that_is_cancelled() -> None:
    async def main() -> list[float]:
        circuit = opened()
        probe = asyncio.ensure_future(attempt(circuit, 100, True))
        behind = asyncio.ensure_future(attempt(circuit, 1, True))
        last = asyncio.ensure_future(passes(circuit))
        await asyncio.sleep(15)
        probe.cancel()
        return list(await asyncio.gather(behind, last))

    assert run(main()) == pytest.approx([15, 16], abs=1e-6)


def test_who_waits_first_may_be_cancelled_before_it_is_the_probe() -> None:
    async def main() -> float:
        circuit = opened()
        first = asyncio.ensure_future(attempt(circuit, 1, True))
        second = asyncio.ensure_future(attempt(circuit, 1, True))
        await asyncio.sleep(5)
        first.cancel()
        return await second

    assert run(main()) == pytest.approx(10, abs=1e-6)


def test_a_probe_that_ends_in_another_error_lets_the_next_one_go() -> None:
    async def main() -> list[float | type[BaseException]]:
        circuit = opened()

        async def broken() -> float:
            await circuit.ready()
            await asyncio.sleep(3)
            raise KeyError

        return await ends(broken(), attempt(circuit, 0, True))

    assert run(main()) == [KeyError, pytest.approx(13, abs=1e-6)]


def test_a_worker_that_asks_again_without_a_report_gives_up_being_the_probe() -> None:
    async def main() -> list[float | type[BaseException]]:
        circuit = opened()

        async def forgetful() -> float:
            await circuit.ready()
            await asyncio.sleep(3)
            await circuit.ready()
            return now()

        return await ends(forgetful(), attempt(circuit, 2, True))

    assert run(main()) == pytest.approx([15, 13], abs=1e-6)


def test_a_probe_that_says_nothing_of_the_endpoint_lets_the_next_one_go() -> None:
    async def main() -> list[float | type[BaseException]]:
        circuit = opened()

        async def undecided() -> float:
            await circuit.ready()
            circuit.undecided()
            await asyncio.sleep(100)
            return now()

        return await ends(undecided(), attempt(circuit, 2, True))

    assert run(main())[1] == pytest.approx(10, abs=1e-6)


def test_undecided_from_another_task_than_the_probes_changes_nothing() -> None:
    async def main() -> list[float | type[BaseException]]:
        circuit = opened()

        async def other() -> float:
            await asyncio.sleep(15)
            circuit.undecided()
            return now()

        return await ends(attempt(circuit, 10, True), passes(circuit), other())

    assert run(main()) == pytest.approx([10, 20, 15], abs=1e-6)


def test_a_probe_that_is_never_heard_of_again_holds_the_others_up_only_so_long() -> None:
    async def main() -> float:
        circuit = opened()

        async def silent() -> None:
            await circuit.ready()
            await asyncio.sleep(10 * PATIENCE)

        lost = asyncio.ensure_future(silent())
        began = await asyncio.gather(attempt(circuit, 1, True))
        lost.cancel()
        return began[0]

    assert run(main()) == pytest.approx(10 + PATIENCE, abs=1e-6)


# --- stopped ----------------------------------------------------------------------------------------------------------


def test_a_stop_brings_out_all_who_wait() -> None:
    async def main() -> tuple[list[float | type[BaseException]], float]:
        stop = Stop()
        circuit = opened(stop)
        asyncio.get_running_loop().call_later(4, stop.request)
        return await ends(*(passes(circuit) for _ in range(20))), now()

    found, ended = run(main())
    assert found == [Stopped] * 20
    assert ended == pytest.approx(4, abs=1e-6)


def test_a_stop_brings_out_who_wait_for_a_probe_and_the_probe_may_still_report() -> None:
    async def main() -> list[float | type[BaseException]]:
        stop = Stop()
        circuit = opened(stop)
        asyncio.get_running_loop().call_later(12, stop.request)
        found = await ends(attempt(circuit, 5, True), passes(circuit), passes(circuit))
        assert circuit.closed
        with pytest.raises(Stopped):
            await circuit.ready()
        return found

    assert run(main()) == [pytest.approx(10, abs=1e-6), Stopped, Stopped]


# --- anything at all --------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), stops=st.booleans())
def test_whatever_becomes_of_requests_every_caller_comes_out_and_one_probe_goes_at_a_time(
    seed: int, stops: bool
) -> None:
    chance, stop = random.Random(seed), Stop()
    circuit = Circuit(after=2, wait=5, stop=stop)
    probing: set[object] = set()

    async def caller() -> None:
        for _ in range(5):
            await asyncio.sleep(chance.choice([0, 0, 1, 7]))
            await circuit.ready()
            me, probe = object(), not circuit.closed
            if probe:
                assert not probing
                probing.add(me)
            try:
                await asyncio.sleep(chance.choice([0, 1, 4]))
                match chance.randrange(6):
                    case 0 | 1:
                        circuit.answered()
                    case 2 | 3:
                        circuit.failed("503")
                    case 4:
                        circuit.undecided()
                    case _:
                        raise KeyError
            finally:
                probing.discard(me)

    async def main() -> None:
        circuit.answered()
        tasks = [asyncio.ensure_future(caller()) for _ in range(12)]
        if stops:
            asyncio.get_running_loop().call_later(chance.uniform(0, 60), stop.request)
        for task in chance.sample(tasks, 4):
            await asyncio.sleep(chance.choice([0, 0.5, 9]))
            task.cancel()
        await asyncio.wait(tasks)
        kinds = {type(task.exception()) for task in tasks if not task.cancelled()}
        assert kinds <= {type(None), CircuitOpen, Stopped, KeyError}

    run(main(), hours=0.2)
