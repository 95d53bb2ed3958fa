"""Responses of an article: who accepts, rejects, denies, puts off or counters what another wants or alleges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.engines.embedded.answering import asked_again, bare_answers, linked
from summarizer.engines.embedded.denials import denial_in, rumour_in
from summarizer.engines.embedded.pronouns import as_said
from summarizer.engines.embedded.reading import Found, Reading, beside, cues_of, has_any, hostile_in
from summarizer.engines.embedded.verdicts import Verdict, verdict_in
from summarizer.engines.embedded.wording import (
    as_clause,
    as_phrase,
    as_report,
    as_spoken,
    bare_words,
    direct_parts,
    quote_of,
)
from summarizer.models import DatedEvent, Demand, Response, ResponseKind, Span
from summarizer.text.aliases import same_name
from summarizer.text.sentence_attributions import Attribution
from summarizer.text.words import words

__all__ = ["find_responses"]

_KINDS: dict[str, ResponseKind] = {
    "accepts": "accepts",
    "rejects": "rejects",
    "denies": "denies",
    "defers": "defers",
    "counters": "counters",
}
_RECENT = 100
"""So many responses back a repetition is looked for; a bound, so that a long text stays linear."""
_ALLEGED_WITHIN = 1500
"""Characters before a denial in which the article may speak of what it denies."""
_FRAMES = frozenset({"object", "infinitive", "clause"})


def find_responses(
    reading: Reading, demands: Sequence[Found[Demand]], events: Sequence[Found[DatedEvent]]
) -> list[Found[Response]]:
    """The responses of an article in its order, with the demand or allegation they answer where that can be told."""
    found: list[Found[Response]] = []
    for index, attribution in enumerate(reading.attributions):
        if attribution.speaker is None or attribution.hedged or attribution.future or not attribution.content:
            continue
        single = (
            _by_cue(reading, attribution, index, events)
            or _standing_firm(reading, attribution, demands)
            or _promised_answer(reading, attribution, demands)
            or _refusal(reading, attribution, demands)
            or _denial(reading, attribution, index, events)
        )
        for each in [single] if single else _verdicts(reading, attribution):
            made = linked(reading, each, demands)
            if reading.usable(made.quote) and not any(_repeats(made, other) for other in found[-_RECENT:]):
                found.append(made)
    bare = [b for b in bare_answers(reading, demands) if not any(_repeats(b, other) for other in found)]
    return sorted([*found, *bare], key=lambda f: (f.quote.start, f.quote.end)) if bare else found


def _repeats(made: Found[Response], other: Found[Response]) -> bool:
    return made.quote.overlaps(other.quote) and made.claim.by == other.claim.by


# --- a verb of answering ---------------------------------------------------------------------------------------------


def _by_cue(
    reading: Reading, found: Attribution, index: int, events: Sequence[Found[DatedEvent]]
) -> Found[Response] | None:
    kind = _kind(reading, found)
    if kind == "accepts" and re.search(r"\bpart(?:ly|ially)\b", reading.words(found.cue)):
        kind = "partly accepts"
    if kind is None or found.frame not in _FRAMES or found.negated or found.relative:
        return None
    if (kind == "counters" and found.frame != "object") or (kind == "accepts" and found.frame == "clause"):
        return None
    if found.lemma in {
        "agree on",
        "adopt",
        "grant",
        "approve",
        "avoid",
        "delay",
        "suspend",
        "contest",
        "respond to",
        "react to",
        "reply to",
    }:
        return None
    if found.quoted and _OWNED_UP.search(reading.words(found.content[0])):
        return None
    quote = quote_of(found)
    allegation = _allegation(reading, found, index)
    if allegation is None and _only_points(reading.words(found.content[0])):
        return None
    answers = as_phrase(_CHARGED.sub("", _asked(reading.words(allegation or found.content[0])), count=1))
    if allegation is not None and allegation.start >= found.sentence.start:
        quote = Span(start=min(quote.start, _lead_in(reading, allegation)), end=max(quote.end, allegation.end))
    statement = _statement(reading, found, allegation)
    key = _event_key(allegation, events) if allegation is not None else None
    claim = Response(
        by=str(found.speaker), to=None, answers=answers, answers_key=key, kind=kind, statement=statement,
        reported_by=found.reported_by, quote=reading.words(quote),
    )  # fmt: skip
    return Found(claim, quote, found.content[0], found)


_OWNED_UP = re.compile(r"\b(?:responsibility|blame|fact)\b", re.IGNORECASE)
"""Who accepts these answers nobody's demand."""
_SAYING = re.compile(
    r"to\s+(?:\w+\s+(?=(?:whether|when|if|how|why|what|who|where|which)\b)|(?:comment|elaborate|speculate)\s+(?:on|about)\s+)"
)


