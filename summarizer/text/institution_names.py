"""Brings the ways in which an institution is named to one key, and tells which acronym its words give.

>>> institution_key("Russia's Foreign Ministry") == institution_key("the Ministry of Foreign Affairs of Russia")
True
>>> is_acronym_of("UTW", "United Transport Workers")
True
"""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.text.aliases import called
from summarizer.text.places import canonical_place, undotted, with_states_named
from summarizer.text.titles import alias_words, company_words, is_given_name
from summarizer.text.words import lexicon

__all__ = ["acronym", "bracketed", "head_noun", "initials", "institution_key", "is_acronym_of", "is_firm", "plain_name"]

_BRACKETED = re.compile(r"^(.*\S)\s*\(\s*[“\"']?([^()“”\"]+?)[”\"']?\s*\)\s*$")
_ENCLOSED = re.compile(r"^\((.*)\)$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’'ʼ]s?(?=\W|$)")
_WORD = re.compile(r"[^\W_]+(?:[’'ʼ][^\W\d_]+)*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,6}[A-Z]s?")
_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "de", "du", "des", "to", "a", "an", "at", "s", "&"})


@lru_cache(maxsize=65536)
def plain_name(name: str) -> str:
    """An institution without article, brackets, possessive, and what describes it: `the nonpartisan Budget Office`."""
    plain = _ENCLOSED.sub(r"\1", name.strip())
    brackets = bracketed(plain)
    plain = _ARTICLE.sub("", re.sub(r"[’'ʼ]s?$", "", brackets[0] if brackets else plain))
    return _undescribed(called(plain)) or plain


def _undescribed(name: str) -> str:
    """`nonpartisan Budget Office` -> `Budget Office`, where the rest has a word for institutions."""
    words = name.split()
    first = next((i for i, word in enumerate(words) if word[0].isupper()), 0)
    described, rest = words[:first], words[first:]
    if not described or any(word.casefold() in _SMALL or not word.replace("-", "").isalpha() for word in described):
        return name
    known = lexicon("aliases")["words"]["institutions"]
    institution = any(word.casefold() in known or word == "Alliance" for word in rest)
    return " ".join(rest) if institution else name


@lru_cache(maxsize=65536)
def bracketed(name: str) -> tuple[str, str] | None:
    """The long form and the acronym of `United Transport Workers (UTW)`; None where the letters are not its own."""
    found = _BRACKETED.match(name.strip())
    if not found:
        return None
    spelt_out, short = found.groups()
    return (spelt_out, short) if is_acronym_of(short, spelt_out) else None


@lru_cache(maxsize=65536)
def acronym(name: str) -> str | None:
    """The letters of a name that is nothing but an acronym: `the U.T.W.` -> `UTW`; None for a word or a place."""
    plain = undotted(_ARTICLE.sub("", re.sub(r"[’'ʼ]s?$", "", _ENCLOSED.sub(r"\1", name.strip()))))
    letters = plain.rstrip(".")
    if not _ACRONYM.fullmatch(letters) or canonical_place(name):
        return None
    return letters.upper()


@lru_cache(maxsize=65536)
def is_firm(name: str) -> bool:
    """Whether what could be a person's name is a company's or a union's: `Baltic Rail`, `United Auto Workers`.

    Not one with a given name or an initial ahead of that word (`Anna Rail`), nor a heading's `Striking Workers`.
    """
    words = [word.casefold() for word in _WORD.findall(_POSSESSIVE.sub("", undotted(plain_name(name))))]
    if len(words) < 2:
        return False
    if words[-1] in alias_words("trades"):
        return words[0] in alias_words("union_openers")
    if " ".join(words) in alias_words("firms"):
        return True
    return words[-1] in company_words() and not is_given_name(words[-2]) and len(words[-2]) > 1


@lru_cache(maxsize=65536)
def initials(name: str) -> frozenset[str]:
    """The acronyms that the words of a name can give: of those with a capital, of all, and of the parts of hyphens."""
    words = re.findall(r"[^\W\d_][\w’'-]*", _ARTICLE.sub("", name))
    capitals = [word for word in words if word[0].isupper()]
    if len(capitals) < 2:
        return frozenset()
    parts = [part for word in capitals for part in word.split("-") if part[:1].isupper()]
    return frozenset("".join(word[0] for word in group).upper() for group in (capitals, words, parts))


def is_acronym_of(short: str, name: str) -> bool:
    """Whether letters are the initials of a name's words: `UTW` of `United Transport Workers`."""
    letters = acronym(short)
    return letters is not None and letters in initials(name)


@lru_cache(maxsize=65536)
def head_noun(name: str) -> str | None:
    """The word by which an institution is called for short: `commission` of `Commission on Debates`; None without."""
    known = lexicon("aliases")["words"]["institutions"]
    words = [word.casefold() for word in _WORD.findall(_head(plain_name(name)))]
    return next((word for word in reversed(words) if word in known or word == "alliance"), None)


def _head(name: str) -> str:
    """A name up to the first small word behind its first: `Commission on Debates` -> `Commission`."""
    return re.split(r"\s(?:of|for|on|to|in|at|and)\s", name, maxsplit=1)[0]


@lru_cache(maxsize=65536)
def institution_key(name: str) -> str:
    """A key that the spellings of one institution share; of a state's ministry whatever the order of its words."""
    plain = plain_name(name)
    words = _keys(plain)
    if _STATE_BODY & set(words):
        named = _keys(with_states_named(_POSSESSIVE.sub("", plain)))
        return " ".join(sorted(set(named) - _SMALL - {"affairs"}))
    return " ".join(words)


_STATE_BODY = frozenset({"ministry", "embassy", "parliament", "department", "committee"})


def _keys(name: str) -> list[str]:
    plain = _POSSESSIVE.sub("", undotted(name).replace("&", " and ").replace("Co-op", "Coop").replace("co-op", "coop"))
    words = [lexicon("aliases")["british"].get(word, word) for word in map(str.casefold, _WORD.findall(plain))]
    return words[:-1] if len(words) > 2 and words[-1] in alias_words("legal_forms") else words
