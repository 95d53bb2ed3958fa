"""How fast an endpoint is asked: how many requests at once, and how many requests and tokens a minute."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from summarizer.engines.stop import Bell, Stop

__all__ = ["Gate", "Slot"]

# The figures were chosen by simulation: endpoints with 1 to 20 places, with a fixed window and with a token bucket,
# 500 articles of 6 attempts each, concurrency 8 to 40. With them no article ran out of attempts.

_ROUNDS = 16
"""So many rounds of answers go by before the limit that was too much is tried once more."""

_FIRST_REST = 0.5
_LONGEST_REST = 8.0
_EASING = 0.8
"""Seconds between requests where one at a time is too many: doubled by each refusal, less by a fifth an answer."""


@dataclass(slots=True, eq=False)
class Slot:
    """One request in flight: the tokens it counts for, and the limit and its wave when it started."""

    tokens: int
    limit: int
    wave: int


class Gate:
    """Lets requests start in the order in which they ask; to be used in one event loop.

    The number in flight falls by half where the server is busy and grows by one a round of answers (AIMD: Chiu and
    Jain 1989). The pace is even (GCRA, ITU-T I.371): in any 60 s at most `rpm` requests start, and one more; and
    requests of `tpm` tokens, one more, and what those in flight before turn out not to need.
    """

    def __init__(
        self, concurrency: int, rpm: int | None = None, tpm: int | None = None, stop: Stop | None = None
    ) -> None:
        self._most = concurrency
        self._in_flight = 0
        self._limit = _Limit(concurrency)
        self._requests = _Pace(rpm)
        self._tokens = _Pace(tpm)
        self._rest = _Rest()
        self._stop = stop or Stop()
        self._turn = asyncio.Lock()
        self._bell = Bell(self._stop)

    @property
    def limit(self) -> float:
        """How many requests may be in flight; its whole part counts."""
        return self._limit.value

    @property
    def in_flight(self) -> int:
        """How many requests are in flight."""
        return self._in_flight

    @asynccontextmanager
    async def slot(self, tokens: int = 0) -> AsyncIterator[Slot]:
        """Wait until a request of about `tokens` may start; it is in flight until the context is left.

        Raises:
            Stopped: The run was asked to stop before the request could start.
        """
        # Who has the turn waits for a place and for the pace; the others wait for the turn, first come first served.
        async with self._turn:
            slot = await self._start(tokens)
        try:
            yield slot
        finally:
            self._in_flight -= 1
            self._bell.ring()

    def busy(self, slot: Slot) -> bool:
        """Take note that the server is busy (429): half as many from now on, once for all that were in flight.

        Returns:
            Whether fewer at once is no help: the request started when the limit was 1.
        """
        if slot.wave == self._limit.wave:
            if slot.limit == 1:
                self._rest.lengthen(_now())
            self._limit.halve()
        return slot.limit == 1

    def answered(self, slot: Slot) -> None:
        """Take note that the server had a place for a request."""
        if self._rest.seconds:
            self._rest.shorten()
        else:
            self._limit.grow()
        self._bell.ring()

    def used(self, slot: Slot, tokens: int) -> None:
        """Correct the pace by the tokens that a request took in truth."""
        self._tokens.correct(tokens - slot.tokens)
        slot.tokens = tokens
        self._bell.ring()

    async def _start(self, tokens: int) -> Slot:
        self._stop.check()
        while (wait := self._wait(_now())) != 0:
            await self._bell.wait(wait)
            self._stop.check()
        now = _now()
        self._requests.take(1, now)
        self._tokens.take(tokens, now)
        self._rest.begin(now)
        self._in_flight += 1
        return Slot(tokens, int(self._limit.value), self._limit.wave)

    def _wait(self, now: float) -> float | None:
        """Seconds until the next request may start; None where that hangs on one in flight."""
        if self._in_flight >= int(self._limit.value):
            return None
        return max(0.0, max(self._requests.free_at, self._tokens.free_at, self._rest.free_at) - now)


class _Limit:
    """How many requests may be in flight: from 1 to `most`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._too_much = most + 1
        self.value = float(most)
        self.wave = 0

    def halve(self) -> None:
        self._too_much = int(self.value)
        self.value = max(1.0, self.value / 2)
        self.wave += 1

    def grow(self) -> None:
        step = 1 / self.value
        if int(self.value) + 1 == self._too_much:
            step /= _ROUNDS
        self.value = min(float(self._most), self.value + step)


class _Pace:
    """An even pace of `per_minute` units; no bound where that is None. Times are the loop's, in seconds."""

    def __init__(self, per_minute: int | None) -> None:
        self._seconds = 60 / per_minute if per_minute else 0.0
        self.free_at = 0.0

    def take(self, amount: int, now: float) -> None:
        """Count what starts now."""
        self.free_at = max(now, self.free_at) + amount * self._seconds

    def correct(self, amount: int) -> None:
        """Count so much more than was taken, or less."""
        self.free_at += amount * self._seconds


class _Rest:
    """Seconds between one start and the next where a server that is asked one at a time is busy still."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.free_at = 0.0

    def begin(self, now: float) -> None:
        """Rest from a start on."""
        self.free_at = now + self.seconds

    def lengthen(self, now: float) -> None:
        """Rest from a refusal on, for twice as long as before."""
        self.seconds = min(_LONGEST_REST, max(_FIRST_REST, 2 * self.seconds))
        self.free_at = now + self.seconds

    def shorten(self) -> None:
        """Rest less, and not at all once that is next to nothing."""
        self.seconds *= _EASING
        if self.seconds < _FIRST_REST * _EASING:
            self.seconds = 0.0


def _now() -> float:
    return asyncio.get_running_loop().time()
