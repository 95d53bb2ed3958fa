"""The view goes by stories, says what is new since the brief before, and counts what a page does not show."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from brief_builder import DAY, EVE, article, checked, counts, harbour, merged, morning, one_position, position, summary
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import merge_summaries, read_articles, summarize
from summarizer.models import (
    Actor,
    Article,
    Brief,
    ClaimJudgement,
    DatedEvent,
    Dispute,
    DisputeSide,
    Since,
    Story,
    Thread,
    TimelineEntry,
)
from summarizer.render import RENDERERS, Page
from summarizer.render.footnotes import Footnote
from summarizer.render.lines import Line
from summarizer.render.plan import plan_of
from summarizer.render.view import SinceView, StoryView, View, view_of


def within(shown: object) -> Iterator[object]:
    """Every dataclass in a view, at any depth."""
    if isinstance(shown, tuple):
        for each in shown:
            yield from within(each)
    elif dataclasses.is_dataclass(shown):
        yield shown
        for field in dataclasses.fields(shown):
            yield from within(getattr(shown, field.name))


def lines_of(view: View) -> list[Line]:
    return [each for each in within(view) if isinstance(each, Line)]


def since_of(view: View) -> SinceView:
    assert view.since is not None
    return view.since


def ids(lines: tuple[Line, ...]) -> list[str]:
    return [line.merged_id for line in lines]


def test_each_story_has_its_own_sections_in_the_order_of_the_brief() -> None:
    harbour_story, ferry = view_of(*morning()).stories
    assert (harbour_story.title, harbour_story.figures, harbour_story.first_day, harbour_story.new) == (
        *("The harbour of Selmark", "2 articles", "since 6 May", False),
    )
    assert (ferry.figures, ferry.watched, ferry.first_day, ferry.new) == ("1 article", ("ferry",), None, True)
    assert harbour_story.state == "1 demand rejected, 1 matter disputed"
    assert [thread.thread_id for thread in (*harbour_story.demands, *ferry.disputed, *ferry.demands)] == [
        *("t1", "t2", "t3"),
    ]
    assert [row.line.merged_id for row in (*harbour_story.planned, *ferry.undated)] == ["meet", "sunk"]


def test_copies_are_told_from_independent_sources_in_the_figures_of_a_story() -> None:
    brief, articles = morning()
    story = brief.stories[0].model_copy(update={"articles": ("a", "b", "c"), "origins": 2})
    view = view_of(brief.model_copy(update={"stories": (story, *brief.stories[1:])}), articles)
    assert view.stories[0].figures == "3 articles, 2 independent sources"


def test_what_is_new_is_listed_and_answers_stand_with_their_demand() -> None:
    since = since_of(view_of(*morning()))
    assert (since.day, since.figures) == (
        "6 May 2031",
        "5 new lines, 1 changed, 1 demand newly answered; 2 are told again.",
    )
    assert ids(since.new) == ["water", "meet", "sunk", "denied"]
    assert (since.more, since.more_words, since.elsewhere) == (0, "", "")
    (answered,) = since.answered
    assert (answered.status_words, answered.before, ids(answered.answers)) == ("rejected", "was open", ["answer"])


def test_a_change_shows_what_was_and_what_is_and_the_words_that_tell() -> None:
    (change,) = since_of(view_of(*morning())).changes
    assert (change.kind, change.why) == ("softened", "“could” where it was “no”")
    assert (change.now.words, change.now.mark) == ("More ships could be turned away.", "changed")
    assert (change.then.words, change.then.mark) == ("no ship will be turned away", "told on 6 May")


def test_a_demand_is_open_since_the_day_that_an_article_first_told_of_it() -> None:
    (thread,) = since_of(view_of(*morning())).still_open
    assert (thread.status_words, thread.since, thread.before, thread.new) == (
        *("open when last told on 6 May", "since 2 May", "", False),
    )
    assert (thread.standing, thread.head and thread.head.told) == ("open when last told on 6 May, since 2 May", None)


def test_many_demands_that_are_still_open_are_folded_after_the_first_and_none_is_lost() -> None:
    brief, articles = morning()
    given = brief.threads[2]
    many = tuple(given.model_copy(update={"thread_id": f"o{n}", "title": f"Title {n}"}) for n in range(11))
    since = brief.since.model_copy(update={"still_open": tuple(t.thread_id for t in many)}) if brief.since else None
    changed = brief.model_copy(update={"threads": (*brief.threads, *many), "since": since})
    shown = RENDERERS["markdown"](changed, articles)
    assert "<summary>3 more demands without an answer</summary>" in shown
    assert shown.split("### Without an answer so far")[1].split("###")[0].count("pay for the ferry") == 11


def test_a_new_event_is_listed_with_its_date() -> None:
    new = {line.merged_id: line for line in since_of(view_of(*morning())).new}
    assert (new["meet"].remarks, new["sunk"].remarks) == (("12 May 2031",), ("“On a Tuesday in March”",))


def test_events_whose_day_is_over_are_told_with_their_date() -> None:
    since = since_of(view_of(*morning()))
    assert [(row.when, row.line.words, row.line.told) for row in since.passed] == [
        ("6 May 2031", "The fishermen meet", "told on 6 May")
    ]
    assert since.silent == ("A bridge is closed",)


def test_a_footnote_of_an_earlier_claim_names_its_brief_and_is_no_link() -> None:
    brief, articles = morning()
    (note,) = [note for note in view_of(brief, articles).footnotes if note.checked.claim_id == "pay"]
    assert (note.place, note.linked, note.missing) == (
        "001, brief of 6 May 2031, characters 0 to 38, verbatim",
        False,
        False,
    )


def many_new(actors: int) -> tuple[Brief, Since]:
    """A brief of 30 new positions, by so many actors in turn, and one new demand at the end."""
    source = article("a.txt", " ".join(f"Words {number}." for number in range(30)))
    claims = [checked(f"c{n}", source, position(f"Words {n}.", actor=f"A{n % actors}")) for n in range(30)]
    of_it = summary(source, claims)
    brief = Brief(
        day=DAY,
        counts=counts([of_it]),
        claims=tuple(
            merged(f"m{n}", (source, each)).model_copy(update={"novelty": "new"}) for n, each in enumerate(claims)
        ),
        summaries=(of_it,),
    )
    return brief, Since(day=EVE, new=tuple(f"m{n}" for n in range(30)))


@pytest.mark.parametrize(
    ("actors", "shown", "more"),
    [
        (30, [f"m{n}" for n in range(10)], "and 20 more new lines, marked new below"),
        (1, ["m0", "m1", "m2"], "and 27 more new lines, marked new below"),
    ],
)
def test_new_lines_are_bounded_and_nobody_alone_takes_all_places(actors: int, shown: list[str], more: str) -> None:
    brief, since = many_new(actors)
    view = since_of(view_of(brief.model_copy(update={"since": since}), {}))
    assert (ids(view.new), view.more_words) == (shown, more)


def test_that_somebody_does_not_answer_is_listed_last_among_the_new() -> None:
    brief, articles = morning()
    assert brief.since is not None
    defers = brief.claims[1].claim.model_copy(update={"kind": "defers"})
    claims = (brief.claims[0], brief.claims[1].model_copy(update={"claim": defers}), *brief.claims[2:])
    since = brief.since.model_copy(update={"answered": ()})
    view = view_of(brief.model_copy(update={"claims": claims, "since": since}), articles)
    assert ids(since_of(view).new) == ["water", "meet", "sunk", "denied", "answer"]


def test_nothing_new_is_said() -> None:
    brief, since = many_new(1)
    since = since.model_copy(update={"new": (), "repeated": since.new})
    assert since_of(view_of(brief.model_copy(update={"since": since}), {})).figures == "Nothing new; 30 are told again."


def test_lines_say_how_new_they_are_only_where_there_was_a_brief_before() -> None:
    marks = {line.merged_id: (line.mark, line.since) for line in lines_of(view_of(*morning()))}
    assert marks["water"] == ("new", None)
    assert marks["inner"] == ("", "since 6 May")
    assert {line.mark for line in lines_of(view_of(*harbour()))} == {""}


def test_a_page_shows_the_first_stories_and_counts_the_others() -> None:
    brief, articles = morning()
    view = view_of(brief, articles, Page(top=1))
    assert [story.story_id for story in view.stories] == ["s1"]
    assert (view.beyond, view.beyond_figures) == (("A ferry sinks (1 source, 2 claims)",), "1 more story, 2 claims")
    since = since_of(view)
    assert (ids(since.new), since.more_words, since.figures) == (
        *(["water", "meet"], ""),
        "In the stories that are shown: 3 new lines, 1 changed, 1 demand newly answered; 2 are told again.",
    )
    assert (since.still_open, since.passed, since.silent) == ((), (), ())
    assert since.elsewhere == (
        "2 new lines, 1 demand without an answer so far, 1 event whose day is over, 1 story no longer told"
    )
    assert view_of(brief, articles, Page(top=0)).stories == ()


def test_doubtful_lines_that_a_page_does_not_show_are_counted() -> None:
    brief, articles = morning()
    assert [line.merged_id for line in view_of(brief, articles).doubtful] == ["warns"]
    alone = brief.model_copy(update={"since": None})
    view = view_of(alone, articles, Page(only_watched=True))
    assert view.doubtful == ()
    assert view.limits[-1].message == "1 doubtful line stands in stories that are not shown."


def test_a_page_of_the_watched_stories_counts_the_others() -> None:
    view = view_of(*morning(), Page(only_watched=True))
    assert [story.story_id for story in view.stories] == ["s2"]
    assert view.beyond == ("The harbour of Selmark (2 sources, 6 claims)",)


def test_many_stories_that_are_not_shown_are_named_first_and_then_counted() -> None:
    brief, articles = morning()
    more = tuple(Story(story_id=f"x{n}", title=f"Story {n}") for n in range(24))
    view = view_of(brief.model_copy(update={"stories": (*brief.stories, *more)}), articles, Page(top=2))
    assert (len(view.beyond), view.beyond[-1], view.beyond_figures) == (21, "and 4 more", "24 more stories, 0 claims")


def test_formats_for_programs_hold_everything_whatever_the_page() -> None:
    brief, articles = morning()
    for form in ("json", "jsonl", "csv"):
        assert RENDERERS[form](brief, articles, Page(top=0)) == RENDERERS[form](brief, articles, Page())
    for form in ("markdown", "text"):
        assert "1 more story, 2 claims" in RENDERERS[form](brief, articles, Page(top=1))


def test_a_dispute_stands_side_by_side_and_its_positions_are_not_told_twice() -> None:
    story = view_of(*morning()).stories[0]
    (dispute,) = story.disputes
    assert [(side.holds, ids(side.lines)) for side in dispute.sides] == [("for all", ["water"]), ("shut", ["warns"])]
    (falk,) = story.actors
    assert [ids(topic.lines) for topic in falk.topics] == [["inner"]]
    assert [note.checked.claim_id for note in falk.above] == ["water"]


@pytest.mark.parametrize(
    ("sides", "threads", "disputes"),
    [((("sunk",), ("denied",)), ["t2"], []), ((("sunk", "water"), ("denied",)), [], ["x2"])],
)
def test_an_allegation_and_the_dispute_about_it_are_shown_once(
    sides: tuple[tuple[str, ...], ...], threads: list[str], disputes: list[str]
) -> None:
    brief, articles = morning()
    about = Dispute(
        dispute_id="x2", kind="fact", title="Who", why="denied", thread_id="t2",
        sides=tuple(DisputeSide(holds="", claims=claims) for claims in sides),
    )  # fmt: skip
    ferry = brief.stories[1].model_copy(update={"disputes": ("x2",)})
    given = brief.model_copy(update={"disputes": (about,), "stories": (brief.stories[0], ferry)})
    given = given.model_copy(
        update={"stories": (given.stories[0].model_copy(update={"disputes": ()}), given.stories[1])}
    )
    view = view_of(given, articles)
    story = view.stories[1]
    assert ([t.thread_id for t in story.disputed], [d.dispute_id for d in story.disputes]) == (threads, disputes)
    assert view.headline[-1] == "1 matter disputed"


def test_the_other_names_of_an_actor_are_given_once_and_not_the_office_as_a_name() -> None:
    brief, articles = morning()
    falk = brief.actors[0].model_copy(update={"aliases": ("Falk", "Minister", "Ada Falk")})
    first, second = (
        story.model_copy(update={"claims": claims, "threads": (), "disputes": ()})
        for story, claims in zip(brief.stories, (("water",), ("inner",)), strict=True)
    )
    update = {"actors": (falk, *brief.actors[1:]), "stories": (first, second)}
    stories = view_of(brief.model_copy(update=update), articles).stories
    assert [story.actors[0].aliases for story in stories[:2]] == [("Falk",), ()]


def test_demands_that_somebody_answered_come_before_those_that_nobody_did() -> None:
    brief, _ = morning()
    story = brief.stories[0].model_copy(update={"threads": ("t3", "t1")})
    plan = plan_of(brief.model_copy(update={"stories": (story, *brief.stories[1:])}))
    assert [thread.thread_id for thread in plan.stories[0].demands] == ["t1", "t3"]


def test_what_no_story_holds_comes_last_and_nothing_is_lost() -> None:
    brief, articles = morning()
    view = view_of(brief.model_copy(update={"stories": brief.stories[:1]}), articles)
    assert [story.title for story in view.stories] == ["The harbour of Selmark", "Lines of no story"]
    assert {"sunk", "denied"} <= {line.merged_id for line in lines_of(view)}


def test_the_only_story_leads_with_its_demands_what_is_disputed_and_what_counts_most() -> None:
    lead = view_of(*harbour()).stories[0].lead
    assert [(line.merged_id, line.remarks[:1]) for line in lead] == [
        *(
            ("demand", ("rejected",)),
            ("sunk", ("rejected",)),
            ("answer", ()),
            ("water", ()),
            ("inner", ("stance: supports",)),
        ),
    ]
    assert [len(story.lead) for story in view_of(*morning()).stories] == [1, 1]


@pytest.mark.parametrize(
    ("kind", "words"),
    [("person", "sails."), ("organisation", "{} sails.")],
)
@pytest.mark.parametrize("begins", ["Falk", "Minister Ada Falk"])
def test_a_person_is_not_named_twice_by_the_last_name_or_with_the_office(kind: str, words: str, begins: str) -> None:
    brief, articles = one_position("x", "x", statement=f"{begins} sails.", actor="Ada Falk")
    actor = Actor.model_validate({"actor_id": "falk", "name": "Ada Falk", "role": "minister", "kind": kind})
    claims = (brief.claims[0].model_copy(update={"actor": "falk"}),)
    view = view_of(brief.model_copy(update={"actors": (actor,), "claims": claims}), articles)
    assert view.stories[0].actors[0].topics[0].lines[0].words == words.format(begins)


@pytest.mark.parametrize(
    ("statement", "words", "verb"),
    [
        ("Falk declined to say when.", "declined to say when.", ""),
        ("Ada Falk: we sail.", "we sail.", "hopes"),
        ("The Falk declined.", "declined.", ""),
        ("Falk’s ships sail.", "Falk’s ships sail.", "hopes"),
        ("Falk Island is far.", "Falk Island is far.", "hopes"),
        ("Falk also sails.", "sails.", ""),
    ],
)
def test_the_speaker_is_not_named_twice(statement: str, words: str, verb: str) -> None:
    brief, articles = harbour()
    changed = [
        claim.model_copy(update={"claim": claim.claim.model_copy(update={"statement": statement})})
        if claim.merged_id == "water"
        else claim
        for claim in brief.claims
    ]
    view = view_of(brief.model_copy(update={"claims": tuple(changed)}), articles)
    (line,) = {line.merged_id: line for line in lines_of(view)}.keys() & {"water"}
    shown = next(each for each in lines_of(view) if each.merged_id == line)
    assert (shown.words, shown.verb, shown.goes_on) == (words, verb, not verb)


def test_quotation_marks_stand_around_words_of_the_source_alone() -> None:
    brief, articles = one_position(
        'The pier is "closed for good", he said.', statement="The pier is “Closed  for good” and “lost for ever”."
    )
    (line,) = view_of(brief, articles).stories[0].actors[0].topics[0].lines
    assert line.words == "The pier is “Closed for good” and lost for ever."


def test_what_a_response_answers_is_not_said_where_its_words_say_it() -> None:
    brief, articles = harbour()
    source = articles["seeds/001_north.txt"]
    answer = brief.claims[1].claim.model_copy(update={"answers_key": None, "answers": "The harbour"})
    of_it = brief.claims[1].model_copy(update={"claim": answer})
    alone = brief.model_copy(update={"claims": (of_it,), "threads": (), "timeline": ()})
    (line,) = view_of(alone, {source.article_id: source}).stories[0].loose
    assert line.remarks == ()


@pytest.mark.parametrize(
    ("statement", "verb"),
    [
        ("Brandt has already rejected it.", ""),
        ("Brandt rejects it.", ""),
        ("Brandt does not reject it.", "rejects"),
        ("Brandt declined.", "rejects"),
    ],
)
def test_a_response_keeps_its_kind_where_its_words_do_not_say_it(statement: str, verb: str) -> None:
    brief, articles = harbour()
    answer = brief.claims[1].model_copy(
        update={"claim": brief.claims[1].claim.model_copy(update={"statement": statement})}
    )
    changed = brief.model_copy(update={"claims": (brief.claims[0], answer, *brief.claims[2:])})
    (line,) = view_of(changed, articles).stories[0].demands[0].answers
    assert (line.verb, line.words) == (verb, statement.removeprefix("Brandt "))
    said = f"- Ole Brandt, reported by a spokesman{' · rejects: ' if verb else ', '}{line.words} [3]"
    assert said in RENDERERS["markdown"](changed, articles).splitlines()


def test_a_side_of_a_dispute_says_the_stance_and_its_lines_do_not() -> None:
    brief, articles = morning()
    dispute = brief.disputes[0]
    sides = (DisputeSide(holds="supports", claims=("inner",)), dispute.sides[1])
    story = view_of(
        brief.model_copy(update={"disputes": (dispute.model_copy(update={"sides": sides}),)}), articles
    ).stories[0]
    assert [line.remarks for line in story.disputes[0].sides[0].lines] == [()]


STORIES = st.lists(st.integers(min_value=0, max_value=3), min_size=8, max_size=8)


@settings(max_examples=60, deadline=None)
@given(STORIES, st.sampled_from([Page(), Page(top=1), Page(only_watched=True)]))
def test_every_line_has_its_footnotes_and_their_words_stand_at_their_spans(placed: list[int], page: Page) -> None:
    brief, articles = morning()
    stories = [
        Story(
            story_id=str(number), title=f"Story {number}", watched=("ferry",) * (number == 2),
            claims=tuple(claim.merged_id for claim, at in zip(brief.claims, placed, strict=True) if at == number),
            threads=("t1",) if number == 1 else (), disputes=("x1",) if number == 2 else (),
        )
        for number in range(3)
    ]  # fmt: skip
    view = view_of(brief.model_copy(update={"stories": tuple(stories)}), articles, page)
    numbered = {note.number: note for note in view.footnotes}
    assert list(numbered) == list(range(1, len(numbered) + 1))
    lines = lines_of(view)
    assert all(line.notes for line in lines)
    assert all(numbered[note.number] is note for line in lines for note in line.notes)
    for note in view.footnotes:
        if note.linked:
            text = articles[note.record.article_id].text
            assert note.span is not None
            assert text[note.span.start : note.span.end] == note.words
    hidden = {merged_id for story in view_stories(brief, view, stories) for merged_id in story.claims}
    assert {claim.merged_id for claim in brief.claims} - hidden <= {line.merged_id for line in lines}


def view_stories(brief: Brief, view: View, stories: list[Story]) -> list[Story]:
    """The stories that the view does not show, and what no story holds where it is not shown either."""
    shown = {story.story_id for story in view.stories}
    held = {merged_id for story in stories for merged_id in story.claims}
    rest = Story(story_id="", title="", claims=tuple(c.merged_id for c in brief.claims if c.merged_id not in held))
    return [story for story in (*stories, rest) if story.story_id not in shown]


def test_every_footnote_is_asked_for_by_a_line() -> None:
    view = view_of(*morning())
    cited = {note.number for line in lines_of(view) for note in line.notes}
    assert cited == {note.number for note in view.footnotes}
    assert all(isinstance(note, Footnote) for note in view.footnotes)


def cited(shown: str, form: str) -> tuple[set[int], set[int]]:
    """The numbers of the footnotes that a page defines, and of those that its lines ask for."""
    if form == "html":
        body, _, rest = shown.split("<main>")[1].partition('<section id="footnotes"')
        asked = re.findall(r'href="#[wf](\d+)"', body)
        return set(map(int, re.findall(r'<li id="f(\d+)"', rest))), set(map(int, asked))
    body, _, rest = re.sub(r"\\(.)", "", shown).partition("Footnotes\n")
    defined = re.findall(r"^\[(\d+)\] “", rest, re.MULTILINE)
    return set(map(int, defined)), set(map(int, re.findall(r"\[(\d+)\]", body)))


PLACES = st.lists(st.integers(min_value=0, max_value=2), min_size=3, max_size=3)


@settings(max_examples=80, deadline=None)
@given(STORIES, PLACES, st.booleans(), st.sampled_from([Page(), Page(top=0), Page(top=1), Page(only_watched=True)]))
def test_every_footnote_that_is_defined_is_asked_for_and_the_reverse(
    placed: list[int], threads: list[int], watched: bool, page: Page
) -> None:
    brief, articles = morning()
    # an open demand with a second wording and an answer, both of the day before: what "still open" does not show
    more = brief.threads[2].model_copy(
        update={"title": "other words", "claims": ("pay", "calm"), "responses": ("fish",)}
    )
    told = brief.threads[0].model_copy(update={"claims": ("demand", "inner"), "responses": ("answer", "calm")})
    stories = tuple(
        Story(
            story_id=str(number), title=f"Story {number}", watched=("ferry",) * (watched and number == 0),
            claims=tuple(claim.merged_id for claim, at in zip(brief.claims, placed, strict=True) if at == number),
            threads=tuple(thread_id for thread_id, at in zip(("t1", "t2", "t3"), threads, strict=True) if at == number),
        )
        for number in range(2)
    )  # fmt: skip
    changed = brief.model_copy(update={"stories": stories, "threads": (told, brief.threads[1], more)})
    for form in ("markdown", "text", "html"):
        defined, asked = cited(RENDERERS[form](changed, articles, page), form)
        assert defined == asked == set(range(1, len(defined) + 1)), form


def test_a_page_of_watched_stories_that_nothing_meets_tells_nothing_of_the_others() -> None:
    brief, articles = morning()
    stories = tuple(story.model_copy(update={"watched": ()}) for story in brief.stories)
    view = view_of(brief.model_copy(update={"stories": stories}), articles, Page(only_watched=True))
    since = since_of(view)
    assert (view.stories, view.footnotes, lines_of(view)) == ((), (), [])
    assert since.elsewhere == (
        "5 new lines, 1 changed, 1 demand newly answered, 1 demand without an answer so far, "
        "1 event whose day is over, 1 story no longer told"
    )
    shown = RENDERERS["markdown"](brief.model_copy(update={"stories": stories}), articles, Page(only_watched=True))
    assert f"In stories that are not shown, or in none: {since.elsewhere}." in shown
    assert "In the stories that are shown" not in shown


def test_the_two_ends_of_a_stretch_of_days_are_one_row_with_both_footnotes() -> None:
    source = article("a.txt", "The fair is held from 3 to 9 June.")
    ends = [
        checked(
            f"c{n}", source,
            DatedEvent(event="The fair is held", phrase=phrase, value=value, status="planned", quote=source.text),
        )
        for n, (phrase, value) in enumerate((("3", "2031-06-03"), ("9 June", "2031-06-09")))
    ]  # fmt: skip
    of_it = summary(source, ends)
    days = {"earliest": dt.date(2031, 6, 3), "latest": dt.date(2031, 6, 9)}
    brief = Brief(
        day=DAY,
        counts=counts([of_it]),
        claims=tuple(merged(f"m{n}", (source, end)) for n, end in enumerate(ends)),
        timeline=tuple(TimelineEntry(merged_id=f"m{n}", status="planned", value=None, **days) for n in range(2)),
        summaries=(of_it,),
    )
    (row,) = view_of(brief, {"a.txt": source}).stories[0].planned
    assert (row.when, [note.number for note in row.line.notes], row.line.also) == (
        *("3 June 2031 to 9 June 2031", [1, 2], ("m1",)),
    )
    exact = brief.model_copy(
        update={"timeline": tuple(each.model_copy(update={"value": "2031-06-03"}) for each in brief.timeline)}
    )
    assert len(view_of(exact, {"a.txt": source}).stories[0].planned) == 2


def judged(*pairs: tuple[str, str, bool]) -> tuple[ClaimJudgement, ...]:
    return tuple(ClaimJudgement(claims=(one, other), same=same, by="openai/tiny") for one, other, same in pairs)


def test_what_a_model_judged_is_said_in_the_head_and_at_the_lines_that_rest_on_it() -> None:
    brief, articles = harbour()
    # `water` rests on the claims `again` and `water`; `inner` and `warns` were judged to be one, and were not made one
    decisions = judged(("again", "water", True), ("inner", "warns", True), ("meet", "sunk", False))
    view = view_of(brief.model_copy(update={"decisions": decisions}), articles)
    assert view.made_by.endswith(" · 3 pairs of claims judged by openai/tiny: 1 taken as one")
    remarked = {line.merged_id for line in lines_of(view) if "taken as one by openai/tiny" in line.remarks}
    assert remarked == {"water"}
    none = view_of(brief.model_copy(update={"decisions": judged(("again", "water", False))}), articles)
    assert none.made_by.endswith(" · 1 pair of claims judged by openai/tiny: none taken as one")
    assert not any("taken as one" in remark for line in lines_of(none) for remark in line.remarks)


def test_an_allegation_is_headed_by_what_somebody_alleges_and_not_by_its_denial() -> None:
    brief, articles = harbour()
    of_nobody = brief.claims[6].claim.model_copy(update={"according_to": None})
    denied = brief.claims[6].model_copy(update={"merged_id": "seen", "claim": of_nobody, "actor": None})
    said = brief.claims[3].claim.model_copy(update={"statement": "Selmark did not sink it."})
    negative = brief.claims[3].model_copy(update={"merged_id": "never", "claim": said})
    thread = brief.threads[1].model_copy(update={"claims": ("seen", "never", "inner", "sunk")})
    view = view_of(
        brief.model_copy(update={"claims": (*brief.claims, denied, negative), "threads": (brief.threads[0], thread)}),
        articles,
    )
    (shown,) = view.stories[0].disputed
    assert shown.head is not None
    assert (shown.head.merged_id, shown.head.by) == ("inner", "Ada Falk")
    assert [line.merged_id for line in shown.asks] == ["seen", "never", "sunk"]


def test_what_earlier_briefs_told_in_the_same_words_stands_once_in_its_thread() -> None:
    brief, articles = morning()
    pay = brief.earlier[0]
    calm = brief.earlier[1]
    again = pay.model_copy(update={"merged_id": "again", "sources": calm.sources, "told": dt.date(2031, 5, 5)})
    other = pay.model_copy(update={"merged_id": "other", "actor": None, "sources": calm.sources})
    asked = brief.threads[2].model_copy(update={"claims": ("pay", "again", "other")})
    changed = brief.model_copy(
        update={"earlier": (*brief.earlier, again, other), "threads": (*brief.threads[:2], asked)}
    )
    (thread,) = (thread for story in view_of(changed, articles).stories for thread in story.demands if thread.asks)
    assert thread.head is not None
    assert (thread.head.merged_id, thread.head.also, thread.head.told) == ("pay", ("again",), "told on 6 May")
    assert ids(thread.asks) == ["other"]


def test_two_claims_of_one_quote_that_say_the_same_are_one_line_of_a_thread() -> None:
    brief, articles = harbour()
    sunk = brief.claims[6]
    day = sunk.model_copy(update={"merged_id": "day", "claim": sunk.claim.model_copy(update={"phrase": "March"})})
    later = sunk.claim.model_copy(update={"event": "Another ship is lost"})
    lost = sunk.model_copy(update={"merged_id": "lost", "claim": later})
    thread = brief.threads[1].model_copy(update={"claims": ("sunk", "day", "lost")})
    changed = brief.model_copy(update={"claims": (*brief.claims, day, lost), "threads": (brief.threads[0], thread)})
    (shown,) = view_of(changed, articles).stories[0].disputed
    assert shown.head is not None
    assert (shown.head.merged_id, shown.head.also, ids(shown.asks)) == ("sunk", ("day",), ["lost"])


@pytest.mark.parametrize(
    ("dated", "head"),
    [(TimelineEntry(merged_id="sunk", status="alleged", value="XXXX-03"), "sunk"), (None, "inner")],
)
def test_of_what_is_alleged_the_dated_comes_first(dated: TimelineEntry | None, head: str) -> None:
    brief, articles = harbour()
    thread = brief.threads[1].model_copy(update={"claims": ("inner", "sunk")})
    timeline = (dated,) if dated else ()
    changed = brief.model_copy(update={"threads": (brief.threads[0], thread), "timeline": timeline})
    shown = view_of(changed, articles).stories[0].disputed[0].head
    assert shown is not None
    assert shown.merged_id == head


def test_days_in_the_words_that_tell_of_a_change_are_words() -> None:
    brief, articles = morning()
    assert brief.since is not None
    moved = brief.since.changes[0].model_copy(
        update={"kind": "moved", "why": "“2031-05-12”: 2031-05-12 then, XXXX now"}
    )
    changed = brief.model_copy(update={"since": brief.since.model_copy(update={"changes": (moved,)})})
    (change,) = since_of(view_of(changed, articles)).changes
    assert change.why == "“2031-05-12”: 12 May 2031 then, XXXX now"


def test_a_day_of_one_story_begins_with_what_is_new() -> None:
    brief, articles = morning()
    both = brief.stories[0].model_copy(
        update={
            "claims": tuple(claim.merged_id for claim in brief.claims),
            "threads": ("t1", "t2", "t3"),
        }
    )
    alone = brief.model_copy(update={"stories": (both,)})
    lead = view_of(alone, articles).stories[0].lead
    # the demand is told again, and is rejected since yesterday; "inner" alone is neither new nor changed
    assert ids(lead) == ["demand", "sunk", "answer", "water", "meet"]
    stale = alone.threads[0].model_copy(update={"before": "rejected"})
    lead = view_of(alone.model_copy(update={"threads": (stale, *alone.threads[1:])}), articles).stories[0].lead
    assert ids(lead)[-1] == "demand"


def test_that_somebody_does_not_answer_leads_only_where_nothing_else_does() -> None:
    brief, articles = harbour()
    answer = brief.claims[1].claim.model_copy(update={"kind": "defers"})
    claims = tuple(
        claim.model_copy(update={"claim": answer}) if claim.merged_id == "answer" else claim for claim in brief.claims
    )
    changed = brief.model_copy(update={"claims": claims, "threads": ()})
    assert ids(view_of(changed, articles).stories[0].lead) == ["demand", "water", "inner", "meet", "sunk"]


def test_a_title_without_any_words_is_the_day() -> None:
    stories: tuple[StoryView, ...] = view_of(*harbour()).stories
    assert [story.title for story in stories] == ["The day"]


@pytest.mark.parametrize(
    ("asked_on", "since"),
    [
        (dt.date(2031, 5, 6), "for 1 day, since 6 May"),
        (dt.date(2031, 3, 8), "for 60 days, since 8 March"),
        (dt.date(2031, 3, 7), "since 7 March"),
    ],
)
def test_the_days_that_a_demand_is_open_are_counted_as_long_as_they_are_few(asked_on: dt.date, since: str) -> None:
    brief, articles = morning()
    open_still = brief.threads[0].model_copy(update={"status": "open", "responses": (), "asked_on": asked_on})
    changed = brief.model_copy(update={"threads": (open_still, *brief.threads[1:])})
    assert view_of(changed, articles).stories[0].demands[0].since == since


def test_days_of_another_year_keep_it() -> None:
    brief, articles = morning()
    old = brief.threads[2].model_copy(update={"asked_on": dt.date(2030, 12, 30)})
    threads: tuple[Thread, ...] = (*brief.threads[:2], old)
    (thread,) = since_of(view_of(brief.model_copy(update={"threads": threads}), articles)).still_open
    assert thread.since == "since 30 December 2030"


def test_on_the_seeds_every_line_opens_its_words_and_quotes_nothing_else() -> None:
    articles = list(read_articles([Path(__file__).parents[2] / "seeds"]))
    brief = merge_summaries(summarize(articles), dt.date(2022, 2, 15))
    texts = {each.article_id: each for each in articles if isinstance(each, Article)}
    view = view_of(brief, texts)
    told = {merged_id for line in lines_of(view) for merged_id in (line.merged_id, *line.also)}
    assert told >= {claim.merged_id for claim in brief.claims}
    for note in view.footnotes:
        assert note.linked
        assert note.span is not None
        assert texts[note.record.article_id].text[note.span.start : note.span.end] == note.words
    for line in lines_of(view):
        stand = [" ".join(re.findall(r"\w+", (note.words or "").casefold())) for note in line.notes]
        for quoted in re.findall(r"[“\"„«]([^“”\"„«»]+)[”\"“»]", line.words):
            bare = " ".join(re.findall(r"\w+", quoted.casefold()))
            assert any(bare in words for words in stand), line.words