_CHARGED = re.compile(r"^(?:the\s+)?[A-Z][^,;:]*?\s+of\s+(?=\w+ing\b)")
"""Whom an accusation is against, ahead of what they are accused of."""


def _asked(words_: str) -> str:
    """What somebody will not answer: "to say whether it is so" -> "whether it is so"."""
    return _SAYING.sub("", words_, count=1) if _SAYING.match(words_) else words_


def _kind(reading: Reading, found: Attribution) -> ResponseKind | None:
    """The kind by the cue's act; a refusal to say something is no refusal of what was asked but puts it off."""
    kind = _KINDS.get(found.act)
    if kind == "rejects" and found.frame == "infinitive":
        low = [w.low for w in words(reading.words(found.content[0]))]
        return "defers" if len(low) > 1 and low[1] in cues_of("saying") else kind
    return kind


def _allegation(reading: Reading, found: Attribution, index: int) -> Span | None:
    """What "these accusations" or "claims that are rejected" points back to: the allegation told last."""
    if _only_points(reading.words(found.content[0])):
        return _accused_before(reading, found, index)
    tokens = [w.low for w in words(reading.words(found.content[0]))]
    if len(tokens) > 4 or not any(t in cues_of("alleged") for t in tokens):
        return None
    for earlier in reading.before(index):
        if found.cue.start - earlier.cue.start > 700:
            return None
        if earlier.speaker == found.speaker or not earlier.content or earlier.frame == "infinitive":
            continue
        if earlier.act == "accuses" or earlier.frame == "according" or hostile_in(reading.words(earlier.content[0])):
            return earlier.content[0]
    return None


def _only_points(words_: str) -> bool:
    """Whether an answer names what it answers only by "this" or "it"."""
    lows = [w.low for w in words(words_) if w.is_word]
    return lows[:1] in (["this"], ["that"], ["it"], ["them"], ["these"], ["those"], ["both"]) and len(lows) == 1


def _accused_before(reading: Reading, found: Attribution, index: int) -> Span | None:
    """What another alleges in the same sentence or in the one right before: what "this" means."""
    for earlier in reading.before(index):
        between = reading.article.text[earlier.sentence.end : found.sentence.start]
        if earlier.sentence.start < found.sentence.start and between.strip():
            return None
        other = earlier.speaker is not None and earlier.speaker != found.speaker and not earlier.negated
        if other and earlier.content and (earlier.act == "accuses" or earlier.lemma in cues_of("alleging")):
            return earlier.content[0]
    return None


def _lead_in(reading: Reading, allegation: Span) -> int:
    """Where the noun phrase begins that the allegation hangs on: "new allegations" that …"."""
    before = reading.article.text[max(0, allegation.start - 60) : allegation.start]
    match = re.search(r"(?:\b[a-z]+\s+)?\b(?:" + "|".join(sorted(cues_of("alleged"))) + r")\s+$", before)
    return allegation.start - (len(before) - match.start()) if match else allegation.start


def _statement(reading: Reading, found: Attribution, allegation: Span | None) -> str:
    if found.quoted and found.first_person:
        return as_spoken(reading, str(found.speaker), reading.words(found.sentence))
    if allegation is not None and found.content[0].start < found.cue.start and allegation.start >= found.sentence.start:
        lead = reading.article.text[_lead_in(reading, allegation) : allegation.end]
        return as_clause(f"{lead} {reading.words(found.cue)} by {found.speaker}")
    return as_report(reading, found)


def _event_key(allegation: Span, events: Sequence[Found[DatedEvent]]) -> str | None:
    return next(
        (
            e.claim.key
            for e in beside(events, allegation)
            if e.content.overlaps(allegation) and e.claim.status == "alleged"
        ),
        None,
    )


# --- "would not": refusing what was asked -----------------------------------------------------------------------------


