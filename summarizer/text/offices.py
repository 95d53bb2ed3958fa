"""Reads which office a description names, and whether two of them can be one: `the Kremlin press secretary`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from summarizer.text.places import undotted, with_states_named
from summarizer.text.titles import NAME_WORD, POSSESSIVE, alias_words, bare_name, company_words, title_key, titles_in
from summarizer.text.words import lexicon

__all__ = ["Office", "office_fits", "office_of", "others_hold"]


class Office(NamedTuple):
    """An office: its function ("spokesperson") and the words that narrow it ("Kremlin"), states by their own name."""

    function: str
    of: frozenset[str]


@lru_cache(maxsize=65536)
def office_of(name: str) -> Office | None:
    """The office that a description names: `the Kremlin press secretary` -> spokesperson, {kremlin}; None without one.

    Adjectives and possessives of states become the state; seats and houses stay as they are, because the spokesman
    of the Kremlin is not the spokesman of every Russian house.
    """
    words = [w for w in NAME_WORD.findall(undotted(name)) if w.casefold() not in {"the", "a", "an", "of", "for", "to"}]
    keys = [title_key(POSSESSIVE.sub("", w)) for w in words]
    titles = lexicon("aliases")["titles"]
    last = max(titles_in([POSSESSIVE.sub("", w) for w in words]), default=None)
    if last is None or keys[last] in alias_words("honorifics") or _is_body(name, keys, last):
        return None
    if POSSESSIVE.search(words[last]) and words[last + 1 : last + 2] and words[last + 1][0].islower():
        return None
    pair = " ".join(keys[last - 1 : last + 1])
    function = titles.get(pair, titles[keys[last]])
    first = last - 1 if pair in titles else last
    person = {w.casefold() for w in bare_name(name).split()}
    apart = person | alias_words("suffixes")
    rest = " ".join(w for i, w in enumerate(words) if not first <= i <= last and keys[i] not in apart)
    return Office(function, frozenset(_narrowing(rest)))


_BODY = re.compile(r"\b(?:office|department|ministry) of\b|\b(?:of|for)\b.*\bjustice$", re.IGNORECASE)


def _is_body(name: str, keys: Sequence[str], last: int) -> bool:
    """Whether a title is but a word of an institution's name: `the Justice Department`, `Citizens for Tax Justice`."""
    followed = keys[last + 1 : last + 2]
    bodies = alias_words("institutions") | company_words()
    return bool(followed and followed[0] in bodies) or _BODY.search(name.strip()) is not None


def others_hold(a: Office, b: Office) -> bool:
    """Whether one of two offices is a former, a deputy's or a vice one, and the other is not."""
    return (a.of ^ b.of) & alias_words("other_holder") != frozenset()


def office_fits(phrase: str, role: str) -> bool:
    """Whether a phrase can mean the holder of an office: `the foreign minister`, `the diplomat` that of Norway."""
    asked, held = office_of(phrase), office_of(role)
    if asked is None or held is None or not asked.of <= held.of or others_hold(asked, held):
        return False
    wider = lexicon("aliases")["wider"].get(asked.function, ())
    words = {held.function, *held.of}
    return asked.function == held.function or any(one in words or set(one.split()) <= words for one in wider)


def _narrowing(words: str) -> Iterator[str]:
    """The words that narrow an office, with state names and adjectives brought to the state's name."""
    plain = " ".join(POSSESSIVE.sub("", word) for word in words.split())
    parties = lexicon("aliases")["parties"]
    yield from (parties.get(word.casefold(), word.casefold()) for word in with_states_named(plain).split())
