"""What a small real model answered to the seeds: its inventions are set aside, each with its reason, and none is lost.

The cassettes of kind `model` are SmolLM2-135M-Instruct's own answers, recorded over HTTP; the settings of each request
are in the cassette.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest
import yaml
from cassette import CASSETTES
from replay import replayed, seed

from summarizer import Summary, merge_summaries, render_brief

NUMBERS = ("000", "001", "002", "003", "004")


def recorded(number: str) -> list[dict[str, Any]]:
    """The interactions of a cassette."""
    document = yaml.safe_load((CASSETTES / "model" / f"{number}.yaml").read_text("utf-8"))
    interactions: list[dict[str, Any]] = document["interactions"]
    return interactions


@cache
def summary(number: str) -> Summary:
    asked = recorded(number)[0]["request"]["body"]
    (made,) = replayed(
        f"model/{number}.yaml",
        [seed(number)],
        model=f"openai/{asked['model']}",
        temperature=asked["temperature"],
        max_output_tokens=asked["max_tokens"],
        reasks=0,
    )
    return made


def test_each_answer_is_an_outcome_of_its_own() -> None:
    assert [summary(number).outcome.kind for number in NUMBERS] == ["ok", "ok", "ok", "ok", "truncated"]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_server_refuses_json_schema_with_500_and_answers_to_json_object(number: str) -> None:
    statuses = [entry["response"]["status"]["code"] for entry in recorded(number)]
    assert statuses == [500, 200]
    assert summary(number).provenance.level == "json_object"
    assert summary(number).provenance.model == "SmolLM2-135M-Instruct"


@pytest.mark.parametrize(
    ("number", "quote"),
    [
        ("000", "2022-15-23T:48:17+09:36+00:00 2022-15-23T:48:17+09:36+00:00, Dmitry Peskov, D.L."),
        ("001", "the US should take a more active role in defending Europe and its allies from Russia."),
        ("002", "Russia not asking for ultimates. NATO has no need to state such things."),
        (
            "003",
            "The Kremlin Press Secretary, Dmitry Peskov says that there are no plans for further contact with Biden "
            "and NATO on December 15th, 2021.",
        ),
    ],
)
def test_an_invented_quote_is_set_aside_as_absent(number: str, quote: str) -> None:
    made = [claim for claim in summary(number).set_aside if claim.claim.quote == quote]
    assert made
    for claim in made:
        assert claim.location.match == "absent"
        assert "quote_absent" in [finding.code for finding in claim.findings]


def test_no_invention_is_supported_and_none_is_lost() -> None:
    for number in NUMBERS[:4]:
        assert [claim for claim in summary(number).claims if claim.verdict == "supported"] == []
        assert summary(number).set_aside
        assert all(claim.findings for claim in summary(number).set_aside)


def test_the_brief_of_such_answers_says_what_it_could_not_do() -> None:
    articles = [seed(number) for number in NUMBERS]
    brief = merge_summaries([summary(number) for number in NUMBERS], dt.date(2022, 2, 15))
    text = render_brief(brief, articles, "markdown")
    assert brief.claims == ()
    assert "0 claims supported" in text
    assert "cut off" in text
