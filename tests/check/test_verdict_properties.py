"""What holds of the verdicts for whatever claim: one changed fact is never supported, and nothing crashes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from claim_builder import answer_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.check import check_extraction
from summarizer.models import (
    Article,
    CheckedClaim,
    Claim,
    DatedEvent,
    Demand,
    NamedActor,
    Outcome,
    Position,
    Provenance,
    Response,
    Summary,
)
from summarizer.read import article_from_text
from summarizer.text.sentences import sentences as split

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*.txt"))
MADE = Provenance(engine="test", engine_version="1")
ELSEWHERE = {"person": ("Linda Okafor", "Tomas Berg"), "state": ("Brazil", "Albania")}
"""Persons and states that no seed names."""

each = settings(
    max_examples=120,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


# --- what is checked ---


def checked(article: Article, *claims: Claim) -> Summary:
    return check_extraction(article, answer_of(claims), Outcome(kind="ok"), MADE)


def all_of(summary: Summary) -> tuple[CheckedClaim, ...]:
    return (*summary.claims, *summary.set_aside)


def verdict(article: Article, claim: Claim) -> str:
    (only,) = all_of(checked(article, claim))
    return only.verdict


@dataclass(frozen=True)
class Said:
    """A sentence of an article, whole and verbatim, with the actor that it is given to."""

    article: Article
    sentence: str
    actor: str

    def claim(self, statement: str) -> Position:
        return Position(
            actor=self.actor, topic="matter", stance="none", act="states", statement=statement, quote=self.sentence
        )

    def verdict(self, statement: str) -> str:
        return verdict(self.article, self.claim(statement))


@cache
def articles() -> tuple[Article, ...]:
    return tuple(article_from_text(path.read_text(encoding="utf-8-sig"), path.stem) for path in SEEDS)


@cache
def actors(article: Article) -> tuple[NamedActor, ...]:
    return checked(article).actors


def names(actor: NamedActor) -> tuple[str, ...]:
    return (actor.name, *actor.aliases)


def stands(name: str, sentence: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence) is not None


@cache
def sentences() -> tuple[Said, ...]:
    """The sentences of the seeds from 6 to 40 words with an actor that each names, or the article's first."""
    found = []
    for article in articles():
        for span in split(article.text):
            words = article.text[span.start : span.end]
            if 6 <= len(words.split()) <= 40 and not any(span.overlaps(piece) for piece in article.furniture):
                own = [actor for actor in actors(article) if any(stands(name, words) for name in names(actor))]
                found.append(Said(article, words, (own or list(actors(article)))[0].name))
    return tuple(found)


@cache
def borne_out() -> tuple[Said, ...]:
    """The sentences that are supported as they stand; only of these does a change say anything."""
    return tuple(said for said in sentences() if said.verdict(said.sentence) == "supported")


_PLAINER = {
    "stated": r"\bsaid\b",
    "US": r"\bU\.S\.",
    "remarked": r"\badded\b",
    "declared": r"\bstressed\b",
    "": r"\b(?:also|still|now) ",
}


def wordings(said: Said) -> tuple[str, ...]:
    """A sentence, and light paraphrases of it that say the same or leave its last words out."""
    plainer = said.sentence
    for word, pattern in _PLAINER.items():
        plainer = re.sub(pattern, word, plainer)
    head, _, tail = said.sentence.rpartition(", ")
    shorter = head if len(head.split()) >= 6 and len(tail.split()) <= 12 else said.sentence
    return (
        said.sentence,
        plainer,
        shorter,
        f"According to {said.actor}, {plainer}",
        said.sentence.rstrip(".") + ", reports say.",
    )


# --- one change ---


def with_another_digit(text: str) -> Iterator[str]:
    for match in re.finditer(r"\d", text):
        for digit in "1369":
            if digit != match.group():
                yield f"{text[: match.start()]}{digit}{text[match.end() :]}"


_AUXILIARY = r"\b(?:is|are|was|were|will|would|can|could|should|must|may|might|has|have|had|did)\b"
_NEGATIVE = r"(?:not|no|never|nothing|nobody|neither|nor|unable|n[’']t)\b"
_POSITIVE = re.compile(rf"(?<!\bnothing ){_AUXILIARY}(?!(?:\W+\w+)?\W+{_NEGATIVE})")
"""An auxiliary without a negation within two words of it: "has not never ceased" is no English."""
_NEGATED = re.compile(rf"(?:{_AUXILIARY}|\b(?:do|does)) not\b(?! only)")


def with_a_not_more(text: str) -> Iterator[str]:
    for match in _POSITIVE.finditer(text):
        yield f"{text[: match.end()]} not{text[match.end() :]}"


def with_a_not_less(text: str) -> Iterator[str]:
    for match in _NEGATED.finditer(text):
        yield f"{text[: match.end() - 4]}{text[match.end() :]}"


def with_another_name(said: Said, text: str) -> Iterator[str]:
    """With a person for a person and a state for a state, at the first place where it is named by itself."""
    known = [(name, actor) for actor in actors(said.article) for name in names(actor)]
    for name, actor in known:
        at = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
        longer = [other for other, _ in known if name in other and name != other and other in text]
        if at and not longer and actor.kind in ELSEWHERE:
            others = [other.name for other in actors(said.article) if other != actor and other.kind == actor.kind]
            for other in (*others, *ELSEWHERE[actor.kind]):
                yield f"{text[: at.start()]}{other}{text[at.end() :]}"


