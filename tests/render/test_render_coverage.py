"""The brief says how each article ended: what it rests on, what it could not use, and who answered in whose place."""

from __future__ import annotations

import re

import pytest
from brief_builder import DAY, article, checked, counts, position, summary
from page_reader import Page

from summarizer.merge import merge_summaries
from summarizer.models import Article, Brief, Limit, Outcome, OutcomeKind, Provenance, Summary
from summarizer.render import RENDERERS
from summarizer.render.coverage import coverage_of
from summarizer.render.footnotes import article_labels
from summarizer.render.view import View, view_of
from summarizer.render.wording import maker, sentence

MODEL = Provenance(engine="openai/m", engine_version="1", model="m", level="json_schema")


def one(
    number: int, kind: OutcomeKind = "ok", message: str | None = None, made: Provenance = MODEL, *, said: bool = True
) -> Summary:
    """Article `number` with one claim of its own where it has a result."""
    source = article(f"in/{number:03}_x.txt", f"The harbour is shut, pier {number}.", outlet="Post", published=DAY)
    outcome = Outcome(kind=kind, message=message, remedy="try again" if message else None)
    claims = [checked(f"c{number}", source, position(f"pier {number}"))] if said and not outcome.failed else []
    return summary(source, claims, outcome=outcome, made=made)


def brief_of(*summaries: Summary) -> Brief:
    return merge_summaries(summaries, DAY)


def view(*summaries: Summary) -> View:
    return view_of(brief_of(*summaries), {})


def test_a_day_of_complete_articles_is_one_sentence() -> None:
    coverage = view(one(1), one(2)).coverage
    assert (coverage.figures, coverage.words, coverage.endings) == (
        "2",
        "2 articles came in, each with a complete answer.",
        (),
    )
    assert view(one(1)).coverage.words == "1 article came in, with a complete answer."


def test_every_ending_is_counted_and_names_its_articles() -> None:
    coverage = view(
        one(1), one(2, "partial", "part 2 of 3 failed"), one(3, "empty"), one(4, "http_error", "503"),
        one(5, "http_error", "504"), one(6, "not_asked", "the budget is spent"),
    ).coverage  # fmt: skip
    assert (coverage.figures, coverage.words) == ("3 of 6", "6 articles came in: 3 with a result, 3 without.")
    assert [(ending.articles, ending.words, ending.which, ending.failed) for ending in coverage.endings] == [
        (1, "complete", "001", False),
        (1, "in part", "002", False),
        (1, "read, and nothing found", "003", False),
        (2, "the server failed", "004 and 005", True),
        (1, "not asked about", "006", True),
    ]
    assert coverage.not_asked == ("006",)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ((), "No article came in."),
        (("ok", "empty"), "2 articles came in, each with a result."),
        (("refused",), "1 article came in, and it has no result."),
        (("refused", "invalid"), "2 articles came in, and none has a result."),
    ],
)
def test_the_sum_is_a_sentence(kinds: tuple[OutcomeKind, ...], words: str) -> None:
    assert view(*(one(number, kind) for number, kind in enumerate(kinds))).coverage.words == words


def test_every_kind_of_ending_has_words_for_its_reader() -> None:
    kinds: tuple[OutcomeKind, ...] = (
        *("ok", "partial", "empty", "refused", "truncated", "invalid", "http_error", "not_asked", "unreadable"),
    )
    summaries = [one(number, kind) for number, kind in enumerate(kinds)]
    labels = article_labels([each.article.article_id for each in summaries])
    shown = [ending.words for ending in coverage_of(summaries, labels).endings]
    assert len(set(shown)) == 9
    assert not [words for words in shown if "_" in words]


def test_the_headline_counts_failed_and_not_asked_articles_apart() -> None:
    shown = view(one(1), one(2, "refused"), one(3, "not_asked"), one(4, "not_asked")).headline
    assert shown == (
        "4 articles from 1 outlet",
        "1 claim supported, 0 doubtful",
        "1 article failed, 2 not asked about",
    )


def test_the_head_says_why_most_articles_were_not_asked_about() -> None:
    unasked = [one(number, "not_asked", f"the budget is spent: {number} more wanted") for number in range(10, 490)]
    shown = view(one(1), *unasked).cautions
    assert shown[0] == "480 articles were not asked about: the budget is spent. Nothing here rests on them."
    assert view(one(1), unasked[0]).cautions[0] == (
        "010: Not asked about: the budget is spent: 10 more wanted. Nothing here rests on it."
    )


def test_articles_that_were_not_asked_about_are_no_rows_and_their_texts_are_not_in_the_page() -> None:
    summaries = [one(1), *(one(number, "not_asked", "the budget is spent") for number in range(2, 9))]
    texts: dict[str, Article] = {
        each.article.article_id: article(each.article.article_id, f"The harbour is shut, pier {number}.")
        for number, each in enumerate(summaries, start=1)
    }
    brief = brief_of(*summaries)
    assert [row.label for row in view_of(brief, texts).sources] == ["001"]
    page = Page(RENDERERS["html"](brief, texts))
    assert page.texts == ["The harbour is shut, pier 1."]
    assert [each.words for each in page.classed("names")] == ["002, 003, 004, 005, 006, 007, 008"]


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
def test_each_format_has_the_coverage_and_names_every_article(form: str) -> None:
    summaries = [
        one(1),
        one(2, "truncated", "cut off at 9 tokens"),
        *(one(n, "not_asked", "spent") for n in range(3, 9)),
    ]
    shown = " ".join(re.sub(r"<[^>]+>", " ", RENDERERS[form](brief_of(*summaries), {})).split())
    for words in (
        "1 article failed, 6 not asked about",
        "6 articles were not asked about: spent. Nothing here rests on them.",
        "8 articles came in: 1 with a result, 7 without.",
        "003, 004, 005, 006, 007, 008",
        "the answer was cut off: cut off at 9 tokens",
    ):
        assert words in shown


