"""What is alike comes together, what is apart is never bridged, and time grows with the number of items."""

from __future__ import annotations

import random
from itertools import combinations

from summarizer.merge.grouping import grouped

Item = tuple[str, str | None]


def groups(items: list[Item]) -> list[list[Item]]:
    """Items of a word and a mark: alike are those that begin with one letter, apart those of two marks."""
    return grouped(
        items,
        keys=lambda item: [item[0][0], item[0]],
        alike=lambda a, b: a[0][0] == b[0][0],
        mark=lambda item: item[1],
        apart=lambda a, b: bool(a and b) and a != b,
    )


def test_what_is_alike_is_one_group_in_the_order_of_the_items() -> None:
    assert groups([("ab", None), ("b", None), ("ac", None)]) == [[("ab", None), ("ac", None)], [("b", None)]]


def test_a_third_does_not_bridge_what_is_apart() -> None:
    one, between, other = ("a1", "x"), ("a2", None), ("a3", "y")
    assert groups([one, between, other]) == [[one, between], [other]]


def test_every_item_is_in_one_group_and_none_holds_two_marks() -> None:
    draw = random.Random(7)
    items = [(draw.choice("abc") + str(n), draw.choice([None, "x", "y"])) for n in range(300)]
    found = groups(items)
    assert sorted(map(repr, (i for group in found for i in group))) == sorted(map(repr, items))
    for group in found:
        marks = {mark for _, mark in group if mark}
        assert len(marks) <= 1
        assert len({word[0] for word, _ in group}) == 1
    assert all(a is not b for a, b in combinations(found, 2))


def test_comparisons_grow_with_the_number_of_items_and_not_with_its_square() -> None:
    def comparisons(count: int, kinds: int) -> int:
        compared = []

        def alike(a: int, b: int) -> bool:
            compared.append((a, b))
            return a % kinds == b % kinds

        grouped(range(count), lambda n: [n % 7, -1], alike, lambda n: n % 3, lambda a, b: a != b)
        return len(compared)

    for kinds in (2, 1000):
        assert comparisons(4000, kinds) < 2.1 * comparisons(2000, kinds)
