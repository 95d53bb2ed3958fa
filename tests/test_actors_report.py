"""The report of a brief's actors says for each name why, what was kept apart, and what to write to change it."""

from __future__ import annotations

import datetime as dt
import json
import tomllib

from summarizer import merge_summaries
from summarizer.actors_report import actors_json, actors_text
from summarizer.models import Actor, ActorNames, AliasReason, Brief

SPELLING = AliasReason(name="Sergej Vitte", rule="spelling", reason="both names sound alike", articles=("b",))
SURNAME = AliasReason(name="Witte", rule="surname", reason="the only one", articles=("a", "b", "c", "d", "e"))
WITTE = Actor(
    actor_id="sergey-witte",
    name="Sergey Witte",
    aliases=("Sergej Vitte", "Witte"),
    role="Danish Rail Minister",
    kind="person",
    articles=("a", "b"),
    reasons=(SPELLING, SURNAME),
)
MATILDA = Actor(actor_id="matilda-witte", name="Matilda Witte", kind="person", articles=("a",))
BERG = Actor(actor_id="berg", name="Karl Berg", role="rail minister of Denmark", kind="person", articles=("c",))
PORT = Actor(actor_id="port", name="Port Board", kind="organisation", articles=("c",))


def brief(*actors: Actor, decisions: tuple[ActorNames, ...] = ()) -> Brief:
    nothing = merge_summaries([], dt.date(2030, 5, 20))
    return nothing.model_copy(update={"actors": actors, "decisions": decisions})


def test_a_survey_has_a_line_for_each_reason_and_lists_those_whose_names_need_none() -> None:
    lind = MATILDA.model_copy(update={"name": "Anna Lind", "actor_id": "anna-lind", "aliases": ("Lind",)})
    lind = lind.model_copy(update={"reasons": (SURNAME.model_copy(update={"name": "Lind"}),)})
    both = SURNAME.model_copy(update={"name": "Vitte"})
    witte = WITTE.model_copy(update={"reasons": (SPELLING, both, SURNAME)})
    assert actors_text(brief(witte, lind, BERG, PORT), None).splitlines() == [
        "Sergey Witte, Danish Rail Minister · 2 articles",
        "  Sergej Vitte: both names sound alike",
        "  Vitte, Witte: the only one",
        "",
        "Nearly one, and kept apart:",
        "  Karl Berg / Sergey Witte: two names, though both are said to be rail minister of Denmark",
        "",
        "Under a name and parts of it (1):",
        "  Anna Lind (Lind)",
        "",
        "Under one name only (2):",
        "  Karl Berg, Port Board",
        "",
        "Give a NAME to see its articles, and the lines for the aliases file that would change it.",
    ]


def test_with_a_name_each_name_stands_with_its_reason_and_articles_and_the_lines_to_part_it() -> None:
    assert actors_text(brief(WITTE), "witte").splitlines() == [
        "Sergey Witte, Danish Rail Minister · 2 articles",
        "  Sergej Vitte: both names sound alike",
        "    in b",
        "  Witte: the only one",
        "    in a, b, c and 2 more",
        "  to part names from it, in the aliases file (leave out those that are right):",
        "    [apart]",
        '    "Sergey Witte" = ["Sergej Vitte", "Witte"]',
    ]


def test_actors_of_one_surname_or_one_office_say_why_they_are_two() -> None:
    lines = actors_text(brief(WITTE, MATILDA, BERG, PORT), "Sergey Witte").splitlines()
    assert "  not Matilda Witte: two given names" in lines
    assert "  not Karl Berg: two names, though both are said to be rail minister of Denmark" in lines
    assert lines[-2:] == ["    [actors]", '    "Sergey Witte" = ["Karl Berg", "Matilda Witte"]']


def test_a_junior_is_nearly_one_and_two_given_names_are_not() -> None:
    junior = MATILDA.model_copy(update={"name": "Sergey Witte Jr.", "actor_id": "sergey-witte-jr"})
    text = actors_text(brief(WITTE, MATILDA, junior), None)
    assert "  Sergey Witte / Sergey Witte Jr.: one is a “Jr.” or the like, and nothing says that the other is" in text
    assert "Matilda Witte /" not in text
    assert "/ Matilda Witte" not in text


def test_a_name_that_differs_in_case_alone_is_not_offered_to_be_parted() -> None:
    shouted = PORT.model_copy(update={"aliases": ("PORT BOARD",), "reasons": (SPELLING,)})
    assert "[apart]" not in actors_text(brief(shouted), "Port Board")


def test_a_surname_that_fits_two_says_whom_it_fits() -> None:
    alone = Actor(actor_id="witte", name="Witte", kind="person", articles=("c",))
    lines = actors_text(brief(WITTE, MATILDA, alone), "witte").splitlines()
    assert "  not Sergey Witte: 'Witte' alone fits Matilda Witte, Sergey Witte" in lines


def test_what_the_users_file_keeps_apart_is_said_to_be_so() -> None:
    apart = ActorNames(name="Sergey Witte", apart=("Matilda Witte",), by="names.toml")
    lines = actors_text(brief(WITTE, MATILDA, decisions=(apart,)), "Matilda Witte").splitlines()
    assert "  not Sergey Witte: names.toml says so" in lines


def test_a_name_chooses_the_actors_that_it_can_mean_the_nearest_first() -> None:
    rows = json.loads(actors_json(brief(MATILDA, BERG, WITTE, PORT), "vitte"))
    assert [row["name"] for row in rows] == ["Matilda Witte", "Sergey Witte"]
    assert [row["name"] for row in json.loads(actors_json(brief(MATILDA, WITTE), " WITTE"))] == [
        "Sergey Witte",
        "Matilda Witte",
    ]
    assert actors_text(brief(PORT), "Lind") == "no actor of this brief is called 'Lind' (1 actor in all)\n"
    assert actors_text(brief(), None) == "this brief has no actors (0 actors in all)\n"


def test_json_holds_the_actors_with_what_was_kept_apart() -> None:
    rows = json.loads(actors_json(brief(WITTE, MATILDA), None))
    assert rows[1]["reasons"][0]["rule"] == "spelling"
    assert rows[0]["kept_apart"] == [{"actor_id": "sergey-witte", "name": "Sergey Witte", "reason": "two given names"}]


def test_the_line_to_paste_is_toml_for_any_name() -> None:
    odd = WITTE.model_copy(update={"name": 'S. "Rail" \\ Witte\x7f'})
    table, entry = actors_text(brief(odd), odd.name).splitlines()[-2:]
    assert tomllib.loads(f"{table.strip()}\n{entry.strip()}") == {"apart": {odd.name: ["Sergej Vitte", "Witte"]}}
