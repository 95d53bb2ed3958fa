"""A brief in its formats; with a store, one that was made of the same before is not made again."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import ValidationError

from summarizer.errors import InputError
from summarizer.ids import content_hash
from summarizer.models import Article, Brief, Decision, Summary, Unreadable
from summarizer.program import program_hash
from summarizer.store import KeptBrief, Store

if TYPE_CHECKING:
    from summarizer.render import Page

__all__ = ["Terms", "briefs", "load_brief"]

_log = logging.getLogger("summarizer.store")


@dataclass(frozen=True)
class Terms:
    """What a brief depends on beside its Summaries and articles.

    `previous` is the brief of an earlier day. Where it is None, and `follow` is true, the store's latest one of an
    earlier day in the same `series` is taken. `page` says what of it a page shows; by default all.
    """

    day: dt.date
    previous: Brief | None = None
    follow: bool = True
    series: str = "default"
    decisions: tuple[Decision, ...] = ()
    watch: tuple[str, ...] = ()
    page: Page | None = None


def load_brief(path: Path | str) -> Brief:
    """The Brief in a JSON file that `summarizer brief` wrote.

    Raises:
        InputError: There is no such file, or it holds something else.
    """
    try:
        raw = Path(path).read_bytes()
        return Brief.model_validate_json(raw)
    except OSError as error:
        raise InputError(f"{path} can not be read: {error.strerror}", "check the path") from error
    except ValueError as error:
        remedy = "give the JSON that `summarizer brief --format json` wrote with this version"
        raise InputError(f"{path} is no Brief: {_why(error)}", remedy) from error


def _why(error: ValueError) -> str:
    """The first thing that is wrong, where it is, in one line and without the content."""
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']}" if place else first["msg"].partition(":")[0]


def briefs(
    summaries: Sequence[Summary],
    items: Iterable[Article | Unreadable],
    terms: Terms,
    formats: Iterable[str],
    store: Path | None = None,
) -> Iterator[tuple[str, str]]:
    """Each format with its text. A store also keeps the brief, for the brief of a later day.

    Merge and render are pure: the same program makes the same text of the same Summaries, articles and terms.
    """
    articles = list(items)
    if store is None:
        made = _merged(summaries, terms, terms.previous)
        yield from ((kind, _rendered(made, articles, kind, terms)) for kind in formats)
        return
    with _Kept(store) as kept:
        given = content_hash(*(summary.model_dump_json() for summary in summaries))
        merged: Brief | None = None
        for previous in kept.previous(terms):
            key = _key(given, articles, terms, previous)
            if kept.has(terms, key):
                break
            before = _opened(previous)
            if before or not previous:
                merged = _merged(summaries, terms, before)
                kept.put_brief(terms, merged, key)
                break
        for kind in formats:
            text = kept.get(content_hash(key, kind, repr(terms.page)))
            if text is None:
                merged = merged or _merged(summaries, terms, _opened(previous))
                text = _rendered(merged, articles, kind, terms)
                kept.put(content_hash(key, kind, repr(terms.page)), text)
            yield kind, text


def _key(
    given: str,
    articles: Iterable[Article | Unreadable],
    terms: Terms,
    previous: Brief | KeptBrief | None,
) -> str:
    """A hash of all that a brief depends on."""
    before = previous.model_dump_json() if isinstance(previous, Brief) else previous.made_key if previous else ""
    decided = [decision.model_dump_json() for decision in terms.decisions]
    texts = [article.text_sha256 for article in articles if isinstance(article, Article)]
    return content_hash(
        program_hash(), str(terms.day), given, content_hash(*texts), before, content_hash(*decided), *terms.watch
    )


def _opened(previous: Brief | KeptBrief | None) -> Brief | None:
    if not isinstance(previous, KeptBrief):
        return previous
    try:
        return previous.brief()
    except ValueError:
        _log.warning("the brief of %s in the store can not be read any more; it is passed over", previous.day)
        return None


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

    def previous(self, terms: Terms) -> Iterator[Brief | KeptBrief | None]:
        """The brief that is given, or those that could be followed, the latest first; in the end none."""
        if terms.previous is not None:
            yield terms.previous
            return
        day = terms.day
        while terms.follow and (found := self._before(terms.series, day)):
            yield found
            day = found.day
        yield None

    def _before(self, series: str, day: dt.date) -> KeptBrief | None:
        with self._usable():
            return self._store.latest_brief(series, day) if self._store else None
        return None

    def has(self, terms: Terms, key: str) -> bool:
        with self._usable():
            return self._store is not None and self._store.has_brief(terms.series, terms.day, key)
        return False

    def put_brief(self, terms: Terms, brief: Brief, key: str) -> None:
        with self._usable():
            if self._store:
                self._store.put_brief(terms.series, brief, key)

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


def _merged(summaries: Sequence[Summary], terms: Terms, previous: Brief | None) -> Brief:
    from summarizer.merge import merge_summaries

    return merge_summaries(summaries, terms.day, previous, terms.decisions, terms.watch)


def _rendered(made: Brief, articles: Sequence[Article | Unreadable], kind: str, terms: Terms) -> str:
    from summarizer.render import Page, render_brief

    return render_brief(made, articles, kind, terms.page or Page())
