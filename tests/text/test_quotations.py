"""What stands between quotation marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.quotations import quotations


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text)]


FORMS = [
    ("He said “no” and “never”.", ["no", "never"]),
    ('He said "no" and "never".', ["no", "never"]),
    ("He said ''no way'' twice.", ["no way"]),
    ("`` We go , '' he said , `` now . ''", ["We go ,", "now ."]),
    ('" We go , " he said , " now . "', ["We go ,", "now ."]),
    ("He said „nein“ again.", ["nein"]),
    ("»Nein«, sagte er.", ["Nein"]),
    ("« Nous partons », dit-il.", ["Nous partons"]),
    ("She spoke of “common sense“, and left.", ["common sense"]),
    ("“No,“ she said. “Yes,“ he said.", ["No,", "Yes,"]),
    ("”We stay,” he said.", ["We stay,"]),
    ('He said “no" and left.', ["no"]),
    ("He said “ no ” twice.", ["no"]),
    ("“We go—” he said. “—now.”", ["We go—", "—now."]),
    ('"We go" - "and stay"', ["We go", "and stay"]),
    ('He called it—"a mess"—and left.', ["a mess"]),
    ('He said "...we go" and "[we] stay".', ["...we go", "[we] stay"]),
    ("A (“so-called”) plan and a [“true”] one.", ["so-called", "true"]),
]
SINGLE = [
    ("The ‘open door’ stays open.", ["open door"]),
    ("The dogs’ owner said it wasn't the ‘open door’ of the ’90s.", ["open door"]),
    ("‘The dogs’ owner left,’ he said.", ["The dogs’ owner left,"]),
    ("'We go,' he said. 'It's the dogs' home.'", ["We go,", "It's the dogs' home."]),
    ("‘We go,’ he said. ‘It is “so”.’", ["We go,", "It is “so”."]),
    ("In the '90s the dogs' owner played rock 'n' roll.", []),
    ("It's the ’90s.", []),
    ("He said “it's the ‘open door’ again” twice.", ["it's the ‘open door’ again"]),
    ("‘We never closed it. The ‘open door’ stays.", ["open door"]),
]
NESTED = [
    ("“He told me ‘never again,’ and left,” Lind said.", ["He told me ‘never again,’ and left,"]),
    ("“He called it “a mess” yesterday,” Lind said.", ["He called it “a mess” yesterday,"]),
    ('"He called it "a mess" yesterday," Lind said.', ['He called it "a mess" yesterday,']),
    ("“He said “stay”” is what he said.", ["He said “stay”"]),
]
UNBALANCED = [
    ("They tried to sway Europe” and failed. He said “so what” later.", ["so what"]),
    ('We stay," he said. "We go," she said.', ["We go,"]),
    ("“We stay. He left. “We go,” she said.", ["We stay.", "We go,"]),
    ('"We stay, he said. "We go," she said.', ["We stay, he said.", "We go,"]),
    ('He said "we stay. The next day he left. Nobody called.', ["we stay."]),
    ("He said “we stay. Mr. Lind left on Feb. 7. Nobody called.", ["we stay."]),
    ("He said “we stay with the U.S. Senate. Nobody called.", ["we stay with the U.S. Senate."]),
    ("He said “we met “a friend” there, and left.", ["a friend"]),
    ('He is 6\'2" tall and said "no".', ["no"]),
    ('The pipes of 12" and 14" fit.', []),
    ('“” and "" and “ ” and “...” hold no word.', []),
    ('"""""" said nothing.', []),
]
MISSING_SPACE = [
    ('He said"We go" and left.', ["We go"]),
    ('"We go,"he said.', ["We go,"]),
    ('He said:"We go" and left.', ["We go"]),
    ("He said“We go”and left.", ["We go"]),
    ('He left."We go," she said.', ["We go,"]),
    ('It was over."The rest is known.', []),
]


@pytest.mark.parametrize(("text", "expected"), [*FORMS, *SINGLE, *NESTED, *UNBALANCED, *MISSING_SPACE])
def test_marks_that_belong_together_are_paired(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_without_an_end_stops_at_its_paragraph() -> None:
    text = "Lind said “we do not see it.\n\nThe next paragraph is the writer's."
    (quotation,) = quotations(text)
    assert text[quotation.inner.start : quotation.inner.end] == "we do not see it."
    assert not quotation.closed


def test_a_quotation_without_an_end_stops_at_its_line_where_a_text_has_no_blank_lines() -> None:
    text = "Lind said “we do not see it.\nThe next line is the writer's.\nHolm said “no” again."
    assert inner(text) == ["we do not see it.", "no"]


@pytest.mark.parametrize("marks", ["“”", '""', "„“", "«»"])
def test_a_speech_of_several_paragraphs_is_one_quotation_each(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    text = f"{opening}It began. It grew.\n\n{opening}It went on.\n\n{opening}It ended in June,{closing} Lind said."
    assert inner(text) == ["It began. It grew.", "It went on.", "It ended in June,"]
    assert [q.closed for q in quotations(text)] == [False, False, True]


def test_marks_that_stand_far_apart_do_not_belong_together() -> None:
    text = "He said “we stay. " + "The others left. " * 300 + "Nobody knew.” He left."
    assert inner(text) == ["we stay."]


def test_a_quotation_goes_on_over_the_end_of_a_wrapped_line() -> None:
    text = (
        "The talks between the two foreign ministers of the alliance “will\nnot go on before the winter” because "
        "neither side wanted to go on\nwith them. Both ministers left for Geneva and said nothing at all\nof it."
    )
    assert inner(text) == ["will\nnot go on before the winter"]


def test_the_whole_includes_the_marks() -> None:
    text = "He said “no” twice."
    (quotation,) = quotations(text)
    assert text[quotation.whole.start : quotation.whole.end] == "“no”"


@given(st.text(alphabet="ab “”\"'‘’«»`\n.,", max_size=100))
def test_quotations_are_in_order_and_do_not_overlap(text: str) -> None:
    found = quotations(text)
    assert all(a.whole.end <= b.whole.start for a, b in pairwise(found))
    assert all(q.inner.within(q.whole) for q in found)
