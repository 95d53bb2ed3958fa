"""Which answer belongs to which demand or allegation over articles and days, and which of them counts."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from itertools import product

import pytest
from summary_builder import DAY, checked, demand, event, position, response, summary

from summarizer.merge import merge_summaries
from summarizer.merge.threads import status_of
from summarizer.models import (
    Act,
    Brief,
    CheckedClaim,
    Claim,
    Location,
    Position,
    Response,
    ResponseKind,
    Span,
    Summary,
    Thread,
)

MONDAY, FRIDAY, SUNDAY = dt.date(2030, 5, 13), dt.date(2030, 5, 17), dt.date(2030, 5, 19)
RIGHTS = "Fishing rights in the northern waters"


def brief_of(*articles: Summary, previous: Brief | None = None, day: dt.date = DAY) -> Brief:
    return merge_summaries(articles, day, previous)


def cited(brief: Brief, merged_ids: Sequence[str]) -> set[str]:
    claims = {claim.merged_id: claim for claim in (*brief.claims, *brief.earlier)}
    return {source.claim_id for merged_id in merged_ids for source in claims[merged_id].sources}


def thread_of(brief: Brief, claim_id: str) -> Thread:
    return next(thread for thread in brief.threads if claim_id in cited(brief, thread.claims))


def accusing(actor: str, statement: str, act: Act = "accuses") -> Position:
    return position(actor, statement, act=act, stance="opposes")


def at(claim: Claim, claim_id: str, start: int) -> CheckedClaim:
    span = Span(start=start, end=start + 40)
    return checked(claim, claim_id).model_copy(update={"location": Location(match="verbatim", span=span)})


# --- demands ---------------------------------------------------------------------------------------------------------


def test_a_thread_is_asked_on_the_first_day_that_is_known() -> None:
    asked = demand("Oslo", RIGHTS, to="Denmark")
    brief = brief_of(
        summary("a", asked, published=FRIDAY),
        summary("b", asked, published=MONDAY),
        summary("c", asked, published=None),
    )
    assert [thread.asked_on for thread in brief.threads] == [MONDAY]
    assert brief_of(summary("c", asked, published=None)).threads[0].asked_on is None


def test_an_answer_of_today_lands_in_the_thread_of_yesterday() -> None:
    before = brief_of(summary("a", demand("Oslo", RIGHTS, to="Denmark"), published=FRIDAY), day=FRIDAY)
    reply = response("Copenhagen", "Norway’s demand for fishing rights", "accepts", "They may fish.", to="Norway")
    brief = brief_of(summary("b", reply, published=SUNDAY), previous=before, day=SUNDAY)
    (thread,) = brief.threads
    assert thread.thread_id == before.threads[0].thread_id
    assert cited(brief, thread.responses) == {"b.0"}
    assert (thread.before, thread.status, thread.asked_on) == ("open", "answered", FRIDAY)


def test_supporters_and_his_supporters_are_one_addressee() -> None:
    brief = brief_of(
        summary("a", demand("Anna Lind", "Watch the polling places on election day", to="supporters")),
        summary("b", demand("Anna Lind", "Watch all polling places", to="her supporters")),
        summary("c", demand("Anna Lind", "Watch all polling places", to="the harbour police")),
    )
    assert thread_of(brief, "a.0") == thread_of(brief, "b.0")
    assert thread_of(brief, "a.0") != thread_of(brief, "c.0")


def test_a_persons_name_is_no_subject_that_two_demands_share() -> None:
    brief = brief_of(
        summary("a", demand("Karl Berg", "Never pardon Anna Lind")),
        summary("b", demand("Karl Berg", "Publish the letters of Anna Lind"), position("Anna Lind", "It snows.")),
    )
    assert len(brief.threads) == 2


def test_an_answer_that_names_who_demands_is_linked_though_nobody_was_addressed() -> None:
    brief = brief_of(
        summary("a", demand("Harbour Gazette", "To unseal the Lind file")),
        summary("b", response("a judge", "the Harbour Gazette request to unseal the Lind file")),
        summary("c", response("a judge", "another paper’s request to unseal the Lind file")),
    )
    (thread,) = brief.threads
    assert cited(brief, thread.responses) == {"b.0"}
    assert thread.status == "rejected"


def test_the_answer_of_ones_own_campaign_does_not_count() -> None:
    brief = brief_of(
        summary("a", demand("Anna Lind", RIGHTS), position("Anna Lind", "It snows.")),
        summary("b", response("the Lind campaign", "Anna Lind’s demand for fishing rights", "accepts", to="Denmark")),
    )
    assert thread_of(brief, "a.0").status == "open"


def test_a_promised_reply_grants_nothing_but_the_reply() -> None:
    reply = demand("Norway", "A written reply on fishing rights", key="d2")
    promise = response("Denmark", "the reply", "accepts", "A reply will be written.", key="d2")
    alone = brief_of(summary("a", reply, promise))
    assert alone.threads[0].status == "answered"
    both = brief_of(summary("a", reply, promise, demand("Norway", "Fishing rights", key="d1")))
    assert [thread.status for thread in both.threads] == ["open"]


# --- which answer counts ---------------------------------------------------------------------------------------------


def answered(*answers: tuple[str, ResponseKind, dt.date | None]) -> Thread:
    """The thread of one demand of Norway’s with answers: who, how, on which day."""
    told = [
        summary(
            f"r{number}",
            response(by, "Norway’s demand for fishing rights", kind, f"{by} {kind} it, word {number}.", to="Norway"),
            published=day,
        )
        for number, (by, kind, day) in enumerate(answers)
    ]
    brief = brief_of(summary("q", demand("Norway", RIGHTS), published=MONDAY), *told)
    (thread,) = brief.threads
    assert len(cited(brief, thread.responses)) == len(answers)
    return thread


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([("Denmark", "rejects", FRIDAY), ("Denmark", "accepts", SUNDAY)], "answered"),
        ([("Denmark", "accepts", FRIDAY), ("Denmark", "rejects", SUNDAY)], "rejected"),
        # "Copenhagen" is Denmark
        ([("Denmark", "accepts", FRIDAY), ("Copenhagen", "rejects", SUNDAY)], "rejected"),
        # each party by itself
        ([("Denmark", "accepts", FRIDAY), ("Sweden", "rejects", SUNDAY)], "partly"),
        # an unknown day is no later day, nor is the same one
        ([("Denmark", "accepts", FRIDAY), ("Denmark", "rejects", None)], "partly"),
        ([("Denmark", "accepts", FRIDAY), ("Denmark", "rejects", FRIDAY)], "partly"),
        # who defers takes nothing back
        ([("Denmark", "rejects", FRIDAY), ("Denmark", "defers", SUNDAY)], "rejected"),
        ([("Denmark", "defers", FRIDAY), ("Denmark", "accepts", SUNDAY)], "answered"),
    ],
)
def test_of_one_party_the_latest_answer_counts(
    answers: list[tuple[str, ResponseKind, dt.date | None]], status: str
) -> None:
    assert answered(*answers).status == status
    assert answered(*reversed(answers)).status == status


def test_an_answer_to_one_demand_does_not_take_the_place_of_that_to_another_in_the_thread() -> None:
    brief = brief_of(
        summary(
            "a",
            demand("Norway", "Fishing rights for trawlers", key="d1"),
            demand("Norway", "Fishing rights and a toll bridge", key="d2"),
            demand("Norway", "A toll bridge near the border", key="d3"),
            response("Denmark", "trawlers", "rejects", "No trawlers.", key="d1"),
            published=FRIDAY,
        ),
        summary(
            "b",
            demand("Norway", "A toll bridge near the border", key="d1"),
            response("Denmark", "the bridge", "accepts", "It will be built.", key="d1"),
            published=SUNDAY,
        ),
    )
    assert thread_of(brief, "a.0") == thread_of(brief, "b.0")
    assert thread_of(brief, "a.0").status == "partly"


@pytest.mark.parametrize(
    "said",
    [
        "Norway no longer insists on fishing rights in the northern waters.",
        "Norway drops its demand for fishing rights in the northern waters.",
    ],
)
def test_a_demand_that_its_own_side_lets_go_is_open_no_more(said: str) -> None:
    asked = summary("a", demand("Norway", RIGHTS, to="Denmark"), published=MONDAY)
    let_go = summary("b", position("Oslo", said), published=FRIDAY)
    brief = brief_of(asked, let_go)
    assert thread_of(brief, "a.0").status == "withdrawn"
    assert cited(brief, thread_of(brief, "a.0").responses) == {"b.0"}
    again = summary("c", demand("Norway", RIGHTS, to="Denmark"), published=SUNDAY)
    assert thread_of(brief_of(asked, let_go, again), "a.0").status == "open"


@pytest.mark.parametrize(
    "said",
    [
        "Norway insists on fishing rights in the northern waters.",
        "Norway will not drop its demand for fishing rights in the northern waters.",
        "Norway no longer insists on a bridge.",
    ],
)
def test_who_insists_or_lets_another_demand_go_has_not_let_go(said: str) -> None:
    asked = summary("a", demand("Norway", RIGHTS, to="Denmark"), published=MONDAY)
    brief = brief_of(asked, summary("b", position("Oslo", said), published=FRIDAY))
    assert thread_of(brief, "a.0").status == "open"
    assert thread_of(brief, "a.0").responses == ()


# --- allegations -----------------------------------------------------------------------------------------------------


def test_an_accusation_without_a_day_has_its_denial() -> None:
    brief = brief_of(
        summary("a", accusing("Denmark", "Iceland is planning to attack the northern port.")),
        summary("b", response("Reykjavik", "Denmark’s accusation that Iceland is planning to attack", "denies")),
    )
    (thread,) = brief.threads
    assert (thread.kind, thread.status) == ("allegation", "rejected")
    assert cited(brief, thread.claims) == {"a.0"}
    assert cited(brief, thread.responses) == {"b.0"}


def test_an_accusation_of_nobody_by_name_opens_no_thread() -> None:
    brief = brief_of(
        summary("a", accusing("Denmark", "Somebody has stolen the northern buoys.")),
        summary("b", accusing("Sweden", "Iceland has stolen the southern bells.")),
    )
    assert [cited(brief, thread.claims) for thread in brief.threads] == [{"b.0"}]
    assert brief.threads[0].status == "open"


def test_these_accusations_are_those_that_stand_before_in_the_article() -> None:
    brief = brief_of(
        summary(
            "a",
            at(accusing("Denmark", "Sweden has stolen the southern bells."), "other", 100),
            at(accusing("Denmark", "Iceland has moved the northern buoys."), "buoys", 200),
            at(accusing("Denmark", "Iceland has sunk the old barge."), "later", 600),
            at(response("Reykjavik", "these accusations", "denies", "None of it is true."), "denial", 300),
        ),
        summary("b", at(response("Reykjavik", "these accusations", "denies", "It is a fable."), "elsewhere", 300)),
    )
    assert cited(brief, thread_of(brief, "buoys").responses) == {"denial"}
    assert thread_of(brief, "buoys").status == "rejected"
    assert thread_of(brief, "other").responses == thread_of(brief, "later").responses == ()


def test_an_attack_of_one_is_not_the_attack_of_the_other() -> None:
    brief = brief_of(
        summary("a", event("Iceland will attack Denmark", "2030-06-16", status="alleged", according_to="Lind")),
        summary("b", event("Denmark will attack Iceland", "2030-06-16", status="alleged", according_to="Berg")),
        summary("c", response("Lind", "when the Danish side might launch its attack", "denies", to="Berg")),
    )
    assert thread_of(brief, "a.0") != thread_of(brief, "b.0")
    assert thread_of(brief, "a.0").responses == ()


def test_what_is_alleged_without_a_day_belongs_to_the_one_day_that_there_is() -> None:
    sixteenth = event("Iceland will attack Denmark", "2030-06-16", status="alleged", according_to="Lind")
    twentieth = event("Iceland will attack Denmark", "2030-06-20", status="alleged", according_to="Berg")
    undated = accusing("Sweden", "Iceland is planning to attack Denmark.")
    imminent = position("Finland", "An Icelandic attack on Denmark is imminent.", act="assesses")
    past = position("Finland", "Iceland attacked Denmark a hundred years ago.", act="assesses")
    told: list[Claim] = [sixteenth, undated, imminent, past]
    brief = brief_of(*(summary(name, claim) for name, claim in zip("abcd", told, strict=True)))
    assert [cited(brief, thread.claims) for thread in brief.threads] == [{"a.0", "b.0", "c.0"}]
    told = [sixteenth, undated, twentieth, past]
    both = brief_of(*(summary(name, claim) for name, claim in zip("abcd", told, strict=True)))
    assert [len(thread.claims) for thread in both.threads] == [1, 1, 1]


def test_what_somebody_expects_alone_is_no_allegation() -> None:
    brief = brief_of(summary("a", position("Finland", "An Icelandic attack on Denmark is imminent.", act="assesses")))
    assert brief.threads == ()


# --- what holds of all of them ---------------------------------------------------------------------------------------

_SIDES = ("Norway", "Denmark", "Sweden", "Oslo")
_WHAT = (RIGHTS, "Fishing rights", "A toll bridge", "No toll bridge near the port", "Release of the sailors")
_KINDS: tuple[ResponseKind, ...] = ("accepts", "partly accepts", "rejects", "denies", "defers", "counters")


def a_week(seed: int) -> list[Summary]:
    """Articles with demands and answers drawn at random, on days and without a day."""
    draw = random.Random(seed)
    days = (None, MONDAY, FRIDAY, SUNDAY)
    articles = []
    for number in range(8):
        claims: list[Claim] = [
            demand(draw.choice(_SIDES), draw.choice(_WHAT), key=f"d{n}", to=draw.choice((None, *_SIDES)))
            for n in (1, 2)
        ]
        for key in (None, "d1"):
            by, to = draw.sample(_SIDES, 2)
            what = draw.choice(_WHAT)
            claims.append(
                response(by, f"{to}’s demand for {what}", draw.choice(_KINDS), f"{by}: {what}", to=to, key=key)
            )
        claims.append(accusing(draw.choice(_SIDES), f"{draw.choice(_SIDES)} is planning to attack the port."))
        articles.append(summary(f"{number}", *claims, published=draw.choice(days)))
    return articles


@pytest.mark.parametrize("seed", range(12))
def test_threads_are_the_same_in_any_order_and_hold_each_demand_once(seed: int) -> None:
    articles = a_week(seed)
    brief = brief_of(*articles)
    random.Random(seed).shuffle(articles)
    assert brief_of(*articles).threads == brief.threads
    claims = {claim.merged_id: claim for claim in brief.claims}
    asked = [merged_id for thread in brief.threads for merged_id in thread.claims]
    assert len(asked) == len(set(asked))
    assert {merged_id for merged_id, claim in claims.items() if claim.kind == "demand"} <= set(asked)
    for thread in brief.threads:
        assert set(thread.responses) <= claims.keys()
        kinds = {found.kind for merged in thread.responses if isinstance(found := claims[merged].claim, Response)}
        possible = {status_of(some) for some in _subsets(sorted(kinds))}
        assert thread.status in possible


def _subsets(kinds: Sequence[ResponseKind]) -> list[list[ResponseKind]]:
    chosen = product((False, True), repeat=len(kinds))
    return [[kind for kind, taken in zip(kinds, flags, strict=True) if taken] for flags in chosen]
