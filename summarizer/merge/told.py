"""Finds what tells one claim from another in its wording: limits, modality, voice, tense, order, hearsay, sentences."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property

from summarizer.merge.stems import base, group, is_past, lexicon, plain_phrases, words_in
from summarizer.merge.wording import Wording
from summarizer.text.places import split_at_places
from summarizer.text.sentences import sentences

__all__ = ["Told"]


class Told(Wording):
    """A wording with what tells one claim from another, each found when it is first asked for, and once."""

    @cached_property
    def limits(self) -> Counter[str]:
        """The words that narrow or hedge a claim, with how often they stand: `only`, `if`, `except`, `plan`."""
        words = [word.casefold() for word in words_in(plain_phrases(self.text))]
        narrowing = [word for word in words if word in group("limits")]
        return Counter([*narrowing, *(key for key in map(base, words) if key in _hedges())])

    @cached_property
    def modality(self) -> frozenset[str]:
        """`future`, `conditional`, `may`, `can`, `ought`, as the modal verbs say; a hope is of the future anyhow."""
        modals = lexicon()["modals"]
        found = {modals[word] for word in map(_modal_form, self.words) if word in modals}
        if _GOING_TO.search(self.text) or _IS_TO.search(self.text):
            found.add("future")
        return frozenset(found - {"future"} if self.bases & group("of_the_future") else found)

    @cached_property
    def passives(self) -> frozenset[str]:
        """The verbs in the passive: a form of "be", an adverb at most, and a participle."""
        found: set[str] = set()
        for number, word in enumerate(self.words):
            if word.casefold() in group("be"):
                near = self.words[number + 1 : number + 4]
                behind = [w for w in near if not w.endswith("ly") and w.casefold() not in _FILLERS]
                found.update(base(w) for w in behind[:1] if is_past(w))
        return frozenset(found)

    @cached_property
    def pasts(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words in a past form, and those in another."""
        past, other = (frozenset(base(w) for w in self.words if is_past(w) is wanted) for wanted in (True, False))
        return past - other, other - past

    @cached_property
    def tenses(self) -> frozenset[str]:
        """`present` where something is or is had, `past` where it was or was had; both where neither is told.

        "Has been", "had been" are of both: of one deed some write "was", and some "has been".
        """
        found: set[str] = set()
        for word, behind in zip(self.words, (*self.words[1:], ""), strict=False):
            tense = lexicon()["tenses"].get(word.casefold().replace("’", "'"))
            if tense and (tense not in _HAVING or behind.casefold() == "to"):
                found.add(tense.removeprefix("having "))
        return frozenset(found or {"present", "past"})

    @cached_property
    def subject(self) -> tuple[str, bool]:
        """The word that it begins with behind an article, and whether it ends like a plural; "" without such."""
        words = self.words[:2]
        if len(words) < 2 or words[0].casefold() not in _DETERMINERS:
            return "", False
        return base(words[1]), words[1].endswith("s")

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words in order as bases, places by their name; without articles and what joins equals."""
        return tuple(
            token
            for part, place in split_at_places(plain_phrases(self.text))
            for token in ((f"={place}",) if place else (base(w) for w in words_in(part) if w.casefold() not in _LOOSE))
        )

    @cached_property
    def is_english(self) -> bool:
        """Whether it has one of the words that English sentences are made with."""
        return any(word.casefold() in group("english") for word in self.words)

    @cached_property
    def questions(self) -> int:
        """How many of its sentences ask: begin with a verb or a question word and end with a question mark."""
        return sum(_asks(part) for part in self.sentences) if "?" in self.text else 0

    @cached_property
    def reports(self) -> int:
        """How many words tell that somebody says something."""
        return sum(base(word) in _reporting() for word in self.words)

    @cached_property
    def hearsay(self) -> int:
        """How often it tells what is said by people without a name: "they say", "some claim"."""
        nearby = zip(self.words, self.words[1:], strict=False)
        return sum(one.casefold() in group("people") and base(other) in _reporting() for one, other in nearby)

    @cached_property
    def in_first_person(self) -> bool:
        """Whether it speaks of "I" or "we"."""
        return any(word.casefold().replace("’", "'") in group("first_person") for word in self.words)

    @property
    def stretches(self) -> tuple[Wording, ...]:
        """What stands between two stops: its sentences, and parts of those that have abbreviations."""
        return self._stretches or (self,)

    @property
    def sentences(self) -> tuple[Told, ...]:
        """Its sentences that carry meaning."""
        return (self,) if self._sentences is None else self._sentences

    # What is one sentence is not kept as part of itself: it would be let go much later than it is done with.

    @cached_property
    def _stretches(self) -> tuple[Wording, ...]:
        found = _STOP_INSIDE.split(self.text)
        return tuple(map(Wording, found)) if len(found) > 1 else ()

    @cached_property
    def _sentences(self) -> tuple[Told, ...] | None:
        if not _STOP_INSIDE.search(self.text):
            return None
        bare = _MARKS.sub("", self.text)
        parts = (Told(bare[span.start : span.end]) for span in sentences(bare))
        return tuple(part for part in parts if part.content)


_GOING_TO = re.compile(r"\b(?:is|are|was|were|am|be)\s+going\s+to\b|[’']ll\b")
_IS_TO = re.compile(r"\b(?:is|are|am)\s+(?:now\s+|not\s+)?to\s+(?=[a-z])")
_HAVING = frozenset({"having present", "having past"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "these", "that", "those"})
_STOP_INSIDE = re.compile(r"[.!?…][”\"’'»)]*\s+(?=\S)")
_MARKS = re.compile('[“”„«»"]')
_FILLERS = frozenset({"not", "been", "being", "also", "already", "now", "never", "then", "still"})
_LOOSE = frozenset({"the", "a", "an", "and", "or", "nor"})


@cache
def _hedges() -> frozenset[str]:
    return frozenset(base(word) for word in group("hedges"))


@cache
def _reporting() -> frozenset[str]:
    return frozenset({*map(base, group("reporting")), "said"})


def _asks(sentence: Told) -> bool:
    if not sentence.text.rstrip("”\"’'») ").endswith("?") or not sentence.words:
        return False
    return sentence.words[0].casefold().replace("’", "'") in group("asking")


def _modal_form(word: str) -> str:
    """`won't` -> `will`; "May" with its capital is the month, "Will" the name."""
    plain = word.replace("’", "'")
    return str(lexicon()["contracted"].get(plain.casefold(), plain))
