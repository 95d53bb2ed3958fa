"""Chooses the lines that tell in short what a story is about: demands, disputes, what changed, what counts most."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from summarizer.models import MergedClaim, Response, Thread
from summarizer.render.desk import Desk
from summarizer.render.lines import Line
from summarizer.render.plan import StoryPlan

__all__ = ["lead_of"]

LEADS = 5
"""So many lines at most tell what a brief of one story is about; where there are several stories, one line each."""
LEADING_DEMANDS = 2
"""So many of these lines are demands at most."""


def lead_of(plan: StoryPlan, desk: Desk) -> tuple[Line, ...]:
    """What the story is about: its first demands, what is disputed in it, and what counts most beside these.

    What is new or has changed comes first, where there is an earlier brief. How a demand stands is its first remark:
    "open for 2 days, since 14 February".
    """
    told = plan.story.claims
    standing = _leading_threads(plan, desk)
    ahead = [entry.merged_id for entry in plan.planned if entry.earliest and entry.earliest > desk.day]
    moved = {merged_id for merged_id, thread in standing.items() if _is_fresh(thread, desk)}

    def rank(merged_id: str) -> tuple[bool, bool, bool]:
        """What is told again, then what says little, then what is new, come behind what has changed."""
        novelty = "changed" if merged_id in moved else desk.plan.claims[merged_id].novelty
        fresh = novelty in {"new", "changed"} or not desk.compared
        return not fresh, _says_little(merged_id, desk), desk.compared and novelty != "changed"

    first = sorted((each for each in told if each not in standing), key=rank)
    chosen = list(dict.fromkeys((*standing, *first[: LEADS - len(standing)], *ahead[:1])))
    if desk.compared:
        chosen.sort(key=rank)
    shown = map(desk.plan.claims.__getitem__, chosen[: LEADS if len(desk.plan.stories) == 1 else 1])
    return tuple(_leading(merged, standing.get(merged.merged_id), desk) for merged in shown)


def _leading_threads(plan: StoryPlan, desk: Desk) -> dict[str, Thread]:
    """Two demands and an allegation by the claim of today that tells of each, those that changed first."""
    told = frozenset(plan.story.claims)
    pairs = [(_told_of(thread, told, desk), thread) for thread in (*plan.demands, *plan.disputed)]
    of_today = [(merged_id, thread) for merged_id, thread in pairs if merged_id]
    of_today.sort(key=lambda each: (not _is_fresh(each[1], desk), _says_little(each[0], desk)))
    demands = dict.fromkeys(merged_id for merged_id, thread in of_today if thread.kind == "demand")
    disputed = dict.fromkeys(merged_id for merged_id, thread in of_today if thread.kind == "allegation")
    first = dict(reversed(of_today))
    return {each: first[each] for each in (*list(demands)[:LEADING_DEMANDS], *list(disputed)[:1])}


def _told_of(thread: Thread, told: Container[str], desk: Desk) -> str | None:
    """The claim of today that tells of a thread: what is demanded, or the answer that changes how it stands."""
    answers = (each for each in thread.responses if each in told and _is_fresh(thread, desk))
    return desk.named_after(thread, told) or next(answers, None)


def _is_fresh(thread: Thread, desk: Desk) -> bool:
    """Whether a thread stands otherwise than in the earlier brief."""
    return desk.compared and thread.before is not None and thread.before != thread.status


def _says_little(merged_id: str, desk: Desk) -> bool:
    """Whether a claim is no more than that somebody does not answer, or is doubtful."""
    merged = desk.plan.claims[merged_id]
    return merged.verdict != "supported" or (isinstance(merged.claim, Response) and merged.claim.kind == "defers")


def _leading(merged: MergedClaim, thread: Thread | None, desk: Desk) -> Line:
    line = desk.dated(merged)
    asked = thread is not None and merged.merged_id in thread.claims
    return replace(line, remarks=(desk.standing(thread), *line.remarks)) if thread and asked else line
