"""Dated events of an article: the clause that a date phrase stands in, on whose word, and whether it is over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.engines.embedded.denials import denial_in
from summarizer.engines.embedded.event_words import (
    as_act,
    dated_occasion,
    full_name_first,
    is_modifier,
    occasion,
    without_asides,
    without_date,
)
from summarizer.engines.embedded.pronouns import as_said
from summarizer.engines.embedded.reading import Found, Reading, beside, cues_of, hostile_in, is_media
from summarizer.engines.embedded.wording import as_clause, as_report, can_be_reported, in_marks, quote_of
from summarizer.models import DatedEvent, Demand, EventStatus, Span, TimeExpression
from summarizer.text.clauses import has_finite_verb
from summarizer.text.sentence_attributions import Attribution
from summarizer.text.sentences import sentences_within
from summarizer.text.verbs import common_forms, noun_acts
from summarizer.text.words import in_class, office_words, words

__all__ = ["find_events"]

_DATELINE = re.compile(r"\s*(?:\([^)]{1,40}\))?\s*[—–-]{1,2}")
_OWN_DATE = re.compile(r"^\W*(?:date|published|updated|posted)?:?\s*$", re.IGNORECASE)
_TAIL = re.compile(
    r",\s+(?:which|while|although|though|whereas|when|caused|amid|with whom|in (?:a |an |clear )?\w* ?reference)\b"
)
_VAGUE = re.compile(r"^(?:P|.*_REF$|\d{2,4}s?$|XXXX-XX-XXT)")
_APPOSED = re.compile(r"[—–]\s*(?:an?|the|this)\s+(?:point|claim|view|charge|remark|argument|accusation|sentiment)\b")
"""What a dash sets beside a remark is no event of its own."""
_SPOKEN_LEAD = re.compile(
    r"\W*(?:(?:as\s+)?you know|we know|I (?:must|can|have to) (?:say|tell you))(?:\s+that|\s*,)\s+(?:just\s+)?",
    re.IGNORECASE,
)
_LONGEST = 2000
"""Characters; a longer sentence is a list or a table, and dates no event."""
_RECENT = 200
"""So many claims back a repetition is looked for; a bound, so that a long text stays linear."""
_CALENDAR = re.compile(
    r"\d|day\b|week|month|year|yesterday|today|tomorrow|tonight|morning|evening|night|afternoon", re.IGNORECASE
)


def find_events(reading: Reading, demands: Sequence[Found[Demand]] = ()) -> list[Found[DatedEvent]]:
    """The dated events of an article in its order, with keys t1, t2 …; a remark's own date is told once a speaker.

    The deadline of a demand is one event, planned, however often the article names it.
    """
    found: list[Found[DatedEvent]] = []
    set_ends: set[str] = set()
    for index, time in enumerate(reading.times):
        if not _is_calendar(time) or _is_own_date(reading, time):
            continue
        if reading.article.text[time.start - 1 : time.start] in {"-", "–"}:
            continue
        if _is_vague(time) and any(
            _near(reading, time, other) for other in reading.times[max(0, index - 3) : index + 4]
        ):
            continue
        asked = _demand_until(time, demands)
        if _end_of(time) in set_ends and (asked or _says_deadline(reading, time)):
            continue
        key = f"t{len(found) + 1}"
        made = _deadline(reading, time, asked, key) if asked is not None else _told_or_done(reading, time, key)
        if (
            made is not None
            and reading.usable(made.quote)
            and not any(_same(made, other) for other in found[-_RECENT:])
        ):
            found.append(made)
            set_ends |= {_end_of(time)} if asked is not None else set()
    return _without_bare_remarks(found)


# --- the deadline of a demand ----------------------------------------------------------------------------------------


def _demand_until(time: TimeExpression, demands: Sequence[Found[Demand]]) -> Attribution | None:
    """What asks for an act by this date, where the date is a demand's deadline."""
    asking = (d for d in beside(demands, time) if d.claim.deadline == time.text and time.within(d.content))
    return next((d.attribution for d in asking if d.attribution is not None), None)


