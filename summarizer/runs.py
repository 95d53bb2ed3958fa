"""What the store keeps of a run: how each article ended and what it cost, and the run as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from summarizer.models import FormatLevel, Model, Outcome, OutcomeKind

if TYPE_CHECKING:
    from summarizer.engines import Usage
    from summarizer.models import Summary

__all__ = ["ArticleRun", "RunRecord", "RunStatus"]

RunStatus = Literal["running", "complete", "interrupted", "stopped"]
"""A run that was killed stays `running`; `stopped` is a run whose engine could answer for no further article."""

_MOST = 10**12
"""More than any article costs; what a server claims beyond it could not be summed in 64 bits."""


class ArticleRun(Model):
    """One article in one run: how it ended, what answered for it, and what that cost.

    `seconds` is wall clock; tokens are as the server counts them. With `stored` the answer came from the store, and
    nothing was spent.
    """

    article_id: str
    text_sha256: str | None = None
    outcome: Outcome
    engine: str
    model: str | None = None
    level: FormatLevel | None = None
    prompt: str | None = None
    prompt_sha256: str | None = None
    schema_sha256: str | None = None
    parts: int = 1
    fallback_for: str | None = None
    requests: int = 0
    seconds: float = 0.0
    finish_reason: str | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    stored: bool = False

    @classmethod
    def of(cls, summary: Summary, usage: Usage, stored: bool) -> ArticleRun:
        """The note of an article that has its Summary."""
        made = summary.provenance
        return cls(
            article_id=summary.article.article_id,
            text_sha256=summary.article.text_sha256,
            outcome=summary.outcome,
            engine=made.engine,
            model=made.model,
            level=made.level,
            prompt=made.prompt,
            prompt_sha256=made.prompt_sha256,
            schema_sha256=made.schema_sha256,
            parts=made.parts,
            fallback_for=made.fallback_for,
            requests=usage.requests,
            seconds=usage.seconds,
            finish_reason=usage.finish_reason,
            tokens_in=_count(usage.tokens_in),
            tokens_out=_count(usage.tokens_out),
            stored=stored,
        )


class RunRecord(Model):
    """One run: when, with which engine, how its articles ended, and what they cost together.

    `started` and `ended` are ISO 8601 in UTC; `ended` is None for a run that was killed or is still running. `articles`
    is how many went in, the sum of `outcomes` how many ended; for `stood_in` of them another engine answered.
    `seconds` is wall clock, up to the end or else to the last article that ended.
    """

    run_id: int
    started: str
    ended: str | None = None
    engine: str
    status: RunStatus
    message: str | None = None
    articles: int
    outcomes: dict[OutcomeKind, int] = Field(description="How many articles ended how, in a fixed order.")
    stored: int = 0
    stood_in: int = 0
    requests: int = 0
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0


def _count(claimed: int) -> int:
    """A server's count as one that can be kept: -1 → 0, 10**30 → 10**12."""
    return max(0, min(claimed, _MOST))
