"""Merges the Summaries of a day into one Brief: one actor once, one remark once, demands with their answers, dates.

Pure and deterministic: the same Summaries in any order give the same Brief. A Summary that comes twice counts once
(the same article id and text); where the two differ, the one that did not fail and holds more claims is used, and a
Limit says so.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from summarizer.merge.actors import resolve_actors
from summarizer.merge.duplicates import fold
from summarizer.merge.entries import distinct, entries_of, repeated
from summarizer.merge.limits import limits
from summarizer.merge.threads import threads
from summarizer.merge.timeline import timeline
from summarizer.models import Brief, Counts, MergedClaim, OutcomeKind, Summary, Thread

__all__ = ["merge_summaries"]


def merge_summaries(summaries: Iterable[Summary], day: dt.date) -> Brief:
    """The brief of `day`: every claim of the Summaries is a source of exactly one of its claims; none is lost."""
    given = tuple(summaries)
    kept = distinct(given)
    actors, names = resolve_actors(kept)
    folded = fold(entries_of(kept, names), names)
    claims = tuple(item.merged for item in folded)
    found = threads(folded, names)
    return Brief(
        day=day,
        counts=_counts(kept, claims, found),
        actors=actors,
        claims=claims,
        threads=found,
        timeline=timeline(claims),
        limits=limits(kept, repeated(given)),
        summaries=kept,
    )


def _counts(summaries: Sequence[Summary], claims: Sequence[MergedClaim], found: Sequence[Thread]) -> Counts:
    """The head's figures: claims are those of the brief, after folding; demands are threads."""
    kinds = Counter(summary.outcome.kind for summary in summaries)
    verdicts = Counter(claim.verdict for claim in claims)
    statuses = Counter(thread.status for thread in found if thread.kind == "demand")
    outlets = [summary.article.outlet for summary in summaries if not summary.outcome.failed]
    return Counts(
        articles=len(summaries),
        ended={kind: kinds[kind] for kind in get_args(OutcomeKind) if kinds[kind]},
        failed=sum(summary.outcome.failed for summary in summaries),
        outlets=len({outlet for outlet in outlets if outlet}),
        articles_without_outlet=sum(not outlet for outlet in outlets),
        supported=verdicts["supported"],
        doubtful=verdicts["doubtful"],
        set_aside=sum(len(summary.set_aside) for summary in summaries),
        demands=sum(statuses.values()),
        demands_open=statuses["open"],
        demands_rejected=statuses["rejected"],
        demands_partly=statuses["partly"],
        demands_answered=statuses["answered"],
    )
