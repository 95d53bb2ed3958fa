"""One question to the model: the level at which the server takes a schema, the parameters it knows, its window.

What is learned of the server from its refusals holds for all later questions.
"""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, partial
from typing import Any, TypeVar

from instructor import Mode, Provider
from instructor.v2 import mode_registry
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, ValidationError

from summarizer.engines import TooLong
from summarizer.engines.answers import explain
from summarizer.engines.estimate import tokens_of
from summarizer.engines.openai.faults import Fault
from summarizer.engines.openai.tally import Ended, Tally, Unfit
from summarizer.engines.openai.transport import Question, Transport
from summarizer.engines.request import LEVELS, Message, Request, response_format
from summarizer.models import FormatLevel
from summarizer.settings import Settings

__all__ = ["Asking"]

T = TypeVar("T", bound=BaseModel)

_log = logging.getLogger("summarizer.engine")
# instructor logs each fault as an error, article text included; what happened is told by the outcome instead.
logging.getLogger("instructor").setLevel(logging.CRITICAL)
# openai writes each request, article text included, into its log for debugging; httpx2 what the server calls a status.
logging.getLogger("openai").setLevel(logging.INFO)
logging.getLogger("httpx2").setLevel(logging.WARNING)

_MODES = {
    "json_schema": Mode.JSON_SCHEMA,
    "json_object": Mode.JSON_SCHEMA,
    "prompt": Mode.MD_JSON,  # finds JSON between fences and other words
}
_LEAST_ROOM = 512
"""Tokens that an answer needs at least."""
_SMALLEST = 400
"""Code points: an article that is no longer than this is not asked about in parts."""
_MARGIN = 1.15
"""What a server refuses as too long has so many times the tokens that were estimated."""
_MOST_DENSE = 4.0
"""No text has so many times the tokens that are estimated."""
_SAFE = 0.9
"""A part is so much shorter than what fits: some parts of an article have more tokens than others."""
_MOST_OVERFLOWS = 12
"""A server that finds one question too long so many times, whatever is made of it, is not believed any more."""


