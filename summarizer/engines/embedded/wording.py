"""Puts an article's own words into statements, and adds none but the speaker's name."""

from __future__ import annotations

import re

from summarizer.engines.embedded.reading import Reading, cues_of
from summarizer.models import Span
from summarizer.text.attributions import Attribution
from summarizer.text.sentences import sentences_within
from summarizer.text.words import in_class

__all__ = [
    "as_clause",
    "as_phrase",
    "as_report",
    "bare_words",
    "condition_in",
    "direct_parts",
    "in_marks",
    "quote_of",
]

_LEAD = re.compile(r"(?:that\s*,?|but|,|-|–|—)\s+", re.IGNORECASE)
_COORDINATED = re.compile(r"(,[”\"’']?\s+(?:but|and))\s+that\s+(?=[A-Z]|the\s|he\s|she\s|they\s|it\s)")
"""A second clause has lost the verb that its "that" hung on."""
_DANGLING = re.compile(r"[\s,;:–—-]+$")
_COMMA_IN_MARKS = re.compile(r",([”\"’'“]+)$")
_SPACES = re.compile(r"\s+")
_CONDITION = re.compile(
    r"\b(?:if|unless|provided that|as long as|on condition that|should (?:it|he|she|they|the|[A-Z]\w+))\b[^,;.“”\"]*"
)
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
    cue, content = reading.words(found.cue), " ".join(reading.words(c) for c in found.content)
    name = found.speaker or ""
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


# --- quotations ------------------------------------------------------------------------------------------------------


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
        short = len(text[sentence.start : sentence.end].split()) < 4
        joins = parts and (low in cues_of("leaning") or short or _is_short(text, parts[-1]))
        if joins and sentence.end - parts[-1].start <= _LONGEST:
            parts[-1] = Span(start=parts[-1].start, end=sentence.end)
        else:
            parts.append(sentence)
    return parts


def _is_short(text: str, span: Span) -> bool:
    return len(text[span.start : span.end].split()) < 4


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


def condition_in(words_: str) -> str | None:
    """The condition that a speaker sets, in the article's words: "if the talks fail"."""
    match = _CONDITION.search(words_)
    if (
        match is None
        or re.match(r"if (?:so|not|any|only)\b", match.group())
        or re.search(r"\b(?:even|as|what|ask\w*|see|know|whether)\s+$", words_[: match.start()])
    ):
        return None
    return _DANGLING.sub("", match.group()) if len(match.group().split()) > 2 else None
