"""One claim as one line: who says it and to whom, what they do with the words, the words, and where they stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from summarizer.models import (
    Act,
    Claim,
    ClaimKind,
    DatedEvent,
    Demand,
    EarlierClaim,
    MergedClaim,
    Novelty,
    Position,
    Response,
    Stance,
    TimeExpression,
    actor_of,
    addressee_of,
    said_of,
)
from summarizer.render.dates import date_words, day_in, worded
from summarizer.render.footnotes import Footnote, Footnotes
from summarizer.render.wording import ACTS, ANSWERS, FORCES, counted, one_line

__all__ = ["Line", "LineWriter", "beside_date", "standing_phrase", "with_date"]


@dataclass(frozen=True)
class Line:
    """One claim as a line: who, what they do with the words, the words, and where each of its sources stands.

    `to` is whom a demand is addressed to. `origins` counts its independent sources, wire copies as one; it is 0 where
    that is not known. `doubts` are the messages of the findings that make the line doubtful; empty for a supported one.
    `since` is there for what an earlier brief told already ("since 14 February"), `told` for what only an earlier one
    told ("told on 14 February").
    `also` are the ids of other claims that the line stands for.
    """

    merged_id: str
    kind: ClaimKind
    by: str
    to: str
    reported_by: str
    verb: str
    words: str
    remarks: tuple[str, ...]
    notes: tuple[Footnote, ...]
    doubts: tuple[str, ...]
    origins: int = 1
    novelty: Novelty | None = None
    since: str | None = None
    told: str | None = None
    also: tuple[str, ...] = ()

    @property
    def speaker(self) -> str:
        """Who says it, and to whom: "Moscow → NATO"."""
        return f"{self.by} → {self.to}" if self.to else self.by

    @property
    def who(self) -> str:
        """The speaker and who passes the words on: "Stoltenberg, reported by Peskov"."""
        return ", ".join(part for part in (self.speaker, self.reporter) if part)

    @property
    def reporter(self) -> str:
        """Who passes the words on: "reported by Peskov", or nothing."""
        return f"reported by {self.reported_by}" if self.reported_by else ""

    @property
    def goes_on(self) -> bool:
        """Whether the words go on from the speaker's name as one sentence: "Ann Lee" "declined to say"."""
        return bool(self.by) and not self.verb and self.kind != "date" and self.words[:1].islower()

    @property
    def several(self) -> str:
        """Its sources, where there is more than one article: "2 sources", "3 articles, 1 source"."""
        articles = len({note.record.article_id for note in self.notes}) if self.origins else 0
        sources = counted(self.origins, "source")
        if articles < 2:
            return ""
        return sources if articles == self.origins else f"{counted(articles, 'article')}, {sources}"

    @property
    def mark(self) -> str:
        """What is to be said of its age: "new", "changed", "told on 14 February"; nothing for what is told again."""
        return self.told or (self.novelty if self.novelty in {"new", "changed"} else "") or ""


@dataclass(frozen=True)
class LineWriter:
    """What is needed to word any claim of a brief: its day, its footnotes, all names of an actor by id, the best first.

    `judged` are the pairs of claim ids that were judged to be one, with who judged. A claim gets its footnotes' numbers
    when it is worded first; `lines` keeps what was worded.
    """

    day: dt.date
    notes: Footnotes
    names: Mapping[str, tuple[str, ...]]
    judged: Mapping[tuple[str, str], str] = field(default_factory=dict)
    lines: dict[str, tuple[MergedClaim, Line]] = field(default_factory=dict)

    def line(self, merged: MergedClaim) -> Line:
        """The claim as a line, each of its sources as a footnote."""
        if merged.merged_id not in self.lines:
            self.lines[merged.merged_id] = merged, self._line(merged)
        return self.lines[merged.merged_id][1]

    def _line(self, merged: MergedClaim) -> Line:
        notes = tuple(map(self.notes.note, merged.sources))
        demanded = isinstance(merged.claim, Demand)
        told = merged.told if isinstance(merged, EarlierClaim) else None
        unseen = _missing_text(notes) if self.notes.articles and not told else ()
        said, of_speaker = self._said(merged)
        words, verb = _quoting_only(said, notes), _verb(merged.claim)
        own = of_speaker and (merged.kind == "position" or _says(words, verb))
        return Line(
            merged_id=merged.merged_id,
            kind=merged.kind,
            by=self._name(merged.actor, actor_of(merged.claim)),
            to=self._name(merged.to, addressee_of(merged.claim)) if demanded else "",
            reported_by=self._name(merged.reported_by, merged.claim.reported_by),
            verb="" if own else verb,
            words=words,
            remarks=(*_remarks(merged.claim, words, _read(merged.when)), *self._taken(merged), *unseen),
            notes=notes,
            doubts=_doubts(merged, notes),
            origins=merged.origins,
            novelty=merged.novelty,
            since=self._since(merged) if not told else None,
            told=f"told on {day_in(told, self.day)}" if told else None,
        )

    def _taken(self, merged: MergedClaim) -> tuple[str, ...]:
        """Who took claims as one that the rules leave apart, where the line rests on that."""
        pairs = combinations(sorted(source.claim_id for source in merged.sources), 2) if self.judged else ()
        by = sorted({self.judged[pair] for pair in pairs if pair in self.judged})
        return (f"taken as one by {' and '.join(map(one_line, by))}",) if by else ()

    def _said(self, merged: MergedClaim) -> tuple[str, bool]:
        """What is said, and whether it goes on from the speaker's name with a verb of its own: "declined to say"."""
        said = one_line(said_of(merged.claim))
        if isinstance(merged.claim, DatedEvent):
            return said, False
        names = (*self.names.get(merged.actor or "", ()), actor_of(merged.claim) or "")
        return _without_speaker(said, map(one_line, names))

    def _since(self, merged: MergedClaim) -> str | None:
        repeated = merged.since and merged.since < self.day
        return f"since {day_in(merged.since, self.day)}" if merged.since and repeated else None

    def _name(self, actor_id: str | None, named: str | None) -> str:
        return one_line(self.names.get(actor_id or "", (named or "",))[0])


