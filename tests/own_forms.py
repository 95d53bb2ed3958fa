"""A form of one's own for the tests: claims with a confidence, and the people of the article beside the claims."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from summarizer.models import DatedEvent, Extraction, Model, Position

__all__ = ["EMPTY", "EVENT", "POSITION", "MyEvent", "MyExtraction", "MyPosition", "Person"]


class MyPosition(Position):
    """A position, and how sure the model is of it."""

    confidence: float = Field(ge=0, le=1, description="How sure you are that the actor holds this.")


class MyEvent(DatedEvent):
    """An event, and where it happens."""

    places: tuple[str, ...] = Field(description="Where it happens.")


class Person(Model):
    """Somebody whom the article names."""

    name: str
    born: int | None = None


class MyExtraction(Extraction):
    """What is asked for in these tests."""

    positions: tuple[MyPosition, ...] = Field(description="Positions.")
    dates: tuple[MyEvent, ...]
    people: tuple[Person, ...] = Field(description="All people that are named.")
    tone: Literal["calm", "heated"] | None


EMPTY: dict[str, Any] = {"positions": [], "demands": [], "responses": [], "dates": [], "people": [], "tone": None}
POSITION: dict[str, Any] = {
    "actor": "Ann Cho",
    "topic": "the old bridge",
    "stance": "none",
    "act": "states",
    "statement": "The old bridge will be closed for 17 days.",
    "quote": "the old bridge will be closed for 17 days",
    "confidence": 0.5,
}
EVENT: dict[str, Any] = {
    "event": "Ann Cho says that the old bridge will be closed.",
    "phrase": "on Wednesday",
    "status": "past",
    "quote": "Mayor Ann Cho said on Wednesday that the old bridge will be closed for 17 days",
    "places": ["Norby"],
}
