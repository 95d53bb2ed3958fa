"""The cassettes are honest and bare: each says what it holds, and none holds what is nobody's business."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from cassette import CASSETTES, recorder
from faults import SCRIPTS
from replay import replayed, seed
from vcr.errors import CannotOverwriteExistingCassetteException

from summarizer import EngineError

SECRETS = re.compile(r"sk-[A-Za-z0-9]{8}|Bearer |[Cc]ookie|(?<![\w.])/(home|root|usr|tmp|work|Users)/")
ALL = sorted(CASSETTES.rglob("*.yaml"))


def name(path: Path) -> str:
    return path.relative_to(CASSETTES).as_posix()


def load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


@pytest.mark.parametrize("path", ALL, ids=name)
def test_a_cassette_names_its_kind_and_what_it_holds(path: Path) -> None:
    document = load(path)
    folder = path.parent.name
    assert document["kind"] == ("model" if folder.startswith("model") else folder)
    assert document["kind"] in ("model", "reference", "fault")
    assert document["about"]


@pytest.mark.parametrize("path", ALL, ids=name)
def test_a_cassette_holds_no_key_no_header_of_the_user_and_no_path_of_a_machine(path: Path) -> None:
    for entry in load(path)["interactions"]:
        assert set(entry["request"]["headers"]) == {"content-type"}
        assert set(entry["response"]["headers"]) <= {"content-type", "retry-after"}
        assert entry["request"]["uri"] == "http://localhost/v1/chat/completions"
    text = path.read_text("utf-8")
    assert not re.search(
        r"sk-[A-Za-z0-9]{8}|Bearer |[Cc]ookie|organization|(?<![\w.])/(home|root|usr|tmp|work|Users)/", text
    )


@pytest.mark.parametrize("path", ALL, ids=name)
def test_a_cassette_can_be_read_and_diffed(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "\\u20" not in text, "typographic characters stand as themselves"
    assert all(isinstance(entry["request"]["body"], dict) for entry in load(path)["interactions"])


def test_there_is_a_fault_cassette_for_every_script_and_a_reference_for_every_seed() -> None:
    assert {path.stem for path in ALL if path.parent.name == "fault"} == set(SCRIPTS)
    assert [path.stem for path in ALL if path.parent.name == "reference"] == ["000", "001", "002", "003", "004"]


def test_a_request_that_no_cassette_holds_reaches_no_server() -> None:
    with pytest.raises(EngineError) as caught:
        replayed("reference/003.yaml", [seed("000")])
    chain: list[BaseException] = [caught.value]
    while chain[-1].__cause__ is not None and chain[-1].__cause__ not in chain:
        chain.append(chain[-1].__cause__)
    assert isinstance(chain[-1], CannotOverwriteExistingCassetteException)


def test_a_folder_of_cassettes_plays_each_article_its_own_answer() -> None:
    summaries = replayed("reference", [seed(number) for number in ("004", "000", "002")])
    assert [len(summary.claims) for summary in summaries] == [25, 17, 14]


def test_a_changed_article_is_another_request() -> None:
    article = seed("003")
    changed = article.model_copy(update={"text": article.text.replace("very high", "very low")})
    with pytest.raises(EngineError):
        replayed("reference/003.yaml", [changed])


def test_the_recorder_plays_only() -> None:
    assert recorder().record_mode.value == "none"
