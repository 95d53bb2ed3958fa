"""A server that misbehaves on purpose, a process of its own: raw asyncio streams, so that it can be as bad as need be.

    PYTHONPATH=tests python -m benchmarks.misbehaving [--share 0.2] [--delay 0.005]
        [--places 4]
        [--then 401 --after 100 [--lasting 1.5]] [--port 0]

It answers for the articles that `text_of` makes. Which requests it misbehaves on, and how, is drawn from a hash of the
article's number and of how often that article was asked about, so that runs repeat; every fiftieth article meets one
kind of misbehaviour each time. GET /counts says what was asked and how it was met. The process ends with its stdin.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import math
import os
import random
import re
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from email.utils import formatdate
from functools import cache
from pathlib import Path
from typing import Any

__all__ = [
    "BAD_ARTICLE",
    "KINDS",
    "Counts",
    "Misbehaving",
    "answer_of",
    "article_id_of",
    "bad_articles",
    "kind_of",
    "misbehaving_server",
    "number_of",
    "text_of",
]

TESTS = Path(__file__).parent.parent
BAD_ARTICLE = 50
"""One article of so many meets the same misbehaviour on every request."""
LARGE = 10_000_000
"""Bytes of the answer that is too large."""
TRICKLE_SECONDS = 60.0
GOOD = "good"
TOKENS_IN, TOKENS_OUT = 100, 50
"""What each completion that says its usage says it."""

_NUMBER = re.compile(rb"Report (\d{5}) of the day")
_JSON = "application/json"


# --- the articles and their answers ----------------------------------------------------------------------------------

_FIRST = ("Maria", "Jonas", "Edith", "Pavel", "Ines", "Tomas", "Greta", "Anton", "Livia", "Oskar", "Nora", "Emil")
_LAST = ("Lindqvist", "Adler", "Moravec", "Castell", "Hollman", "Brandt", "Ferrari", "Novotny", "Sandberg", "Keller")
_TOWNS = ("Norrby", "Elmstad", "Varnhem", "Kalvik", "Ostrava", "Lundby", "Tarnow", "Bergheim", "Salina", "Wexford")
_THINGS = ("bridge", "harbour", "library", "school", "railway", "theatre", "market hall", "hospital", "reservoir")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")


@dataclass(frozen=True)
class _Story:
    """What one made-up article tells: who, where, about what, and three sentences of it."""

    speaker: str
    other: str
    topic: str
    said: str
    asked: str
    event: str
    value: str


@cache
def _story(number: int) -> _Story:
    draw = random.Random(number)
    speaker, other = (f"{draw.choice(_FIRST)} {draw.choice(_LAST)}" for _ in range(2))
    town, thing = draw.choice(_TOWNS), draw.choice(_THINGS)
    day, month = draw.randrange(1, 29), draw.randrange(1, len(_MONTHS) + 1)
    return _Story(
        speaker=speaker,
        other=other,
        topic=f"the {thing} of {town}",
        said=f"{speaker} said the {thing} of {town} cost {draw.randrange(100, 999)} crowns too much.",
        asked=f"{other} demanded that the council of {town} publish account {number}.",
        event=f"The {thing} of {town} will open on {day} {_MONTHS[month - 1]} 2022.",
        value=f"2022-{month:02}-{day:02}",
    )


def article_id_of(number: int) -> str:
    """The name of an article, which is its file's name too: `00042.txt`."""
    return f"{number:05}.txt"


def number_of(article_id: str) -> int:
    """The number of the article of that name."""
    return int(article_id.removesuffix(".txt"))


def text_of(number: int) -> str:
    """The article of a number from 0: 300 characters, of words of its own."""
    story = _story(number)
    return f"Report {number:05} of the day\n\n{story.said}\n\n{story.asked}\n\n{story.event}\n"


