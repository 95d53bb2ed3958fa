"""Tells which demand an answer answers: by the noun that points back to it, its verb again, or whom it was put to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.engines.embedded.reading import Found, Reading, beside
from summarizer.engines.embedded.wording import as_clause, bare_words
from summarizer.models import Demand, Response, ResponseKind, Span
from summarizer.text.aliases import canonical_place, office_of, same_name
from summarizer.text.names import Person
from summarizer.text.words import in_class, words

__all__ = ["asked_again", "bare_answers", "holds_office_of", "is_put_to", "linked"]

_POINTING = re.compile(
    r"(?:(?P<whose>(?:the\s+)?[A-Z][\w.’' -]*?)[’']s?|the|this|that|these|those|its|his|her|their|such|any)\s+"
    r"(?:(?!for\b|to\b|that\b)[\w’'-]+\s+){0,2}?"
    r"(?:demand|request|call|appeal|ultimatum|proposal|plea|condition)s?\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(
    r"(?:^|[,;]\s+(?:but|and|which)\s+|;\s+)(?:(?:But|And)\s+|However,\s+)?(?P<clause>(?P<who>[^,;:“”\"]{2,60}?)\s+"
    r"(?:(?:has|have|had|later|again|so far|then|also|\w+ly)\s+){0,3}"
    r"(?P<verb>refused|declined|balked|agreed|complied|obliged|relented)(?:\s+to\s+(?:do so|comply))?)"
    r"(?=\s*(?:[.,;]|$)|\s+(?:on|this|last)\s+\w+day\b)"
)
_REFUSING = frozenset({"refused", "declined", "balked"})


def linked(reading: Reading, found: Found[Response], demands: Sequence[Found[Demand]]) -> Found[Response]:
    """An answer with the demand that it answers, where its words point to one; unchanged where they do not."""
    claim = found.claim
    if claim.answers_key is not None or claim.kind == "denies":
        return found
    asked = _pointed_at(reading, found, demands) or asked_again(reading, found.content, claim.by, demands)
    if asked is None:
        return found
    update = {"answers": asked.claim.what, "answers_key": asked.claim.key}
    return replace(found, claim=claim.model_copy(update=update))


def _pointed_at(reading: Reading, found: Found[Response], demands: Sequence[Found[Demand]]) -> Found[Demand] | None:
    """The demand that "the demand" or "Oslo's request for help" means: the one before it, put to the answerer first."""
    pointing = _POINTING.fullmatch(bare_words(reading.words(found.content))) if demands else None
    if pointing is None:
        return None
    fitting = [d for d in _before(found.content.end, found.claim.by, demands) if _fits(d.claim, pointing)]
    put = [d for d in fitting if is_put_to(reading, d.claim, found.claim.by)]
    kept = [d for d in put if d.claim.force == "demand"] if found.claim.statement.endswith("the demand.") else []
    put = kept or put
    return next(iter([*put, *fitting]), None)


def _fits(demand: Demand, pointing: re.Match[str]) -> bool:
    whose, rest = pointing.group("whose"), _telling(pointing.group("rest"))
    owned = whose is None or _same_actor(whose, demand.by)
    return owned and (not rest or bool(rest & _telling(demand.what)))


def _before(start: int, answerer: str, demands: Sequence[Found[Demand]]) -> list[Found[Demand]]:
    """The demands of others that stand near before a place, the nearest first."""
    near = beside(demands, Span(start=start, end=start))
    others = [d for d in near if d.content.start < start and not _same_actor(d.claim.by, answerer)]
    return sorted(others, key=lambda d: -d.content.start)


def asked_again(
    reading: Reading, content: Span, answerer: str, demands: Sequence[Found[Demand]]
) -> Found[Demand] | None:
    """The demand whose verb the answer takes up: "refused to lift the ban", "would not lift the ban"."""
    verb, rest = _act(reading.words(content)) if demands else ("", set())
    if not verb:
        return None
    for demand in _before(content.start, answerer, demands):
        what = {w.low for w in words(demand.claim.what)}
        named = is_put_to(reading, demand.claim, answerer)
        nominal = named and len(verb) > _ROOT and any(low.startswith(verb) for low in what)
        if nominal or (verb in what and (named or rest & (_telling(demand.claim.what) - {verb}))):
            return demand
    return None


_ROOT = 4
"""Letters; a longer verb tells its noun: "resign", "resignation"."""


def _act(words_: str) -> tuple[str, set[str]]:
    """The verb that is refused, behind "to" or "will not", and the telling words behind it."""
    tokens = [w for w in words(bare_words(words_)) if w.is_word]
    lows = [w.low for w in tokens]
    first = 1 if lows[:1] == ["to"] else next((i + 1 for i, low in enumerate(lows[:6]) if low in _NOT), 0)
    while first and first < len(lows) and in_class(lows[first], "adverbs"):
        first += 1
    if not first or first >= len(lows):
        return "", set()
    return lows[first], _telling(" ".join(lows[first + 1 :]))


_NOT = frozenset({"not", "never", "won't", "wouldn't"})


def _telling(words_: str) -> set[str]:
    """The words that say what it is about, a plural like its singular."""
    lows = (w.low for w in words(words_) if w.is_word)
    return {low.rstrip("s") for low in lows if len(low) > 3 and not in_class(low, *_EMPTY)}


_EMPTY = (
    "determiners", "possessives", "pronouns", "object_pronouns", "prepositions", "auxiliaries", "subordinators",
    "coordinators", "adverbs", "negations",
)  # fmt: skip


# --- whom a demand is put to -----------------------------------------------------------------------------------------


def is_put_to(reading: Reading, demand: Demand, answerer: str) -> bool:
    """Whether somebody is the one a demand is addressed to, or holds an office of theirs."""
    if demand.to is None:
        return False
    if _same_actor(demand.to, answerer):
        return True
    person = reading.cast.person_called(answerer)
    return person is not None and (_is_named(person, demand.to) or holds_office_of(person, demand.to))


def _same_actor(a: str, b: str) -> bool:
    plain = _plain(a) == _plain(b)
    place = canonical_place(_plain_case(a))
    return plain or same_name(a, b) or (place is not None and place == canonical_place(_plain_case(b)))


def _plain_case(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", " ".join(name.split()), flags=re.IGNORECASE)


def _plain(name: str) -> str:
    return _plain_case(name).lower()


def _is_named(person: Person, phrase: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", phrase) for name in person.names) or any(
        _plain(role) == _plain(phrase) for role in person.roles
    )


def holds_office_of(person: Person, phrase: str) -> bool:
    """Whether a person speaks for a state or body: the prime minister of Norway for Norway."""
    place = canonical_place(_plain_case(phrase))
    held = {of for role in person.roles if (office := office_of(role)) for of in office.of}
    return place is not None and (place in held or place.lower() in held)


# --- answers without an object ---------------------------------------------------------------------------------------


def bare_answers(reading: Reading, demands: Sequence[Found[Demand]]) -> Iterator[Found[Response]]:
    """ "The government refused.": the one whom a demand was put to says yes or no and nothing more."""
    for sentence in reading.sentences if demands else ():
        for match in _BARE.finditer(reading.words(sentence)):
            start = sentence.start + match.start("clause")
            clause = Span(start=start, end=sentence.start + match.end("clause"))
            who = Span(start=start, end=start + len(match.group("who")))
            made = None if reading.quoted(clause) else _bare(reading, clause, who, match.group("verb"), demands)
            if made is not None:
                yield made


def _bare(
    reading: Reading, clause: Span, who: Span, verb: str, demands: Sequence[Found[Demand]]
) -> Found[Response] | None:
    named = [person for mention, person in reading.cast.within(who.start, who.end) if mention.span.end == who.end]
    answerer = named[0].name if named else reading.words(who)
    asked = next((d for d in _before(clause.start, answerer, demands)), None)
    if asked is None or not is_put_to(reading, asked.claim, answerer) or asked.claim.to is None:
        return None
    kind: ResponseKind = "rejects" if verb in _REFUSING else "accepts"
    claim = Response(
        by=answerer if named else asked.claim.to, to=None, answers=asked.claim.what, answers_key=asked.claim.key,
        kind=kind, statement=as_clause(reading.words(clause)), reported_by=None, quote=reading.words(clause),
    )  # fmt: skip
    return Found(claim, clause, clause)
