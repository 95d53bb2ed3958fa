"""Finds the parts of a sentence that attribution needs: verb groups, noun phrases, and where a clause ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.models import Span
from summarizer.text.quotations import Quotation, quotations
from summarizer.text.sentences import sentences
from summarizer.text.verbs import Sense, common_forms, reporting_forms
from summarizer.text.words import Word, in_class, office_words, words

__all__ = ["QUOTE", "Group", "Unit", "has_finite_verb", "is_nominal", "noun_phrase_end", "noun_phrase_start", "units", "verb_group"]

QUOTE = "<quote>"
"""What a whole quotation reads like among the words of a unit."""

_DASHES = "–—-"
_CROSSING = frozenset({"of", "for", "to", "in", "at", "from", "with", "on", "by", "behind", "against"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence with its quotations as single words: what is parsed at once."""

    span: Span
    items: tuple[Word, ...]
    quotes: tuple[Quotation, ...]

    def quote_at(self, item: Word) -> Quotation:
        """The quotation that an item of kind QUOTE stands for."""
        return next(q for q in self.quotes if q.whole.start == item.start)


@dataclass(frozen=True, slots=True)
class Group:
    """A reporting verb with its auxiliaries: items `start` to `end`, the verb itself at `head`."""

    start: int
    head: int
    end: int
    sense: Sense
    form: str
    passive: bool
    negated: bool
    hedged: bool
    future: bool
    progressive: bool


# --- units -----------------------------------------------------------------------------------------------------------


def units(text: str, start: int = 0, end: int | None = None, *, quoted: bool = True) -> list[Unit]:
    """The sentences of a text, quotations folded; speech that a dash opens is folded like a quotation."""
    stop = len(text) if end is None else end
    part = text[start:stop]
    marked = [_moved(q, start) for q in quotations(part)] if quoted else []
    found: list[Unit] = []
    position = 0
    for sentence in sentences(part):
        span = Span(start=sentence.start + start, end=sentence.end + start)
        while position < len(marked) and marked[position].whole.end <= span.start:
            position += 1
        inner = []
        for quote in marked[position:]:
            if quote.whole.start >= span.end:
                break
            inner.append(quote)
        found.append(Unit(span, _items(text, span, inner), tuple(inner)))
    return _with_dash_speech(text, found)


def _moved(quote: Quotation, by: int) -> Quotation:
    inner = Span(start=quote.inner.start + by, end=quote.inner.end + by)
    return Quotation(inner, Span(start=quote.whole.start + by, end=quote.whole.end + by), quote.closed)


def _items(text: str, span: Span, inner: Sequence[Quotation]) -> tuple[Word, ...]:
    found: list[Word] = []
    position = span.start
    for quote in inner:
        found += words(text, position, quote.whole.start)
        end = min(quote.whole.end, span.end)
        found.append(Word(quote.whole.start, end, text[quote.whole.start : end], QUOTE))
        position = end
    return (*found, *words(text, position, span.end))


# --- speech opened by a dash -----------------------------------------------------------------------------------------


def _with_dash_speech(text: str, found: list[Unit]) -> list[Unit]:
    """Fold "– Words, he said." into quotations: a dash opens a paragraph, a dash or comma with the verb ends the speech."""
    done: list[Unit] = []
    speech: int | None = None
    for unit in found:
        if _opens_paragraph(text, unit.span.start):
            speech = None
            if unit.items[0].text in _DASHES and len(unit.items) > 1:
                speech = unit.items[1].start
        elif speech is not None and speech < 0:
            speech = unit.items[1].start if unit.items[0].text in _DASHES and len(unit.items) > 1 else None
        if speech is None:
            done.append(unit)
            continue
        tag = _speech_tag(unit)
        if tag is None:
            if _closes_paragraph(text, unit.span.end):
                done.append(_folded(text, speech, unit.items[-1].end, unit))
            continue
        done.append(_folded(text, speech, unit.items[tag - 1].end, unit))
        speech = -1
    return done


