"""Fields of the user's own go past the checks: claims are checked as ever, and what was added stands beside them."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from own_forms import EMPTY, EVENT, POSITION, MyExtraction, MyPosition
from pydantic import computed_field

from summarizer.check import check_extraction, check_mended, recheck
from summarizer.models import CheckedClaim, DatedEvent, Extraction, Outcome, Policy, Position, Provenance, Summary
from summarizer.read import article_from_text

ARTICLE = article_from_text(
    "Bridge closed\n\nNORBY, March 3, 2022 (Norby Post) — Mayor Ann Cho said on Wednesday that the old bridge will be "
    "closed for 17 days.\n\n"
    "“We will not open the bridge before the inspection is over,” Cho told reporters in Norby.\n",
    "a.txt",
)
MADE = Provenance(engine="test", engine_version="1")
INVENTED = {**POSITION, "statement": "The old bridge will fall.", "quote": "the bridge will fall", "confidence": 0.1}


def answer(**lists: Any) -> MyExtraction:
    return MyExtraction.model_validate({**EMPTY, **lists})


def checked(extraction: Extraction, policy: Policy = "flag") -> Summary:
    return check_extraction(ARTICLE, extraction, Outcome(kind="ok"), MADE, policy=policy)


def plain(extraction: MyExtraction) -> Extraction:
    """The same claims as if the user had asked for none of their own fields."""
    raw = extraction.model_dump(exclude={"people": True, "tone": True, "positions": {"__all__": {"confidence"}}})
    raw["dates"] = [{k: v for k, v in date.items() if k != "places"} for date in raw["dates"]]
    return Extraction.model_validate(raw)


def extras(claims: tuple[CheckedClaim, ...]) -> list[dict[str, Any]]:
    return [claim.extra for claim in claims]


@pytest.fixture
def full() -> MyExtraction:
    people = [{"name": "Ann Cho", "born": 1960}, {"name": "Bo"}]
    return answer(positions=[POSITION, INVENTED], dates=[EVENT], people=people, tone="calm")


def test_what_a_claim_has_of_the_users_own_stands_beside_it_as_json(full: MyExtraction) -> None:
    summary = checked(full)
    assert extras(summary.claims) == [{"confidence": 0.5}, {"places": ["Norby"]}]
    assert extras(summary.set_aside) == [{"confidence": 0.1}]
    assert [type(claim.claim) for claim in summary.claims] == [Position, DatedEvent]


def test_what_the_extraction_has_beside_its_claims_stands_in_the_summary(full: MyExtraction) -> None:
    people = [{"name": "Ann Cho", "born": 1960}, {"name": "Bo", "born": None}]
    assert checked(full).extra == {"people": people, "tone": "calm"}


def test_the_checks_say_the_same_and_the_ids_are_the_same_with_and_without_fields_of_ones_own(
    full: MyExtraction,
) -> None:
    bare = checked(plain(full))
    own = checked(full)
    without = [claim.model_copy(update={"extra": {}}) for claim in (*own.claims, *own.set_aside)]
    assert without == [*bare.claims, *bare.set_aside]
    assert bare.extra == {}
    assert '"extra"' not in bare.model_dump_json()


def test_a_summary_with_fields_of_ones_own_is_the_same_when_it_is_read_again(full: MyExtraction) -> None:
    summary = checked(full)
    assert Summary.model_validate_json(summary.model_dump_json()) == summary
    assert recheck(summary, ARTICLE) == summary


def test_the_same_claim_twice_keeps_what_is_beside_each() -> None:
    summary = checked(answer(positions=[POSITION, {**POSITION, "confidence": 0.9}]))
    assert extras(summary.claims) == [{"confidence": 0.5}]
    assert extras(summary.set_aside) == [{"confidence": 0.9}]
    assert recheck(summary, ARTICLE) == summary


def test_the_policy_sets_aside_what_it_always_does() -> None:
    doubtful = {**POSITION, "quote": "the old bridge will be shut for 17 days"}
    assert extras(checked(answer(positions=[doubtful])).claims) == [{"confidence": 0.5}]
    assert extras(checked(answer(positions=[doubtful]), "drop").set_aside) == [{"confidence": 0.5}]


def test_a_mended_claim_keeps_what_stood_beside_it_before() -> None:
    first = checked(answer(positions=[INVENTED]), "reask")
    mended = Position.model_validate({key: value for key, value in POSITION.items() if key != "confidence"})
    for given in (mended, MyPosition.model_validate({**POSITION, "confidence": 1.0})):
        (claim,) = check_mended(first, ARTICLE, {1: given}).claims
        assert claim.former is not None
        assert claim.claim == mended
        assert claim.extra == {"confidence": 0.1}
        assert recheck(first.model_copy(update={"claims": (claim,), "set_aside": ()}), ARTICLE).claims == (claim,)


class Counted(MyPosition):
    """A position with a field that is worked out, and one that JSON has no word for."""

    share: float

    @computed_field  # type: ignore[prop-decorator]
    @property
    def percent(self) -> int:
        """The confidence in percent."""
        return round(100 * self.confidence)


class CountedExtraction(Extraction):
    """The form of these."""

    positions: tuple[Counted, ...]


def test_what_json_has_no_word_for_is_null_at_once_and_not_only_in_the_file() -> None:
    raw = {**{name: [] for name in Extraction.model_fields}, "positions": [{**POSITION, "share": math.nan}]}
    summary = checked(CountedExtraction.model_validate(raw))
    assert extras(summary.claims) == [{"confidence": 0.5, "share": None, "percent": 50}]
    assert json.loads(summary.model_dump_json())["claims"][0]["extra"] == summary.claims[0].extra
