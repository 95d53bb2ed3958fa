"""A model judges pairs of claims over real HTTP: what is asked, what is decided, what is kept, what is told.

The pairs are handed in: which claims are near is for `merge.candidates` and its tests.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from replay import settings
from servers import Reply, Server, answering_server, completion, in_virtual_time, loop_server, scripted_server

from summarizer import (
    Answer,
    Article,
    EngineError,
    InputError,
    SettingsError,
    Stop,
    Usage,
    adjudication,
    article_from_text,
)
from summarizer.adjudication import Adjudicated, Undecided, adjudicate, adjudicate_async
from summarizer.engines.judging import Judged, Pair, PairJudgement
from summarizer.engines.openai import OpenAIEngine
from summarizer.merge.candidates import Candidate
from summarizer.models import ClaimJudgement, Outcome
from summarizer.store import Store


def candidate(number: int, **changes: Any) -> Candidate:
    """A pair of claims `001.a` and `001.b`, whose words have the number in them."""
    made = Candidate(
        claims=(f"{number:03}.a", f"{number:03}.b"),
        kind="position",
        actor="Anna Lind",
        statements=(f"Boat {number} will sail.", f"The boat {number} is to sail."),
        quotes=(f"boat {number} sails", f"boat no. {number} will sail"),
        likeness=0.5,
    )
    return replace(made, **changes)


Given = Callable[..., None]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """Sets the pairs that are found."""

    def give(*candidates: Candidate) -> None:
        def found(summaries: object, decisions: object = (), limit: int = 200) -> tuple[Candidate, ...]:
            return tuple(islice(candidates, limit))

        monkeypatch.setattr(adjudication, "candidates_of", found)

    return give


def shown(request: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The pairs in a question."""
    content = request["messages"][1]["content"]
    return [json.loads(line) for line in content.splitlines() if line.startswith("{")]


def answer(*judgements: tuple[int, str]) -> Reply:
    entries = [{"pair": pair, "same": same} for pair, same in judgements]
    return Reply(200, completion(json.dumps({"judgements": entries})))


def boat(pair: Mapping[str, Any]) -> int:
    """The number in a pair's words."""
    found = re.search(r"\d+", pair["claims"][0]["statement"])
    assert found
    return int(found[0])


def all_answered(same: Callable[[int], str] = lambda number: "same") -> Callable[[dict[str, Any]], Reply]:
    """A server that judges every pair it is shown, by the number in its words."""
    return lambda request: answer(*((pair["pair"], same(boat(pair))) for pair in shown(request)))


def judged(server: Server, **changes: Any) -> Adjudicated:
    """What becomes of the pairs, with settings changed, and arguments of `adjudicate` among them."""
    arguments = {name: changes.pop(name) for name in ("stop", "limit", "progress") if name in changes}
    return adjudicate([], settings=settings(server.base_url, **changes), **arguments)


def failures(result: Adjudicated) -> list[tuple[int, str]]:
    return [(failure.pairs, failure.outcome.kind) for failure in result.failures]


# --- what is decided -------------------------------------------------------------------------------------------------


def test_same_and_different_are_decisions_in_order_and_unsure_is_none(given: Given) -> None:
    given(candidate(3), candidate(2), candidate(1))
    words = {1: "same", 2: "different", 3: "unsure"}
    with answering_server(all_answered(words.__getitem__)) as server:
        result = judged(server)
    assert result.decisions == (
        ClaimJudgement(claims=("001.a", "001.b"), same=True, by="openai/reference"),
        ClaimJudgement(claims=("002.a", "002.b"), same=False, by="openai/reference"),
    )
    assert (result.asked, result.stored, result.unsure, result.failures) == (3, 0, 1, ())
    assert result.summary() == (
        "judged 3 pairs of claims: 1 one claim, 1 two, 1 unsure (0 from the store; 1 request, 150 tokens)"
    )
    assert result.problems() == ()


