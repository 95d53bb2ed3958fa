"""Puts a claim in its place: where its quote stands, what stands around it, and what the program makes of its date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from summarizer.check.elsewhere import stands_elsewhere
from summarizer.check.evidence import Evidence, compared
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
    actor_of,
    addressee_of,
    said_of,
    statement_of,
)
from summarizer.text.find_dates import find_dates
from summarizer.text.locate import locate
from summarizer.text.names import named_actors
from summarizer.text.sentences import sentences, sentences_within

__all__ = [
    "Placed",
    "actors_of",
    "around",
    "before_and_in",
    "date_phrase_of",
    "dates_of",
    "evidence_of",
    "place",
    "sentences_around",
    "sentences_of",
]

LONG = 2_000
"""Of a statement so many characters are compared, and of its words four times as many; nobody states more at once."""
AROUND = 3
"""So many sentences before the quote's own and one behind are looked at for whom a pronoun means."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim with the place of its quote, the keys of the answer it stands in, and its date phrase resolved.

    `readings` are all time expressions that the date phrase covers; `when` is the last of them where it is one date.
    A statement without a quote is held against `passages`, the sentences that were found for it. `evidence` is the
    statement laid beside its words, once for all checks.
    """

    kind: ClaimKind
    claim: Claim
    location: Location
    keys: frozenset[str]
    phrase: Location | None = None
    readings: tuple[TimeExpression, ...] = ()
    when: TimeExpression | None = None
    passages: tuple[Span, ...] = ()
    evidence: Evidence | None = None


def place(
    kind: ClaimKind, claim: Claim, article: Article, extraction: Extraction, others: Mapping[str, str] | None
) -> Placed:
    """Locate a claim's quote outside the page's furniture where it can be, and its date phrase within the quote.

    Of several occurrences of the quote the one counts whose surroundings hold most of the claim.
    """
    fits = partial(_fit, claim=claim, article=article)
    location = locate(claim.quote, article.text, avoid=article.furniture, prefer=fits)
    if location.match == "absent":
        elsewhere = stands_elsewhere(claim.quote, article.article_id, others)
        location = location.model_copy(update={"elsewhere": elsewhere})
    phrase = _locate_phrase(date_phrase_of(claim), location, article)
    readings = _readings(phrase, article)
    placed = Placed(
        kind=kind,
        claim=claim,
        location=location,
        keys=_keys(extraction),
        phrase=phrase,
        readings=readings,
        when=_chosen(readings, claim),
    )
    return replace(placed, evidence=evidence_of(placed, article))


def _fit(span: Span, *, claim: Claim, article: Article) -> float:
    """How much of a claim the sentences around an occurrence of its quote hold: statement, actor, date phrase."""
    said = " . ".join(filter(None, (statement_of(claim), actor_of(claim), date_phrase_of(claim))))
    return _fit_of(said[:LONG], *_sentence_range(span, article), article)


@lru_cache(maxsize=64)
def _fit_of(said: str, first: int, last: int, article: Article) -> float:
    start = max(0, first - 1)
    known = [article.text[near.start : near.end] for near in sentences_of(article)[start : last + 1]]
    within = " . ".join(known[first - start : last - start])[: 4 * LONG]
    return compared(said, within).share + compared(said, " . ".join(known)[: 4 * LONG]).share / 2


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
    at = location.span.start
    return locate(phrase, article.text, avoid=article.furniture, prefer=lambda span: -abs(span.start - at))


def _readings(phrase: Location | None, article: Article) -> tuple[TimeExpression, ...]:
    if phrase is None or phrase.span is None:
        return ()
    return tuple(found for found in dates_of(article) if found.overlaps(phrase.span))


def _chosen(readings: tuple[TimeExpression, ...], claim: Claim) -> TimeExpression | None:
    """Of several readings ("16th or 17th of February") the one that the claim means; else the first."""
    value = claim.value if isinstance(claim, DatedEvent) else None
    return next((reading for reading in readings if reading.value == value), readings[0] if readings else None)


@lru_cache(maxsize=8)
def actors_of(article: Article) -> tuple[NamedActor, ...]:
    """The actors that an article names outside its furniture."""
    return named_actors(article.text, article.furniture)


@lru_cache(maxsize=8)
def dates_of(article: Article) -> tuple[TimeExpression, ...]:
    """The time expressions of an article."""
    return find_dates(article.text, article.published)


def _keys(extraction: Extraction) -> frozenset[str]:
    dates = (date.key for date in extraction.dates if date.key)
    return frozenset((*(demand.key for demand in extraction.demands), *dates))


# --- what stands around the quote ------------------------------------------------------------------------------------


def evidence_of(placed: Placed, article: Article) -> Evidence:
    """The statement beside the sentences that its quote stands in; a quote that stands nowhere is its own evidence."""
    if placed.evidence is not None:
        return placed.evidence
    words = sentences_around(placed, article) or placed.claim.quote
    return compared(said_of(placed.claim)[:LONG], words[: 4 * LONG], around(placed, article))


def sentences_around(placed: Placed, article: Article) -> str:
    """The whole sentences of the article in which the quote stands; empty where it stands nowhere."""
    return " . ".join(_whole(span, article) for span in _spans(placed))


@lru_cache(maxsize=128)
def _whole(span: Span, article: Article) -> str:
    """The sentences that a span touches; of a quotation of several sentences only those."""
    first, last = _sentence_range(span, article)
    known = [
        inner
        for sentence in sentences_of(article)[first:last]
        for inner in sentences_within(article.text, sentence)
        if inner.overlaps(span)
    ]
    start = min([span.start, *(sentence.start for sentence in known)])
    end = max([span.end, *(sentence.end for sentence in known)])
    return article.text[start:end]


def around(placed: Placed, article: Article) -> tuple[str, ...]:
    """What a pronoun of the quote may mean: the sentences before it and the next one, and who is named in the claim."""
    named = filter(None, (actor_of(placed.claim), placed.claim.reported_by, addressee_of(placed.claim)))
    return (*_neighbours(placed, article, AROUND), *named)


def before_and_in(placed: Placed, article: Article) -> str:
    """The quote's sentences with the one before them and the one behind."""
    return " . ".join(_neighbours(placed, article, 1))


def _neighbours(placed: Placed, article: Article, before: int) -> list[str]:
    """The sentences of the quote, so many before them and one behind."""
    known = sentences_of(article)
    ranges = [_sentence_range(span, article) for span in _spans(placed)]
    places = sorted({i for first, last in ranges for i in range(max(0, first - before), min(last + 1, len(known)))})
    return [article.text[known[i].start : known[i].end] for i in places]


def _spans(placed: Placed) -> tuple[Span, ...]:
    return placed.passages or ((placed.location.span,) if placed.location.span else ())


def _sentence_range(span: Span, article: Article) -> tuple[int, int]:
    """Which sentences of the article a span touches: the first, and the one behind the last."""
    known = sentences_of(article)
    first = max(0, bisect_right(known, span.start, key=lambda sentence: sentence.start) - 1)
    if first < len(known) and known[first].end <= span.start:
        first += 1
    last = bisect_right(known, span.end - 1, key=lambda sentence: sentence.start)
    return first, max(first, last)


@lru_cache(maxsize=8)
def sentences_of(article: Article) -> tuple[Span, ...]:
    """The sentences of an article."""
    return sentences(article.text)
