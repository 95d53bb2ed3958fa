"""Tells where the content of a cue ends: with its sentence, at another cue, or where the writer speaks again."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.text.cue_parts import COMMAS, QUESTION_WORDS, FoundVerb
from summarizer.text.units import QUOTE
from summarizer.text.verbs import noun_acts
from summarizer.text.words import Word, in_class

__all__ = ["clause_end", "that_ahead"]


def clause_end(items: Sequence[Word], start: int, index: int, found: list[FoundVerb]) -> int:
    """The end of the content that begins at `start`: the unit's last word, or where another cue or an aside begins."""
    end = len(items)
    while end > start and items[end - 1].text in {".", "!", "?", ",", ";", ":", "–", "—"}:
        end -= 1
    guarded = _led_in_to(items, start, end)
    end = min(end, _main_clause(items, start, end))
    for later in found[index + 1 :]:
        stop = _break_before(items, later, start)
        if stop is not None and (guarded < stop or stop == start) and stop < end:
            end = stop
            break
    return _before_aside(items, start, end)


_LEADING = frozenset({"while", "although", "though", "when", "after", "before", "as", "because", "since", "whereas"})


def _main_clause(items: Sequence[Word], start: int, end: int) -> int:
    """Where the main clause begins behind a cue in a clause that leads in: "While he called for calm, Lind left"."""
    comma = next((i for i in range(start, end) if items[i].text == ","), end)
    leads = (items[0].low in _LEADING or items[0].low.endswith("ing")) and not any(w.text == "," for w in items[:start])
    return comma if leads else end


def _led_in_to(items: Sequence[Word], start: int, end: int) -> int:
    """A content that opens with "that although …," or "in terms of …," is not cut at the comma behind its lead-in."""
    that = that_ahead(items, start, end)
    if that is None:
        return start
    first = that + 1
    if first < end and in_class(items[first].low, "subordinators", "prepositions") and items[first].low != "that":
        return next((i for i in range(first, end) if items[i].text == ","), start)
    return start


def _break_before(items: Sequence[Word], later: FoundVerb, start: int) -> int | None:
    """Where a later cue cuts the content before it: at the comma, dash or conjunction ahead of its own words."""
    if not later.subject.shared and (later.subject.relative or items[later.subject.start].low == "who"):
        return None
    own = not (later.subject.inverted or later.subject.shared or later.subject.start < start)
    first = min(later.subject.start, later.group.start) if own else later.group.start
    position = first
    while position > 0 and items[position - 1].low in {"and", "but", "while", "although", "though", "yet", "as", "or"}:
        position -= 1
    if position > 0 and (items[position - 1].text in COMMAS):
        return position - 1
    led = _led_clause(items, first, start) if not later.subject.inverted else None
    if led is not None:
        return led
    speaks = any(act in _SPEAKING for _, act in later.group.sense.frames) and items[first - 1].low != "or"
    if position < first and later.subject.shared and later.subject.start < start and speaks:
        return position
    return None


_SPEAKING = frozenset(
    {
        "states", "warns", "asks", "counters", "acknowledges", "denies", "demands", "promises", "appeals", "accuses",
        "requests", "threatens", "criticises",
    }
)  # fmt: skip
"""Acts whose verb, joined with "and", begins a content of its own: "said that A and added that B"."""

_LEAD_IN = 6
"""So many words may stand between ", and" and the subject of the clause that it opens."""


def _led_clause(items: Sequence[Word], first: int, start: int) -> int | None:
    """The comma of ", and on Wednesday she": a phrase of time or place stands ahead of the subject."""
    for position in range(first - 1, max(start, first - 1 - _LEAD_IN), -1):
        if items[position].text not in COMMAS:
            continue
        joined = items[position + 1].low in {"and", "but"} and position + 2 < first
        opens = joined and in_class(items[position + 2].low, "prepositions", "adverbs", "weekdays")
        phrase = items[position + 2 : first]
        clausal = any(in_class(w.low, "auxiliaries", "subordinators", "pronouns") or w.low == "that" for w in phrase)
        return position if opens and not clausal else None
    return None


def _before_aside(items: Sequence[Word], start: int, end: int) -> int:
    for position in range(start + 2, end - 1):
        item, following = items[position], items[position + 1]
        if item.text in COMMAS and following.low in {"although", "though", "while", "whereas"}:
            return position
        if (
            item.text == ","
            and following.low == "in"
            and any(w.low in {"reference", "response"} for w in items[position + 2 : position + 6])
        ):
            return position
        if item.low == "according" and following.low == "to":
            return position - 1 if items[position - 1].text == "," else position
        if item.text in {"—", "–"} and following.low == "which":
            return position
        if (
            item.text in {"—", "–"}
            and following.low in {"a", "an", "the", "which", "and"}
            and not any(w.text == item.text for w in items[position + 1 : end])
        ):
            return position
        if item.text == ";":
            return position
    return end


def that_ahead(items: Sequence[Word], position: int, end: int) -> int | None:
    """The "that" or question word that opens the complement behind `position`, past phrases of time and place."""
    for index in range(position, min(position + 26, end)):
        low = items[index].low
        if low == "that" and index + 1 < end and not in_class(items[index + 1].low, "auxiliaries"):
            before = items[index - 2 if items[index - 1].text == ":" else index - 1]
            return None if index > position and before.low in noun_acts() else index
        if low in QUESTION_WORDS and (index == position or low == "whether"):
            return index
        if in_class(low, "pronouns") and low not in {"who", "it"}:
            return None
        if in_class(low, "auxiliaries") and low != "'s" and not _in_relative(items, index, position):
            return None
        if low == QUOTE and items[index - 1].text in {",", ":"}:
            return None
    return None


def _in_relative(items: Sequence[Word], index: int, floor: int) -> bool:
    return any(items[i].low in {"that", "who", "which"} for i in range(max(floor, index - 3), index))
