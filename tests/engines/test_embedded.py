"""What the embedded engine makes of an article: positions, demands, responses and dated events, each with its quote."""

import datetime as dt
import hashlib

import pytest

from summarizer.engines.embedded import ENGINE_VERSION, extract
from summarizer.models import Article, Claim, DatedEvent, Demand, Extraction, Furniture, Position, Response

FULL = """President Anna Lind said on Monday that Norway is betting on dialogue. "We still prefer to talk," she added.

Foreign Minister Erik Holm warned that the risk is growing. “It is very high. It has never been higher.”

Oslo demanded that Sweden pull back its troops, and Stockholm rejected the demand.

According to Lind, talks will resume on March 3.
"""


def article(text: str, published: dt.date | None = None, furniture: tuple[Furniture, ...] = ()) -> Article:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        article_id="a", text_sha256=digest, reader="test", published=published, text=text, furniture=furniture
    )


def read(text: str, published: dt.date | None = None) -> Extraction:
    return extract(article(text, published))


def position(text: str) -> Position:
    (found,) = read(text).positions
    return found


def demand(text: str) -> Demand:
    (found,) = read(text).demands
    return found


def response(text: str) -> Response:
    (found,) = read(text).responses
    return found


def event(text: str, published: dt.date | None = None) -> DatedEvent:
    (found,) = read(text, published).dates
    return found


def test_every_quote_is_verbatim_and_every_answer_is_the_same() -> None:
    found = read(FULL)
    claims: tuple[Claim, ...] = (*found.positions, *found.demands, *found.responses, *found.dates)
    assert len(claims) >= 7
    assert all(claim.quote in FULL for claim in claims)
    assert found == read(FULL)


def test_an_article_without_speech_or_dates_gives_nothing() -> None:
    assert read("The river is long. It flows past the town.") == Extraction(
        positions=(), demands=(), responses=(), dates=()
    )
    assert read("") == Extraction(positions=(), demands=(), responses=(), dates=())


def test_the_engine_has_a_version() -> None:
    assert ENGINE_VERSION


# --- positions -------------------------------------------------------------------------------------------------------


def test_indirect_speech_becomes_a_sentence_of_its_own() -> None:
    found = position("Government spokesman Karl Weber said that Austria’s budget will be settled at the table.")
    assert (found.actor, found.role) == ("Karl Weber", "Government spokesman")
    assert found.statement == "Austria’s budget will be settled at the table."
    assert found.act == "states"


def test_speech_in_the_first_person_stays_in_its_words_and_marks_behind_its_speaker() -> None:
    found = position("“We will not leave the table,” President Anna Lind said.")
    assert found.statement == "Anna Lind: “We will not leave the table”"
    assert found.quote == "We will not leave the table"


def test_a_pronoun_at_the_head_becomes_the_speaker() -> None:
    found = position("President Karl Lind said that he would not publish the reply.")
    assert found.statement == "Karl Lind would not publish the reply."


def test_a_quotation_gives_one_position_for_each_sentence_that_can_stand_alone() -> None:
    text = (
        "“No objections on our side,” Minister Karl Holm tweeted. "
        "“Important that Oslo stays in close contact. No deal on Norway without Norway. Golden rule.”"
    )
    assert [p.statement for p in read(text).positions] == [
        "Karl Holm: “No objections on our side”",
        "Karl Holm: “Important that Oslo stays in close contact.”",
        "Karl Holm: “No deal on Norway without Norway. Golden rule.”",
    ]


@pytest.mark.parametrize(
    ("text", "act", "stance"),
    [
        ("Minister Erik Holm warned that the risk is growing.", "warns", "none"),
        ("“We hope that talks will go on,” Minister Erik Holm said.", "hopes", "none"),
        ("Oslo has long advocated for the completion of the pipeline.", "supports", "supports"),
        ("Oslo condemned the arrest of the three reporters.", "criticises", "opposes"),
        ("Oslo accused Minsk of breaking the old treaty.", "accuses", "opposes"),
        ("Oslo threatened to close the northern border.", "threatens", "none"),
        ("Oslo pledged to send help to the islands.", "promises", "none"),
    ],
)
def test_the_strength_of_an_act_is_kept(text: str, act: str, stance: str) -> None:
    found = position(text)
    assert (found.act, found.stance) == (act, stance)
    assert not read(text).demands


def test_a_condition_is_given_in_the_words_of_the_article() -> None:
    found = position("Oslo vowed to close the border should Minsk break the treaty.")
    assert found.condition == "should Minsk break the treaty"


def test_a_threat_that_another_repeats_is_reported_by_that_other() -> None:
    text = "Minister Erik Holm spoke. He repeated Norway’s threat that it will close the border."
    (found,) = read(text).positions
    assert (found.actor, found.act, found.reported_by) == ("Norway", "threatens", "Erik Holm")
    assert found.statement == "Norway will close the border."


