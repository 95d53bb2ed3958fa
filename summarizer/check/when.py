"""Holds the date of an event against what the article's words mean."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.check.finding import doubt, refute
from summarizer.check.place import Placed, before_and_in, date_phrase_of
from summarizer.models import Article, DatedEvent, Finding, TimeExpression
from summarizer.text.locate import locate
from summarizer.text.timex.calendar import bounds

__all__ = ["date_agrees", "date_stands"]


def date_stands(placed: Placed, article: Article) -> Iterator[Finding]:
    """The words that date an event stand in the article."""
    phrase = date_phrase_of(placed.claim)
    if isinstance(placed.claim, DatedEvent) and not placed.claim.phrase.strip():
        yield refute("date_absent", "The event shows no words of the article that date it.")
    elif phrase and (placed.phrase is None or placed.phrase.match in ("altered", "absent")):
        yield refute("date_absent", f"The words “{phrase}” do not stand in the article.")
    elif isinstance(placed.claim, DatedEvent) and phrase and not _near(phrase, placed, article):
        yield doubt("date_elsewhere", f"The words “{phrase}” stand in the article, but not here.")
    elif isinstance(placed.claim, DatedEvent) and _is_dateline(placed, article):
        yield doubt("date_elsewhere", f"The words “{phrase}” date the article, and not the event.")


def _near(phrase: str, placed: Placed, article: Article) -> bool:
    """Whether a date phrase stands in the quote's sentences or beside them; an absent quote has none."""
    words = before_and_in(placed, article)
    return not words or locate(phrase, words).match in ("verbatim", "normalised")


DATELINE = 8
"""A line with the article's own date and at most so many words dates the article."""


def _is_dateline(placed: Placed, article: Article) -> bool:
    """Whether the date phrase is the day of publication and stands with hardly more than that on a line of its own."""
    if placed.phrase is None or placed.phrase.span is None or placed.when is None or article.published is None:
        return False
    start = placed.phrase.span.start
    line = article.text[article.text.rfind("\n", 0, start) + 1 : start] + article.text[start:].partition("\n")[0]
    alone = len(line.split()) <= DATELINE and line.rstrip()[-1:] not in (".", "!", "?")
    return alone and placed.when.value == article.published.isoformat()


def date_agrees(placed: Placed, article: Article) -> Iterator[Finding]:
    """The answer's date is one that the article's words can mean, as the program reads them."""
    claim = placed.claim
    if not isinstance(claim, DatedEvent) or claim.value is None or placed.phrase is None:
        return
    if any(_agrees(reading, claim.value) for reading in placed.readings):
        return
    ours = " or ".join(sorted({reading.value for reading in placed.readings if reading.value}))
    if ours and not _leaves_open(ours, claim.value):
        yield doubt("date_differs", f"“{claim.phrase}” is {ours} by the rules, {claim.value} by the answer.")
    else:
        yield doubt("date_invented", f"“{claim.phrase}” does not give {claim.value} in this article.")


def _agrees(reading: TimeExpression, value: str) -> bool:
    """Whether a value is what the words mean, or less exact about the same days: 2022-W06 for 2022-02-08."""
    if value == reading.value:
        return True
    days = bounds(value)
    if days is None or reading.earliest is None or reading.latest is None:
        return False
    first, last = days
    coarser = last - first >= reading.latest - reading.earliest
    exact = "T" in value  # a time of day is more than the words' day
    return coarser and not exact and first <= reading.latest and reading.earliest <= last


def _leaves_open(ours: str, theirs: str) -> bool:
    """Whether the program's value is the answer's with places left open: XXXX-02-16 for 2022-02-16."""
    return len(ours) == len(theirs) and "X" in ours and all(a in ("X", b) for a, b in zip(ours, theirs, strict=True))
