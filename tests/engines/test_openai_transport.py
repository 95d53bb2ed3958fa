"""How requests go out and answers come in: bounds, circuit, pace, budget, stop; what is on the wire and in the log."""

from __future__ import annotations

import asyncio
import dataclasses
import gzip
import json
import logging
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from asked import ARTICLE, EMPTY, GOOD, HALF_GOOD, KEY, POSITION, TEXT, Asked, articles, asked, engine_of, repeats
from pydantic import SecretStr
from servers import (
    LoopServer,
    Reply,
    Wire,
    bytes_as_they_are,
    closing_in_the_head,
    completion,
    headers_without_end,
    in_turn,
    reset_in_the_body,
    trickling,
    without_end,
)

from summarizer import Extraction, SettingsError, article_from_text
from summarizer.engines.stop import Stop
from summarizer.ids import content_hash
from summarizer.models import Furniture, Model, Position


def fault(status: int, message: str = "not now", **headers: str) -> Reply:
    return Reply(status, {"error": {"message": message}}, headers)


GARBLED, UNFIT = Reply(200, "<html>"), Reply(200, completion("no"))


def now() -> float:
    return asyncio.get_running_loop().time()


# --- bounds ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wire",
    [
        trickling(GOOD.body, 1.0),
        trickling({"error": {"message": "x" * 99}}, 1.0, status=500),
        headers_without_end(pause=1.0),
        Reply(200, completion(EMPTY), delay=999.0),
    ],
)
def test_a_request_has_so_many_seconds_for_everything(wire: Wire | Reply) -> None:
    got = asked(in_turn(GOOD, wire, GOOD), *articles(3), one_by_one=True, timeout=20.0)
    assert got.kinds == ["empty", "http_error", "empty"]
    assert got.answers[1].outcome.message == "no answer within 20 s from 127.0.0.1"
    assert 20 <= got.seconds < 21.1


@pytest.mark.parametrize(
    "wire",
    [
        Reply(200, "x" * 10_000_000),
        Reply(500, "x" * 10_000_000),
        bytes_as_they_are(json.dumps(completion("x" * 10_000_000)).encode()),
        without_end(b" " * 60_000),
        bytes_as_they_are(gzip.compress(b" " * 50_000_000), **{"content-encoding": "gzip"}),
    ],
)
def test_an_answer_is_read_up_to_a_bound(wire: Wire | Reply) -> None:
    started = time.perf_counter()
    got = asked(in_turn(wire, GOOD), *articles(2), one_by_one=True, reasks=0)
    assert got.kinds == ["http_error", "empty"]
    assert got.answers[0].outcome.message == "an answer of more than 4,000,000 bytes"
    assert time.perf_counter() - started < 5


def test_a_long_answer_under_the_bound_is_an_answer() -> None:
    many = json.dumps({**json.loads(EMPTY), "positions": [POSITION] * 2_000})
    got = asked(in_turn(Reply(200, completion(many))))
    assert len(got.answer.extraction.positions) == 2_000


@pytest.mark.parametrize("wire", [headers_without_end(), headers_without_end(b"x" * 60_000), closing_in_the_head()])
def test_a_head_that_is_none_is_a_fault_of_the_connection(wire: Wire) -> None:
    got = asked(in_turn(GOOD, wire, wire, GOOD), *articles(3), one_by_one=True, retries=1)
    assert got.kinds == ["empty", "http_error", "empty"]
    message = got.answers[1].outcome.message
    assert message is not None
    assert message.startswith("no answer from http://127.0.0.1:")
    assert len(message) < 400


