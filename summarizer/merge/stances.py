"""Finds what one actor is for and another against: by positions, by what they demand, by what they accept or reject."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.merge.entries import Folded
from summarizer.merge.opposition import (
    COMMON,
    Opposition,
    components,
    lexicon,
    places_fit,
    sides_of,
    stems,
    voices_differ,
)
from summarizer.merge.parties import Parties
from summarizer.merge.subjects import agents_fit, is_light, place_matters
from summarizer.merge.wording import concept_words, is_place, negations, numbers_in, phrases, stem, words_in
from summarizer.models import Demand, Position, Response
from summarizer.text.aliases import canonical_place, person_name, places_in

__all__ = ["stances"]

_HEAD_END = re.compile(
    r"\s(?:of|for|with|on|about|to|toward|towards|between|from|by|as|that|in|at|over|against|under|after|before|when|if"
    r"|which|who)\s",
)
_MEMBERS = re.compile(r"\bmembers?\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w-]{3,}")

Key = tuple[str, ...]


@dataclass(frozen=True)
class _Stand:
    """What a claim is for (`favours`) or against: the words of the matter, and the keys under which it is found."""

    claim: Folded
    text: str
    favours: bool
    keys: frozenset[Key]
    places: frozenset[str]


def stances(claims: Sequence[Folded], parties: Parties) -> Iterator[Opposition]:
    """The matters that some support and others oppose. A person or a state as such is no matter."""
    stands = [stand for claim in claims if (stand := _stand(claim, parties))]
    order = {claim.merged.merged_id: number for number, claim in enumerate(claims)}
    for group in components(_opposed(stands, parties)):
        found = [stands[number] for number in group]
        held = {
            "supports": [stand.claim for stand in found if stand.favours],
            "opposes": [stand.claim for stand in found if not stand.favours],
        }
        sides = sides_of(held, order, parties)
        if sides:
            left = {claim.merged.merged_id for _, side in sides for claim in side}
            yield _opposition([stand for stand in found if stand.claim.merged.merged_id in left], sides)


def _opposition(stands: Sequence[_Stand], sides: tuple[tuple[str, tuple[Folded, ...]], ...]) -> Opposition:
    title = min((stand.text for stand in stands), key=lambda text: (len(text), text))
    shared = sorted({key for a in stands for b in stands if a.favours != b.favours for key in a.keys & b.keys})
    named = min((_surface(key, title) for key in shared), key=lambda words: (title.find(words) % 10_000, words))
    return Opposition("stance", title, f"for and against: {named}", sides)


def _surface(key: Key, title: str) -> str:
    """A key in the words of the title where it has them: `nord stream` -> Nord Stream."""
    found = [word for word in words_in(title) if stem(word) in key]
    if len(found) == len(key):
        return " ".join(found)
    places = {f"={place.casefold()}": place for place in places_in(title)}
    return " ".join(places.get(part) or part.removeprefix("=") for part in key)


def _opposed(stands: Sequence[_Stand], parties: Parties) -> Iterator[tuple[int, int]]:
    index: dict[Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, stand in enumerate(stands):
        for key in sorted(stand.keys):
            index[key][stand.favours].append(number)
    for key in sorted(index):
        against, favour = _decided(index[key], stands, parties)
        for one in against[:COMMON]:
            for other in favour[:COMMON]:
                if _clash(stands[one], stands[other], parties):
                    yield one, other


def _decided(
    found: tuple[list[int], list[int]], stands: Sequence[_Stand], parties: Parties
) -> tuple[list[int], list[int]]:
    """Who is against and who is for it, without the voices that are both.

    What a side demands or rejects is left out where its positions say the contrary: who asked for a reply need not
    like the one that came.
    """

    against, favour = found
    voices = [{voice for number in side for voice in _voice(stands[number], parties)} for side in found]
    holding = [
        {voice for n in side if _is_position(stands[n]) for voice in _voice(stands[n], parties)} for side in found
    ]
    wavering = holding[0] & holding[1]

    def keeps(number: int, others: set[str]) -> bool:
        stand = stands[number]
        return not _voice(stand, parties) & (wavering if _is_position(stand) else others)

    return [n for n in against if keeps(n, voices[1])], [n for n in favour if keeps(n, voices[0])]


def _voice(stand: _Stand, parties: Parties) -> frozenset[str]:
    return parties.of(stand.claim.merged.actor)


def _is_position(stand: _Stand) -> bool:
    return stand.claim.merged.kind == "position"


def _clash(a: _Stand, b: _Stand, parties: Parties) -> bool:
    if not voices_differ(a.claim, b.claim, parties) or not places_fit(a.places, b.places):
        return False
    ours, theirs = numbers_in(a.text), numbers_in(b.text)
    if ours and theirs and ours != theirs:
        return False
    # Whoever joins is before the word in one text and behind it in the other: "NATO enlargement", "Ukraine joins".
    joined = {key[-1] for key in a.keys & b.keys} == {"membership"}
    return joined or agents_fit(a.text, b.text)


# --- what a claim is for or against ----------------------------------------------------------------------------------


def _stand(claim: Folded, parties: Parties) -> _Stand | None:
    favours, text = _said(claim)
    if favours is None or not text.strip():
        return None
    keys = _keys(text, parties)
    if not keys:
        return None
    turned = _turns(text) % 2 == 1
    own = parties.of(claim.merged.actor)
    return _Stand(claim, text, favours != turned, keys, frozenset(places_in(text)) - own)


def _said(claim: Folded) -> tuple[bool | None, str]:
    """Whether a claim is for something, and for what; None where it is neither for nor against."""
    match claim.merged.claim:
        case Position(stance="supports" | "opposes" as stance, topic=topic):
            return stance == "supports", topic
        case Demand(what=what, to=to):
            return True, what.removeprefix(to or "") if what.casefold().startswith((to or "").casefold()) else what
        case Response(kind="accepts" | "rejects" as kind, answers=answers):
            return kind == "accepts", answers
    return None, ""


def _turns(text: str) -> int:
    """How often a text turns what it is about round: "a ban on X", "that Y never join"."""
    plain = _with_concepts(text)
    return negations(plain) + sum(stem(word) in stems("reversers") for word in words_in(plain))


@cache
def _expressions() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = lexicon()["subject_phrases"]
    return tuple((re.compile(rf"\b(?:{'|'.join(found)})\b", re.IGNORECASE), word) for word, found in table.items())


def _with_concepts(text: str) -> str:
    for pattern, word in _expressions():
        text = pattern.sub(word, text)
    return text


def _keys(text: str, parties: Parties) -> frozenset[Key]:
    """What the matter goes by: the phrases of its head, a name that it is, a place with one of few concepts."""
    plain = _with_concepts(text)
    concepts = lexicon()["stances"]["concepts"].split()
    # "NATO member Estonia" is a state and no membership.
    found: set[Key] = {pair for pair in place_matters(_MEMBERS.sub("", plain)) if pair[1] in concepts}
    head = _head(plain)
    if _is_actor(head, parties):
        return frozenset(found)
    found.update(
        pair
        for pair in phrases(head)
        if not parties.name_words.issuperset(pair)
        and not any(is_place(word) or is_light(word) for word in pair)
        and not set(pair) <= stems("transparent")
    )
    words = words_in(head)
    names = [word for word in words if _NAME.fullmatch(word) and not parties.named_in(word)]
    if len(concept_words(head)) == 1 and len(names) == 1:
        found.add((stem(names[0]),))
    return frozenset(found)


def _is_actor(text: str, parties: Parties) -> bool:
    """Whether a text is about somebody: one can be for a person in one matter and against the same in another."""
    someone = any(not canonical_place(actor) for actor in parties.named_in(text))
    return someone or (len(text.split()) > 1 and text[:1].isupper() and person_name(text) is not None)


def _head(text: str) -> str:
    """What a topic is about: what stands before its first preposition, or behind a word such as "completion of"."""
    pieces = _HEAD_END.split(f" {text} ")
    for piece in pieces:
        words = [word for word in concept_words(piece) if not is_place(word)]
        if words and not all(_is_transparent(word) for word in map(stem, words_in(piece)[-1:])):
            return piece.strip()
    return pieces[-1].strip()


def _is_transparent(word: str) -> bool:
    return word in stems("transparent") or word in stems("reversers")
