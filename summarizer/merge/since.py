"""What is new since the brief before: which claims, threads and stories are new, repeated, answered, open, over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from summarizer.merge.entries import Folded, article_key
from summarizer.merge.happenings import days_of, moving_word
from summarizer.merge.history import History
from summarizer.merge.stands import stands_of
from summarizer.models import (
    Brief,
    Change,
    Claim,
    DatedEvent,
    Demand,
    Dispute,
    EarlierClaim,
    MergedClaim,
    Position,
    SilentStory,
    Since,
    Story,
    Summary,
    Thread,
)

__all__ = [
    "CARRIED_DAYS",
    "REMEMBERED_DAYS",
    "disputes_as_before",
    "earlier_claims",
    "earlier_summaries",
    "kept_threads",
    "let_go",
    "newly_answered",
    "since_of",
]

CARRIED_DAYS = 30
"""An open demand or an event ahead that no article has told of for more days is no longer carried to the next brief."""
REMEMBERED_DAYS = 7
"""So many days a position or a demand that is not told again is remembered, to see whether it is new or has changed."""
REMEMBERED = 1000
"""So many of them at most, those told last and then those from most independent sources; a brief's JSON has 2 KB of
each, so that the memory of days with many claims is shorter."""

_OPEN = frozenset({"open", "partly"})


def kept_threads(
    threads: Iterable[Thread], folded: Sequence[Folded], history: History, day: dt.date, changes: Iterable[Change] = ()
) -> list[Thread]:
    """The threads that today's articles tell of, and the demands that are still open; each with its days.

    A demand that its own side takes back today is withdrawn, whatever was answered to it.

    A thread goes by the id that it had in the brief before, where it holds a claim that was demanded in it there.
    """
    by_id = {item.merged.merged_id: item for item in folded}
    before = _threads_before(history)
    gone = {change.earlier for change in changes if change.kind == "withdrawn"}
    kept: list[Thread] = []
    taken: set[str] = set()
    for found in threads:
        former = next((before[c] for c in found.claims if c in before and before[c].thread_id not in taken), None)
        withdrawn = found.kind == "demand" and gone.issuperset(found.claims)
        if withdrawn or _is_kept(found, former, by_id, day):
            thread = found.model_copy(update={"status": "withdrawn"}) if withdrawn else found
            kept.append(_as_before(thread, former, history, day))
            taken.add(kept[-1].thread_id)
    return kept


def let_go(history: History, kept: Iterable[Thread], day: dt.date) -> list[Thread]:
    """The demands that were open in the brief before, and that no article has told of for too long to follow them."""
    if history.brief is None:
        return []
    told = {claim.merged_id: claim.told for claim in history.brief.earlier}
    here = {thread.thread_id for thread in kept}
    return [
        thread
        for thread in history.brief.threads
        if thread.kind == "demand" and thread.status in _OPEN and thread.thread_id not in here
        # What an article of that brief told was told on its day.
        if (day - max(told.get(claim, history.brief.day) for claim in thread.claims)).days > CARRIED_DAYS
    ]


def _threads_before(history: History) -> dict[str, Thread]:
    """For each claim of the earlier brief the thread that it was demanded or alleged in."""
    threads = history.brief.threads if history.brief else ()
    return {claim: thread for thread in reversed(threads) for claim in thread.claims}


def _is_kept(thread: Thread, former: Thread | None, by_id: Mapping[str, Folded], day: dt.date) -> bool:
    """Whether today's articles tell of a thread, or it is a demand that was open not long ago."""
    items = [by_id[merged_id] for merged_id in (*thread.claims, *thread.responses)]
    if any(item.today for item in items):
        return True
    told = max((entry.told for item in items for entry in item.entries if entry.told), default=day)
    was_open = former is not None and former.status in _OPEN
    return thread.kind == "demand" and was_open and (day - told).days <= CARRIED_DAYS


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


def disputes_as_before(disputes: Iterable[Dispute], history: History) -> tuple[Dispute, ...]:
    """The disputes, each by the id that it had in the brief before where both of its sides share a claim with it."""
    former = history.brief.disputes if history.brief else ()
    taken: set[str] = set()
    named = []
    for dispute in disputes:
        before = next((f.dispute_id for f in former if f.dispute_id not in taken and _is_same(dispute, f)), None)
        named.append(dispute.model_copy(update={"dispute_id": before}) if before else dispute)
        taken.add(named[-1].dispute_id)
    return tuple(named)


def _is_same(dispute: Dispute, former: Dispute) -> bool:
    held = [set(side.claims) for side in former.sides]
    return dispute.kind == former.kind and all(
        any(claims & {*side.claims} for claims in held) for side in dispute.sides
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
        answered=tuple(thread.thread_id for thread in newly_answered(asked)),
        still_open=tuple(t.thread_id for t in asked if t.before and t.status == "open"),
        passed=tuple(_passed(history, folded, day, changes)),
        silent=tuple(story for story in _silent(history.brief, day) if story.story_id not in named),
    )


def _silent(before: Brief, day: dt.date) -> Iterator[SilentStory]:
    """The stories of the brief before, and those that were silent in it and not for too long."""
    for story in before.stories:
        yield SilentStory(
            story_id=story.story_id,
            title=story.title,
            told=before.day,
            first_day=story.first_day,
            claims=story.claims,
        )
    silent = before.since.silent if before.since else ()
    yield from (story for story in silent if (day - story.told).days <= REMEMBERED_DAYS)


