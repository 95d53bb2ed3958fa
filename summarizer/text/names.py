"""Finds the persons, offices, states and organisations that an article names, and tells whom a phrase stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from summarizer.models import NamedActor, Span
from summarizer.text.aliases import canonical_place, name_kind, office_of, person_name, places_in, same_person
from summarizer.text.verbs import noun_acts, reporting_forms
from summarizer.text.words import Word, in_class, office_words, words

__all__ = ["Cast", "Mention", "cast_of", "named_actors"]

Gender = Literal["he", "she"]
_MALE = frozenset({"mr.", "mr", "spokesman", "chairman", "businessman", "king", "prince", "congressman", "sir", "lord"})
_FEMALE = frozenset({"mrs.", "ms.", "mrs", "ms", "spokeswoman", "chairwoman", "businesswoman", "queen", "princess", "dame"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an article names a person: the name as it stands there, and the office beside it."""

    span: Span
    name: str
    role: str | None = None
    certain: bool = True
    opens: bool = False


@dataclass
class _Person:
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
        for mention, person in reversed(self.mentions[: bisect_left(self._starts, before)]):
            if any(_fits(phrase, role) for role in person.roles) and _gender_fits(phrase, person):
                return person
            del mention
        return next((p for p in self.persons if any(_fits(phrase, role) for role in p.roles)), None)


def _fits(phrase: str, role: str) -> bool:
    asked, held = office_of(phrase), office_of(role)
    return bool(asked and held and asked.function == held.function and asked.of <= held.of)


def _gender_fits(phrase: str, person: Person) -> bool:
    gender = _gender_of(phrase)
    return gender is None or person.gender in {None, gender}


def _gender_of(phrase: str) -> Gender | None:
    low = set(phrase.lower().split())
    if low & _MALE:
        return "he"
    return "she" if low & _FEMALE else None


# --- finding mentions ------------------------------------------------------------------------------------------------


def cast_of(text: str, furniture: Iterable[Span] = ()) -> Cast:
    """Find the persons of a text outside its furniture and put the names of each together."""
    return _gathered(_mentions(text, tuple(furniture)))


def _mentions(text: str, furniture: tuple[Span, ...]) -> list[Mention]:
    found = [m for tokens in _stretches(text, furniture) for m in _in_tokens(text, tokens)]
    inside = {m.name for m in found if not m.opens}
    found = [m for m in found if not m.opens or m.role or " " in m.name or m.name in inside]
    sure = {m.name for m in found if m.certain}
    surnames = {name.split()[-1] for name in sure}
    repeated = Counter(m.name for m in found)
    return [
        m
        for m in found
        if m.certain or any(same_person(m.name, name) for name in sure) or (" " in m.name and repeated[m.name] > 1 and m.name.split()[-1] not in surnames)
    ]


def _stretches(text: str, furniture: tuple[Span, ...]) -> Iterator[list[Word]]:
    """The words of the text between furniture and paragraph ends."""
    edges = sorted({0, len(text), *(f.start for f in furniture), *(f.end for f in furniture)})
    for start, end in zip(edges, edges[1:], strict=False):
        if any(f.start <= start < f.end for f in furniture):
            continue
        position = start
        while position < end:
            stop = text.find("\n\n", position, end)
            stop = end if stop < 0 else stop
            yield words(text, position, stop)
            position = stop + 2


def _in_tokens(text: str, tokens: list[Word]) -> Iterator[Mention]:
    if _is_headline(tokens):
        return
    index = 0
    while index < len(tokens):
        end = _run_end(tokens, index)
        if end > index:
            yield from _mention_in_run(text, tokens, index, end)
        index = max(end, index + 1)


def _is_headline(tokens: list[Word]) -> bool:
    """Whether the words stand in title case, where a capital tells nothing."""
    inner = [t for t in tokens[1:] if t.is_word and len(t.text) > 3 and t.text[0].isalpha()]
    return 3 <= len(inner) <= 20 and tokens[-1].text not in ".!?”\"" and sum(t.capital for t in inner) > 0.6 * len(inner)


