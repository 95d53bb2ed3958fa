"""Asking a model again for the claims that failed, against a real server on loopback: what is sent, what is made of it.

The server gives the replies of a script in order; one that is asked more often answers 418.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mending import ANSWER, DATED, FERRY, GOOD, INVENTED, MENDS, MISDATED, TEXT, UNNAMED, mends
from replay import settings
from servers import Reply, Server, completion, scripted_server

from summarizer import Article, EngineError, Report, Summary, article_from_text, recheck, summarize
from summarizer.engines.openai import OpenAIEngine
from summarizer.models import Position

ARTICLE = article_from_text(TEXT, "norby")
FIRST, SECOND = Reply(200, completion(ANSWER)), Reply(200, completion(MENDS))


def reasked(server: Server, *articles: Article, **changes: Any) -> tuple[list[Summary], list[Report]]:
    chosen = settings(server.base_url, policy="reask", concurrency=1, **changes)
    reports: list[Report] = []
    summaries = summarize(articles or (ARTICLE,), "openai/m", settings=chosen, progress=reports.append)
    return summaries, reports


def run(*second: Reply, **changes: Any) -> tuple[Summary, Report, list[dict[str, Any]]]:
    """The Summary of the article whose second question gets these replies, its report, and all requests."""
    with scripted_server([FIRST, *second]) as server:
        (summary,), (report,) = reasked(server, **changes)
    return summary, report, server.requests


def codes(summary: Summary) -> list[str]:
    """The last finding of each claim, the supported left out."""
    claims = (*summary.claims, *summary.set_aside)
    return [claim.findings[-1].code for claim in claims if claim.findings]


# --- what is sent ----------------------------------------------------------------------------------------------------


def test_the_second_question_holds_the_article_the_failed_claims_and_what_was_found() -> None:
    _, _, (first, second) = run(SECOND)
    system, user = second["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert "withdraw" in system["content"]
    fenced, _, failed = user["content"].partition("\n\nThese claims")
    assert first["messages"][1]["content"].strip() == fenced.strip(), "the article is fenced as it was"
    listed = json.loads(failed[failed.index("[") :])
    assert [(entry["number"], entry["kind"]) for entry in listed] == [(1, "position"), (2, "position"), (3, "date")]
    assert [entry["claim"] for entry in listed] == [INVENTED, UNNAMED, MISDATED]
    assert "does not stand in the article" in " ".join(listed[0]["found"])
    assert "2023-03-21" in " ".join(listed[2]["found"])


def test_supported_claims_are_not_sent_again() -> None:
    _, _, (_, second) = run(SECOND)
    assert json.dumps(GOOD["quote"]) not in second["messages"][1]["content"].partition("These claims")[2].replace(
        json.dumps(UNNAMED["quote"]), "", 1
    )


def test_the_second_question_is_strict_and_has_the_parameters_of_the_first() -> None:
    _, _, (first, second) = run(SECOND)
    asked = second["response_format"]["json_schema"]
    assert (asked["name"], asked["strict"]) == ("Mends", True)
    assert asked["schema"]["additionalProperties"] is False
    assert "oneOf" not in json.dumps(asked)
    assert "default" not in json.dumps(asked)
    assert {name: second[name] for name in ("model", "temperature", "max_tokens")} == {
        name: first[name] for name in ("model", "temperature", "max_tokens")
    }


def test_the_first_question_is_the_same_whatever_the_policy() -> None:
    with scripted_server([FIRST, FIRST, SECOND]) as server:
        summarize([ARTICLE], "openai/m", settings=settings(server.base_url, policy="flag"))
        reasked(server)
    assert server.requests[0] == server.requests[1]
    assert len(server.requests) == 3


def test_the_second_question_is_asked_at_the_level_that_the_server_takes() -> None:
    refused = Reply(400, {"error": {"message": "response_format not supported", "param": "response_format"}})
    fenced = Reply(200, completion(f"Here:\n\n```json\n{MENDS}\n```\n"))
    with scripted_server([refused, refused, FIRST, fenced]) as server:
        (summary,), _ = reasked(server)
    assert codes(summary) == ["reask_mended", "reask_mended", "reask_withdrawn"]
    assert "response_format" not in server.requests[3]
    assert '"mends"' in server.requests[3]["messages"][0]["content"]


def test_a_parameter_that_is_dropped_first_at_the_second_question_is_dropped_there() -> None:
    refused = Reply(400, {"error": {"message": "Unsupported value", "param": "temperature"}})
    summary, report, requests = run(refused, SECOND)
    assert "temperature" not in requests[2]
    assert report.usage.requests == 3
    assert "reask_mended" in codes(summary)


@pytest.mark.parametrize("answer", [GOOD, None])
def test_an_article_without_failed_claims_is_not_asked_about_again(answer: dict[str, Any] | None) -> None:
    positions = [answer] if answer else []
    text = json.dumps({"positions": positions, "demands": [], "responses": [], "dates": []})
    with scripted_server([Reply(200, completion(text))]) as server:
        (summary,), _ = reasked(server)
    assert len(server.requests) == 1
    assert summary.policy == "reask"


def test_an_article_without_an_answer_is_not_asked_about_again() -> None:
    with scripted_server([Reply(200, completion(None, refusal="No."))]) as server:
        (summary,), _ = reasked(server)
    assert summary.outcome.kind == "refused"
    assert len(server.requests) == 1


# --- what is made of the answer --------------------------------------------------------------------------------------


def test_mended_claims_are_supported_with_their_trace_and_the_withdrawn_stays_set_aside() -> None:
    summary, _, _ = run(SECOND)
    assert [claim.verdict for claim in summary.claims] == ["supported"] * 3
    assert [claim.claim.model_dump() for claim in summary.claims] == [GOOD, FERRY, DATED]
    formers = [claim.former.claim.model_dump() for claim in summary.claims if claim.former]
    assert formers == [INVENTED, MISDATED]
    assert [claim.former.verdict for claim in summary.claims if claim.former] == ["unsupported", "doubtful"]
    assert "mend/1" in summary.claims[1].findings[0].message
    (withdrawn,) = summary.set_aside
    assert (withdrawn.claim.model_dump(), withdrawn.former) == (UNNAMED, None)
    assert withdrawn.findings[-1].code == "reask_withdrawn"
    assert recheck(summary, ARTICLE) == summary


def test_a_mended_claim_whose_quote_is_made_up_too_does_not_replace_the_first() -> None:
    summary, _, _ = run(Reply(200, completion(mends({**INVENTED, "quote": "The ferries never sank"}, None, None))))
    assert summary.set_aside[0].claim == Position.model_validate(INVENTED)
    assert summary.set_aside[0].findings[-1].code == "reask_no_better"


def test_it_costs_one_request_more_and_all_tokens_are_counted() -> None:
    _, report, requests = run(SECOND)
    assert len(requests) == report.usage.requests == 2
    assert (report.usage.tokens_in, report.usage.tokens_out) == (200, 100)
    assert not report.stored


# --- no answer: the Summary stays as it was, and says so -------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(500, {"error": {"message": "boom"}}), "http_error: 127.0.0.1 answered 500: boom"),
        (Reply(400, {"error": {"message": "messages: wrong"}}), "answered 400: messages: wrong"),
        (Reply(200, completion(None, refusal="I will not.")), "refused: I will not."),
        (Reply(200, completion(MENDS, finish_reason="length")), "truncated: the answer was cut off"),
        (Reply(200, completion("I am sorry")), "invalid: "),
        (Reply(200, completion('{"mends": [{"number": 1}]}')), "invalid: mends[0].claim: Field required"),
        (Reply(200, completion(mends({**FERRY, "stance": "neutral"}))), "invalid: "),
        (Reply(200, completion(mends({**FERRY, "topic": "half \ud800"}))), "invalid: "),
        (Reply(200, completion(ANSWER)), "invalid: "),
        (Reply(200, "<html>", {"content-type": "text/html"}), "http_error: 127.0.0.1 answered with something else"),
    ],
)
def test_a_question_that_fails_leaves_every_claim_with_a_note_and_is_not_put_again(reply: Reply, words: str) -> None:
    summary, report, requests = run(reply)
    assert len(requests) == report.usage.requests == 2
    assert summary.outcome.kind == "ok"
    assert [claim.verdict for claim in (*summary.claims, *summary.set_aside)] == [
        "supported",
        "doubtful",
        "unsupported",
        "unsupported",
    ]
    assert codes(summary) == ["reask_failed"] * 3
    assert words in summary.claims[1].findings[-1].message
    assert recheck(summary, ARTICLE) == summary
    summary.model_dump_json()


def test_a_server_that_is_gone_leaves_the_summary_too() -> None:
    with scripted_server([FIRST, Reply(200, completion(MENDS), delay=3)]) as server:
        (summary,), _ = reasked(server, timeout=1)
    assert codes(summary) == ["reask_failed"] * 3
    assert "within 1 s" in summary.claims[1].findings[-1].message


def test_a_key_that_ends_at_the_second_question_costs_the_article_no_result_and_is_not_tried_again() -> None:
    other = article_from_text(TEXT + "\nMore.\n", "more")
    with scripted_server([FIRST, FIRST, Reply(401, {"error": {"message": "key expired"}})]) as server:
        summaries, _ = reasked(server, ARTICLE, other)
    assert [summary.outcome.kind for summary in summaries] == ["ok", "ok"]
    assert [codes(summary) for summary in summaries] == [["reask_failed"] * 3] * 2
    assert "answered 401: key expired" in summaries[0].claims[1].findings[-1].message
    assert len(server.requests) == 3


def test_a_passing_fault_of_the_transport_is_retried() -> None:
    busy = Reply(503, {"error": {"message": "overloaded"}}, {"retry-after": "0"})
    summary, report, _ = run(busy, SECOND, retries=1)
    assert report.usage.requests == 3
    assert "reask_mended" in codes(summary)


# --- the store -------------------------------------------------------------------------------------------------------


def test_a_second_run_makes_no_request_and_gives_the_same_bytes(tmp_path: Path) -> None:
    with scripted_server([FIRST, SECOND]) as server:
        first, _ = reasked(server, store=tmp_path / "s.sqlite")
        second, (report,) = reasked(server, store=tmp_path / "s.sqlite")
    assert len(server.requests) == 2
    assert [summary.model_dump_json() for summary in first] == [summary.model_dump_json() for summary in second]
    assert report.stored
    assert report.usage.requests == 0


def test_an_answer_paid_for_under_another_policy_is_not_paid_for_again(tmp_path: Path) -> None:
    with scripted_server([FIRST, SECOND]) as server:
        chosen = settings(server.base_url, store=tmp_path / "s.sqlite")
        (flagged,) = summarize([ARTICLE], "openai/m", settings=chosen)
        _, (report,) = reasked(server, store=tmp_path / "s.sqlite")
        (again,) = summarize([ARTICLE], "openai/m", settings=chosen)
    assert report.usage.requests == 1
    assert not report.stored
    assert again == flagged


def test_a_question_that_failed_is_put_again_by_the_next_run(tmp_path: Path) -> None:
    with scripted_server([FIRST, Reply(500, {"error": {"message": "boom"}}), SECOND]) as server:
        (failed,), _ = reasked(server, store=tmp_path / "s.sqlite")
        (mended,), _ = reasked(server, store=tmp_path / "s.sqlite")
    assert codes(failed) == ["reask_failed"] * 3
    assert codes(mended) == ["reask_mended", "reask_mended", "reask_withdrawn"]


def test_the_key_of_mends_depends_on_claims_findings_prompt_and_article(monkeypatch: pytest.MonkeyPatch) -> None:
    summary, _, _ = run(Reply(500, {}))
    failed = (summary.claims[1], *summary.set_aside)
    engine = OpenAIEngine("m", settings())
    fewer = failed[:2]
    less_said = (failed[0].model_copy(update={"findings": ()}), *failed[1:])
    without_notes = tuple(claim.model_copy(update={"findings": claim.findings[:-1]}) for claim in failed)
    other = article_from_text(TEXT + ".", "norby")
    keys = [
        engine.mend_key(ARTICLE, failed),
        engine.mend_key(ARTICLE, fewer),
        engine.mend_key(ARTICLE, less_said),
        engine.mend_key(other, failed),
        OpenAIEngine("n", settings()).mend_key(ARTICLE, failed),
        engine.content_key(ARTICLE),
    ]
    assert len(set(keys)) == 6
    assert engine.mend_key(ARTICLE, without_notes) == keys[0], "notes are not sent"
    monkeypatch.setattr(engine, "_mend_prompt", engine._prompt)
    assert engine.mend_key(ARTICLE, failed) not in keys


def test_an_engine_that_fails_for_good_before_any_answer_is_the_callers() -> None:
    with (
        scripted_server([Reply(401, {"error": {"message": "no"}})]) as server,
        pytest.raises(EngineError, match="check the key"),
    ):
        reasked(server)
