"""Says for a name of an actor by which rule it means that actor, with the reason in words."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.merge.decided import Decided
from summarizer.merge.forms import body_of, kind_of, members, person_in
from summarizer.merge.identities import Rule
from summarizer.text.aliases import canonical_place, names_clash, surname_spelling
from summarizer.text.institution_names import acronym, institution_key, is_acronym_of
from summarizer.text.places import place_form

__all__ = ["Reason", "reason_for"]


class Reason(NamedTuple):
    """The code of a rule and the reason in words."""

    rule: str
    words: str


_BY_RULE: dict[str, str] = {
    "engine": "the article lists it as a name of this actor",
    "surname": "the only one of that surname in the article",
    "given-name": "the only one of that given name in the article",
    "office": "the only one who holds that office in the article",
    "holder": "the only one who is said to hold that office in these articles",
    "by-office": "of those with that surname the only one who is said to hold that office",
    "by-use": "in other articles that surname alone means this one, and next to never another",
    "short-form": "the only one in the article that is called so for short",
}
_CODES = {"holder": "office", "by-office": "surname", "by-use": "surname"}


def reason_for(name: str, actor: str, rule: Rule | None, decided: Decided) -> Reason:
    """Why a name means the actor of a canonical name.

    Args:
        name: As the article has it.
        actor: The canonical name.
        rule: What led there, where it is not the form of the two names alone.
        decided: The user's decisions on names.
    """
    if rule == "aliases-file":
        return Reason("aliases-file", f"{decided.source(name)} says so")
    place = canonical_place(name)
    if place and place == canonical_place(actor):
        return _of_place(name, place)
    if is_acronym_of(name, actor) or is_acronym_of(actor, name):
        return Reason(
            "acronym", f"the initials of {actor if acronym(name) else name}, and of no other institution here"
        )
    if rule is not None and rule in _BY_RULE:
        return Reason(_CODES.get(rule, rule), _BY_RULE[rule])
    if members(name):
        return Reason("spelling", "the same actors named together")
    if body_of(name):
        return Reason("spelling", "the same of the same person")
    if person_in(name) and person_in(actor):
        return _of_person(name, actor)
    if kind_of(name) == "office":
        return Reason("office", "the same office")
    same = institution_key(name) == institution_key(actor)
    return Reason("spelling", "the same words" if same else "belongs to the names of this actor")


def _of_place(name: str, place: str) -> Reason:
    form = place_form(name)
    if form == "seat":
        return Reason("metonym", "a seat of its government")
    if form == "government":
        return Reason("metonym", "its government")
    if _is_short(name):
        return Reason("acronym", "short for it")
    return Reason("spelling", "another name of it")


def _is_short(name: str) -> bool:
    letters = [c for c in name.removeprefix("the ").removeprefix("The ") if c.isalpha()]
    return len(letters) < 7 and all(c.isupper() for c in letters)


def _of_person(name: str, actor: str) -> Reason:
    one, other = person_in(name), person_in(actor)
    if one is None or other is None:
        return Reason("spelling", "the same words")
    sound = "" if one.surname == other.surname else ", here in another spelling"
    if not one.given:
        return Reason("surname", f"the only one of that surname in these articles{sound}")
    if names_clash(name, actor) and one.suffix == other.suffix:
        return Reason("slip", "one letter of the given name differs; the surname and the office or article agree")
    if one.suffix != other.suffix:
        return Reason("spelling", "said to hold the same office, here without “Jr.” or with it")
    first, second = one.given[0], other.given[0] if other.given else ""
    if first != second and 1 in {len(first), len(second)}:
        return Reason("initials", "the initials fit no other of that surname")
    if first != second and len(one.given) != len(other.given) and one.given[-1:] == other.given[-1:]:
        return Reason("short-form", "one of the two names is the last words of the other")
    if first != second:
        return Reason("first-name", "two forms of one given name, and the same surname")
    if one.surname == other.surname:
        return Reason("spelling", "both names sound alike" if _letters(name) != _letters(actor) else "the same name")
    if surname_spelling(one.surname) == surname_spelling(other.surname):
        return Reason("spelling", "the surname is written so in another language")
    return Reason("slip", "one letter of the surname differs; the given name and the office or article agree")


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalpha())
