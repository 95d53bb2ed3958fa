"""Puts the dated events and the deadlines of a brief in order of time, each no more exact than its words.

A stretch of days that an article gives by its ends ("from 14 to 16 February") is found as two dates of one event; both
then stand for the whole stretch. An event that is told less exactly ("in February") stands behind the same event told
with its day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.merge.happenings import moving_word
from summarizer.merge.wording import content_words, dice
from summarizer.models import DatedEvent, MergedClaim, TimeExpression, TimelineEntry, statement_of
from summarizer.text.timex.calendar import bounds

__all__ = ["timeline"]

ONE_EVENT = 0.6
"""Share of content words (Dice) that makes two rows one event, told more and less exactly."""
LOOKED_AT = 50
"""A word that more rows than this have is not looked up."""

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")
_TO = re.compile(r"\s*(?:to|through|till|until|or|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|to)\s*(?:the\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)


def timeline(claims: Sequence[MergedClaim]) -> tuple[TimelineEntry, ...]:
    """Every dated event, and every demand whose deadline is known, by the day that is shown and the last day.

    What has no day of a known year follows, by value ("XXXX-01-12") and then in the order of the claims. The program's
    reading (`when`) goes before the model's value, even where it says that the date can not be told.
    """
    stretches = _stretches(claims)
    entries = [entry for claim in claims for entry in _entry(claim, stretches)]
    order = {entry.merged_id: number for number, entry in enumerate(entries)}
    by_id = {claim.merged_id: claim for claim in claims}
    in_time = sorted(entries, key=lambda entry: (*_time(entry), order[entry.merged_id]))
    return tuple(_exact_first([_told(entry, by_id[entry.merged_id]) for entry in in_time]))


def _told(entry: TimelineEntry, claim: MergedClaim) -> _Told:
    articles = frozenset(source.article_id for source in claim.sources)
    return _Told(entry, content_words(statement_of(claim.claim)), articles)


def _entry(claim: MergedClaim, stretches: Mapping[str, tuple[dt.date, dt.date]]) -> Iterable[TimelineEntry]:
    when = claim.when
    if isinstance(claim.claim, DatedEvent):
        value = when.value if when else claim.claim.value
        days = (when.earliest, when.latest) if when else (bounds(value) if value else None) or (None, None)
        if claim.merged_id in stretches:
            value, days = None, stretches[claim.merged_id]
        yield TimelineEntry(
            merged_id=claim.merged_id, status=claim.claim.status, value=value, earliest=days[0], latest=days[1]
        )
    elif when is not None and when.earliest is not None:
        yield TimelineEntry(
            merged_id=claim.merged_id, status="planned", value=when.value, earliest=when.earliest, latest=when.latest
        )


def _time(entry: TimelineEntry) -> tuple[bool, dt.date, dt.date, bool, str]:
    first = _shown(entry)
    return entry.earliest is None, first, entry.latest or first, entry.value is None, entry.value or ""


def _shown(entry: TimelineEntry) -> dt.date:
    """The day that a reader sees: the value where it is one ("about 8 February" may be the 5th), else the first day."""
    day = _DAY.fullmatch(entry.value or "")
    return dt.date.fromisoformat(day[1]) if day and entry.earliest else entry.earliest or dt.date.max


# --- stretches of days -----------------------------------------------------------------------------------------------


def _stretches(claims: Iterable[MergedClaim]) -> dict[str, tuple[dt.date, dt.date]]:
    """For the two dates of one event that are the ends of a stretch of days: its first and its last day.

    "Put off from Wednesday until Friday" is no stretch.
    """
    told: dict[tuple[str, str, str], list[tuple[TimeExpression, str]]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.claim, DatedEvent) and claim.when and not moving_word(claim.claim):
            key = (claim.sources[0].article_id, claim.claim.quote, claim.claim.status)
            told[key].append((claim.when, claim.merged_id))
    return {
        merged_id: days
        for (_, quote, _), dates in told.items()
        for (first, one), (last, other) in pairwise(sorted(dates, key=lambda date: (date[0].start, date[1])))
        if (days := _stretch(first, last, quote))
        for merged_id in (one, other)
    }


def _stretch(first: TimeExpression, last: TimeExpression, quote: str) -> tuple[dt.date, dt.date] | None:
    """The days from one date to the next of a text, where only "to" or the like stands between the two in the quote."""
    if not (first.earliest and first.latest and last.earliest and last.latest) or first.latest >= last.earliest:
        return None
    at = quote.find(first.text)
    behind = at + len(first.text)
    then = quote.find(last.text, behind) if at >= 0 else -1
    if then < 0 or then - behind != last.start - first.end:
        return None
    linked = _TO.fullmatch(quote, behind, then)
    between = _BETWEEN.search(quote[:at]) and _AND.fullmatch(quote, behind, then)
    return (first.earliest, last.latest) if linked or between else None


# --- one event, more and less exactly --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Told:
    """A row with the content words and the articles of its claim."""

    entry: TimelineEntry
    words: frozenset[str]
    articles: frozenset[str]

    @property
    def exact(self) -> bool:
        return self.entry.earliest is not None and self.entry.earliest == self.entry.latest


def _exact_first(rows: Sequence[_Told]) -> Iterator[TimelineEntry]:
    """The rows in order, each that is less exact behind the first exact one that tells of the same event."""
    index: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for row in rows:
        for word in sorted(row.words) if row.exact else ():
            index[row.entry.status, word].append(row)
    beside = {row.entry.merged_id: exact for row in rows if (exact := _exact(row, index))}
    behind: dict[str, list[TimelineEntry]] = defaultdict(list)
    for row in rows:
        if row.entry.merged_id in beside:
            behind[beside[row.entry.merged_id]].append(row.entry)
    for row in rows:
        if row.entry.merged_id not in beside:
            yield row.entry
            yield from behind[row.entry.merged_id]


def _exact(row: _Told, index: Mapping[tuple[str, str], list[_Told]]) -> str | None:
    """The id of the first exact row within the days of a less exact one that another article tells in like words."""
    if row.exact or not row.entry.earliest:
        return None
    found = (index.get((row.entry.status, word), []) for word in sorted(row.words))
    near = {each.entry.merged_id: each for rows in found if len(rows) <= LOOKED_AT for each in rows}
    same = [each.entry for each in near.values() if _one_event(each, row)]
    first = min(same, key=lambda entry: (entry.earliest or dt.date.max, entry.merged_id), default=None)
    return first.merged_id if first else None


def _one_event(exact: _Told, row: _Told) -> bool:
    day, first, last = exact.entry.earliest, row.entry.earliest, row.entry.latest
    if exact.articles & row.articles or not (day and first and last):
        return False
    return first <= day <= last and dice(exact.words, row.words) >= ONE_EVENT
