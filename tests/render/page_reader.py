"""Reads a page of the HTML renderer as a parser sees it: its elements, its marks and the texts in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr", "base"}


@dataclass
class Element:
    """A start tag with its attributes and the words within, nested ones included."""

    tag: str
    attrs: dict[str, str]
    words: str = ""

    @property
    def classes(self) -> list[str]:
        return self.attrs.get("class", "").split()


@dataclass
class Page(HTMLParser):
    """All elements of a page in order, and the text of each `.text` container without the notes pinned into it."""

    source: str
    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    unclosed: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if "text" in element.classes:
            self.texts.append("")
        if tag not in VOID:
            self.unclosed.append(element)

    def handle_endtag(self, tag: str) -> None:
        closed = self.unclosed.pop()
        assert closed.tag == tag, f"<{closed.tag}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        for element in self.unclosed:
            element.words += data
        within = {name for element in self.unclosed for name in element.classes}
        if "text" in within and "pin" not in within:
            self.texts[-1] += data

    def all(self, tag: str) -> list[Element]:
        """The elements of one tag."""
        return [element for element in self.elements if element.tag == tag]

    def classed(self, name: str) -> list[Element]:
        """The elements with a class."""
        return [element for element in self.elements if name in element.classes]

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [element.attrs["id"] for element in self.elements if "id" in element.attrs]

    def marked(self, number: int) -> str:
        """The words marked for a footnote, piece by piece in order."""
        return "".join(mark.words for mark in self.all("mark") if f"m{number}" in mark.classes)
