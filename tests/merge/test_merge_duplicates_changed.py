"""A claim and the same claim with one word changed stay two, by the rules and against a judgement that they are one."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from summary_builder import DAY, position, summary

from summarizer import merge_summaries
from summarizer.models import ClaimJudgement

# What stands in one place of a sentence; no two of a line are one claim.
CHANGES = [
    ("{} people were killed", ("30", "More than 30", "Fewer than 30", "31", "Thirty thousand")),
    ("At most {} paid for it", ("30 men", "30 women")),
    ("The ship cost {}", ("$40m", "€40m", "€40bn", "£40m", "€41m")),
    ("The road is {} long", ("30 kilometres", "30 miles", "40 miles")),
    ("It was {} degrees", ("5", "-5", "6")),
    ("The talks begin at {}", ("9 a.m.", "9 p.m.", "10 a.m.")),
    ("The result was {}", ("52–48", "48–52")),
    ("The town lost {}", ("3-1", "1-3")),
    ("Prices rose {} percent", ("by 5", "to 5", "by 6")),
    ("Prices rose by {}", ("5 percent", "5 percentage points")),
    ("The judge freed {} men", ("two of the four", "four of the two")),
    (
        "The {} took the bribe",
        ("minister", "deputy minister", "acting minister", "ex-minister", "prime minister"),
    ),
    ("The {} is ill", ("president", "vice president", "deputy president")),
    ("The {} is to blame", ("leader", "opposition leader")),
    ("It was agreed {}", ("last week", "this week", "a month ago", "two months ago")),
    ("It was agreed {}", ("today", "yesterday", "a week ago", "two weeks ago")),
    ("It was agreed {}", ("this year", "last year", "two years ago")),
    ("It will be agreed {}", ("today", "tomorrow")),
    ("It will be agreed {}", ("this week", "next week")),
    ("It will be agreed {}", ("this year", "next year")),
    ("He {} a spy", ("used to be", "is said to be", "is", "is not", "may be")),
    ("The port {} reopened", ("is to be", "was", "was not")),
    ("{} of the ships sank", ("One", "All", "None")),
    ("{} ships sank", ("Our", "Their")),
    ("{} in the harbour", ("We attacked them", "They attacked us")),
    ("{} for the ship", ("We will pay them", "They will pay us")),
    ("They hold the airport {} the mill", ("and", "or")),
    ("The port is closed {} ships", ("to", "by")),
    ("The court {} the ban", ("upheld", "struck down", "did not uphold")),
    ("He {} the deal", ("praised", "condemned")),
    ("Exports {}", ("doubled", "halved")),
    ("{}", ("The army shot at the protesters", "The protesters shot at the army")),
    ("{}", ("The union accused the firm of lying", "The firm accused the union of lying")),
    ("The {} is safe", ("brother", "father", "sister")),
    ("The port opens {} the storm", ("before", "after", "during")),
    ("They {} the envoy", ("killed", "tried to kill", "almost killed", "did not kill")),
]
pairs = st.sampled_from(
    [(frame.format(one), frame.format(other)) for frame, words in CHANGES for one, other in combinations(words, 2)]
)
tails = st.lists(
    st.sampled_from(["in Tarn", "at the bridge", "with the miners", "under the mill"]), max_size=3, unique=True
)


@given(pairs, tails, st.booleans())
@settings(max_examples=400, deadline=None)
def test_one_changed_word_keeps_two_claims_apart_whoever_judges(
    pair: tuple[str, str], tail: list[str], turned: bool
) -> None:
    one, other = (" ".join((said, *tail)) + "." for said in (reversed(pair) if turned else pair))
    day = [summary("a", position("Anna Lind", one)), summary("b", position("Anna Lind", other))]
    assert len(merge_summaries(day, DAY).claims) == 2
    judged = ClaimJudgement(claims=("a.0", "b.0"), same=True, by="test")
    assert len(merge_summaries(day, DAY, decisions=[judged]).claims) == 2
