"""Finds what is no longer what it was: positions and demands hardened, softened, withdrawn, reversed; plans moved.

A change is between two claims of one side on one matter: one that only earlier briefs tell, one that is new today. It
says what the words show, a modal verb, a condition, a force, and not what the speaker meant by it. What is still told
today as it was has not changed; and what two articles of one day tell in two strengths is the articles', not a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from summarizer.merge.announced import announces, figure_in, takes_back, teller
from summarizer.merge.echoes import ToldToday
from summarizer.merge.entries import Folded, Names
from summarizer.merge.happenings import became_of, moving_word, replanned
from summarizer.merge.nearby import Nearby
from summarizer.merge.parties import Parties
from summarizer.merge.speaking import Speaking
from summarizer.merge.strength import Compared, compared, subject_of
from summarizer.merge.wording import concept_words
from summarizer.models import Change, Claim, DatedEvent, Demand, Position, Response

__all__ = ["changes", "compared", "takes_back"]

TELLINGS = 4
"""So many entries of a claim are compared, the best first."""
EVENTS = "events"
"""What events are filed under: an event is one event, whoever tells of it."""


def changes(claims: Sequence[Folded], names: Names) -> tuple[Change, ...]:
    """What changed between the briefs before and today, in the order of the claims; each claim changes once at most.

    Args:
        claims: Today's and those of earlier briefs; without these nothing has changed.
        names: Which side an actor is on.
    """
    if all(claim.today for claim in claims):
        return ()
    finder = _Finder(claims, names)
    taken: set[str] = set()
    found = []
    for claim in claims:
        if claim.today and claim.merged.novelty == "new":
            change = next((c for c in finder.changes_of(claim) if c.earlier not in taken), None)
            if change:
                found.append(change)
                taken.add(change.earlier)
    return tuple(found)


class _Finder:
    """What earlier briefs told and today's articles do not, and what of it a new claim changes."""

    def __init__(self, claims: Sequence[Folded], names: Names) -> None:
        self._speaking = Speaking(claims, names)
        self._parties = Parties(names)
        self._told = ToldToday(claims, self._speaking)
        self._before = Nearby(self._filed(claim) for claim in claims if not claim.today)
        self._events = [claim for claim in claims if isinstance(claim.merged.claim, DatedEvent)]

    def changes_of(self, now: Folded) -> Iterator[Change]:
        """The changes that a claim may be, what it tells in so many words first."""
        _, parties, words = self._filed(now)
        near = [*self._before.near(parties, words), *self._near_move(now), *self._near_let_go(now)]
        demands_first = sorted(near, key=lambda then: then.merged.kind != "demand")
        for find, candidates in ((self._announced, demands_first), (self._compared, near)):
            for then in candidates:
                if found := find(then, now):
                    kind, why = found
                    yield Change(kind=kind, claim=now.merged.merged_id, earlier=then.merged.merged_id, why=why)

    def _near_move(self, now: Folded) -> Sequence[Folded]:
        """What "the talks have been moved" may mean by the rest of its sentence."""
        of = now.merged.claim
        if not (isinstance(of, DatedEvent) and moving_word(of)):
            return ()
        return self._before.near({EVENTS}, concept_words(of.quote))

    def _near_let_go(self, now: Folded) -> Sequence[Folded]:
        """What those named in an event may take back, and what "her figure of 31" may mean."""
        tellers, number = self._tellers(now), figure_in(now.merged.claim)
        _, parties, words = self._filed(now)
        return self._before.near(tellers or parties, number or words) if tellers or number else ()

    def _filed(self, claim: Folded) -> tuple[Folded, frozenset[str], frozenset[str]]:
        """A claim with those it is of, and the words to find it by."""
        of = claim.merged.claim
        if isinstance(of, DatedEvent):
            return claim, frozenset({EVENTS}), concept_words(of.event)
        about = of.topic if isinstance(of, Position) else of.answers if isinstance(of, Response) else ""
        return claim, self._speaking.parties(claim.merged), subject_of(of, whole=True) | concept_words(about)

    def _announced(self, then: Folded, now: Folded) -> Compared | None:
        if not _is_held(then.merged.claim):
            return None
        told = self._tellers(now) is not None
        if not told and not self._speaking.one(then.merged, now.merged):
            return None
        return announces(now.merged.claim, then.merged.claim, self._speaking.own_words((then if told else now).merged))

    def _tellers(self, now: Folded) -> frozenset[str] | None:
        """Whom a past event names as taking something back: "the party withdrew its demand on Tuesday"."""
        of = now.merged.claim
        if not isinstance(of, DatedEvent) or of.status != "past":
            return None
        before = teller(of.event)
        return self._parties.named_in(before) or None if before else None

    def _compared(self, then: Folded, now: Folded) -> Compared | None:
        if isinstance(now.merged.claim, DatedEvent):
            return became_of(then.merged, now.merged) or self._replanned(then, now)
        if not self._speaking.one(then.merged, now.merged):
            return None
        found = _agreed(compared(a, b) for a in _tellings(then) for b in _tellings(now))
        return None if found is None or self._told.again(then) else found

    def _replanned(self, then: Folded, now: Folded) -> Compared | None:
        found = replanned(then, now, self._events)
        return None if found is None or self._told.again(then) else found


def _is_held(claim: Claim) -> bool:
    return isinstance(claim, Position | Demand)


def _tellings(claim: Folded) -> list[Claim]:
    return list(dict.fromkeys(entry.checked.claim for entry in islice(claim.told, TELLINGS)))


def _agreed(found: Iterable[Compared | None]) -> Compared | None:
    """The change that every pair of tellings shows, in the words of the first; None where one shows another or none."""
    first, *rest = found
    if first is None or any(other is None or other[0] != first[0] for other in rest):
        return None
    return first
