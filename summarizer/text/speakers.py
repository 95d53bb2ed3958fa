"""Tells whom the source of an attribution stands for: a name, an office, a state, or a pronoun for the last speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from summarizer.models import Span
from summarizer.text.aliases import canonical_place, office_of
from summarizer.text.clauses import noun_phrase_end
from summarizer.text.cue_bodies import fuller_name, group_name, institution_name, is_singular, lone_nouns
from summarizer.text.cue_parts import Cue
from summarizer.text.names import Cast, Person
from summarizer.text.units import Unit
from summarizer.text.verbs import common_forms, noun_acts
from summarizer.text.words import in_class, office_words, words

__all__ = ["Speaker", "Speakers"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the fullest name the article gives, and the office; both None where it is not clear."""

    name: str | None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds an office that a text speaks of; None where the text does not say."""

    person: Person | None


_CLOSED = (
    "determiners", "pronouns", "object_pronouns", "possessives", "prepositions", "auxiliaries", "coordinators",
    "subordinators", "adverbs", "negations", "weekdays", "months", "titles",
)  # fmt: skip
_MANY = frozenset({"city", "government", "court", "bank", "school", "police"})
"""Bodies of which an article names several, and means none of those."""
_LONGEST_BODY = 4
"""Words of a body that has no name of its own: "the harbour authority"."""
_NAMED_WITHIN = 20_000
"""Characters back in which a body's full name is looked for; a bound, so that a long text stays linear."""
_NEAR = 300
"""Characters ahead of a quoted sentence in which the one named last is whom its "he" means."""
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_a-z]\w*")
_NOBODY = Speaker(None)
_REACH = 3
"""A pronoun reaches back over this many units at most."""


