"""Tells whom "he", "she" or "it" at the head of reported words means: the speaker, the one addressed, or not clear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from summarizer.engines.embedded.reading import Reading, cues_of, is_media
from summarizer.engines.embedded.wording import as_clause, bare_words, quote_of
from summarizer.models import Span
from summarizer.text.aliases import canonical_place, name_kind
from summarizer.text.names import Person
from summarizer.text.sentence_attributions import Attribution
from summarizer.text.verbs import common_forms
from summarizer.text.words import in_class, office_words, words

__all__ = ["as_said", "with_referent"]

Gender = Literal["he", "she"]


def as_said(reading: Reading, found: Attribution, words_: str) -> str | None:
    """Reported words as a sentence, a pronoun at their head as the name it means.

    Where two persons can be meant it is the article's own sentence, with who speaks to whom; None where that sentence
    does not name the other either.
    """
    words_ = _spelled_out(words_)
    head = _head(words_)
    if head in {"his", "her"}:
        return _owned(reading, found, words_, "he" if head == "his" else "she")
    own = head == "its" or (head == "it" and _is_own_will(words_))
    if own and found.speaker and not found.nominal and reading.cast.person_called(found.speaker) is None:
        return _of_its_own(reading, found, words_, head)
    if head in {"it", "they"} and _is_unclear(reading, found, words_):
        return _in_sentence(reading, found)
    if _points_at_another(words_):
        return None
    if head in {"he", "she"}:
        return _of_person(reading, found, words_, "he" if head == "he" else "she")
    if head == "it" and _acts(words_) and found.speaker and reading.cast.person_called(found.speaker) is None:
        named = found.nominal and _is_body(reading, found.speaker)
        return _with_name(words_, _body(reading, found)) if named else _whole(reading, found)
    return as_clause(words_)


_POINTING = re.compile(
    r"\W*(?:and |but |so )?(?P<word>he|she|his|her|it|its|they|their|this|that|these|those|such)\b", re.IGNORECASE
)
_IMPERSONAL = re.compile(
    r"\W*(?:it|that)(?:[’']s|\s+(?:is|was|would be|will be|seems|takes|remains))\b[^.]{0,60}?\b(?:that|to|if|when)\b",
    re.IGNORECASE,
)


_THAT_WE = re.compile(r"\W*that\s+(?:I|we|you|he|she|the|a|an|[A-Z]\w+)\b")
_TELLING = 9
"""Words; a longer sentence about "it" or "them" names what it speaks of itself."""


def with_referent(reading: Reading, found: Attribution, part: Span, words_: str) -> str | None:
    """Quoted words with the name in brackets behind a "he" or "she" at their head; None where it is not clear who.

    "He would be a great senator" -> "He [Karl Berg] would be a great senator".
    """
    pointing = _POINTING.match(words_)
    if pointing is None or _IMPERSONAL.match(words_) or _THAT_WE.match(words_):
        return words_
    low = pointing["word"].lower()
    if low not in {"he", "she"}:
        return words_ if len(words_.split()) >= _TELLING else None
    name = _meant(reading, found, part, "he" if low == "he" else "she")
    at = pointing.end("word")
    return f"{words_[:at]} [{name}]{words_[at:]}" if name is not None and words_[at : at + 1] == " " else None


def _meant(reading: Reading, found: Attribution, part: Span, pronoun: Gender) -> str | None:
    """The one other person of that sex who is named shortly before quoted words; None where none or two are."""
    start = max(0, part.start - _BEFORE)
    named = {p.name: p for _, p in reading.cast.within(start, part.start) if p.name != found.speaker}
    fitting = [p for p in named.values() if p.gender in {None, pronoun}]
    if len(fitting) != 1 or fitting[0].gender != pronoun or _names_another(reading, start, part.start):
        return None
    return fitting[0].name


_CONTRACTED = re.compile(
    r"(?P<who>he|she)[’'](?P<short>s|d|ll)\s+(?:(?:\w+ly|not|never|also|still|now)\s+)?(?P<next>\w+)", re.IGNORECASE
)


def _spelled_out(words_: str) -> str:
    """ "he’s ready" as "he is ready", so that a name can take the place of the pronoun."""
    clause = bare_words(words_)
    found = _CONTRACTED.match(clause)
    if found is None:
        return words_
    following = found["next"].lower()
    forms = common_forms().get(following, frozenset())
    done = following in {"been", "had", "got"} or ("participle" in forms and "past" not in forms)
    full = {"s": "has" if done else "is", "d": "would" if "base" in forms else "had", "ll": "will"}
    return f"{found['who']} {full[found['short'].lower()]} {clause[found.end('short') :].lstrip()}"


def _head(words_: str) -> str:
    first = next((w.low for w in words(bare_words(words_)) if w.is_word), "")
    contracted = re.match(r"(?:he|she|it)[’']", bare_words(words_), re.IGNORECASE)
    return "" if contracted else first


def _of_person(reading: Reading, found: Attribution, words_: str, pronoun: Gender) -> str | None:
    speaker = reading.cast.person_called(found.speaker) if found.speaker else None
    others = [p for p in _others(reading, found) if p.gender in {None, pronoun}]
    spoken = found.nominal and found.source is not None and speaker is None
    if spoken and found.source is not None and not in_class(reading.words(found.source).lower(), "possessives"):
        return _with_name(words_, reading.words(found.source))
    titled = _gender_of_title(str(found.speaker))
    fits = speaker.gender in {None, pronoun} if speaker is not None else titled == pronoun
    if fits and not others and not _is_somebody(reading, found):
        return _with_name(words_, str(found.speaker))
    single = not fits and len(others) == 1
    meant = single and others[0].gender == pronoun and (speaker is None or _is_addressed(reading, found, others[0]))
    if meant or (single and speaker is None and titled is None and not _is_one(reading, found)):
        return _with_name(words_, others[0].name)
    told_of = _told_of(reading, found, pronoun) if not fits and not _is_somebody(reading, found) else None
    if told_of is not None:
        return _with_name(words_, told_of)
    if speaker is None and not others and not _is_somebody(reading, found) and _is_one(reading, found):
        return _with_name(words_, reading.words(found.source) if found.source else str(found.speaker))
    named = bool(others) or _is_somebody(reading, found)
    return _whole(reading, found) if named else None


def _owned(reading: Reading, found: Attribution, words_: str, pronoun: Gender) -> str:
    """ "His campaign" as "Karl Holm’s campaign", the speaker's own or that of the one other person told of."""
    speaker = reading.cast.person_called(found.speaker) if found.speaker else None
    others = [p for p in _others(reading, found) if p.gender in {None, pronoun}]
    own = speaker is not None and speaker.gender in {None, pronoun} and not others and not _is_somebody(reading, found)
    owner = str(found.speaker) if own else _told_of(reading, found, pronoun) if speaker is not None else None
    if owner is None:
        return as_clause(words_)
    clause = bare_words(words_)
    return as_clause(f"{owner}’s" + clause[3:])


