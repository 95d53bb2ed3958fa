"""Folding compares each claim with few others, however many there are of one actor and in the same words."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from summary_builder import position, summary

from summarizer.merge import duplicates, tellings
from summarizer.merge.actors import resolve_actors
from summarizer.merge.entries import entries_of
from summarizer.models import Summary


def comparisons(monkeypatch: pytest.MonkeyPatch, said: Callable[[int], str], number: int) -> int:
    """How many pairs of tellings are compared to fold so many claims of one actor, one an article."""
    counted = 0
    compare = tellings.are_one

    def counting(*args: object, **kwargs: object) -> bool:
        nonlocal counted
        counted += 1
        return bool(compare(*args, **kwargs))  # type: ignore[arg-type]

    day: list[Summary] = [summary(f"a{n}", position("Anna Lind", said(n))) for n in range(number)]
    _, names = resolve_actors(day, ())
    with monkeypatch.context() as patched:
        patched.setattr(duplicates, "are_one", counting)
        duplicates.fold(entries_of(day, names), names)
    return counted


def shuffled(number: int) -> str:
    words = ["port", "boat", "year", "north", "council", "fish", "quota", "storm", "money", "winter", "price", "market"]
    random.Random(number).shuffle(words)
    return " the ".join(words)


def distinct(number: int) -> str:
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return f"The x{letters} and the y{letters} will reach the harbour of the north by winter"


@pytest.mark.parametrize(
    ("said", "each"),
    [
        (lambda number: f"The port of the north will get {number + 2} new boats this year", 0),
        (distinct, 1),
        (shuffled, duplicates.NEAREST),
        (lambda number: "The port of the north will get new boats this year", 0),
    ],
)
def test_comparisons_grow_with_the_claims_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch, said: Callable[[int], str], each: int
) -> None:
    assert comparisons(monkeypatch, said, 300) <= 300 * each
