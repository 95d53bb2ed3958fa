"""Finds cues that are no verbs: "according to", and nouns that carry speech ("his promise to", "allegations that")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from summarizer.models import Span
from summarizer.text.clauses import has_finite_verb, is_nominal, noun_phrase_end, noun_phrase_start
from summarizer.text.cue_behind import is_infinitive
from summarizer.text.cue_parts import Cue, FoundVerb, item_span
from summarizer.text.cue_views import possessor_of
from summarizer.text.units import QUOTE
from summarizer.text.verb_groups import auxiliaries_before
from summarizer.text.verbs import common_forms, forms_of, noun_acts
from summarizer.text.words import Word, in_class, lexicon

__all__ = ["according_cues", "noun_cues"]


def according_cues(items: Sequence[Word], cues: list[Cue]) -> list[Cue]:
    """The cues "according to X" of a unit; `cues` are those already found, whose words X may relay."""
    found: list[Cue] = []
    for index in [index for index, item in enumerate(items[:-2]) if item.low == "according"]:
        if items[index + 2].low == QUOTE or items[index + 1].low != "to":
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
    verbs = {index for each in found for index in range(each.group.start, each.group.end)}
    cues: list[Cue] = []
    known = noun_acts()
    for index in [index for index, item in enumerate(items[:-2]) if item.low in known]:
        content = _noun_content(items, index) if index not in verbs else None
        if content is None:
            continue
        item, act = items[index], known[items[index].low]
        owner, start = _owner(items, index)
        frame = "clause" if items[index + 1].low == "that" or items[index + 1].text == ":" else "object"
        if owner is not None or _stands_alone(items, index, frame, act):
            source = item_span(items, *owner) if owner else None
            span = item_span(items, start, index + 1)
            cues.append(Cue(source, span, content, act, frame, item.low, nominal=True))
    return cues


def _owner(items: Sequence[Word], index: int) -> tuple[tuple[int, int] | None, int]:
    """Whose the noun is, and where the cue begins: "Bonn's demand", "Bonn issued a call"."""
    owner = possessor_of(items, index)
    if owner is not None:
        return owner, index
    verb = index - 1
    while verb > 0 and index - verb <= _BETWEEN and items[verb].low not in _light_forms():
        if not (is_nominal(items[verb]) or in_class(items[verb].low, "determiners", "prepositions")):
            return None, index
        verb -= 1
    if verb <= 0 or items[verb].low not in _light_forms() or in_class(items[verb - 1].low, "determiners"):
        return None, index
    if common_forms().get(items[verb + 1].low, frozenset()) & {"past", "participle"}:
        return None, index
    start, _ = auxiliaries_before(items, verb)
    if in_class(items[start - 1].low, "pronouns") and start:
        return (start - 1, start), start
    first = noun_phrase_start(items, start)
    return ((first, start), start) if first < start else (None, index)


_BETWEEN = 6
"""Words between a light verb and its noun at most."""


@cache
def _light_forms() -> frozenset[str]:
    """The finite forms of verbs that only lend a noun its tense: "issued a call for", "expressed doubts about"."""
    verbs = lexicon("reporting_verbs")["light"]
    return frozenset(form for verb in verbs for form, kinds in forms_of(verb).items() if kinds != {"ing"})


_ACTIONS = frozenset({"states", "assesses", "reports", "warns", "criticises", "supports"})
"""Acts whose nouns are followed by no infinitive: "his view to", "the report to"."""

_ABOUT = frozenset({"for", "of", "about", "on", "over", "against"})
"""What leads from a noun to what it is about: "call for", "rejection of", "comments on"."""


_TOWARDS = frozenset({"criticises", "rejects", "promises", "counters", "supports"})
"""Acts whose nouns have what they are about behind "to": "opposition to", "commitment to"."""


def _noun_content(items: Sequence[Word], index: int) -> tuple[Span, ...] | None:
    following = items[index + 1]
    if following.text == ":" and items[index + 2].low == "that":
        return _that_clauses(items, index + 2, len(items) - (items[-1].text == "."))
    act = noun_acts()[items[index].low]
    if following.low == "that" and not in_class(items[index + 2].low, "auxiliaries"):
        end = _content_end(items, index, clause=True)
        return (item_span(items, index + 1, end),) if end > index + 2 else None
    if is_infinitive(items, index + 1) and act not in _ACTIONS:
        return (item_span(items, index + 1, _content_end(items, index, clause=False)),)
    if following.low in _ABOUT or (following.low == "to" and act in _TOWARDS):
        end = _content_end(items, index, clause=False)
        return (item_span(items, index + 2, end),) if end > index + 2 else None
    return None


def _content_end(items: Sequence[Word], index: int, *, clause: bool) -> int:
    """Where the content of a noun ends: at a mark, or at the verb that the noun is the subject of."""
    start = index + 2 if clause else index + 1
    end = _noun_end(items, start)
    led = clause and end < len(items) - 1 and in_class(items[index + 2].low, "prepositions", "subordinators")
    end = _noun_end(items, end + 1) if led else end
    if has_finite_verb(items, 0, index) or any(w.low == "that" for w in items[:index]):
        return end
    return _main_verb(items, start, end, held=not clause)


def _main_verb(items: Sequence[Word], start: int, end: int, *, held: bool) -> int:
    """The auxiliary of the main clause; `held`: no finite verb of the content's own is still to come."""
    for position in range(start + 1, end):
        low, before = items[position].low, items[position - 1].low
        if in_class(low, "subordinators") or low == "who":
            held = False
        elif in_class(low, "auxiliaries") and low != "'s" and not in_class(before, "auxiliaries", "adverbs"):
            if held and not in_class(before, "pronouns", "coordinators"):
                return position
            held = True
        elif has_finite_verb(items, position - 1, position + 1) and low != "'s":
            held = True
    return end


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


def _stands_alone(items: Sequence[Word], index: int, frame: str, act: str) -> bool:
    """Whether a noun needs nobody whose it is: "the claim that", "a pledge to"."""
    if frame != "clause" or items[index + 1].text == ":":
        return False
    singular = not items[index].low.endswith("s") and act not in {"demands", "requests", "plans"}
    return singular or act in {"accuses", "warns", "states", "reports"}
