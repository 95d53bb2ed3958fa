"""Writes for a brief who its actors are: each with all its names, for each name why, and what was kept apart.

What is said of two actors that are not one is worked out from the brief alone, by the forms of their names.
"""

from __future__ import annotations

import json
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from summarizer.merge.decided import said
from summarizer.models import Actor, ActorNames, Brief
from summarizer.render.shown import visible
from summarizer.text.aliases import names_clash, office_of, person_name, same_holder, same_name

__all__ = ["actors_json", "actors_text"]

_ARTICLES = 3
"""So many articles are named for one reason; the others are counted."""

_WIDTH = 110
"""Characters of a line in a list of names."""


class _Apart(NamedTuple):
    """Two actors that share a surname or an office, and why they are two; `near` where they may well be one."""

    one: Actor
    other: Actor
    why: str
    near: bool


def actors_text(brief: Brief, name: str | None = None) -> str:
    """The actors of a brief as plain text, in order of name.

    Without a name a survey: who goes by several names and why, who is nearly one and was kept apart, and who goes by
    one name only. With a name each actor that it can mean in full: the articles behind each name, whom it was kept
    apart from, and the lines of an aliases file that would change it.
    """
    chosen = _chosen(brief, name)
    if not chosen:
        what = f"no actor of this brief is called {name!r}" if name else "this brief has no actors"
        return f"{what} ({_counted(len(brief.actors), 'actor')} in all)\n"
    apart = _apart(brief, chosen)
    told = [list(_in_full(actor, apart[actor.actor_id])) for actor in chosen] if name else list(_survey(chosen, apart))
    return visible("\n".join("".join(f"{line}\n" for line in lines) for lines in told))


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


def _survey(actors: Sequence[Actor], apart: Mapping[str, Sequence[_Apart]]) -> Iterator[list[str]]:
    """Those with names that call for a reason, the pairs that were nearly one, and lists of all others."""
    short = [actor for actor in actors if actor.reasons and not apart[actor.actor_id] and _in_short(actor)]
    alone = [actor.name for actor in actors if not actor.reasons]
    yield from ([_head(actor), *_names_by_reason(actor)] for actor in actors if actor.reasons and actor not in short)
    pairs = {(pair.one.actor_id, pair.other.actor_id): pair for one in actors for pair in apart[one.actor_id]}
    near = [f"{pair.one.name} / {pair.other.name}: {pair.why}" for _, pair in sorted(pairs.items()) if pair.near]
    if near:
        yield ["Nearly one, and kept apart:", *(f"  {line}" for line in near)]
    if short:
        yield _listed("Under a name and parts of it", [f"{actor.name} ({', '.join(actor.aliases)})" for actor in short])
    if alone:
        yield _listed("Under one name only", alone)
    yield ["Give a NAME to see its articles, and the lines for the aliases file that would change it."]


def _in_short(actor: Actor) -> bool:
    """Whether all other names of an actor are parts of its name: `Lind` of `Anna Lind`."""
    whole = set(_plain(actor.name).split())
    return all(set(_plain(alias).split()) <= whole for alias in actor.aliases)


def _listed(title: str, names: Sequence[str]) -> list[str]:
    text = ", ".join(dict.fromkeys(names))
    indent = "  "
    lines = textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return [f"{title} ({len(names)}):", *lines]


def _head(actor: Actor) -> str:
    described = actor.role or (actor.kind if actor.kind != "unknown" else None)
    return f"{actor.name}{f', {described}' if described else ''} · {_counted(len(actor.articles), 'article')}"


def _names_by_reason(actor: Actor) -> Iterator[str]:
    """The names of an actor, those with the same reasons on one line."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for each in actor.reasons:
        reasons[each.name].append(each.reason)
    names: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, given in reasons.items():
        names[tuple(dict.fromkeys(given))].append(name)
    yield from (f"  {', '.join(called)}: {'; '.join(given)}" for given, called in names.items())


def _in_full(actor: Actor, apart: Sequence[_Apart]) -> Iterator[str]:
    yield _head(actor)
    if not actor.reasons:
        yield "  no other name"
    for reason in actor.reasons:
        yield f"  {reason.name}: {reason.reason}"
        yield f"    in {_articles(reason.articles)}"
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
    """The lines to paste into an aliases file: to part names from the actor, and to make one of it and others.

    A name that differs from the actor's in case alone can not be parted from it.
    """
    names = [alias for alias in actor.aliases if said(alias) != said(actor.name)]
    others = list(
        dict.fromkeys(other.name for other, _ in _others(actor, apart) if said(other.name) != said(actor.name))
    )
    if names:
        yield "to part names from it, in the aliases file (leave out those that are right):"
        yield from ("  [apart]", f"  {_entry(actor.name, names)}")
    if others:
        yield "to make one of it and others, in the aliases file (leave out those that are not):"
        yield from ("  [actors]", f"  {_entry(actor.name, others)}")


def _entry(name: str, others: Sequence[str]) -> str:
    return f"{_quoted(name)} = [{', '.join(map(_quoted, others))}]"


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
    decided = _said_apart(brief)
    found: dict[str, dict[tuple[str, str], _Apart]] = defaultdict(dict)
    for key, actors in sorted(groups.items()):
        for one, other in combinations(actors, 2):
            if {one.actor_id, other.actor_id} & wanted:
                pair = _pair(key, one, other, actors, decided.get(frozenset({one.name, other.name})))
                for actor in (one, other):
                    found[actor.actor_id].setdefault((one.actor_id, other.actor_id), pair)
    return defaultdict(list, {actor_id: list(pairs.values()) for actor_id, pairs in found.items()})


def _pair(key: tuple[str, ...], one: Actor, other: Actor, actors: Sequence[Actor], decided: str | None) -> _Apart:
    """Two of the actors that share a key; they are not near where the user or their given names part them."""
    if decided:
        return _Apart(one, other, decided, near=False)
    near = key[0] == "office" or not names_clash(one.name, other.name) or _junior(one, other)
    return _Apart(one, other, _why(key, one, other, actors), near)


def _junior(one: Actor, other: Actor) -> bool:
    """Whether only a "Jr." parts two names."""
    return same_holder(one.name, other.name, one_office=False, junior=True)


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
        junior = "one is a “Jr.” or the like, and nothing says that the other is"
        return junior if _junior(one, other) else "two given names"
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
