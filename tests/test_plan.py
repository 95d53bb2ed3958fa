"""What a run would ask and cost, without asking: a Store, an engine that only estimates, and the words of --dry-run."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from summarizer.engines import Answer, TooLong, Usage
from summarizer.models import Article, Outcome, OutcomeKind, Provenance, Unreadable
from summarizer.plan import Plan, plan, plan_text
from summarizer.prices import Price, Prices
from summarizer.runs import ArticleRun
from summarizer.settings import Settings
from summarizer.store import Store

PRICES = Prices("2030-01-31", {"m": Price(1.0, 10.0)})
MADE = Provenance(engine="openai/m", engine_version="1")


class Silent:
    """An engine that must not be asked; its key is the article's id."""

    name = "openai/m"

    def content_key(self, article: Article) -> str | None:
        return article.article_id

    async def answer(self, article: Article) -> Answer:
        raise AssertionError("a plan asks nothing")

    async def close(self) -> None:
        pass


class Estimating(Silent):
    """It takes 1,000 tokens in and 300 out an article, and articles of at most 200 code points."""

    def estimate(self, article: Article) -> Usage:
        if len(article.body()) > 200:
            raise TooLong(200)
        return Usage(1, 1_000, 300)


class Embedded(Silent):
    """An engine that costs nothing and keeps nothing."""

    name = "embedded"

    def content_key(self, article: Article) -> str | None:
        return None


def article(name: str, text: str = "One sentence.") -> Article:
    return Article(article_id=name, text=text, text_sha256=sha256(text.encode()).hexdigest())


def keep(store: Store, name: str, kind: OutcomeKind) -> None:
    store.put(name, Answer(Outcome(kind=kind, message="so it ended"), MADE))


def settings(**given: object) -> Settings:
    return Settings.model_validate({"model": "openai/m", **given})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store.sqlite") as opened:
        yield opened


def test_each_article_is_counted_once_under_what_becomes_of_it(store: Store) -> None:
    kinds: tuple[OutcomeKind, ...] = ("ok", "empty", "partial", "refused", "truncated", "invalid")
    for kind in kinds:
        keep(store, kind, kind)
    items: list[Article | Unreadable] = [
        *map(article, [*kinds, "a", "b"]),
        Unreadable(article_id="x", message="no text", remedy="none"),
    ]
    planned = plan(items, Estimating(), store, settings(), PRICES)
    assert (planned.articles, planned.unreadable, planned.answered, planned.kept_failures, planned.new) == (
        9,
        1,
        2,
        4,
        2,
    )
    # 2 · 1,000 in at 1 USD and 2 · 300 out at 10 USD per million
    assert (planned.requests, planned.tokens_in, planned.tokens_out) == (2, 2_000, 600)
    assert planned.cost == pytest.approx(0.008)
    assert planned.prices_dated == "2030-01-31"


def test_kept_failures_are_new_where_they_are_to_be_asked_again(store: Store) -> None:
    for kind in ("ok", "partial", "refused"):
        keep(store, kind, kind)
    items = list(map(article, ("ok", "partial", "refused")))
    planned = plan(items, Estimating(), store, settings(retry_failed=True), PRICES)
    assert (planned.answered, planned.kept_failures, planned.new, planned.requests) == (1, 0, 2, 2)


def test_without_a_store_all_is_new() -> None:
    planned = plan([article("a"), article("b")], Estimating(), None, settings(), PRICES)
    assert (planned.new, planned.answered) == (2, 0)


def test_a_plan_leaves_no_trace_in_the_store(store: Store) -> None:
    plan([article("a")], Estimating(), store, settings(), PRICES)
    assert store.runs() == []
    assert store.get("a") is None


def test_an_article_too_long_is_estimated_in_its_parts() -> None:
    text = "\n\n".join(f"Paragraph {n} says that the talks go on for another day." for n in range(12))
    planned = plan([article("long", text)], Estimating(), None, settings(), PRICES)
    assert planned.new == 1
    # 12 paragraphs of more than 50 characters do not fit into three parts of 200
    assert planned.requests >= 4
    assert planned.tokens_in == planned.requests * 1_000


