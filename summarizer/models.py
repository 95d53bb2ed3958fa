"""The words of the program as types: what a model answers, what the checks say of it, and what the brief states.

Two families. `Extraction` and its four claims are what a language model fills in; their field descriptions are part
of the prompt. Everything else is stated by the program. Offsets are Unicode code points into `Article.text`, end
exclusive. Every type refuses fields it does not know.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator


class Model(BaseModel):
    """Base of every type here: unknown fields are an error, and values do not change once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def model_post_init(self, context: object) -> None:
        """Share the set of the fields that were given: thousands of claims have the same, and it is half their size."""
        given = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _SETS.setdefault(frozenset(given), given))


_SETS: dict[frozenset[str], set[str]] = {}


Extra = Annotated[
    dict[str, JsonValue],
    Field(
        exclude_if=lambda extra: not extra,
        description="Fields that a subclass of Extraction adds, as the model answered them; no check looks at them.",
    ),
]


# --- what a language model answers -----------------------------------------------------------------------------------

Quote = Annotated[
    str,
    Field(description="The exact words of the article that the claim rests on, copied character by character."),
]
ReportedBy = Annotated[
    str | None,
    Field(description="Who passes the words on, where that is another than the speaker; otherwise null."),
]

Stance = Literal["supports", "opposes", "mixed", "none"]
Act = Literal["states", "assesses", "supports", "criticises", "accuses", "warns", "threatens", "promises", "hopes"]
Force = Literal["demand", "request", "appeal"]
ResponseKind = Literal["accepts", "partly accepts", "rejects", "denies", "defers", "counters", "acknowledges"]
EventStatus = Literal["past", "planned", "alleged"]


class Position(Model):
    """What somebody holds, says or feels about a matter. A hope, a warning or a threat is a position, not a demand."""

    actor: str = Field(description="Who holds the position, as the article names them.")
    role: str | None = Field(
        default=None, description="The actor's office or function in the article's words, or null."
    )
    topic: str = Field(description="What the position is about, in a few words.")
    stance: Stance = Field(description="Whether the actor supports or opposes the topic; none where neither is said.")
    act: Act = Field(description="What the actor does with the words; keep their strength.")
    condition: str | None = Field(default=None, description="The condition that the actor sets ('if …'), or null.")
    statement: str = Field(description="One sentence that can be read alone and says no more than the quote.")
    reported_by: ReportedBy = None
    quote: Quote


class Demand(Model):
    """What somebody wants another to do or to leave undone."""

    key: str = Field(description="A short name for this demand, unique in this answer, such as 'd1'.")
    by: str = Field(description="Who demands, as the article names them.")
    to: str | None = Field(default=None, description="Of whom it is demanded; null where the article does not say.")
    what: str = Field(description="What is demanded, readable alone.")
    force: Force = Field(description="How strongly: a demand is more than a request, a request more than an appeal.")
    deadline: str | None = Field(default=None, description="By when, in the article's words, or null.")
    reported_by: ReportedBy = None
    quote: Quote


class Response(Model):
    """How somebody answers a demand, an allegation, an offer or a question."""

    by: str = Field(description="Who answers, as the article names them.")
    to: str | None = Field(default=None, description="Who is answered; null where the article does not say.")
    answers: str = Field(description="What it answers, in words.")
    answers_key: str | None = Field(
        default=None, description="The key of the demand or date in this answer that it answers, or null."
    )
    kind: ResponseKind = Field(description="How it answers.")
    statement: str = Field(description="One sentence that can be read alone and says no more than the quote.")
    reported_by: ReportedBy = None
    quote: Quote


class DatedEvent(Model):
    """Something that happened, is planned or is alleged, with the words that say when."""

    key: str | None = Field(
        default=None, description="A short name for this event, unique in this answer, such as 't1'."
    )
    event: str = Field(description="What happens, readable alone.")
    phrase: str = Field(description="The words of the article that say when, verbatim, such as 'last Friday'.")
    value: str | None = Field(
        default=None,
        description="The date as TIMEX3: 2022-02-16, 2022-W07, 2022-02, XXXX-02-16 where the article gives no year; "
        "null where it can not be told. Never guess a year.",
    )
    status: EventStatus = Field(description="past, planned, or alleged where somebody merely claims it.")
    according_to: str | None = Field(
        default=None, description="On whose word, or null where the article itself says so."
    )
    reported_by: ReportedBy = None
    quote: Quote


