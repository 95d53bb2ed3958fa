"""Messages that say the same but for their figures: which belong together, and what they have in common."""

from __future__ import annotations

import pytest

from summarizer.text.alike import alike, common


def test_messages_that_differ_in_words_with_figures_belong_together() -> None:
    said = ["boom, request a7", "no", "boom, request b12", "boom", "no"]
    assert alike(said, str, lambda each: None) == [["boom, request a7", "boom, request b12"], ["no", "no"], ["boom"]]


def test_what_is_besides_has_to_be_equal_too() -> None:
    said = [("no", 1), ("no", 2), ("no", 1)]
    assert alike(said, lambda each: each[0], lambda each: each[1]) == [[("no", 1), ("no", 1)], [("no", 2)]]


@pytest.mark.parametrize(
    ("messages", "words"),
    [
        (("the budget is spent: 9 used", "the budget is spent: 12 used"), "the budget is spent"),
        (("boom, request 7", "boom, request 8", "boom, request 7"), "boom"),
        (("answered 500 (a1)", "answered 500 (a2)"), "answered 500"),
        (("boom", "boom"), "boom"),
        (("7 faults", "8 faults"), ""),
    ],
)
def test_what_they_have_in_common_is_whole_clauses(messages: tuple[str, ...], words: str) -> None:
    assert common(messages) == words
    assert common(reversed(messages)) == words
