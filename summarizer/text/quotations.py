"""Finds quotations in a text: curly, straight, doubled single and mixed marks, unbalanced ones, over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.models import Span

__all__ = ["Quotation", "paragraph_gaps", "quotations"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: `inner` are the quoted words, `whole` those with the marks; `closed`: a mark closes it."""

    inner: Span
    whole: Span
    closed: bool = True

    @property
    def length(self) -> int:
        """Length of the quoted words in characters."""
        return self.inner.end - self.inner.start


_MARK = re.compile(r"''|``|[“”„‟«»\"]")
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=[\w“\"…\[])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…\])])[’'](?!\w)")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
_LINE = re.compile(r"\r?\n\s*")
_OPENING = "“„‟«``"


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text in order; none lies in another, a nested one belongs to its outer.

    A quotation that no mark closes ends with its paragraph; where the next paragraph opens with a mark, as printers
    do with a speech of several paragraphs, each paragraph is a quotation of its own.
    """
    found: list[Quotation] = []
    start = 0
    for gap in (*paragraph_gaps(text), None):
        end = gap.start() if gap else len(text)
        found.extend(_in_paragraph(text, start, end))
        start = gap.end() if gap else end
    return tuple(found)


def paragraph_gaps(text: str) -> Iterator[re.Match[str]]:
    """What parts the paragraphs of a text: blank lines, or line breaks where it has no blank line at all."""
    blank = _PARAGRAPH.search(text)
    return (_PARAGRAPH if blank else _LINE).finditer(text)


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    doubles = _paired(text, list(_MARK.finditer(text, start, end)), end)
    if doubles:
        return doubles
    return _singles(text, start, end)


def _paired(text: str, marks: list[re.Match[str]], end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in marks:
        if opened is None:
            if _can_open(text, mark):
                opened = mark
        elif _opens_anew(text, mark):
            found.append(_unclosed(text, opened, mark.start()))
            opened = mark
        elif not _opens_only(text, mark):
            found.append(_quotation(text, opened.start(), opened.end(), mark.start(), mark.end()))
            opened = None
    if opened is not None:
        found.append(_unclosed(text, opened, end))
    return [q for q in found if q.inner.start < q.inner.end]


def _can_open(text: str, mark: re.Match[str]) -> bool:
    """A mark opens where a word follows it and none stands before; a stray closing mark opens nothing."""
    after = text[mark.end() : mark.end() + 1]
    if not after or after.isspace():
        return False
    before = text[mark.start() - 1 : mark.start()]
    return not before or not (before.isalnum() or before in ".,!?") or mark.group() in _OPENING


def _opens_only(text: str, mark: re.Match[str]) -> bool:
    """Whether inside a quotation this mark can but open a nested one: white space before and a word behind it."""
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    return (before.isspace() or before in "([—–-") and (after.isalnum() or after in "‘'[…") and mark.group() != '"'


def _opens_anew(text: str, mark: re.Match[str]) -> bool:
    """An opening curly mark after the end of a sentence: the quotation before it was never closed."""
    return (
        mark.group() in "“„"
        and _opens_only(text, mark)
        and text[max(0, mark.start() - 20) : mark.start()].rstrip()[-1:] in ".!?,"
    )


def _singles(text: str, start: int, end: int) -> list[Quotation]:
    """Quotations in single marks, for texts that use no double ones; an apostrophe is none."""
    found: list[Quotation] = []
    position = start
    while opened := _SINGLE_OPEN.search(text, position, end):
        closing = _SINGLE_CLOSE.search(text, opened.end(), end)
        if closing is None:
            break
        found.append(_quotation(text, opened.start(), opened.end(), closing.start(), closing.end()))
        position = closing.end()
    return found


def _quotation(text: str, start: int, inner_start: int, inner_end: int, end: int, *, closed: bool = True) -> Quotation:
    words = text[inner_start:inner_end]
    first = inner_start + len(words) - len(words.lstrip())
    last = max(first, inner_end - (len(words) - len(words.rstrip())))
    return Quotation(Span(start=first, end=last), Span(start=start, end=end), closed)


def _unclosed(text: str, opened: re.Match[str], end: int) -> Quotation:
    stop = opened.end() + len(text[opened.end() : end].rstrip())
    return _quotation(text, opened.start(), opened.end(), stop, stop, closed=False)