def test_ten_pairs_go_in_one_question(given: Given) -> None:
    given(*(candidate(number) for number in range(23)))
    with answering_server(all_answered()) as server:
        result = judged(server)
    assert sorted(len(shown(request)) for request in server.requests) == [3, 10, 10]
    assert sorted(boat(pair) for request in server.requests for pair in shown(request)) == list(range(23))
    assert all([pair["pair"] for pair in shown(r)] == list(range(1, len(shown(r)) + 1)) for r in server.requests)
    assert [decision.claims[0] for decision in result.decisions] == [f"{number:03}.a" for number in range(23)]
    assert (result.usage.requests, result.usage.tokens_in, result.usage.tokens_out) == (3, 300, 150)


def test_decisions_do_not_depend_on_the_order_in_which_answers_come(given: Given) -> None:
    given(*(candidate(number) for number in range(30)))

    def reply(request: dict[str, Any]) -> Reply:
        made = all_answered(lambda number: "same" if number % 3 else "different")(request)
        return replace(made, delay=0.0 if boat(shown(request)[0]) else 0.1)

    with answering_server(reply) as server:
        at_once, one_by_one = judged(server), judged(server, concurrency=1)
    assert at_once.decisions == one_by_one.decisions
    assert len(at_once.decisions) == 30


def test_no_pairs_no_question(given: Given) -> None:
    given()
    with scripted_server([]) as server:
        result = judged(server)
    assert (result, server.requests) == (Adjudicated(), [])
    assert (result.summary(), result.problems()) == ("no two claims were near enough to be judged", ())


def test_more_pairs_than_are_to_be_judged_are_told(given: Given) -> None:
    given(*(candidate(number) for number in range(5)))
    with answering_server(all_answered()) as server:
        assert not judged(server, limit=5).left_out
        result = judged(server, limit=4)
    assert (len(result.decisions), result.left_out, result.problems()) == (4, True, ())
    assert result.summary().endswith("(0 from the store; 1 request, 150 tokens); there are more, less near")


def test_words_that_occur_twice_are_asked_about_once_whichever_claim_comes_first(given: Given) -> None:
    one = candidate(1)
    turned = replace(one, claims=("007.a", "007.b"), statements=one.statements[::-1], quotes=one.quotes[::-1])
    given(one, turned)
    with answering_server(all_answered()) as server:
        result = judged(server)
    assert [len(shown(request)) for request in server.requests] == [1]
    assert [decision.claims for decision in result.decisions] == [("001.a", "001.b"), ("007.a", "007.b")]
    assert result.asked == 2


# --- what is not answered, or not well -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_back", "decided"),
    [
        ([(1, "same")], [1]),
        ([(1, "same"), (2, "same"), (2, "same")], [1]),
        ([(1, "same"), (2, "same"), (2, "different")], [1]),
        ([(1, "same"), (3, "same"), (0, "same"), (-1, "same"), (10**30, "same")], [1]),
        ([(3, "same"), (7, "different")], []),
        ([], []),
    ],
)
def test_pairs_that_are_missing_unknown_or_answered_twice_are_undecided_and_counted(
    given: Given, given_back: Sequence[tuple[int, str]], decided: Sequence[int]
) -> None:
    given(candidate(1), candidate(2))
    with scripted_server([answer(*given_back)]) as server:
        result = judged(server)
    assert [decision.claims[0] for decision in result.decisions] == [f"{number:03}.a" for number in decided]
    assert failures(result) == [(2 - len(decided), "partial")]
    assert result.asked == len(decided)
    assert "not judged, and left to the rules: partial: the answer leaves them out" in result.problems()[0]


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (Reply(200, completion(None, refusal="I will not.")), "refused", "I will not. — try another model"),
        (Reply(200, completion('{"judgements": [', finish_reason="length")), "truncated", "_MAX_OUTPUT_TOKENS"),
        (Reply(200, completion("Both are the same!")), "invalid", "a model that keeps to a schema"),
        (answer((1, "yes")), "invalid", "judgements[0].same"),
        (Reply(400, {"error": {"message": "wrong"}}), "http_error", "does not take this question"),
        (Reply(500, {"error": {"message": "boom"}}), "http_error", "again later"),
        (Reply(200, "<html>", {"content-type": "text/html"}), "http_error", "--base-url"),
    ],
)
def test_a_question_that_fails_leaves_its_pairs_undecided_and_says_why_and_the_others_are_decided(
    given: Given, reply: Reply, kind: str, words: str
) -> None:
    given(*(candidate(number) for number in range(12)))
    with answering_server(lambda r: reply if len(shown(r)) == 10 else all_answered()(r)) as server:
        result = judged(server, reasks=0)
    assert [decision.claims[0] for decision in result.decisions] == ["010.a", "011.a"]
    assert failures(result) == [(10, kind)]
    (problem,) = result.problems()
    assert problem.startswith(f"10 pairs of claims are not judged, and left to the rules: {kind}: ")
    assert words in problem
    assert result.usage.requests == 2


