"""Groups the articles and claims of a day into stories: what belongs to one matter, under an id that stays.

Articles are gathered first (`gathering`), copies of one text as one, and those that tell of several matters are taken
apart (`roundups`). A claim goes where most of its sources are; the claims of a thread, whose articles may be on several
matters, go together where most of them are. The claims of the brief before take part, so that a story is the one of the
day before with which it shares most claims.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from summarizer.merge.duplicates import short_hash
from summarizer.merge.entries import Entry, Folded
from summarizer.merge.gathering import gathered, rarity, terms
from summarizer.merge.headings import heading
from summarizer.merge.history import History
from summarizer.merge.roundups import Part, Said, told_apart
from summarizer.models import Dispute, Position, Response, SilentStory, Story, Thread, said_of

__all__ = ["stories"]

HEADLINE = 2
"""A word of the headline counts as much as one that so many claims have."""
HEARD = 8
"""At most so many actors are named of a story."""

_Group = tuple[Folded, ...]


def stories(
    claims: Sequence[Folded],
    threads: Sequence[Thread],
    disputes: Sequence[Dispute],
    history: History,
    day: dt.date,
) -> tuple[Story, ...]:
    """The stories of the claims that today's articles tell; each such claim is in exactly one.

    Args:
        claims: All claims of the merge, in order; a story has its own in the same order.
        threads: The threads of today's brief; each belongs to the story that holds most of its claims of today.
        disputes: The disputes of today's brief, likewise.
        history: The brief before; a story goes by the id that it had there.
        day: The day of the brief, which is the first one of a story that is new.
    """
    ties = _ties(_parts(threads, disputes))
    counts = _counts(claims, ties)
    rare = rarity(counts)
    parts = list(_gathered(claims, counts, rare, ties))
    groups = _placed(claims, parts, threads)
    guests = {part.origin for group in parts for part in group if part.claims is not None}
    ids = _ids(groups, history)
    told = {ids[number]: group for number, group in enumerate(groups) if any(item.today for item in group)}
    held = _held(_parts(threads, disputes), told)
    return tuple(
        Story(
            story_id=story_id,
            title=heading([item for item in group if item.today], counts, rare, guests),
            actors=_heard(group),
            articles=tuple(sorted({entry.article.article_id for entry in _entries(group)})),
            claims=tuple(item.merged.merged_id for item in group if item.today),
            threads=tuple(thread.thread_id for thread in threads if held[thread.thread_id] == story_id),
            disputes=tuple(dispute.dispute_id for dispute in disputes if held[dispute.dispute_id] == story_id),
            origins=len({entry.origin for entry in _entries(group)}),
            first_day=_first_day(story_id, history, day),
        )
        for story_id, group in told.items()
    )


def _parts(threads: Iterable[Thread], disputes: Iterable[Dispute]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The id of each thread and dispute, with the merged ids of its claims."""
    yield from ((thread.thread_id, (*thread.claims, *thread.responses)) for thread in threads)
    yield from ((dispute.dispute_id, tuple(c for side in dispute.sides for c in side.claims)) for dispute in disputes)


# --- the words of an article -----------------------------------------------------------------------------------------


