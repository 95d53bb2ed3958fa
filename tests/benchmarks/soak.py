"""A night against a server that misbehaves on one request in five: every article has one outcome, and all is counted.

    PYTHONPATH=tests python -m benchmarks.soak [ARTICLES]

Prints what became of the articles by the kind of misbehaviour they met, and what the run took; then, shorter, what a
server does to a run that ends it, goes away, or comes back. Exits with 1 where something was not as it has to be.
"""

from __future__ import annotations

import asyncio
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.misbehaving import (
    BAD_ARTICLE,
    KINDS,
    Counts,
    Misbehaving,
    Ways,
    article_id_of,
    misbehaving_server,
    number_of,
    text_of,
)

from summarizer import (
    Article,
    EngineError,
    Report,
    Settings,
    Summary,
    Usage,
    article_from_text,
    summarize,
    summarize_async,
)
from summarizer.engines import open_engine
from summarizer.store import Store

ARTICLES = 5_000
FEW = 1_000
"""Articles of the shorter cases."""
CONCURRENCY = 32
KEY = "sk-soak-0123456789abcdef"
TIMEOUT = 2.0
OUTAGE = 1.2
"""Seconds that a server is away; longer than the first probe waits, shorter than the second."""
PLACES = 6
SECONDS_LIMIT = 300.0
PEAK_LIMIT = 300.0
"""MB; 5,000 articles with their Summaries are held, and answers of 10 MB come in."""

_KEPT = frozenset({"ok", "empty", "partial", "refused", "truncated", "invalid"})
"""Outcomes that are not asked for again, unless with `retry_failed`."""
_PASSING = ("ok", "http_error")
_MET = {
    "400": ("http_error", "http_error"),
    "403": ("http_error", "http_error"),
    "content null": ("ok", "invalid"),
    "cut JSON": ("ok", "partial invalid"),
    "no JSON": ("ok", "invalid"),
    "wrong shape": ("ok", "invalid"),
    "one bad entry": ("ok", "partial"),
    "half a surrogate": ("ok", "partial invalid"),
    "truncated": ("truncated", "truncated"),
    "truncated but parses": ("truncated", "truncated"),
    "refusal": ("refused", "refused"),
    "content filter": ("refused", "refused"),
    "nothing found": ("empty", "empty"),
    "invented quotes": ("ok", "ok"),
    "good gzip": ("ok", "ok"),
    "usage unsaid": ("ok", "ok"),
    "JSON called text": ("ok", "ok"),
    "good": ("ok", "ok"),
}
"""What is to become of an article that meets a kind once, and of one that meets it each time; all other kinds pass."""


@dataclass
class Faults:
    """What was not as it has to be."""

    found: list[str] = field(default_factory=list)

    def unless(self, holds: bool, words: str) -> None:
        """Print what is held to be true, and whether it is."""
        print(f"  {'holds' if holds else 'FAULT'}  {words}", flush=True)
        if not holds:
            self.found.append(words)


@dataclass
class Night:
    """One run: its Summaries by number, its reports as they came, what it took."""

    summaries: dict[int, Summary]
    reports: list[Report]
    seconds: float
    peak: float
    resident: list[float]
    error: str | None = None

    @property
    def usage(self) -> Usage:
        """What all its articles cost."""
        return sum((report.usage for report in self.reports), Usage())

    @property
    def outcomes(self) -> Counter[str]:
        """How its articles ended."""
        return Counter(summary.outcome.kind for summary in self.summaries.values())


def articles(count: int) -> list[Article]:
    """The articles that the server knows, from 0."""
    return [article_from_text(text_of(number), article_id_of(number)) for number in range(count)]


def settings(server: Misbehaving, store: Path | None = None, **given: Any) -> Settings:
    """Short time-outs, so that what stalls is soon over; the rest as it comes."""
    chosen: dict[str, Any] = {
        "model": "openai/soak",
        "base_url": server.base_url,
        "api_key": KEY,
        "store": store,
        "concurrency": CONCURRENCY,
        "timeout": TIMEOUT,
        "retries": 3,
        "retry_after_cap": 1.0,
        "circuit_wait": 0.5,
        **given,
    }
    return Settings(**chosen)


