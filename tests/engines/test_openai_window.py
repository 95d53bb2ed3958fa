"""What a model's window is, as far as its server tells, and what else a server does not take: parameters."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from asked import GOOD, Asked, articles, asked, engine_of, long_article
from replay import settings
from servers import Answering, LoopServer, Reply, in_turn, in_virtual_time, loop_server

from summarizer import Article, Summary, article_from_text, summarize_async
from summarizer.engines import TooLong
from summarizer.engines.estimate import tokens_of
from summarizer.engines.openai.faults import Fault
from summarizer.engines.parts import split


def refused(status: int, body: Any) -> Fault:
    error = body.get("error", body) if isinstance(body, dict) else {}
    return Fault(kind="status", words="", status=status, code=error.get("code"), text=json.dumps(body))


# --- the servers' words ----------------------------------------------------------------------------------------------

# From the servers' sources and from reports of their users.
NAMED: dict[str, tuple[int, Any, int]] = {
    "OpenAI, in the messages": (
        400,
        {
            "error": {
                "message": "This model's maximum context length is 8192 tokens. However, your messages resulted in "
                "10021 tokens. Please reduce the length of the messages.",
                "type": "invalid_request_error",
                "param": "messages",
                "code": "context_length_exceeded",
            }
        },
        8192,
    ),
    "vLLM, both": (
        400,
        {
            "object": "error",
            "message": "This model's maximum context length is 16384 tokens. However, you requested 122946 tokens "
            "(112946 in the messages, 10000 in the completion). Please reduce the length of the messages or "
            "completion.",
            "type": "BadRequestError",
            "param": None,
            "code": 400,
        },
        16384,
    ),
    "vLLM, the answer": (
        400,
        {
            "error": {
                "message": "'max_tokens' or 'max_completion_tokens' is too large: 8192. This model's maximum context "
                "length is 4096 tokens and your request has 1000 input tokens (8192 > 4096 - 1000).",
                "type": "BadRequestError",
                "param": "max_tokens",
                "code": 400,
            }
        },
        4096,
    ),
    "vLLM, the engine": (
        400,
        {
            "error": {
                "message": "The decoder prompt (length 5120) is longer than the maximum model length of 4096. Make "
                "sure that `max_model_len` is no smaller than the number of text tokens.",
                "code": 400,
            }
        },
        4096,
    ),
    "llama-cpp-python": (
        400,
        {
            "error": {
                "message": "This model's maximum context length is 2048 tokens, however you requested 3072 tokens "
                "(2048 in your prompt; 1024 for the completion). Please reduce your prompt; or completion length.",
                "type": "invalid_request_error",
                "param": "messages",
                "code": "context_length_exceeded",
            }
        },
        2048,
    ),
    "llama-cpp-python, as it comes": (
        500,
        {
            "error": {
                "message": "Requested tokens (2285) exceed context window of 2048",
                "type": "internal_server_error",
                "param": None,
                "code": None,
            }
        },
        2048,
    ),
    "llama.cpp": (
        400,
        {
            "error": {
                "code": 400,
                "message": "request (13392 tokens) exceeds the available context size (8192 tokens), try increasing it",
                "type": "exceed_context_size_error",
                "n_prompt_tokens": 13392,
                "n_ctx": 8192,
            }
        },
        8192,
    ),
    "llama.cpp, before": (
        400,
        {
            "error": {
                "code": 400,
                "message": "the request exceeds the available context size, try increasing it",
                "type": "exceed_context_size_error",
                "n_prompt_tokens": 13392,
                "n_ctx": 8192,
            }
        },
        8192,
    ),
    "LM Studio": (
        400,
        {
            "error": "Trying to keep the first 5371 tokens when context the overflows. However, the model is loaded "
            "with context length of only 4096 tokens, which is not enough."
        },
        4096,
    ),
    "Gemini": (
        400,
        {
            "error": {
                "code": 400,
                "message": "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
                "status": "INVALID_ARGUMENT",
            }
        },
        1048576,
    ),
    "TGI": (
        422,
        {
            "error": "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5012 `inputs` "
            "tokens and 100 `max_new_tokens`",
            "error_type": "validation",
        },
        4096,
    ),
}
NOT_NAMED: dict[str, tuple[int, Any]] = {
    "OpenAI": (
        400,
        {
            "error": {
                "message": "Your input exceeds the context window of this model. Please adjust your input and try "
                "again.",
                "param": "input",
                "code": "context_length_exceeded",
            }
        },
    ),
    "Anthropic": (400, {"error": {"message": "prompt is too long: 212345 tokens > 200000 maximum"}}),
    "a proxy": (413, "<html>Request Entity Too Large</html>"),
    "a window of no sense": (400, {"error": {"message": "maximum context length is 100 tokens"}}),
}


@pytest.mark.parametrize("name", NAMED)
def test_the_window_that_a_server_names_is_read(name: str) -> None:
    status, body, window = NAMED[name]
    # as the client hands over LM Studio's, whose error is text
    fault = refused(status, body if isinstance(body.get("error", {}), dict) else {"message": body["error"]})
    assert fault.overflows
    assert fault.window == window
    assert not fault.passing


@pytest.mark.parametrize("name", NOT_NAMED)
def test_a_window_that_a_server_does_not_name_is_not_guessed(name: str) -> None:
    fault = refused(*NOT_NAMED[name])
    assert fault.overflows
    assert fault.window is None


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "messages: wrong"),
        (400, "temperature must be <= 2"),
        (500, "internal error"),
        (429, "Rate limit reached: Limit 30000 tokens a minute, requested 36577 in this context window"),
        (503, "maximum context length is 4096"),
    ],
)
def test_other_faults_say_nothing_of_a_window(status: int, message: str) -> None:
    assert not refused(status, {"error": {"message": message}}).overflows


# --- what is made of a window ----------------------------------------------------------------------------------------


def too_long(window: int, asked_for: int) -> Reply:
    """What vLLM says."""
    message = f"This model's maximum context length is {window} tokens. However, you requested {asked_for} tokens."
    return Reply(400, {"object": "error", "message": message, "type": "BadRequestError", "param": None, "code": 400})


def server_of(window: int, density: float = 1.0, words: Callable[[int, int], Reply] = too_long) -> Answering:
    """A server whose tokens are those that we estimate, the schema's among them, times a density."""

    def answer(number: int, body: dict[str, Any]) -> Reply:
        sent = [message["content"] for message in body["messages"]] + [str(body.get("response_format", ""))]
        out = body.get("max_tokens") or body.get("max_completion_tokens") or 0
        needed = int(density * sum(map(tokens_of, sent))) + out
        return GOOD if needed <= window else words(window, needed)

    return answer


