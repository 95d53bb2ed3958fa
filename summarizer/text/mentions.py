"""Finds the places where a text names a person, with the office that stands beside the name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer.models import Span
from summarizer.text.aliases import canonical_place, is_given_name, name_kind, places_in, same_person
from summarizer.text.name_roles import is_institution, reports, role_beside
from summarizer.text.name_runs import is_office, runs, stretches
from summarizer.text.name_uses import NameUses, used_as_thing
from summarizer.text.person_index import PersonIndex
from summarizer.text.places import place_of
from summarizer.text.verbs import common_forms, noun_acts, reporting_forms
from summarizer.text.words import Word, in_class, lexicon, office_words

__all__ = ["Mention", "mentions_in"]

_OPENERS = '.!?…“":–—'
_SAID = frozenset({"said", "says", "told", "tweeted", "replied"})
_SAID_AHEAD = frozenset({"said", "says", "added", "replied", "according"})
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_PARTY = re.compile(r"[RDI][-‑][A-Z]\w*")
_SHOUTED = re.compile(r"[A-Z]{4,}")
_ACRONYM = re.compile(r"(?!I{2,3}$)[A-Z]{3,}")
_MOST_CAPITALS = 4
"""Capitalised words of a name at most; a longer run is a title or a heading."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an article names a person: the name as it stands there, the office beside it, "Mr." or "wife"."""

    span: Span
    name: str
    role: str | None = None
    certain: bool = True
    opens: bool = False
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention with what speaks for a person: `proven` by what stands beside it, or what it does."""

    mention: Mention
    proven: bool
    speaks: bool
    thing: bool
    """Whether "the" or "the newspaper" stands ahead, or an adjective that was cut off."""
    place: bool
    """Whether it is spoken of as a place or a body: "in Qarastan"."""


def mentions_in(text: str, furniture: tuple[Span, ...]) -> list[Mention]:
    """The mentions of persons outside the furniture, in order; a doubtful name counts where a sure one fits."""
    parts = stretches(text, furniture)
    found = [f for tokens in parts for f in _in_tokens(text, tokens)]
    sure = _sure_names(found, NameUses(parts))
    known = [_without_first(f.mention, sure) for f in found]
    fitting = _fitting({mention.name for mention in known} - sure, sure)
    kept = (mention for mention in known if mention.name in sure or mention.name in fitting)
    return [mention if mention.name in sure else replace(mention, certain=False) for mention in kept]


# --- which names are persons -----------------------------------------------------------------------------------------


def _sure_names(found: Sequence[_Found], uses: NameUses) -> set[str]:
    """The names that are certainly persons: proven once, or likely and not used as the name of anything else."""
    counted = Counter(f.mention.name for f in found)
    things = {name for name, n in Counter(f.mention.name for f in found if f.thing).items() if 2 * n >= counted[name]}
    alone = {f.mention.name for f in found if " " not in f.mention.name and not f.thing}
    inside = {f.mention.name for f in found if not f.mention.opens} - {f.mention.name for f in found if f.place}
    inside -= {f.mention.name.split()[0] for f in found if _is_company(f.mention.name, uses)}
    acting = {f.mention.name for f in found if f.speaks}
    sure = {f.mention.name for f in found if f.proven}
    for name in counted.keys() - sure - things:
        if " " in name:
            credible = _is_credible(name, uses, name in acting or _has_own_surname(name, alone))
        else:
            credible = name in acting and name in inside and not (uses.in_lower_case(name) or uses.has_people(name))
        if credible:
            sure.add(name)
    return sure


def _is_company(name: str, uses: NameUses) -> bool:
    """Whether a full name is rather a company's: `Brennick Rail`."""
    parts = name.split()
    if len(parts) < 2 or is_given_name(parts[0]):
        return False
    return parts[1].lower() in office_words("company_words") or uses.in_lower_case(parts[1])


def _has_own_surname(name: str, alone: set[str]) -> bool:
    """Whether the surname of a full name stands alone elsewhere in the text."""
    return " " in name and name.rsplit(maxsplit=1)[-1] in alone


