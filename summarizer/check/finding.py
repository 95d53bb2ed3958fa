"""Makes the findings of the checks, each by the severity that it has."""

from __future__ import annotations

from summarizer.check.evidence import NEAR_COPY, Evidence
from summarizer.models import Finding

__all__ = ["by_closeness", "contrast", "doubt", "note", "refute"]


def note(code: str, message: str) -> Finding:
    """What the reviewer is told, and what leaves the verdict alone."""
    return Finding(code=code, message=message, severity="note")


def doubt(code: str, message: str) -> Finding:
    """What makes a claim doubtful."""
    return Finding(code=code, message=message, severity="doubt")


def refute(code: str, message: str) -> Finding:
    """What makes a claim unsupported."""
    return Finding(code=code, message=message, severity="refute")


def contrast(stated: str, said: str) -> str:
    """The message that a statement has one thing where its words have another."""
    return f"The statement says “{stated}”, its words “{said}”."


def by_closeness(evidence: Evidence, code: str, message: str) -> Finding:
    """A refutation where the statement keeps close to its words, a doubt where it has others."""
    make = refute if evidence.share >= NEAR_COPY else doubt
    return make(code, message)
