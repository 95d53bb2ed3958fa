"""Holds each claim against its article: where its words stand, what speaks against it, and the verdict.

Every check sees the claim and the article, nothing else; so the same Summary can be checked again offline. What a
user's own form adds to the claims goes past the checks into `extra`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from summarizer.check.checks import CHECKS, found_by
from summarizer.check.elsewhere import Texts
from summarizer.check.own import own_fields, parted, plain
from summarizer.check.place import Placed, actors_of, place
from summarizer.check.policy import carried, in_order, mended, settle, with_extra
from summarizer.errors import DifferentText
from summarizer.ids import content_hash
from summarizer.models import (
    Article,
    ArticleRecord,
    CheckedClaim,
    Claim,
    ClaimKind,
    Extraction,
    Finding,
    Outcome,
    Policy,
    Provenance,
    Summary,
    Verdict,
    actor_of,
    statement_of,
)
from summarizer.text.sketches import sketch_of

__all__ = ["CHECKS", "CHECKS_VERSION", "Texts", "check_extraction", "check_mended", "recheck", "verdict_of"]

CHECKS_VERSION = "4"
"""Within one version the same claim and article give the same verdict, byte for byte."""


def check_extraction(
    article: Article,
    extraction: Extraction,
    outcome: Outcome,
    provenance: Provenance,
    others: Mapping[str, str] | None = None,
    *,
    policy: Policy = "flag",
) -> Summary:
    """Check an article's claims; `others` are the run's texts by id, to say in which other one a quote does stand.

    `others` may hold the article itself, so that one mapping serves all articles of a run; of many texts it is best a
    `Texts`. Unsupported claims go to `set_aside`, each with the findings that say why; so does a claim made twice, and
    with the policy `drop` what is doubtful.
    """
    check = _checker(article, extraction, others)
    checked = (check(kind, claim) for kind, claim in claims_of(extraction))
    summary = _summary(article, checked, outcome, provenance, policy)
    return summary.model_copy(update={"extra": own_fields(extraction)})


def check_mended(
    summary: Summary,
    article: Article,
    answers: Mapping[int, Claim | None],
    others: Mapping[str, str] | None = None,
    prompt: str | None = None,
) -> Summary:
    """Put what the engine mended into a Summary, checked as it was checked first; see `policy.mended`."""
    check = _checker(article, extraction_of(summary), others)
    bare = {number: plain(claim) if claim else None for number, claim in answers.items()}
    claims, set_aside = settle(mended(summary, bare, check, prompt), summary.policy)
    return summary.model_copy(update={"claims": claims, "set_aside": set_aside})


def recheck(summary: Summary, article: Article) -> Summary:
    """Check a Summary's claims again, against the text it was made from.

    Raises:
        DifferentText: The article's text is not the one that the Summary was made from.
    """
    if summary.article.text_sha256 != article.text_sha256:
        raise DifferentText(
            f"{summary.article.article_id}: {article.article_id} is a different text",
            "give the source it was made from",
        )
    # What the text gives is found again; what was given by hand then holds now.
    record = summary.article
    kept: dict[str, object] = {"article_id": record.article_id}
    if record.published_rule == "given" and article.published is None:
        kept |= {"published": record.published, "published_rule": record.published_rule}
    if record.outlet_rule == "given" and article.outlet is None:
        kept |= {"outlet": record.outlet, "outlet_rule": record.outlet_rule}
    source = article.model_copy(update=kept)
    extraction = extraction_of(summary)
    check = _checker(source, extraction)
    checked = [check(kind, claim) for kind, claim in claims_of(extraction)]
    if summary.policy == "reask":
        checked = [carried(now, was, check) for now, was in zip(checked, in_order(summary), strict=True)]
    checked = [with_extra(now, was.extra) for now, was in zip(checked, in_order(summary), strict=True)]
    again = _summary(source, checked, summary.outcome, summary.provenance, summary.policy)
    return again.model_copy(update={"extra": summary.extra})


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """One `refute` makes a claim unsupported, else one `doubt` makes it doubtful; notes leave it supported."""
    severities = {finding.severity for finding in findings}
    if "refute" in severities:
        return "unsupported"
    return "doubtful" if "doubt" in severities else "supported"


def claims_of(extraction: Extraction) -> Iterator[tuple[ClaimKind, Claim]]:
    """All claims of an Extraction with their kinds: positions, demands, responses, dates."""
    yield from (("position", claim) for claim in extraction.positions)
    yield from (("demand", claim) for claim in extraction.demands)
    yield from (("response", claim) for claim in extraction.responses)
    yield from (("date", claim) for claim in extraction.dates)


def extraction_of(summary: Summary) -> Extraction:
    """The Extraction that a Summary was made of: all its claims, those set aside among them."""
    kinds: dict[ClaimKind, list[Claim]] = {"position": [], "demand": [], "response": [], "date": []}
    for checked in in_order(summary):
        kinds[checked.kind].append(checked.claim)
    return Extraction.model_validate(
        {
            "positions": kinds["position"],
            "demands": kinds["demand"],
            "responses": kinds["response"],
            "dates": kinds["date"],
        }
    )


def _summary(
    article: Article, checked: Iterable[CheckedClaim], outcome: Outcome, provenance: Provenance, policy: Policy
) -> Summary:
    claims, set_aside = settle(checked, policy)
    return Summary(
        article=_sketched(article),
        outcome=outcome,
        provenance=provenance,
        checks_version=CHECKS_VERSION,
        policy=policy,
        actors=actors_of(article),
        claims=claims,
        set_aside=set_aside,
    )


def _checker(
    article: Article, extraction: Extraction, others: Mapping[str, str] | None = None
) -> Callable[[ClaimKind, Claim], CheckedClaim]:
    return lambda kind, claim: _checked(kind, claim, article, extraction, others)


def _checked(
    kind: ClaimKind, claim: Claim, article: Article, extraction: Extraction, others: Mapping[str, str] | None
) -> CheckedClaim:
    claim, extra = parted(kind, claim)
    placed = place(kind, claim, article, extraction, others)
    findings = found_by(CHECKS, placed, article)
    return CheckedClaim(
        claim_id=_claim_id(placed, article),
        kind=kind,
        claim=claim,
        location=placed.location,
        findings=findings,
        verdict=verdict_of(findings),
        when=placed.when,
        extra=extra,
    )


def _claim_id(placed: Placed, article: Article) -> str:
    """The first 16 hex digits of a hash over text, kind, place, actor and statement; the same on every machine."""
    where = placed.location.span
    words = f"{where.start}-{where.end}" if where else placed.claim.quote
    statement = " ".join(statement_of(placed.claim).casefold().split())
    return content_hash(article.text_sha256, placed.kind, words, actor_of(placed.claim) or "", statement)[:16]


def _sketched(article: Article) -> ArticleRecord:
    """The record of an article with the sample of its words by which copies of it are known."""
    return article.record().model_copy(update={"sketch": article.sketch or sketch_of(article.body())})
