"""A brief in its formats; with a store, one that was made of the same before is not made again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.ids import content_hash
from summarizer.models import Article, Summary, Unreadable
from summarizer.program import program_hash
from summarizer.store import Store

if TYPE_CHECKING:
    from summarizer.models import Brief

__all__ = ["briefs"]


def briefs(
    summaries: Sequence[Summary],
    items: Iterable[Article | Unreadable],
    day: dt.date,
    formats: Iterable[str],
    store: Path | None = None,
) -> Iterator[tuple[str, str]]:
    """Each format with its text, of the brief of a day.

    Merge and render are pure: the same program makes the same text of the same Summaries, articles and day.
    """
    articles = list(items)
    if store is None:
        made = _merged(summaries, day)
        yield from ((kind, _rendered(made, articles, kind)) for kind in formats)
        return
    parts = [program_hash(), str(day), *(summary.model_dump_json() for summary in summaries)]
    texts = [article.text_sha256 for article in articles if isinstance(article, Article)]
    key = content_hash(*parts, *texts)
    merged: Brief | None = None
    with Store(store) as kept:
        for kind in formats:
            text = kept.get_made(content_hash(key, kind))
            if text is None:
                merged = merged or _merged(summaries, day)
                text = _rendered(merged, articles, kind)
                kept.put_made(content_hash(key, kind), text)
            yield kind, text


def _merged(summaries: Sequence[Summary], day: dt.date) -> Brief:
    from summarizer.merge import merge_summaries

    return merge_summaries(summaries, day)


def _rendered(made: Brief, articles: Sequence[Article | Unreadable], kind: str) -> str:
    from summarizer.render import render_brief

    return render_brief(made, articles, kind)
