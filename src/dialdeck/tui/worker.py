"""The one thread on which the session lives: connections and rules are confined to it, painting never waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class DeckThread:
    """Runs calls one after the other, in the order in which they were asked."""

    def __init__(self) -> None:
        """Start nothing yet; the thread begins with the first call."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dialdeck-deck")

    def submit(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand a call to the thread and return its future."""
        return self._pool.submit(call, *args, **kwargs)

    async def ask(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call on the thread and wait for it without holding up the screen; raises what it raises."""
        return await asyncio.wrap_future(self._pool.submit(call, *args, **kwargs))

    def stop(self) -> None:
        """End the thread after the calls that were asked so far."""
        self._pool.shutdown(wait=True)