class Extraction(Model):
    """All that one article gives: who holds what, who demands what, who answered how, what happens when."""

    positions: tuple[Position, ...] = Field(description="Positions that persons or institutions take.")
    demands: tuple[Demand, ...] = Field(description="Demands, requests and appeals.")
    responses: tuple[Response, ...] = Field(description="Answers to demands, allegations, offers or questions.")
    dates: tuple[DatedEvent, ...] = Field(description="Events with the words that date them.")


Claim = Position | Demand | Response | DatedEvent
ClaimKind = Literal["position", "demand", "response", "date"]
CLAIM_TYPES: dict[ClaimKind, type[Position] | type[Demand] | type[Response] | type[DatedEvent]] = {
    "position": Position,
    "demand": Demand,
    "response": Response,
    "date": DatedEvent,
}


def actor_of(claim: Claim) -> str | None:
    """Whose claim it is: a position's actor, who demands, who answers, on whose word an event is dated."""
    match claim:
        case Position():
            return claim.actor
        case Demand() | Response():
            return claim.by
        case DatedEvent():
            return claim.according_to


def addressee_of(claim: Claim) -> str | None:
    """To whom a demand or a response is directed; None for the other kinds and where the article names nobody."""
    return claim.to if isinstance(claim, Demand | Response) else None


def statement_of(claim: Claim) -> str:
    """The claim in one sentence or phrase: a statement, what is demanded, or the event."""
    match claim:
        case Position() | Response():
            return claim.statement
        case Demand():
            return claim.what
        case DatedEvent():
            return claim.event


def said_of(claim: Claim) -> str:
    """The claim in its own words: its statement without the speaker at its head.

    "Ann Lee says every delay worries Norway." and "Ann Lee: “every delay …”", where Ann Lee is the actor.
    """
    statement, actor = statement_of(claim), actor_of(claim)
    if not actor or not statement.startswith(actor):
        return statement
    for lead in (": ", " says that ", " said that ", " says ", " said "):
        if statement.startswith(lead, len(actor)):
            said = statement[len(actor) + len(lead) :]
            return said[:1].upper() + said[1:]
    return statement


# --- the article -----------------------------------------------------------------------------------------------------


class Span(Model):
    """A stretch of `Article.text`: `start` and `end` in code points, end exclusive."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Span:
        if self.end < self.start:
            raise ValueError(f"span ends at {self.end}, before its start at {self.start}")
        return self

    def within(self, other: Span) -> bool:
        """Whether this span lies wholly inside `other`."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Furniture(Span):
    """Text on the page that is not the article, with its kind: teaser, biography, comments, navigation, clock …"""

    kind: str


class ArticleRecord(Model):
    """What is known of an article besides its text.

    `article_id` is the canonical URL or the relative path; `text_sha256` the hash of the text in UTF-8. `published`
    and `outlet` are None where the text does not give them; `published_rule` and `outlet_rule` name how they are known.
    `sketch` is a sample of the words of the text by which copies of it are known.
    """

    article_id: str
    text_sha256: str | None = Field(default=None, description="None where the article could not be read.")
    reader: str | None = Field(
        default=None, description="Name and version of the reader that made the text, and its encoding."
    )
    title: str | None = None
    outlet: str | None = None
    outlet_rule: str | None = None
    published: dt.date | None = None
    published_rule: str | None = None
    furniture: tuple[Furniture, ...] = ()
    sketch: str | None = Field(default=None, description="Hashes of some of its word sequences, by `text.sketches`.")


class Article(ArticleRecord):
    """One text with its record. The text is never altered: furniture is marked, not cut out."""

    text_sha256: str
    text: str = Field(repr=False)

    def body(self) -> str:
        """The text without its furniture, as it is sent to a language model."""
        kept, start = [], 0
        for piece in sorted(self.furniture, key=lambda piece: piece.start):
            kept.append(self.text[start : piece.start])
            start = max(start, piece.end)
        return "".join([*kept, self.text[start:]]).strip()

    def record(self) -> ArticleRecord:
        """This article without its text."""
        return ArticleRecord(**{name: getattr(self, name) for name in ArticleRecord.model_fields})


class TimeExpression(Span):
    """A date phrase of a text, resolved as far as the text allows.

    `value` is TIMEX3 (TimeML 1.2.1): 2022-02-16, 2022-W07, 2022-02, XXXX-02-16, P2Y, PRESENT_REF, or None where it
    can not be told; `earliest` and `latest` bound the days it can mean; `rule` names what resolved it.
    """

    text: str
    value: str | None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    rule: str


class Unreadable(Model):
    """An input that gave no article, with the reason and the remedy."""

    article_id: str
    message: str
    remedy: str


class NamedActor(Model):
    """An actor that an article names: the fullest name, the other names it goes by there, and its office."""

    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    kind: Literal["person", "office", "state", "organisation", "unknown"] = "unknown"


