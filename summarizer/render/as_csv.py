"""The brief as a table of claims (CSV, RFC 4180, UTF-8 without a byte order mark), for a spreadsheet; see `FIELDS`.

A spreadsheet runs what begins with a sign of a formula. Such a cell gets an apostrophe in front of it, as OWASP advises
("CSV Injection"), so that it stays words; JSON lines hold the same fields without it. Control characters and those that
turn a line around are replaced; line breaks stay, within quotation marks.
"""

from __future__ import annotations

import csv as table
import io
import re
from collections.abc import Mapping

from summarizer.models import Article, Brief
from summarizer.render.claim_records import FIELDS, Cell, claim_records
from summarizer.render.plan import WHOLE, Page
from summarizer.render.shown import visible

__all__ = ["csv"]

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a formula begins; the wide signs begin one too."""


def csv(brief: Brief, articles: Mapping[str, Article], page: Page = WHOLE) -> str:
    """A header, and a row for each source of each claim and each claim set aside; empty where nothing is known."""
    written = io.StringIO()
    writer = table.writer(written, lineterminator="\r\n")
    writer.writerow(FIELDS)
    writer.writerows(map(_cell, record.values()) for record in claim_records(brief))
    return written.getvalue()


def _cell(value: Cell) -> str | int:
    if isinstance(value, str):
        words = f"'{value}" if _FORMULA.match(value) else value
        return visible(re.sub(r"\r\n?", "\n", words))
    return "" if value is None else value
