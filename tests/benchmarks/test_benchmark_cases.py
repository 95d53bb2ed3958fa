"""The benchmark measures what it says: faithful quotes stand in their seeds, and changed ones do not."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from benchmarks.workload import SEEDS, Workload, large, small

from summarizer.text.locate import locate

CASES = json.loads((SEEDS.parent / "tests" / "benchmarks" / "altered_quotes.json").read_text(encoding="utf-8"))


def test_there_are_at_least_eighteen_changed_quotes_of_every_kind() -> None:
    kinds = Counter(case["kind"] for case in CASES)
    assert sum(count for kind, count in kinds.items() if kind != "faithful") >= 18
    assert set(kinds) >= {"negation", "number", "date", "name", "opposite", "speaker", "stitched", "invention"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['quote'][:40]}")
def test_a_faithful_quote_stands_in_its_seed_and_a_changed_one_does_not(case: dict[str, str]) -> None:
    found = locate(case["quote"], (SEEDS / case["source"]).read_text(encoding="utf-8"))
    # The words given to another speaker are not changed.
    stands = case["kind"] in ("faithful", "speaker")
    assert (found.match in ("verbatim", "normalised")) == stands


@pytest.mark.parametrize(
    ("work", "size", "quotes"), [(small(), 5_000, 10), (large(), 500_000, 1_000)], ids=["small", "large"]
)
def test_a_workload_has_the_size_it_is_named_by_and_quotes_in_order(work: Workload, size: int, quotes: int) -> None:
    assert len(work.text) == size
    assert len(work.quotes) == len(work.starts) == quotes
    assert list(work.starts) == sorted(work.starts)
