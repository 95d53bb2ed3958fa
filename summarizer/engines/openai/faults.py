"""What can go wrong with one request, and in which words it is told: never the article's, the prompt's or the key."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Literal

import openai

from summarizer.models import Outcome, OutcomeKind

__all__ = ["Ended", "Fault", "Unfit", "fault_of", "garbled", "seconds_of"]

FaultKind = Literal["status", "connection", "timeout", "garbled"]

_PASSING = frozenset({408, 409, 429})
_MAY_REFUSE_FORMAT = frozenset({400, 404, 415, 422, 500, 501})
_FORMAT = re.compile(r"response_format|json_schema|json_object|structured output|guided decoding", re.I)
_REFUSING = re.compile(r"\bnot\b|unsupported|invalid|unknown|should be|must be|unrecogni[sz]ed|unexpected|error", re.I)
_OVERFLOW = re.compile(
    r"context[ _](?:length|window|size)|maximum context|(?:prompt|input|request) (?:is|was) too (?:long|large)"
    r"|too many (?:input )?tokens|n_ctx|max_model_len",
    re.I,
)
_WINDOW = re.compile(r"(?:context|maximum|limit|n_ctx|window|max_model_len)\D{0,40}?(\d{3,8})", re.I)
_TOKEN = re.compile(r"\b(bearer\s+|sk-)\S+", re.I)
_ECHO = 24
"""So many characters in a row that stand in the request too are an echo of it."""


class Ended(Exception):
    """An article's outcome, found while its answer was asked for or read."""

    def __init__(self, kind: OutcomeKind, message: str, remedy: str) -> None:
        super().__init__(message)
        self.outcome = Outcome(kind=kind, message=message, remedy=remedy)


class Unfit(Exception):
    """An answer that breaks the schema, with what is wrong with it."""

    def __init__(self, raw: str, error: str) -> None:
        super().__init__(error)
        self.raw, self.error = raw, error


@dataclass
class Fault(Exception):
    """One request that got no completion: what the server or the transport says, and whether that may pass.

    `text` is the whole of the server's answer, which may hold anything; only `words` are for showing.
    """

    kind: FaultKind
    words: str
    status: int | None = None
    code: str | None = None
    param: str | None = None
    retry_after: float | None = None
    text: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.words

    @property
    def busy(self) -> bool:
        """Whether the server asks for fewer requests."""
        return self.status == 429

    @property
    def out_of_quota(self) -> bool:
        """Whether the account's quota is used up, which no waiting mends."""
        return self.code == "insufficient_quota"

    @property
    def refuses_format(self) -> bool:
        """Whether the server refuses the form that the answer is asked for in, and not the article or the moment."""
        if self.status not in _MAY_REFUSE_FORMAT:
            return False
        return self.param == "response_format" or bool(_FORMAT.search(self.text) and _REFUSING.search(self.text))

    @property
    def overflows(self) -> bool:
        """Whether the server says that the request is longer than the model's window."""
        if self.status not in (400, 413, 422, 500):
            return False
        return self.code == "context_length_exceeded" or self.status == 413 or bool(_OVERFLOW.search(self.text))

    @property
    def window(self) -> int | None:
        """The window in tokens that the server names, if it names one of a sensible size."""
        named = _WINDOW.search(self.text)
        return int(named.group(1)) if named and int(named.group(1)) >= 1024 else None

    @property
    def passing(self) -> bool:
        """Whether the fault may pass by itself; a refusal of the format does not, whatever its status."""
        if self.status is None:
            return True
        final = self.refuses_format or self.out_of_quota or self.overflows
        return not final and (self.status in _PASSING or self.status >= 500)


def fault_of(error: openai.APIError | TimeoutError, key: str, sent: Iterable[str], timeout: float) -> Fault:
    """What an error of the client comes to; `key` and what was `sent` are taken out of its words."""
    if isinstance(error, openai.APIStatusError):
        return Fault(
            kind="status",
            words=f"{error.status_code}: {_shown(_words_of(error), key, sent)}",
            status=error.status_code,
            code=error.code,
            param=error.param if isinstance(error.param, str) else None,
            retry_after=seconds_of(error.response.headers.get("retry-after")),
            text=error.response.text,
        )
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, Fault):
            return cause
        # aiohttp's own, which the client takes for another kind of error, are among them
        if isinstance(cause, TimeoutError):
            return Fault(kind="timeout", words=f"no answer within {timeout:g} s")
    return Fault(kind="connection", words=_shown(str(causes[-1]) or type(causes[-1]).__name__, key, sent))


def garbled(words: str) -> Fault:
    """An answer with status 200 that is no chat completion: a page, half a JSON text, an empty list of choices."""
    return Fault(kind="garbled", words=words)


def seconds_of(retry_after: str | None) -> float | None:
    """A Retry-After header in seconds from now: a number, or an HTTP date (RFC 9110, 10.2.3); None for another."""
    if not retry_after:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        pass
    else:
        return None if math.isnan(seconds) else max(0.0, seconds)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except ValueError:
        return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what it was raised from, and so on to the beginning."""
    while error is not None:
        yield error
        error = error.__cause__


def _words_of(error: openai.APIStatusError) -> str:
    """The server's own words: the message of its error object, else its body."""
    body = error.body
    message = body.get("message") if isinstance(body, dict) else None
    return str(message or error.response.text or error.message)


def _shown(words: str, key: str, sent: Iterable[str], limit: int = 300) -> str:
    """Words in one line, bounded, without the key and without what they repeat of the request."""
    bare = words[: 10 * limit].replace(key, "[key]") if key else words[: 10 * limit]
    line = " ".join(_without_echo(_TOKEN.sub("[key]", bare), sent).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _without_echo(words: str, sent: Iterable[str]) -> str:
    """Words, with `[…]` for each stretch of them that stands in what was sent."""
    known = {text[i : i + _ECHO] for text in sent for i in range(len(text) - _ECHO + 1)}
    kept, at = [], 0
    while at < len(words):
        if words[at : at + _ECHO] not in known:
            kept.append(words[at])
            at += 1
            continue
        while words[at : at + _ECHO] in known:
            at += 1
        at += _ECHO - 1
        kept.append("[…]")
    return "".join(kept)
