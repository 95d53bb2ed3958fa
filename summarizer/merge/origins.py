"""Finds the articles that are copies of one text, so that a wire report in ten papers is one source and not ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.merge.entries import ArticleKey, article_key, text_key
from summarizer.models import Summary

__all__ = ["origins_of"]


def origins_of(summaries: Sequence[Summary]) -> Mapping[ArticleKey, str]:
    """For each article what stands for all copies of its text."""
    return {article_key(summary.article): text_key(summary.article) for summary in summaries}
