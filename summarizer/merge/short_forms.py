"""Finds the one institution of an article that common words stand for: `the union`, `the rail company`.

Only where exactly one that the article names can be called so, and it names none of which nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from summarizer.merge.forms import common_form
from summarizer.merge.persons import Identity
from summarizer.text.institution_names import acronym, head_noun, plain_name
from summarizer.text.titles import company_words
from summarizer.text.words import lexicon, office_words

__all__ = ["called_for_short", "short_form"]

_FIRM = frozenset({"company", "firm"})
_STEM = 4
"""Letters that a word must have to stand for one that begins with it: `rail`, `railway`."""


class ShortForm(NamedTuple):
    """A noun for institutions, and the words ahead of it: `union`, (`rail`,)."""

    noun: str
    narrowing: tuple[str, ...]


@lru_cache(maxsize=65536)
def short_form(name: str) -> ShortForm | None:
    """The noun of a name of common words; None for a proper name, a plural, and what `a` or `an` opens.

    >>> short_form("the rail union")
    ShortForm(noun='union', narrowing=('rail',))
    """
    if re.match(r"\s*an?\s", name, re.IGNORECASE) or common_form(name) == "proper":
        return None
    *narrowing, noun = _words(name) or ("",)
    return ShortForm(noun, tuple(narrowing)) if noun in _nouns() else None


def _nouns() -> frozenset[str]:
    table = lexicon("aliases")
    return frozenset({"alliance", *_FIRM, *table["words"]["institutions"], *table["called"]})


def _words(name: str) -> tuple[str, ...]:
    plain = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    return tuple(re.sub(r"[’'ʼ]s?$", "", word.casefold()) for word in re.findall(r"[^\W\d_][\w’'ʼ-]*", plain))


@lru_cache(maxsize=65536)
def _called(name: str) -> frozenset[str]:
    """The nouns that a proper name of an institution can be called by: `union` of `United Auto Workers`."""
    words = _words(plain_name(name)) if common_form(name) == "proper" else ()
    if len(words) < 2:
        return frozenset()
    found = {noun for noun, ends in lexicon("aliases")["called"].items() if words[-1] in ends}
    head = head_noun(name)
    return frozenset(found | ({head} if head else set()) | (_FIRM if words[-1] in company_words() else set()))


def called_for_short(name: str, spellings: Mapping[Identity, Collection[str]]) -> Identity | None:
    """The one institution of an article that a short form means.

    Args:
        name: As the article has it.
        spellings: The institutions that the article names, each with its names in all articles.
    """
    asked = short_form(name)
    if asked is None:
        return None
    fitting = [node for node, names in spellings.items() if any(_fits(asked, own) for own in names)]
    unknown = any(_may_be(asked.noun, names) for names in spellings.values())
    return fitting[0] if len(fitting) == 1 and not unknown else None


def _fits(asked: ShortForm, name: str) -> bool:
    words = _words(plain_name(name))
    return asked.noun in _called(name) and all(_is_one_of(word, words) for word in asked.narrowing)


def _is_one_of(word: str, words: Collection[str]) -> bool:
    return word in words or (len(word) >= _STEM and any(other.startswith(word) for other in words))


def _may_be(noun: str, names: Collection[str]) -> bool:
    """Whether an institution of which no word tells what it is may be one of those.

    For a company that is any such name; for others letters alone, and letters with the noun's own where it is one that
    stands in names (`FBI` is no commission, `ASLEF` may be a union).
    """
    if any(map(_called, names)) or any(plain_name(name).casefold() in office_words("media") for name in names):
        return False
    if noun in _FIRM:
        return True
    letters = [letters for letters in map(acronym, names) if letters]
    free = noun in lexicon("aliases")["called"]
    return len(letters) == len(names) and any(free or noun[0].upper() in one for one in letters)
