"""Real HTTP servers on loopback for tests: one that knows the reference answers, one that follows a script."""

from __future__ import annotations

import asyncio
import hashlib
import json
import selectors
import socket
import struct
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
REFERENCE = HERE / "reference"


@dataclass(frozen=True)
class Reply:
    """One HTTP answer: status, body (a string as it is, else as JSON), headers, and seconds before it is sent."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass
class Server:
    """A running server: its base URL for an OpenAI client, and the bodies of the requests it got, in order."""

    base_url: str
    requests: list[dict[str, Any]] = field(default_factory=list)


def completion(content: str | None, *, finish_reason: str = "stop", refusal: str | None = None) -> dict[str, Any]:
    """A chat completion as OpenAI's API answers it, with fixed ids, so that it is the same each time."""
    return {
        "id": "chatcmpl-test",
        "object": "chat.completion",
        "created": 0,
        "model": "reference",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, "refusal": refusal},
                "finish_reason": finish_reason,
                "logprobs": None,
            }
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150},
    }


@contextmanager
def reference_server() -> Iterator[Server]:
    """Answers each seed with the reference answer written for it; refuses an article it does not know."""
    known = {
        hashlib.sha256(seed.read_bytes()).hexdigest()[:16]: (REFERENCE / f"{seed.name[:3]}.json").read_text("utf-8")
        for seed in sorted(SEEDS.glob("*.txt"))
    }

    def reply(request: dict[str, Any]) -> Reply:
        asked = request["messages"][1]["content"]
        for fence, answer in known.items():
            if fence in asked:
                return Reply(200, completion(answer))
        return Reply(400, {"error": {"message": "no reference answer for this article"}})

    with _serving(reply) as server:
        yield server


@contextmanager
def scripted_server(script: Sequence[Reply]) -> Iterator[Server]:
    """Gives the replies of a script one after the other; a request beyond its end is an error of the test."""
    replies = iter(script)

    def reply(request: dict[str, Any]) -> Reply:
        return next(replies, Reply(418, {"error": {"message": "the script has no further reply"}}))

    with _serving(reply) as server:
        yield server


@contextmanager
def answering_server(reply: Callable[[dict[str, Any]], Reply]) -> Iterator[Server]:
    """Gives the reply that a function makes of the request's body; it is called from several threads at once."""
    with _serving(reply) as server:
        yield server


