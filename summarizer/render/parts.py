"""The parts that a view of a brief is made of, in words: threads, disputes, actors, dates, stories, what is new."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from summarizer.models import ChangeKind, DisputeKind, ThreadStatus
from summarizer.render.footnotes import Footnote
from summarizer.render.lines import Line
from summarizer.render.wording import STATUSES, counted

__all__ = [
    "ActorView",
    "ChangeView",
    "DateRow",
    "DisputeView",
    "SideView",
    "SinceView",
    "StoryView",
    "ThreadView",
    "TopicView",
]


@dataclass(frozen=True)
class ThreadView:
    """A demand or an allegation with what was answered. `head` is the line the thread is named after, if one is.

    `since` says how long it is so ("for 2 days, since 14 February"); `before` what it was in the earlier brief ("was
    open"); `new` that no earlier brief had it. Each is empty or False where there is nothing to say.
    """

    thread_id: str
    title: str
    status: ThreadStatus
    status_words: str
    since: str
    before: str
    new: bool
    head: Line | None
    asks: tuple[Line, ...]
    answers: tuple[Line, ...]

    @property
    def standing(self) -> str:
        """How it stands and since when: "open for 2 days, since 14 February"."""
        glue = " " if self.status_words in STATUSES.values() else ", "
        return glue.join(part for part in (self.status_words, self.since) if part)


@dataclass(frozen=True)
class SideView:
    """One side of a dispute: what it holds, in a word or two, and its lines."""

    holds: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class DisputeView:
    """Opposite claims about one matter, side by side; `why` says what sets them apart."""

    dispute_id: str
    title: str
    kind: DisputeKind
    why: str
    sides: tuple[SideView, ...]


@dataclass(frozen=True)
class TopicView:
    """One actor's lines on one topic; the topic is empty where it would only repeat the line."""

    topic: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ActorView:
    """An actor with the office, the number of the story's articles that tell of a position, and the positions.

    The other names are given once, where the actor comes first; `above` are the footnotes of those positions that stand
    in the story's conversations and disputes already.
    """

    name: str
    role: str | None
    aliases: tuple[str, ...]
    articles: int
    topics: tuple[TopicView, ...]
    above: tuple[Footnote, ...]


@dataclass(frozen=True)
class DateRow:
    """A dated event: the date as far as it is known, the article's phrase where that adds something, its standing.

    `phrase` is only ever words that stand in the article. `earliest` and `latest` are the days it can mean. `ahead`
    says that the event lies after the brief's day; `standing` what is to be added to its status: "rejected", or that
    the day of something planned is over.
    """

    when: str
    machine: str | None
    phrase: str | None
    line: Line
    status: str
    standing: tuple[str, ...]
    ahead: bool
    earliest: dt.date | None = None
    latest: dt.date | None = None

    @property
    def status_words(self) -> str:
        """Past, planned or alleged, and what is to be added: "alleged, rejected"."""
        return ", ".join((self.status, *self.standing))


@dataclass(frozen=True)
class StoryView:
    """One story in its sections, each empty where there is nothing.

    `figures` are "5 articles, 4 independent sources"; `state` "2 demands open, 1 disputed"; `first_day` "since 14
    February" for a story of an earlier brief; `lead` the claims that matter most in it. `loose` are demands and
    responses that no thread holds; `disputed` are allegations that somebody answered; the dates that a day is known
    for stand apart by their standing, each in the order of time.
    """

    story_id: str
    title: str
    figures: str
    state: str
    watched: tuple[str, ...]
    first_day: str | None
    new: bool
    lead: tuple[Line, ...]
    demands: tuple[ThreadView, ...]
    loose: tuple[Line, ...]
    disputed: tuple[ThreadView, ...]
    disputes: tuple[DisputeView, ...]
    actors: tuple[ActorView, ...]
    past: tuple[DateRow, ...]
    planned: tuple[DateRow, ...]
    alleged: tuple[DateRow, ...]
    undated: tuple[DateRow, ...]


@dataclass(frozen=True)
class ChangeView:
    """What is no longer what it was: what it was, what it is now, and the words that tell."""

    kind: ChangeKind
    now: Line
    then: Line
    why: str


@dataclass(frozen=True)
class SinceView:
    """What is new since the earlier brief of `day`: the first of `count` new lines, the answers to demands aside.

    `more` of them are marked in the stories; `repeated` counts the lines told again; `silent` are the stories of that
    brief that today's articles do not tell. All of it is of the stories that the page shows; where it shows some alone
    (`chosen`), `elsewhere` counts the rest.
    """

    day: str
    new: tuple[Line, ...]
    count: int
    more: int
    repeated: int
    changes: tuple[ChangeView, ...]
    answered: tuple[ThreadView, ...]
    still_open: tuple[ThreadView, ...]
    passed: tuple[DateRow, ...]
    silent: tuple[str, ...]
    chosen: bool = False
    elsewhere: str = ""

    @property
    def figures(self) -> str:
        """What is new in a sentence: "12 new lines, 3 changed; 40 are told again." """
        new = counted(self.count, "new line") if self.count else ""
        answered = f"{counted(len(self.answered), 'demand')} newly answered" if self.answered else ""
        parts = [part for part in (new, _changed(len(self.changes)), answered) if part]
        again = f"{self.repeated:,} {'is' if self.repeated == 1 else 'are'} told again" if self.repeated else ""
        words = "; ".join(part for part in (", ".join(parts) or "nothing new", again) if part)
        return f"In the stories that are shown: {words}." if self.chosen else f"{words.capitalize()}."

    @property
    def more_words(self) -> str:
        """How many more lines are new, and where: "and 14 more new lines, marked new below"."""
        return f"and {counted(self.more, 'more new line')}, marked new below" if self.more else ""


def _changed(number: int) -> str:
    return f"{number:,} changed" if number else ""
