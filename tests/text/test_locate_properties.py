"""What holds of locating for any text and any quote, drawn by hypothesis."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer.models import Span
from summarizer.text.folding import QUOTATION_MARKS, SPACES, fold
from summarizer.text.locate import locate, occurrences

# Characters that fold in some way of their own, beside those that hypothesis draws by itself.
WEIRD = (
    "aA1 \n\t\r\u00a0\u2009\u200b\u200d\u00ad\ufeff\u202e\ufe0f\u0301\u0307\u0308iIİıßẞςσΣﬁﬃ²½Ⅳ①ｱ１"
    "\"'`“”«»‚′″…⋯.,-–—―−&;#*_\\"
    "\u0e01\u0e31\u0915\u093f\u0640\u1100\u1161中。😀\U0001f1e9\U000e0100ǅŉΐǰ𝟏𝕏ﷺ\u2028\x1c\x85"
)
ANY_TEXT = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(WEIRD)), max_size=60)
EMPTY = "".join(QUOTATION_MARKS) + SPACES + "…⋯.()[]<>"
"""What a quote needs more than: white space, quotation marks and ellipses are no words."""


def part(text: str, data: st.DataObject) -> str:
    start = data.draw(st.integers(0, len(text)))
    return text[start : data.draw(st.integers(start, len(text)))]


@settings(max_examples=400)
@given(ANY_TEXT, st.data())
def test_any_part_of_any_text_is_verbatim_and_the_words_there_are_the_quote(text: str, data: st.DataObject) -> None:
    quote = part(text, data)
    found = locate(quote, text)
    if quote.strip(EMPTY):
        assert found.match == "verbatim"
    if found.match == "verbatim":
        assert text[found.start : found.end] == found.words == quote


@settings(max_examples=300)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
@example("&#8203;", "a", "")
@example("i\u0307", "İ", "")
def test_nothing_crashes_and_nothing_points_outside(quote: str, before: str, behind: str) -> None:
    for text in (before + behind, before + quote.upper() + behind):
        found = locate(quote, text)
        assert (found.match == "absent") == (found.span is None) == (found.occurrences == 0)
        if found.span:
            assert 0 <= found.span.start < found.span.end <= len(text)
            assert found.words == text[found.span.start : found.span.end]


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab1 .\n“…-"), max_size=40), st.text(st.sampled_from("ab1 .“…-"), max_size=5))
def test_the_occurrences_are_apart_in_the_text_and_as_many_as_located(text: str, quote: str) -> None:
    found, spans = locate(quote, text), occurrences(quote, text)
    if found.match in ("altered", "absent"):
        assert spans == ()
        return
    assert found.span == spans[0]
    assert found.occurrences == len(spans)
    ordered = sorted(spans, key=lambda span: span.start)
    assert all(a.end <= b.start for a, b in pairwise(ordered))
    if quote in text and found.match == "verbatim":
        assert {text[span.start : span.end] for span in spans} == {quote}


@settings(max_examples=200)
@given(st.text(st.sampled_from("ab “.\n"), max_size=40), st.text(st.sampled_from("ab “"), min_size=1, max_size=3))
def test_a_preference_changes_the_place_and_nothing_else(text: str, quote: str) -> None:
    first, last = locate(quote, text), locate(quote, text, prefer=lambda span: span.start)
    assert (first.match, first.occurrences) == (last.match, last.occurrences)
    if first.match in ("verbatim", "normalised"):
        assert last.span in occurrences(quote, text)


@settings(max_examples=300)
@given(ANY_TEXT)
def test_every_character_of_a_folded_text_stands_somewhere_in_the_original(text: str) -> None:
    folded = fold(text)
    places = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


# --- another writing of the same words --------------------------------------------------------------------------------

SENTENCE = "“Ann’s well-known plan” – she said … isn’t the first of 15 at the café, it is final."
VARIANTS: dict[str, tuple[str, ...]] = {
    "“": ('"', "«", "„", "``", "&ldquo;", "「", "“"), "”": ('"', "»", "“", "''", "&quot;", "」", "”"),
    "’": ("'", "´", "ʼ", "&#39;", "′", "’"), "–": ("-", "—", "--", "−", "–"), "-": ("‑", "–", "﹣", "-"),
    " ": (" ", "\u00a0", "\n", "  ", " \u200b", "\u202f", "\t", "&nbsp;", "\r\n"), "…": ("...", "…", ". . ."),
    "é": ("é", "e\u0301", "É", "E\u0301", "&eacute;"), "1": ("1", "１"), "5": ("5", "５"),
}  # fmt: skip


@st.composite
def respelled(draw: st.DrawFn, *, hyphens: bool = False) -> tuple[str, list[int]]:
    """The sentence in another writing, with the place in it of each of the sentence's characters."""
    out, places = "", []
    for at, character in enumerate(SENTENCE):
        places.append(len(out))
        out += draw(st.sampled_from(VARIANTS.get(character, (character, character.upper(), character.lower()))))
        inside = character.isalpha() and SENTENCE[at + 1 : at + 2].isalpha()
        if inside and draw(st.integers(0, 9)) == 0:
            out += draw(st.sampled_from(["\u00ad", "\u200d", "-\n"] if hyphens else ["\u00ad", "\u200d", "\ufeff"]))
    return out.replace("fi", draw(st.sampled_from(["fi", "ﬁ"]))) if not places else out, [*places, len(out)]


