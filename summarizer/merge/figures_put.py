"""Completes what only says "the figure", as in "The union puts the figure at 4,000", by what stands before it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from summarizer.merge.entries import ArticleKey, Entry, Folded, article_key
from summarizer.merge.opposition import lexicon
from summarizer.models import Position, said_of

__all__ = ["completed"]

BESIDE = 80
"""So many characters at most lie between a number and what is said of it next."""


def completed(claims: Sequence[Folded], count: Callable[[str], Sequence[str]]) -> Mapping[str, str]:
    """For the merged id of each claim that puts "the figure at 4,000" the sentence before it with that number.

    Args:
        claims: The claims of a brief.
        count: Gives the numbers of a text that count something, as they stand there.
    """
    putting = {c.merged.merged_id: number for c in claims if (number := _number_put(c))}
    if not putting:
        return {}
    articles = {article_key(e.article) for c in claims if c.merged.merged_id in putting for e in c.entries}
    beside: dict[ArticleKey, list[Entry]] = defaultdict(list)
    for entry in (entry for claim in claims for entry in claim.entries):
        if article_key(entry.article) in articles:
            beside[article_key(entry.article)].append(entry)
    found = {c.merged.merged_id: _filled(c, putting, beside, count) for c in claims if c.merged.merged_id in putting}
    return {merged_id: text for merged_id, text in found.items() if text}


def _number_put(claim: Folded) -> str:
    said = claim.merged.claim
    found = _pattern().search(said.statement) if isinstance(said, Position) else None
    return found[1] if found else ""


def _filled(
    claim: Folded,
    putting: Mapping[str, str],
    beside: Mapping[ArticleKey, Sequence[Entry]],
    count: Callable[[str], Sequence[str]],
) -> str:
    """The text of the one claim of another voice right before a claim, which counts one thing, with its number."""
    number = putting[claim.merged.merged_id]
    for entry in claim.entries:
        start = entry.checked.location.start
        texts = set()
        for other in beside[article_key(entry.article)] if start is not None else ():
            end, text = other.checked.location.end, said_of(other.checked.claim)
            if start is not None and end is not None and end <= start <= end + BESIDE and other.actor != entry.actor:
                texts |= {text.replace(shown, number, 1) for shown in count(text)[:1] if len(count(text)) == 1}
        if len(texts) == 1:
            return texts.pop()
    return ""


@cache
def _pattern() -> re.Pattern[str]:
    words = lexicon()["figures"]
    verbs, things = ("|".join(words[group].split()) for group in ("putting", "put"))
    return re.compile(
        rf"\b(?:{verbs})\s+(?:the|that|this)\s+(?:{things})\s+at\s+(\d[\d,.]*\d|\d)(?![\w%])", re.IGNORECASE
    )
