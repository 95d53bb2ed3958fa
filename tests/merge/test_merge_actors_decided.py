"""The user's decisions on names win over all rules, and every alias says why it means its actor."""

from __future__ import annotations

import datetime as dt

from summary_builder import named, position, summary

from summarizer.merge.actors import resolve_actors
from summarizer.merge.decided import contradictions
from summarizer.merge.entries import Names, article_key
from summarizer.models import Actor, ActorNames, Decision, Summary


def one(name: str, *aliases: str, apart: tuple[str, ...] = (), by: str = "names.toml") -> ActorNames:
    return ActorNames(name=name, aliases=aliases, apart=apart, by=by)


def resolved(summaries: list[Summary], *decisions: Decision) -> dict[str, Actor]:
    return {actor.name: actor for actor in resolve_actors(summaries, decisions)[0]}


def meant(summaries: list[Summary], names: Names, article: str, name: str) -> str:
    key = next(article_key(s.article) for s in summaries if s.article.article_id == article)
    return names.ids[key, name]


def rules(actor: Actor) -> dict[str, str]:
    return {reason.name: reason.rule for reason in actor.reasons}


def test_names_that_no_rule_joins_are_one_actor_where_the_file_says_so_in_any_case_and_spacing() -> None:
    days = [summary("a", position("Anna Lind", "x")), summary("b", position("The  IRON envoy", "y"))]
    found = resolved(days, one("Anna Lind", "iron envoy"))
    assert list(found) == ["Anna Lind"]
    assert rules(found["Anna Lind"]) == {"IRON envoy": "aliases-file"}
    assert found["Anna Lind"].reasons[0].reason == "names.toml says so"
    assert found["Anna Lind"].reasons[0].articles == ("b",)


def test_names_that_the_rules_join_are_two_actors_where_the_file_says_so() -> None:
    days = [summary("a", position("Sergey Witte", "x")), summary("b", position("Sergej Vitte", "y"))]
    assert len(resolved(days)) == 1
    assert sorted(resolved(days, one("Sergey Witte", apart=("sergej vitte",)))) == ["Sergej Vitte", "Sergey Witte"]


def test_a_surname_kept_apart_is_an_actor_of_its_own_in_every_article() -> None:
    days = [summary("a", position("Anna Lind", "x"), position("Lind", "y"))]
    assert sorted(resolved(days, one("Anna Lind", apart=("Lind",)))) == ["Anna Lind", "Lind"]


def test_a_seat_kept_apart_is_no_longer_the_state_and_what_else_names_the_state_still_is() -> None:
    days = [summary("a", position("Oslo", "x"), position("Norway", "y"), position("the Norwegian government", "z"))]
    found = resolved(days, one("Norway", apart=("Oslo",)))
    assert sorted(found) == ["Norway", "Oslo"]
    assert found["Norway"].aliases == ("Norwegian government",)


def test_what_the_rules_join_with_a_decided_name_stays_joined() -> None:
    days = [
        summary("a", position("Sergey Witte", "x"), position("Vitte", "y")),
        summary("b", position("Count of the Rails", "z")),
    ]
    found = resolved(days, one("S. Y. Witte", "Sergey Witte", "count of the rails"))
    assert list(found) == ["S. Y. Witte"]
    assert found["S. Y. Witte"].aliases == ("Count of the Rails", "Sergey Witte", "Vitte")


def test_an_alias_of_an_alias_means_the_first_and_a_ring_ends() -> None:
    days = [summary("a", position("Cc", "x"), position("Bb", "y"), position("Aa", "z"))]
    assert list(resolved(days, one("Aa", "Bb"), one("Bb", "Cc"))) == ["Aa"]
    assert sorted(resolved(days, one("Aa", "Bb"), one("Bb", "Aa"))) == ["Aa", "Cc"]


def test_of_two_that_contradict_each_other_the_first_holds_and_the_other_is_told() -> None:
    decisions = [one("Anna Lind", "the envoy"), one("Karl Berg", "The Envoy")]
    days = [summary("a", position("Anna Lind", "x"), position("Karl Berg", "y"), position("the envoy", "z"))]
    found = resolved(days, *reversed(decisions))
    assert found["Anna Lind"].aliases == ("envoy",)
    assert contradictions(decisions) == (
        "names.toml: envoy is not Karl Berg, because it means Anna Lind by another entry",
    )
    assert contradictions([one("Anna Lind", "the envoy", apart=("Lind",))]) == ()
    assert len(contradictions([one("Anna Lind", "Lind", apart=("lind",))])) == 1


