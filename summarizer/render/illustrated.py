"""A story as the page shows it: its place in the page, its pictures, and which of its many lines are folded away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from summarizer.models import EventStatus
from summarizer.render.pictures import Ask, Moment, Picture, demands_picture, timeline_picture
from summarizer.render.view import ActorView, DateRow, StoryView, ThreadView, TopicView
from summarizer.render.wording import counted

__all__ = ["FoldedActor", "IllustratedStory", "folded", "illustrated", "thread_places"]

Numbered = tuple[int, ThreadView]
Kept = TypeVar("Kept", Numbered, "FoldedActor")

MANY_LINES = 6
"""An actor's lines beyond these are folded away."""
MANY_DEMANDS = 10
"""The demands of a story that nobody answered are folded away beyond these."""
MANY_ACTORS = 8
"""The actors of a story beyond these are folded away."""
SPARE = 2
"""Nothing is folded away for so few as these."""
LONG = dt.timedelta(days=366)
"""What is known no better than this is not drawn on a line of days."""


@dataclass(frozen=True)
class FoldedActor:
    """An actor with the topics that are read at once, and those that are folded away with their number of lines."""

    view: ActorView
    topics: tuple[TopicView, ...]
    more: tuple[TopicView, ...]
    more_lines: int


@dataclass(frozen=True)
class IllustratedStory:
    """A story with its id in the page, its two pictures, what they leave out, and its actors with the folds."""

    view: StoryView
    anchor: str
    demands: Picture | None
    timeline: Picture | None
    undrawn: str
    actors: tuple[FoldedActor, ...]
    more_actors: tuple[FoldedActor, ...]

    @property
    def dates(self) -> tuple[tuple[str, str, tuple[DateRow, ...]], ...]:
        """The dated events by their standing: a name for ids, the heading, the rows; empty ones are left out."""
        groups = (
            ("past", "Past", self.view.past),
            ("planned", "Planned", self.view.planned),
            ("alleged", "Alleged", self.view.alleged),
            ("undated", "Without a year, or without a date that could be told", self.view.undated),
        )
        return tuple(group for group in groups if group[2])

    @property
    def talks(self) -> tuple[Numbered, ...]:
        """The demands that somebody answered, each with its number among all of them."""
        return tuple((number, thread) for number, thread in _numbered(self.view) if thread.answers)

    @property
    def unanswered(self) -> tuple[Numbered, ...]:
        """The demands that nobody answered and that are read at once."""
        return _some(tuple(each for each in _numbered(self.view) if not each[1].answers), MANY_DEMANDS)

    @property
    def more_unanswered(self) -> tuple[Numbered, ...]:
        """The demands that nobody answered and that are folded away."""
        unanswered = tuple(each for each in _numbered(self.view) if not each[1].answers)
        return unanswered[len(self.unanswered) :]

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """The sections that the story has: the letter of its id, and its name."""
        view = self.view
        sections = (
            ("t", "Demands and answers", view.demands or view.loose),
            ("a", "Disputed", view.disputes or view.disputed),
            ("p", "Positions", view.actors),
            ("d", "Dates", self.dates),
        )
        return tuple((letter, name) for letter, name, held in sections if held)

    @property
    def new(self) -> bool:
        """Whether the story itself is new; every line of it is then, and need not say so."""
        return self.view.new


def illustrated(stories: Iterable[StoryView], today: dt.date) -> tuple[IllustratedStory, ...]:
    """Every story with its pictures; the first is `story1` in the page."""
    return tuple(_illustrated(story, f"story{number}", today) for number, story in enumerate(stories, start=1))


def thread_places(stories: Iterable[IllustratedStory]) -> Mapping[str, str]:
    """Where in the page a thread stands, by its id."""
    return {
        thread.thread_id: f"{story.anchor}-{letter}{number}"
        for story in stories
        for letter, threads in (("t", story.view.demands), ("a", story.view.disputed))
        for number, thread in enumerate(threads, start=1)
    }


def folded(actor: ActorView) -> FoldedActor:
    """The actor with the first lines to be read at once; topics are not torn apart unless one alone is too long."""
    total = sum(len(topic.lines) for topic in actor.topics)
    if total <= MANY_LINES + SPARE:
        return FoldedActor(actor, actor.topics, (), 0)
    shown, more, room = [], [], MANY_LINES
    for topic in actor.topics:
        if topic.lines[:room]:
            shown.append(TopicView(topic.topic, topic.lines[:room]))
        if topic.lines[room:]:
            more.append(TopicView(topic.topic, topic.lines[room:]))
        room = max(room - len(topic.lines), 0)
    return FoldedActor(actor, tuple(shown), tuple(more), total - MANY_LINES)


def _numbered(story: StoryView) -> Iterator[Numbered]:
    return enumerate(story.demands, start=1)


def _some(all_of_them: tuple[Kept, ...], many: int) -> tuple[Kept, ...]:
    return all_of_them[:many] if len(all_of_them) > many + SPARE else all_of_them


def _illustrated(story: StoryView, anchor: str, today: dt.date) -> IllustratedStory:
    timeline = timeline_picture(tuple(_moments(story, anchor, today)), today, f"{anchor}-days")
    asks = tuple(_ask(thread, f"#{anchor}-t{n}") for n, thread in enumerate(story.demands, start=1))
    actors = tuple(map(folded, story.actors))
    first = _some(actors, MANY_ACTORS)
    return IllustratedStory(
        view=story,
        anchor=anchor,
        demands=demands_picture(asks, f"{anchor}-who"),
        timeline=timeline,
        undrawn=", ".join(_undrawn(story, timeline)) if timeline else "",
        actors=first,
        more_actors=actors[len(first) :],
    )


def _ask(thread: ThreadView, href: str) -> Ask:
    lines = (thread.head, *thread.asks) if thread.head else thread.asks
    line = next((line for line in lines if line.to), lines[0])
    return Ask(
        by=line.by or "nobody named",
        to=line.to or None,
        what=line.words,
        status=thread.status,
        status_words=thread.status_words,
        sources=line.origins,
        href=href,
    )


def _moments(story: StoryView, anchor: str, today: dt.date) -> Iterator[Moment]:
    for name, rows in (("past", story.past), ("planned", story.planned), ("alleged", story.alleged)):
        for number, row in enumerate(rows, start=1):
            if row.earliest and not _vague(row):
                last = max(row.latest or row.earliest, row.earliest)
                status = cast(EventStatus, name)
                when = row.when.replace(f" {today.year}", "")
                yield Moment(row.earliest, last, when, row.line.words, status, f"#{anchor}-{name}{number}")


def _vague(row: DateRow) -> bool:
    return bool(row.earliest and row.latest and row.latest - row.earliest > LONG)


def _undrawn(story: StoryView, timeline: Picture) -> Iterator[str]:
    """What is in the list of dates and not in the picture."""
    vague = sum(map(_vague, (*story.past, *story.planned, *story.alleged)))
    if timeline.left_out:
        yield f"{counted(timeline.left_out, 'event')} further from this day"
    if story.undated:
        yield f"{counted(len(story.undated), 'event')} without a day"
    if vague:
        yield f"{counted(vague, 'event')} known to no better than years"
