"""How fast articles are asked about: plain AsyncOpenAI, our engine, our pipeline and langextract, side by side.

    PYTHONPATH=tests python -m benchmarks.throughput [PYTHON_WITH_LANGEXTRACT]

All ask one server on loopback for the same articles with answers of the same claims; each side is a process of its
own, all its imports done before the clock starts. The ideal is what `concurrency` workers need that take the articles
in their order and lose no time between two.
"""

from __future__ import annotations

import asyncio
import heapq
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.throughput_server import Server, answer, article, delays, running_server

if TYPE_CHECKING:
    from openai import AsyncOpenAI

    from summarizer import Article, Settings

__all__ = ["Asked", "Marks", "Measured", "ideal", "run_side", "written"]

HERE = Path(__file__).parent
ARTICLES, FEW = 100, 20
ROUNDS = 3
AIMS = {10: 1.15, 32: 1.3}
"""Times the ideal that a run may take, by concurrency."""
OURS = ("engine", "pipeline", "pipeline, store")
WIDE = 32
LONG = {
    "plain AsyncOpenAI": 3_000,
    "engine": 5_000,
    "pipeline, one by one, store": 5_000,
    "pipeline, store": 3_000,
    f"langextract, batches of {WIDE}": 1_000,
}
"""Articles of the long runs; fewer where they take minutes."""
MARKED = (1_000, 2_000, 3_000, 5_000)
"""After so many articles the peak memory is told."""
STEP = 500
CPU_MS, PEAK_MB, AT = 3.0, 150.0, 3_000
"""Aims: CPU a request, in the second half of so many, and the peak memory after them."""


@dataclass(frozen=True)
class Asked:
    """What a side is to do: ask about `articles` of a folder, `rounds` times, each time about others.

    `batch` is langextract's batch_length.
    """

    side: str
    base_url: str
    folder: str
    articles: int
    concurrency: int
    rounds: int = 1
    batch: int = 0

    def texts(self, turn: int) -> Iterator[tuple[str, str]]:
        """Name and text of each article of a round, read as they are asked for."""
        for number in range(turn * self.articles, (turn + 1) * self.articles):
            path = Path(self.folder) / f"{number}.txt"
            yield path.name, path.read_text(encoding="utf-8")


@dataclass
class Measured:
    """What a side tells: seconds of each round, how its last one ended, and the marks of a long run.

    `failed` are the articles that are said to have failed, `error` is there where the run as a whole was lost;
    `marks` are [articles, CPU seconds, peak MB].
    """

    version: str = ""
    seconds: list[float] = field(default_factory=list)
    results: int = 0
    empty: int = 0
    failed: int = 0
    error: str | None = None
    marks: list[list[float]] = field(default_factory=list)


class Marks:
    """CPU time and peak memory of this process after certain numbers of articles."""

    def __init__(self) -> None:
        self.done = 0
        self.taken: list[list[float]] = []

    def note(self) -> None:
        """One more article is done."""
        self.done += 1
        if self.done % STEP == 0:
            used = resource.getrusage(resource.RUSAGE_SELF)
            self.taken.append([self.done, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024])


def ideal(takes: Sequence[float], concurrency: int) -> float:
    """Seconds that workers need who take what comes next as soon as they are free: [1, 3, 1], 2 workers → 3."""
    free = [0.0] * concurrency
    for seconds in takes:
        heapq.heapreplace(free, free[0] + seconds)
    return max(free)


def written(folder: Path, articles: int) -> None:
    """Write the articles into a folder."""
    for number in range(articles):
        (folder / f"{number}.txt").write_text(article(number), encoding="utf-8")


# --- the sides: each in a process of its own -------------------------------------------------------------------------


def run_side(asked: Asked) -> Measured:
    """Do as asked, with one of the sides of this environment."""
    import gc

    if asked.side == "checks":
        return Measured(seconds=[_checks(asked)])
    measured = Measured()
    for turn in range(asked.rounds):
        marks = Marks()
        gc.collect()
        start = time.perf_counter()
        if asked.side == "plain AsyncOpenAI":
            ended = asyncio.run(_plain(asked, turn, marks))
        elif asked.side == "engine":
            ended = asyncio.run(_engine(asked, turn, marks))
        else:
            ended = asyncio.run(_pipeline(asked, turn, marks))
        measured.seconds.append(time.perf_counter() - start)
        measured.marks = marks.taken
        measured.results = ended.count("ok") + ended.count("partial")
        measured.empty = ended.count("empty")
        measured.failed = len(ended) - measured.results - measured.empty
    measured.version = _version(asked.side)
    return measured


def _version(side: str) -> str:
    from importlib.metadata import version

    return version("openai" if side == "plain AsyncOpenAI" else "summarizer")


def _settings(asked: Asked, store: Path | None = None) -> Settings:
    from summarizer.settings import load_settings

    return load_settings(
        model="openai/bench", base_url=asked.base_url, api_key="none", concurrency=asked.concurrency, store=store
    )


