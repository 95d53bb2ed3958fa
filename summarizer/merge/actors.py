"""Brings all names of all articles to one actor each: spellings, surnames alone, offices, metonyms of states.

First within an article, where "the Kremlin spokesman" is whoever holds that office there and a surname alone is the one
person of that surname; then over all articles. What fits two persons is neither of them but an actor of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from summarizer.merge.entries import ArticleKey, Names, article_key
from summarizer.merge.identities import Identity, identities, is_full, members
from summarizer.merge.naming import claim_names, local_names, offices_held, trusted
from summarizer.models import Actor, Decision, Position, Summary
from summarizer.text.aliases import (
    bare_name,
    called,
    canonical_place,
    name_kind,
    office_of,
    person_name,
    places_in,
    romanised,
)

__all__ = ["resolve_actors"]

Kind = Literal["person", "office", "state", "organisation", "unknown"]

_OF_ANOTHER = re.compile(r"\b(?:to|for|on|at|with)\b")
_SPELLING = re.compile(r"[’'ʼ]s?$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass
class _Group:
    """All that is known of one actor while it is gathered."""

    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)


def resolve_actors(summaries: Sequence[Summary], decisions: Sequence[Decision] = ()) -> tuple[tuple[Actor, ...], Names]:
    """The actors that the claims name, by id, and which name means which of them in which article.

    A canonical name is the most frequent of the fullest spellings, the first in the alphabet among equals; a state or
    an organisation of the lexicon goes by its own. An id is the canonical name as a slug.
    """
    local = {article_key(summary.article): local_names(summary) for summary in summaries}
    nodes = identities(local, offices_held(summaries))
    groups: dict[Identity, _Group] = defaultdict(_Group)
    for summary in summaries:
        _gather(summary, local[article_key(summary.article)], nodes, groups)
    named = {node: group for node, group in groups.items() if group.articles}
    ids = _actor_ids({node: _canonical_name(group) for node, group in named.items()})
    actors = sorted((_actor(ids[node], group) for node, group in named.items()), key=lambda actor: actor.actor_id)
    return tuple(actors), _names(summaries, local, nodes, ids, named)


def _names(
    summaries: Iterable[Summary],
    local: dict[ArticleKey, dict[str, str]],
    nodes: dict[tuple[ArticleKey, str], Identity],
    ids: dict[Identity, str],
    groups: dict[Identity, _Group],
) -> Names:
    by_name = {}
    for summary in summaries:
        key = article_key(summary.article)
        for name in claim_names(summary):
            by_name[key, name] = ids[nodes[key, local[key][name]]]
    sides = {ids[node]: _sides(group) for node, group in groups.items()}
    words = {ids[node]: _own_words(group, sides[ids[node]]) for node, group in groups.items()}
    return Names(by_name, sides, words)


def _gather(
    summary: Summary,
    local: dict[str, str],
    nodes: dict[tuple[ArticleKey, str], Identity],
    groups: dict[Identity, _Group],
) -> None:
    key = article_key(summary.article)
    for name in claim_names(summary):
        group = groups[nodes[key, local[name]]]
        group.names[_display(name)] += 1
        group.articles.add(summary.article.article_id)
        _add_role(group, _role_before(name))
    for checked in summary.claims:
        if isinstance(checked.claim, Position):
            _add_role(groups[nodes[key, local[checked.claim.actor]]], checked.claim.role)
    for actor in summary.actors:
        group = groups[nodes[key, local[actor.name]]]
        for name in trusted(actor):
            group.names[_display(name)] += name == actor.name
        if actor.kind != "unknown":
            group.kinds[actor.kind] += 1
        _add_role(group, actor.role)


def _add_role(group: _Group, role: str | None) -> None:
    if role and role.strip():
        group.roles[_ARTICLE.sub("", role.strip())] += 1


def _role_before(name: str) -> str | None:
    """`Norwegian envoy` of `Norwegian envoy Jane Miller`; None where an honorific is all there is."""
    bare = bare_name(name)
    before = name[: name.rfind(bare)].strip(" ,(") if bare and bare in name else ""
    return before if office_of(before) else None


def _display(name: str) -> str:
    """A name as a brief shows it: a person without office and title, all others without article and possessive."""
    plain = _ARTICLE.sub("", _SPELLING.sub("", called(name.strip())))
    return (not canonical_place(name) and bare_name(name)) or plain or name


def _canonical_name(group: _Group) -> str:
    places = sorted({place for place in map(canonical_place, group.names) if place})
    if places:
        return places[0]
    return min(group.names, key=lambda name: (not is_full(name), name_kind(name) == "office", -group.names[name], name))


def _actor(actor_id: str, group: _Group) -> Actor:
    name = _canonical_name(group)
    aliases = sorted(set(group.names) - {name}, key=lambda alias: (alias.casefold(), alias))
    return Actor(
        actor_id=actor_id,
        name=name,
        aliases=tuple(aliases),
        role=_first(group.roles),
        kind=_kind(name, group),
        articles=tuple(sorted(group.articles)),
    )


def _kind(name: str, group: _Group) -> Kind:
    by_form = name_kind(name)
    if canonical_place(name) or not group.kinds:
        return "unknown" if members(name) else by_form
    return min(group.kinds, key=lambda kind: (-group.kinds[kind], kind))


def _first(counted: Counter[str]) -> str | None:
    """The most frequent, of equals the longest, of those the first in the alphabet."""
    return min(counted, key=lambda text: (-counted[text], -len(text), text), default=None)


def _sides(group: _Group) -> frozenset[str]:
    """The states and organisations an actor is, is of, or speaks for; a person's by the office named most often."""
    places = [place for place in map(canonical_place, group.names) if place]
    if places:
        return frozenset(places)
    if any(person_name(name) and not members(name) for name in group.names):
        first = Counter(place for role in group.roles.elements() for place in places_in(_OF_ANOTHER.split(role)[0])[:1])
        side = _first(first)
        return frozenset({side} if side else ())
    return frozenset(place for name in group.names for place in places_in(_OF_ANOTHER.split(name)[0]))


def _own_words(group: _Group, sides: frozenset[str]) -> frozenset[str]:
    """The words by which a statement may call its own speaker, as `names_in` gives them."""
    texts = [*group.names, *group.roles]
    words = {romanised(word) for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    return frozenset(words | {place.casefold() for place in sides})


def _actor_ids(names: dict[Identity, str]) -> dict[Identity, str]:
    """A slug for each node; nodes of one slug are numbered in a fixed order."""
    by_slug: dict[str, list[Identity]] = defaultdict(list)
    for node in sorted(names, key=repr):
        by_slug[_slug(names[node])].append(node)
    return {
        node: slug if index == 0 else f"{slug}-{index + 1}"
        for slug, nodes in by_slug.items()
        for index, node in enumerate(nodes)
    }


def _slug(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "actor"
