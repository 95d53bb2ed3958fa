"""Rules for expressions that name a day, month, quarter, year, decade or century of the calendar.

Where the year is not written, it is the one nearest to publication that the tense allows, and XXXX without one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from summarizer.text.timex.calendar import add_months, bounds, nth_weekday, valid_day, week_value
from summarizer.text.timex.rule import Context, Found, Part, Reading, Rule, rule, value_reading
from summarizer.text.timex.tense import Tense
from summarizer.text.timex.tokens import compile_pattern

__all__ = ["ABSOLUTE_RULES", "EDGE", "LATE_ABSOLUTE_RULES"]

EDGE = "(?:<the>?(?P<edge><early|edge>)(?:(?<=<early>)<dash|in>?|(?<=<edge>)<of>)<the>?)?"
"""Pattern of "early", "mid-", "the end of" before a period."""

_MONTH = "(?P<month><month|maybe_month>)<dot>?"
_NUMBER = "<day|ordinal>"
_DAYS = f"(?P<days>{_NUMBER}(?:(?:<comma>{_NUMBER}){{0,3}}<comma>?<joiner|dash|to><the>?{_NUMBER})?)"
_OF_YEAR = "<comma>?<of>?(?P<shift><shift|last|next|past_shift|told_shift>)(?P<unit><year_word>)"
_YEAR = "(?:<comma>?<of>?(?P<year><year|round_year|far_year>)(?!<measured|units>))"
_WEEKDAY = "(?:(?P<weekday><weekday|weekday_short>)<dot>?<comma>?(?:<the>)?)?"
_NOT_COUNTED = "(?!<measured|units|unit|year_word|day_word|figure>)"

_TENSE_MARGIN = dt.timedelta(days=45)
"""What lies this near to publication is in the nearest year whatever the tense: news prints the year of what lies
farther off, and a verb read wrongly would put the day a year off."""


# --- the year that is not written ------------------------------------------------------------------------------------


def _allowed(candidates: Sequence[tuple[dt.date, dt.date]], published: dt.date, tense: Tense) -> list[bool]:
    if tense == "past":
        return [first <= published for first, _ in candidates]
    if tense == "future":
        return [last >= published for _, last in candidates]
    return [True for _ in candidates]


def _distance(days: tuple[dt.date, dt.date], published: dt.date) -> dt.timedelta:
    first, last = days
    return max(first - published, published - last, dt.timedelta(0))


@lru_cache(maxsize=4096)
def _nearest_year(rest: str, published: dt.date | None, tense: Tense, weekday: int | None) -> Reading:
    """Reads "-02-16" or "-Q4": the year nearest to publication, of those the tense allows or `_TENSE_MARGIN` does.

    A year in which the day falls on the `weekday` written beside it goes before the others.
    """
    name = "no year given"
    if published is None:
        return Reading(f"XXXX{rest}", name)
    year = published.year
    values = [f"{each:04}{rest}" for each in (year, year - 1, year + 1)]
    known = [(value, days) for value in values if (days := bounds(value))]
    if not known:
        return Reading(None, f"unresolved: no such day near {year}")
    allowed = _allowed([days for _, days in known], published, tense)
    ranked = sorted(
        (
            weekday not in {None, days[0].isoweekday()},
            not (fits or _distance(days, published) <= _TENSE_MARGIN),
            _distance(days, published),
            value,
        )
        for fits, (value, days) in zip(allowed, known, strict=True)
    )
    value = ranked[0][-1]
    against = not _allowed([days for each, days in known if each == value], published, tense)[0]
    return value_reading(value, f"year nearest to publication{', against the tense' if against else ''}")


def _shifted_year(found: Found, context: Context) -> Reading | int:
    """The year that "last year" and the like stand for."""
    if context.published is None:
        return Reading(None, "unresolved: no publication date")
    return context.published.year + int(found.meaning("shift"))


def _with_year(rest: str, name: str, found: Found, context: Context) -> Reading:
    """`rest` of a value ("-02-16") with the year as the match gives it: written, pointed at, or not at all."""
    if found.has("year"):
        value = found.word("year") + rest
        return value_reading(value, name) if bounds(value) else Reading(None, "unresolved: no such day")
    if found.has("shift"):
        year = _shifted_year(found, context)
        if isinstance(year, Reading):
            return Reading(f"XXXX{rest}", f"{name}, year unresolved: no publication date")
        return value_reading(f"{year:04}{rest}", f"{name}, year counted from publication")
    weekday = found.number("weekday") if found.has("weekday") else None
    reading = _nearest_year(rest, context.published, context.tense, weekday)
    return Reading(reading.value, f"{name}, {reading.rule}", reading.earliest, reading.latest)


# --- days ------------------------------------------------------------------------------------------------------------


def _iso(found: Found, _: Context) -> Reading:
    word = found.tokens.word(found.first)
    value = re.sub("[/.]", "-", word[:10]) + word[10:16]
    return value_reading(value, "full date") if bounds(value) else Reading(None, "unresolved: no such day")


def _numeric(found: Found, _: Context) -> Reading:
    """15/02/2022 where one reading alone is a day, or both are the same; otherwise both readings as bounds."""
    word = found.tokens.word(found.first)
    one, two, year = map(int, re.split("[/.]", word))
    # With full stops the day is always first.
    month_first = valid_day(year, one, two) if "/" in word else None
    days = sorted({day for day in (valid_day(year, two, one), month_first) if day})
    if not days:
        return Reading(None, "unresolved: no such day")
    if len(days) > 1:
        return Reading(None, "ambiguous: day first or month first", days[0], days[-1])
    return value_reading(days[0].isoformat(), "full date")


def _days(found: Found) -> list[tuple[int, int]]:
    """Token index and number of each day of the match."""
    indices = [
        match.start() for match in compile_pattern(_NUMBER).finditer(found.tokens.classes, *found.match.span("days"))
    ]
    return [(index, int(found.tokens.word(index).rstrip("stndrhSTNDRH"))) for index in indices]


def _parts(found: Found, readings: Sequence[Reading]) -> Sequence[Part]:
    """One expression a day: the first takes what stands before the days along, the last what stands after them."""
    indices = [index for index, _ in _days(found)]
    starts, ends = [found.first, *indices[1:]], [*indices[:-1], found.last]
    return [Part(*each) for each in zip(starts, ends, readings, strict=True)]


def _days_of_month(found: Found, context: Context) -> Sequence[Part]:
    """ "January 12 and 13", "16th or 17th of February": each day with the month and the year of them all."""
    name = "full date" if found.has("year") else "day and month"
    month = found.number("month")
    return _parts(found, [_with_year(f"-{month:02}-{day:02}", name, found, context) for _, day in _days(found)])


def _days_around_month(found: Found, context: Context) -> Sequence[Part]:
    """ "16 September-19": the days of one month where the second is the later one, else the first of them alone."""
    name = "full date" if found.has("year") else "day and month"
    month, days = found.number("month"), (found.number("days"), found.number("other"))
    first, last = (_with_year(f"-{month:02}-{day:02}", name, found, context) for day in days)
    head = Part(found.first, found.match.end("month") - 1, first)
    return (head, Part(found.at("other"), found.last, last)) if days[0] < days[1] else (head,)


def _day_of_some_month(number: int, context: Context) -> Reading:
    """The nearest day with this number that the tense allows; XXXX-XX-16 without a publication date."""
    published = context.published
    if published is None:
        return Reading(f"XXXX-XX-{number:02}", "day alone, no month given")
    months = [add_months(published, count) for count in (-2, -1, 0, 1, 2)]
    days = [day for month in months if month and (day := valid_day(*month, number))]
    allowed = _allowed([(day, day) for day in days], published, context.tense)
    ranked = sorted((not fits, abs(day - published), day) for fits, day in zip(allowed, days, strict=True))
    if not ranked:
        return Reading(None, "unresolved: no such day")
    return value_reading(ranked[0][2].isoformat(), "day alone, month nearest to publication")


def _days_alone(found: Found, context: Context) -> Sequence[Part]:
    """ "the 16th", "the 16th and 17th" without a month."""
    return _parts(found, [_day_of_some_month(day, context) for _, day in _days(found)])


# --- months, quarters, seasons ---------------------------------------------------------------------------------------


def _month(found: Found, context: Context) -> Reading:
    rest = f"-{found.number('month'):02}"
    return _with_year(rest, "month", found, context)


def _pointed_month(found: Found, context: Context) -> Reading:
    """ "last October", "next March", "this January": the nearest one before, after or in the year of publication."""
    month, way, published = found.number("month"), int(found.meaning("point")), context.published
    if published is None:
        return Reading(f"XXXX-{month:02}", "month, year unresolved: no publication date")
    if way < 0:
        year = published.year - (month >= published.month)
    else:
        year = published.year + (month <= published.month if way else 0)
    return value_reading(f"{year:04}-{month:02}", "month, counted from publication")


def _two_months(found: Found, context: Context) -> Sequence[Part]:
    """ "January and February 2022": two expressions that share the year."""
    first = value_reading(f"{found.word('year')}-{found.number('other'):02}", "month, year of the list")
    index = found.at("other")
    return Part(index, index, first), Part(found.at("month"), found.last, _month(found, context))


def _quarter(found: Found, context: Context) -> Reading:
    """ "the third quarter", "Q3 2009", "the first half of 2009". In the past tense a quarter that has ended."""
    code = found.word("code").upper() or f"{'H' if found.has('half') else 'Q'}{found.number('nth')}"
    if code not in {"Q1", "Q2", "Q3", "Q4", "H1", "H2"}:
        return Reading(None, "unresolved: no such part of a year")
    return _with_year(f"-{code}", "part of a year", found, context)


def _season(found: Found, context: Context) -> Reading:
    name = "season of the northern year"
    rest = f"-{found.meaning('season')}"
    if not found.has("point"):
        return _with_year(rest, name, found, context)
    if context.published is None:
        return Reading(None, "unresolved: no publication date")
    way = int(found.meaning("point"))
    years = [context.published.year + step for step in (-1, 0, 1)]
    known = [(value, days) for year in years if (days := bounds(value := f"{year:04}{rest}"))]
    if way == 0:
        return value_reading(known[1][0], f"{name}, of the year of publication")
    before = [value for value, days in known if days[1] < context.published]
    after = [value for value, days in known if days[0] > context.published]
    chosen = before[-1:] if way < 0 else after[:1]
    return value_reading(chosen[0], f"{name}, counted from publication") if chosen else Reading(None, "unresolved")


# --- days by other names ---------------------------------------------------------------------------------------------


def _nth_weekday(found: Found, context: Context) -> Reading:
    """ "The first Sunday of April", "the last Friday in March 2024"."""
    month = _month(found, context).value or ""
    if not bounds(month):
        return Reading(None, "unresolved: weekday of a month without a year")
    count = found.number("nth") if found.has("nth") else -1
    day = nth_weekday(int(month[:4]), int(month[5:]), found.number("counted"), count)
    if day is None:
        return Reading(None, "unresolved: no such day")
    return value_reading(day.isoformat(), "weekday counted in its month")


def _week_of_day(found: Found, context: Context) -> Sequence[Part]:
    """ "The week of February 14": the ISO week that the day lies in. Of another unit only the day is read."""
    (day,) = _days_of_month(found, context)
    if found.meaning("week") != "W":
        return (Part(min(found.at("days"), found.at("month")), found.last, day.reading),)
    if day.reading.earliest is None:
        return (Part(found.first, found.last, Reading(None, "unresolved: week of a day without a year")),)
    return (Part(found.first, found.last, value_reading(week_value(day.reading.earliest), "week of a day")),)


def _feast(found: Found, context: Context) -> Reading:
    """Christmas Day and Eve, New Year's Day and Eve."""
    name = "new" if found.has("new") else "christmas"
    kind = "eve" if found.has("eve") else "day"
    return _with_year(_FEASTS[name, kind], "feast", found, context)