def test_pairs_that_fail_for_one_reason_are_counted_together(given: Given) -> None:
    given(*(candidate(number) for number in range(21)))
    with answering_server(lambda _: Reply(200, completion(None, refusal="No."))) as server:
        result = judged(server)
    assert failures(result) == [(21, "refused")]


def test_a_question_that_is_too_long_goes_in_halves(given: Given) -> None:
    words = "The boat sails. " * 60
    given(*(candidate(number, quotes=(words, f"{words}{number}")) for number in range(8)))
    with answering_server(all_answered()) as server:
        result = judged(server, window=3072)
    assert len(result.decisions) == 8
    assert sum(len(shown(request)) for request in server.requests) == 8
    assert len(server.requests) > 1


def test_what_was_spent_on_a_question_that_was_too_long_is_counted(given: Given) -> None:
    given(*(candidate(number, quotes=("The boat sails. " * 20, f"{number}")) for number in range(2)))
    words = "This model's maximum context length is 1400 tokens. However, your messages resulted in 1500 tokens."
    overflow = Reply(400, {"error": {"message": words, "code": "context_length_exceeded"}})
    with answering_server(lambda r: overflow if len(shown(r)) == 2 else all_answered()(r)) as server:
        result = judged(server)
    assert len(result.decisions) == 2
    assert result.usage.requests == len(server.requests) == 3


def test_a_pair_that_is_too_long_alone_is_told_and_costs_no_other(given: Given) -> None:
    given(candidate(1, quotes=("sails " * 4000, "x")), candidate(2))
    with answering_server(all_answered()) as server:
        result = judged(server, window=3072)
    assert [decision.claims[0] for decision in result.decisions] == ["002.a"]
    assert failures(result) == [(1, "invalid")]
    assert "1 pair of claims is not judged" in result.problems()[0]
    assert "a larger window" in result.problems()[0]


# --- the run's end before its time -----------------------------------------------------------------------------------


def test_rules_can_not_judge(given: Given) -> None:
    given(candidate(1))
    with pytest.raises(SettingsError, match=r"--adjudicate needs a model: .* — name one with -m openai/NAME"):
        adjudicate([], settings=settings(model="embedded"))


def test_an_engine_that_can_not_be_opened_is_the_callers(given: Given) -> None:
    given(candidate(1))
    with pytest.raises(EngineError, match="needs a key"):
        adjudicate([], settings=settings(model="openai/m").model_copy(update={"api_key": None, "base_url": None}))


def test_a_key_that_is_refused_ends_the_asking_and_not_the_run(given: Given) -> None:
    given(*(candidate(number) for number in range(100)))
    with answering_server(lambda _: Reply(401, {"error": {"message": "no such key"}})) as server:
        result = judged(server, concurrency=1)
    assert len(server.requests) == 1
    assert failures(result) == [(100, "http_error")]
    assert "no such key — check the key in OPENAI_API_KEY" in result.problems()[0]


def test_after_the_budget_no_more_is_asked_and_it_says_so(given: Given) -> None:
    given(*(candidate(number) for number in range(40)))
    with answering_server(all_answered()) as server:
        # A question of ten pairs is estimated at about 1,500 tokens, and the server counts 150 for each.
        result = judged(server, concurrency=1, max_tokens=1900)
    assert 0 < len(server.requests) < 4
    assert len(result.decisions) == 10 * len(server.requests)
    assert failures(result) == [(40 - len(result.decisions), "not_asked")]
    assert "the budget of 1,900 tokens leaves too little" in result.problems()[0]


