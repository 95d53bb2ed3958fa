"""Markdown, plain text and JSON: the same lines in each, and nothing of an article becomes markup."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping

import pytest
from brief_builder import DAY, counts, harbour, morning, one_position
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from page_reader import Page as PageReader

from summarizer.errors import InputError
from summarizer.models import Article, Brief, Limit
from summarizer.render import EXTENSIONS, RENDERERS, Page, render_brief
from summarizer.render.as_markdown import escape
from summarizer.render.wording import listed

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "[click](https://evil.example)",
    "**bold** _it_ `code` ~~gone~~",
    "| a | b |",
    "# heading",
    "1. list",
    "&lt;b&gt;",
    "![x](y)",
    "<https://evil.example>",
    "line\n\n# heading\n\n- item",
)


def test_there_is_a_renderer_and_an_extension_for_every_format() -> None:
    assert dict(EXTENSIONS) == {
        "json": "json",
        "markdown": "md",
        "html": "html",
        "text": "txt",
        "jsonl": "jsonl",
        "csv": "csv",
    }
    assert RENDERERS.keys() == EXTENSIONS.keys()


@pytest.mark.parametrize("form", sorted(RENDERERS))
def test_the_same_input_gives_the_same_bytes(form: str) -> None:
    brief, articles = harbour()
    again = Brief.model_validate_json(brief.model_dump_json())
    assert RENDERERS[form](brief, articles) == RENDERERS[form](again, dict(reversed(list(articles.items()))))


@pytest.mark.parametrize("form", sorted(RENDERERS))
def test_every_file_ends_in_one_newline(form: str) -> None:
    assert re.search(r"[^\n]\n\Z", RENDERERS[form](*harbour()))


def test_json_is_exactly_the_brief() -> None:
    brief, articles = harbour()
    assert Brief.model_validate_json(RENDERERS["json"](brief, articles)) == brief
    assert RENDERERS["json"](brief, articles) == brief.model_dump_json(indent=2) + "\n"


@pytest.mark.parametrize(
    "line",
    [
        "**Ada Falk → Selmark · demands: reopen the harbour at once** [1] · rejected",
        '- Ole Brandt, reported by a spokesman · rejects: The harbour "will stay shut". [3]',
        "**Ada Falk · alleges: Selmark sinks a ferry** [2] · rejected · “On a Tuesday in March”",
        '- hopes: "the water belongs to all" · 2 sources [4] [5]',
        "- warns: More ships could be turned away. [8] · ⚠ doubtful: the speaker is a pronoun",
        "| 12 May 2031 (“12 May”) | The ministers meet [9] |",
        "Made by: rules, no language model (1 article) and openai/tiny (as tiny-2031) (1 article)",
        "[7] “Brandt denied it” — 002, characters 135 to 151, verbatim, supported",
    ],
)
def test_markdown_has_the_line(line: str) -> None:
    assert line in RENDERERS["markdown"](*harbour()).splitlines()


@pytest.mark.parametrize("form", ["markdown", "text"])
def test_every_marker_has_its_footnote(form: str) -> None:
    body, notes = RENDERERS[form](*harbour()).split("Footnotes\n", 1)
    used = {int(number) for number in re.findall(r"\[(\d+)\]", body)}
    assert used == {int(number) for number in re.findall(r"^\[(\d+)\] ", notes, re.MULTILINE)} == set(range(1, 10))


def markdown_tokens(source: str) -> set[tuple[str, str]]:
    """Type and words of every inline token, and the type of every block token."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    inline = {(child.type, child.content) for token in tokens for child in token.children or ()}
    return inline | {(token.type, "") for token in tokens}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markup_in_a_claim_stays_words_in_markdown(hostile: str) -> None:
    plain = {kind for kind, _ in markdown_tokens(RENDERERS["markdown"](*one_position("A plain sentence.")))}
    fields = {"statement": hostile, "topic": hostile, "actor": hostile, "condition": hostile}
    tokens = markdown_tokens(RENDERERS["markdown"](*one_position(hostile, **fields)))
    assert {kind for kind, _ in tokens} <= plain | {"text_special"}


def in_every_place(words: str) -> tuple[Brief, Mapping[str, Article]]:
    """A day on which stories, threads, disputes, changes, actors, limits and watched terms are all named so."""
    brief, articles = morning()
    sides = tuple(side.model_copy(update={"holds": words}) for side in brief.disputes[0].sides)
    change = brief.since.changes[0].model_copy(update={"why": words}) if brief.since else None
    assert change is not None
    update: dict[str, object] = {
        "stories": tuple(s.model_copy(update={"title": words, "watched": (words,)}) for s in brief.stories),
        "threads": tuple(
            t.model_copy(update={"title": words, "claims": (*t.claims, *t.responses)}) for t in brief.threads
        ),
        "disputes": (brief.disputes[0].model_copy(update={"title": words, "why": words, "sides": sides}),),
        "actors": tuple(a.model_copy(update={"name": words, "aliases": (words,), "role": words}) for a in brief.actors),
        "limits": (Limit(code="failed", message=words, remedy=words, article_id=words),),
        "since": brief.since and brief.since.model_copy(update={"changes": (change,)}),
    }
    return brief.model_copy(update=update), articles


