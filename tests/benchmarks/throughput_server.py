"""A chat-completions server on loopback for measuring clients, in a process of its own, and the articles it knows.

    http://127.0.0.1:PORT/SCENARIO/FORM/v1/chat/completions

SCENARIO says how long an answer takes and which requests fail, FORM whose answer it is: `claims` or `langextract`.
Which article is asked about stands in its first line. GET /counts tells how many requests came, by path.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

__all__ = ["SCENARIOS", "Reply", "Server", "answer", "article", "delays", "running_server"]

SEEDS = Path(__file__).parent.parent.parent / "seeds"
SIZE = 4_000
"""Characters of an article, about."""
CLAIMS = 12
"""Claims of an answer; the reference answers to the seeds have 8 to 20."""
STORY = 5
"""Articles about one matter: they share their words."""
CYCLE = 100
"""Of so many articles one after the other, the same are slow."""
READY = 500
"""Articles whose answers a server has ready when it starts."""
TAKES, SLOWER = 0.2, 2.0
"""Seconds that an answer takes, and that a slow one takes longer."""

_LONG_WORD = re.compile(r"\b[a-z]{7,}\b")
_SENTENCE = re.compile(r"\S[^.!?\n]{40,280}[.!?]")
_NAME = re.compile(r"(?<=\s)[A-Z][a-z]{3,}")
_NUMBER = re.compile(rb"Report (\d+) of the day")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
Claim = dict[str, Any]


# --- the articles and their answers ----------------------------------------------------------------------------------


def article(number: int) -> str:
    """The text of an article, made from the seeds' paragraphs; those of one story share words that no other has."""
    draw = random.Random(number)
    mapped = _Words(number // STORY)
    pieces, length = [f"Report {number} of the day"], 0
    while length < SIZE:
        pieces.append(_LONG_WORD.sub(mapped, draw.choice(_paragraphs())))
        length += len(pieces[-1])
    return "\n\n".join(pieces) + "\n"


class _Words:
    """Puts one made-up word for each long word, another one in each story."""

    def __init__(self, story: int) -> None:
        self._draw = random.Random(f"story {story}")
        self._known: dict[str, str] = {}

    def __call__(self, match: re.Match[str]) -> str:
        word = match.group()
        if word not in self._known:
            self._known[word] = "".join(self._draw.choices("aeilmnorstu", k=len(word)))
        return self._known[word]


@cache
def _paragraphs() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return [piece for text in texts for piece in text.split("\n\n") if len(piece) > 80]


def answer(number: int, form: str) -> str:
    """The good answer for an article as JSON: each claim a sentence of it, word for word."""
    text = article(number)
    quotes = list(dict.fromkeys(match.group() for match in _SENTENCE.finditer(text)))[:CLAIMS]
    return json.dumps(_FORMS[form](quotes), ensure_ascii=False)


def _as_claims(quotes: list[str]) -> dict[str, list[Claim]]:
    claims: dict[str, list[Claim]] = {"positions": [], "demands": [], "responses": [], "dates": []}
    for at, quote in enumerate(quotes):
        kind = ("positions", "positions", "demands", "responses")[at % 4]
        claims[kind].append({**_FIELDS[kind](_speaker(quote), quote, at), "reported_by": None, "quote": quote})
    return claims


def _as_langextract(quotes: list[str]) -> dict[str, list[Claim]]:
    return {
        "extractions": [
            {"position": quote, "position_attributes": {"actor": _speaker(quote), "stance": "supports"}}
            for quote in quotes
        ]
    }


_FORMS: Mapping[str, Callable[[list[str]], Any]] = {"claims": _as_claims, "langextract": _as_langextract}
_FIELDS: Mapping[str, Callable[[str, str, int], Claim]] = {
    "positions": lambda who, said, at: {
        "actor": who,
        "role": None,
        "topic": said[:40],
        "stance": "none",
        "act": "states",
        "condition": None,
        "statement": said,
    },
    "demands": lambda who, said, at: {
        "key": f"d{at}",
        "by": who,
        "to": None,
        "what": said,
        "force": "demand",
        "deadline": None,
    },
    "responses": lambda who, said, at: {
        "by": who,
        "to": None,
        "answers": "the demand",
        "answers_key": None,
        "kind": "rejects",
        "statement": said,
    },
}


def _speaker(quote: str) -> str:
    return max(_NAME.findall(quote), key=len, default="Moscow")


# --- how the server answers ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reply:
    """What becomes of a request: the status, seconds until it is answered, and whether the answer is cut off."""

    status: int = 200
    delay: float = TAKES
    cut: bool = False


_SLOW = frozenset(random.Random(1).sample(range(CYCLE), CYCLE // 10))
_UNLUCKY = 7
SCENARIOS: Mapping[str, Callable[[int], Reply]] = {
    "even": lambda number: Reply(),
    "slow": lambda number: Reply(delay=TAKES + SLOWER * (number % CYCLE in _SLOW)),
    "long": lambda number: Reply(delay=10 * TAKES),
    "refused": lambda number: Reply(400 if number == _UNLUCKY else 200),
    "cut": lambda number: Reply(cut=number == _UNLUCKY),
    "instant": lambda number: Reply(delay=0.0),
}
"""even: all take as long; slow: 10 % take longer; long: all take ten times as long; refused, cut: that becomes of one
article; instant: at once."""


def delays(scenario: str, articles: int) -> list[float]:
    """Seconds that the server takes for each article, in their order."""
    return [SCENARIOS[scenario](number).delay for number in range(articles)]


@lru_cache(maxsize=3 * READY)
def _response(status: int, cut: bool, number: int, form: str) -> bytes:
    """The whole HTTP response."""
    if status != 200:
        return _http(status, {"error": {"message": "this can not be answered", "type": "invalid_request_error"}})
    content = answer(number, form)
    if cut:
        content = content[: len(content) // 2]
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": content, "refusal": None},
        "finish_reason": "length" if cut else "stop",
        "logprobs": None,
    }
    tokens = {"prompt_tokens": 2_000, "completion_tokens": len(content) // 4, "total_tokens": 2_000 + len(content) // 4}
    body = {"id": f"chatcmpl-{number}", "object": "chat.completion", "created": 0, "model": "gpt-bench"}
    return _http(200, {**body, "choices": [choice], "usage": tokens})


def _http(status: int, body: object) -> bytes:
    raw = json.dumps(body, ensure_ascii=False).encode()
    head = f"HTTP/1.1 {status} -\r\ncontent-type: application/json\r\ncontent-length: {len(raw)}\r\n\r\n"
    return head.encode() + raw


class _Connection(asyncio.Protocol):
    """One connection, kept alive. The request is not parsed as JSON: the server is to take little of the machine."""

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head_end = self._received.find(b"\r\n\r\n")
        length = _LENGTH.search(self._received, 0, head_end + 2) if head_end >= 0 else None
        if head_end < 0 or len(self._received) < head_end + 4 + (int(length[1]) if length else 0):
            return
        request, self._received = self._received, b""
        self._answer(request)

    def _answer(self, request: bytes) -> None:
        path = request.split(b" ", 2)[1].decode()
        number = _NUMBER.search(request)
        if path == "/counts":
            self._transport.write(_http(200, self._counts))
            return
        self._counts[path] += 1
        _, scenario, form, *_ = path.split("/")
        if number is None or scenario not in SCENARIOS or form not in _FORMS:
            self._transport.write(_http(404, {"error": {"message": f"no such article, scenario or form: {path}"}}))
            return
        reply = SCENARIOS[scenario](int(number[1]))
        response = _response(reply.status, reply.cut, int(number[1]), form)
        asyncio.get_running_loop().call_later(reply.delay, self._send, response)

    def _send(self, response: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(response)


async def _serve() -> None:
    for form in _FORMS:
        for number in range(READY):
            _response(200, False, number, form)
    counts: Counter[str] = Counter()
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(counts), "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


# --- the server from the outside -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int

    def base_url(self, scenario: str, form: str) -> str:
        """Where an OpenAI client finds it."""
        return f"http://127.0.0.1:{self.port}/{scenario}/{form}/v1"

    def requests(self) -> int:
        """How many chat completions were asked for so far."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/counts") as reply:
            return sum(json.load(reply).values())


@contextmanager
def running_server() -> Iterator[Server]:
    """Start the server as a process of its own, and end it."""
    with subprocess.Popen((sys.executable, __file__), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Server(int(process.stdout.readline()))
        finally:
            process.terminate()


if __name__ == "__main__":
    asyncio.run(_serve())
