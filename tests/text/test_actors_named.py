"""Which persons made-up sentences name, with the office beside the name, and what looks like a person and is none."""

from __future__ import annotations

import pytest

from summarizer.models import NamedActor
from summarizer.text import names
from summarizer.text.aliases import same_person
from summarizer.text.names import cast_of, named_actors


def persons(text: str) -> list[str]:
    return sorted(actor.name for actor in named_actors(text) if actor.kind == "person")


def actor(text: str, name: str) -> NamedActor:
    (found,) = [actor for actor in named_actors(text) if actor.name == name]
    return found


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Kremlin spokesman Ivan Lebedev said no.", "Ivan Lebedev", "Kremlin spokesman"),
        ("The Polish Foreign Minister, Jan Kowal, said no.", "Jan Kowal", "Polish Foreign Minister"),
        ("Jan Kowal, Poland's foreign minister, said no.", "Jan Kowal", "Poland's foreign minister"),
        ("Jan Kowal, the foreign minister of Poland, said no.", "Jan Kowal", "foreign minister of Poland"),
        ("U.S. Ambassador to Norway Kate Dole arrived.", "Kate Dole", "U.S. Ambassador to Norway"),
        ("Secretary of State Ann Marsh said no.", "Ann Marsh", "Secretary of State"),
        ("Bank of England Governor Tom Hale spoke.", "Tom Hale", "Bank of England Governor"),
        ("The head of the Bank of Finland, Olli Rehn, waited.", "Olli Rehn", "head of the Bank of Finland"),
        ("Its deputy general secretary, Samuel Orde, said so.", "Samuel Orde", "deputy general secretary"),
        ("Tarn's managing director, Oona Reyle, disputes this.", "Oona Reyle", "Tarn's managing director"),
        ("The minister of foreign affairs of Norway, Ine Berg, left.", "Ine Berg",
         "minister of foreign affairs of Norway"),
        ("The minister of the foreign affairs of Qarastan, Tarik Yusbekov, left.", "Tarik Yusbekov",
         "minister of the foreign affairs of Qarastan"),
        ("The president of Norway Arvo Kantelin has given ten days.", "Arvo Kantelin", "president of Norway"),
        ("Secretary of the Union Henrik Olando told them so.", "Henrik Olando", "Secretary of the Union"),
        ("The expert of the institute of regional studies Pavel Ornish thinks so.", "Pavel Ornish",
         "expert of the institute of regional studies"),
        ("Homeland Security Secretary Jeh Dunn said no.", "Jeh Dunn", "Homeland Security Secretary"),
        ("Health and Human Services Secretary Amy Bell said no.", "Amy Bell",
         "Health and Human Services Secretary"),
        ("Actress and activist Rosa Lima said no.", "Rosa Lima", "Actress and activist"),
        ("But Attorney General Eric Stone said no.", "Eric Stone", "Attorney General"),
        ("Co-host Joe Farrow laughed.", "Joe Farrow", "Co-host"),
        ("The former vice-president Ann Marsh left.", "Ann Marsh", "former vice-president"),
        ("Prime Minister-designate Luca Conti spoke.", "Luca Conti", "Prime Minister-designate"),
        ("Carl Bildt, 58, a former envoy to Kosovo, left.", "Carl Bildt", "former envoy to Kosovo"),
        ("Sen. Ruth van der Berg, R-Ohio, said no.", "Ruth van der Berg", "Sen."),
        ("Gov. Tom Hale (D-Conn.) vetoed it.", "Tom Hale", "Gov."),
        ("Rep. Ann Marsh, D-Texas, voted no.", "Ann Marsh", "Rep."),
        ("The prosecutor’s spokesman, Emil Sato, said no to Aylward.", "Emil Sato", "prosecutor’s spokesman"),
        ("The defence minister of Qarastan, general Bolat Serik, spoke.", "Bolat Serik", "general"),
        ("The present minister, Jonas Whit, called.", "Jonas Whit", "present minister"),
        ("A lawyer for the news outlets, David Schulz, called.", "David Schulz", "lawyer for the news outlets"),
        ("Vasko Ferenc, who was appointed envoy in May, said no.", "Vasko Ferenc", None),
        ("Mr. Lind said no.", "Lind", None),
    ],
)  # fmt: skip
def test_an_office_beside_a_name_is_the_role_of_the_person(text: str, name: str, role: str | None) -> None:
    assert actor(text, name).role == role
    assert actor(text, name).kind == "person"


