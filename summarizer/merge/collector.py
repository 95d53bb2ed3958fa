"""Lets Python's collector of cycles rest while a day is merged, which makes many objects and no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["at_rest"]


@contextmanager
def at_rest() -> Iterator[None]:
    """Without looks for cycles, each of which goes through every object of the day: a fifth of the time of a merge.

    What is done with is let go at once all the same. A collector that did not run before does not run after.
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()
