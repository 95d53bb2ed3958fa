"""JSON lines and CSV: one flat record for each checked claim, exact in the one, and safe to open in the other."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from brief_builder import DAY, counts, harbour, morning, one_position
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.models import Article, Brief
from summarizer.render import RENDERERS
from summarizer.render.claim_records import FIELDS


def records(brief: Brief, articles: dict[str, Article] | None = None) -> list[dict[str, object]]:
    return [json.loads(line) for line in RENDERERS["jsonl"](brief, articles or {}).splitlines()]


def rows(brief: Brief) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(RENDERERS["csv"](brief, {}), newline="")))


def test_there_is_a_record_for_every_checked_claim_and_for_those_set_aside() -> None:
    brief, _ = morning()
    told = [checked for each in brief.summaries for checked in each.claims]
    aside = [checked for each in brief.summaries for checked in each.set_aside]
    assert sorted(str(each["claim_id"]) for each in records(brief)) == sorted(c.claim_id for c in (*told, *aside))
    (lost,) = [each for each in records(brief) if each["verdict"] == "unsupported"]
    assert (lost["merged_id"], lost["findings"], lost["actor"], lost["quote"]) == (
        *(None, "absent", "Falk", "we shall sail on Friday"),
    )


def test_a_record_says_all_that_the_brief_knows_of_a_claim() -> None:
    record = next(each for each in records(morning()[0]) if each["claim_id"] == "answer")
    known = {name: value for name, value in record.items() if value is not None}
    assert known == {
        "day": "2031-05-07",
        "story_id": "s1",
        "story": "The harbour of Selmark",
        "merged_id": "answer",
        "claim_id": "answer",
        "kind": "response",
        "verdict": "supported",
        "actor_id": "brandt",
        "actor": "Ole Brandt",
        "actor_named": "Brandt",
        "to_id": "falk",
        "to": "Ada Falk",
        "reported_by": "a spokesman",
        "statement": 'The harbour "will stay shut".',
        "act": "rejects",
        "answers": "the demand",
        "quote": 'said the harbour "will stay shut"',
        "article_id": "seeds/001_north.txt",
        "outlet": "North Post",
        "published": "2031-05-06",
        "start": 162,
        "end": 195,
        "match": "verbatim",
        "thread_id": "t1",
        "thread_role": "answers",
        "thread_status": "rejected",
        "sources": 1,
        "origins": 1,
        "novelty": "new",
        "since": "2031-05-07",
        "score": 0,
    }


def test_a_claim_with_two_sources_is_two_records_and_one_of_an_earlier_day_is_none() -> None:
    read = records(morning()[0])
    assert [
        (each["claim_id"], each["sources"], each["dispute_id"]) for each in read if each["merged_id"] == "water"
    ] == [
        *(("water", 2, "x1"), ("again", 2, "x1")),
    ]
    assert {each["claim_id"] for each in read}.isdisjoint({"pay", "calm", "fish"})


def test_both_formats_have_the_documented_fields_in_their_order() -> None:
    brief, articles = harbour()
    assert all(list(each) == list(FIELDS) for each in records(brief))
    header = RENDERERS["csv"](brief, articles).split("\r\n", 1)[0]
    assert header.split(",") == list(FIELDS)
    assert RENDERERS["csv"](Brief(day=DAY, counts=counts([])), {}) == f"{header}\r\n"
    assert all(words and "\n" not in words for words in FIELDS.values())


def test_the_table_has_the_words_of_the_lines() -> None:
    brief, _ = morning()
    for row, record in zip(rows(brief), records(brief), strict=True):
        assert row == {name: "" if value is None else str(value) for name, value in record.items()}


@pytest.mark.parametrize(
    "formula",
    [
        *("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "  =1", "\r=1", "\n=1", "＝1"),
        '=HYPERLINK("https://evil.example","x")',
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_stays_words(formula: str) -> None:
    brief, _ = one_position(formula, statement=formula, actor=formula, topic=formula)
    (row,) = rows(brief)
    for name in ("statement", "actor", "topic", "quote"):
        assert row[name].startswith("'")
        assert row[name][1:] == re.sub(r"\r\n?", "\n", formula)
    assert records(brief)[0]["statement"] == formula


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_no_cell_begins_as_a_formula_and_each_row_stays_one(statement: str, topic: str) -> None:
    brief, _ = one_position("The harbour is shut.", statement=statement, topic=topic)
    (row,) = rows(brief)
    assert not [cell for cell in row.values() if re.match(r"\s*[=+@＝＋－＠-]", cell) and not cell.startswith("'")]
    assert len(row) == len(FIELDS)
    (record,) = records(brief)
    assert (record["statement"], record["topic"]) == (statement, topic)


def test_line_breaks_and_marks_stay_in_their_cell() -> None:
    said = 'one\r\ntwo, "three"; <b>|</b>'
    brief, _ = one_position("The harbour is shut.", statement=said)
    (row,) = rows(brief)
    assert row["statement"] == 'one\ntwo, "three"; <b>|</b>'


def test_what_turns_a_line_around_is_an_escape_in_json_lines_and_replaced_in_the_table() -> None:
    said = "a\u202eb\u2028c\x85d\x1be"
    brief, _ = one_position("The harbour is shut.", statement=said)
    written = RENDERERS["jsonl"](brief, {})
    assert "a\\u202eb\\u2028c\\u0085d\\u001be" in written
    assert written.count("\n") == len(written.splitlines()) == 1
    assert records(brief)[0]["statement"] == said
    assert "\u202e" not in RENDERERS["csv"](brief, {})
    assert "\x1b" not in RENDERERS["csv"](brief, {})


def test_a_script_that_ends_in_a_claim_stays_a_claim() -> None:
    said = "</script><script>alert(1)</script>"
    brief, articles = one_position(said, statement=said)
    assert records(brief)[0]["statement"] == said == rows(brief)[0]["statement"]
    assert said not in RENDERERS["html"](brief, articles)
