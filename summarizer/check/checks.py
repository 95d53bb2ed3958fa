"""The checks, each a small function from a placed claim and its article to findings, in the order of `CHECKS`.

| code | severity | what is wrong |
|---|---|---|
| quote_absent | refute | the quote does not stand in the article |
| quote_changed | refute | it stands there with another number, name, negation, modal or opposite |
| quote_altered | doubt | it stands there in somewhat other words |
| quote_furniture | refute | it stands only in what is not the article: teaser, biography, caption … |
| quote_cuts_number | refute | it begins or ends inside a number |
| quote_short | doubt | one word can not carry a statement |
| actor_absent | refute | the article does not name the actor |
| actor_partly | doubt | the article holds some words of the actor's name, and not the name |
| actor_pronoun | doubt | the actor is a pronoun |
| reporter_absent, addressee_absent | doubt | the article does not name who reports it, or to whom it is said |
| speaker_differs | doubt | the article gives the words to another person |
| negation_differs | refute, doubt | the statement negates what the quote does not, or the reverse |
| opposite | doubt | the statement puts a word of the quote into its opposite |
| statement_strays | doubt | two thirds of the statement's words stand neither in the quote nor in its sentences |
| number_absent | refute | a number of the statement has its value nowhere in the article |
| number_elsewhere | doubt | a number of the statement stands in the article but not in the quote or its paragraph |
| quotation_absent | doubt | the statement puts words in quotation marks that the article does not have |
| key_unknown | doubt | it answers a key that the answer does not have |
| date_absent | refute | the words that date an event do not stand in the article |
| date_differs | doubt | the answer's date is not what the words mean, both are shown |
| date_invented | doubt | the answer gives a date that the article leaves open |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from summarizer.check.meaning import changed_meaning
from summarizer.check.place import Placed, actors_of, date_phrase_of
from summarizer.check.sense import negation_kept, opposites_kept, speaker_right, statement_on_topic
from summarizer.models import (
    Article,
    DatedEvent,
    Finding,
    Response,
    Severity,
    TimeExpression,
    actor_of,
    addressee_of,
    statement_of,
)
from summarizer.text.aliases import canonical_place, places_in, same_name
from summarizer.text.locate import cuts_number, locate, word_diff
from summarizer.text.numbers import number_values
from summarizer.text.timex.calendar import bounds

__all__ = ["CHECKS", "Check"]

Naming = Literal["named", "partly", "absent"]
Check = Callable[[Placed, Article], Iterable[Finding]]

_QUOTED = re.compile(r"[“\"«„]([^”“\"»„]{3,}?)[”“\"»]")
_NAME_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "who", "this", "that", "him", "her", "them"})
_SMALL = frozenset({"the", "of", "and", "a", "an", "to", "for", "in", "on", "at", "by", "its", "their"})


def _finding(code: str, severity: Severity, message: str) -> Finding:
    return Finding(code=code, severity=severity, message=message)


# --- the quote -------------------------------------------------------------------------------------------------------


def quote_stands(placed: Placed, article: Article) -> Iterator[Finding]:
    """The quote stands in the article, unchanged but for typography."""
    location = placed.location
    if not placed.claim.quote.strip():
        yield _finding("quote_absent", "refute", "The claim shows no words of the article.")
    elif location.match == "absent":
        where = f" It stands in {location.elsewhere}." if location.elsewhere else ""
        yield _finding("quote_absent", "refute", f"The quote does not stand in the article.{where}")
    elif location.match == "altered":
        change = changed_meaning(word_diff(location.words or "", placed.claim.quote))
        if "\n\n" in (location.words or "") and "\n\n" not in placed.claim.quote:
            yield _finding("quote_changed", "refute", f"The quote joins what stands in two paragraphs: {location.diff}")
        elif change:
            yield _finding("quote_changed", "refute", f"The quote changes {change}: {location.diff}")
        else:
            yield _finding("quote_altered", "doubt", f"The quote differs from the article's words: {location.diff}")
    elif location.diff:
        left_out = word_diff(location.words or "", placed.claim.quote)
        change = changed_meaning((article_words, ()) for article_words, _ in left_out)
        if change in ("a negation", "how certain it is"):
            yield _finding("quote_changed", "refute", f"What the quote leaves out changes {change}: {location.diff}")


def quote_outside_furniture(placed: Placed, article: Article) -> Iterator[Finding]:
    """The quote stands in the article itself, not in what the page shows beside it."""
    span = placed.location.span
    kind = next((piece.kind for piece in article.furniture if span and piece.overlaps(span)), None)
    if kind:
        yield _finding("quote_furniture", "refute", f"The quote stands in the page's furniture ({kind}).")


def quote_holds_whole_numbers(placed: Placed, article: Article) -> Iterator[Finding]:
    """The quote does not begin or end inside a number: 5 is not 15."""
    span = placed.location.span
    if span and (cuts_number(article.text, span.start) or cuts_number(article.text, span.end)):
        yield _finding("quote_cuts_number", "refute", "The quote begins or ends inside a number.")


def quote_long_enough(placed: Placed, article: Article) -> Iterator[Finding]:
    """A single word carries no statement."""
    words = placed.location.words or ""
    if words and words.isascii() and len(words.split()) < 2:
        yield _finding("quote_short", "doubt", f"The quote is the single word “{words}”.")


# --- who -------------------------------------------------------------------------------------------------------------


def actor_named(placed: Placed, article: Article) -> Iterator[Finding]:
    """The article names whoever is said to say it."""
    actor = actor_of(placed.claim)
    if actor is None:
        return
    if actor.casefold() in _PRONOUNS:
        yield _finding("actor_pronoun", "doubt", f"“{actor}” names nobody.")
        return
    named, missing = _naming(actor, article)
    if named == "absent":
        yield _finding("actor_absent", "refute", f"The article does not name “{actor}”.")
    elif named == "partly":
        shown = f"; it lacks {_listed(missing)}" if missing else ""
        yield _finding("actor_partly", "doubt", f"The article does not name “{actor}” as it is{shown}.")


def others_named(placed: Placed, article: Article) -> Iterator[Finding]:
    """The article names who reports it and to whom it is said."""
    for code, name, what in (
        ("reporter_absent", placed.claim.reported_by, "who is said to report it"),
        ("addressee_absent", addressee_of(placed.claim), "to whom it is said to be addressed"),
    ):
        if name and _naming(name, article)[0] != "named":
            yield _finding(code, "doubt", f"The article does not name “{name}”, {what}.")


@lru_cache(maxsize=8)
def _body_of(article: Article) -> tuple[str, frozenset[str]]:
    """The article without its furniture, and the words in it."""
    body = article.body()
    return body, frozenset(_bare(word) for word in _NAME_WORD.findall(body))


@lru_cache(maxsize=4_096)
def _naming(name: str, article: Article) -> tuple[Naming, tuple[str, ...]]:
    """Whether the article names an actor, and which words of the name it lacks; furniture does not count.

    A name stands there as a whole, or as another spelling of an actor of the article. Words of it that stand apart,
    or "French officials" for France, name it in part.
    """
    body, held = _body_of(article)
    if not name.strip():
        return "absent", ()
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body, re.NOFLAG if name.isupper() else re.I):
        return "named", ()
    if any(same_name(name, other) for actor in actors_of(article) for other in (actor.name, *actor.aliases)):
        return "named", ()
    words = [word for word in _NAME_WORD.findall(name) if word.casefold() not in _SMALL]
    missing = tuple(word for word in words if _bare(word) not in held)
    spoken_of = canonical_place(name) in places_in(body)
    return "partly" if len(missing) < len(words) or spoken_of else "absent", missing


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word.casefold()).rstrip(".")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


# --- what ------------------------------------------------------------------------------------------------------------


def numbers_given(placed: Placed, article: Article) -> Iterator[Finding]:
    """The statement's numbers stand in the quote, or at least in its paragraph."""
    here = number_values(_paragraph(placed, article) + " " + placed.claim.quote)
    anywhere = _numbers_of(article)
    for number in sorted(number_values(statement_of(placed.claim)) - here):
        if number in anywhere:
            yield _finding("number_elsewhere", "doubt", f"The number {number:f} stands in the article, but not here.")
        else:
            yield _finding("number_absent", "refute", f"The number {number:f} does not stand in the article.")