@pytest.mark.parametrize("status", [200, 500])
def test_a_reset_in_the_body_is_a_fault_of_the_connection(status: int) -> None:
    got = asked(in_turn(GOOD, reset_in_the_body(GOOD.body, status), GOOD), *articles(2), one_by_one=True, retries=1)
    assert got.kinds == ["empty", "empty"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"api_key": SecretStr("sk-abc\n")}, "the key has a character"),
        ({"api_key": SecretStr("schlüssel")}, "the key has a character"),
        ({"base_url": "localhost:8000/v1"}, "'localhost:8000/v1' is no server's address"),
        ({"base_url": "http://[bad"}, "is no server's address"),
        ({"base_url": ""}, "'' is no server's address"),
        ({"base_url": "http://me:s3cret@127.0.0.1/v1"}, "the server's address has a name or a password in it"),
    ],
)
def test_what_no_request_can_be_made_with_is_said_at_once_and_not_repeated(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError, match=words) as error:
        engine_of(**changes)
    assert not {"s3cret", "sk-abc", "schlüssel"} & set(str(error.value).replace(":", " ").replace("@", " ").split())


# --- circuit ---------------------------------------------------------------------------------------------------------


def test_a_server_that_was_never_there_is_given_up_after_few_requests() -> None:
    got = asked(lambda number, body: fault(503), *articles(50), concurrency=4, retries=5, circuit_after=6)
    assert len(got.server.requests) <= 6 + 3, "the circuit opens after 6; 3 more may be in flight by then"
    assert {type(result).__name__ for result in got.results} == {"EngineError"}
    (words,) = {str(result) for result in got.results}
    assert words == (
        "127.0.0.1 failed 6 times in a row, the last time with: 503: not now — start the server, or check --base-url"
    )


def down(start: float, end: float) -> Any:
    """A server whose answers take a second, and that is down between two times."""
    return lambda number, body: fault(503) if start <= now() < end else dataclasses.replace(GOOD, delay=1.0)


def asked_by_server_down(start: float, end: float, **changes: Any) -> Asked:
    return asked(
        down(start, end), *articles(40), concurrency=4, retries=5, circuit_after=5, circuit_wait=30.0, **changes
    )


def test_a_server_that_was_down_in_the_middle_costs_no_article_its_answer() -> None:
    got = asked_by_server_down(4.0, 80.0)
    assert got.kinds == ["empty"] * 40
    missed = [at for at in got.server.times if 4.0 <= at < 80.0]
    # 5 failures open it, 3 more were in flight; the first probe goes 30 s later, the second, after 60 s more, finds it
    assert len(missed) <= 5 + 3 + 1
    assert len(got.server.requests) == 40 + len(missed)
    assert got.seconds < 130


def test_a_server_that_does_not_come_back_is_given_up_after_three_probes() -> None:
    got = asked_by_server_down(4.0, 1e9)
    answered = got.kinds.count("empty")
    assert answered >= 12
    assert set(got.kinds) == {"empty", "http_error", "not_asked"}
    missed = [at for at in got.server.times if at >= 4.0]
    assert len(missed) <= 5 + 3 + 3
    assert 200 < got.seconds < 260, "30, 60 and 120 s"
    for answer in got.answers:
        assert (answer.outcome.kind == "not_asked") == (answer.usage.requests == 0)
        assert answer.outcome.kind == "empty" or "503: not now" in str(answer.outcome.message)


def test_refusals_of_single_articles_open_no_circuit() -> None:
    def reply(number: int, body: Any) -> Reply:
        return GOOD if number % 10 == 9 else fault(400)

    got = asked(reply, *articles(30), circuit_after=3, concurrency=1)
    assert got.kinds.count("http_error") == 27
    assert got.kinds.count("empty") == 3


# --- pace ------------------------------------------------------------------------------------------------------------


def test_no_more_requests_are_in_flight_than_the_settings_say() -> None:
    got = asked(lambda number, body: Reply(200, completion(EMPTY), delay=1.0), *articles(20), concurrency=3)
    assert got.server.most_at_once == 3
    assert 7 <= got.seconds < 7.2, "twenty answers of a second, three at a time"


def test_a_slow_answer_holds_up_no_other() -> None:
    def reply(number: int, body: Any) -> Reply:
        return Reply(200, completion(EMPTY), delay=10.0 if number == 0 else 1.0)

    assert asked(reply, *articles(11), concurrency=2).seconds < 10.2, "ten answers of a second beside one of ten"


