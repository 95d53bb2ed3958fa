"""What a checked file is, what its entries are, and how claims and statements are held against their sources."""

from __future__ import annotations

import json
from typing import Any

import pytest
from replay import seed

from summarizer import InputError, article_from_text, merge_summaries, summarize
from summarizer.models import Article, CheckedStatement, Finding, Location, Span, Summary
from summarizer.offline import Rechecked, Statements, Summaries, load, load_summaries, recheck_all, statements
from summarizer.offline.entries import entries_of

STATEMENT = {"actor": "Ann Cho", "statement": "The bridge is closed.", "quote": "The bridge is closed"}


@pytest.fixture(scope="module")
def summary() -> Summary:
    return summarize([seed("003")])[0]


def loaded(content: Any, name: str = "list.json") -> Statements:
    text = content if isinstance(content, str) else json.dumps(content)
    found = load(text.encode(), name)
    assert isinstance(found, Statements)
    return found


# --- what a file is --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["list.json", "list.md", "-"])
def test_json_is_known_by_its_content(name: str) -> None:
    assert not loaded([STATEMENT], name).notes
    assert not loaded("\ufeff \n" + json.dumps(STATEMENT), name).notes
    assert not loaded("[]", name).notes


@pytest.mark.parametrize("text", ["[a link](http://b.c) leads there.", "[1] It is closed.", "{so} it is.", '"It is."'])
def test_prose_may_begin_with_a_bracket(text: str) -> None:
    assert loaded(text, "notes.md").notes
    assert loaded(text, "-").notes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('[{"statement": "It is."}, {"statement"', "list.json"),
        ('[{"statement": "It is."}, {"statement"', "-"),
        ('{"statement": "It is."', "notes.md"),
        ("It is.", "list.json"),
        ("[1] It is.", "list.jsonl"),
        ("[" * 100_000, "list.json"),
        ('{"statement": "It is.", "n": 1' + "0" * 5_000 + "}", "list.json"),
    ],
)
def test_broken_json_is_an_error_and_not_prose(text: str, name: str) -> None:
    with pytest.raises(InputError, match="not JSON"):
        load(text.encode(), name)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "an empty file"),
        (b" \n\t", "an empty file"),
        (b"\xef\xbb\xbf", "an empty file"),
        (b"\0\1\2" * 50, "a binary file"),
        (b"%PDF-1.7 x", "a PDF"),
    ],
)
@pytest.mark.parametrize("name", ["x.json", "x.md", "-"])
def test_what_is_no_text_is_said(raw: bytes, message: str, name: str) -> None:
    with pytest.raises(InputError, match=message):
        load(raw, name)


def test_json_in_other_encodings_is_read() -> None:
    found = load("\ufeff".encode("utf-16-le") + json.dumps([STATEMENT]).encode("utf-16-le"), "list.json")
    assert isinstance(found, Statements)
    assert found.statements[0].words == "The bridge is closed."


def test_summaries_and_statements_are_told_apart_and_not_mixed(summary: Summary) -> None:
    one = json.loads(summary.model_dump_json())
    assert load(json.dumps([one, one]).encode(), "s.json") == Summaries((summary, summary))
    with pytest.raises(InputError, match="entry 2: no Summary among Summaries"):
        load(json.dumps([one, STATEMENT]).encode(), "s.json")


# --- entries ---------------------------------------------------------------------------------------------------------


def test_entries_know_their_place() -> None:
    assert [entry.place for entry in entries_of('[{"a": 1}, 2]')] == ["entry 1", "entry 2"]
    assert [entry.place for entry in entries_of('{"a": 1}\n\n{"b": "x\u2028y"}\n')] == ["line 1", "line 3"]
    assert [entry.value for entry in entries_of('{\n"a": 1\n}')] == [{"a": 1}]


