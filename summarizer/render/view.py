"""The one view of a brief that every readable format shows: what is new, and then story by story, with footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from summarizer.models import Actor, Article, Brief, CheckedClaim, Limit, Story, actor_of, statement_of
from summarizer.render.coverage import Coverage, SourceRow, cautions_of, coverage_of, judged_pairs, made_by, source_rows
from summarizer.render.dates import day_words, worded
from summarizer.render.desk import Desk, title_of
from summarizer.render.footnotes import Footnote, article_labels, footnotes_of
from summarizer.render.leads import lead_of
from summarizer.render.lines import Line, LineWriter
from summarizer.render.news import news_of
from summarizer.render.parts import (
    ActorView,
    ChangeView,
    DateRow,
    DisputeView,
    SideView,
    SinceView,
    StoryView,
    ThreadView,
    TopicView,
)
from summarizer.render.plan import WHOLE, Page, plan_of
from summarizer.render.wording import LIMITS, counted, headline, listed, one_line, sentence

__all__ = [
    "ActorView",
    "ChangeView",
    "Coverage",
    "DateRow",
    "DisputeView",
    "LimitGroup",
    "LimitView",
    "Line",
    "SetAside",
    "SideView",
    "SinceView",
    "SourceRow",
    "StoryView",
    "ThreadView",
    "TopicView",
    "View",
    "view_of",
]


@dataclass(frozen=True)
class LimitView:
    """Something the brief could not do, with the articles it holds for."""

    labels: tuple[str, ...]
    message: str
    remedy: str | None

    @property
    def where(self) -> str:
        """The articles, the first of them by name; of a number it is said that it is that of each."""
        each = ", each" if len(self.labels) > 1 and self.message[:1].isdigit() else ""
        return listed(self.labels) + each


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
    """A brief in words, section by section, in reading order.

    `beyond` names the stories that the page does not show, one phrase each, and `beyond_figures` counts them.
    """

    day: str
    headline: tuple[str, ...]
    made_by: str
    cautions: tuple[str, ...]
    since: SinceView | None
    stories: tuple[StoryView, ...]
    beyond: tuple[str, ...]
    beyond_figures: str
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


def view_of(brief: Brief, articles: Mapping[str, Article], page: Page = WHOLE) -> View:
    """The view of a brief; `articles` hold the texts by article id, as far as they are at hand.

    Footnotes are numbered as the lines are met, so the parts are worded in the order in which they are read.
    """
    plan = plan_of(brief, page)
    notes = footnotes_of(brief, articles)
    names = {actor.actor_id: (actor.name, *actor.aliases, *_spoken_names(actor)) for actor in brief.actors}
    writer = LineWriter(brief.day, notes, names, judged_pairs(brief))
    desk = Desk(brief.day, brief.since is not None, plan, writer)
    labels = article_labels([summary.article.article_id for summary in brief.summaries])
    limits, groups = _limits(brief.limits, labels)
    leads = [lead_of(story, desk) for story in plan.stories]
    since = news_of(brief.since, desk) if brief.since else None
    stories = tuple(map(desk.story, plan.stories, leads))
    beyond, figures = _beyond(plan.beyond)
    return View(
        day=day_words(brief.day),
        headline=headline(brief.counts, plan.disputed),
        made_by=made_by(brief),
        cautions=(*cautions_of(brief, labels), *_unread(brief, articles)),
        since=since,
        stories=stories,
        beyond=beyond,
        beyond_figures=figures,
        limits=(*limits, *_hidden_doubts(brief, writer)),
        limit_groups=tuple(groups),
        doubtful=tuple(line for merged, line in writer.lines.values() if merged.verdict != "supported"),
        set_aside=tuple(
            _set_aside(checked, labels[summary.article.article_id])
            for summary in brief.summaries
            for checked in summary.set_aside
        ),
        coverage=coverage_of(brief.summaries, labels),
        sources=source_rows(brief.summaries, labels),
        footnotes=notes.all(),
    )


def _spoken_names(actor: Actor) -> tuple[str, ...]:
    """What a line may begin with that stands behind a person's name: the last name, the office with the name."""
    names = actor.name.split()
    if actor.kind != "person" or len(names) < 2:
        return ()
    return (names[-1], *((f"{actor.role} {actor.name}",) if actor.role else ()))


def _hidden_doubts(brief: Brief, writer: LineWriter) -> Iterator[LimitView]:
    doubtful = sum(claim.verdict != "supported" and claim.merged_id not in writer.lines for claim in brief.claims)
    if doubtful:
        stand = "stands" if doubtful == 1 else "stand"
        words = f"{counted(doubtful, 'doubtful line')} {stand} in stories that are not shown."
        yield LimitView((), words, None)


def _unread(brief: Brief, articles: Mapping[str, Article]) -> Iterator[str]:
    """Where no article's text is at hand, that is said once and not for each line."""
    if brief.claims and not articles:
        yield "The articles' texts are not at hand, so no line opens its source; the footnotes have the words."


BEYOND_NAMED = 20
"""So many of the stories that a page does not show are named."""


def _beyond(stories: tuple[Story, ...]) -> tuple[tuple[str, ...], str]:
    """A phrase for each story that is not shown, and their figures: "7 more stories, 143 claims"."""
    if not stories:
        return (), ""
    claims = counted(sum(len(story.claims) for story in stories), "claim")
    named = tuple(
        f"{title_of(story)} ({counted(story.origins, 'source')}, {counted(len(story.claims), 'claim')})"
        for story in stories[:BEYOND_NAMED]
    )
    more = (f"and {len(stories) - BEYOND_NAMED:,} more",) if len(stories) > BEYOND_NAMED else ()
    return (*named, *more), f"{counted(len(stories), 'more story', 'more stories')}, {claims}"


LISTED_BELOW = frozenset({"doubtful", "set-aside"})
"""Limits that count what is listed beside them, line by line with the reasons."""
MANY_LIMITS = 8
"""More limits of one kind than these are folded away under what they have in common."""


def _limits(limits: Iterable[Limit], labels: Mapping[str, str]) -> tuple[list[LimitView], list[LimitGroup]]:
    """The limits to be read one by one, and those that are too many for it, by their kind; each in their order."""
    by_code: dict[str, list[Limit]] = {}
    for limit in limits:
        if limit.code not in LISTED_BELOW:
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
    reasons = tuple(worded(finding.message) for finding in checked.findings if finding.severity != "note")
    return SetAside(
        label=label,
        who=one_line(actor_of(checked.claim) or ""),
        words=one_line(statement_of(checked.claim)),
        quote=one_line(checked.claim.quote),
        diff=checked.location.diff,
        reasons=reasons or ("no reason recorded",),
    )
