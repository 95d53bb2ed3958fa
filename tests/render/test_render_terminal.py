"""The results of a check for people: every line fits, and all that colour says is said without it."""

from __future__ import annotations

import re

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import Finding, Location, Span
from summarizer.render.terminal import Card, card_text, columns, paragraph_text, quote_diff, tally_text

ALTERED = Card(
    verdict="unsupported",
    place="entry 2",
    claim="Ann Cho: 71 people will not come.",
    quote="71 people will not come",
    location=Location(match="altered", span=Span(start=3, end=22), words="17 people will come", occurrences=1),
    source="a.txt",
    findings=(Finding(code="quote_changed", message="The quote changes a number.", severity="refute"),),
)


def shown(card: Card, width: int | None = None, *, colour: bool = False) -> list[str]:
    return card_text(card, width, colour).splitlines()


def test_a_card_shows_the_claim_the_words_and_what_is_wrong() -> None:
    assert shown(ALTERED) == [
        "unsupported  entry 2",
        "  claim   Ann Cho: 71 people will not come.",
        "  article “[-17-] {+71+} people will {+not+} come” — a.txt, characters 3 to 22; "
        "[-only in the article-] {+only in the quote+}",
        "  ✗       The quote changes a number. [quote_changed]",
        "",
    ]


def test_colour_says_nothing_that_is_not_said_without_it() -> None:
    coloured = card_text(ALTERED, None, True)
    plain = click.unstyle(coloured)
    assert coloured != plain
    assert click.style("17", fg="red", strikethrough=True) in coloured
    assert click.style("not", fg="green", underline=True) in coloured
    assert "“17 71 people will not come”" in plain
    assert "struck: only in the article" in plain
    assert click.style("unsupported", fg="red", bold=True) in coloured


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in card_text(ALTERED, 80, False)


def test_a_quote_that_stands_nowhere_is_shown_as_it_was_given() -> None:
    card = Card("unsupported", "entry 1", "It is so.", "so it is", Location(match="absent"), "any of 2 sources")
    assert "  quote   “so it is” — not in any of 2 sources" in shown(card)


def test_words_in_quotation_marks_get_no_second_pair() -> None:
    location = Location(match="verbatim", span=Span(start=0, end=7), words="“So it", occurrences=1)
    assert "  article “So it — a.txt, characters 0 to 7" in shown(
        Card("supported", "1", "So.", None, location, "a.txt")
    )


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("colour", [True, False])
def test_no_line_is_wider_than_the_terminal(width: int, colour: bool) -> None:
    words = (
        "Nobody expected "
        + "a_very_long_name_without_any_break_in_it" * 3
        + " to 说他不会去参加明天的会议因为他很忙 come."
    )
    card = Card("doubtful", "notes.md, line 7", words, findings=(Finding(code="c", message=words, severity="doubt"),))
    lines = shown(card, max(width, 22), colour=colour)
    assert max(columns(click.unstyle(line)) for line in lines) <= max(width, 22)
    assert not [line for line in map(click.unstyle, lines) if line != line.rstrip()]


def test_lines_break_between_words_and_punctuation_stays_with_its_word() -> None:
    location = Location(match="verbatim", span=Span(start=0, end=9), words="aaaa bbbbbb", occurrences=1)
    lines = shown(Card("supported", "1", "c", None, location, "s"), 19)
    assert lines[2:4] == ["  article “aaaa", "          bbbbbb” — s,"]


def test_what_would_steer_a_terminal_is_replaced() -> None:
    card = Card("doubtful", "line 1\x1b[2J", "red \x1b[31m\n alert \u202e", missing="\x07")
    text = card_text(card, 80, False)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x07" not in text
    assert "red �[31m alert �" in text


@pytest.mark.parametrize(
    ("article", "quote", "diff"),
    [
        ("He will attend.", "He will attend tomorrow.", "He will attend {+tomorrow+}."),
        ("He will attend.", "He will not stay.", "He will [-attend-] {+not stay+}."),
        ("rose by 17 %", "rose by 71 %", "rose by [-17-] {+71+} %"),
        ("We can’t  say", "we can't say", "We can’t say"),
        ("他说不会去", "他说会去", "他说[-不-]会去"),
        ("", "all new", "{+all new+}"),
        ("all gone", "", "[-all gone-]"),
    ],
)
def test_a_quotes_changes_stand_in_the_articles_words(article: str, quote: str, diff: str) -> None:
    assert "".join(text for text, _ in quote_diff(article, quote, marked=True)) == diff


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_diff_holds_both_wordings(article: str, quote: str) -> None:
    runs = quote_diff(article, quote, marked=False)
    without = "".join(text for text, style in runs if style != "inserted")
    assert re.sub(r"\s", "", without) == re.sub(r"\s", "", article)


@given(st.text(max_size=60), st.integers(min_value=12, max_value=60))
def test_wrapping_loses_nothing_but_white_space(words: str, width: int) -> None:
    lines = paragraph_text(words, width).splitlines()
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", paragraph_text(words, None))


def test_the_summary_line_counts_in_one_order() -> None:
    verdicts = ["unsupported", "supported", "not checked", "supported", "doubtful"]
    assert tally_text("claims", verdicts, 2, False) == (
        "5 claims: 2 supported, 1 doubtful, 1 unsupported, 1 not checked; 2 changed\n"
    )
    assert tally_text("sentences", ["supported"], 0, False) == "1 sentence: 1 supported\n"
    assert tally_text("claims", [], 0, False) == "0 claims: none\n"
