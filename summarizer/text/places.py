"""Knows states and organisations by their names, their seats ("Moscow", "the White House") and their adjectives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from summarizer.text.states import states
from summarizer.text.words import lexicon

__all__ = [
    "Place",
    "begins_place",
    "canonical_place",
    "is_organisation",
    "parts_between_places",
    "place_form",
    "place_of",
    "places_in",
    "split_at_places",
    "undotted",
    "with_states_named",
]

Kind = Literal["state", "organisation"]


class Place(NamedTuple):
    """What a word for a place stands for, and whether it is a seat ("Moscow") or an adjective ("Russian") of it."""

    name: str
    kind: Kind
    seat: bool
    adjective: bool


@cache
def _places() -> dict[str, Place]:
    """Every name, seat and adjective, in the form of `_place_key`, with the place it stands for.

    A name goes before a seat, a seat before an adjective, and the lexicons go before the library.
    """
    named, seated, called = zip(*(entry for entry in _entries()), strict=True)
    found: dict[str, Place] = {}
    for forms, seat, adjective in ((named, False, False), (seated, True, False), (called, False, True)):
        for name, kind, words in forms:
            for word in words:
                found.setdefault(_place_key(word), Place(name, kind, seat, adjective))
    return found


_Forms = tuple[str, Kind, Iterable[str]]


def _entries() -> Iterator[tuple[_Forms, _Forms, _Forms]]:
    """What places.toml, institutions.toml and the library say: the names, the seats and the adjectives of a place."""
    groups: tuple[tuple[str, Kind], ...] = (
        ("states", "state"),
        ("regions", "state"),
        ("organisations", "organisation"),
    )
    for group, kind in groups:
        for name, forms in lexicon("places")[group].items():
            adjectives = tuple(_with_plurals(forms.get("adjectives", ())))
            names, seats = (name, *forms.get("names", ())), forms.get("seats", ())
            yield (name, kind, names), (name, kind, seats), (name, kind, adjectives)
    for house, entry in lexicon("institutions")["institutions"].items():
        state = entry["state"]
        yield (state, "state", ()), (state, "state", (house, *entry.get("names", ()))), (state, "state", ())
    for name, state in states().items():
        adjectives = tuple(_with_plurals(state.peoples))
        yield (name, "state", (name, *state.names)), (name, "state", state.capitals), (name, "state", adjectives)


def _with_plurals(adjectives: Iterable[str]) -> Iterator[str]:
    for adjective in adjectives:
        yield adjective
        yield _plural(adjective)


def _plural(adjective: str) -> str:
    return adjective if adjective.endswith(("s", "sh", "ch", "ese")) else adjective + "s"


_WORD_START = re.compile(r"\w+")
_DOTS = re.compile(r"(?<=\b[A-Z])\.(?=[A-Z]\b|\s|$|[\W_])")
_POSSESSIVE = re.compile(r"[’'ʼ]s?$")


def _place_key(name: str) -> str:
    """Lower case but for words of two or three capitals ("US" is no "us"), without "the", dots and possessive."""
    plain = _POSSESSIVE.sub("", undotted(name).strip())
    words = plain.replace("’", "'").split()
    if len(words) > 1 and words[0].casefold() == "the" and plain != "The Hague":
        words = words[1:]
    return " ".join(w if w.isupper() and len(w) <= 3 else w.casefold() for w in words)


def undotted(text: str) -> str:
    """A text without the dots of its abbreviations: `U.S.` -> `US`."""
    return _DOTS.sub("", text)


@lru_cache(maxsize=65536)
def canonical_place(name: str) -> str | None:
    """The state or organisation that a whole name means: `the Kremlin`, `Moscow` -> `Russia`; `the Alliance` -> `NATO`.

    None for everything else, so for adjectives and for people: `Russian officials`, `the Kremlin spokesman`.
    `Russian government`, `the government of Russia`, `the government in Moscow`, `official Moscow` and
    `the Russian side` are the state, and `(OSCE)` or `International Monetary Fund (IMF)` the organisation.
    """
    key = _place_key(name)
    place = _places().get(key)
    if place and not place.adjective:
        return place.name
    return _government(key) or _in_brackets(name.strip())


@lru_cache(maxsize=65536)
def place_form(name: str) -> Literal["name", "seat", "government"] | None:
    """How a whole name names its place: by a name of it, its seat (`Moscow`) or its government (`official Moscow`)."""
    place = _places().get(_place_key(name))
    if place and not place.adjective:
        return "seat" if place.seat else "name"
    return None if canonical_place(name) is None else "government" if _government(_place_key(name)) else "name"


def _government(key: str) -> str | None:
    """The state whose government a key names."""
    words = lexicon("places")["government"]["words"]
    owner, _, last = key.rpartition(" ")
    if last in words and (place := _places().get(owner)):
        return place.name
    first, _, rest = key.partition(" ")
    if first == "government" and rest.startswith("in "):
        seat = _places().get(rest.removeprefix("in "))
        return seat.name if seat and seat.seat and seat.kind == "state" else None
    named = _places().get(_place_key(rest.removeprefix("of ")))
    if named is None or named.adjective or named.kind != "state":
        return None
    return named.name if first == "official" or (first in words and rest.startswith("of ") and not named.seat) else None


def _in_brackets(name: str) -> str | None:
    """The place of a name that stands in brackets, or with its acronym in brackets behind it."""
    spelt_out, bracket, rest = name.partition("(")
    inner, closed, behind = rest.partition(")")
    if not bracket or not closed or behind.strip() or not inner.strip():
        return None
    if not spelt_out.strip():
        return canonical_place(inner)
    named = canonical_place(spelt_out)
    return named if named and inner.isupper() and canonical_place(inner) in {named, None} else None


@lru_cache(maxsize=65536)
def places_in(text: str, *, adjectives: bool = True) -> tuple[str, ...]:
    """The states and organisations that a text names, in order: `US reply to Moscow` -> United States, Russia."""
    found = (place for _, _, place in _found_in(undotted(text)))
    return tuple(dict.fromkeys(place.name for place in found if adjectives or not place.adjective))


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """The keys of the places by the word they begin with, the longest first."""
    found: dict[str, list[str]] = {}
    for key in _places():
        for first in _WORD_START.findall(key.casefold())[:1]:
            found.setdefault(first, []).append(key)
    return {first: tuple(sorted(keys, key=lambda key: (-len(key), key))) for first, keys in found.items()}


def begins_place(word: str) -> bool:
    """Whether the name of a state or an organisation can begin with a word, "the" included."""
    first = _WORD_START.match(undotted(word))
    return first is not None and (first.group().casefold() in _by_first_word() or first.group().casefold() == "the")


def _found_in(plain: str) -> Iterator[tuple[int, int, Place]]:
    """Start, end and place of the longest place words in a text whose dots of abbreviation are gone."""
    index, end, plain = _by_first_word(), 0, plain.replace("’", "'")
    for match in _WORD_START.finditer(plain):
        start = match.start()
        if start < end:
            continue
        for key in index.get(match.group().casefold(), ()):
            stop = start + len(key)
            place = place_of(plain[start:stop]) if _is_key(plain[start:stop], key) else None
            if place and not _WORD_START.match(plain, stop) and not (place.seat and plain[start].islower()):
                end = stop
                yield start, stop, place
                break


def _is_key(words: str, key: str) -> bool:
    """Whether words are a key, in any case; one all in capitals ("US") must stand so."""
    return words == key if key.isupper() else words.casefold() == key.casefold()


def place_of(words: str) -> Place | None:
    """What a whole word or expression stands for, adjectives included: `Russian`, `the Kremlin`; None for others."""
    return _places().get(_place_key(words))


def is_organisation(place: str) -> bool:
    """Whether a canonical place is an organisation and no state."""
    return place in lexicon("places")["organisations"]


def with_states_named(text: str) -> str:
    """A text with names and adjectives of places replaced by the place's name; seats stay: `Russian` -> `Russia`."""
    plain = undotted(text)
    pieces, end = [], 0
    for start, stop, place in _found_in(plain):
        pieces += [plain[end:start], plain[start:stop] if place.seat else place.name]
        end = stop
    return "".join([*pieces, plain[end:]])


def parts_between_places(text: str) -> list[str]:
    """What is left of a text left and right of the places it names: `NATO's troops in Poland` -> `'s troops in `."""
    return [piece for piece, place in split_at_places(text) if place is None]


@lru_cache(maxsize=8192)
def split_at_places(text: str) -> tuple[tuple[str, str | None], ...]:
    """A text in pieces, each with the place it names or None: `in Oslo now` -> in, None; Oslo, Norway; now, None."""
    plain = undotted(text)
    pieces: list[tuple[str, str | None]] = []
    end = 0
    for start, stop, place in _found_in(plain):
        pieces += [(plain[end:start], None), (plain[start:stop], place.name)]
        end = stop
    return (*pieces, (plain[end:], None))
