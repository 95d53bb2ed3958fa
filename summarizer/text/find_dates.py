"""Finds the time expressions of a text and resolves them as far as the text and its day of publication allow.

A text becomes tokens with classes (`timex.tokens`), ordered rules over classes find expressions (`RULES`), and each
is read in text order in its `Context`: the day of publication, the tense of its verb, the day told last. Values are
TIMEX3 (TimeML 1.2.1); durations count decades as ten years. No year is taken from another date of the text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from summarizer.models import TimeExpression
from summarizer.text.timex.absolute import ABSOLUTE_RULES, LATE_ABSOLUTE_RULES
from summarizer.text.timex.relative import RELATIVE_RULES
from summarizer.text.timex.rule import Context, Found, Part, Reading, Rule
from summarizer.text.timex.spans import CLOCK_RULES, SPAN_RULES, at_day
from summarizer.text.timex.tokens import TAKEN, Tokens, class_code, compile_pattern, lex, needed_classes

__all__ = ["RULES", "find_dates"]

RULES: tuple[Rule, ...] = (*CLOCK_RULES, *ABSOLUTE_RULES, *RELATIVE_RULES, *SPAN_RULES, *LATE_ABSOLUTE_RULES)
"""Tried in this order; what a rule has matched is taken from those after it."""

_TOLD_REACH = 1
"""How many sentences back a day may have been told for "the following day" to be counted from it."""

_TOLD_COUNT = 12
"""How many of them are kept; a bound, so that text without full stops stays linear."""

_TOLD = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|T)")


def find_dates(text: str, published: dt.date | None = None) -> tuple[TimeExpression, ...]:
    """The time expressions of `text` in order, without overlaps, offsets in code points.

    Without `published`, what is counted from it ("yesterday", "on Monday") has no value, and a day without a year is
    XXXX-02-16. `earliest` and `latest` are given where they can be computed; where two readings are possible they
    span both, and `rule` says so.
    """
    tokens = lex(text)
    parts = _with_days(_read_all(tokens, _find_all(tokens), published), tokens, published)
    return tuple(_expression(tokens, part) for part in parts)


def _find_all(tokens: Tokens) -> list[tuple[Rule, Found]]:
    """Every rule's matches, in text order."""
    classes, taken = tokens.classes, class_code(TAKEN)
    present = frozenset(classes)
    matches: list[tuple[Rule, Found]] = []
    for rule in RULES:
        if any(map(present.isdisjoint, needed_classes(rule.pattern))):
            continue
        found = list(rule.find(tokens, classes))
        matches.extend((rule, each) for each in found)
        classes = _blank(classes, found, taken)
    return sorted((m for m in matches if not _is_name(tokens, m[1])), key=lambda match: match[1].first)


_TITLE_WORD = re.compile(r"\b[A-Z]\w*\s$")
_ONE_IN_CAPITALS = re.compile(r"(?:^|[^A-Z\s]\s+)[A-Z]{2,}\s$")
_CAPITALS = re.compile(r"\s+[A-Z]{2,}\b")
_AGE = "(?:<plural|name>|<the><word>)<of>$"
"""Pattern of what makes "tomorrow" an age to come: "the cars of tomorrow", "the Car of Tomorrow"."""


def _is_name(tokens: Tokens, found: Found) -> bool:
    """Whether "Today" ends a name ("Russia Today", "USA TODAY"), or "tomorrow" is no day ("the cars of tomorrow")."""
    text, start, end = tokens.text, tokens.starts[found.first], tokens.ends[found.last]
    word = text[start:end]
    if word not in {"Today", "Tomorrow", "Tonight", "TODAY", "tomorrow"}:
        return False
    before = text[max(0, start - 30) : start].rpartition("\n")[2]
    if word == "TODAY":
        # A headline is in capitals throughout.
        return bool(_ONE_IN_CAPITALS.search(before)) and not _CAPITALS.match(text, end)
    if word.istitle() and _TITLE_WORD.search(before):
        return True
    ahead = word.lower() == "tomorrow" and text[end : end + 2] not in {"'s", "’s"}
    return ahead and bool(compile_pattern(_AGE).search(tokens.classes[max(0, found.first - 3) : found.first]))


def _blank(classes: str, found: Sequence[Found], taken: str) -> str:
    pieces, end = [], 0
    for each in found:
        pieces += [classes[end : each.first], taken * (each.last + 1 - each.first)]
        end = each.last + 1
    return "".join([*pieces, classes[end:]]) if pieces else classes


def _read_all(tokens: Tokens, matches: Sequence[tuple[Rule, Found]], published: dt.date | None) -> Iterator[Part]:
    """Each match read in its context; what is resolved can be counted from by those after it."""
    told: list[tuple[int, str]] = []
    for rule, found in matches:
        sentence = tokens.sentence(found.first)
        told = [(number, value) for number, value in told if sentence - number <= _TOLD_REACH][-_TOLD_COUNT:]
        context = Context(found, published, tuple(value for _, value in told))
        for part in rule.read(found, context):
            if part.reading.value and (day := _TOLD.match(part.reading.value)):
                told.append((sentence, day[0]))
            yield part


# --- clock times -----------------------------------------------------------------------------------------------------

_LINK = "<on|at|in|comma|to|the|open>{0,2}"


def _is_clock(part: Part) -> bool:
    return (part.reading.value or "").startswith("T")


def _day_value(part: Part) -> str | None:
    value = part.reading.value or ""
    return value[:10] if re.match(r"(\d{4}|XXXX)-\d\d-\d\d", value) and "T" not in value else None


def _with_days(parts: Iterator[Part], tokens: Tokens, published: dt.date | None) -> Iterator[Part]:
    """Joins each clock time with the day beside it ("16:00 UTC today"), or gives it the day of publication."""
    held: Part | None = None
    for part in parts:
        if held and (joined := _joined(held, part, tokens)):
            yield joined
            held = None
            continue
        if held:
            yield _on_day(held, published)
        held = part
    if held:
        yield _on_day(held, published)


def _joined(first: Part, second: Part, tokens: Tokens) -> Part | None:
    clock, day = (first, second) if _is_clock(first) else (second, first)
    value = _day_value(day)
    if (
        value is None
        or not _is_clock(clock)
        or not compile_pattern(_LINK).fullmatch(tokens.classes, first.last + 1, second.first)
    ):
        return None
    return Part(first.first, second.last, at_day(clock.reading, value, f"day beside it: {day.reading.rule}"))


def _on_day(part: Part, published: dt.date | None) -> Part:
    if not _is_clock(part):
        return part
    name = "day of publication" if published else "day unresolved"
    return Part(part.first, part.last, at_day(part.reading, published.isoformat() if published else None, name))


def _expression(tokens: Tokens, part: Part) -> TimeExpression:
    start, end = tokens.starts[part.first], tokens.ends[part.last]
    reading: Reading = part.reading
    return TimeExpression(
        start=start,
        end=end,
        text=tokens.text[start:end],
        value=reading.value,
        earliest=reading.earliest,
        latest=reading.latest,
        rule=reading.rule,
    )
