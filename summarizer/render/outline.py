"""A brief as blocks of words with no markup yet: what Markdown and plain text share, from head to footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.render.blocks import Block, Fold, Heading, Item, Notes, Paragraph, Runs, Strong, Table, Words
from summarizer.render.dates import worded
from summarizer.render.footnotes import Footnote
from summarizer.render.view import (
    ActorView,
    Coverage,
    DateRow,
    DisputeView,
    LimitView,
    Line,
    SetAside,
    SinceView,
    SourceRow,
    StoryView,
    ThreadView,
    TopicView,
    View,
)
from summarizer.render.wording import counted

__all__ = ["outline_of"]


def outline_of(view: View) -> Iterator[Block]:
    """The blocks of a brief in reading order."""
    yield from _head(view)
    yield from _in_short(view)
    if view.since:
        yield from _since(view.since, shown=bool(view.stories or not view.beyond))
    for story in view.stories:
        yield from _story(story)
    if not view.stories and not view.beyond:
        yield Paragraph((Words(view.none("claims were")),))
    if view.beyond:
        yield Heading(2, "Stories that are not shown")
        yield Paragraph((Words(f"{view.beyond_figures}. They are in the JSON, and on a page of all stories."),))
        yield from (Item((Words(each),)) for each in view.beyond)
    yield from _could_not(view)
    yield from _coverage(view.coverage)
    yield from _sources(view)
    if view.footnotes:
        yield Heading(2, "Footnotes")
    yield from (Paragraph((Notes((note.number,)), Words(" " + footnote_words(note)))) for note in view.footnotes)


def quoted(words: str) -> str:
    """Words between quotation marks."""
    return f"“{' '.join(words.split())}”"


def footnote_words(note: Footnote) -> str:
    """A footnote: the article's own words, where they stand, how well they match, and what the checks found."""
    words = quoted(note.words) if note.words else "no words found in the article"
    missing = " (source text not at hand)" if note.missing else ""
    found = "".join(f" · {finding.severity}: {worded(finding.message)}" for finding in note.checked.findings)
    diff = f" · differs: {note.checked.location.diff}" if note.checked.location.diff else ""
    reading = f" · {note.reading}" if note.reading else ""
    return f"{words} — {note.place}, {note.checked.verdict}{missing}{diff}{reading}{found}"


def _head(view: View) -> Iterator[Block]:
    yield Heading(1, f"Brief · {view.day}")
    yield Paragraph((Words(" · ".join(view.headline)),))
    yield from (Paragraph((Words(caution),)) for caution in view.cautions)
    yield Paragraph((Words(f"Made by: {view.made_by}"),))


def _in_short(view: View) -> Iterator[Block]:
    """What the day is about: a line for each story, or the first lines of the only one."""
    if not view.stories:
        return
    yield Heading(2, "In short")
    if len(view.stories) == 1:
        yield from (Item(_line(line)) for line in view.stories[0].lead)
        return
    for story in view.stories:
        figures = "; ".join(part for part in (story.figures, story.state) if part)
        new = " · new" if story.new else ""
        lead = (Words(" · "), *_line(story.lead[0])) if story.lead else ()
        yield Item((Strong(story.title), Words(f" ({figures}){new}"), *lead))


def _since(since: SinceView, *, shown: bool) -> Iterator[Block]:
    yield Heading(2, f"New since {since.day}")
    if shown:
        yield Paragraph((Words(since.figures),))
    if since.changes:
        yield Heading(3, "Changed")
    for change in since.changes:
        now, then = _line(change.now, marked=False), _line(change.then)
        yield Item((Strong(change.kind), _why(change.why), Words(" · "), *now, Words(" · before: "), *then))
    if since.answered:
        yield Heading(3, "Newly answered")
    for thread in since.answered:
        yield Paragraph(_asked(thread, marked=False))
        yield from (Item(_line(line, marked=False)) for line in thread.answers)
    if since.new:
        yield Heading(3, "New")
        yield from (Item(_line(line, marked=False)) for line in since.new)
    if since.more_words:
        yield Paragraph((Words(since.more_words),))
    yield from _standing_over(since)