def test_the_office_of_one_person_is_not_that_of_the_next() -> None:
    text = "Norwegian President Ilse Torvane and Swedish Prime Minister Radomir Belc shook hands."
    assert actor(text, "Ilse Torvane").role == "Norwegian President"
    assert actor(text, "Radomir Belc").role == "Swedish Prime Minister"
    text = "Reporters met President Barack Adams, Hilda Moore and others, Moore said."
    assert actor(text, "Barack Adams").role == "President"
    assert actor(text, "Hilda Moore").role is None


@pytest.mark.parametrize(
    ("text", "full"),
    [
        # particles, prefixes, initials, suffixes, accents, hyphens
        ("Ruth van der Berg said no. Van der Berg left.", ["Ruth van der Berg"]),
        ("Ursula von der Leyen said no. Later von der Leyen left.", ["Ursula von der Leyen"]),
        ("Bill de Blasio said no. De Blasio left.", ["Bill de Blasio"]),
        ("President Bashar al-Assad said no, and Assad left.", ["Bashar al-Assad"]),
        ("Prince Mohammed bin Salman said no.", ["Mohammed bin Salman"]),
        ("Rosa dos Santos said no. Dos Santos left.", ["Rosa dos Santos"]),
        ("Jean-Yves Le Drian said no. Le Drian left.", ["Jean-Yves Le Drian"]),
        ("Mitch McConnell said no. McConnell left.", ["Mitch McConnell"]),
        ("Tom O'Neil said no. O'Neil left.", ["Tom O'Neil"]),
        ("Valéry Giscard d'Estaing said no.", ["Valéry Giscard d'Estaing"]),
        ("Donald J. Marsh said no. Marsh left.", ["Donald J. Marsh"]),
        ("George H.W. Dunn said no. Dunn left.", ["George H.W. Dunn"]),
        ("Adam Miller, Jr., said no. Miller left.", ["Adam Miller, Jr."]),
        ("Adam Miller III said no. Miller left.", ["Adam Miller III"]),
        ("Enrique Peña Nieto said no. Peña Nieto left.", ["Enrique Peña Nieto"]),
        ("Frank-Walter Šimůnek said no.", ["Frank-Walter Šimůnek"]),
        ("Al Moore said no. Moore left.", ["Al Moore"]),
        ("Xi Jinping said no. Xi left.", ["Xi Jinping"]),
        ("Emil Sato-Brandt said no.", ["Emil Sato-Brandt"]),
        ("Theresa May said no. Mrs. May left in May.", ["Theresa May"]),
        # possessives
        ("Anna Lind’s aides left. Lind said no.", ["Anna Lind"]),
        ("James Sykes' aides left. Sykes said no.", ["James Sykes"]),
        # surnames that are words
        ("Larry King said no. King left.", ["Larry King"]),
        ("Gordon Brown said that brown coal is cheap. Brown left.", ["Gordon Brown"]),
        ("Chad Miller said no.", ["Chad Miller"]),
        ("Israel Katz said no. Katz left.", ["Israel Katz"]),
        # persons who do not speak
        ("The party of Adriana Kovel came second. Kovel, 44, claimed victory.", ["Adriana Kovel"]),
        ("A driver, Marcus Teague, watched.", ["Marcus Teague"]),
        ("They met his wife Zita Marsh in the hall.", ["Zita Marsh"]),
        ("She greeted Desmond Aylward, 58, in the hall.", ["Desmond Aylward"]),
        ("Lindsey Marsh, who leads the party, came.", ["Lindsey Marsh"]),
        # what stands ahead of a name and is none of it
        ("Crooked Hilda Moore lost. Hilda Moore said no.", ["Hilda Moore"]),
        ("Democrat Hilda Moore lost.", ["Hilda Moore"]),
        ("Neither Moore nor others came. Hilda Moore said no.", ["Hilda Moore"]),
        ("Unlike Moore, others came. Hilda Moore said no.", ["Hilda Moore"]),
        ("Its chairman, Old Jory Penhale, said no. Jory Penhale left.", ["Jory Penhale"]),
        ("\"Mister Abek had years.\" Daniyar Abek said no.", ["Daniyar Abek"]),
        ("Miss Universe Alicia Machin said no. Machin left.", ["Alicia Machin"]),
        ("THIRD QUARTER Hilda Moore said no.", ["Hilda Moore"]),
    ],
)  # fmt: skip
def test_a_person_is_found_under_the_full_name(text: str, full: list[str]) -> None:
    assert persons(text) == full


