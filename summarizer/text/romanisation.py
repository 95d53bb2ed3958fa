"""Brings the ways in which English, German, French, Polish and Cyrillic letters write a Slavic name to one key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["romanised"]

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "’": "",
        "'": "",
        "ʼ": "",
        "`": "",
        "ð": "d",
    }
)
# Russian, Ukrainian and Belarusian letters as English writes them.
_CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхыэіґў", (*"abvgdeziiklmnoprstuf", "kh", *"ieigu"), strict=True))
    | {"ё": "e", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "є": "ye", "ї": "i"}
    | {"ь": "", "ъ": ""}
)
# How English, German, French and Polish write the same Cyrillic letters, each brought to one; the order matters.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"c?k|c(?=[aoulnrt]|$)", "k"),
        (r"schtsch|chtch|shch|szcz|stsch", "s"),
        (r"dzh|dsch|dż|dj", "dz"),
        (r"tsch|tch|tsh", "c"),
        (r"sch|sh|sz|š", "s"),
        (r"zh|ž|ż", "z"),
        (r"t[sz]", "z"),
        (r"kh|(?<=[aeiouy])h(?=[aeiouy])", "h"),
        (r"ch|cz|č", "c"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"gu(?=[eiy])", "g"),
        (r"qu", "k"),
        (r"w", "v"),
        (r"(?<=[eo])ff?$", "v"),
        (r"ou|oo", "u"),
        (r"[yj]", "i"),
        (r"ie", "e"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """A word's sound key: `Woroschilow`, `Voroshilov` -> `vorosilov`; lower case, no marks."""
    latin = unicodedata.normalize("NFC", word.casefold()).translate(_CYRILLIC)
    plain = unicodedata.normalize("NFKD", latin.translate(_LETTERS))
    key = "".join(c for c in plain if c.isalpha())
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key
