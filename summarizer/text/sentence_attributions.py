"""Finds who says what sentence by sentence: the source, the cue and the content of direct, indirect and mixed speech.

The parts are found by the order of words in news English; who a pronoun or an office stands for
is told from the article's own names. What is unclear has no speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer.models import Span
from summarizer.text.cover import Cover
from summarizer.text.cue_parts import Cue
from summarizer.text.cue_tags import with_tags
from summarizer.text.cues import cues_in
from summarizer.text.names import cast_of
from summarizer.text.speakers import Speaker, Speakers
from summarizer.text.units import Unit, units

__all__ = ["Attribution", "sentence_attributions"]

_TRANSCRIPT = re.compile(r"[A-Z]{3,}:")
"""A transcript names the speaker of each quotation in it."""

_INSIDE_FROM = 20
"""Quotations shorter than this many characters hold no speech of another worth looking for."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of a text with the one they belong to. All spans are offsets in code points into the text, ends exclusive.

    Attributes:
        source: The words that name who speaks, None where the text names nobody ("It was reported that …").
        cue: The words that give the content to its source: "said", "has been accused", "refusal", a label's colon.
        content: What is said, thought, wanted or judged, in one or more stretches: "Talks," he said, "go on."
        act: What the cue does, a table of reporting_verbs.toml: states, demands, accepts, rejects, denies, …
        frame: How it is built: direct, clause, object, infinitive, person_to, according, passive or label.
        lemma: The verb, noun or words of the cue, uninflected.
        sentence: The sentence that the cue stands in.
        speaker: The fullest name that the text gives for whom the source stands for; None where that is not clear.
        role: The speaker's office, where the text gives one.
        addressee: The words that name the one spoken to.
        reported_by: Who passes the words on, where that is another than the speaker.
        negated: "did not say". `hedged`: "could say". `future`: "will say".
        relative: The clause hangs on a noun: "the guarantees that Oslo demands".
        quoted: It stands inside a quotation. `first_person`: there the speaker says "I" or "we".
        continued: A quotation without a cue of its own that follows on its speaker's words.
        nominal: The cue is a noun.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    act: str
    frame: str
    lemma: str
    sentence: Span
    speaker: str | None = None
    role: str | None = None
    addressee: Span | None = None
    reported_by: str | None = None
    negated: bool = False
    hedged: bool = False
    future: bool = False
    relative: bool = False
    quoted: bool = False
    continued: bool = False
    first_person: bool = False
    nominal: bool = False


def sentence_attributions(text: str, furniture: Iterable[Span] = ()) -> tuple[Attribution, ...]:
    """Who says what in a text, each attribution within one sentence, with all that stands inside another's words.

    A quotation that goes on is an attribution of its own here (`continued`), and so is what a speaker thinks, asks or
    hopes in the first person inside a quotation (`quoted`, `first_person`). `furniture` are stretches that are not the
    article.
    """
    return _attributions(text, tuple(furniture))


@lru_cache(maxsize=4)
def _attributions(text: str, spans: tuple[Span, ...]) -> tuple[Attribution, ...]:
    speakers = Speakers(text, cast_of(text, spans))
    found: list[Attribution] = []
    last: Attribution | None = None
    apart = Cover(spans)
    for unit in with_tags(text, units(text)):
        if apart.overlaps(unit.span):
            speakers.forget()
            continue
        more = _in_unit(text, unit, speakers, last)
        last = next((a for a in reversed(more) if _leads_on(a)), last)
        found += more
    return tuple(sorted(found, key=lambda a: (a.cue.start, a.cue.end)))


def _in_unit(text: str, unit: Unit, speakers: Speakers, last: Attribution | None) -> list[Attribution]:
    cues = cues_in(unit)
    if not cues:
        continued = _continued(text, unit, last)
        if continued is None:
            speakers.narrated(unit)
            return []
        return [continued, *_inside(text, unit, continued, speakers)]
    found: list[Attribution] = []
    for cue in cues:
        speaker = speakers.of(cue, unit)
        found.append(_attribution(cue, unit, speaker))
    speakers.narrated(unit)
    found = _relayed(found, cues)
    inner = [a for outer in found for a in _inside(text, unit, outer, speakers)]
    return [*found, *inner]


