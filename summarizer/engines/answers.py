"""What can be made of an answer that does not fit the schema: words for a re-ask, and the entries that do fit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticSerializationError

from summarizer.models import DatedEvent, Demand, Extraction, Position, Response

__all__ = ["explain", "salvage"]

MAX_FAULTS = 8
"""So many faults are named in a re-ask; more would only repeat them."""

_ENTRIES: dict[str, type[BaseModel]] = {
    "positions": Position,
    "demands": Demand,
    "responses": Response,
    "dates": DatedEvent,
}


def explain(error: Exception) -> str:
    """A parse or schema error in lines that a model can mend its answer by, without the answer's text."""
    if not isinstance(error, ValidationError):
        return f"- {type(error).__name__}: not one JSON object"
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    lines = [f"- {_place(fault['loc'])}: {fault['msg']}" for fault in faults[:MAX_FAULTS]]
    more = len(faults) - MAX_FAULTS
    return "\n".join([*lines, f"- and {more} more"] if more > 0 else lines)


def salvage(raw: str) -> tuple[Extraction, list[str]]:
    """The entries of an answer that fit the schema, and the faults of those that do not.

    An answer that is no JSON object gives no entries and one fault.
    """
    try:
        answer = json.loads(raw)
    except json.JSONDecodeError as error:
        return _extraction({}), [f"not JSON: {error.msg} at character {error.pos}"]
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, lists nested as deep
        return _extraction({}), [f"not JSON that can be read: {type(error).__name__}"]
    if not isinstance(answer, dict):
        return _extraction({}), ["not a JSON object"]
    kept: dict[str, list[BaseModel]] = {}
    faults: list[str] = [f"{name}: not a field of the schema" for name in answer if name not in _ENTRIES]
    for name, index, entry in _listed(answer, faults):
        try:
            made = _ENTRIES[name].model_validate(entry)
            made.model_dump_json()  # half a surrogate pair is a string in Python and none in Unicode
            kept.setdefault(name, []).append(made)
        except PydanticSerializationError:
            faults.append(f"{_place((name, index))}: not valid Unicode")
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            faults.append(f"{_place((name, index, *first['loc']))}: {first['msg']}")
    return _extraction(kept), faults


def _listed(answer: dict[str, Any], faults: list[str]) -> Iterator[tuple[str, int, Any]]:
    for name in _ENTRIES:
        entries = answer.get(name)
        if not isinstance(entries, list):
            faults.append(f"{name}: " + ("missing" if entries is None else "not a list"))
            continue
        yield from ((name, index, entry) for index, entry in enumerate(entries))


def _extraction(kept: dict[str, list[BaseModel]]) -> Extraction:
    return Extraction.model_validate({name: tuple(kept.get(name, ())) for name in _ENTRIES})


def _place(loc: tuple[int | str, ...]) -> str:
    """`positions[2].act` for ('positions', 2, 'act')."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".") or "the answer"
