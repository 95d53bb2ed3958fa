"""What the runs took, and how each article of a run ended: for a terminal, for a pipe, and as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from summarizer.models import FAILED
from summarizer.prices import Prices, usd
from summarizer.render.shown import visible
from summarizer.render.terminal import columns
from summarizer.runs import ArticleRun, RunRecord

__all__ = ["articles_json", "articles_table", "runs_json", "runs_table"]

UNKNOWN = "–"
"""Stands where a figure is not known."""
_GAP = "  "
_INDENT = "    "
_NARROWEST = 20
_NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a table, and the notes that stand below it."""

    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()


def runs_table(runs: Sequence[RunRecord], prices: Prices, width: int | None = None) -> str:
    """The runs, one a line, in their order; a run's message stands below it.

    Args:
        runs: What `Store.runs` gives.
        prices: What the cost is worked out by; an engine without a price has none.
        width: Columns of the terminal: where the lines do not fit, each run is a block of its own. None for a pipe:
            one line each, however long.
    """
    if not runs:
        return "no runs yet"
    head = ("run", "started (UTC)", "ended", "engine", "articles", "requests", "tokens in", "out", "cost", "time")
    rows = [_Row(_run_cells(run, prices), _run_notes(run)) for run in runs]
    return _table(head, rows, figures=(5, 6, 7, 8, 9), width=width)


def articles_table(articles: Sequence[ArticleRun], prices: Prices, width: int | None = None) -> str:
    """How each article ended, one a line, in their order, and a line of totals.

    Below an article stands what went wrong and the remedy, what stood in for its engine, and in how many parts it was
    asked about.

    Args:
        articles: What `Store.articles_of` gives.
        prices: What the cost is worked out by.
        width: As for `runs_table`.
    """
    if not articles:
        return "no article ended"
    head = ("article", "ended", "by", "asked for", "finish", "requests", "tokens in", "out", "cost", "time")
    rows = [_Row(_article_cells(article, prices), _article_notes(article)) for article in articles]
    return _table(head, [*rows, _Row(_total_cells(articles, prices))], figures=(5, 6, 7, 8, 9), width=width)


def runs_json(runs: Iterable[RunRecord], prices: Prices) -> str:
    """One JSON object a line for each run: the fields of RunRecord, and `cost_usd`, null where it is not known."""
    return "".join(_json_line(run, _cost_of_run(run, prices)) for run in runs)


def articles_json(articles: Iterable[ArticleRun], prices: Prices) -> str:
    """One JSON object a line for each article: the fields of ArticleRun, and `cost_usd`."""
    return "".join(_json_line(article, _cost_of_article(article, prices)) for article in articles)


def _json_line(record: RunRecord | ArticleRun, cost: float | None) -> str:
    return json.dumps(record.model_dump(mode="json") | {"cost_usd": cost}, ensure_ascii=False) + "\n"


# --- cost -------------------------------------------------------------------------------------------------------------

_UNANSWERED: frozenset[str] = frozenset({"http_error", "not_asked", "unreadable"})
"""Outcomes without an answer: no tokens then means that there were none."""


def _cost_of_run(run: RunRecord, prices: Prices) -> float | None:
    return _cost(run.engine, run, prices) if _counted(run, run.outcomes) else None


def _cost_of_article(article: ArticleRun, prices: Prices) -> float | None:
    engine, kind = _asked(article)
    return _cost(engine, article, prices) if _counted(article, (kind,)) else None


def _asked(article: ArticleRun) -> tuple[str, str]:
    """The engine that the tokens are of, and how it ended; where another stood in for it, the one asked first."""
    if article.fallback_for is None:
        return article.engine, article.outcome.kind
    engine, _, how = article.fallback_for.partition(": ")
    return engine, how.partition(" ")[0].rstrip(":,;.")


def _cost(engine: str, spent: RunRecord | ArticleRun, prices: Prices) -> float | None:
    if not (spent.tokens_in or spent.tokens_out):
        return 0.0
    price = prices.of(engine)
    return price.cost(spent.tokens_in, spent.tokens_out) if price else None


def _counted(spent: RunRecord | ArticleRun, outcomes: Iterable[str]) -> bool:
    """Whether the tokens are known. A server that answered and counted none was not free."""
    if spent.tokens_in or spent.tokens_out or not spent.requests:
        return True
    return all(outcome in _UNANSWERED for outcome in outcomes)


def _in_usd(cost: float | None) -> str:
    return UNKNOWN if cost is None else usd(cost)


# --- runs -------------------------------------------------------------------------------------------------------------


def _run_cells(run: RunRecord, prices: Prices) -> tuple[str, ...]:
    return (
        str(run.run_id),
        _moment(run.started),
        _end(run),
        run.engine,
        _endings(run),
        f"{run.requests:,}",
        *_tokens(run, _counted(run, run.outcomes)),
        _in_usd(_cost_of_run(run, prices)),
        _time(run.seconds),
    )


def _end(run: RunRecord) -> str:
    return "not ended (killed, or still running)" if run.ended is None else run.status


