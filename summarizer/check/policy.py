"""What becomes of claims that are not supported: set aside, kept and marked, or mended by the engine that made them.

Pure: asking the engine is the pipeline's part. A claim that was asked about again keeps a note of how that went:

| code | what happened |
|---|---|
| reask_mended | the engine mended it, and the verdict is better than before; `former` is what it was |
| reask_no_better | the engine's new wording is no better than the old, which stays |
| reask_withdrawn | the engine takes it back; it stays as it was, with its verdict |
| reask_unanswered | the engine's answer passes it over |
| reask_failed | there was no answer: the request failed, or what came was none |

No check looks at an answer's other claims but for their keys, and mending keeps the keys; so no claim changes another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from summarizer.models import (
    CLAIM_TYPES,
    CheckedClaim,
    Claim,
    ClaimKind,
    DatedEvent,
    Demand,
    Extra,
    Finding,
    Former,
    Policy,
    Summary,
    Verdict,
    statement_of,
)

__all__ = ["carried", "in_order", "mended", "note_failure", "settle", "to_mend", "with_extra"]

_RANK: Mapping[Verdict, int] = {"supported": 0, "doubtful": 1, "unsupported": 2}
_NOTES = frozenset({"reask_mended", "reask_no_better", "reask_withdrawn", "reask_unanswered", "reask_failed"})

Check = Callable[[ClaimKind, Claim], CheckedClaim]
Settled = tuple[tuple[CheckedClaim, ...], tuple[CheckedClaim, ...]]


def settle(checked: Iterable[CheckedClaim], policy: Policy) -> Settled:
    """The claims that are kept and those set aside, in the order given, each with an id of its own.

    Set aside are the unsupported, what is said a second time, and with the policy `drop` the doubtful.
    """
    claims = _numbered(tuple(_repeats_marked(checked)))
    aside = {"unsupported", "doubtful"} if policy == "drop" else {"unsupported"}
    return (
        tuple(claim for claim in claims if claim.verdict not in aside),
        tuple(claim for claim in claims if claim.verdict in aside),
    )


def in_order(summary: Summary) -> tuple[CheckedClaim, ...]:
    """All claims of a Summary by kind, those set aside behind the others of their kind."""
    kinds = list(CLAIM_TYPES)
    return tuple(sorted((*summary.claims, *summary.set_aside), key=lambda claim: kinds.index(claim.kind)))


def to_mend(summary: Summary) -> tuple[CheckedClaim, ...]:
    """The claims that the engine is asked about again: not supported, and no mere repetition of another."""
    return tuple(claim for claim in in_order(summary) if claim.verdict != "supported" and not _repeated(claim))


def mended(
    summary: Summary, answers: Mapping[int, Claim | None], check: Check, prompt: str | None = None
) -> tuple[CheckedClaim, ...]:
    """A Summary's claims by kind, those of `to_mend` replaced where the engine made them better.

    Args:
        summary: The article's claims as they were checked first.
        answers: What the engine says, by the claims' numbers in `to_mend`, from 1; None withdraws a claim.
        check: Checks a claim as it was checked first.
        prompt: Name and version of the prompt, for the note.
    """
    claims = in_order(summary)
    numbers = {claim.claim_id: number for number, claim in enumerate(to_mend(summary), 1)}
    said = {form for claim in claims for form in _forms(claim)}
    after: list[CheckedClaim] = []
    for claim in claims:
        now, number = claim, numbers.get(claim.claim_id)
        if number and number in answers:
            now = _weighed(claim, answers[number], said, check, prompt)
        elif number:
            now = _noted(claim, "reask_unanswered", "Asked again, the engine did not answer for this claim.")
        said |= _forms(now)
        after.append(now)
    return tuple(after)


def note_failure(summary: Summary, words: str) -> Summary:
    """The Summary as it was, with a note on each claim that the engine was to be asked about again."""
    asked = {claim.claim_id for claim in to_mend(summary)}
    message = f"Asking the engine again failed: {words}"

    def noted(claims: Sequence[CheckedClaim]) -> tuple[CheckedClaim, ...]:
        return tuple(_noted(claim, "reask_failed", message) if claim.claim_id in asked else claim for claim in claims)

    return summary.model_copy(update={"claims": noted(summary.claims), "set_aside": noted(summary.set_aside)})


def carried(now: CheckedClaim, was: CheckedClaim, check: Check) -> CheckedClaim:
    """A claim checked again, with what it was before it was mended and the notes of how that went."""
    notes = tuple(finding for finding in was.findings if finding.code in _NOTES and finding.severity == "note")
    former = _former_again(was.former, check(was.kind, was.former.claim)) if was.former else None
    return now.model_copy(update={"former": former, "findings": (*now.findings, *notes)})


def with_extra(claim: CheckedClaim, extra: Extra) -> CheckedClaim:
    """A claim that was checked again, or mended, with the fields of the user's own that it had before."""
    return claim.model_copy(update={"extra": extra}) if extra else claim


