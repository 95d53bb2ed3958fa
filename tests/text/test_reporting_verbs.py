"""The lexicon of reporting verbs and nouns."""

from summarizer.text.verbs import forms_of, noun_acts, plover_class, reporting_forms
from summarizer.text.words import lexicon


def acts() -> set[str]:
    return {act for senses in reporting_forms().values() for sense in senses for _, act in sense.frames}


def lemmas(act: str) -> set[str]:
    return {
        sense.lemma
        for senses in reporting_forms().values()
        for sense in senses
        if act in {each for _, each in sense.frames}
    }


def test_verbs_inflect_by_rule_and_by_table() -> None:
    assert set(forms_of("deny")) == {"deny", "denies", "denied", "denying"}
    assert set(forms_of("admit")) == {"admit", "admits", "admitted", "admitting"}
    assert {"say", "says", "said", "saying"} == set(forms_of("say"))
    assert set(forms_of("write")) == {"write", "writes", "wrote", "written", "writing"}


def test_the_lexicon_has_many_hundred_verbs_and_nouns() -> None:
    assert len({sense.lemma for senses in reporting_forms().values() for sense in senses}) > 1000
    assert len(noun_acts()) > 300


def test_each_thing_that_speech_does_has_its_verbs() -> None:
    wanted = {"states", "demands", "accepts", "rejects", "denies", "threatens", "promises", "asks", "accuses"}
    assert wanted <= acts()
    assert "call on" in lemmas("appeals")
    assert "rule out" in lemmas("rejects")
    assert "vow" in lemmas("promises")


def test_every_act_with_a_plover_class_has_verbs() -> None:
    assert set(lexicon("reporting_verbs")["plover"]) <= acts()
    assert (plover_class("appeals"), plover_class("states")) == ("DEMAND", None)


def test_every_noun_has_an_act_that_verbs_have_too() -> None:
    assert set(noun_acts().values()) <= acts()