@pytest.mark.parametrize("hostile", [*HOSTILE, "turn \u202e it"])
@pytest.mark.parametrize("page", [Page(), Page(top=1)])
def test_markup_in_what_the_merge_names_stays_words_in_every_readable_format(hostile: str, page: Page) -> None:
    plain, articles = in_every_place("plain words")
    brief, _ = in_every_place(hostile)
    kinds = {kind for kind, _ in markdown_tokens(RENDERERS["markdown"](plain, articles, page))}
    written = RENDERERS["markdown"](brief, articles, page)
    assert {kind for kind, _ in markdown_tokens(written)} <= kinds | {"text_special"}
    tags = [
        [each.tag for each in PageReader(RENDERERS["html"](day, articles, page)).elements] for day in (plain, brief)
    ]
    assert set(tags[1]) <= set(tags[0])
    assert tags[0].count("script") == tags[1].count("script") == 1
    for form in ("markdown", "html", "text"):
        assert "\u202e" not in RENDERERS[form](brief, articles, page)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=" \n\tab1.)(<>[]*_`~#+-=!|&;:/\\@$^\"'{}", max_size=24))
def test_markdown_shows_escaped_words_as_they_are(words: str) -> None:
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(f"- {escape(words)}")
    shown = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in shown} <= {"text"}
    assert "".join(child.content for child in shown) == " ".join(words.split())
    assert {token.type for token in tokens} <= {
        *("bullet_list_open", "list_item_open", "paragraph_open", "inline"),
        *("paragraph_close", "list_item_close", "bullet_list_close"),
    }


def test_an_address_in_a_claim_is_no_link_for_renderers_that_make_links_of_words() -> None:
    assert escape("https://x.example www.x.example a@b.example") == (
        "https:\\//x.example www\\.x.example a\\@b.example"
    )


@pytest.mark.parametrize("form", ["markdown", "text"])
def test_an_empty_brief_says_what_was_not_found(form: str) -> None:
    shown = RENDERERS[form](Brief(day=DAY, counts=counts([])), {})
    for words in ("No claims were found.", "Nothing is known that it could not do."):
        assert words in shown


def test_a_thread_without_one_line_to_name_it_stands_under_its_title() -> None:
    brief, articles = harbour()
    thread = brief.threads[0].model_copy(update={"title": "The harbour", "claims": ("demand", "answer")})
    lines = RENDERERS["markdown"](brief.model_copy(update={"threads": (thread,)}), articles).splitlines()
    at = lines.index("**The harbour** [1] [2] · rejected")
    assert lines[at + 2] == "- also · Ada Falk → Selmark · demands: reopen the harbour at once [1]"


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="no format 'pdf'"):
        render_brief(harbour()[0], (), "pdf")


def test_render_looks_the_texts_up_by_article() -> None:
    brief, articles = harbour()
    assert render_brief(brief, articles.values(), "html") == RENDERERS["html"](brief, articles)


def test_plain_text_is_wrapped_for_mail() -> None:
    lines = RENDERERS["text"](*harbour()).splitlines()
    assert max(map(len, lines)) <= 78
    assert '  - Ole Brandt, reported by a spokesman · rejects: The harbour "will stay' in lines
    assert '    shut". [3]' in lines


def test_characters_that_steer_a_terminal_or_turn_a_line_are_replaced() -> None:
    brief, articles = one_position("Say \x1b[2J it \u202enow.")
    for form in ("markdown", "text"):
        shown = RENDERERS[form](brief, articles)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    assert "Say �[2J it �now." in RENDERERS["text"](brief, articles)


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
def test_claims_set_aside_and_limits_are_shown_in_every_readable_format(form: str) -> None:
    shown = " ".join(RENDERERS[form](*harbour()).split())
    for words in ("we shall sail on Friday", "the quote does not stand in the article", "Pass --date if you know it."):
        assert words in shown


def test_importing_the_stage_does_not_import_jinja() -> None:
    code = "import sys, summarizer.render; print('jinja2' in sys.modules, 'markupsafe' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_long_list_of_names_is_cut_and_counted() -> None:
    assert [listed([str(n) for n in range(count)]) for count in (0, 1, 2, 4, 5, 90)] == [
        "",
        "0",
        "0 and 1",
        "0, 1, 2 and 3",
        "0, 1, 2 and 2 more",
        "0, 1, 2 and 87 more",
    ]
