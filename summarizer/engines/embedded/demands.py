"""Demands, requests and appeals of an article: what somebody wants another to do or to leave undone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.engines.embedded.insisting import insisted
from summarizer.engines.embedded.obligations import obligations
from summarizer.engines.embedded.reading import Found, Reading, cues_of
from summarizer.engines.embedded.wording import as_phrase, bare_words, in_marks, quote_of
from summarizer.models import Demand, Force, Span
from summarizer.text.aliases import canonical_place, same_name
from summarizer.text.clauses import has_finite_verb, noun_phrase_end
from summarizer.text.sentence_attributions import Attribution
from summarizer.text.words import in_class, office_words, words

__all__ = ["find_demands"]

_RECENT = 100
"""So many demands back a repetition is looked for; a bound, so that a long text stays linear."""
_FORCES: dict[str, Force] = {
    "demands": "demand",
    "requests": "request",
    "appeals": "appeal",
}
_FIRST_PERSON = re.compile(r"\b(?:our|us|we|my|me)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|of|to)\s+((?:the\s+)?[A-Z][\w.]*(?:\s+(?:and\s+)?(?:the\s+)?[A-Z][\w.]*)*)")
_AMONG = r"(?:among\s+(?:which|them)\s+(?:is|are)|including|such\s+as|namely|above\s+all)"
_GENERAL = 4
"""Words; a longer demand says itself what is demanded."""
_DEADLINE = re.compile(r"\b(?:by|before|until|till|within|no later than)\s*(?:the\s+)?$")


def find_demands(reading: Reading) -> list[Found[Demand]]:
    """The demands of an article in its order, with keys d1, d2 ...; the same demand of the same actor counts once."""
    found: list[Found[Demand]] = []
    for attribution in reading.attributions:
        force = _force(reading, attribution)
        if attribution.speaker is None or attribution.negated or attribution.hedged or attribution.future:
            continue
        for made in _made(reading, attribution, force):
            if not any(_same(made.claim, other.claim) for other in found[-_RECENT:]):
                found.append(made)
    found.sort(key=lambda d: (d.content.start, d.content.end))
    own = [_specified(reading, each) for each in found if not _told_of_the_state(each, found)]
    return [replace(d, claim=d.claim.model_copy(update={"key": f"d{n}"})) for n, d in enumerate(own, start=1)]


def _made(reading: Reading, found: Attribution, force: Force | None) -> Iterator[Found[Demand]]:
    """The demands of one attribution: by the verb that asks, or by "must" and "should" in what is said."""
    if force is None:
        yield from obligations(reading, found)
        yield from insisted(reading, found)
        return
    for each in found.content:
        content = _with_limit(reading, found, each)
        made = _demand(reading, replace(found, content=(content,)) if content != each else found, content, force)
        if made is not None:
            yield made


_LIMIT = re.compile(r",\s+but\s+(?:not|only)\s[^,.;]*")


def _with_limit(reading: Reading, found: Attribution, content: Span) -> Span:
    """What is wanted with the "but not before May 3" that limits it."""
    limit = _LIMIT.match(reading.article.text, content.end, found.sentence.end)
    return Span(start=content.start, end=limit.end()) if limit else content


def _told_of_the_state(found: Found[Demand], others: Sequence[Found[Demand]]) -> bool:
    """Whether "we expect an answer" is what the same speaker says elsewhere of the state or the body they speak for."""
    if found.attribution is None or not found.attribution.first_person:
        return False
    asked = set(found.claim.what.lower().split()) & cues_of("wanted")
    return any(
        other is not found
        and other.claim.reported_by == found.claim.by
        and asked & set(other.claim.what.lower().split())
        for other in others
    )


def _specified(reading: Reading, found: Found[Demand]) -> Found[Demand]:
    """A demand for "guarantees" as what the article says is among them: "the commitment that no missile be built"."""
    what = found.claim.what
    if len(what.split()) > _GENERAL:
        return found
    pattern = rf"demands?\s+for\s+(?:the\s+)?{re.escape(what)}\s*,\s*{_AMONG}\s+((?:the|an?)\s+\w+\s+that\s+[^,.;:“”]+)"
    for match in re.finditer(pattern, reading.article.text, re.IGNORECASE):
        span = Span(start=match.start(), end=match.start() + len(match.group().rstrip()))
        if reading.usable(span):
            update = {"what": as_phrase(match.group(1)), "quote": reading.words(span)}
            return replace(found, claim=found.claim.model_copy(update=update), quote=span)
    return found


def _force(reading: Reading, found: Attribution) -> Force | None:
    """How strongly the cue asks; an expectation of an answer or an act of another is a request."""
    if found.frame == "direct":
        return None
    if found.act in _FORCES and not (
        found.act == "requests" and found.frame == "clause" and found.lemma in {"suggest", "propose", "recommend"}
    ):
        return _FORCES[found.act]
    if found.lemma in {"expect", "await", "wait for"} and found.content:
        low = [w.low for w in words(reading.words(found.content[0]))][:5]
        if found.frame in {"object", "person_to"} and any(w in cues_of("wanted") for w in low):
            return "request"
        if (
            found.frame == "infinitive"
            and len(low) > 2
            and low[1] in cues_of("receiving")
            and any(w in cues_of("wanted") for w in low[2:])
        ):
            return "request"
    return None


def _demand(reading: Reading, found: Attribution, content: Span, force: Force) -> Found[Demand] | None:
    wanted = _wanted(_undated(reading, content, _of_addressee(reading, found, content)))
    own = found.first_person or found.quoted
    what = in_marks(bare_words(wanted)) if own and _FIRST_PERSON.search(wanted) else as_phrase(wanted)
    if len(what.split()) < 2 or found.speaker is None or _cannot_stand(wanted):
        return None
    quote = quote_of(found)
    if not reading.usable(quote):
        return None
    claim = Demand(
        key="d", by=found.speaker, to=_to(reading, found, content), what=what, force=force,
        deadline=_deadline(reading, content), reported_by=found.reported_by, quote=reading.words(quote),
    )  # fmt: skip
    return Found(claim, quote, content, found)


def _undated(reading: Reading, content: Span, wanted: str) -> str:
    """What is wanted without the day on which it was said: "staff Monday to check" -> "staff to check"."""
    for time in reading.times_in(content):
        said = re.search(rf"\s(?:on\s+)?{re.escape(time.text)}(?=\s+(?:not\s+)?to\s)", wanted)
        if said:
            return wanted[: said.start()] + wanted[said.end() :]
    return wanted


def _cannot_stand(wanted: str) -> bool:
    """Whether the thing is only pointed at: "it", "this", "them from us"."""
    lows = [w.low for w in words(bare_words(wanted)) if w.is_word]
    if lows[:1] in (["him"], ["them"], ["nothing"], ["none"], ["no"], ["what"]) or (
        lows[:1] == ["her"] and lows[1:2] and in_class(lows[1], "prepositions")
    ):
        return True
    return not lows or (lows[0] in {"it", "them", "this", "these", "those", "him", "her", "so"} and len(lows) < 4)


def _of_addressee(reading: Reading, found: Attribution, content: Span) -> str:
    """The content without what says for whom or until when: "more money", "Oslo to withdraw"."""
    text, to = reading.words(content), found.addressee
    if to is None or found.frame != "person_to" or not to.within(content):
        return text
    behind = reading.words(Span(start=to.end, end=content.end)).strip()
    if behind.startswith("for "):
        return behind[4:]
    until = re.match(r"(?:until|till)\b.*?\b(?=(?:not )?to\b)", behind)
    return f"{reading.words(to)} {behind[until.end() :]}" if until else text


_RECEIVING = re.compile(r"to (?:receive|get|hear|see|obtain)\s+")
_WHICH = re.compile(r",\s+which\b(?!.*,\s+(?:and|to)\s).*", re.DOTALL)
_BUT = re.compile(r",\s+but\b(?!\s+(?:not|only)\b).*", re.DOTALL)
_BACKGROUND = re.compile(r"(?<=\w),?\s+(?:after|because|although|though|while|whereas)\s+(?P<clause>.*)", re.DOTALL)
"""What the writer adds to a demand: "… after the fleet had sailed"."""


def _wanted(words_: str) -> str:
    """The thing itself: "to receive an answer, which …" -> "an answer"."""
    words_ = _BUT.sub("", words_)
    background = _BACKGROUND.search(words_)
    told = words(background["clause"]) if background and "“" not in words_ else []
    if background and has_finite_verb(told, 0, len(told)):
        words_ = words_[: background.start()]
    return _WHICH.sub("", _RECEIVING.sub("", words_, count=1)) if _RECEIVING.match(words_) else words_


def _to(reading: Reading, found: Attribution, content: Span) -> str | None:
    """Of whom it is demanded: the one addressed, whose act the clause is, or from whom something is expected."""
    if found.addressee is not None:
        named = " ".join(reading.words(found.addressee).split())
        return (
            None
            if in_class(named.lower(), "pronouns", "object_pronouns") or named.lower() in cues_of("wanted")
            else named
        )
    text = reading.words(content)
    if found.frame == "object" and (leaving := _LEAVING.match(text)):
        return leaving["who"]
    if found.frame == "object" and (beside := _FROM_BESIDE.search(text)):
        return beside["who"]
    if found.frame == "clause" or text.startswith("that "):
        return _doer(text)
    if found.lemma in {"expect", "await", "wait for", "demand", "request", "seek", "want", "ask for"} and (
        match := _FROM.search(text)
    ):
        prep = text[match.start() :].split()[0]
        return match.group(1) if prep == "from" else None
    return None


_NAME = r"[A-Z][\w.’'-]*(?:\s+(?:of\s+)?[A-Z][\w.’'-]*)*"
_LEAVING = re.compile(
    rf"(?:the|an?)\s+(?:immediate\s+)?(?:resignation|departure|abdication)\s+of\s+(?:the\s+)?(?P<who>{_NAME})"
)
"""Whose act is named: "the resignation of Mayor Karl Holm"."""
_FROM_BESIDE = re.compile(
    rf"\bfrom\s+(?:the|its|their)\s+(?:[a-z][\w’'-]*\s+){{1,4}}?[a-z][\w’'-]*,\s+(?P<who>{_NAME})\s*(?:,|$)"
)
"""The name beside what the one asked is: "from the port operator, NordLink"."""


def _doer(clause: str) -> str | None:
    """The subject of "that NATO pull back …": a state or organisation that is to act; none where it suffers the act."""
    items = [w for w in words(clause) if w.low != "that" or w.start > 5]
    body = next((i for i, w in enumerate(items[:4]) if w.low in office_words("bodies")), 0)
    if (
        body
        and items[0].low == "the"
        and not in_class(items[body + 1].low if body + 1 < len(items) else "", "be_forms")
    ):
        return clause[items[0].start : items[body].end]
    end = noun_phrase_end(items, 0) if items else 0
    if end == 0 or end >= len(items) or in_class(items[end].low, "be_forms"):
        return None
    subject = clause[items[0].start : items[end - 1].end]
    for stop in range(end, 0, -1):
        named = clause[items[0].start : items[stop - 1].end]
        if canonical_place(named) is not None:
            return named
    return subject if any(w.capital for w in items[1:end]) and len(subject) < 60 else None


def _deadline(reading: Reading, content: Span) -> str | None:
    for time in reading.times_in(content):
        if _DEADLINE.search(reading.article.text[content.start : time.start]):
            return time.text
    return None


def _same(a: Demand, b: Demand) -> bool:
    return same_name(a.by, b.by) and (a.what.lower() in b.what.lower() or b.what.lower() in a.what.lower())
