"""Tells whether two wordings make one claim: what is left over on either side, its order, its tense, its limits.

Rules of refusal, for English: a claim that stands twice does less harm than one that nobody made. Wordings without
English function words are one claim only where their content words are the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import product

from summarizer.merge.amounts import amounts_in
from summarizer.merge.shades import shades_in
from summarizer.merge.stems import antonyms, base, group, synonym_key, synonymous
from summarizer.merge.told import Told
from summarizer.merge.wording import carries, dice, opposed_words
from summarizer.text.romanisation import romanised
from summarizer.text.thesaurus import relation

__all__ = ["LONG", "OVERLAP", "Told", "are_irreconcilable", "are_opposed", "are_reversed", "is_part", "same_wording"]

LONG = 12
"""From so many content words on, words in the first person are a quotation whose translations differ in wording."""
OVERLAP = 0.6
"""Share of content words (Dice) that two translations of one quotation have in common."""
ALIKE = 0.6
"""The same of two statements that tell of one event, so that words in the reverse order are parts turned round."""
NEAR = 0.5
"""The same of two statements whose difference is in their words, and not in how the two were put."""
WHOLE = 0.85
"""Share of all words (Dice) that a sentence has in common with itself as another wrote it down."""


def same_wording(
    a: str | Told, b: str | Told, own: Collection[str] = (), *, dated: bool = False, asked: bool = False
) -> bool:
    """Whether two wordings can be one claim; `own` are sound keys of words for their speaker.

    `dated`: both are events of one day and status, so that a headline's present is its report's past. `asked`: both
    are demands, where "should" and "must" add nothing.
    """
    one, other = _told(a), _told(b)
    left, right = _left_over(one, other, own)
    if left and right and not (one.is_english and other.is_english and _may_be_translations(one, other)):
        return False
    if (left or right) and not (one.is_english and other.is_english):
        return False
    if opposed_words(one, other, own) or one.limits != other.limits:
        return False
    if one.questions != other.questions or _passes_on(one, other, own):
        return False
    if _modality(one, asked=asked) != _modality(other, asked=asked) or _voices_differ(one, other):
        return False
    if (not dated and _times_differ(one, other)) or _turned_round(one.tokens, other.tokens):
        return False
    if left and right and _has_exchange(one, other):
        return False
    return not _shaded_otherwise(one, other)


def is_part(a: Told, b: Told, own: Collection[str] = (), *, asked: bool = False) -> bool:
    """Whether one wording is some whole sentences of the other, and says there what it says alone.

    What is less than a sentence may be hedged or denied by the rest of it: "I do not say that we will attend".
    """
    short, long = sorted((a, b), key=lambda told: (len(told.sentences), len(told.content), told.text))
    if len(short.sentences) >= len(long.sentences):
        return False
    return all(
        any(
            dice(frozenset(sentence.tokens), frozenset(whole.tokens)) >= WHOLE
            and same_wording(sentence, whole, own, asked=asked)
            for whole in long.sentences
        )
        for sentence in short.sentences
    )


def are_opposed(a: Told, b: Told, own: Collection[str] = ()) -> bool:
    """Whether a negation, a number, a name or an opposite sets two wordings apart that are of one matter."""
    if opposed_words(a, b, own):
        return True
    left, right = _left_over(a, b, own)
    return any(relation(one, other) == "opposite" for one, other in product(_words_of(a, left), _words_of(b, right)))


def are_irreconcilable(a: Told, b: Told, own: Collection[str] = (), *, of_one_day: bool = False) -> bool:
    """Whether two wordings can be no one claim, whoever judges. `of_one_day`: "today" means the same day in both.

    In other words altogether a "not", a "may" or a name tells little, and who judges reads them: there only numbers
    that differ count, and what `shades` tells.
    """
    if dice(a.carried, b.carried) >= NEAR or not (a.carried and b.carried):
        return are_opposed(a, b, own) or are_reversed(a, b, own, of_one_day=of_one_day)
    numbers = a.numbers <= b.numbers or b.numbers <= a.numbers
    return not numbers or shades_in(a.text).exclude(shades_in(b.text), of_one_day=of_one_day)


def are_reversed(a: Told, b: Told, own: Collection[str] = (), *, of_one_day: bool = False) -> bool:
    """Whether two wordings can be no one claim, whoever judges, although `are_opposed` finds no opposite in them.

    Parts are turned round ("the army shot at the men"), small words set them apart (`shades`), or nothing is left over
    but what limits one of them. `of_one_day`: "today" means the same day in both.
    """
    one, other = shades_in(a.text), shades_in(b.text)
    if one.exclude(other, of_one_day=of_one_day):
        return True
    left, right = (words - _limiting() for words in _left_over(a, b, own))
    if not left and not right and (_narrowed(a) != _narrowed(b) or _moods_differ(a, b) or one.repute != other.repute):
        return True
    if a.bases == b.bases and _numerus_differs(a, b):
        return True
    if any(not right.isdisjoint(antonyms()[word]) for word in left if word in antonyms()):
        return True
    return dice(a.carried, b.carried) >= ALIKE and _parts_turned_round(a, b)


def _parts_turned_round(a: Told, b: Told) -> bool:
    """Whether content words stand in the reverse order, or any words where the two are made of the same ones.

    Not where one is the other in the passive, or with "is" between the same two sides.
    """
    if _voices_differ(a, b) or ("by" in a.words) != ("by" in b.words) or _equated(a.tokens, b.tokens):
        return False
    if Counter(a.tokens) == Counter(b.tokens):
        return _turned_round(a.tokens, b.tokens)
    return _turned_round(_carrying(a.tokens), _carrying(b.tokens))


def _equated(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two wordings name both sides of one "is" in either order: "Europe is our home", "our home is Europe"."""
    pivots = [number for number, token in enumerate(a) if token in group("be")]
    return len(pivots) == 1 and [*a[pivots[0] + 1 :], a[pivots[0]], *a[: pivots[0]]] == list(b)


