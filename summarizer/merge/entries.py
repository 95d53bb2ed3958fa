"""Holds a claim with the article it stands in and the actors it names, as the steps of the merge pass it on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.models import (
    ArticleRecord,
    CheckedClaim,
    ClaimSource,
    MergedClaim,
    Summary,
    actor_of,
    addressee_of,
)

__all__ = ["ArticleKey", "Entry", "Folded", "Names", "article_key", "distinct", "entries_of", "repeated", "text_key"]

ArticleKey = tuple[str, str]
"""`article_id` and `text_sha256` ("" where it could not be read): a page with another text is another article."""


def article_key(article: ArticleRecord) -> ArticleKey:
    """What tells an article from all others of the run."""
    return article.article_id, article.text_sha256 or ""


def text_key(article: ArticleRecord) -> str:
    """What tells a text from all others of the run: articles that are one text, word for word, are one source."""
    return article.text_sha256 or article.article_id


@dataclass(frozen=True)
class Names:
    """Which actor a name means in which article, and each actor's `sides` (states, organisations) and name words."""

    ids: dict[tuple[ArticleKey, str], str]
    sides: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]

    def actor(self, article: ArticleKey, name: str | None) -> str | None:
        """The actor id of a name that a claim of the article holds; None for no name."""
        return self.ids[article, name] if name else None

    def sides_of(self, actor: str | None) -> frozenset[str]:
        """The states and organisations an actor is or speaks for; empty where that is not known."""
        return self.sides.get(actor, frozenset()) if actor else frozenset()


@dataclass(frozen=True)
class Entry:
    """One checked claim in its place: `article_index` and `position` order it; actors are ids.

    `origin` stands for all articles that are copies of one text. `told` is the day of the brief that told the claim
    last; None for a claim of today's articles.
    """

    article: ArticleRecord
    article_index: int
    position: int
    checked: CheckedClaim
    actor: str | None
    to: str | None
    reported_by: str | None
    origin: str = ""
    told: dt.date | None = None

    @property
    def source(self) -> ClaimSource:
        """Where the claim stands, as a brief cites it."""
        return ClaimSource(article_id=self.article.article_id, claim_id=self.checked.claim_id)


@dataclass(frozen=True)
class Folded:
    """A claim with the entries that were folded into it, those of today first, and then the best."""

    merged: MergedClaim
    entries: tuple[Entry, ...]

    def with_(self, **changes: object) -> Folded:
        """The same with other values in some fields of the claim.

        Made anew, because a copy of a model has a set of its fields' names of its own, which is half of its size.
        """
        return Folded(MergedClaim(**{**self.merged.__dict__, **changes}), self.entries)

    @property
    def today(self) -> bool:
        """Whether an article of today tells it; else it is a claim of an earlier brief."""
        return any(entry.told is None for entry in self.entries)

    @property
    def told(self) -> tuple[Entry, ...]:
        """The entries that it is told by: today's, or where there are none the earlier ones."""
        return tuple(entry for entry in self.entries if entry.told is None) or self.entries

    @property
    def origins(self) -> frozenset[str]:
        """The independent sources it is told by: copies of one text are one."""
        return frozenset(entry.origin for entry in self.told)

    @property
    def texts(self) -> frozenset[str]:
        """The texts it rests on, by `text_key`."""
        return frozenset(text_key(entry.article) for entry in self.entries)


def entries_of(
    summaries: Sequence[Summary],
    names: Names,
    origins: Mapping[ArticleKey, str] | None = None,
    told: Mapping[ArticleKey, dt.date] | None = None,
) -> tuple[Entry, ...]:
    """All claims of the Summaries, with the actors that they name.

    Args:
        summaries: Today's first, then those of earlier briefs.
        names: Which actor a name means in which article.
        origins: For each article what it is a copy of; by default each text is its own.
        told: For each article of an earlier brief the day of that brief; all others are today's.
    """
    return tuple(_entries(summaries, names, origins or {}, told or {}))


def _entries(
    summaries: Sequence[Summary], names: Names, origins: Mapping[ArticleKey, str], told: Mapping[ArticleKey, dt.date]
) -> Iterator[Entry]:
    for index, summary in enumerate(summaries):
        article = article_key(summary.article)
        for position, checked in enumerate(summary.claims):
            yield Entry(
                article=summary.article,
                article_index=index,
                position=position,
                checked=checked,
                actor=names.actor(article, actor_of(checked.claim)),
                to=names.actor(article, addressee_of(checked.claim)),
                reported_by=names.actor(article, checked.claim.reported_by),
                origin=origins.get(article) or text_key(summary.article),
                told=told.get(article),
            )


def distinct(summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """One Summary for each article, by article id and text; of several, one that did not fail, then the fullest."""
    found = _by_article(summaries)
    return tuple(min(found[key], key=_preference) if len(found[key]) > 1 else found[key][0] for key in sorted(found))


def repeated(summaries: Iterable[Summary]) -> tuple[ArticleRecord, ...]:
    """The articles that came with Summaries that differ, of which one is used; the same Summary twice is no matter."""
    found = _by_article(summaries)
    several = (found[key] for key in sorted(found) if len(found[key]) > 1)
    return tuple(
        min(group, key=_preference).article
        for group in several
        if len({summary.model_dump_json() for summary in group}) > 1
    )


def _by_article(summaries: Iterable[Summary]) -> dict[ArticleKey, list[Summary]]:
    found: dict[ArticleKey, list[Summary]] = defaultdict(list)
    for summary in summaries:
        found[article_key(summary.article)].append(summary)
    return found


def _preference(summary: Summary) -> tuple[bool, int, str]:
    # The JSON of a Summary takes much room and time: it is asked for only where an article came more than once.
    return summary.outcome.failed, -len(summary.claims), summary.model_dump_json()
