"""A quotation that one outlet gives in full and another in part is one remark, as long as the part says the same."""

from __future__ import annotations

import pytest
from summary_builder import DAY, event, position, summary

from summarizer.merge import merge_summaries
from summarizer.models import Claim, MergedClaim


def merged(*claims: Claim) -> tuple[MergedClaim, ...]:
    """The claims of a brief of one claim an article: a, b, …"""
    return merge_summaries([summary(chr(ord("a") + number), claim) for number, claim in enumerate(claims)], DAY).claims


FULL = "The storm has closed every harbour of the northern coast this week. We will pay for it. I am not proud of that."


def test_a_quotation_in_part_is_one_claim_with_the_quotation_in_full_and_the_full_one_is_shown() -> None:
    part = "The storm has closed every harbour of the northern coast this week."
    (claim,) = merged(position("Anna Lind", part), position("Lind", FULL))
    assert [source.article_id for source in claim.sources] == ["b", "a"]
    assert claim.claim.quote == FULL


@pytest.mark.parametrize(
    ("full", "part"),
    [
        (
            "I do not say that the storm has closed every harbour of the northern coast. Wait.",
            "the storm has closed every harbour of the northern coast",
        ),
        (
            "They say the storm has closed every harbour of the northern coast. That is a lie.",
            "The storm has closed every harbour of the northern coast.",
        ),
        (
            "Has the storm closed every harbour of the northern coast? Ask others.",
            "The storm has closed every harbour of the northern coast.",
        ),
        (
            "If the wind turns, the storm closes every harbour of the northern coast. Wait.",
            "The storm closes every harbour of the northern coast.",
        ),
    ],
)
def test_a_part_that_the_full_quotation_denies_doubts_or_asks_stays_apart(full: str, part: str) -> None:
    assert len(merged(position("Anna Lind", full), position("Anna Lind", part))) == 2


def test_one_sentence_of_a_long_speech_is_a_claim_of_its_own() -> None:
    part = "The red boats will sail from the island in spring."
    speech = (
        f"{part} Nobody reads our letters to the ministry. Diesel costs twice what bread does. Young families move."
    )
    assert len(merged(position("Lind", speech), position("Lind", part))) == 2


QUOTE = "We have kept this harbour open through every storm, and we shall keep it open now"


def test_one_quotation_stated_in_two_ways_is_one_claim() -> None:
    claims = merged(
        position("Anna Lind", "Lind promises that the harbour stays open.", QUOTE),
        position("Anna Lind", "The harbour is to be kept open through storms, Lind assures.", QUOTE),
    )
    assert [len(claim.sources) for claim in claims] == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The harbour of the north stays open.", "The harbour of the north does not stay open."),
        ("Two harbours of the north stay open.", "Three harbours of the north stay open."),
        ("The harbour of the north is safe.", "The harbour of the north is dangerous."),
        ("Today the harbour of Norway stays open.", "Today the harbour of Denmark stays open."),
    ],
)
def test_one_quotation_stated_as_opposites_is_two_claims(one: str, other: str) -> None:
    assert len(merged(position("Anna Lind", one, QUOTE), position("Anna Lind", other, QUOTE))) == 2


def test_two_statements_on_parts_of_one_long_quotation_are_two_claims() -> None:
    quote = f"{QUOTE}. Fishing is the pride of the coast"
    claims = merged(
        position("Lind", "The harbour stays open.", quote), position("Lind", "Fishing is the coast's pride.", quote)
    )
    assert len(claims) == 2


def test_a_contraction_and_its_full_form_are_the_same_words() -> None:
    claims = merged(
        position("Lind", "We have got to do everything possible to keep the harbour open"),
        position("Lind", "We’ve got to do everything possible to keep the harbour open"),
    )
    assert len(claims) == 1


def test_what_one_says_himself_and_what_he_says_that_others_say_are_two_claims() -> None:
    told = position("Lind", "Denmark says that the boats have left the northern fishing grounds")
    assert len(merged(told, position("Lind", "The boats have left the northern fishing grounds"))) == 2


def test_the_hour_of_an_event_is_no_number_in_it_and_another_hour_is_another_event() -> None:
    def index(hour: str, before: str = "at") -> Claim:
        what = f"The index was 1.75% lower than the day before {before} {hour} UTC."
        return event(what, f"2030-05-20T{hour}Z", phrase=f"{hour} UTC")

    bare = event("The index was 1.75% lower than the day before.", "2030-05-20T16:08Z", phrase="16:08 UTC")
    assert len(merged(index("16:08", "as of"), bare)) == 1
    assert len(merged(index("16:08"), index("17:08"))) == 2
