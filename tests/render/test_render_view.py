"""The view says what the brief holds: every claim on a line, every line with its sources, nothing of its own."""

from __future__ import annotations

import datetime as dt

from brief_builder import DAY, article, checked, counts, harbour, merged, one_position, position, summary

from summarizer.models import (
    Article,
    Brief,
    DatedEvent,
    Demand,
    Limit,
    Outcome,
    Provenance,
    Response,
    Thread,
    TimeExpression,
    TimelineEntry,
)
from summarizer.render.footnotes import article_labels, web_address
from summarizer.render.lines import Line
from summarizer.render.plan import plan_of
from summarizer.render.view import view_of
from summarizer.render.wording import engine_name, headline, listed, maker


def test_every_claim_of_the_brief_stands_on_a_line() -> None:
    brief, articles = harbour()
    shown = {note.checked.claim_id for note in view_of(brief, articles).footnotes}
    assert shown == {claim.claim_id for each in brief.summaries for claim in each.claims}


def test_a_response_and_a_date_that_nothing_links_still_stand_on_a_line() -> None:
    source = article("a.txt", "No, said Brandt. The ship sails tomorrow.")
    answer = checked("r", source, Response(by="Brandt", answers="a plea", kind="rejects", statement="No.", quote="No"))
    sails = checked(
        "d", source, DatedEvent(event="The ship sails", phrase="tomorrow", status="planned", quote="sails tomorrow")
    )
    of_it = summary(source, [answer, sails])
    claims = (merged("r", (source, answer)), merged("d", (source, sails)))
    view = view_of(Brief(day=DAY, counts=counts([of_it]), claims=claims, summaries=(of_it,)), {})
    assert [(line.who, line.verb, line.remarks[0]) for line in view.stories[0].loose] == [
        ("Brandt", "rejects", "in answer to: a plea")
    ]
    assert [(row.when, row.phrase) for row in view.stories[0].undated] == [("no date", "tomorrow")]


def test_footnotes_are_numbered_as_they_are_met_and_once_for_each_claim() -> None:
    brief, articles = harbour()
    notes = view_of(brief, articles).footnotes
    assert [note.checked.claim_id for note in notes] == [
        *("demand", "sunk", "answer", "water", "again", "inner", "denied", "warns", "meet")
    ]
    assert [note.number for note in notes] == list(range(1, 10))


def test_a_footnote_gives_the_words_of_the_article_and_their_place() -> None:
    brief, articles = harbour()
    note = view_of(brief, articles).footnotes[0]
    assert note.words == 'told Selmark on Monday to "reopen the harbour at once"'
    assert note.place == "001, characters 71 to 125, verbatim"


def test_a_demand_names_its_addressee_and_says_so_where_there_is_none() -> None:
    brief, articles = harbour()
    head = view_of(brief, articles).stories[0].demands[0].head
    assert head is not None
    assert (head.who, head.verb, head.remarks) == ("Ada Falk → Selmark", "demands", ())
    source = article("a.txt", "Keep calm, Kel asks.")
    asks = checked("k", source, Demand(key="d", by="Kel", what="keep calm", force="appeal", quote="Keep calm"))
    of_it = summary(source, [asks])
    brief = Brief(day=DAY, counts=counts([of_it]), claims=(merged("k", (source, asks)),), summaries=(of_it,))
    line = view_of(brief, {source.article_id: source}).stories[0].loose[0]
    assert (line.who, line.verb, line.remarks) == ("Kel", "appeals", ("no addressee named",))


def test_a_response_says_who_passes_it_on() -> None:
    brief, articles = harbour()
    assert view_of(brief, articles).stories[0].demands[0].answers[0].who == "Ole Brandt, reported by a spokesman"


