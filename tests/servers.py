"""Real HTTP servers on loopback for tests: one that knows the reference answers, one that follows a script."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

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
def _serving(reply: Any) -> Iterator[Server]:
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
