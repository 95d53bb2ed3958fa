"""Holds what a statement says against the words it rests on: negation, opposites, how sure, who does it, how many.

These are rules over English words; they do not understand a sentence. A statement that keeps close to its words is
refuted by what they turn round, one in other words is doubted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from summarizer.check.evidence import Evidence, Link
from summarizer.check.finding import by_closeness, contrast, doubt
from summarizer.check.meaning import group, has_opposite, listed_opposites, pull_apart, pulls
from summarizer.check.place import Placed, evidence_of
from summarizer.check.scope import (
    Certainty,
    certainty,
    clause_of,
    is_contrary,
    is_negator,
    is_passive,
    is_verb,
    negations,
    scopes,
    set_conditions,
    subject_of,
)
from summarizer.check.terms import Term, related
from summarizer.models import Article, DatedEvent, Finding
from summarizer.text.thesaurus import base_forms, is_known, relation

__all__ = [
    "allegation_kept",
    "certainty_kept",
    "condition_kept",
    "direction_kept",
    "extent_kept",
    "negation_added",
    "negation_kept",
    "opposites_absent",
    "opposites_kept",
    "roles_kept",
    "saying_kept",
]

_STRONGER: frozenset[tuple[Certainty, Certainty]] = frozenset(
    {
        ("future", "past"), ("past", "future"), ("possible", "past"), ("possible", "future"), ("future", "possible"),
        ("past", "possible"), ("obliged", "past"), ("intended", "past"), ("past", "obliged"), ("past", "intended"),
        ("conditional", "past"), ("past", "conditional"), ("possible", "present"), ("conditional", "present"),
    }
)  # fmt: skip
"""What the words say of a verb, and what a statement must not make of it."""


CLOSE = 0.8
"""From this share on a negation must stand in the same clause on both sides."""


def negation_added(placed: Placed, article: Article) -> Iterator[Finding]:
    """The statement negates nothing that its words do not."""
    evidence = evidence_of(placed, article)
    added = _added(evidence)
    if added and not _is_allegation(placed):
        yield by_closeness(evidence, "negation_differs", f"The statement negates “{added}”, its words do not.")


def negation_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """What the words negate the statement negates too."""
    evidence = evidence_of(placed, article)
    if _is_allegation(placed) or _leaves_open(evidence) or _added(evidence):
        return
    # Where both negate, and each another thing ("the drought and not the dam"), nothing is excused.
    strictly = _added(evidence, strictly=True) is not None
    here = {link.theirs: Link(link.theirs, link.ours, link.relation) for link in _linked(evidence).values()}
    closely = evidence.share >= CLOSE
    dropped = _turned(evidence.words, evidence.statement, here, closely=closely, strictly=strictly)
    if dropped:
        yield by_closeness(evidence, "negation_differs", f"The statement leaves out the negation of “{dropped}”.")


def _added(evidence: Evidence, *, strictly: bool = False) -> str | None:
    """What the statement negates and its words do not."""
    closely = evidence.share >= CLOSE
    return _turned(evidence.statement, evidence.words, _linked(evidence), closely=closely, strictly=strictly)


def _is_allegation(placed: Placed) -> bool:
    """Whether it is an alleged event, which is named as such whoever denies it."""
    return isinstance(placed.claim, DatedEvent) and placed.claim.status == "alleged"


def _leaves_open(evidence: Evidence) -> bool:
    """Whether the statement says that it is open, and the words that somebody did not say it."""
    return bool(_unsaid(evidence.words)) and any(term.low in group("left_open") for term in evidence.statement)


def _linked(evidence: Evidence) -> dict[int, Link]:
    """The links from the statement's terms to its words, but for numbers."""
    return {link.ours: link for link in evidence.links if evidence.statement[link.ours].sort != "number"}


def saying_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """Who did not say it, or neither confirmed nor denied it, has not said it."""
    evidence = evidence_of(placed, article)
    unsaid = _unsaid(evidence.words)
    if not unsaid or _unsaid(evidence.statement) or not any(link.theirs > unsaid[0] for link in evidence.links):
        return
    verbs = [evidence.words[j].low for j in unsaid]
    if _says(evidence.statement, verbs) or not _keeps_unsaid(evidence.statement):
        message = f"The statement leaves out that it is not said: “not {verbs[0]}”."
        yield by_closeness(evidence, "negation_differs", message)


def _says(terms: tuple[Term, ...], verbs: Sequence[str]) -> bool:
    """Whether one of the verbs stands there and is not negated."""
    counts = negations(terms)
    return any(
        counts[i] % 2 == 0 and any(relation(term.low, verb) == "same" for verb in verbs) for i, term in enumerate(terms)
    )


