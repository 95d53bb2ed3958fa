"""How fast quotes are located and what becomes of altered ones, side by side with langextract's aligner.

    PYTHONPATH=tests python -m benchmarks.locate [PYTHON_WITH_LANGEXTRACT [SECONDS]]

langextract runs in an interpreter of its own; what takes it longer than SECONDS is stopped, and the table says so.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.workload import SEEDS, Workload, large, small

from summarizer.check.statements import check_statement
from summarizer.models import Location
from summarizer.text import word_diff
from summarizer.text.locate import locate
from summarizer.text.matching import folded_quote

HERE = Path(__file__).parent
CASES = HERE / "altered_quotes.json"
ROUNDS = 100
NEAR = 5
"""A quote is at its place if it begins within so many characters of where it was taken from."""

_STATUSES = ("exact", "lesser", "fuzzy", "no place")
Answer = dict[str, Any] | str


def main() -> None:
    """Print the tables."""
    other = sys.argv[1] if len(sys.argv) > 1 else None
    limit = float(sys.argv[2]) if len(sys.argv) > 2 else 400.0

    def ask(text: str, quotes: Sequence[str], rounds: int = 1, *, alone: bool = False) -> Answer:
        return _langextract(other, {"text": text, "quotes": quotes, "rounds": rounds, "alone": alone}, limit)

    _print_small(small(), ask)
    _print_large(large(), ask)
    _print_cases(json.loads(CASES.read_text(encoding="utf-8")), ask)


# --- speed -----------------------------------------------------------------------------------------------------------


def _print_small(work: Workload, ask: Callable[..., Answer]) -> None:
    start = time.perf_counter()
    _locate_all(work, work.text)
    first = time.perf_counter() - start
    texts = [f"{work.text}\n{number}" for number in range(ROUNDS)]
    fresh = _seconds(lambda number: _locate_all(work, texts[number]), before=_forget_quotes)
    again = _seconds(lambda _: _locate_all(work, work.text))
    theirs = ask(work.text, work.quotes, ROUNDS)
    _head(f"{len(work.text):,} characters, {len(work.quotes)} quotes: 4 verbatim, 3 typography, 3 altered", theirs)
    _row("text and quotes not seen before, min of 100", f"{min(fresh) * 1e3:.2f} ms", _ms(theirs, min))
    _row("  median of 100", f"{statistics.median(fresh) * 1e3:.2f} ms", _ms(theirs, statistics.median))
    _row("the same text and quotes, min of 100", f"{min(again) * 1e3:.2f} ms", "")
    _row("the first call of the process", f"{first * 1e3:.2f} ms", _ms(theirs, lambda seconds: seconds[0]))
    _row("quotes put where they were taken from", _right(work), _right_of(work, theirs))


def _print_large(work: Workload, ask: Callable[..., Answer]) -> None:
    seconds = []
    for number in range(3):
        text = f"{work.text}\n{number}"
        start = time.perf_counter()
        _locate_all(work, text)
        seconds.append(time.perf_counter() - start)
    theirs = ask(work.text, work.quotes)
    _head(f"{len(work.text):,} characters, {len(work.quotes):,} quotes, half of them altered", theirs)
    shown = theirs if isinstance(theirs, str) else f"{theirs['seconds'][0]:.1f} s"
    _row("a text not seen before, min of 3; once", f"{min(seconds):.2f} s", shown)
    _row("quotes put where they were taken from", _right(work), _right_of(work, theirs))


def _seconds(run: Callable[[int], object], before: Callable[[], object] = lambda: None) -> list[float]:
    seconds = []
    for number in range(ROUNDS):
        before()
        start = time.perf_counter()
        run(number)
        seconds.append(time.perf_counter() - start)
    return seconds


def _forget_quotes() -> None:
    folded_quote.cache_clear()
    word_diff._tokens.cache_clear()


def _locate_all(work: Workload, text: str) -> list[Location]:
    return [locate(quote, text) for quote in work.quotes]


def _right(work: Workload) -> str:
    starts = [found.start for found in _locate_all(work, work.text)]
    return _score(starts, work)


def _right_of(work: Workload, theirs: Answer) -> str:
    return "" if isinstance(theirs, str) else _score([place and place[0] for place in theirs["places"]], work)


def _score(starts: Sequence[int | None], work: Workload) -> str:
    right = sum(1 for at, start in zip(starts, work.starts, strict=True) if at is not None and abs(at - start) <= NEAR)
    return f"{right:,} of {len(starts):,}"


def _ms(theirs: Answer, choose: Callable[[list[float]], float]) -> str:
    return theirs if isinstance(theirs, str) else f"{choose(theirs['seconds']) * 1e3:.2f} ms"


# --- altered quotes --------------------------------------------------------------------------------------------------


def _print_cases(cases: list[dict[str, str]], ask: Callable[..., Answer]) -> None:
    statuses = _statuses(cases, ask)
    ours: dict[str, Counter[str]] = {}
    for case, status in zip(cases, statuses, strict=True):
        text = (SEEDS / case["source"]).read_text(encoding="utf-8")
        checked = check_statement(case["statement"], text, actor=case["actor"], quote=case["quote"])
        found = locate(case["quote"], text).match
        ours.setdefault(case["kind"], Counter()).update((found, checked.verdict, f"langextract {status}", "all"))
    changed = sum((count for kind, count in ours.items() if kind != "faithful"), Counter[str]())
    print(f"\n{len(cases)} quotes of the five seeds, {changed['all']} of them changed, given to another, or invented")
    print(f"{'':11} {'':4}{'locate':^44}{'verdict':^36}{'langextract':^30}".rstrip())
    columns = ("verbatim", "normalised", "altered", "absent", "supported", "doubtful", "unsupported")
    print(
        f"{'kind':11} {'all':>4}" + "".join(f"{name:>{11 if name in columns[:4] else 12}}" for name in columns), end=""
    )
    print("".join(f"{name:>10}" for name in _STATUSES))
    for kind, count in [*ours.items(), ("all changed", changed)]:
        cells = [f"{count[name] or '·':>{11 if name in columns[:4] else 12}}" for name in columns]
        cells += [f"{count[f'langextract {name}'] or '·':>10}" for name in _STATUSES]
        print(f"{kind:11} {count['all']:>4}{''.join(cells)}")
    grounded = sum(changed[f"langextract {name}"] for name in _STATUSES[:3])
    measured = sum(changed[f"langextract {name}"] for name in _STATUSES)
    if measured:
        print(f"Of the {measured} changed ones langextract gives {grounded} a place, and so calls them grounded.")
    print(f"Of the {changed['all']} changed ones summarizer calls {changed['supported']} supported.")


def _statuses(cases: list[dict[str, str]], ask: Callable[..., Answer]) -> list[str]:
    """What langextract says of each case: exact, lesser, fuzzy, no place, or not measured."""
    found: dict[int, str] = {}
    for source in sorted({case["source"] for case in cases}):
        numbers = [number for number, case in enumerate(cases) if case["source"] == source]
        text = (SEEDS / source).read_text(encoding="utf-8")
        answer = ask(text, [cases[number]["quote"] for number in numbers], alone=True)
        places = [None] * len(numbers) if isinstance(answer, str) else answer["places"]
        for number, place in zip(numbers, places, strict=True):
            unplaced = "not measured" if isinstance(answer, str) else "no place"
            found[number] = place[2].removeprefix("match_") if place else unplaced
    return [found[number] for number in range(len(cases))]


# --- the other side, and the page ------------------------------------------------------------------------------------


def _langextract(python: str | None, asked: dict[str, Any], limit: float) -> Answer:
    """langextract's answer, or in words why there is none."""
    if python is None or not Path(python).exists():
        return "not installed"
    command = [python, str(HERE / "langextract_side.py")]
    try:
        done = subprocess.run(
            command, input=json.dumps(asked), capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return f"stopped after {limit:.0f} s"
    if done.returncode:
        return f"failed: {(done.stderr.strip().splitlines() or ['no message'])[-1]}"
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _head(title: str, theirs: Answer) -> None:
    name = "langextract" if isinstance(theirs, str) else f"langextract {theirs['version']}"
    print(f"\n{title}")
    _row("", "summarizer", name)


def _row(label: str, ours: str, theirs: str) -> None:
    print(f"  {label:46}{ours:>16}{theirs:>24}", flush=True)


if __name__ == "__main__":
    main()
