"""Positions of an article: what its actors state, judge, support, criticise, warn of, threaten, promise and hope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from summarizer.engines.embedded.acts import act_of, act_of_words
from summarizer.engines.embedded.pronouns import as_said, with_referent
from summarizer.engines.embedded.reading import Found, Reading, beside, cues_of, is_media
from summarizer.engines.embedded.topics import topic_of
from summarizer.engines.embedded.verdicts import verdict_in
from summarizer.engines.embedded.wording import (
    as_report,
    as_spoken,
    bare_words,
    condition_in,
    direct_parts,
    quote_of,
)
from summarizer.models import Act, DatedEvent, Demand, Position, Response, Span, Stance
from summarizer.text.aliases import canonical_place
from summarizer.text.clauses import has_finite_verb
from summarizer.text.sentence_attributions import Attribution
from summarizer.text.verbs import common_forms, noun_like, reporting_forms
from summarizer.text.words import in_class, words

__all__ = ["find_positions"]

_Taken = Found[Demand] | Found[Response]
_ACTS: dict[str, Act] = {act: act for act in get_args(Act)}
_STANCES: dict[Act, Stance] = {"supports": "supports", "criticises": "opposes", "accuses": "opposes"}
_OBJECT_ACTS = frozenset({"supports", "criticises", "accuses", "warns", "threatens", "promises", "hopes"})
_ASSERTED_ACTS = frozenset({"states", "assesses", "acknowledges"})
_RELAYED_ACTS = frozenset({"accuses", "threatens", "promises", "warns"})
_NEAR_BY = 1500
"""Characters; a verdict told again stands so near."""
_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})
_RECENT = 25
"""So many positions back a repetition is looked for; a bound, so that a long text stays linear."""
_LEAST = 4
"""A statement of fewer words says too little to be read alone."""


def find_positions(
    reading: Reading, taken: Sequence[Found[Demand] | Found[Response]], events: Sequence[Found[DatedEvent]] = ()
) -> list[Found[Position]]:
    """The positions of an article in its order; words that make a demand, a response or an event told make no more."""
    found: list[Found[Position]] = []
    blocked = sorted(taken, key=lambda t: (t.content.start, t.content.end))
    dated = sorted(events, key=lambda e: e.content.start)
    for attribution in reading.attributions:
        if (
            not _can_hold(attribution)
            or _only_passed_on(reading, attribution)
            or _judged_already(reading, attribution, taken)
        ):
            continue
        made = (
            _direct(reading, attribution, blocked)
            if attribution.frame == "direct"
            else _reported(reading, attribution, blocked)
        )
        for position in made:
            if any(_only_dates(position, event) for event in beside(dated, position.content)):
                continue
            if reading.usable(position.quote) and not any(_repeats(position, other) for other in found[-_RECENT:]):
                found.append(position)
    return _without_short_forms(found)


def _without_short_forms(found: Sequence[Found[Position]]) -> list[Found[Position]]:
    """The positions without those whose words the same speaker says again, with more, right before or behind."""
    said = [_telling(each.claim.statement) for each in found]
    kept = []
    for index, each in enumerate(found):
        around = [i for i in range(max(0, index - 2), min(len(found), index + 3)) if i != index]
        again = (i for i in around if found[i].claim.actor == each.claim.actor and len(said[i]) > len(said[index]))
        if not any(len(said[index] & said[i]) >= _SAID_AGAIN * len(said[index]) for i in again):
            kept.append(each)
    return kept


_SAID_AGAIN = 0.8
"""This share of a statement's telling words in another makes it a short form of that."""


def _telling(statement: str) -> set[str]:
    return {low for low in _LONG_WORD.findall(statement.lower()) if not in_class(low, "auxiliaries", "pronouns")}


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def _only_dates(position: Found[Position], event: Found[DatedEvent]) -> bool:
    """Whether a plain statement says no more than what its speaker dates: the event stands for it."""
    if event.claim.according_to != position.claim.actor or position.claim.act != "states":
        return False
    return "“" not in position.claim.statement and _mostly(position.content, event.content, 0.9)


