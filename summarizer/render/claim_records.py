"""A brief as flat records for analysts: one for each checked claim, with all that the brief knows of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from summarizer.models import (
    Actor,
    ArticleRecord,
    Brief,
    CheckedClaim,
    Claim,
    DatedEvent,
    Demand,
    MergedClaim,
    Position,
    Response,
    Story,
    Thread,
    actor_of,
    addressee_of,
    statement_of,
)

__all__ = ["FIELDS", "Cell", "claim_records"]

Cell = str | int | None

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "day": "the day of the brief, ISO 8601",
        "story_id": "the story that the claim is in; empty for a claim set aside",
        "story": "its title",
        "merged_id": "the claim of the brief that this is a source of; empty for a claim set aside",
        "claim_id": "this article's own claim",
        "kind": "position, demand, response or date",
        "verdict": "supported, doubtful, or unsupported: those were set aside and are in no other format's lines",
        "actor_id": "whose claim it is, as the brief knows the actor",
        "actor": "the actor's name in the brief; as the article has it, where the brief knows none",
        "actor_named": "the actor as the article names it",
        "to_id": "whom a demand or response is addressed to",
        "to": "the addressee's name in the brief, or as the article has it",
        "reported_by_id": "who passes the words on",
        "reported_by": "that one's name in the brief, or as the article has it",
        "statement": "the claim in one sentence: what is said, demanded or happens",
        "topic": "what a position is about",
        "stance": "supports, opposes, mixed or none (positions)",
        "act": "what is done with the words: a position's act, a demand's force, a response's kind",
        "condition": "the condition of a position, or the deadline of a demand",
        "answers": "what a response answers, in words",
        "event_status": "past, planned or alleged (dates)",
        "quote": "the article's own words at the span; the words given, where they were not found",
        "article_id": "the article's path or address",
        "outlet": "empty where the text does not name it",
        "published": "ISO 8601; empty where the text does not give it",
        "start": "where the words start in the text, in Unicode code points",
        "end": "where they end, exclusive",
        "match": "verbatim, normalised, altered or absent",
        "when_phrase": "the words that say when",
        "when_value": "their date as TIMEX3 (2022-02-16, XXXX-02-16 …)",
        "when_earliest": "the first day they can mean, ISO 8601",
        "when_latest": "the last day they can mean",
        "thread_id": "the demands and allegations that the claim belongs to, with a space between two",
        "thread_role": "asks or answers, for each of them",
        "thread_status": "open, answered, partly, rejected or withdrawn, for each of them",
        "dispute_id": "the disputes that it takes a side in, with a space between two",
        "sources": "the articles that tell the claim of the brief",
        "origins": "how many of these are independent",
        "novelty": "new, repeated or changed since the brief before; empty where there was none",
        "since": "the day of the first brief that told it",
        "score": "what the brief is ordered by",
        "findings": "the codes of what the checks found, with a space between two",
    }
)
"""The fields in their order, with what they mean; the order and the names stay."""


def claim_records(brief: Brief) -> Iterator[dict[str, Cell]]:
    """A record for each source of each claim, in the order of the brief; then what was set aside, by article.

    Claims of earlier days have their records in the briefs of those days.
    """
    desk = _desk(brief)
    for merged in brief.claims:
        for source in merged.sources:
            article, checked = desk.checked[source.article_id, source.claim_id]
            yield desk.record(article, checked, merged)
    for summary in brief.summaries:
        for checked in summary.set_aside:
            yield desk.record(summary.article, checked, None)


@dataclass(frozen=True)
class _Desk:
    """What a brief knows of its claims, by id; threads and disputes by the claims in them."""

    day: dt.date
    actors: Mapping[str, Actor]
    checked: Mapping[tuple[str, str], tuple[ArticleRecord, CheckedClaim]]
    stories: Mapping[str, Story]
    threads: Mapping[str, list[tuple[Thread, str]]] = field(default_factory=dict)
    disputes: Mapping[str, list[str]] = field(default_factory=dict)

    def record(self, article: ArticleRecord, checked: CheckedClaim, merged: MergedClaim | None) -> dict[str, Cell]:
        """All fields, empty where there is nothing to say."""
        filled = {
            "day": self.day.isoformat(),
            **self._known(checked.claim, merged),
            **_claim_cells(checked),
            **_place_cells(article, checked),
            **self._standing(merged),
            "findings": " ".join(finding.code for finding in checked.findings) or None,
        }
        return {name: filled.get(name) for name in FIELDS}

    def _known(self, claim: Claim, merged: MergedClaim | None) -> dict[str, Cell]:
        cells: dict[str, Cell] = {"actor_named": actor_of(claim)}
        named = {"actor": actor_of(claim), "to": addressee_of(claim), "reported_by": claim.reported_by}
        for role, name in named.items():
            actor = self.actors.get(getattr(merged, role, None) or "")
            cells |= {f"{role}_id": actor.actor_id if actor else None, role: actor.name if actor else name}
        return cells

    def _standing(self, merged: MergedClaim | None) -> dict[str, Cell]:
        """What the brief says of the claim as a whole: its story, threads and disputes, its sources, its age."""
        if merged is None:
            return {}
        story = self.stories.get(merged.merged_id)
        threads = self.threads.get(merged.merged_id, [])
        return {
            "merged_id": merged.merged_id,
            "story_id": story.story_id if story else None,
            "story": story.title if story else None,
            "thread_id": " ".join(thread.thread_id for thread, _ in threads) or None,
            "thread_role": " ".join(role for _, role in threads) or None,
            "thread_status": " ".join(thread.status for thread, _ in threads) or None,
            "dispute_id": " ".join(self.disputes.get(merged.merged_id, [])) or None,
            "sources": len({source.article_id for source in merged.sources}),
            "origins": merged.origins,
            "novelty": merged.novelty,
            "since": _iso(merged.since),
            "score": merged.score,
        }


def _desk(brief: Brief) -> _Desk:
    checked = {
        (summary.article.article_id, claim.claim_id): (summary.article, claim)
        for summary in brief.summaries
        for claim in summary.claims
    }
    threads: dict[str, list[tuple[Thread, str]]] = {}
    for thread in brief.threads:
        for role, merged_ids in (("asks", thread.claims), ("answers", thread.responses)):
            for merged_id in merged_ids:
                threads.setdefault(merged_id, []).append((thread, role))
    disputes: dict[str, list[str]] = {}
    for dispute in brief.disputes:
        for merged_id in dict.fromkeys(merged_id for side in dispute.sides for merged_id in side.claims):
            disputes.setdefault(merged_id, []).append(dispute.dispute_id)
    return _Desk(
        day=brief.day,
        actors={actor.actor_id: actor for actor in brief.actors},
        checked=checked,
        stories={merged_id: story for story in brief.stories for merged_id in story.claims},
        threads=threads,
        disputes=disputes,
    )


def _claim_cells(checked: CheckedClaim) -> dict[str, Cell]:
    claim, when = checked.claim, checked.when
    cells: dict[str, Cell] = {
        "claim_id": checked.claim_id,
        "kind": checked.kind,
        "verdict": checked.verdict,
        "statement": statement_of(claim),
        "when_phrase": when.text if when else None,
        "when_value": when.value if when else None,
        "when_earliest": _iso(when.earliest if when else None),
        "when_latest": _iso(when.latest if when else None),
    }
    match claim:
        case Position():
            return {
                **cells,
                "topic": claim.topic,
                "stance": claim.stance,
                "act": claim.act,
                "condition": claim.condition,
            }
        case Demand():
            return {**cells, "act": claim.force, "condition": claim.deadline}
        case Response():
            return {**cells, "act": claim.kind, "answers": claim.answers}
        case DatedEvent():
            read = {} if when else {"when_phrase": claim.phrase, "when_value": claim.value}
            return {**cells, **read, "event_status": claim.status}


def _place_cells(article: ArticleRecord, checked: CheckedClaim) -> dict[str, Cell]:
    location = checked.location
    return {
        "quote": location.words or checked.claim.quote,
        "article_id": article.article_id,
        "outlet": article.outlet,
        "published": _iso(article.published),
        "start": location.start,
        "end": location.end,
        "match": location.match,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
