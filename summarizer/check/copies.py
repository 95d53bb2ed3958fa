"""Holds a statement that copies its words almost whole against them, term by term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz

from summarizer.check.finding import contrast, doubt, refute
from summarizer.check.meaning import group
from summarizer.check.place import Placed, evidence_of
from summarizer.check.scope import is_negator
from summarizer.check.terms import Term, related
from summarizer.models import Article, Finding
from summarizer.text.thesaurus import base_forms
from summarizer.text.verbs import reporting_forms
from summarizer.text.words import in_class

__all__ = ["copy_kept"]

COPIES = 0.75
"""From this share of terms on that stand in the same order in the words a statement is a copy."""

SMALL = 4
"""What a copy leaves out in one place takes a negation of its own along if it has more terms."""

Change = tuple[tuple[Term, ...], tuple[Term, ...]]


def copy_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """A statement that copies its words changes no name, no number and no negation in them."""
    evidence = evidence_of(placed, article)
    changes = _changes(evidence.statement, evidence.words)
    for theirs, ours in changes or ():
        for sort in ("name", "place", "number"):
            one, other = _of(ours, sort, opens=True), _of(theirs, sort)
            if one and other and not any(related(a, b) for a in one for b in other):
                message = contrast(one[0].text, other[0].text)
                yield refute("number_differs", message) if sort == "number" else refute("name_differs", message)
                return
    exchanged = _exchanged(changes or ())
    if exchanged:
        yield refute("roles_swapped", f"The statement exchanges “{exchanged[0]}” and “{exchanged[1]}”.")
    else:
        yield from _substituted(changes or ())
    turned = _turned(changes or ())
    if turned:
        yield refute("negation_differs", f"The statement copies its words but for “{turned.text}”.")


def _of(terms: Sequence[Term], sort: str, *, opens: bool = False) -> list[Term]:
    """The terms of a sort; where it `opens`, a word with a capital that begins the sentence may be a name."""
    maybe = opens and sort == "name"
    return [term for term in terms if term.sort == sort or (maybe and term.sort == "word" and term.text[0].isupper())]


def _substituted(changes: Sequence[Change]) -> Iterator[Finding]:
    """Words of matter in the place of others that they have nothing to do with."""
    for change in changes:
        theirs, ours = ([term for term in side if term.sort == "word" and not _is_light(term)] for side in change)
        few = 0 < len(theirs) <= MOST and 0 < len(ours) <= MOST
        if few and not any(_alike(one, other) for one in ours for other in theirs):
            yield doubt("word_differs", contrast(_text(ours), _text(theirs)))
            return


MOST = 3
"""Of so many words it is said that they stand for others; more are another wording."""
SLIP = 70
"""From this likeness in percent on two words may be one with a slip of the pen."""


def _text(terms: Sequence[Term]) -> str:
    return " ".join(term.text for term in terms)


def _is_light(term: Term) -> bool:
    return not group("light").isdisjoint({term.low, *base_forms(term.low)}) or term.low in reporting_forms()


def _alike(ours: Term, theirs: Term) -> bool:
    return related(ours, theirs) is not None or fuzz.ratio(ours.low, theirs.low) > SLIP


def _exchanged(changes: Sequence[Change]) -> tuple[str, str] | None:
    """Two terms of matter of which each stands where the other does in the words."""
    swaps = {
        (theirs.key, ours.key): (theirs.text, ours.text) for theirs, ours in map(_single, changes) if theirs and ours
    }
    return next((pair for keys, pair in swaps.items() if keys[::-1] in swaps and keys[0] != keys[1]), None)


def _single(change: Change) -> tuple[Term, Term] | tuple[None, None]:
    """The one term of matter on each side of a change, where there is just one."""
    theirs, ours = ([term for term in side if term.is_content] for side in change)
    return (theirs[0], ours[0]) if len(theirs) == len(ours) == 1 else (None, None)


def _turned(changes: Sequence[Change]) -> Term | None:
    """A negation that only one side has, where the other has no word of the kind in its stead."""
    small = [change for change in changes if len(change[0]) <= SMALL]
    sides = [[term for change in small for i, term in enumerate(change[k]) if is_negator(change[k], i)] for k in (0, 1)]
    return next(iter(sides[0] or sides[1]), None) if len(sides[0]) != len(sides[1]) else None


@lru_cache(maxsize=1_024)
def _changes(statement: tuple[Term, ...], words: tuple[Term, ...]) -> tuple[Change, ...] | None:
    """What the words have and the statement has in its stead; None if it is no copy.

    Before the first term that both have and behind the last one as many of the words count as the statement has there.
    """
    ours, theirs = _plain(statement), _plain(words)
    matcher = SequenceMatcher(None, [term.key for term in theirs], [term.key for term in ours], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size > 1]
    if not blocks or sum(block.size for block in blocks) < COPIES * len(ours):
        return None
    low, high = blocks[0].a, blocks[-1].a + blocks[-1].size
    changes: list[Change] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        start = max(a, b - (d - c)) if b <= low else a
        end = min(b, a + (d - c)) if a >= high else b
        changes.append((tuple(theirs[start:end]), tuple(ours[c:d])))
    return tuple(changes)


def _plain(terms: Sequence[Term]) -> list[Term]:
    empty = (term for term in terms if term.sort != "mark")
    return [term for term in empty if term.low == "no" or not in_class(term.low, "determiners")]
