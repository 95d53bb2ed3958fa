"""The lines that the report of actors prints for the aliases file do what it says when they are pasted."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from summary_builder import DAY, named, position, summary

from summarizer.actors_report import actors_text
from summarizer.aliases_file import load_aliases
from summarizer.merge import merge_summaries
from summarizer.models import Actor, Summary

ARTICLES = (
    summary(
        "a",
        position("Sergey Witte", "The line is open.", role="Danish Rail Minister"),
        position("Mr. Witte", "Coal is short."),
        position("the Danish rail minister", "Trains run at night."),
        position("the Kremlin", "Snow fell."),
        actors=(named("Sergey Witte", "Witte"),),
    ),
    summary(
        "b",
        position("Sergej Vitte", "Bridges are old."),
        position("Moscow", "Ice is thin."),
        position("Russia", "Ice is thick."),
    ),
    summary("c", position("United Rail Workers (URW)", "We strike."), position("the union", "We wait.")),
    summary("d", position("URW", "Nobody came."), position("Karl Berg", "I know.", role="Danish Rail Minister")),
    summary("e", position("Anna Lind", "Fish is dear."), position("Karl Lind", "Fish is cheap.")),
    summary("f", position("President Lind", "Fish is fish.")),
    summary("g", position("Olga Moe", "The port is shut."), position("Olga Moe Jr.", "The port is open.")),
)


def actors_of(*articles: Summary, aliases: Path | None = None) -> tuple[Actor, ...]:
    return merge_summaries(articles, DAY, decisions=load_aliases(aliases) if aliases else ()).actors


def snippets(name: str) -> dict[str, str]:
    """The lines to paste that the report has for the actor of a name, by table."""
    report = actors_text(merge_summaries(ARTICLES, DAY), name).split("\n\n")[0]
    lines = textwrap.dedent("\n".join(line for line in report.splitlines() if line.startswith("    "))).splitlines()
    return {line: f"{line}\n{lines[index + 1]}\n" for index, line in enumerate(lines) if line.startswith("[")}


@pytest.mark.parametrize("name", ["Sergey Witte", "Russia", "United Rail Workers"])
def test_names_that_the_pasted_line_parts_are_no_longer_its_names(name: str, tmp_path: Path) -> None:
    before = next(actor for actor in actors_of(*ARTICLES) if actor.name == name)
    assert before.aliases
    (tmp_path / "names.toml").write_text(snippets(name)["[apart]"], encoding="utf-8")
    after = {actor.name: actor for actor in actors_of(*ARTICLES, aliases=tmp_path / "names.toml")}
    assert after[name].aliases == ()


@pytest.mark.parametrize(
    ("name", "others"),
    [("Anna Lind", {"Karl Lind", "Lind"}), ("Olga Moe", {"Olga Moe Jr."}), ("Karl Berg", {"Sergey Witte"})],
)
def test_actors_that_the_pasted_line_joins_are_one(name: str, others: set[str], tmp_path: Path) -> None:
    assert {name, *others} <= {actor.name for actor in actors_of(*ARTICLES)}
    (tmp_path / "names.toml").write_text(snippets(name)["[actors]"], encoding="utf-8")
    after = {actor.name: actor for actor in actors_of(*ARTICLES, aliases=tmp_path / "names.toml")}
    assert others <= set(after[name].aliases)
    assert not others & set(after)
