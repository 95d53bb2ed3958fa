"""Small words that make another claim of the same content words, and those that do not."""

from __future__ import annotations

import pytest

from summarizer.merge.shades import shades_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It was agreed last week", "It was agreed this week"),
        ("It was agreed a week ago", "It was agreed a month ago"),
        ("He goes today", "He goes tomorrow"),
        ("He goes today", "He goes next week"),
        ("The deputy minister paid", "The minister paid"),
        ("The ex-minister paid", "The minister paid"),
        ("The president-elect paid", "The president paid"),
        ("Our ships sank", "Their ships sank"),
        ("His ship sank", "Her ship sank"),
        ("We attacked them", "They attacked us"),
        ("He won", "She won"),
        ("the mill and the port", "the mill or the port"),
        ("closed by ships", "closed to ships"),
        ("a vote for the plan", "a vote against the plan"),
        ("his brother paid", "his father paid"),
        ("on 3 March", "on 3 April"),
    ],
)
def test_small_words_exclude_each_other(one: str, other: str) -> None:
    assert shades_in(one).exclude(shades_in(other))
    assert shades_in(other).exclude(shades_in(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It was agreed last week", "It was agreed"),
        ("It was agreed last week", "It was agreed the previous week"),
        ("It was agreed this week", "It was agreed today"),
        ("The prime minister met the foreign minister", "The prime minister was there"),
        ("The former minister paid", "The ex-minister paid"),
        ("I will keep my word", "He will keep his word"),
        ("the mill and the port", "the mill, the port"),
        ("sold to Norway", "sold to Norway by Denmark"),
        ("his brother and father paid", "his brother paid"),
    ],
)
def test_what_can_go_together_excludes_nothing(one: str, other: str) -> None:
    assert not shades_in(one).exclude(shades_in(other))
    assert not shades_in(other).exclude(shades_in(one))


def test_today_of_two_days_is_no_contradiction() -> None:
    assert not shades_in("He goes today").exclude(shades_in("He goes tomorrow"), of_one_day=False)


def test_what_is_compatible_in_time_is_yet_another_time() -> None:
    assert shades_in("It was agreed this week").tells_another_time(shades_in("It was agreed today"))
    assert not shades_in("It was agreed this week").tells_another_time(shades_in("It was agreed"))


def test_habit_and_repute_are_told_apart_from_what_is() -> None:
    assert shades_in("He used to be a spy").repute == (True, False)
    assert shades_in("He is said to be a spy").repute == (False, True)
    assert shades_in("The tool is used to dig; he said to go").repute == (False, False)
