"""Tells which names mean one person, office, state or organisation, over spellings, languages and metonyms.

Pure functions on name strings, as an article writes them ("Prime Minister Jelzin's"). Nothing is known here
of any particular person: persons are compared by the sound of the name, states by a list of their names and seats.

>>> same_person("Pjotr Tschaikowski", "Mr. Tchaikovsky"), canonical_place("the White House")
(True, 'United States')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from summarizer.text.places import canonical_place, is_organisation, place_of, places_in, undotted, with_states_named
from summarizer.text.romanisation import romanised
from summarizer.text.words import lexicon, office_words

__all__ = [
    "Office",
    "PersonName",
    "bare_name",
    "called",
    "canonical_place",
    "full_spelling",
    "given_forms",
    "given_names_by_language",
    "is_given_name",
    "name_key",
    "name_kind",
    "names_clash",
    "office_fits",
    "office_of",
    "others_hold",
    "person_name",
    "places_in",
    "romanised",
    "same_holder",
    "same_name",
    "same_person",
    "surname_spelling",
]

NameKind = Literal["person", "office", "state", "organisation", "unknown"]


@dataclass(frozen=True)
class PersonName:
    """A person's name without titles: `given` may be empty; all parts are `romanised` keys, not for display.

    `suffix` is what tells a son from his father: "jr", "iii", or nothing.
    """

    given: tuple[str, ...]
    surname: str
    suffix: str = ""


class Office(NamedTuple):
    """An office: its function ("spokesperson") and the words that narrow it ("Kremlin"), states by their own name."""

    function: str
    of: frozenset[str]


# --- the lexicon -----------------------------------------------------------------------------------------------------


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(lexicon("aliases")["words"][group])


@cache
def _given_forms() -> dict[str, int]:
    return {
        romanised(form): group for group, forms in enumerate(lexicon("aliases")["given"]["forms"]) for form in forms
    }


def given_forms(key: str) -> int | None:
    """A number that the forms of one given name share, for a given name's key; None for one without other forms."""
    return _given_forms().get(key)


# --- persons and offices ---------------------------------------------------------------------------------------------

_POSSESSIVE = re.compile(r"[’'ʼ]s?$")
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'ʼ-]*")
_PREFIXED = re.compile(r"(?:al|el|ar|as|ash|at|ul|d|l|de|ben|bin|abu)[-’'‑](?=[A-Z])")
_CLAUSE = re.compile(r"\s*(?:,|;|\(|\)|\s[–—-]\s)\s*")


@lru_cache(maxsize=65536)
def bare_name(name: str) -> str:
    """A person's name without titles, offices and possessive: `Mr. Miller's` -> `Miller`; `` for a mere office."""
    for part in (re.sub(r"[()]", "", name), *_CLAUSE.split(name)):
        words = _after_title(part)
        if _is_personal(words):
            return " ".join(words)
    return ""


@lru_cache(maxsize=65536)
def full_spelling(name: str) -> str:
    """`bare_name` with the dots of its initials and of "Jr.", as the text has them: `John G. Roberts Jr.`."""
    bare = bare_name(name)
    if not bare or "." not in name:
        return bare
    pattern = r"\W{1,2}".join(map(_dotted, bare.split()))
    found = re.search(rf"(?<!\w){pattern}(?!\w)", name)
    return found.group().strip() if found else bare


def _dotted(word: str) -> str:
    """The pattern of a word, with dots behind its letters where these are initials."""
    initials = word.isupper() and len(word) <= 3
    return r"\.?\s?".join(map(re.escape, word)) + r"\.?" if initials else re.escape(word)


def _is_personal(words: tuple[str, ...]) -> bool:
    """Whether words can be somebody's name: capitalised, no place, no institution, not all in capitals."""
    if not words or not all(_is_name_word(w) for w in words) or place_of(" ".join(words)):
        return False
    if any(_title_key(w) in _words("institutions") | _words("nobody") for w in words) or _starts_at_place(words):
        return False
    return len(words) > 1 or not (words[0].isupper() and len(words[0]) > 2)


def _starts_at_place(words: tuple[str, ...]) -> bool:
    """Whether a place stands first (`Oslo Harbour`) that is no given name too (`Chad Miller`)."""
    return place_of(words[0]) is not None and _title_key(words[0]) not in _words("given_and_place")


def _after_title(part: str) -> tuple[str, ...]:
    """The words of one stretch behind its last title and that title's "of …" or "to …"."""
    words = _unpossessed(tuple(_NAME_WORD.findall(undotted(part))))
    titles = _titles_in(words)
    if not titles:
        return words if words and words[0].casefold() not in {"the", "a", "an"} else ()
    last = titles[-1]
    if _title_key(words[last]) in _words("honorifics") and last and words[last - 1].casefold() in _COMPLEMENTS:
        return ()
    return _without_complement(words[last + 1 :])


