"""Holds a claim with the article it stands in and the actors it names, as the steps of the merge pass it on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    """One checked claim in its place: `article_index` and `position` order it; actors are ids."""

    article: ArticleRecord
    article_index: int
    position: int
    checked: CheckedClaim
    actor: str | None
    to: str | None
    reported_by: str | None

    @property
    def source(self) -> ClaimSource:
        """Where the claim stands, as a brief cites it."""
        return ClaimSource(article_id=self.article.article_id, claim_id=self.checked.claim_id)


@dataclass(frozen=True)
class Folded:
    """A claim of the brief with the entries that were folded into it, the best first."""

    merged: MergedClaim
    entries: tuple[Entry, ...]

    @property
    def texts(self) -> frozenset[str]:
        """The texts it rests on, by `text_key`."""
        return frozenset(text_key(entry.article) for entry in self.entries)


def entries_of(summaries: Sequence[Summary], names: Names) -> tuple[Entry, ...]:
    """All claims of the Summaries, with the actors that they name."""
    return tuple(
        Entry(
            article=summary.article,
            article_index=index,
            position=position,
            checked=checked,
            actor=names.actor(article_key(summary.article), actor_of(checked.claim)),
            to=names.actor(article_key(summary.article), addressee_of(checked.claim)),
            reported_by=names.actor(article_key(summary.article), checked.claim.reported_by),
        )
        for index, summary in enumerate(summaries)
        for position, checked in enumerate(summary.claims)
    )


def distinct(summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """One Summary for each article, by article id and text; of several, one that did not fail, then the fullest."""
    best: dict[ArticleKey, Summary] = {}
    for summary in sorted(summaries, key=_preference):
        best.setdefault(article_key(summary.article), summary)
    return tuple(best[key] for key in sorted(best))


def repeated(summaries: Iterable[Summary]) -> tuple[ArticleRecord, ...]:
    """The articles that came with Summaries that differ, of which one is used; the same Summary twice is no matter."""
    by_article: dict[ArticleKey, set[str]] = {}
    records: dict[ArticleKey, ArticleRecord] = {}
    for summary in sorted(summaries, key=_preference):
        key = article_key(summary.article)
        by_article.setdefault(key, set()).add(summary.model_dump_json())
        records.setdefault(key, summary.article)
    return tuple(records[key] for key in sorted(records) if len(by_article[key]) > 1)


def _preference(summary: Summary) -> tuple[bool, int, str]:
    return summary.outcome.failed, -len(summary.claims), summary.model_dump_json()
