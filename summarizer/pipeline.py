"""The data flow: read ─▶ extract ─▶ check, one Summary an article. `merge` and `render` take it from there.

With the policy `reask` the claims that fail the check go back to the engine once, and its answer is checked again.

One asynchronous core; `summarize` is its synchronous door, also where an event loop is already running.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from summarizer.check import CHECKS_VERSION, check_extraction, check_mended
from summarizer.check.policy import note_failure, to_mend
from summarizer.engines import Answer, Engine, Mended, Mender, Usage, open_engine
from summarizer.errors import EngineError, SettingsError, SummarizerError
from summarizer.models import Article, ArticleRecord, CheckedClaim, Outcome, Provenance, Summary, Unreadable
from summarizer.settings import Settings, load_settings
from summarizer.store import Store

__all__ = ["Report", "summarize", "summarize_async"]

_log = logging.getLogger("summarizer.pipeline")

T = TypeVar("T")
Progress = Callable[["Report"], None]


@dataclass(frozen=True, slots=True)
class Report:
    """One article's Summary as it is done, with what it cost and whether all answers for it were in the store."""

    summary: Summary
    usage: Usage
    stored: bool = False


def summarize(
    items: Iterable[Article | Unreadable],
    engine: str | Engine | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> list[Summary]:
    """Extract and check the claims of articles; one Summary each, in their order.

    Args:
        items: What `read` gives.
        engine: `embedded`, `openai/NAME`, or an Engine of your own; by default the one that the settings name.
        settings: Server, time-outs, policy, store; by default from the environment and summarizer.toml, without a
            store.
        progress: Called with each article's Report as it is done.

    Raises:
        EngineError: The engine can answer for no article.
        SettingsError: A setting makes no sense, such as the policy `reask` with an engine that can not be asked again.
    """
    return _run(summarize_async(items, engine, settings=settings, progress=progress))


async def summarize_async(
    items: Iterable[Article | Unreadable],
    engine: str | Engine | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> list[Summary]:
    """The same as `summarize`, to be awaited."""
    settings = settings or load_settings()
    if engine is not None and not isinstance(engine, str):
        return await _Run(engine, settings, list(items), progress).all()
    opened = open_engine(settings.model_copy(update={"model": engine}) if engine else settings)
    try:
        return await _Run(opened, settings, list(items), progress).all()
    finally:
        await opened.close()


class _Run:
    """The articles of one run, its engine and its one semaphore."""

    def __init__(
        self, engine: Engine, settings: Settings, items: Sequence[Article | Unreadable], progress: Progress | None
    ) -> None:
        self._engine = engine
        self._mender = _mender(engine) if settings.policy == "reask" else None
        self._policy = settings.policy
        self._items = items
        self._texts: Mapping[str, str] = {item.article_id: item.text for item in items if isinstance(item, Article)}
        self._store = Store(settings.store) if settings.store else None
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._progress = progress or (lambda report: None)
        self._stopped: EngineError | None = None

    async def all(self) -> list[Summary]:
        """All Summaries, in order. An engine that fails for good after some answers costs only the others."""
        reports = await asyncio.gather(*(self._one(item) for item in self._items))
        if self._stopped and all(report.summary.outcome.failed for report in reports):
            raise self._stopped
        return [report.summary for report in reports]

    async def _one(self, item: Article | Unreadable) -> Report:
        if isinstance(item, Unreadable):
            report = Report(self._unread(item), Usage())
        else:
            report = await self._summarized(item)
        self._progress(report)
        return report

    async def _summarized(self, article: Article) -> Report:
        """One article's Summary; a fault in the code of engine or checks is this article's outcome and no other's."""
        others = {i: text for i, text in self._texts.items() if i != article.article_id}
        try:
            async with self._slots:
                answer, stored = await self._answer(article)
            summary = check_extraction(
                article, answer.extraction, answer.outcome, answer.provenance, others, policy=self._policy
            )
        except SummarizerError:
            raise
        except Exception as error:  # of any kind: it is told in the outcome, and its traceback with -v
            return Report(self._broken(article, _words_of(article, error)), Usage())
        report = Report(summary, answer.usage, stored)
        return await self._mended(self._mender, article, report, others) if self._mender else report

    async def _mended(self, mender: Mender, article: Article, report: Report, others: Mapping[str, str]) -> Report:
        """The Summary after the engine was asked again; whatever befalls that, the Summary stays, and says so."""
        failed = to_mend(report.summary)
        if not failed:
            return report
        try:
            async with self._slots:
                mended, stored = await self._mends(mender, article, failed)
            if mended.outcome.kind == "ok":
                prompt = mended.provenance.prompt
                summary = check_mended(report.summary, article, mended.by_number(), others, prompt)
            else:
                summary = note_failure(report.summary, f"{mended.outcome.kind}: {mended.outcome.message}")
        except SummarizerError:
            raise
        except Exception as error:  # of any kind, as above
            return replace(report, summary=note_failure(report.summary, _words_of(article, error)), stored=False)
        return Report(summary, report.usage + mended.usage, report.stored and stored)

    def _unread(self, item: Unreadable) -> Summary:
        return Summary(
            article=ArticleRecord(article_id=item.article_id),
            outcome=Outcome(kind="unreadable", message=item.message, remedy=item.remedy),
            provenance=Provenance(engine="none", engine_version=""),
            checks_version=CHECKS_VERSION,
            policy=self._policy,
        )

    def _broken(self, article: Article, message: str) -> Summary:
        return Summary(
            article=article.record(),
            outcome=Outcome(kind="invalid", message=message, remedy="report it with the article; -v shows where"),
            provenance=Provenance(engine=self._engine.name, engine_version=""),
            checks_version=CHECKS_VERSION,
            policy=self._policy,
        )

    async def _answer(self, article: Article) -> tuple[Answer, bool]:
        """The stored answer, or the engine's; after the engine has failed for good, that failure."""
        key = self._engine.content_key(article) if self._store else None
        kept = self._store.get(key) if self._store and key else None
        if kept:
            return kept, True
        if self._stopped:
            return Answer(*self._failure(self._stopped)), False
        try:
            answer = await self._engine.answer(article)
        except EngineError as error:
            self._stopped = error
            return Answer(*self._failure(error)), False
        if self._store and key:
            self._store.put(key, answer)
        return answer, False

    async def _mends(self, mender: Mender, article: Article, failed: Sequence[CheckedClaim]) -> tuple[Mended, bool]:
        """The stored mends, or the engine's; after the engine has failed for good, that failure."""
        key = mender.mend_key(article, failed) if self._store else None
        kept = self._store.get_mended(key) if self._store and key else None
        if kept:
            return kept, True
        if self._stopped:
            return Mended(*self._failure(self._stopped)), False
        try:
            mended = await mender.mend(article, failed)
        except EngineError as error:
            self._stopped = error
            return Mended(*self._failure(error)), False
        if self._store and key:
            self._store.put_mended(key, mended)
        return mended, False

    def _failure(self, error: EngineError) -> tuple[Outcome, Provenance]:
        return (
            Outcome(kind="http_error", message=error.message, remedy=error.remedy),
            Provenance(engine=self._engine.name, engine_version=""),
        )


def _mender(engine: Engine) -> Mender:
    if isinstance(engine, Mender):
        return engine
    remedy = "name a model, such as openai/gpt-5-mini, or take another policy"
    raise SettingsError(f"the engine {engine.name} can not be asked again, as the policy reask does", remedy)


def _words_of(article: Article, error: Exception) -> str:
    """What a fault in the program's code says, in short; its traceback goes to the log."""
    _log.info("%s", article.article_id, exc_info=error)
    return f"the program failed: {type(error).__name__}: {str(error)[:200]}"


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end: here, or in a thread of its own where a loop is already running (a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    return _run_beside(work)


def _run_beside(work: Coroutine[Any, Any, T]) -> T:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()
