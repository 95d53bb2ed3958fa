"""The policies: what is set aside, what a mended claim has to be, and that a re-check gives the same Summary."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from mending import ANSWER, DATED, FERRY, GOOD, INVENTED, MISDATED, TEXT, UNNAMED

from summarizer import article_from_text
from summarizer.check import check_extraction, check_mended, recheck
from summarizer.check.policy import note_failure, to_mend
from summarizer.models import (
    CheckedClaim,
    Claim,
    DatedEvent,
    Demand,
    Extraction,
    Outcome,
    Policy,
    Position,
    Provenance,
    Summary,
)

ARTICLE = article_from_text(TEXT, "norby")
MADE = Provenance(engine="test", engine_version="1")
POLICIES: tuple[Policy, ...] = get_args(Policy)


def position(given: dict[str, Any], **changes: Any) -> Position:
    return Position.model_validate(given | changes)


def event(given: dict[str, Any], **changes: Any) -> DatedEvent:
    return DatedEvent.model_validate(given | changes)


def summary_of(answer: str | dict[str, Any] = ANSWER, policy: Policy = "reask") -> Summary:
    text = answer if isinstance(answer, str) else json.dumps({"demands": [], "responses": []} | answer)
    return check_extraction(ARTICLE, Extraction.model_validate_json(text), Outcome(kind="ok"), MADE, policy=policy)


def every(summary: Summary) -> tuple[CheckedClaim, ...]:
    return (*summary.claims, *summary.set_aside)


def codes(claim: CheckedClaim) -> list[str]:
    return [finding.code for finding in claim.findings]


def after(*answers: Claim | None, answer: str | dict[str, Any] = ANSWER) -> Summary:
    return check_mended(summary_of(answer), ARTICLE, dict(enumerate(answers, 1)))


def only(answer: Claim | None, was: dict[str, Any] = INVENTED) -> CheckedClaim:
    """What becomes of the one failed claim of an answer."""
    dates, positions = ([was], []) if "event" in was else ([], [was])
    (claim,) = every(after(answer, answer={"positions": positions, "dates": dates}))
    return claim


# --- flag, drop, fail ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "kept", "aside"),
    [
        ("flag", ["supported", "doubtful"], ["unsupported", "unsupported"]),
        ("fail", ["supported", "doubtful"], ["unsupported", "unsupported"]),
        ("reask", ["supported", "doubtful"], ["unsupported", "unsupported"]),
        ("drop", ["supported"], ["unsupported", "unsupported", "doubtful"]),
    ],
)
def test_only_drop_sets_doubtful_claims_aside_and_their_verdict_stays(
    policy: Policy, kept: list[str], aside: list[str]
) -> None:
    summary = summary_of(policy=policy)
    assert summary.policy == policy
    assert [claim.verdict for claim in summary.claims] == kept
    assert [claim.verdict for claim in summary.set_aside] == aside
    assert all(claim.findings for claim in summary.set_aside)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_recheck_gives_the_same_summary_with_each_policy(policy: Policy) -> None:
    summary = summary_of(policy=policy)
    assert recheck(summary, ARTICLE) == summary


TWINS = {
    "positions": [],
    "dates": [
        {**DATED, "phrase": "next Friday"},
        DATED,
        MISDATED,
        DATED,
        {**MISDATED, "value": "2023-03-22"},
    ],
}
"""Of one place, actor and statement: unsupported, supported, doubtful, repeated, doubtful."""


@pytest.mark.parametrize("policy", POLICIES)
def test_ids_of_claims_with_one_hash_stay_the_same_in_a_recheck(policy: Policy) -> None:
    summary = summary_of(TWINS, policy)
    assert len({claim.claim_id for claim in every(summary)}) == 5
    assert "-" not in summary.claims[0].claim_id
    assert summary.claims[0].verdict == "supported"
    assert recheck(summary, ARTICLE) == summary


# --- reask: what is asked about --------------------------------------------------------------------------------------


def test_what_failed_is_asked_about_and_nothing_else() -> None:
    assert [claim.claim for claim in to_mend(summary_of())] == [
        position(INVENTED),
        position(UNNAMED),
        event(MISDATED),
    ]


def test_a_claim_that_is_only_said_twice_is_not_asked_about() -> None:
    assert to_mend(summary_of({"positions": [GOOD, GOOD], "dates": []})) == ()


def test_of_a_failed_claim_said_twice_the_first_is_asked_about_and_the_second_stays_set_aside() -> None:
    twice = {"positions": [INVENTED, INVENTED], "dates": []}
    assert len(to_mend(summary_of(twice))) == 1
    summary = after(position(FERRY), answer=twice)
    assert [claim.verdict for claim in summary.claims] == ["supported"]
    assert [codes(claim)[-1] for claim in summary.set_aside] == ["repeated"]
    assert recheck(summary, ARTICLE) == summary


# --- reask: what is made of the answer -------------------------------------------------------------------------------


def test_a_mended_claim_is_supported_and_keeps_what_it_was() -> None:
    claim = only(position(FERRY))
    before = every(summary_of({"positions": [INVENTED], "dates": []}))[0]
    assert (claim.verdict, claim.claim) == ("supported", position(FERRY))
    assert claim.former is not None
    assert claim.former.model_dump() == {
        "claim": INVENTED,
        "findings": tuple(finding.model_dump() for finding in before.findings),
        "verdict": "unsupported",
    }
    assert codes(claim) == ["reask_mended"]
    assert "The ferry sank twice." in claim.findings[0].message


def test_an_unsupported_claim_that_becomes_doubtful_is_better() -> None:
    claim = only(event(MISDATED), was={**MISDATED, "phrase": "next Friday"})
    assert claim.verdict == "doubtful"
    assert claim.former is not None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (None, "reask_withdrawn"),
        (position(INVENTED, quote="The ferry burned down"), "reask_no_better"),
        (position(INVENTED), "reask_no_better"),
        (event(DATED), "reask_no_better"),
    ],
)
def test_a_claim_that_does_not_get_better_stays_as_it_was_with_a_note(answer: Claim | None, code: str) -> None:
    before = every(summary_of({"positions": [INVENTED], "dates": []}))[0]
    claim = only(answer)
    assert codes(claim) == [*codes(before), code]
    assert claim.model_copy(update={"findings": before.findings}) == before


def test_a_claim_that_gets_worse_stays_as_it_was() -> None:
    claim = only(event(MISDATED, quote="They will never meet again at all"), was=MISDATED)
    assert (claim.verdict, claim.claim) == ("doubtful", event(MISDATED))


def test_a_wording_that_was_no_better_is_told_with_what_is_wrong_with_it() -> None:
    claim = only(position(INVENTED, statement="The ferry\nburned.", quote="The ferry burned down"))
    assert "“The ferry burned.”, which is unsupported: The quote does not stand" in claim.findings[-1].message


def test_a_claim_that_the_answer_passes_over_stays_as_it_was() -> None:
    summary = after()
    assert [codes(claim)[-1] for claim in every(summary)[1:]] == ["reask_unanswered"] * 3
    assert recheck(summary, ARTICLE) == summary


def test_supported_claims_are_never_changed() -> None:
    before, now = summary_of(), after(position(FERRY), None, event(DATED))
    assert now.claims[0] == before.claims[0]


def test_a_number_that_was_not_asked_about_changes_nothing() -> None:
    summary = check_mended(summary_of(), ARTICLE, {0: position(FERRY), 4: position(FERRY), -1: None})
    assert summary == after()


def test_a_claim_that_stands_there_already_mends_nothing() -> None:
    summary = after(position(GOOD), position(FERRY), None)
    invented, unnamed = (
        claim for claim in every(summary) if claim.kind == "position" and claim.claim != position(GOOD)
    )
    assert {invented.claim, unnamed.claim} == {position(INVENTED), position(FERRY)}
    assert "stands here already" in " ".join(f.message for c in summary.set_aside for f in c.findings)


def test_two_claims_are_not_mended_into_one() -> None:
    summary = after(position(FERRY), position(FERRY), None)
    assert [claim.claim for claim in every(summary)].count(position(FERRY)) == 1
    assert recheck(summary, ARTICLE) == summary


def test_a_mended_claim_keeps_its_key_so_that_what_answers_it_still_does() -> None:
    demand = {
        "key": "d1",
        "by": "Olaf Berg",
        "to": None,
        "what": "We will close the old bridge in May",
        "force": "demand",
        "deadline": None,
        "reported_by": None,
        "quote": GOOD["quote"],
    }
    response = {
        "by": "Anna Lind",
        "to": None,
        "answers": "the closure",
        "answers_key": "d1",
        "kind": "accepts",
        "statement": GOOD["statement"],
        "reported_by": None,
        "quote": GOOD["quote"],
    }
    answer = {"positions": [], "demands": [demand], "responses": [response], "dates": []}
    summary = after(Demand.model_validate({**demand, "key": "d7", "by": "Anna Lind"}), answer=answer)
    mended = next(claim.claim for claim in summary.claims if isinstance(claim.claim, Demand))
    assert (mended.key, mended.by) == ("d1", "Anna Lind")
    assert "key_unknown" not in [code for claim in every(summary) for code in codes(claim)]


@pytest.mark.parametrize(
    "answers",
    [
        (position(FERRY), None, event(DATED)),
        (position(INVENTED), position(UNNAMED, actor="Anna Lind", topic="bridges"), None),
        (None, None, event(MISDATED, key="x", value="2023-04-01")),
    ],
)
def test_a_recheck_of_mended_claims_gives_the_same_summary(answers: tuple[Claim | None, ...]) -> None:
    summary = after(*answers)
    assert recheck(summary, ARTICLE) == summary
    assert recheck(recheck(summary, ARTICLE), ARTICLE) == summary
    assert Summary.model_validate_json(summary.model_dump_json()) == summary


def test_mending_one_of_several_claims_with_one_hash_leaves_the_ids_of_the_supported() -> None:
    before = summary_of(TWINS)
    numbers = {claim.claim: number for number, claim in enumerate(to_mend(before), 1)}
    answer = {numbers[event(MISDATED)]: event(DATED, status="past")}
    now = check_mended(before, ARTICLE, answer)
    assert now.claims[0] == before.claims[0]
    assert recheck(now, ARTICLE) == now


def test_a_note_made_by_hand_can_not_better_a_verdict_in_a_recheck() -> None:
    summary = after(None)
    text = summary.model_dump_json().replace('"verdict":"unsupported"', '"verdict":"supported"')
    again = recheck(Summary.model_validate_json(text), ARTICLE)
    assert [claim.verdict for claim in again.set_aside] == ["unsupported", "unsupported"]


def test_what_a_claim_was_is_checked_again_too() -> None:
    summary = after(position(FERRY), None, event(DATED))
    claim = summary.claims[1]
    assert claim.former is not None
    tampered = claim.model_copy(update={"former": claim.former.model_copy(update={"verdict": "doubtful"})})
    edited = summary.model_copy(update={"claims": (summary.claims[0], tampered, *summary.claims[2:])})
    assert recheck(edited, ARTICLE) == summary


# --- reask: no answer ------------------------------------------------------------------------------------------------


def test_a_failure_is_noted_on_each_claim_that_was_asked_about_and_changes_nothing_else() -> None:
    before = summary_of()
    summary = note_failure(before, "http_error: the server\nis gone")
    assert [codes(claim)[-1:] == ["reask_failed"] for claim in every(summary)] == [False, True, True, True]
    assert summary.set_aside[0].findings[-1].message == "Asking the engine again failed: http_error: the server is gone"
    assert [claim.verdict for claim in every(summary)] == [claim.verdict for claim in every(before)]
    assert recheck(summary, ARTICLE) == summary
