"""Each check on an article made for it: what it finds, and that it leaves a faithful claim alone."""

from __future__ import annotations

import ast
import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from claim_builder import position as claim_of
from claim_builder import severities

from summarizer.check import CHECKS, check_extraction, checks, recheck, verdict_of
from summarizer.errors import DifferentText
from summarizer.models import (
    CheckedClaim,
    DatedEvent,
    Demand,
    Extraction,
    Finding,
    Outcome,
    Position,
    Provenance,
    Response,
    Severity,
    Summary,
)
from summarizer.read import article_from_text

TEXT = """Port workers walk out

March 12, 2023

The dockers' union demands that the port authority pay 15 percent more by Friday. Union leader Mia Holm said: “We will not unload a single ship until the authority answers us.”

Port director Jonas Ek rejected the demand on Monday and called it “a present for nobody”.

See also Ferry company pays 30 percent more to its captains
"""  # noqa: E501
ARTICLE = article_from_text(TEXT, "port")
MADE = Provenance(engine="test", engine_version="1")


def position(**changes: Any) -> Position:
    given = {
        "actor": "Mia Holm",
        "topic": "unloading",
        "stance": "opposes",
        "act": "threatens",
        "statement": "The union will not unload a ship until the authority answers.",
        "quote": "We will not unload a single ship until the authority answers us.",
    }
    return Position.model_validate(given | changes)


def event(**changes: Any) -> DatedEvent:
    given = {
        "event": "Port director Jonas Ek rejected the demand",
        "phrase": "on Monday",
        "value": "2023-03-06",
        "status": "past",
        "quote": "Port director Jonas Ek rejected the demand on Monday",
    }
    return DatedEvent.model_validate(given | changes)


def demand(**changes: Any) -> Demand:
    given = {
        "key": "d1",
        "by": "dockers' union",
        "to": "port authority",
        "what": "15 percent more pay",
        "force": "demand",
        "deadline": "by Friday",
        "quote": "The dockers' union demands that the port authority pay 15 percent more by Friday.",
    }
    return Demand.model_validate(given | changes)


def only_dates(*events: DatedEvent) -> Extraction:
    return Extraction(positions=(), demands=(), responses=(), dates=events)


def summary_of(*claims: Position | Demand | Response | DatedEvent, **others: str) -> Summary:
    extraction = Extraction(
        positions=tuple(claim for claim in claims if isinstance(claim, Position)),
        demands=tuple(claim for claim in claims if isinstance(claim, Demand)),
        responses=tuple(claim for claim in claims if isinstance(claim, Response)),
        dates=tuple(claim for claim in claims if isinstance(claim, DatedEvent)),
    )
    return check_extraction(ARTICLE, extraction, Outcome(kind="ok"), MADE, others)


def checked(claim: Position | Demand | Response | DatedEvent, **others: str) -> CheckedClaim:
    summary = summary_of(claim, **others)
    (only,) = (*summary.claims, *summary.set_aside)
    assert (only in summary.set_aside) == (only.verdict == "unsupported")
    return only


def codes(claim: Position | Demand | Response | DatedEvent) -> tuple[str, list[str]]:
    found = checked(claim)
    return found.verdict, [finding.code for finding in found.findings]


@pytest.mark.parametrize("claim", [position(), demand(), event()])
def test_a_faithful_claim_is_supported_without_a_finding(claim: Position | Demand | DatedEvent) -> None:
    assert codes(claim) == ("supported", [])


