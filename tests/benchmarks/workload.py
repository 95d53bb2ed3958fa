"""The texts and quotes that locating is measured with, made from the seeds, the same on every machine."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["SEEDS", "Workload", "large", "small"]

SEEDS = Path(__file__).parent.parent.parent / "seeds"
_SENTENCE = re.compile(r"\S[^.!?\n]{40,280}[.!?]")
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-", "—": "-"})


@dataclass(frozen=True)
class Workload:
    """A text, quotes in the order of the text, and where each was taken from before anything in it was changed."""

    text: str
    quotes: tuple[str, ...]
    starts: tuple[int, ...]


def small() -> Workload:
    """5,000 characters and 10 quotes: 4 verbatim, 3 in another typography, 3 with a word more or another number."""
    text = _seeds()[4][:5_000]
    chosen = list(_SENTENCE.finditer(text))[:20:2]
    quotes = [match.group() for match in chosen]
    for at in (1, 4, 7):
        quotes[at] = quotes[at].translate(_TYPOGRAPHY).replace(" ", "\u00a0", 2).upper()
    for at in (2, 5, 8):
        quotes[at] = _altered(quotes[at], at)
    return Workload(text, tuple(quotes), tuple(match.start() for match in chosen))


def large() -> Workload:
    """500,000 characters and 1,000 quotes, every other with a word more or another number.

    The text is the sentences of the seeds over and over, each time with three words exchanged, so that every quote has
    dozens of near doubles: harder than an article of that length.
    """
    draw = random.Random(5)
    sentences = [match.group() for text in _seeds() for match in _SENTENCE.finditer(text)]
    words = sorted({word for sentence in sentences for word in sentence.split()})
    pieces, starts, size = [], [], 0
    while size < 500_000:
        piece = draw.choice(sentences).split()
        for _ in range(3):
            piece[draw.randrange(len(piece))] = draw.choice(words)
        starts.append(size)
        pieces.append(" ".join(piece) + draw.choice([" ", " ", "\n\n"]))
        size += len(pieces[-1])
    chosen = sorted(draw.sample(range(len(pieces) - 1), 1_000))
    quotes = [pieces[at].strip() for at in chosen]
    changed = [_altered(quote, at) if at % 2 else quote for at, quote in enumerate(quotes)]
    return Workload("".join(pieces)[:500_000], tuple(changed), tuple(starts[at] for at in chosen))


def _altered(quote: str, at: int) -> str:
    words = quote.split()
    place = 7 * at % len(words)  # anywhere in the quote, its first word among them
    if at % 4 == 1:
        words[place] = "71"
    else:
        words.insert(place, "not")
    return " ".join(words)


def _seeds() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
