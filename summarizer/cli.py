"""The command line: arguments, progress, exit codes. No logic of its own, and the only reader of the clock."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import datetime as dt

    from summarizer.engines.stop import Stop
    from summarizer.models import Article, Summary, Unreadable
    from summarizer.pipeline import Report
    from summarizer.settings import Settings

__all__ = ["main"]

COMPLETE, DEGRADED, USAGE, NOTHING, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: all done; some articles failed or a checked claim is unsupported; wrong use; nothing could be made;
stopped by a signal, with what there was by then."""

FORMATS = ("html", "markdown", "json", "text")
POLICIES = ("flag", "drop", "fail", "reask")
SCHEMAS = ("extraction", "summary", "brief")
MODELS_ONLY = ("base_url", "fallback", "prompt", "rpm", "tpm", "max_tokens", "max_cost", "retry_failed")
"""Options that mean nothing to rules: with one of them a model was meant."""
_DATE: dict[str, Any] = {"type": click.DateTime(["%Y-%m-%d"]), "metavar": "YYYY-MM-DD"}
_PATH = click.Path(path_type=Path)


class _Count(click.IntRange):
    """A whole number from 1 that fits into the store."""

    name = "number"

    def __init__(self) -> None:
        super().__init__(1, 2**63 - 1)

    def _describe_range(self) -> str:
        return "from 1"


_COUNT = _Count()
_USD = click.FloatRange(min=0, min_open=True)
_POLICY_HELP = """What becomes of doubtful claims: flag marks them (the default), drop sets them aside, fail marks
them and exits with 1, reask has the model mend, once, what is not supported."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="summarizer")
def main() -> None:
    """The day's news articles as a brief that can be trusted line by line.

    \b
    Exit codes: 0 complete, 1 degraded (an article or its reask failed, a claim
    is doubtful under --policy fail, rules stood in for the model, or `check`
    found an unsupported or changed claim), 2 wrong use, 3 nothing could be
    made, 130 interrupted (what there was by then is written).
    """


def _articles_and_engine(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments and options that `brief` and `extract` share."""
    for option in reversed(
        (
            click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER..."),
            click.option("-m", "--model", help="`embedded` (rules, the default) or openai/NAME."),
            click.option("--base-url", help="An OpenAI-compatible server, such as http://localhost:11434/v1."),
            click.option(
                "--date",
                type=click.DateTime(["%Y-%m-%d"]),
                metavar="YYYY-MM-DD",
                help="Date for articles that give none.",
            ),
            click.option("--policy", type=click.Choice(POLICIES), help=_POLICY_HELP),
            click.option(
                "--fallback",
                type=click.Choice(["embedded"]),
                help="Rules answer, marked, where the model fails.",
            ),
            click.option("--prompt", type=_PATH, metavar="FOLDER", help="Your own prompt: system.md, user.md, …"),
            click.option("--concurrency", type=_COUNT, help="Requests in flight at once, at the most (8)."),
            click.option("--rpm", type=_COUNT, help="Requests a minute, at the most."),
            click.option("--tpm", type=_COUNT, help="Tokens a minute, in and out, at the most."),
            click.option("--max-tokens", type=_COUNT, help="Tokens that the run may use, in and out."),
            click.option("--max-cost", type=_USD, metavar="USD", help="What the run may cost, at list prices."),
            click.option("--dry-run", is_flag=True, help="Ask nothing; say what would be asked, and the cost."),
            click.option("--store", type=_PATH, metavar="FILE", help="SQLite file of answers already paid for."),
            click.option("--no-cache", is_flag=True, help="Ask again for what is in the store; keep nothing."),
            click.option("--retry-failed", is_flag=True, help="Ask again where the kept answer failed or is partial."),
            click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
            click.option("-v", "--verbose", is_flag=True, help="Say how each request went."),
        )
    ):
        command = option(command)
    return command


