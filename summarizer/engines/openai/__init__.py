"""The engine for OpenAI-compatible endpoints; this package alone imports openai and instructor.

One article goes: `OpenAIEngine` (ask, and ask again where the answer breaks the schema) → `asking` (level, parameters
and window of the server; instructor reads the answer) → `transport` (pace, circuit, budget; tenacity around the wire).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from summarizer.engines import NOTHING, Answer, Mend, Mended, Mends, TooLong, Usage
from summarizer.engines.answers import salvage
from summarizer.engines.budget import Budget
from summarizer.engines.forms import check_form
from summarizer.engines.judging import Judged, Judgements, Pair, PairJudgement, pair_as_json, pairs_request
from summarizer.engines.openai.tally import Ended, Tally, Unfit
from summarizer.engines.request import Request, article_request, failed_as_json
from summarizer.engines.stop import Stop
from summarizer.errors import EngineError, SettingsError
from summarizer.ids import content_hash
from summarizer.jsonschema import strict_schema
from summarizer.models import Article, CheckedClaim, Extraction, Outcome, Provenance
from summarizer.prices import load_prices
from summarizer.settings import Settings
from summarizer.templates import Prompt, load_prompt, prompt_in

if TYPE_CHECKING:
    from summarizer.engines.openai.asking import Asking
    from summarizer.engines.openai.transport import Transport

__all__ = ["ENGINE_VERSION", "OpenAIEngine"]

ENGINE_VERSION = "1"

_OPENAI = "https://api.openai.com/v1"

_MOST_TOLD = 600
"""So many characters of an answer's faults are told."""

_KEEP_TO_SCHEMA = "try again with --retry-failed, or a model that keeps to a schema"

_log = logging.getLogger("summarizer.engine")

T = TypeVar("T", bound=BaseModel)


