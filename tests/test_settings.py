"""Settings: by hand, then the environment, then summarizer.toml; a fault names the setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer import SettingsError, load_settings


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_engine_is_embedded_unless_one_is_named() -> None:
    assert load_settings().model == "embedded"


def test_by_hand_wins_over_the_environment_and_that_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("summarizer.toml").write_text('model = "openai/file"\nconcurrency = 3\n')
    assert load_settings().model == "openai/file"
    monkeypatch.setenv("SUMMARIZER_MODEL", "openai/environment")
    assert load_settings().model == "openai/environment"
    assert load_settings(model="openai/hand").model == "openai/hand"
    assert load_settings().concurrency == 3


def test_the_usual_names_of_key_and_server_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "a")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://a/v1")
    monkeypatch.setenv("SUMMARIZER_BASE_URL", "http://b/v1")
    chosen = load_settings()
    assert chosen.base_url == "http://b/v1"
    assert chosen.api_key is not None
    assert chosen.api_key.get_secret_value() == "a"


def test_a_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "very-secret")
    assert "very-secret" not in repr(load_settings())


def test_doubtful_claims_are_flagged_unless_another_policy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().policy == "flag"
    Path("summarizer.toml").write_text('policy = "drop"\n')
    assert load_settings().policy == "drop"
    monkeypatch.setenv("SUMMARIZER_POLICY", "fail")
    assert load_settings().policy == "fail"
    assert load_settings(policy="reask").policy == "reask"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "concurrency = 0",
            "^the setting 'concurrency' should be greater than or equal to 1 — mend it where it is set$",
        ),
        ('policy = "forget"', "^the setting 'policy' should be 'flag', 'drop', 'fail' or 'reask' — mend it"),
        ("modle = 'x'", "^summarizer.toml: there is no setting 'modle' — there are: model, .*policy, .*concurrency, "),
        ("model = ", "^summarizer.toml: .* — mend the file$"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(text: str, message: str) -> None:
    Path("summarizer.toml").write_text(text)
    with pytest.raises(SettingsError, match=message):
        load_settings()
