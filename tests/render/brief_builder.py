"""Builds Briefs by hand for the tests of the render stage: two articles about a harbour, and one that failed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence

from summarizer.models import (
    Actor,
    Article,
    Brief,
    Change,
    CheckedClaim,
    Claim,
    ClaimKind,
    ClaimSource,
    Counts,
    DatedEvent,
    Demand,
    Dispute,
    DisputeSide,
    EarlierClaim,
    Finding,
    Furniture,
    Limit,
    Location,
    MergedClaim,
    Outcome,
    Position,
    Provenance,
    Response,
    SilentStory,
    Since,
    Span,
    Story,
    Summary,
    Thread,
    TimeExpression,
    TimelineEntry,
)

DAY = dt.date(2031, 5, 7)
RULES = Provenance(engine="embedded", engine_version="1")
KINDS: dict[type, ClaimKind] = {Position: "position", Demand: "demand", Response: "response", DatedEvent: "date"}

NORTH_TEXT = """Menu Home

Harbour talks

May 6, 2031 (North Post) — Minister Ada Falk told Selmark on Monday to "reopen the harbour at once".

The envoy of Selmark, Ole Brandt, said the harbour "will stay shut". He warned that more ships could be turned away.

Falk hopes that "the water belongs to all". The ministers meet on 12 May.

Also read: Ten harbours to see
"""
SOUTH_TEXT = """Falk said "the water belongs to all" and called the closure a breach.

On a Tuesday in March a ferry was sunk by Selmark, Falk claims; Brandt denied it. I have no idea who did it, he said.
"""


def article(article_id: str, text: str, **known: object) -> Article:
    """An article with the hash of its text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article.model_validate(
        {"article_id": article_id, "text": text, "text_sha256": digest, "reader": "test 1", **known}
    )


def furniture(text: str, words: str, kind: str) -> Furniture:
    """Furniture where the words stand in the text."""
    start = text.index(words)
    return Furniture(start=start, end=start + len(words), kind=kind)


def checked(claim_id: str, source: Article, claim: Claim, *findings: Finding) -> CheckedClaim:
    """The claim located at its quote's first place in the article; a doubt among the findings makes it doubtful."""
    start = source.text.find(claim.quote)
    found = start >= 0
    span = Span(start=start, end=start + len(claim.quote)) if found else None
    severities = {finding.severity for finding in findings}
    return CheckedClaim(
        claim_id=claim_id,
        kind=KINDS[type(claim)],
        claim=claim,
        location=Location(
            match="verbatim" if found else "absent", span=span, words=claim.quote if found else None, occurrences=found
        ),
        findings=findings,
        verdict="unsupported" if "refute" in severities else "doubtful" if "doubt" in severities else "supported",
    )


def summary(
    source: Article, claims: Sequence[CheckedClaim] = (), *, outcome: Outcome | None = None, made: Provenance = RULES
) -> Summary:
    """A Summary that sorts its claims by their verdict."""
    return Summary(
        article=source.record(),
        outcome=outcome or Outcome(kind="ok"),
        provenance=made,
        checks_version="1",
        claims=tuple(claim for claim in claims if claim.verdict != "unsupported"),
        set_aside=tuple(claim for claim in claims if claim.verdict == "unsupported"),
    )


def merged(merged_id: str, *sources: tuple[Article, CheckedClaim], **who: str) -> MergedClaim:
    """A merged claim worded as its first source."""
    first = sources[0][1]
    return MergedClaim.model_validate(
        {
            "merged_id": merged_id,
            "kind": first.kind,
            "claim": first.claim,
            "verdict": first.verdict,
            "origins": len({a.text_sha256 for a, _ in sources}),
            "sources": tuple(ClaimSource(article_id=a.article_id, claim_id=c.claim_id) for a, c in sources),
            **who,
        }
    )


