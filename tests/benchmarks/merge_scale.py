"""Time and memory of the merge for 1,000, 10,000 and 100,000 claims, made by varying the real ones of seeds/.

Each variant is a day's matter of its own, told by the five articles: its persons have other names, its states are
others, its numbers are others, and a third of its longer words are exchanged for others of the same articles. Every
fifth variant is told once more by two other outlets, in the same words with the paragraphs of another (wire copies).

Then the same for a second day, of as many claims as its brief before: half of the articles are those of the day
before, half are new; that brief is read back from its JSON, as a run does.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import math
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

from summarizer import merge_summaries, read_articles, summarize
from summarizer.models import Brief, Summary

SEEDS = Path(__file__).parents[2] / "seeds"
DAY = dt.date(2022, 2, 15)
SIZES = (1_000, 10_000, 100_000)
AIM_SECONDS, AIM_MB = 60, 1_000
SECOND_DAY = 30_000
"""The most claims that a second day is measured with."""
NEW = 100_000
"""The number of the first variant that only the second day tells."""
COPIED = 5
"""Every so many variants one is told once more, by other outlets."""
EXCHANGED = 3
"""One of so many longer words is exchanged."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_PLACES = (
    "Russia", "Ukraine", "Germany", "France", "Poland", "Norway", "Sweden", "Spain", "Italy", "Austria", "Hungary",
    "Serbia", "Turkey", "Georgia", "Moldova", "Japan", "China", "India", "Brazil", "Canada", "Mexico", "Egypt",
    "Kenya", "Ghana", "Chile", "Peru", "Cuba", "Iran", "Iraq", "Israel",
)  # fmt: skip
_PERSONS = ("Peskov", "Pesokov", "Pieskow", "Peskow", "Lavrov", "Blinken", "Zelensky", "Danilov", "Scholz", "Biden")


@cache
def originals() -> tuple[Summary, ...]:
    """The Summaries of seeds/, by rules."""
    return tuple(summarize(read_articles([SEEDS]), "embedded"))


@cache
def vocabulary() -> tuple[str, ...]:
    """The longer words of the articles that begin small, in order."""
    text = " ".join(article.text for article in read_articles([SEEDS]) if hasattr(article, "text"))
    return tuple(sorted({word for word in _WORD.findall(text) if len(word) > 5 and word.islower()}))


class Variant:
    """What words become in one variant: the same everywhere in it."""

    def __init__(self, number: int) -> None:
        self._random = Random(number)
        self._words: dict[str, str] = {}
        self._shift = self._random.randrange(len(_PLACES))
        self._number = number

    def text(self, text: str) -> str:
        """The text with its words exchanged."""
        return _WORD.sub(lambda found: self._word(found[0]), text)

    def _word(self, word: str) -> str:
        if word not in self._words:
            self._words[word] = self._made(word)
        return self._words[word]

    def _made(self, word: str) -> str:
        if self._number == 0:
            return word
        if word in _PLACES:
            return _PLACES[(_PLACES.index(word) + self._shift) % len(_PLACES)]
        if word in _PERSONS:
            return self._name(5)
        if word.istitle() and len(word) > 4 and self._random.random() < 0.3:
            return self._name(3)
        if word.isdigit() and len(word) < 4:
            return str(self._random.randrange(2, 28))
        if len(word) > 5 and word.islower() and self._random.randrange(EXCHANGED) == 0:
            return self._random.choice(vocabulary())
        return word

    def _name(self, syllables: int) -> str:
        parts = (self._random.choice("bdfgklmnprstvz") + self._random.choice("aeiou") for _ in range(syllables))
        return "".join(parts).title()


