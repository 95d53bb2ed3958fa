"""The command line on a long night: what a run would take, what it took, what failed, and how it is interrupted."""

from __future__ import annotations

import gc
import json
import logging
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from servers import Reply, Server, answering_server, completion
from town import BROKEN, CUT, REFUSED, UNKNOWN_KEY, about, answer, text, town

from summarizer import Brief, Summary
from summarizer.cli import main
from summarizer.store import Store

DAY = "2023-03-07"
STORE = Path("s.sqlite")
Command = tuple[str | Path, ...]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An own working folder; what the command sets for its process is set back."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUMMARIZER_RETRIES", "0")
    log, threshold = logging.getLogger("summarizer"), gc.get_threshold()
    handlers, level = log.handlers, log.level
    yield
    log.handlers, log.level = handlers, level
    gc.set_threshold(*threshold)


def articles(count: int) -> Path:
    """A folder of articles on the bridges 1 to `count`."""
    folder = Path("day")
    folder.mkdir(exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"{number:02}.txt").write_text(text(number))
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def at(server: Server, **options: str) -> list[str]:
    """The options that name a server and the store, and further ones."""
    named = {"model": "openai/m", "base-url": server.base_url, "store": str(STORE), **options}
    return [part for name, value in named.items() for part in (f"--{name.replace('_', '-')}", value)]


def errors(done: Result | subprocess.CompletedProcess[str]) -> list[str]:
    """The lines on standard error, without the program's name."""
    return [line.removeprefix("summarizer: ") for line in done.stderr.splitlines()]


def kinds(stdout: str) -> list[str]:
    return [Summary.model_validate_json(line).outcome.kind for line in stdout.splitlines()]


# --- what a run would take -------------------------------------------------------------------------------------------


def test_a_dry_run_asks_nothing_writes_nothing_and_says_what_would_be_asked() -> None:
    with town() as server:
        done = run("brief", articles(3), *at(server), "--dry-run")
    assert server.requests == []
    first, second = done.stdout.splitlines()
    assert first == "3 articles: 3 new"
    assert re.fullmatch(
        r"openai/m: 3 requests if all goes well, about \d,\d00 tokens in, about \d,\d00 out; cost unknown: "
        r"no price in the list of \d{4}-\d\d-\d\d; SUMMARIZER_PRICES names a list of yours",
        second,
    )
    assert (done.exit_code, done.stderr) == (0, "")
    assert sorted(path.name for path in Path().iterdir()) == ["day"]


def test_a_dry_run_counts_what_was_answered_what_failed_and_what_is_new() -> None:
    with town({2: [REFUSED]}) as server:
        run("extract", articles(2), *at(server))
        again = run("extract", articles(4), *at(server), "--dry-run").stdout.splitlines()
        retried = run("extract", articles(4), *at(server), "--dry-run", "--retry-failed").stdout.splitlines()
        anew = run("extract", articles(4), *at(server), "--dry-run", "--no-cache").stdout.splitlines()
    assert again[0] == "4 articles: 2 new, 1 answered already, 1 failed before"
    assert again[1] == "the failures are kept; --retry-failed asks for them again"
    assert again[2].startswith("openai/m: 2 requests if all goes well, ")
    assert "100 out (the mean of its earlier answers)" in again[2]
    assert retried[0] == "4 articles: 3 new, 1 answered already"
    assert anew[0] == "4 articles: 4 new"
    assert len(server.requests) == 2


def test_a_dry_run_names_the_cost_and_the_budget_that_it_goes_over() -> None:
    with town() as server:
        options = at(server, model="openai/gpt-5-mini")
        done = run("brief", articles(3), *options, "--dry-run", "--max-cost", "0.001")
    second, third = done.stdout.splitlines()[1:]
    assert re.search(r"; cost about \$0\.00\d\d? at list prices of \d{4}-\d\d-\d\d$", second)
    assert third == "that is over the budget of $0.0010: some articles would not be asked about"
    assert done.exit_code == 0


def test_a_dry_run_of_the_rules_costs_nothing() -> None:
    assert run("brief", articles(2), "--dry-run").stdout == "2 articles: 2 new\nembedded: no request, no cost\n"


# --- what the runs took ----------------------------------------------------------------------------------------------


