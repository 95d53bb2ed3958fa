"""Tells from a whole text whether a capitalised word in it is rather a state, a town, a body or a common word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.text.words import Word, office_words

__all__ = ["NameUses", "used_as_thing"]

_WITHIN = frozenset({"in", "into", "throughout", "across"})
_TRUSTED = frozenset(
    {"confidence", "trust", "faith", "belief", "believe", "believes", "believed", "interest", "interested", "invested"}
)
"""Behind these "in" may lead to a person: "confidence in Lind"."""
_PEOPLE = ("an", "ian", "n", "ese", "ish", "i", "er")
_PEOPLE_FROM = 5
"""Letters of a name from which a word for its people is looked for, so that "Ross" is not of "Rossi"."""


class NameUses:
    """How one text uses its words: which it has in lower case, and which people it speaks of."""

    def __init__(self, stretches: Iterable[Sequence[Word]]) -> None:
        self._texts = frozenset([text for tokens in stretches for _, _, text, _ in tokens])

    def in_lower_case(self, word: str) -> bool:
        """Whether the text has the word in lower case somewhere: `coal` beside `Patriot Coal`."""
        return word.lower() in self._texts

    def has_people(self, word: str) -> bool:
        """Whether the text has a word for the people of it: `Velmaran` for `Velmara`."""
        if len(word) < _PEOPLE_FROM:
            return False
        stems = {word, word[:-1]} if word[-1] in "aeiou" else {word}
        return any(stem + ending in self._texts for stem in stems for ending in _PEOPLE if stem + ending != word)


def used_as_thing(tokens: Sequence[Word], first: int, end: int) -> bool:
    """Whether a word stands here as the name of a place or a body: `in Qarastan`, `the city of Sael`, `Tarn's port`."""
    before = tokens[first - 1].low if first else ""
    second = tokens[first - 2].low if first > 1 else ""
    if before in _WITHIN:
        return second not in _TRUSTED and not (end < len(tokens) and tokens[end].low in {"'s", "’s"})
    if before in {"of", "to"} and (second in office_words("named_things") or second in office_words("body_heads")):
        return True
    owned = tokens[end + 1 : end + 3] if end < len(tokens) and tokens[end].low in {"'s", "’s", "'", "’"} else ()
    return any(word.low in office_words("body_heads") for word in owned)
