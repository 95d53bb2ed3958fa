"""On the five seed articles the merge puts together what a reader does (tests/reference/expected_merge.json)."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

from summary_builder import checked, summary

from summarizer.merge import merge_summaries
from summarizer.models import Brief, Claim, Extraction, Summary, Thread

REFERENCE = Path(__file__).parents[1] / "reference"
PUBLISHED = {
    "000": dt.date(2022, 2, 15),
    "001": None,
    "002": None,
    "003": dt.date(2022, 1, 25),
    "004": dt.date(2022, 1, 29),
}


def reference(name: str) -> Summary:
    answer = Extraction.model_validate_json((REFERENCE / f"{name}.json").read_text(encoding="utf-8"))
    kinds: dict[str, tuple[Claim, ...]] = {
        "position": answer.positions,
        "demand": answer.demands,
        "response": answer.responses,
        "date": answer.dates,
    }
    claims = [
        checked(claim, f"{name} {kind} {number}") for kind, own in kinds.items() for number, claim in enumerate(own)
    ]
    return summary(name, *claims, published=PUBLISHED[name])


@cache
def brief() -> Brief:
    return merge_summaries(map(reference, PUBLISHED), dt.date(2022, 2, 15))


@cache
def expected() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((REFERENCE / "expected_merge.json").read_text(encoding="utf-8"))
    return read


def claim_id(entry: list[Any]) -> str:
    return " ".join(map(str, entry))


def merged_ids() -> dict[str, str]:
    return {source.claim_id: claim.merged_id for claim in brief().claims for source in claim.sources}


def threads_of(entries: list[list[Any]]) -> set[str]:
    ids = {merged_ids()[claim_id(entry)] for entry in entries}
    return {thread.thread_id for thread in brief().threads if ids & {*thread.claims, *thread.responses}}


def test_one_spokesman_across_all_five_articles_and_one_foreign_minister_across_two() -> None:
    actors = {actor.name: actor for actor in brief().actors}
    spokesman = actors["Dmitry Peskov"]
    assert spokesman.articles == ("000", "001", "002", "003", "004")
    assert {"Dmitri Peskov", "Peskov", "Peskow", "Pesokov", "Pieskow"} <= set(spokesman.aliases)
    assert not [name for name in actors if name.endswith(("skov", "kow")) and name != "Dmitry Peskov"]
    assert actors["Sergei Lavrov"].articles == ("001", "004")
    assert actors["Russia"].aliases == ("Kremlin", "Moscow")


def test_a_remark_in_two_translations_is_one_claim_with_two_sources() -> None:
    for remark in expected()["same_remark"]:
        if "careful merge" not in remark["note"]:
            assert len({merged_ids()[claim_id(entry)] for entry in remark["claims"]}) == 1, remark["note"]


def test_what_a_reader_keeps_apart_stays_apart() -> None:
    for pair in expected()["never_folded"]:
        assert len({merged_ids()[claim_id(entry)] for entry in pair}) == 2, pair


def test_nothing_else_is_folded() -> None:
    folded = {frozenset(s.claim_id for s in claim.sources) for claim in brief().claims if len(claim.sources) > 1}
    known = {frozenset(map(claim_id, remark["claims"])) for remark in expected()["same_remark"]}
    assert folded <= known


def test_each_matter_is_one_thread_with_its_responses_and_none_from_elsewhere() -> None:
    for matter in expected()["threads"]:
        entries = [*matter["demands"], *matter["responses"], *matter.get("reactions_of_the_side_that_demands", [])]
        (thread_id,) = threads_of(entries)
        thread = next(thread for thread in brief().threads if thread.thread_id == thread_id)
        allowed = {merged_ids()[claim_id(entry)] for entry in [*entries, *matter.get("may_belong", [])]}
        assert {*thread.claims, *thread.responses} <= allowed, matter["title"]


def thread_with(claim: str) -> Thread:
    return next(thread for thread in brief().threads if merged_ids()[claim] in thread.claims)


def test_statuses_follow_from_the_answers() -> None:
    assert thread_with("004 demand 0").status == "rejected"
    assert thread_with("001 demand 2").status == "open"
    # A written response is promised, which grants nothing; membership for ever excluded is refused.
    assert thread_with("001 demand 0").status == "rejected"


def test_the_alleged_attack_has_its_rejections_and_the_alleging_voices() -> None:
    thread = thread_with("000 date 1")
    assert thread == thread_with("000 date 0") == thread_with("001 date 3")
    assert {merged_ids()[claim] for claim in ("000 response 0", "001 response 3")} <= set(thread.responses)
    assert thread.status == "rejected"


def test_the_timeline_runs_from_the_presented_proposals_to_the_alleged_attack_and_then_the_yearless() -> None:
    values = [entry.value for entry in brief().timeline]
    assert values[0] == "2021-12-15"
    assert values.index("2022-02-07") < values.index("2022-02-16") < values.index("XXXX-01-12")
    assert values[-1] is None
