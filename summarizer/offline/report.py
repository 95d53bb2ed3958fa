"""Checks what was loaded against its sources, and tells the result: rows for programs, cards for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from summarizer.check import CHECKS_VERSION
from summarizer.errors import InputError
from summarizer.ids import content_hash
from summarizer.models import Article, Finding, Location, Unreadable, actor_of, statement_of
from summarizer.offline.claims import Rechecked, recheck_all
from summarizer.offline.load import Loaded, Statements, Summaries
from summarizer.offline.notes import Unchecked
from summarizer.offline.statements import Held, hold_all
from summarizer.read import read_articles
from summarizer.render.terminal import Card, card_text, paragraph_text, tally_text

__all__ = ["CheckReport", "check_loaded"]

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check gives: `rows` for programs and `cards` for people, both in the order of the file.

    `remarks` say what besides is to be known: sources not read, lines not checked. `failed` says that a claim is
    unsupported or changed; `nothing` that no claim could be checked.
    """

    noun: str
    rows: tuple[dict[str, Any], ...]
    cards: tuple[Card, ...]
    verdicts: tuple[str, ...]
    changed: int = 0
    remarks: tuple[str, ...] = ()
    failed: bool = False
    nothing: bool = False

    def json(self) -> str:
        """The rows as a JSON list, its text in UTF-8 also where a string holds half a surrogate pair."""
        text = json.dumps(self.rows, indent=2, ensure_ascii=False)
        return _SURROGATE.sub(lambda half: f"\\u{ord(half.group()):04x}", text)

    def text(self, *, everything: bool, width: int | None, colour: bool) -> str:
        """The cards that are to be looked at, or all; then the remarks and the summary line."""
        cards = (card_text(card, width, colour) for card in self.cards if everything or card.notable)
        remarks = (paragraph_text(remark, width) for remark in self.remarks)
        return "".join(cards) + "".join(remarks) + tally_text(self.noun, self.verdicts, self.changed, colour)


def check_loaded(loaded: Loaded, paths: Sequence[str], name: str) -> CheckReport:
    """Check Summaries again, or hold statements against sources.

    Args:
        loaded: What the file holds.
        paths: Files and folders of sources; for Summaries without any, they are looked for at the articles' ids.
        name: What the file is called.

    Raises:
        InputError: There are statements, and no source that can be read.
    """
    if isinstance(loaded, Summaries):
        return _report_claims(loaded, paths)
    return _report_statements(loaded, paths, name)


# --- claims, checked again -------------------------------------------------------------------------------------------


def _report_claims(loaded: Summaries, paths: Sequence[str]) -> CheckReport:
    articles, unread = _read(paths or _lying_at_ids(loaded))
    here = {article.text_sha256 for article in articles}
    earlier = [summary for summary in loaded.earlier if summary.article.text_sha256 in here]
    checked = recheck_all((*loaded.summaries, *earlier), articles)
    return CheckReport(
        noun="claims",
        rows=tuple(map(_claim_row, checked)),
        cards=tuple(_claim_cards(checked)),
        verdicts=tuple(entry.after.verdict if entry.after else "not checked" for entry in checked),
        changed=sum(entry.changed for entry in checked if entry.after),
        remarks=(*unread, *_other_versions(loaded), *_gone(loaded, len(earlier)), *loaded.edited),
        failed=bool(loaded.edited) or any(entry.fails for entry in checked),
        nothing=bool(checked) and all(entry.after is None for entry in checked),
    )


def _gone(loaded: Summaries, found: int) -> Iterator[str]:
    if gone := len(loaded.earlier) - found:
        articles = f"{gone} article{'s' if gone > 1 else ''}"
        yield f"not checked: what the brief carries from {articles} of earlier days, which are not among the sources"


def _lying_at_ids(loaded: Summaries) -> list[str]:
    """The articles' ids that are files here; nothing else, for an id may be an address, or a device."""
    ids = dict.fromkeys(summary.article.article_id for summary in (*loaded.summaries, *loaded.earlier))
    return [article_id for article_id in ids if _is_file(article_id)]


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def _other_versions(loaded: Summaries) -> Iterator[str]:
    versions = sorted({summary.checks_version for summary in loaded.summaries} - {CHECKS_VERSION})
    if versions:
        made = ", ".join(versions)
        yield f"made with version {made} of the checks and checked with {CHECKS_VERSION}: verdicts may differ for that"


def _claim_row(entry: Rechecked) -> dict[str, Any]:
    return {
        "article_id": entry.article_id,
        "claim_id": entry.before.claim_id,
        "verdict": entry.after.verdict if entry.after else None,
        "was": entry.before.verdict,
        "differs": list(entry.differs),
        "missing": entry.missing,
        "findings": _findings(entry.after.findings if entry.after else ()),
        "location": _location(entry.after.location) if entry.after else None,
    }


