"""Joins the full names of all articles that mean one person, and finds the persons that a lesser name can mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from summarizer.merge.decided import Decided
from summarizer.merge.entries import ArticleKey
from summarizer.text.aliases import (
    Office,
    given_forms,
    given_names_by_language,
    names_clash,
    others_hold,
    person_name,
    same_holder,
    same_person,
    surname_spelling,
)

__all__ = ["Evidence", "Identity", "SurnameIndex", "offices_agree", "person_nodes"]

Identity = tuple[Any, ...]
"""What all names of one actor share; it says nothing by itself."""

_MOST = 400
"""Persons of names so alike that each is compared with each; of more the surplus stay what they are."""


@dataclass(frozen=True)
class Evidence:
    """What tells a slip of the pen from another person: a name's offices, their states, the articles it stands in."""

    offices: Mapping[str, frozenset[Office]]
    states: Mapping[str, frozenset[str]]
    articles: Mapping[str, frozenset[ArticleKey]]

    def same(self, a: str, b: str) -> bool:
        """Whether two full names mean one person.

        A slip in a name needs one office or, where one of them has none, one article; a "Jr." that one of them lacks
        needs one office; and forms of a given name from two languages are two where the offices are of two states.
        """
        if same_person(a, b):
            return not (given_names_by_language(a, b) and self._of_two_states(a, b))
        held, other = self.offices.get(a, frozenset()), self.offices.get(b, frozenset())
        one_office = any(offices_agree(one, two) for one in held for two in other)
        if not (held and other):
            return same_holder(a, b, one_office=bool(self.articles[a] & self.articles[b]))
        return one_office and same_holder(a, b, one_office=True, junior=True)

    def _of_two_states(self, a: str, b: str) -> bool:
        one, two = self.states.get(a, frozenset()), self.states.get(b, frozenset())
        return bool(one and two) and not one & two


def offices_agree(a: Office, b: Office) -> bool:
    """Whether two offices can be one: the same function, no word that speaks against it, and neither a former one."""
    return a.function == b.function and (a.of <= b.of or b.of <= a.of) and not others_hold(a, b)


def person_nodes(names: Sequence[str], evidence: Evidence, decided: Decided) -> dict[str, Identity]:
    """One node for each person of full names; names that are decided on have the node of that decision."""
    found: dict[str, Identity] = {}
    for linked in _components(names, evidence):
        for group in _persons(linked, evidence):
            found |= _with_decisions(group, evidence, decided)
    return found


def _with_decisions(group: Sequence[str], evidence: Evidence, decided: Decided) -> dict[str, Identity]:
    """The nodes of names that the rules take for one person, parted where decisions say that they are two."""
    fixed = {name: actor for name in group if (actor := decided.actor(name))}
    actors = sorted(set(fixed.values()))
    if len(actors) == 1 and not any(decided.is_apart(name, actors[0]) for name in group):
        return dict.fromkeys(group, ("decided", actors[0]))
    if not actors:
        return dict.fromkeys(group, ("person", group[0]))
    found: dict[str, Identity] = {name: ("decided", actor) for name, actor in fixed.items()}
    left = []
    for name in (name for name in group if name not in fixed):
        near = {actor for other, actor in fixed.items() if evidence.same(name, other)}
        fitting = [actor for actor in sorted(near) if not decided.is_apart(name, actor)]
        if len(fitting) == 1 and len(near) == 1:
            found[name] = ("decided", fitting[0])
        else:
            left.append(name)
    for rest in _components(left, evidence):
        found |= dict.fromkeys(rest, ("person", rest[0]))
    return found


def _persons(names: list[str], evidence: Evidence) -> Iterator[list[str]]:
    """The persons among names that hang together: "George Bush" does not make George W. and George H.W. one."""
    clashing = {name for pair in combinations(names[:_MOST], 2) if _clash(*pair, evidence) for name in pair}
    if not clashing:
        yield names
        return
    if len(clashing) == len(names):
        yield from ([name] for name in names)
        return
    yield [name for name in names if name not in clashing]
    for linked in _components(sorted(clashing), evidence):
        yield from _persons(linked, evidence)


def _clash(a: str, b: str, evidence: Evidence) -> bool:
    """Whether names speak of two persons, and not for a slip of the pen."""
    return names_clash(a, b) and not evidence.same(a, b) and not same_holder(a, b, one_office=True)


def _components(names: Sequence[str], evidence: Evidence) -> list[list[str]]:
    """Names that hang together by being one person two by two, each group sorted."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    near = SurnameIndex(sorted(names))
    for name in names:
        for other in near.full_names_like(name):
            if other < name and root(name) != root(other) and evidence.same(name, other):
                first, second = sorted((root(name), root(other)))
                parent[second] = first
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        found[root(name)].append(name)
    return [found[name] for name in sorted(found)]


class SurnameIndex:
    """Full names under what their surnames and given names can have in common with other names of one person."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_surname: dict[str, list[str]] = defaultdict(list)
        self._by_both: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in names:
            given_keys = _given_keys(name)
            for surname in _surname_keys(name):
                self._by_surname[surname].append(name)
                for given in given_keys:
                    self._by_both[surname, given].append(name)

    def of_surname(self, name: str) -> list[str]:
        """The full names whose surname can be that of a name, in order of the alphabet."""
        return sorted({other for key in _surname_keys(name) for other in self._by_surname.get(key, ())})

    def full_names_like(self, name: str) -> list[str]:
        """The full names whose surname and given name can be those of a full name, at the most `_MOST` a key."""
        keys = product(_surname_keys(name), _given_keys(name))
        return sorted({other for key in keys for other in self._by_both.get(key, ())[:_MOST]})


def _surname_keys(name: str) -> frozenset[str]:
    """The surname, its spelling in other languages, and both with any one letter gone, so that slips still meet."""
    person = person_name(name)
    whole = {person.surname, surname_spelling(person.surname)} if person else set()
    return frozenset(whole | {word[:i] + word[i + 1 :] for word in whole for i in range(len(word))})


def _given_keys(name: str) -> frozenset[str]:
    """The first letters of the given names, and the number of the forms that the first is one of."""
    person = person_name(name)
    if person is None or not person.given:
        return frozenset()
    forms = given_forms(person.given[0])
    return frozenset({*(given[:1] for given in person.given), *(() if forms is None else (f"forms {forms}",))})