class Asking:
    """Asks one server questions whose answers have to fit a type."""

    def __init__(self, transport: Transport, settings: Settings, window: int | None) -> None:
        self._transport = transport
        self._most_out = settings.max_output_tokens
        self._window = window
        self._density = 1.0
        self._level: FormatLevel = LEVELS[0]
        self._parameters: dict[str, Any] = {
            "temperature": settings.temperature,
            "max_tokens": settings.max_output_tokens,
        }
        self._told = self._told_level = False
        self._proven: set[FormatLevel] = set()
        self.dropped: tuple[str, ...] = ()

    def tokens(self, request: Request[Any]) -> tuple[int, int]:
        """Tokens in and out that a question will take; an estimate.

        Raises:
            TooLong: As far as the model's window is known, the article does not fit into it.
        """
        tokens_in, tokens_out = self._tokens(request, request.messages(self._level), self._level)
        self._fitted(request, tokens_in, tokens_out)
        return tokens_in, tokens_out

    def told(self, words: str, sent: Iterable[str], limit: int) -> str:
        """What an answer says, as far as it may be shown and kept."""
        return self._transport.told(words, sent, limit)

    async def parsed(self, request: Request[T], tally: Tally) -> T:
        """The answer to a question.

        Raises:
            Unfit: It breaks the schema.
            Ended: There is none, and that is the article's outcome.
            TooLong: The article does not fit into the model's window.
            EngineError: No article can be answered for.
        """
        overflows = 0
        while True:
            tally.raw, tally.proven = "", self._proven
            known = self._limits
            try:
                return self._read(await self._asked(request, tally), request, tally)
            except Fault as fault:
                if fault.refuses_format and tally.level != LEVELS[-1]:
                    if tally.level == self._level:
                        self._level = LEVELS[LEVELS.index(tally.level) + 1]
                elif fault.overflows and overflows < _MOST_OVERFLOWS:
                    overflows += 1
                    if known == self._limits:  # else another question has taught it meanwhile
                        self._learn_window(fault, request, tally)
                elif not self._drops_parameter(fault, tally):
                    raise self._transport.ended(fault, tally) from fault

    async def _asked(self, request: Request[T], tally: Tally) -> ChatCompletion:
        completion = await self._transport.send(partial(self._composed, request, tally), tally)
        self._proven.add(tally.level)
        if tally.level != LEVELS[0] and not self._told_level:
            _log.warning("%s refuses %s; asking with %s", self._transport.where, LEVELS[0], tally.level)
            self._told_level = True
        return completion

    def _composed(self, request: Request[Any], tally: Tally) -> Question:
        """A question as it is put now, with all that is known of the server by now."""
        tally.level = next((level for level in LEVELS if level in self._proven), self._level)
        messages = request.messages(tally.level)
        tokens_in, tokens_out = self._tokens(request, messages, tally.level)
        tally.parameters = self._fitted(request, tokens_in, tokens_out)
        # Not as arguments of their own: the client would walk through all messages and the whole schema each time.
        body: dict[str, Any] = {"messages": messages}
        chosen = response_format(tally.level, request.form)
        if chosen:
            body["response_format"] = chosen
        return Question({"messages": [], **tally.parameters, "extra_body": body}, tokens_in, tokens_out)

    def _read(self, completion: ChatCompletion, request: Request[T], tally: Tally) -> T:
        """What a completion says, if it says it whole."""
        choice = completion.choices[0]
        refusal = getattr(choice.message, "refusal", None)
        if refusal or choice.finish_reason == "content_filter":
            sent = [message["content"] for message in request.messages(tally.level)[:2]]
            words = self._transport.told(str(refusal or "stopped by a content filter"), sent)
            raise Ended("refused", words, "try another model, or --retry-failed to ask this one again")
        if choice.finish_reason == "length":
            most = tally.parameters.get("max_tokens") or tally.parameters.get("max_completion_tokens") or self._most_out
            raise Ended(
                "truncated",
                f"the answer was cut off after {most} tokens or at the model's window",
                "set SUMMARIZER_MAX_OUTPUT_TOKENS higher, or SUMMARIZER_WINDOW lower, which asks in smaller parts; "
                "and --retry-failed",
            )
        if not isinstance(getattr(choice.message, "content", None), str | None):
            raise Ended("http_error", f"{self._transport.where} answered with no text", "check --base-url")
        tally.raw = choice.message.content or ""
        try:
            result = _parser(tally.level)(response=completion, response_model=request.form, strict=True)
        except (ValidationError, ValueError) as error:
            raise Unfit(tally.raw, explain(error)) from None
        result.__dict__.pop("_raw_response", None)  # where instructor leaves the whole completion
        answer: T = result
        return answer

    # --- the model's window ------------------------------------------------------------------------------------------

    def _tokens(self, request: Request[Any], messages: list[Message], level: FormatLevel) -> tuple[int, int]:
        form: type[BaseModel] = request.form
        tokens_in = _schema_tokens(level, form) + sum(tokens_of(message["content"]) for message in messages)
        return int(tokens_in * self._density), min(request.tokens_out(tokens_of(request.body)), self._most_out)

    def _fitted(self, request: Request[Any], tokens_in: int, tokens_out: int) -> dict[str, Any]:
        """The parameters, with as many tokens for the answer as the window leaves."""
        if self._window is None:
            return dict(self._parameters)
        if not _has_room(self._window, tokens_in, tokens_out):
            raise self._too_long(request, tokens_in, self._window)
        room = self._window - tokens_in
        names = {"max_tokens", "max_completion_tokens"}
        return {name: min(value, room) if name in names else value for name, value in self._parameters.items()}

    def _too_long(self, request: Request[Any], tokens_in: int, window: int) -> Exception:
        """How much of the article fits, with what is answered to so much of it."""
        body = request.body
        tokens = tokens_of(body)
        rest = tokens_in - int(tokens * self._density)

        def too_long(length: int) -> bool:
            part = tokens * length // len(body)
            answer = min(request.tokens_out(part), self._most_out)
            return not _has_room(window, rest + int(part * self._density), answer)

        fits = int(_SAFE * bisect_left(range(len(body)), True, key=too_long))
        if fits < _SMALLEST or len(body) <= _SMALLEST:
            what = f"prompt and {request.about} ({len(body)} characters)"
            message = f"{what} do not fit into a window of {window} tokens"
            return Ended("http_error", message, "use a model with a larger window")
        return TooLong(min(fits, len(body) - 1))

    @property
    def _limits(self) -> tuple[int | None, float]:
        """What is known at the moment of what the server takes at once."""
        return self._window, self._density

    def _learn_window(self, fault: Fault, request: Request[Any], tally: Tally) -> None:
        """Take the window from the server's words.

        Raises:
            TooLong: They do not name it; half of the article may fit.
            Ended: The article is so short that its length can not be the reason.
        """
        length = len(request.body)
        if length <= _SMALLEST or self._density > _MOST_DENSE:
            raise self._transport.ended(fault, tally) from fault
        if fault.window is None:
            raise TooLong(max(_SMALLEST, length // 2)) from fault
        if self._window and fault.window >= self._window:  # still too long: more tokens in it than estimated
            self._density *= _MARGIN
        else:
            self._window = fault.window
            _log.log(
                logging.INFO if self._told else logging.WARNING,
                "%s has a window of %d tokens; longer articles go in parts",
                self._transport.where,
                self._window,
            )
            self._told = True

    # --- what the server takes ---------------------------------------------------------------------------------------

    def _drops_parameter(self, fault: Fault, tally: Tally) -> bool:
        """Whether the server names a parameter as unsupported; it is then left out, or goes by its newer name."""
        name = fault.param if fault.status == 400 else None
        if name is None or name not in tally.parameters:
            return False
        if name in self._parameters:
            value = self._parameters.pop(name)
            if name == "max_tokens":
                self._parameters["max_completion_tokens"] = value
            self.dropped = (*self.dropped, name)
            _log.warning("%s does not take %s; left out", self._transport.where, name)
        return True


def _has_room(window: int, tokens_in: int, tokens_out: int) -> bool:
    """Whether a window leaves room for an answer: for all of it, or half of the window."""
    return window - tokens_in >= min(max(tokens_out, _LEAST_ROOM), window // 2)


@cache
def _schema_tokens(level: FormatLevel, form: type[BaseModel]) -> int:
    return tokens_of(str(response_format(level, form) or ""))


@cache
def _parser(level: FormatLevel) -> Any:
    """What instructor reads an answer of a level with; its way round the request would build the schema each time."""
    return mode_registry.get_handlers(Provider.OPENAI, _MODES[level]).response_parser
