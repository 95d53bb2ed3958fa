"""Whom "he", "she" and "it" at the head of reported words are taken for: nobody where two can be meant."""

import datetime as dt
import hashlib

import pytest

from summarizer.engines.embedded import extract
from summarizer.models import Article, Extraction


def read(text: str, published: dt.date | None = None) -> Extraction:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return extract(Article(article_id="a", text_sha256=digest, reader="test", published=published, text=text))


def statements(text: str) -> list[str]:
    return [p.statement for p in read(text).positions]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Minister Ann Cho told Mayor Tom Becker that he was wrong.", "Tom Becker was wrong."),
        ("General John Smith told Anna Brown that she was right.", "Anna Brown was right."),
        ("Minister Ann Cho assured Mayor Tom Becker that he was safe there.", "Tom Becker was safe there."),
    ],
)
def test_a_pronoun_that_only_fits_the_one_addressed_means_them(text: str, statement: str) -> None:
    assert statements(text) == [statement]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Mr. Bob Stone told reporters that he would resign.", "Bob Stone would resign."),
        ("Minister Ann Cho told the council that she would resign.", "Ann Cho would resign."),
        ("Bob Stone told Mrs. Ann Cho that he would resign.", "Bob Stone would resign."),
    ],
)
def test_a_pronoun_that_only_fits_the_speaker_means_them(text: str, statement: str) -> None:
    assert statements(text) == [statement]


@pytest.mark.parametrize(
    "text",
    [
        "Bob Stone told Mr. Tom Becker that he would resign.",
        "Ann Cho told her deputy that she would resign.",
        "Ann Cho warned Becker that he would lose.",
    ],
)
def test_a_pronoun_that_fits_both_stays_in_the_articles_own_sentence(text: str) -> None:
    assert statements(text) == [text]


def test_a_person_named_before_in_the_sentence_can_be_meant_too() -> None:
    text = "Minister Tim Cho accused Mayor Tom Becker of lying, saying he had known about the leak."
    assert text in statements(text)
    assert "Tim Cho had known about the leak." not in statements(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Becker said she was a liar.",
        "Prime Minister Ann Cho met Tom Becker and Mayor John Holt. She said he was ill.",
        "Prime Minister Ann Cho met Tom Becker and Kim Holt. She said he was ill.",
    ],
)
def test_a_pronoun_that_can_mean_nobody_or_two_is_left_out(text: str) -> None:
    assert statements(text) == []


def test_of_what_a_group_says_a_pronoun_means_the_one_person_of_the_sentence() -> None:
    text = "Although Mayor Tom Becker lacks a plan, officials from both parties say he has done well."
    assert statements(text) == ["Tom Becker has done well."]


def test_a_pronoun_means_the_one_other_person_of_whom_the_sentence_before_tells() -> None:
    assert statements("Prime Minister Ann Cho met Tom Becker. She said he was ill.") == ["Tom Becker was ill."]


def test_an_event_told_to_somebody_is_theirs() -> None:
    (found,) = read("Ann Cho told Bob Stone that he would be fired by Friday.").dates
    assert (found.event, found.status, found.according_to) == (
        "Bob Stone would be fired by Friday.",
        "planned",
        "Ann Cho",
    )


def test_it_that_acts_may_be_another_thing_and_stays_in_the_articles_own_sentence() -> None:
    assert statements("Norway said it would not lift the ban.") == ["Norway said it would not lift the ban."]
    assert statements("Norway said it would be wrong to wait.") == ["It would be wrong to wait."]


def test_a_title_makes_a_person_of_the_speaker() -> None:
    assert statements("Mr. King said he was not at home.") == ["Mr. King was not at home."]
