"""Lays a statement beside the words it is to rest on: which of its terms they hold, and what faces the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from summarizer.check.terms import Term, related, terms_of
from summarizer.text.thesaurus import Relation, parts_of_speech
from summarizer.text.verbs import reporting_forms

__all__ = ["HELD", "NEAR_COPY", "Evidence", "Link", "compared"]

HELD: frozenset[Relation] = frozenset({"same", "synonym", "broader", "narrower"})
"""The relations by which the words hold a term of the statement."""


NEAR_COPY = 0.5
"""From this share of held terms on a statement keeps close to its words, so that one word turned round refutes it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A term of the statement, by its place there, and the term of the words that it rests on."""

    ours: int
    theirs: int
    relation: Relation


@dataclass(frozen=True)
class Evidence:
    """A statement's terms, those of the words it rests on and of what stands around them, and how they are linked.

    `facing` gives for a term of the statement that the words do not hold those that stand in its place there; `again`
    are the places of names that the words hold, but not so often.
    """

    statement: tuple[Term, ...]
    words: tuple[Term, ...]
    around: frozenset[Term]
    links: tuple[Link, ...]
    again: frozenset[int] = frozenset()
    facing: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def link_of(self) -> dict[int, Link]:
        """The links by the statement's terms."""
        return {link.ours: link for link in self.links}

    @cached_property
    def content(self) -> tuple[int, ...]:
        """The places of the statement's terms that carry matter of their own."""
        return tuple(i for i, term in enumerate(self.statement) if term.is_content)

    @cached_property
    def missing(self) -> tuple[int, ...]:
        """The places of content terms that the words do not hold."""
        return tuple(i for i in self.content if i not in self.link_of)

    @cached_property
    def left_over(self) -> tuple[int, ...]:
        """The places of content terms of the words that the statement does not use."""
        used = {link.theirs for link in self.links}
        return tuple(j for j, term in enumerate(self.words) if term.is_content and j not in used)

    @cached_property
    def share(self) -> float:
        """The share of the statement's content terms that the words hold; 1.0 for a statement without any."""
        return 1 - len(self.missing) / len(self.content) if self.content else 1.0

    @cached_property
    def core_share(self) -> float:
        """The share of the terms that the words hold, leaving out who is named as saying it."""
        core = [i for i in self.content if not self.speaks(i)]
        return sum(i in self.link_of for i in core) / len(core) if core else 1.0

    def speaks(self, i: int) -> bool:
        """Whether a name of the statement stands right before a verb of saying, or behind "according to"."""
        return _speaks(self.statement, i)

    def speaks_there(self, j: int) -> bool:
        """Whether a name of the words stands right before a verb of saying, or behind "according to"."""
        return _speaks(self.words, j)

    def replaced(self, i: int, *, wholly: bool = False) -> tuple[int, ...]:
        """The places of the words' terms whose very place a missing term takes.

        That is beside the same link as the term; `wholly` asks for that on its right side, where what it belongs to
        stands, or on both sides.
        """
        return tuple(
            j
            for j in self.facing.get(i, ())
            if self._in_its_place(i, j, 1) or (not wholly and self._in_its_place(i, j, -1))
        )

    def _in_its_place(self, i: int, j: int, step: int) -> bool:
        """Whether the next content term on a side (`step` is 1 or -1) is linked with the one next to `j`."""
        places = range(i + 1, len(self.statement)) if step > 0 else range(i - 1, -1, -1)
        near = next((k for k in places if self.statement[k].is_content), None)
        if near is None:
            return self._next_content(j, step) is None
        link = self.link_of.get(near)
        return link is not None and self._next_content(link.theirs, -step) == j

    def _next_content(self, j: int, step: int) -> int | None:
        j += step
        while 0 <= j < len(self.words) and not self.words[j].is_content:
            j += step
        return j if 0 <= j < len(self.words) else None

    def stands_around(self, term: Term) -> bool:
        """Whether what stands around the words holds a term."""
        return any(related(term, other) in HELD for other in self.around)


def _speaks(terms: Sequence[Term], i: int) -> bool:
    if terms[i].sort not in ("name", "place"):
        return False
    behind = next((term for term in terms[i + 1 :] if term.sort != "name"), None)
    before = [term.low for term in terms[max(0, i - 2) : i]]
    says = behind is not None and behind.low in reporting_forms() and _is_inflected(behind.low)
    return says or before == ["according", "to"]


def _is_inflected(low: str) -> bool:
    """Whether a form of a verb is no base form of a verb or noun: "said" and "claims", and not "claim" or "report"."""
    return parts_of_speech(low).isdisjoint("nv")


