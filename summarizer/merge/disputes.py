"""Finds what is stated in opposite ways: whether it happened, how many, when, for or against."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.merge.entries import Folded, Names
from summarizer.models import Dispute, Thread

__all__ = ["disputes"]


def disputes(claims: Sequence[Folded], threads: Sequence[Thread], names: Names) -> tuple[Dispute, ...]:
    """The disputes among the claims, in the order of the claims."""
    return ()
