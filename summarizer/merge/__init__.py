"""Merges the Summaries of a day into one Brief: one actor once, one remark once, demands with their answers, dates.

Pure and deterministic: the same Summaries in any order, with the same day, earlier brief, decisions and watch list,
give the same Brief. A Summary that comes twice counts once (the same article id and text); where the two differ, the
one that did not fail and holds more claims is used, and a Limit says so.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from summarizer.errors import InputError
from summarizer.merge.actors import resolve_actors
from summarizer.merge.changes import changes
from summarizer.merge.decided import contradictions
from summarizer.merge.disputes import disputes
from summarizer.merge.duplicates import fold, unheeded
from summarizer.merge.entries import ArticleKey, Folded, article_key, distinct, entries_of, repeated
from summarizer.merge.history import history_of, named_as_before
from summarizer.merge.limits import limits
from summarizer.merge.order import in_order, stories_in_order
from summarizer.merge.origins import origins_of
from summarizer.merge.since import (
    disputes_as_before,
    earlier_claims,
    earlier_summaries,
    kept_threads,
    let_go,
    newly_answered,
    since_of,
)
from summarizer.merge.stories import stories
from summarizer.merge.threads import threads
from summarizer.merge.timeline import timeline
from summarizer.models import (
    Actor,
    Brief,
    Change,
    Counts,
    Decision,
    Dispute,
    MergedClaim,
    OutcomeKind,
    Story,
    Summary,
    Thread,
)

__all__ = ["merge_summaries"]


def merge_summaries(
    summaries: Iterable[Summary],
    day: dt.date,
    previous: Brief | None = None,
    decisions: Iterable[Decision] = (),
    watch: Iterable[str] = (),
) -> Brief:
    """The brief of `day`: every claim of the Summaries is a source of exactly one of its claims; none is lost.

    Args:
        summaries: One for each article.
        day: The day that the brief is of.
        previous: The brief of an earlier day, to say what is new since, and to follow demands that were open then.
        decisions: The user's names of actors, and judgements on claims; they win over the rules.
        watch: Names of actors and topics; the stories that meet them come first.

    Raises:
        InputError: The previous brief is not of an earlier day.
    """
    given, decided, watched = tuple(summaries), _in_one_order(decisions), tuple(dict.fromkeys(watch))
    if previous is not None and previous.day >= day:
        remedy = "name the brief of an earlier day, or none"
        raise InputError(f"the brief before that of {day} is of {previous.day}", remedy)
    kept = distinct(given)
    history = history_of(previous, kept)
    everything = (*kept, *history.summaries)
    before = previous.actors if previous else ()
    actors, names = resolve_actors(everything, decided, today=len(kept), before=before)
    origins = origins_of(everything)
    entries = entries_of(everything, names, origins, history.told)
    folded = named_as_before(fold(entries, names, decided), history, day, names)
    changed = changes(folded, names)
    folded = in_order(_marked(folded, changed), names, watched)
    found = kept_threads(threads(folded, names), folded, history, day, changed)
    opposed = disputes_as_before(disputes(folded, found, names), history)
    told = stories_in_order(stories(folded, found, opposed, history, day), folded, watched)
    since = since_of(history, day, folded, changes=changed, threads=found, stories=told)
    claims = tuple(item.merged for item in folded if item.today)
    earlier = earlier_claims(folded, found, opposed, since)
    return Brief(
        day=day,
        counts=_counts(kept, claims, found=found, opposed=opposed, told=told, origins=origins),
        since=since,
        stories=told,
        actors=_named(actors, (*claims, *earlier)),
        claims=claims,
        earlier=earlier,
        threads=tuple(found),
        disputes=opposed,
        timeline=timeline(claims),
        limits=limits(
            kept,
            repeated(given),
            contradictions=contradictions(decided),
            unheeded=unheeded(folded, decided),
            let_go=let_go(history, found, day),
        ),
        watch=watched,
        decisions=decided,
        summaries=kept,
        earlier_summaries=earlier_summaries(earlier, history),
    )


def _in_one_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions, each once, in an order that does not depend on how they came."""
    by_text = {decision.model_dump_json(): decision for decision in decisions}
    return tuple(by_text[text] for text in sorted(by_text))


def _marked(folded: Sequence[Folded], changed: Iterable[Change]) -> tuple[Folded, ...]:
    ids = {change.claim for change in changed}
    return tuple(item.with_(novelty="changed") if item.merged.merged_id in ids else item for item in folded)


def _named(actors: Iterable[Actor], claims: Iterable[MergedClaim]) -> tuple[Actor, ...]:
    """The actors that the claims of the brief name."""
    ids = {actor for claim in claims for actor in (claim.actor, claim.to, claim.reported_by)}
    return tuple(actor for actor in actors if actor.actor_id in ids)


def _counts(
    summaries: Sequence[Summary],
    claims: Sequence[MergedClaim],
    *,
    found: Sequence[Thread],
    opposed: Sequence[Dispute],
    told: Sequence[Story],
    origins: Mapping[ArticleKey, str],
) -> Counts:
    """The head's figures: claims are those of the brief, after folding; demands are threads."""
    kinds = Counter(summary.outcome.kind for summary in summaries)
    verdicts = Counter(claim.verdict for claim in claims)
    here = {claim.merged_id for claim in claims}
    asked = [thread for thread in found if thread.kind == "demand"]
    demands = [thread for thread in asked if here & {*thread.claims, *thread.responses}]
    statuses = Counter(thread.status for thread in demands)
    with_result = [summary.article for summary in summaries if not summary.outcome.failed]
    return Counts(
        articles=len(summaries),
        ended={kind: kinds[kind] for kind in get_args(OutcomeKind) if kinds[kind]},
        failed=len(summaries) - len(with_result),
        outlets=len({article.outlet for article in with_result if article.outlet}),
        articles_without_outlet=sum(not article.outlet for article in with_result),
        origins=len({origins[article_key(article)] for article in with_result}),
        supported=verdicts["supported"],
        doubtful=verdicts["doubtful"],
        set_aside=sum(len(summary.set_aside) for summary in summaries),
        demands=len(demands),
        demands_open=statuses["open"],
        demands_rejected=statuses["rejected"],
        demands_partly=statuses["partly"],
        demands_answered=statuses["answered"],
        demands_withdrawn=statuses["withdrawn"],
        demands_newly_answered=len(newly_answered(demands)),
        demands_carried=len(asked) - len(demands),
        disputes=len(opposed),
        stories=len(told),
    )
