"""Finds where one says that something is so and another that it is not, and where one event is put on two days."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from summarizer.merge.entries import ArticleKey, Entry, Folded, article_key
from summarizer.merge.matters import DAY, value_of
from summarizer.merge.opposition import (
    Blocks,
    Opposition,
    components,
    days_apart,
    lexicon,
    phrases_pattern,
    places_fit,
    sides_of,
    stems,
    voices_differ,
)
from summarizer.merge.parties import Parties
from summarizer.merge.sameness import same_wording
from summarizer.merge.subjects import agents_fit, looks_ahead
from summarizer.merge.wording import concept_words, dice, is_place, names_in, numbers_in, stem, words_in
from summarizer.models import DatedEvent, Position, Response, Span, said_of
from summarizer.text.aliases import places_in

__all__ = ["dates", "facts"]

ALIKE = 0.65
"""Share of words (Dice) that a statement and its opposite have in common, apart from what negates."""
ONE_EVENT = 0.75
"""The same of two tellings of one event on two days."""
FACT_DAYS = 3
"""From articles of more days apart what is so and what is not so can both be true: it has changed."""
_BARE = re.compile(r"\b(?:do|does|did)(?:n[’']t|\s+(?:not|never))\b", re.IGNORECASE)
BEFORE = 400
"""In so many characters before "these charges are baseless" the charges stand."""
PAST_DAYS, PLANNED_DAYS = 3, 14
"""By more days apart two events are rather two than one on disputed days."""


# --- whether it is so ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Statement:
    claim: Folded
    text: str
    affirmed: bool
    words: frozenset[str]


def facts(claims: Sequence[Folded], parties: Parties) -> Iterator[Opposition]:
    """The statements that one affirms and another denies."""
    stated = [statement for claim in claims if (statement := _statement(claim))]
    affirmed = [number for number, statement in enumerate(stated) if statement.affirmed]
    blocks = Blocks(affirmed, lambda number: stated[number].words)
    pairs = [
        (one, other)
        for other, denied in enumerate(stated)
        if not denied.affirmed
        for one in _near(blocks, stated, denied)
        if _contradict(stated[one], denied, parties)
    ]
    order = {claim.merged.merged_id: number for number, claim in enumerate(claims)}
    yield from _rebutted(claims, order, parties)
    for group in components(pairs):
        found = [stated[number] for number in group]
        sides = sides_of(
            {
                "it is so": [statement.claim for statement in found if statement.affirmed],
                "it is not": [statement.claim for statement in found if not statement.affirmed],
            },
            order,
            parties,
        )
        if sides:
            title = min((s.text for s in found if s.affirmed), key=lambda text: (len(text), text))
            yield Opposition("fact", title, "one side says so, the other that it is not so", sides)


def _near(blocks: Blocks[int], stated: Sequence[_Statement], denied: _Statement) -> Iterable[int]:
    return sorted(set(blocks.near_words(denied.words)))


def _statement(claim: Folded) -> _Statement | None:
    """A claim as a statement that something is so or is not; None where it is neither."""
    match claim.merged.claim:
        case Response(kind="denies", answers=answers):
            return _made(claim, answers, denied=True)
        case Response(kind="rejects", answers=answers) if _is_told(answers):
            return _made(claim, answers, denied=True)
        case Position(act="states" | "assesses" | "accuses" | "criticises" | "supports", condition=None) as said:
            return _made(claim, said_of(said))
        case DatedEvent() as said:
            return _made(claim, said_of(said))
    return None


def _is_told(answers: str) -> bool:
    words = [stem(word) for word in words_in(answers)[:6]]
    return any(word in stems("told", "facts") for word in words)


def _made(claim: Folded, text: str, *, denied: bool = False) -> _Statement | None:
    if _partial().search(text) or text.rstrip().endswith("?"):
        return None
    count = _negations(text) + denied
    words = concept_words(_plain(text)) - stems("told", "facts")
    if count > 1 or sum(not is_place(word) for word in words) < 3:
        return None
    return _Statement(claim, text, count == 0, words)


@cache
def _partial() -> re.Pattern[str]:
    phrases = (phrase.strip() for line in lexicon()["facts"]["partial"].splitlines() for phrase in line.split("|"))
    return phrases_pattern(tuple(phrase for phrase in phrases if phrase))


@cache
def _denying() -> re.Pattern[str]:
    """ "Refused to", "denies that": what follows is negated. Who rejects a thing says nothing of what it is."""
    return re.compile(rf"\b(?:{'|'.join(lexicon()['facts']['denials'].split())})\s+(?:to|that)\b", re.IGNORECASE)


@lru_cache(maxsize=65536)
def _is_negating(word: str) -> bool:
    plain = word.casefold().replace("’", "'")
    return plain.endswith("n't") or plain in _negating()


@cache
def _negating() -> frozenset[str]:
    return frozenset(lexicon()["facts"]["negations"].split())


@lru_cache(maxsize=65536)
def _negations(text: str) -> int:
    found = [word.casefold() for word in words_in(text) if _is_negating(word)]
    return (len([word for word in found if word != "nor"]) or len(found)) + len(_denying().findall(text))


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """A text without the words that negate it."""
    words = _denying().sub("", text).split()
    return " ".join(word for word in words if not _is_negating(word.strip('.,;:!?“”"()')))


def _contradict(a: _Statement, b: _Statement, parties: Parties) -> bool:
    # What parts most pairs comes first, and what takes long last.
    if dice(a.words, b.words) < ALIKE or looks_ahead(a.text) != looks_ahead(b.text):
        return False
    if not voices_differ(a.claim, b.claim, parties) or days_apart(a.claim, b.claim) > FACT_DAYS:
        return False
    if numbers_in(a.text) != numbers_in(b.text) or not places_fit(places_in(a.text), places_in(b.text)):
        return False
    if _days_differ(a.claim, b.claim) or not agents_fit(a.text, b.text):
        return False
    # "Did not open" has its tense in the word that goes.
    bare = any(_BARE.search(text) or _denying().search(text) for text in (a.text, b.text))
    return same_wording(_plain(a.text), _plain(b.text), dated=bare)


# --- called untrue ---------------------------------------------------------------------------------------------------


def _rebutted(claims: Sequence[Folded], order: Mapping[str, int], parties: Parties) -> Iterator[Opposition]:
    """What is called untrue without being named ("the charges are baseless"): the last before it about the denier."""
    told: dict[ArticleKey, list[tuple[Span, Folded]]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.merged.claim, Position | DatedEvent):
            for entry in claim.entries:
                if entry.checked.location.span:
                    told[article_key(entry.article)].append((entry.checked.location.span, claim))
    for claim in claims:
        if _calls_untrue(claim):
            found = {n.merged.merged_id: n for entry in claim.entries if (n := _before(claim, entry, told, parties))}
            sides = sides_of({"it is so": list(found.values()), "it is untrue": [claim]}, order, parties)
            if sides:
                title = min((said_of(c.merged.claim) for _, c in sorted(found.items())), key=lambda t: (len(t), t))
                yield Opposition("fact", title, "one side says so, the other calls it untrue", sides)


def _calls_untrue(claim: Folded) -> bool:
    said = claim.merged.claim
    if not isinstance(said, Position) or _partial().search(said.statement):
        return False
    words = words_in(said.statement)
    for index, word in enumerate(words[1:], start=1):
        if stem(word) in stems("told", "facts") and words[index - 1].casefold() in ("the", "these", "those", "such"):
            behind = [stem(other) for other in words[index + 1 :] if stem(other) not in stems("linking", "facts")]
            return bool(behind) and behind[0] in stems("false", "facts")
    return False


def _before(
    claim: Folded, entry: Entry, told: Mapping[ArticleKey, Sequence[tuple[Span, Folded]]], parties: Parties
) -> Folded | None:
    """What another says of the party of a claim last before an entry of it."""
    span, party = entry.checked.location.span, parties.of(claim.merged.actor)
    if span is None or not party:
        return None
    near = [
        (span.start - other.end, said.merged.merged_id, said)
        for other, said in told[article_key(entry.article)]
        if 0 <= span.start - other.end <= BEFORE and said.merged.actor and voices_differ(claim, said, parties)
    ]
    _, _, last = min(near, key=lambda found: found[:2], default=(0, "", None))
    return last if last and parties.named_in(said_of(last.merged.claim)) & party else None


# --- on which day ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Event:
    claim: Folded
    text: str
    words: frozenset[str]


def dates(claims: Sequence[Folded], parties: Parties) -> Iterator[Opposition]:
    """The events that two tell of with days that can not be the same. What recurs is two events on two days."""
    events = [event for claim in claims if (event := _event(claim))]
    blocks = Blocks(list(range(len(events))), lambda number: events[number].words)
    pairs = [
        (one, other)
        for one, event in enumerate(events)
        for other in sorted(set(blocks.near_words(event.words)))
        if one != other and _on_two_days(event, events[other], parties)
    ]
    order = {claim.merged.merged_id: number for number, claim in enumerate(claims)}
    for group in components(pairs):
        held: dict[str, list[Folded]] = {}
        for event in sorted((events[number] for number in group), key=lambda event: value_of(event.claim) or ""):
            held.setdefault(_shown(value_of(event.claim) or ""), []).append(event.claim)
        sides = sides_of(held, order, parties)
        if sides:
            title = min((events[number].text for number in group), key=lambda text: (len(text), text))
            yield Opposition("date", title, f"different days: {' against '.join(day for day, _ in sides)}", sides)


def _event(claim: Folded) -> _Event | None:
    said = claim.merged.claim
    if not isinstance(said, DatedEvent) or said.status == "alleged" or not DAY.fullmatch(value_of(claim) or ""):
        return None
    words = concept_words(said.event)
    stemmed = {stem(word) for word in words_in(said.event)}
    kinds = "recurrent moved" if said.status == "past" else "moved"
    if any(stemmed & stems(kind, "dates") for kind in kinds.split()):
        return None
    return _Event(claim, said.event, words) if sum(not is_place(word) for word in words) > 2 else None


def _on_two_days(a: _Event, b: _Event, parties: Parties) -> bool:
    left, right = a.claim.merged.claim, b.claim.merged.claim
    if not isinstance(left, DatedEvent) or not isinstance(right, DatedEvent) or left.status != right.status:
        return False
    if dice(a.words, b.words) < ONE_EVENT or not voices_differ(a.claim, b.claim, parties):
        return False
    if a.claim.texts & b.claim.texts or days_apart(a.claim, b.claim) > FACT_DAYS:
        return False
    if left.status == "past" and not set(names_in(a.text)) & set(names_in(b.text)):
        return False  # "Markets fell": nothing tells which event it is.
    most = PAST_DAYS if left.status == "past" else PLANNED_DAYS
    return 0 < _gap(value_of(a.claim), value_of(b.claim)) <= most and same_wording(a.text, b.text, dated=True)


def _days_differ(a: Folded, b: Folded) -> bool:
    return _gap(value_of(a), value_of(b)) > 0


def _gap(a: str | None, b: str | None) -> int:
    """Days between two values that name a day; an unknown year is that of the other; 0 where it can not be told."""
    left, right = DAY.fullmatch(a or ""), DAY.fullmatch(b or "")
    if not left or not right:
        return 0
    years = {left[1], right[1]} - {"XXXX"}
    if len(years) == 2:
        return abs((dt.date.fromisoformat(left[0]) - dt.date.fromisoformat(right[0])).days)
    year = int(min(years, default="2000"))
    try:
        days = [dt.date(year, int(match[2]), int(match[3])) for match in (left, right)]
    except ValueError:
        return 0
    return abs((days[0] - days[1]).days)


def _shown(value: str) -> str:
    match = DAY.fullmatch(value)
    if not match:
        return value
    month = lexicon()["figures"]["periods"].split()[int(match[2]) - 1].title()
    return f"{int(match[3])} {month}" + ("" if match[1] == "XXXX" else f" {match[1]}")
