"""One request to the server and back: the only place where a request is sent, and where it is sent again.

A request passes the circuit, takes a place in the gate, and has so many seconds for everything. Passing faults
(408, 409, 429, 5xx, connection, time-out, an answer that is no chat completion) are tried again by tenacity.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
import zlib
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import httpx2
import openai
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_random_exponential

from summarizer.engines.budget import Budget, BudgetSpent
from summarizer.engines.circuit import Circuit, CircuitOpen
from summarizer.engines.openai.faults import Fault, fault_of, garbled, shown
from summarizer.engines.openai.tally import Ended, Tally
from summarizer.engines.pace import Gate, Slot
from summarizer.engines.stop import Stop, Stopped
from summarizer.errors import EngineError
from summarizer.models import OutcomeKind
from summarizer.settings import Settings

__all__ = ["Question", "Transport"]

MAX_ANSWER = 4_000_000
"""Bytes of a server's answer that are read; a completion of 100,000 tokens has less than a quarter of them."""

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS

_LAST_WAIT = 20.0
"""Seconds that the jittered exponential wait grows to."""

_log = logging.getLogger("summarizer.request")


@dataclass(frozen=True, slots=True)
class Question:
    """The arguments of one request, and about how many tokens it takes, in and out."""

    arguments: dict[str, Any]
    tokens_in: int
    tokens_out: int

    @property
    def tokens(self) -> tuple[int, int]:
        """Tokens in, tokens out."""
        return self.tokens_in, self.tokens_out


