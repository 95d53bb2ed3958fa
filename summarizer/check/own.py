"""Parts what a user's own form adds from what the checks know: claims go on as plain claims, the rest as JSON beside.

No check looks at the fields of a form, and they change neither a verdict nor an id.
"""

from __future__ import annotations

import json

from pydantic import JsonValue

from summarizer.models import CLAIM_TYPES, Claim, ClaimKind, Extraction, Model

__all__ = ["own_fields", "parted", "plain"]


def parted(kind: ClaimKind, claim: Claim) -> tuple[Claim, dict[str, JsonValue]]:
    """A claim as one of the four kinds, and what it holds besides, as JSON."""
    base = CLAIM_TYPES[kind]
    if type(claim) is base:
        return claim, {}
    return base.model_validate({name: getattr(claim, name) for name in base.model_fields}), _besides(claim, base)


def plain(claim: Claim) -> Claim:
    """A claim as one of the four kinds, whatever class of its own it has."""
    return next(parted(kind, claim)[0] for kind, base in CLAIM_TYPES.items() if isinstance(claim, base))


def own_fields(extraction: Extraction) -> dict[str, JsonValue]:
    """What an Extraction holds besides its claims, as JSON."""
    return _besides(extraction, Extraction)


def _besides(held: Model, base: type[Model]) -> dict[str, JsonValue]:
    """The fields that a model has and its base has not.

    Written and read again, so that it is now what it will be when it is read from a file: NaN is null there.
    """
    if type(held) is base:
        return {}
    besides: dict[str, JsonValue] = json.loads(held.model_dump_json(exclude=set(base.model_fields), by_alias=False))
    return besides
