"""A day's articles fall into stories by matter; each claim is in one, and a story keeps its id from day to day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from summary_builder import demand, event, position, response, summary

from summarizer.merge import merge_summaries
from summarizer.merge.actors import resolve_actors
from summarizer.merge.duplicates import fold
from summarizer.merge.entries import Folded, distinct, entries_of
from summarizer.merge.gathering import gathered, rarity, terms
from summarizer.merge.headings import LONGEST, shortened
from summarizer.merge.history import History
from summarizer.merge.stories import stories
from summarizer.models import Brief, Claim, Dispute, DisputeSide, Story, Summary, Thread, statement_of

MONDAY, TUESDAY, WEDNESDAY = (dt.date(2030, 5, day) for day in (20, 21, 22))


def titled(article_id: str, title: str | None, *claims: Claim) -> Summary:
    made = summary(article_id, *claims)
    return made.model_copy(update={"article": made.article.model_copy(update={"title": title})})


PORTS = (
    titled(
        "ports 1",
        "Norway closes its northern ports to trawlers",
        position("Anna Lind", "Closing the northern ports protects the cod stock"),
        demand("Fishermen's union", "Norway must reopen the northern ports to trawlers", to="Norway"),
        event("Norway closed its northern ports to foreign trawlers", "2030-05-18"),
    ),
    titled(
        "ports 2",
        "Trawlers turn back from closed ports",
        position("Erik Dahl", "The closed northern ports cost the trawlers a season of cod"),
        response("Anna Lind", "the demand to reopen the northern ports", statement="The northern ports stay closed"),
    ),
    titled(
        "ports 3",
        "Cod stock: minister defends port closure",
        position("Anna Lind", "The cod stock would collapse if trawlers used the northern ports"),
        position("Anna Lind", "The government follows the advice of the marine institute on cod"),
    ),
)
STRIKE = (
    titled(
        "strike 1",
        "Tram drivers in Oslo strike for higher wages",
        position("Kari Moe", "Tram drivers earn less than bus drivers"),
        demand("Kari Moe", "The tram company should raise the wages of drivers by 6 percent", to="tram company"),
    ),
    titled(
        "strike 2",
        "Second day of tram strike",
        position("Ola Berg", "The tram strike hurts commuters and the drivers themselves"),
        event("Tram drivers in Oslo began their strike for wages", "2030-05-19"),
    ),
)
MUSEUM = (
    titled(
        "museum",
        "Viking ship moves into new museum hall",
        position("Ingrid Vik", "The Viking ship survived the move into the new museum hall without a crack"),
        event("The museum hall with the Viking ship opens", "2030-06-01", status="planned"),
    ),
)
DAY = (*PORTS, *STRIKE, *MUSEUM)


def grouped(brief: Brief) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in brief.stories}


def story_with(brief: Brief, article: str) -> Story:
    (found,) = [story for story in brief.stories if article in story.articles]
    return found


def ids(summaries: tuple[Summary, ...]) -> frozenset[str]:
    return frozenset(each.article.article_id for each in summaries)


def test_articles_of_one_matter_are_one_story_and_other_matters_are_others() -> None:
    brief = merge_summaries(DAY, MONDAY)
    assert grouped(brief) == {ids(PORTS), ids(STRIKE), ids(MUSEUM)}
    assert brief.counts.stories == 3


def test_every_claim_is_in_exactly_one_story() -> None:
    brief = merge_summaries(DAY, MONDAY)
    held = [merged_id for story in brief.stories for merged_id in story.claims]
    assert sorted(held) == sorted(claim.merged_id for claim in brief.claims)


def test_a_day_without_claims_has_no_story() -> None:
    assert merge_summaries([summary("a")], MONDAY).stories == ()


MATTERS = (
    "salmon farms leak parasites|fjords need fewer farming licences|parasites kill wild salmon",
    "tunnel tolls double in autumn|commuters avoid the tunnel asphalt|motorists pay tolls twice",
    "schoolbooks reach pupils late|libraries lend pupils old schoolbooks|teachers print pages themselves",
    "submarines rust in the dock|shipyards wait for torpedo contracts|the navy repairs submarines slowly",
)


def test_a_name_that_every_article_has_chains_no_matters() -> None:
    def about(article: str, matter: str) -> Summary:
        claims = (position("Prime Minister Lind", f"{said} {article}") for said in matter.split("|"))
        return summary(article, *(claim.model_copy(update={"topic": claim.statement}) for claim in claims))

    made = [about(f"{number}{copy}", matter) for number, matter in enumerate(MATTERS) for copy in "ab"]
    brief = merge_summaries(made, MONDAY)
    assert grouped(brief) == {frozenset({f"{number}a", f"{number}b"}) for number in range(4)}


def short(article_id: str, actor: str, statement: str, topic: str) -> Summary:
    return summary(article_id, position(actor, statement).model_copy(update={"topic": topic}))


def test_short_articles_are_not_one_story_by_a_verb_or_a_country_alone() -> None:
    made = [
        short("harbours", "Anna Lind", "Norway keeps its harbours closed", "harbours"),
        short("bridge", "Ole Dahl", "The bridge is closed", "bridge"),
        short("scooters", "Kai Lund", "Norway bans scooters", "scooters"),
    ]
    assert grouped(merge_summaries(made, MONDAY)) == {ids((each,)) for each in made}


def test_short_articles_with_two_words_in_common_are_one_story() -> None:
    made = [
        short("harbours", "Anna Lind", "Norway keeps its harbours closed", "harbours"),
        short("answer", "Ole Dahl", "Norway must open a harbour", "harbour"),
    ]
    assert len(merge_summaries(made, MONDAY).stories) == 1


def test_one_remark_that_two_matters_have_in_common_does_not_make_them_one() -> None:
    remark = position("Anna Lind", "Nobody in the government has slept much this week")
    ports = [made.model_copy(update={"claims": (*made.claims, *summary("p", remark).claims)}) for made in PORTS[:1]]
    strike = [made.model_copy(update={"claims": (*made.claims, *summary("s", remark).claims)}) for made in STRIKE[:1]]
    brief = merge_summaries([*ports, *PORTS[1:], *strike, *STRIKE[1:]], MONDAY)
    assert len(brief.stories) == 2


def test_a_thread_and_all_its_claims_are_in_the_story_with_most_of_them() -> None:
    brief = merge_summaries(DAY, MONDAY)
    for story in brief.stories:
        for thread in brief.threads:
            if thread.thread_id in story.threads:
                assert {*thread.claims, *thread.responses} <= set(story.claims)
    assert sorted(t for story in brief.stories for t in story.threads) == sorted(t.thread_id for t in brief.threads)


def test_an_answer_in_an_article_on_another_matter_stands_with_the_demand() -> None:
    answered = response("Tram company", "the demand", statement="Nobody at the museum gala had a coin to spare")
    museum = summary("museum", *(checked.claim for checked in MUSEUM[0].claims), answered)
    folded = all_folded([*PORTS, *STRIKE, museum])
    asked = id_of(folded, "The tram company should raise the wages of drivers by 6 percent")
    answer = id_of(folded, answered.statement)
    thread = Thread(
        thread_id="t", kind="demand", title="wages", status="rejected", claims=(asked,), responses=(answer,)
    )
    found = stories(folded, [thread], [], History(), MONDAY)
    (story,) = [story for story in found if story.threads]
    assert {asked, answer} <= set(story.claims)
    assert story.articles == ("museum", "strike 1", "strike 2")


def test_a_dispute_belongs_to_the_story_with_most_of_its_claims() -> None:
    folded = all_folded(DAY)
    stock = id_of(folded, "Closing the northern ports protects the cod stock")
    season = id_of(folded, "The closed northern ports cost the trawlers a season of cod")
    tram = id_of(folded, "Tram drivers earn less than bus drivers")
    sides = (DisputeSide(holds="supports", claims=(tram, stock)), DisputeSide(holds="opposes", claims=(season,)))
    dispute = Dispute(dispute_id="d", kind="stance", title="ports", why="test", sides=sides)
    found = stories(folded, [], [dispute], History(), MONDAY)
    assert [(story.articles, story.disputes) for story in found if story.disputes] == [
        (("ports 1", "ports 2", "ports 3"), ("d",))
    ]


def all_folded(summaries: Iterable[Summary]) -> tuple[Folded, ...]:
    kept = distinct(summaries)
    _, names = resolve_actors(kept)
    return fold(entries_of(kept, names), names)


def id_of(folded: Iterable[Folded], said: str) -> str:
    return next(item.merged.merged_id for item in folded if statement_of(item.merged.claim) == said)


def test_copies_of_one_text_are_in_one_story_and_one_origin() -> None:
    copies = [
        made.model_copy(
            update={"article": made.article.model_copy(update={"article_id": f"{made.article.article_id} again"})}
        )
        for made in MUSEUM
    ]
    brief = merge_summaries([*MUSEUM, *copies], MONDAY)
    (story,) = brief.stories
    assert (story.articles, story.origins) == (("museum", "museum again"), 1)


def test_the_actors_heard_most_come_first() -> None:
    (story,) = merge_summaries(PORTS, MONDAY).stories
    assert story.actors[0] == "anna-lind"


# --- headings --------------------------------------------------------------------------------------------------------


def test_a_story_goes_by_the_headline_whose_words_most_of_its_articles_have() -> None:
    brief = merge_summaries(DAY, MONDAY)
    assert story_with(brief, "museum").title == "Viking ship moves into new museum hall"
    assert story_with(brief, "ports 1").title == "Norway closes its northern ports to trawlers"


def under(*headlines: str) -> Story:
    """A story of articles with the same claim and these headlines."""
    said = position("Anna Lind", "The northern ports protect the cod stock")
    (story,) = merge_summaries([titled(line, line, said) for line in headlines], MONDAY).stories
    return story


def test_a_headline_that_asks_or_would_be_cut_short_is_not_taken_where_there_is_another() -> None:
    asks = "Do northern ports protect the cod stock?"
    long = "Northern ports protect the cod stock and the northern cod stock protects the northern ports"
    assert under(asks, long, "Cod stock safe").title == "Cod stock safe"
    assert under(asks, long).title == asks
    assert under(
        long, "The quiet northern ports; and what else there was to tell of on this long day in May"
    ).title == ("The quiet northern ports")


def test_what_only_one_of_three_articles_tells_does_not_speak_for_the_story() -> None:
    side = "Lind sings an aria at the midnight opera gala on a Bergen stage"
    assert under(side, "Ports stay shut", "Answer expected soon").title == "Ports stay shut"


def test_without_headlines_it_goes_by_the_actors_heard_most_and_their_topic() -> None:
    made = summary("a", position("Anna Lind", "Cod needs rest"), position("Erik Dahl", "Trawlers need cod"))
    (story,) = merge_summaries([made], MONDAY).stories
    assert story.title == "Anna Lind, Erik Dahl: the matter"


def test_every_word_of_a_heading_stands_in_a_headline_or_a_claim() -> None:
    brief = merge_summaries([*DAY, summary("a", position("Kai Lund", "Sand is short"))], MONDAY)
    said = " ".join(each.model_dump_json() for each in brief.summaries)
    for story in brief.stories:
        assert all(word in said for word in story.title.rstrip("…").replace(":", " ").replace(",", " ").split())


@pytest.mark.parametrize(
    ("given_title", "expected"),
    [
        ("Short and   plain", "Short and plain"),
        (
            "Candidates vie for veterans' support; both point out their own credentials and the other's failings",
            "Candidates vie for veterans' support",
        ),
        (
            "The port of Oslo closes: the U.S. ambassador says that nobody had been told before the ships arrived",
            "The port of Oslo closes",
        ),
        ("word " * 30, "word word word word word word word word word word word word word word word word…"),
        ("x" * 100, "x" * 79 + "…"),
    ],
)
def test_a_long_heading_is_cut_at_a_break_or_behind_a_whole_word(given_title: str, expected: str) -> None:
    assert shortened(given_title) == expected


@given(st.text(max_size=200))
def test_no_heading_is_longer_than_the_longest(text: str) -> None:
    assert len(shortened(text)) <= LONGEST


# --- from day to day -------------------------------------------------------------------------------------------------


def test_the_same_articles_on_the_next_day_are_the_same_stories() -> None:
    first = merge_summaries(DAY, MONDAY)
    second = merge_summaries(DAY, TUESDAY, first)
    assert {story.story_id: story.articles for story in second.stories} == {
        story.story_id: story.articles for story in first.stories
    }
    assert {story.first_day for story in second.stories} == {MONDAY}


def test_a_story_that_goes_on_keeps_its_id_and_first_day_and_a_new_one_gets_its_own() -> None:
    first = merge_summaries([*PORTS, *MUSEUM], MONDAY)
    more = titled(
        "ports 4",
        "Union sues over closed northern ports",
        position("Erik Dahl", "The closed northern ports cost the trawlers a season of cod"),
        position("Erik Dahl", "A court must decide whether Norway may keep trawlers out of its northern ports"),
    )
    second = merge_summaries([more, *STRIKE], TUESDAY, first)
    assert story_with(second, "ports 4").story_id == story_with(first, "ports 1").story_id
    assert story_with(second, "ports 4").first_day == MONDAY
    assert story_with(second, "strike 1").first_day == TUESDAY
    assert second.since is not None
    assert [story.story_id for story in second.since.silent] == [story_with(first, "museum").story_id]
    third = merge_summaries(PORTS[:1], WEDNESDAY, second)
    assert story_with(third, "ports 1").story_id == story_with(first, "ports 1").story_id
    assert story_with(third, "ports 1").first_day == MONDAY


def test_no_story_takes_the_id_of_one_that_is_silent_today() -> None:
    first = merge_summaries([*PORTS, *MUSEUM], MONDAY)
    second = merge_summaries(STRIKE, TUESDAY, first)
    assert not {story.story_id for story in first.stories} & {story.story_id for story in second.stories}


# --- whatever the order ----------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False), st.integers(1, len(DAY)))
def test_the_order_of_the_input_does_not_matter(random: Random, size: int) -> None:
    chosen = random.sample(DAY, size)
    expected = merge_summaries(sorted(chosen, key=lambda each: each.article.article_id), MONDAY)
    assert merge_summaries(chosen, MONDAY).stories == expected.stories


WORDS = ["harbour", "trawler", "salary", "museum", "election", "tunnel", "vaccine", "glacier", "budget", "orchestra"]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), max_size=4), max_size=6))
def test_whatever_the_articles_every_claim_is_in_one_story_and_ids_stay(texts: list[list[list[str]]]) -> None:
    made = [
        summary(f"article {number}", *(position("Anna Lind", " ".join(words)) for words in claims))
        for number, claims in enumerate(texts)
    ]
    first = merge_summaries(made, MONDAY)
    held = [merged_id for story in first.stories for merged_id in story.claims]
    assert sorted(held) == sorted(claim.merged_id for claim in first.claims)
    assert len({story.story_id for story in first.stories}) == len(first.stories)
    again = merge_summaries(made, TUESDAY, first)
    assert {s.story_id: s.claims for s in again.stories} == {s.story_id: s.claims for s in first.stories}


# --- gathering -------------------------------------------------------------------------------------------------------


def test_the_terms_of_a_text_are_its_content_words_and_their_pairs() -> None:
    assert terms("The tax returns of Norway") == {"tax", "return", "norway", "tax return", "return norway"}


def test_articles_are_gathered_by_the_mean_of_their_cosines() -> None:
    counts = {
        name: Counter(words.split())
        for name, words in (
            ("a", "cod port norway"),
            ("b", "cod port norway"),
            ("c", "tram port norway"),
            ("d", "ship norway"),
        )
    }
    # rarity: log(54/4) = 2.60 for "norway", log(54/3) = 2.89 for "port", log(54/2) = 3.30 for "cod" and log(54) = 3.99
    # for the rest; so a and b are alike (cosine 1), and c is like each of them by 15.13 / (5.10 * 5.57) = 0.53; d would
    # be like a by 6.77 / (5.10 * 4.76) = 0.28, but has one word alone in common with each
    assert gathered(counts, rarity(counts)) == [("a", "b", "c"), ("d",)]
