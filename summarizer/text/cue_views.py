"""Finds what is so in somebody's eyes ("in Lind's view"), and what somebody is for or against ("a critic of NATO")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from summarizer.models import Span
from summarizer.text.clauses import is_nominal, noun_phrase_end, noun_phrase_start
from summarizer.text.cue_ends import clause_end
from summarizer.text.cue_parts import COMMAS, Cue, item_span
from summarizer.text.words import Word, in_class, lexicon

__all__ = ["possessor_of", "view_cues"]


@cache
def _views() -> frozenset[str]:
    return frozenset(lexicon("reporting_verbs")["views"])


@cache
def _agents() -> dict[str, str]:
    """From a noun for one who is for or against something, singular or plural, to its act."""
    table: dict[str, list[str]] = lexicon("reporting_verbs")["agents"]
    return {form: act for act, nouns in table.items() for noun in nouns for form in (noun, noun + "s")}


def view_cues(items: Sequence[Word]) -> list[Cue]:
    """The cues "in X's view", "in the words of X", and "X is a critic of Y" of a unit."""
    found: list[Cue] = []
    views, agents = _views(), _agents()
    for index in [index for index, item in enumerate(items[:-1]) if item.low in views or item.low in agents]:
        cue = None
        if index and items[index].low in views:
            cue = _view(items, index)
        elif index and items[index + 1].low == "of":
            cue = _agent(items, index)
        if cue is not None:
            found.append(cue)
    return found


# --- in X's view ------------------------------------------------------------------------------------------------------


def _view(items: Sequence[Word], index: int) -> Cue | None:
    owner = possessor_of(items, index)
    opening, end = (owner[0] - 1, index + 1) if owner else (index - 2, index + 1)
    if owner is None and items[index - 1].low == "the" and items[index + 1].low == "of":
        end = noun_phrase_end(items, index + 2)
        owner = (index + 2, end) if end > index + 2 else None
    if owner is None or opening < 0 or items[opening].low not in {"in", "by", "to"}:
        return None
    content = _beside(items, opening, end)
    if content is None:
        return None
    span = item_span(items, index, index + 1)
    return Cue(item_span(items, *owner), span, (content,), "states", "according", f"in {items[index].low}")


def _beside(items: Sequence[Word], opening: int, end: int) -> Span | None:
    """What a phrase at the start or the end of a sentence holds for: the rest of it."""
    leads = all(not w.is_word or in_class(w.low, "coordinators", "adverbs") for w in items[:opening])
    if leads:
        if end >= len(items) or items[end].text != ",":
            return None
        stop = clause_end(items, end + 1, 0, [])
        return item_span(items, end + 1, stop) if end + 1 < stop else None
    closed = all(not w.is_word for w in items[end:])
    if not closed or items[opening - 1].text not in COMMAS or opening < 2:
        return None
    return item_span(items, 0, opening - 1)


def possessor_of(items: Sequence[Word], index: int) -> tuple[int, int] | None:
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


# --- X is a critic of Y -----------------------------------------------------------------------------------------------


def _agent(items: Sequence[Word], index: int) -> Cue | None:
    start = index
    while start > 0 and (is_nominal(items[start - 1]) or items[start - 1].low in {"and", "a", "an", "the"}):
        start -= 1
    copula = start - 1
    end = noun_phrase_end(items, index + 2)
    if copula < 1 or not in_class(items[copula].low, "be_forms") or end == index + 2:
        return None
    while copula > 0 and in_class(items[copula].low, "auxiliaries", "adverbs", "negations"):
        copula -= 1
    first = copula if in_class(items[copula].low, "pronouns") else noun_phrase_start(items, copula + 1)
    if first > copula:
        return None
    return Cue(
        item_span(items, first, copula + 1),
        item_span(items, start, index + 2),
        (item_span(items, index + 2, end),),
        _agents()[items[index].low],
        "object",
        items[index].low,
        nominal=True,
    )
