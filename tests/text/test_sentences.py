"""Where sentences end in news text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.sentences import sentences, sentences_within


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Senate met Mr. Lind on Feb. 7 in Bern.",
        "J. K. Marsh, of the U.N. mission, left at 8:30 p.m. on Monday.",
        "“We waited. Nobody came. We left,” Lind said.",
        "She paid 3.5 million for No. 10 St. James Street.",
        "He said “We are … not ready” and left.",
    ],
)
def test_abbreviations_initials_and_quotations_do_not_end_a_sentence(text: str) -> None:
    assert cut(text) == [text]


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert cut("Lind left. Marsh stayed! Why? Nobody knows.") == [
        "Lind left.",
        "Marsh stayed!",
        "Why?",
        "Nobody knows.",
    ]


def test_initials_end_a_sentence_before_a_word_that_commonly_opens_one() -> None:
    assert cut("They flew to the U.S. The visit was short.") == ["They flew to the U.S.", "The visit was short."]


def test_a_blank_line_and_a_headline_without_a_full_stop_end_a_sentence() -> None:
    assert cut("Talks fail again\n\nThe talks failed.\nOslo waits\nNobody called.") == [
        "Talks fail again",
        "The talks failed.",
        "Oslo waits",
        "Nobody called.",
    ]


def test_a_closing_mark_stays_with_its_sentence() -> None:
    assert cut("He called it “a shame.” Then he left.") == ["He called it “a shame.”", "Then he left."]


def test_dash_speech_is_cut_at_its_full_stops() -> None:
    text = "– We do not want war – said Nowak. – Nobody does, he added."
    assert cut(text) == ["– We do not want war – said Nowak.", "– Nobody does, he added."]


def test_a_quotation_can_be_cut_into_its_own_sentences() -> None:
    text = "“We waited. Nobody came,” Lind said."
    quoted = sentences(text)[0].model_copy(update={"start": 1, "end": text.index("”")})
    assert [text[s.start : s.end] for s in sentences_within(text, quoted)] == ["We waited.", "Nobody came,"]


@given(st.text(alphabet="Ab. “”\"\n?!…–'’U.S", max_size=120))
def test_sentences_are_in_order_without_overlap_and_lose_no_word(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
