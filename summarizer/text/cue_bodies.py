"""Tells bodies and groups that can speak from words that name nobody: "the union", "Western leaders", "NordLink"."""

from __future__ import annotations

import re
from functools import cache

from summarizer.text.aliases import canonical_place, name_kind
from summarizer.text.verbs import common_forms
from summarizer.text.words import in_class, office_words, words

__all__ = ["fuller_name", "group_name", "institution_name", "is_singular", "lone_nouns"]

_SIDES = frozenset({"western", "eastern", "democratic", "republican"})
"""Words that make a group a definite one: "Western leaders"."""
_LONGEST_GROUP = 6
"""Words of a group's name: "European Union foreign ministers"."""
_TIED_ON = re.compile(r"\s+(?:on|in|at|by|late|early)$")
"""What a day that is gone leaves: "the council on Friday"."""
_TIME_BEHIND = re.compile(r"\s+(?:this|last)\s+(?:week|month|year)$|\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")


@cache
def lone_nouns() -> frozenset[str]:
    """Words that open a sentence without an article and name nobody: "Police said", "Critics said"."""
    lists = ("offices", "groups", "adjectives", "media", "regions", "bodies", "nobodies")
    return frozenset().union(*(office_words(name) for name in lists))


def is_singular(behind: str) -> bool:
    """Whether the verb behind is one of a single subject: "denies", "has denied"."""
    first = next((t.low for t in words(behind[:40])), "")
    return first in {"has", "is", "was"} or "s" in common_forms().get(first, frozenset())


def fuller_name(before: str, head: str) -> str | None:
    """The one name with a capital that ends in the body's own noun: "Dockers Union" for "the union"."""
    if head.capitalize() not in before:
        return None
    pattern = rf"\b((?:[A-Z][\w’'-]+\s+(?:of\s+)?){{1,4}}{re.escape(head.capitalize())})\b"
    names = {re.sub(r"^(?:The|A|An)\s+", "", " ".join(m.split())) for m in re.findall(pattern, before)}
    whole = {n for n in names if " " in n}
    return next(iter(whole)) if len(whole) == 1 else None


def group_name(phrase: str) -> str | None:
    """The group that a phrase names: states joined by "and", or a plural of people with a name or an article."""
    words_ = " ".join(phrase.split()).split(", ")[0]
    places = words_.split(" and ")
    if len(places) > 1 and all(canonical_place(place) is not None for place in places):
        return words_
    last = words_.rpartition(" ")[2].lower()
    people = last in office_words("groups") or last[:-1] in office_words("offices")
    if not last.endswith("s") or not people or words_.count(" ") >= _LONGEST_GROUP:
        return None
    tokens = words(words_)
    if tokens[0].low == "the":
        return "the" + words_[3:]
    placed = tokens[0].low in _SIDES or canonical_place(tokens[0].text) is not None
    return words_ if placed or any(t.capital for t in tokens[1:]) else None


def institution_name(phrase: str) -> str | None:
    """A state, an organisation, or a group of officials under its own words; nobody for any other phrase."""
    words_ = _TIME_BEHIND.sub("", " ".join(phrase.split()).split(", ")[0].split(" (")[0])
    bare = _TIED_ON.sub("", words_.removesuffix("’s").removesuffix("'s")).rstrip(",")
    if len(bare) > 90 or not bare:
        return None
    if canonical_place(bare) is not None or name_kind(bare) == "organisation":
        return bare
    tokens = [t for t in words(bare) if t.is_word]
    lows = [t.low for t in tokens]
    named = any(t.capital for t in tokens)
    if named and any(low in office_words("groups") or low in office_words("offices") for low in lows):
        return bare
    if bare.lower() in office_words("media"):
        return bare
    return group_name(phrase) or _described(bare)


_OPENS_TAIL = frozenset(
    {
        "of", "in", "at", "for", "from", "with", "who", "that", "which", "representing", "on", "including", "near",
        "by", "behind", "close", "opposed", "familiar",
    }
)  # fmt: skip
"""Behind the noun of a group: "a union | representing pilots"."""
_COUNTS = frozenset(
    {
        "some", "many", "several", "multiple", "most", "few", "two", "three", "four", "five", "dozens", "hundreds",
        "thousands", "other", "both", "all",
    }
)  # fmt: skip
_LONGEST_DESCRIBED = 9
"""Words."""


def _described(bare: str) -> str | None:
    """People or a body told by what they are: "many European countries", "a federal judge", "a union of pilots"."""
    tokens = [t for t in words(bare) if t.is_word]
    lows = [t.low for t in tokens]
    tail = next((i for i, low in enumerate(lows) if low in _OPENS_TAIL and i), len(lows))
    head, ahead = lows[tail - 1], lows[: tail - 1]
    if (
        len(tokens) > _LONGEST_DESCRIBED
        or not (ahead or tail < len(lows))
        or any(in_class(low, "pronouns", "possessives") for low in lows[:tail])
    ):
        return None
    told = tail < len(lows) or any(not in_class(low, "determiners") or low in _COUNTS for low in ahead)
    many = (
        head in office_words("groups")
        or head in office_words("people")
        or head.removesuffix("s") in office_words("offices")
    )
    first = lows[0] if ahead else ""
    one = first in {"a", "an", "one", "the"} and (head in office_words("offices") or head in office_words("bodies"))
    if not told or not (many or one) or (head in office_words("offices") and first == "the"):
        return None
    return bare[:1].lower() + bare[1:] if in_class(lows[0], "determiners") or lows[0] in _COUNTS else bare
