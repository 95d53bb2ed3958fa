"""Says at the end of a run what became of it: which articles have no result of their own and why, many in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.models import Summary
from summarizer.text.alike import alike, common

__all__ = ["Endings"]

FEW = 2
"""Up to so many articles that ended alike have a line each."""
NAMED = 3
"""So many of more are named in their line."""


@dataclass(frozen=True, slots=True)
class _Failure:
    article_id: str
    how: str
    why: str
    remedy: str | None


class Endings:
    """How the articles of a run ended, Summary by Summary; none of them is held.

    `nothing`: no article has a result. `left_out`: articles that the same command may yet get one for.
    """

    def __init__(self) -> None:
        self.nothing = True
        self.left_out = 0
        self._failures: list[_Failure] = []
        self._not_mended: list[str] = []
        self._doubtful: dict[str, int] = {}

    def note(self, summary: Summary) -> None:
        """Take note of one article."""
        article_id, outcome = summary.article.article_id, summary.outcome
        self.nothing &= outcome.failed
        self.left_out += outcome.kind in ("not_asked", "http_error")
        failure = _failure(summary)
        if failure:
            self._failures.append(failure)
        self._not_mended += _not_mended(summary)
        doubtful = sum(claim.verdict == "doubtful" for claim in summary.claims)
        if doubtful and summary.policy == "fail":
            self._doubtful[article_id] = doubtful

    def lines(self) -> list[str]:
        """What has to be said: articles that failed or are incomplete, those that another engine answered for, doubts.

        Articles that were not asked about are one line for each reason.
        """
        lines = [*_told_in_groups(self._failures), *self._not_mended]
        if self._doubtful:
            where = ", ".join(f"{count} in {article_id}" for article_id, count in self._doubtful.items())
            lines.append(f"doubtful claims: {sum(self._doubtful.values())}, and the policy is fail: {where}")
        return lines


def _not_mended(summary: Summary) -> list[str]:
    """With the policy `reask`, a line where the claims of an article could not be mended."""
    claims = (*summary.claims, *summary.set_aside)
    failed = [note.message for claim in claims for note in claim.findings if note.code == "reask_failed"]
    return [f"{summary.article.article_id}: not mended: {len(failed)}. {failed[0]}"] if failed else []


def _told_in_groups(found: Sequence[_Failure]) -> Iterator[str]:
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
        kept = instead_of.partition(": ")[2].startswith(("refused", "truncated", "invalid"))
        remedy = f"run again{' with --retry-failed' if kept else ''} to ask {engine}"
        return _Failure(name, f"{how} in place of", instead_of, remedy)
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
