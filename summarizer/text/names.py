"""Finds the persons, offices, states and organisations that an article names, and tells whom a phrase stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from summarizer.models import NamedActor, Span
from summarizer.text.acronyms import acronyms
from summarizer.text.aliases import canonical_place, name_kind, office_fits, office_of, person_name, same_person
from summarizer.text.mentions import Mention, mentions_in
from summarizer.text.name_runs import is_common, stretches
from summarizer.text.paragraphs import paragraph_gaps
from summarizer.text.person_index import PersonIndex
from summarizer.text.places import begins_place, place_of
from summarizer.text.words import Word, lexicon, office_words

__all__ = ["Cast", "Mention", "Person", "cast_of", "named_actors"]

Gender = Literal["he", "she"]

_NEAR = 600
"""Characters back in which the one holder named of two is whom an office means."""
_HOLDERS = 200
"""So many holders of like offices are looked at; a bound, so that a long text stays linear."""


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
        """Persons by their names; the fullest name of one goes before another name of a second."""
        also = {name: person for person in reversed(self.persons) for name in person.names}
        return also | {person.name: person for person in reversed(self.persons)}

    @cached_property
    def _holders(self) -> dict[str, list[tuple[int, Person]]]:
        """The persons with an office, by its function, each with the offset of the first mention."""
        first: dict[str, int] = {}
        for mention, person in reversed(self.mentions):
            first[person.name] = mention.span.start
        found: dict[str, list[tuple[int, Person]]] = {}
        for person in self.persons:
            functions = dict.fromkeys(office.function for role in person.roles if (office := office_of(role)))
            for function in functions:
                found.setdefault(function, []).append((first.get(person.name, 0), person))
        return found

    def person_called(self, name: str) -> Person | None:
        """The person whom the article gives this very name."""
        return self._by_name.get(name)

    def within(self, start: int, end: int) -> list[tuple[Mention, Person]]:
        """The mentions of persons between two offsets, in order."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [pair for pair in self.mentions[first:last] if pair[0].span.end <= end]

    def office_holder(self, phrase: str, before: int) -> Person | None:
        """Whom "the Kremlin spokesman" stands for: the one person whose office it fits, named before or else later.

        Of several whom it fits it is the one who alone of them was named shortly before; None where that is unclear.
        """
        office = office_of(phrase)
        if office is None:
            return None
        functions = (office.function, *_narrower(office.function))
        holders = (held for function in functions for held in self._holders.get(function, ())[:_HOLDERS])
        ordered = sorted(holders, key=lambda held: (held[0], held[1].name))
        fitting = {p.name: (at, p) for at, p in ordered if _holds(p, phrase)}
        known = [p for at, p in fitting.values() if at < before] or [p for _, p in fitting.values()]
        if len(known) == 1:
            return known[0]
        near = {p.name: p for _, p in self.within(max(0, before - _NEAR), before) if p.name in fitting}
        return next(iter(near.values())) if len(near) == 1 else None


def _narrower(function: str) -> tuple[str, ...]:
    """The functions that a general word for an office can stand for: `diplomat` -> ambassador, envoy, minister."""
    wider = lexicon("aliases")["wider"].get(function, ())
    return tuple(dict.fromkeys(part for one in wider for part in (one, *one.split())))


def _holds(person: Person, phrase: str) -> bool:
    gender = gender_of_title(phrase)
    return any(office_fits(phrase, role) for role in person.roles) and (
        gender is None or person.gender in {None, gender}
    )


def _gender_by_name(name: str) -> Gender | None:
    """He or she where a given name tells; None for the names of both and for bare surnames."""
    given = name.split(maxsplit=1)[0].lower() if " " in name else ""
    if given in office_words("female_names"):
        return "she"
    return "he" if given in office_words("male_names") else None


def gender_of_title(phrase: str) -> Gender | None:
    """He or she where a word of an office, a title or a kinship tells: `spokeswoman`, `Mr.`, `daughter`."""
    low = set(phrase.lower().split())
    if not low.isdisjoint(office_words("he_words")):
        return "he"
    return None if low.isdisjoint(office_words("she_words")) else "she"


def cast_of(text: str, furniture: Iterable[Span] = ()) -> Cast:
    """Find the persons of a text outside its furniture and put the names of each together."""
    return _cast(text, tuple(furniture))


@lru_cache(maxsize=4)
def _cast(text: str, furniture: tuple[Span, ...]) -> Cast:
    edges = [gap.start() for gap in paragraph_gaps(text)]
    return _Groups(edges).gathered(mentions_in(text, furniture))