def test_a_thread_of_several_demands_keeps_its_title_and_lists_them_all() -> None:
    source = article("a.txt", "Open it. Open it now.")
    demands = [
        checked(f"d{n}", source, Demand(key=f"d{n}", by="Falk", what=what, force="demand", quote=what))
        for n, what in enumerate(("Open it", "Open it now"))
    ]
    of_it = summary(source, demands)
    thread = Thread(thread_id="t", kind="demand", title="The harbour", status="open", claims=("m0", "m1"))
    brief = Brief(
        day=DAY,
        counts=counts([of_it], [thread]),
        claims=tuple(merged(f"m{n}", (source, each)) for n, each in enumerate(demands)),
        threads=(thread,),
        summaries=(of_it,),
    )
    shown = view_of(brief, {}).stories[0].demands[0]
    assert (shown.title, shown.head, [line.words for line in shown.asks]) == (
        "The harbour",
        None,
        ["Open it", "Open it now"],
    )


def test_positions_keep_the_word_for_the_act_and_only_news_of_the_stance() -> None:
    brief, articles = harbour()
    falk, brandt = view_of(brief, articles).stories[0].actors
    assert (falk.name, falk.role, falk.aliases, falk.articles) == (
        "Ada Falk",
        "minister",
        ("Falk", "Minister Falk"),
        2,
    )
    assert [line.verb for topic in (*falk.topics, *brandt.topics) for line in topic.lines] == ["hopes", "says", "warns"]
    assert falk.topics[1].lines[0].remarks == ("stance: supports",)
    brief, articles = one_position("We back it.", act="supports", stance="supports", condition="if it is cheap")
    assert view_of(brief, articles).stories[0].actors[0].topics[0].lines[0].remarks == ("condition: if it is cheap",)


def test_a_topic_whose_words_are_in_the_line_is_not_shown_twice() -> None:
    for topic, shown in (("it is  shut.", ""), ("Shut", ""), ("the harbour", "the harbour")):
        brief, articles = one_position("It is shut.", topic=topic)
        assert [each.topic for each in view_of(brief, articles).stories[0].actors[0].topics] == [shown]


def test_a_line_of_one_article_names_no_number_of_sources() -> None:
    source = article("a.txt", "It is so. It is so indeed.")
    twice = [checked("a", source, position("It is so.")), checked("b", source, position("It is so indeed."))]
    of_it = summary(source, twice)
    brief = Brief(
        day=DAY,
        counts=counts([of_it]),
        claims=(merged("m", (source, twice[0]), (source, twice[1])),),
        summaries=(of_it,),
    )
    line = view_of(brief, {}).stories[0].actors[0].topics[0].lines[0]
    assert (len(line.notes), line.several) == (2, "")


def test_sources_are_those_that_are_independent_and_copies_are_said() -> None:
    ours, theirs, other = article("a.txt", "It is so."), article("b.txt", "It is so."), article("c.txt", "So it is so.")
    said = [checked(name, each, position("It is so.")) for name, each in (("a", ours), ("a", theirs), ("c", other))]
    of_them = [summary(each, [claim]) for each, claim in zip((ours, theirs, other), said, strict=True)]

    def line_of(*sources: int) -> Line:
        chosen = [((ours, theirs, other)[number], said[number]) for number in sources]
        brief = Brief(day=DAY, counts=counts(of_them), claims=(merged("m", *chosen),), summaries=tuple(of_them))
        return view_of(brief, {}).stories[0].actors[0].topics[0].lines[0]

    assert [line.several for line in (line_of(0, 1), line_of(0, 2), line_of(0, 1, 2))] == [
        *("2 articles, 1 source", "2 sources", "3 articles, 2 sources"),
    ]


def test_a_doubtful_line_gives_its_reason_and_a_supported_one_none() -> None:
    brief, articles = harbour()
    view = view_of(brief, articles)
    assert [(line.words, line.doubts) for line in view.doubtful] == [
        ("More ships could be turned away.", ("the speaker is a pronoun",))
    ]
    assert view.stories[0].actors[0].topics[0].lines[0].doubts == ()


def test_a_claim_set_aside_keeps_its_reason_and_never_becomes_a_line() -> None:
    brief, articles = harbour()
    view = view_of(brief, articles)
    assert [(aside.label, aside.words, aside.reasons) for aside in view.set_aside] == [
        ("002", "we shall sail on Friday", ("the quote does not stand in the article",))
    ]
    assert all("sail" not in note.statement for note in view.footnotes)