def _shaded_otherwise(a: Told, b: Told) -> bool:
    """Whether small words, the order of the numbers, or one thing against several make two claims of the same words."""
    if a.text == b.text:
        return False
    one, other = shades_in(a.text), shades_in(b.text)
    if one.repute != other.repute or one.tells_another_time(other) or one.exclude(other) or _numerus_differs(a, b):
        return True
    return amounts_in(a.text).in_another_order(amounts_in(b.text))


def _narrowed(told: Told) -> Counter[str]:
    """The words that narrow a claim, but for those that negate, which are counted by themselves."""
    return Counter({word: count for word, count in told.limits.items() if word not in group("negations")})


def _moods_differ(a: Told, b: Told) -> bool:
    """Whether one says "will" and the other "would", unless one of them reports the other's words, or "was".

    Who speaks of himself says "is" and "was" as he means it; who is reported may be put into the past.
    """
    for one, other in ((a, b), (b, a)):
        if "future" in one.modality and not other.modality and other.tenses == {"past"}:
            return True
    if a.in_first_person and b.in_first_person and a.tenses.isdisjoint(b.tenses):
        return True
    return bool(a.modality and b.modality) and a.modality != b.modality and not (a.reports or b.reports)


@cache
def _limiting() -> frozenset[str]:
    return frozenset({*map(base, group("hedges")), *map(base, group("limits"))})


def _words_of(told: Told, bases: Collection[str]) -> list[str]:
    return sorted({word.casefold() for word in told.words if base(word) in bases})


def _told(text: str | Told) -> Told:
    return Told(text) if isinstance(text, str) else text


# --- modality, voice, time, order ------------------------------------------------------------------------------------


def _passes_on(a: Told, b: Told, own: Collection[str]) -> bool:
    """Whether one tells what another person says ("Oslo says that the boats left"), and the other says it itself."""
    if a.hearsay != b.hearsay:
        return True
    if a.reports == b.reports:
        return False
    return {name for name in a.names if name not in own} != {name for name in b.names if name not in own}


def _modality(told: Told, *, asked: bool) -> frozenset[str]:
    return told.modality - {"ought", "future"} if asked else told.modality


def _voices_differ(a: Told, b: Told) -> bool:
    if a.passives == b.passives:
        return False
    shared = a.bases & b.bases
    return a.passives & shared != b.passives & shared


def _times_differ(a: Told, b: Told) -> bool:
    """Whether one word is told as past on one side and as something else on the other, or "is" stands against "was"."""
    if a.tenses.isdisjoint(b.tenses):
        return True
    (past, other), (past_too, other_too) = a.pasts, b.pasts
    return bool(past & other_too or past_too & other)


def _numerus_differs(a: Told, b: Told) -> bool:
    """Whether what a sentence begins with is one on one side and several on the other: "The ship", "The ships"."""
    (one, number), (other, number_too) = a.subject, b.subject
    return one == other and one != "" and number != number_too


def _turned_round(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether three words stand in the reverse order, as who did what to whom: `dog bites man`, `man bites dog`."""
    if a == b:
        return False
    once = {word for word, count in Counter(a).items() if count == 1}
    once &= {word for word, count in Counter(b).items() if count == 1}
    places = {word: number for number, word in enumerate(b)}
    # The longest run down, by the ends of the best runs of each length (Fredman 1975); as in patience sorting.
    ends: list[int] = []
    for place in (-places[word] for word in a if word in once):
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends) >= 3


# --- what is left over -----------------------------------------------------------------------------------------------


def _left_over(a: Told, b: Told, own: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The content words that one side has and the other has neither as they are nor as a synonym."""
    left, right = a.carried - b.carried, b.carried - a.carried
    return _without(left, right, own), _without(right, left, own)


def _without(words: frozenset[str], others: frozenset[str], own: Collection[str]) -> frozenset[str]:
    if not words:
        return words
    like: dict[str, list[str]] = defaultdict(list)
    for other in others:
        like[synonym_key(other)].append(other)
    return frozenset(
        word
        for word in words
        if romanised(word) not in own and not any(synonymous(word, o) for o in like.get(synonym_key(word), ()))
    )


# --- translations of a quotation -------------------------------------------------------------------------------------


def _may_be_translations(a: Told, b: Told) -> bool:
    """Whether two wordings can be one quotation that was translated twice: long, in the first person, and alike."""
    if not (a.in_first_person and b.in_first_person) or min(len(a.carried), len(b.carried)) < LONG:
        return False
    return dice(a.carried, b.carried) >= OVERLAP


def _has_exchange(a: Told, b: Told) -> bool:
    """Whether a single word stands for another where all around it is the same: that is another word of the speaker's.

    Translators choose whole expressions anew.
    """
    # Sorted, because the alignment depends on which comes first.
    first, second = sorted((a, b), key=lambda told: told.text)
    return any(_exchanged(one, other) for one, other in _replaced(first.tokens, second.tokens))


def _replaced(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The content words of each stretch of one side that another stands for on the other."""
    for kind, start, end, other_start, other_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "replace":
            yield _carrying(a[start:end]), _carrying(b[other_start:other_end])


def _carrying(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token.startswith("=") or carries(token)]


def _exchanged(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) == 1 and not synonymous(one[0], other[0])
