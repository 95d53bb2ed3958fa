"""Holds against the article who is said to say it, to whom, and on whose report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Literal

from rapidfuzz import fuzz

from summarizer.check.finding import doubt, refute
from summarizer.check.meaning import group
from summarizer.check.place import Placed, actors_of, before_and_in, sentences_around
from summarizer.check.terms import Term, related, terms_of
from summarizer.models import (
    Article,
    Demand,
    Finding,
    NamedActor,
    Position,
    Response,
    Severity,
    Span,
    actor_of,
    addressee_of,
    statement_of,
)
from summarizer.text.aliases import canonical_place, name_kind, names_clash, person_name, same_name
from summarizer.text.language import is_unspaced
from summarizer.text.names import Cast, cast_of
from summarizer.text.places import places_in
from summarizer.text.sentence_attributions import Attribution, sentence_attributions
from summarizer.text.thesaurus import base_forms
from summarizer.text.words import office_words

__all__ = [
    "actor_named",
    "addressee_near",
    "addressee_right",
    "frame_right",
    "others_named",
    "reporter_right",
    "speaker_right",
]

NEAR = 2_000
"""The width in characters of the stretches by which an article's attributions are looked up."""

Naming = Literal["named", "partly", "absent"]

_NAME_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_OWNING = re.compile(r"[’']s?$")
_FULL_NAME = re.compile(r"[A-ZÀ-Ý][\w’'-]+ [A-ZÀ-Ý][\w’'-]+")
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "who", "this", "that", "him", "her", "them"})
_SMALL = frozenset({"the", "of", "and", "a", "an", "to", "for", "in", "on", "at", "by", "its", "their"})


def actor_named(placed: Placed, article: Article) -> Iterator[Finding]:
    """The article names whoever is said to say it."""
    actor = actor_of(placed.claim)
    if actor is None:
        return
    if actor.casefold() in _PRONOUNS:
        yield doubt("actor_pronoun", f"“{actor}” names nobody.")
        return
    named, missing = _naming(actor, article)
    if named == "absent":
        yield refute("actor_absent", f"The article does not name “{actor}”.")
    elif named == "partly":
        shown = f"; it lacks {_listed(missing)}" if missing else ""
        yield doubt("actor_partly", f"The article does not name “{actor}” as it is{shown}.")


def others_named(placed: Placed, article: Article) -> Iterator[Finding]:
    """The article names who reports it and to whom it is said."""
    reporter, addressee = placed.claim.reported_by, addressee_of(placed.claim)
    if reporter and not _is_named(reporter, article):
        yield doubt("reporter_absent", f"The article does not name “{reporter}”, who is said to report it.")
    if addressee and not _is_named(addressee, article):
        yield doubt("addressee_absent", f"The article does not name “{addressee}”, to whom it is said to be addressed.")


def _is_named(name: str, article: Article) -> bool:
    return _naming(name, article)[0] == "named"


@lru_cache(maxsize=8)
def _body_of(article: Article) -> tuple[str, frozenset[str]]:
    """The article without its furniture, and the words in it."""
    body = article.body()
    return body, frozenset(_bare(word) for word in _NAME_WORD.findall(body))


@lru_cache(maxsize=256)
def _naming(name: str, article: Article) -> tuple[Naming, tuple[str, ...]]:
    """Whether the article names an actor, and which words of the name it lacks; furniture does not count.

    A name stands there as a whole, or as another spelling of an actor of the article. Words of it that stand apart,
    or "French officials" for France, name it in part.
    """
    if not name.strip():
        return "absent", ()
    words = [word for word in _NAME_WORD.findall(name) if word.casefold() not in _SMALL]
    body, held = _body_of(article)
    if _stands(name, words, body) or any(_goes_by(name, actor) for actor in actors_of(article)):
        return "named", ()
    missing = tuple(word for word in words if _bare(word) not in held)
    spoken_of = canonical_place(name) in _places_of(article)
    return "partly" if len(missing) < len(words) or spoken_of else "absent", missing


@lru_cache(maxsize=8)
def _places_of(article: Article) -> tuple[str, ...]:
    return places_in.__wrapped__(article.body())


def _stands(name: str, words: Sequence[str], body: str) -> bool:
    """Whether a name stands in a text, as a whole or its words close behind each other; "the" counts for nothing."""
    described = name.removeprefix("the ")
    whole = described if described.islower() else name
    if re.search(rf"(?<!\w){re.escape(whole)}(?!\w)", body, re.NOFLAG if name.isupper() else re.I):
        return True
    if is_unspaced(name) and name in body:
        return True
    return len(words) > 1 and _close_together([word.casefold() for word in words], body.casefold())


def _close_together(words: Sequence[str], body: str) -> bool:
    """Whether words stand in their order in a text, each at most `APART` characters behind the one before."""
    ends = [match.end() for match in re.finditer(rf"\b{re.escape(words[0])}\b", body)]
    for word in words[1:]:
        starts = ((end, re.search(rf"\b{re.escape(word)}\b", body[end : end + APART + len(word)])) for end in ends)
        ends = sorted(
            {end + found.end() for end, found in starts if found and not _STOP.search(body[end : end + found.start()])}
        )
    return bool(ends)


