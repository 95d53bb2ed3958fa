"""Words the stories of a brief: their threads, disputes, positions and dates, each line with its footnotes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace

from summarizer.models import (
    Actor,
    Dispute,
    EarlierClaim,
    MergedClaim,
    Story,
    Thread,
    TimelineEntry,
    actor_of,
    said_of,
    statement_of,
)
from summarizer.render.dates import date_words, day_in, machine_date, says_all
from summarizer.render.lines import Line, LineWriter, beside_date, standing_phrase, with_date
from summarizer.render.parts import ActorView, DateRow, DisputeView, SideView, StoryView, ThreadView, TopicView
from summarizer.render.plan import ActorPositions, Plan, StoryPlan
from summarizer.render.repeats import folded_lines, joined
from summarizer.render.wording import STATUSES, UNSPOKEN, counted, one_line

__all__ = ["Desk", "title_of"]

MANY_DAYS = 60
"""Beyond these the days that a demand is open are not counted."""


@dataclass(frozen=True)
class Desk:
    """What is needed to word stories: the day, the plan, the writer of lines; `met` are the actors worded already.

    `compared` says that there is an earlier brief, so that something can be new.
    """

    day: dt.date
    compared: bool
    plan: Plan
    writer: LineWriter
    met: set[str] = field(default_factory=set)

    def lines(self, merged_ids: Iterable[str]) -> tuple[Line, ...]:
        """The lines of claims by id."""
        return tuple(self.writer.line(self.plan.claims[merged_id]) for merged_id in merged_ids)

    def named_after(self, thread: Thread, among: Container[str]) -> str | None:
        """The claim that stands for a thread, of those that are `among` the ids; one of today, if there is one.

        It is the one that gives the thread its title, or the first; of an allegation what somebody alleges.
        """
        claims = [merged_id for merged_id in thread.claims if merged_id in among]
        today = [each for each in claims if not isinstance(self.plan.claims[each], EarlierClaim)] or claims
        if alleged := self._alleged(thread, today) or self._alleged(thread, claims):
            return alleged
        named = (each for each in today if self._names(each, thread))
        return next(named, today[0] if today else None)

    def _names(self, merged_id: str, thread: Thread) -> bool:
        return _bare(statement_of(self.plan.claims[merged_id].claim)) == _bare(thread.title)

    def _alleged(self, thread: Thread, among: Iterable[str]) -> str | None:
        """What somebody named alleges, the dated first: an event told to be denied names nobody who holds it."""
        if thread.kind != "allegation":
            return None
        denied = _is_negative(thread.title)
        claims = [self.plan.claims[merged_id] for merged_id in among]
        held = [c for c in claims if actor_of(c.claim) and _is_negative(statement_of(c.claim)) == denied]
        held.sort(key=lambda c: (not self._has_day(c), not self._names(c.merged_id, thread)))
        return held[0].merged_id if held else None

    def _has_day(self, merged: MergedClaim) -> bool:
        entry = self.plan.entry(merged)
        return bool(entry and (entry.earliest or entry.value))

    def dated(self, merged: MergedClaim) -> Line:
        """The line of a claim, with its date where it is an event."""
        places = (self.plan.entry(merged), merged.when)
        dates = (date_words(place.value, place.earliest, place.latest) for place in places if place)
        return with_date(self.writer.line(merged), merged, next(filter(None, dates), None))

    def standing(self, thread: Thread) -> str:
        """How a thread stands, and since when."""
        return " ".join(part for part in (self._status(thread), self._since(thread)) if part)

    def _status(self, thread: Thread) -> str:
        """How a thread stands; a demand that no article speaks of today stood so when it was last told."""
        last = self._told_last(thread) if thread.status == "open" and self._unspoken(thread) else None
        return f"{UNSPOKEN} on {day_in(last, self.day)}" if last else STATUSES[thread.status]

    def _since(self, thread: Thread) -> str:
        """Since when it stands so; of what was last told on the day that it was first told on, that is said already."""
        unspoken = self._unspoken(thread)
        since = _standing_since(thread, self.day, lasting=not unspoken)
        last = self._told_last(thread) if unspoken and thread.status == "open" else None
        return "" if last and since == f"since {day_in(last, self.day)}" else since

    def _unspoken(self, thread: Thread) -> bool:
        """Whether no article of today tells of a thread."""
        told = (self.plan.claims[merged_id] for merged_id in (*thread.claims, *thread.responses))
        return all(isinstance(merged, EarlierClaim) for merged in told)

    def _told_last(self, thread: Thread) -> dt.date | None:
        """The day of the brief that told of a thread last."""
        told = (self.plan.claims[merged_id] for merged_id in (*thread.claims, *thread.responses))
        return max((merged.told for merged in told if isinstance(merged, EarlierClaim)), default=None)

    def story(self, plan: StoryPlan, lead: tuple[Line, ...]) -> StoryView:
        """A story in its sections, from the top."""
        story = plan.story
        return StoryView(
            story_id=story.story_id,
            title=title_of(story),
            figures=_figures(story),
            state=", ".join(_state(plan)),
            watched=tuple(map(one_line, story.watched)),
            first_day=_since(story.first_day, self.day),
            new=self.compared and story.first_day == self.day,
            lead=lead,
            demands=tuple(map(self.thread, plan.demands)),
            loose=tuple(map(self.writer.line, plan.loose)),
            disputed=tuple(map(self.thread, plan.disputed)),
            disputes=tuple(map(self.dispute, plan.disputes)),
            actors=tuple(map(self.actor, plan.actors)),
            past=self._rows(plan.past, plan),
            planned=self._rows(plan.planned, plan),
            alleged=self._rows(plan.alleged, plan),
            undated=self._rows(plan.undated, plan),
        )

    def thread(self, thread: Thread) -> ThreadView:
        """A demand or allegation with its answers."""
        named = self.named_after(thread, thread.claims)
        own_words = named and (len(thread.claims) == 1 or thread.kind == "allegation" or self._names(named, thread))
        first = [named] if named and own_words else []
        claims = [self.plan.claims[each] for each in dict.fromkeys((*first, *thread.claims))]
        asks = folded_lines(map(self.dated, claims))
        head = asks[0] if first else None
        return replace(
            self._bare_thread(thread), head=head, asks=asks[len(first) :], answers=self.lines(thread.responses)
        )

    def pointer(self, thread: Thread, *, answered: bool = True) -> ThreadView:
        """A thread in one line, and the answers that are new: in full it stands in its story, if one holds it."""
        named = self.named_after(thread, thread.claims)
        new = [each for each in thread.responses if self._is_of_today(each)] or list(thread.responses)
        head = self.dated(self.plan.claims[named]) if named else None
        if head and self._unspoken(thread) and thread.status == "open":
            head = replace(head, told=None)  # how it stands says it
        return replace(self._bare_thread(thread), head=head, answers=self.lines(new) if answered else ())

    def _is_of_today(self, merged_id: str) -> bool:
        merged = self.plan.claims[merged_id]
        return not isinstance(merged, EarlierClaim) and merged.novelty != "repeated"

    def _bare_thread(self, thread: Thread) -> ThreadView:
        return ThreadView(
            thread_id=thread.thread_id,
            title=one_line(thread.title).rstrip("."),
            status=thread.status,
            status_words=self._status(thread),
            since=self._since(thread),
            before=f"was {STATUSES[thread.before]}" if thread.before and thread.before != thread.status else "",
            new=self.compared and thread.first_day == self.day and not self._is_told_before(thread),
            head=None,
            asks=(),
            answers=(),
        )

    def _is_told_before(self, thread: Thread) -> bool:
        """Whether an earlier brief told all that is demanded or alleged in a thread."""
        return all(isinstance(self.plan.claims[merged_id], EarlierClaim) for merged_id in thread.claims)

    def dispute(self, dispute: Dispute) -> DisputeView:
        """A dispute, side by side."""
        return DisputeView(
            dispute_id=dispute.dispute_id,
            title=_begun(one_line(dispute.title).rstrip(".")),
            kind=dispute.kind,
            why=one_line(dispute.why),
            sides=tuple(
                SideView(one_line(side.holds), tuple(map(_without_stance, self.lines(side.claims))))
                for side in dispute.sides
            ),
        )

    def actor(self, group: ActorPositions) -> ActorView:
        """An actor's positions; the other names where the actor is met first."""
        actor = group.actor
        first = actor is not None and actor.actor_id not in self.met
        if actor:
            self.met.add(actor.actor_id)
        told = (*group.claims, *group.above)
        return ActorView(
            name=one_line(group.name),
            role=one_line(actor.role) if actor and actor.role else None,
            aliases=_other_names(actor) if actor and first else (),
            articles=len({source.article_id for claim in told for source in claim.sources}),
            topics=tuple(
                TopicView(
                    "" if _repeats(topic.topic, topic.claims) else topic.topic,
                    tuple(map(self.writer.line, topic.claims)),
                )
                for topic in group.topics
            ),
            above=tuple(note for claim in group.above for note in self.writer.line(claim).notes[:1]),
        )

    def _rows(self, entries: Iterable[TimelineEntry], plan: StoryPlan) -> tuple[DateRow, ...]:
        """Dated events as rows; the two ends of a stretch of days are two events that say the same, and one row."""
        rows: dict[object, DateRow] = {}
        for entry in entries:
            row = self.date(entry, plan)
            stretch = entry.value is None and entry.earliest is not None
            same = (_bare(row.line.words), row.earliest, row.latest) if stretch else entry.merged_id
            rows[same] = replace(rows[same], line=joined(rows[same].line, row.line)) if same in rows else row
        return tuple(rows.values())

    def date(self, entry: TimelineEntry, plan: StoryPlan | None = None) -> DateRow:
        """A dated event; in its story also whether it is disputed, and whether the day of a planned one is over."""
        merged = self.plan.claims[entry.merged_id]
        line = self.writer.line(merged)
        when = date_words(entry.value, entry.earliest, entry.latest)
        phrase = standing_phrase(merged, line.notes)
        threads = plan.disputed if plan else ()
        answers = {STATUSES[t.status] for t in threads if entry.merged_id in t.claims and t.status != "open"}
        over = plan is not None and entry.status == "planned" and entry.latest is not None and entry.latest < self.day
        return DateRow(
            when=when or "no date",
            machine=machine_date(entry.value, entry.earliest, entry.latest),
            phrase=None if phrase and when and says_all(phrase, when) else phrase,
            line=beside_date(line),
            status=entry.status,
            standing=(*sorted(answers), *(["the day is over"] if over else [])),
            ahead=bool(entry.earliest and entry.earliest > self.day),
            earliest=entry.earliest,
            latest=entry.latest,
        )


