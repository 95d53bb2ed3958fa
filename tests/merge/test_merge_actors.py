"""All names of an actor come to one actor, and no two actors to one."""

from __future__ import annotations

import random

import pytest
from summary_builder import DAY, demand, event, named, position, response, summary

from summarizer.merge import merge_summaries
from summarizer.models import Actor, Brief, Summary


def actors(*summaries: Summary) -> dict[str, Actor]:
    return {actor.name: actor for actor in merge_summaries(summaries, DAY).actors}


def actor_of_claim(brief: Brief, claim_id: str) -> str | None:
    return next(c.actor for c in brief.claims if any(s.claim_id == claim_id for s in c.sources))


def test_spellings_of_several_articles_are_one_person_under_the_most_frequent_full_name() -> None:
    found = actors(
        summary("a", position("Sergey Witte", "The line is open."), position("Witte", "Trains run at night.")),
        summary("b", position("Sergej Vitte", "Bridges are old.")),
        summary("c", position("Sergey Witte", "Coal is short."), position("Vitte", "Snow fell again.")),
    )
    assert list(found) == ["Sergey Witte"]
    assert found["Sergey Witte"].aliases == ("Sergej Vitte", "Vitte", "Witte")
    assert found["Sergey Witte"].actor_id == "sergey-witte"
    assert found["Sergey Witte"].articles == ("a", "b", "c")


def test_of_equally_frequent_spellings_the_first_in_the_alphabet_is_canonical() -> None:
    found = actors(
        summary("a", position("Sergey Witte", "The line is open.")),
        summary("b", position("Sergei Witte", "Bridges are old.")),
    )
    assert list(found) == ["Sergei Witte"]


def test_a_surname_that_fits_two_persons_is_neither_of_them() -> None:
    found = actors(
        summary("a", position("Anna Lind", "The line is open.")),
        summary("b", position("Karl Lind", "Bridges are old.")),
        summary("c", position("Lind", "Coal is short.")),
    )
    assert sorted(found) == ["Anna Lind", "Karl Lind", "Lind"]


def test_a_surname_means_the_one_person_of_its_own_article_even_where_another_article_has_a_namesake() -> None:
    brief = merge_summaries(
        [
            summary("a", position("Anna Lind", "The line is open."), position("Lind", "Coal is short.")),
            summary("b", position("Karl Lind", "Bridges are old."), position("Mr. Lind", "Snow fell again.")),
        ],
        DAY,
    )
    assert actor_of_claim(brief, "a.1") == "anna-lind"
    assert actor_of_claim(brief, "b.1") == "karl-lind"


def test_seats_and_names_of_a_state_are_the_state() -> None:
    found = actors(
        summary("a", demand("Oslo", "open the port", to="the European Union")),
        summary("b", demand("Norway", "close the airport", to="Brussels")),
        summary("c", demand("the Norwegian government", "pay the fishermen", to="the EU")),
    )
    assert sorted(found) == ["European Union", "Norway"]
    assert found["Norway"].kind == "state"
    assert found["Norway"].aliases == ("Norwegian government", "Oslo")


def test_an_office_is_the_person_who_holds_it_in_that_article() -> None:
    brief = merge_summaries(
        [
            summary(
                "a",
                position("Anna Lind", "The line is open.", role="Norwegian Foreign Minister"),
                position("the foreign minister", "Coal is short."),
            ),
            summary("b", position("Karl Berg", "Bridges are old.", role="Danish Foreign Minister")),
            summary("c", position("the foreign minister", "Snow fell again.")),
        ],
        DAY,
    )
    assert actor_of_claim(brief, "a.1") == "anna-lind"
    assert actor_of_claim(brief, "c.0") == "foreign-minister"
    assert {actor.actor_id: actor.kind for actor in brief.actors}["foreign-minister"] == "office"


def test_an_office_that_two_persons_of_the_article_hold_is_neither_of_them() -> None:
    brief = merge_summaries(
        [
            summary(
                "a",
                position("Anna Lind", "The line is open.", role="Norwegian Foreign Minister"),
                position("Karl Berg", "Bridges are old.", role="Danish Foreign Minister"),
                position("the foreign minister", "Coal is short."),
                position("the Danish foreign minister", "Snow fell again."),
            )
        ],
        DAY,
    )
    assert actor_of_claim(brief, "a.2") == "foreign-minister"
    assert actor_of_claim(brief, "a.3") == "karl-berg"


def test_a_person_is_never_the_state_whatever_the_answer_lists_as_aliases() -> None:
    lind = named("Anna Lind", "Oslo", "the Oslo spokeswoman", role="spokeswoman")
    found = actors(
        summary("a", position("Anna Lind", "The line is open."), position("Oslo", "Coal is short."), actors=(lind,))
    )
    assert sorted(found) == ["Anna Lind", "Norway"]
    assert found["Anna Lind"].aliases == ("Oslo spokeswoman",)


