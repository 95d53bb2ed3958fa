"""Names, numbers, days and words of a statement: which findings they get, and which near misses get none."""

from __future__ import annotations

import pytest
from claim_builder import demand, event, position, response, severities

from summarizer.models import Severity
from summarizer.read import article_from_text

ARTICLE = article_from_text(
    "The bridge over the Torve will be closed for repairs in March, the mayor of Brenna, Helga Moritz, told reporters "
    "on Tuesday. The repairs will cost 15 million euros, and 340 workers from Austria and Slovenia are to take part. "
    "Moritz asked for economic aid.\n\n"
    "“The third pier is damaged, and Austria has offered to pay for half of it,” Moritz said. She thanked the "
    "engineer, Paul Riemer, for his report. Austria's offer stands until the autumn, and its letter to Slovenia was "
    "friendly.\n\n"
    "Carlo Venti, who heads the drivers' association, criticised the plan on Friday. He was angry. He shook his "
    "head. The first lamp is red, the second lamp is green. He said that 27 buses cross the bridge every hour.",
    "bridge",
)

CLOSED = "The bridge over the Torve will be closed for repairs in March"
COST = "The repairs will cost 15 million euros"
WORKERS = "340 workers from Austria and Slovenia are to take part"
AID = "Moritz asked for economic aid"
LAMPS = "The first lamp is red, the second lamp is green"
PIER = "The third pier is damaged, and Austria has offered to pay for half of it"
OFFER = "Austria's offer stands until the autumn"
LETTER = "its letter to Slovenia was friendly"
PLAN = "Carlo Venti, who heads the drivers' association, criticised the plan on Friday"
BUSES = "27 buses cross the bridge every hour"
ACTORS = {PLAN: "Carlo Venti", BUSES: "Carlo Venti"}


def found(statement: str, quote: str) -> dict[str, Severity]:
    return severities(ARTICLE, position(ACTORS.get(quote, "Helga Moritz"), statement, quote))


@pytest.mark.parametrize(
    ("statement", "quote", "code", "severity"),
    [
        ("Slovenia has offered to pay for half of the third pier.", PIER, "name_differs", "refute"),
        ("Slovenia's offer stands until the autumn.", OFFER, "name_differs", "refute"),
        ("The letter to Austria was friendly.", LETTER, "name_differs", "refute"),
        ("340 workers from Austria and Croatia are to take part.", WORKERS, "name_differs", "refute"),
        ("Moritz asked for economic aid in Graz.", AID, "name_absent", "refute"),
        ("27 buses cross the bridge to Slovenia every hour.", BUSES, "name_elsewhere", "doubt"),
        ("The repairs will cost 50 million euros.", COST, "number_absent", "refute"),
        ("340 workers and 12 divers are to take part.", WORKERS, "number_absent", "refute"),
        ("27 workers from Austria and Slovenia are to take part.", WORKERS, "number_differs", "refute"),
        ("The fourth pier is damaged.", PIER, "number_differs", "refute"),
        ("The plan to have 340 workers there was criticised on Friday.", PLAN, "number_elsewhere", "refute"),
        ("Venti has 340 complaints about all those diesel engines.", PLAN, "number_elsewhere", "doubt"),
        ("The bridge over the Torve will be closed in May.", CLOSED, "day_differs", "refute"),
        ("27 buses cross the bridge every minute.", BUSES, "day_differs", "refute"),
        ("The offer stands until the spring.", OFFER, "day_differs", "refute"),
        ("The drivers' association heard of the plan on Friday and Sunday.", PLAN, "day_absent", "doubt"),
        ("Moritz asked for military aid.", AID, "word_differs", "doubt"),
        ("27 trains cross the bridge every hour.", BUSES, "word_differs", "doubt"),
        ("The third pier is damaged by a drunken ship captain.", PIER, "statement_adds", "doubt"),
        ("Better schools and cheaper tickets would please the children.", PIER, "statement_strays", "doubt"),
        ("Moritz calls the repairs “a gift from heaven”.", COST, "quotation_absent", "refute"),
        ("Moritz: it “is badly damaged, and Austria has offered to pay for it”.", PIER, "quotation_absent", "doubt"),
    ],
)  # fmt: skip
def test_what_the_words_do_not_give_is_found(statement: str, quote: str, code: str, severity: Severity) -> None:
    assert found(statement, quote).get(code) == severity


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Austria offered to pay for half of the third pier.", PIER),
        ("Vienna has offered to pay for half of the third pier.", PIER),
        ("The offer of Austria stands until the autumn.", OFFER),
        ("Austria's letter to Slovenia was friendly.", LETTER),
        ("340 workers from Slovenia and Austria are to take part.", WORKERS),
        ("Mayor Moritz asked for economic aid.", AID),
        ("Venti says that 27 buses cross the bridge every hour.", BUSES),
        ("The repairs will cost €15m.", COST),
        ("The repairs will cost 15,000,000 euros.", COST),
        ("Three hundred and forty workers are to take part.", WORKERS),
        ("The 3rd pier is damaged.", PIER),
        ("The second lamp is green.", LAMPS),
        ("The bridge over the Torve will be closed in the month of March.", CLOSED),
        ("The drivers' association criticised the plan on Friday.", PLAN),
        ("Every hour 27 buses cross the bridge.", BUSES),
        ("Moritz asked for aid.", AID),
        ("Moritz asked for economic help.", AID),
        ("The third pier is damaged.", PIER),
        ("Moritz says that “the third pier is damaged”.", PIER),
        ('Moritz says: "The third pier is damaged, and Austria has offered to pay for half of it."', PIER),
    ],
)  # fmt: skip
def test_what_the_words_give_in_another_form_is_left_alone(statement: str, quote: str) -> None:
    assert found(statement, quote) == {}


REJECTED = "Carlo Venti, who heads the drivers' association, criticised the plan on Friday"
CLOSING = event("The bridge is closed", "in March", None, CLOSED, key="t1", status="planned")
ASKED = demand("Moritz", None, "Economic aid", AID, force="request")


@pytest.mark.parametrize("key", ["d2", "t2", "D1", "1"])
def test_a_key_that_no_demand_or_date_has_is_doubtful(key: str) -> None:
    answer = response("Carlo Venti", "Venti criticised the plan.", REJECTED, kind="counters", answers_key=key)
    assert severities(ARTICLE, ASKED, CLOSING, answer) == {"key_unknown": "doubt"}


@pytest.mark.parametrize("key", ["d1", "t1", None])
def test_a_key_of_a_demand_or_a_date_or_none_is_known(key: str | None) -> None:
    answer = response("Carlo Venti", "Venti criticised the plan.", REJECTED, kind="counters", answers_key=key)
    assert severities(ARTICLE, ASKED, CLOSING, answer) == {}


def test_a_statement_too_long_to_compare_whole_is_doubted() -> None:
    statement = "The clinic loses money every year. " * 80
    assert found(statement, "The clinic loses money every year").get("statement_long") == "doubt"