def varied(summary: Summary, variant: Variant, number: int, outlet: str) -> Summary:
    """A Summary as a variant tells it, with ids of its own."""
    raw = json.loads(summary.model_dump_json())
    for checked in raw["claims"]:
        for field, value in checked["claim"].items():
            if isinstance(value, str) and field not in {"stance", "act", "force", "kind", "status", "value", "key"}:
                checked["claim"][field] = variant.text(value)
        checked["location"]["words"] = variant.text(checked["location"]["words"] or "")
        checked["claim_id"] = _hash(checked["claim_id"], number)
    for actor in raw["actors"]:
        actor["name"] = variant.text(actor["name"])
        actor["aliases"] = [variant.text(alias) for alias in actor["aliases"]]
        actor["role"] = variant.text(actor["role"]) if actor["role"] else None
    article = raw["article"]
    article["article_id"] = f"{number:06d} {article['article_id']}"
    article["text_sha256"] = _hash(article["text_sha256"], number)
    article["title"] = variant.text(article["title"] or "")
    article["outlet"] = outlet
    article["sketch"] = None
    return Summary.model_validate_json(json.dumps(raw))


def _hash(text: str, number: int) -> str:
    return hashlib.sha256(f"{number} {text}".encode()).hexdigest()[: len(text)]


def day_of(claims: int, first: int = 0) -> Iterator[Summary]:
    """Summaries of a day with about so many claims, from a variant on."""
    number = first
    left = claims
    while left > 0:
        variant = Variant(number)
        for telling in range(3 if number % COPIED == 0 else 1):
            for index, summary in enumerate(originals()):
                made = varied(summary, variant, 3 * number + telling, f"Outlet {(number + telling + index) % 40}")
                yield made
                left -= len(made.claims)
                if left <= 0:
                    return
        number += 1


def day_after(claims: int) -> tuple[Brief, list[Summary]]:
    """The brief of a day with about so many claims, and the Summaries of a second day with as many."""
    summaries = list(day_of(claims))
    text = merge_summaries(summaries, DAY).model_dump_json()
    today = [*summaries[: len(summaries) // 2], *day_of(claims // 2, first=NEW)]
    return Brief.model_validate_json(text), today


def measured(claims: int, *, second: bool = False) -> dict[str, float]:
    """One merge in this process: claims, articles, seconds of CPU, and megabytes at the most."""
    previous, summaries = day_after(claims) if second else (None, list(day_of(claims)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    brief = merge_summaries(summaries, DAY + dt.timedelta(days=second), previous)
    seconds = time.process_time() - start
    return {
        "claims": sum(len(summary.claims) for summary in summaries),
        "articles": len(summaries),
        "merged": len(brief.claims),
        "stories": len(brief.stories),
        "seconds": seconds,
        "before": before,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def exponents(found: Sequence[dict[str, float]]) -> list[float]:
    """The exponent of the growth of time between neighbouring sizes: 1 is linear, 2 quadratic."""
    return [
        math.log(b["seconds"] / a["seconds"]) / math.log(b["claims"] / a["claims"])
        for a, b in zip(found, islice(found, 1, None), strict=False)
    ]


def printed(sizes: Sequence[int], *, second: bool = False) -> dict[str, float]:
    """A line for each size, measured in a process of its own, so that its memory is its own; the last one's figures."""
    found: list[dict[str, float]] = []
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.merge_scale", "--one", str(size)]
        done = subprocess.run([*command, *["--second"] * second], check=True, capture_output=True, text=True)
        found.append(json.loads(done.stdout))
        one = found[-1]
        print(
            f"{one['claims']:>8,} claims of {one['articles']:>6,} articles: {one['seconds']:6.2f} s of CPU, "
            f"{one['mb']:5.0f} MB ({one['before']:.0f} before the merge), {one['merged']:,} lines, "
            f"{one['stories']:,} stories",
            flush=True,
        )
    print("exponent of time:", ", ".join(f"{each:.2f}" for each in exponents(found)))
    return found[-1]


def main() -> None:
    """The days without a brief before, and then those with one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--one", type=int, help="measure one size here, and print JSON")
    parser.add_argument("--second", action="store_true", help="with --one: the second day of that size")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measured(given.one, second=given.second)))
        return
    last = printed(given.sizes)
    if last["claims"] >= SIZES[-1]:
        met = last["seconds"] <= AIM_SECONDS and last["mb"] <= AIM_MB
        print(f"aim of {AIM_SECONDS} s and {AIM_MB:,} MB: {'met' if met else 'missed'}")
    print("A second day, with the brief of the day before:")
    printed(sorted({min(size, SECOND_DAY) for size in given.sizes}), second=True)


if __name__ == "__main__":
    main()
