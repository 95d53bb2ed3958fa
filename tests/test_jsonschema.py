"""The schemas: fresh in schemas/, and strict where a server is to hold a model to them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from summarizer.jsonschema import PUBLISHED, schema_text, strict_schema
from summarizer.models import Extraction
from summarizer.templates import shipped

FORBIDDEN = frozenset(
    [
        "oneOf",
        "allOf",
        "not",
        "default",
        "pattern",
        "format",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minItems",
        "maxItems",
        "uniqueItems",
        "prefixItems",
        "patternProperties",
        "unevaluatedProperties",
        "propertyNames",
        "minProperties",
        "maxProperties",
        "if",
        "then",
        "else",
        "dependentRequired",
        "dependentSchemas",
        "contains",
        "title",
        "examples",
    ]
)
"""What OpenAI's strict subset does not take, and the two keywords that only cost tokens."""


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_the_file_in_schemas_is_what_the_models_give(name: str) -> None:
    stale = "stale: run `make schemas`"
    assert (shipped("schemas") / f"{name}.json").read_text("utf-8") == schema_text(name), stale


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema in a schema, whatever stands between."""
    if isinstance(node, list):
        for entry in node:
            yield from objects(entry)
    elif isinstance(node, dict):
        yield node
        for key, value in node.items():
            yield from (objects(list(value.values())) if key in ("properties", "$defs") else objects(value))


def test_the_strict_schema_has_nothing_that_the_strict_subset_forbids() -> None:
    for schema in objects(strict_schema(Extraction)):
        assert not FORBIDDEN & schema.keys()
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False
            assert schema["required"] == list(schema["properties"])
        if "$ref" in schema:
            assert schema.keys() == {"$ref"}, "a reference with company is not taken"


def test_the_strict_schema_stays_within_the_limits_of_size_and_depth() -> None:
    text = json.dumps(strict_schema(Extraction))
    properties = sum(len(schema.get("properties", ())) for schema in objects(strict_schema(Extraction)))
    enums = sum(len(schema.get("enum", ())) for schema in objects(strict_schema(Extraction)))
    assert properties <= 5000
    assert enums <= 1000
    assert len(text) <= 120_000


def test_what_may_be_unknown_is_nullable_and_still_asked_for() -> None:
    demand = strict_schema(Extraction)["$defs"]["Demand"]
    assert demand["properties"]["to"]["anyOf"] == [{"type": "string"}, {"type": "null"}]
    assert "to" in demand["required"]


def test_the_strict_schema_asks_for_dates_as_strings_so_that_no_year_must_be_made_up() -> None:
    value = strict_schema(Extraction)["$defs"]["DatedEvent"]["properties"]["value"]
    assert {"type": "string"} in value["anyOf"]
    assert {"type": "null"} in value["anyOf"]
