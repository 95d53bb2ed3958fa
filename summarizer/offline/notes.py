"""Cuts a text or Markdown file into sentences with their lines, and says what of it is no statement."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any

from summarizer.text.sentences import sentences
from summarizer.text.words import in_class

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

__all__ = ["Notes", "Sentence", "Unchecked", "read_notes"]

FULL_LINE = 50
"""A line of at least this many characters may be wrapped prose; a shorter one before a capital is a line of its own."""

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:(?:[\w\"'-]+[ \t]*:|[ \t]|-[ \t]|#).*\n)+(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
    r"|\+\+\+[ \t]*\n(?:.*\n)*?\+\+\+[ \t]*(?:\n|\Z)"
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:|\[\d+\] “.*” — .+, characters \d+ to \d+")
"""A footnote of Markdown, or one as a brief of this program has it."""
_TASK = re.compile(r"\[[ xX]\]\s+")
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]’”\"']")
_NUMBERS = r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]"
_CITATION = re.compile(
    rf"\s?\[\^[^\]\s]+\]|\s?\(\s*\)|(?:\s?{_NUMBERS})+(?=\s*(?:[.,;:!?]|$))|(?<=[.!?”\"’'])(?:\s?{_NUMBERS})+(?=\s|$)"
)
_UNFINISHED = (
    "determiners",
    "possessives",
    "prepositions",
    "auxiliaries",
    "modals",
    "be_forms",
    "coordinators",
    "subordinators",
)
_LINK_MARK = re.compile(r"\s*\[?\^?\d{1,3}\]?\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the notes without markup, and the line (from 1) that it begins in."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Lines (from 1, both inclusive) that are no statement, or hold something that is none, such as a link target."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Notes:
    """The sentences of a file, and what of it is not among them; between them they hold every line with words."""

    sentences: tuple[Sentence, ...]
    unchecked: tuple[Unchecked, ...]


def read_notes(text: str, *, markdown: bool = True) -> Notes:
    """The sentences of notes in order: of paragraphs, list items, quotations and table rows.

    Args:
        text: A file's text.
        markdown: Whether indented lines are code; in a plain text they are paragraphs.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    lines = text.split("\n")
    body, front = _without_front_matter(text)
    references: dict[str, Any] = {}
    blocks = list(_blocks(_parser(markdown).parse(body, references)))
    found = [sentence for block in blocks for sentence in block.sentences()]
    unchecked = [*front, *(item for block in blocks for item in block.unchecked), *_link_targets(references)]
    unchecked += _left_over(lines, blocks, unchecked)
    return Notes(tuple(found), tuple(sorted(set(unchecked), key=lambda item: (item.first, item.last, item.kind))))


# --- the parser ------------------------------------------------------------------------------------------------------


@cache
def _parser(markdown: bool) -> MarkdownIt:
    """CommonMark with tables, struck-out text and footnotes; for a plain text without indented code."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    return parser if markdown else parser.disable("code")


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule: `[^1]: …` (or as a brief has it) up to a blank line, and the indented paragraphs behind it."""
    if not _FOOTNOTE.match(state.src, state.bMarks[start] + state.tShift[start]) or state.is_code_block(start):
        return False
    if silent:
        return True
    line = start + 1
    while line < end and not _ends_footnote(state, line):
        line += 1
    while state.isEmpty(line - 1):
        line -= 1
    token = state.push("footnote", "", 0)
    token.map = [start, line]
    state.line = line
    return True


def _ends_footnote(state: StateBlock, line: int) -> bool:
    if state.isEmpty(line):
        return False
    begins = _FOOTNOTE.match(state.src, state.bMarks[line] + state.tShift[line])
    return bool(begins) or (state.isEmpty(line - 1) and state.sCount[line] - state.blkIndent < 2)


def _without_front_matter(text: str) -> tuple[str, list[Unchecked]]:
    """The text with a front matter's lines emptied, so that lines keep their numbers."""
    matter = _FRONT_MATTER.match(text)
    if not matter:
        return text, []
    count = matter.group().rstrip("\n").count("\n") + 1
    return "\n" * matter.group().count("\n") + text[matter.end() :], [Unchecked("front matter", 1, count)]


