"""Joins the names of all articles that mean one actor: persons by the likeness of their names, all others by a key."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from summarizer.merge.decided import Decided
from summarizer.merge.entries import ArticleKey
from summarizer.merge.forms import body_of, common_form, is_full, members, of_other_gender
from summarizer.merge.naming import LocalRule, Meaning
from summarizer.merge.persons import Evidence, Identity, SurnameIndex, offices_agree, person_nodes
from summarizer.text.aliases import Office, canonical_place, name_kind, office_of, person_name, places_in, same_person
from summarizer.text.institution_names import acronym, bracketed, initials, institution_key, plain_name
from summarizer.text.places import place_of
from summarizer.text.words import lexicon

__all__ = ["Found", "Identity", "Rule", "Told", "identities"]

Rule = Literal[LocalRule, "aliases-file", "holder", "by-office"]


_BY_FAR = 4
"""So many times as many articles must give an office to one person as to all others of the surname together."""


class Found(NamedTuple):
    """The node of a name in an article, and the rule that led there where the form of the name does not tell it."""

    node: Identity
    rule: Rule | None = None


class Told(NamedTuple):
    """What one article tells of names: what each means there, the offices of persons, and how often claims use it."""

    names: Mapping[str, Meaning]
    offices: Mapping[str, frozenset[Office]]
    claimed: Mapping[str, int]


@dataclass(frozen=True)
class _Day:
    """What is known of the names of all articles together."""

    decided: Decided
    decided_keys: Mapping[str, str]
    persons: Mapping[str, Identity]
    near: SurnameIndex
    holders: Mapping[Office, frozenset[Identity]]
    offices: Mapping[Identity, Counter[Office]]
    acronyms: Mapping[str, frozenset[str]]
    institutions: frozenset[str]
    spelt_out: frozenset[str]
    common: frozenset[str]


def identities(
    told: Mapping[ArticleKey, Told], states: Mapping[str, frozenset[str]], decided: Decided
) -> dict[tuple[ArticleKey, str], Found]:
    """For each name of each article the node that it shares with all other names of the same actor.

    Args:
        told: What each article tells of names.
        states: The states in whose offices the articles name a person, by name.
        decided: What the user says of names; it wins over all rules.
    """
    day = _day(told, states, decided)
    found: dict[tuple[ArticleKey, str], Found] = {}
    for article, own in told.items():
        proper = {name: result for name in own.names if (result := _found(name, article, own, day))}
        context = _context(article, own, proper)
        for name in own.names:
            found[article, name] = proper.get(name) or Found(("here", _key(own.names[name].label), *context))
    return _with_owners(found)


def _with_owners(found: Mapping[tuple[ArticleKey, str], Found]) -> dict[tuple[ArticleKey, str], Found]:
    """The campaign of a surname that fits two persons is that of the one whose campaign other articles name."""
    owned: dict[Identity, set[Identity]] = defaultdict(set)
    for (_, name), (node, _) in found.items():
        body = body_of(name)
        owner = person_name(body.owner) if body else None
        if body and owner and node[0] == "body" and node[1][0] != "surname":
            owned["body", ("surname", owner.surname), body.noun].add(node)
    return {
        place: Found(next(iter(owned[one.node])), one.rule) if len(owned.get(one.node, ())) == 1 else one
        for place, one in found.items()
    }


def _context(article: ArticleKey, own: Told, proper: Mapping[str, Found]) -> tuple[object, ...]:
    """What common words ("the agency") belong to: the person or body that the article's claims name most, or it itself.

    So the agency of two reprints is one, and that of two matters is two.
    """
    counted: Counter[Identity] = Counter()
    for name, times in own.claimed.items():
        if name in proper and not canonical_place(name):
            counted[proper[name].node] += times
    if counted:
        return (min(counted, key=lambda node: (-counted[node], repr(node))),)
    return ("article", article[1] or article[0])


def _day(told: Mapping[ArticleKey, Told], states: Mapping[str, frozenset[str]], decided: Decided) -> _Day:
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
    return _Day(
        decided=decided,
        decided_keys=_decided_keys(decided),
        persons=persons,
        near=SurnameIndex(full),
        holders=_holders(persons, held_by),
        offices=_offices_given(told, persons),
        acronyms=_acronyms(bodies),
        institutions=frozenset(map(institution_key, bodies)),
        spelt_out=spelt_out,
        common=frozenset(_key(label) for label in bodies if common_form(label) == "common"),
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
        if name_kind(plain) == "person" and not bracketed(label):
            continue
        for letters in initials(plain):
            found[letters].add(institution_key(plain))
    return {letters: frozenset(keys) for letters, keys in found.items()}


def _found(name: str, article: ArticleKey, own: Told, day: _Day) -> Found | None:
    """The node of a name; None for common words, which belong to what the article is about."""
    fixed = day.decided.actor(name)
    if fixed:
        return Found(("decided", fixed), "aliases-file")
    meaning = own.names[name]
    found = _of_label(meaning.label, article, own, day)
    if found is None:
        return None
    if found.node[0] == "decided" and day.decided.is_apart(name, found.node[1]):
        return Found(("apart", _key(name)), None)
    return found if meaning.rule is None else Found(found.node, meaning.rule)


def _of_label(label: str, article: ArticleKey, own: Told, day: _Day) -> Found | None:
    fixed = day.decided.actor(label)
    if fixed:
        return Found(("decided", fixed))
    if label in day.persons:
        return Found(day.persons[label])
    if canonical_place(label):
        return Found(_redirected(institution_key(str(canonical_place(label))), day))
    parts, body = members(label), body_of(label)
    if parts:
        return _together(parts, article, own, day)
    if body:
        owner = _found(body.owner, article, own, day)
        return Found(("body", owner.node if owner else ("surname", _key(body.owner)), body.noun))
    if person_name(label) and _key(label) not in day.spelt_out:
        return _lesser(label, own, day)
    office = office_of(label)
    if office and name_kind(label) == "office":
        return _holder(label, office, day)
    return None if _is_common(label, day) else _institution(label, day)


def _together(parts: Iterable[str], article: ArticleKey, own: Told, day: _Day) -> Found:
    nodes = {found.node if (found := _found(part, article, own, day)) else ("name", _key(part)) for part in parts}
    return Found(("group", *sorted(nodes, key=repr))) if len(nodes) > 1 else Found(nodes.pop())


def _lesser(label: str, own: Told, day: _Day) -> Found:
    """The one person whose surname or initial a name is; of several the one of the same office; else its own node."""
    apart = {day.persons.get(name) for name in (own.names[label].apart if label in own.names else ())}
    near = day.near.of_surname(label)
    fits = [name for name in near if same_person(label, name) and not of_other_gender(label, name)]
    fitting = {day.persons[name] for name in fits} - apart
    if len(fitting) == 1:
        return Found(fitting.pop())
    best = _best_known(own.offices.get(label, frozenset()), fitting, day)
    return Found(best, "by-office") if best else Found(("surname", _key(label)))


def _best_known(held: Iterable[Office], fitting: Iterable[Identity], day: _Day) -> Identity | None:
    """The one of several persons to whom the articles give one of the offices: alone, or `_BY_FAR` times as often."""
    counted: Counter[Identity] = Counter()
    for node in fitting:
        counted[node] += max(
            (t for one in held for o, t in day.offices[node].items() if offices_agree(one, o)), default=0
        )
    best = counted.most_common(1)
    if not best or not best[0][1]:
        return None
    node, times = best[0]
    others = counted.total() - times
    return node if others == 0 or times >= max(_BY_FAR, _BY_FAR * others) else None


def _holder(label: str, office: Office, day: _Day) -> Found | None:
    """The one person of all articles who holds an office of a state or a house; without a state, whoever it is here."""
    if not places_in(label):
        return None
    holders = day.holders.get(office, frozenset())
    if len(holders) == 1:
        return Found(next(iter(holders)), "holder")
    return Found(("office", office.function, *sorted(office.of)))


def _is_common(label: str, day: _Day) -> bool:
    form = common_form(label)
    if form == "first capital" and " " in label.strip():
        return place_of(label.split(maxsplit=1)[0]) is None
    return form == "common" or (form == "first capital" and _key(label) in day.common)


def _institution(label: str, day: _Day) -> Found:
    """The node of an institution by its words; of an acronym, of the one institution whose words it abbreviates."""
    letters = acronym(label)
    if letters and len(letters) > 2:
        keys = day.acronyms.get(letters, frozenset())
        if len(keys) == 1:
            return Found(_redirected(next(iter(keys)), day))
    key = _key(label)
    head, _, place = key.partition(" at ")
    if place and " " in head and head in day.institutions:
        key = head
    return Found(_redirected(key, day))


def _redirected(key: str, day: _Day) -> Identity:
    """The node of a key: that of the decision, where a name with this key is decided on."""
    actor = day.decided_keys.get(key)
    return ("decided", actor) if actor else ("name", key)


def _key(label: str) -> str:
    return institution_key(label)