# --- the checks ------------------------------------------------------------------------------------------------------

Match = Literal["verbatim", "normalised", "altered", "absent"]
Verdict = Literal["supported", "doubtful", "unsupported"]
Severity = Literal["note", "doubt", "refute"]


class Location(Model):
    """Where a quote stands in a text, and how well: `span` is None exactly where `match` is absent."""

    match: Match
    span: Span | None = None
    words: str | None = Field(default=None, description="The article's own characters at the span.")
    diff: str | None = Field(
        default=None, description="Word diff of an altered quote: [-article-]{+quote+}; or what an ellipsis leaves out."
    )
    occurrences: int = Field(default=0, description="How often the words stand in the text.")
    elsewhere: str | None = Field(
        default=None, description="The other article of the run where an absent quote does stand."
    )

    @property
    def start(self) -> int | None:
        """Where the words start, in code points; None for an absent quote."""
        return self.span.start if self.span else None

    @property
    def end(self) -> int | None:
        """Where the words end, exclusive; None for an absent quote."""
        return self.span.end if self.span else None


class Finding(Model):
    """One thing a check has to say of one claim: a stable code, a message for the reviewer, a severity.

    A `note` leaves the verdict alone, a `doubt` makes it doubtful, a `refute` makes it unsupported.
    """

    code: str
    message: str
    severity: Severity


class Former(Model):
    """What a claim was before the engine mended it, and what the checks had to say of it then."""

    claim: Claim
    findings: tuple[Finding, ...]
    verdict: Verdict


class CheckedClaim(Model):
    """A claim with the place its quote was found at, what the checks found, and the verdict they add up to.

    `when` is the program's own reading of the date phrase of a dated event or of a demand's deadline; `former` is
    there where the engine was asked again for this claim (`--policy reask`).
    """

    claim_id: str
    kind: ClaimKind
    claim: Claim
    location: Location
    findings: tuple[Finding, ...] = ()
    verdict: Verdict
    when: TimeExpression | None = None
    former: Former | None = None
    extra: Extra = Field(default_factory=dict)

    @model_validator(mode="after")
    def _kind_fits(self) -> CheckedClaim:
        if not isinstance(self.claim, CLAIM_TYPES[self.kind]):
            raise ValueError(f"kind {self.kind!r} does not fit a {type(self.claim).__name__}")
        return self


class CheckedStatement(Model):
    """A statement held against a text: the passage that it was judged by, what the checks found, and the verdict.

    `location` is where the quote stands, or where no quote was given the best passage that the text has; then `held` is
    the share of the statement that the passage has words for, from 0 to 1.
    """

    statement: str
    actor: str | None = None
    quote: str | None = None
    location: Location
    held: float | None = None
    findings: tuple[Finding, ...] = ()
    verdict: Verdict


# --- one article's result --------------------------------------------------------------------------------------------

OutcomeKind = Literal[
    "ok", "partial", "empty", "refused", "truncated", "invalid", "http_error", "not_asked", "unreadable"
]
FAILED: frozenset[OutcomeKind] = frozenset({"refused", "truncated", "invalid", "http_error", "not_asked", "unreadable"})
FormatLevel = Literal["json_schema", "json_object", "prompt"]


class Outcome(Model):
    """How an article ended. `message` says what happened in the server's or program's words, `remedy` what to do."""

    kind: OutcomeKind
    message: str | None = None
    remedy: str | None = None

    @property
    def failed(self) -> bool:
        """Whether the article has no result; `empty` is a result, and so is `partial`."""
        return self.kind in FAILED


class Provenance(Model):
    """What made an Extraction: enough to make it again."""

    engine: str = Field(description="'embedded' or 'openai/NAME'.")
    engine_version: str
    model: str | None = Field(default=None, description="The model as the server names itself.")
    level: FormatLevel | None = Field(default=None, description="How the server was asked for JSON.")
    prompt: str | None = Field(default=None, description="Name and version of the prompt.")
    prompt_sha256: str | None = None
    schema_sha256: str | None = None
    dropped_parameters: tuple[str, ...] = Field(default=(), description="Parameters the server named as unsupported.")
    parts: int = Field(default=1, description="In how many parts an article that is too long was asked about.")
    fallback_for: str | None = Field(
        default=None,
        description="Where this engine stands in for another (--fallback): that one's name, and how it ended.",
    )


Policy = Literal["flag", "drop", "fail", "reask"]
"""What becomes of doubtful claims: kept and marked; set aside; kept, and the run fails; the engine is asked again."""