def _can_hold(found: Attribution) -> bool:
    if found.speaker is None or not found.content or found.hedged or found.future or found.first_person:
        return False
    if found.relative and found.frame != "according":
        return False
    if in_class(found.speaker.split(maxsplit=1)[0].lower(), "possessives", "pronouns"):
        return False
    if found.negated and found.act not in {"hopes", "assesses"}:
        return False
    return not is_media(found.speaker)


def _only_passed_on(reading: Reading, found: Attribution) -> bool:
    """Whether "according to" names who passes on words that have a speaker of their own."""
    if found.frame != "according":
        return False
    others = (a for a in reading.near(found.cue.start) if a is not found and a.frame != "according")
    return any(a.content == found.content and a.speaker for a in others)


def _judged_already(reading: Reading, found: Attribution, taken: Sequence[Found[Demand] | Found[Response]]) -> bool:
    """Whether indirect words only judge an answer as the speaker's response near by does."""
    if found.frame != "clause" or not found.content:
        return False
    pieces = re.split(r",\s+(?:but|and|while)\s+", reading.words(found.content[0]))
    kinds = {verdict.kind for piece in pieces if (verdict := verdict_in(piece))}
    if not kinds:
        return False
    given = {
        t.claim.kind
        for t in taken
        if isinstance(t.claim, Response)
        and t.claim.by == found.speaker
        and abs(t.quote.start - found.cue.start) < _NEAR_BY
        and verdict_in(t.claim.statement)
    }
    return kinds <= given


def _repeats(position: Found[Position], other: Found[Position]) -> bool:
    """Whether the same words make both: one remark is one claim."""
    shared = min(position.content.end, other.content.end) - max(position.content.start, other.content.start)
    shorter = min(position.content.end - position.content.start, other.content.end - other.content.start)
    return shared > 0.6 * shorter or position.claim.statement == other.claim.statement


# --- direct speech ---------------------------------------------------------------------------------------------------


def _direct(reading: Reading, found: Attribution, blocked: Sequence[_Taken]) -> Iterator[Found[Position]]:
    """One position for each part of a quotation that can be read alone."""
    pieces = [piece for span in found.content for piece in _quoted_pieces(reading, span)]
    parts = [(piece, part) for piece in pieces for part in direct_parts(reading.article.text, piece)]
    for piece, whole, joined in _rejoined(reading, parts):
        part = whole if joined else _before_relayed(reading, whole)
        text = joined or reading.words(part)
        if _is_told(part, blocked) or (part != piece and _points_back(text)):
            continue
        if len(text.split()) < _LEAST and len(reading.words(piece).split()) >= _LEAST:
            continue
        act = _first_person_act(reading, part) or act_of(found)
        text_ = with_referent(reading, found, part, text)
        if act is not None and text_ is not None and not _is_subordinate(text):
            statement = as_spoken(reading, str(found.speaker), text_)
            yield _position(reading, found, act, statement=statement, words_=text, content=part)


_SUBORDINATE = re.compile(
    r"(?:and |but )?(?:if|when|because|although|though|unless|while|as|since|that|which|who|where|now that|to)\s",
    re.IGNORECASE,
)


def _is_subordinate(words_: str) -> bool:
    """Whether words are a clause that hangs on another which is not there: "If you look back"."""
    head = bare_words(words_.split(".", maxsplit=1)[0])
    return bool(_SUBORDINATE.match(head)) and not re.search(r",|\s[-–—]+\s|…", head) and "?" not in words_


def _rejoined(reading: Reading, parts: Sequence[tuple[Span, Span]]) -> Iterator[tuple[Span, Span, str | None]]:
    """The parts of a quotation by piece, a sentence that "he said" breaks in two as one; its words beside it.

    "“Now that it is over,” Lind said, “we can talk.”" -> "Now that it is over … we can talk."
    """
    index = 0
    while index < len(parts):
        piece, part = parts[index]
        behind = parts[index + 1] if index + 1 < len(parts) else None
        if behind is not None and behind[0] != piece and _is_broken(reading, part, behind[1]):
            words_ = f"{reading.words(part)} … {reading.words(behind[1])}"
            yield piece, Span(start=part.start, end=behind[1].end), words_
            index += 2
        else:
            yield piece, part, None
            index += 1


