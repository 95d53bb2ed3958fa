"""Tells what somebody is for or against, or says is so, and whether one who was against is for it now.

"Ruled out a tax" and "would not rule out a tax"; "denied that it had the report" and "acknowledged that it had the
report". Only what a claim's own actor does with its main verb counts, and on both days it must be the same matter.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any, Literal

from summarizer.merge.subjects import is_generic, is_light
from summarizer.merge.wording import (
    concept_words,
    dice,
    is_place,
    names_in,
    opposed_words,
    stem,
    words_in,
)
from summarizer.models import ChangeKind, Claim, Position, Response, actor_of, statement_of
from summarizer.text.aliases import office_of

__all__ = ["stands_of", "turned"]

ONE_MATTER = 0.75
"""Share of words (Dice) that what somebody is for and what they are against have in common."""

Axis = Literal["will", "truth", "either"]
"""Of a wish or a plan, of what is so, or of either."""


@dataclass(frozen=True)
class Stand:
    """What a claim is for (`sign` 1) or against (-1), or neither: "does not rule out" (0)."""

    axis: Axis
    sign: Literal[-1, 0, 1]
    told: str
    matter: str
    verb: str = ""

    @property
    def words(self) -> frozenset[str]:
        """The words of the matter; two words for one thing are one."""
        return frozenset(_alike().get(word, word) for word in concept_words(self.matter))


def turned(then: Claim, now: Claim) -> tuple[ChangeKind, str] | None:
    """Whether who was against something is for it now, or the other way round, or no longer wholly; and the words.

    What is said in the same words is the same, whatever two readers make of it.
    """
    before, after = stands_of(then), stands_of(now)
    if not before or not after or words_in(statement_of(then)) == words_in(statement_of(now)):
        return None
    own = frozenset(name for claim in (then, now) for name in names_in(f"x {actor_of(claim) or ''}"))
    for old, new in product(before, after):
        kind = _KINDS.get((old.sign, new.sign))
        if kind and _of_one_axis(old, new) and _of_one_matter(old, new, own):
            return kind, f"{old.told} then, {new.told} now"
    return _taken_back(then, now)


_KINDS: Mapping[tuple[int, int], ChangeKind] = {
    (-1, 1): "reversed",
    (1, -1): "reversed",
    (-1, 0): "softened",
    (0, -1): "hardened",
}


def _of_one_axis(a: Stand, b: Stand) -> bool:
    return a.axis == b.axis or "either" in (a.axis, b.axis)


def _of_one_matter(a: Stand, b: Stand, own: frozenset[str]) -> bool:
    """Whether two stands are on one matter: nearly the same words, and two of them; one where it says enough."""
    shared = {word for word in a.words & b.words if not is_place(word)}
    if dice(a.words, b.words) < ONE_MATTER or opposed_words(a.matter, b.matter, own):
        return False
    telling = [word for word in shared if not is_generic(word) and not is_light(word)]
    return bool(telling) and (len(shared) > 1 or a.words == b.words)


def _taken_back(then: Claim, now: Claim) -> tuple[ChangeKind, str] | None:
    """ "Acknowledged …, a day after denying it": what the words take back is what was denied."""
    found = _after().search(statement_of(now))
    if found is None or not stands_of(now):
        return None
    verb = _verbs()[_one_word(found[1])]
    for old in stands_of(then):
        shared = {word for word in old.words & concept_words(statement_of(now)) if not is_place(word)}
        if old.verb == verb and old.sign and shared and 2 * len(shared) >= len(old.words):
            return "reversed", f"“{found[0]}”"
    return None


# --- reading stands --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def stands_of(claim: Claim) -> tuple[Stand, ...]:
    """What a position or a response is for or against, in the words of its statement, and by a response's kind."""
    if not isinstance(claim, Position | Response):
        return ()
    told = _told(claim)
    if isinstance(claim, Response) and claim.kind in _BY_KIND:
        axis, sign = _BY_KIND[claim.kind]
        said = told.told if told and told.sign == sign else claim.kind
        return (*((told,) if told else ()), Stand(axis, sign, said, claim.answers, told.verb if told else ""))
    return (told,) if told else ()


