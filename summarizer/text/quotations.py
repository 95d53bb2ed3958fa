"""Finds quotations in a text: curly, straight, doubled single and mixed marks, unbalanced ones, over paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from summarizer.models import Span
from summarizer.text.paragraphs import paragraph_gaps
from summarizer.text.stops import first_end

__all__ = ["Quotation", "paragraph_gaps", "quotations"]


class _Places(NamedTuple):
    start: int
    first: int
    last: int
    end: int
    closed: bool = True


class Quotation(_Places):
    """A quotation from its opening mark at `start` to `end`, its words at `first` to `last`; `closed`: a mark ends it.

    The two Spans are made when they are asked for: a text can have a hundred thousand quotations.
    """

    @cached_property
    def inner(self) -> Span:
        """The quoted words, without the marks."""
        return Span(start=self.first, end=self.last)

    @cached_property
    def whole(self) -> Span:
        """The quoted words with the marks around them."""
        return Span(start=self.start, end=self.end)

    @property
    def length(self) -> int:
        """Length of the quoted words in characters."""
        return self.last - self.first

    def moved(self, by: int) -> Quotation:
        """The same quotation in a text that has `by` characters more before it."""
        return Quotation(self.start + by, self.first + by, self.last + by, self.end + by, self.closed)


_LONGEST = 3000
"""Characters; marks farther apart in one paragraph do not belong together."""

_DEEPEST = 4
"""Quotations one in another; what goes deeper has a mark missing."""

# A mark goes by what stands around it: white space before and a word behind it open, a word before it and none behind
# close; where that does not tell, by its form, and a straight one changes sides. A row of marks is none.
_FORM = "''|``|[“”„‟«»\"]"
_MARK = re.compile(
    rf"(?P<row>(?:{_FORM}){{4,}}+)"
    rf"|(?P<open>(?<![^\s(\[{{/—–‘'-])(?:{_FORM})(?=[^\s.,;:!?)\]}}’”»]|\.\.|…))"
    rf"|(?P<close>(?<=\S)(?:{_FORM})(?![^\s.,;:!?)\]}}/—–’'”»\"…-]))"
    r"|(?P<opening>``|[“„‟«])|(?P<closing>[”»])|(?P<straight>''|\")"
)
_START = itemgetter(0)
_OPENING = frozenset({"open", "opening"})
_MARK_SIGN = re.compile(r"[“”„‟«»\"'`]")
_WORD = re.compile(r"\w")
_CLIPPED = r"(?i:\d\ds?|em|tis|twas|til|cause|bout|n)\b"
_SINGLE_OPEN = re.compile(rf"[‘'](?<![\w’'][‘'])(?=[\w“\"…\[])(?!{_CLIPPED})")
_SINGLE_CLOSE = re.compile(r"[’'](?<=[\w.,!?…)\]”\"][’'])(?!\w)")
_PLURAL_OWNER = re.compile(r"(?<=s)[’'] [a-z]")


@lru_cache(maxsize=8)
def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text in order; none lies in another, a nested one belongs to its outer.

    A quotation that no mark closes ends with its first sentence; where the next paragraph opens with a mark, as
    printers do with a speech of several paragraphs, it ends with its paragraph, and each paragraph is a quotation.
    """
    paragraphs = _paragraphs(text)
    found = _with_singles(text, _doubles(text, paragraphs), paragraphs)
    return tuple(q for q in (_trimmed(text, q) for q in found) if _WORD.search(text, q.first, q.last))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    gaps = paragraph_gaps(text)
    return list(zip((0, *(gap.end() for gap in gaps)), (*(gap.start() for gap in gaps), len(text)), strict=True))


def _by_paragraph(
    matches: Iterator[re.Match[str]], paragraphs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, list[re.Match[str]]]]:
    starts = [start for start, _ in paragraphs]
    for index, group in groupby(matches, key=lambda m: bisect_right(starts, m.start()) - 1):
        yield index, list(group)


def _trimmed(text: str, quotation: Quotation) -> Quotation:
    words = text[quotation.first : quotation.last]
    if not (words[:1].isspace() or words[-1:].isspace()):
        return quotation
    first = quotation.first + len(words) - len(words.lstrip())
    last = max(first, quotation.first + len(words.rstrip()))
    return Quotation(quotation.start, first, last, quotation.end if quotation.closed else last, quotation.closed)


# --- double marks ----------------------------------------------------------------------------------------------------


