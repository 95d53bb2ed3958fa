"""What `summarizer check` does: holds Summaries, Briefs, lists of statements and notes against their sources.

    load ─▶ claims (re-check) │ statements │ notes ─▶ report

No model and no network take part.
"""

from __future__ import annotations

from summarizer.offline.claims import Rechecked, load_summaries, recheck_all
from summarizer.offline.load import Loaded, Statements, Summaries, load
from summarizer.offline.report import CheckReport, check_loaded

__all__ = [
    "CheckReport",
    "Loaded",
    "Rechecked",
    "Statements",
    "Summaries",
    "check_loaded",
    "load",
    "load_summaries",
    "recheck_all",
]