def _articles(asked: Asked, turn: int) -> Iterator[Article]:
    """The articles of a round, without what our reader finds out about them: that is no request's."""
    from hashlib import sha256

    from summarizer import Article

    for name, text in asked.texts(turn):
        yield Article(article_id=name, text_sha256=sha256(text.encode()).hexdigest(), text=text)


async def _plain(asked: Asked, turn: int, marks: Marks) -> list[str]:
    """As one would write it: a semaphore and gather, the same prompt and schema, the answer parsed by pydantic."""
    from openai import AsyncOpenAI

    from summarizer.engines.request import article_request, response_format
    from summarizer.models import Extraction
    from summarizer.templates import load_prompt

    (first,) = article_request(load_prompt(), next(_articles(asked, turn)), Extraction).messages("json_schema")[:1]
    form = response_format("json_schema", Extraction)
    slots = asyncio.Semaphore(asked.concurrency)

    async def one(client: AsyncOpenAI, text: str) -> str:
        async with slots:
            messages: Any = [first, {"role": "user", "content": text}]
            chosen: Any = form
            completion = await client.chat.completions.create(
                model="bench", messages=messages, response_format=chosen, temperature=0, max_tokens=8_192
            )
            parsed = Extraction.model_validate_json(completion.choices[0].message.content or "")
        marks.note()
        return "ok" if parsed.positions else "empty"

    async with AsyncOpenAI(base_url=asked.base_url, api_key="none") as client:
        return list(await asyncio.gather(*(one(client, text) for _, text in asked.texts(turn))))


async def _engine(asked: Asked, turn: int, marks: Marks) -> list[str]:
    """Our engine alone, with as many workers as requests may be in flight; its answers are dropped."""
    from summarizer.engines import open_engine

    engine = open_engine(_settings(asked))
    waiting = _articles(asked, turn)
    ended: list[str] = []

    async def work() -> None:
        for each in waiting:
            ended.append((await engine.answer(each)).outcome.kind)
            marks.note()

    try:
        await asyncio.gather(*(work() for _ in range(asked.concurrency)))
    finally:
        await engine.close()
    return ended


async def _pipeline(asked: Asked, turn: int, marks: Marks) -> list[str]:
    """Ask, check, and with a store keep; either all Summaries are held, or each is dropped once it is had."""
    from summarizer.pipeline import summarize_async, summarize_each

    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(asked, Path(folder) / "store.sqlite" if asked.side.endswith("store") else None)
        articles = _articles(asked, turn)
        if "one by one" in asked.side:
            each = summarize_each(articles, settings=settings, progress=lambda report: marks.note())
            return [report.summary.outcome.kind async for report in each]
        summaries = await summarize_async(articles, settings=settings, progress=lambda report: marks.note())
        return [summary.outcome.kind for summary in summaries]


def _checks(asked: Asked) -> float:
    """Seconds that the checks of the good answers take, one after the other; nothing is asked."""
    from summarizer.check import check_extraction
    from summarizer.models import Extraction, Outcome, Provenance

    made_by = Outcome(kind="ok"), Provenance(engine="bench", engine_version="1")
    answers = [Extraction.model_validate_json(answer(number, "claims")) for number in range(asked.articles)]
    pairs = list(zip(_articles(asked, 0), answers, strict=True))
    start = time.perf_counter()
    for read, extraction in pairs:
        check_extraction(read, extraction, *made_by, {})
    return time.perf_counter() - start


def _imported() -> None:
    """Load what the sides need before the clock starts."""
    import openai.resources.chat  # noqa: F401

    import summarizer.engines.openai
    import summarizer.pipeline  # noqa: F401


# --- asking the sides ------------------------------------------------------------------------------------------------


def _measured(asked: Asked, python: str) -> Measured:
    module = "langextract_throughput" if asked.side.startswith("langextract") else "throughput"
    command = (python, "-m", f"benchmarks.{module}", "side", json.dumps(asdict(asked)))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SUMMARIZER_", "OPENAI_"))}
    environment["PYTHONPATH"] = str(HERE.parent)
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if done.returncode:
        return Measured(error=(done.stderr.strip().splitlines() or ["no message"])[-1])
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


@dataclass(frozen=True)
class _Bench:
    """The running server, the folder of articles, and the interpreter that has langextract, if there is one."""

    server: Server
    folder: str
    python: str | None

    def sides(self, concurrency: int, articles: int) -> Iterator[tuple[str, int]]:
        """The names of the sides, each with langextract's batch_length."""
        yield from ((side, 0) for side in ("plain AsyncOpenAI", *OURS))
        if self.python:
            yield f"langextract, batches of {concurrency}", concurrency
            yield "langextract, one batch", articles

    def ask(
        self, side: str, scenario: str, articles: int, concurrency: int, *, rounds: int = 1, batch: int = 0
    ) -> Measured:
        """One side's figures; the server must have been asked once for each article and round."""
        theirs = side.startswith("langextract")
        url = self.server.base_url(scenario, "langextract" if theirs else "claims")
        before = self.server.requests()
        asked = Asked(side, url, self.folder, articles, concurrency, rounds, batch)
        measured = _measured(asked, self.python if theirs and self.python else sys.executable)
        sent = self.server.requests() - before
        if not measured.error and side != "checks" and sent != articles * rounds:
            measured.error = f"{sent} requests for {articles * rounds} articles"
        return measured