def test_an_engine_that_is_handed_in_goes_on_with_what_is_left_of_its_budget(given: Given) -> None:
    given(candidate(1))
    empty = json.dumps({"positions": [], "demands": [], "responses": [], "dates": []})

    async def work(server: Server, *, article_first: bool) -> Adjudicated:
        chosen = settings(server.base_url, max_tokens=3300)
        engine = OpenAIEngine("m", chosen)
        try:
            if article_first:
                await engine.answer(article_from_text("Boats sail.", "a"))
            return await adjudicate_async([], engine, settings=chosen)
        finally:
            await engine.close()

    costly = completion(empty)
    costly["usage"] = {"prompt_tokens": 2900, "completion_tokens": 200, "total_tokens": 3100}
    with scripted_server([Reply(200, costly)]) as server:
        spent = asyncio.run(work(server, article_first=True))
    with scripted_server([answer((1, "same"))]) as server:
        alone = asyncio.run(work(server, article_first=False))
    assert failures(spent) == [(1, "not_asked")]
    assert "3,100 are used" in spent.problems()[0]
    assert len(alone.decisions) == 1


def test_a_stop_lets_what_is_in_flight_finish_and_asks_no_more(given: Given, tmp_path: Path) -> None:
    given(*(candidate(number) for number in range(30)))
    stop = Stop()

    def tell(done: int, total: int) -> None:
        if done:
            stop.request(by_signal=True)

    with answering_server(all_answered()) as server:
        result = judged(server, stop=stop, progress=tell, concurrency=1, store=tmp_path / "s.sqlite")
        assert len(server.requests) == 1
        again = judged(server, store=tmp_path / "s.sqlite")
    assert len(result.decisions) == 10
    assert failures(result) == [(20, "not_asked")]
    assert "the run was interrupted — run the same command again: what was judged is kept" in result.problems()[0]
    assert (again.stored, again.asked, len(server.requests)) == (10, 20, 3)


def test_a_stop_that_came_before_leaves_what_was_judged_before(given: Given, tmp_path: Path) -> None:
    given(candidate(1))
    stop = Stop()
    stop.request()
    with answering_server(all_answered()) as server:
        judged(server, store=tmp_path / "s.sqlite")
        given(candidate(1), candidate(2))
        result = judged(server, store=tmp_path / "s.sqlite", stop=stop)
    assert len(server.requests) == 1
    assert (result.stored, failures(result), result.interrupted) == (1, [(1, "not_asked")], True)
    assert "not_asked: the run was stopped — run the same command again" in result.problems()[0]


def test_a_passing_fault_of_the_transport_is_retried(given: Given) -> None:
    given(candidate(1))
    busy = Reply(503, {"error": {"message": "overloaded"}}, {"retry-after": "0"})
    with scripted_server([busy, answer((1, "same"))]) as server:
        result = judged(server, retries=1)
    assert len(result.decisions) == 1
    assert result.usage.requests == 2


def test_as_many_questions_are_put_at_once_as_is_allowed(given: Given) -> None:
    given(*(candidate(number) for number in range(60)))

    async def work() -> int:
        async with loop_server(lambda _, request: replace(all_answered()(request), delay=1.0)) as server:
            await adjudicate_async([], settings=settings(server.base_url, concurrency=2))
            return server.most_at_once

    assert in_virtual_time(work()) == 2


def test_what_was_answered_is_kept_though_the_run_is_ended_at_once(given: Given, tmp_path: Path) -> None:
    given(*(candidate(number) for number in range(20)))

    async def work() -> None:
        async with loop_server(lambda n, request: replace(all_answered()(request), delay=3600.0 * n)) as server:
            chosen = settings(server.base_url, concurrency=1, store=tmp_path / "s.sqlite", timeout=9000.0)
            task = asyncio.create_task(adjudicate_async([], settings=chosen))
            await asyncio.sleep(60)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            given(*(candidate(number) for number in range(10)))
            assert (await adjudicate_async([], settings=chosen)).stored == 10

    in_virtual_time(work())


def test_it_can_be_called_where_a_loop_is_running(given: Given) -> None:
    given(candidate(1))

    async def notebook() -> Adjudicated:
        with answering_server(all_answered()) as server:
            return judged(server)

    assert len(asyncio.run(notebook()).decisions) == 1