def test_dates_say_how_they_stand_and_which_lie_ahead() -> None:
    brief, articles = harbour()
    (story,) = view_of(brief, articles).stories
    assert [(row.when, row.phrase, row.status_words, row.ahead) for row in (*story.planned, *story.undated)] == [
        ("12 May 2031", "12 May", "planned", True),
        ("no date", "On a Tuesday in March", "alleged, rejected", False),
    ]


def test_dates_stand_in_the_order_in_which_they_are_shown_and_planned_ones_say_when_they_are_over() -> None:
    brief, _ = harbour()
    entries = (
        TimelineEntry(merged_id="sunk", status="planned", value="2031-05-03", earliest=dt.date(2031, 5, 1),
                      latest=dt.date(2031, 5, 6)),
        *brief.timeline[:1],
    )  # fmt: skip
    view = view_of(brief.model_copy(update={"timeline": entries}), {})
    assert [(row.when, row.status_words) for row in view.stories[0].planned] == [
        ("about 3 May 2031", "planned, rejected, the day is over"),
        ("12 May 2031", "planned"),
    ]


def test_past_planned_and_alleged_events_stand_apart_and_those_without_a_day_in_their_own_place() -> None:
    brief, _ = harbour()
    day = dt.date(2031, 5, 8)
    for status in ("past", "planned", "alleged"):
        entry = TimelineEntry(merged_id="meet", status=status, value=None, earliest=day, latest=day)
        (story,) = view_of(brief.model_copy(update={"timeline": (entry, *brief.timeline[1:])}), {}).stories
        shown = {"past": story.past, "planned": story.planned, "alleged": story.alleged}
        assert [name for name, rows in shown.items() if rows] == [status]
        assert [row.line.merged_id for row in story.undated] == ["sunk"]


def test_an_allegation_in_its_thread_gives_its_date_as_far_as_it_is_known() -> None:
    brief, articles = harbour()
    head = view_of(brief, articles).stories[0].disputed[0].head
    assert head is not None
    assert (head.who, head.verb, head.remarks) == ("Ada Falk", "alleges", ("“On a Tuesday in March”",))
    when = TimeExpression(start=71, end=92, text="On a Tuesday in March", value="XXXX-03", rule="x")
    dated = tuple(c.model_copy(update={"when": when}) if c.merged_id == "sunk" else c for c in brief.claims)
    head = view_of(brief.model_copy(update={"claims": dated}), articles).stories[0].disputed[0].head
    assert head is not None
    assert head.remarks == ("March, no year",)


def test_a_deadline_is_given_in_the_articles_words_and_as_the_program_reads_it() -> None:
    source = article("a.txt", "Open it by Friday, says Falk.")
    asks = checked(
        "k", source, Demand(key="d", by="Falk", what="open it", force="demand", deadline="by Friday", quote="Open it")
    )
    day = dt.date(2031, 5, 9)
    when = TimeExpression(start=8, end=17, text="by Friday", value="2031-05-09", earliest=day, latest=day, rule="x")
    of_it = summary(source, [asks])
    claim = merged("k", (source, asks)).model_copy(update={"when": when})
    brief = Brief(day=DAY, counts=counts([of_it]), claims=(claim,), summaries=(of_it,))
    line = view_of(brief, {source.article_id: source}).stories[0].loose[0]
    assert line.remarks == ("no addressee named", "deadline: by Friday (9 May 2031)")


def test_a_phrase_that_is_not_in_the_article_is_never_quoted() -> None:
    source = article("a.txt", "The ship sails.")
    sails = checked(
        "d", source, DatedEvent(event="It sails", phrase="at noon", status="planned", quote="The ship sails")
    )
    of_it = summary(source, [sails])
    brief = Brief(day=DAY, counts=counts([of_it]), claims=(merged("d", (source, sails)),), summaries=(of_it,))
    assert view_of(brief, {}).stories[0].undated[0].phrase is None


