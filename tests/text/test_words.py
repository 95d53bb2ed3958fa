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


LONG = (
    "In May Mr. O'Neil of the U.S. said: “We can't take Plan B.” He may go well-known ways… Vitamin C. Then on May\n\n"
    "3 he wrote ''no'' at 5:30, J. Lind’s aide (b. 1960) told A.B.C. news: 'it's 1,000 or so--maybe' and left.  "
) * 4
"""A text that is long enough for the words of its stretches to be taken from those of the whole."""


def test_the_words_of_a_stretch_are_those_of_its_characters_alone() -> None:
    for start in range(230):
        for end in (*range(start, start + 40), start + 215):
            alone = [(w.start + start, w.end + start, w.text, w.low) for w in words(LONG[start:end])]
            assert [tuple(w) for w in words(LONG, start, end)] == alone


def test_a_full_stop_ends_an_initial_only_where_a_capital_follows_in_the_stretch() -> None:
    end = LONG.index(" Then")
    assert [w.text for w in words(LONG, end - 2, end)] == ["C", "."]
    assert [w.text for w in words(LONG, end - 2, end + 3)] == ["C.", "Th"]
