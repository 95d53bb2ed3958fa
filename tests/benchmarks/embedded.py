"""How fast the embedded engine reads, what memory it takes over many articles, and how both grow with their length."""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from summarizer import Article, article_from_text
from summarizer.engines.embedded import extract, foreign_language
from summarizer.pipeline import summarize

HERE = Path(__file__).parent
SOURCES = (*(HERE.parent.parent / "seeds").glob("*.txt"), *(HERE.parent / "check" / "cases" / "articles").glob("*.txt"))
SIZE = 4_096
"""Characters of an article."""
_SENTENCE_END = re.compile(r"(?<=[a-z])[.,]")
TIMED = 300
MANY = 5_000
LENGTHS = (10_000, 100_000, 1_000_000)


def articles(count: int, size: int = SIZE) -> Iterator[Article]:
    """Articles made of the paragraphs of ten others, with a word of its own in each sentence: none is met twice."""
    draw = random.Random(7)
    texts = [path.read_text(encoding="utf-8") for path in sorted(SOURCES)]
    paragraphs = [piece for text in texts for piece in text.split("\n\n") if len(piece) > 80]
    for number in range(count):
        pieces, length = [f"Report {number} of the day"], 0
        while length < size:
            pieces.append(_SENTENCE_END.sub(lambda end: f" {_word(draw)}{end.group()}", draw.choice(paragraphs)))
            length += len(pieces[-1]) + 2
        yield article_from_text("\n\n".join(pieces)[:size], f"{number}.txt")


def _word(draw: random.Random) -> str:
    return "".join(draw.choices("aeilmnorstu", k=8))


def seconds(read: list[Article]) -> float:
    """Seconds that it takes to tell the language of articles and extract their claims, one after another."""
    start = time.perf_counter()
    for article in read:
        foreign_language(article)
        extract(article)
    return time.perf_counter() - start


def peak_mb(count: int, *, kept: bool) -> float:
    """Peak memory in MB of a process that extracts `count` articles; with `kept` it holds all their Summaries."""
    command = (sys.executable, "-m", "benchmarks.embedded", "memory", str(count), "kept" if kept else "dropped")
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _memory(count: int, *, kept: bool) -> None:
    if kept:
        summarize(articles(count), "embedded")
    else:
        for article in articles(count):
            extract(article)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Print the figures; on one core, for nothing here runs in parallel."""
    seconds(list(articles(3)))
    taken = seconds(list(articles(TIMED)))
    print(f"{TIMED / taken:8.0f} articles of {SIZE / 1024:.0f} KB a second, on one core, language and claims")
    for length in LENGTHS:
        (article,) = articles(1, length)
        taken = seconds([article])
        print(f"{1_000_000 * taken / length:8.2f} ms a KB in an article of {length // 1000} KB ({taken:.2f} s)")
    for count in (TIMED, MANY):
        print(f"{peak_mb(count, kept=False):8.0f} MB at the most over {count} articles, extracted one by one")
    print(f"{peak_mb(TIMED, kept=True):8.0f} MB at the most over {TIMED} articles, checked, their Summaries held")


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        _memory(int(sys.argv[2]), kept=sys.argv[3] == "kept")
    else:
        main()