WORD_EDGES = [at for at, character in enumerate(SENTENCE) if character == " "]


@settings(max_examples=150)
@given(respelled(hyphens=True), respelled(), st.data())
def test_words_in_another_writing_are_located_at_the_same_place(
    text_spelling: tuple[str, list[int]], quote_spelling: tuple[str, list[int]], data: st.DataObject
) -> None:
    edges = st.lists(st.sampled_from([-1, *WORD_EDGES, len(SENTENCE)]), min_size=2, max_size=2, unique=True)
    start, end = sorted(data.draw(edges))
    if len(SENTENCE[start + 1 : end].strip("“”’–-… ,.")) < 4:
        return
    spelled, places = quote_spelling
    quote = spelled[places[start + 1] : places[end]]
    text, places = "He left. " + text_spelling[0] + " Then he spoke.", text_spelling[1]
    found = locate(quote, text)
    assert found.match in ("verbatim", "normalised")
    assert found.span
    # Marks at the ends of the quote may be left out of the span.
    inner = SENTENCE[start + 1 : end]
    first = places[start + 1 + len(inner) - len(inner.lstrip("“”’–-… "))] + 9
    last = places[start + 1 + len(inner.rstrip("“”’–-… .,"))] + 9
    assert found.span.start <= first
    assert last - 1 <= found.span.end
    assert Span(start=places[start + 1] + 9, end=places[end] + 9).overlaps(found.span)


# --- other words ------------------------------------------------------------------------------------------------------

NUMBERED = st.lists(
    st.sampled_from(re.findall(r"\S+", "rose by 1 5 15 17.5 1,000 2022 ３ ٣ men of … – “ ” % 10:30 the the -4")),
    min_size=1, max_size=20,
)  # fmt: skip


def digits(words: str) -> list[int]:
    return [unicodedata.decimal(c) for c in unicodedata.normalize("NFKC", words) if c.isdecimal()]


@settings(max_examples=300)
@given(NUMBERED, NUMBERED, st.data())
def test_a_quote_with_a_changed_digit_is_never_where_that_digit_stood(
    before: list[str], quoted: list[str], data: st.DataObject
) -> None:
    original, text = " ".join(quoted), " ".join([*before, *quoted])
    places = [at for at, c in enumerate(original) if c.isdecimal()]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([d for d in "0123456789" if int(d) != unicodedata.decimal(original[at])]))
    found = locate(original[:at] + other + original[at + 1 :], text)
    if found.match in ("verbatim", "normalised") and "…" not in original:
        assert digits(found.words or "") == digits(original[:at] + other + original[at + 1 :])
    assert (found.start, found.match) not in [(len(text) - len(original), m) for m in ("verbatim", "normalised")]


@settings(max_examples=300)
@given(
    st.text(st.sampled_from("a1２5². ,\n\u00a0-…½Ⅳ٣"), max_size=30), st.text(st.sampled_from("aA12 ,5²٣"), max_size=6)
)
def test_the_digits_at_a_located_place_are_those_of_the_quote(text: str, quote: str) -> None:
    found = locate(quote, text)
    if found.match in ("verbatim", "normalised"):
        assert digits(found.words or "") == digits(quote)


WORDS = st.lists(st.sampled_from(re.findall(r"\S+", "the council will reject its plans today and never no now here")),
                 min_size=2, max_size=15)  # fmt: skip


@settings(max_examples=300)
@given(WORDS, WORDS, st.sampled_from(["not", "never", "NOT", "n't"]), st.data())
def test_a_quote_with_a_negation_more_than_the_text_is_altered_or_absent(
    before: list[str], quoted: list[str], negation: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(quoted)))
    quote = " ".join([*quoted[:at], negation, *quoted[at:]])
    text = " ".join([*before, *quoted])
    found = locate(quote, text)
    if found.match in ("verbatim", "normalised"):
        assert re.search(rf"\b{re.escape(negation)}\b", found.words or "", re.IGNORECASE)
