"""Names in a few of the article's own words what a statement is about, or leaves it unnamed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from summarizer.engines.embedded.reading import cues_of
from summarizer.text.aliases import canonical_place, same_name
from summarizer.text.verbs import common_forms, noun_acts, noun_like
from summarizer.text.words import Word, in_class, office_words, words

__all__ = ["topic_of"]

_MARKS = re.compile(r"[“”\"\[\]()‘]|''|``")
_LEADS = re.compile(
    r"(?:in terms of|with regard to|with respect to|as for|as to|when it comes to|regarding|concerning|on)\s",
    re.IGNORECASE,
)
_BRIDGES = frozenset({"of", "on", "with", "between", "in", "for", "from", "about", "over", "against", "to"})
_ABOUT = frozenset({"about", "regarding", "concerning", "over", "on", "for", "to", "against"})
_FIRST = frozenset({"i", "we", "you", "let", "'s", "us"})
_NOUN_ENDS = (
    "tion", "tions", "sion", "sions", "ity", "ism", "macy", "ance", "ence", "ship", "ships", "ment", "ness",
    "cy", "cies", "ogue", "ism", "th", "ure", "ures",
)  # fmt: skip
_ADJECTIVE_ENDS = (
    "al", "ic", "ive", "ous", "ful", "ble", "ory", "ary", "less", "ent", "ant", "ed", "ing", "est", "ish", "an",
)  # fmt: skip
_VERB_ENDS = ("ate", "ise", "ize", "ify", "en")
_CLOSED = (
    "determiners", "possessives", "pronouns", "object_pronouns", "prepositions", "auxiliaries", "coordinators",
    "subordinators", "adverbs", "negations", "weekdays", "months",
)  # fmt: skip
_LONGEST = 9
"""Words; a longer phrase is no heading."""
_TRIED = 6
"""So many phrases from the head of a statement can be its topic."""


def topic_of(words_: str, speaker: str | None = None, told: Mapping[str, int] | None = None) -> str:
    """The noun phrase that a statement is about; empty where none of its words makes a heading.

    Of what the sentence leads in with ("in terms of trade, …"), its subject and what it speaks about, it is the first
    matter that the article speaks of again (`told`: how often it has each small word), then one of several words, then
    a state or a person.

    >>> topic_of("every enlargement of NATO worries Norway")
    'enlargement of NATO'
    """
    text = _MARKS.sub(" ", words_)
    items = words(text)
    tried = islice(_candidates(items, text), _TRIED)
    phrases = [p for p in tried if not (speaker and same_name(_words_of(p, items, text), speaker))]
    matters = [p for p in phrases if not _only_names(items[p[0] : p[1]])]
    again = [p for p in matters if told is None or told.get(items[_head(items, *p)].low, 0) > 1]
    close = [p for p in matters if p[1] - p[0] > 1]
    named = [p for p in phrases if p not in matters and items[p[1] - 1].low not in office_words("groups")]
    best = next(iter([*again, *close, *named]), None)
    return "" if best is None else _heading_words(best, items, text)


def _words_of(phrase: tuple[int, int], items: Sequence[Word], text: str) -> str:
    return " ".join(text[items[phrase[0]].start : items[phrase[1] - 1].end].split())


def _heading_words(phrase: tuple[int, int], items: Sequence[Word], text: str) -> str:
    """A phrase as a heading: its first word small where only the head of a sentence makes it a capital."""
    topic, first = _words_of(phrase, items, text), items[phrase[0]]
    small = first.low == "the" or (phrase[0] == 0 and _is_common(first.low))
    return topic[:1].lower() + topic[1:] if small else topic


def _only_names(run: Sequence[Word]) -> bool:
    """Whether a phrase names a state, a person or officials and no matter: "Moscow", "U.S. officials"."""
    named = [w for w in run if w.is_word and w.low not in {"the", "and", "of", "'s"}]
    if named and named[-1].low in office_words("groups"):
        return True
    place = canonical_place(" ".join(w.text for w in named)) is not None
    return place or (len(named) > 1 and all(w.capital for w in named) and named[0].low in office_words("offices"))


def _is_common(low: str) -> bool:
    """Whether a word at the head of a sentence has its capital from there: "Written replies", "Negotiations"."""
    return low in common_forms() or low.endswith(_NOUN_ENDS)


def _candidates(items: Sequence[Word], text: str) -> Iterator[tuple[int, int]]:
    clauses = list(_clauses(items))
    lead = _LEADS.match(text)
    if lead and any(items[i].text == "," for i in range(2, min(14, len(items)))):
        first = next(i for i, w in enumerate(items) if w.start >= lead.end())
        yield from _heading(items, first, subject=False)
    for start in clauses:
        yield from _heading(items, start, subject=True)
        if items[start].low == "there":
            yield from _notional_subject(items, start)
    for start, end in pairwise([*clauses, len(items)]):
        for position in range(start + 1, end):
            if _governs(items, position):
                yield from _heading(items, position + 1, subject=False)


def _clauses(items: Sequence[Word]) -> Iterator[int]:
    """Where the clauses begin that can hold the subject: the main one, and what "we know that" leads on to."""
    start = _past_lead(items, 0)
    while start < len(items):
        yield start
        vague = items[start].low in _FIRST or not items[start].is_word or not _phrase(items, start)
        that = next((i for i in range(start + 1, len(items) - 1) if items[i].low == "that"), None)
        if not vague or that is None or in_class(items[that + 1].low, "auxiliaries"):
            return
        start = _past_lead(items, that + 1)


def _past_lead(items: Sequence[Word], start: int) -> int:
    """Past what stands ahead of a subject: "after the talks, …", "a week earlier, …"."""
    start = _past_opening(items, start)
    while start < len(items):
        comma = next((i for i in range(start, len(items)) if items[i].text == ","), None)
        leads = in_class(items[start].low, "prepositions", "subordinators") or _only_time(items[start:comma])
        if comma is None or not leads:
            break
        start = _past_opening(items, comma + 1)
    return start


def _only_time(items: Sequence[Word]) -> bool:
    return len(items) < 6 and all(
        in_class(w.low, "determiners", "adverbs", "weekdays", "months") or w.low in cues_of("plain") for w in items
    )


def _past_opening(items: Sequence[Word], start: int) -> int:
    """Past adverbs, marks and words of agreement that open a sentence: "Of course, …", "Yes, …"."""
    while start < len(items):
        low = items[start].low
        if low == "of" and items[start + 1 : start + 2] and items[start + 1].low == "course":
            start += 2
        elif low == "there":
            break
        elif (
            not items[start].is_word
            or in_class(low, "adverbs", "coordinators")
            or low in cues_of("interjections")
            or (low.endswith("ly") and not items[start + 1 : start + 2])
        ):
            start += 1
        else:
            break
    return start


def _notional_subject(items: Sequence[Word], start: int) -> Iterator[tuple[int, int]]:
    """Behind "there are": "no plans for talks with Bonn" speaks of the talks."""
    position = start + 1
    while position < len(items) and (
        in_class(items[position].low, "auxiliaries", "adverbs") or items[position].low == "be"
    ):
        position += 1
    yield from _heading(items, position, subject=False)


def _governs(items: Sequence[Word], position: int) -> bool:
    """Whether a heading can begin behind this word: a verb with its object, or "about", "on" and the like."""
    item = items[position]
    if item.low in _ABOUT:
        ahead = items[position + 1].low if position + 1 < len(items) else ""
        return item.low != "to" or "base" not in common_forms().get(ahead, frozenset())
    before = items[position - 1].low
    if item.capital or in_class(item.low, "auxiliaries") or in_class(before, "determiners", "possessives"):
        return False
    pursued = item.low.endswith("ing") and in_class(before, "auxiliaries", "adverbs", "prepositions")
    done = item.low.endswith("ed") or (before == "to" and item.low.endswith(_VERB_ENDS))
    verb = item.low in common_forms() or done or pursued
    return verb and before != "'s"


def _heading(items: Sequence[Word], start: int, *, subject: bool) -> Iterator[tuple[int, int]]:
    """The phrase at `start` where it makes a heading; of "part of the talks" what it is a part of."""
    phrase = _phrase(items, start)
    if phrase is None:
        return
    begin, end = phrase
    while end < len(items) and begin < end and _head_is_plain(items, begin, end):
        inner = next((i for i in range(begin, end) if items[i].low == "of"), None)
        inner_phrase = _phrase(items, inner + 1) if inner is not None else None
        if inner_phrase is None:
            return
        begin, end = inner_phrase
    if _is_heading(items, begin, end, subject=subject):
        definite = begin > 0 and items[begin - 1].low == "the"
        owned = any(w.low == "'s" for w in items[begin:end])
        yield (begin - 1 if definite and not (owned and items[begin].capital) else begin), end


def _head_is_plain(items: Sequence[Word], begin: int, end: int) -> bool:
    return items[_head(items, begin, end)].low in cues_of("plain")


def _head(items: Sequence[Word], begin: int, end: int) -> int:
    bridge = next((i for i in range(begin + 1, end) if items[i].low in _BRIDGES), end)
    return bridge - 1


def _is_heading(items: Sequence[Word], begin: int, end: int, *, subject: bool) -> bool:
    """Whether a phrase says enough: a name, a possessor's noun, or a noun that its ending or its place shows."""
    run = [w for w in items[begin:end] if w.is_word]
    head = items[_head(items, begin, end)]
    if end - begin > _LONGEST or head.low in cues_of("plain") | cues_of("opening") or _of_the_speaker(run):
        return False
    if head.capital and (begin > 0 or len(run) > 1 or canonical_place(head.text) is not None):
        return not in_class(head.low, *_CLOSED)
    if any(w.low == "'s" for w in items[begin:end]):
        return True
    opener = items[begin - 1].low if begin > 0 and _is_opener(items[begin - 1].low) else ""
    if not _noun_shown(items, head, end, subject=subject, opener=opener):
        return False
    if len(run) > 1:
        if opener in {"a", "an"} and _behind_verb(items, begin - 1):
            return False
        return any(w.low not in cues_of("plain") for w in run[:-1])
    ending = head.low.endswith(_NOUN_ENDS)
    plural = subject and head.low.endswith("s") and _acts(items, end)
    leads = (
        subject
        and end < len(items)
        and (_acts(items, end) or (in_class(items[end].low, "prepositions") and items[end].low != "of"))
    )
    return (leads and opener == "the") or (opener in {"", "the"} and (ending or plural))


