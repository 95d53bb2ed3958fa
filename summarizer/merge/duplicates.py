"""Folds claims that say the same, in the same words or in another translation, into one claim with all its sources.

What is one claim, `tellings` says; which claims come into question, `nearness`. All wordings of a claim are one with
each other, so that a claim does not drift from one wording to the next.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from summarizer.merge.entries import Entry, Folded, Names, text_key
from summarizer.merge.nearness import Nearness, statement_key
from summarizer.merge.tellings import Telling, are_apart, are_one, block_of, own_words, telling_of
from summarizer.merge.told import Told
from summarizer.merge.wording import dice
from summarizer.models import ClaimJudgement, ClaimSource, Decision, MergedClaim

__all__ = ["fold", "short_hash", "unheeded"]

TELLINGS = 16
"""A claim has at most so many wordings; what words it differently again is a claim of its own."""
NEAREST = 32
"""With so many claims one is compared, those whose words are most like its own."""

_MATCHES = ("verbatim", "normalised", "altered", "absent")


def fold(entries: Sequence[Entry], names: Names, decisions: Sequence[Decision] = ()) -> tuple[Folded, ...]:
    """The claims of the brief: every entry is a source of exactly one.

    Two claims that are judged to be one fold, unless they are opposed (`tellings.are_apart`, see `unheeded`); two that
    are judged not to be one never do, whatever else is judged.

    Their order: claims with more texts first, then those of the actor with more claims, with more texts, then by
    actor id, then by article and position of the best source. `merged_id` is a hash of the smallest claim id.
    """
    judged = _Judged.of(decisions)
    groups = _judged_to_be_one(_exact_duplicates(entries), judged, names)
    blocks: dict[Hashable, list[_Group]] = defaultdict(list)
    while groups:
        group = groups.pop()
        blocks[block_of(group.entries[0])].append(group)
    found: list[Folded] = []
    while blocks:
        # One block after the other, each let go when it is done: what is known of the words of a day takes much room.
        _, block = blocks.popitem()
        found.extend(_folded(group.entries) for group in _near_duplicates(block, judged, names))
    return _in_order(found, entries)


def unheeded(folded: Iterable[Folded], decisions: Iterable[Decision]) -> tuple[ClaimJudgement, ...]:
    """The judgements that two claims are one that were not followed: the claims are opposed, or another judged no."""
    judged = [j for j in decisions if isinstance(j, ClaimJudgement) and j.same]
    if not judged:
        return ()
    place = {entry.checked.claim_id: number for number, item in enumerate(folded) for entry in item.entries}
    return tuple(
        judgement
        for judgement in judged
        if all(claim in place for claim in judgement.claims) and len({place[claim] for claim in judgement.claims}) > 1
    )


def short_hash(kind: str, text: str) -> str:
    """Twelve hexadecimal digits that stand for a text among others of its kind."""
    return hashlib.sha256(f"{kind}\n{text}".encode()).hexdigest()[:12]


@dataclass
class _Group:
    """The entries of one claim, the texts they stand in, and the wordings; a hundred reprints are one wording."""

    entries: list[Entry]
    texts: set[str]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> _Group:
        """The group of entries with the same claim id."""
        return cls(list(entries), {text_key(entry.article) for entry in entries})

    @cached_property
    def tellings(self) -> dict[Hashable, Telling]:
        """The wordings, by all that they are compared by; found when they are asked for, because they take room."""
        telling = telling_of(self.entries[0])
        return {telling.key: telling}

    @property
    def ids(self) -> frozenset[str]:
        """The claim ids of its entries."""
        return frozenset(entry.checked.claim_id for entry in self.entries)

    def take(self, other: _Group) -> None:
        """Take in the entries and tellings of another group."""
        self.tellings.update(other.tellings)
        self.entries.extend(other.entries)
        self.texts |= other.texts


def _exact_duplicates(entries: Iterable[Entry]) -> list[_Group]:
    """Entries of one claim id together: the same words, actor and statement of one text, wherever it was published."""
    found: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=_place):
        found[entry.checked.claim_id, block_of(entry)].append(entry)
    return [_Group.of(group) for group in sorted(found.values(), key=lambda group: _place(group[0]))]


def _place(entry: Entry) -> tuple[int, int]:
    return entry.article_index, entry.position


# --- what was judged -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Judged:
    """The pairs of claim ids that are judged to be one, in order, and for each claim id those that it is not."""

    one: tuple[tuple[str, str], ...]
    two: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> _Judged:
        """The judgements on claims; of two on one pair that it is not one claim counts."""
        judgements = [decision for decision in decisions if isinstance(decision, ClaimJudgement)]
        two: dict[str, set[str]] = defaultdict(set)
        for one, other in (judgement.claims for judgement in judgements if not judgement.same):
            two[one].add(other)
            two[other].add(one)
        same = {(min(j.claims), max(j.claims)) for j in judgements if j.same}
        return cls(tuple(sorted(same)), {claim: frozenset(others) for claim, others in two.items()})

    def forbid(self, a: _Group, b: _Group) -> bool:
        """Whether a claim of one group is judged not to be one of the other."""
        if not self.two:
            return False
        ids = b.ids
        return any(not self.two[claim].isdisjoint(ids) for claim in a.ids if claim in self.two)


def _judged_to_be_one(groups: Sequence[_Group], judged: _Judged, names: Names) -> list[_Group]:
    """The groups, those together that are judged to be one and not opposed."""
    of_claim: dict[str, list[_Group]] = defaultdict(list)
    for group in groups if judged.one else ():
        of_claim[group.entries[0].checked.claim_id].append(group)
    taken: dict[int, _Group] = {}

    def head(group: _Group) -> _Group:
        while id(group) in taken:
            group = taken[id(group)]
        return group

    for one, other in judged.one:
        for pair in product(of_claim.get(one, ()), of_claim.get(other, ())):
            first, second = sorted(map(head, pair), key=lambda group: _place(group.entries[0]))
            if first is not second and not judged.forbid(first, second) and not _opposed(first, second, names):
                first.take(second)
                taken[id(second)] = first
    return [group for group in groups if id(group) not in taken]


def _opposed(a: _Group, b: _Group, names: Names) -> bool:
    return any(are_apart(left, right, names) for left, right in product(a.tellings.values(), b.tellings.values()))


# --- near duplicates -------------------------------------------------------------------------------------------------


def _near_duplicates(groups: Iterable[_Group], judged: _Judged, names: Names) -> list[_Group]:
    """Each group of a block joins the one before it that is most like it of those that it can be folded into."""
    keyed = [_Keyed.of(group, names) for group in _told_alike(groups, judged)]
    keyed.sort(key=lambda item: (item.size, _place(item.group.entries[0])))
    nearness = Nearness(key for item in keyed for key in item.keys)
    kept: list[_Group] = []
    for item in keyed:
        near = (number for telling, key in item.tellings for number in nearness.near(telling, key))
        target = _target(item.group, kept, frozenset(near), judged, names)
        if target is None:
            target = len(kept)
            kept.append(item.group)
        else:
            kept[target].take(item.group)
        for telling, key in item.tellings:
            nearness.add(target, telling, key)
    return kept


def _told_alike(groups: Iterable[_Group], judged: _Judged) -> list[_Group]:
    """The groups, those together that are told in the same words, as in reprints."""
    kept: list[_Group] = []
    first: dict[Hashable, _Group] = {}
    for group in sorted(groups, key=lambda group: _place(group.entries[0])):
        known = first.setdefault(next(iter(group.tellings)), group) if len(group.tellings) == 1 else group
        if known is group or judged.forbid(known, group):
            kept.append(group)
        else:
            known.take(group)
    return kept


@dataclass(frozen=True)
class _Keyed:
    """A group with the key of each of its tellings' statements; `size` is that of the smallest."""

    group: _Group
    keys: tuple[frozenset[str], ...]
    size: int

    @classmethod
    def of(cls, group: _Group, names: Names) -> _Keyed:
        """A group with its keys."""
        keys = tuple(statement_key(telling, own_words(names, telling.entry)) for telling in group.tellings.values())
        return cls(group, keys, min(map(len, keys)))

    @property
    def tellings(self) -> Iterator[tuple[Telling, frozenset[str]]]:
        """Each telling with its key."""
        return zip(self.group.tellings.values(), self.keys, strict=True)