class OpenAIEngine:
    """Answers from one model at one endpoint, at the pace that the settings and the server allow.

    Args:
        model: The model's name at the server.
        settings: Server, key, pace, budgets, prompt.
        form: What an article is asked for: Extraction, or a subclass with further fields.
        stop: Ends the waiting for places, pauses and probes when it is requested.

    Raises:
        EngineError: There is no key, and no other server than OpenAI's is named.
        SettingsError: The prompt, the form, the prices or the budget can not be used.
    """

    paces_itself = True

    def __init__(
        self, model: str, settings: Settings, form: type[Extraction] = Extraction, stop: Stop | None = None
    ) -> None:
        if settings.api_key is None and settings.base_url is None:
            raise EngineError(
                f"openai/{model} needs a key",
                "set OPENAI_API_KEY, or name a server that needs none with --base-url",
            )
        _check_sendable(settings)
        check_form(form)
        price = load_prices(settings.prices).of(model)
        self.name = f"openai/{model}"
        self._model = model
        self._settings = settings
        self._form = form
        self._prompt = prompt_in(settings.prompt) if settings.prompt else load_prompt()
        self._mend_prompt = load_prompt("mend")
        self._base_url = (settings.base_url or _OPENAI).rstrip("/") + "/"
        self._budget = Budget(settings.max_tokens, settings.max_cost, price)
        self._window = settings.window or (price.window if price else None)
        self._stop = stop or Stop()
        self._transport: Transport | None = None

    @cached_property
    def _asking(self) -> Asking:
        """What asks, made when the first article is asked about: a run that is answered from the store needs none."""
        from summarizer.engines.openai.asking import Asking
        from summarizer.engines.openai.transport import Transport

        self._transport = Transport(self._model, self._settings, self._budget, self._stop)
        return Asking(self._transport, self._settings, self._window)

    @cached_property
    def _judge_prompt(self) -> Prompt:
        return load_prompt("adjudicate")

    def content_key(self, article: Article) -> str | None:
        """Text, date, prompt, schema, model, server and temperature, hashed."""
        return content_hash(
            article.text_sha256,
            article.body(),
            str(article.published),
            self._prompt.sha256,
            _schema_hash(self._form),
            self._model,
            self._base_url,
            f"{self._settings.temperature}",  # how long an answer may be changes none that was not cut off
            ENGINE_VERSION,
        )

    def mend_key(self, article: Article, failed: Sequence[CheckedClaim]) -> str | None:
        """What the article's answer depends on, the claims with what speaks against them, prompt and schema, hashed."""
        return content_hash(
            "mend",
            self.content_key(article) or "",
            failed_as_json(failed),
            self._mend_prompt.sha256,
            _schema_hash(Mends),
        )

    def estimate(self, article: Article) -> Usage:
        """One request, and about how many tokens it will take. Raises TooLong as `answer` does."""
        try:
            tokens_in, tokens_out = self._asking.tokens(article_request(self._prompt, article, self._form))
        except Ended:  # it will not be asked about
            return Usage()
        return Usage(1, tokens_in, tokens_out)

    async def close(self) -> None:
        """Close the connections."""
        if self._transport:
            await self._transport.close()

    async def answer(self, article: Article) -> Answer:
        """Answer for one article; whatever befalls it alone is its outcome."""
        tally = Tally(article.article_id)
        extraction: Extraction = NOTHING
        try:
            extraction, outcome = await self._asked(article_request(self._prompt, article, self._form), tally)
        except Ended as ended:
            outcome = ended.outcome
        except TooLong as long:
            raise TooLong(long.fits, tally.usage()) from None
        _log.info("%s: %s, requests: %d", article.article_id, outcome.kind, tally.requests)
        return Answer(outcome, self._provenance(self._prompt, self._form, tally), extraction, tally.usage())

    async def mend(self, article: Article, failed: Sequence[CheckedClaim]) -> Mended:
        """Ask again for the claims of an article that failed, once; an answer that breaks the schema is no answer."""
        request = article_request(self._mend_prompt, article, Mends, failed)
        tally = Tally(article.article_id)
        mends: tuple[Mend, ...] = ()
        try:
            mends = (await self._asking.parsed(request, tally)).mends
            outcome = Outcome(kind="ok")
        except Unfit as unfit:
            outcome = Outcome(kind="invalid", message=self._broken(unfit, request))
        except TooLong:
            outcome = Outcome(kind="invalid", message="article and claims do not fit into the model's window")
        except Ended as ended:
            outcome = ended.outcome
        _log.info("%s: asked again: %s, requests: %d", article.article_id, outcome.kind, tally.requests)
        return Mended(outcome, self._provenance(self._mend_prompt, Mends, tally), mends, tally.usage())

    def judge_key(self, pair: Pair) -> str | None:
        """The pair's words, prompt, schema, model, server and temperature, hashed."""
        return content_hash(
            "judge",
            pair_as_json(pair),
            self._judge_prompt.sha256,
            _schema_hash(Judgements),
            self._model,
            self._base_url,
            f"{self._settings.temperature}",
            ENGINE_VERSION,
        )

    async def judge(self, pairs: Sequence[Pair]) -> Judged:
        """Ask which pairs of claims are one claim; an answer that breaks the schema for good is no answer."""
        request = pairs_request(self._judge_prompt, pairs)
        tally = Tally(f"{len(pairs)} pairs of claims", request.about)
        judgements: tuple[PairJudgement, ...] = ()
        try:
            judgements = (await self._fitting(request, tally)).judgements
            outcome = Outcome(kind="ok")
        except Unfit as unfit:
            outcome = Outcome(kind="invalid", message=self._broken(unfit, request), remedy=_KEEP_TO_SCHEMA)
        except Ended as ended:
            outcome = ended.outcome
        except TooLong as long:
            raise TooLong(long.fits, tally.usage()) from None
        _log.info("%s: %s, requests: %d", tally.article_id, outcome.kind, tally.requests)
        return Judged(outcome, judgements, tally.usage())

    async def _asked(self, request: Request[Extraction], tally: Tally) -> tuple[Extraction, Outcome]:
        """The answer; where it breaks the schema for good, the entries of the last one that fit."""
        try:
            extraction = await self._fitting(request, tally)
        except Unfit as unfit:
            return self._salvaged(_object_in(unfit.raw) if tally.level == "prompt" else unfit.raw, request)
        return extraction, Outcome(kind="empty" if _is_empty(extraction) else "ok")

    async def _fitting(self, request: Request[T], tally: Tally) -> T:
        """The answer, after as many re-asks as are allowed.

        Raises:
            Unfit: The last one breaks the schema, too, or there was no other after the first.
            Ended, TooLong, EngineError: There is none at all.
        """
        unfit: Unfit | None = None
        for _ in range(self._settings.reasks + 1):
            try:
                return await self._asking.parsed(request, tally)
            except Unfit as error:
                unfit, request = error, request.again(_sendable(error.raw), _sendable(error.error))
            except (Ended, TooLong):
                if unfit is None:
                    raise
                break
        assert unfit is not None  # noqa: S101 - the loop ran at least once
        raise unfit

    def _salvaged(self, raw: str, request: Request[Extraction]) -> tuple[Extraction, Outcome]:
        extraction, faults = salvage(raw, self._form)
        many = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        message = self._told(f"{many} in the answer: {'; '.join(faults[:3])}", request)
        if _is_empty(extraction):
            raise Ended("invalid", message, _KEEP_TO_SCHEMA)
        remedy = "the entries that fit the schema were kept; --retry-failed asks again"
        return extraction, Outcome(kind="partial", message=message, remedy=remedy)

    def _broken(self, unfit: Unfit, request: Request[Any]) -> str:
        """What is wrong with an answer that breaks the schema, as far as it may be told."""
        faults = [line.removeprefix("- ") for line in unfit.error.splitlines()]
        return self._told("; ".join(faults[:3]), request)

    def _told(self, faults: str, request: Request[Any]) -> str:
        """The faults of an answer, which name its fields: any words may stand there."""
        return self._asking.told(faults, [request.body], _MOST_TOLD)

    def _provenance(self, prompt: Prompt, form: type[BaseModel], tally: Tally) -> Provenance:
        return Provenance(
            engine=self.name,
            engine_version=ENGINE_VERSION,
            model=tally.model,
            level=tally.level,
            prompt=prompt.name,
            prompt_sha256=prompt.sha256,
            schema_sha256=_schema_hash(form),
            dropped_parameters=self._asking.dropped,
        )


