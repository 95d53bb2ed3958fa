"""Folds a text for comparison (case, quotation marks, dashes, white space) and remembers where each character stood."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, compress

__all__ = [
    "INVISIBLE",
    "QUOTATION_MARKS",
    "SPACES",
    "Folded",
    "View",
    "fold",
    "irregular_kinds",
    "not_ascii",
    "without_invisible",
]

QUOTATION_MARKS = frozenset("\"'`´‘’‚‛“”„‟«»‹›「」『』｢｣﹁﹂﹃﹄〝〞〟＂＇｀′″‴‵‶ʹʺʻʼʽˮ❛❜❝❞")
INVISIBLE = (
    "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef"
)
"""What has no width or only stretches a word (soft hyphens, marks of direction, the tatweel), as a regex class."""
_DASHES = frozenset("-‐‑‒–—―−⁃⸺⸻﹘﹣－")
SPACES = " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""All white space of Unicode."""
_LEFT_ALONE = "ⁿⁱ"
_MANY = 40
"""From so many kinds of characters on that lower case does not fold, one pass over the text is the faster way."""

_IS_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_DOUBLED_MARKS = r"--+|''|``|,,|‘‘|’’"
_EMPHASIS = (
    r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])"
    r"|(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)"
)
_ESCAPED = r"\\(?=[\"'])"
# A writing out of the ordinary is only looked for in a text (in UTF-8) that has the characters at the left.
_WRITINGS = (
    ((b"&",), _ENTITY),
    ((b"--", b"''", b"`", b",,", "‘‘".encode(), "’’".encode()), _DOUBLED_MARKS),
    ((b"*", b"_"), _EMPHASIS),
    ((b"\\",), _ESCAPED),
)
_ASCII = bytes(range(128))
_DOUBLED = re.compile(r" ([^\W\d]++)((?: \1\b)+)")
_BROKEN_WORD = re.compile(r"- (?<=[^\W\d_]- )(?=[^\W\d_])")  # a pattern that begins with "- " is found fast
_JOINTS = re.compile(r"(?<=[^\W\d_])-(?: (?=[^\W\d_])|(?=[^\W\d_]))| ")


@dataclass(frozen=True)
class View:
    """A folded text with some stretches left out of what it is a view of: of another view, or of the folded text.

    `places[i]` is the position in this view from which on `shifts[i]` characters were left out before it.
    A `closed` view has no white space.
    """

    text: str
    places: Sequence[int]
    shifts: Sequence[int]
    of: View | None = None
    closed: bool = False

    def above(self, at: int) -> int:
        """The position of a character of this view in what it is a view of."""
        return at + self.shifts[bisect_right(self.places, at) - 1]

    def folded(self, at: int) -> int:
        """The position of a character of this view in the folded text."""
        return self.of.folded(self.above(at)) if self.of else self.above(at)

    @cached_property
    def close(self) -> View:
        """Without any white space."""
        words = self.text.split(" ")
        places = array("Q", accumulate(map(len, words[:-1]), initial=0))
        return View("".join(words), places, range(len(words)), self, closed=True)

    @cached_property
    def breaks_words(self) -> bool:
        """Whether a word may be hyphenated at the end of a line here."""
        return "- " in self.text and _BROKEN_WORD.search(self.text) is not None

    @cached_property
    def unhyphened(self) -> View:
        """Without any white space, and without the hyphens between letters."""
        stretches = [match.span() for match in _JOINTS.finditer(self.text)]
        return _without(self, stretches, closed=True)


def _without(view: View, stretches: list[tuple[int, int]], *, closed: bool) -> View:
    kept: list[str] = []
    places, shifts = array("Q", [0]), array("Q", [0])
    at = size = 0
    for start, end in stretches:
        kept.append(view.text[at:start])
        size += start - at
        at = end
        places.append(size)
        shifts.append(at - size)
    return View("".join((*kept, view.text[at:])), places, shifts, view, closed)


