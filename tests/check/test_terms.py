"""What the terms of a sentence are, and what one term is to another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.check.terms import Sort, Term, related, terms_of


def sorts(text: str) -> list[tuple[str, Sort]]:
    return [(term.text, term.sort) for term in terms_of(text) if term.is_content]


def term(text: str) -> Term:
    """The only term of matter in a text that does not begin with it."""
    (only,) = (term for term in terms_of(f"on {text}") if term.is_content)
    return only


def test_a_sentence_falls_into_places_names_numbers_days_and_words() -> None:
    assert sorts(
        "Russia's foreign minister Sergey Lavrov said on Monday that 1,500 troops won't leave in two years."
    ) == [
        ("Russia", "place"),
        ("foreign", "word"),
        ("minister", "word"),
        ("Sergey Lavrov", "name"),
        ("Monday", "day"),
        ("1,500", "number"),
        ("troops", "word"),
        ("leave", "word"),
        ("two", "number"),
        ("years", "unit"),
    ]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("the women's cities", ["woman", "city"]),
        ("both workers' rights", ["worker", "right"]),
        ("the U.S. and the American envoy", ["United States", "United States", "envoy"]),
        ("in the White House", ["United States"]),
        ("of sixty-three percent", ["63"]),
        ("the 15th of February", ["15", "feb"]),
        ("on February 3rd", ["feb", "3"]),
        ("the 3rd ship", ["third", "ship"]),
        ("in Q2", ["second", "quarter"]),
        ("in 2Q", ["second", "quarter"]),
        ("in the 1990s", ["1990"]),
        ("in mid-March", ["mid", "mar"]),
        ("by Sept. 11", ["sep", "11"]),
        ("as Mr. Smith told Dr. Jones", ["smith", "jones"]),
    ],
)
def test_a_term_has_the_key_that_its_other_forms_share(text: str, keys: list[str]) -> None:
    assert [term.key for term in terms_of(text) if term.is_content] == keys


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("He said that in May.", "month"),
        ("May 5 was a Thursday.", "month"),
        ("He said that Theresa May left.", "name"),
        ("May said that it was late.", "name"),
        ("The talks with Mrs May began.", "name"),
        ("They may leave.", "function"),
        ("March 5 was a Saturday.", "month"),
        ("They met in March.", "month"),
        ("They march on.", "word"),
    ],
)
def test_may_and_march_are_months_names_or_verbs_by_what_stands_around_them(text: str, sort: Sort) -> None:
    (found,) = (term.sort for term in terms_of(text) if term.low.split()[-1] in ("may", "march"))
    assert found == sort


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Court papers show it.", "word"),
        ("Zelensky spoke.", "name"),
        ("He left. Papers show it.", "word"),
        ("the Court", "name"),
        ("the President", "word"),
    ],
)
def test_a_capital_makes_a_name_but_for_known_words_where_a_sentence_begins_and_for_offices(
    text: str, sort: Sort
) -> None:
    wanted = {"Court", "Zelensky", "Papers", "President"}
    assert [term.sort for term in terms_of(text) if term.text.split()[0] in wanted] == [sort]


@pytest.mark.parametrize("name", ["COVID-19", "F-16", "MH17", "A380"])
def test_a_name_with_figures_is_one_name_without_a_number(name: str) -> None:
    assert sorts(f"the {name} case") == [(name, "name"), ("case", "word")]


def test_a_contraction_parts_into_the_word_and_its_auxiliary() -> None:
    assert [term.low for term in terms_of("They’ll say that Rome'd paid, we've heard")] == [
        *("they", "'ll", "say", "that", "rome", "'d", "paid", ",", "we", "'ve", "heard")
    ]


def test_a_negation_is_no_matter_of_its_own() -> None:
    assert not any(term.is_content for term in terms_of("They didn't, and cannot."))


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("soldiers", "soldier", "same"),
        ("purchase", "buy", "synonym"),
        ("truce", "ceasefire", "synonym"),
        ("falls", "rises", "opposite"),
        ("labour", "labour-policy", "broader"),
        ("labour-policy", "labour", "narrower"),
        ("table", "run", None),
        ("Pieskow", "Peskov", "same"),
        ("Lavrov", "Sergey Lavrov", "same"),
        ("Sergey Lavrov", "Ivan Lavrov", None),
        ("Lavrov", "Peskov", None),
        ("Moscow", "Russia", "same"),
        ("Paris", "Berlin", None),
        ("COVID-19", "Covid", "same"),
        ("F-16", "F-35", None),
        ("F-16s", "F-16", "same"),
        ("1,000", "a thousand", "same"),
        ("5", "15", None),
        ("$5 million", "5 million dollars", "same"),
        ("$5 million", "€5 million", None),
        ("5 percent", "$5", None),
        ("5 percent", "5", "same"),
        ("half of", "50 percent", "same"),
        ("Monday", "Tuesday", None),
        ("Sept", "September", "same"),
        ("weeks", "week", "same"),
        ("weeks", "months", None),
    ],
)
def test_what_a_term_is_to_another(one: str, other: str, relation: str | None) -> None:
    assert related(term(one), term(other)) == relation


def test_initials_stand_for_the_name() -> None:
    whole, short = terms_of("of Open Skies Treaty, OST")[1], terms_of("of Open Skies Treaty, OST")[-1]
    assert related(whole, short) == related(short, whole) == "same"


VOCABULARY = terms_of(
    "the rise, fall and decline of Moscow; Russian ships, vessels and labour-policy, labour, wages, pay-policy. Peskov "
    "bought 5 percent for $5, or half; he purchases, sells, accepts and rejects cats, dogs and animals in May, march "
    "on Monday for weeks, with Dmitry Peskov, and war is peace, open is closed, left is leaving, and it is not."
)
MIRRORED = {"broader": "narrower", "narrower": "broader"}


def test_a_relation_is_the_same_from_both_sides_or_its_mirror() -> None:
    for one in VOCABULARY:
        for other in VOCABULARY:
            there, back = related(one, other), related(other, one)
            assert back == MIRRORED.get(there or "", there), (one.text, other.text)


def test_every_term_is_the_same_as_itself() -> None:
    assert {related(term, term) for term in VOCABULARY} == {"same"}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_terms_and_none_is_empty(text: str) -> None:
    assert all(term.text and term.low and term.key for term in terms_of(text))
