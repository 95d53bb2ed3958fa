"""An answer for each article from store, server, parts or stand-in: what is asked for, what is kept, what is told."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mending import ANSWER, MENDS, TEXT
from replay import settings
from servers import Reply, Server, answering_server, completion, scripted_server
from town import BROKEN, CUT, REFUSED, UNKNOWN_KEY, about, answer, article, long_article, town

from summarizer import (
    Answer,
    Article,
    EngineError,
    Extraction,
    Outcome,
    Report,
    Settings,
    Stop,
    article_from_text,
    summarize,
)
from summarizer.answering import Answering
from summarizer.engines import NOTHING, Engine, TooLong, Usage
from summarizer.engines.openai import OpenAIEngine
from summarizer.engines.rules import EmbeddedEngine
from summarizer.models import OutcomeKind, Provenance
from summarizer.store import Store

PARTIAL = Reply(200, completion(answer(1, demands=[{"key": "d1"}])))
"""One position fits the schema, one demand does not."""
WINDOW = 4096
"""Tokens, 2,600 of which are the prompt's: an article of 2,000 characters does not fit, its halves do."""


def answered(
    server: Server, articles: Sequence[Article], store: Path | None = None, **changes: Any
) -> list[tuple[Answer, bool]]:
    """The answers for articles, all of them asked for at once, and whether each was stored."""
    chosen = settings(server.base_url, reasks=0, **changes)

    async def work() -> list[tuple[Answer, bool]]:
        stop = Stop()
        engine = OpenAIEngine("m", chosen, stop=stop)
        try:
            return await _all(engine, articles, store, stop, chosen)
        finally:
            await engine.close()

    return asyncio.run(work())


def answered_by(
    engine: Engine, articles: Sequence[Article], store: Path | None = None, stop: Stop | None = None, **changes: Any
) -> list[tuple[Answer, bool]]:
    """The same with an engine of one's own."""
    return asyncio.run(_all(engine, articles, store, stop or Stop(), settings(**changes)))


async def _all(
    engine: Engine, articles: Sequence[Article], path: Path | None, stop: Stop, chosen: Settings
) -> list[tuple[Answer, bool]]:
    store, again = Store(path) if path else None, chosen.retry_failed
    stand_in = EmbeddedEngine() if chosen.fallback else None
    answering = Answering(
        engine,
        store,
        Extraction,
        articles,
        concurrency=chosen.concurrency,
        retry_failed=again,
        stand_in=stand_in,
        stop=stop,
    )
    try:
        return await asyncio.gather(*map(answering.answer, articles))
    finally:
        if store:
            store.close()


def kinds(answers: Sequence[tuple[Answer, bool]]) -> list[str]:
    return [each.outcome.kind for each, _ in answers]


def bridges(each: Answer) -> set[int]:
    """The bridges that an answer has a position on."""
    return {int(position.statement.split()[1]) for position in each.extraction.positions}


class Own:
    """An engine of one's own: what a function makes of each article; its key is the article's text."""

    name = "own"

    def __init__(self, answer_of: Callable[[Article], Outcome]) -> None:
        self._answer_of = answer_of
        self.asked: list[Article] = []

    def content_key(self, article: Article) -> str | None:
        return article.body()

    async def answer(self, article: Article) -> Answer:
        self.asked.append(article)
        await asyncio.sleep(0.001)
        return Answer(self._answer_of(article), Provenance(engine=self.name, engine_version="1"), NOTHING)

    async def close(self) -> None:
        """Nothing is open."""


def ends(kind: OutcomeKind) -> Callable[[Article], Outcome]:
    return lambda article: Outcome(kind=kind, message="so it ended")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_an_answer_that_is_kept_is_not_asked_for_and_costs_nothing(path: Path) -> None:
    with town() as server:
        ((first, was_stored),) = answered(server, [article(1)], path)
        ((second, is_stored),) = answered(server, [article(1)], path)
    assert len(server.requests) == 1
    assert (was_stored, is_stored) == (False, True)
    assert (first.usage.requests, first.usage.tokens_in, first.usage.tokens_out) == (1, 100, 50)
    assert (second.usage.requests, second.usage.tokens_in) == (0, 0)
    assert second.extraction == first.extraction
    assert bridges(second) == {1}


