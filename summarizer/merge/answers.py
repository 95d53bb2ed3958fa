"""Finds for every demand and allegation the responses to it: by key in the response's own article, else by wording.

A response without a key belongs to the one matter that fits it best: it has its subject in common (a phrase, or half
of the words), comes from or names the other side, and is not older. One that names no subject at all ("these
accusations") belongs to what stands last before it in its own article, where that is of the other side.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from summarizer.merge.entries import ArticleKey, Entry, Folded, article_key
from summarizer.merge.matters import DAY, Matter, event_of
from summarizer.merge.parties import Parties
from summarizer.merge.subjects import agents_fit, lets_go, likeness, subject_words
from summarizer.merge.wording import concept_words, is_place
from summarizer.models import DatedEvent, Demand, Position, Response, statement_of

__all__ = ["Answer", "answers_to", "is_own"]

RAREST, NEAR = 6, 200
"""By so many of its rarest words a response finds what it answers; of a word that more demands have, the first ones."""
CLOSEST = 30
"""With so many demands or allegations, those that share most of these words, a response is compared."""
BEFORE = 1000
"""In so many characters before a response stands what it answers without naming it."""
OWN_ARTICLE = 0.5
"""What a matter of the response's own article is ahead of one that fits as well."""


@dataclass(frozen=True)
class Answer:
    """A response in a thread; `keyed` where its own article says which demand or event it answers.

    `targets` are the merged ids of the demands or events of the thread that it answers. A position is an answer where
    the side that demands lets go of the demand.
    """

    claim: Folded
    keyed: bool
    targets: frozenset[str] = frozenset()


def answers_to(matters: Sequence[Matter], claims: Sequence[Folded], parties: Parties) -> dict[int, list[Answer]]:
    """For the number of each matter its responses."""
    places = _Places(matters, parties)
    found: dict[int, list[Answer]] = defaultdict(list)
    for claim in claims:
        for number, answer in places.of(claim):
            found[number].append(answer)
    return found


def is_own(claim: Folded, matter: Matter, parties: Parties) -> bool:
    """Whether a response comes from the side that demands or alleges."""
    return bool(parties.of(claim.merged.actor) & matter.by)


@dataclass(frozen=True)
class _Told:
    """A demand or an allegation as one article tells it, and the number of its matter."""

    entry: Entry
    claim: Folded
    matter: int

    @property
    def key(self) -> str | None:
        """The key by which a response of the article can name it."""
        claim = self.entry.checked.claim
        return claim.key if isinstance(claim, Demand | DatedEvent) else None