def _is_broken(reading: Reading, first: Span, second: Span) -> bool:
    """Whether a quotation ends with a comma in mid-sentence and goes on small behind the words of the writer."""
    if reading.article.text[first.end : first.end + 1] != "," or second.start - first.end >= _ASIDE:
        return False
    return reading.words(second)[:1].islower() or _is_subordinate(reading.words(first))


_ASIDE = 100
"""Characters of the writer's own between the two halves of a quoted sentence."""


_BACK = re.compile(r"(?:\S+\s+){0,8}(?:of|about|to|with|for|know|see|say|do)\s+(?:all\s+)?(?:this|that)\s*[,.;!?]")


def _points_back(words_: str) -> bool:
    """Whether a sentence speaks of "all this" and says nothing without what was said before it."""
    return bool(_BACK.match(words_))


def _quoted_pieces(reading: Reading, content: Span) -> list[Span]:
    """The quotations of a content that begins outside them: the writer's words before are not the speaker's."""
    if reading.quoted(content) or reading.words(content)[:1] in set("“”\"„«‘'`"):
        return [content]
    return reading.quotations_in(content) or [content]


def _first_person_act(reading: Reading, part: Span) -> Act | None:
    """ "We hope …" is a hope, whatever verb stands behind the quotation."""
    for each in reading.near(part.start):
        spoken = each.quoted and each.first_person and each.content and not (each.hedged or each.negated)
        opens = each.cue.within(part) and each.source is not None and each.source.start - part.start < _HEAD
        if spoken and opens and each.act in _TOLD_ACTS:
            return _ACTS[each.act]
    return None


_HEAD = 12
"""Characters within which "we hope" or "I promise" opens a sentence."""
_TOLD_ACTS = frozenset({"hopes", "warns", "threatens", "promises", "supports", "criticises", "accuses"})


def _before_relayed(reading: Reading, part: Span) -> Span:
    """A part of a quotation without the sentence in which the speaker passes on another's words."""
    relayed = [a.sentence.start for a in reading.near(part.start) if a.quoted and a.reported_by and a.cue.within(part)]
    start = min((at for at in relayed if at > part.start), default=part.end)
    return Span(start=part.start, end=part.start + len(reading.article.text[part.start : start].rstrip()))


def _is_told(part: Span, taken: Sequence[_Taken]) -> bool:
    return any(_mostly(part, each.content) for each in beside(taken, part))


def _mostly(part: Span, other: Span, share: float = 0.5) -> bool:
    shared = min(part.end, other.end) - max(part.start, other.start)
    return shared > share * (part.end - part.start)


# --- indirect speech -------------------------------------------------------------------------------------------------


def _reported(reading: Reading, found: Attribution, blocked: Sequence[_Taken]) -> Iterator[Found[Position]]:
    """The one position of a stretch of indirect speech, where it is clear, complete and not told already."""
    act = act_of(found)
    if act is None or _only_relayed(reading, found) or _is_implied(reading, found):
        return
    content = Span(start=found.content[0].start, end=found.content[-1].end)
    text = _with_antecedent(reading, found, _uninterrupted(reading, found))
    if text is None or (len(text.split()) < 2 and not text[:1].isupper()) or _is_told(content, blocked):
        return
    statement = _statement(reading, found, text)
    if statement is not None and len(statement.split()) >= _LEAST:
        yield _position(reading, found, act, statement=statement, words_=text, content=content, quote=quote_of(found))


def _uninterrupted(reading: Reading, found: Attribution) -> str:
    """The words of a clause without the cue that stands in it: "Talks, Lind often says, go on" -> "Talks go on"."""
    pieces = [reading.words(span) for span in found.content]
    joined = pieces[0]
    for before, after, piece in zip(found.content, found.content[1:], pieces[1:], strict=False):
        between = reading.article.text[before.end : after.start]
        cut = before.end <= found.cue.start and found.cue.end <= after.start
        if cut and _JUDGED.match(piece):
            continue
        joined = f"{joined.rstrip(' ,')} {piece.lstrip(' ,')}" if cut else joined + between + piece
    return joined


_JUDGED = re.compile(r"in\s+(?:a|an|what)\s[^,]*\b(?:his|her|its|their|reversal|blow|setback|shift|change|sign)\b")
"""What the writer makes of words behind their speaker: "…, Lind said, in a reversal of her stance"."""


