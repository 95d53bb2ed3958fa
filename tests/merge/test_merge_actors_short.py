"""A common word means the one institution of its article, and what fits two or is unknown stays as it stands."""

from __future__ import annotations

import pytest
from summary_builder import DAY, named, position, summary

from summarizer.merge import merge_summaries
from summarizer.merge.short_forms import ShortForm, short_form
from summarizer.models import Actor, Summary

RWU = "the Railway Workers’ Union (RWU)"


def said_by(article: str, *names: str) -> Summary:
    return summary(article, *(position(name, f"Word {number} of {article}.") for number, name in enumerate(names)))


def actors(*summaries: Summary) -> dict[str, Actor]:
    return {actor.name: actor for actor in merge_summaries(summaries, DAY).actors}


def test_the_union_is_the_one_that_its_article_names_in_full_or_by_the_letters_that_another_spells_out() -> None:
    found = actors(
        said_by("a", RWU, "The union"), said_by("b", "The RWU", "Baltic Rail", "the union"), said_by("c", "the union")
    )
    assert found["Railway Workers’ Union"].articles == ("a", "b")
    assert found["Railway Workers’ Union"].aliases == ("RWU", "union")
    assert found["Railway Workers’ Union"].kind == "organisation"
    assert found["union"].articles == ("c",)


@pytest.mark.parametrize(
    "names",
    [
        (RWU, "the Teachers’ Union", "the union"),  # two of that kind
        (RWU, "ASLEF", "the union"),  # letters that nobody spells out
        ("the Election Commission", "NCTA", "the commission"),
        (RWU, "a union"),
        (RWU, "unions"),
        (RWU, "the teachers’ union"),
        (RWU, "the company"),
        ("Baltic Rail", "Brennick", "the company"),  # what Brennick is nobody says
    ],
)
def test_what_fits_two_or_none_or_is_unknown_stays_as_it_stands(names: tuple[str, ...]) -> None:
    assert len(actors(said_by("a", *names))) == len(names)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (RWU, "the rail union"),
        ("Baltic Rail", "the company"),
        ("General Motors", "the firm"),
        ("United Auto Workers", "the union"),
        ("Association of Flight Attendants", "Flight attendants’ union"),
        ("Northern Airways", "the airline"),
        ("the Green Party", "the party"),
        ("the Election Commission", "the commission"),
    ],
)
def test_a_kind_is_told_by_the_words_of_a_name_beside_media_and_letters_of_another_kind(name: str, short: str) -> None:
    assert len(actors(said_by("a", name, short, "BBC"))) == 2
    if short == "the commission":
        assert len(actors(said_by("a", name, short, "FBI"))) == 2


def test_a_name_that_lists_what_it_can_be_called_does_not_count_as_one_of_the_kind() -> None:
    assert sorted(actors(said_by("a", RWU, "Union and company", "the union"))) == [
        "Railway Workers’ Union",
        "Union and company",
    ]


def test_a_short_form_is_no_proper_name_no_plural_and_nothing_that_a_opens() -> None:
    assert short_form("the rail union") == ShortForm("union", ("rail",))
    assert [short_form(name) for name in ("a union", "the unions", "the Teachers Union", "the minister", "")] == [
        None
    ] * 5


def test_long_form_goes_before_letters_and_letters_before_what_it_is_called_for_short() -> None:
    spelt = actors(said_by("a", "UTW", "the union", "the union"), said_by("b", "United Transport Workers (UTW)"))
    assert list(spelt) == ["United Transport Workers"]
    assert spelt["United Transport Workers"].aliases == ("union", "UTW")


def test_the_legal_form_of_a_company_may_be_left_out() -> None:
    found = actors(said_by("a", "General Motors Corporation"), said_by("b", "General Motors"))
    assert list(found) == ["General Motors"]


def test_a_company_is_no_person_though_a_title_or_a_name_could_stand_so() -> None:
    kinds = {name: actor.kind for name, actor in actors(said_by("a", "General Motors", "Goldman Sachs")).items()}
    assert kinds == {"General Motors": "organisation", "Goldman Sachs": "organisation"}
    listed = summary("a", position("Goldman Sachs", "x"), actors=(named("Goldman Sachs", kind="person"),))
    assert actors(listed)["Goldman Sachs"].kind == "organisation"


