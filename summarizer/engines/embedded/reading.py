"""One article read closely: its attributions, dates and actors, and what of them can carry a claim."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from summarizer.engines.embedded.outright import outright
from summarizer.models import Article, DatedEvent, Demand, Position, Response, Span, TimeExpression
from summarizer.text.attributions import attributions
from summarizer.text.cover import Cover
from summarizer.text.datelines import behind_dateline
from summarizer.text.find_dates import find_dates
from summarizer.text.names import Cast, cast_of
from summarizer.text.quotations import Quotation, quotations
from summarizer.text.sentence_attributions import Attribution, sentence_attributions
from summarizer.text.sentences import sentences
from summarizer.text.verbs import common_forms
from summarizer.text.words import office_words, words

__all__ = ["Found", "Reading", "beside", "cues_of", "has_any", "hostile_in", "is_hostile", "read_closely"]

_NEAR = 2500
"""Characters; no sentence with its quotation is longer."""
_RECENT = 200
"""So many attributions back something is pointed at; a bound, so that a long text stays linear."""

C = TypeVar("C", Position, Demand, Response, DatedEvent)


@dataclass(frozen=True, slots=True)
class Found(Generic[C]):
    """A claim with the place of its quote and the words it was made from."""

    claim: C
    quote: Span
    content: Span
    attribution: Attribution | None = None
    remark: bool = False


F = TypeVar("F", bound=Found[Any])


@dataclass(frozen=True)
class Reading:
    """An article with what the language layer finds in it, outside furniture and headlines."""

    article: Article
    cast: Cast
    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...]
    times: tuple[TimeExpression, ...]
    quotations: tuple[Quotation, ...]

    @cached_property
    def furniture(self) -> Cover:
        """What is not the article."""
        return Cover(self.article.furniture)

    @cached_property
    def told(self) -> Counter[str]:
        """How often the article has each word, in small letters."""
        return Counter(_LOW.findall(self.article.text.lower().replace("’", "'")))

    def words(self, span: Span) -> str:
        """The article's characters at a span."""
        return self.article.text[span.start : span.end]

    def usable(self, span: Span) -> bool:
        """Whether a span lies outside all furniture."""
        return not self.furniture.overlaps(span)

    def sentence_at(self, position: int) -> Span | None:
        """The sentence that holds a position."""
        index = bisect_right(self.sentences, position, key=lambda s: s.start) - 1
        return self.sentences[index] if index >= 0 and position < self.sentences[index].end else None

    def quoted(self, span: Span) -> bool:
        """Whether a span lies inside a quotation."""
        index = bisect_right(self.quotations, span.start, key=lambda q: q.whole.start) - 1
        return index >= 0 and span.within(self.quotations[index].whole)

    def quotations_in(self, span: Span) -> list[Span]:
        """The quotations within a span, with their marks."""
        first = bisect_left(self.quotations, span.start, key=lambda q: q.whole.start)
        last = bisect_left(self.quotations, span.end, key=lambda q: q.whole.start)
        return [q.whole for q in self.quotations[first:last] if q.whole.end <= span.end]

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the article has in small letters between other words."""
        return frozenset(_BETWEEN.findall(self.article.text))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that the article has with a capital in the middle of a sentence."""
        return frozenset(_MIDWAY.findall(self.article.text))

    def near(self, position: int) -> tuple[Attribution, ...]:
        """The attributions whose cue stands near a position: all that can speak of what stands there."""
        first = bisect_left(self.attributions, position - _NEAR, key=lambda a: a.cue.start)
        last = bisect_right(self.attributions, position + _NEAR, key=lambda a: a.cue.start)
        return self.attributions[first:last]

    def times_in(self, span: Span) -> tuple[TimeExpression, ...]:
        """The time expressions within a span."""
        first = bisect_left(self.times, span.start, key=lambda t: t.start)
        return tuple(t for t in self.times[first : bisect_left(self.times, span.end, key=lambda t: t.start)])

    def before(self, index: int) -> Iterator[Attribution]:
        """The attributions ahead of the one at `index`, the last first, as far back as anything points."""
        return reversed(self.attributions[max(0, index - _RECENT) : index])


@cache
def _cues() -> dict[str, list[str]]:
    return tomllib.loads(files("summarizer.engines.embedded").joinpath("cues.toml").read_text(encoding="utf-8"))


@cache
def cues_of(name: str) -> frozenset[str]:
    """One list of cues.toml, the engine's own words."""
    return frozenset(_cues()[name])


def beside(found: Sequence[F], span: Span) -> Sequence[F]:
    """The claims whose content begins near a span; `found` is in the order of its contents."""
    first = bisect_left(found, span.start - _NEAR, key=lambda f: f.content.start)
    return found[first : bisect_right(found, span.end, key=lambda f: f.content.start)]


def has_any(words_: str, *lists: str) -> bool:
    """Whether words hold one of the single words of some lists of cues.toml: a quick look before a close one."""
    return any(not _lows(words_).isdisjoint(cues_of(name)) for name in lists)


