"""Finds what a page says of its article: title, date of publication, outlet. What it does not say is None."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from summarizer.models import Furniture, TimeExpression
from summarizer.read.furniture import Line, page_lines

__all__ = ["find_outlet", "find_published", "find_title"]

HEAD_LINES = 12
"""How many lines from the top may hold the title, the date and the dateline."""

_LABEL = re.compile(r"(date|(first )?published|posted|updated|last updated|created)( on| at)?:?", re.I)
_TIME = re.compile(r"[\s,|·•–—-]*(at )?(\d{1,2}[:.h]\d{2}(:\d{2})?\s*([ap]\.?m\.?)?\s*[A-Z]{0,5})?[\s,|]*", re.I)
_CITY = re.compile(r"([\w.’' -]{2,40},)?\s*", re.U)
_AGENCY = re.compile(r"\s*\((?P<agency>[\w .&’'-]{2,30})\)\s*[–—-]")
_DASH = re.compile(r"\s*[–—]|\s+-\s")
_CREDIT = re.compile(r"(courtesy|source)(/(courtesy|source))?\s*:\s*(?P<outlet>[^|,(]{2,40})", re.I)
_EDITOR = re.compile(
    r"\bis (an? |the )?([\w-]+ ){0,3}(editor|reporter|correspondent|journalist|writer|columnist)s? (at|for|of) "
    r"(?P<outlet>(the )?[A-Z][\w’'.-]*( [A-Z][\w’'.-]*){0,4})"
)


def find_title(text: str, furniture: Sequence[Furniture]) -> str | None:
    """The first line of the article where it stands alone and is no sentence; otherwise None."""
    lines = list(_article_lines(text, furniture))
    if len(lines) < 2:
        return None
    first, second = lines[0], lines[1]
    stands_alone = len(first.text) <= 200 and second.opens and not first.text.endswith((".", ",", ";"))
    return first.text if stands_alone and not _is_date_line(first.text) else None


def find_published(text: str, furniture: Sequence[Furniture]) -> tuple[dt.date | None, str | None]:
    """The article's own date and the rule that found it: a label, a dateline, or a line that is only a date.

    A clock at the top of the page is furniture and no date of the article.
    """
    for line in list(_article_lines(text, furniture))[:HEAD_LINES]:
        for date in _full_dates(line.text[:160]):
            rule = _date_rule(line.text, date)
            if rule:
                return date.earliest, rule
    return None, None


def find_outlet(text: str, furniture: Sequence[Furniture]) -> tuple[str | None, str | None]:
    """The outlet that the page names, and the rule that found it: dateline, source line or the author's biography."""
    for line in list(_article_lines(text, furniture))[:HEAD_LINES]:
        for date in _full_dates(line.text[:160]):
            agency = _AGENCY.match(line.text, date.end)
            if agency and _date_rule(line.text, date) == "dateline":
                return agency["agency"].strip(), "dateline"
    for piece in furniture:
        words = text[piece.start : piece.end]
        credit = _CREDIT.fullmatch(words) if piece.kind == "credit" else None
        if credit:
            return credit["outlet"].strip(), "source line"
        editor = _EDITOR.search(words) if piece.kind == "biography" else None
        if editor:
            return editor["outlet"].removesuffix("."), "author's biography"
    return None, None


def _article_lines(text: str, furniture: Sequence[Furniture]) -> Iterator[Line]:
    covered = {piece.start for piece in furniture}
    return (line for line in page_lines(text) if line.start not in covered)


def _full_dates(line: str) -> list[TimeExpression]:
    from summarizer.text.find_dates import find_dates

    return [found for found in find_dates(line) if found.earliest and found.earliest == found.latest]


def _date_rule(line: str, date: TimeExpression) -> str | None:
    before, after = line[: date.start].strip(), line[date.end :]
    if _LABEL.fullmatch(before):
        return "label"
    if not before and _TIME.fullmatch(after):
        return "date line"
    if _CITY.fullmatch(line[: date.start]) and (_AGENCY.match(after) or _DASH.match(after)):
        return "dateline"
    return None


def _is_date_line(line: str) -> bool:
    return any(_date_rule(line, date) == "date line" for date in _full_dates(line))
