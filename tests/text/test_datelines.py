"""A dateline stands ahead of a report's first sentence and is no part of it."""

import pytest

from summarizer.models import Span
from summarizer.text.datelines import behind_dateline


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("BERN (Press Agency) - Talks go on.", "Talks go on."),
        ("BERN, Switzerland — Talks go on.", "Talks go on."),
        ("LERUM, Norway – At least 14 died.", "At least 14 died."),
        ("NEW BERN, May 3 (Press Agency) -- “Talks go on,” he said.", "“Talks go on,” he said."),
        ("Bern (Press Agency) — Talks go on.", "Talks go on."),
        ("UNICEF — Oslo’s partner — said so.", "UNICEF — Oslo’s partner — said so."),
        ("Talks — The first ones — go on.", "Talks — The first ones — go on."),
        ("Bern - Talks go on.", "Bern - Talks go on."),
        ("The EU-US talks go on.", "The EU-US talks go on."),
    ],
)
def test_a_place_with_a_dash_is_set_apart(text: str, left: str) -> None:
    span = behind_dateline(text, Span(start=0, end=len(text)))
    assert text[span.start : span.end] == left


def test_only_the_head_of_a_paragraph_has_one() -> None:
    text = "He left. BERN — Talks go on."
    assert behind_dateline(text, Span(start=9, end=len(text))).start == 9
