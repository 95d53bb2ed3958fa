"""Who says what, sentence by sentence."""

import pytest

from summarizer.models import Span
from summarizer.text.sentence_attributions import Attribution, sentence_attributions


def told(text: str) -> list[tuple[str | None, str, str]]:
    """Speaker, act and content of every attribution that is no speech inside a quotation."""
    return [
        (a.speaker, a.act, " | ".join(text[c.start : c.end] for c in a.content))
        for a in sentence_attributions(text)
        if not a.quoted
    ]


def only(text: str) -> Attribution:
    (found,) = [a for a in sentence_attributions(text) if not a.quoted]
    return found


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("President Anna Lind said that talks go on.", "Anna Lind", "that talks go on"),
        ("President Anna Lind said talks would go on.", "Anna Lind", "talks would go on"),
        ("“Talks go on,” President Anna Lind said.", "Anna Lind", "“Talks go on,”"),
        ("“Talks go on,” said President Anna Lind.", "Anna Lind", "“Talks go on,”"),
        ("Talks will go on, President Anna Lind said on Monday.", "Anna Lind", "Talks will go on"),
        ("President Anna Lind said: “Talks go on.”", "Anna Lind", "“Talks go on.”"),
        ("According to President Anna Lind, talks go on.", "Anna Lind", "talks go on"),
        ("Talks go on, according to President Anna Lind.", "Anna Lind", "Talks go on"),
        (
            "Anna Lind, the president of Norway, told reporters on Monday that talks go on.",
            "Anna Lind",
            "that talks go on",
        ),
        ("The president of Norway, Anna Lind, has said that talks go on.", "Anna Lind", "that talks go on"),
        ("President Anna Lind, on the other hand, said that talks go on.", "Anna Lind", "that talks go on"),
        ("President Anna Lind went on to point out that talks go on.", "Anna Lind", "that talks go on"),
        (
            "Oslo said the plan was “fully agreed” with allies — a point others denied.",
            "Oslo",
            "the plan was “fully agreed” with allies",
        ),
    ],
)
def test_direct_and_indirect_speech_have_their_speaker_and_content(text: str, speaker: str, content: str) -> None:
    assert (speaker, "states", content) in told(text)


def test_an_interrupted_quotation_is_one_content() -> None:
    text = "“We wait,” President Anna Lind said, “and we hope.”"
    assert told(text)[0] == ("Anna Lind", "states", "“We wait,” | “and we hope.”")


def test_speech_opened_by_a_dash_has_its_speaker() -> None:
    text = "Nowak met the press.\n\n– Nobody wants this war. We do not – said Nowak. – It must end, he added."
    assert told(text) == [
        ("Nowak", "states", "Nobody wants this war. We do not"),
        ("Nowak", "states", "It must end"),
    ]


def test_a_quotation_alone_belongs_to_the_speaker_before_it() -> None:
    text = "President Anna Lind stressed that the risk is growing. “It is very high. It has never been higher.”"
    assert told(text)[1] == ("Anna Lind", "states", "“It is very high. It has never been higher.”")


def test_a_quotation_alone_after_a_narrated_sentence_belongs_to_nobody() -> None:
    assert told("President Anna Lind arrived in Bern. “It is very high.”") == []


def test_a_transcript_that_names_its_speakers_is_not_put_into_another_mouth() -> None:
    text = "President Anna Lind said that talks go on.\n\n“HOLM: Nobody waits for that.”"
    assert len(told(text)) == 1


def test_it_and_he_reach_over_an_unknown_office() -> None:
    text = "Minister Erik Holm said that talks go on. The pope was not convinced. He added that time is short."
    assert [speaker for speaker, _, _ in told(text)] == ["Erik Holm", None]


def test_pronouns_and_offices_stand_for_their_person() -> None:
    text = (
        "Kremlin spokesman Ivan Lebedev said that talks go on. He warned that time is short. "
        "The Kremlin press secretary added that nothing is agreed."
    )
    assert [speaker for speaker, _, _ in told(text)] == ["Ivan Lebedev"] * 3


def test_a_pronoun_of_another_gender_stands_for_nobody() -> None:
    assert told("Spokeswoman Anna Lind arrived. He said that talks go on.")[0][0] is None


def test_a_participle_has_the_source_of_its_sentence() -> None:
    text = "President Anna Lind refused to say whether Paris planned to vote, adding that talks go on."
    assert told(text)[-1] == ("Anna Lind", "states", "that talks go on")


