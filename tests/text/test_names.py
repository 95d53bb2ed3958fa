"""Who is named in an article, and whom an office or a bare surname stands for."""

from summarizer.models import NamedActor, Span
from summarizer.text.names import cast_of, named_actors


def by_name(text: str, furniture: tuple[Span, ...] = ()) -> dict[str, NamedActor]:
    return {actor.name: actor for actor in named_actors(text, furniture)}


def test_a_person_has_the_fullest_name_the_other_names_and_the_office() -> None:
    text = "Norwegian Foreign Minister Anniken Huitfeldt spoke first. Huitfeldt said talks go on. Huitfelt left."
    actor = by_name(text)["Anniken Huitfeldt"]
    assert actor.role == "Norwegian Foreign Minister"
    assert actor.kind == "person"
    assert "Huitfeldt" in actor.aliases


def test_an_office_is_found_before_a_name_behind_it_and_ahead_of_a_comma() -> None:
    text = (
        "White House press secretary Dana Perino smiled. Carl Bildt, the foreign minister, did not. "
        "The head of the Bank of Finland, Olli Rehn, waited."
    )
    roles = {name: actor.role for name, actor in by_name(text).items() if actor.kind == "person"}
    assert roles == {
        "Dana Perino": "White House press secretary",
        "Carl Bildt": "foreign minister",
        "Olli Rehn": "head of the Bank of Finland",
    }


def test_the_place_of_an_ambassador_is_no_part_of_the_name() -> None:
    actor = by_name("U.S. Ambassador to Norway Kenneth Braithwaite arrived.")["Kenneth Braithwaite"]
    assert actor.role == "U.S. Ambassador to Norway"


def test_a_surname_that_only_speaks_is_a_person() -> None:
    assert by_name("On Monday Nowak said that talks go on.")["Nowak"].kind == "person"


def test_states_go_by_their_capitals_and_seats() -> None:
    actor = by_name("Norway signed. Oslo had waited for years.")["Norway"]
    assert actor.kind == "state"
    assert actor.aliases == ("Oslo",)


def test_nobody_is_found_in_furniture() -> None:
    text = "Lind said no.\n\nAbout the author\n\nPresident Carla Marsh said yes."
    start = text.index("About")
    assert "Carla Marsh" not in by_name(text, (Span(start=start, end=len(text)),))
    assert "Carla Marsh" in by_name(text)


def test_a_region_or_an_adjective_is_no_person() -> None:
    names = by_name("The mayor’s office in New York said so. European states said nothing. African Americans said no.")
    assert not [actor for actor in names.values() if actor.kind == "person"]


def test_an_office_means_the_person_last_named_who_holds_it() -> None:
    text = "Kremlin spokesman Ivan Lebedev met German Chancellor Eva Brandt. Later the Kremlin press secretary left."
    holder = cast_of(text).office_holder("the Kremlin press secretary", text.index("Later"))
    assert holder is not None
    assert holder.name == "Ivan Lebedev"
    assert cast_of(text).office_holder("the Finnish president", len(text)) is None


def test_a_husband_is_not_his_wife() -> None:
    text = (
        "President Lind spoke in Bern. Mr. Lind was tired. The first lady, Emily Lind, spoke after him. "
        "Mr. Lind left, and President Lind slept."
    )
    people = [a for a in named_actors(text) if a.kind == "person"]
    assert [p.name for p in people] == ["Lind", "Emily Lind"]
    assert people[1].aliases == ()
