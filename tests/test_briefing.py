"""A brief in its formats, made once of the same Summaries, articles and day."""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from town import article

from summarizer import Article, Brief, Summary, Unreadable, summarize
from summarizer import briefing as module
from summarizer.briefing import briefs
from summarizer.models import Article as Text
from summarizer.store import Store

DAY = dt.date(2023, 3, 7)
ARTICLES = [article(number) for number in (1, 2)]
FORMATS = ("html", "markdown", "json")


@pytest.fixture(scope="module")
def summaries() -> list[Summary]:
    return summarize(ARTICLES, "embedded")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


class Merges:
    """How often Summaries were merged, and briefs rendered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.merged = 0
        self.rendered: list[str] = []
        merge, render = module._merged, module._rendered

        def merging(summaries: Sequence[Summary], day: dt.date) -> Brief:
            self.merged += 1
            return merge(summaries, day)

        def rendering(made: Brief, articles: Sequence[Text | Unreadable], kind: str) -> str:
            self.rendered.append(kind)
            return render(made, articles, kind)

        monkeypatch.setattr(module, "_merged", merging)
        monkeypatch.setattr(module, "_rendered", rendering)


@pytest.fixture
def merges(monkeypatch: pytest.MonkeyPatch) -> Merges:
    return Merges(monkeypatch)


def test_the_same_brief_is_made_once_and_has_the_same_bytes(
    path: Path, summaries: list[Summary], merges: Merges
) -> None:
    plain = dict(briefs(summaries, ARTICLES, DAY, FORMATS))
    assert merges.merged == 1
    first = dict(briefs(summaries, ARTICLES, DAY, FORMATS, path))
    assert merges.merged == 2
    second = dict(briefs(summaries, ARTICLES, DAY, FORMATS, path))
    assert merges.merged == 2
    assert plain == first == second
    assert list(first) == list(FORMATS)


def test_a_format_that_was_not_made_yet_is_made_of_the_same(
    path: Path, summaries: list[Summary], merges: Merges
) -> None:
    dict(briefs(summaries, ARTICLES, DAY, ["markdown"], path))
    both = dict(briefs(summaries, ARTICLES, DAY, ["markdown", "text"], path))
    assert merges.rendered == ["markdown", "text"]
    assert both == dict(briefs(summaries, ARTICLES, DAY, ["markdown", "text"]))


def test_another_day_text_summary_or_program_makes_the_brief_anew(
    path: Path, summaries: list[Summary], merges: Merges, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(summaries: Sequence[Summary], articles: Sequence[Article], day: dt.date = DAY) -> str:
        ((_, text),) = briefs(summaries, articles, day, ["html"], path)
        return text

    first = made(summaries, ARTICLES)
    assert made(summaries, ARTICLES, dt.date(2023, 3, 8)) != first
    assert made(summaries[:1], ARTICLES) != first
    other = ARTICLES[0].model_copy(update={"text": "another", "text_sha256": "0" * 64})
    made(summaries, [other, ARTICLES[1]])
    made(summaries, ARTICLES[1:])
    assert merges.merged == 5
    monkeypatch.setattr(module, "program_hash", lambda: "another program")
    assert made(summaries, ARTICLES) == first
    assert merges.merged == 6


def test_what_could_not_be_read_is_in_the_brief(path: Path, summaries: list[Summary]) -> None:
    gone = Unreadable(article_id="gone.txt", message="no such file", remedy="check the path")
    (unread,) = summarize([gone])
    for _ in range(2):
        ((_, text),) = briefs([*summaries, unread], [*ARTICLES, gone], DAY, ["markdown"], path)
        assert "gone.txt" in text


def test_a_store_that_can_not_be_written_to_costs_no_brief(
    path: Path, summaries: list[Summary], caplog: pytest.LogCaptureFixture
) -> None:
    Store(path).close()
    connection = sqlite3.connect(path)
    connection.execute(
        "CREATE TRIGGER full BEFORE INSERT ON made BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    connection.close()
    with caplog.at_level(logging.INFO, "summarizer"):
        made = dict(briefs(summaries, ARTICLES, DAY, FORMATS, path))
    assert made == dict(briefs(summaries, ARTICLES, DAY, FORMATS))
    assert len(caplog.messages) == 1


def test_a_store_that_can_not_even_be_opened_costs_no_brief(tmp_path: Path, summaries: list[Summary]) -> None:
    (tmp_path / "s.sqlite").write_text("no database, but more than a hundred bytes of text. " * 5)
    made = dict(briefs(summaries, ARTICLES, DAY, FORMATS, tmp_path / "s.sqlite"))
    assert made == dict(briefs(summaries, ARTICLES, DAY, FORMATS))