UNTOLD = "Lines of no story"
"""The title of what no story holds."""


def title_of(story: Story) -> str:
    """The story's title in one line."""
    return one_line(story.title) or ("The day" if story.story_id else UNTOLD)


def _begun(words: str) -> str:
    """The words as they begin a heading."""
    return words[:1].upper() + words[1:]


def _other_names(actor: Actor) -> tuple[str, ...]:
    """The other names of an actor, without those that stand there anyway."""
    shown = {actor.name.casefold(), (actor.role or "").casefold()}
    return tuple(one_line(alias) for alias in actor.aliases if alias.casefold() not in shown)


def _since(first: dt.date | None, today: dt.date) -> str | None:
    return f"since {day_in(first, today)}" if first and first < today else None


def _standing_since(thread: Thread, day: dt.date, *, lasting: bool = True) -> str:
    """Since when a thread is known to stand so; nothing for one of today.

    An open demand counts from the day that an article first told of it: "for 2 days, since 14 February"; any other from
    its first brief: "since 14 February". Without `lasting` it is not said that it still stands so.
    """
    known = [each for each in (thread.asked_on, thread.status_since) if each]
    first = min(known, default=day) if thread.status == "open" else thread.status_since or day
    days = (day - first).days
    for_days = f"for {counted(days, 'day')}, " if lasting and thread.status == "open" and days <= MANY_DAYS else ""
    return f"{for_days}since {day_in(first, day)}" if days > 0 else ""


