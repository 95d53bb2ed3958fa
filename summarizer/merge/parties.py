"""Tells on which side an actor stands, and which actors and states a text names."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from summarizer.merge.entries import Names
from summarizer.merge.subjects import Subject, speaks_for, subject_of
from summarizer.merge.wording import stem
from summarizer.text.aliases import canonical_place, person_name, places_in
from summarizer.text.romanisation import romanised

__all__ = ["Parties"]

_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


class Parties:
    """The actors of a run as parties: an actor's party is it and the states and organisations that it speaks for."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._phrases: dict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
        self._subjects: dict[str, Subject] = {}
        self.name_words: set[str] = set()
        """The words of full names of persons, as stems: to have them in common is to name one person."""
        for (_, name), actor in names.ids.items():
            self._add(name, actor)
        self._spoken_for: dict[str, set[str]] = defaultdict(set)
        for name, actor in sorted({(name, actor) for (_, name), actor in names.ids.items()}):
            if any(speaks_for(word) for word in _WORD.findall(name)):
                self._spoken_for[actor].update(found for found in self.named_in(name) if found in names.words)

    def _add(self, name: str, actor: str) -> None:
        if canonical_place(name) or not any(char.isupper() for char in name):
            return
        words = tuple(_WORD.findall(_ARTICLE.sub("", name)))
        if not words:
            return
        if person_name(name) and len(words) < 5:
            self.name_words.update(map(stem, words if len(words) > 1 else ()))
            words = words[-1:]
        key = tuple(map(romanised, words))
        self._phrases[key[0]].add((key, actor))

    def of(self, actor: str | None) -> frozenset[str]:
        """An actor with those that it is or speaks for; empty for nobody. "The Lind campaign" is of Lind's party."""
        if not actor:
            return frozenset()
        return frozenset({actor}) | self._names.sides_of(actor) | self._spoken_for.get(actor, frozenset())

    def words_of(self, actor: str) -> frozenset[str]:
        """The words of an actor's names and offices, as sound keys."""
        return self._names.words.get(actor, frozenset())

    def subject_of(self, text: str) -> Subject:
        """What a text is about, but for the persons of the run that it names."""
        if text not in self._subjects:
            self._subjects[text] = subject_of(text, self.name_words)
        return self._subjects[text]

    def named_in(self, text: str) -> frozenset[str]:
        """The states and the actors that a text names; a person by the surname."""
        tokens = _tokens(text)
        found: set[str] = set(places_in(text))
        for index, (word, capital) in enumerate(tokens):
            if capital:
                for key, actor in self._phrases.get(word, ()):
                    if tuple(token for token, _ in tokens[index : index + len(key)]) == key:
                        found.add(actor)
        return frozenset(found)


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[tuple[str, bool], ...]:
    """The words of a text as sound keys, each with whether it is capitalised."""
    plain = re.sub(r"[’']s\b", "", text)
    return tuple((romanised(word), word[0].isupper()) for word in _WORD.findall(plain))
