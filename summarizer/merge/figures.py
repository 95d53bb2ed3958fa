"""Finds where different numbers are given for one thing: "5 dead" and "8 dead", and not "at least 5" and "8"."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from summarizer.merge.entries import Folded
from summarizer.merge.figures_put import completed
from summarizer.merge.opposition import (
    Blocks,
    Opposition,
    components,
    days_apart,
    lexicon,
    phrases_pattern,
    places_fit,
    sides_of,
    voices_differ,
)
from summarizer.merge.parties import Parties
from summarizer.merge.sameness import same_wording
from summarizer.merge.wording import concept_words, content_words, dice, is_place, numbers_in, opposed_words, words_in
from summarizer.merge.wording import lexicon as words_lexicon
from summarizer.models import DatedEvent, Position, Response, actor_of, said_of
from summarizer.text.aliases import places_in

__all__ = ["Figure", "figures", "figures_in"]

ALIKE = 0.6
"""Share of the other words (Dice) that two claims must have in common for their numbers to count one thing."""
ROUNDED = 0.05
"""By this share a round number, or one that is "about" so many, may be off."""

_NUMBER = re.compile(
    r"(?P<money>[$€£]\s?)?(?<![\w.,-])(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?![\w,.:/-]*\d)(?P<percent>\s?%)?"
)
_RANGE = re.compile(r"\b\d[\d,.]*\s?(?:-|–|to|or|and)\s?\d[\d,.]*\b")
_PART = re.compile(r"\b\d[\d,.]*\s(?:out\s)?of\s(?:(?:the|its|their|all|about|some)\s)*\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(rf"\b{_MONTHS}\s(\d{{1,2}})\b|\b(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTHS}")
_NO_COUNT = re.compile(
    r"(?:st|nd|rd|th)\b|\s?(?:a\.?m|p\.?m|o.clock)|\s?-?(?:years?|months?|weeks?|days?|hours?|minutes?)\b|[-–]"
)
_PHRASE_END = re.compile(
    r"[.,;:()–—]|\b(?:of|in|on|for|from|by|with|that|who|which|were|was|are|is|have|has|had|and|to|at)\b"
)


@dataclass(frozen=True)
class Figure:
    """A number of a text with the bounds of what it can mean, and what it counts.

    `unit` are the next two content words; `measure` is "%" or a currency; `role` what became of those counted.
    """

    text: str
    low: float
    high: float
    unit: frozenset[str]
    measure: str = ""
    role: str = ""

    def excludes(self, other: Figure) -> bool:
        """Whether the two can not both be right."""
        return self.low > other.high or other.low > self.high


@dataclass(frozen=True)
class _Counted:
    claim: Folded
    text: str
    found: tuple[Figure, ...]
    words: frozenset[str]


def figures(claims: Sequence[Folded], parties: Parties) -> Iterator[Opposition]:
    """The disputes about a number: of two voices, of one time, on one thing."""
    filled = completed(claims, _shown_in)
    counted = [item for claim in claims if (item := _counted(claim, filled.get(claim.merged.merged_id)))]
    number_of = {id(item): number for number, item in enumerate(counted)}
    blocks = Blocks(counted, lambda item: item.words)
    pairs: dict[tuple[int, int], tuple[Figure, Figure]] = {}
    for number, item in enumerate(counted):
        for other in blocks.near(item):
            one, two = sorted((number, number_of[id(other)]))
            where = one, two
            if one != two and where not in pairs:
                clash = _clash(counted[one], counted[two], parties)
                if clash:
                    pairs[where] = clash
    order = {claim.merged.merged_id: number for number, claim in enumerate(claims)}
    component = {number: index for index, group in enumerate(components(pairs)) for number in group}
    clashes: dict[int, list[tuple[tuple[int, int], tuple[Figure, Figure]]]] = defaultdict(list)
    for where in sorted(pairs):
        clashes[component[where[0]]].append((where, pairs[where]))
    for index in sorted(clashes):
        yield from _opposition(clashes[index], counted, order, parties)


def _opposition(
    clashes: Sequence[tuple[tuple[int, int], tuple[Figure, Figure]]],
    counted: Sequence[_Counted],
    order: dict[str, int],
    parties: Parties,
) -> Iterator[Opposition]:
    held: dict[str, list[Folded]] = defaultdict(list)
    figure_of: dict[str, Figure] = {}
    for where, clash in clashes:
        for number, figure in zip(where, clash, strict=True):
            held[figure.text].append(counted[number].claim)
            figure_of[figure.text] = figure
    alone = [text for text in sorted(held) if all(figure_of[text].excludes(figure_of[o]) for o in held if o != text)]
    sides = sides_of({text: held[text] for text in sorted(alone, key=lambda t: (figure_of[t].low, t))}, order, parties)
    if sides:
        texts = [said_of(claim.merged.claim) for _, side in sides for claim in side]
        title = min(texts, key=lambda text: (len(text), text))
        why = f"different numbers: {' against '.join(holds for holds, _ in sides)}"
        yield Opposition("number", title, why, sides)


def _shown_in(text: str) -> list[str]:
    """The numbers of a text that count something, in its own digits or words."""
    return [figure.text for figure in figures_in(text)]


def _counted(claim: Folded, filled: str | None = None) -> _Counted | None:
    """A claim with what it counts; `filled` is its text where it says only "the figure"."""
    said = claim.merged.claim
    if not isinstance(said, Position | DatedEvent | Response) or _is_hypothetical(said):
        return None
    text = filled or said_of(said)
    found = figures_in(text)
    if not found:
        return None
    actor = actor_of(said) or ""
    return _Counted(claim, text, found, _other_words(text.removeprefix(actor)))


def _is_hypothetical(said: Position | DatedEvent | Response) -> bool:
    if isinstance(said, Position):
        return said.condition is not None or said.act in ("hopes", "promises", "threatens", "warns")
    return isinstance(said, Response) and said.kind != "counters"


@lru_cache(maxsize=8192)
def _other_words(text: str) -> frozenset[str]:
    """The words of a text but for its numbers and for what became of those counted, which goes by its role."""
    scales = frozenset(words_lexicon()["numbers"]) | frozenset(lexicon()["figures"]["scales"])
    left_out = scales | _roles().keys()
    kept = " ".join(word for word in words_in(text) if word.casefold() not in left_out)
    return concept_words(kept)


def _clash(a: _Counted, b: _Counted, parties: Parties) -> tuple[Figure, Figure] | None:
    """The numbers of two claims that count one thing and can not both be right; None without such."""
    if not voices_differ(a.claim, b.claim, parties) or days_apart(a.claim, b.claim) or not _one_thing(a, b):
        return None
    slots = [(one, other) for one in a.found for other in b.found if _one_slot(one, other)]
    if any(not one.excludes(other) for one, other in slots) or numbers_in(a.text) & numbers_in(b.text):
        return None
    if len(slots) != 1 or not (slots[0][0].role or _is_one_wording(a, b)):
        return None
    return slots[0]


def _is_one_wording(a: _Counted, b: _Counted) -> bool:
    """Whether two claims are one but for the number; of the dead and the hurt it is told in ever other words."""
    dated = a.claim.merged.kind == b.claim.merged.kind == "date"
    return same_wording(_without_figures(a.text), _without_figures(b.text), dated=dated)


def _one_thing(a: _Counted, b: _Counted) -> bool:
    if dice(a.words, b.words) < ALIKE or sum(not is_place(word) for word in a.words & b.words) < 2:
        return False
    if not places_fit(places_in(a.text), places_in(b.text)) or _periods(a.text) != _periods(b.text):
        return False
    return opposed_words(_without_figures(a.text), _without_figures(b.text)) is None


@lru_cache(maxsize=8192)
def _periods(text: str) -> frozenset[str]:
    """The years, days and parts that a text speaks of, and whether its number is a goal or a forecast."""
    known = f"{lexicon()['figures']['periods']} {lexicon()['figures']['meant']}".split()
    days = {part for pair in _DAY.findall(text) for part in pair if part}
    words = {word for word in map(str.casefold, words_in(text)) if word in known}
    return frozenset(words | days | set(_YEAR.findall(text)))


def _one_slot(a: Figure, b: Figure) -> bool:
    if a.measure != b.measure or a.role != b.role:
        return False
    return bool(a.role or a.unit & b.unit or (a.measure and not a.unit and not b.unit))


# --- reading numbers -------------------------------------------------------------------------------------------------


@cache
def _roles() -> dict[str, str]:
    return {word: role for role, words in lexicon()["roles"].items() for word in words.split()}


@cache
def _number_words() -> re.Pattern[str]:
    words = [word for word, value in words_lexicon()["numbers"].items() if value.isdigit() and int(value) <= 20]
    return re.compile(rf"(?<![-\w])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![-\w])", re.IGNORECASE)


def _without_figures(text: str) -> str:
    return _number_words().sub("", _NUMBER.sub("", text))


@lru_cache(maxsize=8192)
def figures_in(text: str) -> tuple[Figure, ...]:
    """The numbers of a text that count something; no years, days, ranges, scores or parts ("30 of the 100").

    >>> [(f.low, f.high, f.role) for f in figures_in("At least five people were killed.")]
    [(5.0, inf, 'dead')]
    """
    if _RANGE.search(text) or _PART.search(text):
        return ()
    matches = sorted([*_NUMBER.finditer(text), *_number_words().finditer(text)], key=lambda match: match.start())
    found = (_figure(text, match, matches) for match in matches)
    return tuple(figure for figure in found if figure)


def _figure(text: str, match: re.Match[str], matches: Sequence[re.Match[str]]) -> Figure | None:
    groups = match.groupdict()
    digits = (groups.get("digits") or "").replace(",", "")
    value = float(digits) if digits else float(words_lexicon()["numbers"][match.group().casefold()])
    end = min((other.start() for other in matches if other.start() > match.start()), default=len(text))
    start = max((other.end() for other in matches if other.end() <= match.start()), default=0)
    behind, before = text[match.end() : end], text[start : match.start()]
    scale, behind = _scaled(behind)
    measure = (groups.get("money") or groups.get("percent") or "").strip() or _measure(behind)
    if (_YEAR.fullmatch(groups.get("digits") or "") and scale == 1 and not measure) or _is_of_a_date(before, behind):
        return None
    role = _role(before, behind)
    unit = frozenset(_first_words(behind))
    if not unit and not role and not measure:
        return None
    low, high = _bounds(value * scale, before, round_number=not digits or not value % 10)
    parts = (match.group().strip(), _scale_word(scale), "percent" if measure == "percent" else "")
    shown = " ".join(filter(None, parts))
    return Figure(shown, low, high, unit, measure.replace("percent", "%"), role)


def _scaled(behind: str) -> tuple[float, str]:
    scales = lexicon()["figures"]["scales"]
    match = re.match(r"[\s-]*([a-z]+)\b", behind, re.IGNORECASE)
    if match and match[1].casefold() in scales:
        return float(scales[match[1].casefold()]), behind[match.end() :]
    return 1.0, behind


def _scale_word(scale: float) -> str:
    return next((word for word, value in lexicon()["figures"]["scales"].items() if value == scale), "")


def _measure(behind: str) -> str:
    first = re.match(r"\s*([a-z]+)", behind, re.IGNORECASE)
    return first[1].casefold() if first and first[1].casefold() in lexicon()["figures"]["measures"].split() else ""


def _is_of_a_date(before: str, behind: str) -> bool:
    near = [*re.findall(r"[A-Za-z.]+", before)[-1:], *re.findall(r"[A-Za-z.]+", behind)[:2]]
    return any(re.fullmatch(_MONTHS, word) for word in near) or _NO_COUNT.match(behind) is not None


def _role(before: str, behind: str) -> str:
    """What became of those counted: the first word for it behind the number, or else the last right before it."""
    roles = _roles()
    for word in re.findall(r"[a-z]+", behind.casefold())[:8]:
        if word in roles:
            return roles[word]
    last = [word for word in re.findall(r"[a-z]+", before.casefold())[-5:] if word in roles]
    return roles[last[-1]] if last else ""


def _first_words(behind: str) -> list[str]:
    """The first two content words behind a number, up to where the phrase ends."""
    phrase = _PHRASE_END.split(behind)[0]
    return [word for word in re.findall(r"[^\W\d_]+", phrase) for word in sorted(content_words(word))][:2]


def _bounds(value: float, before: str, *, round_number: bool) -> tuple[float, float]:
    words = lexicon()["figures"]
    near = " ".join(before.split()[-3:])
    if _ends_with(near, tuple(words["least"])):
        return value, math.inf
    if _ends_with(near, tuple(words["most"])):
        return 0.0, value
    loose = _ends_with(near, tuple(words["about"])) or (round_number and value >= 100)
    return (value * (1 - ROUNDED), value * (1 + ROUNDED)) if loose else (value, value)


def _ends_with(text: str, phrases: tuple[str, ...]) -> bool:
    return any(match.end() >= len(text) - 1 for match in phrases_pattern(phrases).finditer(text))
