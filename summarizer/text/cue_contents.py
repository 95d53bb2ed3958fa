"""Finds the content of a cue: before it, behind it, or what a passive or relative cue hangs on."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.text.clauses import has_finite_verb, noun_phrase_start
from summarizer.text.cue_asides import comparison, rest_behind
from summarizer.text.cue_behind import content_behind, is_infinitive
from summarizer.text.cue_parts import COMMAS, QUESTION_WORDS, Complement, FoundVerb, Subject
from summarizer.text.cue_subjects import as_saying, is_reduced
from summarizer.text.units import QUOTE
from summarizer.text.verb_groups import Group
from summarizer.text.words import Word, in_class

__all__ = ["complement_of"]


def complement_of(items: Sequence[Word], each: FoundVerb, index: int, found: list[FoundVerb]) -> Complement | None:
    """The complement of one of the verbs found in a unit, or None: a verb without one is no cue."""
    group, subject = each.group, each.subject
    if as_saying(items, group) is not None:
        return content_before(items, each, index, found) or content_behind(
            items, each, index, found, as_saying(items, group) or group.end
        )
    if group.passive or is_reduced(items, group):
        return _passive(items, group)
    if (
        subject.relative
        and group.sense.act("object")
        and not (_clause_opens(items, group.end) or is_infinitive(items, group.end))
    ):
        return _antecedent(items, subject)
    after = subject.end if subject.inverted else group.end
    if clausal(group) and (whole := comparison(items, each, index, found)) is not None:
        return Complement((whole,), "clause")
    left = content_before(items, each, index, found) if not subject.shared or subject.inverted else None
    right = content_behind(items, each, index, found, after)
    aside = _around_aside(items, each, index, found, after)
    if aside is not None and items[aside.ranges[1][0]].low == QUOTE and left is None:
        return aside
    if aside is not None and (left is None or left.frame == "clause") and _is_looser(right, aside):
        return aside
    if left is not None and left.frame == "direct":
        more = _quote_behind(items, after)
        return left._replace(ranges=(*left.ranges, *more))
    if right is not None and (left is None or right.frame != "bare"):
        return right if right.frame != "bare" else right._replace(frame="clause")
    if left is not None:
        return left
    return None


def clausal(group: Group) -> bool:
    """Whether the verb takes a clause."""
    return group.sense.act("clause") is not None


def _around_aside(
    items: Sequence[Word], each: FoundVerb, index: int, found: list[FoundVerb], after: int
) -> Complement | None:
    """Both halves of a clause that its cue interrupts."""
    first = min(each.subject.start, each.group.start)
    if each.subject.shared or not clausal(each.group) or first < 2 or items[first - 1].text != ",":
        return None
    start = _floor(items, index, found)
    rest = rest_behind(items, after, index, found) or _predicate_quoted(items, after)
    if rest is None or start >= first - 1 or any(w.low in _NO_HEAD for w in items[start : start + 1]):
        return None
    return Complement(((start, first - 1), rest), "clause")


def _predicate_quoted(items: Sequence[Word], after: int) -> tuple[int, int] | None:
    """The quotation behind a cue in mid-clause that begins with the verb: "The city, he said, “does not pay”"."""
    quote = items[after + 1] if after + 1 < len(items) and items[after].text == "," else None
    if quote is None or quote.low != QUOTE:
        return None
    inner = quote.text.lstrip("“\"„‘'` ")
    first = inner.split(maxsplit=1)[0].lower() if inner else ""
    return (after + 1, after + 2) if inner[:1].islower() and in_class(first, "auxiliaries") else None


def _is_looser(right: Complement | None, aside: Complement) -> bool:
    """Whether what stands behind the cue is no clause of its own right behind the comma."""
    return right is None or right.frame == "bare" or right.ranges[0][0] > aside.ranges[1][0]


_NO_HEAD = frozenset({"although", "though", "while", "whereas"})


def _clause_opens(items: Sequence[Word], position: int) -> bool:
    return position < len(items) and (
        items[position].low in {"that", *QUESTION_WORDS, QUOTE} or items[position].text == ":"
    )


def _passive(items: Sequence[Word], group: Group) -> Complement | None:
    """What is rejected or demanded by somebody stands before the verb."""
    position = group.start
    if position > 0 and items[position - 1].low in {"that", "which"}:
        position -= 1
    start = near_start(items, position)
    if start >= position or not group.sense.act("object"):
        return None
    return Complement(((start, position),), "object")


def near_start(items: Sequence[Word], end: int) -> int:
    """The noun phrase right before `end`, back to its own article and no further."""
    start = noun_phrase_start(items, end)
    return next(
        (i for i in range(end - 1, start - 1, -1) if in_class(items[i].low, "determiners", "possessives")), start
    )


def _antecedent(items: Sequence[Word], subject: Subject) -> Complement | None:
    end = subject.start - 1
    start = near_start(items, end)
    return Complement(((start, end),), "object") if start < end else None


def _quote_behind(items: Sequence[Word], position: int) -> tuple[tuple[int, int], ...]:
    """The second half of a quotation that its speaker interrupts: "A," said X, "B." """
    for index in range(position, min(position + 16, len(items))):
        if items[index].low == QUOTE:
            joined = items[index - 1].text in {",", ":"} if index else False
            return ((index, index + 1),) if joined else ()
        if items[index].low in {"that", *QUESTION_WORDS} or in_class(items[index].low, "auxiliaries"):
            return ()
        if items[index].low.endswith("ing") and index > position:
            return ()
    return ()


# --- content before the cue ---


def content_before(items: Sequence[Word], each: FoundVerb, index: int, found: list[FoundVerb]) -> Complement | None:
    """What stands before a cue in the middle or at the end of a sentence: "…," he said; "…, Lind said"."""
    if not (each.group.sense.act("clause") or each.group.sense.act("quote")):
        return None
    stop = each.group.start if each.subject.inverted else min(each.subject.start, each.group.start)
    floor = _floor(items, index, found)
    end = stop
    while end > floor and (items[end - 1].text in COMMAS or items[end - 1].low in {"and", "but", "while"}):
        end -= 1
    if end <= floor:
        return None
    while floor < end and (items[floor].text in COMMAS or (items[floor].low in {"and", "but"} and floor > 0)):
        floor += 1
    if floor >= end:
        return None
    last = items[end - 1]
    if last.low == QUOTE:
        return _quoted_left(items, floor, end, joined=end < stop or last.text.rstrip("”\"'’“")[-1:] in ",?!.…–—-")
    if end == stop and last.text not in {"?", "!"}:
        return None
    spoken = has_finite_verb(items, floor, end) or any(w.low == QUOTE for w in items[floor:end])
    if spoken and not _introduces(items, floor):
        return Complement(((floor, end),), "clause")
    return None


def _floor(items: Sequence[Word], index: int, found: list[FoundVerb]) -> int:
    """Where the words before a cue begin that can be its own: behind the cue before it and its subject."""
    if index == 0:
        return 0
    before = found[index - 1]
    floor = max(before.group.end, before.subject.end if not before.subject.shared else 0)
    tagged = before.subject.inverted or (floor < len(items) and items[floor].text in COMMAS)
    return floor if tagged else 0


def _quoted_left(items: Sequence[Word], floor: int, end: int, *, joined: bool) -> Complement | None:
    if not joined:
        return None
    start = end - 1
    while start - 1 >= floor and items[start - 1].low == QUOTE:
        start -= 1
    if start > floor and _introduces(items, floor) and _is_title(items[start].text):
        return None
    if all(not w.is_word or in_class(w.low, "coordinators", "adverbs") for w in items[floor:start]):
        return Complement(((start, end),), "direct")
    if has_finite_verb(items, floor, start) or items[start].text.lstrip("'`“\"")[:1].islower():
        return Complement(((floor, end),), "clause")
    return Complement(((start, end),), "direct")


def _is_title(quotation: str) -> bool:
    """Whether a quotation is the name of a show or a book."""
    long = [w for w in quotation.strip("“”\"'`, ").split() if len(w) > 3]
    return 0 < len(long) <= _LONGEST_TITLE and all(w[0].isupper() for w in long)


_LONGEST_TITLE = 6
"""Long words of a title."""


_ABOUT = frozenset({"about", "around", "over", "under", "nearly", "almost"})
"""Ahead of a number that opens a sentence."""


def _introduces(items: Sequence[Word], start: int) -> bool:
    """Whether the words before a comma only lead in: "After the talks, Lind said"."""
    first = items[start].low
    counted = items[start : start + 3]
    if (first == "at" and counted[1].low in {"least", "most"}) or (first in _ABOUT and counted[1].text[:1].isdigit()):
        return False  # "At least 14 people died, police said"
    return (
        in_class(first, "prepositions", "subordinators")
        and first not in {"if", "what", "how", "whether", "there", "that"}
    ) or first.endswith(("ing", "ed"))
