"""The day's news articles as a brief that can be trusted line by line.

    from datetime import date
    from summarizer import merge_summaries, read_articles, render_brief, summarize

    articles = read_articles(["seeds/"])
    brief = merge_summaries(summarize(articles), day=date(2022, 2, 15))
    print(render_brief(brief, articles, "markdown"))

The names below are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.adjudication import Adjudicated as Adjudicated
    from summarizer.adjudication import adjudicate as adjudicate
    from summarizer.adjudication import adjudicate_async as adjudicate_async
    from summarizer.aliases_file import load_aliases as load_aliases
    from summarizer.briefing import load_brief as load_brief
    from summarizer.check import check_extraction as check_extraction
    from summarizer.check import recheck as recheck
    from summarizer.check.statements import check_statement as check_statement
    from summarizer.engines import Answer as Answer
    from summarizer.engines import Engine as Engine
    from summarizer.engines import Estimator as Estimator
    from summarizer.engines import Mend as Mend
    from summarizer.engines import Mended as Mended
    from summarizer.engines import Mender as Mender
    from summarizer.engines import TooLong as TooLong
    from summarizer.engines import Usage as Usage
    from summarizer.engines.stop import Stop as Stop
    from summarizer.errors import DifferentText as DifferentText
    from summarizer.errors import EngineError as EngineError
    from summarizer.errors import InputError as InputError
    from summarizer.errors import SettingsError as SettingsError
    from summarizer.errors import SummarizerError as SummarizerError
    from summarizer.merge import merge_summaries as merge_summaries
    from summarizer.models import ActorNames as ActorNames
    from summarizer.models import Article as Article
    from summarizer.models import Brief as Brief
    from summarizer.models import CheckedClaim as CheckedClaim
    from summarizer.models import CheckedStatement as CheckedStatement
    from summarizer.models import ClaimJudgement as ClaimJudgement
    from summarizer.models import DatedEvent as DatedEvent
    from summarizer.models import Demand as Demand
    from summarizer.models import Extraction as Extraction
    from summarizer.models import Finding as Finding
    from summarizer.models import Former as Former
    from summarizer.models import Location as Location
    from summarizer.models import Outcome as Outcome
    from summarizer.models import Position as Position
    from summarizer.models import Provenance as Provenance
    from summarizer.models import Response as Response
    from summarizer.models import Span as Span
    from summarizer.models import Summary as Summary
    from summarizer.models import TimeExpression as TimeExpression
    from summarizer.models import Unreadable as Unreadable
    from summarizer.pipeline import Report as Report
    from summarizer.pipeline import summarize as summarize
    from summarizer.pipeline import summarize_async as summarize_async
    from summarizer.pipeline import summarize_each as summarize_each
    from summarizer.read import article_from_text as article_from_text
    from summarizer.read import read_articles as read_articles
    from summarizer.render import Page as Page
    from summarizer.render import render_brief as render_brief
    from summarizer.settings import Settings as Settings
    from summarizer.settings import load_settings as load_settings
    from summarizer.text.attributions import Attribution as Attribution
    from summarizer.text.attributions import attributions as attributions
    from summarizer.text.find_dates import find_dates as find_dates
    from summarizer.text.locate import locate as locate

__version__ = "0.1.0"

_HOME = {
    "adjudication": ("Adjudicated", "adjudicate", "adjudicate_async"),
    "aliases_file": ("load_aliases",),
    "briefing": ("load_brief",),
    "check": ("check_extraction", "recheck"),
    "check.statements": ("check_statement",),
    "engines": ("Answer", "Engine", "Estimator", "Mend", "Mended", "Mender", "TooLong", "Usage"),
    "engines.stop": ("Stop",),
    "errors": ("DifferentText", "EngineError", "InputError", "SettingsError", "SummarizerError"),
    "merge": ("merge_summaries",),
    "models": (
        "ActorNames",
        "Article",
        "Brief",
        "CheckedClaim",
        "CheckedStatement",
        "ClaimJudgement",
        "DatedEvent",
        "Demand",
        "Extraction",
        "Finding",
        "Former",
        "Location",
        "Outcome",
        "Position",
        "Provenance",
        "Response",
        "Span",
        "Summary",
        "TimeExpression",
        "Unreadable",
    ),
    "pipeline": ("Report", "summarize", "summarize_async", "summarize_each"),
    "read": ("article_from_text", "read_articles"),
    "render": ("Page", "render_brief"),
    "settings": ("Settings", "load_settings"),
    "text.attributions": ("Attribution", "attributions"),
    "text.find_dates": ("find_dates",),
    "text.locate": ("locate",),
}
_MODULE_OF = {name: f"summarizer.{module}" for module, names in _HOME.items() for name in names}

__all__ = sorted(_MODULE_OF)  # noqa: PLE0605 - pinned by a test


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULE_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