def test_runs_lists_the_runs_and_the_articles_of_one() -> None:
    with town({2: [REFUSED]}) as server:
        run("extract", articles(2), *at(server, concurrency="1"))
        run("extract", articles(3), *at(server, concurrency="1"))
    head, newest, oldest = run("runs", "--store", STORE).stdout.splitlines()
    assert head.split()[:3] == ["run", "started", "(UTC)"]
    assert re.match(r"2 .* complete +openai/m +3: 2 ok, 1 refused; 2 from the store +1 +100 +50 ", newest)
    assert re.match(r"1 .* complete +openai/m +2: 1 ok, 1 refused +2 +200 +100 ", oldest)
    first = run("runs", "1", "--store", STORE).stdout.splitlines()
    assert re.match(r"day/01\.txt +ok +openai/m +json_schema +stop +1 +100 +50 ", first[1])
    assert first[3] == "    I can not help with that. — try another model, or --retry-failed to ask this one again"
    assert re.match(r"2 in all +2 +200 +100 ", first[4])
    assert len(run("runs", "-n", "1", "--store", STORE).stdout.splitlines()) == 2


def test_runs_as_json_are_one_object_a_line() -> None:
    with town({2: [REFUSED]}) as server:
        run("extract", articles(2), *at(server, model="openai/gpt-5-mini", concurrency="1"))
    (record,) = map(json.loads, run("runs", "--json", "--store", STORE).stdout.splitlines())
    assert (record["run_id"], record["status"], record["outcomes"]) == (1, "complete", {"ok": 1, "refused": 1})
    assert record["cost_usd"] == pytest.approx((200 * 0.25 + 100 * 2.00) / 1e6)
    notes = [json.loads(line) for line in run("runs", "1", "--json", "--store", STORE).stdout.splitlines()]
    assert [(note["article_id"], note["outcome"]["kind"], note["requests"]) for note in notes] == [
        ("day/01.txt", "ok", 1),
        ("day/02.txt", "refused", 1),
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 3, "there is no store at s.sqlite — name it with --store; a run with a model makes one"),
        (("7",), 3, "there is no run 7 in s.sqlite — see `summarizer runs`"),
        (("99999999999999999999",), 2, "is not in the range"),
        (("--limit", "99999999999999999999"), 2, "is not in the range"),
        (("0",), 2, "is not in the range"),
    ],
)
def test_a_run_that_is_not_there_is_said_in_one_line(arguments: Sequence[str], code: int, words: str) -> None:
    if arguments:
        Store(STORE).close()
    done = run("runs", *arguments, "--store", STORE)
    assert done.exit_code == code
    assert words in errors(done)[-1]


@pytest.mark.parametrize("command", ["brief", "extract", "runs"])
def test_the_help_tells_the_range_of_a_number_as_a_reader_needs_it(command: str) -> None:
    told = run(command, "--help").stdout
    assert "from 1]" in told
    assert str(2**63 - 1) not in told.replace("\n", "").replace(" ", "")
    assert "x>=" not in told
    assert "<=x" not in told


def test_a_store_without_runs_says_so() -> None:
    Store(STORE).close()
    assert run("runs", "--store", STORE).stdout == "no runs yet\n"


# --- budgets ---------------------------------------------------------------------------------------------------------


def test_what_a_budget_leaves_out_is_one_line_and_a_larger_one_goes_on() -> None:
    def reply(request: dict[str, object]) -> Reply:
        billed = {**completion(answer(*about(request))), "usage": {"prompt_tokens": 2600, "completion_tokens": 400}}
        return Reply(200, billed)

    with answering_server(reply) as server:
        done = run("brief", articles(8), *at(server, concurrency="1", max_tokens="7000"), "--day", DAY)
        assert len(server.requests) == 2, "each takes 3,000 tokens, and about 3,200 are expected"
        assert done.exit_code == 1
        assert errors(done) == [
            "6 articles (day/03.txt, day/04.txt, day/05.txt and 3 more): not_asked: the budget of 7,000 tokens leaves "
            "too little: 6,000 are used — take a larger budget; what was answered is kept"
        ]
        brief = Brief.model_validate_json(Path(f"brief/{DAY}.json").read_text("utf-8"))
        assert brief.counts.ended == {"ok": 2, "not_asked": 6}
        done = run("brief", articles(8), *at(server, max_tokens="100000"), "--day", DAY)
    assert (done.exit_code, done.stderr, len(server.requests)) == (0, "", 8)


