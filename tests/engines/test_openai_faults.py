"""What a server says when it fails: what is made of it, how often it is asked again, and what is never repeated."""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import html
import json
import logging
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from asked import ARTICLE, EMPTY, GOOD, HALF_GOOD, KEY, POSITION, TEXT, articles, asked, long_article, repeats
from pydantic import SecretStr
from servers import Reply, Wire, bytes_as_they_are, completion, in_turn, reset_in_the_body, trickling

from summarizer import article_from_text
from summarizer.engines import TooLong
from summarizer.engines.openai.faults import seconds_of, shown


def fault(status: int, message: Any = "not now", **headers: str) -> Reply:
    return Reply(status, {"error": {"message": message}}, headers)


def refused(message: Any, status: int = 400) -> str:
    """What is told of a server that refuses with these words."""
    got = asked(in_turn(fault(status, message)), api_key=SecretStr(KEY))
    assert got.answer.outcome.kind == "http_error"
    assert got.answer.outcome.message is not None
    return got.answer.outcome.message


# --- Retry-After -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3.0),
        ("2.5", 2.5),
        ("0", 0.0),
        ("-5", 0.0),
        ("inf", float("inf")),
        ("nan", None),
        ("NaN", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("Wed", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("Mon, 01 Jan 0001 00:00:00 -0000", 0.0),
        ("Wed, 32 Oct 2099 07:28:00 GMT", None),
        ("Wed, 21 Oct 99999999999999999999 07:28:00 GMT", None),
        ("Wed, 21 Oct 2099 07:28:00 +99999999999999", None),
    ],
)
def test_retry_after_is_a_number_or_a_date_and_else_nothing(header: str | None, seconds: float | None) -> None:
    assert seconds_of(header) == seconds


def test_a_date_without_a_zone_is_universal_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        date = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90)
        for header in (date.strftime("%a %b %d %H:%M:%S %Y"), email.utils.format_datetime(date, usegmt=True)):
            seconds = seconds_of(header)
            assert seconds is not None
            assert 85 <= seconds <= 90
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(("header", "least", "most"), [("7", 7, 7.1), ("3600", 60, 60.1), ("inf", 60, 60.1)])
def test_the_time_that_a_server_names_is_waited_for_up_to_the_cap(header: str, least: float, most: float) -> None:
    busy = fault(503, **{"retry-after": header})
    got = asked(in_turn(busy, GOOD), retries=1, retry_after_cap=60.0)
    assert got.kinds == ["empty"]
    assert least <= got.server.times[1] - got.server.times[0] <= most


@pytest.mark.parametrize("header", ["soon", "nan", "Wed, 21 Oct 99999999999999999999 07:28:00 GMT"])
def test_a_time_that_makes_no_sense_is_as_none(header: str) -> None:
    got = asked(in_turn(fault(503, **{"retry-after": header}), GOOD), retries=1)
    assert got.kinds == ["empty"]
    assert got.server.times[1] - got.server.times[0] <= 0.6, "the first of the exponential waits is half a second"


def test_without_a_time_the_waits_grow_and_are_spread() -> None:
    got = asked(lambda number, body: fault(503), *articles(4), retries=4, circuit_after=100)
    waits = [later - earlier for earlier, later in pairwise(sorted(got.server.times))]
    assert len(got.server.requests) == 20
    # uniform between nothing and 0.5, 1, 2 and 4 s: no article waits longer than 7.5 s in sum
    assert got.seconds <= 7.6
    assert max(waits) > 0.5 > min(waits)


# --- which faults are tried again, and how often ---------------------------------------------------------------------


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
def test_a_passing_fault_is_tried_again_as_often_as_the_settings_say(status: int) -> None:
    got = asked(lambda number, body: fault(status), retries=3, circuit_after=100)
    assert len(got.server.requests) == got.answer.usage.requests == 4
    assert got.kinds == ["http_error"]
    assert got.answer.outcome.message == f"127.0.0.1 answered {status}: not now"
    assert got.answer.outcome.remedy


@pytest.mark.parametrize("status", [400, 402, 403, 405, 410, 413, 415, 418, 422, 451])
def test_a_fault_that_does_not_pass_is_not_tried_again(status: int) -> None:
    # an answer before, so that it is no article but this one that the server has something against
    got = asked(in_turn(GOOD, fault(status), GOOD), *articles(3), retries=3, concurrency=1)
    assert len(got.server.requests) == 3
    assert got.kinds == ["empty", "http_error", "empty"]


