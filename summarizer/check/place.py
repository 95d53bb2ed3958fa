"""Puts a claim in its place: where its quote stands, and what the program itself makes of its date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from summarizer.models import (
    Article,
    Claim,
    ClaimKind,
    DatedEvent,
    Demand,
    Extraction,
    Location,
    NamedActor,
    Span,
    TimeExpression,
)
from summarizer.text.find_dates import find_dates
from summarizer.text.locate import locate
from summarizer.text.names import named_actors

__all__ = ["Placed", "actors_of", "date_phrase_of", "place"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim with the place of its quote, the keys of the answer it stands in, and its date phrase resolved.

    `readings` are all time expressions that the date phrase covers; `when` is the last of them where it is one date.
    """

    kind: ClaimKind
    claim: Claim
    location: Location
    keys: frozenset[str]
    phrase: Location | None = None
    readings: tuple[TimeExpression, ...] = ()
    when: TimeExpression | None = None


def place(
    kind: ClaimKind, claim: Claim, article: Article, extraction: Extraction, others: Mapping[str, str] | None
) -> Placed:
    """Locate a claim's quote outside the page's furniture where it can be, and its date phrase within the quote."""
    location = locate(claim.quote, article.text, others, avoid=article.furniture)
    phrase = _locate_phrase(date_phrase_of(claim), location, article)
    readings = _readings(phrase, article)
    return Placed(
        kind=kind,
        claim=claim,
        location=location,
        keys=_keys(extraction),
        phrase=phrase,
        readings=readings,
        when=_chosen(readings, claim),
    )


def date_phrase_of(claim: Claim) -> str | None:
    """The words of a claim that say when: a dated event's phrase, a demand's deadline."""
    match claim:
        case DatedEvent():
            return claim.phrase
        case Demand():
            return claim.deadline
        case _:
            return None


def _locate_phrase(phrase: str | None, location: Location, article: Article) -> Location | None:
    """Where a date phrase stands: in the quote, else nearest before or behind it in the article."""
    if not phrase:
        return None
    if location.span is None:
        return locate(phrase, article.text, avoid=article.furniture)
    inside = locate(phrase, article.text[location.span.start : location.span.end])
    if inside.match in ("verbatim", "normalised") and inside.span:
        start = location.span.start
        span = Span(start=inside.span.start + start, end=inside.span.end + start)
        return inside.model_copy(update={"span": span})
    return locate(phrase, article.text, avoid=article.furniture)


def _readings(phrase: Location | None, article: Article) -> tuple[TimeExpression, ...]:
    if phrase is None or phrase.span is None:
        return ()
    return tuple(found for found in _dates_of(article) if found.overlaps(phrase.span))


def _chosen(readings: tuple[TimeExpression, ...], claim: Claim) -> TimeExpression | None:
    """Of several readings ("16th or 17th of February") the one that the claim means; else the first."""
    value = claim.value if isinstance(claim, DatedEvent) else None
    return next((reading for reading in readings if reading.value == value), readings[0] if readings else None)


@lru_cache(maxsize=8)
def actors_of(article: Article) -> tuple[NamedActor, ...]:
    """The actors that an article names outside its furniture."""
    return named_actors(article.text, article.furniture)


@lru_cache(maxsize=8)
def _dates_of(article: Article) -> tuple[TimeExpression, ...]:
    return find_dates(article.text, article.published)


def _keys(extraction: Extraction) -> frozenset[str]:
    dates = (date.key for date in extraction.dates if date.key)
    return frozenset((*(demand.key for demand in extraction.demands), *dates))
