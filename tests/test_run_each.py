"""One Report after the other: order, early ends of all kinds, the record of the run, Summaries checked before."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, aclosing
from pathlib import Path
from typing import Any

import pytest
from replay import settings
from servers import Reply, Server, answering_server, completion
from town import BROKEN, REFUSED, UNKNOWN_KEY, about, answer, article, text, town

from summarizer import (
    Answer,
    Article,
    EngineError,
    Extraction,
    Outcome,
    Report,
    Stop,
    Summary,
    Unreadable,
    article_from_text,
    summarize,
    summarize_async,
    summarize_each,
)
from summarizer.check import check_extraction
from summarizer.engines import NOTHING
from summarizer.models import Provenance
from summarizer.runs import RunRecord
from summarizer.store import Store

ARTICLES = [article(number) for number in range(1, 7)]


class Waiting:
    """An engine that answers for an article when a function of it has been awaited."""

    name = "waiting"

    def __init__(self, wait: Callable[[Article], Awaitable[object]]) -> None:
        self._wait = wait
        self.asked: list[str] = []
        self.ended: list[str] = []

    def content_key(self, article: Article) -> str | None:
        return None

    async def answer(self, article: Article) -> Answer:
        self.asked.append(article.article_id)
        try:
            await self._wait(article)
        finally:
            self.ended.append(article.article_id)
        return Answer(Outcome(kind="empty"), Provenance(engine=self.name, engine_version="1"), NOTHING)

    async def close(self) -> None:
        raise AssertionError("an engine that was handed in is the caller's to close")


def never(article: Article) -> Awaitable[object]:
    return asyncio.Event().wait()


def at_once(article: Article) -> Awaitable[object]:
    return asyncio.sleep(0)


def all_but(number: int) -> Callable[[Article], Awaitable[object]]:
    """No answer for one article, and for the others at once."""
    return lambda article: never(article) if article.article_id == str(number) else at_once(article)


def record_of(path: Path) -> RunRecord:
    """The record of the one run in a store."""
    with Store(path) as store:
        (record,) = store.runs()
    return record


def other_tasks() -> list[asyncio.Task[Any]]:
    return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


# --- order -----------------------------------------------------------------------------------------------------------


def test_a_report_comes_as_soon_as_it_and_all_before_it_are_done() -> None:
    async def work() -> tuple[list[str], list[str]]:
        third = asyncio.Event()
        engine = Waiting(lambda each: third.wait() if each.article_id == "3" else asyncio.sleep(0))
        came: list[str] = []
        async with aclosing(summarize_each(ARTICLES, engine, settings=settings(concurrency=2))) as reports:
            async for report in reports:
                came.append(report.summary.article.article_id)
                if came == ["1", "2"]:
                    while len(engine.ended) < 5:
                        await asyncio.sleep(0)
                    done_meanwhile = list(engine.ended)
                    third.set()
        return came, done_meanwhile

    came, done_meanwhile = asyncio.run(work())
    assert came == ["1", "2", "3", "4", "5", "6"]
    assert done_meanwhile == ["1", "2", "4", "5", "6"], "one slow article keeps no other waiting"


def test_what_could_not_be_read_keeps_its_place() -> None:
    items: list[Article | Unreadable] = [
        Unreadable(article_id="x", message="no such file", remedy="check the path"),
        *ARTICLES[:2],
    ]
    summaries = summarize(items, Waiting(at_once))
    assert [(each.article.article_id, each.outcome.kind) for each in summaries] == [
        ("x", "unreadable"),
        ("1", "empty"),
        ("2", "empty"),
    ]


def test_no_more_workers_are_started_than_there_are_articles() -> None:
    async def work() -> int:
        async with aclosing(summarize_each(ARTICLES[:2], Waiting(all_but(2)))) as reports:
            await anext(reports)
            return len(other_tasks())

    assert asyncio.run(work()) == 1, "that of article 2; the other one found nothing left to do"


# --- early ends ------------------------------------------------------------------------------------------------------


def test_closing_early_leaves_no_task_behind_and_ends_the_record(path: Path) -> None:
    engine = Waiting(all_but(2))

    async def work() -> list[asyncio.Task[Any]]:
        reports = summarize_each(ARTICLES, engine, settings=settings(store=path, concurrency=2))
        assert (await anext(reports)).summary.article.article_id == "1"
        await reports.aclose()
        return other_tasks()

    assert asyncio.run(work()) == []
    assert sorted(engine.asked) == sorted(engine.ended)
    record = record_of(path)
    assert record.status == "interrupted"
    assert record.ended is not None


def test_a_loop_that_is_left_ends_the_record_when_the_loop_ends(path: Path) -> None:
    async def work() -> None:
        async for report in summarize_each(ARTICLES, Waiting(all_but(2)), settings=settings(store=path)):
            assert report.summary.article.article_id == "1"
            break

    asyncio.run(work())
    gc.collect()
    assert record_of(path).status == "interrupted"


def test_a_cancelled_caller_is_cancelled_and_what_was_in_flight_with_it(path: Path) -> None:
    engine = Waiting(never)

    async def work() -> list[asyncio.Task[Any]]:
        chosen = settings(store=path, concurrency=3)
        task = asyncio.create_task(summarize_async(ARTICLES, engine, settings=chosen))
        while len(engine.asked) < 3:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return other_tasks()

    assert asyncio.run(work()) == []
    assert sorted(engine.ended) == ["1", "2", "3"]
    assert record_of(path).status == "interrupted"


def test_a_time_limit_of_the_callers_ends_the_run() -> None:
    async def work() -> None:
        async with asyncio.timeout(0.02):
            await summarize_async(ARTICLES, Waiting(never))

    with pytest.raises(TimeoutError):
        asyncio.run(work())


def test_an_exception_in_the_callers_progress_is_the_callers_and_costs_only_what_was_in_flight(path: Path) -> None:
    def fail(report: Report) -> None:
        if report.summary.article.article_id == "2":
            raise LookupError("the caller's own")

    with town() as server:
        chosen = settings(server.base_url, store=path, concurrency=1)
        with pytest.raises(LookupError, match="the caller's own"):
            summarize(ARTICLES, "openai/m", settings=chosen, progress=fail)
        assert record_of(path).status == "interrupted"
        asked = len(server.requests)
        summaries = summarize(ARTICLES, "openai/m", settings=chosen)
    assert [each.outcome.kind for each in summaries] == ["ok"] * 6
    assert 2 <= asked <= 4
    assert len(server.requests) in (6, 7), "one question was in flight"


def test_an_exception_in_the_callers_loop_ends_the_run() -> None:
    engine = Waiting(all_but(2))

    async def work() -> None:
        async with aclosing(summarize_each(ARTICLES, engine)) as reports:
            async for _ in reports:
                raise LookupError("the caller's own")

    with pytest.raises(LookupError, match="the caller's own"):
        asyncio.run(work())
    assert sorted(engine.asked) == sorted(engine.ended)


def test_a_request_to_stop_finishes_what_is_in_flight(path: Path) -> None:
    stop = Stop()

    def wait(each: Article) -> Awaitable[object]:
        if each.article_id == "2":
            stop.request()
        return asyncio.sleep(0.01)

    summaries = summarize(ARTICLES, Waiting(wait), settings=settings(store=path, concurrency=2), stop=stop)
    assert [each.outcome.kind for each in summaries] == ["empty"] * 2 + ["not_asked"] * 4
    record = record_of(path)
    assert (record.status, record.outcomes) == ("interrupted", {"empty": 2, "not_asked": 4})


# --- the record of the run -------------------------------------------------------------------------------------------


def test_the_record_of_a_run_says_how_its_articles_ended_and_what_they_cost(path: Path) -> None:
    with town({2: [REFUSED]}) as server:
        chosen = settings(server.base_url, store=path)
        summarize([article(1), article(2), article(1, "again")], "openai/m", settings=chosen)
        summarize([article(1), article(3)], "openai/m", settings=chosen)
    with Store(path) as store:
        second, first = store.runs()
        notes = {note.article_id: note for note in store.articles_of(first.run_id)}
    assert (first.engine, first.status, first.articles) == ("openai/m", "complete", 3)
    assert (first.outcomes, first.stored, first.requests) == ({"ok": 2, "refused": 1}, 1, 2)
    assert (first.tokens_in, first.tokens_out) == (200, 100)
    assert (second.outcomes, second.stored, second.requests) == ({"ok": 2}, 1, 1)
    assert (notes["2"].finish_reason, notes["2"].requests, notes["2"].outcome.remedy) == (
        "stop",
        1,
        "try another model, or --retry-failed to ask this one again",
    )
    assert (notes["again"].stored, notes["again"].requests) == (True, 0)


def test_a_run_that_left_articles_out_for_its_budget_is_stopped_with_the_first_reason(path: Path) -> None:
    def reply(request: dict[str, Any]) -> Reply:
        usage = {"prompt_tokens": 2600, "completion_tokens": 400}
        return Reply(200, {**completion(answer(*about(request))), "usage": usage})

    with answering_server(reply) as server:
        chosen = settings(server.base_url, store=path, concurrency=1)
        summarize(ARTICLES, "openai/m", settings=chosen.model_copy(update={"max_tokens": 7_000}))
        limited = record_of(path)
        summarize(ARTICLES, "openai/m", settings=chosen)
    # each takes 3,000; about 3,200 are expected
    assert (limited.status, limited.outcomes) == ("stopped", {"ok": 2, "not_asked": 4})
    assert (limited.message or "").startswith(
        "the budget of 7,000 tokens leaves too little: 6,000 are used, and about 3,"
    )
    with Store(path) as store:
        newest = store.runs()[0]
    assert (newest.status, newest.message, newest.outcomes, newest.stored) == ("complete", None, {"ok": 6}, 2)


def test_a_run_that_gave_its_server_up_is_stopped_with_the_first_reason(path: Path) -> None:
    def reply(request: dict[str, Any]) -> Reply:
        return Reply(200, completion(answer(1))) if about(request) == (1,) else BROKEN

    with answering_server(reply) as server:
        chosen = settings(server.base_url, store=path, concurrency=1, circuit_after=2, circuit_wait=0.01, retries=0)
        summarize(ARTICLES[:1], "openai/m", settings=chosen)
        summarize([article(number) for number in range(1, 13)], "openai/m", settings=chosen)
    with Store(path) as store:
        record = store.runs()[0]
    assert record.status == "stopped"
    assert (record.message or "").startswith("127.0.0.1 failed 2 times in a row, the last time with: ")
    assert record.outcomes.get("not_asked", 0) > 0


def test_a_run_that_a_fatal_error_ends_is_stopped_and_says_why(path: Path) -> None:
    with town({2: [UNKNOWN_KEY]}) as server:
        summarize(ARTICLES, "openai/m", settings=settings(server.base_url, store=path, concurrency=1))
    record = record_of(path)
    assert record.status == "stopped"
    assert record.message is not None
    assert record.message.startswith("127.0.0.1 answered 401: Incorrect API key provided.")
    assert record.outcomes == {"ok": 1, "http_error": 1, "not_asked": 4}


def test_a_run_of_no_articles_has_a_record_too(path: Path) -> None:
    assert summarize([], "embedded", settings=settings(store=path)) == []
    assert (record_of(path).status, record_of(path).articles) == ("complete", 0)


# --- Summaries that were checked before ------------------------------------------------------------------------------


class Checks:
    """How often a Summary was checked, and not taken from the store."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        check = check_extraction

        def counted(*given: Any, **named: Any) -> Summary:
            self.count += 1
            return check(*given, **named)

        monkeypatch.setattr("summarizer.pipeline.check_extraction", counted)

    def during(self, work: Callable[[], object]) -> int:
        before = self.count
        work()
        return self.count - before


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Checks:
    return Checks(monkeypatch)


