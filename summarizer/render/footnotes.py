"""The numbered footnotes of a brief: one for each checked claim, holding the article's own words and their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from summarizer.models import (
    Article,
    ArticleRecord,
    Brief,
    CheckedClaim,
    ClaimSource,
    Span,
    Summary,
    actor_of,
    statement_of,
)
from summarizer.render.dates import date_words, day_words, worded
from summarizer.render.wording import MATCHES

__all__ = ["Footnote", "Footnotes", "article_labels", "footnotes_of", "web_address"]


@dataclass(frozen=True)
class Footnote:
    """One source of a line: its number, the article by its short label, the checked claim with the words it rests on.

    `linked` says that the article's text is at hand and that the words stand at the span in it. What only an earlier
    brief told is never linked; its label says which. `missing` that the text is not at hand, where those of others are.
    """

    number: int
    label: str
    record: ArticleRecord
    checked: CheckedClaim
    linked: bool
    missing: bool = False

    @property
    def words(self) -> str | None:
        """The article's own words, or None where the quote was not found."""
        return self.checked.location.words

    @property
    def span(self) -> Span | None:
        """Where the words stand, in code points."""
        return self.checked.location.span

    @property
    def place(self) -> str:
        """Article, characters and kind of match: '001, characters 1937 to 1991, verbatim'."""
        span = self.span
        where = f"characters {span.start} to {span.end}, " if span else ""
        return f"{self.label}, {where}{MATCHES[self.checked.location.match]}"

    @property
    def reading(self) -> str:
        """How the program reads the date phrase: '“yesterday” is read as 24 January 2022: counted from publication'."""
        when = self.checked.when
        words = date_words(when.value, when.earliest, when.latest) if when else None
        return f"“{' '.join(when.text.split())}” is read as {words}: {worded(when.rule)}" if when and words else ""

    @property
    def speaker(self) -> str:
        """Whose claim it is, as the article names them; empty where nobody is named."""
        return actor_of(self.checked.claim) or ""

    @property
    def statement(self) -> str:
        """What this source's own claim says; another source of the same line may word it otherwise."""
        return statement_of(self.checked.claim)


@dataclass
class Footnotes:
    """The footnotes of a brief, numbered from 1 in the order in which they are asked for; each source has one."""

    articles: Mapping[str, Article]
    checked: Mapping[tuple[str, str], tuple[str, bool, ArticleRecord, CheckedClaim]]
    noted: dict[tuple[str, str], Footnote] = field(default_factory=dict)

    def note(self, source: ClaimSource) -> Footnote:
        """The footnote of a source; the next number where it is met for the first time."""
        key = source.article_id, source.claim_id
        if key not in self.noted:
            label, earlier, record, checked = self.checked[key]
            linked = not earlier and _stands(checked, record, self.articles.get(record.article_id))
            missing = bool(self.articles) and not linked and not earlier
            self.noted[key] = Footnote(len(self.noted) + 1, label, record, checked, linked, missing)
        return self.noted[key]

    def all(self) -> tuple[Footnote, ...]:
        """Every footnote that was asked for, by number."""
        return tuple(self.noted.values())


def footnotes_of(brief: Brief, articles: Mapping[str, Article]) -> Footnotes:
    """The footnotes that a brief can have: today's sources, and those of the earlier claims that it speaks of."""
    told = {source: claim.told for claim in brief.earlier for source in _keys(claim.sources)}
    checked: dict[tuple[str, str], tuple[str, bool, ArticleRecord, CheckedClaim]] = {}
    for summaries, earlier in ((brief.earlier_summaries, True), (brief.summaries, False)):
        labels = article_labels([summary.article.article_id for summary in summaries])
        for key, summary, claim in _claims(summaries):
            label = labels[key[0]]
            if earlier:
                label = f"{label}, brief of {day_words(told[key])}" if key in told else f"{label}, an earlier brief"
            checked[key] = label, earlier, summary.article, claim
    return Footnotes(articles, checked)


def _keys(sources: Iterable[ClaimSource]) -> list[tuple[str, str]]:
    return [(source.article_id, source.claim_id) for source in sources]


def _claims(summaries: Iterable[Summary]) -> Iterator[tuple[tuple[str, str], Summary, CheckedClaim]]:
    for summary in summaries:
        for claim in summary.claims:
            yield (summary.article.article_id, claim.claim_id), summary, claim


def _stands(checked: CheckedClaim, record: ArticleRecord, article: Article | None) -> bool:
    """Whether the words can be shown in the article: another text under the same id is never marked."""
    span, words = checked.location.span, checked.location.words
    if not (article and span and words and record.text_sha256 in {None, article.text_sha256}):
        return False
    return article.text[span.start : span.end] == words


def article_labels(article_ids: Iterable[str]) -> dict[str, str]:
    """A short label for each article: the number its file name begins with, else the name, else the whole id.

    "seeds/001_c7e1.txt" → "001". A label that two articles would share is given to neither.
    """
    ids = list(dict.fromkeys(article_ids))
    labels = {article_id: article_id for article_id in ids}
    for shorten in (_file_stem, _leading_number):
        short = {article_id: shorten(article_id) for article_id in ids}
        taken = Counter(short.values())
        labels |= {each: name for each, name in short.items() if name and taken[name] == 1}
    return labels


def _file_stem(article_id: str) -> str:
    if web_address(article_id):
        parts = urlsplit(article_id)
        return f"{parts.hostname}/…/{PurePosixPath(parts.path).name}" if PurePosixPath(parts.path).name else ""
    return PurePosixPath(article_id).stem


def _leading_number(article_id: str) -> str:
    found = re.match(r"\d+(?=[_-])", PurePosixPath(article_id).name)
    return found[0] if found and not web_address(article_id) else ""


def web_address(article_id: str) -> str | None:
    """The article's address where its id is one that a reader may safely follow (http or https), else None."""
    return article_id if re.match(r"https?://[^\s/]", article_id, re.IGNORECASE) else None
