"""How far a brief covers what came in: how the articles ended, who answered for them, and a row for each source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from summarizer.models import Brief, ClaimJudgement, Outcome, OutcomeKind, Summary
from summarizer.render.dates import day_words
from summarizer.render.footnotes import web_address
from summarizer.render.wording import LEVELS, OUTCOMES, counted, engine_name, listed, maker, one_line, stood_in_for

__all__ = [
    "Coverage",
    "Ending",
    "SourceRow",
    "cautions_of",
    "coverage_of",
    "judged_pairs",
    "made_by",
    "source_rows",
]


@dataclass(frozen=True)
class Ending:
    """How some of the articles ended, in words, and the first of them by name."""

    articles: int
    words: str
    which: str
    failed: bool


@dataclass(frozen=True)
class Coverage:
    """How the articles ended: in short ("20 of 500"), in a sentence, and one by one where not all are complete.

    `remarks` say which articles another engine answered for, or were asked about in parts; `not_asked` names those
    that were not asked about; `nothing` says that there were articles, and none has a result.
    """

    figures: str
    words: str
    endings: tuple[Ending, ...]
    remarks: tuple[str, ...]
    not_asked: tuple[str, ...]
    nothing: bool


@dataclass(frozen=True)
class SourceRow:
    """One article: where it comes from, how its date is known, how it ended and what came of it."""

    label: str
    article_id: str
    address: str | None
    title: str | None
    outlet: str
    published: str
    known: str
    ended: str
    failed: bool
    made_by: str
    claims: tuple[str, ...]


Labels = Mapping[str, str]
"""The short name of each article by its id."""


def coverage_of(summaries: Sequence[Summary], labels: Labels) -> Coverage:
    """The coverage of a brief, its endings in the order of the kinds."""
    articles, lost = len(summaries), sum(summary.outcome.failed for summary in summaries)
    by_kind = _by_kind(summaries)
    return Coverage(
        figures=f"{articles - lost:,} of {articles:,}" if lost else f"{articles:,}",
        words=_sum(articles, lost, complete=len(by_kind.get("ok", ()))),
        endings=tuple(_ending(kind, of_it, labels) for kind, of_it in by_kind.items()) if set(by_kind) - {"ok"} else (),
        remarks=(*_fallback_remarks(summaries, labels), *_parts_remarks(summaries, labels)),
        not_asked=_names(by_kind.get("not_asked", ()), labels),
        nothing=articles > 0 and lost == articles,
    )


def source_rows(summaries: Iterable[Summary], labels: Labels) -> tuple[SourceRow, ...]:
    """A row for each article, but for those that were not asked about: no line of the brief can rest on them."""
    return tuple(_row(summary, labels) for summary in summaries if summary.outcome.kind != "not_asked")


def made_by(brief: Brief) -> str:
    """Every engine that gave a result, with the number of its articles where there are several, and who judged claims.

    "rules, no language model · 12 pairs of claims judged by openai/m: 3 taken as one".
    """
    made = [summary.provenance for summary in brief.summaries if not summary.outcome.failed]
    if not made:
        return f"nothing, for {'no article has a result' if brief.summaries else 'there was no article'}"
    return " · ".join((maker(made), *_judged(brief)))


def judged_pairs(brief: Brief) -> dict[tuple[str, str], str]:
    """The pairs of claim ids, in ascending order, that were judged to be one claim, with who judged."""
    return {each.claims: each.by for each in _judgements(brief) if each.same}


def _judged(brief: Brief) -> Iterator[str]:
    """How many pairs of claims each model or reviewer judged, and how many of them are one line of the brief for it."""
    merged = (*brief.claims, *brief.earlier)
    holds = {source.claim_id: claim.merged_id for claim in merged for source in claim.sources}
    by_judge: dict[str, list[bool]] = {}
    for each in _judgements(brief):
        one, other = (holds.get(claim_id) for claim_id in each.claims)
        by_judge.setdefault(each.by, []).append(each.same and one is not None and one == other)
    for by, taken in sorted(by_judge.items()):
        one_each = f"{sum(taken):,} taken as one" if any(taken) else "none taken as one"
        yield f"{counted(len(taken), 'pair')} of claims judged by {one_line(by)}: {one_each}"


def _judgements(brief: Brief) -> list[ClaimJudgement]:
    return [decision for decision in brief.decisions if isinstance(decision, ClaimJudgement)]


def cautions_of(brief: Brief, labels: Labels) -> Iterator[str]:
    """What a reader must know before the first line: what is missing, in part, not what was asked for, or undated."""
    summaries, by_kind = brief.summaries, _by_kind(brief.summaries)
    for limit in brief.limits:
        if limit.code == "not-asked":
            where = f"{labels.get(limit.article_id, limit.article_id)}: " if limit.article_id else ""
            yield f"{where}{one_line(limit.message)} Nothing here rests on {'it' if where else 'them'}."
    lost = _names([s for s in summaries if s.outcome.failed and s.outcome.kind != "not_asked"], labels)
    if lost:
        yield f"No result from {listed(lost)}: nothing here rests on {'it' if len(lost) == 1 else 'them'}."
    if partial := by_kind.get("partial"):
        yield f"In part only: {listed(_names(partial, labels))}."
    yield from _fallback_remarks(summaries, labels)
    missed = [term for term in brief.watch if not any(term in story.watched for story in brief.stories)]
    if missed:
        yield f"Watched, and not told of today: {', '.join(map(one_line, missed))}."
    undated = _names([s for s in summaries if not s.outcome.failed and s.article.published is None], labels)
    if undated:
        gives = "it gives" if len(undated) == 1 else "they give"
        yield (
            f"No date of publication in {listed(undated)}: a day {gives} without a year, or by the weekday alone, "
            "is shown so."
        )


def _by_kind(summaries: Iterable[Summary]) -> dict[OutcomeKind, list[Summary]]:
    kinds: dict[OutcomeKind, list[Summary]] = {kind: [] for kind in get_args(OutcomeKind)}
    for summary in summaries:
        kinds[summary.outcome.kind].append(summary)
    return {kind: of_it for kind, of_it in kinds.items() if of_it}


def _names(summaries: Iterable[Summary], labels: Labels) -> tuple[str, ...]:
    return tuple(labels[summary.article.article_id] for summary in summaries)


def _sum(articles: int, lost: int, complete: int) -> str:
    if not articles:
        return "No article came in."
    came = f"{counted(articles, 'article')} came in"
    if lost == articles:
        return f"{came}, and {'none has a result' if articles > 1 else 'it has no result'}."
    if lost:
        return f"{came}: {articles - lost:,} with a result, {lost:,} without."
    return f"{came}, {'each ' if articles > 1 else ''}with a {'complete answer' if complete == articles else 'result'}."


def _ending(kind: OutcomeKind, summaries: Sequence[Summary], labels: Labels) -> Ending:
    return Ending(len(summaries), OUTCOMES[kind], listed(_names(summaries, labels)), summaries[0].outcome.failed)


def _fallback_remarks(summaries: Iterable[Summary], labels: Labels) -> Iterator[str]:
    """Which articles another engine answered for than the one that was named, a sentence for each pair of engines."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for summary in summaries:
        named = stood_in_for(summary.provenance)
        if named and not summary.outcome.failed:
            pair = engine_name(summary.provenance), named[0]
            pairs.setdefault(pair, []).append(labels[summary.article.article_id])
    for (engine, named_engine), those in pairs.items():
        was = "was" if len(those) == 1 else "were"
        yield f"{listed(those)} {was} answered by {engine}, in place of {named_engine}, which failed there."