# --- blocks ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Block:
    """Lines (from 1, both inclusive) of one block, its text, and the offsets in it at which its further lines begin."""

    first: int
    last: int
    text: str = ""
    starts: list[int] = field(default_factory=list)
    unchecked: list[Unchecked] = field(default_factory=list)

    def line(self, at: int) -> int:
        """The line that an offset of the text lies in."""
        return self.first + bisect_right(self.starts, at)

    def leave_out(self, kind: str, at: int | None = None) -> None:
        """Say that something at an offset, or at the end of the text so far, is not checked."""
        line = self.line(len(self.text) if at is None else at)
        self.unchecked.append(Unchecked(kind, line, line))

    def remove(self, kind: str, pattern: re.Pattern[str]) -> None:
        """Take what is no part of a sentence out of the text."""
        for found in reversed(list(pattern.finditer(self.text))):
            self.leave_out(kind, found.start())
            length = found.end() - found.start()
            self.text = self.text[: found.start()] + self.text[found.end() :]
            self.starts = [start - length if start >= found.end() else start for start in self.starts]

    def sentences(self) -> Iterator[Sentence]:
        """The sentences that have a letter or a digit."""
        text = _joined_lines(self.text)
        for span in sentences(text):
            words = " ".join(text[span.start : span.end].split())
            if any(character.isalnum() for character in words):
                yield Sentence(self.line(span.start), words)


_KINDS = {"fence": "code", "code_block": "code", "html_block": "HTML", "footnote": "footnote"}


def _blocks(tokens: Iterable[Token]) -> Iterator[_Block]:
    """The blocks in order; headings and the like are blocks that hold no text."""
    stream = iter(tokens)
    for token in stream:
        if token.type in _KINDS:
            yield _aside(token, _KINDS[token.type])
        elif token.type == "heading_open":
            content = next(stream)
            yield _aside(token, "heading") if _is_heading(token, content) else _paragraph(content)
        elif token.type == "thead_open":
            yield _aside(token, "table head")
            _until(stream, "thead_close")
        elif token.type == "tr_open":
            yield _row(_until(stream, "tr_close"))
        elif token.type == "inline":
            yield _paragraph(token)


def _until(stream: Iterator[Token], end: str) -> list[Token]:
    return [token for token in takewhile(lambda token: token.type != end, stream) if token.type == "inline"]


def _is_heading(opened: Token, content: Token) -> bool:
    """Not where a rule of dashes was put right below a paragraph, which by the letter makes a heading of it."""
    underlined = opened.markup in ("-", "=")
    return not (underlined and ("\n" in content.content or content.content.endswith((".", "!", "?", "”", '"'))))


def _aside(token: Token, kind: str) -> _Block:
    first, last = _lines(token)
    return _Block(first, last, unchecked=[Unchecked(kind, first, last)])


def _lines(token: Token) -> tuple[int, int]:
    start, end = token.map or (0, 1)
    return start + 1, max(start + 1, end)


def _paragraph(token: Token) -> _Block:
    block = _Block(*_lines(token))
    _write(block, token.children or ())
    block.text = _TASK.sub(lambda task: " " * len(task.group()), block.text, count=1)
    _clean(block)
    return block


def _row(cells: Sequence[Token]) -> _Block:
    """A table's row as a sentence: `Lavrov: rejects it; on Monday`."""
    block = _Block(*(_lines(cells[0]) if cells else (1, 1)))
    for cell in cells:
        held = _Block(block.first, block.last)
        _write(held, cell.children or ())
        _clean(held)
        block.unchecked += held.unchecked
        words = held.text.strip()
        block.text += (_between(block.text, cell is cells[1]) if block.text and words else "") + words
    return block


def _between(before: str, second: bool) -> str:
    if before.endswith((".", "!", "?", ":", ";", ",")):
        return " "
    return ": " if second else "; "


