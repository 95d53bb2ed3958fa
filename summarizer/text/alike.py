"""Finds messages that say the same but for their figures, so that thousands of them can be told of in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

__all__ = ["alike", "common"]

T = TypeVar("T")

_WITH_FIGURE = re.compile(r"\S*\d\S*")


def alike(items: Iterable[T], said: Callable[[T], str], besides: Callable[[T], Hashable]) -> list[list[T]]:
    """The items in groups, in the order in which they are met.

    Args:
        items: What messages are about.
        said: An item's message; words with figures in them make no difference.
        besides: What has to be equal too.
    """
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault((_WITH_FIGURE.sub("0", said(item)), besides(item)), []).append(item)
    return list(groups.values())


def common(messages: Iterable[str]) -> str:
    """What all begin with, in whole clauses: "the budget is spent: 9 used" and "… 12 used" → "the budget is spent"."""
    ordered = sorted(messages)
    first, last = ordered[0], ordered[-1]
    if first == last:
        return first
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[: max(0, *(first.rfind(mark, 0, same) for mark in (": ", ", ", "; ", ". ", " (")))]
