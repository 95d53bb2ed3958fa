"""Groups demands of one side on one subject, and allegations of one event, into the matters that threads are about.

What is alleged: events that are told as alleged; accusations; and what others expect of an event that is alleged
("an invasion is imminent"), which alone opens no matter.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from summarizer.merge.entries import Folded, Names
from summarizer.merge.grouping import BLOCK, grouped, rarest
from summarizer.merge.parties import Parties
from summarizer.merge.subjects import (
    ALIKE,
    agent_of,
    agents_fit,
    likeness,
    looks_ahead,
    place_matters,
)
from summarizer.merge.wording import concept_words, dice, is_place, negations
from summarizer.models import DatedEvent, Position, statement_of

__all__ = ["DAY", "Matter", "alleged", "demanded", "event_of", "first_day", "value_of"]

DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
"""A TIMEX3 value that names a day, with or without its year."""
_SOME_DAY = re.compile(r"\d|day\b|tomorrow|week|month|year", re.IGNORECASE)
RAREST = 4
"""By so many of its rarest words, and by all its phrases, a demand or an allegation finds those that it is like."""
ONE_QUOTE = 0.8
"""Share of words (Dice) of two events of one article that are one allegation with two days ("the 16th or 17th")."""


@dataclass(frozen=True)
class Matter:
    """A thread before its responses: the demands or allegations of one matter, and who is on which side of it.

    `by` are those who demand or allege, `to` the addressees, or whom an allegation concerns: ids and sides of actors.
    `opened` is whether it is a thread without any response: what is merely said of somebody is none.
    """

    kind: Literal["demand", "allegation"]
    claims: tuple[Folded, ...]
    by: frozenset[str]
    to: frozenset[str]
    opened: bool = True

    @cached_property
    def since(self) -> dt.date | None:
        """The first day on which an article tells of it; None where one of them has no date."""
        days = [entry.article.published for claim in self.claims for entry in claim.entries]
        known = [day for day in days if day is not None]
        return min(known) if len(known) == len(days) else None

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The values of the days on which it is alleged to happen; none where one of its claims does not say."""
        values = [value_of(claim) for claim in self.claims]
        return () if None in values else tuple(sorted({value for value in values if value and DAY.match(value)}))


def first_day(claims: Iterable[Folded]) -> dt.date | None:
    """The first publication date that is known of the articles of claims."""
    days = (entry.article.published for claim in claims for entry in claim.entries)
    return min((day for day in days if day is not None), default=None)


def event_of(claim: Folded) -> str:
    """What is demanded or alleged, in the claim's words."""
    return statement_of(claim.merged.claim)


# --- demands ---------------------------------------------------------------------------------------------------------


def demanded(claims: Sequence[Folded], names: Names, parties: Parties) -> Iterator[Matter]:
    """The demands of a brief as matters: those of one side on one subject together."""
    place = {claim.merged.merged_id: number for number, claim in enumerate(claims)}
    demands = _in_one_order(claim for claim in claims if claim.merged.kind == "demand")
    subjects = {claim.merged.merged_id: parties.subject_of(event_of(claim)) for claim in demands}
    frequency = Counter(word for subject in subjects.values() for word in subject.words)

    def keys(claim: Folded) -> Iterator[Hashable]:
        sides = names.sides_of(claim.merged.actor) or {claim.merged.actor}
        subject = subjects[claim.merged.merged_id]
        found = (*sorted(subject.phrases), *rarest(subject.words, frequency, RAREST))
        yield from ((side, key) for side in _ordered(sides) for key in found)

    def alike(a: Folded, b: Folded) -> bool:
        return likeness(subjects[a.merged.merged_id], subjects[b.merged.merged_id]) > 0

    def apart(a: str | None, b: str | None) -> bool:
        return _addressees_differ(a, b, names, parties)

    for group in grouped(demands, keys, alike, lambda claim: claim.merged.to, apart):
        group.sort(key=lambda claim: place[claim.merged.merged_id])
        yield Matter("demand", tuple(group), _side_of(group, names), _addressed(group, names))


def _in_one_order(claims: Iterable[Folded]) -> list[Folded]:
    return sorted(claims, key=lambda claim: (event_of(claim), claim.merged.merged_id))


def _ordered(ids: Collection[str | None]) -> list[str | None]:
    return sorted(ids, key=lambda actor: actor or "")


def _addressees_differ(left: str | None, right: str | None, names: Names, parties: Parties) -> bool:
    """Whether two demands are of two addressees; "supporters" and "his supporters" can be the same ones."""
    if left is None or right is None or left == right:
        return False
    ours, theirs = names.sides_of(left), names.sides_of(right)
    if ours or theirs:
        return not ours & theirs
    words = sorted((parties.words_of(left), parties.words_of(right)), key=len)
    return not words[0] or not words[0] <= words[1]


# --- allegations -----------------------------------------------------------------------------------------------------


def alleged(claims: Sequence[Folded], names: Names, parties: Parties) -> Iterator[Matter]:
    """The allegations of a brief as matters: those together that can be one event.

    Those of one day first; one without a day then belongs to that of a day where only one fits.
    """
    place = {claim.merged.merged_id: number for number, claim in enumerate(claims)}
    told = _in_one_order(claim for claim in claims if _is_alleged(claim, parties))
    dated = _grouped([claim for claim in told if not _is_timeless(claim)], _one_of_a_day)
    undated = _grouped([claim for claim in told if _is_timeless(claim)], _one_without_day)
    for group in _attached(dated, undated):
        if not all(_is_expectation(claim) for claim in group):
            group.sort(key=lambda claim: place[claim.merged.merged_id])
            concerned = frozenset(actor for claim in group for actor in parties.named_in(event_of(claim)))
            by = _side_of(group, names)
            yield Matter("allegation", tuple(group), by, concerned - by or concerned, _opens(group, parties))