_FEASTS = {
    ("christmas", "day"): "-12-25",
    ("christmas", "eve"): "-12-24",
    ("new", "day"): "-01-01",
    ("new", "eve"): "-12-31",
}


# --- years and longer ------------------------------------------------------------------------------------------------


def _year(found: Found, _: Context) -> Reading:
    return value_reading(found.word("year"), "year")


def _year_range(found: Found, _: Context) -> Reading:
    """ "2010-11": two years in one expression, for which TIMEX3 has no value."""
    first, end = found.word("year"), found.word("end")
    days = bounds(first), bounds(first[:2] + end)
    if not days[0] or not days[1] or int(end) != (int(first) + 1) % 100:
        return value_reading(first, "year")
    return Reading(None, "range of two years", days[0][0], days[1][1])


def _decade(found: Found, _: Context) -> Reading:
    digits = found.word("decade").rstrip("s")
    if len(digits) == 4:
        return value_reading(digits[:3], "decade")
    return value_reading(f"19{digits[0]}", "decade, century taken to be the 20th")


def _decade_of_year(found: Found, _: Context) -> Reading:
    """ "The 1980's"."""
    year = found.word("year")
    return value_reading(year[:3], "decade") if year.endswith("0") else value_reading(year, "year")


def _century(found: Found, _: Context) -> Reading:
    return value_reading(f"{found.number('nth') - 1:02}", "century")