def _is_name_part(token: Word) -> bool:
    return token.capital and token.is_word and not in_class(token.low, "weekdays")


def _run_end(tokens: list[Word], start: int) -> int:
    """The end of a run of capitalised words from `start`; particles and bracketed given names may stand inside."""
    index = start
    if not _is_name_part(tokens[start]) or (_is_common(tokens[start]) and tokens[start].low not in {"sen.", "will"}):
        return start
    while index < len(tokens):
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        particle = index > start and in_class(token.low, "name_particles") and following and following.capital
        if not (_is_name_part(token) or particle) or (index > start and _is_common(token) and not particle):
            break
        index += 1
    return index


def _is_common(token: Word) -> bool:
    classes = ("determiners", "pronouns", "possessives", "prepositions", "auxiliaries", "coordinators", "subordinators", "adverbs", "object_pronouns", "months")
    return in_class(token.low, *classes)


def _mention_in_run(text: str, tokens: list[Word], start: int, end: int) -> Iterator[Mention]:
    first = _name_start(tokens, start, end)
    if first >= end:
        return
    span = Span(start=tokens[first].start, end=tokens[end - 1].end)
    name = text[span.start : span.end]
    if "\n" in name or end - first > 4 or not _can_be_person(name):
        return
    role, strong = _role(text, tokens, first, end)
    opens = first == start and (start == 0 or tokens[start - 1].text in ".!?…“\":–—")
    yield Mention(span, name, role, certain=strong or _speaks(tokens, first, end), opens=opens)


def _can_be_person(name: str) -> bool:
    if name_kind(name) != "person" or (" " not in name and places_in(name)):
        return False
    low = name.lower()
    parts = low.split()
    offices = office_words("offices") | office_words("groups")
    return low not in office_words("media") and not (len(name) < 3 or name.isupper()) and not any(p in offices for p in parts)


def _name_start(tokens: list[Word], start: int, end: int) -> int:
    """Where in a run the name begins: behind the last office, title, adjective of office, or state."""
    first = start
    for index in range(start, end):
        low = tokens[index].low
        title = low in office_words("offices") or low in office_words("adjectives") or in_class(low, "titles")
        if title and index + 1 <= end:
            first = index + 1
    for length in range(min(3, end - first - 1), 0, -1):
        words_ = " ".join(t.text for t in tokens[first : first + length])
        if canonical_place(words_) or (length == 1 and name_kind(words_) == "unknown"):
            return first + length
    return first


def _speaks(tokens: list[Word], first: int, end: int) -> bool:
    """Whether a reporting verb stands right beside the name: "Lind said", "said Lind", "Lind also told"."""
    for step in range(end, min(end + 3, len(tokens))):
        low = tokens[step].low
        if low in {"said", "says", "told", "tweeted", "replied"} or _reports(low):
            return True
        if not in_class(low, "adverbs", "auxiliaries"):
            break
    return first > 0 and tokens[first - 1].low in {"said", "says", "added", "replied", "according"} and end - first < 4


def _reports(low: str) -> bool:
    if low == "states" or low in noun_acts():
        return False
    senses = reporting_forms().get(low, ())
    return any(s.act("clause") and s.forms & {"past", "s"} for s in senses)


# --- offices ---------------------------------------------------------------------------------------------------------


def _role(text: str, tokens: list[Word], first: int, end: int) -> tuple[str | None, bool]:
    """The office beside a name and whether it proves a person: before it, in apposition behind, or ahead of a comma."""
    before = _role_before(text, tokens, first)
    if before:
        return before, True
    if first > 0 and in_class(tokens[first - 1].low, "titles"):
        closed = first > 2 and tokens[first - 2].text in "])"
        return _role_before(text, tokens, first - 2 if closed else first - 1), True
    after = _apposition(text, tokens, end)
    if after:
        return after, True
    if first > 1 and tokens[first - 1].text == ",":
        ahead = _role_before(text, tokens, first - 1)
        if ahead:
            return ahead, True
    return None, False


_LINKS = frozenset({"of", "for", "to", "in", "at", "and", "&", "'s", "on", "the"})


