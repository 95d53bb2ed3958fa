"""find_dates: which words are time expressions, and what they mean given a publication date, a tense and the text."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import TimeExpression
from summarizer.text.find_dates import find_dates
from summarizer.text.timex.calendar import bounds, narrow
from summarizer.text.timex.tokens import class_code, needed_classes

TUESDAY = dt.date(2022, 2, 15)
SATURDAY = dt.date(2022, 1, 29)
WEDNESDAY = dt.date(2025, 3, 5)


def values(text: str, published: dt.date | None = TUESDAY) -> list[tuple[str, str | None]]:
    return [(each.text, each.value) for each in find_dates(text, published)]


def only(text: str, published: dt.date | None = TUESDAY) -> TimeExpression:
    (found,) = find_dates(text, published)
    return found


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("Jan. 25, 2022", "2022-01-25"),
        ("Jan 25th, 2022", "2022-01-25"),
        ("25 January 2022", "2022-01-25"),
        ("25th of January, 2022", "2022-01-25"),
        ("25-Jan-2022", "2022-01-25"),
        ("JANUARY 29, 2022", "2022-01-29"),
        ("January 12,2022", "2022-01-12"),
        ("March 01 , 2008", "2008-03-01"),
        ("Sunday, May 26, 2024", "2024-05-26"),
        ("2022-02-15", "2022-02-15"),
        ("2022/02/15", "2022-02-15"),
        ("2022-02-15T10:30:00Z", "2022-02-15T10:30"),
        ("15/02/2022", "2022-02-15"),
        ("02/15/2022", "2022-02-15"),
        ("25.01.2022", "2022-01-25"),
        ("January 2022", "2022-01"),
        ("the third quarter of 2021", "2021-Q3"),
        ("Q4 2021", "2021-Q4"),
        ("first half of 2022", "2022-H1"),
        ("summer 2021", "2021-SU"),
        ("the 1990s", "199"),
        ("the 20th century", "19"),
    ],
)
def test_absolute_dates_resolve_without_a_publication_date(phrase: str, value: str) -> None:
    text = f"They met on or in {phrase}."

    found = only(text, published=None)

    assert (found.text, found.value) == (phrase, value)


def test_the_bounds_of_a_value_are_its_first_and_last_day() -> None:
    found = only("They met in February 2024.", published=None)

    assert (found.earliest, found.latest) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))


def test_a_numeric_date_with_two_readings_has_no_value_and_names_both_as_bounds() -> None:
    found = only("Posted 03/02/2022 by the editor.")

    assert found.value is None
    assert (found.earliest, found.latest) == (dt.date(2022, 2, 3), dt.date(2022, 3, 2))
    assert "ambiguous" in found.rule


def test_a_day_that_the_calendar_lacks_has_no_value() -> None:
    assert values("Signed on 30 February 2022.") == [("30 February 2022", None)]


def test_two_days_of_one_month_are_two_expressions() -> None:
    text = "not on the 16th or 17th of February, but on March 3, 4 and 5"

    assert values(text, published=None) == [
        ("16th", "XXXX-02-16"),
        ("17th of February", "XXXX-02-17"),
        ("March 3", "XXXX-03-03"),
        ("4", "XXXX-03-04"),
        ("5", "XXXX-03-05"),
    ]


def test_the_year_of_a_list_of_days_is_the_year_of_each() -> None:
    assert values("talks on February 16-18, 2021") == [("February 16", "2021-02-16"), ("18, 2021", "2021-02-18")]


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("An attack is feared on February 16.", TUESDAY, "2022-02-16"),
        ("He will welcome him on Feb. 7.", SATURDAY, "2022-02-07"),
        ("The council met on December 15.", SATURDAY, "2021-12-15"),
        ("The crash happened on August 20.", TUESDAY, "2021-08-20"),
        ("The vote will be held on August 10.", TUESDAY, "2022-08-10"),
        ("The vote will be held on September 10.", TUESDAY, "2022-09-10"),
    ],
)
def test_a_day_without_a_year_takes_the_nearest_that_the_tense_allows(
    text: str, published: dt.date, value: str
) -> None:
    assert only(text, published).value == value


def test_the_weekday_beside_a_day_without_a_year_decides_the_year() -> None:
    # 14 August was a Sunday in 2022 and a Saturday in 2021.
    assert only("Saturday, August 14, a vote", TUESDAY).value == "2021-08-14"
    assert only("Sunday, August 14, a vote", TUESDAY).value == "2022-08-14"


def test_no_year_is_taken_from_another_date_of_the_text() -> None:
    text = "Dec. 15, 2021 was the day of the proposals. On January 12 they met."

    assert values(text, published=None)[1] == ("January 12", "XXXX-01-12")


def test_a_day_alone_is_the_nearest_that_the_tense_allows() -> None:
    text = "He will arrive on the 16th. It happened on the 14th, he said."

    assert values(text) == [("the 16th", "2022-02-16"), ("the 14th", "2022-02-14")]
    assert values(text, None) == [("the 16th", "XXXX-XX-16"), ("the 14th", "XXXX-XX-14")]


def test_an_ordinal_before_a_noun_is_no_day() -> None:
    assert values("They met on the 16th floor, with the 21st Army and the 3rd minister.") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Lavrov told him so on Monday.", "2022-02-14"),
        ("Rau will travel to Moscow on Tuesday.", "2022-02-15"),
        ("The ministers are meeting on Saturday.", "2022-02-19"),
        ("They agreed to meet on Friday.", "2022-02-18"),
        ("Putin to meet Xi on Friday", "2022-02-18"),
        ("They have been asked to answer until Friday, he said.", "2022-02-18"),
        ("The summit opened Friday evening.", "2022-02-11TEV"),
        ("The offices reopen by Friday.", "2022-02-18"),
        ("Work that should be completed on Friday began.", "2022-02-18"),
        ("It has been so since Friday, and will be.", "2022-02-11"),
    ],
)
def test_a_weekday_follows_the_tense_of_its_verb(text: str, value: str) -> None:
    assert only(text).value == value


LAST_SUNDAY, LAST_FRIDAY, COMING_FRIDAY = "2025-03-02", "2025-02-28", "2025-03-07"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Israel agreed to a ceasefire on Sunday.", LAST_SUNDAY),
        ("Israel agreed to its terms on Sunday.", LAST_SUNDAY),
        ("The parties failed to agree on Sunday.", LAST_SUNDAY),
        ("Parliament has been in session on Sunday.", LAST_SUNDAY),
        ("The rebels have taken the town on Sunday.", LAST_SUNDAY),
        ("Police could not confirm the report on Sunday.", LAST_SUNDAY),
        ("Police set up a cordon on Sunday.", LAST_SUNDAY),
        ("Roads are closed due to heavy snow since Sunday.", LAST_SUNDAY),
        ("Flights stopped due to heavy snow on Sunday.", LAST_SUNDAY),
    ],
)
def test_a_verb_of_the_past_governs_its_clause(text: str, value: str) -> None:
    assert only(text, WEDNESDAY).value == value


@pytest.mark.parametrize(
    "text",
    [
        "He said the talks would resume on Friday.",
        "The president is to visit Paris on Friday.",
        "The talks were to resume on Friday.",
        "He plans to visit Paris on Friday.",
        "The sides agreed to meet on Friday.",
        "They invited him to come on Friday.",
        "The talks are expected to resume on Friday.",
        "The talks were scheduled to resume on Friday.",
        "The vote is set for Friday.",
        "The trial was due to start on Friday.",
        "The president will put it forward on Friday.",
        "He said that on Friday he would resign.",
        "A Friday hearing has been scheduled by the court.",
        "A Friday hearing was expected by the court.",
        "The firm had a deadline set at Friday.",
    ],
)
def test_what_lies_ahead_of_the_verb_is_on_or_after_publication(text: str) -> None:
    assert only(text, WEDNESDAY).value == COMING_FRIDAY


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bridge was closed until June.", "2026-06"),
        ("The bridge, closed until June, is the oldest of the town.", "2026-06"),
        ("The office stayed closed till June, she said.", "2026-06"),
        ("The bridge was closed until January.", "2026-01"),
        ("The bridge had closed by June.", "2025-06"),
    ],
)
def test_an_end_that_a_verb_of_the_past_names_with_until_is_the_nearest_one(text: str, value: str) -> None:
    assert only(text, dt.date(2026, 3, 3)).value == value


def test_a_day_that_opens_a_clause_follows_the_verb_behind_it() -> None:
    text = "Troops withdrew on Sunday and on Friday they will return."

    assert [value for _, value in values(text, WEDNESDAY)] == [LAST_SUNDAY, COMING_FRIDAY]


def test_a_plan_told_on_a_day_is_for_another() -> None:
    text = "They agreed on Sunday to meet on Friday."

    assert [value for _, value in values(text, WEDNESDAY)] == [LAST_SUNDAY, COMING_FRIDAY]


@pytest.mark.parametrize(
    "text",
    [
        "The UN urged both sides to return by Friday.",
        "The UN called on Israel to withdraw by Friday.",
        "The EU gave Serbia until Friday to answer.",
        "They demanded that the troops leave before Friday.",
        "The court adjourned the case until Friday.",
        "He set a deadline of Friday.",
        "Farmers threatened to block roads unless the bill was withdrawn by Friday.",
    ],
)
def test_a_deadline_behind_a_demand_or_in_a_condition_is_still_to_come(text: str) -> None:
    assert only(text, dt.date(2025, 3, 4)).value == COMING_FRIDAY


@pytest.mark.parametrize(
    "text", ["Troops had seized the town by Friday.", "The minister told them so before Friday's vote."]
)
def test_a_term_behind_a_verb_of_the_past_that_demands_nothing_is_over(text: str) -> None:
    assert only(text, WEDNESDAY).value == LAST_FRIDAY


@pytest.mark.parametrize(
    "text",
    [
        "Farmers would block the roads if the bill was not signed by April 20.",
        "If the bill was not signed by April 20, farmers would block the roads.",
    ],
)
def test_a_deadline_in_a_condition_is_of_the_year_to_come(text: str) -> None:
    assert only(text, WEDNESDAY).value == "2025-04-20"


def test_a_season_that_is_hoped_for_is_the_one_to_come() -> None:
    assert only("He hoped the war would end by summer.", WEDNESDAY).value == "2025-SU"
    # Two months after the summer of 2025 the next one is that of 2026.
    assert only("He hoped the war would end by summer.", dt.date(2025, 11, 5)).value == "2026-SU"


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("the first Sunday of April", "2025-04-06"),
        ("the 1st Sunday of April 2026", "2026-04-05"),
        ("last Friday in March", "2025-03-28"),
        ("the second Tuesday of November 2024", "2024-11-12"),
        ("the fifth Sunday of April", None),
    ],
)
def test_a_weekday_counted_in_a_month_is_one_expression(phrase: str, value: str | None) -> None:
    assert values(f"The vote: {phrase}.", WEDNESDAY) == [(phrase, value)]


def test_a_weekday_counted_in_a_month_without_a_year_has_no_value() -> None:
    assert values("The vote is on the first Sunday of April.", None) == [("the first Sunday of April", None)]


def test_last_friday_without_a_month_is_counted_from_publication() -> None:
    assert values("They met last Friday in Moscow.", WEDNESDAY) == [("last Friday", LAST_FRIDAY)]


def test_the_week_of_a_day_is_its_iso_week() -> None:
    found = only("They met in the week of February 14.", WEDNESDAY)

    # 14 February 2025 was a Friday.
    assert (found.text, found.value) == ("the week of February 14", "2025-W07")
    assert (found.earliest, found.latest) == (dt.date(2025, 2, 10), dt.date(2025, 2, 16))
    assert only("It was the week of 3 March 2025.", None).value == "2025-W10"
    assert only("It was the week of 3 March.", None).value is None
    assert values("In the hour of March 3", WEDNESDAY) == [("March 3", "2025-03-03")]


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("It happened on Christmas Day.", "Christmas Day", "2024-12-25"),
        ("They will vote at Christmas.", "Christmas", "2025-12-25"),
        ("It ended on Christmas Eve 2023.", "Christmas Eve 2023", "2023-12-24"),
        ("It began on New Year's Day.", "New Year's Day", "2025-01-01"),
        ("It ended on New Year’s Eve.", "New Year’s Eve", "2024-12-31"),
    ],
)
def test_feasts_on_fixed_days(text: str, phrase: str, value: str) -> None:
    assert values(text, WEDNESDAY) == [(phrase, value)]


def test_a_feast_that_names_something_else_is_no_day() -> None:
    assert values("On Christmas trees, Christmas markets, a new year and New Year parties.", WEDNESDAY) == []


def test_each_weekday_follows_the_verb_nearest_to_it() -> None:
    text = "The White House announced on Thursday that he will welcome the chancellor on Monday."

    assert values(text, SATURDAY) == [("Thursday", "2022-01-27"), ("Monday", "2022-01-31")]


def test_a_weekday_without_a_tense_spans_both_readings() -> None:
    found = only("A meeting Thursday in Brussels")

    assert (found.value, found.earliest, found.latest) == ("2022-02-10", dt.date(2022, 2, 10), dt.date(2022, 2, 17))
    assert "2022-02-17" in found.rule


@pytest.mark.parametrize(
    ("phrase", "published", "value", "other"),
    [
        ("last Friday", SATURDAY, "2022-01-21", "2022-01-28"),
        ("last Friday", TUESDAY, "2022-02-11", None),
        ("next Friday", TUESDAY, "2022-02-25", "2022-02-18"),
        ("next Monday", TUESDAY, "2022-02-21", None),
        ("this Friday", TUESDAY, "2022-02-18", None),
        ("Monday last week", TUESDAY, "2022-02-07", None),
        ("Friday of next week", TUESDAY, "2022-02-25", None),
    ],
)
def test_last_and_next_weekday_are_of_the_neighbouring_week_and_name_the_other_reading(
    phrase: str, published: dt.date, value: str, other: str | None
) -> None:
    found = only(f"The meeting: {phrase}.", published)

    assert (found.text, found.value) == (phrase, value)
    days = sorted({value, other or value})
    assert (str(found.earliest), str(found.latest)) == (days[0], days[-1])
    assert (other or "could be") in found.rule or other is None


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("yesterday", "2022-02-14"),
        ("today", "2022-02-15"),
        ("tomorrow", "2022-02-16"),
        ("the day before yesterday", "2022-02-13"),
        ("tonight", "2022-02-15TNI"),
        ("this morning", "2022-02-15TMO"),
        ("last night", "2022-02-14TNI"),
        ("yesterday evening", "2022-02-14TEV"),
        ("last week", "2022-W06"),
        ("this month", "2022-02"),
        ("next year", "2023"),
        ("early next week", "2022-W08"),
        ("last weekend", "2022-W06-WE"),
        ("last summer", "2021-SU"),
        ("last October", "2021-10"),
        ("March 3 last year", "2021-03-03"),
        ("last quarter", "2021-Q4"),
        ("three days ago", "2022-02-12"),
        ("two weeks ago", "2022-02-01"),
        ("18 months ago", "2020-08"),
        ("twenty-five years ago", "1997"),
        ("two decades ago", "2002"),
    ],
)
def test_what_is_counted_from_publication_has_a_value_only_with_it(phrase: str, value: str) -> None:
    text = f"It was so {phrase}."

    assert values(text) == [(phrase, value)]
    found = only(text, None)
    if found.value is None:
        assert found.rule == "unresolved: no publication date"
        assert found.earliest is found.latest is None
    else:
        assert found.value.startswith("XXXX-")


def test_early_and_late_narrow_the_bounds() -> None:
    # Week 8 of 2022 is Monday 21 to Sunday 27 February.
    early = only("He will come early next week.")
    rest = only("He will come later this year.")

    assert (early.earliest, early.latest) == (dt.date(2022, 2, 21), dt.date(2022, 2, 24))
    assert (rest.earliest, rest.latest) == (TUESDAY, dt.date(2022, 12, 31))


def test_the_following_day_is_counted_from_the_day_told_last() -> None:
    text = "On Jan. 10, 2022 he left. The following day he returned. Three days later he fell ill."

    assert values(text, None) == [
        ("Jan. 10, 2022", "2022-01-10"),
        ("The following day", "2022-01-11"),
        ("Three days later", "2022-01-14"),
    ]


def test_a_day_told_three_sentences_ago_is_not_counted_from() -> None:
    text = "On Jan. 10, 2022 he left. He was glad. It rained. The following day he returned."

    found = find_dates(text, None)[-1]

    assert (found.text, found.value, found.rule) == ("The following day", None, "unresolved: no day to count from")


def test_a_year_later_is_counted_from_the_year_told_last() -> None:
    text = "In 1984 they built it. One year later he was fired. In 2001 came one more, and the following year another."

    assert [value for _, value in values(text)] == ["1984", "1985", "2001", "2002"]


def test_a_week_earlier_without_a_day_told_is_counted_from_publication_and_says_so() -> None:
    found = only("Just a week earlier, at the meeting, it was considered.")

    assert (found.value, found.earliest, found.latest) == ("2022-02-08", dt.date(2022, 2, 5), dt.date(2022, 2, 11))
    assert "no day told before" in found.rule


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("two years", "P2Y"),
        ("fifty-year", "P50Y"),
        ("24-hour", "PT24H"),
        ("thirty minutes", "PT30M"),
        ("many years", "PXY"),
        ("a couple of months", "PXM"),
        ("a decade", "P10Y"),
        ("decades", "PXY"),
        ("2.5 years", "P2.5Y"),
        ("1,000 days", "P1000D"),
        ("half an hour", "PT30M"),
        ("two consecutive quarters", "P2Q"),
        ("every day", "P1D"),
        ("weekly", "P1W"),
    ],
)
def test_durations_and_frequencies(phrase: str, value: str) -> None:
    assert values(f"It took {phrase} of work.", None) == [(phrase, value)]


def test_a_stretch_that_ends_or_begins_with_publication_has_bounds() -> None:
    past, future = find_dates("The past nine days were hard; the next six months will be harder.", TUESDAY)

    assert (past.value, past.earliest, past.latest) == ("P9D", dt.date(2022, 2, 6), TUESDAY)
    assert (future.value, future.earliest, future.latest) == ("P6M", TUESDAY, dt.date(2022, 8, 15))


def test_in_two_weeks_is_a_day_only_where_the_verb_looks_ahead() -> None:
    assert only("He will leave in two weeks.").value == "2022-03-01"
    assert only("They built it in two weeks.").value == "P2W"
    assert only("The deepest recession in a decade will follow.").value == "P10Y"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He is currently in Moscow.", "PRESENT_REF"),
        ("There are no plans at the moment.", "PRESENT_REF"),
        ("It was recently announced.", "PAST_REF"),
        ("It will soon end.", "FUTURE_REF"),
        ("It may happen in the near future.", "FUTURE_REF"),
    ],
)
def test_vague_expressions_need_no_date(text: str, value: str) -> None:
    assert only(text, None).value == value


def test_clock_times_take_the_day_beside_them_or_that_of_publication() -> None:
    assert values("It begins at 16:00 UTC today.") == [("16:00 UTC today", "2022-02-15T16:00Z")]
    assert values("It began on Feb. 7 at 9 p.m. in Kyiv.") == [("Feb. 7 at 9 p.m.", "2022-02-07T21:00")]
    assert values("It began at 10:30.") == [("10:30", "2022-02-15T10:30")]
    assert values("It began at 10:30.", None) == [("10:30", "XXXX-XX-XXT10:30")]


@pytest.mark.parametrize(
    "text",
    [
        "Russia may invade.",
        "Should it march on Kyiv?",
        "MOSCOW MAY INVADE",
        "Theresa May said so.",
        "The Sun is a star, he sat down, and the sun set.",
        "There were 2016 people and 2016 soldiers.",
        "About 2000 visitors paid $2020.",
        "Flight 2021, Resolution 1973 and the KC-30s",
        "The score was 2:1, as in John 3:16.",
        "A 49-year-old man in his 80s",
        "It happened on Black Friday.",
        "The second man, the first minute of silence, a quarter of them",
        "soon-to-open",
        "",
        "   \n\n ",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert values(text) == []


def test_the_same_words_are_dates_where_the_sentence_makes_them_so() -> None:
    text = "In May 12 people died. In 2016 people voted. The Jan. 6 attacks and the 2014 protests. In March it may end."

    assert [found.text for found in find_dates(text, TUESDAY)] == ["May", "2016", "Jan. 6", "2014", "March"]


def test_a_verb_before_months_is_not_last_months() -> None:
    assert values("The war could last months.") == [("months", "PXM")]


def test_a_range_of_two_years_has_bounds_and_no_value() -> None:
    found = only("The 2010-11 season")

    assert (found.text, found.value, found.rule) == ("2010-11", None, "range of two years")
    assert (found.earliest, found.latest) == (dt.date(2010, 1, 1), dt.date(2011, 12, 31))


def test_offsets_are_code_points_in_order_and_do_not_overlap() -> None:
    text = "😀 “On Monday” — Feb. 7th, 2022, 5 p.m.; two years ago…\nlast week, JANUARY 29,\n2022 and 16–17 May"

    found = find_dates(text, TUESDAY)

    assert [each.text for each in found] == [text[each.start : each.end] for each in found]
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert [each.text for each in found] == [
        "Monday",
        "Feb. 7th, 2022, 5 p.m.",
        "two years ago",
        "last week",
        "JANUARY 29,\n2022",
        "16",
        "17 May",
    ]


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar_give_no_value_and_no_error(published: dt.date) -> None:
    text = (
        "Yesterday and tomorrow, last week, next week, last year, next month, Monday, last Friday, January 5, the 3rd. "
        "Ago: 9999 years ago, two decades ago, 99 days ago. Overnight, last summer, next winter, this weekend, "
        "the past year, the next 300 years. The next day he will go in 900 years. On the 31st."
    )

    found = find_dates(text, published)

    assert len(found) > 15
    assert all(each.earliest is None or each.latest is None or each.earliest <= each.latest for each in found)


@pytest.mark.parametrize(
    "unit", ["1 ", "January ", "January 1, ", "two ", "the last ", ".", "1", "1,", "12:", "\n ", "May-", "Monday will "]
)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = (unit * 20_000)[:20_000] + " On March 3, 2021 it ended."

    found = find_dates(text, TUESDAY)

    assert found[-1].value == "2021-03-03"
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022-02-16", dt.date(2022, 2, 16), dt.date(2022, 2, 16)),
        ("2022-02-16TMO", dt.date(2022, 2, 16), dt.date(2022, 2, 16)),
        ("2022-W07", dt.date(2022, 2, 14), dt.date(2022, 2, 20)),
        ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        ("2022", dt.date(2022, 1, 1), dt.date(2022, 12, 31)),
        ("2022-Q2", dt.date(2022, 4, 1), dt.date(2022, 6, 30)),
        ("199", dt.date(1990, 1, 1), dt.date(1999, 12, 31)),
    ],
)
def test_a_value_bounds_the_days_it_can_mean(value: str, first: dt.date, last: dt.date) -> None:
    assert bounds(value) == (first, last)


@pytest.mark.parametrize("value", ["XXXX-02-16", "P2Y", "PRESENT_REF", "2022-02-30", "2022-13", "soon"])
def test_a_value_that_is_open_vague_or_impossible_bounds_no_days(value: str) -> None:
    assert bounds(value) is None


def test_the_early_and_late_parts_of_a_month_are_its_halves() -> None:
    month = (dt.date(2022, 3, 1), dt.date(2022, 3, 31))
    assert narrow(month, "early") == (dt.date(2022, 3, 1), dt.date(2022, 3, 16))
    assert narrow(month, "late") == (dt.date(2022, 3, 16), dt.date(2022, 3, 31))


_SCRAPS = """January Feb. may 12 16_every 3rd 2022 2022-02-30 99/99/2022 ½ ² ١٢ 1,000 2.5 years ago last Friday the
yesterday week early of and to – ’ . , : noon 25:61 9.5pm 00 99999999999 half '80s decade will U.S. _"""
_DAYS = st.sampled_from([None, TUESDAY, dt.date.min, dt.date.max])


