"""Finds the reporting verbs of a sentence with their subjects: before, behind, shared, or set apart by commas."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.text.clauses import has_finite_verb, is_nominal, noun_phrase_end, noun_phrase_start
from summarizer.text.cue_inverted import inverted
from summarizer.text.cue_long_subjects import before_time, clause_subject, quantified
from summarizer.text.cue_parts import COMMAS, DASHES, QUESTION_WORDS, FoundVerb, Subject
from summarizer.text.cue_verb_forms import is_noun
from summarizer.text.units import QUOTE
from summarizer.text.verb_groups import Group, verb_group
from summarizer.text.verbs import common_forms, noun_acts, senses_by_second, spoken_things
from summarizer.text.words import Word, in_class

__all__ = ["as_saying", "is_reduced", "verbs_in"]


def verbs_in(items: Sequence[Word]) -> list[FoundVerb]:
    """The reporting verbs of a unit that have a subject, in order."""
    found: list[FoundVerb] = []
    behind = 0
    known = senses_by_second()
    for index in [index for index, item in enumerate(items) if item.low in known]:
        group = verb_group(items, index) if index >= behind else None
        subject = _subject(items, group, found) if group else None
        if group and subject:
            found.append(FoundVerb(group, subject))
            behind = group.end
    return found


def _subject(items: Sequence[Word], group: Group, found: list[FoundVerb]) -> Subject | None:
    if group.passive or is_reduced(items, group):
        sourced = any(w.low == "according" for w in items[max(0, group.start - 5) : group.start])
        return None if sourced else _agent(items, group)
    if group.form == "participle":
        return None
    if group.form == "infinitive":
        return _shared(items, group, found) if _speaks_on(items, group) else None
    if group.form == "ing" and not group.progressive:
        return _participle_subject(items, group, found)
    if is_noun(items, group):
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
    if group.sense.lemma.startswith("be "):
        return None
    if group.start == 0:
        return _subject_behind(items, group)
    before = items[group.start - 1]
    if before.text in COMMAS or before.low in _LEADING_ON or before.low == QUOTE:
        return _shared(items, group, found)
    if before.low in spoken_things():
        start = noun_phrase_start(items, group.start)
        return Subject(start, group.start) if start < group.start else None
    if not _speaks_on(items, group):
        return None
    if in_class(before.low, "prepositions", "subordinators"):
        return _shared(items, group, found)
    start = noun_phrase_start(items, group.start)
    named = start < group.start and before.capital and _can_speak(items, start, group.start)
    return Subject(start, group.start) if named else _shared(items, group, found) if is_nominal(before) else None


def _subject_behind(items: Sequence[Word], group: Group) -> Subject | None:
    """The subject of the main clause behind a participle that leads in: "Citing a report, Lind said"."""
    comma = next((i for i in range(group.end, len(items)) if items[i].text == ","), len(items))
    end = noun_phrase_end(items, comma + 1) if comma + 1 < len(items) else comma + 1
    return Subject(comma + 1, end) if end > comma + 1 and _can_speak(items, comma + 1, end) else None


_LEADING_ON = frozenset({"by", "while", "after", "before", "but"})


def _speaks_on(items: Sequence[Word], group: Group) -> bool:
    """Whether a clause or quotation follows the participle: "tweets saying that", "despite admitting he"."""
    if group.end >= len(items) or group.sense.act("clause") is None:
        return False
    after = items[group.end]
    if after.text in {",", ":"} and group.end + 1 < len(items):
        return items[group.end + 1].low == QUOTE
    return after.low in {"that", "he", "she", "they", "it", "whether", QUOTE}


def _shared(items: Sequence[Word], group: Group, found: list[FoundVerb]) -> Subject | None:
    outer = [each for index, each in enumerate(found) if not _nested(items, each, found[:index])]
    if outer:
        return outer[-1].subject._replace(shared=True, inverted=False)
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


def _finite_subject(items: Sequence[Word], group: Group, found: list[FoundVerb]) -> Subject | None:
    position = group.start - 1
    behind = inverted(items, group)
    if behind is not None:
        return behind
    if position < 0:
        return None
    position = before_time(items, position)
    before = items[position]
    if in_class(before.low, "pronouns"):
        if group.form == "base" and before.low in {"he", "she", "it"} and not group.hedged:
            return None
        return Subject(position, position + 1, relative=_is_relative(items, position, found, group))
    if (quantity := quantified(items, position)) is not None:
        return Subject(*quantity) if _fits_quantity(group, items[quantity[0]].low) else None
    if before.low in {"that", "which"} and _relates(items, position):
        return Subject(position, position + 1)
    if before.text in {",", ")", *DASHES}:
        return _before_apposition(items, position, found, group)
    if before.low in {"and", "but", "or"}:
        return _shared(items, group, found) if group.form in {"past", "s"} else None
    start = noun_phrase_start(items, position + 1)
    if start > position or not _can_speak(items, start, position + 1) or not _agrees(items, group, start, position):
        whole = clause_subject(items, position)
        plural = whole is not None and (group.form != "base" or _is_plural(items[whole[0] : whole[1]]))
        return Subject(*whole) if whole is not None and plural and _can_speak(items, *whole) else None
    return Subject(start, position + 1, relative=_is_relative(items, start, found, group))


def _fits_quantity(group: Group, word: str) -> bool:
    """ "Many reasons" are no people who reason: "many" takes no verb in -s, "each" no other in the present."""
    return group.form == "past" or group.hedged or (group.form == "s") == (word in {"each", "one", "another", "none"})


def _relates(items: Sequence[Word], position: int) -> bool:
    """Whether a "that" or "which" before the verb stands for the noun ahead of it: "a letter that says"."""
    if position < 2:
        return False
    before = items[position - 1]
    if before.text == "," and items[position].low == "which":
        before = items[position - 2]
    return is_nominal(before) and before.low not in common_forms() and before.low not in noun_acts()


def _before_apposition(items: Sequence[Word], comma: int, found: list[FoundVerb], group: Group) -> Subject | None:
    """The source ahead of what stands between commas: "Lind, the minister, said", "Lind, on the other hand, said"."""
    opening = "(" if items[comma].text == ")" else items[comma].text
    while comma > 1 and opening in DASHES and items[comma - 1].text == opening:
        comma -= 1
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
    return _is_plural(items[last : last + 1]) or any(w.low == "and" for w in items[start:last])


def _is_plural(phrase: Sequence[Word]) -> bool:
    """Whether one of the words ahead of the first preposition is a plural."""
    for item in phrase:
        if in_class(item.low, "prepositions"):
            return False
        if (item.low.endswith("s") and not item.low.endswith("ss")) or item.low in _PLURALS:
            return True
    return False


_PLURALS = frozenset({"people", "police", "men", "women", "data", "media", "those", "many", "some", "most"})