class Transport:
    """Sends requests to one model at one server, as fast as the server, the settings and the budget allow."""

    def __init__(self, model: str, settings: Settings, budget: Budget, stop: Stop) -> None:
        self._model = model
        self._settings = settings
        self._key = settings.api_key.get_secret_value() if settings.api_key else ""
        self._client = openai.AsyncOpenAI(
            api_key=self._key or "none",
            base_url=settings.base_url,
            timeout=settings.timeout,
            max_retries=0,
            default_headers={"accept-encoding": "identity"},
            # a redirect would be a request that nobody counts, to a server that nobody named
            http_client=openai.DefaultAioHttpClient(event_hooks={"response": [_bounded]}, follow_redirects=False),
        )
        self._stop = stop
        self._budget = budget
        self._gate = Gate(settings.concurrency, settings.rpm, settings.tpm, stop)
        self._circuit = Circuit(settings.circuit_after, settings.circuit_wait, stop)
        self.answered = False
        self.where = self._client.base_url.host

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    def told(self, words: str, sent: Iterable[str], limit: int = 300) -> str:
        """What a server or a model says, as far as it may be shown and kept: no key, nothing of what was sent."""
        return shown(words, self._key, sent, limit)

    async def send(self, compose: Callable[[], Question], tally: Tally) -> ChatCompletion:
        """The completion for a question, which is composed when it may go: by then more is known of the server.

        Raises:
            Fault: What the server says against the request; the asker may have a remedy.
            Ended: The article's outcome, where there is none.
            EngineError: No article can be answered for.
        """
        try:
            return await self._retried(compose, tally)
        except BudgetSpent as spent:
            raise Ended("not_asked", spent.message, spent.remedy) from None
        except CircuitOpen as circuit:
            words = f"{self.where} failed {self._settings.circuit_after} times in a row, the last time with: {circuit}"
            raise self._given_up(words, tally) from None
        except Stopped:
            raise Ended("not_asked", "the run was stopped", "run the same command again") from None

    async def _retried(self, compose: Callable[[], Question], tally: Tally) -> ChatCompletion:
        retrying = AsyncRetrying(
            retry=retry_if_exception(lambda error: isinstance(error, Fault) and error.passing),
            stop=lambda state: self._enough(state, tally),
            wait=self._wait,
            sleep=self._stop.sleep,
            reraise=True,
        )
        async for attempt in retrying:
            with attempt:
                return await self._attempt(compose, tally)
        raise AssertionError("tenacity raises the last error")

    async def _attempt(self, compose: Callable[[], Question], tally: Tally) -> ChatCompletion:
        """One request, once it may go."""
        while True:
            await self._circuit.ready()
            probing = not self._circuit.closed
            tokens = sum(compose().tokens) if self._settings.tpm else 0
            async with self._gate.slot(tokens) as slot:
                if probing or self._circuit.closed:
                    return await self._exchange(compose(), tally, slot)
                self._gate.used(slot, 0)  # it opened while this one waited for its place

    async def _exchange(self, question: Question, tally: Tally, slot: Slot) -> ChatCompletion:
        """One request and its answer, within the budget; its fate is logged."""
        reserved = await self._budget.reserve(*question.tokens)
        if self._stop.requested:  # while this one waited for what others in flight would leave of the budget
            self._budget.release(reserved)
            raise Stopped
        started = time.perf_counter()
        if not tally.requests:
            tally.started = started
        before = tally.tokens_in, tally.tokens_out
        used: tuple[int, int] | None = (0, 0)
        try:
            completion = await self._sent(question.arguments, tally)
            used = self._counted(completion, tally, slot, sum(question.tokens))
        except Fault as fault:
            tally.garbled += fault.kind == "garbled"
            used = tally.tokens_in - before[0], tally.tokens_out - before[1]
            if fault.kind in ("timeout", "garbled") and not any(used):
                used = None  # the server may charge for it all the same
            self._failed(fault, slot)
            _log_fate(tally, fault.words, started, fault.status)
            raise
        finally:
            self._budget.settle(reserved, *(used or question.tokens))
        _log_fate(tally, f"answered ({tally.finish_reason})", started, 200)
        return completion

    async def _sent(self, arguments: dict[str, Any], tally: Tally) -> ChatCompletion:
        tally.requests += 1
        try:
            async with asyncio.timeout(self._settings.timeout):
                response = await self._client.chat.completions.with_raw_response.create(model=self._model, **arguments)
        except (openai.APIError, TimeoutError) as error:
            fault = fault_of(error, self._key, _contents(arguments), self._settings.timeout)
            fault.proven = tally.level in tally.proven
            raise fault from error
        try:
            answer: Any = response.parse()
            if isinstance(answer, str):  # JSON under another content type is JSON all the same
                answer = ChatCompletion.construct(**json.loads(answer))
        except (ValueError, TypeError, AttributeError, RecursionError):  # the last two by JSON made for it
            raise garbled(f"{self.where} answered with something else than JSON") from None
        if not isinstance(answer, ChatCompletion) or not isinstance(getattr(answer, "choices", None), list):
            raise garbled(f"{self.where} answered with something else than a chat completion")
        if not answer.choices or not isinstance(getattr(answer.choices[0], "message", None), ChatCompletionMessage):
            tally.note(answer)
            raise garbled(f"{self.where} answered without a message")
        return answer

    def _counted(self, completion: ChatCompletion, tally: Tally, slot: Slot, estimated: int) -> tuple[int, int] | None:
        """What an answer has used, told to all who keep count."""
        self.answered = True
        self._circuit.answered()
        self._gate.answered(slot)
        used = tally.note(completion)
        if self._key and tally.model:
            tally.model = tally.model.replace(self._key, "[key]")
        self._gate.used(slot, sum(used) if used else estimated)
        return used

    def _failed(self, fault: Fault, slot: Slot) -> None:
        """Tell gate and circuit of a fault; one that is the request's own says that the server is there."""
        helpless = self._gate.busy(slot) if fault.busy else True
        if not fault.passing or fault.kind == "garbled":
            self._gate.answered(slot)
        if not fault.passing:
            self._circuit.answered()
        elif helpless:
            self._circuit.failed(fault.words)
        else:
            self._circuit.undecided()

    def _enough(self, state: RetryCallState, tally: Tally) -> bool:
        """Whether to try no more: the run is stopped, or the repeats are spent.

        An answer that is no completion may have been paid for; it is asked for again as often as one that is unfit.
        """
        fault = state.outcome.exception() if state.outcome else None
        if isinstance(fault, Fault) and fault.kind == "garbled" and tally.garbled > self._settings.reasks:
            return True
        return state.attempt_number > self._settings.retries or self._stop.requested

    def _wait(self, state: RetryCallState) -> float:
        """Seconds until the next attempt: the server's Retry-After up to the cap, else jittered exponential."""
        fault = state.outcome.exception() if state.outcome else None
        if isinstance(fault, Fault) and fault.retry_after is not None:
            return min(fault.retry_after, self._settings.retry_after_cap)
        return wait_random_exponential(multiplier=0.5, max=_LAST_WAIT)(state)

    def ended(self, fault: Fault, tally: Tally) -> Exception:
        """What a fault that is left means: the run's end, or this article's.

        A server that has answered before is there, and takes the key and the model: then the fault is the article's.
        """
        if fault.status is None:
            return self._unanswered(fault, tally)
        words = f"{self.where} answered {fault.words}"
        if fault.out_of_quota:
            return EngineError(words, "the account's quota is used up", tally.usage())
        if fault.status == 401 or (fault.status == 403 and not self.answered):
            return EngineError(words, "check the key in OPENAI_API_KEY", tally.usage())
        if fault.status == 404:
            return EngineError(words, f"check the model's name {self._model!r} and --base-url", tally.usage())
        if fault.status < 400 and not self.answered:
            return EngineError(words, "check --base-url", tally.usage())
        if not fault.passing:
            return Ended("http_error", words, f"the server does not take this {tally.about}; see its words")
        return Ended("http_error", words, "run the same command again later")

    def _unanswered(self, fault: Fault, tally: Tally) -> Exception:
        if fault.kind == "garbled":
            return Ended("http_error", fault.words, "try again, or check --base-url")
        if fault.kind == "timeout":
            return Ended("http_error", f"{fault.words} from {self.where}", "set SUMMARIZER_TIMEOUT higher")
        address = self._client.base_url.copy_with(query=None)  # which may hold a key
        return self._given_up(f"no answer from {address}: {fault.words}", tally)

    def _given_up(self, words: str, tally: Tally) -> Exception:
        """A server that answered once may come back; one that never did is not there."""
        if not self.answered:
            return EngineError(words, "start the server, or check --base-url", tally.usage())
        kind: OutcomeKind = "http_error" if tally.requests else "not_asked"
        return Ended(kind, words, "run the same command again later")


