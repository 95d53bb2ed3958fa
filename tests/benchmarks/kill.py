"""Kills the real command line in the middle of its work, over and over: nothing that was kept is paid for again.

    PYTHONPATH=tests python -m benchmarks.kill [KILLS]

A run over 200 articles is ended by kill -9 at moments drawn at random, begun again, and at last left to come to its
end; then the same with Ctrl-C, after which nothing at all may be lost; then two processes at once on one store. Exits
with 1 where something was not as it has to be.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.misbehaving import Counts, Misbehaving, Ways, article_id_of, misbehaving_server, text_of
from benchmarks.soak import Faults, articles, kept, settings

ARTICLES = 200
KILLS = 50
INTERRUPTS = 10
DELAY = 0.1
"""Seconds that the server takes for an answer."""
CONCURRENCY = 4
SEED = 11
AT_THE_START = 0.2
"""The share of kills that fall before the first request."""
GRACE = 5.0
"""Seconds within which a run has to end by itself after Ctrl-C."""


@dataclass
class Ended:
    """One process that was ended, or that came to its end: with which code, what it said, what was lost with it."""

    code: int
    words: str
    requests: int
    lost: int
    seconds: float


@dataclass
class Place:
    """The articles as files, a server for them, a store; and what is known of the runs so far.

    `asked` holds for each article in the store how often it had been asked about when that was first seen; `gone` and
    `again` are the articles that were found missing there later, or asked about all the same.
    """

    folder: Path
    server: Misbehaving
    store: Path
    asked: dict[int, int] = field(default_factory=dict)
    ended: list[Ended] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)

    def start(self, out: Path | None = None) -> subprocess.Popen[bytes]:
        """The real command line over all articles."""
        script = str(Path(sys.executable).with_name("summarizer"))
        command = [script, "extract", str(self.folder), "-m", "openai/soak", "--base-url", self.server.base_url]
        command += ["--store", str(self.store)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("SUMMARIZER_", "OPENAI_"))}
        words = (out or self.store).with_suffix(".err")
        with (out or Path(os.devnull)).open("wb") as stdout, words.open("wb") as stderr:
            given = {"SUMMARIZER_CONCURRENCY": str(CONCURRENCY)}
            return subprocess.Popen(command, env=clean | given, stdout=stdout, stderr=stderr, cwd=self.store.parent)

    def whole(self, name: str) -> tuple[int, bytes]:
        """A run left to come to its end: its exit code, and what it wrote."""
        out = self.store.with_name(name)
        code = self.start(out).wait(timeout=120)
        return code, out.read_bytes()

    def ended_by(self, sent: signal.Signals, moment: float, *, at_work: bool = True) -> bool:
        """Start a run, send it a signal, and look at what is left; False where it was done before.

        `moment` is in seconds from its first request on, or where it is not to be `at_work`, from its start on.
        """
        before = self.server.counts()
        process = self.start()
        while at_work and process.poll() is None and self.server.counts().requests == before.requests:
            time.sleep(0.01)
        try:
            process.wait(timeout=moment)
        except subprocess.TimeoutExpired:
            process.send_signal(sent)
        else:
            return False
        start = time.perf_counter()
        try:
            code = process.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        seconds = time.perf_counter() - start
        words = self.store.with_suffix(".err").read_text("utf-8", "replace")
        self._look(code, words, before, seconds)
        return True

    def _look(self, code: int, words: str, before: Counts, seconds: float) -> None:
        """What is in the store now, and whether it holds to what was seen of it before."""
        found = kept(settings(self.server, self.store), articles(ARTICLES)) if self.store.exists() else {}
        counts = self.server.counts()
        self.gone |= set(self.asked) - set(found)
        self._look_for_more(counts)
        requests = counts.requests - before.requests
        lost = requests - len(set(found) - set(self.asked))
        self.asked |= {number: len(counts.met[number]) for number in found if number not in self.asked}
        self.ended.append(Ended(code, words, requests, lost, seconds))

    def _look_for_more(self, counts: Counts) -> None:
        self.again |= {number for number, times in self.asked.items() if len(counts.met[number]) != times}

    def last(self, faults: Faults) -> bytes:
        """The run that is left alone at last."""
        code, written = self.whole("last.jsonl")
        faults.unless(code == 0, f"the last run ends well: {code}")
        ends = Counter(json.loads(line)["outcome"]["kind"] for line in written.splitlines())
        faults.unless(ends == Counter(ok=ARTICLES), f"every article has its Summary: {dict(ends)}")
        self._look_for_more(self.server.counts())
        faults.unless(not self.gone, f"what was in the store stayed there: {sorted(self.gone)[:5]}")
        faults.unless(not self.again, f"and was not asked for again: {sorted(self.again)[:5]}")
        return written


def killed(kills: int, faults: Faults) -> None:
    """Kill -9 at random moments; where a run gets done before the kills are, another is begun with an empty store."""
    print(f"\nkill -9 at {kills} moments of a run over {ARTICLES} articles, {CONCURRENCY} at once, {DELAY:g} s each")
    draw, begun = random.Random(SEED), time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        left, first_request = kills, _first_request(Path(name))
        while left:
            with misbehaving_server(Ways(share=0, delay=DELAY)) as server:
                place = _place(Path(name), server, f"store-{left}")
                left = _killed_to_the_end(place, left, first_request, draw)
                _hold_killed(place, faults)
    print(
        f"  {time.perf_counter() - begun:.0f} s in all; a process sends its first request after {first_request:.2f} s"
    )


def _killed_to_the_end(place: Place, left: int, start: float, draw: random.Random) -> int:
    """Kill runs on one store until the kills or the articles are spent; how many kills are left."""
    while left:
        at_work = draw.random() >= AT_THE_START
        moment = draw.uniform(0, _span(place, left) if at_work else start)
        if not place.ended_by(signal.SIGKILL, moment, at_work=at_work):
            return left
        left -= 1
    return left


def _span(place: Place, left: int) -> float:
    """Seconds of work within which the next signal falls, so that those that are left fall into what is left to do."""
    return 2 * (ARTICLES - len(place.asked)) * DELAY / CONCURRENCY / (left + 1)


def _hold_killed(place: Place, faults: Faults) -> None:
    kills = place.ended
    idle = sum(kill.requests == 0 for kill in kills)
    in_store = len(place.asked)
    print(f"  {len(kills)} kills, {idle} of them before the first request; {in_store} articles were in the store then")
    faults.unless(all(kill.code == -signal.SIGKILL for kill in kills), "each ended by the signal")
    worst = max((kill.lost for kill in kills), default=0)
    faults.unless(worst <= CONCURRENCY, f"no kill lost more than what was in flight: {worst} requests at the worst")
    written = place.last(faults)
    requests = place.server.counts().requests
    print(
        f"  {requests} requests for {ARTICLES} articles: {requests - ARTICLES} were in flight at a kill, and paid again"
    )
    code, again = place.whole("again.jsonl")
    faults.unless(place.server.counts().requests == requests, "a further run asks nothing")
    faults.unless((code, again) == (0, written), "and writes the same, byte for byte")
    undisturbed = Place(place.folder, place.server, place.store.with_name(f"{place.store.stem}-undisturbed.sqlite"))
    _, whole = undisturbed.whole("undisturbed.jsonl")
    faults.unless(whole == written, "and so does one that nobody disturbed, on a store of its own")


def interrupted(times: int, faults: Faults) -> None:
    """Ctrl-C: what is in flight is finished and kept, and the user is told how to go on."""
    print(f"\nCtrl-C at {times} moments of a run over {ARTICLES} articles")
    draw = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name, misbehaving_server(Ways(share=0, delay=DELAY)) as server:
        place = _place(Path(name), server, "store")
        for left in range(times, 0, -1):
            if not place.ended_by(signal.SIGINT, draw.uniform(0, _span(place, left))):
                break
        _hold_interrupted(place, faults)


def _hold_interrupted(place: Place, faults: Faults) -> None:
    at_work = [stop for stop in place.ended if stop.requests]
    codes = Counter(stop.code for stop in at_work)
    slowest = max((stop.seconds for stop in at_work), default=0)
    print(f"  {len(place.ended)} interrupts, {len(at_work)} of them at work; exit codes {dict(codes)}")
    faults.unless(slowest < GRACE, f"each run was over soon: after {slowest:.2f} s at the slowest")
    faults.unless(
        -signal.SIGINT not in codes and -signal.SIGKILL not in codes and 0 not in codes, "none called it done"
    )
    silent = [stop.words for stop in at_work if "again" not in stop.words]
    faults.unless(not silent, f"each said how to go on: {(at_work[0].words if at_work else '').strip()[-200:]!r}")
    traced = [stop.words for stop in at_work if "Traceback" in stop.words]
    faults.unless(not traced, f"none showed a traceback: {traced[:1]}")
    worst = max((stop.lost for stop in at_work), default=0)
    faults.unless(worst == 0, f"nothing that was in flight was lost: {worst} requests at the worst")
    place.last(faults)
    requests = place.server.counts().requests
    faults.unless(requests == ARTICLES, f"{requests} requests for {ARTICLES} articles: nothing was paid for twice")


def two_at_once(faults: Faults) -> None:
    """Two processes over the same articles, on one store."""
    print(f"\ntwo processes at once over the same {ARTICLES} articles, on one store")
    with tempfile.TemporaryDirectory() as name, misbehaving_server(Ways(share=0, delay=DELAY)) as server:
        place = _place(Path(name), server, "store")
        outs = [place.store.with_name(f"{side}.jsonl") for side in ("one", "other")]
        codes = [process.wait(timeout=120) for process in [place.start(out) for out in outs]]
        one, other = (out.read_bytes() for out in outs)
        faults.unless(codes == [0, 0], f"both end well: {codes}")
        faults.unless(one == other and len(one.splitlines()) == ARTICLES, "both write the same, byte for byte")
        found = kept(settings(server, place.store), articles(ARTICLES))
        faults.unless(len(found) == ARTICLES, f"{len(found)} answers are in the store")
        print(f"  {server.counts().requests} requests")


def _place(folder: Path, server: Misbehaving, store: str) -> Place:
    """The articles in a folder of their own, beside the store."""
    texts = folder / "articles"
    texts.mkdir(exist_ok=True)
    for number in range(ARTICLES):
        (texts / article_id_of(number)).write_text(text_of(number), encoding="utf-8")
    return Place(texts, server, folder / f"{store}.sqlite")


def _first_request(folder: Path) -> float:
    """Seconds from the start of a process to its first request; the second of two, so that the files are warm."""
    for round_ in range(2):
        with misbehaving_server(Ways(share=0, delay=DELAY)) as server:
            place = _place(folder, server, f"first-{round_}")
            start = time.perf_counter()
            process = place.start()
            with closing(_Ending(process)):
                while not server.counts().requests:
                    time.sleep(0.005)
                seconds = time.perf_counter() - start
    return seconds


@dataclass
class _Ending:
    """A process that is killed when it is closed."""

    process: subprocess.Popen[bytes]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


def main() -> None:
    """Print what was held and what was counted."""
    # Begun in the background by a shell, it would hand the ignored Ctrl-C on to the runs.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    faults = Faults()
    killed(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS, faults)
    interrupted(INTERRUPTS, faults)
    two_at_once(faults)
    print(f"\n{len(faults.found)} faults" + "".join(f"\n  {words}" for words in faults.found))
    sys.exit(1 if faults.found else 0)


if __name__ == "__main__":
    main()