def newly_answered(threads: Iterable[Thread]) -> list[Thread]:
    """The threads that were open in the brief before, and have an answer now."""
    return [t for t in threads if t.before == "open" and t.status not in ("open", "withdrawn")]


def _passed(history: History, folded: Sequence[Folded], day: dt.date, changes: Iterable[Change]) -> Iterator[str]:
    """The events that were ahead in the earlier brief, whose last day is over, and that nobody tells as past.

    What is told as past, or was moved to another day, is a change.
    """
    brief = history.brief
    if brief is None:
        return
    changed = {change.earlier for change in changes}
    known = {claim.merged_id: item.merged.merged_id for item in folded for claim in history.known(item)}
    put_off = _put_off(brief)
    for claim in (*brief.claims, *brief.earlier):
        merged_id = known.get(claim.merged_id)
        if merged_id and merged_id not in changed and claim.merged_id not in put_off and _is_ahead(claim):
            days = days_of(claim)
            if days and brief.day <= days[1] < day:
                yield merged_id


def _is_ahead(claim: MergedClaim) -> bool:
    """Whether a claim is of something to come, or said to come: an event that is not past, a demand's deadline."""
    return not isinstance(claim.claim, DatedEvent) or claim.claim.status != "past"


def _put_off(brief: Brief) -> frozenset[str]:
    """The events whose words name another, later day: "The vote planned for Wednesday was put off until Friday"."""
    last: dict[tuple[str, str], dt.date] = {}
    planned = [(c, days[1]) for c in (*brief.claims, *brief.earlier) if (days := days_of(c)) and moving_word(c.claim)]
    for claim, latest in planned:
        for key in _said_in(claim):
            last[key] = max(latest, last.get(key, latest))
    return frozenset(c.merged_id for c, latest in planned if any(latest < last[key] for key in _said_in(c)))


def _said_in(claim: MergedClaim) -> list[tuple[str, str]]:
    return [(source.article_id, claim.claim.quote) for source in claim.sources]


def earlier_claims(
    folded: Sequence[Folded],
    threads: Iterable[Thread],
    disputes: Iterable[Dispute],
    since: Since | None,
) -> tuple[EarlierClaim, ...]:
    """The claims that only earlier briefs told and that this one still speaks of, in the order of the claims.

    With them those that the briefs to come are held against: what was said within the last days, and what is ahead.
    """
    if since is None:
        return ()
    spoken_of = {merged_id for thread in threads for merged_id in (*thread.claims, *thread.responses)}
    spoken_of.update(merged_id for dispute in disputes for side in dispute.sides for merged_id in side.claims)
    spoken_of.update(change.earlier for change in since.changes)
    spoken_of.update(since.passed)
    spoken_of.update(_remembered(folded, since.day))
    return tuple(_earlier(item) for item in folded if not item.today and item.merged.merged_id in spoken_of)


def _remembered(folded: Iterable[Folded], before: dt.date) -> Iterator[str]:
    """The merged ids of what is not told today, and is needed to know what is new on the days to come.

    Ages are counted on the day of the brief before: what that one told itself is kept however long ago it is.
    """
    said = []
    for item in folded:
        days = days_of(item.merged) if isinstance(item.merged.claim, DatedEvent) else None
        age = (before - _told(item)).days
        if not item.today and days and days[1] >= before and age <= CARRIED_DAYS:
            yield item.merged.merged_id
        elif not item.today and _is_held(item.merged.claim) and age <= REMEMBERED_DAYS:
            said.append((age, -item.merged.origins, item.merged.merged_id))
    yield from (merged_id for *_, merged_id in sorted(said)[:REMEMBERED])


def _is_held(claim: Claim) -> bool:
    """Whether a claim can change: a position, a demand, or a response that is for or against something."""
    return isinstance(claim, Position | Demand) or bool(stands_of(claim))


def _told(item: Folded) -> dt.date:
    return max((entry.told for entry in item.entries if entry.told), default=dt.date.max)


def _earlier(item: Folded) -> EarlierClaim:
    return EarlierClaim(**{**dict(item.merged), "novelty": None}, told=_told(item))


def earlier_summaries(claims: Iterable[EarlierClaim], history: History) -> tuple[Summary, ...]:
    """The Summaries that earlier claims rest on, each with these claims alone; they can be re-checked."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for source in claim.sources:
            wanted[source.article_id].add(source.claim_id)
    trimmed = (_trimmed(summary, wanted.get(summary.article.article_id, set())) for summary in history.summaries)
    return tuple(sorted((summary for summary in trimmed if summary.claims), key=lambda s: article_key(s.article)))


def _trimmed(summary: Summary, claim_ids: Collection[str]) -> Summary:
    """A Summary with some of its claims; without the sketch, because copies are looked for among a day's articles."""
    claims = tuple(checked for checked in summary.claims if checked.claim_id in claim_ids)
    article = summary.article.model_copy(update={"sketch": None})
    return summary.model_copy(update={"article": article, "claims": claims, "set_aside": ()})
