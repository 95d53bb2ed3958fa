"""Reckons with TIMEX3 values: the days a value can mean, and the value of a day or period so many units away."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable
from functools import lru_cache

__all__ = ["add_months", "bounds", "day_of_week", "days_away", "narrow", "nth_weekday", "valid_day", "week_value"]

Bounds = tuple[dt.date, dt.date]

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}


def valid_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    if 1 <= year <= dt.MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return dt.date(year, month, day)
    return None


def days_away(day: dt.date, count: int) -> dt.date | None:
    """The day `count` days later, or None beyond the calendar's ends."""
    ordinal = day.toordinal() + count
    return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None


def add_months(day: dt.date, count: int) -> tuple[int, int] | None:
    """Year and month of the month that is `count` months away, or None beyond the calendar's ends."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return (year, month + 1) if 1 <= year <= dt.MAXYEAR else None


def day_of_week(day: dt.date, weekday: int, weeks: int = 0) -> dt.date | None:
    """The day with ISO number `weekday` in the ISO week of `day`, or in the one `weeks` weeks away."""
    return days_away(day, weekday - day.isoweekday() + 7 * weeks)


def nth_weekday(year: int, month: int, weekday: int, count: int) -> dt.date | None:
    """The first (1), second (2) or last (-1) day with ISO number `weekday` of a month; None where it has no such."""
    length = monthrange(year, month)[1]
    days = [day for day in range(1, length + 1) if dt.date(year, month, day).isoweekday() == weekday]
    if count > len(days):
        return None
    return dt.date(year, month, days[count - 1 if count > 0 else count])


def week_value(day: dt.date) -> str:
    """2022-W07 for 2022-02-16: the ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _months(year: int, first: int, last: int) -> Bounds:
    return dt.date(year, first, 1), dt.date(year, last, monthrange(year, last)[1])


def _week(year: str, week: str, weekend: str | None) -> Bounds:
    return dt.date.fromisocalendar(int(year), int(week), 6 if weekend else 1), dt.date.fromisocalendar(
        int(year), int(week), 7
    )


def _season(year: str, season: str) -> Bounds:
    if season in _SEASONS:
        return _months(int(year), *_SEASONS[season])
    # "The winter of 2021" may be the one that began or the one that ended in that year.
    return _months(int(year) - 1, 12, 12)[0], _months(int(year) + 1, 2, 2)[1]


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Bounds]], ...] = tuple(
    (re.compile(pattern), function)
    for pattern, function in (
        (r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", lambda y, m, d: (dt.date(int(y), int(m), int(d)),) * 2),
        (r"(\d{4})-(\d\d)", lambda y, m: _months(int(y), int(m), int(m))),
        (r"(\d{4})-W(\d\d)(-WE)?", _week),
        (r"(\d{4})-Q([1-4])", lambda y, q: _months(int(y), 3 * int(q) - 2, 3 * int(q))),
        (r"(\d{4})-H([12])", lambda y, h: _months(int(y), 6 * int(h) - 5, 6 * int(h))),
        (r"(\d{4})-(SP|SU|FA|WI)", _season),
        (r"(\d{4})", lambda y: _months(int(y), 1, 12)),
        (r"(\d{3})", lambda d: (dt.date(int(d) * 10, 1, 1), dt.date(int(d) * 10 + 9, 12, 31))),
        (r"(\d{2})", lambda c: (dt.date(int(c) * 100, 1, 1), dt.date(int(c) * 100 + 99, 12, 31))),
    )
)


@lru_cache(maxsize=4096)
def bounds(value: str) -> Bounds | None:
    """First and last day of a TIMEX3 value; None for a value with unknown parts, a duration or a vague one."""
    for pattern, function in _FORMS:
        if match := pattern.fullmatch(value):
            try:
                return function(*match.groups())
            except ValueError:
                return None
    return None


def narrow(period: Bounds, part: str) -> Bounds:
    """The `early` half, the `late` half or the `mid` half (second and third quarter) of a period."""
    first, last = period
    half = (last - first) // 2
    if part == "early":
        return first, first + half
    if part == "late":
        return last - half, last
    return first + half / 2, last - half / 2
