"""A brief in its formats, made once of the same Summaries, articles and day."""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from town import article

from summarizer import Article, Brief, Summary, Unreadable, summarize
from summarizer import briefing as module
from summarizer.briefing import Terms, briefs, load_brief
from summarizer.errors import InputError
from summarizer.models import ActorNames
from summarizer.models import Article as Text
from summarizer.store import Store

DAY = dt.date(2023, 3, 7)
OF_DAY = Terms(DAY)
NEXT = Terms(DAY + dt.timedelta(days=1))
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

        def merging(summaries: Sequence[Summary], terms: Terms, previous: Brief | None) -> Brief:
            self.merged += 1
            return merge(summaries, terms, previous)

        def rendering(made: Brief, articles: Sequence[Text | Unreadable], kind: str, terms: Terms) -> str:
            self.rendered.append(kind)
            return render(made, articles, kind, terms)

        monkeypatch.setattr(module, "_merged", merging)
        monkeypatch.setattr(module, "_rendered", rendering)


@pytest.fixture
def merges(monkeypatch: pytest.MonkeyPatch) -> Merges:
    return Merges(monkeypatch)


def test_the_same_brief_is_made_once_and_has_the_same_bytes(
    path: Path, summaries: list[Summary], merges: Merges
) -> None:
    plain = dict(briefs(summaries, ARTICLES, OF_DAY, FORMATS))
    assert merges.merged == 1
    first = dict(briefs(summaries, ARTICLES, OF_DAY, FORMATS, path))
    assert merges.merged == 2
    second = dict(briefs(summaries, ARTICLES, OF_DAY, FORMATS, path))
    assert merges.merged == 2
    assert plain == first == second
    assert list(first) == list(FORMATS)


def test_a_format_that_was_not_made_yet_is_made_of_the_same(
    path: Path, summaries: list[Summary], merges: Merges
) -> None:
    dict(briefs(summaries, ARTICLES, OF_DAY, ["markdown"], path))
    both = dict(briefs(summaries, ARTICLES, OF_DAY, ["markdown", "text"], path))
    assert merges.rendered == ["markdown", "text"]
    assert both == dict(briefs(summaries, ARTICLES, OF_DAY, ["markdown", "text"]))


def test_another_day_text_summary_or_program_makes_the_brief_anew(
    path: Path, summaries: list[Summary], merges: Merges, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(summaries: Sequence[Summary], articles: Sequence[Article], day: dt.date = DAY) -> str:
        ((_, text),) = briefs(summaries, articles, Terms(day), ["html"], path)
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
        ((_, text),) = briefs([*summaries, unread], [*ARTICLES, gone], OF_DAY, ["markdown"], path)
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
        made = dict(briefs(summaries, ARTICLES, OF_DAY, FORMATS, path))
    assert made == dict(briefs(summaries, ARTICLES, OF_DAY, FORMATS))
    assert len(caplog.messages) == 1


def test_a_store_that_can_not_even_be_opened_costs_no_brief(tmp_path: Path, summaries: list[Summary]) -> None:
    (tmp_path / "s.sqlite").write_text("no database, but more than a hundred bytes of text. " * 5)
    made = dict(briefs(summaries, ARTICLES, OF_DAY, FORMATS, tmp_path / "s.sqlite"))
    assert made == dict(briefs(summaries, ARTICLES, OF_DAY, FORMATS))


# --- the brief of an earlier day -------------------------------------------------------------------------------------


def made_of(text: str) -> Brief:
    return Brief.model_validate_json(text)


def test_the_store_finds_the_latest_brief_of_an_earlier_day(path: Path, summaries: list[Summary]) -> None:
    first = dict(briefs(summaries[:1], ARTICLES, OF_DAY, ["json"], path))
    second = dict(briefs(summaries, ARTICLES, NEXT, ["json"], path))
    by_hand = dict(briefs(summaries, ARTICLES, replace(NEXT, previous=made_of(first["json"])), ["json"]))
    assert second == by_hand
    since = made_of(second["json"]).since
    assert since is not None
    assert since.day == DAY
    assert since.new


def test_a_day_twice_gives_the_same_brief(path: Path, summaries: list[Summary]) -> None:
    dict(briefs(summaries[:1], ARTICLES, OF_DAY, ["json"], path))
    made = [dict(briefs(summaries, ARTICLES, NEXT, FORMATS, path)) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0] != dict(briefs(summaries, ARTICLES, NEXT, FORMATS))


def test_of_several_briefs_of_a_day_the_last_one_is_followed(path: Path, summaries: list[Summary]) -> None:
    for of_it in (summaries, summaries[:1], summaries):
        dict(briefs(of_it, ARTICLES, OF_DAY, ["json"], path))
    ((_, text),) = briefs(summaries, ARTICLES, NEXT, ["json"], path)
    since = made_of(text).since
    assert since is not None
    assert since.new == ()


def test_a_later_brief_a_series_of_its_own_and_none_are_not_followed(path: Path, summaries: list[Summary]) -> None:
    dict(briefs(summaries, ARTICLES, NEXT, ["json"], path))
    dict(briefs(summaries, ARTICLES, replace(OF_DAY, series="sports"), ["json"], path))
    for terms in (OF_DAY, replace(NEXT, follow=False), replace(NEXT, series="economy")):
        ((_, text),) = briefs(summaries, ARTICLES, terms, ["json"], path)
        assert made_of(text).since is None


def test_a_brief_in_the_store_that_can_not_be_read_is_passed_over_for_the_one_before(
    path: Path, summaries: list[Summary], caplog: pytest.LogCaptureFixture
) -> None:
    for terms in (replace(OF_DAY, day=DAY - dt.timedelta(days=1)), OF_DAY):
        dict(briefs(summaries, ARTICLES, terms, ["json"], path))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE briefs SET brief = x'00' WHERE day = ?", (str(DAY),))
    connection.commit()
    connection.close()
    ((_, text),) = briefs(summaries, ARTICLES, NEXT, ["json"], path)
    since = made_of(text).since
    assert since is not None
    assert since.day == DAY - dt.timedelta(days=1)
    assert ["2023-03-07 in the store can not be read any more" in message for message in caplog.messages] == [True]


def test_decisions_and_watched_terms_make_the_brief_anew(path: Path, summaries: list[Summary], merges: Merges) -> None:
    names = ActorNames(name="Anybody", aliases=("Nobody",), by="test")
    for terms in (OF_DAY, replace(OF_DAY, watch=("fish",)), replace(OF_DAY, decisions=(names,)), OF_DAY):
        dict(briefs(summaries, ARTICLES, terms, ["json"], path))
    # The last of them is merged again to stand in the store as the day's brief; its text is still there.
    assert (merges.merged, merges.rendered) == (4, ["json"] * 3)


def test_a_file_that_is_no_brief_is_named_with_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "yesterday.json"
    for content in ("", "[]", '{"day": "2023-03-07"}', "no JSON"):
        file.write_text(content)
        with pytest.raises(InputError, match="is no Brief") as raised:
            load_brief(file)
        assert "format json" in (raised.value.remedy or "")
    with pytest.raises(InputError, match="can not be read"):
        load_brief(tmp_path / "nothing.json")