def test_the_programs_own_reading_of_a_phrase_is_the_one_quoted() -> None:
    source = article("a.txt", "The ship sailed last Friday.")
    sailed = checked(
        "d", source, DatedEvent(event="It sailed", phrase="Friday", status="past", quote="The ship sailed")
    )
    day = dt.date(2031, 5, 2)
    when = TimeExpression(start=16, end=27, text="last Friday", value="2031-05-02", earliest=day, latest=day, rule="x")
    claim = merged("d", (source, sailed)).model_copy(update={"when": when})
    entry = TimelineEntry(merged_id="d", status="past", value="2031-05-02", earliest=day, latest=day)
    of_it = summary(source, [sailed.model_copy(update={"when": when})])
    brief = Brief(day=DAY, counts=counts([of_it]), claims=(claim,), timeline=(entry,), summaries=(of_it,))
    assert view_of(brief, {}).footnotes[0].reading == "“last Friday” is read as 2 May 2031: x"
    assert [(row.when, row.phrase) for row in view_of(brief, {}).stories[0].past] == [("2 May 2031", "last Friday")]


def test_lines_whose_source_text_is_missing_or_another_say_so() -> None:
    brief, articles = one_position("The harbour is shut.")
    view = view_of(brief, {})
    (line,) = view.stories[0].actors[0].topics[0].lines
    assert (line.remarks, line.notes[0].linked) == ((), False)
    assert view.cautions[-1] == (
        "The articles' texts are not at hand, so no line opens its source; the footnotes have the words."
    )
    (line,) = view_of(brief, {"b.txt": article("b.txt", "Another.")}).stories[0].actors[0].topics[0].lines
    assert (line.remarks, line.notes[0].linked) == (("source text not at hand",), False)
    other = {"one.txt": articles["one.txt"].model_copy(update={"text": "The harbour was shut"})}
    assert not view_of(brief, other).footnotes[0].linked
    assert view_of(brief, articles).footnotes[0].linked


def test_the_head_warns_of_articles_without_a_result_or_a_date() -> None:
    brief, articles = harbour()
    assert view_of(brief, articles).cautions == (
        "No result from 003: nothing here rests on it.",
        "No date of publication in 002: a day it gives without a year, or by the weekday alone, is shown so.",
    )


def test_limits_that_differ_in_the_article_alone_are_said_once() -> None:
    brief, articles = harbour()
    same = Limit(code="no_date", message="No date of publication.", article_id="seeds/001_north.txt",
                 remedy="Pass --date if you know it.")  # fmt: skip
    brief = brief.model_copy(update={"limits": (*brief.limits, same)})
    assert [(limit.labels, limit.message) for limit in view_of(brief, articles).limits] == [
        (("002", "001"), "No date of publication.")
    ]


def test_a_number_that_holds_for_several_articles_is_said_to_be_that_of_each() -> None:
    brief, articles = harbour()
    limits = tuple(
        Limit(code="unresolved-times", message="2 time expressions could not be put at a day.", article_id=name)
        for name in ("seeds/001_north.txt", "seeds/002_south.txt")
    )
    (limit,) = view_of(brief.model_copy(update={"limits": limits}), articles).limits
    assert limit.where == "001 and 002, each"


def test_limits_that_count_the_lines_beside_them_are_not_said_twice() -> None:
    brief, articles = harbour()
    limits = tuple(Limit(code=code, message="1 claim.") for code in ("doubtful", "set-aside", "failed"))
    assert len(view_of(brief.model_copy(update={"limits": limits}), articles).limits) == 1


def test_the_sources_say_how_each_article_ended_and_what_came_of_it() -> None:
    brief, articles = harbour()
    rows = view_of(brief, articles).sources
    assert [(row.label, row.outlet, row.published, row.known, row.failed, row.claims) for row in rows] == [
        ("001", "North Post", "6 May 2031", "dateline", False, ("5 supported", "1 doubtful", "0 set aside")),
        ("002", "not named", "no date given", "", False, ("3 supported", "0 doubtful", "1 set aside")),
        ("003", "not named", "no date given", "", True, ("none",)),
    ]
    assert rows[2].ended == "could not be read: the file is empty"
    assert rows[1].made_by == "openai/tiny (as tiny-2031), JSON mode, schema in the prompt"


def test_rules_are_never_called_a_model() -> None:
    rules = Provenance(engine="embedded", engine_version="1")
    model = Provenance(engine="openai/tiny", engine_version="1", model="tiny")
    assert engine_name(rules) == "rules, no language model"
    assert maker([rules, rules]) == "rules, no language model"
    assert maker([rules, model, rules]) == "rules, no language model (2 articles) and openai/tiny (1 article)"


