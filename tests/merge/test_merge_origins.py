"""Copies of one text are one source; reports that were written independently are not, whatever they quote."""

from __future__ import annotations

import random

from summary_builder import DAY, position, summary

from summarizer.merge import merge_summaries
from summarizer.merge.entries import article_key
from summarizer.merge.origins import origins_of
from summarizer.models import Summary
from summarizer.text.sketches import sketch_of


def prose(seed: int, sentences: int) -> str:
    chance = random.Random(seed)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(10 * sentences)]
    return " ".join(f"{' '.join(words[start : start + 10]).capitalize()}." for start in range(0, len(words), 10))


def article(article_id: str, text: str, said: str = "The port is closed") -> Summary:
    made = summary(article_id, position("Anna Lind", said))
    return made.model_copy(update={"article": made.article.model_copy(update={"sketch": sketch_of(text)})})


def groups(*summaries: Summary) -> set[frozenset[str]]:
    origins = origins_of(summaries)
    found: dict[str, set[str]] = {}
    for one in summaries:
        found.setdefault(origins[article_key(one.article)], set()).add(one.article.article_id)
    return {frozenset(group) for group in found.values()}


def sets(*groups: str) -> set[frozenset[str]]:
    return {frozenset(group.split()) for group in groups}


WIRE = prose(1, 40)


def test_a_wire_report_cut_edited_and_added_to_is_one_origin() -> None:
    edited = " ".join(word for number, word in enumerate(WIRE.split()) if number % 25)
    assert groups(
        article("wire", WIRE),
        article("cut", WIRE[: len(WIRE) // 3]),
        article("added", f"{prose(2, 3)} {WIRE} {prose(3, 10)}"),
        article("edited", edited),
        article("other", prose(4, 40)),
    ) == sets("wire cut added edited", "other")


def test_independent_reports_that_quote_one_statement_stay_two() -> None:
    statement = f"“{prose(5, 12)}”"
    one, other = article("a", f"{prose(6, 8)} {statement}"), article("b", f"{prose(7, 8)} {statement}")
    assert groups(one, other) == sets("a", "b")


def test_a_page_that_brings_two_reports_does_not_make_one_of_them() -> None:
    both = article("both", f"{WIRE} {prose(8, 30)}")
    found = groups(both, article("wire", WIRE), article("second", prose(8, 30)))
    assert found == sets("both wire", "second")


def test_texts_each_a_little_like_the_next_are_no_chain() -> None:
    parts = [prose(20 + number, 10) for number in range(6)]
    chain = [article(str(number), " ".join(parts[number : number + 2])) for number in range(5)]
    assert max(map(len, groups(*chain))) == 2


def test_what_an_outlet_puts_under_all_its_articles_makes_no_copies() -> None:
    footer = prose(9, 5)
    some = [article(f"{number:02}", f"{prose(100 + number, 9)} {footer}") for number in range(40)]
    assert len(groups(*some)) == 40
    # Their own words are too few to tell by the footer alone, and the footer stands in more than twenty of them.
    short = article("short", f"{prose(99, 2)} {footer}")
    assert frozenset({"short"}) in groups(*some, short)


def test_the_order_of_the_articles_does_not_matter() -> None:
    some = [article(str(number), WIRE[: len(WIRE) * number // 9]) for number in range(1, 10)]
    some += [article("x", prose(10, 20)), article("y", f"{prose(10, 20)} {WIRE}")]
    expected = origins_of(some)
    for seed in range(5):
        random.Random(seed).shuffle(some)
        assert origins_of(some) == expected


def test_without_samples_articles_with_the_same_quotes_are_copies() -> None:
    said = [
        position("Lind", f"The port of {place} is closed tonight") for place in ("Bergen", "Oslo", "Tromsø", "Bodø")
    ]
    assert groups(summary("all", *said), summary("cut", *said[:3]), summary("two", *said[:2])) == sets("all cut", "two")


def test_a_claim_in_copies_has_one_independent_source() -> None:
    said = "The port of Bergen is closed because of the storm"
    copies = [article("a", WIRE, said), article("b", WIRE[:900], said), article("c", prose(11, 20), said)]
    (claim,) = merge_summaries(copies, DAY).claims
    assert len(claim.sources) == 3
    assert claim.origins == 2


def test_a_thousand_reprints_are_one_origin() -> None:
    assert len(set(origins_of([article(str(n), f"{WIRE} edition{n}") for n in range(300)]).values())) == 1
