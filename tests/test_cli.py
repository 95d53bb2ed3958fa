"""The command line, as a process of its own: what it prints where, what it writes, how it exits."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from mending import ANSWER, MENDS, TEXT
from replay import SEEDS
from servers import Reply, completion, reference_server, scripted_server

from summarizer.models import Brief, Summary


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str | Path, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "summarizer", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, input=stdin, env={**os.environ, **environment}, check=False
    )


def test_brief_writes_three_files_and_prints_where_they_are() -> None:
    done = run("brief", SEEDS, "--day", "2022-02-15")
    assert done.returncode == 0
    assert done.stdout.split() == ["brief/2022-02-15.html", "brief/2022-02-15.md", "brief/2022-02-15.json"]
    assert done.stderr == ""
    brief = Brief.model_validate_json(Path("brief/2022-02-15.json").read_text("utf-8"))
    assert brief.counts.articles == 5
    assert "rules, no language model" in Path("brief/2022-02-15.md").read_text("utf-8")


def test_the_same_run_twice_gives_the_same_bytes() -> None:
    first = run("brief", SEEDS, "--day", "2022-02-15", "--json").stdout
    assert first == run("brief", SEEDS, "--day", "2022-02-15", "--json").stdout


def test_a_brief_goes_to_standard_output_in_one_format() -> None:
    done = run("brief", SEEDS, "--day", "2022-02-15", "--out", "-")
    assert done.stdout.startswith("# Brief · 15 February 2022")
    assert list(Path().iterdir()) == []
    wrong = run("brief", SEEDS, "--out", "-", "--format", "html", "--format", "json")
    assert wrong.returncode == 2
    assert "one format" in wrong.stderr
    assert run("brief", SEEDS, "--json", "--out", "there").returncode == 2


def test_a_server_without_a_model_is_wrong_use() -> None:
    done = run("brief", SEEDS, "--base-url", "http://localhost:1/v1")
    assert done.returncode == 2
    assert "--base-url goes with a model" in done.stderr


def test_what_a_folder_holds_besides_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "day"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("The mayor said on Monday that the bridge would be closed.")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7")
    done = run("brief", folder, "--day", "2022-02-15")
    assert done.returncode == 0
    assert "not read, only files of the kinds .txt and .text are: b.pdf, deep" in done.stderr


def test_a_date_by_hand_fills_in_for_articles_that_give_none() -> None:
    path = next(SEEDS.glob("001_*"))
    done = run("extract", path, "--date", "2022-02-15")
    summary = Summary.model_validate_json(done.stdout)
    values = {claim.when.text: claim.when.value for claim in summary.claims if claim.when}
    assert values["Monday"] == "2022-02-14"


def test_extract_prints_a_summary_a_line() -> None:
    done = run("extract", SEEDS)
    assert [Summary.model_validate_json(line).outcome.kind for line in done.stdout.splitlines()] == ["ok"] * 5


def test_bad_input_is_named_with_its_remedy_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(b"\0\1\2" * 100)
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(20_000_000)
    (tmp_path / "nothing").mkdir()
    bad = [tmp_path / name for name in ("empty.txt", "binary.txt", "large.txt", "nowhere.txt", "nothing")]
    done = run("brief", *bad, next(SEEDS.glob("000_*")), "--day", "2022-02-15")
    assert done.returncode == 1
    assert Path("brief/2022-02-15.md").exists()
    assert [line.removeprefix("summarizer: ") for line in done.stderr.splitlines()] == [
        "empty.txt: unreadable: an empty file — remove it, or fetch the article again",
        "binary.txt: unreadable: a binary file, no text — leave it out, or save the article as text",
        "large.txt: unreadable: 20.0 MB, and an article may have 1 MB — split it into its articles",
        "nowhere.txt: unreadable: no such file — check the path",
        "nothing: unreadable: a folder without articles — put files of these kinds there: .txt, .text",
    ]


def test_nothing_that_could_be_made_is_exit_code_3_and_no_file() -> None:
    done = run("brief", "nowhere.txt")
    assert done.returncode == 3
    assert "no such file" in done.stderr
    assert not Path("brief").exists()
    assert run("extract", "nowhere.txt").returncode == 3


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "message"),
    [
        (("-m", "openai/gpt-5-mini"), {}, 3, "needs a key — set OPENAI_API_KEY"),
        (("-m", "gpt-5-mini"), {}, 2, "unknown model 'gpt-5-mini' — use `embedded`, or openai/NAME"),
        (("-m", "openai/m", "--base-url", "http://127.0.0.1:9/v1"), {"SUMMARIZER_RETRIES": "0"}, 3, "no answer from"),
        ((), {"SUMMARIZER_CONCURRENCY": "many"}, 2, "setting 'concurrency'"),
        (("--store", "/dev/null/x"), {}, 3, "the store /dev/null/x can not be used"),
        (("--out", "/dev/null/x"), {}, 3, "can not be written"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    arguments: tuple[str, ...], environment: dict[str, str], code: int, message: str
) -> None:
    done = run("brief", SEEDS, *arguments, **environment)
    assert done.returncode == code
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_wrong_option_is_exit_code_2() -> None:
    assert run("brief").returncode == 2
    assert run("brief", SEEDS, "--day", "tomorrow").returncode == 2
    assert run("schema", "nothing").returncode == 2


def test_a_model_answers_through_the_command_line_and_a_second_run_asks_for_nothing() -> None:
    with reference_server() as server:
        arguments = ("brief", SEEDS, "-m", "openai/m", "--base-url", server.base_url, "--day", "2022-02-15", "--json")
        first = run(*arguments, "--store", "s.sqlite")
        second = run(*arguments, "--store", "s.sqlite")
        assert len(server.requests) == 5
        run(*arguments, "--store", "s.sqlite", "--no-cache")
        assert len(server.requests) == 10
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout


def test_one_article_that_is_refused_leaves_the_brief_degraded_and_says_so() -> None:
    good = Reply(200, completion((Path(__file__).parent / "reference/003.json").read_text("utf-8")))
    with scripted_server([good, Reply(200, completion(None, refusal="No."))]) as server:
        paths = (next(SEEDS.glob("003_*")), next(SEEDS.glob("000_*")))
        done = run("brief", *paths, "-m", "openai/m", "--base-url", server.base_url, SUMMARIZER_CONCURRENCY="1")
    assert done.returncode == 1
    assert re.search(r"000_\w+\.txt: refused: No\. — try another model", done.stderr)


def test_schema_prints_what_schemas_holds() -> None:
    for name in ("extraction", "summary", "brief"):
        assert run("schema", name).stdout == (SEEDS.parent / "schemas" / f"{name}.json").read_text("utf-8")


def test_quiet_says_nothing_when_all_is_well() -> None:
    done = run("brief", SEEDS, "--day", "2022-02-15", "-q")
    assert (done.stdout, done.stderr) == ("", "")


# --- --policy --------------------------------------------------------------------------------------------------------


def asked(command: str, policy: str, *replies: Reply, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command on an article, three claims of whose answer fail, one of them doubtful."""
    Path("norby.txt").write_text(TEXT)
    with scripted_server([Reply(200, completion(ANSWER)), *replies]) as server:
        named = ("-m", "openai/m", "--base-url", server.base_url, "--store", "s.sqlite", "--policy", policy)
        return run(command, "norby.txt", *named, SUMMARIZER_RETRIES="0", **environment)


