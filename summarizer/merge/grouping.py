"""Groups what is alike without comparing all with all: union-find over blocks, with a guard against bridges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import product
from typing import Generic, TypeVar

__all__ = ["BLOCK", "grouped", "rarest"]

_Item = TypeVar("_Item")
_Mark = TypeVar("_Mark", bound=Hashable)

BLOCK = 20
"""With so many of a block an item is compared: the first that came. Those that came later find them through the same
ones, so that nothing is lost but a likeness between two late ones that neither has with an early one."""


def grouped(
    items: Sequence[_Item],
    keys: Callable[[_Item], Iterable[Hashable]],
    alike: Callable[[_Item, _Item], bool],
    mark: Callable[[_Item], _Mark],
    apart: Callable[[_Mark, _Mark], bool],
) -> list[list[_Item]]:
    """The items in groups, each in the order of the items: one is alike to another of its group and apart from none.

    Args:
        items: In an order that does not depend on how they came: of two groups that a third is alike to and that are
            apart, the earlier one gets it.
        keys: Only items that share a key are compared.
        alike: Whether two items belong together.
        mark: What sets items apart, such as an addressee.
        apart: Whether items of these marks never stand in one group, even where a third is alike to both.
    """
    groups = _Groups([mark(item) for item in items], apart)
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        seen: set[int] = set()
        for key in keys(item):
            block = blocks[key]
            for other in block:
                if other not in seen and groups.can_join(other, number) and alike(items[other], item):
                    groups.join(other, number)
                seen.add(other)
            if len(block) < BLOCK:
                block.append(number)
    return [[items[number] for number in group] for group in groups.found()]


class _Groups(Generic[_Mark]):
    """Union-find over numbers, of which the smaller group moves into the larger; each group knows its marks."""

    def __init__(self, marks: Sequence[_Mark], apart: Callable[[_Mark, _Mark], bool]) -> None:
        self._root = list(range(len(marks)))
        self._members = [[number] for number in self._root]
        self._marks = [{mark} for mark in marks]
        self._apart = apart
        self._known: dict[tuple[_Mark, _Mark], bool] = {}

    def can_join(self, one: int, other: int) -> bool:
        """Whether two numbers are of two groups that nothing sets apart."""
        left, right = self._root[one], self._root[other]
        return left != right and not any(map(self._is_apart, product(self._marks[left], self._marks[right])))

    def _is_apart(self, pair: tuple[_Mark, _Mark]) -> bool:
        if pair not in self._known:
            self._known[pair] = self._apart(*pair)
        return self._known[pair]

    def join(self, one: int, other: int) -> None:
        """Make one group of those of two numbers."""
        roots = self._root[one], self._root[other]
        small, large = sorted(roots, key=lambda root: (len(self._members[root]), -root))
        for number in self._members[small]:
            self._root[number] = large
        self._members[large] += self._members[small]
        self._marks[large] |= self._marks[small]
        self._members[small] = []

    def found(self) -> list[list[int]]:
        """The groups, in the order of their first numbers."""
        return sorted(sorted(group) for group in self._members if group)


def rarest(words: Iterable[str], frequency: Mapping[str, int], count: int) -> list[str]:
    """The rarest of some words; what is left out are words that many have."""
    return sorted(words, key=lambda word: (frequency[word], word))[:count]
