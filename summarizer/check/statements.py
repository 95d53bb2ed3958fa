"""Holds a statement against a text: by the words that are given with it, or by the best passage that the text has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log

from summarizer.check import verdict_of
from summarizer.check.checks import CHECKS, PASSAGE_CHECKS, REWORDING_CHECKS, STATEMENT_CHECKS, found_by
from summarizer.check.evidence import HELD, Evidence, compared
from summarizer.check.language import language_kept
from summarizer.check.place import LONG, Placed, evidence_of, place, sentences_of
from summarizer.check.terms import Term, related, terms_of
from summarizer.check.what import is_of_a_date
from summarizer.check.who import speaker_right
from summarizer.ids import content_hash
from summarizer.models import (
    Article,
    CheckedStatement,
    Extraction,
    Finding,
    Location,
    Position,
    Span,
    Verdict,
    statement_of,
)
from summarizer.text.sentences import sentences
from summarizer.text.thesaurus import Relation

__all__ = ["check_statement"]

PASSAGES = 6
"""A sentence is held against at most so many sentences of the text."""
COPY = 0.85
"""From this share of terms that one sentence holds on a statement must keep its names, numbers, days and words too."""
CLOSE = 0.75
"""From this share on it is a rewording of the sentence: it must keep its negations, and how sure it is."""
THIN = 0.3
"""The least share of a statement, by weight, that the text's passages must hold."""
TRIED = 8
"""So many sentences are compared for the one that the statement rewords."""
GAIN = 0.08
"""The share of a statement's weight by which a further sentence must add to what is held."""


def check_statement(
    statement: str, text: str | Article, *, actor: str | None = None, quote: str | None = None
) -> CheckedStatement:
    """Hold one statement against a text; without a quote, each of its sentences against the passage that fits best.

    Args:
        statement: A sentence, or a few.
        text: The source; an Article brings its furniture and its date along.
        actor: Whose statement it is said to be, if that is known.
        quote: The words of the text that it is said to rest on.
    """
    article = text if isinstance(text, Article) else _article(text)
    if quote is not None:
        placed = place("position", _claim(statement, actor, quote), article, _NOTHING, None)
        return _result(statement, actor, quote, [(placed, _found(placed, article, actor))], None)
    parts = [_placed(part, actor, article) for part in _sentences(statement)]
    held = min((_held_by_best(part, article) for part in parts), default=0.0)
    return _result(statement, actor, None, [(part, tuple(_judged(part, article))) for part in parts], round(held, 2))


def _result(
    statement: str,
    actor: str | None,
    quote: str | None,
    judged: Sequence[tuple[Placed, tuple[Finding, ...]]],
    held: float | None,
) -> CheckedStatement:
    """All findings, the verdict they add up to, and the place of the part that is judged worst."""
    findings = tuple(finding for _, found in judged for finding in found) if judged else (_EMPTY,)
    worst = min(judged, key=lambda part: _WORST.index(verdict_of(part[1])), default=None)
    return CheckedStatement(
        statement=statement,
        actor=actor,
        quote=quote,
        location=worst[0].location if worst else Location(match="absent"),
        held=held,
        findings=findings,
        verdict=verdict_of(findings),
    )


_WORST: tuple[Verdict, ...] = ("unsupported", "doubtful", "supported")
_EMPTY = Finding(code="statement_empty", message="The statement says nothing.", severity="refute")
_NOTHING = Extraction(positions=(), demands=(), responses=(), dates=())


@lru_cache(maxsize=8)
def _article(text: str) -> Article:
    return Article(article_id="text", text_sha256=content_hash(text), text=text)


def _claim(statement: str, actor: str | None, quote: str) -> Position:
    return Position(actor=actor or "", topic="", stance="none", act="states", statement=statement, quote=quote)