# --- putting names together ------------------------------------------------------------------------------------------


@dataclass
class _Group:
    """One person while the mentions are read; `named` counts them, `full` is where a full name stood last."""

    names: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    genders: set[Gender] = field(default_factory=set)
    named: int = 0
    full: int = -1

    def fullest_two(self) -> list[str]:
        return sorted(self.names, key=lambda n: -len(n.split()))[:2]

    def gender(self) -> Gender | None:
        if len(self.genders) == 1:
            return next(iter(self.genders))
        return next((gender for name in self.names if (gender := _gender_by_name(name))), None)

    def finished(self) -> Person:
        name = max(self.names, key=lambda n: len(n.split()))
        gender = next(iter(self.genders)) if len(self.genders) == 1 else _gender_by_name(name)
        return Person(name, tuple(self.names), tuple(self.roles), gender)


class _Groups:
    """Puts the mentions of a text together: one group for all names that mean one person.

    A bare surname goes to the one person who has it; of several, to the one named in full in this paragraph or the one
    before, or to the one the text names most; else it is a name of its own, which nobody is known to have.
    """

    def __init__(self, edges: Sequence[int]) -> None:
        self._edges = edges
        self._groups: list[_Group] = []
        self._index: PersonIndex[int] = PersonIndex()
        self._unclear: dict[str, int] = {}
        self._tails: dict[str, int] = {}
        """Double surnames by what they are without the given name: `Peña Nieto` of `Enrique Peña Nieto`."""
        self._changes = 0
        self._single: dict[tuple[str, str | None, str | None], tuple[int, int]] = {}

    def gathered(self, mentions: Sequence[Mention]) -> Cast:
        owners = [self._entered(mention) for mention in mentions]
        persons = tuple(group.finished() for group in self._groups)
        return Cast(persons, tuple((m, persons[i]) for m, i in zip(mentions, owners, strict=True)))

    def _entered(self, mention: Mention) -> int:
        index = self._owner(mention)
        group = self._groups[index]
        known = (len(group.names), len(group.genders), len(group.roles))
        group.names.setdefault(mention.name)
        if mention.role:
            group.roles.setdefault(mention.role)
        gender = (
            gender_of_title(f"{mention.title or ''} {mention.role or ''}") if mention.title or mention.role else None
        )
        if gender:
            group.genders.add(gender)
        self._changes += known != (len(group.names), len(group.genders), len(group.roles))
        group.named += 1
        if _is_full(mention.name):
            group.full = mention.span.start
        return index

    def _owner(self, mention: Mention) -> int:
        """The group a mention belongs to, a new one where it fits none.

        "Mr. Lind" is not Anna Lind, and "President Lind" is rather the Lind who was called so before.
        """
        key = (mention.name, mention.title, mention.role)
        changes, known = self._single.get(key, (-1, 0))
        if changes == self._changes:
            return known
        tail = self._tails.get(mention.name)
        near = dict.fromkeys(([] if tail is None else [tail]) + self._index.near(mention.name))
        fitting = [i for i in near if self._fits(mention, self._groups[i])]
        if mention.role and (held := [i for i in fitting if mention.role in self._groups[i].roles]):
            fitting = held
        if len(fitting) > 1 and not _is_full(mention.name):
            chosen = self._chosen(mention, fitting)
            return chosen if chosen is not None else self._nobody(mention.name)
        index = fitting[0] if fitting else self._new(mention.name)
        self._single[key] = self._changes, index
        return index

    def _fits(self, mention: Mention, group: _Group) -> bool:
        gender = gender_of_title(f"{mention.title or ''} {mention.role or ''}") or _gender_by_name(mention.name)
        if gender is not None and group.gender() not in {None, gender}:
            return False
        return all(same_person(mention.name, name) or name.endswith(f" {mention.name}") for name in group.fullest_two())

    def _chosen(self, mention: Mention, fitting: list[int]) -> int | None:
        """Whom a bare surname means of several: named in full alone in this paragraph, or far more often."""
        edge = bisect_right(self._edges, mention.span.start)
        for back in (1, 2):
            start = self._edges[edge - back] if edge >= back else 0
            here = [i for i in fitting if self._groups[i].full >= start]
            if here:
                break
        if len(here) == 1:
            return here[0]
        first, second = sorted(fitting, key=lambda i: -self._groups[i].named)[:2]
        return first if self._groups[first].named >= 2 * self._groups[second].named else None

    def _nobody(self, name: str) -> int:
        if name not in self._unclear:
            self._groups.append(_Group())
            self._unclear[name] = len(self._groups) - 1
        return self._unclear[name]

    def _new(self, name: str) -> int:
        index = len(self._groups)
        self._groups.append(_Group())
        self._index.add(name, index)
        tail = name.partition(" ")[2]
        if " " in tail:
            self._tails.setdefault(tail, index)
        self._changes += 1
        return index