class Summary(Model):
    """One article's checked claims, how it ended, and what made them.

    `claims` are supported or doubtful; `set_aside` are unsupported, each with the findings that say why, and with the
    policy `drop` the doubtful ones too.
    """

    schema_version: Literal["1"] = "1"
    article: ArticleRecord
    outcome: Outcome
    provenance: Provenance
    checks_version: str
    policy: Policy = "flag"
    actors: tuple[NamedActor, ...] = ()
    claims: tuple[CheckedClaim, ...] = ()
    set_aside: tuple[CheckedClaim, ...] = ()
    extra: Extra = Field(default_factory=dict)


# --- decisions -------------------------------------------------------------------------------------------------------


class ClaimJudgement(Model):
    """A judgement on two claims that the rules leave apart or fold: whether they are one claim.

    `claims` are two claim ids in ascending order; `by` names who judged: a model, or a reviewer. It never makes one of
    what is opposed: claims that differ in a negation, a number or a name stay two.
    """

    kind: Literal["claims"] = "claims"
    claims: tuple[str, str]
    same: bool
    by: str


class ActorNames(Model):
    """Names that mean one actor, and names that do not mean it, as the user's aliases file says; it wins over rules."""

    kind: Literal["actor"] = "actor"
    name: str = Field(description="The name that the brief shows.")
    aliases: tuple[str, ...] = ()
    apart: tuple[str, ...] = Field(default=(), description="Names that are never this actor.")
    by: str = Field(description="Where it is said, such as the name of the file.")


Decision = Annotated[ClaimJudgement | ActorNames, Field(discriminator="kind")]
"""What the merge is told beside the Summaries; recorded in the Brief, so that it can be made again."""


# --- the brief -------------------------------------------------------------------------------------------------------


class AliasReason(Model):
    """Why a name means an actor: the rule's code, and the reason in words for the one who doubts it."""

    name: str
    rule: str
    reason: str
    articles: tuple[str, ...] = Field(default=(), description="Ids of the articles that use the name so.")


class Actor(Model):
    """A canonical actor: one person, office, state or organisation under all its names, over all articles."""

    actor_id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    kind: Literal["person", "office", "state", "organisation", "unknown"] = "unknown"
    articles: tuple[str, ...] = Field(default=(), description="Ids of the articles whose claims name the actor.")
    reasons: tuple[AliasReason, ...] = Field(default=(), description="For each alias why it means this actor.")


class ClaimSource(Model):
    """One article's evidence for a merged claim: a checked claim in one of the brief's summaries."""

    article_id: str
    claim_id: str


Novelty = Literal["new", "repeated", "changed"]


class MergedClaim(Model):
    """One claim of the brief with every article it rests on, the best source first; `claim` is its wording.

    `actor`, `to` and `reported_by` are actor ids. The verdict is that of the best source; `extra` is that of the source
    whose wording it is. `origins` counts the sources that are independent: wire copies and reprints are one. `since` is
    the day of the first brief that told it, as far back as the briefs before this one are known. `novelty` is None
    where there is no brief before. `score` is what it is ordered by (see `merge.order`).
    """

    merged_id: str
    kind: ClaimKind
    claim: Claim
    actor: str | None = None
    to: str | None = None
    reported_by: str | None = None
    when: TimeExpression | None = None
    verdict: Verdict
    sources: tuple[ClaimSource, ...]
    origins: int = 1
    since: dt.date | None = None
    novelty: Novelty | None = None
    score: int = 0
    extra: Extra = Field(default_factory=dict)


class EarlierClaim(MergedClaim):
    """A claim of an earlier brief that today's articles do not tell and this brief still speaks of.

    `told` is the day of the brief that told it last; its sources are in `Brief.earlier_summaries`.
    """

    told: dt.date


ThreadStatus = Literal["open", "answered", "partly", "rejected", "withdrawn"]


class Thread(Model):
    """A demand or an allegation with the responses to it, across articles and days.

    `claims` are the merged ids of what is demanded or alleged, `responses` those of the answers, both in order; some of
    them may be earlier claims. `asked_on` is the first day on which an article is known to tell of it; `first_day` the
    day of the first brief that has it, `status_since` of the first in which its status was this one without a break;
    `before` the status in the brief before this one.
    """

    thread_id: str
    kind: Literal["demand", "allegation"]
    title: str
    status: ThreadStatus
    claims: tuple[str, ...]
    responses: tuple[str, ...] = ()
    asked_on: dt.date | None = None
    first_day: dt.date | None = None
    status_since: dt.date | None = None
    before: ThreadStatus | None = None