APART = 20
"""The words of a name that stand close together have at most so many characters between them, and no full stop."""
_STOP = re.compile(r"[.!?]")


def _goes_by(name: str, actor: NamedActor) -> bool:
    """Whether an actor of the article is called so, and has no fuller name that speaks against it."""
    names = (actor.name, *actor.aliases)
    return any(same_name(name, other) for other in names) and not any(names_clash(name, other) for other in names)


def _bare(word: str) -> str:
    return _OWNING.sub("", word.casefold()).rstrip(".")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def addressee_right(placed: Placed, article: Article) -> Iterator[Finding]:
    """A demand goes to those whom its words ask, and not to another whom they do not name."""
    addressee = addressee_of(placed.claim)
    if not addressee or not isinstance(placed.claim, Demand) or placed.location.span is None:
        return
    words = sentences_around(placed, article)
    asked = _asked(words)
    if asked is None or _means(addressee, asked) or _means(placed.claim.by, asked):
        return
    make = doubt if _holds_name(addressee, words) else refute
    yield make("addressee_differs", f"The words ask {asked.text}, not {addressee}.")


def addressee_near(placed: Placed, article: Article) -> Iterator[Finding]:
    """To whom it is said is named close to the words."""
    addressee = addressee_of(placed.claim)
    if not addressee or placed.location.span is None or not _is_named(addressee, article):
        return
    near = terms_of(before_and_in(placed, article))
    if not any(_means(addressee, term) for term in near if term.is_content):
        yield doubt("addressee_elsewhere", f"The article names “{addressee}”, but not here.")


def _asked(words: str) -> Term | None:
    """The name right behind a verb of asking ("called on Rome to"), or before "must" and "should"."""
    terms = terms_of(words)
    for i, term in enumerate(terms):
        if not group("asking").isdisjoint({term.low, *base_forms(term.low)}):
            behind = [
                near
                for near in terms[i + 1 : i + 4]
                if near.low not in ("on", "upon", "to", "for", "the", "from", "of")
            ]
            if behind and behind[0].sort in ("name", "place"):
                return behind[0]
        if term.low in ("must", "should") and i and terms[i - 1].sort in ("name", "place"):
            return terms[i - 1]
    return None


def _means(name: str, term: Term) -> bool:
    return any(related(term, other) == "same" for other in terms_of(name))


def _holds_name(name: str, words: str) -> bool:
    return any(_means(name, term) for term in terms_of(words) if term.sort in ("name", "place"))


def reporter_right(placed: Placed, article: Article) -> Iterator[Finding]:
    """Who is said to report it is named close to the words."""
    reporter = placed.claim.reported_by
    if not reporter or placed.location.span is None or not _is_named(reporter, article):
        return
    near = before_and_in(placed, article)
    if not any(_means(reporter, term) for term in terms_of(near) if term.is_content):
        yield doubt("reporter_elsewhere", f"The article names “{reporter}”, but not here.")


# --- whose words they are --------------------------------------------------------------------------------------------


