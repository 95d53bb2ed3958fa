"""What stands where in a brief, before any wording: which claims make which section, and in what order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from summarizer.models import Actor, Brief, DatedEvent, MergedClaim, Position, Thread, TimelineEntry

__all__ = ["ActorPositions", "Plan", "TopicPositions", "plan_of"]


@dataclass(frozen=True)
class TopicPositions:
    """What one actor says about one topic, in the brief's order."""

    topic: str
    claims: tuple[MergedClaim, ...]


@dataclass(frozen=True)
class ActorPositions:
    """One actor's positions by topic; `actor` is None where the brief knows the name alone."""

    name: str
    actor: Actor | None
    topics: tuple[TopicPositions, ...]

    @property
    def claims(self) -> tuple[MergedClaim, ...]:
        """All positions, topic by topic."""
        return tuple(claim for topic in self.topics for claim in topic.claims)


@dataclass(frozen=True)
class Plan:
    """The sections of a brief as claims: every claim of the brief stands in at least one of them.

    `loose` are demands and responses that no thread holds; `undated` are events without a day they could be put at.
    """

    claims: Mapping[str, MergedClaim]
    demands: tuple[Thread, ...]
    loose: tuple[MergedClaim, ...]
    disputed: tuple[Thread, ...]
    actors: tuple[ActorPositions, ...]
    dated: tuple[TimelineEntry, ...]
    undated: tuple[TimelineEntry, ...]

    def reading_order(self) -> Iterator[MergedClaim]:
        """Every claim as it is met when the brief is read from the top; a claim in two sections comes twice."""
        yield from self._of_threads(self.demands)
        yield from self.loose
        yield from self._of_threads(self.disputed)
        for actor in self.actors:
            yield from actor.claims
        for entry in (*self.dated, *self.undated):
            yield self.claims[entry.merged_id]

    def _of_threads(self, threads: tuple[Thread, ...]) -> Iterator[MergedClaim]:
        for thread in threads:
            for merged_id in (*thread.claims, *thread.responses):
                yield self.claims[merged_id]


def plan_of(brief: Brief) -> Plan:
    """The plan of a brief: threads as merged, disputes with an answer first, actors by how widely they are heard."""
    claims = {claim.merged_id: claim for claim in brief.claims}
    threaded = {merged_id for thread in brief.threads for merged_id in (*thread.claims, *thread.responses)}
    disputed = [thread for thread in brief.threads if thread.kind == "allegation"]
    timeline = _timeline(brief)
    return Plan(
        claims=claims,
        demands=tuple(thread for thread in brief.threads if thread.kind == "demand"),
        loose=tuple(c for c in brief.claims if c.kind in {"demand", "response"} and c.merged_id not in threaded),
        disputed=tuple(sorted(disputed, key=lambda thread: not thread.responses)),
        actors=_actors(brief),
        dated=tuple(sorted((entry for entry in timeline if entry.earliest), key=_shown_at)),
        undated=tuple(entry for entry in timeline if not entry.earliest),
    )


def _timeline(brief: Brief) -> tuple[TimelineEntry, ...]:
    """The brief's timeline, and after it any dated event that it leaves out."""
    listed = {entry.merged_id for entry in brief.timeline}
    missing = (
        TimelineEntry(merged_id=claim.merged_id, status=claim.claim.status, value=None)
        for claim in brief.claims
        if isinstance(claim.claim, DatedEvent) and claim.merged_id not in listed
    )
    return (*brief.timeline, *missing)


def _shown_at(entry: TimelineEntry) -> str:
    """The day that a reader will see: the value where it is one ("about 8 February" may be the 5th), else the first."""
    exact = re.fullmatch(r"\d{4}-\d\d-\d\d", entry.value or "")
    return exact[0] if exact else str(entry.earliest)


def _actors(brief: Brief) -> tuple[ActorPositions, ...]:
    known = {actor.actor_id: actor for actor in brief.actors}
    grouped: dict[tuple[str, str], list[MergedClaim]] = {}
    for claim in brief.claims:
        if isinstance(claim.claim, Position):
            key = ("id", claim.actor) if claim.actor in known else ("name", claim.claim.actor)
            grouped.setdefault((key[0], str(key[1])), []).append(claim)
    groups = [
        ActorPositions(
            name=known[name].name if by == "id" else name,
            actor=known[name] if by == "id" else None,
            topics=_by_topic(claims),
        )
        for (by, name), claims in grouped.items()
    ]
    return tuple(sorted(groups, key=_prominence))


def _prominence(group: ActorPositions) -> tuple[int, int, str]:
    heard_in = {source.article_id for claim in group.claims for source in claim.sources}
    return (-len(heard_in), -len(group.claims), group.name.casefold())


def _by_topic(claims: list[MergedClaim]) -> tuple[TopicPositions, ...]:
    topics: dict[str, list[MergedClaim]] = {}
    for claim in claims:
        topics.setdefault(_topic(claim).casefold(), []).append(claim)
    return tuple(TopicPositions(_topic(each[0]), tuple(each)) for each in topics.values())


def _topic(claim: MergedClaim) -> str:
    return " ".join(claim.claim.topic.split()) if isinstance(claim.claim, Position) else ""