def _keeps_unsaid(terms: Sequence[Term]) -> bool:
    """Whether a word of refusal or of leaving open stands for what is not said, and no plain negation."""
    places = range(len(terms))
    refused = any(_negative(terms, i) or terms[i].low in group("left_open") for i in places)
    return refused and not any(is_negator(terms, i) for i in places)


def _unsaid(terms: Sequence[Term]) -> list[int]:
    """The places of verbs of saying that are negated: "did not say", "neither confirm nor deny"."""
    return [
        i
        for i, term in enumerate(terms)
        if term.low in group("saying") and any(is_negator(terms, j) for j in range(max(0, i - 2), i))
    ]


def _turned(
    terms: tuple[Term, ...],
    others: tuple[Term, ...],
    linked: dict[int, Link],
    *,
    closely: bool,
    strictly: bool = False,
) -> str | None:
    """What is negated here and, though it stands there too, not there.

    Unless `strictly`, a word of negative meaning there may say the same in another way; `closely` looks for one in the
    same clause only.
    """
    counts = negations(others)
    used = {link.theirs for link in linked.values() if link.relation == "same"}
    for source, known in _known_matter(terms, linked):
        places = [linked[i].theirs for i in known]
        if any(counts[j] % 2 for j in places):
            continue
        anywhere = is_contrary(terms, source) or not closely
        excused = not strictly and _negates_near(
            others, (0, len(others)) if anywhere else _clauses(others, places), used
        )
        if not excused or any(counts[j] == 2 for j in places):
            return " ".join(terms[i].text for i in known)
    return None


def _known_matter(terms: tuple[Term, ...], linked: dict[int, Link]) -> Iterator[tuple[int, list[int]]]:
    """The place of each word that negates, and which of the first three things it turns the other side has too.

    The other side must have two of them, or the first in the same word; and not the negating word itself, as in
    "rejected the claims", "claims rejected by".
    """
    counts = negations(terms)
    for source, reached in scopes(terms):
        matter = [i for i in reached if terms[i].is_content and counts[i] % 2][:3]
        known = [i for i in matter if i in linked]
        first = known[:1] == matter[:1] and bool(known) and linked[known[0]].relation == "same"
        if source not in linked and (len(known) > 1 or first):
            yield source, known


def _clauses(terms: Sequence[Term], places: Sequence[int]) -> tuple[int, int]:
    """From the beginning of the first place's clause to the end of the last one's."""
    return clause_of(terms, min(places))[0], clause_of(terms, max(places))[1]


def _negates_near(terms: Sequence[Term], stretch: tuple[int, int], used: set[int]) -> bool:
    """Whether a word of negative meaning stands in the stretch, one that the other side does not have."""
    return any(_negative(terms, i) for i in range(*stretch) if i not in used or is_negator(terms, i))


def _negative(terms: Sequence[Term], i: int) -> bool:
    if is_negator(terms, i) or is_contrary(terms, i):
        return True
    low = terms[i].low
    if terms[i].sort not in ("word", "function"):
        return False
    bare = low.removeprefix("un")
    return not group("negative").isdisjoint({low, *base_forms(low)}) or (
        bare != low and len(bare) > 3 and is_known(bare)
    )


def opposites_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """The statement does not put a word of its words into its opposite."""
    evidence = evidence_of(placed, article)
    yield from _opposites(evidence, evidence.facing)


def opposites_absent(placed: Placed, article: Article) -> Iterator[Finding]:
    """No word that the statement adds is the opposite of one that its passages have, wherever it stands there."""
    evidence = evidence_of(placed, article)
    words = tuple(j for j, term in enumerate(evidence.words) if term.is_content)
    yield from _opposites(evidence, dict.fromkeys(evidence.missing, words))


def _opposites(evidence: Evidence, facing: Mapping[int, Sequence[int]]) -> Iterator[Finding]:
    ours, theirs = negations(evidence.statement), negations(evidence.words)
    others = (*evidence.left_over, *_small_words(evidence.words))
    for i in (*evidence.missing, *_small_words(evidence.statement)):
        for j in sorted({*facing.get(i, ()), *others}):
            one, other = evidence.statement[i], evidence.words[j]
            faces = j in facing.get(i, ()) and relation(one.low, other.low) == "opposite"
            opposite = faces or listed_opposites(one.low, other.low)
            if opposite and ours[i] % 2 == theirs[j] % 2 and not _held_too(evidence, one, other):
                yield by_closeness(evidence, "opposite", contrast(one.text, other.text))
                return


