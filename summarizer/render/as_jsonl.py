"""The brief as JSON lines (jsonlines.org): one flat object for each checked claim, for analysts; see `FIELDS`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from summarizer.models import Article, Brief
from summarizer.render.claim_records import claim_records
from summarizer.render.plan import WHOLE, Page

__all__ = ["jsonl"]

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON allows and a terminal or a reader of lines may not take well: it is written as an escape, and kept so."""


def jsonl(brief: Brief, articles: Mapping[str, Article], page: Page = WHOLE) -> str:
    """One object on a line for each source of each claim and each claim set aside, with every field in every line."""
    lines = (json.dumps(record, ensure_ascii=False) for record in claim_records(brief))
    return "".join(_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n" for line in lines)
