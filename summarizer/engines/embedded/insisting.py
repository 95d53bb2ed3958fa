"""Demands that a statement announces: "Lind said her country would insist on the withdrawal of all troops"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from summarizer.engines.embedded.reading import Found, Reading
from summarizer.engines.embedded.wording import as_phrase, bare_words, quote_of
from summarizer.models import Demand
from summarizer.text.sentence_attributions import Attribution
from summarizer.text.words import in_class, words

__all__ = ["insisted"]

_OWN = (
    r"(?:he|she|it|they|(?:his|her|its|their)\s+(?:own\s+)?(?:country|government|party|side|union|group|company|"
    r"organisation|organization|delegation|members|team|ministry|movement|state|nation))"
)
_ANNOUNCED = re.compile(
    rf"{_OWN}\s+(?:(?:would|will)\s+(?:(?:also|still|continue\s+to|now)\s+)?(?:insist\s+(?:up)?on|demand|press\s+for|push\s+for"
    rf"|call\s+for)|(?:is|are|was|were)\s+(?:insisting\s+on|demanding))\s+(?P<what>[^,;“”\"]+)",
    re.IGNORECASE,
)


def insisted(reading: Reading, found: Attribution) -> Iterator[Found[Demand]]:
    """The demand that indirect speech announces in the name of its speaker or of their side, without a key."""
    if found.frame != "clause" or found.act != "states" or found.relative or found.quoted or len(found.content) != 1:
        return
    match = _ANNOUNCED.match(bare_words(reading.words(found.content[0])))
    what = match["what"].strip() if match is not None else ""
    first = next((w.low for w in words(what)), "")
    if len(what.split()) < _LEAST or first == "that" or in_class(first, "pronouns", "object_pronouns"):
        return
    force: Literal["demand", "appeal"] = "appeal" if match is not None and "call" in match.group().lower() else "demand"
    quote = quote_of(found)
    claim = Demand(
        key="d", by=str(found.speaker), to=None, what=as_phrase(what), force=force, reported_by=found.reported_by,
        quote=reading.words(quote),
    )  # fmt: skip
    yield Found(claim, quote, found.content[0], found)


_LEAST = 2
"""Words of what is demanded."""
