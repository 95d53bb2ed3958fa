"""Where sentences end in news text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.sentences import sentences, sentences_within


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


def marked(text: str) -> tuple[str, list[str]]:
    """A text in which `|` stands where a sentence begins, as the text and its sentences."""
    return text.replace("|", ""), [part.strip() for part in text.split("|")]


ABBREVIATIONS = [
    "The U.S. Senate met Mr. Lind on Feb. 7 in Bern.",
    "They flew to the U.S. |The visit was short.",
    "They flew to the U.S. |“We will stay,” Lind said.",
    "The U.S. “Open Door” policy failed.",
    "The U.S.-led force left the U.K. |In Bern nobody noticed.",
    "In Washington, D.C. the mayor waited.",
    "They met in Washington, D.C. |He was late.",
    "Sen. J. D. Smith met Gov. R. Holm at No. 10 on Oct. 3.",
    "J. R. R. Marsh wrote it. |Nobody read it.",
    "We met J. A. Marsh and H. I. Holm.",
    "They went with plan B. |The rest is history.",
    "J. K. Marsh, of the U.N. mission, left at 8:30 p.m. on Monday.",
    "He left at 8 a.m. |The others stayed until 9 p.m. |It rained.",
    "They met at 8 a.m. Monday and at 9 p.m. Moscow time.",
    "He asked, e.g. Norway and i.e. Oslo, cf. Bern vs. Basel.",
    "She paid 3.5 million for No. 10 St. James Street.",
    "He said no. |Then he left.",
    "Article no. 5 and Nos. 7 and 8 fell.",
    "See fig. 3, p. 12, and vol. 2, pp. 3-5.",
    "It finished as No. 1. |The others followed.",
    "It reached a critical mass. |Holm fell ill. |Nobody came.",
    "He moved from Boston, Mass., to Tampa, Fla. |The house stayed empty.",
    "Holm Inc. Chairman Lind spoke.",
    "She runs Holm Inc. |The firm is small.",
    "They sell apples, pears, etc. |Nobody buys.",
    "The talks ended in Sept. |The war went on.",
    "St. Petersburg and Ft. Worth lie far from Mt. Etna.",
    "Lind Jr. spoke to Holm Sr. |But nobody heard.",
    "Gen. Lind, Lt. Col. Marsh and Maj. Gen. Holm agreed.",
    "It fell by 3.5 percent to $1.2 million. |The rest is unknown.",
    "He is the best sales rep. |Nobody sells more.",
]
ENDS = [
    "Lind left. |Marsh stayed! |Why? |Nobody knows.",
    "He left!! |Why?! |Nobody knows.",
    "Yahoo! said on Monday that it would sell.",
    "He was … not ready.",
    "He waited... and left.",
    "He waited... |Then he left.",
    "He waited . . . and left.",
    "He waited… |Nobody came.",
    "He said the treaty [...] Russia had signed was void.",
    "Lind left. |[…] The next day he came back.",
    "Lind left (nobody knew why.) |Then he came back.",
    "Lind left.[1] |Then he came back.[2]",
    "He came on March 3. |It rained.",
    "It was sold. |iPhones came later.",
]
QUOTATIONS = [
    "“We waited. Nobody came. We left,” Lind said.",
    "He said “We are … not ready” and left.",
    "He called it “a shame.” |Then he left.",
    "He called it “a shame”. |Then he left.",
    "“Why?” Lind asked. |Nobody knew.",
    "“Why not?” Foreign Minister Anna Lind asked reporters. |Nobody knew.",
    "“Who?” |Nobody said a word.",
    "“Go!” he cried. |They went.",
    "“We are ready!” – Nowak said.",
    "“He told me ‘Go. Now.’ and left,” Lind said. |It was late.",
    '"We stay," Lind said. |"Nobody goes." |The hall was silent.',
    "He asked (“Why? How?”) and left.",
    "It was over.” |He left.",
    "„Wir gehen. Jetzt“, sagte er. |Dann ging er.",
    "«We go. Now», he said. |Then he went.",
    "« We go. Now », he said. |Then he went.",
    "She spoke of “common sense“. |Then she left.",
    "“We stay, Lind said. |The next day he left. |Nobody called.",
    'He said "we stay. |The next day he left. |Nobody called.',
    "`` We go . Now , '' he said . |Then he went .",
    "“It began in May. It went on.\n\n|“It ended in June,” Lind said.",
]
MISSING_SPACE = [
    "They reached the end.|The next day they left.",
    "It cost 3.5 million in 2021.|The price rose.",
    "So said Lind.|Nobody answered.",
    "He left.|“We stay,” Lind said.",
    'He left.|"We stay," Lind said.',
    "He said “no.”|The others agreed.",
    'He said "no."|The others agreed.',
    "Was it so?|Nobody knew.",
    "It left NATO.|The rest stayed.",
    "Read gazeta.Ru or Holm.Com, node.js and www.Holm.Example now.",
    "St.Moritz and Mr.Lind met the U.S.Senate and J.Holm.",
    "After the invasionwhich nobody saw they left.",
]
LINES = [
    "Talks fail again\n\n|The talks failed.\n|Oslo waits\n|Nobody called.",
    "Nobody called.\n\n|What happens next\n\n|The talks go on.",
    "Nobody called.\n|What happens next?\n|The talks go on.",
    "Nobody called.\r\n\r\n|What happens next\r\n\r\n|The talks go on.",
    "Lind left\r|Nobody called\u2028|Holm stayed",
    "Lind left\n\u00a0\n|Nobody called",
    "Mr.\u00a0Lind left on Feb.\u00a07.\u00a0|Nobody called.",
    "He has three demands:\n|- no bases\n|- no missiles in Poland\n|- a treaty by May",
    "• Lind left\n|• Holm stayed",
    "1. Oslo waits.\n|2. Bern stays.\n|a) Nobody called.",
    "MOSCOW (Reuters) — The talks failed. |Nobody called.",
    "WASHINGTON, Feb. 7 (Xinhua) -- The talks failed.",
    "KYIV, Ukraine – The talks failed. |Nobody called.",
    # Wrapped at 60 to 70 characters, with and without blank lines.
    "The talks between the two foreign ministers Anna Holm and Sergio\nLind failed on Monday, because neither side "
    "wanted to go on with\nthem. |Both left for Geneva, where the President of the Swiss\nConfederation waited.",
    "Talks fail\n\n|The talks between the two foreign ministers Anna Holm and Sergio\nLind failed on Monday, because "
    "neither side wanted to go on with\nthem at Bern.\n\n|Both left for Geneva, where the President of the Swiss\n"
    "Confederation waited.",
    "The talks between the two foreign ministers Anna Holm and Sergio\r\nLind failed on Monday, because neither side "
    "wanted to go on with\r\nthem at Bern.",
]


@pytest.mark.parametrize("text", [*ABBREVIATIONS, *ENDS, *QUOTATIONS, *MISSING_SPACE, *LINES])
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    plain, expected = marked(text)
    assert cut(plain) == expected


def test_a_closing_mark_stays_with_its_sentence() -> None:
    assert cut("He called it “a shame.” Then he left.") == ["He called it “a shame.”", "Then he left."]


def test_dash_speech_is_cut_at_its_full_stops() -> None:
    text = "– We do not want war – said Nowak. – Nobody does, he added."
    assert cut(text) == ["– We do not want war – said Nowak.", "– Nobody does, he added."]


def test_a_missing_mark_does_not_swallow_the_article() -> None:
    assert len(cut("“We stay, Lind said. " + "The others left. " * 200)) == 201


def test_a_quotation_can_be_cut_into_its_own_sentences() -> None:
    text = "“We waited. Nobody came,” Lind said."
    quoted = sentences(text)[0].model_copy(update={"start": 1, "end": text.index("”")})
    assert [text[s.start : s.end] for s in sentences_within(text, quoted)] == ["We waited.", "Nobody came,"]


@given(st.text(alphabet="Ab. “”\"\n?!…–'’U.S", max_size=120))
def test_sentences_are_in_order_without_overlap_and_lose_no_word(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
