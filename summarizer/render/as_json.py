"""The brief as JSON: exactly the Brief of the schema, to be read back, reviewed and re-checked by a machine."""

from __future__ import annotations

from collections.abc import Mapping

from summarizer.models import Article, Brief
from summarizer.render.plan import WHOLE, Page

__all__ = ["json"]


def json(brief: Brief, articles: Mapping[str, Article], page: Page = WHOLE) -> str:
    """The brief by its schema, whole whatever the page; the articles' texts are no part of it."""
    return brief.model_dump_json(indent=2) + "\n"