_COMPLEMENTS = frozenset({"of", "to", "for", "in", "at", "by", "with"})
"""What leads from an office to what it is of: "advisers to Mr. Miller" are not Miller."""


def _titles_in(words: Sequence[str]) -> list[int]:
    """Where titles stand among words; the last of a name is none where it is a surname too: `Carol King`."""
    titles = lexicon("aliases")["titles"]
    found = [i for i, word in enumerate(words) if _title_key(word) in titles]
    if len(words) < 2 or not found or _title_key(words[-1]) not in _words("surnames_too"):
        return found
    return found[:-1] if is_given_name(words[-2]) or _title_key(words[-2]) in _words("honorifics") else found


@cache
def _given_names() -> frozenset[str]:
    forms = (form for group in lexicon("aliases")["given"]["forms"] for form in group)
    return office_words("female_names") | office_words("male_names") | frozenset(forms)


def is_given_name(word: str) -> bool:
    """Whether a word is a given name of the lexicons, alone or as a part: `Anna`, `Jean-Yves`."""
    low = word.lower()
    return low in _given_names() or ("-" in low and low.split("-")[0] in _given_names())


def _title_key(word: str) -> str:
    return word.rstrip(".").casefold()


def _unpossessed(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words[:-1], _POSSESSIVE.sub("", words[-1])) if words else ()


def _without_complement(words: tuple[str, ...]) -> tuple[str, ...]:
    """`to Norway Jane Miller` -> `Jane Miller`: a place behind "of", "to" or "for" belongs to the office."""
    if not words or words[0].casefold() not in {"of", "to", "for", "in", "at"}:
        return words
    rest = words[2:] if words[1:2] and words[1].casefold() == "the" else words[1:]
    for length in range(min(len(rest), 7), 0, -1):
        if canonical_place(" ".join(rest[:length])):
            return rest[length:]
    if rest and rest[0].casefold() in {"state", "defense", "defence", "staff", "commerce", "parliament"}:
        return rest[1:]
    return ()


def _is_name_word(word: str) -> bool:
    return word[0].isupper() or word.casefold() in _words("particles") or _PREFIXED.match(word) is not None


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName | None:
    """The parts of a person's name as keys, or None where no name is left once titles and offices are gone."""
    words = [w.rstrip(".") for w in bare_name(name).split()]
    suffix = _suffix(name)
    words = [part for word in words if word.casefold() not in _words("suffixes") for part in _initials(word)]
    if not words or len(words) > 6:
        return None
    if len(words) > 1 and (words[0].casefold() in _words("surname_first") or _is_korean(words)):
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
    words = [_title_key(_POSSESSIVE.sub("", word)) for word in _NAME_WORD.findall(undotted(name))]
    found = words[-1] if len(words) > 1 and words[-1] in _words("suffixes") else ""
    return {"junior": "jr", "senior": "sr"}.get(found, found)


def _initials(word: str) -> tuple[str, ...]:
    """`HW`, which was `H.W.`, as its letters; "Xi" and "JD" as they are."""
    return tuple(word) if word.isupper() and len(word) in {2, 3} and not set(word) & set("AEIOUYJ") else (word,)


def _surname_start(words: list[str]) -> int:
    """Where the surname begins: at the first particle behind a given name, else at the last word."""
    for index, word in enumerate(words[:-1]):
        if word.casefold() in _words("particles") and not (index == 0 and word == "Al" and len(words) == 2):
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
    if _is_tail(a, b) or _is_tail(b, a):
        return True
    return _one_given(a[0], b[0]) and all(_one_given(one, other) for one, other in zip(a[1:], b[1:], strict=False))


