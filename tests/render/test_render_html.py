"""The HTML page loads nothing, runs nothing of an article's, and marks exactly the words that each line rests on."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from brief_builder import DAY, article, checked, counts, harbour, merged, one_position, position, summary
from page_reader import Page

from summarizer.models import Article, Brief
from summarizer.render import RENDERERS
from summarizer.render.view import view_of

CHROMIUM = Path("/usr/bin/chromium")
HOSTILE = '</script><script>alert(1)</script><img src="https://evil.example/x" onerror="alert(1)">" \'><b>&amp;</b>'


def page_of(brief: Brief, articles: Mapping[str, Article]) -> Page:
    return Page(RENDERERS["html"](brief, articles))


def test_the_page_is_well_formed_and_its_ids_are_unique() -> None:
    page = page_of(*harbour())
    assert page.unclosed == []
    assert len(page.ids) == len(set(page.ids))


def test_every_link_within_the_page_resolves() -> None:
    page = page_of(*harbour())
    targets = {link.attrs["href"] for link in page.all("a")} - {"#closed"}
    assert len(targets) == 7 + 9 + 2  # sections, footnotes, articles at hand
    assert targets <= {f"#{name}" for name in page.ids}


def test_closing_the_panel_leads_nowhere_so_that_the_page_stays_where_it_is() -> None:
    assert "closed" not in page_of(*harbour()).ids


def test_the_marked_words_of_every_footnote_are_the_articles_characters() -> None:
    brief, articles = harbour()
    page = page_of(brief, articles)
    notes = view_of(brief, articles).footnotes
    assert len(notes) == 9
    for note in notes:
        assert note.span is not None
        assert page.marked(note.number) == articles[note.record.article_id].text[note.span.start : note.span.end]


def test_each_article_stands_whole_and_unchanged_in_the_page() -> None:
    brief, articles = harbour()
    assert page_of(brief, articles).texts == [each.text for each in articles.values()]


def test_spans_that_overlap_are_both_marked_in_full() -> None:
    source = article("a.txt", "One two three four five.")
    quotes = ("One two three", "two three four", "three", "One two three four five.")
    claims = [checked(f"c{n}", source, position(quote)) for n, quote in enumerate(quotes)]
    of_it = summary(source, claims)
    lines = tuple(merged(f"m{n}", (source, claim)) for n, claim in enumerate(claims))
    brief = Brief(day=DAY, counts=counts([of_it]), claims=lines, summaries=(of_it,))
    page = page_of(brief, {"a.txt": source})
    assert [page.marked(number) for number in (1, 2, 3, 4)] == list(quotes)
    assert page.texts == [source.text]


@pytest.mark.parametrize(
    "text", ["\n\n  Words\r\nin\rlines\t.\n", "Words \x0c here &amp; <b>there</b> \U0001f600 Words"]
)
def test_white_space_entities_and_wide_characters_of_an_article_survive(text: str) -> None:
    brief, articles = one_position("Words", text)
    page = page_of(brief, articles)
    assert page.texts == [text]
    assert page.marked(1) == "Words"


def test_furniture_is_shown_as_such() -> None:
    shown = [(each.words, each.attrs["title"]) for each in page_of(*harbour()).classed("furniture")]
    assert shown == [
        ("Menu Home", "not the article: navigation"),
        ("Also read: Ten harbours to see", "not the article: teaser"),
    ]


def test_every_line_opens_its_source_with_verdict_and_findings() -> None:
    page = page_of(*harbour())
    lines = {link.words.split(" [")[0].strip(): link.attrs["href"] for link in page.classed("line")}
    assert lines["More ships could be turned away."] == "#w8"
    pins = {pin.attrs["id"]: " ".join(pin.words.split()) for pin in page.classed("pin")}
    assert pins["w8"] == (
        "[8] doubtful 001, characters 197 to 244, verbatim ← 7 9 →"
        "Brandt · More ships could be turned away. doubt: the speaker is a pronoun"
    )


def test_a_doubtful_line_is_marked_in_words() -> None:
    assert {each.words for each in page_of(*harbour()).classed("doubt")} >= {"⚠ doubtful: the speaker is a pronoun"}


def test_a_line_without_its_source_text_leads_to_its_footnote_and_says_so() -> None:
    brief, _ = one_position("The harbour is shut.")
    page = page_of(brief, {})
    assert [link.attrs["href"] for link in page.classed("line")] == ["#f1"]
    assert "f1" in page.ids
    assert "source text not at hand" in [each.words for each in page.classed("remark")]
    assert page.all("mark") == page.classed("pin") == []


def test_markup_in_an_article_or_a_claim_stays_words() -> None:
    plain = page_of(*one_position("A plain sentence.", topic="a topic", reported_by="x", condition="y"))
    fields = dict.fromkeys(("statement", "actor", "role", "condition", "reported_by"), HOSTILE) | {
        "topic": f"On {HOSTILE}"
    }
    page = page_of(*one_position(HOSTILE, f"Before {HOSTILE} after", **fields))
    assert {each.tag for each in page.elements} == {each.tag for each in plain.elements}
    assert len(page.all("script")) == 1
    assert "alert" not in page.all("script")[0].words
    assert page.marked(1) == HOSTILE
    assert not [name for each in page.elements for name in each.attrs if name.startswith("on") or name == "style"]


def test_characters_that_turn_a_line_around_are_replaced_in_the_brief_but_not_in_the_article() -> None:
    page = page_of(*one_position("Say \u202e it now."))
    assert page.texts == ["Say \u202e it now."]
    assert page.classed("line")[0].words.startswith("Say � it now.")


def test_the_page_loads_nothing_from_anywhere() -> None:
    page = page_of(*harbour())
    loading = [(each.tag, name) for each in page.elements for name in each.attrs if name in {"src", "srcset", "data"}]
    assert loading == []
    assert page.all("link") == page.all("img") == page.all("iframe") == []
    assert not [link for link in page.all("a") if not link.attrs["href"].startswith("#")]
    assert not re.search(r"@import|url\(", page.all("style")[0].words)


def test_an_address_is_a_link_only_in_the_sources_and_only_for_http() -> None:
    for article_id, linked in (("https://n.example/a?b=1&c=2", True), ("javascript:alert(1)", False)):
        source = article(article_id, "The harbour is shut.")
        claim = checked("c", source, position("The harbour is shut."))
        of_it = summary(source, [claim])
        line = (merged("m", (source, claim)),)
        page = page_of(
            Brief(day=DAY, counts=counts([of_it]), claims=line, summaries=(of_it,)), {article_id: source}
        )  # fmt: skip
        outward = [link.attrs["href"] for link in page.all("a") if not link.attrs["href"].startswith("#")]
        assert outward == ([article_id] if linked else [])


def test_the_policy_allows_this_script_and_style_and_nothing_else() -> None:
    page = page_of(*harbour())
    policy = next(m.attrs["content"] for m in page.all("meta") if m.attrs.get("http-equiv"))
    digests = [
        base64.b64encode(hashlib.sha256(page.all(tag)[0].words.encode()).digest()).decode()
        for tag in ("style", "script")
    ]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_page_has_its_landmarks_one_first_heading_and_no_level_left_out() -> None:
    page = page_of(*harbour())
    assert [len(page.all(tag)) for tag in ("main", "nav", "h1", "footer")] == [1, 1, 1, 1]
    assert page.all("html")[0].attrs["lang"] == "en"
    levels = [int(each.tag[1]) for each in page.elements if re.fullmatch(r"h\d", each.tag)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_an_empty_brief_is_a_page_that_says_so() -> None:
    page = page_of(Brief(day=DAY, counts=counts([])), {})
    shown = " ".join(page.all("main")[0].words.split())
    for words in ("No demands were found.", "No positions were found.", "No dated events were found."):
        assert words in shown


@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium at /usr/bin/chromium")
def test_a_click_on_a_line_shows_its_words_with_and_without_a_script(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright of the test extra")
    file = tmp_path / "brief.html"
    filler = "The harbour lay still.\n\n" * 400
    brief, articles = one_position("Nobody knows why", f"{filler}Nobody knows why, said Falk.\n\n{filler}")
    file.write_text(RENDERERS["html"](brief, articles), encoding="utf-8", newline="")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        for scripted, width in ((True, 1280), (False, 1280), (True, 390), (False, 390)):
            context = browser.new_context(
                java_script_enabled=scripted, viewport={"width": width, "height": 800}, reduced_motion="reduce"
            )
            tab = context.new_page()
            problems: list[str] = []
            tab.on("console", lambda message, seen=problems: seen.append(message.text))
            tab.goto(file.as_uri())
            tab.locator("main a.line").first.click()
            tab.locator(".note").wait_for()
            if scripted:  # the script follows the address, which changes behind the click
                tab.locator("#w1:focus").wait_for(state="attached", timeout=5000)
            box = tab.locator("mark.m1").bounding_box()
            note = tab.locator(".note").bounding_box()
            assert box is not None
            assert note is not None
            assert 0 <= box["y"] < note["y"] - box["height"], "the words are above the note and in the window"
            assert tab.locator(".note").is_visible()
            if scripted:
                tab.keyboard.press("Escape")
                tab.locator(".note").wait_for(state="hidden")
                tab.locator("main a.line:focus:not(.open)").wait_for(state="attached", timeout=5000)
            assert problems == []
            context.close()
        browser.close()
