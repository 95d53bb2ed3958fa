"""Puts an article's own words into statements; adds the speaker's name, "says" or "thinks", and a verb's past form."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.engines.embedded.reading import Reading, cues_of
from summarizer.models import Span
from summarizer.text.aliases import canonical_place
from summarizer.text.clauses import has_finite_verb
from summarizer.text.sentence_attributions import Attribution
from summarizer.text.sentences import sentences_within
from summarizer.text.verbs import forms_of
from summarizer.text.words import in_class, words

__all__ = [
    "as_clause",
    "as_phrase",
    "as_report",
    "as_spoken",
    "bare_words",
    "can_be_reported",
    "condition_in",
    "direct_parts",
    "in_marks",
    "quote_of",
]

_LEAD = re.compile(
    r"(?:that\s*,?|but,|,|-|–|—|in (?:his|her|their|its) (?:opinion|view),|according to (?:him|her|them),)\s+",
    re.IGNORECASE,
)
_COORDINATED = re.compile(r"(,?[”\"’']?\s+(?:but|and))\s+that\s+(?=[A-Z“\"]|the\s|an?\s|no\s|he\s|she\s|they\s|it\s)")
"""A second clause has lost the verb that its "that" hung on."""
_DANGLING = re.compile(r"[\s,;:–—-]+$")
_COMMA_IN_MARKS = re.compile(r",([”\"’'“]+)$")
_SPACES = re.compile(r"\s+")
_CONDITION = re.compile(
    r"\b(?:(?:only )?if|unless|provided that|as long as|on condition that"
    r"|should (?:it|he|she|they|the|[A-Z]\w+))\b[^,;.“”\"]*"
)
_SHORT = 6
"""Words; a shorter sentence goes with the one before it."""
_LONGEST = 360
"""A statement of a quotation takes sentences together up to this many characters."""


def as_clause(words_: str) -> str:
    """A content clause as a sentence: "that talks would go on" -> "Talks would go on." """
    clause = _COORDINATED.sub(r"\1 ", _SPACES.sub(" ", words_.strip()))
    while match := _LEAD.match(clause):
        clause = clause[match.end() :]
    return _closed(_capital(clause))


def as_phrase(words_: str) -> str:
    """A demanded thing, readable alone: "the withdrawal of troops" -> "The withdrawal of troops"."""
    return _capital(bare_words(words_))


@lru_cache(maxsize=512)
def bare_words(words_: str) -> str:
    """A content without the words and marks that tie it to its sentence: "that talks go on," -> "talks go on"."""
    clause = _SPACES.sub(" ", words_.strip())
    while match := _LEAD.match(clause):
        clause = clause[match.end() :]
    return _unmatched(_DANGLING.sub("", clause))


def _unmatched(clause: str) -> str:
    """Without the full stop and the bracket that close the sentence around."""
    return clause[: clause.rindex(")")].rstrip(". ") if clause.endswith((")", ").")) and "(" not in clause else clause


def as_report(reading: Reading, found: Attribution) -> str:
    """Source, cue and content as the article has them, with the speaker's name for a pronoun or an office."""
    cue, content = _finite(reading, found), " ".join(_without_tail(reading.words(c)) for c in found.content)
    name = _subject(reading, found)
    if found.nominal and found.source is not None:
        return as_clause(f"{_owner(reading, found)} {cue} {content}")
    if found.content and found.content[0].start < found.cue.start:
        passive = (
            f"{content} {cue} by {name}"
            if found.source and found.source.start > found.cue.start
            else f"{content} {cue}"
        )
        return as_clause(passive)
    return _closed(_capital(_SPACES.sub(" ", f"{name} {cue} {content}")))


def _subject(reading: Reading, found: Attribution) -> str:
    """Who does it, with the article's own "the" or "several" where it is called by an office or a common name."""
    name, source = found.speaker or "", reading.words(found.source) if found.source is not None else ""
    opened = source.lower() != name.lower() and in_class(
        source.split(maxsplit=1)[0].lower() if source else "", "determiners"
    )
    return source if opened and source.endswith(name) else name


def _without_tail(words_: str) -> str:
    """An object without the clause that the writer adds to it: "the risk, which makes him …"."""
    return words_ if "“" in words_ or '"' in words_ else _ADDED.split(words_, maxsplit=1)[0]


_ADDED = re.compile(r",\s+(?:which|who|whose|whom|where)\s|\s+[—–―]+\s+")


