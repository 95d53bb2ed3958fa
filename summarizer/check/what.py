"""Holds the statement's names, numbers, days and words against those that the quote and its sentences have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from summarizer.check.evidence import NEAR_COPY, Evidence, Link
from summarizer.check.finding import by_closeness, contrast, doubt, refute
from summarizer.check.meaning import group
from summarizer.check.place import LONG, Placed, evidence_of, sentences_around, sentences_of
from summarizer.check.scope import complement_of, is_predicate, owners_of
from summarizer.check.terms import Term, related, terms_of
from summarizer.models import Article, Finding, Response, actor_of, addressee_of, statement_of
from summarizer.text.find_dates import find_dates
from summarizer.text.locate import locate
from summarizer.text.numbers import find_numbers
from summarizer.text.places import is_organisation
from summarizer.text.thesaurus import base_forms, parts_of_speech, relation
from summarizer.text.verbs import reporting_forms
from summarizer.text.words import office_words

__all__ = [
    "days_given",
    "days_kept",
    "is_of_a_date",
    "key_exists",
    "names_given",
    "names_kept",
    "numbers_given",
    "numbers_stand",
    "ordinals_kept",
    "quotations_verbatim",
    "statement_whole",
    "strength_kept",
    "words_kept",
]

_PARTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,]\d)")
_IN_BRACKETS = re.compile(r"\s\[[^\]]{1,60}\]")
_QUOTED = re.compile(r"[“\"«„]([^”“\"»„]{3,}?)[”“\"»]")


# --- names -----------------------------------------------------------------------------------------------------------


def names_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """The names of the statement stand in the words, or are those whom a pronoun there can mean."""
    evidence = evidence_of(placed, article)
    for i in sorted({*evidence.missing, *evidence.again}):
        term = evidence.statement[i]
        if term.sort not in ("name", "place"):
            continue
        other = _left_name(evidence, term, placed) if i in evidence.again else None
        if other and _is_told_too_often(evidence, term):
            yield refute("name_differs", contrast(term.text, other.text))
        if _is_party(term, placed):
            continue
        rival = _rival(evidence, i)
        if rival:
            yield refute("name_differs", contrast(term.text, rival.text))
        elif i in evidence.again:
            continue
        elif not _named_in(term, article):
            yield refute("name_absent", f"The article does not name “{term.text}”.")
        elif not evidence.stands_around(term) and not _stands_for(evidence, term, placed):
            yield _name_from_elsewhere(evidence, term, placed)
    owned = _other_owners(evidence) or _other_complements(evidence)
    if owned:
        yield owned


def _name_from_elsewhere(evidence: Evidence, term: Term, placed: Placed) -> Finding:
    """What is said of a name that only another part of the article has."""
    other = _left_name(evidence, term, placed)
    if other and evidence.share >= CLOSE:
        return refute("name_differs", contrast(term.text, other.text))
    return doubt("name_elsewhere", f"The article names “{term.text}”, but not here.")


def _rival(evidence: Evidence, i: int) -> Term | None:
    """A name of the same sort in whose place the statement's stands; who only says it is none."""
    facing = (j for j in evidence.replaced(i) if not evidence.speaks_there(j))
    return next((evidence.words[j] for j in facing if evidence.words[j].sort == evidence.statement[i].sort), None)


def _stands_for(evidence: Evidence, term: Term, placed: Placed) -> bool:
    """Whether the words may mean a name without giving it: "our country" a state, "our president" a person."""
    low = {near.low for near in evidence.words}
    if term.sort == "place":
        return not is_organisation(term.key) and not low.isdisjoint(group("homeland"))
    office = any(evidence.words[j].low in office_words("offices") for j in evidence.left_over)
    return office and _left_name(evidence, term, placed) is None


def _is_told_too_often(evidence: Evidence, term: Term) -> bool:
    """Whether a name stands twice more in the statement than in its words: one "it" may be named, and who says so."""
    ours, theirs = (sum(each.key == term.key for each in terms) for terms in (evidence.statement, evidence.words))
    return ours > theirs + 1


def _left_name(evidence: Evidence, term: Term, placed: Placed) -> Term | None:
    """Another name of the sort that the words have and the statement does not use."""
    left = (evidence.words[j] for j in evidence.left_over)
    return next((other for other in left if other.sort == term.sort and not _is_party(other, placed)), None)


CLOSE = 0.7
"""From this share on a name that the words do not have stands for one that they have and the statement has not."""


def _is_party(term: Term, placed: Placed) -> bool:
    """Whether a term names who speaks, who reports it or who is spoken to; those are looked at by themselves."""
    named = " . ".join(filter(None, (actor_of(placed.claim), placed.claim.reported_by, addressee_of(placed.claim))))
    return any(related(term, other) == "same" for other in terms_of(named))