def _end_of(time: TimeExpression) -> str:
    return time.value or time.text.lower()


def _says_deadline(reading: Reading, time: TimeExpression) -> bool:
    return bool(re.match(r"\s+(?:deadline|ultimatum)\b", reading.article.text[time.end : time.end + 20]))


def _deadline(reading: Reading, time: TimeExpression, asked: Attribution, key: str) -> Found[DatedEvent] | None:
    """The demand itself with its date: what is to be done by then is planned, and on nobody's word."""
    if not _is_calendar(time):
        return None
    span = quote_of(asked)
    return _made(reading, time, key, span=span, quote=span, status="planned", found=asked)


def _without_bare_remarks(found: Sequence[Found[DatedEvent]]) -> list[Found[DatedEvent]]:
    """The events without the remarks of a day on which something else happened too, keys counted anew."""
    days = {e.claim.value for e in found if not e.remark and e.claim.value is not None}
    kept = [e for e in found if not (e.remark and e.claim.value in days)]
    return [replace(e, claim=e.claim.model_copy(update={"key": f"t{n}"})) for n, e in enumerate(kept, start=1)]


def _is_calendar(time: TimeExpression) -> bool:
    """Whether a phrase tells a day, a week, a month or a year, and no length of time and no "now"."""
    if time.value is not None:
        return not _VAGUE.match(time.value)
    return bool(_CALENDAR.search(time.text)) and time.text.lower() != "today"


def _is_vague(time: TimeExpression) -> bool:
    return bool(re.match(r"(?:this|last|next) (?:week|month|year)", time.text.lower()))


def _near(reading: Reading, time: TimeExpression, other: TimeExpression) -> bool:
    """Whether another phrase of the same sentence tells the day that this one leaves open."""
    same = reading.sentence_at(time.start) == reading.sentence_at(other.start)
    return same and other is not time and bool(re.search(r"\d", other.text)) and _is_calendar(other)


def _is_own_date(reading: Reading, time: TimeExpression) -> bool:
    """Whether the phrase is the article's own date: alone on its line, at its head, or in a dateline."""
    text = reading.article.text
    line = text.rfind("\n", 0, time.start) + 1
    head = bool(_OWN_DATE.match(text[line : time.start]))
    behind = text[time.end : time.end + 60]
    return head and (
        (
            line == 0
            and not text[max(0, time.start - 40) : time.start].strip()[:1].isupper()
            and "date" in text[max(0, time.start - 40) : time.start]
        )
        or behind[:1] in {"", "\n", "\r"}
        or bool(_DATELINE.match(behind))
    )


def _same(a: Found[DatedEvent], b: Found[DatedEvent]) -> bool:
    """The same words with the same date; of the remarks of one day the first stands for all."""
    if a.claim.event == b.claim.event and a.claim.value == b.claim.value:
        return True
    remarks = a.remark and b.remark
    return remarks and a.claim.phrase.lower() == b.claim.phrase.lower()


_NO_DATE_OF_ITS_OWN = re.compile(
    r"\bsince\s+(?:the\s+)?$|\b(?:not|never|neither|nor)\s+(?:(?:on|in|at|during)\s+)?(?:the\s+)?$"
    r"|\bwhether\b[^,;.]*$",
    re.IGNORECASE,
)
"""Ahead of a day on which nothing is said to happen: "since May 3", "not on May 5", "whether talks go on"."""


def _told_or_done(reading: Reading, time: TimeExpression, key: str) -> Found[DatedEvent] | None:
    """The event of a date: of "Monday’s debate" the debate, else what its clause tells."""
    sentence = reading.sentence_at(time.start)
    if (
        sentence is None
        or sentence.end - sentence.start > _LONGEST
        or _NO_DATE_OF_ITS_OWN.search(reading.article.text, sentence.start, time.start)
        or _is_former(reading, time, sentence)
    ):
        return None
    owns = reading.article.text[time.end : time.end + 1] in {"'", "’"}
    beside_noun = is_modifier(reading.words(sentence), time.start - sentence.start, time.end - sentence.start)
    lasting = beside_noun and _DURING.search(reading.article.text, sentence.start, time.start)
    make = _occasion if (owns or beside_noun) and not lasting else _event
    return make(reading, time, sentence, key)


