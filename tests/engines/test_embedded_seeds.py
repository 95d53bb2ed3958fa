"""What the embedded engine shows on the five seed articles, read as a careful reader would."""

from functools import cache
from pathlib import Path

import pytest

from summarizer.engines.embedded import extract
from summarizer.models import Article, Claim, Extraction, actor_of
from summarizer.read import read_articles
from summarizer.text.names import named_actors

SEEDS = Path(__file__).parents[2] / "seeds"
NUMBERS = ["000", "001", "002", "003", "004"]


@cache
def seed(number: str) -> Article:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    return article


@cache
def answer(number: str) -> Extraction:
    return extract(seed(number))


def claims(number: str) -> tuple[Claim, ...]:
    found = answer(number)
    return (*found.positions, *found.demands, *found.responses, *found.dates)


def statements(number: str, actor: str) -> str:
    return " | ".join(p.statement for p in answer(number).positions if p.actor == actor)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_seed_is_worth_reading_and_every_quote_stands_in_the_article(number: str) -> None:
    article = seed(number)
    assert len(claims(number)) >= 10
    for claim in claims(number):
        at = article.text.find(claim.quote)
        places = []
        while at >= 0:
            places.append((at, at + len(claim.quote)))
            at = article.text.find(claim.quote, at + 1)
        assert any(not any(s < f.end and f.start < e for f in article.furniture) for s, e in places)


@pytest.mark.parametrize("number", NUMBERS)
def test_nobody_speaks_whom_the_article_does_not_name(number: str) -> None:
    for claim in claims(number):
        actor = actor_of(claim)
        assert actor is None or actor in seed(number).text


@pytest.mark.parametrize("number", NUMBERS)
def test_no_remark_is_told_twice(number: str) -> None:
    told = [(p.actor, p.statement) for p in answer(number).positions]
    assert len(told) == len(set(told))


def test_000_the_attack_is_alleged_by_zelensky_and_rejected_by_moscow() -> None:
    found = answer("000")
    attacks = [e for e in found.dates if e.value == "2022-02-16"]
    assert {e.status for e in attacks} == {"alleged"}
    assert "Volodymyr Zelensky" in {e.according_to for e in attacks}
    (rejection,) = found.responses
    assert (rejection.by, rejection.kind) == ("Moscow", "rejects")
    assert rejection.answers_key in {e.key for e in attacks}


def test_000_pesokov_is_peskov() -> None:
    people = {a.name: a for a in named_actors(seed("000").text) if a.kind == "person"}
    assert "Pesokov" in people["Dmitry Peskov"].aliases
    assert "our common home, Europe" in statements("000", "Dmitry Peskov")


def test_001_kiev_asks_and_danilov_doubts() -> None:
    found = answer("001")
    (panic,) = [d for d in found.demands if d.by == "Kiev"]
    assert (panic.to, panic.force) == (None, "request")
    assert "panic" in panic.what
    (denial,) = [r for r in found.responses if r.by == "Oleksiy Danilov"]
    assert (denial.kind, denial.answers) == ("denies", "A possible Russian invasion")
    assert "we do not currently see an invasion" in denial.statement
    denied = [e for e in found.dates if e.value in {"XXXX-02-16", "XXXX-02-17"}]
    assert [(e.status, e.according_to) for e in denied] == [("alleged", None)] * 2
    assert all(e.event.startswith("An invasion") for e in denied)


def test_001_lavrov_judges_the_us_response_once() -> None:
    found = answer("001")
    judged = [r for r in found.responses if r.by == "Sergei Lavrov"]
    assert [(r.kind, r.to, r.answers) for r in judged] == [
        ("rejects", "US", "The US response"),
        ("acknowledges", "US", "The US response"),
    ]
    assert "satisf" not in statements("001", "Sergei Lavrov")


def test_001_moscow_demands_the_commitment() -> None:
    (found,) = [d for d in answer("001").demands if d.by == "Moscow"]
    assert found.what == ("The commitment that neither Ukraine nor any former Soviet republic will be part of NATO")


def test_001_dates_stay_without_a_year() -> None:
    values = {e.phrase: e.value for e in answer("001").dates}
    assert values["Monday"] is None
    assert values["Tuesday"] is None
    assert {"XXXX-02-16", "XXXX-02-17"} <= set(values.values())


def test_002_speech_opened_by_dashes_is_peskovs_and_moscow_denies() -> None:
    assert "Peskov says NATO is an instrument of confrontation." in statements("002", "Peskov")
    assert {p.role for p in answer("002").positions if p.actor == "Peskov"} == {"Kremlin spokesman"}
    (denial,) = answer("002").responses
    assert (denial.by, denial.kind) == ("Moscow", "denies")
    assert {e.value for e in answer("002").dates} == {"XXXX-01-12", "XXXX-01-13"}
    assert not answer("002").demands


def test_003_the_expected_answer_is_promised_by_stoltenberg_in_peskovs_words() -> None:
    found = answer("003")
    asked = {d.key: d for d in found.demands}
    assert "Kremlin" in {d.by for d in asked.values()}
    (promise,) = [r for r in found.responses if r.by == "Stoltenberg"]
    assert promise.reported_by == "Dmitry Peskov"
    assert promise.answers_key in asked
    values = {e.phrase: e.value for e in found.dates}
    assert values["Dec. 15, 2021"] == "2021-12-15"


def test_004_moscows_requests_and_blinkens_answer() -> None:
    found = answer("004")
    assert [(d.by, d.to) for d in found.demands] == [("Moscow", "NATO"), ("Moscow", None)]
    (refusal,) = found.responses
    assert (refusal.by, refusal.kind) == ("Antony Blinken", "rejects")
    assert "had not reversed its positions" in refusal.quote
    assert "we will uphold the principle" in statements("004", "Antony Blinken")


def test_004_everybody_has_their_own_words() -> None:
    assert "No decisions on Ukraine without Ukraine" in statements("004", "Dmytro Kuleba")
    assert "contains no positive response" in statements("004", "Sergey Lavrov")
    assert "games on diplomacy" in statements("004", "Jen Psaki")
    assert "tangible signs" in statements("004", "Ned Price")


def test_004_dates() -> None:
    events = {e.phrase: e for e in answer("004").dates}
    assert (events["Feb. 7"].value, events["Feb. 7"].status) == ("2022-02-07", "planned")
    assert events["last Friday"].value in {"2022-01-21", None}
