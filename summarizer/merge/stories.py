"""Groups the articles and claims of a day into stories: what belongs to one matter, under an id that stays."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.merge.entries import Folded, Names
from summarizer.merge.history import History
from summarizer.models import Dispute, Story, Thread

__all__ = ["stories"]


def stories(
    claims: Sequence[Folded],
    threads: Sequence[Thread],
    disputes: Sequence[Dispute],
    names: Names,
    history: History,
) -> tuple[Story, ...]:
    """The stories of the claims that today's articles tell; each such claim is in exactly one."""
    told = [item for item in claims if item.today]
    if not told:
        return ()
    return (
        Story(
            story_id="story",
            title="",
            articles=tuple(sorted({entry.article.article_id for item in told for entry in item.told})),
            claims=tuple(item.merged.merged_id for item in told),
            threads=tuple(thread.thread_id for thread in threads),
            disputes=tuple(dispute.dispute_id for dispute in disputes),
        ),
    )
