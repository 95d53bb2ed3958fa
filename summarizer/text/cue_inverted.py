"""Finds the source behind its verb: "…," said Lind; "…," has said Lind."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.text.clauses import has_finite_verb, noun_phrase_end
from summarizer.text.cue_parts import Subject
from summarizer.text.units import QUOTE
from summarizer.text.verb_groups import Group
from summarizer.text.words import Word, in_class, office_words

__all__ = ["inverted"]


def inverted(items: Sequence[Word], group: Group) -> Subject | None:
    """The source behind the verb: "…," said Lind."""
    whole = group.start == group.head or items[group.start].low in {"has", "have", "had"}
    if not whole or group.form not in {"past", "s"} or group.end >= len(items) or group.start == 0:
        return None
    before, after = items[group.start - 1], items[group.end]
    if before.low != QUOTE and before.text not in {",", "–", "—", "-", "?", "!"}:
        return None
    if not (
        after.capital
        or after.text[0].isdigit()
        or in_class(after.low, "determiners", "possessives", "pronouns")
        or after.low in office_words("offices") | office_words("groups")
    ) or in_class(after.low, "subordinators"):
        return None
    end = noun_phrase_end(items, group.end)
    if end == group.end or (group.sense.act("clause") is None and group.sense.act("quote") is None):
        return None
    following = items[end] if end < len(items) else None
    closed = (
        following is None
        or not following.is_word
        or in_class(following.low, "prepositions", "weekdays", "adverbs", "subordinators", "pronouns")
        or following.low == QUOTE
    )
    quoted = before.low == QUOTE or items[group.start - 2].low == QUOTE
    if not closed or not (quoted or has_finite_verb(items, 0, group.start - 1)):
        return None
    if not quoted and not (following is None or not following.is_word):
        return None
    return Subject(group.end, _apposition_end(items, end), inverted=True)


def _apposition_end(items: Sequence[Word], end: int) -> int:
    """A source behind its verb reaches over ", the minister of trade" to the next comma or the end."""
    if (
        end + 1 < len(items)
        and items[end].text == ","
        and (
            in_class(items[end + 1].low, "determiners", "possessives") or items[end + 1].low in office_words("offices")
        )
    ):
        stop = end + 1
        while stop < len(items) and items[stop].text not in ",.;" and items[stop].low != QUOTE:
            stop += 1
        return stop
    return end
