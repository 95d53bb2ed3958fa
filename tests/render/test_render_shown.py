"""Of all characters exactly those are replaced that can steer a terminal or turn a line around."""

from __future__ import annotations

import sys
import unicodedata

from brief_builder import harbour

from summarizer.actors_report import actors_text
from summarizer.render import RENDERERS
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


def test_no_name_steers_a_terminal_from_the_readable_formats_or_the_report_of_actors() -> None:
    brief, articles = harbour()
    name = "Ada\x9b2J \u202eFalk\x1b[2J"
    falk = brief.actors[0].model_copy(update={"name": name, "aliases": ("A\u2066d\x07a",)})
    changed = brief.model_copy(update={"actors": (falk, *brief.actors[1:])})
    for form in ("markdown", "text", "html"):
        shown = RENDERERS[form](changed, articles)
        assert visible(shown) == shown, form
    for report in (actors_text(changed), actors_text(changed, "Brandt"), actors_text(changed, name)):
        assert visible(report) == report
