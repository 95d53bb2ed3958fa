"""Words what is new since the brief before: changes, answers, new lines, what is open still, over, or told no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from summarizer.models import MergedClaim, Since, actor_of
from summarizer.render.dates import day_words
from summarizer.render.desk import Desk
from summarizer.render.parts import ChangeView, SinceView, ThreadView
from summarizer.render.wording import one_line

__all__ = ["news_of"]

NEW_SHOWN = 10
"""So many new lines are listed at the top; the others are marked where they stand."""
NEW_OF_ONE = 3
"""So many of these lines are of one actor."""


def news_of(since: Since, desk: Desk) -> SinceView:
    """What is new; the answers to demands, and these, are not listed among the new lines again."""
    plan = desk.plan
    changes = tuple(
        ChangeView(change.kind, now, then, one_line(change.why))
        for change in since.changes
        for now, then in (desk.lines((change.claim, change.earlier)),)
    )
    answered = [plan.threads[thread_id] for thread_id in since.answered]
    told = {merged_id for thread in answered for merged_id in (*thread.claims, *thread.responses)}
    shown = {merged_id for story in plan.stories for merged_id in story.story.claims}
    new = [merged_id for merged_id in since.new if merged_id not in told]
    answered_views = tuple(map(desk.thread, answered))
    first = _first(plan.claims[merged_id] for merged_id in new if merged_id in shown)
    entries = [plan.entry(plan.claims[merged_id]) for merged_id in since.passed]
    return SinceView(
        day=day_words(since.day),
        new=tuple(desk.dated(plan.claims[merged_id]) for merged_id in first),
        count=len(since.new),
        more=len(new) - len(first),
        hidden=sum(merged_id not in shown for merged_id in new),
        repeated=len(since.repeated),
        changes=changes,
        answered=answered_views,
        still_open=_threads(since.still_open, desk),
        passed=tuple(desk.date(entry) for entry in entries if entry),
        silent=tuple(one_line(story.title) for story in since.silent if story.told == since.day),
    )


def _threads(thread_ids: Iterable[str], desk: Desk) -> tuple[ThreadView, ...]:
    return tuple(desk.thread(desk.plan.threads[thread_id]) for thread_id in thread_ids)


def _first(claims: Iterable[MergedClaim]) -> list[str]:
    """The new claims to be listed, in the order of the brief: demands first, and nobody alone takes all places."""
    heard: Counter[str] = Counter()
    chosen: list[str] = []
    for claim in sorted(claims, key=lambda claim: claim.kind != "demand"):
        who = claim.actor or actor_of(claim.claim) or ""
        heard[who] += 1
        if heard[who] <= NEW_OF_ONE and len(chosen) < NEW_SHOWN:
            chosen.append(claim.merged_id)
    return chosen
