"""Finds whether what is demanded of somebody has been done, or they say that they will or will not do it.

"That Transport Minister Berg resign": "Berg resigned on Tuesday", "Berg would not resign". Precision goes first: the
verb, who does it, and all words of what is demanded must be told; not a part of it, not as hearsay or possibility.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from summarizer.merge.stems import base, is_past, synonym_key
from summarizer.merge.wording import carries, numbers_in, words_in
from summarizer.models import Claim, DatedEvent, Position

__all__ = ["Asked", "Deed", "Told", "asked_of", "deeds_of", "is_done", "who_words"]

Told = Literal["done", "willing", "unwilling"]


@dataclass(frozen=True)
class Asked:
    """What a demand asks: who is to do what; with `passive`, what is to be done to whom.

    `who` is "" for the addressee.
    """

    who: str
    verb: str
    what: str
    passive: bool = False


@dataclass(frozen=True)
class Deed:
    """What a claim tells that somebody did, will do or will not do."""

    who: str
    verb: str
    what: str
    told: Told = "done"
    passive: bool = False


@lru_cache(maxsize=65536)
def asked_of(what: str, to: str | None) -> tuple[Asked, ...]:
    """The readings of a demand's words, the one by a noun first; none where it asks to leave something undone."""
    text = re.sub(r"^\s*that\s+", "", _plain(what), flags=re.IGNORECASE).strip(" .")
    return (*_by_noun(text), *_by_verb(text, to))


def _by_noun(text: str) -> Iterator[Asked]:
    found = re.match(r"(?:(?:the|an?|his|her|its|their|immediate|full)\s+)*(\w+)\s+of\s+(.+)$", text, re.IGNORECASE)
    if found:
        noun = found[1].casefold()
        if noun in _nouns("nouns_of_who"):
            yield Asked(found[2], _nouns("nouns_of_who")[noun], "")
        if noun in _nouns("nouns_of_what"):
            yield Asked("", _nouns("nouns_of_what")[noun], found[2])
            yield Asked(found[2], _nouns("nouns_of_what")[noun], "", passive=True)
    owned = re.match(r"(.+?)(?:[’']s|s[’'])\s+(?:immediate\s+)?(\w+)\s*$", text)
    if owned and owned[2].casefold() in _nouns("nouns_of_who"):
        yield Asked(owned[1], _nouns("nouns_of_who")[owned[2].casefold()], "")


def _by_verb(text: str, to: str | None) -> Iterator[Asked]:
    """ "The company to withdraw its plan", "Berg resign", "the prisoners be released", "Release the prisoners"."""
    for pattern in (_OBLIGED, rf"(?P<who>{_head(to)})\s+{_REST}", _TO_BE, rf"(?P<who>){_REST}"):
        found = re.match(pattern, text, re.DOTALL)
        if found is None or found["verb"].casefold() in _group("undone"):
            continue
        if found["verb"] != "be":
            yield Asked(found["who"].strip(), base(found["verb"]), found["what"])
        elif (first := re.match(r"\s*([a-z]+)\b(.*)$", found["what"], re.DOTALL)) and is_past(first[1]):
            yield Asked(found["who"].strip(), base(first[1]), first[2], passive=True)


_REST = r"(?P<verb>[A-Z]?[a-z]+)\b(?P<what>.*)$"
_OBLIGED = rf"(?P<who>.*?)\b(?:to|should|must|shall)\s+{_REST}"
_TO_BE = r"(?P<who>[^,;]{3,80}?)\s+(?P<verb>be)\s(?P<what>.*)$"


def _head(to: str | None) -> str:
    """The words for who is to act that can stand at the head: the addressee's name, or else a name."""
    named = r"(?:[Tt]he\s+)?(?:[A-Z][\w’'.-]*\s+)*[A-Z][\w’'.-]*"
    return rf"(?:[Tt]he\s+)?{re.escape(to)}|{named}" if to else named


