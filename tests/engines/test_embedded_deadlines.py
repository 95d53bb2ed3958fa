"""Whether an event is over, to come or only set as the last day of a demand."""

import datetime as dt
import hashlib

import pytest

from summarizer.engines.embedded import extract
from summarizer.models import Article, Extraction


def read(text: str, published: dt.date | None = None) -> Extraction:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return extract(Article(article_id="a", text_sha256=digest, reader="test", published=published, text=text))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ana Silva said the talks would resume on Friday.", "The talks would resume."),
        ("Ana Silva hoped the war would end by summer.", "The war would end by summer."),
        ("Norway urged both sides to return by Friday.", "Norway urged both sides to return by Friday."),
        ("The EU gave Serbia until May 1 to withdraw.", "The EU gave Serbia until May 1 to withdraw."),
        ("The council said on no account would it close before May 3.", ""),
        ("Norway said it would close the bridge on May 3.", "Norway said it would close the bridge."),
    ],
)
def test_what_is_to_come_is_planned(text: str, event: str) -> None:
    found = read(text).dates
    assert [(e.event, e.status) for e in found] == ([(event, "planned")] if event else [])


def test_what_would_have_happened_is_not_planned() -> None:
    found = read("Ana Silva said the bridge would have fallen on Friday.").dates
    assert all(e.status != "planned" for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lind invited him to visit Oslo in January 2012.",
        "Anna Lind said in July 2012 that “you will not win”.",
        "Anna Lind said the talks would resume last Friday.",
    ],
)
def test_what_lies_behind_the_article_is_not_planned(text: str) -> None:
    assert all(e.status == "past" for e in read(text, dt.date(2016, 9, 1)).dates)


def test_a_threat_under_a_condition_is_no_event() -> None:
    text = "Norway said it would block the roads if the bill was not signed by April 20."
    found = read(text)
    assert found.dates == ()
    assert found.positions[0].condition == "if the bill was not signed by April 20"


def test_a_deadline_is_one_event() -> None:
    text = "The union demanded that the company pay by April 20. The April 20 deadline passed."
    (found,) = read(text).dates
    assert (found.event, found.status) == ("The union demanded that the company pay by April 20.", "planned")


def test_a_strike_of_workers_is_no_attack() -> None:
    (found,) = read("The company said the union would not strike before April 1.").dates
    assert (found.status, found.according_to) == ("planned", "the company")


def test_may_before_a_number_is_a_month() -> None:
    found = read("Ann Cho visited the bridge on May 3, 2021.")
    assert [(e.event, e.value) for e in found.dates] == [("Ann Cho visited the bridge.", "2021-05-03")]
