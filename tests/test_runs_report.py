"""What `summarizer runs` shows: runs and articles, for a terminal, for a pipe, as JSON lines."""

import json

import pytest

from summarizer.models import Outcome
from summarizer.prices import Price, Prices
from summarizer.runs import ArticleRun, RunRecord
from summarizer.runs_report import articles_json, articles_table, runs_json, runs_table

PRICES = Prices("2030-01-31", {"m": Price(1.0, 10.0)})
RUN = RunRecord(
    run_id=12,
    started="2022-02-15T06:00:01.250Z",
    ended="2022-02-15T06:01:16.250Z",
    engine="openai/m",
    status="complete",
    articles=12,
    outcomes={"ok": 9, "refused": 2, "empty": 1},
    stored=3,
    requests=10,
    seconds=75.2,
    tokens_in=31_000,
    tokens_out=12_000,
)
ARTICLE = ArticleRun(
    article_id="news/a.txt",
    outcome=Outcome(kind="ok"),
    engine="openai/m",
    level="json_schema",
    requests=1,
    seconds=3.2,
    finish_reason="stop",
    tokens_in=2_000,
    tokens_out=300,
)


def failed(**changed: object) -> ArticleRun:
    outcome = Outcome(kind="http_error", message="503: busy", remedy="run it again")
    spent = {"requests": 4, "tokens_in": 0, "tokens_out": 0, "finish_reason": None}
    return ARTICLE.model_copy(update={"article_id": "b.txt", "outcome": outcome, **spent, **changed})


def cells(text: str, line: int) -> list[str]:
    """The cells of a line, which stand two blanks apart."""
    return [cell.strip() for cell in text.splitlines()[line].split("  ") if cell.strip()]


def test_a_run_is_one_line_with_what_it_took() -> None:
    # 31,000 in at 1 USD and 12,000 out at 10 USD per million: 0.031 + 0.12
    assert cells(runs_table([RUN], PRICES), 1) == [
        "12",
        "2022-02-15 06:00:01",
        "complete",
        "openai/m",
        "12: 9 ok, 2 refused, 1 empty; 3 from the store",
        "10",
        "31,000",
        "12,000",
        "$0.15",
        "1 min 15 s",
    ]


def test_the_articles_that_another_engine_answered_for_are_counted() -> None:
    stood_in = RUN.model_copy(update={"stood_in": 3})
    assert (
        cells(runs_table([stood_in], PRICES), 1)[4] == "12: 9 ok, 2 refused, 1 empty; 3 from the store; 3 by a stand-in"
    )
    assert "stand-in" not in runs_table([RUN], PRICES)


def test_columns_stand_below_their_heads() -> None:
    head, first, second = runs_table([RUN, RUN.model_copy(update={"run_id": 3, "engine": "x"})], PRICES).splitlines()
    assert head.index("engine") == first.index("openai/m") == second.index("x ")
    assert head.index("tokens in") + len("tokens in") == first.index("31,000") + len("31,000")


def test_a_run_that_never_ended_says_so_and_how_many_articles_have_no_end() -> None:
    killed = RUN.model_copy(update={"ended": None, "status": "running", "outcomes": {"ok": 5}, "stored": 0})
    line = runs_table([killed], PRICES).splitlines()[1]
    assert "not ended (killed, or still running)" in line
    assert "12: 5 ok, 7 without an end" in line


def test_the_message_of_a_run_stands_below_it() -> None:
    stopped = RUN.model_copy(update={"status": "stopped", "message": "401: the key is not valid"})
    assert runs_table([stopped, RUN], PRICES).splitlines()[2] == "    401: the key is not valid"


def test_a_cost_without_a_price_is_not_known_and_no_tokens_cost_nothing() -> None:
    other = RUN.model_copy(update={"engine": "openai/other"})
    rules = RUN.model_copy(update={"engine": "embedded", "requests": 0, "tokens_in": 0, "tokens_out": 0})
    table = runs_table([other, rules], PRICES)
    assert cells(table, 1)[-2] == "–"
    assert cells(table, 2)[-2] == "$0"


def test_a_server_that_answers_and_counts_no_tokens_was_not_free() -> None:
    uncounted = RUN.model_copy(update={"tokens_in": 0, "tokens_out": 0})
    assert cells(runs_table([uncounted], PRICES), 1)[-4:-1] == ["–", "–", "–"]


def test_a_server_that_never_answered_took_no_tokens() -> None:
    down = RUN.model_copy(update={"tokens_in": 0, "tokens_out": 0, "outcomes": {"http_error": 2, "not_asked": 10}})
    assert cells(runs_table([down], PRICES), 1)[-4:-1] == ["0", "0", "$0"]


def test_an_article_that_failed_has_the_servers_words_and_the_remedy_below_it() -> None:
    lines = articles_table([ARTICLE, failed()], PRICES).splitlines()
    assert cells("\n".join(lines), 2)[:6] == ["b.txt", "http_error", "openai/m", "json_schema", "–", "4"]
    assert lines[3] == "    503: busy — run it again"


def test_a_partial_answer_says_what_is_missing() -> None:
    partial = ARTICLE.model_copy(update={"outcome": Outcome(kind="partial", message="part 2 of 3: truncated")})
    assert "    part 2 of 3: truncated" in articles_table([partial], PRICES).splitlines()


