"""A statement that copies its words almost whole: one changed name, number or negation refutes it."""

from __future__ import annotations

import pytest
from claim_builder import position, severities

from summarizer.models import Severity
from summarizer.read import article_from_text

ARTICLE = article_from_text(
    "Energy minister Karin Dahl spoke in Oslo. Norway delivered 40 turbines to Poland in the first week, and the "
    "second shipment of 65 turbines will not arrive before the end of the month, Dahl said.\n\n"
    "“The grid in the north is stable,” said engineer Ivar Moen. Sweden sent 12 experts.",
    "grid",
)
DELIVERED = "Norway delivered 40 turbines to Poland in the first week"
SECOND = "the second shipment of 65 turbines will not arrive before the end of the month"
STABLE = "The grid in the north is stable"


def found(statement: str, quote: str) -> dict[str, Severity]:
    return severities(ARTICLE, position("Ivar Moen" if quote == STABLE else "Karin Dahl", statement, quote))


@pytest.mark.parametrize(
    ("statement", "quote", "code"),
    [
        ("Sweden delivered 40 turbines to Poland in the first week.", DELIVERED, "name_differs"),
        ("Norway delivered 40 turbines to Sweden in the first week.", DELIVERED, "name_differs"),
        ("Norway delivered 12 turbines to Poland in the first week.", DELIVERED, "number_differs"),
        ("Norway delivered 65 turbines to Poland in the first week.", DELIVERED, "number_differs"),
        ("Norway delivered 40 turbines to Poland in the second week.", DELIVERED, "number_differs"),
        ("Norway delivered no 40 turbines to Poland in the first week.", DELIVERED, "negation_differs"),
        ("The second shipment of 65 turbines will arrive before the end of the month.", SECOND, "negation_differs"),
        ("The grid in the north is not stable.", STABLE, "negation_differs"),
        ("The grid in the north is never stable.", STABLE, "negation_differs"),
    ],
)
def test_one_change_in_a_copy_refutes_it(statement: str, quote: str, code: str) -> None:
    assert found(statement, quote).get(code) == "refute"


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Norway delivered 40 turbines to Poland in the first week.", DELIVERED),
        ("Norway delivered forty turbines to Poland in the first week.", DELIVERED),
        ("Norway delivered turbines to Poland in the first week.", DELIVERED),
        ("In the first week, Norway delivered 40 turbines to Poland.", DELIVERED),
        ("The second shipment of 65 turbines won't arrive before the end of the month.", SECOND),
        ("The second shipment of 65 turbines cannot be expected to arrive before the end of the month.", SECOND),
        ("The grid is stable.", STABLE),
        ("Moen said the grid in the north is stable.", STABLE),
    ],
)
def test_a_copy_that_only_leaves_out_moves_or_writes_otherwise_is_left_alone(statement: str, quote: str) -> None:
    assert found(statement, quote) == {}