def _claim_cards(checked: Iterable[Rechecked]) -> Iterator[Card]:
    """A card for each claim; where a source is not there, one for all the claims that rest on it."""
    for (article_id, missing), entries in groupby(checked, key=lambda entry: (entry.article_id, entry.missing)):
        if missing:
            count = sum(1 for _ in entries)
            remark = f"{missing}; {count} claim{'s rest' if count != 1 else ' rests'} on it"
            yield Card("not checked", article_id, "", missing=remark, notable=True)
        else:
            yield from map(_claim_card, entries)


def _claim_card(entry: Rechecked) -> Card:
    checked = entry.after or entry.before
    return Card(
        verdict=checked.verdict,
        place=entry.article_id,
        claim=_spoken(actor_of(checked.claim), statement_of(checked.claim)),
        quote=checked.claim.quote,
        location=checked.location,
        source=entry.article_id,
        findings=checked.findings,
        changed=f"Changed: {'; '.join(entry.differs)}." if entry.differs else None,
        notable=entry.fails or any(finding.severity != "note" for finding in checked.findings),
    )


# --- statements ------------------------------------------------------------------------------------------------------


def _report_statements(loaded: Statements, paths: Sequence[str], name: str) -> CheckReport:
    articles, remarks = _sources(loaded, paths)
    held = hold_all(loaded.statements, articles)
    if not held:
        remarks.append("nothing to check: " + ("no sentence in it" if loaded.notes else "the list is empty"))
    return CheckReport(
        noun="sentences" if loaded.notes else "statements",
        rows=tuple(map(_statement_row, held)),
        cards=tuple(_statement_card(entry, name if loaded.notes else "") for entry in held),
        verdicts=tuple(entry.checked.verdict for entry in held),
        remarks=(*remarks, *_not_checked(loaded.unchecked)),
        failed=any(entry.checked.verdict == "unsupported" for entry in held),
        nothing=not held,
    )


def _sources(loaded: Statements, paths: Sequence[str]) -> tuple[list[Article], list[str]]:
    """The articles to hold statements against, each text once, and never the file itself; and what was not read."""
    articles, remarks = _read(paths)
    by_text = {content_hash(article.text): article for article in reversed(articles)}
    itself = by_text.pop(loaded.text_hash, None)
    if itself:
        remarks.append(f"{itself.article_id} is the checked file itself and no source for it")
    if not by_text:
        raise InputError("; ".join(["no source that can be read", *remarks]), "name the articles with --source")
    return list(reversed(by_text.values())), remarks


def _statement_row(held: Held) -> dict[str, Any]:
    """The entry's own keys, then the answer's, which take the place of an entry's own of the same name."""
    return {
        **held.statement.own,
        "verdict": held.checked.verdict,
        "findings": _findings(held.checked.findings),
        "location": _location(held.checked.location),
        "source": held.source,
    }


def _statement_card(held: Held, name: str) -> Card:
    statement = held.statement
    nowhere = held.checked.location.span is None and held.sources > 1
    return Card(
        verdict=held.checked.verdict,
        place=f"{name}, {statement.place}" if name else _named_entry(held),
        claim=_spoken(statement.actor, statement.words),
        quote=statement.quote,
        location=held.checked.location,
        source=f"any of {held.sources} sources" if nowhere else held.source,
        findings=held.checked.findings,
        notable=held.checked.verdict != "supported",
    )


def _named_entry(held: Held) -> str:
    """An entry's place, and the id that it brought along."""
    own = held.statement.own.get("id")
    return f"{held.statement.place} ({own})" if isinstance(own, str | int) else held.statement.place


def _not_checked(unchecked: Iterable[Unchecked]) -> Iterator[str]:
    """`Not checked: 2 × heading (lines 1, 14), 1 × code (lines 20–25)`."""
    by_kind: dict[str, list[Unchecked]] = {}
    for item in unchecked:
        by_kind.setdefault(item.kind, []).append(item)
    if by_kind:
        yield "Not checked: " + ", ".join(f"{_counted(items)}" for items in by_kind.values())


def _counted(items: Sequence[Unchecked]) -> str:
    lines = [str(item.first) if item.first == item.last else f"{item.first}–{item.last}" for item in items]
    several = len(lines) > 1 or "–" in lines[0]
    return f"{len(items)} × {items[0].kind} (line{'s' if several else ''} {', '.join(lines)})"


# --- both ------------------------------------------------------------------------------------------------------------


def _read(paths: Sequence[str]) -> tuple[list[Article], list[str]]:
    items = read_articles(paths)
    unread = [item for item in items if isinstance(item, Unreadable)]
    return (
        [item for item in items if isinstance(item, Article)],
        [f"source not read: {item.article_id}: {item.message} — {item.remedy}" for item in unread],
    )


def _spoken(actor: str | None, words: str) -> str:
    return f"{actor}: {words}" if actor else words


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [finding.model_dump() for finding in findings]


def _location(location: Location) -> dict[str, Any]:
    return location.model_dump(mode="json")
