"""Tells whether an expression looks back or ahead, by the verb of its clause and the preposition before it."""

from __future__ import annotations

import re
from typing import Literal

from summarizer.text.timex.moves import is_retold, side_of_move
from summarizer.text.timex.tokens import Tokens, compile_pattern, lexicon

__all__ = ["Tense", "tense_at"]

Tense = Literal["past", "future", "near", "open"]
"""Near: still ahead or only just over, as the day is that an event was put off from."""

_REACH = 60
"""How many tokens from the expression a verb still counts; a bound, so that text without full stops stays linear."""

_TO_VERB = "<to>(?:<infinitive_be>?<past|demand|planned>|<word|bare|edge|infinitive_be|plan|have|maybe_month|set>)"
"""Pattern of an infinitive; "to a ceasefire" and "to Paris" are none."""

_GAP = "<word|name|plain|plural|the|on|in|at|of|comma|weekday|month|maybe_month|day|year|one|possessive|determiner>"
_AHEAD = (
    "<future><reach>?<bare><past|demand|planned|set>",
    "<future><reach>?<past|demand|planned|set>?",
    "<could>(?!<reach>)<past|set>?",
    "<set><to|for>",
    "<set|demand><word|name|one|the|possessive>{0,4}<deadline>|<deadline><set>",
    "<due>(?!<to>)",
    "(?<=<be|was|infinitive_be>)<due><to>(?!<the|one|possessive|determiner>)",
    f"<be|was|have>{_TO_VERB}",
    "<be><ing>",
    "<infinitive_be><past|demand|planned>",
)
_PLANS = f"<plan|planned>{_GAP}{{0,6}}{_TO_VERB}"
_BACK = (
    "(?P<demand><demand>)"
    "|(?P<past><past|planned>|<was>(?!<future|due>)|(?<!<be>)<set>|<could><reach>|<have><word>?<been>(?!<future|due|set>))"
)
_NEITHER = "<to><past|planned|demand|plan|set>"
_CUE_BEFORE = f"(?P<future>{'|'.join([*_AHEAD, _PLANS])})|{_BACK}|{_NEITHER}"
_CUE_AFTER = f"(?P<future>{'|'.join([*_AHEAD, f'<plan>{_TO_VERB}'])})|{_BACK}|{_NEITHER}"
"""In "agreed to meet", what stands before says when it was agreed, and what stands behind when they will meet."""

_LASTS = "(?:<have>(?!<to>)|<to><bare>)(?:(?!<comma|clause|that>).)*$"
"""With "until": what still goes on, or what is to stay so ("to remain closed until Friday")."""

_PREPOSITION = "<preposition|before><the>?(?:<edge><of>)?$"
_OPENS_CLAUSE = "(?:<clause|that>|<joiner>(?=<on|in|at>)|(?<!<weekday|month|day|year>)<joiner>)<on|in|at>?<the>?$"
_ENDS_CLAUSE = "<comma|clause|that|joiner|condition>"
_CONDITION = "(?<!<past|demand>)<condition>(?:(?!<comma|clause|that>).)*$"


def tense_at(tokens: Tokens, first: int, last: int) -> Tense:
    """The tense of the verb that the expression of tokens `first` to `last` hangs on.

    It is the nearest verb before the expression in its sentence, else the nearest after it. Deadlines ("by Friday")
    look ahead behind a demand and in a condition. Without a verb of a known tense, "until" and "by" look ahead, and
    so does an infinitive ("to meet on Tuesday"). "Since" always looks back, and what something is moved to is ahead.
    """
    side = side_of_move(tokens, first, last)
    if side:
        return "near" if side == "source" else "future"
    start, end = tokens.sentence_bounds(first)
    start, end = max(start, first - _REACH), min(end, last + 1 + _REACH)
    way = _preposition_way(tokens, first)
    if way == "past":
        return "past"
    cue = _verb(tokens, (start, first), (last + 1, end))
    if cue is None:
        infinitive = compile_pattern(f"(?<!<past>){_TO_VERB}").search(tokens.classes, start, first)
        return "future" if way == "future" or infinitive else "open"
    if cue["future"] and is_retold(tokens, cue.start()):
        return "open"
    if cue["future"] or (way and _is_deadline(tokens, cue, way, start, first)):
        return "future"
    if way != "future" or tokens.word(first - 1).lower() not in ("until", "till"):
        return "past"
    # "Was closed until June" says nothing of when that June is; "has closed until June" does, "had closed by June" too.
    return "future" if compile_pattern(_LASTS).search(tokens.classes, start, first) else "open"


def _verb(tokens: Tokens, before: tuple[int, int], after: tuple[int, int]) -> re.Match[str] | None:
    """The verb that an expression between these two stretches of tokens hangs on."""
    cues = _cues(tokens, _CUE_BEFORE, *before)
    if not cues:
        return next(iter(_cues(tokens, _CUE_AFTER, *after)), None)
    if compile_pattern(_OPENS_CLAUSE).search(tokens.classes[before[0] : before[1]]):
        boundary = compile_pattern(_ENDS_CLAUSE).search(tokens.classes, *after)
        own = _cues(tokens, _CUE_AFTER, after[0], boundary.start() if boundary else after[1])
        return own[0] if own else cues[-1]
    return cues[-1]


def _cues(tokens: Tokens, pattern: str, start: int, end: int) -> list[re.Match[str]]:
    return [match for match in compile_pattern(pattern).finditer(tokens.classes, start, end) if match.lastgroup]


def _is_deadline(tokens: Tokens, cue: re.Match[str], way: str, start: int, first: int) -> bool:
    """Whether "by", "until" or "before" sets a term that was still to come when the words were said."""
    if compile_pattern(_CONDITION).search(tokens.classes[start:first]):
        return True
    if not cue["demand"] or cue.start() > first:
        return False
    # "Told them before Friday" says when it was told, "told them to leave before Friday" does not.
    return way == "future" or bool(compile_pattern(f"{_TO_VERB}|<that>").search(tokens.classes, cue.end(), first))


def _preposition_way(tokens: Tokens, first: int) -> str | None:
    """Which way the preposition right before the expression looks; "before" for that word, which may look either."""
    start = max(0, first - 4)
    found = compile_pattern(_PREPOSITION).search(tokens.classes[start:first])
    if found is None:
        return None
    word = tokens.word(start + found.start()).lower()
    way = lexicon().meaning(word)
    return None if way == "open" else way if isinstance(way, str) else word
