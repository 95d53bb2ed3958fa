"""What an actor does with words that a verb merely reports, and how verdicts and denials are told."""

import hashlib

import pytest

from summarizer.engines.embedded import extract
from summarizer.engines.embedded.acts import act_of_words
from summarizer.engines.embedded.denials import denial_in, rumour_in
from summarizer.engines.embedded.verdicts import verdict_in
from summarizer.models import Article, Extraction


def read(text: str) -> Extraction:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return extract(Article(article_id="a", text_sha256=digest, reader="test", published=None, text=text))


# --- acts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("Minsk is planning to attack Latvia", "accuses"),
        ("Minsk hacked the ministry", "accuses"),
        ("Minsk may attack Latvia", "assesses"),
        ("Oslo will attack the problem", "states"),
        ("Minsk did not hack the ministry", "states"),
        ("in his opinion, the odds are small", "assesses"),
        ("the talks could fail", "assesses"),
        ("the talks begin in May", "states"),
        ("We will send help to the islands", "promises"),
        ("We will not leave", "states"),
        ("We will win", "states"),
        ("Bonn continues to ignore our concerns", "criticises"),
        ("Bonn cannot ignore the fleet", "states"),
        ("We failed to reach a deal", "states"),
    ],
)
def test_plain_cues_of_the_words_tell_the_act(words: str, act: str) -> None:
    assert act_of_words("states", words, "Oslo") == act


def test_the_reporting_verb_comes_before_the_words() -> None:
    assert act_of_words("hopes", "the talks could fail", "Oslo") == "hopes"


def test_an_accusation_told_by_its_words_gives_no_stance() -> None:
    (found,) = read("They spoke of Latvia, which, according to Oslo, Minsk is planning to attack.").positions
    assert (found.act, found.stance) == ("accuses", "none")


# --- words of the first person ---------------------------------------------------------------------------------------


def test_we_outside_a_quotation_is_kept_as_a_quotation() -> None:
    (found,) = read("Minister Erik Holm said that our harbour is open to all.").positions
    assert found.statement == "Erik Holm: “our harbour is open to all”"


def test_a_sentence_that_points_back_is_left_out_beside_one_that_does_not() -> None:
    text = "“We are well aware of all this, a pity. The harbour stays open to all,” Minister Erik Holm said."
    assert [p.statement for p in read(text).positions] == ["Erik Holm says the harbour stays open to all."]


def test_what_a_speaker_expects_for_the_state_is_one_demand() -> None:
    text = (
        "“We expect to receive a written answer to our letter,” spokeswoman Anna Lind said.\n\n"
        "Lind stressed that Norway is expecting a written answer from Sweden."
    )
    found = read(text)
    assert [(d.key, d.by, d.to, d.reported_by) for d in found.demands] == [("d1", "Norway", "Sweden", "Anna Lind")]
    assert any("We expect to receive" in p.statement for p in found.positions)


def test_a_general_demand_is_told_as_what_is_among_it() -> None:
    text = (
        "Minister Erik Holm spoke of fishing guarantees that Oslo demands.\n\n"
        "Replies to the demands for fishing guarantees, among which is the promise that no boat will enter, are due."
    )
    (found,) = read(text).demands
    assert (found.by, found.what) == ("Oslo", "The promise that no boat will enter")
    assert found.quote == "demands for fishing guarantees, among which is the promise that no boat will enter"


# --- denials ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("we do not see an attack on the islands", "an attack on the islands"),
        ("there are no plans for an offensive", "an offensive"),
        ("we do not expect invasion", "invasion"),
    ],
)
def test_a_denied_act_is_named_by_its_noun(words: str, denied: str) -> None:
    found = denial_in(words)
    assert found is not None
    assert found.start is not None
    assert words[found.start :] == denied


@pytest.mark.parametrize("words", ["Norway did not hack the ministry", "we are not planning to attack anybody"])
def test_a_denied_deed_has_no_noun(words: str) -> None:
    found = denial_in(words)
    assert found is not None
    assert found.start is None


@pytest.mark.parametrize(
    "words",
    [
        "we see an attack on the islands",
        "we do not rule out an attack",
        "there is no doubt that an attack is planned",
        "nobody came. An attack followed",
    ],
)
def test_what_denies_no_act_is_no_denial(words: str) -> None:
    assert denial_in(words) is None