def _is_credible(name: str, uses: NameUses, acts: bool) -> bool:
    """Whether a full name is a person's: by its given name, or by what it does where its words are no common ones."""
    parts = name.split()
    if parts[-1].lower() in office_words("company_words"):
        return False
    if is_given_name(parts[0]):
        return acts or not uses.in_lower_case(parts[-1])
    return acts and not any(uses.in_lower_case(part) for part in parts if part[0].isupper())


def _fitting(doubtful: set[str], sure: Iterable[str]) -> set[str]:
    """The doubtful names that can mean a person whom the text surely names."""
    index: PersonIndex[str] = PersonIndex()
    for name in sorted(sure):
        index.add(name, name)
    return {name for name in doubtful if any(same_person(name, other) for other in index.near(name))}


def _without_first(mention: Mention, sure: set[str]) -> Mention:
    """A mention without a first word that is no part of the name: `Crooked Anna Lind`, `Derelict Lind`.

    It is none where the rest is a full name of the text, or a bare one behind a doubtful word that opens a sentence.
    """
    first, _, rest = mention.name.partition(" ")
    if rest not in sure or is_given_name(first) or first.endswith("."):
        return mention
    full = is_given_name(rest.split()[0]) if " " in rest else mention.opens and mention.name not in sure
    if not full:
        return mention
    return replace(mention, name=rest, span=Span(start=mention.span.end - len(rest), end=mention.span.end))


# --- one name --------------------------------------------------------------------------------------------------------


def _in_tokens(text: str, tokens: Sequence[Word]) -> Iterator[_Found]:
    if _is_headline(tokens):
        return
    for start, end in runs(tokens):
        found = _in_run(text, tokens, start, end)
        if found:
            yield found


def _is_headline(tokens: Sequence[Word]) -> bool:
    """Whether the words stand in title case, where a capital tells nothing."""
    if not tokens or tokens[-1].text in '.!?”"':
        return False
    inner = [t for t in tokens[1:] if len(t.text) > 3 and t.text[0].isalpha()]
    return 3 <= len(inner) <= 20 and sum(t.text[0].isupper() for t in inner) > 0.6 * len(inner)


def _in_run(text: str, tokens: Sequence[Word], start: int, end: int) -> _Found | None:
    first, end = _name_start(tokens, start, end), _name_end(tokens, start, end)
    if first >= end or sum(t.text[0].isupper() for t in tokens[first:end]) > _MOST_CAPITALS:
        return None
    stop = _with_suffix(tokens, end)
    span = Span(start=tokens[first].start, end=tokens[stop - 1].end)
    name = text[span.start : span.end]
    if "\n" in name or not _can_be_person(name):
        return None
    lead = _behind_forenamed(tokens, start, first)
    role = role_beside(text, tokens, lead, stop)
    title = _title(tokens, start, first)
    opens = first == start and (start == 0 or tokens[start - 1].text in _OPENERS)
    mention = Mention(span, name, role, opens=opens, title=title)
    proven = bool(role or (title and title != "miss")) or _is_described(tokens, stop)
    speaks = (lead < first and title is None) or _is_likely(tokens, first, stop)
    thing = not proven and _is_thing(tokens, first, start)
    return _Found(mention, proven, speaks, thing, thing or used_as_thing(tokens, first, stop))


def _name_end(tokens: Sequence[Word], start: int, end: int) -> int:
    """Where in a run the name ends: ahead of the verb of a headline ("Anna Lind Says"), of a state's abbreviation."""
    while end - start > 2 and _is_finite(tokens[end - 1].low):
        end -= 1
    short = end < len(tokens) and tokens[end].text == "." and in_class(f"{tokens[end - 1].low}.", "abbreviations")
    return start if short and end - start == 1 and start and tokens[start - 1].text == "," else end


def _is_finite(low: str) -> bool:
    forms = common_forms().get(low, frozenset()) | {f for s in reporting_forms().get(low, ()) for f in s.forms}
    return not forms.isdisjoint({"s", "past"}) and "base" not in forms


def _with_suffix(tokens: Sequence[Word], end: int) -> int:
    """Behind ", Jr." where that follows the name."""
    suffixed = end + 1 < len(tokens) and tokens[end].text == "," and _SUFFIX.fullmatch(tokens[end + 1].text)
    return end + 2 if suffixed else end


