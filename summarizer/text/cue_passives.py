"""Finds cues in the passive that name what is said of somebody, with or without the one who says it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from summarizer.models import Span
from summarizer.text.clauses import noun_phrase_end, noun_phrase_start
from summarizer.text.cue_behind import is_infinitive
from summarizer.text.cue_ends import clause_end
from summarizer.text.cue_object_ends import action_end
from summarizer.text.cue_parts import Cue, item_span
from summarizer.text.verb_groups import auxiliaries_before
from summarizer.text.verbs import forms_of
from summarizer.text.words import Word, any_in_class, in_class, lexicon

__all__ = ["passive_cues"]


@cache
def _passives() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """From a participle ("accused") to its lemma, the word its complement opens with ("of"), and its act."""
    table: dict[str, list[tuple[str, str, str]]] = {}
    for opening, acts in lexicon("reporting_verbs")["passives"].items():
        for act, verbs in acts.items():
            for verb in verbs:
                for form, kinds in forms_of(verb).items():
                    if "participle" in kinds:
                        table.setdefault(form, []).append((verb, opening, act))
    return {form: tuple(senses) for form, senses in table.items()}


def passive_cues(items: Sequence[Word]) -> list[Cue]:
    """The passives of a unit whose complement says what somebody does or is: "was accused (by Bonn) of lying"."""
    found: list[Cue] = []
    known = _passives()
    for index in [index for index, item in enumerate(items[:-1]) if index and item.low in known]:
        for lemma, opening, act in known[items[index].low]:
            cue = _cue(items, index, lemma, opening, act)
            if cue is not None:
                found.append(cue)
                break
    return found


def _cue(items: Sequence[Word], index: int, lemma: str, opening: str, act: str) -> Cue | None:
    start, auxiliaries = auxiliaries_before(items, index)
    if not auxiliaries or not in_class(auxiliaries[-1], "be_forms"):
        return None
    agent, position = _agent(items, index + 1)
    if position >= len(items) - 1 or not _opens(items, position, opening):
        return None
    end = action_end(items, position, clause_end(items, position, 0, []))
    if agent is None and opening in {"of", "for", "as"}:
        agent, end = _agent_at_end(items, position, end)
    content = _content(items, start, position, end, opening)
    if content is None:
        return None
    return Cue(
        source=item_span(items, *agent) if agent else None,
        span=item_span(items, start, index + 1),
        content=content,
        act=act,
        frame="passive",
        lemma=lemma,
        negated=any_in_class(auxiliaries, "negations"),
        hedged=any_in_class(auxiliaries, "modals"),
    )


def _agent(items: Sequence[Word], position: int) -> tuple[tuple[int, int] | None, int]:
    """The one behind "by", right behind the participle, and where the complement can begin."""
    while position < len(items) and in_class(items[position].low, "adverbs"):
        position += 1
    if position + 1 < len(items) and items[position].low == "by":
        end = noun_phrase_end(items, position + 1)
        of = next((i for i in range(position + 1, end) if items[i].low in {"of", "for"}), end)
        if of > position + 1:
            return (position + 1, of), of
    return None, position


def _opens(items: Sequence[Word], position: int, opening: str) -> bool:
    return is_infinitive(items, position) if opening == "to" else items[position].low == opening


def _agent_at_end(items: Sequence[Word], position: int, end: int) -> tuple[tuple[int, int] | None, int]:
    """The one behind "by" at the end: "was accused of lying by Rome"."""
    by = next((i for i in range(end - 1, position, -1) if items[i].low == "by"), None)
    if by is None or by + 1 >= end or noun_phrase_end(items, by + 1) != end or not items[end - 1].capital:
        return None, end
    return (by + 1, end), by


def _content(items: Sequence[Word], start: int, position: int, end: int, opening: str) -> tuple[Span, ...] | None:
    if end <= position + 1:
        return None
    rest = item_span(items, position, end)
    first = noun_phrase_start(items, start)
    if first == start and start and in_class(items[start - 1].low, "pronouns"):
        first = start - 1
    if first == start:
        return None
    if opening == "that":
        return (rest,) if items[first].low == "it" else None
    return (item_span(items, first, start), rest)
