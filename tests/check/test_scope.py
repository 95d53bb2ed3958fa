"""What the words around a term make of it: negated, sure or open, active or passive, whose it is."""

from __future__ import annotations

import pytest

from summarizer.check import scope
from summarizer.check.terms import Term, terms_of


def at(text: str, word: str) -> tuple[tuple[Term, ...], int]:
    """The terms of a text and the place of the last term that is the word."""
    terms = terms_of(text)
    return terms, max(i for i, term in enumerate(terms) if term.low == word)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Rome will pay", "future"),
        ("Rome would pay", "future"),
        ("Rome’ll pay", "future"),
        ("Rome won't pay", "future"),
        ("Rome is going to pay", "future"),
        ("Rome may pay", "possible"),
        ("Rome could not pay", "possible"),
        ("Rome will probably pay", "possible"),
        ("Rome is likely to pay", "possible"),
        ("Rome might have to pay", "possible"),
        ("Rome has to pay", "obliged"),
        ("Rome does not have to pay", "obliged"),
        ("Rome must now pay", "obliged"),
        ("Rome ought to pay", "obliged"),
        ("Rome plans to pay", "intended"),
        ("Rome is ready to pay", "intended"),
        ("Paris asked Rome to pay", "intended"),
        ("Paris wants Rome to pay", "intended"),
        ("Rome did not pay", "past"),
        ("If Rome were to pay", "conditional"),
        ("Should Rome pay", "conditional"),
        ("in case they pay", "conditional"),
        ("Even if Rome is late, Paris will pay", "future"),
        ("If Rome is late, Paris will pay", "future"),
        ("the way to pay", "open"),
        ("Taxpayers pay", "open"),
    ],
)
def test_the_words_before_a_verb_tell_how_sure_it_is(text: str, certainty: scope.Certainty) -> None:
    assert scope.certainty(*at(text, "pay")) == certainty


@pytest.mark.parametrize(
    ("text", "verb", "certainty"),
    [
        ("Rome rejected the plan", "rejected", "past"),
        ("Rome paid the debt", "paid", "past"),
        ("They went home", "went", "past"),
        ("Rome has paid", "paid", "past"),
        ("The debt was paid", "paid", "past"),
        ("Rome may have paid", "paid", "possible"),
        ("Rome would have paid", "paid", "future"),
        ("The debt will have been paid", "paid", "future"),
        ("the debt paid by Rome", "paid", "open"),
        ("Rome is paying", "paying", "present"),
        ("Rome pays", "pays", "open"),
    ],
)
def test_where_nothing_else_tells_the_form_of_a_verb_does(text: str, verb: str, certainty: scope.Certainty) -> None:
    assert scope.certainty(*at(text, verb)) == certainty