@main.command()
@_articles_and_engine
@click.option("--day", **_DATE, help="The brief's day; today if not given.")
@click.option("--out", metavar="FOLDER|-", help="Where to write, `brief` by default; - for standard output.")
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="May be given more than once.")
@click.option("--json", "as_json", is_flag=True, help="The brief as JSON on standard output.")
def brief(day: dt.datetime | None, out: str | None, formats: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Write the brief of articles."""
    import datetime as dt

    if as_json and (out or formats):
        raise click.UsageError("--json goes without --out and --format: it is --format json --out -")
    formats, out = (("json",), "-") if as_json else (formats, out or "brief")
    if out == "-" and len(formats) > 1:
        raise click.UsageError("standard output takes one format: give one --format, or a folder to --out")
    run = _Run(**options)
    with _errors(run.how_to_go_on), _interruptible() as stop:
        items, settings = run.read()
        summaries: list[Summary] = []
        run.summarize(items, settings, stop, summaries.append)
        if not run.nothing:
            made_of = day.date() if day else dt.datetime.now().astimezone().date()
            kinds = formats or (("markdown",) if out == "-" else FORMATS[:3])
            _write(summaries, items, made_of, kinds, out=out, store=settings.store, quiet=run.quiet)
    run.leave("no article gave a result; no brief was written")


@main.command(short_help="Print the checked claims of articles as JSON lines.")
@_articles_and_engine
def extract(**options: Any) -> None:
    """Print the checked claims of each article: one Summary a line, as JSON, in order, each as soon as it can be."""
    run = _Run(**options)
    with _errors(run.how_to_go_on), _interruptible() as stop:
        items, settings = run.read()
        run.summarize(items, settings, stop, lambda summary: click.echo(summary.model_dump_json()))
    run.leave("no article gave a result")


@main.command(short_help="Check claims, statements or notes against their sources, offline.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--source", "sources", multiple=True, metavar="FILE|FOLDER", help="The articles; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="A list, in order, with each verdict, findings and place.")
@click.option("--all", "everything", is_flag=True, help="Print what nothing speaks against too.")
def check(file: Path, sources: tuple[str, ...], as_json: bool, everything: bool) -> None:
    """Check FILE (- for standard input) against its sources, with no model and no network. It may hold:

    \b
    - a Summary, JSON lines of them, or a Brief: every claim is checked again.
      Sources are matched by the hash of their text, wherever they lie; without
      --source they are looked for at the articles' ids.
    - a JSON list (or JSON lines) of {"statement", "actor", "quote"}, the last
      two as you have them. Further keys are handed back in the answer.
    - notes in Markdown or plain text: sentence by sentence; what of them is no
      statement (headings, code, link targets ...) is named.

    Of several sources, the one that bears a statement out best counts.

    \b
    Exit codes: 0 nothing is unsupported; 1 a claim is unsupported, or is not
    what was checked before; 2 wrong use; 3 nothing could be checked.
    """
    from summarizer.offline import Statements, check_loaded, load

    _log_to_stderr(quiet=False, verbose=False)
    with _errors():
        loaded = load(_bytes_of(file), str(file))
        if isinstance(loaded, Statements) and not sources:
            raise click.UsageError("statements are checked against articles: name them with --source")
        report = check_loaded(loaded, sources, str(file))
    if as_json:
        click.echo(report.json())
        for remark in report.remarks:
            _say(remark)
    else:
        width, colour = _terminal()
        click.echo(report.text(everything=everything, width=width, colour=colour), nl=False, color=colour)
    sys.exit(NOTHING if report.nothing else DEGRADED if report.failed else COMPLETE)


@main.command(short_help="List the runs in the store, or the articles of one.")
@click.argument("run", type=_COUNT, required=False)
@click.option("--store", type=_PATH, metavar="FILE", help="The SQLite file; the default one if not given.")
@click.option("-n", "--limit", type=_COUNT, default=20, show_default=True, help="How many runs, from the newest.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def runs(run: int | None, store: Path | None, limit: int, as_json: bool) -> None:
    """List the latest runs: how their articles ended, requests, tokens, and cost where the price is known.

    With a RUN's number: each of its articles, with attempts, seconds, tokens, and what went wrong.
    """
    with _errors():
        click.echo(_runs_listed(run, store, limit, as_json), nl=False)


@main.command(short_help="Print a JSON Schema.")
@click.argument("name", type=click.Choice(SCHEMAS), default="brief")
def schema(name: str) -> None:
    """Print a JSON Schema: what a model is asked for, one article's Summary, or the Brief."""
    from summarizer.jsonschema import schema_text

    click.echo(schema_text(name), nl=False)


# --- brief and extract -----------------------------------------------------------------------------------------------


class _Run:
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

    @property
    def nothing(self) -> bool:
        """Whether no article has a result."""
        return self._endings.nothing

    def read(self) -> tuple[list[Article | Unreadable], Settings]:
        """The articles and the settings; a dry run ends here."""
        from summarizer.read import read_articles

        _log_to_stderr(self.quiet, self._verbose)
        settings = _settings(**self._given)
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
    ) -> None:
        """Hand each article's Summary on, in order, with progress."""
        import asyncio
        import gc

        from summarizer.pipeline import summarize_each

        self._stop = stop
        gc.set_threshold(50_000, 20, 100)  # thousands of Summaries hold no cycles, and are walked through for nothing

        async def work(tell: Callable[[Report], None] | None) -> None:
            with stop.ends(asyncio.current_task()):
                async for report in summarize_each(items, settings=settings, progress=tell, stop=stop):
                    self._endings.note(report.summary)
                    take(report.summary)

        with _progress(len(items), self.quiet) as tell:
            try:
                asyncio.run(work(tell))
            except asyncio.CancelledError:
                raise KeyboardInterrupt from None

    def how_to_go_on(self) -> str:
        """What a run that is ended at once has to say."""
        return "; run the same command again to go on: what was answered is kept" if self._store else ""

    def leave(self, nothing: str) -> None:
        """Name each article that failed or is incomplete, say what else is wrong, exit with the run's code."""
        lines = self._endings.lines()
        for line in [*lines, nothing] if self.nothing else lines:
            _say(line)
        if self._stop and self._stop.by_signal and self._endings.left_out:
            sys.exit(INTERRUPTED)
        sys.exit(NOTHING if self.nothing else DEGRADED if lines else COMPLETE)


