"""A user's own form of an Extraction: which claims it asks for, and whether it can be asked for and checked.

A form is a subclass of Extraction with fields of its own, or with claims that are subclasses of the four and have
fields of their own. What a form inherits may be narrowed (fewer values, never null), and not widened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from summarizer.errors import SettingsError
from summarizer.jsonschema import strict_schema
from summarizer.models import Extraction, Model

__all__ = ["check_form", "claim_types", "own_fields"]

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What OpenAI-compatible servers take as the name of a schema."""


def claim_types(form: type[Extraction]) -> dict[str, type[Model]]:
    """The class of the claims in each of an Extraction's four lists: `positions` → Position, or a subclass of it."""
    return {name: get_args(form.model_fields[name].annotation)[0] for name in Extraction.model_fields}


def own_fields(form: type[Extraction]) -> tuple[str, ...]:
    """The top-level fields that a form adds to those of Extraction, in its order."""
    return tuple(name for name in form.model_fields if name not in Extraction.model_fields)


def check_form(form: type[Extraction]) -> None:
    """Refuse a form that can not be asked for, or whose claims are no claims any more.

    Raises:
        SettingsError: Names the field, and the remedy.
    """
    if not (isinstance(form, type) and issubclass(form, Extraction)):
        raise SettingsError(f"{form!r} is no subclass of Extraction", "derive it: class MyExtraction(Extraction)")
    if not _NAME.fullmatch(form.__name__):
        raise SettingsError(f"the name {form.__name__} is none for a schema", "use up to 64 of A-Z, a-z, 0-9, _")
    _check_complete(form)
    for name in own_fields(form):
        if _renamed(form.model_fields[name]):
            raise SettingsError(f"{form.__name__}.{name} has an alias", "name the field as it is to be answered")
    for name, field in Extraction.model_fields.items():
        base = get_args(field.annotation)[0]
        claim = _claim_of(form, name, base)
        if claim is not base:
            _check_complete(claim)
            _check_inherited(claim, base)
    strict_schema(form)


def _check_complete(model: type[Model]) -> None:
    if not model.__pydantic_complete__:
        remedy = "define the classes that it names before it, at the top of their module"
        raise SettingsError(f"{model.__name__} names a type that is not defined where it stands", remedy)


def _claim_of(form: type[Extraction], name: str, base: type[Model]) -> type[Model]:
    """The class of a form's claims in the list `name`; it has to be one subclass of `base`."""
    field = form.model_fields[name]
    kinds = get_args(field.annotation) if get_origin(field.annotation) is tuple else ()
    fits = len(kinds) == 2 and kinds[1] is ... and isinstance(kinds[0], type) and issubclass(kinds[0], base)
    if not fits or _renamed(field):
        example = f"class My{base.__name__}({base.__name__}), then {name}: tuple[My{base.__name__}, ...]"
        raise SettingsError(f"{form.__name__}.{name} is no list of {base.__name__} or of one subclass of it", example)
    claim: type[Model] = kinds[0]
    return claim


def _check_inherited(claim: type[Model], base: type[Model]) -> None:
    """The fields that a claim inherits keep their meaning: same names, and the same values or fewer."""
    for name, field in base.model_fields.items():
        own = claim.model_fields[name]
        if not _narrows(own.annotation, field.annotation) or _renamed(own) or own.exclude:
            what = f"{claim.__name__}.{name} is not what {base.__name__}.{name} is"
            raise SettingsError(what, f"leave {name} as it is, and put the rest into a field of its own")


def _renamed(field: FieldInfo) -> bool:
    return any((field.alias, field.validation_alias, field.serialization_alias))


def _narrows(own: Any, base: Any) -> bool:
    """Whether every value of one annotation is a value of the other."""
    return all(any(_is_within(one, other) for other in _members(base)) for one in _members(own))


def _is_within(one: Any, other: Any) -> bool:
    if get_origin(one) is Literal and isinstance(other, type):
        return isinstance(get_args(one)[0], other)
    return bool(one == other or (isinstance(one, type) and isinstance(other, type) and issubclass(one, other)))


def _members(annotation: Any) -> Iterator[Any]:
    """What an annotation allows: str and None of `str | None`, each value of a Literal."""
    bare = getattr(annotation, "__value__", getattr(annotation, "__supertype__", annotation))
    if bare is not annotation:  # the name of a type: `type Name = str`, NewType
        yield from _members(bare)
    elif get_origin(annotation) is Literal:
        yield from (Literal[value] for value in get_args(annotation))
    elif get_origin(annotation) is Annotated:
        yield from _members(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield annotation