_DURING = re.compile(r"\bduring\s+(?:the\s+)?$")
"""What happens "during the Monday morning rush hour" happens on Monday."""


_MOVED = re.compile(
    r"\b(?:moved|postponed|delayed|deferred|rescheduled|put off|put back|pushed back|pushed|brought forward|shifted)\b"
)
_SET_FOR = re.compile(
    r"\b(?:(?:planned|scheduled|set|due|called|slated|foreseen|expected)\s+(?:for|on)|due|from)\s+(?:the\s+)?$"
)


_NOW_SET_FOR = re.compile(rf"\b(?:has|have) been\s+{_MOVED.pattern}[^.;]*\bto\s")
"""What has been moved to a day is still to come."""


def _is_former(reading: Reading, time: TimeExpression, sentence: Span) -> bool:
    """Whether a day is given up: "moved from May 3 to May 5", "the talks set for May 3 were put off"."""
    text = reading.article.text
    if not _SET_FOR.search(text, sentence.start, time.start):
        return False
    others = [t for t in reading.times_in(sentence) if t.start != time.start and _is_calendar(t)]
    ahead = _MOVED.search(text, sentence.start, time.start)
    from_ = text[: time.start].rstrip().endswith("from")
    if from_:
        return ahead is not None and any(text[time.end : t.start].strip() == "to" for t in others)
    behind = _MOVED.search(text, time.end, sentence.end)
    return behind is not None and not re.search(r"[;:]", text[time.end : behind.start()])


def _event(reading: Reading, time: TimeExpression, sentence: Span, key: str) -> Found[DatedEvent] | None:
    """What a date in a sentence dates: first a remark, then what is said to happen, then what is told by the writer.

    Words that somebody reports without a clear speaker date nothing, and so does what is only supposed.
    """
    holding = [
        a
        for a in reading.near(time.start)
        if a.content and any(time.within(c) for c in a.content) and not (a.hedged or a.future)
    ]
    told = [a for a in holding if a.frame in {"clause", "direct", "according"} and (a.speaker or a.nominal)]
    spoken = [
        a
        for a in reading.near(time.start)
        if a.sentence.start <= time.start < a.sentence.end and not a.quoted and not a.nominal
    ]
    if any(a.cue.end <= time.start < a.cue.end + 4 and reading.words(a.cue).endswith("ing") for a in spoken):
        return None
    behind = _when_clause(reading, sentence, time)
    if behind is not None:
        return _made(reading, time, key, span=behind, quote=sentence, status=_status(reading, behind, time))
    remarks = [a for a in spoken if _dates_the_remark(reading, time, a)]
    if remarks:
        return _remark(reading, time, min(remarks, key=lambda a: (abs(a.cue.end - time.start), a.cue.start)), key)
    if told:
        return _told(reading, time, max(told, key=lambda a: a.cue.start), key)
    if any(a.frame in {"clause", "direct", "according"} for a in holding):
        return None
    done = [a for a in holding if a.speaker is not None and a.source is not None]
    if done:
        return _done(reading, time, done[0], key)
    span = _clause_around(reading, sentence, time)
    if (
        _IF.search(reading.words(span))
        or reading.quoted(time)
        or _APPOSED.search(reading.article.text, sentence.start, time.start)
    ):
        return None
    if _is_supposed(reading.words(span)):
        return None
    return _made(reading, time, key, span=span, quote=span, status=_status(reading, span, time))


_YEARLESS = re.compile(r"[A-Z][a-z]+\.?\s+\d{1,2}")
_ATTACKS = re.compile(r"\s+(?:terror\w*\s+)?attacks?\b")


