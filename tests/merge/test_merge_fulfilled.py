"""What is demanded and has been done, or will or will not be done, and which of several demands an answer means."""

from __future__ import annotations

import datetime as dt

import pytest
from summary_builder import checked, demand, event, position, response, summary

from summarizer.merge import merge_summaries
from summarizer.models import Brief, CheckedClaim, Claim, Location, Span, Thread

MONDAY, TUESDAY, WEDNESDAY = (dt.date(2030, 5, day) for day in (20, 21, 22))
FALK = "Harbour Minister Rune Falk"
RESIGN = demand("Reed Party", f"{FALK} resign", to=FALK)


def after(asked: Claim, told: Claim) -> tuple[Brief, Thread]:
    first = merge_summaries([summary("a", asked, published=MONDAY)], MONDAY)
    brief = merge_summaries([summary("b", told, published=TUESDAY)], TUESDAY, first)
    (thread,) = [thread for thread in brief.threads if thread.kind == "demand"]
    return brief, thread


@pytest.mark.parametrize("what", [f"{FALK} resign", f"That {FALK} resign", f"The resignation of {FALK}"])
@pytest.mark.parametrize("deed", [f"{FALK} resigned on Tuesday.", "Falk stepped down over the wreck."])
def test_what_was_demanded_and_is_done_is_answered(what: str, deed: str) -> None:
    brief, thread = after(demand("Reed Party", what, to=FALK), event(deed, "2030-05-21"))
    assert (thread.status, thread.before) == ("answered", "open")
    assert thread.responses == (brief.claims[0].merged_id,)
    assert brief.since is not None
    assert brief.since.answered == (thread.thread_id,)
    assert brief.since.still_open == ()


@pytest.mark.parametrize(
    "told",
    [
        event("Tax Minister Carl Holm resigned.", "2030-05-21"),
        event("Falk’s deputy Holm resigned.", "2030-05-21"),
        event("Falk ally Holm resigned.", "2030-05-21"),
        event("Falk has not resigned.", "2030-05-21"),
        event("Falk resigns", "2030-05-23", status="planned"),
        event("Falk resigned from the navy.", "2012-05-21"),
        position("Carl Holm", "Rune Falk has resigned."),
        position("Carl Holm", "Carl Holm would not resign."),
        position("Rune Falk", "Rune Falk would resign if asked."),
    ],
)
def test_another_deed_another_time_or_a_mere_possibility_answers_nothing(told: Claim) -> None:
    _, thread = after(RESIGN, told)
    assert (thread.status, thread.responses) == ("open", ())


@pytest.mark.parametrize(
    ("statement", "status"),
    [
        ("Rune Falk would not resign.", "rejected"),
        ("He has no intention to resign.", "rejected"),
        ("Rune Falk will resign.", "answered"),
        ("Rune Falk has resigned.", "answered"),
    ],
)
def test_what_the_addressee_says_that_he_will_do_is_an_answer(statement: str, status: str) -> None:
    _, thread = after(RESIGN, position("Rune Falk", statement))
    assert thread.status == status


@pytest.mark.parametrize(
    ("deed", "status"),
    [
        ("Norway released the 12 sailors.", "answered"),
        ("Norway released 12 sailors in the morning.", "answered"),
        ("Norway released two of the 12 sailors.", "open"),
        ("Norway released the sailors.", "open"),
        ("Norway released the 12 boats.", "open"),
        ("Denmark released the 12 sailors.", "open"),
    ],
)
def test_all_that_was_demanded_must_be_done_by_whom_it_was_demanded(deed: str, status: str) -> None:
    asked = demand("Reed Party", "Norway to release the 12 sailors", to="Norway")
    assert after(asked, event(deed, "2030-05-21"))[1].status == status


def test_a_demand_in_the_passive_is_met_in_the_passive() -> None:
    asked = demand("Reed Party", "The sailors in Bergen be released")
    assert after(asked, event("The sailors in Bergen were released.", "2030-05-21"))[1].status == "answered"
    assert after(asked, event("The sailors in Bergen released a film.", "2030-05-21"))[1].status == "open"


def test_what_is_done_outweighs_that_it_was_refused_before() -> None:
    brief = merge_summaries([summary("a", RESIGN, published=MONDAY)], MONDAY)
    told: tuple[Claim, ...] = (position("Rune Falk", "Rune Falk would not resign."), RESIGN)
    brief = merge_summaries([summary("b", *told, published=TUESDAY)], TUESDAY, brief)
    assert [thread.status for thread in brief.threads] == ["rejected"]
    deed = event(f"{FALK} resigned.", "2030-05-22")
    brief = merge_summaries([summary("c", deed, published=WEDNESDAY)], WEDNESDAY, brief)
    assert [(thread.status, thread.before) for thread in brief.threads] == [("answered", "rejected")]


# --- which of several is meant ---------------------------------------------------------------------------------------


def at(claim: Claim, claim_id: str, start: int, end: int) -> CheckedClaim:
    location = Location(match="verbatim", span=Span(start=start, end=end))
    return checked(claim, claim_id).model_copy(update={"location": location})


def statuses(said: str, *behind: CheckedClaim, second: int = 0) -> list[str]:
    """The status of the demand for pay and of that for the plan, in one sentence or from `second` on in the next."""
    plan = "the company to withdraw its plan for robots"
    claims = [
        at(demand("Cooks’ Union", "A 12 percent pay rise", key="d1", to="Galley"), "pay", 0, 50),
        at(demand("Cooks’ Union", plan, key="d2", to="Galley"), "plan", second, second + 100),
        at(response("Galley", plan, "rejects", said, key="d2", quote=said), "no", second + 102, second + 130),
        *behind,
    ]
    brief = merge_summaries([summary("a", *claims, published=MONDAY)], MONDAY)
    told = {source.claim_id: claim.merged_id for claim in brief.claims for source in claim.sources}
    by_claim = {merged_id: thread.status for thread in brief.threads for merged_id in thread.claims}
    return [by_claim[told["pay"]], by_claim[told["plan"]]]


def quoted(text: str) -> CheckedClaim:
    return at(position("Ann Ruud", f"Ann Ruud: “{text}”", text), "said", 134, 170)


def test_an_answer_that_names_nothing_is_to_what_the_quotation_behind_it_fits() -> None:
    assert statuses("Galley rejected the demand.", quoted("Twelve percent is not realistic")) == ["rejected", "open"]
    assert statuses("Galley rejected the demand.", quoted("The robots stay in the plan")) == ["open", "rejected"]


def test_without_such_a_quotation_it_is_to_all_of_the_sentence() -> None:
    assert statuses("Galley rejected the demand.") == ["rejected", "rejected"]
    assert statuses("Galley rejected the demand.", quoted("That was all")) == ["rejected", "rejected"]
    assert statuses("Galley rejected the demand.", second=52) == ["open", "rejected"]
    assert statuses("Galley rejected the demands.", second=52) == ["rejected", "rejected"]


def test_an_answer_that_names_what_it_answers_is_to_that_alone() -> None:
    assert statuses("Galley stands by its robots.") == ["open", "rejected"]