def _endings(run: RunRecord) -> str:
    """How many went in, how many of them ended how: "12: 10 ok, 2 refused; 4 from the store"."""
    ended = [f"{number:,} {kind}" for kind, number in run.outcomes.items() if number]
    missing = run.articles - sum(run.outcomes.values())
    counted = ", ".join([*ended, f"{missing:,} without an end"] if missing > 0 else ended)
    stored = f"; {run.stored:,} from the store" if run.stored else ""
    stood_in = f"; {run.stood_in:,} by a stand-in" if run.stood_in else ""
    return f"{run.articles:,}: {counted}{stored}{stood_in}" if counted else f"{run.articles:,}"


def _run_notes(run: RunRecord) -> tuple[str, ...]:
    return (run.message,) if run.message else ()


# --- articles ---------------------------------------------------------------------------------------------------------


def _article_cells(article: ArticleRun, prices: Prices) -> tuple[str, ...]:
    return (
        article.article_id,
        article.outcome.kind,
        "the store" if article.stored else UNKNOWN if article.engine == "none" else article.engine,
        article.level or UNKNOWN,
        article.finish_reason or UNKNOWN,
        f"{article.requests:,}",
        *_tokens(article, _counted(article, _asked(article)[1:])),
        _in_usd(_cost_of_article(article, prices)),
        _time(article.seconds) if article.requests else UNKNOWN,
    )


def _article_notes(article: ArticleRun) -> tuple[str, ...]:
    notes = []
    if article.outcome.message and (article.outcome.kind in FAILED or article.outcome.kind == "partial"):
        remedy = f" — {article.outcome.remedy}" if article.outcome.remedy else ""
        notes.append(article.outcome.message + remedy)
    if article.fallback_for:
        notes.append(f"{article.engine} stands in for {article.fallback_for}")
    if article.parts > 1:
        notes.append(f"asked about in {article.parts} parts")
    return tuple(notes)


def _total_cells(articles: Sequence[ArticleRun], prices: Prices) -> tuple[str, ...]:
    """The sums; the cost is known where that of every article is. Times overlap, so they have no sum."""
    costs = [_cost_of_article(article, prices) for article in articles]
    known = [cost for cost in costs if cost is not None]
    return (
        f"{len(articles):,} in all",
        *[""] * 4,
        f"{sum(article.requests for article in articles):,}",
        f"{sum(article.tokens_in for article in articles):,}",
        f"{sum(article.tokens_out for article in articles):,}",
        usd(sum(known)) if len(known) == len(costs) else UNKNOWN,
        "",
    )


# --- figures ----------------------------------------------------------------------------------------------------------


def _tokens(spent: RunRecord | ArticleRun, counted: bool) -> tuple[str, str]:
    return (f"{spent.tokens_in:,}", f"{spent.tokens_out:,}") if counted else (UNKNOWN, UNKNOWN)


def _moment(iso: str) -> str:
    """To the second: "2022-02-15T06:00:01.250Z" → "2022-02-15 06:00:01"."""
    return iso[:19].replace("T", " ")


def _time(seconds: float) -> str:
    """In the unit that fits: 1.25 → "1.2 s", 75 → "1 min 15 s", 3720 → "1 h 02 min"."""
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"


# --- layout -----------------------------------------------------------------------------------------------------------


def _table(head: tuple[str, ...], rows: Iterable[_Row], figures: Sequence[int], width: int | None) -> str:
    """Lines of a table where they fit, else a block for each row; notes below their row. Nothing is cut."""
    shown = [_Row(tuple(map(_shown, row.cells)), tuple(map(_shown, row.notes))) for row in rows]
    cells = [head, *(row.cells for row in shown)]
    widths = [max(columns(line[i]) for line in cells) for i in range(len(head))]
    if width is not None and sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        return "\n".join(line for row in shown for line in _block(head, row, figures, width))
    lines = [_line(head, widths, figures)]
    for row in shown:
        lines += [_line(row.cells, widths, figures), *_notes(row, width)]
    return "\n".join(lines)


def _shown(text: str) -> str:
    """On one line, without what would steer a terminal: names and messages come from outside."""
    return visible(" ".join(text.split()))


def _line(cells: tuple[str, ...], widths: Sequence[int], figures: Sequence[int]) -> str:
    """Cells padded to their columns; figures stand at the right of theirs."""
    padded = []
    for i, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        room = " " * (width - columns(cell))
        padded.append(room + cell if i in figures else cell + room)
    return _GAP.join(padded).rstrip()


def _block(head: tuple[str, ...], row: _Row, figures: Sequence[int], width: int) -> Iterator[str]:
    """A row on lines of its own: its words, then its figures, each with the head of its column."""
    words = [cell for i, cell in enumerate(row.cells) if i not in figures and cell not in ("", UNKNOWN)]
    named = [f"{head[i]} {row.cells[i]}".replace(" ", _NO_BREAK) for i in figures if row.cells[i]]
    yield from _wrapped(_GAP.join(words), "", width)
    yield from (line.replace(_NO_BREAK, " ") for line in _wrapped(" · ".join(named), _INDENT, width))
    yield from _notes(row, width)


def _notes(row: _Row, width: int | None) -> Iterator[str]:
    for note in row.notes:
        yield from [_INDENT + note] if width is None else _wrapped(note, _INDENT, width)


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    """Lines of at most `width` characters, cut at blanks only, so that an address stays whole."""
    return wrap(
        text,
        max(width, _NARROWEST),
        initial_indent=indent,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
