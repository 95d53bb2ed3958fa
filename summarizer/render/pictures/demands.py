"""Who demands what of whom: each actor a line down the picture, each demand an arrow across from one to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from summarizer.models import ThreadStatus
from summarizer.render.pictures.lettering import cut, room, wrapped
from summarizer.render.pictures.svg import Picture, element, linked, picture, text

__all__ = ["MOST_ACTORS", "MOST_ARROWS", "Ask", "demands_picture"]

MOST_ARROWS = 10
MOST_ACTORS = 6
WIDE, NARROW = 736, 320
SIZE = 13
LINE = 16
HEAD = 9
"""How long the head of an arrow is."""
NOBODY = "nobody named"


@dataclass(frozen=True)
class Ask:
    """A demand: by whom, of whom (None where nobody is named), what, how it stands, and where its thread is."""

    by: str
    to: str | None
    what: str
    status: ThreadStatus
    status_words: str
    sources: int
    href: str

    @property
    def name(self) -> str:
        """The demand in one sentence, for those who do not see the picture."""
        return f"{self.by} to {self.to or NOBODY}: {self.what}, {self.status_words}"


@dataclass(frozen=True)
class _Columns:
    """Where each actor's line runs down; the last of them is for demands that name nobody."""

    width: int
    places: Mapping[str | None, int]


def demands_picture(asks: Sequence[Ask], key: str) -> Picture | None:
    """The demands as arrows, in the order given; None where there is no arrow from one actor to another to draw.

    At most MOST_ARROWS of at most MOST_ACTORS are drawn. `key` begins every id in the picture.
    """
    drawn = _fitting(asks)
    if len(drawn) < 2 or all(ask.to is None for ask in drawn):
        return None
    order = _order(drawn)
    wide, narrow = (_drawn(drawn, order, *form) for form in ((WIDE, 2, f"{key}-w"), (NARROW, 3, f"{key}-n")))
    return Picture(wide, narrow, len(asks) - len(drawn))


def _fitting(asks: Iterable[Ask]) -> list[Ask]:
    """The first demands, as many as there is room for; one with an actor too many is passed over."""
    actors: set[str | None] = set()
    fitting: list[Ask] = []
    for ask in asks:
        if len(fitting) < MOST_ARROWS and len(actors | {ask.by, ask.to}) <= MOST_ACTORS:
            actors |= {ask.by, ask.to}
            fitting.append(ask)
    return fitting


def _order(asks: Sequence[Ask]) -> tuple[str, ...]:
    """The actors from left to right so that the arrows are short; of equals, as they are met first."""
    met = tuple(dict.fromkeys(name for ask in asks for name in (ask.by, ask.to) if name is not None))

    def length(order: Sequence[str]) -> int:
        place = {name: index for index, name in enumerate(order)}
        return sum(abs(place[ask.by] - (len(order) if ask.to is None else place[ask.to])) for ask in asks)

    return min(permutations(met), key=length)


def _drawn(asks: Sequence[Ask], order: Sequence[str], width: int, lines: int, key: str) -> str:
    columns = _columns(asks, order, width)
    names, top = _names(columns)
    arrows: list[str] = []
    y = top + 6
    for ask in asks:
        words = wrapped(f"{ask.status_words} · {ask.what}{_sources(ask)}", width - 12, SIZE, lines)
        arrows.append(_arrow(ask, words, columns, y))
        y += LINE * len(words) + 30
    lives = (
        element("path", d=f"M{x} {names_y}V{y}", class_="life" if name else "life nobody")
        for (name, x), names_y in zip(columns.places.items(), _under(columns), strict=True)
    )
    says = f"{len(asks)} demands as arrows between {len(order)} actors. The list after it says the same in words."
    form = "wide-only" if width == WIDE else "narrow-only"
    title = "Who demands what of whom"
    return picture(key, title, says, (width, y + 2), *lives, *names, *arrows, class_=f"picture demands {form}")


def _sources(ask: Ask) -> str:
    return f" ·\N{NO-BREAK SPACE}{ask.sources}\N{NO-BREAK SPACE}sources" if ask.sources > 1 else ""


def _columns(asks: Sequence[Ask], order: Sequence[str], width: int) -> _Columns:
    names = (*order, *((None,) if any(ask.to is None for ask in asks) else ()))
    edge = width // (2 * len(names))
    step = (width - 2 * edge) // max(len(names) - 1, 1)
    return _Columns(width, {name: edge + step * index for index, name in enumerate(names)})


def _heads(columns: _Columns) -> list[tuple[str | None, str, int, int]]:
    """Of each actor: who, the words, where they begin, and how many names stand above: names never meet."""
    ends: list[int] = []
    heads = []
    for who, x in columns.places.items():
        words = cut(who or NOBODY, columns.width * 3 // 5, SIZE)
        half = room(f"{words}m", SIZE) // 2
        left = min(max(x, half), columns.width - half) - half
        level = next((n for n, end in enumerate(ends) if end + 8 <= left), len(ends))
        ends[level : level + 1] = [left + 2 * half]
        heads.append((who, words, left + half, level))
    return heads


def _under(columns: _Columns) -> list[int]:
    return [LINE * (level + 1) + 6 for _, _, _, level in _heads(columns)]


def _names(columns: _Columns) -> tuple[list[str], int]:
    """The names over the lines, and where the room under them begins."""
    heads = _heads(columns)
    drawn = [
        text(words, middle, LINE * (level + 1), "actor-name" if who else "actor-name nobody", "middle")
        for who, words, middle, level in heads
    ]
    return drawn, max(_under(columns))


def _arrow(ask: Ask, words: Sequence[str], columns: _Columns, y: int) -> str:
    start, end = columns.places[ask.by], columns.places[ask.to]
    widest = max(room(line, SIZE) for line in words)
    x = min(max(min(start, end) + 6, 4), max(columns.width - widest - 4, 4))
    said = (text(w, x, y + LINE * n, lead="" if n > 1 else ask.status_words) for n, w in enumerate(words, start=1))
    line = y + LINE * len(words) + 12
    return linked(ask.href, ask.name, *said, *_shaft(start, end, line, ask.status), class_=f"s-{ask.status}")


def _shaft(start: int, end: int, y: int, status: ThreadStatus) -> tuple[str, ...]:
    """The arrow, broken where the demand is withdrawn; a demand of an actor to itself turns back."""
    line = "shaft broken" if status == "withdrawn" else "shaft"
    if start == end:
        return (element("path", d=f"M{end} {y - 7}h26v7H{end + HEAD}", class_=line), *_head(end, y, -1, status))
    ahead = 1 if end > start else -1
    dot = element("circle", cx=start, cy=y, r=4, class_="from")
    return (element("path", d=f"M{start} {y}H{end - ahead * HEAD}", class_=line), dot, *_head(end, y, ahead, status))


def _head(x: int, y: int, ahead: int, status: ThreadStatus) -> tuple[str, ...]:
    """The head tells the standing by its form: hollow is open, full answered, half partly; crossed rejected."""
    base = x - ahead * HEAD
    full = "head full" if status == "answered" else "head"
    outline = element("path", d=f"M{base} {y - 6}L{x} {y}L{base} {y + 6}z", class_=full)
    if status == "partly":
        return (outline, element("path", d=f"M{base} {y}L{x} {y}L{base} {y + 6}z", class_="half"))
    if status == "rejected":
        back = base - ahead * 12
        return (outline, element("path", d=f"M{back - 5} {y - 6}l10 12m0 -12l-10 12", class_="cross"))
    return (outline,)
