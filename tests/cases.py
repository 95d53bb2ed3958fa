"""The hand-written cases: claims over ten articles, two thirds of them changed in one fact, and how each is judged."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from summarizer.check import check_extraction
from summarizer.check.statements import check_statement
from summarizer.models import (
    Article,
    Claim,
    DatedEvent,
    Demand,
    Extraction,
    Finding,
    Outcome,
    Position,
    Provenance,
    Response,
    Verdict,
)
from summarizer.read import read_articles

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "check" / "cases"
VERDICTS: tuple[Verdict, ...] = ("supported", "doubtful", "unsupported")


@dataclass(frozen=True)
class Case:
    """A claim, what was changed in it (None in a faithful one), and why."""

    case_id: str
    article: str
    label: str
    change: str | None
    why: str
    entry: dict[str, Any]


@dataclass(frozen=True)
class Judged:
    """A case with its verdict and findings."""

    case: Case
    verdict: Verdict
    findings: tuple[Finding, ...]


def load_cases(path: Path = FOLDER / "cases.json") -> tuple[Case, ...]:
    """The cases of a file; an article's path is relative to the repository or to the file."""
    entries = json.loads(path.read_text("utf-8"))
    return tuple(
        Case(entry["id"], _article_path(entry["article"], path), entry["label"], entry["change"], entry["why"], entry)
        for entry in entries
    )


def judge(cases: tuple[Case, ...]) -> Iterator[Judged]:
    """Check each case: one without an actor as a statement with its quote, the others as the claims they are."""
    for case in cases:
        article, entry = _article(case.article), case.entry
        if entry["kind"] == "position" and not entry["actor"]:
            held = check_statement(entry["statement"], article, quote=entry["quote"])
            yield Judged(case, held.verdict, held.findings)
        else:
            yield Judged(case, *_checked(article, _claim(entry)))


def table(judged: list[Judged]) -> Counter[tuple[str, Verdict]]:
    """How many of the changed and of the faithful ones have which verdict."""
    return Counter((each.case.label, each.verdict) for each in judged)


def by_change(judged: list[Judged]) -> dict[str, Counter[Verdict]]:
    """The verdicts of the changed ones by the kind of change."""
    found: dict[str, Counter[Verdict]] = {}
    for each in judged:
        if each.case.change:
            found.setdefault(each.case.change, Counter())[each.verdict] += 1
    return dict(sorted(found.items()))


def _article_path(name: str, path: Path) -> str:
    return str(ROOT / name if name.startswith("seeds/") else path.parent / name)


@cache
def _article(path: str) -> Article:
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    return article


def _claim(entry: dict[str, Any]) -> Claim:
    shared = {"reported_by": entry.get("reported_by"), "quote": entry["quote"]}
    match entry["kind"]:
        case "demand":
            asked = {"by": entry["actor"], "to": entry.get("to"), "what": entry["statement"], "force": "demand"}
            return Demand.model_validate({"key": "d1", **asked, **shared})
        case "response":
            answer = {"by": entry["actor"], "to": entry.get("to"), "answers": "", "kind": "rejects"}
            return Response.model_validate({**answer, "statement": entry["statement"], **shared})
        case "date":
            when = {"phrase": entry.get("phrase") or "", "value": entry.get("value"), "status": "planned"}
            named = {"event": entry["statement"], "according_to": entry["actor"]}
            return DatedEvent.model_validate({**named, **when, **shared})
        case _:
            held = {"actor": entry["actor"], "topic": "", "stance": "none", "act": "states"}
            return Position.model_validate({**held, "statement": entry["statement"], **shared})


def _checked(article: Article, claim: Claim) -> tuple[Verdict, tuple[Finding, ...]]:
    extraction = Extraction(
        positions=(claim,) if isinstance(claim, Position) else (),
        demands=(claim,) if isinstance(claim, Demand) else (),
        responses=(claim,) if isinstance(claim, Response) else (),
        dates=(claim,) if isinstance(claim, DatedEvent) else (),
    )
    made = Provenance(engine="cases", engine_version="1")
    summary = check_extraction(article, extraction, Outcome(kind="ok"), made)
    (only,) = (*summary.claims, *summary.set_aside)
    return only.verdict, only.findings
