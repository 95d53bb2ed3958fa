"""What models cost: list prices from one dated file, which a file of the user's own overrides entry by entry."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from summarizer.errors import SettingsError

__all__ = ["Price", "Prices", "load_prices", "usd"]

_SNAPSHOT = re.compile(r"-\d{4}-\d{2}-\d{2}$")
"""The date at the end of a model's dated snapshot, which costs what the model costs unless it has its own entry."""


@dataclass(frozen=True, slots=True)
class Price:
    """List price of a model in USD per million tokens, and its window in tokens where that is known.

    `window` is what prompt and answer may have together. No discount (cached input, batch) is counted. `dated` is the
    day of the price, ISO 8601; two prices of one amount are equal whatever their days.
    """

    input: float
    output: float
    window: int | None = None
    dated: str | None = field(default=None, compare=False)

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """What an answer costs, in USD."""
        return (tokens_in * self.input + tokens_out * self.output) / 1_000_000


@dataclass(frozen=True)
class Prices:
    """Prices by the model's bare name; `dated` is the day of the newest file used, ISO 8601."""

    dated: str
    models: Mapping[str, Price] = field(default_factory=dict)

    def of(self, model: str) -> Price | None:
        """The price of a model as it is named on the command line or by the server; None where it is not known.

        "openai/gpt-5-mini", "gpt-5-mini" and its dated snapshot "gpt-5-mini-2025-08-07" are one entry, where the
        snapshot has none of its own. No other likeness of names counts.
        """
        name = model.removeprefix("openai/")
        return self.models.get(name) or self.models.get(_SNAPSHOT.sub("", name))


def load_prices(path: Path | None = None) -> Prices:
    """The prices that the program ships, with those of a file of the user's own before them.

    Raises:
        SettingsError: The file can not be read or is not of the form of summarizer/prices.toml; names it.
    """
    shipped = _shipped()
    if path is None:
        return shipped
    own = _parse(_text_of(path), str(path))
    return Prices(max(shipped.dated, own.dated), {**shipped.models, **own.models})


def usd(amount: float) -> str:
    """An amount in words: "$1,234.50", "$0.0042" where cents would hide it, "$0" for nothing."""
    if not amount:
        return "$0"
    return f"${amount:,.2f}" if amount >= 0.1 else f"${amount:.4f}" if amount >= 0.0001 else "under $0.0001"


# --- the file ---------------------------------------------------------------------------------------------------------


def _iso(value: object) -> object:
    # TOML has dates of its own: `dated = 2026-11-05` without quotation marks is as good.
    return value.isoformat() if isinstance(value, dt.date) else value


_Day = Annotated[str, BeforeValidator(_iso), Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    input: float = Field(ge=0, allow_inf_nan=False)
    output: float = Field(ge=0, allow_inf_nan=False)
    window: int | None = Field(default=None, ge=1)
    dated: _Day | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    dated: _Day
    source: str = ""
    models: dict[str, _Entry]


@cache
def _shipped() -> Prices:
    name = "prices.toml"
    return _parse(resources.files("summarizer").joinpath(name).read_text(encoding="utf-8"), name)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the prices in {path} can not be read: {error}", "name another file") from error


def _parse(text: str, name: str) -> Prices:
    remedy = 'it is of the form: dated = "2026-11-05"; [models."gpt-5-mini"] input = 0.25, output = 2.00, a line each'
    try:
        file = _File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"the prices in {name}: {error}", remedy) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SettingsError(f"the prices in {name}: {where}: {first['msg']}", remedy) from None
    models = {model.removeprefix("openai/"): entry for model, entry in file.models.items()}
    return Prices(
        file.dated, {model: Price(e.input, e.output, e.window, e.dated or file.dated) for model, e in models.items()}
    )