def test_progress_counts_pairs_and_begins_with_those_in_the_store(given: Given, tmp_path: Path) -> None:
    given(candidate(0))
    told: list[tuple[int, int]] = []
    with answering_server(all_answered()) as server:
        judged(server, store=tmp_path / "s.sqlite")
        given(*(candidate(number) for number in range(12)))
        judged(
            server,
            store=tmp_path / "s.sqlite",
            concurrency=1,
            progress=lambda done, total: told.append((done, total)),
        )
    assert told == [(1, 12), (11, 12), (12, 12)]


class OwnJudge:
    """An engine of a user's own, which judges in a way of its own."""

    name = "own"

    def __init__(self, fails: bool = False) -> None:
        self.asked: list[int] = []
        self._fails = fails

    def content_key(self, article: Article) -> str | None:
        raise AssertionError("no article is asked about")

    async def answer(self, article: Article) -> Answer:
        raise AssertionError("no article is asked about")

    async def close(self) -> None:
        raise AssertionError("the caller closes it")

    def judge_key(self, pair: Pair) -> str | None:
        return None

    async def judge(self, pairs: Sequence[Pair]) -> Judged:
        self.asked.append(len(pairs))
        await asyncio.sleep(0)
        if self._fails:
            raise ZeroDivisionError
        every = tuple(PairJudgement(pair=number, same="same") for number in range(1, len(pairs) + 1))
        return Judged(Outcome(kind="ok"), every, Usage(requests=1))


def test_an_engine_of_ones_own_can_judge_and_keeps_nothing_where_it_gives_no_key(given: Given, tmp_path: Path) -> None:
    given(*(candidate(number) for number in range(12)))
    judge = OwnJudge()
    for _ in range(2):
        result = adjudicate([], judge, settings=settings(store=tmp_path / "s.sqlite"))
    assert judge.asked == [10, 2, 10, 2]
    assert {decision.by for decision in result.decisions} == {"own"}
    assert (result.asked, result.stored) == (12, 0)


def test_an_engine_of_ones_own_is_not_asked_once_the_run_is_to_stop(given: Given) -> None:
    given(candidate(1))
    judge, stop = OwnJudge(), Stop()
    stop.request(by_signal=True)
    result = adjudicate([], judge, settings=settings(), stop=stop)
    assert judge.asked == []
    assert "not_asked: the run was interrupted" in result.problems()[0]
    assert "again" not in result.problems()[0], "without a store nothing is kept"


def test_a_fault_in_an_engines_code_is_raised_and_nothing_more_is_asked(given: Given) -> None:
    given(*(candidate(number) for number in range(50)))
    judge = OwnJudge(fails=True)

    async def work() -> None:
        with pytest.raises(ZeroDivisionError):
            await adjudicate_async([], judge, settings=settings(concurrency=1))
        for _ in range(20):
            await asyncio.sleep(0)

    asyncio.run(work())
    assert len(judge.asked) <= 2


# --- the store -------------------------------------------------------------------------------------------------------


def test_a_second_run_asks_nothing_and_decides_the_same(given: Given, tmp_path: Path) -> None:
    given(*(candidate(number) for number in range(15)))
    words = ["same", "different", "unsure"]
    with answering_server(all_answered(lambda number: words[number % 3])) as server:
        first = judged(server, store=tmp_path / "s.sqlite")
        second = judged(server, store=tmp_path / "s.sqlite")
    assert len(server.requests) == 2
    assert second == replace(first, asked=0, stored=15, usage=Usage())
    assert (second.unsure, len(second.decisions)) == (5, 10)


def test_pairs_that_were_judged_before_are_left_out_of_the_question(given: Given, tmp_path: Path) -> None:
    given(candidate(1), candidate(3))
    with answering_server(all_answered()) as server:
        judged(server, store=tmp_path / "s.sqlite")
        given(candidate(1), candidate(2), candidate(3))
        result = judged(server, store=tmp_path / "s.sqlite")
    assert [[boat(pair) for pair in shown(request)] for request in server.requests] == [[1, 3], [2]]
    assert (result.stored, result.asked) == (2, 1)