def test_the_headline_counts_in_the_singular_and_leaves_out_what_is_none() -> None:
    brief, _ = harbour()
    assert headline(brief.counts) == (
        "3 articles from 1 outlet (1 names none)",
        "8 claims supported, 1 doubtful, 1 set aside",
        "1 article failed",
        "1 demand: 1 rejected",
    )
    assert headline(counts([])) == ("0 articles", "0 claims supported, 0 doubtful")


def test_the_headline_of_a_day_is_as_its_reader_asks() -> None:
    figures = counts([]).model_copy(
        update={"articles": 14, "failed": 2, "outlets": 9, "origins": 10, "supported": 31, "doubtful": 4,
                "demands": 5, "demands_open": 3, "demands_answered": 2, "demands_newly_answered": 1, "stories": 3}
    )  # fmt: skip
    assert headline(figures, 2) == (
        "14 articles (10 independent) from 9 outlets, 3 stories",
        "31 claims supported, 4 doubtful",
        "2 articles failed",
        "5 demands: 3 open, 2 answered; 1 newly answered",
        "2 matters disputed",
    )


def test_an_outlet_that_no_article_names_is_not_counted_as_one() -> None:
    for articles, words in ((1, "1 article, its outlet not named"), (30, "30 articles, their outlets not named")):
        figures = counts([]).model_copy(update={"articles": articles, "articles_without_outlet": articles})
        assert headline(figures)[0] == words


def test_demands_of_which_none_is_answered_are_said_to_be_so_in_these_articles() -> None:
    for demands, words in ((1, "not answered in these articles"), (19, "none answered in these articles")):
        figures = counts([]).model_copy(update={"demands": demands, "demands_open": demands})
        assert headline(figures)[-1].endswith(f", {words}")


def test_a_brief_of_failed_articles_alone_has_a_view() -> None:
    lost = summary(article("a.txt", ""), outcome=Outcome(kind="unreadable"))
    view = view_of(Brief(day=DAY, counts=counts([lost]), summaries=(lost,)), {})
    assert (view.made_by, view.stories, view.footnotes) == ("nothing, for no article has a result", (), ())
    assert view.headline == ("1 article, no result",)
    assert view.none("demands were") == "No article has a result."


def test_article_labels_are_short_only_where_that_is_clear() -> None:
    assert article_labels(["s/001_a.txt", "s/002_b.txt"]) == {"s/001_a.txt": "001", "s/002_b.txt": "002"}
    assert article_labels(["x/001_a.txt", "y/001_b.txt"]) == {"x/001_a.txt": "001_a", "y/001_b.txt": "001_b"}
    assert article_labels(["x/a.txt", "y/a.txt"]) == {"x/a.txt": "x/a.txt", "y/a.txt": "y/a.txt"}
    assert article_labels(["https://n.example/2031/05/07-talks"]) == {
        "https://n.example/2031/05/07-talks": "n.example/…/07-talks"
    }


def test_only_http_addresses_may_be_followed() -> None:
    assert web_address("https://n.example/a") == "https://n.example/a"
    assert web_address("javascript:alert(1)") is None
    assert web_address("seeds/001.txt") is None


def test_names_are_listed_as_in_a_sentence() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_an_allegation_that_nobody_answers_is_no_dispute_and_stands_among_the_dates() -> None:
    brief, _ = harbour()
    open_one = Thread(thread_id="t3", kind="allegation", title="Who", status="open", claims=("sunk",))
    plan = plan_of(brief.model_copy(update={"threads": (open_one, *brief.threads)}))
    assert [thread.thread_id for thread in plan.stories[0].disputed] == ["t2"]
    assert (plan.disputed, [entry.merged_id for entry in plan.stories[0].undated]) == (1, ["sunk"])


def test_the_view_does_not_depend_on_the_order_of_the_texts() -> None:
    brief, articles = harbour()
    backwards: dict[str, Article] = dict(reversed(list(articles.items())))
    assert view_of(brief, articles) == view_of(brief, backwards)
