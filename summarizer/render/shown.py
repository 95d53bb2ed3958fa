"""Characters that are safe to show: what would steer a terminal or turn a line of text around is replaced."""

from __future__ import annotations

import re

__all__ = ["visible"]

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
"""Unicode's categories Cc and Cs, without tab and newline."""
_TURNING = r"\u202a-\u202e\u2066-\u2069"
"""Bidirectional embeddings, overrides and isolates (Unicode UAX 9): they can show words in another order."""
_HIDDEN = re.compile(f"[{_CONTROLS}{_TURNING}]")


def visible(text: str) -> str:
    """The text with control characters and bidirectional overrides replaced by U+FFFD; tab and newline stay."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
