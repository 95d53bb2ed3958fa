"""Finds the content that stands behind a cue: clauses, questions, quotations, infinitives and objects."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from summarizer.text.clauses import has_finite_verb, is_nominal, noun_phrase_end
from summarizer.text.cue_ends import clause_end, that_ahead
from summarizer.text.cue_long_subjects import before_time
from summarizer.text.cue_object_ends import action_end, before_main_verb, object_end
from summarizer.text.cue_parts import QUESTION_WORDS, Complement, FoundVerb
from summarizer.text.units import QUOTE
from summarizer.text.verbs import common_forms, noun_acts
from summarizer.text.words import Word, in_class, lexicon

__all__ = ["content_behind", "is_infinitive"]


@cache
def _telling() -> frozenset[str]:
    """Verbs whose first object is the one spoken to."""
    return frozenset(lexicon("reporting_verbs")["addressed"])


def content_behind(
    items: Sequence[Word], each: FoundVerb, index: int, found: list[FoundVerb], after: int
) -> Complement | None:
    """The complement behind a cue, in the first construction that the verb allows and the words show."""
    sense = each.group.sense
    end = clause_end(items, after, index, found)
    if each.group.form == "ing" and not (each.group.progressive or each.subject.shared):
        end = before_main_verb(items, after, end)
    if after >= end:
        return None
    addressee, position = _addressee(items, each, after, end)
    if sense.act("infinitive") and is_infinitive(items, after):
        return Complement(((after, action_end(items, after, end)),), "infinitive")
    if sense.act("person_to") and (asked := _asked(items, sense.lemma, after, end)) is not None:
        return asked if asked.ranges else None
    if addressee is not None and position < end - 1 and items[position].low in {"about", "over"}:
        return Complement(((position + 1, object_end(items, position + 1, end)),), "object", addressee)
    if sense.act("clause") or sense.act("quote"):
        complement = _speech(items, each, position, end, addressee)
        if complement is not None:
            return complement
    return _object(items, each, after, end) if sense.act("object") else None


def _object(items: Sequence[Word], each: FoundVerb, after: int, end: int) -> Complement | None:
    """The thing behind a verb; what somebody agrees to do, or no longer says, takes all of the clause."""
    sense = each.group.sense
    if sense.rest[-1:] == ("to",) and "base" in common_forms().get(items[after].low, ()):
        return Complement(((after, action_end(items, after - 1, end)),), "object")  # "agreed to wait until May"
    if not _object_opens(items, after, end):
        return None
    said = sense.act("object") == "changes" and any(w.low == "that" for w in items[after + 2 : min(after + 5, end)])
    return Complement(((after, (action_end if said else object_end)(items, after, end)),), "object")


def is_infinitive(items: Sequence[Word], position: int) -> bool:
    """Whether "to" or "not to" with a verb stands at `position`; "according to" and "to the" are none."""
    low = [w.low for w in items[position : position + 3]]
    verb = low[2:3] if low[:2] == ["not", "to"] else low[1:2] if low[:1] == ["to"] else []
    closed = ("determiners", "possessives", "pronouns", "object_pronouns", "prepositions", "weekdays")
    return (
        bool(verb)
        and (verb[0].isalpha() or verb[0] == QUOTE)
        and not in_class(verb[0], *closed)
        and not (position and items[position - 1].low == "according")
    )


def _addressee(items: Sequence[Word], each: FoundVerb, after: int, end: int) -> tuple[tuple[int, int] | None, int]:
    """The one spoken to and where the rest goes on: "told reporters", "stressed to Lind"."""
    if items[after].low == "to" and each.group.sense.act("clause") and after + 1 < end:
        stop = noun_phrase_end(items, after + 1)
        base = common_forms().get(items[after + 1].low, frozenset())
        if stop > after + 1 and "base" not in base:
            return (after + 1, stop), stop
    if each.group.sense.lemma in _telling() and items[after].low not in {"that", "to", *QUESTION_WORDS}:
        stop = noun_phrase_end(items, after)
        if stop < end and items[stop].low == QUOTE and any(w.low == "that" for w in items[stop + 1 : stop + _TITLED]):
            stop += 1  # told “The Morning Show” on Monday that
        if stop > after:
            return (after, stop), stop
    return None, after


_TITLED = 6
"""Words from the title of a broadcast to the "that" of what was told there."""


def _asked(items: Sequence[Word], lemma: str, after: int, end: int) -> Complement | None:
    """What somebody is to do; without ranges for "give", where no time is set."""
    complement = _person_to(items, after, end)
    if complement is not None and lemma == "give" and not _is_deadline(items, after, complement):
        return Complement((), "person_to")
    return _person_for(items, after, end) if complement is None and lemma in _ASKING else complement


def _person_to(items: Sequence[Word], after: int, end: int) -> Complement | None:
    if items[after].low.endswith("ing"):
        return None
    stop = noun_phrase_end(items, after)
    while stop < end and stop < after + 12 and not is_infinitive(items, stop):
        if items[stop].low == "that" or not (
            is_nominal(items[stop])
            or in_class(items[stop].low, "prepositions", "determiners", "weekdays", "possessives", "coordinators")
        ):
            return None
        stop += 1
    if stop < end and after < stop < after + 12 and is_infinitive(items, stop):
        named = noun_phrase_end(items, after)
        return Complement(
            ((after, action_end(items, stop, end)),), "person_to", (after, named) if named > after else None
        )
    return None


_ASKING = frozenset({"ask", "press", "petition", "lobby", "beg"})
"""Verbs that ask somebody for something."""


def _is_deadline(items: Sequence[Word], after: int, complement: Complement) -> bool:
    """Whether "gave Oslo until May 1 to withdraw" sets a time; "gave Oslo a chance to withdraw" does not."""
    end = complement.addressee[1] if complement.addressee else after
    return end < len(items) and items[end].low in {"until", "till"}


def _person_for(items: Sequence[Word], after: int, end: int) -> Complement | None:
    """ "asked the government for more money": somebody, and what they are asked for."""
    stop = next((i for i in range(after + 1, min(after + 8, end)) if items[i].low == "for"), end)
    named = noun_phrase_end(items[:stop], after)
    if stop >= end - 1 or named != stop or QUOTE in {w.low for w in items[after:stop]}:
        return None
    return Complement(((after, end),), "person_to", (after, stop))


def _speech(
    items: Sequence[Word], each: FoundVerb, position: int, end: int, addressee: tuple[int, int] | None
) -> Complement | None:
    """A that-clause, a question, a quotation or a bare clause behind the verb and what may stand between."""
    quote = _quote_ahead(items, position, end)
    that = that_ahead(items, position, end)
    clausal = each.group.sense.act("clause") is not None
    if each.group.sense.lemma in _transitive() and that != position:
        that = quote = None
    if that is not None and each.group.sense.act("object") and _is_head(items, position, that):
        return None
    if clausal and that is not None and (quote is None or that < quote):
        start = _past_time(items, position, that)
        if items[that - 1].low in {"and", "but"} and start < that - 1 and _opens_first(items, each, start, that - 1):
            that = start  # "said four died and that nobody was to blame"
        return Complement(((that, end),), "clause", addressee)
    if quote is not None:
        return Complement(((quote, end),), "direct", addressee)
    start = _past_time(items, position, end)
    if clausal and start < end and _opens_clause(items, start, end, strict=_is_transitive(each)):
        return Complement(((start, end),), "bare" if start > position or addressee else "clause", addressee)
    return None


def _opens_first(items: Sequence[Word], each: FoundVerb, start: int, end: int) -> bool:
    """Whether a bare clause stands ahead of an "and that", and no object."""
    return not _is_transitive(each) and _opens_clause(items, start, end, strict=False)


def _is_transitive(each: FoundVerb) -> bool:
    """Whether the noun phrase behind the verb is as often an object as the subject of a clause."""
    return each.group.sense.act("object") is not None or each.group.sense.lemma in _transitive()


@cache
def _transitive() -> frozenset[str]:
    return frozenset(lexicon("reporting_verbs")["transitive"])


def _is_head(items: Sequence[Word], position: int, that: int) -> bool:
    """Whether the "that" belongs to an object ahead of it: "stressed her support of the raid that failed"."""
    first = items[position]
    opens = in_class(first.low, "determiners", "possessives") or is_nominal(first)
    ahead = range(position, min(position + 3, that))
    timed = in_class(first.low, "weekdays", "months") or any(before_time(items, i) < i for i in ahead)
    return opens and position < that and not timed and items[position].low != "that" and first.low != QUOTE


def _quote_ahead(items: Sequence[Word], position: int, end: int) -> int | None:
    """A quotation that is the content: right behind the verb, a comma, a colon or a phrase of time and place."""
    for index in range(position, min(position + 20, end)):
        item = items[index]
        if item.low == QUOTE:
            joined = index == position or items[index - 1].text in {",", ":"} or _only_phrases(items, position, index)
            return index if joined else None
        named = index > position and items[index - 1].low in noun_acts()
        if item.text == ":" and not named and index + 1 < end and items[index + 1].low != QUOTE:
            return index + 1
        if item.low == "that" or in_class(item.low, "auxiliaries", "subordinators"):
            return None
    return None


def _only_phrases(items: Sequence[Word], start: int, end: int) -> bool:
    return all(in_class(w.low, "weekdays", "adverbs") for w in items[start:end])


_OF_SAYING = frozenset(
    {
        "also", "then", "later", "earlier", "again", "recently", "yesterday", "today", "tomorrow", "afterwards",
        "meanwhile", "furthermore", "moreover", "however", "further", "instead", "soon",
    }
)  # fmt: skip
"""Adverbs that tell when or how it was said; "only", "never" and "too" belong to what is said."""


def _past_time(items: Sequence[Word], position: int, end: int) -> int:
    """Skip "on Monday", "in a statement", adverbs and weekdays, in front of a bare clause."""
    while position < end:
        low = items[position].low
        if in_class(low, "weekdays") or low in _OF_SAYING:
            position += 1
        elif in_class(low, "prepositions") and low not in {"as", "than", "like"}:
            stop = noun_phrase_end(items, position + 1) if position + 1 < end else position
            if position + 1 < end and in_class(items[position + 1].low, "weekdays"):
                stop = position + 2
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
    if (
        not (item.is_word or item.low == QUOTE)
        or in_class(item.low, "prepositions", "coordinators", "auxiliaries")
        or item.low == "to"
        or (item.low.endswith("ing") and items[start - 1].text == ",")
    ):
        return False
    if in_class(item.low, "pronouns") or item.low == "there":
        return has_finite_verb(items, start, end)
    stop = noun_phrase_end(items, start)
    if strict:
        return start < stop < end and items[stop].low != "that" and has_finite_verb(items, stop - 1, min(stop + 3, end))
    return has_finite_verb(items, start, end)


def _object_opens(items: Sequence[Word], position: int, end: int) -> bool:
    item = items[position]
    following = items[position + 1] if position + 1 < end else None
    if item.low == "it" and (following is None or in_class(following.low, "prepositions")):
        return True
    if in_class(item.low, "weekdays"):
        return following is not None and following.low == "'s"
    if item.low == QUOTE or in_class(item.low, "determiners", "possessives", "object_pronouns"):
        return True
    return (
        item.is_word
        and (item.capital or is_nominal(item) or item.low.endswith("ing"))
        and not in_class(item.low, "weekdays", "pronouns")
        and item.low not in _PARTICLES
    )


_PARTICLES = frozenset({"up", "out", "off", "down", "away"})
"""Words that make another verb of the one before them: "showed up", "backed out"."""
