"""Holds one way in which a claim is told beside another, and says whether the two are one claim.

They are where kind and actor are the same, they share most of their content words, at most one of them holds words
that the other lacks (`sameness`), and nothing sets them against each other: a negation, a number, a date, a name, an
antonym, a tense, a condition, a small word (`shades`), or an answer of another kind. Where it is not certain they stay
apart: a reader forgives a remark that stands twice, and not one that nobody made.

Two more ways, for claims of two texts: the quote of one is some whole sentences of the other's; and both quote the same
words, and state them differently, but not as opposites.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable
from dataclasses import dataclass
from functools import cached_property

from summarizer.merge.entries import Entry, Names
from summarizer.merge.sameness import are_irreconcilable, are_opposed, are_reversed, is_part, same_wording
from summarizer.merge.strength import compared
from summarizer.merge.told import Told
from summarizer.merge.wording import dice
from summarizer.models import DatedEvent, Demand, Position, Response, ResponseKind, said_of

__all__ = ["Telling", "are_apart", "are_one", "block_of", "own_words", "telling_of"]

SHARED = 0.6
"""Share of content words (Dice, quote and statement together) that claims of two articles must have in common."""
STATED = 0.4
"""The same of the statements alone: one long quotation can carry several claims."""
STATED_IN_ONE_ARTICLE = 0.8
"""The same within one article: what a reader of it states as two claims are two, unless they are worded alike."""
QUOTED = 0.8
"""The same of two quotes that are one quotation, whatever is stated of it."""
STRIKING = 5
"""Content words that a quote must have to be known as the same quotation by its words alone."""

_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
_ANSWER: dict[ResponseKind, str] = {"denies": "rejects"}
_CLASHING_ACTS = frozenset({
    frozenset({"promises", "threatens"}),
    frozenset({"supports", "criticises"}),
    frozenset({"supports", "accuses"}),
})  # fmt: skip


@dataclass(frozen=True)
class Telling:
    """A claim as one entry tells it: the words of its statement and of its quote, those that date an event left out."""

    entry: Entry
    stated: Told
    quoted: Told

    @cached_property
    def content(self) -> frozenset[str]:
        """The content words of statement and quote."""
        return self.stated.content | self.quoted.content

    @property
    def key(self) -> Hashable:
        """All that it is compared by: two tellings of one key are the same to every comparison."""
        claim, entry = self.entry.checked.claim, self.entry
        told = (self.stated.text, self.quoted.text, entry.actor, entry.to, value_of(entry), entry.told is None)
        match claim:
            case Position():
                return (*told, claim.stance, claim.act, bool(claim.condition))
            case Response():
                return (*told, claim.kind)
            case Demand():
                return (*told, claim.deadline, claim.force)
            case DatedEvent():
                return told


def telling_of(entry: Entry) -> Telling:
    """How an entry tells its claim."""
    claim = entry.checked.claim
    said, quote = said_of(claim), claim.quote
    if isinstance(claim, DatedEvent) and claim.phrase and value_of(entry):
        said, quote = said.replace(claim.phrase, " "), quote.replace(claim.phrase, " ")
    stated = Told(said)
    return Telling(entry, stated, stated if quote == said else Told(quote))


def value_of(entry: Entry) -> str | None:
    """The TIMEX3 value of an entry's date."""
    claim = entry.checked.claim
    if entry.checked.when is not None:
        return entry.checked.when.value
    return claim.value if isinstance(claim, DatedEvent) else None


def block_of(entry: Entry) -> tuple[str, ...]:
    """What claims must have in common to be compared at all: kind and actor; for events status and day."""
    claim = entry.checked.claim
    if not isinstance(claim, DatedEvent):
        return (entry.checked.kind, entry.actor or "")
    # An event is one event whoever reports it; an allegation belongs to him who alleges.
    alleging = (entry.actor or "") if claim.status == "alleged" else ""
    value = value_of(entry) or ""
    day = _DAY.match(value)
    return ("date", claim.status, day.group() if day else value, alleging, "" if value else claim.phrase.casefold())


def own_words(names: Names, *entries: Entry) -> Collection[str]:
    """The sound keys of the words that name the actors of entries."""
    return frozenset().union(*(names.words.get(entry.actor or "", frozenset()) for entry in entries))


