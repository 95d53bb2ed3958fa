"""`brief --adjudicate` on the command line: one budget for the whole run, what is said, the exit codes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from servers import Reply, Server, answering_server, completion
from town import about, answer, text

from summarizer import adjudication
from summarizer.cli import main
from summarizer.merge.candidates import Candidate

SAME = Reply(200, completion('{"judgements": [{"pair": 1, "same": "same"}]}'))
REFUSED = Reply(200, completion(None, refusal="No."))


@pytest.fixture(autouse=True)
def _own_folder_and_one_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_RETRIES", "0")
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(text(number))
    pair = Candidate(("a", "b"), "position", "Ann Cho", ("One.", "Other."), ("one", "other"), 0.5)
    monkeypatch.setattr(adjudication, "candidates_of", lambda *_: (pair,))


def town_that_judges(judgement: Reply = SAME, tokens: int = 150) -> AbstractContextManager[Server]:
    """A server that answers for articles, so many tokens each, and gives one reply to what is asked about pairs."""

    def reply(request: dict[str, Any]) -> Reply:
        if "=== claims" in request["messages"][1]["content"]:
            return judgement
        body = completion(answer(*about(request)))
        return Reply(200, {**body, "usage": {"prompt_tokens": tokens - 50, "completion_tokens": 50}})

    return answering_server(reply)


def brief(server: Server, *more: str) -> Result:
    given = ("1.txt", "2.txt", "-m", "openai/m", "--base-url", server.base_url, "--day", "2023-03-07", "--json", *more)
    return CliRunner().invoke(main, ["brief", *given, "--store", "s.sqlite", "--adjudicate"])


def errors(done: Result) -> Sequence[str]:
    return [line.removeprefix("summarizer: ") for line in done.stderr.splitlines()]


def test_judgements_are_in_the_brief_and_a_second_run_pays_nothing_and_gives_the_same_bytes() -> None:
    with town_that_judges() as server:
        first, second = brief(server), brief(server)
    assert (first.exit_code, len(server.requests)) == (0, 3)
    assert first.stdout == second.stdout
    decision = {"kind": "claims", "claims": ["a", "b"], "same": True, "by": "openai/m"}
    assert json.loads(first.stdout)["decisions"] == [decision]
    told = "judged 1 pair of claims: 1 one claim, 0 two, 0 unsure ({} from the store; {} tokens)"
    assert errors(first) == [told.format(0, "1 request, 150")]
    assert errors(second) == [told.format(1, "0 requests, 0")]


def test_quiet_says_nothing_of_it_when_all_is_well() -> None:
    with town_that_judges() as server:
        assert errors(brief(server, "-q")) == []


def test_pairs_that_are_not_judged_cost_no_brief_and_the_run_is_degraded() -> None:
    with town_that_judges(REFUSED) as server:
        done = brief(server)
    assert (done.exit_code, json.loads(done.stdout)["decisions"]) == (1, [])
    assert errors(done)[-1].startswith("1 pair of claims is not judged, and left to the rules: refused: No. — ")


def test_the_budget_is_that_of_the_whole_run() -> None:
    with town_that_judges(tokens=3100) as server:
        done = brief(server, "--max-tokens", "6600", "--concurrency", "1")
    assert (done.exit_code, len(server.requests)) == (1, 2)
    assert "not_asked: the budget of 6,600 tokens leaves too little: 6,200 are used" in errors(done)[-1]


def test_rules_can_not_judge() -> None:
    done = CliRunner().invoke(main, ["brief", "1.txt", "--adjudicate"])
    assert done.exit_code == 2
    assert "--adjudicate goes with a model: name it with -m openai/NAME" in done.stderr
