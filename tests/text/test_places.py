"""States, capitals and peoples come from the library; the houses that stand for a state from a cited list."""

from __future__ import annotations

import subprocess
import sys

import pytest

from summarizer.text.aliases import canonical_place, name_kind, places_in
from summarizer.text.places import place_of, split_at_places, with_states_named
from summarizer.text.states import states
from summarizer.text.words import lexicon


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Hellenic Republic", "Greece"),
        ("Athens", "Greece"),
        ("Czech Republic", "Czechia"),
        ("Prague", "Czechia"),
        ("Swaziland", "Eswatini"),
        ("Burma", "Myanmar"),
        ("Holy See", "Vatican"),
        ("Macedonia", "North Macedonia"),
        ("The Gambia", "Gambia"),
        ("Bogotá", "Colombia"),
        ("Bogota", "Colombia"),
        ("Brasilia", "Brazil"),
        ("Kiev", "Ukraine"),
        ("Kyiv", "Ukraine"),
        ("Astana", "Kazakhstan"),
        ("Pristina", "Kosovo"),
        ("The Hague", "Netherlands"),
        ("Islamic Republic of Iran", "Iran"),
        ("Washington D.C.", "United States"),
        ("Brussels", "European Union"),
    ],
)
def test_names_and_capitals_mean_their_state(word: str, state: str) -> None:
    assert canonical_place(word) == state


@pytest.mark.parametrize(
    "word", ["Amsterdam", "Jerusalem", "Male", "Victoria", "Georgetown", "San José", "Thai", "Island"]
)
def test_a_capital_that_means_something_else_too_is_no_state(word: str) -> None:
    assert canonical_place(word) is None


@pytest.mark.parametrize(
    ("people", "state"),
    [
        ("Polish", "Poland"),
        ("Poles", "Poland"),
        ("Dominicans", "Dominican Republic"),
        ("Congolese", "Congo"),
        ("Tajik", "Tajikistan"),
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
    ],
)
def test_peoples_are_of_their_state(people: str, state: str) -> None:
    place = place_of(people)
    assert place is not None
    assert (place.name, place.adjective) == (state, True)
    assert canonical_place(people) is None


def test_every_member_of_the_united_nations_is_a_state() -> None:
    # 193 members, with the Vatican and Palestine as observers, and Taiwan
    assert len(states()) == 196
    assert all(name_kind(name) == "state" for name in states())
    assert not {"Guam", "Greenland", "Scotland", "Hong Kong", "Serbia and Montenegro"} & states().keys()


def test_what_is_left_out_of_the_library_is_in_it() -> None:
    from countryinfo import all_countries

    choice = lexicon("places")["library"]
    names = {country.name() for country in all_countries()}
    assert set(choice["no_states"]) <= names
    assert set(choice["renamed"]) <= names


def test_houses_stand_for_a_state_that_is_known_and_each_has_its_source() -> None:
    houses = lexicon("institutions")["institutions"]
    assert 30 <= len(houses) <= 50
    for house, entry in houses.items():
        assert entry["state"] in states()
        assert entry["source"]
        for name in (house, *entry.get("names", ())):
            assert canonical_place(f"the {name}") == entry["state"]


@pytest.mark.parametrize(
    ("house", "state"),
    [
        ("the Kremlin", "Russia"),
        ("the White House", "United States"),
        ("the Pentagon", "United States"),
        ("Foggy Bottom", "United States"),
        ("10 Downing Street", "United Kingdom"),
        ("Whitehall", "United Kingdom"),
        ("the Élysée Palace", "France"),
        ("the Quai d’Orsay", "France"),
        ("Zhongnanhai", "China"),
        ("the Blue House", "South Korea"),
    ],
)
def test_a_house_means_its_state(house: str, state: str) -> None:
    assert canonical_place(house) == state
    assert canonical_place(f"{house} spokesman") is None


def test_a_house_stays_what_it_is_where_states_are_named() -> None:
    assert with_states_named("the Pentagon told Polish officials") == "the Pentagon told Poland officials"


@pytest.mark.parametrize("text", ["a state department of health", "in Romeo’s city", "the oslofjord", "us"])
def test_a_part_of_a_word_and_common_words_are_no_place(text: str) -> None:
    assert places_in(text) == ()


def test_the_longest_name_counts_and_the_pieces_are_the_text() -> None:
    text = "from Guinea-Bissau to the Republic of Korea, U.S. ships sailed"
    pieces = split_at_places(text)
    assert [place for _, place in pieces if place] == ["Guinea-Bissau", "South Korea", "United States"]
    assert "".join(piece for piece, _ in pieces) == text.replace("U.S.", "US")


def test_the_library_is_not_read_before_it_is_needed() -> None:
    code = "import sys, summarizer.text.names; sys.exit('countryinfo' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
