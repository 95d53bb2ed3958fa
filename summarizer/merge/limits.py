"""Says what a brief could not do, article by article, in sentences that its reader understands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from summarizer.models import ArticleRecord, CheckedClaim, ClaimJudgement, DatedEvent, Limit, Summary, Thread
from summarizer.text.alike import alike, common
from summarizer.text.find_dates import find_dates

__all__ = ["limits"]

FEW = 5
"""Up to so many articles that failed alike have a limit each; more of them have one together."""
NAMED = 3
"""So many of them are named in it."""

_ANY_DAY = dt.date(2000, 6, 15)
"""A day to try a phrase with; which one it is makes no difference to whether the phrase can be resolved."""


def limits(
    summaries: Sequence[Summary],
    repeated: Iterable[ArticleRecord] = (),
    contradictions: Iterable[str] = (),
    unheeded: Collection[ClaimJudgement] = (),
    let_go: Sequence[Thread] = (),
) -> tuple[Limit, ...]:
    """What went wrong first, then what stayed unknown, then what is doubtful, each in the order of the articles.

    Codes: no-articles, failed, not-asked, partial, empty, fallback, summarised-twice, contradicting-names,
    unheeded-judgements, no-longer-followed, same-text, undated-article, unresolved-times, set-aside, doubtful. What
    befell more than a few articles alike is one limit, with no article id.
    """
    if not summaries:
        return (Limit(code="no-articles", message="There was no article to make a brief of."),)
    found = [*_failed(summaries), *_not_asked(summaries)]
    found += [limit for step in (_partial, _empty) for summary in summaries for limit in step(summary)]
    found += _fallbacks(summaries)
    found += [_twice(article) for article in repeated]
    found += [Limit(code="contradicting-names", message=words) for words in contradictions]
    found += _overruled(unheeded)
    found += _no_longer_followed(let_go)
    found += _same_texts(summaries)
    later = (_undated, _unresolved, _set_aside, _doubtful)
    found += [limit for step in later for summary in summaries for limit in step(summary)]
    return tuple(found)


def _failed(summaries: Sequence[Summary]) -> Iterator[Limit]:
    """One limit for each article; for more than a few that failed alike, one that names the first of them."""
    failed = (summary for summary in summaries if summary.outcome.failed and summary.outcome.kind != "not_asked")
    for group in alike(failed, _why, _remedy):
        why, remedy = common(map(_why, group)), group[0].outcome.remedy
        if len(group) > FEW and why:
            message = f"{len(group):,} articles have no result ({_some(_ids(group))}): {_sentence(why)}"
            yield Limit(code="failed", message=message, remedy=remedy)
        else:
            yield from (_limit(each, "failed", f"No result: {_sentence(_why(each))}", remedy) for each in group)


def _not_asked(summaries: Sequence[Summary]) -> Iterator[Limit]:
    """One limit for each reason: the articles are as many as the run had left, and all are alike."""
    unasked = (summary for summary in summaries if summary.outcome.kind == "not_asked")
    for group in alike(unasked, _why, _remedy):
        why, remedy = _sentence(common(map(_why, group)) or _why(group[0])), group[0].outcome.remedy
        if len(group) > 1:
            message = f"{len(group):,} articles were not asked about: {why}"
            yield Limit(code="not-asked", message=message, remedy=remedy)
        else:
            yield _limit(group[0], "not-asked", f"Not asked about: {why}", remedy)


def _fallbacks(summaries: Sequence[Summary]) -> Iterator[Limit]:
    """The articles that another engine answered for than the one that was named, as many at once as are alike."""
    instead = (summary for summary in summaries if summary.provenance.fallback_for)
    for group in alike(instead, _in_place_of, _remedy):
        stands_in = "the rules" if group[0].provenance.engine == "embedded" else group[0].provenance.engine
        named, why = _named_engine(common(map(_in_place_of, group)))
        answered = f"by {stands_in} in place of {named}: {why}"
        remedy = f"Run it again{' with --retry-failed' if _is_kept(group[0]) else ''} to ask {named}."
        if len(group) > FEW:
            message = f"{len(group):,} articles ({_some(_ids(group))}) were answered {answered}"
            yield Limit(code="fallback", message=message, remedy=remedy)
        else:
            yield from (_limit(each, "fallback", f"Answered {answered}", remedy) for each in group)


def _is_kept(summary: Summary) -> bool:
    """Whether the failure is kept that another engine stood in for, so that it is asked again only on demand."""
    return _in_place_of(summary).partition(": ")[2].startswith(("refused", "truncated", "invalid"))


def _in_place_of(summary: Summary) -> str:
    return summary.provenance.fallback_for or ""


def _named_engine(fallback_for: str) -> tuple[str, str]:
    """What is stood in for, and why: "openai/m: http_error: no answer" → ("openai/m", "no answer.")."""
    named, _, ended = fallback_for.partition(": ")
    kind, _, message = ended.partition(": ")
    return named, _sentence(message or kind.replace("_", " ") or "it failed")


def _remedy(summary: Summary) -> str | None:
    return summary.outcome.remedy


def _why(summary: Summary) -> str:
    return summary.outcome.message or f"it ended as {summary.outcome.kind.replace('_', ' ')}"


def _ids(summaries: Iterable[Summary]) -> list[str]:
    return [summary.article.article_id for summary in summaries]


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    named = ", ".join(names[:NAMED])
    return f"{named} and {len(names) - NAMED:,} more" if len(names) > NAMED else named


def _partial(summary: Summary) -> Iterator[Limit]:
    if summary.outcome.kind == "partial":
        why = _sentence(summary.outcome.message or "some parts of it failed")
        yield _limit(summary, "partial", f"Not all of it is in this brief: {why}", summary.outcome.remedy)


def _empty(summary: Summary) -> Iterator[Limit]:
    if summary.outcome.kind == "empty":
        message = "Read, and no position, demand, response or dated event was found."
        yield _limit(summary, "empty", message, summary.outcome.remedy)


def _undated(summary: Summary) -> Iterator[Limit]:
    if summary.outcome.failed or summary.article.published is not None:
        return
    unknown = _unresolved_phrases(claim for claim in summary.claims if _resolved_by_a_date(claim))
    if unknown:
        without = (
            f"{_counted(len(unknown), 'time expression')} ({_examples(unknown)}) {_are(unknown)} shown without a year"
        )
    else:
        without = "what is told can not be put before or after other days"
    message = f"No date of publication, so {without}."
    yield _limit(summary, "undated-article", message, "Pass --date if you know it.")


def _unresolved(summary: Summary) -> Iterator[Limit]:
    unknown = _unresolved_phrases(summary.claims)
    if unknown and summary.article.published is not None:
        message = f"{_counted(len(unknown), 'time expression')} ({_examples(unknown)}) could not be put at a day."
        yield _limit(summary, "unresolved-times", message)


def _set_aside(summary: Summary) -> Iterator[Limit]:
    refuted = sum(claim.verdict == "unsupported" for claim in summary.set_aside)
    dropped = len(summary.set_aside) - refuted
    for count, why in (
        (refuted, f"the checks found no support for {_them(refuted)}"),
        (dropped, f"{_them(dropped)} the checks doubt, and the policy is drop"),
    ):
        if count:
            were = "was" if count == 1 else "were"
            yield _limit(summary, "set-aside", f"{_counted(count, 'claim')} {were} set aside: {why}.")


def _doubtful(summary: Summary) -> Iterator[Limit]:
    count = sum(claim.verdict == "doubtful" for claim in summary.claims)
    if count:
        is_are = "is" if count == 1 else "are"
        message = f"{_counted(count, 'claim')} {is_are} doubtful and marked so."
        yield _limit(summary, "doubtful", message)


def _overruled(unheeded: Collection[ClaimJudgement]) -> Iterator[Limit]:
    if unheeded:
        were = "was" if len(unheeded) == 1 else "were"
        message = (
            f"{_counted(len(unheeded), 'judgement')} that two claims are one {were} not followed: "
            "a negation, a number, a name or another judgement sets them apart."
        )
        yield Limit(code="unheeded-judgements", message=message)


def _no_longer_followed(threads: Sequence[Thread]) -> Iterator[Limit]:
    if threads:
        named = _some([f"“{thread.title}”" for thread in threads])
        are, no_article = ("is", "it") if len(threads) == 1 else ("are", "them")
        demands = _counted(len(threads), "open demand")
        message = f"{demands} {are} no longer followed ({named}): no article has told of {no_article} for long."
        yield Limit(code="no-longer-followed", message=message)


def _twice(article: ArticleRecord) -> Limit:
    message = "Several results that differ; one of them is used."
    return Limit(code="summarised-twice", message=message, article_id=article.article_id)


def _same_texts(summaries: Sequence[Summary]) -> Iterator[Limit]:
    """For each text that came as several articles, the first of them, with the others in the message."""
    by_text: dict[str, list[str]] = {}
    for summary in summaries:
        if summary.article.text_sha256 and not summary.outcome.failed:
            by_text.setdefault(summary.article.text_sha256, []).append(summary.article.article_id)
    for first, *others in by_text.values():
        if others:
            message = f"Word for word the same text as {_some(others)}; they count as one source."
            yield Limit(code="same-text", message=message, article_id=first)


def _limit(summary: Summary, code: str, message: str, remedy: str | None = None) -> Limit:
    return Limit(code=code, message=message, article_id=summary.article.article_id, remedy=remedy)


def _unresolved_phrases(claims: Iterable[CheckedClaim]) -> list[str]:
    """The date phrases of the claims that no day is known for, each once, in their order."""
    phrases = map(_unresolved_phrase, claims)
    return list(dict.fromkeys(phrase for phrase in phrases if phrase))


def _unresolved_phrase(checked: CheckedClaim) -> str | None:
    claim, when = checked.claim, checked.when
    if when is not None:
        return when.text if when.earliest is None else None
    unknown = isinstance(claim, DatedEvent) and (claim.value is None or claim.value.startswith("XXXX"))
    return claim.phrase if isinstance(claim, DatedEvent) and unknown else None


def _resolved_by_a_date(checked: CheckedClaim) -> bool:
    """Whether an unresolved phrase would be a day if the article were dated: "on Monday", and not "at any time"."""
    claim = checked.claim
    value = checked.when.value if checked.when else claim.value if isinstance(claim, DatedEvent) else None
    if value and value.startswith("XXXX"):
        return True
    phrase = _unresolved_phrase(checked)
    return phrase is not None and any(found.earliest is not None for found in find_dates(phrase, _ANY_DAY))


def _examples(phrases: Sequence[str]) -> str:
    shown = ", ".join(f"“{phrase}”" for phrase in phrases[:3])
    return f"{shown}, …" if len(phrases) > 3 else shown


def _sentence(text: str) -> str:
    plain = text.strip()
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"


def _are(things: Sequence[object]) -> str:
    return "is" if len(things) == 1 else "are"


def _them(count: int) -> str:
    return "it" if count == 1 else "them"
