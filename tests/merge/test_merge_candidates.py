"""The pairs to be judged are near each other, not opposed, of two texts, and the nearest come first."""

from __future__ import annotations

import random

from summary_builder import event, position, summary

from summarizer.merge.candidates import Candidate, candidates_of
from summarizer.models import Claim, ClaimJudgement, Summary

ONE = "Cheap fuel makes every trawler of the coast pay"
OTHER = "Trawler owners of the coast profit from cheap fuel"


def day(*claims: Claim) -> list[Summary]:
    """One claim an article, a, b, …, and one of another matter."""
    some = [summary(chr(ord("a") + number), claim) for number, claim in enumerate(claims)]
    return [*some, summary("z", position("Karl Berg", "The library of the old town opens on Sundays"))]


def pairs(found: tuple[Candidate, ...]) -> list[tuple[str, str]]:
    return [candidate.claims for candidate in found]


def test_a_pair_has_its_texts_in_the_order_of_its_ids() -> None:
    (found,) = candidates_of(day(position("Lind", OTHER, "Owners: " + OTHER), position("Anna Lind", ONE)))
    assert found.claims == ("a.0", "b.0")
    assert (found.kind, found.actor) == ("position", "Anna Lind")
    assert found.statements == (OTHER, ONE)
    assert found.quotes == ("Owners: " + OTHER, ONE)
    assert 0.3 <= found.likeness < 1


def test_claims_that_the_rules_fold_are_no_pair_and_of_two_actors_neither() -> None:
    assert candidates_of(day(position("Anna Lind", ONE), position("Anna Lind", ONE))) == ()
    assert candidates_of(day(position("Anna Lind", ONE), position("Karl Berg", OTHER))) == ()


def test_opposed_claims_are_never_asked_about() -> None:
    assert candidates_of(day(position("Anna Lind", ONE), position("Anna Lind", f"Not: {OTHER}"))) == ()
    assert candidates_of(day(position("Anna Lind", f"Two: {ONE}"), position("Anna Lind", f"Three: {OTHER}"))) == ()


def test_two_claims_of_one_text_are_no_pair() -> None:
    assert candidates_of([summary("a", position("Anna Lind", ONE), position("Anna Lind", OTHER))]) == ()


def test_what_was_judged_is_not_asked_again() -> None:
    some = day(position("Anna Lind", ONE), position("Anna Lind", OTHER))
    for same in (True, False):
        decision = ClaimJudgement(claims=("a.0", "b.0"), same=same, by="test")
        assert candidates_of(some, [decision]) == ()


def test_events_of_one_day_and_status_are_a_pair_whoever_reports_them() -> None:
    vote = event("The council voted to hold the harbour master in contempt", "2030-05-01", according_to="Lind")
    told = event("The harbour master was held in contempt by the panel", "2030-05-01")
    later = event("The harbour master was held in contempt by the panel", "2030-05-02")
    assert pairs(candidates_of(day(vote, told, later))) == [("a.0", "b.0")]


def test_the_nearest_come_first_and_the_limit_cuts_the_rest_in_any_order() -> None:
    some = day(
        position("Anna Lind", ONE),
        position("Anna Lind", OTHER),
        position("Anna Lind", "Trawler owners thank the coast for cheap herring"),
    )
    found = candidates_of(some)
    assert len(found) > 1
    assert [c.likeness for c in found] == sorted((c.likeness for c in found), reverse=True)
    random.Random(1).shuffle(some)
    assert candidates_of(some, limit=1) == found[:1]


def test_a_remark_is_known_again_by_its_odd_word() -> None:
    some = day(
        position("Anna Lind", "Oslo has never lacked the will of a cowboy in telling its partners what they are to do"),
        position("Anna Lind", "Norway has a “cowboy attitude” to the towns of the coast"),
        position("Anna Lind", "The towns of the coast are rich"),
    )
    assert ("a.0", "b.0") in pairs(candidates_of(some, limit=2))


def test_a_negation_opposes_the_same_words_and_not_others() -> None:
    bare = position("Anna Lind", "Guarantees of safety")
    full = position("Anna Lind", "Guarantees of safety, so that neither town will ever join the pact of the coast")
    assert pairs(candidates_of(day(bare, full))) == [("a.0", "b.0")]
    assert candidates_of(day(bare, position("Anna Lind", "No guarantees of safety"))) == ()