@dataclass(frozen=True)
class Folded:
    """A text without its differences of typography, white space as one space.

    It is made of runs: run i begins at `places[i]` here and at `starts[i]` in the original. A run either maps
    character by character (`ends[i]` is 0), or stands as a whole for the original's characters up to `ends[i]`.
    """

    text: str
    original: str
    places: array[int]
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters from `start` to `end` (exclusive, not empty) stand in the original."""
        return self._source(start)[0], self._source(end - 1)[1]

    def between(self, at: int) -> str:
        """What the original has between the folded characters before and at a position, such as a soft hyphen."""
        return self.original[self._source(at - 1)[1] : self._source(at)[0]]

    def _source(self, at: int) -> tuple[int, int]:
        run = bisect_right(self.places, at) - 1
        if self.ends[run]:
            return self.starts[run], self.ends[run]
        source = self.starts[run] + at - self.places[run]
        return source, source + 1

    @cached_property
    def whole(self) -> View:
        """With nothing left out."""
        return View(self.text, array("Q", [0]), array("Q", [0]))

    @cached_property
    def once(self) -> View:
        """With a word that is at once repeated only once; `whole` itself where none is."""
        if not self._repeats:
            return self.whole
        # The space lets the text begin with such a word; a pattern that begins with a space is found fast.
        stretches = [(m.start(2) - 1, m.end(2) - 1) for m in _DOUBLED.finditer(f" {self.text}")]
        return _without(self.whole, stretches, closed=False) if stretches else self.whole

    @property
    def _repeats(self) -> bool:
        """Whether a word stands twice in succession; it costs half as much as to look for where."""
        words = self.text.split(" ")
        behind = words[1:]
        alike = compress(zip(words, behind, strict=False), map(str.startswith, behind, words))
        return any(word and not after[len(word) : len(word) + 1].isalnum() for word, after in alike)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter(re.findall(r"\w+", self.text))


def fold(text: str) -> Folded:
    """Fold a text to the words that it has in any typography.

    The same are: case, quotation marks and apostrophes, dashes, compatibility forms (ligatures, full width), accents
    written apart, HTML entities and what they stand for, white space of any kind and length; nothing are invisible
    characters, the marks of Markdown emphasis, and a backslash before a quotation mark. Fractions and superscripts are
    left alone: 10² is not 102; so is the Turkish ı, which is not i.
    """
    pieces: list[str] = []
    places, starts, ends = array("Q"), array("Q"), array("Q")
    at = size = 0
    used = not_ascii(text)
    regular = _regular(text, used)
    for start, end in _irregular(text, used):
        for piece, first, last in ((regular[at:start], at, 0), (_folded_stretch(text[start:end]), start, end)):
            if piece:
                pieces.append(piece)
                places.append(size)
                starts.append(first)
                ends.append(last)
                size += len(piece)
        at = end
    places.append(size)
    starts.append(at)
    ends.append(0)
    return Folded("".join((*pieces, regular[at:])), text, places, starts, ends)


def not_ascii(text: str) -> frozenset[str]:
    """The characters of a text that are not ASCII."""
    return frozenset(_encoded(text).translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def without_invisible(text: str) -> str:
    """The text without soft hyphens, marks of direction and the like."""
    return text if text.isascii() else _IS_INVISIBLE.sub("", text)


def _regular(text: str, used: frozenset[str]) -> str:
    """The text folded character by character, of the same length; what does not fold so is left as it comes."""
    changes = _changes(used)
    if len(changes) > _MANY:
        return "".join(map(_REGULAR.__getitem__, text))
    for character, folded in changes:
        text = text.replace(character, folded)
    return text.lower()


@lru_cache(maxsize=256)
def _changes(used: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The characters that fold one to one and not as lower case does; a Σ in lower case depends on what follows it."""
    ascii_ones = '"`\t\n\v\f\r\x1c\x1d\x1e\x1f'
    return tuple((c, _REGULAR[c]) for c in (*sorted(used), *ascii_ones) if _REGULAR[c] != c.lower() or c == "Σ")


# --- stretches that do not fold character by character --------------------------------------------------------------


