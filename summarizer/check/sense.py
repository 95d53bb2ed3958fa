"""Holds what a claim states against the words it rests on: negation, opposites, what is said at all, and who says it.

These are rules over English words; they see a dropped "not" or another matter, and do not understand a sentence. In
another language they find little, and what they find is a doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, takewhile

from summarizer.check.meaning import group, opposed
from summarizer.check.place import Placed, actors_of
from summarizer.models import Article, DatedEvent, Finding, Position, Response, Span, actor_of, statement_of
from summarizer.text.aliases import canonical_place, person_name, same_name
from summarizer.text.attributions import Attribution, attributions
from summarizer.text.sentences import sentences

__all__ = ["negation_kept", "opposites_kept", "speaker_right", "statement_on_topic"]

SCOPE = 4
"""A negation is looked for within so many words of the word that it negates."""
ON_TOPIC = 0.34
"""The least share of a statement's content words that its quote, the quote's sentences and its actor must hold."""
NEAR_COPY = 0.6
"""From this share on a statement repeats its quote, so that a negation more or less turns it round."""

NEAR = 2_000
"""The width in characters of the stretches by which an article's attributions are looked up."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|[,;:.!?–—]")
_CLAUSE_ENDS = frozenset({",", ";", ":", ".", "!", "?", "–", "—", "but"})


def negation_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """What the quote negates the statement negates too, and the other way round.

    An alleged event is left alone: it is named as such whoever denies it.
    """
    if isinstance(placed.claim, DatedEvent) and placed.claim.status == "alleged":
        return
    statement, quote = _words(statement_of(placed.claim)), _words(placed.location.words or "")
    context = _words(_sentences_around(placed, article))
    turned = _share(statement, quote) >= NEAR_COPY
    dropped = not _negative(statement) and _negated(quote, statement, loosely=turned)
    added = not _negative(context) and _negated(statement, quote, loosely=turned)
    if dropped or added:
        what = "leaves out the negation of" if dropped else "negates"
        yield Finding(
            code="negation_differs",
            severity="refute" if turned else "doubt",
            message=f"The statement {what} “{dropped or added}”.",
        )


def opposites_kept(placed: Placed, article: Article) -> Iterator[Finding]:
    """The statement does not put a word of the quote into its opposite."""
    statement, quote = _words(statement_of(placed.claim)), _words(placed.location.words or "")
    pair = opposed(set(quote), set(statement))
    if pair:
        yield Finding(
            code="opposite", severity="doubt", message=f"The statement says “{pair[1]}”, the quote “{pair[0]}”."
        )


def statement_on_topic(placed: Placed, article: Article) -> Iterator[Finding]:
    """A good part of the statement's words stand in the quote, in its sentences, or name those who speak."""
    content = _content(_words(statement_of(placed.claim)))
    named = " ".join(filter(None, (actor_of(placed.claim), placed.claim.reported_by)))
    held = _words(f"{_sentences_around(placed, article)} {placed.claim.quote} {named}")
    missing = [word for word in content if not _holds(held, word)]
    if len(content) >= 3 and placed.location.span and len(missing) > (1 - ON_TOPIC) * len(content):
        shown = ", ".join(f"“{word}”" for word in missing[:4])
        yield Finding(code="statement_strays", severity="doubt", message=f"The words do not speak of {shown}.")


def speaker_right(placed: Placed, article: Article) -> Iterator[Finding]:
    """Words are given to the person whom the article lets say them, where it says so plainly."""
    span, actor = placed.location.span, actor_of(placed.claim)
    if span is None or actor is None or not isinstance(placed.claim, Position | Response) or not _is_person(actor):
        return
    speakers = {
        found.speaker
        for found in _spoken(article).get(span.start // NEAR, [])
        if found.speaker and _covers(found, span)
    }
    allowed = [actor, *filter(None, [placed.claim.reported_by])]
    if len(speakers) == 1 and not any(_same(name, speaker, article) for name in allowed for speaker in speakers):
        message = f"The article gives these words to {next(iter(speakers))}."
        yield Finding(code="speaker_differs", severity="doubt", message=message)


# --- words -----------------------------------------------------------------------------------------------------------


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold().replace("’", "'") for word in _WORD.findall(text))


