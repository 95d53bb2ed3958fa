"""One claim as one line: who says it and to whom, what they do with the words, the words, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from summarizer.models import (
    Claim,
    DatedEvent,
    Demand,
    MergedClaim,
    Position,
    Response,
    TimeExpression,
    actor_of,
    addressee_of,
    said_of,
)
from summarizer.render.dates import date_words
from summarizer.render.footnotes import Footnote
from summarizer.render.wording import ACTS, ANSWERS, FORCES, one_line

__all__ = ["Line", "LineWriter", "beside_date", "standing_phrase", "with_date"]


@dataclass(frozen=True)
class Line:
    """One claim as a line: who, what they do with the words, the words, and where each of its sources stands.

    `speaker` holds the addressee of a demand too: "Moscow → NATO". `doubts` are the messages of the findings that
    make the line doubtful; empty for a supported one.
    """

    speaker: str
    reported_by: str
    verb: str
    words: str
    remarks: tuple[str, ...]
    notes: tuple[Footnote, ...]
    doubts: tuple[str, ...]

    @property
    def who(self) -> str:
        """The speaker and who passes the words on: "Stoltenberg, reported by Peskov"."""
        return ", ".join(part for part in (self.speaker, self.reporter) if part)

    @property
    def reporter(self) -> str:
        """Who passes the words on: "reported by Peskov", or nothing."""
        return f"reported by {self.reported_by}" if self.reported_by else ""

    @property
    def sources(self) -> int:
        """In how many texts the line stands: articles that are one text, word for word, are one source."""
        return len({note.record.text_sha256 or note.record.article_id for note in self.notes})


@dataclass(frozen=True)
class LineWriter:
    """What is needed to word any claim of a brief: the footnotes by (article id, claim id), the names by actor id."""

    notes: Mapping[tuple[str, str], Footnote]
    names: Mapping[str, str]

    def line(self, merged: MergedClaim) -> Line:
        """The claim as a line, each of its sources as a footnote."""
        notes = tuple(self.notes[source.article_id, source.claim_id] for source in merged.sources)
        return Line(
            speaker=self._speaker(merged),
            reported_by=self._name(merged.reported_by, merged.claim.reported_by),
            verb=_verb(merged.claim),
            words=one_line(said_of(merged.claim)),
            remarks=(*_remarks(merged.claim, _read(merged.when)), *_missing_text(notes)),
            notes=notes,
            doubts=_doubts(merged, notes),
        )

    def _speaker(self, merged: MergedClaim) -> str:
        who = self._name(merged.actor, actor_of(merged.claim))
        to = self._name(merged.to, addressee_of(merged.claim))
        return f"{who} → {to}" if to and isinstance(merged.claim, Demand) else who

    def _name(self, actor_id: str | None, named: str | None) -> str:
        return one_line(self.names.get(actor_id or "", named or ""))


def with_date(line: Line, merged: MergedClaim) -> Line:
    """The line with its date as the first remark, where the claim is a dated event."""
    if not isinstance(merged.claim, DatedEvent):
        return line
    when = _read(merged.when)
    phrase = standing_phrase(merged, line.notes)
    date = when or (f"“{phrase}”" if phrase else "no date")
    return replace(line, remarks=(date, *line.remarks))


def beside_date(line: Line) -> Line:
    """The line of a dated event beside its date: on whose word it rests comes after it, as a remark."""
    word_of = f"according to {line.who}" if line.speaker else line.reporter
    remarks = (word_of, *line.remarks) if word_of else line.remarks
    return replace(line, speaker="", reported_by="", verb="", remarks=remarks)


def standing_phrase(merged: MergedClaim, notes: tuple[Footnote, ...]) -> str | None:
    """The words that date the event, where they stand in the article's words; else None, for they may be a model's."""
    claim = merged.claim
    if not isinstance(claim, DatedEvent):
        return None
    stands = (merged.when.text,) if merged.when else ()
    phrases = stands or tuple(claim.phrase for note in notes if note.words and claim.phrase in note.words)
    return one_line(phrases[0]) if phrases else None


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


def _remarks(claim: Claim, when: str | None) -> tuple[str, ...]:
    """What a line says beside its words: a condition, a stance the verb does not show, an addressee that is missing.

    `when` is the program's reading of a demand's deadline.
    """
    match claim:
        case Position():
            stance = claim.stance if claim.stance not in {"none", claim.act} else None
            return _present(("condition", claim.condition), ("stance", stance))
        case Demand():
            unaddressed = () if claim.to else ("no addressee named",)
            deadline = f"{claim.deadline} ({when})" if claim.deadline and when else claim.deadline
            return (*unaddressed, *_present(("deadline", deadline)))
        case Response():
            return () if claim.answers_key else _present(("in answer to", claim.answers))
        case DatedEvent():
            return ()


def _present(*remarks: tuple[str, str | None]) -> tuple[str, ...]:
    return tuple(f"{name}: {one_line(words)}" for name, words in remarks if words and words.strip())


def _missing_text(notes: tuple[Footnote, ...]) -> tuple[str, ...]:
    return () if any(note.linked for note in notes) else ("source text not at hand",)


def _doubts(merged: MergedClaim, notes: tuple[Footnote, ...]) -> tuple[str, ...]:
    if merged.verdict == "supported":
        return ()
    found = tuple(f.message for f in notes[0].checked.findings if f.severity == "doubt") if notes else ()
    return found or ("no reason recorded",)
