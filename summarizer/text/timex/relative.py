"""Rules for expressions that are counted from a day: from publication, or from the day that the text spoke of last."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from summarizer.text.timex.absolute import EDGE
from summarizer.text.timex.calendar import add_months, day_of_week, days_away, week_value
from summarizer.text.timex.rule import NO_PUBLICATION, Context, Found, Reading, Rule, rule, value_reading
from summarizer.text.timex.spans import COUNT, NOT_LASTING, UNIT, count_of, duration, stretch

__all__ = ["RELATIVE_RULES"]

_SUPERLATIVE_REACH = 8
"""How many tokens before "in a decade" a superlative counts ("the deepest recession in a decade")."""

_JUST_OVER = 1
"""Days: so late it is told that an event did not take place on its day but was put off."""

BEYOND = "unresolved: beyond the calendar"
NO_DAY_TOLD = "unresolved: no day to count from"


def _day(day: dt.date | None, name: str, part: str = "") -> Reading:
    if day is None:
        return Reading(None, BEYOND)
    return value_reading(day.isoformat() + (f"T{part}" if part else ""), name)


def _part(found: Found) -> str:
    return found.meaning("part") if found.has("part") else ""


def _period(origin: dt.date, unit: str, count: int, name: str) -> Reading:
    """The day, ISO week, month, year or decade that lies `count` units away from the one of `origin`."""
    value: str | None = None
    if unit == "D":
        return _day(days_away(origin, count), name)
    if unit == "W":
        day = days_away(origin, 7 * count)
        value = week_value(day) if day else None
    elif unit == "M":
        month = add_months(origin, count)
        value = f"{month[0]:04}-{month[1]:02}" if month else None
    elif unit == "Q":
        month = add_months(origin, 3 * count)
        value = f"{month[0]:04}-Q{(month[1] + 2) // 3}" if month else None
    elif unit in {"Y", "10Y", "100Y"}:
        years = {"Y": 1, "10Y": 10, "100Y": 100}[unit]
        year = origin.year + years * count
        value = f"{year:04}"[: {"Y": 4, "10Y": 3, "100Y": 2}[unit]] if 1 <= year <= dt.MAXYEAR else None
    return value_reading(value, name) if value else Reading(None, BEYOND)


# --- days ------------------------------------------------------------------------------------------------------------


def _deictic(found: Found, context: Context) -> Reading:
    """Today, yesterday, tomorrow and their parts."""
    if context.published is None:
        return Reading(None, NO_PUBLICATION)
    return _day(days_away(context.published, int(found.meaning("day"))), "counted from publication", _part(found))


def _day_but_one(found: Found, context: Context) -> Reading:
    """ "The day before yesterday", "the day after tomorrow"."""
    if context.published is None:
        return Reading(None, NO_PUBLICATION)
    steps = int(found.meaning("day")) + int(found.meaning("way"))
    return _day(days_away(context.published, steps), "counted from publication")


def _tonight(_: Found, context: Context) -> Reading:
    if context.published is None:
        return Reading(None, NO_PUBLICATION)
    return _day(context.published, "counted from publication", "NI")


def _pointed_part(found: Found, context: Context) -> Reading:
    """ "This morning", "last night": a part of the day of publication or of the day before."""
    if context.published is None:
        return Reading(None, NO_PUBLICATION)
    day = days_away(context.published, min(0, int(found.meaning("shift"))))
    return _day(day, "counted from publication", _part(found))


def _told_day(found: Found, context: Context) -> Reading:
    """ "The following day", "that evening", "the day before": counted from the day the text spoke of last."""
    told = context.told_last()
    if told is None:
        return Reading(None, NO_DAY_TOLD)
    return _day(days_away(told, int(found.meaning("shift"))), "counted from the day told last", _part(found))


def _that_day(_: Found, context: Context) -> Reading:
    """ "In the day", "on the day": the one the text spoke of last."""
    told = context.told_last()
    return _day(told, "the day told last") if told else Reading(None, NO_DAY_TOLD)


def _weekday(found: Found, context: Context) -> Reading:
    """A weekday alone: on or after publication where its verb looks ahead, otherwise on or before."""
    published, weekday = context.published, found.number("weekday")
    if published is None:
        return Reading(None, NO_PUBLICATION)
    back = days_away(published, -((published.isoweekday() - weekday) % 7))
    ahead = days_away(published, (weekday - published.isoweekday()) % 7)
    just_over = back is not None and (published - back).days <= _JUST_OVER
    if context.tense == "future" or (context.tense == "near" and not just_over):
        return _day(ahead, "weekday on or after publication", _part(found))
    reading = _day(back, "weekday on or before publication", _part(found))
    if context.tense in {"past", "near"} or back is None or ahead in {None, back}:
        return reading
    return Reading(reading.value, f"{reading.rule}; without a tense it could be {ahead}", back, ahead)


def _pointed_weekday(found: Found, context: Context) -> Reading:
    """ "Last Friday", "next Tuesday", "this Monday": of the ISO week before, after or of publication.

    Where the week of publication has such a day on the same side of it, that is the other reading, and is named.
    """
    published, way = context.published, int(found.meaning("shift"))
    if published is None:
        return Reading(None, NO_PUBLICATION)
    weekday = found.number("weekday")
    near, far = day_of_week(published, weekday), day_of_week(published, weekday, way)
    reading = _day(far, f"weekday of the week {_WEEKS[way]} publication", _part(found))
    if near is None or far is None or way == 0 or (near - published).days * way <= 0:
        return reading
    return Reading(reading.value, f"{reading.rule}; it could be {near}", min(near, far), max(near, far))


_WEEKS = {-1: "before that of", 0: "of", 1: "after that of"}


def _weekday_of_week(found: Found, context: Context) -> Reading:
    """ "Monday last week", "Friday of next week"."""
    if context.published is None:
        return Reading(None, NO_PUBLICATION)
    day = day_of_week(context.published, found.number("weekday"), int(found.meaning("shift")))
    return _day(day, f"weekday of the week {_WEEKS[int(found.meaning('shift'))]} publication", _part(found))


def _told_weekday(found: Found, context: Context) -> Reading:
    """ "The following Monday", "the previous Friday": next to the day the text spoke of last."""
    told, weekday, way = context.told_last(), found.number("weekday"), int(found.meaning("shift"))
    if told is None:
        return Reading(None, NO_DAY_TOLD)
    steps = (weekday - told.isoweekday()) * way % 7 or (7 if way else 0)
    return _day(days_away(told, steps * (way or 1)), "weekday counted from the day told last", _part(found))


def _weekend(found: Found, context: Context) -> Reading:
    """ "This weekend": of the week of publication, or on its first days, told in the past, of the week before."""
    published = context.published
    if published is None:
        return Reading(None, NO_PUBLICATION)
    weeks = int(found.meaning("shift")) if found.has("shift") else 0
    behind = weeks == 0 and context.tense != "future" and published.isoweekday() < 5
    day = day_of_week(published, 6, -1 if behind else weeks)
    return value_reading(f"{week_value(day)}-WE", "weekend, counted from publication") if day else Reading(None, BEYOND)


# --- weeks, months, years --------------------------------------------------------------------------------------------


def _pointed_unit(found: Found, context: Context) -> Reading:
    """ "Last week", "this month", "next year"; "the end of the year", which points at that of publication."""
    steps = int(found.meaning("shift")) if found.has("shift") else 0
    if steps and found.meaning("unit") == "10Y":
        return stretch(1, "10Y", steps, context.published)
    if context.published is None:
        return Reading(None, NO_PUBLICATION)
    return _period(context.published, found.meaning("unit"), steps, "counted from publication")


def _rest_of_unit(found: Found, context: Context) -> Reading:
    """ "Earlier this month", "later this year": of the period what lies before or after publication."""
    reading, published = _pointed_unit(found, context), context.published
    if published is None or reading.earliest is None or reading.latest is None:
        return reading
    if not reading.earliest <= published <= reading.latest:
        return reading
    if found.meaning("side") == "1":
        return replace(reading, earliest=published, rule=f"{reading.rule}, after it")
    return replace(reading, latest=published, rule=f"{reading.rule}, before it")


def _overnight(_: Found, context: Context) -> Reading:
    """The night before publication or the one after it."""
    published = context.published
    if published is None:
        return Reading(None, NO_PUBLICATION)
    night = days_away(published, 0 if context.tense == "future" else -1)
    return replace(
        _day(night, "night before publication, or after it", "NI"), earliest=night, latest=night and days_away(night, 1)
    )


def _told_unit(found: Found, context: Context) -> Reading:
    """ "The previous week", "that month": counted from what the text spoke of last.

    Without that, "the previous year" and "the same month" are counted from publication, as in market reports.
    """
    way, unit = int(found.meaning("shift")), found.meaning("unit")
    if told := context.told_last(unit):
        return _period(told, unit, way, "counted from the day told last")
    if context.published is None or way > 0 or found.word("shift") == "that":
        return Reading(None, NO_DAY_TOLD)
    return _period(context.published, unit, way, "counted from publication, no day told before")


def _the_next_unit(found: Found, context: Context) -> Reading:
    """ "The next week" is counted from the day told last in a past tense, from publication otherwise."""
    told = context.tense == "past" and context.told_last(found.meaning("unit")) is not None
    return _told_unit(found, context) if told else _pointed_unit(found, context)


# --- counted units ---------------------------------------------------------------------------------------------------


def _counted(found: Found, origin: dt.date | None, way: int, name: str, missing: str) -> Reading:
    """So many units before or after `origin`: weeks to the day, give or take three; months and years as such."""
    count, unit = count_of(found), found.meaning("unit")
    if count is None:
        return Reading("PAST_REF" if way < 0 else "FUTURE_REF", "a number of units that is not told")
    if origin is None:
        return Reading(None, missing)
    if unit in {"W", "2W"}:
        day = days_away(origin, way * count * (7 if unit == "W" else 14))
        reading = _day(day, f"{name}, give or take three days")
        return Reading(reading.value, reading.rule, day and days_away(day, -3), day and days_away(day, 3))
    if unit.startswith("T"):
        return Reading(None, "unresolved: hours and minutes are not counted")
    if unit == "10Y":
        return _period(origin, "Y", way * count * 10, name)
    return _period(origin, unit, way * count, name)


def _ago(found: Found, context: Context) -> Reading:
    return _counted(found, context.published, -1, "counted from publication", NO_PUBLICATION)


def _ahead(found: Found, context: Context) -> Reading:
    return _counted(found, context.published, 1, "counted from publication", NO_PUBLICATION)


def _in_units(found: Found, context: Context) -> Reading:
    """ "In two weeks": a day ahead where the verb looks ahead, otherwise how long something took."""
    before = [
        found.tokens.word(index).lower() for index in range(max(0, found.first - _SUPERLATIVE_REACH), found.first)
    ]
    of_all = any(word.endswith("est") or word in {"most", "first", "best", "worst"} for word in before)
    return duration(found, context) if of_all or context.tense != "future" else _ahead(found, context)


def _earlier_or_later(found: Found, context: Context) -> Reading:
    """ "A week earlier", "three days later": from the day told last; "earlier" without one from publication."""
    way, told = int(found.meaning("way")), context.told_last(found.meaning("unit"))
    if told is None and way < 0:
        return _counted(found, context.published, way, "counted from publication, no day told before", NO_PUBLICATION)
    return _counted(found, told, way, "counted from the day told last", NO_DAY_TOLD)


_PART = "(?:<in>?<the>?(?P<part><part>))?"
_WEEKDAY = "(?<!<naming>)(?P<weekday><weekday>)"
_SHIFT = f"{NOT_LASTING}(?P<shift><shift|last|next|past_shift>)"
_SHIFT_TO = f"{NOT_LASTING}(?P<shift><shift|last|next>)"
_TOLD = "(?P<shift><told_shift|that>)"
_ADJECTIVES = "<between_adjective>?"
_PERIOD = "(?P<unit><unit|year_word|century|quarter>)"

RELATIVE_RULES: tuple[Rule, ...] = (
    rule("<the><day_word>(?P<way><before|after>)(?P<day><deictic>)", _day_but_one),
    rule(f"(?:<early|earlier|later>)?(?P<day><deictic>){_PART}", _deictic),
    rule("(?:<early|later>)?<tonight>", _tonight),
    rule("(?P<shift><shift|last>)(?P<part><part>)", _pointed_part),
    rule("<the>?(?P<shift><told_shift|that|next>)(?P<part><part>)", _told_day),
    rule(f"{_WEEKDAY}{_PART}<comma>?<of>?{_SHIFT}<unit|year_word>", _weekday_of_week),
    rule(f"{_SHIFT}{_WEEKDAY}{_PART}", _pointed_weekday),
    rule(f"<the>?(?P<shift><told_shift>){_WEEKDAY}{_PART}", _told_weekday),
    rule(f"(?:<early><on>?)?{_WEEKDAY}{_PART}", _weekday),
    rule(f"<the>?(?:{_SHIFT}|<told_shift>)?<weekend>", _weekend),
    rule("<overnight>", _overnight),
    rule(f"{COUNT}{_ADJECTIVES}{UNIT}<ago>", _ago),
    rule(f"{COUNT}{_ADJECTIVES}{UNIT}(?P<way><earlier|later>)(?!<amount>)", _earlier_or_later),
    rule(f"{COUNT}{_ADJECTIVES}{UNIT}<preposition><vague>", _ahead),
    rule(f"(?<=<in>){COUNT}{_ADJECTIVES}{UNIT}", _in_units),
    rule(f"<the>?{_TOLD}<day_word>", _told_day),
    rule("<the>(?P<shift><next>)<day_word>", _told_day),
    rule("<the><day_word>(?P<shift><before|after>)(?=<stop|comma|dot|joiner|in|on|at|break>)", _told_day),
    rule("(?<=<on|in|preposition|edge>)<the><day_word>(?!<before|after|of>)", _that_day),
    rule(f"(?P<side><earlier|later>)<in>?{_SHIFT_TO}{_PERIOD}", _rest_of_unit),
    rule(f"<the>(?P<shift><next>){_PERIOD}", _the_next_unit),
    rule(f"{EDGE}<the>?{_SHIFT_TO}{_PERIOD}", _pointed_unit),
    rule(f"{EDGE}<the>?{_TOLD}{_PERIOD}", _told_unit),
    rule("<the>?(?P<edge><edge>)<of><the>(?P<unit><unit|year_word>)", _pointed_unit),
)
