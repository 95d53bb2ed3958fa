"""Finds the places where a text names a person, with the office that stands beside the name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from summarizer.models import Span
from summarizer.text.aliases import canonical_place, name_kind, person_name, places_in, same_person
from summarizer.text.quotations import paragraph_gaps
from summarizer.text.verbs import common_forms, noun_acts, reporting_forms
from summarizer.text.words import Word, in_class, lexicon, office_words, words

__all__ = ["Mention", "mentions_in", "stretches"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an article names a person: the name as it stands there, the office beside it, "Mr." or "Mrs."."""

    span: Span
    name: str
    role: str | None = None
    certain: bool = True
    opens: bool = False
    title: str | None = None


def mentions_in(text: str, furniture: tuple[Span, ...]) -> list[Mention]:
    """The mentions of persons outside the furniture, in order; a doubtful name counts where a sure one fits."""
    found = [m for tokens in stretches(text, furniture) for m in _in_tokens(text, tokens)]
    inside = {m.name for m in found if not m.opens}
    found = [
        m if not m.opens or m.role or " " in m.name or m.name in inside else replace(m, certain=False) for m in found
    ]
    sure = {m.name for m in found if m.certain}
    fitting = _fitting({m.name for m in found if not m.certain}, sure)
    return [m for m in found if m.certain or m.name in fitting]


def _fitting(doubtful: set[str], sure: set[str]) -> set[str]:
    """The doubtful names that can mean a person whom the text surely names; only like initials are compared."""
    by_initial: dict[str, list[str]] = {}
    for name in sorted(sure):
        key = person_name(name)
        by_initial.setdefault(key.surname[:1] if key else "", []).append(name)
    return {
        name
        for name in doubtful
        if (key := person_name(name)) and any(same_person(name, other) for other in by_initial.get(key.surname[:1], ()))
    }


def stretches(text: str, furniture: tuple[Span, ...]) -> Iterator[list[Word]]:
    """The words of the text between furniture and paragraph ends."""
    gaps = {edge for gap in paragraph_gaps(text) for edge in gap.span()}
    edges = sorted({0, len(text), *gaps, *(f.start for f in furniture), *(f.end for f in furniture)})
    starts = sorted((f.start, f.end) for f in furniture)
    for start, end in pairwise(edges):
        index = bisect_right(starts, (start, len(text))) - 1
        if (index < 0 or start >= starts[index][1]) and text[start:end].strip():
            yield words(text, start, end)


def _in_tokens(text: str, tokens: list[Word]) -> Iterator[Mention]:
    if _is_headline(tokens):
        return
    index = 0
    while index < len(tokens):
        end = _run_end(tokens, index)
        if end > index:
            yield from _mention_in_run(text, tokens, index, end)
        index = max(end, index + 1)


def _is_headline(tokens: list[Word]) -> bool:
    """Whether the words stand in title case, where a capital tells nothing."""
    inner = [t for t in tokens[1:] if t.is_word and len(t.text) > 3 and t.text[0].isalpha()]
    return 3 <= len(inner) <= 20 and tokens[-1].text not in '.!?”"' and sum(t.capital for t in inner) > 0.6 * len(inner)


def _is_name_part(token: Word) -> bool:
    return token.capital and token.is_word and not in_class(token.low, "weekdays")


def _run_end(tokens: list[Word], start: int) -> int:
    """The end of a run of capitalised words from `start`; particles and bracketed given names may stand inside."""
    index = start
    if not _is_name_part(tokens[start]) or (_is_common(tokens[start]) and tokens[start].low not in {"sen.", "will"}):
        return start
    while index < len(tokens):
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        particle = index > start and in_class(token.low, "name_particles") and following and following.capital
        if not (_is_name_part(token) or particle) or (index > start and _is_common(token) and not particle):
            break
        index += 1
    return index


def _is_common(token: Word) -> bool:
    classes = (
        "determiners",
        "pronouns",
        "possessives",
        "prepositions",
        "auxiliaries",
        "coordinators",
        "subordinators",
        "adverbs",
        "object_pronouns",
        "months",
    )
    return in_class(token.low, *classes)


