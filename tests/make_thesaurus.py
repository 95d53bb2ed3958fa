"""Makes `summarizer/text/thesaurus.tsv` from the files of Princeton WordNet 3.0 (Debian's package `wordnet-base`).

    python tests/make_thesaurus.py /usr/share/wordnet

Kept are single words in lower case: their senses that come first, what these are kinds of, the words derived from
them, and their opposites; an adjective has the opposites of the adjective that its group is named after, too.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

OUT = Path(__file__).parent.parent / "summarizer" / "text" / "thesaurus.tsv"
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSES = 6
"""Senses of a word kept for each part of speech: those behind are rare, and make everything a synonym of everything."""
DERIVED, KIND, OPPOSITE, LIKE = ("+", "\\", "<"), "@", "!", "&"
_WORD = re.compile(r"[a-z][a-z'-]*[a-z]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Synset:
    """One meaning: its words, and pointers (symbol, target, the word that points or 0, the word pointed at or 0)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, int, int], ...]


@dataclass
class Entry:
    """What is kept of a word."""

    senses: dict[str, None] = field(default_factory=dict)
    kinds: dict[str, None] = field(default_factory=dict)
    derived: dict[str, None] = field(default_factory=dict)
    opposites: dict[str, None] = field(default_factory=dict)
    base: dict[str, None] = field(default_factory=dict)

    def line(self, word: str) -> str:
        """The word and its columns, parted by tabs."""
        columns = (self.senses, self.kinds, self.derived, self.opposites, self.base)
        return "\t".join([word, *(" ".join(column) for column in columns)]).rstrip("\t")


def main(folder: Path, out: Path = OUT) -> None:
    """Read the files of WordNet in `folder` and write the table to `out`."""
    synsets = {key: synset for part in FILES for key, synset in read_synsets(folder, part)}
    numbers = {key: key[0] + base36(i) for i, key in enumerate(sorted(synsets))}
    entries: dict[str, Entry] = defaultdict(Entry)
    for part in FILES:
        for word, keys in read_index(folder, part):
            common = [key for key in keys if word in synsets[key].words]  # "paris" is none: WordNet writes Paris
            if common:
                gather(entries[word], word, common[:SENSES], synsets, numbers)
        for form, base in read_forms(folder, part):
            entries[form].base[f"{part}:{base}"] = None
    lines = (entries[word].line(word) for word in sorted(entries))
    out.write_text("\n".join(["", *lines, ""]), encoding="utf-8")


def read_synsets(folder: Path, part: str) -> Iterator[tuple[str, Synset]]:
    """The synsets of a data file (format: wndb(5WN))."""
    for line in rows(folder / f"data.{FILES[part]}"):
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = tuple(re.sub(r"\(.*\)", "", word) for word in fields[4 : 4 + 2 * count : 2])
        at = 4 + 2 * count
        pointers = tuple(pointer(fields[i : i + 4]) for i in range(at + 1, at + 1 + 4 * int(fields[at]), 4))
        yield part + fields[0], Synset(words, pointers)


def pointer(fields: list[str]) -> tuple[str, str, int, int]:
    """Symbol, target's key, and the numbers of the two words in their synsets."""
    symbol, offset, part, words = fields
    return symbol, ("a" if part == "s" else part) + offset, int(words[:2], 16), int(words[2:], 16)


def read_index(folder: Path, part: str) -> Iterator[tuple[str, list[str]]]:
    """The words of an index file with the keys of their senses, the commonest first."""
    for line in rows(folder / f"index.{FILES[part]}"):
        fields = line.split()
        keys = [part + offset for offset in fields[-int(fields[2]) :]]
        if _WORD.fullmatch(fields[0]):
            yield fields[0], keys


def read_forms(folder: Path, part: str) -> Iterator[tuple[str, str]]:
    """Irregular forms with their base forms."""
    for line in rows(folder / f"{FILES[part]}.exc"):
        form, *bases = line.split()
        for base in bases:
            if _WORD.fullmatch(form) and _WORD.fullmatch(base) and form != base:
                yield form, base


def rows(path: Path) -> Iterator[str]:
    """A file's lines without the licence at its top."""
    with path.open(encoding="latin-1") as file:
        yield from (line for line in file if not line.startswith("  "))


def gather(entry: Entry, word: str, keys: list[str], synsets: dict[str, Synset], numbers: dict[str, str]) -> None:
    """Add the senses of one part of speech to a word's entry."""
    for key in keys:
        entry.senses[numbers[key]] = None
        for symbol, target, ours, theirs in synsets[key].pointers:
            mine = not ours or synsets[key].words[ours - 1].lower() == word
            if symbol == KIND:
                entry.kinds[numbers[target]] = None
            elif symbol in DERIVED and mine:
                add(entry.derived, synsets[target], theirs, word)
            elif symbol == OPPOSITE and mine:
                add(entry.opposites, synsets[target], theirs, word)
            elif symbol == LIKE:
                entry.kinds[numbers[target]] = None
                for opposite, far, _, there in synsets[target].pointers:
                    if opposite == OPPOSITE:
                        add(entry.opposites, synsets[far], there, word)


def add(words: dict[str, None], synset: Synset, number: int, but: str) -> None:
    """Add one word of a synset, where it is a single word in lower case."""
    word = synset.words[number - 1 if number else 0]
    if _WORD.fullmatch(word) and word != but:
        words[word] = None


def base36(number: int) -> str:
    """A number in as few characters as digits and letters allow."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


if __name__ == "__main__":
    main(Path(sys.argv[1]))