def test_a_busy_server_sees_half_as_many_at_once() -> None:
    seen: list[int] = []
    servers: list[LoopServer] = []

    async def look(server: LoopServer) -> None:
        servers.append(server)

    def reply(number: int, body: Any) -> Reply:
        at_once = servers[0].at_once
        seen.append(at_once)
        return dataclasses.replace(fault(429) if at_once > 4 else GOOD, delay=1.0)

    got = asked(reply, *articles(60), meanwhile=look, concurrency=8, retries=8)
    assert got.kinds == ["empty"] * 60
    assert max(seen[:8]) == 8
    refused = sum(at_once > 4 for at_once in seen)
    # 4 of the first 8; then one more each time the limit has grown by one, which takes ever longer
    assert refused <= 4 + 6
    assert max(seen[8:]) <= 5


def test_requests_a_minute_are_spread_evenly() -> None:
    got = asked(lambda number, body: GOOD, *articles(6), rpm=30)
    assert all(1.99 <= later - earlier < 2.2 for earlier, later in pairwise(got.server.times))


def test_tokens_a_minute_are_those_that_were_used_in_the_end() -> None:
    # 150 tokens an answer, 600 a minute: one every 15 s, though thousands were estimated
    got = asked(lambda number, body: GOOD, *articles(5), tpm=600)
    assert all(14.9 <= later - earlier < 15.3 for earlier, later in pairwise(got.server.times))


# --- budget ----------------------------------------------------------------------------------------------------------


def wanted() -> int:
    """Tokens that the article is estimated to take."""
    usage = engine_of().estimate(ARTICLE)
    return usage.tokens_in + usage.tokens_out


def test_a_budget_is_kept_and_what_goes_over_it_is_not_asked() -> None:
    # Each answer takes 150 tokens: the estimate fits three times, if it is settled each time by what was used.
    got = asked(lambda number, body: GOOD, *[ARTICLE] * 5, one_by_one=True, max_tokens=wanted() + 2 * 150)
    assert got.kinds == ["empty"] * 3 + ["not_asked"] * 2
    assert len(got.server.requests) == 3
    assert got.answers[3].outcome.message == (
        f"the budget of {wanted() + 300:,} tokens leaves too little: 450 are used, and about {wanted():,} more would be"
    )
    assert got.answers[3].usage.requests == 0
    assert got.answers[3].outcome.remedy


def test_a_budget_holds_for_requests_at_once() -> None:
    slow = Reply(200, {**completion(EMPTY), "usage": None}, delay=1.0)  # charged with the estimate
    got = asked(lambda number, body: slow, *[ARTICLE] * 5, max_tokens=2 * wanted(), concurrency=5)
    assert sorted(got.kinds) == ["empty"] * 2 + ["not_asked"] * 3
    assert len(got.server.requests) == 2


def test_what_does_not_fit_beside_what_is_in_flight_waits_and_all_that_really_fits_is_asked() -> None:
    # Two estimates fit at once. Each answer takes 150: from the second on, one estimate fits at a time.
    slow = dataclasses.replace(GOOD, delay=1.0)
    got = asked(lambda number, body: slow, *[ARTICLE] * 5, max_tokens=2 * wanted(), concurrency=5)
    assert got.kinds == ["empty"] * 5
    assert got.server.most_at_once == 2
    assert 4.0 <= got.seconds < 4.1, "two in the first second, then one a second"


def test_a_request_that_failed_costs_nothing() -> None:
    got = asked(in_turn(fault(503), fault(503), GOOD), max_tokens=wanted(), retries=2)
    assert got.kinds == ["empty"]


def test_a_server_that_counts_nothing_is_charged_with_the_estimate() -> None:
    free = Reply(200, {**completion(EMPTY), "usage": None})
    got = asked(lambda number, body: free, ARTICLE, ARTICLE, one_by_one=True, max_tokens=2 * wanted() - 1)
    assert got.kinds == ["empty", "not_asked"]


def test_a_budget_in_dollars_goes_by_the_price_of_the_model(tmp_path: Path) -> None:
    prices = tmp_path / "prices.toml"
    prices.write_text('dated = "2025-01-01"\n[models.m]\ninput = 1000.0\noutput = 1000.0\n')
    # 0.15 USD an answer, at a thousandth of a dollar a token
    got = asked(
        lambda number, body: GOOD, *[ARTICLE] * 3, one_by_one=True, prices=prices, max_cost=wanted() / 1_000 + 0.15
    )
    assert got.kinds == ["empty", "empty", "not_asked"]
    assert "0.30" in str(got.answers[2].outcome.message)


