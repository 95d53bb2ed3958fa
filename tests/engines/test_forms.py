"""A form of one's own: which claims it asks for, and what it may not do to those that it inherits."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, ClassVar, Literal, cast

import pytest
from own_forms import MyEvent, MyExtraction, MyPosition
from pydantic import Field

from summarizer.engines.forms import check_form, claim_types, own_fields
from summarizer.errors import SettingsError
from summarizer.models import DatedEvent, Demand, Extraction, Model, Position, Response


class Topic(StrEnum):
    """Topics that are narrowed to a list."""

    WORK = "work"
    WAR = "war"


class Narrowed(Position):
    """What is inherited, narrowed: a value fewer, never null, and the values of a list."""

    act: Literal["states", "warns"]
    role: str
    topic: Topic


class Sung(Position):
    """A position by an act that no check knows."""

    act: Literal["states", "sings"]  # type: ignore[assignment]


class Unquoted(Position):
    """A position that needs no words."""

    quote: str | None = None  # type: ignore[assignment]


class Renamed(Position):
    """A position whose words are answered under another name."""

    quote: str = Field(alias="words")


class Hidden(Position):
    """A position whose words are not written."""

    quote: str = Field(exclude=True)


class Note(Model):
    """What is no claim."""

    text: str


class WithNarrowed(Extraction):
    """A form that is fine."""

    positions: tuple[Narrowed, ...]


class WithSung(Extraction):
    """A form with a widened claim."""

    positions: tuple[Sung, ...]


class WithUnquoted(Extraction):
    """A form with a claim that may lack its quote."""

    positions: tuple[Unquoted, ...]


class WithRenamed(Extraction):
    """A form with a renamed field."""

    positions: tuple[Renamed, ...]


class WithHidden(Extraction):
    """A form with a field that is left out."""

    positions: tuple[Hidden, ...]


class WithNotes(Extraction):
    """A form with a list of something else."""

    positions: tuple[Note, ...]  # type: ignore[assignment]


class WithList(Extraction):
    """A form with a list, which can be changed."""

    positions: list[Position]  # type: ignore[assignment]


class WithEither(Extraction):
    """A form with two classes in one list."""

    positions: tuple[MyPosition | Narrowed, ...]


class WithOne(Extraction):
    """A form with exactly one position."""

    positions: tuple[Position]


class WithDict(Extraction):
    """A form with what a strict schema can not say."""

    counts: dict[str, int]


class WithAlias(Extraction):
    """A form with a field of another name."""

    people: tuple[str, ...] = Field(alias="persons")


class WithConstant(Extraction):
    """A form with something that is no field."""

    unit: ClassVar[str] = "day"


def test_the_claims_of_a_form_are_known_by_their_list() -> None:
    assert claim_types(MyExtraction) == {
        "positions": MyPosition,
        "demands": Demand,
        "responses": Response,
        "dates": MyEvent,
    }
    assert claim_types(Extraction)["dates"] is DatedEvent


def test_the_fields_that_a_form_adds_are_named_in_its_order() -> None:
    assert own_fields(MyExtraction) == ("people", "tone")
    assert own_fields(WithConstant) == own_fields(Extraction) == ()


@pytest.mark.parametrize("form", [Extraction, MyExtraction, WithNarrowed, WithConstant])
def test_a_form_that_adds_or_narrows_is_taken(form: type[Extraction]) -> None:
    check_form(form)


@pytest.mark.parametrize(
    ("form", "named", "remedy"),
    [
        (WithSung, r"Sung\.act is not what Position\.act is", "a field of its own"),
        (WithUnquoted, r"Unquoted\.quote is not what Position\.quote is", "a field of its own"),
        (WithRenamed, r"Renamed\.quote is not", "leave quote as it is"),
        (WithHidden, r"Hidden\.quote is not", "leave quote as it is"),
        (WithNotes, r"WithNotes\.positions is no list of Position", r"positions: tuple\[MyPosition, \.\.\.\]"),
        (WithList, r"WithList\.positions is no list of Position", r"class MyPosition\(Position\)"),
        (WithEither, r"WithEither\.positions is no list of Position", "MyPosition"),
        (WithOne, r"WithOne\.positions is no list of Position", "MyPosition"),
        (WithDict, r"WithDict\.counts is a dict", "a list of entries"),
        (WithAlias, r"WithAlias\.people has an alias", "name the field"),
        (Position, "no subclass of Extraction", "derive it"),
        ("MyExtraction", "no subclass of Extraction", "derive it"),
    ],
)
def test_a_form_that_breaks_what_it_inherits_is_refused_by_name(form: Any, named: str, remedy: str) -> None:
    with pytest.raises(SettingsError, match=named) as error:
        check_form(form)
    assert re.search(remedy, error.value.remedy or "")


def test_a_name_that_no_server_takes_for_a_schema_is_refused() -> None:
    form = cast("type[Extraction]", type("Förm", (Extraction,), {"__module__": __name__}))
    with pytest.raises(SettingsError, match="Förm"):
        check_form(form)


def test_a_form_whose_types_are_not_defined_is_refused_and_not_guessed() -> None:
    class Unfinished(Extraction):
        """A form that names a class that stands nowhere."""

        people: tuple[Nobody, ...]  # type: ignore[name-defined]  # noqa: F821

    with pytest.raises(SettingsError, match="Unfinished names a type that is not defined"):
        check_form(Unfinished)
