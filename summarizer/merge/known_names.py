"""Gathers what all articles together tell of names: the persons, their offices, who is called how, the institutions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from summarizer.merge.decided import Decided
from summarizer.merge.entries import ArticleKey
from summarizer.merge.forms import common_form, is_full, kind_of, person_in
from summarizer.merge.naming import Meaning
from summarizer.merge.persons import Evidence, Identity, SurnameIndex, person_nodes
from summarizer.text.aliases import Office, canonical_place
from summarizer.text.institution_names import bracketed, initials, institution_key, plain_name
from summarizer.text.words import lexicon

__all__ = ["Known", "Told", "known_of"]


class Told(NamedTuple):
    """What one article tells of names: what each means there, the offices of persons, and how often claims use it."""

    names: Mapping[str, Meaning]
    offices: Mapping[str, frozenset[Office]]
    claimed: Mapping[str, int]


@dataclass(frozen=True)
class Known:
    """What is known of the names of all articles together."""

    decided: Decided
    decided_keys: Mapping[str, str]
    persons: Mapping[str, Identity]
    near: SurnameIndex
    holders: Mapping[Office, frozenset[Identity]]
    offices: Mapping[Identity, Counter[Office]]
    called: Mapping[str, Counter[Identity]]
    acronyms: Mapping[str, frozenset[str]]
    institutions: frozenset[str]
    spelt_out: frozenset[str]
    common: frozenset[str]


def known_of(told: Mapping[ArticleKey, Told], states: Mapping[str, frozenset[str]], decided: Decided) -> Known:
    """What the articles and the decisions tell of names; the arguments are those of `identities`."""
    labels = sorted({meaning.label for own in told.values() for meaning in own.names.values()} | set(_decided(decided)))
    articles: dict[str, set[ArticleKey]] = defaultdict(set)
    offices: dict[str, set[Office]] = defaultdict(set)
    for article, own in told.items():
        for meaning in own.names.values():
            articles[meaning.label].add(article)
        for name, held in own.offices.items():
            offices[name] |= held
    spelt_out = frozenset(institution_key(label) for label in labels if bracketed(label))
    full = [label for label in labels if is_full(label) and institution_key(label) not in spelt_out]
    seen = {label: frozenset(articles[label]) for label in full}
    held_by = {label: frozenset(offices.get(label, ())) for label in full}
    persons = person_nodes(full, Evidence(held_by, states, seen), decided)
    bodies = [label for label in labels if label not in persons and not canonical_place(label)]
    return Known(
        decided=decided,
        decided_keys=_decided_keys(decided),
        persons=persons,
        near=SurnameIndex(full),
        holders=_holders(persons, held_by),
        offices=_offices_given(told, persons),
        called=_called_by_surname(told, persons),
        acronyms=_acronyms(bodies),
        institutions=frozenset(map(institution_key, bodies)),
        spelt_out=spelt_out,
        common=frozenset(institution_key(label) for label in bodies if common_form(label) == "common"),
    )


def _decided(decided: Decided) -> Iterable[str]:
    """The names that decisions show, so that a surname in the articles can mean them."""
    return (decided.shown[actor] for actor in sorted(set(decided.actors.values())))


def _decided_keys(decided: Decided) -> dict[str, str]:
    """The decided actors by the keys of institutions and places; a place that is but an alias moves alone."""
    shown = {institution_key(canonical_place(name) or name): actor for actor, name in sorted(decided.shown.items())}
    other = {institution_key(name): actor for name, actor in decided.actors.items() if not canonical_place(name)}
    return {key: decided.actors.get(actor, actor) for key, actor in (other | shown).items()}


def _offices_given(told: Mapping[ArticleKey, Told], persons: Mapping[str, Identity]) -> dict[Identity, Counter[Office]]:
    """In how many articles each person is given which office."""
    found: dict[Identity, Counter[Office]] = {node: Counter() for node in persons.values()}
    for own in told.values():
        given = {(persons[name], office) for name, held in own.offices.items() if name in persons for office in held}
        for node, office in given:
            found[node][office] += 1
    return found


def _called_by_surname(
    told: Mapping[ArticleKey, Told], persons: Mapping[str, Identity]
) -> dict[str, Counter[Identity]]:
    """In how many articles each surname alone means which person."""
    found: dict[str, Counter[Identity]] = defaultdict(Counter)
    for own in told.values():
        lesser = {name: persons[meaning.label] for name, meaning in own.names.items() if meaning.label in persons}
        named = {
            (person.surname, node) for name, node in lesser.items() if (person := person_in(name)) and not person.given
        }
        for surname, node in named:
            found[surname][node] += 1
    return found


def _holders(
    persons: Mapping[str, Identity], offices: Mapping[str, frozenset[Office]]
) -> dict[Office, frozenset[Identity]]:
    """The persons whom the articles give an office, for each office that one person holds at a time."""
    words = lexicon("aliases")["words"]
    functions, others = frozenset(words["one_holder"]), frozenset(words["other_holder"])
    found: dict[Office, set[Identity]] = defaultdict(set)
    for label, node in persons.items():
        for office in offices.get(label, ()):
            if office.function in functions and not office.of & others:
                found[office].add(node)
    return {office: frozenset(nodes) for office, nodes in found.items()}


def _acronyms(labels: Iterable[str]) -> dict[str, frozenset[str]]:
    """The keys of the institutions whose words give an acronym, by acronym."""
    found: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        plain = plain_name(label)
        if kind_of(plain) == "person" and not bracketed(label):
            continue
        for letters in initials(plain):
            found[letters].add(institution_key(plain))
    return {letters: frozenset(keys) for letters, keys in found.items()}
