"""Cuts a sentence into the terms that a statement and its evidence are compared by: names, numbers, days, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from summarizer.check.meaning import group, same_group
from summarizer.text.aliases import names_clash, same_person
from summarizer.text.numbers import find_numbers
from summarizer.text.places import split_at_places, undotted
from summarizer.text.romanisation import romanised
from summarizer.text.thesaurus import Relation, base_forms, is_known, relation
from summarizer.text.words import in_class, office_words

__all__ = ["Sort", "Term", "related", "terms_of"]

Sort = Literal["place", "name", "number", "day", "month", "unit", "word", "function", "mark"]

_WORD = re.compile(r"'s\b|[^\W\d_]+(?:['-][^\W\d_]+)*|[,;:.!?–—()“”\"]")
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof)\.")
_QUARTER = re.compile(r"\b(?:Q([1-4])|([1-4])Q)\b")
_ORDINAL = re.compile(r"\b(\d|1[0-2])(?:st|nd|rd|th)\b")
_ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh"),
    *("eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_CLOSED = (
    "determiners", "possessives", "pronouns", "object_pronouns", "prepositions", "auxiliaries", "coordinators",
    "subordinators", "adverbs", "negations",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A word, name or number of a sentence: `low` is it in lower case, `key` what other forms of it share."""

    text: str
    low: str
    sort: Sort
    key: str

    @property
    def is_content(self) -> bool:
        """Whether it carries matter of its own."""
        return self.sort not in ("function", "mark")


@lru_cache(maxsize=4_096)
def terms_of(text: str) -> tuple[Term, ...]:
    """The terms of a text in order; names of places are one term, and so are numbers of several words."""
    plain = re.sub(r"…|\.{2,}", " ", undotted(text)).replace("’", "'").replace("‘", "'")
    plain = _TITLE.sub(r"\1", plain)
    plain = _ORDINAL.sub(lambda match: _ORDINALS[int(match[1])] or match[0], plain)
    plain = _QUARTER.sub(lambda match: f"{_ORDINALS[int(match[1] or match[2])]} quarter", plain)
    return tuple(_whole_names(list(_terms(plain))))


@lru_cache(maxsize=65_536)
def related(one: Term, other: Term) -> Relation | None:
    """What a term is to another; names are the same where they can mean one, numbers where they are equal."""
    if one.key == other.key and one.sort == other.sort:
        return "same"
    if one.sort == other.sort == "name":
        return "same" if _one_name(one, other) else None
    if {one.sort, other.sort} <= {"word", "function", "name"}:
        if one.low == other.low:
            return "same"
        if {one.sort, other.sort} == {"word"}:
            return _of_words(one, other)
        if "name" in (one.sort, other.sort) and relation(one.low, other.low) == "same":
            return "same"
    return None


def _of_words(one: Term, other: Term) -> Relation | None:
    """What a word is to another; a part of a compound is broader: "labor", "labor-policy"."""
    if same_group(one.key, other.key):
        return "synonym"
    parts = {part for part in other.low.split("-") if len(part) > 3} if "-" in other.low else set()
    if any(relation(one.low, part) in ("same", "synonym") for part in parts):
        return "broader"
    if "-" in one.low and any(relation(part, other.low) == "same" for part in one.low.split("-") if len(part) > 3):
        return "narrower"
    return relation(one.low, other.low)


def _terms(plain: str) -> Iterator[Term]:
    opens = True
    for piece, place in split_at_places(plain):
        if place:
            yield Term(piece, piece.lower(), "place", place)
            opens = False
            continue
        for text, number in _pieces(piece):
            if number:
                yield Term(text, text.lower(), "number", number)
                opens = False
            else:
                for match in _WORD.finditer(text):
                    yield _word(match.group(), opens=opens)
                    opens = match.group() in '.!?:“"'


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """A text cut at its numbers; each piece with the number's value, or an empty one."""
    end = 0
    for number in find_numbers(text):
        yield text[end : number.start], ""
        yield text[number.start : number.end], f"{number.value:f}"
        end = number.end
    yield text[end:], ""


def _word(text: str, *, opens: bool) -> Term:
    bare = re.sub(r"'s?$", "", text)
    low = bare.lower()
    if not bare:
        return Term(text, text, "function", text)
    if not text[0].isalpha():
        return Term(text, low, "mark", low)
    if low in group("day"):
        return Term(text, low, "day", low)
    if (
        low in group("month")
        and (text[0].isupper() or low not in ("may", "march", "mar"))
        and low not in ("may", "march")
    ):
        return Term(text, low, "month", low[:3])
    if low in ("may", "march") and text[0].isupper() and not opens:
        return Term(text, low, "month", low[:3])
    if low.endswith("n't") or low in group("title") or low in group("function") or in_class(low, *_CLOSED):
        return Term(text, low, "function", low)
    if low.removesuffix("s") in group("unit"):
        return Term(bare, low, "unit", low.removesuffix("s"))
    if text[0].isupper() and (not opens or not is_known(low)) and not _is_office(low):
        return Term(bare, low, "name", low)
    return Term(bare, low, "word", min(base_forms(low), key=len, default=low))


def _is_office(low: str) -> bool:
    """Whether a word is of an office's name, which is written with and without a capital."""
    return low in office_words("offices") or low in office_words("adjectives")


def _whole_names(terms: list[Term]) -> Iterator[Term]:
    """The terms with names of several words as one; a word with a capital before a name belongs to it."""
    i = 0
    while i < len(terms):
        end = i
        while end < len(terms) and (terms[end].sort == "name" or (end == i and _opens_name(terms, i))):
            end += 1
        if end - i < 2:
            yield terms[i]
            i += 1
            continue
        text = " ".join(term.text for term in terms[i:end])
        yield Term(text, text.lower(), "name", text.lower())
        i = end


def _opens_name(terms: list[Term], i: int) -> bool:
    term = terms[i]
    follows = i + 1 < len(terms) and terms[i + 1].sort == "name"
    return term.sort == "word" and term.text[0].isupper() and follows and not _is_office(term.low)


def _one_name(one: Term, other: Term) -> bool:
    """Whether two names can mean one: one person, one in another spelling, a part of the other, or its initials."""
    if same_person(one.text, other.text) or _one_spelling(one.low, other.low):
        return True
    ours, theirs = set(re.split(r"[ -]", one.low)), set(re.split(r"[ -]", other.low))
    if ours <= theirs or theirs <= ours:
        return not names_clash(one.text, other.text)
    return _initials(one.text) == other.text or _initials(other.text) == one.text


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()) if " " in name else ""


def _one_spelling(one: str, other: str) -> bool:
    """Whether two names sound alike when they are written in one way: Pieskow, Peskov."""
    return len(one) > 4 and len(other) > 4 and romanised(one) == romanised(other)
