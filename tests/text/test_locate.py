"""Where a quote stands: exact offsets for what is there, a diff for what was changed, nothing for what was invented."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.models import Span
from summarizer.text.locate import ALTERED_LENGTH, cuts_number, locate, occurrences, word_diff

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


@pytest.mark.parametrize(
    ("quote", "text", "words", "diff"),
    [
        (
            "71 ships left the port today",
            "On Monday, 17 ships left the port today.",
            "17 ships left the port today",
            "[-17-]{+71+}",
        ),
        (
            "Moldova be barred from joining it",
            "that Georgia be barred from joining it",
            "Georgia be barred from joining it",
            "[-Georgia-]{+Moldova+}",
        ),
        (
            "accepted the plan on Friday",
            "It rejected the plan on Friday.",
            "rejected the plan on Friday",
            "[-rejected-]{+accepted+}",
        ),
        (
            "lost 15 men in the year 2031",
            "we lost 15 men in the year 2013, he said",
            "lost 15 men in the year 2013",
            "[-2013-]{+2031+}",
        ),
        (
            "to Washington by air on March 7",
            "to Washington by air on Feb. 7. Then",
            "to Washington by air on Feb. 7",
            "[-Feb .-]{+March+}",
        ),
        (
            "He never went to see the port",
            "It rained. He also went to see the port.",
            "He also went to see the port",
            "[-also-]{+never+}",
        ),
        ("not the talks went well here", "He said the talks went well here", "the talks went well here", "{+not+}"),
        (
            "Certainly we will not attend it",
            "It rained in Rome. We will not attend it",
            "We will not attend it",
            "{+Certainly+}",
        ),
    ],
)
def test_a_word_changed_at_an_edge_is_shown_beside_the_word_it_stands_for(
    quote: str, text: str, words: str, diff: str
) -> None:
    found = locate(quote, text)
    assert (found.match, found.words, found.diff) == ("altered", words, diff)


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


TALKS = "Ann said: we will go. Ben said: we will go. Afterwards we will go. Eve SAID: we will gone."


def test_the_occurrence_that_fits_the_claim_is_taken() -> None:
    found = locate("we will go", TALKS, prefer=lambda span: "Ben" in TALKS[span.start - 10 : span.start])
    assert (found.start, found.occurrences) == (TALKS.index("we", 20), 3)


def test_of_occurrences_that_fit_equally_the_first_is_taken() -> None:
    assert locate("we will go", TALKS, prefer=lambda span: 0.5).start == TALKS.index("we")


def test_furniture_is_avoided_before_an_occurrence_is_preferred() -> None:
    found = locate("we will go", TALKS, avoid=[Span(start=0, end=50)], prefer=lambda span: -span.start)
    assert found.start == TALKS.index("we", 50)


@pytest.mark.parametrize(
    ("quote", "starts"),
    [
        ("we will go", [10, 32, 55]),  # not inside "gone"
        ("WE WILL GO", [10, 32, 55]),
        ("we … go", [10, 32, 55]),
        ("we wil", [10, 32, 55, 77]),  # only inside words
        ("Ben said", [22]),
        ("Ben will go", []),  # altered
        ("“”", []),
    ],
)
def test_all_occurrences_are_listed_and_counted(quote: str, starts: list[int]) -> None:
    spans = occurrences(quote, TALKS)
    assert [span.start for span in spans] == starts
    if starts:
        assert locate(quote, TALKS).occurrences == len(starts)


def test_occurrences_come_best_first() -> None:
    text = "a party for art, art"
    assert [span.start for span in occurrences("art", text, avoid=[Span(start=10, end=15)])] == [17, 12]


def test_the_preferred_place_counts_for_altered_words_too() -> None:
    text = "We can say that the talks went well. And more. We can say that the talks went well."
    found = locate("We can not say that the talks went well", text, prefer=lambda span: span.start)
    assert (found.match, found.start) == ("altered", text.rindex("We can"))


def test_furniture_is_avoided_where_the_words_also_stand_elsewhere() -> None:
    found = locate("The minister said", TEXT, avoid=[Span(start=0, end=40)])
    assert found.start == TEXT.rindex("The minister said")


def test_whole_words_come_before_parts_of_words() -> None:
    assert locate("art", "a party for art").start == 12


def test_a_normalised_match_never_cuts_a_number() -> None:
    assert locate("5 Billion", "It costs 15 billion.").match != "normalised"


@pytest.mark.parametrize(
    ("text", "at", "cuts"),
    [
        ("15 men", 1, True),
        ("1.5 million", 2, True),
        ("1.5 million", 1, True),
        ("15,000 men", 2, True),
        ("15,000 men", 3, True),
        ("at 10:30", 6, True),
        ("10’000 men", 3, True),
        ("15\u00a0000 men", 2, True),
        ("15\u00a0000 men", 3, True),
        ("in 2022\u00a015 men", 7, False),  # two numbers
        ("In 2014, 15 men", 7, False),
        ("It was 5. 6 men", 8, False),
        ("-5 degrees", 1, True),
        ("about −5 degrees", 7, True),
        ("from 10-15 men", 8, False),  # a range has no minus
        ("COVID-19", 6, False),
        ("the 5th", 5, False),
        ("5", 0, False),
        ("5", 1, False),
        ("5.", 1, False),
    ],
)
def test_a_number_is_cut_where_it_goes_on_across_its_separator(text: str, at: int, cuts: bool) -> None:
    assert cuts_number(text, at) is cuts


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("5 Million soldiers died", "1.5 million soldiers died"),
        ("RUSSIA lost 15", "Russia lost 15,000 men"),
        ("000 MEN were lost", "15,000 men were lost"),
        ("5 DEGREES in the shade", "It was -5 degrees in the shade"),
    ],
)
def test_a_normalised_match_never_cuts_a_number_at_its_separator(quote: str, text: str) -> None:
    found = locate(quote, text)
    assert found.match != "normalised"
    assert found.span is None or not cuts_number(text, found.span.start) | cuts_number(text, found.span.end)


def test_whole_numbers_come_before_parts_of_numbers() -> None:
    text = "Then 1.5 million left; before that 5 million left."
    assert locate("5 million left", text).start == text.rindex("5 million")


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("he is now here to stay", "He is nowhere to stay"),
        ("he is now here to stay with us for ever", "He is nowhere to stay with us for ever, now or here."),
        ("we have seen notable progress in the talks", "We have seen no table progress in the talks"),
        ("we have seen no table progress in the talks", "We have seen notable progress in the talks; no table."),
        ("there were 10 20 people in the square", "There were 1020 people in the square"),
        ("they went 10 2 km in the dark", "They went 10² km in the dark"),
        ("they went 102 km in the dark", "They went 10² km in the dark"),
        ("the index moved by - 5 points this week", "The index moved by -5 points this week"),
        (
            "the big ship left the port all together",
            "The big ship left the port altogether; all of us together; altogether.",
        ),
    ],
)
def test_spaces_that_make_other_words_or_numbers_do_matter(quote: str, text: str) -> None:
    assert locate(quote, text).match in ("altered", "absent")


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("possible invasion which the US expects", "A possible invasionwhich the US expects"),
        ("a possible invasionwhich the US expects", "A possible invasion which the US expects"),
        ("speak by the harbour wall at night", "To Speak bythe harbour wall at night, by now and by the sea"),
        ("“Soon,” she said. “We will go", "“Soon,”she said.“We will go"),
        ("Rose by 15 % this year", "rose by 15% this year"),
        ("Feb. 7", "FEB.7"),
    ],
)
def test_spaces_that_slipped_do_not_matter(quote: str, text: str) -> None:
    assert locate(quote, text).match == "normalised"


@pytest.mark.parametrize(
    ("quote", "text", "words"),
    [
        ("cafe\u0301 society", "the café society of", "café society"),
        ("café society", "the cafe\u0301 society of", "cafe\u0301 society"),
        ("the CAFÉ", "in the cafe\u0301", "the cafe\u0301"),
    ],
)
def test_accents_written_apart_are_the_same_letters(quote: str, text: str, words: str) -> None:
    assert words_at(quote, text) == ("normalised", words)


def test_a_letter_is_not_cut_from_its_accent() -> None:
    assert words_at("the CAFE", "in the cafe\u0301 of")[1] != "the cafe"


def test_a_very_long_altered_quote_is_not_sought() -> None:
    text = "The council met again and talked about the harbour. " * 60
    quote = text[: ALTERED_LENGTH // 2] + "surely" + text[ALTERED_LENGTH // 2 : ALTERED_LENGTH + 200]
    assert locate(quote, text).match == "absent"
    assert locate(quote[600:-800], text).match == "altered"


def test_an_altered_quote_is_found_deep_in_a_long_text() -> None:
    filler = "".join(f"Paragraph {n} speaks of other things and of other people. " for n in range(2_000))
    text = filler + "The council rejected the new budget on Friday evening. " + filler
    found = locate("The council accepted the new budget on Friday evening", text)
    assert (found.words, found.diff) == (
        "The council rejected the new budget on Friday evening",
        "[-rejected-]{+accepted+}",
    )


def test_an_altered_quote_avoids_furniture_where_it_also_stands_elsewhere() -> None:
    text = "We can say that the talks went well. And more. We can say that the talks went well."
    found = locate("We can not say that the talks went well", text, avoid=[Span(start=0, end=36)])
    assert (found.match, found.start) == ("altered", text.rindex("We can"))


def test_a_run_of_spaces_in_a_quote_takes_no_time() -> None:
    assert locate("a" + " " * 100_000 + "b", TEXT).match == "absent"


def test_the_parts_of_a_quote_with_an_ellipsis_are_found_in_order() -> None:
    found = locate("The minister said … that is certain", TEXT)
    assert found.match == "normalised"
    assert found.words is not None
    assert found.words.startswith("The minister said")
    assert found.words.endswith("is certain")


def test_what_an_ellipsis_leaves_out_is_in_the_diff() -> None:
    text = "Russia will never, under any circumstances, attack Ukraine."
    for mark in ("…", "...", "[...]", "[ … ]"):
        found = locate(f"Russia will {mark} attack Ukraine", text)
        assert (found.match, found.diff) == ("normalised", "[-never , under any circumstances ,-]")
        assert found.words == text[:-1]


def test_what_two_ellipses_leave_out_is_in_the_diff_each_by_itself() -> None:
    text = "The old bridge, said Ann, will stay open until the cold winter."
    found = locate("The old bridge … will stay open … the cold winter", text)
    assert found.diff == "[-, said Ann ,-] [-until-]"


def test_a_long_gap_is_shown_by_its_first_and_last_words() -> None:
    text = "He will one two three four five six seven eight nine ten eleven twelve thirteen fourteen never go."
    found = locate("He will … go", text)
    assert found.diff == "[-one two three four five six … ten eleven twelve thirteen fourteen never-]"


def test_an_ellipsis_that_leaves_out_no_word_has_no_diff() -> None:
    found = locate("The ship … left the port", "The ship, left the port.")
    assert (found.match, found.diff) == ("normalised", None)


@pytest.mark.parametrize(
    "between",
    [
        "stop. It does not like war. It will",  # a whole sentence lies between
        "stop.\n\nIt will",  # another paragraph
        "stop, " + "and stop again, " * 20 + "and will",  # 300 characters
    ],
)
def test_parts_too_far_apart_are_no_quotation(between: str) -> None:
    found = locate(
        "The Russian government will … attack Ukraine", f"The Russian government will {between} attack Ukraine."
    )
    assert found.match in ("altered", "absent")


def test_the_parts_may_stand_in_neighbouring_sentences() -> None:
    found = locate("It will stop … attack no one", "It will stop. It will attack no one.")
    assert (found.match, found.diff) == ("normalised", "[-. It will-]")


def test_the_first_part_is_taken_where_the_others_follow() -> None:
    text = "Ann will come. Nothing else was said. It rained. Ann will surely go home."
    assert locate("Ann will … go home", text).start == text.rindex("Ann will")


def test_a_part_is_no_part_of_a_word() -> None:
    assert locate("He has no … table", "He has notes on the table.").match != "normalised"


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
        assert text[found.start : found.end] == quote


@given(st.text(max_size=80), st.text(max_size=200))
def test_offsets_never_point_outside_and_nothing_crashes(quote: str, text: str) -> None:
    found = locate(quote, text)
    assert (found.match == "absent") == (found.span is None)
    if found.span:
        assert 0 <= found.span.start < found.span.end <= len(text)


SENTENCE = "“Ann’s well-known plan” – she said – isn’t the first of 15 at the café, it is the last."
VARIANTS: dict[str, tuple[str, ...]] = {
    "“": ('"', "«", "“"), "”": ('"', "»", "”"), "’": ("'", "’", "´"), "–": ("-", "—", "–"), "-": ("‑", "–", "-"),
    " ": (" ", "\u00a0", "\n", "  ", " \u200b"), "é": ("é", "e\u0301", "É", "E\u0301"),
}  # fmt: skip


@st.composite
def respelled(draw: st.DrawFn) -> tuple[str, list[int]]:
    """The sentence in another typography, with the place in it of each character of the sentence."""
    out, places = "", []
    for character in SENTENCE:
        places.append(len(out))
        out += draw(st.sampled_from(VARIANTS.get(character, (character, character.upper(), character.lower()))))
        if character.isalpha() and draw(st.integers(0, 9)) == 0:
            out += "\u00ad"
    return out, [*places, len(out)]


@given(respelled(), st.data())
def test_another_typography_of_the_words_is_located_at_the_same_place(
    other: tuple[str, list[int]], data: st.DataObject
) -> None:
    text, places = "He left. " + other[0] + " Then he spoke.", other[1]
    gaps = [at for at, character in enumerate(SENTENCE) if character == " "]
    start, end = sorted(
        data.draw(st.lists(st.sampled_from([-1, *gaps, len(SENTENCE)]), min_size=2, max_size=2, unique=True))
    )
    quote = SENTENCE[start + 1 : end].strip("“”’–- ")
    if len(quote) < 2:
        return
    at = SENTENCE.index(quote, start + 1)
    found = locate(quote, text)
    assert found.match in ("verbatim", "normalised")
    assert found.end is not None
    if SENTENCE.count(quote) == 1:
        assert found.start == 9 + places[at]
        assert text[found.end : 9 + places[at + len(quote)]].strip("\u00ad") == ""


WORDS = st.lists(
    st.sampled_from(re.findall(r"\S+", "the council will not reject 1.5 1,000 of its plans today – “ ” . café")),
    max_size=30,
)


@given(WORDS, WORDS, WORDS, st.sampled_from(["", "never", "15", "… and"]))
@example(["the", "council"], ["will", "not", "reject"], ["plans"], "never")
def test_an_altered_quote_is_located_inside_the_text_at_whole_words_and_numbers(
    before: list[str], quoted: list[str], behind: list[str], added: str
) -> None:
    text = " ".join([*before, *quoted, *behind])
    quote = " ".join([*quoted[: len(quoted) // 2], added, *quoted[len(quoted) // 2 + 1 :]])
    found = locate(quote, text)
    if found.span is None:
        return
    assert 0 <= found.span.start < found.span.end <= len(text)
    assert found.words == text[found.span.start : found.span.end]
    if found.match == "altered":
        assert found.diff
        assert not cuts_number(text, found.span.start)
        assert not cuts_number(text, found.span.end)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_text_composed_or_decomposed_is_the_same_text(before: str, behind: str) -> None:
    text = f"{before} the café of Zürich {behind}"
    for form in ("NFC", "NFD"):
        found = locate("the café of Zürich", unicodedata.normalize(form, text))
        assert found.match in ("verbatim", "normalised")
        assert unicodedata.normalize("NFC", found.words or "") == "the café of Zürich"
