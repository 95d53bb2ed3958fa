"""The errors that this package raises, under one base class.

    SummarizerError
    ├── InputError        a file or option that can not be used: names it, and the remedy
    ├── SettingsError     a setting that is missing or wrong: names it, and where to put it
    ├── EngineError       the engine can answer for no article: no key, wrong model, unreachable
    └── DifferentText     a Summary held against a text that it was not made from

What happens to a single article is no error but an `Outcome`: it never costs another article its result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.engines import Usage

__all__ = ["DifferentText", "EngineError", "InputError", "SettingsError", "SummarizerError"]


class SummarizerError(Exception):
    """Base of all errors of this package. `remedy` says what to do about it; `str()` gives both in one line."""

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} — {self.remedy}" if self.remedy else self.message


class InputError(SummarizerError):
    """A file, a path or an option that can not be used."""


class SettingsError(SummarizerError):
    """A setting that is missing or has a value that makes no sense."""


class EngineError(SummarizerError):
    """The engine can not answer for any article of the run. `usage` is what was spent before that was known."""

    def __init__(self, message: str, remedy: str | None = None, usage: Usage | None = None) -> None:
        super().__init__(message, remedy)
        self.usage = usage


class DifferentText(SummarizerError):
    """A Summary held against another text than the one it was made from."""