def answer_of(number: int) -> dict[str, Any]:
    """The Extraction of an article as a careful model would give it: one to three claims, with their quotes."""
    story = _story(number)
    position = {
        "actor": story.speaker,
        "role": None,
        "topic": story.topic,
        "stance": "none",
        "act": "criticises",
        "condition": None,
        "statement": story.said,
        "reported_by": None,
        "quote": story.said,
    }
    demand = {
        "key": "d1",
        "by": story.other,
        "to": story.asked.split("that ")[1].split(" publish")[0],
        "what": story.asked,
        "force": "demand",
        "deadline": None,
        "reported_by": None,
        "quote": story.asked,
    }
    date = {
        "key": "t1",
        "event": story.event,
        "phrase": story.event.split(" on ")[1].rstrip("."),
        "value": story.value,
        "status": "planned",
        "according_to": None,
        "reported_by": None,
        "quote": story.event,
    }
    claims = 1 + number % 3
    return {
        "positions": [position],
        "demands": [demand] if claims > 1 else [],
        "responses": [],
        "dates": [date] if claims > 2 else [],
    }


# --- what is sent ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """One request, fully read: its article, its number among that article's requests from 1, and its bytes."""

    number: int
    attempt: int
    key: str
    body: bytes


@dataclass(frozen=True)
class Reply:
    """A whole HTTP answer. `billed`: it is a completion that says what tokens it used."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    billed: bool = False


Replies = Callable[[Asked], Reply]
Rude = Callable[[asyncio.StreamReader, asyncio.StreamWriter, Reply], Awaitable[None]]


def _completion(
    content: str | None, finish_reason: str = "stop", refusal: str | None = None, *, usage: bool = True
) -> dict[str, Any]:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason, "logprobs": None}
    counts = {"prompt_tokens": TOKENS_IN, "completion_tokens": TOKENS_OUT, "total_tokens": TOKENS_IN + TOKENS_OUT}
    return {
        "id": "chatcmpl-soak",
        "object": "chat.completion",
        "created": 0,
        "model": "soak",
        "choices": [choice],
        **({"usage": counts} if usage else {}),
    }


def _completed(completion: dict[str, Any]) -> Reply:
    return Reply(200, json.dumps(completion, ensure_ascii=False).encode(), billed="usage" in completion)


def _good(asked: Asked) -> Reply:
    return _completed(_completion(json.dumps(answer_of(asked.number), ensure_ascii=False)))


def _says(
    content: Callable[[dict[str, Any]], str | None], finish_reason: str = "stop", refusal: str | None = None
) -> Replies:
    """A completion whose content is made of the article's good answer."""
    return lambda asked: _completed(_completion(content(answer_of(asked.number)), finish_reason, refusal))