class Speakers:
    """Follows an article from sentence to sentence and remembers whom "he" and "the minister" can mean."""

    def __init__(self, text: str, cast: Cast) -> None:
        self._text = text
        self._cast = cast
        self._subject: Person | None = None
        self._speaker: Speaker = _NOBODY
        self._age = 0
        self._unit: Span | None = None
        self._several: Speaker = _NOBODY
        self._several_age = 0
        self._gender: dict[str, str] = {}
        self._spoke: list[Person] = []

    def forget(self) -> None:
        """Behind furniture no pronoun reaches back."""
        self._subject = None
        self._speaker = self._several = _NOBODY

    def narrated(self, unit: Unit) -> None:
        """A sentence has been read: its subject is whom the next pronoun most likely means."""
        self._age += 1
        self._several_age += 1
        phrase = self._subject_phrase(unit)
        if phrase is not None:
            self._notice_several(phrase)
        if self._several_age > _REACH:
            self._several = _NOBODY
        subject = self._person_in(phrase) if phrase else None
        if subject is not None:
            self._subject, self._age = subject, 0
        elif (holder := self._office_subject(phrase)) is not None:
            self._subject, self._age = holder.person, 0
        elif self._age > _REACH:
            self._subject = None

    def of(self, cue: Cue, unit: Unit) -> Speaker:
        """Whom the source of a cue stands for."""
        if cue.source is None:
            return _NOBODY
        speaker = self._resolve(cue.source, unit, cue.span.start)
        self._notice_several(cue.source)
        if speaker.name is not None and not cue.nominal:
            person = self._cast.person_called(speaker.name)
            if person is not None or unit.span != self._unit:
                self._speaker = speaker
            if person is not None:
                self._subject, self._age = person, 0
                if person not in self._spoke:
                    self._spoke.append(person)
        self._unit = unit.span
        return speaker

    def inside(self, cue: Cue, unit: Unit) -> Speaker:
        """Whom a source inside a quotation stands for; a pronoun there means the last person named in the quotation."""
        if cue.source is None:
            return _NOBODY
        phrase = self._text[cue.source.start : cue.source.end]
        if phrase.lower() in {"he", "she"}:
            start = max(0, unit.span.start - _NEAR)
            before = self._cast.within(start, cue.source.start)
            opened = max(self._text.rfind(mark, start, cue.source.start) for mark in '“"„')
            named = [p for m, p in before if m.span.start > opened]
            return self._named(named[-1]) if named else _NOBODY
        if in_class(phrase.lower(), "pronouns", "object_pronouns"):
            return _NOBODY
        return self._phrase(cue.source)

    # --- one phrase ---

    def _resolve(self, source: Span, unit: Unit, at: int) -> Speaker:
        phrase = self._text[source.start : source.end].strip()
        low = phrase.lower()
        if low in {"he", "she", "his", "her"}:
            return self._pronoun("he" if low in {"he", "his"} else "she", source.start, unit)
        if low in {"it", "its"}:
            return (
                self._speaker
                if self._speaker.name and self._cast.person_called(self._speaker.name) is None
                else _NOBODY
            )
        if low in {"they", "their"}:
            return self._several
        if low == "who":
            before = self._cast.within(max(unit.span.start, source.start - 120), source.start)
            return self._named(before[-1][1]) if before else _NOBODY
        if in_class(low, "pronouns", "object_pronouns", "possessives", "determiners"):
            return _NOBODY
        return self._phrase(source)

    def _pronoun(self, word: str, at: int, unit: Unit) -> Speaker:
        person = self._subject
        own = [p for m, p in self._cast.within(unit.span.start, at) if self._free(m.span) and not _quoted(m.span, unit)]
        own = [p for p in own if p.gender in {None, word}]
        if own and person not in own:
            subject = self._sentence_subject(unit)
            person = subject or (own[0] if len(own) == 1 else None) or person
        if person is None or (person.gender or self._gender.get(person.name, word)) != word:
            return _NOBODY
        self._gender.setdefault(person.name, word)
        return self._named(person)

    def _notice_several(self, phrase: Span) -> None:
        """Remember a group that "they" can mean: "Western leaders", "the senators", "Norway and Sweden"."""
        several = group_name(self._text[phrase.start : phrase.end])
        if several is not None:
            self._several, self._several_age = Speaker(several), 0

    def _free(self, span: Span) -> bool:
        """Whether a name stands for the person and not for what is theirs ("Rau's visit")."""
        return self._text[span.end : span.end + 2] not in {"’s", "'s"}

    def _phrase(self, source: Span) -> Speaker:
        service = self._text[source.start : source.end].lower().removeprefix("the ")
        if service in office_words("services"):
            return Speaker(service)
        joined = self._joined(source)
        if joined is not None:
            return Speaker(joined)
        person = self._person_in(source)
        if person is not None:
            return self._named(person)
        phrase = _without_article(self._text[source.start : source.end])
        if office_of(phrase):
            holder = self._cast.office_holder(self._text[source.start : source.end], source.start)
            if holder is not None:
                return self._named(holder)
            if self._text[source.start : source.end].lower().startswith("the ") and (only := self._only_unplaced()):
                return Speaker(only.name, phrase)
        known = institution_name(phrase)
        return Speaker(known) if known is not None else self._body(source)

    def _body(self, source: Span) -> Speaker:
        """A body without a name of its own ("the union"), under the fullest name the text gives it; a lone name."""
        phrase = " ".join(self._text[source.start : source.end].split())
        lows = [t.low for t in words(phrase)]
        if lows[:1] == ["the"] and 2 <= len(lows) <= _LONGEST_BODY and lows[-1] in office_words("bodies"):
            full = fuller_name(
                self._text[max(0, source.start - _NAMED_WITHIN) : source.start], phrase.rsplit(maxsplit=1)[-1]
            )
            bare = len(lows) == 2 and phrase[4:5].islower() and lows[-1] not in _MANY
            return Speaker(full if bare and full else "the" + phrase[3:])
        return Speaker(phrase) if self._is_lone_name(source, phrase) else _NOBODY

    def _is_lone_name(self, source: Span, phrase: str) -> bool:
        """Whether a capitalised word is a name and does not only open its sentence: "NordLink", not "Critics"."""
        tokens = words(phrase)
        if len(tokens) != 1 or not tokens[0].capital or len(phrase) < 3 or not phrase[0].isalpha():
            return False
        low = tokens[0].low
        if low in lone_nouns() or in_class(low, *_CLOSED) or low in common_forms() or low in noun_acts():
            return False
        behind = self._text[source.end :].lstrip()[:1]
        if "-" in phrase or behind.isupper() or low.endswith("ans") or canonical_place(phrase.removesuffix("s")):
            return False
        if any(c.isupper() for c in phrase[1:]) or self._stands_inside(phrase):
            return True
        plural = low.endswith(("s", "ing", "ed", "ly", "men", "one", "body")) and not low.endswith(("as", "us", "ss"))
        return not plural or is_singular(self._text[source.end :])

    def _stands_inside(self, word: str) -> bool:
        """Whether a word with a capital stands inside a sentence anywhere in the text."""
        if word.isalnum():
            return word in self._inside
        return re.search(rf"[a-z,] {re.escape(word)}\b", self._text) is not None

    @cached_property
    def _inside(self) -> frozenset[str]:
        """The words with a capital that stand inside a sentence."""
        return frozenset(_CAPITAL_INSIDE.findall(self._text))

    def _only_unplaced(self) -> Person | None:
        """The one person who has spoken so far without an office: whom a definite office must mean."""
        return self._spoke[0] if len(self._spoke) == 1 and not self._spoke[0].roles else None

    def _person_in(self, source: Span) -> Person | None:
        """The person whom a noun phrase names: its last name, or the first one before a comma; not a possessor."""
        inner = [(m, p) for m, p in self._cast.within(source.start, source.end) if self._free(m.span)]
        for mention, person in inner:
            before = self._text[source.start : mention.span.start]
            ahead = self._text[mention.span.end : source.end].strip()
            if (not ahead or ahead[0] in ",(" or _OF_PLACE.match(ahead)) and not _governed(before):
                return person
        return None

    def _joined(self, source: Span) -> str | None:
        """Two or more persons who speak together: "Karl Holm and Anna Lind"; None for one person and for an aide."""
        inner = [(m, p) for m, p in self._cast.within(source.start, source.end) if self._free(m.span)]
        names = list(dict.fromkeys(person.name for _, person in inner))
        if len(names) < 2 or self._text[inner[-1][0].span.end : source.end].strip():
            return None
        gaps = [self._text[a.span.end : b.span.start] for (a, _), (b, _) in pairwise(inner)]
        together = all(_TOGETHER.fullmatch(gap) for gap in gaps) and " and " in f" {gaps[-1].strip()} "
        return " and ".join([", ".join(names[:-1]), names[-1]]) if together else None

    def _named(self, person: Person) -> Speaker:
        return Speaker(person.name, person.roles[0] if person.roles else None)

    def _office_subject(self, phrase: Span | None) -> _Holder | None:
        """Who holds the office that a sentence is about ("the president"); None where it is about no office."""
        words_ = self._text[phrase.start : phrase.end] if phrase else ""
        if phrase is None or not words_.lower().startswith("the ") or office_of(words_) is None:
            return None
        return _Holder(self._cast.office_holder(words_, phrase.start) or self._only_unplaced())

    def _sentence_subject(self, unit: Unit) -> Person | None:
        """The person whom the first noun phrase of a sentence names, unless they stand in a phrase before it."""
        phrase = self._subject_phrase(unit)
        return self._person_in(phrase) if phrase else None

    def _subject_phrase(self, unit: Unit) -> Span | None:
        """The first noun phrase of a sentence, with what commas set beside it; not one in a phrase before it."""
        items = unit.items
        start = 0
        while start < len(items) and (
            in_class(items[start].low, "adverbs", "coordinators") or items[start].text in ",–—"
        ):
            start += 1
        if start < len(items) and in_class(items[start].low, "prepositions", "subordinators"):
            comma = next((i for i in range(start, len(items)) if items[i].text == ","), len(items))
            start = comma + 1
        end = noun_phrase_end(items, start) if start < len(items) else start
        if end <= start:
            return None
        while end + 1 < len(items) and items[end].text == ",":
            stop = noun_phrase_end(items, end + 1)
            if stop <= end + 1 or stop >= len(items) or items[stop].text != ",":
                break
            end = stop
        return Span(start=items[start].start, end=items[end - 1].end)


_TOGETHER = re.compile(r"\s*(?:,|,?\s+and)\s+(?:[\w’'.-]+\s+){0,3}?")
_OF_PLACE = re.compile(r"(?:of|from)\s+(?:the\s+)?[A-Z][\w.’-]*(?:\s+[A-Z][\w.’-]*)*\s*(?:[,(]|$)")
"""Whom a member stands for: "Rep. Ann Lee of Maryland"."""


def _quoted(span: Span, unit: Unit) -> bool:
    return any(span.within(quote.whole) for quote in unit.quotes)


_GOVERNORS = frozenset({"of", "for", "to", "with", "by", "from", "in", "against", "about"})


def _governed(before: str) -> bool:
    """Whether the words ahead of a name make it a part of another phrase: "aides to", "a spokeswoman for"."""
    ahead = before.split()
    while ahead and (ahead[-1].rstrip(".").lower() in office_words("offices") or ahead[-1][:1].isupper()):
        ahead.pop()  # the office of the one named: "an aide to Prime Minister"
    return bool(ahead) and ahead[-1].lower() in _GOVERNORS


def _without_article(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return (
        rest
        if rest and in_class(first.lower(), "determiners", "possessives") and first.lower() in {"the", "a", "an"}
        else phrase
    )
