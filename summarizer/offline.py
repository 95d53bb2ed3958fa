"""Re-checks Summaries and Briefs against their sources, found by the hash of their text; no model, no network.

A Brief is held against its own Summaries first: it must be what they merge to, or somebody has edited it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from summarizer.check import recheck
from summarizer.errors import InputError
from summarizer.merge import merge_summaries
from summarizer.models import Article, Brief, CheckedClaim, Claim, Summary

__all__ = ["Rechecked", "load_summaries", "recheck_all"]


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A claim as it stands in the file and as it is checked now; `after` is None where its source is not there."""

    article_id: str
    before: CheckedClaim
    after: CheckedClaim | None

    @property
    def changed(self) -> bool:
        """Whether verdict, findings or place are others than those in the file, or can not be made."""
        return self.after is None or _essence(self.after) != _essence(self.before)

    @property
    def fails(self) -> bool:
        """Whether a brief must not rest on the claim: unsupported now, or changed."""
        return self.changed or (self.after is not None and self.after.verdict == "unsupported")


def _essence(claim: CheckedClaim) -> tuple[object, ...]:
    """What a check says of a claim, but for the hint to other articles, which may not be at hand now."""
    codes = tuple(finding.code for finding in claim.findings)
    return claim.verdict, codes, claim.location.match, claim.location.span, claim.location.words, claim.when


def load_summaries(text: str) -> tuple[Summary, ...]:
    """The Summaries of a file: one Summary, JSON lines or a list of them, or those of a Brief.

    Raises:
        InputError: The text is none of these, or a Brief that is not the merge of its Summaries; says where.
    """
    try:
        return tuple(summary for entry in _entries(text) for summary in _summaries_of(entry))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(f"neither a Summary nor a Brief: {place}: {first['msg']}", "see `summarizer schema`") from None


def recheck_all(summaries: Iterable[Summary], sources: Sequence[Article]) -> list[Rechecked]:
    """Check every claim again; a claim's source is the one whose text has the Summary's hash, wherever it lies."""
    by_hash = {source.text_sha256: source for source in sources}
    return [
        entry for summary in summaries for entry in _rechecked(summary, by_hash.get(summary.article.text_sha256 or ""))
    ]


def _rechecked(summary: Summary, source: Article | None) -> Iterator[Rechecked]:
    again = recheck(summary, source) if source else None
    # By what the claim says and not by its id: an edited quote stands elsewhere, which changes the id.
    now: dict[Claim, list[CheckedClaim]] = {}
    for claim in (*again.claims, *again.set_aside) if again else ():
        now.setdefault(claim.claim, []).append(claim)
    for before in (*summary.claims, *summary.set_aside):
        after = now.get(before.claim)
        yield Rechecked(summary.article.article_id, before, after.pop(0) if after else None)


def _entries(text: str) -> list[Any]:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise InputError(f"not JSON: {error.msg} in line {error.lineno}", "give a Summary or a Brief") from error
        return [_line(number, line) for number, line in enumerate(lines, 1)]
    return whole if isinstance(whole, list) else [whole]


def _line(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"line {number} is not JSON: {error.msg}", "give one Summary a line") from error


def _summaries_of(entry: Any) -> tuple[Summary, ...]:
    # JSON has no tuples and no dates, so that what came from a file is validated as JSON.
    text = json.dumps(entry)
    if isinstance(entry, dict) and "summaries" in entry:
        return _summaries_of_brief(Brief.model_validate_json(text))
    return (Summary.model_validate_json(text),)


def _summaries_of_brief(brief: Brief) -> tuple[Summary, ...]:
    made = merge_summaries(brief.summaries, brief.day)
    changed = [name for name in Brief.model_fields if getattr(made, name) != getattr(brief, name)]
    if changed:
        raise InputError(
            f"the brief is not what its Summaries merge to: {', '.join(changed)} differ",
            "it was edited, or made by another version: make it again from the articles",
        )
    return brief.summaries