def test_a_re_ask_that_the_budget_does_not_allow_leaves_the_entries_of_the_first_answer() -> None:
    got = asked(in_turn(Reply(200, completion(HALF_GOOD)), GOOD), max_tokens=wanted() + 149)
    assert got.kinds == ["partial"]
    assert len(got.server.requests) == 1
    assert [position.model_dump() for position in got.answer.extraction.positions] == [POSITION]


# --- stop ------------------------------------------------------------------------------------------------------------


def stopped_after(seconds: float, *replies: Reply | Wire, count: int = 1, **changes: Any) -> Asked:
    stop = Stop()

    async def request(server: LoopServer) -> None:
        await asyncio.sleep(seconds)
        stop.request()

    return asked(in_turn(*replies), *articles(count), stop=stop, meanwhile=request, **changes)


def test_a_stop_ends_the_waiting_for_the_next_attempt() -> None:
    got = stopped_after(5.0, fault(503, **{"retry-after": "50"}), GOOD, retries=3)
    assert got.kinds == ["not_asked"]
    assert got.answer.outcome.message == "the run was stopped"
    assert got.answer.outcome.remedy == "run the same command again"
    assert len(got.server.requests) == got.answer.usage.requests == 1
    assert 5.0 <= got.seconds < 5.1


def test_a_stop_leaves_what_is_in_flight_to_finish_and_asks_no_more() -> None:
    got = stopped_after(5.0, dataclasses.replace(GOOD, delay=10.0), GOOD, GOOD, count=3, concurrency=1)
    assert got.kinds == ["empty", "not_asked", "not_asked"]
    assert [answer.usage.requests for answer in got.answers] == [1, 0, 0]
    assert 10.0 <= got.seconds < 10.1


def test_a_stop_keeps_the_entries_of_an_answer_that_would_be_asked_for_again() -> None:
    got = stopped_after(5.0, Reply(200, completion(HALF_GOOD), delay=10.0), GOOD)
    assert got.kinds == ["partial"]
    assert len(got.answer.extraction.positions) == 1


def test_a_stop_ends_the_waiting_for_a_circuit_to_close() -> None:
    got = stopped_after(
        20.0, GOOD, *[fault(503)] * 9, count=5, concurrency=1, retries=5, circuit_after=2, circuit_wait=500.0
    )
    assert got.kinds == ["empty"] + ["not_asked"] * 4
    assert 20.0 <= got.seconds < 20.1
    requests = [answer.usage.requests for answer in got.answers]
    assert sum(requests) == len(got.server.requests) == 3, "two faults open the circuit"
    assert max(requests[1:]) > 0, "what an article has cost is kept"


def test_a_stop_while_a_request_waits_for_the_budget_leaves_it_unsent() -> None:
    # Both estimates do not fit at once; after the first, which takes 150, the second would.
    slow = dataclasses.replace(GOOD, delay=10.0)
    got = stopped_after(5.0, slow, GOOD, count=2, concurrency=2, max_tokens=2 * wanted() - 100)
    assert got.kinds == ["empty", "not_asked"]
    assert got.answers[1].outcome.message == "the run was stopped"
    assert [answer.usage.requests for answer in got.answers] == [1, 0]
    assert len(got.server.requests) == 1
    assert 10.0 <= got.seconds < 10.1


# --- what goes over the wire, and into the key -----------------------------------------------------------------------


class Topic(Model):
    """What an article is about."""

    name: str


class MyPosition(Position):
    """A position with a field more."""

    certainty: float


class MyExtraction(Extraction):
    """An Extraction with a field more, of positions that have one more."""

    positions: tuple[MyPosition, ...]
    topics: tuple[Topic, ...]