_SOME_YEAR = f"(?:{_YEAR}|{_OF_YEAR})"
_NTH = "(?P<nth><nth|ordinal>)"
_TIME = "<in|preposition|before|after>"
_CLOSES = "(?!<word|name|measured|plural|ing|dash|of|unit|year_word|units|number|day|year>)"

ABSOLUTE_RULES: tuple[Rule, ...] = (
    rule("<iso>", _iso),
    rule(
        f"<the>?(?:{_NTH}|<last>)(?P<counted><weekday>)<of|in>{_MONTH}{_SOME_YEAR}?",
        _nth_weekday,
    ),
    Rule(f"<the>?(?P<week><unit>)<of>{_MONTH}(?P<days>{_NUMBER}){_NOT_COUNTED}{_SOME_YEAR}?", _week_of_day),
    Rule(f"<the>?(?P<week><unit>)<of>(?P<days>{_NUMBER})<of>?{_MONTH}{_SOME_YEAR}?", _week_of_day),
    rule(f"<feast>(?:<day_word>|(?P<eve><eve>)){_SOME_YEAR}?", _feast),
    rule(f"(?P<new><new>)<year_word><apostrophe>?<s>?(?:<day_word>|(?P<eve><eve>)){_SOME_YEAR}?", _feast),
    rule(f"(?<=<on|at|before|after|preposition>)<feast>{_SOME_YEAR}?{_CLOSES}", _feast),
    rule("<numeric>", _numeric),
    rule("(?<=<in>)(?P<month><month|maybe_month>)(?=<day><measured|plural>)", _month),
    Rule(
        f"{_WEEKDAY}{_MONTH}<comma>?{_DAYS}{_NOT_COUNTED}{_SOME_YEAR}",
        _days_of_month,
    ),
    Rule(f"(?P<days><day>)<dash>{_MONTH}<dash>(?P<year><year|round_year>)", _days_of_month),
    Rule(
        f"{_WEEKDAY}(?P<days>{_NUMBER}){_MONTH}<dash>(?P<other>{_NUMBER})(?!<dash|month|maybe_month|word|name|plural>)"
        f"{_NOT_COUNTED}{_YEAR}?",
        _days_around_month,
    ),
    Rule(f"{_WEEKDAY}{_DAYS}<dash>?<of>?{_MONTH}{_SOME_YEAR}?", _days_of_month),
    Rule(f"{_WEEKDAY}{_MONTH}{_DAYS}{_NOT_COUNTED}", _days_of_month),
    Rule(
        f"(?<=<on|preposition|before|after>)<the>(?=<ordinal>){_DAYS}{_CLOSES}",
        _days_alone,
    ),
    Rule(f"(?P<other><month|maybe_month>)<joiner|dash|to>{_MONTH}{_YEAR}", _two_months),
    rule(f"{EDGE}{_MONTH}{_SOME_YEAR}", _month),
    rule("(?P<point><shift|last|next|past_shift>)(?P<month><month|maybe_month>)<dot>?", _pointed_month),
    rule(
        "<the>?(?P<edge><early|edge>)(?:(?<=<early>)<dash|in>?|(?<=<edge>)<of>)(?P<month><month|maybe_month>)<dot>?",
        _month,
    ),
    rule(f"(?<={_TIME})(?<!<past|was|demand|planned><preposition>)(?P<month><maybe_month>)", _month),
    rule("(?P<month><maybe_month>)(?=<joiner|to|dash><month>)", _month),
    rule(f"(?<={_TIME})(?P<month><month>)<dot>?", _month),
    rule("(?P<month><month>)(?!<dot>?<name>)", _month),
    rule(
        "(?<=<taken><joiner|to|dash>)(?P<month><maybe_month>)(?!<past|was|future|could|plan|planned|demand|due|set>)",
        _month,
    ),
    rule(f"(?:<the>?{_NTH}<quarter>|(?P<code><quarter_code>)){_SOME_YEAR}?", _quarter),
    rule(f"<the>?{_NTH}(?P<half><half>){_SOME_YEAR}", _quarter),
    rule(f"{EDGE}(?P<season><season|maybe_season>)<of>?{_SOME_YEAR}", _season),
    rule("<the>?(?P<point><shift|last|next|past_shift>)(?P<season><season|maybe_season>)", _season),
    rule(f"(?<={_TIME}){EDGE}<the>?(?P<season><season>)(?!<name|plural>)", _season),
    rule("<the>?(?P<nth><nth|ordinal|nth_number>)<dash>?<century>", _century),
)

