"""The engine for OpenAI-compatible endpoints; the only importer of openai and instructor.

One request goes: `answer` (one article, its outcome) → `_parsed` (instructor around our own `create`: level and
parameters that the server takes) → `_sent` (tenacity around the transport). Each retries one kind of fault only:
an answer that breaks the schema, a request that the server refuses as such, a passing fault of the transport.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import instructor
import openai
from instructor.core.exceptions import InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, ValidationError
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_random_exponential

from summarizer.engines import NOTHING, Answer, Mend, Mended, Mends, Usage
from summarizer.engines.answers import explain, salvage
from summarizer.engines.request import LEVELS, Request, failed_as_json, response_format
from summarizer.errors import EngineError
from summarizer.ids import content_hash
from summarizer.jsonschema import strict_schema
from summarizer.models import Article, CheckedClaim, Extraction, FormatLevel, Outcome, OutcomeKind, Provenance
from summarizer.settings import Settings
from summarizer.templates import Prompt, load_prompt

__all__ = ["ENGINE_VERSION", "OpenAIEngine"]

ENGINE_VERSION = "1"

T = TypeVar("T", bound=BaseModel)

_log = logging.getLogger("summarizer.engine")
# instructor logs each fault as an error, article text included; what happened is told by the outcome instead.
logging.getLogger("instructor").setLevel(logging.CRITICAL)

_PASSING = frozenset({408, 409, 429})
_REFUSALS = frozenset({400, 404, 415, 422, 500, 501})
_FORMAT = re.compile(r"response_format|json_schema|json_object|structured output|guided decoding", re.I)
_REFUSING = re.compile(r"\bnot\b|unsupported|invalid|unknown|should be|must be|unrecogni[sz]ed|unexpected|error", re.I)
_TOKEN = re.compile(r"\b(bearer\s+|sk-)\S+", re.I)
_MODES = {
    "json_schema": instructor.Mode.JSON_SCHEMA,
    "json_object": instructor.Mode.JSON_SCHEMA,
    "prompt": instructor.Mode.MD_JSON,  # finds JSON between fences and other words
}


class _Ended(Exception):
    """An article's outcome, found while its answer was read."""

    def __init__(self, kind: OutcomeKind, message: str, remedy: str) -> None:
        super().__init__(message)
        self.outcome = Outcome(kind=kind, message=message, remedy=remedy)


class _Unfit(Exception):
    """An answer that breaks the schema, with what is wrong with it."""

    def __init__(self, raw: str, error: str) -> None:
        super().__init__(error)
        self.raw, self.error = raw, error