def _attribution(cue: Cue, unit: Unit, speaker: Speaker) -> Attribution:
    return Attribution(
        source=cue.source, cue=cue.span, content=cue.content, act=cue.act, frame=cue.frame, lemma=cue.lemma,
        sentence=unit.span, speaker=speaker.name, role=speaker.role, addressee=cue.addressee,
        reported_by=cue.relayed_by, negated=cue.negated, hedged=cue.hedged, future=cue.future,
        relative=cue.relative, nominal=cue.nominal,
    )  # fmt: skip


def _relayed(found: list[Attribution], cues: Sequence[Cue]) -> list[Attribution]:
    """Speech inside another's speech is reported by that other; "…, according to TASS" behind speech relays it."""
    done: list[Attribution] = []
    for attribution in found:
        outer = _around(attribution, found)
        relay = attribution.reported_by
        if outer is not None and outer.speaker and outer.speaker != attribution.speaker:
            relay = outer.speaker
        relay = relay or _relay_behind(attribution, found)
        same = relay in (attribution.speaker, attribution.reported_by)
        done.append(attribution if same else replace(attribution, reported_by=relay))
    return done


def _around(inner: Attribution, found: list[Attribution]) -> Attribution | None:
    for outer in reversed(found):
        if outer is not inner and any(inner.cue.within(span) for span in outer.content):
            return outer
    return None


def _relay_behind(attribution: Attribution, found: list[Attribution]) -> str | None:
    for other in found:
        if other is not attribution and other.lemma == "according to" and other.content == attribution.content:
            return other.speaker
    return None


# --- quotations without a cue of their own ---------------------------------------------------------------------------


def _leads_on(attribution: Attribution) -> bool:
    """Whether a quotation in the next sentence can go on with this speaker: the main cue of its own sentence."""
    return not (attribution.quoted or attribution.relative or attribution.nominal or attribution.reported_by)


def _continued(text: str, unit: Unit, last: Attribution | None) -> Attribution | None:
    """A sentence that is all quotation belongs to the speaker of the sentence before it."""
    if last is None or not unit.quotes or last.source is None:
        return None
    quoted = sum(q.whole.end - q.whole.start for q in unit.quotes)
    gap = text[last.sentence.end : unit.span.start]
    if quoted < 0.8 * (unit.span.end - unit.span.start) or len(gap.strip()) > 0 or gap.count("\n") > 2:
        return None
    if _TRANSCRIPT.match(text, unit.quotes[0].inner.start):
        return None
    if (
        "\n" in gap
        and last.frame != "direct"
        and not text[last.sentence.start : last.sentence.end].rstrip().endswith(":")
    ):
        return None
    content = tuple(q.whole for q in unit.quotes)
    return replace(
        last,
        content=content,
        sentence=unit.span,
        frame="direct",
        continued=True,
        act="states",
        lemma="",
        addressee=None,
        negated=False,
        hedged=False,
        future=False,
        relative=False,
    )


# --- speech inside quotations ----------------------------------------------------------------------------------------


def _inside(text: str, unit: Unit, outer: Attribution, speakers: Speakers) -> list[Attribution]:
    """What a speaker says of the words of others, or asks and hopes in the first person, inside a quotation."""
    if outer.frame != "direct" or outer.speaker is None:
        return []
    found: list[Attribution] = []
    for quote in unit.quotes:
        if quote.length < _INSIDE_FROM or not any(quote.whole.overlaps(span) for span in outer.content):
            continue
        for inner in units(text, quote.inner.start, quote.inner.end, quoted=False):
            for cue in cues_in(inner):
                found += _inner(text, cue, inner, outer, speakers)
    return found


def _inner(text: str, cue: Cue, unit: Unit, outer: Attribution, speakers: Speakers) -> list[Attribution]:
    if cue.source is None or cue.content == () or cue.act == "plans":
        return []
    word = text[cue.source.start : cue.source.end].lower()
    if word in {"i", "we", "let"}:
        attribution = replace(
            _attribution(cue, unit, Speaker(outer.speaker, outer.role)), quoted=True, first_person=True
        )
        return [replace(attribution, reported_by=None, sentence=unit.span)]
    speaker = speakers.inside(cue, unit)
    if speaker.name is None or speaker.name == outer.speaker:
        return []
    return [replace(_attribution(cue, unit, speaker), quoted=True, reported_by=outer.speaker)]
