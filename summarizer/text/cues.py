"""Finds the cues of a sentence, verbs and nouns that carry speech, each with its source and its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.models import Span
from summarizer.text.clauses import (
    QUOTE,
    Group,
    Unit,
    has_finite_verb,
    is_nominal,
    noun_phrase_end,
    noun_phrase_start,
    verb_group,
)
from summarizer.text.verbs import common_forms, noun_acts
from summarizer.text.words import Word, in_class, office_words

__all__ = ["Cue", "cues_in"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with its parts as Spans; `nominal` where it is a noun, `relayed_by` where "quoted by X as saying" says so."""

    source: Span | None
    span: Span
    content: tuple[Span, ...]
    act: str
    frame: str
    lemma: str
    addressee: Span | None = None
    relayed_by: str | None = None
    negated: bool = False
    hedged: bool = False
    future: bool = False
    relative: bool = False
    nominal: bool = False


@dataclass(frozen=True, slots=True)
class _Subject:
    """Items of the source; `inverted` behind the verb; `shared` with a cue before; `relative` behind "that" or "which"."""

    start: int
    end: int
    inverted: bool = False
    shared: bool = False
    relative: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    group: Group
    subject: _Subject


@dataclass(frozen=True, slots=True)
class _Complement:
    """What a cue governs: ranges of items, the construction, and the items of the one addressed."""

    ranges: tuple[tuple[int, int], ...]
    frame: str
    addressee: tuple[int, int] | None = None


_TELLING = frozenset(
    "tell inform assure reassure remind notify brief warn caution ask advise convince persuade promise urge order command "
    "instruct invite request beg implore beseech entreat exhort encourage press pressure teach".split()
)
_COMMAS = frozenset({",", "–", "—", "-", ";"})
_QUESTION = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})


def cues_in(unit: Unit) -> list[Cue]:
    """The cues of a unit in order: verbs first found with their subjects, then each with its content."""
    items = unit.items
    found = [each for each in _verbs(items) if _complement(items, each, 0, [each]) is not None]
    cues = [cue for index, each in enumerate(found) if (cue := _verb_cue(items, each, index, found)) is not None]
    cues += _according(items, cues)
    taken = [cue.span for cue in cues]
    cues += [cue for cue in _nouns(items, found) if not any(cue.span.overlaps(span) for span in taken)]
    return sorted(cues, key=lambda cue: (cue.span.start, cue.span.end))


def _span(items: Sequence[Word], start: int, end: int) -> Span:
    return Span(start=items[start].start, end=items[end - 1].end)


# --- verbs and their subjects ----------------------------------------------------------------------------------------


def _verbs(items: Sequence[Word]) -> list[_Found]:
    found: list[_Found] = []
    index = 0
    while index < len(items):
        group = verb_group(items, index) if items[index].low != QUOTE else None
        subject = _subject(items, group, found) if group else None
        if group and subject:
            found.append(_Found(group, subject))
            index = group.end
        else:
            index += 1
    return found


def _subject(items: Sequence[Word], group: Group, found: list[_Found]) -> _Subject | None:
    if group.passive or _reduced(items, group):
        sourced = any(w.low == "according" for w in items[max(0, group.start - 5) : group.start])
        return None if sourced else _agent(items, group)
    if group.form == "participle":
        return None
    if group.form == "ing" and not group.progressive:
        return _participle_subject(items, group, found)
    if _is_noun(items, group):
        return None
    return _finite_subject(items, group, found)


def _reduced(items: Sequence[Word], group: Group) -> bool:
    """Whether a past form is a participle with its agent: "demanded by Moscow"."""
    return group.start == group.head and group.end < len(items) and items[group.end].low == "by" and group.form in {"past", "participle"}


