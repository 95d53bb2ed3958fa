"""A brief as blocks of words with no markup yet: what Markdown and plain text share, from head to footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.render.footnotes import Footnote
from summarizer.render.view import ActorView, Coverage, DateRow, LimitView, Line, SetAside, SourceRow, ThreadView, View
from summarizer.render.wording import counted

__all__ = ["Block", "Fold", "Heading", "Item", "Notes", "Paragraph", "Run", "Strong", "Table", "Words", "outline_of"]


@dataclass(frozen=True)
class Words:
    """Plain words; a writer escapes them."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Words that stand out; a writer escapes them."""

    text: str


@dataclass(frozen=True)
class Notes:
    """Footnote markers."""

    numbers: tuple[int, ...]


Run = Words | Strong | Notes
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Words that stand alone."""

    runs: Runs


@dataclass(frozen=True)
class Item:
    """One item of a list."""

    runs: Runs


@dataclass(frozen=True)
class Table:
    """A table; every row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Fold:
    """Items that stay folded away, where a format can, under what they are."""

    summary: str
    items: tuple[Item, ...]


Block = Heading | Paragraph | Item | Table | Fold


def outline_of(view: View) -> Iterator[Block]:
    """The blocks of a brief in reading order."""
    yield from _head(view)
    yield Heading(2, "Demands and answers")
    yield from _threads(view.demands, view.none("demands were"))
    if view.loose:
        yield Paragraph((Words("Answers that no demand here asks for"),))
        yield from (Item(_line(line)) for line in view.loose)
    yield Heading(2, "Disputed")
    yield from _threads(view.disputed, view.none("allegation with an answer was"))
    yield Heading(2, "Positions")
    for actor in view.actors:
        yield from _actor(actor)
    if not view.actors:
        yield Paragraph((Words(view.none("positions were")),))
    yield from _dates(view)
    yield from _could_not(view)
    yield from _coverage(view.coverage)
    yield from _sources(view)
    yield Heading(2, "Footnotes")
    yield from (Paragraph((Notes((note.number,)), Words(" " + footnote_words(note)))) for note in view.footnotes)


def quoted(words: str) -> str:
    """Words between quotation marks."""
    return f"“{' '.join(words.split())}”"


def footnote_words(note: Footnote) -> str:
    """A footnote: the article's own words, where they stand, how well they match, and what the checks found."""
    words = quoted(note.words) if note.words else "no words found in the article"
    missing = "" if note.linked else " (source text not at hand)"
    found = "".join(f" · {finding.severity}: {finding.message}" for finding in note.checked.findings)
    diff = f" · differs: {note.checked.location.diff}" if note.checked.location.diff else ""
    reading = f" · {note.reading}" if note.reading else ""
    return f"{words} — {note.place}, {note.checked.verdict}{missing}{diff}{reading}{found}"


def _head(view: View) -> Iterator[Block]:
    yield Heading(1, f"Brief · {view.day}")
    yield Paragraph((Words(" · ".join(view.headline)),))
    yield Paragraph((Words(f"Made by: {view.made_by}"),))
    yield from (Paragraph((Words(caution),)) for caution in view.cautions)


def _threads(threads: Iterable[ThreadView], none: str) -> Iterator[Block]:
    empty = True
    for thread in threads:
        empty = False
        head = _line(thread.head, strong=True) if thread.head else (Strong(thread.title),)
        yield Paragraph((*head, Words(f" · {thread.status_words}")))
        yield from (Item(_line(line)) for line in (*thread.asks, *thread.answers))
    if empty:
        yield Paragraph((Words(none),))


def _line(line: Line, *, strong: bool = False, named: bool = True) -> Runs:
    """One claim: who · what they do: the words · how many sources [n] · remarks · doubts.

    Without `named` the speaker is left out, for they stand above the line already.
    """
    doing = " · ".join(part for part in (line.who if named else line.reporter, line.verb) if part)
    words = f"{doing}: {line.words}" if doing else line.words
    sources = f" · {counted(line.sources, 'source')} " if line.sources > 1 else " "
    after = (*line.remarks, *(f"⚠ doubtful: {doubt}" for doubt in line.doubts))
    numbers = tuple(note.number for note in line.notes)
    run = Strong(words) if strong else Words(words)
    return (run, Words(sources), Notes(numbers), Words("".join(f" · {part}" for part in after)))


