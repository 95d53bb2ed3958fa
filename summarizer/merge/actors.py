"""Brings all names of all articles to one actor each: spellings, surnames alone, offices, acronyms, metonyms of states.

First within an article, where "the Kremlin spokesman" is whoever holds that office there and a surname alone is the one
person of that surname; then over all articles. What fits two persons is neither of them but an actor of its own. What
the user's decisions say of a name goes before all of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from summarizer.ids import content_hash
from summarizer.merge.alias_reasons import Reason, reason_for
from summarizer.merge.decided import Decided, decided_by
from summarizer.merge.entries import ArticleKey, Names, article_key
from summarizer.merge.forms import common_form, is_full, kind_of, members, person_in, shown_form
from summarizer.merge.identities import Found, Identity, Told, identities
from summarizer.merge.naming import claim_names, local_names, office_states, offices_in_words, offices_of, trusted
from summarizer.merge.short_forms import short_form
from summarizer.models import Actor, AliasReason, Decision, Position, Summary
from summarizer.text.aliases import canonical_place, full_spelling, office_of, places_in
from summarizer.text.institution_names import acronym, institution_key, is_firm
from summarizer.text.romanisation import romanised

__all__ = ["resolve_actors"]

Kind = Literal["person", "office", "state", "organisation", "unknown"]

_OF_ANOTHER = re.compile(r"\b(?:to|for|on|at|with)\b")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass
class _Group:
    """All that is known of one actor while it is gathered; `uses` are its names with the article and the rule."""

    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    uses: set[tuple[str, str, Found]] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Resolved:
    """What each name means in each article, and how each actor is shown."""

    found: Mapping[tuple[ArticleKey, str], Found]
    shown: Mapping[Identity, str]
    decided: Decided


def resolve_actors(
    summaries: Sequence[Summary],
    decisions: Sequence[Decision] = (),
    today: int | None = None,
    before: Iterable[Actor] = (),
) -> tuple[tuple[Actor, ...], Names]:
    """The actors that the claims name, by id, and which name means which of them in which article.

    A canonical name is the one that the earlier brief used, else the most frequent of the fullest spellings, the first
    in the alphabet among equals; a state or an organisation of the lexicon goes by its own. An id is the canonical name
    as a slug.

    Args:
        summaries: Today's, then those of earlier briefs.
        decisions: The user's names of actors; they win over all rules. Judgements on claims are let be.
        today: How many of the summaries are today's; an actor's aliases, role and articles are those that these tell,
            or where they do not name it those of the others. By default all.
        before: The actors of the earlier brief, whose canonical names stay.
    """
    decided = decided_by(decisions)
    described = {article_key(s.article): offices_in_words(s) for s in summaries}
    told = {article_key(s.article): _told(s, described[article_key(s.article)]) for s in summaries}
    found = identities(told, office_states(described.values()), decided)
    groups = _gathered(summaries, found)
    ours = groups if today is None else _gathered(summaries[:today], found)
    shown = _shown(groups, decided, before)
    ids = _actor_ids(shown)
    resolved = _Resolved(found, shown, decided)
    actors = (_actor(ids[node], node, ours.get(node, group), resolved) for node, group in groups.items())
    return tuple(sorted(actors, key=lambda actor: actor.actor_id)), _names(found, ids, groups)


def _told(summary: Summary, described: Mapping[str, frozenset[str]]) -> Told:
    return Told(local_names(summary, described), offices_of(described), Counter(claim_names(summary)))


def _names(
    found: Mapping[tuple[ArticleKey, str], Found],
    ids: Mapping[Identity, str],
    groups: Mapping[Identity, _Group],
) -> Names:
    by_name = {place: ids[one.node] for place, one in found.items() if one.node in ids}
    sides = {ids[node]: _sides(node, group) for node, group in groups.items()}
    words = {ids[node]: _own_words(group, sides[ids[node]]) for node, group in groups.items()}
    return Names(by_name, sides, words)


def _gathered(summaries: Iterable[Summary], found: Mapping[tuple[ArticleKey, str], Found]) -> dict[Identity, _Group]:
    """The actors that a claim names."""
    groups: dict[Identity, _Group] = defaultdict(_Group)
    for summary in summaries:
        _gather(summary, found, groups)
    return {node: group for node, group in groups.items() if group.articles}


def _gather(summary: Summary, found: Mapping[tuple[ArticleKey, str], Found], groups: dict[Identity, _Group]) -> None:
    key = article_key(summary.article)
    for name, times in Counter(claim_names(summary)).items():
        group = groups[found[key, name].node]
        group.names[shown_form(name)] += times
        group.uses.add((name, summary.article.article_id, found[key, name]))
        group.articles.add(summary.article.article_id)
        _add_role(group, _role_before(name), times)
    for checked in summary.claims:
        if isinstance(checked.claim, Position) and checked.claim.actor:
            _add_role(groups[found[key, checked.claim.actor].node], checked.claim.role)
    for actor in summary.actors:
        group = groups[found[key, actor.name].node]
        for name in (name for name in trusted(actor) if found[key, name].node == found[key, actor.name].node):
            group.names[shown_form(name)] += name == actor.name
            group.uses.add((name, summary.article.article_id, found[key, name]))
        if actor.kind != "unknown":
            group.kinds[actor.kind] += 1
        _add_role(group, actor.role)


def _add_role(group: _Group, role: str | None, times: int = 1) -> None:
    if role and role.strip():
        group.roles[_ARTICLE.sub("", role.strip())] += times


@lru_cache(maxsize=65536)
def _role_before(name: str) -> str | None:
    """`Norwegian envoy` of `Norwegian envoy Jane Miller`; None where an honorific is all there is."""
    spelling = "" if members(name) else full_spelling(name)
    before = name[: name.rfind(spelling)].strip(" ,(") if spelling else ""
    return before if office_of(before) else None


# --- names and ids ---------------------------------------------------------------------------------------------------


def _shown(groups: Mapping[Identity, _Group], decided: Decided, before: Iterable[Actor]) -> dict[Identity, str]:
    """The canonical name of each actor: decided, as in the earlier brief, or the best of its own."""
    own = {node: _canonical_name(node, group) for node, group in groups.items()}
    shown = own | _as_before({node: group for node, group in groups.items() if not _is_place(own[node])}, before)
    return shown | {node: decided.shown[node[1]] for node in groups if node[0] == "decided"}


def _is_place(name: str) -> bool:
    return canonical_place(name) is not None


def _as_before(groups: Mapping[Identity, _Group], before: Iterable[Actor]) -> dict[Identity, str]:
    """The canonical names of the earlier brief for the actors that have most of the names there, each once."""
    known = {actor.actor_id: actor for actor in before}
    by_name: dict[str, list[Identity]] = defaultdict(list)
    for node, group in groups.items() if known else ():
        for name in group.names:
            by_name[name].append(node)
    shared: Counter[tuple[Identity, str]] = Counter()
    for actor in known.values():
        for node in (node for name in (actor.name, *actor.aliases) for node in by_name.get(name, ())):
            if actor.name in groups[node].names or is_full(actor.name):
                shared[node, actor.actor_id] += 1
    named: dict[Identity, str] = {}
    taken: set[str] = set()
    for node, actor_id in sorted(shared, key=lambda pair: (-shared[pair], pair[1], repr(pair[0]))):
        if node not in named and actor_id not in taken:
            named[node] = known[actor_id].name
            taken.add(actor_id)
    return named


def _places(node: Identity, group: _Group) -> list[str]:
    """The states and organisations of the lexicons that an actor is; a person of such a name is none."""
    names = [part for name in group.names for part in (name, *members(name))]
    places = sorted({place for place in map(canonical_place, names) if place})
    if node[0] == "name":
        return [place for place in places if institution_key(place) == node[1]]
    return places if node[0] == "decided" and not any(map(is_full, group.names)) else []


def _canonical_name(node: Identity, group: _Group) -> str:
    places = _places(node, group)
    if places and node[0] == "name":
        return places[0]
    return min(group.names, key=lambda name: (*_lack(name), -group.names[name], name))


def _lack(name: str) -> tuple[bool, ...]:
    """What makes a name less than full: no given name, only an office, common words, letters alone."""
    common = common_form(name) != "proper" and short_form(name) is not None
    return not is_full(name), kind_of(name) == "office", common, acronym(name) is not None


def _actor_ids(names: Mapping[Identity, str]) -> dict[Identity, str]:
    """A slug for each node; of nodes of one slug those that belong to a matter get a hash of it, others a number."""
    by_slug: dict[str, list[Identity]] = defaultdict(list)
    for node in sorted(names, key=_rank):
        by_slug[_slug(names[node])].append(node)
    return {
        node: slug if index == 0 else f"{slug}-{_suffix(node, index)}"
        for slug, nodes in by_slug.items()
        for index, node in enumerate(nodes)
    }


def _rank(node: Identity) -> tuple[bool, str]:
    return node[0] == "here", repr(node)


def _suffix(node: Identity, index: int) -> str:
    return content_hash("actor", repr(node))[:6] if _rank(node)[0] else str(index + 1)


def _slug(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "actor"


# --- actors ----------------------------------------------------------------------------------------------------------


def _actor(actor_id: str, node: Identity, group: _Group, resolved: _Resolved) -> Actor:
    name = resolved.shown[node]
    aliases = sorted(
        {shown_form(used) for used, _, _ in group.uses} - {name}, key=lambda alias: (alias.casefold(), alias)
    )
    return Actor(
        actor_id=actor_id,
        name=name,
        aliases=tuple(aliases),
        role=_first(group.roles),
        kind=_kind(node, name, group),
        articles=tuple(sorted(group.articles)),
        reasons=_reasons(name, group, resolved.decided),
    )


def _reasons(canonical: str, group: _Group, decided: Decided) -> tuple[AliasReason, ...]:
    """For each alias and each rule by which it means the actor, the articles that use it so."""
    articles: dict[tuple[str, Reason], set[str]] = defaultdict(set)
    for used, article, found in group.uses:
        alias = shown_form(used)
        if alias != canonical:
            articles[alias, reason_for(used, canonical, found.rule, decided)].add(article)
    ordered = sorted(articles, key=lambda key: (key[0].casefold(), key))
    return tuple(
        AliasReason(name=alias, rule=reason.rule, reason=reason.words, articles=tuple(sorted(articles[alias, reason])))
        for alias, reason in ordered
    )


def _kind(node: Identity, name: str, group: _Group) -> Kind:
    by_form: Kind = "person" if node[0] in {"person", "surname"} else kind_of(name)
    if canonical_place(name) or is_firm(name) or not group.kinds:
        return "unknown" if members(name) else by_form
    return min(group.kinds, key=lambda kind: (-group.kinds[kind], kind))


def _first(counted: Counter[str]) -> str | None:
    """The most frequent, of equals the longest, of those the first in the alphabet."""
    return min(counted, key=lambda text: (-counted[text], -len(text), text), default=None)


def _sides(node: Identity, group: _Group) -> frozenset[str]:
    """The states and organisations an actor is, is of, or speaks for; a person's by the office named most often."""
    places = _places(node, group)
    if places:
        return frozenset(places)
    if node[0] in {"person", "surname"} or any(person_in(name) and not members(name) for name in group.names):
        first = Counter(place for role in group.roles.elements() for place in places_in(_OF_ANOTHER.split(role)[0])[:1])
        side = _first(first)
        return frozenset({side} if side else ())
    return frozenset(place for name in group.names for place in places_in(_OF_ANOTHER.split(name)[0]))


def _own_words(group: _Group, sides: frozenset[str]) -> frozenset[str]:
    """The words by which a statement may call its own speaker, as `names_in` gives them."""
    texts = [*group.names, *group.roles]
    words = {romanised(word) for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    return frozenset(words | {place.casefold() for place in sides})
