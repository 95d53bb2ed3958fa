"""What matters first stands first, by a score that can be worked out by hand."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from summary_builder import checked, demand, event, position, response, summary
from test_merge_stories import DAY, titled

from summarizer.merge import merge_summaries
from summarizer.models import Act, Brief, Claim, Summary, statement_of

MONDAY, TUESDAY = dt.date(2030, 5, 20), dt.date(2030, 5, 21)

# Twenty claims of twenty speakers; with one claim more each speaker has less than 5 percent of the day.
GIVEN = "Ada Bo Cai Dag Eva Finn Gro Hans Ida Jon Kim Lea Max Nina Olga Per Rut Siv Tor Ulf"
SURNAMES = "Aas Berg Carl Dahl Ek Foss Gran Hage Isak Juul Krog Lund Moe Ness Ovik Prag Quam Rud Sand Tveit"
THINGS = "Rain Bread Wool Paint Chess Snow Glass Hay Ink Jam Kale Lace Milk Nuts Oil Peat Quartz Rye Soap Tar"
FILLING = tuple(
    position(f"{given_name} {surname}", f"{thing} matters")
    for given_name, surname, thing in zip(*(names.split(" ") for names in (GIVEN, SURNAMES, THINGS)), strict=True)
)


def scores(brief: Brief) -> dict[str, int]:
    return {statement_of(claim.claim): claim.score for claim in brief.claims}


def made_of(*claims: Claim, filling: int = 20) -> Brief:
    return merge_summaries([summary("filling", *FILLING[:filling]), summary("a", *claims)], MONDAY)


def test_a_position_of_one_source_and_a_small_speaker_has_no_points() -> None:
    assert scores(made_of(position("Vera Wik", "Salt matters")))["Salt matters"] == 0  # 1 of 21 claims: 4.8 %


def test_a_demand_and_an_answer_have_two_points_a_planned_or_alleged_event_one() -> None:
    found = scores(
        made_of(
            demand("Vera Wik", "close the mill"),
            response("Xaver Yng", "the mill", statement="The mill stays"),
            event("The mill opens", "2030-06-01", status="planned"),
            event("The mill burned", "2030-05-01", status="past"),
            event("The mill was robbed", "2030-05-02", status="alleged"),
        )
    )
    assert [found[said] for said in ("close the mill", "The mill stays")] == [2, 2]
    assert [found[said] for said in ("The mill opens", "The mill burned", "The mill was robbed")] == [1, 0, 1]


@pytest.mark.parametrize(("act", "points"), [("states", 0), ("hopes", 0), ("accuses", 1), ("threatens", 1)])
def test_a_position_that_attacks_or_commits_has_one_point(act: Act, points: int) -> None:
    assert scores(made_of(position("Vera Wik", "Salt matters", act=act)))["Salt matters"] == points


@pytest.mark.parametrize(("claims", "points"), [(1, 0), (2, 1), (3, 2), (5, 3)])
def test_the_share_of_the_days_claims_counts_up_to_three_points(claims: int, points: int) -> None:
    # beside 20 others: 1 of 21 (4.8 %), 2 of 22 (9 %), 3 of 23 (13 %), 5 of 25 (20 %)
    things = ("Salt matters", "Coal burns", "Fog falls", "Zinc shines", "Moss grows")
    found = scores(made_of(*(position("Vera Wik", thing) for thing in things[:claims])))
    assert found["Salt matters"] == points


@pytest.mark.parametrize(("articles", "points"), [(1, 0), (2, 2), (4, 6), (6, 6)])
def test_each_further_independent_source_has_two_points_three_at_most(articles: int, points: int) -> None:
    copies = [summary(f"a{number}", position("Vera Wik", "Salt matters")) for number in range(articles)]
    brief = merge_summaries([summary("filling", *FILLING), *copies], MONDAY)
    assert scores(brief)["Salt matters"] == points


def test_copies_of_one_text_are_one_source() -> None:
    copies = [summary(f"a{number}", position("Vera Wik", "Salt matters"), text="one") for number in range(4)]
    brief = merge_summaries([summary("filling", *FILLING), *copies], MONDAY)
    assert scores(brief)["Salt matters"] == 0


def test_what_is_new_since_the_last_brief_has_two_points() -> None:
    filling = summary("filling", *FILLING)
    first = merge_summaries([filling, summary("a", position("Vera Wik", "Salt matters"))], MONDAY)
    both = summary("b", position("Vera Wik", "Salt matters"), demand("Xaver Yng", "close the mill"))
    found = scores(merge_summaries([filling, both], TUESDAY, first))
    assert (found["Salt matters"], found["close the mill"]) == (0, 4)


def test_a_doubtful_claim_loses_two_points() -> None:
    doubtful = checked(demand("Vera Wik", "close the mill"), "x", verdict="doubtful")
    brief = merge_summaries([summary("filling", *FILLING), summary("a", doubtful)], MONDAY)
    assert scores(brief)["close the mill"] == 0


def test_claims_stand_by_their_scores() -> None:
    brief = merge_summaries(DAY, MONDAY)
    found = [claim.score for claim in brief.claims]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) > 1


# --- stories ---------------------------------------------------------------------------------------------------------


def test_a_story_scores_by_sources_threads_and_claims() -> None:
    brief = merge_summaries(DAY, MONDAY)
    for story in brief.stories:
        threads = len(story.threads) + len(story.disputes)
        assert story.score == 2 * story.origins + 2 * threads + len(story.claims) // 5
    assert [story.score for story in brief.stories] == sorted((s.score for s in brief.stories), reverse=True)


def test_new_claims_lift_a_story() -> None:
    first = merge_summaries(DAY, MONDAY)
    again = merge_summaries(DAY, TUESDAY, first)
    more = titled("museum 2", "Viking ship draws crowds", position("Ingrid Vik", "The Viking ship museum hall is full"))
    later = merge_summaries([*DAY, more], TUESDAY, first)
    before = {story.story_id: story.score for story in again.stories}
    after = {story.story_id: story.score for story in later.stories}
    (museum,) = [story.story_id for story in later.stories if "museum 2" in story.articles]
    assert after[museum] == before[museum] + 2 + 1  # one more source, one new claim
    assert {story: score for story, score in after.items() if story != museum} == {
        story: score for story, score in before.items() if story != museum
    }


@pytest.mark.parametrize(
    ("term", "articles"),
    [
        ("Ingrid Vik", ["museum"]),
        ("ingrid vik", ["museum"]),
        ("Vik", ["museum"]),
        ("viking ships", ["museum"]),
        ("Viking tram", []),
        ("commuters", ["strike 1", "strike 2"]),
        ("second day", ["strike 1", "strike 2"]),
        ("Xaver", []),
        ("", []),
    ],
)
def test_a_watched_actor_or_topic_lifts_its_story_to_the_top(term: str, articles: list[str]) -> None:
    brief = merge_summaries(DAY, MONDAY, watch=[term])
    met = [story for story in brief.stories if story.watched]
    assert [list(story.articles) for story in met] == ([articles] if articles else [])
    if met:
        assert brief.stories[0] == met[0]
        assert met[0].watched == (term,)
        plain = {story.story_id: story.score for story in merge_summaries(DAY, MONDAY).stories}
        assert met[0].score == plain[met[0].story_id] + 100


def test_a_watched_name_is_met_in_another_spelling() -> None:
    made = summary("a", position("Dmitri Schostakow", "Salt matters"), position("Vera Wik", "Coal burns"))
    brief = merge_summaries([made], MONDAY, watch=["Dmitry Shostakov"])
    assert brief.stories[0].watched == ("Dmitry Shostakov",)
    assert statement_of(brief.claims[0].claim) == "Salt matters"


def test_a_watched_claim_stands_first_with_ten_points_more() -> None:
    plain = scores(merge_summaries(DAY, MONDAY))
    watched = merge_summaries(DAY, MONDAY, watch=["crack"])
    said = "The Viking ship survived the move into the new museum hall without a crack"
    assert statement_of(watched.claims[0].claim) == said
    assert watched.claims[0].score == plain[said] + 10


def test_a_watch_list_changes_neither_claims_nor_stories_but_their_order() -> None:
    plain, watched = merge_summaries(DAY, MONDAY), merge_summaries(DAY, MONDAY, watch=["museum", "Norway"])
    assert {claim.merged_id for claim in plain.claims} == {claim.merged_id for claim in watched.claims}
    assert {s.story_id: (s.title, s.articles, set(s.claims)) for s in plain.stories} == {
        s.story_id: (s.title, s.articles, set(s.claims)) for s in watched.stories
    }


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_no_order(random: Random) -> None:
    shuffled: list[Summary] = random.sample(DAY, len(DAY))
    found, expected = (merge_summaries(each, MONDAY, watch=["cod"]) for each in (shuffled, DAY))
    assert found.claims == expected.claims
    assert found.stories == expected.stories
