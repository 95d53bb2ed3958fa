"""Puts the dated events and the deadlines of a brief in order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from summarizer.models import DatedEvent, MergedClaim, TimelineEntry
from summarizer.text.timex.calendar import bounds

__all__ = ["timeline"]


def timeline(claims: Sequence[MergedClaim]) -> tuple[TimelineEntry, ...]:
    """Every dated event, and every demand whose deadline is known, by first day and last day.

    What has no day of a known year follows, by value ("XXXX-01-12") and then in the order of the claims. The program's
    reading (`when`) goes before the model's value, even where it says that the date can not be told.
    """
    entries = [entry for claim in claims for entry in _entry(claim)]
    order = {entry.merged_id: number for number, entry in enumerate(entries)}
    return tuple(sorted(entries, key=lambda entry: (*_time(entry), order[entry.merged_id])))


def _entry(claim: MergedClaim) -> Iterable[TimelineEntry]:
    when = claim.when
    if isinstance(claim.claim, DatedEvent):
        value = when.value if when else claim.claim.value
        days = (when.earliest, when.latest) if when else (bounds(value) if value else None) or (None, None)
        yield TimelineEntry(
            merged_id=claim.merged_id, status=claim.claim.status, value=value, earliest=days[0], latest=days[1]
        )
    elif when is not None and when.earliest is not None:
        yield TimelineEntry(
            merged_id=claim.merged_id, status="planned", value=when.value, earliest=when.earliest, latest=when.latest
        )


def _time(entry: TimelineEntry) -> tuple[bool, dt.date, dt.date, bool, str]:
    first = entry.earliest or dt.date.max
    return entry.earliest is None, first, entry.latest or first, entry.value is None, entry.value or ""
