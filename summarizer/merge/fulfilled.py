"""Brings demands together with what was done of them, and with what those asked say that they will or will not do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from summarizer.merge.deeds import Asked, Deed, asked_of, deeds_of, is_done, who_words
from summarizer.merge.entries import Folded
from summarizer.merge.happenings import days_of
from summarizer.merge.matters import Matter, event_of, first_day
from summarizer.merge.parties import Parties
from summarizer.merge.wording import numbers_in, words_in
from summarizer.models import DatedEvent, ResponseKind, addressee_of
from summarizer.text.aliases import places_in
from summarizer.text.romanisation import romanised

__all__ = ["Fulfilled"]

NEAR = 200
"""With so many demands of one verb and one addressee a deed is compared, the first ones."""

_KINDS: dict[str, ResponseKind] = {"done": "accepts", "willing": "accepts", "unwilling": "rejects"}
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})


class Fulfilled:
    """The demands by verb and by who is to act, for the deeds that claims tell of."""

    def __init__(self, matters: Sequence[Matter], parties: Parties) -> None:
        self._matters = matters
        self._parties = parties
        self._verbs: set[str] = set()
        self._asked: dict[tuple[str, str], list[tuple[int, Folded, Asked]]] = defaultdict(list)
        for number, matter in enumerate(matters):
            for claim in matter.claims if matter.kind == "demand" else ():
                for asked in asked_of(event_of(claim), addressee_of(claim.merged.claim)):
                    self._verbs.add(asked.verb)
                    for who in self._who_is_asked(claim, asked):
                        self._asked[asked.verb, who].append((number, claim, asked))

    def by(self, claim: Folded) -> Iterator[tuple[int, str, ResponseKind, bool]]:
        """The matters of which a claim tells that it is done, or will or will not be.

        With each the merged id of the demand, the answer that it is to it, and whether it is done.
        """
        for deed in deeds_of(claim.merged.claim):
            if deed.verb in self._verbs:
                for number, merged_id in self._fitting(claim, deed):
                    yield number, merged_id, _KINDS[deed.told], deed.told == "done"

    def _fitting(self, claim: Folded, deed: Deed) -> Iterator[tuple[int, str]]:
        acting = self._who_acts(claim, deed)
        for who in acting:
            for number, demand, asked in self._asked.get((deed.verb, who), ())[:NEAR]:
                fits = is_done(asked, deed) and self._is_of_them(acting, demand, asked)
                if fits and self._may_tell(claim, deed, number) and _follows(claim, self._matters[number]):
                    yield number, demand.merged.merged_id

    def _who_is_asked(self, claim: Folded, asked: Asked) -> list[str]:
        """Those of whom something is asked: actors by id, else states by name, else the words for them as one key."""
        named = self._parties.named_in(asked.who or addressee_of(claim.merged.claim) or "")
        if claim.merged.to and not asked.who:
            named |= {claim.merged.to}
        actors = sorted(found for found in named if self._parties.words_of(found))
        return actors or sorted(named) or _key_of(asked.who)

    def _who_acts(self, claim: Folded, deed: Deed) -> list[str]:
        words = [word.casefold() for word in words_in(deed.who)]
        if words and words[0] in _PRONOUNS and claim.merged.actor and not isinstance(claim.merged.claim, DatedEvent):
            return [claim.merged.actor]
        who = re.split(r"[’']s\s", deed.who)[-1]
        named = sorted(self._parties.named_in(who))
        return [found for found in named if self._is_last(who, found)] if named else _key_of(who)

    def _is_last(self, who: str, actor: str) -> bool:
        """Whether the last name among the words for who acts is an actor's: of "Berg ally Holm" only Holm's is."""
        last = next((word for word in reversed(words_in(who)) if word[0].isupper()), "")
        return romanised(last) in self._parties.words_of(actor) or actor in places_in(last) or last in actor.split()

    def _is_of_them(self, acting: Sequence[str], demand: Folded, asked: Asked) -> bool:
        """Whether nobody else is named among those who act: not "the deputy of Berg", who is named too."""
        sides = {party for who in self._who_is_asked(demand, asked) for party in (who, *self._parties.of(who))}
        return sides.issuperset(acting)

    def _may_tell(self, claim: Folded, deed: Deed, number: int) -> bool:
        """Whether it is for a position's actor to say so: of their own will, and of what they or those asked did."""
        if isinstance(claim.merged.claim, DatedEvent):
            return True
        party, acting = self._parties.of(claim.merged.actor), set(self._who_acts(claim, deed))
        return bool(party & acting) or (deed.told == "done" and bool(party & self._matters[number].by))


def _key_of(who: str) -> list[str]:
    """The words for somebody without a name as one key; "the company" is another one in each article."""
    words = who_words(who)
    return [" ".join(sorted(words | numbers_in(who)))] if len(words) > 1 else []


def _follows(claim: Folded, matter: Matter) -> bool:
    """Whether what is told is not older than the demand."""
    since = matter.since
    days = days_of(claim.merged) if isinstance(claim.merged.claim, DatedEvent) else None
    told = days[1] if days else first_day([claim])
    return since is None or (told is not None and told >= since)
