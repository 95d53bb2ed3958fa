"""One engine against a server in the same loop: what it answers, and what the server saw of it. No time passes."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from unittest import mock

from replay import settings
from servers import Answering, LoopServer, Reply, completion, in_virtual_time, loop_server

from summarizer import Article, EngineError, Extraction, article_from_text
from summarizer.engines import Answer, TooLong
from summarizer.engines.openai import OpenAIEngine
from summarizer.engines.stop import Stop

EMPTY = json.dumps({"positions": [], "demands": [], "responses": [], "dates": []})
GOOD = Reply(200, completion(EMPTY))
KEY = "very-secret-key-of-nobody"
TEXT = (
    "Harbour master Lena Brandt said on Monday that the ferry pier of Norby needs repair before the summer.\n\n"
    "“The council will pay for the timber,” treasurer Ove Lindqvist told the fishermen’s assembly, “but not twice.”\n"
)
ARTICLE = article_from_text(TEXT, "norby")
POSITION = {
    "actor": "Lena Brandt",
    "role": None,
    "topic": "the ferry pier",
    "stance": "none",
    "act": "states",
    "condition": None,
    "statement": "Lena Brandt said that the ferry pier of Norby needs repair.",
    "reported_by": None,
    "quote": "the ferry pier of Norby needs repair before the summer",
}
HALF_GOOD = json.dumps({**json.loads(EMPTY), "positions": [POSITION, {**POSITION, "act": "sings"}]})
"""An answer with one position that fits the schema and one that does not."""


@dataclass
class Asked:
    """What became of each article, in order, with the server, the engine, and the seconds that it would have taken."""

    results: list[Answer | EngineError | TooLong]
    server: LoopServer
    engine: OpenAIEngine
    seconds: float

    @property
    def answer(self) -> Answer:
        """The answer for the only article."""
        (result,) = self.results
        assert isinstance(result, Answer), result
        return result

    @property
    def answers(self) -> list[Answer]:
        """The answers for all articles."""
        assert all(isinstance(result, Answer) for result in self.results), self.results
        return [result for result in self.results if isinstance(result, Answer)]

    @property
    def error(self) -> EngineError:
        """The error that the only article ended in."""
        (result,) = self.results
        assert isinstance(result, EngineError), result
        return result

    @property
    def kinds(self) -> list[str]:
        """How each article ended."""
        return [answer.outcome.kind for answer in self.answers]


def engine_of(
    base_url: str = "http://127.0.0.1/v1",
    *,
    model: str = "m",
    form: type[Extraction] = Extraction,
    stop: Stop | None = None,
    **changes: Any,
) -> OpenAIEngine:
    """An engine; its client is made when it is asked first."""
    return OpenAIEngine(model, settings(base_url, **changes), form, stop)


def asked(
    answering: Answering,
    *articles: Article,
    stop: Stop | None = None,
    meanwhile: Callable[[LoopServer], Awaitable[None]] | None = None,
    form: type[Extraction] = Extraction,
    one_by_one: bool = False,
    **changes: Any,
) -> Asked:
    """Ask about articles, all at once or one after the other, in virtual time."""

    async def main() -> Asked:
        async with loop_server(answering) as server:
            engine = engine_of(server.base_url, form=form, stop=stop, **changes)
            beside = asyncio.ensure_future(meanwhile(server)) if meanwhile else None
            loop = asyncio.get_running_loop()
            started = loop.time()
            try:
                work = [engine.answer(article) for article in articles or (ARTICLE,)]
                each = [[one] for one in work] if one_by_one else [work]
                results = [result for some in each for result in await asyncio.gather(*some, return_exceptions=True)]
                seconds = loop.time() - started
            finally:
                await engine.close()
                if beside:
                    await beside
            return Asked([_expected(result) for result in results], server, engine, seconds)

    # Without the certificates, which take 30 ms and are for no plain connection.
    with mock.patch.object(ssl.SSLContext, "load_verify_locations"):
        return in_virtual_time(main())


def articles(count: int) -> list[Article]:
    """So many articles, no two alike."""
    return [article_from_text(f"{TEXT}\nNumber {number}.\n", f"norby-{number}") for number in range(count)]


def long_article(length: int, name: str = "long") -> Article:
    """An article of about so many characters."""
    paragraph = " ".join([TEXT.split("\n", maxsplit=1)[0]] * 4)
    count = max(1, length // len(paragraph))
    return article_from_text("\n\n".join(f"{paragraph} {number}." for number in range(count)), name)


def repeats(words: str, text: str = TEXT) -> set[str]:
    """The longer words of a text that stand in others."""
    return set(re.findall(r"\w{6,}", words)) & set(re.findall(r"\w{6,}", text))


def _expected(result: Answer | BaseException) -> Answer | EngineError | TooLong:
    if isinstance(result, Answer | EngineError | TooLong):
        return result
    raise result
