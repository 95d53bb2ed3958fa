"""The results of a check for people: what was claimed, the words it was held against, what is wrong.

One card each, wrapped to the terminal's width; all that colour says is said without it too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Literal

import click

from summarizer.models import Finding, Location, Severity
from summarizer.render.shown import visible
from summarizer.text.folding import QUOTATION_MARKS, fold

__all__ = ["Card", "Run", "card_text", "columns", "paragraph_text", "quote_diff", "tally_text"]

Style = Literal["plain", "dim", "supported", "doubtful", "unsupported", "not checked", "removed", "inserted"]
_STYLES: Mapping[Style, Mapping[str, Any]] = {
    "plain": {},
    "dim": {"dim": True},
    "supported": {"fg": "green", "bold": True},
    "doubtful": {"fg": "yellow", "bold": True},
    "unsupported": {"fg": "red", "bold": True},
    "not checked": {"fg": "magenta", "bold": True},
    "removed": {"fg": "red", "strikethrough": True},
    "inserted": {"fg": "green", "underline": True},
}
_SIGNS: Mapping[Severity, tuple[str, Style]] = {
    "refute": ("✗", "unsupported"),
    "doubt": ("?", "doubtful"),
    "note": ("·", "dim"),
}
_ORDER: tuple[Style, ...] = ("supported", "doubtful", "unsupported", "not checked")
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
_TOKEN = re.compile(rf"{_WIDE.pattern}|(?:(?!{_WIDE.pattern})\w)+(?:[.,’'-]\w+)*|\S")
_PIECE = re.compile(rf"[^\s]*?{_WIDE.pattern}\s*|\S+\s*|\s+")
_MARKS: Mapping[Style, tuple[str, str]] = {"removed": ("[-", "-]"), "inserted": ("{+", "+}")}
_LABEL = 10
"""Columns of the labels before the words: claim, quote, article, ✗."""
_LEGENDS = {
    True: "; struck: only in the article, underlined: only in the quote",
    False: "; [-only in the article-] {+only in the quote+}",
}
NARROW = 12
"""No line is made shorter than this many columns, however narrow the terminal is."""

Run = tuple[str, Style]


@dataclass(frozen=True, slots=True)
class Card:
    """One result: its verdict, where its claim stands in the file, and all that is to be shown of it.

    `changed` says in what a claim is not as it was checked before, `missing` why it could not be checked; a `notable`
    card is one that a reviewer has to look at.
    """

    verdict: Literal["supported", "doubtful", "unsupported", "not checked"]
    place: str
    claim: str
    quote: str | None = None
    location: Location | None = None
    source: str | None = None
    findings: tuple[Finding, ...] = ()
    changed: str | None = None
    missing: str | None = None
    notable: bool = False


def card_text(card: Card, width: int | None, colour: bool) -> str:
    """A card as lines, each ended, a blank line at its end.

    Args:
        card: The result.
        width: Columns of the terminal; None leaves lines as long as they are, for programs that search them.
        colour: Whether to style; without, what is struck out and inserted stands as [-…-] and {+…+}.
    """
    head: list[Run] = [(card.verdict, card.verdict), (" but changed" if card.changed else "", "unsupported")]
    lines = [_line([*head, ("  ", "plain"), (card.place, "dim")], width, colour)]
    for label, runs in _fields(card, colour):
        lines.append(_line(runs, width, colour, label))
    return "\n".join(lines) + "\n\n"


def paragraph_text(words: str, width: int | None) -> str:
    """A sentence as lines, each ended."""
    return _line([(words, "plain")], width, False) + "\n"


def tally_text(noun: str, verdicts: Iterable[str], changed: int, colour: bool) -> str:
    """The summary line: `12 claims: 9 supported, 2 doubtful, 1 unsupported; 1 changed`."""
    counts = Counter(verdicts)
    total = sum(counts.values())
    counted = ", ".join(_styled(f"{counts[name]} {name}", name, colour) for name in _ORDER if counts[name])
    more = _styled(f"{changed} changed", "unsupported", colour) if changed else ""
    named = noun if total != 1 else noun.removesuffix("s")
    return f"{total} {named}: {counted or 'none'}{'; ' + more if more else ''}\n"


# --- the fields of a card --------------------------------------------------------------------------------------------

Label = Run


def _fields(card: Card, colour: bool) -> Iterator[tuple[Label, list[Run]]]:
    if card.claim:
        yield ("claim", "dim"), [(card.claim, "plain")]
    yield from _words(card, colour)
    for remark in (card.changed, card.missing):
        if remark:
            yield ("✗", "unsupported"), [(remark, "plain")]
    for finding in card.findings:
        sign, style = _SIGNS[finding.severity]
        yield (sign, style), [(finding.message, "plain"), (f" [{finding.code}]", "dim")]


def _words(card: Card, colour: bool) -> Iterator[tuple[Label, list[Run]]]:
    """The words of the article, an altered quote's changes marked in them; or the quote that does not stand there."""
    location = card.location
    if location is None or location.span is None or location.words is None:
        if card.quote:
            nowhere = f" — not in {card.source}" if card.source else ""
            yield ("quote", "dim"), [(f"“{card.quote}”", "plain"), (nowhere, "dim")]
        return
    where = f" — {card.source}, characters {location.span.start} to {location.span.end}"
    runs: list[Run] = [(location.words, "plain")]
    if card.quote and location.match == "altered":
        runs = quote_diff(location.words, card.quote, marked=not colour)
        where += _LEGENDS[colour]
    marks = ("“", "”") if location.words[:1] not in QUOTATION_MARKS else ("", "")
    yield ("article", "dim"), [(marks[0], "plain"), *runs, (marks[1], "plain"), (where, "dim")]