def test_earlier_answers_of_the_engine_say_what_comes_out(store: Store) -> None:
    run = store.start_run("openai/m", 2)
    for name, tokens_out in (("x", 100), ("y", 200)):
        note = ArticleRun(
            article_id=name,
            outcome=Outcome(kind="ok"),
            engine="openai/m",
            requests=1,
            tokens_in=900,
            tokens_out=tokens_out,
        )
        store.note(run, note)
    planned = plan(list(map(article, "abcd")), Estimating(), store, settings(), PRICES)
    assert (planned.tokens_in, planned.tokens_out, planned.measured) == (4_000, 600, True)


def test_the_embedded_engine_costs_nothing(store: Store) -> None:
    planned = plan([article("a")], Embedded(), store, settings(model="embedded"), PRICES)
    assert (planned.new, planned.requests, planned.tokens_in, planned.cost) == (1, 0, 0, 0.0)
    assert plan_text(planned) == "1 article: 1 new\nembedded: no request, no cost"


def test_without_a_price_the_cost_is_not_known() -> None:
    planned = plan([article("a")], Estimating(), None, settings(), Prices("2030-01-31"))
    assert planned.cost is None
    assert "cost unknown: no price in the list of 2030-01-31" in plan_text(planned)


def test_the_day_named_is_that_of_the_models_own_price() -> None:
    prices = Prices("2030-01-31", {"m": Price(1.0, 10.0, dated="2029-05-06")})
    assert plan([article("a")], Estimating(), None, settings(), prices).prices_dated == "2029-05-06"


def test_by_default_the_prices_are_those_that_the_settings_name(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('dated = "2031-01-01"\n[models.m]\ninput = 1000\noutput = 0\n', encoding="utf-8")
    planned = plan([article("a")], Estimating(), None, settings(prices=own))
    assert planned.cost == pytest.approx(1.0)
    assert planned.prices_dated == "2031-01-01"


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ({"max_tokens": 2_599}, "that is over the budget of 2,599 tokens"),
        ({"max_tokens": 2_600}, None),
        ({"max_cost": 0.007}, "that is over the budget of $0.0070"),
        ({"max_cost": 0.009}, None),
    ],
)
def test_a_budget_that_will_not_do_is_said(budget: dict[str, float], said: str | None) -> None:
    planned = plan([article("a"), article("b")], Estimating(), None, settings(**budget), PRICES)
    assert planned.over == (f"{said}: some articles would not be asked about" if said else None)
    assert (said or "\nopenai/m: 2 requests") in plan_text(planned)


def test_the_plan_in_words_rounds_what_is_estimated_and_counts_what_is_known() -> None:
    planned = Plan(
        engine="openai/gpt-5-mini",
        articles=5_123,
        unreadable=3,
        answered=4_000,
        kept_failures=20,
        new=1_100,
        requests=1_100,
        tokens_in=3_456_789,
        tokens_out=987_654,
        measured=True,
        cost=2.839505,
        prices_dated="2026-06-04",
    )
    assert plan_text(planned).splitlines() == [
        "5,123 articles: 1,100 new, 4,000 answered already, 20 failed before, 3 unreadable",
        "the failures are kept; --retry-failed asks for them again",
        "openai/gpt-5-mini: 1,100 requests if all goes well, about 3,500,000 tokens in, about 990,000 out "
        "(the mean of its earlier answers); cost about $2.84 at list prices of 2026-06-04",
    ]


def test_nothing_new_is_no_request(store: Store) -> None:
    keep(store, "a", "ok")
    planned = plan([article("a")], Estimating(), store, settings(), PRICES)
    assert planned.cost == 0.0
    assert plan_text(planned) == "1 article: 0 new, 1 answered already\nopenai/m: no request"


def test_an_engine_of_ones_own_without_estimates_says_so() -> None:
    planned = plan([article("a")], Silent(), None, settings(), PRICES)
    assert plan_text(planned) == "1 article: 1 new\nopenai/m: it gives no estimate"