def _settings(no_cache: bool, **given: Any) -> Settings:
    from summarizer.settings import load_settings
    from summarizer.store import default_path

    chosen = load_settings(**{name: value for name, value in given.items() if value is not False})
    alone = [name for name in MODELS_ONLY if given[name]] if chosen.model == "embedded" else []
    if alone:
        option = "--" + alone[0].replace("_", "-")
        raise click.UsageError(f"{option} goes with a model: name it with -m openai/NAME")
    if no_cache:
        return chosen.model_copy(update={"store": None})
    if chosen.store is None and chosen.model != "embedded":
        return chosen.model_copy(update={"store": default_path()})
    return chosen


def _planned(items: Sequence[Article | Unreadable], settings: Settings) -> str:
    from pydantic import SecretStr

    from summarizer.engines import open_engine
    from summarizer.plan import plan, plan_text
    from summarizer.store import Store

    store = Store(settings.store) if settings.store and settings.store.exists() else None
    nothing_sent = settings.model_copy(update={"api_key": settings.api_key or SecretStr("none")})
    planned = plan(items, open_engine(nothing_sent), store, settings)
    if store:
        store.close()
    return plan_text(planned)


def _runs_listed(run: int | None, store: Path | None, limit: int, as_json: bool) -> str:
    from summarizer.errors import InputError
    from summarizer.prices import load_prices
    from summarizer.runs_report import articles_json, articles_table, runs_json, runs_table
    from summarizer.settings import load_settings
    from summarizer.store import Store, default_path

    settings = load_settings(store=store)
    path = settings.store or default_path()
    if not path.exists():
        raise InputError(f"there is no store at {path}", "name it with --store; a run with a model makes one")
    prices, (width, _) = load_prices(settings.prices), _terminal()
    with Store(path) as kept:
        if run is None:
            listed = kept.runs(limit)
            return runs_json(listed, prices) if as_json else runs_table(listed, prices, width) + "\n"
        if kept.run(run) is None:
            raise InputError(f"there is no run {run} in {path}", "see `summarizer runs`")
        articles = kept.articles_of(run)
        return articles_json(articles, prices) if as_json else articles_table(articles, prices, width) + "\n"