def test_a_rumour_is_an_act_that_is_only_possible() -> None:
    text = "It comes before a possible Danish attack."
    rumour = rumour_in(text)
    assert rumour is not None
    assert text[slice(*rumour)] == "a possible Danish attack"
    assert rumour_in("It came after the attack.") is None


def test_a_denial_answers_the_rumour_and_its_date_is_on_nobodys_word() -> None:
    text = (
        "The visit comes before a possible Danish attack.\n\n"
        "Minister Erik Holm said that “we do not see an attack on the islands on the 16th of May.”"
    )
    found = read(text)
    (denial,) = found.responses
    (event,) = found.dates
    assert (denial.by, denial.kind, denial.answers) == ("Erik Holm", "denies", "A possible Danish attack")
    assert denial.answers_key == event.key
    assert (event.status, event.according_to) == ("alleged", None)
    assert event.event == "An attack on the islands."
    assert not found.positions


# --- verdicts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind", "judged", "owner"),
    [
        ("The Danish reply does not satisfy us", "rejects", "The Danish reply", None),
        ("the first part of the Denmark response is unacceptable", "rejects", "the Denmark response", "Denmark"),
        ("their offer is to a certain extent constructive", "acknowledges", "their offer", None),
        ("the proposals are not sufficient", "rejects", "the proposals", None),
        ("the second half is constructive", "acknowledges", None, None),
    ],
)
def test_an_answer_or_offer_is_judged(words: str, kind: str, judged: str | None, owner: str | None) -> None:
    found = verdict_in(words)
    assert found is not None
    assert (found.kind, found.judged, found.owner) == (kind, judged, owner)


@pytest.mark.parametrize("words", ["the sea is not acceptable", "the reply is long", "the reply is not unacceptable"])
def test_what_judges_no_answer_is_no_verdict(words: str) -> None:
    assert verdict_in(words) is None


def test_a_verdict_told_twice_is_one_response() -> None:
    text = (
        "Minister Erik Holm said that the first part of it is unsatisfactory, but that the second is constructive.\n\n"
        "“The first part of Denmark’s offer does not suit us. The second part is quite constructive,” Holm said."
    )
    found = read(text)
    assert [(r.by, r.kind) for r in found.responses] == [("Erik Holm", "rejects"), ("Erik Holm", "acknowledges")]
    assert not found.positions


# --- events ----------------------------------------------------------------------------------------------------------


def test_a_remark_is_no_event_of_a_day_on_which_something_happened() -> None:
    text = "Karl Berg delivered the letter on June 3, 2021. Minister Erik Holm said on June 3, 2021 that talks go on."
    assert [(e.key, e.event) for e in read(text).dates] == [("t1", "Karl Berg delivered the letter.")]


def test_a_dated_clause_that_a_dash_sets_beside_a_remark_is_no_event() -> None:
    assert not read("Talks go on — a point Karl Berg made again on May 3.").dates


def test_what_leads_into_speech_is_no_part_of_the_event() -> None:
    (found,) = read("“You know that on June 3 our council met in Bern,” Minister Erik Holm said.").dates
    assert found.event == "“on June 3 our council met in Bern”"


def test_the_month_of_may_is_no_modal() -> None:
    (found,) = read("Karl Berg delivered the letter in Bern on May 3, 2021.").dates
    assert (found.value, found.status) == ("2021-05-03", "past")


def test_a_second_clause_loses_its_that_with_the_first() -> None:
    text = "Minister Erik Holm said that the harbour is open, but that Danish ships “will wait outside” until noon."
    (found,) = read(text).positions
    assert found.statement == "The harbour is open, but Danish ships “will wait outside” until noon."


def test_the_writers_words_ahead_of_a_quotation_are_not_the_speakers() -> None:
    text = (
        "Erik Holm spoke. Mr. Holm hardly clarified the matter, treating it first as a joke -- ''That makes me glad'' "
        "-- and then, when asked again, asserting, ''Of course, I pay the harbour dues.''"
    )
    assert not any("treating it" in p.statement for p in read(text).positions)


def test_what_stands_behind_with_is_no_statement_of_its_own() -> None:
    text = "With Danish officials worried about a lack of ships, Norway waits."
    assert not read(text).positions
