"""Has a model judge which near claims are one claim; its judgements are recorded decisions that the merge is given.

The model writes no text: it answers numbers with one of three words. What it does not answer, or not well, stays
undecided, and the brief is made all the same. A judgement is kept under what it depends on, so that a second run pays
nothing and gives the same brief.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from pydantic import ValidationError

from summarizer.doors import opened, run_to_end
from summarizer.engines import Engine, TooLong, Usage
from summarizer.engines.judging import Judge, Judged, Pair, Sameness
from summarizer.engines.stop import Stop
from summarizer.errors import EngineError, InputError, SettingsError
from summarizer.merge.candidates import Candidate, candidates_of
from summarizer.models import ClaimJudgement, Decision, Extraction, Model, Outcome, Summary
from summarizer.settings import Settings, load_settings
from summarizer.store import Store

__all__ = ["BATCH", "LIMIT", "Adjudicated", "Undecided", "adjudicate", "adjudicate_async"]

_log = logging.getLogger("summarizer.engine")

BATCH = 10
"""Pairs in one question."""
LIMIT = 200
"""Pairs that are judged in one run, the nearest first."""

_KEPT = frozenset({"ok", "partial", "refused", "truncated", "invalid"})
"""The outcomes that say something of the pairs themselves; after the others they are asked about again."""
_AGAIN = "run the same command again: what was judged is kept"
_NOT_ANSWERED = Outcome(
    kind="partial",
    message="the answer leaves them out, or judges one twice",
    remedy="--retry-failed asks again",
)

_TOO_LONG = Outcome(
    kind="invalid",
    message="two claims do not fit into the model's window",
    remedy="use a model with a larger window",
)

Progress = Callable[[int, int], None]
"""Called with how many pairs are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """So many pairs that were not judged, for one reason."""

    pairs: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Adjudicated:
    """What became of the pairs of a run.

    `decisions` are for the merge, in the order of their claims. `asked` pairs were judged by the model now, `stored`
    before; of both `unsure` gave no decision. `failures` are the pairs without a judgement, by reason. `left_out` says
    that there are more near pairs than were to be judged.
    """

    decisions: tuple[ClaimJudgement, ...] = ()
    asked: int = 0
    stored: int = 0
    unsure: int = 0
    usage: Usage = field(default_factory=Usage)
    failures: tuple[Undecided, ...] = ()
    left_out: bool = False

    @property
    def interrupted(self) -> bool:
        """Whether pairs were not asked about, for the budget's end or because the run was to stop."""
        return any(failure.outcome.kind == "not_asked" for failure in self.failures)

    def summary(self) -> str:
        """One line of what was judged."""
        if not self.asked + self.stored + len(self.failures):
            return "no two claims were near enough to be judged"
        same = sum(decision.same for decision in self.decisions)
        words = [f"{same} one claim", f"{len(self.decisions) - same} two", f"{self.unsure} unsure"]
        tokens = self.usage.tokens_in + self.usage.tokens_out
        cost = f"{_counted(self.usage.requests, 'request', 'requests')}, {tokens:,} tokens"
        judged = _counted(self.asked + self.stored, "pair of claims", "pairs of claims")
        more = "; there are more, less near" if self.left_out else ""
        return f"judged {judged}: {', '.join(words)} ({self.stored:,} from the store; {cost}){more}"

    def problems(self) -> tuple[str, ...]:
        """One line for each reason why pairs were not judged, with what to do about it."""
        return tuple(map(_said, self.failures))


