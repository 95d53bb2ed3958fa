"""Words a dated event so that it stands beside its date: without the date and its asides, and with full names."""

from __future__ import annotations

import re

from summarizer.engines.embedded.reading import Reading, cues_of
from summarizer.models import Span, TimeExpression
from summarizer.text.sentence_attributions import Attribution
from summarizer.text.verbs import common_forms
from summarizer.text.words import in_class, words

__all__ = ["as_act", "dated_occasion", "full_name_first", "is_modifier", "occasion", "without_asides", "without_date"]

_AHEAD = re.compile(
    r"(?:,\s+)?(?:\b(?:later|earlier|early|late|sometime|back|as soon as)\s+)?"
    r"(?:\b(?:on|in|during|at)\s+)?(?:\b(?:the\s+)?(?:night|morning|evening|afternoon|week|month)\s+of\s+)?(?:\bthe\s+)?$",
    re.IGNORECASE,
)
"""What ties a date to its clause and goes with it."""
_BOUND = re.compile(
    r"\b(?:by|before|after|until|till|since|from|between|and|or|to|for|around|about|than|through|of|within|past|over)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Ahead of a date that says more than the day: it stays."""
_RELEASED = re.compile(r",?\s+(?:released|published|issued|held|aired|taped|posted|dated|signed)$")
"""What a date hung on it: "a ruling released Thursday"."""
_FREE = re.compile(
    r"\s*(?:[,.;:)!?”\"—–]|$|(?:to|in|at|with|for|and|but|that|as|from|over|against|on|when|where|by|after|before|near"
    r"|or|between|because|about|during|following|amid)\b)"
)
"""Behind a date that is no part of a name: "the Feb. 7 meeting" keeps its own."""
_ASIDE = re.compile(
    r"(?:^|,?\s)(?:however|meanwhile|moreover|also|still|too|though|on the other hand)(?:,\s+(?!\w+ing\b)|(?=,))",
    re.IGNORECASE,
)
"""With both its commas, unless the second one sets off an "-ing"."""
_TAILS = re.compile(
    r"\s+[—–―-]{1,2}\s+.*$|,\s+(?!including\b|according\b|during\b|following\b)\w+ing\s[^,]*$", re.DOTALL
)
_BACKGROUND = re.compile(
    r",?\s+(?:after|because|although|though|while|whereas)\s+(?=(?:the|a|an|he|she|it|they|[A-Z])).*$", re.DOTALL
)
_LONG = 25
"""Words; a longer clause loses what tells why it happened."""
_MADE = re.compile(
    r"((?:the|its|these)\s+(?:[\w’'-]+\s+){1,3})(?:that|which)\s+((?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*)\s+(\w+)\s+(.*)",
    re.DOTALL,
)
"""The proposals that Oslo made to NATO in May."""


def without_date(words_: str, start: int, end: int) -> str:
    """A clause without its date at `words_[start:end]`, where nothing else is lost by that.

    >>> without_date("The council met in Bern on January 12.", 27, 37)
    'The council met in Bern.'
    """
    ahead, behind = words_[:start], words_[end:]
    tie = _AHEAD.search(ahead)
    bare = tie is None or not re.search(r"\b(?:on|in|during|at)\b", tie.group(), re.IGNORECASE)
    paired = re.match(r"\s+or\b|,?\s+(?:but\s+)?not\b", behind)  # "on May 3, not on May 5"
    if tie is None or _BOUND.search(ahead) or behind[:1] in {"'", "’", "-", "–"} or paired:
        return words_
    leads = not ahead[: tie.start()].strip()
    if (not leads and not _is_free(behind, ahead_on=not bare)) or (leads and bare and not re.match(r"\s*,", behind)):
        return words_
    if leads:
        return behind.lstrip(" ,")
    if not behind.strip(' .,;:)”"') and (done := _released(ahead[: tie.start()].rstrip())):
        return ahead[: done.start()] + behind
    if _ends_open(ahead[: tie.start()]) or re.match(r"\s+at the (?:earliest|latest)\b", behind):
        return words_
    between_commas = tie.group().startswith(",") and behind.lstrip().startswith(",")
    rest = behind.lstrip().lstrip(",") if between_commas else behind
    if tie.group().startswith(",") and not between_commas and "," in ahead[: tie.start()] and behind[:1] == " ":
        return f"{ahead[: tie.start()].rstrip()},{rest}"  # the comma closes an aside: "in Bern, the capital, on Monday"
    return ahead[: tie.start()].rstrip() + (rest if rest[:1] in set(' ,.;:)!?”"') or not rest else f" {rest}")


def _released(ahead: str) -> re.Match[str] | None:
    """What a date hangs on at the end of a clause, where it is not the clause's own verb."""
    done = _RELEASED.search(ahead)
    return done if done and not _ends_open(ahead[: done.start()]) else None


def _ends_open(ahead: str) -> bool:
    """Whether a clause would end in "is" or "will" without its date."""
    last = ahead.split()[-1:] or [""]
    return in_class(last[0].lower(), "auxiliaries")


def _is_free(behind: str, *, ahead_on: bool = False) -> bool:
    """Whether what stands behind a date is no noun that the date belongs to."""
    if _FREE.match(behind):
        return True
    following = next(iter(words(behind[:40])), None)
    kinds = common_forms().get(following.low, frozenset()) if following is not None else frozenset()
    if ahead_on and following is not None and "past" in kinds and following.low not in cues_of("occasions"):
        return True  # "Lind on Monday rejected the plan"
    verbal = following is not None and following.low.endswith("ing")
    return verbal and following is not None and following.low not in cues_of("occasions") | cues_of("happenings")


def is_modifier(words_: str, start: int, end: int) -> bool:
    """Whether the date at `words_[start:end]` only belongs to a noun: "the Feb. 7 meeting", "Sept. 11 theories"."""
    ahead, behind = words_[:start], words_[end:]
    noun = bool(re.match(r"\s+\w", behind)) and not _is_free(behind)
    opened = re.search(r"\b(?:the|a|an|his|her|its|their|this|that)\s+$", ahead, re.IGNORECASE)
    numbered = words_[start:end][-1:].isdigit() and ahead.strip() and not _TIED.search(ahead)
    return noun and bool(opened or numbered)


_TIED = re.compile(
    r"(?:\b(?:on|in|during|at|by|from|to|until|till|since|before|after|and|or|of|around|late|early)|,)\s*$", re.I
)
"""Ahead of a date that belongs to the clause."""


def without_asides(words_: str) -> str:
    """A clause without "however," and without what a dash or an "-ing" behind a comma adds to it."""
    bare = _ASIDE.sub(" ", words_).strip()
    cut = _TAILS.sub("", bare).rstrip()
    cut = _BACKGROUND.sub("", cut) if len(cut.split()) > _LONG else cut
    return cut if len(cut.split()) > 3 else bare


def full_name_first(reading: Reading, span: Span, words_: str) -> str:
    """Words of a span with the fullest name for the bare surname that they begin with."""
    mentions = reading.cast.within(span.start, span.end)
    for mention, person in mentions[:1]:
        plain = mention.name != person.name and reading.words(mention.span) == mention.name
        if plain and words_.startswith(mention.name) and person.name.endswith(mention.name):
            return person.name + words_[len(mention.name) :]
    return words_


def as_act(phrase: str) -> str:
    """ "the proposals that Oslo made in May" -> "Oslo made the proposals in May"."""
    match = _MADE.fullmatch(phrase.strip())
    if match is None or ("past" not in common_forms().get(match.group(3), frozenset()) and match.group(3)[-2:] != "ed"):
        return phrase
    thing, doer, done, rest = match.groups()
    return f"{doer} {done} {thing[:1].lower()}{thing[1:]}{rest}"


# --- an occasion that owns its date ----------------------------------------------------------------------------------


def dated_occasion(reading: Reading, time: TimeExpression, sentence: Span) -> tuple[str, Span] | None:
    """What a date beside its noun dates, and its place: "Monday’s debate with Karl Holm", "the May 3 ruling"."""
    text = reading.article.text
    owned = _OWNED.match(text, time.end, sentence.end)
    if owned is None:
        return None
    items = words(text, owned.end(), min(sentence.end, owned.end() + _REACH))
    nouns = cues_of("occasions") | cues_of("happenings")
    at = next((i for i, w in enumerate(items[:_AHEAD_OF_NOUN]) if w.low in nouns), None)
    if at is None or any(not w.is_word or in_class(w.low, *_NOT_IN_NOUN) for w in items[:at]):
        return None
    behind = _WITH.match(text, items[at].end, sentence.end)
    end = behind.end() if behind else items[at].end
    if at == 0 and behind is None and items[at].low not in cues_of("happenings"):
        return None  # of a mere "meeting" it is not clear which
    return text[items[0].start : end], Span(start=time.start, end=end)


_OWNED = re.compile(r"(?:[’']s?)?\s+")
_WITH = re.compile(r"\s+(?:with|between|in|at)\s+(?:the\s+)?[A-Z][\w.’-]*(?:\s+(?:and\s+)?[A-Z][\w.’-]*)*")
_REACH = 80
_AHEAD_OF_NOUN = 5
"""Words between the date and its noun, the noun among them: "Monday night’s widely panned debate"."""


# --- the occasion of a remark ----------------------------------------------------------------------------------------


def occasion(reading: Reading, time: TimeExpression, near: Attribution) -> tuple[str, Span] | None:
    """The meeting or the visit whose date a remark gives, by whose it is; None where none is named.

    "During his visit yesterday, spokesman Dan Lee assured reporters" -> "Spokesman Dan Lee’s visit".
    """
    text, start = reading.article.text, near.sentence.start
    ahead = text[start : time.start]
    found = _occasion_in(ahead)
    if found is None or near.source is None or near.speaker is None:
        return None
    opener, noun, rest = found
    named = f"{noun}{rest}".strip()
    own = opener.lower() in {"his", "her", "their", "its", "a", "an"} and not re.search(r"\b(?:between|of)\b", rest)
    if (
        opener.lower() in {"a", "an", "the"}
        and " with " not in f" {rest}"
        and noun.split()[-1] not in cues_of("own_occasions")
    ):
        own = False
    begin = start + len(_BEFORE_NOUN.split(ahead[: ahead.rindex(noun)])[0])
    begin = min(start + len(ahead) - len(ahead[begin - start :].lstrip(" ,")), near.source.start)
    span = Span(start=begin, end=max(time.end, near.source.end, near.cue.end))
    if own:
        return f"{_holder(reading, near)}’s {named}", span
    return (f"{opener} {named}".strip(), span) if rest.strip() or opener.lower() == "the" else None


def _occasion_in(ahead: str) -> tuple[str, str, str] | None:
    """Article or possessive, the noun of the occasion, and where and with whom, right ahead of a date."""
    items = words(ahead)
    at = next((i for i in range(len(items) - 1, -1, -1) if items[i].low in cues_of("occasions")), None)
    if at is None or not _only_place(ahead[items[at].end :]):
        return None
    first = at
    while first > 0 and items[first - 1].is_word and not in_class(items[first - 1].low, *_NOT_IN_NOUN):
        first -= 1
    if first == 0 or at - first > 3 or not in_class(items[first - 1].low, "determiners", "possessives"):
        return None
    behind = re.sub(r"(?:\s+on|\s*,)?\s*$", "", ahead[items[at].end :])
    return items[first - 1].text, ahead[items[first].start : items[at].end], behind


_BEFORE_NOUN = re.compile(r"\b(?:\w+\s+){0,2}$")
_NOT_IN_NOUN = (
    "determiners", "possessives", "prepositions", "auxiliaries", "coordinators", "subordinators", "pronouns", "adverbs",
)  # fmt: skip
_PLACE = re.compile(
    r"(?:\s+(?:with|in|at|between|of|to|and)\s+(?:the\s+)?(?:[A-Z][\w.’'-]*)(?:\s+[A-Z][\w.’'-]*)*)*\s*(?:\bon\s+|,\s*)?$"
)


def _only_place(between: str) -> bool:
    """Whether only places and names stand between the occasion and its date: " with Lavrov in Geneva "."""
    return bool(_PLACE.fullmatch(between))


def _holder(reading: Reading, near: Attribution) -> str:
    source = reading.words(near.source) if near.source else ""
    whole = source if source.endswith(str(near.speaker)) and len(source) < 80 else str(near.speaker)
    return whole[:1].upper() + whole[1:]