def _opens_paragraph(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t")
    return not before or before.endswith("\n")


def _closes_paragraph(text: str, end: int) -> bool:
    after = text[end:].lstrip(" \t")
    return not after or after.startswith(("\n", "\r"))


def _speech_tag(unit: Unit) -> int | None:
    """The item at which the words of the speaker's tag begin: the comma or dash before "he said"."""
    items = unit.items
    for index in range(1, len(items) - 1):
        if items[index].text not in {",", *_DASHES}:
            continue
        ahead = items[index + 1 : index + 4]
        if _is_tag_verb(ahead[0]) or (len(ahead) > 1 and _is_tag_subject(ahead[0]) and _is_tag_verb(ahead[1])):
            return index
    return None


def _is_tag_verb(word: Word) -> bool:
    return any(s.act("clause") and not s.rest and s.forms & {"past", "s"} for s in reporting_forms().get(word.low, ()))


def _is_tag_subject(word: Word) -> bool:
    return word.low in {"he", "she", "they"} or (word.capital and not in_class(word.low, "determiners", "pronouns"))


def _folded(text: str, start: int, end: int, unit: Unit) -> Unit:
    """A unit whose speech from `start` to `end` is one quotation, followed by the rest of the unit's items."""
    stop = start + len(text[start:end].rstrip(" ,–—-"))
    span = Span(start=start, end=stop)
    rest = tuple(item for item in unit.items if item.start >= end)
    item = Word(start, stop, text[start:stop], QUOTE)
    whole = Span(start=start, end=max(unit.span.end, stop))
    return Unit(whole, (item, *rest), (Quotation(span, span), *(q for q in unit.quotes if q.whole.start >= end)))


# --- verb groups -----------------------------------------------------------------------------------------------------


def verb_group(items: Sequence[Word], index: int) -> Group | None:
    """The reporting verb whose first word stands at `index`, or None where the word is no verb there."""
    for sense in reporting_forms().get(items[index].low, ()):
        end = _rest_end(items, index, sense)
        if end is not None:
            return _group(items, index, end, sense)
    return None


def _rest_end(items: Sequence[Word], index: int, sense: Sense) -> int | None:
    """Where the words of a verb of several parts end; one adverb or "it" may stand between them."""
    position = index + 1
    for part in sense.rest:
        if position < len(items) and items[position].low != part and (in_class(items[position].low, "adverbs") or items[position].low in {"it", "very", "more"}):
            position += 1
        if position >= len(items) or items[position].low != part:
            return None
        position += 1
    return position


def _group(items: Sequence[Word], index: int, end: int, sense: Sense) -> Group | None:
    start, helpers = _auxiliaries(items, index)
    chained = "base" in sense.forms and start > 0 and items[start - 1].low == "to"
    if chained:
        head = _catenative(items, start - 1)
        if head is None:
            return None
        start, more = _auxiliaries(items, head)
        helpers = [*more, *helpers]
        form = "past" if common_forms().get(items[head].low, frozenset()) & {"past"} else "s"
    else:
        form = _form(items, index, start, sense, helpers)
    passive = bool(helpers) and in_class(helpers[-1], "be_forms") and form == "participle"
    return Group(
        start, index, end, sense, form, passive,
        negated=any(in_class(h, "negations") for h in helpers),
        hedged=any(in_class(h, "modals") for h in helpers),
        future=any(h in {"will", "'ll", "won't", "shall"} for h in helpers),
        progressive=form == "ing" and any(in_class(h, "be_forms") for h in helpers),
    )  # fmt: skip


def _auxiliaries(items: Sequence[Word], index: int) -> tuple[int, list[str]]:
    """Where the group begins that ends before `index`, and its auxiliaries and negations."""
    helpers: list[str] = []
    start = index
    position = index - 1
    while position >= 0:
        low = items[position].low
        if in_class(low, "auxiliaries") and not _possessive(items, position, index):
            helpers.insert(0, low)
            start = position
        elif in_class(low, "adverbs", "negations") or (low.endswith("ly") and not items[position].capital):
            if in_class(low, "negations"):
                helpers.insert(0, low)
        else:
            break
        position -= 1
    if helpers or start < index:
        return _with_adverbs(items, start), [h for h in helpers if h != "n't"]
    return _with_adverbs(items, index), helpers


def _with_adverbs(items: Sequence[Word], start: int) -> int:
    while start > 0 and (in_class(items[start - 1].low, "adverbs") or (items[start - 1].low.endswith("ly") and not items[start - 1].capital)):
        start -= 1
    return start


def _possessive(items: Sequence[Word], position: int, verb: int) -> bool:
    """Whether an 's is a possessive: behind a noun, and no -ing form or participle right after it."""
    if items[position].low != "'s":
        return False
    before = items[position - 1].low if position else ""
    return not in_class(before, "pronouns") and not items[verb].low.endswith("ing")


def _catenative(items: Sequence[Word], to: int) -> int | None:
    """The verb that governs "to say": "went on to say", "continues to insist"; None for any other "to"."""
    position = to - 1
    if position > 0 and items[position].low == "on":
        position -= 1
    if position < 0:
        return None
    low = items[position].low
    for verb in ("go", "continue", "proceed", "come", "seem", "appear", "start", "begin"):
        if low in _catenative_forms(verb):
            return position
    return None


def _catenative_forms(verb: str) -> frozenset[str]:
    table = {
        "go": ("goes", "went", "go"), "continue": ("continues", "continued", "continue"), "proceed": ("proceeds", "proceeded"),
        "come": ("came",), "seem": ("seems", "seemed"), "appear": ("appears", "appeared"), "start": ("started",), "begin": ("began",),
    }  # fmt: skip
    return frozenset(table[verb])


def _form(items: Sequence[Word], index: int, start: int, sense: Sense, helpers: list[str]) -> str:
    """Which form the verb has here, as far as its helpers tell: a past after "be" is a participle."""
    real = [h for h in helpers if in_class(h, "auxiliaries")]
    forms = sense.forms
    if "ing" in forms:
        return "ing"
    if real and in_class(real[-1], "be_forms") and "participle" in forms and not sense.lemma.startswith("be "):
        return "participle"
    if real and real[-1] in {"has", "have", "had", "'ve", "'d", "'s", "hasn't", "haven't", "hadn't"}:
        return "past"
    if real:
        return "past" if "past" in forms else "s"
    for form in ("past", "s", "base", "participle"):
        if form in forms:
            return form
    return "base"


# --- noun phrases ----------------------------------------------------------------------------------------------------


def is_nominal(item: Word) -> bool:
    """Whether an item can be the head of a noun phrase: a word that no closed class and no mark claims."""
    return item.is_word and not in_class(
        item.low, "auxiliaries", "prepositions", "coordinators", "subordinators", "adverbs", "determiners", "possessives"
    )


def noun_phrase_start(items: Sequence[Word], end: int, floor: int = 0) -> int:
    """Where the noun phrase begins whose last item is `end - 1`; `end` itself where there is none."""
    position = end - 1
    while position >= floor and _extends_left(items, position, floor):
        position -= 1
    start = position + 1
    while start < end and (in_class(items[start].low, "prepositions", "coordinators", "adverbs") or items[start].text in ",)]:;" or items[start].low == "'s"):
        start += 1
    return start


def _extends_left(items: Sequence[Word], position: int, floor: int) -> bool:
    item = items[position]
    before = items[position - 1] if position > floor else None
    after = items[position + 1] if position + 1 < len(items) else None
    if item.low in {"'s", "'", "’"}:
        return True
    if item.text in "()&":
        return True
    if item.low == QUOTE:
        return bool(before and in_class(before.low, "determiners", "possessives") and item.text[-2:-1] not in {",", ".", "!", "?"})
    if not item.is_word:
        return False
    if item.low in {"and", "or"}:
        return bool(before and after and before.capital and after.capital and not in_class(after.low, "determiners"))
    if item.low in _CROSSING:
        return bool(before and before.low != QUOTE and is_nominal(before) and not _is_finite(items, position - 1, floor))
    if in_class(item.low, "determiners", "possessives"):
        return item.low != "that"
    if in_class(item.low, "pronouns", "object_pronouns", "auxiliaries", "subordinators", "prepositions", "coordinators"):
        return False
    if in_class(item.low, "adverbs") or (item.low.endswith("ly") and not item.capital):
        return bool(before and in_class(before.low, "determiners"))
    return not _is_finite(items, position, floor)


def _is_finite(items: Sequence[Word], position: int, floor: int) -> bool:
    """Whether a lower-case word is a finite verb here rather than a noun: no determiner or adjective stands before it."""
    item = items[position]
    if item.capital:
        return False
    forms = common_forms().get(item.low)
    if forms is None or any(item.low in office_words(name) for name in ("offices", "groups", "adjectives")):
        return False
    if not forms & {"s", "past", "base"}:
        return False
    before = items[position - 1] if position > floor else None
    if before is not None and before.low == "to":
        return "base" in forms
    if before is None or in_class(before.low, "determiners", "possessives", "prepositions") or before.low == "'s":
        return False
    if in_class(before.low, "adverbs", "negations") and "past" in forms:
        return True
    return bool(before.is_word and (before.capital or in_class(before.low, "pronouns", "auxiliaries") or is_nominal(before)) and "past" in forms) or (
        before.is_word and (before.capital or in_class(before.low, "pronouns"))
    )


def noun_phrase_end(items: Sequence[Word], start: int) -> int:
    """Where the noun phrase ends that begins at `start`; `start` itself where there is none."""
    position = start
    while position < len(items) and _extends_right(items, position, start):
        position += 1
    while position > start and (items[position - 1].low in _CROSSING or items[position - 1].low in {"and", "or", "the", "a"}):
        position -= 1
    return position


def _extends_right(items: Sequence[Word], position: int, start: int) -> bool:
    item = items[position]
    before = items[position - 1] if position > start else None
    after = items[position + 1] if position + 1 < len(items) else None
    if item.low == "'s":
        return position > start
    if not item.is_word or item.low == QUOTE or in_class(item.low, "weekdays"):
        return False
    if in_class(item.low, "pronouns", "object_pronouns"):
        return position == start
    if before is not None and in_class(before.low, "pronouns", "object_pronouns"):
        return False
    if item.low in {"and", "or"}:
        return bool(after and before and after.capital and before.capital)
    if item.low in {"of", "for"}:
        return position > start and bool(after and after.is_word)
    if in_class(item.low, "determiners", "possessives"):
        return item.low != "that" and (before is None or in_class(before.low, "prepositions", "determiners") or before.low in {"and", "or"})
    if in_class(item.low, "auxiliaries", "subordinators", "prepositions", "coordinators", "adverbs"):
        return False
    return before is None or not _is_finite(items, position, start)


def has_finite_verb(items: Sequence[Word], start: int, end: int) -> bool:
    """Whether a stretch of items holds a finite verb, as a clause does and a phrase does not."""
    for position in range(start, end):
        low = items[position].low
        if in_class(low, "auxiliaries") and not (low == "'s" and position > start and not in_class(items[position - 1].low, "pronouns")):
            return True
        forms = common_forms().get(low, frozenset())
        past = low.endswith("ed") and not items[position].capital and position > start
        if (forms & {"s", "past", "base"} or past) and position > start and _verb_position(items, position, start):
            return True
    return False


def _verb_position(items: Sequence[Word], position: int, start: int) -> bool:
    before = items[position - 1]
    return before.is_word and not in_class(before.low, "determiners", "possessives", "prepositions") and before.low != "'s"
