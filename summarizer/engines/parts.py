"""Splits an article that is too long for an engine into parts, and joins the answers for them into one.

A part is the article itself, with all but the part marked as furniture: its body is the part, and what is quoted from
it is located in the whole text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import accumulate
from operator import add
from typing import Any

from pydantic import ValidationError

from summarizer.engines import NOTHING, Answer
from summarizer.models import (
    Article,
    Claim,
    Extraction,
    Furniture,
    Outcome,
    actor_of,
    statement_of,
)
from summarizer.text.paragraphs import paragraph_gaps
from summarizer.text.sentences import sentences

__all__ = ["OTHER_PART", "join", "split"]

OTHER_PART = "other part"
"""The kind of furniture that hides the other parts of an article."""
OVERLAP = 0.1
"""The share of what fits that a part should have in common with the one before it."""
MOST_OVERLAP = 0.3
"""A single paragraph is repeated behind a cut where it takes at most this share of what fits."""
NEARLY_EQUAL = 90
"""From this likeness on, in per cent, two statements on the same words are one claim told twice."""

_WORD = re.compile(r"\S+")

_KEYS = {"demands": "key", "dates": "key", "responses": "answers_key"}
"""The field of a claim that holds its key or, in a response, the key of what it answers."""
_LIGHT = frozenset({"a", "an", "the", "that", "said", "says"})
"""Words in which two statements may differ and tell the same."""

_Stretch = tuple[int, int]
"""A start and an end, exclusive, in code points."""


# --- splitting -------------------------------------------------------------------------------------------------------


def split(article: Article, fits: int) -> tuple[Article, ...]:
    """The article in parts of at most `fits` code points each, in order; alone where it fits as it is.

    Cuts are between paragraphs, and whole paragraphs stand on both sides of a cut (about a tenth of what fits). A
    longer paragraph is cut between its sentences, a longer sentence between its words, a longer word anywhere. Every
    character of the body that is not white space stands in a part.

    Raises:
        ValueError: `fits` is less than 1.
    """
    if fits < 1:
        raise ValueError(f"an article has no parts of {fits} code points")
    if len(article.body()) <= fits:
        return (article,)
    shown = _shown(article)
    body = "".join(article.text[start:end] for start, end in shown)
    return tuple(_part(article, shown, stretch) for stretch in _stretches(body, fits))


def _shown(article: Article) -> list[_Stretch]:
    """The stretches of the text that are no furniture."""
    shown, start = [], 0
    for piece in sorted(article.furniture, key=_place):
        shown.append((start, piece.start))
        start = max(start, piece.end)
    return [(start, end) for start, end in (*shown, (start, len(article.text))) if start < end]


def _place(piece: Furniture) -> _Stretch:
    return piece.start, piece.end


def _part(article: Article, shown: Sequence[_Stretch], stretch: _Stretch) -> Article:
    """The article with all that it shows marked as another part, but for a stretch of its body."""
    lengths = accumulate((end - start for start, end in shown), initial=0)
    hidden: list[_Stretch] = []
    for (start, end), before in zip(shown, lengths, strict=False):
        first, last = (min(max(start, start + edge - before), end) for edge in stretch)
        hidden += [(start, first), (last, end)]
    marks = [Furniture(start=start, end=end, kind=OTHER_PART) for start, end in hidden if start < end]
    return article.model_copy(update={"furniture": tuple(sorted((*article.furniture, *marks), key=_place))})


def _stretches(body: str, fits: int) -> list[_Stretch]:
    """The stretches of a body that become parts: as few as can be, and as even as so few can be."""
    starts, ends = zip(*_units(body, fits), strict=True)
    parts = _packed(starts, ends, fits, fits)
    least = max(end - start for start, end in zip(starts, ends, strict=True))
    limits = range(least, fits)
    even = bisect_left(limits, True, key=lambda limit: len(_packed(starts, ends, limit, fits)) <= len(parts))
    return _packed(starts, ends, least + even, fits)


def _packed(starts: Sequence[int], ends: Sequence[int], limit: int, fits: int) -> list[_Stretch]:
    """Stretches of whole units, each of at most `limit` code points, with an overlap that goes by what fits."""
    packed, first = [], 0
    while True:
        behind = bisect_right(ends, starts[first] + limit)
        packed.append((starts[first], ends[behind - 1]))
        if behind == len(ends):
            return packed
        last = behind - 1
        again = bisect_left(starts, ends[last] - fits * OVERLAP)
        if again == behind and ends[last] - starts[last] <= fits * MOST_OVERLAP:
            again = last
        first = max(first + 1, again, bisect_left(starts, ends[behind] - limit))


def _units(body: str, fits: int) -> Iterator[_Stretch]:
    """What is not cut: paragraphs that fit, else their sentences, else words, else pieces of words."""
    for paragraph in _paragraphs(body):
        for sentence in [paragraph] if _length(paragraph) <= fits else _sentences(body, *paragraph):
            for word in [sentence] if _length(sentence) <= fits else _words(body, *sentence):
                yield from [word] if _length(word) <= fits else _pieces(*word, fits)


def _length(stretch: _Stretch) -> int:
    return stretch[1] - stretch[0]


def _paragraphs(body: str) -> Iterator[_Stretch]:
    edges = (0, *(edge for gap in paragraph_gaps(body) for edge in gap.span()), len(body))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = body[start:end]
        first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if first < last:
            yield first, last


def _sentences(body: str, start: int, end: int) -> Iterator[_Stretch]:
    return ((start + span.start, start + span.end) for span in sentences(body[start:end]))


def _words(body: str, start: int, end: int) -> Iterator[_Stretch]:
    return (word.span() for word in _WORD.finditer(body, start, end))


def _pieces(start: int, end: int, fits: int) -> Iterator[_Stretch]:
    # Pieces as long as an overlap, so that what stands across a cut stands whole in one of the two parts.
    length = max(1, int(fits * OVERLAP))
    return ((at, min(at + length, end)) for at in range(start, end, length))


# --- joining ---------------------------------------------------------------------------------------------------------


def join(article: Article, answers: Sequence[Answer]) -> Answer:
    """The answers for the parts of an article, in order, as one answer for the article.

    Keys are unique over the parts, a claim told on both sides of a cut stands once, and what was spent is summed up.
    The outcome is `partial` where a part failed or is partial itself, and says which; where all failed it is theirs.

    Raises:
        ValueError: There is no answer.
    """
    if not answers:
        raise ValueError(f"{article.article_id}: no answer for any part")
    if len(answers) == 1:
        return answers[0]
    answered = [each for each in answers if not each.outcome.failed]
    extraction, fault = _extraction([each.extraction if not each.outcome.failed else NOTHING for each in answers])
    first = answered[0] if answered else answers[0]
    return Answer(
        outcome=_outcome([each.outcome for each in answers], fault),
        provenance=first.provenance.model_copy(update={"parts": len(answers)}),
        extraction=extraction,
        usage=reduce(add, (each.usage for each in answers)),
    )


def _outcome(outcomes: Sequence[Outcome], fault: str | None) -> Outcome:
    """One outcome of the parts'; `fault` is what else kept their answers from being joined whole."""
    short = [each for each in outcomes if each.failed or each.kind == "partial"]
    messages = [*_messages(outcomes), *([fault] if fault else [])]
    if not messages:
        return Outcome(kind="ok" if any(each.kind == "ok" for each in outcomes) else "empty")
    remedies = dict.fromkeys(each.remedy for each in short if each.remedy)
    kind = short[0].kind if all(each.failed for each in outcomes) else "partial"
    return Outcome(kind=kind, message="; ".join(messages), remedy="; ".join(remedies) or None)


