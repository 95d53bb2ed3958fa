"""The README's commands, examples and outputs are what the program does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from servers import reference_server

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the seeds and a brief, where the README's commands are at home."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("summarizer ")]


def test_the_readmes_commands_run_in_their_order_and_succeed(checkout: Path) -> None:
    assert len(COMMANDS) >= 10
    with reference_server() as server:
        environment = {**os.environ, "OPENAI_API_KEY": "test", "OPENAI_BASE_URL": server.base_url}
        for command in COMMANDS:
            here = re.sub(r"http://localhost:\d+/v1", server.base_url, command)
            here = f"{sys.executable} -m {here}"
            done = subprocess.run(here, shell=True, capture_output=True, text=True, env=environment, check=False)
            assert done.returncode == 0, f"{command}\n{done.stderr}"
        models = {match[1] for command in COMMANDS if (match := re.search(r" -m (\S+)", command))}
        assert len(server.requests) == 5 * len(models), "each model is asked once, the second time the store answers"


def test_the_readmes_python_examples_run(checkout: Path) -> None:
    outputs = []
    with reference_server() as server:
        environment = {**os.environ, "OPENAI_API_KEY": "test", "OPENAI_BASE_URL": server.base_url}
        for code in blocks("python"):
            done = subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
            )
            assert done.returncode == 0, done.stderr
            outputs.append(done.stdout)
    assert outputs[0].startswith("# Brief · 15 February 2022")
    assert outputs[1].startswith("altered 10 ")
    assert "XXXX-03-03" in outputs[1]
    assert outputs[2].count(" ok 50 {") == 5
    assert outputs[3] == "supported 1 24 The bridge stays closed.\n"


def test_the_output_that_the_readme_shows_is_the_programs(checkout: Path) -> None:
    command = [sys.executable, "-m", "summarizer", "brief", "seeds/", "--day", "2022-02-15", "--out", "-"]
    brief = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for shown in blocks("markdown"):
        assert shown.strip() in brief


def test_the_makefile_has_the_targets_that_the_readme_names() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", README, flags=re.MULTILINE))
    assert {"brief", "test"} <= named <= targets


def test_every_setting_that_the_readme_names_exists_and_every_one_is_named() -> None:
    from summarizer import Settings

    line = README[README.index("Everything that can be set") :].split("\n\n")[0]
    named = {name.lower() for name in re.findall(r"`(?:SUMMARIZER)?_([A-Z_]+)`", line)}
    assert named == set(Settings.model_fields)


def test_every_option_that_the_readme_names_is_one() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "summarizer", "brief", "--help"], capture_output=True, text=True, check=True
    ).stdout
    for option in re.findall(r"`(--?[a-z-]+)", README):
        assert option in listed or option in ("--source",)
