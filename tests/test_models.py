"""The types: what they refuse, and the few things they compute."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from summarizer.models import (
    CheckedClaim,
    DatedEvent,
    Demand,
    Furniture,
    Location,
    Outcome,
    Position,
    Response,
    Span,
    actor_of,
    addressee_of,
    statement_of,
)
from summarizer.read import article_from_text

DEMAND = Demand(key="d1", by="The union", to="the city", what="Higher wages", force="demand", quote="higher wages")


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValidationError, match="before its start"):
        Span(start=5, end=4)


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(start=0, end=3).overlaps(Span(start=3, end=5))
    assert Span(start=0, end=4).overlaps(Span(start=3, end=5))
    assert Span(start=1, end=3).within(Span(start=1, end=3))


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Outcome.model_validate({"kind": "ok", "note": "fine"})


def test_a_kind_that_does_not_fit_the_claim_is_refused() -> None:
    with pytest.raises(ValidationError, match="does not fit"):
        CheckedClaim(
            claim_id="1", kind="response", claim=DEMAND, location=Location(match="absent"), verdict="unsupported"
        )


def test_a_checked_claim_comes_back_from_json_as_the_same_kind_of_claim() -> None:
    checked = CheckedClaim(
        claim_id="1", kind="demand", claim=DEMAND, location=Location(match="absent"), verdict="unsupported"
    )
    assert CheckedClaim.model_validate_json(checked.model_dump_json()) == checked


def test_each_kind_of_claim_tells_whose_it_is_to_whom_and_what_it_says() -> None:
    position = Position(actor="Ann", topic="tax", stance="none", act="states", statement="Taxes rise.", quote="q")
    response = Response(by="Ben", to="Ann", answers="taxes", kind="rejects", statement="They do not.", quote="q")
    event = DatedEvent(event="A vote", phrase="on Monday", status="planned", according_to=None, quote="q")
    assert [actor_of(claim) for claim in (position, DEMAND, response, event)] == ["Ann", "The union", "Ben", None]
    assert [addressee_of(claim) for claim in (position, DEMAND, response, event)] == [None, "the city", "Ann", None]
    assert [statement_of(claim) for claim in (position, DEMAND, response, event)] == [
        "Taxes rise.",
        "Higher wages",
        "They do not.",
        "A vote",
    ]


def test_the_body_is_the_text_without_its_furniture_and_the_text_stays_whole() -> None:
    article = article_from_text("Read this.\n\nSee also Ten tips for a better life\n\nAnd this.", "a")
    assert article.body() == "Read this.\n\n\n\nAnd this."
    assert "Ten tips" in article.text


def test_overlapping_furniture_is_cut_once() -> None:
    article = article_from_text("abcdefgh", "a").model_copy(
        update={"furniture": (Furniture(start=1, end=4, kind="x"), Furniture(start=2, end=6, kind="y"))}
    )
    assert article.body() == "agh"


def test_the_record_of_an_article_is_all_of_it_but_the_text() -> None:
    article = article_from_text("A line of text.", "a")
    assert {**article.record().model_dump(), "text": article.text} == article.model_dump()