@pytest.mark.parametrize(("status", "remedy"), [(401, "OPENAI_API_KEY"), (403, "OPENAI_API_KEY"), (404, "--base-url")])
def test_what_holds_for_every_article_is_an_error_at_once(status: int, remedy: str) -> None:
    got = asked(in_turn(fault(status)), retries=3)
    assert len(got.server.requests) == 1
    assert got.error.remedy is not None
    assert remedy in got.error.remedy
    assert "\n" not in str(got.error)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_to_where_nobody_counts(status: int) -> None:
    got = asked(lambda number, body: fault(status, location="/v1/chat/completions"), retries=3)
    assert len(got.server.requests) == got.error.usage.requests == 1  # type: ignore[union-attr]
    assert got.error.remedy == "check --base-url"


@pytest.mark.parametrize("wire", [reset_in_the_body(GOOD.body), trickling(GOOD.body, 9.0), Reply(200, "", delay=999)])
def test_a_connection_that_breaks_or_hangs_is_tried_again(wire: Wire | Reply) -> None:
    got = asked(in_turn(wire, wire, GOOD), retries=2, timeout=30.0)
    assert got.kinds == ["empty"]
    assert got.answer.usage.requests == 3


# --- answers that are no completions ---------------------------------------------------------------------------------

_CHOICE = completion(EMPTY)["choices"][0]
GARBLED: dict[str, Reply | Wire] = {
    "a page": Reply(200, "<html><body>Sign in</body></html>", {"content-type": "text/html"}),
    "a page that says it is JSON": Reply(200, "<html>"),
    "cut JSON": Reply(200, json.dumps(completion(EMPTY))[:200]),
    "nothing": Reply(200, ""),
    "no content": Reply(204, ""),
    "null": Reply(200, "null"),
    "a number": Reply(200, "5"),
    "a list": Reply(200, "[]"),
    "a list as text": Reply(200, "[]", {"content-type": "text/plain"}),
    "an error with 200": Reply(200, {"error": {"message": "overloaded"}}),
    "events": Reply(200, "data: {}\n\n", {"content-type": "text/event-stream"}),
    "no choices": Reply(200, {**completion(EMPTY), "choices": []}),
    "choices that are none": Reply(200, {**completion(EMPTY), "choices": ["x", None]}),
    "choices that are an object": Reply(200, {**completion(EMPTY), "choices": {"0": _CHOICE}}),
    "a message that is null": Reply(200, {**completion(EMPTY), "choices": [{**_CHOICE, "message": None}]}),
    "a message that is text": Reply(200, {**completion(EMPTY), "choices": [{**_CHOICE, "message": EMPTY}]}),
    "nested without end": Reply(200, "[" * 100_000),
    "a number of 10,000 digits": Reply(200, '{"choices": ' + "1" * 10_000 + "}"),
    "names that mean something to the client": Reply(200, {**completion(EMPTY), "_fields_set": 5}),
    "invalid UTF-8": bytes_as_they_are(json.dumps(completion(EMPTY)).encode().replace(b'"stop"', b'"st\xffp"')),
    "packed but not": bytes_as_they_are(b"no gzip", **{"content-encoding": "gzip"}),
    "packed in an unknown way": bytes_as_they_are(b"?", **{"content-encoding": "zip"}),
}


@pytest.mark.parametrize("name", GARBLED)
def test_what_is_no_completion_is_asked_for_once_more_and_else_the_articles_outcome(name: str) -> None:
    got = asked(in_turn(GARBLED[name], GOOD, GARBLED[name], GARBLED[name]), *articles(2), retries=5, one_by_one=True)
    assert got.kinds == ["empty", "http_error"]
    assert [answer.usage.requests for answer in got.answers] == [2, 2]
    message = got.answers[1].outcome.message
    assert message is not None
    assert len(message) < 100


@pytest.mark.parametrize(("reasks", "retries", "requests"), [(0, 5, 1), (1, 5, 2), (2, 5, 3), (3, 1, 2)])
def test_what_is_no_completion_is_asked_for_as_often_as_re_asks_and_repeats_allow(
    reasks: int, retries: int, requests: int
) -> None:
    got = asked(lambda number, body: GARBLED["a page"], reasks=reasks, retries=retries)
    assert len(got.server.requests) == got.answer.usage.requests == requests


