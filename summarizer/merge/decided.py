"""Reads the user's decisions on names: which of them mean one actor, and which never do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from summarizer.merge.forms import of_other_gender, shown_form
from summarizer.models import ActorNames, Decision

__all__ = ["Decided", "contradictions", "decided_by", "said"]


def said(name: str) -> str:
    """A name as decisions compare it: without case, outer article, possessive, and the kind of spaces and apostrophes.

    >>> said(" the  Kremlin’s")
    'kremlin'
    """
    plain = " ".join(unicodedata.normalize("NFKC", name).replace("’", "'").replace("ʼ", "'").casefold().split())
    return re.sub(r"^(?:the|a|an) (?=.)", "", re.sub(r"'s?$", "", plain))


@dataclass(frozen=True)
class Decided:
    """The decisions by name, each as `said`: the actor that it means, how that one is shown, whom it never means.

    What is said of a name as the brief shows it (`Lind`) holds for it with a title too (`Mr. Lind`), of which nothing
    else is said.
    """

    actors: Mapping[str, str]
    shown: Mapping[str, str]
    never: Mapping[str, frozenset[str]]
    by: Mapping[str, str]

    def actor(self, name: str) -> str | None:
        """The decided actor that a name means; None where nothing is decided of it."""
        if not self.actors:
            return None
        exact = self.actors.get(said(name))
        return exact or self._as_shown(name)

    def _as_shown(self, name: str) -> str | None:
        actor = self.actors.get(said(shown_form(name)))
        return None if actor is None or of_other_gender(name, self.shown[actor]) else actor

    def is_apart(self, name: str, actor: str) -> bool:
        """Whether a name never means a decided actor."""
        never = self.never.get(actor, ())
        return bool(never) and (said(name) in never or said(shown_form(name)) in never)

    def source(self, name: str) -> str:
        """Where it is said what a name means."""
        return self.by.get(said(name)) or self.by[said(shown_form(name))]


def decided_by(decisions: Iterable[Decision]) -> Decided:
    """The decisions on names; where two contradict each other the first in the order of their JSON holds."""
    actors: dict[str, str] = {}
    shown: dict[str, str] = {}
    by: dict[str, str] = {}
    never: dict[str, set[str]] = {}
    for actor, name, same, decision in _statements(decisions):
        shown.setdefault(actor, decision.name.strip())
        if same and name not in never.get(actor, ()):
            actors.setdefault(name, actor)
            by.setdefault(name, decision.by)
        elif not same and actors.get(name) != actor:
            never.setdefault(actor, set()).add(name)
    followed = {name: _last(actors, actor) for name, actor in actors.items()}
    return Decided(followed, shown, {actor: frozenset(names) for actor, names in never.items()}, by)


def _statements(decisions: Iterable[Decision]) -> Iterator[tuple[str, str, bool, ActorNames]]:
    """What is said, one name at a time: the actor, the name, whether it means the actor, and where it is said.

    What the aliases mean goes before what a name in a heading means, which is itself.
    """
    ours = {decision.model_dump_json(): decision for decision in decisions if isinstance(decision, ActorNames)}
    ordered = [ours[text] for text in sorted(ours)]
    for decision in ordered:
        yield from ((said(decision.name), said(alias), True, decision) for alias in decision.aliases)
        yield from ((said(decision.name), said(other), False, decision) for other in decision.apart)
    yield from ((said(decision.name), said(decision.name), True, decision) for decision in ordered)


def _last(actors: Mapping[str, str], actor: str) -> str:
    """The end of a chain: where "B" is an alias of "A", an alias of "B" means "A"; a ring ends where it closes."""
    seen = {actor}
    while (following := actors.get(actor, actor)) not in seen:
        actor = following
        seen.add(actor)
    return actor if actors.get(actor, actor) == actor else min(seen)


def contradictions(decisions: Iterable[Decision]) -> tuple[str, ...]:
    """What of the decisions on names does not hold because another, which goes before it, says the contrary."""
    given = tuple(decisions)
    held = decided_by(given)
    found: dict[str, None] = {}
    for actor, name, same, decision in _statements(given):
        meant = held.actors.get(name)
        if same and actor != name and meant != _last(held.actors, actor):
            what = f"means {held.shown[meant]}" if meant else "never means it"
            found[f"{decision.by}: {name} is not {decision.name}, because it {what} by another entry"] = None
        if not same and meant == actor:
            found[f"{decision.by}: {name} is not kept apart from {decision.name}, because it is listed as a name"] = (
                None
            )
    return tuple(found)