def _doubles(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    groups = list(_by_paragraph(_marks(text), paragraphs))
    reopened = {index - 1 for index, group in groups if _opens_paragraph(text, group, paragraphs[index][0])}
    return [q for index, group in groups for q in _paired(text, group, paragraphs[index][1], index in reopened)]


def _marks(text: str) -> Iterator[re.Match[str]]:
    """The marks of a text; the signs they are made of are looked for first, for that is ten times as fast."""
    position = 0
    while sign := _MARK_SIGN.search(text, position):
        mark = _MARK.match(text, sign.start())
        position = mark.end() if mark else sign.end()
        if mark and mark.lastgroup != "row":
            yield mark


def _opens_paragraph(text: str, marks: Sequence[re.Match[str]], start: int) -> bool:
    return marks[0].start() == start and _opens(text, marks[0], marks[1] if len(marks) > 1 else None)


def _paired(text: str, marks: Sequence[re.Match[str]], end: int, reopened: bool) -> list[Quotation]:
    """The quotations of one paragraph, the outermost; `reopened`: the next paragraph begins with a mark."""
    found: list[Quotation] = []
    opened: list[re.Match[str]] = []
    for mark, following in zip(marks, (*marks[1:], None), strict=True):
        if not (mark.lastgroup in _OPENING if opened else _opens(text, mark, following)):
            if opened:
                _close(text, found, opened.pop(), mark)
            continue
        if opened and (len(opened) == _DEEPEST or _opens_anew(text, mark)):
            _give_up(text, found, opened, mark.start())
        opened.append(mark)
    if opened and reopened:
        del found[bisect_left(found, opened[0].start(), key=_START) :]
        found.append(Quotation(opened[0].start(), opened[0].end(), end, end, False))
    elif opened:
        _give_up(text, found, opened, end)
    return found


def _opens(text: str, mark: re.Match[str], following: re.Match[str] | None) -> bool:
    """Whether a mark outside all quotations opens one; a stray closing mark does not."""
    if mark.lastgroup != "straight":
        return mark.lastgroup in _OPENING
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if not after or after in "\r\n":
        return False
    if before.isalnum() or (before and before in ".,!?"):
        return following is not None and following.lastgroup not in _OPENING
    return True


def _opens_anew(text: str, mark: re.Match[str]) -> bool:
    """An opening mark after the end of a sentence or a comma: the quotation before it was never closed."""
    return text[max(0, mark.start() - 20) : mark.start()].rstrip()[-1:] in {*".,!?…"}


def _close(text: str, found: list[Quotation], opener: re.Match[str], mark: re.Match[str]) -> None:
    if mark.start() - opener.start() > _LONGEST:
        _give_up(text, found, [opener], mark.start())
        return
    del found[bisect_left(found, opener.start(), key=_START) :]
    found.append(Quotation(opener.start(), opener.end(), mark.start(), mark.end()))


def _give_up(text: str, found: list[Quotation], opened: list[re.Match[str]], end: int) -> None:
    """End quotations that no mark closes with their first sentence; where none ends before a nested one, drop them."""
    index = bisect_left(found, opened[0].start(), key=_START)
    bounds = sorted([*(o.start() for o in opened[1:]), *(q.start for q in found[index:]), end])
    ended = []
    for opener in opened:
        bound = bounds[bisect_right(bounds, opener.start())]
        whole = bound if bound == end and end - opener.start() <= _LONGEST else None
        stop = first_end(text, opener.end(), bound) or whole
        if stop is not None:
            ended.append(Quotation(opener.start(), opener.end(), stop, stop, False))
    found[index:] = sorted([*found[index:], *ended])
    opened.clear()


# --- single marks ----------------------------------------------------------------------------------------------------


def _with_singles(text: str, doubles: list[Quotation], paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Add quotations in single marks where a paragraph has no double ones, or only such as lie inside single ones."""
    added: list[Quotation] = []
    dropped: set[int] = set()
    for index, openers in _by_paragraph(_SINGLE_OPEN.finditer(text), paragraphs):
        start, end = paragraphs[index]
        first = bisect_left(doubles, start, key=_START)
        inside = doubles[first : bisect_left(doubles, end, key=_START)]
        pairs = [p for p in _single_pairs(text, openers, end) if not _crosses(p, inside)]
        nested = {q.start for p in pairs for q in _between(inside, p)}
        if nested or not inside:
            added += pairs
            dropped |= nested
    return sorted([*(q for q in doubles if q.start not in dropped), *added]) if added else doubles


def _single_pairs(text: str, openers: Sequence[re.Match[str]], end: int) -> Iterator[Quotation]:
    """Each opening mark with the mark that closes it before the next opening; an apostrophe is neither."""
    position = 0
    for opener, following in zip(openers, (*openers[1:], None), strict=True):
        if opener.start() < position:
            continue
        closing = _single_close(text, opener.end(), following.start() if following else end)
        if closing is not None:
            yield Quotation(opener.start(), opener.end(), closing.start(), closing.end())
            position = closing.end()


def _single_close(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first mark that can close and is no apostrophe ("the dogs' home"), else the first at all."""
    doubtful = None
    for mark in _SINGLE_CLOSE.finditer(text, start, end):
        if not _PLURAL_OWNER.match(text, mark.start()):
            return mark
        doubtful = doubtful or mark
    return doubtful


def _between(quotations: Sequence[Quotation], outer: Quotation) -> Sequence[Quotation]:
    first = bisect_left(quotations, outer.start, key=_START)
    return quotations[first : bisect_left(quotations, outer.end, key=_START)]


def _crosses(pair: Quotation, doubles: Sequence[Quotation]) -> bool:
    """Whether a pair of single marks begins inside a double quotation or ends inside one."""
    before = bisect_left(doubles, pair.start, key=_START)
    last = bisect_left(doubles, pair.end, key=_START)
    return (before > 0 and doubles[before - 1].end > pair.start) or (last > 0 and doubles[last - 1].end > pair.end)
