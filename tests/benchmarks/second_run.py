"""What a second `summarizer brief` over 1,000 answered articles costs: requests, seconds, and whether it says the same.

    PYTHONPATH=tests python -m benchmarks.second_run [ARTICLES]

The real command line against a server on loopback that answers at once: a first run, a second; then one after an
article came in, and one after it went again.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.throughput import written
from benchmarks.throughput_server import Server, article, running_server

__all__ = ["Run", "digest"]

ARTICLES = 1_000
AIM = 2.0
"""Seconds that a run over answered articles may take."""
DAY = "2022-02-15"


@dataclass(frozen=True)
class Run:
    """One run of the command line: its exit code, seconds, requests that reached the server, and what it wrote."""

    code: int
    seconds: float
    requests: int
    written: str
    said: str


@dataclass(frozen=True)
class _Bench:
    server: Server
    folder: Path

    def run(self, out: str) -> Run:
        """`summarizer brief` over the folder's articles, its outputs in a folder of their own."""
        script = str(Path(sys.executable).with_name("summarizer"))
        url = self.server.base_url("instant", "claims")
        command = (script, "brief", "articles", "-m", "openai/bench", "--base-url", url, "--day", DAY)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("SUMMARIZER_", "OPENAI_"))
        }
        before, start = self.server.requests(), time.perf_counter()
        done = subprocess.run(
            (*command, "--store", "store.sqlite", "--out", out),
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=environment,
        )
        seconds = time.perf_counter() - start
        said = (done.stderr.strip().splitlines() or [""])[-1]
        return Run(done.returncode, seconds, self.server.requests() - before, digest(self.folder / out), said)


def digest(folder: Path) -> str:
    """A hash of all files of a folder, their names and bytes."""
    whole = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        whole.update(f"{path.name} {path.stat().st_size}\n".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def main(articles: int) -> None:
    """Print the table."""
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"{articles:,} articles of 4 KB, 12 claims each; aim of the second run: no request, {AIM:g} s ({load})")
    print(f"  {'':34}{'requests':>9}{'run':>10}  written")
    with running_server() as server, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "articles").mkdir()
        written(folder / "articles", articles)
        bench = _Bench(server, folder)
        first = _row("first", bench.run("first"), None)
        _row("second", bench.run("second"), first)
        more = folder / "articles" / "new.txt"
        more.write_text(article(articles), encoding="utf-8")
        _row("one article more", bench.run("more"), None)
        more.unlink()
        _row("without it again", bench.run("again"), first)


def _row(label: str, run: Run, same_as: Run | None) -> Run:
    verdict = "" if same_as is None else ", the same" if run.written == same_as.written else ", NOT THE SAME"
    ended = f"  exit {run.code}: {run.said[:80]}" if run.code else ""
    print(f"  {label:34}{run.requests:>9,}{run.seconds:>8.2f} s  {run.written}{verdict}{ended}", flush=True)
    return run


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