LATE_ABSOLUTE_RULES: tuple[Rule, ...] = (
    rule("<the>(?P<edge><early>)?<dash>?(?P<year><year|round_year>)<apostrophe><s>", _decade_of_year),
    rule("(?<!<dash|amount|numbered>)(?P<year><year|round_year>)(?=<dash><year|round_year>)", _year),
    rule("(?<=<taken><dash>)(?P<year><year|round_year>)(?!<dash>)", _year),
    rule(f"{EDGE}<the>?(?<!<possessive>)(?<!<dash>)<apostrophe>?(?P<decade><decade>)", _decade),
    rule("(?<!<dash|amount|numbered>)(?P<year><year|round_year>)<dash>(?P<end><day|number>)(?!<dash>)", _year_range),
    rule(
        "<the>?(?P<edge><early|edge>)(?:(?<=<early>)<dash|in>?|(?<=<edge>)<of>?)<the>?(?P<year><year|round_year>)",
        _year,
    ),
    rule("(?<=<in|preposition|before|after>)(?P<year><year|round_year|far_year>)(?!<units|unit|measured>)", _year),
    rule("(?<=<in>)(?P<year><year|round_year>)(?=<measured>)", _year),
    rule("(?<!<amount|numbered|dash>)(?P<year><year>)(?!<measured|units|unit|year_word>)", _year),
    rule("(?<!<amount|numbered|dash>)(?P<year><round_year>)(?!<measured|units|unit|plural>)", _year),
)
"""Rules that take numbers alone, to be tried after those that count units."""