def _only_relayed(reading: Reading, found: Attribution) -> bool:
    """Whether the words are part of what another says, and that other's position holds them already."""
    weak = bool(found.reported_by) and not found.quoted and found.act not in _RELAYED_ACTS
    return weak and _inside_another(reading, found)


def _is_implied(reading: Reading, found: Attribution) -> bool:
    """Whether the writer draws the conclusion: "…, suggesting that …", "with Bonn worried about …"."""
    if found.lemma in cues_of("implied") and reading.words(found.cue).endswith("ing"):
        return True
    if found.source is not None and re.search(
        r"\bwith\s+$", reading.article.text[max(0, found.source.start - 6) : found.source.start], re.IGNORECASE
    ):
        return True
    bare = not reading.words(found.content[0]).startswith("that ")
    return found.act == "assesses" and bare and _participial(reading, found)


def _statement(reading: Reading, found: Attribution, text: str) -> str | None:
    """The content as a sentence, or source, cue and content where the content alone says nothing; None for neither."""
    first = text.split(maxsplit=1)[0].lower()
    if first in {"whether", "if", "what", "how", "why", "who"}:
        return None
    if found.frame in {"clause", "according"} and _is_clause(text) and not _is_object(found, text):
        return _of_clause(reading, found, text)
    pointed = (
        in_class(first, "object_pronouns") or (first == "it" and found.frame == "object") or bool(_HER.match(text))
    )
    split = len(found.content) > 1 and found.content[0].start < found.cue.start
    if found.frame == "according" or found.nominal or pointed or split or not _tells(found):
        return None
    if _only_names(text):
        return None
    if _takes_turn(reading, found, text):
        return _of_side(reading, found)
    if found.act in _ASSERTED_ACTS and any(
        a.nominal and a.cue.within(found.content[0]) for a in reading.near(found.cue.start)
    ):
        return None  # "repeated the threat that …": the threat is told by itself
    return as_report(reading, found)


def _of_clause(reading: Reading, found: Attribution, text: str) -> str | None:
    """Indirect speech as a statement; what is wholly or in part in the first person stays in the speaker's mouth."""
    said = bare_words(text)
    if _WHOLLY_MARKED.fullmatch(said) or _is_first_person(text):
        return as_spoken(reading, str(found.speaker), said)
    return as_said(reading, found, text)


def _only_names(text: str) -> bool:
    """Whether an object is a "change" or a "move" of which only the sentence before tells more."""
    lows = [w.low for w in words(bare_words(text)) if w.is_word]
    return lows[:1] in (["the"], ["this"], ["that"]) and len(lows) == _NAMED_ONLY and lows[1] in cues_of("pointing")


_NAMED_ONLY = 2


def _takes_turn(reading: Reading, found: Attribution, text: str) -> bool:
    """Whether "…, dropping its demand" tells of a side for which a person only speaks."""
    person = reading.cast.person_called(str(found.speaker)) is not None
    other = person and text.split(maxsplit=1)[0].lower() in {"its", "their"}
    return found.act == "changes" and other


def _of_side(reading: Reading, found: Attribution) -> str | None:
    """ "…, dropping its demand" behind "said his government would wait": told of that government."""
    same = [a for a in reading.near(found.cue.start) if a.sentence == found.sentence and a.frame == "clause"]
    said = next((a for a in same if a.speaker == found.speaker and a.cue.end <= found.cue.start), None)
    side = _SIDE.match(bare_words(reading.words(said.content[0]))) if said is not None else None
    if side is None:
        return None
    report = as_report(reading, found)
    name = str(found.speaker)
    return f"{name}’s {side['side']}{report[len(name) :]}" if report.startswith(name) else None


_SIDE = re.compile(r"(?:his|her)\s+(?P<side>[a-z]+)\s+(?:would|will|had|has|was|is|could|can)\b")
_HER = re.compile(r"her\s+(?:of|for|as|to|over|with|on|in|about|that)\b")
"""Her, and not what is hers."""


def _is_object(found: Attribution, text: str) -> bool:
    """Whether bare words behind "mention" are a thing with a clause of its own: "the report that led …"."""
    first = found.lemma.split()[0] if found.lemma else ""
    both = any(s.lemma == found.lemma and s.act("object") for s in reporting_forms().get(first, ()))
    if not both or text.startswith("that ") or found.content[0].start < found.cue.start:
        return False
    head = _RELATIVE.split(bare_words(text), maxsplit=1)[0]
    tokens = words(head)
    return not has_finite_verb(tokens, 0, len(tokens))


