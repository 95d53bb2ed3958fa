"""Tells the full stop that ends a sentence from that of an abbreviation, a number, an ellipsis or an address."""

from __future__ import annotations

import re
from functools import cache

from summarizer.text.verbs import reporting_forms
from summarizer.text.words import in_class, lexicon

__all__ = ["STOP", "ends_sentence", "first_end"]

_CLOSING = "”“’\"'»«"

STOP = re.compile(r"[.!?…](?<![.!?…][.!?…])[.!?…]*+(?:[”’\"'»)\]]|[“«](?!\w)|\[\d{1,3}\])*(?=\s|$|[“„«]?[^\W\d_a-z])")
"""A full stop with the marks that close behind it, before white space or, where the space is missing, a letter.

The group is repeated greedily and not possessively: Python before 3.11.5 loses the place behind such a group.
"""

_TOKEN = re.compile(r"[^\s(\[“”„«»\"‘’'—–]*\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
_NEXT = re.compile(r"\s*+([\[(“\"‘'«„–—-]*+)\s*+(\w?)")
_NEXT_WORD = re.compile(r"[\s\[(“\"‘'«„–—-]*+(\w+)(?![.\w-])")
_NUMBER = re.compile(r"\s*+(?:\d|[IVXLC]+\b)")
_GLUED = re.compile(r"[“„«]?(?:[^\W\d_a-z][a-z]+|[AI](?=\s))(?=[\s,;:’'-]|$)")
_TAG = re.compile(r"\s+((?:[^\W\d_a-z][\w.’'-]*\s+){1,5})([a-z]+)\b")
_MORE_STOPS = {".", "!", "?", "…"}
_BEFORE = 40
"""Characters; no abbreviation or web address worth telling is longer."""


def first_end(text: str, start: int, end: int) -> int | None:
    """Where the first sentence of a stretch ends, behind its full stop; None where it has none."""
    return next((m.end() for m in STOP.finditer(text, start, end) if ends_sentence(text, m, m.end(), end)), None)


def ends_sentence(text: str, stop: re.Match[str], position: int, end: int) -> bool:
    """Whether a match of STOP ends its sentence.

    Args:
        text: The text.
        stop: The full stop with its marks; the word before it tells an abbreviation.
        position: Where the sentence would end: behind the marks, or before one of them that opens a quotation.
        end: Where the stretch ends that is cut; what follows is looked at up to there.
    """
    following = _NEXT.match(text, position, end)
    if following is None or not following.group(2):
        return (
            following is None
            or bool(following.group(1))
            or text[following.end() : following.end() + 1] not in _MORE_STOPS
        )
    first = following.group(2)
    if first.islower() and not text[following.end() : following.end() + 1].isupper():
        return False
    marks = stop.group()
    if not text[position].isspace():
        return position < stop.end() or _ends_glued(text, stop, end)
    if marks[0] == "…" or marks[:2] == "..":
        return first.isupper() and text[stop.start() - 1 : stop.start()] not in {"[", "(", "<"}
    if marks == ".":
        return _ends_behind(text, stop.start(), position, end)
    return not _goes_on_behind_quotation(text, stop.group(), position, following.group(1), end)


def _ends_behind(text: str, dot: int, position: int, end: int) -> bool:
    """Whether a single full stop ends the sentence, by the token before it: abbreviation, initials, word."""
    token = _token(text, dot)
    low = token.lower()
    if low in _abbreviations("joining"):
        return False
    if low in _abbreviations("before_numbers"):
        return _NUMBER.match(text, position, end) is None
    if token[:1].isupper() and low in _abbreviations("before_names"):
        return False
    if (token[:1].isupper() and low in _abbreviations("final")) or _are_initials(token):
        return _opens(text, position, end)
    return True


def _token(text: str, dot: int) -> str:
    found = _TOKEN.search(text, max(0, dot - _BEFORE), dot)
    return found.group() if found else ""


def _are_initials(token: str) -> bool:
    """`J`, `U.S`, `a.m`; a single small letter is none."""
    return (len(token) > 1 or token.isupper()) and _INITIALS.match(token) is not None


def _opens(text: str, position: int, end: int) -> bool:
    """Whether the next word commonly opens a sentence; `A` in "J. A. Marsh" does not."""
    word = _NEXT_WORD.match(text, position, end)
    return word is not None and _opener(word.group(1))


def _opener(word: str) -> bool:
    low = word.lower()
    if len(word) > 1 and not word[1:].islower():
        return False
    return low in _abbreviations("openers") or in_class(
        low, "determiners", "possessives", "pronouns", "coordinators", "subordinators", "prepositions"
    )


def _ends_glued(text: str, stop: re.Match[str], end: int) -> bool:
    """Whether the sentence ends though no space follows ("the end.The next"); not in an address or in `St.Moritz`."""
    marks, position = stop.group(), stop.end()
    if any(mark in _CLOSING for mark in marks):
        return True
    glued = _GLUED.match(text, position, end)
    token = _token(text, stop.start())
    if glued is None or any(mark in token for mark in "/@") or token.lower().startswith("www."):
        return False
    word = glued.group().lstrip("“„«")
    if not token or marks[0] == "…" or len(marks) > 1 or token.isupper() or "." in token:
        return _opener(word)
    if word.lower() in _abbreviations("domains") and not _opener(word):
        return False
    return len(token) > 1 and _ends_behind(text, stop.start(), position, end)


def _goes_on_behind_quotation(text: str, marks: str, position: int, opening: str, end: int) -> bool:
    """“Why?” Lind asked; “We go!” – Lind said: the sentence goes on with the speaker."""
    if marks[-1] not in _CLOSING:
        return False
    if opening[:1] in {"–", "—", "-"}:
        return True
    tag = _TAG.match(text, position, end) if marks[0] in "?!" else None
    return tag is not None and not _opener(tag.group(1).split()[0]) and _is_said(tag.group(2))


def _is_said(word: str) -> bool:
    return any(s.forms & {"past", "s"} and (s.act("quote") or s.act("clause")) for s in reporting_forms().get(word, ()))


@cache
def _abbreviations(name: str) -> frozenset[str]:
    return frozenset(lexicon("sentences")[name])
