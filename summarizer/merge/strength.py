"""Compares two claims of one matter: whether one is harder, softer or the reverse of the other, and what tells."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, get_args

from summarizer.merge.sameness import Told
from summarizer.merge.stands import turned
from summarizer.merge.wording import concept_words, content_words, dice, is_place, negations, numbers_in, stem, words_in
from summarizer.models import ChangeKind, Claim, Demand, Force, Position, actor_of, addressee_of, said_of
from summarizer.text.places import split_at_places

__all__ = [
    "ALIKE_WITHOUT_PLACES",
    "Compared",
    "compared",
    "lexicon",
    "main_clause",
    "on_one_matter",
    "one_topic",
    "subject_of",
    "without_places",
    "words_of",
]

ALIKE = 0.5
"""Share of words (Dice), those of strength left out, that makes two statements of one actor one matter."""
ALIKE_WITHOUT_PLACES = 0.4
"""The same without states and organisations: whom a matter is between is not the matter."""
SAME_BUT_ONE = 0.75
"""The same for two statements of which one is to be the reverse of the other: nearly all else is the same."""
SAME_TOPIC = 0.8
"""Share of words (Dice) of two topics, of two words or more, that makes them one."""

_FORCES: tuple[Force, ...] = tuple(reversed(get_args(Force)))
"""From the weakest to the strongest."""

Compared = tuple[ChangeKind, str]
"""The kind of change, and the words that tell."""


def compared(then: Claim, now: Claim) -> Compared | None:
    """How a claim differs in strength from what it was, and the words that tell; None where it does not.

    The two must be on one matter: by their statements, those words left out that say how strongly; or two positions
    by their topics, and then only what they hold counts, and not how one verb differs from another. Who was against
    something and is for it may be a position on one day and a response on the other.
    """
    if stands := turned(then, now):
        return stands
    if type(then) is not type(now):
        return None
    if on_one_matter(then, now):
        return _first((*_HELD, _by_force, _by_reversal, _by_condition, _by_modal, _by_amount), then, now)
    return _first(_HELD, then, now) if one_topic(then, now) else None


def _first(steps: Iterable[Callable[[Claim, Claim], Compared | None]], then: Claim, now: Claim) -> Compared | None:
    return next((found for step in steps if (found := step(then, now))), None)


def on_one_matter(then: Claim, now: Claim) -> bool:
    """Whether two claims say something of one matter, judged by the words of their statements: two of them at least.

    One is enough where it is the topic of both, and all of it.
    """
    left, right = subject_of(then), subject_of(now)
    shared = left & right
    if dice(left, right) < ALIKE or dice(without_places(left), without_places(right)) < ALIKE_WITHOUT_PLACES:
        return False
    return len(shared) > 1 or (_is_topic(shared, then) and _is_topic(shared, now))


@lru_cache(maxsize=8192)
def without_places(words: frozenset[str]) -> frozenset[str]:
    """The words but for those that stand for states and organisations."""
    return frozenset(word for word in words if not is_place(word))


def _is_topic(words: frozenset[str], claim: Claim) -> bool:
    return isinstance(claim, Position) and bool(words) and words_of(claim.topic) == words


def one_topic(then: Claim, now: Claim) -> bool:
    """Whether two positions have one topic, of two words or more, and a word in common that is no state's."""
    if not (isinstance(then, Position) and isinstance(now, Position)):
        return False
    left, right = words_of(then.topic), words_of(now.topic)
    if min(len(left), len(right)) < 2 or dice(left, right) < SAME_TOPIC or not without_places(left & right):
        return False
    return bool(without_places(subject_of(then, whole=True) & subject_of(now, whole=True)))


@lru_cache(maxsize=32768)
def subject_of(claim: Claim, *, whole: bool = False) -> frozenset[str]:
    """What a claim is about: the words and numbers of its statement, without parties and strength.

    `whole` takes the condition in, too.
    """
    text = said_of(claim) if whole else main_clause(claim)
    parties = {word for name in (actor_of(claim), addressee_of(claim)) if name for word in words_of(name)}
    return (words_of(text) | numbers_in(text)) - _strength_words() - parties


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """The words of a text as concepts, states and organisations by their name alone: `=russia`."""
    outside = " ".join(part for part, place in split_at_places(text) if not place)
    return concept_words(outside) | frozenset(word for word in concept_words(text) if is_place(word))


