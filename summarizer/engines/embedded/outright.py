"""Tells what is said outright from what is denied, supposed or not quite done: "if Oslo demanded"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.text.cover import Cover
from summarizer.text.sentence_attributions import Attribution

__all__ = ["outright"]

_NOBODY_AHEAD = re.compile(
    r"\b(?:neither|nor|nobody but|none of|no|few|not all|not every|hardly any)\s+(?:[\w’'-]+\s+)?$", re.IGNORECASE
)
_NOBODY = re.compile(r"(?:no|nobody|none|neither|nothing|few|not|hardly)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"(?:^|[,;:“\"]\s*|\b(?:and|but|or|that)\s+)(?:if|unless|whether|had|should|in case)\s[^,;]{0,80}$", re.IGNORECASE
)
_IF_THEY = re.compile(r"\b(?:if|unless)\s+(?:(?:the|an?)\s+)?$", re.IGNORECASE)
_SHOULD_THEY = re.compile(r"\b(?:when|whenever|once|until|as soon as|in case)\s+(?:(?:the|an?)\s+)?$", re.IGNORECASE)
"""Ahead of what is only supposed, unless it is told as over: "when Oslo wants to", "when Oslo wanted to"."""
_UNSURE = re.compile(r"\b(?:reportedly|allegedly|supposedly|purportedly|almost|nearly|hardly|barely)\b", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"\b(?:of|from|without|before|instead|by|than|den(?:y|ied|ies|ying)|avoid(?:s|ed|ing)?|consider(?:s|ed|ing)?)\s+$",
    re.IGNORECASE,
)
_NOT_OVER = re.compile(r"(?!(?:was|has|is)\b)(?:will\s|\w+[^s\W]s\b)")
_REACH = 120
"""Characters before a source in which a condition can begin."""


def outright(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that the text tells as done, by somebody."""
    denied = Cover([span for a in found if a.act == "denies" and not a.nominal for span in a.content])
    changed = Cover([span for a in found if a.act == "changes" for span in a.content])
    kept = [a for a in found if not (denied.holds(a.cue) or _is_doubtful(text, a) or _runs_over(text, a))]
    return [a for a in kept if not (a.nominal and changed.holds(a.cue))]  # a demand that is dropped is none


def _runs_over(text: str, found: Attribution) -> bool:
    """Whether a noun at the head of a sentence takes all of it, the verb that must follow it too."""
    if not found.nominal or found.source is None or not found.content:
        return False
    head = not text[found.sentence.start : found.source.start].strip(' “"')
    whole = not text[found.content[-1].end : found.sentence.end].strip(' .,!?”"')
    return head and whole and ":" not in text[found.cue.end : found.content[0].end]


def _is_doubtful(text: str, found: Attribution) -> bool:
    """Whether nobody, nobody for sure, or nobody yet says it."""
    cue = text[found.cue.start : found.cue.end]
    if _UNSURE.search(cue) or (
        cue.split()[0].endswith("ing") and _NOT_DONE.search(text, max(0, found.cue.start - 30), found.cue.start)
    ):
        return True
    if found.source is None:
        return False
    start = max(found.sentence.start, found.source.start - _REACH)
    ahead, source = text[start : found.source.start], text[found.source.start : found.source.end]
    between = text[found.source.end : found.cue.start]
    if _NOBODY.match(source) or _UNSURE.search(between):
        return True
    before = found.source.start < found.cue.start
    supposed = _SUPPOSED.search(ahead) or _IF_THEY.search(ahead)
    if before and not supposed and _SHOULD_THEY.search(ahead):
        supposed = _NOT_OVER.match(cue)
    return before and bool(_NOBODY_AHEAD.search(ahead[-40:]) or supposed)
