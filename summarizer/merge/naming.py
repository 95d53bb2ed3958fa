"""Finds in one article the fullest name of each actor: whose surname stands alone, and who holds the office named.

What fits two persons of the article is left as it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from summarizer.merge.forms import body_of, common_form, is_full, kind_of, members, of_other_gender, person_in
from summarizer.merge.short_forms import short_form
from summarizer.models import NamedActor, Position, Summary, actor_of, addressee_of
from summarizer.text.aliases import (
    Office,
    bare_name,
    canonical_place,
    office_of,
    others_hold,
    same_person,
)
from summarizer.text.institution_names import head_noun, is_acronym_of, plain_name
from summarizer.text.places import places_in

__all__ = [
    "LocalRule",
    "Meaning",
    "claim_names",
    "local_names",
    "office_states",
    "offices_in_words",
    "offices_of",
    "trusted",
]

LocalRule = Literal["engine", "surname", "given-name", "office", "acronym", "short-form"]


class Meaning(NamedTuple):
    """What a name means in its article: the fullest name there, and the rule where that is another name.

    `apart` are full names that it fits, and that the article lists as another actor than it.
    """

    label: str
    rule: LocalRule | None = None
    apart: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Known:
    """What an article says of its actors: those it lists, the full names, the offices, the institutions."""

    listed: Mapping[str, str]
    own: frozenset[str]
    states: frozenset[str]
    full: Mapping[str, Sequence[str]]
    given: Mapping[str, Sequence[str]]
    offices: Mapping[str, frozenset[str]]
    institutions: Sequence[str]


def claim_names(summary: Summary) -> Iterator[str]:
    """Every name that a claim of the article holds, as often as it does."""
    for checked in summary.claims:
        claim = checked.claim
        yield from filter(None, (actor_of(claim), addressee_of(claim), claim.reported_by))


def local_names(summary: Summary, described: Mapping[str, frozenset[str]]) -> dict[str, Meaning]:
    """For each name of the article what it means there, itself where nothing fuller is certain.

    The parts of a name of several ("the U.S. and NATO", "the Miller campaign") are there too. `described` are the
    offices of its persons, as `offices_in_words` gives them.
    """
    groups = [trusted(actor) for actor in summary.actors]
    named = {*claim_names(summary), *(name for group in groups for name in group)}
    everybody = sorted(named | {part for name in named for part in _parts(name)})
    known = _known(summary, groups, everybody, described)
    return {name: _meaning(name, known) for name in everybody}


def _parts(name: str) -> tuple[str, ...]:
    body = body_of(name)
    return (body.owner,) if body else members(name)


def _known(
    summary: Summary,
    groups: Sequence[tuple[str, ...]],
    everybody: Sequence[str],
    described: Mapping[str, frozenset[str]],
) -> _Known:
    listed: dict[str, set[str]] = defaultdict(set)
    leads = [_lead(group) for group in groups]
    for lead, group in zip(leads, groups, strict=True):
        for alias in group:
            listed[alias].add(lead)
    surnames, given = defaultdict(list), defaultdict(list)
    for name in everybody:
        person = person_in(name) if is_full(name) else None
        if person:
            surnames[person.surname[:1]].append(name)
            given[person.given[0]].append(name)
    return _Known(
        listed={alias: next(iter(names)) for alias, names in listed.items() if len(names) == 1},
        own=frozenset(leads),
        states=frozenset(a.name for a in summary.actors if a.kind == "state" and _seen_as_state(a)),
        full=surnames,
        given=given,
        offices=described,
        institutions=[n for n in everybody if len(plain_name(n).split()) > 1 and common_form(n) == "proper"],
    )


def _lead(group: Sequence[str]) -> str:
    """The name that the others of a listed actor are names of: its own, or the person's full name among the others."""
    found = None if is_full(group[0]) else _only([name for name in group if is_full(name)])
    return found or group[0]


def _seen_as_state(actor: NamedActor) -> bool:
    return canonical_place(actor.name) is not None


def trusted(actor: NamedActor) -> tuple[str, ...]:
    """An actor's names but for those that cannot be it: a person is no state, and no other person."""
    place = canonical_place(actor.name)
    aliases = [alias for alias in actor.aliases if canonical_place(alias) == place and _compatible(actor.name, alias)]
    return (actor.name, *sorted(aliases))


def _compatible(name: str, alias: str) -> bool:
    one, other = body_of(name), body_of(alias)
    if (one and not other and person_in(alias)) or (other and not one and person_in(name)):
        return False
    both_persons = person_in(name) is not None and person_in(alias) is not None
    return not both_persons or same_person(name, alias) or not (is_full(name) and is_full(alias))


def _meaning(name: str, known: _Known) -> Meaning:
    listed = known.listed.get(name, name)
    further = _further(listed, known)
    return further if listed == name else Meaning(further.label, "engine")


def _further(name: str, known: _Known) -> Meaning:
    """The fuller name that the rules find for one; the first rule that finds one decides."""
    if is_full(name) or members(name):
        return Meaning(name)
    found = _institution(name, known)
    if found or canonical_place(name):
        return found or _namesake_of_place(name, known)
    if person_in(name):
        return _person(name, known)
    office = office_of(name)
    return Meaning(name) if office is None else _holder(name, known)