def direction_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """What the words call a loss the statement does not call a gain: "hurt", "helped"."""
    evidence = evidence_of(placed, article)
    ours = [i for i in evidence.missing if evidence.statement[i].sort == "word"]
    theirs = [j for j in evidence.left_over if evidence.words[j].sort == "word"]
    mine = {way for i in ours for way in pulls(evidence.statement[i].low)}
    counts, others = negations(evidence.statement), negations(evidence.words)
    for i, j in product(ours, theirs):
        one, other = evidence.statement[i], evidence.words[j]
        low, high = clause_of(evidence.words, j)
        if 4 * sum(low <= link.theirs < high for link in evidence.links) < len(evidence.links):
            continue  # another clause, which is not what the statement rests on
        kept = any(pulls(evidence.words[k].low) == pulls(one.low) for k in theirs if low <= k < high)
        if len(mine) == 1 and not kept and pull_apart(one.low, other.low) and counts[i] % 2 == others[j] % 2:
            yield by_closeness(evidence, "opposite", contrast(one.text, other.text))
            return


def _small_words(terms: Sequence[Term]) -> tuple[int, ...]:
    """The places of function words that have an opposite."""
    return tuple(i for i, term in enumerate(terms) if term.sort == "function" and has_opposite(term.low))


def _held_too(evidence: Evidence, one: Term, other: Term) -> bool:
    """Whether either side holds both words."""
    return any(term.low == other.low for term in evidence.statement) or any(
        term.low == one.low for term in evidence.words
    )


def certainty_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """What may be, shall be or is wanted is not stated as done, nor as sure to come."""
    evidence = evidence_of(placed, article)
    denied, refused = negations(evidence.statement), negations(evidence.words)
    for link in evidence.links:
        ours = evidence.statement[link.ours]
        if not _are_one_verb(evidence, link):
            continue
        if not group("light").isdisjoint({ours.low, *base_forms(ours.low)}) or (
            denied[link.ours] and refused[link.theirs]
        ):
            continue  # "come about" is another thing than "come away"; "could not" and "will not" come to one
        stated, said = certainty(evidence.statement, link.ours), certainty(evidence.words, link.theirs)
        if "conditional" in (stated, said) and any(term.low in group("hedge") for term in evidence.statement):
            continue
        if (said, stated) in _STRONGER:
            message = f"The statement puts “{ours.text}” as {_SAID[stated]}, its words as {_SAID[said]}."
            yield by_closeness(evidence, "certainty_differs", message)
            return


_SAID = {
    "past": "done", "future": "to come", "possible": "possible", "obliged": "due", "intended": "wanted",
    "open": "a fact",
    "conditional": "a condition", "present": "going on",
}  # fmt: skip


def condition_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """A condition that the words set is not left out."""
    evidence = evidence_of(placed, article)
    conditions = set_conditions(evidence.words)
    ours, theirs = ({term.low for term in side} for side in (evidence.statement, evidence.words))
    if conditions and ("unless" in ours) != ("unless" in theirs) and not (ours | theirs) & {"not", "without"}:
        yield by_closeness(evidence, "condition_dropped", "The statement has “unless” for “if”, or the reverse.")
        return
    hedged = set_conditions(evidence.statement) or any(
        term.low in group("possible") or term.low in group("hedge") for term in evidence.statement
    )
    if conditions and not hedged:
        said = " ".join(term.text for term in evidence.words[conditions[0] : conditions[0] + 4])
        message = f"The statement leaves out the condition “{said} …”."
        firm = any(term.low in ("will", "shall") for term in evidence.statement)
        yield (by_closeness(evidence, "condition_dropped", message) if firm else doubt("condition_dropped", message))


def allegation_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """What is alleged is not stated as found."""
    evidence = evidence_of(placed, article)
    ours, theirs = ({term.low for term in side} for side in (evidence.statement, evidence.words))
    proved, alleged = ours & group("proving") - theirs, theirs & group("alleging")
    if proved and alleged and not ours & group("alleging"):
        yield by_closeness(evidence, "certainty_differs", contrast(min(proved), min(alleged)))


