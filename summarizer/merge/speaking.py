"""Knows who speaks for an organisation: its head, by the office that a position names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from summarizer.merge.entries import Folded, Names, article_key
from summarizer.merge.strength import lexicon
from summarizer.merge.wording import words_in
from summarizer.models import MergedClaim, Position, actor_of
from summarizer.text.aliases import canonical_place, person_name

__all__ = ["Speaking"]


class Speaking:
    """Who speaks for whom: "the head of Baltic Rail", "union leader", and what the lexicon knows of states.

    Two persons of one side are two: ministers contradict one another.
    """

    def __init__(self, claims: Sequence[Folded], names: Names | None = None) -> None:
        names = names or Names({}, {}, {})
        self._names = names
        self._heads = _heads(claims, names)

    def parties(self, claim: MergedClaim) -> frozenset[str]:
        """The actor of a claim, and those that it speaks for or is: by id, states by "=" and name."""
        if claim.actor is None:
            return frozenset()
        states = {f"={side}" for side in self._names.sides_of(claim.actor)}
        return self._led_by(claim.actor) | states

    def one(self, then: MergedClaim, now: MergedClaim) -> bool:
        """Whether two claims are of one actor, or one of an organisation and the other of who speaks for it."""
        if then.actor is None or now.actor is None:
            return False
        if then.actor in self._led_by(now.actor) or now.actor in self._led_by(then.actor):
            return True
        return self.of_one_state(then.actor, now.actor) and not (_is_person(then) and _is_person(now))

    def _led_by(self, actor: str) -> frozenset[str]:
        """An actor, and the organisations that it is the head of."""
        return frozenset({actor, *self._heads.get(actor, ())})

    def of_one_state(self, actor: str, other: str) -> bool:
        """Whether two actors are or speak for one state or organisation of the lexicon."""
        return not self._names.sides_of(actor).isdisjoint(self._names.sides_of(other))

    def own_words(self, claim: MergedClaim) -> frozenset[str]:
        """The words of the names of a claim's actor, and of whom it speaks for."""
        actors = sorted(self._led_by(claim.actor or ""))
        return frozenset().union(*(self._names.words.get(actor, frozenset()) for actor in actors))


def _is_person(claim: MergedClaim) -> bool:
    """Whether a claim's actor goes by what can be a person's name, or holds an office there."""
    name = actor_of(claim.claim) or ""
    if isinstance(claim.claim, Position) and claim.claim.role:
        return True
    return canonical_place(name) is None and bool(re.match(r"\S+(?:\s+\S+){0,3}$", name)) and _person_like(name)


def _person_like(name: str) -> bool:
    return (
        person_name(name) is not None and not re.match(r"(?:the|a|an)\s", name, re.IGNORECASE) and name != name.upper()
    )


def _heads(claims: Iterable[Folded], names: Names) -> Mapping[str, frozenset[str]]:
    """For each head of an organisation the actors it speaks for: those that the article names and its office holds."""
    called: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for (article, name), actor in names.ids.items():
        called[article].append((_plain(name), actor))
    found: dict[str, set[str]] = defaultdict(set)
    for entry in (entry for claim in claims for entry in claim.entries):
        claim = entry.checked.claim
        if entry.actor and isinstance(claim, Position) and claim.role and _is_head(claim.role):
            office = f" {_plain(claim.role)} "
            near = called[article_key(entry.article)]
            found[entry.actor].update(actor for name, actor in near if f" {name} " in office and actor != entry.actor)
    return {actor: frozenset(organisations) for actor, organisations in found.items()}


def _is_head(role: str) -> bool:
    words = {word.casefold() for word in words_in(role)}
    return bool(words & _group("heads")) and not words & _group("not_heads")


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(lexicon()[name].split())


def _plain(text: str) -> str:
    """A text in small letters without article, possessive and punctuation."""
    words = [word.casefold().replace("’", "'").removesuffix("'s") for word in words_in(text)]
    return " ".join(word for word in words if word not in ("the", "a", "an"))
