"""Where a quote stands: exact offsets for what is there, a diff for what was changed, nothing for what was invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import Span
from summarizer.text.locate import locate, word_diff

TEXT = (
    "The minister said: “We will not raise the tax before 2031 – that\u00a0is certain.” "
    "Her col\u00adleague, asked in the hall, disagreedwith her and and spoke of 15 billion crowns.\n\n"
    "‘It’s too early…’ he added. The minister said: no."
)


def words_at(quote: str, text: str = TEXT) -> tuple[str, str | None]:
    found = locate(quote, text)
    words = text[found.start : found.end] if found.span else None
    assert found.words == words, "the words are the characters at the offsets"
    return found.match, words


def test_words_that_stand_there_are_verbatim() -> None:
    assert words_at("asked in the hall") == ("verbatim", "asked in the hall")


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ('"We will not raise the tax', "We will not raise the tax"),  # marks around the quote
        ("tax before 2031 - that is certain", "tax before 2031 – that\u00a0is certain"),  # dash, no-break space
        ("HER COLLEAGUE, asked", "Her col\u00adleague, asked"),  # case, soft hyphen
        ("disagreed with her", "disagreedwith her"),  # missing space
        ("with her and spoke of 15 billion", "with her and and spoke of 15 billion"),  # doubled word
        ("It's too early... he added", "It’s too early…’ he added"),  # apostrophe, ellipsis; a mark left out is near
    ],
)
def test_differences_of_typography_do_not_matter(quote: str, words: str) -> None:
    match, found = words_at(quote)
    assert match in ("normalised", "altered", "verbatim")
    assert found == words


def test_a_changed_word_is_altered_and_shown() -> None:
    found = locate("We will raise the tax before 2031", TEXT)
    assert found.match == "altered"
    assert found.diff == "[-not-]"
    assert found.words == "We will not raise the tax before 2031"


def test_a_changed_number_is_altered_and_shown() -> None:
    found = locate("spoke of 51 billion crowns", TEXT)
    assert (found.match, found.diff) == ("altered", "[-15-]{+51+}")


def test_an_invented_quote_is_absent() -> None:
    found = locate("The bridge will be closed for repairs until the summer", TEXT)
    assert (found.match, found.span, found.words) == ("absent", None, None)


@pytest.mark.parametrize("quote", ["", "   ", "“”", "…"])
def test_an_empty_quote_is_absent(quote: str) -> None:
    assert locate(quote, TEXT).match == "absent"


def test_an_absent_quote_names_the_other_article_where_it_stands() -> None:
    others = {"b": "Nothing here.", "c": "The bridge will be closed for repairs."}
    assert locate("bridge will be closed for repairs", TEXT, others).elsewhere == "c"


def test_a_quote_that_stands_twice_takes_the_first_and_says_so() -> None:
    found = locate("The minister said", TEXT)
    assert (found.start, found.occurrences) == (0, 2)


def test_furniture_is_avoided_where_the_words_also_stand_elsewhere() -> None:
    found = locate("The minister said", TEXT, avoid=[Span(start=0, end=40)])
    assert found.start == TEXT.rindex("The minister said")


def test_whole_words_come_before_parts_of_words() -> None:
    assert locate("art", "a party for art").start == 12


def test_a_normalised_match_never_cuts_a_number() -> None:
    assert locate("5 Billion", "It costs 15 billion.").match != "normalised"


def test_the_parts_of_a_quote_with_an_ellipsis_are_found_in_order() -> None:
    found = locate("The minister said … that is certain", TEXT)
    assert found.match == "normalised"
    assert found.words is not None
    assert found.words.startswith("The minister said")
    assert found.words.endswith("is certain")


def test_parts_in_the_wrong_order_are_not_found() -> None:
    assert locate("spoke of 15 billion crowns … We will not raise the tax", TEXT).match == "absent"


def test_an_altered_quote_is_never_located_at_a_prefix_of_itself() -> None:
    text = (
        "He would not comment. "
        + "Filler words stand here. " * 20
        + "The council rejected the budget on Friday evening."
    )
    found = locate("The council accepted the budget on Friday evening", text)
    assert found.words == "The council rejected the budget on Friday evening"


def test_text_without_spaces_between_words_is_found() -> None:
    text = "外交部发言人表示,中方反对任何形式的单边制裁,并要求立即取消。"
    found = locate("中方反对任何形式的单边制裁", text)
    assert (found.match, found.start) == ("verbatim", 9)


def test_the_diff_of_wordings_lists_what_each_has_alone() -> None:
    assert word_diff("we will attend", "We will not attend") == (((), ("not",)),)
    assert word_diff("17 ships left", "71 ships left") == ((("17",), ("71",)),)


@given(st.text(min_size=1, max_size=60), st.data())
def test_any_part_of_any_text_is_found_at_words_equal_to_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    found = locate(quote, text)
    if quote.strip() and any(c.isalnum() for c in quote):
        assert found.match == "verbatim"
        assert text[found.start : found.end] == quote.strip()


@given(st.text(max_size=80), st.text(max_size=200))
def test_offsets_never_point_outside_and_nothing_crashes(quote: str, text: str) -> None:
    found = locate(quote, text)
    assert (found.match == "absent") == (found.span is None)
    if found.span:
        assert 0 <= found.span.start < found.span.end <= len(text)
