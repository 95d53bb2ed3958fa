"""Brings demands and dated allegations together with what was answered to them, across articles and days.

Status of a thread, by the kinds of the answers that count:

| answers                                             | status   |
|-----------------------------------------------------|----------|
| none, or only such as defer or acknowledge          | open     |
| some reject or deny, none accepts                   | rejected |
| some accept, none rejects or accepts in part        | answered |
| only counters (besides deferring, acknowledging)    | answered |
| some accept in part, or some accept and some reject | partly   |

Which answers count:

- An answer of the side that demands or alleges is shown and does not count; but where that side lets go of its demand
  ("no longer insists") and does not raise it on a later day, the thread is withdrawn: nothing is asked any longer.
- Where the addressee is known, a third side counts only if its own article says that it answers this demand.
- Of one party the latest answer to a demand counts: who rejects on Monday and accepts on Friday has accepted. Days are
  those of the articles; an answer without a day counts beside the others. To defer or acknowledge takes nothing back.
- What has been done is answered, whatever was said before; a position or an event tells it, and what those who are
  asked say that they will or will not do is an answer of theirs.
- To promise the reply that is asked for acknowledges the other demands of the thread, and accepts none of them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from summarizer.merge.answers import Answer, answers_to, is_own
from summarizer.merge.duplicates import short_hash
from summarizer.merge.entries import Folded, Names
from summarizer.merge.matters import Matter, alleged, demanded, event_of, first_day
from summarizer.merge.parties import Parties
from summarizer.merge.subjects import Subject, asks_for_reply, lets_go, likeness
from summarizer.merge.wording import phrases
from summarizer.models import Response, ResponseKind, Thread, ThreadStatus, statement_of

__all__ = ["status_of", "threads"]

_UNDECIDED: frozenset[ResponseKind] = frozenset({"defers", "acknowledges"})


def threads(claims: Sequence[Folded], names: Names) -> tuple[Thread, ...]:
    """The threads of a brief: those of demands first, then those with more articles, then in the order of the claims.

    A response is linked by its `answers_key` in its own article, or else to the one thread that its words and parties
    fit best. An accusation of nobody by name is a thread only where somebody answers it.
    """
    parties = Parties(names)
    matters = [*demanded(claims, names, parties), *alleged(claims, names, parties)]
    answers = answers_to(matters, claims, parties)
    told = [number for number, matter in enumerate(matters) if answers.get(number) or matter.opened]
    order = {claim.merged.merged_id: number for number, claim in enumerate(claims)}
    made = [_thread(matters[number], answers.get(number, ()), parties, order) for number in told]
    weight = {claim.merged.merged_id: claim.texts for claim in claims}

    def rank(thread: Thread) -> tuple[bool, int, int]:
        articles = {article for merged in (*thread.claims, *thread.responses) for article in weight[merged]}
        return thread.kind != "demand", -len(articles), order[thread.claims[0]]

    return tuple(sorted(made, key=rank))


def status_of(kinds: Collection[ResponseKind]) -> ThreadStatus:
    """The status that answers of these kinds give, by the table above."""
    accepted = "accepts" in kinds
    rejected = bool({"rejects", "denies"} & set(kinds))
    if "partly accepts" in kinds or (accepted and rejected):
        return "partly"
    if rejected:
        return "rejected"
    return "answered" if accepted or "counters" in kinds else "open"


def _status(matter: Matter, answers: Sequence[Answer], parties: Parties) -> ThreadStatus:
    counting = [answer for answer in answers if _counts(matter, answer, parties)]
    replies = {claim.merged.merged_id for claim in matter.claims if asks_for_reply(event_of(claim))}
    more = len(replies) < len(matter.claims)
    kinds = [
        "acknowledges" if more and answer.targets and answer.targets <= replies and kind == "accepts" else kind
        for answer in _latest(_not_outdone(counting), matter, parties)
        if (kind := _kind(answer))
    ]
    status = status_of(kinds)
    return "withdrawn" if status == "open" and _is_let_go(matter, answers, parties) else status


def _not_outdone(answers: Sequence[Answer]) -> list[Answer]:
    """The answers but for what was said, before it was done, of nothing but what has been done."""
    done = {target: _day(answer) or dt.date.max for answer in answers if answer.done for target in answer.targets}

    def is_outdone(answer: Answer) -> bool:
        day = _day(answer)
        return (
            not answer.done
            and bool(done)
            and all(target in done and (day is None or day <= done[target]) for target in answer.targets)
        )

    return [answer for answer in answers if not is_outdone(answer)]


def _kind(answer: Answer) -> ResponseKind | None:
    said = answer.claim.merged.claim
    return said.kind if isinstance(said, Response) else answer.kind


def _counts(matter: Matter, answer: Answer, parties: Parties) -> bool:
    if answer.done:
        return True
    party = parties.of(answer.claim.merged.actor)
    third = bool(matter.to) and bool(party) and not party & matter.to
    return _kind(answer) is not None and not party & matter.by and (answer.keyed or not third)


def _latest(answers: Sequence[Answer], matter: Matter, parties: Parties) -> list[Answer]:
    """The answers but for those that a later one of the same party to the same demand takes the place of."""
    asked = {merged_id for answer in answers for merged_id in answer.targets}
    wording = {
        claim.merged.merged_id: parties.subject_of(event_of(claim))
        for claim in matter.claims
        if claim.merged.merged_id in asked
    }
    decided: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if _kind(answer) not in _UNDECIDED and _day(answer):
            for party in _speaks_for(answer, parties):
                decided[party].append(answer)
    for one in decided.values():
        one.sort(key=lambda answer: _day(answer) or dt.date.min, reverse=True)

    def is_overtaken(answer: Answer, party: str) -> bool:
        day = _day(answer)
        later = (other for other in decided[party][:_COMPARED] if day and (_day(other) or day) > day)
        return any(_one_target(answer, other, wording) for other in later)

    return [
        answer
        for answer in answers
        if not (sides := _speaks_for(answer, parties)) or not all(is_overtaken(answer, party) for party in sides)
    ]


_COMPARED = 40
"""With so many of the latest answers of a party an answer is compared."""


def _speaks_for(answer: Answer, parties: Parties) -> list[str]:
    """The states and organisations that answer, or where there are none the actor."""
    actor = answer.claim.merged.actor
    party = parties.of(actor)
    return sorted(party - {actor} or party) if actor else []


def _one_target(a: Answer, b: Answer, wording: Mapping[str, Subject]) -> bool:
    if len(wording) < 2 or a.targets & b.targets:
        return True
    return any(likeness(wording[one], wording[other]) > 0 for one in sorted(a.targets) for other in sorted(b.targets))


def _day(answer: Answer) -> dt.date | None:
    return first_day([answer.claim])


def _is_let_go(matter: Matter, answers: Sequence[Answer], parties: Parties) -> bool:
    """Whether the side that demands says that it does so no longer, and does not demand it on a later day."""
    let_go = [
        _day(answer)
        for answer in answers
        if is_own(answer.claim, matter, parties) and lets_go(statement_of(answer.claim.merged.claim))
    ]
    if matter.kind != "demand" or not let_go:
        return False
    published = (entry.article.published for claim in matter.claims for entry in claim.entries)
    asked, last = [day for day in published if day], max((day for day in let_go if day), default=None)
    return last is None or all(day <= last for day in asked)


def _thread(matter: Matter, answers: Sequence[Answer], parties: Parties, order: Mapping[str, int]) -> Thread:
    claims = sorted((claim.merged.merged_id for claim in matter.claims), key=order.__getitem__)
    responses = sorted({answer.claim.merged.merged_id for answer in answers}, key=order.__getitem__)
    return Thread(
        thread_id=short_hash("thread", min(claims)),
        kind=matter.kind,
        title=_title(matter.claims),
        status=_status(matter, answers, parties),
        claims=tuple(claims),
        responses=tuple(responses),
        asked_on=first_day(matter.claims),
    )


def _title(claims: Sequence[Folded]) -> str:
    """The claim whose phrases most of the others have too, in its own words; of equals the shortest."""
    texts = [event_of(claim) for claim in claims]
    shared = Counter(phrase for text in texts for phrase in phrases(text))

    def rank(text: str) -> tuple[int, int, str]:
        return -sum(shared[phrase] - 1 for phrase in phrases(text)), len(text), text

    return min(texts, key=rank)