def _found(placed: Placed, article: Article, actor: str | None) -> tuple[Finding, ...]:
    """What all checks find; nothing is said of an actor where none is given."""
    found = found_by(CHECKS, placed, article)
    return tuple(finding for finding in found if actor is not None or finding.code != "actor_absent")


def _sentences(statement: str) -> list[str]:
    parts = [statement[span.start : span.end] for span in sentences(statement)]
    return [part for part in parts if any(c.isalnum() for c in part)]


# --- the passage -----------------------------------------------------------------------------------------------------


def _judged(placed: Placed, article: Article) -> Iterator[Finding]:
    """What speaks against a sentence in its passages; the more it rewords the first of them, the closer it is held."""
    if not placed.passages:
        yield Finding(code="passage_absent", message="The text does not speak of this.", severity="refute")
        return
    closely = _with_evidence(replace(placed, passages=placed.passages[:1]), article)
    placed = _with_evidence(placed, article)
    share = evidence_of(closely, article).core_share
    yield from _lacking(placed, article, share)
    close = (speaker_right, *STATEMENT_CHECKS) if share >= COPY else (speaker_right, *REWORDING_CHECKS)
    found = [finding for check in (language_kept, *PASSAGE_CHECKS) for finding in check(placed, article)]
    found += [finding for check in close for finding in check(closely, article) if share >= CLOSE]
    yield from {(finding.code, finding.message): finding for finding in found}.values()


def _held_by_best(placed: Placed, article: Article) -> float:
    """The share of a sentence that its best passage holds."""
    best = compared(statement_of(placed.claim)[:LONG], placed.location.words or "")
    return _held(best, _indexed(article)) if placed.passages else 0.0


def _lacking(placed: Placed, article: Article, share: float) -> Iterator[Finding]:
    """What the text has no words for: most of the statement, or any matter of a short one."""
    evidence = evidence_of(placed, article)
    core = [i for i in evidence.content if not evidence.speaks(i)]
    missing = [evidence.statement[i] for i in core if i in evidence.missing]
    strange = [term.text for term in missing if not is_of_a_date(term, placed, article)]
    if len(strange) > len(core) / 2:
        yield Finding(code="passage_absent", message="The text does not speak of this.", severity="refute")
    elif strange and len(core) <= BRIEF:
        shown = ", ".join(f"“{word}”" for word in strange)
        yield Finding(code="passage_thin", message=f"The text does not speak of {shown}.", severity="doubt")
    elif (len(core) <= BRIEF and share < CLOSEST) or _held(evidence, _indexed(article)) < THIN:
        yield Finding(code="passage_thin", message="No passage has words for most of this.", severity="doubt")


BRIEF = 6
"""A statement of at most so many terms must have all of them in the text, and most of them in one sentence."""
CLOSEST = 0.6
"""The share of a brief statement that one sentence must hold."""


def _with_evidence(placed: Placed, article: Article) -> Placed:
    return replace(placed, evidence=evidence_of(placed, article))


def _placed(statement: str, actor: str | None, article: Article) -> Placed:
    """A sentence with the passages of the article that hold most of it, the one that it rewords first."""
    passages = _passages(statement, article)
    if not passages:
        return Placed("position", _claim(statement, actor, ""), Location(match="absent"), frozenset())
    first = _closest(statement, article, passages[0])
    words = article.text[first.start : first.end]
    return Placed(
        "position",
        _claim(statement, actor or _speaker(statement, words), words),
        Location(match="verbatim", span=first, words=words, occurrences=1),
        frozenset(),
        passages=(first, *(passage for passage in passages if passage != first)),
    )


def _speaker(statement: str, words: str) -> str | None:
    """Who says it by the statement's own words: "Ann Cho said that …"; None where it names nobody so."""
    laid = compared(statement[:LONG], words)
    return next((laid.statement[i].text for i in laid.content if laid.speaks(i)), None)


