"""An article's text cut into pieces that are marked alike, so that spans may overlap in any way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from summarizer.models import Article
from summarizer.render.footnotes import Footnote
from summarizer.render.view import SourceRow, View

__all__ = ["Piece", "SourceText", "pieces_of", "source_texts"]


@dataclass(frozen=True)
class Piece:
    """Characters under the same marks: the footnotes that begin here, those that cover it, the furniture it is in."""

    text: str
    begins: tuple[Footnote, ...]
    covers: tuple[int, ...]
    furniture: str | None


@dataclass(frozen=True)
class SourceText:
    """One article to be shown with the words that the brief rests on marked; `row` is its row among the sources."""

    row: int
    source: SourceRow
    article: Article
    pieces: tuple[Piece, ...]


def source_texts(view: View, articles: Mapping[str, Article]) -> tuple[SourceText, ...]:
    """The articles at hand in the order of the sources, with the footnotes that stand in each."""
    by_article: dict[str, list[Footnote]] = {}
    for note in view.footnotes:
        if note.linked:
            by_article.setdefault(note.record.article_id, []).append(note)
    return tuple(
        SourceText(row, source, article, pieces_of(article, by_article.get(source.article_id, ())))
        for row, source in enumerate(view.sources, start=1)
        if (article := articles.get(source.article_id))
    )


def pieces_of(article: Article, notes: Iterable[Footnote]) -> tuple[Piece, ...]:
    """The whole text in order: joined, the pieces are the text; a footnote's pieces joined are its words."""
    spans = [(note, note.span) for note in notes if note.span]
    edges = {0, len(article.text)}
    edges.update(edge for _, span in spans for edge in (span.start, span.end))
    edges.update(edge for furniture in article.furniture for edge in (furniture.start, furniture.end))
    cuts = sorted(edge for edge in edges if edge <= len(article.text))
    return tuple(
        Piece(
            text=article.text[start:end],
            begins=tuple(note for note, span in spans if span.start == start),
            covers=tuple(note.number for note, span in spans if span.start <= start and end <= span.end),
            furniture=next((f.kind for f in article.furniture if f.start <= start and end <= f.end), None),
        )
        for start, end in pairwise(cuts)
    )
