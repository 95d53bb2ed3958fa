"""What an earlier brief hands on to the next one: its claims, what they were called, and since when they are told.

The claims of the brief before are merged together with today's, so that one actor, one claim and one thread is the same
on both days. What only the earlier brief told is then let go, but for what today's brief still speaks of (`since`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from summarizer.ids import content_hash
from summarizer.merge.echoes import echoes
from summarizer.merge.entries import ArticleKey, Folded, Names, article_key
from summarizer.merge.speaking import Speaking
from summarizer.models import Brief, EarlierClaim, MergedClaim, Summary

__all__ = ["History", "history_of", "named_as_before"]


@dataclass(frozen=True)
class History:
    """The brief before this one (None without one), and what of it takes part in this merge.

    `summaries` are those whose articles are not among today's; `told` gives for each of their articles the day of the
    brief that told it last; `claims` the merged claim that a claim id was a source of.
    """

    brief: Brief | None = None
    summaries: tuple[Summary, ...] = ()
    told: Mapping[ArticleKey, dt.date] = field(default_factory=dict)
    claims: Mapping[str, MergedClaim] = field(default_factory=dict)

    def known(self, folded: Folded) -> tuple[MergedClaim, ...]:
        """The claims of the earlier brief that a claim of this merge is made of, by merged id."""
        ids = [entry.checked.claim_id for entry in folded.entries]
        found = {self.claims[claim_id].merged_id: self.claims[claim_id] for claim_id in ids if claim_id in self.claims}
        return tuple(found[merged_id] for merged_id in sorted(found))


def history_of(previous: Brief | None, today: Iterable[Summary]) -> History:
    """What of an earlier brief takes part: all that it told itself, and what it carried from those before it.

    What a change had replaced by then is over: who returns to it has changed again.
    """
    if previous is None:
        return History()
    over = {change.earlier for change in previous.since.changes} if previous.since else set()
    carried = (claim for claim in previous.earlier if claim.merged_id not in over)
    claims = {source.claim_id: claim for claim in (*carried, *previous.claims) for source in claim.sources}
    told = {article_key(summary.article): previous.day for summary in previous.summaries}
    summaries = list(previous.summaries)
    for summary in previous.earlier_summaries:
        left = tuple(checked for checked in summary.claims if isinstance(claims.get(checked.claim_id), EarlierClaim))
        days = [claim.told for checked in left if isinstance(claim := claims[checked.claim_id], EarlierClaim)]
        if days and article_key(summary.article) not in told:
            told[article_key(summary.article)] = max(days)
            summaries.append(summary.model_copy(update={"claims": left}))
    taken = {article_key(summary.article) for summary in today}
    ours = tuple(s for s in summaries if article_key(s.article) not in taken and s.claims)
    return History(previous, ours, {key: told[key] for key in map(_key, ours)}, claims)


def _key(summary: Summary) -> ArticleKey:
    return article_key(summary.article)


def named_as_before(folded: Sequence[Folded], history: History, day: dt.date, names: Names) -> tuple[Folded, ...]:
    """The claims with the merged id and the first day that they had in the earlier brief, and with their novelty.

    Where a claim of the earlier brief is two now, the id goes to the one with most of its sources. A claim that an
    earlier one says in other words is repeated too, under an id of its own.
    """
    ids = _ids(folded, history)
    again = echoes(folded, Speaking(folded, names)) if history.brief else {}
    return tuple(_named(item, ids[item.merged.merged_id], again, history, day) for item in folded)


def _named(item: Folded, merged_id: str, again: Mapping[str, Folded], history: History, day: dt.date) -> Folded:
    known = history.known(item) or history.known(again.get(item.merged.merged_id, item))
    before = history.brief
    since = min((claim.since or before.day for claim in known), default=day) if before else day
    novelty = ("repeated" if known else "new") if before else None
    return item.with_(merged_id=merged_id, since=since, novelty=novelty)


def _ids(folded: Sequence[Folded], history: History) -> dict[str, str]:
    """For the id of each claim the one that it goes by: that of the earlier brief, or its own if nobody else has it."""
    shared: Counter[tuple[str, str]] = Counter()
    for item in folded:
        known = (history.claims.get(entry.checked.claim_id) for entry in item.entries)
        shared.update((item.merged.merged_id, claim.merged_id) for claim in known if claim)
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for own, before in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if own not in ids and before not in taken:
            ids[own] = before
            taken.add(before)
    for own in sorted(item.merged.merged_id for item in folded):
        if own not in ids:
            ids[own] = _free(own, taken)
            taken.add(ids[own])
    return ids


def _free(merged_id: str, taken: set[str]) -> str:
    while merged_id in taken:
        merged_id = content_hash("claim", merged_id)[:12]
    return merged_id