def test_a_judgement_on_other_words_under_the_same_ids_is_not_taken_over(given: Given, tmp_path: Path) -> None:
    given(candidate(1))
    with answering_server(all_answered()) as server:
        judged(server, store=tmp_path / "s.sqlite")
        given(candidate(1, quotes=("boat 1 sails", "boat 1 sank")))
        result = judged(server, store=tmp_path / "s.sqlite")
    assert (len(server.requests), result.stored) == (2, 0)


@pytest.mark.parametrize(
    "reply", [Reply(200, completion(None, refusal="No.")), Reply(200, completion("hm")), answer((5, "same"))]
)
def test_what_says_something_of_the_pairs_is_not_paid_for_again_unless_it_is_wanted(
    given: Given, tmp_path: Path, reply: Reply
) -> None:
    given(candidate(1))
    with scripted_server([reply, answer((1, "same"))]) as server:
        first = judged(server, store=tmp_path / "s.sqlite", reasks=0)
        second = judged(server, store=tmp_path / "s.sqlite", reasks=0)
        assert (len(server.requests), second.failures) == (1, first.failures)
        third = judged(server, store=tmp_path / "s.sqlite", reasks=0, retry_failed=True)
    assert (len(third.decisions), third.failures) == (1, ())


def test_a_fault_of_the_server_is_not_kept(given: Given, tmp_path: Path) -> None:
    given(candidate(1))
    with scripted_server([Reply(500, {"error": {"message": "boom"}}), answer((1, "same"))]) as server:
        first = judged(server, store=tmp_path / "s.sqlite")
        second = judged(server, store=tmp_path / "s.sqlite")
    assert (len(first.decisions), len(second.decisions)) == (0, 1)


def test_what_can_not_be_read_any_more_is_asked_about_again(given: Given, tmp_path: Path) -> None:
    given(candidate(1))
    with answering_server(all_answered()) as server:
        judged(server, store=tmp_path / "s.sqlite")
        connection = sqlite3.connect(tmp_path / "s.sqlite")
        connection.execute('UPDATE judgements SET judgement = \'{"same": "perhaps"}\'')
        connection.commit()
        connection.close()
        result = judged(server, store=tmp_path / "s.sqlite")
    assert (len(server.requests), result.asked, len(result.decisions)) == (2, 1, 1)


def test_a_store_that_can_not_be_written_any_more_costs_no_judgement_and_is_told_once(
    given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    given(*(candidate(number) for number in range(20)))

    def full(*_: object) -> None:
        raise InputError("the store can not be used: disk is full")

    monkeypatch.setattr(Store, "put_judgement", full)
    with answering_server(all_answered()) as server, caplog.at_level(logging.ERROR, "summarizer"):
        result = judged(server, store=tmp_path / "s.sqlite")
    assert len(result.decisions) == 20
    assert [record.message for record in caplog.records] == [
        "the store can not be used: disk is full; what is judged from here on is not kept"
    ]


def test_a_store_that_is_handed_in_stays_the_callers(given: Given, tmp_path: Path) -> None:
    given(candidate(1))
    with answering_server(all_answered()) as server, Store(tmp_path / "s.sqlite") as store:
        chosen = settings(server.base_url)
        adjudicate([], settings=chosen, store=store)
        assert adjudicate([], settings=chosen, store=store).stored == 1


# --- words ---------------------------------------------------------------------------------------------------------


def test_what_was_judged_and_why_not_is_told_in_words() -> None:
    decisions = tuple(ClaimJudgement(claims=(f"{n}", f"{n}x"), same=n < 2, by="openai/m") for n in range(5))
    refused = Undecided(1, Outcome(kind="refused", message="No.", remedy="try another model"))
    result = Adjudicated(decisions, asked=4, stored=2, unsure=1, usage=Usage(2, 1200, 34), failures=(refused,))
    assert result.summary() == (
        "judged 6 pairs of claims: 2 one claim, 3 two, 1 unsure (2 from the store; 2 requests, 1,234 tokens)"
    )
    assert result.problems() == (
        "1 pair of claims is not judged, and left to the rules: refused: No. — try another model",
    )