def roles_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """Who does it and to whom it is done are not exchanged."""
    evidence = evidence_of(placed, article)
    for link in evidence.links:
        verb, word = evidence.statement[link.ours], evidence.words[link.theirs]
        if not _are_verbs(evidence, link):
            continue
        swapped = _swapped(evidence, link.ours, link.theirs)
        if swapped:
            one, other = swapped
            message = f"The statement exchanges “{one}” and “{other}” before and behind “{word.text}”."
            yield by_closeness(evidence, "roles_swapped", message)
            return
        doers = _other_doer(evidence, link.ours, link.theirs)
        if doers:
            message = f"In the statement “{doers[0]}” is who does “{verb.text}”, in its words “{doers[1]}”."
            yield by_closeness(evidence, "roles_swapped", message)
            return


def _are_one_verb(evidence: Evidence, link: Link) -> bool:
    """Whether a link is between two forms of one verb: "sell", "sold"."""
    one, other = evidence.statement[link.ours].low, evidence.words[link.theirs].low
    return _are_verbs(evidence, link) and (link.relation == "same" or relation(one, other) == "same")


def _are_verbs(evidence: Evidence, link: Link) -> bool:
    return is_verb(evidence.statement, link.ours) and is_verb(evidence.words, link.theirs)


def _other_doer(evidence: Evidence, i: int, j: int) -> tuple[str, str] | None:
    """Who does it here and there, where both are names, the words have both, and they are not the same."""
    if is_passive(evidence.statement, i) or is_passive(evidence.words, j):
        return None
    ours, theirs = subject_of(evidence.statement, i), subject_of(evidence.words, j)
    if ours is None or theirs is None or (ours not in evidence.link_of and evidence.share < CLOSE):
        return None
    one, other = evidence.statement[ours], evidence.words[theirs]
    if (
        {one.sort, other.sort} <= {"name", "place"}
        and related(one, other) is None
        and not _beside(evidence, ours, theirs)
    ):
        return one.text, other.text
    return None


def _beside(evidence: Evidence, ours: int, theirs: int) -> bool:
    """Whether the words have the statement's name right beside the other: parts of one name, or two who do it."""
    return ours in evidence.link_of and abs(evidence.link_of[ours].theirs - theirs) <= 3


def _swapped(evidence: Evidence, i: int, j: int) -> tuple[str, str] | None:
    """The two names that stand on other sides of a verb in the statement than in its words."""
    flipped = is_passive(evidence.statement, i) != is_passive(evidence.words, j)
    before = _named(evidence, range(max(0, i - 6), i), j)
    behind = _named(evidence, range(i + 1, min(len(evidence.statement), i + 7)), j)
    for one, its_side in before:
        for other, that_side in behind:
            crossed = its_side > 0 > that_side
            kept = its_side < 0 < that_side
            if (kept if flipped else crossed) and evidence.statement[one].key != evidence.statement[other].key:
                return evidence.statement[one].text, evidence.statement[other].text
    return None


def _named(evidence: Evidence, places: range, j: int) -> list[tuple[int, int]]:
    """The linked names among the statement's places, with the side of the verb at `j` they stand on: -1 or 1."""
    found = []
    for i in places:
        link = evidence.link_of.get(i)
        if (
            link
            and not evidence.speaks(i)
            and not evidence.speaks_there(link.theirs)
            and evidence.statement[i].sort in ("name", "place")
            and abs(link.theirs - j) <= 8
        ):
            found.append((i, -1 if link.theirs < j else 1))
    return found


def extent_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """Some are not made all, nor many only one; "at least" is not made "at most"."""
    evidence = evidence_of(placed, article)
    ours, theirs = ({term.low for term in side} for side in (evidence.statement, evidence.words))
    for kind, other in (("every", "part"), ("part", "every")):
        stated, said = ours & group(kind), theirs & group(other)
        if stated and said and not theirs & group(kind) and not ours & group(other):
            yield by_closeness(evidence, "extent_differs", contrast(min(stated), min(said)))
            return
    bounds = [(_bound(side)) for side in (evidence.statement, evidence.words)]
    if set(bounds) == {"at_least", "at_most"}:
        yield by_closeness(evidence, "extent_differs", "The statement has “at least” for “at most”, or the reverse.")
    alone = ours & group("sole") - theirs
    if alone and not theirs & group("sole"):
        yield doubt("extent_differs", f"The statement says “{min(alone)}”, its words do not.")


def _bound(terms: Sequence[Term]) -> str | None:
    """Whether the first number with a bound before it is bounded from below or from above."""
    for i, term in enumerate(terms):
        if term.sort == "number":
            before = " ".join(near.low for near in terms[max(0, i - 3) : i])
            bounds = [(len(b), kind) for kind in ("at_least", "at_most") for b in group(kind) if before.endswith(b)]
            if bounds:
                return max(bounds)[1]
    return None