def run(items: Sequence[Article], chosen: Settings, *, beside: bool = False) -> Night:
    """Summarize, with what it took; `beside` goes through the synchronous door."""
    reports: list[Report] = []
    resident: list[float] = []

    def progress(report: Report) -> None:
        reports.append(report)
        if len(reports) % 1_000 == 0:
            resident.append(_resident_mb())

    start, error, summaries = time.perf_counter(), None, []
    try:
        if beside:
            summaries = summarize(items, settings=chosen, progress=progress)
        else:
            summaries = asyncio.run(summarize_async(items, settings=chosen, progress=progress))
    except EngineError as ended:
        error = str(ended)
    seconds = time.perf_counter() - start
    by_number = {number_of(summary.article.article_id): summary for summary in summaries}
    return Night(by_number, reports, seconds, _peak_mb(), resident, error)


# --- the night -------------------------------------------------------------------------------------------------------


def night(count: int, faults: Faults) -> None:
    """The run over all articles, and a second one over the same."""
    items = articles(count)
    with tempfile.TemporaryDirectory() as folder:
        with misbehaving_server() as server:
            chosen = settings(server, Path(folder) / "store.sqlite")
            first = run(items, chosen)
            counts = server.counts()
        _print_table(first, counts)
        _print_figures(first, counts)
        grown = ", ".join(f"{mb:.0f}" for mb in first.resident)
        print(f"  memory: {first.peak:.0f} MB at the most; after each 1,000 articles {grown} MB")
        _hold_outcomes(first, counts, items, faults)
        _hold_counts(first, counts, chosen, faults)
        _hold_store(first, chosen, items, faults)
        _hold_words(first, faults)
        _hold_cost(first, faults)
        with misbehaving_server(Ways(share=0), server.port) as well:
            second = run(items, chosen, beside=True)
            _hold_second(first, second, well.counts(), faults)


def _hold_outcomes(first: Night, counts: Counts, items: Sequence[Article], faults: Faults) -> None:
    ids = [article.article_id for article in items]
    faults.unless(sorted(first.summaries) == list(range(len(items))), "every article has its Summary")
    reported = [report.summary.article.article_id for report in first.reports]
    faults.unless(sorted(reported) == ids, "every article is reported once")
    faults.unless(sorted(counts.met) == list(range(len(items))), "every article was asked about")
    surprising = [
        f"{article_id_of(number)} met {', '.join(counts.met[number])}: {summary.outcome.kind}"
        for number, summary in first.summaries.items()
        if not _expected(number, counts.met.get(number, []), summary)
    ]
    faults.unless(not surprising, f"no article ended otherwise than by what it met: {'; '.join(surprising[:12])}")
    levels = Counter(summary.provenance.level for summary in first.summaries.values() if summary.outcome.kind == "ok")
    faults.unless(set(levels) == {"json_schema"}, f"no fault of one request cost the others the schema: {dict(levels)}")
    broken = [
        summary for summary in first.summaries.values() if "the program failed" in (summary.outcome.message or "")
    ]
    faults.unless(not broken, f"the program itself never failed: {[summary.outcome.message for summary in broken[:3]]}")


def _expected(number: int, met: Sequence[str], summary: Summary) -> bool:
    case, kind = _case(number, met)
    if case == "several":
        return summary.outcome.kind in _KEPT | {"http_error"}
    once, each_time = _MET.get(kind, _PASSING)
    return summary.outcome.kind in (once if case == "once" else each_time).split()


def _case(number: int, met: Sequence[str]) -> tuple[str, str]:
    """`once` or `each time` with the kind, `once` with `good` for one that met nothing bad, or `several`."""
    kinds = set(met) - {"good"}
    if len(kinds) > 1 or (len(kinds) == 1 and number % BAD_ARTICLE != 7 and len(met) - met.count("good") > 1):
        return "several", ""
    kind = kinds.pop() if kinds else "good"
    return ("each time" if number % BAD_ARTICLE == 7 else "once"), kind


