"""Tells whether two wordings make one claim: what is left over on either side, its order, its tense, its limits.

Rules of refusal, for English: a claim that stands twice does less harm than one that nobody made. Wordings without
English function words are one claim only where their content words are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from summarizer.merge.wording import content_words, dice, lexicon, opposed_words, plain_phrases, stem, words_in
from summarizer.text.aliases import romanised
from summarizer.text.places import split_at_places

__all__ = ["same_wording"]

LONG = 12
"""From so many content words on, words in the first person are a quotation whose translations differ in wording."""
OVERLAP = 0.6
"""Share of content words (Dice) that two translations of one quotation have in common."""


def same_wording(a: str, b: str, own: Collection[str] = (), *, dated: bool = False, asked: bool = False) -> bool:
    """Whether two wordings can be one claim; `own` are sound keys of words for their speaker.

    `dated`: both are events of one day and status, so that a headline's present is its report's past. `asked`: both
    are demands, where "should" and "must" add nothing.
    """
    if opposed_words(a, b, own) or _limits(a) != _limits(b):
        return False
    if _modality(a, asked=asked) != _modality(b, asked=asked) or _voices_differ(a, b):
        return False
    if _times_differ(a, b, dated=dated) or _turned_round(_tokens(a), _tokens(b)):
        return False
    left, right = _left_over(a, b, own)
    if not (_is_english(a) and _is_english(b)):
        return not left and not right
    return not left or not right or _translations(a, b)


# --- the lexicon -----------------------------------------------------------------------------------------------------


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(lexicon()[name].split())


@cache
def _bases() -> dict[str, str]:
    """Irregular forms with the stem of their base: `met` -> `meet`."""
    entries = (entry.split() for entry in lexicon()["irregular"])
    return {form: stem(base) for base, *forms in entries for form in forms}


@cache
def _synonyms() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(lexicon()["synonyms"]):
        for word in group.split():
            found.setdefault(_base(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def _limiting_stems() -> frozenset[str]:
    return frozenset(_base(word) for word in _group("hedges"))


def _base(word: str) -> str:
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    return _bases().get(plain) or stem(plain)


# --- limits and modality ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _limits(text: str) -> Counter[str]:
    """The words that narrow or hedge a claim, with how often they stand: `only`, `if`, `except`, `plan`."""
    words = [word.casefold() for word in words_in(plain_phrases(text))]
    narrowing = [word for word in words if word in _group("limits")]
    return Counter([*narrowing, *(base for base in map(_base, words) if base in _limiting_stems())])


@lru_cache(maxsize=65536)
def _modality(text: str, *, asked: bool) -> frozenset[str]:
    """`future`, `conditional`, `may`, `can`, `ought`, as the modal verbs say; a hope is of the future anyhow."""
    words = words_in(text)
    modals = lexicon()["modals"]
    found = {modals[word] for word in map(_modal_form, words) if word in modals}
    if re.search(r"\b(?:is|are|was|were|am|be)\s+going\s+to\b|[’']ll\b", text):
        found.add("future")
    if any(_base(word) in _group("of_the_future") for word in words):
        found.discard("future")
    return frozenset(found - {"ought", "future"} if asked else found)


def _modal_form(word: str) -> str:
    """`won't` -> `will`; "May" with its capital is the month, "Will" the name."""
    plain = word.replace("’", "'")
    return str(lexicon()["contracted"].get(plain.casefold(), plain))


@lru_cache(maxsize=65536)
def _passives(text: str) -> frozenset[str]:
    """The verbs in the passive: a form of "be", an adverb at most, and a participle."""
    words = words_in(text)
    found: set[str] = set()
    for number, word in enumerate(words):
        if word.casefold() in _group("be"):
            behind = [
                w for w in words[number + 1 : number + 4] if not w.endswith("ly") and w.casefold() not in _FILLERS
            ]
            found.update(_base(w) for w in behind[:1] if _is_past(w))
    return frozenset(found)


_FILLERS = frozenset({"not", "been", "being", "also", "already", "now", "never", "then", "still"})


def _voices_differ(a: str, b: str) -> bool:
    shared = _bases_in(a) & _bases_in(b)
    return _passives(a) & shared != _passives(b) & shared


def _is_past(word: str) -> bool:
    plain = word.casefold()
    return plain in _bases() or (len(plain) > 4 and plain.endswith("ed"))


@lru_cache(maxsize=65536)
def _bases_in(text: str) -> frozenset[str]:
    return frozenset(map(_base, words_in(text)))


@lru_cache(maxsize=65536)
def _pasts(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text in a past form, and those in another."""
    words = words_in(text)
    return frozenset(_base(w) for w in words if _is_past(w)), frozenset(_base(w) for w in words if not _is_past(w))


