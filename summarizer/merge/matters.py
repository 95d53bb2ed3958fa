"""Groups demands of one side on one subject, and allegations of one event, into the matters that threads are about."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.merge.entries import Folded, Names
from summarizer.merge.wording import concept_words, dice, is_place, negations, phrases
from summarizer.models import DatedEvent, statement_of
from summarizer.text.aliases import places_in

__all__ = ["DAY", "Matter", "alleged", "demanded", "event_of", "value_of"]

ALIKE = 0.5
"""Share of content words (Dice) that makes two demands or allegations the same matter."""

DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
"""A TIMEX3 value that names a day, with or without its year."""

_Test = Callable[[Folded, Folded], bool]


@dataclass(frozen=True)
class Matter:
    """A thread before its responses: the demands or allegations of one matter, and who is on which side of it.

    `by` are those who demand or allege, `to` the addressees, or whom an allegation concerns: ids and sides of actors.
    """

    kind: Literal["demand", "allegation"]
    claims: tuple[Folded, ...]
    by: frozenset[str]
    to: frozenset[str]

    @property
    def since(self) -> dt.date | None:
        """The first day on which an article tells of it; None where one of them has no date."""
        days = [entry.article.published for claim in self.claims for entry in claim.entries]
        known = [day for day in days if day is not None]
        return min(known) if len(known) == len(days) else None


def demanded(claims: Sequence[Folded], names: Names) -> Iterator[Matter]:
    """The demands of a brief as matters: those of one side on one subject together."""
    demands = [claim for claim in claims if claim.merged.kind == "demand"]
    for group in _grouped(demands, lambda a, b: _one_demand(a, b, names), lambda a, b: _addressees_differ(a, b, names)):
        yield Matter("demand", group, _side_of(group, names), _addressed(group, names))


def alleged(claims: Sequence[Folded], names: Names) -> Iterator[Matter]:
    """The alleged events of a brief as matters: those together that can be one event."""
    events = [c for c in claims if isinstance(c.merged.claim, DatedEvent) and c.merged.claim.status == "alleged"]
    for group in _grouped(events, _one_allegation, _years_differ):
        concerned = frozenset(place for claim in group for place in places_in(event_of(claim)))
        yield Matter("allegation", group, _side_of(group, names), concerned)


def _grouped(claims: Sequence[Folded], alike: _Test, apart: _Test) -> list[tuple[Folded, ...]]:
    """The claims in groups: each is alike to one of its group and set apart from none: no third one bridges two.

    Only claims that share a word or a place are compared.
    """
    groups: list[list[Folded]] = [[claim] for claim in claims]
    group_of = list(range(len(claims)))
    index: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        words = concept_words(event_of(claim))
        for other in sorted({other for word in words for other in index[word]}):
            left, right = group_of[other], group_of[number]
            if left == right or not alike(claims[other], claim):
                continue
            if not any(apart(one, two) for one in groups[left] for two in groups[right]):
                groups[left].extend(groups[right])
                groups[right] = []
                group_of = [left if group == right else group for group in group_of]
        for word in words:
            index[word].append(number)
    place = {claim.merged.merged_id: number for number, claim in enumerate(claims)}
    return [tuple(sorted(group, key=lambda claim: place[claim.merged.merged_id])) for group in groups if group]


def _one_demand(a: Folded, b: Folded, names: Names) -> bool:
    """Whether two demands are one matter: the same side, no two addressees, and one subject or most words in common."""
    if not _same_side(a, b, names) or _addressees_differ(a, b, names):
        return False
    left, right = statement_of(a.merged.claim), statement_of(b.merged.claim)
    return bool(phrases(left) & phrases(right)) or dice(concept_words(left), concept_words(right)) >= ALIKE


def _same_side(a: Folded, b: Folded, names: Names) -> bool:
    left, right = a.merged.actor, b.merged.actor
    return left == right or bool(names.sides_of(left) & names.sides_of(right))


def _addressees_differ(a: Folded, b: Folded, names: Names) -> bool:
    left, right = a.merged.to, b.merged.to
    if left is None or right is None or left == right:
        return False
    return not names.sides_of(left) & names.sides_of(right)


def _one_allegation(a: Folded, b: Folded) -> bool:
    """Whether two allegations are one: a like event on days that can be the same, or on two days in one article."""
    left, right = event_of(a), event_of(b)
    if bool(negations(left)) != bool(negations(right)):
        return False
    words = concept_words(left), concept_words(right)
    if a.texts & b.texts and dice(*words) >= 0.8:
        return True
    if not _same_day(value_of(a), value_of(b)):
        return False
    return bool(_matters(left) & _matters(right)) or dice(*words) >= ALIKE


def event_of(claim: Folded) -> str:
    """What is demanded or alleged, in the claim's words."""
    return statement_of(claim.merged.claim)


def _matters(text: str) -> frozenset[tuple[str, str]]:
    """The pairs of a place and a concept in a text: `=russia attack`."""
    return frozenset(pair for pair in phrases(text) if is_place(pair[0]))


def value_of(claim: Folded) -> str | None:
    """The TIMEX3 value of a dated event, in the program's reading before the model's."""
    event = claim.merged.claim
    when = claim.merged.when
    return when.value if when else event.value if isinstance(event, DatedEvent) else None


def _same_day(a: str | None, b: str | None) -> bool:
    """Whether two values can be the same day; an unknown year fits every year. Two unknown times are not the same."""
    if a is None or b is None:
        return False
    left, right = DAY.match(a), DAY.match(b)
    if not left or not right:
        return a == b
    years = {left[1], right[1]}
    return left.groups()[1:] == right.groups()[1:] and (len(years) == 1 or "XXXX" in years)


def _years_differ(a: Folded, b: Folded) -> bool:
    years = {match[1] for match in (DAY.match(value_of(claim) or "") for claim in (a, b)) if match} - {"XXXX"}
    return len(years) > 1


def _side_of(claims: Iterable[Folded], names: Names) -> frozenset[str]:
    """Ids of the actors whose claims they are, and the states and organisations that these speak for."""
    actors = {claim.merged.actor for claim in claims if claim.merged.actor}
    return frozenset(actors.union(*(names.sides_of(actor) for actor in actors)))


def _addressed(claims: Iterable[Folded], names: Names) -> frozenset[str]:
    actors = {entry.to for claim in claims for entry in claim.entries if entry.to}
    return frozenset(actors.union(*(names.sides_of(actor) for actor in actors)))