def test_every_alias_says_by_which_rule_it_means_the_actor_and_where() -> None:
    days = [
        summary(
            "a",
            position("Dmitry Orlov", "1", role="Harbour spokesman"),
            position("Orlov", "2"),
            position("the Harbour spokesman", "3"),
            position("Moscow", "4"),
            position("Russia", "5"),
            position("the United Transport Workers", "6"),
            position("UTW", "7"),
        ),
        summary("b", position("Dmytro Orlov", "8"), position("Russian Federation", "9")),
        summary("c", position("Orlow", "10"), position("The Minister", "11"), actors=(named("Orlow", "The Minister"),)),
    ]
    found = resolved(days)
    assert rules(found["Dmitry Orlov"]) == {
        "Dmytro Orlov": "first-name",
        "Harbour spokesman": "office",
        "Minister": "engine",
        "Orlov": "surname",
        "Orlow": "surname",
    }
    assert rules(found["Russia"]) == {"Moscow": "metonym", "Russian Federation": "spelling"}
    acronyms = [reason.rule for actor in found.values() for reason in actor.reasons if reason.name.startswith("U")]
    assert acronyms == ["acronym"]


def test_aliases_and_articles_are_those_of_today_and_the_name_stays_that_of_the_day_before() -> None:
    today = [summary("new", position("Sergej Vitte", "x"), position("Vitte", "y"))]
    earlier = [summary("old", position("Sergey Witte", "z"), position("Karl Berg", "v"))]
    before = resolve_actors(earlier)[0]
    actors, names = resolve_actors([*today, *earlier], today=1, before=before)
    witte = next(actor for actor in actors if actor.actor_id == "sergey-witte")
    assert (witte.name, witte.aliases, witte.articles) == ("Sergey Witte", ("Sergej Vitte", "Vitte"), ("new",))
    assert next(actor for actor in actors if actor.actor_id == "karl-berg").articles == ("old",)
    assert meant(today, names, "new", "Vitte") == "sergey-witte"


def test_common_words_are_two_actors_in_two_matters_and_one_in_two_reprints() -> None:
    matter = (position("Anna Lind", "x"), position("the agency", "y"))
    days = [
        summary("a", *matter, published=dt.date(2030, 5, 20)),
        summary("b", *matter),
        summary("c", position("Karl Berg", "z"), position("the agency", "v")),
    ]
    _, names = resolve_actors(days)
    assert meant(days, names, "a", "the agency") == meant(days, names, "b", "the agency")
    assert meant(days, names, "a", "the agency") != meant(days, names, "c", "the agency")


def test_what_is_said_of_a_name_as_the_brief_shows_it_holds_for_it_with_a_title() -> None:
    days = [
        summary("a", position("Anna Lind", "x"), position("Karl Lind", "y")),
        summary("b", position("Mrs. Lind", "z"), position("President Lind", "v")),
        summary("c", position("Dr. Moe", "w"), position("Olga Moe", "u")),
    ]
    found = resolved(days, one("Karl Lind", "Lind"), one("Olga Moe", apart=("Moe",)))
    assert found["Karl Lind"].aliases == ("Lind",)
    assert found["Olga Moe"].aliases == ()
    assert {actor.name: actor.articles for actor in found.values() if "b" in actor.articles} == {
        "Anna Lind": ("a", "b"),
        "Karl Lind": ("a", "b"),
    }
    exact = resolved(days, one("Karl Lind", "Lind"), one("Anna Lind", "President Lind"))
    assert exact["Karl Lind"].articles == ("a",)


def test_a_short_form_that_is_kept_apart_is_not_the_institution() -> None:
    days = [summary("a", position("the Rail Union", "x"), position("the union", "y"))]
    assert resolved(days)["Rail Union"].aliases == ("union",)
    assert resolved(days, one("Rail Union", apart=("the union",)))["Rail Union"].aliases == ()


def test_two_actors_of_one_name_in_the_brief_before_are_each_their_own_today() -> None:
    days = [
        summary("a", position("Anna Lind", "x", role="Norwegian minister"), position("Lind", "y")),
        summary("b", position("Lind", "z", role="Danish envoy"), actors=(named("Lind", role="Danish envoy"),)),
    ]
    before = resolve_actors(days)[0]
    twice = (*before, before[0].model_copy(update={"actor_id": f"{before[0].actor_id}-2", "aliases": ()}))
    assert resolve_actors(days, today=2, before=twice)[0] == before
