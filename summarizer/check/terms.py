"""Cuts a sentence into the terms that a statement and its evidence are compared by: names, numbers, days, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
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

_WORD = re.compile(r"'(?:s|ll|d|ve|re|m)\b|[^\W\d_][^\W_]*(?:['-][^\W_]+)*|[,;:.!?–—()“”\"]")
_ELLIPSIS = re.compile(r"…|\.{2,}")
_OWNING = re.compile(r"'s?$|(?<=\d)s$")
_CONTRACTED = re.compile(r"(?<=\w)'(?=(?:ll|d|ve|re|m)\b)")
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof)\.")
_PARTY = re.compile(r"\s\([DRI]-[A-Z][\w.-]*\)")
"""Of "Sen. Ann Lee (R-Tex.)" the party and the state are no name."""
_PART_OF_TIME = re.compile(r"\b([Mm]id|[Ee]arly|[Ll]ate)-(?=[A-Z\d])")
_QUARTER = re.compile(r"\b(?:Q([1-4])|([1-4])Q)\b")
_MONTHS = "|".join(sorted(month.capitalize() for month in group("month")))
_DAY_OF_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)\b(?=\s+(?:of\s+)?(?:{_MONTHS})\b)|\b({_MONTHS})(\.?\s+\d{{1,2}})(?:st|nd|rd|th)\b"
)
_ORDINAL = re.compile(r"\b(\d|1[0-2])(?:st|nd|rd|th)\b")
_ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh"),
    *("eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_VERB_OR_MONTH = ("may", "march")
_CLOSED = (
    "determiners", "possessives", "pronouns", "object_pronouns", "prepositions", "auxiliaries", "coordinators",
    "subordinators", "adverbs", "negations",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A word, name or number of a sentence.

    `low` is it in lower case, `key` what other forms of it share: the base form of a word, the value of a number, the
    place that a name stands for. `unit` is a number's: percent, a currency, or None.
    """

    text: str
    low: str
    sort: Sort
    key: str
    unit: str | None = None

    @property
    def is_content(self) -> bool:
        """Whether it carries matter of its own."""
        return self.sort not in ("function", "mark")


@lru_cache(maxsize=4_096)
def terms_of(text: str) -> tuple[Term, ...]:
    """The terms of a text in order; names of places are one term, and so are numbers of several words."""
    return tuple(_whole_names(_with_may(list(_terms(_plain(text))))))


def _plain(text: str) -> str:
    """A text with one way of writing: no dots in abbreviations, straight apostrophes, small ordinals in words."""
    plain = _ELLIPSIS.sub(" ", undotted(_PARTY.sub("", text))).replace("’", "'").replace("‘", "'")
    plain = _CONTRACTED.sub(" '", _TITLE.sub(r"\1", plain))
    plain = _PART_OF_TIME.sub(r"\1 ", plain)
    plain = _DAY_OF_MONTH.sub(lambda match: match[1] or f"{match[2]}{match[3]}", plain)
    plain = _ORDINAL.sub(lambda match: _ORDINALS[int(match[1])] or match[0], plain)
    return _QUARTER.sub(lambda match: f"{_ORDINALS[int(match[1] or match[2])]} quarter", plain)


@lru_cache(maxsize=8_192)
def related(one: Term, other: Term) -> Relation | None:
    """What a term is to another; names are the same where they can mean one, numbers where they are equal."""
    if one.sort == other.sort and one.key == other.key:
        return "same" if one.unit == other.unit or not (one.unit and other.unit) else None
    sorts = {one.sort, other.sort}
    if sorts == {"name"}:
        return "same" if _one_name(one, other) else None
    if sorts == {"word"}:
        return _of_words(one.low, other.low)
    if sorts <= {"word", "function", "name"} and one.low == other.low:
        return "same"
    if sorts != {"word", "name"}:
        return None
    return "same" if _opens_with_surname(one, other) or relation(one.low, other.low) == "same" else None


def _opens_with_surname(one: Term, other: Term) -> bool:
    """Whether a capital word at the head of a sentence is the surname of a name: "Trump", "Donald Trump"."""
    word, name = (one, other) if one.sort == "word" else (other, one)
    return word.text[:1].isupper() and word.low == name.low.rsplit(maxsplit=1)[-1]


def _of_words(one: str, other: str) -> Relation | None:
    """What a word is to another; a part of a compound is broader: "labor", "labor-policy"."""
    if one == other:
        return "same"
    if same_group(one, other):
        return "synonym"
    if _is_part(one, other):
        return "broader"
    return "narrower" if _is_part(other, one) else relation(one, other)


def _is_part(word: str, compound: str) -> bool:
    """Whether one of the words of a compound with a hyphen is a form or a synonym of `word`."""
    parts = (part for part in compound.split("-") if len(part) > 3) if "-" in compound else ()
    return any(relation(word, part) in ("same", "synonym") for part in parts)


