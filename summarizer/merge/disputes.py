"""Finds what is stated in opposite ways: whether it happened, how many, when, for or against.

Two voices are held against each other: two actors, or two independent articles that say it themselves. Precision goes
first: each kind asks for the same matter in the same words but for what is opposed, and leaves alone what a later day,
a range, another part of the whole or a condition can explain. A voice that stands on both sides is on neither. Who is
right is not for the program to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from summarizer.merge.denials import dates, facts
from summarizer.merge.duplicates import short_hash
from summarizer.merge.entries import Folded, Names
from summarizer.merge.figures import figures
from summarizer.merge.opposition import Opposition
from summarizer.merge.parties import Parties
from summarizer.merge.stances import stances
from summarizer.models import Dispute, DisputeSide, Thread

__all__ = ["disputes"]

_KINDS: tuple[Callable[[Sequence[Folded], Parties], Iterator[Opposition]], ...] = (facts, figures, dates, stances)


def disputes(claims: Sequence[Folded], threads: Sequence[Thread], names: Names) -> tuple[Dispute, ...]:
    """The disputes among the claims, in the order of the claims.

    What is all in one thread is told there, as an allegation with its denial or a demand with its rejection. Only what
    an article of today tells on at least one side is a dispute of today.
    """
    parties = Parties(names)
    order = {claim.merged.merged_id: number for number, claim in enumerate(claims)}
    told = _threads_of(threads)
    found: dict[str, Dispute] = {}
    for kind in _KINDS:
        for opposition in kind(claims, parties):
            if any(claim.today for _, side in opposition.sides for claim in side):
                made = _dispute(opposition, told)
                if not _is_told(made, told):
                    found.setdefault(made.dispute_id, made)
    return tuple(sorted(found.values(), key=lambda one: (_places(one, order), one.dispute_id)))


def _places(dispute: Dispute, order: dict[str, int]) -> list[int]:
    return sorted(order[merged_id] for side in dispute.sides for merged_id in side.claims)


def _threads_of(threads: Sequence[Thread]) -> dict[str, list[Thread]]:
    """For each claim the threads that tell it."""
    found: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        for merged_id in dict.fromkeys((*thread.claims, *thread.responses)):
            found[merged_id].append(thread)
    return found


def _shared(groups: Sequence[Sequence[str]], told: Mapping[str, Sequence[Thread]]) -> list[Thread]:
    """The threads that tell a claim of each of the groups."""
    by_id = [{thread.thread_id: thread for merged in group for thread in told.get(merged, ())} for group in groups]
    return [thread for thread_id, thread in by_id[0].items() if all(thread_id in other for other in by_id[1:])]


def _dispute(opposition: Opposition, told: Mapping[str, Sequence[Thread]]) -> Dispute:
    """An opposition with its id, a hash of the smallest claim of each side, and the allegation that it is about."""
    sides = [(holds, [claim.merged.merged_id for claim in claims]) for holds, claims in opposition.sides]
    about = [thread.thread_id for thread in _shared([ids for _, ids in sides], told) if thread.kind == "allegation"]
    return Dispute(
        dispute_id=short_hash("dispute", "\n".join([opposition.kind, *sorted(min(ids) for _, ids in sides)])),
        kind=opposition.kind,
        title=opposition.title,
        why=opposition.why,
        sides=tuple(DisputeSide(holds=holds, claims=tuple(ids)) for holds, ids in sides),
        thread_id=min(about, default=None),
    )


def _is_told(dispute: Dispute, told: Mapping[str, Sequence[Thread]]) -> bool:
    """Whether one thread tells all of it already."""
    return bool(_shared([[merged_id] for side in dispute.sides for merged_id in side.claims], told))
