"""Finds the office that stands beside a name: ahead of it, behind a comma, or ahead of a comma."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizer.text.name_runs import is_common, is_office
from summarizer.text.places import canonical_place, place_of
from summarizer.text.verbs import common_forms, noun_acts, reporting_forms
from summarizer.text.words import Word, in_class, lexicon, office_words

__all__ = ["is_institution", "reports", "role_beside"]

_LINKS = frozenset({"of", "for", "to", "in", "at"})
_JOINTS = frozenset({*_LINKS, "on", "with", "and", "&", "the"})
_OF_STATE = frozenset({"state", "staff", "defense", "defence", "commerce", "parliament", "justice", "government"})
_STEPS = 14
"""An office phrase has at most this many words."""
_LONGEST = 120
_AGE = re.compile(r"\d{1,3}")


def role_beside(text: str, tokens: Sequence[Word], first: int, end: int) -> str | None:
    """The office of the name in `tokens[first:end]`, in the words of the text; None where none stands beside it."""
    before = first
    if first and in_class(tokens[first - 1].low, "titles"):
        before = first - 2 if first > 2 and tokens[first - 2].text in "])" else first - 1
    return (
        _ahead(text, tokens, before)
        or _apposition(text, tokens, _behind_age(tokens, end))
        or _ahead_of_comma(text, tokens, first, end)
        or _title(tokens, first)
    )


def _title(tokens: Sequence[Word], first: int) -> str | None:
    """The office that a title stands for: `Sen.`, `Gov.`; None for `Mr.`, `Dr.`"""
    return tokens[first - 1].text if first and tokens[first - 1].low in office_words("office_titles") else None


def _phrase(text: str, tokens: Sequence[Word], first: int, end: int) -> str | None:
    """The words of an office without what only leads up to it: `But the Kremlin spokesman` -> `Kremlin spokesman`."""
    while first < end and (is_common(tokens[first].low) or not tokens[first].is_word or tokens[first].low in _JOINTS):
        first += 1
    inner = tokens[first:end]
    if not any(is_office(t.low) for t in inner) or inner[-1].low in _JOINTS:
        return None
    phrase = " ".join(text[inner[0].start : inner[-1].end].split())
    return phrase if len(phrase) <= _LONGEST else None


# --- ahead of the name -----------------------------------------------------------------------------------------------


def _ahead(text: str, tokens: Sequence[Word], end: int) -> str | None:
    """The office right ahead: "Bank of England Governor"; with what it is of: "president of Norway"."""
    head = end - 1
    if head < 0:
        return None
    if is_office(tokens[head].low) or (tokens[head].low in {"elect", "designate"} and head):
        return _phrase(text, tokens, _premodifiers(tokens, head), end)
    for link in range(head, max(0, head - _STEPS), -1):
        low = tokens[link].low
        if not tokens[link].is_word:
            break
        if low in _LINKS and is_office(tokens[link - 1].low):
            return _with_complement(text, tokens, link, end)
    return None


def _with_complement(text: str, tokens: Sequence[Word], link: int, end: int) -> str | None:
    """An office with what it is "of", where that is whole: "ambassador |to Norway"."""
    infinitive = tokens[link].low == "to" and "base" in common_forms().get(tokens[link + 1].low, ())
    if infinitive or any(_is_past(t.low) for t in tokens[link + 1 : end]) or not _is_closed_by(tokens, link + 1, end):
        return None
    return _phrase(text, tokens, _premodifiers(tokens, link - 1), end)


def _is_closed_by(tokens: Sequence[Word], first: int, end: int) -> bool:
    """Whether what an office is "of" is whole, so that a name may follow: a place, an institution, common nouns."""
    while first < end and (tokens[first].low == "the" or in_class(tokens[first].low, "possessives", "determiners")):
        first += 1
    inner = tokens[first:end]
    if not inner or inner[-1].low in _JOINTS:
        return False
    if any(in_class(t.low, "pronouns", "auxiliaries", "subordinators") for t in inner):
        return False
    last = inner[-1]
    tail = next((i for i in range(len(inner) - 1, -1, -1) if not inner[i].capital), -1) + 1
    if not last.capital or (len(inner) == 1 and not _leads_on(last.low)):
        return True
    return canonical_place(" ".join(t.text for t in inner[tail:])) is not None or is_institution(last.low)


def _leads_on(low: str) -> bool:
    """Whether a capitalised word begins a longer name: `National`, `Norwegian`, `New`."""
    return _office_like(low) or low in office_words("place_openers")


def is_institution(low: str) -> bool:
    """Whether a word names a kind of institution: `union`, `ministry`, `company`."""
    return low in _OF_STATE or low in office_words("groups") or low in lexicon("aliases")["words"]["institutions"]


def _premodifiers(tokens: Sequence[Word], head: int) -> int:
    """Where the phrase of an office begins: `Poland's former deputy |minister`."""
    index = head
    while index and head - index < _STEPS and (step := _step_before(tokens, index)):
        index -= step
    return index


def _step_before(tokens: Sequence[Word], index: int) -> int:
    """How many words ahead of `index` belong to the same office phrase."""
    before = tokens[index - 1]
    if before.low in {"'s", "’s"}:
        owner = tokens[index - 2] if index > 1 else before
        return 2 if owner.is_word and not is_common(owner.low) else 0
    if before.low in {"and", "&"}:
        return 2 if index > 1 and _joins(tokens, index) else 0
    if before.low in _JOINTS:
        return _steps_of_name(tokens, index)
    if not before.is_word or is_common(before.low) or in_class(before.low, "titles"):
        return 0
    if before.capital:
        return 1
    if tokens[index].capital and before.low in office_words("groups"):
        return 0
    return 1 if _office_like(before.low) else 0


def _joins(tokens: Sequence[Word], index: int) -> bool:
    """Whether "and" joins two offices of one person or two words of a body's name, and not one person to the next."""
    left, right = tokens[index - 2], tokens[index]
    if is_office(left.low) or _office_like(left.low):
        return True
    named = left.capital and right.capital and not is_common(left.low)
    return named and place_of(right.text) is None and not _office_like(right.low)