def _hold_counts(first: Night, counts: Counts, chosen: Settings, faults: Faults) -> None:
    used = first.usage
    faults.unless(counts.other == 0, "every request was about an article")
    wrong = [
        f"{report.summary.article.article_id}: {report.usage.requests}, {len(met)} met"
        for report in first.reports
        for met in [counts.met.get(number_of(report.summary.article.article_id), [])]
        if report.usage.requests != len(met)
    ]
    faults.unless(not wrong, f"the program counts each article's requests as the server does: {wrong[:5]}")
    faults.unless(
        counts.requests == used.requests, f"the server counts {counts.requests} requests, the program {used.requests}"
    )
    said, ours = (counts.tokens_in, counts.tokens_out), (used.tokens_in, used.tokens_out)
    faults.unless(said == ours, f"the server says {said} tokens in and out, the program {ours}")
    faults.unless(counts.most_at_once <= CONCURRENCY, f"at most {counts.most_at_once} requests were in flight")
    faults.unless(counts.largest < 200_000, f"the largest request has {counts.largest:,} bytes")
    assert chosen.store is not None
    with Store(chosen.store) as store:
        (record,) = store.runs()
        notes = store.articles_of(record.run_id)
    faults.unless(
        (record.articles, record.requests, record.tokens_in, record.tokens_out) == (len(first.reports), *_flat(used)),
        f"the run's record counts {record.articles} articles, {record.requests} requests, "
        f"{record.tokens_in} and {record.tokens_out} tokens",
    )
    faults.unless(
        dict(first.outcomes) == {kind: n for kind, n in record.outcomes.items() if n}, "and how many ended how"
    )
    noted = {note.article_id: (note.outcome.kind, note.requests) for note in notes}
    made = {r.summary.article.article_id: (r.summary.outcome.kind, r.usage.requests) for r in first.reports}
    faults.unless(len(notes) == len(noted) and noted == made, "and each article once, with its outcome and requests")


def _hold_cost(first: Night, faults: Faults) -> None:
    faults.unless(first.seconds < SECONDS_LIMIT, f"it took no more than {SECONDS_LIMIT:.0f} s")
    faults.unless(first.peak < PEAK_LIMIT, f"and no more than {PEAK_LIMIT:.0f} MB")


def _flat(used: Usage) -> tuple[int, int, int]:
    return used.requests, used.tokens_in, used.tokens_out


def _hold_store(first: Night, chosen: Settings, items: Sequence[Article], faults: Faults) -> None:
    """What is in the store is what was answered: nothing lost, nothing twice, nothing else."""
    assert chosen.store is not None
    found = kept(chosen, items)
    wanted = {n: s.outcome.kind for n, s in first.summaries.items() if s.outcome.kind in _KEPT}
    lost = sorted(set(wanted) - set(found))
    faults.unless(found == wanted, f"the store keeps {len(found):,} answers of {len(wanted):,}; lost: {lost[:5]}")
    with closing(sqlite3.connect(chosen.store)) as connection:
        rows = connection.execute("SELECT count(*), count(DISTINCT content_key) FROM answers").fetchone()
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
    faults.unless(rows == (len(wanted), len(wanted)), f"it has {rows[0]:,} rows for them, {rows[1]:,} of them distinct")
    faults.unless(sound == "ok", "SQLite finds the file sound")


def kept(chosen: Settings, items: Iterable[Article]) -> dict[int, str]:
    """The outcomes in the store, by the number of the article."""
    assert chosen.store is not None
    engine = open_engine(chosen)
    keys = {number_of(article.article_id): engine.content_key(article) for article in items}
    asyncio.run(engine.close())
    with Store(chosen.store) as store:
        found = {number: store.get(key) for number, key in keys.items() if key}
    return {number: answer.outcome.kind for number, answer in found.items() if answer}


def _hold_words(first: Night, faults: Faults) -> None:
    """Of what failed the user is told what happened and what to do, and never the key, the prompt or the article."""
    failed = [s for s in first.summaries.values() if s.outcome.failed or s.outcome.kind == "partial"]
    mute = [s.article.article_id for s in failed if not (s.outcome.message and s.outcome.remedy)]
    faults.unless(not mute, f"each of {len(failed)} failures has its words and its remedy: {mute[:5]}")
    told = [(s, f"{s.outcome.message} {s.outcome.remedy}") for s in failed]
    leaks = [words for s, words in told if KEY in words or _repeats(words, text_of(number_of(s.article.article_id)))]
    faults.unless(not leaks, f"none repeats the key or the article: {leaks[:2]}")
    long = max((len(words) for _, words in told), default=0)
    faults.unless(long <= 600, f"the longest has {long} characters")