def _target(group: _Group, kept: Sequence[_Group], near: Iterable[int], judged: _Judged, names: Names) -> int | None:
    likeness = {number: _likeness(group, kept[number]) for number in near}
    nearest = sorted(likeness, key=lambda number: (-likeness[number], number))[:NEAREST]
    return next((n for n in nearest if not judged.forbid(group, kept[n]) and _fold_into(kept[n], group, names)), None)


def _likeness(a: _Group, b: _Group) -> float:
    one, other = (next(iter(group.tellings.values())) for group in (a, b))
    return dice(one.content, other.content)


def _fold_into(kept: _Group, group: _Group, names: Names) -> bool:
    """Whether all tellings of two groups are one claim, those apart that both have."""
    new = [telling for key, telling in group.tellings.items() if key not in kept.tellings]
    if len(kept.tellings) + len(new) > TELLINGS:
        return False
    in_one_text = not kept.texts.isdisjoint(group.texts)
    pairs = product(kept.tellings.values(), new)
    return all(are_one(left, right, names, in_one_text=in_one_text) for left, right in pairs)


# --- the merged claim ------------------------------------------------------------------------------------------------


def _quality(entry: Entry) -> tuple[bool, bool, int, bool]:
    checked = entry.checked
    dated = checked.when is not None and checked.when.earliest is not None
    return entry.told is not None, checked.verdict != "supported", _MATCHES.index(checked.location.match), not dated


