"""Orders claims and stories by what matters first, by one score that can be worked out by hand.

A claim's score is the sum of:

| points | for                                                                                     |
|--------|-----------------------------------------------------------------------------------------|
| 4      | it changed since the brief before                                                       |
| 2      | it is new since the brief before                                                        |
| 2 each | for every independent source beyond the first, three of them at most                    |
| 0 to 3 | its actor's share of the day's claims: 3 from 20 %, 2 from 10 %, 1 from 5 %             |
| 2      | it demands or answers                                                                   |
| 1      | it criticises, accuses, warns, threatens or promises                                    |
| 1      | it dates an event that is planned or alleged                                            |
| -2     | it is doubtful                                                                          |
| 10     | it meets a watched term                                                                 |

A story's score is the sum of:

| points | for                                                                                     |
|--------|-----------------------------------------------------------------------------------------|
| 2 each | for every independent source, ten of them at most                                       |
| 1 each | for every claim that is new or changed since the brief before, ten of them at most      |
| 2 each | for every demand, allegation or dispute in it, five of them at most                     |
| 1 each | for every five claims, five times at most                                               |
| 100    | it meets a watched term                                                                 |

Claims of equal score keep the order of `duplicates.fold`; stories of equal score stand by claims, then by id.
A watched term is met by an actor under any of the names that the articles have for it, or by a topic, a statement or a
headline that has all words of the term.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from summarizer.merge.entries import Folded, Names
from summarizer.merge.wording import stem
from summarizer.models import (
    Act,
    DatedEvent,
    MergedClaim,
    Position,
    Response,
    Story,
    actor_of,
    addressee_of,
    statement_of,
)
from summarizer.text.aliases import same_name

__all__ = ["in_order", "stories_in_order"]

_POINTED: frozenset[Act] = frozenset({"criticises", "accuses", "warns", "threatens", "promises"})
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


def in_order(claims: Sequence[Folded], names: Names, watch: Sequence[str]) -> tuple[Folded, ...]:
    """The claims with their scores, those that matter most first; each score is worked out by the table above."""
    watched = _watched_claims(claims, watch)
    shares = _shares(claims)
    scored = [item.with_(score=_claim_score(item, shares, watched)) for item in claims]
    return tuple(sorted(scored, key=lambda item: -item.merged.score))


def _shares(claims: Sequence[Folded]) -> dict[str, int]:
    """For each actor the points of the share of today's claims that are his."""
    told = [item.merged.actor for item in claims if item.today]
    counts = Counter(actor for actor in told if actor)
    return {
        actor: sum(100 * count >= percent * len(told) for percent in (5, 10, 20)) for actor, count in counts.items()
    }


def _claim_score(item: Folded, shares: Mapping[str, int], watched: Mapping[str, tuple[str, ...]]) -> int:
    claim = item.merged
    return (
        {"changed": 4, "new": 2}.get(claim.novelty or "", 0)
        + 2 * min(len(item.origins) - 1, 3)
        + shares.get(claim.actor or "", 0)
        + _kind(claim)
        - 2 * (claim.verdict != "supported")
        + 10 * bool(watched.get(claim.merged_id))
    )


def _kind(claim: MergedClaim) -> int:
    match claim.claim:
        case DatedEvent(status=status):
            return int(status != "past")
        case Position(act=act):
            return int(act in _POINTED)
    return 2


def stories_in_order(stories: Sequence[Story], claims: Sequence[Folded], watch: Sequence[str]) -> tuple[Story, ...]:
    """The stories with their scores and the watched terms they meet, those that matter most first."""
    watched = _watched_claims(claims, watch)
    by_id = {item.merged.merged_id: item for item in claims}
    scored = []
    for story in stories:
        items = [by_id[merged_id] for merged_id in story.claims]
        terms = _watched_story(items, watched, watch)
        scored.append(story.model_copy(update={"watched": terms, "score": _story_score(story, items, terms)}))
    return tuple(sorted(scored, key=lambda story: (-story.score, -len(story.claims), story.story_id)))


def _story_score(story: Story, items: Sequence[Folded], terms: Sequence[str]) -> int:
    new = sum(item.merged.novelty in ("new", "changed") for item in items)
    return (
        2 * min(story.origins, 10)
        + min(new, 10)
        + 2 * min(len(story.threads) + len(story.disputes), 5)
        + min(len(items) // 5, 5)
        + 100 * bool(terms)
    )


# --- the watch list --------------------------------------------------------------------------------------------------


def _watched_claims(claims: Sequence[Folded], watch: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each claim, by merged id, the watched terms that it meets."""
    if not watch:
        return {}
    actors = _watched_actors(claims, watch)
    return {item.merged.merged_id: tuple(t for t in watch if _meets(item, t, actors[t])) for item in claims}


def _watched_actors(claims: Iterable[Folded], watch: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each term the actors that it names."""
    called: dict[str, set[str]] = defaultdict(set)
    for item in claims:
        for entry in item.entries:
            claim = entry.checked.claim
            for actor, name in (
                (entry.actor, actor_of(claim)),
                (entry.to, addressee_of(claim)),
                (entry.reported_by, claim.reported_by),
            ):
                if actor and name:
                    called[name].add(actor)
    return {term: frozenset(a for name, ids in called.items() if same_name(term, name) for a in ids) for term in watch}


def _meets(item: Folded, term: str, actors: frozenset[str]) -> bool:
    claim = item.merged
    if actors & {claim.actor or "", claim.to or "", claim.reported_by or ""}:
        return True
    return any(_has(text, term) for text in _texts(claim))


def _texts(merged: MergedClaim) -> tuple[str, ...]:
    claim = merged.claim
    topic = claim.topic if isinstance(claim, Position) else claim.answers if isinstance(claim, Response) else ""
    return statement_of(claim), topic


def _has(text: str, term: str) -> bool:
    wanted = _stems(term)
    return bool(wanted) and wanted <= _stems(text)


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text))


def _watched_story(
    items: Sequence[Folded], watched: Mapping[str, tuple[str, ...]], watch: Sequence[str]
) -> tuple[str, ...]:
    """The terms that a claim of the story or a headline of its articles meets, in the order of the list."""
    met = {term for item in items for term in watched.get(item.merged.merged_id, ())}
    titles = {entry.article.title or "" for item in items for entry in item.told} if watch else set()
    return tuple(term for term in watch if term in met or any(_has(title, term) for title in titles))
