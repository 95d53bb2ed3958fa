"""Wordings are compared by what they mean and set apart by what they deny."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.merge.wording import (
    concept_words,
    content_words,
    dice,
    names_in,
    negations,
    numbers_in,
    opposed_words,
    phrases,
    stem,
)


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        (("prevail", "prevails", "prevailed", "prevailing"), "prevail"),
        (("oppose", "opposes", "opposed", "opposing"), "oppos"),
        (("neighbour", "neighbours", "neighbor's"), "neighbor"),
        (("response", "responses"), "respons"),
        (("stop", "stopped", "stopping"), "stop"),
        (("deny", "denies", "denied"), "deny"),
        (("organise", "organize", "organised"), "organiz"),
        (("guarantee", "guarantees", "guaranteed"), "guarant"),
    ],
)
def test_forms_of_a_word_share_their_stem(forms: tuple[str, ...], key: str) -> None:
    assert {stem(form) for form in forms} == {key}


def test_content_words_are_what_is_left_without_stop_words_and_reporting() -> None:
    assert content_words("He said that the ports would be closed, and why") == {"port", "clos"}


def test_concepts_join_synonyms_and_metonyms() -> None:
    assert concept_words("Oslo invades") == concept_words("Oslo attacks")
    assert "=norway" in concept_words("Oslo attacks")
    assert ("=norway", "membership") in phrases("that Norway become part of the union")
    assert ("=norway", "membership") in phrases("Norway's accession")


def test_a_subject_is_neither_an_office_nor_a_state() -> None:
    assert phrases("The prime minister of the Russian Federation must resign") == {("=russia", "resignation")}
    assert ("fish", "quota") in phrases("a higher fishing quota")


def test_dice_of_half_shared_words_is_a_half() -> None:
    assert dice(frozenset("ab"), frozenset("bc")) == 0.5
    assert dice(frozenset(), frozenset()) == 0.0


def test_numbers_come_in_digits_and_words() -> None:
    assert numbers_in("two of 5,000 boats and 3.5 per cent") == {"2", "5000", "3.5"}


def test_names_are_capitalised_words_within_a_sentence_and_places_by_their_state() -> None:
    assert names_in("Yesterday Anna met the Oslo council. Then Karl’s boat left") == ("norway", "ana", "karl")


@pytest.mark.parametrize("text", ["He did not go", "They won’t go", "Nobody goes", "She denies it", "without a word"])
def test_words_that_say_no_negate(text: str) -> None:
    assert negations(text) == 1
    assert not negations("He goes with a note")


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("It opens", "It does not open", "negation"),
        ("It has 2 doors", "It has three doors", "number"),
        ("It has 2 doors", "It has doors", None),
        ("It may open", "It opens", "possibility"),
        ("It opens in May", "It opens in May", None),
        ("They accept it", "They reject it", "negation"),
        ("They raise it", "They lower it", "antonym"),
        ("All boats sail", "Some boats sail", "antonym"),
        ("It has no doors and is not open", "It has no doors and is open", "negation"),
        ("the third door", "the fourth door", "number"),
        ("The boat of Norway", "The boat of Sweden", "name"),
        ("The boat of Norway", "The boat", None),
        ("then Anna told Karl", "then Karl told Anna", "name"),
    ],
)
def test_what_sets_two_wordings_apart_is_named(a: str, b: str, why: str | None) -> None:
    assert opposed_words(a, b) == why
    assert opposed_words(b, a) == why


def test_names_of_the_speaker_set_nothing_apart() -> None:
    assert opposed_words("then Anna goes home", "then Lind goes home") == "name"
    assert opposed_words("then Anna goes home", "then Lind goes home", {"ana", "lind"}) is None


@given(st.text(max_size=40))
def test_no_text_is_opposed_to_itself(text: str) -> None:
    assert opposed_words(text, text) is None
    assert dice(content_words(text), content_words(text)) in (0.0, 1.0)