def test_a_cost_without_a_price_is_wrong_use_and_a_file_of_prices_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with town() as server:
        done = run("brief", articles(1), *at(server, max_cost="1"))
        assert done.exit_code == 2
        assert errors(done) == [
            "--max-cost can not be kept to: the model's price is not known — name a file of prices with the model in "
            "SUMMARIZER_PRICES, or limit tokens (--max-tokens)"
        ]
        Path("prices.toml").write_text('dated = "2026-01-31"\n[models.m]\ninput = 1.0\noutput = 10.0\n')
        monkeypatch.setenv("SUMMARIZER_PRICES", "prices.toml")
        done = run("brief", articles(1), *at(server, max_cost="1"), "--json")
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize("cost", ["0", "-1", "much"])
def test_a_cost_that_makes_no_sense_is_wrong_use(cost: str) -> None:
    done = run("brief", articles(1), "-m", "openai/m", "--max-cost", cost)
    assert done.exit_code == 2
    assert "Invalid value for '--max-cost'" in done.stderr


# --- what failed -----------------------------------------------------------------------------------------------------


def test_few_failures_have_a_line_each_with_the_remedy() -> None:
    with town({1: [REFUSED], 2: [CUT], 3: [BROKEN]}) as server:
        done = run("extract", articles(4), *at(server))
    assert done.exit_code == 1
    assert kinds(done.stdout) == ["refused", "truncated", "http_error", "ok"]
    assert errors(done) == [
        "day/01.txt: refused: I can not help with that. — try another model, or --retry-failed to ask this one again",
        "day/02.txt: truncated: the answer was cut off after 8192 tokens or at the model's window — set "
        "SUMMARIZER_MAX_OUTPUT_TOKENS higher, or SUMMARIZER_WINDOW lower, which asks in smaller parts; and "
        "--retry-failed",
        "day/03.txt: http_error: 127.0.0.1 answered 500: boom — run the same command again later",
    ]


@pytest.mark.parametrize("count", [2, 3])
def test_more_than_two_failures_alike_are_one_line(count: int) -> None:
    with town({number: [REFUSED] for number in range(1, count + 1)}) as server:
        done = run("extract", articles(count + 1), *at(server))
    why = "refused: I can not help with that. — try another model, or --retry-failed to ask this one again"
    lines = {
        2: [f"day/01.txt: {why}", f"day/02.txt: {why}"],
        3: [f"3 articles (day/01.txt, day/02.txt, day/03.txt): {why}"],
    }
    assert errors(done) == lines[count]


def test_an_article_that_the_server_does_not_take_is_not_to_be_sent_again() -> None:
    with town({2: [Reply(400, {"error": {"message": "too odd"}})]}) as server:
        done = run("extract", articles(2), *at(server))
    assert errors(done) == [
        "day/02.txt: http_error: 127.0.0.1 answered 400: too odd — the server does not take this article; see its words"
    ]


def test_many_failures_that_differ_in_figures_only_are_one_line_and_the_conclusion_comes_last() -> None:
    def reply(request: dict[str, object]) -> Reply:
        return Reply(500, {"error": {"message": f"overloaded, request {about(request)[0]}"}})

    with answering_server(reply) as server:
        done = run("brief", articles(7), *at(server))
    assert done.exit_code == 3
    assert errors(done) == [
        "7 articles (day/01.txt, day/02.txt, day/03.txt and 4 more): http_error: 127.0.0.1 answered 500: overloaded — "
        "run the same command again later",
        "no article gave a result; no brief was written",
    ]
    assert not Path("brief").exists()


def test_rules_that_stood_in_are_named_with_the_reason_and_the_run_is_degraded() -> None:
    with town({1: [REFUSED], 2: [BROKEN]}) as server:
        done = run("brief", articles(3), *at(server, fallback="embedded"), "--day", DAY)
    assert done.exit_code == 1
    assert errors(done) == [
        "day/01.txt: rules answered in place of openai/m: refused: I can not help with that. — run again with "
        "--retry-failed to ask openai/m",
        "day/02.txt: rules answered in place of openai/m: http_error: 127.0.0.1 answered 500: boom — run again to "
        "ask openai/m",
    ]
    assert len(done.stdout.split()) == 3


