"""Answers that do not fit: what is said of them, and what is kept."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from summarizer.engines.answers import explain, salvage
from summarizer.models import Extraction

DEMAND = {"key": "d1", "by": "The union", "what": "Higher wages", "force": "demand", "quote": "higher wages"}
EMPTY: dict[str, list[object]] = {"positions": [], "demands": [], "responses": [], "dates": []}


def test_the_entries_that_fit_are_kept_and_the_others_named() -> None:
    extraction, faults = salvage(json.dumps({**EMPTY, "demands": [DEMAND, {**DEMAND, "force": "wish"}, 7]}))
    assert [demand.key for demand in extraction.demands] == ["d1"]
    assert [fault.partition(":")[0] for fault in faults] == ["demands[1].force", "demands[2]"]


def test_a_list_that_is_missing_or_no_list_is_a_fault() -> None:
    _, faults = salvage(json.dumps({"positions": [], "demands": "none", "extra": 1, "dates": []}))
    assert faults == ["extra: not a field of the schema", "demands: not a list", "responses: missing"]


@pytest.mark.parametrize(
    ("raw", "fault"), [("", "not JSON"), ('{"positions": [', "not JSON"), ("[]", "not a JSON object")]
)
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
