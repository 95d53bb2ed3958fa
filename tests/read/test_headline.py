"""What the head of a page gives: the days that its lines name."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.read.headline import find_published
from summarizer.text.find_dates import find_dates
from summarizer.text.timex.tokens import lexicon

FIGURES = ["1", "03", "16", "29th", "31", "90s", "99", "2.5", "1,000", "021", "10:30", "10:30:15", "5pm", "9/11", "’21"]
MARKS = [",", ".", "-", "–", "/", "(", ")", ":", "|", "\n\n"]
WORDS = st.sampled_from([*sorted(lexicon().classes), *FIGURES, *MARKS, "Ann", "word", "٢٠٢١", "２０２１"])


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " "])), max_size=30))
def test_no_day_of_a_known_year_is_found_where_no_figures_of_a_year_stand(pieces: list[tuple[str, str]]) -> None:
    line = "".join(word + space for word, space in pieces)
    figures = any(all(mark in "0123456789" for mark in line[at : at + 4]) for at in range(len(line) - 3))
    days = [found for found in find_dates(line) if found.earliest and found.earliest == found.latest]
    assert figures or not days


def test_the_day_at_the_head_of_a_page_is_found_beside_other_figures() -> None:
    text = "Bridge stays shut\n\nPublished 12 March 2022\n\nSome 1200 people asked why, Ann Cho said on Monday.\n"
    assert str(find_published(text, ())[0]) == "2022-03-12"
