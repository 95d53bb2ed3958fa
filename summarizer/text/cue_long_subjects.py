"""Finds subjects that are more than a noun phrase right before the verb: "Those close to him", "many of whom"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from summarizer.text.clauses import has_finite_verb, is_nominal
from summarizer.text.units import QUOTE
from summarizer.text.words import Word, in_class, lexicon

__all__ = ["QUANTIFIERS", "before_time", "clause_subject", "quantified"]

QUANTIFIERS = frozenset(
    {"all", "both", "each", "few", "many", "most", "none", "several", "some", "others", "another", "one", "those"}
)
"""Words that stand for people by themselves: "some say", "all agreed"."""

_LONGEST = 24
"""Words of a subject at most."""

_DATED = frozenset({"on", "in", "since", "late", "early"})


def quantified(items: Sequence[Word], last: int) -> tuple[int, int] | None:
    """The subject that ends at item `last` where that is a word of quantity: "some", "most of whom"."""
    if items[last].low in QUANTIFIERS:
        return last, last + 1
    if items[last].low == "whom" and last > 1 and items[last - 1].low == "of" and items[last - 2].low in QUANTIFIERS:
        return last - 2, last + 1
    return None


def before_time(items: Sequence[Word], last: int) -> int:
    """The item at which a subject ends ahead of its time: "The Times on Saturday wrote", "a panel in 2001 found"."""
    position = last
    if position > 0 and items[position].low in _spans_of_time() and items[position - 1].low in {"this", "last"}:
        return position - 2
    dated = in_class(items[position].low, "weekdays", "months") or _is_year(items[position])
    if not dated or position == 0:
        return last
    position -= 1
    while position > 0 and in_class(items[position].low, "months"):
        position -= 1
    if items[position].low in _DATED:
        return position - 1
    return position if in_class(items[last].low, "weekdays") and position < last else last


@cache
def _spans_of_time() -> frozenset[str]:
    return frozenset(lexicon("function_words")["spans_of_time"])


def _is_year(word: Word) -> bool:
    return len(word.text) == 4 and word.text.isdigit()


def clause_subject(items: Sequence[Word], last: int) -> tuple[int, int] | None:
    """All that stands between the start of a clause and the verb behind item `last`, where no verb is in it."""
    start = last
    while start > 0 and last - start < _LONGEST and not _parts(items, start - 1):
        start -= 1
    while start < last and (in_class(items[start].low, "coordinators", "adverbs", "subordinators")):
        start += 1
    head = items[start]
    plain = is_nominal(head) or in_class(head.low, "determiners", "possessives")
    if last - start < 2 or last - start >= _LONGEST or not plain or in_class(head.low, "pronouns"):
        return None
    if items[last].low == QUOTE or has_finite_verb(items, start + 1, last + 1):
        return None
    return start, last + 1


def _parts(items: Sequence[Word], position: int) -> bool:
    item = items[position]
    return (not item.is_word and item.text not in "()&%'’$") or item.low in {QUOTE, "that", "which", "who", "because"}