def own_prompt(folder: Path, **templates: str) -> Path:
    folder.mkdir()
    for name, text in templates.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def test_a_prompt_of_ones_own_is_what_goes_out(tmp_path: Path) -> None:
    prompt = own_prompt(
        tmp_path / "mine",
        system="You list claims.",
        user="Read:\n{{ fence }}\n{{ body }}\n{{ fence }}",
        reask="Wrong:\n{{ error }}",
    )
    got = asked(in_turn(Reply(200, completion(HALF_GOOD)), GOOD), prompt=prompt)
    system, user, rejected, again = got.server.requests[1]["messages"]
    assert system["content"].strip() == "You list claims."
    assert user["content"].startswith("Read:\n=== article ")
    assert TEXT.strip() in user["content"]
    assert rejected == {"role": "assistant", "content": HALF_GOOD}
    assert again["content"].startswith("Wrong:\n- positions[1].act: ")
    assert got.answer.provenance.prompt == "mine"


def test_a_form_of_ones_own_is_what_is_asked_for_and_answered_with() -> None:
    answer = {**json.loads(EMPTY), "positions": [{**POSITION, "certainty": 0.5}], "topics": [{"name": "piers"}]}
    got = asked(in_turn(Reply(200, completion(json.dumps(answer)))), form=MyExtraction)
    asked_for = got.server.requests[0]["response_format"]["json_schema"]
    assert (asked_for["name"], asked_for["strict"]) == ("MyExtraction", True)
    assert "certainty" in json.dumps(asked_for["schema"])
    assert set(asked_for["schema"]["required"]) == {"positions", "demands", "responses", "dates", "topics"}
    extraction = got.answer.extraction
    assert isinstance(extraction, MyExtraction)
    assert (extraction.positions[0].certainty, extraction.topics) == (0.5, (Topic(name="piers"),))


def test_each_thing_that_an_answer_depends_on_changes_its_key_and_nothing_else_does(tmp_path: Path) -> None:
    def key(model: str = "m", article: Any = ARTICLE, form: type[Extraction] = Extraction, **changes: Any) -> str:
        made = engine_of(model=model, form=form, **changes).content_key(article)
        assert made is not None
        return made

    hidden = Furniture(start=0, end=20, kind="teaser")
    prompts = [own_prompt(tmp_path / f"p{number}", system=f"Number {number}.") for number in range(2)]
    other = own_prompt(tmp_path / "other", reask="{{ error }}")
    different = [
        key(),
        key(model="n"),
        key(article=article_from_text(TEXT + ".", "norby")),
        key(article=ARTICLE.model_copy(update={"published": "2022-02-15"})),
        key(article=ARTICLE.model_copy(update={"furniture": (hidden,)})),
        key(form=MyExtraction),
        key(prompt=prompts[0]),
        key(prompt=prompts[1]),
        key(prompt=other),
        key(base_url="http://127.0.0.1/v2"),
        key(temperature=1.0),
    ]
    assert len(set(different)) == len(different)
    moved = own_prompt(tmp_path / "moved", system="Number 0.")
    assert key(prompt=moved) == different[6], "the words count, and not where they lie"
    same: dict[str, Any] = {
        "timeout": 1.0,
        "concurrency": 1,
        "retries": 9,
        "rpm": 9,
        "max_tokens": 9,
        "window": 9_000,
        "max_output_tokens": 100,
        "reasks": 0,
    }
    assert key(**same, api_key=SecretStr("another")) == different[0]
    assert key(article=ARTICLE.model_copy(update={"article_id": "elsewhere"})) == different[0]


def test_parts_of_a_key_do_not_run_together_and_have_an_order() -> None:
    hashes = [
        content_hash("ab", "c"),
        content_hash("a", "bc"),
        content_hash("abc"),
        content_hash("c", "ab"),
        content_hash("ab", "c", ""),
        content_hash("", "ab", "c"),
        content_hash("2:ab1:c"),
        content_hash("ab1:c"),
    ]
    assert len(set(hashes)) == len(hashes)
    # sha256sum of "2:ab1:c"
    assert hashes[0] == "430fb1b4ac43316eca81fab27a1930ab8eff8fef6a1dc7903dce44bbc2790dc5"


# --- the log ---------------------------------------------------------------------------------------------------------


