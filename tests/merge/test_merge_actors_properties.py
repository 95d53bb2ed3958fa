"""Whatever the names are, actors do not depend on the order of articles, and no person is ever a state."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from summary_builder import named, position, summary

from summarizer.merge.actors import resolve_actors
from summarizer.models import ActorNames, Summary
from summarizer.text.aliases import canonical_place

PERSONS = ("Anna Lind", "Ana Lind", "Lind", "A. Lind", "Karl Lind", "Mr. Lind", "Lindt", "Sergey Witte", "Sergej Vitte")
STATES = (
    "Oslo",
    "Norway",
    "the Kremlin",
    "Moscow",
    "official Moscow",
    "NATO",
    "the alliance",
    "(OSCE)",
    "Oslo and NATO",
)
OTHERS = (
    "the minister",
    "the Danish minister",
    "the agency",
    "UTW",
    "United Transport Workers (UTW)",
    "the union",
    "Baltic Rail",
    "the Republican nominee",
    "Lind campaign",
)
ROLES = (None, "Danish minister", "minister", "Kremlin envoy", "Republican presidential nominee")
NAMES = st.sampled_from((*PERSONS, *STATES, *OTHERS))
CLAIMS = st.lists(st.tuples(NAMES, st.sampled_from(ROLES)), min_size=1, max_size=6)
LISTED = st.lists(st.lists(NAMES, min_size=1, max_size=3, unique=True), max_size=2)
DECISIONS = st.lists(
    st.builds(
        ActorNames,
        name=NAMES,
        aliases=st.lists(NAMES, max_size=2).map(tuple),
        apart=st.lists(NAMES, max_size=2).map(tuple),
        by=st.just("file"),
    ),
    max_size=3,
)


Told = list[tuple[list[tuple[str, str | None]], list[list[str]]]]


def made(articles: Told) -> list[Summary]:
    return [
        summary(
            f"a{number}",
            *(position(name, f"Word {index}.", role=role) for index, (name, role) in enumerate(claims)),
            actors=tuple(named(names[0], *names[1:], kind="unknown") for names in listed),
        )
        for number, (claims, listed) in enumerate(articles)
    ]


INITIAL: Told = [
    ([("Anna Lind", None)], []),
    ([("Anna Lind", None), ("Lind", None), ("Mr. Lind", None)], [["A. Lind", "Anna Lind"]]),
]
UNDER_A_BODY: Told = [
    ([("Mr. Lind", None), ("Lind", None)], [["the agency", "Anna Lind"]]),
    ([("Anna Lind", None), ("Lind", None)], [["Lind campaign", "Lind"]]),
]
ARTICLES = st.lists(st.tuples(CLAIMS, LISTED), min_size=1, max_size=5).map(made)


@settings(deadline=None)
@given(ARTICLES, DECISIONS, st.randoms())
def test_the_order_of_articles_and_decisions_changes_nothing(
    articles: list[Summary], decisions: list[ActorNames], chance: object
) -> None:
    expected = resolve_actors(articles, decisions)
    shuffled, turned = list(articles), list(decisions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert resolve_actors(shuffled, turned) == expected


@settings(deadline=None)
@given(ARTICLES)
def test_no_person_is_in_one_actor_with_a_state(articles: list[Summary]) -> None:
    for actor in resolve_actors(articles)[0]:
        names = (actor.name, *actor.aliases)
        assert not (set(names) & set(PERSONS) and any(map(canonical_place, names)))


@settings(deadline=None)
@given(ARTICLES, DECISIONS)
def test_every_name_of_a_claim_means_one_actor_and_every_alias_has_a_reason(
    articles: list[Summary], decisions: list[ActorNames]
) -> None:
    actors, names = resolve_actors(articles, decisions)
    ids = [actor.actor_id for actor in actors]
    assert len(set(ids)) == len(ids)
    assert {names.ids[key] for key in names.ids} == set(ids)
    for actor in actors:
        assert {reason.name for reason in actor.reasons} == set(actor.aliases)
        assert all(reason.reason for reason in actor.reasons)


@settings(deadline=None)
@given(ARTICLES)
@example(made(INITIAL))
@example(made(UNDER_A_BODY))
def test_a_second_day_with_the_same_names_has_the_same_actors(articles: list[Summary]) -> None:
    actors = resolve_actors(articles)[0]
    assert resolve_actors(articles, today=len(articles), before=actors)[0] == actors
