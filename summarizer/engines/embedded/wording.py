"""Puts an article's own words into statements and topics, and adds none but the speaker's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.engines.embedded.reading import Reading, cues_of
from summarizer.models import Span
from summarizer.text.aliases import canonical_place
from summarizer.text.attributions import Attribution
from summarizer.text.sentences import sentences_within
from summarizer.text.verbs import common_forms
from summarizer.text.words import Word, in_class, words

__all__ = [
    "as_clause",
    "as_phrase",
    "as_report",
    "bare_words",
    "condition_in",
    "direct_parts",
    "in_marks",
    "quote_of",
    "topic_of",
]

_LEAD = re.compile(r"(?:that\s*,?|but|,|-|–|—)\s+", re.IGNORECASE)
_DANGLING = re.compile(r"[\s,;:–—-]+$")
_COMMA_IN_MARKS = re.compile(r",([”\"’'“]+)$")
_SPACES = re.compile(r"\s+")
_PRONOUN = re.compile(r"(he|she)\b(?![’'])", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided that|as long as|on condition that|should (?:it|he|she|they|the|[A-Z]\w+))\b[^,;.“”\"]*"
)
_TOPIC_WORDS = 7
_LONGEST = 360
"""A statement of a quotation takes sentences together up to this many characters."""


def as_clause(words_: str, speaker: str | None = None) -> str:
    """A content clause as a sentence: "that he would not go" -> "Lind would not go." """
    clause = _SPACES.sub(" ", words_.strip())
    while match := _LEAD.match(clause):
        clause = clause[match.end() :]
    if speaker and (match := _PRONOUN.match(clause)):
        clause = speaker + clause[match.end() :]
    elif speaker and canonical_place(speaker) and re.match(r"it\b(?![’'])", clause):
        clause = speaker + clause[2:]
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


# --- quotes, conditions, topics --------------------------------------------------------------------------------------


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


def topic_of(words_: str, speaker: str | None = None) -> str:
    """A few of the words that say what a statement is about: its first noun phrases that name something."""
    tokens = [t for t in words(words_) if t.text not in '“”"„[]()']
    phrases = [p for p in _noun_phrases(tokens) if _telling(p, tokens, speaker, words_)]
    if not phrases:
        return (
            _SPACES.sub(" ", words_[tokens[0].start : tokens[min(4, len(tokens)) - 1].end]) if tokens else "statement"
        )
    first = _text(words_, phrases[0])
    if len(phrases[0]) == 1 and len(phrases) > 1:
        return f"{first}, {_text(words_, phrases[1])}"
    return first


def _text(words_: str, phrase: Sequence[Word]) -> str:
    return _SPACES.sub(" ", re.sub(r"[“”\"\[\]()]", "", words_[phrase[0].start : phrase[-1].end]))


def _telling(phrase: Sequence[Word], tokens: Sequence[Word], speaker: str | None, words_: str) -> bool:
    """Whether a phrase names something: no filler, no lone adjective, not the speaker."""
    if all(t.low in cues_of("plain") for t in phrase) or _text(words_, phrase) == speaker:
        return False
    last = phrase[-1]
    lone = len(phrase) == 1 and (
        last.low in cues_of("opening")
        or last.low.endswith(("ive", "ous", "ful", "ble", "ory", "ary", "less", "ent", "ed", "ing", "al", "ic"))
    )
    return not (lone and not last.capital) and not (
        len(phrase) == 1 and last is tokens[0] and last.low in cues_of("opening")
    )


def _noun_phrases(tokens: Sequence[Word]) -> list[list[Word]]:
    """Runs of words that no verb and no closed class breaks; "of" may stand inside."""
    found: list[list[Word]] = []
    run: list[Word] = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1].low if index else ""
        linked = token.low in {"of", "'s"} and bool(run) and index + 1 < len(tokens) and tokens[index + 1].is_word
        if linked or _nounlike(token, run, before):
            run.append(token)
        else:
            found.append(run)
            run = []
    found.append(run)
    return [trimmed for r in found if (trimmed := _trimmed(r[:_TOPIC_WORDS]))]


def _trimmed(run: list[Word]) -> list[Word]:
    while run and run[-1].low in {"of", "'s", "the"}:
        run = run[:-1]
    return run


_CLOSED = (
    "determiners", "possessives", "pronouns", "object_pronouns", "prepositions", "auxiliaries", "coordinators",
    "subordinators", "adverbs", "negations", "weekdays", "months",
)  # fmt: skip


def _nounlike(token: Word, run: Sequence[Word], before: str) -> bool:
    """Whether a word can stand in a noun phrase here, told by its class and the word before it."""
    low = token.low
    if not token.is_word or len(token.text) < 2 or token.text.isdigit():
        return False
    if run and run[-1].low == "of" and low == "the":
        return True
    if in_class(low, *_CLOSED) or (low.endswith("ly") and not token.capital) or low in cues_of("opening"):
        return False
    if token.capital or in_class(before, "determiners", "possessives") or before == "'s":
        return True
    if in_class(before, "auxiliaries", "pronouns") or before == "to":
        return False
    forms = common_forms().get(low, frozenset())
    adjective = bool(run) and run[-1].low.endswith(("al", "ic", "ive", "ous", "y", "n")) and not run[-1].capital
    return not forms or (adjective and "past" not in forms)
