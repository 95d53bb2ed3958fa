"""What a run's record says of an article: taken from its Summary and its usage, and sane whatever a server claims."""

from __future__ import annotations

from summarizer.engines import Usage
from summarizer.models import ArticleRecord, Outcome, Provenance, Summary
from summarizer.runs import ArticleRun


def summary(outcome: Outcome, made: Provenance, text_sha256: str | None = "ab") -> Summary:
    article = ArticleRecord(article_id="a.txt", text_sha256=text_sha256)
    return Summary(article=article, outcome=outcome, provenance=made, checks_version="1")


def test_the_note_of_an_answered_article_says_what_made_it_and_what_it_cost() -> None:
    made = Provenance(
        engine="openai/m",
        engine_version="1",
        model="m-2025",
        level="json_object",
        prompt="extract",
        prompt_sha256="cd",
        schema_sha256="ef",
        parts=3,
    )
    usage = Usage(requests=4, tokens_in=900, tokens_out=80, seconds=1.5, finish_reason="stop")
    assert ArticleRun.of(summary(Outcome(kind="ok"), made), usage, stored=False) == ArticleRun(
        article_id="a.txt",
        text_sha256="ab",
        outcome=Outcome(kind="ok"),
        engine="openai/m",
        model="m-2025",
        level="json_object",
        prompt="extract",
        prompt_sha256="cd",
        schema_sha256="ef",
        parts=3,
        fallback_for=None,
        requests=4,
        seconds=1.5,
        finish_reason="stop",
        tokens_in=900,
        tokens_out=80,
        stored=False,
    )


def test_the_note_of_a_failure_names_the_article_the_servers_words_and_the_remedy() -> None:
    outcome = Outcome(kind="http_error", message="503: overloaded", remedy="try again later")
    made = Provenance(engine="openai/m", engine_version="1")
    note = ArticleRun.of(summary(outcome, made), Usage(requests=5, seconds=60.0), stored=False)
    assert note.article_id == "a.txt"
    assert note.outcome == outcome
    assert (note.requests, note.seconds, note.tokens_out) == (5, 60.0, 0)


def test_the_note_of_an_article_that_a_fallback_answered_names_both_engines() -> None:
    made = Provenance(engine="embedded", engine_version="1", fallback_for="openai/m: http_error")
    note = ArticleRun.of(summary(Outcome(kind="ok"), made), Usage(), stored=False)
    assert (note.engine, note.fallback_for) == ("embedded", "openai/m: http_error")


def test_the_note_of_an_input_that_could_not_be_read_has_no_hash() -> None:
    outcome = Outcome(kind="unreadable", message="no text", remedy="look at it")
    unread = summary(outcome, Provenance(engine="none", engine_version=""), text_sha256=None)
    assert ArticleRun.of(unread, Usage(), stored=False).text_sha256 is None


def test_token_counts_that_make_no_sense_are_bounded() -> None:
    answered = summary(Outcome(kind="ok"), Provenance(engine="openai/m", engine_version="1"))
    note = ArticleRun.of(answered, Usage(requests=1, tokens_in=-7, tokens_out=10**30), stored=False)
    assert (note.tokens_in, note.tokens_out) == (0, 10**12)


def test_a_note_comes_back_from_its_json() -> None:
    answered = summary(Outcome(kind="empty"), Provenance(engine="openai/m", engine_version="1"))
    note = ArticleRun.of(answered, Usage(requests=1, seconds=0.25), stored=True)
    assert ArticleRun.model_validate_json(note.model_dump_json()) == note