def _occasion(reading: Reading, time: TimeExpression, sentence: Span, key: str) -> Found[DatedEvent] | None:
    """ "Monday’s debate" and "the Feb. 7 debate" date the debate and nothing else that their sentence tells."""
    if _YEARLESS.fullmatch(time.text) and _ATTACKS.match(reading.article.text, time.end):
        return None  # "the Sept. 11 attacks" need not be this year's
    named = dated_occasion(reading, time, sentence)
    if named is None:
        return None
    event, span = named
    claim = DatedEvent(
        key=key, event=as_clause(event).rstrip("."), phrase=reading.words(time), value=time.value,
        status=_status(reading, span, time), quote=reading.words(span),
    )  # fmt: skip
    return Found(claim, span, span)


_WHEN = re.compile(r",?\s+when\s+")
_UP_TO = re.compile(r"\b(?:by|before|after|until|till|since|from)\s+(?:the\s+)?$")


def _when_clause(reading: Reading, sentence: Span, time: TimeExpression) -> Span | None:
    """What happens on a day that only bounds the rest of its sentence: "until May 3, when the council meets"."""
    text = reading.article.text
    behind = _WHEN.match(text, time.end, sentence.end)
    if behind is None or not _UP_TO.search(text, sentence.start, time.start):
        return None
    return Span(start=behind.end(), end=sentence.end)


def _is_supposed(clause: str) -> bool:
    """Whether a narrator only weighs what may be: that is no event."""
    lows = [w.low for w in words(clause) if w.text != "May"]
    told = lows[:1] and lows[0] in cues_of("alleged") | {"rumours", "rumors"}
    return (
        bool(told)
        or lows[:1] == ["if"]
        or any(in_class(low, "modals") or low in {"unlikely", "likely", "possible", "possibly"} for low in lows)
    )


def _status(reading: Reading, span: Span, time: TimeExpression) -> EventStatus:
    ahead = _is_ahead(reading, time)
    coming = time.text.lower().startswith(("next", "tomorrow", "the coming"))
    return "planned" if ahead or coming else _narrated_status(reading.words(span))


def _dates_the_remark(reading: Reading, time: TimeExpression, found: Attribution) -> bool:
    """Whether a date tells when something was said: right behind the cue, or in the phrase that leads to the source."""
    if (
        found.relative
        or found.hedged
        or found.future
        or reading.words(found.cue).endswith("ing")
        or found.source is None
    ):
        return False
    if any(time.within(c) for c in found.content):
        return False
    text = reading.article.text
    if time.start >= found.cue.end:
        between = text[found.cue.end : time.start]
        return len(between.split()) <= 8 and not re.search(r"[,;“”—]", between)
    between = text[time.end : found.source.start]
    return (
        time.end <= found.source.start
        and between.strip() in {",", ""}
        and (not found.content or found.content[0].start > time.end)
    )


# --- what somebody says happens --------------------------------------------------------------------------------------


def _told(reading: Reading, time: TimeExpression, found: Attribution, key: str) -> Found[DatedEvent] | None:
    content = next(c for c in found.content if time.within(c))
    if _is_conditional(reading.words(_sentence_within(reading, content, time))):
        return None
    if denial_in(reading.words(content)) is not None:
        return _denied(reading, time, found, content, key=key)
    span = _sentence_within(reading, content, time) if found.frame == "direct" else content
    spoken = _SPOKEN_LEAD.match(reading.words(span))
    if spoken and span.start + spoken.end() <= time.start:
        span = Span(start=span.start + spoken.end(), end=span.end)
    span = _clause_around(reading, span, time)
    speaker = found.speaker
    status = _told_status(reading.words(span), found)
    status = "past" if status == "planned" and _is_over(reading, time) else status
    status = "planned" if status == "past" and _is_ahead(reading, time) else status
    quote = quote_of(found) if found.frame != "direct" else span
    return _made(reading, time, key, span=span, quote=quote, status=status, found=found, speaker=speaker)


