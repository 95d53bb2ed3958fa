"""JSON Schemas of the models: those in schemas/, and the strict one that an OpenAI-compatible server is sent.

The strict subset is that of OpenAI's structured outputs: every object closed, every field required (and nullable
where it may be unknown), no default, no oneOf, no tuple. Source: OpenAI's guide to structured outputs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from summarizer.models import Brief, Extraction, Summary

__all__ = ["PUBLISHED", "schema_text", "strict_schema"]

PUBLISHED: Mapping[str, type[BaseModel]] = {"extraction": Extraction, "summary": Summary, "brief": Brief}
"""The schemas that `schemas/` holds and `summarizer schema` prints, by name."""

_ALLOWED = frozenset({"$defs", "$ref", "type", "properties", "items", "anyOf", "enum", "const", "description"})


def schema_text(name: str) -> str:
    """The published schema `name` as JSON text, keys in the models' order; the Extraction's is the strict one."""
    model = PUBLISHED[name]
    schema = strict_schema(model) if model is Extraction else model.model_json_schema(mode="serialization")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


@cache
def strict_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of an LLM-facing model in the strict subset. Build it once; do not change what is returned."""
    strict: dict[str, Any] = _strict(model.model_json_schema())
    return strict


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _strict_value(key, value) for key, value in node.items() if key in _ALLOWED}
    if "properties" in closed:
        closed["required"] = list(closed["properties"])
        closed["additionalProperties"] = False
    return closed


def _strict_value(key: str, value: Any) -> Any:
    if key in ("properties", "$defs"):
        return {name: _strict(schema) for name, schema in value.items()}
    return _strict(value)
