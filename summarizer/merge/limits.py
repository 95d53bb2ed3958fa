"""Says what a brief could not do, article by article, in sentences that its reader understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summarizer.models import ArticleRecord, CheckedClaim, DatedEvent, Limit, Summary

__all__ = ["limits"]


def limits(summaries: Sequence[Summary], repeated: Iterable[ArticleRecord] = ()) -> tuple[Limit, ...]:
    """What went wrong first, then what stayed unknown, then what is doubtful, each in the order of the articles.

    Codes: no-articles, failed, partial, empty, summarised-twice, undated-article, unresolved-times, set-aside,
    doubtful.
    """
    if not summaries:
        return (Limit(code="no-articles", message="There was no article to make a brief of."),)
    steps = (_failed, _partial, _empty)
    later = (_undated, _unresolved, _set_aside, _doubtful)
    found = [limit for step in steps for summary in summaries for limit in step(summary)]
    found += [_twice(article) for article in repeated]
    found += [limit for step in later for summary in summaries for limit in step(summary)]
    return tuple(found)


def _failed(summary: Summary) -> Iterator[Limit]:
    if summary.outcome.failed:
        why = _sentence(summary.outcome.message or f"it ended as {summary.outcome.kind}")
        yield _limit(summary, "failed", f"The article has no result: {why}", summary.outcome.remedy)


def _partial(summary: Summary) -> Iterator[Limit]:
    if summary.outcome.kind == "partial":
        why = _sentence(summary.outcome.message or "some parts of it failed")
        yield _limit(summary, "partial", f"Only a part of the article is in this brief: {why}", summary.outcome.remedy)


def _empty(summary: Summary) -> Iterator[Limit]:
    if summary.outcome.kind == "empty":
        message = "The article was read, and no position, demand, response or dated event was found in it."
        yield _limit(summary, "empty", message, summary.outcome.remedy)


def _undated(summary: Summary) -> Iterator[Limit]:
    if summary.outcome.failed or summary.article.published is not None:
        return
    unknown = _unresolved_phrases(summary)
    if unknown:
        without = (
            f"{_counted(len(unknown), 'time expression')} ({_examples(unknown)}) {_are(unknown)} shown without a year"
        )
    else:
        without = "what it tells can not be put after or before other days"
    message = f"The article gives no date of publication, so {without}."
    yield _limit(summary, "undated-article", message, "Pass --date if you know it.")


def _unresolved(summary: Summary) -> Iterator[Limit]:
    unknown = _unresolved_phrases(summary)
    if unknown and summary.article.published is not None:
        message = f"{_counted(len(unknown), 'time expression')} ({_examples(unknown)}) could not be put at a day."
        yield _limit(summary, "unresolved-times", message)


def _set_aside(summary: Summary) -> Iterator[Limit]:
    count = len(summary.set_aside)
    if count:
        were = "was" if count == 1 else "were"
        message = f"{_counted(count, 'claim')} {were} set aside: the checks found no support for {_them(count)}."
        yield _limit(summary, "set-aside", message)


def _doubtful(summary: Summary) -> Iterator[Limit]:
    count = sum(claim.verdict == "doubtful" for claim in summary.claims)
    if count:
        is_are = "is" if count == 1 else "are"
        message = f"{_counted(count, 'claim')} {is_are} doubtful and marked so."
        yield _limit(summary, "doubtful", message)


def _twice(article: ArticleRecord) -> Limit:
    message = "The article came with several results that differ; one of them is used."
    return Limit(code="summarised-twice", message=message, article_id=article.article_id)


def _limit(summary: Summary, code: str, message: str, remedy: str | None = None) -> Limit:
    return Limit(code=code, message=message, article_id=summary.article.article_id, remedy=remedy)


def _unresolved_phrases(summary: Summary) -> list[str]:
    """The date phrases of the claims that no day is known for, each once, in the order of the claims."""
    phrases = (_unresolved_phrase(checked) for checked in summary.claims)
    return list(dict.fromkeys(phrase for phrase in phrases if phrase))


def _unresolved_phrase(checked: CheckedClaim) -> str | None:
    claim, when = checked.claim, checked.when
    if when is not None:
        return when.text if when.earliest is None else None
    unknown = isinstance(claim, DatedEvent) and (claim.value is None or claim.value.startswith("XXXX"))
    return claim.phrase if isinstance(claim, DatedEvent) and unknown else None


def _examples(phrases: Sequence[str]) -> str:
    shown = ", ".join(f"“{phrase}”" for phrase in phrases[:3])
    return f"{shown}, …" if len(phrases) > 3 else shown


def _sentence(text: str) -> str:
    plain = text.strip()
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _are(things: Sequence[object]) -> str:
    return "is" if len(things) == 1 else "are"


def _them(count: int) -> str:
    return "it" if count == 1 else "them"
