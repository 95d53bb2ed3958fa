"""Finds for every demand and allegation the responses to it: by key in the response's own article, else by wording."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.merge.entries import ArticleKey, Entry, Folded, Names, article_key
from summarizer.merge.matters import DAY, Matter, event_of, value_of
from summarizer.merge.wording import concept_words, dice, is_place, phrases
from summarizer.models import DatedEvent, Demand, Response, statement_of
from summarizer.text.aliases import places_in

__all__ = ["Answer", "answers_to", "is_own", "party_of"]

ANSWERED = 0.5
"""Share of words (Dice) of an answer's `answers` and a demand that links them, where the parties fit too."""


@dataclass(frozen=True)
class Answer:
    """A response in a thread; `keyed` where its own article says which demand or event it answers."""

    claim: Folded
    keyed: bool


def answers_to(matters: Sequence[Matter], claims: Sequence[Folded], names: Names) -> dict[int, list[Answer]]:
    """For the number of each matter its responses."""
    keyed = _keyed(matters)
    index = _by_word(matters)
    found: dict[int, list[Answer]] = defaultdict(list)
    for claim in claims:
        if not isinstance(claim.merged.claim, Response):
            continue
        reached = sorted(set(_reached(claim, keyed)))
        for number in reached:
            found[number].append(Answer(claim, keyed=True))
        if not reached:
            best = _best_match(claim, matters, index, names)
            if best is not None:
                found[best].append(Answer(claim, keyed=False))
    return found


@dataclass(frozen=True)
class _Keyed:
    """A demand or event that an article gives a key, and the number of its matter."""

    entry: Entry
    key: str
    matter: int


def _keyed(matters: Sequence[Matter]) -> dict[ArticleKey, list[_Keyed]]:
    found: dict[ArticleKey, list[_Keyed]] = defaultdict(list)
    for number, matter in enumerate(matters):
        for entry in (entry for claim in matter.claims for entry in claim.entries):
            claim = entry.checked.claim
            if isinstance(claim, Demand | DatedEvent) and claim.key:
                found[article_key(entry.article)].append(_Keyed(entry, claim.key, number))
    return found


def _reached(claim: Folded, keyed: Mapping[ArticleKey, Sequence[_Keyed]]) -> Iterator[int]:
    """The matters that a response answers by key.

    Where it names no subject ("Moscow's requests") it answers all that the same side demands in the same breath.
    """
    for entry in claim.entries:
        response = entry.checked.claim
        own = keyed.get(article_key(entry.article), ())
        for target in own:
            if isinstance(response, Response) and response.answers_key == target.key:
                yield target.matter
                if not _shares_subject(response, target):
                    yield from (other.matter for other in own if _in_one_breath(target.entry, other.entry))


def _shares_subject(response: Response, target: _Keyed) -> bool:
    shared = concept_words(response.answers) & concept_words(statement_of(target.entry.checked.claim))
    return any(not is_place(word) for word in shared)


def _in_one_breath(a: Entry, b: Entry) -> bool:
    """Whether two demands are of one actor and rest on words of the article that overlap."""
    left, right = a.checked, b.checked
    if left.kind != "demand" or right.kind != "demand" or a.actor != b.actor:
        return False
    spans = left.location.span, right.location.span
    return spans[0] is not None and spans[1] is not None and spans[0].overlaps(spans[1])


def _by_word(matters: Sequence[Matter]) -> dict[str, set[int]]:
    """The matters by the words of their demands and events; places are on every line and tell nothing."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, matter in enumerate(matters):
        for word in {w for claim in matter.claims for w in concept_words(event_of(claim)) if not is_place(w)}:
            found[word].add(number)
    return found


def _best_match(claim: Folded, matters: Sequence[Matter], index: Mapping[str, set[int]], names: Names) -> int | None:
    """The one matter that a response fits best by its words, of those whose parties and time fit; None without one."""
    response = claim.merged.claim
    if not isinstance(response, Response):
        return None
    near = sorted({number for word in concept_words(response.answers) for number in index.get(word, ())})
    scored = [
        (_likeness(response, matters[number]), -number)
        for number in near
        if _parties_fit(claim, matters[number], names) and _time_fits(claim, matters[number])
    ]
    score, number = max(scored, default=(0.0, 0))
    return -number if score > 0 else None


def _likeness(response: Response, matter: Matter) -> float:
    """How well `answers` fits what is demanded or alleged: 0 where it has neither a subject nor enough words of it."""
    answers = concept_words(response.answers)
    best = 0.0
    for claim in matter.claims:
        words = concept_words(event_of(claim))
        shared = len(phrases(response.answers) & phrases(event_of(claim)))
        covered = dice(answers, words)
        if shared or covered >= ANSWERED:
            best = max(best, shared + covered)
    return best


def _parties_fit(claim: Folded, matter: Matter, names: Names) -> bool:
    """Whether a response can belong: it names the other side of the matter, or is directed to it.

    An answer comes from elsewhere and concerns the side that demands; a reaction of the side that demands must concern
    an addressee of the demand.
    """
    response = claim.merged.claim
    if not isinstance(response, Response):
        return False
    named = party_of(claim.merged.to, names) | set(places_in(response.answers))
    if is_own(claim, matter, names):
        return bool(named & (matter.to - matter.by))
    return bool(named & matter.by) or (bool(party_of(claim.merged.actor, names) & matter.to))


def party_of(actor: str | None, names: Names) -> frozenset[str]:
    """An actor with the states and organisations that it is or speaks for; empty for nobody."""
    return frozenset({actor} if actor else ()) | names.sides_of(actor)


def is_own(claim: Folded, matter: Matter, names: Names) -> bool:
    """Whether a response comes from the side that demands or alleges."""
    return bool(party_of(claim.merged.actor, names) & matter.by)


def _time_fits(claim: Folded, matter: Matter) -> bool:
    """Whether a response can follow its matter: from no earlier article, and of the day where one is alleged."""
    days = [entry.article.published for entry in claim.entries]
    since = matter.since
    if since is not None and all(day is not None and day < since for day in days):
        return False
    if matter.kind != "allegation":
        return True
    values = [value for value in map(value_of, matter.claims) if value and DAY.match(value)]
    return not values or any(_mentions_day(claim, value) for value in values)


def _mentions_day(claim: Folded, value: str) -> bool:
    """Whether a response names the day of a value, as English writes it: `February 16`, `16th of February`."""
    response = claim.merged.claim
    match = DAY.match(value)
    if not match or not isinstance(response, Response):
        return False
    month, day = calendar.month_name[int(match[2])], int(match[3])
    text = f"{response.answers} {response.statement} {response.quote}"
    return re.search(rf"\b{day}(?:st|nd|rd|th)?\b", text) is not None and f"{month[:3]}" in text