def _behind_verb(items: Sequence[Word], position: int) -> bool:
    """Whether a verb governs what begins here: "paying a high price" is about no price."""
    return position > 0 and not in_class(items[position - 1].low, "prepositions", "auxiliaries", "subordinators")


def _of_the_speaker(run: Sequence[Word]) -> bool:
    """Whether a phrase speaks of "our" or "my": a heading stands outside the speech."""
    return any(w.low in {"our", "my", "your"} for w in run)


def _noun_shown(items: Sequence[Word], head: Word, end: int, *, subject: bool, opener: str) -> bool:
    """Whether the last word is a noun: it stands behind an article, before a verb, or ends as nouns do."""
    if head.low.endswith(_NOUN_ENDS) or (head.low.endswith("s") and not head.low.endswith(("ss", "ous", "us"))):
        return True
    if head.low.endswith(_ADJECTIVE_ENDS):
        return bool(opener) and subject and _acts(items, end)
    return bool(opener) or (subject and _acts(items, end) and head.low not in common_forms())


def _acts(items: Sequence[Word], end: int) -> bool:
    """Whether a finite verb follows, as behind a subject."""
    if end >= len(items):
        return False
    low = items[end].low
    known = in_class(low, "auxiliaries") or bool(common_forms().get(low, frozenset()) & {"s", "past"})
    return known or (low.endswith("s") and not items[end].capital and _has_object(items, end))


