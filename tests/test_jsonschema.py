"""The schemas: fresh in schemas/, and strict where a server is to hold a model to them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

import pytest
from own_forms import MyExtraction
from pydantic import Field, JsonValue, create_model

from summarizer.errors import SettingsError
from summarizer.jsonschema import PUBLISHED, schema_text, strict_schema
from summarizer.models import Extraction, Model, Position
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


# --- fields of one's own ---------------------------------------------------------------------------------------------


class Cat(Model):
    """A kind of pet."""

    kind: Literal["cat"]


class Dog(Model):
    """Another kind of pet."""

    kind: Literal["dog"]


class Owner(Model):
    """What the strict subset can say, with some of what it can not say in keywords."""

    share: float = Field(ge=0, lt=1, description="How much of it.")
    name: str = Field(default="Ann", min_length=2)
    pet: Annotated[Cat | Dog, Field(discriminator="kind", description="The pet.")]
    second: Cat = Field(description="The other pet.")
    format: str
    sizes: tuple[int, ...]


def test_what_has_no_keyword_in_the_strict_subset_is_told_in_the_description() -> None:
    properties = strict_schema(Owner)["properties"]
    assert properties["share"] == {"description": "How much of it; at least 0, less than 1.", "type": "number"}
    assert properties["name"] == {"description": "at least 2 characters.", "type": "string"}
    assert properties["sizes"] == {"type": "array", "items": {"type": "integer"}}


def test_a_union_told_apart_by_a_field_is_one_of_any() -> None:
    kinds = [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}]
    assert strict_schema(Owner)["properties"]["pet"] == {"anyOf": kinds, "description": "The pet."}


def test_a_reference_keeps_its_description_and_has_no_company() -> None:
    second = strict_schema(Owner)["properties"]["second"]
    assert second == {"anyOf": [{"$ref": "#/$defs/Cat"}], "description": "The other pet."}


def test_a_field_may_have_the_name_of_a_keyword() -> None:
    assert strict_schema(Owner)["properties"]["format"] == {"type": "string"}


def test_a_form_of_ones_own_has_nothing_that_the_strict_subset_forbids() -> None:
    for form in (MyExtraction, Owner):
        for schema in objects(strict_schema(form)):
            assert not FORBIDDEN & schema.keys()
            assert "$ref" not in schema or schema.keys() == {"$ref"}
    position = strict_schema(MyExtraction)["$defs"]["MyPosition"]
    assert position["required"] == [*Position.model_fields, "confidence"]
    said = "How sure you are that the actor holds this; at least 0, at most 1."
    assert position["properties"]["confidence"]["description"] == said
    assert strict_schema(MyExtraction)["properties"]["positions"]["description"] == "Positions."


@pytest.mark.parametrize(
    ("type_of_it", "what", "remedy"),
    [
        (dict[str, int], "a dict of any keys", "list of entries"),
        (dict, "a dict of any keys", "list of entries"),
        (tuple[int, str], "a tuple of fixed length", "named fields"),
        (tuple[()], "a tuple of fixed length", "named fields"),
        (Any, "has no type", "such as str"),
        (JsonValue, "has no type", "such as str"),
        (list, "has no type", "such as str"),
        (list[dict[str, str]] | None, "a dict of any keys", "list of entries"),
        (Callable[[], int], "has no JSON Schema", "another type"),
    ],
)
def test_what_the_strict_subset_can_not_say_is_refused_with_the_fields_name(
    type_of_it: Any, what: str, remedy: str
) -> None:
    form = create_model("Form", inner=(create_model("Inner", notes=(type_of_it, ...)), ...))
    with pytest.raises(SettingsError, match=what) as error:
        strict_schema(form)
    assert re.search(r"Inner\.notes|JsonValue|Form has no JSON Schema", error.value.message)
    assert remedy in (error.value.remedy or "")
