"""Builds Summaries for the tests of the merge: claims with made-up names, and their articles."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from summarizer.models import (
    Act,
    ArticleRecord,
    CheckedClaim,
    Claim,
    ClaimKind,
    DatedEvent,
    Demand,
    EventStatus,
    Location,
    Match,
    NamedActor,
    Outcome,
    OutcomeKind,
    Position,
    Provenance,
    Response,
    ResponseKind,
    Stance,
    Summary,
    TimeExpression,
    Verdict,
)

DAY = dt.date(2030, 5, 20)


def position(
    actor: str,
    statement: str,
    quote: str | None = None,
    *,
    role: str | None = None,
    stance: Stance = "none",
    act: Act = "states",
    condition: str | None = None,
    reported_by: str | None = None,
) -> Position:
    return Position(
        actor=actor,
        role=role,
        topic="the matter",
        stance=stance,
        act=act,
        condition=condition,
        statement=statement,
        reported_by=reported_by,
        quote=quote or statement,
    )


def demand(
    by: str,
    what: str,
    *,
    key: str = "d1",
    to: str | None = None,
    quote: str | None = None,
    deadline: str | None = None,
) -> Demand:
    return Demand(key=key, by=by, to=to, what=what, force="demand", deadline=deadline, quote=quote or what)


def response(
    by: str,
    answers: str,
    kind: ResponseKind = "rejects",
    statement: str | None = None,
    *,
    to: str | None = None,
    key: str | None = None,
    quote: str | None = None,
) -> Response:
    said = statement or f"{by} answers: {answers}"
    return Response(by=by, to=to, answers=answers, answers_key=key, kind=kind, statement=said, quote=quote or said)


def event(
    what: str,
    value: str | None,
    *,
    phrase: str = "that day",
    status: EventStatus = "past",
    according_to: str | None = None,
    key: str | None = None,
    quote: str | None = None,
) -> DatedEvent:
    return DatedEvent(
        key=key,
        event=what,
        phrase=phrase,
        value=value,
        status=status,
        according_to=according_to,
        quote=quote or what,
    )


KINDS: dict[type, ClaimKind] = {Position: "position", Demand: "demand", Response: "response", DatedEvent: "date"}


def checked(
    claim: Claim,
    claim_id: str,
    *,
    verdict: Verdict = "supported",
    match: Match = "verbatim",
    when: TimeExpression | None = None,
) -> CheckedClaim:
    return CheckedClaim(
        claim_id=claim_id,
        kind=KINDS[type(claim)],
        claim=claim,
        location=Location(match=match),
        verdict=verdict,
        when=when,
    )


def summary(
    article_id: str,
    *claims: Claim | CheckedClaim,
    published: dt.date | None = DAY,
    outlet: str | None = None,
    actors: tuple[NamedActor, ...] = (),
    outcome: OutcomeKind = "ok",
    message: str | None = None,
    remedy: str | None = None,
    set_aside: tuple[CheckedClaim, ...] = (),
    text: str | None = None,
) -> Summary:
    return Summary(
        article=ArticleRecord(
            article_id=article_id,
            text_sha256=text or f"text of {article_id}",
            reader="test",
            outlet=outlet,
            published=published,
        ),
        outcome=Outcome(kind=outcome, message=message, remedy=remedy),
        provenance=Provenance(engine="test", engine_version="1"),
        checks_version="1",
        actors=actors,
        claims=tuple(
            claim if isinstance(claim, CheckedClaim) else checked(claim, f"{article_id}.{number}")
            for number, claim in enumerate(claims)
        ),
        set_aside=set_aside,
    )


def when(
    value: str | None, earliest: dt.date | None = None, latest: dt.date | None = None, text: str = "that day"
) -> TimeExpression:
    return TimeExpression(
        start=0, end=len(text), text=text, value=value, earliest=earliest, latest=latest or earliest, rule="test"
    )


def named(
    name: str,
    *aliases: str,
    role: str | None = None,
    kind: Literal["person", "office", "state", "organisation", "unknown"] = "person",
) -> NamedActor:
    return NamedActor(name=name, aliases=aliases, role=role, kind=kind)
