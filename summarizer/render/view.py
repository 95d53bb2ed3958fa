"""The one view of a brief that every format shows: lines, threads, dates and sources in words, with their footnotes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from summarizer.models import (
    Article,
    Brief,
    CheckedClaim,
    Limit,
    MergedClaim,
    Thread,
    TimelineEntry,
    actor_of,
    said_of,
    statement_of,
)
from summarizer.render.coverage import Coverage, SourceRow, cautions_of, coverage_of, made_by, source_rows
from summarizer.render.dates import date_words, day_words, machine_date, says_all
from summarizer.render.footnotes import Footnote, article_labels, footnotes_of
from summarizer.render.lines import Line, LineWriter, beside_date, standing_phrase, with_date
from summarizer.render.plan import ActorPositions, Plan, plan_of
from summarizer.render.wording import LIMITS, STATUSES, counted, headline, listed, one_line, sentence

__all__ = [
    "ActorView",
    "Coverage",
    "DateRow",
    "LimitGroup",
    "LimitView",
    "Line",
    "SetAside",
    "SourceRow",
    "ThreadView",
    "TopicView",
    "View",
    "view_of",
]


@dataclass(frozen=True)
class ThreadView:
    """A demand or an allegation with what was answered. `head` is the line the thread is named after, if one is."""

    title: str
    status: str
    status_words: str
    head: Line | None
    asks: tuple[Line, ...]
    answers: tuple[Line, ...]


@dataclass(frozen=True)
class TopicView:
    """One actor's lines on one topic; the topic is empty where it would only repeat the line."""

    topic: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ActorView:
    """An actor with the other names, the office and the number of articles that name them."""

    name: str
    role: str | None
    aliases: tuple[str, ...]
    articles: int
    topics: tuple[TopicView, ...]


@dataclass(frozen=True)
class DateRow:
    """A dated event: the date as far as it is known, the article's phrase where that adds something, its standing.

    `phrase` is only ever words that stand in the article. `ahead` says that the event lies after the brief's day.
    """

    when: str
    machine: str | None
    phrase: str | None
    line: Line
    status: str
    status_words: str
    ahead: bool


@dataclass(frozen=True)
class LimitView:
    """Something the brief could not do, with the articles it holds for."""

    labels: tuple[str, ...]
    message: str
    remedy: str | None

    @property
    def where(self) -> str:
        """The articles, the first of them by name."""
        return listed(self.labels)


@dataclass(frozen=True)
class LimitGroup:
    """Limits of one kind that are too many to be read one by one, under what they have in common."""

    words: str
    limits: tuple[LimitView, ...]


@dataclass(frozen=True)
class SetAside:
    """A claim that did not survive its checks: never in the brief, never lost."""

    label: str
    who: str
    words: str
    quote: str
    diff: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """A brief in words, section by section, in reading order."""

    day: str
    headline: tuple[str, ...]
    made_by: str
    cautions: tuple[str, ...]
    demands: tuple[ThreadView, ...]
    loose: tuple[Line, ...]
    disputed: tuple[ThreadView, ...]
    actors: tuple[ActorView, ...]
    dated: tuple[DateRow, ...]
    undated: tuple[DateRow, ...]
    limits: tuple[LimitView, ...]
    limit_groups: tuple[LimitGroup, ...]
    doubtful: tuple[Line, ...]
    set_aside: tuple[SetAside, ...]
    coverage: Coverage
    sources: tuple[SourceRow, ...]
    footnotes: tuple[Footnote, ...]

    def none(self, kind: str) -> str:
        """What stands where there is nothing of a kind: "No demands were found.", unless no article has a result."""
        return "No article has a result." if self.coverage.nothing else f"No {kind} found."


def view_of(brief: Brief, articles: Mapping[str, Article]) -> View:
    """The view of a brief; `articles` hold the texts by article id, as far as they are at hand."""
    plan = plan_of(brief)
    notes = footnotes_of(brief, articles, plan.reading_order())
    writer = LineWriter(notes, {actor.actor_id: actor.name for actor in brief.actors})
    desk = _Desk(brief.day, plan, writer)
    labels = article_labels([summary.article.article_id for summary in brief.summaries])
    limits, groups = _limits(brief.limits, labels)
    return View(
        day=day_words(brief.day),
        headline=headline(brief.counts),
        made_by=made_by(brief.summaries),
        cautions=tuple(cautions_of(brief, labels)),
        demands=tuple(desk.thread(thread) for thread in plan.demands),
        loose=tuple(writer.line(claim) for claim in plan.loose),
        disputed=tuple(desk.thread(thread) for thread in plan.disputed),
        actors=tuple(desk.actor(group) for group in plan.actors),
        dated=tuple(desk.date(entry) for entry in plan.dated),
        undated=tuple(desk.date(entry) for entry in plan.undated),
        limits=tuple(limits),
        limit_groups=tuple(groups),
        doubtful=tuple(writer.line(claim) for claim in _once(plan) if claim.verdict != "supported"),
        set_aside=tuple(
            _set_aside(checked, labels[summary.article.article_id])
            for summary in brief.summaries
            for checked in summary.set_aside
        ),
        coverage=coverage_of(brief.summaries, labels),
        sources=source_rows(brief.summaries, labels),
        footnotes=tuple(notes.values()),
    )