def _standing_over(since: SinceView) -> Iterator[Block]:
    """What is left of the days before: what is open, over, or told no more; and how much stands elsewhere."""
    if since.still_open:
        yield Heading(3, "Without an answer so far")
        yield from _folded(
            "more demands without an answer",
            [Item(_asked(each, strong=False, marked=False)) for each in since.still_open],
        )
    if since.passed:
        yield Heading(3, "The day is over")
        yield from (Item((Words(f"{row.when}: "), *_line(row.line), _extra(row))) for row in since.passed)
    if since.silent:
        yield Heading(3, "No longer told")
        yield from (Item((Words(title),)) for title in since.silent)
    if since.elsewhere:
        yield Paragraph((Words(f"In stories that are not shown, or in none: {since.elsewhere}."),))


MANY = 8
"""So many items of a list stand open; the others are folded away where a format can."""
SPARE = 2
"""Nothing is folded away for so few as these."""


def _folded(what: str, items: Sequence[Item]) -> Iterator[Block]:
    if len(items) <= MANY + SPARE:
        yield from items
    else:
        yield from items[:MANY]
        yield Fold(f"{len(items) - MANY:,} {what}", tuple(items[MANY:]))


def _why(why: str) -> Words:
    return Words(f" ({why})" if why else "")


def _story(story: StoryView) -> Iterator[Block]:
    yield Heading(2, story.title)
    watched = f"watched: {', '.join(story.watched)}" if story.watched else ""
    age = "new" if story.new else f"told {story.first_day}" if story.first_day else ""
    yield Paragraph((Words(" · ".join(part for part in (story.figures, story.state, age, watched) if part)),))
    marked = not story.new
    yield from _demands(story, marked=marked)
    if story.disputed or story.disputes:
        yield Heading(3, "Disputed")
        for thread in story.disputed:
            yield from _thread(thread, marked=marked)
        for dispute in story.disputes:
            yield from _dispute(dispute, marked=marked)
    if story.actors:
        yield Heading(3, "Positions")
        for actor in story.actors:
            yield from _actor(actor, marked=marked)
    yield from _dates(story, marked=marked)


def _demands(story: StoryView, *, marked: bool) -> Iterator[Block]:
    if story.demands or story.loose:
        yield Heading(3, "Demands and answers")
    for thread in story.demands:
        if thread.answers:
            yield from _thread(thread, marked=marked)
    unanswered = [thread for thread in story.demands if not thread.answers]
    if unanswered:
        yield Paragraph((Words("Not answered in these articles"),))
    for thread in unanswered:
        yield Item(_asked(thread, strong=False, marked=marked, unanswered=True))
        yield from (Item((Words("also · "), *_line(line, marked=marked))) for line in thread.asks)
    if story.loose:
        yield Paragraph((Words("Answers to what is no demand here"),))
        yield from (Item(_line(line, marked=marked)) for line in story.loose)


def _thread(thread: ThreadView, *, marked: bool) -> Iterator[Block]:
    yield Paragraph(_asked(thread, marked=marked))
    yield from (Item((Words("also · "), *_line(line, marked=marked))) for line in thread.asks)
    yield from (Item(_line(line, marked=marked)) for line in thread.answers)


def _asked(thread: ThreadView, *, strong: bool = True, marked: bool = True, unanswered: bool = False) -> Runs:
    """What is demanded or alleged, its line or a title over several, and how it stands."""
    standing = tuple(_standing(thread, marked=marked, unanswered=unanswered))
    if thread.head:
        return _line(thread.head, strong=strong, marked=False, standing=standing)
    title = Strong(thread.title) if strong else Words(thread.title)
    asked = Notes(tuple(note.number for line in thread.asks for note in line.notes[:1]))
    return (title, Words(" "), asked, Words("".join(f" · {part}" for part in standing)))


def _standing(thread: ThreadView, *, marked: bool, unanswered: bool) -> Iterator[str]:
    """How a demand stands, and for how long: "open for 2 days, since 14 February"; "new", "rejected", "was open"."""
    if marked and thread.new:
        yield "new"
    if not (unanswered and thread.status == "open" and not thread.since):
        yield thread.standing
    if thread.before:
        yield thread.before


