"""The embedded engine: rules over the sentence structure of news English, with no model, no key and no network."""

from __future__ import annotations

from summarizer.engines.embedded.demands import find_demands
from summarizer.engines.embedded.events import find_events
from summarizer.engines.embedded.positions import find_positions
from summarizer.engines.embedded.reading import read_closely
from summarizer.engines.embedded.responses import find_responses
from summarizer.models import Article, Extraction

__all__ = ["ENGINE_VERSION", "extract"]

ENGINE_VERSION = "3"
"""Changes whenever the same article could give another answer."""


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
