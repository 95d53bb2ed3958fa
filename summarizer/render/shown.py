"""Characters that are safe to show: what would steer a terminal or turn a line of text around is replaced."""

from __future__ import annotations

import unicodedata

__all__ = ["visible"]

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional embeddings, overrides and isolates (Unicode UAX 9): they can show words in another order."""


def visible(text: str) -> str:
    """The text with control characters and bidirectional overrides replaced by U+FFFD; tab and newline stay."""
    return "".join(_REPLACEMENT if _hidden(character) else character for character in text)


def _hidden(character: str) -> bool:
    if character in "\t\n":
        return False
    return character in _TURNING or unicodedata.category(character) in {"Cc", "Cs"}
