"""Knows the dateline ahead of a report's first sentence: "BERN, May 3 (Press Agency) — "."""

from __future__ import annotations

import re

from summarizer.models import Span

__all__ = ["behind_dateline"]

_REGION = r"(?:,\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*)?(?:\s\d{1,2})?)"
_AGENCY = r"\((?=[^)]*[A-Z])[\w .&/’'-]{2,40}\)"
_DASH = r"\s+(?:--|[—–-])\s+|\s*—\s*"
_PLACE = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]{2,}(?:[ /][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+){0,3}"
_NAMED = r"[A-ZÀ-ÖØ-Þ][\w.’'-]+(?:\s[A-ZÀ-ÖØ-Þ][\w.’'-]+){0,2}"
_DAY = r"(?:,\s*(?:\d{1,2}\s[A-Z][a-z]+\.?|[A-Z][a-z]+\.?\s\d{1,2})(?:,?\s\d{4})?)"
_DATELINE = re.compile(
    rf"(?:{_PLACE}{_REGION}{{0,2}}?{_DAY}?(?:\s*{_AGENCY})?"
    rf"|{_NAMED}{_REGION}{{0,2}}?{_DAY}?\s*{_AGENCY}|{_NAMED}{_DAY})(?:{_DASH})"
    r"(?=[“\"‘'(]?[A-ZÀ-ÖØ-Þ\d])"
)
_LONGEST = 100
"""Characters of a dateline."""
_ASIDE = re.compile(r"\s[—–-]{1,2}\s")


def behind_dateline(text: str, sentence: Span) -> Span:
    """A sentence that opens its paragraph without the place and the agency set before it.

    >>> text = "BERN (Press Agency) - Talks go on."
    >>> behind_dateline(text, Span(start=0, end=len(text)))
    Span(start=22, end=34)
    """
    if text[: sentence.start].rstrip(" \t")[-1:] not in {"", "\n", "\r"}:
        return sentence
    found = _DATELINE.match(text, sentence.start, min(sentence.end, sentence.start + _LONGEST))
    if found is None or ("(" not in found.group() and _ASIDE.search(text, found.end(), sentence.end)):
        return sentence  # "UNICEF — Oslo’s partner — said"
    return Span(start=found.end(), end=sentence.end)
