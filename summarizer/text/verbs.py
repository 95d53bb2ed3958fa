"""Knows the reporting verbs of news English in all their forms, with what each does and how it is built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from summarizer.text.words import lexicon

__all__ = [
    "Form",
    "Frame",
    "Sense",
    "common_forms",
    "documents",
    "forms_of",
    "noun_acts",
    "noun_like",
    "plover_class",
    "reporting_forms",
    "senses_by_second",
    "spoken_things",
]

Form = Literal["base", "s", "past", "participle", "ing"]
Frame = Literal["clause", "quote", "object", "infinitive", "person_to"]
_FRAMES: tuple[Frame, ...] = ("clause", "quote", "object", "infinitive", "person_to")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a form: the lemma's words behind its first, and for each construction the act it carries."""

    lemma: str
    rest: tuple[str, ...]
    forms: frozenset[Form]
    frames: tuple[tuple[Frame, str], ...]

    def act(self, frame: str) -> str | None:
        """What the verb does in this construction, or None where it is not used so."""
        for name, act in self.frames:
            if name == frame:
                return act
        return None


@cache
def _irregular() -> dict[str, list[str]]:
    table: dict[str, list[str]] = lexicon("reporting_verbs")["irregular"]
    return table


def forms_of(verb: str) -> dict[str, frozenset[Form]]:
    """The forms of one verb by the rules of spelling and the table of irregular ones.

    >>> sorted(forms_of("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    if verb == "be":
        return _forms_of_be()
    found: dict[str, set[Form]] = {}
    past = _irregular().get(verb, [_past(verb)])
    if verb.endswith(("al", "el")) and past == [verb + "ed"]:
        found = {verb + "led": {"past", "participle"}, verb + "ling": {"ing"}}  # "signalled", "signaled"
    for form, kind in (
        (verb, "base"),
        (_third(verb), "s"),
        (past[0], "past"),
        (past[-1], "participle"),
        (_ing(verb, past[0]), "ing"),
    ):
        found.setdefault(form, set()).add(kind)  # type: ignore[arg-type]
    return {form: frozenset(kinds) for form, kinds in found.items()}


_FINITE_BE = ("is", "are", "was", "were", "am", "'s", "'re", "'m", "isn't", "aren't", "wasn't", "weren't")


def _forms_of_be() -> dict[str, frozenset[Form]]:
    finite: frozenset[Form] = frozenset({"s"})
    table = dict.fromkeys(_FINITE_BE, finite)
    return {**table, "be": frozenset({"base"}), "been": frozenset({"participle"}), "being": frozenset({"ing"})}


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    if verb.endswith("c"):
        return verb + "ked"
    return verb + "ed"


def _ing(verb: str, past: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    doubled = past.endswith("ed") and past[:-2] == verb + verb[-1]
    short = verb in {"put", "let", "set", "cut", "hit", "begin", "run", "win", "get", "stop", "sit", "forbid"}
    return verb + (verb[-1] if doubled or short else "") + "ing"


def _acts() -> Iterator[tuple[str, dict[Frame, list[str]]]]:
    """The acts of reporting_verbs.toml, each with its verbs by construction: the tables that hold nothing else."""
    for name, table in lexicon("reporting_verbs").items():
        if isinstance(table, dict) and set(table) <= set(_FRAMES):
            yield name, table


def plover_class(act: str) -> str | None:
    """The event class of PLOVER that an act belongs to: `appeals` -> "DEMAND"; None for statements and thoughts."""
    classes: dict[str, str] = lexicon("reporting_verbs")["plover"]
    return classes.get(act)


@cache
def reporting_forms() -> dict[str, tuple[Sense, ...]]:
    """From the form of a first word ("pointed") to the verbs it can begin, the longest first."""
    acts: dict[str, dict[Frame, str]] = {}
    for act, frames in _acts():
        for frame in _FRAMES:
            for lemma in frames.get(frame, ()):
                acts.setdefault(lemma, {}).setdefault(frame, act)
    table: dict[str, list[Sense]] = {}
    for lemma, by_frame in acts.items():
        first, *rest = lemma.split()
        for form, kinds in forms_of(first).items():
            table.setdefault(form, []).append(Sense(lemma, tuple(rest), kinds, tuple(by_frame.items())))
    return {form: tuple(sorted(senses, key=lambda s: (-len(s.rest), s.lemma))) for form, senses in table.items()}


@cache
def senses_by_second() -> dict[str, dict[str, tuple[Sense, ...]]]:
    """The verbs of `reporting_forms` by their second word, "" where they have none: forms of "be" begin a hundred."""
    table: dict[str, dict[str, tuple[Sense, ...]]] = {}
    for form, senses in reporting_forms().items():
        seconds = table.setdefault(form, {})
        for sense in senses:
            second = sense.rest[0] if sense.rest else ""
            seconds[second] = (*seconds.get(second, ()), sense)
    return table


@cache
def common_forms() -> dict[str, frozenset[Form]]:
    """The forms of the commonest verbs and of all reporting verbs: what tells a clause from a noun phrase."""
    table: dict[str, frozenset[Form]] = {}
    for verb in _known_verbs():
        for form, kinds in forms_of(verb).items():
            table[form] = table.get(form, frozenset()) | kinds
    return table


def _known_verbs() -> Iterator[str]:
    yield from lexicon("function_words")["common_verbs"]
    yield from _irregular()
    for _, frames in _acts():
        yield from (lemma.split()[0] for frame in frames.values() for lemma in frame if not lemma.startswith("be "))


@cache
def noun_like() -> frozenset[str]:
    """Verb forms that are as often nouns: `states`, `plans`, `views`."""
    return frozenset(lexicon("reporting_verbs")["noun_like"])


@cache
def documents() -> frozenset[str]:
    """Nouns of what speaks in nobody's name: `poll`, `study`."""
    return frozenset(lexicon("reporting_verbs")["documents"])


@cache
def spoken_things() -> frozenset[str]:
    """Nouns of what is said or written, and of what speaks in nobody's name: `statement`, `poll`."""
    said = {noun for noun, act in noun_acts().items() if act in {"states", "reports"}}
    return frozenset(lexicon("reporting_verbs")["occasions"]) | documents() | said


@cache
def noun_acts() -> dict[str, str]:
    """From a noun that carries speech, singular or plural, to its act: `refusals` -> rejects."""
    table: dict[str, str] = {}
    for act, nouns in lexicon("reporting_verbs")["nouns"].items():
        for noun in nouns:
            table.setdefault(noun, act)
            table.setdefault(_third(noun), act)
    return table