@pytest.mark.parametrize(("policy", "kept", "code"), [("flag", 2, 0), ("drop", 1, 0), ("fail", 2, 1)])
def test_the_policy_decides_what_becomes_of_a_doubtful_claim(policy: str, kept: int, code: int) -> None:
    done = asked("extract", policy)
    summary = Summary.model_validate_json(done.stdout)
    assert (done.returncode, len(summary.claims), len(summary.set_aside)) == (code, kept, 4 - kept)
    assert summary.policy == policy


def test_the_policy_fail_counts_the_doubtful_claims_in_one_line_and_the_brief_is_written() -> None:
    done = asked("brief", "fail")
    assert done.returncode == 1
    assert done.stderr == "summarizer: doubtful claims: 1, and the policy is fail: 1 in norby.txt\n"
    assert len(done.stdout.split()) == 3


def test_the_policy_fail_fails_nothing_where_nothing_is_doubtful() -> None:
    Path("norby.txt").write_text("The mayor said: “We will close the old bridge in May.”\n")
    done = run("extract", "norby.txt", "--policy", "fail")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_policy_can_be_set_in_the_environment() -> None:
    Path("norby.txt").write_text(TEXT)
    done = run("extract", "norby.txt", SUMMARIZER_POLICY="drop")
    assert Summary.model_validate_json(done.stdout).policy == "drop"
    assert run("extract", "norby.txt", SUMMARIZER_POLICY="forget").returncode == 2


def test_the_policy_reask_mends_what_failed() -> None:
    first = asked("extract", "reask", Reply(200, completion(MENDS)))
    summary = Summary.model_validate_json(first.stdout)
    assert (first.returncode, first.stderr) == (0, "")
    assert [claim.verdict for claim in summary.claims] == ["supported"] * 3
    assert [claim.former is not None for claim in summary.claims] == [False, True, True]


def test_a_second_run_with_the_policy_reask_gives_the_same_bytes() -> None:
    Path("norby.txt").write_text(TEXT)
    with scripted_server([Reply(200, completion(ANSWER)), Reply(200, completion(MENDS))]) as server:
        named = ("-m", "openai/m", "--base-url", server.base_url, "--store", "s.sqlite", "--policy", "reask")
        first, second = (run("brief", "norby.txt", *named, "--day", "2023-03-07", "--json") for _ in range(2))
        assert len(server.requests) == 2
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    Path("brief.json").write_text(first.stdout)
    assert run("check", "brief.json", "--source", "norby.txt").returncode == 1, "one claim stays unsupported"
    assert "changed" not in run("check", "brief.json", "--source", "norby.txt").stdout


def test_a_model_that_can_not_be_asked_again_leaves_its_claims_and_the_run_says_so() -> None:
    done = asked("extract", "reask", Reply(500, {"error": {"message": "boom"}}))
    assert done.returncode == 1
    assert done.stderr == (
        "summarizer: norby.txt: not mended: 3. Asking the engine again failed: "
        "http_error: 127.0.0.1 answered 500: boom\n"
    )
    assert len(Summary.model_validate_json(done.stdout).claims) == 2


def test_the_policy_reask_without_a_model_is_wrong_use() -> None:
    done = run("brief", SEEDS, "--policy", "reask")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "the engine embedded can not be asked again" in done.stderr
    assert not Path("brief").exists()