@pytest.mark.parametrize(("reply", "kind"), [(REFUSED, "refused"), (CUT, "truncated"), (PARTIAL, "partial")])
def test_a_failure_that_is_kept_is_asked_about_again_only_where_that_is_wanted(
    path: Path, reply: Reply, kind: str
) -> None:
    with town({1: [reply]}) as server:
        assert kinds(answered(server, [article(1)], path)) == [kind]
        assert [(kind, True)] == [(each.outcome.kind, stored) for each, stored in answered(server, [article(1)], path)]
        assert len(server.requests) == 1
        assert kinds(answered(server, [article(1)], path, retry_failed=True)) == ["ok"]
        assert kinds(answered(server, [article(1)], path, retry_failed=True)) == ["ok"]
    assert len(server.requests) == 2, "what is whole is not asked for again"


def test_what_says_nothing_of_the_article_is_asked_again_in_any_case(path: Path) -> None:
    with town({1: [BROKEN]}) as server:
        assert kinds(answered(server, [article(1)], path)) == ["http_error"]
        assert kinds(answered(server, [article(1)], path)) == ["ok"]


@pytest.mark.parametrize("worse", [REFUSED, CUT, BROKEN])
def test_a_retry_that_fails_leaves_the_better_answer_and_counts_its_cost(path: Path, worse: Reply) -> None:
    with town({1: [PARTIAL, worse]}) as server:
        answered(server, [article(1)], path)
        ((again, _),) = answered(server, [article(1)], path, retry_failed=True)
        assert (again.outcome.kind, bridges(again), again.usage.requests) == ("partial", {1}, 1)
        ((later, _),) = answered(server, [article(1)], path)
        assert (later.outcome.kind, bridges(later), later.usage.requests) == ("partial", {1}, 0)


def test_a_retry_that_is_partial_too_and_says_less_leaves_the_fuller_answer(path: Path) -> None:
    fuller = Reply(200, completion(answer(1, 2, demands=[{"key": "d1"}])))
    with town({1: [fuller, PARTIAL]}) as server:
        answered(server, [article(1)], path)
        ((again, _),) = answered(server, [article(1)], path, retry_failed=True)
        assert (again.outcome.kind, bridges(again), again.usage.requests) == ("partial", {1, 2}, 1)
        ((later, _),) = answered(server, [article(1)], path)
        assert bridges(later) == {1, 2}


def test_a_retry_that_the_server_fails_is_told_and_the_older_failure_stays_kept(path: Path) -> None:
    with town({1: [REFUSED, BROKEN]}) as server:
        answered(server, [article(1)], path)
        assert kinds(answered(server, [article(1)], path, retry_failed=True)) == ["http_error"]
        assert kinds(answered(server, [article(1)], path)) == ["refused"]
    assert len(server.requests) == 2


# --- the same text twice ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [True, False])
def test_the_same_text_twice_is_asked_about_once_and_paid_for_once(path: Path, kept: bool) -> None:
    twice = [article(1, "a"), article(2, "b"), article(1, "c"), article(1, "d")]
    with town(delay=0.02) as server:
        answers = answered(server, twice, path if kept else None)
    assert sorted(map(about, server.requests)) == [(1,), (2,)]
    assert [bridges(each) for each, _ in answers] == [{1}, {2}, {1}, {1}]
    assert [each.usage.requests for each, _ in answers] == [1, 1, 0, 0]


def test_the_same_text_one_after_the_other_is_asked_about_once_without_a_store() -> None:
    with town() as server:
        summarize([article(1, "a"), article(1, "b")], "openai/m", settings=settings(server.base_url, concurrency=1))
    assert len(server.requests) == 1