class _Places:
    """Where a response can belong: the matters by article and by the words of their subjects."""

    def __init__(self, matters: Sequence[Matter], parties: Parties) -> None:
        self.matters = matters
        self.parties = parties
        self.articles: dict[ArticleKey, list[_Told]] = defaultdict(list)
        self.claims: list[tuple[int, Folded]] = []
        self.words: dict[str, list[int]] = defaultdict(list)
        for number, matter in enumerate(matters):
            for claim in matter.claims:
                for entry in claim.entries:
                    self.articles[article_key(entry.article)].append(_Told(entry, claim, number))
                for word in _subject(event_of(claim)):
                    self.words[word].append(len(self.claims))
                self.claims.append((number, claim))

    def of(self, claim: Folded) -> Iterator[tuple[int, Answer]]:
        """The matters that a claim answers, with the answer that it is to each."""
        said = claim.merged.claim
        if isinstance(said, Position) and lets_go(said.statement):
            yield from self._by_words(claim, said.statement, own_only=True)
        if not isinstance(said, Response):
            return
        keyed: dict[int, set[str]] = defaultdict(set)
        for told in self._reached(claim):
            keyed[told.matter].add(told.claim.merged.merged_id)
        for number in sorted(keyed):
            yield number, Answer(claim, keyed=True, targets=frozenset(keyed[number]))
        if not keyed:
            yield from self._by_words(claim, said.answers) if _subject(said.answers) else self._by_place(claim)

    def _reached(self, claim: Folded) -> Iterator[_Told]:
        """What a response answers by key.

        Where it names no subject ("Moscow's requests") it answers all that the same side demands in the same breath.
        """
        for entry in claim.entries:
            response = entry.checked.claim
            own = self.articles.get(article_key(entry.article), ())
            for told in own:
                if isinstance(response, Response) and response.answers_key and response.answers_key == told.key:
                    yield told
                    if not _shares_subject(response, told):
                        yield from (other for other in own if _in_one_breath(told.entry, other.entry))

    def _by_words(self, claim: Folded, text: str, *, own_only: bool = False) -> Iterator[tuple[int, Answer]]:
        scored = []
        for number, asked in self._near(text):
            matter = self.matters[number]
            score = self._score(text, matter, asked)
            own = is_own(claim, matter, self.parties)
            fits = score > 0 and (own if own_only else self._parties_fit(claim, matter, text, own=own))
            if fits and _time_fits(claim, matter):
                beside = OWN_ARTICLE if claim.texts & asked.texts else 0.0
                scored.append((-score - beside, number, asked.merged.merged_id))
        if scored:
            _, number, target = min(scored)
            yield number, Answer(claim, keyed=False, targets=frozenset({target}))

    def _near(self, text: str) -> list[tuple[int, Folded]]:
        """What is demanded or alleged in most of the rarest words of a text, with the number of its matter."""
        words = sorted(_subject(text) & self.words.keys(), key=lambda word: (len(self.words[word]), word))
        shared = Counter(chain.from_iterable(self.words[word][:NEAR] for word in words[:RAREST]))
        closest = sorted((-count, place) for place, count in shared.items())[:CLOSEST]
        return [self.claims[place] for _, place in closest]

    def _score(self, text: str, matter: Matter, asked: Folded) -> float:
        if matter.kind == "allegation" and not agents_fit(text, event_of(asked)):
            return 0.0
        return likeness(self.parties.subject_of(text), self.parties.subject_of(event_of(asked)))

    def _parties_fit(self, claim: Folded, matter: Matter, text: str, *, own: bool) -> bool:
        """Whether a response can belong: it names the other side of the matter, or comes from it.

        An answer comes from elsewhere and concerns the side that demands; a reaction of the side that demands must
        concern an addressee of the demand. In one article a demand to nobody by name can be answered by anybody.
        """
        named = self.parties.of(claim.merged.to) | self.parties.named_in(text)
        if own:
            return bool(named & (matter.to - matter.by))
        if named & matter.by or self.parties.of(claim.merged.actor) & matter.to:
            return True
        return matter.kind == "demand" and not matter.to and _share_an_article(claim, matter)

    def _by_place(self, claim: Folded) -> Iterator[tuple[int, Answer]]:
        """What a response answers that names no subject: what the other side said last before it in its article."""
        for entry in claim.entries:
            own = self.articles.get(article_key(entry.article), ())
            before = [(distance, told) for told in own if (distance := _distance(told.entry, entry)) is not None]
            fitting = [(distance, told) for distance, told in before if self._is_addressed(claim, told)]
            if fitting:
                _, told = min(fitting, key=lambda pair: (pair[0], pair[1].claim.merged.merged_id))
                yield told.matter, Answer(claim, keyed=False, targets=frozenset({told.claim.merged.merged_id}))
                return

    def _is_addressed(self, claim: Folded, told: _Told) -> bool:
        matter = self.matters[told.matter]
        party = self.parties.of(claim.merged.actor)
        return not party & matter.by and bool(party & matter.to)


def _subject(text: str) -> frozenset[str]:
    """The words of a subject but for places, which are on every line and tell nothing."""
    return frozenset(word for word in subject_words(text) if not is_place(word))


def _shares_subject(response: Response, told: _Told) -> bool:
    shared = concept_words(response.answers) & concept_words(statement_of(told.entry.checked.claim))
    return any(not is_place(word) for word in shared)


def _in_one_breath(a: Entry, b: Entry) -> bool:
    """Whether two demands are of one actor and rest on words of the article that overlap."""
    left, right = a.checked, b.checked
    if left.kind != "demand" or right.kind != "demand" or a.actor != b.actor:
        return False
    spans = left.location.span, right.location.span
    return spans[0] is not None and spans[1] is not None and spans[0].overlaps(spans[1])


def _share_an_article(claim: Folded, matter: Matter) -> bool:
    return any(claim.texts & other.texts for other in matter.claims[:NEAR])


def _distance(told: Entry, response: Entry) -> int | None:
    """How many characters before a response something is told; None where it is not, or too far."""
    before, behind = told.checked.location.span, response.checked.location.span
    if before is None or behind is None or before.start > behind.start:
        return None
    distance = max(behind.start - before.end, 0)
    return distance if distance <= BEFORE else None


def _time_fits(claim: Folded, matter: Matter) -> bool:
    """Whether a response can follow its matter: from no earlier article, and of the day where one is alleged."""
    days = [entry.article.published for entry in claim.entries]
    since = matter.since
    if since is not None and all(day is not None and day < since for day in days):
        return False
    if matter.kind != "allegation":
        return True
    return not matter.days or any(_mentions_day(claim, value) for value in matter.days)


def _mentions_day(claim: Folded, value: str) -> bool:
    """Whether a response names the day of a value, as English writes it: `February 16`, `16th of February`."""
    response = claim.merged.claim
    match = DAY.match(value)
    if not match or not isinstance(response, Response):
        return False
    month, day = calendar.month_name[int(match[2])], int(match[3])
    text = f"{response.answers} {response.statement} {response.quote}"
    return re.search(rf"\b{day}(?:st|nd|rd|th)?\b", text) is not None and f"{month[:3]}" in text