def _agent(items: Sequence[Word], group: Group) -> _Subject | None:
    position = group.end
    if _as_saying(items, group) is not None:
        if in_class(items[group.start - 1].low, "pronouns"):
            return _Subject(group.start - 1, group.start)
        start = noun_phrase_start(items, group.start)
        return _Subject(start, group.start) if start < group.start else None
    if position < len(items) and items[position].low == "by":
        end = noun_phrase_end(items, position + 1)
        if end > position + 1:
            return _Subject(position + 1, end, inverted=True)
    return None


def _as_saying(items: Sequence[Word], group: Group) -> int | None:
    """The item behind "quoted (by X) as saying"."""
    if group.sense.lemma not in {"quote", "cite"}:
        return None
    for position in range(group.end, min(group.end + 8, len(items) - 1)):
        if items[position].low == "as" and items[position + 1].low == "saying":
            return position + 2
    return None


def _participle_subject(items: Sequence[Word], group: Group, found: list[_Found]) -> _Subject | None:
    """", adding that": the source of the cue before, or the subject of the sentence."""
    if group.start == 0 or group.sense.lemma.startswith("be "):
        return None
    before = items[group.start - 1]
    if before.text not in _COMMAS and before.low not in {"by", "while", "after", "before", "but", QUOTE}:
        return None
    return _shared(items, group, found)


def _shared(items: Sequence[Word], group: Group, found: list[_Found]) -> _Subject | None:
    outer = [each for index, each in enumerate(found) if not _nested(items, each, found[:index])]
    if outer:
        return replace(outer[-1].subject, shared=True, inverted=False)
    start = 0
    while start < len(items) and (in_class(items[start].low, "adverbs", "coordinators") or items[start].text in _COMMAS):
        start += 1
    end = noun_phrase_end(items, start) if start < len(items) else start
    return _Subject(start, end, shared=True) if start < end <= group.start and _can_speak(items, start, end) else None


def _nested(items: Sequence[Word], each: _Found, before: list[_Found]) -> bool:
    """Whether a cue stands in the words of another: behind its "that" or right behind its verb."""
    start = each.subject.start
    if each.subject.shared or each.subject.inverted or not before or start == 0:
        return False
    return items[start - 1].low in {"that", *_QUESTION} or start == before[-1].group.end


def _is_noun(items: Sequence[Word], group: Group) -> bool:
    """Whether the word is a noun or an adjective here: behind an article, a possessive or a preposition."""
    if group.start < group.head:
        bare = all(in_class(w.low, "adverbs") or w.low.endswith("ly") for w in items[group.start : group.head])
        if not bare:
            return False
    if group.start == 0 or (items[group.head].capital and not _title_case(items)):
        return True
    before = items[group.start - 1]
    if in_class(before.low, "determiners", "possessives", "prepositions", "object_pronouns") or before.low == "'s" or before.text in {"'", "’"}:
        return True
    head = items[group.head].low
    after = items[group.end] if group.end < len(items) else None
    if head in noun_acts() or head in {"states", "state", "charges", "order", "orders", "means", "mean", "plans", "shows", "show", "cast", "hit", "rates", "views", "backs", "hits", "notes", "signs", "posts", "texts", "types", "reads", "records", "details", "attacks", "attack", "seconds", "comments", "doubts"}:
        steady = before.capital or in_class(before.low, "pronouns", "adverbs") or before.low in office_words("offices") | office_words("groups") or before.text in _COMMAS or before.low in {"and", "but"}
        if not steady or (after is not None and (after.text in {"’", "'", ":"} or in_class(after.low, "auxiliaries") or after.low in {"of", "and", "by"} and group.sense.rest == ())):
            return True
    return after is not None and group.form in {"s", "base"} and in_class(after.low, "auxiliaries") and not after.low.startswith("'")


def _title_case(items: Sequence[Word]) -> bool:
    long = [w for w in items if w.is_word and len(w.text) > 3]
    return sum(w.capital for w in long) > 0.7 * len(long)