def test_a_failure_is_that_of_all_articles_with_the_text_and_was_not_in_the_store(path: Path) -> None:
    with town({1: [BROKEN]}) as server:
        answers = answered(server, [article(1, "a"), article(1, "b")], path)
    assert len(server.requests) == 1
    assert kinds(answers) == ["http_error"] * 2
    assert [stored for _, stored in answers] == [False, False]


def test_the_same_text_under_another_date_is_another_question() -> None:
    dated = article(1, "a").model_copy(update={"published": dt.date(2023, 3, 7)})
    with town() as server:
        answered(server, [dated, article(1, "b")])
    assert len(server.requests) == 2


def test_a_fault_in_an_engines_code_is_told_of_each_article_with_the_text() -> None:
    def fail(article: Article) -> Outcome:
        raise ZeroDivisionError

    engine = Own(fail)
    summaries = summarize([article(1, "a"), article(1, "b"), article(1, "c")], engine)
    assert [summary.outcome.kind for summary in summaries] == ["invalid"] * 3
    assert len(engine.asked) == 1


@pytest.mark.parametrize("kept", [True, False])
def test_the_same_claims_twice_are_mended_once(path: Path, kept: bool) -> None:
    twice = [article_from_text(TEXT, name) for name in "ab"]
    with scripted_server([Reply(200, completion(ANSWER)), Reply(200, completion(MENDS), delay=0.02)]) as server:
        chosen = settings(server.base_url, policy="reask", store=path if kept else None)
        reports: list[Report] = []
        summaries = summarize(twice, "openai/m", settings=chosen, progress=reports.append)
    assert len(server.requests) == 2
    assert [len(summary.claims) for summary in summaries] == [3, 3]
    assert [report.usage.requests for report in reports] == [2, 0]


# --- in parts --------------------------------------------------------------------------------------------------------


def test_an_article_that_is_too_long_is_asked_about_in_parts_and_is_one_answer(path: Path) -> None:
    with town() as server:
        ((whole, stored),) = answered(server, [long_article(16)], path, window=WINDOW)
        parts = len(server.requests)
        assert 1 < parts < 5
        assert {bridge for request in server.requests for bridge in about(request)} == set(range(1, 17))
        assert (whole.outcome.kind, whole.provenance.parts, bridges(whole)) == ("ok", parts, set(range(1, 17)))
        assert (stored, whole.usage.requests, whole.usage.tokens_in) == (False, parts, 100 * parts)
        ((again, stored),) = answered(server, [long_article(16)], path, window=WINDOW)
        assert len(server.requests) == parts
    assert (stored, again.extraction, again.provenance) == (True, whole.extraction, whole.provenance)


class Parting(Own):
    """It takes 1,300 code points at once, as it says first, and really 700; a request tells it each time."""

    async def answer(self, article: Article) -> Answer:
        length = len(article.body())
        if length > 700:
            raise TooLong(1300 if length > 1300 else 700, Usage(requests=1))
        return replace(await super().answer(article), usage=Usage(requests=1))


def test_parts_that_are_too_long_themselves_are_cut_again_and_all_are_counted() -> None:
    engine = Parting(ends("empty"))
    ((whole, _),) = answered_by(engine, [long_article(16)])
    assert whole.outcome.kind == "empty"
    assert whole.provenance.parts == len(engine.asked) >= 4
    assert whole.usage.requests > whole.provenance.parts, "those that were refused as too long are counted too"


def test_a_second_run_asks_only_for_the_part_of_a_part_that_failed(path: Path) -> None:
    failing = Parting(lambda each: Outcome(kind="http_error" if "Bridge 16 " in each.body() else "empty"))
    assert kinds(answered_by(failing, [long_article(16)], path)) == ["partial"]
    engine = Parting(ends("empty"))
    ((second, stored),) = answered_by(engine, [long_article(16)], path)
    assert (second.outcome.kind, stored, len(engine.asked)) == ("empty", False, 1)
    ((third, stored),) = answered_by(engine, [long_article(16)], path)
    assert (third.outcome.kind, stored, len(engine.asked)) == ("empty", True, 1)