def _finite(reading: Reading, found: Attribution) -> str:
    """The words of a cue as a finite verb: "promising" behind a comma -> "promised"."""
    first, *rest = reading.words(found.cue).split()
    base = found.lemma.split()[0] if found.lemma else first
    if "ing" not in forms_of(base).get(first.lower(), frozenset()):
        return reading.words(found.cue)
    past = next(form for form, kinds in forms_of(base).items() if "past" in kinds)
    return " ".join([past, *rest])


def _owner(reading: Reading, found: Attribution) -> str:
    """Whose the noun is, with the possessive of the article or, for a pronoun, of the name it stands for."""
    source = found.source or found.cue
    between = reading.article.text[source.start : found.cue.start].strip()
    return f"{found.speaker}’s" if in_class(reading.words(source).lower(), "possessives") else between


def _capital(clause: str) -> str:
    return clause[:1].upper() + clause[1:]


def _closed(clause: str) -> str:
    """End a sentence with a full stop; a comma before closing marks goes, it belonged to the sentence around."""
    bare = _COMMA_IN_MARKS.sub(r"\1", _DANGLING.sub("", clause))
    if bare.count("“") > bare.count("”") and '"' not in bare and not re.search(r"\w“", bare):
        bare += "”"
    elif bare.endswith("”") and "“" not in bare and '"' not in bare:
        bare = bare[:-1]
    tail = bare.rstrip("”\"’'“)]")[-1:]
    return bare if tail in {".", "!", "?", "…"} else bare + "."


def in_marks(words_: str) -> str:
    """Quoted words between quotation marks, without the comma that led on to the speaker."""
    inner = _DANGLING.sub("", _SPACES.sub(" ", words_.strip().strip('“”"„')))
    return f"“{inner}”"


_OPENERS = re.compile(
    r"(?:(?:look|well|yes|no|so|and|but|now|yeah|okay|of course|i mean|you know|frankly|honestly|again|first of all)"
    r"\s*,\s+|(?:and|but|so)\s+)+(?=\w)",
    re.IGNORECASE,
)
_LED = re.compile(
    r"(?:I|we)\s+(?:think|believe|can\s+(?:tell|assure)\s+you|must\s+say|have\s+to\s+say|want\s+to\s+(?:say|stress)"
    r"|would\s+(?:say|like\s+to\s+(?:say|stress)))\s+(?:that\s+)?(?=[\w\[])",
    re.IGNORECASE,
)
_WE_THINK = re.compile(r"we\s+(?:think|believe)\b", re.IGNORECASE)
"""What "we" believe is not the speaker's alone."""
_NOT_REPORTED = frozenset({"i", "we", "us", "me", "our", "my", "you", "your", "mine", "ours", "let", "please"})
_HEADS_BACK = frozenset({"it", "this", "that", "they", "he", "she", "these", "those", "there", "which", "who", "what"})


def as_spoken(reading: Reading, speaker: str, words_: str) -> str:
    """Quoted words as a statement that can be read alone: reported where they are in the third person, else quoted.

    "But every delay worries Norway." -> "Ann Lee says every delay worries Norway."; "We will not wait" -> "Ann Lee: “We
    will not wait”".
    """
    inner = _DANGLING.sub("", _SPACES.sub(" ", _to_closing_mark(words_.strip().strip('“”"„'))))
    opened = _OPENERS.match(inner)
    clause = inner[opened.end() :] if opened else inner
    led = None if _WE_THINK.match(clause) else _LED.match(clause)
    clause = clause[led.end() :] if led else clause
    small = _small(reading, clause) if can_be_reported(clause) else None
    if small is None:
        return f"{_capital(speaker)}: “{inner}”"
    verb = "thinks" if led and re.search(r"\b(?:think|believe)\b", led.group()) else "says"
    return _closed(f"{_capital(speaker)} {verb} {small}")


def _to_closing_mark(words_: str) -> str:
    """Quoted words up to the mark that closes them: what the writer goes on with is not the speaker's."""
    closing = words_.find('"') if words_.count('"') == 1 else words_.find("”") if "“" not in words_ else -1
    return words_[:closing] if closing > 0 else words_


