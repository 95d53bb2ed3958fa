"""Words the stories of a brief: their threads, disputes, positions and dates, each line with its footnotes."""

from __future__ import annotations

import datetime as dt
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
    said_of,
    statement_of,
)
from summarizer.render.dates import date_words, day_in, machine_date, says_all
from summarizer.render.lines import Line, LineWriter, beside_date, standing_phrase, with_date
from summarizer.render.parts import ActorView, DateRow, DisputeView, SideView, StoryView, ThreadView, TopicView
from summarizer.render.plan import ActorPositions, Plan, StoryPlan
from summarizer.render.wording import STATUSES, UNSPOKEN, counted, one_line

__all__ = ["Desk", "title_of"]

LEADS = 5
"""So many lines at most tell what a brief of one story is about; where there are several stories, one line each."""
LEADING_DEMANDS = 2
"""So many of these lines are demands at most."""


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

    def lead(self, plan: StoryPlan) -> tuple[Line, ...]:
        """What the story is about: its first demands, what is disputed in it, and what counts most beside these.

        How a demand stands is its first remark: "open for 2 days, since 14 February".
        """
        told = dict.fromkeys(plan.story.claims)
        asked = [(self.named_after(t, told), t) for t in (*plan.demands, *plan.disputed)]
        of_today = [(merged_id, thread) for merged_id, thread in asked if merged_id]
        demands = [(merged_id, thread) for merged_id, thread in of_today if thread.kind == "demand"]
        disputed = [(merged_id, thread) for merged_id, thread in of_today if thread.kind == "allegation"]
        leading = (*demands[:LEADING_DEMANDS], *disputed[:1])
        standing = {merged_id: self._stands(thread) for merged_id, thread in leading}
        first = [merged_id for merged_id in told if merged_id not in standing]
        ahead = [entry.merged_id for entry in plan.planned if entry.earliest and entry.earliest > self.day]
        chosen = dict.fromkeys((*standing, *first[: LEADS - len(standing)], *ahead[:1]))
        shown = map(self.plan.claims.__getitem__, list(chosen)[: LEADS if len(self.plan.stories) == 1 else 1])
        return tuple(self._leading(merged, standing.get(merged.merged_id)) for merged in shown)

    def named_after(self, thread: Thread, among: Container[str]) -> str | None:
        """The claim that gives a thread its title, or its first, of those that are `among` the ids."""
        claims = [merged_id for merged_id in thread.claims if merged_id in among]
        title = _bare(thread.title)
        named = (each for each in claims if _bare(statement_of(self.plan.claims[each].claim)) == title)
        return next(named, claims[0] if claims else None)

    def _leading(self, merged: MergedClaim, standing: str | None) -> Line:
        line = self.dated(merged)
        return replace(line, remarks=(standing, *line.remarks)) if standing else line

    def dated(self, merged: MergedClaim) -> Line:
        """The line of a claim, with its date where it is an event."""
        places = (self.plan.entry(merged), merged.when)
        dates = (date_words(place.value, place.earliest, place.latest) for place in places if place)
        return with_date(self.writer.line(merged), merged, next(filter(None, dates), None))

    def _stands(self, thread: Thread) -> str:
        return " ".join(part for part in (self._status(thread), self._since(thread)) if part)

    def _status(self, thread: Thread) -> str:
        """How a thread stands; a demand that no article speaks of today stood so when it was last told."""
        return UNSPOKEN if thread.status == "open" and self._unspoken(thread) else STATUSES[thread.status]

    def _since(self, thread: Thread) -> str:
        return _standing_since(thread, self.day, lasting=not self._unspoken(thread))

    def _unspoken(self, thread: Thread) -> bool:
        """Whether no article of today tells of a thread."""
        told = (self.plan.claims[merged_id] for merged_id in (*thread.claims, *thread.responses))
        return all(isinstance(merged, EarlierClaim) for merged in told)

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
            past=tuple(self.date(entry, plan) for entry in plan.past),
            planned=tuple(self.date(entry, plan) for entry in plan.planned),
            alleged=tuple(self.date(entry, plan) for entry in plan.alleged),
            undated=tuple(self.date(entry, plan) for entry in plan.undated),
        )

    def thread(self, thread: Thread) -> ThreadView:
        """A demand or allegation with its answers."""
        asks = tuple(map(self.dated, map(self.plan.claims.__getitem__, thread.claims)))
        title, named = one_line(thread.title).rstrip("."), self.named_after(thread, thread.claims)
        stands = named and (len(asks) == 1 or _bare(statement_of(self.plan.claims[named].claim)) == _bare(title))
        head = next((line for line in asks if stands and line.merged_id == named), None)
        return ThreadView(
            thread_id=thread.thread_id,
            title=title,
            status=thread.status,
            status_words=self._status(thread),
            since=self._since(thread),
            before=f"was {STATUSES[thread.before]}" if thread.before and thread.before != thread.status else "",
            new=self.compared and thread.first_day == self.day,
            head=head,
            asks=tuple(line for line in asks if line is not head),
            answers=self.lines(thread.responses),
        )

    def dispute(self, dispute: Dispute) -> DisputeView:
        """A dispute, side by side."""
        return DisputeView(
            dispute_id=dispute.dispute_id,
            title=one_line(dispute.title).rstrip("."),
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
    for_days = f"for {counted(days, 'day')}, " if lasting and thread.status == "open" else ""
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


def _without_stance(line: Line) -> Line:
    """The line as it stands on its side of a dispute, which says the stance already."""
    return replace(line, remarks=tuple(each for each in line.remarks if not each.startswith("stance: ")))


def _bare(words: str) -> str:
    return one_line(words).rstrip(".").casefold()


def _repeats(topic: str, claims: tuple[MergedClaim, ...]) -> bool:
    """Whether the words of the topic stand in each of its lines anyway."""
    return all(topic.casefold() in one_line(said_of(claim.claim)).casefold() for claim in claims)