def negated(text: str, times: int = 1) -> set[str]:
    """The words of matter that are negated so many times."""
    terms = terms_of(text)
    return {
        term.low
        for term, count in zip(terms, scope.negations(terms), strict=True)
        if count == times and term.is_content
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rome will not pay the debt", {"pay", "debt"}),
        ("Rome can't pay", {"pay"}),
        ("Rome has never paid", {"paid"}),
        ("nobody paid", {"paid"}),
        ("They left without paying", {"paying"}),
        ("No troops left, and talks go on", {"troops", "left"}),
        ("Rome did not pay but Paris paid more", {"pay"}),
        ("Rome did not, she said, pay the debt", {"pay", "debt"}),
        ("Neither Rome nor Paris paid", {"rome", "paris", "paid"}),
        ("Rome refused to pay", {"pay"}),
        ("Rome denied that it had paid", {"paid"}),
        ("Rome ruled out a payment", {"payment"}),
        ("Rome turned the offer down", {"offer", "down"}),
        ("Rome failed to pay and left the room", {"pay"}),
        ("Rome will not only pay but also apologise", set()),
        ("Rome will not merely pay", set()),
        ("no more than five ships left", set()),
        ("Not until Monday did Rome pay", set()),
        ("No doubt Rome will pay", set()),
        ("The court ruled on the payment", set()),
        ("Rome turned to the offer", set()),
        ("The offer was rejected by Rome", set()),
        ("Rome will pay", set()),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(text: str, words: set[str]) -> None:
    assert negated(text) == words


def test_two_negations_of_different_kinds_count_twice() -> None:
    assert negated("Rome has never denied paying", 2) == {"paying"}
    assert negated("Rome did not refuse to pay", 2) == {"pay"}


def test_a_negation_does_not_reach_beyond_five_terms_of_matter() -> None:
    text = "Rome did not send tents, trucks"  # the comma ends it
    assert negated(text) == {"send", "tents"}
    assert "trucks" not in negated("Rome did not send big green tents with old trucks")


@pytest.mark.parametrize(
    ("text", "word", "is_verb"),
    [
        ("Rome pays the debt", "pays", True),
        ("Rome wants to open it", "open", True),
        ("Rome will open it", "open", True),
        ("The door is open", "open", False),
        ("the written answers came", "written", False),
        ("Rome rejected the plan", "rejected", True),
        ("a big ambassador", "ambassador", False),
    ],
)
def test_what_can_be_a_verb_where_it_stands(text: str, word: str, is_verb: bool) -> None:
    assert scope.is_verb(*at(text, word)) is is_verb


@pytest.mark.parametrize(
    ("text", "word", "is_predicate"),
    [
        ("Rome plans a summit", "plans", True),
        ("they plan a summit", "plan", True),
        ("to plan a summit", "plan", True),
        ("Rome will quickly plan a summit", "plan", True),
        ("the plan for a summit", "plan", False),
    ],
)
def test_a_verb_is_a_predicate_by_what_stands_before_it(text: str, word: str, is_predicate: bool) -> None:
    assert scope.is_predicate(*at(text, word)) is is_predicate


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("The plan was rejected", "rejected", True),
        ("The plan has been firmly rejected", "rejected", True),
        ("the plan rejected by Rome", "rejected", True),
        ("Two ships were hit", "hit", True),
        ("The ship was sold", "sold", True),
        ("Rome has rejected the plan", "rejected", False),
        ("Rome sold the ship", "sold", False),
        ("The ships hit a mine", "hit", False),
        ("The door is open", "open", False),
        ("Rome is rejecting the plan", "rejecting", False),
        ("The man who was ill rejected it", "rejected", False),
    ],
)
def test_a_verb_is_passive_by_a_form_of_be_before_it_or_by_behind(text: str, verb: str, passive: bool) -> None:
    assert scope.is_passive(*at(text, verb)) is passive


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Rome will not pay", "pay", "Rome"),
        ("Rome quickly paid", "paid", "Rome"),
        ("The ministers have probably paid", "paid", "ministers"),
        ("The head of the OSCE paid", "paid", None),
        ("It paid", "paid", None),
        ("the will to pay", "pay", None),
    ],
)
def test_the_subject_stands_before_the_auxiliaries_and_adverbs(text: str, verb: str, subject: str | None) -> None:
    terms, i = at(text, verb)
    found = scope.subject_of(terms, i)
    assert (terms[found].text if found is not None else None) == subject


def test_a_clause_ends_at_marks_and_conjunctions() -> None:
    terms, i = at("Rome will pay, but Paris has left because it was late.", "left")
    start, end = scope.clause_of(terms, i)
    assert [term.text for term in terms[start:end]] == ["Paris", "has", "left"]


@pytest.mark.parametrize(
    ("text", "word", "owners"),
    [
        ("NATO's written response came", "response", ["NATO"]),
        ("the response of NATO came", "response", ["NATO"]),
        ("the response of ministers", "response", []),
        ("They met in Oslo. A response came", "response", []),
    ],
)
def test_the_owner_of_a_word_is_the_place_before_it_or_behind_of(text: str, word: str, owners: list[str]) -> None:
    assert [term.text for term in scope.owners_of(*at(text, word))] == owners


def test_the_complement_of_a_word_is_the_name_behind_its_preposition() -> None:
    found = scope.complement_of(*at("the demands of the Hague court", "demands"))
    assert found is not None
    assert (found[0], found[1].text) == ("of", "Hague")
    assert scope.complement_of(*at("the demands were met", "demands")) is None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("If Rome agrees", (0,)),
        ("Paris pays unless Rome agrees", (2,)),
        ("Should Rome agree", (0,)),
        ("Rome should agree", ()),
        ("They should agree", ()),
        ("even if Rome agrees", ()),
        ("in case Rome agrees", (1,)),
        ("in this case Rome agrees", ()),
    ],
)
def test_which_words_set_a_condition(text: str, places: tuple[int, ...]) -> None:
    assert scope.set_conditions(terms_of(text)) == places
