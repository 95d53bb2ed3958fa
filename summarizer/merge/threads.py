"""Brings demands and dated allegations together with what was answered to them, across articles.

Status of a thread, by the kinds of the answers that count:

| answers                                             | status   |
|-----------------------------------------------------|----------|
| none, or only such as defer or acknowledge          | open     |
| some reject or deny, none accepts                   | rejected |
| some accept, none rejects or accepts in part        | answered |
| only counters (besides deferring, acknowledging)    | answered |
| some accept in part, or some accept and some reject | partly   |

An answer of the side that demands or alleges is shown and does not count. Where the addressee is known, a third side
counts only if its own article says that it answers this demand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from summarizer.merge.answers import Answer, answers_to, is_own, party_of
from summarizer.merge.duplicates import short_hash
from summarizer.merge.entries import Folded, Names
from summarizer.merge.matters import Matter, alleged, demanded, event_of
from summarizer.merge.wording import negations, phrases
from summarizer.models import Response, ResponseKind, Thread, ThreadStatus

__all__ = ["status_of", "threads"]


def threads(claims: Sequence[Folded], names: Names) -> tuple[Thread, ...]:
    """The threads of a brief: those of demands first, then those with more articles, then in the order of the claims.

    A response is linked by its `answers_key` in its own article, or else to the one thread that its words and parties
    fit best.
    """
    matters = [*demanded(claims, names), *alleged(claims, names)]
    answers = answers_to(matters, claims, names)
    told = [number for number, matter in enumerate(matters) if answers[number] or not _merely_denied(matter)]
    order = {claim.merged.merged_id: number for number, claim in enumerate(claims)}
    made = [_thread(matters[number], answers[number], names, order) for number in told]
    weight = {claim.merged.merged_id: claim.texts for claim in claims}

    def rank(thread: Thread) -> tuple[bool, int, int]:
        articles = {article for merged in (*thread.claims, *thread.responses) for article in weight[merged]}
        return thread.kind != "demand", -len(articles), order[thread.claims[0]]

    return tuple(sorted(made, key=rank))


def _merely_denied(matter: Matter) -> bool:
    """Whether nobody alleges that it happens: "no attack is seen on that day" is a date and opens no dispute."""
    return matter.kind == "allegation" and all(negations(event_of(claim)) for claim in matter.claims)


def status_of(kinds: Collection[ResponseKind]) -> ThreadStatus:
    """The status that answers of these kinds give, by the table above."""
    accepted = "accepts" in kinds
    rejected = bool({"rejects", "denies"} & set(kinds))
    if "partly accepts" in kinds or (accepted and rejected):
        return "partly"
    if rejected:
        return "rejected"
    return "answered" if accepted or "counters" in kinds else "open"


def _counting(matter: Matter, answers: Iterable[Answer], names: Names) -> Iterator[ResponseKind]:
    for answer in answers:
        response = answer.claim.merged.claim
        party = party_of(answer.claim.merged.actor, names)
        third = bool(matter.to) and bool(party) and not party & matter.to
        own = is_own(answer.claim, matter, names)
        if isinstance(response, Response) and not own and (answer.keyed or not third):
            yield response.kind


def _thread(matter: Matter, answers: Sequence[Answer], names: Names, order: Mapping[str, int]) -> Thread:
    claims = sorted((claim.merged.merged_id for claim in matter.claims), key=order.__getitem__)
    responses = sorted({answer.claim.merged.merged_id for answer in answers}, key=order.__getitem__)
    return Thread(
        thread_id=short_hash("thread", min(claims)),
        kind=matter.kind,
        title=_title(matter.claims),
        status=status_of(tuple(_counting(matter, answers, names))),
        claims=tuple(claims),
        responses=tuple(responses),
    )


def _title(claims: Sequence[Folded]) -> str:
    """The claim that has a subject in common with most of the others, in its own words; of equals the shortest."""
    texts = [event_of(claim) for claim in claims]

    def rank(text: str) -> tuple[int, int, str]:
        return -sum(bool(phrases(text) & phrases(other)) for other in texts), len(text), text

    return min(texts, key=rank)
