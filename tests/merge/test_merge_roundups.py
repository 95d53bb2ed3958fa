"""An article on two matters joins them into no story; an article on one wide matter is not torn."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import permutations

from summary_builder import checked, position, summary

from summarizer.merge import merge_summaries
from summarizer.merge.gathering import gathered, rarity
from summarizer.merge.roundups import LARGEST, Part, Said, told_apart
from summarizer.models import Brief, Claim, Location, Span, Summary, statement_of

MONDAY, TUESDAY = dt.date(2030, 5, 20), dt.date(2030, 5, 21)

Articles = dict[str, list[str]]
"""For each article its claims in order, each as its terms with a blank between them."""

COD = ["cod port", "cod trawler", "port trawler", "cod port trawler"]
TRAM = ["tram wage", "tram driver", "wage driver", "tram wage driver"]
MATTERS: Articles = {"cod 1": COD, "cod 2": COD[::-1], "tram 1": TRAM, "tram 2": TRAM[::-1]}


def apart(articles: Articles) -> list[tuple[Part, ...]]:
    """What the articles, taken as one group, fall into; the claims of `x` are "x 0", "x 1" and so on."""
    said = {
        name: [Said(f"{name} {number}", frozenset(words.split())) for number, words in enumerate(claims)]
        for name, claims in articles.items()
    }
    counts = {name: Counter(term for each in claims for term in each.terms) for name, claims in said.items()}
    return told_apart(counts, rarity(counts), said.__getitem__)


def whole(*names: str) -> tuple[Part, ...]:
    return tuple(map(Part, names))


def test_an_article_that_tells_one_matter_after_the_other_is_cut_between_them() -> None:
    articles = {**MATTERS, "x": [*COD[:2], *TRAM[:2]]}
    assert apart(articles) == [
        (*whole("cod 1", "cod 2"), Part("x", ("x 0", "x 1"))),
        (*whole("tram 1", "tram 2"), Part("x", ("x 2", "x 3"))),
    ]


def test_without_the_cut_they_would_be_one_group() -> None:
    pair = {"cod": COD, "tram": TRAM, "x": [*COD[:2], *TRAM[:2]]}
    counts = {name: Counter(term for claim in claims for term in claim.split()) for name, claims in pair.items()}
    assert gathered(counts, rarity(counts)) == [("cod", "tram", "x")]
    assert [[part.origin for part in group] for group in apart(pair)] == [["cod", "x"], ["tram", "x"]]


def test_an_article_on_three_matters_is_cut_twice() -> None:
    ship = ["ship museum", "museum hall", "ship hall"]
    found = apart({**MATTERS, "ship 1": ship, "ship 2": ship[::-1], "x": [*COD[:2], *TRAM[:2], *ship[:2]]})
    assert [part.claims for group in found for part in group if part.origin == "x"] == [
        ("x 0", "x 1"),
        ("x 4", "x 5"),
        ("x 2", "x 3"),
    ]


def test_two_articles_on_the_same_two_matters_are_both_cut() -> None:
    found = apart({**MATTERS, "x": [*COD[:3], *TRAM[:3]], "y": [*TRAM[1:], *COD[1:]]})
    assert [[part.origin for part in group] for group in found] == [
        ["cod 1", "cod 2", "x", "y"],
        ["tram 1", "tram 2", "x", "y"],
    ]


def test_an_article_that_goes_to_and_fro_between_its_matters_stays_whole() -> None:
    mixed = {**MATTERS, "x": [claim for pair in zip(COD, TRAM, strict=True) for claim in pair]}
    assert apart(mixed) == [whole("cod 1", "cod 2", "tram 1", "tram 2", "x")]


def test_one_claim_on_another_matter_is_no_stretch() -> None:
    assert apart({**MATTERS, "x": [*COD, TRAM[0]]}) == [whole("cod 1", "cod 2", "tram 1", "tram 2", "x")]


def test_a_matter_that_is_one_without_the_article_is_not_torn() -> None:
    # every article tells of the ports and of the wages of their crews; the last tells of the one and then of the other
    wide = {f"a{n}": ["cod port", "port wage", "wage crew", "crew cod"] for n in range(3)}
    assert apart({**wide, "x": ["cod port", "cod port", "wage crew", "wage crew"]}) == [whole("a0", "a1", "a2", "x")]


def test_a_stretch_that_no_other_article_tells_stays_with_the_rest_of_its_article() -> None:
    found = apart({**MATTERS, "x": [*COD[:3], *TRAM[:2], "opera stage", "opera singer", "stage singer"]})
    assert [part.claims for group in found for part in group if part.origin == "x"] == [
        ("x 0", "x 1", "x 2"),
        ("x 3", "x 4", "x 5", "x 6", "x 7"),
    ]


def test_an_article_whose_claims_have_no_known_place_is_not_cut() -> None:
    articles = {**MATTERS, "x": [*COD[:2], *TRAM[:2]]}
    counts = {name: Counter(term for claim in claims for term in claim.split()) for name, claims in articles.items()}
    assert told_apart(counts, rarity(counts), lambda _: []) == [whole("cod 1", "cod 2", "tram 1", "tram 2", "x")]


def test_a_group_that_is_too_large_is_left_alone() -> None:
    many = {f"{name} {n}": MATTERS[f"{name} 1"] for name in ("cod", "tram") for n in range(LARGEST // 2)}
    assert len(apart({**many, "x": [*COD[:2], *TRAM[:2]]})) == 1


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = {**MATTERS, "x": [*COD[:2], *TRAM[:2]]}
    expected = apart(articles)
    assert all(apart({name: articles[name] for name in order}) == expected for order in permutations(articles))


# --- in a brief ------------------------------------------------------------------------------------------------------


def told(article_id: str, title: str, *claims: Claim) -> Summary:
    """An article whose claims stand one after the other in its text."""
    placed = tuple(
        checked(claim, f"{article_id}.{number}").model_copy(
            update={"location": Location(match="verbatim", span=Span(start=100 * number, end=100 * number + 50))}
        )
        for number, claim in enumerate(claims)
    )
    made = summary(article_id, *placed)
    return made.model_copy(update={"article": made.article.model_copy(update={"title": title})})


def says(actor: str, statement: str, topic: str) -> Claim:
    return position(actor, statement).model_copy(update={"topic": topic})


PORTS = (
    told(
        "ports",
        "Norway closes its northern ports to trawlers",
        says("Anna Lind", "Closing the northern ports protects the cod stock", "northern ports"),
        says("Erik Dahl", "Trawlers lose a season of cod at the northern ports", "northern ports"),
    ),
)
TRAMS = (
    told(
        "trams",
        "Tram drivers in Oslo strike for higher wages",
        says("Kari Moe", "Tram drivers in Oslo earn less than bus drivers", "tram strike"),
        says("Ola Berg", "The strike of the tram drivers hurts commuters in Oslo", "tram strike"),
    ),
)
IN_BRIEF = told(
    "brief",
    "The day in brief: northern ports and tram drivers",
    says("Anna Lind", "The cod stock needs closed northern ports", "northern ports"),
    says("Erik Dahl", "The trawlers wait outside the northern ports", "northern ports"),
    says("Kari Moe", "The tram drivers of Oslo strike for wages", "tram strike"),
    says("Ola Berg", "Commuters in Oslo pay for the strike of the tram drivers", "tram strike"),
)


def stories_of(brief: Brief) -> dict[str, list[str]]:
    """For each story, by title, what the day in brief tells of it."""
    claims = {claim.merged_id: claim for claim in brief.claims}
    return {
        story.title: sorted(
            statement_of(claims[merged_id].claim)
            for merged_id in story.claims
            if any(source.article_id == "brief" for source in claims[merged_id].sources)
        )
        for story in brief.stories
    }


def test_the_claims_of_a_day_in_brief_stand_in_the_stories_they_are_of_under_the_headlines_of_others() -> None:
    assert stories_of(merge_summaries([*PORTS, *TRAMS, IN_BRIEF], MONDAY)) == {
        "Norway closes its northern ports to trawlers": [
            "The cod stock needs closed northern ports",
            "The trawlers wait outside the northern ports",
        ],
        "Tram drivers in Oslo strike for higher wages": [
            "Commuters in Oslo pay for the strike of the tram drivers",
            "The tram drivers of Oslo strike for wages",
        ],
    }


def test_a_day_in_brief_of_yesterday_joins_no_matters_of_today() -> None:
    first = merge_summaries([*PORTS, IN_BRIEF, *TRAMS], MONDAY)
    later = (
        told("ports 2", "Trawlers turn back", says("Erik Dahl", "Trawlers lose cod at the northern ports", "ports")),
        told("trams 2", "Trams stand", says("Ola Berg", "The strike of tram drivers hurts Oslo", "tram strike")),
    )
    second = merge_summaries(later, TUESDAY, first)
    before = {story.title: story.story_id for story in first.stories}
    assert {story.articles: story.story_id for story in second.stories} == {
        ("ports 2",): before["Norway closes its northern ports to trawlers"],
        ("trams 2",): before["Tram drivers in Oslo strike for higher wages"],
    }