NOMINEE = "Republican presidential nominee"
SENATE = "GOP Senate nominee"


def test_a_partys_nominee_is_the_one_of_the_article_whom_any_article_calls_so() -> None:
    elsewhere = summary(
        "a", position("Karl Lind", "x", role=NOMINEE), position("Eva Moe", "y", role="GOP Senate nominee")
    )
    found = actors(elsewhere, said_by("b", "Karl Lind", "the GOP nominee"), said_by("c", "the GOP nominee"))
    assert found["Karl Lind"].aliases == ("GOP nominee",)
    assert found["GOP nominee"].articles == ("c",)


@pytest.mark.parametrize("role", ["Republican vice-presidential nominee", "presidential nominee", "Democratic nominee"])
def test_the_nominee_for_another_office_or_of_another_party_is_another(role: str) -> None:
    found = actors(
        summary("a", position("Karl Lind", "x", role=role)),
        said_by("b", "Karl Lind", "the Republican presidential nominee"),
    )
    assert len(found) == 2


def test_two_nominees_of_a_party_in_an_article_leave_the_nominee_open() -> None:
    first = summary("a", position("Karl Lind", "x", role=NOMINEE), position("Eva Moe", "y", role=SENATE))
    assert len(actors(first, said_by("b", "Karl Lind", "Eva Moe", "the GOP nominee"))) == 3


def test_a_surname_alone_is_the_one_whom_it_means_in_four_articles_and_no_other() -> None:
    usual = [said_by(f"u{number}", "Karl Lind", "Lind") for number in range(4)]
    other = said_by("o", "Eva Lind", "word")
    assert "Lind" not in actors(*usual, other, said_by("x", "Lind"))
    assert "Lind" in actors(*usual[:3], other, said_by("x", "Lind"))
    assert "Lind" in actors(*usual, said_by("o", "Eva Lind", "Lind"), said_by("x", "Karl Lind", "Eva Lind", "Lind"))


def test_where_an_article_names_both_the_surname_alone_stays_open_unless_it_is_nearly_always_one() -> None:
    both = said_by("x", "Karl Lind", "Eva Lind", "Lind")
    few = [said_by(f"u{number}", "Karl Lind", "Lind") for number in range(15)]
    assert "Lind" in actors(*few, both)
    assert "Lind" not in actors(*few, said_by("u15", "Karl Lind", "Lind"), both)


def test_a_surname_with_an_office_or_of_the_other_gender_is_not_whom_it_usually_means() -> None:
    usual = [said_by(f"u{number}", "Karl Lind", "Lind") for number in range(4)]
    for name in ("Senator Lind", "Mrs. Lind"):
        found = merge_summaries([*usual, said_by("o", "Astrid Lind"), said_by("x", name)], DAY)
        told = {claim.actor for claim in found.claims if claim.sources[0].article_id == "x"}
        assert told != {"karl-lind"}


def test_a_listed_actor_goes_by_the_persons_full_name_among_its_names() -> None:
    listed = (named("A. Lind", "Anna Lind"), named("the Kremlin envoy", "Karl Berg"))
    found = actors(
        summary("a", position("A. Lind", "x"), position("the Kremlin envoy", "y"), actors=listed),
        said_by("b", "Anna Lind", "Karl Berg"),
    )
    assert sorted(found) == ["Anna Lind", "Karl Berg"]


def test_a_person_listed_with_a_campaign_is_not_it() -> None:
    listed = (named("Lind campaign", "Anna Lind"),)
    assert len(actors(summary("a", position("Anna Lind", "x"), position("Lind campaign", "y"), actors=listed))) == 2


def test_given_names_that_are_spelt_in_two_ways_are_one_with_one_office_or_in_one_article() -> None:
    first = summary("a", position("Ilze Ozola", "x", role="Transport Minister"))
    one = actors(first, summary("b", position("Ilse Ozola", "y", role="the transport minister")))
    two = actors(first, summary("b", position("Ilse Ozola", "y", role="judge")))
    apart = actors(said_by("a", "Ilze Ozola"), said_by("b", "Ilse Ozola"))
    together = actors(said_by("a", "Ilze Ozola", "Ilse Ozola"))
    assert (len(one), len(two), len(apart), len(together)) == (1, 2, 2, 1)
