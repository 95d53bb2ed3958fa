"""What a run may spend: each request reserves its estimate before it is sent, and settles what it took."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from summarizer.errors import SettingsError
from summarizer.prices import Price, usd

__all__ = ["Budget", "BudgetSpent", "Reservation"]

_TAKE = "take a larger budget; what was answered is kept"


class BudgetSpent(Exception):
    """A request that the budget does not allow any more; it was not sent."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(eq=False, slots=True)
class Reservation:
    """What a request in flight is expected to take, in tokens; each reservation is itself and equals no other."""

    tokens_in: int
    tokens_out: int
    open: bool = True


class Budget:
    """Tokens (in and out) and USD that a run may spend; None is no limit. Used by one thread at a time.

    What is spent, what is reserved and what is asked for together stay within the limits, so that requests sent at
    once do not run over together. An estimate that was too low still counts for what was really used.
    """

    def __init__(
        self, max_tokens: int | None = None, max_cost: float | None = None, price: Price | None = None
    ) -> None:
        """Open the budget, with nothing spent.

        Raises:
            SettingsError: A limit in USD, and the model's price is not known.
        """
        if max_cost is not None and price is None:
            remedy = "name a file of prices with the model in SUMMARIZER_PRICES, or limit tokens (--max-tokens)"
            raise SettingsError("--max-cost can not be kept to: the model's price is not known", remedy)
        self._max_tokens = max_tokens
        self._max_cost = max_cost
        self._price = price or Price(0.0, 0.0)
        self._spent = (0, 0)
        self._reserved = (0, 0)
        self._settled = asyncio.Event()

    @property
    def tokens(self) -> int:
        """Tokens spent so far, in and out, without what is reserved."""
        return sum(self._spent)

    @property
    def cost(self) -> float:
        """USD spent so far, without what is reserved; 0 where the price is not known."""
        return self._price.cost(*self._spent)

    async def reserve(self, tokens_in: int, tokens_out: int) -> Reservation:
        """Set aside what a request will take; where that is too much only with what is in flight, once that is known.

        Raises:
            BudgetSpent: With what is spent it would go over the budget.
        """
        while True:
            try:
                return self._reserve(tokens_in, tokens_out)
            except BudgetSpent:
                if not any(self._reserved):
                    raise
            self._settled.clear()
            await self._settled.wait()

    def _reserve(self, tokens_in: int, tokens_out: int) -> Reservation:
        total_in = self._spent[0] + self._reserved[0] + tokens_in
        total_out = self._spent[1] + self._reserved[1] + tokens_out
        if self._max_tokens is not None and total_in + total_out > self._max_tokens:
            raise BudgetSpent(self._over_tokens(tokens_in + tokens_out), _TAKE)
        if self._max_cost is not None and self._price.cost(total_in, total_out) > self._max_cost:
            raise BudgetSpent(self._over_cost(self._price.cost(tokens_in, tokens_out)), _TAKE)
        self._reserved = (self._reserved[0] + tokens_in, self._reserved[1] + tokens_out)
        return Reservation(tokens_in, tokens_out)

    def settle(self, reservation: Reservation, tokens_in: int | None = None, tokens_out: int | None = None) -> None:
        """Count what a request took; None, where the server counts nothing, is charged with the estimate.

        A server's count below zero gives nothing back: it counts as none. A second call for one
        reservation, and one after `release`, counts nothing.
        """
        if self._close(reservation):
            used_in = reservation.tokens_in if tokens_in is None else tokens_in
            used_out = reservation.tokens_out if tokens_out is None else tokens_out
            self._spent = (self._spent[0] + max(0, used_in), self._spent[1] + max(0, used_out))

    def release(self, reservation: Reservation) -> None:
        """Give back what a request without an answer had reserved; nothing where it was settled."""
        self._close(reservation)

    def _close(self, reservation: Reservation) -> bool:
        if not reservation.open:
            return False
        reservation.open = False
        self._reserved = (self._reserved[0] - reservation.tokens_in, self._reserved[1] - reservation.tokens_out)
        self._settled.set()
        return True

    def _over_tokens(self, wanted: int) -> str:
        return (
            f"the budget of {self._max_tokens:,} tokens leaves too little: {self.tokens:,} are used, and about "
            f"{wanted:,} more would be"
        )

    def _over_cost(self, wanted: float) -> str:
        return (
            f"the budget of {usd(self._max_cost or 0.0)} leaves too little: {usd(self.cost)} are used, and about "
            f"{usd(wanted)} more would be"
        )