def adjudicate(
    summaries: Iterable[Summary],
    engine: str | Engine | None = None,
    *,
    settings: Settings | None = None,
    decisions: Iterable[Decision] = (),
    store: Store | None = None,
    limit: int = LIMIT,
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> Adjudicated:
    """Have a model judge the pairs of claims that are near and that the rules leave apart.

    Args:
        summaries: One for each article, as the merge is given them.
        engine: `openai/NAME`, or an Engine of your own that is a Judge; by default the one that the settings name.
        settings: Server, pace, budgets; by default from the environment and summarizer.toml.
        decisions: What is decided already: names of actors, and judgements; what was judged is not asked about.
        store: Where judgements are kept; by default the file that the settings name, if they do.
        limit: How many pairs at most, the nearest first.
        stop: When it is requested, what is in flight is finished, and no more asked.
        progress: Called as pairs are done.

    Raises:
        SettingsError: The engine can not judge, as rules can not.
        EngineError: The engine can not be opened, such as for want of a key.
    """
    stop = stop or Stop()
    work = adjudicate_async(
        summaries,
        engine,
        settings=settings,
        decisions=decisions,
        store=store,
        limit=limit,
        stop=stop,
        progress=progress,
    )
    return run_to_end(work, stop)


async def adjudicate_async(
    summaries: Iterable[Summary],
    engine: str | Engine | None = None,
    *,
    settings: Settings | None = None,
    decisions: Iterable[Decision] = (),
    store: Store | None = None,
    limit: int = LIMIT,
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> Adjudicated:
    """The same as `adjudicate`, to be awaited.

    An engine that has answered for the articles and is handed in here goes on with what is left of its budget.
    """
    settings, stop = settings or load_settings(), stop or Stop()
    async with opened(engine, settings, Extraction, stop) as one:
        judge = _judge(one)
        found = candidates_of(tuple(summaries), tuple(decisions), limit + 1)
        with _opened_store(store, settings) as kept:
            questions = _questions(found[:limit], judge)
            notes = _Notes(kept, retry_failed=settings.retry_failed)
            run = _Run(judge, questions, notes, concurrency=settings.concurrency, stop=stop, progress=progress)
            await run.judged()
        return _result(questions, run.usage, judge.name, left_out=len(found) > limit)


def _judge(engine: Engine) -> Judge:
    if isinstance(engine, Judge):
        return engine
    raise SettingsError("--adjudicate needs a model: rules can not judge", "name one with -m openai/NAME")


@contextmanager
def _opened_store(store: Store | None, settings: Settings) -> Iterator[Store | None]:
    """A store that was handed in, which is the caller's to close, or the one that the settings name."""
    if store is not None or settings.store is None:
        yield store
        return
    with Store(settings.store) as named:
        yield named


class _Found(Model):
    """What is known of a pair: the judgement, or None and why there is none."""

    same: Sameness | None
    outcome: Outcome


class _Notes:
    """The judgements in a store, if there is one, each under what it depends on."""

    def __init__(self, store: Store | None, *, retry_failed: bool) -> None:
        self._store = store
        self._retry_failed = retry_failed
        self._full = False
        self.kept = store is not None

    def get(self, key: str | None) -> _Found | None:
        """What was found before, if it need not be asked about again; nothing where it can not be read any more."""
        kept = self._store.get_judgement(key) if self._store and key else None
        try:
            found = _Found.model_validate_json(kept) if kept else None
        except ValidationError:
            return None
        return found if found and (found.same or not self._retry_failed) else None

    def put(self, key: str | None, found: _Found) -> None:
        """Keep what says something of the pair itself."""
        if self._store is None or key is None or self._full or found.outcome.kind not in _KEPT:
            return
        try:
            self._store.put_judgement(key, found.model_dump_json())
        except InputError as error:  # a full disk: said once, and the run goes on
            _log.error("%s; what is judged from here on is not kept", error.message)
            self._full = True


@dataclass(slots=True)
class _Question:
    """What is asked about one pair of texts, for all the candidates that have these texts."""

    pair: Pair
    key: str | None
    candidates: list[Candidate]
    found: _Found | None = None
    stored: bool = False


def _questions(candidates: Iterable[Candidate], judge: Judge) -> list[_Question]:
    """The candidates by their texts, in their order: the same texts are asked about once."""
    by_pair: dict[Pair, _Question] = {}
    for candidate in candidates:
        pair = Pair(candidate.kind, candidate.actor, candidate.statements, candidate.quotes).in_order()
        if pair not in by_pair:
            by_pair[pair] = _Question(pair, judge.judge_key(pair), [])
        by_pair[pair].candidates.append(candidate)
    return list(by_pair.values())


class _Run:
    """The questions of one run, and what is found for each."""

    def __init__(
        self,
        judge: Judge,
        questions: Sequence[_Question],
        notes: _Notes,
        *,
        concurrency: int,
        stop: Stop,
        progress: Progress | None,
    ) -> None:
        self._judge = judge
        self._questions = questions
        self._notes = notes
        self._places = asyncio.Semaphore(concurrency)
        self._stop = stop
        self._progress = progress or (lambda done, total: None)
        self._left: Outcome | None = None
        self.usage = Usage()

    async def judged(self) -> None:
        """Look up what was judged before, and ask about the rest, as many batches at once as is allowed."""
        for question in self._questions:
            question.found = self._notes.get(question.key)
            question.stored = question.found is not None
        left = [question for question in self._questions if question.found is None]
        self._tell()
        tasks = [asyncio.create_task(self._ask(left[at : at + BATCH])) for at in range(0, len(left), BATCH)]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    async def _ask(self, batch: Sequence[_Question]) -> None:
        """Ask about a batch; about its halves, where it is too long."""
        try:
            async with self._places:
                judged = await self._answered([question.pair for question in batch])
        except TooLong as long:
            self.usage += long.usage
            if len(batch) > 1:
                half = len(batch) // 2
                await self._ask(batch[:half])
                await self._ask(batch[half:])
                return
            judged = Judged(_TOO_LONG)
        self.usage += judged.usage
        answers = judged.by_number() if judged.outcome.kind == "ok" else {}
        for number, question in enumerate(batch, 1):
            question.found = _found(answers.get(number), judged.outcome)
            self._notes.put(question.key, question.found)
        self._tell()

    async def _answered(self, pairs: Sequence[Pair]) -> Judged:
        """The judge's answer; after it has failed for good, or when the run is to stop, why none was asked for."""
        if self._stop.requested:
            return Judged(self._left or self._stopped())
        try:
            judged = await self._judge.judge(pairs)
        except EngineError as error:
            self._stop.request()
            self._left = Outcome(kind="http_error", message=error.message, remedy=error.remedy)
            return Judged(self._left, usage=error.usage or Usage())
        if judged.outcome.kind != "not_asked":
            return judged
        # The first reason stands for all: a budget's words have other figures for each question.
        self._left = self._left or (self._stopped() if self._stop.requested else judged.outcome)
        return Judged(self._left, usage=judged.usage)

    def _stopped(self) -> Outcome:
        message = "the run was interrupted" if self._stop.by_signal else "the run was stopped"
        return Outcome(kind="not_asked", message=message, remedy=_AGAIN if self._notes.kept else None)

    def _tell(self) -> None:
        done = sum(len(question.candidates) for question in self._questions if question.found)
        self._progress(done, sum(len(question.candidates) for question in self._questions))


def _found(same: Sameness | None, outcome: Outcome) -> _Found:
    return _Found(same=same, outcome=_NOT_ANSWERED if same is None and outcome.kind == "ok" else outcome)


def _result(questions: Iterable[_Question], usage: Usage, by: str, *, left_out: bool) -> Adjudicated:
    """What became of all pairs."""
    decisions: list[ClaimJudgement] = []
    counts: Counter[str] = Counter()
    failures: Counter[Outcome] = Counter()
    for question in questions:
        if question.found is None:
            continue
        pairs, same = question.candidates, question.found.same
        if same is None:
            failures[question.found.outcome] += len(pairs)
            continue
        counts["stored" if question.stored else "asked"] += len(pairs)
        if same == "unsure":
            counts["unsure"] += len(pairs)
        else:
            decisions.extend(ClaimJudgement(claims=pair.claims, same=same == "same", by=by) for pair in pairs)
    return Adjudicated(
        decisions=tuple(sorted(decisions, key=lambda decision: decision.claims)),
        asked=counts["asked"],
        stored=counts["stored"],
        unsure=counts["unsure"],
        usage=usage,
        failures=tuple(Undecided(failures[each], each) for each in sorted(failures, key=_in_words)),
        left_out=left_out,
    )


# --- in words --------------------------------------------------------------------------------------------------------


def _in_words(outcome: Outcome) -> tuple[str, str]:
    return outcome.kind, outcome.message or ""


def _said(failure: Undecided) -> str:
    outcome = failure.outcome
    what = _counted(failure.pairs, "pair of claims is", "pairs of claims are")
    why = f"{outcome.kind}: {outcome.message}" if outcome.message else outcome.kind
    said = f"{what} not judged, and left to the rules: {why}"
    return f"{said} — {outcome.remedy}" if outcome.remedy else said


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
