"""A statement laid beside the words it rests on: what they hold, what is missing, and what stands in its place."""

from __future__ import annotations

import pytest

from summarizer.check.evidence import Evidence, compared


def missing(evidence: Evidence) -> list[str]:
    return [evidence.statement[i].text for i in evidence.missing]


def left_over(evidence: Evidence) -> list[str]:
    return [evidence.words[j].text for j in evidence.left_over]


def place(evidence: Evidence, word: str) -> int:
    return next(i for i, term in enumerate(evidence.statement) if term.text == word)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("Rome will pay the debt.", "“We will pay the debt,” Rome said."),
        ("Rome bought two ships.", "Two vessels were purchased by Rome."),
        ("Half of the harbour is closed.", "50 percent of the harbour is closed."),
        ("Sergey Lavrov left Moscow.", "Lavrov left Russia."),
        ("They signed a truce.", "They signed a ceasefire."),
    ],
)
def test_words_hold_all_of_a_paraphrase(statement: str, words: str) -> None:
    evidence = compared(statement, words)
    assert missing(evidence) == []
    assert evidence.share == 1.0


@pytest.mark.parametrize(
    ("statement", "words", "absent", "unused"),
    [
        ("Rome will sink the ship.", "Rome will pay the debt.", ["sink", "ship"], ["pay", "debt"]),
        ("Rome accepts the plan.", "Rome rejects the plan.", ["accepts"], ["rejects"]),
        ("Rome paid 17 crowns.", "Rome paid 71 crowns.", ["17 crowns"], ["71 crowns"]),
        ("Rome paid $5 million.", "Rome paid €5 million.", ["$5 million"], ["€5 million"]),
        ("Peskov spoke on Monday.", "Lavrov spoke on Tuesday.", ["Peskov", "Monday"], ["Lavrov", "Tuesday"]),
    ],
)
def test_what_the_words_do_not_hold_is_missing_and_what_they_say_instead_is_left_over(
    statement: str, words: str, absent: list[str], unused: list[str]
) -> None:
    evidence = compared(statement, words)
    assert missing(evidence) == absent
    assert left_over(evidence) == unused


def test_the_share_is_of_the_terms_that_carry_matter() -> None:
    evidence = compared("The ministers will pay the old debt.", "They will pay the debt.")
    assert missing(evidence) == ["ministers", "old"]
    assert evidence.share == pytest.approx(2 / 4)


def test_a_statement_without_matter_is_held_by_anything_and_by_nothing() -> None:
    assert compared("", "Rome paid.").share == compared("It is.", "").share == 1.0
    assert compared("Rome paid.", "").share == 0.0


def test_who_is_named_as_saying_it_is_no_part_of_the_core() -> None:
    evidence = compared("Lavrov said the ship sank.", "the ship sank")
    assert evidence.speaks(place(evidence, "Lavrov"))
    assert evidence.share == pytest.approx(2 / 3)
    assert evidence.core_share == 1.0


def test_a_name_behind_according_to_speaks_too_and_one_that_acts_does_not() -> None:
    assert (there := compared("According to Lavrov, the ship sank.", "")).speaks(place(there, "Lavrov"))
    assert not (here := compared("Lavrov sank the ship.", "")).speaks(place(here, "Lavrov"))
    assert compared("", "Lavrov said so.").speaks_there(0)


def test_terms_are_linked_in_order_where_a_word_stands_twice() -> None:
    evidence = compared("Rome paid Paris, and Paris paid Oslo.", "Rome paid Paris, and Paris paid Oslo.")
    assert all(link.ours == link.theirs and link.relation == "same" for link in evidence.links)


def test_a_link_says_what_the_term_is_to_the_word_it_rests_on() -> None:
    evidence = compared("They purchased it.", "They bought it.")
    assert [link.relation for link in evidence.links] == ["synonym"]


def test_a_word_faces_what_stands_between_the_same_neighbours() -> None:
    evidence = compared("Rome accepts the plan.", "Rome rejects the plan.")
    (facing,) = (evidence.facing[i] for i in evidence.missing)
    assert [evidence.words[j].text for j in facing] == ["rejects"]


@pytest.mark.parametrize(
    ("statement", "words", "replaced", "wholly"),
    [
        ("Rome sold green tents.", "Rome sold green trucks.", ["trucks"], ["trucks"]),
        ("Rome sold green tents quickly.", "Rome sold green trucks quickly.", ["trucks"], ["trucks"]),
        ("Rome sold old tents.", "Rome sold new, green tents.", ["new", "green"], ["green"]),
        ("Rome sold tents.", "Rome sold it.", [], []),
    ],
)
def test_a_missing_term_replaces_the_one_beside_the_same_link(
    statement: str, words: str, replaced: list[str], wholly: list[str]
) -> None:
    evidence = compared(statement, words)
    i = evidence.missing[0]
    assert [evidence.words[j].text for j in evidence.replaced(i)] == replaced
    assert [evidence.words[j].text for j in evidence.replaced(i, wholly=True)] == wholly


def test_a_name_that_the_words_hold_but_once_is_there_again() -> None:
    evidence = compared("Rome told Oslo that Rome paid.", "Rome told Oslo so.")
    assert [evidence.statement[i].text for i in evidence.again] == ["Rome"]
    assert min(evidence.again) > 0
    assert compared("Rome told Oslo.", "Rome told Oslo.").again == frozenset()


def test_what_stands_around_the_words_is_asked_apart() -> None:
    evidence = compared("Lavrov paid in Oslo.", "He paid.", ("Lavrov spoke.", "Talks were held in Norway."))
    assert missing(evidence) == ["Lavrov", "Oslo"]
    assert all(evidence.stands_around(evidence.statement[i]) for i in evidence.missing)
    assert not evidence.stands_around(compared("of trucks", "").statement[1])


def test_a_word_with_a_capital_is_a_name_where_the_words_have_it_as_one() -> None:
    evidence = compared("Stone paid.", "The debt that Roger Stone paid.")
    assert evidence.statement[0].sort == "name"
    assert missing(evidence) == []
