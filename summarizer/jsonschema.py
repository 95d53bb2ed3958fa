"""JSON Schemas of the models: those in schemas/, and the strict one that an OpenAI-compatible server is sent.

The strict subset is that of OpenAI's structured outputs: every object closed, every field required (and nullable
where it may be unknown), no default, no oneOf, no tuple. Source: OpenAI's guide to structured outputs. What the subset
can not say of a user's own field is refused, or told in the field's description, and never left out in silence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.errors import PydanticInvalidForJsonSchema

from summarizer.errors import SettingsError
from summarizer.models import Brief, Extraction, Summary

__all__ = ["PUBLISHED", "schema_text", "strict_schema"]

PUBLISHED: Mapping[str, type[BaseModel]] = {"extraction": Extraction, "summary": Summary, "brief": Brief}
"""The schemas that `schemas/` holds and `summarizer schema` prints, by name."""

_ALLOWED = frozenset({"$defs", "$ref", "type", "properties", "items", "anyOf", "enum", "const", "description"})
_SAYS_TYPE = frozenset({"type", "$ref", "anyOf", "enum", "const"})
_LIMITS: Mapping[str, str] = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "pattern": "fits the pattern {}",
    "format": "in the format {}",
    "minItems": "at least {} entries",
    "maxItems": "at most {} entries",
}
"""Limits that the strict subset has no keyword for; they are told in words, and the answer is still held to them."""


def schema_text(name: str) -> str:
    """The published schema `name` as JSON text, keys in the models' order; the Extraction's is the strict one."""
    model = PUBLISHED[name]
    schema = strict_schema(model) if model is Extraction else model.model_json_schema(mode="serialization")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


@cache
def strict_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of an LLM-facing model in the strict subset. Build it once; do not change what is returned.

    Raises:
        SettingsError: The subset can not say a field's type; names the field, and the remedy.
    """
    try:
        schema = model.model_json_schema()
    except PydanticInvalidForJsonSchema as error:
        raise SettingsError(
            f"{model.__name__} has no JSON Schema: {error.message}", "give the field another type"
        ) from error
    strict: dict[str, Any] = _strict(schema, model.__name__)
    return strict


def _strict(node: Any, place: str) -> Any:
    """A schema in the strict subset; `place` names it in an error, such as `MyPosition.tags`."""
    if isinstance(node, list):
        return [_strict(entry, place) for entry in node]
    if not isinstance(node, dict):
        return node
    node = _reworded(node)
    _refuse(node, place)
    closed = {key: _strict_value(key, value, place) for key, value in node.items() if key in _ALLOWED}
    if "properties" in closed:
        closed["required"] = list(closed["properties"])
        closed["additionalProperties"] = False
    return closed


def _strict_value(key: str, value: Any, place: str) -> Any:
    match key:
        case "properties":
            return {name: _strict(schema, f"{place}.{name}") for name, schema in value.items()}
        case "$defs":
            return {name: _strict(schema, name) for name, schema in value.items()}
        case "enum" | "const":
            return value
        case _:
            return _strict(value, place)


def _reworded(node: dict[str, Any]) -> dict[str, Any]:
    """The same in the subset's keywords: limits in words, a union told apart by a field, a reference with company."""
    limits = [words.format(node[key]) for key, words in _LIMITS.items() if key in node and "prefixItems" not in node]
    if limits:
        said = node.get("description", "").rstrip(" .")
        node = {**node, "description": (f"{said}; " if said else "") + ", ".join(limits) + "."}
    if "oneOf" in node:
        node = {"anyOf" if key == "oneOf" else key: value for key, value in node.items()}
    if "$ref" in node and len(node) > 1:
        node = {"anyOf": [{"$ref": node["$ref"]}], **{key: value for key, value in node.items() if key != "$ref"}}
    return node


def _refuse(node: dict[str, Any], place: str) -> None:
    kind = node.get("type")
    if "prefixItems" in node or (kind == "array" and "items" not in node):
        raise _unsayable(place, "is a tuple of fixed length", "use a class with named fields, or tuple[X, ...]")
    if kind == "object" and "properties" not in node:
        raise _unsayable(place, "is a dict of any keys", "use a list of entries, each with a key and a value")
    if not _SAYS_TYPE & node.keys():
        raise _unsayable(place, "has no type", "give it one, such as str, in place of Any, object or a bare list")


def _unsayable(place: str, what: str, remedy: str) -> SettingsError:
    return SettingsError(f"the field {place} {what}, which a strict schema can not say", remedy)
