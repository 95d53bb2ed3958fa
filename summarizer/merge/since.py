"""What is new since the brief before: which claims, threads and stories are new, repeated, answered, open, over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from summarizer.merge.entries import Folded, article_key
from summarizer.merge.history import History
from summarizer.models import (
    Change,
    Dispute,
    EarlierClaim,
    Since,
    Story,
    Summary,
    Thread,
)

__all__ = ["CARRIED_DAYS", "earlier_claims", "earlier_summaries", "kept_threads", "since_of"]

CARRIED_DAYS = 30
"""An open demand that no article has told of for more days is no longer carried from brief to brief."""

_OPEN = frozenset({"open", "partly"})


def kept_threads(threads: Iterable[Thread], folded: Sequence[Folded], history: History, day: dt.date) -> list[Thread]:
    """The threads that today's articles tell of, and the demands that are still open; each with its days.

    A thread goes by the id that it had in the brief before, where it holds a claim that was demanded in it there.
    """
    by_id = {item.merged.merged_id: item for item in folded}
    before = _threads_before(history)
    kept: list[Thread] = []
    taken: set[str] = set()
    for thread in threads:
        if _is_kept(thread, by_id, day):
            former = next((before[c] for c in thread.claims if c in before and before[c].thread_id not in taken), None)
            kept.append(_as_before(thread, former, history, day))
            taken.add(kept[-1].thread_id)
    return kept


def _threads_before(history: History) -> dict[str, Thread]:
    """For each claim of the earlier brief the thread that it was demanded or alleged in."""
    threads = history.brief.threads if history.brief else ()
    return {claim: thread for thread in reversed(threads) for claim in thread.claims}


def _is_kept(thread: Thread, by_id: Mapping[str, Folded], day: dt.date) -> bool:
    items = [by_id[merged_id] for merged_id in (*thread.claims, *thread.responses)]
    if any(item.today for item in items):
        return True
    told = max((entry.told for item in items for entry in item.entries if entry.told), default=day)
    return thread.kind == "demand" and thread.status in _OPEN and (day - told).days <= CARRIED_DAYS


def _as_before(thread: Thread, former: Thread | None, history: History, day: dt.date) -> Thread:
    """The thread with its days; with the id, the first day and the earlier status of what it was."""
    if former is None or history.brief is None:
        return thread.model_copy(update={"first_day": day, "status_since": day})
    then = history.brief.day
    asked = [asked_on for asked_on in (former.asked_on, thread.asked_on) if asked_on]
    return thread.model_copy(
        update={
            "thread_id": former.thread_id,
            "asked_on": min(asked, default=None),
            "first_day": former.first_day or then,
            "status_since": (former.status_since or then) if former.status == thread.status else day,
            "before": former.status,
        }
    )


def since_of(
    history: History,
    day: dt.date,
    folded: Sequence[Folded],
    *,
    changes: Sequence[Change],
    threads: Sequence[Thread],
    stories: Sequence[Story],
) -> Since | None:
    """What is new since the brief before; None without one."""
    if history.brief is None:
        return None
    told = [item.merged for item in folded if item.today]
    asked = [thread for thread in threads if thread.kind == "demand"]
    named = {story.story_id for story in stories}
    return Since(
        day=history.brief.day,
        new=tuple(claim.merged_id for claim in told if claim.novelty == "new"),
        repeated=tuple(claim.merged_id for claim in told if claim.novelty == "repeated"),
        changes=tuple(changes),
        answered=tuple(t.thread_id for t in asked if t.before == "open" and t.status != "open"),
        still_open=tuple(t.thread_id for t in asked if t.before and t.status == "open"),
        passed=tuple(_passed(history, folded, day)),
        silent=tuple(story.story_id for story in history.brief.stories if story.story_id not in named),
    )


def _passed(history: History, folded: Sequence[Folded], day: dt.date) -> Iterator[str]:
    """The events of the earlier brief that were ahead on its day, and whose last day lies before today."""
    brief = history.brief
    if brief is None:
        return
    known = {claim.merged_id: item.merged.merged_id for item in folded for claim in history.known(item)}
    for entry in brief.timeline:
        if entry.latest and brief.day <= entry.latest < day and entry.status != "past":
            merged_id = known.get(entry.merged_id)
            if merged_id:
                yield merged_id


def earlier_claims(
    folded: Iterable[Folded], threads: Iterable[Thread], disputes: Iterable[Dispute], since: Since | None
) -> tuple[EarlierClaim, ...]:
    """The claims that only earlier briefs told and that this one still speaks of, in the order of the claims."""
    if since is None:
        return ()
    spoken_of = {merged_id for thread in threads for merged_id in (*thread.claims, *thread.responses)}
    spoken_of.update(merged_id for dispute in disputes for side in dispute.sides for merged_id in side.claims)
    spoken_of.update(change.earlier for change in since.changes)
    spoken_of.update(since.passed)
    return tuple(_earlier(item) for item in folded if not item.today and item.merged.merged_id in spoken_of)


def _earlier(item: Folded) -> EarlierClaim:
    told = max(entry.told for entry in item.entries if entry.told)
    return EarlierClaim(**{**dict(item.merged), "novelty": None}, told=told)


def earlier_summaries(claims: Iterable[EarlierClaim], history: History) -> tuple[Summary, ...]:
    """The Summaries that earlier claims rest on, each with these claims alone; they can be re-checked."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for source in claim.sources:
            wanted[source.article_id].add(source.claim_id)
    trimmed = (_trimmed(summary, wanted.get(summary.article.article_id, set())) for summary in history.summaries)
    return tuple(sorted((summary for summary in trimmed if summary.claims), key=lambda s: article_key(s.article)))


def _trimmed(summary: Summary, claim_ids: Collection[str]) -> Summary:
    claims = tuple(checked for checked in summary.claims if checked.claim_id in claim_ids)
    return summary.model_copy(update={"claims": claims, "set_aside": (), "actors": ()})
