"""An answer for each article, whatever happens: from the store, from the engine, in parts, or from its stand-in.

Nothing is paid for twice: what was answered is kept the moment it arrives, and texts that occur twice are asked once.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from summarizer.engines import Answer, Engine, Mended, Mender, TooLong, Usage
from summarizer.engines.parts import join, split
from summarizer.engines.stop import Stop
from summarizer.errors import EngineError, InputError
from summarizer.models import Article, CheckedClaim, Extraction, Outcome, Provenance
from summarizer.store import Store

__all__ = ["Answering"]

_log = logging.getLogger("summarizer.engine")

T = TypeVar("T")

_GO_ON = "run the same command again to go on: what was answered is kept"
_BEGIN_ANEW = "run the same command again; with a store it would go on where it was"


@dataclass(frozen=True, slots=True)
class _Got:
    """An answer: whether it was in the store, and whether it is all that there can be.

    It is not where a part may yet be answered: then each of the others is kept under its own key.
    """

    answer: Answer
    stored: bool = False
    whole: bool = True

    @property
    def to_keep(self) -> bool:
        """Whether it says something of the article itself, all in all."""
        return self.whole and self.answer.outcome.kind not in ("http_error", "not_asked")


class Answering:
    """The answers of one run: its engine, its store, and what is asked for at the moment.

    Args:
        engine: What is asked.
        store: Where answers are kept; None keeps none.
        form: What the engine answers with: Extraction, or a subclass.
        articles: All articles of the run, to know which texts occur twice.
        concurrency: How many questions are put at once.
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
        concurrency: int,
        retry_failed: bool,
        stand_in: Engine | None,
        stop: Stop,
    ) -> None:
        self._engine = engine
        self._store = store
        # An engine that paces its requests itself has a place free while an article waits to be asked again.
        paced = getattr(engine, "paces_itself", False)
        self._places: AbstractAsyncContextManager[Any] = nullcontext() if paced else asyncio.Semaphore(concurrency)
        self._form = form
        self._retry_failed = retry_failed
        self._stand_in = stand_in
        self._stop = stop
        self._interrupted = self._unkept = self._halted = False
        self._twice = {text for text, count in Counter(a.text_sha256 for a in articles).items() if count > 1}
        self._in_flight: dict[str, asyncio.Future[Any]] = {}
        self.fatal: EngineError | None = None
        self.left_out: str | None = None

    @property
    def interrupted(self) -> bool:
        """Whether an article was not asked about because the run was asked to stop."""
        return self._interrupted

    async def answer(self, article: Article) -> tuple[Answer, bool]:
        """The answer for an article, and whether it was in the store."""
        got = await self._once(article)
        if got.answer.outcome.failed and self._stand_in and not self._asked_to_stop:
            return await self._stood_in(self._stand_in, article, got.answer), False
        return got.answer, got.stored

    async def mends(self, mender: Mender, article: Article, failed: Sequence[CheckedClaim]) -> tuple[Mended, bool]:
        """The stored mends, or the engine's; after the engine has failed for good, that failure."""
        key = mender.mend_key(article, failed)
        if key is None or article.text_sha256 not in self._twice:
            return await self._kept_or_mended(mender, article, failed, key)
        (mended, stored), first = await self._shared(key, lambda: self._kept_or_mended(mender, article, failed, key))
        return (mended, stored) if first else (replace(mended, usage=Usage()), stored or mended.outcome.kind == "ok")

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Something is written to the store; what can not be (a full disk) is said once, and the run goes on."""
        try:
            yield
        except InputError as error:
            if not self._unkept:
                _log.error("%s; what is answered from here on may not be kept", error.message)
            self._unkept = True

    async def _once(self, article: Article) -> _Got:
        """The answer; of articles with one text the first is asked about, and the others wait for it."""
        key = self._engine.content_key(article)
        if key is None or article.text_sha256 not in self._twice:
            return await self._kept_or_asked(article, key)
        got, first = await self._shared(key, lambda: self._kept_or_asked(article, key))
        return got if first else _Got(replace(got.answer, usage=Usage()), got.stored or got.to_keep)

    async def _shared(self, key: str, ask: Callable[[], Awaitable[T]]) -> tuple[T, bool]:
        """What the first that comes with a key is given; and whether this is the first."""
        if key in self._in_flight:
            return await asyncio.shield(self._in_flight[key]), False
        self._in_flight[key] = first = asyncio.get_running_loop().create_future()
        first.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            result = await ask()
        except BaseException as error:
            first.set_exception(error if isinstance(error, Exception) else asyncio.CancelledError())
            raise
        first.set_result(result)
        return result, True

    async def _kept_or_asked(self, article: Article, key: str | None) -> _Got:
        kept = self._kept(key)
        if kept and (self._is_enough(kept) or self._ended):
            return _Got(kept, stored=True)
        got = await self._asked(article, key)
        if got.answer.outcome.kind == "not_asked":
            if self._ended:
                got = replace(got, answer=replace(got.answer, outcome=self._not_asked()))
            self.left_out = self.left_out or got.answer.outcome.message
        if kept and _is_worse(got.answer, kept):
            return _Got(replace(kept, usage=got.answer.usage), stored=True)
        if self._store and key and got.to_keep and not got.stored:
            with self.keeping():
                self._store.put(key, got.answer)
        return got

    async def _kept_or_mended(
        self, mender: Mender, article: Article, failed: Sequence[CheckedClaim], key: str | None
    ) -> tuple[Mended, bool]:
        kept = self._store.get_mended(key) if self._store and key else None
        if kept and self._is_enough(kept):
            return kept, True
        try:
            async with self._places:
                if self._ended:
                    return Mended(self._not_asked(), self._provenance()), False
                mended = await mender.mend(article, failed)
        except EngineError as error:
            return Mended(*self._halt(error), usage=error.usage or Usage()), False
        if self._store and key:
            with self.keeping():
                self._store.put_mended(key, mended)
        return mended, False

    def _kept(self, key: str | None) -> Answer | None:
        return self._store.get(key, self._form) if self._store and key else None

    def _is_enough(self, kept: Answer | Mended) -> bool:
        """Whether what is kept is not to be asked for again."""
        return kept.outcome.kind in ("ok", "empty") or not self._retry_failed

    async def _asked(self, article: Article, key: str | None) -> _Got:
        """The engine's answer; for the parts of an article, where it does not take it whole."""
        try:
            async with self._places:
                # While this one waited for its place, another process may have had the same answer.
                kept = self._kept(key)
                if kept and self._is_enough(kept):
                    return _Got(kept, stored=True)
                if self._ended:
                    return _Got(Answer(self._not_asked(), self._provenance()))
                return _Got(await self._engine.answer(article))
        except TooLong as long:
            parts = await self._in_parts(article, long.fits)
            answer = join(article, [part.answer for part in parts])
            count = sum(part.answer.provenance.parts for part in parts)
            made = answer.provenance.model_copy(update={"parts": count})
            answer = replace(answer, provenance=made, usage=long.usage + answer.usage)
            return _Got(answer, whole=all(part.to_keep for part in parts))
        except EngineError as error:
            return _Got(Answer(*self._halt(error), usage=error.usage or Usage()))

    async def _in_parts(self, article: Article, fits: int) -> list[_Got]:
        parts = split(article, fits)
        if len(parts) < 2:
            raise ValueError(f"an article of {len(article.body())} characters can not be cut into parts of {fits}")
        _log.info("%s: %d characters go in %d parts", article.article_id, len(article.body()), len(parts))
        asked = (self._kept_or_asked(part, self._engine.content_key(part)) for part in parts)
        # All are waited for: the answer for a part that is left alone would come when nobody keeps it.
        ended = await asyncio.gather(*asked, return_exceptions=True)
        got = [each for each in ended if isinstance(each, _Got)]
        for each in ended:
            if isinstance(each, BaseException):
                raise each
        return got

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

    @property
    def _asked_to_stop(self) -> bool:
        """Whether somebody else wants the run to stop: then nothing stands in for what it left."""
        return self._stop.by_signal or (self._stop.requested and not self._halted)

    def _halt(self, error: EngineError) -> tuple[Outcome, Provenance]:
        """Ask for no more; what is in flight is left to finish."""
        self.fatal = self.fatal or error
        self._halted |= not self._stop.requested
        self._stop.request()
        return Outcome(kind="http_error", message=error.message, remedy=error.remedy), self._provenance()

    def _not_asked(self) -> Outcome:
        self._interrupted |= self.fatal is None
        why = f"the run was stopped: {self.fatal.message}" if self.fatal else "the run was interrupted"
        how = _GO_ON if self._store else _BEGIN_ANEW
        return Outcome(kind="not_asked", message=why, remedy=f"mend that, then {how}" if self.fatal else how)

    def _provenance(self) -> Provenance:
        return Provenance(engine=self._engine.name, engine_version="")


def _is_worse(answer: Answer, kept: Answer) -> bool:
    """Whether an answer that was asked for again says less than the one that is kept."""
    if kept.outcome.failed or answer.outcome.kind in ("ok", "empty"):
        return False
    return answer.outcome.failed or _claims(answer) < _claims(kept)


def _claims(answer: Answer) -> int:
    found = answer.extraction
    return len(found.positions) + len(found.demands) + len(found.responses) + len(found.dates)