# --- noun phrases ----------------------------------------------------------------------------------------------------


def _phrase(items: Sequence[Word], start: int) -> tuple[int, int] | None:
    """The noun phrase at `start` without its articles: its words, and what "of" and the like tie to it."""
    begin = start
    while begin < len(items) and _is_opener(items[begin].low):
        begin += 1
    end = _run_end(items, begin)
    if end == begin:
        return None
    while end + 1 < len(items) and end - begin < _LONGEST:
        stop = _bridged(items, begin, end)
        if stop is None:
            break
        end = stop
    return begin, end


def _is_opener(low: str) -> bool:
    return in_class(low, "determiners", "possessives") and low not in {"this", "that", "these", "those", "all"}


def _bridged(items: Sequence[Word], begin: int, end: int) -> int | None:
    """Where the phrase ends that a preposition or "and" ties on: "talks", "with Bonn", "and Rome"."""
    low = items[end].low
    start = end + 1
    if low == "and":
        named = items[end - 1].capital and items[start].capital
        return _run_end(items, start) if named and _run_end(items, start) > start else None
    if low not in _BRIDGES or (low == "to" and "base" in common_forms().get(items[start].low, frozenset())):
        return None
    while start < len(items) and _is_opener(items[start].low):
        start += 1
    stop = _run_end(items, start)
    if stop == start or _of_the_speaker(items[end + 1 : start]):
        return None
    named = any(w.capital for w in items[start:stop]) and not in_class(items[start].low, "weekdays", "months")
    if low == "of" or (low == "for" and items[stop - 1].low.endswith("s")) or named:
        gerund = low == "of" and stop + 1 < len(items) and items[stop].low.endswith("ing")
        behind = _run_end(items, stop + 1) if gerund else stop
        return behind if behind > stop + 1 else stop
    return None