def _parts_remarks(summaries: Iterable[Summary], labels: Labels) -> Iterator[str]:
    those = _names([summary for summary in summaries if summary.provenance.parts > 1], labels)
    if those:
        yield f"Too long for one request, and asked about in parts: {listed(those)}."


def _row(summary: Summary, labels: Labels) -> SourceRow:
    article, outcome = summary.article, summary.outcome
    return SourceRow(
        label=labels[article.article_id],
        article_id=article.article_id,
        address=web_address(article.article_id),
        title=article.title,
        outlet=article.outlet or "not named",
        published=day_words(article.published) if article.published else "no date given",
        known=article.published_rule or "",
        ended=_ended(summary.outcome),
        failed=outcome.failed,
        made_by="" if outcome.kind == "unreadable" else _made_row(summary),
        claims=("none",) if outcome.failed else _claims(summary),
    )


def _ended(outcome: Outcome) -> str:
    """How an article ended, with the message, where that does not begin with the same words."""
    words, message = OUTCOMES[outcome.kind], one_line(outcome.message or "")
    return message if message.startswith(words) else f"{words}: {message}" if message else words


def _made_row(summary: Summary) -> str:
    """What was asked for the article, how, and in place of what: "openai/m, strict JSON schema, in 3 parts"."""
    provenance = summary.provenance
    named = stood_in_for(provenance)
    parts = (
        engine_name(provenance),
        LEVELS[provenance.level] if provenance.level else "",
        f"in {provenance.parts} parts" if provenance.parts > 1 else "",
        f"in place of {named[0]}" + (f" ({named[1]})" if named[1] else "") if named else "",
    )
    return ", ".join(part for part in parts if part)


def _claims(summary: Summary) -> tuple[str, ...]:
    verdicts = [checked.verdict for checked in summary.claims]
    return (
        f"{verdicts.count('supported')} supported",
        f"{verdicts.count('doubtful')} doubtful",
        f"{len(summary.set_aside)} set aside",
    )