def speaker_right(placed: Placed, article: Article) -> Iterator[Finding]:
    """Words are given to those whom the article lets say them, where it says so plainly."""
    span, actor = placed.location.span, actor_of(placed.claim)
    if span is None or actor is None or not isinstance(placed.claim, Position | Response | Demand):
        return
    if _other_gender(placed, actor, article):
        yield doubt("speaker_differs", f"The pronoun in the article does not fit {actor}.")
        return
    spoken = [found for found in _spoken(article).get(span.start // NEAR, []) if _covers(found, span)]
    speakers = {speaker for found in spoken if (speaker := found.speaker or _named_within(found, article))}
    allowed = [actor, *filter(None, [placed.claim.reported_by])]
    if len(speakers) != 1 or any(_same(name, speaker, article) for name in allowed for speaker in speakers):
        return
    speaker = next(iter(speakers))
    severity = _severity(actor, speaker, by_name=any(_by_name(found, article) for found in spoken))
    if severity:
        named = _holds_name(actor, placed.location.words or "")  # then the claim may be of what the actor does
        make = refute if severity == "refute" and not named else doubt
        yield make("speaker_differs", f"The article gives these words to {speaker}, not to {actor}.")


def _other_gender(placed: Placed, actor: str, article: Article) -> bool:
    """Whether "she said" gives the words to a woman where the actor is a man, or the reverse."""
    span = placed.location.span
    if span is None or not _is_person(actor):
        return False
    pronouns = {
        article.text[found.source.start : found.source.end].casefold()
        for found in _spoken(article).get(span.start // NEAR, [])
        if found.source and _covers(found, span)
    }
    gender = next((person.gender for person in _cast(article).persons if same_name(person.name, actor)), None)
    return gender is not None and pronouns in ({"he"}, {"she"}) and gender not in pronouns


@lru_cache(maxsize=8)
def _cast(article: Article) -> Cast:
    return cast_of(article.text, article.furniture)


def frame_right(placed: Placed, article: Article) -> Iterator[Finding]:
    """A statement that opens with "according to" names who says it or who reports it."""
    terms = terms_of(statement_of(placed.claim))
    named = terms[2] if len(terms) > 2 and [term.low for term in terms[:2]] == ["according", "to"] else None
    actor = actor_of(placed.claim)
    if named is None or actor is None or named.sort not in ("name", "place"):
        return
    if not any(_means(name, named) for name in (actor, placed.claim.reported_by) if name):
        yield doubt("speaker_differs", f"The statement is according to {named.text}, the claim {actor}'s.")


def _severity(actor: str, speaker: str, *, by_name: bool) -> Severity | None:
    """How much another speaker says: persons called by name are told apart, a person is no group and no state."""
    if _is_person(actor) and _is_person(speaker):
        return "refute" if by_name else "doubt"
    if canonical_place(actor) and canonical_place(speaker):
        return "doubt"
    if name_kind(actor) == name_kind(speaker) == "organisation":
        return "doubt"
    last = speaker.rsplit(maxsplit=1)[-1].casefold()
    many = last in office_words("groups") or canonical_place(speaker) is not None
    return "doubt" if _is_person(actor) and (many or _FULL_NAME.search(speaker)) else None


def _named_within(found: Attribution, article: Article) -> str | None:
    """The source's own words where they hold a name and the article's actors do not tell whose: "its head, Ann Cho"."""
    source = article.text[found.source.start : found.source.end] if found.source else ""
    named = re.findall(r"(?<![.!?] )(?<!^)\b[A-ZÀ-Ý][\w’'-]+", source)
    return source if named else None


def _by_name(found: Attribution, article: Article) -> bool:
    """Whether the article calls the speaker by name where it gives them the words, and not "he"."""
    source = article.text[found.source.start : found.source.end] if found.source else ""
    return any(word[:1].isupper() and word.casefold() not in _PRONOUNS for word in _NAME_WORD.findall(source))


@lru_cache(maxsize=8)
def _spoken(article: Article) -> dict[int, list[Attribution]]:
    """The attributions of an article by the stretches of `NEAR` characters that their contents touch.

    What somebody only could do with words ("whether Moscow can respond to NATO’s will") gives them to nobody.
    """
    stretches: dict[int, list[Attribution]] = {}
    given = (
        a for a in sentence_attributions(article.text, article.furniture) if not (a.hedged and a.frame == "object")
    )
    for found in given:
        touched = (range(piece.start // NEAR, piece.end // NEAR + 1) for piece in found.content)
        for stretch in sorted(set(chain.from_iterable(touched))):
            stretches.setdefault(stretch, []).append(found)
    return stretches


def _covers(found: Attribution, span: Span) -> bool:
    """Whether the quote lies within what is said, or holds it with the words that say whose it is."""
    shared = sum(max(0, min(piece.end, span.end) - max(piece.start, span.start)) for piece in found.content)
    said, quoted = sum(piece.end - piece.start for piece in found.content), span.end - span.start
    return shared >= 0.8 * quoted or (shared >= 0.8 * said and shared >= 0.4 * quoted)


def _is_person(name: str) -> bool:
    return canonical_place(name) is None and person_name(name) is not None


def _same(name: str, speaker: str, article: Article) -> bool:
    """Whether a name means the speaker, by any name that the article has for them."""
    shorter, longer = sorted((_capitals(name), _capitals(speaker)), key=len)
    if len(shorter) > 1 and shorter <= longer:
        return True  # "Suu Kyi", "Aung San Suu Kyi"
    if _slipped(name, speaker) or speaker == name.split(" ", maxsplit=1)[0]:
        return True  # "McLenney", "McClenney"; "Peabody", "Peabody Energy"
    known = [actor for actor in actors_of(article) if same_name(actor.name, speaker)]
    if _is_strange(name, known, article):
        return False
    names = [speaker, *(alias for actor in known for alias in (actor.name, actor.role, *actor.aliases) if alias)]
    described = "," in speaker or speaker[:1].islower() or "'s " in speaker.replace("’", "'")
    return any(same_name(name, other) for other in names) or (described and bool(shorter & longer))


SLIP = 85
"""From this likeness in percent on two surnames of an article may be one with a slip of the pen."""


def _slipped(name: str, speaker: str) -> bool:
    """Whether the last words of two names differ by a slip of the pen."""
    one, other = (each.rsplit(" ", 1)[-1].casefold() for each in (name, speaker))
    return one.rstrip("a") != other.rstrip("a") and fuzz.ratio(one, other) > SLIP  # Petrov is not Petrova


def _is_strange(name: str, known: Sequence[NamedActor], article: Article) -> bool:
    """Whether a name has another given name than those known, and is nobody's in the article: "Clara Fenn"."""
    clashes = bool(known) and all(names_clash(name, actor.name) for actor in known)
    return clashes and not any(same_name(name, actor.name) for actor in actors_of(article))


def _capitals(name: str) -> set[str]:
    """The words of a name that begin with a capital."""
    return {_bare(word) for word in _NAME_WORD.findall(name) if word[0].isupper()} - _SMALL
