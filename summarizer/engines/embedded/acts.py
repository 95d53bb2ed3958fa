"""What an actor does with their words: by the verb that reports them, else by plain cues of the words themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from summarizer.engines.embedded.reading import cues_of
from summarizer.models import Act
from summarizer.text.aliases import same_name
from summarizer.text.sentence_attributions import Attribution
from summarizer.text.words import Word, in_class, words

__all__ = ["act_of", "act_of_words"]

_ACTS: dict[str, Act] = {act: act for act in get_args(Act)}
_PLAIN = frozenset(
    {"acknowledges", "counters", "demands", "requests", "appeals", "accepts", "rejects", "denies"},
)
_HEAD = 6
"""So many words into a clause its subject ends and its verb begins, at the latest."""


def act_of(found: Attribution) -> Act | None:
    """What the reporting verb says; None where the words are no position at all."""
    if found.act == "reports" and found.frame == "clause":
        return "assesses" if found.lemma in cues_of("judging") else None
    intends = found.act == "plans" and found.frame == "infinitive" and found.lemma in cues_of("intending")
    plain = found.frame == "direct" or (found.frame == "clause" and found.act in _PLAIN)
    changes = found.act == "changes" and found.frame == "object"
    return _ACTS.get(found.act) or ("states" if plain or intends or changes else None)


def act_of_words(act: Act, words_: str, speaker: str) -> Act:
    """The act of words that a verb merely states: an accusation, a reproach, a judgement or a promise, where it shows.

    >>> act_of_words("states", "the talks could fail", "Oslo")
    'assesses'
    """
    if act != "states":
        return act
    tokens = [w for w in words(words_) if w.is_word]
    lows = [w.low for w in tokens]
    if _promises(lows):
        return "promises"
    weighs = _weighs(tokens, words_)
    if not weighs and _accuses(tokens, speaker):
        return "accuses"
    if _reproaches(lows):
        return "criticises"
    return "assesses" if weighs else act


def _promises(lows: Sequence[str]) -> bool:
    """ "We will send help": the speaker's own act, neither denied nor a mere forecast."""
    start = 1 if lows[:1] and lows[0] in {"and", "but", "so", "that"} else 0
    if lows[start : start + 1] not in (["i"], ["we"]) or lows[start + 1 : start + 2] not in (
        ["will"], ["shall"], ["'ll"],
    ):  # fmt: skip
        return False
    verb = next((low for low in lows[start + 2 :] if not in_class(low, "adverbs") or low == "not"), "")
    return bool(verb) and not in_class(verb, "negations", "auxiliaries") and verb not in cues_of("forecast")


def _weighs(tokens: Sequence[Word], words_: str) -> bool:
    """Whether the words weigh what may be, or say that they are an opinion."""
    lows = [w.low for w in tokens]
    opinion = any(
        low in {"view", "opinion"} and index > 1 and lows[index - 2] in {"in", "of"} and in_class(
            lows[index - 1], "possessives"
        )
        for index, low in enumerate(lows)
    )  # fmt: skip
    thinks = len(lows) > 1 and lows[0] in {"i", "we"} and lows[1] in cues_of("thinking")
    modal = any(w.low in cues_of("weighing") and (index == 0 or not w.capital) for index, w in enumerate(tokens))
    return opinion or thinks or modal


def _accuses(tokens: Sequence[Word], speaker: str) -> bool:
    """Whether another, named at the head, is said to do or plan a hostile act."""
    if not tokens or in_class(tokens[0].low, "subordinators", "auxiliaries") or tokens[0].low in {"if", "unless"}:
        return False
    named = 0
    while named < len(tokens) and (tokens[named].capital or tokens[named].low in {"the", "'s"}):
        named += 1
    subject = " ".join(t.text for t in tokens[:named])
    if not named or not any(t.capital and not in_class(t.low, "pronouns", "determiners") for t in tokens[:named]):
        return False
    ahead = [t.low for t in tokens[named : named + _HEAD]]
    at = next((i for i, low in enumerate(ahead) if low in cues_of("hostile")), None)
    if at is None or same_name(subject, speaker) or any(in_class(low, "negations") for low in ahead[:at]):
        return False
    return all(in_class(low, "auxiliaries", "adverbs") or low in cues_of("plotting") for low in ahead[:at])


def _reproaches(lows: Sequence[str]) -> bool:
    """Whether another is said to fail, to ignore or to be at fault; not the speaker, and not what is denied."""
    if lows[:1] and lows[0] in {"if", "unless", "when", "should"}:
        return False
    own = lows[:1] and lows[0] in {"i", "we", "let", "our", "my"}
    wanted = cues_of("blaming") if own else cues_of("faulting")
    return any(
        low in wanted and not any(in_class(b, "negations", "modals") for b in lows[max(0, index - 3) : index])
        for index, low in enumerate(lows)
    )
