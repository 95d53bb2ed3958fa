"""Holds the quote against the article: does it stand there, unchanged, in the article itself, and is it enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.check.evidence import compared
from summarizer.check.finding import doubt, note, refute
from summarizer.check.meaning import changed_meaning
from summarizer.check.place import Placed
from summarizer.models import Article, Finding, said_of
from summarizer.text.language import is_unspaced
from summarizer.text.locate import cuts_number, occurrences, word_diff

__all__ = [
    "quote_holds_whole_numbers",
    "quote_long_enough",
    "quote_outside_furniture",
    "quote_repeated",
    "quote_stands",
]


def quote_stands(placed: Placed, article: Article) -> Iterator[Finding]:
    """The quote stands in the article, unchanged but for typography."""
    location = placed.location
    if not placed.claim.quote.strip():
        yield refute("quote_absent", "The claim shows no words of the article.")
    elif location.match == "absent":
        yield _absent(placed, article)
    elif location.match == "altered":
        change = changed_meaning(word_diff(location.words or "", placed.claim.quote))
        if "\n\n" in (location.words or "") and "\n\n" not in placed.claim.quote:
            yield refute("quote_changed", f"The quote joins what stands in two paragraphs: {location.diff}")
        elif change:
            yield refute("quote_changed", f"The quote changes {change}: {location.diff}")
        else:
            yield doubt("quote_altered", f"The quote differs from the article's words: {location.diff}")
    elif location.diff:
        left_out = word_diff(location.words or "", placed.claim.quote)
        change = changed_meaning((_last_clause(article_words), ()) for article_words, _ in left_out)
        if change in ("a negation", "how certain it is"):
            yield refute("quote_changed", f"What the quote leaves out changes {change}: {location.diff}")


def quote_repeated(placed: Placed, article: Article) -> Iterator[Finding]:
    """Where the quote stands more than once, that is said."""
    count = placed.location.occurrences
    if count > 1:
        message = f"The quote stands {count} times in the article; taken is where the claim fits best."
        yield note("quote_repeated", message)


def _absent(placed: Placed, article: Article) -> Finding:
    halves = _halves(placed.claim.quote, article.text)
    if halves:
        message = f"The quote joins words that stand apart: “{halves[0]}” and “{halves[1]}”."
        return refute("quote_stitched", message)
    where = f" It stands in {placed.location.elsewhere}." if placed.location.elsewhere else ""
    return refute("quote_absent", f"The quote does not stand in the article.{where}")


HALF = 3
"""The halves of a stitched quote have at least so many words."""


def _halves(quote: str, text: str) -> tuple[str, str] | None:
    """The two parts of a quote that both stand in a text, though not together; None where there is no such pair."""
    words = quote.split()[:MOST_WORDS]
    for cut in range(len(words) - HALF, HALF - 1, -1):
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        if occurrences(first, text) and occurrences(second, text):
            return first, second
    return None


MOST_WORDS = 80
"""A quote is searched for its halves up to so many words."""


def _last_clause(words: Sequence[str]) -> tuple[str, ...]:
    """The words behind the last mark: what goes on in the words that the quote keeps."""
    marks = [i for i, word in enumerate(words) if word in ",;:.!?–—”"]
    return tuple(words[marks[-1] + 1 :] if marks else words)


def quote_outside_furniture(placed: Placed, article: Article) -> Iterator[Finding]:
    """The quote stands in the article itself, not in what the page shows beside it."""
    span = placed.location.span
    kind = next((piece.kind for piece in article.furniture if span and piece.overlaps(span)), None)
    if kind:
        yield refute("quote_furniture", f"The quote stands in the page's furniture ({kind}).")


def quote_holds_whole_numbers(placed: Placed, article: Article) -> Iterator[Finding]:
    """The quote does not begin or end inside a number: 5 is not 15."""
    span = placed.location.span
    if span and (cuts_number(article.text, span.start) or cuts_number(article.text, span.end)):
        yield refute("quote_cuts_number", "The quote begins or ends inside a number.")


CARRIES = 0.3
"""One or two words carry a statement of which they hold at least this share of terms."""


def quote_long_enough(placed: Placed, article: Article) -> Iterator[Finding]:
    """One or two words carry no statement, unless it says hardly more than they do."""
    words = placed.location.words or ""
    count = len(words.split())
    if is_unspaced(words) or not words or count > 2:
        return
    laid = compared(said_of(placed.claim), words)
    if count == 1 or laid.share < CARRIES:
        make = refute if laid.share < CARRIES and len(laid.content) > 2 else doubt
        yield make("quote_short", f"The quote “{words}” is too short to carry the statement.")