def _print_speed(bench: _Bench, scenario: str, title: str, concurrencies: Sequence[int] = tuple(AIMS)) -> None:
    for concurrency in concurrencies:
        aim = AIMS[concurrency]
        best = ideal(delays(scenario, ARTICLES), concurrency)
        bound = f"ideal {best:.2f} s, {sum(delays(scenario, ARTICLES)) / concurrency:.2f} s of work a worker"
        print(f"\n{ARTICLES} articles, {title}, concurrency {concurrency}: {bound}, aim {aim} x{_load()}")
        print(f"  {'':35}{'first':>9}{'best':>9}{'x ideal':>9}{'first x':>9}{'answered':>10}")
        for side, batch in bench.sides(concurrency, ARTICLES):
            rounds = 1 if batch or scenario == "long" else ROUNDS
            told = bench.ask(side, scenario, ARTICLES, concurrency, rounds=rounds, batch=batch)
            if told.error:
                print(f"  {_label(side, told):35}{told.error}", flush=True)
                continue
            first, fastest = told.seconds[0], min(told.seconds)
            late = "  misses the aim" if side in OURS and fastest > aim * best else ""
            figures = f"{first:>7.2f} s{fastest:>7.2f} s{fastest / best:>9.2f}{first / best:>9.2f}{told.results:>10}"
            print(f"  {_label(side, told):35}{figures}{late}", flush=True)


def _print_long(bench: _Bench) -> None:
    print(f"\nconcurrency {WIDE}: aims {CPU_MS:g} ms, {PEAK_MB:g} MB at {AT:,} and flat from there{_load()}")
    print(
        f"  {'':35}{'articles':>9}{'run':>9}{'CPU each':>12}" + "".join(f"{f'MB at {mark:,}':>12}" for mark in MARKED)
    )
    for side, articles in LONG.items():
        theirs = side.startswith("langextract")
        if theirs and not bench.python:
            continue
        told = bench.ask(side, "even", articles, WIDE, batch=WIDE if theirs else 0)
        shown = told.error or f"{articles:>9,}{told.seconds[0]:>7.1f} s{_cpu_ms(told):>9.2f} ms{_peaks(told)}"
        print(f"  {_label(side, told):35}{shown}", flush=True)
    checks = bench.ask("checks", "even", ARTICLES, 1)
    print(f"  Of the pipeline's CPU time the checks take {checks.seconds[0] / ARTICLES * 1e3:.1f} ms an article.")


def _cpu_ms(told: Measured) -> float:
    """Milliseconds of CPU for each article of the second half, of the first 3,000 where there are more."""
    cpu = {int(mark[0]): mark[1] for mark in told.marks}
    end = min(AT, max(cpu))
    return (cpu[end] - cpu[end // 2]) / (end - end // 2) * 1e3


def _peaks(told: Measured) -> str:
    peaks = {mark[0]: mark[2] for mark in told.marks}
    return "".join(f"{peaks[mark]:>12.0f}" if mark in peaks else f"{'·':>12}" for mark in MARKED)


def _print_lost(bench: _Bench) -> None:
    for scenario, title in (("refused", "is answered with 400"), ("cut", "is cut off (finish_reason length)")):
        print(f"\n{FEW} articles, one of which {title}")
        print(f"  {'':35}{'results':>9}{'nothing found':>15}{'said to have failed':>21}{'lost':>6}")
        for side in ("pipeline", "langextract, one batch") if bench.python else ("pipeline",):
            told = bench.ask(side, scenario, FEW, 10, batch=FEW)
            lost = FEW - told.results - told.empty - told.failed
            figures = f"{told.results:>9}{told.empty:>15}{told.failed:>21}{lost:>6}"
            print(f"  {_label(side, told):35}{figures}{f'  {told.error[:70]}' if told.error else ''}", flush=True)


def _label(side: str, told: Measured) -> str:
    return side if side.startswith(OURS) or not told.version else f"{side} ({told.version})"


def _load() -> str:
    return f" (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)"


def main(python: str | None) -> None:
    """Print the tables."""
    python = python if python and Path(python).exists() else None
    if python is None:
        print("langextract: not installed")
    with running_server() as server, tempfile.TemporaryDirectory() as folder:
        written(Path(folder), max(LONG.values()))
        bench = _Bench(server, folder, python)
        _print_speed(bench, "even", "200 ms each")
        _print_speed(bench, "slow", "200 ms, one in ten 2 s slower")
        _print_speed(bench, "long", "2 s each, as a real model takes", (WIDE,))
        _print_lost(bench)
        _print_long(bench)


if __name__ == "__main__":
    if sys.argv[1:2] == ["side"]:
        _imported()
        print(json.dumps(asdict(run_side(Asked(**json.loads(sys.argv[2]))))))
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else None)