@lru_cache(maxsize=512)
def _lows(words_: str) -> frozenset[str]:
    return frozenset(_LOW.findall(words_.lower().replace("’", "'")))


_BETWEEN = re.compile(r"(?<= )[a-z][\w’'-]*(?= )")
_MIDWAY = re.compile(r"(?:(?<=[a-z,]\s)|(?<=[A-Z][a-z]\s))[A-Z][\w’'-]*")
_LOW = re.compile(r"[a-z']+")


def is_hostile(low: str, lows: Iterable[str]) -> bool:
    """Whether a word names a hostile act among the words around it: a strike of workers is none."""
    walkout = low in {"strike", "strikes"} and any(each in cues_of("labour") for each in lows)
    return low in cues_of("hostile") and not walkout


def hostile_in(words_: str) -> bool:
    """Whether words name a hostile act."""
    if not has_any(words_, "hostile"):
        return False
    lows = [w.low for w in words(words_)]
    return any(is_hostile(low, lows) for low in lows)


def read_closely(article: Article) -> Reading:
    """Read an article: what stands in furniture, headlines and the mouths of news agencies carries no claim."""
    cast = cast_of(article.text, article.furniture)
    furniture = Cover(article.furniture)
    body = tuple(s for s in sentences(article.text) if not furniture.overlaps(s))
    labels = [replace(a, frame="direct") for a in attributions(article.text, article.furniture) if a.frame == "label"]
    found = sorted((*sentence_attributions(article.text, article.furniture), *_answers(article.text, labels)), key=_at)
    headlines = {(s.start, s.end) for s in body if is_headline(article.text, s)}
    ends = {end for _, end in headlines}
    kept = tuple(a for a in _with_roles(outright(article.text, found)) if a.sentence.end not in ends)
    times = tuple(t for t in find_dates(article.text, article.published) if not furniture.overlaps(t))
    return Reading(
        article,
        cast,
        tuple(behind_dateline(article.text, s) for s in body if (s.start, s.end) not in headlines),
        kept,
        times,
        quotations(article.text),
    )


def _at(found: Attribution) -> tuple[int, int]:
    return found.cue.start, found.cue.end


def _answers(text: str, labels: Sequence[Attribution]) -> Iterator[Attribution]:
    """The lines of a transcript that are not the interviewer's: of those who mostly ask, nothing is a position."""
    asked: dict[str | None, list[bool]] = {}
    for each in labels:
        asked.setdefault(each.speaker, []).append("?" in text[each.content[0].start : each.content[-1].end])
    for each in labels:
        asks = asked[each.speaker]
        if len(labels) > 1 and each.speaker is not None and 2 * sum(asks) < len(asks) + 1:
            yield each


def _with_roles(found: Sequence[Attribution]) -> list[Attribution]:
    """An office that the article gives a speaker in one place holds for all."""
    roles: dict[str, str] = {}
    for each in found:
        if each.speaker and each.role:
            roles.setdefault(each.speaker, each.role)
    return [replace(a, role=roles.get(str(a.speaker))) if a.role != roles.get(str(a.speaker)) else a for a in found]


def is_headline(text: str, sentence: Span) -> bool:
    """A line of its own without a full stop, or in capitals word by word: what it says the body says again."""
    before, after = text[max(0, sentence.start - 80) : sentence.start], text[sentence.end : sentence.end + 80]
    alone = before.rstrip(" \t")[-1:] in {"", "\n"} and after.lstrip(" \t\r")[:1] in {"", "\n"}
    if not alone or sentence.end - sentence.start >= _LONGEST_LINE:
        return False
    return text[sentence.end - 1] not in ".!?”\"“…’')]" or _is_title(text[sentence.start : sentence.end])


_LONGEST_LINE = 200
"""Characters of a headline, at the most."""
_LONG_WORD = re.compile(r"\b[^\W\d_]{4,}")


def _is_title(line: str) -> bool:
    """Whether nearly every long word of a line has a capital: "Oslo Says the Talks Will Resume." """
    long, every = _LONG_WORD.findall(line), line.split()
    if any(word.islower() and "past" in common_forms().get(word, ()) for word in every):
        return False  # "Minister Karl Holm resigned on Tuesday."
    capitals = sum(word.lstrip("“\"‘'(")[:1].isupper() for word in every)
    all_of_few = _TITLE_WORDS < len(every) < 2 * _TITLE_WORDS + 3 and capitals == len(every)
    return all_of_few or (len(long) > _TITLE_WORDS and sum(word[0].isupper() for word in long) >= 0.8 * len(long))


_TITLE_WORDS = 3


def is_media(name: str) -> bool:
    """Whether a name is a news agency or outlet, which passes on and takes no position."""
    low = name.lower().removeprefix("the ")
    return low in office_words("media") or low.split()[-1] in office_words("media") or "news agency" in low