def _counts(claims: Iterable[Folded], ties: Mapping[str, set[str]]) -> dict[str, Counter[str]]:
    """For each origin how many of its claims have a term; a claim, thread or dispute that others share is one too."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    headlines: dict[str, set[str]] = defaultdict(set)
    known: dict[str, str] = {}
    for item in claims:
        by_origin = _by_origin(item)
        for origin, entries in by_origin.items():
            found = _terms_of(item, by_origin, origin, ties)
            counts[origin].update([known.setdefault(term, term) for term in found])
            headlines[origin].update(entry.article.title or "" for entry in entries)
    for origin, titles in headlines.items():
        words = {term for title in titles for term in terms(title)}
        counts[origin].update(dict.fromkeys(words, HEADLINE))
    return counts


def _ties(parts: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, set[str]]:
    """For each claim the threads and disputes that it is of, as terms."""
    ties: dict[str, set[str]] = defaultdict(set)
    for part, ids in parts:
        for merged_id in ids:
            ties[merged_id].add(f"#{part}")
    return ties


def _terms_of(
    item: Folded, by_origin: Mapping[str, Sequence[Entry]], origin: str, ties: Mapping[str, set[str]]
) -> set[str]:
    """The terms of a claim as an origin tells it, with what the claim is of, and itself where other origins tell it."""
    merged_id = item.merged.merged_id
    shared = {f"#{merged_id}"} if len(by_origin) > 1 else set()
    return shared.union(ties.get(merged_id, ()), *(_terms(entry) for entry in by_origin[origin]))


def _by_origin(item: Folded) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in item.entries:
        found[entry.origin].append(entry)
    return found


def _terms(entry: Entry) -> set[str]:
    """The terms of a claim: of its statement, its quote and what it is about, and the actors at both ends."""
    claim = entry.checked.claim
    about = claim.topic if isinstance(claim, Position) else claim.answers if isinstance(claim, Response) else ""
    actors = (f"={actor}" for actor in (entry.actor, entry.to) if actor)
    return set(actors).union(*(terms(text) for text in {said_of(claim), claim.quote, about}))


# --- claims in groups ------------------------------------------------------------------------------------------------


def _gathered(
    claims: Iterable[Folded],
    counts: Mapping[str, Counter[str]],
    rare: Mapping[str, float],
    ties: Mapping[str, set[str]],
) -> Iterator[tuple[Part, ...]]:
    """The groups of the articles, those on several matters in parts."""
    items: dict[str, list[Folded]] = defaultdict(list)
    for item in claims:
        for origin in {entry.origin for entry in item.entries}:
            items[origin].append(item)
    for group in gathered(counts, rare):
        own = {origin: counts[origin] for origin in group}
        yield from told_apart(own, rare, lambda origin: _said(origin, items[origin], ties))


def _said(origin: str, items: Iterable[Folded], ties: Mapping[str, set[str]]) -> list[Said]:
    """The claims of an origin in the order of its text; none where the place of one is not known."""
    found: list[tuple[int, Said]] = []
    for item in items:
        by_origin = _by_origin(item)
        starts = [entry.checked.location.start for entry in by_origin[origin]]
        known = [start for start in starts if start is not None]
        if not known:
            return []
        found.append((min(known), Said(item.merged.merged_id, _terms_of(item, by_origin, origin, ties))))
    return [each for _, each in sorted(found, key=lambda placed: (placed[0], placed[1].claim))]


def _placed(claims: Sequence[Folded], groups: Sequence[Sequence[Part]], threads: Iterable[Thread]) -> list[_Group]:
    """The claims in groups: where most of the independent sources are, and then where most of the thread is."""
    whole = {part.origin: number for number, parts in enumerate(groups) for part in parts if part.claims is None}
    apart = {
        (part.origin, c): number for number, parts in enumerate(groups) for part in parts for c in part.claims or ()
    }

    def place(merged_id: str, origin: str) -> int:
        return whole[origin] if origin in whole else apart[origin, merged_id]

    places = {}
    for item in claims:
        merged_id = item.merged.merged_id
        places[merged_id] = _most(place(merged_id, origin) for origin in sorted(item.origins))
    own = dict(places)
    for thread in sorted(threads, key=lambda thread: (len(thread.claims) + len(thread.responses), thread.thread_id)):
        ids = (*thread.claims, *thread.responses)
        places.update(dict.fromkeys(ids, _most(own[merged_id] for merged_id in ids)))
    placed: list[list[Folded]] = [[] for _ in groups]
    for item in claims:
        placed[places[item.merged.merged_id]].append(item)
    return [tuple(group) for group in placed if group]


_T = TypeVar("_T")


def _most(votes: Iterable[_T]) -> _T:
    """What most votes are for; of equals what comes first."""
    return Counter(votes).most_common(1)[0][0]


def _entries(group: _Group) -> list[Entry]:
    """The sources of today."""
    return [entry for item in group for entry in item.entries if entry.told is None]


def _held(parts: Iterable[tuple[str, tuple[str, ...]]], told: Mapping[str, _Group]) -> dict[str, str | None]:
    """For each thread and dispute the story with most of its claims of today; None where it has none."""
    owner = {item.merged.merged_id: story for story, group in told.items() for item in group if item.today}
    found: dict[str, str | None] = {}
    for part, ids in parts:
        votes = [owner[merged_id] for merged_id in dict.fromkeys(ids) if merged_id in owner]
        found[part] = _most(votes) if votes else None
    return found


def _heard(group: _Group) -> tuple[str, ...]:
    """The actors that most of the claims are of or directed to."""
    heard = Counter(
        actor for item in group if item.today for actor in dict.fromkeys((item.merged.actor, item.merged.to)) if actor
    )
    return tuple(sorted(heard, key=lambda actor: (-heard[actor], actor)))[:HEARD]


# --- from day to day -------------------------------------------------------------------------------------------------


def _ids(groups: Sequence[_Group], history: History) -> list[str]:
    """The id of each group: that of the earlier story with which it shares most claims, or one of its own.

    A group that only the earlier brief told keeps its id too, so that no other story takes it over.
    """
    stories_before = _before(history)
    story_of = {claim: story.story_id for story in stories_before for claim in story.claims}
    shared = Counter(
        (number, story_of[known.merged_id])
        for number, group in enumerate(groups)
        for item in group
        for known in history.known(item)
        if known.merged_id in story_of
    )
    kept: dict[int, str] = {}
    for number, story_id in sorted(shared, key=lambda pair: (-shared[pair], pair[1], pair[0])):
        if number not in kept and story_id not in kept.values():
            kept[number] = story_id
    taken = set(kept.values())
    for number in sorted(set(range(len(groups))) - set(kept), key=lambda number: _smallest(groups[number])):
        kept[number] = _free(short_hash("story", _smallest(groups[number])), taken)
        taken.add(kept[number])
    return [kept[number] for number in range(len(groups))]


def _smallest(group: _Group) -> str:
    return min(item.merged.merged_id for item in group)


def _free(story_id: str, taken: set[str]) -> str:
    while story_id in taken:
        story_id = short_hash("story", story_id)
    return story_id


def _first_day(story_id: str, history: History, day: dt.date) -> dt.date:
    former = next((story for story in _before(history) if story.story_id == story_id), None)
    return (former.first_day or day) if former else day


def _before(history: History) -> tuple[Story | SilentStory, ...]:
    """The stories of the brief before, and those that it remembers."""
    if history.brief is None:
        return ()
    return (*history.brief.stories, *(history.brief.since.silent if history.brief.since else ()))
