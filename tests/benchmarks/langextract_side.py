"""Aligns quotes with langextract's own aligner, in its own environment: JSON in on stdin, JSON out on stdout.

In: {"text", "quotes", "rounds", "alone"}; `alone` aligns each quote by itself, otherwise all in one call, as
langextract does for one answer. Out: {"version", "seconds" (one of each round), "places" ([start, end, status] or
null)}. The settings are langextract's defaults.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from importlib.metadata import version
from typing import Any


def main() -> None:
    """Align, and write where."""
    # By name: type checkers run where langextract is not installed.
    extraction_of = importlib.import_module("langextract.core.data").Extraction
    resolver = importlib.import_module("langextract.resolver").Resolver()
    asked = json.load(sys.stdin)

    def aligned(quotes: list[str]) -> list[Any]:
        extractions = [extraction_of("claim", quote) for quote in quotes]
        return list(resolver.align(extractions, asked["text"], token_offset=0, char_offset=0))

    groups = [[quote] for quote in asked["quotes"]] if asked["alone"] else [asked["quotes"]]
    seconds = []
    for _ in range(asked["rounds"]):
        start = time.perf_counter()
        found = [extraction for group in groups for extraction in aligned(group)]
        seconds.append(time.perf_counter() - start)
    json.dump(
        {"version": version("langextract"), "seconds": seconds, "places": [place(one) for one in found]}, sys.stdout
    )


def place(extraction: Any) -> tuple[int, int, str] | None:
    """Where an extraction was put, and what its alignment is called."""
    interval = extraction.char_interval
    if interval is None or interval.start_pos is None:
        return None
    return interval.start_pos, interval.end_pos, extraction.alignment_status.value


if __name__ == "__main__":
    main()