@dataclass
class _Tally:
    """What one article has cost so far, and how it was asked."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    model: str | None = None
    level: FormatLevel = "json_schema"
    raw: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    started: float = field(default_factory=time.perf_counter)

    def note(self, completion: ChatCompletion) -> None:
        # The client takes a completion as it comes: fields that a server leaves out are None, or not there at all.
        self.model = getattr(completion, "model", None)
        usage = getattr(completion, "usage", None)
        self.tokens_in += getattr(usage, "prompt_tokens", None) or 0
        self.tokens_out += getattr(usage, "completion_tokens", None) or 0

    def usage(self) -> Usage:
        return Usage(self.requests, self.tokens_in, self.tokens_out, time.perf_counter() - self.started)


class OpenAIEngine:
    """Answers from one model at one endpoint.

    The engine learns from the server: the level at which it takes a schema, and the parameters it does not know.

    Raises:
        EngineError: There is no key, and no other server than OpenAI's is named.
    """

    def __init__(self, model: str, settings: Settings) -> None:
        if settings.api_key is None and settings.base_url is None:
            raise EngineError(
                f"openai/{model} needs a key",
                "set OPENAI_API_KEY, or name a server that needs none with --base-url",
            )
        self.name = f"openai/{model}"
        self._model = model
        self._settings = settings
        self._prompt = load_prompt()
        self._mend_prompt = load_prompt("mend")
        self._client = openai.AsyncOpenAI(
            api_key=settings.api_key.get_secret_value() if settings.api_key else "none",
            base_url=settings.base_url,
            timeout=settings.timeout,
            max_retries=0,
        )
        self._where = self._client.base_url.host
        self._creates = {level: instructor.patch(create=self._create, mode=_MODES[level]) for level in LEVELS}
        self._level: FormatLevel = LEVELS[0]
        self._parameters: dict[str, Any] = {
            "temperature": settings.temperature,
            "max_tokens": settings.max_output_tokens,
        }
        self._dropped: tuple[str, ...] = ()
        self._answered = False

    def content_key(self, article: Article) -> str | None:
        """Text, date, prompt, schema, model, server and parameters, hashed."""
        return content_hash(
            article.text_sha256,
            article.body(),
            str(article.published),
            self._prompt.sha256,
            _schema_hash(Extraction),
            self._model,
            str(self._client.base_url),
            f"{self._settings.temperature} {self._settings.max_output_tokens}",
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

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def answer(self, article: Article) -> Answer:
        """Answer for one article; whatever befalls it alone is its outcome."""
        tally = _Tally()
        extraction = NOTHING
        try:
            extraction, outcome = await self._asked(Request(self._prompt, article, Extraction), tally)
        except _Ended as ended:
            outcome = ended.outcome
        _log.info("%s: %s, requests: %d", article.article_id, outcome.kind, tally.requests)
        return Answer(outcome, self._provenance(self._prompt, Extraction, tally), extraction, tally.usage())

    async def mend(self, article: Article, failed: Sequence[CheckedClaim]) -> Mended:
        """Ask again for the claims of an article that failed, once; an answer that breaks the schema is no answer."""
        tally = _Tally()
        mends: tuple[Mend, ...] = ()
        try:
            mends = (await self._parsed(Request(self._mend_prompt, article, Mends, failed), tally)).mends
            outcome = Outcome(kind="ok")
        except _Unfit as error:
            faults = [line.removeprefix("- ") for line in error.error.splitlines()]
            outcome = Outcome(kind="invalid", message="; ".join(faults[:3]))
        except _Ended as ended:
            outcome = ended.outcome
        _log.info("%s: asked again: %s, requests: %d", article.article_id, outcome.kind, tally.requests)
        return Mended(outcome, self._provenance(self._mend_prompt, Mends, tally), mends, tally.usage())

    def _provenance(self, prompt: Prompt, form: type[BaseModel], tally: _Tally) -> Provenance:
        return Provenance(
            engine=self.name,
            engine_version=ENGINE_VERSION,
            model=tally.model,
            level=tally.level,
            prompt=prompt.name,
            prompt_sha256=prompt.sha256,
            schema_sha256=_schema_hash(form),
            dropped_parameters=self._dropped,
        )

    # --- one article: ask, and ask again where the answer breaks the schema ------------------------------------------

    async def _asked(self, request: Request[Extraction], tally: _Tally) -> tuple[Extraction, Outcome]:
        unfit = None
        for _ in range(self._settings.reasks + 1):
            try:
                extraction = await self._parsed(request, tally)
            except _Unfit as error:
                unfit, request = error, request.again(error.raw, error.error)
            else:
                return extraction, Outcome(kind="empty" if extraction == NOTHING else "ok")
        assert unfit is not None  # noqa: S101 - the loop ran at least once
        return self._salvaged(unfit)

    def _salvaged(self, unfit: _Unfit) -> tuple[Extraction, Outcome]:
        extraction, faults = salvage(unfit.raw)
        message = f"{len(faults)} faults in the answer: {'; '.join(faults[:3])}"
        if extraction == NOTHING:
            raise _Ended("invalid", message, "try again, or a model that keeps to a schema")
        return extraction, Outcome(kind="partial", message=message, remedy="the entries that fit the schema were kept")

    # --- one question: the level and the parameters that the server takes --------------------------------------------

    async def _parsed(self, request: Request[T], tally: _Tally) -> T:
        tally.level = self._level
        while True:
            tally.raw = ""
            try:
                return await self._through_instructor(request, tally)
            except openai.APIStatusError as error:
                if _refuses_format(error) and tally.level != LEVELS[-1]:
                    tally.level = LEVELS[LEVELS.index(tally.level) + 1]
                elif not self._drops_parameter(error, tally):
                    raise self._failure(error) from error
            except openai.APIError as error:
                raise self._failure(error) from error

    async def _through_instructor(self, request: Request[T], tally: _Tally) -> T:
        create: Any = self._creates[tally.level]
        try:
            result = await create(
                response_model=request.form,
                messages=[],
                max_retries=0,
                request=request,
                tally=tally,
            )
        except InstructorRetryException as error:
            fault = error.__cause__
        else:
            return request.form.model_validate(result.model_dump())
        if isinstance(fault, ValidationError | ValueError):
            raise _Unfit(tally.raw, explain(fault))
        raise fault or AssertionError("instructor names what it gave up on")

    async def _create(self, *, request: Request[Any], tally: _Tally, **_: Any) -> ChatCompletion:
        """What instructor takes for the client's `create`: our request, and the completion if it can be parsed.

        What instructor would put into the request is passed over: its schema is not strict, and its words are its own.
        """
        completion = await self._sent(request, tally)
        self._answered = True
        self._adopt(tally.level)
        if not isinstance(completion, ChatCompletion):
            raise _Ended("http_error", f"{self._where} answered with something else than JSON", "check --base-url")
        tally.note(completion)
        choice = completion.choices[0] if completion.choices else None
        if choice is None or choice.message is None:
            raise _Ended("http_error", f"{self._where} answered without a message", "try again")
        refusal = getattr(choice.message, "refusal", None)
        if refusal or choice.finish_reason == "content_filter":
            raise _Ended("refused", refusal or "stopped by a content filter", "try another model")
        if choice.finish_reason == "length":
            raise _Ended(
                "truncated",
                f"the answer was cut off after {self._settings.max_output_tokens} tokens or at the model's window",
                "set SUMMARIZER_MAX_OUTPUT_TOKENS higher, or use a model with a larger window",
            )
        if not isinstance(choice.message.content, str | None):
            raise _Ended("http_error", f"{self._where} answered with content that is no text", "check --base-url")
        tally.raw = choice.message.content or ""
        return completion

    def _adopt(self, level: FormatLevel) -> None:
        """Ask at a lower level from now on, once the server has answered at it; that is said once."""
        if LEVELS.index(level) > LEVELS.index(self._level):
            _log.warning("%s refuses %s; asking with %s", self._where, self._level, level)
            self._level = level

    def _drops_parameter(self, error: openai.APIStatusError, tally: _Tally) -> bool:
        """Whether the server names a parameter as unsupported; it is then left out, or goes by its newer name."""
        name = error.param if error.status_code == 400 else None
        if not isinstance(name, str) or name not in tally.parameters:
            return False
        if name in self._parameters:
            value = self._parameters.pop(name)
            if name == "max_tokens":
                self._parameters["max_completion_tokens"] = value
            self._dropped = (*self._dropped, name)
            _log.warning("%s does not take %s; left out", self._where, name)
        return True

    # --- one request: the transport ----------------------------------------------------------------------------------

    async def _sent(self, request: Request[Any], tally: _Tally) -> object:
        retrying = AsyncRetrying(
            retry=retry_if_exception(_passes),
            stop=stop_after_attempt(self._settings.retries + 1),
            wait=self._wait,
            reraise=True,
        )
        tally.parameters = dict(self._parameters)
        arguments: dict[str, Any] = {"messages": request.messages(tally.level), **tally.parameters}
        chosen = response_format(tally.level, request.form)
        if chosen:
            arguments["response_format"] = chosen
        async for attempt in retrying:
            with attempt:
                tally.requests += 1
                return await self._client.chat.completions.create(model=self._model, **arguments)
        raise AssertionError("tenacity raises the last error")

    def _wait(self, state: RetryCallState) -> float:
        """Seconds until the next attempt: the server's Retry-After up to the cap, else jittered exponential."""
        error = state.outcome.exception() if state.outcome else None
        header = error.response.headers.get("retry-after") if isinstance(error, openai.APIStatusError) else None
        asked = _seconds(header) if header else None
        if asked is not None:
            return min(asked, self._settings.retry_after_cap)
        return wait_random_exponential(multiplier=0.5, max=20)(state)

    def _failure(self, error: openai.APIError) -> Exception:
        """What an error of the client means: the run's end, or this article's.

        A server that has answered before is there, and takes the key and the model: then the fault is the article's.
        """
        if isinstance(error, openai.APITimeoutError):
            message = f"no answer from {self._where} within {self._settings.timeout:g} s"
            return _Ended("http_error", message, "set SUMMARIZER_TIMEOUT higher")
        if isinstance(error, openai.APIConnectionError):
            message = f"no answer from {self._client.base_url}: {error}"
            remedy = "start the server, or check --base-url"
            return _Ended("http_error", message, "try again") if self._answered else EngineError(message, remedy)
        if not isinstance(error, openai.APIStatusError):
            return _Ended("http_error", f"{self._where}: {self._shown(str(error))}", "try again, or check --base-url")
        words = f"{self._where} answered {error.status_code}: {self._shown(_words_of(error))}"
        if error.code == "insufficient_quota":
            return EngineError(words, "the account's quota is used up")
        if error.status_code == 401 or (error.status_code == 403 and not self._answered):
            return EngineError(words, "check the key in OPENAI_API_KEY")
        if error.status_code == 404 and not self._answered:
            return EngineError(words, f"check the model's name {self._model!r} and --base-url")
        return _Ended("http_error", words, "run again: what has been answered is kept")

    def _shown(self, words: str, limit: int = 300) -> str:
        """A server's words in one line, bounded, and without a key that it repeats."""
        key = self._settings.api_key.get_secret_value() if self._settings.api_key else ""
        bare = words.replace(key, "[key]") if key else words
        line = " ".join(_TOKEN.sub("[key]", bare).split())
        return line if len(line) <= limit else line[: limit - 1] + "…"


def _schema_hash(form: type[BaseModel]) -> str:
    return content_hash(str(strict_schema(form)))


def _refuses_format(error: openai.APIStatusError) -> bool:
    """Whether a server refuses the form that the answer is asked for in, and not the article or the moment."""
    if error.status_code not in _REFUSALS:
        return False
    words = error.response.text
    return error.param == "response_format" or bool(_FORMAT.search(words) and _REFUSING.search(words))


def _passes(error: BaseException) -> bool:
    """Whether a fault may pass by itself; a refusal of the format does not, whatever its status."""
    if isinstance(error, openai.APIStatusError):
        final = _refuses_format(error) or error.code == "insufficient_quota"
        return not final and (error.status_code in _PASSING or error.status_code >= 500)
    return isinstance(error, openai.APIConnectionError)


def _seconds(retry_after: str) -> float | None:
    """A Retry-After header in seconds from now: a number, or an HTTP date (RFC 9110, 10.2.3); None for another."""
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except ValueError:
        return None


def _words_of(error: openai.APIStatusError) -> str:
    """The server's own words: the message of its error object, else its body."""
    body = error.body
    message = body.get("message") if isinstance(body, dict) else None
    return str(message or error.response.text or error.message)