def main_clause(claim: Claim) -> str:
    """What a claim says without its speaker at the head and without its condition."""
    said = said_of(claim)
    condition = claim.condition if isinstance(claim, Position) else None
    return re.sub(re.escape(condition), " ", said, flags=re.IGNORECASE) if condition else said


# --- what an article's reader fills in -------------------------------------------------------------------------------


def _by_act(then: Claim, now: Claim) -> Compared | None:
    if not (isinstance(then, Position) and isinstance(now, Position)):
        return None
    harder = lexicon()["harder_acts"]
    if f"{then.act} {now.act}" in harder:
        return "hardened", f"{then.act} then, {now.act} now"
    return ("softened", f"{then.act} then, {now.act} now") if f"{now.act} {then.act}" in harder else None


def _by_stance(then: Claim, now: Claim) -> Compared | None:
    """For and against; what is said in the same words has one stance, whatever two readers make of it."""
    if not (isinstance(then, Position) and isinstance(now, Position)) or subject_of(then) == subject_of(now):
        return None
    told = f"{then.stance} then, {now.stance} now"
    held = (then.stance, now.stance)
    if set(held) == {"supports", "opposes"}:
        return "reversed", told
    if "none" in held or "mixed" not in held or held[0] == held[1]:
        return None
    if now.stance == "mixed":
        return "softened", told + (f", {now.condition}" if now.condition else "")
    return "hardened", told


def _by_force(then: Claim, now: Claim) -> Compared | None:
    if not (isinstance(then, Demand) and isinstance(now, Demand)) or then.force == now.force:
        return None
    harder = _FORCES.index(now.force) > _FORCES.index(then.force)
    return ("hardened" if harder else "softened"), f"{_a(then.force)} then, {_a(now.force)} now"


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _by_condition(then: Claim, now: Claim) -> Compared | None:
    """A condition that is set now makes a position softer, one that has gone makes it harder.

    It must be missing in the words of the other day, and not in what was made of them only.
    """
    if not (isinstance(then, Position) and isinstance(now, Position)) or bool(then.condition) == bool(now.condition):
        return None
    if now.condition and not _stands_in(now.condition, then):
        return "softened", f"now on a condition: {now.condition}"
    if then.condition and not _stands_in(then.condition, now):
        return "hardened", f"no longer on the condition: {then.condition}"
    return None


def _stands_in(condition: str, claim: Claim) -> bool:
    words = content_words(condition)
    return 2 * len(words & content_words(f"{said_of(claim)} {claim.quote}")) >= len(words)


# --- what the words say ----------------------------------------------------------------------------------------------


def _by_reversal(then: Claim, now: Claim) -> Compared | None:
    """One "not" more on one side, or one of two opposite words, where all else is nearly the same."""
    if dice(subject_of(then) - _negating(), subject_of(now) - _negating()) < SAME_BUT_ONE:
        return None
    old, new = main_clause(then), main_clause(now)
    if len(Told(old).sentences) > 1 or len(Told(new).sentences) > 1:
        return None
    pair = _reversing(old, new)
    if pair:
        return "reversed", f"“{pair[0]}” then, “{pair[1]}” now"
    if abs(negations(old) - negations(new)) != 1:
        return None
    return "reversed", "a “not” now, none then" if negations(new) > negations(old) else "a “not” then, none now"


def _reversing(old: str, new: str) -> tuple[str, str] | None:
    """The two opposite words in which two texts differ, where they are not negated on one side alone."""
    left, right = ({stem(word): word for word in words_in(text)} for text in (old, new))
    pairs = sorted(_reversals() | {(b, a) for a, b in _reversals()})
    found = next(((left[a], right[b]) for a, b in pairs if a in left and b in right and b not in left), None)
    if found and negations(old) - negations(found[0]) == negations(new) - negations(found[1]):
        return found
    return None


