"""What answers for an article: the Engine protocol, and the table from a model's name to its engine.

An engine that can mend its claims when it is asked again has the methods of `Mender` too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from pydantic import Field

from summarizer.errors import SettingsError
from summarizer.models import (
    Article,
    CheckedClaim,
    Claim,
    DatedEvent,
    Demand,
    Extraction,
    Model,
    Outcome,
    Position,
    Provenance,
    Response,
)

if TYPE_CHECKING:
    from summarizer.engines.stop import Stop
    from summarizer.settings import Settings

__all__ = [
    "NOTHING",
    "Answer",
    "Engine",
    "Estimator",
    "Mend",
    "Mended",
    "Mender",
    "Mends",
    "TooLong",
    "Usage",
    "open_engine",
]

NOTHING = Extraction(positions=(), demands=(), responses=(), dates=())
"""The Extraction of an article without claims, and of one that failed."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one article cost: requests sent, tokens as the server counts them, wall-clock seconds.

    `finish_reason` is the server's own word for how its last answer ended.
    """

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    finish_reason: str | None = None

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.requests + other.requests,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.seconds + other.seconds,
            other.finish_reason or self.finish_reason,
        )


class TooLong(Exception):
    """An article that an engine can not take whole; `fits` is how many code points of its body it takes at once.

    `usage` is what was spent before that was known.
    """

    def __init__(self, fits: int, usage: Usage | None = None) -> None:
        super().__init__(f"more than {fits} code points")
        self.fits = fits
        self.usage = usage or Usage()


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine gives for one article: always an outcome, and the Extraction where there is one."""

    outcome: Outcome
    provenance: Provenance
    extraction: Extraction = NOTHING
    usage: Usage = field(default_factory=Usage)


class Engine(Protocol):
    """Answers for articles, one at a time, from any number of tasks at once."""

    @property
    def name(self) -> str:
        """`embedded`, or `openai/NAME`."""

    def content_key(self, article: Article) -> str | None:
        """What the answer depends on, hashed; None where an answer costs nothing and is not worth keeping."""

    async def answer(self, article: Article) -> Answer:
        """Answer for one article. A fault of this article alone is its outcome.

        Raises:
            TooLong: The article has to be asked about in parts.
            EngineError: No article can be answered for: no key, wrong model, unreachable.
        """

    async def close(self) -> None:
        """Give back what the engine holds open."""


class Mend(Model):
    """The answer for one claim that failed: mended, or withdrawn."""

    number: int = Field(description="The number of the claim that failed.")
    claim: Position | Demand | Response | DatedEvent | None = Field(
        description="The claim mended, of the same kind; null withdraws it."
    )


class Mends(Model):
    """What is answered for the claims that failed, each by its number."""

    # One flat list, and not the four of an Extraction: the number pairs each mended claim with what it was.

    mends: tuple[Mend, ...] = Field(description="One entry for each claim that failed.")


@dataclass(frozen=True, slots=True)
class Mended:
    """What an engine gives when it is asked again: an outcome, and the mends where it is `ok`."""

    outcome: Outcome
    provenance: Provenance
    mends: tuple[Mend, ...] = ()
    usage: Usage = field(default_factory=Usage)

    def by_number(self) -> dict[int, Claim | None]:
        """The claims mended, and None for those withdrawn, by their numbers; of two for one number the first."""
        return {mend.number: mend.claim for mend in reversed(self.mends)}


@runtime_checkable
class Estimator(Protocol):
    """An engine that can say before it is asked what an answer will cost."""

    def estimate(self, article: Article) -> Usage:
        """Requests, tokens in and tokens out that an article will take; an estimate."""


@runtime_checkable
class Mender(Protocol):
    """An engine that can be asked again, once, for the claims of an article that failed."""

    def mend_key(self, article: Article, failed: Sequence[CheckedClaim]) -> str | None:
        """What the mends depend on, hashed; None where they are not worth keeping."""

    async def mend(self, article: Article, failed: Sequence[CheckedClaim]) -> Mended:
        """Mend or withdraw claims; their numbers are their places in `failed`, from 1.

        Raises:
            EngineError: No article can be answered for.
        """


def open_engine(settings: Settings, form: type[Extraction] = Extraction, stop: Stop | None = None) -> Engine:
    """The engine that the settings name.

    Args:
        settings: Model, server, pace, budgets.
        form: What a model is asked for: Extraction, or a subclass with further fields.
        stop: Ends the engine's waiting when it is requested.

    Raises:
        SettingsError: The model's name is of no known form, or something else makes no sense.
        EngineError: The engine can not be used, such as for want of a key.
    """
    if settings.model == "embedded":
        from summarizer.engines.rules import EmbeddedEngine

        if form is not Extraction:
            raise SettingsError(f"the embedded engine can not fill the fields of {form.__name__}", "name a model")
        return EmbeddedEngine()
    kind, _, name = settings.model.partition("/")
    if kind == "openai" and name:
        from summarizer.engines.openai import OpenAIEngine

        return OpenAIEngine(name, settings, form, stop)
    raise SettingsError(f"unknown model {settings.model!r}", "use `embedded`, or openai/NAME such as openai/gpt-5-mini")
