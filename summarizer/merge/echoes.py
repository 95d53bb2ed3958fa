"""Finds which of today's claims an earlier brief told in other words, though the two are not folded into one.

Within a day two claims that are quoted differently stay two, because a reader can put them side by side. From one day
to the next the question is only whether the speaker says something new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from summarizer.merge.entries import Folded
from summarizer.merge.nearby import Nearby
from summarizer.merge.sameness import Told, are_opposed, is_part, same_wording
from summarizer.merge.speaking import Speaking
from summarizer.merge.strength import compared, main_clause, one_topic, subject_of
from summarizer.merge.wording import content_words, dice, names_in, numbers_in
from summarizer.models import Claim, DatedEvent, Demand, MergedClaim, Position, Response, actor_of, addressee_of

__all__ = ["ToldToday", "echoes"]

ALIKE = 0.6
"""Share of words (Dice) that two statements of one speaker on two days have in common to be one."""
ON_ONE_TOPIC = 0.25
"""The same where topic and numbers are the same."""

TELLINGS = 4
"""So many entries of a claim are looked at, the best first."""


def echoes(claims: Sequence[Folded], speaking: Speaking) -> dict[str, Folded]:
    """For the merged id of each claim that is told today only the earlier claim that it repeats, where there is one."""
    before = Nearby(_filed(claim, speaking) for claim in claims if not claim.today)
    found = {}
    for claim in claims:
        if claim.today and all(entry.told is None for entry in claim.entries):
            near = _near(before, claim, speaking)
            first = next((then for then in near if _repeats(then, claim, speaking)), None)
            if first is not None:
                found[claim.merged.merged_id] = first
    return found


class ToldToday:
    """Says of an earlier claim whether one of today's repeats it."""

    def __init__(self, claims: Sequence[Folded], speaking: Speaking) -> None:
        self._claims = claims
        self._speaking = speaking

    @cached_property
    def _today(self) -> Nearby:
        # Few days need it: it is asked only of what may have changed.
        return Nearby(_filed(claim, self._speaking) for claim in self._claims if claim.today)

    def again(self, then: Folded) -> bool:
        """Whether a claim of today says the same as this one of an earlier day."""
        near = _near(self._today, then, self._speaking)
        return any(_repeats(then, now, self._speaking) for now in near)


def _near(filed: Nearby, claim: Folded, speaking: Speaking) -> Sequence[Folded]:
    _, parties, words = _filed(claim, speaking)
    return filed.near(parties, words)


def _filed(claim: Folded, speaking: Speaking) -> tuple[Folded, frozenset[str], frozenset[str]]:
    merged = claim.merged
    parties = speaking.parties(merged) or {""}
    text = main_clause(merged.claim)
    return claim, frozenset(f"{merged.kind} {party}" for party in parties), content_words(text) | {text.casefold()}


def _repeats(then: Folded, now: Folded, speaking: Speaking) -> bool:
    """Whether one telling of today's says no more, no less and no other than one of the earlier claim's."""
    old, new = then.merged, now.merged
    if not _fits(old, new) or not (old.actor == new.actor or speaking.one(old, new)):
        return False
    return _to_one(old, new, speaking) and any(_same(a, b) for a in _tellings(then) for b in _tellings(now))


def _to_one(then: MergedClaim, now: MergedClaim, speaking: Speaking) -> bool:
    """Whether two claims may be directed to one side: by actor, by name, or by the state that both are of."""
    if then.to is None or now.to is None or then.to == now.to:
        return True
    names = [(addressee_of(claim.claim) or "").casefold() for claim in (then, now)]
    return names[0] == names[1] or speaking.of_one_state(then.to, now.to)


def _fits(then: MergedClaim, now: MergedClaim) -> bool:
    match then.claim, now.claim:
        case Position() as old, Position() as new:
            return bool(old.condition) == bool(new.condition)
        case Response() as old, Response() as new:
            return old.kind == new.kind
        case Demand() as old, Demand() as new:
            return old.deadline is None or new.deadline is None or old.deadline.casefold() == new.deadline.casefold()
        case DatedEvent() as old, DatedEvent() as new:
            return old.status == new.status and old.value is not None and old.value == new.value
    return False


def _tellings(claim: Folded) -> Iterator[Claim]:
    """The first few ways in which a claim is told."""
    yield from dict.fromkeys(entry.checked.claim for entry in claim.told[:TELLINGS])


def _same(then: Claim, now: Claim) -> bool:
    said, says = main_clause(then), main_clause(now)
    likeness = dice(subject_of(then), subject_of(now))
    alike = likeness >= ALIKE or said == says
    counted = likeness >= ON_ONE_TOPIC and _of_one_number(said, says) and one_topic(then, now)
    no_more = content_words(says) <= content_words(said)
    if not (alike or counted or no_more):
        return False
    old, new = _worded(said), _worded(says)
    own = _own(then, now)
    if counted or (no_more and isinstance(now, Demand)):
        says_it = not are_opposed(old, new, own)
    elif no_more and len(new.sentences) < len(old.sentences) and is_part(new, old, own):
        says_it = True
    else:
        kinds = {"dated": isinstance(then, DatedEvent), "asked": isinstance(then, Demand)}
        says_it = alike and same_wording(old, new, own, **kinds)
    return says_it and compared(then, now) is None


@lru_cache(maxsize=512)
def _worded(text: str) -> Told:
    """A wording, kept while one claim is held against several."""
    return Told(text)


def _of_one_number(then: str, now: str) -> bool:
    """Whether both name the same number: "9,000 were on strike", "9,000 had joined the strike"."""
    numbers = numbers_in(then)
    return bool(numbers) and numbers == numbers_in(now)


def _own(*claims: Claim) -> frozenset[str]:
    return frozenset(name for claim in claims for name in names_in(f"x {actor_of(claim) or ''}"))
