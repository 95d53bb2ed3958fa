"""SVG elements as strings: every value is escaped here, and numbers are whole, so that no machine rounds otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from summarizer.render.shown import visible

__all__ = ["Picture", "element", "linked", "picture", "text"]


@dataclass(frozen=True)
class Picture:
    """One matter drawn twice, for a wide page and for a phone; `left_out` counts what neither of them shows."""

    wide: str
    narrow: str
    left_out: int


def element(name: str, *children: str, **attributes: str | int) -> str:
    """An element with its attributes; children are markup. `class_` is class, an underscore stands for a hyphen."""
    given = "".join(
        f' {attribute.rstrip("_").replace("_", "-")}="{escape(visible(str(value)))}"'
        for attribute, value in attributes.items()
    )
    return f"<{name}{given}>{''.join(children)}</{name}>" if children else f"<{name}{given}/>"


def text(words: str, x: int, y: int, class_: str = "", anchor: str = "start", *, lead: str = "") -> str:
    """Words at a place, the baseline at `y`; `lead` is how much of their beginning stands out."""
    where: dict[str, str | int] = {"x": x, "y": y}
    if anchor != "start":
        where["text_anchor"] = anchor
    if class_:
        where["class_"] = class_
    stands_out = lead if words.startswith(lead) else ""
    first = (element("tspan", escape(visible(stands_out)), class_="lead"),) if stands_out else ()
    return element("text", *first, escape(visible(words[len(stands_out) :])), **where)


def linked(href: str, name: str, *children: str, class_: str = "") -> str:
    """A part of a picture that leads to a place in the page; `name` is what it says, read aloud or pointed at."""
    return element("a", _title(name), *children, href=href, class_=class_, aria_label=name)


def picture(key: str, title: str, description: str, size: tuple[int, int], *children: str, class_: str) -> str:
    """A whole picture. It is a group of links and no image: what is within an image is out of a keyboard's reach."""
    names = element("title", escape(visible(title)), id=f"{key}-t")
    says = element("desc", escape(visible(description)), id=f"{key}-d")
    return element(
        "svg",
        names,
        says,
        *children,
        viewBox=f"0 0 {size[0]} {size[1]}",
        role="group",
        aria_labelledby=f"{key}-t",
        aria_describedby=f"{key}-d",
        class_=class_,
    )


def _title(words: str) -> str:
    return element("title", escape(visible(words)))