def _messages(outcomes: Sequence[Outcome]) -> list[str]:
    """What happened to the parts that failed or are partial; those to which the same happened are named together."""
    parts: dict[str, list[int]] = {}
    for number, outcome in enumerate(outcomes, 1):
        if outcome.failed or outcome.kind == "partial":
            parts.setdefault(": ".join(filter(None, (outcome.kind, outcome.message))), []).append(number)
    return [f"{_named(numbers, len(outcomes))}: {words}" for words, numbers in parts.items()]


def _named(numbers: Sequence[int], of: int) -> str:
    """`part 2 of 3`, `parts 1 and 3 of 4`, `all 3 parts`."""
    if len(numbers) == of:
        return f"all {of} parts"
    listed = [str(number) for number in numbers]
    names = " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))
    return f"part{'s' if len(numbers) > 1 else ''} {names} of {of}"


# --- the claims of all parts -----------------------------------------------------------------------------------------


def _extraction(extractions: Sequence[Extraction]) -> tuple[Extraction, str | None]:
    """The Extractions of the parts as one, and what was lost in it: fields of the user's own that do not fit together.

    Of those fields lists are put behind one another, and of other values the first that is there is taken.
    """
    claims = _folded(_all_told(extractions))
    base = {name: tuple(each.claim for each in claims if each.field == name) for name in Extraction.model_fields}
    form = max(
        (type(each) for each in extractions), key=lambda form: len(form.__mro__)
    )  # a failed part has the plain one
    own = {name: _put_together(extractions, name) for name in form.model_fields if name not in base}
    try:
        return form.model_validate({**base, **own}), None
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        named = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults[:3])
        return Extraction.model_validate(base), f"the parts' own fields do not fit together and are left out: {named}"


