"""Whether an endpoint that keeps failing is asked at all: one request tries for all others, and few times."""

from __future__ import annotations

import asyncio

from summarizer.engines.stop import Bell, Stop

__all__ = ["PATIENCE", "PROBES", "Circuit", "CircuitOpen"]

PROBES = 3
"""How often an endpoint that failed is tried before it is given up."""

PATIENCE = 900.0
"""Seconds after which a probe that nobody has reported on counts as lost; over any request's deadline."""


class CircuitOpen(Exception):
    """An endpoint that is given up; `words` say how it failed the last time."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Circuit:
    """Keeps requests from an endpoint that failed `after` times in a row; to be used in one event loop.

    `wait` seconds later one request is let through, the probe. If it fails, the next follows after twice that time,
    until `PROBES` have failed. An endpoint that never answered is given up without one. What becomes of a request is
    reported in the task that was `ready`; a probe that is not reported on before its task ends or asks again is lost,
    and the next one takes its place.
    """

    def __init__(self, after: int, wait: float, stop: Stop | None = None) -> None:
        self._after = after
        self._first_wait = self._wait = wait
        self._stop = stop or Stop()
        self._turn = asyncio.Lock()
        self._bell = Bell(self._stop)
        self._ever_answered = False
        self._failures = 0
        self._words = ""
        self._open = self._given_up = False
        self._probes_left = PROBES
        self._probe: asyncio.Task[object] | None = None
        self._next_at = 0.0

    @property
    def closed(self) -> bool:
        """Whether requests pass freely."""
        return not self._open

    async def ready(self) -> None:
        """Wait until a request may be tried.

        Raises:
            CircuitOpen: The endpoint is given up.
            Stopped: The run was asked to stop.
        """
        self.undecided()
        self._check()
        if not self._open:
            return
        # Who has the turn waits for the circuit; the others wait for the turn, first come first served.
        async with self._turn:
            await self._passed()

    def answered(self) -> None:
        """Take note that the endpoint answered, be it with a refusal: it is there."""
        self._ever_answered = True
        self._failures = 0
        if self._open and not self._given_up:
            self._open = False
            self._probe = None
            self._bell.ring()

    def failed(self, words: str) -> None:
        """Take note that an attempt failed; `words` say how."""
        if self._given_up:
            return
        self._words = words
        if not self._open:
            self._failures += 1
            if self._failures >= self._after:
                self._opens()
        elif self._probe is not None and self._probe is _task():
            self._probe_failed()

    def undecided(self) -> None:
        """Take note that an attempt says nothing of the endpoint: if it was the probe, the next one goes at once."""
        self._lost(_task())

    def _opens(self) -> None:
        self._open = True
        self._given_up = not self._ever_answered
        self._wait, self._probes_left = self._first_wait, PROBES
        self._next_at = _now() + self._wait

    def _probe_failed(self) -> None:
        self._probe = None
        self._probes_left -= 1
        self._given_up = self._probes_left == 0
        self._wait *= 2
        self._next_at = _now() + self._wait
        self._bell.ring()

    def _lost(self, task: asyncio.Task[object] | None) -> None:
        """The next probe goes at once where this task was one and did not report."""
        if task is not None and self._probe is task:
            self._probe = None
            self._next_at = _now()
            self._bell.ring()

    def _check(self) -> None:
        self._stop.check()
        if self._given_up:
            raise CircuitOpen(self._words)

    async def _passed(self) -> None:
        """Return when the circuit is closed, or when the caller is the probe."""
        while True:
            self._check()
            if not self._open:
                return
            seconds = self._next_at - _now()
            if seconds <= 0:
                self._becomes_probe()
                return
            await self._bell.wait(seconds)

    def _becomes_probe(self) -> None:
        # The next probe's time is this one's patience; what becomes of it sets another.
        self._probe = _task()
        self._next_at = _now() + PATIENCE
        if self._probe is not None:
            self._probe.add_done_callback(self._lost)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _task() -> asyncio.Task[object] | None:
    return asyncio.current_task()