def _other_owners(evidence: Evidence) -> Finding | None:
    """A word that one place owns in the words ("the US response") is not another's in the statement."""
    for link in evidence.links:
        if evidence.statement[link.ours].sort != "word" or _is_done(evidence, link):
            continue
        ours, theirs = owners_of(evidence.statement, link.ours), owners_of(evidence.words, link.theirs)
        if ours and theirs and {term.key for term in ours}.isdisjoint(term.key for term in theirs):
            what = evidence.words[link.theirs].text
            return refute("name_differs", contrast(f"{ours[0].text} {what}", f"{theirs[0].text} {what}"))
    return None


def _is_done(evidence: Evidence, link: Link) -> bool:
    """Whether a linked word is a verb on either side."""
    return is_predicate(evidence.statement, link.ours) or is_predicate(evidence.words, link.theirs)


def _other_complements(evidence: Evidence) -> Finding | None:
    """What a word is about in the words ("a threat to Rome") is not another in the statement."""
    if evidence.share < NEAR_COPY:
        return None
    for link in evidence.links:
        ours, theirs = complement_of(evidence.statement, link.ours), complement_of(evidence.words, link.theirs)
        if link.relation != "same" or not ours or not theirs or ours[0] != theirs[0] or ours[1].sort != theirs[1].sort:
            continue
        if not any(related(ours[1], other) for other in _listed_with(theirs[1], evidence.words)):
            return refute("name_differs", contrast(f"{ours[0]} {ours[1].text}", f"{theirs[0]} {theirs[1].text}"))
    return None


def _listed_with(name: Term, terms: Sequence[Term]) -> list[Term]:
    """A name and those that a list goes on with: "from Rome, Vienna and Paris"; a comma alone makes no list."""
    behind = terms[next(k for k, term in enumerate(terms) if term is name) + 1 :]
    end = next((k for k, term in enumerate(behind) if not _in_list(term)), len(behind))
    last = next((k for k in range(end - 1, 0, -1) if behind[k - 1].low in ("and", "or")), -1)
    return [name, *(term for term in behind[: last + 1] if term.sort in ("name", "place"))]


def _in_list(term: Term) -> bool:
    return term.sort in ("name", "place") or term.low in (",", "and", "or")


@lru_cache(maxsize=8)
def _names_of(article: Article) -> frozenset[Term]:
    spans = [span for span in sentences_of(article) if not any(piece.overlaps(span) for piece in article.furniture)]
    known = (term for span in spans for term in terms_of(article.text[span.start : span.end]))
    return frozenset(term for term in known if term.sort in ("name", "place", "word"))


@lru_cache(maxsize=256)
def _named_in(term: Term, article: Article) -> bool:
    known = _names_of(article)
    if term in known or any(related(term, other) == "same" for other in known):
        return True
    parts = set(term.low.split("-")) if "-" in term.low else set()
    return any(other.low in parts for other in known)


# --- numbers ---------------------------------------------------------------------------------------------------------


def numbers_given(placed: Placed, article: Article) -> Iterator[Finding]:
    """The statement's numbers stand in the words, with the same unit and beside the same thing."""
    evidence = evidence_of(placed, article)
    for i in evidence.missing:
        term = evidence.statement[i]
        if term.sort != "number":
            continue
        rival = next((evidence.words[j] for j in evidence.left_over if evidence.words[j].sort == "number"), None)
        if is_of_a_date(term, placed, article) or (rival and _parted_alike(rival, term)):
            continue
        if Decimal(term.key) not in _numbers_of(article):
            yield refute("number_absent", f"The number {term.text} does not stand in the article.")
        elif rival:
            yield refute("number_differs", contrast(term.text, rival.text))
        elif not evidence.stands_around(term):
            if term.low == "two" and any(near.low == "both" for near in evidence.words):
                continue
            message = f"The number {term.text} stands in the article, but not here."
            yield by_closeness(evidence, "number_elsewhere", message)


def _parted_alike(one: Term, other: Term) -> bool:
    """Whether two numbers differ in what parts their thousands: 12.000 and 12,000 and 12000."""
    digits = [re.sub(r"\D", "", term.text) for term in (one, other)]
    return digits[0] == digits[1] and any(_PARTED.fullmatch(term.text) for term in (one, other))


def ordinals_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """The third is not the fourth, of the same thing least of all."""
    evidence = evidence_of(placed, article)
    stated, said = ({term.low for term in side} & group("ordinal") for side in (evidence.statement, evidence.words))
    pair = _ordinals_of_one(evidence)
    if pair is None and stated - said and said - stated:
        pair = min(stated - said), min(said - stated)
    if pair:
        yield by_closeness(evidence, "number_differs", contrast(*pair))


