"""What stands on a page beside the article, on pages made for these tests."""

from __future__ import annotations

import datetime as dt

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
        "Go to sea, the pilot told them",
        "Return to the quay at once, the pilot urged the crew.",
        "Back to the quay they went.",
        "Return to the quay",
        "Register to vote by Friday, the mayor asked all newsletters' readers.",
        "Copyright law does not cover a crane, the court found.",
        "(c) Harbours keep their own pilots;",
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


PIER = "The council wants a second pier for the ferries and will vote on it before the summer."
SAID = "“It is too late,” she said."


@pytest.mark.parametrize("heading", ["Comments", "Newsletter", "Top news", "Related Posts", "Stay informed"])
@pytest.mark.parametrize("first", [PIER, SAID, "No more was known that evening."])
def test_a_box_heading_among_short_paragraphs_takes_none_of_them(heading: str, first: str) -> None:
    page = f"{STORY}\n\n{heading}\n\n{first}\n\n{PIER}\n\n{SAID}\n\n{PIER}"
    assert [words for _, words in furniture_of(page)] == [heading]


def test_a_box_at_the_pages_end_runs_on_over_short_lines_and_titles_with_their_stories() -> None:
    short = f"{STORY}\n\nComments (3)\n\nOlga\n\nWell written, thank you all.\n\nOle\n\nMe too"
    stories = f"{STORY}\n\n{STORY}\n\nRelated Posts\n\nFerry company fined\n\n{PIER}\n\nIce on the river\n\n{PIER}"
    assert [kind for kind, _ in furniture_of(short)] == ["comments"] * 5
    assert [kind for kind, _ in furniture_of(stories)] == ["teaser"] * 5


def test_paragraphs_under_headings_of_their_own_are_no_box_at_the_top_of_the_page() -> None:
    page = f"New crane in spring\n\nComments\n\nThe crane\n\n{STORY}\n\nThe pier\n\n{PIER}"
    assert furniture_of(page) == [("comments", "Comments"), ("comments", "The crane")]


@pytest.mark.parametrize(
    "page",
    [
        f"Nora Ek\nNora Ek is ready to stay, the council said.\n\n{PIER}\n\n{STORY}",
        f"{STORY}\n\nNora Ek\nNora Ek is ready to stay, the council said.",
        f"{STORY}\n\nMayor Ek opened the pier herself.\n\nAbout Nora Ek\n\n{PIER}\n\n{STORY}",
        f"{STORY}\n\nMayor Ek built it, she said.\n\nAbout Nora Ek\n\nShe was a reporter and lives here.",
        f"{STORY}\n\nAbout Nora Ek\n\nThe council told her that it would vote on the second pier before the summer.",
    ],
)
def test_what_an_article_says_of_a_person_is_no_biography(page: str) -> None:
    assert furniture_of(page) == []


@pytest.mark.parametrize(
    ("box", "pieces"),
    [
        (f"Nora Ek\n\nNora Ek is a freelance journalist.\n\n{PIER}", 2),
        (f"About Nora Ek\n\nShe has covered ports for ten years.\n\n{PIER}", 2),
        (f"About the author\n\nNora Ek\n\nShe swims.\n\n{PIER}", 3),
        ("About Nora Ek\n\nBoats came into her life as a child, when the ferry still left from below her window.", 2),
    ],
)
def test_a_biography_takes_one_paragraph_that_tells_of_an_author(box: str, pieces: int) -> None:
    assert [kind for kind, _ in furniture_of(f"{STORY}\n\n{box}")] == ["biography"] * pieces


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
        (f"New crane\n\nBy Nora Ek | March 12, 2023\n\n{STORY}", "2023-03-12", "byline"),
        (f"New crane\n\nPosted by Nora Ek on March 12, 2023\n\n{STORY}", "2023-03-12", "byline"),
        (f"New crane\n\nNora Ek\n12 March 2023 - 14:05\n\n{STORY}", "2023-03-12", "date line"),
        (f"New crane\n\nMar 12, 2023 at 10:00 AM EST\n\n{STORY}", "2023-03-12", "date line"),
        (f"New crane\n\n2023-03-12T10:00:00Z\n\n{STORY}", "2023-03-12", "date line"),
        (f"New crane\n\nMarch 12, 2023 | Updated March 14, 2023\n\n{STORY}", "2023-03-12", "date line"),
        (f"HELSINKI, Finland, March 12, 2023 – {STORY}", "2023-03-12", "dateline"),
    ],
)
def test_the_date_is_what_the_page_gives_for_the_article_or_none(page: str, date: str, rule: str | None) -> None:
    found = article(page)
    assert (str(found.published), found.published_rule) == (date, rule)


