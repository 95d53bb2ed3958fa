"""Finds cues that are no verbs: "according to", and nouns that carry speech ("his promise to", "allegations that")."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.models import Span
from summarizer.text.clauses import is_nominal, noun_phrase_end
from summarizer.text.cue_behind import is_infinitive
from summarizer.text.cue_parts import Cue, FoundVerb, item_span
from summarizer.text.units import QUOTE
from summarizer.text.verbs import noun_acts
from summarizer.text.words import Word, in_class

__all__ = ["according_cues", "noun_cues"]


def according_cues(items: Sequence[Word], cues: list[Cue]) -> list[Cue]:
    """The cues "according to X" of a unit; `cues` are those already found, whose words X may relay."""
    found: list[Cue] = []
    for index in range(len(items) - 2):
        if items[index].low != "according" or items[index + 2].low == QUOTE or items[index + 1].low != "to":
            continue
        end = noun_phrase_end(items, index + 2)
        if end == index + 2:
            continue
        content = _according_content(items, index, end, cues)
        if content is not None:
            found.append(
                Cue(
                    _according_source(items, index + 2, end),
                    item_span(items, index, index + 2),
                    content,
                    "states",
                    "according",
                    "according to",
                    relative=index > 1 and items[index - 2].low in {"which", "that"},
                )
            )
    return found


def _according_source(items: Sequence[Word], start: int, end: int) -> Span:
    """The source itself; for "remarks reported by X" it is X."""
    if (
        end + 2 < len(items)
        and items[end].low in {"reported", "published", "released", "quoted", "carried"}
        and items[end + 1].low == "by"
    ):
        stop = noun_phrase_end(items, end + 2)
        if stop > end + 2:
            return item_span(items, end + 2, stop)
    return item_span(items, start, end)


def _according_content(items: Sequence[Word], index: int, end: int, cues: list[Cue]) -> tuple[Span, ...] | None:
    last = len(items)
    while last > end and items[last - 1].text in ".!?;":
        last -= 1
    behind = next((i for i in range(end, last) if items[i].text == ","), None)
    if (
        index == 0
        or not any(w.is_word for w in items[:index])
        or items[max(0, index - 2)].low in {"which", "who", "that"}
        or in_class(items[index - 1].low, "coordinators")
    ):
        start = behind + 1 if behind is not None else end
        return (item_span(items, start, last),) if start < last else None
    before = [cue for cue in cues if cue.span.end <= items[index].start]
    if before and before[-1].content:
        return before[-1].content
    stop = index - 1 if items[index - 1].text == "," else index
    return (item_span(items, 0, stop),) if stop > 0 else None


# --- nouns that carry speech ---


def noun_cues(items: Sequence[Word], found: list[FoundVerb]) -> list[Cue]:
    """The nouns of a unit that carry speech; `found` are its verbs, which are no nouns."""
    cues: list[Cue] = []
    for index, item in enumerate(items[:-2]):
        act = noun_acts().get(item.low)
        if act is None or any(each.group.start <= index < each.group.end for each in found):
            continue
        content = _noun_content(items, index)
        if content is None:
            continue
        possessor = _possessor(items, index)
        frame = "clause" if items[index + 1].low == "that" or items[index + 1].text == ":" else "object"
        if possessor is None and (
            frame != "clause" or act not in {"accuses", "warns", "states", "reports"} or items[index + 1].text == ":"
        ):
            continue
        cues.append(
            Cue(
                item_span(items, *possessor) if possessor else None,
                item_span(items, index, index + 1),
                content,
                act,
                frame,
                item.low,
                nominal=True,
            )
        )
    return cues


def _noun_content(items: Sequence[Word], index: int) -> tuple[Span, ...] | None:
    following = items[index + 1]
    end = _noun_end(items, index + 1)
    if (
        following.low == "that"
        and end < len(items) - 1
        and in_class(items[index + 2].low, "prepositions", "subordinators")
    ):
        end = _noun_end(items, end + 1)
    if following.text == ":" and items[index + 2].low == "that":
        return _that_clauses(items, index + 2, len(items) - (items[-1].text == "."))
    act = noun_acts()[items[index].low]
    if following.low == "that" and not in_class(items[index + 2].low, "auxiliaries") and end > index + 2:
        return (item_span(items, index + 1, end),)
    if is_infinitive(items, index + 1) and act not in {
        "states",
        "assesses",
        "reports",
        "warns",
        "criticises",
        "supports",
    }:
        return (item_span(items, index + 1, end),)
    if (
        following.low in {"for", "of"}
        and end > index + 2
        and act
        in {"demands", "requests", "appeals", "rejects", "denies", "supports", "criticises", "promises", "hopes"}
    ):
        return (item_span(items, index + 2, end),)
    return None


def _noun_end(items: Sequence[Word], start: int) -> int:
    for position in range(start, len(items)):
        if items[position].text in {",", ";", ":", ".", "—", "–"}:
            return position
    return len(items)


def _that_clauses(items: Sequence[Word], start: int, end: int) -> tuple[Span, ...]:
    """The clauses of a list "that A, and that B", each a content of its own."""
    starts = [start] + [
        i
        for i in range(start + 1, end - 1)
        if items[i].low == "that" and (items[i - 1].low in {"and", "or"} or items[i - 1].text in ",;")
    ]
    spans = []
    for begin, stop in zip(starts, [*starts[1:], end], strict=True):
        last = stop
        while last > begin and (items[last - 1].text in ",;" or items[last - 1].low in {"and", "or"}):
            last -= 1
        spans.append(item_span(items, begin, last))
    return tuple(spans)


def _possessor(items: Sequence[Word], index: int) -> tuple[int, int] | None:
    """Whose the noun is: "Bonn's major requests", "his refusal"; adjectives may stand between."""
    position = index - 1
    while position >= 0 and index - position < 4 and is_nominal(items[position]) and items[position].low != "'s":
        position -= 1
    if position < 0:
        return None
    if in_class(items[position].low, "possessives"):
        return position, position + 1
    if items[position].low == "'s" or items[position].text in {"’", "'"}:
        start = position
        while start > 0 and is_nominal(items[start - 1]) and (items[start - 1].capital or start == position):
            start -= 1
        if start > 0 and in_class(items[start - 1].low, "determiners"):
            start -= 1
        return (start, position) if start < position else None
    return None