def _times_differ(a: str, b: str, *, dated: bool) -> bool:
    """Whether one word is told as past on one side and as something else on the other."""
    if dated:
        return False
    (past, other), (past_too, other_too) = _pasts(a), _pasts(b)
    return bool((past - other) & (other_too - past_too) or (past_too - other_too) & (other - past))


# --- order -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _tokens(text: str) -> tuple[str, ...]:
    """The words in order as bases, places by their name; without articles and what joins equals."""
    return tuple(
        token
        for part, place in split_at_places(plain_phrases(text))
        for token in ((f"={place}",) if place else (_base(w) for w in words_in(part) if w.casefold() not in _LOOSE))
    )


_LOOSE = frozenset({"the", "a", "an", "and", "or", "nor"})


def _turned_round(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether three words stand in the reverse order, as who did what to whom: `dog bites man`, `man bites dog`."""
    once = {word for word, count in Counter(a).items() if count == 1}
    once &= {word for word, count in Counter(b).items() if count == 1}
    places = {word: number for number, word in enumerate(b)}
    order = [places[word] for word in a if word in once]
    # The longest run down that ends at each word.
    runs: list[int] = []
    for number, place in enumerate(order):
        runs.append(1 + max((runs[i] for i in range(number) if order[i] > place), default=0))
    return max(runs, default=0) >= 3


# --- what is left over -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _content(text: str) -> frozenset[str]:
    """The bases of the content words outside the names of places, which `opposed_words` compares."""
    parts = (part for part, place in split_at_places(plain_phrases(text)) if not place)
    words = {word for part in parts for word in words_in(part) if content_words(word)}
    return frozenset(_base(word) for word in words)


def _left_over(a: str, b: str, own: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The content words that one side has and the other has neither as they are nor as a synonym."""
    left, right = _content(a), _content(b)
    return _without(left, right, own), _without(right, left, own)


def _without(words: frozenset[str], others: frozenset[str], own: Collection[str]) -> frozenset[str]:
    return frozenset(
        word
        for word in words - others
        if romanised(word) not in own and not any(_synonymous(word, other) for other in others - words)
    )


@lru_cache(maxsize=65536)
def _synonymous(a: str, b: str) -> bool:
    groups = _synonyms()
    return bool(groups.get(a, frozenset()) & groups.get(b, frozenset())) or (
        min(len(a), len(b)) >= 5 and romanised(a) == romanised(b)
    )


@lru_cache(maxsize=65536)
def _is_english(text: str) -> bool:
    return any(word.casefold() in _group("english") for word in words_in(text))


# --- translations of a quotation -------------------------------------------------------------------------------------


def _translations(a: str, b: str) -> bool:
    """Whether two long wordings in the first person are one quotation that was translated twice.

    Translators choose whole expressions anew; a single word exchanged where all around it is the same is another word
    of the speaker's.
    """
    if not (_in_first_person(a) and _in_first_person(b)):
        return False
    left, right = _content(a), _content(b)
    if min(len(left), len(right)) < LONG or dice(left, right) < OVERLAP:
        return False
    # Sorted, because the alignment depends on which comes first.
    return not any(_exchanged(one, other) for one, other in _replaced(*map(_tokens, sorted((a, b)))))


def _in_first_person(text: str) -> bool:
    return any(word.casefold() in _group("first_person") for word in words_in(text))


def _replaced(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The content words of each stretch of one side that another stands for on the other."""
    for kind, start, end, other_start, other_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "replace":
            yield _carrying(a[start:end]), _carrying(b[other_start:other_end])


def _carrying(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token.startswith("=") or content_words(token)]


def _exchanged(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) == 1 and not _synonymous(one[0], other[0])
