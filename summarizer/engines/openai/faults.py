"""What can go wrong with one request, and in which words it is told: never the article's, the prompt's or the key."""

from __future__ import annotations

import datetime as dt
import html
import math
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Literal

import openai

__all__ = ["Fault", "fault_of", "garbled", "seconds_of", "shown"]

FaultKind = Literal["status", "connection", "timeout", "garbled"]

_PASSING = frozenset({408, 409, 429})
_MAY_REFUSE_FORMAT = frozenset({400, 404, 415, 422, 500, 501})
_FORMAT = re.compile(r"response_format|json_schema|json_object|structured output|guided decoding", re.I)
_REFUSING = re.compile(r"\bnot\b|unsupported|invalid|unknown|should be|must be|unrecogni[sz]ed|unexpected|error", re.I)
_OVERFLOW = re.compile(
    r"context[ _](?:length|window|size)|maximum context|(?:prompt|input|request) (?:is|was) too (?:long|large)"
    r"|too many (?:input )?tokens|maximum number of (?:input )?tokens|max_new_tokens|n_ctx|max_model_len",
    re.I,
)
_WINDOW_AS_SET = re.compile(r"(?:n_ctx|max_model_len)\W{0,4}(\d{3,8})", re.I)
_WINDOW = re.compile(r"(?:context|maximum|limit|window|must be <=)\D{0,40}?(\d{3,8})", re.I)
_TOKEN = re.compile(r"\b(bearer\s+|sk-)\S+", re.I)
_MOST = 4_000
"""Of a server's answer that is a fault so many characters are looked at."""
_ECHO = 20
"""So many letters and digits in a row that stand in the request too are an echo of it, whatever is between them."""
_KEY_ECHO = 8
"""The same for the key."""
_PIECE = re.compile(r"\\+(?:u[0-9a-fA-F]{4}|.)|&#?\w{1,8};|.", re.S)
_ESCAPE = re.compile(r"\\+(?:u[0-9a-fA-F]{4}|.)|&#?\w{1,8};", re.S)
_BETWEEN = re.compile(r"[\W_]+")


@dataclass
class Fault(Exception):
    """One request that got no completion: what the server or the transport says, and whether that may pass.

    `proven`: the server has answered a request of this form before, so that it is not the form that it minds.
    `text` is the server's answer, without what it repeats of the request: an article may be about all of this.
    """

    kind: FaultKind
    words: str
    status: int | None = None
    code: str | None = None
    param: str | None = None
    retry_after: float | None = None
    proven: bool = False
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
        if self.proven or self.status not in _MAY_REFUSE_FORMAT:
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
        named = _WINDOW_AS_SET.search(self.text) or _WINDOW.search(self.text)
        return int(named.group(1)) if named and int(named.group(1)) >= 1024 else None

    @property
    def passing(self) -> bool:
        """Whether the fault may pass by itself; a refusal of the format does not, whatever its status."""
        if self.status is None:
            return True
        final = self.refuses_format or self.out_of_quota or self.overflows
        return not final and (self.status in _PASSING or self.status >= 500)


def fault_of(error: openai.APIError | TimeoutError, key: str, sent: Sequence[str], timeout: float) -> Fault:
    """What an error of the client comes to; `key` and what was `sent` are taken out of its words."""
    if isinstance(error, openai.APIStatusError):
        return Fault(
            kind="status",
            words=f"{error.status_code}: {shown(_words_of(error), key, sent)}",
            status=error.status_code,
            code=error.code,
            param=error.param if isinstance(error.param, str) else None,
            retry_after=seconds_of(error.response.headers.get("retry-after")),
            text=_without_echo(error.response.text[:_MOST], sent, _ECHO),
        )
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, Fault):
            return cause
        # aiohttp's own, which the client takes for another kind of error, are among them
        if isinstance(cause, TimeoutError):
            return Fault(kind="timeout", words=f"no answer within {timeout:g} s")
    return Fault(kind="connection", words=shown(str(causes[-1]) or type(causes[-1]).__name__, key, sent))


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
        date = parsedate_to_datetime(retry_after)
        return max(0.0, (date if date.tzinfo else date.replace(tzinfo=dt.UTC)).timestamp() - time.time())
    except (ValueError, OverflowError):
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


def shown(words: str, key: str, sent: Iterable[str], limit: int = 300) -> str:
    """Words in one line, bounded, without the key and without what they repeat of the request."""
    bare = _TOKEN.sub("[key]", _without_echo(words[:_MOST].replace(key or "\0", "[key]"), [key], _KEY_ECHO, "[key]"))
    line = " ".join(_without_echo(bare, sent, _ECHO).split()).encode("utf-8", "replace").decode()
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _without_echo(words: str, sent: Iterable[str], least: int, instead: str = "[…]") -> str:
    """Words, with another word instead of each stretch of them that stands in what was sent.

    Compared are letters and digits alone, and escapes (JSON, HTML) as what they stand for.
    """
    pieces = [(letter, piece.start(), piece.end()) for piece in _PIECE.finditer(words) for letter in _bare(piece[0])]
    letters = "".join(letter for letter, _, _ in pieces)
    if len(letters) < least:
        return words
    known = [_bare(text) for text in sent]
    kept, done = [], 0
    for first, last in _common(letters, known, least):
        kept += [words[done : pieces[first][1]], instead]
        done = pieces[last][2]
    return "".join([*kept, words[done:]])


def _common(letters: str, known: Sequence[str], least: int) -> Iterator[tuple[int, int]]:
    """First and last place of each stretch of at least so many letters that stands in a known text, from the left."""
    at = 0
    while at <= len(letters) - least:
        if not any(letters[at : at + least] in text for text in known):
            at += 1
            continue
        first = at
        while at <= len(letters) - least and any(letters[at : at + least] in text for text in known):
            at += 1
        at += least - 1
        yield first, at - 1


def _bare(text: str) -> str:
    """The letters and digits of a text; those that it holds escaped too."""
    return _BETWEEN.sub("", _ESCAPE.sub(_unescaped, text))


def _unescaped(escape: re.Match[str]) -> str:
    if escape[0].startswith("&"):
        return html.unescape(escape[0])
    bare = escape[0].lstrip("\\")
    if len(bare) == 5:
        return chr(int(bare[1:], 16))
    return "" if bare in ("n", "r", "t", "b", "f") else bare