def _denied(
    reading: Reading, time: TimeExpression, found: Attribution, content: Span, *, key: str
) -> Found[DatedEvent] | None:
    """What a speaker denies is alleged, and not on their word; only an act that a noun names can be told so."""
    denial = denial_in(reading.words(content))
    if denial is None or denial.start is None or content.start + denial.start >= time.start:
        return None
    span = Span(start=content.start + denial.start, end=content.end)
    return _made(reading, time, key, span=span, quote=quote_of(found), status="alleged")


_IF = re.compile(r"\b(?:if|unless)\b(?!\s+(?:so|not|any|only)\b)", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would|shall|won[’']t|wouldn[’']t)\b|[’']ll\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:by|before|until|till|within|no later than)\s*(?:the\s+)?$")
_TO_ACT = re.compile(r"\bto\s+\w[^,;]*$")
_COMING = frozenset({"demands", "requests", "appeals", "promises", "plans", "hopes", "threatens"})
"""Acts whose object is still to come where a last day is set for it."""


def _is_conditional(clause: str) -> bool:
    """Whether the clause tells what would be done if something else happens: that is no event."""
    return bool(_IF.search(clause) and _WILL.search(clause))


def _is_over(reading: Reading, time: TimeExpression) -> bool:
    """Whether the date lies before the article's own, or says itself that it is over."""
    published = reading.article.published
    over = published is not None and time.latest is not None and time.latest < published
    return over or bool(re.search(r"\b(?:last|past|ago|yesterday|previous)\b", time.text.lower()))


def _is_ahead(reading: Reading, time: TimeExpression) -> bool:
    """Whether the date lies behind the article's own."""
    published = reading.article.published
    return published is not None and time.earliest is not None and time.earliest > published


def _sentence_within(reading: Reading, content: Span, time: TimeExpression) -> Span:
    return next((s for s in sentences_within(reading.article.text, content) if time.within(s)), content)


def _told_status(clause: str, found: Attribution) -> EventStatus:
    """Alleged where an accuser says it or it is a hostile act; otherwise by the tense of the clause."""
    if found.act in {"accuses", "warns"} or hostile_in(_LOST.sub(" ", clause)):
        return "alleged"
    return _narrated_status(clause)


_LOST = re.compile(r"\b(?:was|were|been)\s+killed\b(?!.*\bby\b)", re.DOTALL)
"""Of a death that nobody is said to have caused, "people were killed when a bridge fell", nobody is accused."""
_REPORTED_FUTURE = re.compile(r"\b(?:would|wouldn[’']t|[Ss]hould)\b(?!\s+(?:not\s+|never\s+)?have\b)")


_MARKED = re.compile(r"''.*?''|[“\"][^“”\"]*[”\"]")
"""What stands between quotation marks has a tense of its own."""


_PRESENT = re.compile(r"\b(?:has|have) until\b|\b(?:expires|begins|starts|takes effect|opens|closes|ends|resumes)\b")
"""What is set for a day, in the present tense."""


def _narrated_status(clause: str) -> EventStatus:
    clause = _MARKED.sub(" ", clause) if clause[:1] not in set("“\"'‘") else clause
    lows = [w.low for w in words(clause)]
    return (
        "planned"
        if any(low in {"will", "'ll", "won't", "shall", "scheduled", "upcoming"} for low in lows)
        or _REPORTED_FUTURE.search(clause)
        or _PRESENT.search(clause)
        or _NOW_SET_FOR.search(clause)
        or re.search(r"\b(?:is|are)(?: not| still)? (?:to|due|set|expected|planned)\b", clause)
        else "past"
    )


# --- when somebody said something ------------------------------------------------------------------------------------


def _remark(reading: Reading, time: TimeExpression, near: Attribution, key: str) -> Found[DatedEvent] | None:
    """What is dated with a remark: its occasion, a deed done in words, one person telling another; else nothing."""
    named = occasion(reading, time, near)
    if named is not None:
        event, span = named
        claim = DatedEvent(
            key=key, event=as_clause(event), phrase=reading.words(time), value=time.value, status="past",
            quote=reading.words(span),
        )  # fmt: skip
        return Found(claim, span, span, near)
    if near.act not in _DEEDS and not _is_told_to_somebody(reading, near):
        return None
    spoken = quote_of(near)
    span = Span(start=min(spoken.start, time.start), end=max(spoken.end, time.end))
    if time.start < spoken.start:
        span = Span(start=_lead(reading, near, time), end=spoken.end)
    if near.act == "accuses" and time.start >= near.cue.end:
        return _accused(reading, time, near, key)
    found = _made(reading, time, key, span=span, quote=span, status="past", found=near)
    return replace(found, remark=True) if found else None


def _accused(reading: Reading, time: TimeExpression, near: Attribution, key: str) -> Found[DatedEvent] | None:
    """An accusation with a day behind it, which can be that of the deed: told whole, on the accuser's word."""
    if near.speaker is None or near.nominal:
        return None
    told = Span(start=near.content[-1].start, end=time.end)
    whole = replace(near, content=(*near.content[:-1], told))
    claim = DatedEvent(
        key=key, event=as_report(reading, whole), phrase=reading.words(time), value=time.value, status="alleged",
        according_to=near.speaker, reported_by=near.reported_by, quote=reading.words(quote_of(whole)),
    )  # fmt: skip
    return Found(claim, quote_of(whole), quote_of(whole), near)


_DEEDS = frozenset(
    {"demands", "requests", "appeals", "promises", "threatens", "accuses", "accepts", "rejects", "denies"}
)
"""Acts that are done in words, and no mere remarks."""


def _is_told_to_somebody(reading: Reading, near: Attribution) -> bool:
    """Whether a person or a body is told it: that is a meeting or a call, and no word to the press."""
    if near.addressee is None:
        return False
    to = reading.words(near.addressee)
    body = any(w.low in office_words("bodies") for w in words(to))
    person = bool(reading.cast.within(near.addressee.start, near.addressee.end)) or _FULL_NAME.fullmatch(to) is not None
    return (body or person) and not is_media(to)


_FULL_NAME = re.compile(r"[A-Z][a-zà-ÿ]+(?:\s[A-Z][.\w’'-]+){1,2}")


def _done(reading: Reading, time: TimeExpression, found: Attribution, key: str) -> Found[DatedEvent] | None:
    """An act that a cue names with its date: "Lind pledged to send it this week"."""
    span = quote_of(found)
    content = next(c for c in found.content if time.within(c))
    if _is_conditional(reading.words(content)):
        return None
    before = reading.article.text[content.start : time.start]
    coming = found.frame == "infinitive" or (found.act in _COMING and bool(_UNTIL.search(before)))
    coming = coming or (found.frame == "person_to" and bool(_TO_ACT.search(before)))
    status: EventStatus = "planned" if coming else _narrated_status(reading.words(span))
    status = "past" if status == "planned" and _is_over(reading, time) else status
    return _made(reading, time, key, span=span, quote=span, status=status, found=found)


_JOINED = re.compile(r",\s+(?:and|but)\s+")


def _lead(reading: Reading, near: Attribution, time: TimeExpression) -> int:
    """Where the phrase begins that holds a date ahead of the source: "During his visit yesterday, …"."""
    text = reading.article.text
    start = near.sentence.start
    dash = max(text.rfind(mark, start, time.start) for mark in "—–")
    joined = list(_JOINED.finditer(text, max(start, dash + 1), time.start))
    if joined and not re.search(r"[,;]", text[joined[-1].end() : time.start]):
        return joined[-1].end()
    return dash + 1 if dash >= 0 else start


# --- clauses and the claim -------------------------------------------------------------------------------------------


def _clause_around(reading: Reading, span: Span, time: TimeExpression) -> Span:
    """The clause of a stretch that the date belongs to: without a tail behind it or a lead-in that ends before it."""
    text = reading.article.text
    start, end = span.start, span.end
    tail = _TAIL.search(text, time.end, end)
    if tail:
        end = tail.start()
    start = _relative_start(text, start, time)
    lead = re.compile(r"(?:As|While|Although|Though)\b[^,“”]*,\s+").match(text, start, end)
    if lead and lead.end() <= time.start:
        start = lead.end()
    return _own_half(text, Span(start=start, end=max(end, time.end)), time)


_JOINING = re.compile(r",?\s+(?:and|but|after|when|before|while|since|until|because|although|though)\s+(?=[\w“])")


_MEASURED = re.compile(
    r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|moments|shortly|soon|just|ever|right|immediately)$"
)
"""Ahead of an "after" that only tells how long: "hours after the vote"."""


