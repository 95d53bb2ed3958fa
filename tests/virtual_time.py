"""An event loop whose clock jumps to the next timer: minutes of waiting are simulated in milliseconds."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

__all__ = ["run"]

T = TypeVar("T")

_TICK = 1e-9
"""Seconds that each turn of the loop takes; without it a timer that is early by a rounding error never comes due."""


def run(main: Coroutine[Any, Any, T], hours: float = 24.0) -> T:
    """What a coroutine returns, run in virtual time.

    Raises:
        TimeoutError: It has not ended after so many virtual hours; also where it would wait for ever.
    """
    with asyncio.Runner(loop_factory=_VirtualLoop) as runner:
        return runner.run(asyncio.wait_for(main, 3600 * hours))


class _VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumps = _Jumps()
        super().__init__(self._jumps)

    def time(self) -> float:
        return self._jumps.now


class _Jumps(selectors.DefaultSelector):
    """A selector that waits for nothing but adds what it was told to wait to the time."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        events = super().select(0)
        if not events:
            self.now += max(timeout or 0.0, _TICK)
        return events
