"""Demands that a statement makes of another: "Lind said that Norway must lift the ban", "The mayor should resign"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from summarizer.engines.embedded.answering import holds_office_of
from summarizer.engines.embedded.reading import Found, Reading
from summarizer.engines.embedded.wording import as_phrase, bare_words, direct_parts, quote_of
from summarizer.models import Demand, Span
from summarizer.text.aliases import canonical_place, same_name
from summarizer.text.clauses import has_finite_verb
from summarizer.text.cue_bodies import institution_name
from summarizer.text.sentence_attributions import Attribution
from summarizer.text.words import in_class, words

__all__ = ["obligations"]

_OBLIGED = re.compile(
    r"(?P<who>(?:[Tt]he\s+)?(?:[\w.’'-]+\s+){1,6}?)(?P<modal>should|must|has to|have to|needs? to|ought to)\s+"
    r"(?:(?:not|now|also|never|\w+ly)\s+)?(?P<verb>[a-z]+)\b"
)
_SPEAKING = frozenset(
    {
        "say",
        "argue",
        "insist",
        "add",
        "write",
        "tell",
        "stress",
        "declare",
        "tweet",
        "believe",
        "think",
        "repeat",
        "reiterate",
    }
)
_STATES = frozenset(
    {"be", "have", "know", "remain", "understand", "expect", "prepare", "brace", "face", "feel", "become"}
)
"""Verbs of what is or comes, and not of what somebody is to do."""


def obligations(reading: Reading, found: Attribution) -> Iterator[Found[Demand]]:
    """The demands that reported or quoted words make with "must" or "should" of another who is named, without keys."""
    if found.frame not in {"clause", "direct"} or found.quoted or found.relative or not found.speaker:
        return
    if found.frame == "clause" and found.lemma not in _SPEAKING:
        return
    for content in found.content:
        for part in direct_parts(reading.article.text, content) if found.frame == "direct" else [content]:
            made = _obliged(reading, found, part)
            if made is not None:
                yield made


def _obliged(reading: Reading, found: Attribution, part: Span) -> Found[Demand] | None:
    said = bare_words(reading.words(part))
    match = _OBLIGED.match(said)
    if match is None or match["verb"] in _STATES or in_class(match["verb"], "auxiliaries", "adverbs", "prepositions"):
        return None
    who = match["who"].strip()
    named = words(who)
    if has_finite_verb(named, 0, len(named)) or not _is_another(reading, found, who):
        return None
    force: Literal["demand", "appeal"] = "appeal" if match["modal"] in {"should", "ought to"} else "demand"
    quote = quote_of(found) if found.frame == "clause" else part
    claim = Demand(
        key="d", by=str(found.speaker), to=who, what=as_phrase(said), force=force, reported_by=found.reported_by,
        quote=reading.words(quote),
    )  # fmt: skip
    return Found(claim, quote, part, found)


def _is_another(reading: Reading, found: Attribution, who: str) -> bool:
    """Whether the obliged are named and are neither the speaker nor the side that the speaker speaks for."""
    known = canonical_place(who) is not None or institution_name(who) is not None
    person = reading.cast.person_called(who.removeprefix("Mr. ").removeprefix("Ms. "))
    if not known and person is None:
        return False
    own = person is not None and person.name == found.speaker
    speaker = reading.cast.person_called(str(found.speaker))
    side = speaker is not None and holds_office_of(speaker, who)
    return not own and not side and not same_name(who, str(found.speaker))
