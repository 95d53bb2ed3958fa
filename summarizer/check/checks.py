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

from collections.abc import Callable, Iterable
from functools import wraps

from summarizer.check.copies import copy_kept
from summarizer.check.language import comparable, in_english, language_kept
from summarizer.check.place import Placed
from summarizer.check.quotes import (
    quote_holds_whole_numbers,
    quote_long_enough,
    quote_outside_furniture,
    quote_repeated,
    quote_stands,
)
from summarizer.check.sense import (
    allegation_kept,
    certainty_kept,
    condition_kept,
    direction_kept,
    extent_kept,
    negation_added,
    negation_kept,
    opposites_absent,
    opposites_kept,
    roles_kept,
    saying_kept,
)
from summarizer.check.what import (
    days_kept,
    key_exists,
    names_given,
    names_kept,
    numbers_given,
    numbers_stand,
    ordinals_kept,
    quotations_verbatim,
    strength_kept,
    words_kept,
)
from summarizer.check.when import date_agrees, date_stands
from summarizer.check.who import (
    actor_named,
    addressee_near,
    addressee_right,
    frame_right,
    others_named,
    reporter_right,
    speaker_right,
)
from summarizer.models import Article, Finding

__all__ = ["CHECKS", "PASSAGE_CHECKS", "REWORDING_CHECKS", "STATEMENT_CHECKS", "Check"]

Check = Callable[[Placed, Article], Iterable[Finding]]


def _english(check: Check) -> Check:
    """The check, made only where statement and words are in English: its lexicons know no other language."""

    @wraps(check)
    def made(placed: Placed, article: Article) -> Iterable[Finding]:
        return check(placed, article) if in_english(placed, article) else ()

    return made


def _one_language(check: Check) -> Check:
    """The check, made only where statement and words are in one language, so that their words can be compared."""

    @wraps(check)
    def made(placed: Placed, article: Article) -> Iterable[Finding]:
        return check(placed, article) if comparable(placed, article) else ()

    return made


STATEMENT_CHECKS: tuple[Check, ...] = (
    _one_language(copy_kept),
    _one_language(names_kept),
    numbers_given,
    _english(ordinals_kept),
    _one_language(days_kept),
    _english(negation_added),
    _english(negation_kept),
    _english(saying_kept),
    _english(opposites_kept),
    _english(direction_kept),
    _english(certainty_kept),
    _english(allegation_kept),
    _english(condition_kept),
    _english(roles_kept),
    _english(extent_kept),
    _english(words_kept),
    quotations_verbatim,
)
"""Those that hold a statement against its words, in their order."""

PASSAGE_CHECKS: tuple[Check, ...] = (
    _one_language(names_given),
    numbers_stand,
    _english(negation_added),
    _english(opposites_absent),
    _english(strength_kept),
    quotations_verbatim,
)
"""Those that hold a statement without a quote against all passages that were found for it, which may lie far apart."""

REWORDING_CHECKS: tuple[Check, ...] = (
    _one_language(copy_kept),
    _english(negation_kept),
    _english(saying_kept),
    _english(opposites_kept),
    _english(certainty_kept),
    _english(allegation_kept),
    _english(condition_kept),
    _english(roles_kept),
    _english(extent_kept),
)
"""Those that hold a statement without a quote against its best passage, where it is hardly more than a rewording."""

CHECKS: tuple[Check, ...] = (
    quote_stands,
    quote_repeated,
    quote_outside_furniture,
    quote_holds_whole_numbers,
    quote_long_enough,
    actor_named,
    others_named,
    reporter_right,
    addressee_near,
    _english(addressee_right),
    _english(speaker_right),
    _english(frame_right),
    language_kept,
    *STATEMENT_CHECKS,
    key_exists,
    date_stands,
    date_agrees,
)
