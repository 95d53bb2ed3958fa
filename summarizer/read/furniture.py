"""Marks what stands on a page beside the article: navigation, teasers, biographies, forms, captions, the page's clock.

Rules for plain text, line by line; the wordings are in `furniture.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise, takewhile

from summarizer.models import Furniture

__all__ = ["Line", "find_furniture", "is_running_text", "is_sentence", "kind_of_line", "page_lines"]

RUNNING = 80
"""A sentence of more characters than this is running text; a shorter one is where somebody says something."""
SENTENCE_WORDS = 5
"""A line with a full stop and at least so many words is a sentence, not a label."""
ANNOUNCED = 200
"""A teaser under "Also read:" has at most so many characters."""
HEAD_LINES = 8
"""How far down the lines above a title may reach."""
TITLE_WORDS = 4
"""A line of fewer words above the title is a site's name or a section's."""

_CLOCK = re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)day,? [\w,. ]{4,20}\b\d{4}\b.{0,12}", re.I)
_STOP = re.compile(r"[.!?][”’\"')\]]*$")
_PERIOD = re.compile(r"[.][”’\"')\]]*$|[.!?,][”\"]$")
_WORD = re.compile(r"\w+")
_TRAILING_OFF = re.compile(r"(…|\.\.\.)[”’\"')\]]*$")
_NAME = re.compile(r"[A-ZÀ-Ý][\w.’'-]+( (de|van|von|der|al|bin|[A-ZÀ-Ý][\w.’'-]*)){0,2} (al-)?[A-ZÀ-Ý][\w.’'-]+")
_ABOUT = re.compile(rf"about (?-i:(?P<name>{_NAME.pattern}))", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: `start` and `end` of its trimmed text, and whether a blank line stands before it."""

    start: int
    end: int
    text: str
    opens: bool


@lru_cache(maxsize=4)
def page_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, trimmed, with their offsets."""
    lines, offset, blank = [], 0, True
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            start = offset + raw.index(words[0])
            lines.append(Line(start, start + len(words), words, blank))
        blank = not words
        offset += len(raw)
    return tuple(lines)


def find_furniture(text: str) -> tuple[Furniture, ...]:
    """Spans of `text` that are not the article, sorted and apart, each with its kind."""
    lines = page_lines(text)
    kinds: dict[int, str] = dict(_clock(lines))
    kinds |= dict(_boxes(lines))
    kinds |= dict(_announced(lines))
    kinds |= dict(_single_lines(lines))
    kinds |= dict(_above_title(lines, kinds))
    return tuple(Furniture(start=lines[i].start, end=lines[i].end, kind=kind) for i, kind in sorted(kinds.items()))


@lru_cache(maxsize=256)
def is_running_text(line: str) -> bool:
    """Whether a line is a paragraph of sentences: it ends as one, and is long or somebody says something in it."""
    ends = bool(_STOP.search(line)) and not _TRAILING_OFF.search(line)
    return ends and (len(line) > RUNNING or _says(line))


def kind_of_line(table: str, line: str) -> str | None:
    """The kind under which a table of `furniture.toml` knows this line."""
    found = _patterns()[table].fullmatch(line)
    return found.lastgroup if found else None


def _says(line: str) -> bool:
    return kind_of_line("says", line) is not None


@lru_cache(maxsize=256)
def is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence and is more than a label."""
    return is_running_text(line) or (bool(_PERIOD.search(line)) and len(line.split()) >= SENTENCE_WORDS)