def _behind_forenamed(tokens: Sequence[Word], start: int, first: int) -> int:
    """Where the words that only describe the name begin: "Democrat", "Old"."""
    while first > start and tokens[first - 1].low in office_words("forenamed") | office_words("epithets"):
        first -= 1
    return first


def _title(tokens: Sequence[Word], start: int, first: int) -> str | None:
    """ "Mr.", "Miss" or "wife" ahead of a name."""
    before = tokens[first - 1] if first else None
    if before and (in_class(before.low, "titles") or before.low in office_words("kin")):
        return before.low
    told = office_words("he_words") | office_words("she_words")
    return next((t.low for t in tokens[start:first] if t.low in told and t.low in office_words("forenamed")), None)


@lru_cache(maxsize=1 << 15)
def _can_be_person(name: str) -> bool:
    if _SHOUTED.search(name) or (len(name) < 3 and name not in _SHORT) or (len(name) > 2 and name.isupper()):
        return False
    low = name.lower()
    if low in office_words("media") or low in office_words("regions") or name_kind(name) != "person":
        return False
    if " " not in name:
        return not places_in(name) and not is_office(low) and not _is_group(low)
    parts = low.split()
    last = name.rsplit(maxsplit=1)[-1]
    if len(last.rstrip(".")) < 2 or any(_ACRONYM.fullmatch(part) for part in name.split()):
        return False
    if places_in(last) and canonical_place(last) is None:
        return False
    return not any(_is_group(p) for p in parts) and not any(is_office(p) for p in parts[:-1])


def _is_group(low: str) -> bool:
    """Whether a word is a body or the plural of an office: `coalition`, `veterans`."""
    return low in office_words("groups") or (low.endswith("s") and low[:-1] in office_words("offices"))


_SHORT = frozenset({"Xi", "Li", "Wu", "Hu", "Ma", "Yi", "Bo", "Ek", "Oh", "Le", "Ng"})
"""Surnames of two letters."""


def _name_start(tokens: Sequence[Word], start: int, end: int) -> int:
    """Where in a run the name begins: behind the last office, title, adjective of office, or state."""
    first = start
    opens = start == 0 or tokens[start - 1].text in _OPENERS
    if opens and end - start > 1 and _only_opens(tokens[start]):
        first = start + 1
    for index in range(start, end):
        if _leads_up(tokens, start, index, end):
            first = index + 1
    return _behind_place(tokens, first, end)


def _only_opens(token: Word) -> bool:
    """Whether a word is ordinary and has its capital from the start of the sentence."""
    return token.low in common_forms() or (token.low.endswith("ing") and not is_given_name(token.low))


def _leads_up(tokens: Sequence[Word], start: int, index: int, end: int) -> bool:
    """Whether a word of a run stands ahead of the name: an office, a title, a party; not in "Larry King"."""
    token = tokens[index]
    if index == end - 1 and index > start and is_given_name(tokens[index - 1].text):
        return False
    if is_office(token.low) or token.low in office_words("adjectives") or in_class(token.low, "titles"):
        return True
    if token.low in office_words("epithets"):
        return end - index > 2
    return token.low in office_words("forenamed") or _SHOUTED.search(token.text) is not None


def _behind_place(tokens: Sequence[Word], first: int, end: int) -> int:
    """Behind a state, a people or an institution at the start of a run, unless it is a given name too."""
    given = lexicon("aliases")["words"]["given_and_place"]
    if canonical_place(" ".join(t.text for t in tokens[first:end])):
        return end
    for length in range(min(3, end - first - 1), 0, -1):
        words = " ".join(t.text for t in tokens[first : first + length])
        if length == 1 and words.lower() in given:
            return first
        if canonical_place(words) or (length == 1 and _is_no_name(tokens, first)):
            return first + length
    linked = first > 1 and tokens[first - 1].low in {"of", "to", "for"} and is_office(tokens[first - 2].low)
    if not linked or end - first < 3 or is_given_name(tokens[first].text):
        return first
    return first if tokens[first].low in office_words("place_openers") else first + 1


