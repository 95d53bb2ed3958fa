"""What stands on a page beside the article, on pages made for these tests."""

from __future__ import annotations

import pytest

from summarizer.models import Article
from summarizer.read import article_from_text
from summarizer.read.furniture import find_furniture

STORY = (
    "The harbour authority said on Tuesday that the new crane would arrive in the spring, and that the old one "
    "would be sold to the highest bidder once the port's engineers had taken it apart."
)


def furniture_of(page: str) -> list[tuple[str, str]]:
    return [(piece.kind, page[piece.start : piece.end]) for piece in find_furniture(page)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("See also\u00a0 Ferry company fined for late departures", "teaser"),
        ("See also: Ferry company fined for late departures", "teaser"),
        ("Read more: Ferry company fined for late departures", "teaser"),
        ("Skip to main content", "navigation"),
        ("Back to top", "navigation"),
        ("Home > News > Port", "navigation"),
        ("Advertisement", "navigation"),
        ("Share on Facebook", "navigation"),
        ("Subscribe to our newsletter for the day's news", "subscription"),
        ("© 2024 The Harbour Times. All rights reserved.", "rights"),
        ("(Photo: R. Lind)", "credit"),
        ("Source: The Harbour Times", "credit"),
        ("A crane is unloaded at the quay on Monday. – Mia Holm, Harbour Photo via Getty Images", "caption"),
        ("Leave a comment", "comments"),
    ],
)
def test_a_line_of_furniture_is_marked_with_its_kind(line: str, kind: str) -> None:
    assert (kind, line) in furniture_of(f"{STORY}\n\n{line}\n\n{STORY}")


@pytest.mark.parametrize(
    "line",
    [
        "See also the minister's letter, he said, which he had written before the vote.",
        "About the harbour, nobody in the council wanted to speak that evening.",
        "Home prices rose by 4 percent.",
        "“Read my lips,” the mayor said: no new cranes.",
        "The source: a clerk in the mayor's office who asked not to be named.",
        "He left a comment.",
    ],
)
def test_a_sentence_of_the_article_is_not_furniture(line: str) -> None:
    assert furniture_of(f"{STORY}\n\n{line}\n\n{STORY}") == []


def test_a_teaser_heading_takes_the_line_under_it_and_no_more() -> None:
    page = f"{STORY}\n\nAlso read:\nFerry company fined. “We are sorry”\n\n{STORY}"
    assert furniture_of(page) == [("teaser", "Also read:"), ("teaser", "Ferry company fined. “We are sorry”")]


def test_a_box_of_related_posts_ends_where_the_article_goes_on() -> None:
    long = STORY + " " + STORY + " " + STORY
    page = f"{STORY}\n\nRelated Posts\n\nFerry company fined\n\nIce on the river\n\n{long}"
    assert [words for _, words in furniture_of(page)] == ["Related Posts", "Ferry company fined", "Ice on the river"]


def test_a_biography_is_known_by_its_heading_or_by_the_name_before_it() -> None:
    heading = f"{STORY}\n\nAbout Nora Ek\n\nShe has written about ships since 1999 and lives by the sea."
    named = f"{STORY}\n\nNora Ek\n\nNora Ek is a reporter at Harbour Times and lives by the sea."
    assert [kind for kind, _ in furniture_of(heading)] == ["biography", "biography"]
    assert [kind for kind, _ in furniture_of(named)] == ["biography", "biography"]


def test_a_clock_and_what_stands_above_the_title_are_furniture_and_the_date_line_is_not() -> None:
    page = f"Friday, May 3, 2024\nHarbour Times\nSkip to content\n\nNew crane in spring\n\nMarch 12, 2023\n\n{STORY}"
    assert furniture_of(page) == [
        ("clock", "Friday, May 3, 2024"),
        ("navigation", "Harbour Times"),
        ("navigation", "Skip to content"),
    ]


def article(page: str) -> Article:
    return article_from_text(page, "a")


@pytest.mark.parametrize(
    ("page", "date", "rule"),
    [
        (f"New crane in spring\n\nMarch 12, 2023\n\n{STORY}", "2023-03-12", "date line"),
        (f"New crane in spring\n\nPublished: 12 March 2023, 14:05\n\n{STORY}", "2023-03-12", "label"),
        (f"date 2023-03-12 {STORY}", "2023-03-12", "label"),
        (f"HELSINKI, March 12, 2023 (HBT) - {STORY}", "2023-03-12", "dateline"),
        (f"Friday, May 3, 2024\nHarbour Times\n\nNew crane\n\n{STORY}", "None", None),
        (f"{STORY} The contract was signed on March 12, 2023.", "None", None),
        (f"On March 12, 2023 the contract was signed. {STORY}", "None", None),
    ],
)
def test_the_date_is_what_the_page_gives_for_the_article_or_none(page: str, date: str, rule: str | None) -> None:
    found = article(page)
    assert (str(found.published), found.published_rule) == (date, rule)


@pytest.mark.parametrize(
    ("page", "outlet", "rule"),
    [
        (f"Jan. 2, 2023 (HBT)—{STORY}", "HBT", "dateline"),
        (f"{STORY}\n\nCourtesy/Source: Harbour Times", "Harbour Times", "source line"),
        (
            f"{STORY}\n\nNora Ek\n\nNora Ek is a senior reporter at Harbour Times.",
            "Harbour Times",
            "author's biography",
        ),
        (f"{STORY} The mayor told the Harbour Times so.", None, None),
    ],
)
def test_the_outlet_is_what_the_page_names_as_its_own_or_none(page: str, outlet: str | None, rule: str | None) -> None:
    assert (article(page).outlet, article(page).outlet_rule) == (outlet, rule)


def test_a_title_is_a_first_line_of_its_own_that_is_no_sentence() -> None:
    assert article(f"New crane in spring\n\n{STORY}").title == "New crane in spring"
    assert article(STORY).title is None
    assert article(f"{STORY}\n\n{STORY}").title is None
