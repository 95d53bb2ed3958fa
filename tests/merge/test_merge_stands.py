"""Who was against something and is for it, and what somebody takes back in so many words."""

from __future__ import annotations

import datetime as dt

import pytest
from summary_builder import demand, event, position, response, summary

from summarizer.merge import merge_summaries
from summarizer.merge.stands import stands_of, turned
from summarizer.models import Claim, Response, ResponseKind

MONDAY, TUESDAY, WEDNESDAY = (dt.date(2030, 5, day) for day in (20, 21, 22))
RUNE, PILOTS = "Rune Falk", "Pilots’ Guild"


def held(statement: str, actor: str = RUNE, condition: str | None = None) -> Claim:
    return position(actor, f"{actor} {statement}", condition=condition)


def changes(then: Claim, now: Claim) -> list[tuple[str, str]]:
    first = merge_summaries([summary("a", then, published=MONDAY)], MONDAY)
    since = merge_summaries([summary("b", now, published=TUESDAY)], TUESDAY, first).since
    assert since is not None
    return [(change.kind, change.why) for change in since.changes]


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        ("denied that he had received the letter.", "acknowledged that he had received the letter.", "reversed"),
        ("denied that he had received the letter.", "admitted that he had received the letter.", "reversed"),
        ("rejected a toll on the bridge.", "supports a toll on the bridge.", "reversed"),
        ("ruled out a rise in the ferry fare.", "agreed to an increase in the ferry fare.", "reversed"),
        ("opposes a toll on the bridge.", "now backs a toll on the bridge.", "reversed"),
        ("welcomed a toll on the bridge.", "refused to accept a toll on the bridge.", "reversed"),
        ("refused to publish the letter.", "agreed to publish the letter.", "reversed"),
        ("ruled out a toll on the bridge.", "would not rule out a toll on the bridge.", "softened"),
        ("ruled out a toll on the bridge.", "could no longer rule out a toll on the bridge.", "softened"),
        ("ruled out a toll on the bridge.", "refused to rule out a toll on the bridge.", "softened"),
        ("rejected a toll on the bridge.", "could accept a toll on the bridge.", "softened"),
        ("rejected a toll on the bridge.", "would accept a toll on the bridge if fares fall.", "softened"),
        ("would not rule out a toll on the bridge.", "ruled out a toll on the bridge.", "hardened"),
    ],
)
def test_opposite_verbs_on_one_matter_are_a_change(then: str, now: str, kind: str) -> None:
    assert [found for found, _ in changes(held(then), held(now))] == [kind]


def test_the_verbs_are_told_with_their_negation() -> None:
    found = turned(held("ruled out a toll on the bridge."), held("would not rule out a toll on the bridge."))
    assert found == ("softened", "“ruled out” then, “not rule out” now")


@pytest.mark.parametrize(
    ("then", "now"),
    [
        # another matter, another number, a part
        ("rejected a toll on the bridge.", "supports a toll on the tunnel."),
        ("rejected a toll of 5 crowns on the bridge.", "supports a toll of 3 crowns on the bridge."),
        ("rejected a withdrawal.", "accepts a withdrawal in three stages."),
        ("rejected the demand.", "accepted the demand."),
        # of what he holds and of what he says is so
        ("denied the plan for a bridge.", "supports the plan for a bridge."),
        # the same, or what was before
        ("rejected a toll on the bridge.", "opposes a toll on the bridge."),
        ("supports a toll on the bridge.", "had opposed a toll on the bridge."),
        # another's deed
        ("rejected a toll on the bridge.", "hopes that Nora Quist supports a toll on the bridge."),
    ],
)
def test_another_matter_or_the_same_stand_is_no_change(then: str, now: str) -> None:
    assert turned(held(then), held(now)) is None


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        ("rejects", "accepts", "reversed"),
        ("denies", "accepts", "reversed"),
        ("rejects", "partly accepts", "softened"),
        ("partly accepts", "rejects", "hardened"),
        ("defers", "accepts", None),
    ],
)
def test_a_response_of_the_opposite_kind_to_one_matter_is_a_change(
    then: ResponseKind, now: ResponseKind, kind: str | None
) -> None:
    asked = "A toll of two crowns on the northern bridge"
    claims = [response(RUNE, asked, one, said) for one, said in ((then, "Not this year."), (now, "Let us begin soon."))]
    assert [found for found, _ in changes(claims[0], claims[1])] == ([kind] if kind else [])