def _is_no_name(tokens: Sequence[Word], index: int) -> bool:
    if is_institution(tokens[index].low):
        return index > 0 and tokens[index - 1].low in {"the", "of"}
    return name_kind(tokens[index].text) == "unknown" and len(tokens[index].text) > 1


# --- what speaks for a person ----------------------------------------------------------------------------------------


def _is_described(tokens: Sequence[Word], end: int) -> bool:
    """Whether an age or a party with its state stands behind: "Lind, 58,", "Lind, R-Ohio", "Lind (D-Conn.)"."""
    if end + 1 >= len(tokens) or tokens[end].text not in ",(":
        return False
    behind = tokens[end + 1].text
    aged = behind.isdigit() and len(behind) < 4 and end + 2 < len(tokens) and tokens[end + 2].text in ",.;"
    return (aged and tokens[end].text == ",") or _PARTY.fullmatch(behind) is not None


def _is_likely(tokens: Sequence[Word], first: int, end: int) -> bool:
    if _speaks(tokens, first, end) or _is_told(tokens, first, end) or _acts(tokens, first, end):
        return True
    if end - first < 2:
        return False
    return end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].low == "who"


def _is_thing(tokens: Sequence[Word], first: int, start: int) -> bool:
    """Whether what stands ahead shows no person: "the", "the newspaper", "American"."""
    if first == 0:
        return False
    cut = tokens[first - 1] if first > start else None
    if cut and (((place := place_of(cut.text)) and place.adjective) or cut.low in office_words("adjectives")):
        return not is_given_name(tokens[first].text)
    before = tokens[start - 1] if start else None
    if before is None or (cut and _names_office(tokens, start, first)):
        return False
    if before.low in {"the", "a", "an"}:
        return True
    return before.low in office_words("named_things") or (before.low in _LINKS and _in_name(tokens, start))


def _names_office(tokens: Sequence[Word], start: int, first: int) -> bool:
    return any(is_office(t.low) or in_class(t.low, "titles") for t in tokens[start:first])


_LINKS = frozenset({"of", "for", "and", "&"})


def _in_name(tokens: Sequence[Word], first: int) -> bool:
    """Whether a run goes on the name of a body: "Center for |Progress", "Department of |Ports"."""
    left = tokens[first - 2] if first > 1 else None
    return left is not None and left.capital and is_institution(left.low)


def _speaks(tokens: Sequence[Word], first: int, end: int) -> bool:
    """Whether a reporting verb stands right beside the name: "Lind said", "said Lind", "Lind also told"."""
    if first > 0 and in_class(tokens[first - 1].low, "prepositions"):
        return tokens[first - 1].low == "to" and first > 1 and tokens[first - 2].low == "according"
    for step in range(end, min(end + 3, len(tokens))):
        low = tokens[step].low
        if low in _SAID or reports(low):
            return True
        if not in_class(low, "adverbs", "auxiliaries"):
            break
    return first > 0 and tokens[first - 1].low in _SAID_AHEAD and end - first < 4


def _is_told(tokens: Sequence[Word], first: int, end: int) -> bool:
    """Whether a full name stands where the one spoken to does: "told Anna Brown that", "urged Anna Brown to"."""
    if end - first < 2 or first == 0 or end >= len(tokens) or not _addresses(tokens[first - 1].low):
        return False
    return tokens[end].low in {"that", "to", "he", "she"}


def _addresses(low: str) -> bool:
    senses = reporting_forms().get(low, ())
    return any(s.lemma in lexicon("reporting_verbs")["addressed"] and s.forms & {"past", "s"} for s in senses)


def _acts(tokens: Sequence[Word], first: int, end: int) -> bool:
    """Whether a full name is the subject of a verb of demanding or answering: "Anna Brown called on"."""
    if end - first < 2 or end >= len(tokens) or (first > 0 and tokens[first - 1].text not in '.!?…”"'):
        return False
    lows = [t.low for t in tokens[end + 1 : end + 3]]
    senses = reporting_forms().get(tokens[end].low, ())
    return tokens[end].low not in noun_acts() and any(
        s.forms & {"past", "s"} and list(s.rest) == lows[: len(s.rest)] for s in senses
    )
