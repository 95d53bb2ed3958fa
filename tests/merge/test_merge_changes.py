"""What has changed from one day to the next, and what only looks as if it had."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from summary_builder import event, named, position, response, summary
from test_merge_brief import CLAIMS

from summarizer.merge import merge_summaries
from summarizer.merge.since import REMEMBERED_DAYS
from summarizer.models import Act, Brief, Change, Claim, Demand, Force, NamedActor, Position, Stance

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (dt.date(2030, 5, day) for day in (20, 21, 22, 23))
LIND = "Anna Lind"


def read_again(brief: Brief) -> Brief:
    return Brief.model_validate_json(brief.model_dump_json())


def briefs(*days: list[Claim], actors: tuple[NamedActor, ...] = ()) -> list[Brief]:
    """The briefs of days from Monday on, one article a day."""
    found: list[Brief] = []
    for number, claims in enumerate(days):
        day = MONDAY + dt.timedelta(days=number)
        article = summary(f"of {day}", *claims, published=day, actors=actors)
        found.append(merge_summaries([article], day, read_again(found[-1]) if found else None))
    return found


def changes(then: Claim, now: Claim) -> list[tuple[str, str]]:
    (since,) = [brief.since for brief in briefs([then], [now]) if brief.since]
    return [(change.kind, change.why) for change in since.changes]


def novelty(then: Claim, now: Claim) -> str | None:
    return briefs([then], [now])[1].claims[0].novelty


def asked(what: str, force: Force, by: str = "Denmark", to: str | None = "Norway") -> Demand:
    return Demand(key="d1", by=by, to=to, what=what, force=force, quote=what)


def on(topic: str, statement: str, *, stance: Stance = "none", act: Act = "states", actor: str = LIND) -> Position:
    return position(actor, statement, stance=stance, act=act).model_copy(update={"topic": topic})


# --- what is harder or softer -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "now", "kind", "why"),
    [
        ("may", "will", "hardened", "“may” then, “will” now"),
        ("will", "might", "softened", "“will” then, “might” now"),
        ("should", "must", "hardened", "“should” then, “must” now"),
        ("must", "should", "softened", "“must” then, “should” now"),
    ],
)
def test_another_modal_verb_before_the_same_verb_is_a_change(then: str, now: str, kind: str, why: str) -> None:
    claims = [position(LIND, f"The ferry pilots {word} strike before the summer season") for word in (then, now)]
    assert changes(claims[0], claims[1]) == [(kind, why)]


@pytest.mark.parametrize(
    ("then", "now", "kind", "why"),
    [
        ("demand", "request", "softened", "a demand then, a request now"),
        ("request", "appeal", "softened", "a request then, an appeal now"),
        ("appeal", "demand", "hardened", "an appeal then, a demand now"),
    ],
)
def test_another_force_of_the_same_demand_is_a_change(then: Force, now: Force, kind: str, why: str) -> None:
    what = "That Norway open its northern ports to fishing boats"
    assert changes(asked(what, then), asked(what, now)) == [(kind, why)]


def test_a_demand_is_told_in_one_thread_when_it_becomes_a_request() -> None:
    what = "That Norway open its northern ports to fishing boats"
    second = briefs([asked(what, "demand")], [asked(what, "request")])[1]
    assert [claim.novelty for claim in second.claims] == ["changed"]
    assert second.claims[0].since == TUESDAY


def test_a_condition_that_is_set_makes_a_position_softer_and_one_that_goes_makes_it_harder() -> None:
    plain = position(LIND, "The harbour company will sell the old shipyard")
    bound = position(
        LIND,
        "The harbour company will sell the old shipyard if the council votes for it",
        condition="if the council votes for it",
    )
    assert changes(plain, bound) == [("softened", "now on a condition: if the council votes for it")]
    assert changes(bound, plain) == [("hardened", "no longer on the condition: if the council votes for it")]


def test_a_condition_that_stands_in_the_words_of_both_days_is_none_that_was_set() -> None:
    words = "The harbour company will sell the old shipyard if the council votes for it"
    assert changes(position(LIND, words), position(LIND, words, condition="if the council votes for it")) == []


def test_a_promise_that_becomes_a_threat_on_one_topic_is_harder() -> None:
    topic = "the dismissal of ferry pilots"
    then = on(topic, "No pilot would be dismissed.", act="promises", stance="opposes")
    now = on(topic, "Pilots who strike will be dismissed.", act="threatens", stance="supports")
    assert changes(then, now) == [("hardened", "promises then, threatens now")]


def test_opposed_then_and_neither_for_nor_against_now_is_softer() -> None:
    topic = "a bridge to the northern island"
    then = on(topic, "The council opposes a bridge to the northern island.", stance="opposes")
    now = on(topic, "The council could live with a bridge.", stance="mixed")
    assert changes(then, now) == [("softened", "opposes then, mixed now")]


def test_support_that_becomes_opposition_is_a_reversal() -> None:
    topic = "a bridge to the northern island"
    then = on(topic, "A bridge would be good for the island.", stance="supports")
    now = on(topic, "The bridge is too dear.", stance="opposes")
    assert changes(then, now) == [("reversed", "supports then, opposes now")]


def test_one_not_more_in_the_same_words_is_a_reversal() -> None:
    then = position(LIND, "The harbour company will sell the old shipyard")
    now = position(LIND, "The harbour company will not sell the old shipyard")
    assert changes(then, now) == [("reversed", "a “not” now, none then")]
    assert changes(now, then) == [("reversed", "a “not” then, none now")]


def test_opposite_verbs_in_the_same_words_are_a_reversal() -> None:
    then = position(LIND, "The harbour company accepts the price for the old shipyard")
    now = position(LIND, "The harbour company rejects the price for the old shipyard")
    assert changes(then, now) == [("reversed", "“accepts” then, “rejects” now")]


def test_a_demand_for_less_of_the_same_is_softer() -> None:
    then, now = (
        asked("A rise of the fish quota by 20 percent", "demand"),
        asked("A rise of the fish quota by 15 percent", "demand"),
    )
    assert changes(then, now) == [("softened", "20 then, 15 now")]


def test_hope_that_gives_way_to_gloom_is_harder() -> None:
    topic = "the talks on the fish quota"
    then = on(topic, "There is reason for optimism in the talks on the quota.", act="assesses")
    now = on(topic, "The talks on the quota have reached a deadlock.", act="assesses")
    assert changes(then, now) == [("hardened", "“optimism” then, “deadlock” now")]
    gloomier = on(topic, "There is no reason for optimism in the talks on the quota.", act="assesses")
    assert ("hardened", "“optimism” then, “deadlock” now") not in changes(gloomier, now)


# --- what is taken back -----------------------------------------------------------------------------------------------

PORTS = asked("That Norway open its northern ports to fishing boats", "demand")


@pytest.mark.parametrize(
    ("now", "kind", "why"),
    [
        ("Denmark dropped its demand that Norway open its northern ports", "withdrawn", "“dropped its demand”"),
        ("Denmark has agreed to drop its demand for open northern ports", "withdrawn", "“agreed to drop its demand”"),
        ("Denmark no longer insists on open northern ports for its boats", "withdrawn", "“no longer insists”"),
        ("Denmark does not insist on open northern ports any more", "withdrawn", None),
        ("Denmark softened its demand for open northern ports", "softened", "“softened its demand”"),
        ("Denmark toughened its stance on the northern ports and boats", "hardened", "“toughened its stance”"),
    ],
)
def test_what_a_side_says_of_its_own_demand_is_a_change(now: str, kind: str, why: str | None) -> None:
    ((found, words),) = changes(PORTS, position("Denmark", now))
    assert found == kind
    assert why is None or words == why


@pytest.mark.parametrize(
    "now",
    [
        "Denmark did not drop its demand for open northern ports",
        "Denmark has not yet formally dropped its demand for open northern ports",
        "Denmark refused to drop its demand for open northern ports",
        "Denmark will never abandon its demand for open northern ports",
        "Denmark would have dropped its demand for open northern ports",
        "Denmark still insists on open northern ports for its boats",
        "Sweden dropped its demand for open northern ports",
        "Denmark dropped its plan for a tunnel under the sound",
        "Denmark no longer mentions the northern ports and the boats",
        "Denmark made no further mention of the northern ports",
    ],
)
def test_what_takes_nothing_back_is_no_withdrawal(now: str) -> None:
    assert changes(PORTS, position("Denmark", now)) == []


def test_another_side_takes_back_nothing_for_the_one_that_demands() -> None:
    assert changes(PORTS, position("Sweden", "Denmark dropped its demand for open northern ports")) == []


def test_who_takes_back_what_he_had_said_withdraws_it() -> None:
    topic = "Norway’s fish quota"
    then = on(topic, "Norway might raise its fish quota this year.")
    now = on(topic, "Lind took back what she had said on Monday: the quota is fixed.")
    assert changes(then, now) == [("withdrawn", "“took back what she had said”")]


# --- who speaks -------------------------------------------------------------------------------------------------------


def test_the_head_of_a_company_speaks_for_it() -> None:
    then = asked("That the council widen the harbour road", "demand", by="Fjord Lines", to=None)
    now = position("Anna Lind", "Fjord Lines no longer insists that the council widen the harbour road")
    head = now.model_copy(update={"role": "the head of Fjord Lines"})
    former = now.model_copy(update={"role": "former head of Fjord Lines"})
    with_company = position("Fjord Lines", "Ferries sail again")
    for speaker, expected in ((head, [("withdrawn", "“no longer insists”")]), (former, [])):
        since = briefs([then, with_company], [speaker, with_company])[1].since
        assert since is not None
        assert [(change.kind, change.why) for change in since.changes] == expected


def test_two_ministers_of_one_state_are_two_speakers() -> None:
    words = "The navy {} escort fishing boats in the northern sea"
    actors = (named(LIND, role="Norwegian defence minister"), named("Olav Berg", role="Norwegian fisheries minister"))
    then, now = position(LIND, words.format("will")), position("Olav Berg", words.format("may"))
    since = briefs([then], [now], actors=actors)[1].since
    assert since is not None
    assert since.changes == ()


def test_another_speaker_changes_nothing() -> None:
    words = "The ferry pilots {} strike before the summer season"
    assert changes(position(LIND, words.format("may")), position("Olav Berg", words.format("will"))) == []


# --- what only looks like a change ------------------------------------------------------------------------------------


def test_may_is_a_month_where_it_has_a_capital() -> None:
    then = position(LIND, "Ferry pilots strike in the harbour until May ends")
    now = position(LIND, "Ferry pilots will strike in the harbour until May ends")
    assert changes(then, now) == []


def test_the_same_verb_on_another_matter_is_no_change() -> None:
    then = position(LIND, "The council will build a bridge to the northern island")
    now = position(LIND, "The council may build a school in the old town")
    assert changes(then, now) == []


def test_states_that_two_claims_have_in_common_are_no_common_matter() -> None:
    then = position(LIND, "Norway and Denmark will fix the fish quota", stance="supports")
    now = position(LIND, "Norway and Denmark may lose the pilots", stance="opposes")
    assert changes(then, now) == []


@pytest.mark.parametrize("act", ["warns", "criticises", "accuses", "assesses"])
def test_another_verb_of_a_reporter_for_the_same_words_is_no_change(act: Act) -> None:
    words = "The harbour company treats its pilots like cargo"
    then, now = position(LIND, words), position(LIND, words, act=act)
    assert changes(then, now) == []
    assert novelty(then, now) == "repeated"


def test_another_reporter_of_the_same_words_is_no_change() -> None:
    words = "The ferry pilots will strike before the summer season"
    then, now = position(LIND, words), position(LIND, words, reported_by="Olav Berg")
    assert changes(then, now) == []
    assert novelty(then, now) == "repeated"


def test_another_stance_for_the_same_words_is_no_change() -> None:
    words = "The bridge costs more than the island earns"
    assert changes(position(LIND, words, stance="supports"), position(LIND, words, stance="opposes")) == []


def test_what_is_still_told_today_has_not_changed() -> None:
    then = position(LIND, "The ferry pilots may strike before the summer season")
    now = position(LIND, "The ferry pilots will strike before the summer season")
    since = briefs([then], [then, now])[1].since
    assert since is not None
    assert since.changes == ()


def test_several_sentences_are_no_reverse_of_the_first_of_them() -> None:
    first = "“The harbour law helps owners, and I was one of them.”"
    more = "“The harbour law helps owners, and I was one of them. But I am not here for the owners.”"
    assert changes(position(LIND, more), position(LIND, first)) == []
    assert changes(position(LIND, first), position(LIND, more)) == []


# --- what is told again in other words --------------------------------------------------------------------------------


def test_the_same_statement_from_another_quote_is_repeated_from_its_first_day() -> None:
    words = "There are 4,000 boats in the northern harbours"
    then = position(LIND, words, "Lind put the number of boats in the northern harbours at 4,000.")
    now = position(LIND, words, "Once more she gave 4,000 as the number that lies there.")
    first, second = briefs([then], [now])
    (claim,) = second.claims
    assert (claim.novelty, claim.since) == ("repeated", MONDAY)
    assert second.since is not None
    assert second.since.repeated == (claim.merged_id,)
    assert first.claims[0].since == MONDAY


def test_the_same_number_on_the_same_topic_is_repeated_and_another_is_new() -> None:
    topic = "the number of striking pilots"
    then = on(topic, "900 pilots had joined the strike.")
    assert novelty(then, on(topic, "900 pilots were on strike on Tuesday.")) == "repeated"
    assert novelty(then, on(topic, "700 pilots were on strike on Tuesday.")) == "new"


def test_a_response_of_another_kind_is_not_repeated() -> None:
    then, now = (response("Norway", "the demand for ports", kind) for kind in ("rejects", "partly accepts"))
    assert novelty(then, now.model_copy(update={"statement": then.statement, "quote": "Well."})) == "new"


# --- over several days ------------------------------------------------------------------------------------------------

QUIET = position("Olav Berg", "Whales return to the sound")
WILL = position(LIND, "The ferry pilots will strike before the summer season")
MAY = position(LIND, "The ferry pilots may strike before the summer season")


def test_a_change_of_what_was_told_two_days_ago_is_seen() -> None:
    third = briefs([WILL], [QUIET], [MAY])[2]
    assert third.since is not None
    (change,) = third.since.changes
    assert change.kind == "softened"
    (earlier,) = [claim for claim in third.earlier if claim.merged_id == change.earlier]
    assert (earlier.claim, earlier.told) == (WILL, MONDAY)


def test_what_was_told_two_days_ago_is_not_new() -> None:
    third = briefs([WILL], [QUIET], [WILL])[2]
    assert [(claim.novelty, claim.since) for claim in third.claims] == [("repeated", MONDAY)]


def test_a_position_is_remembered_for_some_days_and_no_longer() -> None:
    quiet: list[Claim] = [QUIET]
    days: list[list[Claim]] = [[WILL], *[quiet] * (REMEMBERED_DAYS + 1)]
    assert WILL in [claim.claim for claim in briefs(*days)[-1].earlier]
    assert WILL not in [claim.claim for claim in briefs(*days, quiet)[-1].earlier]


def test_who_returns_to_what_he_said_first_has_changed_again() -> None:
    kinds = [[change.kind for change in brief.since.changes] for brief in briefs([WILL], [MAY], [WILL]) if brief.since]
    assert kinds == [["softened"], ["hardened"]]


def test_a_change_is_told_once() -> None:
    third = briefs([WILL], [MAY], [MAY])[2]
    assert third.since is not None
    assert third.since.changes == ()
    assert [claim.novelty for claim in third.claims] == ["repeated"]


# --- events -----------------------------------------------------------------------------------------------------------

PLAN = event(
    "The ministers of Norway and Denmark will meet in Bergen to sign the quota", "2030-05-21", status="planned"
)


def since_of(*days: list[Claim]) -> list[tuple[list[Change], list[Claim]]]:
    found = []
    for brief in briefs(*days):
        if brief.since:
            earlier = {claim.merged_id: claim.claim for claim in (*brief.claims, *brief.earlier)}
            found.append((list(brief.since.changes), [earlier[merged_id] for merged_id in brief.since.passed]))
    return found


def test_an_event_of_tomorrow_is_over_the_day_after_although_nobody_told_of_it_in_between() -> None:
    (_, tuesday), (_, wednesday), (_, thursday) = since_of([PLAN], [QUIET], [QUIET], [QUIET])
    assert (tuesday, wednesday, thursday) == ([], [PLAN], [])


def test_a_planned_event_that_is_told_as_past_has_happened_and_is_not_over_again() -> None:
    met = event("The ministers of Norway and Denmark met in Bergen and signed the quota", "2030-05-21")
    (tuesday, _), (wednesday, passed) = since_of([PLAN], [met], [QUIET])
    assert [(change.kind, change.why) for change in tuesday] == [("happened", "planned then, told as past now")]
    assert (wednesday, passed) == ([], [])


@pytest.mark.parametrize(
    "told",
    [
        event("The ministers of Norway and Denmark did not meet in Bergen to sign the quota", "2030-05-21"),
        event("The ministers of Norway and Denmark met in Bergen and signed the quota", "2030-05-20"),
        event("Norway and Denmark remembered the dead of the storm", "2030-05-21"),
    ],
)
def test_what_is_denied_of_another_day_or_another_event_has_not_happened(told: Claim) -> None:
    ((tuesday, _), (_, wednesday)) = since_of([PLAN], [told], [QUIET])
    assert tuesday == []
    assert wednesday == [PLAN]


def test_an_alleged_event_never_happens_by_itself() -> None:
    alleged = event("Denmark seizes a boat in the sound", "2030-05-21", status="alleged", according_to="Norway")
    told = event("Denmark seizes a boat in the sound", "2030-05-21")
    ((tuesday, _),) = since_of([alleged], [told])
    assert tuesday == []


def test_a_postponed_event_is_moved_and_not_over() -> None:
    words = "The meeting of the ministers of Norway and Denmark in Bergen was put off from Tuesday to Friday."
    moved = event("The ministers of Norway and Denmark meet in Bergen", "2030-05-24", status="planned", quote=words)
    (tuesday, _), (_, wednesday) = since_of([PLAN], [moved], [QUIET])
    assert [(change.kind, change.why) for change in tuesday] == [
        ("moved", "“put off”: 2030-05-21 then, 2030-05-24 now")
    ]
    assert wednesday == []


def test_an_event_that_is_called_off_has_not_happened_and_is_not_over() -> None:
    off = event("The meeting of the ministers of Norway and Denmark in Bergen was called off", "2030-05-21")
    (tuesday, _), (_, wednesday) = since_of([PLAN], [off], [QUIET])
    assert [(change.kind, change.why) for change in tuesday] == [("withdrawn", "“called off”")]
    assert wednesday == []


def test_a_plan_for_another_day_is_another_event_unless_the_words_say_that_it_was_moved() -> None:
    other = event("The ministers of Norway and Denmark will meet in Bergen", "2030-05-24", status="planned")
    assert since_of([PLAN], [other]) == [([], [])]


VOTE = event("The city council will vote on the harbour budget", "2030-05-24", status="planned")
VOTE_LATER = event("The city council will vote on the harbour budget", "2030-05-31", status="planned")


def kinds_of(*days: list[Claim]) -> list[list[tuple[str, str]]]:
    return [[(change.kind, change.why) for change in changes] for changes, _ in since_of(*days)]


def test_the_same_plan_of_what_happens_once_is_moved_when_it_is_told_with_another_day() -> None:
    assert kinds_of([VOTE], [VOTE_LATER]) == [[("moved", "2030-05-24 then, 2030-05-31 now")]]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (
            [event("The city council will meet in the old town hall", "2030-05-24", status="planned")],
            [event("The city council will meet in the old town hall", "2030-05-31", status="planned")],
        ),
        ([VOTE], [event("The city council will vote again on the harbour budget", "2030-05-31", status="planned")]),
        ([VOTE], [event("The county council will vote on the harbour budget", "2030-05-31", status="planned")]),
        ([VOTE], [event("The city council will not vote on the harbour budget", "2030-05-31", status="planned")]),
        ([VOTE], [event("The city council will vote on the harbour budget", "2031-05-24", status="planned")]),
        ([VOTE], [event("The city council will vote on the harbour budget", "2030-W21", status="planned")]),
        (
            [event("The port will launch a ferry to Oslo", "2030-05-24", status="planned")],
            [event("The port will launch a ferry to Oslo", "2030-05-31", status="planned")],
        ),
        ([event("The city council will vote on the harbour budget", "2030-05-21", status="planned")], [VOTE_LATER]),
    ],
)
def test_what_recurs_or_is_another_event_or_was_to_be_by_now_is_not_moved(then: list[Claim], now: list[Claim]) -> None:
    assert kinds_of(then, now) == [[]]


def test_a_plan_is_not_moved_while_today_also_tells_its_first_day() -> None:
    still = event("The council is to vote on the harbour budget of the city", "2030-05-24", status="planned")
    assert kinds_of([VOTE], [still, VOTE_LATER]) == [[]]


def test_a_plan_of_three_days_is_a_row_of_events() -> None:
    third = event("The city council will vote on the harbour budget", "2030-06-07", status="planned")
    assert kinds_of([VOTE], [VOTE_LATER, third]) == [[]]


def test_words_that_name_the_first_day_tell_which_event_is_moved() -> None:
    plan = event("Talks between the pilots and the port are to resume in the old mill", "2030-05-23", status="planned")
    words = "The talks planned for Thursday have been brought forward to Wednesday, the pilots and the port said."
    moved = event(
        "The talks planned for Thursday have been brought forward", "2030-05-22", status="planned", quote=words
    )
    assert kinds_of([plan], [moved]) == [[("moved", "“brought forward”: 2030-05-23 then, 2030-05-22 now")]]
    of_monday = event(moved.event, "2030-05-22", status="planned", quote=words.replace("Thursday", "Monday"))
    assert kinds_of([plan], [of_monday]) == [[]]


def test_an_event_that_is_said_not_to_be_on_its_day_is_moved() -> None:
    words = "The city council will vote on the harbour budget on 31 May, not on 24 May."
    now = event("The city council will vote on the harbour budget", "2030-05-31", status="planned", quote=words)
    assert kinds_of([VOTE], [now]) == [[("moved", "“not on 24 May”: 2030-05-24 then, 2030-05-31 now")]]


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("The council has put the vote off until 31 May.", "put the vote off"),
        ("The council moved the vote from 24 May to 31 May.", "moved"),
        ("The vote was put back to 31 May.", "put back"),
    ],
)
def test_the_words_that_move_an_event_may_stand_apart(quote: str, word: str) -> None:
    now = event("The city council votes on the harbour budget", "2030-05-31", status="planned", quote=quote)
    assert kinds_of([VOTE], [now]) == [[("moved", f"“{word}”: 2030-05-24 then, 2030-05-31 now")]]


# --- properties -------------------------------------------------------------------------------------------------------

TEMPLATES = st.sampled_from(
    [
        "The ferry pilots {} strike before the summer season",
        "The council {} build a bridge to the northern island",
        "The harbour company {} sell the old shipyard",
    ]
)
SPOKEN = st.builds(
    lambda actor, words, modal: position(actor, words.format(modal)),
    st.sampled_from([LIND, "Olav Berg"]),
    TEMPLATES,
    st.sampled_from(["will", "may", "should", "will not"]),
)


@given(st.lists(st.lists(SPOKEN | CLAIMS, max_size=5), min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_claim_changes_twice_in_a_brief_whatever_the_order(days: list[list[Claim]]) -> None:
    brief: Brief | None = None
    for number, claims in enumerate(days):
        day = MONDAY + dt.timedelta(days=number)
        articles = [summary(f"{day} {n}", claim, published=day) for n, claim in enumerate(claims)]
        before = read_again(brief) if brief else None
        brief = merge_summaries(articles, day, before)
        assert merge_summaries(articles[::-1], day, before) == brief
        told = brief.since.changes if brief.since else ()
        assert len({change.claim for change in told}) == len({change.earlier for change in told}) == len(told)
        today = {claim.merged_id: claim for claim in brief.claims}
        assert all(today[change.claim].novelty == "changed" for change in told)
        assert {change.earlier for change in told} <= {claim.merged_id for claim in brief.earlier}


ASKED = st.builds(
    asked,
    st.sampled_from(["That Norway open its northern ports", "A rise of the fish quota by 20 percent"]),
    st.sampled_from(["demand", "request", "appeal"]),
    st.sampled_from(["Denmark", LIND]),
)


@given(st.lists(SPOKEN | ASKED, max_size=8))
@settings(max_examples=60, deadline=None)
def test_the_same_words_on_the_next_day_change_nothing(claims: list[Claim]) -> None:
    first = merge_summaries([summary("a", *claims)], MONDAY)
    second = merge_summaries([summary("b", *claims)], TUESDAY, read_again(first))
    assert second.since is not None
    assert second.since.changes == ()
    assert second.since.new == ()