def ran(server: Server, articles: Sequence[Article], path: Path, **changes: Any) -> list[Summary]:
    return summarize(articles, "openai/m", settings=settings(server.base_url, store=path, reasks=0, **changes))


def test_what_was_checked_before_is_not_checked_again_and_is_the_same(path: Path, checks: Checks) -> None:
    with town() as server:
        first = ran(server, ARTICLES, path)
        assert checks.count == 6
        assert ran(server, ARTICLES, path) == first
        assert checks.count == 6
        assert ran(server, [*ARTICLES, article(7)], path)[:6] == first
    assert checks.count == 7, "another article beside them changes nothing"


def test_another_policy_date_name_or_program_is_checked_anew_and_not_asked_anew(
    path: Path, checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with town() as server:
        ran(server, [article(1)], path)
        assert checks.during(lambda: ran(server, [article(1)], path, policy="drop")) == 1
        (named,) = ran(server, [article(1, "another name")], path)
        assert named.article.article_id == "another name"
        assert checks.count == 3
        assert len(server.requests) == 1
        monkeypatch.setattr("summarizer.pipeline.program_hash", lambda: "another program")
        assert checks.during(lambda: ran(server, [article(1)], path)) == 1
        assert len(server.requests) == 1
        dated = article(1).model_copy(update={"published": dt.date(2023, 3, 7)})
        assert checks.during(lambda: ran(server, [dated], path)) == 1
    assert len(server.requests) == 2, "a date is told to the model"


def test_another_prompt_or_form_is_asked_and_checked_anew(path: Path, tmp_path: Path, checks: Checks) -> None:
    class More(Extraction):
        """With a field of one's own."""

        tone: str | None

    prompt = tmp_path / "own"
    prompt.mkdir()
    (prompt / "system.md").write_text("Read the article, and answer in JSON.")

    def reply(request: dict[str, Any]) -> Reply:
        more = {"tone": "calm"} if "tone" in json.dumps(request) else {}
        return Reply(200, completion(answer(*about(request), **more)))

    with answering_server(reply) as server:
        ran(server, [article(1)], path)
        (own,) = ran(server, [article(1)], path, prompt=prompt)
        assert own.provenance.prompt == "own"
        assert server.requests[-1]["messages"][0]["content"] == "Read the article, and answer in JSON.\n"
        chosen = settings(server.base_url, store=path)
        (more,) = summarize([article(1)], "openai/m", settings=chosen, form=More)
        assert more.extra == {"tone": "calm"}
        (again,) = summarize([article(1)], "openai/m", settings=chosen, form=More)
    assert again == more
    assert (len(server.requests), checks.count) == (3, 3)


def test_an_edited_prompt_is_asked_anew(path: Path, tmp_path: Path) -> None:
    prompt = tmp_path / "own"
    prompt.mkdir()
    with town() as server:
        for words in ("Read it.", "Read it well."):
            (prompt / "system.md").write_text(words)
            ran(server, [article(1)], path, prompt=prompt)
    assert [request["messages"][0]["content"] for request in server.requests] == ["Read it.\n", "Read it well.\n"]


LAMPS = article_from_text("The harbour master of Lund promised new lamps on every quay of the old port.", "b")


def town_of_lamps() -> AbstractContextManager[Server]:
    """For the article on bridge 1 it quotes what stands in that on the lamps, and for that one nothing."""
    words = "promised new lamps on every quay"
    position = {**json.loads(answer(1))["positions"][0], "statement": words, "quote": words}

    def reply(request: dict[str, Any]) -> Reply:
        return Reply(200, completion(answer(positions=[position] if about(request) else [])))

    return answering_server(reply)


def hints(summary: Summary) -> list[str]:
    return [claim.location.elsewhere for claim in summary.set_aside if claim.location.elsewhere]


def test_the_hint_to_another_article_goes_by_the_articles_of_the_run(path: Path, checks: Checks) -> None:
    renamed = LAMPS.model_copy(update={"article_id": "c"})
    with town_of_lamps() as server:
        assert hints(ran(server, [article(1)], path)[0]) == []
        assert hints(ran(server, [article(1), LAMPS], path)[0]) == ["b"]
        assert hints(ran(server, [article(1), renamed], path)[0]) == ["c"]
        assert checks.during(lambda: ran(server, [renamed, article(1)], path)) == 0, "whatever the order"
        assert hints(ran(server, [article(1)], path)[0]) == []
    assert len(server.requests) == 2


def test_a_failure_a_partial_answer_and_what_stood_in_are_looked_at_again(path: Path) -> None:
    partial = Reply(200, completion(answer(1, demands=[{"key": "d1"}])))
    with town({1: [partial], 2: [REFUSED], 3: [BROKEN]}) as server:
        first = ran(server, ARTICLES[:3], path, fallback="embedded")
        assert [each.provenance.engine for each in first] == ["openai/m", "embedded", "embedded"]
        assert first[0].outcome.kind == "partial"
        second = ran(server, ARTICLES[:3], path)
        assert [each.outcome.kind for each in second] == ["partial", "refused", "ok"]
        third = ran(server, ARTICLES[:3], path, retry_failed=True)
    assert [each.outcome.kind for each in third] == ["ok"] * 3
    assert len(server.requests) == 3 + 1 + 2


def test_an_engine_of_ones_own_without_keys_is_asked_each_time(path: Path) -> None:
    engine = Waiting(at_once)
    for _ in range(2):
        summarize([article(1)], engine, settings=settings(store=path))
    assert engine.asked == ["1", "1"]


def test_an_article_that_only_looks_like_another_is_no_other(path: Path) -> None:
    with town() as server:
        first, second = ran(server, [article(1), article_from_text(text(1) + " ", "1 ")], path)
    assert len(server.requests) == 2
    assert first.article.text_sha256 != second.article.text_sha256


def test_a_fatal_error_at_the_start_is_raised_when_what_is_in_flight_has_ended() -> None:
    with town({1: [UNKNOWN_KEY]}, delay=0.05) as server:
        summaries = summarize(ARTICLES[:2], "openai/m", settings=settings(server.base_url, concurrency=2))
        assert [each.outcome.kind for each in summaries] == ["http_error", "ok"]
    with answering_server(lambda request: UNKNOWN_KEY) as server, pytest.raises(EngineError, match="401"):
        summarize(ARTICLES, "openai/m", settings=settings(server.base_url, concurrency=1))
    assert len(server.requests) == 1
