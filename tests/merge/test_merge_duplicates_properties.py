"""Whatever is merged: nothing is lost, the order does not matter, once more changes nothing, opposites stay two."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from summary_builder import demand, position, summary

from summarizer.merge.actors import resolve_actors
from summarizer.merge.duplicates import fold
from summarizer.merge.entries import Folded, distinct, entries_of
from summarizer.models import Summary

WORDS = ["Norway", "Denmark", "boats", "harbour", "storm", "close", "open", "two", "three", "will", "not", "may", "our"]
texts = st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map(lambda words: f"The {' '.join(words)}.")
actors = st.sampled_from(["Anna Lind", "Karl Berg"])
claims = st.one_of(
    st.builds(position, actors, texts, texts),
    st.builds(position, actors, texts),
    st.builds(demand, actors, texts),
)
days = st.lists(st.lists(claims, max_size=4), max_size=5).map(
    lambda articles: [summary(f"a{number}", *said) for number, said in enumerate(articles)]
)


def folded(summaries: list[Summary]) -> tuple[Folded, ...]:
    kept = distinct(summaries)
    _, names = resolve_actors(kept, ())
    return fold(entries_of(kept, names), names)


def ids(items: tuple[Folded, ...]) -> list[list[str]]:
    return [[entry.checked.claim_id for entry in item.entries] for item in items]


@given(days)
@settings(max_examples=60, deadline=None)
def test_every_entry_is_in_exactly_one_claim(some: list[Summary]) -> None:
    found = [claim_id for claim in ids(folded(some)) for claim_id in claim]
    assert sorted(found) == sorted(checked.claim_id for one in some for checked in one.claims)


@given(days, st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_articles_does_not_matter(some: list[Summary], seed: int) -> None:
    shuffled = list(some)
    random.Random(seed).shuffle(shuffled)
    assert [item.merged for item in folded(shuffled)] == [item.merged for item in folded(some)]


@given(days)
@settings(max_examples=60, deadline=None)
def test_the_same_again_changes_nothing(some: list[Summary]) -> None:
    assert ids(folded([*some, *some])) == ids(folded(some))


@given(days)
@settings(max_examples=40, deadline=None)
def test_reprints_add_sources_and_no_claims(some: list[Summary]) -> None:
    again = [summary(f"z{one.article.article_id}", *(checked.claim for checked in one.claims)) for one in some]
    assert len(folded([*some, *again])) == len(folded(some))


@given(
    st.lists(st.sampled_from(["boats", "storm", "harbour", "quota", "union", "north", "fish"]), min_size=1, max_size=6)
)
def test_a_claim_and_its_negation_never_fold(words: list[str]) -> None:
    said, denied = (f"The {' '.join(words)} will {no}close the port" for no in ("", "not "))
    some = [summary("a", position("Anna Lind", said)), summary("b", position("Anna Lind", denied))]
    assert len(folded(some)) == 2
