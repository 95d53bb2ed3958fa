"""Who says what, a quotation joined to what goes on with it."""

import pytest

from summarizer.models import Span
from summarizer.text.attributions import Attribution, attributions


def parts(text: str, attribution: Attribution) -> tuple[str | None, str, str]:
    source = attribution.source
    return (
        text[source.start : source.end] if source else None,
        text[attribution.cue.start : attribution.cue.end],
        " | ".join(text[c.start : c.end] for c in attribution.content),
    )


def found(text: str) -> list[tuple[str | None, str, str]]:
    """Source, cue and content of every attribution."""
    return [parts(text, each) for each in attributions(text)]


def speakers(text: str) -> list[str | None]:
    return [each.speaker for each in attributions(text)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Lind said that talks go on.", "Lind", "said", "that talks go on"),
        ("Talks go on, Lind said.", "Lind", "said", "Talks go on"),
        ("“Talks go on,” has said Lind.", "Lind", "has said", "“Talks go on,”"),
        ("According to Lind, talks go on.", "Lind", "According to", "talks go on"),
        ("Lind, the head of Nordbank, told Oslo that talks go on.", None, "told", "that talks go on"),
        ("In Lind's view, talks go on.", "Lind", "view", "talks go on"),
        ("Talks go on, in the view of Lind.", "Lind", "view", "Talks go on"),
        ("Oslo's refusal to vote was a blow.", "Oslo", "refusal", "to vote"),
        ("The claim that Oslo lied is false.", None, "claim", "that Oslo lied"),
        ("Oslo's call for a boycott was rejected.", "Oslo", "call", "a boycott"),
        ("Oslo issued a call for a boycott.", "Oslo", "issued a call", "a boycott"),
        ("Oslo's opposition to the pact is known.", "Oslo", "opposition", "the pact"),
        ("Oslo is a critic of the pact.", "Oslo", "a critic of", "the pact"),
        ("Oslo wants that Paris leaves the pact.", "Oslo", "wants", "that Paris leaves the pact"),
        ("Those close to the minister say that talks go on.", "Those close to the minister", "say", "that talks go on"),
        ("Some say that talks go on.", "Some", "say", "that talks go on"),
        ("The Herald on Friday wrote that talks go on.", None, "wrote", "that talks go on"),
        ("A new poll shows that voters wait.", "A new poll", "shows", "that voters wait"),
        ("Oslo sent a letter that says talks go on.", "that", "says", "talks go on"),
        ("Citing a report, Lind left the room.", "Lind", "Citing", "a report"),
        ("A statement attacking Lind was read out.", "A statement", "attacking", "Lind"),
        ("The judges forced Lind to admit that she lied.", None, "admit", "that she lied"),
    ],
)
def test_a_source_a_cue_and_a_content_are_found(text: str, source: str | None, cue: str, content: str) -> None:
    match = [each for each in found(text) if each[1:] == (cue, content)]
    assert match
    assert source is None or match[0][0] == source


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Moscow was accused by Kyiv of shelling the town.", "Kyiv", "Moscow | of shelling the town"),
        ("Moscow has been accused of shelling the town by Kyiv.", "Kyiv", "Moscow | of shelling the town"),
        ("Moscow was accused of shelling the town.", None, "Moscow | of shelling the town"),
        ("It was reported that the troops left.", None, "that the troops left"),
        ("The troops are said to have left.", None, "The troops | to have left"),
        ("The plan was rejected by Oslo.", "Oslo", "The plan"),
    ],
)
def test_a_passive_has_its_agent_where_the_text_names_one(text: str, source: str | None, content: str) -> None:
    ((agent, _, said),) = found(text)
    assert (agent, said) == (source, content)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Talks, Lind often says, are the only way.", "Talks | are the only way"),
        ("If talks fail, Lind argues, there are other ways.", "If talks fail | there are other ways"),
        ("As Lind put it in a statement, talks go on.", "talks go on"),
        ("Talks go on, as Lind said.", "Talks go on"),
        ("Lind says the plan “would be a disaster for us.”", "the plan “would be a disaster for us.”"),
        ("“We wait,” Lind said, “and we hope.”", "“We wait,” | “and we hope.”"),
        ("“We wait,” Lind said. “It is late.”", "“We wait,” | “It is late.”"),
        ("“Why wait?” Lind asked. “It is late.”", "“Why wait?” | “It is late.”"),
    ],
)
def test_what_one_cue_governs_is_one_content(text: str, content: str) -> None:
    assert [said for _, _, said in found(text)] == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lind attacked Holm in an interview.", "Holm"),
        ("Lind rejected the offer and has left Bern.", "the offer"),
        ("Lind denounced the vote during her visit to Bern.", "the vote"),
        ("Lind detailed a plan that failed.", "a plan that failed"),
        ("Lind refused to vote, but she stayed.", "to vote"),
        ("Lind praised a 28-nation pact.", "a 28-nation pact"),
    ],
)
def test_an_object_ends_where_the_writer_goes_on(text: str, content: str) -> None:
    assert content in [said for _, _, said in found(text)]


