"""The table of verdicts over the hand-written cases, by kind of change, and those that the checks judge otherwise.

python -m benchmarks.verdicts [CASES.json]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from cases import FOLDER, VERDICTS, Judged, by_change, judge, load_cases, table

from summarizer.models import Verdict


def main() -> None:
    """Print the tables."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / "cases.json"
    judged = list(judge(load_cases(path)))
    found = table(judged)
    print(f"{'':18}" + "".join(f"{verdict:>14}" for verdict in VERDICTS))
    for label in ("changed", "faithful"):
        print(row(label, Counter({verdict: found[label, verdict] for verdict in VERDICTS})))
    print()
    for change, verdicts in by_change(judged).items():
        print(row(change, verdicts))
    print()
    for each in judged:
        if is_wrong(each):
            print(f"{each.case.case_id} {each.verdict:11} {each.case.label}: {each.case.why}")


def row(label: str, verdicts: Counter[Verdict]) -> str:
    """A line of the table: how many of each verdict, and the share."""
    total = verdicts.total() or 1
    return f"{label:18}" + "".join(f"{verdicts[v]:7} {verdicts[v] / total:5.0%} " for v in VERDICTS)


def is_wrong(judged: Judged) -> bool:
    """Whether a changed claim passes, or a faithful one does not."""
    return (judged.case.label == "changed") == (judged.verdict == "supported")


if __name__ == "__main__":
    main()