def _run_end(items: Sequence[Word], start: int) -> int:
    end = start
    while end < len(items) and _in_phrase(items, end, start):
        end += 1
    while end > start and items[end - 1].low == "'s":
        end -= 1
    return end


def _in_phrase(items: Sequence[Word], position: int, start: int) -> bool:
    """Whether a word goes on with a noun phrase that began at `start`."""
    item = items[position]
    low = item.low
    before = items[position - 1] if position else item
    if low in {"'s", "’", "'"} and position > start:
        return low == "'s" or before.low.endswith("s")
    if low in {"first", "further"} and (position == start or before.low == "'s"):
        return True
    if not item.is_word or in_class(low, *_CLOSED) or low in cues_of("opening"):
        return False
    if item.capital or (item.text.isdigit() and position > start and before.capital):
        return True
    if low.endswith("ly") or item.text[0].isdigit():
        return False
    return _opens_phrase(items, position) if position == start or before.low == "'s" else _follows(items, position)


def _opens_phrase(items: Sequence[Word], position: int) -> bool:
    """Whether a lower-case word can be the first of a noun phrase: no verb, unless an article stands before it."""
    low = items[position].low
    before = items[position - 1].low if position else ""
    forms = common_forms().get(low, frozenset())
    if _is_opener(before) or before == "'s":
        return True
    if low.endswith("ing") or (before == "to" and low.endswith(_VERB_ENDS)):
        return False
    plural = low.endswith("s") and (in_class(before, "prepositions") or _acts(items, position + 1))
    return not forms or forms == {"participle"} or low in noun_like() or plural


def _follows(items: Sequence[Word], position: int) -> bool:
    """Whether a lower-case word goes on with the noun phrase before it, and is not the verb behind it."""
    low, before = items[position].low, items[position - 1]
    forms = common_forms().get(low, frozenset())
    adjective = _is_adjective(before.low)
    if low.endswith("s") and _has_object(items, position):
        return False
    if low.endswith("ing"):
        return not _leads_on(items, position) and (not forms or adjective)
    if low.endswith("ed"):
        return False
    if forms and not _is_noun_here(items, position) and ("past" in forms or not adjective):
        return False
    plural = before.low.endswith("s") and not before.low.endswith(("ss", "us", "is", "ics")) and not before.capital
    return not plural or low.endswith(_NOUN_ENDS)


def _is_adjective(low: str) -> bool:
    """Whether a word is an adjective by its ending, or a participle that is no past tense ("written")."""
    ending = low.endswith(_ADJECTIVE_ENDS) and not low.endswith(_NOUN_ENDS)
    return ending or low == "further" or common_forms().get(low, frozenset()) == frozenset({"participle"})


def _is_noun_here(items: Sequence[Word], position: int) -> bool:
    """Whether a word that could be a verb is a noun: a verb or "of" follows, or it is a noun of speech at the end."""
    low, after = items[position].low, items[position + 1 : position + 2]
    closes = not after or not after[0].is_word
    return _acts(items, position + 1) or (bool(after) and after[0].low == "of") or (low in noun_acts() and closes)


def _has_object(items: Sequence[Word], position: int) -> bool:
    """Whether a name, an article or a pronoun follows, as behind a verb."""
    after = items[position + 1 : position + 2]
    closed = ("determiners", "possessives", "pronouns", "object_pronouns")
    return bool(after) and after[0].is_word and (after[0].capital or in_class(after[0].low, *closed))


def _leads_on(items: Sequence[Word], position: int) -> bool:
    """Whether an -ing form has an object, as a verb has and a noun has not."""
    return position + 1 < len(items) and (
        items[position + 1].is_word
        and not in_class(items[position + 1].low, "auxiliaries", "prepositions", "coordinators", "subordinators")
    )
