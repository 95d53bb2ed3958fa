"""Fields of the user's own through the merge: a claim of the brief has those of the source whose wording it is."""

from __future__ import annotations

from itertools import permutations

from summary_builder import DAY, checked, position, summary

from summarizer.merge import merge_summaries
from summarizer.models import Brief, CheckedClaim, Summary, Verdict

HOPE = "Let us hope that reason wins and that the fishermen first of all think of our common sea"


def sourced(article_id: str, confidence: float | None, verdict: Verdict = "supported") -> Summary:
    """A Summary of one claim, with a confidence or without any field of one's own."""
    claim: CheckedClaim = checked(position("Anna Lind", HOPE), f"{article_id}.0", verdict=verdict)
    extra = {} if confidence is None else {"confidence": confidence}
    return summary(article_id, claim.model_copy(update={"extra": extra}))


def test_a_merged_claim_has_the_fields_of_the_source_whose_wording_it_is() -> None:
    (claim,) = merge_summaries([sourced("a", 0.2, "doubtful"), sourced("b", 0.9), sourced("c", 0.4)], DAY).claims
    assert [source.claim_id for source in claim.sources] == ["b.0", "c.0", "a.0"]
    assert claim.extra == {"confidence": 0.9}


def test_the_fields_of_another_source_do_not_stand_in_for_those_that_the_best_one_lacks() -> None:
    (claim,) = merge_summaries([sourced("a", None), sourced("b", 0.9)], DAY).claims
    assert claim.extra == {}


def test_claims_fold_as_ever_whatever_stands_beside_them() -> None:
    bare = merge_summaries([sourced("a", None), sourced("b", None)], DAY).claims
    own = merge_summaries([sourced("a", 0.1), sourced("b", 0.9)], DAY).claims
    assert [claim.model_copy(update={"extra": {}}) for claim in own] == list(bare)


def test_the_brief_holds_the_fields_of_the_summaries_and_is_the_same_in_any_order() -> None:
    people = {"people": [{"name": "Anna Lind", "born": None}]}
    given = [sourced("a", 0.2).model_copy(update={"extra": people}), sourced("b", 0.9), sourced("b", 0.8)]
    texts = {merge_summaries(order, DAY).model_dump_json() for order in permutations(given)}
    assert len(texts) == 1
    brief = Brief.model_validate_json(texts.pop())
    assert brief.summaries[0].extra == people
    assert merge_summaries(brief.summaries, DAY).claims == brief.claims


def test_without_fields_of_ones_own_the_brief_does_not_mention_them() -> None:
    assert '"extra"' not in merge_summaries([sourced("a", None)], DAY).model_dump_json()
