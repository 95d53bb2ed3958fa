"""Notes: a text or Markdown file as sentences with their lines, and what of it is no statement."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.offline.notes import Unchecked, read_notes


def sentences(text: str, *, markdown: bool = True) -> list[tuple[int, str]]:
    return [(sentence.line, sentence.words) for sentence in read_notes(text, markdown=markdown).sentences]


def unchecked(text: str, *, markdown: bool = True) -> list[tuple[str, int, int]]:
    return [(item.kind, item.first, item.last) for item in read_notes(text, markdown=markdown).unchecked]


def test_paragraphs_are_cut_into_sentences_with_the_lines_they_begin_in() -> None:
    text = (
        "The mayor of the town, who was there, said on Monday that\n"
        "the bridge was closed. It opens\non Friday.\n\nLast."
    )
    assert sentences(text) == [
        (1, "The mayor of the town, who was there, said on Monday that the bridge was closed."),
        (2, "It opens on Friday."),
        (5, "Last."),
    ]


def test_a_name_at_the_start_of_a_wrapped_line_begins_no_sentence() -> None:
    assert sentences("The minister said in a long meeting on that Monday that Anna\nCho would come.") == [
        (1, "The minister said in a long meeting on that Monday that Anna Cho would come.")
    ]
    assert sentences("It was said by the\nMayor.") == [(1, "It was said by the Mayor.")]


def test_short_lines_without_full_stops_are_sentences_of_their_own() -> None:
    assert sentences("The bridge is closed\nThe mayor is ill") == [(1, "The bridge is closed"), (2, "The mayor is ill")]


def test_list_items_are_sentences_at_every_depth() -> None:
    text = "- One is closed\n  - Two is open. It stays so\n1. Three\n\n- [x] Four is done\n"
    assert sentences(text) == [
        (1, "One is closed"),
        (2, "Two is open."),
        (2, "It stays so"),
        (3, "Three"),
        (5, "Four is done"),
    ]


def test_table_rows_are_sentences_and_the_head_is_none() -> None:
    text = "| Who | What | When |\n|---|---|---|\n| Cho | closes *the* bridge. | on Monday |\n| U.S. | agrees |  |\n"
    assert sentences(text) == [(3, "Cho: closes the bridge. on Monday"), (4, "U.S. agrees")]
    assert unchecked(text) == [("table head", 1, 1)]


def test_quoted_paragraphs_are_checked() -> None:
    assert sentences("> “The bridge is closed\n> for now.”") == [(1, "“The bridge is closed for now.”")]


def test_markup_and_link_targets_are_no_words() -> None:
    text = "**Cho** said [the bridge](http://a.b/c) is `closed`, see <http://d.e> and https://f.g/h?i=1."
    assert sentences(text) == [(1, "Cho said the bridge is closed, see and .")]
    assert unchecked(text) == [("link target", 1, 1)]


@pytest.mark.parametrize("mark", [" [3]", "[3][4]", "[^n]", " [1, 2–4]", "[3](#3)", "<sup>3</sup>", " ([BBC](a://b))"])
def test_a_citation_mark_brings_no_number_into_a_sentence(mark: str) -> None:
    assert sentences(f"The bridge is closed{mark}. It opens soon.") == [
        (1, "The bridge is closed."),
        (1, "It opens soon."),
    ]
    assert "citation mark" in {kind for kind, _, _ in unchecked(f"The bridge is closed{mark}.")}


def test_a_citation_mark_behind_the_full_stop_is_taken_off() -> None:
    assert sentences("It is closed.[3] It opens soon. [4]") == [(1, "It is closed."), (1, "It opens soon.")]


def test_a_number_in_brackets_within_a_sentence_stays() -> None:
    assert sentences("They saw [17] people there.") == [(1, "They saw [17] people there.")]


def test_what_is_no_statement_is_named_with_its_lines() -> None:
    text = (
        "---\ntitle: Notes\ntags:\n  - a\n---\n# Head\n\nSub\n===\n\nOne is closed.[^1]\n\n```\ncode = 1\n```\n\n"
        "<div>\nwords\n</div>\n\n[^1]: A note\nthat goes on\n\n    and on\n\n"
        "[a]: http://b.c\n\nTwo ~~three~~ ![four](d.png).\n"
    )
    assert sentences(text) == [(11, "One is closed."), (28, "Two .")]
    assert unchecked(text) == [
        ("front matter", 1, 5),
        ("heading", 6, 6),
        ("heading", 8, 9),
        ("citation mark", 11, 11),
        ("code", 13, 15),
        ("HTML", 17, 19),
        ("footnote", 21, 24),
        ("link target", 26, 26),
        ("image", 28, 28),
        ("struck-out text", 28, 28),
    ]


def test_a_rule_below_a_paragraph_makes_no_heading_of_it() -> None:
    assert sentences("The bridge is closed.\n---\n") == [(1, "The bridge is closed.")]
    assert sentences("The bridge that the town has\nis closed\n---\n") == [
        (1, "The bridge that the town has is closed")
    ]


def test_prose_between_rules_is_no_front_matter() -> None:
    assert sentences("---\n\nThe bridge is closed.\n\n---\nIt opens soon.") == [
        (3, "The bridge is closed."),
        (6, "It opens soon."),
    ]


def test_indented_lines_are_code_in_markdown_and_prose_in_a_text() -> None:
    text = "    The bridge is closed.\n"
    assert (sentences(text), unchecked(text)) == ([], [("code", 1, 1)])
    assert (sentences(text, markdown=False), unchecked(text, markdown=False)) == ([(1, "The bridge is closed.")], [])


def test_what_the_parser_drops_is_named_all_the_same() -> None:
    assert unchecked(">" * 150 + " The bridge is closed.\n") == [("other", 1, 1)]


def test_windows_line_ends_count_as_one() -> None:
    assert sentences("One is closed.\r\n\r\nTwo is open.\r\n") == [(1, "One is closed."), (3, "Two is open.")]


@example(":<a>")
@given(st.text(alphabet="ab. \n#->|`[]()!*_~^:<1\t", max_size=80))
def test_every_line_with_words_is_checked_or_named(text: str) -> None:
    notes = read_notes(text)
    lines = text.split("\n")
    assert all(1 <= sentence.line <= len(lines) for sentence in notes.sentences)
    assert [sentence.line for sentence in notes.sentences] == sorted(sentence.line for sentence in notes.sentences)
    shown = re.sub(r"<[^>]*>", "", text)  # the letters of a tag are no words, and a number alone may be a list's
    if any(character.isalpha() for character in shown):
        assert notes.sentences or notes.unchecked


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for item in read_notes(text).unchecked:
        assert isinstance(item, Unchecked)
        assert 1 <= item.first <= item.last


def test_the_footnotes_of_a_brief_are_footnotes() -> None:
    footnote = "[1] “The port, he said, stays shut” — 001, characters 3 to 33, verbatim, supported"
    notes = read_notes(f"The port stays shut. [1]\n\n{footnote}\n")
    assert [sentence.words for sentence in notes.sentences] == ["The port stays shut."]
    assert [item.kind for item in notes.unchecked] == ["citation mark", "footnote"]
