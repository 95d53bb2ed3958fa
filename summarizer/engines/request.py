"""Builds a request at each level at which servers take a schema. Pure: nothing is sent here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from summarizer.engines.estimate import tokens_out_for
from summarizer.jsonschema import strict_schema
from summarizer.models import Article, CheckedClaim, FormatLevel
from summarizer.templates import Prompt

__all__ = ["LEVELS", "Message", "Request", "article_request", "failed_as_json", "response_format"]

LEVELS: tuple[FormatLevel, ...] = ("json_schema", "json_object", "prompt")
"""From the strictest to the least: strict `json_schema`; the schema in `json_object`; JSON asked for in words."""

Message = dict[str, str]
T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Request(Generic[T]):
    """A question: the prompt, what its user template is given, the type that the answer has to fit.

    `body` is the material that it is about (an article's body), which makes its length; `about` names it in messages,
    and `tokens_out` estimates the answer's tokens from those of the body. `rejected` and `error` are the last answer,
    where it broke the schema, and what was wrong with it.
    """

    prompt: Prompt
    form: type[T]
    body: str
    values: Mapping[str, object]
    about: str = "article"
    tokens_out: Callable[[int], int] = tokens_out_for
    rejected: str | None = None
    error: str | None = None

    def again(self, rejected: str, error: str) -> Request[T]:
        """The re-ask after an answer that breaks the schema: only the last answer is shown, not the whole history."""
        return replace(self, rejected=rejected, error=error)

    def messages(self, level: FormatLevel) -> list[Message]:
        """System, material and, in a re-ask, the rejected answer and what is wrong with it."""
        system = self.prompt.render("system")
        if level == "prompt":
            schema = json.dumps(strict_schema(self.form), ensure_ascii=False)
            system += "\n" + self.prompt.render("schema", schema=schema)
        messages = [{"role": "system", "content": system}, {"role": "user", "content": self._user}]
        if self.rejected:
            messages.append({"role": "assistant", "content": self.rejected})
        if self.error:
            messages.append({"role": "user", "content": self.prompt.render("reask", error=self.error)})
        return messages

    @cached_property
    def _user(self) -> str:
        return self.prompt.render("user", body=self.body, **self.values)


def article_request(prompt: Prompt, article: Article, form: type[T], failed: Sequence[CheckedClaim] = ()) -> Request[T]:
    """What is asked for one article; `failed` are the claims that are to be mended."""
    # The fence holds a hash of the text, so that no text can hold its own fence.
    fence = f"=== article {article.text_sha256[:16]} ==="
    values = {"published": article.published, "fence": fence, "failed": failed_as_json(failed)}
    return Request(prompt, form, article.body(), values)


def failed_as_json(failed: Sequence[CheckedClaim]) -> str:
    """Claims that failed, each with its number from 1 and with what speaks against it in words."""
    listed = [
        {
            "number": number,
            "kind": claim.kind,
            "claim": claim.claim.model_dump(),
            "found": [finding.message for finding in claim.findings if finding.severity != "note"],
        }
        for number, claim in enumerate(failed, 1)
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1)


def response_format(level: FormatLevel, form: type[BaseModel]) -> Mapping[str, Any] | None:
    """The `response_format` of a level for answers of a type; None where JSON is asked for in words only."""
    schema = strict_schema(form)
    match level:
        case "json_schema":
            return {"type": "json_schema", "json_schema": {"name": form.__name__, "strict": True, "schema": schema}}
        case "json_object":
            return {"type": "json_object", "schema": schema}
        case "prompt":
            return None