CHANGES = {
    "digit": lambda said, text: with_another_digit(text),
    "not added": lambda said, text: with_a_not_more(text),
    "not dropped": lambda said, text: with_a_not_less(text),
    "name": with_another_name,
}


@cache
def changed(kind: str) -> tuple[tuple[Said, str], ...]:
    """Every statement that one change of a kind makes of a wording of a sentence that is borne out."""
    return tuple(
        (said, statement)
        for said in borne_out()
        for wording in dict.fromkeys(wordings(said))
        for statement in dict.fromkeys(CHANGES[kind](said, wording))
        if statement not in said.article.text
    )


# --- the properties ---

T = TypeVar("T")


def drawn(data: st.DataObject, pool: Sequence[T]) -> T:
    """One of a pool, drawn by its place: an article is too long to be shown with a failure."""
    return pool[data.draw(st.integers(0, len(pool) - 1))]


def test_most_sentences_are_supported_as_they_stand() -> None:
    assert len(sentences()) >= 70
    assert len(borne_out()) >= 0.9 * len(sentences())


@each
@given(st.data())
def test_a_sentence_in_slightly_other_words_is_not_refuted(data: st.DataObject) -> None:
    said = drawn(data, borne_out())
    assert said.verdict(data.draw(st.sampled_from(wordings(said)))) != "unsupported"


@pytest.mark.parametrize("kind", CHANGES)
def test_one_change_is_never_supported(kind: str) -> None:
    cases = changed(kind)
    assert len(cases) >= 8

    @settings(each, max_examples=500)
    @given(st.integers(0, len(cases) - 1))
    def never_supported(index: int) -> None:
        said, statement = cases[index]
        assert said.verdict(statement) != "supported", f"{said.sentence!r} as {statement!r}"

    never_supported()


@each
@given(st.data())
def test_a_quote_of_another_article_is_never_supported(data: st.DataObject) -> None:
    said = drawn(data, sentences())
    other = drawn(data, [article for article in articles() if said.sentence not in article.text])
    assert verdict(other, said.claim(said.sentence)) == "unsupported"


@each
@given(st.data())
def test_the_order_of_claims_makes_no_difference(data: st.DataObject) -> None:
    article = drawn(data, articles())
    own = [said.claim(said.sentence) for said in sentences() if said.article == article]
    claims = [own[index] for index in data.draw(st.lists(st.integers(0, len(own) - 1), max_size=6, unique=True))]
    turned = data.draw(st.permutations(claims))
    assert judged(checked(article, *turned)) == judged(checked(article, *claims))


def judged(summary: Summary) -> dict[str, tuple[str, Sequence[Any]]]:
    return {found.claim_id: (found.verdict, found.findings) for found in all_of(summary)}


anything = st.text(max_size=40) | st.sampled_from(
    ["\u202e", "\u0130İß", "١٢", "5\ufe0f\u20e3", "“", "not", "he", "…", "\x00", "ﬁ½²"]
)
maybe = st.none() | anything
some_value = maybe | st.sampled_from(
    ["2022-02-16", "2022-W99", "XXXX-XX-XX", "9999-12-31", "0000-00-00", "P2Y", "T25:99"]
)
some_quote = st.integers(0, 69).map(lambda index: sentences()[index].sentence) | anything
positions = st.builds(Position, actor=anything, topic=anything, statement=anything, reported_by=maybe, quote=some_quote)
demands = st.builds(
    Demand, key=anything, by=anything, to=maybe, what=anything, deadline=maybe, reported_by=maybe, quote=some_quote
)
responses = st.builds(
    Response,
    by=anything,
    to=maybe,
    answers=anything,
    answers_key=maybe,
    statement=anything,
    reported_by=maybe,
    quote=some_quote,
)
dates = st.builds(
    DatedEvent,
    key=maybe,
    event=anything,
    phrase=anything,
    value=some_value,
    according_to=maybe,
    reported_by=maybe,
    quote=some_quote,
)


@each
@given(st.data(), st.lists(positions | demands | responses | dates, min_size=1, max_size=3))
def test_whatever_a_claim_says_it_is_judged_and_its_place_lies_in_the_article(
    data: st.DataObject, claims: list[Claim]
) -> None:
    article = drawn(data, articles())
    for found in all_of(checked(article, *claims)):
        well_placed(found, article)


@each
@given(st.text(min_size=1, max_size=200), st.data())
def test_whatever_an_article_says_a_part_of_it_is_judged_at_its_place(text: str, data: st.DataObject) -> None:
    article = article_from_text(text, "any")
    start = data.draw(st.integers(0, len(article.text) - 1))
    quote = article.text[start : data.draw(st.integers(start + 1, len(article.text)))]
    claim = Position(actor="A", topic="t", stance="none", act="states", statement=quote, quote=quote)
    for found in all_of(checked(article, claim)):
        well_placed(found, article)


def well_placed(found: CheckedClaim, article: Article) -> None:
    span = found.location.span
    assert (span is None) == (found.location.match == "absent")
    assert span is None or 0 <= span.start <= span.end <= len(article.text)
    assert span is None or article.text[span.start : span.end] == found.location.words
