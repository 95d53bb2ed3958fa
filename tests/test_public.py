"""The public names, pinned: a change here is a change of the library's interface."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import summarizer

PUBLIC = [
    "ActorNames",
    "Adjudicated",
    "Answer",
    "Article",
    "Attribution",
    "Brief",
    "CheckedClaim",
    "CheckedStatement",
    "ClaimJudgement",
    "DatedEvent",
    "Demand",
    "DifferentText",
    "Engine",
    "Estimator",
    "EngineError",
    "Extraction",
    "Finding",
    "Former",
    "InputError",
    "Location",
    "Mend",
    "Mended",
    "Mender",
    "Outcome",
    "Page",
    "Position",
    "Provenance",
    "Report",
    "Response",
    "Settings",
    "SettingsError",
    "Span",
    "Stop",
    "Summary",
    "SummarizerError",
    "TimeExpression",
    "Unreadable",
    "TooLong",
    "Usage",
    "adjudicate",
    "adjudicate_async",
    "article_from_text",
    "attributions",
    "check_extraction",
    "check_statement",
    "find_dates",
    "load_aliases",
    "load_brief",
    "load_settings",
    "locate",
    "merge_summaries",
    "read_articles",
    "recheck",
    "render_brief",
    "summarize",
    "summarize_async",
    "summarize_each",
]


def test_the_public_names_are_these() -> None:
    assert summarizer.__all__ == sorted(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_resolves_and_is_documented(name: str) -> None:
    assert getattr(summarizer, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        summarizer.nothing  # noqa: B018


def test_importing_the_package_loads_none_of_the_heavy_libraries() -> None:
    heavy = ["pydantic", "openai", "instructor", "jinja2", "rapidfuzz", "rich", "click", "httpx2", "sqlite3", "asyncio"]
    code = (
        "import sys; before = set(sys.modules)\nimport summarizer\n"
        f"print([name for name in {heavy!r} if name in sys.modules and name not in before])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_help_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys\nfrom summarizer.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([n for n in ('pydantic', 'openai', 'jinja2', 'rich', 'asyncio') if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_no_public_name_is_that_of_a_module_which_would_take_its_place_once_it_is_imported() -> None:
    modules = {module.name for module in pkgutil.iter_modules(summarizer.__path__)}
    assert not modules & set(PUBLIC)
