"""Prompts: rendered strictly, identified by all their files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import SettingsError
from summarizer.templates import load_prompt, prompt_in


def test_a_variable_that_is_missing_is_an_error_and_not_an_empty_string() -> None:
    with pytest.raises(SettingsError, match="body"):
        load_prompt().render("user", published=None, fence="===")


def test_a_template_that_is_missing_is_named() -> None:
    with pytest.raises(SettingsError, match=r"no nothing\.md"):
        load_prompt().render("nothing")


def test_an_article_is_put_in_as_it_is_with_its_markup_and_braces() -> None:
    rendered = load_prompt().render("user", published="2022-02-15", fence="===", body="{{ 7 * 6 }} & <b> {% if %}")
    assert "{{ 7 * 6 }} & <b> {% if %}" in rendered
    assert "The article is dated 2022-02-15." in rendered


def test_a_broken_template_names_itself() -> None:
    prompt = replace(load_prompt(), templates={"system": "{% if %}"})
    with pytest.raises(SettingsError, match=r"system\.md of the prompt extract/1"):
        prompt.render("system")


def test_the_prompt_is_identified_by_name_version_and_content() -> None:
    prompt = load_prompt()
    assert prompt.name == "extract/1"
    assert len(prompt.sha256) == 64
    assert set(prompt.templates) == {"system", "user", "reask", "schema"}


def test_the_prompt_that_mends_is_another_with_a_version_of_its_own() -> None:
    prompt = load_prompt("mend")
    assert prompt.name == "mend/1"
    assert prompt.sha256 != load_prompt().sha256
    assert set(prompt.templates) == {"system", "user", "schema"}


# --- a folder of one's own -------------------------------------------------------------------------------------------

USER = "Dated: {{ published }}\n{{ fence }}\n{{ body }}\n{{ fence }}\n"


def folder_with(folder: Path, **templates: str) -> Path:
    """A prompt's folder with templates by name."""
    for name, text in templates.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def test_templates_of_ones_own_take_the_place_of_the_shipped_ones(tmp_path: Path) -> None:
    prompt = prompt_in(folder_with(tmp_path, system="Be brief.", README="not a template"))
    assert prompt.render("system") == "Be brief.\n"
    assert prompt.name == tmp_path.name
    assert prompt.templates["user"] == load_prompt().templates["user"]
    assert prompt.sha256 != load_prompt().sha256


def test_the_hash_is_over_all_four_templates_and_not_over_the_folders_name(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        folder_with(tmp_path / name, **load_prompt().templates)
    assert prompt_in(tmp_path / "a").sha256 == prompt_in(tmp_path / "b").sha256 == load_prompt().sha256
    folder_with(tmp_path / "b", reask=load_prompt().templates["reask"] + "Be quick.\n")
    assert prompt_in(tmp_path / "b").sha256 != load_prompt().sha256


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "user.md").write_bytes(b"\xef\xbb\xbf" + USER.replace("\n", "\r\n").encode())
    assert prompt_in(tmp_path).templates["user"] == USER


def test_the_name_is_the_folders_own_wherever_it_is_named_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "terse").mkdir()
    monkeypatch.chdir(folder_with(tmp_path / "terse", system="Be brief."))
    assert prompt_in(Path()).name == "terse"


@pytest.mark.parametrize("name", ["systm.md", "System.md", "users.MD", "user.txt", "notes.md", "user.markdown"])
def test_a_text_of_another_name_is_taken_for_a_misspelling(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Be brief.", "utf-8")
    folder_with(tmp_path, reask="{{ error }}")
    with pytest.raises(SettingsError, match=rf"{name} is the name of no template — .*system\.md, user\.md"):
        prompt_in(tmp_path)


@pytest.mark.parametrize(
    ("template", "text", "said"),
    [
        ("system", "{% if %}", "line 1: "),
        ("system", "Day {{ published }}", r"unknown variable \{\{ published \}\} — system\.md has no variables"),
        ("system", "{% include 'x.md' %}", "no loader"),
        ("system", "{{ 1 // 0 }}", "zero"),
        ("system", "{{ ''.__class__.__mro__ }}", "unsafe"),
        ("system", " \n", "is empty"),
        ("user", "{{ fence }} {{ body }} {{ fence }} {% if not published %}{{ date }}{% endif %}", r"\{\{ date \}\}"),
        ("user", "{{ fence }}{{ body }}{{ fence }}{{ published.year }}", "no attribute 'year'"),
        ("user", "{{ body }}", "between two fences"),
        ("user", "{{ fence }} {{ fence }}", "between two fences"),
        ("user", "{{ fence }} {{ body }}", "between two fences"),
        ("user", "{{ fence }}{% if published %}{{ body }}{% endif %}{{ fence }}", "between two fences"),
        ("user", "{{ fence }}{{ body | truncate(90000) }}{{ fence }}", "between two fences"),
        ("user", "{{ fence }}{{ body | escape }}{{ fence }}", "between two fences"),
        ("reask", "{{ erorr }}", r"unknown variable \{\{ erorr \}\} — reask\.md may use \{\{ error \}\}"),
        ("schema", "{{ schema | nothing }}", "No filter named 'nothing'"),
    ],
)
def test_a_template_that_can_not_be_used_is_named_before_the_first_request(
    tmp_path: Path, template: str, text: str, said: str
) -> None:
    with pytest.raises(SettingsError, match=said) as error:
        prompt_in(folder_with(tmp_path, **{template: text}))
    assert str(tmp_path / f"{template}.md") in str(error.value)
    assert error.value.remedy


def test_a_folder_that_is_none_or_holds_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nothing: no such folder — name a folder"):
        prompt_in(tmp_path / "nothing")
    with pytest.raises(SettingsError, match="no template in it"):
        prompt_in(tmp_path)
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(SettingsError, match="file: Not a directory"):
        prompt_in(tmp_path / "file")


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "system.md").write_bytes(b"caf\xe9")
    with pytest.raises(SettingsError, match=r"system\.md is not UTF-8: byte 3"):
        prompt_in(tmp_path)
    (tmp_path / "system.md").unlink()
    (tmp_path / "system.md").mkdir()
    with pytest.raises(SettingsError, match=r"system\.md: Is a directory"):
        prompt_in(tmp_path)


def test_the_shipped_templates_pass_the_test_of_ones_own(tmp_path: Path) -> None:
    assert prompt_in(folder_with(tmp_path, **load_prompt().templates)).templates == load_prompt().templates


def test_a_template_is_compiled_once_however_often_it_is_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    from jinja2 import Environment

    compiled: list[object] = []
    compile_it = Environment.compile

    def counted(environment: Environment, *given: Any, **more: Any) -> Any:
        compiled.append(given)
        return compile_it(environment, *given, **more)

    monkeypatch.setattr(Environment, "compile", counted)
    prompt = replace(load_prompt(), templates={"system": "This stands in {{ n }} template."})
    assert [prompt.render("system", n=n)[15] for n in range(9)] == [*"012345678"]
    assert len(compiled) == 1