def test_an_agency_that_passes_words_on_is_named_and_takes_no_position() -> None:
    found = position("“We wait for an answer,” President Anna Lind told reporters, according to Interfax.")
    assert (found.actor, found.reported_by) == ("Anna Lind", "Interfax")


def test_a_place_left_out_by_a_relative_clause_comes_back() -> None:
    found = position("They spoke of Latvia, which, according to Oslo, Minsk is planning to attack.")
    assert (found.actor, found.statement) == ("Oslo", "Minsk is planning to attack Latvia.")


def test_the_narrators_own_sentences_are_nobodys_position() -> None:
    assert not read("Tension grows. President Anna Lind arrived in Bern. The talks are hard.").positions


@pytest.mark.parametrize(
    "text",
    [
        "He said that talks go on.",
        "President Anna Lind did not say that talks go on.",
        "President Anna Lind could say that talks go on.",
        "It was a matter that President Anna Lind said that others fail to settle.",
        "Oslo left the talks, suggesting that the deal was dead.",
    ],
)
def test_what_nobody_clearly_says_is_left_out(text: str) -> None:
    assert not read(text).positions


def test_a_remark_is_told_once() -> None:
    text = "“We will not leave the table,” President Anna Lind said.\n\n“We will not leave the table,” Lind said."
    assert len(read(text).positions) == 1


def test_nothing_comes_from_furniture_or_a_headline() -> None:
    text = (
        "Oslo says deal is dead\n\nThe river is long.\n\nCheck also\n\nNorway has asked Sweden to send troops by May 3."
    )
    furniture = Furniture(start=text.index("Check also"), end=len(text), kind="teaser")
    found = extract(article(text, furniture=(furniture,)))
    assert found == Extraction(positions=(), demands=(), responses=(), dates=())


# --- demands ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "force", "to", "what"),
    [
        ("Oslo asks not to spread rumours and stay calm.", "request", None, "Not to spread rumours and stay calm"),
        ("Oslo asked Stockholm to wait until spring.", "request", "Stockholm", "Stockholm to wait until spring"),
        ("Oslo urged Stockholm to wait until spring.", "appeal", "Stockholm", "Stockholm to wait until spring"),
        ("Oslo demanded that Sweden pull back its troops.", "demand", "Sweden", "Sweden pull back its troops"),
        ("Oslo demanded the release of the crew.", "demand", None, "The release of the crew"),
        ("Oslo is expecting written replies from Sweden and Finland.", "request", "Sweden and Finland",
         "Written replies from Sweden and Finland"),
    ],
)  # fmt: skip
def test_a_demand_has_its_force_addressee_and_content(text: str, force: str, to: str | None, what: str) -> None:
    found = demand(text)
    assert (found.by, found.force, found.to, found.what) == ("Oslo", force, to, what)


def test_who_is_to_suffer_an_act_is_not_addressed() -> None:
    text = "Minister Erik Holm recalled Oslo’s requests: that NATO send help, and that Malta be barred from the pact."
    found = read(text).demands
    assert [(d.key, d.by, d.to, d.reported_by) for d in found] == [
        ("d1", "Oslo", "NATO", "Erik Holm"),
        ("d2", "Oslo", None, "Erik Holm"),
    ]


def test_a_deadline_is_given_in_the_words_of_the_article() -> None:
    assert demand("Oslo demanded that Sweden pull back its troops by May 3.").deadline == "May 3"


def test_what_somebody_in_a_quotation_expects_to_receive_is_a_request() -> None:
    text = "“We expect to receive a written answer to our letter, which is long,” President Anna Lind said."
    found = demand(text)
    assert (found.by, found.force, found.what) == ("Anna Lind", "request", "“a written answer to our letter”")


# --- responses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "statement"),
    [
        ("Oslo rejected the offer.", "rejects", "Oslo rejected the offer."),
        ("Oslo denies the charge, although it moves its troops.", "denies", "Oslo denies the charge."),
        ("Oslo accepted the plan.", "accepts", "Oslo accepted the plan."),
        ("Oslo declined to say when the talks resume.", "defers", "Oslo declined to say when the talks resume."),
        ("Oslo refused to leave the islands.", "rejects", "Oslo refused to leave the islands."),
    ],
)
def test_a_response_has_its_kind_and_statement(text: str, kind: str, statement: str) -> None:
    found = response(text)
    assert (found.by, found.kind, found.statement) == ("Oslo", kind, statement)


def test_a_refusal_that_is_a_noun_keeps_its_owner() -> None:
    found = response("Minister Anna Lind regrets Oslo’s refusal to leave the islands.")
    assert (found.by, found.statement) == ("Oslo", "Oslo’s refusal to leave the islands.")


def test_a_noun_that_would_take_the_verb_of_its_sentence_gives_nothing() -> None:
    assert read("Oslo’s refusal to leave the islands hurts.").responses == ()