_RELATIVE = re.compile(r",?\s+(?:that|which|who|whose|what|how|when|where|why|whether|to)\s")


def _tells(found: Attribution) -> bool:
    """Whether verb and object together say what somebody holds: "criticised the deal", and not "discussed the deal"."""
    if found.frame == "object" and found.act in _ASSERTED_ACTS:
        return found.lemma not in cues_of("mentioning")
    intends = found.frame == "infinitive" and found.act == "plans"
    return (
        intends
        or found.act == "changes"
        or found.act in _OBJECT_ACTS
        or (found.frame == "clause" and found.act == "acknowledges")
    )


_IN_MARKS = re.compile(r"''.*?(?:''|$)|[“\"][^“”\"]*(?:[”“\"]|$)", re.DOTALL)
_ADDED = re.compile(r",\s+(?:which|who|whose|whom|where)\s")
_WHOLLY_MARKED = re.compile(r"[“\"][^“”\"]*[”\"]?[.,]?")
_PARTICIPLE = re.compile(r"^(?!that\b)[^“\"]*?,\s+\w+ing\b")


def _is_first_person(words_: str) -> bool:
    """Whether "we" or "our" stands outside quotation marks: such words are the speaker's own."""
    outside = _IN_MARKS.sub(" ", words_)
    return any(w.low in _FIRST_PERSON for w in words(outside))


def _is_clause(words_: str) -> bool:
    """Whether the words say something: they have a finite verb, or a quotation that may hold it."""
    words_ = _ADDED.split(words_, maxsplit=1)[0]
    tokens = words(bare_words(words_))
    begins = next((t.low for t in tokens if t.is_word and not _is_adverb(t.low)), "")
    done = "past" in common_forms().get(begins, frozenset()) and begins not in noun_like()
    if not begins or done or in_class(begins, "auxiliaries"):
        return False  # the subject stands elsewhere
    if any(mark in words_ for mark in '“"') or "''" in words_:
        return not _PARTICIPLE.match(re.split(r"[“\"]|''", words_)[0])
    return has_finite_verb(tokens, 0, len(tokens))


def _is_adverb(low: str) -> bool:
    return (in_class(low, "adverbs") and low not in {"there", "here"}) or low.endswith("ly")


def _participial(reading: Reading, found: Attribution) -> bool:
    """Whether the cue is a bare -ing form, which makes no sentence of its own."""
    cue = reading.words(found.cue).split()
    return (cue[-1].endswith("ing") and not in_class(cue[0].lower(), "auxiliaries")) or (
        len(cue) > 1 and cue[0].endswith("ing")
    )


def _with_antecedent(reading: Reading, found: Attribution, words_: str) -> str | None:
    """ "…, which, according to X, Y plans to attack": the place before "which" is what Y plans to attack."""
    if not found.relative:
        return words_
    head = re.search(r"([A-Z]\w+),\s+which,?\s*$", reading.article.text[found.sentence.start : found.cue.start])
    last = words_.rsplit(maxsplit=1)[-1].lower() if words_.split() else ""
    if head is None or canonical_place(head.group(1)) is None or "base" not in common_forms().get(last, frozenset()):
        return None
    return f"{words_} {head.group(1)}"


def _inside_another(reading: Reading, found: Attribution) -> bool:
    return any(
        found.cue.within(c) for other in reading.near(found.cue.start) if other is not found for c in other.content
    )


def _position(
    reading: Reading,
    found: Attribution,
    act: Act,
    *,
    statement: str,
    words_: str,
    content: Span,
    quote: Span | None = None,
) -> Found[Position]:
    place = quote or content
    done = act_of_words(act, bare_words(words_), str(found.speaker))
    claim = Position(
        actor=str(found.speaker), role=found.role, topic=topic_of(bare_words(words_), found.speaker, reading.told),
        stance=_STANCES.get(act, "none"), act=done,
        condition=condition_in(words_), statement=statement, reported_by=found.reported_by, quote=reading.words(place),
    )  # fmt: skip
    return Found(claim, place, content, found)