def test_a_possessor_is_not_the_speaker() -> None:
    speakers = [
        speaker for speaker, _, _ in told("President Anna Lind resigned. Anna Lind’s doctor said that she is ill.")
    ]
    assert speakers == ["Anna Lind’s doctor"]


def test_speech_inside_speech_is_reported_by_the_outer_speaker() -> None:
    text = "Minister Erik Holm said that President Anna Lind promised that help would come."
    inner = next(a for a in sentence_attributions(text) if a.act == "promises")
    assert (inner.speaker, inner.reported_by) == ("Anna Lind", "Erik Holm")


def test_speech_inside_a_quotation_is_reported_by_the_one_quoted() -> None:
    text = "“It rests on how Mr. Holm put it. He said that a reply will be sent,” Minister Anna Lind said."
    inner = next(a for a in sentence_attributions(text) if a.quoted)
    assert (inner.speaker, inner.reported_by) == ("Holm", "Anna Lind")


def test_a_news_agency_passes_on_what_somebody_was_quoted_as_saying() -> None:
    found = only("“We wait for an answer,” President Anna Lind was quoted by Interfax as saying.")
    assert (found.speaker, found.reported_by) == ("Anna Lind", "Interfax")


def test_a_passive_has_its_agent_and_what_stands_before_it() -> None:
    text = "The plan was rejected by Oslo."
    assert told(text) == [("Oslo", "rejects", "The plan")]


def test_what_is_rejected_may_hang_on_that() -> None:
    text = "There are new allegations that Norway will leave, claims that are already rejected by Oslo."
    assert ("Oslo", "rejects", "claims") in told(text)


@pytest.mark.parametrize(
    ("text", "act", "content"),
    [
        ("Prague asks not to spread rumours.", "requests", "not to spread rumours"),
        ("Prague asked Paris to wait.", "requests", "Paris to wait"),
        ("Prague demanded an apology.", "demands", "an apology"),
        ("Prague urged Paris to wait.", "appeals", "Paris to wait"),
        ("Prague hopes that Paris waits.", "hopes", "that Paris waits"),
        ("Prague threatened to leave the pact.", "threatens", "to leave the pact"),
        ("Prague vowed to help.", "promises", "to help"),
        ("Prague denies these claims, although it gathers troops.", "denies", "these claims"),
        ("Prague declined to say when.", "defers", "to say when"),
        ("Prague’s refusal to vote, it is said, hurt Paris.", "rejects", "to vote"),
        (
            "Prague's demand that Paris leave the pact was read out.",
            "demands",
            "that Paris leave the pact",
        ),
    ],
)
def test_the_act_is_what_the_verb_does_in_its_construction(text: str, act: str, content: str) -> None:
    assert ("Prague", act, content) in told(text)


def test_a_list_of_requests_gives_each_of_them() -> None:
    text = "Oslo knows Prague’s requests: that Paris pull back its troops, and that Rome be barred from the pact."
    found = next(a for a in sentence_attributions(text) if a.act == "requests")
    assert [text[c.start : c.end] for c in found.content] == [
        "that Paris pull back its troops",
        "that Rome be barred from the pact",
    ]


def test_a_guarantee_that_somebody_demands_is_the_content() -> None:
    text = "They spoke of the guarantees that Prague demands."
    assert ("Prague", "demands", "the guarantees") in told(text)


def test_nouns_that_look_like_verbs_are_no_cues() -> None:
    assert told("Prague’s demands are known. The claims of the United States are not.") == []


def test_denial_of_speech_is_marked() -> None:
    assert only("President Anna Lind did not say whether talks go on.").negated


def test_furniture_has_no_attributions() -> None:
    text = "Also read: Oslo says that talks go on."
    assert sentence_attributions(text, (Span(start=0, end=len(text)),)) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Minister Karl Holm and Minister Anna Lind said that talks go on.", "Karl Holm and Anna Lind"),
        (
            "Minister Karl Holm met the press. An aide to Minister Karl Holm said that talks go on.",
            "aide to Minister Karl Holm",
        ),
        ("Minister Karl Holm, who replaced Minister Anna Lind, said that talks go on.", "Karl Holm"),
    ],
)
def test_two_who_speak_together_are_both_named(text: str, speaker: str | None) -> None:
    assert sentence_attributions(text)[-1].speaker == speaker