_BY_KIND: Mapping[str, tuple[Axis, Literal[-1, 0, 1]]] = {
    "rejects": ("will", -1),
    "denies": ("truth", -1),
    "accepts": ("either", 1),
    "partly accepts": ("either", 0),
}


def _told(claim: Position | Response) -> Stand | None:
    text = claim.statement
    if re.search(r"[.!?]\s+\S", text) or "“" in text or '"' in text:
        return None
    found = next(_found(text), None)
    if found is None or not _is_own(text[: found.start()], claim):
        return None
    before = [word.casefold() for word in words_in(text[: found.start()])]
    if "had" in before:
        return None
    return _stand(text, found, before)


def _found(text: str) -> Iterator[re.Match[str]]:
    """The verbs that tell; of "refused to rule out" the second."""
    matches = list(_verb_pattern().finditer(text))
    for number, found in enumerate(matches):
        behind = matches[number + 1 : number + 2]
        chained = behind and text[found.end() : behind[0].start()].strip() == "to"
        if not (chained and found[0].casefold() in _group("refusing")):
            yield found


def _stand(text: str, found: re.Match[str], before: list[str]) -> Stand:
    group, verb = _groups()[_one_word(found[0])], _verbs()[_one_word(found[0])]
    negating = [word for word in before if word in _group("nots") or word.endswith("n't") or word in _group("refusing")]
    matter, condition = _matter(text[found.end() :])
    sign: Literal[-1, 0, 1] = 1 if group in ("for", "true") else -1
    if negating:
        sign = -1 if sign == 1 else 0
    elif sign == 1 and (condition or not _group("perhaps").isdisjoint(before)):
        sign = 0
    start = text.casefold().rfind(negating[-1], 0, found.start()) if negating else found.start()
    axis: Axis = "will" if group in ("for", "against") else "truth"
    return Stand(axis, sign, f"“{text[start : found.end()]}”", matter, verb)


def _matter(behind: str) -> tuple[str, bool]:
    """What follows the verb up to the end of the clause, and whether a condition is set."""
    condition = any(word.casefold() in _group("conditions") for word in words_in(behind))
    return _ends().split(behind, maxsplit=1)[0], condition


def _is_own(before: str, claim: Position | Response) -> bool:
    """Whether the verb at the head of a statement is the actor's: nobody else and no other deed stands before it."""
    role = claim.role if isinstance(claim, Position) else None
    names = {word.casefold() for word in words_in(f"{actor_of(claim)} {role or ''}")}
    known = names | _group("between") | _group("refusing")
    return all(word.casefold() in known or office_of(word) for word in words_in(before))


# --- words -----------------------------------------------------------------------------------------------------------


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(files("summarizer.merge").joinpath("stands.toml").read_text(encoding="utf-8"))


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(_lexicon()[name].split())


def _one_word(text: str) -> str:
    return "_".join(text.casefold().split())


@cache
def _groups() -> Mapping[str, str]:
    """For each form of a verb the group that it is of."""
    return {form: group for group in ("for", "against", "true", "false") for form in _lexicon()[group].split()}


@cache
def _verbs() -> Mapping[str, str]:
    """For each form of a verb its stem."""
    forms = {*_groups(), *_group("taken_back")}
    return {form: "_".join([stem(form.split("_")[0]), *form.split("_")[1:]]) for form in sorted(forms)}


@cache
def _verb_pattern() -> re.Pattern[str]:
    forms = (form.replace("_", r"\s+") for form in sorted(_groups(), key=lambda form: (-len(form), form)))
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    forms = "|".join(form.replace("_", r"\s+") for form in sorted(_group("taken_back")))
    return re.compile(rf"\bafter\s+({forms})\b", re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"[,;:(—–]|\b(?:{'|'.join(sorted(_group('ends')))})\b", re.IGNORECASE)


@cache
def _alike() -> Mapping[str, str]:
    lines = ([stem(word) for word in line.split()] for line in _lexicon()["alike"])
    return {word: line[0] for line in lines for word in line}