@pytest.mark.parametrize(
    ("lines", "date", "rule"),
    [
        ("Updated March 14, 2023\nPublished March 12, 2023", "2023-03-12", "label"),
        ("Updated 14 March 2023, published 12 March 2023", "2023-03-12", "label"),
        ("Posted on March 12, 2023 | Last updated: March 14, 2023", "2023-03-12", "label"),
        ("Updated March 14, 2023", "2023-03-14", "update"),
    ],
)
def test_the_day_of_an_update_counts_only_where_no_other_is_given(lines: str, date: str, rule: str) -> None:
    found = article(f"New crane in spring\n\n{lines}\n\n{STORY}")
    assert (str(found.published), found.published_rule) == (date, rule)


@pytest.mark.parametrize(
    "page",
    [
        f"The crane of 1999\n\nMarch 12, 1999\n\nTwenty years on, nobody in the port has forgotten the day.\n\n{STORY}",
        f"The old crane\n\nMarch 12, 1999\n\n{STORY}\n\nIt fell into the basin on May 3, 2004.",
        f"{STORY}\n\n{PIER}\n\nMarch 12, 1999\n\n{STORY}",
        f"HELSINKI, March 12, 1999 – a day that nobody in the port forgets. {STORY}",
        f"HELSINKI, March 12, 1999 – The crane fell. Years later, the council said so. {STORY}",
        f"Published on March 12, 1999, the report on the crane found no fault. {STORY}",
    ],
)
def test_a_day_that_the_article_looks_back_on_is_not_its_date(page: str) -> None:
    assert article(page).published is None


def test_a_later_day_that_is_still_to_come_leaves_the_date_alone() -> None:
    page = f"New crane\n\nMarch 12, 2023\n\n{STORY}\n\nThe pier will be opened on May 3, 2025, the council said."
    assert article(page).published == dt.date(2023, 3, 12)


@pytest.mark.parametrize(
    "foot",
    [
        "Source: Ministry of Health figures show a rise",
        "Source: Ministry of Health",
        "Source: NATO.",
        "Source: France",
        "Source: a clerk at the mayor's",
        "Nora Ek\n\nNora Ek is a writer and spokeswoman for the Harbour Council.",
        "About Nora Ek\n\nNora Ek is a former reporter for the Harbour Times.",
        "About Nora Ek\n\nNora Ek is a writer for NATO.",
    ],
)
def test_an_authority_a_state_or_a_sentence_is_no_outlet(foot: str) -> None:
    assert article(f"{STORY}\n\n{foot}").outlet is None


def test_a_source_line_amid_the_article_names_no_outlet() -> None:
    paragraphs = "\n\n".join([PIER] * 20)
    assert article(f"{paragraphs}\n\nSource: Harbour Times\n\n{paragraphs}").outlet is None
    assert article(f"{paragraphs}\n\nSource: Harbour Times.").outlet == "Harbour Times"


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
        (f"New crane in spring\n\nThe Harbour Times, March 12, 2023\n\n{STORY}", "The Harbour Times", "date line"),
        (f"New crane in spring\n\nHarbour Times (AP) | 12 March 2023\n\n{STORY}", "Harbour Times", "date line"),
        (f"New crane in spring\n\nSelmark, 12 March 2023\n\n{STORY}", None, None),
        (f"New crane in spring\n\nThe paper is the Times, 12 March 2023 was its day.\n\n{STORY}", None, None),
    ],
)
def test_the_outlet_is_what_the_page_names_as_its_own_or_none(page: str, outlet: str | None, rule: str | None) -> None:
    assert (article(page).outlet, article(page).outlet_rule) == (outlet, rule)


def test_a_title_is_a_first_line_of_its_own_that_is_no_sentence() -> None:
    assert article(f"New crane in spring\n\n{STORY}").title == "New crane in spring"
    assert article(STORY).title is None
    assert article(f"{STORY}\n\n{STORY}").title is None
    assert article(f"By Nora Ek | March 12, 2023\n\n{STORY}").title is None


def test_a_list_of_what_is_most_read_is_no_article() -> None:
    text = (
        "The bridge is closed, the mayor said on Monday.\n\nMost read\n1. Minister to resign? What we know\n2. A cake\n"
    )
    found = find_furniture(text)
    assert [piece.kind for piece in found if text[piece.start : piece.end].startswith("1. Minister")] == ["teaser"]