def test_the_most_frequent_role_is_the_actors_without_its_article() -> None:
    found = actors(
        summary(
            "a",
            position("Anna Lind", "The line is open.", role="the chief negotiator"),
            position("Anna Lind", "Coal is short.", role="The chief negotiator"),
            position("Anna Lind", "Snow fell again.", role="negotiator of the union"),
        )
    )
    assert found["Anna Lind"].role == "chief negotiator"


def test_addressees_reporters_and_sources_of_dates_are_actors_too() -> None:
    found = actors(
        summary(
            "a",
            position("Anna Lind", "The line is open.", reported_by="Karl Berg"),
            response("Maria Holm", "the offer", to="Peter Dahl"),
            event("The port opens", "2030-06-01", according_to="Nils Moe"),
        )
    )
    assert sorted(found) == ["Anna Lind", "Karl Berg", "Maria Holm", "Nils Moe", "Peter Dahl"]


def test_two_named_together_are_an_actor_of_their_own_in_any_wording() -> None:
    found = actors(
        summary("a", response("Washington and the Atlantic Alliance", "the offer")),
        summary("b", response("NATO and the U.S.", "the other letter")),
    )
    assert len(found) == 1


def test_an_institution_goes_by_its_name_and_not_by_its_description() -> None:
    found = actors(
        summary("a", position("Lind", "The line is open.", reported_by="the state-owned news agency ACME")),
        summary("b", position("Lind", "Coal is short.", reported_by="ACME")),
    )
    assert sorted(found) == ["ACME", "Lind"]


def test_actors_named_in_no_claim_are_left_out() -> None:
    assert list(actors(summary("a", position("Anna Lind", "The line is open."), actors=(named("Karl Berg"),)))) == [
        "Anna Lind"
    ]


def test_names_in_other_scripts_have_readable_ids_and_equal_ids_are_numbered() -> None:
    brief = merge_summaries(
        [
            summary("a", position("Анна Линд", "The line is open."), position("Żółć", "Coal is short.")),
            summary("b", position("Zołc", "Snow fell again."), position("…", "Bridges are old.")),
        ],
        DAY,
    )
    assert {actor.actor_id for actor in brief.actors} >= {"анна-линд", "actor"}
    assert len({actor.actor_id for actor in brief.actors}) == len(brief.actors)


def test_the_order_of_articles_changes_no_actor() -> None:
    names = ["Anna Lind", "Ana Lind", "Lind", "A. Lind", "Karl Lind", "Lindt", "the minister", "Oslo", "Anna Linde"]
    articles = [
        summary(str(number), *(position(name, f"Word {number} of {name}.") for name in names[number % 4 :: 2]))
        for number in range(8)
    ]
    expected = merge_summaries(articles, DAY)
    for seed in range(10):
        random.Random(seed).shuffle(articles)
        assert merge_summaries(articles, DAY) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald Trump Jr."),
        ("George W. Bush", "George H.W. Bush"),
        ("John Hanson", "John Hansen"),
        ("Guinea", "Equatorial Guinea"),
        ("Congo", "the Democratic Republic of the Congo"),
        ("Sudan", "South Sudan"),
        ("Korea", "South Korea"),
    ],
)
def test_names_of_two_actors_are_two_actors(one: str, other: str) -> None:
    found = actors(summary("a", position(one, "The line is open.")), summary("b", position(other, "Bridges are old.")))
    assert len(found) == 2


def test_a_name_that_fits_two_persons_does_not_make_them_one() -> None:
    found = actors(
        summary("a", position("George W. Miller", "The line is open.")),
        summary("b", position("George Miller", "Bridges are old.")),
        summary("c", position("George H.W. Miller", "Coal is short.")),
        summary("d", position("George Walter Miller", "Snow fell again.")),
    )
    assert sorted(found) == ["George H.W. Miller", "George Miller", "George W. Miller"]


def test_within_an_article_too_a_surname_that_fits_two_namesakes_is_neither() -> None:
    found = actors(
        summary(
            "a",
            position("George Miller", "The port is shut."),
            position("George W. Miller", "The line is open."),
            position("George H.W. Miller", "Bridges are old."),
            position("Miller", "Coal is short."),
        )
    )
    assert "Miller" in found


def test_a_slip_in_a_full_name_is_one_person_where_office_or_article_agree() -> None:
    minister, slip = "Danish Trade Minister", "John Hansen"
    by_office = actors(
        summary("a", position("John Hanson", "The line is open.", role=minister)),
        summary("b", position(slip, "Bridges are old.", role=minister)),
    )
    by_article = actors(summary("a", position("John Hanson", "The line is open."), position(slip, "Bridges are old.")))
    other_office = actors(
        summary("a", position("John Hanson", "The line is open.", role=minister)),
        summary("b", position(slip, "Bridges are old.", role="Swedish judge")),
    )
    assert (len(by_office), len(by_article), len(other_office)) == (1, 1, 2)


def test_forms_of_a_given_name_in_two_languages_are_two_persons_in_offices_of_two_states() -> None:
    danish, norwegian = "Danish trade minister", "Norwegian envoy"
    alone = actors(summary("a", position("Michael Orlov", "x")), summary("b", position("Mykhailo Orlov", "y")))
    apart = actors(
        summary("a", position("Michael Orlov", "x", role=danish)),
        summary("b", position("Mykhailo Orlov", "y", role=norwegian)),
    )
    assert (len(alone), len(apart)) == (1, 2)


