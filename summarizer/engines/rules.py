"""The embedded engine behind the Engine protocol: rules over news English, no key, no network, no cost."""

from __future__ import annotations

import asyncio
import time

from summarizer.engines import Answer, Usage
from summarizer.models import Article, Outcome, Provenance

__all__ = ["EmbeddedEngine"]


class EmbeddedEngine:
    """Answers by rules; the same article always gives the same answer."""

    name = "embedded"

    def content_key(self, article: Article) -> str | None:
        """None: an answer is made again faster than it is looked up."""
        return None

    async def answer(self, article: Article) -> Answer:
        """Answer for one article."""
        from summarizer.engines.embedded import ENGINE_VERSION, extract, foreign_language

        await asyncio.sleep(0)  # let progress and cancellation in between articles
        started = time.perf_counter()
        made = Provenance(engine=self.name, engine_version=ENGINE_VERSION)
        language = foreign_language(article)
        if language:
            return Answer(_refused(language), made, usage=Usage(seconds=time.perf_counter() - started))
        extraction = extract(article)
        found = any((extraction.positions, extraction.demands, extraction.responses, extraction.dates))
        return Answer(
            outcome=Outcome(kind="ok" if found else "empty"),
            provenance=made,
            extraction=extraction,
            usage=Usage(seconds=time.perf_counter() - started),
        )

    async def close(self) -> None:
        """Nothing is held open."""


def _refused(language: str) -> Outcome:
    """An article that was not read is not one in which nothing was found."""
    from summarizer.text.language import language_name

    return Outcome(
        kind="refused",
        message=f"the article is in {language_name(language)}; the embedded engine reads English only",
        remedy="use a language model: -m openai/NAME",
    )
