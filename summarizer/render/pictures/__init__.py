"""Pictures of a brief as inline SVG: pure functions from small dataclasses to markup, the same bytes on any machine."""

from __future__ import annotations

from summarizer.render.pictures.demands import Ask, demands_picture
from summarizer.render.pictures.svg import Picture
from summarizer.render.pictures.timeline import Moment, timeline_picture

__all__ = ["Ask", "Moment", "Picture", "demands_picture", "timeline_picture"]
