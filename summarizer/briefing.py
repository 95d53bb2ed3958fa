"""A brief in its formats; with a store, one that was made of the same before is not made again."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from summarizer.errors import InputError
from summarizer.ids import content_hash
from summarizer.models import Article, Summary, Unreadable
from summarizer.program import program_hash
from summarizer.store import Store

if TYPE_CHECKING:
    from summarizer.models import Brief

__all__ = ["briefs"]

_log = logging.getLogger("summarizer.store")


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
    with _Kept(store) as kept:
        for kind in formats:
            text = kept.get(content_hash(key, kind))
            if text is None:
                merged = merged or _merged(summaries, day)
                text = _rendered(merged, articles, kind)
                kept.put(content_hash(key, kind), text)
            yield kind, text


class _Kept:
    """The briefs in a store. What is wrong with it is said once, and costs no brief: the rest is done without it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: Store | None = None

    def __enter__(self) -> Self:
        with self._usable():
            self._store = Store(self._path)
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def get(self, key: str) -> str | None:
        with self._usable():
            return self._store.get_made(key) if self._store else None
        return None

    def put(self, key: str, text: str) -> None:
        with self._usable():
            if self._store:
                self._store.put_made(key, text)

    @contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            yield
        except InputError as error:
            _log.warning("%s; the brief is made all the same", error.message)
            self._close()

    def _close(self) -> None:
        if self._store:
            self._store.close()
        self._store = None


def _merged(summaries: Sequence[Summary], day: dt.date) -> Brief:
    from summarizer.merge import merge_summaries

    return merge_summaries(summaries, day)


def _rendered(made: Brief, articles: Sequence[Article | Unreadable], kind: str) -> str:
    from summarizer.render import render_brief

    return render_brief(made, articles, kind)