def _repeats(words: str, text: str, stretch: int = 30) -> bool:
    return any(text[i : i + stretch] in words for i in range(len(text) - stretch))


def _hold_second(first: Night, second: Night, counts: Counts, faults: Faults) -> None:
    """A second run, with a server at the same address that is well by now."""
    failed = {n for n, summary in first.summaries.items() if summary.outcome.kind not in _KEPT}
    asked = set(counts.met)
    faults.unless(
        asked == failed, f"a second run asks for the {len(failed)} http errors and nothing else: {len(asked)}"
    )
    faults.unless(counts.requests == len(failed), "once each")
    same = all(second.summaries.get(n) == s for n, s in first.summaries.items() if n not in failed)
    faults.unless(same, "and gives every other article the same Summary")
    print(f"  second run: {second.seconds:.1f} s, {second.usage.requests} requests, {_told(second.outcomes)}")


# --- shorter: what ends a run, what passes ---------------------------------------------------------------------------


def endings(faults: Faults) -> None:
    """A server that says that nobody will be answered: at the beginning, and in the middle."""
    items = articles(FEW)
    for kind in ("401", "404", "quota"):
        _head(f"{kind} from the first request on")
        with misbehaving_server(Ways(share=0, then=kind)) as server:
            ended = run(items, settings(server))
            counts = server.counts()
        _print_figures(ended, counts)
        faults.unless(ended.error is not None, f"the run ends with an error: {ended.error}")
        faults.unless(counts.requests <= CONCURRENCY, f"after {counts.requests} requests")
        faults.unless(ended.seconds < 2, "and at once")
    _head("401 after 200 requests, then a server that is well")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.sqlite"
        with misbehaving_server(Ways(share=0, then="401", after=200)) as server:
            ended = run(items, settings(server, store))
            _hold_ended(ended, server.counts(), faults)
        _resumed(items, ended, store, server, faults)


def _resumed(items: Sequence[Article], ended: Night, store: Path, gone: Misbehaving, faults: Faults) -> None:
    """Go on, at the address of the server that is gone: the key of an answer depends on the address."""
    with misbehaving_server(Ways(share=0), gone.port) as well:
        rest = run(items, settings(well, store))
        counts = well.counts()
    _print_figures(rest, counts)
    done = {number for number, summary in ended.summaries.items() if not summary.outcome.failed}
    faults.unless(not done & set(counts.met), "the next run asks for none of those that were answered")
    faults.unless(rest.outcomes == Counter(ok=FEW), f"and then all are: {_told(rest.outcomes)}")


def _hold_ended(ended: Night, counts: Counts, faults: Faults) -> None:
    _print_figures(ended, counts)
    faults.unless(len(ended.summaries) == FEW, "every article has its Summary")
    answered = ended.outcomes["ok"] + ended.outcomes["empty"]
    faults.unless(answered == sum(counts.good.values()), f"all {sum(counts.good.values())} good answers count")
    faults.unless(ended.outcomes["not_asked"] >= FEW - counts.requests, "what was not asked is called so")
    faults.unless(
        counts.requests == ended.usage.requests,
        f"the server counts {counts.requests} requests, the program {ended.usage.requests}",
    )


def dead(faults: Faults) -> None:
    """A server that goes away after 200 requests: the articles do not each wait out their retries."""
    items = articles(FEW)
    for kind in ("503 for 1 s", "reset", "stall", "page as 200"):
        _head(f"{kind!r} after 200 requests, to the end")
        with misbehaving_server(Ways(share=0, then=kind, after=200)) as server:
            ended = run(items, settings(server))
            _hold_ended(ended, server.counts(), faults)
        faults.unless(ended.seconds < 60, f"given up after {ended.seconds:.1f} s")
    _head("'503 for 1 s' after 200 requests, to the end, with the rules in its place")
    with misbehaving_server(Ways(share=0, then="503 for 1 s", after=200)) as server:
        ended = run(items, settings(server, fallback="embedded"))
        counts = server.counts()
    _print_figures(ended, counts)
    marked = [s for s in ended.summaries.values() if s.provenance.fallback_for]
    faults.unless(
        len(marked) == FEW - sum(counts.good.values()) and {s.provenance.engine for s in marked} == {"embedded"},
        f"the rules answer for the {len(marked)} others, marked",
    )
    faults.unless(not any(s.outcome.failed for s in ended.summaries.values()), "and no article is left without answer")