def _by_modal(then: Claim, now: Claim) -> Compared | None:
    """One verb behind two modal verbs of another strength: "may strike", "will strike"."""
    old, new = _modals_in(main_clause(then)), _modals_in(main_clause(now))
    both = sorted(old.keys() & new.keys())
    steps = {new[verb][0] - old[verb][0] for verb in both}
    if not both or 0 in steps or min(steps) < 0 < max(steps):
        return None
    told = f"“{old[both[0]][1]}” then, “{new[both[0]][1]}” now"
    return ("hardened" if min(steps) > 0 else "softened"), told


@lru_cache(maxsize=8192)
def _modals_in(text: str) -> Mapping[str, tuple[int, str]]:
    """For each verb behind a modal verb the modal's strength, and the modal; "May" is the month."""
    words = words_in(text)
    found: dict[str, tuple[int, str]] = {}
    for number, word in enumerate(words):
        if word in _modals():
            behind = next((w for w in words[number + 1 : number + 5] if w.casefold() not in _between()), None)
            if behind:
                found.setdefault(stem(behind), (_modals()[word], word))
    return found


def _by_amount(then: Claim, now: Claim) -> Compared | None:
    """A demand for more of something, which names one number on each day."""
    if not (isinstance(then, Demand) and isinstance(now, Demand)):
        return None
    old, new = numbers_in(then.what), numbers_in(now.what)
    if len(old) != 1 or len(new) != 1 or old == new or not (_grows(then.what) and _grows(now.what)):
        return None
    if dice(subject_of(then) - old, subject_of(now) - new) < SAME_BUT_ONE:
        return None
    (a,), (b,) = old, new
    return ("hardened" if float(b) > float(a) else "softened"), f"{a} then, {b} now"


def _grows(text: str) -> bool:
    return any(word.casefold() in _group("growth") for word in words_in(text))


def _by_outlook(then: Claim, now: Claim) -> Compared | None:
    """An assessment that was hopeful and is no longer, or the other way round."""
    if not (isinstance(then, Position) and isinstance(now, Position)):
        return None
    (bright, dim), (bright_now, dim_now) = _outlook(said_of(then)), _outlook(said_of(now))
    if bright and dim_now and not bright_now and not dim:
        return "hardened", f"“{bright}” then, “{dim_now}” now"
    if bright_now and not bright and not dim_now and (dim or negations(said_of(then))):
        return "softened", f"“{bright_now}” now" + (f", “{dim}” then" if dim else "")
    return None


_HELD = (_by_act, _by_stance, _by_outlook)
"""The steps for two positions of one topic, in whatever words."""


@lru_cache(maxsize=8192)
def _outlook(said: str) -> tuple[str, str]:
    """The first hopeful and the first gloomy word of a text, "" for none; behind a "no" neither counts."""
    words = words_in(said)
    plain = [w for n, w in enumerate(words) if not any(negations(before) for before in words[max(0, n - 3) : n])]
    first = (next((w for w in plain if w.casefold() in _group(group)), "") for group in ("bright", "dim"))
    bright, dim = first
    return bright, dim


# --- words -----------------------------------------------------------------------------------------------------------


@cache
def lexicon() -> dict[str, Any]:
    """The words of `changes.toml`."""
    return tomllib.loads(files("summarizer.merge").joinpath("changes.toml").read_text(encoding="utf-8"))


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(lexicon()[name].split())


@cache
def _between() -> frozenset[str]:
    return _group("between")


@cache
def _modals() -> Mapping[str, int]:
    return {word: strength for strength, words in enumerate(lexicon()["modals"]) for word in words.split()}


@cache
def _reversals() -> frozenset[tuple[str, str]]:
    return frozenset((stem(a), stem(b)) for a, b in (pair.split() for pair in lexicon()["reversals"]))


@cache
def _negating() -> frozenset[str]:
    """The words that are let out of account where one of two claims is to be the reverse of the other."""
    return frozenset(word for pair in _reversals() for word in pair)


@cache
def _strength_words() -> frozenset[str]:
    acts = {word for pair in lexicon()["harder_acts"] for word in pair.split()}
    return frozenset(map(stem, {*acts, *_modals(), *_FORCES}))
