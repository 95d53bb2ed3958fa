"""Rules for stretches of time ("two years", "the past decade"), frequencies, clock times and vague expressions."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from summarizer.text.timex.calendar import add_months, bounds, days_away, valid_day
from summarizer.text.timex.rule import Context, Found, Reading, Rule, rule, value_reading
from summarizer.text.timex.tokens import lexicon

__all__ = ["CLOCK_RULES", "COUNT", "NOT_LASTING", "SPAN_RULES", "UNIT", "at_day", "count_of", "duration", "stretch"]

COUNT = "(?:(?P<count><count|one|day|number>)(?:<dash>(?P<ones><count>))?|(?P<several><one>?<several><of>?))"
"""Pattern of "three", "a", "27", "twenty-five", "several", "a couple of"."""

UNIT = "(?P<unit><unit|year_word|day_word|units|century>)"

NOT_LASTING = "(?!(?<=<future|could|to>)<last>)"
"""Pattern that refuses the verb in "could last months"."""

_ADJECTIVES = "<between_adjective>{0,2}"
_STEP = re.compile(r"(T?)(\d*)([A-Z])")


def count_of(found: Found) -> int | None:
    """How many units `COUNT` counts; None where the number is not told."""
    if not found.has("count"):
        return None
    return found.number("count") + (found.number("ones") if found.has("ones") else 0)


def _duration_value(count: float | None, unit: str) -> str:
    """P3D, PT30M, P20Y for two decades, PXY for "several years" and for "decades"."""
    step = _STEP.fullmatch(unit)
    time, times, letter = step.groups() if step else ("", "", "D")
    return f"P{time}{'X' if count is None else f'{count * int(times or 1):g}'}{letter}"


def duration(found: Found, _: Context) -> Reading:
    """How long something takes: "two years", "27-year", "decades"."""
    return Reading(_duration_value(count_of(found), found.meaning("unit")), "duration")


def _figure(found: Found, _: Context) -> Reading:
    """ "1,000 days", "2.5 years"."""
    count = float(found.word("figure").replace(",", ""))
    return Reading(_duration_value(count, found.meaning("unit")), "duration")


def _and_a_half(found: Found, _: Context) -> Reading:
    count = count_of(found)
    return Reading(_duration_value(None if count is None else count + 0.5, found.meaning("unit")), "duration")


def _quarters(found: Found, _: Context) -> Reading:
    count = count_of(found)
    return Reading(f"P{'X' if count is None else count}Q", "duration")


def _half_unit(found: Found, _: Context) -> Reading:
    values = {"TH": "PT30M", "Y": "P6M", "10Y": "P5Y", "D": "PT12H", "100Y": "P50Y"}
    value = values.get(found.meaning("unit"))
    return Reading(value, "duration") if value else Reading(None, "unresolved: half of this unit")


def _reach(day: dt.date, count: int, unit: str) -> dt.date | None:
    """The day so many units from `day`; None for hours and beyond the calendar."""
    step = _STEP.fullmatch(unit)
    if step is None or step[1]:
        return None
    times = count * int(step[2] or 1)
    if step[3] in "DW":
        return days_away(day, times * (7 if step[3] == "W" else 1))
    month = add_months(day, times * (12 if step[3] == "Y" else 1))
    return month and valid_day(*month, min(day.day, monthrange(*month)[1]))


def stretch(count: int | None, unit: str, way: int, published: dt.date | None) -> Reading:
    """A duration that publication ends (`way` -1) or opens (1)."""
    value = _duration_value(count, unit)
    other = _reach(published, count * way, unit) if published and count is not None else None
    if published is None or other is None:
        return Reading(value, "duration, before or after publication")
    return Reading(value, "duration, counted from publication", min(published, other), max(published, other))


def _stretch(found: Found, context: Context) -> Reading:
    """ "The past nine days", "the next six months", "the past year"."""
    several = found.has("several") or found.word("unit").endswith("s")
    count = count_of(found) or (None if several else 1)
    return stretch(count, found.meaning("unit"), int(found.meaning("way")), context.published)


def _frequency(found: Found, _: Context) -> Reading:
    return Reading(found.meaning("frequency"), "frequency")


def _every(found: Found, _: Context) -> Reading:
    return Reading(_duration_value(1, found.meaning("unit")), "frequency")


def _vague(found: Found, _: Context) -> Reading:
    return Reading(found.meaning("vague"), "vague")


def _vague_past(_: Found, __: Context) -> Reading:
    return Reading("PAST_REF", "vague")


# --- clock times -----------------------------------------------------------------------------------------------------


def _clock(found: Found, _: Context) -> Reading:
    """A clock time without its day: T18:40, T08:30Z. Only UTC and GMT give a zone."""
    digits = re.sub(r"\D", "", found.word("clock")).zfill(2)
    hour, minute = (int(digits), 0) if len(digits) < 3 else (int(digits[-4:-2]), int(digits[-2:]))
    if found.word("clock").count(":") == 2:
        hour, minute = int(digits[:-4]), int(digits[-4:-2])
    half = (found.word("meridiem") or found.word("clock").lstrip("0123456789:"))[:1]
    if half in {"a", "p"}:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return Reading(None, "unresolved: no such time")
    zone = str(lexicon().meaning(found.word("zone"))) if found.has("zone") and not found.has("offset") else ""
    return Reading(f"T{hour:02}:{minute:02}{zone}", "clock time")


def at_day(clock: Reading, day: str | None, name: str) -> Reading:
    """A clock time on a day given as a TIMEX3 value; on an unknown day where that is None."""
    if clock.value is None or not clock.value.startswith("T"):
        return clock
    value = f"{(day or 'XXXX-XX-XX')[:10]}{clock.value}"
    return value_reading(value, f"clock time, {name}") if bounds(value) else Reading(value, f"clock time, {name}")


_OFFSET = "(?P<offset><mark><day|number|clock>)?"
_ZONE = f"(?:<open>?(?P<zone><zone>)<time>?{_OFFSET})?"

CLOCK_RULES: tuple[Rule, ...] = (
    rule(f"(?P<clock><clock|day>)(?P<meridiem><meridiem>){_ZONE}", _clock),
    rule(f"(?P<clock><clock12>){_ZONE}", _clock),
    rule(f"(?P<clock><clock|clock_digits|year|round_year|far_year>)<open>?(?P<zone><zone>)<time>?{_OFFSET}", _clock),
    rule("(?<=<at|in|preposition|before|after|on|deictic|weekday>)(?P<clock><clock>)", _clock),
)

SPAN_RULES: tuple[Rule, ...] = (
    rule(f"<the>?{NOT_LASTING}(?P<way><shift|last|next|past_shift>)<several>?{COUNT}{_ADJECTIVES}{UNIT}", _stretch),
    rule(f"<the>?{NOT_LASTING}(?P<way><shift|last|next|past_shift>){_ADJECTIVES}(?P<unit><units>)", _stretch),
    rule(f"<the>?(?P<way><past_shift>){UNIT}", _stretch),
    rule("<the><reach>?<dash>?(?P<vague><vague_noun|term>)", _vague),
    rule("<the><time>(?P<vague><being>)", _vague),
    rule("<the><reach|vague>?<past_shift>(?!<plural|word|name>)", _vague_past),
    rule("(?P<vague><vague>)<units>?(?!<dash|after|before|plain>)", _vague),
    rule(f"<half><one>{UNIT}", _half_unit),
    rule(f"(?P<figure><figure>)<dash>?{UNIT}(?!<dash>?<old>)", _figure),
    rule(f"{COUNT}<dash>?<joiner><dash>?<one><dash>?<half><dash>?{UNIT}", _and_a_half),
    rule(f"{COUNT}<dash>?{_ADJECTIVES}{UNIT}(?!<dash>?<old>)", duration),
    rule(f"{COUNT}{_ADJECTIVES}<quarters>", _quarters),
    rule("(?<!<dash>)(?P<unit><units>)", duration),
    rule("<every>(?P<unit><unit|year_word|day_word>)", _every),
    rule("(?P<frequency><frequency>)", _frequency),
)