def test_repeats_for_other_faults_leave_the_re_asks_as_they_are() -> None:
    got = asked(in_turn(fault(503), fault(503), fault(503), GARBLED["a page"], GOOD), retries=5, reasks=1)
    assert got.kinds == ["empty"]


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "text/plain"},
        {"content-type": "text/html; charset=utf-8"},
        {"content-type": ""},
        {"content-type": "application/json; charset=nonsense"},
    ],
)
def test_a_completion_under_a_wrong_content_type_is_a_completion(headers: dict[str, str]) -> None:
    got = asked(in_turn(Reply(200, completion(HALF_GOOD.replace("sings", "hopes")), headers)))
    assert got.kinds == ["ok"]
    assert len(got.answer.extraction.positions) == 2


def test_an_answer_that_is_packed_unasked_is_unpacked() -> None:
    packed = bytes_as_they_are(gzip.compress(json.dumps(GOOD.body).encode()), **{"content-encoding": "gzip"})
    got = asked(in_turn(packed))
    assert got.kinds == ["empty"]
    assert "accept-encoding: identity" in got.server.heads[0].lower()


def test_json_that_is_cut_in_the_answer_is_asked_for_again() -> None:
    got = asked(in_turn(Reply(200, completion(EMPTY[:-9])), GOOD))
    assert got.kinds == ["empty"]
    assert [message["role"] for message in got.server.requests[1]["messages"]] == [
        "system",
        "user",
        "assistant",
        "user",
    ]


def test_entries_of_an_answer_between_fences_are_kept_too() -> None:
    no_format = Reply(400, {"error": {"message": "response_format: not supported", "param": "response_format"}})
    fenced = Reply(200, completion(f"Here they are:\n\n```json\n{HALF_GOOD}\n```\nThat is all."))
    got = asked(in_turn(no_format, no_format, fenced, fenced))
    assert got.kinds == ["partial"]
    assert [position.model_dump() for position in got.answer.extraction.positions] == [POSITION]


# --- words that can not be kept --------------------------------------------------------------------------------------


def test_half_a_surrogate_pair_in_the_servers_words_is_replaced() -> None:
    half = Reply(400, json.dumps({"error": {"message": "bad: \ud83d"}}))
    assert asked(in_turn(half)).answer.outcome.model_dump_json() == (
        '{"kind":"http_error","message":"127.0.0.1 answered 400: bad: ?",'
        '"remedy":"the server does not take this article; see its words"}'
    )


def test_half_a_surrogate_pair_in_an_answer_costs_no_more_than_its_entry() -> None:
    torn = json.dumps(completion(HALF_GOOD.replace('"demands"', '"dem\ud83d"').replace("sings", "\ud83d")))
    got = asked(in_turn(Reply(200, torn), Reply(200, torn)))
    assert got.kinds == ["partial"]
    got.answer.outcome.model_dump_json()
    assert len(got.server.requests) == 2, "the answer was shown in the re-ask without what no request can hold"


def test_what_a_server_calls_itself_and_its_answers_end_is_a_short_name_or_nothing() -> None:
    fits, long = "vendor/m-1.5:a@b+c_d", "x" * 100
    values = [5, None, {"a": 1}, ["stop"], "\ud83d", "x" * 101, "I am a model", "a\nb", "", long, fits, "eos"]
    bodies = [{**completion(EMPTY, finish_reason=value), "model": value} for value in values]  # type: ignore[arg-type]
    replies = (Reply(200, json.dumps(body)) for body in bodies)
    got = asked(in_turn(*replies), *articles(len(values)), one_by_one=True)
    assert got.kinds == ["empty"] * len(values)
    assert [answer.provenance.model for answer in got.answers] == [None] * 9 + [long, fits, "eos"]
    # what is longer than 20 characters is no reason; `fits` is exactly so long
    assert [answer.usage.finish_reason for answer in got.answers] == [None] * 10 + [fits, "eos"]


def test_a_usage_that_is_none_counts_as_nothing() -> None:
    usages: list[Any] = ["many", [1], 5, {"prompt_tokens": -9, "completion_tokens": "2"}, {}]
    replies = (Reply(200, {**completion(EMPTY), "usage": usage}) for usage in usages)
    got = asked(in_turn(*replies), *articles(len(usages)), one_by_one=True)
    assert got.kinds == ["empty"] * len(usages)
    assert {(answer.usage.tokens_in, answer.usage.tokens_out) for answer in got.answers} == {(0, 0)}