def _person(name: str, known: _Known) -> Meaning:
    near = [other for other in _of_surname(name, known) if same_person(name, other)]
    apart = tuple(other for other in near if _listed_apart(name, other, known))
    fitting = [other for other in near if other not in apart and _fits(name, other, known)]
    found = _only(fitting)
    if found:
        return Meaning(found, "surname")
    person = person_in(name)
    alone = person is not None and not person.given and not near
    found = _only(known.given.get(person.surname, ())) if person and alone else None
    return Meaning(found, "given-name") if found else Meaning(name, apart=apart)


def _of_surname(name: str, known: _Known) -> Sequence[str]:
    """The full names whose surname can be that of a name: it begins with the same letter."""
    person = person_in(name)
    return known.full.get(person.surname[:1], ()) if person else ()


def _fits(name: str, other: str, known: _Known) -> bool:
    """Whether a surname can be that person's: no Mr. a woman's; one with an office only his who is given it here."""
    office = office_of(name)
    return not of_other_gender(name, other) and (office is None or office.function in _held(other, known))


def _listed_apart(name: str, other: str, known: _Known) -> bool:
    """Whether an article lists a surname with an office and a full name as two actors."""
    held = _held(name, known) if name in known.own and other in known.own else frozenset()
    return bool(held) and not held & _held(other, known)


def _held(name: str, known: _Known) -> frozenset[str]:
    offices = map(office_of, known.offices.get(name, ()))
    return frozenset(office.function for office in offices if office)


def _namesake_of_place(name: str, known: _Known) -> Meaning:
    """`Jordan` where the article has a Jim Jordan, and lists no state of that name."""
    if " " in name or name in known.states or name.upper() == name:
        return Meaning(name)
    namesakes = [other for others in known.full.values() for other in others if bare_name(other).split()[-1:] == [name]]
    found = _only(namesakes)
    return Meaning(found, "surname") if found else Meaning(name)


def _holder(name: str, known: _Known) -> Meaning:
    holders = [holder for holder, held in known.offices.items() if any(_same_office(name, other) for other in held)]
    labels = [holder if is_full(holder) else _person(holder, known).label for holder in sorted(holders)]
    found = _only(labels)
    return Meaning(found, "office") if found else Meaning(name)


def _only(names: Sequence[str]) -> str | None:
    """The one person that all the names mean: the longest spelling; None where there is none or more than one."""
    if not names or not all(same_person(one, other) for one, other in combinations(sorted(set(names)), 2)):
        return None
    return min(names, key=lambda name: (-len(bare_name(name)), name))


def _institution(name: str, known: _Known) -> Meaning | None:
    """The one institution of the article whose letters a name is, or the one called so where that can mean a place.

    `UTW`; `the alliance`, which is NATO in an article without an alliance of its own.
    """
    spelt_out = {plain_name(other): other for other in known.institutions if is_acronym_of(name, plain_name(other))}
    if len(spelt_out) == 1:
        return Meaning(next(iter(spelt_out.values())), "acronym")
    word = plain_name(name).casefold()
    if short_form(name) is None or canonical_place(name) is None or _named_otherwise(name, known):
        return None
    called = {plain_name(other): other for other in known.institutions if head_noun(other) == word}
    return Meaning(next(iter(called.values())), "short-form") if len(called) == 1 else None


def _named_otherwise(name: str, known: _Known) -> bool:
    """Whether the article lists the organisation that a common word can stand for under a name of its own."""
    place, word = canonical_place(name), plain_name(name).casefold()
    return any(canonical_place(other) == place and plain_name(other).casefold() != word for other in known.own)


def offices_in_words(summary: Summary) -> dict[str, frozenset[str]]:
    """The persons of an article with the offices it gives them, in its words."""
    held: dict[str, set[str]] = defaultdict(set)
    for name in claim_names(summary):
        held[name].add(name)
    for actor in summary.actors:
        held[actor.name].update(name for name in (actor.role, actor.name, *actor.aliases) if name)
    for checked in summary.claims:
        if isinstance(checked.claim, Position) and checked.claim.role:
            held[checked.claim.actor].add(checked.claim.role)
    return {name: frozenset(offices) for name, offices in held.items() if person_in(name) and not members(name)}


def offices_of(described: Mapping[str, frozenset[str]]) -> dict[str, frozenset[Office]]:
    """The offices that an article gives to each person, by name, from its words."""
    return {name: frozenset(filter(None, map(office_of, words))) for name, words in described.items()}


def office_states(described: Iterable[Mapping[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    """The states in whose offices the articles name each person, from their words."""
    found: dict[str, set[str]] = defaultdict(set)
    for article in described:
        for name, offices in article.items():
            places = (places_in(text)[:1] for text in offices if office_of(text))
            found[name].update(place for first in places for place in first if kind_of(place) == "state")
    return {name: frozenset(states) for name, states in found.items()}


def _same_office(description: str, other: str) -> bool:
    """Whether a description fits an office: the same function, no word of it that the office lacks, no former one."""
    left, right = office_of(description), office_of(other)
    if left is None or right is None or left.function != right.function:
        return False
    return left.of <= right.of and not others_hold(left, right)