@pytest.mark.parametrize(
    "text",
    [
        # words that open a sentence
        "Reveals said no.",
        "Nearly eight of 10 voters said no.",
        "Security said no. The security was tight.",
        "Still said no.",
        "Meanwhile, talks go on.",
        "According to reports, talks go on.",
        "West said no. The West said so too.",
        "Tuesday said no.",
        "Bets said no. They placed bets.",
        # states and towns that no list knows
        "Velmara says two of its sailors were wounded, Velmara said. A Velmaran boat sank.",
        "In Qarastan talks go on. From the dam Qarastan said no.",
        "The president of Dolmenia left. On Monday Dolmenia said no.",
        "On Monday Ostrand said no. Ostrand's parliament met.",
        "The city of Sael said no. On Monday Sael said no.",
        # companies, papers, bodies, plans
        "Brennick Rail said no. On Monday Brennick said no. The rail strike goes on.",
        "The newspaper Westmarch Ledger said no.",
        "The Clean Power Plan said no. Their plan said no.",
        "The New Yorker said no.",
        "Wells Fargo Bank said no.",
        "The United Transport Workers said no.",
        "The company Hollis Marine said no.",
        "On Monday the Green Dawn said no.",
        "The American Legion said no.",
        "Analysts at Goldman Sachs Group said no.",
        "She works for the Center for American Progress, an institute. They want progress.",
        "A fellow at the School of Advanced International Studies said no. The studies go on.",
        "An expert of the Institute for International Economics said no.",
        "The Coast Guard said no.",
        "Patriot Coal said no. They sell coal.",
        "The Federal Reserve Board said no.",
        "The Supreme Court said no.",
        "Amendment said no. The amendment passed.",
        "A farmer near Eau Claire, Wis., said no.",
        "MOSCOW TALKS FAIL AGAIN, IVANOV SAYS",
        "Republicans said no. Democrats said yes.",
        "Many Native Americans said no.",
        "The Prime Minister said no.",
        "White House officials said no.",
        "The National Voter Registration Act said no.",
        "Muslims said no. On Monday Muslims met.",
        "Saudi Arabia said no.",
        "In May the talks go on. On May 3 they end.",
        "Iraq and Afghanistan Veterans of America said no.",
    ],
)
def test_what_looks_like_a_name_is_no_person(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("The Organisation for River Trade (ORT) met. ORT said no.", "Organisation for River Trade", ("ORT",)),
        ("The United Transport Workers (UTW) met. The UTW said no.", "United Transport Workers", ("The UTW", "UTW")),
        ("The League of Island States (“LIS”) met.", "League of Island States", ("LIS",)),
    ],
)
def test_an_acronym_in_brackets_is_another_name_of_the_organisation(
    text: str, name: str, aliases: tuple[str, ...]
) -> None:
    found = actor(text, name)
    assert (found.kind, found.aliases) == ("organisation", aliases)


@pytest.mark.parametrize(
    "text",
    [
        "Growth (GDP) fell.",
        "Anna Lind (R) said no.",
        "The Ministry of Ports (see page 3) said no.",
        "The Green Dawn (XYZ) met.",
    ],
)
def test_letters_in_brackets_that_do_not_fit_are_no_acronym(text: str) -> None:
    assert not [actor for actor in named_actors(text) if actor.kind == "organisation"]