def _role_before(text: str, tokens: list[Word], end: int) -> str | None:
    """The office phrase that ends right before `end`: "Secretary of State", "the party's deputy leader"."""
    index = end - 1
    while index >= 0 and _in_role(tokens, index):
        index -= 1
    first = index + 1
    while first < end and (tokens[first].low in _LINKS or in_class(tokens[first].low, "determiners")):
        first += 1
    return _office_phrase(text, tokens, first, end)


def _in_role(tokens: list[Word], index: int) -> bool:
    token = tokens[index]
    low = token.low
    if token.low in _LINKS:
        before = tokens[index - 1] if index else None
        return before is not None and before.is_word and (before.low in _LINKS if low == "the" else not _is_common(before))
    if in_class(low, "titles"):
        return False
    if not token.is_word or in_class(low, "pronouns", "auxiliaries", "subordinators", "prepositions", "adverbs", "weekdays", "months", "possessives", "determiners"):
        return False
    return token.capital or _office_like(low)


def _office_like(low: str) -> bool:
    return (
        low in office_words("offices")
        or low in office_words("adjectives")
        or low in office_words("groups")
        or ("-" in low and not low[0].isdigit())
        or (low.endswith(("ian", "ese", "ish")) and len(low) > 4)
    )


def _office_phrase(text: str, tokens: list[Word], first: int, end: int) -> str | None:
    inner = tokens[first:end]
    if not inner or not any(t.low in office_words("offices") for t in inner):
        return None
    phrase = " ".join(text[inner[0].start : inner[-1].end].split())
    return phrase if len(phrase) <= 120 else None


def _apposition(text: str, tokens: list[Word], index: int) -> str | None:
    """The office in ", the Y of Z," behind a name."""
    if index + 1 >= len(tokens) or tokens[index].text != ",":
        return None
    first = index + 1
    while first < len(tokens) and in_class(tokens[first].low, "determiners", "possessives"):
        first += 1
    end = first
    while end < len(tokens) and end - first < 14 and (tokens[end].is_word) and not in_class(tokens[end].low, "auxiliaries", "pronouns") and not _reports(tokens[end].low):
        end += 1
    head = [t.low for t in tokens[first : min(first + 5, end)]]
    if end >= len(tokens) or not any(h in office_words("offices") for h in head) or tokens[end].text not in ",.;)":
        return None
    if first == index + 1 and not _office_like(head[0]) and not tokens[first].capital:
        return None
    return _office_phrase(text, tokens, first, end)


# --- putting names together ------------------------------------------------------------------------------------------


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
        gender = _gender_of(mention.role or "")
        if gender:
            group.genders.add(gender)
        owner.append(index)
        key = person_name(mention.name)
        if key:
            latest[key.surname] = index
    persons = tuple(_finished(group) for group in groups)
    return Cast(persons, tuple((m, persons[i]) for m, i in zip(mentions, owner, strict=True)))


def _owner(groups: list[_Person], mention: Mention, latest: dict[str, int]) -> int:
    key = person_name(mention.name)
    recent = latest.get(key.surname) if key else None
    order = [*([recent] if recent is not None else []), *range(len(groups))]
    for index in order:
        if all(same_person(mention.name, name) for name in _fullest_two(groups[index].names)):
            return index
    groups.append(_Person())
    return len(groups) - 1


def _fullest_two(names: list[str]) -> list[str]:
    return sorted(names, key=lambda n: -len(n.split()))[:2]


def _finished(group: _Person) -> Person:
    name = max(group.names, key=lambda n: (len(n.split()), -group.names.index(n)))
    gender = next(iter(group.genders)) if len(group.genders) == 1 else None
    return Person(name, tuple(group.names), tuple(group.roles), gender)


# --- all actors ------------------------------------------------------------------------------------------------------


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
    for tokens in _stretches(text, furniture):
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
                if all(t.capital or t.low in {"of", "and", "the", "for"} for t in tokens[index : index + length]) and canonical_place(
                    " ".join(t.text for t in tokens[index : index + length])
                ):
                    yield index, index + length
                    step = length
                    break
        index += step
