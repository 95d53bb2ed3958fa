"""What somebody judged to be one claim folds unless it is opposed, and what is judged two never does."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest
from summary_builder import DAY, position, summary

from summarizer.merge import merge_summaries
from summarizer.merge.actors import resolve_actors
from summarizer.merge.duplicates import fold, unheeded
from summarizer.merge.entries import Folded, entries_of
from summarizer.models import ClaimJudgement, Decision, Summary

STORM = "The storm has closed the northern harbours"
WEATHER = "Bad weather keeps boats in port up north"
COAST = "No boat leaves the coast while the wind blows"


def judged(one: str, other: str, *, same: bool) -> ClaimJudgement:
    first, second = sorted((one, other))
    return ClaimJudgement(claims=(first, second), same=same, by="test")


def day(*said: str, actor: str = "Anna Lind") -> list[Summary]:
    return [summary(chr(ord("a") + number), position(actor, words)) for number, words in enumerate(said)]


def folded(summaries: list[Summary], *decisions: Decision) -> tuple[Folded, ...]:
    _, names = resolve_actors(summaries, decisions)
    return fold(entries_of(summaries, names), names, decisions)


def ids(items: tuple[Folded, ...]) -> set[frozenset[str]]:
    return {frozenset(entry.checked.claim_id for entry in item.entries) for item in items}


def sets(*groups: str) -> set[frozenset[str]]:
    return {frozenset(group.split()) for group in groups}


def test_two_claims_judged_to_be_one_fold() -> None:
    said = day(STORM, WEATHER)
    assert ids(folded(said)) == sets("a.0", "b.0")
    assert ids(folded(said, judged("a.0", "b.0", same=True))) == sets("a.0 b.0")
    (claim,) = merge_summaries(said, DAY, decisions=[judged("a.0", "b.0", same=True)]).claims
    assert len(claim.sources) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The army shot at protesters in Tarn.", "Protesters in Tarn were shot at by the army."),
        ("More than 30 people were killed in the flood.", "The flood killed over 30 people."),
        ("The bridge cost 40 million euros.", "The bridge was built for €40m."),
        ("He will step down next week.", "He plans to leave office next week."),
        ("The deputy minister took the bribe.", "The deputy minister was bribed."),
        ("Our ships were sunk in the storm.", "The storm sank our ships."),
        ("Ten people were hurt and three killed.", "Three people were killed and ten hurt."),
        ("Our common home is Europe.", "Europe is our common home."),
        ("The hospital was hit by a missile of the army.", "An army missile hit the hospital."),
        ("It never lacked the will to push its partners.", "Its attitude to its friends is a cowboy’s."),
    ],
)
def test_paraphrases_that_are_judged_to_be_one_fold(one: str, other: str) -> None:
    said = day(one, other)
    assert ids(folded(said)) == sets("a.0", "b.0")
    assert ids(folded(said, judged("a.0", "b.0", same=True))) == sets("a.0 b.0")


def test_today_of_articles_of_two_days_does_not_hold_against_a_judgement() -> None:
    first, second = day("The mayor of Tarn steps down tomorrow.", "The mayor of Tarn steps down today.")
    decision = judged("a.0", "b.0", same=True)
    assert len(folded([first, second], decision)) == 2
    later = second.article.model_copy(update={"published": DAY + dt.timedelta(days=1)})
    dated = first.article.model_copy(update={"published": DAY})
    some = [first.model_copy(update={"article": dated}), second.model_copy(update={"article": later})]
    assert len(folded(some)) == 2
    assert len(folded(some, decision)) == 1


def test_two_claims_judged_to_be_two_never_fold() -> None:
    said = day(STORM, STORM, STORM)
    assert ids(folded(said)) == sets("a.0 b.0 c.0")
    assert ids(folded(said, judged("a.0", "b.0", same=False))) == sets("a.0 c.0", "b.0")


def test_a_judgement_makes_nothing_one_that_is_opposed_and_is_told_as_unheeded() -> None:
    said = day("The port will get two new boats", "The port will get three new boats", "The port gets no new boats")
    decisions = [judged("a.0", "b.0", same=True), judged("a.0", "c.0", same=True), judged("a.0", "x.0", same=True)]
    items = folded(said, *decisions)
    assert ids(items) == sets("a.0", "b.0", "c.0")
    assert unheeded(items, decisions) == tuple(decisions[:2])


def test_claims_of_two_actors_are_not_made_one() -> None:
    said = [summary("a", position("Anna Lind", STORM)), summary("b", position("Karl Berg", STORM))]
    assert ids(folded(said, judged("a.0", "b.0", same=True))) == sets("a.0", "b.0")


def test_judgements_that_contradict_each_other_leave_two_claims_in_any_order() -> None:
    said = day(STORM, WEATHER, COAST)
    decisions = [judged("a.0", "b.0", same=True), judged("b.0", "c.0", same=True), judged("a.0", "c.0", same=False)]
    for order in permutations(decisions):
        assert ids(folded(said, *order)) == sets("a.0 b.0", "c.0")
    both = [judged("a.0", "b.0", same=True), judged("a.0", "b.0", same=False)]
    assert ids(folded(said, *both)) == sets("a.0", "b.0", "c.0")


def test_what_is_like_one_of_two_that_were_judged_one_stays_apart_from_the_other() -> None:
    # A claim folds with all wordings or with none: the third is worded like the first, and not like the second.
    said = day(STORM, WEATHER, STORM)
    assert ids(folded(said, judged("a.0", "b.0", same=True))) == sets("a.0 b.0 c.0")
