"""Finds the reporting verbs of a sentence with their subjects: before, behind, shared, or set apart by commas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.text.clauses import has_finite_verb, is_nominal, noun_phrase_end, noun_phrase_start
from summarizer.text.cue_parts import COMMAS, QUESTION_WORDS, FoundVerb, Subject
from summarizer.text.units import QUOTE
from summarizer.text.verb_groups import Group, verb_group
from summarizer.text.verbs import common_forms, noun_acts, noun_like
from summarizer.text.words import Word, in_class, office_words

__all__ = ["as_saying", "is_reduced", "verbs_in"]


def verbs_in(items: Sequence[Word]) -> list[FoundVerb]:
    """The reporting verbs of a unit that have a subject, in order."""
    found: list[FoundVerb] = []
    index = 0
    while index < len(items):
        group = verb_group(items, index) if items[index].low != QUOTE else None
        subject = _subject(items, group, found) if group else None
        if group and subject:
            found.append(FoundVerb(group, subject))
            index = group.end
        else:
            index += 1
    return found


def _subject(items: Sequence[Word], group: Group, found: list[FoundVerb]) -> Subject | None:
    if group.passive or is_reduced(items, group):
        sourced = any(w.low == "according" for w in items[max(0, group.start - 5) : group.start])
        return None if sourced else _agent(items, group)
    if group.form == "participle":
        return None
    if group.form == "ing" and not group.progressive:
        return _participle_subject(items, group, found)
    if _is_noun(items, group):
        return None
    return _finite_subject(items, group, found)


def is_reduced(items: Sequence[Word], group: Group) -> bool:
    """Whether a past form is a participle with its agent: "demanded by Moscow"."""
    return (
        group.start == group.head
        and group.end < len(items)
        and items[group.end].low == "by"
        and group.form in {"past", "participle"}
    )


def _agent(items: Sequence[Word], group: Group) -> Subject | None:
    position = group.end
    if as_saying(items, group) is not None:
        if in_class(items[group.start - 1].low, "pronouns"):
            return Subject(group.start - 1, group.start)
        start = noun_phrase_start(items, group.start)
        return Subject(start, group.start) if start < group.start else None
    if position < len(items) and items[position].low == "by":
        end = noun_phrase_end(items, position + 1)
        if end > position + 1:
            return Subject(position + 1, end, inverted=True)
    return None


def as_saying(items: Sequence[Word], group: Group) -> int | None:
    """The item behind "quoted (by X) as saying"."""
    if group.sense.lemma not in {"quote", "cite"}:
        return None
    for position in range(group.end, min(group.end + 8, len(items) - 1)):
        if items[position].low == "as" and items[position + 1].low == "saying":
            return position + 2
    return None


def _participle_subject(items: Sequence[Word], group: Group, found: list[FoundVerb]) -> Subject | None:
    """ ", adding that": the source of the cue before, or the subject of the sentence."""
    if group.start == 0 or group.sense.lemma.startswith("be "):
        return None
    before = items[group.start - 1]
    if before.text not in COMMAS and before.low not in {"by", "while", "after", "before", "but", QUOTE}:
        return None
    return _shared(items, group, found)


def _shared(items: Sequence[Word], group: Group, found: list[FoundVerb]) -> Subject | None:
    outer = [each for index, each in enumerate(found) if not _nested(items, each, found[:index])]
    if outer:
        return replace(outer[-1].subject, shared=True, inverted=False)
    start = 0
    while start < len(items) and (in_class(items[start].low, "adverbs", "coordinators") or items[start].text in COMMAS):
        start += 1
    end = noun_phrase_end(items, start) if start < len(items) else start
    return Subject(start, end, shared=True) if start < end <= group.start and _can_speak(items, start, end) else None


def _nested(items: Sequence[Word], each: FoundVerb, before: list[FoundVerb]) -> bool:
    """Whether a cue stands in the words of another: behind its "that" or right behind its verb."""
    start = each.subject.start
    if each.subject.shared or each.subject.inverted or not before or start == 0:
        return False
    return items[start - 1].low in {"that", *QUESTION_WORDS} or start == before[-1].group.end


def _is_noun(items: Sequence[Word], group: Group) -> bool:
    """Whether the word is a noun or an adjective here: behind an article, a possessive or a preposition."""
    auxiliaries = items[group.start : group.head]
    if not all(in_class(w.low, "adverbs") or w.low.endswith("ly") for w in auxiliaries):
        return False
    if group.start == 0 or (items[group.head].capital and not _title_case(items)):
        return True
    before = items[group.start - 1]
    if in_class(before.low, "determiners", "possessives", "prepositions", "object_pronouns") or before.low in {
        "'s",
        "'",
    }:
        return True
    after = items[group.end] if group.end < len(items) else None
    head = items[group.head].low
    if (head in noun_acts() or head in noun_like()) and (not _steady(before) or _followed_as_noun(group, after)):
        return True
    finite = after is not None and in_class(after.low, "auxiliaries") and not after.low.startswith("'")
    return finite and group.form in {"s", "base"}


def _steady(before: Word) -> bool:
    """Whether the word before makes a verb of a form that is as often a noun: a name, a pronoun, an office."""
    return (
        before.capital
        or in_class(before.low, "pronouns", "adverbs")
        or before.low in office_words("offices") | office_words("groups") | office_words("bodies")
        or before.text in COMMAS
        or before.low in {"and", "but"}
    )


def _followed_as_noun(group: Group, after: Word | None) -> bool:
    """Whether what follows makes a noun of the form: an auxiliary, a possessive, "of"."""
    if after is None:
        return False
    linked = after.low in {"of", "and", "by"} and group.sense.rest == ()
    return linked or after.low in {"'", ":"} or in_class(after.low, "auxiliaries")


def _title_case(items: Sequence[Word]) -> bool:
    long = [w for w in items if w.is_word and len(w.text) > 3]
    return sum(w.capital for w in long) > 0.7 * len(long)


def _finite_subject(items: Sequence[Word], group: Group, found: list[FoundVerb]) -> Subject | None:
    position = group.start - 1
    behind = _inverted(items, group)
    if behind is not None:
        return behind
    if position < 0:
        return None
    before = items[position]
    if in_class(before.low, "pronouns"):
        if group.form == "base" and before.low in {"he", "she", "it"} and not group.hedged:
            return None
        return Subject(position, position + 1, relative=_is_relative(items, position, found, group))
    if before.text in {",", ")", "–", "—"}:
        return _before_apposition(items, position, found, group)
    if before.low in {"and", "but", "or"}:
        return _shared(items, group, found) if group.form in {"past", "s"} else None
    start = noun_phrase_start(items, position + 1)
    if start > position or not _can_speak(items, start, position + 1) or not _agrees(items, group, start, position):
        return None
    return Subject(start, position + 1, relative=_is_relative(items, start, found, group))


def _inverted(items: Sequence[Word], group: Group) -> Subject | None:
    """The source behind the verb: "…," said Lind."""
    if group.start < group.head or group.form not in {"past", "s"} or group.end >= len(items) or group.start == 0:
        return None
    before, after = items[group.start - 1], items[group.end]
    if before.low != QUOTE and before.text not in {",", "–", "—", "-", "?", "!"}:
        return None
    if not (
        after.capital
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


def _before_apposition(items: Sequence[Word], comma: int, found: list[FoundVerb], group: Group) -> Subject | None:
    """The source ahead of what stands between commas: "Lind, the minister, said", "Lind, on the other hand, said"."""
    opening = "(" if items[comma].text == ")" else items[comma].text
    position = comma - 1
    tried = 0
    while position > 0 and comma - position < 40 and tried < 4:
        if items[position].text == opening:
            tried += 1
            start = noun_phrase_start(items, position)
            if start < position and _can_speak(items, start, position) and (start == 0 or _opens(items, start)):
                start = _outermost(items, start)
                return Subject(start, comma, relative=_is_relative(items, start, found, group))
        position -= 1
    return None


def _outermost(items: Sequence[Word], start: int) -> int:
    """ "Lind, the head of the bank, one of three, said": the name stands ahead of all that is set beside it."""
    while start > 1 and items[start - 1].text == ",":
        further = noun_phrase_start(items, start - 1)
        named = further < start - 1 and any(w.capital for w in items[further : start - 1])
        if (
            not named
            or not _can_speak(items, further, start - 1)
            or not (further == 0 or items[further - 1].low == QUOTE or items[further - 1].text == ",")
        ):
            break
        start = further
    return start


def _opens(items: Sequence[Word], start: int) -> bool:
    before = items[start - 1]
    return not before.is_word or in_class(before.low, "adverbs", "subordinators", "coordinators") or before.low == QUOTE


def _is_relative(items: Sequence[Word], start: int, found: list[FoundVerb], group: Group) -> bool:
    """Whether the clause hangs on a noun: "the guarantees that Moscow demands"; not on the cue before it."""
    if start < 2 or items[start - 1].low not in {"that", "which", "whom", "what"}:
        return False
    before = items[start - 2]
    if group.sense.act("object") and is_nominal(before) and (group.end == len(items) or not items[group.end].is_word):
        return before.low not in common_forms() or before.low in noun_acts() or before.low.endswith("s")
    if found and items[start - 1].low == "that" and not has_finite_verb(items, found[-1].group.end, start - 1):
        return False
    if items[start - 1].low == "what":
        return group.sense.act("object") is not None
    return (
        before.text == ","
        or before.low in {"something", "anything", "everything"}
        or (is_nominal(before) and before.low not in common_forms() and before.low not in noun_acts())
    )


def _can_speak(items: Sequence[Word], start: int, end: int) -> bool:
    """Whether a noun phrase can be a source: it has a name, an office, a group, or a pronoun in it."""
    head = items[start:end]
    if not head or not any(is_nominal(w) for w in head):
        return False
    return not in_class(head[-1].low, "weekdays", "months") and not head[-1].low.isdigit()


def _agrees(items: Sequence[Word], group: Group, start: int, last: int) -> bool:
    """A bare base form needs a plural: "officials say", not "the plan order"."""
    if group.form != "base" or group.start < group.head:
        return True
    head = items[last].low
    plural = head.endswith("s") and not head.endswith("ss")
    return (
        plural
        or head in {"people", "police", "men", "women", "critics", "democrats"}
        or any(w.low == "and" for w in items[start:last])
    )
