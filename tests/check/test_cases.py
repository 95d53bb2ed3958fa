"""How well the checks tell changed claims from faithful ones, on the hand-written cases: floors, and not aims.

The cases were written before anything was run on them; the checks have been tuned on them since. `make bench` prints
the whole table.
"""

from __future__ import annotations

from collections import Counter

from cases import Judged, judge, load_cases, table

AT_MOST_SUPPORTED = 13
"""Changed ones that pass; 11 of 215 when this was written."""
AT_LEAST_UNSUPPORTED = 160
"""Changed ones that are set aside; 162 of 215 when this was written."""
AT_LEAST_FAITHFUL = 105
"""Faithful ones that are supported; 108 of 110 when this was written."""
AT_MOST_REFUTED = 2
"""Faithful ones that are set aside; 1 of 110 when this was written."""


def judged() -> list[Judged]:
    return list(judge(load_cases()))


def test_there_are_at_least_150_cases_two_thirds_of_them_changed() -> None:
    labels = Counter(case.label for case in load_cases())
    assert labels.total() >= 150
    assert abs(labels["changed"] / labels.total() - 2 / 3) < 0.01
    assert len({case.case_id for case in load_cases()}) == labels.total()


def test_changed_claims_are_told_from_faithful_ones_at_least_as_well_as_before() -> None:
    found = table(judged())
    assert found["changed", "supported"] <= AT_MOST_SUPPORTED
    assert found["changed", "unsupported"] >= AT_LEAST_UNSUPPORTED
    assert found["faithful", "supported"] >= AT_LEAST_FAITHFUL
    assert found["faithful", "unsupported"] <= AT_MOST_REFUTED


def test_whatever_is_not_supported_says_why() -> None:
    assert all(each.findings for each in judged() if each.verdict != "supported")
