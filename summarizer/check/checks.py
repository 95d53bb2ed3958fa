"""The checks, each a small function from a placed claim and its article to findings, in the order of `CHECKS`.

| code | severity | what is wrong |
|---|---|---|
| quote_absent | refute | the quote does not stand in the article, or there is none |
| quote_stitched | refute | two parts of it stand there, but not together |
| quote_changed | refute | it stands there with a change in what it says, or it joins two paragraphs |
| quote_altered | doubt | it stands there in somewhat other words |
| quote_repeated | note | it stands there more than once |
| quote_furniture | refute | it stands only in what is not the article: teaser, biography, caption … |
| quote_cuts_number | refute | it begins or ends inside a number |
| quote_short | refute, doubt | one or two words carry no statement; refuted where they hold next to nothing |
| actor_pronoun | doubt | the actor is a pronoun |
| actor_absent | refute | the article does not name the actor |
| actor_partly | doubt | the article holds some words of the actor's name, and not the name |
| reporter_absent | doubt | the article does not name who is said to report it |
| addressee_absent | doubt | the article does not name to whom it is said |
| reporter_elsewhere | doubt | the article names who is said to report it, but not near the words |
| addressee_elsewhere | doubt | the article names to whom it is said, but not near the words |
| addressee_differs | refute, doubt | the words ask another; doubted where they name the addressee too |
| speaker_differs | refute, doubt | the article gives the words to another; refuted of a person called by name |
| language_differs | doubt | statement and quote are in two languages; what could not be checked is said |
| language_unchecked | note, doubt | both are in one whose negations are not known; a note where the statement copies |
| name_differs | refute | the statement has a name in the place of another |
| number_differs | refute, doubt | it has a number or an ordinal in the place of another |
| negation_differs | refute, doubt | it negates what its words do not, or the reverse |
| name_absent | refute | it has a name that the article does not |
| name_elsewhere | doubt | it has a name that the article has, but not near the words |
| number_absent | refute | it has a number whose value stands nowhere in the article |
| number_elsewhere | refute, doubt | it has a number that the article has, but not near the words |
| day_differs | refute | it has a day, month or unit of time in the place of another |
| day_absent | doubt | it has a day or month that the words do not |
| opposite | refute, doubt | it puts a word into its opposite, or a gain for a loss |
| certainty_differs | refute, doubt | it makes done or sure what is possible, planned or alleged, or the reverse |
| condition_dropped | refute, doubt | it leaves out a condition that the words set |
| roles_swapped | refute, doubt | it exchanges who does it and to whom it is done |
| extent_differs | refute, doubt | it has all for some, at least for at most, or adds "only" |
| word_differs | doubt | it has a word in the place of another that is not the same thing |
| statement_adds | doubt | it adds what its words do not say |
| statement_strays | doubt | too many of its words stand neither in the quote's sentences nor around them |
| statement_long | doubt | of a statement of more than 2,000 characters only the beginning was compared |
| quotation_absent | refute, doubt | the article lacks what it puts in quotation marks; doubted where it has the like |
| key_unknown | doubt | it answers a key that the answer does not have |
| date_absent | refute | the words that date an event do not stand in the article, or there are none |
| date_elsewhere | doubt | they stand in the article, but not near the quote, or they only date the article |
| date_differs | doubt | the answer's date is not what the words mean, both are shown |
| date_invented | doubt | the answer gives a date that the article leaves open |
| repeated | refute | the same claim stands in the answer before |

Of a statement that comes without a quote there may also be said:

| code | severity | what is wrong |
|---|---|---|
| statement_empty | refute | it says nothing |
| passage_absent | refute | the text does not speak of it |
| passage_thin | doubt | the text has words for a part of it only |

Where two severities stand, a statement that keeps close to its words is refuted and one in other words is doubted,
unless the line says otherwise. How an engine's second answer went is noted by the codes of `check.policy`.

| findings | verdict |
|---|---|
| one refute or more | unsupported: set aside with its findings |
| else one doubt or more | doubtful: kept and marked, unless the policy says otherwise |
| else, with notes or without | supported |
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
    days_given,
    days_kept,
    key_exists,
    names_given,
    names_kept,
    numbers_given,
    numbers_stand,
    ordinals_kept,
    quotations_verbatim,
    statement_whole,
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

__all__ = ["CHECKS", "PASSAGE_CHECKS", "REWORDING_CHECKS", "STATEMENT_CHECKS", "Check", "found_by"]

Check = Callable[[Placed, Article], Iterable[Finding]]


def found_by(checks: Iterable[Check], placed: Placed, article: Article) -> tuple[Finding, ...]:
    """What checks find, in their order, each thing once: several may see the same."""
    found = (finding for check in checks for finding in check(placed, article))
    return tuple({(finding.code, finding.message): finding for finding in found}.values())


def _stands(placed: Placed) -> bool:
    """Whether there are words of the article that a statement can be held against."""
    return placed.location.span is not None


def _english(check: Check) -> Check:
    """The check, made only where statement and words are in English: its lexicons know no other language."""

    @wraps(check)
    def made(placed: Placed, article: Article) -> Iterable[Finding]:
        return check(placed, article) if _stands(placed) and in_english(placed, article) else ()

    return made


def _one_language(check: Check) -> Check:
    """The check, made only where statement and words are in one language, so that their words can be compared."""

    @wraps(check)
    def made(placed: Placed, article: Article) -> Iterable[Finding]:
        return check(placed, article) if _stands(placed) and comparable(placed, article) else ()

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
    statement_whole,
    quotations_verbatim,
)
"""Those that hold a statement against its words, in their order."""

PASSAGE_CHECKS: tuple[Check, ...] = (
    _one_language(names_given),
    numbers_stand,
    _one_language(days_given),
    _english(negation_added),
    _english(opposites_absent),
    _english(strength_kept),
    statement_whole,
    quotations_verbatim,
)
"""Those that hold a statement without a quote against all passages that were found for it, which may lie far apart."""

REWORDING_CHECKS: tuple[Check, ...] = (
    _one_language(copy_kept),
    _english(negation_added),
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
