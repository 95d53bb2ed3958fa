"""Says where a statement and its quote are in two languages, or in one that the checks of sense do not know."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from summarizer.check.place import Placed, before_and_in
from summarizer.models import Article, Finding, actor_of, addressee_of, statement_of
from summarizer.text.language import are_close, has_english_words, is_unspaced, language_name, language_of

__all__ = ["comparable", "in_english", "language_kept"]

SHARED = 0.5
"""A statement that has so many of its words from the quote is in the quote's language, whatever it looks like."""

SHORT = 10
"""A quote of at most so many words tells no language; it is in its article's, if its statement has its words."""

_WORD = re.compile(r"[^\W_]+")
_SENSE = "negation, opposites, how certain it is"


@dataclass(frozen=True, slots=True)
class _Languages:
    """The languages of a statement and its quote, None where not told; `differ` also where their scripts tell it."""

    statement: str | None
    quote: str | None
    differ: bool

    @property
    def foreign(self) -> str | None:
        """The one language of both, where it is told and is not English."""
        return None if self.differ or self.quote == "en" else self.quote


def language_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """The statement is in its quote's language, and in one whose negations and opposites the checks know.

    Where it is in another, it is doubtful; where both are in one that the checks do not know, it is so unless it
    says nothing but the quote's own words.
    """
    if placed.location.span is None:
        return
    found = _languages(placed, article)
    if found.differ:
        yield Finding(code="language_differs", severity="doubt", message=_difference(found, placed))
    elif found.foreign:
        copy = _is_copy(placed, found.foreign) and _is_near(actor_of(placed.claim), placed, article)
        how = "keeps to the quote's words" if copy else "has other words than the quote, or its actor stands elsewhere"
        yield Finding(
            code="language_unchecked",
            severity="note" if copy else "doubt",
            message=f"The words are in {language_name(found.foreign)}: {_SENSE} and who says it can be checked in "
            f"English only; the statement {how}.",
        )


def _is_near(actor: str | None, placed: Placed, article: Article) -> bool:
    """Whether a word of an actor's name stands in the quote's sentences or beside them, or nowhere in the article."""
    words = before_and_in(placed, article)
    parts = [part for part in (actor or "").split() if part in article.text]
    return not parts or any(part in words for part in parts)


def comparable(placed: Placed, article: Article) -> bool:
    """Whether statement and quote are in one language, as far as can be told, so that their words can be compared."""
    return placed.location.span is None or not _languages(placed, article).differ


def in_english(placed: Placed, article: Article) -> bool:
    """Whether lexicons of English fit a statement and its quote: they are in English, or nothing tells another one."""
    if placed.location.span is None:
        return True
    found = _languages(placed, article)
    return not found.differ and found.foreign is None


def _difference(found: _Languages, placed: Placed) -> str:
    statement = _language_or_script(found.statement, statement_of(placed.claim))
    quote = _language_or_script(found.quote, placed.location.words or "")
    speaker = "" if found.quote == "en" else ", who says it"
    return (
        f"The statement is in {statement}, the quote in {quote}: {_SENSE}{speaker} and the names in it could not be "
        "checked, only the place of the words, the name of the actor, numbers and dates."
    )


def _language_or_script(code: str | None, text: str) -> str:
    return language_name(code) if code else f"{(_script(text) or 'other').capitalize()} letters"


# --- which languages -------------------------------------------------------------------------------------------------


def _languages(placed: Placed, article: Article) -> _Languages:
    return _compared(statement_of(placed.claim), placed.location.words or "", _language_of_article(article))


@lru_cache(maxsize=8)
def _language_of_article(article: Article) -> str | None:
    return language_of(article.body())


@lru_cache(maxsize=1_024)
def _compared(statement: str, quote: str, around: str | None) -> _Languages:
    """The two languages; a quote too short to tell is in its article's, and a statement too short in the quote's."""
    if around == "en" and _both_in_english(statement, quote):
        return _Languages("en", "en", differ=False)
    ours, theirs = language_of(statement), language_of(quote)
    if not (ours and theirs) and _scripts_differ(statement, quote):
        return _Languages(ours, theirs, differ=True)
    theirs = theirs or around or ours
    ours = ours or theirs
    same = ours is None or theirs is None or are_close(ours, theirs) or _share(statement, quote) >= SHARED
    return _Languages(theirs if same else ours, theirs, differ=not same)


def _both_in_english(statement: str, quote: str) -> bool:
    """Whether, in an English article, both are plainly in English, or one of them and the other has its words."""
    ours, theirs = has_english_words(statement), has_english_words(quote)
    short = len(quote.split()) <= SHORT
    return (ours and theirs) or ((ours or theirs or short) and _share(statement, quote) >= SHARED)


def _scripts_differ(one: str, other: str) -> bool:
    ours, theirs = _script(one), _script(other)
    return ours is not None and theirs is not None and ours != theirs


@lru_cache(maxsize=1_024)
def _script(text: str) -> str | None:
    """The script of at least two thirds of a text's letters, as Unicode names it: LATIN, CYRILLIC, CJK …"""
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text)) else None
    scripts = Counter(_script_of(letter) for letter in text if letter.isalpha())
    best, count = max(scripts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return best if count and 3 * count >= 2 * scripts.total() else None


@cache
def _script_of(letter: str) -> str:
    script = unicodedata.name(letter, "UNKNOWN").split(maxsplit=1)[0]
    return "CJK" if script in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA") else script


def _share(statement: str, quote: str) -> float:
    """The share of the statement's words that the quote has."""
    ours, theirs = _words(statement), set(_words(quote))
    return sum(word in theirs for word in ours) / len(ours) if ours else 0.0


# --- copies ----------------------------------------------------------------------------------------------------------


def _is_copy(placed: Placed, language: str) -> bool:
    """Whether a statement has, but for names and short words, only words of its quote, in order, and its negations.

    Of a language whose negations are not known, only the whole quote is a copy.
    """
    claim = placed.claim
    names = {word for name in (actor_of(claim), claim.reported_by, addressee_of(claim)) for word in _words(name or "")}
    statement, quote = statement_of(claim), placed.location.words or ""
    if _words(statement) == _words(quote):
        return True
    if language not in _negators() or _negations(statement, language) != _negations(quote, language):
        return False
    there = iter(_words(quote))
    long = (word for word in _words(statement) if len(word) > 3 or word.isdigit() or is_unspaced(word))
    return all(any(_alike(word, other) for other in there) for word in long if word not in names)


def _negations(text: str, language: str) -> int:
    """How many words or parts of words of a text negate."""
    known = _negators()[language]
    whole = sum(word in known["words"] for word in _words(text))
    return whole + sum(text.casefold().count(part) for part in known["parts"])


def _alike(one: str, other: str) -> bool:
    """Whether two words are forms of one: equal but for an ending of at most three letters."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    return (
        shorter >= 5 and one[: max(4, shorter - 3)] == other[: max(4, shorter - 3)] and abs(len(one) - len(other)) <= 3
    )


def _words(text: str) -> Sequence[str]:
    """The words in small letters; of a script without spaces, the characters."""
    found = _WORD.findall(text.casefold())
    return [part for word in found for part in (word if is_unspaced(word) else (word,))]


@cache
def _negators() -> dict[str, Any]:
    return tomllib.loads(files("summarizer.check").joinpath("language.toml").read_text(encoding="utf-8"))
