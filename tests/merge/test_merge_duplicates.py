"""What says the same is one claim with all its sources; what says another thing stays apart."""

from __future__ import annotations

import pytest
from summary_builder import DAY, checked, demand, event, position, response, summary, when

from summarizer.merge import merge_summaries
from summarizer.models import Claim, MergedClaim


def merged(*claims: Claim) -> tuple[MergedClaim, ...]:
    """The claims of a brief of one claim an article: a, b, …"""
    return merge_summaries([summary(chr(ord("a") + number), claim) for number, claim in enumerate(claims)], DAY).claims


def sources(claim: MergedClaim) -> list[str]:
    return [source.claim_id for source in claim.sources]


HOPE = "Let us hope that reason wins and that the fishermen first of all think of our common sea"


def test_two_translations_of_one_remark_are_one_claim_with_two_sources() -> None:
    claims = merged(
        position(
            "Anna Lind",
            "Lind hopes that reason will win and that fishermen will think first of “our common sea”.",
            "Let's hope, however, that reason will win here, and that the fishermen will first of all think about our "
            "common sea, where we work side by side and are close neighbours",
        ),
        position(
            "Lind",
            "Anna Lind hopes that reason wins and that the fishermen think of the common sea.",
            "Let us hope reason wins and that fishermen think first of our common sea, where we work with each other "
            "as close neighbors",
        ),
    )
    assert [sources(claim) for claim in claims] == [["a.0", "b.0"]]


def test_the_same_words_of_two_speakers_are_two_claims() -> None:
    assert len(merged(position("Anna Lind", HOPE), position("Karl Berg", HOPE))) == 2


def test_a_statement_and_a_demand_of_the_same_words_are_two_claims() -> None:
    assert len(merged(position("Anna Lind", HOPE), demand("Anna Lind", HOPE))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The delegation of Norway will attend the talks", "The delegation of Norway will not attend the talks"),
        ("The delegation will attend the talks", "The delegation won’t attend the talks"),
        ("The port will get 5,000 new boats this year", "The port will get 500 new boats this year"),
        ("The port will get two new boats this year", "The port will get three new boats this year"),
        ("The council meets in the capital on 3 May", "The council meets in the capital on 4 May"),
        ("The union supports the new fishing quota", "The union opposes the new fishing quota"),
        ("The army will withdraw boats from the strait", "The army will send boats from the strait"),
        ("The boats of Norway rammed the boats of Iceland", "The boats of Iceland rammed the boats of Norway"),
        ("The treaty binds all the boats of Norway", "The treaty binds all the boats of Denmark"),
        ("The fleet will sail to the island at dawn", "The fleet may sail to the island at dawn"),
        ("The first part of the answer is enough", "The second part of the answer is enough"),
    ],
)
def test_opposite_statements_never_fold(one: str, other: str) -> None:
    assert len(merged(position("Anna Lind", one), position("Anna Lind", other))) == 2


def test_opposite_quotes_never_fold_under_equal_statements() -> None:
    said = "Lind spoke on the new fishing quota of the northern ports."
    claims = merged(
        position("Anna Lind", said, "We will accept the new fishing quota of the northern ports"),
        position("Anna Lind", said, "We will reject the new fishing quota of the northern ports"),
    )
    assert len(claims) == 2


def test_stances_and_conditions_and_acts_that_clash_keep_claims_apart() -> None:
    assert len(merged(position("Lind", HOPE, stance="supports"), position("Lind", HOPE, stance="opposes"))) == 2
    assert len(merged(position("Lind", HOPE, condition="if it rains"), position("Lind", HOPE))) == 2
    assert len(merged(position("Lind", HOPE, act="promises"), position("Lind", HOPE, act="threatens"))) == 2
    assert len(merged(position("Lind", HOPE, act="hopes"), position("Lind", HOPE, act="states"))) == 1


def test_answers_of_different_kinds_stay_apart_and_rejecting_is_denying() -> None:
    def answer(kind: str) -> Claim:
        return response("Lind", "the offer of peace", "rejects", HOPE).model_copy(update={"kind": kind})

    assert len(merged(answer("accepts"), answer("rejects"))) == 2
    assert len(merged(answer("denies"), answer("rejects"))) == 1


