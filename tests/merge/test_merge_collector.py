"""The collector of cycles while a day is merged."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer import merge_summaries, read_articles, summarize
from summarizer.merge.collector import at_rest

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    ran = gc.isenabled()
    yield
    (gc.enable if ran else gc.disable)()


@pytest.mark.parametrize("ran", [True, False])
def test_the_collector_is_after_a_merge_as_it_was_before(ran: bool) -> None:
    (gc.enable if ran else gc.disable)()
    with at_rest():
        assert not gc.isenabled()
    assert gc.isenabled() is ran


def test_an_error_does_not_leave_the_collector_off() -> None:
    gc.enable()
    with pytest.raises(ZeroDivisionError), at_rest():
        1 / 0  # noqa: B018
    assert gc.isenabled()


def test_a_merge_leaves_nothing_to_the_collector() -> None:
    """So that the merge needs no more memory for the collector's rest."""
    summaries = tuple(summarize(read_articles([SEEDS]), "embedded"))
    day = dt.date(2022, 2, 15)
    before = merge_summaries(summaries, day)
    merge_summaries(summaries[:3], dt.date(2022, 2, 16), before)  # what is made once, such as lexicons, is made now
    gc.collect()
    gc.disable()
    merge_summaries(summaries, day)
    merge_summaries(summaries[:3], dt.date(2022, 2, 16), before)
    assert gc.collect() == 0
