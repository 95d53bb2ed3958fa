"""Finds where the words of a quote stand in a text: verbatim, normalised, altered, or not at all.

Whether the words bear out a claim is another question, and not answered here: an altered quote is located and may
say the opposite, and an ellipsis may leave out a "never"; the diff of both is what a check judges.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, islice, pairwise

from summarizer.models import Location, Span
from summarizer.text.folding import QUOTATION_MARKS, Folded, View, fold
from summarizer.text.near import NEAR_ENOUGH, nearest
from summarizer.text.sentences import sentences_within
from summarizer.text.words import in_class, lexicon

__all__ = ["cuts_number", "locate", "word_diff"]

ALTERED_LENGTH = 2_000
"""An altered match is sought for quotes of at most this many characters: nobody quotes more, and it takes its time."""
SURE_LENGTH = 20
"""A normalised match that begins or ends inside a word, or joins words, must have this many characters."""
JOINED_LENGTH = 10
"""Two words written as one of at least this many characters lack a space between them; a shorter one may be a word."""
PARTS_APART = 300
"""The parts of a quote with an ellipsis stand at most this many characters from each other."""

_ELLIPSIS = re.compile(r"\[\s?(?:…|\.{3,4})\s?\]|…|\.{3,4}")
_TOKEN = re.compile(r"\w+(?:[.,’'-]\w+)*|[^\w\s]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\n\r]*\r")
_GROUP = re.compile(r"\d{3}(?!\d)")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff]")
_SEPARATORS = ".,:'’"
_FIXED_SPACES = "\u00a0\u202f\u2009"
_LAST_WORD, _FIRST_WORD = re.compile(r"\w+$"), re.compile(r"\w+")
_MINUS = "-−–－﹣"


def locate(quote: str, text: str, others: Mapping[str, str] | None = None, *, avoid: Sequence[Span] = ()) -> Location:
    """Where `quote` stands in `text`, as offsets in code points into `text` as it is.

    The occurrences are counted without those that overlap. A normalised match that has a diff is a quote with an
    ellipsis; its diff is what the ellipsis leaves out.

    Args:
        quote: The words to find.
        text: The article's text.
        others: Texts of the run's other articles by id, looked at for a quote that is absent here.
        avoid: Spans (the page's furniture) whose occurrences come last.
    """
    words = _strip_marks(quote)
    if not words:
        return Location(match="absent")
    return (
        _verbatim(quote.strip(), text, avoid)
        or (_verbatim(words, text, avoid) if words != quote.strip() else None)
        or _normalised(words, text, avoid)
        or _in_parts(words, text, avoid)
        or _altered(words, text, avoid)
        or Location(match="absent", elsewhere=_elsewhere(words, others or {}))
    )


def word_diff(ours: str, theirs: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The words in which two wordings differ, as pairs (words only in `ours`, words only in `theirs`), in order.

    Compared without case; `will attend` and `will not attend` give `((), ("not",))`.
    """
    from difflib import SequenceMatcher

    a, b = _tokens(ours), _tokens(theirs)
    matcher = SequenceMatcher(None, [_fold_token(word) for word in a], [_fold_token(word) for word in b], False)
    return tuple((tuple(a[i1:i2]), tuple(b[j1:j2])) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")


def cuts_number(text: str, at: int) -> bool:
    """Whether a number goes on across the position: `1|5`, `1|.5`, `15,|000`, `10:|30`, or has its minus there.

    >>> cuts_number("1.5 million", 2), cuts_number("at 5. 6 men", 5), cuts_number("-5 degrees", 1)
    (True, False, True)
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isdigit() and after.isdigit():
        return True
    if after.isdigit() and before in _MINUS:
        return at == 1 or text[at - 2].isspace() or text[at - 2] in "(["
    if after.isdigit():
        return at > 1 and text[at - 2].isdigit() and _separates(text, at - 1)
    return before.isdigit() and _separates(text, at)


def _separates(text: str, at: int) -> bool:
    """Whether the character at the position parts a number; a space that does is followed by a group of three."""
    if text[at] in _FIXED_SPACES:
        return bool(_GROUP.match(text, at + 1))
    return text[at] in _SEPARATORS and text[at + 1 : at + 2].isdigit()


def _strip_marks(quote: str) -> str:
    """The quote without marks around it and without an ellipsis at its ends."""
    trimmed = quote.strip().strip("".join(QUOTATION_MARKS)).strip()
    for mark in ("…", "..."):
        trimmed = trimmed.removeprefix(mark).removesuffix(mark).strip()
    return trimmed


# --- verbatim --------------------------------------------------------------------------------------------------------


def _verbatim(words: str, text: str, avoid: Sequence[Span]) -> Location | None:
    spans = (Span(start=at, end=at + len(words)) for at in _occurrences(words, text))
    best = _choose(spans, text, avoid)
    return _location("verbatim", best, text, text.count(words)) if best else None


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _choose(spans: Iterable[Span], text: str, avoid: Sequence[Span]) -> Span | None:
    """The first occurrence outside what is to be avoided, whole words and numbers before parts of them."""
    best: tuple[tuple[bool, bool], Span] | None = None
    furniture = _merged(tuple(avoid))
    for span in spans:
        rank = (_touches(span, furniture), not _whole(span, text))
        if best is None or rank < best[0]:
            best = rank, span
        if not any(rank):
            break
    return best[1] if best else None


@lru_cache(maxsize=64)
def _merged(spans: tuple[Span, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The starts of spans in order, and behind each the furthest end so far."""
    ordered = sorted((span.start, span.end) for span in spans)
    return tuple(start for start, _ in ordered), tuple(accumulate((end for _, end in ordered), max))


def _touches(span: Span, furniture: tuple[tuple[int, ...], tuple[int, ...]]) -> bool:
    starts, ends = furniture
    before = bisect_left(starts, span.end)
    return before > 0 and ends[before - 1] > span.start


def _location(match: str, span: Span, text: str, occurrences: int = 1, diff: str | None = None) -> Location:
    return Location.model_validate(
        {
            "match": match,
            "span": span,
            "words": text[span.start : span.end],
            "diff": diff,
            "occurrences": max(1, occurrences),
        }
    )


def _whole(span: Span, text: str) -> bool:
    """Whether the span neither begins nor ends inside a word or number."""
    return not any(_joined(text, at) or cuts_number(text, at) for at in (span.start, span.end))


def _joined(text: str, at: int) -> bool:
    """Whether a word, or a letter and its accent, goes on across the position.

    No word does in a script that writes without spaces.
    """
    if not 0 < at < len(text):
        return False
    if unicodedata.combining(text[at]):
        return True
    if not text[at - 1].isalnum() or not text[at].isalnum():
        return False
    return not (_UNSPACED.match(text[at - 1]) or _UNSPACED.match(text[at]))


# --- normalised ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _folded(text: str) -> Folded:
    return fold(text)


def _normalised(words: str, text: str, avoid: Sequence[Span]) -> Location | None:
    """With its spaces before without them, with its doubled words before with each of them once."""
    page, wanted = _folded(text), fold(words)
    views = ((wanted.whole, page.whole), (wanted.once, page.once))
    for quote, view in (*views, *((quote.close, view.close) for quote, view in views)):
        places = _occurrences(quote.text, view.text)
        spans = (_span(page, view, at, at + len(quote.text)) for at in places if _same_words(quote, view, at, page))
        best = _choose((span for span in spans if _plausible(span, text)), text, avoid)
        if best:
            return _location("normalised", best, text, view.text.count(quote.text))
    return None


def _span(page: Folded, view: View, start: int, end: int) -> Span:
    return page.span(view.folded(start), view.folded(end - 1) + 1)


def _plausible(span: Span, text: str) -> bool:
    """No number is cut, and a word is cut only at the end of a long quote, where a space may be missing."""
    if cuts_number(text, span.start) or cuts_number(text, span.end):
        return False
    return _whole(span, text) or span.end - span.start >= SURE_LENGTH


def _same_words(wanted: View, page: View, at: int, folded: Folded) -> bool:
    """Whether no place where only one of the two has a space makes other words or numbers of them.

    `at` is where the quote begins in the view of the text.
    """
    if wanted.of is None or page.of is None or not wanted.closed:
        return True
    length = len(wanted.text)
    ours = set(page.places[bisect_right(page.places, at) : bisect_left(page.places, at + length)])
    theirs = {place + at for place in wanted.places if 0 < place < length}
    gaps = [(page.of.text, page.above(place), True) for place in sorted(ours - theirs)]
    gaps += [(wanted.of.text, wanted.above(place - at), False) for place in sorted(theirs - ours)]
    return all(_space_harmless(spaced, gap, folded.words, ours) for spaced, gap, ours in gaps)


def _space_harmless(spaced: str, gap: int, known: Counter[str], ours: bool) -> bool:
    """One such place: what stands behind the space is at `gap`; `ours` where it is the text that has the space."""
    left, right = spaced[max(0, gap - 41) : gap].removesuffix(" "), spaced[gap : gap + 40]
    if cuts_number(left + right, len(left)):
        return False
    before, after = _LAST_WORD.search(left), _FIRST_WORD.match(right)
    if not before or not after:
        return True
    if before.group()[-1].isdigit() or after.group()[0].isdigit():
        return False
    return _lacks_space(before.group(), after.group(), known, ours)


def _lacks_space(left: str, right: str, known: Counter[str], ours: bool) -> bool:
    """Whether two words written as one are a slip and no word of their own, as "nowhere" is.

    The one word is not used elsewhere in the text, and it is long, or else both halves are used elsewhere and it does
    not begin as a negation does ("nowhere"); a negation itself ("no table") is never taken for a slip.
    """
    joined, here = left + right, (0, 1) if ours else (1, 0)
    if known[joined] > here[0] or in_class(left, "negations") or in_class(right, "negations"):
        return False
    if len(joined) >= JOINED_LENGTH:
        return True
    negated = joined.startswith(tuple(lexicon("function_words")["negations"]))
    return not negated and known[left] > here[1] and known[right] > here[1]


# --- in parts --------------------------------------------------------------------------------------------------------


def _in_parts(words: str, text: str, avoid: Sequence[Span]) -> Location | None:
    """A quote with an ellipsis: its parts in order and near each other; the span reaches from the first to the last."""
    parts = [part for part in map(str.strip, _ELLIPSIS.split(words)) if part]
    if len(parts) < 2:
        return None
    first = _choose(_places(parts[0], text), text, avoid)
    firsts = ([first] if first else []) + list(islice(_places(parts[0], text), 20))
    chains = (_chain(first, parts[1:], text) for first in firsts)
    chain = next((chain for chain in chains if chain), None)
    if chain is None:
        return None
    left_out = (text[a.end : b.start] for a, b in pairwise(chain))
    diff = " ".join(f"[-{_shortened(_tokens(gap))}-]" for gap in left_out if re.search(r"\w", gap))
    return _location("normalised", Span(start=chain[0].start, end=chain[-1].end), text, diff=diff or None)


def _places(part: str, text: str) -> Iterator[Span]:
    """Where a part stands: verbatim, or else normalised; without cutting a number, or a word of a short part."""
    spans = (Span(start=at, end=at + len(part)) for at in _occurrences(part, text))
    whole = [span for span in islice(spans, 100) if _plausible(span, text)]
    if whole:
        yield from whole
    elif (found := _normalised(part, text, ())) and found.span:
        yield found.span


def _chain(first: Span, parts: Sequence[str], text: str) -> list[Span] | None:
    """The first place of each part behind the one before, near enough to be one quotation."""
    chain = [first]
    for part in parts:
        low = chain[-1].end
        rest = text[low : low + PARTS_APART + 2 * len(part)]
        found = next(_places(part, rest), None)
        if found is None:
            return None
        chain.append(Span(start=low + found.start, end=low + found.end))
        if not _neighbours(chain[-2], chain[-1], text):
            return None
    return chain


def _neighbours(a: Span, b: Span, text: str) -> bool:
    """Whether `b` goes on where `a` ends: the same sentence or the next one, in the same paragraph."""
    if b.start - a.end > PARTS_APART or _BLANK_LINE.search(text, a.end, b.start):
        return False
    ends = [sentence.end for sentence in sentences_within(text, Span(start=a.start, end=b.end))]
    return bisect_left(ends, b.start + 1) - bisect_left(ends, a.end) <= 1


def _shortened(words: list[str]) -> str:
    return " ".join(words if len(words) <= 14 else [*words[:6], "…", *words[-6:]])


# --- altered ---------------------------------------------------------------------------------------------------------


def _altered(words: str, text: str, avoid: Sequence[Span]) -> Location | None:
    """The stretch of the text that is most like the quote, whole words, if it is like enough."""
    if len(words) > ALTERED_LENGTH:
        return None
    from rapidfuzz import fuzz

    page, wanted = _folded(text), fold(words).whole.close.text
    if not wanted or not page.whole.close.text:
        return None
    edges = nearest(wanted, page.whole.close.text)
    spans = [_to_whole_words(_span(page, page.whole.close, start, end), text) for start, end in edges]
    span = _choose(spans, text, avoid)
    if span is None:
        return None
    found = text[span.start : span.end]
    if fuzz.ratio(wanted, fold(found).whole.close.text) < NEAR_ENOUGH:
        return None
    return _location("altered", span, text, diff=_written_diff(found, words))


def _to_whole_words(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    while _joined(text, start) or cuts_number(text, start):
        start -= 1
    while _joined(text, end) or cuts_number(text, end):
        end += 1
    return Span(start=start, end=end)


def _written_diff(found: str, quote: str) -> str:
    """The changes of an altered quote, such as `{+not+}` or `[-17-]{+71+}`; the article's words in the brackets."""
    changes = word_diff(found, quote) or (((found,), (quote,)),)
    return " ".join(
        (f"[-{' '.join(article)}-]" if article else "") + (f"{{+{' '.join(quoted)}+}}" if quoted else "")
        for article, quoted in changes
    )


def _tokens(words: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFC", words))


@lru_cache(maxsize=4_096)
def _fold_token(word: str) -> str:
    return fold(word).text


def _elsewhere(words: str, others: Mapping[str, str]) -> str | None:
    return next((i for i, text in others.items() if _verbatim(words, text, ()) or _normalised(words, text, ())), None)