def _without_speaker(words: str, names: Iterable[str]) -> tuple[str, bool]:
    """The words without the speaker, who stands before them, and whether they go on from there with a verb.

    "Ann Lee declined to say" → "declined to say", True; "Ann Lee: we sail" → "we sail", False.
    """
    for name in filter(None, names):
        for lead in (name, f"the {name}"):
            goes_on = _GOES_ON.match(words, len(lead)) if words[: len(lead)].lower() == lead.lower() else None
            if goes_on:
                return words[goes_on.end() :], not goes_on[1]
    return words, False


_GOES_ON = re.compile(r"(:)\s+|\s+(?:also )?(?=[a-z])")
"""What stands between a speaker and the words."""


def _says(words: str, verb: str) -> bool:
    """Whether the words say the verb themselves, in any of its forms: "has already rejected", "rejects"."""
    first = words.lower().split()[:4]
    return any(each.startswith(verb[:4]) for each in first) and not {"not", "never"}.intersection(first)


def _quoting_only(words: str, notes: tuple[Footnote, ...]) -> str:
    """The words with quotation marks around those alone that stand in a source: the others are a paraphrase."""
    if not _QUOTED.search(words):
        return words
    stand = [_bare(note.words) for note in notes if note.words]
    return _QUOTED.sub(lambda found: found[0] if any(_bare(found[1]) in each for each in stand) else found[1], words)


def _bare(words: str) -> str:
    """The letters and digits of the words, as far as a reader hears a difference."""
    return " ".join(re.findall(r"\w+", words.casefold()))


_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"“»]")


def with_date(line: Line, merged: MergedClaim, when: str | None) -> Line:
    """The line with its date (`when`), or the words for it, as the first remark, where the claim is a dated event."""
    if not isinstance(merged.claim, DatedEvent):
        return line
    phrase = standing_phrase(merged, line.notes)
    date = when or (f"“{phrase}”" if phrase else "")
    return replace(line, remarks=(date, *line.remarks)) if date else line


def beside_date(line: Line) -> Line:
    """The line of a dated event beside its date: on whose word it rests comes after it, as a remark."""
    word_of = f"according to {line.who}" if line.speaker else line.reporter
    remarks = (word_of, *line.remarks) if word_of else line.remarks
    return replace(line, by="", to="", reported_by="", verb="", remarks=remarks)


def standing_phrase(merged: MergedClaim, notes: tuple[Footnote, ...]) -> str | None:
    """The words that date the event, where they stand in the article's words; else None, for they may be a model's."""
    claim = merged.claim
    if not isinstance(claim, DatedEvent):
        return None
    stands = (merged.when.text,) if merged.when else ()
    phrases = stands or tuple(claim.phrase for note in notes if note.words and claim.phrase in note.words)
    return one_line(phrases[0]) if phrases else None


IMPLIED: dict[Act, Stance] = {
    "supports": "supports",
    "promises": "supports",
    "hopes": "supports",
    "criticises": "opposes",
    "accuses": "opposes",
    "warns": "opposes",
    "threatens": "opposes",
}
"""The stance that an act lets expect: it needs no words."""


def _read(when: TimeExpression | None) -> str | None:
    return date_words(when.value, when.earliest, when.latest) if when else None


def _verb(claim: Claim) -> str:
    match claim:
        case Position():
            return ACTS[claim.act]
        case Demand():
            return FORCES[claim.force]
        case Response():
            return ANSWERS[claim.kind]
        case DatedEvent():
            return ("alleges" if claim.according_to else "alleged") if claim.status == "alleged" else ""


def _remarks(claim: Claim, words: str, when: str | None) -> tuple[str, ...]:
    """What a line says beside its words: a condition, a stance the verb does not show, an addressee that is missing.

    `when` is the program's reading of a demand's deadline.
    """
    match claim:
        case Position():
            stance = claim.stance if claim.stance not in {"none", IMPLIED.get(claim.act)} else None
            condition = claim.condition if _bare(claim.condition or "") not in _bare(words) else None
            return _present(("condition", condition), ("stance", stance))
        case Demand():
            unaddressed = () if claim.to else ("no addressee named",)
            deadline = f"{claim.deadline} ({when})" if claim.deadline and when else claim.deadline
            return (*unaddressed, *_present(("deadline", deadline)))
        case Response():
            said = claim.answers_key or _bare(claim.answers) in _bare(words)
            return () if said else _present(("in answer to", claim.answers))
        case DatedEvent():
            return ()


def _present(*remarks: tuple[str, str | None]) -> tuple[str, ...]:
    return tuple(f"{name}: {one_line(words)}" for name, words in remarks if words and words.strip())


def _missing_text(notes: tuple[Footnote, ...]) -> tuple[str, ...]:
    return () if any(note.linked for note in notes) else ("source text not at hand",)


def _doubts(merged: MergedClaim, notes: tuple[Footnote, ...]) -> tuple[str, ...]:
    if merged.verdict == "supported":
        return ()
    found = tuple(worded(f.message) for f in notes[0].checked.findings if f.severity == "doubt") if notes else ()
    return found or ("no reason recorded",)
