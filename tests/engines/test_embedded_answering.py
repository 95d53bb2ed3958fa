"""Demands in more constructions, and the answers that point back to them."""

import datetime as dt
import hashlib

import pytest

from summarizer.engines.embedded import extract
from summarizer.models import Article, Demand, Extraction


def read(text: str, published: dt.date | None = None) -> Extraction:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return extract(Article(article_id="a", text_sha256=digest, reader="test", published=published, text=text))


def demand(text: str) -> Demand:
    (found,) = read(text).demands
    return found


@pytest.mark.parametrize(
    ("text", "by", "to", "what", "deadline"),
    [
        (
            "Fatmas demanded that Israel release all prisoners.",
            "Fatmas",
            "Israel",
            "Israel release all prisoners",
            None,
        ),
        (
            "The harbour authority demanded a full report within ten days.",
            "the harbour authority",
            None,
            "A full report within ten days",
            "ten days",
        ),
        ("Lisa Wong called on Mayor Tom Becker to resign.", "Lisa Wong", "Mayor Tom Becker", None, None),
        ("The union asked the government for more money.", "the union", "the government", "More money", None),
        (
            "The union asked the council for more money, but the council refused.",
            "the union",
            "the council",
            "More money",
            None,
        ),
        (
            "The EU gave Serbia until May 1 to withdraw its troops.",
            "EU",
            "Serbia",
            "Serbia to withdraw its troops",
            "May 1",
        ),
        ("The union demanded that the company pay by April 20.", "the union", "the company", None, "April 20"),
    ],
)
def test_a_demand_is_found(text: str, by: str, to: str | None, what: str | None, deadline: str | None) -> None:
    found = demand(text)
    assert (found.by, found.to, found.deadline) == (by, to, deadline)
    assert what is None or found.what == what


def test_a_chance_that_is_given_is_no_demand() -> None:
    assert read("The EU gave Serbia a chance to withdraw its troops.").demands == ()


def test_a_body_goes_by_the_name_the_article_gave_it() -> None:
    found = demand("The Dockers Union met on Monday. The union demanded higher pay.")
    assert found.by == "Dockers Union"


@pytest.mark.parametrize("text", ["It demanded this.", "The union demanded it from us."])
def test_a_demand_that_is_only_pointed_at_is_left_out(text: str) -> None:
    assert read(text).demands == ()


@pytest.mark.parametrize(
    ("text", "by", "kind", "statement"),
    [
        (
            "The Teachers Union demanded that the city raise salaries. Mayor Tom Becker rejected the demand.",
            "Tom Becker",
            "rejects",
            "Tom Becker rejected the demand.",
        ),
        (
            "The Teachers Union demanded that the city raise wages. Mayor Tom Becker said he would not raise wages.",
            "Tom Becker",
            "rejects",
            "Tom Becker would not raise wages.",
        ),
        (
            "The union asked the government for more money. The government refused.",
            "the government",
            "rejects",
            "The government refused.",
        ),
        (
            "The union asked the council for more money, but the council agreed.",
            "the council",
            "accepts",
            "The council agreed.",
        ),
        (
            "Iran wants the US to lift sanctions. The US said it would not lift the sanctions.",
            "US",
            "rejects",
            "The US said it would not lift the sanctions.",
        ),
        (
            "Norway called on Sweden to reopen the border. Swedish Prime Minister Lars Holm declined.",
            "Lars Holm",
            "rejects",
            "Swedish Prime Minister Lars Holm declined.",
        ),
        (
            "Norway urged Sweden to lift the ban. Sweden refused to lift the ban.",
            "Sweden",
            "rejects",
            "Sweden refused to lift the ban.",
        ),
        (
            "The union demanded higher pay. The council rejected the union's demand for higher pay.",
            "the council",
            "rejects",
            "The council rejected the union's demand for higher pay.",
        ),
    ],
)
def test_an_answer_is_linked_to_its_demand(text: str, by: str, kind: str, statement: str) -> None:
    found = read(text)
    (answer,) = found.responses
    assert (answer.by, answer.kind, answer.statement) == (by, kind, statement)
    assert (answer.answers_key, answer.answers) == ("d1", found.demands[0].what)


def test_of_two_demands_the_one_put_to_the_answerer_is_meant() -> None:
    text = "Norway urged Sweden to lift the ban. Norway urged Denmark to send ships. Sweden rejected the appeal."
    (answer,) = read(text).responses
    assert answer.answers_key == "d1"


@pytest.mark.parametrize(
    "text",
    [
        "The union demanded higher pay. The council rejected the demand for a new road.",
        "Norway urged Sweden to lift the ban. Denmark rejected Finland's demand.",
        "Ann Cho demanded an apology. She later rejected the demand.",
    ],
)
def test_an_answer_to_another_demand_is_not_linked(text: str) -> None:
    (answer,) = read(text).responses
    assert answer.answers_key is None


@pytest.mark.parametrize(
    "text",
    [
        "Norway urged Sweden to lift the ban. Denmark refused.",
        "The government refused.",
        "Norway urged Sweden to lift the ban. Sweden said rain would not lift the ban.",
    ],
)
def test_who_was_not_asked_does_not_answer(text: str) -> None:
    assert read(text).responses == ()


def test_this_is_what_was_alleged_right_before() -> None:
    (answer,) = read("The union claims the company was warned. NordLink denies this.").responses
    assert (answer.by, answer.kind, answer.answers) == ("NordLink", "denies", "The company was warned")


def test_this_is_what_somebody_was_accused_of_right_before() -> None:
    (answer,) = read("The union accused NordLink of ignoring warnings. NordLink denies this.").responses
    assert answer.answers == "Ignoring warnings"


@pytest.mark.parametrize("text", ["NordLink denies this.", "The union met on Monday. NordLink denies this."])
def test_a_denial_of_nothing_in_the_text_is_left_out(text: str) -> None:
    assert read(text).responses == ()


def test_a_claim_ends_before_a_clause_that_a_day_leads_in() -> None:
    text = (
        "Eva Lund told parliament last month that the vessel was safe, "
        "and on Wednesday she denied having ignored warnings."
    )
    found = read(text)
    assert [p.statement for p in found.positions] == ["The vessel was safe."]
    assert [e.event for e in found.dates] == [
        "Eva Lund told parliament that the vessel was safe.",
        "Eva Lund denied having ignored warnings.",
    ]


def test_what_a_speaker_of_a_union_asks_for_is_their_own_demand() -> None:
    text = '"We are asking for rent money," said Maria Alvarez, a spokeswoman for the union.'
    assert (demand(text).by, demand(text).what) == ("Maria Alvarez", "Rent money")


@pytest.mark.parametrize("text", ["Mexicans demanded higher pay.", "Footage demanded higher pay."])
def test_a_common_noun_that_opens_a_sentence_is_no_name(text: str) -> None:
    assert read(text).demands == ()