def test_each_request_leaves_a_record_with_its_fate_in_fields(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        asked(in_turn(fault(503), GOOD), retries=1)
    records = [record for record in caplog.records if record.name == "summarizer.request"]
    names = ("article_id", "request", "status", "level", "finish_reason", "tokens_in", "tokens_out")
    fates = [tuple(getattr(record, name) for name in names) for record in records]
    assert fates == [
        ("norby", 1, 503, "json_schema", None, 0, 0),
        ("norby", 2, 200, "json_schema", "stop", 100, 50),
    ]
    assert all(record.__dict__["seconds"] > 0 for record in records)
    assert records[0].getMessage().startswith("norby: request 1: 503: not now, 0.")
    (ended,) = [record for record in caplog.records if record.name == "summarizer.engine"]
    assert ended.getMessage() == "norby: empty, requests: 2"


def test_a_normal_run_warns_of_nothing(caplog: pytest.LogCaptureFixture) -> None:
    torn = reset_in_the_body({})
    replies = (GOOD, fault(503), GOOD, fault(429), torn, GOOD, GARBLED, GOOD, UNFIT, GOOD)
    with caplog.at_level(logging.DEBUG):
        got = asked(in_turn(*replies), *articles(5), one_by_one=True, retries=3)
    assert got.kinds == ["empty"] * 5
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_no_record_at_any_level_has_the_article_the_prompt_or_the_key_in_it(caplog: pytest.LogCaptureFixture) -> None:
    loud = f"{TEXT} {KEY} {json.dumps(TEXT)}"
    replies = (
        GOOD,
        fault(400, loud),
        Reply(500, loud, {"x-echo": KEY}),
        reset_in_the_body({"echo": loud}),
        Reply(200, completion(HALF_GOOD)),
        Reply(200, completion(loud)),
        Reply(200, completion(None, refusal=loud)),
        Reply(200, completion(EMPTY, finish_reason=loud)),
        Reply(200, loud),
        Reply(200, completion(json.dumps({**json.loads(HALF_GOOD), TEXT: KEY}))),
        bytes_as_they_are(loud.encode(), **{"content-encoding": "gzip"}),
    )
    with caplog.at_level(logging.NOTSET + 1):
        got = asked(in_turn(*replies), *articles(12), one_by_one=True, api_key=SecretStr(KEY), circuit_after=99)
    assert len(got.server.requests) > len(replies)
    prompt = got.server.requests[0]["messages"][0]["content"]
    for record in caplog.records:
        formatted = logging.Formatter().format(record)
        words = formatted + str({name: value for name, value in record.__dict__.items() if name != "pathname"})
        assert not repeats(words), record
        assert KEY not in words
        assert prompt[:40] not in words


# --- what was found by a night with a server that misbehaves ---------------------------------------------------------


def test_a_format_that_was_answered_once_is_kept_whatever_a_fault_repeats_of_the_request() -> None:
    echo = fault(500, "internal error, not your fault: response_format json_schema strict", **{"retry-after": "0"})
    made = asked(in_turn(GOOD, echo, GOOD, GOOD), *articles(3), one_by_one=True, retries=1)
    assert [answer.provenance.level for answer in made.answers] == ["json_schema"] * 3
    assert made.kinds == ["empty"] * 3


def test_tokens_of_an_answer_without_choices_are_counted() -> None:
    nothing = Reply(200, {**completion(EMPTY), "choices": []})
    made = asked(in_turn(nothing, GOOD), reasks=1, retries=1)
    assert (made.answer.usage.requests, made.answer.usage.tokens_in, made.answer.usage.tokens_out) == (2, 200, 100)


def test_nothing_is_loaded_of_the_client_for_an_engine_that_is_not_asked() -> None:
    code = (
        "import sys; from summarizer import Settings, article_from_text; from summarizer.engines import open_engine; "
        "engine = open_engine(Settings(model='openai/m', base_url='http://localhost/v1')); "
        "engine.content_key(article_from_text('x', 'y')); "
        "sys.exit(any(name in sys.modules for name in ('openai', 'instructor', 'aiohttp')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
