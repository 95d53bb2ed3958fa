"""Loads the prompts and renders them strictly: a variable that is missing is an error, never an empty string.

Prompts are folders `prompts/NAME/VERSION/` of Markdown templates. They travel in the wheel as
`summarizer/_data/prompts`; in a checkout the folder at the repository's root is read, so that an edited prompt takes
effect at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import SettingsError
from summarizer.ids import content_hash

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Prompt", "load_prompt", "shipped"]


@dataclass(frozen=True)
class Prompt:
    """A prompt's templates by name, with what identifies it: `NAME/VERSION` and the hash of all its files."""

    name: str
    sha256: str
    templates: dict[str, str]

    def render(self, template: str, **values: object) -> str:
        """Render one template.

        Raises:
            SettingsError: The prompt has no such template, or the template names a variable that is not given.
        """
        from jinja2 import TemplateError

        if template not in self.templates:
            raise SettingsError(f"the prompt {self.name} has no {template}.md", "add the file")
        try:
            return _environment().from_string(self.templates[template]).render(values).strip() + "\n"
        except TemplateError as error:
            raise SettingsError(f"{template}.md of the prompt {self.name}: {error}", "mend the template") from error


def shipped(folder: str) -> Path:
    """A folder that travels with the program (`prompts`, `schemas`): in the wheel, or at the repository's root."""
    package = Path(__file__).parent
    packed = package / "_data" / folder
    return packed if packed.is_dir() else package.parent / folder


def load_prompt(name: str = "extract") -> Prompt:
    """The newest version of a prompt that travels with the program."""
    versions = [path for path in (shipped("prompts") / name).iterdir() if path.name.isdecimal()]
    newest = max(versions, key=lambda path: int(path.name))
    templates = {path.stem: path.read_text("utf-8") for path in sorted(newest.glob("*.md"))}
    return Prompt(f"{name}/{newest.name}", _hash(templates), templates)


def _hash(templates: dict[str, str]) -> str:
    return content_hash(*(part for item in sorted(templates.items()) for part in item))


def _environment() -> Environment:
    from jinja2 import Environment, StrictUndefined

    # Prompts are plain text; what is rendered into HTML has an environment of its own, with escaping.
    return Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701
