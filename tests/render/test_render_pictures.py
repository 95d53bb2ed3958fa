"""The pictures are to scale, nothing in them stands over another, and every mark and arrow is a link in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.models import EventStatus, ThreadStatus
from summarizer.render.pictures import Ask, Moment, demands_picture, timeline_picture
from summarizer.render.pictures.axis import axis_of, ticks
from summarizer.render.pictures.demands import MOST_ACTORS, MOST_ARROWS
from summarizer.render.pictures.lettering import cut, room, wrapped
from summarizer.render.pictures.timeline import MOST_MARKS

TODAY = dt.date(2022, 2, 15)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</svg></script><script>alert(1)</script>" onload="x" \'><b>&amp;\u202e'


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def moment(first: str, last: str | None = None, what: str = "Talks", status: EventStatus = "past") -> Moment:
    return Moment(day(first), day(last or first), first, what, status, f"#d{first}")


def ask(by: str, to: str | None, status: ThreadStatus = "open", what: str = "Leave", href: str = "#t1") -> Ask:
    return Ask(by, to, what, status, status, 1, href)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def links(svg: str) -> dict[str, str]:
    """The target of each link with its accessible name."""
    return {each.attrib["href"]: each.attrib["aria-label"] for each in parsed(svg).iter("a")}


Box = tuple[int, int, int, int]


def boxes(svg: str) -> list[Box]:
    """Where each run of words stands, by the same estimate of its width: left, top, right, bottom."""
    found = []
    for each in parsed(svg).iter("text"):
        words = "".join(each.itertext())
        size = 12 if each.attrib.get("class") == "tick" else 13
        width, x, y = room(words, size), int(each.attrib["x"]), int(each.attrib["y"])
        left = x - {"start": 0, "middle": width // 2, "end": width}[each.attrib.get("text-anchor", "start")]
        found.append((left, y - 10, left + width, y + 3))
    return found


def overlapping(found: Sequence[Box]) -> list[tuple[Box, Box]]:
    return [
        (one, other)
        for one, other in combinations(found, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


# --- the line of days ------------------------------------------------------------------------------------------------


def test_each_day_has_the_same_length() -> None:
    axis = axis_of([day("2022-01-01"), day("2022-01-10")], 20, 120)
    assert [(axis.begins(d), axis.middle(d), axis.ends(d)) for d in (day("2022-01-01"), day("2022-01-04"))] == [
        (20, 25, 30),
        (50, 55, 60),
    ]
    assert axis.ends(day("2022-01-10")) == 120


def test_a_gap_of_years_that_would_crush_the_rest_is_left_out_and_the_scale_holds_on_both_sides() -> None:
    days = [day("2008-04-02"), day("2008-04-04"), *(day(f"2022-02-{n:02}") for n in range(1, 16))]
    axis = axis_of(days, 0, 34 + 180)  # 3 and 15 days of 10 each, and a break of 34
    assert [(s.start, s.end, s.days) for s in axis.stretches] == [(0, 30, 3), (64, 214, 15)]
    assert axis.breaks == ((30, 64),)


def test_days_that_are_evenly_far_apart_need_no_break() -> None:
    assert axis_of([day(f"{year}-01-01") for year in range(1990, 2020)], 0, 700).breaks == ()


def test_a_few_weeks_are_never_left_out() -> None:
    assert axis_of([day("2021-12-20"), day("2022-02-15"), day("2022-02-16")], 0, 700).breaks == ()


@given(st.lists(st.dates(day("1950-01-01"), day("2050-01-01")), min_size=1, max_size=20))
def test_places_are_in_the_order_of_time_and_on_the_line(days: list[dt.date]) -> None:
    axis = axis_of(days, 10, 700)
    places = [axis.middle(each) for each in sorted(days)]
    assert places == sorted(places)
    assert all(10 <= place <= 700 for place in places)


def test_the_days_named_are_mondays_where_there_is_room_and_else_firsts_of_months() -> None:
    weeks = axis_of([day("2022-02-02"), day("2022-02-20")], 0, 380).stretches[0]  # 20 a day
    assert [each.isoformat() for each in ticks(weeks, 70)] == ["2022-02-02", "2022-02-07", "2022-02-14"]
    months = axis_of([day("2022-01-20"), day("2022-04-10")], 0, 243).stretches[0]  # 3 a day
    named = [each.isoformat() for each in ticks(months, 70)]
    assert named == ["2022-01-20", "2022-03-01", "2022-04-01"]  # 1 February is 36 from the start


# --- words -----------------------------------------------------------------------------------------------------------


def test_words_are_cut_where_they_do_not_fit() -> None:
    assert cut("short", 200, 13) == "short"
    assert cut("a very long line of words", 80, 13).endswith("…")
    assert room(cut("a very long line of words", 80, 13), 13) <= 80
    assert wrapped("one two three", 60, 13, 2) == ("one two", "three")
    assert wrapped("one two three four five six", 60, 13, 2)[1].endswith("…")


@given(st.text(max_size=200), st.integers(30, 400))
def test_no_line_is_wider_than_its_room(words: str, width: int) -> None:
    assert all(room(line, 13) <= width for line in wrapped(words, width, 13, 3))


# --- the timeline ----------------------------------------------------------------------------------------------------

moments = st.builds(
    lambda first, days, what, status, n: Moment(
        first, first + dt.timedelta(days=days), str(first), what, status, f"#d{n}"
    ),
    st.dates(day("2021-10-01"), day("2022-04-01")) | st.dates(day("1990-01-01"), day("2030-01-01")),
    st.integers(0, 40) | st.just(0),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=80),
    st.sampled_from(get_args(EventStatus)),
    st.integers(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(moments, min_size=2, max_size=MOST_MARKS))
def test_no_words_of_a_timeline_stand_over_others(of_them: list[Moment]) -> None:
    picture = timeline_picture(of_them, TODAY, "t")
    assert picture
    for svg, width in ((picture.wide, 736), (picture.narrow, 320)):
        found = [box for box in boxes(svg) if box[0] < box[2] - 1]
        assert overlapping(found) == []
        assert all(left >= -1 for left, _, _, _ in found)
        assert all(right <= width + 12 for _, _, right, _ in found)


def test_every_mark_leads_to_its_line_and_says_it_in_words() -> None:
    picture = timeline_picture([moment("2022-02-07", what="Talks in Bonn"), moment("2022-02-16")], TODAY, "t")
    assert picture
    assert links(picture.wide) == links(picture.narrow)
    assert links(picture.wide) == {
        "#d2022-02-07": "2022-02-07, past: Talks in Bonn",
        "#d2022-02-16": "2022-02-16, past: Talks",
    }


def test_marks_stand_to_scale() -> None:
    picture = timeline_picture([moment("2022-02-05"), moment("2022-02-10"), moment("2022-02-15")], TODAY, "t")
    assert picture
    marks = [each for each in parsed(picture.wide).iter("rect") if each.attrib["class"] == "mark"]
    places = sorted(int(mark.attrib["x"]) for mark in marks)
    steps = [later - earlier for earlier, later in pairwise(places)]
    assert abs(steps[0] - steps[1]) <= 1


def test_an_alleged_day_a_planned_day_and_a_past_one_differ_without_their_colour() -> None:
    def drawn(status: EventStatus) -> str:
        picture = timeline_picture(
            [moment("2022-02-01", status=status), moment("2022-02-16", status=status)], TODAY, "t"
        )
        assert picture
        return picture.wide

    assert "<path" in re.findall(r"<a .*?</a>", drawn("alleged"))[0]
    assert 'class="e-planned"' in drawn("planned")  # hollow by its class
    assert 'class="e-past"' in drawn("past")


def test_a_span_of_days_is_a_bar_from_its_first_to_its_last() -> None:
    picture = timeline_picture([moment("2022-02-01", "2022-02-10"), moment("2022-02-20")], TODAY, "t")
    assert picture
    bar = next(each for each in parsed(picture.wide).iter("rect") if int(each.attrib["width"]) > 20)
    assert (int(bar.attrib["x"]), int(bar.attrib["width"])) == (12, 356)  # 10 of 20 days of 712


def test_the_events_nearest_to_the_day_are_drawn_and_the_others_counted() -> None:
    many = [moment((day("2021-12-01") + dt.timedelta(days=n)).isoformat()) for n in range(60)]
    picture = timeline_picture(many, TODAY, "t")
    assert picture
    assert picture.left_out == 60 - MOST_MARKS
    assert min(links(picture.wide)) == "#d2022-01-06"  # the last 24 of them, up to 29 January


def test_one_event_is_no_timeline() -> None:
    assert timeline_picture([moment("2022-02-07")], TODAY, "t") is None


# --- demands ---------------------------------------------------------------------------------------------------------

names = st.sampled_from(
    ["Russia", "NATO", "Ukraine", "United States", "Organization for Security and Co-operation", "A"]
)
asks = st.builds(
    Ask,
    names,
    st.none() | names,
    st.text(st.characters(codec="utf-8"), max_size=150),
    st.sampled_from(get_args(ThreadStatus)),
    st.sampled_from(["open", "partly answered"]),
    st.integers(1, 3),
    st.just("#t"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(asks, min_size=2, max_size=14))
def test_no_words_of_the_demands_stand_over_others(of_them: list[Ask]) -> None:
    picture = demands_picture(of_them, "w")
    for svg in (picture.wide, picture.narrow) if picture else ():
        found = [box for box in boxes(svg) if box[0] < box[2] - 1]
        assert overlapping(found) == []
        assert all(left >= -1 for left, _, _, _ in found)


def test_every_arrow_leads_to_its_thread_and_says_it_in_words() -> None:
    picture = demands_picture([ask("Russia", "NATO", "rejected"), ask("NATO", None, href="#t2")], "w")
    assert picture
    assert links(picture.wide) == links(picture.narrow)
    assert links(picture.wide) == {
        "#t1": "Russia to NATO: Leave, rejected",
        "#t2": "NATO to nobody named: Leave, open",
    }


def test_how_a_demand_stands_is_told_by_words_and_form_and_not_by_colour_alone() -> None:
    forms = set()
    for status in get_args(ThreadStatus):
        picture = demands_picture([ask("Russia", "NATO", status), ask("NATO", "Russia")], "w")
        assert picture
        arrow = re.findall(r"<a .*?</a>", picture.wide)[0]
        assert f'<tspan class="lead">{status}</tspan>' in arrow
        forms.add(re.sub(r"<a .*?>|<text.*?</text>|<title.*?</title>", "", arrow))
    assert len(forms) == len(get_args(ThreadStatus)) == 5


def test_the_first_demands_are_drawn_and_the_others_counted() -> None:
    many = [ask(f"Actor {n % 5}", "NATO", href=f"#t{n}") for n in range(14)]
    picture = demands_picture(many, "w")
    assert picture
    assert picture.left_out == 14 - MOST_ARROWS
    crowd = [ask(f"Actor {n}", "NATO", href=f"#t{n}") for n in range(8)]
    picture = demands_picture(crowd, "w")
    assert picture
    assert len(links(picture.wide)) == MOST_ACTORS - 1


def test_actors_stand_so_that_the_arrows_are_short() -> None:
    picture = demands_picture([ask("A", "C"), ask("B", "C"), ask("A", "C")], "w")
    assert picture
    heads = [each.text for each in parsed(picture.wide).iter("text") if "actor-name" in each.attrib.get("class", "")]
    assert heads == ["A", "C", "B"]  # three steps; A B C would be five


def test_a_single_demand_and_demands_that_name_nobody_are_no_picture() -> None:
    assert demands_picture([ask("A", "B")], "w") is None
    assert demands_picture([ask("A", None), ask("B", None)], "w") is None


def test_a_demand_to_oneself_is_drawn() -> None:
    picture = demands_picture([ask("A", "A"), ask("A", "B")], "w")
    assert picture
    assert picture.left_out == 0


# --- both ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["wide", "narrow"])
def test_words_of_an_article_are_words_in_a_picture(part: str) -> None:
    drawn = (
        timeline_picture([moment("2022-02-07", what=HOSTILE), moment("2022-02-16")], TODAY, "t"),
        demands_picture([ask(HOSTILE, "B", what=HOSTILE), ask("B", "C")], "w"),
    )
    allowed = {"svg", "title", "desc", "a", "text", "tspan", "path", "rect", "circle", "g"}
    for picture in drawn:
        root = parsed(getattr(picture, part))
        assert {each.tag for each in root.iter()} <= allowed
        assert not [name for each in root.iter() for name in each.attrib if name.startswith("on") or name == "style"]
        shown = HOSTILE.replace("\u202e", "\N{REPLACEMENT CHARACTER}")
        assert any(shown in (each.text or "") for each in root.iter("title"))


def test_a_picture_has_a_title_and_a_description_and_no_number_with_a_fraction() -> None:
    picture = timeline_picture([moment("2022-02-07"), moment("2022-02-16")], TODAY, "key")
    assert picture
    root = parsed(picture.wide)
    ids = {each.attrib["id"]: each.text for each in root if "id" in each.attrib}
    assert ids[root.attrib["aria-labelledby"]] == "Timeline"
    assert "2 events" in (ids[root.attrib["aria-describedby"]] or "")
    assert not re.search(r"\d\.\d", picture.wide + picture.narrow)
