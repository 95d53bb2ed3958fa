"""What a run would ask and cost, worked out without asking: the figures of `--dry-run`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from summarizer.engines import Engine, Estimator, TooLong, Usage
from summarizer.models import Article, Unreadable
from summarizer.prices import Price, Prices, load_prices, usd
from summarizer.settings import Settings
from summarizer.store import Store

__all__ = ["Plan", "plan", "plan_text"]

Standing = Literal["answered", "kept_failure", "new"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do. `articles` = `unreadable` + `answered` + `kept_failures` + `new`.

    `kept_failures` have an answer in the store that failed in part or whole; with --retry-failed they count under
    `new`. `requests` and tokens are estimates; `measured` says that tokens out are the mean of the engine's earlier
    answers. `cost` is in USD, None where no price is known; `over` says which budget the run would go over.
    """

    engine: str
    articles: int
    unreadable: int
    answered: int
    kept_failures: int
    new: int
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    measured: bool = False
    cost: float | None = None
    prices_dated: str = ""
    over: str | None = None


def plan(
    items: Iterable[Article | Unreadable],
    engine: Engine,
    store: Store | None,
    settings: Settings,
    prices: Prices | None = None,
) -> Plan:
    """Look up which articles are answered already, and estimate the others. Nothing is sent and nothing stored.

    Args:
        items: What `read` gives.
        engine: What would be asked; one that is no Estimator costs nothing here.
        store: Where answers are kept; None where they are not.
        settings: For `retry_failed` and the budgets.
        prices: By default those that the settings name.
    """
    items = list(items)
    prices = prices or load_prices(settings.prices)
    articles = [item for item in items if isinstance(item, Article)]
    standing = [_standing(article, engine, store, settings.retry_failed) for article in articles]
    new = [article for article, how in zip(articles, standing, strict=True) if how == "new"]
    once = {engine.content_key(article) or article.article_id: article for article in new}  # a text is asked about once
    usage, measured = _usage(list(once.values()), engine, store)
    price = prices.of(engine.name)
    return Plan(
        engine=engine.name,
        articles=len(items),
        unreadable=len(items) - len(articles),
        answered=standing.count("answered"),
        kept_failures=standing.count("kept_failure"),
        new=len(new),
        requests=usage.requests,
        tokens_in=usage.tokens_in,
        tokens_out=usage.tokens_out,
        measured=measured,
        cost=_cost(usage, price),
        prices_dated=(price.dated if price else None) or prices.dated,
        over=_over(usage, price, settings),
    )


def plan_text(planned: Plan) -> str:
    """The plan in a few plain lines, without a newline at the end; estimates are rounded and say "about"."""
    lines = [f"{_many(planned.articles, 'article')}: {', '.join(_parts(planned))}"]
    if planned.kept_failures:
        lines.append("the failures are kept; --retry-failed asks for them again")
    lines.append(_spent(planned))
    if planned.over:
        lines.append(planned.over)
    return "\n".join(lines)


# --- what there is ----------------------------------------------------------------------------------------------------


def _standing(article: Article, engine: Engine, store: Store | None, retry_failed: bool) -> Standing:
    key = engine.content_key(article) if store else None
    kept = store.get(key) if store and key else None
    if kept is None:
        return "new"
    if kept.outcome.kind in ("ok", "empty"):
        return "answered"
    return "new" if retry_failed else "kept_failure"


# --- what it would take -----------------------------------------------------------------------------------------------


def _usage(new: Sequence[Article], engine: Engine, store: Store | None) -> tuple[Usage, bool]:
    """Requests and tokens for the new articles, and whether the tokens out are known from earlier answers."""
    if not isinstance(engine, Estimator):
        return Usage(), False
    usage = reduce(Usage.__add__, (_estimate(article, engine) for article in new), Usage())
    mean = store.tokens_out_of(engine.name) if store else None
    if not mean:
        return usage, False
    return Usage(usage.requests, usage.tokens_in, round(mean * len(new))), True


def _estimate(article: Article, engine: Estimator) -> Usage:
    """What one article takes; one that is too long is asked about in parts."""
    try:
        return engine.estimate(article)
    except TooLong as too_long:
        from summarizer.engines.parts import split

        return reduce(Usage.__add__, map(engine.estimate, split(article, too_long.fits)))


def _cost(usage: Usage, price: Price | None) -> float | None:
    if not usage.requests:
        return 0.0
    return price.cost(usage.tokens_in, usage.tokens_out) if price else None


def _over(usage: Usage, price: Price | None, settings: Settings) -> str | None:
    """Which budget the estimate goes over, in words."""
    tokens, cost = usage.tokens_in + usage.tokens_out, _cost(usage, price)
    if settings.max_tokens is not None and tokens > settings.max_tokens:
        return f"that is over the budget of {settings.max_tokens:,} tokens: some articles would not be asked about"
    if settings.max_cost is not None and cost is not None and cost > settings.max_cost:
        return f"that is over the budget of {usd(settings.max_cost)}: some articles would not be asked about"
    return None


# --- in words ---------------------------------------------------------------------------------------------------------


def _parts(planned: Plan) -> list[str]:
    """Those that are not none: "3 new", "40 answered already" …; the new are always named."""
    parts = [
        (planned.answered, "answered already"),
        (planned.kept_failures, "failed before"),
        (planned.unreadable, "unreadable"),
    ]
    return [f"{planned.new:,} new", *(f"{number:,} {what}" for number, what in parts if number)]


def _spent(planned: Plan) -> str:
    if not planned.requests:
        return _nothing(planned)
    mean = " (the mean of its earlier answers)" if planned.measured else ""
    return (
        f"{planned.engine}: {_many(planned.requests, 'request')} if all goes well, {_about(planned.tokens_in)} tokens "
        f"in, {_about(planned.tokens_out)} out{mean}; {_priced(planned)}"
    )


def _nothing(planned: Plan) -> str:
    if not planned.new:
        return f"{planned.engine}: no request"
    if planned.engine == "embedded":
        return "embedded: no request, no cost"
    return f"{planned.engine}: it gives no estimate"


def _priced(planned: Plan) -> str:
    if planned.cost is None:
        return f"cost unknown: no price in the list of {planned.prices_dated}; SUMMARIZER_PRICES names a list of yours"
    return f"cost about {usd(planned.cost)} at list prices of {planned.prices_dated}"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _about(number: int) -> str:
    """A number with two figures that count: 1,234,567 → "about 1,200,000"; one below a hundred as it is."""
    if number < 100:
        return str(number)
    return f"about {round(number, 2 - len(str(number))):,}"
