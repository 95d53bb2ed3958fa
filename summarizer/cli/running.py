"""One run of `brief` or `extract`, from its options to its exit code."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.terminal import COMPLETE, DEGRADED, INTERRUPTED, NOTHING, log_to_stderr, progress, say

if TYPE_CHECKING:
    import datetime as dt

    from summarizer.briefing import Terms
    from summarizer.engines import Engine
    from summarizer.engines.stop import Stop
    from summarizer.models import ActorNames, Article, Decision, Summary, Unreadable
    from summarizer.pipeline import Report
    from summarizer.settings import Settings

__all__ = ["Run", "terms_of", "write_brief"]

MODELS_ONLY = (
    "base_url", "fallback", "prompt", "rpm", "tpm", "max_tokens", "max_cost", "retry_failed", "adjudicate"
)  # fmt: skip
"""Options that mean nothing to rules: with one of them a model was meant."""


class Run:
    """One run of `brief` or `extract`: its options, and what has to be said of it in the end."""

    def __init__(
        self, paths: Sequence[str], date: dt.datetime | None, quiet: bool, verbose: bool, dry_run: bool, **settings: Any
    ) -> None:
        from summarizer.endings import Endings

        self.quiet = quiet
        self._paths, self._date, self._verbose, self._dry_run = paths, date, verbose, dry_run
        self._given = settings
        self._endings = Endings()
        self._stop: Stop | None = None
        self._store: Path | None = None
        self._unjudged: tuple[str, ...] = ()
        self._interrupted = False

    @property
    def nothing(self) -> bool:
        """Whether no article has a result."""
        return self._endings.nothing

    def read(self) -> tuple[list[Article | Unreadable], Settings]:
        """The articles and the settings; a dry run ends here."""
        from summarizer.read import read_articles

        log_to_stderr(self.quiet, self._verbose)
        settings = _settings_of(**self._given)
        self._store = settings.store
        items = read_articles(self._paths, self._date.date() if self._date else None)
        if self._dry_run:
            click.echo(_planned(items, settings))
            sys.exit(COMPLETE)
        return items, settings

    def summarize(
        self,
        items: Sequence[Article | Unreadable],
        settings: Settings,
        stop: Stop,
        take: Callable[[Summary], object],
        then: Callable[[Engine], Awaitable[None]] | None = None,
    ) -> None:
        """Hand each article's Summary on, in order, with progress; then ask the same engine what is left to ask.

        It is one engine and one loop, so that pace and budgets hold for all of a run, and a second Ctrl-C ends it.
        """
        import asyncio
        import gc

        from summarizer.doors import opened
        from summarizer.models import Extraction
        from summarizer.pipeline import summarize_each

        self._stop = stop
        gc.set_threshold(50_000, 20, 100)  # thousands of Summaries hold no cycles, and are walked through for nothing

        async def work(tell: Callable[[Report], None] | None) -> None:
            with stop.ends(asyncio.current_task()):
                async with opened(None, settings, Extraction, stop) as engine:
                    async for report in summarize_each(items, engine, settings=settings, progress=tell, stop=stop):
                        self._endings.note(report.summary)
                        take(report.summary)
                    if then and not self.nothing:
                        await then(engine)

        with progress(len(items), self.quiet) as tell:
            try:
                asyncio.run(work(tell))
            except asyncio.CancelledError:
                raise KeyboardInterrupt from None

    async def adjudicate(
        self, engine: Engine, summaries: Sequence[Summary], settings: Settings, decisions: Iterable[Decision]
    ) -> tuple[Decision, ...]:
        """What a model judges of near claims; what it left out is said in the end."""
        from summarizer.adjudication import adjudicate_async

        found = await adjudicate_async(summaries, engine, settings=settings, decisions=decisions, stop=self._stop)
        if not self.quiet:
            say(found.summary())
        self._unjudged = found.problems()
        self._interrupted = found.interrupted
        return found.decisions

    def how_to_go_on(self) -> str:
        """What a run that is ended at once has to say."""
        return "; run the same command again to go on: what was answered is kept" if self._store else ""

    def leave(self, nothing: str) -> None:
        """Name each article that failed or is incomplete, say what else is wrong, exit with the run's code."""
        lines = [*self._endings.lines(), *self._unjudged]
        for line in [*lines, nothing] if self.nothing else lines:
            say(line)
        if self._stop and self._stop.by_signal and (self._endings.left_out or self._interrupted):
            sys.exit(INTERRUPTED)
        sys.exit(NOTHING if self.nothing else DEGRADED if lines else COMPLETE)


def _settings_of(no_cache: bool, **given: Any) -> Settings:
    from summarizer.settings import load_settings
    from summarizer.store import default_path

    chosen = load_settings(**{name: value for name, value in given.items() if value is not False})
    alone = [name for name in MODELS_ONLY if given.get(name)] if chosen.model == "embedded" else []
    if alone:
        option = "--" + alone[0].replace("_", "-")
        raise click.UsageError(f"{option} goes with a model: name it with -m openai/NAME")
    if no_cache:
        return chosen.model_copy(update={"store": None})
    if chosen.store is None and chosen.model != "embedded":
        return chosen.model_copy(update={"store": default_path()})
    return chosen


def terms_of(day: dt.date, previous: str | None, settings: Settings) -> Terms:
    """What the brief is made by; the files that it needs are read before anything is asked."""
    from summarizer.briefing import Terms, load_brief
    from summarizer.errors import SettingsError
    from summarizer.render import Page

    if settings.only_watched and not settings.watch:
        raise SettingsError("only the watched stories are wanted, and none is watched", "name some with --watch")
    before = load_brief(Path(previous)) if previous and previous != "none" else None
    if before and before.day >= day:
        raise click.UsageError(f"--previous is the brief of {before.day}, which is not before {day}")
    return Terms(
        day,
        previous=before,
        follow=previous is None,
        series=settings.series,
        decisions=_names_of(settings.aliases) if settings.aliases else (),
        watch=settings.watch,
        page=Page(settings.top, settings.only_watched),
    )


def _names_of(aliases: Path) -> tuple[ActorNames, ...]:
    from summarizer.aliases_file import load_aliases

    return load_aliases(aliases)


def _planned(items: Sequence[Article | Unreadable], settings: Settings) -> str:
    from pydantic import SecretStr

    from summarizer.engines import open_engine
    from summarizer.plan import plan, plan_text
    from summarizer.store import Store

    store = Store(settings.store) if settings.store and settings.store.exists() else None
    nothing_sent = settings.model_copy(update={"api_key": settings.api_key or SecretStr("none")})
    found = plan(items, open_engine(nothing_sent), store, settings)
    if store:
        store.close()
    return plan_text(found)


def write_brief(
    summaries: Sequence[Summary],
    items: Iterable[Article | Unreadable],
    terms: Terms,
    formats: Iterable[str],
    *,
    out: str,
    store: Path | None,
    quiet: bool,
) -> None:
    """Write the brief in each format to a folder, or in the only one to standard output (`-`)."""
    from summarizer.briefing import briefs
    from summarizer.render import EXTENSIONS
    from summarizer.write import write_whole

    for kind, text in briefs(summaries, items, terms, formats, store):
        if out == "-":
            click.echo(text, nl=False)
            continue
        path = Path(out) / f"{terms.day}.{EXTENSIONS[kind]}"
        write_whole(path, text)
        if not quiet:
            click.echo(path)
