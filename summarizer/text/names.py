"""Finds the persons, offices, states and organisations that an article names, and tells whom a phrase stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from summarizer.models import NamedActor, Span
from summarizer.text.aliases import canonical_place, name_kind, office_of, person_name, same_person
from summarizer.text.mentions import Mention, mentions_in, stretches
from summarizer.text.words import Word, office_words

__all__ = ["Cast", "Mention", "cast_of", "named_actors"]

Gender = Literal["he", "she"]
_MALE = frozenset({"mr.", "mr", "spokesman", "chairman", "businessman", "king", "prince", "congressman", "sir", "lord"})
_FEMALE = frozenset(
    {"mrs.", "ms.", "mrs", "ms", "spokeswoman", "chairwoman", "businesswoman", "queen", "princess", "dame"}
)


_REACH = 200
"""So many mentions back an office is looked for; a bound, so that a long text stays linear."""


@dataclass
class _Person:
    initial: str
    names: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    genders: set[Gender] = field(default_factory=set)


@dataclass(frozen=True)
class Person:
    """A person of one article: the fullest name there, all names, the offices, and he or she where a word tells."""

    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    gender: Gender | None


class Cast:
    """The persons of one article and the places that name them; answers whom a phrase stands for."""

    def __init__(self, persons: tuple[Person, ...], mentions: tuple[tuple[Mention, Person], ...]) -> None:
        self.persons = persons
        self.mentions = mentions
        self._starts = [mention.span.start for mention, _ in mentions]

    @cached_property
    def _by_name(self) -> dict[str, Person]:
        return {name: person for person in reversed(self.persons) for name in person.names}

    def person_called(self, name: str) -> Person | None:
        """The person whom the article gives this very name."""
        return self._by_name.get(name)

    def within(self, start: int, end: int) -> list[tuple[Mention, Person]]:
        """The mentions of persons between two offsets, in order."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [pair for pair in self.mentions[first:last] if pair[0].span.end <= end]

    def office_holder(self, phrase: str, before: int) -> Person | None:
        """Whom "the Kremlin spokesman" stands for: the person last named whose office it fits; None where none does."""
        office = office_of(phrase)
        if office is None:
            return None
        last = bisect_left(self._starts, before)
        for _, person in reversed(self.mentions[max(0, last - _REACH) : last]):
            if any(_fits(phrase, role) for role in person.roles) and _gender_fits(phrase, person):
                return person
        return next((p for p in self.persons[:_REACH] if any(_fits(phrase, role) for role in p.roles)), None)


def _fits(phrase: str, role: str) -> bool:
    asked, held = office_of(phrase), office_of(role)
    return bool(asked and held and asked.function == held.function and asked.of <= held.of)


def _gender_fits(phrase: str, person: Person) -> bool:
    gender = gender_of_title(phrase)
    return gender is None or person.gender in {None, gender}


def _gender_by_name(name: str) -> Gender | None:
    """He or she where a given name tells; None for the names of both and for bare surnames."""
    given = name.split(maxsplit=1)[0].lower() if " " in name else ""
    if given in office_words("female_names"):
        return "she"
    return "he" if given in office_words("male_names") else None


def gender_of_title(phrase: str) -> Gender | None:
    low = set(phrase.lower().split())
    if low & _MALE:
        return "he"
    return "she" if low & _FEMALE else None


def cast_of(text: str, furniture: Iterable[Span] = ()) -> Cast:
    """Find the persons of a text outside its furniture and put the names of each together."""
    return _cast(text, tuple(furniture))


@lru_cache(maxsize=8)
def _cast(text: str, furniture: tuple[Span, ...]) -> Cast:
    return _gathered(mentions_in(text, furniture))


# --- putting names together ---


def _gathered(mentions: list[Mention]) -> Cast:
    """One person for all names that mean one; a bare surname goes to the person of that name who was named last."""
    groups: list[_Person] = []
    owner: list[int] = []
    latest: dict[str, int] = {}
    for mention in mentions:
        index = _owner(groups, mention, latest)
        group = groups[index]
        if mention.name not in group.names:
            group.names.append(mention.name)
        if mention.role and mention.role not in group.roles:
            group.roles.append(mention.role)
        gender = gender_of_title(f"{mention.title or ''} {mention.role or ''}")
        if gender:
            group.genders.add(gender)
        owner.append(index)
        key = person_name(mention.name)
        if key:
            latest[key.surname] = index
    persons = tuple(_finished(group) for group in groups)
    return Cast(persons, tuple((m, persons[i]) for m, i in zip(mentions, owner, strict=True)))