def test_known_organisations_keep_their_own_name() -> None:
    text = "The Organisation for Security and Co-operation in Europe (OSCE) met. The OSCE said no."
    assert actor(text, "OSCE").aliases == ("Organisation for Security and Co-operation in Europe",)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The Labour Alliance met.", "Alliance"),
        ("The Washington Post wrote so.", "Washington"),
        ("Chad Bown, an expert, said no.", "Chad"),
        ("The Moscow Times wrote so.", "Moscow"),
    ],
)
def test_a_part_of_another_name_is_no_state(text: str, absent: str) -> None:
    assert absent not in {actor.name for actor in named_actors(text)}


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Norwegian Foreign Minister Ine Berg came. ", "the foreign minister", "Ine Berg"),
        ("Norwegian Foreign Minister Ine Berg came. ", "the Norwegian foreign minister", "Ine Berg"),
        ("Norwegian Foreign Minister Ine Berg came. ", "the Swedish foreign minister", None),
        ("Norwegian Foreign Minister Ine Berg came. ", "the diplomat", "Ine Berg"),
        ("Norwegian Finance Minister Ine Berg came. ", "the diplomat", None),
        ("U.S. Ambassador to Norway Kate Dole came. ", "the diplomat", "Kate Dole"),
        ("U.S. Ambassador to Norway Kate Dole came. ", "the ambassador", "Kate Dole"),
        ("Sen. Ann Marsh came. ", "the senator", "Ann Marsh"),
        ("Sen. Ann Marsh came. ", "the lawmaker", "Ann Marsh"),
        ("Kremlin spokesman Ivan Lebedev met spokeswoman Ann Marsh. ", "the Kremlin spokesman", "Ivan Lebedev"),
        ("Kremlin spokesman Ivan Lebedev met spokeswoman Ann Marsh. ", "the spokeswoman", "Ann Marsh"),
        ("Norwegian Foreign Minister Ine Berg met Swedish Foreign Minister Bo Ek. ", "the foreign minister", None),
        ("Norwegian Foreign Minister Ine Berg met President Bo Ek. ", "the president", "Bo Ek"),
    ],
)
def test_an_office_stands_for_the_one_person_whom_it_fits(text: str, phrase: str, name: str | None) -> None:
    holder = cast_of(text + "Then it ended.").office_holder(phrase, len(text))
    assert (holder.name if holder else None) == name


def test_of_two_holders_of_an_office_the_one_named_alone_since_is_meant() -> None:
    text = (
        "Norwegian Foreign Minister Ine Berg met Swedish Foreign Minister Bo Ek.\n\n"
        + "The talks were long and both sides were tired of them. " * 12
        + "\n\nBerg left first. Then the foreign minister spoke."
    )
    holder = cast_of(text).office_holder("the foreign minister", text.index("the foreign minister spoke"))
    assert holder is not None
    assert holder.name == "Ine Berg"


def test_a_bare_surname_of_two_persons_is_unclear() -> None:
    text = (
        "Anna Lind met Boris Lind in Bern, as planned.\n\n"
        + "The talks were long. " * 40
        + "\n\nOn Monday Lind said no."
    )
    last = cast_of(text).within(text.index("Lind said"), len(text))
    assert [person.name for _, person in last] == ["Lind"]
    assert actor(text, "Anna Lind").aliases == ()


def test_a_bare_surname_means_the_bearer_named_right_before() -> None:
    text = "Anna Lind met Boris Krag. Boris Lind met nobody.\n\nEarlier Anna Lind said yes. Lind said no."
    last = cast_of(text).within(text.index("Lind said no"), len(text))
    assert [person.name for _, person in last] == ["Anna Lind"]


def test_a_bare_surname_means_the_main_person_and_not_a_relative_named_in_passing() -> None:
    text = (
        "Anna Lind said yes. Lind smiled. Anna Lind left. She went to the flat of her daughter Carla Lind.\n\n"
        "Later Lind said no."
    )
    last = cast_of(text).within(text.index("Lind said no"), len(text))
    assert [person.name for _, person in last] == ["Anna Lind"]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mr. Kim Lind said no.", "he"),
        ("Mrs. Kim Lind said no.", "she"),
        ("Ms. Kim Lind said no.", "she"),
        ("The chairwoman, Kim Lind, said no.", "she"),
        ("His daughter Kim Lind said no.", "she"),
        ("Her husband Kim Lind said no.", "he"),
        ("Anna Lind said no.", "she"),
        ("Kim Lind said no.", None),
    ],
)
def test_titles_and_kin_tell_he_from_she(text: str, gender: str | None) -> None:
    (person,) = cast_of(text).persons
    assert person.gender == gender


def test_mr_and_mrs_of_one_surname_are_two() -> None:
    text = "Mr. Lind said no. Mrs. Lind said yes. Mr. Lind left."
    cast = cast_of(text)
    assert len(cast.persons) == 2
    assert [person.gender for _, person in cast.mentions] == ["he", "she", "he"]


def test_names_are_compared_with_few_others_however_many_a_text_has(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def counted(a: str, b: str) -> bool:
        nonlocal calls
        calls += 1
        return same_person(a, b)

    monkeypatch.setattr(names, "same_person", counted)
    syllables = ("ba", "co", "du", "fe", "gi", "ha", "jo", "ku", "le", "mi")
    surnames = [f"{a}{b}{c}rg".capitalize() for a in syllables for b in syllables for c in syllables]
    text = " ".join(f"On Monday Minister Anna {surname} said that the talks go on." for surname in surnames)
    assert len(cast_of(text).persons) == 1000
    assert calls < 100 * len(surnames)
