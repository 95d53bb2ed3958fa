"""Runs articles through the whole program against a cassette or a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cassette import recorder
from pydantic import SecretStr
from vcr.record_mode import RecordMode

from summarizer import Settings, Summary, read_articles, summarize
from summarizer.models import Article

SEEDS = Path(__file__).parent.parent / "seeds"


def seed(number: str, **given: Any) -> Article:
    """The seed whose name begins with a number such as 003."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    (article,) = read_articles([path], **given)
    assert isinstance(article, Article)
    return article


def seeds(**given: Any) -> list[Article]:
    """All seeds, in order."""
    return [seed(f"{number:03}", **given) for number in range(5)]


def settings(base_url: str = "http://localhost/v1", **changes: Any) -> Settings:
    """Settings of a test: no retries of the transport, no environment, no key that could be anybody's."""
    given = {"model": "openai/reference", "retries": 0, "api_key": SecretStr("test"), **changes}
    return Settings(base_url=base_url, **given)


def replayed(cassette: str, articles: list[Article], **changes: Any) -> list[Summary]:
    """Summaries of articles with a cassette, or a folder of them, as the server."""
    chosen = settings(**changes)
    with recorder().use_cassette(cassette):
        return summarize(articles, chosen.model, settings=chosen)


def recorded(path: Path, kind: str, about: str, articles: list[Article], chosen: Settings) -> list[Summary]:
    """Summaries of articles from a real server, recorded into a new cassette."""
    path.unlink(missing_ok=True)
    with recorder(RecordMode.ALL, kind, about).use_cassette(str(path)):
        return summarize(articles, chosen.model, settings=chosen)