@lru_cache(maxsize=1_024)
def compared(statement: str, words: str, around: tuple[str, ...] = ()) -> Evidence:
    """Lay a statement beside the words it rests on."""
    beside = tuple(term for sentence in around for term in terms_of(sentence) if term.is_content)
    theirs = terms_of(words)
    ours = _with_names(terms_of(statement), (*theirs, *beside))
    anchors = _anchors(ours, theirs)
    links = tuple(_linked(ours, theirs, anchors))
    again = _again(ours, links, anchors)
    return Evidence(
        statement=ours,
        words=theirs,
        around=frozenset(beside),
        links=links,
        again=again,
        facing=_facing(ours, theirs, [link for link in links if link.ours not in again]),
    )


def _with_names(terms: Sequence[Term], others: Sequence[Term]) -> tuple[Term, ...]:
    """The terms with those for names that begin with a capital and are, or are part of, a name on the other side."""
    known = {part for other in others if other.sort == "name" for part in other.low.split()}
    return tuple(
        replace(term, sort="name") if term.sort == "word" and term.text[0].isupper() and term.low in known else term
        for term in terms
    )


def _anchors(ours: Sequence[Term], theirs: Sequence[Term]) -> dict[int, int]:
    """Equal content terms in the same order on both sides."""
    mine = [i for i, term in enumerate(ours) if term.is_content]
    their = [j for j, term in enumerate(theirs) if term.is_content]
    matcher = SequenceMatcher(None, [ours[i].key for i in mine], [theirs[j].key for j in their], autojunk=False)
    pairs = ((mine[a + k], their[b + k]) for a, b, size in matcher.get_matching_blocks() for k in range(size))
    return {i: j for i, j in pairs if related(ours[i], theirs[j]) == "same"}


def _linked(ours: Sequence[Term], theirs: Sequence[Term], anchors: dict[int, int]) -> Iterable[Link]:
    """A link for each content term that the words hold: equal and in order first, else the closest by meaning."""
    used = set(anchors.values())
    for i, term in enumerate(ours):
        if i in anchors:
            yield Link(i, anchors[i], "same")
        elif term.is_content:
            found = _nearest(i, term, theirs, anchors, used)
            if found:
                used.add(found.theirs)
                yield found


def _again(ours: Sequence[Term], links: Sequence[Link], anchors: dict[int, int]) -> frozenset[int]:
    """The places of names linked to a term of the words that another place of the statement is linked to already."""
    taken: set[int] = set(anchors.values())
    again = set()
    for link in links:
        if link.ours in anchors:
            continue
        if link.theirs in taken and ours[link.ours].sort in ("name", "place"):
            again.add(link.ours)
        taken.add(link.theirs)
    return frozenset(again)


_CLOSENESS: tuple[Relation, ...] = ("same", "synonym", "broader", "narrower")


def _nearest(i: int, term: Term, theirs: Sequence[Term], anchors: dict[int, int], used: set[int]) -> Link | None:
    expected = _expected(i, anchors)
    ranked = [
        (_CLOSENESS.index(kind), j in used, abs(j - expected), j)
        for j, other in enumerate(theirs)
        if (kind := related(term, other)) in HELD and kind
    ]
    if not ranked:
        return None
    closeness, _, _, j = min(ranked)
    return Link(i, j, _CLOSENESS[closeness])


def _expected(i: int, anchors: dict[int, int]) -> float:
    """Where in the words a term would stand, judged by the anchor nearest to it."""
    near = min(anchors, key=lambda at: (abs(at - i), at), default=None)
    return anchors[near] + (i - near) if near is not None else i


def _facing(ours: Sequence[Term], theirs: Sequence[Term], links: Sequence[Link]) -> dict[int, tuple[int, ...]]:
    """For each content term without a link the unused content terms between the links on its two sides."""
    linked = {link.ours: link.theirs for link in links}
    used = set(linked.values())
    facing: dict[int, tuple[int, ...]] = {}
    for i, term in enumerate(ours):
        if not term.is_content or i in linked:
            continue
        before = next((linked[k] for k in range(i - 1, -1, -1) if k in linked), None)
        behind = next((linked[k] for k in range(i + 1, len(ours)) if k in linked), None)
        facing[i] = tuple(_between(theirs, before, behind, used))
    return facing


REACH = 6
"""How many terms from a link a term of the words still faces what stands beside the link's other end."""


def _between(theirs: Sequence[Term], before: int | None, behind: int | None, used: set[int]) -> Iterable[int]:
    if before is None and behind is None:
        return
    start = before + 1 if before is not None else max(0, (behind or 0) - REACH)
    end = behind if behind is not None else min(len(theirs), start + REACH)
    if end - start > 2 * REACH:
        return
    yield from (j for j in range(start, end) if theirs[j].is_content and j not in used)
