"""Holds each claim against its article: where its words stand, what speaks against it, and the verdict.

Every check sees the claim and the article, nothing else; so the same Summary can be checked again offline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from summarizer.check.checks import CHECKS
from summarizer.check.place import Placed, actors_of, place
from summarizer.errors import DifferentText
from summarizer.ids import content_hash
from summarizer.models import (
    Article,
    CheckedClaim,
    Claim,
    ClaimKind,
    Extraction,
    Finding,
    Outcome,
    Provenance,
    Summary,
    Verdict,
    actor_of,
    statement_of,
)

__all__ = ["CHECKS", "CHECKS_VERSION", "check_extraction", "recheck", "verdict_of"]

CHECKS_VERSION = "1"
"""Within one version the same claim and article give the same verdict, byte for byte."""


def check_extraction(
    article: Article,
    extraction: Extraction,
    outcome: Outcome,
    provenance: Provenance,
    others: Mapping[str, str] | None = None,
) -> Summary:
    """Check an article's claims; `others` are texts of the run's other articles by id, to say where a quote does stand.

    Unsupported claims go to `set_aside`, each with the findings that say why; so does a claim made twice.
    """
    checked = tuple(
        _distinct(_checked(kind, claim, article, extraction, others) for kind, claim in claims_of(extraction))
    )
    return Summary(
        article=article.record(),
        outcome=outcome,
        provenance=provenance,
        checks_version=CHECKS_VERSION,
        actors=actors_of(article),
        claims=tuple(claim for claim in checked if claim.verdict != "unsupported"),
        set_aside=tuple(claim for claim in checked if claim.verdict == "unsupported"),
    )


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
    return check_extraction(source, extraction_of(summary), summary.outcome, summary.provenance)


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
    for checked in (*summary.claims, *summary.set_aside):
        kinds[checked.kind].append(checked.claim)
    return Extraction.model_validate(
        {
            "positions": kinds["position"],
            "demands": kinds["demand"],
            "responses": kinds["response"],
            "dates": kinds["date"],
        }
    )


def _checked(
    kind: ClaimKind, claim: Claim, article: Article, extraction: Extraction, others: Mapping[str, str] | None
) -> CheckedClaim:
    placed = place(kind, claim, article, extraction, others)
    findings = tuple(finding for test in CHECKS for finding in test(placed, article))
    return CheckedClaim(
        claim_id=_claim_id(placed, article),
        kind=kind,
        claim=claim,
        location=placed.location,
        findings=findings,
        verdict=verdict_of(findings),
        when=placed.when,
    )


def _claim_id(placed: Placed, article: Article) -> str:
    """The first 16 hex digits of a hash over text, kind, place, actor and statement; the same on every machine."""
    where = placed.location.span
    words = f"{where.start}-{where.end}" if where else placed.claim.quote
    statement = " ".join(statement_of(placed.claim).casefold().split())
    return content_hash(article.text_sha256, placed.kind, words, actor_of(placed.claim) or "", statement)[:16]


def _distinct(claims: Iterable[CheckedClaim]) -> Iterator[CheckedClaim]:
    """Claims with ids of their own; one that says again what was said is set aside as repeated."""
    known: dict[str, list[CheckedClaim]] = {}
    for claim in claims:
        twins = known.setdefault(claim.claim_id, [])
        yield _numbered(claim, twins)
        twins.append(claim)


def _numbered(claim: CheckedClaim, twins: Sequence[CheckedClaim]) -> CheckedClaim:
    if not twins:
        return claim
    changes: dict[str, object] = {"claim_id": f"{claim.claim_id}-{len(twins) + 1}"}
    if any(claim.claim == twin.claim for twin in twins):
        repeated = Finding(code="repeated", message="The same claim stands in the answer before.", severity="refute")
        changes |= {"findings": (*claim.findings, repeated), "verdict": "unsupported"}
    return claim.model_copy(update=changes)