def _own_half(text: str, span: Span, time: TimeExpression) -> Span:
    """The clause of a date where a stretch has two: of "it met after Oslo had paid in May" the second."""
    if re.search('[“”"]', text[span.start : span.end]):
        return span
    found = (
        m for m in _JOINING.finditer(text, span.start, span.end) if not _MEASURED.search(text, span.start, m.start())
    )
    joints: list[re.Match[str]] = []
    for match in found:
        begin = joints[-1].end() if joints else span.start
        if _says_something(text[match.end() : span.end]) and _parts_clauses(text[begin : match.start()], match.group()):
            joints.append(match)
    parting = [m for m in joints if m.group().strip(" ,") != "when"]  # both halves of a "when" are of one day
    start = max((m.end() for m in parting if m.end() <= time.start), default=span.start)
    end = min((m.start() for m in joints if m.start() >= time.end), default=span.end)
    half = Span(start=start, end=end)
    return half if _says_something(text[half.start : half.end]) else span


_OF_TWO = re.compile(r"\b(?:between|both)\b(?!.*\band\b)", re.IGNORECASE | re.DOTALL)


def _parts_clauses(before: str, joint: str) -> bool:
    """Whether an "and" follows a whole clause; in "the talks between Oslo and Bonn will go on" it joins two names."""
    if joint.strip(" ,").lower() not in {"and", "but"}:
        return True
    items = words(before)
    if not items or _OF_TWO.search(before):
        return False
    lows = [*(w.low for w in items), ""]
    verbs = sum(_is_finite(*lows[i - 1 : i + 2]) for i, w in enumerate(items) if i and not w.capital)
    return verbs > sum(low in _HANGING for low in lows)


