"""Tells which names mean one person, office, state or organisation, over spellings, languages and metonyms.

Pure functions on name strings, as an article writes them ("Prime Minister Jelzin's"). Nothing is known here
of any particular person: persons are compared by the sound of the name, states by a list of their names and seats.

>>> same_person("Pjotr Tschaikowski", "Mr. Tchaikovsky"), canonical_place("the White House")
(True, 'United States')
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from summarizer.text.offices import Office, office_fits, office_of, others_hold
from summarizer.text.persons import (
    PersonName,
    given_forms,
    given_names_by_language,
    names_clash,
    person_name,
    same_holder,
    same_person,
    surname_spelling,
)
from summarizer.text.places import canonical_place, is_organisation, places_in, undotted
from summarizer.text.romanisation import romanised
from summarizer.text.titles import (
    NAME_WORD,
    POSSESSIVE,
    alias_words,
    bare_name,
    full_spelling,
    is_given_name,
    title_key,
)

__all__ = [
    "Office",
    "PersonName",
    "bare_name",
    "called",
    "canonical_place",
    "full_spelling",
    "given_forms",
    "given_names_by_language",
    "is_given_name",
    "name_key",
    "name_kind",
    "names_clash",
    "office_fits",
    "office_of",
    "others_hold",
    "person_name",
    "places_in",
    "romanised",
    "same_holder",
    "same_name",
    "same_person",
    "surname_spelling",
]


NameKind = Literal["person", "office", "state", "organisation", "unknown"]


@lru_cache(maxsize=65536)
def name_kind(name: str) -> NameKind:
    """What a name is by its form: a state or organisation of the lexicon, a person, an office, or unknown."""
    place = canonical_place(name)
    if place:
        return "organisation" if is_organisation(place) else "state"
    if office_of(name):
        return "person" if bare_name(name) else "office"
    if 1 <= len(bare_name(name).split()) <= 5:
        return "person"
    return "organisation" if _is_institution(name) else "unknown"


def _is_institution(name: str) -> bool:
    words = [w for w in NAME_WORD.findall(undotted(name)) if w.casefold() not in {"the", "of", "for", "and", "s"}]
    if not words or not all(w[0].isupper() for w in words):
        return False
    acronym = len(words) == 1 and len(words[0]) > 2 and words[0].isupper()
    return acronym or any(title_key(w) in alias_words("institutions") for w in words)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """A key that spellings of one name share: `Mr Sergej Witte`, `Serguei Vitte` -> `sergei vite`; a place's name.

    Equal keys mean the same actor but for bare surnames; different keys may still be one (`same_name`).
    """
    place = canonical_place(name)
    if place:
        return place.casefold()
    person = person_name(name)
    if person:
        return " ".join(filter(None, (*person.given, person.surname, person.suffix)))
    return " ".join(_plain_words(name))


def _plain_words(name: str) -> Iterable[str]:
    words = [POSSESSIVE.sub("", w).rstrip(".").casefold() for w in NAME_WORD.findall(undotted(called(name)))]
    return words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words


def called(name: str) -> str:
    """The name of an institution without what it is described as: `the state news agency Acme` -> `Acme`."""
    words = name.split()
    described = [i for i, word in enumerate(words) if word in alias_words("institutions")]
    tail = words[described[-1] + 1 :] if described else []
    return " ".join(tail) if tail and all(word[0].isupper() for word in tail) else name


def same_name(a: str, b: str) -> bool:
    """Whether two names mean one actor of any kind: one place, one person, or the same words."""
    left, right = canonical_place(a), canonical_place(b)
    if left or right:
        return left == right
    return name_key(a) == name_key(b) or same_person(a, b)