def test_a_second_run_asks_only_for_the_part_that_failed(path: Path) -> None:
    chosen: dict[str, Any] = {"window": WINDOW, "store": path, "model": "openai/m"}
    with town({16: [BROKEN]}) as server:
        (first,) = summarize([long_article(16)], settings=settings(server.base_url, **chosen))
        assert first.outcome.kind == "partial"
        parts = len(server.requests)
        assert f"part {parts} of {parts}: http_error: 127.0.0.1 answered 500: boom" in (first.outcome.message or "")
        (second,) = summarize([long_article(16)], settings=settings(server.base_url, **chosen))
    assert second.outcome.kind == "ok"
    assert [16 in about(request) for request in server.requests].count(True) == 2
    assert len(server.requests) == parts + 1
    assert len(second.claims) == 16


def test_a_part_that_is_refused_is_kept_as_such_and_asked_about_again_where_that_is_wanted(path: Path) -> None:
    with town({16: [REFUSED]}) as server:
        assert kinds(answered(server, [long_article(16)], path, window=WINDOW)) == ["partial"]
        parts = len(server.requests)
        assert kinds(answered(server, [long_article(16)], path, window=WINDOW)) == ["partial"]
        assert len(server.requests) == parts
        assert kinds(answered(server, [long_article(16)], path, window=WINDOW, retry_failed=True)) == ["ok"]
    assert len(server.requests) == parts + 1


def test_a_fault_of_the_program_in_one_part_leaves_no_other_part_running() -> None:
    class Failing(Parting):
        async def answer(self, article: Article) -> Answer:
            if len(article.body()) <= 700 and "Bridge 1 " in article.body():
                raise ZeroDivisionError
            return await super().answer(article)

    engine = Failing(ends("empty"))

    async def work() -> set[asyncio.Task[Any]]:
        with pytest.raises(ZeroDivisionError):
            await _all(engine, [long_article(16)], None, Stop(), settings())
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(work()) == set()
    assert len(engine.asked) >= 3, "all other parts were answered, and could be kept"


# --- the stand-in ----------------------------------------------------------------------------------------------------


def test_rules_stand_in_where_they_are_asked_to_and_the_answer_is_marked(path: Path) -> None:
    with town({1: [REFUSED]}) as server:
        (first, _), (second, _) = answered(server, [article(1), article(2)], path, fallback="embedded")
    assert (first.provenance.engine, second.provenance.engine) == ("embedded", "openai/m")
    assert first.provenance.fallback_for == "openai/m: refused: I can not help with that."
    assert second.provenance.fallback_for is None
    assert first.usage.requests == 1, "what the failure cost is counted"


def test_rules_do_not_stand_in_unasked() -> None:
    with town({1: [REFUSED]}) as server:
        assert kinds(answered(server, [article(1)])) == ["refused"]


def test_what_stood_in_is_no_answer_that_is_kept(path: Path) -> None:
    with town({1: [BROKEN, BROKEN]}) as server:
        answered(server, [article(1)], path, fallback="embedded")
        assert kinds(answered(server, [article(1)], path)) == ["http_error"]
        ((model, _),) = answered(server, [article(1)], path, fallback="embedded")
    assert (model.provenance.engine, model.provenance.fallback_for) == ("openai/m", None)


def test_rules_stand_in_for_a_kept_failure_without_asking(path: Path) -> None:
    with town({1: [REFUSED]}) as server:
        answered(server, [article(1)], path)
        ((stood_in, _),) = answered(server, [article(1)], path, fallback="embedded")
    assert len(server.requests) == 1
    assert stood_in.provenance.engine == "embedded"


