"""`summarizer check` of Summaries and a Brief that hold fields of the user's own."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from own_forms import EMPTY, EVENT, POSITION, MyExtraction

from summarizer import article_from_text, merge_summaries
from summarizer.check import check_extraction
from summarizer.models import Brief, Outcome, Provenance, Summary
from summarizer.offline import Summaries, load, recheck_all

TEXT = """Bridge closed

NORBY, March 3, 2022 (Norby Post) — Mayor Ann Cho said on Wednesday that the old bridge will be closed for 17 days.

“We will not open the bridge before the inspection is over,” Cho told reporters in Norby.
"""
ARTICLE = article_from_text(TEXT, "a.txt")
DAY = dt.date(2022, 3, 3)


@pytest.fixture
def summary() -> Summary:
    invented = {**POSITION, "quote": "the bridge will fall down", "confidence": 0.1}
    lists = {"positions": [POSITION, invented], "dates": [EVENT], "people": [{"name": "Ann Cho"}], "tone": "calm"}
    extraction = MyExtraction.model_validate({**EMPTY, **lists})
    return check_extraction(ARTICLE, extraction, Outcome(kind="ok"), Provenance(engine="test", engine_version="1"))


def check(file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "summarizer", "check", str(file), "--source", str(file.parent / "a.txt")]
    (file.parent / "a.txt").write_text(TEXT, "utf-8")
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False, timeout=60)


def written(folder: Path, summary: Summary, brief: Brief | None = None) -> Path:
    path = folder / ("brief.json" if brief else "summaries.jsonl")
    path.write_text(brief.model_dump_json(indent=2) if brief else summary.model_dump_json() + "\n", "utf-8")
    return path


def test_summaries_with_fields_of_ones_own_are_read_and_checked_again(tmp_path: Path, summary: Summary) -> None:
    done = check(written(tmp_path, summary), "--json")
    rows = json.loads(done.stdout)
    assert [row["verdict"] for row in rows] == ["supported", "supported", "unsupported"]
    assert [row["differs"] for row in rows] == [[], [], []]
    assert done.returncode == 1, "one of them is unsupported"


def test_a_brief_with_fields_of_ones_own_is_what_its_summaries_merge_to(tmp_path: Path, summary: Summary) -> None:
    kept = summary.model_copy(update={"set_aside": ()})
    done = check(written(tmp_path, summary, merge_summaries([kept], DAY)))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "edited" not in done.stdout


def test_a_field_of_ones_own_that_was_edited_in_the_brief_shows(tmp_path: Path, summary: Summary) -> None:
    brief = merge_summaries([summary.model_copy(update={"set_aside": ()})], DAY)
    edited = tuple(claim.model_copy(update={"extra": {"confidence": 1.0}}) for claim in brief.claims)
    done = check(written(tmp_path, summary, brief.model_copy(update={"claims": edited})))
    assert done.returncode == 1
    assert "not what its Summaries merge to: claims differ" in " ".join(done.stdout.split())


def test_what_is_checked_again_keeps_what_stood_beside_it(summary: Summary) -> None:
    loaded = load(summary.model_dump_json().encode(), "s.json")
    assert isinstance(loaded, Summaries)
    assert loaded.summaries == (summary,)
    again = [
        (entry.before.extra, entry.after.extra if entry.after else None) for entry in recheck_all([summary], [ARTICLE])
    ]
    assert again == [(extra, extra) for extra in ({"confidence": 0.5}, {"places": ["Norby"]}, {"confidence": 0.1})]
