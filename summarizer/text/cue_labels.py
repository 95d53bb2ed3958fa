"""Finds words that a label gives to their speaker: lines of a transcript, and headlines ("Lind: Talks go on")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.models import Span
from summarizer.text.mentions import Mention
from summarizer.text.names import Cast, Person
from summarizer.text.verbs import documents

__all__ = ["Labelled", "labelled"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with what it gives to its speaker; `sentence` is the line it opens."""

    source: Span
    cue: Span
    content: tuple[Span, ...]
    sentence: Span


_LINE = re.compile(r"^[^\S\n]*+\S[^\n]*", re.MULTILINE)
_NOISE = re.compile(r"\s*[\"“]?[(\[][^)\]\n]*[)\]][\"”]?\s*$")
"""A stage direction between the lines of a transcript: "(CROSSTALK)"."""
_SPEAKER = re.compile(r"\s*[\"“]?([A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3})(?: \([^)\n]{1,40}\))?(:)\s+(?=\S)")
_HEADLINE = re.compile(r"\s*([A-Z][^\n:“”\"]{2,40}?)(:)\s+(?=\S)")
_LONGEST_HEADLINE = 160
_FEWEST = 3
"""A text with fewer labels in capitals is no transcript."""


def labelled(text: str, cast: Cast) -> list[Labelled]:
    """The labelled lines of a transcript, each with the unlabelled ones up to the next label, and headlines."""
    lines = list(_LINE.finditer(text))
    headlines = list(_headlines(text, cast, lines))
    labels = [(i, m) for i, line in enumerate(lines) if (m := _SPEAKER.match(text, line.start(), line.end()))]
    if len(labels) < _FEWEST:
        return headlines
    ends = [i for i, _ in labels[1:]] + [labels[-1][0] + 1]
    return headlines + [_said_by(label, lines[i:end]) for (i, label), end in zip(labels, ends, strict=True)]


def _said_by(label: re.Match[str], lines: list[re.Match[str]]) -> Labelled:
    first, *more = lines
    content = (
        _stretch(label.end(), first),
        *(_stretch(line.start(), line) for line in more if not _NOISE.match(line.group())),
    )
    return Labelled(
        Span(start=label.start(1), end=label.end(1)),
        Span(start=label.start(2), end=label.end(2)),
        content,
        Span(start=label.start(1), end=content[0].end),
    )


def _stretch(start: int, line: re.Match[str]) -> Span:
    words = line.group()
    ahead = len(words) - len(words.lstrip(' \t\r"“'))
    return Span(start=max(start, line.start() + ahead), end=line.start() + len(words.rstrip()))


def _headlines(text: str, cast: Cast, lines: list[re.Match[str]]) -> Iterator[Labelled]:
    for line in lines[:1]:
        label = _HEADLINE.match(text, line.start(), line.end())
        if label and line.end() - line.start() <= _LONGEST_HEADLINE and _speaks(label, cast):
            found = _said_by(label, [line])
            stop = found.content[0]
            if text[stop.end - 1] == "." and stop.end > stop.start + 1:
                yield Labelled(found.source, found.cue, (Span(start=stop.start, end=stop.end - 1),), found.sentence)
            else:
                yield found


def _speaks(label: re.Match[str], cast: Cast) -> bool:
    """Whether a label names a person of the article or a document: "Poll:"."""
    named = any(m.span.start == label.start(1) and m.span.end == label.end(1) for m, _ in _mentions(label, cast))
    return named or label.group(1).rsplit(maxsplit=1)[-1].lower() in documents()


def _mentions(label: re.Match[str], cast: Cast) -> list[tuple[Mention, Person]]:
    return cast.within(label.start(1), label.end(1))
