"""Base forms and relations of English words, and the table that they are read from."""

from __future__ import annotations

import random
from importlib.resources import files
from itertools import pairwise

import pytest

from summarizer.text.thesaurus import Relation, base_forms, is_known, parts_of_speech, relation


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("went", "go"),
        ("gone", "go"),
        ("goes", "go"),
        ("was", "be"),
        ("are", "be"),
        ("said", "say"),
        ("told", "tell"),
        ("bought", "buy"),
        ("taught", "teach"),
        ("taken", "take"),
        ("left", "leave"),
        ("found", "find"),
        ("stopped", "stop"),
        ("planning", "plan"),
        ("hoped", "hope"),
        ("making", "make"),
        ("carried", "carry"),
        ("dying", "die"),
        ("agreed", "agree"),
        ("panicked", "panic"),
        ("mice", "mouse"),
        ("children", "child"),
        ("women", "woman"),
        ("feet", "foot"),
        ("wolves", "wolf"),
        ("cities", "city"),
        ("buses", "bus"),
        ("crises", "crisis"),
        ("criteria", "criterion"),
        ("better", "good"),
        ("worst", "bad"),
        ("bigger", "big"),
        ("happiest", "happy"),
        ("nicest", "nice"),
        ("house", "house"),
    ],
)
def test_a_form_leads_to_its_base(form: str, base: str) -> None:
    assert base in base_forms(form)


@pytest.mark.parametrize(
    ("form", "other"),
    [("hoped", "hop"), ("staring", "star"), ("planed", "plan"), ("using", "us"), ("bus", "bu"), ("news", "new")],
)
def test_a_form_does_not_lead_to_a_word_that_is_spelt_otherwise(form: str, other: str) -> None:
    assert other not in base_forms(form)


@pytest.mark.parametrize("word", ["", "a1", "zzxqj", "żółw", "peskov", "\n", "\t", "dog\tn1"])
def test_a_word_that_is_not_in_the_table_is_unknown(word: str) -> None:
    assert not is_known(word)
    assert base_forms(word) == ()
    assert relation(word, "dog") is None


@pytest.mark.parametrize(
    ("word", "parts"),
    [("house", {"n", "v"}), ("quickly", {"r"}), ("happy", {"a"}), ("arrive", {"v"}), ("zzxqj", set())],
)
def test_a_word_has_its_parts_of_speech(word: str, parts: set[str]) -> None:
    assert parts_of_speech(word) == parts


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("walked", "walks", "same"),
        ("decision", "decide", "same"),
        ("invasion", "invaded", "same"),
        ("buy", "purchase", "synonym"),
        ("bought", "purchasing", "synonym"),
        ("car", "automobile", "synonym"),
        ("kill", "murder", "broader"),
        ("murder", "kill", "narrower"),
        ("rise", "fall", "opposite"),
        ("rises", "fell", "opposite"),
        ("hot", "cold", "opposite"),
        ("opened", "closed", "opposite"),
        ("better", "worse", "opposite"),
        ("legal", "illegal", "opposite"),
        ("brother", "sister", "opposite"),
        ("table", "run", None),
    ],
)
def test_what_a_word_is_to_another(one: str, other: str, expected: Relation | None) -> None:
    assert relation(one, other) == expected


def test_two_kinds_of_one_thing_are_sisters() -> None:
    assert relation("copper", "zinc") == "sister"


LINES = files("summarizer.text").joinpath("thesaurus.tsv").read_text("utf-8").split("\n")[1:-1]
SAMPLE = random.Random(1).sample(LINES, 500)


def test_the_table_is_sorted_so_that_halving_finds_every_line() -> None:
    words = [line.partition("\t")[0].encode() for line in LINES]
    assert words == sorted(set(words))


def test_the_words_of_a_sample_of_lines_and_of_both_ends_are_found() -> None:
    for line in [LINES[0], LINES[-1], *SAMPLE]:
        word, senses = line.split("\t")[:2]
        assert is_known(word), word
        assert parts_of_speech(word) == {sense[0] for sense in senses.split()}, word


def test_a_relation_is_the_same_from_both_sides() -> None:
    pairs = [(line.split("\t")[0], other.split("\t")[0]) for line, other in pairwise(SAMPLE)]
    pairs += [(line.split("\t")[0], word) for line in SAMPLE for word in " ".join(line.split("\t")[3:5]).split()]
    named = [("buy", "purchase"), ("rise", "fall"), ("copper", "zinc"), ("decision", "decide"), ("vessel", "ship")]
    for one, other in [*pairs, *named]:
        there, back = relation(one, other), relation(other, one)
        if there not in ("broader", "narrower"):
            assert there == back, (one, other)
