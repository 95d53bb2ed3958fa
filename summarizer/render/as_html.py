"""The brief as one self-contained HTML file: it loads nothing, and every line opens its source at the very words."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from summarizer.models import Article, Brief
from summarizer.render.dates import worded
from summarizer.render.illustrated import illustrated, thread_places
from summarizer.render.marks import source_texts
from summarizer.render.plan import WHOLE, Page
from summarizer.render.shown import visible
from summarizer.render.view import View, view_of

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

__all__ = ["html"]

MANY_ANSWERS = 8
"""The answers to one demand beyond these are folded away."""
MANY_STORIES = 12
"""Stories beyond these are folded away where all are told in short; their sections stand in full."""
MANY_NEWS = 10
"""What changed, was answered or is still open beyond these is folded away."""
LONG = 2_000
"""With more footnotes than these a browser lays out only what is in its window: seconds against a fifth of them."""


def html(brief: Brief, articles: Mapping[str, Article], page: Page = WHOLE) -> str:
    """The brief as an HTML page with the articles' texts in it, for reading on a screen, a phone and paper."""
    from markupsafe import Markup

    view = view_of(brief, articles, page)
    style, script = _resource("brief.css") + _lit(view), _resource("brief.js")
    texts = source_texts(view, articles)
    stories = illustrated(view.stories, brief.day)
    shown = _template().render(
        view=view,
        stories=stories,
        places=thread_places(stories),
        changed=defaultdict(str, _kinds_of_change(view)),
        day=brief.day.isoformat(),
        many_answers=MANY_ANSWERS,
        many_stories=MANY_STORIES,
        many_news=MANY_NEWS,
        long=len(view.footnotes) > LONG,
        checks=sorted({summary.checks_version for summary in brief.summaries}),
        source_texts=texts,
        opened={text.row for text in texts},
        linked={note.number for note in view.footnotes if note.linked},
        style=Markup(style),  # noqa: S704  (the package's own file and footnote numbers, nothing from an article)
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
    )
    return shown.strip() + "\n"


def _kinds_of_change(view: View) -> dict[str, str]:
    """How each changed line has changed ("hardened"), by its claim."""
    return {change.now.merged_id: change.kind for change in (view.since.changes if view.since else ())}


def _policy(style: str, script: str) -> str:
    """A content security policy (W3C CSP 3) under which the page can load nothing and run this one script alone."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(inline: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"


def _lit(view: View) -> str:
    """The rules that light up the opened footnote's words without a script; numbers are all that goes into them."""
    opened = ",".join(f"#w{n.number}:target~.m{n.number}" for n in view.footnotes if n.linked)
    return f"{opened}{{background:var(--lit);color:var(--lit-ink);forced-color-adjust:none}}\n" if opened else ""


@cache
def _resource(name: str) -> str:
    return files("summarizer.render").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown
    )
    environment.filters["exact"] = _exact
    environment.filters["drawn"] = _drawn
    environment.filters["worded"] = worded
    environment.filters["flat"] = lambda words: " ".join(words.split())
    return environment.from_string(_resource("brief.html.j2"))


def _shown(value: object) -> object:
    """What stands between the braces, without characters that could turn a line around; markup is left as it is."""
    return visible(value) if type(value) is str else value


def _exact(text: str) -> Markup:
    """The text escaped so that a parser gives back the same characters: it would turn a bare CR into a newline."""
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704  (escaped in the same expression)


def _drawn(svg: str) -> Markup:
    """A picture as markup: whatever is in it was escaped where it was drawn (`render.pictures.svg`)."""
    from markupsafe import Markup

    return Markup(svg)  # noqa: S704
