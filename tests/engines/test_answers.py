"""Answers that do not fit: what is said of them, and what is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from own_forms import EMPTY as OWN_EMPTY
from own_forms import EVENT, POSITION, MyExtraction
from pydantic import ValidationError

from summarizer.engines.answers import explain, salvage
from summarizer.models import Extraction, Position

DEMAND = {"key": "d1", "by": "The union", "what": "Higher wages", "force": "demand", "quote": "higher wages"}
EMPTY: dict[str, list[object]] = {"positions": [], "demands": [], "responses": [], "dates": []}


def test_the_entries_that_fit_are_kept_and_the_others_named() -> None:
    extraction, faults = salvage(json.dumps({**EMPTY, "demands": [DEMAND, {**DEMAND, "force": "wish"}, 7]}))
    assert [demand.key for demand in extraction.demands] == ["d1"]
    assert [fault.partition(":")[0] for fault in faults] == ["demands[1].force", "demands[2]"]


def test_a_list_that_is_missing_or_no_list_is_a_fault() -> None:
    _, faults = salvage(json.dumps({"positions": [], "demands": "none", "extra": 1, "dates": []}))
    assert faults == ["extra: not a field of the schema", "demands: not a list", "responses: missing"]


@pytest.mark.parametrize(("raw", "fault"), [("", "not JSON"), ("I can not", "not JSON"), ("[]", "not a JSON object")])
def test_what_is_no_object_gives_nothing_and_one_fault(raw: str, fault: str) -> None:
    extraction, faults = salvage(raw)
    assert extraction == Extraction.model_validate_json(json.dumps(EMPTY))
    assert len(faults) == 1
    assert faults[0].startswith(fault)


def test_the_explanation_names_places_and_not_the_answers_text() -> None:
    answer = {**EMPTY, "demands": [{**DEMAND, "force": "SECRET"}]}
    with pytest.raises(ValidationError) as error:
        Extraction.model_validate_json(json.dumps(answer))
    assert explain(error.value) == "- demands[0].force: Input should be 'demand', 'request' or 'appeal'"


def test_a_long_list_of_faults_is_cut_and_counted() -> None:
    answer = {**EMPTY, "demands": [{**DEMAND, "force": "x"}] * 11}
    with pytest.raises(ValidationError) as error:
        Extraction.model_validate_json(json.dumps(answer))
    assert explain(error.value).splitlines()[-1] == "- and 3 more"


# --- a form of one's own ---------------------------------------------------------------------------------------------


def test_entries_fit_the_claims_of_the_form() -> None:
    sure, unsure, event = POSITION, {**POSITION, "confidence": 2}, {**EVENT, "places": "Norby"}
    answer = {**OWN_EMPTY, "positions": [sure, unsure], "dates": [EVENT, event]}
    extraction, faults = salvage(json.dumps(answer), MyExtraction)
    assert type(extraction) is MyExtraction
    assert [position.confidence for position in extraction.positions] == [0.5]
    assert [date.places for date in extraction.dates] == [("Norby",)]
    assert [fault.partition(":")[0] for fault in faults] == ["positions[1].confidence", "dates[1].places"]


def test_fields_beside_the_claims_are_kept_each_by_itself() -> None:
    answer = {**OWN_EMPTY, "positions": 7, "people": [{"name": "Ann"}, {"born": 1960}], "tone": "shrill"}
    extraction, faults = salvage(json.dumps(answer), MyExtraction)
    assert isinstance(extraction, MyExtraction)
    assert [person.name for person in extraction.people] == ["Ann"]
    assert extraction.tone is None
    assert faults == [
        "positions: not a list",
        "people[1].name: Field required",
        "tone: Input should be 'calm' or 'heated'",
    ]


@pytest.mark.parametrize("people", ["Ann", {"Ann": 1}, None, 7])
def test_a_list_beside_the_claims_that_is_none_is_empty_and_named(people: object) -> None:
    extraction, faults = salvage(json.dumps({**OWN_EMPTY, "positions": [POSITION], "people": people}), MyExtraction)
    assert isinstance(extraction, MyExtraction)
    assert extraction.people == ()
    assert len(extraction.positions) == 1
    assert faults == ["people: Input should be a valid tuple"]


def test_a_field_beside_the_claims_that_is_missing_is_named() -> None:
    answer = {name: value for name, value in OWN_EMPTY.items() if name != "people"}
    extraction, faults = salvage(json.dumps(answer), MyExtraction)
    assert type(extraction) is MyExtraction
    assert faults == ["people: Field required"]


def test_what_is_no_unicode_is_not_kept_anywhere() -> None:
    bad = {"name": "\ud800"}
    answer = {**OWN_EMPTY, "positions": [{**POSITION, "topic": "\udc00"}], "people": [bad]}
    extraction, faults = salvage(json.dumps(answer), MyExtraction)
    assert isinstance(extraction, MyExtraction)
    assert not extraction.positions
    assert not extraction.people
    assert faults == ["positions[0]: not valid Unicode", "people: not valid Unicode"]


class Located(MyExtraction):
    """A form with a field that can be neither null nor empty."""

    language: str


def test_where_the_form_allows_no_gap_the_claims_are_plain_ones_and_a_fault_says_so() -> None:
    extraction, faults = salvage(json.dumps({**OWN_EMPTY, "positions": [POSITION]}), Located)
    assert type(extraction) is Extraction
    assert type(extraction.positions[0]) is Position
    assert extraction.positions[0].statement == POSITION["statement"]
    assert faults[-1] == "language: Field required; no Located but a plain Extraction, without fields of its own"
    assert Extraction.model_validate_json(extraction.model_dump_json()) == extraction


@pytest.mark.parametrize(("form", "type_of_it"), [(MyExtraction, MyExtraction), (Located, Extraction)])
def test_no_object_gives_an_empty_form_where_the_form_can_be_empty(form: type[Extraction], type_of_it: type) -> None:
    extraction, faults = salvage("I can not help with that.", form)
    assert type(extraction) is type_of_it
    assert extraction.positions == ()
    assert len(faults) == 1


# --- what is nearly JSON ---------------------------------------------------------------------------------------------

REFERENCE = (Path(__file__).parent.parent / "reference/003.json").read_text("utf-8")


def test_of_an_answer_that_was_cut_off_the_entries_before_the_cut_are_kept() -> None:
    whole = Extraction.model_validate_json(REFERENCE)
    second = REFERENCE.index(whole.positions[2].statement) + 10
    extraction, faults = salvage(REFERENCE[:second])
    assert extraction.positions == whole.positions[:2]
    assert (extraction.demands, extraction.responses, extraction.dates) == ((), (), ())
    assert faults[0].startswith("not JSON: Unterminated string")


def test_an_entry_that_is_complete_but_for_the_cut_behind_it_is_not_trusted() -> None:
    extraction, _ = salvage(REFERENCE.rstrip().removesuffix("}").rstrip().removesuffix("]"))
    assert len(extraction.dates) == len(Extraction.model_validate_json(REFERENCE).dates) - 1


def test_control_characters_in_strings_cost_no_entry() -> None:
    whole = Extraction.model_validate_json(REFERENCE)
    topic = whole.positions[0].topic
    extraction, faults = salvage(REFERENCE.replace(topic, topic + "\n\t", 1))
    assert len(extraction.positions) == len(whole.positions)
    assert faults == [f"not JSON: Invalid control character at at character {REFERENCE.index(topic) + len(topic)}"]
