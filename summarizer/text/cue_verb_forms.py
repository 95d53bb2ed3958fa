"""Tells whether a form of a reporting verb is a noun where it stands: "the claims", "Moscow's demands"."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.text.cue_long_subjects import QUANTIFIERS
from summarizer.text.cue_parts import COMMAS
from summarizer.text.verb_groups import Group
from summarizer.text.verbs import noun_acts, noun_like
from summarizer.text.words import Word, in_class, office_words

__all__ = ["is_noun"]


def is_noun(items: Sequence[Word], group: Group) -> bool:
    """Whether the word is a noun or an adjective here: behind an article, a possessive or a preposition."""
    auxiliaries = items[group.start : group.head]
    if not all(in_class(w.low, "adverbs") or w.low.endswith("ly") for w in auxiliaries):
        return False
    if group.start == 0 or (items[group.head].capital and not _title_case(items)):
        return True
    before = items[group.start - 1]
    after = items[group.end] if group.end < len(items) else None
    stands_alone = before.low in QUANTIFIERS and (group.form == "past" or (after is not None and after.low == "that"))
    stands_alone = stands_alone or (before.low == "that" and group.form in {"s", "past"})
    if not stands_alone and (
        in_class(before.low, "determiners", "possessives", "prepositions", "object_pronouns")
        or before.low in {"'s", "'"}
    ):
        return True
    head = items[group.head].low
    if (head in noun_acts() or head in noun_like()) and (not _steady(before) or _followed_as_noun(group, after)):
        return True
    finite = after is not None and in_class(after.low, "auxiliaries") and not after.low.startswith("'")
    return finite and group.form in {"s", "base"}


def _steady(before: Word) -> bool:
    """Whether the word before makes a verb of a form that is as often a noun: a name, a pronoun, an office."""
    return (
        (before.capital and not in_class(before.low, "determiners") and before.low not in office_words("adjectives"))
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
