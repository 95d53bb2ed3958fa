"""How the embedded engine words what it found: speech that is reported, dates apart, names for pronouns."""

import datetime as dt

import pytest

from summarizer.engines.embedded import extract
from summarizer.engines.embedded.event_words import as_act, is_modifier, without_asides, without_date
from summarizer.models import Extraction
from summarizer.read import article_from_text


def read(text: str, published: dt.date | None = None) -> Extraction:
    return extract(article_from_text(text, "a.txt", published=published))


def said(text: str) -> list[str]:
    return [position.statement for position in read(text).positions]


@pytest.mark.parametrize(
    ("spoken", "statement"),
    [
        ("Every delay worries Norway", "Ann Lee says every delay worries Norway."),
        ("But the treaty is an instrument of peace", "Ann Lee says the treaty is an instrument of peace."),
        ("Look, the council has failed the islands", "Ann Lee says the council has failed the islands."),
        ("I think the council has failed the islands", "Ann Lee thinks the council has failed the islands."),
        ("I can tell you that the fleet will stay", "Ann Lee says the fleet will stay."),
        ("We think the council has failed the islands", "Ann Lee: “We think the council has failed the islands”"),
        ("We will not leave the table", "Ann Lee: “We will not leave the table”"),
        (
            "They took none of the concerns of the islanders into account",
            "Ann Lee: “They took none of the concerns of the islanders into account”",
        ),
        ("Is the council awake to the danger?", "Ann Lee: “Is the council awake to the danger?”"),
        ("No deal on Norway without Norway", "Ann Lee: “No deal on Norway without Norway”"),
        ("Things are different in the north", "Ann Lee: “Things are different in the north”"),
    ],
)
def test_quoted_words_are_reported_in_the_third_person_and_stay_quoted_in_the_first(
    spoken: str, statement: str
) -> None:
    assert said(f"“{spoken},” Minister Ann Lee said.") == [statement]


def test_a_sentence_that_he_said_breaks_in_two_is_one_statement() -> None:
    text = "“Now that the vote is over,” Minister Ann Lee said, “we can begin to talk.”"
    (found,) = read(text).positions
    assert found.statement == "Ann Lee: “Now that the vote is over … we can begin to talk.”"
    assert found.quote in text


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "President Karl Berg won. “He would be a great mayor of Oslo,” Minister Ann Lee said.",
            ["Ann Lee: “He [Karl Berg] would be a great mayor of Oslo”"],
        ),
        ("“He would be a great mayor of Oslo,” Minister Ann Lee said.", []),
        ("“This is just not right for us,” Minister Ann Lee said.", []),
        (
            "“It is not right to close the harbour,” Minister Ann Lee said.",
            ["Ann Lee: “It is not right to close the harbour”"],
        ),
        ("“If you look back and check the minutes of ours,” Minister Ann Lee said.", []),
    ],
)
def test_what_a_quotation_points_to_is_named_or_it_is_left_out(text: str, statement: list[str]) -> None:
    assert [p.statement for p in read(text).positions if p.actor == "Ann Lee"] == statement


def test_a_remark_in_the_middle_of_a_clause_leaves_it() -> None:
    assert said("The ban, Minister Ann Lee often says, is a danger to the islands.") == [
        "The ban is a danger to the islands."
    ]


def test_and_inside_a_quotation_stays() -> None:
    assert said("“After all, there is the ban, and we will stay,” Minister Ann Lee said.") == [
        "Ann Lee: “After all, there is the ban, and we will stay”"
    ]