def test_a_rejected_allegation_is_named_and_linked() -> None:
    text = (
        "Tension grows amid new allegations that Norway may attack Latvia on May 3, claims that are rejected by Oslo."
    )
    found = read(text, dt.date(2021, 4, 20))
    (rejection,) = found.responses
    (attack,) = found.dates
    assert (attack.status, attack.value, attack.according_to) == ("alleged", "2021-05-03", None)
    assert rejection.answers_key == attack.key
    assert rejection.answers == "Norway may attack Latvia on May 3"
    assert rejection.statement == "New allegations that Norway may attack Latvia on May 3 are rejected by Oslo."


def test_these_accusations_are_what_was_alleged_last() -> None:
    text = "Latvia is the place that, according to Riga, Minsk is ready to attack. Minsk denies these accusations."
    assert response(text).answers == "Minsk is ready to attack"


def test_standing_by_a_position_answers_the_requests() -> None:
    text = (
        "Secretary Karl Holm insisted that Oslo had not changed its position on Minsk’s old demands: "
        "that NATO pull back its troops."
    )
    found = response(text)
    assert (found.by, found.kind, found.to, found.answers_key) == ("Karl Holm", "rejects", "Minsk", "d1")


def test_the_promise_of_an_answer_is_reported_by_the_one_quoted() -> None:
    text = (
        "Minister Anna Lind stressed that Norway is expecting a written reply from NATO. "
        "“It rests on how Mr. Holm put it. He said that such a reply will be sent,” Lind said."
    )
    found = response(text)
    assert (found.by, found.reported_by, found.answers_key) == ("Holm", "Anna Lind", "d1")
    assert found.statement == "Such a reply will be sent."


# --- dated events ----------------------------------------------------------------------------------------------------


def test_a_narrated_event_has_its_phrase_value_and_status() -> None:
    found = event("On January 12, the council met in Bern.")
    assert (found.phrase, found.value, found.status, found.according_to) == ("January 12", "XXXX-01-12", "past", None)


def test_a_coming_event_is_planned_on_the_word_of_who_announces_it() -> None:
    text = "The White House announced on Thursday that President Ann Lee will welcome Chancellor Karl Weber on Feb. 7."
    found = [e for e in read(text, dt.date(2021, 1, 30)).dates if e.phrase == "Feb. 7"]
    assert [(e.value, e.status, e.according_to) for e in found] == [("2021-02-07", "planned", "White House")]
    assert found[0].event == "President Ann Lee will welcome Chancellor Karl Weber."


def test_a_hostile_act_that_somebody_foretells_is_alleged() -> None:
    found = event("Latvian President Egils Levits has said that Minsk will attack on May 3.")
    assert (found.status, found.according_to, found.event) == ("alleged", "Egils Levits", "Minsk will attack.")


def test_a_date_in_a_relative_clause_dates_that_clause() -> None:
    text = "Minister Anna Lind said that much depends on the proposals that Norway made to NATO on Dec. 15, 2020."
    found = event(text)
    assert found.event == "Norway made the proposals to NATO."
    assert (found.value, found.status) == ("2020-12-15", "past")


def test_two_days_between_which_a_speaker_wavers_are_two_entries() -> None:
    found = read("Minister Anna Lind said that the fleet will sail on the 16th or 17th of May.").dates
    assert [e.value for e in found] == ["XXXX-05-16", "XXXX-05-17"]


def test_the_day_of_a_mere_remark_is_no_event() -> None:
    text = "President Anna Lind said on Monday that talks go on. Minister Karl Holm said on Monday that nobody waits."
    assert read(text).dates == ()


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("During his visit yesterday, spokesman Dan Lee said talks go on.", "Spokesman Dan Lee’s visit."),
        ("After a meeting with Berg in Oslo last Friday, Lind pledged to help.", "Lind’s meeting with Berg in Oslo."),
        ("Minister Karl Holm said at a rally on Monday that talks go on.", None),
        ("Karl Holm said at a news conference on Monday that talks go on.", None),
        ("Anna Lind told Karl Berg on Monday that talks go on.", "Anna Lind told Karl Berg that talks go on."),
        ("Oslo demanded on Monday that Bern open the border.", "Oslo demanded that Bern open the border."),
        ("Ann Lind said after talks between Oslo and Bern on Monday that all is well.", None),
    ],
)  # fmt: skip
def test_the_day_of_a_remark_dates_its_occasion_or_a_deed_done_in_words(text: str, event: str | None) -> None:
    assert [e.event for e in read(text).dates] == ([event] if event else [])


@pytest.mark.parametrize(
    "text",
    [
        "Jan. 25, 2021 (NTB)—The river is long.",
        "Talks have gone on since last week.",
        "If the talks fail, the fleet sails on May 3.",
        "It is now many years old.",
    ],
)
def test_what_dates_no_event_is_left_out(text: str) -> None:
    assert not read(text).dates
