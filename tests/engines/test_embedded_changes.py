"""What actors withdraw, lower or move, what they announce to demand, and whole subjects: each as the article has it."""

import datetime as dt

import pytest

from summarizer.engines.embedded import extract
from summarizer.models import Extraction
from summarizer.read import article_from_text

DAY = dt.date(2025, 3, 12)


def read(text: str) -> Extraction:
    return extract(article_from_text(text, "a.txt", published=DAY))


def statements(text: str) -> list[tuple[str, str]]:
    return [(p.actor, p.statement) for p in read(text).positions]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Talks between the union and Baltport are to resume on Thursday in Bern.",
            "Talks between the union and Baltport are to resume in Bern.",
        ),
        (
            "Envoys from Norway and Sweden will meet in Bern on March 14.",
            "Envoys from Norway and Sweden will meet in Bern.",
        ),
        (
            "The peace talks between Norway and Sweden will open in Bern on March 14.",
            "The peace talks between Norway and Sweden will open in Bern.",
        ),
        ("Envoys from Norway, who met Lind, and Oslo will travel to Paris on Friday.", None),
        ("Transport Minister Erik Berg resigned on Tuesday.", "Transport Minister Erik Berg resigned."),
        ("The mayor resigned and the council will meet on March 14.", "The council will meet."),
    ],
)
def test_an_event_has_its_whole_subject(text: str, event: str | None) -> None:
    whole = text.replace(" on Friday", "") if event is None else event
    assert [d.event for d in read(text).dates] == [whole]


def test_a_day_that_is_given_up_dates_nothing() -> None:
    (moved,) = read("The budget vote has been moved from 26 March to 2 April, the council's office said.").dates
    assert (moved.value, moved.status) == ("2025-04-02", "planned")
    (talks,) = read("The talks between Norway and Sweden planned for March 14 have been postponed to March 17.").dates
    assert (talks.value, talks.status) == ("2025-03-17", "planned")
    assert talks.event.startswith("The talks between Norway and Sweden planned for March 14")


def test_deaths_that_police_report_are_dated_on_their_word() -> None:
    deaths = "At least 14 people were killed when a bridge fell during the Monday morning rush hour"
    (told,) = read(f"LERUM, Norway – {deaths}, police said.").dates
    assert told.event == f"{deaths}."
    assert (told.phrase, told.according_to, told.status) == ("Monday morning", "police", "past")


def test_what_happened_without_a_day_is_the_position_of_police() -> None:
    assert statements("A road bridge collapsed in Lerum, police said.") == [
        ("police", "A road bridge collapsed in Lerum.")
    ]


@pytest.mark.parametrize(
    ("text", "actor", "statement"),
    [
        ("Police raised the death toll to 19.", "police", "Police raised the death toll to 19."),
        ("The union puts the figure at 4,000.", "the union", "The union puts the figure at 4,000."),
        (
            "The Centre Party withdrew its demand that Minister Erik Berg resign.",
            "Centre Party",
            "The Centre Party withdrew its demand that Minister Erik Berg resign.",
        ),
        (
            "The dockers' union cut its wage claim to 9 percent.",
            "dockers' union",
            "The dockers' union cut its wage claim to 9 percent.",
        ),
        (
            "Norway softened its stance on the fishing ban.",
            "Norway",
            "Norway softened its stance on the fishing ban.",
        ),
    ],
)
def test_a_change_of_what_is_said_is_a_position(text: str, actor: str, statement: str) -> None:
    found = read(text)
    assert [(p.actor, p.statement) for p in found.positions] == [(actor, statement)]
    assert not found.demands


@pytest.mark.parametrize(
    "text",
    [
        "Norway withdrew its troops from the valley.",
        "The union raised wages to 10 crowns.",
        "Minister Erik Berg raised the matter in Bern.",
        "The company cut its staff to 400.",
        "Norway put the brakes on trade.",
    ],
)
def test_any_other_change_is_no_position(text: str) -> None:
    assert not read(text).positions


def test_an_announced_demand_is_a_demand() -> None:
    text = "Foreign Minister Erik Holm said his country would insist on the withdrawal of all foreign troops."
    (demand,) = read(text).demands
    assert (demand.by, demand.what, demand.force) == (
        "Erik Holm",
        "The withdrawal of all foreign troops",
        "demand",
    )
    assert not read(text).positions


def test_whom_a_demand_is_put_to_stands_beside_the_office_or_in_the_deed() -> None:
    (pay,) = read("The Dockers' Federation demanded a pay rise from the port operator, Baltport, on Monday.").demands
    assert pay.to == "Baltport"
    found = read(
        "The Centre Party demanded the resignation of Transport Minister Erik Berg. Berg said he would not resign."
    )
    assert found.demands[0].to == "Transport Minister Erik Berg"
    assert [(r.by, r.kind, r.answers_key) for r in found.responses] == [("Erik Berg", "rejects", "d1")]


def test_what_is_agreed_to_keeps_its_limit() -> None:
    (response,) = read("Baltport agreed to suspend the plan for the northern terminal until 2027.").responses
    assert response.statement == "Baltport agreed to suspend the plan for the northern terminal until 2027."


@pytest.mark.parametrize(
    "text",
    [
        "Minister Erik Berg said he did not believe her.",
        "Minister Erik Berg said it had been based on a mistake.",
        "Minister Erik Berg welcomed the change.",
        "Minister Erik Berg criticised it as a gift.",
    ],
)
def test_a_line_that_nobody_can_read_alone_is_left_out(text: str) -> None:
    assert not read(text).positions


def test_what_is_unclear_alone_is_told_with_its_sentence() -> None:
    text = "Mayor Ann Cho withdrew her figure of 31 and said it had been based on a mistake."
    assert [p.statement for p in read(text).positions] == [text]


def test_its_forces_are_those_of_the_state_that_speaks() -> None:
    assert statements("Norway said its forces had not fired on the town.") == [
        ("Norway", "Norway’s forces had not fired on the town.")
    ]
    assert statements("Norway said it was ready to pull back its troops.") == [
        ("Norway", "Norway was ready to pull back its troops.")
    ]


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    text = "BERN (Press Agency) - Talks on the valley will go on, Minister Erik Berg said."
    (position,) = read(text).positions
    assert position.statement == "Talks on the valley will go on."
    assert "Press Agency" not in position.quote
    assert "BERN" not in position.topic


def test_what_others_may_do_is_no_response() -> None:
    assert not read("Norway will pull back to the river if Sweden agrees to a ceasefire.").responses


def test_a_speaker_in_the_first_person_is_quoted() -> None:
    found = read("“I reject the demand of the union to close the port,” Mayor Karl Holm said.")
    told = [r.statement for r in found.responses] + [p.statement for p in found.positions]
    assert told == ["Karl Holm: “I reject the demand of the union to close the port”"]


def test_a_quoted_predicate_keeps_its_subject() -> None:
    text = "The government, Minister Erik Berg said, “does not set wages in the ports”."
    assert statements(text) == [("Erik Berg", "The government “does not set wages in the ports”.")]


def test_both_halves_of_what_is_said_are_told() -> None:
    text = "Norway says no more than four people died and that a gas leak was to blame."
    assert statements(text) == [("Norway", "No more than four people died and a gas leak was to blame.")]


def test_the_day_behind_an_accusation_may_be_that_of_the_deed() -> None:
    (told,) = read("Minister Erik Berg accused Sweden of shelling the town on Sunday.").dates
    assert told.event == "Erik Berg accused Sweden of shelling the town on Sunday."
    assert (told.status, told.according_to) == ("alleged", "Erik Berg")
