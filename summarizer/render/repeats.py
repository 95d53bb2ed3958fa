"""Makes one line of several that say the same: the footnotes of all, and each remark once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from summarizer.render.lines import Line
from summarizer.render.wording import one_line

__all__ = ["folded_lines", "joined"]


def joined(line: Line, other: Line) -> Line:
    """The line with the footnotes, remarks and doubts of another one that says the same.

    Whether two articles are independent is known for those of one claim alone, so that more are not counted.
    """
    one_article = len({note.record.article_id for note in (*line.notes, *other.notes)}) == 1
    return replace(
        line,
        origins=line.origins if one_article else 0,
        notes=tuple({note.number: note for note in (*line.notes, *other.notes)}.values()),
        remarks=tuple(dict.fromkeys((*line.remarks, *other.remarks))),
        doubts=tuple(dict.fromkeys((*line.doubts, *other.doubts))),
        also=(*line.also, other.merged_id, *other.also),
    )


def folded_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines without those that say no more than one before them, be it of an earlier day or of the same quote.

    Of the same quote one says no more whose words begin the other's: "Moscow will attack on the 16th", "Moscow will
    attack".
    """
    kept: list[Line] = []
    by_words: dict[object, int] = {}
    by_quote: dict[object, list[int]] = {}
    for line in lines:
        quote, words = _quote(line), (_parties(line), line.verb, line.remarks, _bare(line))
        of_quote = (i for i in by_quote.get(quote, ()) if _begins(kept[i], line))
        at = next(of_quote, by_words.get(words) if line.told else None)
        if at is not None:
            kept[at] = joined(kept[at], line)
            continue
        by_words.setdefault(words, len(kept))
        by_quote.setdefault(quote, []).append(len(kept))
        kept.append(line)
    return tuple(kept)


def _begins(one: Line, other: Line) -> bool:
    shorter, longer = sorted((_bare(one), _bare(other)), key=len)
    return longer.startswith(shorter)


def _parties(line: Line) -> tuple[str, str, str]:
    return line.by, line.to, line.reported_by


def _quote(line: Line) -> object:
    """Who says it, the article, and the place of the words that the line rests on first."""
    return (_parties(line), *((note.record.article_id, note.span) for note in line.notes[:1]))


def _bare(line: Line) -> str:
    return one_line(line.words).rstrip(".").casefold()
