"""`summarizer check` as a process of its own: what it says of claims, statements and notes, and how it exits."""

from __future__ import annotations

import datetime as dt
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from replay import SEEDS, seeds

from summarizer import merge_summaries, summarize
from summarizer.models import Summary

ARTICLE = """Bridge closed

NORBY, March 3, 2022 (Norby Post) — Mayor Ann Cho said on Wednesday that the old bridge will be closed for 17 days.

“We will not open the bridge before the inspection is over,” Cho told reporters in Norby.
"""
TRUE = {"actor": "Ann Cho", "statement": "The bridge will be closed for 17 days.", "id": "t"}
FALSE = {
    "actor": "Ann Cho",
    "statement": "We will open the bridge before the inspection is over.",
    "quote": "We will open the bridge before the inspection is over",
    "id": "f",
}
QUOTED = {**TRUE, "quote": "the old bridge will be closed for 17 days"}


@pytest.fixture(scope="module")
def summaries() -> list[Summary]:
    return summarize(seeds())


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, summaries: list[Summary]) -> None:
    """A folder with the seeds beneath it, their Summaries and Brief, an article, a true and a false statement."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SEEDS, "seeds")
    Path("s.jsonl").write_text("".join(summary.model_dump_json() + "\n" for summary in summaries), "utf-8")
    brief = merge_summaries(summaries, dt.date(2022, 2, 15))
    Path("b.json").write_text(brief.model_dump_json(indent=2), "utf-8")
    Path("a.txt").write_text(ARTICLE, "utf-8")
    Path("list.json").write_text(json.dumps([QUOTED, FALSE]), "utf-8")


def check(*arguments: str | Path, stdin: str | bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "summarizer", "check", *map(str, arguments)]
    given = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        command, capture_output=True, input=given, env={**os.environ, **environment}, check=False, timeout=60
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    return subprocess.CompletedProcess(command, done.returncode, out, err)


def edit(path: str, change: Callable[[Any], None]) -> None:
    """Edit the JSON of a file, or of the first line of JSON lines, by hand."""
    first, *rest = Path(path).read_text("utf-8").split("\n") if path.endswith("l") else [Path(path).read_text("utf-8")]
    content = json.loads(first)
    change(content)
    Path(path).write_text("\n".join([json.dumps(content), *rest]), "utf-8")


# --- claims, checked again -------------------------------------------------------------------------------------------


def test_claims_are_checked_again_offline() -> None:
    done = check("s.jsonl", "--source", "seeds")
    assert done.returncode == 0, done.stdout
    assert re.fullmatch(r"(?s).*\d+ claims: \d+ supported.*\n", done.stdout)
    everything = check("s.jsonl", "--source", "seeds", "--all")
    assert "“The risk is there, it is very high" in everything.stdout


def test_sources_are_found_at_the_articles_ids(summaries: list[Summary]) -> None:
    assert {Path(summary.article.article_id).parent.name for summary in summaries} == {"seeds"}
    assert check("s.jsonl").returncode == 0
    shutil.rmtree("seeds")
    assert check("s.jsonl").returncode == 3


def test_a_brief_is_checked_again_as_json_in_order(summaries: list[Summary]) -> None:
    rows = json.loads(check("b.json", "--source", "seeds", "--json").stdout)
    brief = json.loads(Path("b.json").read_text("utf-8"))
    assert [row["claim_id"] for row in rows] == [
        claim["claim_id"] for summary in brief["summaries"] for claim in (*summary["claims"], *summary["set_aside"])
    ]
    assert [row["verdict"] for row in rows] == [row["was"] for row in rows]
    assert not [row for row in rows if row["differs"] or row["missing"]]


def _change_quote(summary: Any) -> None:
    claim = next(claim for claim in summary["claims"] if len(claim["claim"]["quote"].split()) > 6)
    words = claim["claim"]["quote"].split()
    claim["claim"]["quote"] = " ".join([*words[:3], "not", *words[3:]])


@pytest.mark.parametrize(
    "change",
    [
        _change_quote,
        lambda s: s["claims"][0]["claim"].update(statement="It is so."),
        lambda s: s["claims"][0].update(verdict="doubtful"),
        lambda s: s["claims"][0]["location"].update(span={"start": 0, "end": 6}),
        lambda s: s["claims"][0].update(findings=[{"code": "quote_short", "message": "invented", "severity": "note"}]),
        lambda s: s["article"].update(outlet="The Times of Norby"),
        lambda s: s["set_aside"].append(s["claims"].pop()),
    ],
)
def test_a_difference_that_is_found_never_ends_with_0(change: Callable[[Any], None]) -> None:
    edit("s.jsonl", change)
    assert check("s.jsonl", "--source", "seeds", "--json").returncode == 1
    done = check("s.jsonl", "--source", "seeds")
    assert done.returncode == 1
    assert re.search(r"\d+ changed\n$", done.stdout)


def test_a_changed_claim_is_shown_with_what_it_was() -> None:
    edit("s.jsonl", lambda s: s["claims"][0].update(verdict="doubtful"))
    shown = check("s.jsonl", "--source", "seeds").stdout
    assert shown.startswith("supported but changed  seeds/000")
    assert "✗       Changed: the verdict was doubtful." in shown


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (lambda b: b["counts"].update(supported=999), "counts differ"),
        (lambda b: b["claims"][0]["claim"].update(quote="other words"), "claims differ"),
        (lambda b: b["summaries"][0]["claims"][0].update(verdict="doubtful"), "limits differ"),
    ],
)
def test_an_edited_brief_is_said_and_its_claims_are_checked_all_the_same(
    change: Callable[[Any], None], names: str
) -> None:
    edit("b.json", change)
    done = check("b.json", "--source", "seeds")
    assert done.returncode == 1
    assert re.search(rf"the brief is not what its Summaries merge to: [a-z, ]*{names}", done.stdout)
    assert re.search(r"\d+ claims: \d+ supported", done.stdout)
    as_json = check("b.json", "--source", "seeds", "--json")
    assert as_json.returncode == 1
    assert "the brief is not what its Summaries merge to" in as_json.stderr
    assert json.loads(as_json.stdout)


def test_a_source_with_one_changed_character_is_a_different_text_and_never_absent() -> None:
    path = next(Path("seeds").glob("003_*"))
    path.write_bytes(path.read_bytes().replace(b"very high", b"very hugh"))
    done = check("s.jsonl", "--source", "seeds")
    assert done.returncode == 1
    assert "is a different text" in done.stdout
    assert "absent" not in done.stdout
    alone = check("s.jsonl", "--source", path)
    assert alone.returncode == 3
    assert "absent" not in alone.stdout


def test_sources_may_be_moved_renamed_and_given_twice() -> None:
    Path("archive").mkdir()
    for number, path in enumerate(sorted(Path("seeds").iterdir())):
        path.rename(f"archive/{number}.txt")
    plain = check("s.jsonl", "--source", "archive")
    assert plain.returncode == 0
    twice = check("s.jsonl", "--source", "archive", "--source", "archive/1.txt", "--source", "archive")
    assert (twice.returncode, twice.stdout) == (0, plain.stdout)


def test_an_article_that_is_missing_among_others_fails_and_is_named_once() -> None:
    next(Path("seeds").glob("002_*")).unlink()
    done = check("s.jsonl", "--source", "seeds")
    assert done.returncode == 1
    assert len(re.findall("^not checked", done.stdout, flags=re.MULTILINE)) == 1
    assert re.search(r"no source with this text; \d+ claims rest on it", done.stdout)
    rows = json.loads(check("s.jsonl", "--source", "seeds", "--json").stdout)
    missing = [row for row in rows if row["verdict"] is None]
    assert {Path(row["article_id"]).name[:4] for row in missing} == {"002_"}
    assert {row["missing"] for row in missing} == {"no source with this text"}


def test_json_with_a_byte_order_mark_is_read() -> None:
    Path("bom.json").write_bytes(b"\xef\xbb\xbf" + Path("b.json").read_bytes())
    assert check("bom.json", "--source", "seeds").returncode == 0


# --- a list of statements --------------------------------------------------------------------------------------------


def test_a_list_is_answered_in_its_order_with_its_own_keys() -> None:
    done = check("list.json", "--source", "a.txt", "--json")
    assert done.returncode == 1
    true, false = json.loads(done.stdout)
    assert {key: true[key] for key in QUOTED} == QUOTED
    assert {key: false[key] for key in FALSE} == FALSE
    assert (true["verdict"], true["source"], true["location"]["match"]) == ("supported", "a.txt", "verbatim")
    start, end = true["location"]["span"]["start"], true["location"]["span"]["end"]
    assert ARTICLE[start:end] == QUOTED["quote"]
    assert false["verdict"] == "unsupported"
    assert {"code", "message", "severity"} == set(false["findings"][0])


def test_the_answer_can_be_checked_again() -> None:
    first = check("list.json", "--source", "a.txt", "--json").stdout
    assert check("-", "--source", "a.txt", "--json", stdin=first).stdout == first


def test_json_lines_and_a_single_object_are_lists_too() -> None:
    lines = f"{json.dumps(QUOTED)}\n{json.dumps(QUOTED)}\n"
    assert len(json.loads(check("-", "--source", "a.txt", "--json", stdin=lines).stdout)) == 2
    assert len(json.loads(check("-", "--source", "a.txt", "--json", stdin=json.dumps(QUOTED)).stdout)) == 1


def test_what_is_not_supported_is_shown_with_the_words_and_the_reason() -> None:
    done = check("list.json", "--source", "a.txt")
    assert done.stdout.startswith("unsupported  entry 2 (f)\n  claim   Ann Cho: We will open the bridge before")
    assert "We will [-not-] open the bridge" in done.stdout
    assert "entry 1" not in done.stdout
    assert done.stdout.endswith("2 statements: 1 supported, 1 unsupported\n")
    assert "entry 1 (t)" in check("list.json", "--source", "a.txt", "--all").stdout


def test_a_list_without_anything_unsupported_ends_with_0() -> None:
    done = check("-", "--source", "a.txt", stdin=json.dumps([QUOTED]))
    assert (done.returncode, done.stdout) == (0, "1 statement: 1 supported\n")


def test_a_quote_that_stands_in_another_source_is_found_there() -> None:
    Path("other.txt").write_text("Nothing of the kind is said here about any river or town.")
    done = check("list.json", "--source", "other.txt", "--source", "a.txt", "--json")
    assert [row["source"] for row in json.loads(done.stdout)] == ["a.txt", "a.txt"]


def test_a_list_without_a_source_is_wrong_use() -> None:
    for name in ("list.json", "a.txt"):
        done = check(name)
        assert (done.returncode, done.stdout) == (2, "")
        assert "name them with --source" in done.stderr


def test_a_wrong_entry_is_named_in_one_line() -> None:
    done = check("-", "--source", "a.txt", stdin=json.dumps([QUOTED, {"quote": "x"}]))
    assert done.returncode == 3
    assert done.stderr == (
        'summarizer: entry 2: "statement" is missing — '
        'give each entry a "statement"; "actor" and "quote" are texts too, or left out\n'
    )


def test_half_a_surrogate_pair_breaks_no_output() -> None:
    entry = '[{"statement": "The bridge \\ud83d is closed.", "note": "\\udc00"}]'
    done = check("-", "--source", "a.txt", "--json", stdin=entry)
    assert json.loads(done.stdout)[0]["note"] == "\udc00"
    assert check("-", "--source", "a.txt", "--all", stdin=entry).stdout


# --- notes -----------------------------------------------------------------------------------------------------------

NOTES = """# The bridge

