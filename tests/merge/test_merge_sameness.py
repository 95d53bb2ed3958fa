"""Two wordings are one claim only where nothing that one of them says is missing in the other and replaced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from summary_builder import DAY, position, summary

from summarizer.merge import merge_summaries
from summarizer.merge.sameness import same_wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The army will help the separatists in the east", "The army will harm the separatists in the east"),
        ("The army will withdraw its troops from the border", "The army will reinforce its troops at the border"),
        ("The government plans a new tax on petrol", "The government plans a new tax on bread"),
        ("The company plans to stop gas deliveries", "The company plans to resume gas deliveries"),
        ("The army will leave the port", "The army will leave the port if NATO leaves the region"),
        ("All ministers support the new budget", "All ministers except one support the new budget"),
        ("Only the army supports the new budget", "The army supports the new budget"),
        ("The rebels attacked the army near the port", "The army attacked the rebels near the port"),
        ("The army has attacked the port", "The army will attack the port"),
        ("Norway will send boats to the island", "Norway would send boats to the island"),
        ("The army was attacked near the port", "The army attacked near the port"),
        ("The army planned to attack the port", "The army attacked the port"),
        ("Norway rammed the boats of Denmark", "Denmark rammed the boats of Norway"),
        ("Gas flows from Norway to the west", "Gas flows to Norway from the west"),
        ("The union wants to leave the talks", "The union leaves the talks"),
        ("Norway should send boats", "Norway sends boats"),
        ("The council may meet on Monday", "The council can meet on Monday"),
        ("The port opened again", "The port will open again"),
        ("Two senior officials resigned over the leak", "Two junior officials resigned over the leak"),
        ("The port will open unless it rains", "The port will open"),
        ("Er wird heute nach Bergen kommen", "Er wird heute nicht nach Bergen kommen"),
    ],
)
def test_what_differs_in_a_word_that_matters_is_two_claims(one: str, other: str) -> None:
    assert not same_wording(one, other)
    assert not same_wording(other, one)
    claims = merge_summaries(
        [summary("a", position("Anna Lind", one)), summary("b", position("Lind", other)), summary("c")], DAY
    ).claims
    assert sorted(len(claim.sources) for claim in claims) == [1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The council will meet in Bergen", "On Monday the council will meet in Bergen"),
        ("The army attacked the port", "The army has attacked the port"),
        ("Norway will buy new vessels", "Norway will purchase new ships"),
        ("The rebels attacked the army", "The rebels attacked the army near the port in the night"),
        ("He favours the defence of the harbour", "He favors the defense of the harbor"),
        ("The minister hopes that the talks will begin", "The minister hopes the talks begin"),
        ("Oslo supplies the boats", "Norway supplies the boats"),
    ],
)
def test_a_longer_wording_a_synonym_and_a_spelling_are_one_claim(one: str, other: str) -> None:
    assert same_wording(one, other)
    assert same_wording(other, one)


QUOTATION = (
    "We hope that our old harbour, the pride of all northern ports, stays open to every fishing boat, "
    "that the {} never closes and that {}"
)


def test_a_long_quotation_in_the_first_person_may_be_translated_in_other_expressions() -> None:
    one = QUOTATION.format("market", "whoever sails from here comes home safe")
    other = QUOTATION.format("market", "those leaving port return unharmed in the evening")
    assert same_wording(one, other)
    told = (one.replace("We hope", "They hope").replace("our", "the"), other.replace("We hope", "They hope"))
    assert not same_wording(told[0], told[1].replace("our", "the"))


def test_a_single_noun_exchanged_in_a_long_quotation_is_another_claim() -> None:
    end = "whoever sails from here comes home safe"
    assert not same_wording(QUOTATION.format("market", end), QUOTATION.format("school", end))
    assert not same_wording(
        QUOTATION.format("market", end), QUOTATION.format("school", "those leaving return unharmed")
    )


def test_a_headline_in_the_present_tells_the_event_of_that_day_and_a_demand_needs_no_should() -> None:
    assert same_wording("The council met in Bergen", "Council meets in Bergen", dated=True)
    assert not same_wording("The council met in Bergen", "The council meets in Bergen")
    assert same_wording("that the fleet should leave the port", "that the fleet must leave the port", asked=True)
    assert not same_wording("The fleet should leave the port", "The fleet leaves the port")


@given(st.text(max_size=60), st.text(max_size=60))
def test_sameness_has_no_direction(a: str, b: str) -> None:
    assert same_wording(a, b) == same_wording(b, a)
    assert same_wording(a, a)
