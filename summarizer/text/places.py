"""Knows states and organisations by their names, their seats ("Moscow", "the White House") and their adjectives."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

__all__ = [
    "Place",
    "canonical_place",
    "is_organisation",
    "parts_between_places",
    "place_of",
    "places_in",
    "split_at_places",
    "undotted",
    "with_states_named",
]


class Place(NamedTuple):
    """What a word for a place stands for, and whether it is a seat ("Moscow") or an adjective ("Russian") of it."""

    name: str
    kind: Literal["state", "organisation"]
    seat: bool
    adjective: bool


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(files("summarizer.text").joinpath("places.toml").read_text(encoding="utf-8"))


@cache
def _places() -> dict[str, Place]:
    """Every name, seat and adjective, in the form of `_place_key`, with the place it stands for."""
    found: dict[str, Place] = {}
    kinds: tuple[tuple[str, Literal["state", "organisation"]], ...] = (
        ("organisations", "organisation"),
        ("regions", "state"),
        ("states", "state"),
    )
    for group, kind in kinds:
        for name, forms in _lexicon()[group].items():
            for adjective in forms.get("adjectives", ()):
                found.setdefault(_place_key(adjective), Place(name, kind, False, True))
                found.setdefault(_place_key(_plural(adjective)), Place(name, kind, False, True))
            for seat in forms.get("seats", ()):
                found[_place_key(seat)] = Place(name, kind, True, False)
            for form in (name, *forms.get("names", ())):
                found[_place_key(form)] = Place(name, kind, False, False)
    return found


@cache
def _place_pattern() -> re.Pattern[str]:
    """Finds the longest place words in a text whose dots of abbreviation are gone."""
    names = sorted(_places(), key=lambda key: (-len(key), key))
    words = [re.escape(n) if n.isupper() else f"(?i:{re.escape(n)})" for n in names]
    return re.compile(rf"(?<![\w])(?:{'|'.join(words)})(?![\w])")


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
    `Russian government` and `the Russian side` are the state.
    """
    key = _place_key(name)
    place = _places().get(key)
    if place and not place.adjective:
        return place.name
    adjective, _, last = key.rpartition(" ")
    owner = _places().get(adjective)
    return owner.name if owner and last in _lexicon()["government"]["words"] else None


@lru_cache(maxsize=65536)
def places_in(text: str, *, adjectives: bool = True) -> tuple[str, ...]:
    """The states and organisations that a text names, in order: `US reply to Moscow` -> United States, Russia."""
    plain = undotted(text).replace("’", "'")
    if _first_words().isdisjoint(_WORD_START.findall(plain.casefold())):
        return ()
    found = (place_of(match.group()) for match in _place_pattern().finditer(plain))
    return tuple(dict.fromkeys(place.name for place in found if place and (adjectives or not place.adjective)))


@cache
def _first_words() -> frozenset[str]:
    """How the names of places begin: a text without any of these needs no search."""
    return frozenset(start for name in _places() for start in _WORD_START.findall(name.casefold())[:1])


def place_of(words: str) -> Place | None:
    """What a whole word or expression stands for, adjectives included: `Russian`, `the Kremlin`; None for others."""
    return _places().get(_place_key(words))


def is_organisation(place: str) -> bool:
    """Whether a canonical place is an organisation and no state."""
    return place in _lexicon()["organisations"]


def with_states_named(text: str) -> str:
    """A text with names and adjectives of places replaced by the place's name; seats stay: `Russian` -> `Russia`."""

    def named(match: re.Match[str]) -> str:
        place = place_of(match.group())
        return place.name if place and not place.seat else match.group()

    return _place_pattern().sub(named, undotted(text))


def parts_between_places(text: str) -> list[str]:
    """What is left of a text left and right of the places it names: `NATO's troops in Poland` -> `'s troops in `."""
    return _place_pattern().split(undotted(text))


@lru_cache(maxsize=65536)
def split_at_places(text: str) -> tuple[tuple[str, str | None], ...]:
    """A text in pieces, each with the place it names or None: `in Oslo now` -> in, None; Oslo, Norway; now, None."""
    plain = undotted(text)
    pieces: list[tuple[str, str | None]] = []
    end = 0
    for match in _place_pattern().finditer(plain):
        place = place_of(match.group())
        pieces += [(plain[end : match.start()], None), (match.group(), place.name if place else None)]
        end = match.end()
    return (*pieces, (plain[end:], None))