def _mention_in_run(text: str, tokens: list[Word], start: int, end: int) -> Iterator[Mention]:
    first = _name_start(tokens, start, end)
    if first >= end:
        return
    span = Span(start=tokens[first].start, end=tokens[end - 1].end)
    name = text[span.start : span.end]
    if "\n" in name or end - first > 4 or not _can_be_person(name):
        return
    role, strong = _role(text, tokens, first, end)
    stripped = first > start and tokens[first - 1].low in office_words("adjectives")
    if first == end - 1 and stripped and role is None:
        return
    opens = first == start and (start == 0 or tokens[start - 1].text in '.!?…“":–—')
    title = tokens[first - 1].low if first > 0 and in_class(tokens[first - 1].low, "titles") else None
    certain = strong or _speaks(tokens, first, end) or _is_told(tokens, first, end) or _acts(tokens, first, end)
    yield Mention(span, name, role, certain=certain, opens=opens, title=title)


def _can_be_person(name: str) -> bool:
    if name_kind(name) != "person" or (" " not in name and places_in(name)):
        return False
    low = name.lower()
    last = name.rsplit(maxsplit=1)[-1]
    if low in office_words("regions") or (places_in(last) and canonical_place(last) is None):
        return False
    parts = low.split()
    offices = office_words("offices") | office_words("groups")
    return (
        low not in office_words("media")
        and not (len(name) < 3 or name.isupper())
        and not any(p in offices for p in parts)
    )


def _name_start(tokens: list[Word], start: int, end: int) -> int:
    """Where in a run the name begins: behind the last office, title, adjective of office, or state."""
    first = start
    opens = start == 0 or tokens[start - 1].text in '.!?…“":–—'
    if opens and end - start > 1 and (tokens[start].low in common_forms() or tokens[start].low.endswith("ing")):
        first = start + 1
    for index in range(start, end):
        low = tokens[index].low
        title = low in office_words("offices") or low in office_words("adjectives") or in_class(low, "titles")
        if title and index + 1 <= end:
            first = index + 1
    for length in range(min(3, end - first - 1), 0, -1):
        words_ = " ".join(t.text for t in tokens[first : first + length])
        if canonical_place(words_) or (length == 1 and name_kind(words_) == "unknown"):
            return first + length
    return first


def _speaks(tokens: list[Word], first: int, end: int) -> bool:
    """Whether a reporting verb stands right beside the name: "Lind said", "said Lind", "Lind also told"."""
    if first > 0 and in_class(tokens[first - 1].low, "prepositions"):
        return tokens[first - 1].low == "to" and first > 1 and tokens[first - 2].low == "according"
    for step in range(end, min(end + 3, len(tokens))):
        low = tokens[step].low
        if low in {"said", "says", "told", "tweeted", "replied"} or _reports(low):
            return True
        if not in_class(low, "adverbs", "auxiliaries"):
            break
    return first > 0 and tokens[first - 1].low in {"said", "says", "added", "replied", "according"} and end - first < 4


def _is_told(tokens: list[Word], first: int, end: int) -> bool:
    """Whether a full name stands where the one spoken to does: "told Anna Brown that", "urged Anna Brown to"."""
    if end - first < 2 or first == 0 or end >= len(tokens) or not _addresses(tokens[first - 1].low):
        return False
    return tokens[end].low in {"that", "to", "he", "she"}


def _addresses(low: str) -> bool:
    senses = reporting_forms().get(low, ())
    return any(s.lemma in lexicon("reporting_verbs")["addressed"] and s.forms & {"past", "s"} for s in senses)


def _acts(tokens: list[Word], first: int, end: int) -> bool:
    """Whether a full name is the subject of a verb of demanding or answering: "Anna Brown called on"."""
    if end - first < 2 or end >= len(tokens) or (first > 0 and tokens[first - 1].text not in '.!?…”"'):
        return False
    lows = [t.low for t in tokens[end + 1 : end + 3]]
    senses = reporting_forms().get(tokens[end].low, ())
    return tokens[end].low not in noun_acts() and any(
        s.forms & {"past", "s"} and list(s.rest) == lows[: len(s.rest)] for s in senses
    )