def _figures(story: Story) -> str:
    articles = counted(len(story.articles), "article")
    independent = f", {counted(story.origins, 'independent source')}" if story.origins < len(story.articles) else ""
    return articles + independent


def _state(plan: StoryPlan) -> Iterator[str]:
    """What of a story is open and what is disputed: "2 demands open", "1 rejected", "1 matter disputed"."""
    demands = [thread.status for thread in plan.demands]
    noun = True
    for status, words in STATUSES.items():
        if number := demands.count(status):
            yield f"{counted(number, 'demand')} {words}" if noun else f"{number:,} {words}"
            noun = False
    if disputed := len(plan.disputed) + len(plan.disputes):
        yield f"{counted(disputed, 'matter')} disputed"


_NEGATIVE = re.compile(
    r"\b(?:not|no|never|nothing|nobody|none|neither|nor|den(?:y|ies|ied|ying))\b|n['’]t\b", re.IGNORECASE
)


def _is_negative(words: str) -> bool:
    """Whether the words say that something is not so."""
    return bool(_NEGATIVE.search(words))


def _without_stance(line: Line) -> Line:
    """The line as it stands on its side of a dispute, which says the stance already."""
    return replace(line, remarks=tuple(each for each in line.remarks if not each.startswith("stance: ")))


def _bare(words: str) -> str:
    return one_line(words).rstrip(".").casefold()


def _repeats(topic: str, claims: tuple[MergedClaim, ...]) -> bool:
    """Whether the words of the topic stand in each of its lines anyway."""
    return all(topic.casefold() in one_line(said_of(claim.claim)).casefold() for claim in claims)
