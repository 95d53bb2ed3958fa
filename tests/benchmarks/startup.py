"""How long the program takes to start and to write a brief: whole processes, median of ten, in milliseconds."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEEDS = Path(__file__).parent.parent.parent / "seeds"
RUNS = 10


def median_ms(*command: str) -> float:
    """Median wall-clock time of a process over ten runs, after one that warms the caches."""

    def once() -> float:
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return (time.perf_counter() - start) * 1000

    once()
    return statistics.median(once() for _ in range(RUNS))


def main() -> None:
    """Print the table."""
    script = str(Path(sys.executable).with_name("summarizer"))
    with tempfile.TemporaryDirectory() as folder:
        brief = (script, "brief", str(SEEDS), "--day", "2022-02-15", "--out", folder)
        for label, command in (
            ("python -c pass", (sys.executable, "-c", "pass")),
            ("import summarizer", (sys.executable, "-c", "import summarizer")),
            ("summarizer --help", (script, "--help")),
            ("summarizer brief seeds/ (embedded)", brief),
        ):
            print(f"{median_ms(*command):8.0f} ms  {label}")


if __name__ == "__main__":
    main()
