"""Finds the cues of a sentence, verbs and nouns that carry speech, each with its source and its content."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.text.clauses import noun_phrase_end
from summarizer.text.cue_contents import complement_of
from summarizer.text.cue_nouns import according_cues, noun_cues
from summarizer.text.cue_parts import Cue, FoundVerb, item_span
from summarizer.text.cue_subjects import as_saying, verbs_in
from summarizer.text.units import Unit
from summarizer.text.verbs import Sense
from summarizer.text.words import Word

__all__ = ["Cue", "cues_in"]


def cues_in(unit: Unit) -> list[Cue]:
    """The cues of a unit in order: verbs first found with their subjects, then each with its content."""
    items = unit.items
    found = [each for each in verbs_in(items) if complement_of(items, each, 0, [each]) is not None]
    cues = [cue for index, each in enumerate(found) if (cue := _verb_cue(items, each, index, found)) is not None]
    cues += according_cues(items, cues)
    taken = [cue.span for cue in cues]
    cues += [cue for cue in noun_cues(items, found) if not any(cue.span.overlaps(span) for span in taken)]
    return sorted(cues, key=lambda cue: (cue.span.start, cue.span.end))


def _verb_cue(items: Sequence[Word], each: FoundVerb, index: int, found: list[FoundVerb]) -> Cue | None:
    group, subject = each.group, each.subject
    complement = complement_of(items, each, index, found)
    if complement is None or not complement.ranges:
        return None
    frame = complement.frame
    act = _act(group.sense, frame)
    if act is None:
        return None
    relayed = None
    if as_saying(items, group) is not None and items[group.end].low == "by":
        end = noun_phrase_end(items, group.end + 1)
        relayed = " ".join(w.text for w in items[group.end + 1 : end]) or None
        act = "states"
    return Cue(
        source=item_span(items, *_trim(items, subject.start, subject.end)),
        span=item_span(items, group.start, group.end),
        content=tuple(item_span(items, a, b) for a, b in complement.ranges),
        act=act,
        frame=frame,
        lemma=group.sense.lemma,
        addressee=item_span(items, *complement.addressee) if complement.addressee else None,
        relayed_by=relayed,
        negated=group.negated,
        hedged=group.hedged,
        future=group.future,
        relative=subject.relative,
    )


def _act(sense: Sense, frame: str) -> str | None:
    """What the verb does; a quotation stands in the place of a clause."""
    return (sense.act("clause") or sense.act("quote")) if frame == "direct" else sense.act(frame)


def _trim(items: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    while end > start + 1 and items[end - 1].text in {",", "(", "–", "—"}:
        end -= 1
    return start, end
