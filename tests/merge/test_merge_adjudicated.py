"""A model's judgements in the merge: it can fold what is near, and never what is opposed, whatever it answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from replay import settings
from servers import Reply, answering_server, completion
from summary_builder import DAY, position, summary

from summarizer.adjudication import Adjudicated, adjudicate
from summarizer.merge import merge_summaries
from summarizer.models import ClaimJudgement, Summary


def always(same: str, summaries: list[Summary]) -> Adjudicated:
    """What becomes of the pairs that are found in Summaries, with a model that knows one word."""

    def reply(request: dict[str, Any]) -> Reply:
        lines = [line for line in request["messages"][1]["content"].splitlines() if line.startswith("{")]
        entries = [{"pair": json.loads(line)["pair"], "same": same} for line in lines]
        return Reply(200, completion(json.dumps({"judgements": entries})))

    with answering_server(reply) as server:
        return adjudicate(summaries, settings=settings(server.base_url))


def told(*statements: str) -> list[Summary]:
    """One article for each statement of one speaker: claims a.0, b.0, …"""
    return [summary(chr(ord("a") + number), position("Anna Lind", each)) for number, each in enumerate(statements)]


NEAR = (
    "Anna Lind says that the old bridge of Norby will be closed for repair before the summer.",
    "The ageing bridge of Norby is to be shut before summer so that it can be mended, Lind announced.",
)
OPPOSITES = [
    ("The fleet of Norby will sail to the island at dawn", "The fleet of Norby will not sail to the island at dawn"),
    ("The port of Norby will get 5,000 new boats", "The port of Norby will get 500 new boats"),
    ("The council of Norby meets on 3 May in the old hall", "The council of Norby meets on 4 May in the old hall"),
    ("The union of Norby supports the fishing quota", "The union of Norby opposes the fishing quota"),
    ("The fleet of Norby will sail to the island at dawn", "The fleet of Norby may sail to the island at dawn"),
]


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_claims_that_oppose_each_other_stay_two_even_under_a_judgement_that_they_are_one(one: str, other: str) -> None:
    summaries = told(one, other)
    asked = always("same", summaries).decisions
    forced = ClaimJudgement(claims=("a.0", "b.0"), same=True, by="openai/reference")
    assert len(merge_summaries(summaries, DAY, decisions=asked).claims) == 2
    assert len(merge_summaries(summaries, DAY, decisions=[forced]).claims) == 2


def test_near_claims_that_the_rules_leave_apart_are_one_where_the_model_says_so_and_two_where_it_does_not() -> None:
    summaries = told(*NEAR)
    assert len(merge_summaries(summaries, DAY).claims) == 2
    same, different = always("same", summaries).decisions, always("different", summaries).decisions
    assert [(each.claims, each.same) for each in same] == [(("a.0", "b.0"), True)]
    brief = merge_summaries(summaries, DAY, decisions=same)
    assert [len(claim.sources) for claim in brief.claims] == [2]
    assert brief.decisions == same
    assert len(merge_summaries(summaries, DAY, decisions=different).claims) == 2


def test_a_model_that_is_unsure_of_everything_changes_nothing() -> None:
    summaries = told(*NEAR)
    result = always("unsure", summaries)
    assert (result.decisions, result.unsure) == ((), 1)


def test_what_was_judged_once_is_not_asked_about_again() -> None:
    summaries = told(*NEAR)
    decisions = always("different", summaries).decisions
    with answering_server(lambda _: Reply(418, {})) as server:
        assert adjudicate(summaries, settings=settings(server.base_url), decisions=decisions) == Adjudicated()
