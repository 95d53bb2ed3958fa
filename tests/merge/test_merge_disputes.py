"""Opposite statements stand side by side, and what only looks opposite does not."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

import pytest
from summary_builder import DAY, checked, demand, event, position, response, summary

from summarizer.merge import merge_summaries
from summarizer.merge.duplicates import short_hash
from summarizer.models import (
    Act,
    Brief,
    CheckedClaim,
    Claim,
    Dispute,
    Location,
    Position,
    Span,
    Stance,
    Summary,
)


def brief_of(*articles: Summary) -> Brief:
    return merge_summaries(articles, DAY)


def held(brief: Brief, dispute: Dispute) -> dict[str, set[str]]:
    sources = {claim.merged_id: {source.claim_id for source in claim.sources} for claim in brief.claims}
    return {side.holds: {found for merged in side.claims for found in sources[merged]} for side in dispute.sides}


def stand(
    actor: str, topic: str, stance: Stance, statement: str = "", *, act: Act = "states", role: str | None = None
) -> Position:
    said = statement or f"{actor} speaks of {topic}, {stance}."
    return Position(
        actor=actor, role=role, topic=topic, stance=stance, act=act, condition=None, statement=said, quote=said
    )


# --- for and against -------------------------------------------------------------------------------------------------


def test_who_supports_and_who_opposes_one_project_are_two_sides() -> None:
    brief = brief_of(
        summary("a", stand("Norway", "the Blue Harbour 2 terminal", "opposes")),
        summary("b", stand("Copenhagen", "the completion of the Blue Harbour 2 terminal", "supports")),
    )
    (dispute,) = brief.disputes
    assert dispute.kind == "stance"
    assert dispute.title == "the Blue Harbour 2 terminal"
    assert held(brief, dispute) == {"supports": {"b.0"}, "opposes": {"a.0"}}
    assert "Blue Harbour" in dispute.why


def test_who_supports_a_ban_opposes_what_it_bans() -> None:
    brief = brief_of(
        summary("a", stand("Norway", "a ban on night fishing", "supports")),
        summary("b", stand("Denmark", "night fishing", "supports")),
        summary("c", stand("Sweden", "night fishing", "opposes")),
        summary("d", demand("Iceland", "No night fishing")),
    )
    (dispute,) = brief.disputes
    assert held(brief, dispute) == {"supports": {"b.0"}, "opposes": {"a.0", "c.0", "d.0"}}


def test_a_demand_stands_against_a_position_and_a_rejection_for_what_is_to_end() -> None:
    brief = brief_of(
        summary("a", demand("Russia", "That Norway be permanently barred from joining NATO", key="d1")),
        summary("b", stand("NATO", "an open door policy for Norway", "supports")),
        summary("c", response("United States", "Moscow’s request that Norway be barred from joining NATO")),
    )
    (dispute,) = brief.disputes
    assert held(brief, dispute) == {"supports": {"b.0", "c.0"}, "opposes": {"a.0"}}


def test_a_demand_with_its_rejection_alone_is_a_thread_and_no_dispute() -> None:
    brief = brief_of(
        summary(
            "a",
            demand("Norway", "That Iceland be barred from joining NATO", to="NATO", key="d1"),
            response("NATO", "Norway’s demand that Iceland be barred from joining NATO", key="d1"),
        )
    )
    assert len(brief.threads) == 1
    assert brief.disputes == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (stand("Norway", "the northern bridge", "supports"), stand("Oslo", "the northern bridge", "opposes")),
        (stand("Norway", "Sweden joining NATO", "supports"), stand("Denmark", "Iceland joining NATO", "opposes")),
        (stand("Norway", "Iceland joining NATO", "supports"), stand("Denmark", "Iceland joining the EU", "opposes")),
        (stand("Norway", "the NATO member Iceland", "supports"), stand("Denmark", "Iceland joining NATO", "opposes")),
        (stand("Norway", "Anna Lind", "supports"), stand("Denmark", "Anna Lind", "opposes", act="criticises")),
        (stand("Norway", "Iceland", "supports"), stand("Denmark", "Iceland", "opposes", act="criticises")),
        (stand("Norway", "dialogue", "supports"), stand("Denmark", "dialogue", "opposes")),
        (stand("Norway", "the northern bridge", "supports"), stand("Denmark", "the northern bridge", "mixed")),
        (stand("Norway", "harbour route 2", "supports"), stand("Denmark", "harbour route 3", "opposes")),
        (
            stand("Norway", "cooperation on the northern bridge", "opposes"),
            stand("Denmark", "the northern bridge", "supports"),
        ),
    ],
)
def test_what_is_no_one_matter_or_no_two_voices_is_no_dispute(one: Claim, other: Claim) -> None:
    assert brief_of(summary("a", one), summary("b", other)).disputes == ()


def test_a_voice_on_both_sides_is_on_neither() -> None:
    brief = brief_of(
        summary("a", stand("Norway", "the northern bridge", "supports")),
        summary("b", stand("Norway", "the northern bridge", "opposes", "Norway is tired of the northern bridge.")),
        summary("c", stand("Denmark", "the northern bridge", "opposes")),
    )
    assert brief.disputes == ()


# --- how many --------------------------------------------------------------------------------------------------------


def numbers(one: str, other: str, *, by: Sequence[str | None] = (None, None)) -> list[dict[str, set[str]]]:
    claims = [event(text, "2030-05-20", according_to=actor) for text, actor in zip((one, other), by, strict=True)]
    brief = brief_of(summary("a", claims[0]), summary("b", claims[1]))
    assert all(dispute.kind == "number" for dispute in brief.disputes)
    return [held(brief, dispute) for dispute in brief.disputes]


def test_two_articles_with_two_numbers_of_one_thing_are_two_sides() -> None:
    found = numbers(
        "Five people were killed when the ferry sank near Bergen.", "The ferry sank near Bergen, killing 8."
    )
    assert found == [{"Five": {"a.0"}, "8": {"b.0"}}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a bound that the other number keeps
        ("At least five people were killed when the ferry sank.", "Eight people were killed when the ferry sank."),
        ("About 500 people fled when the ferry sank.", "Some 510 people fled when the ferry sank."),
        ("Between 5 and 9 people were killed when the ferry sank.", "12 people were killed when the ferry sank."),
        # another thing counted
        ("Five people were killed when the ferry sank.", "Eight people were injured when the ferry sank."),
        ("The ferry sank with five sailors on board.", "The ferry sank with eight lorries on board."),
        # another time, another place, another goal
        ("The port sold 500 licences in 2028.", "The port sold 800 licences in 2029."),
        ("The port sold 500 licences last week.", "The port sold 800 licences this week."),
        ("The ferry sank near Oslo with five sailors.", "The ferry sank near Copenhagen with eight sailors."),
        ("The port reached its goal of 500 licences sold.", "The port sold 800 licences and reached it."),
        # the same number
        ("5,000 boats left the port in the storm.", "The boats that left the port in the storm were 5000."),
        ("Five thousand boats left the port in the storm.", "5,000 boats left the port in the storm."),
    ],
)
def test_numbers_that_can_both_be_right_are_no_dispute(one: str, other: str) -> None:
    assert numbers(one, other) == []


def test_a_later_number_is_an_update() -> None:
    first = summary("a", event("Five people were killed when the ferry sank.", "2030-05-19"), published=DAY)
    later = dt.date(2030, 5, 21)
    second = summary("b", event("Eight people were killed when the ferry sank.", "2030-05-19"), published=later)
    assert merge_summaries([first, second], later).disputes == ()


def test_two_actors_of_one_article_can_give_two_numbers_and_one_actor_only_one() -> None:
    texts = "Five sailors were killed when the ferry sank.", "Eight sailors were killed when the ferry sank."
    one, other = (position(actor, text) for actor, text in zip(("Norway", "Denmark"), texts, strict=True))
    brief = brief_of(summary("a", one, other))
    assert [held(brief, dispute) for dispute in brief.disputes] == [{"Five": {"a.0"}, "Eight": {"a.1"}}]
    assert brief_of(summary("a", one), summary("b", position("Norway", texts[1]))).disputes == ()


def test_a_number_with_a_comma_is_no_year() -> None:
    texts = "1,500 cooks were on strike.", "4,000 cooks were on strike."
    claims = [position(actor, text) for actor, text in zip(("Norway", "Denmark"), texts, strict=True)]
    brief = brief_of(summary("a", *claims))
    assert [held(brief, dispute) for dispute in brief.disputes] == [{"1,500": {"a.0"}, "4,000": {"a.1"}}]


def test_a_figure_that_is_put_at_a_number_counts_what_the_sentence_before_counts() -> None:
    def told(first: str, second: str, start: int) -> list[set[str]]:
        claims = [
            checked(position(actor, text), name).model_copy(
                update={"location": Location(match="verbatim", span=Span(start=begin, end=begin + 40))}
            )
            for actor, text, name, begin in (("Norway", first, "one", 0), ("Denmark", second, "two", start))
        ]
        brief = brief_of(summary("a", *claims))
        return [set(held(brief, dispute)) for dispute in brief.disputes]

    first, second = "1,500 cooks were on strike.", "Denmark puts the figure at 4,000."
    assert told(first, second, 42) == [{"1,500", "4,000"}]
    assert told(first, second, 400) == []
    assert told("1,500 cooks and 30 bakers were on strike.", second, 42) == []
    assert told("Cooks were on strike.", second, 42) == []


def test_a_reprint_with_another_number_is_no_second_voice() -> None:
    texts = "Five people were killed when the ferry sank.", "Eight people were killed when the ferry sank."
    brief = brief_of(
        summary("a", event(texts[0], "2030-05-20"), event(texts[1], "2030-05-20")),
    )
    assert brief.disputes == ()


# --- when ------------------------------------------------------------------------------------------------------------


def test_one_event_on_two_days_is_a_dispute() -> None:
    brief = brief_of(
        summary("a", event("The new northern harbour opens to ferries", "2030-06-01", status="planned")),
        summary("b", event("The northern harbour opens to new ferries", "2030-06-03", status="planned")),
    )
    (dispute,) = brief.disputes
    assert dispute.kind == "date"
    assert held(brief, dispute) == {"1 June 2030": {"a.0"}, "3 June 2030": {"b.0"}}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            event("Lind met the old fishermen", "2030-05-18"),
            event("Lind met the old fishermen", "2030-05-19"),
        ),
        (
            event("The northern harbour opens to ferries", "2030-06-01", status="planned"),
            event("The northern harbour opens to ferries", "XXXX-06-01", status="planned"),
        ),
        (
            event("The northern harbour opens to ferries", "2030-06-01", status="planned"),
            event("The southern harbour opens to ferries", "2030-06-03", status="planned"),
        ),
        (
            event("The northern harbour opens to ferries", "2030-06", status="planned"),
            event("The northern harbour opens to ferries", "2030-06-03", status="planned"),
        ),
        (
            event("The opening of the northern harbour to ferries is postponed", "2030-06-01", status="planned"),
            event("The opening of the northern harbour to ferries", "2030-06-03", status="planned"),
        ),
    ],
)
def test_what_recurs_moves_or_can_be_one_day_is_no_dispute(one: Claim, other: Claim) -> None:
    assert brief_of(summary("a", one), summary("b", other)).disputes == ()


# --- whether ---------------------------------------------------------------------------------------------------------


def test_what_one_affirms_and_another_denies_is_a_dispute() -> None:
    brief = brief_of(
        summary("a", position("Anna Lind", "The northern harbour is safe for large ferries.")),
        summary("b", position("Karl Berg", "The northern harbour is not safe for large ferries.")),
    )
    (dispute,) = brief.disputes
    assert dispute.kind == "fact"
    assert held(brief, dispute) == {"it is so": {"a.0"}, "it is not": {"b.0"}}
    assert dispute.title == "The northern harbour is safe for large ferries."


@pytest.mark.parametrize("denied", ["did not open", "refused to open", "never opened"])
def test_not_to_have_done_it_is_the_opposite_of_having_done_it(denied: str) -> None:
    brief = brief_of(
        summary("a", position("Anna Lind", "Norway opened the northern harbour for ferries.")),
        summary("b", position("Karl Berg", f"Norway {denied} the northern harbour for ferries.")),
    )
    assert [dispute.kind for dispute in brief.disputes] == ["fact"]


def test_a_denial_of_what_another_states_is_a_dispute() -> None:
    brief = brief_of(
        summary("a", position("Anna Lind", "Karl Berg mishandled the secret harbour papers.")),
        summary("b", response("Karl Berg", "He mishandled the secret harbour papers", "denies")),
    )
    assert [dispute.kind for dispute in brief.disputes] == ["fact"]


def test_an_allegation_with_its_denial_is_a_thread_and_no_second_dispute() -> None:
    brief = brief_of(
        summary(
            "a",
            event(
                "Iceland will attack the northern port", "2030-06-16", status="alleged", according_to="Lind", key="t1"
            ),
            response("Reykjavik", "Iceland will attack the northern port", "denies", key="t1"),
        )
    )
    assert [thread.status for thread in brief.threads] == ["rejected"]
    assert brief.disputes == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The harbour is safe for large ferries.", "The harbour is not only safe for large ferries."),
        ("The harbour is ready for large ferries.", "The harbour is not yet ready for large ferries."),
        ("The harbour is safe for large ferries.", "If it rains, the harbour is not safe for large ferries."),
        ("The harbour is safe for large ferries.", "The harbour is not safe for small boats."),
        ("The northern harbour is safe for ferries.", "The southern harbour is not safe for ferries."),
        ("The fish market is safe for visitors.", "The meat market is not safe for visitors."),
        ("Norway opened the harbour for ferries.", "Norway will not open the harbour for ferries."),
        ("The harbour in Oslo is safe for ferries.", "The harbour in Copenhagen is not safe for ferries."),
        ("The harbour was safe for ferries in 2028.", "The harbour was not safe for ferries in 2029."),
        ("Parliament discussed the harbour law.", "Parliament rejected the harbour law."),
        ("Nobody says the harbour is not safe for ferries.", "The harbour is not safe for ferries."),
    ],
)
def test_what_is_not_its_opposite_is_no_dispute(one: str, other: str) -> None:
    brief = brief_of(summary("a", position("Anna Lind", one)), summary("b", position("Karl Berg", other)))
    assert brief.disputes == ()


def test_one_who_says_both_has_no_dispute_with_himself() -> None:
    brief = brief_of(
        summary("a", position("Anna Lind", "The northern harbour is safe for large ferries.")),
        summary("b", position("Anna Lind", "The northern harbour is not safe for large ferries.")),
    )
    assert brief.disputes == ()


def test_who_calls_the_charges_baseless_disputes_what_stands_before() -> None:
    def at(claim: Claim, claim_id: str, start: int) -> CheckedClaim:
        location = Location(match="verbatim", span=Span(start=start, end=start + 50))
        return checked(claim, claim_id).model_copy(update={"location": location})

    brief = brief_of(
        summary(
            "a",
            at(position("Karl Berg", "Snow fell on the harbour."), "snow", 0),
            at(position("former sailors", "Anna Lind sank the old barge."), "barge", 100),
            at(position("the Lind campaign", "The Lind campaign called the charges baseless."), "denial", 200),
            at(position("Anna Lind", "Anna Lind calls many claims baseless."), "other", 300),
        )
    )
    (dispute,) = brief.disputes
    assert held(brief, dispute) == {"it is so": {"barge"}, "it is untrue": {"denial"}}


# --- over days -------------------------------------------------------------------------------------------------------


def test_one_side_told_yesterday_and_the_other_today_is_a_dispute_of_today() -> None:
    yesterday = dt.date(2030, 5, 19)
    for_it = summary("a", stand("Norway", "the northern bridge", "supports"), published=yesterday)
    against_it = summary("b", stand("Denmark", "the northern bridge", "opposes"), published=DAY)
    before = merge_summaries([for_it], yesterday)
    brief = merge_summaries([against_it], DAY, before)
    (dispute,) = brief.disputes
    known = {claim.merged_id for claim in (*brief.claims, *brief.earlier)}
    assert {merged for side in dispute.sides for merged in side.claims} == known
    both = merge_summaries([for_it, against_it], yesterday)
    assert merge_summaries([summary("c", position("Lind", "Snow fell."))], DAY, both).disputes == ()


# --- what holds of all of them ---------------------------------------------------------------------------------------


def a_day() -> list[Summary]:
    """Articles with disputes of each kind, and with claims that nobody disputes."""
    told: list[list[Claim]] = [
        [stand("Norway", "the northern bridge", "supports"), position("Lind", "Snow fell on the harbour.")],
        [stand("Denmark", "the northern bridge", "opposes"), event("The ferry sank, killing 8.", "2030-05-19")],
        [event("Five were killed when the ferry sank.", "2030-05-19"), demand("Iceland", "No northern bridge")],
        [position("Anna Lind", "The harbour is safe for large ferries.")],
        [stand("Sweden", "the northern bridge", "mixed")],
        [position("Karl Berg", "The harbour is not safe for large ferries.")],
        [event("The harbour opens to large ferries", "2030-06-01", status="planned")],
        [event("The harbour opens to large ferries", "2030-06-04", status="planned")],
    ]
    return [summary(str(number), *claims) for number, claims in enumerate(told)]


def test_every_kind_is_found_once_with_two_sides_that_share_nothing() -> None:
    brief = brief_of(*a_day())
    known = {claim.merged_id for claim in brief.claims}
    assert sorted(dispute.kind for dispute in brief.disputes) == ["date", "fact", "number", "stance"]
    assert len({dispute.dispute_id for dispute in brief.disputes}) == 4
    for dispute in brief.disputes:
        sides = [set(side.claims) for side in dispute.sides]
        assert all(side and side <= known for side in sides)
        assert not set.intersection(*sides)


def test_the_disputes_are_the_same_in_any_order_of_the_articles() -> None:
    articles = a_day()
    expected = brief_of(*articles).disputes
    for seed in range(20):
        random.Random(seed).shuffle(articles)
        assert brief_of(*articles).disputes == expected


def test_a_dispute_keeps_its_id_while_its_first_claims_stay() -> None:
    two = [
        summary("a", stand("Norway", "the northern bridge", "supports")),
        summary("b", stand("Denmark", "the northern bridge", "opposes")),
    ]
    (before,) = brief_of(*two).disputes
    later = next(name for name in map(str, range(100)) if short_hash("claim", name) > max(before.sides[1].claims))
    (after,) = brief_of(*two, summary("c", checked(stand("Sweden", "the northern bridge", "opposes"), later))).disputes
    assert len(after.sides[1].claims) == 2
    assert after.dispute_id == before.dispute_id