# --- one or two ------------------------------------------------------------------------------------------------------


def are_one(a: Telling, b: Telling, names: Names, *, in_one_text: bool = False) -> bool:
    """Whether two tellings of one block are one claim; `in_one_text`: an article has claims that are told so, both."""
    if dice(a.content, b.content) < SHARED:
        return False
    if dice(a.stated.content, b.stated.content) < (STATED_IN_ONE_ARTICLE if in_one_text else STATED):
        return False
    if _addressed_apart(a.entry, b.entry, names) or _fields_apart(a.entry, b.entry):
        return False
    return _say_one(a, b, own_words(names, a.entry, b.entry), in_one_text=in_one_text)


def are_apart(a: Telling, b: Telling, names: Names) -> bool:
    """Whether two tellings can be no one claim, whoever judges: of another block, or opposed in what they state."""
    if block_of(a.entry) != block_of(b.entry):
        return True
    if _addressed_apart(a.entry, b.entry, names) or _fields_apart(a.entry, b.entry):
        return True
    own = own_words(names, a.entry, b.entry)
    if is_part(a.stated, b.stated, own):
        return False
    of_one_day = a.entry.article.published == b.entry.article.published
    return are_irreconcilable(a.stated, b.stated, own, of_one_day=of_one_day)


def _say_one(a: Telling, b: Telling, own: Collection[str], *, in_one_text: bool) -> bool:
    """Whether statements and quotes say one thing.

    In two texts that can also be where the quote of one is some sentences of the other's, or where both quote the same
    words and what they state goes together.
    """
    claim = a.entry.checked.claim
    dated, asked = isinstance(claim, DatedEvent), isinstance(claim, Demand)
    quoted = same_wording(a.quoted, b.quoted, own, dated=dated, asked=asked)
    one_wording = a.stated is a.quoted and b.stated is b.quoted
    stated = quoted if one_wording else same_wording(a.stated, b.stated, own, dated=dated, asked=asked)
    if in_one_text or (quoted and stated):
        return quoted and stated
    if quoted and _is_striking(a.quoted, b.quoted) and not _clash(a.stated, b.stated, own):
        return True
    if not (quoted or is_part(a.quoted, b.quoted, own, asked=asked)):
        return False
    return stated or one_wording or is_part(a.stated, b.stated, own, asked=asked)


def _clash(a: Told, b: Told, own: Collection[str]) -> bool:
    return are_opposed(a, b, own) or are_reversed(a, b, own)


def _is_striking(a: Told, b: Told) -> bool:
    """Whether two quotes that can be one are alike in so many words that they are one, whatever is stated of it."""
    return min(len(a.content), len(b.content)) >= STRIKING and dice(a.content, b.content) >= QUOTED


def _addressed_apart(a: Entry, b: Entry, names: Names) -> bool:
    """Whether they are directed to two different sides, the U.S. and "the U.S. and NATO" not being two."""
    if a.to is None or b.to is None or a.to == b.to:
        return False
    return not names.sides_of(a.to) & names.sides_of(b.to)


def _changed(a: Entry, b: Entry) -> bool:
    """Whether one is of an earlier day, and what it says has changed since."""
    if (a.told is None) == (b.told is None):
        return False
    then, now = (b, a) if a.told is None else (a, b)
    return compared(then.checked.claim, now.checked.claim) is not None


def _fields_apart(a: Entry, b: Entry) -> bool:
    if _changed(a, b):
        return True
    match a.checked.claim, b.checked.claim:
        case Position() as left, Position() as right:
            stances = {left.stance, right.stance}
            clash = frozenset({left.act, right.act}) in _CLASHING_ACTS or stances >= {"supports", "opposes"}
            return clash or bool(left.condition) != bool(right.condition)
        case Response() as left, Response() as right:
            return _ANSWER.get(left.kind, left.kind) != _ANSWER.get(right.kind, right.kind)
        case Demand() as left, Demand() as right:
            return _differ(left.deadline, right.deadline)
        case DatedEvent(), DatedEvent():
            return _differ(_time_of(a), _time_of(b))
    return False


def _time_of(entry: Entry) -> str | None:
    """The time of day, where the value names one: `2022-02-16TMO` -> MO."""
    return (value_of(entry) or "").partition("T")[2] or None


def _differ(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a.casefold() != b.casefold()
