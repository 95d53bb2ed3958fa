"""Finds positions and demands that are no longer what they were: hardened, softened, withdrawn, reversed."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.merge.entries import Folded, Names
from summarizer.merge.history import History
from summarizer.models import Change

__all__ = ["changes"]


def changes(claims: Sequence[Folded], history: History, names: Names) -> tuple[Change, ...]:
    """The changes between what only the brief before told and what is new today, in the order of the claims."""
    return ()
