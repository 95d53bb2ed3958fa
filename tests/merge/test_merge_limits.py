"""A brief says what it could not do, in whole sentences and article by article."""

from __future__ import annotations

import pytest
from summary_builder import DAY, checked, event, position, summary, when

from summarizer.merge import merge_summaries
from summarizer.models import Limit, Provenance, Summary


def limits(*summaries: Summary) -> list[Limit]:
    return list(merge_summaries(summaries, DAY).limits)


def test_a_complete_dated_article_has_no_limits() -> None:
    assert limits(summary("a", position("Lind", "The line is open."), event("Vote", "2030-05-06"))) == []


def test_no_article_at_all_is_said() -> None:
    brief = merge_summaries([], DAY)
    assert [limit.code for limit in brief.limits] == ["no-articles"]
    assert brief.counts.articles == 0


def test_a_failed_article_stays_in_the_brief_with_its_message_and_remedy() -> None:
    failed = summary(
        "a", outcome="http_error", message="The server said 503", remedy="Try again later.", published=None
    )
    brief = merge_summaries([failed, summary("b", position("Lind", "The line is open."))], DAY)
    assert brief.summaries[0] == failed
    assert brief.limits == (
        Limit(
            code="failed",
            message="No result: The server said 503.",
            article_id="a",
            remedy="Try again later.",
        ),
    )
    assert (brief.counts.articles, brief.counts.failed) == (2, 1)


def test_partial_and_empty_articles_are_named() -> None:
    found = limits(
        summary("a", position("Lind", "The line is open."), outcome="partial", message="1 of 3 chunks failed"),
        summary("b", outcome="empty"),
    )
    assert [(limit.code, limit.article_id) for limit in found] == [("partial", "a"), ("empty", "b")]
    assert found[0].message == "Not all of it is in this brief: 1 of 3 chunks failed."


def test_an_undated_article_names_its_unresolved_phrases_once_each() -> None:
    (limit,) = limits(
        summary(
            "a",
            event("Vote", None, phrase="on Monday"),
            event("Second vote", None, phrase="on Monday"),
            event("Feast", "XXXX-12-24", phrase="24 December"),
            event("Treaty", "1999-01-01", phrase="in 1999"),
            checked(event("Fair", "2030-05-06", phrase="Friday"), "x", when=when(None, text="Friday")),
            event("Storm", None, phrase="at any time"),
            checked(event("Ball", "XXXX-05-06", phrase="6th"), "y", when=when("XXXX-05-06", text="6th")),
            published=None,
        )
    )
    assert limit.code == "undated-article"
    assert limit.message == (
        "No date of publication, so 4 time expressions (“on Monday”, “24 December”, “Friday”, …) "
        "are shown without a year."
    )
    assert limit.remedy == "Pass --date if you know it."


def test_an_undated_article_without_time_expressions_is_named_too() -> None:
    (limit,) = limits(summary("a", position("Lind", "The line is open."), published=None))
    assert limit.code == "undated-article"


def test_a_dated_article_names_what_stays_unresolved() -> None:
    (limit,) = limits(summary("a", event("Vote", None, phrase="before long")))
    assert limit.code == "unresolved-times"
    assert limit.message == "1 time expression (“before long”) could not be put at a day."


def test_doubtful_and_set_aside_claims_are_counted_by_article() -> None:
    doubtful = checked(position("Lind", "Coal is short."), "x", verdict="doubtful")
    unsupported = checked(position("Lind", "Snow fell again."), "y", verdict="unsupported")
    brief = merge_summaries([summary("a", doubtful, set_aside=(unsupported,))], DAY)
    assert [(limit.code, limit.message) for limit in brief.limits] == [
        ("set-aside", "1 claim was set aside: the checks found no support for it."),
        ("doubtful", "1 claim is doubtful and marked so."),
    ]
    assert (brief.counts.supported, brief.counts.doubtful, brief.counts.set_aside) == (0, 1, 1)
    assert len(brief.claims) == 1


def test_two_results_of_one_article_that_differ_are_named_and_the_fuller_one_is_used() -> None:
    one = summary("a", position("Lind", "The line is open."))
    two = summary("a", position("Lind", "The line is open."), position("Lind", "Coal is short."))
    failed = summary("a", outcome="refused")
    brief = merge_summaries([one, failed, two], DAY)
    assert brief.summaries == (two,)
    assert [limit.code for limit in brief.limits] == ["summarised-twice"]


def test_an_undated_article_is_not_asked_for_a_date_that_would_resolve_nothing() -> None:
    (limit,) = limits(summary("a", event("Storm", None, phrase="at any time"), published=None))
    assert "at any time" not in limit.message
    assert limit.code == "undated-article"


def test_two_articles_of_one_text_are_named_once_and_both_stay_sources() -> None:
    brief = merge_summaries(
        [
            summary("a", checked(position("Lind", "The line is open."), "same"), text="x"),
            summary("b", checked(position("Lind", "The line is open."), "same"), text="x"),
            summary("c", position("Berg", "Coal is short.")),
        ],
        DAY,
    )
    assert [(limit.code, limit.article_id) for limit in brief.limits] == [("same-text", "a")]
    assert brief.limits[0].message == "Word for word the same text as b; they count as one source."
    assert sorted(len(claim.sources) for claim in brief.claims) == [1, 2]


