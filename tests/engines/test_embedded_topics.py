"""What a statement is about: a noun phrase of its own words, or nothing."""

import pytest

from summarizer.engines.embedded.topics import topic_of


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("Norway’s energy policy papers are changing", "Norway’s energy policy papers"),
        ("Of course, every NATO enlargement worries Norway", "NATO enlargement"),
        ("The negotiations “must not drag on”", "the negotiations"),
        ("the results of the vote will be checked until May 3", "the results of the vote"),
        ("the prospect of Malta joining NATO troubles Oslo", "the prospect of Malta joining NATO"),
        ("even though the road is long, Oslo goes on", "Oslo"),
        ("a week earlier, at the meeting in Bern, the main outlines of our plan were drawn", "the main outlines"),
    ],
)
def test_the_subject_with_its_nouns_is_the_topic(words: str, topic: str) -> None:
    assert topic_of(words) == topic


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("in terms of trade rights for Iceland, Norway ignores what was said", "trade rights for Iceland"),
        ("there are no plans at the moment for further talks between Lind and Holm",
         "further talks between Lind and Holm"),
        ("We will uphold the principle of Norway’s ‘open sea’", "the principle of Norway’s open sea"),
        ("I mean the matters raised by Lind about trade guarantees", "trade guarantees"),
        ("Let's hope, however, that common sense will prevail", "common sense"),
        ("I must say that the treaty binds us", "the treaty"),
        ("Written replies from Malta and Cyprus have left little hope", "written replies from Malta and Cyprus"),
    ],
)  # fmt: skip
def test_where_the_subject_names_nothing_it_is_what_the_words_speak_about(words: str, topic: str) -> None:
    assert topic_of(words) == topic


@pytest.mark.parametrize(
    "words",
    [
        "everything is not very good",
        "This is an absolutely obvious fact",
        "Our assessment has not changed since that point",
        "We are glad, and so are they",
        "It is one of the things worrying them",
        "last year was not easy for us",
        "We do not want to announce paying a high price",
        "…",
        "",
    ],
)
def test_where_nothing_makes_a_heading_the_topic_is_empty(words: str) -> None:
    assert topic_of(words) == ""


def test_nobody_is_their_own_topic() -> None:
    assert topic_of("Oslo will look for ways to widen cooperation with Riga", "Oslo") == "cooperation with Riga"


@pytest.mark.parametrize("words", ["Love cannot be forced, so Norway will look on", "Norway, love and war: a tale"])
def test_no_two_phrases_are_joined_by_a_comma(words: str) -> None:
    assert "," not in topic_of(words)