def _actor(actor: ActorView) -> Iterator[Block]:
    known_as = f" (also: {', '.join(actor.aliases)})" if actor.aliases else ""
    role = f", {actor.role}" if actor.role else ""
    yield Paragraph((Strong(actor.name), Words(f"{role}{known_as} · {counted(actor.articles, 'article')}")))
    for topic in actor.topics:
        label = (Words(f"On {topic.topic} · "),) if topic.topic else ()
        yield from (Item((*label, *_line(line, named=False))) for line in topic.lines)


def _dates(view: View) -> Iterator[Block]:
    yield Heading(2, "Dates")
    if view.dated:
        yield Table(("date", "event", "standing"), tuple(_date(row) for row in view.dated))
    if view.undated:
        yield Paragraph((Words("Without a year, or without a date that could be told"),))
        yield Table(("date", "event", "standing"), tuple(_date(row) for row in view.undated))
    if not view.dated and not view.undated:
        yield Paragraph((Words(view.none("dated events were")),))


def _date(row: DateRow) -> tuple[Runs, ...]:
    phrase = f" ({quoted(row.phrase)})" if row.phrase else ""
    return ((Words(row.when + phrase),), _line(row.line), (Words(row.status_words),))


def _could_not(view: View) -> Iterator[Block]:
    yield Heading(2, "What this brief could not do")
    yield from map(_limit, view.limits)
    yield from (Fold(group.words, tuple(map(_limit, group.limits))) for group in view.limit_groups)
    if view.doubtful:
        yield Paragraph((Words(f"{counted(len(view.doubtful), 'doubtful line')}, with the reason for each"),))
        yield from (Item(_line(line)) for line in view.doubtful)
    if view.set_aside:
        summary = f"{counted(len(view.set_aside), 'claim')} set aside, with the reason for each"
        yield Fold(summary, tuple(Item(_aside(each)) for each in view.set_aside))
    if not (view.limits or view.limit_groups or view.doubtful or view.set_aside):
        yield Paragraph((Words("Nothing is known that it could not do."),))


def _limit(limit: LimitView) -> Item:
    where = f"{limit.where}: " if limit.labels else ""
    remedy = f" {limit.remedy}" if limit.remedy else ""
    return Item((Words(f"{where}{limit.message}{remedy}"),))


def _aside(aside: SetAside) -> Runs:
    who = f"{aside.who}: " if aside.who else ""
    given = f" · words given: {aside.quote}" if not aside.diff else f" · differs: {aside.diff}"
    return (Words(f"{aside.label} · {who}{aside.words} · {'; '.join(aside.reasons)}{given}"),)


def _coverage(coverage: Coverage) -> Iterator[Block]:
    yield Heading(2, "Coverage")
    yield Paragraph((Words(coverage.words),))
    for ending in coverage.endings:
        yield Item((Words(f"{ending.words}: {counted(ending.articles, 'article')} ({ending.which})"),))
    yield from (Paragraph((Words(remark),)) for remark in coverage.remarks)
    if coverage.not_asked:
        yield Fold("Every article that was not asked about", (Item((Words(", ".join(coverage.not_asked)),)),))


def _sources(view: View) -> Iterator[Block]:
    header = ("article", "outlet", "published", "how known", "ended", "made by", "claims")
    yield Heading(2, "Sources")
    if not view.sources:
        yield Paragraph((Words("No article was asked about."),))
        return
    yield Table(header, tuple(_source(row) for row in view.sources))


def _source(row: SourceRow) -> tuple[Runs, ...]:
    name = row.label if row.label == row.article_id else f"{row.label} ({row.article_id})"
    title = f": {' '.join(row.title.split())}" if row.title else ""
    cells = (name + title, row.outlet, row.published, row.known, row.ended, row.made_by, ", ".join(row.claims))
    return tuple((Words(cell),) for cell in cells)
