"""Finds for every demand and allegation the responses to it: by key in the response's own article, else by wording.

A response without a key belongs to the one matter that fits it best: it has its subject in common (a phrase, or half
of the words), comes from or names the other side, and is not older. One that names no subject at all ("these
accusations") belongs to what stands last before it in its own article, where that is of the other side; and of several
demands there to that which the quotation behind it fits, or else to all of the sentence.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from summarizer.merge.entries import ArticleKey, Entry, Folded, article_key
from summarizer.merge.fulfilled import Fulfilled
from summarizer.merge.matters import DAY, Matter, event_of
from summarizer.merge.parties import Parties
from summarizer.merge.subjects import agents_fit, lets_go, likeness, subject_words
from summarizer.merge.wording import concept_words, is_place, numbers_in
from summarizer.models import DatedEvent, Demand, Position, Response, ResponseKind

__all__ = ["Answer", "answers_to", "is_own"]

RAREST, NEAR = 6, 200
"""By so many of its rarest words a response finds what it answers; of a word that more demands have, the first ones."""
CLOSEST = 30
"""With so many demands or allegations, those that share most of these words, a response is compared."""
BEFORE = 1000
"""In so many characters before a response stands what it answers without naming it."""
BESIDE = 60
"""Demands so few characters apart stand in neighbouring sentences."""
BEHIND = 80
"""In so many characters behind a response begins the quotation that goes with it."""
OWN_ARTICLE = 0.5
"""What a matter of the response's own article is ahead of one that fits as well."""


@dataclass(frozen=True)
class Answer:
    """A response in a thread; `keyed` where its own article says which demand or event it answers.

    `targets` are the merged ids of the demands or events of the thread that it answers. A position is an answer where
    the side that demands lets go of the demand; a position or an event where what is demanded is done (`done`), or who
    is asked says that it will or will not be: `kind` is what it comes to.
    """

    claim: Folded
    keyed: bool
    targets: frozenset[str] = frozenset()
    kind: ResponseKind | None = None
    done: bool = False


