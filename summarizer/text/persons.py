"""Tells which names mean one person, over spellings, languages, initials and slips, by the sound of the names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from summarizer.text.offices import office_of
from summarizer.text.places import undotted
from summarizer.text.romanisation import romanised
from summarizer.text.titles import NAME_WORD, POSSESSIVE, alias_words, bare_name, given_names, title_key
from summarizer.text.words import lexicon

__all__ = [
    "PersonName",
    "given_forms",
    "given_names_by_language",
    "names_clash",
    "person_name",
    "same_holder",
    "same_person",
    "surname_spelling",
]


@dataclass(frozen=True)
class PersonName:
    """A person's name without titles: `given` may be empty; all parts are `romanised` keys, not for display.

    `suffix` is what tells a son from his father: "jr", "iii", or nothing.
    """

    given: tuple[str, ...]
    surname: str
    suffix: str = ""


@cache
def _given_forms() -> dict[str, int]:
    return {
        romanised(form): group for group, forms in enumerate(lexicon("aliases")["given"]["forms"]) for form in forms
    }


def given_forms(key: str) -> int | None:
    """A number that the forms of one given name share, for a given name's key; None for one without other forms.

    A Latvian man's name is its form with an `s` behind it: `Jurijs`, `Aleksandrs`.
    """
    forms = _given_forms()
    return forms.get(key, forms.get(key[:-1]) if len(key) > 4 and key.endswith("s") else None)


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName | None:
    """The parts of a person's name as keys, or None where no name is left once titles and offices are gone."""
    words = [w.rstrip(".") for w in bare_name(name).split()]
    suffix = _suffix(name)
    words = [part for word in words if word.casefold() not in alias_words("suffixes") for part in _initials(word)]
    if not words or len(words) > 6:
        return None
    if len(words) > 1 and (words[0].casefold() in alias_words("surname_first") or _is_korean(words)):
        words = [*words[1:], words[0]]
    start = _surname_start(words)
    given, surname = words[:start], words[start:]
    return PersonName(tuple(romanised(w) for w in given), "".join(map(romanised, _without_article(surname))), suffix)


def _is_korean(words: list[str]) -> bool:
    """Whether a given name with a small letter behind its hyphen follows the surname: `Ban Ki-moon`."""
    return len(words) == 2 and re.fullmatch(r"[A-Z][a-z]+-[a-z]+", words[1]) is not None


_ARABIC = re.compile(r"^[Aa]l[-‑’'](?=\w)|^[Ee]l[-‑](?=\w)")


def _without_article(surname: list[str]) -> list[str]:
    """A surname without the Arabic article, which the news leaves out as often: `al-Assad`, `Al Assad` -> `Assad`."""
    if len(surname) == 2 and surname[0].casefold() in {"al", "el"}:
        return surname[1:]
    return [_ARABIC.sub("", word) for word in surname]


def _suffix(name: str) -> str:
    """`jr` of `Adam Miller, Jr.`: "Junior" and "Jr." are one."""
    words = [title_key(POSSESSIVE.sub("", word)) for word in NAME_WORD.findall(undotted(name))]
    found = words[-1] if len(words) > 1 and words[-1] in alias_words("suffixes") else ""
    return {"junior": "jr", "senior": "sr"}.get(found, found)


def _initials(word: str) -> tuple[str, ...]:
    """`HW`, which was `H.W.`, as its letters; "Xi" and "JD" as they are."""
    return tuple(word) if word.isupper() and len(word) in {2, 3} and not set(word) & set("AEIOUYJ") else (word,)


def _surname_start(words: list[str]) -> int:
    """Where the surname begins: at the first particle behind a given name, else at the last word."""
    for index, word in enumerate(words[:-1]):
        if word.casefold() in alias_words("particles") and not (index == 0 and word == "Al" and len(words) == 2):
            return index
    return len(words) - 1


def same_person(a: str, b: str) -> bool:
    """Whether two names mean one person: the surname sounds the same and no given name speaks against it.

    A surname alone fits the full name, also that of a "Jr."; of two full names both or neither is one. A slip of one
    letter in the surname is forgiven where the given names and the offices before them agree, and where it is but a
    vowel too many inside. A state is nobody, and an office names nobody.
    """
    office, other = office_of(a), office_of(b)
    return same_holder(a, b, one_office=office is not None and office == other)


def same_holder(a: str, b: str, *, one_office: bool, junior: bool = False) -> bool:
    """`same_person` for names of which it is known otherwise whether they come with the same office.

    With `junior` the "Jr." of one full name may be left out of the other.
    """
    left, right = person_name(a), person_name(b)
    if (
        left is None
        or right is None
        or (_suffixes_differ(left, right) and ((left.suffix and right.suffix) or not junior))
    ):
        return False
    given = _given_agree(left.given, right.given)
    if given is False:
        return one_office and left.surname == right.surname and _given_slips(left.given, right.given)
    if given and _one_transliterated(left.surname, right.surname):
        return True
    return _surnames_agree(left.surname, right.surname, slips=given is True and one_office)