# --- what a server repeats of the request ----------------------------------------------------------------------------

RUSSIAN = "Начальник порта сообщил собранию, что причал будет починен до начала летнего сезона. " * 3
ECHOES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "as JSON": json.dumps,
    "as JSON without escapes": lambda text: json.dumps(text, ensure_ascii=False),
    "as JSON in JSON": lambda text: json.dumps(json.dumps(text)),
    "as Python": repr,
    "as HTML": html.escape,
    "its first half": lambda text: text[: len(text) // 2],
    "its second half": lambda text: text[len(text) // 2 :],
    "its JSON cut in an escape": lambda text: json.dumps(text)[: len(json.dumps(text)) // 2],
    "in one line": lambda text: " ".join(text.split()),
    "a stretch of it": lambda text: text[20:70],
}


@pytest.mark.parametrize("text", [TEXT, RUSSIAN])
@pytest.mark.parametrize("echo", ECHOES)
def test_an_article_that_a_server_repeats_is_not_told(text: str, echo: str, caplog: pytest.LogCaptureFixture) -> None:
    words = ECHOES[echo](text)
    bodies = (
        {"error": {"message": f"can not read {words}"}},
        {"detail": [{"loc": ["body", "messages"], "msg": "no", "input": words}]},
        f"can not read {words}",
    )
    with caplog.at_level(logging.DEBUG):
        got = asked(
            in_turn(*(Reply(400, body) for body in bodies), Reply(401, bodies[0])),
            *[article_from_text(text, "norby")] * 4,
            one_by_one=True,
        )
    told = [str(result) if isinstance(result, Exception) else str(result.outcome.message) for result in got.results]
    assert all("[…]" in words for words in told)
    for line in (*told, *(record.getMessage() for record in caplog.records)):
        assert not repeats(line, text)
        assert line.count("\\u04") <= 1
        assert len(line) < 200


def test_a_prompt_that_a_server_repeats_is_not_told() -> None:
    got = asked(lambda number, body: fault(400, json.dumps(body["messages"])))
    message = got.answer.outcome.message
    assert message is not None
    assert not repeats(message, got.server.requests[0]["messages"][0]["content"])
    assert not repeats(message)


@pytest.mark.parametrize(
    "echo",
    [
        KEY,
        f"Bearer {KEY}",
        KEY[: len(KEY) // 2],
        KEY[len(KEY) // 2 :],
        f"{KEY[:12]}…",
        KEY.replace("-", "\\u002d"),
        f"{TEXT * 30}{KEY}",
        f"{'.' * 3_990}{KEY}",
        [KEY],
        {"authorization": KEY},
    ],
)
@pytest.mark.parametrize("status", [400, 401])
def test_a_key_that_a_server_repeats_is_not_told_whole_or_in_half(echo: Any, status: int) -> None:
    message = echo if not isinstance(echo, str) else f"no access with {echo} here"
    got = asked(in_turn(fault(status, message)), api_key=SecretStr(KEY))
    told = str(got.error) if status == 401 else str(got.answer.outcome.message)
    assert not any(KEY[at : at + 8] in told for at in range(len(KEY) - 7))
    assert "nobody" not in told


def test_other_words_of_a_server_are_told_as_they_are() -> None:
    words = "The model `m` is overloaded with other requests (request id 7a3f-99). Monday's maintenance is over; again?"
    assert refused(words) == f"127.0.0.1 answered 400: {words}"
    assert refused("Bad\n  request") == "127.0.0.1 answered 400: Bad request"
    assert refused("x" * 5_000) == f"127.0.0.1 answered 400: {'x' * 299}…"


def test_an_article_about_windows_and_formats_changes_nothing_for_the_others() -> None:
    about = article_from_text(
        "The maximum context length is 2048 tokens, and response_format json_schema is not supported, said the vendor "
        "of the model to the press on Monday. " + long_article(1_000).text,
        "about",
    )
    got = asked(in_turn(fault(400, f"can not parse: {about.text}"), GOOD), about, ARTICLE, one_by_one=True)
    assert len(got.server.requests) == 2
    assert got.kinds == ["http_error", "empty"]
    assert got.answers[1].provenance.level == "json_schema"
    got.engine.estimate(long_article(50_000))  # raises TooLong where there is a window


def test_a_refusal_is_told_without_what_it_repeats() -> None:
    got = asked(in_turn(Reply(200, completion(None, refusal=f"I will not read this: {TEXT}"))))
    assert got.kinds == ["refused"]
    assert got.answer.outcome.message == "I will not read this: […].”"


def test_an_article_as_the_name_of_a_field_is_not_told() -> None:
    odd = Reply(200, completion(json.dumps({**json.loads(HALF_GOOD), TEXT: 1, "x" * 10_000: 2})))
    got = asked(in_turn(odd, odd))
    assert got.kinds == ["partial"]
    message = got.answer.outcome.message
    assert message is not None
    assert not repeats(message)
    assert len(message) <= 600


def test_words_are_searched_quickly() -> None:
    text = long_article(100_000).text
    started = time.perf_counter()
    assert shown("x " * 2_000, KEY, [text]).endswith("…")
    assert shown(text, KEY, [text]) == "[…]"
    assert time.perf_counter() - started < 2.0


# --- usage is kept on every failure ----------------------------------------------------------------------------------

_BROKEN = Reply(200, completion(HALF_GOOD))


@pytest.mark.parametrize(
    ("replies", "kind", "used"),
    [
        ([Reply(200, completion(EMPTY, finish_reason="length"))], "truncated", (1, 100, 50, "length")),
        ([Reply(200, completion(None, refusal="No."))], "refused", (1, 100, 50, "stop")),
        ([Reply(200, completion(None, finish_reason="content_filter"))], "refused", (1, 100, 50, "content_filter")),
        ([Reply(200, completion("no"))] * 2, "invalid", (2, 200, 100, "stop")),
        ([_BROKEN, _BROKEN], "partial", (2, 200, 100, "stop")),
        ([_BROKEN, fault(400)], "partial", (2, 100, 50, "stop")),
        ([_BROKEN, fault(503), fault(503)], "partial", (3, 100, 50, "stop")),
        ([_BROKEN, GARBLED["a page"], GARBLED["a page"]], "partial", (3, 100, 50, "stop")),
        ([_BROKEN, Reply(200, completion(EMPTY, finish_reason="length"))], "partial", (2, 200, 100, "length")),
        ([_BROKEN, Reply(200, completion(None, refusal="No."))], "partial", (2, 200, 100, "stop")),
        ([Reply(200, completion("no")), fault(400)], "invalid", (2, 100, 50, "stop")),
        ([fault(503), fault(503)], "http_error", (2, 0, 0, None)),
        ([fault(503), GOOD], "empty", (2, 100, 50, "stop")),
    ],
)
def test_what_was_spent_is_told_however_the_article_ends(
    replies: list[Reply | Wire], kind: str, used: tuple[Any, ...]
) -> None:
    got = asked(in_turn(*replies), retries=1)
    usage = got.answer.usage
    assert got.kinds == [kind]
    assert (usage.requests, usage.tokens_in, usage.tokens_out, usage.finish_reason) == used
    assert len(got.server.requests) == usage.requests


def test_a_re_ask_that_fails_leaves_the_entries_of_the_first_answer() -> None:
    got = asked(in_turn(_BROKEN, fault(400)))
    assert [position.model_dump() for position in got.answer.extraction.positions] == [POSITION]


def test_an_error_for_all_articles_says_what_this_one_has_cost() -> None:
    usage = asked(in_turn(_BROKEN, fault(503), fault(401)), retries=1).error.usage
    assert usage is not None
    assert (usage.requests, usage.tokens_in, usage.tokens_out) == (3, 100, 50)
    assert usage.seconds > 0


def test_an_article_that_is_too_long_says_what_it_has_cost() -> None:
    words = "This model's maximum context length is 4096 tokens."
    got = asked(in_turn(fault(503), fault(400, words)), long_article(40_000), retries=1)
    (long,) = got.results
    assert isinstance(long, TooLong)
    assert (long.usage.requests, long.usage.tokens_in) == (2, 0)


def test_the_time_spent_is_that_since_the_first_request() -> None:
    got = asked(in_turn(GOOD))
    assert 0 < got.answer.usage.seconds < 5