def _once(plan: Plan) -> tuple[MergedClaim, ...]:
    return tuple({claim.merged_id: claim for claim in plan.reading_order()}.values())


@dataclass(frozen=True)
class _Desk:
    """What is needed to word threads, actors and dates: the day, the plan and the writer of lines."""

    day: dt.date
    plan: Plan
    writer: LineWriter

    def thread(self, thread: Thread) -> ThreadView:
        asks = tuple(
            with_date(self.writer.line(claim), claim) for claim in map(self.plan.claims.__getitem__, thread.claims)
        )
        named_after = len(asks) == 1 or (bool(asks) and asks[0].words == one_line(thread.title))
        return ThreadView(
            title=one_line(thread.title),
            status=thread.status,
            status_words=STATUSES[thread.status],
            head=asks[0] if named_after else None,
            asks=asks[1:] if named_after else asks,
            answers=tuple(self.writer.line(self.plan.claims[merged_id]) for merged_id in thread.responses),
        )

    def actor(self, group: ActorPositions) -> ActorView:
        actor = group.actor
        return ActorView(
            name=one_line(group.name),
            role=one_line(actor.role) if actor and actor.role else None,
            aliases=tuple(one_line(alias) for alias in actor.aliases if alias != group.name) if actor else (),
            articles=len({source.article_id for claim in group.claims for source in claim.sources}),
            topics=tuple(
                TopicView(
                    "" if _repeats(topic.topic, topic.claims) else topic.topic,
                    tuple(map(self.writer.line, topic.claims)),
                )
                for topic in group.topics
            ),
        )

    def date(self, entry: TimelineEntry) -> DateRow:
        merged = self.plan.claims[entry.merged_id]
        line = self.writer.line(merged)
        when = date_words(entry.value, entry.earliest, entry.latest)
        phrase = standing_phrase(merged, line.notes)
        disputes = {
            STATUSES[t.status] for t in self.plan.disputed if entry.merged_id in t.claims and t.status != "open"
        }
        return DateRow(
            when=when or "no date",
            machine=machine_date(entry.value, entry.earliest, entry.latest),
            phrase=None if phrase and when and says_all(phrase, when) else phrase,
            line=beside_date(line),
            status=entry.status,
            status_words=", ".join((entry.status, *sorted(disputes))),
            ahead=bool(entry.earliest and entry.earliest > self.day),
        )


def _repeats(topic: str, claims: tuple[MergedClaim, ...]) -> bool:
    """Whether the topic stands over one line that says the same words and no more."""
    return len(claims) == 1 and topic.casefold() == one_line(said_of(claims[0].claim)).casefold()


MANY_LIMITS = 8
"""More limits of one kind than these are folded away under what they have in common."""


def _limits(limits: Iterable[Limit], labels: Mapping[str, str]) -> tuple[list[LimitView], list[LimitGroup]]:
    """The limits to be read one by one, and those that are too many for it, by their kind; each in their order."""
    by_code: dict[str, list[Limit]] = {}
    for limit in limits:
        by_code.setdefault(limit.code, []).append(limit)
    shown: list[LimitView] = []
    groups: list[LimitGroup] = []
    for code, of_it in by_code.items():
        views = _alike(of_it, labels)
        alone = [view for view in views if view.labels]
        if len(alone) > MANY_LIMITS and code in LIMITS:
            articles = sum(len(view.labels) for view in alone)
            groups.append(LimitGroup(f"{counted(articles, 'article')}: {LIMITS[code]}", tuple(alone)))
            views = tuple(view for view in views if not view.labels)
        shown.extend(views)
    return shown, groups


def _alike(limits: Iterable[Limit], labels: Mapping[str, str]) -> tuple[LimitView, ...]:
    """The limits in their order, those that differ in the article alone as one."""
    grouped: dict[tuple[str, str | None], list[str]] = {}
    for limit in limits:
        articles = grouped.setdefault((one_line(limit.message), limit.remedy), [])
        if limit.article_id is not None:
            articles.append(labels.get(limit.article_id, limit.article_id))
    return tuple(
        LimitView(tuple(dict.fromkeys(articles)), message, sentence(remedy) if remedy else None)
        for (message, remedy), articles in grouped.items()
    )


def _set_aside(checked: CheckedClaim, label: str) -> SetAside:
    reasons = tuple(finding.message for finding in checked.findings if finding.severity != "note")
    return SetAside(
        label=label,
        who=one_line(actor_of(checked.claim) or ""),
        words=one_line(statement_of(checked.claim)),
        quote=one_line(checked.claim.quote),
        diff=checked.location.diff,
        reasons=reasons or ("no reason recorded",),
    )
