"""Writes for a brief who its actors are: each with all its names, for each name why, and what was kept apart.

What is said of two actors that are not one is worked out from the brief alone, by the forms of their names.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from summarizer.models import Actor, ActorNames, Brief
from summarizer.text.aliases import names_clash, office_of, person_name, same_name

__all__ = ["actors_json", "actors_text"]

_ARTICLES = 3
"""So many articles are named for one reason; the others are counted."""


class _Apart(NamedTuple):
    """Two actors that share a surname or an office, and why they are two."""

    one: Actor
    other: Actor
    why: str


def actors_text(brief: Brief, name: str | None = None) -> str:
    """The actors of a brief as plain text, in order of name; with a name only those that it can mean.

    Each has its names with the reason and the articles, the actors that were kept apart from it, and the lines of an
    aliases file that would change it.
    """
    chosen = _chosen(brief, name)
    if not chosen:
        what = f"no actor of this brief is called {name!r}" if name else "this brief has no actors"
        return f"{what} ({_counted(len(brief.actors), 'actor')} in all)\n"
    apart = _apart(brief, chosen)
    return "\n".join("".join(f"{line}\n" for line in _lines(actor, apart[actor.actor_id])) for actor in chosen)


def actors_json(brief: Brief, name: str | None = None) -> str:
    """The same as JSON: a list of actors as in the brief, each with `kept_apart`, a list of id, name and reason."""
    chosen = _chosen(brief, name)
    apart = _apart(brief, chosen)
    rows = [
        {
            **actor.model_dump(mode="json"),
            "kept_apart": [
                {"actor_id": other.actor_id, "name": other.name, "reason": why}
                for other, why in _others(actor, apart[actor.actor_id])
            ],
        }
        for actor in chosen
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _chosen(brief: Brief, name: str | None) -> list[Actor]:
    """The actors in order of name; with a name those one of whose names it is, else those that it can be or is in."""
    actors = sorted(brief.actors, key=lambda actor: (actor.name.casefold(), actor.actor_id))
    if name is None:
        return actors
    asked, written = _plain(name), name.title() if name.islower() else name
    exact = [a for a in actors if asked == a.actor_id or asked in map(_plain, (a.name, *a.aliases))]
    alike = [a for a in actors if any(same_name(written, own) or asked in _plain(own) for own in (a.name, *a.aliases))]
    return exact + [actor for actor in alike if actor not in exact] if asked else []


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")


# --- text ------------------------------------------------------------------------------------------------------------


def _lines(actor: Actor, apart: Sequence[_Apart]) -> Iterator[str]:
    kind = "" if actor.kind == "unknown" else f", {actor.kind}"
    role = f", {actor.role}" if actor.role else ""
    yield f"{actor.name}{role}{kind} · {_counted(len(actor.articles), 'article')}"
    if not actor.reasons:
        yield "  no other name"
    for reason in actor.reasons:
        yield f"  {reason.name} ({reason.rule}): {reason.reason} · {_articles(reason.articles)}"
    for other, why in _others(actor, apart):
        yield f"  not {other.name}: {why}"
    yield from (f"  {line}" for line in _remedy(actor, apart))


def _articles(articles: Sequence[str]) -> str:
    shown = ", ".join(articles[:_ARTICLES])
    more = len(articles) - _ARTICLES
    return f"{shown} and {more} more" if more > 0 else shown or "an earlier brief"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _remedy(actor: Actor, apart: Sequence[_Apart]) -> Iterator[str]:
    """The lines to paste into an aliases file: to part a name from the actor, and to make one of it and another."""
    if actor.aliases:
        yield f"to part a name from it, under [apart]: {_quoted(actor.name)} = [{_quoted(actor.aliases[0])}]"
    for other, _ in _others(actor, apart):
        yield f"if the two are one, under [actors]: {_quoted(actor.name)} = [{_quoted(other.name)}]"


def _quoted(name: str) -> str:
    """A name as a TOML basic string, which JSON's escapes are too but for one character."""
    return json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")


# --- what was kept apart ---------------------------------------------------------------------------------------------


def _others(actor: Actor, apart: Iterable[_Apart]) -> Iterator[tuple[Actor, str]]:
    for pair in apart:
        yield (pair.other if pair.one.actor_id == actor.actor_id else pair.one), pair.why


def _apart(brief: Brief, chosen: Iterable[Actor]) -> dict[str, list[_Apart]]:
    """For each chosen actor the pairs that it is one of: those that share a surname or an office, or are decided on."""
    wanted = {actor.actor_id for actor in chosen}
    groups: dict[tuple[str, ...], list[Actor]] = defaultdict(list)
    for actor in sorted(brief.actors, key=lambda actor: actor.actor_id):
        for key in sorted(_keys(actor)):
            groups[key].append(actor)
    said = _said_apart(brief)
    found: dict[str, dict[tuple[str, str], _Apart]] = defaultdict(dict)
    for key, actors in sorted(groups.items()):
        for one, other in combinations(actors, 2):
            if {one.actor_id, other.actor_id} & wanted:
                pair = _Apart(one, other, said.get(frozenset({one.name, other.name})) or _why(key, one, other, actors))
                for actor in (one, other):
                    found[actor.actor_id].setdefault((one.actor_id, other.actor_id), pair)
    return defaultdict(list, {actor_id: list(pairs.values()) for actor_id, pairs in found.items()})


def _keys(actor: Actor) -> set[tuple[str, ...]]:
    """What two actors that are not one can share: a surname, and an office with what narrows it."""
    person, office = person_name(actor.name), office_of(actor.role or "")
    keys: set[tuple[str, ...]] = set()
    if person and actor.kind in {"person", "unknown"} and " and " not in actor.name:
        keys.add(("surname", person.surname))
    if office and office.of and actor.kind == "person":
        keys.add(("office", office.function, *sorted(office.of)))
    return keys


def _said_apart(brief: Brief) -> dict[frozenset[str], str]:
    """The pairs of names that the user's decisions keep apart, with where they say so."""
    decided = (decision for decision in brief.decisions if isinstance(decision, ActorNames))
    return {frozenset({one.name, name}): f"{one.by} says so" for one in decided for name in one.apart}


def _why(key: tuple[str, ...], one: Actor, other: Actor, actors: Sequence[Actor]) -> str:
    if key[0] == "office":
        return f"two names, though both are said to be {one.role or other.role}"
    if names_clash(one.name, other.name):
        return _clash(one, other)
    alone = [actor for actor in (one, other) if not _given(actor)]
    full = [actor.name for actor in actors if _given(actor)]
    if alone and len(full) > 1:
        return f"{alone[0].name!r} alone fits {', '.join(full)}"
    if alone:
        return f"{alone[0].name!r} is named apart in its articles, or in another office"
    return "the names are alike, and the offices or the articles do not say that they are one"


def _given(actor: Actor) -> tuple[str, ...]:
    person = person_name(actor.name)
    return person.given if person else ()


def _clash(one: Actor, other: Actor) -> str:
    first, second = person_name(one.name), person_name(other.name)
    if first and second and first.suffix != second.suffix:
        return "one is a “Jr.” or the like, and nothing says that the other is"
    return "two given names"
