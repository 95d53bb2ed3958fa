"""Finds who says what in a text: speech with its source, cue and content, quotations joined to what goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarizer.models import Span
from summarizer.text.cover import Cover
from summarizer.text.cue_labels import Labelled, labelled
from summarizer.text.names import Cast, cast_of
from summarizer.text.sentence_attributions import Attribution, sentence_attributions

__all__ = ["Attribution", "attributions"]


def attributions(text: str, furniture: Iterable[Span] = ()) -> tuple[Attribution, ...]:
    """Who says what in a text: every attribution outside its furniture, in the order of their cues.

    What one cue governs is one attribution: a quotation that goes on behind its speaker, in the same sentence or in
    the next ones of its paragraph, is more content of the same attribution. Of what stands inside another's words only
    speech is given ("Lind said that Holm promised …"), with `reported_by`; what is merely thought or wanted there
    belongs to the one who says it.

    Args:
        text: The text of an article; the offsets of all spans are Unicode code points into it, ends exclusive.
        furniture: Stretches that are not the article.

    >>> text = "Talks go on, Anna Lind said. She vowed to help."
    >>> [(a.speaker, a.act, [text[s.start : s.end] for s in a.content]) for a in attributions(text)]
    [('Anna Lind', 'states', ['Talks go on']), ('Anna Lind', 'promises', ['to help'])]
    """
    spans = tuple(furniture)
    joined = _joined(text, sentence_attributions(text, spans))
    cast = cast_of(text, spans)
    apart = Cover(spans)
    labels = [_labelled(text, each, cast) for each in labelled(text, cast) if not apart.overlaps(each.sentence)]
    return tuple(sorted(_outermost_and_speech([*labels, *joined]), key=lambda a: (a.cue.start, a.cue.end)))


# --- what one cue governs, and what stands inside it ------------------------------------------------------------------

_SPEECH_ACTS = frozenset(
    {
        "states", "reports", "accuses", "denies", "demands", "requests", "appeals", "promises", "warns", "threatens",
        "accepts", "rejects", "acknowledges", "counters",
    }
)  # fmt: skip
_SPEECH_FRAMES = frozenset({"clause", "direct", "according"})


def _joined(text: str, found: Iterable[Attribution]) -> list[Attribution]:
    """Each quotation with what follows on it; of what stands inside quotations only speech."""
    joined: list[Attribution] = []
    main = 0
    for each in found:
        if joined and _goes_on(text, joined[main], each):
            joined[main] = replace(joined[main], content=joined[main].content + each.content)
        elif not each.quoted:
            main = len(joined)
            joined.append(each)
        elif _is_speech(each):
            joined.append(each)
    return joined


def _goes_on(text: str, before: Attribution, each: Attribution) -> bool:
    """Whether a quotation without a cue of its own goes on with the quotation before it in one paragraph."""
    if not (each.continued and before.frame == "direct" and before.cue == each.cue):
        return False
    return "\n" not in text[max(before.sentence.end, before.content[-1].end) : each.sentence.start]


def _is_speech(attribution: Attribution) -> bool:
    """Whether words are said, outright: no thought, no wish, nothing that could or did not happen."""
    a = attribution
    outright = not (a.hedged or a.negated or a.future or a.relative or a.first_person)
    return outright and a.frame in _SPEECH_FRAMES and a.act in _SPEECH_ACTS


def _outermost_and_speech(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that stand in nobody's words, and the speech inside another's."""
    insides = Cover(span for a in found for span in a.content)
    return [a for a in found if a.quoted or _is_speech(a) or not insides.holds(a.cue)]


def _labelled(text: str, line: Labelled, cast: Cast) -> Attribution:
    """A label is a name as it stands, or a surname in capitals that one person of the article has."""
    label = text[line.source.start : line.source.end]
    surname = label.split()[-1].casefold()
    persons = [p for p in cast.persons if p.name.split()[-1].casefold() == surname]
    person = cast.person_called(label) or (persons[0] if len(persons) == 1 else None)
    return Attribution(
        source=line.source, cue=line.cue, content=line.content, act="states", frame="label", lemma=":",
        sentence=line.sentence, speaker=person.name if person else None,
        role=person.roles[0] if person and person.roles else None,
    )  # fmt: skip
