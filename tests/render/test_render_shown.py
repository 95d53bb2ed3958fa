"""Of all characters exactly those are replaced that can steer a terminal or turn a line around."""

from __future__ import annotations

import sys
import unicodedata

from summarizer.render.shown import visible


def test_exactly_controls_surrogates_and_bidirectional_overrides_are_replaced() -> None:
    turning = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    characters = [chr(code) for code in range(sys.maxunicode + 1)]
    hidden = {
        each
        for each in characters
        if unicodedata.category(each) in {"Cc", "Cs"} or unicodedata.bidirectional(each) in turning
    }
    assert {each for each in characters if visible(each) != each} == hidden - {"\t", "\n"}
    assert visible("a\rb") == "a�b"
