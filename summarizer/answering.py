"""An answer for each article, whatever happens: from the store, from the engine, in parts, or from its stand-in.

Nothing is paid for twice: what was answered is kept the moment it arrives, and texts that occur twice are asked once.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from summarizer.engines import Answer, Engine, Mended, Mender, TooLong, Usage
from summarizer.engines.parts import join, split
from summarizer.engines.stop import Stop
from summarizer.errors import EngineError, InputError
from summarizer.models import Article, CheckedClaim, Extraction, Outcome, Provenance
from summarizer.store import Store

__all__ = ["Answering"]

_log = logging.getLogger("summarizer.engine")

_GO_ON = "run the same command again to go on: what was answered is kept"


class Answering:
    """The answers of one run: its engine, its store, and what is asked for at the moment.

    Args:
        engine: What is asked.
        store: Where answers are kept; None keeps none.
        form: What the engine answers with: Extraction, or a subclass.
        articles: All articles of the run, to know which texts occur twice.
        retry_failed: Whether kept answers that failed in part or whole are asked for again.
        stand_in: The engine that answers where the first gives no result.
        stop: Ends the asking when it is requested.
    """

    def __init__(
        self,
        engine: Engine,
        store: Store | None,
        form: type[Extraction],
        articles: Iterable[Article],
        *,
        retry_failed: bool,
        stand_in: Engine | None,
        stop: Stop,
    ) -> None:
        self._engine = engine
        self._store = store
        self._form = form
        self._retry_failed = retry_failed
        self._stand_in = stand_in
        self._stop = stop
        self._interrupted = self._unkept = False
        self._twice = {text for text, count in Counter(a.text_sha256 for a in articles).items() if count > 1}
        self._in_flight: dict[str, asyncio.Future[Answer]] = {}
        self.fatal: EngineError | None = None

    @property
    def interrupted(self) -> bool:
        """Whether an article was not asked about because the run was asked to stop."""
        return self._interrupted

    async def answer(self, article: Article) -> tuple[Answer, bool]:
        """The answer for an article, and whether it was in the store."""
        answer, stored = await self._once(article)
        if answer.outcome.failed and self._stand_in and not self._interrupted:
            return await self._stood_in(self._stand_in, article, answer), False
        return answer, stored

    async def mends(self, mender: Mender, article: Article, failed: Sequence[CheckedClaim]) -> tuple[Mended, bool]:
        """The stored mends, or the engine's; after the engine has failed for good, that failure."""
        key = mender.mend_key(article, failed) if self._store else None
        kept = self._store.get_mended(key) if self._store and key else None
        if kept:
            return kept, True
        if self._ended:
            return Mended(self._not_asked(), self._provenance()), False
        try:
            mended = await mender.mend(article, failed)
        except EngineError as error:
            return Mended(*self._halt(error), usage=error.usage or Usage()), False
        if self._store and key:
            with self.keeping():
                self._store.put_mended(key, mended)
        return mended, False

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Something is written to the store; what can not be (a full disk) is said once, and the run goes on."""
        try:
            yield
        except InputError as error:
            if not self._unkept:
                _log.error("%s; what is answered from here on may not be kept", error.message)
            self._unkept = True

    async def _once(self, article: Article) -> tuple[Answer, bool]:
        """The answer; of articles with one text the first is asked about, and the others wait for it."""
        key = self._engine.content_key(article)
        if key is None or article.text_sha256 not in self._twice:
            return await self._kept_or_asked(article, key)
        if key in self._in_flight:
            return replace(await asyncio.shield(self._in_flight[key]), usage=Usage()), True
        self._in_flight[key] = first = asyncio.get_running_loop().create_future()
        first.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            answer, stored = await self._kept_or_asked(article, key)
        except BaseException as error:
            first.set_exception(error if isinstance(error, Exception) else asyncio.CancelledError())
            raise
        first.set_result(answer)
        return answer, stored

    async def _kept_or_asked(self, article: Article, key: str | None) -> tuple[Answer, bool]:
        kept = self._store.get(key, self._form) if self._store and key else None
        if kept and (kept.outcome.kind in ("ok", "empty") or not self._retry_failed):
            return kept, True
        if self._ended:
            return (kept, True) if kept else (Answer(self._not_asked(), self._provenance()), False)
        answer, whole = await self._asked(article)
        if answer.outcome.kind == "not_asked" and self._ended:
            answer = replace(answer, outcome=self._not_asked())
        if self._store and key and whole:
            with self.keeping():
                self._store.put(key, answer)
        if answer.outcome.failed and kept and not kept.outcome.failed:
            return replace(kept, usage=answer.usage), True
        return answer, False

    async def _asked(self, article: Article) -> tuple[Answer, bool]:
        """The engine's answer, for the parts of an article where it does not take it whole; and whether it is all.

        It is not where a part may yet be answered: the others are kept, each under its own key.
        """
        try:
            return await self._engine.answer(article), True
        except TooLong as long:
            answers = await self._in_parts(article, long.fits)
            answer = join(article, answers)
            whole = not any(each.outcome.kind in ("http_error", "not_asked") for each in answers)
            return replace(answer, usage=long.usage + answer.usage), whole
        except EngineError as error:
            return Answer(*self._halt(error), usage=error.usage or Usage()), True

    async def _in_parts(self, article: Article, fits: int) -> list[Answer]:
        parts = split(article, fits)
        if len(parts) < 2:
            raise ValueError(f"an article of {len(article.body())} characters can not be cut into parts of {fits}")
        _log.info("%s: %d characters go in %d parts", article.article_id, len(article.body()), len(parts))
        answers = await asyncio.gather(*(self._kept_or_asked(part, self._engine.content_key(part)) for part in parts))
        return [answer for answer, _ in answers]

    async def _stood_in(self, stand_in: Engine, article: Article, failed: Answer) -> Answer:
        """The stand-in's answer, marked as such; where it has none either, the failure as it was."""
        answer = await stand_in.answer(article)
        if answer.outcome.failed:
            return failed
        why = f"{self._engine.name}: {failed.outcome.kind}: {failed.outcome.message}"
        made = answer.provenance.model_copy(update={"fallback_for": why})
        return replace(answer, provenance=made, usage=failed.usage)

    # --- when no more is asked ---------------------------------------------------------------------------------------

    @property
    def _ended(self) -> bool:
        return self.fatal is not None or self._stop.requested

    def _halt(self, error: EngineError) -> tuple[Outcome, Provenance]:
        """Ask for no more; what is in flight is left to finish."""
        self.fatal = self.fatal or error
        self._stop.request()
        return Outcome(kind="http_error", message=error.message, remedy=error.remedy), self._provenance()

    def _not_asked(self) -> Outcome:
        if self.fatal:
            return Outcome(kind="not_asked", message=f"the run was stopped: {self.fatal.message}", remedy=_GO_ON)
        self._interrupted = True
        return Outcome(kind="not_asked", message="the run was interrupted", remedy=_GO_ON)

    def _provenance(self) -> Provenance:
        return Provenance(engine=self._engine.name, engine_version="")
