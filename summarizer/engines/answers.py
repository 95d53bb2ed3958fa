"""What can be made of an answer that does not fit the schema: words for a re-ask, and the entries that do fit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json

from summarizer.engines.forms import claim_types, own_fields
from summarizer.models import Extraction, Model

__all__ = ["explain", "salvage"]

MAX_FAULTS = 8
"""So many faults are named in a re-ask; more would only repeat them."""


def explain(error: Exception) -> str:
    """A parse or schema error in lines that a model can mend its answer by, without the answer's text."""
    if not isinstance(error, ValidationError):
        return f"- {type(error).__name__}: not one JSON object"
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    lines = [f"- {_place(fault['loc'])}: {fault['msg']}" for fault in faults[:MAX_FAULTS]]
    more = len(faults) - MAX_FAULTS
    return "\n".join([*lines, f"- and {more} more"] if more > 0 else lines)


def salvage(raw: str, form: type[Extraction] = Extraction) -> tuple[Extraction, list[str]]:
    """The entries of an answer that fit the schema, and the faults of those that do not.

    An answer that is no JSON object gives no entries and one fault. Of a user's own form the further fields are kept
    that are valid each by itself, without the entries of a list that are not; where one is not, it is its default, null
    or empty. A form that allows none of these gives way to a plain Extraction.
    """
    answer, faults = _read(raw)
    if answer is None:
        return _made(form, {}, _own_values({}, form, []), []), faults
    kept = _kept_claims(answer, form, faults)
    own = _own_values(answer, form, faults)
    return _made(form, kept, own, faults), faults


def _made(
    form: type[Extraction], kept: Mapping[str, list[Model]], own: Mapping[str, Any], faults: list[str]
) -> Extraction:
    """The form with what was kept; or, where that is none, a plain Extraction of plain claims, and a fault more."""
    lists = {name: tuple(kept.get(name, ())) for name in Extraction.model_fields}
    try:
        return form.model_validate({**lists, **own})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        lost = f"no {form.__name__} but a plain Extraction, without fields of its own"
        faults.append(f"{_place(first['loc'])}: {first['msg']}; {lost}")
    types = claim_types(Extraction)
    return Extraction.model_validate({
        name: [{field: getattr(claim, field) for field in types[name].model_fields} for claim in claims]
        for name, claims in lists.items()
    })  # fmt: skip


def _read(raw: str) -> tuple[dict[str, Any] | None, list[str]]:
    """The JSON object of an answer, or as much of it as can be read, and what is wrong with it; or None, and why."""
    try:
        answer, faults = json.loads(raw), []
    except json.JSONDecodeError as error:
        answer, faults = _nearly(raw), [f"not JSON: {error.msg} at character {error.pos}"]
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, lists nested as deep
        return None, [f"not JSON that can be read: {type(error).__name__}"]
    if answer is None:
        return None, faults
    return (answer, faults) if isinstance(answer, dict) else (None, ["not a JSON object"])


def _nearly(raw: str) -> Any:
    """What is not JSON but for control characters in its strings; or what was cut off, without the entry it ends in."""
    try:
        return json.loads(raw, strict=False)
    except json.JSONDecodeError:
        pass
    try:
        answer = from_json(raw, allow_partial=True)
    except ValueError:
        return None
    lists = [entries for entries in answer.values() if isinstance(entries, list)] if isinstance(answer, dict) else []
    if lists and lists[-1]:
        lists[-1].pop()
    return answer


# --- the four lists of claims ----------------------------------------------------------------------------------------


def _kept_claims(answer: Mapping[str, Any], form: type[Extraction], faults: list[str]) -> dict[str, list[Model]]:
    """The claims that fit, by their list; `faults` grows by those that do not."""
    types = claim_types(form)
    kept: dict[str, list[Model]] = {name: [] for name in types}
    faults.extend(f"{name}: not a field of the schema" for name in answer if name not in form.model_fields)
    for name, index, given in _listed(answer, types, faults):
        entry = _known_fields(given, types[name], (name, index), faults)
        try:
            made = types[name].model_validate(entry)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            faults.append(f"{_place((name, index, *first['loc']))}: {first['msg']}")
            continue
        if _is_unicode(entry):
            kept[name].append(made)
        else:
            faults.append(f"{_place((name, index))}: not valid Unicode")
    return kept


def _known_fields(entry: Any, form: type[Model], place: tuple[str, int], faults: list[str]) -> Any:
    """An entry without the fields that its type does not know, which are named; what they say is in no claim."""
    known = {*form.model_fields, *(info.alias for info in form.model_fields.values())}
    unknown = [field for field in entry if field not in known] if isinstance(entry, dict) else []
    faults.extend(f"{_place((*place, field))}: not a field of the schema" for field in unknown)
    return {field: value for field, value in entry.items() if field not in unknown} if unknown else entry


def _listed(answer: Mapping[str, Any], names: Iterable[str], faults: list[str]) -> Iterator[tuple[str, int, Any]]:
    for name in names:
        entries = answer.get(name)
        if not isinstance(entries, list):
            faults.append(f"{name}: " + ("missing" if entries is None else "not a list"))
            continue
        yield from ((name, index, entry) for index, entry in enumerate(entries))


def _is_unicode(value: Any) -> bool:
    """Whether all strings of a JSON value are; half a surrogate pair is a string in Python and none in Unicode.

    What is nested too deep to be written is not kept either.
    """
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


# --- fields of one's own ---------------------------------------------------------------------------------------------


def _own_values(answer: Mapping[str, Any], form: type[Extraction], faults: list[str]) -> dict[str, Any]:
    """The fields that a form adds, as far as they are valid; `faults` grows by what is not."""
    return {key: value for name in own_fields(form) for key, value in _own(name, answer, form, faults).items()}


def _own(name: str, answer: Mapping[str, Any], form: type[Extraction], faults: list[str]) -> dict[str, Any]:
    """One field as it was answered, or without the entries that are not valid; else left to its default, null, empty.

    What is not valid is never guessed at: a fault names it.
    """
    given = {name: answer[name]} if name in answer else {}
    wrong = _faults_of(name, given, form)
    if _is_unicode(given):
        faults.extend(f"{_place(fault['loc'])}: {fault['msg']}" for fault in wrong)
    else:
        faults.append(f"{name}: not valid Unicode")
        given = {}
    tries: list[dict[str, Any]] = [given, _without(name, given, wrong), {}, {name: None}, {name: []}]
    return next((values for values in tries if not _faults_of(name, values, form)), {})


def _faults_of(name: str, values: Mapping[str, Any], form: type[Extraction]) -> list[ErrorDetails]:
    """What speaks against one field of a form, whatever else the answer holds."""
    empty: dict[str, Any] = dict.fromkeys(Extraction.model_fields, ())
    try:
        form.model_validate({**empty, **values})
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        return [fault for fault in faults if fault["loc"][:1] == (name,)]
    return []


def _without(name: str, given: Mapping[str, Any], wrong: Iterable[ErrorDetails]) -> dict[str, Any]:
    """A list without its entries that have a fault; any other value as it is."""
    value = given.get(name)
    if not isinstance(value, list):
        return dict(given)
    bad = {fault["loc"][1] for fault in wrong if len(fault["loc"]) > 1}
    return {name: [entry for i, entry in enumerate(value) if i not in bad]}


def _place(loc: tuple[int | str, ...]) -> str:
    """`positions[2].act` for ('positions', 2, 'act')."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".") or "the answer"