@given(st.lists(st.sampled_from(_SCRAPS.split()), max_size=25), st.sampled_from(["", " ", "\n"]), _DAYS)
def test_no_text_made_of_the_scraps_of_dates_breaks_it(
    scraps: list[str], between: str, published: dt.date | None
) -> None:
    text = between.join(scraps)
    found = find_dates(text, published)
    assert all(one.text == text[one.start : one.end] for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_today_at_the_end_of_a_name_is_no_date() -> None:
    assert find_dates("Russia Today and USA Today reported it.", TUESDAY) == ()
    assert [t.text for t in find_dates("Today the council meets.", TUESDAY)] == ["Today"]


def test_a_rule_is_left_out_only_where_a_class_is_missing_that_its_pattern_can_not_do_without() -> None:
    def classes(*names: str) -> frozenset[str]:
        return frozenset(map(class_code, names))

    assert needed_classes("<the>?(?P<day><day>)<dot>") == (classes("day"), classes("dot"))
    assert needed_classes("(?:<the><edge>)?<month|maybe_month>{0,2}<year>{1,2}") == (classes("year"),)
    assert needed_classes("(?<=<in>)(?<!<at>)<year>(?=<units>)(?!<dot>)") == (classes("year"),)
    assert needed_classes("(?:<one>|<day>)<units>") == (classes("units"),)
    assert needed_classes("<one>|<day>") == ()


def test_the_words_that_a_rule_needs_make_it_find_as_much_as_when_all_rules_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Late on Monday, 3 May, the two-day talks of early 2021 went on; in the past six months he left."
    found = find_dates(text)
    monkeypatch.setattr("summarizer.text.find_dates.needed_classes", lambda _: ())
    assert found == find_dates(text)
    assert len(found) > 3


# --- what is moved from day to day ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The hearing has been moved to Friday.", "2022-02-18"),
        ("The hearing was postponed to Friday.", "2022-02-18"),
        ("The match was put off until Monday.", "2022-02-21"),
        ("The mayor put the opening off till Sunday.", "2022-02-20"),
        ("The opening has been brought forward to Wednesday.", "2022-02-16"),
        ("The judge adjourned the trial of the two pilots to Monday.", "2022-02-21"),
        ("The launch was rescheduled for Saturday.", "2022-02-19"),
        ("They voted to delay the ruling until Thursday.", "2022-02-17"),
        ("The truce was extended to Sunday.", "2022-02-20"),
        ("Officials said the hearing had been moved to Friday.", "2022-02-18"),
        ("The final, once more postponed, was moved to Tuesday.", "2022-02-15"),
        ("The market will remain closed until Monday.", "2022-02-21"),
        ("The ferries have been cancelled until Thursday.", "2022-02-17"),
        ("The rail company has halted all traffic until Friday.", "2022-02-18"),
        ("Schools to stay closed until Monday", "2022-02-21"),
    ],
)
def test_the_day_that_something_is_moved_to_or_lasts_until_is_ahead(sentence: str, value: str) -> None:
    assert only(sentence).value == value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The hearing had been moved to Friday, and nobody came.", "2022-02-11"),
        ("The refugees were moved to Oslo on Friday.", "2022-02-11"),
        ("The match was put off on Sunday.", "2022-02-13"),
        ("They moved on to Friday's accounts.", "2022-02-11"),
        ("He put on a coat and walked to Friday prayers.", "2022-02-11"),
    ],
)
def test_a_day_of_the_past_beside_a_moving_verb_stays_past(sentence: str, value: str) -> None:
    assert only(sentence).value == value