def test_where_the_rules_have_no_answer_either_the_failure_is_told_as_it_was() -> None:
    polish = article_from_text("Burmistrz powiedział w poniedziałek, że most zostanie zamknięty na zawsze.", "p")
    with answering_server(lambda request: REFUSED) as server:
        ((failed, _),) = answered(server, [polish], fallback="embedded")
    assert (failed.outcome.kind, failed.outcome.message) == ("refused", "I can not help with that.")
    assert failed.provenance.engine == "openai/m"


def test_rules_stand_in_for_all_articles_that_a_fatal_error_left(path: Path) -> None:
    with answering_server(lambda request: UNKNOWN_KEY) as server:
        chosen = settings(server.base_url, fallback="embedded", store=path, concurrency=1)
        summaries = summarize([article(n) for n in range(4)], "openai/m", settings=chosen)
    assert len(server.requests) == 1
    assert [summary.outcome.kind for summary in summaries] == ["ok"] * 4
    reasons = [summary.provenance.fallback_for or "" for summary in summaries]
    assert reasons[0].startswith("openai/m: http_error: 127.0.0.1 answered 401")
    assert all(each.startswith("openai/m: not_asked: the run was stopped: 127.0.0.1") for each in reasons[1:])


def test_rules_do_not_stand_in_for_what_an_interrupt_left() -> None:
    stop = Stop()

    def interrupt(article: Article) -> Outcome:
        stop.request()
        return Outcome(kind="http_error", message="stopped before it was asked again")

    engine = Own(interrupt)
    answers = answered_by(engine, [article(n) for n in range(3)], stop=stop, fallback="embedded")
    assert kinds(answers) == ["http_error"] * 3
    answers = answered_by(engine, [article(n) for n in range(3)], stop=stop, fallback="embedded")
    assert kinds(answers) == ["not_asked"] * 3


# --- when no more is asked -------------------------------------------------------------------------------------------


def test_a_fatal_error_ends_the_asking_and_the_rest_says_why(path: Path) -> None:
    with town({3: [UNKNOWN_KEY]}) as server:
        chosen = settings(server.base_url, store=path, concurrency=1)
        summaries = summarize([article(n) for n in range(1, 7)], "openai/m", settings=chosen)
        assert [summary.outcome.kind for summary in summaries] == ["ok"] * 2 + ["http_error"] + ["not_asked"] * 3
        assert len(server.requests) == 3
        last = summaries[-1].outcome
        assert "the run was stopped: 127.0.0.1 answered 401: Incorrect API key provided." in (last.message or "")
        assert last.remedy == "mend that, then run the same command again to go on: what was answered is kept"
        again = summarize([article(n) for n in range(1, 7)], "openai/m", settings=chosen)
    assert [summary.outcome.kind for summary in again] == ["ok"] * 6
    assert len(server.requests) == 3 + 4


def test_what_is_in_flight_at_a_fatal_error_is_finished() -> None:
    with town({2: [UNKNOWN_KEY]}, delay=0.1) as server:
        chosen = settings(server.base_url, concurrency=2)
        summaries = summarize([article(n) for n in range(1, 5)], "openai/m", settings=chosen)
    assert [summary.outcome.kind for summary in summaries] == ["ok", "http_error", "not_asked", "not_asked"]


def test_a_fatal_error_ends_the_waiting_between_two_tries_of_another_article() -> None:
    busy = Reply(429, {"error": {"message": "slow down"}}, {"retry-after": "50"})
    with town({2: [busy], 3: [replace(UNKNOWN_KEY, delay=0.2)]}) as server:
        chosen = settings(server.base_url, concurrency=2, retries=3)
        before = time.monotonic()
        summaries = summarize([article(n) for n in range(1, 5)], "openai/m", settings=chosen)
    assert time.monotonic() - before < 10
    assert [summary.outcome.kind for summary in summaries] == ["ok", "not_asked", "http_error", "not_asked"]