def _refusal(reading: Reading, found: Attribution, demands: Sequence[Found[Demand]]) -> Found[Response] | None:
    """ "said it would not lift the ban": what was asked is refused, where its verb is taken up again."""
    if found.frame not in {"clause", "direct"} or found.quoted or found.negated or len(found.content) > 1:
        return None
    content = found.content[0]
    direct = found.frame == "direct"
    text = bare_words(reading.words(content).strip("“”\"' ")) if direct else reading.words(content)
    if not demands or not _WONT.match(bare_words(text)):
        return None
    statement = as_spoken(reading, str(found.speaker), text) if direct else as_said(reading, found, text)
    asked = asked_again(reading, content, str(found.speaker), demands)
    if asked is None or statement is None or not _refuses(reading, found, text, statement):
        return None
    quote = content if direct else quote_of(found)
    claim = Response(
        by=str(found.speaker), to=None, answers=asked.claim.what, answers_key=asked.claim.key, kind="rejects",
        statement=statement, reported_by=found.reported_by, quote=reading.words(quote),
    )  # fmt: skip
    return Found(claim, quote, content, found)


_WONT = re.compile(r"(?P<who>[^,;:]{1,60}?)\s+(?:(?:will|would|shall)\s+(?:not|never)|won[’']t|wouldn[’']t)\s")


def _refuses(reading: Reading, found: Attribution, text: str, statement: str) -> bool:
    """Whether it is the speaker who "will not": "we", "it", "he" where that is the speaker, or the name."""
    match = _WONT.match(bare_words(text))
    if match is None:
        return False
    who = match.group("who").lower()
    if who in {"we", "i"}:
        return found.frame == "direct"
    if who in {"he", "she", "it", "they"}:
        return found.frame == "clause" and (who == "they" or not statement.lower().startswith(who))
    source = reading.words(found.source) if found.source is not None else ""
    return same_name(match.group("who"), str(found.speaker)) or who == source.lower()


# --- denying what others foretell, judging what others offer ---------------------------------------------------------


def _denial(
    reading: Reading, found: Attribution, index: int, events: Sequence[Found[DatedEvent]]
) -> Found[Response] | None:
    """ "we do not see an invasion": a denial, where the article has the allegation that it denies."""
    if found.frame not in {"clause", "direct"} or found.quoted or found.negated or len(found.content) > 1:
        return None
    content = found.content[0]
    if denial_in(reading.words(content)) is None:
        return None
    alleged = _alleged_before(reading, found, index)
    if alleged is None:
        return None
    quote = content if found.frame == "direct" else quote_of(found)
    statement = as_said(reading, found, reading.words(content))
    if statement is None:
        return None
    claim = Response(
        by=str(found.speaker), to=None, answers=as_phrase(alleged), answers_key=_event_key(content, events),
        kind="denies", statement=statement, reported_by=found.reported_by,
        quote=reading.words(quote),
    )  # fmt: skip
    return Found(claim, quote, content, found)


def _alleged_before(reading: Reading, found: Attribution, index: int) -> str | None:
    """What another alleges earlier in the article, or what the article calls a possible attack."""
    for earlier in reading.before(index):
        if earlier.content and earlier.speaker != found.speaker and _alleges(reading.words(earlier.content[0])):
            return reading.words(earlier.content[0])
    text = reading.article.text
    start = max(0, found.sentence.start - _ALLEGED_WITHIN)
    rumour = rumour_in(text[start : found.sentence.start])
    return text[start + rumour[0] : start + rumour[1]] if rumour else None


def _alleges(words_: str) -> bool:
    return hostile_in(words_) and denial_in(words_) is None


def _verdicts(reading: Reading, found: Attribution) -> Iterator[Found[Response]]:
    """The verdicts of a quotation on an offer or an answer, sentence by sentence; of indirect speech one that names it.

    A "second part" is judged of what the sentence before it names.
    """
    if found.frame not in {"clause", "direct"} or found.quoted or found.negated or found.relative:
        return
    judged: Verdict | None = None
    for content in found.content:
        for part in direct_parts(reading.article.text, content) if found.frame == "direct" else [content]:
            verdict = verdict_in(reading.words(part))
            if verdict is None:
                continue
            judged = verdict if verdict.judged else judged
            if judged is not None and judged.judged is not None:
                made = _verdict(reading, found, part, verdict.kind, judged)
                if made is not None:
                    yield made