def test_the_place_of_broken_json_is_named() -> None:
    with pytest.raises(InputError, match="line 3"):
        entries_of('{"a": 1}\n\n{"b": \n{"c": 1}')
    with pytest.raises(InputError, match="line 2, column 8"):
        entries_of('[\n{"a": 1]')


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("It is.", "entry 2: not an object but a text"),
        (None, "entry 2: not an object but null"),
        ({"quote": "so"}, 'entry 2: "statement" is missing'),
        ({"statement": None}, 'entry 2: "statement" is missing'),
        ({"statement": " "}, 'entry 2: "statement" is empty'),
        ({"statement": 5}, 'entry 2: "statement" is a number, no text'),
        ({"statement": "It is.", "actor": ["a"]}, 'entry 2: "actor" is a list, no text'),
        ({"statement": "It is.", "quote": True}, 'entry 2: "quote" is true or false, no text'),
    ],
)
def test_a_wrong_entry_is_named_with_its_place_and_the_remedy(entry: Any, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        loaded([STATEMENT, entry])
    assert 'give each entry a "statement"' in str(caught.value)


def test_an_absent_actor_or_quote_may_be_null_or_blank() -> None:
    entries = [{"statement": "It is."}, {"statement": "It is.", "actor": None, "quote": ""}]
    assert [(entry.actor, entry.quote) for entry in loaded(entries).statements] == [(None, None), (None, None)]


def test_an_entry_keeps_the_keys_that_it_came_with() -> None:
    (entry,) = loaded([{**STATEMENT, "id": 7, "tags": ["a"]}]).statements
    assert entry.own == {**STATEMENT, "id": 7, "tags": ["a"]}


# --- which source counts ---------------------------------------------------------------------------------------------

_RESULTS = {
    "supported": ("supported", "verbatim", "The bridge is closed"),
    "doubtful": ("doubtful", "verbatim", "The bridge"),
    "altered": ("unsupported", "altered", "The bridge is open"),
    "absent": ("unsupported", "absent", None),
    "off": ("unsupported", "verbatim", "A mayor laughed"),
    "near": ("unsupported", "verbatim", "The bridge opened"),
}


def _scripted(statement: str, text: Article, *, actor: str | None, quote: str | None) -> CheckedStatement:
    """What the source's name says, in place of the checks."""
    verdict, match, words = _RESULTS[text.article_id.partition(".")[0]]
    span = Span(start=0, end=len(words)) if words else None
    location = Location.model_validate({"match": match, "span": span, "words": words})
    finding = Finding(code=text.article_id, message="", severity="note")
    return CheckedStatement.model_validate(
        {"statement": statement, "location": location, "findings": (finding,), "verdict": verdict}
    )


@pytest.mark.parametrize(
    ("sources", "best"),
    [
        (["absent.1", "supported.2"], "supported.2"),
        (["absent.1", "doubtful.2", "altered.3"], "doubtful.2"),
        (["absent.1", "altered.2"], "altered.2"),
        (["supported.1", "supported.2"], "supported.1"),
        (["doubtful.1", "doubtful.2"], "doubtful.1"),
        (["off.1", "near.2"], "near.2"),
        (["absent.1", "absent.2"], "absent.1"),
    ],
)
def test_the_source_that_bears_a_statement_out_best_counts(
    sources: list[str], best: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "check_statement", _scripted)
    articles = [article_from_text(name, name) for name in sources]
    (held,) = statements.hold_all(loaded([STATEMENT]).statements, articles)
    assert (held.source, held.sources) == (best, len(sources))
    assert held.checked.findings[0].code == best


# --- claims, checked again -------------------------------------------------------------------------------------------


def _edited(summary: Summary, change: Any) -> Summary:
    content = json.loads(summary.model_dump_json())
    change(content)
    return load_summaries(json.dumps(content))[0]


def test_what_was_not_changed_is_found_again(summary: Summary) -> None:
    checked = recheck_all([summary], [seed("003")])
    assert len(checked) == len(summary.claims) + len(summary.set_aside) > 5
    assert not [entry for entry in checked if entry.changed]


def _move_aside(content: Any) -> None:
    content["set_aside"].append(content["claims"].pop(0))


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        (lambda s: s["claims"][0].update(verdict="doubtful"), "the verdict was doubtful"),
        (lambda s: s["claims"][0]["claim"].update(statement="It is so."), "its words or its place"),
        (lambda s: s["claims"][0]["location"].update(words="no"), "the place was another"),
        (lambda s: s["claims"][0].update(claim_id="0123456789abcdef"), "its words or its place"),
        (
            lambda s: s["claims"][0].update(findings=[{"code": "made_up", "message": "m", "severity": "note"}]),
            "the findings were made_up",
        ),
        (_move_aside, "it was among those set aside"),
        (lambda s: s["article"].update(outlet="The Times"), "the article's record was another: outlet"),
        (lambda s: s["article"].update(published="1999-01-01"), "the article's record was another: published"),
        (lambda s: s["actors"].append({"name": "Ann Cho"}), "the article's record was another: actors"),
    ],
)
def test_what_was_edited_in_a_summary_is_named(summary: Summary, change: Any, differs: str) -> None:
    checked = recheck_all([_edited(summary, change)], [seed("003")])
    changed = [entry for entry in checked if entry.changed]
    assert changed
    assert all(entry.fails for entry in changed)
    assert any(differs in words for entry in changed for words in entry.differs)


def test_a_renamed_source_is_known_by_its_text(summary: Summary) -> None:
    moved = seed("003").model_copy(update={"article_id": "elsewhere/other-name.txt"})
    assert not [entry for entry in recheck_all([summary], [seed("000"), moved, moved]) if entry.changed]


@pytest.mark.parametrize("name", ["seeds/003_63097338268d6412.txt", "moved/003_63097338268d6412.txt", "renamed.txt"])
def test_a_source_with_one_changed_character_is_a_different_text(summary: Summary, name: str) -> None:
    changed = article_from_text(seed("003").text.replace("very high", "very hugh"), name)
    checked = recheck_all([summary], [seed("000"), changed])
    assert {entry.missing for entry in checked} == {
        f"no source with this text: {name} is a different text, changed since it was checked"
    }
    assert all(entry.after is None and entry.fails for entry in checked)


def test_a_missing_source_is_not_taken_for_another(summary: Summary) -> None:
    checked = recheck_all([summary], [seed("000"), seed("001")])
    assert {entry.missing for entry in checked} == {"no source with this text"}


def test_load_summaries_refuses_an_edited_brief(summary: Summary) -> None:
    import datetime as dt

    brief = json.loads(merge_summaries([summary], dt.date(2022, 2, 15)).model_dump_json())
    assert load_summaries(json.dumps(brief)) == (summary,)
    brief["claims"][0]["claim"]["quote"] = "other words"
    with pytest.raises(InputError, match="not what its Summaries merge to: claims differ"):
        load_summaries(json.dumps(brief))


def test_rechecked_needs_no_more_than_before_and_after(summary: Summary) -> None:
    claim = summary.claims[0]
    assert not Rechecked("a", claim, claim).fails
    assert Rechecked("a", claim, None).fails