@cache
def _schema_hash(form: type[BaseModel]) -> str:
    return content_hash(str(strict_schema(form)))


def _object_in(words: str) -> str:
    """The JSON object in an answer that has words or a fence around it."""
    start, end = words.find("{"), words.rfind("}")
    return words[start : end + 1] if 0 <= start < end else words


def _check_sendable(settings: Settings) -> None:
    """Refuse what no request can be made with, before one is tried again and again."""
    key = settings.api_key.get_secret_value() if settings.api_key else ""
    if not (key.isascii() and key.isprintable()):
        raise SettingsError("the key has a character that no key has, such as a line's end", "set OPENAI_API_KEY anew")
    if settings.base_url is None:
        return
    if "@" in settings.base_url:
        raise SettingsError("the server's address has a name or a password in it", "put the key into OPENAI_API_KEY")
    if not _is_address(settings.base_url):
        raise SettingsError(f"{settings.base_url!r} is no server's address", "name it as http://localhost:8000/v1")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _sendable(answer: str) -> str:
    """A model's words without what is no Unicode: half a surrogate pair can not be sent back to it."""
    return answer.encode("utf-8", "replace").decode()


def _is_empty(extraction: Extraction) -> bool:
    """Whether no field holds anything, those of a subclass among them."""
    return not any(getattr(extraction, name) for name in type(extraction).model_fields)