def test_a_key_that_is_refused_is_one_line_and_with_a_fallback_a_brief_by_rules() -> None:
    with answering_server(lambda request: UNKNOWN_KEY) as server:
        done = run("brief", articles(6), *at(server))
        assert done.exit_code == 3
        assert errors(done) == ["127.0.0.1 answered 401: Incorrect API key provided. — check the key in OPENAI_API_KEY"]
        done = run("brief", articles(6), *at(server, fallback="embedded", concurrency="1"), "--day", DAY)
    assert done.exit_code == 1
    assert Path(f"brief/{DAY}.md").exists()
    assert "rules answered in place of openai/m: not_asked: the run was stopped: 127.0.0.1" in done.stderr


def test_retry_failed_asks_for_the_failures_only() -> None:
    with town({1: [REFUSED], 2: [CUT]}) as server:
        assert kinds(run("extract", articles(3), *at(server)).stdout) == ["refused", "truncated", "ok"]
        assert kinds(run("extract", articles(3), *at(server)).stdout) == ["refused", "truncated", "ok"]
        done = run("extract", articles(3), *at(server), "--retry-failed")
    assert kinds(done.stdout) == ["ok"] * 3
    assert sorted(map(about, server.requests)) == [(1,), (1,), (2,), (2,), (3,)]


# --- a prompt of one's own, and options that need a model ------------------------------------------------------------


def test_a_prompt_of_ones_own_is_sent_and_named() -> None:
    Path("mine").mkdir()
    Path("mine/system.md").write_text("Read the article, and answer in JSON.")
    with town() as server:
        done = run("extract", articles(1), *at(server, prompt="mine"))
    assert server.requests[0]["messages"][0]["content"] == "Read the article, and answer in JSON.\n"
    assert Summary.model_validate_json(done.stdout).provenance.prompt == "mine"


def test_a_prompt_that_can_not_be_used_is_wrong_use_before_anything_is_asked() -> None:
    Path("mine").mkdir()
    Path("mine/user.md").write_text("{{ bodyy }}")
    with town() as server:
        done = run("extract", articles(1), *at(server, prompt="mine"))
        absent = run("extract", articles(1), *at(server, prompt="nowhere"))
    assert server.requests == []
    assert (done.exit_code, absent.exit_code) == (2, 2)
    assert len(errors(done)) == len(errors(absent)) == 1
    assert "mine/user.md" in done.stderr
    assert "prompt nowhere: no such folder" in absent.stderr


@pytest.mark.parametrize(
    "option",
    [
        ("--base-url", "http://localhost:1/v1"),
        ("--fallback", "embedded"),
        ("--prompt", "mine"),
        ("--rpm", "5"),
        ("--tpm", "5"),
        ("--max-tokens", "5"),
        ("--max-cost", "5"),
        ("--retry-failed",),
    ],
)
def test_an_option_that_means_nothing_to_rules_is_wrong_use_without_a_model(option: tuple[str, ...]) -> None:
    done = run("brief", articles(1), *option)
    assert done.exit_code == 2
    assert done.stderr.endswith(f"Error: {option[0]} goes with a model: name it with -m openai/NAME\n")
    assert not Path("brief").exists()


def test_such_an_option_goes_with_a_model_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with town() as server:
        monkeypatch.setenv("SUMMARIZER_MODEL", "openai/m")
        done = run("extract", articles(1), "--base-url", server.base_url, "--rpm", "500")
    assert (done.exit_code, kinds(done.stdout)) == (0, ["ok"])


# --- interrupted: a process of its own -------------------------------------------------------------------------------