def test_verbs_that_share_a_subject_have_a_content_each() -> None:
    text = "Lind said that talks go on and warned that time is short."
    assert [said for _, _, said in found(text)] == ["that talks go on", "that time is short"]


def test_what_a_participle_adds_is_no_content_of_the_verb_before_it() -> None:
    text = "Talks go on, Lind said, adding that time is short."
    assert [said for _, _, said in found(text)] == ["Talks go on", "that time is short"]


def test_the_speaker_of_continued_speech_is_the_one_before() -> None:
    text = "President Anna Lind said that talks go on. “Time is short,” she added. “We wait,” the president went on."
    assert speakers(text) == ["Anna Lind"] * 3


def test_speech_within_speech_is_given_and_thought_within_it_is_not() -> None:
    text = "Minister Erik Holm said that President Anna Lind promised that help would come and hopes for peace."
    assert [(each.speaker, each.act, each.reported_by) for each in attributions(text)] == [
        ("Erik Holm", "states", None),
        ("Anna Lind", "promises", "Erik Holm"),
    ]


def test_what_a_speaker_says_of_himself_in_a_quotation_is_no_attribution_of_its_own() -> None:
    assert found("“I think that talks go on,” Lind said.") == [("Lind", "said", "“I think that talks go on,”")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Western leaders met in Bern. They said that talks go on.", "Western leaders"),
        ("The senators met President Anna Lind. They said that talks go on.", "the senators"),
        ("Norway and Sweden signed. They said that talks go on.", "Norway and Sweden"),
        ("Critics met in Bern. They said that talks go on.", None),
        ("President Anna Lind arrived. They said that talks go on.", None),
    ],
)
def test_they_stand_for_a_group_that_is_clear(text: str, speaker: str | None) -> None:
    assert speakers(text) == [speaker]


def test_the_lines_of_a_transcript_belong_to_their_labels() -> None:
    text = (
        "Minister Erik Holm met President Anna Lind.\n\nLIND: Do talks go on?\n\nHOLM: They do. I said so.\n\n"
        "We wait.\n\n(CROSSTALK)\n\nLIND: And then?"
    )
    lines = [each for each in attributions(text) if each.frame == "label"]
    assert [(each.speaker, parts(text, each)[2]) for each in lines] == [
        ("Anna Lind", "Do talks go on?"),
        ("Erik Holm", "They do. I said so. | We wait."),
        ("Anna Lind", "And then?"),
    ]


@pytest.mark.parametrize(
    ("headline", "source"),
    [("Lind: Talks go on", "Lind"), ("Poll: Voters wait", "Poll"), ("After the storm: Bern rebuilds", None)],
)
def test_a_headline_gives_its_words_to_a_person_or_a_document(headline: str, source: str | None) -> None:
    text = f"{headline}.\n\nPresident Anna Lind arrived in Bern. Lind was tired."
    assert [s for s, cue, _ in found(text) if cue == ":"] == ([source] if source else [])


@pytest.mark.parametrize(
    "text",
    [
        "Many reasons that he gave were good.",
        "The early-morning tweets targeting Lind were short.",
        "Federal rules curbing trade came into force.",
        "The ship’s state of repair was poor.",
        "He showed up in the room.",
    ],
)
def test_words_that_look_like_cues_are_none(text: str) -> None:
    assert found(text) == []


def test_furniture_gives_nothing() -> None:
    text = "Lind: Talks go on.\n\nPresident Anna Lind said that talks go on."
    (only,) = attributions(text, (Span(start=0, end=18),))
    assert only.frame == "clause"


def test_attributions_stand_in_the_order_of_their_cues() -> None:
    text = "“We wait,” Lind said. Holm denied it. According to Oslo, talks go on."
    cues = [each.cue.start for each in attributions(text)]
    assert cues == sorted(cues)
    assert len(cues) == 3
