"""Words what is new since the brief before: changes, answers, new lines, what is open still, over, or told no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from summarizer.models import Change, MergedClaim, Response, Since, actor_of
from summarizer.render.dates import day_words, worded
from summarizer.render.desk import Desk
from summarizer.render.parts import ChangeView, SinceView
from summarizer.render.plan import Plan
from summarizer.render.wording import counted, one_line

__all__ = ["news_of"]

NEW_SHOWN = 10
"""So many new lines are listed at the top; the others are marked where they stand."""
NEW_OF_ONE = 3
"""So many of these lines are of one actor."""


def news_of(since: Since, desk: Desk) -> SinceView:
    """What is new; the answers to demands, and these, are not listed among the new lines again.

    A page of chosen stories tells what belongs to these, and counts the rest.
    """
    here = _of_the_page(since, desk.plan)
    plan = desk.plan
    changes = tuple(_change(change, desk) for change in here.changes)
    answered = [plan.threads[thread_id] for thread_id in here.answered]
    told = {merged_id for thread in answered for merged_id in (*thread.claims, *thread.responses)}
    new = [merged_id for merged_id in here.new if merged_id not in told]
    answered_views = tuple(desk.pointer(thread) for thread in answered)
    first = _first(plan.claims[merged_id] for merged_id in new)
    entries = [plan.entry(plan.claims[merged_id]) for merged_id in here.passed]
    return SinceView(
        day=day_words(since.day),
        new=tuple(desk.dated(plan.claims[merged_id]) for merged_id in first),
        count=len(here.new),
        more=len(new) - len(first),
        repeated=len(here.repeated),
        changes=changes,
        answered=answered_views,
        still_open=tuple(desk.pointer(plan.threads[thread_id], answered=False) for thread_id in here.still_open),
        passed=tuple(desk.date(entry) for entry in entries if entry),
        silent=tuple(one_line(story.title) for story in here.silent),
        chosen=bool(plan.beyond),
        elsewhere=_elsewhere(since, here),
    )


def _of_the_page(since: Since, plan: Plan) -> Since:
    """What is new in the stories that the page shows; all of it where it shows every story."""
    if not plan.beyond:
        return since
    threads = {thread_id for story in plan.stories for thread_id in story.story.threads}
    claims = {merged_id for story in plan.stories for merged_id in story.story.claims}
    asked = {merged_id for thread_id in threads for merged_id in plan.threads[thread_id].claims}
    return Since(
        day=since.day,
        new=tuple(each for each in since.new if each in claims),
        repeated=tuple(each for each in since.repeated if each in claims),
        changes=tuple(change for change in since.changes if change.claim in claims),
        answered=tuple(each for each in since.answered if each in threads),
        still_open=tuple(each for each in since.still_open if each in threads),
        passed=tuple(each for each in since.passed if each in claims or each in asked),
    )


def _elsewhere(since: Since, here: Since) -> str:
    """What is new and not shown, counted: "2 new lines, 1 changed, 3 demands still open"."""
    left = {
        name: len(getattr(since, name)) - len(getattr(here, name)) for name in type(since).model_fields if name != "day"
    }
    parts = (
        (left["new"], "new line", "new lines"),
        (left["changes"], "changed", "changed"),
        (left["answered"], "demand newly answered", "demands newly answered"),
        (left["still_open"], "demand without an answer so far", "demands without an answer so far"),
        (left["passed"], "event whose day is over", "events whose day is over"),
        (left["silent"], "story no longer told", "stories no longer told"),
    )
    return ", ".join(counted(number, one, many) for number, one, many in parts if number)


def _change(change: Change, desk: Desk) -> ChangeView:
    """What a line is now and was, without what is to be said beside it: the words that tell stand there."""
    now, then = (replace(line, remarks=()) for line in desk.lines((change.claim, change.earlier)))
    return ChangeView(change.kind, now, then, worded(one_line(change.why)))


def _place(claim: MergedClaim) -> int:
    deferred = isinstance(claim.claim, Response) and claim.claim.kind == "defers"
    return 0 if claim.kind == "demand" else 2 if deferred else 1


def _first(claims: Iterable[MergedClaim]) -> list[str]:
    """The new claims to be listed, in the order of the brief, and nobody alone takes all places.

    Demands come first, and last that somebody does not answer.
    """
    heard: Counter[str] = Counter()
    chosen: list[str] = []
    for claim in sorted(claims, key=_place):
        who = claim.actor or actor_of(claim.claim) or ""
        heard[who] += 1
        if heard[who] <= NEW_OF_ONE and len(chosen) < NEW_SHOWN:
            chosen.append(claim.merged_id)
    return chosen
