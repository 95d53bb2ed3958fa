"""Tells what the words before a term make of it: negated or not, and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from summarizer.check.meaning import group
from summarizer.check.terms import Term
from summarizer.text.thesaurus import base_forms, parts_of_speech
from summarizer.text.verbs import reporting_forms
from summarizer.text.words import in_class

__all__ = [
    "Certainty",
    "certainty",
    "clause_of",
    "complement_of",
    "is_contrary",
    "is_negator",
    "is_passive",
    "is_predicate",
    "is_verb",
    "negations",
    "owners_of",
    "scopes",
    "set_conditions",
    "subject_of",
]

Certainty = Literal["past", "future", "possible", "obliged", "intended", "conditional", "present", "open"]
"""How a verb stands: done, to come, possible, due, wanted, a condition; `open` where its form leaves it open."""

_BY_WORD: tuple[Certainty, ...] = ("possible", "future", "obliged")

SCOPE = 5
"""A negation reaches over so many terms that carry matter, to the end of its clause at most."""
BACK = 4
"""So many words before a verb are looked at for what makes it a plan, a possibility or a duty."""


def is_negator(terms: Sequence[Term], i: int) -> bool:
    """Whether the word at `i` negates what follows; "not only" and "no more than" do not."""
    low = terms[i].low
    behind = terms[i + 1].low if i + 1 < len(terms) else ""
    before = terms[i - 1].low if i else ""
    if behind in group("no_negation") or (low == "nothing" and before == "at"):
        return False  # "not only", "nothing more", "stop at nothing"
    if low in group("never_more") and _compares(terms, i):
        return False  # "nothing is harder": the hardest
    return low in group("negator") or low.endswith("n't") or (low == "far" and behind == "from")


def _compares(terms: Sequence[Term], i: int) -> bool:
    """Whether a comparative stands close behind: "more", "harder", or "than"."""
    near = terms[i + 1 : i + 7]
    comparative = (
        term.low.endswith("er") and any("a" in parts_of_speech(b) for b in base_forms(term.low)) for term in near
    )
    return any(term.low in ("more", "less", "than") for term in near) or any(comparative)


def is_contrary(terms: Sequence[Term], i: int) -> bool:
    """Whether the word's meaning turns what follows: "refuse", "deny", "turn down", "rule out"."""
    term = terms[i]
    bases = {term.low, *base_forms(term.low)}
    if term.sort != "word" or group("contrary").isdisjoint(bases):
        return False
    particle = next((word for verb, word in _WITH_PARTICLE.items() if verb in bases), None)
    return particle is None or any(near.low == particle for near in terms[i + 1 : i + 4])


_WITH_PARTICLE = {"rule": "out", "turn": "down"}


@lru_cache(maxsize=1_024)
def negations(terms: tuple[Term, ...]) -> tuple[int, ...]:
    """For each term how many words negate it: "not", "no" and the like, and words such as "refuse" and "deny"."""
    plain, contrary = [0] * len(terms), [0] * len(terms)
    for i, reached in scopes(terms):
        for j in reached:
            if is_negator(terms, i):
                plain[j] = 1  # "neither … nor" negates once
            else:
                contrary[j] += 1
    return tuple(map(sum, zip(plain, contrary, strict=True)))


