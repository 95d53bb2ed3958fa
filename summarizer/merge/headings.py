"""Gives a story its heading: a headline of its articles, or the actors and the topic of its claims in their own words.

Of several headlines it is the one whose words most articles of the story have. One that is no question, and is short
enough or can be cut at a break, goes before others; an article on several matters gives its own only where there is no
other. Where no article has a headline, it is the two actors that are heard most and the topic that most claims share
words with. No word is the program's.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from summarizer.merge.entries import Entry, Folded
from summarizer.merge.gathering import terms
from summarizer.models import Position, actor_of, said_of

__all__ = ["LONGEST", "heading"]

LONGEST = 80
"""Characters; a longer heading is cut, at a break between its parts where there is one."""
CUT = "…"
"""Stands where a heading is cut within a part."""

_BREAK = re.compile(r"\s*(?:[;:|]|\s[-–—])\s+|(?<=[^\W\d_A-Z]{3}[.!?])\s+")
_LEAST = 20
"""Characters; a part before a break that is shorter says too little alone."""
_END = re.compile(r"[\s,;:.–—-]+$")


def heading(
    group: Sequence[Folded],
    counts: Mapping[str, Counter[str]],
    rare: Mapping[str, float],
    guests: Collection[str] = (),
) -> str:
    """The heading of the claims of one story, 80 characters at most; "" where there is nothing to take it from.

    Args:
        group: The claims, in order.
        counts: For each origin of the run the terms of its claims.
        rare: For each term of the run how rare it is.
        guests: The origins on several matters; their headlines are taken only where there are no others.
    """
    entries = [entry for item in group for entry in item.told]
    weights = _weights({entry.origin for entry in entries}, counts, rare)
    titles = {(entry.origin, title) for entry in entries if (title := shortened(entry.article.title or ""))}
    of_it = {title for origin, title in titles if origin not in guests} or {title for _, title in titles}
    return _nearest(of_it, weights) or shortened(_by_topic(entries, weights))


def _weights(origins: Iterable[str], counts: Mapping[str, Counter[str]], rare: Mapping[str, float]) -> dict[str, float]:
    """For each term how much it stands for the story: by how rare it is, and how many of the articles have it.

    What one of three or more articles has alone is a side of the story, and counts for nothing.
    """
    of_it = sorted(origins)
    found = Counter(term for origin in of_it for term in counts[origin])
    return {term: rare[term] * (number - (len(of_it) > 2)) for term, number in found.items()}


def _nearest(texts: Iterable[str], weights: Mapping[str, float]) -> str:
    """The text whose words stand most for the story, for its length; one that is cut short or asks goes last."""

    def rank(text: str) -> tuple[bool, bool, float, int, str]:
        words = terms(text)
        score = math.fsum(weights.get(word, 0.0) for word in words) / math.sqrt(len(words) or 1)
        return text.endswith(CUT), "?" in text, -round(score, 6), len(text), text

    return min(texts, key=rank, default="")


def _by_topic(entries: Sequence[Entry], weights: Mapping[str, float]) -> str:
    claims = [entry.checked.claim for entry in entries]
    topic = _nearest({claim.topic for claim in claims if isinstance(claim, Position)}, weights)
    said = topic or _nearest({said_of(claim) for claim in claims}, weights)
    return ": ".join(part for part in (", ".join(_heard(entries)), said) if part)


def _heard(entries: Iterable[Entry]) -> list[str]:
    """The names of the two actors with most claims, as most claims have them."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if entry.actor and (name := actor_of(entry.checked.claim)):
            names[entry.actor][name] += 1
    first = sorted(names, key=lambda actor: (-names[actor].total(), actor))[:2]
    return [min(names[actor], key=lambda name: (-names[actor][name], name)) for actor in first]


def shortened(text: str) -> str:
    """A text that is too long up to its last break that leaves it short enough, or else to the last whole word."""
    plain = " ".join(text.split())
    if len(plain) <= LONGEST:
        return plain
    breaks = [match.start() for match in _BREAK.finditer(plain) if _LEAST <= match.start() <= LONGEST]
    if breaks:
        return plain[: breaks[-1]]
    return _END.sub("", plain[:LONGEST].rpartition(" ")[0] or plain[: LONGEST - 1]) + CUT
