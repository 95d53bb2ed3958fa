"""A request to stop: who waits comes out at once, wherever the request comes from."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import signal
import threading
import weakref

import pytest
from virtual_time import run

from summarizer.engines.stop import Bell, Stop, Stopped

LONG = 3600.0


async def now() -> float:
    return asyncio.get_running_loop().time()


def test_an_unasked_sleep_takes_its_time() -> None:
    async def main() -> float:
        await Stop().sleep(12.5)
        return await now()

    assert run(main()) == pytest.approx(12.5)


def test_a_sleep_ends_when_the_stop_is_requested() -> None:
    async def main() -> float:
        stop = Stop()
        asyncio.get_running_loop().call_later(3, stop.request)
        await asyncio.gather(*(stop.sleep(LONG) for _ in range(50)))
        return await now()

    assert run(main()) == pytest.approx(3)


def test_no_sleep_begins_after_the_request() -> None:
    async def main() -> float:
        stop = Stop()
        stop.request()
        stop.request()
        await stop.sleep(LONG)
        return await now()

    assert run(main()) == pytest.approx(0, abs=1e-6)


def test_check_raises_only_once_requested() -> None:
    stop = Stop()
    stop.check()
    assert not stop.requested
    stop.request()
    assert stop.requested
    with pytest.raises(Stopped):
        stop.check()


def test_a_request_from_another_thread_wakes_the_loop() -> None:
    async def main(stop: Stop) -> None:
        threading.Timer(0.01, stop.request).start()
        await asyncio.wait_for(stop.sleep(LONG), 30)

    asyncio.run(main(Stop()))


def test_no_request_from_another_thread_is_lost_while_a_sleep_begins() -> None:
    async def main(stop: Stop, delay: float) -> None:
        thread = threading.Timer(delay, stop.request)
        thread.start()
        for _ in range(3):
            await asyncio.wait_for(stop.sleep(LONG), 30)
        thread.join()

    chance = random.Random(7)
    for _ in range(60):
        asyncio.run(main(Stop(), chance.uniform(0, 0.0005)))


def test_a_request_from_a_signal_handler_wakes_the_loop() -> None:
    async def main(stop: Stop) -> None:
        threading.Timer(0.01, os.kill, (os.getpid(), signal.SIGUSR1)).start()
        await asyncio.wait_for(stop.sleep(LONG), 30)

    stop = Stop()
    before = signal.signal(signal.SIGUSR1, lambda *_: stop.request())
    try:
        asyncio.run(main(stop))
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_a_cancelled_sleep_is_cancelled_and_its_loop_may_close() -> None:
    async def main(stop: Stop) -> None:
        task = asyncio.create_task(stop.sleep(LONG))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    stop = Stop()
    run(main(stop))
    stop.request()
    assert stop.requested


def test_a_request_passes_over_a_loop_that_is_closed() -> None:
    stop, other = Stop(), asyncio.new_event_loop()

    async def main() -> float:
        with stop.wakes(other.create_future()):
            other.close()
            asyncio.get_running_loop().call_later(1, stop.request)
            await stop.sleep(LONG)
        return await now()

    assert run(main()) == pytest.approx(1)


def test_a_wait_that_is_over_is_forgotten() -> None:
    async def main(stop: Stop) -> bool:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        with stop.wakes(future):
            pass
        left = weakref.ref(future)
        del future
        gc.collect()
        return left() is None

    assert run(main(Stop()))


def test_a_bell_wakes_who_waits_and_remembers_nothing() -> None:
    async def main() -> list[float]:
        bell, woken = Bell(Stop()), []
        bell.ring()
        asyncio.get_running_loop().call_later(2, bell.ring)
        await bell.wait(10)
        woken.append(await now())
        await bell.wait(10)
        woken.append(await now())
        return woken

    assert run(main()) == pytest.approx([2, 12])
