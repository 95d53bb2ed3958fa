"""How a run is asked to stop: what waits comes out at once, what is in flight is left to finish."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["Bell", "Stop", "Stopped"]


class Stopped(Exception):
    """A wait that ended because the run is to stop."""

    def __init__(self) -> None:
        super().__init__("the run was asked to stop")


class Stop:
    """A request to stop, for any number of waiting tasks; it is never taken back.

    It takes no lock, so that a signal handler may interrupt it anywhere, itself included.
    """

    def __init__(self) -> None:
        self._requested = False
        self.by_signal = False
        self._task: asyncio.Task[object] | None = None
        self._waiting: dict[asyncio.Future[None], None] = {}

    @property
    def requested(self) -> bool:
        """Whether the run is to stop."""
        return self._requested

    def request(self, *, by_signal: bool = False) -> None:
        """Ask the run to stop; from any thread, from a signal handler, any number of times."""
        self._requested = True
        self.by_signal |= by_signal
        for future in list(self._waiting):
            try:
                future.get_loop().call_soon_threadsafe(_wake, future)
            except RuntimeError:  # its loop is closed: nobody waits there any more
                continue

    @contextmanager
    def ends(self, task: asyncio.Task[object] | None) -> Iterator[None]:
        """Have `end_at_once` cancel a task, for as long as the context lasts."""
        self._task = task
        try:
            yield
        finally:
            self._task = None

    def end_at_once(self) -> bool:
        """Wait for nothing any more: cancel the task that is named; whether there is one. From any thread or signal."""
        task = self._task
        if task is not None:
            task.get_loop().call_soon_threadsafe(task.cancel)
        return task is not None

    def check(self) -> None:
        """Raise `Stopped` once the run is to stop."""
        if self._requested:
            raise Stopped

    async def sleep(self, seconds: float) -> None:
        """Wait for `seconds`, or until the run is to stop."""
        await Bell(self).wait(seconds)

    @contextmanager
    def wakes(self, future: asyncio.Future[None]) -> Iterator[None]:
        """Have a future of the running loop resolved by the request to stop."""
        # First among the waiting, then the look at the flag: a request between the two is seen by one of them.
        self._waiting[future] = None
        try:
            if self._requested:
                _wake(future)
            yield
        finally:
            self._waiting.pop(future, None)


class Bell:
    """Wakes one waiting task: by `ring`, when its time is up, or when the run is to stop.

    It remembers nothing: who waits looks at what it waits for, and waits again if that is not so yet.
    """

    def __init__(self, stop: Stop) -> None:
        self._stop = stop
        self._future: asyncio.Future[None] | None = None

    def ring(self) -> None:
        """Wake the task that waits, if one does; from the loop that it waits in."""
        if self._future is not None:
            _wake(self._future)

    async def wait(self, seconds: float | None = None) -> None:
        """Wait to be woken, for `seconds` at most where they are given."""
        loop = asyncio.get_running_loop()
        future = self._future = loop.create_future()
        timer = None if seconds is None else loop.call_later(seconds, _wake, future)
        try:
            with self._stop.wakes(future):
                await future
        finally:
            self._future = None
            if timer is not None:
                timer.cancel()


def _wake(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
