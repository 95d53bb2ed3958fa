"""Cutting text into words: the month of May and the modal."""

from summarizer.text.words import in_class, words


def low_may(text: str) -> str:
    return next(w.low for w in words(text) if w.text == "May")


def test_may_beside_a_number_or_behind_in_is_a_month() -> None:
    for text in ("on May 3, 2021 that", "3 May", "in May", "until May", "last May"):
        assert in_class(low_may(text), "months")
        assert not in_class(low_may(text), "modals", "auxiliaries")


def test_may_that_opens_a_sentence_is_a_modal() -> None:
    assert in_class(low_may("May he rest in peace"), "modals")