@lru_cache(maxsize=8)
def _numbers_of(article: Article) -> frozenset[Decimal]:
    return number_values(article.text)


def _paragraph(placed: Placed, article: Article) -> str:
    span = placed.location.span
    if span is None:
        return ""
    start = article.text.rfind("\n", 0, span.start) + 1
    end = article.text.find("\n", span.end)
    return article.text[start : end if end >= 0 else len(article.text)]


def quotations_verbatim(placed: Placed, article: Article) -> Iterator[Finding]:
    """What the statement puts in quotation marks stands in the article as it is."""
    for quoted in _QUOTED.findall(statement_of(placed.claim)):
        if locate(quoted, article.text).match not in ("verbatim", "normalised"):
            yield _finding("quotation_absent", "doubt", f"The article does not have the words “{quoted}”.")


def key_exists(placed: Placed, article: Article) -> Iterator[Finding]:
    """A response answers a demand or date that is there."""
    if isinstance(placed.claim, Response) and placed.claim.answers_key and placed.claim.answers_key not in placed.keys:
        yield _finding(
            "key_unknown", "doubt", f"It answers {placed.claim.answers_key!r}, which the answer does not have."
        )


# --- when ------------------------------------------------------------------------------------------------------------


def date_stands(placed: Placed, article: Article) -> Iterator[Finding]:
    """The words that date an event stand in the article."""
    phrase = date_phrase_of(placed.claim)
    if isinstance(placed.claim, DatedEvent) and not placed.claim.phrase.strip():
        yield _finding("date_absent", "refute", "The event shows no words of the article that date it.")
    elif phrase and (placed.phrase is None or placed.phrase.match in ("altered", "absent")):
        yield _finding("date_absent", "refute", f"The words “{phrase}” do not stand in the article.")