def _error(status: int, message: str, *, code: str | None = None, **headers: str) -> Replies:
    body = json.dumps({"error": {"message": message, "type": "error", "param": None, "code": code}}).encode()
    return lambda asked: Reply(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


def _page(status: int, kind: str = "text/html") -> Replies:
    body = b"<!doctype html><html><body><h1>Bad gateway</h1><p>nginx</p></body></html>"
    return lambda asked: Reply(status, body, {"content-type": kind})


def _busy_until_a_date(asked: Asked) -> Reply:
    """The date is two seconds ahead: dates have whole seconds, and one ahead might be over at once."""
    return _error(429, "Rate limit reached", retry_after=formatdate(time.time() + 2, usegmt=True))(asked)


def _echo(asked: Asked) -> Reply:
    """What was sent comes back in the words of the error, the key with it, as some gateways do."""
    words = f"upstream failed for key {asked.key} on {asked.body.decode('utf-8', 'replace')}"
    return _error(500, words)(asked)


def _invented(answer: dict[str, Any]) -> str:
    """A valid answer whose quotes stand nowhere in the article."""
    lies = [{**claim, "quote": "Nobody ever uttered these seven words here."} for claim in answer["positions"]]
    return json.dumps({"positions": lies, "demands": [], "responses": [], "dates": []})


def _wrong_shape(answer: dict[str, Any]) -> str:
    return json.dumps({"claims": answer["positions"], "confidence": 0.9})


def _one_bad_entry(answer: dict[str, Any]) -> str:
    return json.dumps({**answer, "responses": [{"by": "somebody", "kind": "shrugs"}]})


def _half_a_surrogate(answer: dict[str, Any]) -> str:
    (position,) = answer["positions"]
    return json.dumps({**answer, "positions": [{**position, "statement": "half a pair: \ud83d"}]})


def _invalid_utf8(asked: Asked) -> Reply:
    whole = json.dumps(_completion("Å@", usage=False), ensure_ascii=False).encode()
    return Reply(200, whole.replace("Å@".encode(), b'{\\"positions\\": \xff\xfe\x80}'))


def _too_large(asked: Asked) -> Reply:
    """A model that has begun to repeat itself and is not stopped."""
    mark = "@@@@"
    whole = json.dumps(_completion(json.dumps(answer_of(asked.number)) + mark, usage=False)).encode()
    head, _, tail = whole.partition(mark.encode())
    return Reply(200, head + b" and so on" * ((LARGE - len(head) - len(tail)) // 10) + tail)


def _no_choices(asked: Asked) -> Reply:
    return _completed({**_completion(None), "choices": []})


def _error_in_200(asked: Asked) -> Reply:
    return Reply(200, _error(502, "Provider returned error")(asked).body)


_PLAIN: dict[str, Replies] = {
    "408": _error(408, "Request timeout"),
    "409": _error(409, "Conflict"),
    "429 bare": _error(429, "Rate limit reached"),
    "429 for 1 s": _error(429, "Rate limit reached", retry_after="1"),
    "429 until a date": _busy_until_a_date,
    "429 for an hour": _error(429, "Rate limit reached", retry_after="3600"),
    "429 for who knows": _error(429, "Rate limit reached", retry_after="soon"),
    "500": _error(500, "The server had an error"),
    "500 with an echo": _echo,
    "502 page": _page(502),
    "503 for 1 s": _error(503, "Overloaded", retry_after="1"),
    "504 empty": lambda asked: Reply(504, b""),
    "400": _error(400, "This article can not be processed", code="invalid_prompt"),
    "403": _error(403, "Not for this article"),
    "page as 200": _page(200),
    "page called JSON": _page(200, _JSON),
    "JSON called text": lambda asked: Reply(200, _good(asked).body, {"content-type": "text/plain"}, billed=True),
    "error as 200": _error_in_200,
    "empty body": lambda asked: Reply(200, b""),
    "false gzip": lambda asked: Reply(200, _good(asked).body, {"content-encoding": "gzip"}),
    "invalid UTF-8": _invalid_utf8,
    "10 MB": _too_large,
    "no choices": _no_choices,
    "content null": _says(lambda answer: None),
    "cut JSON": _says(lambda answer: json.dumps(answer)[: len(json.dumps(answer)) * 2 // 3]),
    "no JSON": _says(lambda answer: "I am sorry, here is a summary instead: it is all about a bridge."),
    "wrong shape": _says(_wrong_shape),
    "one bad entry": _says(_one_bad_entry),
    "half a surrogate": _says(_half_a_surrogate),
    "invented quotes": _says(_invented),
    "nothing found": _says(lambda answer: json.dumps({name: [] for name in answer})),
    "truncated": _says(lambda answer: json.dumps(answer)[:-20], "length"),
    "truncated but parses": _says(json.dumps, "length"),
    "refusal": _says(lambda answer: None, refusal="I can not help with that article."),
    "content filter": _says(lambda answer: "", "content_filter"),
    "good gzip": lambda asked: Reply(200, gzip.compress(_good(asked).body), {"content-encoding": "gzip"}, billed=True),
    "usage unsaid": lambda asked: _completed(
        _completion(json.dumps(answer_of(asked.number), ensure_ascii=False), usage=False)
    ),
}


# --- what no well-bred server does to a connection -------------------------------------------------------------------


async def _stall(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, reply: Reply) -> None:
    """Say nothing at all until the client has gone, or for a minute."""
    with suppress(TimeoutError):
        await asyncio.wait_for(reader.read(1), TRICKLE_SECONDS)


async def _trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, reply: Reply) -> None:
    """Send the good answer piece by piece over a minute, so that something always comes before a read times out."""
    writer.write(_head(reply))
    size = max(1, len(reply.body) // 240)
    for start in range(0, len(reply.body), size):
        writer.write(reply.body[start : start + size])
        await writer.drain()
        await asyncio.sleep(TRICKLE_SECONDS / 240)


async def _reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, reply: Reply) -> None:
    _abort(writer)


async def _reset_in_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, reply: Reply) -> None:
    await _send_half(reader, writer, reply)
    _abort(writer)


async def _hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, reply: Reply) -> None:
    """Close without a word; whoever called this closes."""


async def _send_half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, reply: Reply) -> None:
    """Announce the whole answer and send half of it; the pause lets the client read that half."""
    writer.write(_head(reply) + reply.body[: len(reply.body) // 2])
    await writer.drain()
    await asyncio.sleep(0.02)


async def _no_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, reply: Reply) -> None:
    writer.write(b"220 mail.example ESMTP ready\r\n")
    await writer.drain()


def _abort(writer: asyncio.StreamWriter) -> None:
    """Close with a reset: what was sent and not read yet is gone too."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


_RUDE: dict[str, Rude] = {
    "stall": _stall,
    "trickle": _trickle,
    "reset": _reset,
    "reset in the body": _reset_in_body,
    "hang-up": _hang_up,
    "hang-up in the body": _send_half,
    "no HTTP": _no_http,
}

KINDS: tuple[str, ...] = (*_PLAIN, *_RUDE)
"""The kinds that are drawn from."""
_ENDINGS: dict[str, Replies] = {
    "401": _error(401, "Incorrect API key provided", code="invalid_api_key"),
    "404": _error(404, "The model `soak` does not exist", code="model_not_found"),
    "quota": _error(429, "You exceeded your current quota", code="insufficient_quota"),
    "good": _good,
    "last word": _good,
}
"""What is never drawn, but can be asked for with --then; after a `last word` the connection is closed unannounced."""


def kind_of(number: int, attempt: int, share: float) -> str:
    """How a request is met: `good`, or one of KINDS."""
    if share and number % BAD_ARTICLE == 7:
        return KINDS[number // BAD_ARTICLE % len(KINDS)]
    draw = random.Random(f"{number} {attempt}")
    return draw.choice(KINDS) if draw.random() < share else GOOD


def bad_articles(kind: str, count: int) -> list[int]:
    """The numbers below `count` of the articles that meet a kind each time."""
    return [n for n in range(7, count, BAD_ARTICLE) if kind_of(n, 1, 1.0) == kind]


# --- the server ------------------------------------------------------------------------------------------------------


@dataclass
class Counts:
    """What the server has seen: every request fully read, the articles' in order by number, and what it answered.

    `met` holds the kinds an article met, `good` how many good answers were sent whole, `largest` is the largest request
    in bytes, `other` counts requests about no article it knows; `tokens_in` and `tokens_out` are those it said.
    """

    requests: int = 0
    met: dict[int, list[str]] = field(default_factory=dict)
    good: dict[int, int] = field(default_factory=dict)
    tokens_in: int = 0
    tokens_out: int = 0
    most_at_once: int = 0
    largest: int = 0
    other: int = 0


@dataclass(frozen=True)
class Ways:
    """How a server behaves: the share of bad requests, seconds before each answer, and what comes after how many.

    From request `after` + 1 on, for `lasting` seconds (None: to the end), every answer is of the kind `then`. With
    `places`, so many requests are answered at once, and those beyond get a 429.
    """

    share: float = 0.2
    delay: float = 0.005
    then: str | None = None
    after: int = 0
    lasting: float | None = None
    places: int | None = None


class _Server:
    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self._at_once = 0
        self._set_in = math.inf
        self.counts = Counts()

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until either side closes it; a client that goes away is nothing to wonder at."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while await self._one(reader, writer):
                pass
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Serve one request; whether the connection stays open."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        if first.startswith("GET /counts"):
            await _send(writer, Reply(200, json.dumps(asdict(self.counts)).encode()))
            return True
        self._at_once += 1
        self.counts.most_at_once = max(self.counts.most_at_once, self._at_once)
        try:
            return await self._answered(reader, writer, body, headers.get("authorization", ""))
        finally:
            self._at_once -= 1

    async def _answered(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes, key: str
    ) -> bool:
        asked, kind = self._counted(body, key)
        await asyncio.sleep(self._ways.delay)
        if asked is None:
            await _send(writer, Reply(400, b'{"error": {"message": "an article that is not of this server"}}'))
        elif kind in _RUDE:
            await _RUDE[kind](reader, writer, _good(asked))
            return False
        else:
            await self._replied(writer, asked, kind)
        return kind != "last word"

    async def _replied(self, writer: asyncio.StreamWriter, asked: Asked, kind: str) -> None:
        reply = ({**_PLAIN, **_ENDINGS})[kind](asked)
        if reply.billed:
            self.counts.tokens_in += TOKENS_IN
            self.counts.tokens_out += TOKENS_OUT
        await _send(writer, reply)
        if kind in _ENDINGS and reply.status == 200:
            self.counts.good[asked.number] = self.counts.good.get(asked.number, 0) + 1

    def _counted(self, body: bytes, key: str) -> tuple[Asked | None, str]:
        """The request, and the kind that it meets."""
        counts = self.counts
        found = _NUMBER.search(body)
        counts.largest = max(counts.largest, len(body))
        if found is None:
            counts.other += 1
            return None, GOOD
        counts.requests += 1
        number = int(found.group(1))
        met = counts.met.setdefault(number, [])
        attempt = len(met) + 1
        met.append(self._kind(number, attempt))
        return Asked(number, attempt, key, body), met[-1]

    def _kind(self, number: int, attempt: int) -> str:
        ways = self._ways
        if ways.places and self._at_once > ways.places:
            return "429 bare"
        if ways.then is not None and self.counts.requests > ways.after:
            self._set_in = min(self._set_in, time.monotonic())
            if ways.lasting is None or time.monotonic() < self._set_in + ways.lasting:
                return ways.then
        return kind_of(number, attempt, ways.share)


def _head(reply: Reply) -> bytes:
    headers = {"content-type": _JSON, "content-length": str(len(reply.body)), **reply.headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {reply.status} Whatever\r\n{lines}\r\n".encode()


async def _send(writer: asyncio.StreamWriter, reply: Reply) -> None:
    writer.write(_head(reply) + reply.body)
    await writer.drain()


async def _serve(port: int, ways: Ways) -> None:
    """Serve on a port of the loopback (0: a free one), which is the first line of stdout, until stdin is closed."""
    server = await asyncio.start_server(_Server(ways).connected, "127.0.0.1", port, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def main() -> None:
    """Serve, in the ways that the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--share", type=float, default=0.2)
    parser.add_argument("--delay", type=float, default=0.005)
    parser.add_argument("--then", choices=(*KINDS, *_ENDINGS))
    parser.add_argument("--after", type=int, default=0)
    parser.add_argument("--lasting", type=float)
    parser.add_argument("--places", type=int)
    parser.add_argument("--port", type=int, default=0)
    given = vars(parser.parse_args())
    asyncio.run(_serve(given.pop("port"), Ways(**given)))


# --- from another process --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Misbehaving:
    """A running server: its base URL for an OpenAI client, and its port."""

    port: int

    @property
    def base_url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/v1"

    def counts(self) -> Counts:
        """What it has seen so far."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/counts", timeout=30) as answer:
            said = json.load(answer)
        for name in ("met", "good"):
            said[name] = {int(number): value for number, value in said[name].items()}
        return Counts(**said)


@contextmanager
def misbehaving_server(ways: Ways | None = None, port: int = 0) -> Iterator[Misbehaving]:
    """A server in a process of its own, as long as the block lasts, on that port or a free one."""
    given = {"port": port} | {name: value for name, value in asdict(ways or Ways()).items() if value is not None}
    command = [sys.executable, "-m", "benchmarks.misbehaving"]
    command += [part for name, value in given.items() for part in (f"--{name}", str(value))]
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield Misbehaving(int(process.stdout.readline()))
        finally:
            process.kill()


if __name__ == "__main__":
    main()
