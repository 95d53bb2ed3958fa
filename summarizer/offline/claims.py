"""Re-checks Summaries and Briefs against their sources, found by the hash of their text.

A Brief is held against its own Summaries first: it must be what they merge to, or somebody has edited it. Where it
tells what is new since an earlier brief, that takes this one too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from summarizer.check import recheck
from summarizer.errors import InputError
from summarizer.merge import merge_summaries
from summarizer.models import Article, Brief, CheckedClaim, Claim, Summary
from summarizer.offline.entries import Entry, entries_of

__all__ = ["Loadable", "Rechecked", "is_summary", "load_summaries", "recheck_all", "summaries_of"]


@dataclass(frozen=True, slots=True)
class Loadable:
    """The Summaries of a file, those that Briefs in it carry from earlier days, and what is wrong with the Briefs."""

    summaries: tuple[Summary, ...]
    earlier: tuple[Summary, ...] = ()
    edited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A claim as it stands in the file and as it is checked now.

    `after` is None where its source is not there, and `missing` then says why; `differs` names what of the claim, or of
    its article's record, is not as the check finds it now.
    """

    article_id: str
    before: CheckedClaim
    after: CheckedClaim | None
    differs: tuple[str, ...] = ()
    missing: str | None = None

    @property
    def changed(self) -> bool:
        """Whether verdict, findings, place or words are others than those that were checked, or can not be checked."""
        return self.after is None or bool(self.differs)

    @property
    def fails(self) -> bool:
        """Whether a brief must not rest on the claim: unsupported now, or changed."""
        return self.changed or (self.after is not None and self.after.verdict == "unsupported")


# --- loading ---------------------------------------------------------------------------------------------------------


def load_summaries(text: str) -> tuple[Summary, ...]:
    """The Summaries of a text: one Summary, JSON lines or a list of them, or those of a Brief.

    Raises:
        InputError: The text is none of these, or a Brief that is not the merge of its Summaries; says where.
    """
    loaded = summaries_of(entries_of(text))
    if loaded.edited:
        raise InputError(loaded.edited[0])
    return loaded.summaries


def summaries_of(entries: Iterable[Entry], previous: Brief | None = None) -> Loadable:
    """The Summaries of parsed JSON, and for each Brief that is not their merge a sentence that says so.

    Args:
        entries: Summaries and Briefs.
        previous: The brief that a Brief was made since.

    Raises:
        InputError: An entry is neither a Summary nor a Brief.
    """
    read = [_read(entry) for entry in entries]
    made = [item for item in read if isinstance(item, Brief)]
    edited = (_difference(brief, previous) for brief in made)
    return Loadable(
        tuple(summary for item in read for summary in (item.summaries if isinstance(item, Brief) else (item,))),
        tuple(summary for brief in made for summary in brief.earlier_summaries),
        tuple(sentence for sentence in edited if sentence),
    )


def is_summary(value: object) -> bool:
    """Whether a JSON value is meant for a Summary or a Brief, well made or not."""
    return isinstance(value, dict) and ("summaries" in value or {"article", "claims"} <= value.keys())


def _read(entry: Entry) -> Summary | Brief:
    value: Any = entry.value
    kind: type[Summary] | type[Brief] = Brief if isinstance(value, dict) and "summaries" in value else Summary
    try:
        # JSON has no tuples and no dates, so that what came from a file is validated as JSON.
        return kind.model_validate_json(json.dumps(value))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join([entry.place, *map(str, first["loc"])])
        raise InputError(f"neither a Summary nor a Brief: {place}: {first['msg']}", "see `summarizer schema`") from None


def _difference(brief: Brief, previous: Brief | None) -> str | None:
    """What of a brief is not as it would be made again, in a sentence."""
    if brief.since is not None and (previous is None or previous.day != brief.since.day):
        return _loose_ends(brief)
    before = previous if brief.since else None
    made = merge_summaries(brief.summaries, brief.day, before, brief.decisions, brief.watch)
    changed = [name for name in Brief.model_fields if getattr(made, name) != getattr(brief, name)]
    if not changed:
        return None
    return (
        f"the brief is not what its Summaries merge to: {', '.join(changed)} {_differ(changed)} — "
        "it was edited, or made by another version: make it again from the articles"
    )


def _loose_ends(brief: Brief) -> str | None:
    """What of a brief does not fit its own Summaries, as far as that shows without the brief before it."""
    given = {
        (summary.article.article_id, checked.claim_id): checked
        for summary in (*brief.summaries, *brief.earlier_summaries)
        for checked in summary.claims
    }
    cited = [(s.article_id, s.claim_id) for claim in (*brief.claims, *brief.earlier) for s in claim.sources]
    own = {(s.article.article_id, checked.claim_id) for s in brief.summaries for checked in s.claims}
    stands = all(
        (first := given.get((claim.sources[0].article_id, claim.sources[0].claim_id)))
        and (first.claim, first.verdict) == (claim.claim, claim.verdict)
        for claim in (*brief.claims, *brief.earlier)
    )
    if stands and own <= set(cited) and len(cited) == len(set(cited)):
        return None
    return "the brief does not fit its own Summaries: a claim was edited, added or taken out: make it again"


