"""The embedded engine: rules over the sentence structure of news English, with no model, no key and no network."""

from __future__ import annotations

from summarizer.engines.embedded.demands import find_demands
from summarizer.engines.embedded.events import find_events
from summarizer.engines.embedded.positions import find_positions
from summarizer.engines.embedded.reading import read_closely
from summarizer.engines.embedded.responses import find_responses
from summarizer.models import Article, Extraction
from summarizer.text.language import language_of, language_shares

__all__ = ["ENGINE_VERSION", "extract", "foreign_language"]

ENGINE_VERSION = "6"
"""Changes whenever the same article could give another answer."""

HARDLY = 0.1
"""A text that is English to a smaller share than this is not an English article with foreign words in it."""


def extract(article: Article) -> Extraction:
    """What an article's own words give: positions, demands, responses and dated events, each with its quote.

    Pure. Every quote is an exact substring of the article outside its furniture; where it is not clear whose words
    they are, the claim is left out.
    """
    reading = read_closely(article)
    demands = find_demands(reading)
    events = find_events(reading, demands)
    responses = find_responses(reading, demands, events)
    positions = find_positions(reading, taken=[*demands, *responses], events=events)
    return Extraction(
        positions=tuple(found.claim for found in positions),
        demands=tuple(found.claim for found in demands),
        responses=tuple(found.claim for found in responses),
        dates=tuple(found.claim for found in events),
    )


def foreign_language(article: Article) -> str | None:
    """The language of an article that is certainly not in English, which the rules can not read; None for the others.

    An English article with a foreign quotation or menu is read, and so is one of which nothing can be told.
    """
    body = article.body()
    best = language_of(body)
    if best is None or best == "en" or language_shares(body).get("en", 0.0) >= HARDLY:
        return None
    return best