def counts(summaries: Sequence[Summary], threads: Sequence[Thread] = ()) -> Counts:
    """The figures of the summaries and demand threads."""
    verdicts = [claim.verdict for each in summaries for claim in each.claims]
    states = [thread.status for thread in threads if thread.kind == "demand"]
    kinds = [each.outcome.kind for each in summaries]
    outlets = [each.article.outlet for each in summaries if not each.outcome.failed]
    return Counts(
        articles=len(summaries),
        ended={kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
        failed=sum(each.outcome.failed for each in summaries),
        outlets=len({outlet for outlet in outlets if outlet}),
        articles_without_outlet=outlets.count(None),
        supported=verdicts.count("supported"),
        doubtful=verdicts.count("doubtful"),
        set_aside=sum(len(each.set_aside) for each in summaries),
        demands=len(states),
        demands_open=states.count("open"),
        demands_rejected=states.count("rejected"),
        demands_partly=states.count("partly"),
        demands_answered=states.count("answered"),
    )


def position(quote: str, **fields: object) -> Position:
    """A plain statement about the harbour, unless the fields say otherwise."""
    plain = {"actor": "Falk", "topic": "the harbour", "stance": "none", "act": "states", "statement": quote}
    return Position.model_validate({**plain, "quote": quote, **fields})


def one_position(words: str, text: str | None = None, **fields: object) -> tuple[Brief, dict[str, Article]]:
    """A Brief of one article that says these words and one position resting on them."""
    source = article("one.txt", words if text is None else text)
    claim = checked("c1", source, position(words, **fields))
    of_one = summary(source, [claim])
    brief = Brief(day=DAY, counts=counts([of_one]), claims=(merged("m1", (source, claim)),), summaries=(of_one,))
    return brief, {source.article_id: source}


def harbour() -> tuple[Brief, Mapping[str, Article]]:
    """A day of three articles: a rejected demand, a denied allegation, a doubtful claim, one claim set aside."""
    north = article(
        "seeds/001_north.txt",
        NORTH_TEXT,
        title="Harbour talks",
        outlet="North Post",
        published=dt.date(2031, 5, 6),
        published_rule="dateline",
        furniture=(
            furniture(NORTH_TEXT, "Menu Home", "navigation"),
            furniture(NORTH_TEXT, "Also read: Ten harbours to see", "teaser"),
        ),
    )
    south = article("seeds/002_south.txt", SOUTH_TEXT)
    lost = article("seeds/003_lost.txt", "")
    demand = checked(
        "demand", north,
        Demand(key="d1", by="Falk", to="Selmark", what="reopen the harbour at once", force="demand",
               quote='told Selmark on Monday to "reopen the harbour at once"'),
    )  # fmt: skip
    answer = checked(
        "answer", north,
        Response(by="Brandt", to="Falk", answers="the demand", answers_key="d1", kind="rejects",
                 statement='The harbour "will stay shut".', reported_by="a spokesman",
                 quote='said the harbour "will stay shut"'),
    )  # fmt: skip
    warns = checked(
        "warns", north,
        position("He warned that more ships could be turned away.", actor="Brandt", act="warns", topic="ships",
                 statement="More ships could be turned away."),
        Finding(code="hedge", message="the speaker is a pronoun", severity="doubt"),
    )  # fmt: skip
    water = checked("water", north, position('"the water belongs to all"', act="hopes", topic="the water"))
    again = checked("again", south, position('"the water belongs to all"', topic="the water"))
    inner = checked("inner", north, position("the water", topic="rights", stance="supports"))
    meet = checked(
        "meet", north,
        DatedEvent(event="The ministers meet", phrase="12 May", value="2031-05-12", status="planned",
                   quote="The ministers meet on 12 May."),
    )  # fmt: skip
    sunk = checked(
        "sunk", south,
        DatedEvent(key="t1", event="Selmark sinks a ferry", phrase="On a Tuesday in March", value=None,
                   status="alleged", according_to="Falk",
                   quote="On a Tuesday in March a ferry was sunk by Selmark, Falk claims"),
    )  # fmt: skip
    denied = checked(
        "denied", south,
        Response(by="Brandt", answers="the ferry", answers_key="t1", kind="denies",
                 statement="Selmark did not sink the ferry.", quote="Brandt denied it"),
    )  # fmt: skip
    invented = checked(
        "invented", south, position("we shall sail on Friday", actor="Falk"),
        Finding(code="absent", message="the quote does not stand in the article", severity="refute"),
    )  # fmt: skip
    summaries = (
        summary(north, [demand, answer, warns, water, inner, meet]),
        summary(south, [again, sunk, denied, invented],
                made=Provenance(engine="openai/tiny", engine_version="1", model="tiny-2031", level="json_object")),
        summary(lost, outcome=Outcome(kind="unreadable", message="the file is empty", remedy="Look at the file.")),
    )  # fmt: skip
    threads = (
        Thread(thread_id="t1", kind="demand", title="reopen the harbour at once", status="rejected",
               claims=("demand",), responses=("answer",)),
        Thread(thread_id="t2", kind="allegation", title="Who sank the ferry", status="rejected",
               claims=("sunk",), responses=("denied",)),
    )  # fmt: skip
    brief = Brief(
        day=DAY,
        counts=counts(summaries, threads),
        actors=(
            Actor(actor_id="falk", name="Ada Falk", aliases=("Falk", "Minister Falk"), role="minister",
                  articles=("seeds/001_north.txt", "seeds/002_south.txt")),
            Actor(actor_id="brandt", name="Ole Brandt", role="envoy of Selmark", articles=("seeds/001_north.txt",)),
            Actor(actor_id="selmark", name="Selmark", kind="state"),
        ),
        claims=(
            merged("demand", (north, demand), actor="falk", to="selmark"),
            merged("answer", (north, answer), actor="brandt", to="falk"),
            merged("warns", (north, warns), actor="brandt"),
            merged("water", (north, water), (south, again), actor="falk"),
            merged("inner", (north, inner), actor="falk"),
            merged("meet", (north, meet)),
            merged("sunk", (south, sunk), actor="falk"),
            merged("denied", (south, denied), actor="brandt"),
        ),
        threads=threads,
        timeline=(
            TimelineEntry(merged_id="meet", status="planned", value="2031-05-12", earliest=dt.date(2031, 5, 12),
                          latest=dt.date(2031, 5, 12)),
            TimelineEntry(merged_id="sunk", status="alleged", value=None),
        ),
        limits=(
            Limit(code="no_date", message="No date of publication.", article_id="seeds/002_south.txt",
                  remedy="Pass --date if you know it."),
        ),
        summaries=summaries,
    )  # fmt: skip
    return brief, {each.article_id: each for each in (north, south)}


EVE = DAY - dt.timedelta(days=1)
EVE_TEXT = """Falk asked Brandt to pay for the ferry. Brandt said no ship will be turned away.

The fishermen meet on 6 May.
"""


def told_before(merged_id: str, source: Article, claim: CheckedClaim, **who: str) -> EarlierClaim:
    """A claim that the brief of the day before told, and today's articles do not."""
    return EarlierClaim(**{**dict(merged(merged_id, (source, claim), **who)), "told": EVE})


def _eve() -> tuple[Summary, tuple[EarlierClaim, ...]]:
    """What the brief of the day before told: an open demand, a position that has changed since, a day that is over."""
    old = article("eve/001_old.txt", EVE_TEXT, outlet="South Post", published=EVE)
    pay = checked(
        "pay", old,
        Demand(key="d1", by="Falk", to="Brandt", what="pay for the ferry", force="request",
               quote="Falk asked Brandt to pay for the ferry"),
    )  # fmt: skip
    calm = checked("calm", old, position("no ship will be turned away", actor="Brandt", topic="ships"))
    fish = checked(
        "fish", old,
        DatedEvent(event="The fishermen meet", phrase="6 May", value="2031-05-06", status="planned",
                   quote="The fishermen meet on 6 May."),
    )  # fmt: skip
    when = TimeExpression(start=0, end=5, text="6 May", value="2031-05-06", earliest=EVE, latest=EVE, rule="x")
    claims = (
        told_before("pay", old, pay, actor="falk", to="brandt"),
        told_before("calm", old, calm, actor="brandt"),
        told_before("fish", old, fish).model_copy(update={"when": when}),
    )
    return summary(old, [pay, calm, fish]), claims


def morning() -> tuple[Brief, Mapping[str, Article]]:
    """The harbour's day as the second of two: two stories, one of them watched, and what is new since the day before.

    The demand of the harbour was open and is answered, another one is still open, a position was another, a meeting is
    over, and one story of the day before is told no more.
    """
    brief, articles = harbour()
    eve, earlier = _eve()
    novelty = {"demand": "repeated", "inner": "repeated", "warns": "changed"}
    claims = tuple(
        claim.model_copy(
            update={
                "novelty": novelty.get(claim.merged_id, "new"),
                "since": EVE if novelty.get(claim.merged_id) == "repeated" else DAY,
            }
        )
        for claim in brief.claims
    )
    days = {"first_day": EVE, "status_since": DAY, "before": "open"}
    answered = brief.threads[0].model_copy(update=days)
    alleged = brief.threads[1].model_copy(update={"first_day": DAY, "status_since": DAY})
    asked = Thread(
        thread_id="t3", kind="demand", title="pay for the ferry", status="open", claims=("pay",),
        asked_on=dt.date(2031, 5, 2), first_day=EVE, status_since=EVE, before="open",
    )  # fmt: skip
    harbour_story = Story(
        story_id="s1", title="The harbour of Selmark", articles=("seeds/001_north.txt", "seeds/002_south.txt"),
        claims=("demand", "answer", "water", "warns", "inner", "meet"), threads=("t1",), disputes=("x1",), origins=2,
        first_day=EVE,
    )  # fmt: skip
    ferry_story = Story(
        story_id="s2", title="A ferry sinks", articles=("seeds/002_south.txt",), claims=("sunk", "denied"),
        threads=("t2", "t3"), first_day=DAY, watched=("ferry",),
    )  # fmt: skip
    sides = (DisputeSide(holds="for all", claims=("water",)), DisputeSide(holds="shut", claims=("warns",)))
    return brief.model_copy(
        update={
            "counts": brief.counts.model_copy(
                update={"demands": 2, "demands_open": 1, "demands_newly_answered": 1, "disputes": 1, "stories": 2}
            ),
            "claims": claims,
            "earlier": earlier,
            "earlier_summaries": (eve,),
            "threads": (answered, alleged, asked),
            "disputes": (Dispute(dispute_id="x1", kind="stance", title="Whose water", why="opposed", sides=sides),),
            "stories": (harbour_story, ferry_story),
            "watch": ("ferry",),
            "since": Since(
                day=EVE,
                new=("answer", "water", "meet", "sunk", "denied"),
                repeated=("demand", "inner"),
                changes=(Change(kind="softened", claim="warns", earlier="calm", why="“could” where it was “no”"),),
                answered=("t1",),
                still_open=("t3",),
                passed=("fish",),
                silent=(SilentStory(story_id="s9", title="A bridge is closed", told=EVE),),
            ),
        }
    ), articles