def test_markdown_lists_the_endings() -> None:
    lines = RENDERERS["markdown"](brief_of(one(1), one(2, "refused"), one(3, "refused")), {}).splitlines()
    at = lines.index("## Coverage")
    assert lines[at + 2 : at + 6] == [
        *("3 articles came in: 1 with a result, 2 without.", ""),
        *("- complete: 1 article (001)", "- no answer was given: 2 articles (002 and 003)"),
    ]


def test_an_engine_that_stood_in_is_marked_in_the_head_the_coverage_and_the_sources() -> None:
    rules = Provenance(engine="embedded", engine_version="1", fallback_for="openai/m: http_error: no answer in 9 s")
    shown = view(one(1), one(2, made=rules), one(3, made=rules))
    assert shown.made_by == ("openai/m (1 article) and rules, no language model, standing in for openai/m (2 articles)")
    words = "002 and 003 were answered by rules, no language model, in place of openai/m, which failed there."
    assert shown.cautions[:1] == (words,)
    assert shown.coverage.remarks == (words,)
    assert [row.made_by for row in shown.sources] == [
        "openai/m, strict JSON schema",
        *["rules, no language model, in place of openai/m (the server failed)"] * 2,
    ]


def test_an_article_asked_about_in_parts_says_in_how_many() -> None:
    shown = view(one(1), one(2, made=MODEL.model_copy(update={"parts": 3})))
    assert shown.sources[1].made_by == "openai/m, strict JSON schema, in 3 parts"
    assert shown.coverage.remarks == ("Too long for one request, and asked about in parts: 002.",)


def test_only_engines_that_gave_a_result_made_the_brief() -> None:
    unanswered = Provenance(engine="openai/other", engine_version="1")
    assert view(one(1), one(2, "http_error", "503", unanswered)).made_by == "openai/m"
    assert view().made_by == "nothing, for there was no article"


def test_a_message_that_begins_as_the_ending_is_not_said_twice() -> None:
    rows = view(one(1, "truncated", "the answer was cut off after 9 tokens"), one(2, "truncated")).sources
    assert [row.ended for row in rows] == ["the answer was cut off after 9 tokens", "the answer was cut off"]


def test_a_brief_without_a_result_does_not_say_that_nothing_was_found() -> None:
    for form in ("markdown", "html", "text"):
        shown = RENDERERS[form](brief_of(one(1, "refused")), {})
        assert "were found" not in shown
        assert "No article has a result." in shown


def test_limits_too_many_to_read_are_folded_under_what_they_have_in_common() -> None:
    summaries = [one(number, "invalid", f"{number} faults") for number in range(1, 10)]
    brief = brief_of(one(20), *summaries)
    unlabelled = Limit(code="failed", message="70 articles have no result.")
    shown = view_of(brief.model_copy(update={"limits": (*brief.limits, unlabelled)}), {})
    assert [limit.message for limit in shown.limits] == ["70 articles have no result."]
    (group,) = shown.limit_groups
    assert (group.words, len(group.limits)) == ("9 articles: no result", 9)
    assert (group.limits[0].where, group.limits[0].message, group.limits[0].remedy) == (
        "001",
        "No result: 1 faults.",
        "Try again.",
    )
    markdown = RENDERERS["markdown"](brief, {})
    assert "<summary>9 articles: no result</summary>" in markdown
    assert "- 009: No result: 9 faults. Try again." in markdown


def test_a_limit_of_many_articles_names_the_first_of_them() -> None:
    undated = [
        summary(article(f"in/{number:03}_x.txt", f"The harbour {number}."), made=MODEL, outcome=Outcome(kind="empty"))
        for number in range(1, 41)
    ]
    empty, dateless = view(*undated).limits
    assert (empty.where, dateless.where) == ("001, 002, 003 and 37 more", "001, 002, 003 and 37 more")


def test_a_remedy_is_a_sentence_and_a_command_stays_as_it_is_typed() -> None:
    assert sentence("try again") == "Try again."
    assert sentence("Pass --date if you know it.") == "Pass --date if you know it."
    assert sentence("summarizer runs lists them") == "summarizer runs lists them."
    assert sentence("--retry-failed") == "--retry-failed."


def test_a_brief_of_five_thousand_articles_has_its_labels_at_once() -> None:
    labels = article_labels(f"in/{number:04}_x.txt" for number in range(5000))
    assert len(set(labels.values())) == 5000
    assert labels["in/0042_x.txt"] == "0042"


def test_a_brief_written_before_endings_were_counted_is_still_read() -> None:
    brief = Brief(day=DAY, counts=counts([]))
    written = brief.model_dump_json()
    assert '"ended":{},' in written
    assert Brief.model_validate_json(written.replace('"ended":{},', "")) == brief


def test_the_engine_that_was_named_stands_before_the_one_that_stood_in() -> None:
    stand_in = Provenance(engine="embedded", engine_version="1", fallback_for="openai/m: refused")
    assert maker([stand_in, Provenance(engine="openai/m", engine_version="1")]) == (
        "openai/m (1 article) and rules, no language model, standing in for openai/m (1 article)"
    )
