"""Joins the names of all articles that mean one actor: persons by the likeness of their names, all others by a key."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Literal, NamedTuple

from summarizer.merge.decided import Decided
from summarizer.merge.entries import ArticleKey
from summarizer.merge.forms import body_of, common_form, is_full, kind_of, members, of_other_gender, person_in
from summarizer.merge.known_names import Known, Told, known_of
from summarizer.merge.naming import LocalRule
from summarizer.merge.persons import Identity, offices_agree
from summarizer.merge.short_forms import called_for_short
from summarizer.text.aliases import Office, canonical_place, office_of, places_in, same_person
from summarizer.text.institution_names import acronym, institution_key
from summarizer.text.places import place_of
from summarizer.text.words import lexicon

__all__ = ["Found", "Identity", "Rule", "Told", "identities"]

Rule = Literal[LocalRule, "aliases-file", "holder", "by-office", "by-use"]


_BY_FAR = 4
"""So many times as many articles must give an office or the bare surname to one person as to all others of it."""


class Found(NamedTuple):
    """The node of a name in an article, and the rule that led there where the form of the name does not tell it."""

    node: Identity
    rule: Rule | None = None


def identities(
    told: Mapping[ArticleKey, Told], states: Mapping[str, frozenset[str]], decided: Decided
) -> dict[tuple[ArticleKey, str], Found]:
    """For each name of each article the node that it shares with all other names of the same actor.

    Args:
        told: What each article tells of names.
        states: The states in whose offices the articles name a person, by name.
        decided: What the user says of names; it wins over all rules.
    """
    day = known_of(told, states, decided)
    proper = {
        article: {name: result for name in own.names if (result := _found(name, article, own, day))}
        for article, own in told.items()
    }
    spellings = _spellings(proper)
    found: dict[tuple[ArticleKey, str], Found] = {}
    for article, own in told.items():
        known = proper[article] | _for_short(own, proper[article], spellings, decided)
        context = _context(article, own, known)
        for name in own.names:
            found[article, name] = known.get(name) or Found(("here", _key(own.names[name].label), *context))
    return _with_owners(found)


def _spellings(proper: Mapping[ArticleKey, Mapping[str, Found]]) -> dict[Identity, set[str]]:
    """The names of each institution in all articles, and of what goes by one word and may be one or a person."""
    spellings: dict[Identity, set[str]] = defaultdict(set)
    for names in proper.values():
        for name, found in names.items():
            word = found.node[0] == "surname" and not office_of(name) and " " not in name.strip()
            if word or (found.node[0] in {"name", "decided"} and not is_full(name)):
                spellings[found.node].add(name)
    return spellings


def _for_short(
    own: Told, proper: Mapping[str, Found], spellings: Mapping[Identity, Collection[str]], decided: Decided
) -> dict[str, Found]:
    """The common names of an article that stand for the one institution there that they fit."""
    here = {found.node: spellings[found.node] for found in proper.values() if found.node in spellings}
    meant = {name: called_for_short(own.names[name].label, here) for name in own.names if name not in proper}
    fits = {name: node for name, node in meant.items() if node}
    return {name: Found(node, "short-form") for name, node in fits.items() if not _kept_apart(name, node, decided)}


def _kept_apart(name: str, node: Identity, decided: Decided) -> bool:
    return node[0] == "decided" and decided.is_apart(name, node[1])


def _with_owners(found: Mapping[tuple[ArticleKey, str], Found]) -> dict[tuple[ArticleKey, str], Found]:
    """The campaign of a surname that fits two persons is that of the one whose campaign other articles name."""
    owned: dict[Identity, set[Identity]] = defaultdict(set)
    for (_, name), (node, _) in found.items():
        body = body_of(name)
        owner = person_in(body.owner) if body else None
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


def _found(name: str, article: ArticleKey, own: Told, day: Known) -> Found | None:
    """The node of a name; None for common words, which belong to what the article is about."""
    fixed = day.decided.actor(name)
    if fixed:
        return Found(("decided", fixed), "aliases-file")
    meaning = own.names[name]
    found = _of_label(meaning.label, article, own, day)
    if found is None:
        return None
    if _kept_apart(name, found.node, day.decided):
        return Found(("apart", _key(name)), None)
    return found if meaning.rule is None else Found(found.node, meaning.rule)


def _of_label(label: str, article: ArticleKey, own: Told, day: Known) -> Found | None:
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
        named = body.owner in own.names and not body_of(own.names[body.owner].label)
        owner = _found(body.owner, article, own, day) if named else None
        return Found(("body", owner.node if owner else ("surname", _key(body.owner)), body.noun))
    if person_in(label) and _key(label) not in day.spelt_out:
        return _lesser(label, own, day)
    office = office_of(label)
    if office and kind_of(label) == "office":
        return _holder(label, office, day) or _nominee(label, office, own, day)
    return None if _is_common(label, day) else _institution(label, day)


def _together(parts: Iterable[str], article: ArticleKey, own: Told, day: Known) -> Found:
    nodes = {found.node if (found := _found(part, article, own, day)) else ("name", _key(part)) for part in parts}
    return Found(("group", *sorted(nodes, key=repr))) if len(nodes) > 1 else Found(nodes.pop())


def _lesser(label: str, own: Told, day: Known) -> Found:
    """The one person whose surname or initial a name is; of several the one of the same office; else its own node."""
    apart = {day.persons.get(name) for name in (own.names[label].apart if label in own.names else ())}
    near = day.near.of_surname(label)
    fits = [name for name in near if same_person(label, name) and not of_other_gender(label, name)]
    fitting = {day.persons[name] for name in fits} - apart
    if len(fitting) == 1:
        return Found(fitting.pop())
    best = _best_known(own.offices.get(label, frozenset()), fitting, day)
    if best:
        return Found(best, "by-office")
    here = {day.persons[meaning.label] for meaning in own.names.values() if meaning.label in day.persons}
    usual = _usual(label, _BY_FAR if len(here & fitting) < 2 else _BY_FAR**2, day)
    return Found(usual, "by-use") if usual in fitting else Found(("surname", _key(label)))


def _usual(label: str, times: int, day: Known) -> Identity | None:
    """Whom a surname alone means in so many articles or more, and in so many times those in which it means others.

    An office that comes with it speaks for somebody else, who does not hold it.
    """
    person = person_in(label)
    called = day.called.get(person.surname) if person and not person.given and not office_of(label) else None
    if not called:
        return None
    node, articles = called.most_common(1)[0]
    return node if articles >= times * max(1, called.total() - articles) else None


def _best_known(held: Iterable[Office], fitting: Iterable[Identity], day: Known) -> Identity | None:
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


def _holder(label: str, office: Office, day: Known) -> Found | None:
    """The one person of all articles who holds an office of a state or a house; without a state, whoever it is here."""
    if not places_in(label):
        return None
    holders = day.holders.get(office, frozenset())
    if len(holders) == 1:
        return Found(next(iter(holders)), "holder")
    return Found(("office", office.function, *sorted(office.of)))


def _nominee(label: str, office: Office, own: Told, day: Known) -> Found | None:
    """The one person of an article whom any article calls the nominee of the party: `the Republican nominee`."""
    if "nominee" not in label.casefold() or not office.of & _parties():
        return None
    here = {day.persons[meaning.label] for meaning in own.names.values() if meaning.label in day.persons}
    fitting = [node for node in here if any(_one_party(office, held) for held in day.offices[node])]
    return Found(fitting[0], "holder") if len(fitting) == 1 else None


def _one_party(a: Office, b: Office) -> bool:
    """Whether two candidatures can be one, and are of one party by its name."""
    return offices_agree(a, b) and bool(a.of & b.of & _parties())


def _parties() -> frozenset[str]:
    return frozenset(lexicon("aliases")["parties"].values())


def _is_common(label: str, day: Known) -> bool:
    form = common_form(label)
    if form == "first capital" and " " in label.strip():
        return place_of(label.split(maxsplit=1)[0]) is None
    return form == "common" or (form == "first capital" and _key(label) in day.common)


def _institution(label: str, day: Known) -> Found:
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


def _redirected(key: str, day: Known) -> Identity:
    """The node of a key: that of the decision, where a name with this key is decided on."""
    actor = day.decided_keys.get(key)
    return ("decided", actor) if actor else ("name", key)


def _key(label: str) -> str:
    return institution_key(label)
