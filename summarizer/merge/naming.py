"""Finds in one article the fullest name of each actor: whose surname stands alone, and who holds the office named.

What fits two persons of the article is left as it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from summarizer.merge.identities import is_full, members
from summarizer.models import NamedActor, Position, Summary, actor_of, addressee_of
from summarizer.text.aliases import Office, bare_name, canonical_place, office_of, person_name, same_person

__all__ = ["claim_names", "local_names", "offices_held", "trusted"]


def claim_names(summary: Summary) -> Iterator[str]:
    """Every name that a claim of the article holds, as often as it does."""
    for checked in summary.claims:
        claim = checked.claim
        yield from filter(None, (actor_of(claim), addressee_of(claim), claim.reported_by))


def local_names(summary: Summary) -> dict[str, str]:
    """For each name of the article the fullest name that it means there, itself where nothing fuller is certain."""
    claimed = sorted(set(claim_names(summary)))
    groups = [trusted(actor) for actor in summary.actors]
    everybody = sorted({*claimed, *(name for group in groups for name in group)})
    full = [name for name in everybody if is_full(name)]
    offices = _offices(summary)
    listed = {alias: group[0] for group in groups for alias in group}
    return {name: _fullest(listed.get(name, name), full, offices) for name in everybody}


def trusted(actor: NamedActor) -> tuple[str, ...]:
    """An actor's names but for those that cannot be it: a person is no state, and no other person."""
    place = canonical_place(actor.name)
    aliases = [alias for alias in actor.aliases if canonical_place(alias) == place and _compatible(actor.name, alias)]
    return (actor.name, *sorted(aliases))


def _compatible(name: str, alias: str) -> bool:
    both_persons = person_name(name) is not None and person_name(alias) is not None
    return not both_persons or same_person(name, alias) or not (is_full(name) and is_full(alias))


def _fullest(name: str, full: Sequence[str], offices: dict[str, set[str]]) -> str:
    if is_full(name) or canonical_place(name) or members(name):
        return name
    if person_name(name):
        return _only([other for other in full if same_person(name, other)]) or name
    office = office_of(name)
    if office is None:
        return name
    holders = [holder for holder, held in sorted(offices.items()) if any(_same_office(name, other) for other in held)]
    return _only([_fullest(holder, full, {}) for holder in holders]) or name


def _only(names: Sequence[str]) -> str | None:
    """The one person that all the names mean: the longest spelling; None where there is none or more than one."""
    if not names or not all(same_person(one, other) for one, other in combinations(names, 2)):
        return None
    return min(names, key=lambda name: (-len(bare_name(name)), name))


def _offices(summary: Summary) -> dict[str, set[str]]:
    """The persons of an article with the offices it gives them, in its words."""
    held: dict[str, set[str]] = defaultdict(set)
    for name in claim_names(summary):
        held[name].add(name)
    for actor in summary.actors:
        held[actor.name].update(name for name in (actor.role, actor.name, *actor.aliases) if name)
    for checked in summary.claims:
        if isinstance(checked.claim, Position) and checked.claim.role:
            held[checked.claim.actor].add(checked.claim.role)
    return {name: offices for name, offices in held.items() if person_name(name)}


def offices_held(summaries: Iterable[Summary]) -> dict[str, frozenset[Office]]:
    """The offices that the articles give to each person, by name."""
    held: dict[str, set[Office]] = defaultdict(set)
    for summary in summaries:
        for name, descriptions in _offices(summary).items():
            held[name].update(filter(None, map(office_of, sorted(descriptions))))
    return {name: frozenset(offices) for name, offices in held.items()}


def _same_office(description: str, other: str) -> bool:
    """Whether a description fits an office: the same function, and no word of it that the office lacks."""
    left, right = office_of(description), office_of(other)
    return left is not None and right is not None and left.function == right.function and left.of <= right.of