def answers_to(matters: Sequence[Matter], claims: Sequence[Folded], parties: Parties) -> dict[int, list[Answer]]:
    """For the number of each matter its responses."""
    places = _Places(matters, claims, parties)
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

    def __init__(self, matters: Sequence[Matter], claims: Sequence[Folded], parties: Parties) -> None:
        self.matters = matters
        self.all = claims
        self.parties = parties
        self.articles: dict[ArticleKey, list[_Told]] = defaultdict(list)
        self.claims: list[tuple[int, Folded]] = []
        self.words: dict[str, list[int]] = defaultdict(list)
        self.fulfilled = Fulfilled(matters, parties)
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
            yield from self._by_deed(claim)
            return
        keyed: dict[int, set[str]] = defaultdict(set)
        for told in self._reached(claim):
            keyed[told.matter].add(told.claim.merged.merged_id)
        for number in sorted(keyed):
            yield number, Answer(claim, keyed=True, targets=frozenset(keyed[number]))
        if not keyed:
            yield from self._by_words(claim, said.answers) if _subject(said.answers) else self._by_place(claim)

    def _by_deed(self, claim: Folded) -> Iterator[tuple[int, Answer]]:
        """What is demanded and done by now, or what those asked say that they will or will not do."""
        found: dict[tuple[int, ResponseKind, bool], set[str]] = defaultdict(set)
        for number, merged_id, kind, done in self.fulfilled.by(claim):
            found[number, kind, done].add(merged_id)
        for (number, kind, done), targets in sorted(found.items(), key=lambda item: item[0]):
            yield number, Answer(claim, keyed=True, targets=frozenset(targets), kind=kind, done=done)

    def _reached(self, claim: Folded) -> Iterator[_Told]:
        """What a response answers by key; where it names no subject all that it means."""
        for entry in claim.entries:
            response = entry.checked.claim
            own = self.articles.get(article_key(entry.article), ())
            for told in own:
                if isinstance(response, Response) and response.answers_key and response.answers_key == told.key:
                    yield from self._meant(entry, told, own)

    def _meant(self, response: Entry, told: _Told, own: Sequence[_Told]) -> list[_Told]:
        """What a response that belongs to something means of what the same side demands with it.

        Where it names no subject ("rejected the demand") that which the quotation behind it fits; or else all that
        stands in the same sentence, and with "demands" what stands right beside it, too.
        """
        beside = [other for other in own if _in_one_breath(told.entry, other.entry, BESIDE)]
        if len(beside) < 2 or self._names_subject(response, told, beside):
            return [told]
        quoted = self._quoted_behind(response)
        fits = sorted(((_fit(quoted, other), number) for number, other in enumerate(beside)), reverse=True)
        if fits[0][0] > fits[1][0]:
            return [beside[fits[0][1]]]
        several = re.search(r"\b(?:demands|requests|calls|appeals|conditions)\b", response.checked.claim.quote)
        return beside if several else [other for other in beside if _in_one_breath(told.entry, other.entry)]

    def _names_subject(self, response: Entry, told: _Told, beside: Sequence[_Told]) -> bool:
        """Whether a response says what it answers: in its own words, or where its reader did not merely repeat it."""
        said = response.checked.claim
        if not isinstance(said, Response):
            return True
        asked = frozenset().union(*(_subject(event_of(other.claim)) for other in beside))
        repeated = said.answers.casefold() == event_of(told.claim).casefold()
        words = concept_words(said.statement if repeated else f"{said.answers} {said.statement}")
        return not asked.isdisjoint(words - concept_words(f"{said.by} {said.to or ''}"))

    def _quoted_behind(self, response: Entry) -> str:
        """The quotation right behind a response in its article; "" where there is none."""
        span = response.checked.location.span
        for entry in self._positions[article_key(response.article)] if span else ():
            start = entry.checked.location.start
            if span and start is not None and span.end <= start <= span.end + BEHIND:
                return entry.checked.claim.quote
        return ""

    @cached_property
    def _positions(self) -> dict[ArticleKey, list[Entry]]:
        found: dict[ArticleKey, list[Entry]] = defaultdict(list)
        for claim in self.all:
            for entry in claim.entries if claim.merged.kind == "position" else ():
                found[article_key(entry.article)].append(entry)
        for entries in found.values():
            entries.sort(key=lambda entry: (entry.checked.location.start or 0, entry.checked.claim_id))
        return found

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
                targets: dict[int, set[str]] = defaultdict(set)
                for meant in self._meant(entry, told, own):
                    targets[meant.matter].add(meant.claim.merged.merged_id)
                for number in sorted(targets):
                    yield number, Answer(claim, keyed=False, targets=frozenset(targets[number]))
                return

    def _is_addressed(self, claim: Folded, told: _Told) -> bool:
        matter = self.matters[told.matter]
        party = self.parties.of(claim.merged.actor)
        return not party & matter.by and bool(party & matter.to)


def _subject(text: str) -> frozenset[str]:
    """The words of a subject but for places, which are on every line and tell nothing."""
    return frozenset(word for word in subject_words(text) if not is_place(word))


def _in_one_breath(a: Entry, b: Entry, apart: int = 0) -> bool:
    """Whether two demands are of one actor and rest on words of the article that overlap, or are so far apart."""
    left, right = a.checked, b.checked
    if left.kind != "demand" or right.kind != "demand" or a.actor != b.actor:
        return False
    one, other = left.location.span, right.location.span
    if one is None or other is None:
        return False
    return max(one.start, other.start) - min(one.end, other.end) < (apart or 0)


def _fit(quoted: str, told: _Told) -> int:
    """How many words and numbers a quotation has in common with what is demanded."""
    asked = event_of(told.claim)
    words = subject_words(quoted) & subject_words(asked)
    return sum(not is_place(word) for word in words) + len(numbers_in(quoted) & numbers_in(asked))


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