def _best_first(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The best source first: of today, supported, verbatim, dated; then the one that quotes more sentences."""
    if len(entries) == 1:
        return tuple(entries)
    said = {quote: len(Told(quote).sentences) for quote in {entry.checked.claim.quote for entry in entries}}
    return tuple(sorted(entries, key=lambda e: (*_quality(e), -said[e.checked.claim.quote], *_place(e))))


def _folded(group: Sequence[Entry]) -> Folded:
    entries = _best_first(group)
    best = entries[0]
    told = [entry for entry in entries if entry.told is None] or entries
    merged = MergedClaim(
        merged_id=short_hash("claim", min(entry.checked.claim_id for entry in entries)),
        kind=best.checked.kind,
        claim=best.checked.claim,
        actor=best.actor,
        to=best.to,
        reported_by=best.reported_by,
        when=best.checked.when,
        verdict=best.checked.verdict,
        sources=tuple(_sources(told)),
        origins=len({entry.origin for entry in told}),
        extra=best.checked.extra,
    )
    return Folded(merged, entries)


def _sources(entries: Iterable[Entry]) -> Iterator[ClaimSource]:
    seen = set()
    for entry in entries:
        key = (entry.article.article_id, entry.checked.claim_id)
        if key not in seen:
            seen.add(key)
            yield entry.source


def _in_order(folded: Sequence[Folded], entries: Sequence[Entry]) -> tuple[Folded, ...]:
    claims = Counter(entry.actor for entry in entries if entry.actor)
    texts = Counter(actor for actor, _ in {(entry.actor, text_key(entry.article)) for entry in entries} if actor)

    def rank(item: Folded) -> tuple[int, int, int, str, int, int]:
        actor = item.merged.actor or ""
        return -len(item.origins), -claims[actor], -texts[actor], actor, *_place(item.entries[0])

    return tuple(sorted(folded, key=rank))
