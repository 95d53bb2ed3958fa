"""What answers for an article: the Engine protocol, and the table from a model's name to its engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from summarizer.errors import SettingsError
from summarizer.models import Article, Extraction, Outcome, Provenance

if TYPE_CHECKING:
    from summarizer.settings import Settings

__all__ = ["NOTHING", "Answer", "Engine", "Usage", "open_engine"]

NOTHING = Extraction(positions=(), demands=(), responses=(), dates=())
"""The Extraction of an article without claims, and of one that failed."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one article cost: requests sent, tokens as the server counts them, wall-clock seconds."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0


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
            EngineError: No article can be answered for: no key, wrong model, unreachable.
        """

    async def close(self) -> None:
        """Give back what the engine holds open."""


def open_engine(settings: Settings) -> Engine:
    """The engine that the settings name.

    Raises:
        SettingsError: The model's name is of no known form.
        EngineError: The engine can not be used, such as for want of a key.
    """
    if settings.model == "embedded":
        from summarizer.engines.rules import EmbeddedEngine

        return EmbeddedEngine()
    kind, _, name = settings.model.partition("/")
    if kind == "openai" and name:
        from summarizer.engines.openai import OpenAIEngine

        return OpenAIEngine(name, settings)
    raise SettingsError(f"unknown model {settings.model!r}", "use `embedded`, or openai/NAME such as openai/gpt-5-mini")