def _former_again(former: Former, again: CheckedClaim) -> Former:
    """What a claim was, as it is found now; but for hints to other articles, which may not be at hand."""
    then, now = ([finding.code for finding in findings] for findings in (former.findings, again.findings))
    if (former.verdict, then) == (again.verdict, now):
        return former
    return Former(claim=former.claim, findings=again.findings, verdict=again.verdict)


# --- one claim -------------------------------------------------------------------------------------------------------


def _weighed(
    was: CheckedClaim, answer: Claim | None, said: set[Claim], check: Check, prompt: str | None
) -> CheckedClaim:
    """The mended claim where its verdict is better, else the claim as it was, with a note that says why."""
    if answer is None:
        return _noted(was, "reask_withdrawn", "Asked again, the engine withdrew this claim.")
    if not isinstance(answer, CLAIM_TYPES[was.kind]):
        return _noted(was, "reask_no_better", "Asked again, the engine answered with a claim of another kind.")
    claim = _with_key_of(was.claim, answer)
    if claim == was.claim:
        return _noted(was, "reask_no_better", "Asked again, the engine answered with the same claim.")
    if claim in said:
        return _noted(was, "reask_no_better", "Asked again, the engine answered with a claim that stands here already.")
    new = check(was.kind, claim)
    if _RANK[new.verdict] >= _RANK[was.verdict]:
        return _noted(was, "reask_no_better", _no_better(new))
    former = Former(claim=was.claim, findings=was.findings, verdict=was.verdict)
    by = f" ({prompt})" if prompt else ""
    message = f"Mended by the engine when asked again{by}; it was {was.verdict}: “{statement_of(was.claim)}”"
    return _noted(with_extra(new.model_copy(update={"former": former}), was.extra), "reask_mended", message)


def _with_key_of(was: Claim, answer: Claim) -> Claim:
    """The answer under the key that other claims know it by."""
    if isinstance(was, Demand | DatedEvent) and isinstance(answer, Demand | DatedEvent):
        return answer.model_copy(update={"key": was.key})
    return answer


def _no_better(new: CheckedClaim) -> str:
    against = " ".join(finding.message for finding in new.findings if finding.severity != "note")
    return f"Asked again, the engine answered “{statement_of(new.claim)}”, which is {new.verdict}: {against}"


def _noted(claim: CheckedClaim, code: str, message: str) -> CheckedClaim:
    note = Finding(code=code, severity="note", message=" ".join(message.split()))
    return claim.model_copy(update={"findings": (*claim.findings, note)})


# --- what is said twice, and ids -------------------------------------------------------------------------------------


def _repeats_marked(checked: Iterable[CheckedClaim]) -> Iterator[CheckedClaim]:
    """Claims as they come; one that says again what was said, be it before it was mended, is marked as repeated."""
    said: set[Claim] = set()
    for claim in checked:
        repeats = claim.claim in said and not _repeated(claim)
        said |= _forms(claim)
        yield _as_repeated(claim) if repeats else claim


def _as_repeated(claim: CheckedClaim) -> CheckedClaim:
    repeated = Finding(code="repeated", message="The same claim stands in the answer before.", severity="refute")
    return claim.model_copy(update={"findings": (*claim.findings, repeated), "verdict": "unsupported"})


def _repeated(claim: CheckedClaim) -> bool:
    return any(finding.code == "repeated" for finding in claim.findings)


def _forms(claim: CheckedClaim) -> set[Claim]:
    """What a claim says, and what it said before it was mended."""
    return {claim.claim, claim.former.claim} if claim.former else {claim.claim}


def _numbered(claims: Sequence[CheckedClaim]) -> tuple[CheckedClaim, ...]:
    """Claims with ids of their own: of those with one hash, the second in rank gets -2, and so on.

    The supported rank first, and what was not mended, so that neither a re-check nor a mended claim changes an id.
    """
    bases = [claim.claim_id.partition("-")[0] for claim in claims]
    ranked = sorted(range(len(claims)), key=lambda i: (_RANK[claims[i].verdict], claims[i].former is not None))
    seen: Counter[str] = Counter()
    ids: dict[int, str] = {}
    for i in ranked:
        seen[bases[i]] += 1
        ids[i] = bases[i] if seen[bases[i]] == 1 else f"{bases[i]}-{seen[bases[i]]}"
    return tuple(claim.model_copy(update={"claim_id": ids[i]}) for i, claim in enumerate(claims))