def passing(faults: Faults) -> None:
    """A server that goes away and comes back: the run waits for it, and every article is answered."""
    items = articles(FEW)
    for kind in ("503 for 1 s", "reset", "stall", "429 bare"):
        _head(f"{kind!r} for {OUTAGE:g} s")
        with misbehaving_server(Ways(share=0, then=kind, after=200, lasting=OUTAGE)) as server:
            _hold_all(items, settings(server), server, faults)
    _head(f"a server with {PLACES} places, and 429 for all beyond")
    with misbehaving_server(Ways(share=0, delay=0.05, places=PLACES)) as server:
        _hold_all(items, settings(server, retries=5), server, faults)
    _head("every connection closed without notice after its answer")
    with misbehaving_server(Ways(share=0, then="last word")) as server:
        done = run(items, settings(server))
        counts = server.counts()
    _print_figures(done, counts)
    faults.unless(done.outcomes == Counter(ok=FEW), f"all are answered: {_told(done.outcomes)}")
    # A request that is sent into the closing connection is one for the program and none for the server.
    faults.unless(counts.requests == FEW, "none is answered twice")


def _hold_all(items: Sequence[Article], chosen: Settings, server: Misbehaving, faults: Faults) -> None:
    done = run(items, chosen)
    counts = server.counts()
    _print_figures(done, counts)
    faults.unless(done.outcomes == Counter(ok=len(items)), f"all are answered in the end: {_told(done.outcomes)}")
    faults.unless(counts.requests == done.usage.requests, "both count the same requests")


# --- the page --------------------------------------------------------------------------------------------------------


def _print_table(first: Night, counts: Counts) -> None:
    """A row a kind: requests that met it, how articles ended that met it once and nothing else, or each time."""
    requests = Counter(kind for met in counts.met.values() for kind in met)
    ended: dict[tuple[str, str], Counter[str]] = {}
    for number, summary in first.summaries.items():
        case = _case(number, counts.met.get(number, []))
        ended.setdefault(case, Counter())[summary.outcome.kind] += 1
    print(f"\n{'met':22}{'requests':>9}  {'ended, having met it once':32}having met it each time")
    for kind in ("good", *KINDS):
        once, each = (_told(ended.get((case, kind), Counter())) for case in ("once", "each time"))
        print(f"{kind:22}{requests[kind]:>9}  {once:32}{each}")
    several = _told(ended.get(("several", ""), Counter()))
    print(f"{'several of them':22}{'':>9}  {several}")


def _print_figures(done: Night, counts: Counts) -> None:
    bad = sum(kind != "good" for met in counts.met.values() for kind in met)
    print(f"  {_told(done.outcomes) or done.error}")
    print(
        f"  {done.seconds:.1f} s, {counts.requests:,} requests at the server, {bad:,} of them met badly, "
        f"at most {counts.most_at_once} at once"
    )


def _told(outcomes: Counter[str]) -> str:
    return ", ".join(f"{number:,} {kind}" for kind, number in sorted(outcomes.items()))


def _head(title: str) -> None:
    print(f"\n{title}", flush=True)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Print the tables; the exit code says whether all was as it has to be."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    faults = Faults()
    _head(f"{count:,} articles, one request in five met badly, concurrency {CONCURRENCY}, time-out {TIMEOUT:g} s")
    night(count, faults)
    endings(faults)
    dead(faults)
    passing(faults)
    print(f"\n{len(faults.found)} faults" + "".join(f"\n  {words}" for words in faults.found))
    sys.exit(1 if faults.found else 0)


if __name__ == "__main__":
    main()
