"""What each seed must show: on the reference answers all of it, on the embedded engine all but the links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Literal

import pytest
from replay import replayed, seed

from summarizer import Brief, CheckedClaim, Summary, merge_summaries, summarize
from summarizer.models import (
    DatedEvent,
    Demand,
    Position,
    Response,
    actor_of,
    statement_of,
)
from summarizer.text.aliases import same_name

DAY = dt.date(2022, 2, 15)
NUMBERS = ("000", "001", "002", "003", "004")
Source = Literal["reference", "embedded"]
BOTH = pytest.mark.parametrize("source", ["reference", "embedded"])


@cache
def summary(source: Source, number: str, date: dt.date | None = None) -> Summary:
    article = seed(number, published=date)
    if source == "embedded" or date:
        (made,) = summarize([article], "embedded")
    else:
        (made,) = replayed(f"reference/{number}.yaml", [article])
    return made


@cache
def brief(source: Source) -> Brief:
    return merge_summaries([summary(source, number) for number in NUMBERS], DAY)


def claims(source: Source, number: str) -> tuple[CheckedClaim, ...]:
    return summary(source, number).claims


def dated(source: Source, number: str, phrase: str, date: dt.date | None = None) -> Iterator[CheckedClaim]:
    """The dated events whose date phrase holds these words."""
    for checked in summary(source, number, date).claims:
        if isinstance(checked.claim, DatedEvent) and phrase in checked.claim.phrase:
            yield checked


def values(source: Source, number: str, phrase: str, date: dt.date | None = None) -> set[str | None]:
    return {checked.when.value if checked.when else None for checked in dated(source, number, phrase, date)}


def demands(source: Source, number: str, words: str) -> list[Demand]:
    found = (checked.claim for checked in claims(source, number))
    return [claim for claim in found if isinstance(claim, Demand) and words in claim.quote]


def responses(source: Source, number: str, by: str) -> list[Response]:
    found = (checked.claim for checked in claims(source, number))
    return [claim for claim in found if isinstance(claim, Response) and same_name(claim.by, by)]


def positions(source: Source, number: str, words: str) -> list[Position]:
    found = (checked.claim for checked in claims(source, number))
    return [claim for claim in found if isinstance(claim, Position) and words in claim.quote]


def rests_on(source: Source, number: str, words: str) -> bool:
    """Whether any claim rests on the place where these words stand."""
    text = seed(number).text
    start = text.index(words)
    return any(
        checked.location.span and checked.location.span.start < start + len(words) and start < checked.location.span.end
        for checked in claims(source, number)
    )


# --- 000 -------------------------------------------------------------------------------------------------------------


def test_000_is_dated_by_its_first_line() -> None:
    assert (seed("000").published, seed("000").published_rule) == (DAY, "label")


@BOTH
def test_000_the_attack_is_alleged_for_16_february_by_zelensky_and_rejected_by_moscow(source: Source) -> None:
    alleged = [checked for checked in dated(source, "000", "February 16") if checked.claim.status == "alleged"]  # type: ignore[union-attr]
    assert {checked.when.value for checked in alleged if checked.when} == {"2022-02-16"}
    assert any(same_name(actor_of(checked.claim) or "", "Volodymyr Zelensky") for checked in alleged)
    assert {response.kind for response in responses(source, "000", "Moscow")} <= {"rejects", "denies"}
    assert responses(source, "000", "Moscow")


def test_000_the_rejection_answers_the_allegation() -> None:
    keys = {checked.claim.key for checked in dated("reference", "000", "February 16")}  # type: ignore[union-attr]
    (rejection,) = responses("reference", "000", "Moscow")
    assert rejection.answers_key in keys


# --- 001 -------------------------------------------------------------------------------------------------------------


def test_001_has_no_date_of_its_own() -> None:
    assert seed("001").published is None


@BOTH
def test_001_weekdays_stay_unresolved_and_days_have_no_year(source: Source) -> None:
    assert values(source, "001", "Monday") == {None}
    assert values(source, "001", "Tuesday") == {None}
    assert values(source, "001", "16th") | values(source, "001", "17th") == {"XXXX-02-16", "XXXX-02-17"}


def test_001_with_a_date_by_hand_they_are_days() -> None:
    assert values("embedded", "001", "Monday", DAY) == {"2022-02-14"}
    assert values("embedded", "001", "Tuesday", DAY) == {"2022-02-15"}
    assert values("embedded", "001", "16th", DAY) | values("embedded", "001", "17th", DAY) == {
        "2022-02-16",
        "2022-02-17",
    }


@BOTH
def test_001_kiev_asks_for_calm_of_nobody_named(source: Source) -> None:
    found = demands(source, "001", "not to spread panic")
    assert [(demand.by, demand.to) for demand in found] == [("Kiev", None)]


@BOTH
@pytest.mark.parametrize("words", ["Scots paramedic", "Alaska flag", "George Holan is chief editor", "Your email"])
def test_001_nothing_rests_on_teasers_biography_or_form(source: Source, words: str) -> None:
    assert not rests_on(source, "001", words)


def test_001_quotes_are_found_through_missing_spaces_and_doubled_words() -> None:
    found = {checked.claim.quote: checked.location for checked in claims("reference", "001")}
    repaired = [quote for quote, location in found.items() if location.match == "normalised"]
    assert any("forever but" in quote and " I would" in quote for quote in repaired)
    assert any("invasion which" in quote for quote in repaired)
    assert all(location.span for location in found.values())


# --- 002 -------------------------------------------------------------------------------------------------------------


@BOTH
def test_002_three_spellings_are_one_actor(source: Source) -> None:
    (actor,) = [
        actor
        for actor in merge_summaries([summary(source, "002")], DAY).actors
        if "Pieskow" in (actor.name, *actor.aliases)
    ]
    assert {actor.name, *actor.aliases} >= {"Peskov", "Pieskow"}


@BOTH
@pytest.mark.parametrize(
    "words",
    ["The US has asked Budapest", "Playing with fire", "Don’t be fooled", "Republicans criticize", "Videogames"],
)
def test_002_nothing_rests_on_teasers_or_biography(source: Source, words: str) -> None:
    assert not rests_on(source, "002", words)
    assert demands(source, "002", "Budapest") == []


@BOTH
def test_002_days_have_no_year(source: Source) -> None:
    assert values(source, "002", "January 12") == {"XXXX-01-12"}
    assert values(source, "002", "January 13") == {"XXXX-01-13"}


# --- 003 -------------------------------------------------------------------------------------------------------------


@BOTH
def test_003_yesterday_is_the_day_before_the_dateline(source: Source) -> None:
    assert seed("003").published == dt.date(2022, 1, 25)
    briefing = values(source, "003", "yesterday")
    assert briefing == ({"2022-01-24"} if source == "reference" else set()), (
        "the day of a briefing is no event to the rules"
    )
    assert values(source, "003", "Dec. 15, 2021") == {"2021-12-15"}


@BOTH
def test_003_written_responses_are_demanded_and_stoltenberg_promises_one_as_peskov_reports(source: Source) -> None:
    found = demands(source, "003", "written responses")
    assert found
    (promise,) = responses(source, "003", "Stoltenberg")
    assert promise.reported_by is not None
    assert same_name(promise.reported_by, "Dmitry Peskov")
    assert promise.kind == "accepts"
    if source == "reference":
        assert promise.answers_key in {demand.key for demand in found}


@BOTH
@pytest.mark.parametrize("words", ["Go to home page\n", "Back to top"])
def test_003_nothing_rests_on_its_first_and_last_line(source: Source, words: str) -> None:
    assert not rests_on(source, "003", words)


# --- 004 -------------------------------------------------------------------------------------------------------------


def test_004_the_pages_clock_is_not_its_date() -> None:
    assert seed("004").published == dt.date(2022, 1, 29)


@BOTH
def test_004_weekdays_are_of_the_week_of_the_article(source: Source) -> None:
    spoken = values(source, "004", "Thursday")
    assert spoken == ({"2022-01-27"} if source == "reference" else set()), "nor is the day of a remark"
    assert values(source, "004", "Wednesday") == {"2022-01-26"}
    assert values(source, "004", "last Friday") == {"2022-01-21"}
    (visit,) = dated(source, "004", "Feb. 7")
    assert isinstance(visit.claim, DatedEvent)
    assert visit.when is not None
    assert (visit.when.value, visit.claim.status) == ("2022-02-07", "planned")


@BOTH
def test_004_moscow_has_two_requests_and_addresses_nato_in_the_first_only(source: Source) -> None:
    (first,) = [demand for demand in demands(source, "004", "") if "pull back its presence" in demand.what]
    (second,) = [demand for demand in demands(source, "004", "") if "permanently barred" in demand.what]
    assert same_name(first.by, "Moscow")
    assert same_name(second.by, "Moscow")
    assert (first.to, second.to) == ("NATO", None)


def test_004_both_requests_carry_blinkens_answer() -> None:
    keys = {demand.key for demand in demands("reference", "004", "Moscow’s major requests")}
    answers = responses("reference", "004", "Antony Blinken")
    assert {answer.answers_key for answer in answers if "not reversed its positions" in answer.quote} == keys
    assert any("will uphold" in answer.quote and answer.answers_key in keys for answer in answers)


@BOTH
def test_004_kulebas_golden_rule_is_a_position_of_his(source: Source) -> None:
    (rule,) = positions(source, "004", "No decisions on Ukraine without Ukraine")
    assert same_name(rule.actor, "Dmytro Kuleba")


@BOTH
def test_004_a_quotation_that_the_caption_repeats_is_that_of_the_body(source: Source) -> None:
    text = seed("004").text
    (found,) = [checked for checked in claims(source, "004") if "took our concerns into account" in checked.claim.quote]
    assert found.location.start is not None
    assert found.location.start >= text.rindex("“We can’t say that they took") - 100
    assert found.location.start > text.index("via AP")


# --- merged ----------------------------------------------------------------------------------------------------------


@BOTH
def test_one_peskov_across_all_five(source: Source) -> None:
    named = [actor for actor in brief(source).actors if "Peskov" in (actor.name, *actor.aliases)]
    (peskov,) = named
    assert len(peskov.articles) == 5
    assert {"Pesokov", "Pieskow"} <= {peskov.name, *peskov.aliases}


@BOTH
def test_the_common_home_stands_once_with_two_sources(source: Source) -> None:
    found = [claim for claim in brief(source).claims if "our common home, Europe" in claim.claim.quote]
    (home,) = found
    assert sorted(source.article_id[6:9] for source in home.sources) == ["000", "001"]


def test_the_security_guarantees_are_one_thread_with_responses_from_several_articles() -> None:
    merged = brief("reference")
    by_id = {claim.merged_id: claim for claim in merged.claims}

    def articles(ids: tuple[str, ...]) -> set[str]:
        return {source.article_id[6:9] for one in ids for source in by_id[one].sources}

    (thread,) = [
        thread
        for thread in merged.threads
        if any("former Soviet republic" in statement_of(by_id[one].claim) for one in thread.claims)
    ]
    assert articles(thread.claims) >= {"001", "003", "004"}
    assert len(articles(thread.responses)) >= 3


# --- all -------------------------------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("number", NUMBERS)
def test_every_seed_gives_at_least_ten_claims_at_the_words_that_they_quote(source: Source, number: str) -> None:
    article = seed(number)
    found = claims(source, number)
    assert len(found) >= 10
    for checked in found:
        assert checked.location.span
        words = article.text[checked.location.span.start : checked.location.span.end]
        assert words == checked.location.words
        assert not any(checked.location.span.overlaps(piece) for piece in article.furniture)


@BOTH
def test_no_claim_is_lost_in_the_merge(source: Source) -> None:
    made = sum(len(claims(source, number)) for number in NUMBERS)
    assert sum(len(claim.sources) for claim in brief(source).claims) == made