def _reports(low: str) -> bool:
    if low == "states" or low in noun_acts():
        return False
    senses = reporting_forms().get(low, ())
    return any(s.act("clause") and s.forms & {"past", "s"} for s in senses)


# --- offices ---


def _role(text: str, tokens: list[Word], first: int, end: int) -> tuple[str | None, bool]:
    """The office beside a name and whether it proves a person: before it, in apposition behind, or ahead of a comma."""
    before = _role_before(text, tokens, first)
    if before:
        return before, True
    if first > 0 and in_class(tokens[first - 1].low, "titles"):
        closed = first > 2 and tokens[first - 2].text in "])"
        return _role_before(text, tokens, first - 2 if closed else first - 1), True
    after = _apposition(text, tokens, end)
    if after:
        return after, True
    if first > 1 and tokens[first - 1].text == ",":
        ahead = _role_before(text, tokens, first - 1)
        if ahead:
            return ahead, True
    return None, False


_LINKS = frozenset({"of", "for", "to", "in", "at", "and", "&", "'s", "on", "the"})


def _role_before(text: str, tokens: list[Word], end: int) -> str | None:
    """The office phrase that ends right before `end`: "Secretary of State", "the party's deputy leader"."""
    index = end - 1
    while index >= 0 and _in_role(tokens, index):
        index -= 1
    first = index + 1
    while first < end and (tokens[first].low in _LINKS or in_class(tokens[first].low, "determiners")):
        first += 1
    return _office_phrase(text, tokens, first, end)


def _in_role(tokens: list[Word], index: int) -> bool:
    token = tokens[index]
    low = token.low
    if token.low in _LINKS:
        before = tokens[index - 1] if index else None
        return (
            before is not None and before.is_word and (before.low in _LINKS if low == "the" else not _is_common(before))
        )
    if in_class(low, "titles"):
        return False
    if not token.is_word or in_class(
        low,
        "pronouns",
        "auxiliaries",
        "subordinators",
        "prepositions",
        "adverbs",
        "weekdays",
        "months",
        "possessives",
        "determiners",
    ):
        return False
    return token.capital or _office_like(low)


def _office_like(low: str) -> bool:
    return (
        low in office_words("offices")
        or low in office_words("adjectives")
        or low in office_words("groups")
        or ("-" in low and not low[0].isdigit())
        or (low.endswith(("ian", "ese", "ish")) and len(low) > 4)
    )


def _office_phrase(text: str, tokens: list[Word], first: int, end: int) -> str | None:
    inner = tokens[first:end]
    if not inner or not any(t.low in office_words("offices") for t in inner):
        return None
    if inner[-1].low in _LINKS:
        return None
    phrase = " ".join(text[inner[0].start : inner[-1].end].split())
    return phrase if len(phrase) <= 120 else None


def _apposition(text: str, tokens: list[Word], index: int) -> str | None:
    """The office in ", the Y of Z," behind a name."""
    if index + 1 >= len(tokens) or tokens[index].text != ",":
        return None
    first = index + 1
    while first < len(tokens) and in_class(tokens[first].low, "determiners", "possessives"):
        first += 1
    end = first
    while (
        end < len(tokens)
        and end - first < 14
        and (tokens[end].is_word)
        and not in_class(tokens[end].low, "auxiliaries", "pronouns")
        and not _reports(tokens[end].low)
    ):
        end += 1
    head = [t.low for t in tokens[first : min(first + 5, end)]]
    closed = end < len(tokens) and (tokens[end].text in ",.;)" or tokens[end].low in {"who", "which", "that"})
    if not closed or not any(h in office_words("offices") for h in head):
        return None
    if first == index + 1 and not _office_like(head[0]) and not tokens[first].capital:
        return None
    return _office_phrase(text, tokens, first, end)