def _contents(arguments: dict[str, Any]) -> list[str]:
    return [str(message["content"]) for message in arguments["extra_body"]["messages"]]


async def _bounded(response: Any) -> None:
    """A hook on each response before its body is read: no more than MAX_ANSWER bytes are, unpacked."""
    packed = response.headers.pop("content-encoding", "identity").strip().lower()
    response.stream = _Bounded(response.stream, packed)


class _Bounded(httpx2.AsyncByteStream):
    """A body that ends in an error where it is too large; unpacked here, where a server packs it unasked."""

    def __init__(self, stream: Any, packed: str) -> None:
        self._stream = stream
        self._packed = packed

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self._packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise garbled("an answer that is packed in a way that was not asked for")
        unpacking = None if self._packed in ("", "identity") else zlib.decompressobj(_GZIP_OR_ZLIB)
        read = 0
        async for chunk in self._stream:
            unpacked = _unpacked(chunk, unpacking) if unpacking else chunk
            read += len(unpacked)
            if read > MAX_ANSWER:
                raise garbled(f"an answer of more than {MAX_ANSWER:,} bytes")
            yield unpacked

    async def aclose(self) -> None:
        await self._stream.aclose()


def _unpacked(chunk: bytes, unpacking: Any) -> bytes:
    try:
        unpacked: bytes = unpacking.decompress(chunk, MAX_ANSWER + 1)
    except zlib.error:
        raise garbled("an answer that can not be unpacked") from None
    return unpacked


def _log_fate(tally: Tally, words: str, started: float, status: int | None) -> None:
    seconds = time.perf_counter() - started
    _log.info(
        "%s: request %d: %s, %.2f s",
        tally.article_id,
        tally.requests,
        words,
        seconds,
        extra={
            "article_id": tally.article_id,
            "request": tally.requests,
            "status": status,
            "seconds": seconds,
            "level": tally.level,
            "finish_reason": tally.finish_reason,
            "tokens_in": tally.tokens_in,
            "tokens_out": tally.tokens_out,
        },
    )