def test_demands_fold_with_an_addressee_and_without_one_but_not_with_two() -> None:
    what = "withdraw all patrol boats from the fishing grounds"
    assert len(merged(demand("Oslo", what, to="Denmark"), demand("Norway", what))) == 1
    assert len(merged(demand("Oslo", what, to="Denmark"), demand("Norway", what, to="Sweden"))) == 2
    assert len(merged(demand("Oslo", what, to="Denmark"), demand("Norway", what, to="Denmark and Sweden"))) == 1


def test_events_fold_by_date_and_words_whoever_reports_them() -> None:
    claims = merged(
        event("The council of fishermen met in Bergen", "2030-05-01", according_to="Lind"),
        event("Council of fishermen meets in Bergen", "2030-05-01"),
        event("The council of fishermen met in Bergen", "2030-05-08"),
    )
    assert sorted(map(sources, claims)) == [["a.0", "b.0"], ["c.0"]]


def test_an_allegation_belongs_to_him_who_alleges() -> None:
    what = "The boats of Iceland will attack the port"
    claims = merged(
        event(what, "2030-05-01", status="alleged", according_to="Lind"),
        event(what, "2030-05-01", status="alleged", according_to="Berg"),
    )
    assert len(claims) == 2


def test_events_without_a_day_fold_only_under_the_same_phrase() -> None:
    claims = merged(
        event("The council of fishermen met in Bergen", None, phrase="on Monday"),
        event("The council of fishermen met in Bergen", None, phrase="On Monday"),
        event("The council of fishermen met in Bergen", None, phrase="on Tuesday"),
    )
    assert sorted(map(sources, claims)) == [["a.0", "b.0"], ["c.0"]]


def test_within_an_article_two_statements_on_one_quote_stay_two() -> None:
    quote = "The port is closed, the boats are sold and the fishermen have gone to the mainland"
    brief = merge_summaries(
        [summary("a", position("Lind", "The port is closed.", quote), position("Lind", "The boats are sold.", quote))],
        DAY,
    )
    assert len(brief.claims) == 2


def test_one_text_at_two_addresses_is_one_claim_with_two_sources() -> None:
    claim = checked(position("Lind", HOPE), "same")
    brief = merge_summaries([summary("http://a", claim, text="x"), summary("http://b", claim, text="x")], DAY)
    assert [(s.article_id, s.claim_id) for s in brief.claims[0].sources] == [("http://a", "same"), ("http://b", "same")]


def test_the_best_source_comes_first_and_gives_wording_and_verdict() -> None:
    brief = merge_summaries(
        [
            summary("a", checked(position("Lind", HOPE), "a.0", verdict="doubtful")),
            summary("b", checked(position("Lind", HOPE + "!"), "b.0", match="normalised")),
            summary("c", checked(position("Lind", HOPE + "."), "c.0")),
        ],
        DAY,
    )
    (claim,) = brief.claims
    assert sources(claim) == ["c.0", "b.0", "a.0"]
    assert claim.claim == position("Lind", HOPE + ".")
    assert claim.verdict == "supported"
    assert (brief.counts.supported, brief.counts.doubtful) == (1, 0)


def test_the_programs_date_goes_before_the_models() -> None:
    day = when("2030-05-01", DAY)
    brief = merge_summaries(
        [
            summary("a", checked(event("The council of fishermen met in Bergen", "2029-05-01"), "a.0", when=day)),
            summary("b", event("The council of fishermen met in Bergen", "2030-05-01")),
        ],
        DAY,
    )
    assert len(brief.claims) == 1


def test_claims_with_more_articles_come_first_then_those_of_the_weightier_actor() -> None:
    brief = merge_summaries(
        [
            summary("a", position("Moe", "Snow fell again."), position("Lind", "Coal is short.")),
            summary("b", position("Lind", "Bridges are old."), position("Berg", HOPE)),
            summary("c", position("Berg", HOPE + ".")),
            summary("d", position("Lind", "Trains run at night.")),
        ],
        DAY,
    )
    assert [sources(claim)[0] for claim in brief.claims] == ["b.1", "a.1", "b.0", "d.0", "a.0"]


def test_a_merged_id_depends_on_the_smallest_claim_id_alone() -> None:
    one = merge_summaries([summary("b", position("Lind", HOPE)), summary("c", position("Lind", HOPE))], DAY).claims[0]
    two = merge_summaries([summary("b", position("Lind", HOPE))], DAY).claims[0]
    three = merge_summaries([summary("c", position("Lind", HOPE))], DAY).claims[0]
    assert one.merged_id == two.merged_id != three.merged_id
    assert len(one.merged_id) == 12
