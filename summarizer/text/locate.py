"""Finds where the words of a quote stand in a text: verbatim, normalised, altered, or not at all.

Whether the words bear out a claim is another question, and not answered here: an altered quote is located and may
say the opposite; its diff is what a check judges.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.models import Location, Span

__all__ = ["locate", "word_diff"]

NEAR_ENOUGH = 75.0
"""rapidfuzz ratio (0 to 100) of the folded quote to the folded words from which on a quote counts as altered."""
SURE_LENGTH = 20
"""A normalised match that begins or ends inside a word (a missing space) must have this many characters."""
PARTS_APART = 600
"""The parts of a quote with an ellipsis stand at most this many characters from each other."""

_QUOTATION_MARKS = frozenset("\"'`´‘’‚‛“”„‟«»‹›「」『』＂＇′″")
_DASHES = frozenset("-‐‑‒–—―−﹘﹣－")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.{3,4})\s*\]|…|\.{3,4})\s*")
_DOUBLED = re.compile(r"\b([^\W\d]+)((?:\s+\1\b)+)", re.I)
_TOKEN = re.compile(r"\w+(?:[.,’'-]\w+)*|[^\w\s]")


def locate(quote: str, text: str, others: Mapping[str, str] | None = None, *, avoid: Sequence[Span] = ()) -> Location:
    """Where `quote` stands in `text`, as offsets in code points into `text` as it is.

    Args:
        quote: The words to find.
        text: The article's text.
        others: Texts of the run's other articles by id, looked at for a quote that is absent here.
        avoid: Spans (the page's furniture) whose occurrences come last.
    """
    words = _strip_marks(quote)
    if not words:
        return Location(match="absent")
    return (
        _verbatim(quote.strip(), text, avoid)
        or _verbatim(words, text, avoid)
        or _normalised(words, text, avoid)
        or _in_parts(words, text, avoid)
        or _altered(words, text)
        or Location(match="absent", elsewhere=_elsewhere(words, others or {}))
    )


def word_diff(ours: str, theirs: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The words in which two wordings differ, as pairs (words only in `ours`, words only in `theirs`), in order.

    Compared without case; `will attend` and `will not attend` give `((), ("not",))`.
    """
    from difflib import SequenceMatcher

    a, b = _TOKEN.findall(ours), _TOKEN.findall(theirs)
    matcher = SequenceMatcher(None, [_fold(word) for word in a], [_fold(word) for word in b], autojunk=False)
    return tuple((tuple(a[i1:i2]), tuple(b[j1:j2])) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")


def _strip_marks(quote: str) -> str:
    """The quote without marks around it and without an ellipsis at its ends."""
    trimmed = quote.strip().strip("".join(_QUOTATION_MARKS)).strip()
    return re.sub(r"^(…|\.{3})\s*|\s*(…|\.{3})$", "", trimmed)


# --- verbatim --------------------------------------------------------------------------------------------------------


def _verbatim(words: str, text: str, avoid: Sequence[Span]) -> Location | None:
    spans = [Span(start=at, end=at + len(words)) for at in _occurrences(words, text)]
    return _choose(spans, text, avoid, "verbatim") if spans else None


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while words and at >= 0:
        yield at
        at = text.find(words, at + 1)


def _choose(spans: Sequence[Span], text: str, avoid: Sequence[Span], match: str) -> Location:
    """The first occurrence outside what is to be avoided, whole words before parts of words."""

    def rank(span: Span) -> tuple[bool, bool, int]:
        return any(span.overlaps(other) for other in avoid), not _whole_words(span, text), span.start

    best = min(spans, key=rank)
    return Location.model_validate(
        {"match": match, "span": best, "words": text[best.start : best.end], "occurrences": len(spans)}
    )


def _whole_words(span: Span, text: str) -> bool:
    return not _joined(text, span.start) and not _joined(text, span.end)


def _joined(text: str, at: int) -> bool:
    """Whether a word or number goes on across the position."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _cuts_number(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isdigit() and text[at].isdigit()


# --- normalised ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text without its differences of typography: `origin[i]` is where folded character i stands in the text."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        return Span(start=self.origin[start], end=self.origin[end - 1] + 1)


@lru_cache(maxsize=65_536)
def _fold_character(character: str) -> str:
    if character.isspace() or character in _INVISIBLE:
        return ""
    if character in _QUOTATION_MARKS:
        return "'"
    if character in _DASHES:
        return "-"
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "".join("'" if c in _QUOTATION_MARKS else c for c in folded if not c.isspace())


def _fold(text: str) -> str:
    return "".join(map(_fold_character, text))


@lru_cache(maxsize=64)
def _folded(text: str, doubled: bool) -> _Folded:
    """Fold a text; with `doubled`, a word that is at once repeated counts once."""
    skipped = [match.span(2) for match in _DOUBLED.finditer(text)] if doubled else []
    ends = [end for _, end in skipped]
    characters: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        if skipped:
            i = bisect_left(ends, at + 1)
            if i < len(skipped) and skipped[i][0] <= at:
                continue
        for folded in _fold_character(character):
            characters.append(folded)
            origin.append(at)
    return _Folded("".join(characters), tuple(origin))


def _normalised(words: str, text: str, avoid: Sequence[Span]) -> Location | None:
    for doubled in (False, True):
        page, wanted = _folded(text, doubled), _folded(words, doubled).text
        spans = [page.span(at, at + len(wanted)) for at in _occurrences(wanted, page.text)]
        spans = [span for span in spans if _plausible(span, text)]
        if spans:
            return _choose(spans, text, avoid, "normalised")
    return None


def _plausible(span: Span, text: str) -> bool:
    """No number is cut, and a word is cut only at the end of a long quote, where a space may be missing."""
    if _cuts_number(text, span.start) or _cuts_number(text, span.end):
        return False
    return _whole_words(span, text) or span.end - span.start >= SURE_LENGTH


# --- in parts --------------------------------------------------------------------------------------------------------


def _in_parts(words: str, text: str, avoid: Sequence[Span]) -> Location | None:
    """A quote with an ellipsis: its parts in order and near each other; the span reaches from the first to the last."""
    parts = [part for part in _ELLIPSIS.split(words) if part]
    if len(parts) < 2:
        return None
    first = _verbatim(parts[0], text, avoid) or _normalised(parts[0], text, avoid)
    if not first or not first.span:
        return None
    end = first.span.end
    for part in parts[1:]:
        rest = text[end : end + PARTS_APART + len(part)]
        found = _verbatim(part, rest, ()) or _normalised(part, rest, ())
        if not found or not found.span:
            return None
        end += found.span.end
    span = Span(start=first.span.start, end=end)
    return Location(match="normalised", span=span, words=text[span.start : span.end], occurrences=1)


# --- altered ---------------------------------------------------------------------------------------------------------


def _altered(words: str, text: str) -> Location | None:
    """The stretch of the text that is most like the quote, whole words, if it is like enough."""
    from rapidfuzz import fuzz

    page, wanted = _folded(text, False), _folded(words, False).text
    if not wanted or len(wanted) > len(page.text):
        return None
    near = fuzz.partial_ratio_alignment(wanted, page.text, score_cutoff=NEAR_ENOUGH * 0.8)
    if near is None:
        return None
    margins = (max(8, len(wanted) // 5), max(8, len(wanted) // 2))
    windows = [_shared(wanted, page, near.dest_start, near.dest_end, margin) for margin in margins]
    span = _to_whole_words(max(windows, key=lambda window: window[0])[1], text)
    found = text[span.start : span.end]
    if fuzz.ratio(wanted, _fold(found)) < NEAR_ENOUGH:
        return None
    return Location(match="altered", span=span, words=found, diff=_written_diff(found, words), occurrences=1)


def _shared(wanted: str, page: _Folded, start: int, end: int, margin: int) -> tuple[float, Span]:
    """The span from the first to the last stretch that both share, `margin` around the alignment, and its score.

    The score is the characters of the quote that stand there, less a quarter of those that do not belong to it.
    """
    from rapidfuzz.distance import Indel

    low, high = max(0, start - margin), min(len(page.text), end + margin)
    blocks = [b for b in Indel.opcodes(wanted, page.text[low:high]) if b.tag == "equal" and b.src_end - b.src_start > 2]
    if not blocks:
        return 0.0, page.span(start, end)
    first, last = blocks[0].dest_start, blocks[-1].dest_end
    shared = sum(block.src_end - block.src_start for block in blocks)
    return shared - (last - first - shared) / 4, page.span(low + first, low + last)


def _to_whole_words(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    while _joined(text, start):
        start -= 1
    while _joined(text, end):
        end += 1
    return Span(start=start, end=end)


def _written_diff(found: str, quote: str) -> str:
    """The changes of an altered quote, such as `{+not+}` or `[-17-]{+71+}`; the article's words in the brackets."""
    return " ".join(
        (f"[-{' '.join(article)}-]" if article else "") + (f"{{+{' '.join(quoted)}+}}" if quoted else "")
        for article, quoted in word_diff(found, quote)
    )


def _elsewhere(words: str, others: Mapping[str, str]) -> str | None:
    return next((i for i, text in others.items() if _verbatim(words, text, ()) or _normalised(words, text, ())), None)