_BEFORE = 400
"""Characters before a sentence in which it is told of the one whom "he" means."""


def _told_of(reading: Reading, found: Attribution, pronoun: Gender) -> str | None:
    """The one other person of that sex whom the sentence and what stands before it name; None where there are more."""
    start = min((c.start for c in found.content), default=found.cue.end)
    near = reading.cast.within(max(0, found.sentence.start - _BEFORE), start)
    named = {p.name: p for _, p in near if p.name != found.speaker and p.gender in {None, pronoun}}
    if len(named) != 1 or _names_another(reading, max(0, found.sentence.start - _BEFORE), start):
        return None
    (only,) = named.values()
    return only.name if only.gender == pronoun else None


_FULL_NAME = re.compile(r"[A-Z][a-zà-ÿ]+\s[A-Z][a-zà-ÿ’'-]+")


def _names_another(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch has what looks like a person's name and is not of the cast."""
    known = [m.span for m, _ in reading.cast.within(start, end)]
    found = _FULL_NAME.finditer(reading.article.text, start, end)
    spans = (Span(start=m.start(), end=m.end()) for m in found if name_kind(m.group()) == "person")
    return any(not any(span.overlaps(other) for other in known) for span in spans)


def _is_one(reading: Reading, found: Attribution) -> bool:
    """Whether the source is one person without a name: "the senator from Texas", "a spokesman"."""
    source = reading.words(found.source).split() if found.source else []
    first = source[0].lower() if source else ""
    return first in {"the", "a", "an"} and any(word.lower() in cues_of("single") for word in source[1:])


def _gender_of_title(name: str) -> Gender | None:
    """He or she of a speaker whom only a title makes a person: "Mr. King"."""
    title = name.split(maxsplit=1)[0].rstrip(".").lower() if name.split() else ""
    return "he" if title == "mr" else "she" if title in {"mrs", "ms"} else None


def _others(reading: Reading, found: Attribution) -> Sequence[Person]:
    """The persons whom the sentence names ahead of the words, but for the speaker; each once."""
    start = min((c.start for c in found.content), default=found.cue.end)
    reach = min(found.sentence.start, found.source.start) if found.source else found.sentence.start
    mentions = reading.cast.within(reach, start)
    own = found.speaker
    found_: dict[str, Person] = {}
    for mention, person in mentions:
        if person.name != own and not _is_owner(reading, mention.span):
            found_.setdefault(person.name, person)
    return tuple(found_.values())


def _is_owner(reading: Reading, span: Span) -> bool:
    """Whether a name stands only for whose something is: "Lind's aide"."""
    return reading.article.text[span.end : span.end + 2] in {"’s", "'s"}


def _is_addressed(reading: Reading, found: Attribution, person: Person) -> bool:
    to = found.addressee
    return to is not None and any(p.name == person.name for _, p in reading.cast.within(to.start, to.end))


def _is_somebody(reading: Reading, found: Attribution) -> bool:
    """Whether the one addressed is a person whom the cast does not know: "the mayor", "him", "Ivanova"."""
    if found.addressee is None or reading.cast.within(found.addressee.start, found.addressee.end):
        return False
    named = reading.words(found.addressee)
    lows = [w.low for w in words(named)]
    if lows[:1] in (["him"], ["her"]) or any(low in cues_of("single") for low in lows):
        return True
    known = is_media(named) or named.isupper() or any(low in office_words("groups") for low in lows)
    return named[:1].isupper() and not known and name_kind(named) == "person"


def _body(reading: Reading, found: Attribution) -> str:
    """A speaker that is no person as the sentence names it, with its article; by its name where that is "it"."""
    source = reading.words(found.source) if found.source is not None else ""
    return source if source and not in_class(source.lower(), "pronouns", "possessives") else str(found.speaker)


_OWN_WILL = re.compile(
    r"it\s+(?:is|was|has been|had been)\s+(?:not\s+|also\s+|now\s+|still\s+)?(?:ready|prepared|willing|unwilling|able"
    r"|unable|determined|committed|open|planning|considering|preparing|seeking|working|looking)\b",
    re.IGNORECASE,
)


def _is_own_will(words_: str) -> bool:
    """Whether "it" is ready, willing or preparing to do something, which only the speaker can be."""
    return bool(_OWN_WILL.match(bare_words(words_)))


def _is_no_person(reading: Reading, name: str) -> bool:
    """Whether a speaker is a state or a body, one that has a government or a minister too: "its" is theirs then."""
    if reading.cast.person_called(name) is not None:
        return False
    held = re.findall(rf"\b{re.escape(name)}[’']s\s+(?:[a-z]+\s+)?([a-z]+)\b", reading.article.text)
    return not (office_words("offices") | office_words("bodies")).isdisjoint(held) or name_kind(name) != "person"


def _of_its_own(reading: Reading, found: Attribution, words_: str, head: str) -> str | None:
    """What a speaker says of "its forces" or "it": with the name where that is no person, else the whole sentence."""
    if not _is_no_person(reading, str(found.speaker)):
        return _whole(reading, found)
    with_name = _with_owner if head == "its" else _with_name
    return with_name(words_, _body(reading, found))


def _with_owner(words_: str, owner: str) -> str:
    """ "Its forces" as "Oslo’s forces"."""
    return as_clause(f"{owner}’s{bare_words(words_)[3:]}")


def _is_unclear(reading: Reading, found: Attribution, words_: str) -> bool:
    """Whether a person says of "it" or "them" so little that nobody knows of what."""
    if found.speaker is None or _is_body(reading, found.speaker) or _IMPERSONAL.match(bare_words(words_)):
        return False
    lows = [w.low for w in words(bare_words(words_)) if w.is_word]
    fleeting = any(low in cues_of("impersonal") and low != "been" for low in lows[1:4])
    return len(lows) < _TELLING and not fleeting and not any(w.capital for w in words(bare_words(words_))[1:])


def _in_sentence(reading: Reading, found: Attribution) -> str | None:
    """The whole sentence where the speaker does something in it first: "withdrew the figure and said it was wrong"."""
    if found.source is None or found.source.start > found.cue.start:
        return None
    between = reading.article.text[found.source.end : found.cue.start]
    return _whole(reading, found) if _AND_SAID.search(between) else None


_AND_SAID = re.compile(r"\w+\s+\w+.*\b(?:and|but)\s*$", re.DOTALL)


_AT_ANOTHER = re.compile(r"\b(?:him|them|her(?=\s*(?:[.,;]|$)))\s*(?:[.,;]|$)")


def _points_at_another(words_: str) -> bool:
    """Whether a short statement ends in a "her" or "them" that it does not explain: "he did not believe her"."""
    clause = bare_words(words_)
    tokens = [w for w in words(clause) if w.is_word]
    return len(tokens) < _TELLING and bool(_AT_ANOTHER.search(clause)) and not any(w.capital for w in tokens[1:])


def _is_body(reading: Reading, name: str) -> bool:
    """Whether a speaker is a state or an organisation, which "it" can mean."""
    if reading.cast.person_called(name):
        return False
    return canonical_place(name) is not None or name_kind(name) == "organisation" or name.startswith("the ")


def _acts(words_: str) -> bool:
    """Whether "it" does something: "it would not lift the ban", and not "it was raining" or "it would be wrong"."""
    lows = [w.low for w in words(bare_words(words_))][1:6]
    helped = bool(lows) and (in_class(lows[0], "modals") or lows[0] in {"will", "had", "has"})
    verb = next((low for low in lows[1:] if not in_class(low, "negations", "adverbs")), "")
    return helped and bool(verb) and not in_class(verb, "be_forms", "auxiliaries") and verb not in cues_of("impersonal")


def _with_name(words_: str, name: str) -> str:
    clause = bare_words(words_)
    bare = re.match(r"(?:he|she|it)\b", clause, re.IGNORECASE)
    return as_clause(name + clause[bare.end() :] if bare else clause)


_APART = 40
"""Characters between a source and its cue; where more stands there, the words together say other things too."""


def _whole(reading: Reading, found: Attribution) -> str | None:
    """The article's own words from the source to the end of the content, the speaker's name for a pronoun."""
    span = quote_of(found)
    text = reading.words(span)
    if found.source is not None and found.cue.start - found.source.end > _APART:
        return None
    if found.source is not None and found.source.start == span.start and found.speaker:
        source = reading.words(found.source)
        if in_class(source.lower(), "pronouns", "possessives"):
            text = found.speaker + text[len(source) :]
    return as_clause(text)