def _verdict(
    reading: Reading, found: Attribution, part: Span, kind: ResponseKind, judged: Verdict
) -> Found[Response] | None:
    direct = found.frame == "direct"
    quote = part if direct else quote_of(found)
    words_ = reading.words(part)
    statement = as_spoken(reading, str(found.speaker), words_) if direct else as_said(reading, found, words_)
    if statement is None:
        return None
    claim = Response(
        by=str(found.speaker), to=judged.owner, answers=as_phrase(str(judged.judged)), answers_key=None, kind=kind,
        statement=statement, reported_by=found.reported_by,
        quote=reading.words(quote),
    )  # fmt: skip
    return Found(claim, quote, part, found)


# --- standing by a position, promising an answer ---------------------------------------------------------------------


def _standing_firm(reading: Reading, found: Attribution, demands: Sequence[Found[Demand]]) -> Found[Response] | None:
    """ "had not reversed its positions on Bonn's requests": what was asked is refused again."""
    if found.frame not in {"clause", "direct"} or found.quoted:
        return None
    text = reading.words(found.content[0])
    if not has_any(text, "turning"):
        return None
    tokens = words(text)
    lows = [w.low for w in tokens]
    turn = next((i for i, low in enumerate(lows) if low in cues_of("turning")), None)
    if turn is None or not ({"not", "never", "no"} & set(lows[max(0, turn - 3) : turn])):
        return None
    on = next((i for i in range(turn, len(lows) - 1) if lows[i] == "on"), None)
    if on is None or not (set(lows[turn:on]) & cues_of("stance")) or not (set(lows[on : on + 7]) & cues_of("asked")):
        return None
    answered = text[tokens[on + 1].start :]
    held = (d for d in beside(demands, found.content[0]) if found.content[0].start <= d.content.start)
    key = next((d.claim.key for d in held if d.content.start < found.content[0].end), None)
    quote = quote_of(found)
    head = answered.split(":")[0]
    statement = as_said(reading, found, text[: tokens[on + 1].start] + head)
    if statement is None:
        return None
    claim = Response(
        by=str(found.speaker), to=_possessor(head, demands), answers=as_phrase(head), answers_key=key, kind="rejects",
        statement=statement,
        reported_by=found.reported_by, quote=reading.words(quote),
    )  # fmt: skip
    return Found(claim, quote, found.content[0], found)


def _possessor(phrase: str, demands: Sequence[Found[Demand]]) -> str | None:
    match = re.match(r"((?:the\s+)?[A-Z][\w.]*(?:\s[A-Z][\w.]*)*)[’']s?\s", phrase)
    return match.group(1) if match and any(same_name(match.group(1), d.claim.by) for d in demands) else None


def _promised_answer(reading: Reading, found: Attribution, demands: Sequence[Found[Demand]]) -> Found[Response] | None:
    """ "such a reply will be prepared": the promise of an answer; where an answer was asked for, that accepts."""
    if found.frame != "clause" or found.negated:
        return None
    text = reading.words(found.content[0])
    if not has_any(text, "answers"):
        return None
    lows = [w.low for w in words(text)]
    subject = [i for i, low in enumerate(lows[:6]) if low in cues_of("answers")]
    if (
        not subject
        or "will" not in lows[subject[0] : subject[0] + 3]
        or not (set(lows[subject[0] : subject[0] + 6]) & cues_of("given"))
        or "not" in lows
    ):
        return None
    wanting = [
        d for d in demands if d.claim.by != found.speaker and set(d.claim.what.lower().split()) & cues_of("answers")
    ]
    asked = next(iter(sorted(wanting, key=lambda d: d.claim.to is None)), None)
    quote = quote_of(found)
    noun = as_phrase(text[: text.lower().index("will")])
    statement = as_said(reading, found, text)
    if statement is None:
        return None
    claim = Response(
        by=str(found.speaker), to=None, kind="accepts" if asked else "acknowledges",
        answers=asked.claim.what if asked else noun, answers_key=asked.claim.key if asked else None,
        statement=statement, reported_by=found.reported_by, quote=reading.words(quote),
    )  # fmt: skip
    return Found(claim, quote, found.content[0], found)
