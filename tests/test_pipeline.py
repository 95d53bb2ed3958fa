"""The data flow: one Summary an article in order, whatever happens; nothing paid for twice; any caller's loop."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mending import ANSWER, FERRY, TEXT
from replay import seed, seeds, settings
from servers import reference_server

from summarizer import (
    Answer,
    Article,
    CheckedClaim,
    Engine,
    EngineError,
    Extraction,
    Outcome,
    Position,
    Report,
    SettingsError,
    Summary,
    Usage,
    article_from_text,
    read_articles,
    summarize,
    summarize_async,
)
from summarizer.check import check_extraction
from summarizer.engines import NOTHING, Mend, Mended
from summarizer.models import Policy, Provenance


class Scripted:
    """An engine that says of each article what a function makes of it, and counts how many it answers at once."""

    name = "scripted"

    def __init__(self, outcome_of: Callable[[Article], Outcome]) -> None:
        self._outcome_of = outcome_of
        self.asked: list[str] = []
        self.running = self.most = 0

    def content_key(self, article: Article) -> str | None:
        return None

    async def answer(self, article: Article) -> Answer:
        self.asked.append(article.article_id)
        self.running += 1
        self.most = max(self.most, self.running)
        await asyncio.sleep(0.001 * (5 - int(article.article_id) % 5))
        self.running -= 1
        return Answer(self._outcome_of(article), Provenance(engine=self.name, engine_version="1"), NOTHING)

    async def close(self) -> None:
        raise AssertionError("an engine that was handed in is the caller's to close")


class Mending(Scripted):
    """An engine that can be asked again; what it mends is what a function makes of the failed claims."""

    def __init__(self, mends_of: Callable[[Sequence[CheckedClaim]], tuple[Mend, ...]]) -> None:
        super().__init__(lambda article: Outcome(kind="ok"))
        self._mends_of = mends_of
        self.asked_again: list[str] = []

    async def answer(self, article: Article) -> Answer:
        plain = await super().answer(article)
        return replace(plain, extraction=Extraction.model_validate_json(ANSWER), usage=Usage(1, 10, 5))

    def mend_key(self, article: Article, failed: Sequence[CheckedClaim]) -> str | None:
        return None

    async def mend(self, article: Article, failed: Sequence[CheckedClaim]) -> Mended:
        self.asked_again.append(article.article_id)
        made = Provenance(engine=self.name, engine_version="1")
        return Mended(Outcome(kind="ok"), made, self._mends_of(failed), Usage(1, 20, 7))


ARTICLES = [article_from_text(f"Text number {i}.", str(i)) for i in range(12)]


def test_summaries_come_in_the_order_of_the_articles_whichever_is_done_first() -> None:
    summaries = summarize(ARTICLES, Scripted(lambda article: Outcome(kind="empty")))
    assert [summary.article.article_id for summary in summaries] == [str(i) for i in range(12)]


def test_no_more_articles_are_in_flight_than_the_settings_allow() -> None:
    engine = Scripted(lambda article: Outcome(kind="empty"))
    summarize(ARTICLES, engine, settings=settings(concurrency=3))
    assert engine.most == 3


def test_what_could_not_be_read_is_an_outcome_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    items = [*read_articles([tmp_path / "a.txt", tmp_path / "none.txt"]), ARTICLES[0]]
    summaries = summarize(items, Scripted(lambda article: Outcome(kind="empty")))
    assert [summary.outcome.kind for summary in summaries] == ["unreadable", "unreadable", "empty"]
    assert all(summary.outcome.remedy for summary in summaries[:2])


def test_each_article_is_reported_as_it_is_done() -> None:
    reports: list[Report] = []
    summarize(ARTICLES[:3], Scripted(lambda article: Outcome(kind="empty")), progress=reports.append)
    assert {report.summary.article.article_id for report in reports} == {"0", "1", "2"}


def test_a_failure_after_others_have_answered_is_told_of_its_article_only() -> None:
    def outcome(article: Article) -> Outcome:
        if article.article_id == "5":
            raise EngineError("gone", "bring it back")
        return Outcome(kind="empty")

    summaries = summarize(ARTICLES, Scripted(outcome), settings=settings(concurrency=1))
    assert [summary.outcome.kind for summary in summaries] == ["empty"] * 5 + ["http_error"] + ["not_asked"] * 6
    assert summaries[5].outcome.remedy == "bring it back"
    assert summaries[6].outcome.message == "the run was stopped: gone"


def test_a_fault_in_an_engines_code_is_told_of_its_article_only() -> None:
    def outcome(article: Article) -> Outcome:
        if article.article_id == "5":
            raise ZeroDivisionError("division by zero")
        return Outcome(kind="empty")

    summaries = summarize(ARTICLES, Scripted(outcome))
    failed = [summary for summary in summaries if summary.outcome.failed]
    assert [summary.article.article_id for summary in failed] == ["5"]
    assert re.fullmatch(r"the program failed: ZeroDivisionError in outcome, line \d+", failed[0].outcome.message or "")


def test_a_fault_in_a_check_is_told_of_its_article_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(article: Article, *rest: Any, **named: Any) -> Summary:
        if article.article_id == "5":
            raise ValueError("x" * 1000)
        return check_extraction(article, *rest, **named)

    monkeypatch.setattr("summarizer.pipeline.check_extraction", check)
    summaries = summarize(ARTICLES, Scripted(lambda article: Outcome(kind="empty")))
    assert [summary.article.article_id for summary in summaries if summary.outcome.failed] == ["5"]
    assert len(summaries[5].outcome.message or "") < 300


def test_a_failure_before_any_answer_is_the_callers() -> None:
    def outcome(article: Article) -> Outcome:
        raise EngineError("gone", "bring it back")

    with pytest.raises(EngineError, match="gone — bring it back"):
        summarize(ARTICLES, Scripted(outcome))


# --- the policy reask, with an engine of one's own -------------------------------------------------------------------


def mended(engine: Engine, count: int = 1, **changes: Any) -> list[Report]:
    reports: list[Report] = []
    articles = [article_from_text(TEXT, str(i)) for i in range(count)]
    summarize(articles, engine, settings=settings(policy="reask", **changes), progress=reports.append)
    return reports


def test_an_engine_of_ones_own_mends_its_claims() -> None:
    ferry = Position.model_validate(FERRY)
    (report,) = mended(Mending(lambda failed: (Mend(number=1, claim=ferry),)))
    assert [claim.claim for claim in report.summary.claims if claim.former] == [ferry]
    assert report.usage == Usage(2, 30, 12)


def test_of_two_mends_for_one_number_the_first_counts() -> None:
    ferry = Position.model_validate(FERRY)
    twice = (Mend(number=1, claim=ferry), Mend(number=1, claim=None))
    (report,) = mended(Mending(lambda failed: twice))
    assert [claim.claim for claim in report.summary.claims if claim.former] == [ferry]


def test_a_fault_in_the_code_that_mends_costs_no_claim() -> None:
    def fail(failed: Sequence[CheckedClaim]) -> tuple[Mend, ...]:
        raise ZeroDivisionError("division by zero")

    (report,) = mended(Mending(fail))
    assert report.summary.outcome.kind == "ok"
    notes = [claim.findings[-1] for claim in (*report.summary.claims, *report.summary.set_aside) if claim.findings]
    assert [note.code for note in notes] == ["reask_failed"] * 3
    assert "the program failed: ZeroDivisionError in fail, line" in notes[0].message
    assert report.usage.requests == 1


def test_an_engine_that_ends_while_it_mends_is_not_asked_again() -> None:
    def end(failed: Sequence[CheckedClaim]) -> tuple[Mend, ...]:
        raise EngineError("gone", "bring it back")

    engine = Mending(end)
    # four articles are open at once: the first is asked to be mended after each of them was answered
    reports = mended(engine, count=6, concurrency=1)
    kinds = {report.summary.article.article_id: report.summary.outcome.kind for report in reports}
    assert kinds == {"0": "ok", "1": "ok", "2": "ok", "3": "ok", "4": "not_asked", "5": "not_asked"}
    answered = [report.summary for report in reports if not report.summary.outcome.failed]
    assert all(summary.claims[1].findings[-1].code == "reask_failed" for summary in answered)
    assert len(engine.asked_again) == 1


@pytest.mark.parametrize("policy", ["flag", "drop", "fail"])
def test_no_other_policy_asks_again(policy: Policy) -> None:
    engine = Mending(lambda failed: ())
    chosen = settings(policy=policy)
    (summary,) = summarize([article_from_text(TEXT, "0")], engine, settings=chosen)
    assert engine.asked_again == []
    assert summary.policy == policy
    assert [claim.verdict for claim in summary.claims][1:] == ([] if policy == "drop" else ["doubtful"])


def test_an_engine_that_can_not_be_asked_again_is_refused_before_it_answers() -> None:
    engine = Scripted(lambda article: Outcome(kind="empty"))
    with pytest.raises(SettingsError, match="the engine scripted can not be asked again"):
        summarize(ARTICLES, engine, settings=settings(policy="reask"))
    assert engine.asked == []
    with pytest.raises(SettingsError, match=r"the engine embedded can not be asked again.*name a model"):
        summarize(ARTICLES, "embedded", settings=settings(policy="reask"))


def test_what_could_not_be_read_names_the_policy_too(tmp_path: Path) -> None:
    items = read_articles([tmp_path / "none.txt"])
    (summary,) = summarize(items, "embedded", settings=settings(policy="drop"))
    assert (summary.outcome.kind, summary.policy) == ("unreadable", "drop")


def test_the_synchronous_door_works_where_a_loop_is_already_running() -> None:
    async def notebook() -> list[str]:
        return [summary.outcome.kind for summary in summarize([seed("002")])]

    assert asyncio.run(notebook()) == ["ok"]


def test_the_asynchronous_door_gives_the_same() -> None:
    assert asyncio.run(summarize_async([seed("002")])) == summarize([seed("002")])


def test_an_empty_list_of_articles_gives_an_empty_list() -> None:
    assert summarize([]) == []


def test_a_second_run_asks_for_nothing_and_gives_the_same(tmp_path: Path) -> None:
    with reference_server() as server:
        chosen = settings(server.base_url, store=tmp_path / "store.sqlite")
        first = summarize(seeds(), "openai/m", settings=chosen)
        reports: list[Report] = []
        second = summarize(seeds(), "openai/m", settings=chosen, progress=reports.append)
    assert len(server.requests) == 5
    assert first == second
    assert all(report.stored and report.usage.requests == 0 for report in reports)


def test_another_model_is_asked_anew(tmp_path: Path) -> None:
    with reference_server() as server:
        chosen = settings(server.base_url, store=tmp_path / "store.sqlite")
        summarize([seed("003")], "openai/m", settings=chosen)
        summarize([seed("003")], "openai/n", settings=chosen)
    assert [request["model"] for request in server.requests] == ["m", "n"]


def test_a_key_in_the_environment_alone_causes_no_request(monkeypatch: pytest.MonkeyPatch) -> None:
    with reference_server() as server:
        monkeypatch.setenv("OPENAI_API_KEY", "test")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        (summary,) = summarize([seed("003")])
    assert server.requests == []
    assert summary.provenance.engine == "embedded"


def test_a_model_in_the_environment_is_used_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with reference_server() as server:
        monkeypatch.setenv("SUMMARIZER_MODEL", "openai/m")
        monkeypatch.setenv("SUMMARIZER_BASE_URL", server.base_url)
        summarize([seed("003")])
    assert len(server.requests) == 1


def test_an_engine_that_lets_a_cancellation_out_costs_only_its_article() -> None:
    def outcome(article: Article) -> Outcome:
        if article.article_id == "5":
            raise asyncio.CancelledError
        return Outcome(kind="empty")

    summaries = asyncio.run(asyncio.wait_for(summarize_async(ARTICLES, Scripted(outcome)), 20))
    assert [summary.article.article_id for summary in summaries if summary.outcome.failed] == ["5"]
    assert (summaries[5].outcome.message or "").startswith("the program failed: CancelledError")


def test_texts_that_occur_twice_hold_up_no_other_article() -> None:
    engine = Scripted(lambda article: Outcome(kind="empty"))
    again = [article_from_text("Text number 0.", str(i)) for i in range(20, 23)]
    summarize([ARTICLES[0], *again, *ARTICLES[1:]], engine, settings=settings(concurrency=1))
    assert engine.asked == [*(str(i) for i in range(12)), "20", "21", "22"]
