"""A Brief in the formats that people and programs read: one pure function each, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from summarizer.errors import InputError
from summarizer.models import Article, Brief, Unreadable
from summarizer.render.as_html import html
from summarizer.render.as_json import json
from summarizer.render.as_markdown import markdown
from summarizer.render.as_text import text

__all__ = ["EXTENSIONS", "RENDERERS", "Renderer", "render_brief"]

Renderer = Callable[[Brief, Mapping[str, Article]], str]
"""(brief, articles by id) → the whole file. The text of an article may be missing; its lines then say so."""

RENDERERS: Mapping[str, Renderer] = MappingProxyType({"json": json, "markdown": markdown, "html": html, "text": text})
EXTENSIONS: Mapping[str, str] = MappingProxyType({"json": "json", "markdown": "md", "html": "html", "text": "txt"})
"""The ending of each format's file name."""


def render_brief(brief: Brief, items: Iterable[Article | Unreadable], kind: str) -> str:
    """The brief in one of the formats: json, markdown, html or text.

    Args:
        brief: What `merge` gives.
        items: What `read` gave: the articles that the brief's lines open.
        kind: A format's name.

    Raises:
        InputError: There is no such format.
    """
    if kind not in RENDERERS:
        raise InputError(f"no format {kind!r}", f"use one of {', '.join(RENDERERS)}")
    return RENDERERS[kind](brief, {item.article_id: item for item in items if isinstance(item, Article)})
