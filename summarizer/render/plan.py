"""What stands where in a brief, before any wording: which claims make which section of which story, in what order."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from summarizer.models import (
    Actor,
    Brief,
    DatedEvent,
    Dispute,
    EventStatus,
    MergedClaim,
    Position,
    Story,
    Thread,
    TimelineEntry,
)

__all__ = ["WHOLE", "ActorPositions", "Page", "Plan", "StoryPlan", "TopicPositions", "plan_of"]


@dataclass(frozen=True)
class Page:
    """How much of a brief a page shows: the first `top` stories, or those that the user watches; the rest is counted.

    JSON, JSON lines and CSV hold everything, whatever the page.
    """

    top: int | None = None
    only_watched: bool = False

    def of(self, stories: Sequence[Story]) -> tuple[Story, ...]:
        """The stories that are shown in full, in their order."""
        chosen = [story for story in stories if story.watched or not self.only_watched]
        return tuple(chosen if self.top is None else chosen[: max(self.top, 0)])


WHOLE = Page()
"""Every story in full."""


@dataclass(frozen=True)
class TopicPositions:
    """What one actor says about one topic, in the brief's order."""

    topic: str
    claims: tuple[MergedClaim, ...]


@dataclass(frozen=True)
class ActorPositions:
    """One actor's positions by topic; `actor` is None where the brief knows the name alone.

    `above` are the actor's positions that stand in the conversations and disputes of the story already.
    """

    name: str
    actor: Actor | None
    topics: tuple[TopicPositions, ...]
    above: tuple[MergedClaim, ...] = ()

    @property
    def claims(self) -> tuple[MergedClaim, ...]:
        """The positions that stand here, topic by topic."""
        return tuple(claim for topic in self.topics for claim in topic.claims)


@dataclass(frozen=True)
class StoryPlan:
    """The sections of one story: every claim of it stands in at least one of them.

    `demands` begin with those that somebody answered; `loose` are demands and responses that no thread holds;
    `disputed` are allegations that somebody answered, `disputes` what else is opposed; `past`, `planned` and `alleged`
    have a day, `undated` has none to be put at.
    """

    story: Story
    demands: tuple[Thread, ...]
    loose: tuple[MergedClaim, ...]
    disputed: tuple[Thread, ...]
    disputes: tuple[Dispute, ...]
    actors: tuple[ActorPositions, ...]
    past: tuple[TimelineEntry, ...]
    planned: tuple[TimelineEntry, ...]
    alleged: tuple[TimelineEntry, ...]
    undated: tuple[TimelineEntry, ...]


@dataclass(frozen=True)
class Plan:
    """A brief as claims: `claims`, `threads` by id, the stories that the page shows, and those that it only counts.

    `disputed` counts the matters of the whole brief that are disputed, each once.
    """

    claims: Mapping[str, MergedClaim]
    threads: Mapping[str, Thread]
    timeline: Mapping[str, TimelineEntry]
    stories: tuple[StoryPlan, ...]
    beyond: tuple[Story, ...] = ()
    disputed: int = 0

    def entry(self, merged: MergedClaim) -> TimelineEntry | None:
        """The place in time of a dated event, also of one that an earlier brief told; None for other claims."""
        if not isinstance(merged.claim, DatedEvent):
            return None
        when = merged.when
        return self.timeline.get(merged.merged_id) or TimelineEntry(
            merged_id=merged.merged_id,
            status=merged.claim.status,
            value=when.value if when else None,
            earliest=when.earliest if when else None,
            latest=when.latest if when else None,
        )


def plan_of(brief: Brief, page: Page = WHOLE) -> Plan:
    """The plan of a brief: its stories in their order, and after them whatever no story holds; nothing is left out."""
    claims: dict[str, MergedClaim] = {claim.merged_id: claim for claim in (*brief.earlier, *brief.claims)}
    stories = (*brief.stories, *_rest(brief))
    shown = page.of(stories)
    threads, disputes = _once(_answered(brief.threads), list(brief.disputes))
    shown_ids = {story.story_id for story in shown}
    desk = _Desk(
        claims=claims,
        threads={thread.thread_id: thread for thread in brief.threads},
        disputes={dispute.dispute_id: dispute for dispute in brief.disputes},
        actors={actor.actor_id: actor for actor in brief.actors},
        places={entry.merged_id: (place, entry) for place, entry in enumerate(brief.timeline)},
    )
    return Plan(
        claims=claims,
        threads=desk.threads,
        timeline={entry.merged_id: entry for entry in brief.timeline},
        disputed=len([*threads, *disputes]),
        stories=tuple(map(desk.story, shown)),
        beyond=tuple(story for story in stories if story.story_id not in shown_ids),
    )


def _rest(brief: Brief) -> Iterator[Story]:
    """What no story holds, as a story of its own without a title; it holds everything where there are no stories."""
    held = {merged_id for story in brief.stories for merged_id in story.claims}
    threaded = {thread_id for story in brief.stories for thread_id in story.threads}
    opposed = {dispute_id for story in brief.stories for dispute_id in story.disputes}
    claims = [claim for claim in brief.claims if claim.merged_id not in held]
    today = {claim.merged_id for claim in brief.claims}
    threads = [t for t in brief.threads if t.thread_id not in threaded and today & {*t.claims, *t.responses}]
    disputes = [dispute for dispute in brief.disputes if dispute.dispute_id not in opposed]
    if claims or threads or disputes:
        articles = sorted({source.article_id for claim in claims for source in claim.sources})
        yield Story(
            story_id="" if brief.stories else "day",
            title="",
            articles=tuple(articles),
            origins=len(articles),
            claims=tuple(claim.merged_id for claim in claims),
            threads=tuple(thread.thread_id for thread in threads),
            disputes=tuple(dispute.dispute_id for dispute in disputes),
        )