def _put_together(extractions: Sequence[Extraction], name: str) -> Any:
    values = [value for each in extractions if (value := getattr(each, name, None)) is not None]
    if values and all(isinstance(value, list | tuple) for value in values):
        return [entry for value in values for entry in value]
    return values[0] if values else None


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with the number of the part that told it and the field of the Extraction that it stands in."""

    part: int
    field: str
    claim: Claim

    @property
    def words(self) -> tuple[str, str | None, str]:
        """What is the same in every telling of one claim: its kind, its actor and its quote but for white space."""
        return self.field, actor_of(self.claim), " ".join(self.claim.quote.split())

    @property
    def key(self) -> str | None:
        """The key that the claim has or, in a response, answers."""
        name = _KEYS.get(self.field)
        return getattr(self.claim, name) if name else None

    def keyed(self, key: str | None) -> _Told:
        """The same with another key."""
        return self if key == self.key else replace(self, claim=self.claim.model_copy(update={_KEYS[self.field]: key}))


def _all_told(extractions: Sequence[Extraction]) -> list[_Told]:
    """The claims of all parts, with keys that are unique over them: those of a later part begin with its number."""
    told: list[_Told] = []
    for part, each in enumerate(extractions, 1):
        before, taken = f"{part}:", {known.key for known in told if known.key}
        while any(key.startswith(before) for key in taken):
            before += ":"
        own = [_Told(part, name, claim) for name in Extraction.model_fields for claim in getattr(each, name)]
        told += [new.keyed(before + new.key) if part > 1 and new.key is not None else new for new in own]
    return told


def _folded(told: Sequence[_Told]) -> list[_Told]:
    """The claims without those that another part has told before; what answers one of these answers the first telling.

    A first telling that has no key, or answers none, takes that of the next.
    """
    groups: list[list[_Told]] = []
    by_words: dict[tuple[str, str | None, str], list[list[_Told]]] = {}
    for each in told:
        known = by_words.setdefault(each.words, [])
        group = next((group for group in known if _tells_again(each, group)), None)
        if group is None:
            group = []
            groups.append(group)
            known.append(group)
        group.append(each)
    kept = [group[0].keyed(next((each.key for each in group if each.key is not None), None)) for group in groups]
    answered = {
        twin.key: first.key
        for first, (_, *twins) in zip(kept, groups, strict=True)
        for twin in twins
        if twin.field != "responses"
    }
    return [each.keyed(answered.get(each.key, each.key)) if each.field == "responses" else each for each in kept]


def _tells_again(told: _Told, group: Sequence[_Told]) -> bool:
    """Whether another part has told this claim, on the same words and nearly in the same."""
    return all(each.part != told.part for each in group) and _nearly_equal(
        statement_of(group[0].claim), statement_of(told.claim)
    )


def _nearly_equal(ours: str, theirs: str) -> bool:
    """Whether two statements differ in nothing that could change what is claimed: a name, a number, a "not"."""
    from rapidfuzz import fuzz

    from summarizer.text.word_diff import word_diff

    if ours == theirs:
        return True
    if fuzz.ratio(ours, theirs) < NEARLY_EQUAL:
        return False
    return all(map(_is_light, (word for change in word_diff(ours, theirs) for side in change for word in side)))


def _is_light(word: str) -> bool:
    return word.lower() in _LIGHT or not any(map(str.isalnum, word))
