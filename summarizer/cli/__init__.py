"""The command line: commands, arguments, exit codes. No logic of its own, and the only reader of the clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.running import Run, terms_of, write_brief
from summarizer.cli.terminal import (
    COMPLETE,
    DEGRADED,
    NOTHING,
    errors,
    interruptible,
    log_to_stderr,
    say,
    terminal_width,
)

if TYPE_CHECKING:
    import datetime as dt

    from summarizer.engines import Engine
    from summarizer.models import Decision, Summary

__all__ = ["main"]

FORMATS = ("html", "markdown", "json", "text", "jsonl", "csv")
POLICIES = ("flag", "drop", "fail", "reask")
SCHEMAS = ("extraction", "summary", "brief")
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
@click.option(
    "--previous", metavar="FILE|none", help="The brief (JSON) of an earlier day; the store's latest if not given."
)
@click.option("--series", help="Which briefs of the store are followed, if you make several a day.")
@click.option("--aliases", type=_PATH, metavar="FILE", help="TOML: names that mean one actor, or do not.")
@click.option("--watch", multiple=True, metavar="NAME|TOPIC", help="Its stories come first. May be repeated.")
@click.option("--only-watched", is_flag=True, help="Show the watched stories alone, and count the others.")
@click.option("--top", type=_COUNT, help="Show so many stories, and count the others.")
@click.option("--adjudicate", is_flag=True, help="The model judges which claims are one; it writes no word.")
def brief(
    day: dt.datetime | None,
    out: str | None,
    formats: tuple[str, ...],
    as_json: bool,
    **options: Any,
) -> None:
    """Write the brief of articles."""
    import datetime as dt
    from dataclasses import replace

    if as_json and (out or formats):
        raise click.UsageError("--json goes without --out and --format: it is --format json --out -")
    formats, out = (("json",), "-") if as_json else (formats, out or "brief")
    if out == "-" and len(formats) > 1:
        raise click.UsageError("standard output takes one format: give one --format, or a folder to --out")
    previous, watch = options.pop("previous"), list(options.pop("watch"))
    run = Run(watch=watch or None, **options)
    with errors(run.how_to_go_on), interruptible() as stop:
        items, settings = run.read()
        of_day = day.date() if day else dt.datetime.now().astimezone().date()
        terms = terms_of(of_day, previous, settings)
        summaries: list[Summary] = []
        judged: list[Decision] = []

        async def adjudicate(engine: Engine) -> None:
            judged.extend(await run.adjudicate(engine, summaries, settings, terms.decisions))

        run.summarize(items, settings, stop, summaries.append, adjudicate if settings.adjudicate else None)
        if not run.nothing:
            terms = replace(terms, decisions=(*terms.decisions, *judged))
            kinds = formats or (("markdown",) if out == "-" else FORMATS[:3])
            write_brief(summaries, items, terms, kinds, out=out, store=settings.store, quiet=run.quiet)
    run.leave("no article gave a result; no brief was written")


@main.command(short_help="Print the checked claims of articles as JSON lines.")
@_articles_and_engine
def extract(**options: Any) -> None:
    """Print the checked claims of each article: one Summary a line, as JSON, in order, each as soon as it can be."""
    run = Run(**options)
    with errors(run.how_to_go_on), interruptible() as stop:
        items, settings = run.read()
        run.summarize(items, settings, stop, lambda summary: click.echo(summary.model_dump_json()))
    run.leave("no article gave a result")


@main.command(short_help="Check claims, statements or notes against their sources, offline.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--source", "sources", multiple=True, metavar="FILE|FOLDER", help="The articles; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="A list, in order, with each verdict, findings and place.")
@click.option("--all", "everything", is_flag=True, help="Print what nothing speaks against too.")
@click.option(
    "--previous", type=_PATH, metavar="FILE", help="The brief that a Brief was made since, to merge it again."
)
def check(file: Path, sources: tuple[str, ...], as_json: bool, everything: bool, previous: Path | None) -> None:
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
    from summarizer.briefing import load_brief
    from summarizer.offline import Statements, check_loaded, load

    log_to_stderr(quiet=False, verbose=False)
    with errors():
        loaded = load(_bytes_of(file), str(file), load_brief(previous) if previous else None)
        if isinstance(loaded, Statements) and not sources:
            raise click.UsageError("statements are checked against articles: name them with --source")
        report = check_loaded(loaded, sources, str(file))
    if as_json:
        click.echo(report.json())
        for remark in report.remarks:
            say(remark)
    else:
        width, colour = terminal_width()
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
    with errors():
        click.echo(_runs_listed(run, store, limit, as_json), nl=False)


@main.command(short_help="Say which names a brief takes for one actor, and why.")
@click.argument("brief", type=click.Path(path_type=Path, dir_okay=False), metavar="BRIEF")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def actors(brief: Path, name: str | None, as_json: bool) -> None:
    """List the actors of BRIEF (its JSON) with all their names, and for each name why it means them.

    With a NAME only those whom it fits. What is wrong is set right in a file for --aliases; the lines for it are
    printed too.
    """
    from summarizer.actors_report import actors_json, actors_text
    from summarizer.briefing import load_brief

    with errors():
        made = load_brief(brief)
        click.echo(actors_json(made, name) if as_json else actors_text(made, name), nl=False)


@main.command(short_help="Print a JSON Schema.")
@click.argument("name", type=click.Choice(SCHEMAS), default="brief")
def schema(name: str) -> None:
    """Print a JSON Schema: what a model is asked for, one article's Summary, or the Brief."""
    from summarizer.jsonschema import schema_text

    click.echo(schema_text(name), nl=False)


def _bytes_of(file: Path) -> bytes:
    from summarizer.errors import InputError

    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} can not be read: {error.strerror}", "check the path") from error


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
    prices, (width, _) = load_prices(settings.prices), terminal_width()
    with Store(path) as kept:
        if run is None:
            listed = kept.runs(limit)
            return runs_json(listed, prices) if as_json else runs_table(listed, prices, width) + "\n"
        if kept.run(run) is None:
            raise InputError(f"there is no run {run} in {path}", "see `summarizer runs`")
        articles = kept.articles_of(run)
        return articles_json(articles, prices) if as_json else articles_table(articles, prices, width) + "\n"