_HANGING = frozenset({"who", "which", "that", "whose", "whom", "where", "when", "if", "what"})
"""Words whose clause has a verb of its own: "envoys, who met Lind, and ministers will travel"."""


def _is_finite(before: str, low: str, behind: str) -> bool:
    """Whether a word is certainly the verb of its clause: no noun ("talks"), no participle ("planned for May")."""
    if in_class(before, "determiners", "possessives", "prepositions"):
        return False
    kinds = common_forms().get(low, frozenset())
    done = "past" in kinds and not ("participle" in kinds and in_class(behind, "prepositions"))
    present = "s" in kinds and in_class(before, "pronouns")
    return (in_class(low, "auxiliaries") and low != "'s") or (done and low not in noun_acts()) or present


def _says_something(words_: str) -> bool:
    """Whether words have a subject and behind it a finite verb, before the next clause begins."""
    items = words(_JOINING.split(words_, maxsplit=1)[0])
    return len(items) > 2 and not in_class(items[0].low, "auxiliaries") and has_finite_verb(items, 1, len(items))


_RELATIVE = re.compile(
    r"\b((?:the|a|an|its|his|her|their|these|those)\s+(?:[\w’'-]+\s+){1,4})(?:that|which|who)\s+", re.IGNORECASE
)


def _relative_start(text: str, start: int, time: TimeExpression) -> int:
    """Where "the proposals that it made on Monday" begins, when the date stands in such a clause at the end."""
    last = None
    for match in _RELATIVE.finditer(text, start, time.start):
        noun = match.group(1).split()[-1].lower()
        if noun not in common_forms() or noun in noun_acts():
            last = match
    if last is None or last.start() == start or re.search(r"[,;“”]", text[last.end() : time.start]):
        return start
    return last.start()


