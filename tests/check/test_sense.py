"""What a statement may and may not make of its quote, on sentences made for it."""

from __future__ import annotations

import pytest
from claim_builder import checked, event, position, severities

from summarizer.models import Severity
from summarizer.read import article_from_text

ARTICLE = article_from_text(
    "Mayor Ann Cho said: “We will not close the harbour before the summer.” She added that the ferry was safe.\n\n"
    "“The costs are high, and no ship has left this week,” said harbour master Tom Becker. "
    "The union's leader, Lisa Wong, rejected the plan and said that the workers always wanted talks.\n\n"
    "Wong will not only strike but also go to court, she said. 1.5 million crowns are missing from the port's books, "
    "Becker told the council on behalf of the French officials in the room.",
    "harbour",
)


def found(actor: str, statement: str, quote: str, reported_by: str | None = None) -> tuple[str, list[str]]:
    only = checked(ARTICLE, position(actor, statement, quote, reported_by=reported_by))
    return only.verdict, [finding.code for finding in only.findings]


CLOSE = "We will not close the harbour before the summer."
MISSING = "1.5 million crowns are missing"
COSTS = "The costs are high, and no ship has left this week"


@pytest.mark.parametrize(
    ("actor", "statement", "quote"),
    [
        ("Ann Cho", "The harbour will not be closed before the summer.", CLOSE),
        ("Ann Cho", "Cho rules out closing the harbour before the summer.", CLOSE),
        ("Tom Becker", "The costs are high.", COSTS),
        ("Tom Becker", "No ship has left the harbour this week.", COSTS),
        ("Lisa Wong", "The workers always wanted talks.", "the workers always wanted talks"),
        ("Lisa Wong", "Wong will strike and go to court.", "Wong will not only strike but also go to court"),
        ("Becker", "1,500,000 crowns are missing from the port's books.", "1.5 million crowns are missing"),
    ],
)
def test_a_faithful_paraphrase_is_supported(actor: str, statement: str, quote: str) -> None:
    assert found(actor, statement, quote) == ("supported", [])


@pytest.mark.parametrize(
    ("actor", "statement", "quote", "verdict", "code"),
    [
        ("Ann Cho", "The city will close the harbour before the summer.", CLOSE, "unsupported", "negation_differs"),
        ("Ann Cho", "The ferry was not safe.", "the ferry was safe", "unsupported", "negation_differs"),
        ("Tom Becker", "A ship has left this week.", COSTS, "unsupported", "negation_differs"),
        ("Tom Becker", "The costs are low.", COSTS, "unsupported", "opposite"),
        ("Lisa Wong", "The workers never wanted talks.", "the workers always wanted talks", "unsupported", "opposite"),
        ("Ann Cho", "The tunnel needs better lamps and doors.", CLOSE, "doubtful", "statement_strays"),
        ("Tom Becker", "The harbour stays open until the summer.", CLOSE, "unsupported", "speaker_differs"),
        ("Becker", "15 million crowns are missing.", MISSING, "unsupported", "number_absent"),
        ("France", "Crowns are missing.", MISSING, "doubtful", "actor_partly"),
        ("Ann Becker", "The ferry was safe.", "the ferry was safe", "doubtful", "speaker_differs"),
        ("Tom Beck", "The costs are high.", COSTS, "doubtful", "actor_partly"),
        ("he", "The costs are high.", COSTS, "doubtful", "actor_pronoun"),
        ("Ann Cho", "The city will close it.", "We will … close the harbour", "unsupported", "quote_changed"),
    ],
)  # fmt: skip
def test_a_statement_that_says_something_else_is_not_supported(
    actor: str, statement: str, quote: str, verdict: str, code: str
) -> None:
    found_verdict, codes = found(actor, statement, quote)
    assert code in codes
    assert found_verdict == verdict


def test_words_that_another_reports_are_theirs_too() -> None:
    assert found("Lisa Wong", "The costs are high.", COSTS, reported_by="Tom Becker")[0] == "supported"


# --- every finding of sense: claims that get it, and near misses that must not ---------------------------------------

COURT = article_from_text(
    "Bolivia will sell its shares in the mine by June, minister Iris Paz said. Chile may buy some of them. “If the "
    "price is right, we will sign,” Paz said. She did not say whether Peru was invited.\n\n"
    "The opposition accused Paz of taking bribes. Police allegedly found 30 gold bars in her house. Paz denied the "
    "claim and said that Bolivia had warned Chile. “Most miners support us,” she said. The mine must pay at least 12 "
    "percent more. The court can neither confirm nor deny the search.\n\n"
    "Union head Leo Mamani said that the new law hurt the small towns, and that wages rose in spring. The ministry "
    "plans to close two shafts. He would not rule out a strike. Fewer than 80 miners came. The union has asked the "
    "court for an answer.",
    "mine",
)
SELL = "Bolivia will sell its shares in the mine by June"
MAY = "Chile may buy some of them"
IF = "If the price is right, we will sign"
WHETHER = "She did not say whether Peru was invited"
BRIBES = "The opposition accused Paz of taking bribes"
GOLD = "Police allegedly found 30 gold bars in her house"
WARNED = "Bolivia had warned Chile"
MOST = "Most miners support us"
LEAST = "The mine must pay at least 12 percent more"
NEITHER = "The court can neither confirm nor deny the search"
HURT = "the new law hurt the small towns"
ROSE = "wages rose in spring"
SHAFTS = "The ministry plans to close two shafts"
STRIKE = "He would not rule out a strike"
FEWER = "Fewer than 80 miners came"
ASKED = "The union has asked the court for an answer"
WHO = {
    **dict.fromkeys((HURT, ROSE, STRIKE), "Leo Mamani"),
    SHAFTS: "ministry",
    BRIBES: "opposition",
    ASKED: "union",
}