def _ordinals_of_one(evidence: Evidence) -> tuple[str, str] | None:
    """The two ordinals right before one word, where the statement has another there than its words ever have."""
    held = {(first.low, second.key) for first, second in pairwise(evidence.words)}
    for link in evidence.links:
        if not link.ours or not link.theirs or link.relation != "same":
            continue
        stated, said = evidence.statement[link.ours - 1].low, evidence.words[link.theirs - 1].low
        ordinals = {stated, said} <= group("ordinal")
        if ordinals and stated != said and (stated, evidence.statement[link.ours].key) not in held:
            return stated, said
    return None


def names_given(placed: Placed, article: Article) -> Iterator[Finding]:
    """The article has the names of the statement."""
    evidence = evidence_of(placed, article)
    for i in evidence.missing:
        term = evidence.statement[i]
        if term.sort in ("name", "place") and not _named_in(term, article):
            yield refute("name_absent", f"The article does not name “{term.text}”.")


def numbers_stand(placed: Placed, article: Article) -> Iterator[Finding]:
    """The article has the numbers of the statement."""
    evidence = evidence_of(placed, article)
    for i in evidence.missing:
        term = evidence.statement[i]
        known = term.sort != "number" or Decimal(term.key) in _numbers_of(article)
        if not known and not is_of_a_date(term, placed, article):
            yield refute("number_absent", f"The number {term.text} does not stand in the article.")


@lru_cache(maxsize=8)
def _numbers_of(article: Article) -> frozenset[Decimal]:
    """The values of an article's numbers; 12.000 may be twelve thousand, as other languages write it."""
    parted = {Decimal(match.group().replace(".", "")) for match in _PARTED.finditer(article.text)}
    return frozenset(parted.union(number.value for number in find_numbers.__wrapped__(article.text)))


def is_of_a_date(term: Term, placed: Placed, article: Article) -> bool:
    """Whether a number belongs to a date of the statement that its words have too, in whatever writing."""
    stated = [found for found in find_dates(statement_of(placed.claim), article.published) if found.value]
    said = {found.value for found in find_dates(sentences_around(placed, article), article.published)}
    return any(found.value in said and term.text in found.text for found in stated)


# --- days ------------------------------------------------------------------------------------------------------------


def days_given(placed: Placed, article: Article) -> Iterator[Finding]:
    """The article speaks of the days and months of the statement."""
    evidence = evidence_of(placed, article)
    for i in evidence.missing:
        term = evidence.statement[i]
        if term.sort not in ("day", "month") or term.key in _days_of(article):
            continue
        rival = next((evidence.words[j] for j in evidence.left_over if evidence.words[j].sort == term.sort), None)
        if rival:
            yield refute("day_differs", contrast(term.text, rival.text))
        else:
            yield doubt("day_absent", f"The words do not speak of “{term.text}”.")


@lru_cache(maxsize=8)
def _days_of(article: Article) -> frozenset[str]:
    return frozenset(term.key for term in terms_of(article.text) if term.sort in ("day", "month"))


def days_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """Days and months of the statement are those of the words."""
    evidence = evidence_of(placed, article)
    for i in evidence.missing:
        term = evidence.statement[i]
        if term.sort not in ("day", "month", "unit"):
            continue
        rival = next((evidence.words[j] for j in evidence.left_over if evidence.words[j].sort == term.sort), None)
        if rival:
            yield refute("day_differs", contrast(term.text, rival.text))
        elif term.sort != "unit":
            yield doubt("day_absent", f"The words do not speak of “{term.text}”.")


# --- words -----------------------------------------------------------------------------------------------------------

HELD_AT_LEAST = 0.3
"""The least share of a statement's terms that its words must hold."""
STRAYS = 0.5
"""From this share of missing terms on a statement strays from its words."""


def words_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """What the statement says stands in the words, in these or in like ones."""
    evidence = evidence_of(placed, article)
    missing = [
        i for i in evidence.missing if evidence.statement[i].sort == "word" and not _frames(evidence.statement, i)
    ]
    for i in missing:
        rival = next((j for j in evidence.replaced(i, wholly=True) if _replaces(evidence, i, j)), None)
        if rival is not None:
            yield doubt("word_differs", contrast(evidence.statement[i].text, evidence.words[rival].text))
            break
    added = _added(evidence, missing)
    if added:
        yield doubt("statement_adds", f"The words do not say “{added}”.")
    strange = [evidence.statement[i] for i in missing if not evidence.stands_around(evidence.statement[i])]
    loose = len(strange) > STRAYS * len(evidence.content) or (len(strange) > 1 and evidence.core_share < HELD_AT_LEAST)
    if len(evidence.content) >= 3 and loose:
        shown = ", ".join(f"“{term.text}”" for term in strange[:4])
        yield doubt("statement_strays", f"The words do not speak of {shown}.")