def _differ(names: Sequence[str]) -> str:
    return "differ" if len(names) > 1 or names[0].endswith("s") else "differs"


# --- checking again --------------------------------------------------------------------------------------------------


def recheck_all(summaries: Iterable[Summary], sources: Sequence[Article]) -> list[Rechecked]:
    """Check every claim again; a claim's source is the one whose text has the Summary's hash, wherever it lies."""
    by_hash = {source.text_sha256: source for source in sources}
    return [entry for summary in summaries for entry in _rechecked(summary, by_hash, sources)]


def _rechecked(summary: Summary, by_hash: Mapping[str, Article], sources: Sequence[Article]) -> Iterator[Rechecked]:
    source = by_hash.get(summary.article.text_sha256 or "")
    if source is None:
        missing = _missing(summary, sources)
        for before in (*summary.claims, *summary.set_aside):
            yield Rechecked(summary.article.article_id, before, None, missing=missing)
        return
    again = recheck(summary, source)
    record = _record_differences(summary, again)
    # By what the claim says and not by its id: an edited quote stands elsewhere, which changes the id.
    now: dict[Claim, list[CheckedClaim]] = {}
    for claim in (*again.claims, *again.set_aside):
        now.setdefault(claim.claim, []).append(claim)
    for before in (*summary.claims, *summary.set_aside):
        after = now[before.claim].pop(0)
        differs = (*_differences(before, after), *_misfiled(before, after, summary), *record)
        yield Rechecked(summary.article.article_id, before, after, differs)


def _differences(before: CheckedClaim, after: CheckedClaim) -> Iterator[str]:
    """In what a claim of the file is not as it is found now; but for hints to other articles, which may be gone."""
    # The id is made of the words that were checked; behind a hyphen it counts repeats.
    if before.claim_id.partition("-")[0] != after.claim_id.partition("-")[0]:
        yield "its words or its place are not those that its id was made of"
    if before.verdict != after.verdict:
        yield f"the verdict was {before.verdict}"
    was, now = ({(finding.code, finding.severity) for finding in claim.findings} for claim in (before, after))
    if was != now:
        yield f"the findings were {', '.join(sorted(code for code, _ in was)) or 'none'}"
    if _place(before) != _place(after):
        yield "the place was another"
    if before.former != after.former:
        yield "what it was before it was mended was another"
    if before.when != after.when:
        yield f"the date was read as {before.when.value if before.when else 'none'}"


def _place(claim: CheckedClaim) -> tuple[object, ...]:
    location = claim.location
    return location.match, location.span, location.words, location.diff


def _misfiled(before: CheckedClaim, after: CheckedClaim, summary: Summary) -> Iterator[str]:
    """Whether a claim was moved by hand between those kept and those set aside."""
    aside = not any(before is claim for claim in summary.claims)
    dropped = after.verdict == "unsupported" or (after.verdict == "doubtful" and summary.policy == "drop")
    if aside and not dropped:
        yield "it was among those set aside"
    if dropped and not aside:
        yield "it was among those kept"


def _record_differences(summary: Summary, again: Summary) -> tuple[str, ...]:
    """What the file says of the article and its text does not bear out: an outlet, a date, an alias added by hand."""
    was, now = summary.article, again.article
    names = [
        name
        for name in type(was).model_fields
        # The reader's name holds the encoding, and the same text may lie in another one now.
        if name not in ("article_id", "reader")
        and getattr(was, name) != getattr(now, name)
        # What was carried from an earlier day has no sketch any more, and what an older version made had none.
        and not (name == "sketch" and was.sketch is None)
    ]
    names += ["actors"] if summary.actors != again.actors else []
    return (f"the article's record was another: {', '.join(names)}",) if names else ()


# --- a source that is not there --------------------------------------------------------------------------------------


def _missing(summary: Summary, sources: Sequence[Article]) -> str:
    """Why a Summary has no source: none looks like it, or one does and holds a different text."""
    alike = (source for test in (_same_id, _same_name, _same_words) for source in sources if test(summary, source))
    other = next(alike, None)
    if other is None:
        return "no source with this text"
    return f"no source with this text: {other.article_id} is a different text, changed since it was checked"


def _same_id(summary: Summary, source: Article) -> bool:
    return source.article_id == summary.article.article_id


def _same_name(summary: Summary, source: Article) -> bool:
    return PurePosixPath(source.article_id).name == PurePosixPath(summary.article.article_id).name


def _same_words(summary: Summary, source: Article) -> bool:
    """Whether most of the words that the claims rest on stand in the source."""
    quoted = [claim.location.words for claim in summary.claims if claim.location.words]
    return bool(quoted) and 2 * sum(words in source.text for words in quoted) > len(quoted)
