"""Finds changes that a claim itself tells: "dropped its demand", "no longer insists", "lowered its claim"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

from summarizer.merge.strength import Compared, lexicon, one_topic, subject_of, words_of
from summarizer.merge.wording import content_words, is_place, names_in, numbers_in, stem, words_in
from summarizer.models import ChangeKind, Claim, Demand, said_of, statement_of
from summarizer.text.aliases import office_of

__all__ = ["announces", "figure_in", "takes_back", "teller"]

SAME_SUBJECT = 0.5
"""Share of the shorter statement's words that what takes something back has in common with it."""


def takes_back(now: Claim, then: Claim, own: Collection[str] = ()) -> bool:
    """Whether a claim says that its speaker no longer holds or demands what the other claim says."""
    found = announces(now, then, own)
    return found is not None and found[0] == "withdrawn"


def announces(now: Claim, then: Claim, own: Collection[str] = ()) -> Compared | None:
    """The change of an earlier claim that a claim tells in so many words, and these words.

    Args:
        now: The claim that may tell of a change; it must name what it changes.
        then: The earlier claim; one that itself tells of a change is not taken back.
        own: Names that mean the speaker, as `names_in` gives them: what another dropped is not the speaker's.
    """
    told = _told(statement_of(now))
    if told is None or _told(statement_of(then)) or any(name not in own for name in told.before):
        return None
    return (told.kind, f"“{told.words}”") if _of_one_matter(now, then, told.kind) else None


def teller(text: str) -> str | None:
    """The words before those that tell of a change, where a text without a speaker tells one and names somebody."""
    told = _told(text)
    return text[: text.index(told.words.split()[0])] if told and told.before else None


def _of_one_matter(now: Claim, then: Claim, kind: ChangeKind) -> bool:
    if one_topic(then, now):
        return True
    left, right = subject_of(now, whole=True) - _telling(), subject_of(then, whole=True)
    if isinstance(then, Demand) and then.to:
        right |= words_of(then.to) & words_of(then.what)
    numbers = numbers_in(said_of(now)) | numbers_in(said_of(then))
    if kind != "withdrawn":
        left, right = left - numbers, right - numbers
    shared = left & right
    own = [word for word in shared if not is_place(word)]
    if len(own) >= 2 and len(shared) >= SAME_SUBJECT * min(len(left), len(right)):
        return True
    return bool(number := figure_in(now)) and numbers == number <= shared


def figure_in(claim: Claim) -> frozenset[str]:
    """The number that a claim takes back, by which it is known what: "withdrew her figure of 31"; none otherwise."""
    said = said_of(claim)
    told, numbers = _told(said), numbers_in(said)
    is_one = told is not None and told.kind == "withdrawn" and len(numbers) == 1
    return numbers if is_one and any(word.casefold() in _group("figures") for word in words_in(said)) else frozenset()


@dataclass(frozen=True)
class _Told:
    """The words that tell of a change, its kind, and the names in the sentence before them."""

    kind: ChangeKind
    words: str
    before: tuple[str, ...]


@lru_cache(maxsize=8192)
def _told(text: str) -> _Told | None:
    for kind, pattern in _patterns():
        for found in pattern.finditer(text):
            before = re.split(r"[.;:!?]\s", text[: found.start()])[-1]
            near = before.rsplit(",", 1)[-1] if found[0].split()[0].casefold() in _group("letting_go") else before
            if not any(word.casefold() in _group("undone") for word in words_in(near)[-5:]):
                return _Told(kind, " ".join(found[0].split()), names_in(f"– {before}") + _first_name(before))
    return None


def _first_name(before: str) -> tuple[str, ...]:
    """The capitalised word at the head of a sentence, which `names_in` takes for no name: "Kyiv dropped …"."""
    word = next(iter(words_in(before)), "")
    return names_in(f"x {word}") if content_words(word) and not office_of(word) else ()


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(lexicon()[name].split())


@cache
def _telling() -> frozenset[str]:
    """The words that only say that something is changed."""
    groups = ("stands", "let_go", "let_go_base", "letting_go", "said_things", "eased", "tightened")
    words = {word for group in groups for word in lexicon()[group].split()}
    phrases = {word for group in ("let_go_phrases", "agreed") for phrase in lexicon()[group] for word in phrase.split()}
    return frozenset(map(stem, words | phrases))


@cache
def _patterns() -> tuple[tuple[ChangeKind, re.Pattern[str]], ...]:
    lex = lexicon()
    stands = rf"(?:{_any(lex['stands'])})(?:s|es|ed|d|ing)?\b"
    gone = "|".join(re.escape(phrase) for phrase in lex["no_longer"])
    let_go = "|".join([_any(lex["let_go"]), _any(lex["letting_go"]), *lex["let_go_phrases"]])
    agreed = rf"(?:{'|'.join(lex['agreed'])})\s+(?:{_any(lex['let_go_base'])})"
    owned = rf"(?:{_any(lex['owners'])})\s+(?:[\w-]+\s+){{0,2}}?"
    withdrawn = (
        rf"\b(?:(?:{gone})\s+{stands}|not\s+{stands}(?:\W+\w+){{0,12}}?\W+(?:any\s?more|any\s+longer)\b"
        rf"|(?:{let_go}|{agreed})\s+(?:{owned}(?:{_any(lex['said_things'])})\b|what\s+(?:\w+\s+){{1,3}}said\b))"
    )
    steps: dict[ChangeKind, str] = {
        "withdrawn": withdrawn,
        "softened": rf"\b(?:{_any(lex['eased'])})\s+(?:back\s+|down\s+)?{owned}(?:{_any(lex['said_things_eased'])})\b",
        "hardened": rf"\b(?:{_any(lex['tightened'])})\s+(?:up\s+)?{owned}(?:{_any(lex['said_things_eased'])})\b",
    }
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in steps.items())


def _any(words: str) -> str:
    return "|".join(words.split())