@contextmanager
def _serving(reply: Callable[[dict[str, Any]], Reply]) -> Iterator[Server]:
    server = Server("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.requests.append(body)
            answer = reply(body)
            time.sleep(answer.delay)
            raw = (
                answer.body if isinstance(answer.body, str) else json.dumps(answer.body, ensure_ascii=False)
            ).encode()
            self.send_response(answer.status)
            for name, value in {"content-type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: what a test wants to know of the requests is in `requests`."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.base_url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


# --- a server in the test's own loop, which can be as bad as need be -------------------------------------------------

T = TypeVar("T")
Wire = Callable[[asyncio.StreamWriter], Awaitable[None]]
"""Writes an answer byte by byte, in whatever way no server should."""
Answering = Callable[[int, dict[str, Any]], Reply | Wire]
"""What is answered to a request: its number from 0, its body."""


@dataclass
class LoopServer(Server):
    """A server in the running loop: what it was asked, when by the loop's clock, how many at once, the heads."""

    times: list[float] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0


@asynccontextmanager
async def loop_server(answering: Answering) -> AsyncIterator[LoopServer]:
    """Serves in the running loop, a connection a request; with `in_virtual_time` no time passes meanwhile."""
    server = LoopServer("")
    open_now: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_now.add(task)
        try:
            await _serve(server, answering, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client went away, which is what some tests are about
        except asyncio.CancelledError:
            pass  # the test is over
        finally:
            open_now.discard(task)
            writer.close()

    http = await asyncio.start_server(serve, "127.0.0.1", 0)
    server.base_url = f"http://127.0.0.1:{http.sockets[0].getsockname()[1]}/v1"
    try:
        yield server
    finally:
        http.close()
        for task in list(open_now):
            task.cancel()
        await asyncio.sleep(0)


async def _serve(
    server: LoopServer, answering: Answering, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = next(int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length:"))
    body = json.loads(await reader.readexactly(length))
    number = len(server.requests)
    server.requests.append(body)
    server.heads.append(head)
    server.times.append(asyncio.get_running_loop().time())
    server.at_once += 1
    server.most_at_once = max(server.most_at_once, server.at_once)
    try:
        answer = answering(number, body)
        await (_written(answer, writer) if isinstance(answer, Reply) else answer(writer))
    finally:
        server.at_once -= 1
    await writer.drain()


async def _written(reply: Reply, writer: asyncio.StreamWriter) -> None:
    if reply.delay:
        await asyncio.sleep(reply.delay)
    raw = (reply.body if isinstance(reply.body, str) else json.dumps(reply.body, ensure_ascii=False)).encode()
    writer.write(head(reply.status, len(raw), **reply.headers) + raw)


def in_turn(*replies: Reply | Wire) -> Answering:
    """Gives replies one after the other; a request beyond the last is an error of the test."""
    last = Reply(418, {"error": {"message": "the script has no further reply"}})
    return lambda number, body: replies[number] if number < len(replies) else last


def head(status: int, length: int | None, **headers: str) -> bytes:
    """The head of an answer; JSON of so many bytes where nothing else is said."""
    given = {"content-type": "application/json", "connection": "close", **headers}
    if length is not None:
        given["content-length"] = str(length)
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status} Of The Test\r\n{lines}\r\n".encode()


def bytes_as_they_are(raw: bytes, **headers: str) -> Wire:
    """A 200 with this body."""

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, len(raw), **headers) + raw)

    return write


def trickling(body: Any, seconds: float, status: int = 200) -> Wire:
    """A body of which a byte arrives every so many seconds."""

    async def write(writer: asyncio.StreamWriter) -> None:
        raw = json.dumps(body).encode()
        writer.write(head(status, len(raw)))
        for byte in raw:
            await asyncio.sleep(seconds)
            writer.write(bytes([byte]))
            await writer.drain()

    return write


def reset_in_the_body(body: Any, status: int = 200) -> Wire:
    """Half a body, and then the connection is reset."""

    async def write(writer: asyncio.StreamWriter) -> None:
        raw = json.dumps(body).encode()
        writer.write(head(status, len(raw)) + raw[: len(raw) // 2])
        await writer.drain()
        connection: socket.socket = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    return write


def closing_in_the_head() -> Wire:
    """Half a status line, and then nothing more."""

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 20")

    return write


def headers_without_end(each: bytes = b"x-more: yes\r\n", pause: float = 0.0) -> Wire:
    """One header after the other, for ever."""

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(each)
            await writer.drain()
            await asyncio.sleep(pause)

    return write


def without_end(chunk: bytes) -> Wire:
    """A chunked body that does not end."""

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, None, **{"transfer-encoding": "chunked"}))
        while True:
            writer.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            await writer.drain()
            await asyncio.sleep(0)

    return write


# --- virtual time with real connections ------------------------------------------------------------------------------


def in_virtual_time(main: Coroutine[Any, Any, T], hours: float = 24.0) -> T:
    """What a coroutine returns; its waits take no time, though what it sends goes through real sockets.

    Raises:
        TimeoutError: It has not ended after so many virtual hours; also where it would wait for ever.
    """
    with asyncio.Runner(loop_factory=_PatientLoop) as runner:
        return runner.run(asyncio.wait_for(main, 3600 * hours))


class _PatientLoop(asyncio.SelectorEventLoop):
    """A loop whose clock jumps to the next timer once nothing is under way in a thread or on loopback."""

    def __init__(self) -> None:
        self._jumps = _PatientJumps()
        super().__init__(self._jumps)

    def time(self) -> float:
        return self._jumps.now

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:  # type: ignore[override]
        future = super().run_in_executor(executor, func, *args)
        self._jumps.in_threads += 1
        future.add_done_callback(self._jumps.back)
        return future


class _PatientJumps(selectors.DefaultSelector):
    now = 0.0
    in_threads = 0
    _GRACE = 0.002  # what was written to loopback is there by then
    _TICK = 1e-9  # without it a timer that is early by a rounding error never comes due

    def back(self, _: object) -> None:
        self.in_threads -= 1

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            self.now += self._TICK
            return super().select(0)
        events = super().select(1.0 if self.in_threads else self._GRACE)
        if not events and not self.in_threads:
            self.now += max(timeout or 0.0, self._TICK)
        return events