@pytest.mark.parametrize(
    ("claim", "verdict", "code"),
    [
        (position(quote="The ships will all be sold to the navy next year"), "unsupported", "quote_absent"),
        (position(quote="We will unload a single ship until the authority answers us"), "unsupported", "quote_changed"),
        (position(quote="We will not unload a single ship until Jonas answers us"), "unsupported", "quote_changed"),
        (
            position(quote="We will not unload a single boat until the authority answers us"),
            "doubtful",
            "quote_altered",
        ),
        (
            position(
                actor="Mia Holm", quote="Ferry company pays 30 percent more to its captains", statement="More pay."
            ),
            "unsupported",
            "quote_furniture",
        ),
        (position(quote="5 percent more by Friday", statement="More by Friday."), "unsupported", "quote_cuts_number"),
        (position(quote="unload", statement="They will not unload."), "doubtful", "quote_short"),
        (position(actor="Olaf Scholz"), "unsupported", "actor_absent"),
        (position(actor=""), "unsupported", "actor_absent"),
        (position(actor="Mia Ek"), "unsupported", "actor_partly"),
        (position(actor="Mia Scholz"), "unsupported", "actor_partly"),
        (position(reported_by="Reuters"), "doubtful", "reporter_absent"),
        (demand(to="the government in Oslo"), "doubtful", "addressee_absent"),
        (demand(what="25 percent more pay"), "unsupported", "number_absent"),
        (position(statement="The union wants 30 percent more."), "doubtful", "number_elsewhere"),
        (position(statement="The union calls it “a present for the owners”."), "unsupported", "quotation_absent"),
        (
            Response(
                by="Jonas Ek",
                answers="the demand",
                answers_key="d9",
                kind="rejects",
                statement="Ek rejected the demand.",
                quote="Port director Jonas Ek rejected the demand on Monday",
            ),
            "doubtful",
            "key_unknown",
        ),
        (event(phrase="on Wednesday"), "unsupported", "date_absent"),
        (event(phrase="", value=None), "unsupported", "date_absent"),
        (position(quote=" "), "unsupported", "quote_absent"),
        (event(value="2023-03-07"), "doubtful", "date_differs"),
    ],
)
def test_each_fault_is_found_by_its_check(
    claim: Position | Demand | Response | DatedEvent, verdict: str, code: str
) -> None:
    found_verdict, found = codes(claim)
    assert code in found
    assert found_verdict == verdict


LOCKS = article_from_text(
    "The lock in Torr froze in the night. The lock keeper said that he will not leave before the ice is gone, and that "
    "15 boats wait.\n\nThe fee is high. The fee is high. The town's mayor, Ute Lind, hopes for rain.",
    "locks",
)


@pytest.mark.parametrize(
    ("statement", "quote", "code", "severity"),
    [
        ("The lock froze.", "The lock in Torr melted in spring", "quote_absent", "refute"),
        (
            "The lock froze, and the fee is high.",
            "The lock in Torr froze and that 15 boats wait",
            "quote_stitched",
            "refute",
        ),
        ("He will not leave.", "he will leave before the ice is gone", "quote_changed", "refute"),
        ("He will not leave.", "he will not leave before the snow is gone", "quote_altered", "doubt"),
        ("He will not leave.", "he might not leave before the ice is gone", "quote_changed", "refute"),
        ("51 boats wait.", "and that 51 boats wait", "quote_changed", "refute"),
        ("He will leave before the ice is gone.", "he will … leave before the ice is gone", "quote_changed", "refute"),
        ("The lock froze.", "The lock in Torr froze during the night", "quote_altered", "doubt"),
        ("The fee is high.", "The fee is high", "quote_repeated", "note"),
        ("5 boats wait.", "5 boats wait", "quote_cuts_number", "refute"),
        ("Lind hopes.", "hopes", "quote_short", "doubt"),
        ("The town's mayor wants rain for the fields.", "hopes", "quote_short", "refute"),
    ],
)
def test_a_quote_that_does_not_stand_there_as_it_is(statement: str, quote: str, code: str, severity: Severity) -> None:
    assert severities(LOCKS, claim_of("Ute Lind", statement, quote)).get(code) == severity


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("The lock froze.", "The lock in Torr froze in the night"),
        ("The lock froze.", "the  LOCK in Torr\nfroze in the night."),
        ("The lock froze.", "The lock in Torr froze…"),
        ("The lock froze in the night.", "The lock … froze in the night"),
        ("15 boats wait.", "15 boats wait"),
        ("The mayor hopes for rain.", "The town’s mayor, Ute Lind, hopes for rain"),
        ("Lind hopes for rain.", "hopes for rain"),
    ],
)
def test_a_quote_that_stands_there_but_for_typography(statement: str, quote: str) -> None:
    assert severities(LOCKS, claim_of("Ute Lind", statement, quote)) == {}


def test_a_year_that_the_article_does_not_give_is_doubtful() -> None:
    undated = article_from_text("The council met on January 12 and voted.", "a")
    claim = DatedEvent(
        event="The council voted", phrase="January 12", value="2022-01-12", status="past", quote="met on January 12"
    )
    only = check_extraction(undated, only_dates(claim), Outcome(kind="ok"), MADE)
    assert [finding.code for finding in only.claims[0].findings] == ["date_invented"]
    assert only.claims[0].when is not None
    assert only.claims[0].when.value == "XXXX-01-12"


