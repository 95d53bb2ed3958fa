"""Short articles on the bridges of a town, and a real server that answers for each; the tests script what it does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from servers import Reply, Server, answering_server, completion

from summarizer import Article, article_from_text

__all__ = [
    "BROKEN",
    "CUT",
    "REFUSED",
    "UNKNOWN_KEY",
    "about",
    "answer",
    "article",
    "long_article",
    "text",
    "town",
]

REFUSED = Reply(200, completion(None, refusal="I can not help with that."))
CUT = Reply(200, completion("{", finish_reason="length"))
BROKEN = Reply(500, {"error": {"message": "boom"}})
UNKNOWN_KEY = Reply(401, {"error": {"message": "Incorrect API key provided."}})

_BRIDGE = re.compile(r"Bridge (\d+) will")


def text(*numbers: int) -> str:
    """A paragraph on each bridge, of about 140 characters."""
    return "".join(
        f"Mayor Ann Cho said on Monday: “Bridge {number} will be closed for good.” Nobody in the council spoke "
        "against it, and the vote was held.\n\n"
        for number in numbers
    )


def article(number: int, article_id: str | None = None) -> Article:
    """An article on one bridge; its id is the number."""
    return article_from_text(text(number), article_id or str(number))


def long_article(bridges: int, article_id: str = "long") -> Article:
    """An article on bridges 1 to `bridges`."""
    return article_from_text(text(*range(1, bridges + 1)), article_id)


def answer(*numbers: int, **changes: Any) -> str:
    """The answer for an article: a position on each bridge."""
    position = {
        "actor": "Ann Cho",
        "role": "Mayor",
        "topic": "bridge",
        "stance": "none",
        "act": "states",
        "condition": None,
        "reported_by": None,
    }
    words = [f"Bridge {number} will be closed for good." for number in numbers]
    positions = [{**position, "statement": each, "quote": each} for each in words]
    return json.dumps({"positions": positions, "demands": [], "responses": [], "dates": [], **changes})


def about(request: dict[str, Any]) -> tuple[int, ...]:
    """The bridges that a request asks about."""
    return tuple(map(int, _BRIDGE.findall(request["messages"][1]["content"])))


@contextmanager
def town(scripts: Mapping[int, Sequence[Reply]] | None = None, delay: float = 0.0) -> Iterator[Server]:
    """Answers for all bridges of a request, after the replies scripted for one of them have been given.

    Args:
        scripts: The replies to the first requests about a bridge.
        delay: Seconds before each answer that is not scripted.
    """
    left = {number: list(replies) for number, replies in (scripts or {}).items()}

    def reply(request: dict[str, Any]) -> Reply:
        bridges = about(request)
        for number in bridges:
            if left.get(number):
                return left[number].pop(0)
        return Reply(200, completion(answer(*bridges)), delay=delay)

    with answering_server(reply) as server:
        yield server
