"""What somebody says that another must or should do is a demand of them; what is to come, or their own, is none."""

import pytest

from summarizer.engines.embedded import extract
from summarizer.models import Extraction
from summarizer.read import article_from_text


def read(text: str) -> Extraction:
    return extract(article_from_text(text, "a.txt"))


@pytest.mark.parametrize(
    ("text", "to", "what", "force"),
    [
        ("Minister Ann Lee said that Norway must lift the ban.", "Norway", "Norway must lift the ban", "demand"),
        ("Minister Ann Lee argued that Norway should lift the ban.", "Norway", "Norway should lift the ban", "appeal"),
        ("“Norway has to lift the ban,” Minister Ann Lee said.", "Norway", "Norway has to lift the ban", "demand"),
        (
            "Minister Ann Lee said local election officials should lock the doors.",
            "local election officials",
            "Local election officials should lock the doors",
            "appeal",
        ),
    ],
)
def test_what_another_must_or_should_do_is_demanded_of_them(text: str, to: str, what: str, force: str) -> None:
    found = read(text)
    assert [(d.by, d.to, d.what, d.force) for d in found.demands] == [("Ann Lee", to, what, force)]
    assert found.positions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ann Lee said that Norway should expect delays.",
        "Minister Ann Lee said that talks must be held.",
        "Minister Ann Lee said that we must lift the ban.",
        "Norwegian Prime Minister Ann Lee said that Norway must lift the ban.",
        "Minister Ann Lee warned that Norway must lift the ban.",
    ],
)
def test_what_comes_what_is_ones_own_and_what_nobody_is_to_do_is_no_demand(text: str) -> None:
    assert read(text).demands == ()
