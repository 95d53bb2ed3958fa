"""Takes titles and offices off a name, so that what is left is the person's: `Prime Minister Jelzin's` -> `Jelzin`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from summarizer.text.places import canonical_place, place_of, undotted
from summarizer.text.words import lexicon, office_words

__all__ = [
    "NAME_WORD",
    "POSSESSIVE",
    "alias_words",
    "bare_name",
    "company_words",
    "full_spelling",
    "given_names",
    "is_given_name",
    "title_key",
    "titles_in",
]

POSSESSIVE = re.compile(r"[’'ʼ]s?$")
"""The end of a name in the genitive: `Miller's`, `James'`."""

NAME_WORD = re.compile(r"[^\W\d_][\w.’'ʼ-]*")
"""A word of a name, with the dots and hyphens in it."""

_PREFIXED = re.compile(r"(?:al|el|ar|as|ash|at|ul|d|l|de|ben|bin|abu)[-’'‑](?=[A-Z])")

_ARTICLE = re.compile(r"\s*(?:the|an?)(?![\w.'’-])", re.IGNORECASE)

_CLAUSE = re.compile(r"\s*(?:,|;|\(|\)|\s[–—-]\s)\s*")


@cache
def alias_words(group: str) -> frozenset[str]:
    """The words of one list of aliases.toml."""
    return frozenset(lexicon("aliases")["words"][group])


@lru_cache(maxsize=65536)
def bare_name(name: str) -> str:
    """A person's name without titles, offices and possessive: `Mr. Miller's` -> `Miller`; `` for a mere office."""
    for part in (re.sub(r"[()]", "", name), *_CLAUSE.split(name)):
        words = _after_title(part)
        if _is_personal(words):
            return " ".join(words)
    return ""


@lru_cache(maxsize=65536)
def full_spelling(name: str) -> str:
    """`bare_name` with the dots of its initials and of "Jr.", as the text has them: `John G. Roberts Jr.`."""
    bare = bare_name(name)
    if not bare or "." not in name:
        return bare
    pattern = r"\W{1,2}".join(map(_dotted, bare.split()))
    found = re.search(rf"(?<!\w){pattern}(?!\w)", name)
    return found.group().strip() if found else bare


def _dotted(word: str) -> str:
    """The pattern of a word, with dots behind its letters where these are initials."""
    initials = word.isupper() and len(word) <= 3
    return r"\.?\s?".join(map(re.escape, word)) + r"\.?" if initials else re.escape(word)


def _is_personal(words: tuple[str, ...]) -> bool:
    """Whether words can be somebody's name: capitalised, no place, no institution, not all in capitals."""
    if not words or not all(_is_name_word(w) for w in words) or place_of(" ".join(words)):
        return False
    if any(title_key(w) in alias_words("institutions") | alias_words("nobody") for w in words) or _starts_at_place(
        words
    ):
        return False
    alone = words[0]
    return len(words) > 1 or not ((alone.isupper() and len(alone) > 2) or title_key(alone) in company_words())


@cache
def company_words() -> frozenset[str]:
    """The last words of companies' names that are no surnames."""
    return (office_words("company_words") | alias_words("companies")) - alias_words("surnames_too")


def _starts_at_place(words: tuple[str, ...]) -> bool:
    """Whether a place stands first (`Oslo Harbour`) that is no given name too (`Chad Miller`)."""
    return place_of(words[0]) is not None and title_key(words[0]) not in alias_words("given_and_place")


def _after_title(part: str) -> tuple[str, ...]:
    """The words of one stretch behind its last title and that title's "of …" or "to …"."""
    words = _unpossessed(tuple(NAME_WORD.findall(undotted(part))))
    titles = titles_in(words)
    if not titles:
        return () if _ARTICLE.match(part) else words
    last = titles[-1]
    if title_key(words[last]) in alias_words("honorifics") and last and words[last - 1].casefold() in _COMPLEMENTS:
        return ()
    return _without_complement(words[last + 1 :])


_COMPLEMENTS = frozenset({"of", "to", "for", "in", "at", "by", "with"})
"""What leads from an office to what it is of: "advisers to Mr. Miller" are not Miller."""


def titles_in(words: Sequence[str]) -> list[int]:
    """Where titles stand among words; the last of a name is none where it is a surname too: `Carol King`."""
    titles = lexicon("aliases")["titles"]
    found = [i for i, word in enumerate(words) if title_key(word) in titles]
    if len(words) < 2 or not found or title_key(words[-1]) not in alias_words("surnames_too"):
        return found
    return found[:-1] if is_given_name(words[-2]) or title_key(words[-2]) in alias_words("honorifics") else found


@cache
def given_names() -> frozenset[str]:
    """The given names of the lexicons, in lower case."""
    forms = (form for group in lexicon("aliases")["given"]["forms"] for form in group)
    return office_words("female_names") | office_words("male_names") | frozenset(forms)


def is_given_name(word: str) -> bool:
    """Whether a word is a given name of the lexicons, alone or as a part: `Anna`, `Jean-Yves`."""
    low = word.lower()
    return low in given_names() or ("-" in low and low.split("-")[0] in given_names())


def title_key(word: str) -> str:
    """A word of a title as the lexicon has it: `Sen.` -> `sen`."""
    return word.rstrip(".").casefold()


def _unpossessed(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words[:-1], POSSESSIVE.sub("", words[-1])) if words else ()


def _without_complement(words: tuple[str, ...]) -> tuple[str, ...]:
    """`to Norway Jane Miller` -> `Jane Miller`: a place behind "of", "to" or "for" belongs to the office."""
    if not words or words[0].casefold() not in {"of", "to", "for", "in", "at"}:
        return words
    rest = words[2:] if words[1:2] and words[1].casefold() == "the" else words[1:]
    for length in range(min(len(rest), 7), 0, -1):
        if canonical_place(" ".join(rest[:length])):
            return rest[length:]
    if rest and rest[0].casefold() in {"state", "defense", "defence", "staff", "commerce", "parliament"}:
        return rest[1:]
    return ()


def _is_name_word(word: str) -> bool:
    return word[0].isupper() or word.casefold() in alias_words("particles") or _PREFIXED.match(word) is not None