class DisputeSide(Model):
    """One side of a dispute: what it holds, in a word or two ("5", "16 February", "opposes"), and its claims."""

    holds: str
    claims: tuple[str, ...]


DisputeKind = Literal["fact", "number", "date", "stance"]


class Dispute(Model):
    """Claims that say opposite things about one matter: whether it happened, how many, when, or for and against.

    `why` says what sets the sides apart; `thread_id` names the allegation that the dispute is about, where it is one.
    """

    dispute_id: str
    kind: DisputeKind
    title: str
    why: str
    sides: tuple[DisputeSide, ...]
    thread_id: str | None = None


class TimelineEntry(Model):
    """A dated event's place in time: its merged id, and the days it can mean where they are known."""

    merged_id: str
    status: EventStatus
    value: str | None
    earliest: dt.date | None = None
    latest: dt.date | None = None


class Story(Model):
    """The articles and claims of one matter. Every claim of a brief is in exactly one story.

    `claims` are merged ids, those that matter most first; `threads` and `disputes` the ids of what belongs to it;
    `actors` those that are heard or addressed most, by id. `story_id` stays from day to day while the matter does;
    `first_day` is the day of the first brief that had it. `watched` are the terms of the user's list that it meets.
    """

    story_id: str
    title: str
    actors: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    threads: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    origins: int = 1
    score: int = 0
    first_day: dt.date | None = None
    watched: tuple[str, ...] = ()


ChangeKind = Literal["hardened", "softened", "withdrawn", "reversed", "moved", "happened"]


class Change(Model):
    """A position, a demand or an event that is no longer what it was: what it was, what it is now, and why so.

    `claim` is a merged id of this brief, `earlier` one of `Brief.earlier`; `why` names the words that tell.
    """

    kind: ChangeKind
    claim: str
    earlier: str
    why: str


class SilentStory(Model):
    """A story that today's articles do not tell: the day of the brief that told it last, and of the first one.

    It is remembered for some days, by its claims (merged ids), so that it is the same one when it is told again.
    """

    story_id: str
    title: str
    told: dt.date
    first_day: dt.date | None = None
    claims: tuple[str, ...] = ()


class Since(Model):
    """What is new since the brief of an earlier day (`day`): ids of claims, threads and stories, in order.

    `still_open` are demands that were open then and are now, told again or not; `passed` are events that were ahead
    then, and whose last day is over now; `silent` are stories of the last days that today's articles do not tell.
    """

    day: dt.date
    new: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    answered: tuple[str, ...] = ()
    still_open: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    silent: tuple[SilentStory, ...] = ()


class Limit(Model):
    """Something this brief could not do, for one article or for all, with the remedy where there is one."""

    code: str
    message: str
    article_id: str | None = None
    remedy: str | None = None


class Counts(Model):
    """The figures in the head of a brief; those of claims and demands count what is left after folding.

    Outlets are those of the articles with a result, counted by name.
    """

    articles: int
    ended: dict[OutcomeKind, int] = Field(
        default_factory=dict, description="How many articles ended how, in the order of the kinds; zeros are left out."
    )
    failed: int = Field(description="Articles without a result, those that were not asked about among them.")
    outlets: int
    articles_without_outlet: int
    origins: int = Field(default=0, description="Articles with a result, wire copies and reprints counted once.")
    supported: int
    doubtful: int
    set_aside: int
    demands: int
    demands_open: int
    demands_rejected: int
    demands_partly: int
    demands_answered: int
    demands_withdrawn: int = 0
    demands_newly_answered: int = Field(default=0, description="Open in the brief before, and answered since.")
    demands_carried: int = Field(
        default=0, description="Open in an earlier brief, and not told of today; not among `demands`."
    )
    disputes: int = 0
    stories: int = 0


class Brief(Model):
    """The merge of a day's Summaries. The same Summaries, day, previous brief and decisions give the same Brief.

    `summaries` are what was merged, whole: every claim of the brief points into them, and they can be re-checked.
    `earlier` are claims of briefs before it that it still speaks of, or that the briefs to come are held against;
    `earlier_summaries` hold what they rest on, and nothing else. `since` is None where no earlier brief was at hand.
    """

    schema_version: Literal["1"] = "1"
    day: dt.date
    counts: Counts
    since: Since | None = None
    stories: tuple[Story, ...] = ()
    actors: tuple[Actor, ...] = ()
    claims: tuple[MergedClaim, ...] = ()
    earlier: tuple[EarlierClaim, ...] = ()
    threads: tuple[Thread, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    limits: tuple[Limit, ...] = ()
    watch: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    summaries: tuple[Summary, ...] = ()
    earlier_summaries: tuple[Summary, ...] = ()
