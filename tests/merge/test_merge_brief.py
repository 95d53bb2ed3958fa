"""The merge loses nothing, invents nothing, and gives the same Brief for the same Summaries in any order."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from summary_builder import DAY, checked, demand, event, position, response, summary

from summarizer.merge import merge_summaries
from summarizer.models import Brief, Claim, OutcomeKind, Summary

NAMES = st.sampled_from(
    ["Anna Lind", "Lind", "Ana Lind", "Karl Lind", "Oslo", "Norway", "the minister", "NATO and Oslo"]
)
WORDS = st.lists(
    st.sampled_from(
        ["port", "boats", "not", "open", "5", "7", "Norway", "Denmark", "fishing", "rights", "may", "attack"]
    ),
    min_size=1,
    max_size=7,
).map(" ".join)
KEYS = st.sampled_from(["d1", "t1", None])
VALUES = st.sampled_from(["2030-02-16", "XXXX-02-16", "2030-W07", None])

CLAIMS: st.SearchStrategy[Claim] = st.one_of(
    st.builds(position, NAMES, WORDS, WORDS),
    st.builds(lambda a, s, t: demand(a, s, to=t), NAMES, WORDS, st.none() | NAMES),
    st.builds(lambda a, s, k, t: response(a, s, key=k, to=t), NAMES, WORDS, KEYS, st.none() | NAMES),
    st.builds(
        lambda s, v, status, a, k: event(s, v, status=status, according_to=a, key=k),
        WORDS,
        VALUES,
        st.sampled_from(["past", "planned", "alleged"]),
        st.none() | NAMES,
        KEYS,
    ),
)


@st.composite
def days(draw: st.DrawFn) -> list[Summary]:
    """Up to five articles, two of which may have one text."""
    claims = draw(st.lists(st.lists(CLAIMS, max_size=5), max_size=5))
    published = draw(st.lists(st.sampled_from([DAY, None]), min_size=5, max_size=5))
    return [summary(f"a{n}", *own, published=published[n], outlet="Post") for n, own in enumerate(claims)]


def check(brief: Brief, summaries: list[Summary]) -> None:
    given_claims = Counter((s.article.article_id, c.claim_id) for s in summaries for c in s.claims)
    sources = Counter((s.article_id, s.claim_id) for claim in brief.claims for s in claim.sources)
    assert sources == given_claims
    ids = {claim.merged_id for claim in brief.claims}
    assert len(ids) == len(brief.claims)
    linked = [merged for thread in brief.threads for merged in (*thread.claims, *thread.responses)]
    assert ids.issuperset(linked)
    assert ids.issuperset(entry.merged_id for entry in brief.timeline)
    actors = {actor.actor_id for actor in brief.actors}
    assert actors.issuperset(a for c in brief.claims for a in (c.actor, c.to, c.reported_by) if a)
    demanded = [merged for thread in brief.threads if thread.kind == "demand" for merged in thread.claims]
    assert sorted(demanded) == sorted(claim.merged_id for claim in brief.claims if claim.kind == "demand")


@settings(max_examples=150, deadline=None)
@given(days(), st.randoms(use_true_random=False))
def test_every_claim_is_a_source_once_and_the_order_of_articles_does_not_matter(
    summaries: list[Summary], random: Random
) -> None:
    brief = merge_summaries(summaries, DAY)
    check(brief, summaries)
    shuffled = [*summaries, *summaries[:2]]
    random.shuffle(shuffled)
    assert merge_summaries(shuffled, DAY).model_dump_json() == brief.model_dump_json()


def test_a_brief_survives_its_own_json() -> None:
    brief = merge_summaries([summary("a", demand("Oslo", "open the port"), event("Vote", "2030-05-06"))], DAY)
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


def test_summaries_are_kept_whole_and_in_the_order_of_their_articles() -> None:
    b, a = summary("b", position("Lind", "Coal is short.")), summary("a", outcome="refused")
    assert merge_summaries(iter([b, a]), DAY).summaries == (a, b)


def test_a_page_whose_text_changed_is_two_articles() -> None:
    one = summary("a", checked(position("Lind", "The line is open."), "x"), text="1")
    two = summary("a", checked(event("Vote", "2030-05-06"), "y"), text="2")
    brief = merge_summaries([one, two], DAY)
    assert brief.counts.articles == 2
    assert len(brief.claims) == 2


def test_outlets_are_counted_by_name_and_articles_without_one_apart() -> None:
    counts = merge_summaries(
        [summary("a", outlet="Post"), summary("b", outlet="Post"), summary("c"), summary("d")], DAY
    ).counts
    assert (counts.outlets, counts.articles_without_outlet) == (1, 2)


def test_the_outlets_of_articles_without_a_result_are_not_counted() -> None:
    failed = [summary("b", outlet="Times", outcome="refused"), summary("c", outcome="not_asked")]
    counts = merge_summaries([summary("a", outlet="Post"), *failed], DAY).counts
    assert (counts.outlets, counts.articles_without_outlet) == (1, 0)


def test_how_the_articles_ended_is_counted_in_one_order_whatever_order_they_come_in() -> None:
    kinds: list[OutcomeKind] = ["unreadable", "not_asked", "ok", "http_error", "empty", "partial", "ok", "not_asked"]
    counts = merge_summaries([summary(f"a{n}", outcome=kind) for n, kind in enumerate(kinds)], DAY).counts
    assert list(counts.ended.items()) == [
        *(("ok", 2), ("partial", 1), ("empty", 1)),
        *(("http_error", 1), ("not_asked", 2), ("unreadable", 1)),
    ]
    assert sum(counts.ended.values()) == counts.articles == 8
    assert counts.failed == 4


SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def word(number: int) -> str:
    """A made-up word for a number below 343,000."""
    return SYLLABLES[number % 70] + SYLLABLES[number // 70 % 70] + SYLLABLES[number // 4900 % 70]


def test_of_six_hundred_varied_claims_none_is_lost() -> None:
    def sentence(seed: int) -> str:
        return " ".join(word(seed * 7919 % 3001 + step * step * (seed % 13 + 1)) for step in range(12))

    def claim(seed: int) -> Claim:
        who = f"{word(seed % 31).title()} {word(seed % 401 % 97).title()}"
        kinds = (
            position(who, sentence(seed)),
            demand(who, sentence(seed), key=f"d{seed}"),
            response(who, sentence(seed)),
        )
        return kinds[seed % 3]

    summaries = [summary(f"a{n:04}", *(claim(n * 20 + number) for number in range(20))) for n in range(30)]
    brief = merge_summaries(summaries, DAY)
    assert sum(len(item.sources) for item in brief.claims) == 600
