"""Who says it, to whom, and on whose report: which findings a wrong one gets, and that a right one gets none."""

from __future__ import annotations

import pytest
from claim_builder import demand, event, position, severities

from summarizer.models import Severity
from summarizer.read import article_from_text

ARTICLE = article_from_text(
    "The clinic in Marlow must stay open, nurse Ada Quill told the newspaper Marlow Courier on Monday. “We treat "
    "forty people a day,” she said.\n\n"
    "County treasurer Boris Fenn disagreed. “The clinic loses money every year,” Fenn said. He called on Denmark to "
    "pay for its patients.\n\n"
    "The weather was fine. People stood in the square. A band played. “The roof leaks,” said Clara Voss, who rents a "
    "room there. French officials came to see it.\n\n"
    "According to Voss, the owner Emil Hart had promised a new roof. The nurses' union demands that the county raise "
    "wages.",
    "clinic",
)

OPEN = "The clinic in Marlow must stay open"
TREAT = "We treat forty people a day"
MONEY = "The clinic loses money every year"
PAY = "He called on Denmark to pay for its patients"
ROOF = "The roof leaks"
PROMISE = "the owner Emil Hart had promised a new roof"
WAGES = "The nurses' union demands that the county raise wages"


def said(actor: str, statement: str, quote: str, reported_by: str | None = None) -> dict[str, Severity]:
    return severities(ARTICLE, position(actor, statement, quote, reported_by=reported_by))


# --- the actor -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pronoun", ["she", "They", "who"])
def test_a_pronoun_is_no_actor(pronoun: str) -> None:
    assert said(pronoun, "The clinic loses money every year.", MONEY)["actor_pronoun"] == "doubt"


@pytest.mark.parametrize("actor", ["Gustav Lind", "Norway", "the government of Norway", "", "  ", "Qui"])
def test_an_actor_that_the_article_does_not_name_refutes(actor: str) -> None:
    assert said(actor, "The clinic loses money every year.", MONEY)["actor_absent"] == "refute"


@pytest.mark.parametrize("actor", ["Clara Fenn", "France", "the French government", "Boris Lind"])
def test_an_actor_that_the_article_names_in_part_is_doubtful(actor: str) -> None:
    assert said(actor, "The clinic loses money every year.", MONEY)["actor_partly"] == "doubt"


@pytest.mark.parametrize(
    "actor", ["Boris Fenn", "Fenn", "BORIS FENN", "County treasurer Boris Fenn", "Mr Fenn", "the county treasurer"]
)
def test_an_actor_by_any_of_his_names_is_named(actor: str) -> None:
    assert said(actor, "The clinic loses money every year.", MONEY) == {}


def test_an_event_needs_no_actor() -> None:
    told = "nurse Ada Quill told the newspaper Marlow Courier on Monday"
    assert severities(ARTICLE, event("Quill spoke to the newspaper", "on Monday", None, told)) == {}


# --- whose words they are --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actor", "quote", "severity"),
    [
        ("Boris Fenn", ROOF, "refute"),  # “…,” said Clara Voss
        ("Ada Quill", MONEY, "refute"),  # “…,” Fenn said
        ("Clara Fenn", MONEY, "refute"),  # the article's only Fenn is Boris
        ("Clara Voss", TREAT, "doubt"),  # “…,” she said: the pronoun is Quill by the text, and not by name
        ("Boris Fenn", TREAT, "doubt"),  # “…,” she said: he is a man
        ("Denmark", MONEY, None),  # a person may speak for a state
    ],
)
def test_words_of_another_speaker(actor: str, quote: str, severity: Severity | None) -> None:
    assert said(actor, quote + ".", quote).get("speaker_differs") == severity


@pytest.mark.parametrize(
    ("actor", "quote"),
    [("Clara Voss", ROOF), ("Fenn", MONEY), ("Ada Quill", TREAT), ("the nurse", OPEN), ("Clara Voss", PROMISE)],
)
def test_words_of_their_own_speaker(actor: str, quote: str) -> None:
    assert said(actor, quote + ".", quote) == {}


def test_words_of_who_reports_them_are_not_anothers() -> None:
    assert said("Emil Hart", "Hart promised a new roof.", PROMISE, reported_by="Clara Voss") == {}


def test_a_statement_according_to_another_than_its_actor_is_doubtful() -> None:
    assert said("Boris Fenn", "According to Quill, the clinic loses money.", MONEY)["speaker_differs"] == "doubt"


def test_a_statement_according_to_its_actor_is_right() -> None:
    assert said("Boris Fenn", "According to Fenn, the clinic loses money.", MONEY) == {}


# --- who reports it --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reporter", "code"),
    [("Reuters", "reporter_absent"), ("Marlow Herald", "reporter_absent"), ("Marlow Courier", "reporter_elsewhere")],
)
def test_a_reporter_whom_the_place_does_not_name_is_doubtful(reporter: str, code: str) -> None:
    assert said("Clara Voss", "The roof leaks.", ROOF, reported_by=reporter) == {code: "doubt"}


def test_a_reporter_beside_the_words_is_right() -> None:
    assert said("Ada Quill", "The clinic must stay open.", OPEN, reported_by="Marlow Courier") == {}


# --- to whom it is said ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "found"),
    [
        ("Sweden", {"addressee_absent": "doubt", "addressee_differs": "refute"}),  # the article does not know it
        ("Emil Hart", {"addressee_elsewhere": "doubt", "addressee_differs": "refute"}),  # named, but far away
        ("Fenn", {"addressee_differs": "refute"}),  # named here, and not the one who is asked
        ("Denmark", {}),
        ("the Danish government", {}),
        (None, {}),
    ],
)
def test_whom_a_demand_asks(to: str | None, found: dict[str, Severity]) -> None:
    assert severities(ARTICLE, demand("Boris Fenn", to, "Pay for its patients", PAY)) == found


@pytest.mark.parametrize(("to", "found"), [("the county", {}), ("Clara Voss", {})])
def test_whom_a_demand_asks_that_calls_nobody_by_name(to: str, found: dict[str, Severity]) -> None:
    assert severities(ARTICLE, demand("nurses' union", to, "Raise wages", WAGES)) == found