def statement_whole(placed: Placed, article: Article) -> Iterator[Finding]:
    """All of the statement was compared."""
    if len(statement_of(placed.claim)) > LONG:
        yield doubt("statement_long", f"Only the first {LONG} characters of the statement were compared.")


def strength_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """The statement adds no "significantly" and no "only" that its words do not have."""
    evidence = evidence_of(placed, article)
    held = {term.low for term in evidence.words}
    for i, term in enumerate(evidence.statement):
        degree = i in evidence.missing and term.low.endswith("ly") and "r" in parts_of_speech(term.low)
        if (degree and not _frames(evidence.statement, i)) or (
            term.low in group("sole") and held.isdisjoint(group("sole"))
        ):
            yield doubt("statement_adds", f"The words do not say “{term.text}”.")
            return


def _added(evidence: Evidence, missing: Sequence[int]) -> str | None:
    """Two or more missing words in a row in whose place the words have nothing; at the statement's end three or more.

    Of words that stand around the quote there must be three too. What faces the end of a statement may be another
    matter that its words go on with.
    """
    strange = {i for i in missing if not evidence.stands_around(evidence.statement[i])}
    last = max(evidence.link_of, default=-1)
    run: list[int] = []
    for i in evidence.content:
        noun = _kind_of_word(evidence.statement[i]) in ("n", "a")
        faced = any(evidence.words[j].sort == "word" for j in evidence.facing.get(i, ()))
        if i not in missing or not noun or (faced and (i < last or i not in strange)):
            run = []
            continue
        run.append(i)
        if len(run) >= (3 if faced or strange.isdisjoint(run) else 2):
            return " ".join(evidence.statement[k].text for k in run)
    return None


def _frames(terms: Sequence[Term], i: int) -> bool:
    """Whether a word only says that something is said, or in what office somebody says it, or carries no matter."""
    term = terms[i]
    if term.low in reporting_forms() or not group("light").isdisjoint({term.low, *base_forms(term.low)}):
        return True
    if term.low not in office_words("offices") and term.low not in office_words("adjectives"):
        return False
    return any(
        near.sort == "name" or near.low in reporting_forms() or near.low in group("function")
        for near in terms[i + 1 : i + 3]
    )


def _replaces(evidence: Evidence, i: int, j: int) -> bool:
    """Whether one noun or adjective stands for another of the kind that is not the same thing."""
    term, other = evidence.statement[i], evidence.words[j]
    if other.sort != "word" or other.low in reporting_forms() or is_predicate(evidence.statement, i):
        return False
    kinds = {_kind_of_word(term), _kind_of_word(other)}
    if relation(term.low, other.low) == "sister":
        return kinds == {"n"}
    return not kinds & {"v", "r"} and _modifies(evidence.statement, i) and _modifies(evidence.words, j)


def _modifies(terms: Sequence[Term], i: int) -> bool:
    """Whether a word stands right before a noun that it tells more of: "military" in "military cooperation"."""
    return i + 1 < len(terms) and terms[i + 1].sort == "word"


def _kind_of_word(term: Term) -> str:
    """The part of speech that a word most likely is: a verb where it can be one, else the first it can be."""
    parts = frozenset().union(*(parts_of_speech(base) for base in base_forms(term.low)))
    if "v" in parts and (term.low.endswith(("ed", "ing")) or "n" not in parts):
        return "v"
    return next((part for part in "anvr" if part in parts), "n")


def quotations_verbatim(placed: Placed, article: Article) -> Iterator[Finding]:
    """What the statement puts in quotation marks stands in the article as it is."""
    for quoted in _QUOTED.findall(statement_of(placed.claim)):
        plain = _IN_BRACKETS.sub("", quoted) if quoted not in article.text else quoted  # "he [Karl Berg] will wait"
        found = locate(plain.rstrip(" .,"), article.text).match  # a mark that ends the statement stands inside them
        if found not in ("verbatim", "normalised"):
            make = refute if found == "absent" else doubt
            yield make("quotation_absent", f"The article does not have the words “{quoted}”.")


def key_exists(placed: Placed, article: Article) -> Iterator[Finding]:
    """A response answers a demand or date that is there."""
    if isinstance(placed.claim, Response) and placed.claim.answers_key and placed.claim.answers_key not in placed.keys:
        yield doubt("key_unknown", f"It answers {placed.claim.answers_key!r}, which the answer does not have.")