def quote_diff(article: str, quote: str, *, marked: bool) -> list[Run]:
    """The article's words with a quote's changes in them, word by word; typography and case are no change.

    Args:
        article: The words of the article.
        quote: The words that were given for them.
        marked: Whether changes are put in [-…-] and {+…+}.

    >>> quote_diff("He will attend.", "He will not stay.", marked=True)
    [('He will ', 'plain'), ('[-attend-]', 'removed'), (' ', 'plain'), ('{+not stay+}', 'inserted'), ('.', 'plain')]
    """
    theirs, ours = _tokens(article), _tokens(quote)
    matcher = SequenceMatcher(None, [word for word, _ in theirs], [word for word, _ in ours], autojunk=False)
    pieces: list[Run] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        kept: Style = "plain" if tag == "equal" else "removed"
        pieces.append(("".join(text for _, text in theirs[i:j]), kept))
        if tag != "equal":
            pieces.append(("".join(text for _, text in ours[k:m]), "inserted"))
    return list(_spaced([piece for piece in pieces if piece[0]], marked))


def _spaced(pieces: Sequence[Run], marked: bool) -> Iterator[Run]:
    """The pieces of a diff with the white space between them outside of what is marked."""
    following = [text[0] for text, _ in pieces[1:]]
    for (text, style), first in zip_longest(pieces, following):
        words = text.rstrip()
        spaced = first is not None and (words != text or _parted(words[-1], first))
        if style == "plain":
            yield words + " " * spaced, style
            continue
        opening, closing = _MARKS[style] if marked else ("", "")
        yield f"{opening}{words}{closing}", style
        if spaced:
            yield " ", "plain"


def _parted(last: str, first: str) -> bool:
    """Whether two characters are of two words, and so of a script that parts words by spaces."""
    return last.isalnum() and first.isalnum() and not _WIDE.match(last) and not _WIDE.match(first)


def _tokens(text: str) -> list[tuple[str, str]]:
    """Words and marks, each as it is compared and as it stands there with the white space behind it."""
    text = " ".join(text.split())
    found = list(_TOKEN.finditer(text))
    ends = [*(later.start() for later in found[1:]), len(text)][: len(found)]
    return [(fold(token.group()).text, text[token.start() : end]) for token, end in zip(found, ends, strict=True)]


# --- lines -----------------------------------------------------------------------------------------------------------


def _line(runs: Sequence[Run], width: int | None, colour: bool, label: Label | None = None) -> str:
    """Runs as lines, behind a label in a column of its own."""
    indent = _LABEL if label else 0
    clean = [(text if text.isspace() else _clean(text), style) for text, style in runs]
    lines = _wrapped(clean, max(NARROW, width - indent) if width else None)
    shown = ["".join(_styled(text, style, colour) for text, style in line) for line in lines]
    first = " " * indent
    if label:
        first = f"  {_styled(label[0], label[1], colour)}{' ' * (_LABEL - 2 - len(label[0]))}"
    return "\n".join((first if i == 0 else " " * indent) + line for i, line in enumerate(shown)).rstrip()


def _clean(text: str) -> str:
    """One line of characters that are safe to show; the spaces at its ends stay."""
    return re.sub(r"\s+", " ", visible(text))


def _styled(text: str, style: Style | str, colour: bool) -> str:
    chosen = next((options for name, options in _STYLES.items() if name == style), {})
    return click.style(text, **chosen) if colour and text and chosen else text


def _wrapped(runs: Sequence[Run], width: int | None) -> list[list[Run]]:
    """Runs cut into lines of at most `width` columns: between words, and within one that is longer than a line."""
    if width is None:
        return [list(runs)]
    lines: list[list[Run]] = [[]]
    used = 0
    for chunk in _chunks(runs):
        if used and used + columns("".join(text for text, _ in chunk).rstrip()) > width:
            lines.append([])
            used = 0
        for text, style in (piece for run in chunk for piece in _cut(run, width)):
            if used and used + columns(text.rstrip()) > width:
                lines.append([])
                used = 0
            lines[-1].append((text, style))
            used += columns(text)
    return [_without_end(line) for line in lines]


def _chunks(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Runs cut where a line may break: behind white space and wide characters; a chunk may be of several runs."""
    chunk: list[Run] = []
    for text, style in runs:
        for piece in _PIECE.findall(text):
            chunk.append((piece, style))
            if piece[-1].isspace() or _WIDE.match(piece[-1]):
                yield chunk
                chunk = []
    if chunk:
        yield chunk


def _cut(run: Run, width: int) -> Iterator[Run]:
    """A run in stretches of at most `width` columns."""
    text, style = run
    while columns(text.rstrip()) > width:
        fitting = next(i for i in range(min(len(text), 4 * width), 0, -1) if i == 1 or columns(text[:i]) <= width)
        yield text[:fitting], style
        text = text[fitting:]
    yield text, style


def _without_end(line: list[Run]) -> list[Run]:
    """A line without the white space at its end, which would be underlined or struck."""
    return [*line[:-1], (line[-1][0].rstrip(), line[-1][1])] if line else line


def columns(text: str) -> int:
    """Columns that a terminal gives a text: two to wide characters (Unicode UAX 11), none to those that combine."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