def _dispute(dispute: DisputeView, *, marked: bool) -> Iterator[Block]:
    yield Paragraph((Strong(dispute.title), Words(f" · {dispute.why}" if dispute.why else "")))
    for side in dispute.sides:
        holds = (Strong(side.holds), Words(" · ")) if side.holds else ()
        yield from (Item((*holds, *_line(line, marked=marked))) for line in side.lines)


def _line(
    line: Line, *, strong: bool = False, named: bool = True, marked: bool = True, standing: tuple[str, ...] = ()
) -> Runs:
    """One claim: who · what they do: the words · how many sources [n] · how it stands · remarks · doubts.

    Without `named` the speaker is left out, for they stand above the line already; without `marked` how new it is.
    """
    verb = line.verb if named or line.verb != "says" else ""
    doing = " · ".join(part for part in (line.who if named else line.reporter, verb) if part)
    words = f"{doing}{_join(line, named=named)}{line.words}" if doing else line.words
    sources = f" · {line.several} " if line.several else " "
    mark = (line.mark,) if line.mark and (marked or line.told) else ()
    after = (*standing, *mark, *line.remarks, *(f"⚠ doubtful: {doubt}" for doubt in line.doubts))
    numbers = tuple(note.number for note in line.notes)
    run = Strong(words) if strong else Words(words)
    return (run, Words(sources), Notes(numbers), Words("".join(f" · {part}" for part in after)))


def _join(line: Line, *, named: bool) -> str:
    """What stands between the speaker and the words: nothing where they are one sentence."""
    if not (line.goes_on and named):
        return ": "
    return ", " if line.reporter else " "


def _actor(actor: ActorView, *, marked: bool) -> Iterator[Block]:
    known_as = f" (also: {', '.join(actor.aliases)})" if actor.aliases else ""
    role = f", {actor.role}" if actor.role else ""
    above = (Words(" · also above: "), Notes(tuple(note.number for note in actor.above))) if actor.above else ()
    yield Paragraph((Strong(actor.name), Words(f"{role}{known_as} · {counted(actor.articles, 'article')}"), *above))
    items = [_on_topic(topic, line, marked=marked) for topic in actor.topics for line in topic.lines]
    yield from _folded(f"more from {actor.name}", items)


def _on_topic(topic: TopicView, line: Line, *, marked: bool) -> Item:
    bare = line.verb == "says" and not line.reporter
    label = (Words(f"On {topic.topic}{': ' if bare else ' · '}"),) if topic.topic else ()
    return Item((*label, *_line(line, named=False, marked=marked)))


def _dates(story: StoryView, *, marked: bool) -> Iterator[Block]:
    groups = (("Past", story.past), ("Planned", story.planned), ("Alleged", story.alleged), (UNDATED, story.undated))
    if any(rows for _, rows in groups):
        yield Heading(3, "Dates")
    for name, rows in groups:
        if rows:
            yield Paragraph((Words(name),))
            yield Table(("date", "event"), tuple(_date(row, name, marked=marked) for row in rows))


UNDATED = "Without a year, or without a date that could be told"


def _date(row: DateRow, group: str, *, marked: bool) -> tuple[Runs, ...]:
    phrase = f" ({quoted(row.phrase)})" if row.phrase else ""
    status = Words(f" · {row.status}" if group == UNDATED else "")
    return ((Words(row.when + phrase),), (*_line(row.line, marked=marked), status, _extra(row)))


def _extra(row: DateRow) -> Words:
    return Words("".join(f" · {part}" for part in row.standing))


def _could_not(view: View) -> Iterator[Block]:
    yield Heading(2, "What this brief could not do")
    yield from map(_limit, view.limits)
    yield from (Fold(group.words, tuple(map(_limit, group.limits))) for group in view.limit_groups)
    if view.doubtful:
        summary = f"{counted(len(view.doubtful), 'doubtful line')}, with the reason for each"
        yield Fold(summary, tuple(Item(_line(line, marked=False)) for line in view.doubtful))
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
