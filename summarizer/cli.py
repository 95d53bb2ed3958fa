"""The command line: arguments, progress, exit codes. No logic of its own, and the only reader of the clock."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import datetime as dt

    from summarizer.models import Article, Brief, Summary, Unreadable
    from summarizer.pipeline import Report

__all__ = ["main"]

COMPLETE, DEGRADED, USAGE, NOTHING = 0, 1, 2, 3
"""Exit codes: all done; some articles failed or a checked claim is unsupported; wrong use; nothing could be made."""

FORMATS = ("html", "markdown", "json", "text")
POLICIES = ("flag", "drop", "fail", "reask")
SCHEMAS = ("extraction", "summary", "brief")
_DATE: dict[str, Any] = {"type": click.DateTime(["%Y-%m-%d"]), "metavar": "YYYY-MM-DD"}
_POLICY_HELP = """What becomes of doubtful claims: flag marks them (the default), drop sets them aside, fail marks
them and exits with 1, reask has the model mend, once, what is not supported."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="summarizer")
def main() -> None:
    """The day's news articles as a brief that can be trusted line by line.

    \b
    Exit codes: 0 complete, 1 degraded (an article or its reask failed, a claim
    is doubtful under --policy fail, or `check` found an unsupported or changed
    claim), 2 wrong use, 3 nothing could be made.
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
            click.option("--store", type=click.Path(path_type=Path), help="SQLite file of answers already paid for."),
            click.option("--no-cache", is_flag=True, help="Ask again for what is in the store; keep nothing."),
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
    with _errors():
        items, summaries = _summarized(**options)
        made = _merged(summaries, day.date() if day else dt.datetime.now().astimezone().date())
        _write(made, items, out, formats or (("markdown",) if out == "-" else FORMATS[:3]), options["quiet"])
    _leave(summaries)


@main.command(short_help="Print the checked claims of articles as JSON lines.")
@_articles_and_engine
def extract(**options: Any) -> None:
    """Print the checked claims of each article: one Summary a line, as JSON."""
    with _errors():
        _, summaries = _summarized(**options)
    for summary in summaries:
        click.echo(summary.model_dump_json())
    _leave(summaries)


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
            click.echo(f"summarizer: {remark}", err=True)
    else:
        width, colour = _terminal()
        click.echo(report.text(everything=everything, width=width, colour=colour), nl=False, color=colour)
    sys.exit(NOTHING if report.nothing else DEGRADED if report.failed else COMPLETE)


@main.command(short_help="Print a JSON Schema.")
@click.argument("name", type=click.Choice(SCHEMAS), default="brief")
def schema(name: str) -> None:
    """Print a JSON Schema: what a model is asked for, one article's Summary, or the Brief."""
    from summarizer.jsonschema import schema_text

    click.echo(schema_text(name), nl=False)


# --- brief and extract -----------------------------------------------------------------------------------------------


def _summarized(
    paths: Sequence[str], date: dt.datetime | None, quiet: bool, verbose: bool, **settings: Any
) -> tuple[list[Article | Unreadable], list[Summary]]:
    """Read the paths and summarize what was read, with progress."""
    from summarizer.pipeline import summarize
    from summarizer.read import read_articles

    _log_to_stderr(quiet, verbose)
    chosen = _settings(**settings)
    items = read_articles(paths, date.date() if date else None)
    with _progress(len(items), quiet) as tell:
        return items, summarize(items, settings=chosen, progress=tell)


def _settings(model: str | None, base_url: str | None, policy: str | None, store: Path | None, no_cache: bool) -> Any:
    from summarizer.settings import load_settings
    from summarizer.store import default_path

    chosen = load_settings(model=model, base_url=base_url, policy=policy, store=store)
    if base_url and chosen.model == "embedded":
        raise click.UsageError("--base-url goes with a model: name it with -m openai/NAME")
    if no_cache:
        return chosen.model_copy(update={"store": None})
    if chosen.store is None and chosen.model != "embedded":
        return chosen.model_copy(update={"store": default_path()})
    return chosen


def _merged(summaries: Sequence[Summary], day: dt.date) -> Brief:
    from summarizer.merge import merge_summaries

    if all(summary.outcome.failed for summary in summaries):
        for summary in summaries:
            _say_failed(summary)
        click.echo("summarizer: no article gave a result; no brief was written", err=True)
        sys.exit(NOTHING)
    return merge_summaries(summaries, day)


def _write(made: Brief, items: Iterable[Article | Unreadable], out: str, formats: Iterable[str], quiet: bool) -> None:
    from summarizer.render import EXTENSIONS, render_brief
    from summarizer.write import write_whole

    for kind in formats:
        text = render_brief(made, items, kind)
        if out == "-":
            click.echo(text, nl=False)
            continue
        path = Path(out) / f"{made.day}.{EXTENSIONS[kind]}"
        write_whole(path, text)
        if not quiet:
            click.echo(path)


def _leave(summaries: Sequence[Summary]) -> None:
    """Name each article that failed or is incomplete, say what the policy finds wrong, exit with the run's code."""
    incomplete = [summary for summary in summaries if summary.outcome.failed or summary.outcome.kind == "partial"]
    for summary in incomplete:
        _say_failed(summary)
    if all(summary.outcome.failed for summary in summaries):
        sys.exit(NOTHING)
    wrong = [*_not_asked_again(summaries), *_forbidden_doubts(summaries)]
    for line in wrong:
        click.echo(f"summarizer: {line}", err=True)
    sys.exit(DEGRADED if incomplete or wrong else COMPLETE)


def _not_asked_again(summaries: Iterable[Summary]) -> Iterator[str]:
    """With the policy `reask`, a line for each article whose claims could not be mended."""
    for summary in summaries:
        claims = (*summary.claims, *summary.set_aside)
        failed = [note.message for claim in claims for note in claim.findings if note.code == "reask_failed"]
        if failed:
            yield f"{summary.article.article_id}: not mended: {len(failed)}. {failed[0]}"


def _forbidden_doubts(summaries: Iterable[Summary]) -> Iterator[str]:
    """With the policy `fail`, one line that counts the doubtful claims where there are any."""
    counts = [
        (summary.article.article_id, sum(claim.verdict == "doubtful" for claim in summary.claims))
        for summary in summaries
        if summary.policy == "fail"
    ]
    where = [f"{count} in {article_id}" for article_id, count in counts if count]
    if where:
        yield f"doubtful claims: {sum(count for _, count in counts)}, and the policy is fail: {', '.join(where)}"


def _say_failed(summary: Summary) -> None:
    outcome = summary.outcome
    remedy = f" — {outcome.remedy}" if outcome.remedy else ""
    click.echo(f"summarizer: {summary.article.article_id}: {outcome.kind}: {outcome.message}{remedy}", err=True)


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


@contextmanager
def _errors() -> Iterator[None]:
    """Say an error of ours in one line, and exit with the code that fits."""
    from summarizer.errors import SettingsError, SummarizerError

    try:
        yield
    except SummarizerError as error:
        click.echo(f"summarizer: {error}", err=True)
        sys.exit(USAGE if isinstance(error, SettingsError) else NOTHING)


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Callable[[Report], None] | None]:
    """A bar on standard error where that is a terminal, otherwise nothing."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda report: bar.update(task, advance=1, description=report.summary.article.article_id[-40:])


def _log_to_stderr(quiet: bool, verbose: bool) -> None:
    import logging

    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("summarizer: %(message)s"))
    log = logging.getLogger("summarizer")
    log.handlers = [handler]
    log.setLevel(logging.INFO if verbose else logging.ERROR if quiet else logging.WARNING)