def _steps_of_name(tokens: Sequence[Word], index: int) -> int:
    """The words of "Bank of |England Governor" and "Department of the |Interior Secretary": a name goes on before."""
    step = 1
    while index - step > 0 and tokens[index - step].low in {"the", "of", "for"}:
        step += 1
    left = tokens[index - step]
    named = left.capital and left.is_word and not is_common(left.low) and tokens[index].capital
    return step if named and not is_office(left.low) else 0


def _office_like(low: str) -> bool:
    return (
        is_office(low)
        or low in office_words("adjectives")
        or low in office_words("groups")
        or ("-" in low and not low[0].isdigit())
        or (low.endswith(("ian", "ese", "ish")) and len(low) > 4)
    )


# --- set off by a comma ----------------------------------------------------------------------------------------------


def _behind_age(tokens: Sequence[Word], end: int) -> int:
    """Behind ", 58" after a name."""
    aged = end + 2 < len(tokens) and tokens[end].text == "," and _AGE.fullmatch(tokens[end + 1].text)
    return end + 2 if aged else end


def _apposition(text: str, tokens: Sequence[Word], index: int) -> str | None:
    """The office in ", the Y of Z," behind a name."""
    if index + 1 >= len(tokens) or tokens[index].text != ",":
        return None
    first = index + 1
    while first < len(tokens) and in_class(tokens[first].low, "determiners", "possessives"):
        first += 1
    end = first
    while end < len(tokens) and end - first < _STEPS and _goes_on(tokens[end]):
        end += 1
    head = [t.low for t in tokens[first : min(first + 6, end)]]
    closed = end < len(tokens) and (tokens[end].text in ",.;)" or tokens[end].low in {"who", "which", "that"})
    office = next((i for i in range(first, first + len(head)) if is_office(tokens[i].low)), None)
    if not closed or office is None or in_class(head[0], "titles") or _names(tokens, office, end):
        return None
    if first == index + 1 and not _office_like(head[0]) and not tokens[first].capital:
        return None
    return _phrase(text, tokens, first, end)


def _names(tokens: Sequence[Word], office: int, end: int) -> bool:
    """Whether an office phrase is another person's: "general Bolat Serik", "the spokesman, Emil Lind, said"."""
    while office + 1 < end and _office_like(tokens[office + 1].low):
        office += 1
    behind = tokens[office + 1 : office + 2]
    if office + 1 < end and behind[0].capital and not is_common(behind[0].low) and not is_institution(behind[0].low):
        return True
    after = tokens[end + 1 : end + 3]
    full = len(after) == 2 and all(t.capital and not is_common(t.low) and not is_office(t.low) for t in after)
    return tokens[end].text == "," and full


def _goes_on(token: Word) -> bool:
    possessive = token.low in {"'s", "’s"}
    return possessive or (
        token.is_word and not in_class(token.low, "auxiliaries", "pronouns") and not reports(token.low)
    )


def _ahead_of_comma(text: str, tokens: Sequence[Word], first: int, end: int) -> str | None:
    """The office in "The Y of Z, Name," ahead of a name that a comma or the verb follows."""
    stop = first - 1
    if stop < 1 or tokens[stop].text != "," or (end < len(tokens) and tokens[end].low in {"and", "or"}):
        return None
    head = next((i for i in range(stop - 1, max(-1, stop - _STEPS), -1) if not _goes_on(tokens[i])), stop - _STEPS) + 1
    offices = [i for i in range(max(head, 0), stop) if is_office(tokens[i].low)]
    for office in offices:
        if office + 1 == stop or tokens[office + 1].low in _LINKS:
            start = _introduced(tokens, _premodifiers(tokens, office))
            return _phrase(text, tokens, start, stop) if start >= 0 else None
    return None


def _introduced(tokens: Sequence[Word], start: int) -> int:
    """Where an office phrase starts behind its "the", "its" or "Z's"; -1 where nothing introduces it.

    One or two adjectives that no list knows may stand before it: "the present minister".
    """
    for index in range(start, max(-1, start - 3), -1):
        before = tokens[index - 1] if index else None
        if before is None or not before.is_word or in_class(before.low, "determiners", "possessives"):
            return index
        if before.low in {"'s", "’s"}:
            return _premodifiers(tokens, index)
        if before.low != "then" and (before.capital or is_common(before.low) or _is_past(before.low)):
            break
    own = any(t.low in {"'s", "’s"} for t in tokens[start : start + 4]) or tokens[start].capital
    return start if own else -1


@lru_cache(maxsize=1 << 15)
def _is_past(low: str) -> bool:
    """Whether a word is the past form of a verb, which ends a noun phrase."""
    if any("past" in sense.forms for sense in reporting_forms().get(low, ())):
        return True
    return "past" in common_forms().get(low, frozenset())


@lru_cache(maxsize=1 << 15)
def reports(low: str) -> bool:
    """Whether a word is a finite form of a verb of saying that takes a clause: `said`, `warns`; not `states`."""
    if low == "states" or low in noun_acts():
        return False
    senses = reporting_forms().get(low, ())
    return any(s.act("clause") and s.forms & {"past", "s"} for s in senses)
