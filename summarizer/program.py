"""What tells this program from every other version of itself, changed files in a checkout included."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from summarizer.ids import content_hash

__all__ = ["program_hash"]


@cache
def program_hash() -> str:
    """A hash of the names, sizes and times of all files of the package: what is kept under it was made by this code."""
    root = Path(__file__).parent
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix not in (".pyc", ".pyo"))
    stats = ((path, path.stat()) for path in files)
    return content_hash(*(f"{path.relative_to(root)} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats))
