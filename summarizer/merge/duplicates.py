"""Folds claims that say the same, in the same words or in another translation, into one claim with all its sources.

Claims fold where kind and actor are the same, they share most of their content words, at most one of them holds words
that the other lacks (`sameness`), and nothing sets them against each other: a negation, a number, a date, a name, an
antonym, a tense, a condition, or an answer of another kind. Where it is not certain they stay apart: a reader forgives
a remark that stands twice, and not one that nobody made.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.merge.entries import Entry, Folded, Names, text_key
from summarizer.merge.sameness import same_wording
from summarizer.merge.wording import content_words, dice
from summarizer.models import (
    ClaimSource,
    DatedEvent,
    Decision,
    Demand,
    MergedClaim,
    Position,
    Response,
    ResponseKind,
    said_of,
)

__all__ = ["fold", "short_hash"]

SHARED = 0.6
"""Share of content words (Dice, quote and statement together) that claims of two articles must have in common."""
STATED = 0.4
"""The same of the statements alone: one long quotation can carry several claims."""
STATED_IN_ONE_ARTICLE = 0.8
"""The same within one article: what a reader of it states as two claims are two, unless they are worded alike."""

_MATCHES = ("verbatim", "normalised", "altered", "absent")
_ANSWER: dict[ResponseKind, str] = {"denies": "rejects"}
_CLASHING_ACTS = frozenset({
    frozenset({"promises", "threatens"}),
    frozenset({"supports", "criticises"}),
    frozenset({"supports", "accuses"}),
})  # fmt: skip


def fold(entries: Sequence[Entry], names: Names, decisions: Sequence[Decision] = ()) -> tuple[Folded, ...]:
    """The claims of the brief: every entry is a source of exactly one.

    Their order: claims with more texts first, then those of the actor with more claims, with more texts, then by
    actor id, then by article and position of the best source. `merged_id` is a hash of the smallest claim id.
    """
    groups = _near_duplicates(_exact_duplicates(entries), names)
    return _in_order([_folded(group) for group in groups], entries)


def short_hash(kind: str, text: str) -> str:
    """Twelve hexadecimal digits that stand for a text among others of its kind."""
    return hashlib.sha256(f"{kind}\n{text}".encode()).hexdigest()[:12]


def _exact_duplicates(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Entries of one claim id together: the same words, actor and statement of one text, wherever it was published."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=_place):
        found[entry.checked.claim_id].append(entry)
    return sorted(found.values(), key=lambda group: _place(group[0]))


def _place(entry: Entry) -> tuple[int, int]:
    return entry.article_index, entry.position


# --- near duplicates -------------------------------------------------------------------------------------------------


def _near_duplicates(groups: Sequence[list[Entry]], names: Names) -> list[list[Entry]]:
    """Each group joins the first one before it that it can be folded into.

    Only those are compared that share one of their rarest words: two sets of words with a Dice coefficient of at least
    `SHARED` have at least one word of their prefixes in common (prefix filtering, Chaudhuri et al. 2006).
    """
    worded = [_worded(group) for group in groups]
    rarity = Counter(word for group in worded for word in group.words)
    kept: list[_Worded] = []
    index: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    for group in worded:
        prefix = [(group.block, word) for word in _prefix(group.words, rarity)]
        candidates = sorted({number for key in prefix for number in index[key]})
        target = next((kept[number] for number in candidates if _foldable(kept[number], group, names)), None)
        if target is not None:
            target.entries.extend(group.entries)
            target.tellings.update(group.tellings)
            continue
        for key in prefix:
            index[key].append(len(kept))
        kept.append(group)
    return [group.entries for group in kept]


@dataclass(frozen=True)
class _Worded:
    """Entries of one claim, with the content words of the first: all of them, and those of the statement.

    `tellings` holds one entry for each way in which it is told; a hundred reprints are one way.
    """

    entries: list[Entry]
    tellings: dict[Hashable, Entry]
    block: Hashable
    words: frozenset[str]
    stated: frozenset[str]


def _worded(entries: Sequence[Entry]) -> _Worded:
    claim = entries[0].checked.claim
    stated = content_words(said_of(claim))
    words = stated | content_words(claim.quote)
    return _Worded(list(entries), _tellings(entries), _block(entries[0]), words, stated)


def _tellings(entries: Iterable[Entry]) -> dict[Hashable, Entry]:
    found: dict[Hashable, Entry] = {}
    for entry in entries:
        claim = entry.checked.claim
        found.setdefault((claim, entry.actor, entry.to, entry.reported_by, _value(entry)), entry)
    return found


def _prefix(words: frozenset[str], rarity: Counter[str]) -> list[str]:
    shared = math.ceil(SHARED * len(words) / (2 - SHARED))
    return sorted(words, key=lambda word: (rarity[word], word))[: len(words) - shared + 1]


def _block(entry: Entry) -> Hashable:
    """What claims must have in common to be compared at all."""
    claim = entry.checked.claim
    if not isinstance(claim, DatedEvent):
        return (entry.checked.kind, entry.actor)
    # An event is one event whoever reports it; an allegation belongs to him who alleges.
    alleging = entry.actor if claim.status == "alleged" else None
    value = _value(entry)
    return ("date", claim.status, value, alleging, "" if value else claim.phrase.casefold())


def _value(entry: Entry) -> str | None:
    claim = entry.checked.claim
    if entry.checked.when is not None:
        return entry.checked.when.value
    return claim.value if isinstance(claim, DatedEvent) else None


def _foldable(kept: _Worded, group: _Worded, names: Names) -> bool:
    if not _alike(kept, group):
        return False
    return not any(_opposed(left, right, names) for left in kept.tellings.values() for right in group.tellings.values())


def _alike(a: _Worded, b: _Worded) -> bool:
    if dice(a.words, b.words) < SHARED:
        return False
    one_article = text_key(a.entries[0].article) == text_key(b.entries[0].article)
    return dice(a.stated, b.stated) >= (STATED_IN_ONE_ARTICLE if one_article else STATED)


def _opposed(a: Entry, b: Entry, names: Names) -> bool:
    """Whether anything sets two claims apart that are worded alike."""
    left, right = a.checked.claim, b.checked.claim
    own = names.words.get(a.actor or "", frozenset())
    dated, asked = isinstance(left, DatedEvent), isinstance(left, Demand)
    if not same_wording(said_of(left), said_of(right), own, dated=dated, asked=asked):
        return True
    if not same_wording(left.quote, right.quote, own, dated=dated, asked=asked):
        return True
    return _addressed_apart(a, b, names) or _fields_apart(a, b)


def _addressed_apart(a: Entry, b: Entry, names: Names) -> bool:
    """Whether they are directed to two different sides, the U.S. and "the U.S. and NATO" not being two."""
    if a.to is None or b.to is None or a.to == b.to:
        return False
    return not names.sides_of(a.to) & names.sides_of(b.to)


def _fields_apart(a: Entry, b: Entry) -> bool:
    match a.checked.claim, b.checked.claim:
        case Position() as left, Position() as right:
            stances = {left.stance, right.stance}
            clash = frozenset({left.act, right.act}) in _CLASHING_ACTS or stances >= {"supports", "opposes"}
            return clash or bool(left.condition) != bool(right.condition)
        case Response() as left, Response() as right:
            return _ANSWER.get(left.kind, left.kind) != _ANSWER.get(right.kind, right.kind)
        case Demand() as left, Demand() as right:
            return _differ(left.deadline, right.deadline)
    return False


def _differ(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a.casefold() != b.casefold()


# --- the merged claim ------------------------------------------------------------------------------------------------


def _quality(entry: Entry) -> tuple[bool, bool, int, bool, int, int]:
    checked = entry.checked
    dated = checked.when is not None and checked.when.earliest is not None
    return (
        entry.told is not None,
        checked.verdict != "supported",
        _MATCHES.index(checked.location.match),
        not dated,
        *_place(entry),
    )


def _folded(group: Iterable[Entry]) -> Folded:
    entries = tuple(sorted(group, key=_quality))
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
