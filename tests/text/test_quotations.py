"""What stands between quotation marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.quotations import quotations


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “never”.", ["no", "never"]),
        ('He said "no" and "never".', ["no", "never"]),
        ("He said ''no way'' twice.", ["no way"]),
        ("He said „nein“ again.", ["nein"]),
        ("She spoke of “common sense“, and left.", ["common sense"]),
        ('He said “no" and left.', ["no"]),
        ("The ‘open door’ stays open.", ["open door"]),
        ("The dogs’ owner said it wasn't the ‘open door’ of the ’90s.", ["open door"]),
    ],
)
def test_marks_of_all_kinds_are_paired(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_nested_quotation_belongs_to_its_outer() -> None:
    assert inner("“He told me ‘never again,’ and left,” Lind said.") == ["He told me ‘never again,’ and left,"]


def test_a_stray_closing_mark_opens_nothing() -> None:
    assert inner("They tried to sway Europe” and failed. He said “so what” later.") == ["so what"]


def test_a_quotation_without_an_end_stops_at_its_paragraph() -> None:
    text = "Lind said “we do not see it.\n\nThe next paragraph is the writer's."
    (quotation,) = quotations(text)
    assert text[quotation.inner.start : quotation.inner.end] == "we do not see it."
    assert not quotation.closed


def test_a_quotation_without_an_end_stops_at_its_line_where_a_text_has_no_blank_lines() -> None:
    text = "Lind said “we do not see it.\nThe next line is the writer's.\nHolm said “no” again."
    assert inner(text) == ["we do not see it.", "no"]


def test_a_speech_of_several_paragraphs_is_one_quotation_each() -> None:
    text = "“It began in May.\n\n“It ended in June,” Lind said."
    assert inner(text) == ["It began in May.", "It ended in June,"]


def test_the_whole_includes_the_marks() -> None:
    text = "He said “no” twice."
    (quotation,) = quotations(text)
    assert text[quotation.whole.start : quotation.whole.end] == "“no”"


@given(st.text(alphabet="ab “”\"'‘’\n.,", max_size=100))
def test_quotations_are_in_order_and_do_not_overlap(text: str) -> None:
    found = quotations(text)
    assert all(a.whole.end <= b.whole.start for a, b in pairwise(found))
    assert all(q.inner.within(q.whole) for q in found)
