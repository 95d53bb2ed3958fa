"""The throughput benchmark measures what it says: a hand-made bound, answers that hold, a server that counts."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from benchmarks.second_run import digest
from benchmarks.throughput import ideal
from benchmarks.throughput_server import CLAIMS, SCENARIOS, Server, answer, article, delays, running_server

from summarizer.models import Claim, Extraction


@pytest.mark.parametrize(
    ("takes", "concurrency", "seconds"),
    [
        ([1, 1, 1, 1, 1], 2, 3),
        ([1, 3, 1], 2, 3),
        ([1, 1, 3], 2, 4),
        ([2, 5], 10, 5),
        ([0.2] * 100, 32, 0.8),
    ],
    ids=["even", "slow in the middle", "slow at the end", "more workers than articles", "ceil(n/c) times t"],
)
def test_the_ideal_is_workers_that_take_what_comes_next(takes: list[float], concurrency: int, seconds: float) -> None:
    assert ideal(takes, concurrency) == pytest.approx(seconds)


def test_one_article_in_ten_is_slow_and_one_of_twenty_fails() -> None:
    assert sorted(delays("slow", 100)) == pytest.approx([0.2] * 90 + [2.2] * 10)
    assert [SCENARIOS["refused"](number).status for number in range(20)].count(400) == 1
    assert [SCENARIOS["cut"](number).cut for number in range(20)].count(True) == 1


@pytest.mark.parametrize("number", [0, 7, 4_999])
def test_an_answer_quotes_its_article_word_for_word_in_both_forms(number: int) -> None:
    text = article(number)
    extraction = Extraction.model_validate_json(answer(number, "claims"))
    claims: list[Claim] = [*extraction.positions, *extraction.demands, *extraction.responses]
    quotes = [claim.quote for claim in claims]
    theirs = [entry["position"] for entry in json.loads(answer(number, "langextract"))["extractions"]]
    assert sorted(quotes) == sorted(theirs)
    assert len(quotes) == CLAIMS
    assert all(quote in text for quote in quotes)


def test_articles_differ_and_are_the_same_each_time() -> None:
    assert article(3) == article(3)
    assert len({article(number) for number in range(50)}) == 50


def test_the_server_counts_answers_cuts_and_refuses_as_its_path_says() -> None:
    with running_server() as server:
        whole = _asked(server, "even", 7)
        assert whole["choices"][0]["message"]["content"] == answer(7, "claims")
        cut = _asked(server, "cut", 7)["choices"][0]
        assert cut["finish_reason"] == "length"
        assert answer(7, "claims").startswith(cut["message"]["content"])
        with pytest.raises(urllib.error.HTTPError) as refused:
            _asked(server, "refused", 7)
        refused.value.close()
        assert refused.value.code == 400
        assert server.requests() == 3


def test_a_digest_depends_on_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    first = digest(tmp_path)
    (tmp_path / "a").write_bytes(b"2")
    second = digest(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({first, second, digest(tmp_path)}) == 3


def _asked(server: Server, scenario: str, number: int) -> Any:
    body = json.dumps({"messages": [{"role": "user", "content": article(number)}]}).encode()
    request = urllib.request.Request(f"{server.base_url(scenario, 'claims')}/chat/completions", body)
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)
