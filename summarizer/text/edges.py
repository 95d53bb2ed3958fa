"""Tells whether a place in a text lies inside a word or a number, so that no quote is cut there unnoticed."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["UNSPACED", "cuts_number", "cuts_word", "is_mark", "is_whole", "to_whole_words", "written_unspaced"]

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
"""The scripts that put no space between words, as a regex class: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""

_GROUP = re.compile(r"\d{3}(?!\d)")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_SEPARATORS = ".,:'’"
_FIXED_SPACES = "\u00a0\u202f\u2009"
_MINUS = "-−–－﹣"


def cuts_number(text: str, at: int) -> bool:
    """Whether a number goes on across the position: `1|5`, `1|.5`, `15,|000`, `10:|30`, or has its minus there.

    >>> cuts_number("1.5 million", 2), cuts_number("at 5. 6 men", 5), cuts_number("-5 degrees", 1)
    (True, False, True)
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isdigit() and after.isdigit():
        return True
    if after.isdigit() and before in _MINUS:
        return at == 1 or text[at - 2].isspace() or text[at - 2] in "(["
    if after.isdigit():
        return at > 1 and text[at - 2].isdigit() and _separates(text, at - 1)
    return before.isdigit() and _separates(text, at)


def _separates(text: str, at: int) -> bool:
    """Whether the character at the position parts a number; a space that does is followed by a group of three."""
    if text[at] in _FIXED_SPACES:
        return bool(_GROUP.match(text, at + 1))
    return text[at] in _SEPARATORS and text[at + 1 : at + 2].isdigit()


def cuts_word(text: str, at: int) -> bool:
    """Whether a word, or a letter and its accent or vowel sign, goes on across the position.

    No word does in a script that writes without spaces.
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if is_mark(after):
        return not before.isspace()
    if not after.isalnum() or not (before.isalnum() or is_mark(before)):
        return False
    return not (written_unspaced(before) or written_unspaced(after))


def is_mark(character: str) -> bool:
    """Whether a character stands on the one before it: an accent, a vowel sign."""
    return not character.isascii() and unicodedata.category(character)[0] == "M"


def written_unspaced(character: str) -> bool:
    """Whether a character is of a script that puts no space between words: Chinese, Thai …"""
    return _UNSPACED.match(character) is not None


def is_whole(start: int, end: int, text: str) -> bool:
    """Whether a stretch of text neither begins nor ends inside a word or number."""
    return not any(cuts_word(text, at) or cuts_number(text, at) for at in (start, end))


def to_whole_words(start: int, end: int, text: str) -> tuple[int, int]:
    """The stretch widened to where no word or number is cut."""
    while cuts_word(text, start) or cuts_number(text, start):
        start -= 1
    while cuts_word(text, end) or cuts_number(text, end):
        end += 1
    return start, end