def test_two_kinds_for_the_same_words_are_two_readers() -> None:
    claims = [response(RUNE, "The toll on the bridge", kind, "Well, well.") for kind in ("rejects", "accepts")]
    assert isinstance(claims[0], Response)
    assert turned(claims[0], claims[1]) is None


def test_a_response_is_remembered_over_a_day_without_it() -> None:
    brief = merge_summaries([summary("a", response(RUNE, "A toll on the bridge", "rejects"), published=MONDAY)], MONDAY)
    other = summary("b", position("Nora Quist", "Harbours need light"), published=TUESDAY)
    brief = merge_summaries([other], TUESDAY, brief)
    now = summary("c", held("supports a toll on the bridge."), published=WEDNESDAY)
    since = merge_summaries([now], WEDNESDAY, brief).since
    assert since is not None
    assert [change.kind for change in since.changes] == ["reversed"]


def test_what_is_taken_back_in_so_many_words_need_not_be_told_in_the_same_ones() -> None:
    then = response(RUNE, "He had been warned", "denies", f"{RUNE} denied that he had been warned.")
    now = held("acknowledged that he had a letter warning of rust in the bridge, a day after denying it.")
    assert changes(then, now) == [("reversed", "“after denying”")]
    assert turned(then, held("acknowledged a letter on a warning, after rejecting it.")) is None


def test_a_statement_without_such_a_verb_or_with_a_quotation_is_no_stand() -> None:
    assert stands_of(held("says: “I reject a toll on the bridge”")) == ()
    assert stands_of(held("walks back to the bridge.")) == ()
    assert stands_of(event("Rune Falk rejected a toll.", "2030-05-20")) == ()


# --- taken back ------------------------------------------------------------------------------------------------------


def test_a_demand_whose_words_are_all_about_its_addressee_can_be_withdrawn() -> None:
    asked = demand(PILOTS, "Harbour Minister Rune Falk resign", to="Harbour Minister Rune Falk")
    now = position(PILOTS, "The Pilots’ Guild withdrew its demand that Harbour Minister Rune Falk resign.")
    assert changes(asked, now) == [("withdrawn", "“withdrew its demand”")]


def test_a_dated_event_can_tell_who_takes_something_back() -> None:
    asked = demand(PILOTS, "A new pilot boat for the northern harbour")
    text = "The Pilots’ Guild dropped its demand for a new pilot boat for the northern harbour."
    assert changes(asked, event(text, "2030-05-21")) == [("withdrawn", "“dropped its demand”")]
    other = text.replace("Pilots’ Guild", "Cooks’ Union")
    assert changes(asked, event(other, "2030-05-21")) == []


def test_a_participle_takes_back_and_what_stands_before_its_comma_does_not_matter() -> None:
    then = demand(PILOTS, "A new pilot boat for the northern harbour")
    now = position(PILOTS, "It would accept a tug, dropping its demand for a new pilot boat for the northern harbour.")
    assert changes(then, now) == [("withdrawn", "“dropping its demand”")]


def test_a_figure_that_is_withdrawn_is_known_by_its_number() -> None:
    then = position(RUNE, "“We have counted 31 boats”")
    assert changes(then, position(RUNE, "Rune Falk withdrew his figure of 31 and spoke of a mistake.")) == [
        ("withdrawn", "“withdrew his figure”")
    ]
    assert changes(then, position(RUNE, "Rune Falk withdrew his figure of 32 and spoke of a mistake.")) == []