def test_what_is_kept_is_given_after_a_fatal_error_too(path: Path) -> None:
    with town({1: [UNKNOWN_KEY]}) as server:
        chosen = settings(server.base_url, store=path, concurrency=1)
        summarize([article(2)], "openai/m", settings=chosen)
        summaries = summarize([article(1), article(2), article(3)], "openai/m", settings=chosen)
    assert [summary.outcome.kind for summary in summaries] == ["http_error", "ok", "not_asked"]


def test_after_the_request_to_stop_nothing_is_asked_and_what_is_kept_is_given(path: Path) -> None:
    stop = Stop()
    with town() as server:
        chosen = settings(server.base_url, store=path, concurrency=1)
        summarize([article(2)], "openai/m", settings=chosen)
        stop.request()
        summaries = summarize([article(1), article(2)], "openai/m", settings=chosen, stop=stop)
    assert [summary.outcome.kind for summary in summaries] == ["not_asked", "ok"]
    assert summaries[0].outcome.message == "the run was interrupted"
    assert len(server.requests) == 1


def test_nothing_is_said_to_be_kept_where_there_is_no_store() -> None:
    stop = Stop()
    stop.request()
    ((failed, _),) = answered_by(Own(ends("ok")), [article(1)], stop=stop)
    assert failed.outcome.kind == "not_asked"
    assert failed.outcome.remedy is not None
    assert "kept" not in failed.outcome.remedy


# --- a store that fails ----------------------------------------------------------------------------------------------


def fill_up(path: Path, *tables: str) -> None:
    """From here on SQLite answers to each new row of these tables as it does where the disk is full."""
    connection = sqlite3.connect(path)
    for table in tables:
        for event in ("INSERT", "UPDATE"):
            connection.execute(
                f"CREATE TRIGGER full_{table}_{event} BEFORE {event} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
            )
    connection.close()


def test_a_store_that_can_not_be_written_to_any_more_is_said_once_and_the_run_goes_on(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with town() as server:
        chosen = settings(server.base_url, store=path, concurrency=1)

        def fill(report: Report) -> None:
            if report.summary.article.article_id == "1":
                fill_up(path, "answers", "summaries", "notes", "runs")

        with caplog.at_level(logging.ERROR, "summarizer"):
            summaries = summarize([article(n) for n in range(1, 5)], "openai/m", settings=chosen, progress=fill)
        assert [summary.outcome.kind for summary in summaries] == ["ok"] * 4
    (said,) = caplog.messages
    assert said.endswith("can not be used: database or disk is full; what is answered from here on may not be kept")


def test_mends_that_can_not_be_kept_are_used_all_the_same(path: Path) -> None:
    Store(path).close()
    fill_up(path, "mends")
    with scripted_server([Reply(200, completion(ANSWER)), Reply(200, completion(MENDS))]) as server:
        chosen = settings(server.base_url, policy="reask", store=path)
        (summary,) = summarize([article_from_text(TEXT, "a")], "openai/m", settings=chosen)
    assert len(summary.claims) == 3


def test_a_store_that_can_not_be_used_at_all_is_an_error_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").write_text("no database, but more than a hundred bytes of text. " * 5)
    with town() as server, pytest.raises(Exception, match=r"s\.sqlite can not be used"):
        summarize([article(1)], "openai/m", settings=settings(server.base_url, store=tmp_path / "s.sqlite"))
    assert server.requests == []


def test_a_fatal_error_at_the_first_article_is_the_callers_and_in_the_record(path: Path) -> None:
    with answering_server(lambda request: UNKNOWN_KEY) as server, pytest.raises(EngineError, match="401"):
        summarize([article(1), article(2)], "openai/m", settings=settings(server.base_url, store=path))
    with Store(path) as store:
        (record,) = store.runs()
    assert record.status == "stopped"
    assert "Incorrect API key provided." in (record.message or "")
