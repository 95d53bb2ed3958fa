"""The engine for OpenAI-compatible servers, against recorded faults and a real server on loopback."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from cassette import CASSETTES
from faults import SCRIPTS, SEED
from pydantic import SecretStr
from replay import replayed, seed, settings
from servers import Reply, completion, reference_server, scripted_server

from summarizer import EngineError, Extraction, Report, SettingsError, Summary, load_settings, summarize
from summarizer.engines import open_engine
from summarizer.engines.openai import OpenAIEngine

EMPTY = json.dumps({"positions": [], "demands": [], "responses": [], "dates": []})
REFERENCE_CLAIMS = 18
"""The claims of the reference answer for the seed that the fault scripts answer for."""


def fault(name: str, **changes: Any) -> Summary:
    (summary,) = replayed(f"fault/{name}.yaml", [seed(SEED)], **changes)
    return summary


# --- answers that break the schema -----------------------------------------------------------------------------------


def test_an_answer_that_breaks_the_schema_is_mended_by_a_re_ask() -> None:
    summary = fault("schema_broken_then_mended")
    assert summary.outcome.kind == "ok"
    assert len(summary.claims) == REFERENCE_CLAIMS


def test_a_re_ask_shows_the_last_answer_and_its_faults_and_no_more() -> None:
    recorded = yaml.safe_load((CASSETTES / "fault/schema_broken_then_mended.yaml").read_text("utf-8"))
    first, second = (entry["request"]["body"]["messages"] for entry in recorded["interactions"])
    assert [message["role"] for message in second] == ["system", "user", "assistant", "user"]
    assert second[:2] == first
    assert "demands[0].force: Input should be 'demand', 'request' or 'appeal'" in second[3]["content"]


def test_entries_that_fit_the_schema_are_kept_when_the_re_asks_are_spent() -> None:
    summary = fault("schema_broken_twice")
    assert summary.outcome.kind == "partial"
    assert summary.outcome.message is not None
    assert "demands[0]" in summary.outcome.message
    assert {claim.kind for claim in summary.claims} == {"position", "response", "date"}


def test_an_answer_that_is_no_json_is_invalid_and_not_empty() -> None:
    summary = fault("not_json_twice")
    assert summary.outcome.kind == "invalid"
    assert summary.outcome.remedy
    assert summary.claims == ()


def test_no_re_ask_is_sent_where_none_is_allowed() -> None:
    with scripted_server([Reply(200, completion("no json"))]) as server:
        (summary,) = summarize([seed(SEED)], "openai/m", settings=settings(server.base_url, reasks=0))
    assert summary.outcome.kind == "invalid"
    assert len(server.requests) == 1


# --- answers that are no answers -------------------------------------------------------------------------------------


def test_a_refusal_is_an_outcome_with_the_models_words_and_is_not_asked_again() -> None:
    summary = fault("refusal")
    assert (summary.outcome.kind, summary.outcome.message) == ("refused", "I can not help with that article.")


def test_a_truncated_answer_is_truncated_even_where_its_json_parses() -> None:
    summary = fault("truncated_but_parses")
    assert summary.outcome.kind == "truncated"
    assert summary.claims == ()


def test_a_page_of_html_is_an_http_error_of_that_article() -> None:
    assert fault("answers_html").outcome.kind == "http_error"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({**completion("x"), "choices": []}, "http_error"),
        (completion(None), "invalid"),
        (completion(EMPTY), "empty"),
        (completion("[]"), "invalid"),
        ({"error": {"message": "something"}}, "http_error"),
        ({**completion("x"), "choices": [{"index": 0, "message": None, "finish_reason": "stop"}]}, "http_error"),
        (completion([{"type": "text", "text": "x"}]), "http_error"),  # type: ignore[arg-type]
        (completion("[" * 100_000), "invalid"),
        (completion('{"positions": [' + "1" * 10_000 + "]}"), "invalid"),
        (completion(EMPTY.replace('"demands": []', '"demands": [{"key": "\\ud800"}]')), "invalid"),
        ({**completion(EMPTY), "usage": {}}, "empty"),
        ({**completion(EMPTY), "usage": {"prompt_tokens": None, "completion_tokens": None}}, "empty"),
        ({"object": "chat.completion", "choices": completion(EMPTY)["choices"]}, "empty"),
    ],
)
def test_what_stands_in_a_200_decides_the_outcome(body: dict[str, Any], kind: str) -> None:
    with scripted_server([Reply(200, body)] * 2) as server:
        (summary,) = summarize([seed(SEED)], "openai/m", settings=settings(server.base_url))
    assert summary.outcome.kind == kind


# --- what the server takes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["json_schema_refused_with_400", "json_schema_refused_with_500"])
def test_a_server_that_refuses_json_schema_is_asked_with_json_object(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "summarizer"):
        summary = fault(name)
    assert summary.provenance.level == "json_object"
    assert len(summary.claims) == REFERENCE_CLAIMS
    assert [record.getMessage() for record in caplog.records] == [
        "localhost refuses json_schema; asking with json_object"
    ]


def test_a_server_that_refuses_every_format_is_asked_in_words_and_its_fenced_json_is_read() -> None:
    summary = fault("every_format_refused")
    assert summary.provenance.level == "prompt"
    assert len(summary.claims) == REFERENCE_CLAIMS


def test_the_step_down_is_learned_once_for_all_articles() -> None:
    refused, answer = SCRIPTS["json_schema_refused_with_500"]
    with scripted_server([refused, answer, answer]) as server:
        chosen = settings(server.base_url, concurrency=1)
        summaries = summarize([seed(SEED), seed("000")], "openai/m", settings=chosen)
    assert [summary.outcome.kind for summary in summaries] == ["ok", "ok"]
    assert [request["response_format"]["type"] for request in server.requests] == [
        "json_schema",
        "json_object",
        "json_object",
    ]
    assert "schema" in server.requests[1]["response_format"]


def test_parameters_that_the_server_names_as_unsupported_are_dropped_once_and_recorded() -> None:
    summary = fault("parameters_refused")
    assert summary.provenance.dropped_parameters == ("max_tokens", "temperature")
    recorded = yaml.safe_load((CASSETTES / "fault/parameters_refused.yaml").read_text("utf-8"))
    last = recorded["interactions"][-1]["request"]["body"]
    assert "max_completion_tokens" in last
    assert not {"max_tokens", "temperature"} & last.keys()


def test_the_request_on_the_wire_is_strict() -> None:
    with reference_server() as server:
        summarize([seed(SEED)], "openai/m", settings=settings(server.base_url))
    (request,) = server.requests
    assert request["response_format"]["json_schema"]["strict"] is True
    assert request["response_format"]["json_schema"]["schema"]["additionalProperties"] is False
    assert request["model"] == "m"


def test_the_article_goes_out_fenced_and_without_its_furniture() -> None:
    with reference_server() as server:
        summarize([seed("002")], "openai/m", settings=settings(server.base_url))
    asked = server.requests[0]["messages"][1]["content"]
    assert "The US has asked Budapest" not in asked
    assert "Super Mario" not in asked
    fence = f"=== article {seed('002').text_sha256[:16]} ==="
    assert asked.count(f"\n{fence}\n") == 2


# --- the transport ---------------------------------------------------------------------------------------------------


def test_a_busy_server_is_asked_again_after_the_time_it_names() -> None:
    started = time.monotonic()
    assert fault("busy_then_answers", retries=1).outcome.kind == "ok"
    assert time.monotonic() - started >= 1.0, "the cassette's Retry-After is one second"


def test_the_time_that_a_server_names_is_waited_for_up_to_the_cap() -> None:
    for header in ("3600", "3600.5", "Wed, 21 Oct 2099 07:28:00 GMT"):
        busy = Reply(429, {"error": {"message": "later"}}, {"retry-after": header})
        with scripted_server([busy, Reply(200, completion(EMPTY))]) as server:
            chosen = settings(server.base_url, retries=1, retry_after_cap=0.01)
            (summary,) = summarize([seed(SEED)], "openai/m", settings=chosen)
        assert summary.outcome.kind == "empty"


def test_a_quota_that_is_used_up_does_not_pass() -> None:
    used_up = Reply(429, {"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}})
    with scripted_server([used_up] * 3) as server, pytest.raises(EngineError, match="quota is used up"):
        summarize([seed(SEED)], "openai/m", settings=settings(server.base_url, retries=2))
    assert len(server.requests) == 1


def test_a_time_out_is_the_articles_outcome_and_not_the_runs() -> None:
    slow = Reply(200, completion(EMPTY), delay=3)
    with scripted_server([slow, Reply(200, completion(EMPTY))]) as server:
        chosen = settings(server.base_url, timeout=1, concurrency=1)
        summaries = summarize([seed(SEED), seed("000")], "openai/m", settings=chosen)
    assert [summary.outcome.kind for summary in summaries] == ["http_error", "empty"]
    assert summaries[0].outcome.remedy == "set SUMMARIZER_TIMEOUT higher"


def test_a_refusal_of_one_article_after_others_were_answered_is_its_own() -> None:
    refused = Reply(403, {"error": {"message": "blocked"}})
    good = Reply(200, completion(EMPTY))
    with scripted_server([good, refused, good]) as server:
        chosen = settings(server.base_url, concurrency=1)
        summaries = summarize([seed(SEED), seed("000"), seed("001")], "openai/m", settings=chosen)
    assert [summary.outcome.kind for summary in summaries] == ["empty", "http_error", "empty"]


@pytest.mark.parametrize(
    ("status", "message"),
    [(400, "prompt too long: '... the grammar of power ...'"), (500, "grammar schools")],
)
def test_an_error_that_only_holds_a_word_of_formats_does_not_step_down(status: int, message: str) -> None:
    odd = Reply(status, {"error": {"message": message}})
    good = Reply(200, completion(EMPTY))
    with scripted_server([odd, good]) as server:
        chosen = settings(server.base_url, concurrency=1)
        summaries = summarize([seed(SEED), seed("000")], "openai/m", settings=chosen)
    assert [summary.outcome.kind for summary in summaries] == ["http_error", "empty"]
    assert summaries[1].provenance.level == "json_schema"


def test_a_key_that_a_server_repeats_is_neither_printed_nor_stored() -> None:
    loud = Reply(400, {"error": {"message": "Authorization: Bearer other-key; very-secret; sk-abc123"}})
    with scripted_server([loud]) as server:
        chosen = settings(server.base_url, api_key=SecretStr("very-secret"))
        (summary,) = summarize([seed(SEED)], "openai/m", settings=chosen)
    assert summary.outcome.message == "127.0.0.1 answered 400: Authorization: [key] [key]; [key]"


def test_a_passing_fault_that_does_not_pass_is_the_articles_outcome() -> None:
    busy = Reply(503, {"error": {"message": "overloaded"}}, {"retry-after": "0"})
    with scripted_server([busy] * 3) as server:
        (summary,) = summarize([seed(SEED)], "openai/m", settings=settings(server.base_url, retries=2))
    assert len(server.requests) == 3
    assert summary.outcome.kind == "http_error"
    assert summary.outcome.message == "127.0.0.1 answered 503: overloaded"


def test_a_request_that_is_wrong_is_not_sent_again() -> None:
    wrong = Reply(400, {"error": {"message": "messages: wrong"}})
    with scripted_server([wrong] * 3) as server:
        (summary,) = summarize([seed(SEED)], "openai/m", settings=settings(server.base_url, retries=2))
    assert len(server.requests) == 1
    assert summary.outcome.message == "127.0.0.1 answered 400: messages: wrong"


def test_one_articles_failure_costs_no_other_article_its_result() -> None:
    answer = SCRIPTS["refusal"][0]
    good = Reply(200, completion((Path(__file__).parent.parent / "reference/003.json").read_text("utf-8")))
    with scripted_server([answer, good]) as server:
        chosen = settings(server.base_url, concurrency=1)
        summaries = summarize([seed("000"), seed("003")], "openai/m", settings=chosen)
    assert [summary.outcome.kind for summary in summaries] == ["refused", "ok"]


# --- what stops the run ----------------------------------------------------------------------------------------------


def test_a_key_that_is_refused_stops_the_run_with_one_line() -> None:
    with pytest.raises(EngineError, match=r"Incorrect API key provided\. — check the key"):
        fault("key_refused")


def test_a_model_that_is_unknown_stops_the_run_with_one_line() -> None:
    with pytest.raises(EngineError, match=r"The model `nope` does not exist — check the model's name"):
        fault("model_unknown")


def test_an_engine_that_fails_for_good_is_asked_for_no_further_article() -> None:
    refused = SCRIPTS["key_refused"][0]
    with (
        scripted_server([refused] * 5) as server,
        pytest.raises(EngineError),
    ):
        summarize([seed("000"), seed("003")], "openai/m", settings=settings(server.base_url, concurrency=1))
    assert len(server.requests) == 1


def test_an_engine_that_fails_after_some_answers_costs_only_the_rest() -> None:
    good = Reply(200, completion((Path(__file__).parent.parent / "reference/003.json").read_text("utf-8")))
    with scripted_server([good, SCRIPTS["key_refused"][0]]) as server:
        chosen = settings(server.base_url, concurrency=1)
        summaries = summarize([seed("003"), seed("000"), seed("001")], "openai/m", settings=chosen)
    assert [summary.outcome.kind for summary in summaries] == ["ok", "http_error", "not_asked"]
    assert len(server.requests) == 2


def test_a_missing_key_is_said_before_anything_is_sent() -> None:
    with pytest.raises(EngineError, match="needs a key — set OPENAI_API_KEY"):
        open_engine(load_settings(model="openai/gpt-5-mini"))


def test_a_server_that_is_not_there_is_said_with_its_address() -> None:
    with pytest.raises(EngineError, match=r"no answer from http://127.0.0.1:9/v1/.*start the server"):
        summarize([seed(SEED)], "openai/m", settings=settings("http://127.0.0.1:9/v1"))


@pytest.mark.parametrize("name", ["gpt-5", "openai/", "anthropic/claude", ""])
def test_a_model_name_of_no_known_form_is_said(name: str) -> None:
    with pytest.raises(SettingsError, match="unknown model"):
        open_engine(load_settings(model=name))


# --- what is kept of an answer ---------------------------------------------------------------------------------------


def test_the_summary_says_what_made_it() -> None:
    made = fault("json_schema_refused_with_400").provenance
    assert made.engine == "openai/reference"
    assert made.model == "reference"
    assert made.prompt == "extract/1"
    assert made.prompt_sha256
    assert made.schema_sha256


def test_the_content_key_changes_with_whatever_the_answer_depends_on() -> None:
    article = seed(SEED)

    def key(model: str = "m", article: Any = article, **changes: Any) -> str:
        return OpenAIEngine(model, settings(**changes)).content_key(article)  # type: ignore[return-value]

    same = key()
    assert same == key(timeout=5.0, concurrency=1)
    assert len({same, key("n"), key(temperature=1.0), key(base_url="http://b/v1"), key(article=seed("000"))}) == 5


def test_an_answer_is_a_plain_extraction_that_can_be_compared() -> None:
    async def answered() -> Extraction:
        with reference_server() as server:
            engine = OpenAIEngine("m", settings(server.base_url))
            try:
                return (await engine.answer(seed(SEED))).extraction
            finally:
                await engine.close()

    path = Path(__file__).parent.parent / "reference/003.json"
    assert asyncio.run(answered()) == Extraction.model_validate_json(path.read_text("utf-8"))


def test_what_an_article_cost_is_counted_on_failure_too() -> None:
    reports: list[Report] = []
    with scripted_server([SCRIPTS["truncated_but_parses"][0]]) as server:
        summarize([seed(SEED)], "openai/m", settings=settings(server.base_url), progress=reports.append)
    usage = reports[0].usage
    assert (usage.requests, usage.tokens_in, usage.tokens_out) == (1, 100, 50)