def test_short_sentences_of_one_remark_are_one_statement() -> None:
    text = "“The mayor was prepared. The mayor was qualified. The mayor was ours,” Minister Ann Lee said."
    assert said(text) == ["Ann Lee: “The mayor was prepared. The mayor was qualified. The mayor was ours”"]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("President Karl Berg said that his party had won.", "Karl Berg’s party had won."),
        ("President Karl Berg said he’s satisfied with the result.", "Karl Berg is satisfied with the result."),
        ("President Karl Berg said he’d been asked to wait.", "Karl Berg had been asked to wait."),
        ("President Karl Berg said he’ll wait for the result.", "Karl Berg will wait for the result."),
        (
            "President Karl Berg lost. Minister Anna Lind said that his party had won nothing.",
            "Karl Berg’s party had won nothing.",
        ),
        (
            "Karl Berg and Erik Holm lost. Minister Anna Lind said that his party had won nothing.",
            "His party had won nothing.",
        ),
    ],
)
def test_a_pronoun_at_the_head_is_named_where_one_person_can_be_meant(text: str, statement: str) -> None:
    assert said(text) == [statement]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Minister Ann Lee criticised the deal, which took years.", "Ann Lee criticised the deal."),
        (
            "Minister Ann Lee described the deal as “a good beginning”.",
            "Ann Lee described the deal as “a good beginning”.",
        ),
        ("Minister Ann Lee met the press, promising to lift the ban.", "Ann Lee promised to lift the ban."),
    ],
)
def test_verb_and_object_make_a_statement(text: str, statement: str) -> None:
    assert said(text) == [statement]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ann Lee discussed the new deal with the fishermen.",
        "Minister Ann Lee mentioned the report that led to the vote.",
        "Minister Ann Lee accused her of being asleep.",
    ],
)
def test_a_thing_that_is_only_named_is_no_position(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("clause", "date", "without"),
    [
        ("The council met in Bern on January 12.", "January 12", "The council met in Bern."),
        ("On January 12, the council met in Bern.", "January 12", "the council met in Bern."),
        ("The envoy delivered the letter Wednesday.", "Wednesday", "The envoy delivered the letter."),
        (
            "Ann Lee will travel to Oslo on Tuesday to meet the king.",
            "Tuesday",
            "Ann Lee will travel to Oslo to meet the king.",
        ),
        ("Ann Lee told, on Tuesday, the whole truth.", "Tuesday", "Ann Lee told the whole truth."),
        (
            "A ruling was asked for, and a ruling released Thursday.",
            "Thursday",
            "A ruling was asked for, and a ruling.",
        ),
        ("Norway will wait until May 3.", "May 3", "Norway will wait until May 3."),
        ("The talks will end by Friday.", "Friday", "The talks will end by Friday."),
        ("The Feb. 7 meeting was held.", "Feb. 7", "The Feb. 7 meeting was held."),
        ("Monday’s debate was loud.", "Monday", "Monday’s debate was loud."),
        ("The fleet sails on the 16th or 17th of May.", "16th", "The fleet sails on the 16th or 17th of May."),
    ],
)
def test_a_date_leaves_its_clause_where_nothing_else_goes_with_it(clause: str, date: str, without: str) -> None:
    start = clause.index(date)
    assert without_date(clause, start, start + len(date)) == without


@pytest.mark.parametrize(
    ("clause", "date", "modifies"),
    [
        ("The Feb. 7 meeting was held.", "Feb. 7", True),
        ("He spoke of Sept. 11 theories and Sept. 12 sales.", "Sept. 12", False),
        ("They held a 2014 hearing on it.", "2014", True),
        ("They met on Feb. 7 in Bern.", "Feb. 7", False),
        ("An official said Friday hackers had come.", "Friday", False),
    ],
)
def test_a_date_beside_a_noun_belongs_to_the_noun(clause: str, date: str, modifies: bool) -> None:
    start = clause.index(date)
    assert is_modifier(clause, start, start + len(date)) is modifies


def test_a_clause_loses_its_asides_and_a_passive_relative_becomes_an_act() -> None:
    assert without_asides("Lind met the miners, however, promising to help") == "Lind met the miners"
    assert without_asides("Lind met the old miners of Bern, promising to help") == "Lind met the old miners of Bern"
    assert as_act("the proposals that Oslo made in May") == "Oslo made the proposals in May"


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Voters were bored by Monday’s debate with Karl Berg.", "Debate with Karl Berg"),
        ("Nobody has seen him since the Monday night debate.", None),
        ("The court stood by its May 3 ruling in Bern.", "Ruling in Bern"),
        ("He thought of Monday’s rain.", None),
    ],
)
def test_what_a_date_beside_its_noun_dates(text: str, event: str | None) -> None:
    assert [e.event for e in read(text, dt.date(2021, 6, 2)).dates] == ([event] if event else [])


def test_a_demand_loses_the_day_it_was_made_on_and_the_writers_background() -> None:
    text = "Minister Ann Lee asked staff Monday to check the files after the mayor had left the town."
    assert [d.what for d in read(text).demands] == ["Staff to check the files"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The council met in Bern after Norway had paid its debts in May.", "Norway had paid its debts."),
        ("The council met in Bern in May after Norway had paid its debts.", "The council met in Bern."),
        (
            "The council met on Monday hours after Norway had paid its debts.",
            "The council met on Monday hours after Norway had paid its debts.",
        ),
    ],
)
def test_of_two_clauses_a_date_dates_its_own(text: str, event: str) -> None:
    assert [e.event for e in read(text, dt.date(2021, 6, 2)).dates] == [event]
