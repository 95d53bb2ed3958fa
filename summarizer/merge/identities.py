"""Joins the names of all articles that mean one actor: persons by the likeness of their names, all others by a key."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from summarizer.merge.entries import ArticleKey
from summarizer.text.aliases import (
    Office,
    canonical_place,
    name_key,
    name_kind,
    names_clash,
    office_of,
    person_name,
    places_in,
    same_holder,
    same_person,
)

__all__ = ["Identity", "identities", "is_full", "members"]

Identity = Hashable
"""What all names of one actor share; it says nothing by itself."""

_PARTS = re.compile(r"\s*(?:,\s*(?:and|or)\s+|,\s+|\s+and\s+(?:the\s+)?|\s+or\s+(?:the\s+)?|\s+&\s+)\s*")


def is_full(name: str) -> bool:
    """Whether a name holds a given name in full, so that it tells one person from another."""
    person = person_name(name)
    return person is not None and bool(person.given) and len(person.given[0]) > 1 and not canonical_place(name)


def identities(
    local: dict[ArticleKey, dict[str, str]], offices: dict[str, frozenset[Office]]
) -> dict[tuple[ArticleKey, str], Identity]:
    """For each article's full name the node that it shares with all other names of the same actor.

    `offices` are those that the articles give to each name.
    """
    labels = sorted({(key, label) for key, names in local.items() for label in names.values()})
    articles: dict[str, set[ArticleKey]] = defaultdict(set)
    for key, label in labels:
        articles[label].add(key)
    persons = sorted({label for _, label in labels if person_name(label) and not members(label)})
    person_nodes = _person_nodes(persons, _Known(offices, articles))
    return {(key, label): person_nodes.get(label) or _other_node(key, label) for key, label in labels}


@dataclass(frozen=True)
class _Known:
    """What tells a slip of the pen from another person: the offices given to a name, and the articles it stands in."""

    offices: dict[str, frozenset[Office]]
    articles: dict[str, set[ArticleKey]]

    def same(self, a: str, b: str) -> bool:
        """Whether two names mean one person; a slip in a full name needs one office or, without any, one article."""
        held, other = self.offices.get(a, frozenset()), self.offices.get(b, frozenset())
        agree = any(_one_office(one, two) for one in held for two in other)
        if not (held and other):
            agree = bool(self.articles[a] & self.articles[b])
        return same_person(a, b) or same_holder(a, b, one_office=agree)


def _one_office(a: Office, b: Office) -> bool:
    return a.function == b.function and (a.of <= b.of or b.of <= a.of)


def _other_node(article: ArticleKey, name: str) -> Identity:
    group = members(name)
    if group:
        return ("group", *group)
    office = office_of(name)
    if office and name_kind(name) == "office":
        # "The foreign minister" without a state is another in every article.
        where = () if places_in(name) else article
        return ("office", office.function, *sorted(office.of), *where)
    return ("name", name_key(name))


def members(name: str) -> tuple[str, ...]:
    """The keys of "the U.S. and NATO", sorted; empty for a name of one."""
    if canonical_place(name) or office_of(name):
        return ()
    parts = [part for part in _PARTS.split(name) if part]
    if len(parts) < 2 or not all(canonical_place(part) or person_name(part) for part in parts):
        return ()
    return tuple(sorted({name_key(part) for part in parts}))


def _person_nodes(names: Sequence[str], known: _Known) -> dict[str, Identity]:
    """One node for each person: full names by likeness, then the lesser names that fit exactly one of them."""
    full = [name for name in names if is_full(name) and not canonical_place(name)]
    nodes = _linked(full, known)
    lesser = [name for name in names if name not in nodes and not canonical_place(name)]
    found: dict[str, Identity] = dict(nodes)
    near = _by_variant(full)
    alone: list[str] = []
    for name in lesser:
        fitting = {nodes[other] for other in _candidates(name, near) if same_person(name, other)}
        if len(fitting) == 1:
            found[name] = fitting.pop()
        else:
            alone.append(name)
    return found | _linked(alone, known)


def _linked(names: Sequence[str], known: _Known) -> dict[str, Identity]:
    """Names joined where two of them mean one person; the node is the first of them."""
    return {
        name: ("person", group[0])
        for linked in _components(names, known)
        for group in _persons(linked, known)
        for name in group
    }


def _persons(names: list[str], known: _Known) -> Iterator[list[str]]:
    """The persons among names that hang together: "George Bush" does not make George W. and George H.W. one."""
    clashing = {name for pair in combinations(names, 2) if names_clash(*pair) for name in pair}
    if not clashing:
        yield names
        return
    if len(clashing) == len(names):
        yield from ([name] for name in names)
        return
    yield [name for name in names if name not in clashing]
    for linked in _components(sorted(clashing), known):
        yield from _persons(linked, known)


def _components(names: Sequence[str], known: _Known) -> list[list[str]]:
    """Names that hang together by being one person two by two, each group sorted."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    near = _by_variant(names)
    for name in names:
        for other in _candidates(name, near):
            if other < name and known.same(name, other):
                first, second = sorted((root(name), root(other)))
                parent[second] = first
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        found[root(name)].append(name)
    return [found[name] for name in sorted(found)]


def _by_variant(names: Iterable[str]) -> dict[str, list[str]]:
    """Names under their surname's key and that key with any one letter gone, so that slips still meet."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for variant in _variants(name):
            found[variant].append(name)
    return found


def _variants(name: str) -> set[str]:
    person = person_name(name)
    surname = person.surname if person else ""
    return {surname, *(surname[:i] + surname[i + 1 :] for i in range(len(surname)))}


def _candidates(name: str, near: dict[str, list[str]]) -> list[str]:
    return sorted({other for variant in _variants(name) for other in near.get(variant, ())})
