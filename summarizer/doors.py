"""What every entrance with an asynchronous core shares: how its engine is opened, and its synchronous door."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from summarizer.engines import Engine, open_engine
from summarizer.engines.stop import Stop
from summarizer.models import Extraction
from summarizer.settings import Settings

__all__ = ["opened", "run_to_end"]

T = TypeVar("T")


@asynccontextmanager
async def opened(
    engine: str | Engine | None, settings: Settings, form: type[Extraction], stop: Stop
) -> AsyncIterator[Engine]:
    """An engine that was handed in, which is the caller's to close, or the one that is named."""
    if engine is not None and not isinstance(engine, str):
        yield engine
        return
    named = open_engine(settings.model_copy(update={"model": engine}) if engine else settings, form, stop)
    try:
        yield named
    finally:
        await named.close()


def run_to_end(work: Coroutine[Any, Any, T], stop: Stop) -> T:
    """Run to the end: here, or in a thread of its own where a loop is already running (a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(max_workers=1) as pool:
        try:
            return pool.submit(asyncio.run, work).result()
        except BaseException:  # Ctrl-C: no more is asked, and what is in flight is waited for
            stop.request()
            raise