def _is_alleged(claim: Folded, parties: Parties) -> bool:
    told = claim.merged.claim
    if isinstance(told, DatedEvent):
        return told.status == "alleged"
    if not isinstance(told, Position) or negations(told.statement):
        return False
    return told.act == "accuses" or (_is_expectation(claim) and _concerns_another(claim, parties))


def _is_expectation(claim: Folded) -> bool:
    """Whether somebody assesses or warns of what may come: it belongs to an allegation of it and is none itself."""
    told = claim.merged.claim
    return isinstance(told, Position) and told.act in ("assesses", "warns") and looks_ahead(told.statement)


def _concerns_another(claim: Folded, parties: Parties) -> bool:
    text = _matter_text(claim)
    agents = {agent_of(text, concept) for _, concept in place_matters(text)} - {None}
    return bool(agents) and not agents & parties.of(claim.merged.actor)


def _matter_text(claim: Folded) -> str:
    """The words by which an allegation is known; a position's topic belongs to it."""
    told = claim.merged.claim
    return f"{told.statement} {told.topic}" if isinstance(told, Position) else event_of(claim)


def _opens(claims: Iterable[Folded], parties: Parties) -> bool:
    """Whether they are a dispute before anybody answers: one tells an event as alleged, or accuses another by name."""
    for claim in claims:
        told = claim.merged.claim
        if isinstance(told, DatedEvent) and not negations(told.event):
            return True
        accuses = isinstance(told, Position) and told.act == "accuses"
        if accuses and parties.named_in(_matter_text(claim)) - parties.of(claim.merged.actor):
            return True
    return False


def _is_timeless(claim: Folded) -> bool:
    """Whether an allegation says nothing of a day; "Monday" is a day, though it may not be known which."""
    told = claim.merged.claim
    return not isinstance(told, DatedEvent) or (value_of(claim) is None and not _SOME_DAY.search(told.phrase))


def _grouped(claims: Sequence[Folded], alike: Callable[[Folded, Folded], bool]) -> list[list[Folded]]:
    frequency = Counter(word for claim in claims for word in concept_words(_matter_text(claim)))

    def keys(claim: Folded) -> list[Hashable]:
        text = _matter_text(claim)
        words = (word for word in concept_words(text) if not is_place(word))
        return [*sorted(place_matters(text)), *rarest(words, frequency, RAREST)]

    return grouped(claims, keys, alike, _year_of, lambda a, b: bool(a and b) and a != b)


def _one_of_a_day(a: Folded, b: Folded) -> bool:
    """Whether two allegations are one: a like event on days that can be the same, or on two days in one quote."""
    if _is_negated(a) != _is_negated(b):
        return False
    if a.texts & b.texts and dice(concept_words(event_of(a)), concept_words(event_of(b))) >= ONE_QUOTE:
        return True
    return _same_day(value_of(a), value_of(b)) and _one_event(a, b)


def _one_without_day(a: Folded, b: Folded) -> bool:
    return _is_negated(a) == _is_negated(b) and _one_event(a, b)


def _is_negated(claim: Folded) -> bool:
    return bool(negations(event_of(claim)))


def _one_event(a: Folded, b: Folded) -> bool:
    left, right = _matter_text(a), _matter_text(b)
    shared = place_matters(left) & place_matters(right)
    if shared and agents_fit(left, right):
        return True
    if shared or _is_expectation(a) or _is_expectation(b):
        return False
    return dice(concept_words(event_of(a)), concept_words(event_of(b))) >= ALIKE


def _attached(dated: list[list[Folded]], undated: list[list[Folded]]) -> list[list[Folded]]:
    """The groups, each without a day joined to the one of a day that it fits, where it fits no other."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, group in enumerate(dated):
        for pair in sorted({pair for claim in group for pair in place_matters(_matter_text(claim))}):
            index[pair].append(number)
    groups, left = [list(group) for group in dated], []
    for group in undated:
        pairs = {pair for claim in group[:BLOCK] for pair in place_matters(_matter_text(claim))}
        near = sorted({number for pair in pairs for number in index[pair][:BLOCK]})
        fits = [number for number in near if _fit(dated[number], group)]
        if len(fits) == 1:
            groups[fits[0]].extend(group)
        else:
            left.append(group)
    return [*groups, *left]


def _fit(dated: Sequence[Folded], undated: Sequence[Folded]) -> bool:
    return any(_one_without_day(a, b) for a in dated[:BLOCK] for b in undated[:BLOCK])


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


def _year_of(claim: Folded) -> str | None:
    match = DAY.match(value_of(claim) or "")
    return match[1] if match and match[1] != "XXXX" else None


def _side_of(claims: Iterable[Folded], names: Names) -> frozenset[str]:
    """Ids of the actors whose claims they are, and the states and organisations that these speak for."""
    actors = {claim.merged.actor for claim in claims if claim.merged.actor}
    return frozenset(actors.union(*(names.sides_of(actor) for actor in actors)))


def _addressed(claims: Iterable[Folded], names: Names) -> frozenset[str]:
    actors = {entry.to for claim in claims for entry in claim.entries if entry.to}
    return frozenset(actors.union(*(names.sides_of(actor) for actor in actors)))