def _terms(plain: str) -> Iterator[Term]:
    """The terms of a plain text, names word by word."""
    opens = True
    for piece, place in split_at_places(plain):
        if place:
            yield Term(piece, piece.lower(), "place", place)
            opens = False
            continue
        for part in _pieces(piece):
            if isinstance(part, Term):
                yield part
                opens = False
                continue
            for match in _WORD.finditer(part):
                yield _word(match.group(), opens=opens)
                opens = match.group() in '.!?:“"'


def _pieces(text: str) -> Iterator[str | Term]:
    """A text cut at its numbers, each of which is a term."""
    end = 0
    for number in find_numbers(text):
        words = text[number.start : number.end]
        yield text[end : number.start]
        yield Term(words, words.lower(), "number", f"{number.value:f}", number.unit)
        end = number.end
    yield text[end:]


@lru_cache(maxsize=8_192)
def _word(text: str, *, opens: bool) -> Term:
    """The term of one word or mark; `opens` says that it begins a sentence, where all words have a capital."""
    bare = _OWNING.sub("", text)
    low = bare.lower()
    if text[0] == "'":
        return Term(text, text, "function", text)
    if not text[0].isalpha():
        return Term(text, low, "mark", low)
    if low in group("day"):
        return Term(text, low, "day", low)
    if _is_month(text, low, opens=opens):
        return Term(text, low, "month", low[:3])
    if low.endswith("n't") or low in group("title") or low in group("function") or in_class(low, *_CLOSED):
        return Term(text, low, "function", low)
    if low.removesuffix("s") in group("unit"):
        return Term(bare, low, "unit", low.removesuffix("s"))
    if text[0].isupper() and (not opens or not is_known(low)) and not _is_office(low):
        return Term(bare, low, "name", _name_key(low))
    return Term(bare, low, "word", min(base_forms(low), key=len, default=low))


def _is_month(text: str, low: str, *, opens: bool) -> bool:
    """Whether a word names a month; "may", "march" and "mar" do so with a capital, the first two inside a sentence."""
    if low not in group("month") or (low in (*_VERB_OR_MONTH, "mar") and text[0].islower()):
        return False
    return not (opens and low in _VERB_OR_MONTH)


def _name_key(low: str) -> str:
    """A name in lower case; one with figures without its hyphen: "G-7" is "G7"."""
    return low.replace("-", "") if any(c.isdigit() for c in low) else low


def _with_may(terms: list[Term]) -> list[Term]:
    """The terms with "May" and "March" as months before a number, and as names behind or before what tells so."""
    return [
        replace(term, sort=sort, key=term.low[:3] if sort == "month" else term.low)
        if term.low in _VERB_OR_MONTH and term.text[0].isupper() and (sort := _sort_of_may(terms, i))
        else term
        for i, term in enumerate(terms)
    ]


def _sort_of_may(terms: list[Term], i: int) -> Sort | None:
    """What "May" or "March" at `i` is by its neighbours, as in "May 5" and "Theresa May"; None if they do not say."""
    before, behind = terms[i - 1] if i else None, terms[i + 1] if i + 1 < len(terms) else None
    if behind and behind.sort == "number":
        return "month"
    if before and (before.sort == "name" or before.low in group("title") or _is_office(before.low)):
        return "name"
    named = behind and terms[i].low == "may" and (behind.low == "said" or in_class(behind.low, "auxiliaries"))
    return "name" if named and (not before or before.sort == "mark") else None


def _is_office(low: str) -> bool:
    """Whether a word is of an office's name, which is written with and without a capital."""
    return low in office_words("offices") or low in office_words("adjectives")


def _whole_names(terms: list[Term]) -> Iterator[Term]:
    """The terms with names of several words as one; a word with a capital before a name belongs to it."""
    i = 0
    while i < len(terms):
        end = i
        while end < len(terms) and (terms[end].sort == "name" or _leads_to_name(terms, end, first=end == i)):
            end += 1
        if end - i < 2:
            yield terms[i]
            i += 1
            continue
        text = " ".join(term.text for term in terms[i:end])
        yield Term(text, text.lower(), "name", text.lower())
        i = end


def _leads_to_name(terms: list[Term], i: int, *, first: bool) -> bool:
    """Whether a word belongs to the name behind it: "Ruth van der Berg", or with a capital where it is the first."""
    behind = next((term for term in terms[i + 1 : i + 3] if term.low not in group("particle")), None)
    if behind is None or behind.sort != "name":
        return False
    term = terms[i]
    if term.low in group("particle"):
        return not first or term.text[0].isupper()
    return first and term.sort == "word" and term.text[0].isupper() and not _is_office(term.low)


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