def _content(words: Sequence[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if len(word) > 2 and word not in group("function")]


def _clause(words: Sequence[str]) -> Sequence[str]:
    """The words up to the end of their clause."""
    end = next((i for i, word in enumerate(words) if word in _CLAUSE_ENDS), len(words))
    return words[:end]


def _is_negator(words: Sequence[str], i: int) -> bool:
    word = words[i]
    only = word == "not" and words[i + 1 : i + 2] == ("only",)
    return (word in group("negator") or word.endswith("n't")) and not only


def _negative(words: Sequence[str]) -> bool:
    """Whether the words hold a negation of any kind, a refusing verb among them."""
    return any(_is_negator(words, i) or _like_any(word, group("negative")) for i, word in enumerate(words))


def _negated(words: Sequence[str], others: Sequence[str], *, loosely: bool) -> str | None:
    """What is negated in `words` and stands in `others`: two words behind a negator, or loosely any of three."""
    for i in range(len(words)):
        if _is_negator(words, i):
            behind = _content(_clause(words[i + 1 :])[:SCOPE])[:3]
            held = [word for word in behind if _holds(others, word)]
            if held and (loosely or held[:2] == behind[:2]):
                return " ".join(held)
    return None


def _holds(words: Sequence[str], word: str) -> bool:
    return any(_alike(word, other) for other in words)


def _alike(one: str, other: str) -> bool:
    """Whether two words are forms of one: equal but for an ending of at most three letters."""
    if one == other:
        return True
    stem = max(4, min(len(one), len(other)) - 3)
    return min(len(one), len(other)) >= 4 and one[:stem] == other[:stem] and abs(len(one) - len(other)) <= 3


def _like_any(word: str, stems: frozenset[str]) -> bool:
    return any(word.startswith(stem) and len(word) <= len(stem) + 4 for stem in stems)


def _share(words: Sequence[str], others: Sequence[str]) -> float:
    content = _content(words)
    return sum(_holds(others, word) for word in content) / len(content) if content else 0.0


# --- places in the article -------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _sentences_of(article: Article) -> tuple[Span, ...]:
    return sentences(article.text)


@lru_cache(maxsize=8)
def _spoken(article: Article) -> dict[int, list[Attribution]]:
    """The attributions of an article by the stretches of `NEAR` characters that their contents touch."""
    stretches: dict[int, list[Attribution]] = {}
    for found in attributions(article.text, article.furniture):
        touched = (range(piece.start // NEAR, piece.end // NEAR + 1) for piece in found.content)
        for stretch in sorted(set(chain.from_iterable(touched))):
            stretches.setdefault(stretch, []).append(found)
    return stretches


def _sentences_around(placed: Placed, article: Article) -> str:
    span = placed.location.span
    if span is None:
        return ""
    known = _sentences_of(article)
    first = max(0, bisect_right(known, span.start, key=lambda sentence: sentence.start) - 1)
    around = list(takewhile(lambda sentence: sentence.start < span.end, known[first:]))
    around = [sentence for sentence in around if sentence.overlaps(span)]
    start = min([span.start, *(sentence.start for sentence in around)])
    end = max([span.end, *(sentence.end for sentence in around)])
    return article.text[start:end]


def _covers(found: Attribution, span: Span) -> bool:
    shared = sum(max(0, min(piece.end, span.end) - max(piece.start, span.start)) for piece in found.content)
    return shared >= 0.8 * (span.end - span.start)


def _is_person(name: str) -> bool:
    return canonical_place(name) is None and person_name(name) is not None


def _same(name: str, speaker: str, article: Article) -> bool:
    """Whether a name means the speaker, by any name that the article has for them."""
    known = (actor for actor in actors_of(article) if same_name(actor.name, speaker))
    names = [speaker, *(alias for actor in known for alias in (actor.name, actor.role, *actor.aliases) if alias)]
    return any(same_name(name, other) for other in names)