@lru_cache(maxsize=1_024)
def scopes(terms: tuple[Term, ...]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The places of all words that negate, each with the places it reaches."""
    found = (i for i in range(len(terms)) if is_negator(terms, i) or is_contrary(terms, i))
    return tuple((i, tuple(_reach(terms, i))) for i in found)


def _reach(terms: Sequence[Term], i: int) -> list[int]:
    """The places that a negation at `i` reaches: its clause behind it, `SCOPE` terms of matter at most."""
    by_meaning = not is_negator(terms, i)
    reached: list[int] = []
    matter, j = 0, i + 1
    while j < len(terms) and matter < SCOPE:
        low = terms[j].low
        if low == "," and (behind := _behind_saying(terms, j)):
            j = behind
            continue
        ends = low in group("ends_clause") or (matter and (low == "," or (by_meaning and low in group("finite"))))
        if ends or (by_meaning and (low in ("by", "as") or (low == "and" and matter))):
            break
        reached.append(j)
        matter += terms[j].is_content
        j += 1
    return reached


def _behind_saying(terms: Sequence[Term], comma: int) -> int | None:
    """Where it goes on behind ", she said,"; None where no such thing begins at the comma."""
    end = next((j for j in range(comma + 1, min(comma + 6, len(terms))) if terms[j].low == ","), None)
    if end is None or not any(term.low in reporting_forms() for term in terms[comma:end]):
        return None
    return end + 1


def is_verb(terms: Sequence[Term], i: int) -> bool:
    """Whether a word can be a verb where it stands; "written answers", "the raised flag" and "is open" have none."""
    term = terms[i]
    if term.sort != "word" or not any("v" in parts_of_speech(base) for base in base_forms(term.low)):
        return False
    before = terms[i - 1] if i else None
    if parts_of_speech(term.low) >= {"v", "a"}:
        return before is not None and _asks_for_base(before)
    if before is None or i + 1 == len(terms) or terms[i + 1].sort != "word" or not term.low.endswith(("en", "ed")):
        return True
    return before.sort != "word" and not in_class(before.low, "determiners", "possessives", "prepositions")


def _asks_for_base(term: Term) -> bool:
    """Whether a verb behind a word stands in its base form: "to", "will", "didn't"."""
    return term.low in ("to", "do", "does", "did", "don't", "doesn't", "didn't") or _modality(term.low) is not None


def _modality(low: str) -> Certainty | None:
    """What a word such as "may", "will" or "must" says of a verb."""
    return next((kind for kind in _BY_WORD if low in group(kind)), None)


def is_predicate(terms: Sequence[Term], i: int) -> bool:
    """Whether a word that can be a verb is one by what stands before it: an auxiliary, "to", a name or a pronoun."""
    if not is_verb(terms, i) or not i:
        return False
    before = terms[i - 1]
    leads = before.low == "to" or in_class(before.low, "auxiliaries", "pronouns")
    return leads or before.sort in ("name", "place") or _is_adverb(before)


def _is_adverb(term: Term) -> bool:
    """Whether a word is an adverb and nothing else."""
    return in_class(term.low, "adverbs") or parts_of_speech(term.low) == {"r"}


def certainty(terms: Sequence[Term], i: int) -> Certainty:
    """How sure the words before the verb at `i` make it, the nearest first; its own form where there is none.

    A modal goes before the perfect: "may have paid" is possible.
    """
    if any(clause_of(terms, i)[0] <= at < i for at in set_conditions(tuple(terms))):
        return "conditional"
    leading = _leading(terms, i)
    told = [kind for k in leading if (kind := _told_by(terms, k))]
    if told:
        return next((kind for kind in told if told[0] == "past" and kind in _BY_WORD), told[0])
    lows = {terms[k].low for k in leading}
    if lows & {"is", "are", "am"}:
        return "present"
    return "past" if not lows & group("be") and _is_finite_past(terms, i) else "open"


def _leading(terms: Sequence[Term], i: int) -> list[int]:
    """The places of the words before a verb that tell how sure it is, the nearest first."""
    found: list[int] = []
    for k in range(i - 1, max(-1, i - 1 - BACK), -1):
        low = terms[k].low
        if terms[k].sort == "mark":
            break
        found.append(k)
        helps = low in group("helping") or low == "to" or low in group("be") or low.endswith("ly")
        if not (helps or in_class(low, "adverbs", "negations", "auxiliaries")):
            break
    return found


def _told_by(terms: Sequence[Term], k: int) -> Certainty | None:
    """What one word before a verb makes of it."""
    low = terms[k].low
    if low == "to":
        return _told_by_infinitive(terms, k - 1)
    return _modality(low) or ("past" if low in group("past") else None)


def _told_by_infinitive(terms: Sequence[Term], i: int) -> Certainty:
    """What the word at `i` makes of the infinitive behind it: "has to", "is likely to", "plans to"."""
    low = terms[i].low if i >= 0 else ""
    if low in ("have", "has", "had"):
        return _must(terms, i)
    return _modality(low) or ("intended" if _leads(terms, i) else "open")


def _must(terms: Sequence[Term], i: int) -> Certainty:
    """What "have to" at `i` makes of the verb behind it: a duty, but only a possible one behind "might"."""
    return "possible" if i and terms[i - 1].low in group("possible") else "obliged"


def _leads(terms: Sequence[Term], i: int) -> bool:
    """Whether a word that wants or plans stands at `i` or up to three before it: "asked Rome to", "plans to"."""
    near = terms[max(0, i - 3) : i + 1]
    return any(not group("intended").isdisjoint({term.low, *base_forms(term.low)}) for term in near)


def _is_finite_past(terms: Sequence[Term], i: int) -> bool:
    """Whether a word is likely a past tense: by its form, with somebody or something before it, and no "by" behind."""
    if i == 0 or not _is_past(terms[i].low) or (i + 1 < len(terms) and terms[i + 1].low == "by"):
        return False
    before = terms[i - 1]
    return before.sort in ("name", "place", "word") or in_class(before.low, "pronouns", "adverbs")


def _is_past(low: str) -> bool:
    """Whether a word has the form of a past tense, which many verbs share with the participle; "taken" has not."""
    return _is_participle(low) and not low.endswith(("en", "wn", "ne"))


def _is_participle(low: str) -> bool:
    """Whether a word has the form of a past tense or a past participle."""
    if low.endswith(("ing", "s")):
        return False
    return low.endswith("ed") or any(base != low and "v" in parts_of_speech(base) for base in base_forms(low))


@lru_cache(maxsize=1_024)
def set_conditions(terms: tuple[Term, ...]) -> tuple[int, ...]:
    """The places of words that set a condition: "if", "unless", and "should Rome agree"."""
    return tuple(i for i in range(len(terms)) if _sets_condition(terms, i) or _is_inverted(terms, i))


def _sets_condition(terms: Sequence[Term], i: int) -> bool:
    """Whether a word such as "if" stands at `i`, and no "even if"; or "case" behind "in"."""
    before = terms[i - 1].low if i else ""
    return (terms[i].low in group("condition") and before != "even") or (terms[i].low == "case" and before == "in")


def _is_inverted(terms: Sequence[Term], i: int) -> bool:
    """Whether "should" at `i` stands before its subject: behind no name or pronoun, and before one."""
    if terms[i].low != "should" or i + 1 == len(terms):
        return False
    before, behind = terms[i - 1] if i else None, terms[i + 1]
    leads = behind.sort in ("name", "place") or in_class(behind.low, "pronouns", "determiners", "possessives")
    return leads and not (before and in_class(before.low, "pronouns"))


def clause_of(terms: Sequence[Term], i: int) -> tuple[int, int]:
    """Where the clause of a term begins and ends, end exclusive: at marks, and at words such as "but"."""
    start = next(
        (k + 1 for k in range(i - 1, -1, -1) if terms[k].low in group("ends_clause") or terms[k].low == ","), 0
    )
    end = next(
        (k for k in range(i + 1, len(terms)) if terms[k].low in group("ends_clause") or terms[k].low == ","), len(terms)
    )
    return start, end


def subject_of(terms: Sequence[Term], i: int) -> int | None:
    """The place of the term that a verb's auxiliaries and adverbs lead back to; None where none is near."""
    for back in range(i - 1, max(-1, i - 6), -1):
        term = terms[back]
        if term.is_content and not _is_adverb(term):
            return None if _is_of_another(terms, back) else back
        if not (_is_adverb(term) or in_class(term.low, "auxiliaries", "negations") or term.low == ","):
            return None
    return None


def _is_of_another(terms: Sequence[Term], i: int) -> bool:
    """Whether a preposition stands before a name, so that it belongs to another noun: "the head of the OSCE"."""
    first = i
    while first and terms[first - 1].sort in ("name", "place"):
        first -= 1
    before = [term.low for term in terms[max(0, first - 2) : first] if term.low != "the"]
    return bool(before) and in_class(before[-1], "prepositions")


def owners_of(terms: Sequence[Term], i: int) -> list[Term]:
    """The places whose a word is: "NATO's written response", "the response of NATO"."""
    found: list[Term] = []
    for back in range(i - 1, max(-1, i - 4), -1):
        if terms[back].sort == "place":
            found.append(terms[back])
        if terms[back].sort != "word" and terms[back].low != "'s":
            break
    behind = [term for term in terms[i + 1 : i + 4] if term.low not in ("the", "both")]
    if len(behind) > 1 and behind[0].low == "of" and behind[1].sort == "place":
        found.append(behind[1])
    return found


def complement_of(terms: Sequence[Term], i: int) -> tuple[str, Term] | None:
    """The preposition behind a word and the name that it leads to: "the demands of Rome"."""
    behind = [term for term in terms[i + 1 : i + 4] if term.low != "the"]
    if len(behind) < 2 or not in_class(behind[0].low, "prepositions") or behind[1].sort not in ("name", "place"):
        return None
    return behind[0].low, behind[1]


def is_passive(terms: Sequence[Term], i: int) -> bool:
    """Whether the verb at `i` stands in the passive: a form of "be" leads to it, or "by" stands right behind it."""
    low = terms[i].low
    if not _is_participle(low) and low not in group("unchanged_participle"):
        return False
    is_led = any(terms[k].low in group("be") for k in _leading(terms, i))
    return is_led or (i + 1 < len(terms) and terms[i + 1].low == "by")
