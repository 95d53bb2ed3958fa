"""Recognises a reporting verb in its sentence, with its auxiliaries: tense, voice, negation and hedging."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from summarizer.text.verbs import Sense, common_forms, forms_of, senses_by_second
from summarizer.text.words import Word, any_in_class, in_class, lexicon

__all__ = ["Group", "auxiliaries_before", "verb_group"]


class Group(NamedTuple):
    """A reporting verb with its auxiliaries: items `start` to `end`, the verb itself at `head`."""

    start: int
    head: int
    end: int
    sense: Sense
    form: str
    passive: bool
    negated: bool
    hedged: bool
    future: bool
    progressive: bool


def verb_group(items: Sequence[Word], index: int) -> Group | None:
    """The reporting verb whose first word stands at `index`, or None where the word is no verb there."""
    if items[index].low == "'s" and (index == 0 or not in_class(items[index - 1].low, "pronouns", "determiners")):
        return None
    seconds = senses_by_second().get(items[index].low)
    if seconds is None:
        return None
    for sense in _candidates(items, index, seconds):
        end = _rest_end(items, index, sense)
        if end is not None:
            return _group(items, index, end, sense)
    return None


def _candidates(items: Sequence[Word], index: int, seconds: dict[str, tuple[Sense, ...]]) -> Iterator[Sense]:
    """The verbs that the word at `index` can begin: by the next word or the one after it, then by itself."""
    for word in items[index + 1 : index + 3]:
        yield from seconds.get(word.low, ())
    yield from seconds.get("", ())


def _rest_end(items: Sequence[Word], index: int, sense: Sense) -> int | None:
    """Where the words of a verb of several parts end; one adverb or "it" may stand between them."""
    position = index + 1
    for part in sense.rest:
        if (
            position < len(items)
            and items[position].low != part
            and (in_class(items[position].low, "adverbs") or items[position].low in {"it", "very", "more"})
        ):
            position += 1
        if position >= len(items) or items[position].low != part:
            return None
        position += 1
    return position


def _group(items: Sequence[Word], index: int, end: int, sense: Sense) -> Group | None:
    start, auxiliaries = auxiliaries_before(items, index)
    chained = "base" in sense.forms and start > 0 and items[start - 1].low == "to"
    if chained:
        head = _catenative(items, start - 1)
        if head is None:
            return _bare(start, index, end, sense)
        start, more = auxiliaries_before(items, head)
        auxiliaries = [*more, *auxiliaries]
        form = "past" if common_forms().get(items[head].low, frozenset()) & {"past"} else "s"
    else:
        form = _form(items, index, start, sense, auxiliaries)
    passive = bool(auxiliaries) and in_class(auxiliaries[-1], "be_forms") and form == "participle"
    return Group(
        start, index, end, sense, form, passive,
        negated=any_in_class([*auxiliaries, items[index].low], "negations"),
        hedged=any_in_class(auxiliaries, "modals"),
        future=not _FUTURE.isdisjoint(auxiliaries),
        progressive=form == "ing" and any_in_class(auxiliaries, "be_forms"),
    )  # fmt: skip


_FUTURE = frozenset({"will", "'ll", "won't", "shall"})


def _bare(start: int, index: int, end: int, sense: Sense) -> Group:
    """A verb behind a "to" that nothing of its own governs: "forced him to admit"."""
    return Group(
        start,
        index,
        end,
        sense,
        "infinitive",
        passive=False,
        negated=False,
        hedged=True,
        future=False,
        progressive=False,
    )


def auxiliaries_before(items: Sequence[Word], index: int) -> tuple[int, list[str]]:
    """Where the group begins that ends before `index`, and its auxiliaries and negations."""
    auxiliaries: list[str] = []
    start = index
    position = index - 1
    while position >= 0:
        low = items[position].low
        if in_class(low, "auxiliaries") and not _possessive(items, position, index):
            auxiliaries.insert(0, low)
            start = position
        elif in_class(low, "adverbs", "negations") or (low.endswith("ly") and not items[position].capital):
            if in_class(low, "negations"):
                auxiliaries.insert(0, low)
        else:
            break
        position -= 1
    return _with_adverbs(items, start), [h for h in auxiliaries if h != "n't"]


def _with_adverbs(items: Sequence[Word], start: int) -> int:
    while start > 0 and (
        in_class(items[start - 1].low, "adverbs")
        or (items[start - 1].low.endswith("ly") and not items[start - 1].capital)
    ):
        start -= 1
    return start


def _possessive(items: Sequence[Word], position: int, verb: int) -> bool:
    """Whether an 's is a possessive: behind a noun, and no -ing form or participle right after it."""
    if items[position].low != "'s":
        return False
    before = items[position - 1].low if position else ""
    if before == "let":
        return False
    return not in_class(before, "pronouns") and not items[verb].low.endswith("ing")


def _catenative(items: Sequence[Word], to: int) -> int | None:
    """The verb that governs "to say": "went on to say", "continues to insist"; None for any other "to"."""
    position = to - 1
    if position > 0 and items[position].low == "on":
        position -= 1
    if position < 0:
        return None
    return position if items[position].low in _catenatives() else None


@cache
def _catenatives() -> frozenset[str]:
    """The finite forms of the verbs of function_words.toml that only lead on to another: "went on to say"."""
    verbs = {verb.split()[0] for verb in lexicon("function_words")["catenatives"]}
    return frozenset(form for verb in verbs for form in forms_of(verb) if not form.endswith("ing"))


def _form(items: Sequence[Word], index: int, start: int, sense: Sense, auxiliaries: list[str]) -> str:
    """Which form the verb has here, as far as its auxiliaries tell: a past after "be" is a participle."""
    real = [h for h in auxiliaries if in_class(h, "auxiliaries")]
    forms = sense.forms
    if "ing" in forms:
        return "ing"
    if real and in_class(real[-1], "be_forms") and "participle" in forms and not sense.lemma.startswith("be "):
        return "participle"
    if real and real[-1] in {"has", "have", "had", "'ve", "'d", "'s", "hasn't", "haven't", "hadn't"}:
        return "past"
    if real:
        return "past" if "past" in forms else "s"
    for form in ("past", "s", "base", "participle"):
        if form in forms:
            return form
    return "base"