def names_clash(a: str, b: str) -> bool:
    """Whether two names of one surname are of two persons: other given names or initials, or a "Jr." on one side."""
    left, right = person_name(a), person_name(b)
    if left is None or right is None:
        return False
    return _suffixes_differ(left, right) or _given_agree(left.given, right.given) is False


def _one_transliterated(a: str, b: str) -> bool:
    """Whether two surnames differ as languages write one: German `s` for `z`, `-ka` of Belarus and Poland for `-ko`."""
    return surname_spelling(a) == surname_spelling(b)


def surname_spelling(surname: str) -> str:
    """The key of a surname under which its spellings by language meet: `zelenski` -> `selenski`.

    German `s` for `z`, French `ch` for `sh` and `-ine` for `-in`, `-ov` for `-ev`, `-ka` for `-ko`.
    """
    key = re.sub(r"^z(?=[aeiou])", "s", surname).replace("c", "s")
    return re.sub(r"(?<=...)ka$", "ko", re.sub(r"(?<=..)ine$", "in", re.sub(r"(?<=..)ov$", "ev", key)))


def _suffixes_differ(a: PersonName, b: PersonName) -> bool:
    if a.suffix == b.suffix:
        return False
    return bool(a.suffix and b.suffix) or bool(a.given and b.given)


def _given_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool | None:
    """True or False where both have a given name, None where one has none and so nothing is known."""
    if not a or not b:
        return None
    if "".join(a) == "".join(b) or _is_tail(a, b) or _is_tail(b, a):  # "Jong-un" and "Jong Un" differ in the hyphen
        return True
    return _one_given(a[0], b[0]) and all(_one_given(one, other) for one, other in zip(a[1:], b[1:], strict=False))


def _is_tail(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is another without its first words, of which the rest begins with no given name of its own.

    `Suu` of `Aung San Suu` (Kyi), and `Garcia` of `Gabriel Garcia` (Marquez); not `Anna` of `Eva Anna` (Lind).
    """
    return len(short) < len(long) and long[-len(short) :] == short and len(short[0]) > 1 and not _is_given_key(short[0])


@cache
def _given_keys() -> frozenset[str]:
    return frozenset(map(romanised, given_names()))


def _is_given_key(key: str) -> bool:
    return key in _given_keys()


def _given_slips(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the first of two given names is a slip of one letter, so that one is a name and the other is none.

    Or whether it is the same with `z` for `s`: `Ilze`, `Ilse`.
    """
    first, second = a[0], b[0]
    if not all(_one_given(one, other) for one, other in zip(a[1:], b[1:], strict=False)):
        return False
    if min(len(first), len(second)) > 2 and first.replace("z", "s") == second.replace("z", "s"):
        return True
    if min(len(first), len(second)) < 5 or _is_given_key(first) == _is_given_key(second):
        return False
    return Levenshtein.distance(first, second, score_cutoff=1) <= 1


def given_names_by_language(a: str, b: str) -> bool:
    """Whether two persons' given names are one as forms of several languages, or as short forms: `Ivan`, `John`."""
    left, right = person_name(a), person_name(b)
    if not (left and right and left.given and right.given):
        return False
    first, second = left.given[0], right.given[0]
    forms = given_forms(first)
    return first != second and forms is not None and forms == given_forms(second)


def _one_given(first: str, second: str) -> bool:
    """Whether two given names, or an initial and a name, can be one."""
    if not first or not second or len(first) == 1 or len(second) == 1:
        return first[:1] == second[:1]
    forms = given_forms(first), given_forms(second)
    if None not in forms:
        return forms[0] == forms[1]
    return first == second or _forms_of_one(first, second)


_VOWELS = str.maketrans("", "", "aeiou")


def _forms_of_one(a: str, b: str) -> bool:
    """Whether two given names differ in inner vowels only: `dimitri`, `dmitri`; not `daniel`, `daniela`.

    In a short one two other vowels are another name: `ines` (in romanised keys), `ionas`.
    """
    if max(len(a), len(b)) < 5 or a[0] != b[0] or (a[-1] != b[-1] and {a[-1], b[-1]} & {"a", "e"}):
        return False
    most = 2 if min(len(a), len(b)) > 5 else 1
    return a.translate(_VOWELS) == b.translate(_VOWELS) and Levenshtein.distance(a, b) <= most


def _surnames_agree(a: str, b: str, *, slips: bool) -> bool:
    if a == b:
        return True
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < 4 or Levenshtein.distance(a, b, score_cutoff=1) > 1:
        return False
    return slips or (len(shorter) >= 6 and _vowel_too_many(shorter, longer))


def _vowel_too_many(shorter: str, longer: str) -> bool:
    """Whether `longer` is `shorter` with one vowel more, inside, as a slip of the pen; not `Petrova` for `Petrov`."""
    if len(longer) != len(shorter) + 1 or shorter[0] != longer[0] or shorter[-1] != longer[-1]:
        return False
    return any(longer[i] in "aeiou" and longer[:i] + longer[i + 1 :] == shorter for i in range(1, len(longer) - 1))
