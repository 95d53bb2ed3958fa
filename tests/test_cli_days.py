"""The command line from day to day: what it follows, what it shows, and which names it takes for one."""

from __future__ import annotations

import csv
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from replay import SEEDS

from summarizer import Brief
from summarizer.cli import main

HARBOUR = """Fishermen want the harbour open

Daily Ledger, May 20, 2030

The fishermen's union demanded on Monday that Norway open its northern harbours to small boats. "We will strike in
June," union leader Anna Lind said. The mayor of Bergen, Karl Berg, said the town supports the fishermen.
"""
ANSWER = """Norway keeps its harbours closed

Daily Ledger, May 21, 2030

Norway rejected the demand of the fishermen's union to open its northern harbours to small boats on Tuesday.
"The harbours will stay closed," Foreign Minister Ola Dahl said. "We will strike in June," union leader Anna Lind said.
"""
BRIDGE = """An old bridge may fall in Springfield

Evening Post, May 21, 2030

Mayor Ann Cho said on Tuesday: "Bridge 4 will be torn down." The engineer Bo Ek warned: "The old bridge may fall."
"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    log = logging.getLogger("summarizer")
    handlers, level = log.handlers, log.level
    for day, texts in (("monday", (HARBOUR,)), ("tuesday", (ANSWER, BRIDGE))):
        folder = Path(day)
        folder.mkdir()
        for number, text in enumerate(texts, start=1):
            (folder / f"{number}.txt").write_text(text)
    yield
    log.handlers, log.level = handlers, level


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def brief_of(*arguments: str | Path) -> Brief:
    done = run("brief", *arguments, "--json")
    assert done.exit_code == 0, done.stderr
    return Brief.model_validate_json(done.stdout)


def monday(*arguments: str | Path) -> Brief:
    return brief_of("monday", "--day", "2030-05-20", *arguments)


def tuesday(*arguments: str | Path) -> Brief:
    return brief_of("tuesday", "--day", "2030-05-21", *arguments)


# --- the brief before ------------------------------------------------------------------------------------------------


def test_the_second_morning_says_what_is_new_since_the_first() -> None:
    assert monday("--store", "s.sqlite").since is None
    brief = tuesday("--store", "s.sqlite")
    assert brief.since is not None
    assert str(brief.since.day) == "2030-05-20"
    told = {claim.claim.quote.strip('“”"'): claim.novelty for claim in brief.claims}
    assert told["We will strike in June"] == "repeated"
    assert told["The harbours will stay closed"] == "new"


def test_a_day_twice_gives_the_same_files() -> None:
    monday("--store", "s.sqlite")
    first = tuesday("--store", "s.sqlite")
    assert tuesday("--store", "s.sqlite") == first
    assert tuesday("--store", "s.sqlite", "--previous", "none") != first


def test_a_file_of_an_earlier_day_serves_as_well_as_the_store() -> None:
    monday("--store", "s.sqlite")
    Path("monday.json").write_text(run("brief", "monday", "--day", "2030-05-20", "--json").stdout)
    assert tuesday("--previous", "monday.json") == tuesday("--store", "s.sqlite")


def test_briefs_of_another_series_are_not_followed() -> None:
    monday("--store", "s.sqlite", "--series", "harbours")
    assert tuesday("--store", "s.sqlite").since is None
    assert tuesday("--store", "s.sqlite", "--series", "harbours").since is not None


def test_a_previous_brief_that_is_none_or_not_earlier_is_named_before_anything_is_done() -> None:
    Path("no.json").write_text("[]")
    done = run("brief", "tuesday", "--previous", "no.json")
    assert done.exit_code == 3
    assert "no.json is no Brief" in done.stderr
    Path("later.json").write_text(run("brief", "tuesday", "--day", "2030-05-21", "--json").stdout)
    done = run("brief", "monday", "--day", "2030-05-20", "--previous", "later.json")
    assert done.exit_code == 2
    assert "2030-05-21, which is not before 2030-05-20" in done.stderr


def test_a_brief_that_looks_back_is_checked_again_with_and_without_the_brief_before() -> None:
    Path("monday.json").write_text(run("brief", "monday", "--day", "2030-05-20", "--json").stdout)
    made = run("brief", "tuesday", "--day", "2030-05-21", "--json", "--previous", "monday.json").stdout
    Path("tuesday.json").write_text(made)
    for given in ((), ("--previous", "monday.json")):
        done = run("check", "tuesday.json", *given)
        assert done.exit_code == 0, done.stdout
    edited = json.loads(made)
    edited["since"]["new"] = []
    Path("edited.json").write_text(json.dumps(edited))
    assert "not what its Summaries merge to" in run("check", "edited.json", "--previous", "monday.json").stdout
    edited["claims"][0]["claim"]["quote"] = "something else"
    Path("edited.json").write_text(json.dumps(edited))
    done = run("check", "edited.json")
    assert done.exit_code == 1
    assert "does not fit its own Summaries" in done.stdout


def test_what_is_carried_from_articles_that_are_gone_is_named_and_fails_nothing() -> None:
    Path("monday.json").write_text(run("brief", "monday", "--day", "2030-05-20", "--json").stdout)
    made = run("brief", "tuesday/2.txt", "--day", "2030-05-21", "--json", "--previous", "monday.json").stdout
    Path("tuesday.json").write_text(made)
    assert Brief.model_validate_json(made).earlier
    Path("monday/1.txt").unlink()
    done = run("check", "tuesday.json")
    assert done.exit_code == 0, done.stdout
    assert "1 article of earlier days" in done.stdout


# --- what a page shows -----------------------------------------------------------------------------------------------


def test_what_is_watched_comes_first_and_what_is_left_out_is_counted() -> None:
    plain = tuesday()
    assert len(plain.stories) == 2
    last = plain.stories[-1]
    term = "bridge" if "bridge" in last.title.lower() else "harbours"
    lifted = tuesday("--watch", term)
    assert lifted.stories[0].story_id == last.story_id
    assert lifted.stories[0].watched == (term,)
    shown = run("brief", "tuesday", "--day", "2030-05-21", "--out", "-", "--top", "1").stdout
    assert plain.stories[0].title in shown
    assert "1 more story" in shown
    only = run("brief", "tuesday", "--day", "2030-05-21", "--out", "-", "--watch", term, "--only-watched").stdout
    assert f"## {last.title}" in only
    assert f"## {plain.stories[0].title}" not in only
    done = run("brief", "tuesday", "--only-watched")
    assert done.exit_code == 2
    assert "--watch" in done.stderr


def test_watched_terms_can_stand_in_the_settings_file() -> None:
    Path("summarizer.toml").write_text('watch = ["bridge"]\ntop = 1\n')
    assert tuesday().watch == ("bridge",)


# --- formats ---------------------------------------------------------------------------------------------------------


def test_claims_go_out_as_json_lines_and_as_csv() -> None:
    brief = tuesday()
    done = run("brief", "tuesday", "--day", "2030-05-21", "--format", "jsonl", "--format", "csv")
    assert done.stdout.split() == ["brief/2030-05-21.jsonl", "brief/2030-05-21.csv"]
    lines = [json.loads(line) for line in Path("brief/2030-05-21.jsonl").read_text("utf-8").splitlines()]
    with Path("brief/2030-05-21.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = sum(len(claim.sources) for claim in brief.claims) + brief.counts.set_aside
    assert len(lines) == len(rows) == told
    assert {line["claim_id"] for line in lines} == {row["claim_id"] for row in rows}


# --- names -----------------------------------------------------------------------------------------------------------


def test_the_reason_for_each_name_can_be_asked_and_a_file_sets_it_right() -> None:
    Path("seeds.json").write_text(run("brief", SEEDS, "--day", "2022-02-15", "--json").stdout)
    asked = run("actors", "seeds.json", "Peskov")
    assert asked.exit_code == 0
    assert "Pieskow" in asked.stdout
    assert "Lavrov" not in asked.stdout.split("\n\n")[0]
    Path("names.toml").write_text('[actors]\n"The spokesman" = ["Dmitry Peskov", "Peskov"]\n')
    brief = brief_of(SEEDS, "--day", "2022-02-15", "--aliases", "names.toml")
    assert "The spokesman" in {actor.name for actor in brief.actors}
    assert [decision.by for decision in brief.decisions] == ["names.toml"]
    listed = json.loads(run("actors", "seeds.json", "--json").stdout)
    assert listed


def test_an_aliases_file_that_is_wrong_is_named_with_the_remedy() -> None:
    Path("names.toml").write_text("[actors\n")
    done = run("brief", "monday", "--aliases", "names.toml")
    assert done.exit_code in (2, 3)
    assert "names.toml" in done.stderr
    done = run("brief", "monday", "--aliases", "missing.toml")
    assert done.exit_code in (2, 3)
    assert "missing.toml" in done.stderr


def test_to_adjudicate_takes_a_model() -> None:
    done = run("brief", "monday", "--adjudicate")
    assert done.exit_code == 2
    assert "--adjudicate goes with a model" in done.stderr