def test_articles_that_could_not_be_read_are_not_one_text() -> None:
    unread = summary("a", outcome="unreadable")
    unread = unread.model_copy(update={"article": unread.article.model_copy(update={"text_sha256": None})})
    other = unread.model_copy(update={"article": unread.article.model_copy(update={"article_id": "b"})})
    assert [limit.code for limit in limits(unread, other)] == ["failed", "failed"]


def test_two_failed_articles_of_one_text_are_no_source_and_not_named_as_one() -> None:
    found = limits(summary("a", outcome="refused", text="x"), summary("b", outcome="refused", text="x"))
    assert [limit.code for limit in found] == ["failed", "failed"]


def test_articles_that_were_not_asked_about_are_one_limit_for_each_reason() -> None:
    spent = [summary(f"a{n}", outcome="not_asked", message="the budget is spent", remedy="Raise it.") for n in range(7)]
    found = limits(*spent, summary("b", outcome="not_asked", message="the run was interrupted", remedy="Go on."))
    assert found == [
        Limit(code="not-asked", message="7 articles were not asked about: the budget is spent.", remedy="Raise it."),
        Limit(code="not-asked", message="Not asked about: the run was interrupted.", article_id="b", remedy="Go on."),
    ]


def test_reasons_that_differ_in_figures_alone_are_one_reason_in_the_words_they_share() -> None:
    def spent(number: int) -> Summary:
        message = f"the budget of 9,000 tokens is spent: 8,{100 + number} used, about {40 + number} more wanted"
        return summary(f"a{number}", outcome="not_asked", message=message)

    (limit,) = limits(*map(spent, range(4990)))
    assert limit.message == "4,990 articles were not asked about: the budget of 9,000 tokens is spent."


def test_reasons_that_share_no_words_are_not_made_into_one() -> None:
    found = limits(*(summary(f"a{n}", outcome="invalid", message=f"{n} faults in the answer") for n in range(6)))
    assert [limit.message for limit in found[:2]] == [
        "No result: 0 faults in the answer.",
        "No result: 1 faults in the answer.",
    ]
    assert len(found) == 6


def test_more_than_five_articles_that_failed_alike_are_one_limit_that_names_three() -> None:
    def failed(count: int) -> list[Limit]:
        return limits(
            *(summary(f"a{n}", outcome="http_error", message="no answer", remedy="Wait.") for n in range(count))
        )

    assert [(limit.message, limit.article_id) for limit in failed(5)] == [
        ("No result: no answer.", f"a{n}") for n in range(5)
    ]
    assert failed(6) == [
        Limit(code="failed", message="6 articles have no result (a0, a1, a2 and 3 more): no answer.", remedy="Wait.")
    ]


def test_articles_that_failed_alike_with_another_remedy_are_kept_apart() -> None:
    found = limits(
        *(summary(f"a{n}", outcome="refused", message="no", remedy="Wait.") for n in range(6)),
        *(summary(f"b{n}", outcome="refused", message="no", remedy="Pay.") for n in range(6)),
    )
    assert [limit.remedy for limit in found] == ["Wait.", "Pay."]


def test_an_engine_that_stood_in_is_named_with_the_one_it_stood_in_for_and_why() -> None:
    def by_rules(name: str, fallback_for: str) -> Summary:
        made = Provenance(engine="embedded", engine_version="1", fallback_for=fallback_for)
        return summary(name, position("Lind", f"The line {name} is open.")).model_copy(update={"provenance": made})

    found = limits(by_rules("a", "openai/m: http_error: no answer within 9 s"), by_rules("b", "openai/m: refused"))
    assert found == [
        Limit(
            code="fallback",
            message="Answered by the rules in place of openai/m: no answer within 9 s.",
            article_id="a",
            remedy="Run it again to ask openai/m.",
        ),
        Limit(
            code="fallback",
            message="Answered by the rules in place of openai/m: refused.",
            article_id="b",
            remedy="Run it again with --retry-failed to ask openai/m.",
        ),
    ]
    (limit,) = limits(
        *(by_rules(f"a{n}", f"openai/m: http_error: no answer within {n} s, tried {n}") for n in range(6))
    )
    assert limit.message == (
        "6 articles (a0, a1, a2 and 3 more) were answered by the rules in place of openai/m: http error."
    )
    assert limit.remedy == "Run it again to ask openai/m."


@pytest.mark.parametrize(
    ("ended", "remedy"),
    [
        ("refused: no", "Run it again with --retry-failed to ask openai/m."),
        ("truncated: cut off", "Run it again with --retry-failed to ask openai/m."),
        ("invalid: 2 faults", "Run it again with --retry-failed to ask openai/m."),
        ("http_error: 500", "Run it again to ask openai/m."),
        ("not_asked: the run was stopped", "Run it again to ask openai/m."),
    ],
)
def test_retry_failed_is_named_only_where_the_failure_is_kept(ended: str, remedy: str) -> None:
    made = Provenance(engine="embedded", engine_version="1", fallback_for=f"openai/m: {ended}")
    stood_in = summary("a", position("Lind", "The line is open.")).model_copy(update={"provenance": made})
    (limit,) = limits(stood_in)
    assert limit.remedy == remedy