def summarized(answering: Answering, *given: Article, **changes: Any) -> tuple[list[Summary], LoopServer]:
    """Summaries through the whole program, parts and all."""

    async def main() -> tuple[list[Summary], LoopServer]:
        async with loop_server(answering) as server:
            summaries = await summarize_async(given, "openai/m", settings=settings(server.base_url, **changes))
            return summaries, server

    return in_virtual_time(main())


@pytest.mark.parametrize("window", [4096, 8192, 16384])
def test_a_window_is_learned_once_and_longer_articles_go_in_parts_that_fit(
    window: int, caplog: pytest.LogCaptureFixture
) -> None:
    given = [long_article(36_000, "one"), long_article(30_000, "two")]
    summaries, server = summarized(server_of(window), *given, concurrency=1)
    parts = [summary.provenance.parts for summary in summaries]
    assert [summary.outcome.kind for summary in summaries] == ["empty", "empty"]
    assert min(parts) >= 2
    assert len(server.requests) == 1 + sum(parts), "one was refused, and each part was answered at once"
    (warning,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert warning == f"127.0.0.1 has a window of {window} tokens; longer articles go in parts"


@pytest.mark.parametrize("window", [3584, 4096, 8192, 32768])
@pytest.mark.parametrize("most_out", [300, 8_192, 30_000])
def test_what_is_said_to_fit_does_fit(window: int, most_out: int) -> None:
    engine = engine_of(window=window, max_output_tokens=most_out)
    article = long_article(8 * window)
    with pytest.raises(TooLong) as error:
        engine.estimate(article)
    parts = split(article, error.value.fits)
    used = [engine.estimate(part) for part in parts]  # raises TooLong where one does not fit
    assert all(usage.tokens_in + 512 <= window for usage in used)
    assert len(article.body()) / len(parts) > 0.4 * error.value.fits, "and the parts are not needlessly small"


def test_a_window_that_is_set_is_known_before_the_first_request() -> None:
    summaries, server = summarized(server_of(4096), long_article(20_000), window=4096)
    assert summaries[0].outcome.kind == "empty"
    assert len(server.requests) == summaries[0].provenance.parts > 1


def test_the_answer_may_have_what_is_left_of_the_window() -> None:
    got = asked(in_turn(GOOD), *articles(1), window=4096)
    assert got.server.requests[0]["max_tokens"] == 4096 - got.engine.estimate(*articles(1)).tokens_in
    wide = asked(in_turn(GOOD), window=100_000)
    assert wide.server.requests[0]["max_tokens"] == 8192
    assert asked(in_turn(GOOD)).server.requests[0]["max_tokens"] == 8192


def test_an_article_for_which_the_window_is_too_small_in_any_part_is_not_asked_about_again() -> None:
    got = asked(lambda number, body: too_long(2048, 9_000), long_article(20_000))
    assert got.kinds == ["http_error"]
    assert len(got.server.requests) == 1
    length = len(long_article(20_000).body())
    assert (
        got.answer.outcome.message
        == f"prompt and article ({length} characters) do not fit into a window of 2048 tokens"
    )
    assert got.answer.outcome.remedy == "use a model with a larger window"
    assert got.engine.estimate(long_article(20_000)).requests == 0


def test_refusals_of_one_wave_teach_the_window_once() -> None:
    given = [long_article(9_000 + 500 * number, f"a{number}") for number in range(8)]
    slow = server_of(4096, words=lambda window, needed: Reply(400, too_long(window, needed).body, delay=1.0))
    got = asked(slow, *given, concurrency=8)
    fresh = engine_of(window=4096)
    fits = []
    for engine in (got.engine, fresh):
        with pytest.raises(TooLong) as error:
            engine.estimate(given[0])
        fits.append(error.value.fits)
    assert fits[0] == fits[1]
    assert all(isinstance(result, TooLong) and result.usage.requests == 1 for result in got.results)


def test_a_text_with_more_tokens_than_estimated_is_answered_in_smaller_parts() -> None:
    summaries, server = summarized(server_of(8192, density=1.5), long_article(40_000), concurrency=1)
    assert summaries[0].outcome.kind == "empty"
    thin, _ = summarized(server_of(8192), long_article(40_000), concurrency=1)
    assert summaries[0].provenance.parts > thin[0].provenance.parts
    # parts of the first size were waiting for their place when the first of them was refused
    assert len(server.requests) <= 4 * summaries[0].provenance.parts


@pytest.mark.parametrize(
    "window",
    [lambda number: 20_000 + number % 2, lambda number: 20_000 + number, lambda number: 20_000 - number],
    ids=["to and fro", "growing", "shrinking"],
)
def test_a_server_that_finds_everything_too_long_is_believed_a_few_times(window: Callable[[int], int]) -> None:
    got = asked(lambda number, body: too_long(window(number), 30_000), long_article(3_000))
    assert got.kinds == ["http_error"]
    assert len(got.server.requests) <= 13
    assert "maximum context length" in str(got.answer.outcome.message)


def test_a_window_never_grows_by_a_refusal() -> None:
    got = asked(in_turn(too_long(16_384, 17_000), GOOD), long_article(3_000), window=8192)
    assert got.kinds == ["empty"]
    engine_of(window=16_384).estimate(long_article(20_000))
    with pytest.raises(TooLong):
        got.engine.estimate(long_article(20_000))


def test_where_no_window_is_named_half_of_the_article_is_tried() -> None:
    words = Reply(*NOT_NAMED["OpenAI"])
    summaries, server = summarized(
        server_of(6000, words=lambda window, needed: words), long_article(30_000), max_output_tokens=500
    )
    assert summaries[0].outcome.kind == "empty"
    assert summaries[0].provenance.parts >= 2
    assert len(server.requests) < 12
    got = asked(in_turn(words), long_article(30_000))
    (long,) = got.results
    assert isinstance(long, TooLong)
    assert long.fits == len(long_article(30_000).body()) // 2
    assert long.usage.requests == 1


def test_a_short_article_that_is_said_to_be_too_long_is_its_own_outcome() -> None:
    short = article_from_text("The ferry is late.", "short")
    for words in NOT_NAMED.values():
        got = asked(in_turn(Reply(*words), GOOD), short, long_article(30_000), one_by_one=True)
        assert got.kinds == ["http_error", "empty"], "the length of the next one is not doubted"
        assert len(got.server.requests) == 2


# --- parameters ------------------------------------------------------------------------------------------------------


def unsupported(param: Any, code: str = "unsupported_parameter") -> Reply:
    return Reply(400, {"error": {"message": f"Unsupported parameter: '{param}'", "param": param, "code": code}})


def picky(*names: str) -> Answering:
    """A server that does not take some parameters, and takes its time to say so."""

    def answer(number: int, body: dict[str, Any]) -> Reply:
        found = next((name for name in names if name in body), None)
        reply = unsupported(found) if found else GOOD
        return Reply(reply.status, reply.body, delay=1.0)

    return answer


def parameters(got: Asked) -> list[dict[str, Any]]:
    names = ("temperature", "max_tokens", "max_completion_tokens")
    return [{name: request[name] for name in names if name in request} for request in got.server.requests]


def test_parameters_are_dropped_one_after_the_other_and_stay_dropped() -> None:
    got = asked(picky("max_tokens", "temperature"), *articles(1) * 2, one_by_one=True, window=8192)
    room = 8192 - got.engine.estimate(*articles(1)).tokens_in
    assert parameters(got) == [
        {"temperature": 0.0, "max_tokens": room},
        {"temperature": 0.0, "max_completion_tokens": room},
        {"max_completion_tokens": room},
        {"max_completion_tokens": room},
    ]
    assert [answer.provenance.dropped_parameters for answer in got.answers] == [("max_tokens", "temperature")] * 2


def test_a_server_that_takes_no_limit_at_all_gets_none() -> None:
    got = asked(picky("max_tokens", "max_completion_tokens"))
    assert got.kinds == ["empty"]
    assert parameters(got)[-1] == {"temperature": 0.0}


def test_requests_that_were_in_flight_are_sent_again_without_it_once(caplog: pytest.LogCaptureFixture) -> None:
    got = asked(picky("temperature"), *articles(5), concurrency=5)
    assert got.kinds == ["empty"] * 5
    assert len(got.server.requests) == 10
    assert got.answers[0].provenance.dropped_parameters == ("temperature",)
    assert sum("does not take temperature" in record.getMessage() for record in caplog.records) == 1


@pytest.mark.parametrize("param", ["messages", "top_p", "model", None, 5, ["temperature"]])
def test_a_parameter_that_was_not_sent_is_the_articles_fault(param: Any) -> None:
    got = asked(lambda number, body: unsupported(param))
    assert got.kinds == ["http_error"]
    assert len(got.server.requests) == 1


def test_what_is_dropped_leaves_the_key_as_it_is() -> None:
    got = asked(picky("temperature"))
    (article,) = articles(1)
    assert got.engine.content_key(article) == engine_of(got.server.base_url).content_key(article)