def _owner(groups: list[_Person], mention: Mention, latest: dict[str, int]) -> int:
    """The group that a mention belongs to, a new one where it fits none; only like initials are compared.

    "Mr. Lind" is not Anna Lind, and "President Lind" is rather the Lind who was called so before.
    """
    key = person_name(mention.name)
    surname = key.surname if key else mention.name.lower()
    recent = latest.get(surname)
    order = [*([recent] if recent is not None else []), *(i for i, g in enumerate(groups) if g.initial == surname[:1])]
    gender = _gender_of(mention)
    if mention.role:
        order.sort(key=lambda i: mention.role not in groups[i].roles)
    for index in order:
        if gender is not None and _gender_of_group(groups[index]) not in {None, gender}:
            continue
        if all(same_person(mention.name, name) for name in _fullest_two(groups[index].names)):
            return index
    groups.append(_Person(initial=surname[:1]))
    return len(groups) - 1


def _gender_of(mention: Mention) -> Gender | None:
    return gender_of_title(f"{mention.title or ''} {mention.role or ''}") or _gender_by_name(mention.name)


def _gender_of_group(group: _Person) -> Gender | None:
    if len(group.genders) == 1:
        return next(iter(group.genders))
    return next((gender for name in group.names if (gender := _gender_by_name(name))), None)


def _fullest_two(names: list[str]) -> list[str]:
    return sorted(names, key=lambda n: -len(n.split()))[:2]


def _finished(group: _Person) -> Person:
    name = max(group.names, key=lambda n: (len(n.split()), -group.names.index(n)))
    gender = next(iter(group.genders)) if len(group.genders) == 1 else _gender_by_name(name)
    return Person(name, tuple(group.names), tuple(group.roles), gender)


# --- all actors ---


def named_actors(text: str, furniture: Iterable[Span] = ()) -> tuple[NamedActor, ...]:
    """The actors that a text names outside its furniture, in the order in which they first appear.

    Persons have their fullest name, the other names they go by, and their first office; states and organisations all
    the names the text gives them ("Russia", "Moscow").
    """
    spans = tuple(furniture)
    cast = cast_of(text, spans)
    first_seen: dict[str, int] = {}
    for mention, person in cast.mentions:
        first_seen.setdefault(person.name, mention.span.start)
    found = [(first_seen[p.name], _actor_of(p)) for p in cast.persons]
    taken = {(m.span.start, m.span.end) for m, _ in cast.mentions}
    found += _places(text, spans, taken)
    return tuple(actor for _, actor in sorted(found, key=lambda pair: (pair[0], pair[1].name)))


def _actor_of(person: Person) -> NamedActor:
    aliases = tuple(n for n in person.names if n != person.name)
    return NamedActor(name=person.name, aliases=aliases, role=person.roles[0] if person.roles else None, kind="person")


def _places(text: str, furniture: tuple[Span, ...], taken: set[tuple[int, int]]) -> list[tuple[int, NamedActor]]:
    names: dict[str, list[str]] = {}
    first: dict[str, int] = {}
    for tokens in stretches(text, furniture):
        for start, end in _place_runs(tokens):
            words_ = text[tokens[start].start : tokens[end - 1].end]
            place = canonical_place(words_)
            if place is None or (tokens[start].start, tokens[end - 1].end) in taken:
                continue
            names.setdefault(place, [])
            first.setdefault(place, tokens[start].start)
            if words_ not in names[place]:
                names[place].append(words_)
    return [(first[place], _place_actor(place, forms)) for place, forms in names.items()]


def _place_actor(place: str, forms: list[str]) -> NamedActor:
    name = place if place in forms else forms[0]
    kind: Literal["state", "organisation"] = "state" if name_kind(place) == "state" else "organisation"
    return NamedActor(name=name, aliases=tuple(f for f in forms if f != name), kind=kind)


def _place_runs(tokens: list[Word]) -> Iterator[tuple[int, int]]:
    index = 0
    while index < len(tokens):
        step = 1
        if tokens[index].capital:
            for length in range(min(4, len(tokens) - index), 0, -1):
                if all(
                    t.capital or t.low in {"of", "and", "the", "for"} for t in tokens[index : index + length]
                ) and canonical_place(" ".join(t.text for t in tokens[index : index + length])):
                    yield index, index + length
                    step = length
                    break
        index += step
