"""An article, an answer for it of which three claims fail, and what a model can say when it is asked again."""

from __future__ import annotations

import json
from typing import Any

TEXT = """Old bridge in Norby to close

NORBY, March 7, 2023 - “We will close the old bridge in May,” mayor Anna Lind said on Monday.

The council of Norby will meet on March 12, 2023. Lind added that the new ferry is safe for everybody on board.
"""

GOOD: dict[str, Any] = {
    "actor": "Anna Lind",
    "role": "mayor",
    "topic": "the old bridge",
    "stance": "supports",
    "act": "states",
    "condition": None,
    "statement": "We will close the old bridge in May.",
    "reported_by": None,
    "quote": "We will close the old bridge in May",
}
"""Supported."""
INVENTED = {
    **GOOD,
    "topic": "the ferry",
    "statement": "The ferry sank twice.",
    "quote": "Both ferries sank last summer",
}
"""Unsupported: the quote stands nowhere."""
UNNAMED = {**GOOD, "actor": "Olaf Berg"}
"""Unsupported: the article names no such person."""
MISDATED: dict[str, Any] = {
    "key": "t1",
    "event": "The council of Norby will meet",
    "phrase": "March 12, 2023",
    "value": "2023-03-21",
    "status": "planned",
    "according_to": None,
    "reported_by": None,
    "quote": "The council of Norby will meet on March 12, 2023.",
}
"""Doubtful: the value is not what the phrase says."""

FERRY = {
    **INVENTED,
    "statement": "The new ferry is safe for everybody on board.",
    "quote": "Lind added that the new ferry is safe for everybody on board.",
}
"""INVENTED, mended: supported."""
DATED = {**MISDATED, "value": "2023-03-12"}
"""MISDATED, mended: supported."""

ANSWER = json.dumps({"positions": [GOOD, INVENTED, UNNAMED], "demands": [], "responses": [], "dates": [MISDATED]})
"""One claim is supported; INVENTED, UNNAMED and MISDATED fail, and are numbers 1, 2 and 3."""


def mends(*claims: dict[str, Any] | None) -> str:
    """The answer to the second question: a claim for each number from 1, None to withdraw it."""
    return json.dumps({"mends": [{"number": number, "claim": claim} for number, claim in enumerate(claims, 1)]})


MENDS = mends(FERRY, None, DATED)
"""Two mended, one withdrawn."""
