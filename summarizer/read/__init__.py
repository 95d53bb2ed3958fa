"""Reads files and folders into Articles; what can not be read is kept, with its reason, beside the others.

A new kind of input is one function from bytes to text and one line in `READERS`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from traceback import walk_tb

from summarizer.errors import InputError
from summarizer.models import Article, Unreadable
from summarizer.read.furniture import find_furniture
from summarizer.read.headline import find_outlet, find_published, find_title
from summarizer.read.plain import decode_text

__all__ = ["MAX_BYTES", "READERS", "article_from_text", "read_articles"]

MAX_BYTES = 1_000_000
"""No news article is larger; a larger file is an archive or a dump, and is refused by name."""

Reader = Callable[[bytes], tuple[str, str]]
"""From a file's bytes to its text and the name of the reader with its version; raises InputError."""

READERS: Mapping[str, Reader] = {".txt": decode_text, ".text": decode_text, ".md": decode_text, "": decode_text}
FOLDER_KINDS = (".txt", ".text")
"""What is taken of a folder; other kinds are read where they are named, for a folder may hold a README of its own."""

_log = logging.getLogger("summarizer.read")


def read_articles(
    paths: str | Path | Iterable[str | Path], published: dt.date | None = None
) -> list[Article | Unreadable]:
    """Read files, and the text files of folders, in the order of their names; one entry a file.

    What a folder holds besides (other kinds, folders within) is not read, and a warning is logged that says so.

    Args:
        paths: Files or folders; one alone may be given as it is.
        published: The date to take for an article whose text gives none.
    """
    paths = [paths] if isinstance(paths, str | Path) else paths
    taken: dict[str, Article | Unreadable] = {}
    for path in map(Path, paths):
        for file in _files(path):
            entry = _read_file(file, published) if isinstance(file, Path) else file
            known = taken.setdefault(entry.article_id, entry)
            if known != entry:
                entry = entry.model_copy(update={"article_id": f"{entry.article_id}~{_short_hash(str(file))}"})
                taken[entry.article_id] = entry
    return list(taken.values())


def article_from_text(
    text: str, article_id: str, *, published: dt.date | None = None, outlet: str | None = None, reader: str = "given/1"
) -> Article:
    """Make an Article of a text at hand: finds its furniture, title, outlet and date.

    What is given for `published` and `outlet` fills in only where the text says nothing.
    """
    furniture = find_furniture(text)
    own_date, date_rule = find_published(text, furniture)
    own_outlet, outlet_rule = find_outlet(text, furniture)
    return Article(
        article_id=article_id,
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        reader=reader,
        title=find_title(text, furniture),
        outlet=own_outlet or outlet,
        outlet_rule=outlet_rule or ("given" if outlet else None),
        published=own_date or published,
        published_rule=date_rule or ("given" if published else None),
        furniture=furniture,
        text=text,
    )


def _files(path: Path) -> list[Path | Unreadable]:
    """A file itself; of a folder its articles, or what keeps them from being read."""
    try:
        return [*_articles_of(path)] if path.is_dir() else [path]
    except InputError as error:
        return [_unreadable(path, error)]
    except OSError as error:
        return [_unreadable(path, _closed(error))]


def _articles_of(folder: Path) -> list[Path]:
    held = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    found: list[Path] = []
    passed: list[str] = []
    for entry in held:
        if entry.suffix.lower() in FOLDER_KINDS and entry.is_file():
            found.append(entry)
        else:
            passed.append(entry.name)
    if passed:
        shown = ", ".join(passed[:3]) + (f" and {len(passed) - 3} more" if len(passed) > 3 else "")
        _log.warning("%s: not read, only files of the kinds %s are: %s", folder, " and ".join(FOLDER_KINDS), shown)
    if not found:
        raise InputError("a folder without articles", f"put files of these kinds there: {', '.join(FOLDER_KINDS)}")
    return found


def _read_file(path: Path, published: dt.date | None) -> Article | Unreadable:
    try:
        text, name = _text_of(path)
        return article_from_text(text, _article_id(path), published=published, reader=name)
    except InputError as error:
        return _unreadable(path, error)
    except Exception as error:  # a fault of the program on one strange text must not cost the others their run
        _log.info("%s: the program failed", path, exc_info=True)
        return _unreadable(path, InputError(f"the program failed: {_fault(error)}", "report it, with the file"))


def _unreadable(path: Path, error: InputError) -> Unreadable:
    return Unreadable(article_id=_article_id(path), message=error.message, remedy=error.remedy or "leave it out")


def _fault(error: Exception) -> str:
    """The type of an error, and the module and line of this package where it arose; nothing of what was read."""
    package = __name__.partition(".")[0]
    frames = [(frame.f_globals.get("__name__", ""), line) for frame, line in walk_tb(error.__traceback__)]
    module, line = [frame for frame in frames if frame[0].partition(".")[0] == package][-1]
    return f"{type(error).__name__} in {module}:{line}"


def _text_of(path: Path) -> tuple[str, str]:
    try:
        reader, raw = _reader_for(path), _bytes(path)
    except OSError as error:
        raise _closed(error) from error
    text, name = reader(raw)
    if not text.strip():
        raise InputError("an empty file", "remove it, or fetch the article again")
    return text, name


def _reader_for(path: Path) -> Reader:
    if not path.exists():
        raise InputError("no such file", "check the path")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(kind for kind in READERS if kind)
        raise InputError(f"no reader for files of the kind {path.suffix}", f"save it as one of {kinds}")
    return reader


def _bytes(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise InputError(
            f"{size / 1e6:.1f} MB, and an article may have {MAX_BYTES / 1e6:.0f} MB", "split it into its articles"
        )
    return path.read_bytes()


def _closed(error: OSError) -> InputError:
    return InputError(f"it can not be read: {error.strerror}", "check the file and its permissions")


def _article_id(path: Path) -> str:
    """The path below the working folder, or the last two parts of a path elsewhere; the same on every machine."""
    absolute, here = path.absolute(), Path.cwd()
    if ".." not in path.parts and absolute.is_relative_to(here):
        return _in_unicode(absolute.relative_to(here).as_posix())
    return _in_unicode(Path(*_resolved(absolute).parts[-2:]).as_posix())


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # links that go round in a circle, a zero byte in the name
        return path


def _in_unicode(name: str) -> str:
    """The name with `\\udcff` for a byte that is no UTF-8, so that it can be written to a file."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
