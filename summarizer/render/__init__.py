"""A Brief in the formats that people and programs read: one pure function each, in one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol

from summarizer.errors import InputError
from summarizer.models import Article, Brief, Unreadable
from summarizer.render.as_csv import csv
from summarizer.render.as_html import html
from summarizer.render.as_json import json
from summarizer.render.as_jsonl import jsonl
from summarizer.render.as_markdown import markdown
from summarizer.render.as_text import text
from summarizer.render.plan import WHOLE, Page

__all__ = ["EXTENSIONS", "RENDERERS", "Page", "Renderer", "render_brief"]


class Renderer(Protocol):
    """Makes the whole file of a brief."""

    def __call__(self, brief: Brief, articles: Mapping[str, Article], page: Page = WHOLE, /) -> str:
        """The text of an article (by id) may be missing; its lines then say so."""


RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {"json": json, "markdown": markdown, "html": html, "text": text, "jsonl": jsonl, "csv": csv}
)
EXTENSIONS: Mapping[str, str] = MappingProxyType(
    {"json": "json", "markdown": "md", "html": "html", "text": "txt", "jsonl": "jsonl", "csv": "csv"}
)
"""The ending of each format's file name."""


def render_brief(brief: Brief, items: Iterable[Article | Unreadable], kind: str, page: Page = WHOLE) -> str:
    """The brief in one of the formats: json, markdown, html, text, jsonl or csv.

    Args:
        brief: What `merge` gives.
        items: What `read` gave: the articles that the brief's lines open.
        kind: A format's name.
        page: How many stories are shown; json, jsonl and csv always hold everything.

    Raises:
        InputError: There is no such format.
    """
    if kind not in RENDERERS:
        raise InputError(f"no format {kind!r}", f"use one of {', '.join(RENDERERS)}")
    return RENDERERS[kind](brief, {item.article_id: item for item in items if isinstance(item, Article)}, page)
