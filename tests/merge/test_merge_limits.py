"""A brief says what it could not do, in whole sentences and article by article."""

from __future__ import annotations

from summary_builder import DAY, checked, event, position, summary, when

from summarizer.merge import merge_summaries
from summarizer.models import Limit, Summary


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
            message="The article has no result: The server said 503.",
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
    assert found[0].message == "Only a part of the article is in this brief: 1 of 3 chunks failed."


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
        "The article gives no date of publication, so 4 time expressions (“on Monday”, “24 December”, “Friday”, …) "
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
    assert brief.limits[0].message == "The article is word for word the same text as b; they count as one source."
    assert sorted(len(claim.sources) for claim in brief.claims) == [1, 2]


def test_articles_that_could_not_be_read_are_not_one_text() -> None:
    unread = summary("a", outcome="unreadable")
    unread = unread.model_copy(update={"article": unread.article.model_copy(update={"text_sha256": None})})
    other = unread.model_copy(update={"article": unread.article.model_copy(update={"article_id": "b"})})
    assert [limit.code for limit in limits(unread, other)] == ["failed", "failed"]