def date_agrees(placed: Placed, article: Article) -> Iterator[Finding]:
    """The answer's date is one that the article's words can mean, as the program reads them."""
    claim = placed.claim
    if not isinstance(claim, DatedEvent) or claim.value is None or placed.phrase is None:
        return
    if any(_agrees(reading, claim.value) for reading in placed.readings):
        return
    ours = " or ".join(sorted({reading.value for reading in placed.readings if reading.value}))
    if ours and not _leaves_open(ours, claim.value):
        yield _finding(
            "date_differs", "doubt", f"“{claim.phrase}” is {ours} by the rules, {claim.value} by the answer."
        )
    else:
        yield _finding("date_invented", "doubt", f"“{claim.phrase}” does not give {claim.value} in this article.")


def _agrees(reading: TimeExpression, value: str) -> bool:
    """Whether a value is what the words mean, or less exact about the same days: 2022-W06 for 2022-02-08."""
    if value == reading.value:
        return True
    days = bounds(value)
    if days is None or reading.earliest is None or reading.latest is None:
        return False
    first, last = days
    coarser = last - first >= reading.latest - reading.earliest
    exact = "T" in value  # a time of day is more than the words' day
    return coarser and not exact and first <= reading.latest and reading.earliest <= last


def _leaves_open(ours: str, theirs: str) -> bool:
    """Whether the program's value is the answer's with places left open: XXXX-02-16 for 2022-02-16."""
    return len(ours) == len(theirs) and "X" in ours and all(a in ("X", b) for a, b in zip(ours, theirs, strict=True))


CHECKS: tuple[Check, ...] = (
    quote_stands,
    quote_outside_furniture,
    quote_holds_whole_numbers,
    quote_long_enough,
    actor_named,
    others_named,
    speaker_right,
    negation_kept,
    opposites_kept,
    statement_on_topic,
    numbers_given,
    quotations_verbatim,
    key_exists,
    date_stands,
    date_agrees,
)