def _write(
    summaries: Sequence[Summary],
    items: Iterable[Article | Unreadable],
    day: dt.date,
    formats: Iterable[str],
    *,
    out: str,
    store: Path | None,
    quiet: bool,
) -> None:
    from summarizer.briefing import briefs
    from summarizer.render import EXTENSIONS
    from summarizer.write import write_whole

    for kind, text in briefs(summaries, items, day, formats, store):
        if out == "-":
            click.echo(text, nl=False)
            continue
        path = Path(out) / f"{day}.{EXTENSIONS[kind]}"
        write_whole(path, text)
        if not quiet:
            click.echo(path)


# --- check -----------------------------------------------------------------------------------------------------------


def _bytes_of(file: Path) -> bytes:
    from summarizer.errors import InputError

    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} can not be read: {error.strerror}", "check the path") from error


def _terminal() -> tuple[int | None, bool]:
    """The columns of standard output, None where it is no terminal, and whether colour is wanted there (NO_COLOR)."""
    from rich.console import Console

    console = Console()
    return console.width if console.is_terminal else None, bool(console.color_system) and not console.no_color


# --- what goes to standard error -------------------------------------------------------------------------------------


def _say(words: str) -> None:
    """A line on standard error; where nobody reads it any more (a closed terminal), the run goes on without."""
    try:
        click.echo(f"summarizer: {words}", err=True)
    except OSError:
        # For the rest of the process: what it holds unwritten would change the exit code when it is flushed.
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


@contextmanager
def _interruptible() -> Iterator[Stop]:
    """At the first Ctrl-C or SIGTERM what is in flight is finished, and no more is asked; at the second it ends."""
    import signal

    from summarizer.engines.stop import Stop

    stop = Stop()

    def handle(number: int, _: object) -> None:
        if stop.by_signal:
            # In the middle of a task the exception would be that task's alone.
            if not stop.end_at_once():
                raise KeyboardInterrupt
            return
        stop.request(by_signal=True)
        _say("interrupted; finishing what is in flight (once more ends it at once)")

    signals = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    heard = [number for number in signals if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, handle) for number in heard}  # a shell's background job ignores Ctrl-C
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _errors(how_to_go_on: Callable[[], str] = str) -> Iterator[None]:
    """Say an error of ours in one line, and exit with the code that fits."""
    from summarizer.errors import SettingsError, SummarizerError

    try:
        yield
    except KeyboardInterrupt:
        _say(f"ended at once{how_to_go_on()}")
        sys.exit(INTERRUPTED)
    except SummarizerError as error:
        _say(str(error))
        sys.exit(USAGE if isinstance(error, SettingsError) else NOTHING)


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Callable[[Report], None] | None]:
    """A bar on standard error where that is a terminal, otherwise nothing."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task("reading", total=total)

    def tell(report: Report) -> None:
        with suppress(OSError):  # the terminal was closed
            bar.update(task, advance=1, description=report.summary.article.article_id[-40:])

    bar.start()
    try:
        yield tell
    finally:
        with suppress(OSError):
            bar.stop()


def _log_to_stderr(quiet: bool, verbose: bool) -> None:
    import logging

    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("summarizer: %(message)s"))
    log = logging.getLogger("summarizer")
    log.handlers = [handler]
    log.setLevel(logging.INFO if verbose else logging.ERROR if quiet else logging.WARNING)