@dataclass(frozen=True)
class _Desk:
    """What is needed to lay out a story: what the brief holds, by id; timeline entries with their place in it."""

    claims: Mapping[str, MergedClaim]
    threads: Mapping[str, Thread]
    disputes: Mapping[str, Dispute]
    actors: Mapping[str, Actor]
    places: Mapping[str, tuple[int, TimelineEntry]]

    def story(self, story: Story) -> StoryPlan:
        threads = [self.threads[thread_id] for thread_id in story.threads]
        demands = sorted((each for each in threads if each.kind == "demand"), key=lambda each: not each.responses)
        disputed, disputes = _once(_answered(threads), [self.disputes[name] for name in story.disputes])
        told = [self.claims[merged_id] for merged_id in story.claims]
        above = {*_of_threads((*demands, *disputed)), *_of_disputes(disputes)}
        dates = self._dates(told)
        return StoryPlan(
            story=story,
            demands=tuple(demands),
            loose=tuple(c for c in told if c.kind in {"demand", "response"} and c.merged_id not in above),
            disputed=tuple(disputed),
            disputes=tuple(disputes),
            actors=self._actors(told, above),
            **{
                status: tuple(e for e in dates if e.earliest and e.status == status) for status in get_args(EventStatus)
            },
            undated=tuple(entry for entry in dates if not entry.earliest),
        )

    def _dates(self, told: Iterable[MergedClaim]) -> list[TimelineEntry]:
        """The dated events of a story in order of time; what the brief's timeline leaves out comes last."""
        entries = [
            self.places.get(claim.merged_id)
            or (
                len(self.places),
                TimelineEntry(merged_id=claim.merged_id, status=claim.claim.status, value=None),
            )
            for claim in told
            if isinstance(claim.claim, DatedEvent)
        ]
        in_order = [entry for _, entry in sorted(entries, key=lambda placed: placed[0])]
        return sorted(in_order, key=lambda entry: _shown_at(entry) if entry.earliest else "")

    def _actors(self, told: Iterable[MergedClaim], above: Container[str]) -> tuple[ActorPositions, ...]:
        grouped: dict[tuple[bool, str], list[MergedClaim]] = {}
        for claim in told:
            if isinstance(claim.claim, Position):
                by_id = claim.actor in self.actors
                grouped.setdefault((by_id, str(claim.actor if by_id else claim.claim.actor)), []).append(claim)
        groups = [
            ActorPositions(
                name=self.actors[name].name if by_id else name,
                actor=self.actors[name] if by_id else None,
                topics=_by_topic(claim for claim in claims if claim.merged_id not in above),
                above=tuple(claim for claim in claims if claim.merged_id in above),
            )
            for (by_id, name), claims in grouped.items()
        ]
        return tuple(sorted((group for group in groups if group.topics), key=_prominence))


def _answered(threads: Iterable[Thread]) -> list[Thread]:
    """The allegations that somebody answered; the others stand among the positions and dates alone."""
    return [thread for thread in threads if thread.kind == "allegation" and thread.responses]


def _once(threads: list[Thread], disputes: list[Dispute]) -> tuple[list[Thread], list[Dispute]]:
    """The allegations and disputes without those that hold nothing that another one of them does not show."""
    shown = {thread.thread_id: {*thread.claims, *thread.responses} for thread in threads}
    kept = [dispute for dispute in disputes if not _ids(dispute) <= shown.get(dispute.thread_id or "", set())]
    wider = {dispute.thread_id: _ids(dispute) for dispute in kept if dispute.thread_id}
    return [t for t in threads if not shown[t.thread_id] <= wider.get(t.thread_id, set())], kept


def _ids(dispute: Dispute) -> set[str]:
    return {merged_id for side in dispute.sides for merged_id in side.claims}


def _of_threads(threads: Iterable[Thread]) -> Iterator[str]:
    for thread in threads:
        yield from (*thread.claims, *thread.responses)


def _of_disputes(disputes: Iterable[Dispute]) -> Iterator[str]:
    for dispute in disputes:
        for side in dispute.sides:
            yield from side.claims


def _shown_at(entry: TimelineEntry) -> str:
    """The day that a reader will see: the value where it is one ("about 8 February" may be the 5th), else the first."""
    exact = re.fullmatch(r"\d{4}-\d\d-\d\d", entry.value or "")
    return exact[0] if exact else str(entry.earliest)


def _prominence(group: ActorPositions) -> tuple[int, int, str]:
    heard_in = {source.article_id for claim in (*group.claims, *group.above) for source in claim.sources}
    return (-len(heard_in), -len(group.claims), group.name.casefold())


def _by_topic(claims: Iterable[MergedClaim]) -> tuple[TopicPositions, ...]:
    topics: dict[str, list[MergedClaim]] = {}
    for claim in claims:
        topics.setdefault(_topic(claim).casefold(), []).append(claim)
    return tuple(TopicPositions(_topic(each[0]), tuple(each)) for each in topics.values())


def _topic(claim: MergedClaim) -> str:
    return " ".join(claim.claim.topic.split()) if isinstance(claim.claim, Position) else ""