def _finite_subject(items: Sequence[Word], group: Group, found: list[_Found]) -> _Subject | None:
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
        return _Subject(position, position + 1, relative=_is_relative(items, position, found, group))
    if before.text in {",", ")", "–", "—"}:
        return _before_apposition(items, position, found, group)
    if before.low in {"and", "but", "or"}:
        return _shared(items, group, found) if group.form in {"past", "s"} else None
    start = noun_phrase_start(items, position + 1)
    if start > position or not _can_speak(items, start, position + 1) or not _agrees(items, group, start, position):
        return None
    return _Subject(start, position + 1, relative=_is_relative(items, start, found, group))


def _inverted(items: Sequence[Word], group: Group) -> _Subject | None:
    """The source behind the verb: "…," said Lind."""
    if group.start < group.head or group.form not in {"past", "s"} or group.end >= len(items) or group.start == 0:
        return None
    before, after = items[group.start - 1], items[group.end]
    if before.low != QUOTE and before.text not in {",", "–", "—", "-", "?", "!"}:
        return None
    if not (after.capital or in_class(after.low, "determiners", "possessives", "pronouns") or after.low in office_words("offices") | office_words("groups")) or in_class(after.low, "subordinators"):
        return None
    end = noun_phrase_end(items, group.end)
    if end == group.end or (group.sense.act("clause") is None and group.sense.act("quote") is None):
        return None
    following = items[end] if end < len(items) else None
    closed = following is None or not following.is_word or in_class(following.low, "prepositions", "weekdays", "adverbs", "subordinators", "pronouns") or following.low == QUOTE
    quoted = before.low == QUOTE or items[group.start - 2].low == QUOTE
    if not closed or not (quoted or has_finite_verb(items, 0, group.start - 1)):
        return None
    if not quoted and not (following is None or not following.is_word):
        return None
    return _Subject(group.end, _apposition_end(items, end), inverted=True)


def _apposition_end(items: Sequence[Word], end: int) -> int:
    """A source behind its verb reaches over ", the minister of trade" to the next comma or the end."""
    if end + 1 < len(items) and items[end].text == "," and (in_class(items[end + 1].low, "determiners", "possessives") or items[end + 1].low in office_words("offices")):
        stop = end + 1
        while stop < len(items) and items[stop].text not in ",.;" and items[stop].low != QUOTE:
            stop += 1
        return stop
    return end


def _before_apposition(items: Sequence[Word], comma: int, found: list[_Found], group: Group) -> _Subject | None:
    """The source ahead of what stands between commas: "Lind, the minister, said", "Lind, on the other hand, said"."""
    opening = "(" if items[comma].text == ")" else items[comma].text
    position = comma - 1
    tried = 0
    while position > 0 and comma - position < 40 and tried < 4:
        if items[position].text == opening:
            tried += 1
            start = noun_phrase_start(items, position)
            if start < position and _can_speak(items, start, position) and (start == 0 or _opens(items, start)):
                return _Subject(start, comma, relative=_is_relative(items, start, found, group))
        position -= 1
    return None


def _opens(items: Sequence[Word], start: int) -> bool:
    before = items[start - 1]
    return not before.is_word or in_class(before.low, "adverbs", "subordinators", "coordinators") or before.low == QUOTE


def _is_relative(items: Sequence[Word], start: int, found: list[_Found], group: Group) -> bool:
    """Whether the clause hangs on a noun: "the guarantees that Moscow demands"; not on the cue before it."""
    if start < 2 or items[start - 1].low not in {"that", "which", "whom"}:
        return False
    if found and items[start - 1].low == "that" and not has_finite_verb(items, found[-1].group.end, start - 1):
        return False
    before = items[start - 2]
    if group.sense.act("object") and is_nominal(before) and (group.end == len(items) or not items[group.end].is_word):
        return True
    return before.text == "," or before.low in {"something", "anything", "everything"} or (is_nominal(before) and before.low not in common_forms() and before.low not in noun_acts())


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
    return plural or head in {"people", "police", "men", "women", "critics", "democrats"} or any(w.low == "and" for w in items[start:last])