def can_be_reported(clause: str) -> bool:
    """Whether a clause can stand behind "says": one statement in the third person that begins with what it is about."""
    tokens = [w for w in words(clause) if w.is_word]
    lows = [w.low for w in tokens]
    if (
        len(lows) < _LEAST_REPORTED
        or any(low in _NOT_REPORTED for low in lows)
        or lows[0] in _HEADS_BACK | cues_of("opening")
    ):
        return False
    one = not re.search(r"[.!?…]\s+\S|[?!“”\"\[\]]", clause.rstrip("."))
    begins = (in_class(lows[0], "determiners", "possessives") and lows[0] != "no") or tokens[0].capital
    begins = begins and not in_class(lows[0], "prepositions", "subordinators", "adverbs")
    leans = any(in_class(low, "pronouns", "object_pronouns") for low in lows[:3])
    return one and begins and not leans and has_finite_verb(tokens, 0, len(tokens))


_LEAST_REPORTED = 4


def _small(reading: Reading, clause: str) -> str | None:
    """A clause for the middle of a sentence: its first word small or a name; None where it is not clear which."""
    first = words(clause)[0]
    closed = in_class(first.low, *_CLOSED)
    if not closed and first.low in reading.small and (first.text in reading.names or canonical_place(first.text)):
        return None
    if closed or first.low in reading.small:
        return clause[:1].lower() + clause[1:]
    named = not first.text[1:].islower() or canonical_place(first.text) or first.text in reading.names
    return clause if named else None


_CLOSED = ("determiners", "possessives", "prepositions", "subordinators", "adverbs", "pronouns")

# --- quotations ------------------------------------------------------------------------------------------------------


_POINTS_BACK = re.compile(
    r"\b(?:since|at|from|in|on|about|of|for|by|with|after|before|to)\s+(?:this|that|these|those|such)\b(?!\s+(?:I|we|you|the|a|an|he|she|they|it)\b)"
    r"|\b(?:these|those)\s+[a-z]+"
)
"""What a sentence says of "that point" can not be read without the sentence before it."""


def direct_parts(text: str, span: Span) -> list[Span]:
    """The parts of a quotation that can each be read alone, without the marks.

    They are its sentences; one that leans on the sentence before it is joined to that.
    """
    inner = _without_marks(text, span)
    parts: list[Span] = []
    for sentence in sentences_within(text, inner):
        if not any(c.isalpha() for c in text[sentence.start : sentence.end]):
            continue
        low = _first_word(text[sentence.start : sentence.end])
        short = _is_short(text, sentence)
        leans = low in cues_of("leaning") or bool(_POINTS_BACK.search(text[sentence.start : sentence.end]))
        joins = parts and (leans or short or _is_short(text, parts[-1]))
        if joins and sentence.end - parts[-1].start <= _LONGEST:
            parts[-1] = Span(start=parts[-1].start, end=sentence.end)
        else:
            parts.append(sentence)
    return parts


def _is_short(text: str, span: Span) -> bool:
    return len(text[span.start : span.end].split()) < _SHORT


def _first_word(sentence: str) -> str:
    match = re.search(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", sentence)
    return match.group().lower().split("’")[0].split("'")[0] if match else ""


def _without_marks(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in "“”\"„«»‘'` ":
        start += 1
    while end > start and (text[end - 1] in '“”"„«»` ,' or (text[end - 1] in "’'" and text[span.start] in "‘'")):
        end -= 1
    return Span(start=start, end=end)


# --- quotes, conditions --------------------------------------------------------------------------------------------


def quote_of(found: Attribution) -> Span:
    """The stretch of the sentence that holds source, cue and content."""
    spans = [found.cue, *found.content, *([found.source] if found.source else [])]
    return Span(start=min(s.start for s in spans), end=max(s.end for s in spans))


_CONDITIONAL = re.compile(
    r"^to\s|\b(?:will|would|could|should|can|cannot|may|might|must|shall|won[’']t|going to|vow\w*|pledg\w*|promis\w*"
    r"|threat\w*)\b|[’']ll\b|[’']d\b|n[’']t\b"
)
"""What depends on a condition is still to come, or could be."""


def condition_in(words_: str) -> str | None:
    """The condition that a speaker sets, in the article's words: "if the talks fail"."""
    match = _CONDITION.search(words_)
    if (
        match is None
        or "?" in words_
        or not _CONDITIONAL.search(words_[: match.start()] + words_[match.end() :])
        or re.match(r"if (?:so|not|any|only)\b", match.group())
        or re.search(r"\b(?:even|as|what|ask\w*|see|know|whether)\s+$", words_[: match.start()])
    ):
        return None
    return _DANGLING.sub("", match.group()) if len(match.group().split()) > 2 else None
