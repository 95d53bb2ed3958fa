"""The question whether two claims are one: its pairs, the form of its answer, the Judge protocol, and the request.

A model answers with numbers and one of three words; there is no field that it could write text into.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

from pydantic import Field

from summarizer.engines import Usage
from summarizer.engines.request import Request
from summarizer.ids import content_hash
from summarizer.models import ClaimKind, Model, Outcome
from summarizer.templates import Prompt

__all__ = [
    "Judge",
    "Judged",
    "Judgements",
    "Pair",
    "PairJudgement",
    "Sameness",
    "pair_as_json",
    "pairs_request",
]

Sameness = Literal["same", "different", "unsure"]

_TOKENS_OUT = 20
"""Tokens of the answer for one pair (`{"pair": 10, "same": "different"}` with its white space), and around them all."""


class PairJudgement(Model):
    """The judgement on one pair."""

    pair: int = Field(description="The number of the pair.")
    same: Sameness = Field(description="Whether the two claims are one claim; unsure where the words do not tell.")


class Judgements(Model):
    """What is answered for pairs of claims, each by its number."""

    judgements: tuple[PairJudgement, ...] = Field(description="One entry for each pair.")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of one kind, of one actor or of nobody who is named: their statements, and their quotes likewise."""

    kind: ClaimKind
    actor: str | None
    statements: tuple[str, str]
    quotes: tuple[str, str]

    def in_order(self) -> Pair:
        """The same pair whichever of its claims came first."""
        first, second = sorted(zip(self.statements, self.quotes, strict=True))
        return Pair(self.kind, self.actor, (first[0], second[0]), (first[1], second[1]))


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judge gives for a question: an outcome, and the judgements where it is `ok`."""

    outcome: Outcome
    judgements: tuple[PairJudgement, ...] = ()
    usage: Usage = field(default_factory=Usage)

    def by_number(self) -> dict[int, Sameness]:
        """The judgements by their numbers; what is answered twice, alike or not, is no answer."""
        often = Counter(each.pair for each in self.judgements)
        return {each.pair: each.same for each in self.judgements if often[each.pair] == 1}


@runtime_checkable
class Judge(Protocol):
    """An engine that can say of pairs of claims whether they are one claim."""

    @property
    def name(self) -> str:
        """`openai/NAME`; the judgements go by it."""

    def judge_key(self, pair: Pair) -> str | None:
        """What the judgement on a pair depends on, hashed; None where it is not worth keeping."""

    async def judge(self, pairs: Sequence[Pair]) -> Judged:
        """Judge pairs in one question; their numbers are their places, from 1.

        Raises:
            TooLong: They have to be asked about in smaller groups.
            EngineError: No question can be answered.
        """


def pair_as_json(pair: Pair, number: int | None = None) -> str:
    """A pair as a model is shown it, in one line; whatever its words hold, they stay within their quotation marks."""
    shown: Mapping[str, object] = {
        **({"pair": number} if number is not None else {}),
        "kind": pair.kind,
        "actor": pair.actor,
        "claims": [
            {"statement": statement, "quote": quote}
            for statement, quote in zip(pair.statements, pair.quotes, strict=True)
        ],
    }
    # Half a surrogate pair, which a text handed in by a script can hold, could not be sent.
    return json.dumps(shown, ensure_ascii=False).encode("utf-8", "replace").decode()


def pairs_request(prompt: Prompt, pairs: Sequence[Pair]) -> Request[Judgements]:
    """The question about pairs, numbered from 1."""
    body = "\n".join(pair_as_json(pair, number) for number, pair in enumerate(pairs, 1))
    # The fence holds a hash of the pairs, so that no claim can hold the fence that it stands between.
    values = {"fence": f"=== claims {content_hash(body)[:16]} ==="}
    return Request(
        prompt, Judgements, body, values, about="question", tokens_out=lambda _: _TOKENS_OUT * (len(pairs) + 1)
    )