@lru_cache(maxsize=65536)
def _is_full(name: str) -> bool:
    person = person_name(name)
    return person is not None and bool(person.given)


# --- all actors ------------------------------------------------------------------------------------------------------


def named_actors(text: str, furniture: Iterable[Span] = ()) -> tuple[NamedActor, ...]:
    """The actors that a text names outside its furniture, in the order in which they first appear.

    Persons have their fullest name, the other names they go by, and their first office; states and organisations all
    the names the text gives them ("Russia", "Moscow"; "United Transport Workers", "UTW").
    """
    spans = tuple(furniture)
    cast = cast_of(text, spans)
    first_seen: dict[str, int] = {}
    for mention, person in cast.mentions:
        first_seen.setdefault(person.name, mention.span.start)
    shared = _shared_names(cast.persons)
    found = [(first_seen[p.name], _actor_of(p, shared)) for p in cast.persons]
    found += _places(text, spans, [mention.span for mention, _ in cast.mentions])
    for one in acronyms(text, spans):
        found.append((one.span.start, NamedActor(name=one.name, aliases=one.forms, kind="organisation")))
    return tuple(actor for _, actor in sorted(found, key=lambda pair: (pair[0], pair[1].name)))


def _shared_names(persons: Iterable[Person]) -> frozenset[str]:
    """The names that more than one person goes by: they are no other name of any of them."""
    seen: set[str] = set()
    shared: set[str] = set()
    for person in persons:
        shared.update(name for name in person.names if name in seen)
        seen.update(person.names)
    return frozenset(shared)


def _actor_of(person: Person, shared: frozenset[str]) -> NamedActor:
    aliases = tuple(n for n in person.names if n != person.name and n not in shared)
    return NamedActor(name=person.name, aliases=aliases, role=person.roles[0] if person.roles else None, kind="person")


def _places(text: str, furniture: tuple[Span, ...], persons: Sequence[Span]) -> list[tuple[int, NamedActor]]:
    names: dict[str, dict[str, None]] = {}
    first: dict[str, int] = {}
    starts = [span.start for span in persons]
    for tokens in stretches(text, furniture):
        for start, end, place in _place_runs(tokens):
            offset = tokens[start].start
            person = bisect_right(starts, offset) - 1
            if person >= 0 and offset < persons[person].end:
                continue
            first.setdefault(place, offset)
            names.setdefault(place, {}).setdefault(text[offset : tokens[end - 1].end])
    return [(first[place], _place_actor(place, list(forms))) for place, forms in names.items()]


def _place_actor(place: str, forms: list[str]) -> NamedActor:
    name = place if place in forms else forms[0]
    kind: Literal["state", "organisation"] = "state" if name_kind(place) == "state" else "organisation"
    return NamedActor(name=name, aliases=tuple(f for f in forms if f != name), kind=kind)


_INNER = frozenset({"of", "and", "the", "for", "in"})
_LONGEST_PLACE = 8


def _place_runs(tokens: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """Start, end and place of the longest runs of words that name a state or an organisation."""
    behind = 0
    for index, token in enumerate(tokens):
        if index < behind or not token.text[0].isupper() or not begins_place(token.text):
            continue
        for end in range(_longest(tokens, index), index, -1):
            words = " ".join(t.text for t in tokens[index:end])
            place = canonical_place(words)
            if place and not (token.low == "the" and canonical_place(words[4:])):
                behind = end
                if not _is_part(tokens, index, end):
                    yield index, end, place
                break


def _longest(tokens: Sequence[Word], start: int) -> int:
    end = start
    while (
        end < len(tokens)
        and end - start < _LONGEST_PLACE
        and (tokens[end].text[0].isupper() or tokens[end].low in _INNER)
    ):
        end += 1
    return end


def _is_part(tokens: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words are a part of another name: "Labour |Alliance", "|Washington Post"."""
    place = place_of(" ".join(t.text for t in tokens[start:end]))
    before = tokens[start - 1] if start else None
    if place and place.kind == "organisation" and before and before.capital and not tokens[start].text.isupper():
        return before.is_word and not is_common(before.low) and place_of(before.text) is None
    behind = tokens[end] if end < len(tokens) else None
    press = lexicon("aliases")["words"]["press"]
    return bool(place and place.seat and behind and behind.capital and behind.low in press)
