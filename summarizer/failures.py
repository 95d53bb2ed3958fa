"""Says at the end of a run which articles have no result of their own and why, many that are alike in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.models import Summary
from summarizer.text.alike import alike, common

__all__ = ["failures"]

FEW = 5
"""Up to so many articles that ended alike have a line each."""
NAMED = 3
"""So many of more are named in their line."""


@dataclass(frozen=True, slots=True)
class _Failure:
    article_id: str
    how: str
    why: str
    remedy: str | None


def failures(summaries: Iterable[Summary]) -> Iterator[str]:
    """Lines for the articles that failed or are incomplete, and for those that another engine answered for.

    Those that were not asked about are one line for each reason.
    """
    found = [failure for summary in summaries if (failure := _failure(summary))]
    for group in alike(found, lambda each: each.why, lambda each: (each.how, each.remedy)):
        if len(group) > FEW or (group[0].how == "not_asked" and len(group) > 1):
            yield f"{len(group):,} articles ({_some(group)}): {_told(group)}"
        else:
            yield from (f"{each.article_id}: {_told([each])}" for each in group)


def _failure(summary: Summary) -> _Failure | None:
    name, outcome, instead_of = summary.article.article_id, summary.outcome, summary.provenance.fallback_for
    if instead_of:
        engine = instead_of.partition(":")[0]
        how = "rules answered" if summary.provenance.engine == "embedded" else f"{summary.provenance.engine} answered"
        return _Failure(name, f"{how} in place of", instead_of, f"run again with --retry-failed to ask {engine}")
    if outcome.failed or outcome.kind == "partial":
        return _Failure(name, outcome.kind, outcome.message or "", outcome.remedy)
    return None


def _told(group: Sequence[_Failure]) -> str:
    """How and why: "refused: No. — try another model"; of reasons that differ in figures what they have in common."""
    first = group[0]
    why = common([each.why for each in group]) or first.why
    words = f"{first.how}{' ' if first.how.endswith('of') else ': '}{why}"
    return f"{words} — {first.remedy}" if first.remedy else words


def _some(group: Sequence[_Failure]) -> str:
    named = ", ".join(each.article_id for each in group[:NAMED])
    return f"{named} and {len(group) - NAMED:,} more" if len(group) > NAMED else named
