"""Cuts news text into sentences, and leaves quotations, abbreviations, initials and dates whole."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable

from summarizer.models import Span
from summarizer.text.quotations import Quotation, paragraph_gaps, quotations
from summarizer.text.words import in_class

__all__ = ["sentences", "sentences_within"]

_STOP = re.compile(r"[.!?…]+[”’\"'»)\]]*(?=\s|$)|[.!?][”\"»](?=[A-Z])")
_TOKEN_BEFORE = re.compile(r"[^\s(\[“”\"‘’']+$")
_INITIAL = re.compile(r"(?:[A-Z]\.)+$")
_NEXT = re.compile(r"\s*([\[(“\"‘'«„–—-]*)\s*(\w?)")
_LINE = re.compile(r"\n")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without the white space around them.

    A blank line ends a sentence, and so does a line break after a short line without a full stop (a headline). A
    quotation is never cut: what stands in one pair of marks lies in one sentence.
    """
    marked = quotations(text)
    starts = [q.whole.start for q in marked]
    found: list[Span] = []
    start = 0
    for gap in (*paragraph_gaps(text), None):
        end = gap.start() if gap else len(text)
        found.extend(_in_paragraph(text, start, end, marked, starts))
        start = gap.end() if gap else end
    return tuple(found)


def sentences_within(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences of one stretch of text, cut inside quotations too: for a quotation's own sentences."""
    found = _cut(text, span.start, span.end, lambda _: False)
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int, marked: tuple[Quotation, ...], starts: list[int]) -> list[Span]:
    def quoted(position: int) -> bool:
        index = bisect_right(starts, position) - 1
        return index >= 0 and marked[index].whole.start < position < marked[index].whole.end

    return _cut(text, start, end, quoted)


def _cut(text: str, start: int, end: int, quoted: Callable[[int], bool]) -> list[Span]:
    cuts = [
        m.end()
        for m in _STOP.finditer(text, start, end)
        if not quoted(m.end() - 1 if m.end() - m.start() == 1 else m.end()) and _ends(text, m, start, end)
    ]
    cuts += [
        m.start()
        for m in _LINE.finditer(text, start, end)
        if not quoted(m.start()) and _line_ends(text, m.start(), start)
    ]
    edges = [start, *sorted(set(cuts)), end]
    return [s for s in (_trimmed(text, a, b) for a, b in itertools.pairwise(edges)) if s is not None]


def _line_ends(text: str, position: int, start: int) -> bool:
    """Whether a line break ends a sentence: the line is a headline or a list entry, not wrapped prose."""
    line = text[max(text.rfind("\n", start, position) + 1, start) : position].strip()
    following = text[position : position + 80].lstrip()[:1]
    return len(line) < 50 or line[-1:] in ":.!?" or not (following.islower())


def _ends(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    before = _TOKEN_BEFORE.search(text, max(start, stop.start() - 30), stop.start() + 1)
    token = before.group() if before else ""
    following = _NEXT.match(text, stop.end(), end)
    first = following.group(2) if following else ""
    if stop.group()[0] == "." and len(stop.group()) == 1:
        if in_class(token.lower(), "abbreviations"):
            return False
        if _INITIAL.match(token):
            return _initials_end(text, stop.end(), end, token, first)
    if stop.group()[0] in "….." and (stop.group()[0] == "…" or stop.group().startswith("..")):
        return not first or first.isupper()
    return not first or not first.islower()


_STARTERS = re.compile(
    r"\s+(?:[“\"]|(?:The|This|That|These|A|An|In|On|At|He|She|It|They|We|But|And|For|Its|His|Her|Their|There|As|If|When|While|After|Before|However|Meanwhile)\b)"
)


def _initials_end(text: str, position: int, end: int, token: str, first: str) -> bool:
    """Whether "U.S." or "J." also ends the sentence: only before a word that commonly opens one."""
    if len(token) == 2:
        return not first
    return not first or bool(_STARTERS.match(text, position, end))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip())
    return Span(start=first, end=last) if first < last else None
