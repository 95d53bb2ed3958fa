"""The data flow: read ─▶ extract ─▶ check, one Summary an article. `merge` and `render` take it from there.

With the policy `reask` the claims that fail the check go back to the engine once, and its answer is checked again.

One asynchronous core, `summarize_each`; `summarize` is its synchronous door, also where an event loop is running.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial

from summarizer.answering import Answering
from summarizer.check import CHECKS_VERSION, Texts, check_extraction, check_mended
from summarizer.check.policy import note_failure, to_mend
from summarizer.doors import opened, run_to_end
from summarizer.engines import Answer, Engine, Mender, Usage
from summarizer.engines.rules import EmbeddedEngine
from summarizer.engines.stop import Stop
from summarizer.errors import EngineError, InputError, SettingsError, SummarizerError
from summarizer.ids import content_hash
from summarizer.models import Article, ArticleRecord, Extraction, Outcome, Provenance, Summary, Unreadable
from summarizer.program import program_hash
from summarizer.runs import ArticleRun, RunStatus
from summarizer.settings import Settings, load_settings
from summarizer.store import Store

__all__ = ["Report", "summarize", "summarize_async", "summarize_each"]

_log = logging.getLogger("summarizer.pipeline")

OPEN_ARTICLES = 4
"""So many times as many articles are open at once as questions may be put."""

_REPORT_IT = "report it with the article; -v shows where"

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
    form: type[Extraction] = Extraction,
    stop: Stop | None = None,
) -> list[Summary]:
    """Extract and check the claims of articles; one Summary each, in their order.

    Args:
        items: What `read_articles` gives.
        engine: `embedded`, `openai/NAME`, or an Engine of your own; by default the one that the settings name.
        settings: Server, pace, budgets, policy, store; by default from the environment and summarizer.toml, without a
            store.
        progress: Called with each article's Report as it is done.
        form: A subclass of Extraction, to ask a model for further fields; they come back in the claims' `extra`.
        stop: When it is requested (a script's own handler of Ctrl-C), what is in flight is finished, and no more asked.

    Raises:
        EngineError: The engine can answer for no article.
        SettingsError: A setting makes no sense, such as the policy `reask` with an engine that can not be asked again.
    """
    stop = stop or Stop()
    return run_to_end(summarize_async(items, engine, settings=settings, progress=progress, form=form, stop=stop), stop)


async def summarize_async(
    items: Iterable[Article | Unreadable],
    engine: str | Engine | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    form: type[Extraction] = Extraction,
    stop: Stop | None = None,
) -> list[Summary]:
    """The same as `summarize`, to be awaited."""
    each = summarize_each(items, engine, settings=settings, progress=progress, form=form, stop=stop)
    async with aclosing(each) as reports:
        return [report.summary async for report in reports]


async def summarize_each(
    items: Iterable[Article | Unreadable],
    engine: str | Engine | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    form: type[Extraction] = Extraction,
    stop: Stop | None = None,
) -> AsyncGenerator[Report]:
    """The same, one Report after the other in the order of the articles, so that not all have to be held at once."""
    settings, stop = settings or load_settings(), stop or Stop()
    async with opened(engine, settings, form, stop) as one:
        run = _Run(one, settings, items, progress=progress, form=form, stop=stop)
        async with aclosing(run.each()) as reports:
            async for report in reports:
                yield report


class _Run:
    """The articles of one run, what answers for them, and the record that is kept of it."""

    def __init__(
        self,
        engine: Engine,
        settings: Settings,
        items: Iterable[Article | Unreadable],
        *,
        progress: Progress | None,
        form: type[Extraction],
        stop: Stop,
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._mender = _mender(engine) if settings.policy == "reask" else None
        self._items = list(items)
        articles = [item for item in self._items if isinstance(item, Article)]
        self._texts = Texts({article.article_id: article.text for article in articles})
        self._texts_hash = content_hash(*sorted({f"{each.text_sha256} {each.article_id}" for each in articles}))
        self._progress = progress or (lambda report: None)
        self._store = Store(settings.store) if settings.store else None
        self._answering = Answering(
            engine,
            self._store,
            form,
            articles,
            concurrency=settings.concurrency,
            retry_failed=settings.retry_failed,
            stand_in=EmbeddedEngine() if settings.fallback else None,
            stop=stop,
        )
        self._checker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._succeeded = False

    async def each(self) -> AsyncGenerator[Report]:
        """All Reports, in order. An engine that fails for good after some answers costs only the others."""
        store = self._store
        run = store.start_run(self._engine.name, len(self._items)) if store else 0
        ended: RunStatus = "interrupted"
        try:
            async with aclosing(self._in_order(run)) as reports:
                async for report in reports:
                    yield report
            if not self._answering.interrupted:
                ended = "stopped" if self._answering.fatal or self._answering.left_out else "complete"
        except EngineError:
            ended = "stopped"
            raise
        finally:
            self._checker.shutdown(wait=False, cancel_futures=True)
            if store:
                with self._answering.keeping():
                    fatal = self._answering.fatal
                    store.end_run(run, ended, str(fatal) if fatal else self._answering.left_out)
                store.close()

    async def _in_order(self, run: int) -> AsyncGenerator[Report]:
        """As many articles at a time as the settings allow, each worker taking the next as soon as one is done."""
        done: asyncio.Queue[tuple[int, Report | Exception]] = asyncio.Queue()
        source = iter(self._asked_in_order(run))
        # More articles than questions: while some are checked, or wait to be asked again, others are asked about.
        count = min(OPEN_ARTICLES * self._settings.concurrency, len(self._items))
        workers = [asyncio.create_task(self._work(source, done, run)) for _ in range(count)]
        early: dict[int, Report] = {}
        try:
            for index in range(len(self._items)):
                while index not in early:
                    at, report = await done.get()
                    if isinstance(report, Exception):
                        raise report
                    early[at] = report
                if self._answering.fatal and not self._succeeded:
                    await asyncio.gather(*workers)  # what is in flight may yet succeed; no more is asked
                    if not self._succeeded:
                        raise self._answering.fatal
                yield early.pop(index)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    def _asked_in_order(self, run: int) -> list[tuple[int, Article | Unreadable]]:
        """The items with their numbers, texts that were seen before at the end: they wait for the first.

        From behind where another process asks for its own, so that the two meet half-way.
        """
        seen: set[str] = set()
        first: list[tuple[int, Article | Unreadable]] = []
        again: list[tuple[int, Article | Unreadable]] = []
        for index, item in enumerate(self._items):
            text = item.text_sha256 if isinstance(item, Article) else None
            (again if text in seen else first).append((index, item))
            seen.update([text] if text else [])
        return [*first[::-1], *again] if self._store and self._store.others_run(run) else [*first, *again]

    async def _work(
        self,
        source: Iterator[tuple[int, Article | Unreadable]],
        done: asyncio.Queue[tuple[int, Report | Exception]],
        run: int,
    ) -> None:
        for index, item in source:
            try:
                report = Report(self._unread(item), Usage()) if isinstance(item, Unreadable) else await self._one(item)
                self._succeeded |= not report.summary.outcome.failed
                if self._store:
                    with self._answering.keeping():
                        self._store.note(run, ArticleRun.of(report.summary, report.usage, report.stored))
                self._progress(report)
            except Exception as error:  # of any kind: it is raised where the Reports are awaited
                done.put_nowait((index, error))
                return
            done.put_nowait((index, report))

    async def _one(self, article: Article) -> Report:
        """One article's Report; a fault in the code of engine or checks is this article's outcome and no other's."""
        usage = Usage()
        try:
            known = self._known(article)
            if known:
                return Report(known, usage, stored=True)
            answer, stored = await self._answering.answer(article)
            usage = answer.usage
            report = await self._checked(article, answer, stored)
        except InputError:  # the store can not be read any more: to go on could mean to pay twice
            raise
        except SummarizerError as error:
            return Report(self._broken(article, error.message, error.remedy), usage)
        except (Exception, asyncio.CancelledError) as error:  # of any kind: told in the outcome, where with -v
            if _is_cancelled(error):
                raise
            return Report(self._broken(article, _words_of(article, error)), usage)
        self._keep(article, report.summary)
        return report

    async def _checked(self, article: Article, answer: Answer, stored: bool) -> Report:
        extraction, made = answer.extraction, answer.provenance
        check = partial(check_extraction, article, extraction, answer.outcome, made, self._texts)
        summary = await self._beside(partial(check, policy=self._settings.policy))
        report = Report(summary, answer.usage, stored)
        by_a_model = not answer.provenance.fallback_for
        return await self._mended(self._mender, article, report) if self._mender and by_a_model else report

    async def _mended(self, mender: Mender, article: Article, report: Report) -> Report:
        """The Summary after the engine was asked again; whatever befalls that, the Summary stays, and says so."""
        failed = to_mend(report.summary)
        if not failed:
            return report
        try:
            mended, stored = await self._answering.mends(mender, article, failed)
            if mended.outcome.kind == "ok":
                prompt = mended.provenance.prompt
                check = partial(check_mended, report.summary, article, mended.by_number(), self._texts, prompt)
                summary = await self._beside(check)
            else:
                summary = note_failure(report.summary, f"{mended.outcome.kind}: {mended.outcome.message}")
        except InputError:
            raise
        except (Exception, asyncio.CancelledError) as error:  # of any kind, as above
            if _is_cancelled(error):
                raise
            return replace(report, summary=note_failure(report.summary, _words_of(article, error)), stored=False)
        return Report(summary, report.usage + mended.usage, report.stored and stored)

    async def _beside(self, check: Callable[[], Summary]) -> Summary:
        """Check in the one thread for that, so that no request waits for it."""
        return await asyncio.get_running_loop().run_in_executor(self._checker, check)

    # --- Summaries that were checked before --------------------------------------------------------------------------

    def _known(self, article: Article) -> Summary | None:
        """The Summary as this very program checked it before, of the same answer; None where there is none."""
        for key in self._summary_keys(article):
            kept = self._store.get_summary(key) if self._store else None
            if kept:
                return kept
        return None

    def _keep(self, article: Article, summary: Summary) -> None:
        """Keep a Summary of a whole answer; one with a quote that is absent depends on the other articles too."""
        if summary.outcome.kind not in ("ok", "empty") or summary.provenance.fallback_for:
            return
        hinted = any(claim.location.match == "absent" for claim in (*summary.claims, *summary.set_aside))
        for key in self._summary_keys(article)[hinted:][:1]:
            if self._store:
                with self._answering.keeping():
                    self._store.put_summary(key, summary)

    def _summary_keys(self, article: Article) -> list[str]:
        """Under what a Summary is kept: alone, and among the texts of this run."""
        answer = self._engine.content_key(article) if self._store and not self._mender else None
        if answer is None:
            return []
        record = article.record().model_dump_json()
        alone = content_hash("summary", program_hash(), answer, record, self._settings.policy)
        return [alone, content_hash(alone, self._texts_hash)]

    # --- articles without an answer ----------------------------------------------------------------------------------

    def _unread(self, item: Unreadable) -> Summary:
        outcome = Outcome(kind="unreadable", message=item.message, remedy=item.remedy)
        return self._without_claims(ArticleRecord(article_id=item.article_id), outcome, "none")

    def _broken(self, article: Article, message: str, remedy: str | None = _REPORT_IT) -> Summary:
        outcome = Outcome(kind="invalid", message=message, remedy=remedy)
        return self._without_claims(article.record(), outcome, self._engine.name)

    def _without_claims(self, article: ArticleRecord, outcome: Outcome, engine: str) -> Summary:
        return Summary(
            article=article,
            outcome=outcome,
            provenance=Provenance(engine=engine, engine_version=""),
            checks_version=CHECKS_VERSION,
            policy=self._settings.policy,
        )


def _mender(engine: Engine) -> Mender:
    if isinstance(engine, Mender):
        return engine
    remedy = "name a model, such as openai/gpt-5-mini, or take another policy"
    raise SettingsError(f"the engine {engine.name} can not be asked again, as the policy reask does", remedy)


def _is_cancelled(error: BaseException) -> bool:
    """Whether it is this task that is to end, and not one that an engine waited for."""
    task = asyncio.current_task()
    return isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling() > 0


def _words_of(article: Article, error: BaseException) -> str:
    """Where the program's code failed and how; not in the error's words, which may hold the article's."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    _log.info("%s: the program failed: %s\n%s", article.article_id, type(error).__name__, frames)
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"the program failed: {type(error).__name__} in {last.name}, line {last.lineno}"
