"""Sentences as they are parsed: quotations and dash speech folded into one word each."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.units import QUOTE, units


def folded(text: str) -> list[str]:
    return [" ".join("Q" if item.low == QUOTE else item.text for item in unit.items) for unit in units(text)]


def quoted(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for unit in units(text) for q in unit.quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go. Now,” Lind said.", ["Q Lind said ."]),
        ("Lind called it “a shame” and “a mess”.", ["Lind called it Q and Q ."]),
        ("Lind left. Holm said “no.” Both slept.", ["Lind left .", "Holm said Q", "Both slept ."]),
        ("“We stay, Lind said. He left.", ["Q", "He left ."]),
    ],
)
def test_a_quotation_is_one_word(text: str, expected: list[str]) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "speech"),
    [
        (
            "– We are open, he said. – It is so.",
            ["Q , he said .", "Q"],
            ["We are open", "It is so."],
        ),
        (
            "– We do not want war – said Nowak. – Nobody does, he added.",
            ["Q – said Nowak .", "Q , he added ."],
            ["We do not want war", "Nobody does"],
        ),
        ("— We go. We stay, Holm said.\n\nHe left.", ["Q , Holm said .", "He left ."], ["We go. We stay"]),
        ("\u00a0– We go, she said.", ["Q , she said ."], ["We go"]),
    ],
)
def test_speech_that_a_dash_opens_is_a_quotation(text: str, words: list[str], speech: list[str]) -> None:
    assert folded(text) == words
    assert quoted(text) == speech


def test_the_entries_of_a_list_with_hyphens_are_no_speech() -> None:
    assert quoted("He has two demands:\n- no bases\n- no missiles") == []


def test_a_sentence_too_long_to_be_one_is_left_out() -> None:
    assert folded("Lind left. " + "Word " * 1200 + "end. Holm stayed.") == ["Lind left .", "Holm stayed ."]


def test_offsets_of_a_part_are_those_of_the_text() -> None:
    text = "Lind left. “No,” Holm said."
    (unit,) = units(text, 11)
    assert text[unit.span.start : unit.span.end] == "“No,” Holm said."
    assert [text[item.start : item.end] for item in unit.items] == ["“No,”", "Holm", "said", "."]
    assert [text[q.inner.start : q.inner.end] for q in unit.quotes] == ["No,"]


def test_quotations_of_a_part_can_be_left_unfolded() -> None:
    (unit,) = units("He said “no” twice.", quoted=False)
    assert [item.text for item in unit.items] == ["He", "said", "“", "no", "”", "twice", "."]


@given(st.text(alphabet="Ab ,–-“”\"'\n.", max_size=100))
def test_units_and_their_words_are_in_order_and_do_not_overlap(text: str) -> None:
    found = [item for unit in units(text) for item in unit.items]
    assert all(a.end <= b.start for a, b in pairwise(found))


SHAPES = {
    "marks": '"', "opening marks": "“", "marks apart": '" ', "pairs": '"a" ', "unclosed": " “a. b", "single marks": "'",
    "newlines": "\n", "windows newlines": "\r\n", "spaces": " ", "dashes": "–", "dash lines": "– Ab, c\n", "stops": ".",
    "stops apart": ". ", "ellipses": "… ", "brackets": "(", "capitals": "A", "initials": "A. ", "no stop": "ab ",
    "plural owners": "dogs' ", "list": "- ab\n",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_time_grows_with_the_length_alone(shape: str) -> None:
    """100,000 characters of anything take a fraction of a second; what grows with the square takes a minute."""
    text = "“Ab " + SHAPES[shape] * (100_000 // len(SHAPES[shape])) + "a"
    started = perf_counter()
    units(text)
    assert perf_counter() - started < 5


def test_quotations_opened_one_in_another_without_end_take_no_longer() -> None:
    started = perf_counter()
    units("“ " * 25_000 + "” " * 25_000)
    assert perf_counter() - started < 5
