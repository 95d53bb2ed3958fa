"""Finds the cues of a sentence, verbs and nouns that carry speech, each with its source and its content."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.text.clauses import noun_phrase_end
from summarizer.text.cue_changes import is_raised, is_told
from summarizer.text.cue_contents import complement_of
from summarizer.text.cue_nouns import according_cues, noun_cues
from summarizer.text.cue_parts import Complement, Cue, FoundVerb, item_span
from summarizer.text.cue_passives import passive_cues
from summarizer.text.cue_subjects import as_saying, verbs_in
from summarizer.text.cue_views import view_cues
from summarizer.text.units import Unit
from summarizer.text.verbs import Sense
from summarizer.text.words import Word

__all__ = ["Cue", "cues_in"]


def cues_in(unit: Unit) -> list[Cue]:
    """The cues of a unit in order: verbs first found with their subjects, then each with its content."""
    items = unit.items
    alone = [(each, complement_of(items, each, 0, [each])) for each in verbs_in(items)]
    alone = [(each, complement) for each, complement in alone if complement and is_told(items, each, complement)]
    found = [each for each, _ in alone]
    complements: list[Complement | None] = [complement for _, complement in alone]
    if len(found) > 1:
        complements = [complement_of(items, each, index, found) for index, each in enumerate(found)]
    verbs = (_verb_cue(items, each, whole) for each, whole in zip(found, complements, strict=True))
    cues = [cue for cue in verbs if cue is not None]
    passives = passive_cues(items)
    cues = [cue for cue in cues if not any(cue.span.overlaps(each.span) for each in passives)] + passives
    cues += according_cues(items, cues)
    nouns = [*view_cues(items), *noun_cues(items, found)]
    cues = [cue for cue in cues if cue.frame != "object" or not any(cue.span.within(each.span) for each in nouns)]
    taken = [cue.span for cue in cues]
    cues += [cue for cue in nouns if not any(cue.span.overlaps(span) for span in taken)]
    return sorted(cues, key=lambda cue: (cue.span.start, cue.span.end))


def _verb_cue(items: Sequence[Word], each: FoundVerb, complement: Complement | None) -> Cue | None:
    group, subject = each.group, each.subject
    if complement is None or not complement.ranges:
        return None
    frame = complement.frame
    act = _act(group.sense, frame)
    if is_raised(items, each, complement):
        act = "changes"
    content = [item_span(items, a, b) for a, b in complement.ranges]
    if act is None or any(span.start == span.end for span in content):
        return None
    relayed = None
    if as_saying(items, group) is not None and items[group.end].low == "by":
        end = noun_phrase_end(items, group.end + 1)
        relayed = " ".join(w.text for w in items[group.end + 1 : end]) or None
        act = "states"
    return Cue(
        source=item_span(items, *_trim(items, subject.start, subject.end)),
        span=item_span(items, group.start, group.end),
        content=tuple(content),
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
