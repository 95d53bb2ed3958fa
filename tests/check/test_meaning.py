"""What the words of the lexicon are to each other, and what a changed quote touches."""

from __future__ import annotations

import pytest

from summarizer.check.meaning import (
    changed_meaning,
    group,
    has_opposite,
    listed_opposites,
    pull_apart,
    pulls,
    same_group,
)


@pytest.mark.parametrize(
    ("article", "quote", "what"),
    [
        ("", "not", "a negation"),
        ("won’t", "will", "a negation"),
        ("17", "71", "a number"),
        ("six", "five", "a number"),
        ("will", "may", "how certain it is"),
        ("accepted", "rejects", "a word into its opposite"),
        ("hot", "cold", "a word into its opposite"),
        ("Lavrov", "Peskov", "a name"),
        ("ship", "garden", "a word into another"),
        ("Harbour", "harbour", None),
        ("ship", "vessel", None),
        ("ships", "ship", None),
        ("harbour", "harbor", None),
        ("the", "a", None),
        ("", "very", None),
    ],
)
def test_what_the_change_of_a_quote_touches(article: str, quote: str, what: str | None) -> None:
    assert changed_meaning([(tuple(article.split()), tuple(quote.split()))]) == what


def test_the_first_change_that_touches_the_meaning_is_told() -> None:
    assert changed_meaning([(("the",), ("a",)), (("will",), ("may",)), ((), ("not",))]) == "how certain it is"
    assert changed_meaning([]) is None


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [
        ("accept", "reject", True),
        ("accepted", "rejecting", True),
        ("before", "after", True),
        ("nuclear", "non-nuclear", True),
        ("censored", "uncensored", True),
        ("war", "war", False),
        ("ship", "harbour", False),
        ("do", "undo", False),
    ],
)
def test_opposites_are_opposites_in_all_forms_and_both_ways(one: str, other: str, opposed: bool) -> None:
    assert listed_opposites(one, other) is listed_opposites(other, one) is opposed


def test_only_the_word_as_it_stands_is_asked_for_an_opposite() -> None:
    assert has_opposite("before")
    assert not has_opposite("harbour")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("truce", "ceasefire", True), ("pledged", "vows", True), ("truce", "war", False), ("harbour", "ship", False)],
)
def test_words_that_news_uses_for_one_thing_are_alike_both_ways(one: str, other: str, alike: bool) -> None:
    assert same_group(one, other) is same_group(other, one) is alike


def test_a_word_pulls_a_thing_up_or_down_or_neither_way() -> None:
    assert pulls("strengthened") == {"up"}
    assert pulls("harms") == {"down"}
    assert pulls("harbour") == frozenset()


def test_only_words_that_pull_to_different_sides_pull_apart() -> None:
    assert pull_apart("strengthen", "weakened")
    assert not pull_apart("strengthen", "improve")
    assert not pull_apart("strengthen", "harbour")


KINDS = """negation modal negator negative contrary light function number possible future obliged intended past
condition every part sole at_least at_most asking contrary_prefix saying left_open alleging proving day month unit
title hedge homeland up down helping ordinal no_negation ends_clause be unchanged_participle"""


@pytest.mark.parametrize("kind", KINDS.split())
def test_a_group_has_lower_case_words(kind: str) -> None:
    assert group(kind)
    assert all(word == word.lower().strip() for word in group(kind))


def test_no_word_pulls_both_ways_and_no_number_is_spelt_with_a_capital() -> None:
    assert group("up").isdisjoint(group("down"))