def _made(
    reading: Reading,
    time: TimeExpression,
    key: str,
    *,
    span: Span,
    quote: Span,
    status: EventStatus,
    found: Attribution | None = None,
    speaker: str | None = None,
) -> Found[DatedEvent] | None:
    event = _event_words(reading, span, time, found)
    if event is None or len(event.split()) < 3 or _OPENS_WITH_PRONOUN.match(event.lstrip("“")):
        return None
    reported = found.reported_by if found is not None and speaker is not None else None
    claim = DatedEvent(
        key=key, event=event, phrase=reading.words(time), value=time.value, status=status, according_to=speaker,
        reported_by=reported, quote=reading.words(quote),
    )  # fmt: skip
    return Found(claim, quote, span, found)


_OPENS_WITH_PRONOUN = re.compile(
    r"(?:And I|But I|I mean|who|what|when|where|why|how|which|whether|I|we|you|he|she|it|they|him|them|us|me"
    r"|his|her|its|their|our|my|your)\b",
    re.IGNORECASE,
)


def _event_words(reading: Reading, span: Span, time: TimeExpression, found: Attribution | None) -> str | None:
    """The clause as a sentence without its date, with a name for the pronoun that it begins with; None if not clear."""
    text = reading.words(span)
    if found is not None and found.frame == "direct" and found.content and any(span.within(c) for c in found.content):
        return _spoken_event(time, span, text)
    text = without_date(as_act(text), *_place_of(time, span, as_act(text)))
    text = full_name_first(reading, span, without_asides(text))
    if found is not None and found.source is not None and found.speaker and found.source.within(span):
        text = _with_speaker(reading, found, text)
    if found is not None and found.frame in {"clause", "according"} and found.speaker and _heads(found, span):
        said = as_said(reading, found, text) or ""
        at = said.rfind(time.text)
        said = without_date(said, at, at + len(time.text)) if at >= 0 else said
        return said if said and len(said.split()) < len(text.split()) + _NAMED else None
    return as_clause(text)


_NAMED = 4
"""Words that a name takes for its pronoun; a clause that grows by more has its whole sentence around it."""


def _spoken_event(time: TimeExpression, span: Span, text: str) -> str | None:
    """What a speaker dates in a quotation: without the date and the marks, where it is not of "us" or "me"."""
    clause = without_date(text, *_place_of(time, span, text))
    ahead, behind = text.split(time.text, maxsplit=1) if time.text in text else (text, clause)
    leads = not re.sub(r"\W|\b(?:on|in|at)\b", "", ahead, flags=re.IGNORECASE)
    if re.match(r"\W*(?:it|this|that|these|those|he|she|they)\b", behind if leads else clause, re.IGNORECASE):
        return None
    return as_clause(clause) if can_be_reported(clause) else in_marks(text)


def _place_of(time: TimeExpression, span: Span, text: str) -> tuple[int, int]:
    """Where a date stands in a clause that may have been put in another order."""
    start = text.rfind(time.text) if text.count(time.text) == 1 else time.start - span.start
    return start, start + len(time.text)


def _with_speaker(reading: Reading, found: Attribution, text: str) -> str:
    """The clause with the speaker's name where its source is "he" or "she"."""
    source = reading.words(found.source) if found.source is not None else ""
    if source.lower() not in {"he", "she", "they", "it"}:
        return text
    return re.sub(rf"(?<![\w“]){re.escape(source)}\b", lambda _: str(found.speaker), text, count=1)


def _heads(found: Attribution, span: Span) -> bool:
    """Whether the words are a content from its beginning, where a pronoun is the speaker's to explain."""
    return any(span.start == c.start for c in found.content)
