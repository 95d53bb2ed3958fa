"""The settings of a run: the only reader of the environment and of summarizer.toml.

What is given by hand wins over `SUMMARIZER_…` in the environment, and that over `summarizer.toml` in the working
folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from summarizer.errors import SettingsError
from summarizer.models import Policy

__all__ = ["Settings", "load_settings"]


class Settings(BaseSettings):
    """Each setting with its unit; environment variables carry the prefix SUMMARIZER_."""

    model_config = SettingsConfigDict(
        env_prefix="SUMMARIZER_", toml_file="summarizer.toml", extra="forbid", frozen=True, populate_by_name=True
    )

    model: str = Field(default="embedded", description="`embedded`, or openai/NAME.")
    base_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("SUMMARIZER_BASE_URL", "OPENAI_BASE_URL"),
        description="Where an OpenAI-compatible server listens, such as http://localhost:11434/v1.",
    )
    api_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("SUMMARIZER_API_KEY", "OPENAI_API_KEY"),
        description="The server's key. It causes no request by itself: a model must be named.",
    )
    store: Path | None = Field(default=None, description="SQLite file of the answers already paid for.")
    policy: Policy = Field(
        default="flag",
        description="Doubtful claims: `flag` keeps them marked, `drop` sets them aside, `fail` lets the run fail, "
        "`reask` asks the model to mend what is not supported.",
    )
    fallback: Literal["embedded"] | None = Field(
        default=None, description="`embedded`: rules answer, marked, for an article that the model gives no result for."
    )
    prompt: Path | None = Field(default=None, description="Folder of your own prompt: system.md, user.md, …")
    retry_failed: bool = Field(
        default=False, description="Ask again for articles whose kept answer failed in part or whole."
    )
    watch: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Names of actors and topics whose stories come first; in the environment with commas."
    )
    only_watched: bool = Field(default=False, description="Show the stories of `watch` alone, and count the others.")
    top: int | None = Field(default=None, ge=1, description="Show so many stories, and count the others.")
    aliases: Path | None = Field(default=None, description="TOML file of names that mean one actor, or do not.")
    series: str = Field(
        default="default", description="Which briefs in the store are followed from day to day, where you make several."
    )
    adjudicate: bool = Field(default=False, description="Let the model judge which claims are one.")
    concurrency: int = Field(default=8, ge=1, description="Requests in flight at once, at the most.")
    rpm: int | None = Field(default=None, ge=1, description="Requests a minute, at the most.")
    tpm: int | None = Field(default=None, ge=1, description="Tokens a minute, in and out, at the most.")
    max_tokens: int | None = Field(default=None, ge=1, description="Tokens that a run may use, in and out.")
    max_cost: float | None = Field(default=None, gt=0, description="US dollars that a run may cost.")
    prices: Path | None = Field(default=None, description="TOML file of prices that win over the program's own.")
    timeout: float = Field(default=120.0, gt=0, description="Seconds for one request, to the last byte of its answer.")
    retries: int = Field(default=5, ge=0, description="Repeats of a request after a passing fault of the transport.")
    reasks: int = Field(default=1, ge=0, description="Repeats of a question whose answer breaks the schema.")
    circuit_after: int = Field(default=10, ge=1, description="So many failed requests in a row stop the asking …")
    circuit_wait: float = Field(
        default=30.0, ge=0, description="… for so many seconds, then for twice and four times as long; then for good."
    )
    window: int | None = Field(
        default=None, ge=1024, description="Tokens that the model takes, prompt and answer together, where not known."
    )
    max_output_tokens: int = Field(default=8192, ge=1, description="Tokens that one answer may have.")
    temperature: float = Field(default=0.0, ge=0, description="Sampling temperature.")
    retry_after_cap: float = Field(default=60.0, ge=0, description="Longest Retry-After waited for, in seconds.")

    @field_validator("watch", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """One string with commas, as the environment has it, is a list too."""
        listed = value.split(",") if isinstance(value, str) else value
        return tuple(term.strip() for term in listed if str(term).strip()) if isinstance(listed, list) else listed

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """By hand, then the environment, then summarizer.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**given: Any) -> Settings:
    """Read the settings; what is given and not None wins.

    Raises:
        SettingsError: A setting has a value that makes no sense; names it.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            known = ", ".join(Settings.model_fields)
            raise SettingsError(f"summarizer.toml: there is no setting {name!r}", f"there are: {known}") from None
        what = first["msg"].removeprefix("Input ")
        raise SettingsError(f"the setting {name!r} {what}", "mend it where it is set") from None
    except ValueError as error:
        raise SettingsError(f"summarizer.toml: {error}", "mend the file") from error