def test_the_last_line_sums_up() -> None:
    # Two articles of 2,000 in and 300 out: 2 · (0.002 + 0.003) USD; the third never got an answer.
    total = cells(articles_table([ARTICLE, ARTICLE, failed()], PRICES), -1)
    assert total == ["3 in all", "6", "4,000", "600", "$0.0100"]


def test_the_sum_of_costs_is_not_known_where_one_is_not() -> None:
    unpriced = ARTICLE.model_copy(update={"engine": "openai/other"})
    assert cells(articles_table([ARTICLE, unpriced], PRICES), -1)[-1] == "–"


def test_an_article_that_no_engine_was_asked_about_names_none() -> None:
    unread = ARTICLE.model_copy(update={"engine": "none", "requests": 0, "tokens_in": 0, "tokens_out": 0})
    assert cells(articles_table([unread], PRICES), 1)[2] == "–"


def test_an_answer_from_the_store_names_the_store() -> None:
    stored = ARTICLE.model_copy(update={"stored": True, "requests": 0, "tokens_in": 0, "tokens_out": 0})
    assert cells(articles_table([stored], PRICES), 1)[2] == "the store"


def test_where_an_engine_stood_in_the_cost_is_that_of_the_one_asked_first() -> None:
    instead = ARTICLE.model_copy(update={"engine": "embedded", "fallback_for": "openai/m: refused: no", "parts": 3})
    lines = articles_table([instead], PRICES).splitlines()
    assert cells(lines[1], 0)[-2] == "$0.0050"
    assert lines[2:4] == ["    embedded stands in for openai/m: refused: no", "    asked about in 3 parts"]


def test_where_an_engine_stood_in_for_one_that_never_answered_it_cost_nothing() -> None:
    instead = ARTICLE.model_copy(
        update={"engine": "embedded", "fallback_for": "openai/m: http_error 503", "tokens_in": 0, "tokens_out": 0}
    )
    assert cells(articles_table([instead], PRICES), 1)[-2] == "$0"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.0, "0.0 s"), (59.94, "59.9 s"), (59.96, "1 min 00 s"), (3_599.4, "59 min 59 s"), (3_720.0, "1 h 02 min")],
)
def test_a_time_is_told_in_the_unit_that_fits(seconds: float, words: str) -> None:
    assert cells(runs_table([RUN.model_copy(update={"seconds": seconds})], PRICES), 1)[-1] == words


def test_a_pipe_gets_whole_lines_however_long() -> None:
    long = "https://example.org/" + "a" * 300
    assert cells(articles_table([ARTICLE.model_copy(update={"article_id": long})], PRICES), 1)[0] == long


@pytest.mark.parametrize("width", [40, 80])
def test_a_narrow_terminal_gets_blocks_in_which_nothing_is_lost(width: int) -> None:
    text = runs_table([RUN], PRICES, width)
    assert all(len(line) <= width for line in text.splitlines())
    words = " ".join(text.split())
    for cell in ("12: 9 ok, 2 refused, 1 empty; 3 from the store", "openai/m", "complete", "12 2022-02-15 06:00:01"):
        assert cell in words
    assert "requests 10 · tokens in 31,000 · out 12,000 · cost $0.15 · time 1 min 15 s" in words


def test_a_wide_terminal_gets_the_same_table_as_a_pipe_and_folds_only_notes() -> None:
    stopped = RUN.model_copy(update={"message": "the words of the server " * 20})
    table, wide = runs_table([stopped], PRICES), runs_table([stopped], PRICES, 180)
    assert wide.splitlines()[:2] == table.splitlines()[:2]
    assert len(table.splitlines()) == 3
    assert len(wide.splitlines()) > 3
    assert max(map(len, wide.splitlines())) <= 180


@pytest.mark.parametrize("width", [None, 60])
def test_what_comes_from_outside_neither_breaks_a_line_nor_steers_the_terminal(width: int | None) -> None:
    hostile = failed(
        article_id="a\nb\x1b[31m.txt", outcome=Outcome(kind="refused", message="no\r\n12  ok \u202efoo"), requests=0
    )
    text = articles_table([hostile], PRICES, width)
    assert not set(text) & set("\x1b\r\u202e")
    assert "a b" in text
    assert "    no 12 ok" in text


def test_no_runs_and_no_articles_are_said_in_words() -> None:
    assert runs_table([], PRICES) == "no runs yet"
    assert articles_table([], PRICES, 80) == "no article ended"


def test_json_lines_hold_every_field_and_the_cost() -> None:
    lines = runs_json([RUN, RUN.model_copy(update={"engine": "openai/other"})], PRICES).splitlines()
    first, second = map(json.loads, lines)
    assert RunRecord.model_validate({k: v for k, v in first.items() if k != "cost_usd"}) == RUN
    assert first["cost_usd"] == pytest.approx(0.151)
    assert second["cost_usd"] is None
    (line,) = articles_json([failed(article_id="a\nü")], PRICES).splitlines()
    assert json.loads(line)["article_id"] == "a\nü"
    assert "ü" in line


def test_no_runs_are_no_json_lines() -> None:
    assert runs_json([], PRICES) == articles_json([], PRICES) == ""