@contextmanager
def started(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "summarizer", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def ended(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    stdout, stderr = process.communicate(timeout=20)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(2000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen within 20 s")


def times_asked(server: Server) -> Mapping[int, int]:
    """How often each bridge was asked about."""
    asked = [number for request in server.requests for number in about(request)]
    return {number: asked.count(number) for number in sorted(set(asked))}


INTERRUPTED = "interrupted; finishing what is in flight (once more ends it at once)"
GO_ON = "run the same command again to go on: what was answered is kept"


def test_ctrl_c_finishes_what_is_in_flight_writes_the_brief_and_the_next_run_goes_on() -> None:
    with town(delay=0.15) as server:
        command: Command = ("brief", articles(10), *at(server, concurrency="2"), "--day", DAY)
        with started(*command) as process:
            wait_until(lambda: len(server.requests) >= 3)
            process.send_signal(signal.SIGINT)
            done = ended(process)
        asked = len(server.requests)
        assert done.returncode == 130
        assert asked in (3, 4, 5, 6), "what was in flight was finished, and no more was asked"
        assert errors(done)[0] == INTERRUPTED
        assert re.fullmatch(
            rf"{10 - asked} articles \(day/\S+, day/\S+, day/\S+ and \d more\): "
            rf"not_asked: the run was interrupted — {GO_ON}",
            errors(done)[1],
        )
        assert len(done.stdout.split()) == 3
        brief = Brief.model_validate_json(Path(f"brief/{DAY}.json").read_text("utf-8"))
        assert brief.counts.ended == {"ok": asked, "not_asked": 10 - asked}
        again = run(*command)
    assert (again.exit_code, again.stderr) == (0, "")
    assert times_asked(server) == dict.fromkeys(range(1, 11), 1)
    with Store(STORE) as store:
        assert [each.status for each in store.runs()] == ["complete", "interrupted"]


def test_a_second_ctrl_c_ends_it_at_once_and_what_was_answered_is_kept() -> None:
    slow = Reply(200, completion(answer(3)), delay=30)
    with town({3: [slow]}, delay=0.02) as server:
        command: Command = ("brief", articles(4), *at(server, concurrency="1"), "--day", DAY)
        with started(*command) as process:
            wait_until(lambda: len(server.requests) == 3)
            process.send_signal(signal.SIGINT)
            assert process.stderr is not None
            assert process.stderr.readline() == f"summarizer: {INTERRUPTED}\n"
            process.send_signal(signal.SIGINT)
            before = time.monotonic()
            done = ended(process)
        assert time.monotonic() - before < 5
        assert done.returncode == 130
        assert errors(done) == [f"ended at once; {GO_ON}"]
        assert not Path("brief").exists()
        assert run(*command).exit_code == 0
    assert times_asked(server) == {1: 1, 2: 1, 3: 2, 4: 1}
    with Store(STORE) as store:
        assert [each.status for each in store.runs()] == ["complete", "interrupted"]


def test_sigterm_does_so_too_and_ends_the_waiting_between_two_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_RETRIES", "5")
    busy = Reply(429, {"error": {"message": "slow down"}}, {"retry-after": "50"})
    with (
        town({2: [busy]}) as server,
        started("extract", articles(3), *at(server, concurrency="1"), "--no-cache") as process,
    ):
        wait_until(lambda: len(server.requests) == 2)
        time.sleep(0.1)
        before = time.monotonic()
        process.send_signal(signal.SIGTERM)
        done = ended(process)
    assert time.monotonic() - before < 5
    assert done.returncode == 130
    assert kinds(done.stdout) == ["ok", "not_asked", "not_asked"]
    assert "kept" not in done.stderr, "there is no store"


def test_a_signal_that_the_shell_has_the_program_ignore_stays_ignored() -> None:
    heard: list[object] = []

    def reply(request: dict[str, object]) -> Reply:
        heard.extend(signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM))
        return Reply(200, completion(answer(*about(request))))

    before = signal.signal(signal.SIGINT, signal.SIG_IGN), signal.getsignal(signal.SIGTERM)
    try:
        with answering_server(reply) as server:
            run("extract", articles(1), *at(server))
        after = signal.getsignal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGINT, before[0])
    assert heard[0] is signal.SIG_IGN
    assert heard[1] is not before[1]
    assert after is before[1], "the handlers are put back"


def test_after_a_kill_the_next_run_goes_on_and_the_record_says_that_it_did_not_end() -> None:
    slow = Reply(200, completion(answer(4)), delay=30)
    with town({4: [slow]}) as server:
        command: Command = ("extract", articles(6), *at(server, concurrency="1"))
        with started(*command) as process:
            assert process.stdout is not None
            assert kinds("".join(process.stdout.readline() for _ in range(3))) == ["ok"] * 3, (
                "each as soon as it can be"
            )
            wait_until(lambda: len(server.requests) == 4)
            process.kill()
            assert ended(process).returncode == -signal.SIGKILL
        again = run(*command)
    assert kinds(again.stdout) == ["ok"] * 6
    assert times_asked(server) == {1: 1, 2: 1, 3: 1, 4: 2, 5: 1, 6: 1}
    listed = run("runs", "--store", STORE).stdout.splitlines()
    assert "not ended (killed, or still running)" in listed[2]
    assert "6: 3 ok, 3 without an end" in listed[2]
    assert "complete" in listed[1]


def test_where_nobody_reads_standard_error_any_more_the_exit_code_is_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "summarizer", "brief", str(tmp_path / "none.txt")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr
        process.stderr.close()
        assert process.wait(timeout=60) == 3
