"""Builds the request for an article at each level at which servers take a schema. Pure: nothing is sent here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from summarizer.jsonschema import strict_schema
from summarizer.models import Article, Extraction, FormatLevel
from summarizer.templates import Prompt

__all__ = ["LEVELS", "Request", "response_format"]

LEVELS: tuple[FormatLevel, ...] = ("json_schema", "json_object", "prompt")
"""From the strictest to the least: strict `json_schema`; the schema in `json_object`; JSON asked for in words."""

Message = dict[str, str]


@dataclass(frozen=True)
class Request:
    """What is asked for one article: the prompt, the article, and in a re-ask the last answer with its error."""

    prompt: Prompt
    article: Article
    rejected: str | None = None
    error: str | None = None

    def again(self, rejected: str, error: str) -> Request:
        """The re-ask after an answer that breaks the schema: only the last answer is shown, not the whole history."""
        return Request(self.prompt, self.article, rejected, error)

    def messages(self, level: FormatLevel) -> list[Message]:
        """System, article and, in a re-ask, the rejected answer and what is wrong with it."""
        system = self.prompt.render("system")
        if level == "prompt":
            schema = json.dumps(strict_schema(Extraction), ensure_ascii=False)
            system += "\n" + self.prompt.render("schema", schema=schema)
        messages = [{"role": "system", "content": system}, {"role": "user", "content": self._user}]
        if self.rejected:
            messages.append({"role": "assistant", "content": self.rejected})
        if self.error:
            messages.append({"role": "user", "content": self.prompt.render("reask", error=self.error)})
        return messages

    @cached_property
    def _user(self) -> str:
        # The fence holds a hash of the text, so that no text can hold its own fence.
        fence = f"=== article {self.article.text_sha256[:16]} ==="
        return self.prompt.render("user", published=self.article.published, fence=fence, body=self.article.body())


def response_format(level: FormatLevel) -> Mapping[str, Any] | None:
    """The `response_format` of a level; None where JSON is asked for in words only."""
    schema = strict_schema(Extraction)
    match level:
        case "json_schema":
            return {"type": "json_schema", "json_schema": {"name": "Extraction", "strict": True, "schema": schema}}
        case "json_object":
            return {"type": "json_object", "schema": schema}
        case "prompt":
            return None