def _closest(statement: str, article: Article, best: Span) -> Span:
    """The one sentence that holds most of a statement's terms, whoever says them."""
    indexed = _indexed(article)
    counts = Counter(i for term in terms_of(statement[:LONG]) if term.is_content for i in indexed.holding(term))
    nearest = [indexed.spans[i] for i in sorted(counts, key=lambda i: (-counts[i], i))[:TRIED]]
    texts = {span: article.text[span.start : span.end] for span in (best, *nearest)}
    return max(texts, key=lambda span: _held(compared(statement[:LONG], texts[span]), indexed))


WORTH: dict[Relation, float] = {"same": 1.0, "synonym": 0.8, "broader": 0.5, "narrower": 0.5}
"""What a term of the words is worth as evidence of one of the statement."""


def _held(laid: Evidence, indexed: _Index) -> float:
    """The share of a statement's terms that the words hold, by their weights; who says it is left out."""
    weights = {i: indexed.weight(laid.statement[i]) for i in laid.content if not laid.speaks(i)}
    worth = (weights[link.ours] * WORTH[link.relation] for link in laid.links if link.ours in weights)
    return sum(worth) / sum(weights.values()) if weights else 1.0


def _passages(statement: str, article: Article) -> list[Span]:
    """The sentences that hold most of a statement's terms, each added while it adds enough."""
    indexed = _indexed(article)
    wanted = {term: indexed.weight(term) for term in terms_of(statement[:LONG]) if term.is_content}
    total = sum(wanted.values())
    holders = {term: indexed.holding(term) for term in wanted}
    chosen: list[int] = []
    open_terms = set(wanted)
    while open_terms and len(chosen) < PASSAGES:
        gains: dict[int, float] = {}
        for term in sorted(open_terms, key=lambda term: (term.key, term.sort)):
            for i in holders[term]:
                gains[i] = gains.get(i, 0.0) + wanted[term]
        best = min(gains, key=lambda i: (-gains[i], _distance(i, chosen), i), default=None)
        if best is None or (gains[best] < GAIN * total and not _names_any(open_terms, holders, best)):
            break
        chosen.append(best)
        open_terms = {term for term in open_terms if best not in holders[term]}
    return [indexed.spans[i] for i in chosen]


def _names_any(terms: set[Term], holders: dict[Term, frozenset[int]], i: int) -> bool:
    """Whether a sentence holds a name or number that is still looked for."""
    return any(term.sort in ("name", "place", "number") and i in holders[term] for term in terms)


def _distance(i: int, chosen: Sequence[int]) -> int:
    return min((abs(i - j) for j in chosen), default=0)


@dataclass(frozen=True)
class _Index:
    """An article's sentences outside its furniture, and in which of them each term stands."""

    spans: tuple[Span, ...]
    places: dict[Term, frozenset[int]]
    found: dict[Term, frozenset[int]] = field(default_factory=dict)

    def holding(self, term: Term) -> frozenset[int]:
        """The sentences that hold a term, in this or in a like word; looked for once."""
        if term not in self.found:
            holders = (places for other, places in self.places.items() if related(term, other) in HELD)
            self.found[term] = frozenset().union(*holders)
        return self.found[term]

    def weight(self, term: Term) -> float:
        """How much a term tells: the rarer in the article the more, names and numbers twice."""
        rarity = log((len(self.spans) + 1) / (len(self.holding(term)) + 0.5))
        return max(rarity, 0.1) * (2 if term.sort in ("name", "number", "place") else 1)


@lru_cache(maxsize=8)
def _indexed(article: Article) -> _Index:
    spans = [span for span in sentences_of(article) if not any(piece.overlaps(span) for piece in article.furniture)]
    places: dict[Term, set[int]] = {}
    for i, span in enumerate(spans):
        for term in terms_of(article.text[span.start : span.end]):
            if term.is_content:
                places.setdefault(term, set()).add(i)
    return _Index(tuple(spans), {term: frozenset(found) for term, found in places.items()})
