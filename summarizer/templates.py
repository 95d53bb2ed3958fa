"""Loads the prompts and renders them strictly: a variable that is missing is an error, never an empty string.

Prompts are folders `prompts/NAME/VERSION/` of Markdown templates. They travel in the wheel as
`summarizer/_data/prompts`; in a checkout the folder at the repository's root is read, so that an edited prompt takes
effect at once. A user's own folder holds the templates that are to take the place of the shipped ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import SettingsError
from summarizer.ids import content_hash

if TYPE_CHECKING:
    from jinja2 import Environment, Template

__all__ = ["VARIABLES", "Prompt", "load_prompt", "prompt_in", "shipped"]

VARIABLES: Mapping[str, frozenset[str]] = {
    "system": frozenset(),
    "user": frozenset({"published", "fence", "body"}),
    "reask": frozenset({"error"}),
    "schema": frozenset({"schema"}),
}
"""The templates of a prompt that asks for an article's claims, and the variables that each may use."""


@dataclass(frozen=True)
class Prompt:
    """A prompt's templates by name, with what identifies it: `NAME/VERSION` and the hash of all its files.

    The name of a user's own prompt is that of its folder.
    """

    name: str
    sha256: str
    templates: dict[str, str]

    def render(self, template: str, **values: object) -> str:
        """Render one template.

        Raises:
            SettingsError: The prompt has no such template, or the template names a variable that is not given.
        """
        if template not in self.templates:
            raise SettingsError(f"the prompt {self.name} has no {template}.md", "add the file")
        try:
            return _rendered(self.templates[template], values)
        except _faults() as error:
            raise SettingsError(
                f"{template}.md of the prompt {self.name}: {_told(error)}", "mend the template"
            ) from error


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


def prompt_in(folder: Path) -> Prompt:
    """A user's own prompt: the templates that the folder holds, and the shipped ones for the others.

    Each is rendered once with sample values, so that a mistake in it shows before the first request.

    Raises:
        SettingsError: The folder can not be read or holds no template or a misspelt one, or a template can not be
            used; names the file, and the remedy.
    """
    own = {path.stem: _read(path) for path in _files_in(folder)}
    for name, text in own.items():
        _try(folder / f"{name}.md", name, text)
    templates = load_prompt().templates | own
    return Prompt(folder.resolve().name or str(folder), _hash(templates), templates)


def _hash(templates: dict[str, str]) -> str:
    return content_hash(*(part for item in sorted(templates.items()) for part in item))


# --- rendering -------------------------------------------------------------------------------------------------------


def _rendered(source: str, values: Mapping[str, object]) -> str:
    return _compiled(source).render(values).strip() + "\n"


@lru_cache(maxsize=64)
def _compiled(source: str) -> Template:
    return _environment().from_string(source)


@cache
def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # In a sandbox, because a prompt's folder that is passed around is text to most people, and no program. Prompts are
    # plain text; what is rendered into HTML has an environment of its own, with escaping.
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )


@cache
def _faults() -> tuple[type[Exception], ...]:
    """What a template can raise: jinja's own errors, and those of the expressions in it (`body + 1`, `1 // 0`)."""
    from jinja2 import TemplateError

    return (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


MOST_TOLD = 200
"""So many characters of an error are told."""


def _told(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    words = str(error)[:MOST_TOLD]  # an error may repeat a value, and a value may be the article
    return f"line {line}: {words}" if line else words


# --- a folder of one's own -------------------------------------------------------------------------------------------

_LIST = "a prompt's templates are system.md, user.md, reask.md and schema.md; those left out are the shipped ones"


def _files_in(folder: Path) -> list[Path]:
    """The templates of a folder, by name. A README may lie beside them; a text of another name is a misspelling."""
    try:
        files = sorted(folder.iterdir())
    except OSError as error:
        reason = "no such folder" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
        raise SettingsError(f"prompt {folder}: {reason}", f"name a folder; {_LIST}") from error
    kept = [path for path in files if path.stem in VARIABLES and path.suffix == ".md"]
    for path in files:
        if path not in kept and _is_misspelt(path):
            raise SettingsError(f"prompt {folder}: {path.name} is the name of no template", _LIST)
    if not kept:
        raise SettingsError(f"prompt {folder}: no template in it", _LIST)
    return kept


def _is_misspelt(path: Path) -> bool:
    name, kind = path.stem.casefold(), path.suffix.casefold()
    if kind in (".markdown", ".txt"):
        return name in VARIABLES
    return kind == ".md" and name != "readme" and not name.startswith(".")


def _read(path: Path) -> str:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8: byte {error.start}", "save it as UTF-8") from error
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}", "let it be a readable file") from error
    if not text.strip():
        raise SettingsError(f"{path} is empty", "write the template, or remove the file for the shipped one")
    return text


def _try(path: Path, name: str, text: str) -> None:
    """Render a template with samples of what it is given in a run."""
    from jinja2 import meta

    try:
        unknown = meta.find_undeclared_variables(_environment().parse(text)) - VARIABLES[name]
        if unknown:
            raise SettingsError(f"{path}: unknown variable {_listed(unknown)}", _known(name))
        rendered = [_rendered(text, sample) for sample in _SAMPLES[name]]
    except _faults() as error:
        raise SettingsError(f"{path}: {_told(error)}", "mend the template") from error
    if name == "user" and not all(map(_is_fenced, rendered)):
        remedy = "put a line {{ fence }} before and behind {{ body }}, whether or not {{ published }} is known"
        raise SettingsError(f"{path}: the article does not stand whole between two fences", remedy)


def _is_fenced(rendered: str) -> bool:
    """Whether the sample article stands there unchanged, with its fence before and behind it."""
    before, body, behind = rendered.partition(_BODY)
    return bool(body) and _FENCE in before and _FENCE in behind


def _known(name: str) -> str:
    known = VARIABLES[name]
    return f"{name}.md may use {_listed(known)}" if known else f"{name}.md has no variables"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{{ {name} }}}}" for name in sorted(names))


def _samples() -> Iterator[tuple[str, tuple[Mapping[str, object], ...]]]:
    dates = (dt.date(2022, 2, 15), None)
    yield "system", ({},)
    yield "user", tuple({"published": date, "fence": _FENCE, "body": _BODY} for date in dates)
    yield "reask", ({"error": "- demands[0].force: no value of the list"},)
    yield "schema", ({"schema": "{}"},)


_FENCE = "=== article 0123456789abcdef ==="
# Long, and with what a filter (truncate, escape, title) would change: the model must see the article as it is.
_BODY = "“It is 'so' & <so>,”\n\nshe said.  Then {{ braces }}.\n" * 2_000 + "The end."
_SAMPLES = dict(_samples())
