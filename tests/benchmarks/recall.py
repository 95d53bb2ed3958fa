"""Holds the embedded engine's claims of the seeds against lists that a reader made by hand: what is found and missed.

An item counts as found where a claim of the right person rests on at least half of its words and says a third of their
content words. The lists were written without a look at the program's output; the rules have seen the seeds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer import CheckedClaim, Summary, article_from_text, summarize
from summarizer.models import DatedEvent, actor_of, statement_of
from summarizer.text.aliases import same_name
from summarizer.text.words import words

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
Item = dict[str, Any]


@dataclass(frozen=True)
class Score:
    """How many items a list has, how many are found, in all and of the indispensable; how many claims met one."""

    items: int
    found: int
    right_kind: int
    must: int
    must_found: int
    claims: int
    meeting: int

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    def __str__(self) -> str:
        return (
            f"{self.found} of {self.items} found ({self.found / self.items:.0%}), {self.right_kind} as the right kind; "
            f"{self.must_found} of the {self.must} indispensable; {self.meeting} of {self.claims} claims meet an item"
        )


def score(items: list[Item], summary: Summary, text: str) -> tuple[Score, list[Item]]:
    """The score of one article's Summary against its list, and the items that were not found."""
    claims = list(summary.claims)
    found = {item["id"]: list(_claims_for(item, claims, text)) for item in items}
    missed = [item for item in items if not found[item["id"]]]
    must = [item for item in items if item["must"]]
    meeting = [c for c in claims if any(_touches(item, c, text) for item in items)]
    right = [i for i in items if any(c.kind in (i["kind"], *i.get("also", ())) for c in found[i["id"]])]
    must_found = sum(bool(found[item["id"]]) for item in must)
    numbers = (len(items), len(items) - len(missed), len(right), len(must), must_found, len(claims), len(meeting))
    return Score(*numbers), missed


def _claims_for(item: Item, claims: list[CheckedClaim], text: str) -> Iterator[CheckedClaim]:
    wanted = _content(item["words"])
    for claim in claims:
        said = _content(f"{statement_of(claim.claim)} {getattr(claim.claim, 'phrase', '')}")
        if _shared(item, claim, text) >= 0.5 and len(wanted & said) >= len(wanted) / 3 and _is_theirs(item, claim):
            yield claim


def _touches(item: Item, claim: CheckedClaim, text: str) -> bool:
    span = claim.location.span
    length = min(len(item["words"]), span.end - span.start) if span else 0
    return length > 0 and _shared(item, claim, text) * len(item["words"]) > 0.3 * length


def _shared(item: Item, claim: CheckedClaim, text: str) -> float:
    """The share of an item's words that a claim's quote covers."""
    start, span = text.index(item["words"]), claim.location.span
    return (
        max(0, min(start + len(item["words"]), span.end) - max(start, span.start)) / len(item["words"]) if span else 0
    )


def _is_theirs(item: Item, claim: CheckedClaim) -> bool:
    if isinstance(claim.claim, DatedEvent):
        return True
    named = (actor_of(claim.claim), claim.claim.reported_by)
    return any(_same(one, who) for one in named if one for who in item.get("who", ()))


def _same(one: str, other: str) -> bool:
    tails = [name.casefold().removeprefix("the ") for name in (one, other)]
    return same_name(one, other) or tails[0].endswith(tails[1]) or tails[1].endswith(tails[0])


def _content(said: str) -> set[str]:
    return {word.low for word in words(said) if len(word.low) > 3}


def main(folder: Path, *, verbose: bool) -> None:
    """Print the score of each list of a folder, and of all; with `verbose` what was missed."""
    total = Score(0, 0, 0, 0, 0, 0, 0)
    for path in sorted(folder.glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        text = (ROOT / wanted["article"]).read_bytes().decode("utf-8")
        (summary,) = summarize([article_from_text(text, wanted["article"])], "embedded")
        own, missed = score(wanted["items"], summary, text)
        total += own
        print(f"{path.stem}: {own}")
        for item in missed if verbose else ():
            print(f"     missed: {item['kind']}, {', '.join(item.get('who', ['nobody named'])[:1])}: {item['what']}")
    print(f"all: {total}")


if __name__ == "__main__":
    main(HERE / "wanted", verbose="--missed" in sys.argv)
