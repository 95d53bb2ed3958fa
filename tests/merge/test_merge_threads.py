"""Demands and allegations stand with their answers, and with nobody else's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from summary_builder import DAY, checked, demand, event, position, response, summary, when

from summarizer.merge import merge_summaries
from summarizer.merge.threads import status_of
from summarizer.models import Brief, CheckedClaim, Location, ResponseKind, Span, Thread


def cited(brief: Brief, merged_ids: Sequence[str]) -> set[str]:
    claims = {claim.merged_id: claim for claim in brief.claims}
    return {source.claim_id for merged_id in merged_ids for source in claims[merged_id].sources}


def thread_of(brief: Brief, claim_id: str) -> Thread:
    return next(thread for thread in brief.threads if claim_id in cited(brief, thread.claims))


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ((), "open"),
        (("defers", "acknowledges"), "open"),
        (("rejects",), "rejected"),
        (("denies", "counters"), "rejected"),
        (("accepts", "acknowledges"), "answered"),
        (("counters",), "answered"),
        (("partly accepts",), "partly"),
        (("accepts", "rejects"), "partly"),
        (("partly accepts", "rejects"), "partly"),
    ],
)
def test_a_status_follows_from_the_kinds_of_the_answers(kinds: tuple[ResponseKind, ...], status: str) -> None:
    assert status_of(kinds) == status


def test_a_response_is_linked_by_the_key_of_its_own_article_only() -> None:
    brief = merge_summaries(
        [
            summary(
                "a",
                demand("Norway", "open the northern port", key="d1"),
                demand("Norway", "pay the fishermen", key="d2"),
                response("Denmark", "that", "accepts", key="d2"),
            ),
            summary("b", demand("Sweden", "lower the toll", key="d2")),
        ],
        DAY,
    )
    assert thread_of(brief, "a.0").status == "open"
    assert thread_of(brief, "a.1").status == "answered"
    assert cited(brief, thread_of(brief, "a.1").responses) == {"a.2"}
    assert thread_of(brief, "b.0").responses == ()


def test_an_answer_to_the_demands_as_a_whole_answers_all_that_were_made_in_one_breath() -> None:
    def asked(what: str, key: str, start: int, claim_id: str) -> CheckedClaim:
        claim = checked(demand("Norway", what, key=key), claim_id)
        return claim.model_copy(update={"location": Location(match="verbatim", span=Span(start=start, end=start + 50))})

    brief = merge_summaries(
        [
            summary(
                "a",
                asked("open the northern port", "d1", 0, "one"),
                asked("pay the fishermen", "d2", 30, "two"),
                asked("sink the barge", "d3", 400, "three"),
                checked(response("Denmark", "Norway's wishes", "rejects", "Never.", key="d1"), "no"),
                checked(response("Denmark", "the wish to open the port", "defers", "Later.", key="d1"), "later"),
            )
        ],
        DAY,
    )
    assert cited(brief, thread_of(brief, "one").responses) == {"no", "later"}
    assert cited(brief, thread_of(brief, "two").responses) == {"no"}
    assert cited(brief, thread_of(brief, "three").responses) == set()


def test_a_denied_event_is_no_allegation_of_it_and_opens_no_thread() -> None:
    brief = merge_summaries(
        [
            summary("a", event(ATTACK, "2030-02-16", status="alleged", according_to="Lind")),
            summary("b", event("No boat of Iceland will attack", "2030-02-16", status="alleged", according_to="Berg")),
        ],
        DAY,
    )
    assert [cited(brief, thread.claims) for thread in brief.threads] == [{"a.0"}]
    assert len(brief.timeline) == 2


def test_demands_of_one_side_on_one_subject_are_one_thread_over_articles() -> None:
    brief = merge_summaries(
        [
            summary("a", demand("Oslo", "Fishing rights in the northern waters, and a treaty", to="Denmark")),
            summary("b", demand("Norway", "Fishing rights")),
            summary("c", demand("the Norwegian government", "A written reply on fishing rights", to="Copenhagen")),
            summary("d", demand("Sweden", "Fishing rights", to="Denmark")),
        ],
        DAY,
    )
    assert cited(brief, thread_of(brief, "a.0").claims) == {"a.0", "b.0", "c.0"}
    assert cited(brief, thread_of(brief, "d.0").claims) == {"d.0"}


def test_demands_to_different_addressees_are_different_threads() -> None:
    one, other = (demand("Norway", "Fishing rights", to=to) for to in ("Denmark", "Iceland"))
    assert len(merge_summaries([summary("a", one), summary("b", other)], DAY).threads) == 2


def test_a_demand_without_addressee_does_not_bridge_those_to_two_addressees() -> None:
    asked = [demand("Norway", "Fishing rights", to=to) for to in ("Denmark", None, "Iceland")]
    brief = merge_summaries([summary(str(number), claim) for number, claim in enumerate(asked)], DAY)
    assert thread_of(brief, "0.0") != thread_of(brief, "2.0")


def test_an_answer_in_another_article_is_linked_where_words_and_parties_fit() -> None:
    brief = merge_summaries(
        [
            summary("a", demand("Oslo", "Fishing rights in the northern waters", to="Denmark")),
            summary("b", response("Copenhagen", "Norway's demand for fishing rights", "rejects", "No rights at all.")),
            summary("c", response("Sweden", "Iceland's demand for fishing rights", "rejects", "Not one boat more.")),
            summary("d", response("Denmark", "the demand for a bridge", "accepts", "The bridge will be built.")),
        ],
        DAY,
    )
    thread = thread_of(brief, "a.0")
    assert cited(brief, thread.responses) == {"b.0"}
    assert thread.status == "rejected"


def test_a_reaction_of_the_demanding_side_is_shown_and_does_not_count() -> None:
    brief = merge_summaries(
        [
            summary("a", demand("Oslo", "Fishing rights in the northern waters", to="Denmark")),
            summary(
                "b",
                position("Anna Lind", "Snow fell again.", role="Norwegian foreign minister"),
                response("Lind", "Denmark's reply on fishing rights", "rejects", "It is not enough.", to="Denmark"),
            ),
        ],
        DAY,
    )
    thread = thread_of(brief, "a.0")
    assert cited(brief, thread.responses) == {"b.1"}
    assert thread.status == "open"


def test_a_third_side_does_not_answer_for_the_addressee() -> None:
    brief = merge_summaries(
        [
            summary("a", demand("Oslo", "Fishing rights in the northern waters", to="Denmark")),
            summary("b", response("Sweden", "Norway's demand for fishing rights", "rejects", "It is absurd.")),
        ],
        DAY,
    )
    assert cited(brief, thread_of(brief, "a.0").responses) == {"b.0"}
    assert thread_of(brief, "a.0").status == "open"


def test_an_answer_is_not_older_than_the_demand() -> None:
    early, late = dt.date(2030, 1, 1), dt.date(2030, 3, 1)
    asked = demand("Oslo", "Fishing rights in the northern waters", to="Denmark")
    reply = response("Denmark", "Norway's demand for fishing rights", "rejects", "No rights at all.")
    before = merge_summaries([summary("a", asked, published=late), summary("b", reply, published=early)], DAY)
    after = merge_summaries([summary("a", asked, published=early), summary("b", reply, published=late)], DAY)
    assert before.threads[0].responses == ()
    assert len(after.threads[0].responses) == 1


ATTACK = "The boats of Iceland will attack the port"


def test_allegations_of_one_event_are_one_thread_with_the_denial() -> None:
    brief = merge_summaries(
        [
            summary(
                "a",
                event(ATTACK, "2030-02-16", status="alleged", according_to="Anna Lind", key="t1"),
                response("Reykjavik", "the allegation", "denies", "There is no such plan.", key="t1"),
            ),
            summary("b", event("Iceland may raid and invade", "XXXX-02-16", status="alleged", according_to="Berg")),
            summary("c", event(ATTACK, "2030-03-16", status="alleged", according_to="Berg")),
            summary("d", response("Iceland", "an attack by Iceland on February 16", "denies", "It is invented.")),
            summary("e", response("Iceland", "an attack by Iceland", "denies", "That was long ago.")),
        ],
        DAY,
    )
    thread = thread_of(brief, "a.0")
    assert thread.kind == "allegation"
    assert thread.status == "rejected"
    assert cited(brief, thread.claims) == {"a.0", "b.0"}
    assert cited(brief, thread.responses) == {"a.1", "d.0"}
    assert cited(brief, thread_of(brief, "c.0").responses) == set()


def test_two_unknown_days_are_not_the_same_day() -> None:
    brief = merge_summaries(
        [
            summary("a", event(ATTACK, None, status="alleged", according_to="Lind", phrase="Monday")),
            summary("b", event(ATTACK, None, status="alleged", according_to="Berg", phrase="Monday")),
        ],
        DAY,
    )
    assert len(brief.threads) == 2


def test_past_and_planned_events_are_no_threads() -> None:
    brief = merge_summaries([summary("a", event("The port opens", "2030-06-01", status="planned"))], DAY)
    assert brief.threads == ()


def test_the_programs_reading_decides_the_day_of_an_allegation() -> None:
    read = when("2030-02-17", dt.date(2030, 2, 17))
    claim = checked(event(ATTACK, "2030-02-16", status="alleged", according_to="Lind"), "a.0", when=read)
    other = event("Iceland invades", "2030-02-16", status="alleged", according_to="Berg")
    assert len(merge_summaries([summary("a", claim), summary("b", other)], DAY).threads) == 2


def test_a_thread_is_titled_by_the_demand_that_has_most_in_common_with_the_others() -> None:
    brief = merge_summaries(
        [
            summary("a", demand("Norway", "Fishing rights and toll exemptions in all northern waters")),
            summary("b", demand("Norway", "Fishing rights for ever")),
            summary("c", demand("Norway", "Toll exemptions")),
        ],
        DAY,
    )
    assert [thread.title for thread in brief.threads] == ["Fishing rights and toll exemptions in all northern waters"]


def test_counts_of_demands_are_those_of_their_threads() -> None:
    brief = merge_summaries(
        [
            summary(
                "a",
                demand("Norway", "open the northern port", key="d1"),
                demand("Norway", "pay the fishermen", key="d2"),
                demand("Norway", "sink the barge", key="d3"),
                response("Denmark", "the port", "accepts", "It will open.", key="d1"),
                response("Denmark", "the money", "rejects", "Not a penny.", key="d2"),
            )
        ],
        DAY,
    )
    counts = brief.counts
    assert (counts.demands, counts.demands_open, counts.demands_rejected, counts.demands_answered) == (3, 1, 1, 1)
    assert counts.demands_partly == 0