def _single_lines(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    for i, line in enumerate(lines):
        kind = kind_of_line("line", line.text) or _kind_unless_said(line.text)
        if kind:
            yield i, kind


def _kind_unless_said(line: str) -> str | None:
    """The kind of a line that somebody might also say: a plea, or a label that is no sentence."""
    kind = kind_of_line("plea", line) or (None if is_sentence(line) else kind_of_line("label", line))
    # Asked last, for it takes longest and few lines come so far.
    return None if kind and _says(line) else kind


def _announced(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """A line such as "Also read:", and the line under it."""
    for i, line in enumerate(lines):
        kind = kind_of_line("announces", line.text)
        if kind:
            yield i, kind
            if i + 1 < len(lines) and not lines[i + 1].opens and len(lines[i + 1].text) <= ANNOUNCED:
                yield i + 1, kind


def _boxes(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Headed boxes and biographies; each ends at the next heading at the latest."""
    kinds = dict(_headings(lines))
    starts = sorted(kinds)
    for start, end in pairwise((*starts, len(lines))):
        behind = [line.text for line in lines[start + 1 : end]]
        late = lines[start].start > lines[-1].end // 2
        length = _biography_length(behind) if kinds[start] == "biography" else _box_length(behind, late)
        for i in range(start, start + 1 + length):
            yield i, kinds[start]


def _headings(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    known = {i: kind for i, line in enumerate(lines) if (kind := kind_of_line("heading", line.text))}

    @cache
    def spoken() -> Counter[str]:  # counted where it is asked for: few pages have a biography
        return Counter(word for line in lines if is_running_text(line.text) for word in _WORD.findall(line.text))

    for i in range(len(lines)):
        if i in known:
            yield i, known[i]
        elif _opens_biography(lines, i, known, spoken):
            yield i, "biography"


def _box_length(behind: Sequence[str], late: bool) -> int:
    """How many lines belong to a box: up to the article's next sentence.

    In the second half of the page (`late`) all of them belong to it where they are short, or titles that alternate
    with the beginnings of their stories.
    """
    if late and (not any(map(is_running_text, behind)) or _is_titles_with_stories(behind)):
        return len(behind)
    return next((i for i, words in enumerate(behind) if is_sentence(words)), len(behind))


def _is_titles_with_stories(behind: Sequence[str]) -> bool:
    pairs = len(behind) // 2
    titles, stories = behind[::2], behind[1::2]
    return pairs > 1 and len(behind) % 2 == 0 and all(map(is_sentence, stories)) and not any(map(is_sentence, titles))


def _biography_length(behind: Sequence[str]) -> int:
    """One paragraph, and the name above it where that has a line of its own."""
    named = len(behind) > 1 and bool(_NAME.fullmatch(behind[0]))
    return min(len(behind), 2 if named else 1)


def _opens_biography(
    lines: Sequence[Line], i: int, headings: Collection[int], spoken: Callable[[], Counter[str]]
) -> bool:
    """A name, or "About" and a name, above a paragraph on its bearer, of whom the article does not speak.

    `spoken` counts the words of the page's running text.
    """
    about = _ABOUT.fullmatch(lines[i].text)
    name = about["name"] if about else lines[i].text
    if i + 1 >= len(lines) or not _NAME.fullmatch(name):
        return False
    paragraph = lines[i + 1].text
    if not about and not paragraph.startswith(name):
        return False
    introduces = kind_of_line("introduces", paragraph) is not None
    ends_page = bool(about) and not _says(paragraph) and _closes_article(lines, i + 1, headings)
    return (introduces or ends_page) and not _speaks_elsewhere(_WORD.findall(name)[-1], paragraph, spoken())


def _closes_article(lines: Sequence[Line], i: int, headings: Collection[int]) -> bool:
    """Whether no running text stands between this line and the next heading, where there is one, or the page's end."""
    behind = takewhile(lambda k: k not in headings, range(i + 1, len(lines)))
    return is_running_text(lines[i].text) and not any(is_running_text(lines[k].text) for k in behind)


def _speaks_elsewhere(surname: str, paragraph: str, spoken: Counter[str]) -> bool:
    here = _WORD.findall(paragraph).count(surname) if is_running_text(paragraph) else 0
    return spoken[surname] > here


def _clock(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """A weekday and date as the page's first line is the page's clock, not the article's date."""
    if len(lines) > 1 and _CLOCK.fullmatch(lines[0].text):
        yield 0, "clock"


def _above_title(lines: Sequence[Line], kinds: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Short lines between other furniture at the page's head: the site's name, a section's name."""
    head = takewhile(lambda i: len(lines[i].text) <= ANNOUNCED, range(min(HEAD_LINES, len(lines))))
    last = max((i for i in head if kinds.get(i) in ("clock", "navigation")), default=0)
    for i in range(last):
        if i not in kinds and len(lines[i].text.split()) < TITLE_WORDS:
            yield i, "navigation"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """For each table one pattern with a group a kind; of the kinds that know a line the first one matches."""
    source = files("summarizer.read").joinpath("furniture.toml").read_text("utf-8")
    return {
        table: re.compile("|".join(f"(?P<{kind}>{'|'.join(wordings)})" for kind, wordings in kinds.items()), re.I)
        for table, kinds in tomllib.loads(source).items()
    }