@pytest.mark.parametrize(
    ("sentence", "old", "new"),
    [
        ("The vote was moved from Thursday to Friday.", "2022-02-17", "2022-02-18"),
        ("The vote was put off from Monday to Friday.", "2022-02-14", "2022-02-18"),
        ("The vote was brought forward from Monday to Friday.", "2022-02-21", "2022-02-18"),
        ("The vote planned for Thursday has been postponed to Friday.", "2022-02-17", "2022-02-18"),
        ("The vote due on Friday has been brought forward to Thursday.", "2022-02-18", "2022-02-17"),
    ],
)
def test_the_day_that_something_is_moved_from_is_ahead_or_was_yesterday(sentence: str, old: str, new: str) -> None:
    assert [value for _, value in values(sentence)] == [old, new]


def test_what_had_been_planned_for_a_weekday_may_be_over() -> None:
    found = only("The visit had been planned for Thursday.")
    assert (found.value, found.latest) == ("2022-02-10", dt.date(2022, 2, 17))
    assert only("The envoy said the visit had been planned for Thursday.").value == "2022-02-17"


# --- ranges and names -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("16 March-19", ["2022-03-16", "2022-03-19"]),
        ("16 March–19 2023", ["2023-03-16", "2023-03-19"]),
        ("March 16-19", ["2022-03-16", "2022-03-19"]),
        ("28 March-3 April", ["2022-03-28", "2022-04-03"]),
        ("19 March-16", ["2022-03-19"]),
        ("16 March-19 goals", ["2022-03-16"]),
    ],
)
def test_a_month_between_the_two_days_of_a_range_is_that_of_both(phrase: str, parts: list[str]) -> None:
    assert [value for _, value in values(f"The fair will run {phrase}.")] == parts


@pytest.mark.parametrize(
    "text",
    [
        "The count by USA TODAY is not official.",
        "USA TODAY",
        "A report in Bergen Today named him.",
        "They showed the trams of tomorrow.",
        "It was to be the Tram of Tomorrow.",
        "Here the city of tomorrow is built.",
    ],
)
def test_today_in_a_name_and_tomorrow_as_an_age_are_no_dates(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("COUNCIL MEETS TODAY", "2022-02-15"),
        ("The council meets TODAY.", "2022-02-15"),
        ("They spoke of the hopes of tomorrow's voters.", "2022-02-16"),
        ("Ships must leave ahead of tomorrow.", "2022-02-16"),
    ],
)
def test_today_in_a_headline_and_tomorrow_as_a_day_are_dates(text: str, value: str) -> None:
    assert only(text).value == value
