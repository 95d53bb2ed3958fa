"""From one day's brief to the next: what is new, repeated, changed, answered, still open, over."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from summary_builder import demand, event, position, response, summary
from test_merge_brief import CLAIMS

from summarizer.errors import InputError
from summarizer.merge import merge_summaries
from summarizer.merge.since import CARRIED_DAYS
from summarizer.models import Brief, Summary

MONDAY, TUESDAY, WEDNESDAY = (dt.date(2030, 5, day) for day in (20, 21, 22))
PORT = "Norway must open its northern ports to fishing boats"


def thread_of(brief: Brief, words: str) -> tuple[str, str | None, dt.date | None, dt.date | None]:
    (thread,) = [thread for thread in brief.threads if words in thread.title]
    return thread.status, thread.before, thread.first_day, thread.status_since


def test_without_an_earlier_brief_nothing_is_new_or_old() -> None:
    brief = merge_summaries([summary("a", position("Anna Lind", "Fishing needs quotas"))], MONDAY)
    assert brief.since is None
    assert [(claim.novelty, claim.since) for claim in brief.claims] == [(None, MONDAY)]


def test_what_was_told_before_is_repeated_and_the_rest_is_new() -> None:
    old = position("Anna Lind", "Small harbours need lower fuel prices")
    first = merge_summaries([summary("a", old, published=MONDAY)], MONDAY)
    new = position("Anna Lind", "The coast guard buys two cutters")
    second = merge_summaries([summary("b", old, new, published=TUESDAY)], TUESDAY, first)
    assert second.since is not None
    assert second.since.day == MONDAY
    told = {claim.claim.quote: claim for claim in second.claims}
    assert (told[old.quote].novelty, told[old.quote].since) == ("repeated", MONDAY)
    assert (told[new.quote].novelty, told[new.quote].since) == ("new", TUESDAY)
    assert told[old.quote].merged_id == first.claims[0].merged_id
    assert [source.article_id for source in told[old.quote].sources] == ["b"]
    assert second.since.repeated == (told[old.quote].merged_id,)
    assert second.since.new == (told[new.quote].merged_id,)


def test_the_first_day_is_handed_on_over_several_briefs() -> None:
    old = position("Anna Lind", "Small harbours need lower fuel prices")
    brief = merge_summaries([summary("a", old)], MONDAY)
    for day in (TUESDAY, WEDNESDAY):
        brief = merge_summaries([summary(f"of {day}", old)], day, brief)
    assert brief.claims[0].since == MONDAY


def test_an_article_that_comes_again_is_no_news() -> None:
    again = summary("a", position("Anna Lind", "Small harbours need lower fuel prices"))
    brief = merge_summaries([again], TUESDAY, merge_summaries([again], MONDAY))
    assert [claim.novelty for claim in brief.claims] == ["repeated"]
    assert brief.earlier_summaries == ()


def test_a_demand_that_nobody_tells_of_today_is_still_open_with_its_words_and_source() -> None:
    first = merge_summaries([summary("a", demand("Denmark", PORT, to="Norway"), published=MONDAY)], MONDAY)
    second = merge_summaries([summary("b", position("Anna Lind", "Whales return"))], TUESDAY, first)
    third = merge_summaries([summary("c", position("Anna Lind", "Seals return"))], WEDNESDAY, second)
    for brief in (second, third):
        assert brief.since is not None
        assert brief.since.still_open == (first.threads[0].thread_id,)
        assert thread_of(brief, "northern ports") == ("open", "open", MONDAY, MONDAY)
        (carried,) = [claim for claim in brief.earlier if claim.kind == "demand"]
        assert (carried.claim, carried.told) == (first.claims[0].claim, MONDAY)
        ((only,),) = [earlier.claims for earlier in brief.earlier_summaries if earlier.article.article_id == "a"]
        assert only.claim_id == carried.sources[0].claim_id
        assert (brief.counts.demands, brief.counts.demands_carried) == (0, 1)


def test_an_answer_of_today_joins_the_demand_of_yesterday() -> None:
    first = merge_summaries([summary("a", demand("Denmark", PORT, to="Norway"), published=MONDAY)], MONDAY)
    answer = response("Norway", "Denmark's demand to open its northern ports to fishing boats", to="Denmark")
    second = merge_summaries([summary("b", answer, published=TUESDAY)], TUESDAY, first)
    assert second.since is not None
    assert thread_of(second, "northern ports") == ("rejected", "open", MONDAY, TUESDAY)
    assert second.since.answered == (first.threads[0].thread_id,)
    assert second.counts.demands_newly_answered == 1
    assert [claim.merged_id for claim in second.earlier] == list(second.threads[0].claims)


def test_an_open_demand_is_let_go_when_it_was_not_told_of_for_long() -> None:
    first = merge_summaries([summary("a", demand("Denmark", PORT, to="Norway"))], MONDAY)
    last = MONDAY + dt.timedelta(days=CARRIED_DAYS)
    quiet = [summary("b", position("Anna Lind", "Whales return"))]
    assert merge_summaries(quiet, last, first).threads
    assert not merge_summaries(quiet, last + dt.timedelta(days=1), first).threads


def test_a_demand_that_its_own_side_takes_back_is_withdrawn() -> None:
    first = merge_summaries([summary("a", demand("Denmark", PORT, to="Norway"))], MONDAY)
    gone = position("Denmark", "Denmark no longer insists that Norway open its northern ports to fishing boats")
    second = merge_summaries([summary("b", gone)], TUESDAY, first)
    assert second.since is not None
    (change,) = second.since.changes
    assert (change.kind, change.why) == ("withdrawn", "“no longer insists”")
    assert thread_of(second, "northern ports")[0] == "withdrawn"
    assert second.counts.demands_open == 0
    third = merge_summaries([summary("c", position("Anna Lind", "Seals return"))], WEDNESDAY, second)
    assert third.threads == ()


def test_a_weaker_verb_is_a_change_and_not_a_repetition() -> None:
    before = position("Anna Lind", "The union will strike at the northern ports in June")
    now = position("Anna Lind", "The union may strike at the northern ports in June")
    first = merge_summaries([summary("a", before)], MONDAY)
    second = merge_summaries([summary("b", now)], TUESDAY, first)
    assert second.since is not None
    (change,) = second.since.changes
    assert change.kind == "softened"
    assert [claim.novelty for claim in second.claims] == ["changed"]
    assert [claim.claim for claim in second.earlier] == [before]
    assert second.since.new == ()


def test_a_planned_event_whose_day_is_over_is_past_once() -> None:
    talks = event("Norway and Denmark hold talks in Bergen", "2030-05-20", status="planned")
    later = event("Norway and Denmark meet in Oslo", "2030-06-20", status="planned")
    dated = [
        summary("a", talks, published=MONDAY).model_copy(),
        summary("x", later, published=MONDAY),
    ]
    first = merge_summaries(dated, MONDAY)
    second = merge_summaries([summary("b", position("Anna Lind", "Whales return"))], TUESDAY, first)
    assert second.since is not None
    assert [claim.claim for claim in second.earlier] == [talks, later]
    assert second.since.passed == (second.earlier[0].merged_id,)
    third = merge_summaries([summary("c", position("Anna Lind", "Seals return"))], WEDNESDAY, second)
    assert third.since is not None
    assert third.since.passed == ()


def test_a_brief_of_the_same_day_or_a_later_one_is_refused() -> None:
    brief = merge_summaries([summary("a", position("Anna Lind", "Whales return"))], TUESDAY)
    for day in (MONDAY, TUESDAY):
        with pytest.raises(InputError, match="2030-05-21"):
            merge_summaries([], day, brief)


def test_two_claims_of_today_never_share_the_id_that_one_had_before() -> None:
    one = position("Anna Lind", "Small harbours need lower fuel prices now")
    first = merge_summaries([summary("a", one), summary("b", one)], MONDAY)
    split = [summary("a", one), summary("b", position("Anna Lind", "Fuel"), text="text of b")]
    second = merge_summaries(split, TUESDAY, first)
    ids = [claim.merged_id for claim in (*second.claims, *second.earlier)]
    assert len(ids) == len(set(ids))


@st.composite
def weeks(draw: st.DrawFn) -> list[list[Summary]]:
    """Three days of up to three articles."""
    claims = draw(st.lists(st.lists(st.lists(CLAIMS, max_size=4), max_size=3), min_size=3, max_size=3))
    return [[summary(f"{d}{n}", *own) for n, own in enumerate(articles)] for d, articles in enumerate(claims)]


def check_whole(brief: Brief, today: list[Summary]) -> None:
    """Everything that the brief names is in it, and nothing of today is lost."""
    ids = [claim.merged_id for claim in (*brief.claims, *brief.earlier)]
    assert len(ids) == len(set(ids))
    given = {(s.article.article_id, c.claim_id) for s in today for c in s.claims}
    assert sorted((s.article_id, s.claim_id) for c in brief.claims for s in c.sources) == sorted(given)
    carried = {(s.article.article_id, c.claim_id) for s in brief.earlier_summaries for c in s.claims}
    assert {(s.article_id, s.claim_id) for c in brief.earlier for s in c.sources} == carried
    threads = [thread.thread_id for thread in brief.threads]
    assert len(threads) == len(set(threads))
    named = [c for thread in brief.threads for c in (*thread.claims, *thread.responses)]
    named += [c for dispute in brief.disputes for side in dispute.sides for c in side.claims]
    since = brief.since
    if since:
        named += [*since.new, *since.repeated, *since.passed]
        named += [c for change in since.changes for c in (change.claim, change.earlier)]
        assert {*since.answered, *since.still_open} <= set(threads)
        told = sorted([*since.new, *since.repeated, *(change.claim for change in since.changes)])
        assert told == sorted(claim.merged_id for claim in brief.claims)
    assert set(named) <= set(ids)
    actors = {actor.actor_id for actor in brief.actors}
    assert {a for c in (*brief.claims, *brief.earlier) for a in (c.actor, c.to, c.reported_by) if a} <= actors
    in_stories = [claim for story in brief.stories for claim in story.claims]
    assert sorted(in_stories) == sorted(claim.merged_id for claim in brief.claims)


@given(weeks(), st.integers())
@settings(max_examples=60, deadline=None)
def test_days_are_whole_and_free_of_order(week: list[list[Summary]], seed: int) -> None:
    brief: Brief | None = None
    for number, today in enumerate(week):
        day = MONDAY + dt.timedelta(days=number)
        made = merge_summaries(today, day, brief)
        shuffled = Random(seed).sample(today, len(today))
        assert merge_summaries(shuffled, day, brief) == made
        check_whole(made, today)
        brief = Brief.model_validate_json(made.model_dump_json())


@given(weeks())
@settings(max_examples=30, deadline=None)
def test_the_same_articles_on_the_next_day_bring_nothing_new(week: list[list[Summary]]) -> None:
    today = [item for articles in week for item in articles]
    first = merge_summaries(today, MONDAY)
    second = merge_summaries(today, TUESDAY, first)
    assert second.since is not None
    assert second.since.new == ()
    assert second.since.changes == ()
    assert [c.merged_id for c in second.claims] == [c.merged_id for c in first.claims]
    assert [s.story_id for s in second.stories] == [s.story_id for s in first.stories]
    assert second.since.silent == ()


def test_a_story_that_was_silent_for_a_day_is_the_same_one_when_it_is_told_again() -> None:
    port = [
        summary(f"p{number}", demand("Denmark", PORT, to="Norway"), position("Anna Lind", f"{PORT}, she says"))
        for number in range(2)
    ]
    first = merge_summaries(port, MONDAY)
    quiet = summary("c", position("Ola Dahl", "The museum of clocks buys a painting by a forger"))
    second = merge_summaries([quiet], TUESDAY, first)
    assert second.since is not None
    assert [(story.story_id, story.told) for story in second.since.silent] == [(first.stories[0].story_id, MONDAY)]
    again = summary("d", demand("Denmark", PORT, to="Norway"), position("Anna Lind", f"{PORT}, she says again"))
    third = merge_summaries([again], WEDNESDAY, second)
    assert [(story.story_id, story.first_day) for story in third.stories] == [(first.stories[0].story_id, MONDAY)]


def test_a_demand_that_is_no_longer_followed_is_named_once() -> None:
    first = merge_summaries([summary("a", demand("Denmark", PORT, to="Norway"))], MONDAY)
    last = MONDAY + dt.timedelta(days=CARRIED_DAYS)
    quiet = [summary("b", position("Anna Lind", "Whales return"))]
    second = merge_summaries(quiet, last, first)
    third = merge_summaries(quiet, last + dt.timedelta(days=1), second)
    fourth = merge_summaries(quiet, last + dt.timedelta(days=2), third)
    named = [
        [limit.message for limit in brief.limits if limit.code == "no-longer-followed"]
        for brief in (second, third, fourth)
    ]
    assert [len(messages) for messages in named] == [0, 1, 0]
    assert PORT in named[1][0]
