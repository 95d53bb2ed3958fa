"""A date as far as it is known and no further: TIMEX3 values in the words of a reader, with their precision kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

__all__ = ["date_words", "day_in", "day_words", "machine_date", "says_all", "worded"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS_OF_DAY = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
_VALUE = re.compile(
    r"[“\"][^“”\"]*[”\"]|(?<![\w/-])((?:\d{4}|XXXX)-(?:[WQH]?\d\d?|WXX|[A-Z]{2})[\dT:A-Z/-]*\b)(?![\w/-]|\.\w)"
)
"""What stands between quotation marks, or a TIMEX3 value of more than a year."""
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
QUARTERS = ("first", "second", "third", "fourth")


def day_words(day: dt.date) -> str:
    """A day in full: 15 February 2022."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_in(day: dt.date, today: dt.date) -> str:
    """A day as short as it is clear beside `today`: 14 February; with its year where that is another."""
    words = day_words(day)
    return words.removesuffix(f" {today.year}")


def date_words(value: str | None, earliest: dt.date | None = None, latest: dt.date | None = None) -> str | None:
    """A TIMEX3 value (TimeML 1.2.1) or the days it can mean in words; None where neither tells a date.

    "2022-02-16" → "16 February 2022", "2022-W07" → "week of 14 February 2022", "XXXX-02-16" → "16 February, no year".
    A day whose bounds are wider than itself says so: "about 8 February 2022", or names the bound it may be instead.
    """
    words = _value_words(value) if value else None
    if words and _is_day(value) and earliest and latest and earliest != latest:
        return _loose_day(words, earliest, latest)
    return words or _bounds_words(earliest, latest)


def machine_date(value: str | None, earliest: dt.date | None = None, latest: dt.date | None = None) -> str | None:
    """The value where it is exactly one day that HTML's time element can hold, else None."""
    return value if value and _is_day(value) and _value_words(value) and earliest == latest else None


def worded(message: str) -> str:
    """A message of the program with its TIMEX3 values in words; what stands between quotation marks stays as it is.

    "2022-02-16 then, 2022-02-18 now" → "16 February 2022 then, 18 February 2022 now".
    """
    return _VALUE.sub(lambda found: found[0] if found[1] is None else _in_words(found[1]), message)


def _in_words(value: str) -> str:
    part = _PARTS_OF_DAY.get(value[-2:])
    words = date_words(value)
    return f"{words} ({part})" if words and part else words or value


def says_all(phrase: str, shown: str) -> bool:
    """Whether every number of the shown date stands in the phrase, so that repeating the phrase adds nothing."""
    return bool(re.search(r"\d", shown)) and set(re.findall(r"\d+", shown)) <= set(re.findall(r"\d+", phrase))


def _is_day(value: str | None) -> bool:
    return bool(value and re.fullmatch(r"\d{4}-\d\d-\d\d", value))


def _loose_day(day: str, earliest: dt.date, latest: dt.date) -> str:
    ends = (day_words(earliest), day_words(latest))
    if day not in ends:
        return f"about {day}"
    return f"{day}, at the latest {ends[1]}" if day == ends[0] else f"{day}, at the earliest {ends[0]}"


def _bounds_words(earliest: dt.date | None, latest: dt.date | None) -> str | None:
    if earliest and latest:
        return day_words(earliest) if earliest == latest else f"{day_words(earliest)} to {day_words(latest)}"
    if earliest:
        return f"{day_words(earliest)} or later"
    return f"{day_words(latest)} or earlier" if latest else None


def _value_words(value: str) -> str | None:
    if value.count("/") == 1:
        first, last = (_value_words(part) for part in value.split("/"))
        return f"{first} to {last}" if first and last else None
    for pattern, words in _FORMS:
        if found := pattern.fullmatch(value):
            try:
                return words(found)
            except (ValueError, IndexError):  # no such day, week or month: the value is no date
                return None
    return None


def _month(number: str) -> str:
    return MONTHS[range(1, 13).index(int(number))]


def _day(found: re.Match[str]) -> str:
    return day_words(dt.date(int(found[1]), int(found[2]), int(found[3])))


def _clock(found: re.Match[str]) -> str:
    return f"{_day(found)}, {dt.time.fromisoformat(found[4]).strftime('%H:%M')}"


def _yearless_day(found: re.Match[str]) -> str:
    leap_year = 2000  # so that a 29 February without a year passes
    return f"{dt.date(leap_year, int(found[1]), int(found[2])).day} {_month(found[1])}, no year"


def _week(found: re.Match[str]) -> str:
    return f"week of {day_words(dt.date.fromisocalendar(int(found[1]), int(found[2]), 1))}"


def _weekend(found: re.Match[str]) -> str:
    return f"weekend of {day_words(dt.date.fromisocalendar(int(found[1]), int(found[2]), 6))}"


def _week_day(found: re.Match[str]) -> str:
    return day_words(dt.date.fromisocalendar(int(found[1]), int(found[2]), int(found[3])))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"(\d{4})-(\d\d)-(\d\d)", _day),
        (r"(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(?::\d\d)?", _clock),
        (r"(\d{4})-(\d\d)-(\d\d)T[A-Z]{2}", _day),
        (r"XXXX-(\d\d)-(\d\d)", _yearless_day),
        (r"(\d{4})-(\d\d)", lambda found: f"{_month(found[2])} {found[1]}"),
        (r"XXXX-(\d\d)", lambda found: f"{_month(found[1])}, no year"),
        (r"(\d{4})", lambda found: found[1]),
        (r"(\d{3})X?", lambda found: f"{found[1]}0s"),
        (r"(\d{4})-W(\d\d)", _week),
        (r"(\d{4})-W(\d\d)-WE", _weekend),
        (r"(\d{4})-W(\d\d)-(\d)", _week_day),
        (r"XXXX-WXX-(\d)", lambda found: f"a {WEEKDAYS[range(1, 8).index(int(found[1]))]}, no date"),
        (r"(\d{4})-Q([1-4])", lambda found: f"{QUARTERS[int(found[2]) - 1]} quarter of {found[1]}"),
        (r"(\d{4})-H([12])", lambda found: f"{QUARTERS[int(found[2]) - 1]} half of {found[1]}"),
        (r"(\d{4})-(SP|SU|FA|WI)", lambda found: f"{SEASONS[found[2]]} {found[1]}"),
    )
)