# --- content ---------------------------------------------------------------------------------------------------------


def _verb_cue(items: Sequence[Word], each: _Found, index: int, found: list[_Found]) -> Cue | None:
    group, subject = each.group, each.subject
    complement = _complement(items, each, index, found)
    if complement is None or not complement.ranges:
        return None
    frame = complement.frame
    act = group.sense.act("quote" if frame == "direct" and not group.sense.act("clause") else "clause" if frame == "direct" else frame)  # type: ignore[arg-type]
    if act is None:
        return None
    relayed = None
    if _as_saying(items, group) is not None and items[group.end].low == "by":
        end = noun_phrase_end(items, group.end + 1)
        relayed = " ".join(w.text for w in items[group.end + 1 : end]) or None
        act = "states"
    return Cue(
        source=_span(items, *_trim(items, subject.start, subject.end)),
        span=_span(items, group.start, group.end),
        content=tuple(_span(items, a, b) for a, b in complement.ranges),
        act=act,
        frame=frame,
        lemma=group.sense.lemma,
        addressee=_span(items, *complement.addressee) if complement.addressee else None,
        relayed_by=relayed,
        negated=group.negated,
        hedged=group.hedged,
        future=group.future,
        relative=subject.relative,
    )


def _trim(items: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    while end > start + 1 and items[end - 1].text in {",", "(", "–", "—"}:
        end -= 1
    return start, end


def _complement(items: Sequence[Word], each: _Found, index: int, found: list[_Found]) -> _Complement | None:
    group, subject = each.group, each.subject
    if _as_saying(items, group) is not None:
        return _left(items, each, index, found) or _right(items, each, index, found, _as_saying(items, group) or group.end)
    if group.passive or _reduced(items, group):
        return _passive(items, group)
    if subject.relative and group.sense.act("object") and not _clause_opens(items, group.end):
        return _antecedent(items, subject)
    after = subject.end if subject.inverted else group.end
    left = _left(items, each, index, found) if not subject.shared or subject.inverted else None
    right = _right(items, each, index, found, after)
    if left is not None and left.frame == "direct":
        more = _quote_behind(items, after)
        return replace(left, ranges=(*left.ranges, *more))
    if right is not None and (left is None or right.frame != "bare"):
        return right if right.frame != "bare" else replace(right, frame="clause")
    if left is not None:
        return left
    return None


def _clause_opens(items: Sequence[Word], position: int) -> bool:
    return position < len(items) and (items[position].low in {"that", *_QUESTION, QUOTE} or items[position].text == ":")


def _passive(items: Sequence[Word], group: Group) -> _Complement | None:
    """What is rejected or demanded by somebody stands before the verb."""
    position = group.start
    if position > 0 and items[position - 1].low in {"that", "which"}:
        position -= 1
    start = _near_start(items, position)
    if start >= position or not group.sense.act("object"):
        return None
    return _Complement(((start, position),), "object")


def _near_start(items: Sequence[Word], end: int) -> int:
    """The noun phrase right before `end`, back to its own article and no further."""
    start = noun_phrase_start(items, end)
    own = next((i for i in range(end - 1, start - 1, -1) if in_class(items[i].low, "determiners", "possessives")), start)
    return own


def _antecedent(items: Sequence[Word], subject: _Subject) -> _Complement | None:
    end = subject.start - 1
    start = _near_start(items, end)
    return _Complement(((start, end),), "object") if start < end else None


def _quote_behind(items: Sequence[Word], position: int) -> tuple[tuple[int, int], ...]:
    """The second half of a quotation that its speaker interrupts: "A," said X, "B." """
    for index in range(position, min(position + 16, len(items))):
        if items[index].low == QUOTE:
            joined = items[index - 1].text in {",", ":"} if index else False
            return ((index, index + 1),) if joined else ()
        if items[index].low in {"that", *_QUESTION} or in_class(items[index].low, "auxiliaries"):
            return ()
        if items[index].low.endswith("ing") and index > position:
            return ()
    return ()


# --- content behind the cue ------------------------------------------------------------------------------------------


def _right(items: Sequence[Word], each: _Found, index: int, found: list[_Found], after: int) -> _Complement | None:
    sense = each.group.sense
    end = _clause_end(items, after, index, found)
    if after >= end:
        return None
    addressee, position = _addressee(items, each, after, end)
    if sense.act("infinitive") and _infinitive(items, after):
        return _Complement(((after, end),), "infinitive")
    if sense.act("person_to"):
        complement = _person_to(items, after, end)
        if complement is not None:
            return complement
    if sense.act("clause") or sense.act("quote"):
        complement = _speech(items, each, position, end, addressee)
        if complement is not None:
            return complement
    if sense.act("object") and _object_opens(items, after, end):
        return _Complement(((after, end),), "object")
    return None


def _infinitive(items: Sequence[Word], position: int) -> bool:
    low = [w.low for w in items[position : position + 3]]
    verb = low[2:3] if low[:2] == ["not", "to"] else low[1:2] if low[:1] == ["to"] else []
    closed = ("determiners", "possessives", "pronouns", "object_pronouns", "prepositions", "weekdays")
    return bool(verb) and not in_class(verb[0], *closed) and not (position and items[position - 1].low == "according")


def _addressee(items: Sequence[Word], each: _Found, after: int, end: int) -> tuple[tuple[int, int] | None, int]:
    """The one spoken to and where the rest goes on: "told reporters", "stressed to Lind"."""
    if items[after].low == "to" and each.group.sense.act("clause") and after + 1 < end:
        stop = noun_phrase_end(items, after + 1)
        base = common_forms().get(items[after + 1].low, frozenset())
        if stop > after + 1 and "base" not in base:
            return (after + 1, stop), stop
    if each.group.sense.lemma in _TELLING and items[after].low not in {"that", "to", *_QUESTION}:
        stop = noun_phrase_end(items, after)
        if stop > after:
            return (after, stop), stop
    return None, after


def _person_to(items: Sequence[Word], after: int, end: int) -> _Complement | None:
    stop = noun_phrase_end(items, after)
    while stop < end and stop < after + 12 and not _infinitive(items, stop):
        if not (is_nominal(items[stop]) or in_class(items[stop].low, "prepositions", "determiners", "weekdays", "possessives", "coordinators")):
            return None
        stop += 1
    if stop < end and after < stop < after + 12 and _infinitive(items, stop):
        named = noun_phrase_end(items, after)
        return _Complement(((after, end),), "person_to", (after, named) if named > after else None)
    return None


def _speech(items: Sequence[Word], each: _Found, position: int, end: int, addressee: tuple[int, int] | None) -> _Complement | None:
    """A that-clause, a question, a quotation or a bare clause behind the verb and what may stand between."""
    quote = _quote_ahead(items, position, end)
    that = _that_ahead(items, position, end)
    if that is not None and (quote is None or that < quote):
        return _Complement(((that, end),), "clause", addressee)
    if quote is not None:
        return _Complement(((quote, end),), "direct", addressee)
    start = _past_time(items, position, end)
    if start < end and _opens_clause(items, start, end, strict=each.group.sense.act("object") is not None):
        return _Complement(((start, end),), "bare" if start > position or addressee else "clause", addressee)
    return None


def _that_ahead(items: Sequence[Word], position: int, end: int) -> int | None:
    for index in range(position, min(position + 26, end)):
        low = items[index].low
        if low == "that" and index + 1 < end and not in_class(items[index + 1].low, "auxiliaries"):
            return None if index > position and items[index - 1].low in noun_acts() else index
        if low in _QUESTION and (index == position or low == "whether"):
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


def _quote_ahead(items: Sequence[Word], position: int, end: int) -> int | None:
    """A quotation that is the content: right behind the verb, a comma, a colon or a phrase of time and place."""
    for index in range(position, min(position + 20, end)):
        item = items[index]
        if item.low == QUOTE:
            joined = index == position or items[index - 1].text in {",", ":"} or _only_phrases(items, position, index)
            return index if joined else None
        if item.text == ":" and index + 1 < end and items[index + 1].low != QUOTE:
            return index + 1
        if item.low == "that" or in_class(item.low, "auxiliaries", "subordinators"):
            return None
    return None


def _only_phrases(items: Sequence[Word], start: int, end: int) -> bool:
    return all(in_class(w.low, "weekdays", "adverbs") for w in items[start:end])


def _past_time(items: Sequence[Word], position: int, end: int) -> int:
    """Skip "on Monday", "in a statement", adverbs and weekdays, in front of a bare clause."""
    while position < end:
        low = items[position].low
        if in_class(low, "weekdays") or (in_class(low, "adverbs") and low != "there"):
            position += 1
        elif in_class(low, "prepositions") and low not in {"as", "than", "like"}:
            stop = noun_phrase_end(items, position + 1) if position + 1 < end else position
            if stop <= position + 1:
                return end
            position = stop
        elif items[position].text == ",":
            position += 1
        else:
            break
    return position


def _opens_clause(items: Sequence[Word], start: int, end: int, *, strict: bool) -> bool:
    item = items[start]
    if not (item.is_word or item.low == QUOTE) or in_class(item.low, "prepositions", "coordinators", "auxiliaries") or item.low == "to":
        return False
    if in_class(item.low, "pronouns") or item.low == "there":
        return has_finite_verb(items, start, end)
    stop = noun_phrase_end(items, start)
    if strict:
        return start < stop < end and has_finite_verb(items, stop - 1, min(stop + 3, end))
    return has_finite_verb(items, start, end)


def _object_opens(items: Sequence[Word], position: int, end: int) -> bool:
    item = items[position]
    if item.low == QUOTE or in_class(item.low, "determiners", "possessives", "object_pronouns"):
        return True
    return item.is_word and (item.capital or is_nominal(item) or item.low.endswith("ing")) and not in_class(item.low, "weekdays", "pronouns")


# --- where a clause ends ---------------------------------------------------------------------------------------------


def _clause_end(items: Sequence[Word], start: int, index: int, found: list[_Found]) -> int:
    """The end of the content that begins at `start`: the unit's last word, or where another cue or an aside begins."""
    end = len(items)
    while end > start and items[end - 1].text in {".", "!", "?", ",", ";", ":", "–", "—"}:
        end -= 1
    guarded = _led_in_to(items, start, end)
    for later in found[index + 1 :]:
        stop = _break_before(items, later, start)
        if stop is not None and guarded < stop < end:
            end = stop
            break
    return _before_aside(items, start, end)


def _led_in_to(items: Sequence[Word], start: int, end: int) -> int:
    """A content that opens with "that although …," or "in terms of …," is not cut at the comma behind its lead-in."""
    first = start + 1 if items[start].low == "that" else start
    if first < end and in_class(items[first].low, "subordinators", "prepositions") and items[first].low != "that":
        return next((i for i in range(first, end) if items[i].text == ","), start)
    return start


def _break_before(items: Sequence[Word], later: _Found, start: int) -> int | None:
    """Where a later cue cuts the content before it: at the comma, dash or conjunction ahead of its own words."""
    if later.subject.relative or items[later.subject.start].low == "who":
        return None
    own = not (later.subject.inverted or later.subject.shared or later.subject.start < start)
    first = min(later.subject.start, later.group.start) if own else later.group.start
    position = first
    while position > 0 and items[position - 1].low in {"and", "but", "while", "although", "though", "yet", "as", "or"}:
        position -= 1
    if position > 0 and (items[position - 1].text in _COMMAS):
        return position - 1
    if position < first and later.subject.shared and later.subject.start < start:
        return position
    return None


def _before_aside(items: Sequence[Word], start: int, end: int) -> int:
    for position in range(start + 2, end - 1):
        item, following = items[position], items[position + 1]
        if item.text in _COMMAS and following.low in {"although", "though", "while", "whereas"}:
            return position
        if item.text == "," and following.low == "in" and any(w.low in {"reference", "response"} for w in items[position + 2 : position + 6]):
            return position
        if item.low == "according" and following.low == "to":
            return position - 1 if items[position - 1].text == "," else position
        if item.text in {"—", "–"} and following.low == "which":
            return position
        if item.text in {"—", "–"} and following.low in {"a", "an", "the", "which", "and"} and not any(w.text == item.text for w in items[position + 1 : end]):
            return position
        if item.text == ";":
            return position
    return end


# --- content before the cue ------------------------------------------------------------------------------------------


def _left(items: Sequence[Word], each: _Found, index: int, found: list[_Found]) -> _Complement | None:
    """What stands before a cue in the middle or at the end of a sentence: "…," he said; "…, Lind said"."""
    if not (each.group.sense.act("clause") or each.group.sense.act("quote")):
        return None
    stop = each.group.start if each.subject.inverted else min(each.subject.start, each.group.start)
    floor = _floor(items, index, found)
    end = stop
    while end > floor and (items[end - 1].text in _COMMAS or items[end - 1].low in {"and", "but", "while"}):
        end -= 1
    if end <= floor:
        return None
    while floor < end and (items[floor].text in _COMMAS or (items[floor].low in {"and", "but"} and floor > 0)):
        floor += 1
    if floor >= end:
        return None
    last = items[end - 1]
    if last.low == QUOTE:
        return _quoted_left(items, floor, end, joined=end < stop or last.text.rstrip("”\"'’“")[-1:] in ",?!.…–—-")
    if end == stop and last.text not in {"?", "!"}:
        return None
    if has_finite_verb(items, floor, end) and not _introduces(items, floor):
        return _Complement(((floor, end),), "clause")
    return None


def _floor(items: Sequence[Word], index: int, found: list[_Found]) -> int:
    """Where the words before a cue begin that can be its own: behind the cue before it and its subject."""
    if index == 0:
        return 0
    before = found[index - 1]
    floor = max(before.group.end, before.subject.end if not before.subject.shared else 0)
    tagged = before.subject.inverted or (floor < len(items) and items[floor].text in _COMMAS)
    return floor if tagged else 0


def _quoted_left(items: Sequence[Word], floor: int, end: int, *, joined: bool) -> _Complement | None:
    if not joined:
        return None
    start = end - 1
    while start - 1 >= floor and items[start - 1].low == QUOTE:
        start -= 1
    if all(not w.is_word or in_class(w.low, "coordinators", "adverbs") for w in items[floor:start]):
        return _Complement(((start, end),), "direct")
    if has_finite_verb(items, floor, end) or items[start].text[1:2].islower():
        return _Complement(((floor, end),), "clause")
    return _Complement(((start, end),), "direct")


def _introduces(items: Sequence[Word], start: int) -> bool:
    """Whether the words before a comma only lead in: "After the talks, Lind said"."""
    first = items[start].low
    return in_class(first, "prepositions", "subordinators") and first not in {"if", "what", "how", "whether", "there", "that"} or first.endswith("ing") or first.endswith("ed")


# --- according to ----------------------------------------------------------------------------------------------------


def _according(items: Sequence[Word], cues: list[Cue]) -> list[Cue]:
    found: list[Cue] = []
    for index in range(len(items) - 2):
        if items[index].low != "according" or items[index + 2].low == QUOTE or items[index + 1].low != "to":
            continue
        end = noun_phrase_end(items, index + 2)
        if end == index + 2:
            continue
        content = _according_content(items, index, end, cues)
        if content is not None:
            found.append(Cue(_according_source(items, index + 2, end), _span(items, index, index + 2), content, "states", "according", "according to", relative=index > 1 and items[index - 2].low in {"which", "that"}))
    return found


def _according_source(items: Sequence[Word], start: int, end: int) -> Span:
    """The source itself; for "remarks reported by X" it is X."""
    if end + 2 < len(items) and items[end].low in {"reported", "published", "released", "quoted", "carried"} and items[end + 1].low == "by":
        stop = noun_phrase_end(items, end + 2)
        if stop > end + 2:
            return _span(items, end + 2, stop)
    return _span(items, start, end)


def _according_content(items: Sequence[Word], index: int, end: int, cues: list[Cue]) -> tuple[Span, ...] | None:
    last = len(items)
    while last > end and items[last - 1].text in ".!?;":
        last -= 1
    behind = next((i for i in range(end, last) if items[i].text == ","), None)
    if index == 0 or not any(w.is_word for w in items[:index]) or items[max(0, index - 2)].low in {"which", "who", "that"} or in_class(items[index - 1].low, "coordinators"):
        start = behind + 1 if behind is not None else end
        return (_span(items, start, last),) if start < last else None
    before = [cue for cue in cues if cue.span.end <= items[index].start]
    if before and before[-1].content:
        return before[-1].content
    stop = index - 1 if items[index - 1].text == "," else index
    return (_span(items, 0, stop),) if stop > 0 else None


# --- nouns that carry speech -----------------------------------------------------------------------------------------


def _nouns(items: Sequence[Word], found: list[_Found]) -> list[Cue]:
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
        if possessor is None and (frame != "clause" or act not in {"accuses", "warns", "states", "reports"} or items[index + 1].text == ":"):
            continue
        cues.append(Cue(_span(items, *possessor) if possessor else None, _span(items, index, index + 1), content, act, frame, item.low, nominal=True))
    return cues


def _noun_content(items: Sequence[Word], index: int) -> tuple[Span, ...] | None:
    following = items[index + 1]
    end = _noun_end(items, index + 1)
    if following.text == ":" and items[index + 2].low == "that":
        return _that_clauses(items, index + 2, len(items) - (items[-1].text == "."))
    act = noun_acts()[items[index].low]
    if following.low == "that" and not in_class(items[index + 2].low, "auxiliaries") and end > index + 2:
        return (_span(items, index + 1, end),)
    if _infinitive(items, index + 1) and act not in {"states", "assesses", "reports", "warns", "criticises", "supports"}:
        return (_span(items, index + 1, end),)
    if following.low in {"for", "of"} and end > index + 2 and act in {"demands", "requests", "appeals", "rejects", "denies", "supports", "criticises", "promises", "hopes"}:
        return (_span(items, index + 2, end),)
    return None


def _noun_end(items: Sequence[Word], start: int) -> int:
    for position in range(start, len(items)):
        if items[position].text in {",", ";", ":", ".", "—", "–"}:
            return position
    return len(items)


def _that_clauses(items: Sequence[Word], start: int, end: int) -> tuple[Span, ...]:
    """The clauses of a list "that A, and that B", each a content of its own."""
    starts = [start] + [
        i for i in range(start + 1, end - 1) if items[i].low == "that" and (items[i - 1].low in {"and", "or"} or items[i - 1].text in ",;")
    ]
    spans = []
    for begin, stop in zip(starts, [*starts[1:], end], strict=True):
        last = stop
        while last > begin and (items[last - 1].text in ",;" or items[last - 1].low in {"and", "or"}) :
            last -= 1
        spans.append(_span(items, begin, last))
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