@pytest.mark.parametrize("value", ["2023-03-06", "2023-W10", "2023-03", "2023", None])
def test_a_date_that_is_the_same_or_coarser_agrees(value: str | None) -> None:
    assert codes(event(value=value)) == ("supported", [])


def test_a_date_that_is_finer_than_the_words_is_doubtful() -> None:
    finer = event(phrase="March 12, 2023", value="2023-03-12T09:00", quote="March 12, 2023")
    assert "date_differs" in codes(finer)[1]


def test_an_absent_quote_that_stands_in_another_article_says_where() -> None:
    found = checked(position(quote="The lock gates froze in the night"), other="The lock gates froze in the night.")
    assert found.location.elsewhere == "other"
    assert "It stands in other." in found.findings[0].message


def test_the_same_claim_twice_is_set_aside_once_as_repeated() -> None:
    summary = summary_of(position(), position())
    assert [claim.verdict for claim in summary.claims] == ["supported"]
    assert [finding.code for finding in summary.set_aside[0].findings] == ["repeated"]
    assert summary.set_aside[0].claim_id == summary.claims[0].claim_id + "-2"


def test_ids_depend_on_the_claim_and_its_place_and_not_on_its_company() -> None:
    alone = summary_of(position()).claims[0].claim_id
    in_company = summary_of(demand(), position(), event()).claims[0].claim_id
    assert alone == in_company
    assert alone != checked(position(statement="Something else.")).claim_id


def test_findings_add_up_by_the_gravest() -> None:
    note, doubt, refute = (Finding(code="c", message="m", severity=s) for s in ("note", "doubt", "refute"))
    assert verdict_of([]) == verdict_of([note]) == "supported"
    assert verdict_of([note, doubt]) == "doubtful"
    assert verdict_of([doubt, refute]) == "unsupported"


def test_every_check_is_documented() -> None:
    assert all(test.__doc__ for test in CHECKS)


def test_the_table_of_codes_is_what_the_code_yields() -> None:
    rows = re.findall(r"^\| (\w+) \| ((?:note|doubt|refute)[\w, ]*) \|", checks.__doc__ or "", re.M)
    documented = {code: frozenset(severity.split(", ")) for code, severity in rows}
    assert len(documented) == len(rows)
    assert documented == yielded_codes()


def yielded_codes() -> dict[str, frozenset[str]]:
    """The codes of all findings that the package makes, each with its severities, read from the sources."""
    found: dict[str, set[str]] = {}
    for source in sorted(Path(checks.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for code, severity in _made(node, node.func.id):
                    found.setdefault(code, set()).add(severity)
    return {code: frozenset(severities) for code, severities in found.items()}


def _made(call: ast.Call, function: str) -> list[tuple[str, str]]:
    """The code and the severities of a finding that a call makes; nothing where it makes none of its own."""
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    told: list[str]
    match function, call.args:
        case (("note" | "doubt" | "refute"), [code, *_]):
            told = [function]
        case "make", [code, *_]:
            told = ["doubt", "refute"]
        case "by_closeness", [_, code, *_]:
            told = ["doubt", "refute"]
        case "_finding", [code, severity, *_]:
            told = _words_in(severity) or ["doubt", "refute"]
        case "Finding", []:
            code, told = given["code"], _words_in(given["severity"])
        case _:
            return []
    return [(text, severity) for text in _words_in(code) for severity in told]


def _words_in(node: ast.expr) -> list[str]:
    return [each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def test_a_recheck_gives_the_same_summary() -> None:
    summary = summary_of(position(), demand(what="25 percent more pay"), event())
    assert recheck(summary, ARTICLE) == summary


def test_a_recheck_against_another_text_says_so() -> None:
    with pytest.raises(DifferentText, match="different text"):
        recheck(summary_of(position()), article_from_text(TEXT + " ", "port"))


def test_a_date_given_by_hand_at_the_time_holds_in_a_recheck() -> None:
    text = "The council met on Monday and voted."
    dated = article_from_text(text, "a", published=dt.date(2023, 3, 7))
    claim = DatedEvent(event="It met", phrase="Monday", value="2023-03-06", status="past", quote="met on Monday")
    summary = check_extraction(dated, only_dates(claim), Outcome(kind="ok"), MADE)
    assert summary.claims[0].verdict == "supported"
    assert recheck(summary, article_from_text(text, "a")) == summary