Mayor Ann Cho said on Wednesday that the old bridge will be closed for 17 days.
“We will not open the bridge before the inspection is over,” Cho told reporters in Norby.

- Mayor Ann Cho said on Wednesday that the old bridge will be closed for 71 days.

```
not this
```
"""


def test_notes_are_checked_sentence_by_sentence() -> None:
    Path("notes.md").write_text(NOTES)
    done = check("notes.md", "--source", "a.txt", "--json")
    assert done.returncode == 1
    rows = json.loads(done.stdout)
    assert [(row["line"], row["verdict"]) for row in rows] == [(3, "supported"), (4, "supported"), (6, "unsupported")]
    assert rows[1]["statement"].startswith("“We will not open the bridge")
    assert done.stderr == "summarizer: Not checked: 1 × heading (line 1), 1 × code (lines 8–10)\n"


def test_notes_say_what_failed_and_what_was_not_checked() -> None:
    Path("notes.md").write_text(NOTES)
    done = check("notes.md", "--source", "a.txt")
    assert done.stdout.startswith("unsupported  notes.md, line 6\n  claim   Mayor Ann Cho said on Wednesday that")
    assert done.stdout.endswith(
        "Not checked: 1 × heading (line 1), 1 × code (lines 8–10)\n3 sentences: 2 supported, 1 unsupported\n"
    )


def test_notes_come_from_standard_input_too() -> None:
    assert check("-", "--source", "a.txt", stdin=NOTES).returncode == 1
    faithful = NOTES.replace("71", "17")
    assert check("-", "--source", "a.txt", stdin=faithful).returncode == 0


def test_a_file_bears_no_witness_for_itself() -> None:
    Path("day").mkdir()
    Path("day/notes.txt").write_text(NOTES)
    alone = check("day/notes.txt", "--source", "day")
    assert alone.returncode == 3
    assert "is the checked file itself" in alone.stderr
    shutil.copy("a.txt", "day/a.txt")
    done = check("day/notes.txt", "--source", "day", "--json")
    assert {row["source"] for row in json.loads(done.stdout)} == {"day/a.txt"}
    assert "day/notes.txt is the checked file itself and no source for it" in done.stderr


# --- nothing to check ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", [b"", b"{", b'{"a": 1}', b"[1]", b'[{"statement"', b"\0\1\2" * 50, b"%PDF-1.7"])
def test_a_file_that_can_not_be_checked_is_said_in_one_line(raw: bytes) -> None:
    done = check("-", "--source", "seeds", stdin=raw)
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1


def test_an_empty_list_is_an_empty_answer_and_no_success() -> None:
    done = check("-", "--source", "a.txt", "--json", stdin="[]")
    assert (done.returncode, done.stdout) == (3, "[]\n")
    assert done.stderr == "summarizer: nothing to check: the list is empty\n"


def test_notes_without_a_sentence_are_no_success() -> None:
    done = check("-", "--source", "a.txt", stdin="# Only\n\n## Headings\n")
    assert done.returncode == 3
    assert "nothing to check: no sentence in it" in done.stdout
    assert "2 × heading (lines 1, 3)" in done.stdout


def test_a_file_or_source_that_is_not_there_is_said() -> None:
    missing = check("nowhere.json", "--source", "a.txt")
    assert missing.returncode == 3
    assert "nowhere.json can not be read: No such file or directory" in missing.stderr
    none = check("list.json", "--source", "nowhere.txt")
    assert none.returncode == 3
    assert "source not read: nowhere.txt: no such file" in none.stderr
    one = check("list.json", "--source", "nowhere.txt", "--source", "a.txt")
    assert one.returncode == 1
    assert "source not read: nowhere.txt: no such file" in one.stdout


# --- the terminal ----------------------------------------------------------------------------------------------------


def in_terminal(columns: int, **environment: str) -> str:
    """What the check of the list prints in a terminal of so many columns."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "summarizer", "check", "list.json", "--source", "a.txt"]
    surroundings = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), **environment}
    process = subprocess.Popen(command, stdout=follower, stderr=follower, env=surroundings)
    os.close(follower)
    chunks = []
    try:
        while chunk := os.read(leader, 65_536):
            chunks.append(chunk)
    except OSError:
        pass  # how Linux says that the terminal is closed
    os.close(leader)
    assert process.wait() == 1
    return b"".join(chunks).decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_terminal_gets_colour_and_lines_that_fit(columns: int) -> None:
    shown = in_terminal(columns)
    assert "\x1b[31m\x1b[1munsupported" in shown
    assert "\x1b[31m\x1b[9mnot" in shown
    assert "[-" not in shown.split("✗")[0]
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert max(map(len, plain.splitlines())) <= columns


def test_no_color_is_plain_and_says_the_same() -> None:
    shown = in_terminal(80, NO_COLOR="1")
    assert "\x1b" not in shown
    assert "[-not-]" in shown


def test_a_pipe_is_plain_and_its_lines_are_whole() -> None:
    done = check("list.json", "--source", "a.txt", COLUMNS="40")
    assert "\x1b" not in done.stdout
    assert "We will [-not-] open the bridge before the inspection is over" in done.stdout