def _irregular(text: str, used: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where a text does not fold one character to one: runs of white space, accents written apart, ligatures …"""
    marks, others, spaces = irregular_kinds(used)
    encoded = _encoded(text)
    writings = tuple(pattern for signs, pattern in _WRITINGS if any(map(encoded.__contains__, signs)))
    spaces += "".join(chr(space) for space in b"\t\n\v\f\r\x1c\x1d\x1e\x1f" if space in encoded)
    signs, stretches = _patterns(marks, others, spaces, writings)
    if writings or "  " in text:
        yield from (match.span() for match in stretches.finditer(text))
        return
    reached = 0
    for match in signs.finditer(text):
        start = max(reached, match.start() - 1)
        for stretch in stretches.finditer(text, start, match.end()):
            yield stretch.span()
            reached = stretch.end()


@lru_cache(maxsize=256)
def irregular_kinds(used: frozenset[str]) -> tuple[str, str, str]:
    """Among characters: the marks, what else does not fold one to one, and the spaces and invisible ones."""
    marks, others, spaces = ("".join(sorted(c for c in used if _KINDS[c] == k)) for k in ("mark", "other", "space"))
    return marks, others, spaces


@lru_cache(maxsize=256)
def _patterns(
    marks: str, others: str, spaces: str, writings: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A pattern for runs of characters that may be irregular, which is fast, and one for the stretches in them."""
    marks, others = re.escape(marks), re.escape(others)
    blank = rf"\s{INVISIBLE}"
    irregular = f"{re.escape(spaces)}{marks}{others}"
    signs = f"[{irregular}]+ ?" if irregular else r"(?!)"
    stretches = [*writings]
    if marks:
        stretches.append(rf"[^{blank}{marks}][{marks}]+")
    stretches.append(rf"[{blank}]{{2,}}")
    if spaces:
        stretches.append(f"[{INVISIBLE}]")
    if others:
        stretches.append(f"[{others}]")
    return re.compile(signs), re.compile("|".join(stretches))


def _folded_stretch(found: str) -> str:
    """What a stretch of the original folds to as a whole."""
    if found.startswith("&") and len(found) > 1:
        from html import unescape

        return fold(unescape(found)).text if unescape(found) != found else _regular(found, frozenset())
    if found.startswith(("*", "_", "\\")):
        return ""
    if found.startswith("--"):
        return "-"
    if found in ("''", "``", ",,", "‘‘", "’’"):
        return "'"
    bare = without_invisible(found)
    if not bare or bare.isspace():
        return " " if bare else ""
    return _FOLDED[bare] if len(bare) == 1 else _folded_characters(bare)


# --- single characters -----------------------------------------------------------------------------------------------


def _folded_characters(characters: str) -> str:
    # NFC first: İ is one character to case folding only when its dot is not written apart.
    composed = unicodedata.normalize("NFC", characters).replace("İ", "i").replace("i\u0307", "i")
    folded = unicodedata.normalize("NFKC", composed).casefold()
    return "".join("'" if c in QUOTATION_MARKS else c for c in folded if not c.isspace())


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    if _IS_INVISIBLE.match(character):
        return ""
    if character in QUOTATION_MARKS:
        return "'"
    if character in _DASHES:
        return "-"
    if unicodedata.category(character) == "No" or character in _LEFT_ALONE:
        return character
    return _folded_characters(character)


def _kind(character: str) -> str:
    """Whether a character that is not ASCII is a `space` or nothing, a `mark` on the one before, an `other`, or ``."""
    if character.isspace() or _IS_INVISIBLE.match(character):
        return "space"
    if unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff":
        return "mark"
    return "" if len(_FOLDED[character]) == 1 else "other"


class _Table(dict[str, str]):
    """What is known of each character, worked out when it is first met."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self.work_out = work_out

    def __missing__(self, character: str) -> str:
        self[character] = found = self.work_out(character)
        return found


_FOLDED = _Table(_fold_character)
_KINDS = _Table(_kind)
_REGULAR = _Table(lambda character: folded if len(folded := _FOLDED[character]) == 1 else character)
