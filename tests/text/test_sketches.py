"""A sample of a text's word sequences tells a copy from an independent report, whatever the lengths."""

from __future__ import annotations

import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import summarize
from summarizer.read import article_from_text
from summarizer.text.sketches import FEWEST, MOST, Sketch, containment, read_sketch, sketch_of


def prose(seed: int, sentences: int) -> str:
    """Made-up sentences of ten words, no sequence of five twice."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(10 * sentences)]
    return " ".join(f"{' '.join(words[start : start + 10]).capitalize()}." for start in range(0, len(words), 10))


def sketch(text: str) -> Sketch:
    read = read_sketch(sketch_of(text))
    assert read is not None
    return read


def shared(one: str, other: str) -> float:
    return containment(sketch(one), sketch(other))


def test_six_words_have_two_sequences_of_five_hashed_with_blake2b() -> None:
    def digits(words: str) -> str:
        return hashlib.blake2b(words.encode(), digest_size=4).hexdigest()

    hashes = sorted((digits("the ports will close at"), digits("ports will close at noon")))
    assert sketch_of("The ports will close at noon.") == f"w5/1:{''.join(hashes)}+"
    assert sketch_of("too few words here") is None


def test_words_inside_quotation_marks_are_kept_apart() -> None:
    sample = sketch("He said: “The ports will close at noon today.”")
    # Two words outside, seven inside: five sequences, of which two reach out.
    assert (len(sample.own), len(sample.quoted)) == (2, 3)


def test_a_long_text_is_sampled_and_a_short_one_kept_whole() -> None:
    assert sketch(prose(1, 12)).scale == 1
    assert len(sketch(prose(1, 12)).hashes) == 12 * 10 - 4
    long = sketch(prose(2, 100))
    assert long.scale > 1
    assert MOST / 3 < len(long.hashes) <= MOST


def test_a_copy_cut_short_or_with_text_added_is_contained_whatever_the_scales() -> None:
    report, other = prose(3, 200), prose(4, 50)
    first_part = report[: len(report) // 5]
    assert sketch(first_part).scale < sketch(report).scale
    assert shared(report, first_part) > 0.9
    assert shared(report + " " + other, report) > 0.9
    assert shared(first_part + " " + prose(5, 40), report) == pytest.approx(0.5, abs=0.15)
    assert shared(report, other) == 0.0


def test_one_long_quotation_in_two_reports_is_no_copy() -> None:
    quotation = f"“{prose(6, 12)}”"
    assert shared(f"{prose(7, 4)} {quotation}", f"{prose(8, 5)} {quotation}") < 0.3


def test_texts_of_few_words_are_alike_only_where_one_stands_wholly_in_the_other() -> None:
    short = "The ports of the north will close at noon"
    assert len(sketch(short).hashes) < FEWEST
    assert shared(short, short + " because of the storm") == 1.0
    assert shared(short, "The ports of the north will close at dawn tomorrow") == 0.0


def test_hashes_that_tell_nothing_are_left_out() -> None:
    footer = prose(9, 6)
    one, other = sketch(f"{prose(10, 5)} {footer}"), sketch(f"{prose(11, 5)} {footer}")
    assert containment(one, other) > 0.5
    assert containment(one, other, sketch(footer).hashes) == 0.0


@pytest.mark.parametrize("written", [None, "", "w4/1:00000001+", "w5/0:00000001+", "w5/1:0001+", "w5/1:00000001", "x"])
def test_what_is_no_sample_of_this_kind_is_read_as_none(written: str | None) -> None:
    assert read_sketch(written) is None


def test_a_summary_has_the_sample_of_its_text_without_furniture() -> None:
    text = f"A headline\n\n{prose(12, 8)}\n\nSee also: Ten more stories from the harbour that you will like to read"
    article = article_from_text(text, "a")
    (summary,) = summarize([article], "embedded")
    assert summary.article.sketch == sketch_of(article.body())


@given(st.text(max_size=300))
def test_every_text_is_contained_in_itself(text: str) -> None:
    sample = read_sketch(sketch_of(text))
    assert sample is None or containment(sample, sample) == 1.0


@given(st.lists(st.sampled_from("abcdef“” "), max_size=60), st.lists(st.sampled_from("abcdef“” "), max_size=60))
def test_containment_has_no_direction(one: list[str], other: list[str]) -> None:
    left, right = (read_sketch(sketch_of(" ".join(words))) for words in (one, other))
    if left and right:
        assert containment(left, right) == containment(right, left)
