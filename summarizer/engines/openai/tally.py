"""What asking one question comes to: its cost so far, and how it may end. Nothing heavy is loaded for it."""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from summarizer.engines import Usage
from summarizer.models import FormatLevel, Outcome, OutcomeKind

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

__all__ = ["Ended", "Tally", "Unfit"]

_NAME = re.compile(r"[\w./:@+-]{1,100}")
_LONGEST_REASON = 20


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
class Tally:
    """What one article has cost so far, and how it is asked; `proven`: the levels at which the server has answered.

    A question about something else than an article goes by a name for it in place of the id, and by `about`.
    """

    article_id: str
    about: str = "article"
    requests: int = 0
    garbled: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    model: str | None = None
    level: FormatLevel = "json_schema"
    proven: Collection[FormatLevel] = ()
    finish_reason: str | None = None
    raw: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    started: float = field(default_factory=time.perf_counter)

    def usage(self) -> Usage:
        """What it comes to up to now."""
        seconds = time.perf_counter() - self.started if self.requests else 0.0
        return Usage(self.requests, self.tokens_in, self.tokens_out, seconds, self.finish_reason)

    def note(self, completion: ChatCompletion) -> tuple[int, int] | None:
        """Count an answer's tokens; None where the server does not say how many they were."""
        # The client takes a completion as it comes: fields that a server leaves out are None, or not there at all.
        self.model = _word(getattr(completion, "model", None))
        choices = getattr(completion, "choices", None)
        reason = _word(getattr(choices[0], "finish_reason", None)) if isinstance(choices, list) and choices else None
        self.finish_reason = reason if reason and len(reason) <= _LONGEST_REASON else None
        usage = getattr(completion, "usage", None)
        counts = [getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens")]
        tokens = tuple(max(0, count) if isinstance(count, int) else 0 for count in counts)
        self.tokens_in += tokens[0]
        self.tokens_out += tokens[1]
        return (tokens[0], tokens[1]) if any(tokens) else None


def _word(given: object) -> str | None:
    """A server's name for something; None where it is none, as a sentence is."""
    return given if isinstance(given, str) and _NAME.fullmatch(given) else None
