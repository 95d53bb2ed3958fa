"""Prompts: rendered strictly, identified by all their files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.errors import SettingsError
from summarizer.templates import load_prompt


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
