"""Tells what form a name has: full, of several actors, of what a person has, common to many."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from summarizer.text.aliases import (
    NameKind,
    PersonName,
    bare_name,
    canonical_place,
    full_spelling,
    name_kind,
    office_of,
    person_name,
)
from summarizer.text.institution_names import bracketed, is_firm, plain_name
from summarizer.text.words import lexicon, office_words

__all__ = [
    "Body",
    "body_of",
    "common_form",
    "is_full",
    "kind_of",
    "members",
    "of_other_gender",
    "person_in",
    "shown_form",
]

_PARTS = re.compile(r"\s*(?:,\s*(?:and|or)\s+|,\s+|\s+and\s+(?:the\s+)?|\s+or\s+(?:the\s+)?|\s+&\s+)\s*")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


class Body(NamedTuple):
    """What a person has and is not: the `campaign` of the owner `Miller`."""

    owner: str
    noun: str


def person_in(name: str) -> PersonName | None:
    """`person_name`, but None for a company or a union whose name has a word of those: `Baltic Rail`."""
    return None if is_firm(name) else person_name(name)


def kind_of(name: str) -> NameKind:
    """`name_kind`, but an organisation for a company or a union whose name has a word of those."""
    return "organisation" if is_firm(name) else name_kind(name)


@lru_cache(maxsize=65536)
def shown_form(name: str) -> str:
    """A name as a brief shows it: a person without office and title, all others without article and possessive."""
    person = not (canonical_place(name) or members(name) or bracketed(name) or is_firm(name)) and full_spelling(name)
    return person or plain_name(name) or name


@lru_cache(maxsize=65536)
def is_full(name: str) -> bool:
    """Whether a name holds a given name in full, so that it tells one person from another."""
    person = person_in(name)
    if person is None or not person.given or len(person.given[0]) < 2:
        return False
    return not (canonical_place(name) or members(name) or bracketed(name) or body_of(name))


@lru_cache(maxsize=65536)
def members(name: str) -> tuple[str, ...]:
    """The names in "the U.S. and NATO", in order; empty for a name of one."""
    if canonical_place(name) or office_of(name):
        return ()
    parts = [part for part in _PARTS.split(name.strip()) if part]
    if len(parts) < 2 or not all(canonical_place(part) or person_name(part) for part in parts):
        return ()
    return tuple(parts)


@lru_cache(maxsize=65536)
def body_of(name: str) -> Body | None:
    """`the Miller campaign`, `Miller's campaign` as owner and noun; None for others, so for those of a state."""
    plain = _ARTICLE.sub("", name.strip())
    owner, _, noun = plain.rpartition(" ")
    owner = re.sub(r"[’'ʼ]s?$", "", owner)
    if noun not in lexicon("aliases")["words"]["bodies"] or canonical_place(owner) or person_name(owner) is None:
        return None
    return Body(owner, noun) if not office_of(owner) or is_full(owner) else None


@lru_cache(maxsize=65536)
def _honoured_as(name: str) -> Literal["he", "she"] | None:
    first = name.split(maxsplit=1)[:1]
    word = first[0].rstrip(".").casefold() if first else ""
    lists = lexicon("aliases")["words"]
    return "he" if word in lists["he"] else "she" if word in lists["she"] else None


@lru_cache(maxsize=65536)
def of_other_gender(name: str, other: str) -> bool:
    """Whether a name begins with "Mr." and a full name is a woman's by its given name, or the other way round."""
    honoured, words = _honoured_as(name), bare_name(other).split()
    if honoured is None or not words:
        return False
    given = words[0].casefold()
    he, she = given in office_words("male_names"), given in office_words("female_names")
    return (she and not he) if honoured == "he" else (he and not she)


@lru_cache(maxsize=65536)
def common_form(name: str) -> Literal["common", "first capital", "proper"]:
    """Whether a name is of common words (`the agency`), perhaps for its first capital (`Police officials`), or not."""
    plain = _ARTICLE.sub("", name.strip())
    if not any(c.isupper() for c in plain):
        return "common" if any(c.isalpha() for c in plain) else "proper"
    return "proper" if any(c.isupper() for c in plain[1:]) else "first capital"