def _is_tail(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is another without its first words, of which the rest begins with no given name of its own.

    `Suu` of `Aung San Suu` (Kyi), and `Garcia` of `Gabriel Garcia` (Marquez); not `Anna` of `Eva Anna` (Lind).
    """
    return len(short) < len(long) and long[-len(short) :] == short and len(short[0]) > 1 and not _is_given_key(short[0])


@cache
def _given_keys() -> frozenset[str]:
    return frozenset(map(romanised, _given_names()))


def _is_given_key(key: str) -> bool:
    return key in _given_keys()


def _given_slips(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the first of two given names is a slip of one letter, so that one is a name and the other is none."""
    first, second = a[0], b[0]
    if min(len(first), len(second)) < 5 or _is_given_key(first) == _is_given_key(second):
        return False
    if not all(_one_given(one, other) for one, other in zip(a[1:], b[1:], strict=False)):
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
    forms = _given_forms()
    if first in forms and second in forms:
        return forms[first] == forms[second]
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


@lru_cache(maxsize=65536)
def office_of(name: str) -> Office | None:
    """The office that a description names: `the Kremlin press secretary` -> spokesperson, {kremlin}; None without one.

    Adjectives and possessives of states become the state; seats and houses stay as they are, because the spokesman
    of the Kremlin is not the spokesman of every Russian house.
    """
    words = [w for w in _NAME_WORD.findall(undotted(name)) if w.casefold() not in {"the", "a", "an", "of", "for", "to"}]
    keys = [_title_key(_POSSESSIVE.sub("", w)) for w in words]
    titles = lexicon("aliases")["titles"]
    last = max(_titles_in([_POSSESSIVE.sub("", w) for w in words]), default=None)
    if last is None or keys[last] in _words("honorifics") or _is_body(name, keys, last):
        return None
    if _POSSESSIVE.search(words[last]) and words[last + 1 : last + 2] and words[last + 1][0].islower():
        return None
    pair = " ".join(keys[last - 1 : last + 1])
    function = titles.get(pair, titles[keys[last]])
    first = last - 1 if pair in titles else last
    person = {w.casefold() for w in bare_name(name).split()}
    apart = person | _words("suffixes")
    rest = " ".join(w for i, w in enumerate(words) if not first <= i <= last and keys[i] not in apart)
    return Office(function, frozenset(_narrowing(rest)))


_BODY = re.compile(r"\b(?:office|department|ministry) of\b|\b(?:of|for)\b.*\bjustice$", re.IGNORECASE)


def _is_body(name: str, keys: Sequence[str], last: int) -> bool:
    """Whether a title is but a word of an institution's name: `the Justice Department`, `Citizens for Tax Justice`."""
    followed = keys[last + 1 : last + 2]
    return bool(followed and followed[0] in _words("institutions")) or _BODY.search(name.strip()) is not None


def others_hold(a: Office, b: Office) -> bool:
    """Whether one of two offices is a former, a deputy's or a vice one, and the other is not."""
    return (a.of ^ b.of) & _words("other_holder") != frozenset()


def office_fits(phrase: str, role: str) -> bool:
    """Whether a phrase can mean the holder of an office: `the foreign minister`, `the diplomat` that of Norway."""
    asked, held = office_of(phrase), office_of(role)
    if asked is None or held is None or not asked.of <= held.of or others_hold(asked, held):
        return False
    wider = lexicon("aliases")["wider"].get(asked.function, ())
    words = {held.function, *held.of}
    return asked.function == held.function or any(one in words or set(one.split()) <= words for one in wider)


def _narrowing(words: str) -> Iterator[str]:
    """The words that narrow an office, with state names and adjectives brought to the state's name."""
    plain = " ".join(_POSSESSIVE.sub("", word) for word in words.split())
    parties = lexicon("aliases")["parties"]
    yield from (parties.get(word.casefold(), word.casefold()) for word in with_states_named(plain).split())


@lru_cache(maxsize=65536)
def name_kind(name: str) -> NameKind:
    """What a name is by its form: a state or organisation of the lexicon, a person, an office, or unknown."""
    place = canonical_place(name)
    if place:
        return "organisation" if is_organisation(place) else "state"
    if office_of(name):
        return "person" if bare_name(name) else "office"
    if 1 <= len(bare_name(name).split()) <= 5:
        return "person"
    return "organisation" if _is_institution(name) else "unknown"


def _is_institution(name: str) -> bool:
    words = [w for w in _NAME_WORD.findall(undotted(name)) if w.casefold() not in {"the", "of", "for", "and", "s"}]
    if not words or not all(w[0].isupper() for w in words):
        return False
    acronym = len(words) == 1 and len(words[0]) > 2 and words[0].isupper()
    return acronym or any(_title_key(w) in _words("institutions") for w in words)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """A key that spellings of one name share: `Mr Sergej Witte`, `Serguei Vitte` -> `sergei vite`; a place's name.

    Equal keys mean the same actor but for bare surnames; different keys may still be one (`same_name`).
    """
    place = canonical_place(name)
    if place:
        return place.casefold()
    person = person_name(name)
    if person:
        return " ".join(filter(None, (*person.given, person.surname, person.suffix)))
    return " ".join(_plain_words(name))


def _plain_words(name: str) -> Iterable[str]:
    words = [_POSSESSIVE.sub("", w).rstrip(".").casefold() for w in _NAME_WORD.findall(undotted(called(name)))]
    return words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words


def called(name: str) -> str:
    """The name of an institution without what it is described as: `the state news agency Acme` -> `Acme`."""
    words = name.split()
    described = [i for i, word in enumerate(words) if word in _words("institutions")]
    tail = words[described[-1] + 1 :] if described else []
    return " ".join(tail) if tail and all(word[0].isupper() for word in tail) else name


def same_name(a: str, b: str) -> bool:
    """Whether two names mean one actor of any kind: one place, one person, or the same words."""
    left, right = canonical_place(a), canonical_place(b)
    if left or right:
        return left == right
    return name_key(a) == name_key(b) or same_person(a, b)