def _clean(block: _Block) -> None:
    block.remove("link target", _URL)
    block.remove("citation mark", _CITATION)


# --- the text of a block ---------------------------------------------------------------------------------------------

_LEFT_OUT = {"s_open": "struck-out text", "link_open": "link target", "<sup>": "citation mark"}
"""What opens a stretch of text that is left out: of links, an address that is its own text, or a mark such as [3]."""
_CLOSES = {"s_open": "s_close", "link_open": "link_close", "<sup>": "</sup>"}


def _write(block: _Block, children: Sequence[Token]) -> None:
    """Write the words of inline tokens into the block."""
    index = 0
    while index < len(children):
        child = children[index]
        name = child.content.lower() if child.type == "html_inline" else child.type
        end = _end(children, index, _CLOSES[name]) if name in _CLOSES else index
        inside = "".join(token.content for token in children[index + 1 : end])
        if name == "link_open" and child.info != "auto" and not _is_reference(block.text, inside, children[end + 1 :]):
            block.leave_out("link target")
        elif name in _CLOSES:
            block.leave_out("citation mark" if name == "link_open" and child.info != "auto" else _LEFT_OUT[name])
            index = end
        else:
            _write_one(block, child)
        index += 1


def _is_reference(before: str, inside: str, behind: Sequence[Token]) -> bool:
    """Whether a link names a source and is no part of the sentence: `[3](…)`, `([The Times](…))`."""
    in_brackets = before.endswith("(") and bool(behind) and behind[0].content.startswith(")")
    return in_brackets or bool(_LINK_MARK.fullmatch(inside))


def _end(children: Sequence[Token], start: int, closing: str) -> int:
    """Where the stretch ends; where nothing closes it, it is nothing but its opening."""
    ends = (i for i in range(start, len(children)) if closing in (children[i].type, children[i].content.lower()))
    return next(ends, start)


def _write_one(block: _Block, child: Token) -> None:
    if child.type in ("softbreak", "hardbreak"):
        block.text += "\n" if child.type == "softbreak" else "\n\n"
        block.starts.append(len(block.text))
    elif child.type == "image":
        block.leave_out("image")
    elif child.type == "html_inline" and child.content.startswith("<!--"):
        block.leave_out("HTML")
    elif child.type in ("text", "code_inline"):
        block.text += child.content


def _joined_lines(text: str) -> str:
    """Wrapped lines as one, character for character; a line that stands by itself stays so."""
    lines = text.split("\n")
    joints = ("\n" if _stands_alone(before, line) else " " for before, line in pairwise(lines))
    return lines[0] + "".join(joint + line for joint, line in zip(joints, lines[1:], strict=True))


def _stands_alone(before: str, line: str) -> bool:
    """Whether a line ends a sentence without a full stop: it is short, does not break off, and a capital follows."""
    if not before.strip() or not line.strip():
        return True
    last, first = before.rsplit(maxsplit=1)[-1], line.lstrip()[0]
    breaks_off = last.endswith((",", "-", "–", "—")) or in_class(last.lower(), *_UNFINISHED)
    return len(before) < FULL_LINE and not breaks_off and first.isalpha() and not first.islower()


# --- what is not checked ---------------------------------------------------------------------------------------------


def _link_targets(references: Mapping[str, Any]) -> list[Unchecked]:
    """The definitions of link targets, `[name]: address`, that the parser took out."""
    defined = references.get("references", {}).values()
    return [Unchecked("link target", entry["map"][0] + 1, entry["map"][1]) for entry in defined]


def _left_over(lines: Sequence[str], blocks: Iterable[_Block], unchecked: Iterable[Unchecked]) -> list[Unchecked]:
    """Lines with words that are neither in a block nor named yet: whatever the parser makes of them, they are said."""
    ranges = [*((item.first, item.last) for item in blocks), *((item.first, item.last) for item in unchecked)]
    held = {line for first, last in ranges for line in range(first, last + 1)}
    wordy = (number for number, line in enumerate(lines, 1) if any(character.isalnum() for character in line))
    return [Unchecked("other", number, number) for number in wordy if number not in held]