# --- what is told ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def deeds_of(claim: Claim) -> tuple[Deed, ...]:
    """What a past event or a position tells as done, and what a position says that somebody will or will not do."""
    if isinstance(claim, DatedEvent):
        return tuple(_done(claim.event)) if claim.status == "past" else ()
    if not isinstance(claim, Position) or claim.condition or '"' in claim.statement or "“" in claim.statement:
        return ()
    return (*_done(claim.statement), *_meant(claim.statement))


def _done(text: str) -> Iterator[Deed]:
    for who, verb, what in _clauses(_plain(text)):
        words = [word.casefold() for word in words_in(who)]
        if not is_past(verb) or any(word in _group("undone") or word.endswith("n't") for word in words):
            continue
        passive = bool(words) and words[-1] in ("was", "were", "been", "be")
        if not (_is_less(what) or re.search(r"\b(?:if|unless)\b", what)):
            yield Deed(who, base(verb), what, "done", passive)


def _meant(text: str) -> Iterator[Deed]:
    for told, pattern in _intents():
        found = pattern.match(_plain(text))
        if found and not re.search(r"\b(?:if|unless|until|whether)\b", text):
            yield Deed(found["who"], base(found["verb"]), found["what"], told)
            return


def _clauses(text: str) -> Iterator[tuple[str, str, str]]:
    """For each word that can be a past verb what stands before it in its clause, the word, and what follows there."""
    clause = re.split(r"[,;:]\s", text)[0]
    for found in re.finditer(r"\b[a-z]+\b", clause):
        if is_past(found[0]):
            before = re.split(r"\b(?:said|says|that|after|when|while|who|which|and)\b", clause[: found.start()])[-1]
            yield before, found[0], clause[found.end() :]


def is_done(asked: Asked, deed: Deed) -> bool:
    """Whether a deed is what is asked, whoever does it: the same verb, and all words of what is asked."""
    if asked.verb != deed.verb or asked.passive != deed.passive:
        return False
    wanted, told = _keys(asked.what), _keys(deed.what)
    return wanted <= told and numbers_in(asked.what) <= numbers_in(deed.what)


def who_words(text: str) -> frozenset[str]:
    """The words for who acts, or to whom something is done."""
    return _keys(text)


def _is_less(what: str) -> bool:
    """Whether only a part is told as done: "some of its troops"."""
    first = [word.casefold() for word in words_in(what)][:3]
    return any(word in _group("partial") for word in first)


@lru_cache(maxsize=65536)
def _keys(text: str) -> frozenset[str]:
    kept = (word for word in words_in(text) if carries(word) and word.casefold() not in _group("whenever"))
    return frozenset(synonym_key(base(word)) for word in kept)


# --- words -----------------------------------------------------------------------------------------------------------


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(files("summarizer.merge").joinpath("threads.toml").read_text(encoding="utf-8"))


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(_lexicon()[name].split())


@cache
def _nouns(name: str) -> Mapping[str, str]:
    return {noun: base(verb) for noun, verb in (pair.split("=") for pair in _lexicon()[name].split())}


@cache
def _steps() -> tuple[re.Pattern[str], Mapping[str, str]]:
    steps = dict(entry.split("=") for entry in _lexicon()["steps"])
    return re.compile(rf"\b(?:{'|'.join(sorted(steps, key=len, reverse=True))})\b"), steps


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    """A text with one verb for expressions of several words: "stepped down" is "resigned"."""
    pattern, steps = _steps()
    return pattern.sub(lambda match: steps[match[0]], text)


@cache
def _intents() -> tuple[tuple[Told, re.Pattern[str]], ...]:
    told: tuple[Told, ...] = ("unwilling", "willing")
    found = []
    for one in told:
        lines = _lexicon()[one].strip().splitlines()
        phrases = "|".join(re.escape(phrase) for line in lines for phrase in line.split("|"))
        pattern = rf"(?P<who>[^,;:]{{2,80}}?)\s+(?:{phrases})\s+(?P<verb>[a-z]+)\b(?P<what>[^,;]*)"
        found.append((one, re.compile(pattern)))
    return tuple(found)
