"""What the command line has to do with a terminal and a shell: exit codes, signals, errors in one line, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from summarizer.engines.stop import Stop
    from summarizer.pipeline import Report

__all__ = [
    "COMPLETE",
    "DEGRADED",
    "INTERRUPTED",
    "NOTHING",
    "USAGE",
    "errors",
    "interruptible",
    "log_to_stderr",
    "progress",
    "say",
    "terminal_width",
]

COMPLETE, DEGRADED, USAGE, NOTHING, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: all done; some articles failed or a checked claim is unsupported; wrong use; nothing could be made;
stopped by a signal, with what there was by then."""


def say(words: str) -> None:
    """A line on standard error; where nobody reads it any more (a closed terminal), the run goes on without."""
    try:
        click.echo(f"summarizer: {words}", err=True)
    except OSError:
        # For the rest of the process: what it holds unwritten would change the exit code when it is flushed.
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


@contextmanager
def interruptible() -> Iterator[Stop]:
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
        say("interrupted; finishing what is in flight (once more ends it at once)")

    signals = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    heard = [number for number in signals if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, handle) for number in heard}  # a shell's background job ignores Ctrl-C
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def errors(how_to_go_on: Callable[[], str] = str) -> Iterator[None]:
    """Say an error of ours in one line, and exit with the code that fits."""
    from summarizer.errors import SettingsError, SummarizerError

    try:
        yield
    except KeyboardInterrupt:
        say(f"ended at once{how_to_go_on()}")
        sys.exit(INTERRUPTED)
    except SummarizerError as error:
        say(str(error))
        sys.exit(USAGE if isinstance(error, SettingsError) else NOTHING)


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Callable[[Report], None] | None]:
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


def log_to_stderr(quiet: bool, verbose: bool) -> None:
    """Send what the program has to say beside its output to standard error: warnings, with `verbose` more."""
    import logging

    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("summarizer: %(message)s"))
    log = logging.getLogger("summarizer")
    log.handlers = [handler]
    log.setLevel(logging.INFO if verbose else logging.ERROR if quiet else logging.WARNING)


def terminal_width() -> tuple[int | None, bool]:
    """The columns of standard output, None where it is no terminal, and whether colour is wanted there (NO_COLOR)."""
    from rich.console import Console

    console = Console()
    return console.width if console.is_terminal else None, bool(console.color_system) and not console.no_color