def test_a_junior_may_be_left_out_only_where_the_office_is_one() -> None:
    senator = "Norwegian President"
    one = actors(
        summary("a", position("Joseph R. Miller Jr.", "x", role=senator)),
        summary("b", position("Joe Miller", "y", role=senator)),
    )
    two = actors(summary("a", position("Joseph R. Miller Jr.", "x"), position("Joe Miller", "y", role=senator)))
    assert (len(one), len(two)) == (1, 2)


def test_a_surname_that_fits_two_is_the_one_who_holds_the_office_it_comes_with() -> None:
    brief = merge_summaries(
        [
            summary("a", position("Anna Lind", "x", role="President")),
            summary("b", position("Karl Lind", "y")),
            summary("c", position("Lind", "z", role="President")),
            summary("d", position("Lind", "v")),
        ],
        DAY,
    )
    assert actor_of_claim(brief, "c.0") == "anna-lind"
    assert actor_of_claim(brief, "d.0") == "lind"


def test_a_surname_with_an_office_is_not_another_whom_the_article_lists_apart() -> None:
    listed = (named("Lind", role="President"), named("Karl Lind"))
    found = actors(summary("a", position("Lind", "x"), position("Karl Lind", "y"), actors=listed))
    assert sorted(found) == ["Karl Lind", "Lind"]


def test_mister_and_missus_tell_namesakes_apart() -> None:
    brief = merge_summaries(
        [summary("a", *(position(n, n) for n in ("Hillary Moe", "William Moe", "Mrs. Moe", "Mr. Moe", "Moe")))], DAY
    )
    ids = [actor_of_claim(brief, f"a.{number}") for number in range(5)]
    assert ids == ["hillary-moe", "william-moe", "hillary-moe", "william-moe", "moe"]


def test_an_office_of_a_state_is_its_one_holder_in_other_articles_and_never_a_former_or_deputy_one() -> None:
    brief = merge_summaries(
        [
            summary("a", position("Anna Lind", "x", role="Norwegian Foreign Minister")),
            summary(
                "b", position("the Norwegian foreign minister", "y"), position("Norway's former foreign minister", "z")
            ),
            summary("c", position("the deputy foreign minister of Norway", "v")),
        ],
        DAY,
    )
    assert actor_of_claim(brief, "b.0") == "anna-lind"
    assert actor_of_claim(brief, "b.1") != "anna-lind"
    assert actor_of_claim(brief, "c.0") != "anna-lind"


def test_a_name_of_a_state_is_the_person_of_that_surname_only_in_the_article_that_has_one() -> None:
    found = actors(
        summary("a", position("Jim Jordan", "x"), position("Jordan", "y")),
        summary("b", position("Jordan", "z"), position("Amman", "v")),
    )
    assert found["Jim Jordan"].aliases == ("Jordan",)
    assert found["Jordan"].kind == "state"


def test_an_organisation_is_one_under_long_form_acronym_and_brackets_and_with_the() -> None:
    found = actors(
        summary(
            "a", position("the Organization for Security and Co-operation in Europe (OSCE)", "1"), position("OSCE", "2")
        ),
        summary("b", position("(OSCE)", "3"), position("The OSCE", "4")),
        summary("c", position("the Organisation for Security and Cooperation in Europe", "5")),
    )
    assert list(found) == ["OSCE"]


def test_an_acronym_in_no_lexicon_means_the_one_institution_whose_initials_it_is() -> None:
    one = actors(
        summary("a", position("United Transport Workers (UTW)", "1")),
        summary("b", position("the UTW", "2"), position("United Transport Workers", "3")),
    )
    two = actors(
        summary("a", position("National Harbour Board", "1")),
        summary("b", position("Nordic Herring Bureau", "2")),
        summary("c", position("NHB", "3")),
    )
    assert (len(one), len(two)) == (1, 3)


def test_the_alliance_is_that_of_the_article_where_it_has_one_and_does_not_name_nato() -> None:
    found = actors(
        summary("a", position("Alliance to Reclaim Our Rivers", "1"), position("the alliance", "2")),
        summary("b", position("NATO", "3"), position("the alliance", "4")),
    )
    assert sorted(found) == ["Alliance to Reclaim Our Rivers", "NATO"]


def test_a_campaign_is_its_owners_in_any_wording_and_never_the_owner() -> None:
    found = actors(
        summary("a", position("Anna Lind", "1"), position("the Lind campaign", "2"), position("Lind's campaign", "3")),
        summary("b", position("Anna Lind’s campaign", "4"), position("Karl Berg campaign", "5")),
    )
    assert len(found) == 3


def test_states_named_together_are_one_actor_under_all_their_names() -> None:
    found = actors(
        summary("a", position("Moscow and Minsk", "1")),
        summary("b", position("Belarus and the Russian side", "2"), position("Moscow and the Kremlin", "3")),
    )
    assert len(found) == 2
    assert found["Russia"].aliases == ("Moscow and the Kremlin",)
