"""The HTML page loads nothing, runs nothing of an article's, and marks exactly the words that each line rests on."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.page import LOOKS, chromium, found_by_axe, missing, opened_at, scrolls_sideways
from brief_builder import DAY, article, checked, counts, harbour, merged, morning, one_position, position, summary
from page_reader import Page

from summarizer.models import Article, Brief, Demand, Thread
from summarizer.render import RENDERERS
from summarizer.render.plan import WHOLE
from summarizer.render.plan import Page as Top
from summarizer.render.view import view_of

HOSTILE = '</script><script>alert(1)</script><img src="https://evil.example/x" onerror="alert(1)">" \'><b>&amp;</b>'


Day = Callable[[], tuple[Brief, Mapping[str, Article]]]


def two_demands() -> tuple[Brief, dict[str, Article]]:
    """Two open demands between two actors, in one article."""
    source = article("a.txt", "Falk told Brandt to pay. Brandt told Falk to wait.")
    claims = [
        checked("c1", source, Demand(key="d1", by="Falk", to="Brandt", what="pay", force="demand", quote="to pay")),
        checked("c2", source, Demand(key="d2", by="Brandt", to="Falk", what="wait", force="demand", quote="to wait")),
    ]
    of_it = summary(source, claims)
    threads = tuple(
        Thread(thread_id=f"t{n}", kind="demand", title=what, status="open", claims=(f"m{n}",))
        for n, what in enumerate(("pay", "wait"))
    )
    lines = tuple(merged(f"m{n}", (source, claim)) for n, claim in enumerate(claims))
    figures = counts([of_it], threads)
    return Brief(day=DAY, counts=figures, claims=lines, threads=threads, summaries=(of_it,)), {"a.txt": source}


def page_of(brief: Brief, articles: Mapping[str, Article]) -> Page:
    return Page(RENDERERS["html"](brief, articles, WHOLE))


def test_the_page_is_well_formed_and_its_ids_are_unique() -> None:
    page = page_of(*harbour())
    assert page.unclosed == []
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("day", [harbour, morning])
def test_every_link_within_the_page_resolves(day: Day) -> None:
    brief, articles = day()
    page = page_of(brief, articles)
    targets = {link.attrs["href"] for link in page.all("a")} - {"#closed"}
    assert targets <= {f"#{name}" for name in page.ids}
    assert {"#limits", "#coverage", "#sources", "#footnotes", "#s1", "#s2"} <= targets
    assert {f"#{'w' if note.linked else 'f'}{note.number}" for note in view_of(brief, articles).footnotes} <= targets


def test_with_one_story_the_contents_name_its_sections_and_with_several_the_stories() -> None:
    one, several = (page_of(*day()).all("nav")[0].words for day in (harbour, morning))
    for words in ("Demands and answers", "Disputed", "Positions", "Dates"):
        assert words in one
        assert words not in several
    for words in ("New since 6 May 2031", "The harbour of Selmark", "A ferry sinks"):
        assert words in several


def test_the_stories_are_in_the_contents_folded_too_for_a_narrow_window() -> None:
    several, one = (page_of(*day()) for day in (morning, harbour))
    (folded,) = several.classed("of-stories")
    assert " ".join(folded.words.split()) == ("2 stories The harbour of Selmark 2 articles A ferry sinks 1 article")
    assert one.classed("of-stories") == []


@pytest.mark.parametrize("kind", ["hardened", "softened", "reversed", "withdrawn", "moved", "happened"])
def test_every_kind_of_change_has_a_badge_of_its_own(kind: str) -> None:
    style = page_of(*harbour()).all("style")[0].words
    assert f".b-{kind}" in style


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
    number = int(lines["More ships could be turned away."].removeprefix("#w"))
    pins = {pin.attrs["id"]: " ".join(pin.words.split()) for pin in page.classed("pin")}
    assert pins[f"w{number}"] == (
        f"[{number}] doubtful 001, characters 197 to 244, verbatim ← {number - 1} {number + 1} →"
        "Brandt · More ships could be turned away. doubt: the speaker is a pronoun"
    )


def test_a_doubtful_line_is_marked_in_words() -> None:
    assert {each.words for each in page_of(*harbour()).classed("doubt")} >= {"⚠ doubtful: the speaker is a pronoun"}


def test_a_line_without_its_source_text_leads_to_its_footnote_and_says_so() -> None:
    brief, _ = one_position("The harbour is shut.")
    page = page_of(brief, {"another.txt": article("another.txt", "Elsewhere.")})
    assert "source text not at hand" in [each.words for each in page.classed("remark")]
    assert {link.attrs["href"] for link in page.classed("line")} == {"#f1"}
    assert "f1" in page.ids
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


def test_what_changed_stands_as_then_and_now() -> None:
    page = page_of(*morning())
    (change,) = page.classed("change")
    assert " ".join(change.words.split()) == (
        "softened “could” where it was “no” "
        "Then Ole Brandt says no ship will be turned away [4] told on 6 May "
        "Now Ole Brandt warns More ships could be turned away. [3] ⚠ doubtful: the speaker is a pronoun"
    )


def test_a_demand_says_how_it_stands_and_since_when_and_leads_to_its_thread_from_the_news() -> None:
    page = page_of(*morning())
    standings = [" ".join(each.words.split()) for each in page.classed("standing")]
    assert standings == ["rejected was open", "open when last told on 6 May since 2 May", "rejected"]
    places = [link.attrs["href"] for link in page.classed("there")]
    assert places == ["#story1-t1", "#story2-t1"]


def test_the_sides_of_a_dispute_stand_side_by_side_with_their_words() -> None:
    page = page_of(*morning())
    sides = [" ".join(each.words.split()) for each in page.classed("side")]
    assert [side.split(" ", 2)[:2] for side in sides] == [["for", "all"], ["shut", "Ole"]]
    assert "More ships could be turned away." in sides[1]


def test_only_what_is_new_in_a_story_that_is_not_is_marked_new() -> None:
    page = page_of(*morning())
    stories = [each for each in page.all("section") if "story" in each.classes]
    marked = [story.words.split().count("new") for story in stories]
    assert marked[0] >= 3  # the answer, the water and the meeting
    assert marked[1] == 1  # the story itself


def test_a_changed_line_says_in_its_story_how_it_has_changed() -> None:
    page = page_of(*morning())
    assert {each.words for each in page.classed("a-changed")} == {"softened"}


def test_many_lines_of_an_actor_are_folded_away_and_none_is_lost() -> None:
    source = article("a.txt", " ".join(f"Sentence {n}." for n in range(1, 13)))
    claims = [checked(f"c{n}", source, position(f"Sentence {n}.", topic=f"topic {n}")) for n in range(1, 13)]
    of_it = summary(source, claims)
    lines = tuple(merged(f"m{n}", (source, claim)) for n, claim in enumerate(claims))
    page = page_of(Brief(day=DAY, counts=counts([of_it]), claims=lines, summaries=(of_it,)), {"a.txt": source})
    (fold,) = page.all("details")
    assert fold.words.split()[:4] == ["6", "more", "from", "Falk"]
    assert fold.words.count("Sentence") == 6
    assert {f"#w{n}" for n in range(1, 13)} <= {link.attrs["href"] for link in page.classed("line")}


def test_a_page_without_some_stories_names_them() -> None:
    brief, articles = morning()
    page = Page(RENDERERS["html"](brief, articles, Top(top=1)))
    (beyond,) = [each for each in page.all("section") if each.attrs.get("id") == "beyond"]
    assert "A ferry sinks" in beyond.words
    assert "story2" not in page.ids


def test_the_pictures_of_a_story_lead_to_its_threads_and_dates() -> None:
    brief, articles = two_demands()
    page = page_of(brief, articles)
    drawn = [each for each in page.all("svg") if "demands" in each.classes]
    assert len(drawn) == 2  # for a wide page and a phone
    in_picture = [link.attrs["href"] for link in page.all("a") if "s-open" in link.classes]
    assert in_picture == ["#story1-t1", "#story1-t2"] * 2
    assert {"story1-t1", "story1-t2"} <= set(page.ids)


def test_the_same_brief_gives_the_same_page() -> None:
    brief, articles = morning()
    again = Brief.model_validate_json(brief.model_dump_json())
    assert RENDERERS["html"](brief, articles, WHOLE) == RENDERERS["html"](
        again, {key: articles[key] for key in reversed(list(articles))}, WHOLE
    )


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
    assert shown.startswith("No claims were found.")


@pytest.mark.skipif(bool(missing()), reason=missing() or "can be looked at")
def test_axe_finds_no_barrier_the_console_no_breach_and_a_narrow_window_no_sideways_scrolling(tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    file.write_text(RENDERERS["html"](*morning(), WHOLE), encoding="utf-8", newline="")
    said: list[str] = []
    with chromium() as browser:
        for look in LOOKS:
            with opened_at(browser, file, look, said) as tab:
                assert found_by_axe(tab) == [], look.name
                tab.locator("main a.line[href^='#w']").first.click()
                tab.locator(".note:visible").wait_for()
                assert found_by_axe(tab) == [], f"{look.name}, with a line opened"
                assert not scrolls_sideways(tab)
    assert said == []


@pytest.mark.skipif(bool(missing()), reason=missing() or "can be looked at")
def test_hostile_words_run_nothing_in_a_browser(tmp_path: Path) -> None:
    fields = dict.fromkeys(("statement", "actor", "role", "condition", "reported_by", "topic"), HOSTILE)
    file = tmp_path / "brief.html"
    brief, articles = one_position(
        HOSTILE, f"Before {HOSTILE} after </style><style>*{{display:none}}</style>", **fields
    )
    file.write_text(RENDERERS["html"](brief, articles, WHOLE), encoding="utf-8", newline="")
    said: list[str] = []
    with chromium() as browser, opened_at(browser, file, LOOKS[0], said) as tab:
        tab.on("dialog", lambda dialog: said.append(dialog.message))
        tab.locator("main a.line").first.click()
        assert tab.locator("mark.m1").inner_text() == HOSTILE
    assert said == []


@pytest.mark.skipif(bool(missing()), reason=missing() or "can be looked at")
def test_j_and_k_go_from_line_to_line_and_what_a_link_leads_to_is_unfolded(tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    file.write_text(RENDERERS["html"](*morning(), WHOLE), encoding="utf-8", newline="")
    said: list[str] = []
    with chromium() as browser, opened_at(browser, file, LOOKS[0], said) as tab:
        lines = tab.locator("main a.line:visible")
        lines.nth(1).focus()
        tab.keyboard.press("j")
        assert lines.nth(2).evaluate("line => line === document.activeElement")
        tab.keyboard.press("k")
        tab.keyboard.press("k")
        assert lines.nth(0).evaluate("line => line === document.activeElement")
        tab.locator(".there").first.click()
        assert tab.locator("#story1-t1").is_visible()
    assert said == []


@pytest.mark.skipif(bool(missing()), reason=missing() or "can be looked at")
def test_a_click_on_a_line_shows_its_words_with_and_without_a_script(tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    filler = "The harbour lay still.\n\n" * 400
    brief, articles = one_position("Nobody knows why", f"{filler}Nobody knows why, said Falk.\n\n{filler}")
    file.write_text(RENDERERS["html"](brief, articles, WHOLE), encoding="utf-8", newline="")
    with chromium() as browser:
        for scripted, look in ((True, LOOKS[0]), (False, LOOKS[0]), (True, LOOKS[1]), (False, LOOKS[1])):
            problems: list[str] = []
            with opened_at(browser, file, look, problems, scripted=scripted) as tab:
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