def sensed(statement: str, quote: str) -> dict[str, Severity]:
    return severities(COURT, position(WHO.get(quote, "Iris Paz"), statement, quote))


@pytest.mark.parametrize(
    ("statement", "quote", "code", "severity"),
    [
        # a negation added, left out, or of the saying itself
        ("Bolivia will not sell its shares in the mine.", SELL, "negation_differs", "refute"),
        ("Bolivia refuses to sell its shares in the mine.", SELL, "negation_differs", "refute"),
        ("Mamani rules out a strike.", STRIKE, "negation_differs", "refute"),
        ("Paz said that Peru was invited.", WHETHER, "negation_differs", "refute"),
        ("The court confirmed the search.", NEITHER, "negation_differs", "refute"),
        ("The court denied the search.", NEITHER, "negation_differs", "refute"),
        # a word and its opposite, a gain and a loss
        ("Bolivia will buy shares in the mine by June.", SELL, "opposite", "refute"),
        ("Wages fell in spring.", ROSE, "opposite", "refute"),
        ("Most miners oppose her.", MOST, "opposite", "refute"),
        ("The ministry plans to open two shafts.", SHAFTS, "opposite", "refute"),
        ("The new law helped the small towns.", HURT, "opposite", "refute"),
        # how sure it is
        ("Bolivia has sold its shares in the mine.", SELL, "certainty_differs", "refute"),
        ("Bolivia may sell its shares in the mine.", SELL, "certainty_differs", "refute"),
        ("Chile will buy some shares.", MAY, "certainty_differs", "refute"),
        ("Chile has bought some of them.", MAY, "certainty_differs", "refute"),
        ("The ministry closed two shafts.", SHAFTS, "certainty_differs", "refute"),
        ("Bolivia may have warned Chile.", WARNED, "certainty_differs", "refute"),
        ("The opposition proved that Paz took bribes.", BRIBES, "certainty_differs", "refute"),
        # a condition
        ("They will sign.", IF, "condition_dropped", "refute"),
        ("They are to sign.", IF, "condition_dropped", "doubt"),
        # who does it to whom
        ("Chile had warned Bolivia.", WARNED, "roles_swapped", "refute"),
        ("Bolivia had been warned by Chile.", WARNED, "roles_swapped", "refute"),
        # how many
        ("All miners support Paz.", MOST, "extent_differs", "refute"),
        ("The mine must pay at most 12 percent more.", LEAST, "extent_differs", "refute"),
        ("More than 80 miners came.", FEWER, "extent_differs", "refute"),
        ("Only Bolivia will sell its shares in the mine.", SELL, "extent_differs", "doubt"),
    ],
)  # fmt: skip
def test_a_statement_that_turns_its_words_round(statement: str, quote: str, code: str, severity: Severity) -> None:
    assert sensed(statement, quote).get(code) == severity


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Bolivia will sell its shares.", SELL),
        ("Bolivia is going to sell its shares in the mine.", SELL),
        ("Mamani does not rule out a strike.", STRIKE),
        ("A strike is not ruled out.", STRIKE),
        ("Paz left open whether Peru was invited.", WHETHER),
        ("The court neither confirmed nor denied the search.", NEITHER),
        ("Wages increased in spring.", ROSE),
        ("Most miners back Paz.", MOST),
        ("The ministry intends to close two shafts.", SHAFTS),
        ("The new law harmed the small towns.", HURT),
        ("Chile might buy some of them.", MAY),
        ("Chile could buy some of the shares.", MAY),
        ("The ministry wants to close two shafts.", SHAFTS),
        ("The opposition alleged that Paz took bribes.", BRIBES),
        ("They will sign if the price is right.", IF),
        ("At the right price they would sign.", IF),
        ("Chile had been warned by Bolivia.", WARNED),
        ("Bolivia warned Chile.", WARNED),
        ("The majority of the miners support Paz.", MOST),
        ("The mine must pay no less than 12 percent more.", LEAST),
        ("Less than 80 miners came.", FEWER),
        ("The union asked the court for an answer.", ASKED),
    ],
)
def test_a_statement_that_keeps_the_sense_of_its_words(statement: str, quote: str) -> None:
    assert sensed(statement, quote) == {}


@pytest.mark.parametrize(
    "statement", ["Police found 30 gold bars in the minister's house.", "Police have found 30 gold bars."]
)
def test_what_is_alleged_is_not_stated_as_found(statement: str) -> None:
    assert sensed(statement, GOLD) != {}


def test_a_statement_in_other_words_is_doubted_where_a_copy_is_refuted() -> None:
    loose = "Leo Mamani thinks that the legislation has been a great help for villages."
    assert sensed(loose, HURT) != {}
    assert "refute" not in sensed(loose, HURT).values()


def test_who_denies_an_alleged_event_does_not_unmake_the_allegation() -> None:
    alleged = event("Paz takes bribes", "by June", None, "Paz denied the claim", status="alleged")
    assert "negation_differs" not in severities(COURT, alleged)
